"""Tying rights to another issue lends them its slack, or sinks them under its deficit."""

from __future__ import annotations

import jax.numpy as jnp

from suasion.domain.mechanism import Derived, Equation, Incentive, Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.prior import LogNormal
from suasion.games.depth import deepest_treaty
from suasion.mechanisms.types import PerLane, PerWorld


def deepest(beta_o: PerWorld, delta: PerWorld, pi: PerLane) -> PerLane:
    """Deepest agreement on the linked issue that punishment and detection can keep."""
    depth: PerLane = deepest_treaty(beta_o, delta, detection=pi)
    return depth


def slack(demand: PerWorld, d_max: PerLane) -> PerLane:
    """Slack of the linked issue: negative when more is demanded than can be kept."""
    return jnp.clip(1 - demand / d_max, -1.0, 1.0)


def term(ell: PerLane, slack: PerLane, lambda_ell: PerWorld) -> PerLane:
    """Incentive lent by, or lost to, the linked issue."""
    return ell * lambda_ell * slack


MECHANISM = Mechanism(
    id="issue_linkage",
    title="Issue linkage",
    claim="Tying rights to another issue lends them its slack, or sinks them under its deficit.",
    equations=(
        Equation("d_max", "2*beta_o*delta*pi/(1 - delta + delta*pi)", deepest, Derived()),
        Equation("slack", "Min(Max(1 - demand/d_max, -1), 1)", slack, Derived()),
        Equation("issue_linkage", "ell*lambda_ell*slack", term, Incentive(order=100)),
    ),
    parameters=(
        Parameter(
            "issue_linkage.lambda_ell",
            "incentive per unit of slack at full linkage",
            "logit",
            LogNormal(0.3, 0.7),
            "assumed",
            "slack lies within one unit of zero",
            "enforcement school (linking adds weight), managerial school (linking blurs)",
        ),
    ),
    sources=("downs_rocke_barsoom1996", "hafnerburton2005"),
    disputed="Confronters would link rights to denuclearisation; the essay would not.",
)
