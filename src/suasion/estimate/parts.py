"""The posterior in parts, each of which can be sampled by itself: choices and sizes of each series, waves, breakdowns."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from suasion.estimate import choices, hazards, normal, nuts, sizes
from suasion.estimate.episodes import breakdowns, episodes
from suasion.estimate.histories import Histories
from suasion.estimate.laplace import laplace
from suasion.estimate.rows import Rows
from suasion.notation.series import SERIES_IDS

#: Site of a model to its draws, [chain, draw, ...].
Samples = dict[str, np.ndarray]
#: Choices take long enough to be sampled in pieces; what is left is quick.
SLOW = tuple(f"choice.{name}" for name in SERIES_IDS)
QUICK = (*(f"size_{side}.{name}" for name in SERIES_IDS for side in ("up", "down")), "waves", "breakdowns")
PARTS = (*SLOW, *QUICK)


class Part(NamedTuple):
    """A part's model and what it is fitted on."""

    model: Callable[..., None]
    data: object


def part(name: str, of: Histories, rows: Rows, *, observed: bool = True) -> Part:
    """A part by its name in ``PARTS``; the breakdowns need :func:`falls`."""
    kind, _, series = name.partition(".")
    if kind == "choice":
        model = partial(choices.model, observed=observed)
        return Part(model, choices.choice_data(rows, SERIES_IDS.index(series)))
    if kind in ("size_up", "size_down"):
        return Part(sizes.model, sizes.size_data(rows, SERIES_IDS.index(series), up=kind == "size_up"))
    return Part(hazards.wave_model, hazards.counts(episodes(of, up=True), of))


def falls(of: Histories, waves: Samples) -> Part:
    """The part of the breakdowns, which reads how likely each year belongs to a wave of openings."""
    return Part(hazards.breakdown_model, hazards.breakdown_data(of, breakdowns(of), wave_by_year(of, waves)))


def wave_by_year(of: Histories, waves: Samples) -> np.ndarray:
    """Mean probability of a wave in every year of the histories; before and after the record as at its ends."""
    counted = hazards.counts(episodes(of, up=True), of)
    probability: np.ndarray = np.interp(of.years, counted.years, waves["wave"].mean((0, 1)))
    return probability


def sampled(model: Part, *, chains: int, warmup: int, draws: int, seed: int) -> Samples:
    """A part by NumPyro's sampler."""
    return nuts.sample(model.model, model.data, chains=chains, warmup=warmup, draws=draws, seed=seed)


def approximated(model: Part, *, draws: int, seed: int, observed: bool = True) -> Samples:
    """A part by Laplace's method: choices with their spreads integrated, others at their mode."""
    if not isinstance(model.data, choices.ChoiceData):
        return normal.approximate(model.model, model.data, draws=draws, seed=seed)
    samples = laplace(model.data, draws=draws, seed=seed, observed=observed)
    spreads = {name: samples.spreads[..., i] for i, name in enumerate(choices.SPREADS)}
    effects = {f"{name}_effect": values for name, values in samples.effects.items()}
    sites = {
        name: getattr(samples, name)
        for name in ("direction", "direction_weights", "stillness", "stillness_weights", "recoded")
    }
    return {**sites, **spreads, **effects, "diverged": np.zeros(samples.direction.shape, bool)}
