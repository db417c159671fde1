"""Sources that a case brings along: ``[[source]]`` in the file, and a ``.bib`` file named by it or named alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from suasion.domain.case_file import CaseFile
from suasion.domain.own_source import OwnSource
from suasion.errors import Problem, SuasionError
from suasion.files.inputs import texts
from suasion.files.library import bibliography
from suasion.record.bibtex import read_one, read_own
from suasion.record.source import Source


class Bibliography(NamedTuple):
    """A bibliography of one's own, as far as it can be read.

    Attributes:
        sources: Its entries by key, as BibTeX.
        keys: All of its keys, those of entries that cannot be read as well.
        problems: What is wrong with it.
    """

    sources: Mapping[str, str]
    keys: frozenset[str]
    problems: list[Problem]


NONE = Bibliography({}, frozenset(), [])


def bibliography_of(case: Path, name: object) -> Bibliography:
    """The bibliography that belongs to a case file.

    Args:
        case: The case file.
        name: What the case calls the bibliography, from its own folder; empty where it names none, and then the file
            named as the case is taken, if there is one.
    """
    if not isinstance(name, str):  # refused as a key of the case
        return NONE
    path = case.parent / name if name else case.with_suffix(".bib")
    if not name and not path.is_file():
        return NONE
    try:
        text = texts.read(path)
    except SuasionError as error:
        where = f"{case.name} · bibliography = {name!r}" if name else path.name
        return NONE._replace(problems=[Problem(where, one.what, one.fix) for one in error.problems])
    read, problems = read_own(text, path.name)
    problems += [problem for key, one in read.items() for problem in _taken(one, f"{path.name} · {key}")]
    keys = frozenset(re.findall(r"@\w+\s*\{\s*([^,\s}]+)", text))
    return Bibliography({key: one.bibtex for key, one in read.items()}, keys, problems)


def with_bibliography(case: CaseFile, own: Bibliography) -> tuple[CaseFile, list[Problem]]:
    """A case with the entries of its bibliography as sources of its own, and what is wrong with its sources."""
    problems: list[Problem] = []
    seen = {key: read_one(text) for key, text in own.sources.items()}
    for i, one in enumerate(case.source):
        spot = f"source[{i + 1}]"
        source, wrong = _read(one, spot)
        problems += wrong
        if source is None:
            continue
        other = seen.get(one.key)
        if other is not None and not _same(source, other):
            what = "Another source of your own has this key."
            problems.append(Problem(f"{spot}.key = {one.key!r}", what, "Rename one."))
        problems += _taken(source, f"{spot}.key = {one.key!r}")
        seen.setdefault(one.key, source)
    named = {one.key for one in case.source}
    more = [OwnSource(key=key, bibtex=text) for key, text in own.sources.items() if key not in named]
    return case.model_copy(update={"source": (*case.source, *more), "bibliography": ""}), problems


def _read(one: OwnSource, spot: str) -> tuple[Source | None, list[Problem]]:
    """A source as a reader sees it, or what is wrong with its BibTeX."""
    read, problems = read_own(one.entry, "the entry")
    if problems:
        return None, [Problem(f"{spot}.bibtex", problem.what, problem.fix) for problem in problems]
    if set(read) != {one.key}:
        what = f"The entry has the key {', '.join(read)}, and the case calls it {one.key}."
        return None, [Problem(f"{spot}.bibtex", what, "Give both the same.")]
    return read[one.key], []


def _taken(source: Source, where: str) -> Iterator[Problem]:
    """Whether the bibliography that Suasion ships has the key for something else."""
    known = bibliography.keys()
    if source.key in known:
        shipped = bibliography.sources()[source.key]
        if not _same(source, shipped):
            what = f"The bibliography of Suasion has this key for another source: {shipped.text}"
            yield Problem(where, what, "Give yours another key, or leave it out and cite that one.")


def _same(one: Source, other: Source) -> bool:
    """Whether two entries are one and the same source: authors, year and title."""

    def core(source: Source) -> tuple[object, ...]:
        return source.authors, source.year, re.sub(r"\W+", " ", source.title).casefold().strip()

    return core(one) == core(other)
