"""How likely a series tightens or loosens in a year, and how far it then moves."""

from __future__ import annotations

import math
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jaxtyping import Float

from suasion.mechanisms.kernel.features import WOBBLE, PerSeries
from suasion.mechanisms.types import Array

#: Log of the smallest share of the room that counts as a move.
SMALLEST = math.log(WOBBLE)


class Chances(NamedTuple):
    """Probability of a move down and of one up, [series, ...]; the rest is no move."""

    down: PerSeries
    up: PerSeries


def predictor(
    coefficients: Float[Array, "term series ..."], features: Float[Array, "feature series ..."]
) -> PerSeries:
    """Intercept (the first coefficient) and slopes times features."""
    return coefficients[0] + (coefficients[1:] * features).sum(0)


def chances(direction: PerSeries, stillness: PerSeries) -> Chances:
    """Softmax of (0, ``stillness``, ``direction``): the choice to tighten, to hold or to loosen.

    Args:
        direction: Log odds of loosening against tightening.
        stillness: Log odds of holding against tightening.
    """
    down, _, up = jax.nn.softmax(jnp.stack([jnp.zeros_like(direction), stillness, direction]), axis=0)
    return Chances(down, up)


def tilted(direction: PerSeries, stillness: PerSeries, tilt: PerSeries) -> tuple[PerSeries, PerSeries]:
    """Direction and stillness under a tilt: odds of loosening against holding times exp(tilt), of tightening by its
    inverse."""
    return direction + 2 * tilt, stillness + tilt


def share(quantile: PerSeries, centre: PerSeries, scale: PerSeries) -> PerSeries:
    """Size of a move as a share of the room: the exponential of a logistic variable kept between log .01 and 0.

    Args:
        quantile: Between 0 and 1.
        centre: Centre of the log share.
        scale: Its scale.
    """
    low, high = jax.nn.sigmoid((SMALLEST - centre) / scale), jax.nn.sigmoid(-centre / scale)
    at = low + quantile * (high - low)
    return jnp.exp(jnp.clip(centre + scale * (jnp.log(at) - jnp.log1p(-at)), SMALLEST, 0.0))


def log_density(log_share: Array, centre: Array, scale: Array) -> Array:
    """Log density of a log share under :func:`share`'s law."""
    z = (log_share - centre) / scale
    low, high = jax.nn.sigmoid((SMALLEST - centre) / scale), jax.nn.sigmoid(-centre / scale)
    return -z - 2 * jax.nn.softplus(-z) - jnp.log(scale) - jnp.log(jnp.maximum(high - low, 1e-12))


def after(level: PerSeries, down: PerSeries, up: PerSeries) -> PerSeries:
    """The level after moving ``down`` or ``up`` by these shares of the room (0 where there is no such move)."""
    return level + (1 - level) * up - level * down
