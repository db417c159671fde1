"""Moves of the measurement model's chains against linear algebra, SciPy, and the joint distribution they must keep."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy import stats

from suasion.measure.latent import counts, item_moves, items, moves, ordered, paths, sweep
from suasion.measure.latent.hamiltonian import accept, trajectory
from suasion.measure.latent.random_numbers import RandomNumbers

YEARS, SPELLS = 4, 4
HELD = np.ones((YEARS, SPELLS), dtype=bool)
HELD[:2, 3] = HELD[3, 2] = False
BEGINS = HELD & ~np.vstack([np.zeros((1, SPELLS), dtype=bool), HELD[:-1]])
FOLLOWS = HELD & ~BEGINS


def constants() -> sweep.Constants:
    """Three kinds of items over four short spells."""
    rng = np.random.default_rng(0)
    read = np.where(HELD, 0.0, np.nan)
    stacks = (
        counts.counted("deaths", np.stack([rng.poisson(0.5, HELD.shape) + read] * 2, axis=-1)),
        ordered.stack({"report": (rng.integers(0, 3, HELD.shape) + read, True)}, 3),
        ordered.stack({"event": (rng.integers(0, 2, HELD.shape) + read, False)}, 2),
    )
    return sweep.Constants(stacks, *(jnp.asarray(cells) for cells in (HELD, BEGINS, FOLLOWS)))


def test_paths_agree_with_dense_algebra() -> None:
    rng = np.random.default_rng(1)
    weight, neg_hessian = (jnp.asarray(rng.gamma(2.0, 1.0, HELD.shape)) for _ in range(2))
    first, step = paths.stiffness(weight, jnp.asarray(0.4), jnp.asarray(BEGINS), jnp.asarray(FOLLOWS))
    by = paths.factor(first, step, jnp.where(HELD, neg_hessian, 0.0), jnp.asarray(HELD))
    right = jnp.asarray(rng.normal(size=HELD.shape))
    lower, upper, back = (
        paths.solve_lower(by, right),
        paths.solve_upper(by, right),
        paths.times_upper(by, right),
    )
    for spell in range(SPELLS):
        dense = np.eye(YEARS)
        for year in np.flatnonzero(HELD[:, spell]):
            dense[year, year] = neg_hessian[year, spell]
            if BEGINS[year, spell]:
                dense[year, year] += 1.0
        for year in np.flatnonzero(FOLLOWS[:, spell]):
            tie = float(weight[year, spell]) / 0.4**2
            dense[year - 1 : year + 1, year - 1 : year + 1] += tie * np.array([[1, -1], [-1, 1]])
        factor = np.linalg.cholesky(dense)
        assert np.linalg.solve(factor, right[:, spell]) == pytest.approx(np.asarray(lower[:, spell]))
        assert np.linalg.solve(factor.T, right[:, spell]) == pytest.approx(np.asarray(upper[:, spell]))
        assert factor.T @ np.asarray(right[:, spell]) == pytest.approx(np.asarray(back[:, spell]))


def test_weights_are_gamma() -> None:
    squares = jnp.full((200, 200), 0.09)
    drawn = np.asarray(
        paths.draw_weights(RandomNumbers(jax.random.key(4), 40_000, 80_000), squares, jnp.asarray(0.2))
    )
    rate = 0.5 * (4 + 0.09 / 0.04)
    assert stats.kstest(drawn.ravel(), stats.gamma(2.5, scale=1 / rate).cdf).pvalue > 0.001


def test_a_gaussian_is_followed_exactly() -> None:
    q = jnp.asarray(np.random.default_rng(0).normal(size=(7, 3)))
    angle = jnp.array([0.3, 0.8, 1.5])
    random = RandomNumbers(jax.random.key(0), 100, 100)
    end, rise = trajectory(
        random, q, lambda at: (jnp.zeros(3), jnp.zeros_like(at)), angle, 3, groups=1, within=jnp.ones_like(q)
    )
    assert np.asarray(rise) == pytest.approx(np.zeros(3), abs=1e-12)
    assert not np.allclose(end, q)
    assert np.asarray(accept(random, rise).accepted).all()


def likelihood(of: sweep.Constants, xs: tuple[jax.Array, ...], scores: jax.Array) -> float:
    total = 0.0
    for stack, x in zip(of.stacks, xs, strict=True):
        if isinstance(stack, counts.Counted):
            total += float((counts.log_posterior(stack, x, scores)[0] - counts.log_prior(stack, x)[0]).sum())
        else:
            total += float(
                jnp.where(
                    ordered.existing_sets(stack), ordered.log_likelihood(stack, x, scores).value, 0.0
                ).sum()
            )
    return total


@pytest.mark.slow
def test_level_and_scale_change_no_reading() -> None:
    of = constants()
    rng = np.random.default_rng(2)
    scores = jnp.asarray(np.where(HELD, rng.normal(size=HELD.shape), 0.0))
    xs = tuple(jnp.asarray(items.start(stack)) for stack in of.stacks)
    before = likelihood(of, xs, scores)
    random = RandomNumbers(jax.random.key(1), 100, 100)
    shifted, moved = moves.level(random, scores, xs, of.stacks, of.held, of.begins)
    assert not np.allclose(shifted, scores)
    assert likelihood(of, moved, shifted) == pytest.approx(before, rel=1e-12)
    grown, sigma, moved = moves.scale(random, shifted, jnp.asarray(0.2), moved, of.stacks, of.begins)
    assert float(sigma) != 0.2
    assert likelihood(of, moved, grown) == pytest.approx(before, rel=1e-12)


def read(key: jax.Array, of: sweep.Constants, state: sweep.State) -> tuple[items.Stack, ...]:
    """The world's stacks with readings drawn anew, given scores and parameters."""
    fresh: list[items.Stack] = []
    for number, (stack, x) in enumerate(zip(of.stacks, state.xs, strict=True)):
        key = jax.random.fold_in(key, number)
        if isinstance(stack, counts.Counted):
            a1, b1, a2, b2, r = counts.natural(stack, x)
            sure, rate, count = jax.random.split(key, 3)
            mean = jax.random.gamma(rate, r, (2, *HELD.shape)) * jnp.exp(a2 - b2 * state.scores) / r
            drawn = jax.random.poisson(count, jnp.minimum(mean, 1e6)).astype(float)
            zero = jax.random.uniform(sure, mean.shape) < jax.nn.sigmoid(a1 + b1 * state.scores)
            drawn = jnp.where(zero, 0.0, drawn)
            observed = [jnp.where(HELD, (kind).sum(axis=0), 0.0) for kind in (drawn == 0, drawn > 0, drawn)]
            held = jnp.where(HELD, drawn, 0.0).ravel()
            fresh.append(counts.Counted(stack.ids, 0, *observed, held, jnp.where(held > 0, 1.0, 0.0)))
            continue
        beta, cuts, _ = ordered.unpack(stack, x)
        each = cuts[0, stack.set_of][:, None]  # [row, 1, cutpoint]
        above = jax.random.uniform(key, HELD.shape)[..., None] > jax.nn.sigmoid(
            each - beta[0] * state.scores[..., None]
        )
        observed = jnp.where(HELD, above.sum(axis=-1), -1).astype(jnp.int8)
        inner = (
            jnp.stack([(observed == k).sum(axis=1) for k in range(1, stack.categories - 1)] or [], axis=-1)
            if (stack.categories > 2)
            else jnp.zeros((YEARS, 0))
        )
        between = inner if len(stack.between[0]) > 1 else inner.sum(axis=0, keepdims=True)
        fresh.append(stack._replace(observed=observed, between=between[None].astype(float)))
    return tuple(fresh)


@pytest.mark.slow
def test_sweeps_keep_the_joint_distribution() -> None:
    """Geweke (2004): readings drawn anew after each sweep, parameters must wander over their priors."""
    of = constants()
    xs = tuple(jnp.asarray(items.start(stack)) for stack in of.stacks)
    zeros = jnp.zeros(HELD.shape)
    state = sweep.State(zeros, jnp.ones(HELD.shape), jnp.asarray(0.5), xs)
    angles = tuple(jnp.full(item_moves.groups(stack), 0.4) for stack in of.stacks)
    tuning = sweep.retuned(of, state, zeros, xs, sweep.Tuning(zeros, (), jnp.full(SPELLS, 0.5), angles))

    def step_once(state: sweep.State, key: jax.Array) -> tuple[sweep.State, jax.Array]:
        drawing, moving = jax.random.split(key)
        now = of._replace(stacks=read(drawing, of, state))
        state, *_ = sweep.sweep(moving, now, state, tuning)
        death, report, event = state.xs
        told = [
            state.sigma,
            state.scores[0, 0],
            state.scores[2, 3],
            *counts.natural(now.stacks[0], death),
            ordered.unpack(now.stacks[1], report).beta[0],
            ordered.unpack(now.stacks[2], event).beta[0],
            ordered.unpack(now.stacks[2], event).cuts[0, 0, 0],
            jnp.sum(jnp.where(FOLLOWS, jnp.abs(paths.steps(state.scores, of.follows)) / state.sigma, 0.0))
            / FOLLOWS.sum(),
        ]
        return state, jnp.stack(told)

    run = jax.jit(lambda state, keys: jax.lax.scan(step_once, state, keys))
    _, told = run(state, jax.random.split(jax.random.key(11), 60_000))
    gradient = stats.gamma(4, scale=1 / 3)
    normal = stats.norm(0, 4)
    priors = [
        stats.uniform(0, 1), stats.norm(), stats.norm(),
        normal, gradient, normal, gradient, stats.gamma(1, scale=2), gradient, gradient, normal,
    ]  # fmt: skip
    values = np.asarray(told)
    size = stats.t(4).expect(np.abs)
    for column, prior in enumerate([*priors, None]):
        ranks = (
            prior.cdf(values[:, column]) if prior else values[:, column]
        )  # ranks do not wander as far as values do
        for power in (1, 2) if prior else (1,):
            batches = (ranks**power).reshape(30, -1).mean(axis=1)
            error = batches.std(ddof=1) / np.sqrt(len(batches))
            assert abs(batches.mean() - (1 / (power + 1) if prior else size)) < 4.5 * error, (column, power)


REPLICATES, KEPT, THIN = 256, 31, 25


def prior_draws(rng: np.random.Generator) -> tuple[sweep.State, tuple[jax.Array, ...]]:
    """Parameters and scores of each replicate, drawn from their priors."""
    steps = stats.t(4).rvs((REPLICATES, YEARS, SPELLS), random_state=rng)
    sigma = rng.uniform(size=REPLICATES)
    scores = np.zeros((REPLICATES, YEARS, SPELLS))
    for year in range(YEARS):
        fresh = rng.normal(size=(REPLICATES, SPELLS))
        later = scores[:, year - 1] + sigma[:, None] * steps[:, year]
        scores[:, year] = np.where(BEGINS[year], fresh, np.where(FOLLOWS[year], later, 0.0))
    cuts = np.empty((0, YEARS, 2))
    while len(cuts) < REPLICATES:  # the prior keeps walks whose cutpoints never cross
        walks = rng.normal(0, 4, (4 * REPLICATES, YEARS, 2)).cumsum(axis=1)
        cuts = np.concatenate([cuts, walks[(walks[..., 1] > walks[..., 0]).all(axis=1)]])
    discriminations = rng.gamma(4, 1 / 3, (REPLICATES, 4))
    report = ordered.pack(discriminations[:, 0], cuts[:REPLICATES])[:, None]
    event = np.stack([np.log(discriminations[:, 1]), rng.normal(0, 4, REPLICATES)], axis=1)[:, None]
    ends = rng.normal(0, 4, (REPLICATES, 2))
    sizes = np.log(rng.gamma(1, 2, REPLICATES))
    death = np.stack(
        [ends[:, 0], np.log(discriminations[:, 2]), ends[:, 1], np.log(discriminations[:, 3]), sizes], axis=1
    )[:, None]
    xs = tuple(jnp.asarray(x) for x in (death, report, event))
    state = sweep.State(jnp.asarray(scores), jnp.ones(scores.shape), jnp.asarray(sigma), xs)
    return state, xs


@pytest.mark.slow
def test_true_values_rank_evenly_among_their_draws() -> None:
    """Simulation-based calibration (Talts et al. 2018), with warm-up as chains have it."""
    of = constants()
    true, _ = prior_draws(np.random.default_rng(8))

    def told(state: sweep.State) -> jax.Array:
        death, report, event = state.xs
        natural = [death[0], report[0, :3], event[0]]
        return jnp.concatenate([state.sigma[None], state.scores[3, :2], state.scores[2, 3:], *natural])

    def replicate(truth: sweep.State, key: jax.Array) -> jax.Array:
        now = of._replace(stacks=read(jax.random.fold_in(key, 0), of, truth))
        plain = (jnp.zeros((1, 5)), jnp.zeros((1, 9)), jnp.zeros((1, 2)))
        zeros = jnp.zeros(HELD.shape)
        state = sweep.State(zeros, jnp.ones(HELD.shape), jnp.asarray(0.3), plain)
        angles = tuple(jnp.full(item_moves.groups(stack), 0.2) for stack in of.stacks)
        tuning = sweep.retuned(
            now, state, zeros, plain, sweep.Tuning(zeros, (), jnp.full(SPELLS, 0.2), angles)
        )

        def play(
            number: int, begin: jax.Array | int, state: sweep.State, tuning: sweep.Tuning, gain: float
        ) -> tuple[sweep.State, sweep.Tuning, sweep.Tally]:
            sweeps = jnp.asarray(begin), jnp.asarray(number)
            return sweep.sweeps(jax.random.fold_in(key, 1), *sweeps, now, state, tuning, jnp.asarray(gain))

        def warm(parity: jax.Array, at: tuple[sweep.State, sweep.Tuning]) -> tuple[sweep.State, sweep.Tuning]:
            state, tuning, tally = play(200, 200 * parity, *at, 0.1)
            centres = tuple(total / 200 for total in tally.xs)
            return state, sweep.retuned(now, state, tally.scores / 200, centres, tuning)

        def keep(
            at: tuple[sweep.State, sweep.Tuning], number: jax.Array
        ) -> tuple[tuple[sweep.State, sweep.Tuning], jax.Array]:
            state, tuning, _ = play(THIN, 1000 + THIN * number, *at, 0.0)
            return (state, tuning), told(state)

        at = jax.lax.fori_loop(0, 3, warm, (state, tuning))
        _, draws = jax.lax.scan(keep, at, jnp.arange(KEPT))
        return jnp.sum(draws < told(truth), axis=0)

    keys = jax.random.split(jax.random.key(21), REPLICATES)
    ranks = np.asarray(jax.jit(jax.vmap(replicate))(true, keys))
    for column in range(ranks.shape[1]):
        often = np.bincount(ranks[:, column] * 8 // (KEPT + 1), minlength=8)
        assert stats.chisquare(often).pvalue > 0.001 / ranks.shape[1], (column, often)
