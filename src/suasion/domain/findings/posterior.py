"""What the record of all states says about moves, openings, closings and breakdowns: the posterior, number by number."""

from __future__ import annotations

from typing import ClassVar, Literal

from suasion.domain.findings.base import Findings, Number, Record

Method = Literal["nuts", "laplace"]
#: How much the record must narrow a prior for a number to be called estimated.
CONTRACTION = 0.5


class PosteriorNumber(Record):
    """One number of the kernel or of its events.

    Attributes:
        id: Its name.
        part: The part of the model that it was fitted in.
        log: Whether contraction is on the log scale.
        prior_sd: Standard deviation of the prior, on the scale of the contraction.
        mean: Mean of the posterior.
        sd: Its standard deviation.
        q05: Its 5% point.
        q50: Its median.
        q95: Its 95% point.
        contraction: 1 less the variance of the posterior over that of the prior.
        origin: ``estimated`` where the contraction is at least one half, else ``assumed``: the prior still speaks.
        rhat: R-hat; missing where there are no chains.
        ess_bulk: Bulk effective sample size; missing where there are no chains.
        ess_tail: Tail effective sample size; missing where there are no chains.
    """

    id: str
    part: str
    log: bool
    prior_sd: float
    mean: float
    sd: float
    q05: float
    q50: float
    q95: float
    contraction: float
    origin: Literal["estimated", "assumed"]
    rhat: Number
    ess_bulk: Number
    ess_tail: Number


class PosteriorLimits(Record):
    """Limits that chains must keep.

    Attributes:
        rhat: R-hat of every number lies below this.
        ess: Bulk and tail effective sample size of every number lie above this.
        effect_ess: Bulk effective sample size of every effect of a state or year lies above this.
    """

    rhat: float = 1.01
    ess: float = 400.0
    effect_ess: float = 200.0


class PosteriorChecks(Record):
    """Whether the chains may be used.

    Attributes:
        limits: The limits.
        rhat: Greatest R-hat of a number; missing without chains.
        rhat_at: Which one.
        ess_bulk: Least bulk effective sample size; missing without chains.
        ess_tail: Least tail effective sample size; missing without chains.
        ess_at: Which number has the least of either.
        effect_ess: Least bulk effective sample size of an effect of a state or year; missing without chains.
        diverged: Divergent transitions.
        failed: Whether a limit is broken, or any transition diverged.
    """

    limits: PosteriorLimits
    rhat: Number
    rhat_at: str
    ess_bulk: Number
    ess_tail: Number
    ess_at: str
    effect_ess: Number
    diverged: int
    failed: bool


class LearntFrom(Record):
    """What a posterior was learnt from.

    Attributes:
        panel: Digest of the panel's columns that were read.
        first: First year of a move.
        last: Last year of a move.
        regimes_last: Last year of which regimes are on record.
        states: States with moves.
        moves: State-years with ordinary moves.
        without: Correlates of War number of a state that was left out, if one was.
        openings: How many openings by standing regimes.
        closings: How many closings by standing regimes.
        breakdowns: How many breakdowns.
    """

    panel: str
    first: int
    last: int
    regimes_last: int
    states: int
    moves: int
    without: int | None
    openings: int
    closings: int
    breakdowns: int


class PosteriorFindings(Findings):
    """A posterior of the kernel and of its events.

    Attributes:
        format: Version of this layout.
        method: ``nuts`` (sampled) or ``laplace`` (approximated).
        measure: Whose scores were read.
        observed: Whether the observation layer was on.
        seed: Seed of every draw.
        draws: How many draws are stored.
        learnt_from: On what.
        numbers: Every number, in order.
        estimated: How many of them are estimated.
        assumed: Ids of the others: their prior still speaks.
        checks: Whether the chains agree.
        versions: Of the packages that the draws rest on.
    """

    file: ClassVar[str] = "posterior.json"

    format: Literal[1] = 1
    method: Method
    measure: Literal["vdem", "latent"] = "vdem"
    observed: bool
    seed: int
    draws: int
    learnt_from: LearntFrom
    numbers: tuple[PosteriorNumber, ...]
    estimated: int
    assumed: tuple[str, ...]
    checks: PosteriorChecks
    versions: dict[str, str]

    @property
    def failed(self) -> bool:
        """Whether the chains do not agree."""
        return self.checks.failed
