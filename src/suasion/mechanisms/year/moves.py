"""The choice in each domain: how likely the target tightens or loosens, and how far rights then move."""

from __future__ import annotations

import jax.numpy as jnp

from suasion.mechanisms import choice, moves
from suasion.mechanisms.types import Params, PerDomain, Probs


def jump_shares(r: PerDomain, p: Params) -> tuple[PerDomain, PerDomain]:
    """Share of moves up and of moves down that are jumps, at level ``r``."""
    return (
        moves.jump_share(r, p["moves.up_low"], p["moves.up_high"]),
        moves.jump_share(r, p["moves.down_low"], p["moves.down_high"]),
    )


def mean_moves(r: PerDomain, p: Params) -> tuple[PerDomain, PerDomain]:
    """Mean move up and down at level ``r``, in protection."""
    up, down = jump_shares(r, p)
    return (
        (1 - r) * moves.mean_step(up, p["moves.up_jump"], p["moves.up_small"]),
        r * moves.mean_step(down, p["moves.down_jump"], p["moves.down_small"]),
    )


def solve_choice(
    *, r: PerDomain, weight: PerDomain, E: PerDomain, z: PerDomain, p: Params
) -> tuple[PerDomain, PerDomain]:
    """``exp(alpha)`` and the weight of holding that make ``r`` a fixed point, both [domain, ...].

    Args:
        r: Protection, [domain, ...], taken within .01 and .99.
        weight: ``exp`` of the incentives less alpha.
        E: Share of decisions carried out.
        z: Share of years without change, [domain, ...].
        p: Parameters.
    """
    up, down = mean_moves(jnp.clip(r, 0.01, 0.99), p)
    w_0 = choice.start_weight(down, up, E)
    mu = down / up
    return w_0 / weight, choice.hold_weight(choice.no_change_used(z, mu, E), mu, w_0)


def move_probs(*, w: PerDomain, hold: PerDomain, E: PerDomain) -> Probs:
    """Probabilities to tighten and to loosen with success, with ``w = exp(v)``, [domain, ...]."""
    down = choice.chance_tighten(w, hold)
    return Probs(down, choice.chance_loosen(w, hold) * E)
