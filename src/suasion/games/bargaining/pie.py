"""Dividing one pie: Nash's solution with and without weights, and Rubinstein's alternating offers."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from suasion.games.depth import checked


def nash(pie: ArrayLike, disagreement: ArrayLike, weights: ArrayLike | None = None) -> np.ndarray:
    """Nash's division of a pie: each side gets what it has without agreement, and a share of the surplus.

    It maximises the product of ``(share - disagreement)**weight`` over all divisions of the pie.

    Args:
        pie: What agreement is worth to all together, [...].
        disagreement: What each side has without it, [..., side].
        weights: Bargaining power, not negative, [..., side]; equal if not given.

    Returns:
        What each side gets, [..., side], in the pie's unit.

    Raises:
        ValueError: Fewer than two sides, a number that is not finite, weights that are negative or sum to
            zero, or a pie smaller than what the sides have without it: then there is nothing to agree on.

    Source: nash1950; harsanyi_selten1972 with weights.
    """
    without = finite("disagreement", disagreement)
    if without.ndim == 0 or without.shape[-1] < 2:
        raise ValueError("disagreement names fewer than two sides: give a list with one number for each.")
    power = np.asarray(checked("weights", np.ones(without.shape[-1]) if weights is None else weights), float)
    total = power.sum(-1, keepdims=True)
    if not (total > 0).all():
        raise ValueError("weights sum to zero, so nobody has any power: give at least one above 0.")
    surplus = finite("pie", pie)[..., None] - without.sum(-1, keepdims=True)
    if (surplus < 0).any():
        raise ValueError(
            f"the sides have {-surplus.min():g} more without agreement than the pie holds, so no division "
            "suits all: raise pie or lower disagreement."
        )
    return np.asarray(without + power / total * surplus)


def rubinstein(delta: ArrayLike, other: ArrayLike | None = None) -> np.ndarray:
    """Share of a pie that goes to who offers first, when offers alternate and delay shrinks the pie.

    Args:
        delta: Discount factor of the side that offers first, in [0, 1).
        other: Of the other side; the same if not given.

    Returns:
        ``(1 - other)/(1 - delta*other)``; for equal patience ``1/(1 + delta)``. The other side gets the rest,
        at once: nobody waits in equilibrium, and the equilibrium is unique.

    Raises:
        ValueError: A number outside its range.

    Source: rubinstein1982.
    """
    mine = np.asarray(checked("delta", delta, 1.0, below=True), float)
    theirs = mine if other is None else np.asarray(checked("other", other, 1.0, below=True), float)
    share: np.ndarray = (1 - theirs) / (1 - mine * theirs)
    return share


def staying_power(delta: ArrayLike) -> np.ndarray:
    """How long a side can wait: the weight that patience gives it in Nash's solution, ``-1/log(delta)``.

    When offers follow each other fast, alternating offers divide as Nash's solution does with these
    weights, for two sides (binmore_rubinstein_wolinsky1986) and for many if who refuses offers next
    (kawamori2014).

    Args:
        delta: Discount factor in (0, 1), any shape.

    Returns:
        The expected number of periods that a side lasts, as a rate; the same shape.

    Raises:
        ValueError: A number outside its range.
    """
    patience = np.asarray(checked("delta", delta, 1.0, below=True), float)
    if not (patience > 0).all():
        raise ValueError("delta is 0, so this side takes anything at once: give a number above 0.")
    return np.asarray(-1 / np.log(patience))


def finite(name: str, value: ArrayLike) -> np.ndarray:
    """The value as an array of finite numbers.

    Raises:
        ValueError: One is not finite.
    """
    numbers = np.asarray(value, float)
    if not np.isfinite(numbers).all():
        raise ValueError(f"{name} holds {numbers[~np.isfinite(numbers)].flat[0]:g}: give finite numbers.")
    return numbers
