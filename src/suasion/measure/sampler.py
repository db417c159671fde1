"""What a sampler of latent scores offers, and how long its chains are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, Protocol

import numpy as np

from suasion.errors import Problem, SuasionError, argument, wording
from suasion.measure.scoring.readings import Floats, Readings

#: A chain's state as arrays, which can be written and read again.
Position = Mapping[str, np.ndarray]


class Settings(NamedTuple):
    """How long chains are.

    Attributes:
        seed: Seed of every draw.
        chains: How many chains; each has random numbers of its own.
        warmup: Sweeps before any draw is retained, at least 44.
        sweeps: Sweeps after warm-up.
        keep: Draws retained of a chain, a multiple of the sampler's ``BATCH`` that divides ``sweeps``.
    """

    seed: int = 0
    chains: int = 4
    warmup: int = 2200
    sweeps: int = 15_000
    keep: int = 1000


class Draws(NamedTuple):
    """Draws of one piece of a chain; none in warm-up.

    Attributes:
        scores: [draw, state-year].
        items: [draw, parameter].
    """

    scores: Floats
    items: Floats


class Model(Protocol):
    """A scale's readings made ready for chains."""

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the item parameters, in the order of ``Draws.items``."""


class Sampler(Protocol):
    """A module that runs Markov chains piece by piece; ``measure/latent/chain.py`` is the one that Suasion has.

    Attributes:
        FULL: Settings of an exact result.
        FAST: Settings of a rough one.
        BATCH: How many draws one piece yields after warm-up.
    """

    FULL: Settings
    FAST: Settings
    BATCH: int

    def model(self, readings: Readings, measure: Literal["changing", "constant"], /) -> Model:
        """Makes readings ready for chains."""

    def begin(self, model: Any, settings: Settings, chain: int, /) -> Position:
        """Where a chain stands before its first sweep."""

    def advance(self, model: Any, settings: Settings, position: Position, /) -> tuple[Position, Draws]:
        """Runs one piece of a chain."""

    def done(self, settings: Settings, position: Position, /) -> float:
        """The share of a chain's sweeps that is behind it."""


def settings_of(sampler: Sampler, chosen: Mapping[str, int], *, fast: bool) -> Settings:
    """The sampler's settings, full or fast, with those that were chosen in their place.

    Raises:
        SuasionError: The draws to be retained do not divide the sweeps.
    """
    settings = (sampler.FAST if fast else sampler.FULL)._replace(**chosen)
    batch, sweeps = sampler.BATCH, settings.sweeps
    fits = [keep for keep in range(batch, sweeps + 1, batch) if sweeps % keep == 0]
    if settings.keep in fits:
        return settings
    fewer = [keep for keep in fits if keep < settings.keep]
    if "keep" not in chosen and fewer:
        return settings._replace(keep=fewer[-1])
    what = f"This must be a multiple of {batch} that divides the sweeps, {sweeps}."
    fix = (
        f"Keep {fewer[-1]}."
        if fewer
        else wording("Give {sweeps} as a multiple of ", sweeps=None) + f"{batch}."
    )
    raise SuasionError(Problem(argument("keep", settings.keep), what, fix))
