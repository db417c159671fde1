"""Findings in plain words: shares as "about 7 in 10", the warning before any number."""

from __future__ import annotations

from typing import Any

from suasion.decide.ablation import GROUPS, lead

ORIGINS = {
    "estimated": "numbers estimated from the panel",
    "published": "published numbers",
    "assumed": "assumed numbers",
    "chance": "chance",
}
#: Runs that are not "without" something.
SPECIAL = {
    "group:all_but_leverage_and_rents": "with leverage and rents as the only incentives",
    "cap:conditionality": "with at most half of pressure and gains tied to rights",
}
TOGETHER = {
    "group:linkage": "linkage growing or eroding at all",
    "group:norms_assurance_threat": "norms, assurance and threat together",
    "group:collapse_and_war": "collapse and war together",
}
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


def quoted(found: dict[str, Any], name: str) -> str:
    """A strategy's title in quotation marks, since titles hold commas."""
    return f"“{found['titles'][name]}”"


def percent(share: float) -> str:
    """A share in percent, for ranges that words would blur."""
    return f"{share:.0%}"


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
        far = ", and none is close" if support["share_nearer"] > 0.9 else ""
        parts.append(f"The nearest real cases are {listed(names)}{far}.")
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
        order = sorted(origins, key=lambda group: -origins[group])
        shares = [f"{of(max(origins[group], 0.0), 'parts')} from {ORIGINS[group]}" for group in order]
        parts.append(f"The spread of the difference between the two leaders comes in {listed(shares)}.")
    return " ".join(parts)


def won(found: dict[str, Any]) -> str:
    """Who was best for rights, in how many worlds, and by how much."""
    table = found["strategies"]
    shares = {name: table[name]["rights"]["win_share"] for name in found["table"]}
    order = sorted(shares, key=lambda name: -shares[name])
    if len(order) < 2:
        return f"Only one strategy was played, {quoted(found, order[0])}, so there is nothing to rank."
    first, second = order[:2]
    text = "" if lead(shares, found["worlds"])["clear"] else "No strategy wins clearly. "
    text += (
        f"Averaged over {found['years']} years, {quoted(found, first)} was best for rights in {of(shares[first])}"
        f" and {quoted(found, second)} in {of(shares[second])}"
    )
    text += ", every other strategy in fewer." if len(order) > 2 else "."
    final = {name: table[name]["rights_final"]["win_share"] for name in found["table"]}
    last = max(final, key=lambda name: final[name])
    text += (
        f" In the last year {quoted(found, last)} led"
        + (" as well" if last == first else " instead")
        + f", in {of(final[last])}."
    )
    means = {name: table[name]["rights"]["mean"] for name in found["table"]}
    highest = max(means, key=lambda name: means[name])
    if highest != first:
        text += f" The highest average belongs to another, {quoted(found, highest)}: it wins less often, but by more."
    base = found["expected"]
    if base and base["clear"]:
        share = base["expected_win_share"][base["leader"]]
        text += (
            f" With most of the chance averaged out, {quoted(found, base['leader'])} was best in"
            f" {of(share, 'draws of the parameters')}."
        )
    elif base:
        text += (
            f" With most of the chance averaged out, {quoted(found, base['leader'])} and"
            f" {quoted(found, base['runner_up'])} lie too close together to be told apart."
        )
    gap = _pair(found, first, "baseline") if first != "baseline" and "baseline" in shares else None
    if gap is not None:
        share = gap if gap >= 0.5 else 1 - gap
        side = "did better" if gap >= 0.5 else "did worse"
        text += f" Against the policy as it stands {quoted(found, first)} {side} in {of(share)}."
    return text


def dangers(found: dict[str, Any]) -> str:
    """Harm, collapse and war before rights."""
    table = found["strategies"]

    def span(outcome: str) -> tuple[str, str, str]:
        means = {name: table[name][outcome]["mean"] for name in found["table"]}
        least, most = (pick(means, key=lambda name: means[name]) for pick in (min, max))
        low, high = (f"{percent(means[name])} ({quoted(found, name)})" for name in (least, most))
        return quoted(found, least), quoted(found, most), f"{low} to {high}"

    least, most, _ = span("harm")
    if len(found["table"]) == 1:
        return "Harm, collapse and war stand in the table; there is nothing to set them against."
    text = (
        f"Harm was least under {least} and greatest under {most}. The regime broke down in {span('collapse')[2]} of"
        f" the worlds; after a breakdown rights can be better or worse. War broke out in {span('war')[2]}."
    )
    for outcome in sorted({one["outcome"] for one in found["constraints"]}):
        broken = [quoted(found, one["strategy"]) for one in found["constraints"] if one["outcome"] == outcome]
        text += f" The case's limit on {outcome} was broken by {listed(broken)}."
    return f"{text} Contact puts partners inside at risk, most under {span('partners_at_risk')[1]}."


def hangs_on(found: dict[str, Any]) -> str:
    """Which mechanism, which assumption and which prior the ranking hangs on."""
    parts = []
    if found["ablations"]:
        parts += _ablated(found)
    inability = found["hangs_on"]["inability"]
    if len(inability) == 2:
        low, high = (inability[key]["leader"] for key in ("low", "high"))
        if not (inability["low"]["clear"] and inability["high"]["clear"]):
            parts.append(
                "Whether breaches come from choice (the enforcement school) or from inability (the managerial school)"
                " makes no strategy lead clearly in both cases."
            )
        elif low == high:
            parts.append(
                f"Whether breaches come from choice (the enforcement school) or from inability (the managerial"
                f" school) does not change who leads: {quoted(found, low)}."
            )
        else:
            parts.append(
                f"If breaches come from choice, {quoted(found, low)} leads; if they come from inability,"
                f" {quoted(found, high)}."
            )
    numbers = found["hangs_on"]["numbers"][:3]
    if numbers:
        a, b = (quoted(found, name) for name in found["hangs_on"]["pair"])
        meanings = [f"{one['meaning']} ({one['origin']})" for one in numbers]
        parts.append(f"What moves the difference between {a} and {b} most: {listed(meanings)}.")
    return " ".join(parts)


def _ablated(found: dict[str, Any]) -> list[str]:
    """Who leads by expectation, and what has to be switched off for another to lead clearly."""
    ablations = found["ablations"]
    base = ablations["none"]
    parts = []
    for leader, clear, what in (
        ("leader", "clear", "wins most draws"),
        ("highest", "highest_clear", "is best on average"),
    ):
        known = base[leader] if base[clear] else None
        changed: dict[str, list[str]] = {}
        for name, one in ablations.items():
            if name != "none" and one[clear] and one[leader] != known:
                changed.setdefault(one[leader], []).append(name)
        if known:
            parts.append(f"{quoted(found, known)} {what}, clearly.")
        parts += [
            f"{_switched(names)} {quoted(found, new)} {what}, clearly." for new, names in changed.items()
        ]
    if not parts:
        parts.append("Whichever mechanism is switched off, no strategy comes to lead clearly.")
    gain = {
        name: max(one["mean"].values()) - one["mean"].get("baseline", 0.0) for name, one in ablations.items()
    }
    halved = [_plain(name) for name in gain if name not in SPECIAL and gain[name] < gain["none"] / 2]
    if "baseline" in base["mean"] and halved:
        parts.append(
            f"The best advantage over the policy as it stands falls by more than half without {listed(halved)}."
        )
    return parts


def _switched(names: list[str]) -> str:
    """How a run differs from the model as it is."""
    within = {member for name in names for member in GROUPS.get(name.removeprefix("group:"), ())}
    without = [_plain(name) for name in names if name not in SPECIAL and name not in within]
    said = [SPECIAL[name] for name in names if name in SPECIAL]
    if without:
        said.insert(0, f"without {listed(without)}")
    text = "; ".join(said)
    return f"{text[0].upper()}{text[1:]}:"


def fair(found: dict[str, Any]) -> str:
    """How often each school's own strategy wins under its own priors."""
    parts = []
    for name, one in found["fairness"].items():
        if not one["own"]:
            continue
        own = listed([quoted(found, strategy) for strategy in one["own"]])
        sentence = f"Under the priors of the {name} school its own strategy, {own}, wins in {of(one['own_share'], 'draws')}"
        if one["likely_fault"]:
            sentence += ": under one in ten, which points to a fault of the model rather than of the school"
        parts.append(sentence + ".")
        outside = [strategy for strategy in one["left_out"] if strategy in found["titles"]]
        if outside:
            left = listed([quoted(found, strategy) for strategy in outside])
            parts.append(f"({left} is its own as well, but stands outside the contest.)")
    return " ".join(parts)


def error(found: dict[str, Any]) -> str:
    """Monte-Carlo error, labelled as such: it says nothing about the model's own error."""
    worlds, failed = found["worlds"], found["failed_worlds"]
    text = (
        f"Numerical error only, not the error of the model: with {worlds:,} worlds each share of worlds is"
        f" exact to about {_points(worlds)}."
    )
    if found["expected"]:
        points = round(200 * (0.25 / found["expected"]["draws"]) ** 0.5)
        text += f" Shares of draws, in the ablations and the audit, are exact to about {points} percentage points."
    if failed:
        text += f" {failed:,} worlds failed and were left out."
    binds = max(found["stillness_binds"].values(), default=0.0)
    if binds > 0.01:
        text += (
            f" In {of(binds)} the start needed more years without change than were observed, because so"
            " much of what is decided there could not be carried out."
        )
    return text


def _surely(found: dict[str, Any], a: str, b: str) -> bool:
    """Whether a's mean rights differ from b's by more than two standard errors, in the same worlds."""
    for one in found["pairs"]:
        if one["outcome"] == "rights" and {one["a"], one["b"]} == {a, b}:
            return bool(abs(one["difference"] or 0.0) > 2 * (one["se"] or 0.0))
    return False


def _points(worlds: int) -> str:
    points = max(1, round(200 * (0.25 / worlds) ** 0.5))
    return f"{points} percentage point{'s' if points > 1 else ''}"


def _pair(found: dict[str, Any], a: str, b: str) -> float | None:
    for one in found["pairs"]:
        if one["outcome"] == "rights" and {one["a"], one["b"]} == {a, b}:
            share = float(one["share_a_better"])
            return share if one["a"] == a else 1 - share
    return None


def _plain(name: str) -> str:
    return TOGETHER.get(name, name.replace("_", " "))
