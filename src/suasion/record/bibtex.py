"""BibTeX read into sources."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from suasion.errors import Problem, SuasionError
from suasion.record.source import Source

if TYPE_CHECKING:
    from bibtexparser.middlewares import LatexDecodingMiddleware
    from bibtexparser.model import Entry

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


def _entries(text: str, where: str) -> list[Entry]:
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.middlewares import SeparateCoAuthors

    library = parse_string(text, append_middleware=[SeparateCoAuthors()])
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
