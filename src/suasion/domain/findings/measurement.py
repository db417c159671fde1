"""What measuring a scale gives: on what it was fitted, how far it lies from other scores, whether its chains agree."""

from __future__ import annotations

from typing import Literal

from suasion.domain.findings.base import Findings, Number, Record
from suasion.domain.scale import Measure


class Agreement(Record):
    """Scores against others of the same state-years.

    Attributes:
        rows: How many state-years both have.
        correlation: Of the means.
        rmse: Root mean square of the differences as they stand.
        rmse_rescaled: The same once level and scale are removed: these means are moved and stretched until their mean
            and standard deviation over all state-years are the others'.
        level: What is added to these means after stretching.
        stretch: By what these means are multiplied.
        sd_ratio: Mean of these standard deviations over the mean of the others', as they stand.
        sd_ratio_rescaled: The same once these are stretched.
    """

    rows: int
    correlation: float
    rmse: float
    rmse_rescaled: float
    level: float
    stretch: float
    sd_ratio: float
    sd_ratio_rescaled: float


class Limits(Record):
    """Limits that a sampler's result must keep.

    Attributes:
        item_rhat: R-hat of an item parameter lies below this …
        item_ess: … and its bulk effective sample size above this …
        item_share: … for at least this share of item parameters.
        score_rhat: R-hat of a score lies below this …
        score_ess: … and its bulk effective sample size above this …
        share: … for at least this share of scores.
        diverged: At most so many moves of the sampler diverged, as a share of its sweeps. A sweep moves hundreds of
            groups, each accepted or rejected by itself; a trajectory against a wall of the density is rejected and does
            no harm, where R-hat and effective samples are sound.
    """

    item_rhat: float
    item_ess: float
    item_share: float
    score_rhat: float
    score_ess: float
    share: float
    diverged: float


class Diagnostics(Record):
    """Whether a sampler's result may be used.

    Attributes:
        limits: The limits that had to be kept.
        item_rhat: Greatest R-hat of an item parameter; missing where one has none.
        item_rhat_at: Which one.
        item_ess: Least effective sample size of an item parameter; missing where one has none.
        item_ess_at: Which one.
        items_beyond: How many item parameters lie beyond their limits.
        items: How many there are.
        score_rhat: Greatest R-hat of a score; missing where one has none.
        score_ess: Least effective sample size of a score.
        scores_within: Share of scores within their limits.
        scores: How many there are.
        diverged: How many moves of the sampler diverged.
        sweeps: In how many sweeps of all chains.
        failed: Whether a limit is broken.
    """

    limits: Limits
    item_rhat: Number
    item_rhat_at: str
    item_ess: Number
    item_ess_at: str
    items_beyond: int
    items: int
    score_rhat: Number
    score_ess: Number
    scores_within: float
    scores: int
    diverged: int
    sweeps: int
    failed: bool


class UnusedCodes(Record):
    """Codes of an ordered item that no row has.

    Attributes:
        item: The item.
        codes: The codes, from the worst to the best.
    """

    item: str
    codes: tuple[int, ...]


class ReversedItem(Record):
    """An item that runs against the mean of the others, as one does that is coded the wrong way round.

    Attributes:
        item: The item.
        correlation: With the mean of the others.
    """

    item: str
    correlation: float


class Remarks(Record):
    """What is to be known of the readings and need not be mended.

    Attributes:
        undated: Rows left out, because they have no state's number or no year.
        empty: Rows left out, because they have no reading of any item.
        lone_states: Numbers of states with one year only.
        gaps: Gaps in the years of a state; after each its score begins anew.
        unused_codes: Codes that no row has, by item.
        reversed_items: Items that run against the others.
    """

    undated: int = 0
    empty: int = 0
    lone_states: tuple[int, ...] = ()
    gaps: int = 0
    unused_codes: tuple[UnusedCodes, ...] = ()
    reversed_items: tuple[ReversedItem, ...] = ()


class FittedOn(Record):
    """The readings that scores were fitted on.

    Attributes:
        table: ``dataset.table`` of the data folder; empty where a file was given.
        fingerprint: Digest of that table.
        file: Name of the file that was given, or that the table comes from.
        release: Its release, where that is known.
        sha256: Digest of the file.
        readings: Digest of the readings themselves.
    """

    table: str = ""
    fingerprint: str = ""
    file: str = ""
    release: str = ""
    sha256: str = ""
    readings: str


class MeasurementFindings(Findings):
    """A measurement: scores of a scale, without the scores themselves, which stand in tables.

    Attributes:
        format: Version of these findings.
        scale: Id of the scale.
        title: What it measures.
        measure: How the scores were made.
        without: Items left out.
        fast: Whether the fast mode made them.
        settings: What was chosen of the sampler's settings.
        rows: State-years.
        states: States.
        years: The first and the last.
        items: Items.
        readings: Readings of all items.
        fitted_on: Where the readings come from.
        published: How far the scores lie from published ones, which are compared with and never fitted; missing where
            there are none.
        exact: How far a fast result lies from the exact one of the same readings; missing where that is not shipped.
        diagnostics: Whether the chains agree; missing for the index, which has none.
        failed: Whether the diagnostics failed; never use such scores.
        remarks: What is to be known of the readings.
    """

    file = "results.json"

    format: Literal[2] = 2
    scale: str
    title: str
    measure: Measure
    without: tuple[str, ...]
    fast: bool
    settings: dict[str, int]
    rows: int
    states: int
    years: tuple[int, int]
    items: int
    readings: int
    fitted_on: FittedOn
    published: Agreement | None
    exact: Agreement | None
    diagnostics: Diagnostics | None
    failed: bool
    remarks: Remarks
