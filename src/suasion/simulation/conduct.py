"""From what is announced to what happens: rules, refusals, threats not carried out, broken deals."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import NamedTuple, TypeAlias

import jax.numpy as jnp
import numpy as np
from jaxtyping import Bool, Float, Num

from suasion.mechanisms import (
    acceptance,
    cheating,
    dealings,
    delivery,
)
from suasion.mechanisms.types import (
    Action,
    Array,
    Dealings,
    Masks,
    Params,
    PerLane,
    Scalar,
    State,
    Target,
    shortcut,
)
from suasion.mechanisms.year import Scope, Situation
from suasion.notation import STATES
from suasion.simulation.materialize import Materialize, unchanged
from suasion.simulation.policy import Lever, Rules, Shape
from suasion.simulation.year_draws import YearDraws

Lane: TypeAlias = Float[Array, "strategy world"]
Announced: TypeAlias = Float[Array, "instrument strategy world"]
OfRule: TypeAlias = Float[Array, "instrument strategy 1"]


def by_letter(levels: Float[Array, "instrument *#rest"], levers: tuple[Lever, ...]) -> Action:
    """Levels of all instruments, [instrument, ...], by the instruments' letters."""
    return {lever.letter: level for lever, level in zip(levers, levels, strict=True)}


class Memory(NamedTuple):
    """What rules remember; one leaf per rule slot."""

    streak: tuple[Lane, ...]
    fired: tuple[Lane, ...]


def fresh_memory(rules: int, lanes: tuple[int, int]) -> Memory:
    """No rule has begun to hold."""
    zero = jnp.zeros(lanes)
    return Memory((zero,) * rules, (zero,) * rules)


def act(
    schedule: Float[Array, "instrument strategy 1"],
    rules: Rules,
    x: State,
    memory: Memory,
    year: Num[Array, ""],
    shape: Shape,
) -> tuple[Announced, Memory]:
    """What is announced this year: the schedule, and the rules on top in file order.

    Rules read the state at the start of the year. A rule fires once its condition has held for
    ``for_years``, or at ``latest``; it stays fired until ``until``.

    Args:
        schedule: This year's levels.
        rules: The rules.
        x: State at the start of the year.
        memory: What the rules remember.
        year: Year number.
        shape: Which states each rule slot reads.

    Returns:
        Levels, and the new memory.
    """
    levels = schedule + jnp.zeros_like(x["L"])
    streaks, fireds = [], []
    for slot, states in enumerate(shape.rule_states):
        reading = sum(rules.reads[:, slot, k, None] * x[STATES[k].letter] for k in states)
        holds = rules.sign[:, slot, None] * (reading - rules.level[:, slot, None]) > 0
        streak = jnp.where(holds, memory.streak[slot] + 1, 0.0)
        due = (streak >= rules.for_years[:, slot, None]) & (year >= rules.earliest[:, slot, None])
        fired = jnp.maximum(memory.fired[slot], 1.0 * (due | (year >= rules.latest[:, slot, None])))
        on = fired * (year < rules.until[:, slot, None])
        scale, put = (leaf[:, slot].T[..., None] for leaf in (rules.scale, rules.put))

        def put_on(levels: Announced, on: Lane = on, scale: OfRule = scale, put: OfRule = put) -> Announced:
            return jnp.where(on > 0, levels * scale + put, levels)

        levels = shortcut(on > 0, put_on, lambda same: same, levels)
        streaks.append(streak)
        fireds.append(fired)
    return levels, Memory(tuple(streaks), tuple(fireds))


def deliver(
    x: State,
    announced: Announced,
    *,
    baseline: Float[Array, "instrument 1 1"],
    after: Float[Array, "instrument strategy 1"],
    ahead: Float[Array, "strategy 1"],
    draws: YearDraws,
    p: Params,
    m: Masks,
    target: Target,
    levers: tuple[Lever, ...],
    materialize: Materialize = unchanged,
) -> tuple[Action, Dealings]:
    """What happens: only what exceeds the baseline is drawn, and a failed increment falls back to it;
    while the sender's government is out, all that governments hold is at the baseline.

    Args:
        x: State at the start of the year.
        announced: What the strategy announces.
        baseline: The policy in force at the start.
        after: What senders do once the regime has broken down; it is carried out as written.
        ahead: Discounted pressure that the schedule announces.
        draws: What chance decides this year.
        p: Parameters.
        m: Masks.
        target: What stays as it is.
        levers: The instruments, in the order of the levels.
        materialize: From the back end.

    Returns:
        What happens, and what passed between senders and target.
    """
    announced = materialize(announced)
    office = draws.office
    q_d, q_a, broken = _probabilities(
        Situation(x, by_letter(announced, levers), target, p, m), ahead=ahead, draws=draws
    )
    pressed = (draws.delivery < q_d) * office
    taken = jnp.where(broken, 0.0, (draws.acceptance < q_a) * office)
    q_d, q_a, pressed, taken = materialize((q_d, q_a, pressed, taken))
    beyond = jnp.maximum(announced - baseline, 0.0)
    eased = jnp.maximum(baseline - announced, 0.0)
    pressure, offers = (_rows(one.kind == kind for one in levers) for kind in ("pressure", "offer"))
    fails = pressure * (1 - pressed) + offers * (1 - taken)
    lapses = (pressure + offers) * (1 - office)  # a government that is out eases nothing either
    done = announced - beyond * fails + eased * lapses
    over = x["alive"] <= 0
    happens = materialize(shortcut(over, lambda done: jnp.where(over, after, done), lambda same: same, done))
    threatened = _most([row for row, one in zip(beyond, levers, strict=True) if one.threat])
    promised = _most([row for row, one in zip(beyond, levers, strict=True) if one.kind == "offer"])
    deals = Dealings(
        honoured=x["alive"] * dealings.honoured(threatened, promised, q_d, q_a, office),
        reneged=x["alive"] * dealings.reneged(threatened, promised, q_d, office),
    )
    return by_letter(happens, levers), deals


def _probabilities(
    announced: Situation, *, ahead: Float[Array, "strategy 1"], draws: YearDraws
) -> tuple[PerLane, PerLane, Bool[Array, "#strategy #world"]]:
    """How likely pressure is carried out and offers are accepted, and whether an accepted deal is broken."""
    m = announced.masks
    scope = Scope(announced, {"ahead": ahead, "refusal": draws.refusal})
    q_d = _certain_without(m["delivery"], scope.call(delivery.MECHANISM, delivery.chance))
    q_a = _certain_without(m["acceptance"], scope.call(acceptance.MECHANISM, acceptance.chance))
    return q_d, q_a, draws.cheat < m["cheating"] * scope.call(cheating.MECHANISM, cheating.chance)


def _certain_without(on: Scalar, probability: PerLane) -> PerLane:
    """A probability where its mechanism is on, certainty where it is off."""
    return 1 - on * (1 - probability)


def _rows(which: Iterable[bool]) -> Float[np.ndarray, "instrument 1 1"]:
    """1 in the rows of some instruments and 0 in the others."""
    return np.array(list(which), float)[:, None, None]


def _most(rows: list[Lane]) -> Lane:
    """The largest of some arrays, element by element."""
    return reduce(jnp.maximum, rows)
