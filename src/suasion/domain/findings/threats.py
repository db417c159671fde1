"""What the threat game finds: its equilibria, and payoffs estimated from how crises ended."""

from __future__ import annotations

from typing import Literal

from suasion.domain.findings.base import Findings, Number, Record

Method = Literal["pl", "npl", "cmle"]
Errors = Literal["rows", "crises"]
Shape = Literal["U", "rising", "falling", "undecided"]


class ThreatEquilibrium(Record):
    """One perfect Bayesian equilibrium.

    Attributes:
        p_resist: Chance that B resists a challenge.
        p_challenge: Chance that A challenges.
        p_fight: Chance that A stands firm once resisted.
        residual: Distance of ``p_resist`` from the reply to it.
        touching: Whether two equilibria meet here.
    """

    p_resist: float
    p_challenge: float
    p_fight: float
    residual: float
    touching: bool


class ThreatEquilibria(Findings):
    """All equilibria of one threat game, by rising ``p_resist``.

    Attributes:
        format: The version.
        equilibria: Every one.
    """

    format: Literal[1] = 1
    equilibria: tuple[ThreatEquilibrium, ...]


class Coefficient(Record):
    """One estimated coefficient.

    Attributes:
        payoff: The payoff that it enters.
        covariate: The column that it multiplies.
        estimate: Its value, in standard deviations of one private shock.
        se: Standard error.
        z: The estimate over its standard error.
        low: Lower end of the 95% interval.
        high: Upper end.
    """

    payoff: str
    covariate: str
    estimate: Number
    se: Number
    z: Number
    low: Number
    high: Number


class RowEquilibria(Record):
    """The equilibria of one row at the estimate.

    Attributes:
        p_resist: Chance that B resists, of the equilibrium meant; missing where several and none is meant.
        p_challenge: Chance that A challenges.
        p_fight: Chance that A stands firm once resisted.
        residual: Distance of ``p_resist`` from the reply to it.
        count: How many equilibria the row has.
        lowest: The lowest ``p_resist`` of them.
        highest: The highest.
        free: Whether never to challenge is a further equilibrium.
    """

    p_resist: Number
    p_challenge: Number
    p_fight: Number
    residual: Number
    count: int
    lowest: Number
    highest: Number
    free: bool


class EffectStep(Record):
    """Threats after one change of a payoff.

    Attributes:
        change: What is added to the payoff in every row.
        level: The payoff's mean after it.
        threats: Expected share of dyads that are threatened; missing where rows have several equilibria.
        fewest: The least share over the equilibria of the rows.
        most: The greatest.
        several: How many rows have more than one equilibrium.
        low: Lower end of the 95% interval of the share.
        high: Upper end.
        ratio: Share over the fewest of all changes.
        ratio_low: Lower end of its 95% interval.
        ratio_high: Upper end.
    """

    change: float
    level: Number
    threats: Number
    fewest: Number
    most: Number
    several: int
    low: Number
    high: Number
    ratio: Number
    ratio_low: Number
    ratio_high: Number


class EffectEnd(Record):
    """Threats at one end of the changes, beside the fewest.

    Attributes:
        end: ``lowest`` or ``highest``.
        change: What is added to the payoff in every row.
        ratio: Share over the fewest of all changes.
        ratio_low: Lower end of its 95% interval.
        ratio_high: Upper end.
    """

    end: Literal["lowest", "highest"]
    change: float
    ratio: Number
    ratio_low: Number
    ratio_high: Number


class ThreatEffect(Record):
    """Expected share of threats as one payoff changes in every row alike.

    Attributes:
        payoff: Which payoff.
        shape: ``U``, ``rising``, ``falling`` or ``undecided``, over the changes.
        least: The change at which threats are fewest; missing where some row has several equilibria.
        table: One step for each change.
        several: How many rows have more than one equilibrium at some change.
        fewest: The least share of threats over all changes and equilibria.
        most: The greatest.
        ends: The lowest and the highest change, unless threats are fewest there.
        unsure: Those of the two at which the rise is not established, since the interval holds 1.
    """

    payoff: str
    shape: Shape
    least: Number
    table: tuple[EffectStep, ...]
    several: int
    fewest: Number
    most: Number
    ends: tuple[EffectEnd, ...]
    unsure: tuple[Literal["lowest", "highest"], ...]


class ThreatFitFindings(Findings):
    """Payoffs of the threat game, estimated.

    Attributes:
        format: The version.
        method: ``pl``, ``npl`` or ``cmle``.
        method_name: The estimator's name.
        errors: What the standard errors take as independent: ``rows`` or ``crises``.
        converged: Whether the search ended where it should.
        steps: How many steps it took.
        rows: Rows of the table.
        crises: Crises counted in them.
        threats: Those of them that were threats.
        selected: Whether every row holds a threat, so that rows were chosen by the outcome.
        first: Where the first beliefs came from: ``estimated`` or ``given``.
        log_likelihood: At the equilibria; missing where a row has several and none is meant.
        pseudo_log_likelihood: At the beliefs that were held.
        pooled: Log-likelihood of the same four shares in every row.
        table: The coefficients.
        covariance: Theirs, [k][k].
        equilibria: The equilibria of every row.
        several: How many rows have more than one equilibrium.
        free: How many rows have, beside these, one in which nobody is ever challenged.
        residual: The largest of the rows' residuals; missing where no equilibrium is meant.
        sure: The coefficients told apart from 0 at 95%.
        effect: How threats move with one payoff, if asked.
    """

    format: Literal[1] = 1
    method: Method
    method_name: str
    errors: Errors
    converged: bool
    steps: int
    rows: int
    crises: float
    threats: float
    selected: bool
    first: Literal["estimated", "given"]
    log_likelihood: Number
    pseudo_log_likelihood: Number
    pooled: float
    table: tuple[Coefficient, ...]
    covariance: tuple[tuple[Number, ...], ...]
    equilibria: tuple[RowEquilibria, ...]
    several: int
    free: int
    residual: Number
    sure: tuple[Coefficient, ...]
    effect: ThreatEffect | None = None
