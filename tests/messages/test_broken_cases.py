"""Case files with mistakes: each is named with its place and a fix, all at once, and nothing is played."""

from __future__ import annotations

import re

import pytest

from suasion.domain.case_file import CaseFile
from suasion.files.inputs import toml
from suasion.files.inputs.lines import lines
from suasion.files.library.content import parse
from suasion.files.library.identity import impossible_codes
from suasion.files.library.states import states
from written import TEMPLATE, changed, suasion, without, written

CONTROL = 'control = { value = 0.70, low = 0.45, high = 0.88, source = "assumed"'
OWN = 'id = "open_then_condition"\n'
WHEN = '{ state = "linkage", above = 0.30, for_years = 2 }'
FACTS = "# --------------------------------------------------------------------------------------------- claims and facts"


def seen(state: str, first: int, values: str, source: str = "assumed") -> str:
    """An observed series as a case file writes it."""
    return f'[[observed]]\nstate = "{state}"\nfirst = {first}\nvalues = [{values}]\nsource = "{source}"\n\n'


#: What is changed in the template, and what must be said: each line of the answer after the first.
BROKEN = {
    "unknown key": (
        [("horizon = 15", "horizont = 15")],
        ["land.toml · target.horizon\n  This key is missing.", "target.horizont\n  There is no such key here. Nearest: horizon."],
    ),
    "unknown key of one's own strategy": (
        [('school = "advocacy" ', 'scool = "advocacy" ')],
        ["strategies[3].scool\n  There is no such key here. Nearest: school."],
    ),
    "unknown key of a strategy taken from the library": (
        [('use = "engagement"', 'use = "engagement"\ntitel = "Talk"')],
        ["strategies[1].titel\n  There is no such key here. Nearest: title."],
    ),
    "unknown key deep down": (
        [("latest = 8 ", "latests = 8 ")],
        ["strategies[3].rules[1].latests\n  There is no such key here. Nearest: latest."],
    ),
    "unknown key of a number": (
        [(CONTROL, CONTROL + ", lower = 0.2")],
        ["target.control.lower\n  There is no such key here. Nearest: low."],
    ),
    "unknown table": ([("[network]", "[networks]")], ["· networks\n  There is no such key here. Nearest: network."]),
    "state that does not exist": (
        [(WHEN, WHEN.replace("linkage", "linkge"))],
        ["land.toml · strategies[3].rules[1].when.state = 'linkge'\n  No state has this name. Nearest: linkage."],
    ),
    "instrument that does not exist": (
        [("levels = { broadcasts = 0.3 }", "levels = { broadcast = 0.3 }")],
        ["strategies[3].schedule[1].levels.broadcast\n  No instrument has this name. Nearest: broadcasts."],
    ),
    "instruments that do not exist": (
        [('stop = ["broadcasts"]', 'stop = ["broadcast"]'), ("shaming = { level", "shamming = { level")],
        [
            "rules[1].stop[1] = 'broadcast'\n  No instrument has this name. Nearest: broadcasts.",
            "baseline.levels.shamming\n  No instrument has this name. Nearest: shaming.",
        ],
    ),
    "stock that does not exist": (
        [("effects = { subsistence = -0.12", "effects = { subsistance = -0.12")],
        ["shocks[1].effects.subsistance\n  No stock has this name. Nearest: subsistence."],
    ),
    "outcome that does not exist": (
        [("caps = { collapse = 0.40", "caps = { colapse = 0.40")],
        ["objectives.caps.colapse\n  No outcome has this name. Nearest: collapse."],
    ),
    "treaty, package and strategy that do not exist": (
        [('treaty = "crc"', 'treaty = "rcr"'), ('package = "engage"', 'package = "engaged"'), ('use = "engagement"', 'use = "engagment"')],
        [
            "commitments[2].treaty = 'rcr'\n  The library has no such treaty.",
            "strategies[3].schedule[1].package = 'engaged'\n  The library has no such package. Nearest: engage.",
            "strategies[1].use = 'engagment'\n  The library has no such strategy. Nearest: engagement.",
        ],
    ),
    "package after a collapse": (
        [('after_collapse = "rebuild"', 'after_collapse = ""')],
        ["strategies[3].after_collapse = ''\n  The library has no such package. Known: both,"],
    ),
    "wrong types": (
        [
            ("horizon = 15", 'horizon = "15"'),
            ("start = 2026", "start = 2026.5"),
            ('name = "Closed Land"', "name = 7"),
            ("value = 0.70, low = 0.45", 'value = "0.70", low = true'),
            ("variant = false", 'variant = "no"'),
            ("weights = { physical_integrity = 0.4, civil_liberties = 0.3, group_rights = 0.3 }", "weights = 1"),
        ],
        [
            "target.horizon = '15'\n  This must be a whole number. Write it without quotes",
            "target.start = 2026.5\n  This must be a whole number.",
            "target.name = 7\n  This must be text. Put it in quotes.",
            "target.control.value = '0.70'\n  This must be a number. Write it without quotes.",
            "target.control.low = true\n  This must be a number.",
            "strategies[3].variant = 'no'\n  This must be true or false.",
            "objectives.weights = 1\n  This must be a table.",
        ],
    ),
    "table where a list belongs": (
        [("[network]", "[claims]\n[network]"), ('[[claims]]\nid = "links_first"\ntext = "Pressure does more once there are links to work through."\nsource = "essay:Conclusion"', "")],
        ["· claims\n  This must be a list. Write [ … ], or tables headed [[…]]."],
    ),
    "number where a report belongs": (
        [("ratified = 1992-11-20", "ratified = 1992-11-20\nreports = [1]")],
        ["commitments[2].reports[1] = 1\n  This must be a table."],
    ),
    "date as text": (
        [("ratified = 1994-05-02", 'ratified = "1994-05-02"')],
        ["commitments[1].ratified = '1994-05-02'\n  This must be a date. Write it as 1981-09-14, without quotes."],
    ),
    "date with a time, and a number for a date": (
        [("ratified = 1994-05-02", "ratified = 1994-05-02T10:00:00"), ("ratified = 1992-11-20", "ratified = 1992")],
        ["commitments[1].ratified = 1994-05-02 10:00:00\n  This must be a date.", "commitments[2].ratified = 1992\n  This must be a date."],
    ),
    "date that the calendar lacks": (
        [("ratified = 1994-05-02", "ratified = 1994-02-30")],
        ["land.toml\n  This is not TOML: Invalid date or datetime (at line"],
    ),
    "schedule out of order": (
        [("from = 0\n", "from = 2035\n")],
        ["strategies[3].schedule[2].from = 2034\n  This period does not begin after the one before, in 2035. Sort them"],
    ),
    "schedule outside the case": (
        [("from = 2034", "from = 15"), ("from = 0\n", "from = 2020\n")],
        [
            "strategies[3].schedule[1].from = 2020\n  The year 2020 lies outside the case, 2026 to 2040.",
            "strategies[3].schedule[2].from = 15\n  The year 2041 lies outside the case",
        ],
    ),
    "rule's years out of order": (
        [("latest = 8 ", "latest = 2 "), ("# until = 14", "until = 3")],
        [
            "rules[1].latest = 2\n  This lies before `not_before`, 2029. Mend either year.",
            "rules[1].until = 3\n  The rule would end before it fires, 2029. Move `until` later.",
        ],
    ),
    "rule's years outside": (
        [("not_before = 3 ", "not_before = 1990 "), ("latest = 8 ", "latest = 202 ")],
        ["rules[1].not_before = 1990\n  The year 1990 lies outside 2026 to 2086.", "rules[1].latest = 202\n  The year 2228 lies outside"],
    ),
    "rule that never fires, rule that does nothing, rule that asks nothing": (
        [
            ("[[strategies.rules]]", "[[strategies.rules]]\nlatest = 4\n[[strategies.rules]]\nstop = ['shaming']\n[[strategies.rules]]"),
            (WHEN, '{ state = "linkage" }'),
        ],
        [
            "strategies[3].rules[1]\n  A rule must do something: `package`, `levels`, `scale` or `stop`.",
            "strategies[3].rules[2]\n  A rule needs `when` or `latest`, or it never fires.",
            "strategies[3].rules[3].when\n  Give exactly one of `above` and `below`.",
        ],
    ),
    "ratified after the start": (
        [("ratified = 1992-11-20", "ratified = 2031-05-02")],
        ["commitments[2].ratified = 2031-05-02\n  This lies after the start of the case, 2026."],
    ),
    "ratified before it was adopted": (
        [("ratified = 1994-05-02", "ratified = 1960-05-02")],
        ["commitments[1].ratified = 1960-05-02\n  The treaty was adopted later, on 1966-12-16. Mend the date."],
    ),
    "report before the ratification, considered before it was sent": (
        [("due = 1995-08-02", "due = 1993-08-02"), ("considered = 2000-07-12", "considered = 1998-07-12")],
        [
            "commitments[1].reports[1].due = 1993-08-02\n  This lies before the ratification, 1994-05-02.",
            "commitments[1].reports[1].considered = 1998-07-12\n  This lies before the report was sent, 1999-03-10.",
        ],
    ),
    "probabilities above 1": (
        [
            (CONTROL, CONTROL.replace("0.88", "1.2")),
            ("probability = { value = 0.06, low = 0.02, high = 0.12", "probability = { value = 6, low = 2, high = 12"),
            ("collapse_hazard = { value = 0.015, low = 0.005, high = 0.040", "collapse_hazard = { value = 1.5, low = 0.5, high = 4"),
            ("trade_sanctions = { level = 0.30", "trade_sanctions = { level = 30"),
        ],
        [
            "target.control\n  It must lie strictly between 0 and 1: low 0.45, high 1.2.",
            "shocks[1].probability\n  It must lie strictly between 0 and 1: low 2.0, high 12.0.",
            "target.collapse_hazard\n  A yearly hazard must lie below 1: high 4.0.",
            "baseline.levels.trade_sanctions.level = 30\n  This must be at most 1.",
        ],
    ),
    "numbers that do not rise, and one that nobody disputes": (
        [("value = 0.70, low = 0.45", "value = 0.40, low = 0.45"), (', disputed = "monitoring organisations"', "")],
        [
            "target.control\n  The numbers must rise: low 0.45, value 0.4, high 0.88.",
            "target.detection\n  An assumed number must say by whom it is disputed (key `disputed`).",
        ],
    ),
    "no number at all": (
        [("value = 0.70", "value = nan"), ("threshold = 0.33", "threshold = inf"), ("{ subsistence = -0.12", "{ subsistence = -inf")],
        [
            "target.control.value = nan\n  This must be a finite number.",
            "objectives.threshold = inf\n  This must be",
            "shocks[1].effects.subsistence = -inf\n  This must be a finite number.",
        ],
    ),
    "negative weights": (
        [("weight = 0.7", "weight = -0.7"), ("{ physical_integrity = 0.4,", "{ physical_integrity = -0.4,")],
        ["senders[1].weight = -0.7\n  This must be at least 0.", "objectives.weights.physical_integrity = -0.4\n  This must be at least 0."],
    ),
    "weights that do not sum to 1": (
        [("weight = 0.7", "weight = 0.6"), ("{ physical_integrity = 0.4,", "{ physical_integrity = 0.5,")],
        ["· senders\n  The weights sum to 0.9, not to 1. Scale them.", "· objectives.weights\n  The weights sum to 1.1, not to 1."],
    ),
    "effects too large": (
        [("subsistence = -0.12, resources = -0.05", "subsistence = -1, resources = -50")],
        ["shocks[1].effects.subsistence = -1\n  A share lost or gained", "shocks[1].effects.resources = -50\n  This is in log points"],
    ),
    "strategy without a schedule": (
        [('[[strategies.schedule]]\nfrom = 0\npackage = "engage"\nlevels = { broadcasts = 0.3 }\n\n[[strategies.schedule]]\nfrom = 2034\npackage = "engage"\nlevels = { exchanges = 0.8 }', "")],
        ["strategies[3].schedule\n  This key is missing. Add it;"],
    ),
    "schedules without a period": (
        [('use = "engagement"', 'use = "engagement"\nschedule = []')],
        ["strategies[1].schedule\n  At least 1 must be given."],
    ),
    "same name twice": (
        [('treaty = "crc"', 'treaty = "iccpr"'), (OWN, 'id = "engagement"\n'), ('title = "Open, then condition"', 'title = "Engagement"')],
        [
            "· strategies\n  The id 'engagement' stands there twice.",
            "· strategies\n  The title 'Engagement' stands there twice.",
            "· commitments\n  The treaty 'iccpr' stands there twice. Leave one out.",
        ],
    ),
    "strategy named as the policy in force": (
        [(OWN, 'id = "baseline"\n')],
        ["strategies[3].id\n  `baseline` is the policy in force. Give the strategy another `id`."],
    ),
    "no government that can be replaced": (
        [('turnover = { value = 0.12', '# '), ],
        ["· senders\n  No sender has both `turnover` and `comeback`."],
    ),
    "observed series that nothing can be set beside": (
        [
            (FACTS, seen("linkge", 2026, "0.2") + FACTS),
            (FACTS, seen("information", 2026, "0.2") + FACTS),
            (FACTS, seen("linkage", 2026, "") + FACTS),
            (FACTS, seen("linkage", 26, "0.2, 1.4, nan") + FACTS),
        ],
        [
            "observed[1].state = 'linkge'\n  No observable state has this name. Nearest: linkage.",
            "observed[2].state = 'information'\n  No observable state has this name.",
            "observed[3].values\n  At least 1 must be given.",
            "observed[4].first = 26\n  This must be at least 1000.",
            "observed[4].values[2] = 1.4\n  This must be at most 1.",
            "observed[4].values[3] = nan\n  This must be a finite number.",
        ],
    ),
    "observed years outside the case, and told twice": (
        [
            (FACTS, seen("linkage", 2026, "0.2, 0.3") + FACTS),
            (FACTS, seen("threat", 2027, "0.2") + FACTS),
            (FACTS, seen("linkage", 2027, "0.4, 0.5") + FACTS),
            (FACTS, seen("subsistence", 2024, "0.4, 0.5") + FACTS),
            (FACTS, seen("subsistence", 2041, "0.4") + FACTS),
        ],
        [
            "observed[3].state = 'linkage'\n  The year 2027 of this state stands in observed[1] already.",
            "observed[4].first = 2024\n  Its years 2024 to 2025 lie outside the case, 2026 to 2040.",
            "observed[5].first = 2041\n  Its years 2041 to 2041 lie outside the case, 2026 to 2040.",
        ],
    ),
    "history that is neither true nor false": (
        [("variant = false ", 'history = "yes"\nvariant = false ')],
        ["strategies[3].history = 'yes'\n  This must be true or false."],
    ),
    "names with other signs": (
        [(OWN, 'id = "Öffnen zuerst"\n'), ('iso3 = "ZZZ"', 'iso3 = "zz"')],
        ["strategies[3].id = 'Öffnen zuerst'\n  This takes small letters, digits, - and _, beginning", "target.iso3 = 'zz'\n  This takes three capital letters."],
    ),
    "none of the choices": (
        [('regime = "party"', 'regime = "junta"'), ("format = 1 ", "format = 2 ")],
        ["target.regime = 'junta'\n  This is none of the choices. Choose 'party',", "· format = 2\n  This is none of the choices. Choose 1."],
    ),
    "horizon out of range": ([("horizon = 15", "horizon = 61")], ["target.horizon = 61\n  This must be at most 60."]),
    "empty texts": (
        [('title = "Open, then condition"', 'title = ""'), ('use = "engagement"', 'use = "engagement"\ntitle = ""')],
        ["strategies[3].title = ''\n  This must not be empty.", "strategies[1].title = ''\n  This must not be empty."],
    ),
    "control characters": (
        [('name = "Closed Land"', 'name = "Closed\\u001b[31m Land"')],
        ["target.name\n  This has a control character. Take it out;"],
    ),
    "unknown key that could steer a terminal": (
        [("horizon = 15", 'horizon = 15\n"\\u001b[31mred" = 1')],
        ["target.'\\x1b[31mred'\n  There is no such key here."],
    ),
    "too many rules": (
        [("[[strategies.rules]]", "[[strategies.rules]]\nlatest = 4\nstop = ['shaming']\n" * 8 + "[[strategies.rules]]")],
        ["strategies[3].rules\n  At most 8 can be given. Leave some out."],
    ),
    "not TOML": ([("start = 2026", "start = = 2026")], ["land.toml\n  This is not TOML: Invalid value (at line"]),
    "number of thousands of digits": ([("start = 2026", f"start = {'9' * 5000}")], ["land.toml\n  This is not TOML: Exceeds the limit"]),
}  # fmt: skip

#: Every place that names a source.
SOURCES = {
    "target.control": (CONTROL, CONTROL.replace('"assumed"', '"nobody1999:T2"')),
    "target.regime": ('regime_source = ""', 'regime_source = "nobody1999:T2"'),
    "commitments[1]": ('reservations = "none"     # in words\nsource = "assumed"', 'reservations = "none"\nsource = "nobody1999:T2"'),
    "commitments[1].reports[2]": ('due = 2004-07-31, source = "assumed"', 'due = 2004-07-31, source = "nobody1999:T2"'),
    "senders[2]": ('holder = "un"\nsource = "assumed"', 'holder = "un"\nsource = "nobody1999:T2"'),
    "third_parties[1]": ('countries."\nsource = "assumed"', 'countries."\nsource = "nobody1999:T2"'),
    "network": ('tolerated."\nsource = "assumed"', 'tolerated."\nsource = "nobody1999:T2"'),
    "shocks[1]": ('refusal = -0.2 }\nsource = "assumed"', 'refusal = -0.2 }\nsource = "nobody1999:T2"'),
    "baseline.levels.shaming": ('shaming = { level = 0.30, source = "assumed"', 'shaming = { level = 0.30, source = "nobody1999:T2"'),
    "strategies[3]": ('source = ""               #', 'source = "nobody1999:T2"  #'),
    "claims[1]": ('source = "essay:Conclusion"', 'source = "nobody1999:T2"'),
    "facts[2]": ('for a week."\nsource = "assumed"', 'for a week."\nsource = "nobody1999:T2"'),
    "observed[1]": (FACTS, seen("linkage", 2026, "0.2", source="nobody1999:T2") + FACTS),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_broken_case_is_refused(name, tmp_path, capsys):
    changes, expected = BROKEN[name]
    said = suasion(capsys, "check", written(tmp_path, changed(*changes)))
    assert said.code == 2
    assert said.out == ""
    for line in expected:
        assert line in said.err
    head = said.err.splitlines()[0]
    assert head == ("A problem:" if len(expected) == 1 else f"{len(expected)} problems:"), said.err


def test_places_of_sources_are_all_checked(tmp_path, capsys):
    said = suasion(capsys, "check", written(tmp_path, changed(*SOURCES.values())))
    assert said.code == 2
    for place in SOURCES:
        assert (
            f"land.toml · {place}.source = 'nobody1999:T2'\n  The bibliography has no such key." in said.err
        )
    assert said.err.startswith(f"{len(SOURCES)} problems:")


def test_number_where_a_strategy_belongs(tmp_path, capsys):
    text = changed(("question = ", "strategies = [1]\nquestion = "), text=without("strategies"))
    said = suasion(capsys, "check", written(tmp_path, text))
    assert "land.toml · strategies[1] = 1\n  This must be a table." in said.err


def test_source_is_told_the_nearest_key(tmp_path, capsys):
    text = changed(('source = "essay:Conclusion"', 'source = "esssay:Conclusion"'))
    assert "Nearest: essay." in suasion(capsys, "check", written(tmp_path, text)).err


def test_problems_of_different_kinds_come_at_once(tmp_path, capsys):
    """Wrong names are found along with wrong types and unknown keys."""
    text = changed(
        ("horizon = 15", 'horizon = "15"'),
        (WHEN, WHEN.replace("linkage", "linkge")),
        ("[network]", "[networks]"),
        ("weight = 0.7", "weight = 1.7"),
    )
    said = suasion(capsys, "check", written(tmp_path, text))
    assert said.err.startswith("4 problems:")


def test_a_thousand_problems_are_cut_short(tmp_path, capsys):
    text = changed(("[network]", "".join(f"key{i} = 1\n" for i in range(1000)) + "[network]"))
    said = suasion(capsys, "check", written(tmp_path, text))
    assert said.code == 2
    assert "There are 900 more problems. Mend these first." in said.err


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "land.toml\n  The file is empty. `suasion new case NAME` writes one to start from."),
        (b" \n\t\n", "The file is empty."),
        (b"\xef\xbb\xbf", "The file is empty."),
        (bytes(range(256)) * 40, "land.toml\n  This is not UTF-8 text (byte 129). Save it as UTF-8."),
        (b"\x00\x01\x02", "This is not TOML: "),
        (b"\x89PNG\r\n\x1a\n", "This is not UTF-8 text (byte 1)."),
        (TEMPLATE.encode("utf-16"), "This is not UTF-8 text (byte 1)."),
        (b"x" * 50_000_000, "land.toml\n  The file has more than 5 MB, the most that is read."),
        (b"a = " + b"[" * 20_000, "The file is nested too deeply."),
        (b"a" + b".a" * 5_000 + b" = 1", "The file is nested too deeply."),
        (b"[a" + b".a" * 1_000 + b"]", "The file is nested too deeply."),
        (b"a = " + b"{a = " * 200 + b"1" + b"}" * 200, "The file is nested too deeply."),
        (b"hello", "This is not TOML: "),
        (b"x = 1", "land.toml · format\n  This key is missing."),
    ],
    ids=["empty", "blank", "BOM alone", "binary", "zeros", "PNG", "UTF-16", "50 MB", "nested", "dotted", "header", "inline", "word", "other TOML"],
)  # fmt: skip
def test_file_that_is_no_case(content, expected, tmp_path, capsys):
    path = tmp_path / "land.toml"
    path.write_bytes(content)
    said = suasion(capsys, "check", path)
    assert said.code == 2
    assert expected in said.err


def test_case_that_begins_with_a_byte_order_mark(tmp_path, capsys):
    path = tmp_path / "land.toml"
    path.write_bytes(b"\xef\xbb\xbf" + TEMPLATE.replace("\n", "\r\n").encode())
    assert suasion(capsys, "check", path).code == 0


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("north-corea", "north-corea\n  No bundled case has this name, and no such file exists. Nearest: north-korea."),
        ("", "No bundled case has this name"),
        ("nowhere/land.toml", "nowhere/land.toml\n  There is no such file. Check the path."),
        ("x" * 5000 + ".toml", "It cannot be read: File name too long."),
        ("x" * 5000, "No bundled case has this name"),
        ("template", "No bundled case has this name"),
        (".", "This is a folder, not a file. Give the TOML file in it."),
        ("/dev/null", "this is a device, and only regular files are read."),
        ("/dev/zero", "this is a device, and only regular files are read."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["check", "compare", "sources"])
def test_case_that_is_not_there(command, name, expected, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = suasion(capsys, command, name)
    assert said.code == 2
    assert expected in said.err
    assert not list(tmp_path.iterdir())


def test_file_that_may_not_be_read(tmp_path, capsys, monkeypatch):
    path = written(tmp_path, TEMPLATE)

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(toml.Path, "open", refuse)  # tests may run as root, who may read everything
    said = suasion(capsys, "check", path)
    assert said.code == 2
    assert f"{path}\n  You may not read it. Change its permissions." in said.err


@pytest.mark.parametrize("word", ["commitments", "shocks", "facts", "third_parties", "network", "claims"])
def test_sections_that_may_be_left_out(word, tmp_path, capsys):
    assert suasion(capsys, "check", written(tmp_path, without(word))).code == 0


@pytest.mark.parametrize("word", ["target", "state", "senders", "baseline", "strategies", "objectives"])
def test_sections_that_may_not_be_left_out(word, tmp_path, capsys):
    said = suasion(capsys, "check", written(tmp_path, without(word)))
    assert said.code == 2
    assert f"land.toml · {word}\n  This key is missing." in said.err


def problem_lines(said: str) -> dict[str, int]:
    """Place to line, from what the command printed."""
    found = re.findall(r"(?m)^Line (\d+) of land\.toml · ([^=\n]+?)(?: = .*)?$", said)
    return {place: int(line) for line, place in found}


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_every_kind_of_problem_is_named_at_once_each_with_its_line(tmp_path, capsys):
    """Schema, ranges, sums, names, sources, dates and codes in one go."""
    text = changed(
        ('iso3 = "ZZZ"', 'iso3 = "CHN"'),
        ("cow = 999", "cow = 710"),
        ("horizon = 15", "horizont = 15"),
        ("{ physical_integrity = 0.4,", "{ physical_integrity = 0.5,"),
        ("weight = 0.7", "weight = 0.6"),
        ('package = "engage"', 'package = "engaged"'),
        ('use = "engagement"', 'use = "engagment"'),
        ('treaty = "crc"', 'treaty = "rcr"'),
        (WHEN, WHEN.replace("linkage", "linkge")),
        ("effects = { subsistence = -0.12", "effects = { subsistence = -3"),
        ('source = "essay:Conclusion"', 'source = "nobody1999:T2"'),
    )
    said = suasion(capsys, "check", written(tmp_path, text))
    assert said.code == 2
    expected = {
        "target.horizon": "[target]",  # a missing key has the line of its table
        "target.gw": "gw = 999",
        "target.horizont": "horizont = 15",
        "objectives.weights": "weights = {",
        "senders": "[[senders]]",
        "strategies[3].schedule[1].package": 'package = "engaged"',
        "strategies[1].use": 'use = "engagment"',
        "commitments[2].treaty": 'treaty = "rcr"',
        "strategies[3].rules[1].when.state": WHEN.replace("linkage", "linkge"),
        "shocks[1].effects.subsistence": "effects = { subsistence = -3",
        "claims[1].source": 'source = "nobody1999:T2"',
    }
    assert problem_lines(said.err) == {place: line_of(text, part) for place, part in expected.items()}


#: Codes of the target, the first year, and the keys that are named with a part of what is said.
CODES = [
    ("Mongolia", "MNG", 712, 712, 2026, {}),
    ("Land of the Blue Sky", "MNG", 712, 712, 2026, {}),
    ("Closed Land", "ZZZ", 999, 999, 2026, {}),
    ("Burma", "BUR", 775, 775, 1990, {}),
    ("Czechoslovakia", "CSK", 315, 315, 1975, {}),
    ("Mongolia", "MNG", 710, 712, 2026, {"cow": "This stands for China, the other codes for Mongolia.\n"}),
    ("Mongolia", "PRK", 712, 712, 2026, {"iso3": "For Mongolia it is MNG."}),
    ("China", "MNG", 712, 712, 2026, {"name": "This stands for China, the other codes for Mongolia."}),
    ("Mongolia", "MNG", 999, 999, 2026, {"cow": "No state has it.", "gw": "No state has it."}),
    ("Czechoslovakia", "CSK", 315, 315, 2026, {"start": "Czechoslovakia was no state in this year. It was one from 1945 to 1992."}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "iso3", "cow", "gw", "start", "expected"), CODES)
def test_codes_of_a_target_are_those_of_one_state(name, iso3, cow, gw, start, expected):
    case = parse(CaseFile, toml.table(TEMPLATE, "land.toml"), "land.toml")
    target = case.target.model_copy(update={"name": name, "iso3": iso3, "cow": cow, "gw": gw, "start": start})
    problems = {one.where.split(" = ")[0]: f"{one}\n" for one in impossible_codes(target, states())}
    assert set(problems) == {f"target.{key}" for key in expected}
    for key, said in expected.items():
        assert said.strip() in problems[f"target.{key}"]


@pytest.mark.parametrize(
    "change", [("start = 2026", 'start = "1950"'), ("horizon = 15", "horizon = 0"), ("ratified = ", "ratified = 1 # ")]
)  # fmt: skip
def test_what_stands_in_for_a_refused_key_is_never_complained_about(change, tmp_path, capsys):
    """A start that is no number makes no year of the case wrong; a day that is none, no other day."""
    said = suasion(capsys, "check", written(tmp_path, changed(change)))
    assert said.err.startswith("A problem:"), said.err


FORMS = """\
a.b = 1 # c = 2
"q.r" = '''
x = 1
[no]
'''
list = [
  1, # one ]
  { k = [2,
  3] },
]
[t]
s = \"\"\"
a = "1\\\"\"\"
\"\"\"
d = 1979-05-27 07:32:00
[[t.u]]
v = '}'
[[t.u]]
v = { w = "]", x.y = 1 }
[t.u.z]
k = 1
"""


def test_lines_are_found_whatever_the_form():
    """Dotted and quoted keys, lists over several lines, strings that look like keys, comments, tables in tables."""
    toml.table(FORMS, "forms.toml")
    assert lines(FORMS) == {
        "a": 1, "a.b": 1, "'q.r'": 2, "list": 6, "list[1]": 7, "list[2]": 8, "list[2].k": 8, "list[2].k[1]": 8,
        "list[2].k[2]": 9, "t": 11, "t.s": 12, "t.d": 15, "t.u": 16, "t.u[1]": 16, "t.u[1].v": 17, "t.u[2]": 18,
        "t.u[2].v": 19, "t.u[2].v.w": 19, "t.u[2].v.x": 19, "t.u[2].v.x.y": 19, "t.u[2].z": 20, "t.u[2].z.k": 21,
    }  # fmt: skip
