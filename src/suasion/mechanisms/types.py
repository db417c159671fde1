"""What flows through a year: the state, the instruments, and what is worked out from them.

Every leaf is an array over [strategy, world] unless its type says otherwise; float64 throughout.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp

Array = Any  # a JAX array in the engine, a NumPy array in the benchmark's twin
Values = Mapping[str, Array]  # letter of the model -> [strategy, world]
State = Values  # a value for every letter of ``notation.STATES``
Action = Values  # a level in [0, 1] for every instrument's letter
Params = Mapping[str, Array]  # parameter id -> [world]
Masks = Mapping[str, Array]  # switchable mechanism id -> scalar, 1 on and 0 off


def shortcut(needed: Array, longer: Any, shorter: Any, *given: Any) -> Any:
    """``longer(*given)`` if it is needed anywhere, else ``shorter(*given)``.

    Worlds are worked out in groups of any size, so wherever ``needed`` is false ``longer`` must give what
    ``shorter`` gives, to the last bit.

    Args:
        needed: Whether, any shape.
        longer: Always right.
        shorter: Right where it is not needed; gives arrays of the same shapes.
        given: Arrays.
    """
    return jax.lax.cond(jnp.any(needed), longer, shorter, *given)


class Target(NamedTuple):
    """What about the target stays as it is.

    ``M`` holds the ratified treaty law as it acts in this lane (0 in the unratified twin), [domain, ...],
    ``M_solved`` as it stood when the start was made a fixed point.
    """

    control: Array
    detection: Array
    M: Array
    M_solved: Array
    no_change: Array  # [domain, 1, world]
    demand: Array
    benefit: Array
    patience: Array

    def letters(self) -> dict[str, Array]:
        """What equations read of it, by letter."""
        return {
            "control": self.control,
            "pi_0": self.detection,
            "demand": self.demand,
            "beta_o": self.benefit,
            "delta": self.patience,
        }


class Probs(NamedTuple):
    """Chances to tighten, and to loosen with success, [domain, ...]; the rest is no change."""

    down: Array
    up: Array


class Pulls(NamedTuple):
    """Pull up and down on each stock, per year, before the start's pulls are taken off, [stock, ...]."""

    up: Array
    down: Array


class Constants(NamedTuple):
    """What makes the start a fixed point; solved at the start and again after a collapse."""

    base: Array  # exp(alpha), [domain, ...]
    hold: Array  # exp(eta), [domain, ...]
    pulls: Pulls
    start: Array  # [stock, ...]
    net: Array
    collapse_index: Array
    war_index: Array


class Dealings(NamedTuple):
    """What passed between senders and target: promises, threats and whether they were honoured."""

    honoured: Array
    reneged: Array
