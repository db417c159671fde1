"""Standard errors: every estimator solves ``sum of scores = 0``, so one sandwich serves all.

``cov = A^-1 B A^-T``: ``A`` is the derivative of the summed scores, by central differences, beliefs and
equilibria moving as the estimator lets them; ``B`` the sum of outer products of the scores. ``rows`` adds up a
row's scores first, so that its crises may hang together; ``crises`` takes each crisis as independent.
The two steps of the pseudo-likelihood are stacked, so that the errors of the first count in the second.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from suasion.domain.findings.threats import Errors

from .belief import Array

KINDS: tuple[Errors, ...] = ("rows", "crises")
SHARE = 1e-3  # of a conditional standard error, the step of the differences


def derivative(total: Callable[[Array], Array], at: Array, step: Array) -> Array:
    """Derivative of summed scores by central differences, [k, k]."""
    columns = []
    for place in range(len(at)):
        moved = np.zeros_like(at)
        moved[place] = step[place]
        columns.append((total(at + moved) - total(at - moved)) / (2 * step[place]))
    return np.stack(columns, 1)


def outer(counts: Array, scores: Array, kind: str) -> Array:
    """Sum of outer products of scores [rows, 4, k] over crises, or over rows."""
    if kind == "rows":
        summed = np.einsum("ny,nyk->nk", counts, scores)
        return np.asarray(summed.T @ summed)
    weighted = (scores * np.sqrt(counts)[:, :, None]).reshape(-1, scores.shape[-1])
    return np.asarray(weighted.T @ weighted)


def sandwich(
    counts: Array,
    scores: Array,
    total: Callable[[Array], Array],
    at: Array,
    kind: str,
) -> Array:
    """Covariance of all that the scores are stacked for, [k, k]; NaN where it has none."""
    size = np.sqrt(np.maximum(np.diag(outer(counts, scores, "crises")), 1e-300))
    hessian = derivative(total, at, SHARE / size)
    scaled = hessian / np.outer(size, size)
    if not np.isfinite(scaled).all() or np.linalg.matrix_rank(scaled) < len(at):
        return np.full_like(hessian, np.nan)
    inverse = np.linalg.inv(scaled) / np.outer(size, size)
    covariance = inverse @ outer(counts, scores, kind) @ inverse.T
    return np.asarray((covariance + covariance.T) / 2)
