"""What a comparison is asked for, checked; every problem is named at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, get_args

from suasion.domain.case import Case
from suasion.errors import Problem, SuasionError, nearest
from suasion.files.library import cases
from suasion.notation import OUTCOME_IDS

Actor = Literal["state", "un", "ngo"]
MOST_WORLDS = 4_000_000
MOST_YEARS = 60


def chosen(
    case: Case,
    *,
    worlds: int,
    seed: int,
    years: int | None = None,
    strategies: Sequence[str] | None = None,
    outcomes: Sequence[str] | None = None,
    actor: Actor | None = None,
    worldview: str = "data",
    jobs: int | None = None,
) -> list[str]:
    """Ids to play: those asked for, of those that the actor can carry out.

    Raises:
        SuasionError: With every problem of the arguments, named as on the command line.
    """
    known = [strategy.id for strategy in case.strategies]
    usual = [one.id for one in case.strategies if one.reader in (None, actor)]
    names = list(dict.fromkeys(usual if strategies is None else strategies))
    problems = [
        *_numbers(worlds, seed, years, jobs),
        *_words(known, names, actor, worldview),
        *_outcomes(outcomes),
    ]
    if not problems:
        problems += _late(case, names, years)
        problems += _unable(case, names, actor)
    if problems:
        raise SuasionError(problems)
    return [name for name in names if actor is None or not cases.out_of_reach(case, name, actor)]


def _numbers(worlds: int, seed: int, years: int | None, jobs: int | None) -> Iterator[Problem]:
    if not 2 <= worlds <= MOST_WORLDS:
        yield Problem(f"--worlds {worlds}", f"Between 2 and {MOST_WORLDS:,} worlds can be played.")
    if not 0 <= seed < 2**63:
        yield Problem(f"--seed {seed}", "A seed is a whole number from 0 to 2**63 - 1.")
    if years is not None and not 1 <= years <= MOST_YEARS:
        yield Problem(f"--years {years}", f"Between 1 and {MOST_YEARS} years can be played.")
    if jobs is not None and jobs < 1:
        yield Problem(f"--jobs {jobs}", "At least one thread is needed.", "Leave it out to use all cores.")


def _words(
    known: Sequence[str], names: Sequence[str], actor: str | None, worldview: str
) -> Iterator[Problem]:
    if not names:
        yield Problem("--strategies", "No strategy is named.", f"The case has {', '.join(known)}.")
    for name in names:
        if name not in known:
            yield Problem(f"--strategies {name}", "The case has no such strategy.", nearest(name, known))
    if actor not in (None, *get_args(Actor)):
        yield Problem(f"--actor {actor}", "No actor has this name.", nearest(str(actor), get_args(Actor)))
    if worldview != "data":
        yield Problem(
            f"--worldview {worldview}",
            "Only the worldview `data` can be compared so far.",
            "The fairness audit shows the schools' priors.",
        )


def _outcomes(names: Sequence[str] | None) -> Iterator[Problem]:
    if names is not None and not names:
        yield Problem("outcomes", "No outcome is named.", f"There are {', '.join(OUTCOME_IDS)}.")
    for name in names or ():
        if name not in OUTCOME_IDS:
            yield Problem(f"outcomes = {name}", "There is no such outcome.", nearest(name, OUTCOME_IDS))


def _late(case: Case, names: Sequence[str], years: int | None) -> Iterator[Problem]:
    """Periods that would begin after a shorter horizon."""
    for strategy in case.strategies if years is not None else ():
        for period in strategy.schedule if strategy.id in names else ():
            year = case.calendar_year(period.start)
            if years is not None and year >= case.target.start + years:
                what = f"A period of {strategy.id} begins in {year}, after these years."
                yield Problem(f"--years {years}", what, "Give more years, or leave it out of --strategies.")


def _unable(case: Case, names: Sequence[str], actor: str | None) -> list[Problem]:
    """Why the actor can carry out none of the strategies, where that is so."""
    if actor is None:
        return []
    reach = {name: cases.out_of_reach(case, name, actor) for name in names if name != "baseline"}
    if not all(reach.values()):
        return []
    return [
        Problem(
            f"--actor {actor} · {name}",
            f"This strategy needs levers that {actor} does not hold: {', '.join(levers)}.",
            "Add a strategy of your own levers to the case.",
        )
        for name, levers in reach.items()
    ]
