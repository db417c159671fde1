"""A move of count items: scores where something was counted draw together as the counts' discrimination grows.

Large counts pin down b2 x rather than the score x. So the slope is slow to move while scores stand still, and scores
while the slope does. Here both move: log b2 grows by u, scores with counts above 0 come nearer to a pivot by exp(-u), and
the intercept follows so that each such state-year's expected count stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence

import jax.numpy as jnp

from suasion.measure.latent import counts, paths
from suasion.measure.latent.counts import Counted
from suasion.measure.latent.items import Stack, total_likelihood
from suasion.measure.latent.moves import walk
from suasion.measure.latent.random_numbers import RandomNumbers
from suasion.measure.latent.shapes import Cells, Number, OfStacks

WALKS = 3  # steps of the short walk


def stretch(
    random: RandomNumbers,
    place: int,
    stacks: Sequence[Stack],
    xs: tuple[OfStacks, ...],
    scores: Cells,
    tension: tuple[Cells, Cells],
    about: Cells,
) -> tuple[Cells, tuple[OfStacks, ...]]:
    """Moves the count item at ``place`` with the scores that it pins down.

    Args:
        random: The sweep's random numbers.
        place: Of the count item among the stacks.
        stacks: All items.
        xs: Their parameters.
        scores: Scores.
        tension: Prior precisions of first scores and of steps.
        about: Scores that depend on no draw, of which the pivot is a mean.

    Returns:
        Scores and parameters.
    """
    item = stacks[place]
    assert isinstance(item, Counted)
    counted = jnp.zeros(scores.shape, bool).at[item.begin : item.end].set(jnp.asarray(item.above) > 0)
    number = counted.sum()
    pivot = jnp.sum(jnp.where(counted, about, 0.0)) / jnp.maximum(number, 1)

    def moved(u: Number) -> tuple[Cells, tuple[OfStacks, ...]]:
        lift = pivot * jnp.exp(xs[place][0, 3]) * jnp.expm1(u)
        x = xs[place].at[0, 3].add(u).at[0, 2].add(lift)
        near = jnp.where(counted, pivot + (scores - pivot) * jnp.exp(-u), scores)
        return near, (*xs[:place], x, *xs[place + 1 :])

    def log_density(u: Number) -> Number:
        near, new = moved(u)
        first, step = tension
        path = -0.5 * jnp.sum(first * near**2 + step * paths.steps(near, step > 0) ** 2)
        likelihood = jnp.sum(total_likelihood(stacks, new, near).value)
        total: Number = path + likelihood + counts.log_prior(item, new[place])[0][0] - number * u
        return total

    return moved(walk(random, log_density, 1 / jnp.sqrt(jnp.maximum(number, 1)), WALKS))
