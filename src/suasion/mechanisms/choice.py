"""The target chooses, per domain, to tighten, hold or loosen: quantal response to its incentive."""

from __future__ import annotations

import jax.numpy as jnp

from suasion.domain.mechanism import Equation, Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.prior import LogNormal
from suasion.mechanisms.types import PerDomain


def start_weight(m_minus: PerDomain, m_plus: PerDomain, E: PerDomain) -> PerDomain:
    """Weight of loosening, exp(v), at which expected steps up and down cancel."""
    return jnp.sqrt(m_minus / (E * m_plus))


def no_change_used(z: PerDomain, mu: PerDomain, E: PerDomain) -> PerDomain:
    """Share of years without change, raised where failed attempts would leave no room for it."""
    return jnp.maximum(z, 1 - 0.9 * (1 + mu) / (1 + mu / E))


def hold_weight(z_used: PerDomain, mu: PerDomain, w_0: PerDomain) -> PerDomain:
    """Weight of holding on, exp(eta), that makes the start's share of years without change come out."""
    return (1 + mu) / ((1 - z_used) * w_0) - 1 / w_0 - w_0


def chance_tighten(w: PerDomain, hold: PerDomain) -> PerDomain:
    """Chance to tighten: exp(-v) over the sum of the three weights, with w = exp(v)."""
    return 1 / (1 + w * (hold + w))


def chance_loosen(w: PerDomain, hold: PerDomain) -> PerDomain:
    """Chance to decide to loosen; carried out with the share ``E``."""
    return w * w * chance_tighten(w, hold)


MECHANISM = Mechanism(
    id="choice",
    title="Quantal response",
    claim="Each year the target tightens, holds or loosens in each domain; the better an option pays, the likelier.",
    equations=(
        Equation("w_0", "sqrt(m_minus/(E*m_plus))", start_weight),
        Equation("z_used", "Max(z, 1 - 0.9*(1 + mu)/(1 + mu/E))", no_change_used),
        Equation("hold", "(1 + mu)/((1 - z_used)*w_0) - 1/w_0 - w_0", hold_weight),
        Equation("p_minus", "(1/w)/(1/w + hold + w)", chance_tighten),
        Equation("p_plus", "w/(1/w + hold + w)", chance_loosen),
    ),
    parameters=tuple(
        Parameter(
            f"choice.s_{domain}",
            f"how strongly incentives act on {words}",
            "1",
            LogNormal(1.0, 0.3),
            "assumed",
            "without it all domains would move alike",
            "comparativists: domains differ by what they cost the regime",
        )
        for domain, words in (("P", "physical integrity"), ("C", "civil liberties"), ("G", "group rights"))
    ),
    sources=("lupu2013", "hafnerburton2008"),
    disputed="Governments may follow routines rather than choose year by year.",
    switchable=False,
)
