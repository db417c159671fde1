"""How likely the regime breaks down or war breaks out."""

from __future__ import annotations

from functools import cache
from typing import Literal

from suasion.domain.mechanism import Hazard
from suasion.mechanisms.types import PerLane, Values
from suasion.mechanisms.year.scope import Placed, Scope, Situation, placed

Event = Literal["collapse", "war"]


def log_hazard(event: Event, now: Situation, quantities: Values) -> PerLane:
    """Log hazard of an event before the start's value is taken off.

    An event's own mechanism is switched off with the event, so only terms of other mechanisms carry their masks.

    Args:
        event: What may happen.
        now: The situation.
        quantities: What :func:`derived` gives in it.
    """
    scope = Scope(now, quantities)
    own, others = _terms(event)
    index = scope.call(own.mechanism, own.equation.code)
    for one in others:
        index = index + scope.masked(one)
    return index


@cache
def _terms(event: Event) -> tuple[Placed, tuple[Placed, ...]]:
    """The event's own equation, and the terms that other mechanisms add."""
    terms = [one for one in placed(Hazard) if one.enters.event == event]
    own = next(one for one in terms if one.mechanism.id == event)
    return own, tuple(one for one in terms if one is not own)
