"""Threats: all equilibria of given payoffs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suasion.domain.findings.threats import ThreatEquilibria
from suasion.errors import Problem, SuasionError
from suasion.lab.answered import Answered

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from suasion.games.threat import Equilibria


def threat_equilibria(
    S_A: ArrayLike,
    V_A: ArrayLike,
    C_B: ArrayLike,
    V_B: ArrayLike,
    W_A: ArrayLike,
    W_B: ArrayLike,
    a: ArrayLike,
) -> Equilibria:
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


def threat_equilibria_results(*payoffs: float) -> Answered[ThreatEquilibria]:
    """All equilibria of one threat game, as findings.

    Raises:
        SuasionError: As `threat_equilibria`.
    """
    return Answered(threat_equilibria(*payoffs).findings)
