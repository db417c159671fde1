"""What moves the target to loosen, and how much of a decision to loosen is carried out."""

from __future__ import annotations

import jax.numpy as jnp

from suasion.domain.mechanism import Derived, Execution, Incentive
from suasion.mechanisms.types import PerDomain, PerLane, Values
from suasion.mechanisms.year.scope import Placed, Scope, Situation, placed


def derived(now: Situation) -> Values:
    """What the instruments come to in this state, the same in every domain, by letter; all that many read."""
    scope = Scope(now)
    return {
        one.equation.name: scope[one.equation.name]
        for one in placed(Derived)
        if not (one.enters.by_domain or one.enters.on_demand)
    }


def shared_incentive(now: Situation, quantities: Values) -> PerLane:
    """The part of the incentive that is the same in every domain.

    Args:
        now: The situation.
        quantities: What :func:`derived` gives in it.
    """
    return Scope(now, quantities).total(_incentives(by_domain=False))


def incentives(now: Situation, quantities: Values, *, shared: PerLane, M: PerDomain) -> PerDomain:
    """The incentive to loosen in each domain, less the constant that the start fixes, [domain, ...].

    Args:
        now: The situation.
        quantities: What :func:`derived` gives in it.
        shared: What :func:`shared_incentive` gives in it.
        M: Share of the treaty law of each domain that is ratified, [domain, ...].
    """
    own = Scope(now, quantities, {"M": M}).total(_incentives(by_domain=True))
    return now.parameters["choice.s"] * (shared + own)


def executions(now: Situation) -> PerDomain:
    """Share of decisions to loosen that are carried out, [domain, ...]."""
    return jnp.exp(Scope(now).total(placed(Execution)))


def _incentives(*, by_domain: bool) -> tuple[Placed, ...]:
    return tuple(one for one in placed(Incentive) if one.enters.by_domain == by_domain)
