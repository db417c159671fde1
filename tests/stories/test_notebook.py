"""How records look: short at a prompt, HTML that is escaped, offline and without colours of its own, pictures on white."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import replace
from html.parser import HTMLParser

import altair as alt
import pytest

import suasion
from suasion.notebook import Card, brief, one_line


@pytest.fixture(scope="module")
def comparison():
    return suasion.compare("north-korea", worlds=64, years=6, audits=False)


RECORDS = {
    "case": lambda c: c.case,
    "case file": lambda c: c.case.file,
    "strategy": lambda c: c.case.strategies[1],
    "comparison": lambda c: c,
    "findings": lambda c: c.findings,
    "game": lambda c: c.game,
    "played": lambda c: c.played,
    "support": lambda c: suasion.support("north-korea"),
    "talks": lambda c: suasion.talks("six-party", draws=20),
    "depth": lambda c: suasion.depth(patience=[0.8, 0.9]),
    "depth of a case": lambda c: suasion.depth("north-korea", worlds=32),
    "solved": lambda c: suasion.solve("tests/games/thirds.efg"),
    "equilibria": lambda c: suasion.threat_equilibria(0, 1, -1, 0, -1, 0, -1),
    "many equilibria": lambda c: suasion.threat_equilibria([0] * 500, 1, -1, 0, -1, 0, -1),
    "datasets": lambda c: suasion.list_data(),
    "dataset": lambda c: suasion.describe_data("vdem"),
    "data status": lambda c: suasion.data_status(),
}


class Parser(HTMLParser):
    """What is opened and closed, and every attribute."""

    def __init__(self):
        super().__init__()
        self.open, self.wrong, self.attributes = [], [], []

    def handle_starttag(self, tag, attrs):
        self.attributes += [(tag, *pair) for pair in attrs]
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_is_short_at_a_prompt(comparison, name):
    text = repr(RECORDS[name](comparison))
    lines = text.splitlines()
    assert 1 <= len(lines) <= 10 and max(map(len, lines)) <= 100
    assert "Any" not in text and "array(" not in text


@pytest.mark.parametrize(
    "name", [name for name in RECORDS if name not in ("case file", "strategy", "played")]
)
def test_a_record_is_html_that_needs_nothing(comparison, name):
    html = RECORDS[name](comparison)._repr_html_()
    parser = Parser()
    parser.feed(html)
    assert not parser.open and not parser.wrong
    assert not [
        one for one in parser.attributes if one[1] in ("src", "href", "class") and one[2] != "suasion"
    ]
    assert not re.search(
        r"#[0-9a-fA-F]{3,6}\b|rgb|https?:", " ".join(str(one[2]) for one in parser.attributes)
    )
    assert "<script" not in html and len(html) < 60_000


def test_html_is_escaped(comparison):
    bad = "<img src=x onerror=alert(1)>"
    file = comparison.case.file.model_copy(update={"title": bad, "question": bad, "summary": bad})
    html = replace(comparison.case, file=file)._repr_html_()
    assert "<img" not in html and "&lt;img" in html
    named = replace(comparison, findings=comparison.findings.model_copy(update={"title": bad}))._repr_html_()
    assert "<img" not in named


def test_more_rows_than_there_is_room_for_are_counted():
    card = Card("Thing", "a", [(f"row {i}", i) for i in range(30)], hint=".more")
    lines = card.plain().splitlines()
    assert len(lines) == 10 and lines[-2] == "  … and 23 more" and lines[-1] == "  .more"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "–"),
        (12_345, "12,345"),
        (True, "True"),
        (0.123456, "0.1235"),
        ((), "none"),
        (("a", "b"), "2: a, b"),
        ({"a": 1}, "1: a"),
        ("two\nlines", "two lines"),
        ("x" * 200, "x" * 65 + "…"),
        ([f"name-{i}" for i in range(99)], "99: name-0, name-1, name-2, name-3, name-4, name-5, name-6, …"),
    ],
)
def test_values_in_a_few_words(value, words):
    assert brief(value) == words


def test_one_line_is_one_line():
    assert one_line(object(), {"a": "b\nc", "d": list(range(99))}).count("\n") == 0


def pixels(png: bytes):
    """Width, height and rows of an 8-bit RGBA picture without interlacing, by hand."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    at, data = 8, b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", body[:10])
        data += body if kind == b"IDAT" else b""
        at += 12 + length
    assert (depth, colour) == (8, 6)
    raw, stride = zlib.decompress(data), width * 4
    rows, before = [], bytearray(stride)
    for y in range(height):
        how, line = raw[y * (stride + 1)], bytearray(raw[y * (stride + 1) + 1 : (y + 1) * (stride + 1)])
        for x in range(stride):
            left = line[x - 4] if x >= 4 else 0
            above, corner = before[x], before[x - 4] if x >= 4 else 0
            near = left + above - corner
            by = (abs(near - left), abs(near - above), abs(near - corner))
            paeth = (left, above, corner)[by.index(min(by))]
            line[x] = (line[x] + (0, left, above, (left + above) // 2, paeth)[how]) % 256
        rows.append(bytes(line))
        before = line
    return width, height, rows


@pytest.mark.parametrize("kind", ["levels", "differences", "paths"])
def test_a_png_is_dark_ink_on_white(comparison, tmp_path, kind):
    path = tmp_path / "a.png"
    comparison.plot("rights", kind).save(path, scale_factor=1)
    width, height, rows = pixels(path.read_bytes())
    corners = [rows[y][4 * x : 4 * x + 4] for y in (0, height - 1) for x in (0, width - 1)]
    assert set(corners) == {b"\xff\xff\xff\xff"}
    every = {row[i : i + 4] for row in rows for i in range(0, len(row), 4)}
    assert all(one[3] == 255 for one in every), "no transparent ground"
    assert b"\x1a\x1a\x1a\xff" in every, "ink"
    assert len({one for one in every if max(one[:3]) - min(one[:3]) > 60}) > 20, "colours of the strategies"


@pytest.mark.parametrize("kind", ["levels", "differences", "paths"])
def test_html_of_a_figure_reaches_for_nothing(comparison, tmp_path, kind):
    path = tmp_path / "a.html"
    comparison.plot("rights", kind).save(path)
    text = path.read_text("utf-8")
    parser = Parser()
    parser.feed(text)
    assert not [one for one in parser.attributes if one[1] in ("src", "href")]
    assert not re.search(r"(import|fetch|require)\s*\(?\s*[\"']https?:", text)
    assert "vegaEmbed" in text and len(text) > 300_000


@pytest.mark.parametrize("name", ["talks", "depth"])
def test_figures_of_games_are_offline_too(comparison, tmp_path, name):
    chart = RECORDS[name](comparison).plot()
    chart.save(tmp_path / "a.html")
    assert not re.search(r"<script[^>]+src", (tmp_path / "a.html").read_text("utf-8"))


def test_a_notebook_shows_a_still_picture(comparison):
    shown = comparison.plot()._repr_mimebundle_()
    assert set(shown) == {"image/svg+xml", "image/png", "text/plain"}
    assert "currentColor" not in shown["image/svg+xml"] and shown["image/png"][:4] == b"\x89PNG"
    assert "https://cdn" not in str(shown)


def test_a_renderer_of_the_users_choice_is_used(comparison):
    with alt.renderers.enable("mimetype"):
        shown = comparison.plot()._repr_mimebundle_()
    assert any("vegalite" in kind for kind in (shown[0] if isinstance(shown, tuple) else shown))


def test_a_chart_stays_one_of_altairs(comparison):
    chart = comparison.plot().properties(title="mine")
    assert isinstance(chart, alt.TopLevelMixin) and chart.to_dict()["title"] == "mine"
