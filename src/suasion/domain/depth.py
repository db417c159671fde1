"""Numbers that the depth game is asked about, and what they may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from math import inf

from suasion.domain.model import Model
from suasion.domain.numbers import whole
from suasion.errors import Problem, Wording, argument, mention, wording

#: Numbers of which there may be one for each party.
BY_PARTY = ("benefit", "patience", "detection")
#: Numbers that a case answers by itself.
SINGLE = ("asked", "demand", "issue_benefit", "accession", "punishment")

Entry = float | Iterable[float] | None


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
    return tuple(map(float, value)) if isinstance(value, Iterable) else (float(value),)


def problems(entries: Mapping[str, Entry], periods: int | None, *, case: bool) -> Iterator[Problem]:
    """All that is wrong with the numbers that a user gave.

    Args:
        entries: By name; what was left out is ``None``.
        periods: Length of a punishment.
        case: Whether they come with a case.
    """
    present: dict[str, tuple[float, ...]] = {}
    for name, value in entries.items():
        try:
            if value is not None:
                present[name] = several(value)
        except (TypeError, ValueError):
            yield Problem(argument(name, value), "A number is needed.", _plural(name))
    yield from _outside(present, periods)
    yield from _unfit(present)
    if case:
        yield from _beside_a_case(present)


def _plural(name: str) -> str:
    return "Give one, or a list of them for several parties." if name in BY_PARTY else ""


def _outside(present: Mapping[str, tuple[float, ...]], periods: int | None) -> Iterator[Problem]:
    for name, values in present.items():
        fits, what = RANGES[name]
        for value in values:
            if not fits(value):
                yield Problem(argument(name, value), what, "")
    if periods is not None:
        what = "A punishment lasts one period at least."
        yield from whole("periods", periods, 1, None, what, "Leave it out for ever.")


def _unfit(present: Mapping[str, tuple[float, ...]]) -> Iterator[Problem]:
    lengths = {name: len(present[name]) for name in BY_PARTY if len(present.get(name, (0.0,))) != 1}
    if len(set(lengths.values())) > 1 or 0 in lengths.values():
        counts = Wording("The lists do not fit", "The lists do not fit")
        for number, (name, count) in enumerate(lengths.items()):
            counts = counts + (", " if number else ": ") + mention(name) + f" has {count}"
        yield Problem("the parties", counts + ".", "Give one number for all, or one for each.")
    if "accession" in present and not 0 < present.get("asked", (0.0,))[0] <= 1:
        what = "Who ratifies is asked of a treaty whose depth lies above 0 and up to 1."
        yield Problem(argument("accession"), what, wording("Add a depth, for instance {asked}.", asked=0.8))
    for name, needs in (("punishment", "accession"), ("issue_benefit", "demand")):
        if name in present and needs not in present:
            yield Problem(
                argument(name),
                "This says nothing without " + mention(needs) + ".",
                "Add " + mention(needs) + ".",
            )


def _beside_a_case(present: Mapping[str, tuple[float, ...]]) -> Iterator[Problem]:
    """What a case answers by itself, and so cannot come with one."""
    for name in SINGLE:
        if name in present:
            yield Problem(
                argument(name), "A case brings this itself.", "Leave it out, or leave out the case."
            )
    for name in BY_PARTY:
        if len(present.get(name, ())) > 1:
            yield Problem(argument(name), "With a case there is one party.", "Give one number.")
