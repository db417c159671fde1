"""Talks read from a file and worked out."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from suasion.domain import numbers
from suasion.domain.findings.talks import TalksFindings
from suasion.domain.talks import TalksFile
from suasion.errors import Problem, SuasionError
from suasion.files.library import talks as files
from suasion.lab.answered import Sections
from suasion.lab.speaking import sentences
from suasion.words import interpreter

if TYPE_CHECKING:
    import pandas as pd

    from suasion.brief.figures.charts import AnyChart

MOST_DRAWS = 100_000


class Talks(Sections[TalksFindings]):
    """What talks came to.

    Attributes:
        findings: Every number, as a typed record; levels in each issue's own unit.
    """

    @property
    def table(self) -> pd.DataFrame:
        """A data frame: one row per table, whether all agree, and the level of each issue there."""
        return self.findings.table

    @cached_property
    def answer(self) -> list[dict[str, str]]:
        """The answer in words: headings and sentences."""
        return [one.entry() for one in interpreter.answer(sentences("talks"), self.findings)]

    def plot(self) -> AnyChart:
        """The agreement zone over rights and another issue, as an Altair chart.

        Raises:
            SuasionError: There is no second issue to draw.
        """
        from suasion.brief.figures.agreement_zone import zone_chart

        return zone_chart(self.findings)


def talks(name: str | Path | TalksFile, *, draws: int = 1000, seed: int = 0) -> Talks:
    """What talks would come to: issue by issue, at tables of their own and linked, and what that does to rights.

    Args:
        name: A bundled name (``six-party``), a path, or talks that are loaded already.
        draws: How often every number is drawn from its range, 2 to 100,000.
        seed: Of these draws.

    Returns:
        ``Talks`` with ``.table``, ``.text``, ``.findings``, ``.results``, ``.plot()``.

    Raises:
        SuasionError: With every problem of the file or the arguments.
    """
    from suasion.games import bargaining

    problems: list[Problem] = []
    what = f"Between 2 and {MOST_DRAWS:,} draws can be made."
    problems += [*numbers.whole("draws", draws, 2, MOST_DRAWS, what), *numbers.seed(seed)]
    file = name if isinstance(name, TalksFile) else None
    try:
        file = file or files.load(str(name), bargaining.contradictions)
    except SuasionError as error:
        problems += error.problems
    if problems or file is None:
        raise SuasionError(problems)
    return Talks(bargaining.talks_of_file(file, count=draws, seed=seed))


def talks_names() -> list[str]:
    """Names of the bundled talks."""
    return files.names()
