"""Small games: textbook equilibria, closed forms of quantal response, brute force, and files there and back."""

from __future__ import annotations

import importlib.util
import itertools
from fractions import Fraction as F

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suasion import SuasionError
from suasion.games.forms import Extensive, Normal, parse, solve, solve_with_gambit, written
from suasion.games.forms.extensive import Node
from suasion.games.forms.limits import normal_worth
from suasion.games.forms.logit_path import trace
from suasion.games.forms.strategies import normal_form, plans_of
from suasion.lab import speaking


def two(title, first, second, names=("Row", "Col")):
    m, n = len(first), len(first[0])
    payoffs = tuple((F(first[i][j]), F(second[i][j])) for j in range(n) for i in range(m))
    own = (tuple("ABCDEFG"[:m]), tuple("abcdefg"[:n]))
    return Normal(title, names, own, payoffs)


DILEMMA = two("Prisoner's dilemma", [[2, 0], [3, 1]], [[2, 3], [0, 1]])
PENNIES = two("Matching pennies", [[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
SEXES = two("Battle of the sexes", [[3, 0], [0, 2]], [[2, 0], [0, 3]])
PENNIES_LOPSIDED = two("Matching pennies, lopsided", [[9, 0], [0, 1]], [[0, 1], [1, 0]])

HORSE = """EFG 2 R "Selten's horse" { "One" "Two" "Three" }
"Selten (1975)"

p "" 1 1 "" { "C" "D" } 0
p "" 2 1 "" { "c" "d" } 0
t "" 1 "stay" { 1, 1, 1 }
p "" 3 1 "" { "L" "R" } 0
t "" 2 "" { 4, 4, 0 }
t "" 3 "" { 0, 0, 1 }
p "" 3 1 "" { "L" "R" } 0
t "" 4 "" { 3, 3, 2 }
t "" 5 "" { 0, 0, 0 }
"""
ENTRY = """EFG 2 R "A threat of sanctions" { "Target" "Sender" }
p "" 1 1 "" { "abuse" "comply" } 0
p "" 2 1 "" { "punish" "let be" } 0
t "" 1 "" { -1 -1 }
t "" 2 "" { 1 0 }
t "" 3 "" { 0 1 }
"""
#: chance deals High or Low; One sees it and bets or folds; Two calls or folds (a game of one card)
CARD = """EFG 2 R "One card" { "One" "Two" }
c "" 1 "" { "High" 1/2 "Low" 1/2 } 0
p "" 1 1 "has High" { "bet" "fold" } 0
p "" 2 1 "" { "call" "pass" } 0
t "" 1 "" { 2 -2 }
t "" 2 "" { 1 -1 }
t "" 3 "" { -1 1 }
p "" 1 2 "has Low" { "bet" "fold" } 0
p "" 2 1 "" { "call" "pass" } 0
t "" 4 "" { -2 2 }
t "" 2
t "" 3
"""


def mixes(solution):
    """Chances of every equilibrium, as a set."""
    return {chances(one) for one in solution.equilibria}


def chances(one):
    """Chances of one equilibrium, place by place."""
    return tuple(tuple(play.chance for play in choice.mixture) for choice in one.choices)


def text(solution):
    return speaking.text("solution", solution)


HALF = (F(1, 2), F(1, 2))
PURE = {(1, 0): (F(1), F(0)), (0, 1): (F(0), F(1))}


@pytest.mark.parametrize(
    ("game", "known"),
    [
        (DILEMMA, {(PURE[0, 1], PURE[0, 1])}),
        (PENNIES, {(HALF, HALF)}),
        (
            SEXES,
            {
                (PURE[1, 0], PURE[1, 0]),
                (PURE[0, 1], PURE[0, 1]),
                ((F(3, 5), F(2, 5)), (F(2, 5), F(3, 5))),
            },
        ),
        (PENNIES_LOPSIDED, {(HALF, (F(1, 10), F(9, 10)))}),
    ],
    ids=lambda x: x.title if isinstance(x, Normal) else "",
)
def test_textbook_games_of_two(game, known):
    found = solve(game)
    assert mixes(found) == known
    assert all(one.regret == 0 and isinstance(one.regret, F) for one in found.equilibria)
    assert found.complete and not found.ties
    assert "there is no other" in text(found)


def test_a_degenerate_game_is_named_with_its_continua():
    found = solve(two("Tie", [[1, 1], [1, 0]], [[1, 1], [1, 0]]))
    assert len(found.equilibria) == 3
    assert "where Row plays A 1, Col has 2 best replies (a, b)" in text(found)
    assert len(found.continua) == 2
    table = np.array([[1, 1], [1, 0]])
    rng = np.random.default_rng(0)
    for group in found.continua:  # brute force: mixtures of the parts, drawn for each player by itself
        parts = [
            np.array([[float(c) for c in chances(found.equilibria[n - 1])[player]] for n in group])
            for player in (0, 1)
        ]
        for _ in range(50):
            row, col = (rng.dirichlet(np.ones(len(group))) @ own for own in parts)
            gains = (table @ col).max() - row @ table @ col, (row @ table).max() - row @ table @ col
            assert max(gains) < 1e-12


def test_coordination_of_three_actions_has_all_seven():
    """Every set of actions carries one equilibrium: 2**3 - 1."""
    found = solve(two("Meet", np.eye(3, dtype=int).tolist(), np.eye(3, dtype=int).tolist()))
    assert len(found.equilibria) == 7


integers = st.integers(-5, 5)


@settings(max_examples=60)
@given(st.data())
def test_random_games_of_two_have_equilibria_with_no_regret_and_no_pure_one_is_missed(data):
    m, n = data.draw(st.integers(1, 4)), data.draw(st.integers(1, 4))
    table = st.lists(st.lists(integers, min_size=n, max_size=n), min_size=m, max_size=m)
    first, second = data.draw(table), data.draw(table)
    found = solve(two("", first, second))
    assert found.equilibria
    assert all(one.regret == 0 for one in found.equilibria)
    pure = {
        (i, j)
        for i in range(m)
        for j in range(n)
        if first[i][j] == max(first[k][j] for k in range(m)) and second[i][j] == max(second[i])
    }
    listed = {tuple(mix.index(1) for mix in one) for one in mixes(found) if all(1 in mix for mix in one)}
    assert listed == pure
    if not found.ties:
        assert len(found.equilibria) % 2 == 1  # Wilson's oddness theorem


def test_supports_tried_one_by_one_give_the_same():
    """Another route: indifference on every pair of equal supports, in doubles, for games without ties."""
    rng = np.random.default_rng(0)
    for _ in range(20):
        a, b = rng.integers(-50, 50, (2, 3, 4))
        found = solve(two("", a.tolist(), b.tolist()))
        if found.ties:
            continue
        known = set()
        for k in (1, 2, 3):
            for rows in itertools.combinations(range(3), k):
                for columns in itertools.combinations(range(4), k):
                    x = indifferent(b[np.ix_(rows, columns)].T)
                    y = indifferent(a[np.ix_(rows, columns)])
                    if x is None or y is None or min(*x, *y) <= 0:
                        continue
                    full_x, full_y = np.zeros(3), np.zeros(4)
                    full_x[list(rows)], full_y[list(columns)] = x, y
                    gain = max(
                        (a @ full_y).max() - full_x @ a @ full_y, (full_x @ b).max() - full_x @ b @ full_y
                    )
                    if gain < 1e-9:
                        known.add((rows, columns))
        supports = {
            tuple(tuple(i for i, c in enumerate(mix) if c > 0) for mix in one) for one in mixes(found)
        }
        assert supports == known


def indifferent(table):
    """A mixture of columns that makes all rows worth the same."""
    k = len(table)
    system = np.vstack([np.column_stack([table, -np.ones(k)]), np.append(np.ones(k), 0)])
    try:
        return np.linalg.solve(system, np.append(np.zeros(k), 1))[:k]
    except np.linalg.LinAlgError:
        return None


def test_quantal_response_of_a_symmetric_game_meets_its_closed_form():
    """Chicken: on the symmetric path the precision is log(p/(1-p)) over the gain at p, in closed form."""
    chicken = two("Chicken", [[0, 5], [1, 3]], [[0, 1], [5, 3]])
    path = trace(normal_worth(chicken, scaled=False), chicken.sizes, 20.0)
    assert path.reached
    p, other = path.chances[:, 0], path.chances[:, 2]
    on = np.abs(p - other) < 1e-9
    gain = (1 - p) * 5 - (p * 1 + (1 - p) * 3)
    inside = on & (np.abs(gain) > 1e-9)
    np.testing.assert_allclose(
        path.precision[inside], np.log(p / (1 - p))[inside] / gain[inside], rtol=1e-6, atol=1e-8
    )
    assert inside.sum() > 10


def test_quantal_response_of_lopsided_pennies_solves_both_replies():
    """McKelvey and Palfrey's point: own payoffs move own chances, unlike in Nash equilibrium."""
    path = trace(normal_worth(PENNIES_LOPSIDED, scaled=False), (2, 2), 5.0)
    p, q, lam = path.chances[:, 0], path.chances[:, 2], path.precision
    np.testing.assert_allclose(p, 1 / (1 + np.exp(-lam * (9 * q - (1 - q)))), atol=1e-9)
    np.testing.assert_allclose(q, 1 / (1 + np.exp(-lam * ((1 - p) - p))), atol=1e-9)
    middle = (lam > 0.5) & (lam < 5)
    assert (p[middle] > 0.55).all(), "the row player errs towards 9, though Nash says 1/2"


@pytest.mark.parametrize("game", [DILEMMA, PENNIES, PENNIES_LOPSIDED])
def test_the_logit_path_ends_in_the_only_equilibrium(game):
    limit = solve(game, method="logit").equilibria[0]
    assert limit.regret < 1e-3
    (only,) = mixes(solve(game))
    for mix, known in zip(chances(limit), only, strict=True):
        assert [float(c) for c in mix] == pytest.approx([float(c) for c in known], abs=1e-8)


def test_seltens_horse():
    """Two pure equilibria; the logit path leads to the one that Selten calls reasonable."""
    game = parse(HORSE, "horse.efg")
    found = solve(game)
    pure = [mix for mix in mixes(found) if all(1 in part for part in mix)]
    assert set(pure) == {(PURE[1, 0], PURE[1, 0], PURE[0, 1]), (PURE[0, 1], PURE[1, 0], PURE[1, 0])}
    assert not found.complete and "may be others" in text(found)
    limit = solve(game, method="logit").equilibria[0]
    one, two, three = chances(limit)
    assert one[0] > 0.99 and two[0] > 0.99
    assert three[0] <= 0.25
    assert limit.regret < 1e-6


def test_a_threat_that_would_not_be_carried_out_is_named():
    found = solve(parse(ENTRY))
    assert all(one.regret == 0 for one in found.equilibria)
    abuse = [one for one in found.equilibria if chances(one)[0][0] == 1]
    comply = [one for one in found.equilibria if chances(one)[0][1] == 1]
    assert [(one.off_path, one.how) for one in abuse] == [(0, "backward induction")]
    assert {one.off_path for one in comply} == {1, F(1, 2)}, "punish for certain, or just often enough"
    assert "rest on a threat that would not be carried out" in text(found)


def test_one_card_is_bluffed_a_third_of_the_time():
    """Closed form: with Low One bets 1/3, Two calls 2/3, and the game is worth 1/3 to One."""
    found = solve(parse(CARD))
    corner = next(one for one in found.equilibria if one.how == "corner")
    choices = {one.where: {p.action: p.chance for p in one.mixture} for one in corner.choices}
    assert choices["One · has High"]["bet"] == 1
    assert choices["One · has Low"]["bet"] == F(1, 3)
    assert choices["Two"]["call"] == F(2, 3)
    assert corner.payoffs == (F(1, 3), F(-1, 3))
    assert corner.regret == corner.off_path == 0


def test_regret_in_extensive_form_is_the_best_of_all_plans():
    """By brute force over every plan of either player, at random behaviour."""
    rng = np.random.default_rng(1)
    for text in (HORSE, ENTRY, CARD):
        game = parse(text)
        for _ in range(10):
            behaviour = {
                place: tuple(F(int(x), 10) for x in (k, 10 - k))
                for place, k in zip(game.places, rng.integers(0, 11, len(game.places)), strict=True)
            }
            now = game.expected(behaviour)
            best = max(
                game.expected(
                    {**behaviour, **{p: tuple(F(int(i == a)) for i in (0, 1)) for p, a in plan.items()}}
                )[i]
                - now[i]
                for i in range(len(game.players))
                for plan in plans_of(game, i + 1)
            )
            assert game.regret(behaviour) == best


# ------------------------------------------------------------------------------------- files there and back

words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=8)
rationals = st.fractions(-1000, 1000, max_denominator=40)


@st.composite
def normals(draw):
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    strategies = tuple(tuple(draw(words) for _ in range(n)) for n in sizes)
    payoffs = tuple(tuple(draw(rationals) for _ in sizes) for _ in range(int(np.prod(sizes))))
    return Normal(draw(words), tuple(draw(words) for _ in sizes), strategies, payoffs, draw(words))


@st.composite
def trees(draw):
    """Random trees of two players and chance; every information set of one node."""
    count = itertools.count(1)

    def node(depth):
        payoffs = draw(st.sampled_from([(), (draw(rationals), draw(rationals))]))
        kind = draw(st.integers(0, 2)) if depth < 3 and draw(st.booleans()) else None
        if kind is None:
            return Node(draw(words), payoffs, draw(words) if payoffs else "")
        n = draw(st.integers(1, 3))
        chances = tuple(F(1, n) for _ in range(n)) if kind == 0 else ()
        return Node(
            draw(words),
            payoffs,
            draw(words) if payoffs else "",
            kind,
            next(count),
            draw(words),
            tuple(draw(words) for _ in range(n)),
            chances,
            tuple(node(depth + 1) for _ in range(n)),
        )

    return Extensive(draw(words), ("A", "B"), node(0), draw(words))


@settings(max_examples=150)
@given(st.one_of(normals(), trees()))
def test_what_is_written_is_read_back(game):
    assert parse(written(game)) == game


@pytest.mark.parametrize("text", [HORSE, ENTRY, CARD])
def test_files_of_others_are_read_and_come_back(text):
    game = parse(text)
    assert parse(written(game)) == game


def test_both_ways_to_write_payoffs_are_read():
    by_outcome = """NFG 1 R "Dilemma" { "Row" "Col" }
    { { "A" "B" } { "a" "b" } } "a comment"
    { { "both" 2, 2 } { "one" 3, 0 } { "other" 0, 3 } { "none" 1, 1 } }
    1 2 3 4"""
    by_payoff = 'NFG 1 R "Dilemma" { "Row" "Col" } { 2 2 } 2 2 3 0 0 3 1 1'
    assert parse(by_outcome).payoffs == parse(by_payoff).payoffs == DILEMMA.payoffs


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", r"line 1\n  The file ends where NFG or EFG belongs"),
        ("hello", r"line 1\n  Here stands hello"),
        ('NFG 2 R "" { "A" } { 1 } 1', r"line 1\n  Here stands 2, where the version 1"),
        ('NFG 1 R "x { "A"', r"line 1\n  "),
        ('NFG 1 R "x" { "A" "B" }\n{ 2 2 }\n1 2 3 4\n5 6 7', r"line 4\n  The file ends where a number \(payoff of 'B'"),
        ('NFG 1 R "x" { "A" "B" }\n{ 2 2 }\n1 2 3 4\n5 six 7 8', r"line 4\n  Here stands six"),
        ('NFG 1 R "x" { "A" }\n{ 1 } 1/0', r"line 2\n  1/0 divides by 0"),
        ('NFG 1 R "x" { "A" }\n{ 1 } 1\n9', r"line 3\n  9 stands after the end"),
        ('NFG 1 R "x" { "A" }\n{ 2 2 } 1', r"There are 1 players and 2 lists"),
        ('NFG 1 R "x" { "A" "B" }\n{ 1000 1000 } 1', r"1,000,000 profiles are too many"),
        ('NFG 1 R "x" { "A" }\n{ 1 }\n{ { "o" 1 } }\n2', r"line 4\n  There is no outcome 2"),
        ('NFG 1 R "x" { "A" }\n{ 1 }\n{ { "o" 1 2 } }\n1', r"line 3\n  This outcome has 2 payoffs"),
        ('EFG 2 R "x" { "A" }\nq "" 1', r"line 2\n  Here stands q, where a node"),
        ('EFG 2 R "x" { "A" }\np "" 2 1 "" { "l" } 0\nt "" 0', r"line 2\n  There is no player 2"),
        ('EFG 2 R "x" { "A" }\np "" 1 1 0\nt "" 0', r"line 2\n  Here stands 0, where the information set"),
        ('EFG 2 R "x" { "A" }\np "" 1 1 "" { "l" "r" } 0\nt "" 0', r"line 3\n  The file ends where a node"),
        ('EFG 2 R "x" { "A" }\nt "" 1 "" { 1 2 }', r"line 2\n  Outcome 1 has 2 payoffs for 1"),
        ('EFG 2 R "x" { "A" }\nt "" 1', r"line 2\n  Outcome 1 has no payoffs yet"),
        ('EFG 2 R "x" { "A" }\nc "" 1 "" { "l" 1/2 "r" 1/3 } 0\nt "" 0\nt "" 0', r"The chances add up to 5/6, not 1"),
        (
            'EFG 2 R "x" { "A" }\np "" 1 1 "" { "l" "r" } 0\np "" 1 2 "" { "u" } 0\nt "" 0\np "" 1 2 "" { "u" } 0\nt "" 0',
            r"information set 2\n  The player has forgotten here",
        ),
        (
            'EFG 2 R "x" { "A" }\np "" 1 1 "" { "l" "r" } 0\nt "" 0\np "" 1 1 "" { "u" } 0\nt "" 0',
            r"line 4\n  This information set had other actions",
        ),
    ],
)  # fmt: skip
def test_malformed_files_are_refused_with_line_and_fix(text, words):
    with pytest.raises(SuasionError, match=words) as error:
        parse(text, "game.nfg")
    assert all(one.where.startswith("game.nfg") and one.fix for one in error.value.problems)


def test_what_cannot_be_solved_is_refused_by_name():
    with pytest.raises(SuasionError, match="'lemke' is no method"):
        solve(DILEMMA, method="lemke")
    with pytest.raises(SuasionError, match="No player has a choice"):
        solve(parse('EFG 2 R "x" { "A" }\nt "" 1 "" { 1 }'))


def test_a_game_past_the_limit_of_corners_is_answered():
    """The largest tie that used to be refused."""
    big = Normal("Big", ("A", "B"), (tuple("x" * 30), tuple("y" * 30)), ((F(1), F(1)),) * 900)
    found = solve(big)
    assert found.equilibria and all(one.regret == 0 for one in found.equilibria)


# --------------------------------------------------------------------------------------------------- pygambit

needs_gambit = pytest.mark.skipif(
    importlib.util.find_spec("pygambit") is None,
    reason="pygambit is not installed, so Gambit is no oracle here",
)


@needs_gambit
def test_gambit_finds_the_same_corners():
    rng = np.random.default_rng(3)
    games = [DILEMMA, PENNIES, SEXES, PENNIES_LOPSIDED, two("Tie", [[1, 1], [1, 0]], [[1, 1], [1, 0]])]
    games += [two("", *rng.integers(-4, 5, (2, 3, 3)).tolist()) for _ in range(30)]
    games += [two("", *rng.integers(-9, 10, (2, 4, 3)).tolist()) for _ in range(20)]
    for game in games:
        assert mixes(solve_with_gambit(game)) == mixes(solve(game))


@needs_gambit
def test_gambit_reads_what_is_written():
    import io

    import pygambit

    for text in (HORSE, ENTRY, CARD):
        game = parse(text)
        theirs = pygambit.read_efg(io.BytesIO(written(game).encode()))
        assert len(theirs.players) == len(game.players)
        assert len(theirs.outcomes) == len({n.outcome + str(n.payoffs) for n in game.root.all() if n.payoffs})
        again = parse(theirs.to_efg())
        assert normal_form(again)[0].payoffs == normal_form(game)[0].payoffs


def test_without_gambit_the_adapter_says_so(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pygambit", None)
    with pytest.raises(SuasionError, match="not installed"):
        solve_with_gambit(DILEMMA)
