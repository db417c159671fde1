"""The depth game for given numbers or for a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

from suasion.domain.resolved import Resolved
from suasion.errors import Problem, SuasionError
from suasion.lab.arguments import chosen
from suasion.lab.cases import load_case
from suasion.lab.comparing import DEFAULT_WORLDS, draw_worlds

if TYPE_CHECKING:
    from suasion.words.depth import Depth

Several = float | Sequence[float]


def depth(
    case: str | Path | Resolved | None = None,
    *,
    benefit: Several | None = None,
    patience: Several | None = None,
    detection: Several | None = None,
    periods: int | None = None,
    asked: float | None = None,
    demand: float | None = None,
    issue_benefit: float | None = None,
    accession: float | None = None,
    punishment: float | None = None,
    worlds: int = DEFAULT_WORLDS,
    seed: int = 0,
) -> Depth:
    """How deep a treaty can go and still be kept; for a case, when its treaties would be self-enforcing.

    Args:
        case: A bundled name, a path or a loaded case; without one the numbers alone are used.
        benefit: Benefit per unit of depth, 1 if not given; several numbers are several parties. With a case it
            stands in for the drawn benefit of the linked issue.
        patience: Discount factor, .9 if not given. With a case it stands in for what was drawn.
        detection: Chance that a breach is seen, 1 if not given. With a case it stands in for what was drawn.
        periods: Length of a punishment; for ever if not given.
        asked: Depth that the treaty asks. Not with a case.
        demand: Depth demanded on an issue that rights are tied to. Not with a case.
        issue_benefit: Benefit per unit of that depth, 1 if not given.
        accession: What joining the treaty is worth: says who ratifies. Needs ``asked`` of at most 1.
        punishment: What breaking costs a member then, 0 if not given.
        worlds: With a case: how many worlds are drawn.
        seed: Of these draws.

    Returns:
        ``Depth`` with ``.table``, ``.text``, ``.results``, ``.plot()``.

    Raises:
        SuasionError: With everything that is wrong with the case and the numbers.
    """
    from suasion.words.depth import Depth

    lists = {"benefit": benefit, "patience": patience, "detection": detection}
    several = {name: _listed(value) for name, value in lists.items() if value is not None}
    single = {
        "asked": asked,
        "demand": demand,
        "issue_benefit": issue_benefit,
        "accession": accession,
        "punishment": punishment,
    }
    problems = [*_ranges(several, single, periods), *_fit(several, single)]
    resolved = None
    if case is not None:
        problems += _for_case(several, single)
        try:
            resolved = load_case(case)
            chosen(resolved, worlds=worlds, seed=seed)
        except SuasionError as error:
            problems += error.problems
    if problems:
        raise SuasionError(problems)
    import numpy as np

    from suasion.decide.depth import Given, by_case, by_numbers, drawn

    if resolved is None:
        numbers: dict[str, Any] = {**several, **{k: v for k, v in single.items() if v is not None}}
        return Depth(by_numbers(Given(**numbers, periods=periods)))
    played = draw_worlds(resolved, worlds=worlds, seed=seed)
    of = {str(name): np.asarray(played[name], float) for name in played}
    d = drawn(resolved, of, **{name: value[0] for name, value in several.items()})
    return Depth({**by_case(resolved, d, periods=periods), "seed": seed})


def _listed(value: Several) -> list[float]:
    return [float(one) for one in value] if isinstance(value, Sequence) else [float(value)]


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


def _ranges(
    several: dict[str, list[float]], single: dict[str, float | None], periods: int | None
) -> Iterator[Problem]:
    for name, values in (several | {k: [v] for k, v in single.items() if v is not None}).items():
        fits, what = RANGES[name]
        for value in values:
            if not fits(value):
                yield Problem(f"{_option(name)} {value:g}", what, "")
    if periods is not None and periods < 1:
        yield Problem(
            f"--periods {periods}", "A punishment lasts one period at least.", "Leave it out for ever."
        )


def _fit(several: dict[str, list[float]], single: dict[str, Any]) -> Iterator[Problem]:
    lengths = {name: len(values) for name, values in several.items() if len(values) != 1}
    if len(set(lengths.values())) > 1 or 0 in lengths.values():
        said = ", ".join(f"{_option(name)} has {count}" for name, count in lengths.items())
        yield Problem(
            "the parties", f"The lists do not fit: {said}.", "Give one number for all, or one for each."
        )
    if single["accession"] is not None and not 0 < (single["asked"] or 0) <= 1:
        what = "Who ratifies is asked of a treaty whose depth lies above 0 and up to 1."
        yield Problem("--accession", what, "Add --asked, for instance --asked 0.8.")
    for name, needs in (("punishment", "accession"), ("issue_benefit", "demand")):
        if single[name] is not None and single[needs] is None:
            yield Problem(
                _option(name), f"This says nothing without {_option(needs)}.", f"Add {_option(needs)}."
            )


def _for_case(several: dict[str, list[float]], single: dict[str, Any]) -> Iterator[Problem]:
    """What a case answers by itself, and so cannot be given with one."""
    for name, value in single.items():
        if value is not None:
            yield Problem(_option(name), "A case brings this itself.", "Leave it out, or leave out CASE.")
    for name, values in several.items():
        if len(values) > 1:
            yield Problem(_option(name), "With a case there is one party.", "Give one number.")


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")
