"""The site builds without a warning, and a reader needs no network for it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import suasion

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
HAND_MADE = {"explanation/model/_head.md"}  # goes into another page
LOADS = re.compile(r"""<(?:script|img|link|iframe|source)\b[^>]*?\b(?:src|href)=["'](?:https?:)?//[^"']+""")


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The site as `make docs` builds it."""
    place = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-E", "-d", str(place / "trees")]
    done = subprocess.run(
        [*command, "-b", "html", str(DOCS), str(place / "html")], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return place / "html"


@pytest.mark.slow
def test_every_page_is_built(site):
    pages = {str(page.relative_to(DOCS)) for page in DOCS.rglob("*.md")} - HAND_MADE
    assert not [page for page in pages if not (site / page).with_suffix(".html").is_file()]


@pytest.mark.slow
def test_every_public_name_stands_on_the_built_page_with_its_arguments(site):
    page = (site / "reference" / "python.html").read_text("utf-8")
    assert not [name for name in suasion.__all__ if f'id="suasion.{name}"' not in page]
    section = page.partition('id="suasion.compare"')[2].partition('id="suasion.load_case"')[0]
    assert "Seed of every draw" in section
    assert "Parameters" in section


@pytest.mark.slow
def test_pages_load_nothing_from_a_network(site):
    for page in site.rglob("*.html"):
        assert not LOADS.findall(page.read_text("utf-8")), page.name
    for style in site.rglob("*.css"):
        assert not re.findall(r"url\(\s*['\"]?(?:https?:)?//", style.read_text("utf-8")), style.name


@pytest.mark.slow
def test_search_needs_no_server(site):
    """The index is a script, which a browser loads from file:// too; summaries would be fetched."""
    assert (site / "searchindex.js").read_text("utf-8").startswith("Search.setIndex(")
    assert "SHOW_SEARCH_SUMMARY: false" in (site / "_static" / "documentation_options.js").read_text("utf-8")


def test_what_is_loaded_is_recognised():
    assert LOADS.findall('<link rel="stylesheet" href="https://example.org/a.css">')
    assert LOADS.findall("<script async src='//example.org/a.js'>")
    assert not LOADS.findall('<a href="https://example.org">read</a><script src="_static/a.js">')


@pytest.mark.parametrize("path", sorted((DOCS / "figures").glob("*.svg")), ids=lambda path: path.stem)
def test_pictures_are_small_and_load_nothing(path):
    text = path.read_text("utf-8")
    assert len(text.encode()) < 200_000
    assert not re.findall(r"""(?:url\(|href=|src=)["']?(?:https?:)?//""", text) and "@import" not in text


def test_every_page_is_reached_from_the_index():
    """A page that no table of contents names would be built and never found."""
    listed, queue = set(), ["index"]
    while queue:
        page = queue.pop()
        listed.add(page)
        text = (DOCS / page).with_suffix(".md").read_text("utf-8")
        for tree in re.findall(r"```\{toctree\}\n(.*?)```", text, re.S):
            for line in filter(None, (line.strip() for line in tree.split("\n"))):
                if not line.startswith(":"):
                    name = re.sub(r".*<(.+)>", r"\1", line)
                    one = (
                        name[1:] if name.startswith("/") else str(Path(page).parent / name).removeprefix("./")
                    )
                    if one not in listed:
                        queue.append(one)
    pages = {str(page.relative_to(DOCS)) for page in DOCS.rglob("*.md")} - HAND_MADE
    assert {page.removesuffix(".md") for page in pages} == listed
