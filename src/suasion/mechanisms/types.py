"""What flows through a year: the state, the instruments, and what is worked out from them.

Every leaf is an array over [strategy, world] unless its type says otherwise; float64 throughout.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias, TypeVar, TypeVarTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Bool, Float

Array: TypeAlias = (
    jax.Array | np.ndarray
)  # JAX's in the engine, NumPy's at its door and in the benchmark's twin
Scalar: TypeAlias = Float[Array, ""]
PerWorld: TypeAlias = Float[Array, "#world"]
PerLane: TypeAlias = Float[Array, "#strategy #world"]
PerDomain: TypeAlias = Float[Array, " domain #strategy #world"]
PerStock: TypeAlias = Float[Array, " stock #strategy #world"]
AnyShape: TypeAlias = Float[Array, "..."]
Values: TypeAlias = Mapping[str, AnyShape]  # letter of the model to its value
State: TypeAlias = Values  # a value for every letter of ``notation.STATES``
Action: TypeAlias = Values  # a level in [0, 1] for every instrument's letter
Params: TypeAlias = Mapping[str, Float[Array, "... #world"]]  # parameter id to value; some are stacked
Masks: TypeAlias = Mapping[str, Scalar]  # switchable mechanism id to 1 (on) or 0 (off)

Inputs = TypeVarTuple("Inputs")
Result = TypeVar("Result")


def shortcut(
    needed: Bool[Array, "..."],
    longer: Callable[[*Inputs], Result],
    shorter: Callable[[*Inputs], Result],
    *inputs: *Inputs,
) -> Result:
    """``longer(*inputs)`` if it is needed anywhere, else ``shorter(*inputs)``.

    Worlds are worked out in groups of any size, so wherever ``needed`` is false ``longer`` must give what
    ``shorter`` gives, to the last bit.

    Args:
        needed: Whether, any shape.
        longer: Always right.
        shorter: Right where it is not needed; gives arrays of the same shapes.
        inputs: Arrays.
    """
    result: Result = jax.lax.cond(jnp.any(needed), longer, shorter, *inputs)
    return result


class Target(NamedTuple):
    """What about the target stays as it is.

    ``M`` holds the ratified treaty law as it acts in this lane (0 in the unratified twin),
    ``M_solved`` as it stood when the start was made a fixed point.
    """

    control: PerWorld
    detection: PerWorld
    M: PerDomain
    M_solved: PerDomain
    no_change: PerDomain
    demand: PerWorld
    benefit: PerWorld
    patience: PerWorld

    def letters(self) -> dict[str, PerWorld]:
        """What equations read of it, by letter."""
        return {
            "control": self.control,
            "pi_0": self.detection,
            "demand": self.demand,
            "beta_o": self.benefit,
            "delta": self.patience,
        }


class Probs(NamedTuple):
    """Chances to tighten, and to loosen with success; the rest is no change."""

    down: PerDomain
    up: PerDomain


class Pulls(NamedTuple):
    """Pull up and down on each stock, per year, before the start's pulls are taken off."""

    up: PerStock
    down: PerStock


class Constants(NamedTuple):
    """What makes the start a fixed point; solved at the start and again after a collapse."""

    base: PerDomain  # exp(alpha)
    hold: PerDomain  # exp(eta)
    pulls: Pulls
    start: PerStock
    net: PerLane
    collapse_index: PerLane
    war_index: PerLane


class Dealings(NamedTuple):
    """What passed between senders and target: promises, threats and whether they were honoured."""

    honoured: PerLane
    reneged: PerLane
