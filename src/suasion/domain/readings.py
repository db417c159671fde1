"""What a name, a code or a number means over time, by whom it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from suasion.domain.country import Country
from suasion.domain.dataset import Codes
from suasion.domain.findings.country import CountryFindings, Reading, StatePeriod
from suasion.domain.panel import Block
from suasion.domain.registry import FIRST, LATEST, Registry
from suasion.domain.spelling import key

NUMBERS: tuple[Codes, ...] = ("cow", "gw", "vdem")
#: A state in a year, as what, by whom, and whether rows are matched with it.
Hit = tuple[str, int, str, str, bool]


def readings(
    text: str, registry: Registry, blocks: Iterable[Block] = (), year: int | None = None
) -> CountryFindings:
    """All that a text means.

    Args:
        text: A name, a code or a number.
        registry: The states.
        blocks: Blocks of the panel; those whose producers use numbers in ways of their own add readings.
        year: One year; all from 1946 on if not given.
    """
    years = range(FIRST, LATEST + 1) if year is None else (year,)
    hits: dict[Hit, list[int]] = {}
    for system in _systems(text):
        for one in years:
            for hit in _hits(text, system, one, registry):
                hits.setdefault(hit, []).append(one)
    for block in blocks:
        for hit, one in _recoded(text, block, years, registry):
            hits.setdefault(hit, []).append(one)
    merged: dict[tuple[str, int, bool, int, int], list[tuple[str, str]]] = {}
    for (state, cow, how, by, matched), held in hits.items():
        for first, last in runs(held):
            merged.setdefault((state, cow, matched, first, last), []).append((how, by))
    result = [
        Reading(
            state=state,
            cow=cow,
            first=first,
            last=None if last == LATEST else last,
            systems=tuple(dict(ways)),
            by=tuple(dict(ways).values()),
            matched=matched,
        )
        for (state, cow, matched, first, last), ways in merged.items()
    ]
    result.sort(key=lambda one: (one.first, not one.matched, one.cow))
    unit, unclear, among = _apart(text, registry)
    meant = {(one.state, one.cow) for one in result}
    return CountryFindings(
        asked=text,
        year=year,
        readings=tuple(result),
        states=tuple(
            one
            for state in registry.states
            if (state.name, state.cow) in meant
            for one in periods(state)
            if year is None or (one.first <= year and (one.last is None or year <= one.last))
        ),
        unit=unit,
        unclear=unclear,
        among=among,
    )


def periods(state: Country) -> Iterator[StatePeriod]:
    """A state's years from 1946 on, a record for each run in which its codes are the same."""
    names = "; ".join(dict.fromkeys(one.code for one in state.codes("name")))

    def codes(year: int) -> tuple[str | None, str | None, bool, bool]:
        return (
            state.code("iso3", year),
            state.code("iso2", year),
            state.listed("cow", year),
            state.listed("gw", year),
        )

    alive = [year for year in range(FIRST, LATEST + 1) if state.alive(year)]
    vdem = [one.code for one in state.vdem]
    for (iso3, iso2, in_cow, in_gw), group in groupby(alive, key=codes):
        for first, last in runs(list(group)):
            yield StatePeriod(
                name=state.name,
                first=first,
                last=None if last == LATEST else last,
                cow=state.cow,
                gw=state.gw,
                iso3=iso3,
                iso2=iso2,
                vdem=next((one for one in vdem if not one.isdigit()), None),
                vdem_number=next((int(one) for one in vdem if one.isdigit()), None),
                in_cow=in_cow,
                in_gw=in_gw,
                names=names,
            )


def runs(years: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of years without a gap."""
    for _, group in groupby(enumerate(sorted(set(years))), key=lambda pair: pair[1] - pair[0]):
        run = [year for _, year in group]
        yield run[0], run[-1]


def _systems(text: str) -> tuple[Codes, ...]:
    bare = text.strip()
    if Registry.key(bare, "cow").isdigit():
        return NUMBERS
    codes: dict[int, tuple[Codes, ...]] = {2: ("iso2",), 3: ("iso3", "vdem")}
    return (*codes.get(len(bare), ()), "name")


def _hits(text: str, system: Codes, year: int, registry: Registry) -> Iterator[Hit]:
    """What a text means in one system and year: the state that is matched, and second readings."""
    cow, _ = registry.find(text, system, year)
    held = [(code, state) for code, state in registry.holders(text, system) if code.covers(year)]
    if cow is not None:
        state = registry.state(cow, year)
        by = next((code.by for code, one in held if one is state and code.role != "reading" and code.by), "")
        yield state.name, cow, system, by if system != "name" else "", True
    for code, state in held:
        if code.role == "reading" and state.alive(year) and state.cow != cow:
            yield state.name, state.cow, system, code.by, False


def _recoded(text: str, block: Block, years: Iterable[int], registry: Registry) -> Iterator[tuple[Hit, int]]:
    """What a number means to a producer that uses it in a way of its own."""
    if block.codes not in NUMBERS:
        return
    number = Registry.key(text, "cow")
    for recode in block.recodes:
        if recode.code != number:
            continue
        for year in years:
            meant = recode.since <= year <= recode.until and registry.stood(recode.cow, year)
            if meant and registry.find(text, block.codes, year)[0] != recode.cow:
                name = registry.state(recode.cow, year).name
                yield (name, recode.cow, block.title, "", True), year


def _apart(text: str, registry: Registry) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """What a text is where it is no state, the states that it may mean, and the names that make it a region's."""
    table, asked = registry.table, key(text)
    if table is None:
        return "", (), ()
    return (
        next((one.what for one in table.unit if asked in {key(name) for name in one.names}), ""),
        next((one.states for one in table.unclear if key(one.name) == asked), ()),
        next((one.among for one in table.region if key(one.name) == asked), ()),
    )
