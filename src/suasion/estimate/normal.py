"""A NumPyro model of few parameters by a normal approximation at its mode."""

from __future__ import annotations

from collections.abc import Callable

import jax
import jax.numpy as jnp
import numpy as np
from jax.flatten_util import ravel_pytree
from scipy import linalg, optimize

from suasion.estimate.laplace import Unconverged

#: Step of the differences of gradients that give the curvature: compiling second derivatives takes far longer.
STEP = 1e-4


def approximate(model: Callable[..., None], data: object, *, draws: int, seed: int) -> dict[str, np.ndarray]:
    """Draws of every site, [1, draw, ...], as :func:`suasion.estimate.nuts.sample` gives them.

    Raises:
        Unconverged: The mode was not reached, or the density is flat there.
    """
    from numpyro.infer.util import initialize_model

    init = initialize_model(jax.random.PRNGKey(seed), model, model_args=(data,))
    flat, unravel = ravel_pytree(init.param_info.z)
    both = jax.jit(jax.value_and_grad(lambda x: init.potential_fn(unravel(x))))

    def potential(x: np.ndarray) -> tuple[float, np.ndarray]:
        value, gradient = both(x)
        return float(value), np.asarray(gradient)

    result = optimize.minimize(
        potential, np.asarray(flat), jac=True, method="BFGS", options={"gtol": 1e-4, "maxiter": 2000}
    )
    if not np.isfinite(result.fun) or np.abs(result.jac).max() > 0.1:
        raise Unconverged(str(result.message))
    steps = STEP * np.eye(result.x.size)
    curvature = np.stack(
        [(potential(result.x + step)[1] - potential(result.x - step)[1]) / (2 * STEP) for step in steps]
    )
    try:
        factor = linalg.cholesky((curvature + curvature.T) / 2, lower=True)
    except linalg.LinAlgError:
        raise Unconverged("the density is flat at its mode") from None
    normal = np.random.default_rng(seed).standard_normal((result.x.size, draws))
    points = result.x[:, None] + linalg.solve_triangular(factor, normal, lower=True, trans="T")
    sites = jax.vmap(lambda x: init.postprocess_fn(unravel(x)))(jnp.asarray(points.T))
    every = {name: np.asarray(value)[None] for name, value in sites.items()}
    return {**every, "diverged": np.zeros((1, draws), bool)}
