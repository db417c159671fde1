"""What was played, and what was drawn, as labelled arrays: names in full, with units and what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from suasion.domain.case import Case
from suasion.domain.parameter import Parameter
from suasion.notation import OUTCOMES, STATES
from suasion.simulation.play import PlayResult

if TYPE_CHECKING:
    import xarray as xr

#: What an array is called in full, by its letter.
FULL = {one.letter: one.id for one in STATES}
UNITS = {one.id: one.unit for one in STATES}
MEANINGS = {one.id: one.meaning for one in STATES}
RIGHTS = next(one for one in OUTCOMES if one.id == "rights")


@dataclass(frozen=True)
class Labels:
    """What names the arrays of a case that was played.

    Attributes:
        case: Its id.
        title: Its title.
        strategies: Ids, in the order of the arrays.
        titles: Title of each strategy by id.
        start: First year played.
        seed: Seed of every draw.
    """

    case: str
    title: str
    strategies: tuple[str, ...]
    titles: Mapping[str, str]
    start: int
    seed: int

    @classmethod
    def of(cls, case: Case, strategies: tuple[str, ...], seed: int) -> Labels:
        """Of a case and the strategies that were played."""
        titles = {one.id: one.title for one in case.strategies}
        return cls(case.id, case.title, strategies, titles, case.target.start, seed)

    @property
    def coordinates(self) -> dict[str, object]:
        """The strategies, by id, with their titles along them."""
        return {
            "strategy": ("strategy", list(self.strategies), {"long_name": "strategy"}),
            "title": ("strategy", [self.titles[name] for name in self.strategies]),
        }

    @property
    def attributes(self) -> dict[str, object]:
        """What the whole is of."""
        return {"kind": "scenario", "case": self.case, "title": self.title, "seed": self.seed}


def outcomes(played: PlayResult, labels: Labels) -> xr.Dataset:
    """Every outcome that was played in every world, over strategy and world."""
    import xarray as xr

    return xr.Dataset(
        {
            one.id: (
                ("strategy", "world"),
                played.outcomes[one.id],
                {"long_name": one.title, "units": one.unit, "better": one.better, "formula": one.formula},
            )
            for one in OUTCOMES
            if one.id in played.outcomes
        },
        coords={**labels.coordinates, "world": _worlds(len(played.failed))},
        attrs={**labels.attributes, "backend": played.backend},
    )


def paths(played: PlayResult, labels: Labels) -> xr.Dataset:
    """Rights and states at the end of every year, over strategy, world and year."""
    import xarray as xr

    _, worlds, years = next((value.shape for value in played.paths.values()), (0, 0, 0))
    named = {FULL.get(letter, letter): (letter, value) for letter, value in played.paths.items()}
    order = ["rights", *(one.id for one in STATES)]
    return xr.Dataset(
        {
            name: (("strategy", "world", "year"), named[name][1], about(*named[name][:1]))
            for name in sorted(named, key=order.index)
        },
        coords={
            **labels.coordinates,
            "world": _worlds(worlds),
            "year": ("year", np.arange(labels.start, labels.start + years), {"long_name": "year"}),
        },
        attrs={**labels.attributes, "backend": played.backend},
    )


def worlds(
    draws: Mapping[str, np.ndarray], numbers: Mapping[str, Parameter], case: Case, seed: int
) -> xr.Dataset:
    """Every uncertain number, over world."""
    import xarray as xr

    count = next((len(value) for value in draws.values()), 0)
    return xr.Dataset(
        {_full(name): ("world", value, _number(name, numbers.get(name))) for name, value in draws.items()},
        coords={"world": _worlds(count)},
        attrs={"kind": "scenario", "case": case.id, "title": case.title, "seed": seed},
    )


def about(letter: str) -> dict[str, str]:
    """What a path is: its unit, what it means, and its letter in the model."""
    name = FULL.get(letter, letter)
    if name not in MEANINGS:
        return {"long_name": "protection of rights, weighted over domains", "units": RIGHTS.unit}
    meaning = "whether the regime of the start still rules" if name == "alive" else MEANINGS[name]
    return {"long_name": meaning, "units": UNITS[name], "symbol": letter}


def _number(name: str, number: Parameter | None) -> dict[str, str]:
    if number is not None:
        return {"long_name": number.meaning, "units": number.unit, "origin": number.origin}
    letter = name.partition(".")[2]
    known = about(letter)
    return {"long_name": f"{known['long_name']}, after a breakdown", "units": known["units"]}


def _full(name: str) -> str:
    """A draw's name in full: ``after.A`` is ``after.civil_society``."""
    room, _, letter = name.partition(".")
    return f"after.{FULL[letter]}" if room == "after" and letter in FULL else name


def _worlds(count: int) -> tuple[str, np.ndarray, dict[str, str]]:
    return ("world", np.arange(count), {"long_name": "world"})
