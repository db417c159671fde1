"""Plays a game in blocks of worlds, on threads; the result never depends on blocks or threads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

import numpy as np

from suasion.mechanisms import switchable
from suasion.progress import Counter, Progress
from suasion.simulation.luck import REPLICATE
from suasion.simulation.native.engine import Rollout
from suasion.simulation.outcome import LIGHT
from suasion.simulation.rollout import PATHS
from suasion.simulation.setup import TAIL, Game
from suasion.simulation.threads import in_turn
from suasion.simulation.world import Numbers, drawing, names_drawn

MIRROR = 1 << 23  # worlds from here on are those of the second, independent sample
BLOCK = 480  # worlds drawn and played at once


class Played(NamedTuple):
    """What was played.

    Attributes:
        outcomes: Outcome id to float32 values, [strategy, world]; missing is NaN.
        paths: State to float32 values, [strategy, world, year]; empty unless asked for.
        failed: Worlds in which an outcome was not finite; their values are NaN throughout.
    """

    outcomes: dict[str, np.ndarray]
    paths: dict[str, np.ndarray]
    failed: np.ndarray


def play(
    game: Game,
    worlds: int,
    *,
    lucks: int = 1,
    off: tuple[str, ...] = (),
    full: bool = False,
    paths: int = 0,
    only: tuple[str, ...] | None = None,
    mixed: Mapping[str, bool] | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Played:
    """Plays every strategy in every world with the same luck.

    Args:
        game: The case made ready.
        worlds: How many worlds, counting each luck of one draw as a world.
        lucks: Lucks per draw of the parameters; must divide the block.
        off: Mechanisms to switch off.
        full: Whether to play the unratified twins and the years after the horizon as well.
        paths: For how many of the first worlds to keep the paths.
        only: Outcomes to keep; all if not given.
        mixed: Numbers (and ``luck``) to take from the world that stands 2**23 further on.
        jobs: Threads.
        progress: Receives how many worlds are finished, as the step ``worlds``.

    Returns:
        Outcomes in the order of the worlds.
    """
    rollout = _rollout(game, off, full, only)
    draws = -(-worlds // lucks)
    few = _drawn(game, np.arange(draws), mixed or {}) if lucks > 1 else None
    kept = min(worlds, paths)
    rows = (rollout.shape.strategies, worlds)
    outcomes = {
        name: np.empty(rows, np.float32) for name in rollout.compiled.outcomes if only is None or name in only
    }
    seen = {name: np.empty((rows[0], kept, game.years), np.float32) for name in sorted(PATHS) if kept}
    failed = np.zeros(worlds, bool)

    def ready(begin: int) -> Callable[[], Numbers]:
        if few is None:
            return _drawing(game, begin + np.arange(BLOCK), mixed or {})
        # each draw is played with every luck; past the last world the last draw again
        of = np.minimum((begin + np.arange(BLOCK)) // lucks, draws - 1)
        return lambda: Numbers(few.ids, few.rows[:, of])

    def block(begin: int, drawn: Callable[[], Numbers]) -> int:
        index = begin + np.arange(BLOCK)
        counter = index // lucks + REPLICATE * (index % lucks)
        if mixed and mixed.get("luck", False):
            counter = counter + MIRROR
        out, states = rollout(drawn(), counter.astype(np.uint32), paths=begin < paths)
        own = slice(begin, min(begin + BLOCK, worlds))
        size = own.stop - begin
        failed[own] = ~np.isfinite((out["rights"] + out["harm"]).sum(0))[:size]
        for name, value in outcomes.items():
            value[:, own] = out[name][:, :size]
            if failed[own].any():
                value[:, own][:, failed[own]] = np.nan
        for name, value in states.items():
            until = slice(begin, min(own.stop, kept))
            seen[name][:, until] = value[: game.years, :, : until.stop - begin].transpose(1, 2, 0)
        return size

    blocks = (partial(block, begin, ready(begin)) for begin in range(0, worlds, BLOCK))
    in_turn(blocks, jobs, Counter(progress, "worlds", worlds).add)
    return Played(outcomes, seen, failed)


def prepare(game: Game, *, full: bool = False, only: tuple[str, ...] | None = None) -> None:
    """Compiles what :func:`play` will need for these arguments, if that is not done yet: drawing, then playing."""
    _drawn(game, np.arange(BLOCK), {})
    _rollout(game, (), full, only)


def _rollout(game: Game, off: tuple[str, ...], full: bool, only: tuple[str, ...] | None) -> Rollout:
    light = not full and only is not None and set(only) <= set(LIGHT)
    shape = game.shape._replace(tail=TAIL if full else 0, twin=full, light=light)
    masks = {name: np.array(0.0 if name in off else 1.0) for name in switchable()}
    horizon = game.years + shape.tail
    plan = game.plan._replace(schedule=game.plan.schedule[:horizon], ahead=game.plan.ahead[:horizon])
    return Rollout(plan, game.setting, masks, game.keys, names_drawn(tuple(game.numbers)), shape)


def _drawn(game: Game, draws: np.ndarray, mixed: Mapping[str, bool]) -> Numbers:
    """The numbers of these draws; those named in ``mixed`` come from the mirror sample."""
    return _drawing(game, draws, mixed)()


def _drawing(game: Game, draws: np.ndarray, mixed: Mapping[str, bool]) -> Callable[[], Numbers]:
    """Begins what :func:`_drawn` does; what is returned waits for the numbers."""
    names = tuple(game.numbers)
    drawn = drawing(game.recipe, draws, names=names)
    if not any(mixed.values()):
        return drawn
    other = drawing(game.recipe, draws + MIRROR, names=names)

    def both() -> Numbers:
        own, mirror = drawn(), other()
        mirrored = np.array([mixed.get(name, False) for name in own])
        return Numbers(own.ids, np.where(mirrored[:, None], mirror.rows, own.rows))

    return both
