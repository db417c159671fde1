# The answer as it was written before tables of sentences: kept as the oracle of tests/oracles/test_sentences.py.
"""Findings in plain words, in the reader's language: the warning before any number."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from reference.hanging import hangs_on
from reference.lead import FAULT
from reference.phrases import ORIGINS, of, strategies, strategy, variables
from reference.winning import apart, won
from suasion.notation import OUTCOMES
from suasion.words.translator import ENGLISH, Translator

Found = dict[str, Any]
TITLES = {outcome.id: outcome.title for outcome in OUTCOMES}


def answer(found: Found, t: Translator = ENGLISH) -> list[tuple[str, str]]:
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


def cannot_say(found: Found, t: Translator = ENGLISH) -> str:
    """How far the case lies from anything observed; outside that, the record cannot rank."""
    support = found["support"]
    target = t.name(found["target"])
    parts = []
    if support["outside"] and support["beyond"]:
        parts.append(
            t.say(
                "The record cannot rank these strategies for {target}: among {n} state-years of {years} none, or"
                " almost none, was at its level of {variables}.",
                target=target,
                n=t.number(support["state_years"]),
                years=support["years"],
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
    if openings and openings["rose_and_linkage_rose"] == 0:
        parts.append(
            t.say(
                "{n} states as closed as this one opened; in none had contact across borders risen clearly"
                " beforehand, but it rose in few closed states at all ({rose} of {all} state-years), so this is weak"
                " evidence.",
                n=t.number(openings["states_that_rose"]),
                rose=t.number(openings["linkage_rose_at_all"]),
                all=t.number(openings["linkage_followed"]),
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
                "The spread of the difference between {a} and {b} comes as follows: {shares}.",
                a=strategy(found, found["hangs_on"]["pair"][0], t),
                b=strategy(found, found["hangs_on"]["pair"][1], t),
                shares=t.listed(shares),
            )
        )
    return t.join(parts)


def dangers(found: Found, t: Translator = ENGLISH) -> str:
    """Harm, collapse and war before rights."""
    if len(found["table"]) == 1:
        return t.say("Harm, collapse and war stand in the table; there is nothing to set them against.")
    ends = {outcome: _ends(found, outcome) for outcome in ("harm", "collapse", "war")}

    def named(outcome: str) -> dict[str, str]:
        (least, low), (most, high) = ends[outcome]
        return {
            "least": strategy(found, least, t),
            "most": strategy(found, most, t),
            "low": t.percent(low),
            "high": t.percent(high),
        }

    least, most = ends["harm"][0][0], ends["harm"][1][0]
    parts = []
    if apart(found, "harm", least, most):
        parts.append(t.say("Harm was least under {least} and greatest under {most}.", **named("harm")))
    else:
        parts.append(t.say("Harm does not differ clearly between the strategies."))
    start = next((one["q50"] for one in found["numbers"] if one["id"] == "state.subsistence"), None)
    if start is not None:
        parts.append(
            t.say(
                "Of that harm {start} years of full subsistence over {years} years are the start's own shortfall,"
                " whatever is done.",
                start=t.number((1 - start) * found["years"], 1),
                years=t.number(found["years"]),
            )
        )
    broke = named("collapse")
    parts.append(
        t.say(
            "The regime broke down in {low} of the worlds under every strategy; after a breakdown rights can be"
            " better or worse.",
            **broke,
        )
        if broke["low"] == broke["high"]
        else t.say(
            "The regime broke down in {low} ({least}) to {high} ({most}) of the worlds; after a breakdown"
            " rights can be better or worse.",
            **broke,
        )
    )
    wars = named("war")
    parts.append(
        t.say("War broke out in {low} of the worlds under every strategy.", **wars)
        if wars["low"] == wars["high"]
        else t.say("War broke out in {low} ({least}) to {high} ({most}).", **wars)
    )
    parts += _limits(found, t)
    if endangered(found):
        parts.append(t.say("Contact puts partners inside at risk."))
    return t.join(parts)


def _limits(found: Found, t: Translator) -> list[str]:
    """Which limits of the case were broken, by whom, and how far."""
    parts = []
    for outcome in sorted({one["outcome"] for one in found["constraints"]}):
        broken = [one for one in found["constraints"] if one["outcome"] == outcome]
        floor = "floor" in broken[0]
        worst = (min if floor else max)(one["mean"] for one in broken)
        limit = broken[0]["floor" if floor else "cap"]
        share = outcome != "harm"
        parts.append(
            t.say(
                "The case's limit on {outcome}, {limit}, was broken by {strategies}; the worst mean is {worst}.",
                outcome=t.title(TITLES[outcome]),
                limit=t.percent(limit, 1) if share else t.number(limit, 1),
                strategies=strategies(found, [one["strategy"] for one in broken], t),
                worst=t.percent(worst, 1) if share else t.number(worst, 1),
            )
        )
    return parts


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


def fair(found: Found, t: Translator = ENGLISH) -> str:
    """How often each school's own strategy wins under its own priors."""
    parts = []
    for one in found["fairness"].values():
        if not one["own"]:
            continue
        named = {
            "school": t.title(one["title"]),
            "own": strategies(found, one["own"], t),
            "share": of(one["own_share"], "draws", t),
        }
        near = one["likely_fault"] and one["own_share"] + 2 * _error(one) >= FAULT
        if near:
            parts.append(
                t.say(
                    "Under the priors of “{school}” its own strategy, {own}, wins in {share}: under one in ten by too"
                    " little to be sure, which may point to a fault of the model rather than of the school.",
                    **named,
                )
            )
        elif one["likely_fault"]:
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


def _error(one: Mapping[str, Any]) -> float:
    """The standard error of a school's own share of the draws."""
    return math.sqrt(one["own_share"] * (1 - one["own_share"]) / one["draws"])


def replayed(found: Found, t: Translator = ENGLISH) -> str:
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


def error(found: Found, t: Translator = ENGLISH) -> str:
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
