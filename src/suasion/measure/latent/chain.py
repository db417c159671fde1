"""A Markov chain, played piece by piece so that it can be stopped and taken up again to the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import Literal

import jax
import jax.numpy as jnp
import numpy as np

from suasion.measure.latent import item_moves
from suasion.measure.latent import items as of
from suasion.measure.latent import sweep as sweeping
from suasion.measure.latent.grid import Grid, grid_of
from suasion.measure.latent.item_moves import ItemTuning
from suasion.measure.latent.items import Stack
from suasion.measure.latent.shapes import Cells, Count, Number, OfStacks, RandomKey, Values
from suasion.measure.latent.sweep import Constants, State, Tally, Tuning
from suasion.measure.sampler import Draws, Position, Settings
from suasion.measure.scoring.readings import Readings

#: Warm-up's rounds, as shares; each ends with moves made anew about what its second half saw.
ROUNDS = (1, 1, 2, 2, 4, 4, 8)
GAINS = (0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.02)  # of the angles' adaptation in each round
BATCH = 10  # draws retained in one piece
FIRST_ANGLE = 0.2
SIGMAS = (0.08, 0.3)  # between these a chain's first innovation size is drawn
SCATTER = 0.2  # standard deviation about the first guesses of unbounded parameters


#: An exact answer.
FULL = Settings()
#: A first answer within a minute.
FAST = Settings(warmup=220, sweeps=1000, keep=200, chains=2)

#: Runs sweeps: key, first sweep, how many, state, tuning, gain of the adaptation.
Sweeps = Callable[[RandomKey, Count, Count, State, Tuning, Number], tuple[State, Tuning, Tally]]


class Model:
    """A scale's readings made ready for chains.

    Args:
        readings: What the indicators say.
        measure: ``changing`` (cutpoints of standards-based items move from year to year) or ``constant``.
    """

    def __init__(self, readings: Readings, measure: Literal["changing", "constant"]) -> None:
        self.grid: Grid = grid_of(readings)
        self.stacks: tuple[Stack, ...] = of.stacks_of(readings, self.grid, changing=measure == "changing")
        self.constants = Constants.of(self.stacks, self.grid)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the item parameters, in the order of ``Draws.items``; the innovations' size comes first."""
        return ("innovation", *(name for stack in self.stacks for name in stack.names(self.grid.first)))

    @cached_property
    def _run(self) -> Sweeps:
        def run(
            key: RandomKey, begin: Count, number: Count, state: State, tuning: Tuning, gain: Number
        ) -> tuple[State, Tuning, Tally]:
            return sweeping.sweeps(key, begin, number, self.constants, state, tuning, gain)

        return jax.jit(run)

    @cached_property
    def _retuned(self) -> Callable[[State, Cells, Sequence[OfStacks], Tuning], Tuning]:
        return jax.jit(partial(sweeping.retuned, self.constants))

    @cached_property
    def _natural(self) -> Callable[[State], Values]:
        def natural(state: State) -> Values:
            parts = [of.natural(stack, x) for stack, x in zip(self.stacks, state.xs, strict=True)]
            return jnp.concatenate([state.sigma[None], *parts])

        return jax.jit(natural)

    def first(self, rng: np.random.Generator) -> tuple[State, Tuning]:
        """Where a chain begins: plain guesses, scattered."""
        scores = jnp.zeros(self.grid.held.shape, jnp.float64)
        xs = tuple(
            jnp.asarray(
                np.where(stack.used, of.start(stack) + SCATTER * rng.normal(size=stack.used.shape), 0.0)
            )
            for stack in self.stacks
        )
        sigma = jnp.asarray(rng.uniform(*SIGMAS))
        tuning = Tuning(
            scores,
            (),
            jnp.full(scores.shape[1], FIRST_ANGLE),
            tuple(jnp.full(item_moves.groups(stack), FIRST_ANGLE) for stack in self.stacks),
        )
        state = State(scores, jnp.ones_like(scores), sigma, xs)
        return state, self._retuned(state, scores, xs, tuning)


def model(readings: Readings, measure: Literal["changing", "constant"]) -> Model:
    """Makes readings ready for chains."""
    return Model(readings, measure)


def begin(made: Model, settings: Settings, chain: int) -> Position:
    """Where a chain stands before its first sweep."""
    state, tuning = made.first(np.random.default_rng([settings.seed, chain]))
    return _packed(state, tuning, {"chain": chain, "piece": 0, "sweep": 0, "diverged": 0})


def done(settings: Settings, position: Position) -> float:
    """The share of a chain's sweeps that is behind it."""
    return int(position["sweep"]) / (sum(_rounds(settings)) + settings.sweeps)


def advance(made: Model, settings: Settings, position: Position) -> tuple[Position, Draws]:
    """Plays one piece: a round of warm-up, or so many sweeps as ``BATCH`` retained draws take.

    Raises:
        ValueError: The settings do not divide, or the chain is finished.
    """
    _check(settings)
    if done(settings, position) >= 1:
        raise ValueError("the chain is finished")
    state, tuning, numbers = _unpacked(made, position)
    key = jax.random.fold_in(jax.random.key(settings.seed), numbers["chain"])
    piece, at, diverged = numbers["piece"], numbers["sweep"], numbers["diverged"]
    scores, items = [], []

    def play(number: int, gain: float) -> Tally:
        nonlocal state, tuning, at
        tally: Tally
        state, tuning, tally = made._run(
            key, jnp.asarray(at), jnp.asarray(number), state, tuning, jnp.asarray(gain)
        )
        at += number
        return tally

    if piece < len(ROUNDS):
        number = _rounds(settings)[piece]
        half = number // 2
        play(number - half, GAINS[piece])
        tally = play(half, GAINS[piece])
        centres = tuple(total / half for total in tally.xs)
        tuning = made._retuned(state, tally.scores / half, centres, tuning)
    else:
        for _ in range(BATCH):
            tally = play(settings.sweeps // settings.keep, 0.0)
            diverged += int(tally.diverged)
            scores.append(made.grid.gather(np.asarray(state.scores)))
            items.append(np.asarray(made._natural(state)))
    draws = Draws(
        np.array(scores).reshape(len(scores), len(made.grid.row)),
        np.array(items).reshape(len(items), len(made.names)),
    )
    now = {"chain": numbers["chain"], "piece": piece + 1, "sweep": at, "diverged": diverged}
    return _packed(state, tuning, now), draws


def _rounds(settings: Settings) -> list[int]:
    """Sweeps of each round of warm-up."""
    return [max(2, settings.warmup * share // sum(ROUNDS)) for share in ROUNDS]


def _check(settings: Settings) -> None:
    if settings.keep % BATCH or settings.sweeps % settings.keep:
        raise ValueError(f"draws to retain must be a multiple of {BATCH} that divides the sweeps")


def _packed(state: State, tuning: Tuning, numbers: Mapping[str, int]) -> Position:
    leaves = jax.tree.leaves((state, tuning))
    cells = {f"leaf{number}": np.asarray(leaf) for number, leaf in enumerate(leaves)}
    return {**{name: np.asarray(number) for name, number in numbers.items()}, **cells}


def _unpacked(made: Model, position: Position) -> tuple[State, Tuning, dict[str, int]]:
    none = jnp.zeros(())
    each = tuple(none for _ in made.stacks)
    tunings = tuple(ItemTuning(none, none, none, none) for _ in made.stacks)
    plain, shape = jax.tree.flatten((State(none, none, none, each), Tuning(none, tunings, none, each)))
    leaves = [jnp.asarray(position[f"leaf{number}"]) for number in range(len(plain))]
    state, tuning = jax.tree.unflatten(shape, leaves)
    return state, tuning, {name: int(cell) for name, cell in position.items() if not name.startswith("leaf")}
