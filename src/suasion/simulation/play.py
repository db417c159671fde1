"""Plays a game in blocks of worlds, on threads; the result never depends on blocks or threads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

import numpy as np

from suasion.executor import HERE, Executor, in_order
from suasion.mechanisms import switchable
from suasion.notebook import one_line
from suasion.progress import Counter, Progress
from suasion.simulation.backends.drawing import drawing
from suasion.simulation.backends.engine import Engine
from suasion.simulation.backends.protocol import Program
from suasion.simulation.outcome import LIGHT
from suasion.simulation.schedules import TAIL
from suasion.simulation.setup import Game
from suasion.simulation.step import PATHS
from suasion.simulation.streams import REPLICATE
from suasion.simulation.world import MIRROR, Numbers, names_drawn

BLOCK = 480  # worlds drawn and played at once


class PlayResult(NamedTuple):
    """What was played.

    Attributes:
        outcomes: Outcome id to float32 values, [strategy, world]; missing is NaN.
        paths: State to float32 values, [strategy, world, year]; empty unless asked for.
        failed: Worlds in which an outcome was not finite; their values are NaN throughout.
        backend: Name of the back end that played.
    """

    outcomes: dict[str, np.ndarray]
    paths: dict[str, np.ndarray]
    failed: np.ndarray
    backend: str

    def __repr__(self) -> str:
        return one_line(self, self._asdict())


def play(
    game: Game,
    worlds: int,
    *,
    engine: Engine,
    replicates: int = 1,
    off: tuple[str, ...] = (),
    full: bool = False,
    paths: int = 0,
    only: tuple[str, ...] | None = None,
    mixed: Mapping[str, bool] | None = None,
    executor: Executor = HERE,
    progress: Progress | None = None,
) -> PlayResult:
    """Plays every strategy in every world with the same luck.

    Args:
        game: The case made ready.
        worlds: How many worlds, counting each replicate of one draw as a world.
        engine: What plays.
        replicates: Lucks per draw of the parameters; must divide the block.
        off: Mechanisms to switch off.
        full: Whether to play the unratified twins and the years after the horizon as well; they are played
            too where ``only`` names an outcome that reads them.
        paths: Of how many of the first worlds to give the paths.
        only: Outcomes to give; all if not given.
        mixed: Numbers (and ``luck``) to take from the world that stands 2**23 further on.
        executor: What runs the blocks of worlds.
        progress: Receives how many worlds are finished, as the step ``worlds``.

    Returns:
        Outcomes in the order of the worlds.
    """
    player = engine.player(_program(game, off, full, only))
    draws = -(-worlds // replicates)
    few = draw_worlds(game, np.arange(draws), mixed or {})() if replicates > 1 else None
    with_paths = min(worlds, paths)
    rows = (game.shape.strategies, worlds)
    outcomes = {name: np.empty(rows, np.float32) for name in player.outcomes if only is None or name in only}
    seen = {
        name: np.empty((rows[0], with_paths, game.years), np.float32) for name in sorted(PATHS) if with_paths
    }
    failed = np.zeros(worlds, bool)

    def ready(begin: int) -> Callable[[], Numbers]:
        if few is None:
            return draw_worlds(game, begin + np.arange(BLOCK), mixed or {})
        # each draw is played with every replicate; past the last world the last draw again
        of = np.minimum((begin + np.arange(BLOCK)) // replicates, draws - 1)
        return lambda: Numbers(few.ids, few.rows[:, of])

    def block(begin: int, numbers: Callable[[], Numbers]) -> int:
        index = begin + np.arange(BLOCK)
        counter = index // replicates + REPLICATE * (index % replicates)
        if mixed and mixed.get("luck", False):
            counter = counter + MIRROR
        out, states = player(numbers(), counter.astype(np.uint32), paths=begin < paths)
        own = slice(begin, min(begin + BLOCK, worlds))
        size = own.stop - begin
        failed[own] = ~np.isfinite((out["rights"] + out["harm"]).sum(0))[:size]
        for name, value in outcomes.items():
            value[:, own] = out[name][:, :size]
            if failed[own].any():
                value[:, own][:, failed[own]] = np.nan
        for name, value in states.items():
            until = slice(begin, min(own.stop, with_paths))
            seen[name][:, until] = value[: game.years, :, : until.stop - begin].transpose(1, 2, 0)
        return size

    blocks = (partial(block, begin, ready(begin)) for begin in range(0, worlds, BLOCK))
    in_order(blocks, executor, Counter(progress, "worlds", worlds).add)
    return PlayResult(outcomes, seen, failed, player.backend)


def prepare(game: Game, *, engine: Engine, full: bool = False, only: tuple[str, ...] | None = None) -> None:
    """Compiles what :func:`play` will need for these arguments, if that is not done yet: drawing, then playing."""
    draw_worlds(game, np.arange(BLOCK), {})()
    engine.player(_program(game, (), full, only))


def _program(game: Game, off: tuple[str, ...], full: bool, only: tuple[str, ...] | None) -> Program:
    asked = set(only or ())
    twin, tail = full or "compliance" in asked, full or "durability" in asked
    light = bool(asked) and asked <= set(LIGHT) and not full
    shape = game.shape._replace(tail=TAIL if tail else 0, twin=twin, light=light)
    masks = {name: np.array(0.0 if name in off else 1.0) for name in switchable()}
    horizon = game.years + shape.tail
    policies = game.policies._replace(
        schedule=game.policies.schedule[:horizon], ahead=game.policies.ahead[:horizon]
    )
    return Program(policies, game.setting, masks, game.keys, names_drawn(tuple(game.numbers)), shape)


def draw_worlds(game: Game, draws: np.ndarray, mixed: Mapping[str, bool]) -> Callable[[], Numbers]:
    """Starts drawing the numbers of these worlds; what is returned waits for them.

    Those named in ``mixed`` come from the mirror sample.
    """
    names = tuple(game.numbers)
    ready = drawing(game.recipe, draws, names=names)
    if not any(mixed.values()):
        return ready
    other = drawing(game.recipe, draws + MIRROR, names=names)

    def both() -> Numbers:
        own, mirror = ready(), other()
        mirrored = np.array([mixed.get(name, False) for name in own])
        return Numbers(own.ids, np.where(mirrored[:, None], mirror.rows, own.rows))

    return both
