"""Games as people of the field bring them: stakes far apart, rounded chances, missing labels, many strategies."""

from __future__ import annotations

import time
from fractions import Fraction as F
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suasion import SuasionError
from suasion.games.forms import Extensive, Normal, parse, sequence_form, solve
from suasion.games.forms.extensive import Node
from suasion.games.forms.judging import TOLERANCE
from suasion.games.forms.strategies import normal_form
from suasion.lab import speaking

GAMES = Path(__file__).parents[1] / "games"


def read(name):
    return parse((GAMES / name).read_text("utf-8-sig"), name)


def two(first, second):
    m, n = len(first), len(first[0])
    payoffs = tuple((F(first[i][j]), F(second[i][j])) for j in range(n) for i in range(m))
    return Normal(
        "", ("A", "B"), (tuple(f"r{i}" for i in range(m)), tuple(f"c{j}" for j in range(n))), payoffs
    )


def at_once(first, second):
    """The same as a tree in which the second player does not see what the first did."""
    ends = [
        [Node("", (F(first[i][j]), F(second[i][j])), "o") for j in range(len(first[0]))]
        for i in range(len(first))
    ]
    names = tuple(f"c{j}" for j in range(len(first[0])))
    below = tuple(Node("", (), "", 2, 1, "", names, (), tuple(row)) for row in ends)
    root = Node("", (), "", 1, 1, "", tuple(f"r{i}" for i in range(len(first))), (), below)
    return Extensive("", ("A", "B"), root)


def chances(one):
    return tuple(tuple(play.chance for play in choice.mixture) for choice in one.choices)


def gains(game, profile):
    """What each player could gain, over the range of its payoffs: by brute force, in fractions."""
    exact = [[F(c) for c in mix] for mix in profile]
    table = dict(zip(game.profiles(), game.payoffs, strict=True))
    shares = []
    for player in range(len(game.players)):
        worth = []
        for own in range(game.sizes[player]):
            total = F(0)
            for cell, payoffs in table.items():
                if cell[player] == own:
                    weight = F(1)
                    for other, choice in enumerate(cell):
                        weight *= exact[other][choice] if other != player else 1
                    total += weight * payoffs[player]
            worth.append(total)
        now = sum(c * w for c, w in zip(exact[player], worth, strict=True))
        column = [payoffs[player] for payoffs in game.payoffs]
        shares.append((max(worth) - now) / (max(column) - min(column) or 1))
    return max(shares)


# ---------------------------------------------------------------------------------------------- what is right


def test_a_dominated_act_is_played_in_no_equilibrium_however_far_stakes_are_apart():
    found = solve(read("scale-apart.efg"))
    assert [chances(one) for one in found.equilibria] == [((1, 0), (0, 1))]
    assert found.equilibria[0].regret == 0 and not found.approached
    limit = solve(read("scale-apart.efg"), method="logit")
    assert [chances(one) for one in limit.equilibria] == [((1, 0), (0, 1))]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_nothing_with_a_regret_is_called_an_equilibrium(data):
    """Two and three players, stakes that differ by up to twelve orders of magnitude."""
    players = data.draw(st.integers(2, 3))
    sizes = tuple(data.draw(st.integers(1, 3)) for _ in range(players))
    stakes = [F(10) ** data.draw(st.integers(-6, 6)) for _ in range(players)]
    cells = int(np.prod(sizes))
    whole = st.integers(-9, 9)
    payoffs = tuple(tuple(data.draw(whole) * stake for stake in stakes) for _ in range(cells))
    names = tuple(tuple(f"s{i}" for i in range(size)) for size in sizes)
    game = Normal("", tuple(f"P{i}" for i in range(players)), names, payoffs)
    for method in ("all", "logit"):
        found = solve(game, method=method)
        for one in found.equilibria:
            left = gains(game, chances(one))
            assert left <= TOLERANCE * (1 + 1e-6)
            if isinstance(one.regret, F):
                assert left == one.regret == 0
        for one in found.approached:
            assert float(one.scaled_regret) == pytest.approx(
                float(gains(game, chances(one))), rel=1e-3, abs=1e-12
            )
            assert one.scaled_regret > 0
            assert "approached, not an equilibrium" in speaking.text("solution", found)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_trees_are_judged_in_each_players_own_scale(data):
    m, n = data.draw(st.integers(1, 3)), data.draw(st.integers(1, 3))
    table = st.lists(st.lists(st.integers(-9, 9), min_size=n, max_size=n), min_size=m, max_size=m)
    first, second = data.draw(table), data.draw(table)
    factor = F(10) ** data.draw(st.integers(-5, 5))
    second = [[value * factor for value in row] for row in second]
    found = solve(at_once(first, second))
    assert found.equilibria
    for one in found.equilibria:
        assert gains(two(first, second), chances(one)) <= TOLERANCE * (1 + 1e-6)


def test_equilibria_that_lie_close_together_are_all_listed():
    """Mixed and pure ones 1/200 apart; in a tree the same."""
    first, second = [[1, 0], [0, 199]], [[1, 0], [0, 199]]
    for game in (two(first, second), at_once(first, second)):
        exact = {chances(one) for one in solve(game).equilibria}
        assert exact == {((1, 0), (1, 0)), ((0, 1), (0, 1)), ((F(199, 200), F(1, 200)),) * 2}


def test_the_dilemma_played_twice_takes_no_time():
    game = read("repeated-twice.efg")
    before = time.process_time()
    found = solve(game)
    assert time.process_time() - before < 1.5  # 0.3 s on an idle processor; it took 10 s
    assert all(one.payoffs == (2, 2) and one.regret == 0 for one in found.equilibria)
    assert any(one.off_path == 0 for one in found.equilibria), "breaking always is credible"


def test_an_ordinary_signalling_game_has_an_answer():
    found = solve(read("types-and-messages.efg"))
    assert found.equilibria and not found.approached
    assert all(one.regret == 0 for one in found.equilibria)
    silent = [one for one in found.equilibria if not all(choice.reached for choice in one.choices)]
    assert silent and "undetermined" in speaking.text("solution", found)


def test_what_has_no_label_is_numbered():
    found = solve(read("labels-alike.efg"))
    assert found.players == ("player 1", "player 2")
    one = found.equilibria[0]
    assert [choice.where for choice in one.choices] == ["player 1", "player 2"]
    assert [play.action for play in one.choices[0].mixture] == ["action 1", "action 2"]
    same = Normal("", ("A", "A"), (("x", "x"), ("", "y")), ((F(1), F(1)),) * 4)
    assert solve(same).players == ("A (player 1)", "A (player 2)")
    assert [play.action for play in solve(same).equilibria[0].choices[0].mixture] == [
        "x (strategy 1)",
        "x (strategy 2)",
    ]


def test_sets_without_a_label_are_numbered():
    text = """EFG 2 R "" { "A" }
    p "" 1 1 "" { "l" "r" } 0
    p "" 1 2 "late" { "l" "r" } 0
    t "" 1 "" { 1 }
    t "" 2 "" { 0 }
    p "" 1 3 "late" { "l" "r" } 0
    t "" 3 "" { 2 }
    t "" 4 "" { 0 }"""
    one = solve(parse(text)).equilibria[0]
    assert [choice.where for choice in one.choices] == ["A · set 1", "A · late (set 2)", "A · late (set 3)"]


def test_decimals_that_were_rounded_are_taken_in_proportion_and_that_is_said():
    found = solve(read("thirds.efg"))
    assert [one.payoffs for one in found.equilibria] == [(1,)]
    assert "taken in proportion" in speaking.text("solution", found)
    with pytest.raises(SuasionError, match="add up to 9/10, not 1"):
        parse('EFG 2 R "x" { "A" }\nc "" 1 "" { "l" .5 "r" .4 } 0\nt "" 0\nt "" 0')


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("chance-only.efg", "No player has a choice"),
        ("forgets.efg", "that is another game"),
        ("one-payoff-too-few.nfg", "line 2\n  The file ends"),
        ("one-payoff-too-many.nfg", "line 2\n  7 stands after the end"),
    ],
)
def test_what_is_no_game_is_refused_in_words(name, says):
    with pytest.raises(SuasionError, match=says):
        solve(read(name))


@pytest.mark.parametrize(
    ("name", "payoffs"),
    [
        ("bom.nfg", {(1, 1), (F(1, 2), F(1, 2))}),
        ("one-player.nfg", {(5,)}),
        ("team-pennies.nfg", {(0, 0, 0), (F(1, 4), F(1, 4), F(-1, 4))}),
        ("twin-acts.nfg", {(2, 1), (F(2, 3), F(2, 3)), (1, 2)}),
    ],
)
def test_payoffs_in_equilibrium(name, payoffs):
    assert {one.payoffs for one in solve(read(name)).equilibria} == payoffs


def test_long_decimals_stay_exact():
    (one,) = solve(read("long-decimals.nfg")).equilibria
    assert one.regret == 0 and gains(read("long-decimals.nfg"), chances(one)) == 0


# ------------------------------------------------------------------------------- chance that never comes, sets unreached

NEVER = """EFG 2 R "A war that chance excludes" { "A" "B" }
c "" 1 "" { "war" 0 "peace" 1 } 0
p "" 1 1 "war" { "fight" "flee" } 0
p "" 2 1 "" { "l" "r" } 0
t "" 1 "" { 3 1 }
t "" 2 "" { 0 0 }
t "" 3 "" { 1 2 }
p "" 1 2 "peace" { "in" "out" } 0
p "" 2 1 0
t "" 4 "" { 2 1 }
t "" 5 "" { -1 0 }
t "" 6 "" { 1 3 }
"""


@pytest.mark.parametrize("method", ["all", "logit"])
def test_chance_that_never_comes(method):
    found = solve(parse(NEVER), method=method)
    assert found.equilibria and not found.approached
    where = {choice.where: choice.reached for choice in found.equilibria[0].choices}
    assert where["A · war"] is False
    assert "undetermined" in speaking.text("solution", found)


def test_all_chance_on_one_branch_of_one_player():
    text = 'EFG 2 R "" { "A" }\nc "" 1 "" { "a" 1 "b" 0 } 0\np "" 1 1 "" { "l" "r" } 0\nt "" 1 "" { 1 }\nt "" 2 "" { 0 }\np "" 1 1 0\nt "" 3 "" { 0 }\nt "" 4 "" { 1000 }'
    found = solve(parse(text))
    assert [chances(one) for one in found.equilibria] == [((1, 0),)]


# ------------------------------------------------------------------------------------------------ many strategies


def test_eight_by_eight_is_solved_in_full():
    rng = np.random.default_rng(8)
    for _ in range(3):
        a, b = rng.integers(-99, 100, (2, 8, 8)).tolist()
        before = time.process_time()
        found = solve(two(a, b))
        assert time.process_time() - before < 2
        assert found.complete and found.equilibria
        assert all(one.regret == 0 == gains(two(a, b), chances(one)) for one in found.equilibria)
        assert len(found.equilibria) % 2 == 1 or found.ties


@pytest.mark.parametrize("size", [(20, 20), (40, 10), (3, 60)])
def test_past_the_limit_some_are_found_and_that_is_said(size):
    rng = np.random.default_rng(sum(size))
    a, b = rng.integers(-99, 100, (2, *size)).tolist()
    found = solve(two(a, b))
    assert found.equilibria
    for one in found.equilibria:
        assert one.regret == 0
    if not found.complete:
        assert "need not be all" in speaking.text("solution", found)
        assert {one.how for one in found.equilibria} <= {"pure", "Lemke-Howson"}


def test_the_walk_over_corners_gives_up_at_its_limit(monkeypatch):
    from suasion.games.forms import corners

    monkeypatch.setattr(corners, "WORK", 100)
    rng = np.random.default_rng(1)
    reports = []
    game = two(*rng.integers(-9, 10, (2, 5, 5)).tolist())
    found = solve(game, progress=lambda *report: reports.append(report))
    assert not found.complete and found.equilibria
    assert {step for step, _, _ in reports} == {"corners of best replies", "Lemke-Howson paths"}
    assert all(done <= total for _, done, total in reports)
    monkeypatch.undo()
    every = {chances(one) for one in solve(game).equilibria}
    assert {chances(one) for one in found.equilibria} <= every


def poker(cards):
    """A deal of cards to either of two; one bets or passes, the other calls or folds, each on its own card alone."""

    def second(i, j):
        higher = 1 if i > j else -1
        ends = tuple(Node("", (F(x), F(-x)), "o") for x in (2 * higher, 1))
        return Node("", (), "", 2, j + 1, f"holds {j}", ("call", "fold"), (), ends)

    deals = [(i, j) for i in range(cards) for j in range(cards) if i != j]
    nodes = tuple(
        Node(
            "",
            (),
            "",
            1,
            i + 1,
            f"holds {i}",
            ("bet", "pass"),
            (),
            (second(i, j), Node("", (F(1 if i > j else -1), F(-1 if i > j else 1)), "o")),
        )
        for i, j in deals
    )
    share = F(1, len(deals))
    root = Node("", (), "", 0, 1, "", tuple(f"{i}{j}" for i, j in deals), (share,) * len(deals), nodes)
    return Extensive("", ("One", "Two"), root)


def test_trees_with_too_many_plans_are_solved_in_sequence_form():
    """2**10 plans each; the value of the game is that of a linear programme."""
    from scipy.optimize import linprog

    game = poker(10)
    behaviour = sequence_form.solution(game)
    assert game.regret(behaviour) == 0
    found = solve(game)
    one = next(one for one in found.equilibria if one.how == "sequence form")
    assert one.regret == 0 and "need not be all" in speaking.text("solution", found)
    small = poker(4)
    normal, _ = normal_form(small)
    m, n = normal.sizes
    table = normal.exact[0].astype(float)
    programme = linprog(
        np.r_[np.zeros(m), -1],
        A_ub=np.c_[-table.T, np.ones(n)],
        b_ub=np.zeros(n),
        A_eq=[np.r_[np.ones(m), 0]],
        b_eq=[1],
        bounds=[(0, 1)] * m + [(None, None)],
    )
    value = small.expected(sequence_form.solution(small))[0]
    assert float(value) == pytest.approx(-programme.fun, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_the_sequence_form_leaves_no_regret(data):
    """Random signalling games: chance deals a kind, One sees it and acts, Two sees the act alone."""
    kinds, acts, replies = (data.draw(st.integers(1, 3)) for _ in range(3))
    pay = st.tuples(st.integers(-9, 9), st.integers(-9, 9))

    def end():
        return Node("", tuple(map(F, data.draw(pay))), "o")

    def after(act):
        return Node(
            "",
            (),
            "",
            2,
            act + 1,
            "",
            tuple(f"r{k}" for k in range(replies)),
            (),
            tuple(end() for _ in range(replies)),
        )

    nodes = tuple(
        Node(
            "",
            (),
            "",
            1,
            kind + 1,
            "",
            tuple(f"a{k}" for k in range(acts)),
            (),
            tuple(after(a) for a in range(acts)),
        )
        for kind in range(kinds)
    )
    root = Node("", (), "", 0, 1, "", tuple(f"k{k}" for k in range(kinds)), (F(1, kinds),) * kinds, nodes)
    game = Extensive("", ("One", "Two"), root)
    assert game.regret(sequence_form.solution(game)) == 0


def test_numbers_too_large_for_a_double_are_solved():
    found = solve(parse('NFG 1 R "" { "A" "B" } { 2 2 } 1e999 1 0 0 0 0 1 1e-999'))
    assert len(found.equilibria) == 3
    assert all(one.regret == 0 for one in found.equilibria)
    assert found.to_json()
    assert solve(parse('NFG 1 R "" { "A" "B" } { 2 2 } 1e999 1 0 0 0 0 1 1e-999'), method="logit").to_json()
