"""Chance is the published generator, addressed by stream, world and year."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax.extend.random import threefry2x32_p

from suasion.simulation import streams, world

KEYS = streams.stream_keys(0, (*streams.STREAMS, "shock:0"))
ONES = 0xFFFFFFFF
draw = jax.jit(streams.draw)


def u32(*words: int) -> list[jnp.ndarray]:
    return [jnp.asarray(word, jnp.uint32) for word in words]


@pytest.mark.parametrize(
    ("key", "count", "words"),
    [
        ((0, 0), (0, 0), (0x6B200159, 0x99BA4EFE)),
        ((ONES, ONES), (ONES, ONES), (0x1CB996FC, 0xBB002BE7)),
        ((0x13198A2E, 0x03707344), (0x243F6A88, 0x85A308D3), (0xC4923A9C, 0x483DF7A0)),
    ],
    ids=["zeros", "ones", "pi"],
)
def test_known_answers_of_random123(key, count, words):
    assert tuple(map(int, streams.threefry(*u32(*key), *u32(*count)))) == words


def test_equals_jax_own_primitive():
    inputs = [jnp.asarray(row) for row in np.random.default_rng(1).integers(0, 2**32, (4, 5000), np.uint32)]
    for ours, theirs in zip(streams.threefry(*inputs), threefry2x32_p.bind(*inputs), strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_uniform_stays_strictly_inside():
    ends = np.asarray(streams.uniform(jnp.asarray([0, ONES], jnp.uint32)))
    assert ends[0] > 0
    assert ends[1] < 1
    assert ends[0] == 1 - ends[1]
    assert np.isfinite(world.quantiles(KEYS, np.arange(4))).all()


def test_keys_are_a_fixed_hash_of_seed_and_name():
    assert streams.stream_keys(0, ("war",)).tolist() == streams.stream_keys(0, ("jump", "war"))[1:].tolist()
    assert len({tuple(key) for seed in range(3) for key in streams.stream_keys(seed, streams.STREAMS)}) == 24
    # never changes from one release, machine or interpreter to the next
    assert streams.stream_keys(0, ("war",)).tolist() == [[0x3F3978DC, 0x7DDAFE38]]


def uniforms(worlds: np.ndarray, year: int) -> np.ndarray:
    """Every number of one year as uniforms, [stream, world]."""
    drawn = draw(KEYS, worlds, year)
    from_normal = streams.uniform_of(jnp.stack([drawn.pressure, drawn.offer]))
    from_clock = jnp.exp(-jnp.stack([drawn.collapse, drawn.war]))
    rows = [drawn.choice, drawn.size, drawn.jump, drawn.office[None], drawn.cheat[None], drawn.shocks]
    return np.concatenate([*map(np.asarray, rows), from_normal, from_clock])


def test_every_stream_is_uniform_and_none_leans_on_another():
    n = 20_000
    table = np.concatenate([uniforms(np.arange(n), 0), uniforms(np.arange(n), 1)])
    assert ((table > 0) & (table < 1)).all()
    gap = np.abs(np.sort(table, axis=1) - (np.arange(n) + 0.5) / n).max(1)
    assert (gap < 2.2 / np.sqrt(n)).all()  # Kolmogorov: a chance of about 1e-4 per stream
    off_diagonal = np.corrcoef(table) - np.eye(len(table))
    assert np.abs(off_diagonal).max() < 5 / np.sqrt(n)
    assert np.abs([np.corrcoef(row[:-1], row[1:])[0, 1] for row in table]).max() < 5 / np.sqrt(n)


def test_a_world_has_its_luck_whatever_stands_beside_it():
    whole = draw(KEYS, np.arange(64), 3)
    for part in (np.arange(17, 40), np.array([50]), np.arange(63, -1, -1)):
        alone = draw(KEYS, part, 3)
        for name, one, all_of_them in zip(streams.Draws._fields, alone, whole, strict=True):
            np.testing.assert_array_equal(one, np.asarray(all_of_them)[..., part], err_msg=name)


def test_replicates_of_a_world_do_not_meet_other_worlds():
    worlds = np.arange(1000)
    first = draw(KEYS, worlds, 0).choice
    again = draw(KEYS, worlds + streams.REPLICATE, 0).choice
    assert not np.intersect1d(first, again).size
