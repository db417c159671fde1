"""Moves along directions in which the readings say nothing: the overall level and scale, and the innovations' size.

Scores and cutpoints may all shift by one amount, and scores and innovations may grow while discriminations shrink,
and no reading is more or less likely than before; only the priors tie them. These moves are drawn from the priors
along those directions alone, exactly or by short walks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import jax
import jax.numpy as jnp

from suasion.measure.latent.items import Stack
from suasion.measure.latent.ordered import RATE, SHAPE, SPREAD, Ordered, unpack
from suasion.measure.latent.paths import FREEDOM, log_steps
from suasion.measure.latent.random_numbers import RandomNumbers
from suasion.measure.latent.shapes import Cells, Count, Flags, Number, OfStacks

WALKS = 4  # steps of each short walk
REACH = 2.4  # of a walk's step, in standard deviations


def walk(
    random: RandomNumbers,
    log_density: Callable[[Number], Number],
    spread: Number | float,
    number: int = WALKS,
) -> Number:
    """A short random walk of ``number`` steps from 0 under a density of one number."""
    steps = REACH * spread * random.normal(number)
    bars = jnp.log(random.uniform(number))

    def propose(place: Count, now: tuple[Number, Number]) -> tuple[Number, Number]:
        at, here = now
        to = at + steps[place]
        there = log_density(to)
        accepted = bars[place] < there - here
        return jnp.where(accepted, to, at), jnp.where(accepted, there, here)

    zero = jnp.zeros((), jnp.float64)
    end: Number = jax.lax.fori_loop(0, number, propose, (zero, log_density(zero)))[0]
    return end


def size(random: RandomNumbers, sigma: Number, squares: Cells, number: Number) -> Number:
    """The innovations' size given their squares, the weights summed out; its prior is uniform on (0, 1)."""

    def log_density(u: Number) -> Number:
        new = sigma * jnp.exp(u)
        return jnp.where(new < 1.0, log_steps(squares, new, number) + u, -jnp.inf)

    information = 2 * FREEDOM / (FREEDOM + 3)  # of a Student t about the logarithm of its scale
    return sigma * jnp.exp(walk(random, log_density, 1 / jnp.sqrt(information * number)))


def scale(
    random: RandomNumbers,
    scores: Cells,
    sigma: Number,
    xs: Sequence[OfStacks],
    stacks: Sequence[Stack],
    begins: Flags,
) -> tuple[Cells, Number, tuple[OfStacks, ...]]:
    """Scores and innovations times s, discriminations divided by s."""
    number = begins.sum().astype(jnp.float64)
    squares = jnp.sum(jnp.where(begins, scores * scores, 0.0))
    log_discriminations = jnp.concatenate(
        [x[:, stack.discriminations].ravel() for x, stack in zip(xs, stacks, strict=True)]
    )
    total = RATE * jnp.sum(jnp.exp(log_discriminations))

    def log_density(u: Number) -> Number:
        first = (number + 1) * u - 0.5 * squares * jnp.exp(2 * u)
        inside = sigma * jnp.exp(u) < 1.0
        return jnp.where(inside, first - SHAPE * len(log_discriminations) * u - total * jnp.exp(-u), -jnp.inf)

    u = walk(random, log_density, 1 / jnp.sqrt(2 * number + SHAPE * len(log_discriminations)))
    moved = tuple(x.at[:, stack.discriminations].add(-u) for x, stack in zip(xs, stacks, strict=True))
    return scores * jnp.exp(u), sigma * jnp.exp(u), moved


def level(
    random: RandomNumbers,
    scores: Cells,
    xs: Sequence[OfStacks],
    stacks: Sequence[Stack],
    held: Flags,
    begins: Flags,
) -> tuple[Cells, tuple[OfStacks, ...]]:
    """Scores plus c, cutpoints plus c times the discrimination; c is drawn from its normal distribution."""
    precision = begins.sum().astype(jnp.float64)
    linear = -jnp.sum(jnp.where(begins, scores, 0.0))
    for stack, x in zip(stacks, xs, strict=True):
        if isinstance(stack, Ordered):
            beta, cuts, _ = unpack(stack, x)
            at = cuts[:, 0]
            along = jnp.broadcast_to(beta[:, None], at.shape)
        else:
            at, along = x[0, ::2][:2], jnp.exp(x[0, 1::2]) * jnp.array([-1.0, 1.0])
        precision += jnp.sum(along * along) / SPREAD**2
        linear -= jnp.sum(along * at) / SPREAD**2
    c = linear / precision + random.normal() / jnp.sqrt(precision)
    return scores + jnp.where(held, c, 0.0), tuple(
        jnp.where(stack.used, x.at[:, 1 :: stack.categories - 1].add(c * jnp.exp(x[:, :1])), x)
        if isinstance(stack, Ordered)
        else x.at[0, :4:2].add(c * jnp.exp(x[0, 1::2]) * jnp.array([-1.0, 1.0]))
        for stack, x in zip(stacks, xs, strict=True)
    )
