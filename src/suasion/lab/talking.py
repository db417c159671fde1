"""Talks read from a file and worked out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from suasion.domain.model import Quantity
from suasion.domain.talks import TalksFile
from suasion.errors import Problem, SuasionError
from suasion.files.library import talks as files

if TYPE_CHECKING:
    from suasion.games.bargaining.findings import Talks
    from suasion.games.bargaining.parties import Number

MOST_DRAWS = 100_000


def talks(name: str | Path | TalksFile, *, draws: int = 1000, seed: int = 0) -> Talks:
    """What talks would come to: issue by issue, at tables of their own and linked, and what that does to rights.

    Args:
        name: A bundled name (``six-party``), a path, or talks that are loaded already.
        draws: How often every number is drawn from its range, 2 to 100,000.
        seed: Of these draws.

    Returns:
        ``Talks`` with ``.table``, ``.text``, ``.results``, ``.plot()``.

    Raises:
        SuasionError: With every problem of the file or the arguments.
    """
    from suasion.games import bargaining

    problems = []
    if not 2 <= draws <= MOST_DRAWS:
        problems.append(Problem(f"--draws {draws}", f"Between 2 and {MOST_DRAWS:,} draws can be made."))
    if not 0 <= seed < 2**63:
        problems.append(Problem(f"--seed {seed}", "A seed is a whole number from 0 to 2**63 - 1."))
    file = name if isinstance(name, TalksFile) else None
    try:
        file = file or files.load(str(name))
    except SuasionError as error:
        problems += error.problems
    if problems or file is None:
        raise SuasionError(problems)
    return bargaining.talks(
        [
            bargaining.Party(
                one.id,
                one.name,
                _three(one.capability),
                _three(one.patience),
                {issue: _three(at) for issue, at in one.positions.items()},
                {issue: _three(weight) for issue, weight in one.saliences.items()},
            )
            for one in file.parties
        ],
        [
            bargaining.Issue(
                one.id,
                one.title,
                one.status_quo,
                rights=one.rights,
                on_every_table=one.on_every_table,
                demand=one.demand,
            )
            for one in file.issues
        ],
        quota=file.rule.quota,
        veto=file.rule.veto,
        count=draws,
        seed=seed,
        title=file.title,
    )


def talks_names() -> list[str]:
    """Names of the bundled talks."""
    return files.names()


def _three(one: Quantity) -> Number:
    return one.low, one.value, one.high
