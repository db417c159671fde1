"""Hamiltonian proposals that follow a Gaussian exactly and are pushed by what differs from it.

In coordinates q in which a Gaussian N(0, I) lies near the target exp(-|q|^2 / 2 - R(q)), a path of the Gaussian's own
dynamics is a rotation of (q, p). A leapfrog step is a rotation between two half steps along the gradient of R. Where the
target is the Gaussian, no proposal is rejected, whatever the angle.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jax import Array
from jaxtyping import Bool, Float

from suasion.measure.latent.random_numbers import RandomNumbers
from suasion.measure.latent.shapes import Count, PerGroup, Plane

#: q to R of each group, and its gradient.
Remainder = Callable[[Plane], tuple[PerGroup, Plane]]
DIVERGED = 1000.0  # an energy that is off by more is called divergent


class Trajectory(NamedTuple):
    """Where a trajectory ends, and by how much the log-density rises along it."""

    end: Plane
    rise: PerGroup


class Decision(NamedTuple):
    """Which proposals were accepted, their probabilities of acceptance, and whether they diverged."""

    accepted: Bool[Array, "*group"]
    acceptance: Float[Array, "*group"]
    diverged: Bool[Array, "*group"]


def trajectory(
    random: RandomNumbers,
    at: Plane,
    remainder: Remainder,
    angle: PerGroup,
    number: int,
    *,
    groups: int,
    within: Plane,
) -> Trajectory:
    """Proposes a move of all groups at once; :func:`accept` decides on each.

    Args:
        random: The sweep's random numbers.
        at: Coordinates q.
        remainder: R and its gradient.
        angle: Of one rotation, radians.
        number: Leapfrog steps.
        groups: Which axis of the coordinates counts groups.
        within: 1 where a coordinate is used, 0 elsewhere.
    """
    broad = jnp.expand_dims(angle, 1 - groups)
    cosine, sine = jnp.cos(broad), jnp.sin(broad)

    def whole(q: Plane, p: Plane) -> PerGroup:
        return 0.5 * (q * q + p * p).sum(axis=1 - groups)

    def leapfrog_step(
        step: Count, now: tuple[Plane, Plane, PerGroup, PerGroup]
    ) -> tuple[Plane, Plane, PerGroup, PerGroup]:
        q, p, before, _ = now
        rest, gradient = remainder(q)
        before = jnp.where(step == 0, whole(q, p) + rest, before)
        halves = jnp.where((step == 0) | (step == number), 0.5, 1.0)
        p = p - halves * broad * gradient
        after = whole(q, p) + rest
        last = step == number
        rotated = q * cosine + p * sine, p * cosine - q * sine
        return jnp.where(last, q, rotated[0]), jnp.where(last, p, rotated[1]), before, after

    p = within * random.normal(*at.shape)
    nothing = jnp.zeros_like(angle)
    end, _, before, after = jax.lax.fori_loop(0, number + 1, leapfrog_step, (at, p, nothing, nothing))
    return Trajectory(end, before - after)


def accept(random: RandomNumbers, rise: Float[Array, "*group"]) -> Decision:
    """Accepts or rejects each proposal by how much the log-density rises along it."""
    rise = jnp.where(jnp.isnan(rise), -jnp.inf, rise)
    accepted = jnp.log(random.uniform(*rise.shape)) < rise
    return Decision(accepted, jnp.exp(jnp.minimum(rise, 0.0)), rise < -DIVERGED)
