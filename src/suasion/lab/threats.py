"""Threats: all equilibria of given payoffs, and payoffs estimated from a table."""

from __future__ import annotations

from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from suasion.domain.threats import CONSTANT, ThreatsFile
from suasion.errors import Problem, SuasionError, nearest
from suasion.files.inputs import tables, toml
from suasion.files.library import bibliography, content

if TYPE_CHECKING:
    import pandas as pd

    from suasion.games.threat import Equilibria, Fit

SANCTIONS = "sanctions"


def threat_equilibria(S_A: Any, V_A: Any, C_B: Any, V_B: Any, W_A: Any, W_B: Any, a: Any) -> Equilibria:
    """All equilibria of a threat game, each with its residual.

    Args:
        S_A: A's worth of the status quo; B's is 0.
        V_A: A's worth of B's concession.
        C_B: B's worth of conceding.
        V_B: B's worth of A's backing down.
        W_A: A's mean worth of standing firm.
        W_B: B's mean worth of A's standing firm.
        a: A's mean worth of backing down, its audience cost: the lower, the costlier an empty threat.
            Each a number or an array, in standard deviations of one private shock.

    Returns:
        Every equilibrium: ``p_resist``, ``p_challenge``, ``p_fight``, ``residual``, ``touching``, ``count``, ``outcomes``.

    Raises:
        SuasionError: Payoffs that make the game degenerate or are out of range, by name.
    """
    from suasion.games import threat

    try:
        return threat.equilibria(S_A, V_A, C_B, V_B, W_A, W_B, a)
    except ValueError as error:
        raise SuasionError(Problem("payoffs", f"{line}.") for line in str(error).split("\n")) from None


def threat_equilibria_results(*payoffs: float) -> dict[str, Any]:
    """All equilibria of one threat game as plain data.

    Raises:
        SuasionError: As `threat_equilibria`.
    """
    found = threat_equilibria(*payoffs)
    names = ("p_resist", "p_challenge", "p_fight", "residual", "touching")
    return {
        "equilibria": [
            {name: getattr(found, name)[place].item() for name in names} for place in range(int(found.count))
        ]
    }


def threat_fit(
    data: str | Path | pd.DataFrame,
    model: str | Path | ThreatsFile = SANCTIONS,
    *,
    method: str = "npl",
    errors: str = "rows",
) -> Fit:
    """Payoffs of threats estimated from a table of how crises ended.

    Args:
        data: A CSV file or a data frame: a row for each dyad over a stretch of years, with counts and covariates.
        model: Which covariates each payoff hangs on: a bundled name, a TOML file, or one that is loaded.
        method: ``pl`` pseudo-likelihood, ``npl`` nested pseudo-likelihood, ``cmle`` constrained maximum likelihood.
        errors: Standard errors by ``rows``, whose crises may hang together, or by ``crises``.

    Returns:
        ``Fit`` with ``.table``, ``.text``, ``.covariance``, ``.log_likelihood``, ``.converged``, ``.equilibria``, ``.cannot_say``.

    Raises:
        SuasionError: All that is wrong with the file, the table or the options; coefficients that the counts cannot
            tell apart or do not bound, by name.
    """
    from suasion.games import threat

    counts, payoffs = _read(data, model)
    return threat.fit(counts, payoffs, method=method, errors=errors)


def check_threat_fit(data: Path, model: str, *, method: str, errors: str, payoff: str) -> None:
    """Refuses what could not be estimated, before anything is computed.

    Raises:
        SuasionError: All that is wrong with the options, the specification and the table.
    """
    from suasion.games.threat.design import design
    from suasion.games.threat.payoffs import NAMES
    from suasion.games.threat.sandwich import KINDS
    from suasion.games.threat.words import METHODS

    options = {"method": (method, METHODS), "errors": (errors, KINDS), "payoff": (payoff, NAMES)}
    problems = [
        Problem(f"--{name} {word[:40]}", "This is not known.", nearest(word, known))
        for name, (word, known) in options.items()
        if word not in known
    ]
    try:
        design(*_read(data, model))
    except SuasionError as error:
        problems += error.problems
    if problems:
        raise SuasionError(problems)


def _read(
    data: str | Path | pd.DataFrame, model: str | Path | ThreatsFile
) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Counts of how crises ended, and for each payoff its covariates or the number at which it is fixed.

    Raises:
        SuasionError: All that is wrong with the specification and the table.
    """
    import numpy as np
    import pandas as pd

    problems: list[Problem] = []
    spec, table = None, pd.DataFrame()
    try:
        spec = model if isinstance(model, ThreatsFile) else load_threats(str(model))
    except SuasionError as error:
        problems += error.problems
    wanted = [] if spec is None else spec.needed()
    try:
        table = (
            tables.held(data, wanted) if isinstance(data, pd.DataFrame) else tables.read(Path(data), wanted)
        )
    except SuasionError as error:
        problems += error.problems
    if spec is None or problems:
        raise SuasionError(problems)
    by = {"sqrt": np.sqrt, "log": np.log, "square": np.square}
    covariates = table.assign(**{CONSTANT: 1.0})
    with np.errstate(all="ignore"):  # what has no root or logarithm is named below, as a row without a number
        for name, made in spec.columns.items():
            covariates[name] = by[made.by](table[made.of].astype(float))
    payoffs = {
        name: terms if isinstance(terms, float) else covariates[list(terms)]
        for name, terms in spec.payoffs.model_dump().items()
    }
    return table[list(spec.counts.model_dump().values())], payoffs


def load_threats(name: str) -> ThreatsFile:
    """A bundled specification of threats, or one in a file.

    Raises:
        SuasionError: With every problem of the file.
    """
    path = content.bundled("threats", name)
    spec = toml.parse(ThreatsFile, toml.read(path), path.name)
    known = bibliography.keys()
    problems = [
        Problem(
            f"{path.name} · source = {key!r}",
            "The bibliography has no such key.",
            nearest(key, known) or "Write `assumed` if nobody has published it.",
        )
        for key in spec.sources()
        if key not in ("assumed", *known)
    ]
    if problems:
        raise SuasionError(problems)
    return spec


def threat_fit_results(data: Path, model: str, *, method: str, errors: str, payoff: str) -> dict[str, Any]:
    """An estimate and the effect of one payoff on threats as plain data.

    Raises:
        SuasionError: As `threat_fit`, or no such payoff.
    """
    from suasion.games import threat
    from suasion.games.threat.words import METHODS

    found = threat_fit(data, model, method=method, errors=errors)
    moved = threat.effect(found, payoff)
    return {
        "method": method,
        "method_name": METHODS[method],
        "errors": errors,
        "converged": found.converged,
        "steps": found.steps,
        "rows": len(found.design.counts),
        "log_likelihood": _plain(found.log_likelihood),
        "pseudo_log_likelihood": _plain(found.pseudo_log_likelihood),
        "pooled": found.pooled,
        "table": _records(found.table),
        "covariance": [[_plain(x) for x in row] for row in found.covariance.tolist()],
        "equilibria": _records(found.equilibria),
        "effect": {
            "payoff": payoff,
            "shape": moved.shape,
            "least": _plain(moved.least),
            "table": _records(moved.table),
            "text": moved.text,
        },
        "text": found.text,
        "cannot_say": list(found.cannot_say),
    }


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(k): _plain(v) for k, v in row.items()} for row in table.to_dict("records")]


def _plain(value: Any) -> Any:
    """The value as JSON holds it: nothing where there is no number."""
    plain = value.item() if hasattr(value, "item") else value
    return None if isinstance(plain, float) and not isfinite(plain) else plain
