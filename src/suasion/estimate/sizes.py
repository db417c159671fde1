"""How far one series moves when it moves, estimated: log share of the room, a logistic law cut to its range."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from jaxtyping import Float

from suasion.estimate.basis import Basis, basis
from suasion.estimate.rows import Rows
from suasion.mechanisms.kernel.moves import log_density

#: Prior mean and standard deviation of the centre, standard deviation of the coordinates' weights, and prior median
#: and log standard deviation of the scale.
CENTRE, WEIGHT, SCALE = (-3.0, 1.5), 0.5, (0.6, 0.5)


class SizeData(NamedTuple):
    """The moves of one series in one direction.

    Attributes:
        coordinates: Of the features, [move, coordinate].
        log_share: Log of the share of the room, [move].
        basis: How the coordinates come from the features.
    """

    coordinates: Float[np.ndarray, "move coordinate"]
    log_share: Float[np.ndarray, " move"]
    basis: Basis


def size_data(rows: Rows, series: int, *, up: bool) -> SizeData:
    """The moves of one series up or down."""
    there = rows.move[:, series] == (1 if up else -1)
    features = rows.features[there, series]
    by = basis(features)
    return SizeData(by.coordinates(features), rows.log_share[there, series], by)


def model(data: SizeData) -> None:
    """The model, for NumPyro."""
    import jax.numpy as jnp
    import numpyro
    from numpyro import distributions as dist

    centre = numpyro.sample("centre", dist.Normal(*CENTRE))
    weights = numpyro.sample("weights", dist.Normal(0, WEIGHT).expand([data.coordinates.shape[1]]))
    scale = numpyro.sample("scale", dist.LogNormal(np.log(SCALE[0]), SCALE[1]))
    numpyro.factor("sizes", jnp.sum(log_density(data.log_share, centre + data.coordinates @ weights, scale)))
