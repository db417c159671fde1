"""What a strategy is judged by: added up year by year, so that paths need not be kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

import jax
import jax.numpy as jnp

from suasion.mechanisms.types import Array
from suasion.mechanisms.year import Scope, Situation
from suasion.notation import OUTCOMES, Outcome
from suasion.notation.outcomes import Played, Year, weighted
from suasion.simulation.policy import Shape

#: What audits read, and what comes with it at no price.
LIGHT = ("rights",)
WITH_LIGHT = (*LIGHT, "harm", "collapse", "war", "rights_final")


class Setting(NamedTuple):
    """What a rollout needs of the case besides parameters and strategies."""

    treaties: Array  # [domain], share of treaty law ratified
    levels: Array  # [domain], what the ratified treaties ask
    bound: Array  # [domain], weights of compliance, summing to 1
    treaty_levels: Array  # [treaty, domain], what each ratified treaty asks
    treaty_bound: Array  # [treaty, domain], its weights, summing to 1
    weights: Array  # [domain], the user's weights of rights, summing to 1
    threshold: Array
    shock_up: Array  # [shock, stock and Y], pull up while it holds
    shock_down: Array  # [shock, stock and Y]
    shock_hazard: Array  # [shock], added to the log hazard of breakdown
    shock_refusal: Array  # [shock]


class Asked(NamedTuple):
    """An outcome for all ratified treaties together, or for one of them.

    Attributes:
        outcome: The outcome.
        treaty: The treaty; empty for all of them.
    """

    outcome: Outcome
    treaty: str = ""

    @property
    def id(self) -> str:
        """Its name in files and tables."""
        return f"{self.outcome.id}:{self.treaty}" if self.treaty else self.outcome.id

    def parts(self) -> dict[str, str]:
        """The name under which each part is added up."""
        return {part: f"{self.id}/{part}" if part else self.id for part in self.outcome.measure.parts}


def asked(shape: Shape) -> Iterator[Asked]:
    """The outcomes that a shape plays; beside the twin some stand for each treaty too."""
    played = {"": True, "twin": shape.twin, "tail": shape.tail > 0}
    for outcome in OUTCOMES:
        if played[outcome.measure.needs] and (not shape.light or outcome.id in WITH_LIGHT):
            yield Asked(outcome)
            if outcome.by_treaty and shape.twin:
                yield from (Asked(outcome, treaty) for treaty in shape.treaties)


def ids(shape: Shape) -> tuple[str, ...]:
    """Ids of what :func:`outcomes` gives for a shape, in alphabetical order."""
    return tuple(sorted(one.id for one in asked(shape)))


def nothing_yet(r: Array, shape: Shape) -> dict[str, Array]:
    """What the parts add up to before the first year; ``r`` is the start, [domain, world]."""
    zero = jnp.zeros((shape.strategies, r.shape[-1]))
    return {
        name: zero - jnp.inf if one.outcome.measure.parts[part].over == "highest" else zero
        for one in asked(shape)
        for part, name in one.parts().items()
    }


def seen_year(
    now: Situation,
    end: Mapping[str, Array],
    r: Array,
    falls: Array,
    strikes: Array,
    setting: Setting,
    shape: Shape,
) -> Year:
    """One year as outcomes read it, of the strategies without their twins.

    Args:
        now: The year's situation, with what was done.
        end: States at its end, by letter.
        r: Rights at its end, [domain, strategy (then twins), world].
        falls: Whether the regime broke down in it.
        strikes: Whether war broke out in it.
        setting: The case's constants.
        shape: Where the twins begin.
    """
    n = shape.strategies

    def own(lanes: Array) -> Array:
        return lanes[:n]

    situation = now._replace(state=jax.tree.map(own, now.state), action=jax.tree.map(own, now.action))
    return Year(
        during=Scope(situation),
        end=jax.tree.map(own, dict(end)),
        own=r[:, :n],
        twin=r[:, n:],
        weights=setting.weights,
        threshold=setting.threshold,
        levels=setting.levels[:, None, None],
        bound=setting.bound,
        collapse=1.0 * own(falls),
        war=1.0 * own(strikes),
    )


def add(
    sums: Mapping[str, Array], year: Year, within: Array, setting: Setting, shape: Shape
) -> dict[str, Array]:
    """The parts after one more year; ``within`` is 1 up to the horizon and 0 in the tail."""
    total = {}
    for one in asked(shape):
        law = _of_treaty(year, setting, shape.treaties.index(one.treaty)) if one.treaty else year
        for part, name in one.parts().items():
            how, before = one.outcome.measure.parts[part], sums[name]
            value = how.of_year(law)
            if how.over == "sum":
                total[name] = before + within * value
            elif how.over == "tail":
                total[name] = value
            else:
                best = jnp.maximum(before, value) if how.over == "highest" else value
                total[name] = jnp.where(within > 0, best, before)
    return total


def outcomes(sums: Mapping[str, Array], r: Array, setting: Setting, shape: Shape) -> dict[str, Array]:
    """The outcomes from what their parts add up to, [strategy, world]; missing is NaN.

    Args:
        sums: What :func:`add` left after the last year.
        r: Rights at the start, [domain, world].
        setting: The case's constants.
        shape: What was played.
    """
    start = weighted(setting.weights, r)
    return {
        one.id: one.outcome.measure.value(
            Played({part: sums[name] for part, name in one.parts().items()}, shape.years, start)
        )
        for one in asked(shape)
    }


def _of_treaty(year: Year, setting: Setting, treaty: int) -> Year:
    """The same year where one treaty alone is asked for."""
    return replace(
        year, levels=setting.treaty_levels[treaty][:, None, None], bound=setting.treaty_bound[treaty]
    )
