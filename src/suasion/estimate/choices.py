"""The yearly choice of one series, estimated: multinomial logit with effects of states and years."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from jaxtyping import Bool, Float, Int

from suasion.estimate.basis import Basis, basis
from suasion.estimate.rows import Rows

if TYPE_CHECKING:
    import jax

#: Prior standard deviation of intercepts and of the coordinates' weights; the stillness of an ordinary year is about 1.
INTERCEPT, WEIGHT, STILL = 2.0, 0.5, 1.0
#: Prior means of the spreads over states and over years, of direction and of stillness. Their priors are gamma with
#: shape 2, which leaves room at 0 without piling up there (Chung et al. 2013).
SPREADS = {"state_direction": 0.2, "state_stillness": 0.45, "year_direction": 0.25, "year_stillness": 0.6}
SHAPE = 2.0
#: Prior of the shift of stillness in years of recoding.
RECODED = 1.0


class ChoiceData(NamedTuple):
    """One series' rows as the model reads them.

    Attributes:
        coordinates: Of the features, [row, coordinate].
        move: -1, 0 or 1, [row].
        state: Index of the state among those with rows, [row].
        year: Index of the year among those with rows, [row].
        recoded: Whether coders changed in a year, [year with rows].
        states: Rows of the histories that the states' indices stand for.
        years: Calendar years that the years' indices stand for.
        basis: How the coordinates come from the features.
    """

    coordinates: Float[np.ndarray, "row coordinate"]
    move: Int[np.ndarray, " row"]
    state: Int[np.ndarray, " row"]
    year: Int[np.ndarray, " row"]
    recoded: Bool[np.ndarray, " year"]
    states: Int[np.ndarray, " state"]
    years: Int[np.ndarray, " year"]
    basis: Basis


def choice_data(rows: Rows, series: int) -> ChoiceData:
    """The rows of one series."""
    features = rows.features[:, series]
    by = basis(features)
    states, state = np.unique(rows.state, return_inverse=True)
    years, year = np.unique(rows.year, return_inverse=True)
    return ChoiceData(
        by.coordinates(features),
        rows.move[:, series],
        state,
        year,
        rows.recoded[years],
        states,
        rows.years[years],
        by,
    )


def model(data: ChoiceData, *, observed: bool = True) -> None:
    """The model, for NumPyro.

    Args:
        data: The rows.
        observed: Whether the observation layer is on: stillness may shift in years of recoding.
    """
    import jax.numpy as jnp
    import numpyro
    from numpyro import distributions as dist

    width = data.coordinates.shape[1]
    spread = {name: numpyro.sample(name, dist.Gamma(SHAPE, SHAPE / mean)) for name, mean in SPREADS.items()}
    lengths = {"state": data.states.size, "year": data.years.size}
    effect = {
        name: numpyro.sample(f"{name}_z", dist.Normal(0, 1).expand([lengths[name.split("_")[0]]]))
        * spread[name]
        for name in SPREADS
    }
    recoded = numpyro.sample("recoded", dist.Normal(0, RECODED)) if observed else 0.0
    for name in SPREADS:
        numpyro.deterministic(f"{name}_effect", effect[name])
    year_stillness = effect["year_stillness"] + recoded * data.recoded
    logits = []
    for side, centre in (("direction", 0.0), ("stillness", STILL)):
        intercept = numpyro.sample(side, dist.Normal(centre, INTERCEPT))
        weights = numpyro.sample(f"{side}_weights", dist.Normal(0, WEIGHT).expand([width]))
        of_year = effect["year_direction"] if side == "direction" else year_stillness
        logits.append(
            intercept + data.coordinates @ weights + effect[f"state_{side}"][data.state] + of_year[data.year]
        )
    direction, stillness = logits
    norm = jnp.logaddexp(jnp.logaddexp(0.0, direction), stillness)
    chosen = jnp.where(data.move > 0, direction, jnp.where(data.move == 0, stillness, 0.0))
    numpyro.factor("moves", jnp.sum(chosen - norm))


class ChoiceDraws(NamedTuple):
    """Draws of one series' choice, by chain.

    Attributes:
        direction: Intercept of the odds of loosening against tightening, [chain, draw].
        direction_weights: Weights of the coordinates, [chain, draw, coordinate].
        stillness: Intercept of the odds of holding, [chain, draw].
        stillness_weights: [chain, draw, coordinate].
        recoded: Shift of stillness in years of recoding, [chain, draw].
        spreads: Standard deviations in the order of ``SPREADS``, [chain, draw, 4].
        effects: Name in ``SPREADS`` to effects, [chain, draw, state or year].
    """

    direction: np.ndarray
    direction_weights: np.ndarray
    stillness: np.ndarray
    stillness_weights: np.ndarray
    recoded: np.ndarray
    spreads: np.ndarray
    effects: dict[str, np.ndarray]


def draws_of(samples: dict[str, np.ndarray | jax.Array]) -> ChoiceDraws:
    """The model's draws from what NumPyro gives, grouped by chain."""
    arrays = {name: np.asarray(value) for name, value in samples.items()}
    return ChoiceDraws(
        arrays["direction"],
        arrays["direction_weights"],
        arrays["stillness"],
        arrays["stillness_weights"],
        arrays.get("recoded", np.zeros_like(arrays["direction"])),
        np.stack([arrays[name] for name in SPREADS], -1),
        {name: arrays[f"{name}_effect"] for name in SPREADS},
    )
