"""What chance decides in a year, the same for every strategy: what persists is carried on."""

from __future__ import annotations

from typing import NamedTuple

import jax.numpy as jnp
from jaxtyping import Float, Integer, UInt32

from suasion.mechanisms import moves, turnover
from suasion.mechanisms.types import Array, Masks, Params, Pulls
from suasion.notation import STOCKS
from suasion.simulation import streams
from suasion.simulation.materialize import Materialize, unchanged
from suasion.simulation.outcome import Setting


class Persisting(NamedTuple):
    """Chance that carries over from the year before."""

    pressure: Float[Array, " world"]  # latent normals of delivery and acceptance
    offer: Float[Array, " world"]
    office: Float[Array, " world"]  # 1 while the sender's government backs the policy
    shocks: Float[Array, "shock world"]  # 1 while a shock holds


class Sizes(NamedTuple):
    """Sizes of a move, as a share of the room: of a jump, and of a small step."""

    jump: Float[Array, "domain world"]
    small: Float[Array, "domain world"]


class YearDraws(NamedTuple):
    """One year's chance, the same for every strategy."""

    choice: Float[Array, "domain world"]
    jump: Float[Array, "domain world"]
    up: Sizes
    down: Sizes
    pressure: Float[Array, " world"]
    offer: Float[Array, " world"]
    delivery: Float[Array, " world"]  # the uniforms that the latent normals stand for
    acceptance: Float[Array, " world"]
    cheat: Float[Array, " world"]
    office: Float[Array, " world"]
    collapse: Float[Array, " world"]
    war: Float[Array, " world"]
    shocks: Float[Array, "shock world"]
    shock_pulls: Pulls
    shock_Y: Float[Array, " world"]
    shock_hazard: Float[Array, " world"]
    refusal: Float[Array, " world"]


def untouched(shocks: int, worlds: int) -> Persisting:
    """What persists before the first year: nothing but a government in office."""
    idle = jnp.zeros(worlds)
    return Persisting(idle, idle, idle + 1, jnp.zeros((shocks, worlds)))


def persisting(year: YearDraws) -> Persisting:
    """What of a year's chance carries over to the next."""
    return Persisting(year.pressure, year.offer, year.office, year.shocks)


def draw_year(
    before: Persisting,
    t: Integer[Array, ""],
    keys: UInt32[Array, "stream 2"],
    worlds: UInt32[Array, " world"],
    p: Params,
    m: Masks,
    setting: Setting,
    *,
    materialize: Materialize = unchanged,
) -> YearDraws:
    """Draws what chance decides in year ``t``.

    Args:
        before: What persists from the year before.
        t: Year number, 0 for the first.
        keys: Keys of the luck's streams, [stream, 2].
        worlds: Counters of the luck, [world].
        p: Parameters.
        m: Masks.
        setting: What shocks do.
        materialize: From the back end.
    """
    draws = streams.draw(keys, worlds, t, materialize=materialize)
    first = t == 0
    phi = p["delivery.phi"]
    fade = jnp.sqrt(1 - phi * phi)
    pressure = jnp.where(first, draws.pressure, phi * before.pressure + fade * draws.pressure)
    offer = jnp.where(first, draws.offer, phi * before.offer + fade * draws.offer)
    stays = turnover.in_office(
        before.office,
        1.0 * (draws.office < p["sender.turnover"]),
        1.0 * (draws.office < p["sender.comeback"]),
    )
    holds = jnp.where(
        before.shocks > 0, draws.shocks >= p["shock.ends"], draws.shocks < p["shock.probability"]
    )
    shocks = m["shocks"] * holds
    up, down = (_total(rates, shocks) for rates in (setting.shock_up, setting.shock_down))
    n = len(STOCKS)
    return YearDraws(
        choice=draws.choice,
        jump=draws.jump,
        up=Sizes(
            moves.jump_step(draws.size, p["moves.up_jump"]),
            moves.small_step(draws.size, p["moves.up_small"]),
        ),
        down=Sizes(
            moves.jump_step(draws.size, p["moves.down_jump"]),
            moves.small_step(draws.size, p["moves.down_small"]),
        ),
        pressure=pressure,
        offer=offer,
        delivery=streams.uniform_of(pressure),
        acceptance=streams.uniform_of(offer),
        cheat=draws.cheat,
        office=jnp.where(first, 1.0, 1 - m["turnover"] * (1 - stays)),
        collapse=draws.collapse,
        war=draws.war,
        shocks=shocks,
        shock_pulls=Pulls(up[:n, None], down[:n, None]),
        shock_Y=down[n] - up[n],
        shock_hazard=_total(setting.shock_hazard, shocks),
        refusal=_total(setting.shock_refusal, shocks),
    )


def _total(
    rates: Float[Array, " shock *stock"], shocks: Float[Array, "shock world"]
) -> Float[Array, "*stock world"]:
    """Sum over shocks of rate times whether it holds."""
    total: Array = rates[0][..., None] * shocks[0]
    for rate, on in zip(rates[1:], shocks[1:], strict=True):
        total = total + rate[..., None] * on
    return total
