"""What a year's moves hang on: the level of each series, and a fading memory of how all series moved."""

from __future__ import annotations

from typing import NamedTuple

import jax.numpy as jnp
from jaxtyping import Float

from suasion.mechanisms.types import Array

#: One value for each series of ``notation.SERIES``, then any lanes.
PerSeries = Float[Array, "series ..."]

#: Share of each year's memory that is left a year later.
FADES = 0.6
#: The same for the long memory of whether a series moves at all.
FADES_SLOWLY = 0.85
#: Share of years in which a series is taken to have moved before its record begins.
USUAL = 0.25
#: A change of less than this share of the room counts as no move: it is within what coders revise.
WOBBLE = 0.01

FEATURES = (
    "level",
    "level_squared",
    "level_root",
    "room_root",
    "gap_to_mean",
    "moved",
    "moves",
    "moves_long",
    "direction",
    "directions",
    "change",
    "changes",
    "others_moved",
    "others_moves",
    "others_direction",
    "others_directions",
    "others_changes",
    "level_changes",
)


class Memory(NamedTuple):
    """What the kernel remembers of the years before, [series, ...].

    Attributes:
        change: Last year's change; exactly 0 where the series did not move.
        moves: Fading share of years with a move.
        moves_long: The same, fading slowly.
        directions: Fading mean of the moves' signs.
        changes: Fading mean of the changes.
    """

    change: PerSeries
    moves: PerSeries
    moves_long: PerSeries
    directions: PerSeries
    changes: PerSeries


def fresh(level: PerSeries) -> Memory:
    """The memory before the first recorded year: no change yet, and the usual share of moves."""
    none = jnp.zeros_like(level)
    return Memory(none, none + USUAL, none + USUAL, none, none)


def room(level: PerSeries, change: PerSeries) -> PerSeries:
    """How far a series can go in the direction of a change."""
    return jnp.where(change > 0, 1 - level, level)


def moved(before: PerSeries, after: PerSeries) -> PerSeries:
    """The change from one year to the next, 0 where it is within the wobble."""
    change = after - before
    return jnp.where(jnp.abs(change) >= WOBBLE * jnp.maximum(room(before, change), 1e-9), change, 0.0)


def remember(memory: Memory, change: PerSeries) -> Memory:
    """The memory after a year with this change, as :func:`moved` gives it."""
    sign = jnp.sign(change)
    return Memory(
        change,
        FADES * memory.moves + (1 - FADES) * jnp.abs(sign),
        FADES_SLOWLY * memory.moves_long + (1 - FADES_SLOWLY) * jnp.abs(sign),
        FADES * memory.directions + (1 - FADES) * sign,
        FADES * memory.changes + (1 - FADES) * change,
    )


def features(level: PerSeries, memory: Memory) -> Float[Array, "feature series ..."]:
    """What the moves of each series hang on, in the order of ``FEATURES``."""
    sign = jnp.sign(memory.change)

    def others(values: PerSeries) -> PerSeries:
        return (values.sum(0, keepdims=True) - values) / (values.shape[0] - 1)

    return jnp.stack(
        [
            level,
            level * level,
            jnp.sqrt(level),
            jnp.sqrt(jnp.maximum(1 - level, 0.0)),
            level.mean(0, keepdims=True) - level,
            jnp.abs(sign),
            memory.moves,
            memory.moves_long,
            sign,
            memory.directions,
            memory.change,
            memory.changes,
            others(jnp.abs(sign)),
            others(memory.moves),
            others(sign),
            others(memory.directions),
            others(memory.changes),
            level * memory.changes,
        ]
    )
