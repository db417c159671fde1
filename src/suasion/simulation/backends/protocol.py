"""What a back end must be able to do: a block of worlds in, outcomes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol, runtime_checkable

import numpy as np

from suasion.simulation.outcome import Setting
from suasion.simulation.policy import PolicyArrays, Shape
from suasion.simulation.world import Numbers


class Program(NamedTuple):
    """What is to be played, whatever the worlds.

    Attributes:
        policies: What the strategies announce, horizon and tail.
        setting: The case's constants.
        masks: Switchable mechanism to 1 or 0.
        keys: Keys of the random streams, [stream, 2].
        names: The uncertain numbers' ids, in the order of their rows.
        shape: What the compiled code depends on; whether paths are wanted is said at the call.
    """

    policies: PolicyArrays
    setting: Setting
    masks: Mapping[str, np.ndarray]
    keys: np.ndarray
    names: tuple[str, ...]
    shape: Shape


class Block(NamedTuple):
    """What a block of worlds came to: outcomes, [strategy, world], and float32 paths, [year, strategy, world]."""

    outcomes: dict[str, np.ndarray]
    paths: dict[str, np.ndarray]


@runtime_checkable
class Player(Protocol):
    """A program made ready; it may be called from any number of threads.

    Attributes:
        backend: Name of the back end that made it.
        outcomes: Ids of the outcomes that it gives.
    """

    @property
    def backend(self) -> str: ...
    @property
    def outcomes(self) -> tuple[str, ...]: ...

    def __call__(self, numbers: Numbers, counters: np.ndarray, *, paths: bool = False) -> Block:
        """Plays every strategy in a block of worlds.

        Args:
            numbers: Every uncertain number, each [world].
            counters: Counters of the random streams, uint32 [world].
            paths: Whether to give the paths as well.
        """
        ...


@runtime_checkable
class Backend(Protocol):
    """Makes programs ready to be played."""

    @property
    def name(self) -> str: ...

    def player(self, program: Program) -> Player:
        """Compiles a program, or takes it from a cache.

        Raises:
            Unavailable: This back end cannot play it here.
        """
        ...


class Unavailable(Exception):
    """Why a back end cannot play here, in a few words that go on after "because"."""


@runtime_checkable
class Store(Protocol):
    """Where compiled code stays from one process to the next."""

    def get(self, key: str) -> bytes | None:
        """What is stored under a key."""

    def put(self, key: str, content: bytes) -> None:
        """Stores something under a key; it may be forgotten."""
