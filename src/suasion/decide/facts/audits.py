"""What the audits say: who leads without a mechanism, how the schools do, where the spread comes from."""

from __future__ import annotations

import math
from typing import Literal

from suasion.decide.lead import FAULT, GROUPS
from suasion.domain.findings.audits import Ablation, School
from suasion.domain.findings.comparison import Numbers
from suasion.domain.findings.facts import LeadWithout, OriginShare, SchoolVerdict

Source = Literal["estimated", "published", "assumed", "chance"]
#: Ablations that take nothing away, but limit something.
LIMITING = frozenset({"group:all_but_leverage_and_rents", "cap:conditionality"})


def origins(numbers: Numbers) -> tuple[OriginShare, ...]:
    """Where the spread of the leading pair's difference comes from, largest first."""
    if numbers.origins is None or len(numbers.sensitivity.pair) != 2:
        return ()
    own = numbers.origins
    shares: dict[Source, float | None] = {
        "estimated": own.estimated,
        "published": own.published,
        "assumed": own.assumed,
        "chance": own.chance,
    }
    known = {origin: share for origin, share in shares.items() if share is not None}
    if len(known) < len(shares):
        return ()
    order = sorted(known, key=lambda origin: -known[origin])
    return tuple(OriginShare(origin=origin, share=max(known[origin], 0.0)) for origin in order)


def leads(numbers: Numbers) -> tuple[LeadWithout, ...]:
    """Who leads with everything on, and what has to be switched off for another to lead clearly."""
    if not numbers.ablations:
        return ()
    return (*_leads(numbers, "draws"), *_leads(numbers, "mean"))


def _leads(numbers: Numbers, by: Literal["draws", "mean"]) -> list[LeadWithout]:
    usual = _leader(numbers.ablations["none"], by)
    rows = [] if usual is None else [LeadWithout(by=by, without=(), change=None, strategy=usual)]
    changed: dict[str, list[str]] = {}
    for name, ablation in numbers.ablations.items():
        leader = _leader(ablation, by)
        if name != "none" and leader is not None and leader != usual:
            changed.setdefault(leader, []).append(name)
    for strategy, names in changed.items():
        without = without_groups(names)
        if without:
            rows.append(LeadWithout(by=by, without=tuple(without), change=None, strategy=strategy))
        rows += [
            LeadWithout(by=by, without=(), change=name, strategy=strategy)
            for name in names
            if name in LIMITING
        ]
    return rows


def _leader(ablation: Ablation, by: Literal["draws", "mean"]) -> str | None:
    """Who leads clearly; nobody where no one does."""
    if by == "draws":
        return ablation.leader if ablation.clear else None
    return ablation.highest if ablation.highest_clear else None


def without_groups(names: list[str]) -> list[str]:
    """Ablations that take something away, less those that a group of them names already."""
    within = {member for name in names for member in GROUPS.get(name.removeprefix("group:"), ())}
    return [name for name in names if name not in LIMITING and name not in within]


def halved(numbers: Numbers) -> tuple[str, ...]:
    """Without what the best advantage over the policy as it stands falls by more than half."""
    if not numbers.ablations or "baseline" not in numbers.ablations["none"].mean:
        return ()
    gain = {name: max(one.mean.values()) - one.mean["baseline"] for name, one in numbers.ablations.items()}
    return tuple(name for name in gain if name not in LIMITING and gain[name] < gain["none"] / 2)


def inability(numbers: Numbers) -> Literal["undecided", "alike", "different"] | None:
    """Whether choice or inability behind breaches decides who leads."""
    low, high = numbers.sensitivity.inability.low, numbers.sensitivity.inability.high
    if low is None or high is None:
        return None
    if not (low.clear and high.clear):
        return "undecided"
    return "alike" if low.leader == high.leader else "different"


def schools(numbers: Numbers) -> tuple[SchoolVerdict, ...]:
    """How each school's own strategy does under its own priors."""
    rows = []
    for school in numbers.fairness.values():
        if school.own and school.own_share is not None:
            rows.append(
                SchoolVerdict(
                    title=school.title,
                    own=school.own,
                    share=school.own_share,
                    fault=_fault(school, school.own_share),
                    outside=tuple(name for name in school.left_out if name in numbers.titles),
                )
            )
    return tuple(rows)


def _fault(school: School, share: float) -> Literal["no", "unsure", "likely"]:
    """Whether the model is at fault; unsure where two standard errors of the share reach the bound."""
    if not school.likely_fault:
        return "no"
    error = math.sqrt(share * (1 - share) / school.draws)
    return "unsure" if share + 2 * error >= FAULT else "likely"
