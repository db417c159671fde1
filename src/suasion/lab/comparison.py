"""What ``compare`` hands back: table, words, arrays and picture."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from suasion.domain.arguments import CompareArguments
from suasion.domain.case import Case
from suasion.domain.findings.comparison import ComparisonFindings
from suasion.lab import labelled
from suasion.lab.speaking import sentences
from suasion.notation import OUTCOME_IDS
from suasion.notebook import Card, Shown, rows_of
from suasion.simulation.play import PlayResult
from suasion.words import interpreter

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

    from suasion.brief.figures.charts import AnyChart
    from suasion.simulation.setup import Game

NUMBERS = ("mean", "q05", "q95", "win_share")
#: Outcomes whose means a notebook shows.
HEADLINES = ("harm", "collapse", "war", "rights")


@dataclass(frozen=True, repr=False, eq=False)
class Comparison(Shown):
    """What came of playing every strategy; a scenario, never a forecast.

    Attributes:
        findings: Every number, as in ``results.json``.
        played: Outcomes and paths, world by world.
        case: The case.
        arguments: What was asked for.
    """

    findings: ComparisonFindings
    played: PlayResult
    case: Case
    arguments: CompareArguments
    _game: Game | None = field(default=None)

    @property
    def title(self) -> str:
        """The title of the case."""
        return self.findings.title

    @property
    def strategies(self) -> tuple[str, ...]:
        """Ids of the strategies that were played: the contest, then variants."""
        return (*self.findings.table, *self.findings.variants)

    @property
    def titles(self) -> dict[str, str]:
        """Title of each strategy, by id."""
        return {name: self.findings.titles[name] for name in self.strategies}

    @property
    def worlds(self) -> int:
        """How many worlds were played."""
        return self.findings.worlds

    @property
    def years(self) -> range:
        """The years that were played."""
        return range(self.findings.start, self.findings.start + self.findings.years)

    @property
    def seed(self) -> int:
        """Seed of every draw."""
        return self.findings.seed

    @cached_property
    def game(self) -> Game:
        """The case made ready to play, as it was played."""
        if self._game is not None:
            return self._game
        from suasion.lab.ready import game_of

        return game_of(self.case, self.arguments)

    @cached_property
    def results(self) -> dict[str, Any]:
        """The findings as plain data, as in ``results.json``."""
        return self.findings.to_dict()

    @cached_property
    def table(self) -> pd.DataFrame:
        """The contest as a data frame: a row for each strategy by id, its title, and a column for each outcome and number.

        Columns have two levels, ``outcome`` and ``number`` (``mean``, ``q05``, ``q95``, ``win_share``):
        ``table["rights"]["mean"]``. The title is ``table["title"]``.
        """
        return self._numbers(self.findings.table)

    @cached_property
    def variants(self) -> pd.DataFrame:
        """The same of the variants, which stand outside the contest and win nothing."""
        return self._numbers(self.findings.variants)

    def _numbers(self, names: tuple[str, ...]) -> pd.DataFrame:
        import pandas as pd

        rows = [
            [
                self.findings.titles[name],
                *(
                    getattr(self.findings.strategies[name][outcome], number)
                    for outcome in OUTCOME_IDS
                    for number in NUMBERS
                ),
            ]
            for name in names
        ]
        columns = [("title", ""), *((outcome, number) for outcome in OUTCOME_IDS for number in NUMBERS)]
        frame = pd.DataFrame(
            rows,
            index=pd.Index(names, name="strategy"),
            columns=pd.MultiIndex.from_tuples(columns, names=["outcome", "number"]),
        )
        return frame.astype(dict.fromkeys(columns[1:], float))

    @cached_property
    def answer(self) -> list[interpreter.Paragraph]:
        """The answer in plain words: paragraphs with their headings, the warning first."""
        return interpreter.answer(sentences("comparison"), self.findings)

    @cached_property
    def text(self) -> str:
        """The answer in plain words, the warning first."""
        return "\n\n".join(one.text for one in self.answer)

    @cached_property
    def cannot_say(self) -> str:
        """What the record cannot say about this case."""
        return interpreter.paragraph(sentences("comparison"), "cannot_say", self.findings)

    @cached_property
    def outcomes(self) -> xr.Dataset:
        """Every outcome in every world, as an xarray dataset over strategy and world."""
        return labelled.outcomes(self.played, self._labels)

    @cached_property
    def paths(self) -> xr.Dataset:
        """Rights and states year by year, as an xarray dataset over strategy, world and year; empty without paths.

        Of more than 20,000 worlds the first 20,000 have paths.
        """
        return labelled.paths(self.played, self._labels)

    @property
    def _labels(self) -> labelled.Labels:
        return labelled.Labels.of(self.case, self.arguments.played(self.case), self.seed)

    def plot(
        self, outcome: str = "rights", kind: str | None = None, *, reference: str | None = None
    ) -> AnyChart:
        """A figure of one outcome, as an Altair chart that is shown and saved without a network.

        ``plot().save("rights.png")`` writes a file: ``.png``, ``.svg`` or ``.html``.

        Args:
            outcome: For ``levels`` and ``differences`` an outcome (``rights``, ``harm``, …: ``comparison.outcomes``), for
                ``paths`` a variable that has a path (``rights``, ``linkage``, …: ``comparison.paths``).
            kind: ``paths``: year by year, a panel for each strategy. ``levels``: each strategy over all worlds.
                ``differences``: each strategy less the reference, within the same worlds. If not given, ``paths`` for what
                has one, else ``levels``.
            reference: Strategy that the others are set against; the first of the table if not given.

        Raises:
            SuasionError: There is no such outcome, kind or strategy, or the paths were left out.
        """
        from suasion.lab.plotting import plot

        return plot(self.findings, self.outcomes, self.paths, outcome, kind, reference)

    def save(self, folder: str | Path, *, force: bool = False, brief: bool = True) -> Path:
        """Writes a run folder, as ``suasion compare`` does; :func:`suasion.load_run` reads it again.

        Args:
            folder: Where; a new folder.
            force: Whether to replace a run that is there. Any other folder is never replaced.
            brief: Whether to write ``brief.html`` as well.

        Returns:
            The folder.

        Raises:
            SuasionError: The folder exists or cannot be written.
        """
        from suasion.lab.saving import save

        return save(self, self.arguments, Path(folder), force=force, brief=brief)

    def __eq__(self, other: object) -> bool:
        """Whether all is the same: findings, and every outcome and path in every world."""
        if not isinstance(other, Comparison):
            return NotImplemented
        return self.findings == other.findings and all(
            mine.keys() == theirs.keys()
            and all(np.array_equal(mine[name], theirs[name], equal_nan=True) for name in mine)
            for mine, theirs in (
                (self.played.outcomes, other.played.outcomes),
                (self.played.paths, other.played.paths),
            )
        )

    def _card(self) -> Card:
        from suasion.words.comparison_card import HINT, MORE, TABLE, played

        findings = self.findings
        means = self.table.loc[:, [("title", ""), *((one, "mean") for one in HEADLINES)]].copy()
        means.columns = ["title", *HEADLINES]
        if len(findings.table) > 1:
            means["wins"] = self.table["rights"]["win_share"]
        rows: dict[str, object] = {
            "case": findings.case,
            "played": played(findings),
            "strategies": findings.table,
            "variants": findings.variants,
        }
        if findings.failed_worlds:
            rows["failed worlds"] = findings.failed_worlds
        first, *rest = self.answer
        return Card(
            "Comparison",
            findings.title,
            rows_of(rows),
            [first.text],
            (MORE, [f"{one.heading}. {one.text}" for one in rest]),
            [(TABLE, means)],
            HINT,
        )

    def __str__(self) -> str:
        return self.text
