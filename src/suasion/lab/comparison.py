"""What ``compare`` hands back: table, words, arrays and picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from suasion.domain.case import Case
from suasion.domain.findings.comparison import ComparisonFindings
from suasion.lab import labelled
from suasion.lab.speaking import sentences
from suasion.notation import OUTCOME_IDS
from suasion.simulation.play import PlayResult
from suasion.simulation.setup import Game
from suasion.words import interpreter

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd
    import xarray as xr


@dataclass(frozen=True)
class Comparison:
    """What ``compare`` found; a scenario, never a forecast.

    Attributes:
        findings: Every number, as in ``results.json``.
        played: Outcomes and paths, world by world.
        game: What was played.
        case: The case.
    """

    findings: ComparisonFindings
    played: PlayResult
    game: Game
    case: Case

    @cached_property
    def results(self) -> dict[str, Any]:
        """The findings as plain data, as in ``results.json``."""
        return self.findings.to_dict()

    @cached_property
    def table(self) -> pd.DataFrame:
        """The main table as a data frame: one row per strategy, one column per outcome and number."""
        import pandas as pd

        rows = {
            self.title(name): {
                (outcome, number): getattr(self.findings.strategies[name][outcome], number)
                for outcome in OUTCOME_IDS
                for number in ("mean", "q05", "q95", "win_share")
            }
            for name in self.findings.table
        }
        frame = pd.DataFrame.from_dict(rows, orient="index")
        frame.columns = pd.MultiIndex.from_tuples(frame.columns)
        return frame

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
        return labelled.outcomes(self.played, self.game, self.case)

    @cached_property
    def paths(self) -> xr.Dataset:
        """Year by year, as an xarray dataset over strategy, world and year."""
        return labelled.paths(self.played, self.game, self.case)

    def plot(self) -> alt.Chart:
        """Rights over the years, one fan per strategy, as an Altair chart.

        Raises:
            SuasionError: No paths were kept.
        """
        from suasion.brief.figures import trajectories

        chart: alt.Chart = trajectories(self.findings).altair
        return chart

    def title(self, name: str) -> str:
        """A strategy's title."""
        return self.findings.titles[name]

    def _repr_html_(self) -> str:
        from html import escape

        paragraphs = "".join(f"<p>{escape(text)}</p>" for text in self.text.split("\n\n"))
        return f"{self.table.to_html(float_format='{:.3f}'.format)}{paragraphs}"

    def __str__(self) -> str:
        return self.text
