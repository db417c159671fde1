"""Chance keyed by name, world and year: a draw never depends on chunks, workers or order.

Threefry-2x32 (Salmon et al. 2011) is keyed by the seed and a fixed hash of the stream's name, and
counts (world, year), so every number has an address of its own.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jax.scipy.special import erf, ndtri
from jaxtyping import Float, Integer, UInt32

from suasion.mechanisms.types import Array
from suasion.simulation.materialize import Materialize, unchanged

STREAMS = ("move_P", "move_C", "move_G", "jump", "jump_cheat", "dealing", "office_collapse", "war")
REPLICATE = 1 << 24  # lucks of one world lie this far apart in the counter


class Draws(NamedTuple):
    """One year's chance for each world, the same for every strategy; [world] unless said otherwise."""

    choice: Float[Array, "domain world"]
    size: Float[Array, "domain world"]
    jump: Float[Array, "domain world"]
    pressure: Float[Array, " world"]
    offer: Float[Array, " world"]
    office: Float[Array, " world"]
    cheat: Float[Array, " world"]
    collapse: Float[Array, " world"]  # exponential clock: it happens when the hazard passes it
    war: Float[Array, " world"]
    shocks: Float[Array, "shock world"]


def stream_keys(seed: int, names: tuple[str, ...]) -> UInt32[np.ndarray, "stream 2"]:
    """Two 32-bit key words per name, shape [name, 2]; the hash is fixed, never Python's."""
    keys = [
        np.frombuffer(blake2b(f"{seed}:{name}".encode(), digest_size=8).digest(), dtype="<u4")
        for name in names
    ]
    return np.stack(keys).astype(np.uint32)


def words(
    key: UInt32[Array, "*stream 2"], world: Integer[Array, " world"], year: Integer[Array, ""]
) -> tuple[UInt32[Array, "*stream world"], UInt32[Array, "*stream world"]]:
    """Two independent 32-bit words for each key and world, [..., world] each."""
    key = jnp.asarray(key, jnp.uint32)[..., None]
    return threefry(
        key[..., 0, :], key[..., 1, :], jnp.asarray(world, jnp.uint32), jnp.asarray(year, jnp.uint32)
    )


def threefry(
    key0: UInt32[Array, "..."],
    key1: UInt32[Array, "..."],
    count0: UInt32[Array, "..."],
    count1: UInt32[Array, "..."],
) -> tuple[UInt32[Array, "..."], UInt32[Array, "..."]]:
    """Threefry-2x32 with 20 rounds (Salmon et al. 2011), on uint32 arrays that broadcast.

    Written out, unlike JAX's own primitive, so that the compiler makes one loop of it; a test holds
    the two equal.
    """
    ks = (key0, key1, key0 ^ key1 ^ jnp.uint32(0x1BD11BDA))
    x0, x1 = count0 + ks[0], count1 + ks[1]
    for block in range(5):
        for turn in ((13, 15, 26, 6), (17, 29, 16, 24))[block % 2]:
            x0 = x0 + x1
            x1 = ((x1 << jnp.uint32(turn)) | (x1 >> jnp.uint32(32 - turn))) ^ x0
        x0 = x0 + ks[(block + 1) % 3]
        x1 = x1 + ks[(block + 2) % 3] + jnp.uint32(block + 1)
    return x0, x1


def uniform(word: UInt32[Array, "*any"]) -> Float[Array, "*any"]:
    """A word as a number strictly between 0 and 1."""
    return (word.astype(jnp.float64) + 0.5) * 2.0**-32


def draw(
    keys: UInt32[Array, "stream 2"],
    world: Integer[Array, " world"],
    year: Integer[Array, ""],
    *,
    materialize: Materialize = unchanged,
) -> Draws:
    """The chance of one year.

    Args:
        keys: From :func:`stream_keys` for ``STREAMS`` and then the shocks, [stream, 2].
        world: World numbers, [world].
        year: Year number, 0 for the first.
        materialize: From the back end.

    Returns:
        Uniforms in (0, 1), two standard normals and two exponential clocks.
    """
    first, second = materialize(words(keys, world, year))
    pair = list(zip(uniform(first), uniform(second), strict=True))
    move_P, move_C, move_G, jump, jump_cheat, dealing, office_collapse, war = pair[: len(STREAMS)]
    return Draws(
        choice=jnp.stack([move_P[0], move_C[0], move_G[0]]),
        size=jnp.stack([move_P[1], move_C[1], move_G[1]]),
        jump=jnp.stack([jump[0], jump[1], jump_cheat[0]]),
        cheat=jump_cheat[1],
        pressure=ndtri(dealing[0]),
        offer=ndtri(dealing[1]),
        office=office_collapse[0],
        collapse=-jnp.log1p(-office_collapse[1]),
        war=-jnp.log1p(-war[0]),
        shocks=uniform(first[len(STREAMS) :]),
    )


def uniform_of(normal: Float[Array, "*any"]) -> Float[Array, "*any"]:
    """The uniform that a standard normal stands for."""
    return 0.5 * (1 + erf(normal * 0.7071067811865476))
