"""The bibliography: every entry is read, institutions stay whole, and remarks for the maintainers stay with them."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from suasion.errors import SuasionError
from suasion.files.library import bibliography, content
from suasion.lab import case_names, cite
from suasion.record import bibtex

#: Words of a remark that says how an entry was got, and not what it is.
REMARKS = re.compile(
    r"as found|remembered|looked up|not checked|not read|read in|title is ours|title (shortened|normalised)"
)
SOURCES = bibliography.sources()


def notes(entry: str) -> str:
    return "".join(re.findall(r"(?m)^  note = \{(.*)\},$", entry))


def test_every_entry_is_read_and_every_key_known_without_reading():
    assert list(SOURCES) == list(bibliography.entries())
    assert set(SOURCES) == bibliography.keys()
    assert len(SOURCES) > 250


@pytest.mark.parametrize("one", SOURCES.values(), ids=SOURCES)
def test_an_entry_is_plain_text(one):
    assert one.title
    assert not re.search(r"[\\{}]|--|\s\s", one.text)


def test_an_institution_is_one_author():
    text = (
        "@misc{a2000,\n  author = {{Office of the United Nations High Commissioner for Human Rights and Partners} and "
        "Wood, Reed M. and {Human Rights Watch}},\n  title = {T},\n}"
    )
    office = "Office of the United Nations High Commissioner for Human Rights and Partners"
    assert bibtex.read_one(text).authors == (office, "Wood, Reed M.", "Human Rights Watch")
    assert SOURCES["hrw_upr2024"].authors == ("Human Rights Watch and Transitional Justice Working Group",)


def test_every_institution_of_the_library_is_whole():
    """An author without a family name, a comma and a first name is an institution or a single name."""
    raw = (content.ROOT / "sources.bib").read_text("utf-8")
    braced = {re.sub(r"[{}]", "", one) for one in re.findall(r"\{\{([^{}]*)\}\}", raw)}
    whole = {one for source in SOURCES.values() for one in source.authors if "," not in one} - {"others"}
    assert whole <= {name.replace("--", "–") for name in braced}


@pytest.mark.parametrize("name", [*case_names(), "six-party", "physical-integrity"])
def test_no_remark_for_the_maintainers_is_printed(name):
    printed = cite(name)
    assert bibtex.INTERNAL not in printed
    assert not REMARKS.search(notes(printed))


def test_no_remark_stands_in_a_note():
    assert not [key for key, entry in bibliography.entries().items() if REMARKS.search(notes(entry))]
    assert bibtex.INTERNAL in (content.ROOT / "sources.bib").read_text("utf-8")


def test_what_is_printed_reads_back_as_the_same():
    printed = "\n\n".join(bibliography.entries().values())
    assert bibtex.read(printed) == SOURCES


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("@misc{a,\n title = {T", "cannot read"),
        ("", "0 stand here"),
        ("@misc{a,\n}\n@misc{b,\n}", "2 stand here"),
    ],
)
def test_what_is_no_entry_is_refused(text, what):
    with pytest.raises(SuasionError, match=what):
        bibtex.read_one(text)


@pytest.mark.parametrize("command", ["--help", "check north-korea", "list treaties"])
def test_commands_that_cite_nothing_read_no_bibtex(command):
    code = f"""
import sys
from suasion.cli import main
sys.argv = ['suasion', *{command.split()!r}]
try:
    main()
except SystemExit:
    pass
print([name for name in sys.modules if name.startswith(("bibtexparser", "pylatexenc"))])
"""
    done = subprocess.run([sys.executable, "-c", code], text=True, capture_output=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
