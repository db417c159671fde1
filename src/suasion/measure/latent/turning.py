"""Hamiltonian moves that follow a Gaussian exactly and are pushed by what differs from it.

In coordinates q in which a Gaussian N(0, I) lies near the target exp(-|q|^2 / 2 - R(q)), a path of the Gaussian's own
dynamics is a rotation of (q, p). Half pushes by the gradient of R stand before and after each rotation. Where the
target is the Gaussian, no move is refused, whatever the angle.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jax import Array

from suasion.measure.latent.chance import Chance

#: q to R of each group [group], and its gradient, shaped as q.
Remainder = Callable[[Array], tuple[Array, Array]]
DIVERGED = 1000.0  # an energy that is off by more is called divergent


class Turned(NamedTuple):
    """Where a move ends, shaped as q, and by how much the logarithm of the density rises along it [group]."""

    end: Array
    rise: Array


class Taken(NamedTuple):
    """Which moves were taken, their chances to be, and whether they diverged [group]."""

    taken: Array
    chance: Array
    diverged: Array


def turn(
    chance: Chance, at: Array, push: Remainder, angle: Array, number: int, *, groups: int, within: Array
) -> Turned:
    """Moves all groups at once; none is taken yet (:func:`take`).

    Args:
        chance: The sweep's random numbers.
        at: Coordinates q, of two axes.
        push: R and its gradient.
        angle: Of one rotation, radians [group].
        number: Rotations.
        groups: Which axis of the coordinates counts groups.
        within: 1 where a coordinate is used, 0 elsewhere.
    """
    broad = jnp.expand_dims(angle, 1 - groups)
    cosine, sine = jnp.cos(broad), jnp.sin(broad)

    def whole(q: Array, p: Array) -> Array:
        return 0.5 * (q * q + p * p).sum(axis=1 - groups)

    def once(step: Array, now: tuple[Array, Array, Array, Array]) -> tuple[Array, Array, Array, Array]:
        q, p, before, _ = now
        rest, slope = push(q)
        before = jnp.where(step == 0, whole(q, p) + rest, before)
        halves = jnp.where((step == 0) | (step == number), 0.5, 1.0)
        p = p - halves * broad * slope
        after = whole(q, p) + rest
        last = step == number
        turned = q * cosine + p * sine, p * cosine - q * sine
        return jnp.where(last, q, turned[0]), jnp.where(last, p, turned[1]), before, after

    p = within * chance.normal(*at.shape)
    nothing = jnp.zeros_like(angle)
    end, _, before, after = jax.lax.fori_loop(0, number + 1, once, (at, p, nothing, nothing))
    return Turned(end, before - after)


def take(chance: Chance, rise: Array) -> Taken:
    """Takes or refuses each move by how much the logarithm of the density rises along it [group]."""
    rise = jnp.where(jnp.isnan(rise), -jnp.inf, rise)
    taken = jnp.log(chance.uniform(*rise.shape)) < rise
    return Taken(taken, jnp.exp(jnp.minimum(rise, 0.0)), rise < -DIVERGED)
