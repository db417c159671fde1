"""What flows through a year: the state, the instruments, and what is worked out from them.

Every leaf is an array over [strategy, world] unless its type says otherwise; float64 throughout.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp

Array = Any  # a JAX array in the engine, a NumPy array in the benchmark's twin
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


class State(NamedTuple):
    """The world at the start of a year; names as ``notation.STATES``."""

    r_P: Array
    r_C: Array
    r_G: Array
    S: Array
    L: Array
    B: Array
    A: Array
    I: Array
    H: Array
    N: Array
    K: Array
    Q: Array
    T: Array
    Z: Array
    Omega: Array
    Y: Array
    alive: Array


class Action(NamedTuple):
    """One level in [0, 1] per instrument; names as ``notation.INSTRUMENTS``."""

    s_t: Array
    s_f: Array
    s_x: Array
    iso: Array
    sh: Array
    rho: Array
    ell: Array
    kappa: Array
    a: Array
    e: Array
    k: Array
    h: Array
    x: Array
    q: Array
    f: Array
    m: Array
    n: Array
    br: Array
    ref: Array
    sy: Array
    p: Array


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


class Drivers(NamedTuple):
    """What the instruments come to in this state."""

    e_c: Array
    a_c: Array
    B_eff: Array
    xi: Array
    bite: Array
    hit: Array
    gain: Array
    pi: Array
    Z_c: Array


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
    """What passed between senders and target: promises, threats and whether they were kept."""

    kept: Array
    reneged: Array
