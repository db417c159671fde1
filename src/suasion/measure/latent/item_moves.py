"""Moves of items' parameters given the scores.

Cutpoints of one year touch those of its neighbours only through a wide prior, so each year's set is moved along a
path of its own and accepted or rejected by itself: first every other set, then those between. Discriminations move together
with all cutpoints of their item, along the line on which cutpoints follow a discrimination.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
from jax import Array
from jaxtyping import Float

from suasion.measure.latent import counts, ordered
from suasion.measure.latent.counts import Counted
from suasion.measure.latent.hamiltonian import Decision, accept, trajectory
from suasion.measure.latent.items import Stack
from suasion.measure.latent.ordered import SPREAD, Ordered, unpack
from suasion.measure.latent.random_numbers import RandomNumbers
from suasion.measure.latent.shapes import (
    Cells,
    Coordinates,
    Count,
    Cutpoints,
    PerGroup,
    PerItem,
    PerSet,
    Unbounded,
)

SOFT = 0.5  # least negative Hessian that a direction is given, per squared unit of an unbounded parameter
REACH = 2.0  # of a discrimination's step, in standard deviations
LEAPFROG_STEPS = 2  # of a trajectory
Matrices: TypeAlias = Float[Array, "*any coordinate coordinate"]

REPEATS = 3  # trajectories of a count item in a sweep: its few parameters bend together, and are cheap


class ItemTuning(NamedTuple):
    """What a stack's proposals are made by; it depends on no draw once warm-up is over."""

    x: Unbounded  # where the stack is expanded
    shape: Float[Array, "group coordinate coordinate"]  # lower Cholesky factors of precisions
    along: Float[
        Array, "..."
    ]  # how parameters follow a log discrimination [item, parameter]; none for counts
    spread: Float[Array, "..."]  # of that discrimination [item]


class Moved(NamedTuple):
    """A stack after its moves: parameters, the groups' probabilities of acceptance, how many moves diverged."""

    x: Unbounded
    acceptance: PerGroup
    diverged: Count


def groups(stack: Stack) -> int:
    """How many groups are accepted or rejected by themselves."""
    return 1 if isinstance(stack, Counted) else len(stack.ids) * max(stack.standards)


def numbers(stack: Stack) -> tuple[int, int]:
    """How many normals and uniforms the moves of a stack take."""
    if isinstance(stack, Counted):
        return REPEATS * len(counts.PARTS), REPEATS
    items = len(stack.ids)
    return groups(stack) * (stack.categories - 1) + items, 2 * groups(stack) + items


def item_tuning(stack: Stack, x: Unbounded, scores: Cells, about: Unbounded) -> ItemTuning:
    """Proposals that expand about the parameters ``about``, with the Hessian that ``x`` has at these scores.

    Both of a draw: apart from its own scores, a draw's Hessian says little.
    """
    if isinstance(stack, Counted):
        neg_hessian = -jax.jacfwd(lambda at: counts.log_posterior(stack, at, scores)[1][0])(x)[:, 0]
        return ItemTuning(about, _factor(neg_hessian)[None], jnp.zeros((0,)), jnp.zeros((0,)))
    sets, inner = max(stack.standards), stack.categories - 1

    def gradient(shift: Float[Array, " coordinate"]) -> tuple[PerItem, Cutpoints]:
        # one shift serves all items and sets, which do not touch
        moved = x + jnp.concatenate([shift[:1], jnp.tile(shift[1:], sets)])
        likelihood = ordered.log_likelihood(stack, moved, scores)
        beta = jnp.exp(moved[:, 0])
        prior = _neighbour_prior(stack, moved, x)[1]
        return likelihood.by_discrimination.sum(axis=1) - ordered.RATE * beta, likelihood.by_cutpoint + prior

    by_discrimination, by_cutpoint = jax.jacfwd(gradient)(jnp.zeros(1 + inner))
    own = jnp.asarray(ordered.existing_sets(stack))
    neg_hessian = jnp.where(own[..., None, None], -by_cutpoint[..., 1:], jnp.eye(inner))
    shape = _factor(neg_hessian)
    cross = jnp.where(own[..., None], -by_cutpoint[..., 0], 0.0)
    follow = -_solve(shape, _solve(shape, cross), transposed=True)
    left = -by_discrimination[:, 0] + jnp.sum(cross * follow, axis=(1, 2))
    along = jnp.concatenate([jnp.ones((len(x), 1)), follow.reshape(len(x), -1)], axis=1)
    flat = shape.reshape(-1, inner, inner)
    return ItemTuning(about, flat, along, 1 / jnp.sqrt(jnp.maximum(left, SOFT)))


def move(
    random: RandomNumbers, stack: Stack, x: Unbounded, scores: Cells, by: ItemTuning, angle: PerGroup
) -> Moved:
    """Moves a stack's parameters; ``angle`` is of one rotation, in radians."""
    if isinstance(stack, Counted):
        moves = [Moved(x, jnp.zeros(1), jnp.zeros((), jnp.int64))]
        for _ in range(REPEATS):
            moves.append(_move_counts(random, stack, moves[-1].x, scores, by, angle))
        _, acceptances, diverged = zip(*moves[1:], strict=True)
        return Moved(moves[-1].x, sum(acceptances) / REPEATS, sum(diverged))
    x, decision = _move_cuts(random, stack, x, scores, by, angle)
    return Moved(
        _move_discriminations(random, stack, x, scores, by), decision.acceptance, decision.diverged.sum()
    )


def _move_counts(
    random: RandomNumbers, stack: Counted, x: Unbounded, scores: Cells, by: ItemTuning, angle: PerGroup
) -> Moved:
    centre = by.x + _solve(
        by.shape, _solve(by.shape, counts.log_posterior(stack, by.x, scores)[1]), transposed=True
    )

    def remainder(q: Coordinates) -> tuple[PerGroup, Coordinates]:
        value, gradient = counts.log_posterior(stack, centre + _solve(by.shape, q, transposed=True), scores)
        return -value - 0.5 * (q * q).sum(axis=1), -_solve(by.shape, gradient) - q

    q = jnp.einsum("gpq,gp->gq", by.shape, x - centre)
    end, rise = trajectory(random, q, remainder, angle, LEAPFROG_STEPS, groups=0, within=jnp.ones_like(q))
    decision = accept(random, rise)
    moved = jnp.where(decision.accepted[:, None], centre + _solve(by.shape, end, transposed=True), x)
    return Moved(moved, decision.acceptance, decision.diverged.sum())


def _move_cuts(
    random: RandomNumbers, stack: Ordered, x: Unbounded, scores: Cells, by: ItemTuning, angle: PerGroup
) -> tuple[Unbounded, Decision]:
    """Sets of cutpoints given discriminations."""
    discrimination, inner = x[:, :1], stack.categories - 1

    def whole(rest: Float[Array, "..."]) -> Unbounded:
        return jnp.concatenate([discrimination, rest.reshape(len(x), -1)], axis=1)

    def density(rest: Coordinates) -> tuple[PerGroup, Coordinates]:
        likelihood = ordered.log_likelihood(stack, whole(rest), scores)
        value, gradient = _neighbour_prior(stack, whole(rest), by.x)
        return (likelihood.value + value).ravel(), (likelihood.by_cutpoint + gradient).reshape(-1, inner)

    at = (by.x + (discrimination - by.x[:, :1]) * by.along)[:, 1:].reshape(
        -1, inner
    )  # where cutpoints follow to
    centre = at + _solve(by.shape, _solve(by.shape, density(at)[1]), transposed=True)

    def remainder(q: Coordinates) -> tuple[PerGroup, Coordinates]:
        value, gradient = density(centre + _solve(by.shape, q, transposed=True))
        return -value - 0.5 * (q * q).sum(axis=1), -_solve(by.shape, gradient) - q

    own = ordered.existing_sets(stack)
    within = jnp.broadcast_to(jnp.asarray(own, jnp.float64).reshape(-1, 1), at.shape)
    q = jnp.einsum("gpq,gp->gq", by.shape, x[:, 1:].reshape(-1, inner) - centre)
    end, rise = trajectory(random, q, remainder, angle, LEAPFROG_STEPS, groups=0, within=within)
    new = whole(centre + _solve(by.shape, end, transposed=True))
    rise = (
        rise.reshape(own.shape) - _neighbour_prior(stack, new, by.x)[0] + _neighbour_prior(stack, x, by.x)[0]
    )
    even = jnp.asarray(jnp.arange(own.shape[1]) % 2 == 0)
    decisions = []
    for parity in (even, ~even):
        decision = accept(
            random, rise + _neighbour_log_prior(stack, new, x) - _neighbour_log_prior(stack, x, x)
        )
        mask = (decision.accepted & parity & own)[..., None]
        x = whole(jnp.where(mask, new[:, 1:].reshape(*own.shape, inner), x[:, 1:].reshape(*own.shape, inner)))
        decisions.append(decision)
    first, second = decisions
    both = Decision(*(jnp.where(even, a, b) for a, b in zip(first, second, strict=True)))
    return x, Decision(both.accepted, jnp.where(own, both.acceptance, 1.0).ravel(), both.diverged & own)


def _move_discriminations(
    random: RandomNumbers, stack: Ordered, x: Unbounded, scores: Cells, by: ItemTuning
) -> Unbounded:
    """Discriminations, cutpoints following."""

    def density(at: Unbounded) -> PerItem:
        likelihood = ordered.log_likelihood(stack, at, scores)
        values = jnp.where(ordered.existing_sets(stack), likelihood.value, 0.0)
        total: PerItem = jnp.sum(values, axis=1) + ordered.log_prior(stack, at)
        return total

    step = REACH * by.spread * random.normal(len(x))
    to = jnp.where(stack.used, x + step[:, None] * by.along, x)
    decision = accept(random, density(to) - density(x))
    return jnp.where(decision.accepted[:, None], to, x)


def _neighbour_prior(stack: Ordered, x: Unbounded, about: Unbounded) -> tuple[PerSet, Cutpoints]:
    """A prior that ties each set to its neighbours as they are in ``about``, and its gradient.

    Returns:
        Log-density; gradient by the middle cutpoint and the gaps' parameters, as many as cutpoints.
    """
    _, cuts, rates = unpack(stack, x)
    _, fixed, _ = unpack(stack, about)
    before, after, tied = _neighbours(stack, fixed)
    down, up = (cuts - before) / SPREAD, tied * (cuts - after) / SPREAD
    value = -0.5 * jnp.sum(down**2 + up**2, axis=-1) + jnp.sum(jnp.log(rates), axis=-1)
    return value, ordered.by_unbounded(stack, -(down + up) / SPREAD, rates, 1.0)


def _neighbour_log_prior(stack: Ordered, x: Unbounded, about: Unbounded) -> PerSet:
    """The prior of each set given its neighbours, which are as in ``about``."""
    return _neighbour_prior(stack, x, about)[0]


def _neighbours(stack: Ordered, cuts: Cutpoints) -> tuple[Cutpoints, Cutpoints, Float[Array, "item set 1"]]:
    """Cutpoints of the year before (0 before the first) and after, and whether there is a year after."""
    nothing = jnp.zeros_like(cuts[:, :1])
    before = jnp.concatenate([nothing, cuts[:, :-1]], axis=1)
    after = jnp.concatenate([cuts[:, 1:], nothing], axis=1)
    own = ordered.existing_sets(stack)
    last = jnp.concatenate([jnp.asarray(own[:, 1:]), jnp.zeros((len(own), 1), bool)], axis=1)
    return before, after, jnp.where(last, 1.0, 0.0)[..., None]


def _factor(neg_hessian: Matrices) -> Matrices:
    """Lower Cholesky factors, with eigenvalues mended that are not safely above 0."""
    values, vectors = jnp.linalg.eigh((neg_hessian + neg_hessian.swapaxes(-1, -2)) / 2)
    mended = (vectors * jnp.maximum(values, SOFT)[..., None, :]) @ vectors.swapaxes(-1, -2)
    lower: Matrices = jnp.linalg.cholesky(mended)
    return lower


def _solve(
    lower: Matrices, right: Float[Array, "*any coordinate"], *, transposed: bool = False
) -> Float[Array, "*any coordinate"]:
    """L^-1 ``right``, or L'^-1 ``right``, written out."""
    size = lower.shape[-1]
    solution: list[Float[Array, "*any"]] = [right[..., 0]] * size
    for k in range(size - 1, -1, -1) if transposed else range(size):
        others = range(k + 1, size) if transposed else range(k)
        rest = right[..., k]
        for j in others:
            rest = rest - (lower[..., j, k] if transposed else lower[..., k, j]) * solution[j]
        solution[k] = rest / lower[..., k, k]
    return jnp.stack(solution, axis=-1)
