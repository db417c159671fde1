"""Moves of items' parameters given the scores.

Cutpoints of one year touch those of the years beside it only through a wide prior, so each year's set is moved along a
path of its own and taken or refused by itself: first every other set, then those between. Discriminations move together
with all cutpoints of their item, along the line on which cutpoints follow a discrimination.
"""

from __future__ import annotations

from typing import NamedTuple

import jax
import jax.numpy as jnp
from jax import Array

from suasion.measure.latent import counts, ordered
from suasion.measure.latent.chance import Chance
from suasion.measure.latent.counts import Counted
from suasion.measure.latent.ordered import SPREAD, Ordered, unpack
from suasion.measure.latent.turning import Taken, take, turn

Stack = Ordered | Counted
SOFT = 0.5  # least curvature that a direction is given, per squared unit of an unbounded parameter
REACH = 2.0  # of a discrimination's step, in standard deviations
TURNS = 2  # rotations of a path
REPEATS = 3  # paths of a count item in a sweep: its few parameters bend together, and are cheap


class Aim(NamedTuple):
    """What a stack's moves are made by; it hangs on no draw once warm-up is over."""

    x: Array  # where the stack is expanded [item, parameter]
    shape: Array  # lower Cholesky factors of precisions [group, coordinate, coordinate]
    along: Array  # how parameters follow a log discrimination [item, parameter]; none for counts
    spread: Array  # of that discrimination [item]


class Moved(NamedTuple):
    """A stack after its moves: parameters, the groups' chances to be taken, how many moves diverged."""

    x: Array
    chance: Array
    diverged: Array


def groups(stack: Stack) -> int:
    """How many groups are taken or refused by themselves."""
    return 1 if isinstance(stack, Counted) else len(stack.ids) * max(stack.standards)


def numbers(stack: Stack) -> tuple[int, int]:
    """How many normals and uniforms the moves of a stack take."""
    if isinstance(stack, Counted):
        return REPEATS * len(counts.PARTS), REPEATS
    items = len(stack.ids)
    return groups(stack) * (stack.categories - 1) + items, 2 * groups(stack) + items


def aim(stack: Stack, x: Array, scores: Array, about: Array) -> Aim:
    """Moves that expand about the parameters ``about``, with the curvature that ``x`` has at these scores.

    Both of a draw: apart from its own scores, a draw's curvature says little.
    """
    if isinstance(stack, Counted):
        bend = -jax.jacfwd(lambda at: counts.log_posterior(stack, at, scores)[1][0])(x)[:, 0]
        return Aim(about, _factor(bend)[None], jnp.zeros((0,)), jnp.zeros((0,)))
    sets, inner = max(stack.standards), stack.categories - 1

    def slopes(
        shift: Array,
    ) -> tuple[Array, Array]:  # one shift serves all items and sets, which do not touch
        moved = x + jnp.concatenate([shift[:1], jnp.tile(shift[1:], sets)])
        found = ordered.log_likelihood(stack, moved, scores)
        beta = jnp.exp(moved[:, 0])
        prior = _apart(stack, moved, x)[1]
        return found.by_slope.sum(axis=1) - ordered.RATE * beta, found.by_cut + prior

    by_slope, by_cut = jax.jacfwd(slopes)(jnp.zeros(1 + inner))
    own = jnp.asarray(ordered.has(stack))
    bend = jnp.where(own[..., None, None], -by_cut[..., 1:], jnp.eye(inner))
    shape = _factor(bend)
    cross = jnp.where(own[..., None], -by_cut[..., 0], 0.0)
    follow = -_solve(shape, _solve(shape, cross), turned=True)
    left = -by_slope[:, 0] + jnp.sum(cross * follow, axis=(1, 2))
    along = jnp.concatenate([jnp.ones((len(x), 1)), follow.reshape(len(x), -1)], axis=1)
    flat = shape.reshape(-1, inner, inner)
    return Aim(about, flat, along, 1 / jnp.sqrt(jnp.maximum(left, SOFT)))


def move(chance: Chance, stack: Stack, x: Array, scores: Array, by: Aim, angle: Array) -> Moved:
    """Moves a stack's parameters [item, parameter]; ``angle`` is of one rotation, radians [group]."""
    if isinstance(stack, Counted):
        moves = [Moved(x, jnp.zeros(1), jnp.zeros((), jnp.int64))]
        for _ in range(REPEATS):
            moves.append(_move_counts(chance, stack, moves[-1].x, scores, by, angle))
        _, chances, diverged = zip(*moves[1:], strict=True)
        return Moved(moves[-1].x, sum(chances) / REPEATS, sum(diverged))
    x, taken = _move_cuts(chance, stack, x, scores, by, angle)
    return Moved(_move_slopes(chance, stack, x, scores, by), taken.chance, taken.diverged.sum())


def _move_counts(chance: Chance, stack: Counted, x: Array, scores: Array, by: Aim, angle: Array) -> Moved:
    centre = by.x + _solve(
        by.shape, _solve(by.shape, counts.log_posterior(stack, by.x, scores)[1]), turned=True
    )

    def push(q: Array) -> tuple[Array, Array]:
        value, slope = counts.log_posterior(stack, centre + _solve(by.shape, q, turned=True), scores)
        return -value - 0.5 * (q * q).sum(axis=1), -_solve(by.shape, slope) - q

    q = jnp.einsum("gpq,gp->gq", by.shape, x - centre)
    end, rise = turn(chance, q, push, angle, TURNS, groups=0, within=jnp.ones_like(q))
    done = take(chance, rise)
    moved = jnp.where(done.taken[:, None], centre + _solve(by.shape, end, turned=True), x)
    return Moved(moved, done.chance, done.diverged.sum())


def _move_cuts(
    chance: Chance, stack: Ordered, x: Array, scores: Array, by: Aim, angle: Array
) -> tuple[Array, Taken]:
    """Sets of cutpoints given discriminations."""
    slope, inner = x[:, :1], stack.categories - 1

    def whole(rest: Array) -> Array:
        return jnp.concatenate([slope, rest.reshape(len(x), -1)], axis=1)

    def density(rest: Array) -> tuple[Array, Array]:  # [group], [group, coordinate]
        found = ordered.log_likelihood(stack, whole(rest), scores)
        value, pull = _apart(stack, whole(rest), by.x)
        return (found.value + value).ravel(), (found.by_cut + pull).reshape(-1, inner)

    at = (by.x + (slope - by.x[:, :1]) * by.along)[:, 1:].reshape(-1, inner)  # where cutpoints follow to
    centre = at + _solve(by.shape, _solve(by.shape, density(at)[1]), turned=True)

    def push(q: Array) -> tuple[Array, Array]:
        value, pull = density(centre + _solve(by.shape, q, turned=True))
        return -value - 0.5 * (q * q).sum(axis=1), -_solve(by.shape, pull) - q

    own = ordered.has(stack)
    within = jnp.broadcast_to(jnp.asarray(own, jnp.float64).reshape(-1, 1), at.shape)
    q = jnp.einsum("gpq,gp->gq", by.shape, x[:, 1:].reshape(-1, inner) - centre)
    end, rise = turn(chance, q, push, angle, TURNS, groups=0, within=within)
    new = whole(centre + _solve(by.shape, end, turned=True))
    rise = rise.reshape(own.shape) - _apart(stack, new, by.x)[0] + _apart(stack, x, by.x)[0]
    even = jnp.asarray(jnp.arange(own.shape[1]) % 2 == 0)
    done = []
    for turn_of in (even, ~even):
        taken = take(chance, rise + _tied(stack, new, x) - _tied(stack, x, x))
        mask = (taken.taken & turn_of & own)[..., None]
        x = whole(jnp.where(mask, new[:, 1:].reshape(*own.shape, inner), x[:, 1:].reshape(*own.shape, inner)))
        done.append(taken)
    first, second = done
    both = Taken(*(jnp.where(even, a, b) for a, b in zip(first, second, strict=True)))
    return x, Taken(both.taken, jnp.where(own, both.chance, 1.0).ravel(), both.diverged & own)


def _move_slopes(chance: Chance, stack: Ordered, x: Array, scores: Array, by: Aim) -> Array:
    """Discriminations, cutpoints following."""

    def density(at: Array) -> Array:
        found = ordered.log_likelihood(stack, at, scores)
        values = jnp.where(ordered.has(stack), found.value, 0.0)
        total: Array = jnp.sum(values, axis=1) + ordered.log_prior(stack, at)
        return total

    step = REACH * by.spread * chance.normal(len(x))
    to = jnp.where(stack.used, x + step[:, None] * by.along, x)
    done = take(chance, density(to) - density(x))
    return jnp.where(done.taken[:, None], to, x)


def _apart(stack: Ordered, x: Array, about: Array) -> tuple[Array, Array]:
    """A prior that ties each set to the sets beside it as they stand in ``about``, and its slope.

    Returns:
        Log-density [item, set]; slope by the middle cutpoint and the gaps' parameters [item, set, category - 1].
    """
    _, cuts, rates = unpack(stack, x)
    _, fixed, _ = unpack(stack, about)
    before, after, tied = _beside(stack, fixed)
    down, up = (cuts - before) / SPREAD, tied * (cuts - after) / SPREAD
    value = -0.5 * jnp.sum(down**2 + up**2, axis=-1) + jnp.sum(jnp.log(rates), axis=-1)
    return value, ordered.by_unbounded(stack, -(down + up) / SPREAD, rates, 1.0)


def _tied(stack: Ordered, x: Array, about: Array) -> Array:
    """The prior of each set given the sets beside it, which stand as in ``about`` [item, set]."""
    return _apart(stack, x, about)[0]


def _beside(stack: Ordered, cuts: Array) -> tuple[Array, Array, Array]:
    """Cutpoints of the year before (0 before the first) and after, and whether there is a year after."""
    nothing = jnp.zeros_like(cuts[:, :1])
    before = jnp.concatenate([nothing, cuts[:, :-1]], axis=1)
    after = jnp.concatenate([cuts[:, 1:], nothing], axis=1)
    own = ordered.has(stack)
    last = jnp.concatenate([jnp.asarray(own[:, 1:]), jnp.zeros((len(own), 1), bool)], axis=1)
    return before, after, jnp.where(last, 1.0, 0.0)[..., None]


def _factor(bend: Array) -> Array:
    """Lower Cholesky factors, with curvatures mended that are not safely above 0."""
    values, vectors = jnp.linalg.eigh((bend + bend.swapaxes(-1, -2)) / 2)
    mended = (vectors * jnp.maximum(values, SOFT)[..., None, :]) @ vectors.swapaxes(-1, -2)
    lower: Array = jnp.linalg.cholesky(mended)
    return lower


def _solve(lower: Array, right: Array, *, turned: bool = False) -> Array:
    """L^-1 ``right``, or L'^-1 ``right``, written out; [..., p, p] and [..., p]."""
    size = lower.shape[-1]
    found: list[Array] = [right[..., 0]] * size
    for k in range(size - 1, -1, -1) if turned else range(size):
        others = range(k + 1, size) if turned else range(k)
        rest = right[..., k]
        for j in others:
            rest = rest - (lower[..., j, k] if turned else lower[..., k, j]) * found[j]
        found[k] = rest / lower[..., k, k]
    return jnp.stack(found, axis=-1)
