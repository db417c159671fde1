"""Findings in plain words, in the reader's language: the warning before any number."""

from __future__ import annotations

import math
from typing import Any

from suasion.decide.hanging import hangs_on
from suasion.decide.lead import lead
from suasion.decide.phrases import ORIGINS, of, strategies, strategy, variables
from suasion.notation import OUTCOMES
from suasion.tongue import ENGLISH, Tongue

Found = dict[str, Any]
TITLES = {outcome.id: outcome.title for outcome in OUTCOMES}


def answer(found: Found, t: Tongue = ENGLISH) -> list[tuple[str, str]]:
    """Paragraphs with their headings, in the order in which they must be read."""
    parts = [
        (t.say("What the record cannot say"), cannot_say(found, t)),
        (t.say("What happened in the worlds"), won(found, t)),
        (t.say("Harm, collapse and war"), dangers(found, t)),
    ]
    if found["ablations"] or found["hangs_on"]["pair"]:
        parts.append((t.say("What it hangs on"), hangs_on(found, t)))
    if found["fairness"]:
        parts.append((t.say("Is the model fair to each school?"), fair(found, t)))
    parts.append((t.say("Numerical error"), error(found, t)))
    return [part for part in parts if part[1]]


#: Mahalanobis distance up to which a real case counts as close.
CLOSE = 1.0


def cannot_say(found: Found, t: Tongue = ENGLISH) -> str:
    """How far the case lies from anything observed; outside that, the record cannot rank."""
    support = found["support"]
    target = t.name(found["target"])
    parts = []
    if support["outside"] and support["beyond"]:
        parts.append(
            t.say(
                "The record cannot rank these strategies for {target}: no state, or almost none, was ever"
                " observed at its level of {variables}.",
                target=target,
                variables=variables(support["beyond"], t),
            )
        )
    elif support["outside"]:
        parts.append(
            t.say(
                "The record can hardly rank these strategies for {target}: {share} of all state-years lie"
                " nearer to the middle of what was observed.",
                target=target,
                share=t.percent(support["share_nearer"]),
            )
        )
    else:
        parts.append(t.say("{target} lies within what was observed of other states.", target=target))
    if support["nearest"]:
        names = t.listed([t.name(name.split(":")[0]) for name in support["nearest"][:3]])
        if all(float(name.rsplit(":", 1)[1]) > CLOSE for name in support["nearest"]):
            parts.append(t.say("The nearest real cases are {names}, and none is close.", names=names))
        else:
            parts.append(t.say("The nearest real cases are {names}.", names=names))
    openings = support["openings"]
    if openings and openings.get("rose_and_linkage_rose", 1) == 0:
        parts.append(
            t.say(
                "Where states as closed as this one opened, in no case had contact across borders risen"
                " clearly beforehand."
            )
        )
    parts.append(
        t.say("What follows is a scenario: what the assumptions imply, not a forecast of what will happen.")
    )
    origins = found["origins"]
    if origins and len(found["hangs_on"]["pair"]) == 2 and None not in origins.values():
        order = sorted(origins, key=lambda group: -origins[group])
        shares = [t.say(ORIGINS[group], share=of(max(origins[group], 0.0), "parts", t)) for group in order]
        parts.append(
            t.say(
                "The spread of the difference between the two leaders comes as follows: {shares}.",
                shares=t.listed(shares),
            )
        )
    return t.join(parts)


def won(found: Found, t: Tongue = ENGLISH) -> str:
    """Who was best for rights, in how many worlds, and by how much."""
    table = found["strategies"]
    if len(found["table"]) < 2:
        return t.say(
            "Only one strategy was played, {strategy}, so there is nothing to rank.",
            strategy=strategy(found, found["table"][0], t),
        )
    shares = {name: table[name]["rights"]["win_share"] for name in found["table"]}
    if None in shares.values():
        return t.say("In no world could the strategies be ranked for rights.")
    order = sorted(shares, key=lambda name: -shares[name])
    first, second = order[:2]
    parts = [] if lead(shares, found["worlds"])["clear"] else [t.say("No strategy wins clearly.")]
    places = {
        "years": t.number(found["years"]),
        "first": strategy(found, first, t),
        "share": of(shares[first], t=t),
        "second": strategy(found, second, t),
        "other": of(shares[second], t=t),
    }
    if len(order) > 2:
        parts.append(
            t.say(
                "Averaged over {years} years, {first} was best for rights in {share} and {second} in {other},"
                " every other strategy in fewer.",
                **places,
            )
        )
    else:
        parts.append(
            t.say(
                "Averaged over {years} years, {first} was best for rights in {share} and {second} in {other}.",
                **places,
            )
        )
    parts += _elsewhere(found, first, t)
    gap = pair(found, first, "baseline") if first != "baseline" and "baseline" in shares else None
    if gap is not None:
        named = {"first": strategy(found, first, t), "share": of(max(gap, 1 - gap), t=t)}
        if gap >= 0.5:
            parts.append(t.say("Against the policy as it stands {first} did better in {share}.", **named))
        else:
            parts.append(t.say("Against the policy as it stands {first} did worse in {share}.", **named))
    return t.join(parts)


def _elsewhere(found: Found, first: str, t: Tongue) -> list[str]:
    """Who led in the last year, by the mean, and with chance averaged out."""
    table = found["strategies"]
    parts = []
    final = {name: table[name]["rights_final"]["win_share"] or 0.0 for name in found["table"]}
    last = max(final, key=lambda name: final[name])
    named = {"last": strategy(found, last, t), "share": of(final[last], t=t)}
    if last == first:
        parts.append(t.say("In the last year {last} led as well, in {share}.", **named))
    else:
        parts.append(t.say("In the last year {last} led instead, in {share}.", **named))
    means = {name: table[name]["rights"]["mean"] for name in found["table"]}
    highest = max(means, key=lambda name: means[name])
    if highest != first:
        parts.append(
            t.say(
                "The highest average belongs to another, {highest}: it wins less often, but by more.",
                highest=strategy(found, highest, t),
            )
        )
    base = found["expected"]
    if base and base["clear"]:
        parts.append(
            t.say(
                "With most of the chance averaged out, {leader} was best in {share} of the parameters.",
                leader=strategy(found, base["leader"], t),
                share=of(base["expected_win_share"][base["leader"]], "draws", t),
            )
        )
    elif base:
        parts.append(
            t.say(
                "With most of the chance averaged out, {leader} and {follower} lie too close together to be"
                " told apart.",
                leader=strategy(found, base["leader"], t),
                follower=strategy(found, base["runner_up"], t),
            )
        )
    return parts


def dangers(found: Found, t: Tongue = ENGLISH) -> str:
    """Harm, collapse and war before rights."""
    if len(found["table"]) == 1:
        return t.say("Harm, collapse and war stand in the table; there is nothing to set them against.")
    ends = {outcome: _ends(found, outcome) for outcome in ("harm", "collapse", "war", "partners_at_risk")}

    def named(outcome: str) -> dict[str, str]:
        (least, low), (most, high) = ends[outcome]
        return {
            "least": strategy(found, least, t),
            "most": strategy(found, most, t),
            "low": t.percent(low),
            "high": t.percent(high),
        }

    parts = [
        t.say("Harm was least under {least} and greatest under {most}.", **named("harm")),
        t.say(
            "The regime broke down in {low} ({least}) to {high} ({most}) of the worlds; after a breakdown"
            " rights can be better or worse.",
            **named("collapse"),
        ),
        t.say("War broke out in {low} ({least}) to {high} ({most}).", **named("war")),
    ]
    for outcome in sorted({one["outcome"] for one in found["constraints"]}):
        broken = [one["strategy"] for one in found["constraints"] if one["outcome"] == outcome]
        parts.append(
            t.say(
                "The case's limit on {outcome} was broken by {strategies}.",
                outcome=t.known(TITLES[outcome]),
                strategies=strategies(found, broken, t),
            )
        )
    parts.append(
        t.say("Contact puts partners inside at risk, most under {most}.", **named("partners_at_risk"))
    )
    return t.join(parts)


def _ends(found: Found, outcome: str) -> tuple[tuple[str, float], tuple[str, float]]:
    """The strategies with the least and the greatest mean, each with it."""
    means = {name: found["strategies"][name][outcome]["mean"] for name in found["table"]}
    least, most = (pick(means, key=lambda name: means[name]) for pick in (min, max))
    return (least, means[least]), (most, means[most])


def endangered(found: Found) -> list[str]:
    """Strategies under which partners inside run a greater risk than under the policy as it stands.

    Greater by more than two standard errors of the difference in the same worlds.
    """
    raised = []
    for one in found["pairs"]:
        if one["outcome"] != "partners_at_risk" or "baseline" not in (one["a"], one["b"]):
            continue
        more = (one["difference"] or 0.0) * (-1 if one["a"] == "baseline" else 1)
        if more > 2 * (one["se"] or 0.0) and more > 0:
            raised.append(one["b"] if one["a"] == "baseline" else one["a"])
    return [name for name in found["table"] if name in raised]


def fair(found: Found, t: Tongue = ENGLISH) -> str:
    """How often each school's own strategy wins under its own priors."""
    parts = []
    for one in found["fairness"].values():
        if not one["own"]:
            continue
        named = {
            "school": t.known(one["title"]),
            "own": strategies(found, one["own"], t),
            "share": of(one["own_share"], "draws", t),
        }
        if one["likely_fault"]:
            parts.append(
                t.say(
                    "Under the priors of “{school}” its own strategy, {own}, wins in {share}: under"
                    " one in ten, which points to a fault of the model rather than of the school.",
                    **named,
                )
            )
        else:
            parts.append(
                t.say(
                    "Under the priors of “{school}” its own strategy, {own}, wins in {share}.",
                    **named,
                )
            )
        outside = [strategy for strategy in one["left_out"] if strategy in found["titles"]]
        if outside:
            parts.append(
                t.say(
                    "({strategies}: its own as well, but outside the contest.)",
                    strategies=strategies(found, outside, t),
                )
            )
    return t.join(parts)


def replayed(found: Found, t: Tongue = ENGLISH) -> str:
    """How much of what was observed lies within what was simulated, policy by policy."""
    parts = []
    names = list(dict.fromkeys(name for series in found["replay"] for name in series["strategies"]))
    for name in names:
        own = [series for series in found["replay"] if name in series["strategies"]]
        years = sum(len(series["years"]) for series in own)
        inside = sum(series["strategies"][name]["within_90"] * len(series["years"]) for series in own)
        better = sum(series["strategies"][name]["error"] < series["error_of_no_change"] for series in own)
        parts.append(
            t.count(
                "Under {strategy} {inside} of {years} observed values lie within the range of nine worlds in ten,"
                " and the median errs less than no change in {better} of {n} series.",
                "Under {strategy} {inside} of {years} observed values lie within the range of nine worlds in ten,"
                " and the median errs less than no change in {better} of {n} series.",
                len(own),
                strategy=strategy(found, name, t),
                inside=t.number(round(inside)),
                years=t.number(years),
                better=t.number(better),
            )
        )
    return t.join(parts)


def error(found: Found, t: Tongue = ENGLISH) -> str:
    """Monte-Carlo error, labelled as such: it says nothing about the model's own error."""
    worlds, failed = found["worlds"], found["failed_worlds"]
    parts = [
        t.count(
            "Numerical error only, not the error of the model: with {worlds} worlds each share of worlds is"
            " exact to about {n} percentage point.",
            "Numerical error only, not the error of the model: with {worlds} worlds each share of worlds is"
            " exact to about {n} percentage points.",
            points(worlds),
            worlds=t.number(worlds),
        )
    ]
    if found["expected"]:
        parts.append(
            t.count(
                "Shares of draws, in the ablations and the audit, are exact to about {n} percentage point.",
                "Shares of draws, in the ablations and the audit, are exact to about {n} percentage points.",
                points(found["expected"]["draws"]),
            )
        )
    if failed:
        parts.append(
            t.count("{n} world failed and was left out.", "{n} worlds failed and were left out.", failed)
        )
    binds = max(found["stillness_binds"].values(), default=0.0)
    if binds > 0.01:
        parts.append(
            t.say(
                "In {share} the start needed more years without change than were observed, because so much of"
                " what is decided there could not be carried out.",
                share=of(binds, t=t),
            )
        )
    return t.join(parts)


def points(sample: int) -> int:
    """Two standard errors of a share of this many worlds or draws, in percentage points, at least 1."""
    return max(1, round(200 * math.sqrt(0.25 / sample)))


def pair(found: Found, a: str, b: str) -> float | None:
    """Share of worlds in which a is better than b for rights, in the same worlds; none if not known."""
    for one in found["pairs"]:
        if (
            one["outcome"] == "rights"
            and {one["a"], one["b"]} == {a, b}
            and one["share_a_better"] is not None
        ):
            share = float(one["share_a_better"])
            return share if one["a"] == a else 1 - share
    return None
