"""Findings in plain words: shares as "about 7 in 10", the warning before any number."""

from __future__ import annotations

from typing import Any

PLAIN = {
    "physical_integrity": "physical integrity",
    "civil_liberties": "civil liberties",
    "group_rights": "group rights",
    "civil_society": "civil society",
    "information": "information",
    "linkage": "linkage",
    "capacity": "capacity",
}


def of(share: float, noun: str = "worlds") -> str:
    """A share in words, rounded as a reader would say it: "about 7 in 10 worlds"."""
    if share < 0.005:
        return f"almost no {noun}"
    if share < 0.095:
        return f"about {max(1, round(share * 100))} in 100 {noun}"
    if share > 0.95:
        return f"nearly all {noun}"
    tenths = round(share * 10)
    return f"about half of the {noun}" if tenths == 5 else f"about {tenths} in 10 {noun}"


def listed(names: list[str]) -> str:
    """Names as a list in a sentence."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "none"


def answer(found: dict[str, Any]) -> list[tuple[str, str]]:
    """Paragraphs with their headings, in the order in which they must be read."""
    parts = [
        ("What the record cannot say", cannot_say(found)),
        ("What happened in the worlds", won(found)),
        ("Harm, collapse and war", dangers(found)),
    ]
    if found["ablations"] or found["hangs_on"]["pair"]:
        parts.append(("What it hangs on", hangs_on(found)))
    if found["fairness"]:
        parts.append(("Is the model fair to each school?", fair(found)))
    parts.append(("Numerical error", error(found)))
    return [part for part in parts if part[1]]


def cannot_say(found: dict[str, Any]) -> str:
    """How far the case lies from anything observed; outside that, the record cannot rank."""
    support = found["support"]
    target = found["target"]
    parts = []
    if support["outside"]:
        where = listed([PLAIN[name] for name in support["beyond"]])
        parts.append(
            f"The record cannot rank these strategies for {target}: no state, or almost none, was ever observed"
            + (f" at its level of {where}." if support["beyond"] else " in its place.")
        )
    else:
        parts.append(f"{target} lies within what was observed of other states.")
    if support["nearest"]:
        names = [name.split(":")[0] for name in support["nearest"][:3]]
        parts.append(f"The nearest real cases are {listed(names)}, and none is close.")
    openings = support["openings"]
    if openings and openings.get("rose_and_linkage_rose", 1) == 0:
        parts.append(
            "Where states as closed as this one opened, in no case had contact across borders risen clearly beforehand."
        )
    parts.append(
        "What follows is a scenario: what the assumptions imply, not a forecast of what will happen."
    )
    origins = found["origins"]
    if origins:
        parts.append(
            f"Of the spread of the difference between the two leading strategies, {of(origins['assumed'], 'parts')}"
            f" come from numbers that are assumed and {of(origins['chance'], 'parts')} from chance."
        )
    return " ".join(parts)


def won(found: dict[str, Any]) -> str:
    """Who was best for rights, in how many worlds, and by how much."""
    table, titles = found["strategies"], found["titles"]
    shares = {name: table[name]["rights"]["win_share"] for name in found["table"]}
    order = sorted(shares, key=lambda name: -shares[name])
    if len(order) < 2:
        return f"Only one strategy was played ({titles[order[0]]}), so there is nothing to rank."
    first, second = order[:2]
    text = (
        f"Averaged over {found['years']} years, {titles[first]} was best for rights in {of(shares[first])}"
        f" and {titles[second]} in {of(shares[second])}"
    )
    others = [f"{titles[name]} in {of(shares[name])}" for name in order[2:]]
    text += f"; {listed(others)}." if others else "."
    final = {name: table[name]["rights_final"]["win_share"] for name in found["table"]}
    last = max(final, key=lambda name: final[name])
    text += (
        f" In the last year {titles[last]} led"
        + (" as well" if last == first else " instead")
        + f", in {of(final[last])}."
    )
    base = found["ablations"].get("none")
    if base and base["clear"]:
        share = base["expected_win_share"][base["leader"]]
        text += f" With chance averaged out, {titles[base['leader']]} was best in {of(share, 'draws of the parameters')}."
    elif base:
        text += (
            f" With chance averaged out, {titles[base['leader']]} and {titles[base['runner_up']]} lie too close"
            " together to be told apart."
        )
    gap = _pair(found, first, "baseline") if first != "baseline" and "baseline" in shares else None
    if gap is not None:
        share = gap if gap >= 0.5 else 1 - gap
        side = "did better" if gap >= 0.5 else "did worse"
        text += f" Against the policy as it stands {titles[first]} {side} in {of(share)}."
    return text


def dangers(found: dict[str, Any]) -> str:
    """Harm, collapse and war before rights."""
    table, titles = found["strategies"], found["titles"]
    names = found["table"]

    def extreme(outcome: str, pick: Any) -> str:
        return str(pick(names, key=lambda name: table[name][outcome]["mean"]))

    least, most = extreme("harm", min), extreme("harm", max)
    text = f"People went hungry least under {titles[least]} and most under {titles[most]}."
    collapse = [table[name]["collapse"]["mean"] for name in names]
    war = [table[name]["war"]["mean"] for name in names]
    text += (
        f" The regime broke down in {of(min(collapse))} under {titles[extreme('collapse', min)]} and in"
        f" {of(max(collapse))} under {titles[extreme('collapse', max)]}; after a breakdown rights can be better or"
        f" worse. War broke out in {of(min(war))} under {titles[extreme('war', min)]} and in {of(max(war))} under"
        f" {titles[extreme('war', max)]}."
    )
    if found["constraints"]:
        for outcome in sorted({one["outcome"] for one in found["constraints"]}):
            broken = [titles[one["strategy"]] for one in found["constraints"] if one["outcome"] == outcome]
            text += f" The case's limit on {outcome} was broken by {listed(broken)}."
    risk = extreme("partners_at_risk", max)
    text += f" Contact puts partners inside at risk, most under {titles[risk]}."
    return text


def hangs_on(found: dict[str, Any]) -> str:
    """Which mechanism, which assumption and which prior the ranking hangs on."""
    titles = found["titles"]
    parts = []
    if found["ablations"]:
        parts += _ablated(found)
    inability = found["hangs_on"]["inability"]
    if len(inability) == 2:
        low, high = (max(inability[key], key=lambda name: inability[key][name]) for key in ("low", "high"))
        if low == high:
            parts.append(
                f"Whether breaches come from choice (the enforcement school) or from inability (the managerial"
                f" school) does not change who leads: {titles[low]}."
            )
        else:
            parts.append(
                f"If breaches come from choice, {titles[low]} leads; if they come from inability, {titles[high]}."
            )
    numbers = found["hangs_on"]["numbers"][:3]
    if numbers:
        a, b = (titles[name] for name in found["hangs_on"]["pair"])
        meanings = [f"{one['meaning']} ({one['origin']})" for one in numbers]
        parts.append(f"What moves the difference between {a} and {b} most: {listed(meanings)}.")
    return " ".join(parts)


def _ablated(found: dict[str, Any]) -> list[str]:
    """Who leads by expectation, and what has to be switched off for another to lead clearly."""
    titles, ablations = found["titles"], found["ablations"]
    base = ablations["none"]
    shares = base["expected_win_share"]
    best = base["leader"]
    changed: dict[str, list[str]] = {}
    for name, one in ablations.items():
        was = shares[one["leader"]]
        if (
            name != "none"
            and one["clear"]
            and (one["leader"] != best or not base["clear"])
            and (one["expected_win_share"][one["leader"]] > was)
        ):
            changed.setdefault(one["leader"], []).append(_plain(name))
    parts = [f"Without {listed(names)}, {titles[new]} leads clearly." for new, names in changed.items()]
    if not changed:
        parts.append(
            "No single mechanism decides the ranking: whichever one is switched off, no other strategy leads clearly."
        )
    means = {name: one["mean"] for name, one in ablations.items() if name != "none"}
    gain = {name: max(mean.values()) - mean["baseline"] for name, mean in means.items() if "baseline" in mean}
    if gain:
        least = min(gain, key=lambda name: gain[name])
        parts.append(
            f"The best strategy's advantage over the policy as it stands shrinks most without {_plain(least)}."
        )
    return parts


def fair(found: dict[str, Any]) -> str:
    """How often each school's own strategy wins under its own priors."""
    titles = found["titles"]
    parts = []
    for name, one in found["fairness"].items():
        if not one["own"]:
            continue
        own = listed([titles[strategy] for strategy in one["own"]])
        sentence = f"Under the priors of the {name} school its own strategy ({own}) wins in {of(one['own_share'], 'draws')}"
        if one["likely_fault"]:
            sentence += ": under one in ten, which points to a fault of the model rather than of the school"
        parts.append(sentence + ".")
    return " ".join(parts)


def error(found: dict[str, Any]) -> str:
    """Monte-Carlo error, labelled as such: it says nothing about the model's own error."""
    worlds, failed = found["worlds"], found["failed_worlds"]
    text = (
        f"Numerical error only, not the error of the model: {worlds:,} worlds pin each share of worlds down to about"
        f" {max(1, round(200 * (0.25 / worlds) ** 0.5))} in 100."
    )
    if failed:
        text += f" {failed:,} worlds failed and were left out."
    binds = max(found["stillness_binds"].values(), default=0.0)
    if binds > 0.01:
        text += (
            f" In {of(binds)} the start needed more years without change than were observed, because so"
            " much of what is decided there could not be carried out."
        )
    return text


def _pair(found: dict[str, Any], a: str, b: str) -> float | None:
    for one in found["pairs"]:
        if one["outcome"] == "rights" and {one["a"], one["b"]} == {a, b}:
            share = float(one["share_a_better"])
            return share if one["a"] == a else 1 - share
    return None


def _plain(name: str) -> str:
    return name.removeprefix("group:").replace("_", " ")
