"""Talks, threats and scales with several faults: each is named at once, with its line and what to do."""

from __future__ import annotations

import pytest

from suasion.files.library.content import ROOT
from written import changed, suasion, written


def bundled(kind: str, name: str) -> str:
    return (ROOT / kind / f"{name}.toml").read_text("utf-8")


def line_of(text: str, part: str) -> int:
    """The line on which a part stands, from 1."""
    return text[: text.index(part)].count("\n") + 1


TALKS = changed(
    ('status_quo = 0.0', 'status_quo = "zero"'),
    ("quota = 1.0", "quota = 0.4"),
    ("veto = []", 'veto = ["japn"]'),
    ("mofa_japan2004:dismantlement", "mofa_japn2004:dismantlement"),
    ("on_every_table = true", "on_every_tabel = true"),
    ("rights = { value", "rigths = { value"),
    text=bundled("talks", "six-party"),
)  # fmt: skip
SCALE = changed(
    ('standard = "changing"\nsource = "cirights"', 'standard = "moving"\nsource = "cirigts"'),
    ('id = "dommov"', 'id = "rel_free"'),
    ('title = "Freedom of foreign movement"\n', ""),
    ('columns = ["assn"]', 'columns = "assn"'),
    ('source = "schnak', 'source = "schank'),
    text=bundled("scales", "empowerment"),
)
THREATS = changed(
    ('by = "sqrt"', 'by = "root"'),
    ('source = "crismancox', 'source = "crismacox'),
    ("V_B = 0.0", 'V_B = "zero"'),
    ('fight = "sf"\n', ""),
    ('says = "', 'sais = "'),
    text=bundled("threats", "sanctions"),
)
#: For each file the command, its text, and for each fault the text of its line, the place, and what is said of it.
FILES = {
    "talks": (
        ("talks",),
        TALKS,
        [
            ("quota = 0.4", "rule.quota = 0.4", "This must be greater than 0.5."),
            ('veto = ["japn"]', "rule.veto = 'japn'", "Nearest: japan."),
            ('status_quo = "zero"', "issues[1].status_quo = 'zero'", "Write it without quotes."),
            ("mofa_japn2004", "issues[1].source = 'mofa_japn2004'", "Nearest: mofa_japan2004."),
            ("on_every_tabel", "issues[3].on_every_tabel", "Nearest: on_every_table."),
            ("rigths = {", "parties[1].positions.rigths", "Nearest: rights."),
            ("[parties.positions]", "parties[1].positions", "The issue rights is missing. Add it."),
        ],
    ),
    "scales": (
        ("measure",),
        SCALE,
        [
            ("schankenberg", "source = 'schankenberg_fariss2014'", "Nearest: schnakenberg_fariss2014."),
            ('"moving"', "items[1].standard = 'moving'", "Choose 'changing' or 'fixed'."),
            ('"cirigts"', "items[1].source = 'cirigts'", "Nearest: cirights."),
            ('columns = ["dommov"]', "items[3].id = 'rel_free'", "Another item has this id. Rename one."),
            ('columns = ["formov"]', "items[4].title", "`suasion show empowerment` shows each key."),
            ('columns = "assn"', "items[5].columns = 'assn'", "This must be a list."),
        ],
    ),
    "threats": (
        ("threat", "fit", "crises.csv", "--model"),
        THREATS,
        [
            ('sais = "', "sais", "Nearest: says."),
            ("crismacox", "source = 'crismacox_gibilisco2021'", "Nearest: crismancox_gibilisco2021."),
            ("[counts]", "counts.fight", "`suasion show sanctions` shows each key."),
            ('"root"', "columns.sender_trade.by = 'root'", "Choose 'sqrt', 'log' or 'square'."),
            ('"zero"', "payoffs.V_B = 'zero'", "This must be a number."),
        ],
    ),
}
#: Faults whose line is that of the table which lacks something.
ABOVE = {"items[3].id = 'rel_free'": -2, "items[4].title": -2}


@pytest.mark.parametrize("kind", FILES)
def test_every_problem_is_named_at_once_with_its_line_and_a_fix(tmp_path, capsys, monkeypatch, kind):
    words, text, faults = FILES[kind]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "crises.csv").write_text("sq,cd,bd,sf\n1,2,3,4\n")
    path = written(tmp_path, text, "mine.toml")
    said = suasion(capsys, *words, path.name)
    assert said.code == 2
    assert said.err.startswith(f"{len(faults)} problems:\n")
    for part, place, says in faults:
        line = line_of(text, part) + ABOVE.get(place, 0)
        head = f"Line {line} of mine.toml · {place}\n"
        assert head in said.err, said.err
        assert says in said.err.partition(head)[2].splitlines()[0]


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "The file is empty. `suasion show "),
        ("format = 1\nid = \n", "This is not TOML: Invalid value (at line 2"),
        ("format = 1\n", "This key is missing."),
        (None, "There is no such file."),
    ],
    ids=["empty", "no TOML", "nothing in it", "missing"],
)
def test_a_file_that_is_none(tmp_path, capsys, monkeypatch, kind, text, says):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "crises.csv").write_text("sq,cd,bd,sf\n1,2,3,4\n")
    if text is not None:
        written(tmp_path, text, "mine.toml")
    said = suasion(capsys, *FILES[kind][0], "mine.toml")
    assert said.code == 2
    assert says in said.err
