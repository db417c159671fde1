"""A normal whose two halves have their own widths, as an object of NumPyro (the extra ``fit``)."""

from __future__ import annotations

from typing import Literal

import jax
import jax.numpy as jnp
from jax.scipy.stats import norm
from jax.typing import ArrayLike
from numpyro import distributions
from numpyro.distributions import constraints, transforms


class Halves(distributions.Distribution):  # type: ignore[misc]  # NumPyro is untyped
    """Half of the mass lies on either side of the centre, each half as wide as its own normal.

    Unlike the split normal of the literature its density jumps at the centre, and its quantiles are exact.

    Args:
        centre: The median.
        below: Standard deviation of the normal whose lower half it has.
        above: Standard deviation of the normal whose upper half it has.
    """

    arg_constraints = {
        "centre": constraints.real,
        "below": constraints.positive,
        "above": constraints.positive,
    }
    support = constraints.real

    def __init__(
        self, centre: ArrayLike, below: ArrayLike, above: ArrayLike, *, validate_args: bool | None = None
    ) -> None:
        self.centre, self.below, self.above = map(jnp.asarray, (centre, below, above))
        shape = jnp.broadcast_shapes(self.centre.shape, self.below.shape, self.above.shape)
        super().__init__(batch_shape=shape, validate_args=validate_args)

    def sample(self, key: jax.Array, sample_shape: tuple[int, ...] = ()) -> jax.Array:
        """Draws of the shape ``sample_shape`` and then the batch's."""
        z = jax.random.normal(key, (*sample_shape, *self.batch_shape))
        return self.centre + jnp.where(z < 0, self.below, self.above) * z

    def log_prob(self, value: ArrayLike) -> jax.Array:
        """The log density."""
        value = jnp.asarray(value)
        width = jnp.where(value < self.centre, self.below, self.above)
        return norm.logpdf((value - self.centre) / width) - jnp.log(width)


def bent(
    centre: float, below: float, above: float, *, link: Literal["exponential", "logistic"]
) -> distributions.Distribution:
    """The same after a link."""
    bend = transforms.ExpTransform() if link == "exponential" else transforms.SigmoidTransform()
    return distributions.TransformedDistribution(Halves(centre, below, above), bend)
