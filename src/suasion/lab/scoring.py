"""The scores of one state, as Suasion ships them or as a folder of ``suasion measure`` holds them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from suasion.domain.findings.state_scores import ScoreOfYear, StateScoresFindings
from suasion.domain.numbers import whole
from suasion.errors import Problem, SuasionError
from suasion.files import disk
from suasion.files.datasets import panels
from suasion.lab.answered import Answered
from suasion.lab.measuring import SCALE
from suasion.lab.naming import states_called, with_codes
from suasion.lab.stored_scores import stored
from suasion.words import state_scores as words

if TYPE_CHECKING:
    import pandas as pd

    from suasion.brief.figures.charts import AnyChart

FORMATS = {".csv": panels.csv, ".parquet": panels.parquet}


class StateScores(Answered[StateScoresFindings]):
    """How well a state protected rights, year by year.

    Attributes:
        findings: Every number, as a typed record.
    """

    @property
    def table(self) -> pd.DataFrame:
        """A row for each year, by year: ``name iso3 cow gw mean sd q05 q95``."""
        return self.findings.table

    @cached_property
    def text(self) -> str:
        """What the years come to, in words."""
        return words.text(self.findings)

    @property
    def sentences(self) -> Mapping[str, object]:
        """The words, as JSON holds them."""
        return {"text": self.text}

    def plot(self) -> AnyChart:
        """The scores over the years with their range, as an Altair chart."""
        from suasion.brief.figures.scores import scores_over_time

        rows = [
            {"year": one.year, "mean": one.mean, "q05": one.q05, "q95": one.q95}
            for one in self.findings.years
        ]
        return scores_over_time({self.findings.title: rows}, words.heading(self.findings)).altair


def state_scores(
    state: str | int,
    scale: str = SCALE,
    measure: str = "changing",
    *,
    since: int | None = None,
    until: int | None = None,
    run: str | Path | None = None,
) -> StateScores:
    """How well a state protected rights, year by year, by the scores that Suasion ships.

    >>> import suasion
    >>> korea = suasion.state_scores("North Korea", since=2019)
    >>> list(korea.table.index), set(korea.table["iso3"])
    ([2019, 2020, 2021], {'PRK'})

    Args:
        state: A name, an ISO code, or a COW or GW number; what stood for several states in turn gives the years of all.
        scale: As of `load_scores`.
        measure: As of `load_scores`.
        since: First year; all if not given.
        until: Last year; all if not given.
        run: As of `load_scores`.

    Returns:
        ``StateScores`` with ``.table``, ``.text``, ``.findings``, ``.plot()``.

    Raises:
        SuasionError: No state is called so, it has no scores in these years, or as `load_scores`.
    """
    import polars as pl

    problems: list[Problem] = []
    for name, value in (("since", since), ("until", until)):
        if value is not None:
            problems += whole(name, value, 1, 9999, "A year has four digits.")
    if problems:
        raise SuasionError(problems)
    states = states_called(state)
    scores = stored(scale, measure, run)
    title = ", ".join(dict.fromkeys(one.name for one in states))
    rows = scores.rows.with_row_index("row").filter(
        pl.col("cow").is_in([one.cow for one in states]),
        pl.col("year").is_between(since or 0, until or 9999),
    )
    rows = rows.sort("year")
    if not rows.height:
        what = f"{title} has no scores in these years."
        other = scores.rows.filter(pl.col("cow").is_in([one.cow for one in states]))["year"].to_list()
        fix = (
            f"It has them from {min(other)} to {max(other)}." if other else "Scores are of states since 1946."
        )
        raise SuasionError(Problem(title, what, fix))
    low, high = np.quantile(scores.draws[:, rows["row"].to_numpy()], (0.05, 0.95), axis=0)
    named = with_codes(rows)
    years = tuple(
        ScoreOfYear(**one, mean=mean, sd=sd, q05=float(q05), q95=float(q95))
        for one, mean, sd, q05, q95 in zip(
            named.to_dicts(), rows["mean"].to_list(), rows["sd"].to_list(), low, high, strict=True
        )
    )
    about = scores.manifest
    findings = StateScoresFindings(
        title=title,
        scale=about.scale.id,
        scale_title=about.scale.title,
        measure=about.measure,
        failed=about.failed,
        years=years,
    )
    return StateScores(findings)


def check_scores_file(path: Path, *, force: bool = False) -> None:
    """Refuses a file that scores could not be written to.

    Raises:
        SuasionError: Its ending is not known, it exists, or its folder takes no files.
    """
    if path.suffix not in FORMATS:
        fix = "Name the file scores.csv."
        raise SuasionError(Problem(str(path), "The ending says neither .csv nor .parquet.", fix))
    disk.check_file(path, force=force)


def write_scores(scores: StateScores, path: Path, *, force: bool = False) -> None:
    """Writes the years as a table.

    Raises:
        SuasionError: As :func:`check_scores_file`.
    """
    import polars as pl

    check_scores_file(path, force=force)
    frame = pl.DataFrame([dict(one) for one in scores.findings.years], infer_schema_length=None)
    disk.write_bytes(path, FORMATS[path.suffix](frame), force=force)
