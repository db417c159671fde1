# The answer as it was written before tables of sentences: kept as the oracle of tests/oracles/test_sentences.py.
"""Parts that sentences share: shares as "about 7 in 10", the names of groups, origins and variables."""

from __future__ import annotations

from typing import Any

from suasion.words.translator import Translator


def mark(message: str) -> str:
    """Marks a message for the catalogues that is said later."""
    return message


#: Noun to its five phrases: almost none, in a hundred, in ten, half, nearly all.
SHARES = {
    "worlds": (
        mark("almost no worlds"),
        mark("about {n} in 100 worlds"),
        mark("about {n} in 10 worlds"),
        mark("about half of the worlds"),
        mark("nearly all worlds"),
    ),
    "draws": (
        mark("almost no draws"),
        mark("about {n} in 100 draws"),
        mark("about {n} in 10 draws"),
        mark("about half of the draws"),
        mark("nearly all draws"),
    ),
    "parts": (
        mark("almost none"),
        mark("about {n} in 100"),
        mark("about {n} in 10"),
        mark("about half"),
        mark("nearly all"),
    ),
}
ORIGINS = {
    "estimated": mark("{share} from numbers estimated from the panel"),
    "published": mark("{share} from published numbers"),
    "assumed": mark("{share} from assumed numbers"),
    "chance": mark("{share} from chance"),
}
ORIGIN_NAMES = {
    "estimated": mark("estimated from the panel"),
    "published": mark("published"),
    "assumed": mark("assumed"),
    "chance": mark("chance"),
}
#: Runs that are not "without" something.
SPECIAL = {
    "group:all_but_leverage_and_rents": mark("With leverage and rents as the only incentives"),
    "cap:conditionality": mark("With at most half of pressure and gains tied to rights"),
}
TOGETHER = {
    "group:linkage": mark("linkage growing or eroding at all"),
    "group:norms_assurance_threat": mark("norms, assurance and threat together"),
    "group:collapse_and_war": mark("collapse and war together"),
}
VARIABLES = {
    "physical_integrity": mark("physical integrity"),
    "civil_liberties": mark("civil liberties"),
    "group_rights": mark("group rights"),
    "subsistence": mark("subsistence"),
    "civil_society": mark("civil society"),
    "information": mark("information"),
    "linkage": mark("linkage"),
    "capacity": mark("capacity"),
    "threat": mark("threat"),
}


def of(share: float, noun: str = "worlds", t: Translator | None = None) -> str:
    """A share in words, rounded as a reader would say it: "about 7 in 10 worlds"."""
    t = t or Translator()
    none, hundredths, tenths, half, all_ = SHARES[noun]
    if share < 0.005:
        return t.say(none)
    if share < 0.095:
        return t.say(hundredths, n=t.number(max(1, round(share * 100))))
    if share > 0.95:
        return t.say(all_)
    n = round(share * 10)
    return t.say(half) if n == 5 else t.say(tenths, n=t.number(n))


def strategy(found: dict[str, Any], name: str, t: Translator) -> str:
    """A strategy's title in quotation marks."""
    return t.quoted(found["titles"][name])


def strategies(found: dict[str, Any], names: list[str], t: Translator) -> str:
    """Titles as a list in a sentence."""
    return t.listed([strategy(found, name, t) for name in names])


def variables(names: list[str], t: Translator) -> str:
    """Variables of the state as a list in a sentence."""
    return t.listed([t.say(VARIABLES[name]) for name in names])


def ablated(found: dict[str, Any], name: str, t: Translator) -> str:
    """What an ablation switches off, as it stands after "without"."""
    if name in TOGETHER:
        return t.say(TOGETHER[name])
    return t.quoted(found["mechanisms"][name]["title"])
