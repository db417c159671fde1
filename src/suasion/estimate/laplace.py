"""The choice of one series by Laplace's method: effects given the spreads are nearly normal, spreads are optimised.

A quick stand-in for sampling where a fit is made many times: rolling origins, cases of the past, recovery from simulated
panels. The inner problem (intercepts, weights and effects at given spreads) is concave and solved by Newton's method;
its Laplace approximation gives the spreads' marginal density (Rue, Martino and Chopin 2009).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from jaxtyping import Float
from scipy import linalg, optimize, sparse

from suasion.estimate.choices import (
    INTERCEPT,
    RECODED,
    SHAPE,
    SPREADS,
    STILL,
    WEIGHT,
    ChoiceData,
    ChoiceDraws,
)

#: Points of the spreads' posterior at which the effects are solved anew.
POINTS = 25
STEPS, SMALL = 100, 1e-9
#: Spreads stay above this: at 0 an effect's prior would be a point.
LEAST = 1e-3


class Unconverged(Exception):
    """Newton's method or the search for the spreads did not come to an end."""


class _Problem(NamedTuple):
    """The inner problem: two linear predictors of one vector of coefficients."""

    direction: sparse.csr_matrix
    stillness: sparse.csr_matrix
    up: Float[np.ndarray, " row"]
    hold: Float[np.ndarray, " row"]
    mean: Float[np.ndarray, " coefficient"]
    fixed_precision: Float[np.ndarray, " coefficient"]
    lengths: tuple[int, ...]


def laplace(data: ChoiceData, *, draws: int, seed: int, observed: bool = True) -> ChoiceDraws:
    """Draws from the approximate posterior of one series' choice.

    Args:
        data: The rows.
        draws: How many; rounded up to a multiple of ``POINTS``.
        seed: Of the draws.
        observed: Whether the observation layer is on.

    Returns:
        Draws in one chain.

    Raises:
        Unconverged: No optimum was reached.
    """
    problem = _problem(data, observed)
    cache = np.zeros(problem.mean.size) + problem.mean

    def objective(log_spreads: np.ndarray) -> float:
        nonlocal cache
        try:
            value, cache, _ = _inner(problem, np.exp(log_spreads), cache)
        except Unconverged:
            return np.inf
        return -value - _log_prior(log_spreads)

    begin = np.log(list(SPREADS.values()))
    bounds = [(np.log(LEAST), np.log(5.0))] * len(SPREADS)
    result = optimize.minimize(
        objective, begin, method="L-BFGS-B", bounds=bounds, options={"eps": 1e-3, "ftol": 1e-9}
    )
    if not np.isfinite(result.fun):
        raise Unconverged(str(result.message))
    rng = np.random.default_rng(seed)
    points = _spread_points(objective, result.x, rng, bounds)
    each = -(-draws // len(points))
    coefficients, spreads = [], []
    for point in points:
        _, centre, factor = _inner(problem, np.exp(point), cache)
        normal = rng.standard_normal((centre.size, each))
        coefficients.append(
            (centre[:, None] + linalg.solve_triangular(factor, normal, lower=True, trans="T")).T
        )
        spreads.append(np.tile(np.exp(point), (each, 1)))
    return _unpack(np.concatenate(coefficients), np.concatenate(spreads), problem, data, observed)


def _problem(data: ChoiceData, observed: bool) -> _Problem:
    """The design of both predictors: intercept and weights of each, the shift of recoding, effects."""
    n, width = data.coordinates.shape
    one = np.column_stack([np.ones(n), data.coordinates])
    empty = np.zeros_like(one)
    shift = (data.recoded[data.year] * float(observed))[:, None]
    states = sparse.csr_matrix((np.ones(n), (np.arange(n), data.state)), (n, data.states.size))
    years = sparse.csr_matrix((np.ones(n), (np.arange(n), data.year)), (n, data.years.size))
    no_states, no_years = sparse.csr_matrix(states.shape), sparse.csr_matrix(years.shape)
    direction = sparse.hstack(
        [sparse.csr_matrix(np.hstack([one, empty, 0 * shift])), states, no_states, years, no_years],
        format="csr",
    )
    stillness = sparse.hstack(
        [sparse.csr_matrix(np.hstack([empty, one, shift])), no_states, states, no_years, years], format="csr"
    )
    lengths = (2 * width + 3, states.shape[1], states.shape[1], years.shape[1], years.shape[1])
    mean = np.zeros(sum(lengths))
    mean[width + 1] = STILL
    sd = np.array([INTERCEPT, *[WEIGHT] * width, INTERCEPT, *[WEIGHT] * width, RECODED])
    return _Problem(
        direction, stillness, 1.0 * (data.move > 0), 1.0 * (data.move == 0), mean, 1 / sd**2, lengths
    )


def _inner(problem: _Problem, spreads: np.ndarray, begin: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
    """Log marginal likelihood of the spreads by Laplace, the optimum, and the lower Cholesky factor of its Hessian."""
    precision = np.concatenate(
        [
            problem.fixed_precision,
            *(np.full(n, 1 / s**2) for n, s in zip(problem.lengths[1:], spreads, strict=True)),
        ]
    )

    def value(x: np.ndarray) -> tuple[float, np.ndarray, np.ndarray, np.ndarray]:
        direction, stillness = problem.direction @ x, problem.stillness @ x
        norm = np.logaddexp(np.logaddexp(0.0, direction), stillness)
        fit = problem.up @ direction + problem.hold @ stillness - norm.sum()
        prior = -0.5 * np.sum(precision * (x - problem.mean) ** 2)
        return fit + prior, np.exp(direction - norm), np.exp(stillness - norm), x

    now = value(begin)
    for _ in range(STEPS):
        total, up, hold, x = now
        gradient = (
            problem.direction.T @ (problem.up - up)
            + problem.stillness.T @ (problem.hold - hold)
            - precision * (x - problem.mean)
        )
        factor = linalg.cholesky(_hessian(problem, up, hold) + np.diag(precision), lower=True)
        step = linalg.cho_solve((factor, True), gradient)
        gain = float(gradient @ step)
        if gain < SMALL:
            log_det = 2 * np.log(np.diag(factor)).sum()
            return total + 0.5 * np.log(precision).sum() - 0.5 * log_det, x, factor
        length = 1.0
        while (new := value(x + length * step))[0] < total and length > SMALL:
            length /= 2
        now = new
    raise Unconverged("Newton's method did not converge")


def _hessian(problem: _Problem, up: np.ndarray, hold: np.ndarray) -> np.ndarray:
    """Minus the second derivatives of the log likelihood."""
    a, b = problem.direction, problem.stillness
    cross = a.T @ sparse.diags(-up * hold) @ b
    own = a.T @ sparse.diags(up * (1 - up)) @ a + b.T @ sparse.diags(hold * (1 - hold)) @ b
    dense: np.ndarray = (own + cross + cross.T).toarray()
    return dense


def _log_prior(log_spreads: np.ndarray) -> float:
    """Log density of the gamma priors, on the log scale."""
    means = np.array(list(SPREADS.values()))
    return float(np.sum(SHAPE * log_spreads - SHAPE * np.exp(log_spreads) / means))


def _spread_points(
    objective: object, best: np.ndarray, rng: np.random.Generator, bounds: list[tuple[float, float]]
) -> np.ndarray:
    """Points drawn from a normal about the optimum, with the curvature there."""
    assert callable(objective)
    n, h = best.size, 0.1
    at = objective(best)
    curvature = np.empty((n, n))
    for i in range(n):
        for j in range(i + 1):
            a, b = np.eye(n)[i] * h, np.eye(n)[j] * h
            if i == j:
                curvature[i, i] = (objective(best + a) - 2 * at + objective(best - a)) / h**2
            else:
                mixed = (
                    objective(best + a + b)
                    - objective(best + a - b)
                    - objective(best - a + b)
                    + objective(best - a - b)
                )
                curvature[i, j] = curvature[j, i] = mixed / (4 * h**2)
    values, vectors = np.linalg.eigh(curvature)
    sd = 1 / np.sqrt(
        np.maximum(values, 1.0)
    )  # a spread that the rows do not bound is drawn within a factor of e
    points = best + (rng.standard_normal((POINTS, n)) * sd) @ vectors.T
    low, high = np.array(bounds).T
    clipped: np.ndarray = points.clip(low, high)
    return clipped


def _unpack(
    x: np.ndarray, spreads: np.ndarray, problem: _Problem, data: ChoiceData, observed: bool
) -> ChoiceDraws:
    width = data.coordinates.shape[1]
    fixed, *effects = np.split(x, np.cumsum(problem.lengths)[:-1], axis=1)
    return ChoiceDraws(
        direction=fixed[None, :, 0],
        direction_weights=fixed[None, :, 1 : width + 1],
        stillness=fixed[None, :, width + 1],
        stillness_weights=fixed[None, :, width + 2 : 2 * width + 2],
        recoded=fixed[None, :, -1] * float(observed),
        spreads=spreads[None],
        effects={name: one[None] for name, one in zip(SPREADS, effects, strict=True)},
    )
