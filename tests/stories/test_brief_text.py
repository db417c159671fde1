"""Text of a case stays text: in the brief, in its figure, in the terminal."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from suasion.files.library import bibliography
from written import changed, run_folder, suasion, without, written

SCRIPT = "<script>alert(1)</script>"
IMAGE = "<img src=x onerror=alert(2)>"
BRACES = "{{ 7 * 7 }} {% raw %} ${x} {0}"
HEBREW = "\u200fאבג\u200f"  # overrides of the direction are refused with the case
LONG = "word " * 2000
TITLE = f"{SCRIPT} &amp; {BRACES} {HEBREW} [bold]land[/nonsense]"


class Page(HTMLParser):
    """Tags, attributes and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.scripts = 0
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.scripts += tag == "script"
        self.attributes |= {name for name, _ in attributes}
        self.links += [value or "" for name, value in attributes if name in ("src", "href", "xlink:href")]

    def handle_data(self, data):
        self.text += data


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of a case full of markup."""
    folder = tmp_path_factory.mktemp("hostile")
    text = changed(
        ('title = "Closed Land, 2026 to 2040"', f'title = "{TITLE}"'),
        ('question = "', f'question = "{IMAGE} {BRACES} {LONG}'),
        ('name = "Closed Land"', f'name = "{SCRIPT}"'),
        ('title = "Policy as it stands"', f'title = "{IMAGE}"'),
        ('use = "engagement"', f'use = "engagement"\ntitle = "{SCRIPT} {HEBREW}"'),
        ('title = "Open, then condition"', f'title = "{LONG}</text></svg>{SCRIPT}"'),
        ('text = "It lets', f'text = "</li></ul></main>{SCRIPT}{IMAGE} {BRACES} {HEBREW} {LONG}It lets'),
        ("horizon = 15", "horizon = 9"),
        text=without("shocks"),
    )
    return run_folder(folder / "run", written(folder, text), worlds=64, audits=False)


@pytest.fixture(scope="module")
def page(hostile: Path) -> Page:
    return Page((hostile / "brief.html").read_text(encoding="utf-8"))


def test_no_markup_comes_from_the_case(page):
    assert not page.tags & {"img", "iframe", "object", "form", "link"}
    assert page.scripts == 1  # the page's own, the only one that its policy lets run
    assert not [name for name in page.attributes if name.startswith("on")]


def test_page_reaches_for_nothing_outside(page, hostile):
    text = (hostile / "brief.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in text
    script = re.search(r"<script>(.*?)</script>\n</body>", text, re.S)[1]
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in text
    addresses = "".join(bibliography.entries().values())
    outside = [link for link in page.links if not link.startswith(("#", "data:"))]
    assert outside, "sources are linked"
    assert not [link for link in outside if link.removeprefix("https://doi.org/") not in addresses]
    assert not re.search(r"@import|url\(\s*['\"]?(?!#|data:)", text)


def test_text_of_the_case_is_shown_as_text(page):
    for text in (TITLE, f"{IMAGE} {BRACES} {LONG}", f"{SCRIPT}{IMAGE} {BRACES} {HEBREW} {LONG}It lets"):
        assert text in page.text


def test_titles_in_the_figure_are_text(hostile):
    text = (hostile / "brief.html").read_text(encoding="utf-8")
    figure = text[text.index("<svg") : text.rindex("</svg>")]
    assert "&lt;script&gt;" in figure
    assert "<script" not in figure


def test_terminal_shows_it_as_text(hostile, capsys):
    said = suasion(capsys, "check", hostile / "case.toml")
    assert said.code == 0
    assert TITLE in said.out.replace("\n", " ")


@pytest.mark.slow
def test_run_of_such_a_case_comes_out_the_same(hostile, capsys):
    assert suasion(capsys, "rerun", hostile).code == 0
