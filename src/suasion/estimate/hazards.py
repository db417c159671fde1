"""Hazards of openings, closings and breakdowns, estimated."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float, Int

from suasion.estimate.choices import SHAPE
from suasion.estimate.episodes import Breakdowns, Episodes
from suasion.estimate.histories import REGIMES, Histories
from suasion.estimate.rows import memories

#: Years of kindred regimes that count as much as a state's own record.
KINDRED = 100.0
#: Prior mean of the spread of states' effects on breakdown.
SPREAD = 0.4
#: Kinds of regime with a coefficient of their own; "other" is the one without.
KINDS = REGIMES[1:-1]
BREAKDOWN_TERMS = (*KINDS, "level", "level_squared", "log_age", "moves", "changes", "conflict", "wave")
DESTINATION_TERMS = ("level", "wave")


class Counts(NamedTuple):
    """Events and regimes at risk of them, year by year."""

    events: Int[np.ndarray, " year"]
    at_risk: Int[np.ndarray, " year"]
    years: Int[np.ndarray, " year"]


def counts(episodes: Episodes, of: Histories) -> Counts:
    """How many episodes began in each year in which any regime was at risk of one."""
    at_risk = episodes.at_risk.sum(0)
    events = np.bincount(episodes.year, minlength=at_risk.size)
    some = at_risk > 0
    return Counts(events[some], at_risk[some], of.years[some])


def wave_model(data: Counts) -> None:
    """Openings as counts whose hazard has two states, quiet and wave, that persist; for NumPyro.

    The states are summed out by the forward algorithm; ``wave`` is the filtered probability of a wave in each year.
    """
    import jax
    import jax.numpy as jnp
    import numpyro
    from jax.scipy.special import gammaln, logsumexp
    from numpyro import distributions as dist

    quiet = numpyro.sample("quiet", dist.LogNormal(np.log(0.01), 1.0))
    ratio = numpyro.sample("ratio", dist.LogNormal(np.log(4.0), 0.7))
    enter = numpyro.sample("enter", dist.Beta(1.0, 9.0))
    leave = numpyro.sample("leave", dist.Beta(1.0, 3.0))
    in_wave = numpyro.deterministic("in_wave", quiet * (1 + ratio))
    rates = data.at_risk[:, None] * jnp.stack([quiet, in_wave])
    log_likelihood = data.events[:, None] * jnp.log(rates) - rates - gammaln(data.events + 1.0)[:, None]
    change = jnp.log(jnp.stack([jnp.stack([1 - enter, enter]), jnp.stack([leave, 1 - leave])]))
    start = jnp.log(jnp.stack([leave, enter]) / (enter + leave))

    def one_year(before: jax.Array, now: jax.Array) -> tuple[jax.Array, jax.Array]:
        joint = logsumexp(before[:, None] + change, axis=0) + now
        return joint, joint

    first = start + log_likelihood[0]
    last, later = jax.lax.scan(one_year, first, log_likelihood[1:])
    forward = jnp.concatenate([first[None], later])

    def back(after: jax.Array, now: jax.Array) -> tuple[jax.Array, jax.Array]:
        before = logsumexp(change + now + after, axis=1)
        return before, before

    _, backward = jax.lax.scan(back, jnp.zeros(2), log_likelihood[1:], reverse=True)
    both = forward + jnp.concatenate([backward, jnp.zeros((1, 2))])
    numpyro.deterministic("wave", jax.nn.softmax(both, axis=1)[:, 1])
    numpyro.factor("counts", logsumexp(last))


def constant_hazard(
    episodes: Episodes, *, draws: int, rng: np.random.Generator
) -> Float[np.ndarray, " draw"]:
    """A hazard without waves: the gamma posterior of a count over exposure, from Jeffreys' prior."""
    events, years = episodes.exposure()
    hazards: Float[np.ndarray, " draw"] = rng.gamma(events.sum() + 0.5, 1 / years.sum(), draws)
    return hazards


def shrunk(events: np.ndarray, years: np.ndarray, pool: float) -> np.ndarray:
    """A state's hazard, with kindred regimes worth ``KINDRED`` years at the pool's hazard.

    With 2 in 100 for the pool and none in 41 of its own: (2 + 0)/(100 + 41) = .0142.
    """
    hazard: np.ndarray = (pool * KINDRED + events) / (KINDRED + years)
    return hazard


class BreakdownData(NamedTuple):
    """Regime-years at risk of a breakdown, and the breakdowns among them.

    Attributes:
        terms: In the order of ``BREAKDOWN_TERMS``, [regime-year, term].
        fell: Whether the regime broke down in the next year, [regime-year].
        state: Index of the state among those with rows, [regime-year].
        states: Rows of the histories that the indices stand for.
        destination_terms: In the order of ``DESTINATION_TERMS``, [breakdown, term].
        democratic: Whether a democracy followed, [breakdown].
    """

    terms: Float[np.ndarray, "row term"]
    fell: Bool[np.ndarray, " row"]
    state: Int[np.ndarray, " row"]
    states: Int[np.ndarray, " state"]
    destination_terms: Float[np.ndarray, "breakdown term"]
    democratic: Bool[np.ndarray, " breakdown"]


def breakdown_data(of: Histories, events: Breakdowns, wave: Float[np.ndarray, " year"]) -> BreakdownData:
    """The rows of the breakdown's hazard.

    Args:
        of: The histories.
        events: Their breakdowns.
        wave: Probability of a wave of openings in each year of the histories.
    """
    _, memory = memories(of.levels)
    rights = of.rights
    moves = np.stack([np.asarray(one.moves[:4]).mean(0) for one in memory], -1)
    changes = np.stack([np.asarray(one.changes[:4]).mean(0) for one in memory], -1)
    next_regime = np.zeros_like(of.regime)
    next_regime[:, :-1] = of.regime[:, 1:]
    age = np.nan_to_num(np.roll(of.age, -1, axis=1), nan=1.0)
    table = np.stack(
        [
            *(1.0 * (next_regime == REGIMES.index(kind)) for kind in KINDS),
            rights,
            rights**2,
            np.log1p(np.maximum(age, 0.0)),
            moves,
            changes,
            1.0 * of.conflict,
            np.broadcast_to(np.append(wave[1:], wave[-1]), rights.shape),
        ],
        -1,
    )
    fell = np.zeros(rights.shape, bool)
    fell[events.state, events.year] = True
    at = events.at_risk.nonzero()
    states, state = np.unique(at[0], return_inverse=True)
    leaving = table[events.state, events.year]
    columns = [BREAKDOWN_TERMS.index(name) for name in DESTINATION_TERMS]
    return BreakdownData(table[at], fell[at], state, states, leaving[:, columns], events.democratic)


def breakdown_model(data: BreakdownData) -> None:
    """Breakdown as a yearly logit with effects of states, and where it leads; for NumPyro."""
    import jax
    import jax.numpy as jnp
    import numpyro
    from numpyro import distributions as dist

    intercept = numpyro.sample("intercept", dist.Normal(-3.0, 1.5))
    slopes = numpyro.sample("slopes", dist.Normal(0, 1.5).expand([data.terms.shape[1]]))
    spread = numpyro.sample("spread", dist.Gamma(SHAPE, SHAPE / SPREAD))
    effect = numpyro.sample("z", dist.Normal(0, 1).expand([data.states.size])) * spread
    numpyro.deterministic("effect", effect)
    logit = intercept + data.terms @ slopes + effect[data.state]
    numpyro.factor("fell", jnp.sum(jax.nn.log_sigmoid(jnp.where(data.fell, logit, -logit))))
    to = numpyro.sample("destination", dist.Normal(0, 1.5))
    to_slopes = numpyro.sample(
        "destination_slopes", dist.Normal(0, 1.5).expand([data.destination_terms.shape[1]])
    )
    where = to + data.destination_terms @ to_slopes
    numpyro.factor("leads", jnp.sum(jax.nn.log_sigmoid(jnp.where(data.democratic, where, -where))))
