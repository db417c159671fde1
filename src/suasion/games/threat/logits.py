"""First step of the pseudo-likelihood: what each side believes of the other, by two logits on all covariates.

Chance of resistance after a challenge, and of standing firm after resistance, each on every covariate of any
payoff in units of its spread, with a normal prior of mean 0 and standard deviation 1 on the coefficients: challenges
are rare, and without it a rare category would be taken for certainty. Its weight falls as counts grow.
"""

from __future__ import annotations

import numpy as np
from scipy.special import expit, log_expit, ndtri

from .belief import Array
from .design import Design
from .estimators import Beliefs


def covariates(design: Design) -> Array:
    """A constant and every distinct covariate, centred and in units of its spread, [rows, m]."""
    columns: list[Array] = []
    for k, (_, _) in enumerate(design.terms):
        values = design.matrix[:, :, k].sum(1)
        if values.std() > 1e-9 * np.abs(values).max():
            x = (values - values.mean()) / values.std()
            if not any(np.allclose(np.abs(x @ other), len(x), rtol=1e-9) for other in columns):
                columns.append(x)
    return np.column_stack([np.ones(len(design.counts)), *columns])


def fitted(x: Array, yes: Array, no: Array) -> Array:
    """Coefficients of a logit with the prior, by Newton's method."""
    prior = np.r_[0.0, np.ones(x.shape[1] - 1)]
    gamma = np.zeros(x.shape[1])
    for _ in range(100):
        p = expit(x @ gamma)
        score = x.T @ (yes - (yes + no) * p) - prior * gamma
        hessian = (x * ((yes + no) * p * (1 - p))[:, None]).T @ x + np.diag(prior)
        step = np.linalg.solve(hessian, score)
        gamma = gamma + step * min(1.0, 2.0 / max(np.abs(step).max(), 1e-300))
        if score @ step < 1e-20:
            break
    return gamma


def estimated(design: Design) -> tuple[Array, Array]:
    """Covariates and the coefficients of both logits, one after the other."""
    x = covariates(design)
    _, concession, back, fight = design.counts.T
    return x, np.r_[fitted(x, back + fight, concession), fitted(x, fight, back)]


def beliefs(x: Array, gamma: Array) -> Beliefs:
    """What the two logits say each side believes."""
    m = x.shape[1]
    return Beliefs(ndtri(expit(x @ gamma[:m])), log_expit(x @ gamma[m:]))


def scores(x: Array, gamma: Array) -> Array:
    """Scores of one crisis by end, [rows, 4, 2 m], the prior apart."""
    m = x.shape[1]
    p, f = expit(x @ gamma[:m]), expit(x @ gamma[m:])
    nothing = np.zeros_like(p)
    of_resist = np.stack([nothing, -p, 1 - p, 1 - p], 1)
    of_firm = np.stack([nothing, nothing, -f, 1 - f], 1)
    return np.concatenate([of_resist[:, :, None] * x[:, None, :], of_firm[:, :, None] * x[:, None, :]], 2)


def prior_score(x: Array, gamma: Array) -> Array:
    """Score of the prior on the coefficients, [2 m]."""
    free = np.tile(np.r_[0.0, np.ones(x.shape[1] - 1)], 2)
    return -free * gamma
