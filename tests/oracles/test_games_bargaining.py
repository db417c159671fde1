"""Bargaining: known numbers, every coalition tried, packages sought on a grid, and what solutions must obey."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suasion.errors import SuasionError
from suasion.games import bargaining
from suasion.games.bargaining.coalitions import core, rule
from suasion.games.bargaining.linkage import part
from suasion.games.bargaining.package import Table, gains, nash_package, way_out
from suasion.games.bargaining.parties import Issue, Party, checked_set
from suasion.games.bargaining.status_quo import _settle
from suasion.games.bargaining.zone import demand, room, span
from suasion.lab.speaking import sentences
from suasion.words.interpreter import answer

# ten states on the date of an emission standard (masad_bdm); salience in percent
STATES = {
    "NL": (0.08, 4, 80),
    "BE": (0.08, 7, 40),
    "LU": (0.03, 4, 20),
    "DE": (0.16, 4, 80),
    "FR": (0.16, 10, 60),
    "IT": (0.16, 10, 60),
    "UK": (0.16, 10, 90),
    "IE": (0.05, 7, 10),
    "DK": (0.05, 4, 100),
    "GR": (0.08, 7, 70),
}
CAPABILITY, POSITION, SALIENCE = np.array(list(STATES.values()), float).T
SALIENCE = SALIENCE / 100
shares = st.floats(0.01, 0.99)


def test_ten_states_have_the_published_median_and_mean():
    weight = CAPABILITY * SALIENCE
    assert bargaining.weighted_median(POSITION, weight) == (7.0, 7.0)
    assert bargaining.weighted_mean(POSITION, weight) == pytest.approx(7.38996, abs=5e-6)
    assert weight[POSITION <= 4].sum() / weight.sum() == pytest.approx(0.3663, abs=5e-5)
    assert weight[POSITION <= 7].sum() / weight.sum() == pytest.approx(0.5037, abs=5e-5)


def test_ten_states_have_the_published_risk_exponents():
    found = dict(zip(STATES, bargaining.risk_exponents(POSITION, CAPABILITY, SALIENCE), strict=True))
    known = {"NL": 1.127198, "BE": 0.780918, "LU": 0.5, "UK": 2.0, "DK": 1.471697}
    assert {name: found[name] for name in known} == pytest.approx(known, abs=5e-7)


def test_the_median_beats_every_other_position_and_a_split_shows_both():
    rng = np.random.default_rng(0)
    for _ in range(100):
        at, weight = rng.uniform(0, 1, 7), rng.uniform(0, 1, 7)
        low, high = bargaining.weighted_median(at, weight)
        assert low == high
        winner = int(np.flatnonzero(at == low)[0])
        assert (bargaining.votes(at, weight)[winner] >= -1e-12).all()
    assert bargaining.weighted_median([0, 1, 3], [1, 1, 2]) == (1.0, 3.0)


def test_known_divisions_of_a_pie():
    np.testing.assert_allclose(bargaining.nash(1, (0.2, 0.1)), (0.55, 0.45))
    np.testing.assert_allclose(bargaining.nash(1, (0, 0), (3, 1)), (0.75, 0.25))
    assert bargaining.rubinstein(0.9) == pytest.approx(0.526316, abs=5e-7)


def test_a_pie_is_divided_as_on_a_grid():
    rng = np.random.default_rng(1)
    share = np.linspace(0, 1, 200_001)
    for _ in range(20):
        d, w = rng.uniform(0, 0.45, 2), rng.uniform(0.1, 1, 2)
        with np.errstate(invalid="ignore"):
            product = np.maximum(share - d[0], 0) ** w[0] * np.maximum(1 - share - d[1], 0) ** w[1]
        assert bargaining.nash(1, d, w)[0] == pytest.approx(share[product.argmax()], abs=1e-5)


def test_alternating_offers_solved_backwards():
    """A finite game of 2,000 offers, from its last: no formula of the module is used."""
    for mine, theirs in ((0.9, 0.9), (0.7, 0.95), (0.99, 0.5)):
        proposer = 1.0
        for round_ in range(2000):
            waits = theirs if round_ % 2 else mine  # who answers this offer would offer next
            proposer = 1 - waits * proposer
        answered_by = theirs if 1999 % 2 else mine
        assert answered_by == theirs, "the first to offer is answered by the other"
        assert bargaining.rubinstein(mine, theirs) == pytest.approx(proposer, abs=1e-9)


def test_fast_offers_divide_as_staying_power_says():
    rates = np.array([0.1, 0.3])
    delta = np.exp(-rates * 1e-6)
    weight = bargaining.staying_power(np.exp(-rates))
    assert bargaining.rubinstein(*delta) == pytest.approx(bargaining.nash(1, (0, 0), weight)[0], abs=1e-6)


@given(st.lists(st.tuples(shares, shares), min_size=2, max_size=6), st.floats(0.1, 5), st.floats(-3, 3))
def test_what_nash_must_obey(sides, scale, shift):
    """Efficient, individually rational, the same for equal sides, and indifferent to scale and origin."""
    d, w = np.array(sides).T
    pie = d.sum() + 0.7
    found = bargaining.nash(pie, d, w)
    assert found.sum() == pytest.approx(pie)
    assert (found >= d).all()
    assert bargaining.nash(pie, np.full(len(d), 0.1)) == pytest.approx(np.full(len(d), pie / len(d)))
    moved = bargaining.nash(scale * pie + len(d) * shift, scale * d + shift, w)
    np.testing.assert_allclose(moved, scale * found + shift, atol=1e-9)


def test_coalitions_block_as_counted():
    rng = np.random.default_rng(2)
    for _ in range(40):
        n = int(rng.integers(2, 7))
        how = rule(
            rng.uniform(0, 1, n), quota=rng.uniform(0.51, 1), veto=list(rng.choice(n, rng.integers(0, 2)))
        )
        every = [set(g) for size in range(n + 1) for g in combinations(range(n), size)]

        def decides(group, how=how):
            return sum(how.power[i] for i in group) >= how.quota - 1e-12 and set(how.veto) <= group

        stops = [g for g in every if not decides(set(range(n)) - g)]
        least = [g for g in stops if not any(other < g for other in stops)]
        assert sorted(map(sorted, least)) == sorted(map(sorted, bargaining.blocking(how)))
        gained = rng.normal(size=n)
        losers = {i for i in range(n) if gained[i] < 0}
        assert bool(bargaining.blocked(how, gained)) == (losers in stops)


def test_the_core_is_what_no_coalition_would_leave():
    rng = np.random.default_rng(3)
    grid = np.linspace(0, 1, 201)
    for _ in range(25):
        n = int(rng.integers(2, 6))
        at, how = rng.uniform(0, 1, n).round(2), rule(rng.uniform(0.1, 1, n), quota=rng.uniform(0.51, 1))
        nearer = np.abs(grid[:, None] - at) < np.abs(grid[:, None, None] - at) - 1e-12  # [here, there, party]
        stays = ~how.wins(nearer).any(1)
        low, high = core(how, at)
        assert grid[stays].min() == pytest.approx(low, abs=0.0051)
        assert grid[stays].max() == pytest.approx(high, abs=0.0051)


def test_no_party_gains_by_another_offer_or_answer_against_the_status_quo():
    """Best replies sought on a grid of 4,001 offers, with what waiting is worth computed from the proposals."""
    rng, grid = np.random.default_rng(4), np.linspace(0, 1, 4001)
    moved = 0
    for _ in range(40):
        n = int(rng.integers(2, 6))
        at, quo, delta = rng.uniform(0, 1, n), rng.uniform(0, 1), rng.uniform(0.3, 0.95, n)
        how = rule(rng.uniform(0.1, 1, n), quota=rng.choice([0.51, 0.67, 1.0]))
        found = bargaining.equilibria(how, at, quo, delta)
        assert found
        for one in found:
            later = np.array(how.power) @ (one.proposals[:, None] - at) ** 2
            waiting = (1 - delta) * (quo - at) ** 2 + delta * later
            passes = how.wins((grid[:, None] - at) ** 2 <= waiting + 1e-9)
            passed = how.wins((one.proposals[:, None] - at) ** 2 <= waiting + 1e-7)
            assert passed.all()
            for i in range(n):
                best = np.abs(grid[passes] - at[i]).min() if passes.any() else np.inf
                assert abs(one.proposals[i] - at[i]) <= best + 1e-6
            moved += not core(how, at).holds(quo)
    assert moved > 15, "most games must not be stuck"


def test_the_status_quo_stays_where_it_lies_in_the_core():
    how = rule([1, 1, 1], quota=1.0)
    (one,) = bargaining.equilibria(how, [0.0, 0.4, 1.0], 0.7, 0.9)
    assert (one.mean, one.accepted) == (0.7, (0.7, 0.7))
    (majority,) = bargaining.equilibria(rule([1, 1, 1], quota=0.6), [0.0, 0.5, 1.0], 0.9, 0.9)
    np.testing.assert_allclose(
        majority.proposals, [0.3, 0.5, 0.7], atol=1e-8
    )  # r**2 = .1*.16 + .9*(2/3)*r**2


def test_a_search_finds_nothing_but_the_status_quo_in_the_core():
    rng, found = np.random.default_rng(9), 0
    for _ in range(25):
        n = int(rng.integers(2, 6))
        at, how = rng.uniform(0, 1, n), rule(rng.uniform(0.1, 1, n), quota=rng.choice([0.51, 0.67, 0.8, 1.0]))
        low, high = core(how, at)
        quo = low if high <= low else rng.uniform(low, high)
        for proposals, _, _ in _settle(how, at, quo, rng.uniform(0.05, 0.97, n), np.array(how.power)):
            found += 1
            np.testing.assert_allclose(proposals, quo, atol=2e-3)
    assert found > 10


def tables(seed: int, count: int, issues: int = 2):
    rng = np.random.default_rng(seed)
    for _ in range(count):
        n = int(rng.integers(2, 6))
        yield Table(
            rng.uniform(0, 1, (n, issues)),
            rng.uniform(0, 1, (n, issues)) * rng.choice([0.0, 1.0], (n, issues), p=[0.1, 0.9]),
            rng.uniform(0, 1, issues),
            rng.dirichlet(np.ones(n)),
        )


def test_packages_are_the_best_on_a_grid():
    axis = np.linspace(0, 1, 301)
    level = np.stack(np.meshgrid(axis, axis, indexing="ij"), -1)
    closed = 0
    for table in tables(5, 80):
        cares = (table.saliences > 0).any(-1)
        g = gains(Table(table.positions, table.saliences, table.status_quo, table.power), level)[..., cares]
        inside = (g > 0).all(-1)
        product = np.where(inside, (table.power[cares] * np.log(np.where(g > 0, g, 1))).sum(-1), -np.inf)
        found = nash_package(table)
        if not found.reached:
            closed += 1
            assert not inside.any()
            continue
        assert found.residual <= 1e-10
        mine = float((table.power[cares] * np.log(found.gains[cares])).sum())
        assert mine >= product.max() - 1e-9
        if inside.any():
            weighs = (table.saliences > 0).any(0)
            best = level[np.unravel_index(product.argmax(), product.shape)]
            np.testing.assert_allclose(found.package[weighs], best[weighs], atol=0.02)
    assert 3 < closed < 75, "both kinds must occur"


def test_who_stands_in_the_way_does_so_alone():
    """The named parties cannot all gain, and without any one of them the others of these can."""
    seen = 0
    for table in tables(6, 200, issues=3):
        way = way_out(table)
        named = np.flatnonzero(way.against > 1e-9)
        if way.open or len(named) < 2:
            continue
        seen += 1
        assert len(named) <= 4

        def among(group, table=table):
            return Table(table.positions[group], table.saliences[group], table.status_quo, table.power[group])

        assert not way_out(among(named)).open
        for left_out in named:
            assert way_out(among(named[named != left_out])).open
    assert seen > 4


@given(st.integers(0, 400), st.floats(0.05, 20))
@settings(max_examples=40)
def test_what_packages_must_obey(seed, scale):
    """Indifferent to the unit of a party's loss; everyone gains; nobody could gain more without another losing."""
    (table,) = tables(seed, 1, issues=3)
    found = nash_package(table)
    louder = table.saliences.copy()
    louder[0] *= scale
    np.testing.assert_allclose(
        nash_package(table._replace(saliences=louder)).package, found.package, atol=1e-6
    )
    if not found.reached:
        return
    cares = (table.saliences > 0).any(-1)
    assert (found.gains[cares] > 0).all()
    near = found.package + np.random.default_rng(seed).normal(0, 0.02, (500, 3))
    better = gains(table, near)[:, cares] > found.gains[cares] + 1e-9
    assert not better.all(-1).any()


def test_a_package_stays_when_what_was_not_chosen_becomes_impossible():
    """Independence of irrelevant alternatives: the best of a part of the grid that holds the solution is the same."""
    (table,) = tables(11, 1)
    axis = np.linspace(0, 1, 301)
    level = np.stack(np.meshgrid(axis, axis, indexing="ij"), -1).reshape(-1, 2)
    found = nash_package(table)
    assert found.reached
    some = level[np.random.default_rng(0).uniform(size=len(level)) < 0.3]
    some = np.vstack([some, found.package])
    g = gains(table, some)
    product = np.where((g > 0).all(-1), (table.power * np.log(np.where(g > 0, g, 1))).sum(-1), -np.inf)
    assert product.argmax() == len(some) - 1


def test_equal_parties_on_either_side_meet_halfway():
    two = Table(
        np.array([[0.2, 0.9], [0.9, 0.2]]), np.ones((2, 2)), np.array([0.0, 0.0]), np.array([0.5, 0.5])
    )
    np.testing.assert_allclose(nash_package(two).package, [0.55, 0.55])


def test_the_zone_is_the_one_found_by_trying_every_package():
    axis = np.linspace(0, 1, 61)
    level = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), -1)  # [focus, other, carrier]
    for table in tables(7, 8, issues=3):
        accepted = (gains(table, level) >= -1e-12).all(-1)
        found = room(table, level[:, :, 0], 2)
        any_carrier = accepted.any(-1)
        assert not (any_carrier & ~found.accepted).any(), "what the grid finds is found"
        wide = np.where(found.accepted, found.high - found.low, 0) > axis[1]
        assert (any_carrier >= wide).all(), "what is found and wide enough, the grid finds"
        ends = span(table, 0, axis[::6], 1, 2, np.zeros(3))
        for j, column in enumerate(found.accepted[:, ::6].T):
            if column.any():
                assert ends.high[j] >= axis[column].max() - 1e-9
                assert ends.low[j] <= axis[column].min() + 1e-9
                assert room(table, [ends.high[j], axis[::6][j], 0.0], 2).accepted
        if found.accepted.any():
            asked = demand(table, 0, 1, 2, np.zeros(3))
            assert asked.most >= axis[found.accepted.any(1)].max() - 0.02


def party(name, capability=1.0, position=(0.5, 0.5), salience=(1.0, 1.0), patience=0.9):
    issues = ("rights", "weapons")
    return Party(
        name,
        name.title(),
        capability,
        patience,
        dict(zip(issues, position, strict=True)),
        dict(zip(issues, salience, strict=True)),
    )


ISSUES = (Issue("rights", "Rights", 0.0, rights=True), Issue("weapons", "Weapons", 0.0))
PAIR = (
    party("ann", position=(0.9, 0.0), salience=(1, 0.2)),
    party("bob", position=(0.0, 0.9), salience=(0.2, 1)),
)


def test_linking_makes_an_agreement_where_each_table_has_none():
    """Ann wants rights, Bob wants weapons moved, and each issue alone is against one of them."""
    found = bargaining.talks(PAIR, ISSUES)
    text = " ".join(part.text for part in answer(sentences("talks"), found))
    assert [one.reached for one in found.tables.values()] == [False, False, True]
    assert found.tables["rights"].against == ("bob",)
    assert found.ways["linked"] > found.ways["alone"] == 0
    assert "linking" in text or "Linked rights end higher" in text
    assert "Bob has nothing to gain" in text
    assert list(found.table.loc["linked"][["rights", "weapons"]]) == pytest.approx([0.75, 0.75])


def test_who_has_no_power_is_not_asked():
    weak = party("eve", 0.0, position=(0.0, 0.0))
    alone, joined = (bargaining.talks(group, ISSUES) for group in (PAIR, (*PAIR, weak)))
    assert joined.tables["linked"].package == pytest.approx(alone.tables["linked"].package)
    assert joined.tables["linked"].gains["eve"] < 0
    assert joined.packages["linked"].model_copy(update={"losers": ()}) == alone.packages["linked"]


def test_scales_do_not_matter():
    wide = (Issue("rights", "Rights", 10.0, 10, 30, rights=True), Issue("weapons", "Weapons", 0.0))
    moved = tuple(
        party(one.id, position=(10 + 20 * one.positions["rights"], one.positions["weapons"]),
              salience=tuple(one.saliences.values()))
        for one in PAIR
    )  # fmt: skip
    assert bargaining.talks(moved, wide).ways["linked"] == pytest.approx(10 + 20 * 0.75)


def test_draws_hang_on_names_and_not_on_order():
    ranged = (party("ann", position=((0.6, 0.8, 0.9), 0.1), salience=(1, 0.2)), PAIR[1])
    first = bargaining.talks(ranged, ISSUES, count=50).draws.levels
    second = bargaining.talks(ranged[::-1], ISSUES, count=50).draws.levels
    for way, three in first.items():
        assert three == pytest.approx(second[way])
    assert bargaining.talks(PAIR, ISSUES).draws is None


def test_an_issue_on_every_table_is_on_every_table():
    whole = checked_set(
        [Party(n, n, 1.0, 0.9, dict.fromkeys("abc", 0.5), dict.fromkeys("abc", 1.0)) for n in ("p", "q")],
        [Issue("a", "A", 0.0, rights=True), Issue("b", "B", 0.0), Issue("c", "C", 0.0, on_every_table=True)],
    )
    assert whole.tables == {"a": (0, 2), "b": (1, 2), "linked": (0, 1, 2)}
    assert part(whole.table(), (1, 2)).positions.shape == (2, 2)


@pytest.mark.parametrize(
    ("parties", "issues", "says"),
    [
        ((party("ann"),), ISSUES, "one party"),
        ((), ISSUES, "There are none"),
        ((party("ann", 0.0), party("bob", 0.0)), ISSUES, "capabilities sum to zero"),
        ((party("ann", -1.0), party("bob")), ISSUES, "ann.capability = -1"),
        ((party("ann", position=(1.4, 0)), party("bob")), ISSUES, "outside the scale of rights, 0 to 1"),
        ((party("ann", salience=(2, 0)), party("bob")), ISSUES, "A salience lies from 0 to 1"),
        ((party("ann", patience=1.0), party("bob")), ISSUES, "Patience lies above 0 and below 1"),
        ((party("ann"), party("ann")), ISSUES, "This name stands twice"),
        ((party("ann", salience=(1, 0)), party("bob", salience=(1, 0))), ISSUES, "No party with any capability cares about it"),
        ((party("ann"), party("bob")), (ISSUES[1],), "0 issues are marked as rights"),
        ((party("ann"), party("bob")), (*ISSUES, Issue("new", "New", 0.0)), "The issue new is missing"),
        ((party("ann", (0.0, 1.0, 2.0)), party("bob")), ISSUES, "may not touch the end"),
        ((party("ann", position=((0.5, 0.4, 0.6), 0)), party("bob")), ISSUES, "The numbers must rise"),
        ((party("ann", float("nan")), party("bob")), ISSUES, "ann.capability = nan"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(parties, issues, says):
    with pytest.raises(SuasionError, match=says):
        bargaining.talks(parties, issues)


def test_every_problem_is_named_at_once():
    with pytest.raises(SuasionError) as error:
        bargaining.talks([party("ann", -1.0, position=(3, 0))], ISSUES, veto=["annn"])
    assert len(error.value.problems) == 4


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: bargaining.nash(0.2, (0.2, 0.1)), "no division suits all"),
        (lambda: bargaining.nash(1, (0.2,)), "fewer than two sides"),
        (lambda: bargaining.nash(1, (0.2, 0.1), (0, 0)), "weights sum to zero"),
        (lambda: bargaining.nash(1, (0.2, 0.1), (1, -1)), "weights is -1"),
        (lambda: bargaining.nash(np.nan, (0.2, 0.1)), "pie holds nan"),
        (lambda: bargaining.rubinstein(1.0), "delta is 1"),
        (lambda: bargaining.staying_power(0.0), "delta is 0"),
        (lambda: bargaining.weighted_mean([1, 2], [0, 0]), "weights sum to zero"),
        (lambda: bargaining.weighted_median([1, 2], [1]), "2 positions and 1 weights"),
        (lambda: bargaining.risk_exponents([1, 1], [1, 1], [1, 1]), "one position"),
        (lambda: rule([1.0]), "1 parties"),
        (lambda: rule([1.0, 1.0], quota=0.5), "quota is 0.5"),
        (lambda: rule([1.0, 1.0], veto=[2]), "parties 0 to 1"),
        (lambda: core(rule([1.0, 1.0]), [1.0]), "1 positions for 2 parties"),
        (lambda: bargaining.equilibria(rule([1.0, 1.0]), [0, 1], 0.5, 1.0), "patience is 1"),
    ],
)
def test_bad_numbers_are_named(call, says):
    with pytest.raises(ValueError, match=says):
        call()
