"""Uncertain numbers drawn: always by XLA, whatever plays them, so that a world is the same to the bit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import jax
import numpy as np

from suasion.simulation.backends import xla
from suasion.simulation.world import Numbers, Recipe, names_drawn, rows

AT_ONCE = 480  # worlds drawn at once: the block of ``play``, so that it compiles once

_rows = jax.jit(
    partial(rows, materialize=xla.barrier), static_argnames="names", compiler_options=xla.PER_BLOCK
)


def draw(of: Recipe, worlds: np.ndarray, *, names: tuple[str, ...]) -> Numbers:
    """Draws every number for these worlds; world i is the same whatever stands beside it.

    Args:
        of: The recipe.
        worlds: World numbers, [world].
        names: The numbers' ids in the recipe's order.

    Returns:
        Id to value, each [world]; what a breakdown would leave stands under ``after.``.
    """
    return drawing(of, worlds, names=names)()


def drawing(of: Recipe, worlds: np.ndarray, *, names: tuple[str, ...]) -> Callable[[], Numbers]:
    """Starts what :func:`draw` does; what is returned waits for the numbers.

    Worlds are drawn ``AT_ONCE`` at a time, so that one compiled program serves any number of them.
    """
    parts = np.resize(np.asarray(worlds, np.uint32), (-(-len(worlds) // AT_ONCE), AT_ONCE))
    started = [_rows(of, part, names=names) for part in parts]

    def numbers() -> Numbers:
        each = [np.asarray(one) for one in started]
        whole = each[0] if len(each) == 1 else np.concatenate(each, axis=1)
        return Numbers(names_drawn(names), whole[:, : len(worlds)])

    return numbers


def draw_all(of: Recipe, names: tuple[str, ...], end: int, begin: int = 0) -> dict[str, np.ndarray]:
    """The numbers of worlds ``begin`` to ``end`` - 1, id to [world]."""
    numbers = draw(of, np.arange(begin, end), names=names)
    return dict(zip(numbers.ids, np.asarray(numbers.rows), strict=True))
