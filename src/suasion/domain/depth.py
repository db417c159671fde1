"""Numbers that the depth game is asked about, and what they may be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import inf

from suasion.domain.model import Model
from suasion.errors import Problem

#: Numbers of which there may be one for each party.
BY_PARTY = ("benefit", "patience", "detection")
#: Numbers that a case answers by itself.
SINGLE = ("asked", "demand", "issue_benefit", "accession", "punishment")

Entry = float | Sequence[float] | None


class DepthInputs(Model):
    """Numbers of the depth game; several mean several parties.

    Attributes:
        benefit: Benefit per unit of depth, [party].
        patience: Discount factor, [party].
        detection: Chance that a breach is seen, [party].
        periods: Length of a punishment; for ever if missing.
        asked: Depth that the treaty asks, if any.
        demand: Depth demanded on an issue that rights are tied to, if any.
        issue_benefit: Benefit per unit of that depth.
        accession: What joining is worth, if who ratifies is asked.
        punishment: What breaking costs a member then.
    """

    benefit: tuple[float, ...] = (1.0,)
    patience: tuple[float, ...] = (0.9,)
    detection: tuple[float, ...] = (1.0,)
    periods: int | None = None
    asked: float | None = None
    demand: float | None = None
    issue_benefit: float = 1.0
    accession: float | None = None
    punishment: float = 0.0


#: What a number must be, and the words for it.
RANGES: dict[str, tuple[Callable[[float], bool], str]] = {
    "benefit": (lambda v: 0 <= v < inf, "A benefit is 0 or a number above it."),
    "patience": (lambda v: 0 <= v < 1, "Patience lies in [0, 1): at 1 nothing is lost by waiting."),
    "detection": (lambda v: 0 <= v <= 1, "A chance of detection lies from 0 to 1."),
    "asked": (lambda v: 0 <= v < inf, "A depth is 0 or a number above it."),
    "demand": (lambda v: 0 <= v < inf, "A demand is 0 or a number above it."),
    "issue_benefit": (lambda v: 0 <= v < inf, "A benefit is 0 or a number above it."),
    "accession": (lambda v: 0 <= v < inf, "What joining is worth is 0 or a number above it."),
    "punishment": (lambda v: 0 <= v < inf, "What breaking costs is 0 or a number above it."),
}


def several(value: Entry) -> tuple[float, ...]:
    """One number or a list as a tuple."""
    if value is None:
        return ()
    return tuple(map(float, value)) if isinstance(value, Sequence) else (float(value),)


def problems(entries: Mapping[str, Entry], periods: int | None, *, case: bool) -> Iterator[Problem]:
    """All that is wrong with the numbers that a user gave.

    Args:
        entries: By name; what was left out is ``None``.
        periods: Length of a punishment.
        case: Whether they come with a case.
    """
    present = {name: several(value) for name, value in entries.items() if value is not None}
    yield from _outside(present, periods)
    yield from _unfit(present)
    if case:
        yield from _beside_a_case(present)


def _outside(present: Mapping[str, tuple[float, ...]], periods: int | None) -> Iterator[Problem]:
    for name, values in present.items():
        fits, what = RANGES[name]
        for value in values:
            if not fits(value):
                yield Problem(f"{option(name)} {value:g}", what, "")
    if periods is not None and periods < 1:
        yield Problem(
            f"--periods {periods}", "A punishment lasts one period at least.", "Leave it out for ever."
        )


def _unfit(present: Mapping[str, tuple[float, ...]]) -> Iterator[Problem]:
    lengths = {name: len(present[name]) for name in BY_PARTY if len(present.get(name, (0.0,))) != 1}
    if len(set(lengths.values())) > 1 or 0 in lengths.values():
        counts = ", ".join(f"{option(name)} has {count}" for name, count in lengths.items())
        yield Problem(
            "the parties", f"The lists do not fit: {counts}.", "Give one number for all, or one for each."
        )
    if "accession" in present and not 0 < present.get("asked", (0.0,))[0] <= 1:
        what = "Who ratifies is asked of a treaty whose depth lies above 0 and up to 1."
        yield Problem("--accession", what, "Add --asked, for instance --asked 0.8.")
    for name, needs in (("punishment", "accession"), ("issue_benefit", "demand")):
        if name in present and needs not in present:
            yield Problem(
                option(name), f"This says nothing without {option(needs)}.", f"Add {option(needs)}."
            )


def _beside_a_case(present: Mapping[str, tuple[float, ...]]) -> Iterator[Problem]:
    """What a case answers by itself, and so cannot come with one."""
    for name in SINGLE:
        if name in present:
            yield Problem(option(name), "A case brings this itself.", "Leave it out, or leave out CASE.")
    for name in BY_PARTY:
        if len(present.get(name, ())) > 1:
            yield Problem(option(name), "With a case there is one party.", "Give one number.")


def option(name: str) -> str:
    """How the command line calls an argument."""
    return "--" + name.replace("_", "-")
