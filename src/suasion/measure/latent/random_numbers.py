"""A sweep's random numbers, drawn at once and handed out in order."""

from __future__ import annotations

from math import prod

import jax
import jax.numpy as jnp
from jax import Array
from jaxtyping import Float

from suasion.measure.latent.shapes import RandomKey, Values


class RandomNumbers:
    """Numbers of one sweep. One call of the generator serves them all, which compiles and runs faster than many.

    Args:
        key: Of the sweep.
        normals: How many standard normals there are.
        uniforms: How many uniforms, above 0 and at most 1.
    """

    def __init__(self, key: RandomKey, normals: int, uniforms: int) -> None:
        one, two = jax.random.split(key)
        self._normals = jax.random.normal(one, (normals,), jnp.float64)
        self._uniforms = 1.0 - jax.random.uniform(two, (uniforms,), jnp.float64)
        self._used = [0, 0]

    def normal(self, *shape: int) -> Float[Array, "..."]:
        """The next standard normals."""
        return self._next(0, self._normals, shape)

    def uniform(self, *shape: int) -> Float[Array, "..."]:
        """The next uniforms, above 0 and at most 1."""
        return self._next(1, self._uniforms, shape)

    def _next(self, kind: int, numbers: Values, shape: tuple[int, ...]) -> Float[Array, "..."]:
        begin, end = self._used[kind], self._used[kind] + prod(shape)
        if end > len(numbers):
            raise ValueError("a sweep asks for more random numbers than were drawn")
        self._used[kind] = end
        return numbers[begin:end].reshape(shape)
