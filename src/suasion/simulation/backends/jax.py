"""The reference: the rollout as XLA compiles it, on every device that JAX knows."""

from __future__ import annotations

from functools import partial

import jax
import numpy as np

from suasion.simulation import outcome, rollout
from suasion.simulation.backends import xla
from suasion.simulation.backends.protocol import Block, Program
from suasion.simulation.world import Numbers

NAME = "jax"

_opened = jax.jit(rollout.opened, static_argnames=("shocks", "levers"), compiler_options=xla.PER_BLOCK)
_years = jax.jit(
    partial(rollout.years, materialize=xla.barrier), static_argnames="shape", compiler_options=xla.YEARS
)


class JaxBackend:
    """Compiles rollouts by XLA, at the first block of each shape."""

    name = NAME

    def player(self, program: Program) -> JaxPlayer:
        """A program, compiled when it is first called."""
        return JaxPlayer(program)


class JaxPlayer:
    """A program ready to be played in any worlds, from any number of threads.

    Args:
        program: What is to be played.
    """

    backend = NAME

    def __init__(self, program: Program) -> None:
        self.program = program
        self.outcomes = outcome.ids(program.shape)

    def __call__(self, numbers: Numbers, counters: np.ndarray, *, paths: bool = False) -> Block:
        """Plays every strategy in a block of worlds.

        Args:
            numbers: Every uncertain number, each [world].
            counters: Counters of the random streams, [world].
            paths: Whether to give the paths as well.
        """
        policies, setting, masks, keys, _, shape = self.program
        shape = shape._replace(paths=paths)
        fixed = {"shocks": shape.shocks, "levers": shape.levers}
        stacks, m, c = _opened(policies.baseline, setting.treaties, numbers, masks, **fixed)
        out, seen = _years(
            policies, setting, numbers, stacks, m, c, keys, np.asarray(counters, np.uint32), shape=shape
        )
        return Block(
            {name: np.asarray(value) for name, value in out.items()},
            {name: np.asarray(value) for name, value in seen.items()},
        )
