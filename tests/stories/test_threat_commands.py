"""Threats and small games as a user types them: what comes back, what is refused, and nothing left half-written."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import suasion as public
from suasion import lab
from suasion.files.library import content
from suasion.games import forms, threat
from suasion.games.threat import estimators
from written import suasion

ROOT = Path(__file__).resolve().parents[2]
GAMES = ROOT / "examples" / "games"
EXAMPLE = {"S_A": 0, "V_A": 1, "C_B": 0, "V_B": 1, "W_A": -1.9, "W_B": -2.9, "a": -1.2}
PAGE = (ROOT / "docs/explanation/games-threat.md").read_text("utf-8")
SPEC = PAGE.split("```toml\n")[1].split("```")[0]


def options(**changes) -> list[str]:
    return [word for name, value in {**EXAMPLE, **changes}.items() for word in (f"--{name}", str(value))]


@cache
def dyads() -> pd.DataFrame:
    """80 dyads of 500 years each, played from payoffs that hang on trade and regime."""
    rng = np.random.default_rng(0)
    trade, regime = rng.uniform(0, 4, 80), rng.normal(size=80)
    played = threat.simulate(
        0.3 * np.sqrt(trade), 1.0, 0.4 * regime, 0.0, -1.6, -0.8, -1.9, crises=500, seed=0
    )
    ends = dict(zip(("none", "gave_in", "backed_down", "fought"), played, strict=True))
    return pd.DataFrame({**ends, "trade": trade, "regime": regime})


@pytest.fixture
def land(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a table and a specification, in which the command is called."""
    dyads().to_csv(tmp_path / "dyads.csv", index=False)
    (tmp_path / "model.toml").write_text(SPEC, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_all_equilibria_are_told_and_none_is_chosen(capsys):
    said = suasion(capsys, "threat", "equilibria", *options())
    assert said.code == 0
    for word in ("3 equilibria", "0.251105", "0.594723", "0.813322", "Nothing says which of them"):
        assert word in said.out
    said = suasion(capsys, "threat", "equilibria", *options(W_B=-2.6))
    assert "1 equilibrium" in said.out and "Nothing says" not in said.out


def test_equilibria_as_json_are_those_of_the_game(tmp_path, capsys):
    path = tmp_path / "found.json"
    said = suasion(capsys, "threat", "equilibria", *options(), "--json", path)
    assert said.code == 0 and "Written" in said.out
    found = json.loads(path.read_text("utf-8"))["equilibria"]
    game = threat.equilibria(**EXAMPLE)
    assert [one["p_resist"] for one in found] == game.p_resist.tolist()
    assert [one["p_fight"] for one in found] == game.p_fight.tolist()
    assert max(one["residual"] for one in found) < 1e-12
    assert not any(one["touching"] for one in found)
    again = suasion(capsys, "threat", "equilibria", *options(), "--json", path)
    assert again.code == 2 and "left as it is" in again.err


def test_payoffs_are_refused_by_name_and_all_at_once(capsys):
    said = suasion(
        capsys, "threat", "equilibria", *options(V_A="nan", W_A=1000), "--json", "missing/found.json"
    )
    assert said.code == 2 and said.out == ""
    for word in ("V_A is not a finite number", "W_A is not a finite number", "Its folder does not exist"):
        assert word in said.err
    said = suasion(capsys, "threat", "equilibria", *options(V_A=-1, V_B=-1))
    assert said.code == 2 and "V_A <= S_A and V_B <= C_B" in said.err


@pytest.mark.parametrize("method", ["pl", "npl", "cmle"])
def test_an_estimate_is_told_as_it_was_found(method, land, capsys):
    said = suasion(
        capsys, "threat", "fit", "dyads.csv", "--model", "model.toml", "--method", method, "--json", "f.json"
    )
    assert said.code == 0, said.err
    for word in ("std. error", "Expected share of dyads that are threatened", "What this cannot say"):
        assert word in said.out
    found = json.loads((land / "f.json").read_text("utf-8"))
    direct = public.threat_fit(dyads(), land / "model.toml", method=method)
    np.testing.assert_allclose(
        [one["estimate"] for one in found["table"]], direct.theta, rtol=1e-6, atol=1e-8
    )
    np.testing.assert_allclose(found["covariance"], direct.covariance, rtol=1e-4, atol=1e-8)
    assert found["converged"] and found["rows"] == 80
    assert found["log_likelihood"] == pytest.approx(direct.log_likelihood)
    effect = threat.effect(direct, "a")
    assert found["effect"]["shape"] == effect.shape
    assert [one["threats"] for one in found["effect"]["table"]] == pytest.approx(effect.table["threats"])
    terms = {(one["payoff"], one["covariate"]): one for one in found["table"]}
    true = {("S_A", "root"): 0.3, ("C_B", "regime"): 0.4, ("W_A", "constant"): -1.6, ("a", "constant"): -1.9}
    slack = 0.1 if method == "pl" else 0.0  # beliefs by two logits are not those of the game
    for name, value in true.items():
        assert abs(terms[name]["estimate"] - value) < 3.5 * terms[name]["se"] + slack


@pytest.mark.slow
def test_a_table_in_gzip_is_the_same_table(land, capsys):
    dyads().to_csv(land / "dyads.csv.gz", index=False)
    first, second = (
        suasion(capsys, "threat", "fit", name, "--model", "model.toml", "--json", "-")
        for name in ("dyads.csv", "dyads.csv.gz")
    )
    assert first.code == 0 and first.out == second.out


@pytest.mark.slow
def test_a_search_that_does_not_converge_is_told_first_and_by_the_exit_code(land, monkeypatch, capsys):
    monkeypatch.setattr(estimators, "STEPS", 1)
    said = suasion(capsys, "threat", "fit", "dyads.csv", "--model", "model.toml", "--method", "pl")
    assert said.code == 1
    assert "NOT CONVERGED" in said.out


def test_options_specification_and_table_are_refused_together(land, monkeypatch, capsys):
    monkeypatch.setattr(lab, "threat_fit_results", None)
    said = suasion(
        capsys, "threat", "fit", "none.csv", "--model", "none.toml", "--method", "ml", "--errors", "robust",
        "--payoff", "A", "--json", "missing/f.json",
    )  # fmt: skip
    assert said.code == 2 and said.out == ""
    for word in (
        "--method ml\n  This is not known.",
        "--errors robust\n  This is not known. Nearest: rows.",
        "--payoff A\n  This is not known.",
        "none.toml\n  There is no such file",
        "none.csv\n  There is no such file",
        "missing/f.json\n  Its folder does not exist",
    ):
        assert word in said.err
    assert sorted(path.name for path in land.iterdir()) == ["dyads.csv", "model.toml"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('by = "sqrt"', 'by = "cube"', "columns.root.by"),
        ("V_B = 0.0", "V_B = 0.0\nV_C = 1.0", "payoffs.V_C"),
        ('a = ["constant"]', "", "payoffs.a"),
        ("V_B = 0.0", "V_B = 1e3", "1000.0 is not within 100"),
        ("V_B = 0.0", "V_B = nan", "payoffs.V_B = nan\n  This must be a finite number"),
        ('source = "assumed"', 'source = "crismancox_gibilisco2031"', "Nearest: crismancox_gibilisco2021"),
        ('C_B = ["regime"]', 'C_B = ["regimes"]', "dyads.csv · regimes\n  The table has no such column. Nearest: regime"),
        ('fight = "fought"', 'fight = "fougth"', "Nearest: fought"),
        ("V_B = 0.0", "V_B = 'none'", "payoffs.V_B = 'none'\n  This must be a number"),
        ("V_B = 0.0", "V_B = [1]", "payoffs.V_B[1] = 1\n  This must be text"),
        ("format = 1", "format = 9", "format"),
    ],
)  # fmt: skip
def test_broken_specifications_are_refused(old, new, says, land, capsys):
    assert old in SPEC
    (land / "model.toml").write_text(SPEC.replace(old, new, 1), "utf-8")
    said = suasion(capsys, "threat", "fit", "dyads.csv", "--model", "model.toml")
    assert said.code == 2 and said.out == ""
    assert says in said.err


def test_broken_cells_are_named_with_their_line(land, capsys):
    table = dyads().astype(object)
    table.loc[2, "gave_in"], table.loc[5, "trade"], table.loc[6, "trade"] = "many", None, None
    table.to_csv("dyads.csv", index=False)
    said = suasion(capsys, "threat", "fit", "dyads.csv", "--model", "model.toml")
    assert said.code == 2
    assert "dyads.csv · line 4 · gave_in\n  The cell holds 'many'." in said.err
    assert (
        "dyads.csv · line 7 · trade\n  The cell is empty; 1 more cell of the column is no number." in said.err
    )
    counts = dyads().astype(float)
    counts.loc[0, "fought"], counts.loc[1, "none"], counts.loc[3, "trade"] = 0.5, -1, -4
    counts.to_csv("dyads.csv", index=False)
    said = suasion(capsys, "threat", "fit", "dyads.csv", "--model", "model.toml", "--method", "ml")
    for word in ("0.5 is not a count", "-1 is not a count", "row 4", "--method ml"):
        assert word in said.err


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "This is no table"),
        (b"none,gave_in,backed_down,fought,trade,regime\n", "The table has no rows."),
        (b"\xff\xfe\x00\x01", "This is no table"),
    ],
)
def test_what_is_no_table_is_refused(content, says, land, capsys):
    (land / "dyads.csv").write_bytes(content)
    said = suasion(capsys, "threat", "fit", "dyads.csv", "--model", "model.toml")
    assert said.code == 2 and says in said.err
    assert "This is a folder" in suasion(capsys, "threat", "fit", ".", "--model", "model.toml").err
    (land / "dyads.csv.gz").write_bytes(b"no gzip")
    said = suasion(capsys, "threat", "fit", "dyads.csv.gz", "--model", "model.toml")
    assert said.code == 2 and "It cannot be read" in said.err


def test_names_of_threats_lead_somewhere(capsys):
    assert "sanctions" in suasion(capsys, "list", "threats").out
    assert "senderecondep" in suasion(capsys, "show", "sanctions").out
    assert "@article{crismancox_gibilisco2021," in suasion(capsys, "sources", "sanctions").out
    assert "Known: sanctions" in suasion(capsys, "threat", "fit", "x.csv", "--model", "nowhere").err
    for name in content.names("threats"):
        assert lab.load_threats(name).id == name


@pytest.mark.slow
@pytest.mark.data
def test_the_bundled_specification_estimates_the_sanction_data(capsys):
    data = Path(os.environ.get("SUASION_TEST_DATA", ROOT.parent / "shared" / "data"))
    path = data / "replication" / "crismancox_gibilisco_sanctions_game.csv.gz"
    if not path.is_file():
        pytest.skip("the datasets are not here: set SUASION_TEST_DATA")
    said = suasion(capsys, "threat", "fit", path, "--json", "-")
    found = json.loads(said.out)
    assert said.code == 0 and found["rows"] == 418 and found["effect"]["shape"] == "U"
    assert found["pooled"] == pytest.approx(-4023.21, abs=0.005)
    theirs = pd.read_csv(path)
    ours = pd.DataFrame(found["equilibria"])
    np.testing.assert_allclose(ours["p_resist"], theirs["PRnpl"], atol=1e-6)
    np.testing.assert_allclose(ours["p_fight"], theirs["PFnpl"], atol=1e-6)


@pytest.mark.data
@pytest.mark.slow
def test_the_page_on_threats_holds_what_the_script_prints(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "scripts")
    script = __import__("games_threat_fit")
    if not script.COUNTS.is_file():
        pytest.skip("the datasets are not here: set SUASION_TEST_DATA")
    assert script.coefficients() in PAGE, "run scripts/games_threat_fit.py --write"
    assert script.effects() in PAGE


# ---------------------------------------------------------------------------------------------- small games


def test_a_small_game_is_solved_with_its_regret(capsys):
    said = suasion(capsys, "solve", GAMES / "threat.efg")
    assert said.code == 0
    for word in (
        "1. backward induction",
        "regret 0, in subgames 1/2",
        "3 equilibria found",
        "would not be carried",
        "let be",
    ):
        assert word in said.out
    said = suasion(capsys, "solve", GAMES / "two-senders.nfg")
    assert "there is no other" in said.out and "2/3" in said.out


def test_a_small_game_as_json_is_what_the_solver_finds(tmp_path, capsys):
    path = tmp_path / "found.json"
    for name in ("two-senders.nfg", "horse.efg"):
        said = suasion(capsys, "solve", GAMES / name, "--json", path, "--force")
        assert said.code == 0
        found, direct = json.loads(path.read_text("utf-8")), public.solve(GAMES / name)
        assert found["complete"] == direct.complete and found["title"] == direct.title
        assert [one["payoffs"] for one in found["equilibria"]] == [
            [str(x) for x in one.payoffs] for one in direct.equilibria
        ]
        for one, known in zip(found["equilibria"], direct.equilibria, strict=True):
            assert one["regret"] == "0"
            for where, choice in zip(one["choices"], known.choices, strict=True):
                assert where["where"] == choice.where
                assert [x["value"] for x in where["mixture"]] == [float(x.chance) for x in choice.mixture]
    assert suasion(capsys, "solve", GAMES / "horse.efg", "--json", path).code == 2


def test_the_limit_of_quantal_response_alone(capsys):
    said = suasion(capsys, "solve", GAMES / "two-senders.nfg", "--method", "logit")
    assert said.code == 0 and "1. logit path; payoffs 1, 1" in said.out
    assert "the list may be incomplete" in said.out


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("hello", "game.nfg · line 1\n  Here stands hello"),
        ('NFG 1 R "x" { "A" "B" }\n{ 2 2 }\n1 2 3 4\n5 six 7 8', "game.nfg · line 4\n  Here stands six"),
        (
            'NFG 1 R "x" { "A" "B" }\n{ 2 2 }\n1 2 three 4\n5 1/0 7 8',
            "game.nfg · line 4\n  1/0 divides by 0.",
        ),
        (
            'EFG 2 R "x" { "A" "B" }\np "" 1 1 "" { "l" "r" } 0\nt "" 1 "" { 1 x }\nt "" 2 "" { 1 }\n',
            "game.nfg · line 4\n  Outcome 2 has 1 payoff for 2 players.",
        ),
        ('EFG 2 R "x" { "A" }\nt "" 1 "" { 1 }', "No player has a choice"),
    ],
)
def test_a_malformed_game_is_refused_beside_the_method(text, says, tmp_path, capsys):
    path = tmp_path / "game.nfg"
    path.write_text(text, "utf-8")
    said = suasion(capsys, "solve", path)
    assert said.code == 2 and said.out == "" and says in said.err
    said = suasion(
        capsys, "solve", tmp_path / "none.nfg", "--method", "lemke", "--json", tmp_path / "no" / "f"
    )
    for word in (
        "--method lemke\n  There is no such method",
        "There is no such file",
        "Its folder does not exist",
    ):
        assert word in said.err


def test_gambit_is_asked_for_by_name(monkeypatch, capsys):
    import sys

    monkeypatch.setitem(sys.modules, "pygambit", None)
    said = suasion(capsys, "solve", GAMES / "two-senders.nfg", "--method", "gambit")
    assert said.code == 2 and "pygambit" in said.err and "not installed" in said.err


def test_games_that_come_with_the_pages_are_written_as_they_are_read():
    for path in sorted(GAMES.iterdir()):
        game = lab.load_game(path)
        assert forms.parse(forms.written(game)) == game


def test_the_page_on_small_games_holds_what_the_script_prints(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "scripts")
    printed = __import__("games_small").block()
    page = (ROOT / "docs/explanation/games-small.md").read_text("utf-8")
    assert printed in page, "run scripts/games_small.py --write"
