"""From what is announced to what happens: rules, refusals, threats not carried out, broken deals."""

from __future__ import annotations

from typing import NamedTuple

import jax.numpy as jnp
import numpy as np

from suasion.mechanisms import (
    acceptance,
    cheating,
    dealings,
    delivery,
    foreclosure,
)
from suasion.mechanisms.types import Action, Array, Dealings, Masks, Params, State, Target, shortcut
from suasion.mechanisms.year import Scope, Situation
from suasion.notation import INSTRUMENTS, STATES
from suasion.simulation.materialize import Materialize, unchanged
from suasion.simulation.plan import Rules, Shape

LETTERS = tuple(one.letter for one in INSTRUMENTS)
#: Levers that senders must get past their own publics, and terms that go with them.
PRESSURE = ("s_t", "s_f", "s_x", "iso", "sh", "rho", "ell", "kappa", "p")
#: Pressure whose announcement is a threat to be kept or broken.
THREATS = ("s_t", "s_f", "s_x", "iso", "sh")
#: Levers that need the target to accept.
OFFERS = ("a", "e", "k", "h", "x", "q", "f")
PRESSES = np.array([name in PRESSURE for name in LETTERS], float)[:, None, None]
OFFERED = np.array([name in OFFERS for name in LETTERS], float)[:, None, None]


def by_letter(levels: Array) -> Action:
    """Levels of all instruments, [instrument, ...], by the instruments' letters."""
    return dict(zip(LETTERS, levels, strict=True))


class Memory(NamedTuple):
    """What rules remember; one leaf per rule slot, [strategy, world]."""

    streak: tuple[Array, ...]
    fired: tuple[Array, ...]


def fresh_memory(rules: int, lanes: tuple[int, int]) -> Memory:
    """No rule has begun to hold."""
    zero = jnp.zeros(lanes)
    return Memory((zero,) * rules, (zero,) * rules)


def act(
    schedule: Array, rules: Rules, x: State, memory: Memory, year: Array, shape: Shape
) -> tuple[Array, Memory]:
    """What is announced this year: the schedule, and the rules on top in file order.

    Rules read the state at the start of the year. A rule fires once its condition has held for
    ``for_years``, or at ``latest``; it stays fired until ``until``.

    Args:
        schedule: This year's levels, [instrument, strategy, 1].
        rules: The rules.
        x: State at the start of the year.
        memory: What the rules remember.
        year: Year number.
        shape: Which states each rule slot reads.

    Returns:
        Levels, [instrument, strategy, world], and the new memory.
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

        def put_on(levels: Array, on: Array = on, scale: Array = scale, put: Array = put) -> Array:
            return jnp.where(on > 0, levels * scale + put, levels)

        levels = shortcut(on > 0, put_on, lambda same: same, levels)
        streaks.append(streak)
        fireds.append(fired)
    return levels, Memory(tuple(streaks), tuple(fireds))


def deliver(
    x: State,
    announced: Array,
    baseline: Array,
    after: Array,
    ahead: Array,
    luck: tuple[Array, Array, Array],
    office: Array,
    refusal: Array,
    p: Params,
    m: Masks,
    target: Target,
    *,
    materialize: Materialize = unchanged,
) -> tuple[Action, Dealings]:
    """What happens: only what exceeds the baseline is drawn, and a failed increment falls back to it;
    while the sender's government is out, all that governments hold is at the baseline.

    Args:
        x: State at the start of the year.
        announced: What the strategy announces, [instrument, strategy, world].
        baseline: The policy in force at the start, [instrument, 1, 1].
        after: What senders do once the regime has broken down, [instrument, strategy, 1]; it is
            carried out as written.
        ahead: Discounted pressure that the schedule announces, [strategy, 1].
        luck: Chance of delivery, of acceptance and of cheating, uniform, each [world].
        office: 1 while the sender's government backs the policy, [world].
        refusal: How far a shut border makes the target refuse, [world].
        p: Parameters.
        m: Masks.
        target: What stays as it is.
        materialize: From the back end.

    Returns:
        What happens, and what passed between senders and target.
    """
    announced = materialize(announced)
    u = by_letter(announced)
    scope = Scope(Situation(x, u, target, p, m), {"office": office, "refusal": refusal, "ahead": ahead})
    cost = scope.call(delivery.MECHANISM, delivery.cost)
    q_d = _chance(
        m["delivery"],
        delivery.chance(x["Omega"], cost, p["delivery.b_0"], p["delivery.b_1"], p["delivery.b_2"]),
    )
    gain = scope["gain"]
    anticipated = m["foreclosure"] * foreclosure.anticipated(x["Z"], ahead)
    q_a = _chance(
        m["acceptance"],
        acceptance.chance(
            u["kappa"],
            gain,
            anticipated,
            refusal,
            p["acceptance.a_0"],
            p["acceptance.a_1"],
            p["foreclosure.a_2"],
            p["acceptance.a_3"],
        ),
    )
    broken = luck[2] < m["cheating"] * cheating.chance(scope["pi"], p["cheating.c_0"])
    pressed = (luck[0] < q_d) * office
    taken = jnp.where(broken, 0.0, (luck[1] < q_a) * office)
    q_d, q_a, pressed, taken = materialize((q_d, q_a, pressed, taken))
    beyond = jnp.maximum(announced - baseline, 0.0)
    eased = jnp.maximum(baseline - announced, 0.0)
    fails = PRESSES * (1 - pressed) + OFFERED * (1 - taken)
    lapses = (PRESSES + OFFERED) * (1 - office)  # a government that is out eases nothing either
    done = announced - beyond * fails + eased * lapses
    over = x["alive"] <= 0
    happens = materialize(shortcut(over, lambda done: jnp.where(over, after, done), lambda same: same, done))
    above = by_letter(beyond)
    threatened = _most(above, THREATS)
    promised = _most(above, OFFERS)
    deals = Dealings(
        honoured=x["alive"] * dealings.honoured(threatened, promised, q_d, q_a, office),
        reneged=x["alive"] * dealings.reneged(threatened, promised, q_d, office),
    )
    return by_letter(happens), deals


def _chance(on: Array, chance: Array) -> Array:
    """A chance where its mechanism is on, certainty where it is off."""
    return 1 - on * (1 - chance)


def _most(beyond: Action, names: tuple[str, ...]) -> Array:
    """The largest increment over the baseline among some levers."""
    most = beyond[names[0]]
    for name in names[1:]:
        most = jnp.maximum(most, beyond[name])
    return most
