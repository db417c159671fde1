"""The essay's argument, claim by claim: where each lives in the model, and what one run says.

The claims are in our words; the section says where the essay makes them. Figures come from ``results.json``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from docs_markdown import table
from suasion import lab
from suasion.files.library import content
from suasion.mechanisms import catalogue
from suasion.notation import OUTCOME_IDS, STATE_IDS

Results = dict[str, Any]
Figure = Callable[[Results], str]


class Claim(NamedTuple):
    """One claim: the essay's section, the claim in our words, ids of what stands for it, and what to read off."""

    section: str
    text: str
    lives: tuple[str, ...]
    says: Figure | str


def mean(outcome: str, *strategies: str) -> Figure:
    """Means of an outcome under some strategies."""

    def said(found: Results) -> str:
        return f"mean {_title(outcome)}: " + ", ".join(
            f"{_level(found['strategies'][name][outcome]['mean'], outcome)} under `{name}`"
            for name in strategies
        )

    return said


def pair(a: str, b: str, outcome: str = "rights") -> Figure:
    """Mean difference of two strategies in the same worlds."""

    def said(found: Results) -> str:
        for one in found["pairs"]:
            if one["outcome"] == outcome and {one["a"], one["b"]} == {a, b}:
                turn = 1 if one["a"] == a else -1
                better = one["share_a_better"] if turn == 1 else 1 - one["share_a_better"]
                return (
                    f"`{a}` less `{b}`, {_title(outcome)}: {_change(turn * one['difference'], outcome)} "
                    f"± {_level(one['se'], outcome)}; better in {100 * better:.0f}% of the worlds"
                )
        raise ValueError(f"no pair {a}, {b} for {outcome}")

    return said


def without(off: str, a: str, b: str = "baseline") -> Figure:
    """Difference in mean rights with a mechanism on and off, chance averaged out."""

    def said(found: Results) -> str:
        on, gone = (found["ablations"][name]["mean"] for name in ("none", off))
        return (
            f"`{a}` less `{b}`, rights: {_change(on[a] - on[b], 'rights')}; with `{off}` off "
            f"{_change(gone[a] - gone[b], 'rights')}"
        )

    return said


def school(worldview: str) -> Figure:
    """How often a school's own strategies win under its priors."""

    def said(found: Results) -> str:
        own = found["fairness"][worldview]
        names = ", ".join(f"`{name}`" for name in own["own"])
        return f"under its priors its own ({names}) wins {own['own_share']:.2f} of the draws"

    return said


def unable(found: Results) -> str:
    """Who leads where breaches come from choice, and where from inability."""
    low, high = (found["sensitivity"]["inability"][side] for side in ("low", "high"))
    return "leads where breaches are choice: {}; where inability: {}".format(
        *(f"`{side['leader']}`{'' if side['clear'] else ' (not clearly)'}" for side in (low, high))
    )


def _title(outcome: str) -> str:
    return outcome.replace("_", " ")


def _level(value: float, outcome: str) -> str:
    return f"{value:.2f}" if outcome == "harm" else f"{100 * value:.2f}"


def _change(value: float, outcome: str) -> str:
    return f"{value:+.2f}" if outcome == "harm" else f"{100 * value:+.2f}"


INTRO, CONFRONT = "Introduction", "The Neoconservative Approach"
AGAINST, ENGAGE = "Criticisms of the Neoconservatism Approach", "The Engagement Approach"
DOUBTS, END = "Criticisms of the Engagement Approach", "Conclusion"

CLAIMS = (
    Claim(INTRO, "Bodily integrity, liberties, equality and the means to live are all denied.",
          ("physical_integrity", "civil_liberties", "group_rights", "subsistence"),
          mean("rights", "baseline")),
    Claim(INTRO, "Earlier measures, refuge for those who flee among them, changed little inside.",
          ("refuge", "baseline"), "Fixed by form: under the policy in force nothing is expected to change."),
    Claim(INTRO, "The pandemic's border closure isolated the country further.", ("border_closure", "shocks"),
          without("shocks", "engagement")),
    Claim(CONFRONT, "Confrontation is pressure from outside: isolation, punishment, sanctions.",
          ("confrontation", "confront"), pair("confrontation", "baseline")),
    Claim(CONFRONT, "It ties rights to disarmament talks.", ("issue_linkage",),
          without("issue_linkage", "confrontation")),
    Claim(CONFRONT, "It aims at a change of regime.", ("regime_change_aim", "sincerity", "threat_formation"),
          without("threat_formation", "confrontation")),
    Claim(CONFRONT, "States sign what is easy to keep, so that high compliance proves little.",
          ("compliance", "apparent_compliance"), mean("apparent_compliance", "baseline", "engage_then_press")),
    Claim(CONFRONT, "Deep cooperation needs enforcement.", ("conditional_leverage", "enforcement"),
          school("enforcement")),
    Claim(CONFRONT, "North Korea ratified five treaties and breaks them; held against what it would have done "
          "without them, the cooperation asked is deep.", ("compliance", "norms"),
          mean("compliance", "baseline", "engage_then_press")),
    Claim(CONFRONT, "A state that has ratified is held to a higher standard.", ("shame", "norms"),
          without("shame", "engage_then_press")),
    Claim(CONFRONT, "Reputation and public shaming do not move this state as expected.", ("shaming", "shame"),
          without("shame", "both_at_once")),
    Claim(CONFRONT, "Without its treaties it would stray further.", ("norms", "treaties_hold_back"),
          without("norms", "engagement")),
    Claim(AGAINST, "There is no civil society, and surveillance keeps it so.",
          ("civil_society", "civil_society_growth", "no_partners"), without("civil_society_growth", "engage_then_press")),
    Claim(AGAINST, "Where channels are blocked and no partner is free to call abroad, the boomerang does not fly.",
          ("boomerang", "no_partners"), without("boomerang", "engage_then_press")),
    Claim(AGAINST, "Helsinki worked on states whose groups could reach each other; this one is not like them.",
          ("information", "information_flow", "helsinki_transfers"),
          "The record cannot say: see *support* in [results](results.md)."),
    Claim(AGAINST, "Networks need voluntary exchange, which is not to be had there.",
          ("network_support", "exchanges", "partners_at_risk"),
          mean("partners_at_risk", "baseline", "confrontation", "engage_then_press")),
    Claim(AGAINST, "A hidden aim of regime change takes the force from the demand for rights.",
          ("regime_change_aim", "sincerity"), pair("confrontation", "engagement")),
    Claim(AGAINST, "A collapse may bring a humanitarian disaster.", ("collapse", "harm"),
          mean("collapse", "baseline", "confrontation", "engagement", "engage_then_press")),
    Claim(ENGAGE, "Engagement makes links, and links give more influence than isolation.",
          ("linkage_growth", "isolation_erosion", "linkages"), without("group:linkage", "engage_then_press")),
    Claim(ENGAGE, "The Helsinki process is the pattern: security, economy, humanitarian contact, follow-up.",
          ("engage", "engagement", "helsinki_transfers"), pair("engagement", "baseline")),
    Claim(ENGAGE, "Access for aid improves how people live.",
          ("humanitarian_aid", "access", "subsistence_effects"), pair("engagement", "confrontation", "harm")),
    Claim(ENGAGE, "Respect for sovereignty and renouncing force make cooperation possible.",
          ("assurance", "threat_repression"), without("assurance", "engagement")),
    Claim(ENGAGE, "A follow-up conference brings accountability and transparency.",
          ("follow_up", "detection", "norm_growth"), without("norm_growth", "engagement")),
    Claim(ENGAGE, "Institutions reduce uncertainty and the costs of dealing.", ("credibility", "clarification"),
          without("credibility", "engage_then_press")),
    Claim(ENGAGE, "Breaches often come from ambiguity, lack of capacity and change that takes time, not from choice.",
          ("inability", "capacity_growth", "clarification", "managerial"), unable),
    Claim(ENGAGE, "States that enter a treaty come to change their conduct by its terms.", ("norm_growth", "norms"),
          without("norms", "engage_then_press")),
    Claim(ENGAGE, "Assistance with no tie to disarmament leads to compliance.",
          ("assistance", "resources", "rents", "not_linked_to_weapons"), without("rents", "engagement")),
    Claim(ENGAGE, "After engagement, networks find an opening.", ("civil_society_growth", "advocacy"),
          school("advocacy")),
    Claim(ENGAGE, "Their four tactics then work: information, symbols, leverage, accountability.",
          ("monitoring", "broadcasts", "symbolic_campaign", "concern_formation", "patron_leverage", "shame",
           "network_tactics"), without("concern_formation", "engage_then_press")),
    Claim(ENGAGE, "Engagement costs less and intrudes less.", ("sender_cost", "cheaper"),
          mean("sender_cost", "confrontation", "engagement", "engage_then_press")),
    Claim(ENGAGE, "More enforcement may lead to defiance.", ("rally", "backlash", "threat_repression"),
          without("rally", "confrontation")),
    Claim(DOUBTS, "Without any pressure there is little incentive to change.",
          ("conditional_leverage", "rents", "engagement_alone"), pair("engage_then_press", "engagement")),
    Claim(DOUBTS, "Enforcement and depth go together in every field, human rights among them.", ("issue_linkage",),
          "Taken into the model only for the linked issue; other fields are not modelled."),
    Claim(DOUBTS, "Engagement allows more pressure later, once there is something to work through.",
          ("engage_then_press", "press_then_engage", "foreclosure", "order_matters"),
          pair("engage_then_press", "press_then_engage")),
    Claim(END, "Engagement and then pressure leads to better rights than confrontation.",
          ("engage_then_press", "confrontation", "engage_first"), pair("engage_then_press", "confrontation")),
    Claim(END, "It takes all of it: information, symbols, accountability, leverage, assistance, collaboration.",
          ("both_at_once", "both"), pair("both_at_once", "engage_then_press")),
)  # fmt: skip


def known() -> set[str]:
    """Every id that a claim may point to."""
    case = lab.load_case("north-korea")
    folders = ("instruments", "packages", "strategies", "worldviews")
    ids = {name for folder in folders for name in content.folder(folder)}
    ids |= {"baseline", *catalogue(), *OUTCOME_IDS, *STATE_IDS}
    return ids | {one.id for one in case.claims} | {one.id for one in case.shocks}


def block(results: Results) -> str:
    """The table of the page.

    Args:
        results: ``results.json`` of a run of North Korea with its audits.

    Raises:
        ValueError: A claim points to something that does not exist, or the run lacks what is read off it.
    """
    if results["case"] != "north-korea" or not results["ablations"]:
        raise ValueError("the essay is read against a run of north-korea with its audits")
    wrong = sorted({name for claim in CLAIMS for name in claim.lives} - known())
    if wrong:
        raise ValueError(f"scripts/docs_essay.py points to what does not exist: {wrong}")
    parts = [
        f"Written by `scripts/docs.py --results` (`scripts/docs_essay.py`): {results['worlds']:,} worlds, "
        f"{results['years']} years, seed {results['seed']}. Rights, compliance, cost and shares of worlds are out of "
        "100; harm is in years of full subsistence. Differences are of the first less the second; those with a "
        "mechanism off average the chance of "
        f"{results['expected']['replicates']} lucks over {results['expected']['draws']} draws."
    ]
    for section in dict.fromkeys(claim.section for claim in CLAIMS):
        rows = [
            [claim.text, ", ".join(f"`{name}`" for name in claim.lives), _said(claim.says, results)]
            for claim in CLAIMS
            if claim.section == section
        ]
        heads = ["the essay claims", "where it lives", "what the run says"]
        parts.append(f"### {section}\n\n{table(heads, rows)}")
    return "\n\n".join(parts)


def _said(says: Figure | str, results: Results) -> str:
    return says if isinstance(says, str) else says(results)
