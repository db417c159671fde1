"""The rollout in machine code, made ready for a program and called with worlds."""

from __future__ import annotations

import ctypes
import json
from threading import Lock
from typing import NamedTuple

import jax
import numpy as np
from jaxtyping import PyTree

from suasion.simulation.backends.native import kernel, machine, pieces
from suasion.simulation.backends.protocol import Block, Program, Store, Unavailable
from suasion.simulation.step import PATHS
from suasion.simulation.world import Numbers

KINDS = (ctypes.c_int64,) * len(kernel.WHOLES) + (ctypes.c_void_p,) * len(kernel.POINTERS)
LINE = 8  # doubles in a line of the cache
NAME = "native"


class Compiled(NamedTuple):
    """Machine code, the outcomes that it gives in their order, and the doubles of scratch that it needs."""

    code: machine.Code
    outcomes: tuple[str, ...]
    scratch: int


class NativeBackend:
    """Compiles rollouts for the processor at hand.

    Args:
        store: Where compiled code stays from one process to the next, if anywhere.

    Raises:
        Unavailable: The processor lacks what the code is written for.
    """

    name = NAME

    def __init__(self, store: Store | None = None) -> None:
        if lacking := machine.lacking():
            raise Unavailable(lacking)
        self._store = store
        self._compiled: dict[str, Compiled] = {}
        self._locks: dict[str, Lock] = {}
        # one text is written at a time, as Python would do anyhow: so the first is compiled meanwhile
        self._writing = Lock()

    def player(self, program: Program) -> NativePlayer:
        """Machine code for a program: from this object, from the store, or written and compiled.

        Raises:
            Unavailable: What JAX traced holds something that is not known here.
        """
        return NativePlayer(program, self._ready(program))

    def _ready(self, program: Program) -> Compiled:
        shape = program.shape._replace(strategies=0, paths=True)
        key = json.dumps([machine.processor(), *shape, *program.names])
        with self._locks.setdefault(key, Lock()):
            if key not in self._compiled:
                content = self._store.get(key) if self._store else None
                if content is None:
                    content = self._written(program)
                    if self._store:
                        self._store.put(key, content)
                self._compiled[key] = _loaded(content)
        return self._compiled[key]

    def _written(self, program: Program) -> bytes:
        """A head of JSON and, after a line's end, the object file."""
        shape = program.shape
        try:
            with self._writing:
                traced = pieces.traced(shape, program.names, program.policies, program.setting)
                made = kernel.kernel(traced, program.names, shape.years + shape.tail, machine.width())
            compiled = machine.compiled(made.module)
        except NotImplementedError as error:
            raise Unavailable(str(error)) from error
        except Exception as error:  # whatever another release of JAX or of LLVM does otherwise
            raise Unavailable(
                f"the equations could not be written ({type(error).__name__}: {error})"
            ) from error
        head = {"outcomes": sorted(traced.closes.gives), "scratch": made.scratch}
        return json.dumps(head).encode() + b"\n" + compiled


class NativePlayer:
    """A program made ready to be played in any worlds, from any number of threads.

    Args:
        program: What is to be played.
        compiled: Code of its shape.
    """

    backend = NAME

    def __init__(self, program: Program, compiled: Compiled) -> None:
        shape = program.shape
        self.strategies, self.horizon = shape.strategies, shape.years + shape.tail
        common, own, year = pieces.parts(program.policies, program.setting, program.masks, shape.years)
        self._common = _packed(common, 0)
        self._own, self._yearly = _packed(own, 1), _packed(year, 2)
        self._keys = np.ascontiguousarray(program.keys, np.uint32)
        self._compiled = compiled
        self.outcomes = compiled.outcomes

    def __call__(self, numbers: Numbers, counters: np.ndarray, *, paths: bool = False) -> Block:
        """Plays every strategy in a block of worlds.

        Args:
            numbers: Every uncertain number, each [world].
            counters: Counters of the random streams, [world].
            paths: Whether to give the paths as well.
        """
        count, width = len(counters), machine.width()
        padded = -(-count // width) * width
        of = np.minimum(np.arange(padded), count - 1)
        counters = np.ascontiguousarray(np.asarray(counters, np.uint32)[of])
        rows = np.asarray(numbers.rows)
        rows = np.ascontiguousarray(rows if padded == count else rows[:, of])
        code, ids, size = self._compiled
        out = np.empty((len(ids), self.strategies, padded))
        seen = np.empty((len(PATHS), self.horizon, self.strategies, padded) if paths else 0, np.float32)
        scratch = np.empty(size + LINE)
        first = scratch.ctypes.data
        arrays = (counters, rows, self._keys, self._common, self._own, self._yearly, out)
        code(
            padded,
            self.strategies,
            *(array.ctypes.data for array in arrays),
            seen.ctypes.data if paths else None,
            first + -first % (8 * LINE),
        )
        path_of = zip(sorted(PATHS), seen, strict=True) if paths else ()
        return Block(
            {name: values[:, :count] for name, values in zip(ids, out, strict=True)},
            {name: values[..., :count] for name, values in path_of},
        )


def _packed(tree: PyTree, leading: int) -> np.ndarray:
    """All leaves as doubles one after the other, the first ``leading`` axes left as they are."""
    leaves = [np.asarray(leaf, float) for leaf in jax.tree.leaves(tree)]
    flat = [leaf.reshape(*leaf.shape[:leading], -1) for leaf in leaves]
    return np.ascontiguousarray(np.concatenate(flat, axis=-1))


def _loaded(content: bytes) -> Compiled:
    head_text, _, object_file = content.partition(b"\n")
    head = json.loads(head_text)
    code = machine.Code(object_file, kernel.NAME, KINDS)
    return Compiled(code, tuple(head["outcomes"]), head["scratch"])
