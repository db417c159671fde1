"""The seven payoffs of a threat game, checked."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .belief import Array

NAMES = ("S_A", "V_A", "C_B", "V_B", "W_A", "W_B", "a")
LARGEST = 100.0


class Payoffs(NamedTuple):
    """The seven payoffs, arrays of one shape, in standard deviations of one shock."""

    S_A: Array
    V_A: Array
    C_B: Array
    V_B: Array
    W_A: Array
    W_B: Array
    a: Array


def payoffs(*seven: ArrayLike) -> Payoffs:
    """The payoffs broadcast to one shape, after every one has been checked; a refusal has a line for each that is wrong."""
    arrays = [np.asarray(value, dtype=float) for value in seven]
    problems = [
        f"{name} is not a finite number within {LARGEST:g} standard deviations of the private information; give it in these units"
        for name, value in zip(NAMES, arrays, strict=True)
        if not (np.abs(value) <= LARGEST).all()
    ]
    if problems:
        raise ValueError("\n".join(problems))
    try:
        p = Payoffs(*np.broadcast_arrays(*arrays))
    except ValueError:
        shapes = ", ".join(f"{name} {value.shape}" for name, value in zip(NAMES, arrays, strict=True))
        raise ValueError(
            f"the payoffs' shapes do not fit together ({shapes}); give numbers or equal shapes"
        ) from None
    free = (p.V_A <= p.S_A) & (p.V_B <= p.C_B)
    if free.any():
        raise ValueError(
            f"{int(free.sum())} of {free.size} games have V_A <= S_A and V_B <= C_B: no challenge need ever come, and "
            "what B would believe after one is then free; raise V_A above S_A or V_B above C_B"
        )
    return p
