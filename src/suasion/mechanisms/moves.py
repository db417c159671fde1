"""How far rights move when they move: mostly small steps, sometimes jumps."""

from __future__ import annotations

from typing import TypeAlias

import jax.numpy as jnp
from jaxtyping import Float

from suasion.domain.mechanism import Equation, Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.prior import Share
from suasion.mechanisms.types import Array, PerDomain, PerWorld

Spread: TypeAlias = Float[Array, "*#any"]  # of any shapes that broadcast

JUMP = 0.2  # a step of more than this share of the room is a jump


def jump_share(r: PerDomain, low: PerWorld, high: PerWorld) -> PerDomain:
    """Share of moves that are jumps at level ``r``: ``low`` at r = 0, ``high`` at r = 1."""
    return low + (high - low) * r


def mean_step(share: PerDomain, jump: PerWorld, small: PerWorld) -> PerDomain:
    """Mean step as a share of the room: of jumps beyond .2, of small steps up to .2."""
    return share * (0.2 + 0.8 * jump) + (1 - share) * 0.2 * small


def small_step(w: Spread, small: Spread) -> Spread:
    """Size of a small step at quantile ``w``: .2 times a Beta(1, 1/small - 1)."""
    return -0.2 * jnp.expm1(jnp.log1p(-w) * small / (1 - small))


def jump_step(w: Spread, jump: Spread) -> Spread:
    """Size of a jump at quantile ``w``: .2 plus .8 times a Beta(1, 1/jump - 1)."""
    return 0.2 - 0.8 * jnp.expm1(jnp.log1p(-w) * jump / (1 - jump))


def _size(symbol: str, meaning: str, value: float, low: float, high: float, table: str) -> Parameter:
    return Parameter(
        f"moves.{symbol}",
        meaning,
        "share",
        Share(value, low, high),
        "estimated",
        f"suasion_panel:sizes.all_states.pooled.{table}",
        "coders: part of the stillness and of the jumps is in the coding; levels differ within the interval",
    )


MECHANISM = Mechanism(
    id="moves",
    title="Steps and jumps",
    claim="Most yearly changes are small; a few jumps carry most of the movement.",
    equations=(
        Equation("jump_share", "low + (high - low)*r", jump_share),
        Equation("mean_step", "share*(0.2 + 0.8*jump) + (1 - share)*0.2*small", mean_step),
        Equation("small_step", "0.2*(1 - (1 - w)**(small/(1 - small)))", small_step),
        Equation("jump_step", "0.2 + 0.8*(1 - (1 - w)**(jump/(1 - jump)))", jump_step),
    ),
    parameters=(
        _size("up_low", "share of upward moves that are jumps, at no protection", 0.085, 0.065, 0.11, "up"),
        _size(
            "up_high", "share of upward moves that are jumps, at full protection", 0.205, 0.18, 0.235, "up"
        ),
        _size(
            "down_low", "share of downward moves that are jumps, at no protection", 0.27, 0.22, 0.32, "down"
        ),
        _size(
            "down_high",
            "share of downward moves that are jumps, at full protection",
            0.012,
            0.005,
            0.03,
            "down",
        ),
        _size(
            "up_jump",
            "mean jump up beyond .2 of the room, as a share of the rest",
            0.223,
            0.19,
            0.29,
            "up.any",
        ),
        _size("up_small", "mean small step up, as a share of .2 of the room", 0.25, 0.158, 0.31, "up.any"),
        _size(
            "down_jump",
            "mean jump down beyond .2 of the room, as a share of the rest",
            0.224,
            0.18,
            0.25,
            "down.any",
        ),
        _size(
            "down_small", "mean small step down, as a share of .2 of the room", 0.18, 0.105, 0.313, "down.any"
        ),
    ),
    sources=("vdem12",),
    disputed="Expert coders revise little and then much.",
    switchable=False,
)
