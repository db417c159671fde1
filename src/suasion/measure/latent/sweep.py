"""One sweep: paths, items, level, scale and the innovations' size, each given the rest."""

from __future__ import annotations

from collections.abc import Sequence
from math import pi
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jax import Array
from jaxtyping import Float

from suasion.measure.latent import item_moves, moves, paths
from suasion.measure.latent import items as of
from suasion.measure.latent import stretch as stretching
from suasion.measure.latent.counts import Counted
from suasion.measure.latent.grid import Grid
from suasion.measure.latent.hamiltonian import Decision, accept, trajectory
from suasion.measure.latent.item_moves import ItemTuning
from suasion.measure.latent.items import Stack
from suasion.measure.latent.random_numbers import RandomNumbers
from suasion.measure.latent.shapes import Cells, Count, Flags, Number, OfStacks, PerGroup, PerSpell, RandomKey

LEAPFROG_STEPS = item_moves.LEAPFROG_STEPS  # of a trajectory
QUARTER = pi / 2 / LEAPFROG_STEPS  # the rotation that forgets where a Gaussian began
FIRM = 1.0  # added to the readings' negative Hessian, so that a light innovation sends no score far away
TARGET_ACCEPTANCE = 0.85  # share of proposals accepted that warm-up aims at


class State(NamedTuple):
    """Where a chain stands."""

    scores: Cells
    weight: Cells  # of innovations
    sigma: Number
    xs: tuple[OfStacks, ...]  # unbounded parameters


class Tuning(NamedTuple):
    """What proposals are made by: it depends on no draw once warm-up is over."""

    scores: Cells  # where readings are expanded
    items: tuple[ItemTuning, ...]  # of each stack
    path_angle: PerSpell
    item_angle: tuple[PerGroup, ...]  # of each stack


class Tally(NamedTuple):
    """Sums over sweeps: of the state, of probabilities of acceptance, of divergences."""

    scores: Cells
    xs: tuple[OfStacks, ...]
    path: PerSpell
    item: tuple[PerGroup, ...]  # of each stack
    diverged: Count


class Constants(NamedTuple):
    """What a chain never changes."""

    stacks: tuple[Stack, ...]
    held: Flags
    begins: Flags
    follows: Flags

    @classmethod
    def of(cls, stacks: tuple[Stack, ...], grid: Grid) -> Constants:
        """From the laid-out stacks and grid."""
        return cls(stacks, jnp.asarray(grid.held), jnp.asarray(grid.begins), jnp.asarray(grid.follows))

    @property
    def steps(self) -> Number:
        """How many innovations there are."""
        return self.follows.sum().astype(jnp.float64)


def move_paths(
    random: RandomNumbers, constants: Constants, state: State, tuning: Tuning
) -> tuple[Cells, Decision]:
    """All spells' scores at once, each spell accepted or rejected by itself."""
    expansion = of.total_likelihood(constants.stacks, state.xs, tuning.scores)
    expansion = expansion._replace(neg_hessian=expansion.neg_hessian + FIRM)
    first, step = paths.stiffness(state.weight, state.sigma, constants.begins, constants.follows)
    by = paths.factor(first, step, expansion.neg_hessian, constants.held)
    drift = expansion.neg_hessian * tuning.scores + expansion.gradient
    centre = paths.solve_upper(by, paths.solve_lower(by, drift))

    def remainder(q: Cells) -> tuple[PerSpell, Cells]:
        scores = centre + paths.solve_upper(by, q)
        now = of.total_likelihood(constants.stacks, state.xs, scores)
        rest = (drift - 0.5 * expansion.neg_hessian * scores) * scores - now.value
        return rest.sum(axis=0), paths.solve_lower(by, drift - expansion.neg_hessian * scores - now.gradient)

    q = paths.times_upper(by, state.scores - centre)
    end, rise = trajectory(
        random,
        q,
        remainder,
        tuning.path_angle,
        LEAPFROG_STEPS,
        groups=1,
        within=jnp.where(constants.held, 1.0, 0.0),
    )
    decision = accept(random, rise)
    moved = centre + paths.solve_upper(by, end)
    return jnp.where(constants.held & decision.accepted, moved, state.scores), decision


def numbers(constants: Constants) -> tuple[int, int]:
    """How many normals and uniforms a sweep takes."""
    cells, spells = constants.held.size, constants.held.shape[1]
    normals, uniforms = zip(*(item_moves.numbers(stack) for stack in constants.stacks), strict=True)
    walks = 2 * moves.WALKS + stretching.WALKS * sum(isinstance(stack, Counted) for stack in constants.stacks)
    return 2 * cells + sum(normals) + 1 + walks, 2 * cells + spells + sum(uniforms) + walks


def sweep(
    key: RandomKey, constants: Constants, state: State, tuning: Tuning
) -> tuple[State, PerSpell, tuple[Float[Array, " _"], ...], Count]:
    """Every parameter once.

    Returns:
        The state; probabilities of acceptance of each spell's proposal and of each stack's groups; how many proposals
        diverged.
    """
    random = RandomNumbers(key, *numbers(constants))
    scores, by_path = move_paths(random, constants, state, tuning)
    by_item = [
        item_moves.move(random, stack, x, scores, by, angle)
        for stack, x, by, angle in zip(
            constants.stacks, state.xs, tuning.items, tuning.item_angle, strict=True
        )
    ]
    xs = tuple(done.x for done in by_item)
    diverged = by_path.diverged.sum() + sum(done.diverged for done in by_item)
    tension = paths.stiffness(state.weight, state.sigma, constants.begins, constants.follows)
    for place, stack in enumerate(constants.stacks):
        if isinstance(stack, Counted):
            scores, xs = stretching.stretch(
                random, place, constants.stacks, xs, scores, tension, tuning.scores
            )
    scores, xs = moves.level(random, scores, xs, constants.stacks, constants.held, constants.begins)
    scores, sigma, xs = moves.scale(random, scores, state.sigma, xs, constants.stacks, constants.begins)
    squares = paths.steps(scores, constants.follows) ** 2
    sigma = moves.size(random, sigma, squares, constants.steps)
    weight = paths.draw_weights(random, squares, sigma)
    return (
        State(scores, weight, sigma, xs),
        by_path.acceptance,
        tuple(done.acceptance for done in by_item),
        diverged,
    )


def adapted_angle(angle: PerGroup, acceptance: PerGroup, gain: Number) -> PerGroup:
    """Angles after a sweep in which proposals had these probabilities of acceptance."""
    return jnp.minimum(angle * jnp.exp(gain * (acceptance - TARGET_ACCEPTANCE)), QUARTER)


def sweeps(
    key: RandomKey,
    begin: Count,
    number: Count,
    constants: Constants,
    state: State,
    tuning: Tuning,
    adapt: Number,
) -> tuple[State, Tuning, Tally]:
    """Some sweeps on end.

    Args:
        key: The chain's.
        begin: Number of the first sweep, which keys its random numbers.
        number: How many.
        constants: What never changes.
        state: Where the chain stands.
        tuning: What it is moved by.
        adapt: Gain of the angles' adaptation, 0 after warm-up.
    """

    def one_sweep(at: Count, now: tuple[State, Tuning, Tally]) -> tuple[State, Tuning, Tally]:
        state, tuning, tally = now
        state, path, item, diverged = sweep(jax.random.fold_in(key, begin + at), constants, state, tuning)
        tally = Tally(
            tally.scores + state.scores,
            tuple(a + b for a, b in zip(tally.xs, state.xs, strict=True)),
            tally.path + path,
            tuple(a + b for a, b in zip(tally.item, item, strict=True)),
            tally.diverged + diverged,
        )
        tuning = tuning._replace(
            path_angle=adapted_angle(tuning.path_angle, path, adapt),
            item_angle=tuple(
                adapted_angle(*each, adapt) for each in zip(tuning.item_angle, item, strict=True)
            ),
        )
        return state, tuning, tally

    nothing = Tally(
        jnp.zeros_like(state.scores),
        tuple(jnp.zeros_like(x) for x in state.xs),
        jnp.zeros_like(tuning.path_angle),
        tuple(jnp.zeros_like(angle) for angle in tuning.item_angle),
        jnp.zeros((), jnp.int64),
    )
    end: tuple[State, Tuning, Tally] = jax.lax.fori_loop(0, number, one_sweep, (state, tuning, nothing))
    return end


def retuned(
    constants: Constants, state: State, scores: Cells, xs: Sequence[OfStacks], tuning: Tuning
) -> Tuning:
    """Tuning that expands about these mean scores and parameters.

    Items take their Hessian from a sampled state: mean scores lie closer together than scores do, and say too much.
    """
    items = tuple(
        item_moves.item_tuning(stack, x, state.scores, about)
        for stack, x, about in zip(constants.stacks, state.xs, xs, strict=True)
    )
    return tuning._replace(scores=scores, items=items)
