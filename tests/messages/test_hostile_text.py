"""Text from files that would steer a terminal or a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import polars as pl
import pytest

from suasion.errors import visible
from suasion.files.datasets import panels
from written import suasion

GAME = 'NFG 1 R "t\x1b]0;x\x07" {{ "one\x1b[2J" "two\x9b31m" }} {{ 2 2 }}\n{}\n'


def steers(text: str) -> bool:
    return any(one in text for one in "\x1b\x07\x9b\x08\x7f")


@pytest.mark.parametrize("payoffs", ["1 0 0 0 0 0 0 1", "1 0 \x1b[31m"], ids=["solved", "refused"])
def test_labels_of_a_game_do_not_steer_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], payoffs: str
) -> None:
    path = tmp_path / "game.nfg"
    path.write_text(GAME.format(payoffs), encoding="utf-8")
    said = suasion(capsys, "solve", path)
    assert said.code == (0 if payoffs.endswith("1") else 2)
    assert not steers(said.out + said.err)
    assert "<U+001B>[" in said.out + said.err, "shown, not swallowed"


def test_what_is_harmless_stays() -> None:
    assert visible("한국\tÅ\r\n") == "한국\tÅ\r\n"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_formula_in_a_table_of_text(text: str) -> None:
    table = pl.DataFrame(
        {
            "state": [text, "Chad", None],
            "iso3": ["=A1", None, "TCD"],
            "year": [1990, 1991, 1992],
            "value": [-1.5, None, 2.0],
        }
    )
    rows = list(csv.DictReader(io.StringIO(panels.csv(table).decode(), newline="")))
    assert [row["state"] for row in rows] == ["'" + text, "Chad", ""]
    assert [row["iso3"] for row in rows] == ["'=A1", "", "TCD"]
    assert [row["value"] for row in rows] == ["-1.5", "", "2.0"], "numbers stay numbers"


def test_a_table_without_text() -> None:
    assert panels.csv(pl.DataFrame({"value": [-1.5]})) == b"value\n-1.5\n"
