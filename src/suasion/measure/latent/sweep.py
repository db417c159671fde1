"""One sweep: paths, items, level, scale and the innovations' size, each given the rest."""

from __future__ import annotations

from collections.abc import Sequence
from math import pi
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jax import Array

from suasion.measure.latent import item_moves, moves, paths
from suasion.measure.latent import items as of
from suasion.measure.latent import stretch as stretching
from suasion.measure.latent.chance import Chance
from suasion.measure.latent.counts import Counted
from suasion.measure.latent.grid import Grid
from suasion.measure.latent.item_moves import Aim
from suasion.measure.latent.items import Stack
from suasion.measure.latent.turning import Taken, take, turn

TURNS = item_moves.TURNS  # rotations of a move
QUARTER = pi / 2 / TURNS  # the rotation that forgets where a Gaussian began
FIRM = 1.0  # added to the readings' curvature, so that a light innovation sends no score far away
AIM = 0.85  # share of moves taken that warm-up aims at


class State(NamedTuple):
    """Where a chain stands."""

    scores: Array  # [year, spell]
    weight: Array  # of innovations [year, spell]
    sigma: Array  # []
    xs: tuple[Array, ...]  # unbounded parameters of each stack [item, parameter]


class Tuning(NamedTuple):
    """What moves are made by: it hangs on no draw once warm-up is over."""

    scores: Array  # where readings are expanded [year, spell]
    aims: tuple[Aim, ...]  # of each stack
    path_angle: Array  # [spell]
    item_angle: tuple[Array, ...]  # [group] of each stack


class Tally(NamedTuple):
    """Sums over sweeps: of the state, of chances to be taken, of divergences."""

    scores: Array
    xs: tuple[Array, ...]
    path: Array  # [spell]
    item: tuple[Array, ...]  # [group] of each stack
    diverged: Array


class World(NamedTuple):
    """What a chain never changes."""

    stacks: tuple[Stack, ...]
    held: Array
    begins: Array
    follows: Array

    @classmethod
    def of(cls, stacks: tuple[Stack, ...], grid: Grid) -> World:
        """From the laid-out stacks and grid."""
        return cls(stacks, jnp.asarray(grid.held), jnp.asarray(grid.begins), jnp.asarray(grid.follows))

    @property
    def steps(self) -> Array:
        """How many innovations there are."""
        return self.follows.sum().astype(jnp.float64)


def move_paths(chance: Chance, world: World, state: State, tuning: Tuning) -> tuple[Array, Taken]:
    """All spells' scores at once, each spell taken or refused by itself."""
    ahead = of.pulls(world.stacks, state.xs, tuning.scores)
    ahead = ahead._replace(bend=ahead.bend + FIRM)
    first, step = paths.stiffness(state.weight, state.sigma, world.begins, world.follows)
    by = paths.factor(first, step, ahead.bend, world.held)
    drift = ahead.bend * tuning.scores + ahead.slope
    centre = paths.solve_upper(by, paths.solve_lower(by, drift))

    def push(q: Array) -> tuple[Array, Array]:
        scores = centre + paths.solve_upper(by, q)
        now = of.pulls(world.stacks, state.xs, scores)
        rest = (drift - 0.5 * ahead.bend * scores) * scores - now.value
        return rest.sum(axis=0), paths.solve_lower(by, drift - ahead.bend * scores - now.slope)

    q = paths.times_upper(by, state.scores - centre)
    end, rise = turn(
        chance, q, push, tuning.path_angle, TURNS, groups=1, within=jnp.where(world.held, 1.0, 0.0)
    )
    done = take(chance, rise)
    moved = centre + paths.solve_upper(by, end)
    return jnp.where(world.held & done.taken, moved, state.scores), done


def numbers(world: World) -> tuple[int, int]:
    """How many normals and uniforms a sweep takes."""
    cells, spells = world.held.size, world.held.shape[1]
    normals, uniforms = zip(*(item_moves.numbers(stack) for stack in world.stacks), strict=True)
    walks = 2 * moves.WALKS + stretching.WALKS * sum(isinstance(stack, Counted) for stack in world.stacks)
    return 2 * cells + sum(normals) + 1 + walks, 2 * cells + spells + sum(uniforms) + walks


def sweep(
    key: Array, world: World, state: State, tuning: Tuning
) -> tuple[State, Array, tuple[Array, ...], Array]:
    """Every parameter once.

    Returns:
        The state; chances to be taken of each spell's move and of each stack's groups; how many moves diverged.
    """
    chance = Chance(key, *numbers(world))
    scores, by_path = move_paths(chance, world, state, tuning)
    by_item = [
        item_moves.move(chance, stack, x, scores, by, angle)
        for stack, x, by, angle in zip(world.stacks, state.xs, tuning.aims, tuning.item_angle, strict=True)
    ]
    xs = tuple(done.x for done in by_item)
    diverged = by_path.diverged.sum() + sum(done.diverged for done in by_item)
    tension = paths.stiffness(state.weight, state.sigma, world.begins, world.follows)
    for place, stack in enumerate(world.stacks):
        if isinstance(stack, Counted):
            scores, xs = stretching.stretch(chance, place, world.stacks, xs, scores, tension, tuning.scores)
    scores, xs = moves.level(chance, scores, xs, world.stacks, world.held, world.begins)
    scores, sigma, xs = moves.scale(chance, scores, state.sigma, xs, world.stacks, world.begins)
    squares = paths.steps(scores, world.follows) ** 2
    sigma = moves.size(chance, sigma, squares, world.steps)
    weight = paths.draw_weights(chance, squares, sigma)
    return State(scores, weight, sigma, xs), by_path.chance, tuple(done.chance for done in by_item), diverged


def adapted(angle: Array, chance: Array, gain: Array) -> Array:
    """Angles after a sweep in which moves had these chances to be taken."""
    return jnp.minimum(angle * jnp.exp(gain * (chance - AIM)), QUARTER)


def sweeps(
    key: Array, begin: Array, number: Array, world: World, state: State, tuning: Tuning, adapt: Array
) -> tuple[State, Tuning, Tally]:
    """Some sweeps on end.

    Args:
        key: The chain's.
        begin: Number of the first sweep, which keys its chance.
        number: How many.
        world: What never changes.
        state: Where the chain stands.
        tuning: What it is moved by.
        adapt: Gain of the angles' adaptation, 0 after warm-up.
    """

    def once(at: Array, now: tuple[State, Tuning, Tally]) -> tuple[State, Tuning, Tally]:
        state, tuning, tally = now
        state, path, item, diverged = sweep(jax.random.fold_in(key, begin + at), world, state, tuning)
        tally = Tally(
            tally.scores + state.scores,
            tuple(a + b for a, b in zip(tally.xs, state.xs, strict=True)),
            tally.path + path,
            tuple(a + b for a, b in zip(tally.item, item, strict=True)),
            tally.diverged + diverged,
        )
        tuning = tuning._replace(
            path_angle=adapted(tuning.path_angle, path, adapt),
            item_angle=tuple(adapted(*each, adapt) for each in zip(tuning.item_angle, item, strict=True)),
        )
        return state, tuning, tally

    nothing = Tally(
        jnp.zeros_like(state.scores),
        tuple(jnp.zeros_like(x) for x in state.xs),
        jnp.zeros_like(tuning.path_angle),
        tuple(jnp.zeros_like(angle) for angle in tuning.item_angle),
        jnp.zeros((), jnp.int64),
    )
    end: tuple[State, Tuning, Tally] = jax.lax.fori_loop(0, number, once, (state, tuning, nothing))
    return end


def retuned(world: World, state: State, scores: Array, xs: Sequence[Array], tuning: Tuning) -> Tuning:
    """Tuning that expands about these mean scores and parameters.

    Items take their curvature from a drawn state: mean scores lie closer together than scores do, and say too much.
    """
    aims = tuple(
        item_moves.aim(stack, x, state.scores, about)
        for stack, x, about in zip(world.stacks, state.xs, xs, strict=True)
    )
    return tuning._replace(scores=scores, aims=aims)
