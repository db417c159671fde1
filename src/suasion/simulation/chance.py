"""What chance decides in a year, the same for every strategy: what persists is carried on."""

from __future__ import annotations

from typing import NamedTuple

import jax.numpy as jnp
from jaxtyping import Float, Integer, UInt32

from suasion.mechanisms import moves, turnover
from suasion.mechanisms.types import Array, Masks, Params, Pulls
from suasion.notation import STOCKS
from suasion.simulation import luck
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


class Chance(NamedTuple):
    """One year's chance, the same for every strategy."""

    choice: Float[Array, "domain world"]
    jump: Float[Array, "domain world"]
    up: Sizes
    down: Sizes
    pressure: Float[Array, " world"]
    offer: Float[Array, " world"]
    pressed: Float[Array, " world"]  # the uniforms that the latent normals stand for
    taken: Float[Array, " world"]
    cheat: Float[Array, " world"]
    office: Float[Array, " world"]
    collapse: Float[Array, " world"]
    war: Float[Array, " world"]
    shocks: Float[Array, "shock world"]
    blows: Pulls
    blow_Y: Float[Array, " world"]
    blow_hazard: Float[Array, " world"]
    refusal: Float[Array, " world"]


def untouched(shocks: int, worlds: int) -> Persisting:
    """What persists before the first year: nothing but a government in office."""
    idle = jnp.zeros(worlds)
    return Persisting(idle, idle, idle + 1, jnp.zeros((shocks, worlds)))


def persisting(year: Chance) -> Persisting:
    """What of a year's chance carries over to the next."""
    return Persisting(year.pressure, year.offer, year.office, year.shocks)


def chances(
    before: Persisting,
    t: Integer[Array, ""],
    keys: UInt32[Array, "stream 2"],
    worlds: UInt32[Array, " world"],
    p: Params,
    m: Masks,
    setting: Setting,
    *,
    materialize: Materialize = unchanged,
) -> Chance:
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
    lucky = luck.draw(keys, worlds, t, materialize=materialize)
    first = t == 0
    phi = p["delivery.phi"]
    fade = jnp.sqrt(1 - phi * phi)
    pressure = jnp.where(first, lucky.pressure, phi * before.pressure + fade * lucky.pressure)
    offer = jnp.where(first, lucky.offer, phi * before.offer + fade * lucky.offer)
    stays = turnover.in_office(
        before.office,
        1.0 * (lucky.office < p["sender.turnover"]),
        1.0 * (lucky.office < p["sender.comeback"]),
    )
    holds = jnp.where(
        before.shocks > 0, lucky.shocks >= p["shock.ends"], lucky.shocks < p["shock.probability"]
    )
    shocks = m["shocks"] * holds
    up, down = (_total(rates, shocks) for rates in (setting.shock_up, setting.shock_down))
    n = len(STOCKS)
    return Chance(
        choice=lucky.choice,
        jump=lucky.jump,
        up=Sizes(
            moves.jump_step(lucky.size, p["moves.up_jump"]),
            moves.small_step(lucky.size, p["moves.up_small"]),
        ),
        down=Sizes(
            moves.jump_step(lucky.size, p["moves.down_jump"]),
            moves.small_step(lucky.size, p["moves.down_small"]),
        ),
        pressure=pressure,
        offer=offer,
        pressed=luck.chance_of(pressure),
        taken=luck.chance_of(offer),
        cheat=lucky.cheat,
        office=jnp.where(first, 1.0, 1 - m["turnover"] * (1 - stays)),
        collapse=lucky.collapse,
        war=lucky.war,
        shocks=shocks,
        blows=Pulls(up[:n, None], down[:n, None]),
        blow_Y=down[n] - up[n],
        blow_hazard=_total(setting.shock_hazard, shocks),
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
