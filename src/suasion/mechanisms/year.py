"""One year of the model, composed from the mechanisms in the order of the paper.

All right-hand sides read the state at the start of the year. ``move_probs`` is what ``simulation``
samples and what a likelihood sums out; ``stocks`` is deterministic.
"""

from __future__ import annotations

from collections.abc import Mapping

import jax.numpy as jnp

from suasion.games.depth import deepest_treaty
from suasion.mechanisms import (
    access,
    assurance,
    backlash,
    boomerang,
    capacity_growth,
    choice,
    civil_society_growth,
    clarification,
    collapse,
    concern_formation,
    conditional_leverage,
    credibility,
    detection,
    domestic_demand,
    exposure,
    inability,
    information_flow,
    isolation_erosion,
    issue_linkage,
    linkage_growth,
    moves,
    norm_growth,
    norms,
    patron_buffer,
    patron_shift,
    rally,
    rents,
    resources,
    shame,
    sincerity,
    stock,
    subsistence_effects,
    threat_formation,
    threat_repression,
    war,
)
from suasion.mechanisms.types import (
    Action,
    Array,
    Constants,
    Dealings,
    Drivers,
    Masks,
    Params,
    Probs,
    Pulls,
    State,
    Target,
)

DOMAIN_LETTERS = ("P", "C", "G")

#: Which mechanism holds the rate and the half-life of each stock.
STOCK_LAW = {
    "L": "linkage_growth",
    "B": "patron_shift",
    "A": "civil_society_growth",
    "I": "information_flow",
    "H": "access",
    "N": "norm_growth",
    "K": "capacity_growth",
    "Q": "clarification",
    "T": "threat_formation",
    "Z": "credibility",
    "Omega": "concern_formation",
    "S": "subsistence_effects",  # its pulls carry their own rates
}


def drivers(x: State, u: Action, p: Params, m: Masks, target: Target) -> Drivers:
    """What the instruments come to in this state."""
    e_c = exposure.open_trade(u.e, u.s_t)
    a_c = assurance.credible(u.a, u.s_t, u.s_f, u.iso, u.sh, u.rho, p["assurance.theta_a"])
    B_eff = m["patron_buffer"] * patron_buffer.effective(x.B, u.p)
    xi = patron_buffer.exposure(x.L, B_eff, p["patron_buffer.omega"])
    return Drivers(
        e_c=e_c,
        a_c=a_c,
        B_eff=B_eff,
        xi=xi,
        bite=exposure.bite(u.s_t, u.s_f, u.s_x, xi, p["exposure.iota"]),
        hit=exposure.hit(u.s_t, u.s_f, u.s_x, xi, p["exposure.epsilon"]),
        gain=exposure.gain(e_c, x.L, u.k),
        pi=detection.detected(target.detection, u.m, u.f, x.I),
        Z_c=sincerity.believed(x.Z, u.rho, p["sincerity.h_rho"]),
    )


def shared_incentive(x: State, u: Action, d: Drivers, p: Params, m: Masks, target: Target) -> Array:
    """The part of the incentive that is the same in every domain."""
    slack = issue_linkage.slack(
        target.demand, deepest_treaty(target.benefit, target.patience, detection=d.pi)
    )
    return (
        m["conditional_leverage"]
        * conditional_leverage.term(
            u.kappa,
            d.pi,
            d.Z_c,
            d.bite,
            d.gain,
            p["conditional_leverage.lambda_S"],
            p["conditional_leverage.lambda_E"],
        )
        + m["rents"] * rents.term(u.kappa, d.gain, p["rents.psi"])
        + m["assurance"] * assurance.term(d.a_c, d.Z_c, x.T, p["assurance.lambda_a"])
        + m["domestic_demand"] * domestic_demand.term(x.A, x.I, p["domestic_demand.lambda_D"])
        + m["boomerang"] * boomerang.term(x.A, x.r_C, x.I, x.L, u.n, p["boomerang.lambda_b"])
        + m["rally"] * rally.term(d.hit, x.T, x.I, p["rally.lambda_rally"])
        + m["backlash"] * backlash.term(u.kappa, d.hit, p["backlash.lambda_W"])
        + m["threat_repression"] * threat_repression.term(x.T, p["threat_repression.lambda_T"])
        + m["resources"] * resources.term(x.Y, p["resources.lambda_Y"])
        + m["issue_linkage"] * issue_linkage.term(u.ell, slack, p["issue_linkage.lambda_ell"])
    )


def treaty_incentive(M: Array, x: State, u: Action, d: Drivers, p: Params, m: Masks) -> Array:
    """The part of the incentive that hangs on what was ratified in the domain: shame and norms."""
    raw = shame.raw(u.sh, d.pi, x.A, x.L, x.N, M, p["shame.nu_A"], p["shame.nu_L"], p["shame.nu_N"])
    shamed = shame.term(raw, u.rho, u.sh, x.A, x.T, p["shame.lambda_R"], p["shame.chi"], p["sincerity.h_rho"])
    return m["shame"] * shamed + m["norms"] * norms.term(x.N, M, p["norms.lambda_N"])


def incentives(shared: Array, M: Array, x: State, u: Action, d: Drivers, p: Params, m: Masks) -> Array:
    """Incentive to loosen in each domain, less the constant that the start fixes, [domain, ...].

    Args:
        shared: From :func:`shared_incentive`.
        M: Ratified treaty law, [domain, ...].
        x: State at the start of the year.
        u: What is done.
        d: What that comes to.
        p: Parameters.
        m: Masks.
    """
    return p["choice.s"] * (shared + treaty_incentive(M, x, u, d, p, m))


def executions(x: State, p: Params, m: Masks) -> Array:
    """Share of decisions to loosen that capacity and clarity let be carried out, [domain, ...]."""
    log_K, log_Q = jnp.log(jnp.maximum(x.K, 1e-9)), jnp.log(jnp.maximum(x.Q, 1e-9))
    upsilon = m["inability"] * p["inability.upsilon"]
    return jnp.exp(
        inability.log_execution(log_K, log_Q, p["inability.theta_K"], p["inability.theta_Q"], upsilon)
    )


def jump_shares(r: Array, p: Params) -> tuple[Array, Array]:
    """Share of moves up and of moves down that are jumps, at level ``r``."""
    return (
        moves.jump_share(r, p["moves.up_low"], p["moves.up_high"]),
        moves.jump_share(r, p["moves.down_low"], p["moves.down_high"]),
    )


def mean_moves(r: Array, p: Params) -> tuple[Array, Array]:
    """Mean move up and down at level ``r``, in protection."""
    up, down = jump_shares(r, p)
    return (
        (1 - r) * moves.mean_step(up, p["moves.up_jump"], p["moves.up_small"]),
        r * moves.mean_step(down, p["moves.down_jump"], p["moves.down_small"]),
    )


def solve_choice(r: Array, incentive: Array, E: Array, p: Params, z: Array) -> tuple[Array, Array]:
    """``exp(alpha)`` and the weight of holding that make ``r`` a fixed point, both [domain, ...].

    Args:
        r: Protection, [domain, ...], taken within .01 and .99.
        incentive: ``exp`` of the incentives less alpha.
        E: Share of decisions carried out.
        p: Parameters.
        z: Share of years without change, [domain, ...].
    """
    up, down = mean_moves(jnp.clip(r, 0.01, 0.99), p)
    w_0 = choice.start_weight(down, up, E)
    mu = down / up
    return w_0 / incentive, choice.hold_weight(choice.no_change_used(z, mu, E), mu, w_0)


def move_probs(w: Array, hold: Array, E: Array) -> Probs:
    """Chances to tighten and to loosen with success, given ``w = exp(v)``, [domain, ...]."""
    down = choice.chance_tighten(w, hold)
    return Probs(down, choice.chance_loosen(w, hold) * E)


def pulls(
    x: State,
    u: Action,
    d: Drivers,
    p: Params,
    m: Masks,
    target: Target,
    M: Array,
    opening: Array,
    deals: Dealings,
) -> Pulls:
    """Pull up and down on each stock this year, times the stock's rate; shocks come on top."""
    M_bar = (M[0] + M[1] + M[2]) / 3
    none = jnp.zeros_like(d.pi)
    law = "subsistence_effects"
    control = target.control
    up = {
        "L": linkage_growth.pull_up(d.e_c, u.x, u.h),
        "B": patron_shift.pull_up(u.s_t, u.iso),
        "A": civil_society_growth.pull_up(control, x.r_P, x.r_C, x.I, u.x, u.f, M_bar),
        "I": information_flow.pull_up(control, x.T, u.x, u.br, u.ref, x.L),
        "H": access.pull_up(u.h, u.f, u.x),
        "N": norm_growth.pull_up(x.L, u.f, u.x, M_bar, opening),
        "K": capacity_growth.pull_up(u.k, u.h, x.H),
        "Q": clarification.pull_up(u.q),
        "T": threat_formation.pull_up(u.s_t, u.iso, u.rho),
        "Z": credibility.pull_up(deals.kept),
        "Omega": concern_formation.pull_up(u.m, x.I, u.ref, u.sy, d.pi, x.r_P),
        "S": subsistence_effects.pull_up(
            u.h,
            x.H,
            x.L,
            d.hit,
            x.Y,
            p[f"{law}.sigma_h"],
            p[f"{law}.sigma_W"],
            p[f"{law}.sigma_Y"],
            p[f"{law}.diversion"],
        ),
    }
    down = {
        "L": isolation_erosion.pull_down(u.iso, u.s_t),
        "B": patron_shift.pull_down(d.e_c),
        "A": civil_society_growth.pull_down(control, x.r_P, u.n, u.x),
        "I": information_flow.pull_down(u.iso),
        "H": access.pull_down(u.iso),
        "N": norm_growth.pull_down(deals.reneged),
        "K": capacity_growth.pull_down(d.hit),
        "Q": clarification.pull_down(u.ell),
        "T": threat_formation.pull_down(d.a_c, x.Z),
        "Z": credibility.pull_down(deals.reneged),
        "Omega": none,
        "S": subsistence_effects.pull_down(d.hit, x.L, x.Y, p[f"{law}.sigma_W"], p[f"{law}.sigma_Y"]),
    }
    return Pulls(
        stacked(up) * p["stock.rate_up"] * m["stock.up"],
        stacked(down) * p["stock.rate_down"] * m["stock.down"],
    )


def stacked(of: Mapping[str, Array]) -> Array:
    """One array of all stocks in the order of ``STOCK_LAW``, [stock, ...]."""
    return jnp.stack([of[name] for name in STOCK_LAW])


def collapse_index(x: State, u: Action, d: Drivers, p: Params) -> Array:
    """Log hazard of breakdown before the start's value is taken off."""
    return collapse.index(
        x.Y,
        u.rho,
        x.A,
        x.r_C,
        d.B_eff,
        p["collapse.eta_type"],
        p["collapse.eta_rho"],
        p["collapse.eta_A"],
        p["collapse.eta_B"],
    )


def war_index(x: State, u: Action, p: Params) -> Array:
    """Log hazard of war before the start's value is taken off."""
    return war.index(x.T, u.rho, p["war.eta_T"], p["war.eta_w"])


def stocks(
    stock_now: Array,
    now: Pulls,
    blows: Pulls,
    p: Params,
    c: Constants,
) -> Array:
    """The stocks at the end of the year: deterministic, given this year's shocks; all [stock, ...]."""
    return stock.moved(
        stock_now,
        c.start,
        stock.net_pull(now.up, c.pulls.up, now.down, c.pulls.down) + blows.up,
        stock.net_pull(now.down, c.pulls.down, now.up, c.pulls.up) + blows.down,
        p["stock.reversion"],
    )


def packed(p: Params) -> dict[str, Array]:
    """Parameters, and those of domains and stocks stacked, [domain or stock, 1, world]."""

    def rows(names: list[str]) -> Array:
        return jnp.stack([p[name] for name in names])[:, None]

    one = jnp.ones_like(p["rents.psi"])
    own_rate = [STOCK_LAW[name] for name in STOCK_LAW if name != "S"]
    rates = jnp.stack([*(p[f"{law}.rate"] for law in own_rate), one])[:, None]
    return {
        **p,
        "choice.s": rows([f"choice.s_{letter}" for letter in DOMAIN_LETTERS]),
        "inability.theta_K": rows([f"inability.theta_K_{letter}" for letter in DOMAIN_LETTERS]),
        "inability.theta_Q": rows([f"inability.theta_Q_{letter}" for letter in DOMAIN_LETTERS]),
        "stock.rate_up": rates,
        "stock.rate_down": rates,
        "stock.reversion": stock.reversion_rate(rows([f"{law}.half_life" for law in STOCK_LAW.values()])),
    }


def packed_masks(m: Masks) -> dict[str, Array]:
    """Masks, and those of the stocks' pulls stacked, [stock, 1, 1]."""
    up = jnp.stack([m[law] for law in STOCK_LAW.values()])[:, None, None]
    losses = {**STOCK_LAW, "L": "isolation_erosion"}
    down = jnp.stack([m[law] for law in losses.values()])[:, None, None]
    return {**m, "stock.up": up, "stock.down": down}
