"""Items of the measurement model against direct formulas, SciPy and finite differences."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy import stats
from scipy.special import expit

from suasion.measure.latent import counts, item_moves, items, ordered

YEARS, SPELLS = 6, 5


def some_ordered(seed: int = 3) -> ordered.Ordered:
    """Four categories: one item whose cutpoints move and one whose stand still; a year and a category unseen."""
    rng = np.random.default_rng(seed)
    cells = [rng.integers(0, 4, (YEARS, SPELLS)).astype(float) for _ in range(2)]
    cells[0][0], cells[1][:2] = np.nan, np.nan
    cells[0][3], cells[0][4] = np.nan, np.minimum(cells[0][4], 2)
    cells[1][4, 2] = np.nan
    return ordered.stack({"moving": (cells[0], True), "still": (cells[1], False)}, 4)


def some_binary() -> ordered.Ordered:
    cells = np.random.default_rng(5).integers(0, 2, (YEARS, SPELLS)).astype(float)
    return ordered.stack({"event": (cells, False)}, 2)


def some_counts() -> counts.Counted:
    cells = np.random.default_rng(6).poisson(0.6, (YEARS, SPELLS, 2)).astype(float)
    cells[0], cells[2, 1, 0] = np.nan, np.nan
    return counts.counted("killing", cells)


def anywhere(stack: items.Stack, seed: int = 1) -> tuple[jax.Array, jax.Array]:
    """Parameters and scores about nothing in particular."""
    rng = np.random.default_rng(seed)
    x = items.start(stack) + 0.3 * rng.normal(size=stack.used.shape)
    return jnp.asarray(np.where(stack.used, x, 0.0)), jnp.asarray(rng.normal(size=(YEARS, SPELLS)))


@pytest.mark.slow
@pytest.mark.parametrize("stack", [some_ordered(), some_binary()], ids=["ordered", "binary"])
def test_readings_are_as_likely_as_the_difference_of_two_logistics(stack: ordered.Ordered) -> None:
    x, scores = anywhere(stack)
    beta, cuts, _ = (np.asarray(part) for part in ordered.unpack(stack, x))
    total = np.zeros(cuts.shape[:2])
    for row, observed in enumerate(stack.observed):
        item, which = stack.owner[row], stack.set_of[row]
        year = stack.begins[item] + int(np.flatnonzero(np.flatnonzero(stack.owner == item) == row)[0])
        edges = np.concatenate([[-np.inf], cuts[item, which], [np.inf]])
        for spell, category in enumerate(observed):
            if category >= 0:
                below, above = expit(edges[category : category + 2] - beta[item] * float(scores[year, spell]))
                total[item, which] += np.log(above - below)
    found = ordered.log_likelihood(stack, x, scores)
    assert np.asarray(found.value)[ordered.existing_sets(stack)] == pytest.approx(
        total[ordered.existing_sets(stack)], rel=1e-10
    )
    on_scores = items.total_likelihood([stack], [x], scores)
    between = np.sum(stack.between * np.log(np.asarray(ordered.unpack(stack, x).rates)))
    assert float(on_scores.value.sum()) + between == pytest.approx(total.sum(), rel=1e-10)


def test_counts_are_as_likely_as_a_zero_inflated_negative_binomial() -> None:
    stack = some_counts()
    x, scores = anywhere(stack)
    a1, b1, a2, b2, r = (float(part) for part in counts.natural(stack, x))
    cells = np.random.default_rng(6).poisson(0.6, (YEARS, SPELLS, 2)).astype(float)
    cells[0], cells[2, 1, 0] = np.nan, np.nan
    total = 0.0
    for (year, spell, _), count in np.ndenumerate(cells):
        if np.isfinite(count):
            score = float(scores[year, spell])
            mean, sure = np.exp(a2 - b2 * score), expit(a1 + b1 * score)
            random = (1 - sure) * stats.nbinom.pmf(count, r, r / (r + mean)) + sure * (count == 0)
            total += np.log(random)
    prior = float(counts.log_prior(stack, x)[0][0])
    constant = float(np.sum(stack.times * [float(jax.scipy.special.gammaln(y + 1)) for y in stack.positive]))
    assert float(counts.log_posterior(stack, x, scores)[0][0]) - prior - constant == pytest.approx(
        total, rel=1e-10
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "stack", [some_ordered(), some_binary(), some_counts()], ids=["ordered", "binary", "counts"]
)
def test_slopes_and_bends_are_finite_differences(stack: items.Stack) -> None:
    x, scores = anywhere(stack)
    rng = np.random.default_rng(2)
    step = jnp.asarray(rng.normal(size=scores.shape))
    h = 1e-5

    def along(by: float) -> tuple[float, jax.Array]:
        found = items.total_likelihood([stack], [x], scores + by * step)
        return float(found.value.sum()), found.gradient

    here = items.total_likelihood([stack], [x], scores)
    assert (along(h)[0] - along(-h)[0]) / (2 * h) == pytest.approx(
        float(jnp.sum(here.gradient * step)), rel=1e-6
    )
    neg_hessian = -jnp.sum((along(h)[1] - along(-h)[1]) / (2 * h) * step)
    if isinstance(stack, ordered.Ordered):
        assert float(neg_hessian) == pytest.approx(float(jnp.sum(here.neg_hessian * step**2)), rel=1e-6)
    for direction in np.where(stack.used, rng.normal(size=(3, *stack.used.shape)), 0.0):
        if isinstance(stack, counts.Counted):
            up, down = (counts.log_posterior(stack, x + by * direction, scores)[0].sum() for by in (h, -h))
            told = jnp.sum(counts.log_posterior(stack, x, scores)[1] * direction)
        else:
            up, down = (
                ordered.log_likelihood(stack, x + by * direction, scores).value.sum() for by in (h, -h)
            )
            found = ordered.log_likelihood(stack, x, scores)
            own = jnp.where(jnp.asarray(ordered.existing_sets(stack))[..., None], found.by_cutpoint, 0.0)
            told = jnp.sum(found.by_discrimination.sum(axis=1) * direction[:, 0])
            told += jnp.sum(own.reshape(len(x), -1) * direction[:, 1:])
        assert float(up - down) / (2 * h) == pytest.approx(float(told), rel=1e-5, abs=1e-6)


def test_parameters_go_there_and_back() -> None:
    stack = some_ordered()
    beta, cuts = (
        np.array([0.7, 2.0]),
        np.cumsum(np.random.default_rng(0).gamma(1.0, 1.0, (2, 5, 3)), axis=-1) - 2,
    )
    there = ordered.unpack(stack, jnp.asarray(ordered.pack(beta, cuts)))
    assert np.asarray(there.beta) == pytest.approx(beta) and np.asarray(there.cuts) == pytest.approx(cuts)
    assert len(stack.names(1980)) == int(stack.used.sum()) == len(ordered.natural(stack, anywhere(stack)[0]))
    assert stack.names(1980)[:3] == [
        "moving.discrimination",
        "moving.cutpoint.1.1981",
        "moving.cutpoint.2.1981",
    ]


def test_the_prior_of_a_set_and_its_neighbours_is_the_whole_prior() -> None:
    stack = some_ordered()
    x, _ = anywhere(stack)
    bump = np.zeros(stack.used.shape)
    bump[0, 4:7] = [0.3, -0.2, 0.5]  # the second set of the item whose cutpoints move
    whole = ordered.log_prior(stack, x + bump) - ordered.log_prior(stack, x)
    tied = item_moves._neighbour_log_prior(stack, x + bump, x) - item_moves._neighbour_log_prior(stack, x, x)
    assert float(tied[0, 1]) == pytest.approx(float(whole[0]), rel=1e-9)
