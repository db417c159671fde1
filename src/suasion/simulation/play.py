"""Plays a game in blocks of worlds, on threads; the result never depends on blocks or threads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from suasion.mechanisms import switchable
from suasion.simulation.luck import REPLICATE
from suasion.simulation.native.engine import Rollout
from suasion.simulation.outcome import LIGHT
from suasion.simulation.setup import TAIL, Game
from suasion.simulation.world import Numbers, draw, names_drawn

MIRROR = 1 << 23  # worlds from here on are those of the second, independent sample
BLOCK = 480  # worlds drawn and played at once

Progress = Callable[[int], None]


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
        progress: Called with the number of worlds finished.

    Returns:
        Outcomes in the order of the worlds.
    """
    rollout = _rollout(game, off, full, only)
    shape = rollout.shape
    few = _drawn(game, np.arange(-(-worlds // lucks)), mixed or {}) if lucks > 1 else None

    def block(begin: int) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray], np.ndarray]:
        index = begin + np.arange(BLOCK)
        if few is None:
            drawn = _drawn(game, index, mixed or {})
        else:  # each draw is played with every luck; past the last world the last draw again
            of = np.minimum(index // lucks, -(-worlds // lucks) - 1)
            drawn = Numbers(few.ids, few.rows[:, of])
        counter = index // lucks + REPLICATE * (index % lucks)
        if mixed and mixed.get("luck", False):
            counter = counter + MIRROR
        out, seen = rollout(drawn, counter.astype(np.uint32), paths=begin < paths)
        stop = min(begin + BLOCK, worlds)
        own = slice(0, stop - begin)
        sure = np.isfinite((out["rights"] + out["harm"]).sum(0))
        chosen = {
            name: np.where(sure, value, np.nan)[:, own].astype(np.float32)
            for name, value in out.items()
            if only is None or name in only
        }
        until = slice(0, min(stop, paths) - begin)
        kept = {name: value[: game.years, :, until].transpose(1, 2, 0) for name, value in seen.items()}
        return chosen, kept, ~sure[own]

    outcomes: dict[str, np.ndarray] = {}
    seen: dict[str, np.ndarray] = {}
    failed = np.zeros(worlds, bool)
    begins = range(0, worlds, BLOCK)
    pool = ThreadPoolExecutor(max(1, jobs))
    try:
        for begin, (chosen, kept, broken) in zip(begins, pool.map(block, begins), strict=True):
            own = slice(begin, begin + broken.size)
            failed[own] = broken
            for name, value in chosen.items():
                if name not in outcomes:
                    outcomes[name] = np.empty((shape.strategies, worlds), np.float32)
                outcomes[name][:, own] = value
            for name, value in kept.items():
                if name not in seen:
                    seen[name] = np.empty((shape.strategies, min(paths, worlds), game.years), np.float32)
                seen[name][:, begin : begin + value.shape[1]] = value
            if progress:
                progress(broken.size)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)  # Ctrl-C does not wait for what is compiling
    return Played(outcomes, seen, failed)


def prepare(game: Game, *, full: bool = False, only: tuple[str, ...] | None = None) -> None:
    """Compiles what :func:`play` will need for these arguments, if that is not done yet."""
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
    names = tuple(game.numbers)
    drawn = draw(game.recipe, draws, names=names)
    if not any(mixed.values()):
        return drawn
    mirrored = np.array([mixed.get(name, False) for name in drawn])
    other = draw(game.recipe, draws + MIRROR, names=names)
    return Numbers(drawn.ids, np.where(mirrored[:, None], other.rows, drawn.rows))
