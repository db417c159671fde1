# The answer as it was written before tables of sentences: kept as the oracle of tests/oracles/test_sentences.py.
"""What the ranking hangs on, in plain words: a mechanism, an assumption, a prior."""

from __future__ import annotations

from typing import Any

from reference.lead import GROUPS
from reference.phrases import ORIGIN_NAMES, SPECIAL, ablated, strategy
from suasion.words.translator import ENGLISH, Translator

Found = dict[str, Any]


def hangs_on(found: Found, t: Translator = ENGLISH) -> str:
    """Which mechanism, which assumption and which prior the ranking hangs on."""
    parts = _ablations(found, t) if found["ablations"] else []
    parts += _inability(found, t)
    numbers = found["hangs_on"]["numbers"][:3]
    if numbers:
        a, b = (strategy(found, name, t) for name in found["hangs_on"]["pair"])
        meanings = [
            t.say(
                "{meaning} ({origin})",
                meaning=t.title(one["meaning"]),
                origin=t.say(ORIGIN_NAMES[one["origin"]]),
            )
            for one in numbers
        ]
        parts.append(
            t.say(
                "What moves the difference between {a} and {b} most: {numbers}.",
                a=a,
                b=b,
                numbers=t.listed(meanings),
            )
        )
    return t.join(parts)


def _inability(found: Found, t: Translator) -> list[str]:
    """Whether choice or inability behind breaches decides who leads."""
    inability = found["hangs_on"]["inability"]
    if len(inability) < 2:
        return []
    low, high = (inability[key]["leader"] for key in ("low", "high"))
    if not (inability["low"]["clear"] and inability["high"]["clear"]):
        return [
            t.say(
                "Whether breaches come from choice (the enforcement school) or from inability (the managerial"
                " school) makes no strategy lead clearly in both cases."
            )
        ]
    if low == high:
        return [
            t.say(
                "Whether breaches come from choice (the enforcement school) or from inability (the managerial"
                " school) does not change who leads: {strategy}.",
                strategy=strategy(found, low, t),
            )
        ]
    return [
        t.say(
            "If breaches come from choice, {low} leads; if they come from inability, {high}.",
            low=strategy(found, low, t),
            high=strategy(found, high, t),
        )
    ]


def _ablations(found: Found, t: Translator) -> list[str]:
    """Who leads by expectation, and what has to be switched off for another to lead clearly."""
    parts = _changes(found, "leader", "clear", t) + _changes(found, "highest", "highest_clear", t)
    if not parts:
        parts.append(t.say("Whichever mechanism is switched off, no strategy comes to lead clearly."))
    ablations = found["ablations"]
    if "baseline" in ablations["none"]["mean"]:
        gain = {name: max(one["mean"].values()) - one["mean"]["baseline"] for name, one in ablations.items()}
        halved = [name for name in gain if name not in SPECIAL and gain[name] < gain["none"] / 2]
        if halved:
            parts.append(
                t.say(
                    "The best advantage over the policy as it stands falls by more than half without {names}.",
                    names=t.listed([ablated(found, name, t) for name in halved]),
                )
            )
    return parts


def _changes(found: Found, leader: str, clear: str, t: Translator) -> list[str]:
    """Who leads in one sense with everything on, and who does instead with something switched off."""
    ablations = found["ablations"]
    known = ablations["none"][leader] if ablations["none"][clear] else None
    most = leader == "leader"
    parts = []
    if known:
        name = strategy(found, known, t)
        parts.append(
            t.say("{strategy} wins more draws than any other, clearly.", strategy=name)
            if most
            else t.say("{strategy} is best on average, clearly.", strategy=name)
        )
    changed: dict[str, list[str]] = {}
    for name, one in ablations.items():
        if name != "none" and one[clear] and one[leader] != known:
            changed.setdefault(one[leader], []).append(name)
    for new, names in changed.items():
        title = strategy(found, new, t)
        without = without_groups(names)
        if without:
            named = {"names": t.listed([ablated(found, one, t) for one in without]), "strategy": title}
            parts.append(
                t.say("Without {names}: {strategy} wins more draws than any other, clearly.", **named)
                if most
                else t.say("Without {names}: {strategy} is best on average, clearly.", **named)
            )
        for one in names:
            if one in SPECIAL:
                named = {"change": t.say(SPECIAL[one]), "strategy": title}
                parts.append(
                    t.say("{change}: {strategy} wins more draws than any other, clearly.", **named)
                    if most
                    else t.say("{change}: {strategy} is best on average, clearly.", **named)
                )
    return parts


def without_groups(names: list[str]) -> list[str]:
    """Ablations that take something away, less those that a group of them names already."""
    within = {member for name in names for member in GROUPS.get(name.removeprefix("group:"), ())}
    return [name for name in names if name not in SPECIAL and name not in within]
