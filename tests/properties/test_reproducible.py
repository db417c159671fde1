"""A world is the same world whatever stands beside it: block, offset, other strategies, their order."""

from __future__ import annotations

import numpy as np
import pytest

from helpers import ENGAGE, ENGINE, PRESS, STANDING, drawn, masks, play
from suasion.executor import HERE
from suasion.files.library import content
from suasion.jobs.threads import Threads
from suasion.lab import load_case
from suasion.simulation import play as simulation
from suasion.simulation.play import BLOCK
from suasion.simulation.setup import setup
from suasion.simulation.world import Numbers

YEARS = 6
BOTH = np.maximum(ENGAGE, PRESS)
THREE = (ENGAGE, PRESS, np.where(np.arange(YEARS + 2)[:, None] < 3, ENGAGE, BOTH))


def played(worlds, strategies=THREE, **more):
    """Outcomes and float32 paths of these worlds as one table of bytes-comparable arrays."""
    outcomes, paths = play(
        strategies, STANDING, drawn(worlds), worlds, years=YEARS, tail=2, twin=True, **more
    )
    return outcomes | {f"path.{name}": path for name, path in paths.items()}


def same(one, other) -> None:
    """Equal to the bit, NaN included."""
    assert one.keys() == other.keys()
    for name in one:
        a, b = np.ascontiguousarray(one[name]), np.ascontiguousarray(other[name])
        assert a.tobytes() == b.tobytes(), f"{name}: {np.nanmax(np.abs(a - b))}"


def of(table, *, worlds=slice(None), strategies=slice(None)):
    return {name: value[..., strategies, worlds] for name, value in table.items()}


@pytest.fixture(scope="module")
def whole():
    return played(np.arange(64))


def test_same_seed_same_bytes(whole):
    same(whole, played(np.arange(64)))


def test_another_seed_is_another_luck(whole):
    other = played(np.arange(64), seed=1)
    assert (other["path.rights"] != whole["path.rights"]).any()


def test_offset_does_not_matter(whole):
    later = played(np.arange(32, 96))
    same(of(whole, worlds=slice(32, None)), of(later, worlds=slice(0, 32)))


def test_order_of_worlds_does_not_matter(whole):
    same(of(whole, worlds=slice(None, None, -1)), played(np.arange(64)[::-1].copy()))


def test_size_of_the_block_does_not_matter(whole):
    """To the bit, but for the last lanes of an odd block. Where the block is no multiple of 8, XLA computes its last worlds in another loop, whose rounding may
    differ by one unit in the last place; ``simulation.play`` therefore always plays a whole ``BLOCK``."""
    assert BLOCK % 8 == 0
    odd = played(np.arange(23))
    same(of(whole, worlds=slice(0, 16)), of(odd, worlds=slice(0, 16)))
    for name, value in of(whole, worlds=slice(16, 23)).items():
        np.testing.assert_allclose(odd[name][..., 16:], value, rtol=1e-12, err_msg=name)


def test_order_of_strategies_does_not_matter(whole):
    same(of(whole, strategies=[2, 0, 1]), played(np.arange(64), [THREE[i] for i in (2, 0, 1)]))


def test_a_strategy_is_the_same_alone(whole):
    same(of(whole, strategies=slice(1, 2)), played(np.arange(64), THREE[1:2]))


def test_identical_strategies_have_identical_outcomes():
    twice = played(np.arange(64), (ENGAGE, PRESS, ENGAGE))
    same(of(twice, strategies=[0]), of(twice, strategies=[2]))


def test_luck_does_not_depend_on_the_strategy():
    """With every mechanism off, what is done changes nothing but its cost: what is left is luck."""
    bare = played(np.arange(64), m=masks(only=["collapse", "war", "shocks"]))
    for name in ("path.r_P", "path.r_C", "path.r_G", "rights", "rights_final"):
        before_breakdown = of({name: bare[name]}, worlds=(bare["collapse"] + bare["war"]).max(0) == 0)[name]
        assert np.ptp(before_breakdown, axis=-2).max() == 0
    assert (np.ptp(bare["sender_cost"], axis=0) > 0).all()


WAYS = {
    "worlds with paths": {"full": True, "paths": 700},
    "lucks": {"replicates": 24, "only": ("rights",)},
    "a mirrored sample": {
        "mixed": {"state.linkage": True, "target.control": True, "luck": True},
        "only": ("rights",),
    },
}


@pytest.fixture(scope="module")
def land():
    return setup(
        load_case("north-korea"), content.panel_figures(), strategies=["baseline", "engagement"], years=6
    )


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
def test_number_of_threads_does_not_matter(land, way):
    reported: list[tuple[str, int, int]] = []
    one = simulation.play(
        land, 1200, engine=ENGINE, executor=HERE, progress=lambda *report: reported.append(report), **way
    )
    many = simulation.play(land, 1200, engine=ENGINE, executor=Threads(5), **way)
    assert reported == [("worlds", done, 1200) for done in (0, 480, 960, 1200)]
    same(one.outcomes, many.outcomes)
    same(one.paths, many.paths)
    np.testing.assert_array_equal(one.failed, many.failed)
    assert {value.shape for value in one.paths.values()} <= {(2, 700, 6)}


def test_a_world_that_fails_is_missing_in_every_outcome(land, monkeypatch):
    broken = 500
    whole = simulation.play(land, 1000, engine=ENGINE, executor=Threads(2))
    true = simulation.drawing

    def drawing(of, worlds, *, names):
        numbers = true(of, worlds, names=names)()
        rows = np.array(numbers.rows)
        rows[names.index("state.linkage"), np.asarray(worlds) == broken] = np.nan
        return lambda: Numbers(numbers.ids, rows)

    monkeypatch.setattr(simulation, "drawing", drawing)
    found = simulation.play(land, 1000, engine=ENGINE, executor=Threads(2))
    assert found.failed.nonzero()[0].tolist() == [broken]
    for name, value in found.outcomes.items():
        assert np.isnan(value[:, broken]).all(), name
        rest = np.arange(1000) != broken
        np.testing.assert_array_equal(value[:, rest], whole.outcomes[name][:, rest], err_msg=name)


def test_what_audits_leave_out_changes_nothing_else():
    """A light play observes rights and harm alone; its other arithmetic is the same."""
    game = setup(
        load_case("north-korea"), content.panel_figures(), strategies=["baseline", "engagement"], years=6
    )
    whole, light = (
        simulation.play(game, 64, engine=ENGINE, only=only).outcomes for only in (None, ("rights",))
    )
    assert set(light) == {"rights"} < set(whole)
    np.testing.assert_allclose(light["rights"], whole["rights"], rtol=1e-6)


def test_many_numbers_in_one_array_read_like_a_mapping():
    rows = np.arange(6.0).reshape(3, 2)
    found = Numbers(("a", "b", "c"), rows)
    assert dict(found).keys() == {"a", "b", "c"} and len(found) == 3
    np.testing.assert_array_equal(found["b"], rows[1])
    with pytest.raises(KeyError):
        found["d"]
