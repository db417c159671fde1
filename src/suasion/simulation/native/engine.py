"""The rollout in machine code, made ready for a plan and called with worlds."""

from __future__ import annotations

import ctypes
import json
from threading import Lock
from typing import Any, NamedTuple, Protocol

import jax
import numpy as np

from suasion.simulation.native import kernel, machine, programs
from suasion.simulation.outcome import Setting
from suasion.simulation.plan import Plan, Shape
from suasion.simulation.rollout import PATHS
from suasion.simulation.world import Numbers

KINDS = (ctypes.c_int64,) * len(kernel.WHOLES) + (ctypes.c_void_p,) * len(kernel.POINTERS)
LINE = 8  # doubles in a line of the cache


class Store(Protocol):
    """Where object files are kept from one process to the next."""

    def get(self, key: str) -> bytes | None:
        """What was kept under a key."""

    def put(self, key: str, content: bytes) -> None:
        """Keeps something under a key; it may be forgotten."""


class _Compiled(NamedTuple):
    code: machine.Code
    outcomes: tuple[str, ...]
    scratch: int


_compiled: dict[str, _Compiled] = {}
_locks: dict[str, Lock] = {}
#: One text is written at a time, as Python would do anyhow: so the first is compiled while the next is written.
_writing = Lock()
_store: list[Store] = []


def keep_in(store: Store) -> None:
    """Keeps compiled code in a store from now on, and looks for it there first."""
    _store[:] = [store]


class Rollout:
    """A plan made ready to be played in any worlds, from any number of threads.

    Args:
        plan: What the strategies announce, horizon and tail.
        setting: The case's constants.
        m: Masks.
        keys: Keys of the luck's streams, [stream, 2].
        names: The numbers' ids.
        shape: What the code depends on; ``paths`` does not matter.
    """

    def __init__(
        self,
        plan: Plan,
        setting: Setting,
        m: dict[str, Any],
        keys: np.ndarray,
        names: tuple[str, ...],
        shape: Shape,
    ) -> None:
        self.shape, self.names = shape, names
        self.horizon = shape.years + shape.tail
        common, own, year = programs.parts(plan, setting, m, shape.years)
        self.common = _packed(common, 0)
        self.own, self.yearly = _packed(own, 1), _packed(year, 2)
        self.keys = np.ascontiguousarray(keys, np.uint32)
        self.compiled = _ready(shape, names, plan, setting)

    def __call__(
        self, drawn: Numbers, worlds: np.ndarray, *, paths: bool = False
    ) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
        """Plays every strategy.

        Args:
            drawn: Every number, each [world].
            worlds: Counters of the luck, [world].
            paths: Whether to give the paths as well.

        Returns:
            Outcomes, [strategy, world], and paths, float32 [year, strategy, world].
        """
        count, width = len(worlds), machine.width()
        padded = -(-count // width) * width
        of = np.minimum(np.arange(padded), count - 1)
        counters = np.ascontiguousarray(np.asarray(worlds, np.uint32)[of])
        rows = np.asarray(drawn.rows)
        rows = np.ascontiguousarray(rows if padded == count else rows[:, of])
        code, ids, size = self.compiled
        out = np.empty((len(ids), self.shape.strategies, padded))
        seen = np.empty((len(PATHS), self.horizon, self.shape.strategies, padded) if paths else 0, np.float32)
        scratch = np.empty(size + LINE)
        first = scratch.ctypes.data
        code(
            padded,
            self.shape.strategies,
            *(a.ctypes.data for a in (counters, rows, self.keys, self.common, self.own, self.yearly, out)),
            seen.ctypes.data if paths else None,
            first + -first % (8 * LINE),
        )
        return (
            {name: values[:, :count] for name, values in zip(ids, out, strict=True)},
            {name: values[..., :count] for name, values in zip(sorted(PATHS), seen, strict=True)}
            if paths
            else {},
        )


def _packed(tree: Any, kept: int) -> np.ndarray:
    """All leaves as doubles one after the other, the first ``kept`` axes left as they are."""
    leaves = [np.asarray(leaf, float) for leaf in jax.tree.leaves(tree)]
    flat = [leaf.reshape(*leaf.shape[:kept], -1) for leaf in leaves]
    return np.ascontiguousarray(np.concatenate(flat, axis=-1))


def _ready(shape: Shape, names: tuple[str, ...], plan: Plan, setting: Setting) -> _Compiled:
    """The code of a shape: from this process, from the store, or written and compiled."""
    shape = shape._replace(strategies=0, paths=True)
    key = json.dumps([machine.processor(), *shape, *names])
    with _locks.setdefault(key, Lock()):
        if key not in _compiled:
            kept = next((store.get(key) for store in _store), None)
            if kept is None:
                with _writing:
                    pieces = programs.traced(shape, names, plan, setting)
                    made = kernel.kernel(pieces, names, shape.years + shape.tail, machine.width())
                head = {"outcomes": sorted(pieces.closes.gives), "scratch": made.scratch}
                kept = json.dumps(head).encode() + b"\n" + machine.compiled(made.module)
                for store in _store:
                    store.put(key, kept)
            head_text, _, object_file = kept.partition(b"\n")
            head = json.loads(head_text)
            code = machine.Code(object_file, kernel.NAME, KINDS)
            _compiled[key] = _Compiled(code, tuple(head["outcomes"]), head["scratch"])
    return _compiled[key]
