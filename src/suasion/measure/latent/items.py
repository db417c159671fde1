"""The items of a scale, whatever their kind; those laid out alike stand in one stack."""

from __future__ import annotations

from collections.abc import Sequence

import jax.numpy as jnp
import numpy as np
from jaxtyping import Float

from suasion.measure.latent import counts, ordered
from suasion.measure.latent.counts import Counted
from suasion.measure.latent.grid import Grid
from suasion.measure.latent.ordered import Ordered, ScoreLikelihood
from suasion.measure.latent.shapes import Cells, OfStacks, Values
from suasion.measure.scoring.readings import Readings

Stack = Ordered | Counted


def stacks_of(readings: Readings, grid: Grid, *, changing: bool) -> tuple[Stack, ...]:
    """Lays out all items; with ``changing``, cutpoints of standards-based items move from year to year.

    Items stand together where they have as many categories.
    """
    alike: dict[int, dict[str, tuple[Float[np.ndarray, "year spell"], bool]]] = {}
    stacks: list[Stack] = []
    for item in readings.scale.items:
        cells = grid.spread(readings.values[item.id])
        if item.kind == "count":
            stacks.append(counts.counted(item.id, cells))
        else:
            moving = changing and item.standard == "changing"
            alike.setdefault(item.categories, {})[item.id] = (cells[..., 0], moving)
    return (*stacks, *(ordered.stack(named, categories) for categories, named in alike.items()))


def total_likelihood(stacks: Sequence[Stack], xs: Sequence[OfStacks], scores: Cells) -> ScoreLikelihood:
    """What all items together say of the scores, on the grid."""
    total = [jnp.zeros_like(scores) for _ in ScoreLikelihood._fields]
    for stack, x in zip(stacks, xs, strict=True):
        parts = (
            ordered.score_likelihood(stack, x, scores)
            if isinstance(stack, Ordered)
            else counts.score_likelihood(stack, x, scores)
        )
        for begin, part in parts:
            at = slice(begin, begin + len(part.value))
            total = [cells.at[at].add(more) for cells, more in zip(total, part, strict=True)]
    return ScoreLikelihood(*total)


def natural(stack: Stack, x: OfStacks) -> Values:
    """A stack's parameters on their own scales."""
    return ordered.natural(stack, x) if isinstance(stack, Ordered) else counts.natural(stack, x)


def start(stack: Stack) -> Float[np.ndarray, "item parameter"]:
    """Plain first guesses of unbounded parameters."""
    if isinstance(stack, Counted):
        above, zeros = stack.above.sum() + 0.5, stack.zeros.sum() + 0.5
        mean = (stack.total.sum() + 1) / above
        return np.array([[np.log(zeros / above) - 1.0, 0.0, np.log(mean) - 1.0, 0.0, -0.5]])
    ends = np.cumsum(stack.years)
    cuts = np.ones((len(stack.ids), max(stack.standards), stack.categories - 1)).cumsum(axis=-1)
    for number, (end, years, sets) in enumerate(zip(ends, stack.years, stack.standards, strict=True)):
        rows = stack.observed[end - years : end]
        often = np.stack([(rows == k).sum(axis=1) for k in range(stack.categories)], axis=-1)
        below = np.cumsum((often if sets > 1 else often.sum(axis=0, keepdims=True)) + 0.5, axis=-1)
        share = below[:, :-1] / below[:, -1:]
        cuts[number, :sets] = 1.5 * np.log(share / (1 - share))
    return np.where(stack.used, ordered.pack(np.full(len(stack.ids), 1.3), cuts), 0.0)
