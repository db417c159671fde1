"""What a strategy is judged by: one record for each outcome, with its function, title, unit, direction and formula.

Nothing here imports JAX: functions take arrays of any library and use the library that the arrays come from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    import jax
    import numpy as np

    Array: TypeAlias = jax.Array | np.ndarray

LEAST_GAIN = 0.01  # a gain, or a distance to what a treaty asks, below which a share of it means nothing


@dataclass(frozen=True)
class Year:
    """One year as outcomes read it; arrays [strategy, world] unless said otherwise.

    Attributes:
        during: The year's letters: states at its start, what was done, what that comes to, and parameters by id.
        end: States at its end, by letter.
        own: Rights at its end, [domain, ...].
        twin: The same in the twin that has ratified nothing, [domain, ...].
        weights: The case's weights of the domains.
        threshold: The level from which the case calls a year acceptable.
        levels: What the treaties in question ask, [domain, ...].
        bound: How much each domain counts in what they ask.
        collapse: 1 where the regime broke down in this year.
        war: 1 where war broke out in this year.
    """

    during: Mapping[str, Array]
    end: Mapping[str, Array]
    own: Array
    twin: Array
    weights: Array
    threshold: Array
    levels: Array
    bound: Array
    collapse: Array
    war: Array


@dataclass(frozen=True)
class Horizon:
    """What a horizon comes to, as outcomes read it.

    Attributes:
        parts: What each part of the outcome added up to, by its name.
        years: How many years the horizon has.
        rights_at_start: The weighted mean of rights at the start.
    """

    parts: Mapping[str, Array]
    years: int
    rights_at_start: Array


@dataclass(frozen=True)
class Part:
    """A quantity of every year, and how the years of the horizon are put together.

    Attributes:
        of_year: The quantity.
        over: ``sum``, ``last`` year or ``highest`` within the horizon; ``tail``: the last of the years after it.
    """

    of_year: Callable[[Year], Array]
    over: Literal["sum", "last", "highest", "tail"] = "sum"


@dataclass(frozen=True)
class Measure:
    """How an outcome is worked out.

    Attributes:
        parts: The quantities that it is made of, by name.
        value: The outcome, from what its parts add up to; missing is NaN.
        needs: What must be played besides: the ``twin`` that has ratified nothing, or a ``tail`` of years after the
            horizon.
    """

    parts: Mapping[str, Part]
    value: Callable[[Horizon], Array]
    needs: Literal["", "twin", "tail"] = ""


@dataclass(frozen=True)
class Outcome:
    """One thing that a strategy is judged by.

    Attributes:
        id: Its name in files and tables.
        title: Its name in prose.
        formula: What it is, as text.
        better: Whether ``more`` or ``less`` of it is better.
        unit: Its unit.
        window: Which years it looks at.
        measure: How it is worked out; most are the :func:`mean` or the :func:`total` of a quantity over the years.
        by_treaty: Whether it also stands for each ratified treaty, as ``compliance:crc``.
    """

    id: str
    title: str
    formula: str
    better: Literal["more", "less"]
    unit: str
    window: str
    measure: Measure = field(repr=False)
    by_treaty: bool = False


def mean(of_year: Callable[[Year], Array]) -> Measure:
    """The mean of a quantity over the years."""
    return Measure({"": Part(of_year)}, lambda horizon: horizon.parts[""] / horizon.years)


def total(of_year: Callable[[Year], Array]) -> Measure:
    """The sum of a quantity over the years."""
    return Measure({"": Part(of_year)}, lambda horizon: horizon.parts[""])


def last(of_year: Callable[[Year], Array]) -> Measure:
    """A quantity in the last year."""
    return Measure({"": Part(of_year, "last")}, lambda horizon: horizon.parts[""])


def weighted(weights: Array, levels: Array) -> Array:
    """Levels by domain, weighted and added up."""
    return weights[0] * levels[0] + weights[1] * levels[1] + weights[2] * levels[2]


def library(array: Array) -> Any:
    """The array library that an array comes from: NumPy or JAX."""
    return array.__array_namespace__()


def rights(year: Year) -> Array:
    """Rights at the end of the year, over domains by the case's weights."""
    return weighted(year.weights, year.own)


def harm(year: Year) -> Array:
    """Subsistence that is lacking, and the dead of a war in the same unit."""
    return 1 - year.end["S"] + year.war * year.during["war.harm"]


def acceptable(year: Year) -> Array:
    """1 in a year with rights at or above the case's threshold."""
    return 1.0 * (rights(year) >= year.threshold)


def apparent(year: Year) -> Array:
    """How much of what the treaties ask is there, whatever brought it about."""
    return weighted(year.bound, library(year.own).minimum(year.own / year.levels, 1.0))


def depth(year: Year) -> Array:
    """How far the unratified twin stays below what the treaties ask, [domain, ...]."""
    distance: Array = library(year.twin).maximum(year.levels - year.twin, 0.0)
    return distance


def covered(year: Year) -> Array:
    """How much of that distance is covered."""
    return weighted(year.bound, library(year.own).clip(year.own - year.twin, 0.0, depth(year)))


def asked(year: Year) -> Array:
    """That distance, over domains."""
    return weighted(year.bound, depth(year))


def compliance(horizon: Horizon) -> Array:
    """The share of the distance that is covered; missing where the treaties ask next to nothing more."""
    distance, least = horizon.parts["asked"], LEAST_GAIN * horizon.years
    xp = library(distance)
    share: Array = xp.where(distance < least, xp.nan, horizon.parts["covered"] / xp.maximum(distance, least))
    return share


def durability(horizon: Horizon) -> Array:
    """The share of the peak gain that outlasts the policy; missing where there was next to no gain."""
    peak = horizon.parts["peak"] - horizon.rights_at_start
    xp = library(peak)
    left = (horizon.parts["afterwards"] - horizon.rights_at_start) / xp.maximum(peak, LEAST_GAIN)
    share: Array = xp.where(peak < LEAST_GAIN, xp.nan, xp.clip(left, 0.0, 1.0))
    return share


OUTCOMES = (
    Outcome(
        id="harm",
        title="harm",
        formula="sum over years of 1 - S, and the dead of a war in the same unit",
        better="less",
        unit="subsistence-years",
        window="horizon",
        measure=total(harm),
    ),
    Outcome(
        id="collapse",
        title="collapse",
        formula="1 if the regime breaks down",
        better="less",
        unit="share of worlds",
        window="horizon",
        measure=total(lambda year: year.collapse),
    ),
    Outcome(
        id="war",
        title="war",
        formula="1 if war breaks out",
        better="less",
        unit="share of worlds",
        window="horizon",
        measure=total(lambda year: year.war),
    ),
    Outcome(
        id="rights",
        title="rights",
        formula="mean over years and domains (the case's weights) of r",
        better="more",
        unit="share",
        window="horizon",
        measure=mean(rights),
    ),
    Outcome(
        id="rights_final",
        title="rights, last year",
        formula="mean over domains of r in the last year",
        better="more",
        unit="share",
        window="last year",
        measure=last(rights),
    ),
    Outcome(
        id="physical_integrity",
        title="physical integrity",
        formula="mean over years of r_P",
        better="more",
        unit="share",
        window="horizon",
        measure=mean(lambda year: year.end["r_P"]),
    ),
    Outcome(
        id="civil_liberties",
        title="civil liberties",
        formula="mean over years of r_C",
        better="more",
        unit="share",
        window="horizon",
        measure=mean(lambda year: year.end["r_C"]),
    ),
    Outcome(
        id="group_rights",
        title="group rights",
        formula="mean over years of r_G",
        better="more",
        unit="share",
        window="horizon",
        measure=mean(lambda year: year.end["r_G"]),
    ),
    Outcome(
        id="subsistence",
        title="subsistence",
        formula="mean over years of S",
        better="more",
        unit="share",
        window="horizon",
        measure=mean(lambda year: year.end["S"]),
    ),
    Outcome(
        id="compliance",
        title="compliance",
        formula="share of the distance from the unratified twin to the treaty's level that "
        "is covered: sum w clip(r - r0, 0, d) / sum w d, d = max(level - r0, 0); missing where the mean of w d "
        "is under .01",
        better="more",
        unit="share",
        window="horizon",
        measure=Measure({"covered": Part(covered), "asked": Part(asked)}, compliance, needs="twin"),
        by_treaty=True,
    ),
    Outcome(
        id="apparent_compliance",
        title="apparent compliance",
        formula="mean of min(r / level, 1)",
        better="more",
        unit="share",
        window="horizon",
        measure=mean(apparent),
        by_treaty=True,
    ),
    Outcome(
        id="acceptable",
        title="acceptable years",
        formula="share of years with rights at or above the case's threshold",
        better="more",
        unit="share of years",
        window="horizon",
        measure=mean(acceptable),
    ),
    Outcome(
        id="partners_at_risk",
        title="partners at risk",
        formula="mean over years of A (1 - r_P) (n + x)",
        better="less",
        unit="share",
        window="horizon",
        measure=mean(
            lambda year: year.during["A"] * (1 - year.during["r_P"]) * (year.during["n"] + year.during["x"])
        ),
    ),
    Outcome(
        id="sender_cost",
        title="sender cost",
        formula="mean over years of the political cost of pressure and the outlay of aid",
        better="less",
        unit="share",
        window="horizon",
        measure=mean(lambda year: year.during["sender_cost"]),
    ),
    Outcome(
        id="durability",
        title="durability",
        formula="share of the peak gain in rights over the start that is left after 5 more "
        "years of baseline, within 0 and 1; missing where the peak gain is under .01",
        better="more",
        unit="share",
        window="horizon + 5",
        measure=Measure(
            {"peak": Part(rights, "highest"), "afterwards": Part(rights, "tail")}, durability, needs="tail"
        ),
    ),
)
OUTCOME_IDS = tuple(outcome.id for outcome in OUTCOMES)
