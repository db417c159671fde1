"""A posterior as it is handed back: its numbers in words and tables, its draws by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from suasion.domain.findings.posterior import PosteriorFindings, PosteriorNumber
from suasion.domain.posterior import Posterior
from suasion.errors import Problem, SuasionError, nearest
from suasion.files.runs import posteriors
from suasion.files.runs.posteriors import StoredPosterior
from suasion.lab.answered import Answered
from suasion.lab.speaking import sentences
from suasion.words import interpreter

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class FittedPosterior(Answered[PosteriorFindings]):
    """What the record of all states says.

    Attributes:
        findings: Every number beside its prior, and whether the chains agree.
        draws: The draws themselves, as simulation reads them.
    """

    draws: Posterior = field(repr=False)

    @classmethod
    def of_stored(cls, stored: StoredPosterior) -> FittedPosterior:
        """From what lies in a folder."""
        return cls(stored.findings, stored.posterior)

    @cached_property
    def table(self) -> pd.DataFrame:
        """A row for each number, by id: ``part mean sd q05 q50 q95 prior_sd contraction origin rhat ess_bulk ess_tail``."""
        import pandas as pd

        rows = [one.model_dump() for one in self.findings.numbers]
        return pd.DataFrame(rows).set_index("id")

    @property
    def failed(self) -> bool:
        """Whether the chains do not agree."""
        return self.findings.failed

    @cached_property
    def text(self) -> str:
        """What was fitted and how well, in words."""
        return interpreter.paragraph(sentences("posterior"), "text", self.findings)

    def legend(self, listed: Iterable[PosteriorNumber]) -> tuple[str, ...]:
        """How to read the names of some numbers and what stands beside them, line by line."""
        kinds = dict.fromkeys(one.id.partition(".")[0] for one in listed)
        table = sentences("posterior")
        return tuple(
            line
            for section in ("numbers", *kinds)
            for line in interpreter.paragraph(table, section, self.findings).splitlines()
        )

    @cached_property
    def cannot_say(self) -> tuple[str, ...]:
        """What it does not say."""
        return tuple(interpreter.paragraph(sentences("posterior"), "cannot_say", self.findings).splitlines())


def load_posterior(run: str | Path | None = None) -> FittedPosterior:
    """The posterior that Suasion ships, or one that ``suasion fit`` wrote.

    Args:
        run: Folder of a fit; the shipped posterior if not given.

    Raises:
        SuasionError: There is none, or it is damaged.
    """
    stored = posteriors.shipped() if run is None else posteriors.read_run(Path(run))
    return FittedPosterior.of_stored(stored)


def numbers_named(fitted: FittedPosterior, word: str) -> list[PosteriorNumber]:
    """The numbers whose names contain a word.

    Raises:
        SuasionError: There is none.
    """
    listed = [one for one in fitted.findings.numbers if word.lower() in one.id]
    if not listed:
        known = {part for one in fitted.findings.numbers for part in one.id.split(".")}
        raise SuasionError(Problem(word[:60], "No number's name contains this.", nearest(word, known)))
    return listed
