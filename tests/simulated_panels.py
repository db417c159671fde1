"""Panels simulated from the kernel's own model, with the numbers that made them."""

from __future__ import annotations

from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from scipy import special

from suasion.estimate.basis import basis
from suasion.estimate.choices import ChoiceData
from suasion.mechanisms.kernel import features as phi
from suasion.mechanisms.kernel.moves import share

SPREADS = {"state_direction": 0.2, "state_stillness": 0.4, "year_direction": 0.25, "year_stillness": 0.45}


class Truth(NamedTuple):
    """What made a panel: intercepts, weights of the coordinates, spreads, the shift in the years of recoding."""

    direction: float
    stillness: float
    direction_weights: np.ndarray
    stillness_weights: np.ndarray
    spreads: np.ndarray
    recoded: float


def simulated(seed: int, states: int = 60, years: int = 30) -> tuple[ChoiceData, Truth]:
    """One series of a panel: its rows, and the truth behind them in the same coordinates."""
    rng = np.random.default_rng(seed)
    slopes = rng.normal(0, 0.12, (2, len(phi.FEATURES)))
    level = rng.uniform(0.05, 0.95, (5, states))
    memory = phi.fresh(jnp.asarray(level))
    of_state = rng.normal(0, [[SPREADS["state_direction"]], [SPREADS["state_stillness"]]], (2, states))
    of_year = rng.normal(0, [[SPREADS["year_direction"]], [SPREADS["year_stillness"]]], (2, years))
    recoded = np.isin(np.arange(years), (9, 19, 24))
    table, move = [], []
    centre, shift = np.array([0.2, 1.3]), -1.0
    for year in range(years):
        features = np.asarray(phi.features(jnp.asarray(level), memory))
        logits = centre[:, None, None] + np.einsum("kf,fjs->kjs", slopes, features)
        logits += of_state[:, None] + of_year[:, year, None, None]
        logits[1] += shift * recoded[year]
        down, _, up = special.softmax(np.stack([0 * logits[0], logits[1], logits[0]]), 0)
        luck, size = rng.random((2, 5, states))
        moved = np.where(luck < down, -1, np.where(luck > 1 - up, 1, 0))
        step = np.asarray(share(jnp.asarray(size), jnp.full(size.shape, -2.8), jnp.full(size.shape, 0.6)))
        after = level + np.where(moved > 0, (1 - level) * step, np.where(moved < 0, -level * step, 0.0))
        table.append(features[:, 0])
        move.append(moved[0])
        memory = phi.remember(memory, jnp.asarray(after - level))
        level = after
    features = np.stack(table, -1).reshape(len(phi.FEATURES), -1).T
    by = basis(features)
    back = np.linalg.inv(by.turn)  # slopes by standardised features are weights @ turn.T
    weights = slopes * by.sd @ back.T
    intercepts = centre + (slopes * by.mean).sum(1)
    data = ChoiceData(
        by.coordinates(features),
        np.stack(move, -1).ravel(),
        np.repeat(np.arange(states), years),
        np.tile(np.arange(years), states),
        recoded,
        np.arange(states),
        np.arange(years),
        by,
    )
    return data, Truth(*intercepts, *weights, np.array(list(SPREADS.values())), shift)


def covered(draws: object, truth: Truth) -> np.ndarray:
    """Whether the 90% interval of each number holds the truth; draws as ``estimate.choices.ChoiceDraws``."""
    pairs = [
        (draws.direction[..., None], [truth.direction]),
        (draws.stillness[..., None], [truth.stillness]),
        (draws.direction_weights, truth.direction_weights),
        (draws.stillness_weights, truth.stillness_weights),
        (draws.recoded[..., None], [truth.recoded]),
        (draws.spreads, truth.spreads),
    ]
    inside = []
    for values, true in pairs:
        low, high = np.quantile(values.reshape(-1, values.shape[-1]), (0.05, 0.95), axis=0)
        inside.append((low <= true) & (np.asarray(true) <= high))
    return np.concatenate(inside)
