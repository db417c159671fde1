"""BibTeX read into sources."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, cast

from suasion.errors import Problem, SuasionError
from suasion.record.source import Source

if TYPE_CHECKING:
    from bibtexparser.library import Library
    from bibtexparser.middlewares import LatexDecodingMiddleware
    from bibtexparser.model import Entry, ParsingFailedBlock

#: What a key may be, so that a colon after it can begin the place in the source.
KEY = r"[A-Za-z][A-Za-z0-9_-]{0,79}"
#: A second field within a value, where the comma between the two is missing.
NEXT = re.compile(r"[}\"]\s*\n\s*[A-Za-z]+\s*=\s*[{\"\d]")
#: What is for the maintainers alone: what was not checked, where a text was read.
INTERNAL = "internal-note"
PUBLISHED = ("journal", "booktitle", "publisher", "institution", "howpublished")
#: Signs without which a value is plain text as it stands.
MARKS = ("\\", "{", "}", "$", "~", "--", "``", "''")


def read(text: str, where: str = "bibliography") -> dict[str, Source]:
    """Every source of a bibliography by key, in the order of the entries.

    Args:
        text: BibTeX.
        where: What it is, for messages.

    Raises:
        SuasionError: With every entry that cannot be read.
    """
    return {entry.key: _source(entry) for entry in _entries(text, where)}


def read_own(text: str, where: str) -> tuple[dict[str, Source], list[Problem]]:
    """Sources of a bibliography that somebody wrote, by key, and everything that is wrong with it, by its line.

    Args:
        text: BibTeX.
        where: What the file is called.
    """
    library = _parsed(text)
    problems = [_failed(block, where) for block in library.failed_blocks]
    read: dict[str, Source] = {}
    for entry in library.entries:
        wrong = list(_wrong(entry, f"Line {(entry.start_line or 0) + 1} of {where}"))
        problems += wrong
        if not wrong:
            read[entry.key] = _source(entry)
    if not (read or problems):
        problems.append(Problem(where, "It holds no entry.", "Write entries such as @book{smith2020, …}."))
    return read, sorted(problems, key=_line)


def _line(problem: Problem) -> int:
    match = re.match(r"Line (\d+) ", problem.where)
    return int(match[1]) if match else 0


def _failed(block: ParsingFailedBlock, where: str) -> Problem:
    """Why an entry could not be read, in plain words."""
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock

    spot = f"Line {(block.start_line or 0) + 1} of {where}"
    if isinstance(block, DuplicateBlockKeyBlock):
        return Problem(spot, f"The key {block.key!r} stands twice.", "Rename one, or leave one out.")
    if isinstance(block, DuplicateFieldKeyBlock):
        names = ", ".join(sorted(block.duplicate_keys))
        return Problem(spot, f"This entry has a field twice: {names}.", "Leave one out.")
    what = "The entry that begins here is not closed, or lacks a comma."
    return Problem(spot, what, "Put a comma after the key and after each field, and close each { with }.")


def _wrong(entry: Entry, spot: str) -> Iterator[Problem]:
    """What is wrong with an entry that could be read."""
    if not re.fullmatch(KEY, entry.key):
        what = (
            f"The key {entry.key[:60]!r} cannot be cited: a colon after a key begins the place in the source."
        )
        yield Problem(spot, what, "Use letters, digits, - and _.")
    for field in entry.fields:
        if isinstance(field.value, str) and (NEXT.search(field.value) or not _balanced(field.value)):
            yield Problem(
                f"{spot} · {field.key}",
                "A comma is missing behind this field.",
                "End each field with a comma.",
            )
    if not any(field.key.lower() == "title" and field.value for field in entry.fields):
        yield Problem(f"{spot} · {entry.key}", "The entry has no title.", "Add title = {…}.")


def _balanced(value: str) -> bool:
    """Whether each } in a value closes a { before it, and each { is closed."""
    depth = 0
    for sign in re.sub(r"\\[{}]", "", value):
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def read_one(text: str, where: str = "bibliography") -> Source:
    """The one source that a piece of BibTeX holds.

    Args:
        text: BibTeX of one entry.
        where: What it is, for messages.

    Raises:
        SuasionError: It cannot be read, or it holds none or several.
    """
    entries = _entries(text, where)
    if len(entries) != 1:
        raise SuasionError(Problem(where, f"One entry of BibTeX is expected, and {len(entries)} stand here."))
    return _source(entries[0])


def public(text: str, where: str = "bibliography") -> dict[str, str]:
    """Every entry of a bibliography by key, as BibTeX without what is for the maintainers alone.

    Args:
        text: BibTeX.
        where: What it is, for messages.

    Raises:
        SuasionError: With every entry that cannot be read.
    """
    return {entry.key: _written(entry) for entry in _entries(text, where)}


def _parsed(text: str) -> Library:
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.middlewares import SeparateCoAuthors

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it would say is said as problems
    for name in ("entrypoint", "splitter", "library"):
        logging.getLogger(f"bibtexparser.{name}").setLevel(logging.CRITICAL)
    return parse_string(text, append_middleware=[SeparateCoAuthors()])


def _entries(text: str, where: str) -> list[Entry]:
    library = _parsed(text)
    if library.failed_blocks:
        raise SuasionError(
            Problem(
                f"{where} · line {(block.start_line or 0) + 1}", f"BibTeX cannot read this: {block.error}."
            )
            for block in library.failed_blocks
        )
    return list(library.entries)


def _source(entry: Entry) -> Source:
    values: dict[str, str | list[str]] = {one.key.lower(): one.value for one in entry.fields}
    plain = {name: _plain(value) for name, value in values.items() if isinstance(value, str)}
    return Source(
        key=entry.key,
        kind=entry.entry_type,
        authors=tuple(map(_plain, values.get("author", ()))),
        year=plain.get("year", ""),
        title=plain.get("title", ""),
        published=tuple(plain[name] for name in PUBLISHED if name in plain),
        note=plain.get("note", ""),
        doi=str(values.get("doi", "")),
        url=str(values.get("url", "")),
        bibtex=_written(entry),
    )


def _written(entry: Entry) -> str:
    """An entry as BibTeX, without what is internal."""
    lines = [
        f"  {field.key} = {{{field.value if isinstance(field.value, str) else ' and '.join(field.value)}}},"
        for field in entry.fields
        if field.key.lower() != INTERNAL
    ]
    return "\n".join([f"@{entry.entry_type}{{{entry.key},", *lines, "}"])


def _plain(value: str) -> str:
    """Text without the marks of LaTeX."""
    if not any(mark in value for mark in MARKS):
        return value
    from bibtexparser.library import Library
    from bibtexparser.model import Entry, Field

    entry = Entry("misc", "text", [Field("text", value)])
    decoded = cast(Entry, _decoder().transform_entry(entry, Library()))
    return " ".join(decoded["text"].split())


@cache
def _decoder() -> LatexDecodingMiddleware:
    from bibtexparser.middlewares import LatexDecodingMiddleware

    return LatexDecodingMiddleware()
