"""The posterior's numbers, each beside its prior, with the contraction that says how much the record taught."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from jaxtyping import Float
from scipy import special

from suasion.domain.findings.posterior import (
    CONTRACTION,
    PosteriorChecks,
    PosteriorLimits,
    PosteriorNumber,
)
from suasion.estimate import choices, hazards, sizes
from suasion.estimate.basis import Basis
from suasion.estimate.parts import Samples
from suasion.mechanisms.kernel.features import FEATURES

#: Standard deviation of the log of a spread under its gamma prior.
LOG_SPREAD = float(np.sqrt(special.polygamma(1, choices.SHAPE)))
#: Quantiles whose effective sample size is the tails'.
TAIL = (0.05, 0.95)


class Draws(NamedTuple):
    """One number's draws beside its prior.

    Attributes:
        id: Its name.
        values: [chain, draw].
        prior_sd: Standard deviation of its prior, of its logarithm if ``log``.
        log: Whether prior and posterior are compared on the log scale.
    """

    id: str
    values: Float[np.ndarray, "chain draw"]
    prior_sd: float
    log: bool = False


def _slopes(name: str, weights: np.ndarray, by: Basis, prior: float) -> Iterator[Draws]:
    """Slopes by standardised features, whose prior follows from that of the coordinates' weights."""
    slopes = by.slopes(weights.reshape(-1, weights.shape[-1])).reshape(weights.shape)
    for i, feature in enumerate(FEATURES):
        sd = float(prior * np.linalg.norm(by.turn[i]))
        if sd > 0:
            yield Draws(f"{name}.{feature}", slopes[..., i], sd)


def of_choice(series: str, samples: Samples, by: Basis) -> Iterator[Draws]:
    """The numbers of a series' choice."""
    for side in ("direction", "stillness"):
        yield Draws(f"kernel.{series}.{side}", samples[side], choices.INTERCEPT)
        yield from _slopes(f"kernel.{series}.{side}", samples[f"{side}_weights"], by, choices.WEIGHT)
    for name in choices.SPREADS:
        yield Draws(f"kernel.{series}.{name}", samples[name], LOG_SPREAD, log=True)
    if "recoded" in samples:
        yield Draws(f"kernel.{series}.recoded", samples["recoded"], choices.RECODED)


def of_size(series: str, side: str, samples: Samples, by: Basis) -> Iterator[Draws]:
    """The numbers of a series' sizes, up or down."""
    yield Draws(f"kernel.{series}.{side}", samples["centre"], sizes.CENTRE[1])
    yield from _slopes(f"kernel.{series}.{side}", samples["weights"], by, sizes.WEIGHT)
    yield Draws(f"kernel.{series}.{side}.scale", samples["scale"], sizes.SCALE[1], log=True)


def of_waves(samples: Samples) -> Iterator[Draws]:
    """The numbers of the openings' hazard."""
    priors = {"quiet": 1.0, "ratio": 0.7}
    for name, sd in priors.items():
        yield Draws(f"opening.{name}", samples[name], sd, log=True)
    for name, (a, b) in {"enter": (1.0, 9.0), "leave": (1.0, 3.0)}.items():
        yield Draws(f"opening.{name}", samples[name], float(np.sqrt(a * b / ((a + b) ** 2 * (a + b + 1)))))


def of_breakdowns(samples: Samples) -> Iterator[Draws]:
    """The numbers of the breakdown's hazard and of where it leads."""
    yield Draws("breakdown.intercept", samples["intercept"], 1.5)
    for i, name in enumerate(hazards.BREAKDOWN_TERMS):
        yield Draws(f"breakdown.{name}", samples["slopes"][..., i], 1.5)
    yield Draws("breakdown.spread", samples["spread"], LOG_SPREAD, log=True)
    yield Draws("breakdown.to_democracy", samples["destination"], 1.5)
    for i, name in enumerate(hazards.DESTINATION_TERMS):
        yield Draws(f"breakdown.to_democracy.{name}", samples["destination_slopes"][..., i], 1.5)


def summed_up(draws: Draws, part: str, *, chains: bool) -> PosteriorNumber:
    """One number's posterior beside its prior."""
    values = draws.values
    on_scale = np.log(values) if draws.log else values
    contraction = 1 - float(on_scale.var()) / draws.prior_sd**2
    low, median, high = np.quantile(values, (0.05, 0.5, 0.95))
    rhat, bulk, tail = agreement(values) if chains else (None, None, None)
    return PosteriorNumber(
        id=draws.id,
        part=part,
        log=draws.log,
        prior_sd=draws.prior_sd,
        mean=float(values.mean()),
        sd=float(values.std()),
        q05=float(low),
        q50=float(median),
        q95=float(high),
        contraction=contraction,
        origin="estimated" if contraction >= CONTRACTION else "assumed",
        rhat=rhat,
        ess_bulk=bulk,
        ess_tail=tail,
    )


def agreement(values: Float[np.ndarray, "chain draw"]) -> tuple[float, float, float]:
    """R-hat, bulk and tail effective sample size, by arviz-stats."""
    from arviz_stats.base.array import array_stats

    rhat = array_stats.rhat(values)
    bulk = array_stats.ess(values)
    tail = array_stats.ess(values, method="tail", prob=TAIL)
    return float(rhat), float(bulk), float(tail)


def effect_sizes(samples: Mapping[str, Samples]) -> list[float]:
    """Bulk effective sample sizes of all effects of states and years."""
    from arviz_stats.base.array import array_stats

    sizes_of: list[float] = []
    for part, sites in samples.items():
        names = [f"{name}_effect" for name in choices.SPREADS] if part.startswith("choice") else ["effect"]
        for name in set(names) & set(sites):
            sizes_of += array_stats.ess(np.moveaxis(sites[name], -1, 0)).tolist()
    return sizes_of


def checked(
    numbers: list[PosteriorNumber], effects: list[float], diverged: int, *, chains: bool
) -> PosteriorChecks:
    """Whether the chains keep the limits; without chains there is nothing to check."""
    limits = PosteriorLimits()
    if not chains:
        return PosteriorChecks(
            limits=limits,
            rhat=None,
            rhat_at="",
            ess_bulk=None,
            ess_tail=None,
            ess_at="",
            effect_ess=None,
            diverged=0,
            failed=False,
        )
    worst = max(numbers, key=lambda one: one.rhat or np.inf)
    least = min(numbers, key=lambda one: min(one.ess_bulk or 0.0, one.ess_tail or 0.0))
    bulk, tail = (min(getattr(one, name) or 0.0 for one in numbers) for name in ("ess_bulk", "ess_tail"))
    of_effects = min(effects)
    failed = (
        (worst.rhat or np.inf) >= limits.rhat
        or min(bulk, tail) <= limits.ess
        or of_effects <= limits.effect_ess
        or diverged > 0
    )
    return PosteriorChecks(
        limits=limits,
        rhat=worst.rhat,
        rhat_at=worst.id,
        ess_bulk=bulk,
        ess_tail=tail,
        ess_at=least.id,
        effect_ess=of_effects,
        diverged=diverged,
        failed=bool(failed),
    )
