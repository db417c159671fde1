"""Payoffs of threats, estimated from a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from suasion.domain.threats import ThreatsFile
from suasion.errors import Problem, SuasionError, argument, nearest
from suasion.files.inputs import tables
from suasion.files.library import threats as specifications

if TYPE_CHECKING:
    import pandas as pd

    from suasion.games.threat.design import Covariates
    from suasion.lab.threat_report import FitReport, ThreatFit

SANCTIONS = "sanctions"


def threat_fit(
    data: str | Path | pd.DataFrame,
    model: str | Path | ThreatsFile = SANCTIONS,
    *,
    method: str = "npl",
    errors: str = "rows",
) -> ThreatFit:
    """Payoffs of threats estimated from a table of how crises ended.

    Args:
        data: A CSV file or a data frame: a row for each dyad over a stretch of years, with counts and covariates.
        model: Which covariates each payoff hangs on: a bundled name, a TOML file, or one that is loaded.
        method: ``pl`` pseudo-likelihood, ``npl`` nested pseudo-likelihood, ``cmle`` constrained maximum likelihood.
        errors: Standard errors by ``rows``, whose crises may hang together, or by ``crises``.

    Returns:
        ``ThreatFit`` with ``.table``, ``.text``, ``.covariance``, ``.log_likelihood``, ``.converged``, ``.equilibria``,
        ``.findings``, ``.cannot_say``.

    Raises:
        SuasionError: All that is wrong with the file, the table or the options; coefficients that the counts cannot
            tell apart or do not bound, by name.
    """
    from suasion.games import threat
    from suasion.lab.threat_report import ThreatFit

    counts, payoffs = _read(data, model)
    return ThreatFit.of_fit(threat.fit(counts, payoffs, method=method, errors=errors))


def check_threat_fit(data: Path, model: str, *, method: str, errors: str, payoff: str) -> None:
    """Refuses what could not be estimated, before anything is computed.

    Raises:
        SuasionError: All that is wrong with the options, the specification and the table.
    """
    from suasion.games.threat.design import design
    from suasion.games.threat.fitting import METHODS
    from suasion.games.threat.payoffs import NAMES
    from suasion.games.threat.sandwich import KINDS

    options = {"method": (method, METHODS), "errors": (errors, KINDS), "payoff": (payoff, NAMES)}
    problems = [
        Problem(argument(name, word), "This is not known.", nearest(word, known))
        for name, (word, known) in options.items()
        if word not in known
    ]
    try:
        design(*_read(data, model))
    except SuasionError as error:
        problems += error.problems
    if problems:
        raise SuasionError(problems)


def threat_fit_results(data: Path, model: str, *, method: str, errors: str, payoff: str) -> FitReport:
    """An estimate and the effect of one payoff on threats, as findings.

    Raises:
        SuasionError: As `threat_fit`, or no such payoff.
    """
    from suasion.games import threat
    from suasion.lab.threat_report import FitReport

    fit = threat_fit(data, model, method=method, errors=errors)
    effect = threat.effect(fit, payoff).findings
    return FitReport(fit.findings.model_copy(update={"effect": effect}))


def load_threats(name: str) -> ThreatsFile:
    """A bundled specification of threats, or one in a file.

    Raises:
        SuasionError: With every problem of the file.
    """
    return specifications.load(name)


def _read(
    data: str | Path | pd.DataFrame, model: str | Path | ThreatsFile
) -> tuple[pd.DataFrame, Covariates]:
    """Counts of how crises ended, and for each payoff its covariates or the number at which it is fixed.

    Raises:
        SuasionError: All that is wrong with the specification and the table.
    """
    import pandas as pd

    from suasion.games.threat.design import from_table

    problems: list[Problem] = []
    spec = table = None
    try:
        spec = model if isinstance(model, ThreatsFile) else specifications.load(str(model))
    except SuasionError as error:
        problems += error.problems
    wanted = [] if spec is None else spec.needed()
    try:
        table = (
            tables.held(data, wanted) if isinstance(data, pd.DataFrame) else tables.read(Path(data), wanted)
        )
    except SuasionError as error:
        problems += error.problems
    if spec is None or table is None or problems:
        raise SuasionError(problems)
    return from_table(spec, table)
