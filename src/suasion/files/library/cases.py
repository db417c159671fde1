"""Cases resolved against the library; every problem of a case is named at once."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from suasion.domain.case import Case
from suasion.domain.case_file import CaseFile, quantities
from suasion.domain.strategy import Period, Strategy
from suasion.errors import Problem, SuasionError, nearest
from suasion.files.inputs import toml
from suasion.files.inputs.lines import located
from suasion.files.library import bibliography, content, own_sources
from suasion.files.library.checks import cited, contradictions
from suasion.files.library.identity import impossible_codes
from suasion.files.library.stand_ins import with_stand_ins, without_consequences
from suasion.files.library.states import states


def load_case(name: str) -> Case:
    """Reads, checks and resolves a case.

    Args:
        name: A bundled name or a path.

    Raises:
        SuasionError: With every problem of the file, each with its line; where a key is refused, the rest
            is checked all the same.
    """
    path = content.bundled("cases", name)
    written = toml.text(path)
    table = toml.table(written, path.name)
    bundled = path.parent == content.ROOT / "cases"
    own = own_sources.NONE if bundled else own_sources.bibliography_of(path, table.get("bibliography", ""))
    refused: list[Problem] = []
    try:
        case: CaseFile | None = content.parse(CaseFile, table, path.name)
        places: frozenset[str] = frozenset()
    except SuasionError as error:
        refused = list(error.problems)
        example = tomllib.loads(content.template("example"))
        mended = with_stand_ins(CaseFile, table, example, content.known_names(), path.name)
        case, places = mended.record, mended.places
        refused += mended.late
    if case is not None:
        strategies, unknown = _strategies(case)
        case, wrong = own_sources.with_bibliography(case, own)
        known = bibliography.keys() | own.keys | _keys_of(table)
        beyond = _beyond_keys(case, strategies, places, known)
        problems = without_consequences([*unknown, *wrong, *beyond], places)
        refused += [Problem(f"{path.name} · {one.where}", one.what, one.fix) for one in problems]
    if refused or own.problems or case is None:
        raise SuasionError([*located(refused, written), *own.problems])
    baseline = Strategy(
        id="baseline", title=case.baseline.title, says=case.baseline.says, schedule=(Period(),)
    )
    return Case(
        case,
        (baseline, *(strategy for _, strategy in strategies)),
        content.folder("packages"),
        content.folder("treaties"),
        content.instruments(),
    )


def _keys_of(table: toml.TomlTable) -> set[str]:
    """Keys of the case's own sources, those that are refused for another reason as well."""
    entries = table.get("source", [])
    named = [one.get("key") for one in entries if isinstance(one, dict)] if isinstance(entries, list) else []
    return {key for key in named if isinstance(key, str)}


def _beyond_keys(
    case: CaseFile,
    strategies: Sequence[tuple[str, Strategy]],
    places: frozenset[str],
    known: Collection[str],
) -> Iterator[Problem]:
    """What each key allows and the whole does not, or the table of states.

    Args:
        case: The case.
        strategies: Its strategies, each with its place.
        places: Where something stands in for what was refused.
        known: Keys that can be cited.
    """
    yield from contradictions(
        case,
        strategies,
        treaties=content.folder("treaties"),
        packages=content.folder("packages"),
        bibliography=known,
    )
    if "target" not in places:
        ignored = {one.removeprefix("target.") for one in places}
        yield from impossible_codes(case.target, states(), ignored=ignored)


def _strategies(case: CaseFile) -> tuple[list[tuple[str, Strategy]], list[Problem]]:
    """The case's strategies, each with its place, those of the library in full; and names it lacks."""
    library = content.folder("strategies")
    strategies, problems = [], []
    for i, entry in enumerate(case.strategies):
        place = f"strategies[{i + 1}]"
        if isinstance(entry, Strategy):
            strategies.append((place, entry))
        elif entry.use in library:
            strategies.append((place, entry.over(library[entry.use])))
        else:
            problems.append(
                Problem(
                    f"{place}.use = {entry.use!r}",
                    "The library has no such strategy.",
                    nearest(entry.use, library),
                )
            )
    return strategies, problems


def sources_of(case: Case) -> list[str]:
    """Bibliography keys that a case cites, and all that it takes from the library, in alphabetical order."""
    strategies = case.strategies
    packages = {one.after_collapse for one in strategies}
    packages |= {period.package for one in strategies for period in one.schedule}
    packages |= {rule.package for one in strategies for rule in one.rules}
    taken: list[Any] = [case.packages[name] for name in packages if name]
    for commitment in case.commitments:
        treaty = case.treaties[commitment.treaty]
        taken += [treaty, *(one for _, one in quantities(treaty))]
    taken += case.instruments.values()
    named = [source for _, source in cited(case.file, [(one.id, one) for one in strategies])]
    named += [one.source for one in taken]
    known = bibliography.keys() | {one.key for one in case.file.source}
    return sorted({source.split(":", 1)[0] for source in named} & known)


def own_entries(case: Case) -> dict[str, str]:
    """Sources that a case brings along by key, as BibTeX."""
    return {one.key: one.entry for one in case.file.source}


def text(case: Case) -> str:
    """A case as TOML with its strategies written out in full."""
    import tomli_w

    whole = case.file.model_copy(update={"strategies": case.strategies[1:]})
    return tomli_w.dumps(
        whole.model_dump(mode="python", by_alias=True, exclude_none=True, exclude_defaults=True)
    )
