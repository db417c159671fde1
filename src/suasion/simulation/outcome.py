"""What a strategy is judged by: added up year by year, so that paths need not be kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
from jaxtyping import Bool, Float, Shaped

from suasion.mechanisms.types import Array, Scalar, State
from suasion.mechanisms.year import Scope, Situation
from suasion.notation import OUTCOMES, Outcome
from suasion.notation.outcomes import Horizon, Year, weighted
from suasion.simulation.policy import Shape

#: What audits read, and what comes with it at no price.
LIGHT = ("rights",)
WITH_LIGHT = (*LIGHT, "harm", "collapse", "war", "rights_final")

PerDomainAlone: TypeAlias = Float[Array, " domain"]
Sums: TypeAlias = dict[str, Float[Array, "strategy world"]]  # by the name of a part, or of an outcome


class Setting(NamedTuple):
    """What a rollout needs of the case besides parameters and strategies."""

    treaties: PerDomainAlone  # share of treaty law ratified
    levels: PerDomainAlone  # what the ratified treaties ask
    bound: PerDomainAlone  # weights of compliance, summing to 1
    treaty_levels: Float[Array, "treaty domain"]  # what each ratified treaty asks
    treaty_bound: Float[Array, "treaty domain"]  # its weights, summing to 1
    weights: PerDomainAlone  # the user's weights of rights, summing to 1
    threshold: Scalar
    shock_up: Float[Array, "shock stock_and_Y"]  # pull up while it holds
    shock_down: Float[Array, "shock stock_and_Y"]
    shock_hazard: Float[Array, " shock"]  # added to the log hazard of breakdown
    shock_refusal: Float[Array, " shock"]


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


def nothing_yet(r: Float[Array, "domain world"], shape: Shape) -> Sums:
    """What the parts add up to before the first year; ``r`` is the start."""
    zero = jnp.zeros((shape.strategies, r.shape[-1]))
    return {
        name: zero - jnp.inf if one.outcome.measure.parts[part].over == "highest" else zero
        for one in asked(shape)
        for part, name in one.parts().items()
    }


def seen_year(
    now: Situation,
    end: State,
    r: Float[Array, "domain lane world"],
    falls: Bool[Array, "lane world"],
    strikes: Bool[Array, "lane world"],
    setting: Setting,
    shape: Shape,
) -> Year:
    """One year as outcomes read it, of the strategies without their twins.

    Args:
        now: The year's situation, with what was done.
        end: States at its end, by letter.
        r: Rights at its end; a lane is a strategy, then come the twins.
        falls: Whether the regime broke down in it.
        strikes: Whether war broke out in it.
        setting: The case's constants.
        shape: Where the twins begin.
    """
    n = shape.strategies

    def own(lanes: Shaped[Array, "*rest"]) -> Shaped[Array, "..."]:
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


def add(sums: Sums, year: Year, within: Scalar, setting: Setting, shape: Shape) -> Sums:
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


def outcomes(sums: Sums, r: Float[Array, "domain world"], setting: Setting, shape: Shape) -> Sums:
    """The outcomes from what their parts add up to, [strategy, world]; missing is NaN.

    Args:
        sums: What :func:`add` left after the last year.
        r: Rights at the start.
        setting: The case's constants.
        shape: What was played.
    """
    start = weighted(setting.weights, r)
    return {
        one.id: one.outcome.measure.value(
            Horizon({part: sums[name] for part, name in one.parts().items()}, shape.years, start)
        )
        for one in asked(shape)
    }


def _of_treaty(year: Year, setting: Setting, treaty: int) -> Year:
    """The same year where one treaty alone is asked for."""
    return replace(
        year, levels=setting.treaty_levels[treaty][:, None, None], bound=setting.treaty_bound[treaty]
    )
