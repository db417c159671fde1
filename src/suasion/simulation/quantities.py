"""Every uncertain number of a case: the mechanisms' parameters, and the quantities of the case itself."""

from __future__ import annotations

from suasion.domain.case import Case
from suasion.domain.parameter import Parameter
from suasion.mechanisms import parameters
from suasion.notation import DOMAINS, STARTING, STATES

BY_ID = {symbol.id: symbol for symbol in STATES}


def uncertain(case: Case) -> dict[str, Parameter]:
    """Every uncertain number of a case by id: the mechanisms' parameters and the case's quantities."""
    target = case.target
    lead = case.lead_sender
    quantities = {
        **{f"state.{one.id}": getattr(case.state, one.id) for one in STARTING},
        **{f"target.no_change.{name}": getattr(target.no_change, name) for name in DOMAINS},
        **{
            f"target.{name}": getattr(target, name)
            for name in ("control", "detection", "collapse_hazard", "after_breakdown", "war_hazard")
        },
        **{f"target.issue.{name}": getattr(target.issue, name) for name in ("demand", "benefit", "patience")},
        "sender.turnover": lead.turnover,
        "sender.comeback": lead.comeback,
        **{f"shock.{i}.probability": shock.probability for i, shock in enumerate(case.shocks)},
        **{f"shock.{i}.ends": shock.ends for i, shock in enumerate(case.shocks) if shock.ends},
    }
    ours = {
        name: Parameter(name, _meaning(name, case), "share", one.prior, one.origin, one.source, one.disputed)
        for name, one in quantities.items()
    }
    return {**parameters(), **ours}


MEANINGS = {
    "target.control": "surveillance and informants",
    "target.detection": "chance that an abuse is detected before anyone monitors",
    "target.collapse_hazard": "yearly hazard of a breakdown at the start",
    "target.after_breakdown": "share of breakdowns that go well",
    "target.war_hazard": "yearly hazard of war at the start",
    "target.issue.demand": "depth demanded on the linked issue",
    "target.issue.benefit": "benefit of the linked issue",
    "target.issue.patience": "patience on the linked issue",
    "sender.turnover": "yearly chance that the leading sender's government leaves the policy",
    "sender.comeback": "yearly chance that it comes back to it",
}


def _meaning(name: str, case: Case) -> str:
    """What a number of the case stands for, in words."""
    kind, _, rest = name.partition(".")
    if kind == "state":
        return f"{BY_ID[rest].meaning}, at the start"
    if kind == "shock":
        number, what = rest.split(".")
        title = case.shocks[int(number)].title
        return f"yearly chance that this {'begins' if what == 'probability' else 'ends'}: {title}"
    if rest.startswith("no_change."):
        return f"share of years without change in {rest.removeprefix('no_change.').replace('_', ' ')}"
    return MEANINGS[name]
