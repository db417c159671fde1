"""What a code, a number or a name stands for in a year. Nothing is guessed: a match or a reason why not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import get_args

from suasion.domain.country import Code, Country
from suasion.domain.dataset import Codes
from suasion.domain.spelling import blurred, key, words
from suasion.domain.state_names import StateNames

FIRST, LATEST = 1946, 2100
UNKNOWN = "no state has this code"
BEFORE = "no state, or not under this code, in these years"
BORDERS = "the series is for the borders of today, and the state of these years had others"
UNCLEAR = "the name may mean several states"
REGION = "the name of a region here, as the names of its neighbours show"
NUMBERS = ("cow", "gw")
#: Marks of footnotes behind a name: "Kosovo*", "France 1/", "Cyprus [a]".
NOTES = re.compile(r"(?:\s*(?:[*†‡§¹²³⁴⁵#]+|\[\w{1,2}\]|\b\d{1,2}/))+\s*$")
#: Years behind a name: "Sudan (-2011)", "Ethiopia (1993-)", "Germany (until 1990)".
YEARS = re.compile(
    r"\s*[(\[]\s*(?:(?P<before>until|to|till|before|pre|-|–)[\s-]*(?P<last>\d{4})"
    r"|(?P<after>since|from|after|post)[\s-]*(?P<first>\d{4})"
    r"|(?P<a>\d{4})\s*[-–]\s*(?P<b>\d{4})?)\s*[)\]]\s*$",
    re.IGNORECASE,
)
#: Two names of one state: "Burma/Myanmar", "Serbia (Yugoslavia)", "Cambodia [Kampuchea]".
PAIR = re.compile(r"^(?P<one>[^/(\[]+?)\s*(?:/\s*(?P<slash>[^/(\[]+)|[(\[](?P<other>[^)\]]+)[)\]])\s*$")


class Registry:
    """The table of states, ready to be asked.

    Args:
        states: Every state.
        names: The table of names; without it, what is unclear and what is a region's name is not known.
    """

    def __init__(self, states: Iterable[Country], names: StateNames | None = None) -> None:
        self.states = tuple(states)
        self.table = names
        self._holders: dict[Codes, dict[str, list[tuple[Code, Country]]]] = {}
        for system in get_args(Codes):
            known: dict[str, list[tuple[Code, Country]]] = {}
            for state in self.states:
                for code in state.codes(system):
                    for one in _keys(code, system):
                        known.setdefault(one, []).append((code, state))
            self._holders[system] = known
        self._carried: dict[Codes, dict[str, list[Country]]] = {"cow": {}, "gw": {}}
        for state in self.states:
            for number in state.carried.cow:
                self._carried["cow"].setdefault(str(number), []).append(state)
            for number in state.carried.gw:
                self._carried["gw"].setdefault(str(number), []).append(state)
        years = range(FIRST, LATEST + 1)
        self._alive = {id(state): {year for year in years if state.alive(year)} for state in self.states}
        self._stands = {id(state): {year for year in years if state.stands(year)} for state in self.states}
        self._matches: dict[tuple[str, Codes, int, bool], tuple[int | None, str]] = {}
        self._unclear = {key(one.name) for one in names.unclear} if names else set()

    @staticmethod
    def key(code: str, system: Codes) -> str:
        """A code as it is compared."""
        if system == "name":
            return key(code)
        bare = code.strip().upper()
        if match := re.fullmatch(r"0*(\d+)(?:\.0*)?", bare):
            return match[1]
        return bare

    def names(self) -> tuple[str, ...]:
        """Every name of every state whose words may stand in any order."""
        return tuple(one.code for state in self.states for one in state.codes("name") if not one.ordered)

    def find(self, code: str, system: Codes, year: int, *, today: bool = False) -> tuple[int | None, str]:
        """The COW number of the state that a code stands for in a year, and how it was found or why not.

        A state that stands on the last day of the year comes before one that ended in it, and both come
        before one that is only carried under the code.

        Args:
            code: Code or name.
            system: Whose code.
            year: The year.
            today: Whether the series is for the borders of today.
        """
        asked = (code, system, year, today)
        if asked not in self._matches:
            self._matches[asked] = self._find(code, system, year, today)
        return self._matches[asked]

    def holders(self, code: str, system: Codes) -> list[tuple[Code, Country]]:
        """Every state that has a code or a name, whenever it had it, with the years of the code."""
        if system != "name":
            return self._holders[system].get(self.key(code, system), [])
        return next((held for text in _forms(code) if (held := self._named(text))), [])

    def regional(self, codes: Iterable[str]) -> set[str]:
        """Keys of the names that are a region's in a column that holds these names."""
        keys = {key(code) for code in codes}
        regions = self.table.region if self.table else ()
        return {key(one.name) for one in regions if keys & {key(name) for name in one.among}}

    def _named(self, name: str) -> list[tuple[Code, Country]]:
        known = self._holders["name"]
        return [*known.get(_ordered(name), []), *known.get(key(name), [])]

    def _find(self, code: str, system: Codes, year: int, today: bool) -> tuple[int | None, str]:
        if system != "name":
            return self._of(self.holders(code, system), self.key(code, system), system, year, today)
        text = NOTES.sub("", code).strip()
        if (match := YEARS.search(text)) and not _covered(match, year):
            return None, BEFORE
        held = self.holders(code, "name")
        if held or key(code) in self._unclear:
            return self._of(held, "", "name", year, today) if held else (None, UNCLEAR)
        pair = PAIR.match(YEARS.sub("", text))
        return self._pair(pair, year, today) if pair else (None, UNKNOWN)

    def _pair(self, pair: re.Match[str], year: int, today: bool) -> tuple[int | None, str]:
        """Two names, which must be those of one state, or of one and its neighbour in time."""
        parts = [pair["one"].strip(), (pair["slash"] or pair["other"]).strip()]
        held = [[state for _, state in self.holders(part, "name")] for part in parts]
        if not all(held):
            return None, UNKNOWN
        matched = [self._find(part, "name", year, today) for part in parts]
        hits = {cow for cow, _ in matched if cow is not None}
        if not hits:
            return matched[0]
        state = next(one for one in held[0] + held[1] if one.cow in hits and year in self._alive[id(one)])
        akin = all(any(state.kin(one) for one in part) for part in held)
        return (state.cow, "code") if len(hits) == 1 and akin else (None, UNKNOWN)

    def _of(
        self, holders: list[tuple[Code, Country]], code: str, system: Codes, year: int, today: bool
    ) -> tuple[int | None, str]:
        """Which of the states that have a code has it in a year."""
        alive = [
            state
            for one, state in holders
            if year in self._alive[id(state)] and one.covers(year) and one.role != "reading"
        ]
        if today and alive and not any(state.speaks(year) for state in alive):
            return None, BORDERS
        alive = [state for state in alive if state.speaks(year)] if today else alive
        if alive:
            lasting = [state for state in alive if year in self._stands[id(state)]] or alive
            if len({state.cow for state in lasting}) > 1 and system == "name":
                return None, UNCLEAR
            return lasting[0].cow, "code"
        if not today:
            for state in self._carried.get(system, {}).get(code, []):
                if year in self._alive[id(state)]:
                    return state.cow, "carried"
        return None, BEFORE if holders else UNKNOWN


def _keys(code: Code, system: Codes) -> set[str]:
    """The keys under which a code is held; of a name also those that a wrong encoding leaves."""
    if system != "name":
        return {Registry.key(code.code, system)}
    if code.ordered:
        return {_ordered(code.code)}
    return {key(code.code), *blurred(code.code)}


def _ordered(name: str) -> str:
    """The key of a name whose words count in their order only."""
    return "> " + " ".join(word for word in words(name) if word != "and")


def _forms(name: str) -> Iterator[str]:
    """A name as it stands, without notes behind it, and without years."""
    yield name
    bare = NOTES.sub("", name).strip()
    yield bare
    yield YEARS.sub("", bare)


def _covered(match: re.Match[str], year: int) -> bool:
    """Whether the years that stand behind a name hold a year; the one that they name counts as in them."""
    if match["before"]:
        return year <= int(match["last"])
    if match["after"]:
        return year >= int(match["first"])
    return int(match["a"]) <= year and (match["b"] is None or year <= int(match["b"]))
