"""Random findings of a comparison, in the layout of the first ``results.json``, and the same as records of today."""

from __future__ import annotations

import json
import random
from typing import Any

from reference.lead import GROUPS, lead
from suasion.domain.findings.comparison import Numbers
from suasion.files.runs.earlier import from_format_1
from suasion.mechanisms import catalogue, switchable
from suasion.notation import OUTCOME_IDS

NAMES = ["baseline", "confrontation", "engagement", "engage_then_press", "both_at_once"]
VARIANTS = ["press_then_engage_pure", "confrontation_conditional"]
VARIABLES = [
    "physical_integrity",
    "civil_liberties",
    "group_rights",
    "civil_society",
    "information",
    "linkage",
]
MECHANISMS = {
    one.id: {"title": one.title, "says": one.claim, "disputed": one.disputed, "sources": list(one.sources)}
    for one in catalogue().values()
}
ORIGINS = ("estimated", "published", "assumed")


def findings(seed: int) -> dict[str, Any]:
    """Everything that the first layout held and a sentence reads, valid by its rules, with edges hit on purpose."""
    r = random.Random(seed)
    table = r.sample(NAMES, r.choice((1, 2, 2, 3, 4, 5)))
    table.sort(key=NAMES.index)
    variants = r.sample(VARIANTS, r.randint(0, 2))
    played = [*table, *variants]
    worlds = r.choice((1, 20, 480, 10_000, 1_000_000))
    audited = len(table) > 1 and r.random() < 0.8
    strategies = _strategies(r, table, variants)
    return {
        "format": 1,
        "kind": "scenario",
        "case": "a-case",
        "title": "A case",
        "question": "Which?",
        "target": r.choice(("North Korea", "Côte d'Ivoire {x}", "<b>Utopia</b>")),
        "start": 2026,
        "seed": 0,
        "worlds": worlds,
        "failed_worlds": r.choice((0, 0, 1, 2, 1_500)),
        "years": r.choice((1, 6, 20)),
        "worldview": "data",
        "table": table,
        "variants": variants,
        "titles": {name: f"Title, {name.replace('_', ' ')}" for name in [*NAMES, *VARIANTS]},
        "strategies": strategies,
        "pairs": _pairs(r, table),
        "constraints": _constraints(r, played),
        "hangs_on": _hangs_on(r, table),
        "stillness_binds": r.choice(({}, {"group_rights": 0.01}, {"a": 0.002, "b": r.random()})),
        "breakdowns": "from_low_rights",
        "support": _support(r),
        "trajectories": [],
        "replay": _replay(r, played),
        "treaties": {},
        "expected": _expected(r, table) if audited else {},
        "ablations": _ablations(r, table) if audited else {},
        "fairness": _fairness(r, table) if audited else {},
        "origins": _origins(r) if audited else {},
        "numbers": [_number("state.subsistence", r.random())] if r.random() < 0.7 else [],
        "mechanisms": MECHANISMS,
        "sources": {},
    }


def _share(r: random.Random) -> float:
    """A share; often one at the edge of a phrase."""
    return r.choice((0.0, 0.004, 0.005, 0.049, 0.095, 0.25, 0.45, 0.5, 0.55, 0.949, 0.951, 1.0, r.random()))


def _shares(r: random.Random, names: list[str]) -> dict[str, float]:
    """Shares that add up to 1; ties and near ties are common."""
    weights = {name: r.choice((0.0, 1.0, 1.0, 1.001, 5.0, 20.0, r.random())) for name in names}
    total = sum(weights.values()) or 1.0
    return {name: weight / total for name, weight in weights.items()}


def _strategies(r: random.Random, table: list[str], variants: list[str]) -> dict[str, Any]:
    unranked = r.random() < 0.07
    wins = {outcome: _shares(r, table) for outcome in OUTCOME_IDS}
    doomed, alike = r.random() < 0.15, r.random() < 0.2
    same = r.random()
    made: dict[str, Any] = {}
    for name in [*table, *variants]:
        made[name] = {}
        for outcome in OUTCOME_IDS:
            mean = 12 * r.random() if outcome == "harm" else r.random()
            if outcome in ("collapse", "war") and alike:
                mean = same
            if outcome == "collapse" and doomed:
                mean = 0.9001 + 0.09 * r.random()
            win = None if name in variants or (unranked and outcome == "rights") else wins[outcome][name]
            if outcome == "rights_final" and name in table and r.random() < 0.05:
                win = None
            made[name][outcome] = {
                "mean": mean,
                "se": 0.01,
                "q05": mean * 0.5,
                "q50": mean,
                "q95": mean * 1.5,
                "win_share": win,
                "regret": None if name in variants else 0.1,
                "defined": 1.0,
            }
    return made


def _pairs(r: random.Random, table: list[str]) -> list[dict[str, Any]]:
    made = []
    for outcome in ("harm", "rights", "partners_at_risk"):
        for i, a in enumerate(table):
            for b in table[i + 1 :]:
                if r.random() < 0.05:
                    continue
                none = r.random() < 0.05
                first, second = (a, b) if r.random() < 0.8 else (b, a)
                made.append(
                    {
                        "a": first,
                        "b": second,
                        "outcome": outcome,
                        "difference": None if none else r.choice((0.0, 0.02, 0.03, -0.031, r.gauss(0, 0.1))),
                        "se": r.choice((None, 0.0, 0.01, 0.01)),
                        "share_a_better": None if none else _share(r),
                        "dominates": "neither",
                    }
                )
    return made


def _constraints(r: random.Random, played: list[str]) -> list[dict[str, Any]]:
    made = []
    for outcome, kind in (("subsistence", "floor"), ("harm", "cap"), ("war", "cap")):
        if r.random() < 0.3:
            limit = r.choice((0.5, 2.0))
            for name in r.sample(played, r.randint(1, len(played))):
                mean = limit - r.random() if kind == "floor" else limit + r.random()
                made.append({"strategy": name, "outcome": outcome, kind: limit, "mean": mean})
    r.shuffle(made)
    return made


def _hangs_on(r: random.Random, table: list[str]) -> dict[str, Any]:
    if len(table) < 2:
        return {"pair": [], "inability": {}, "numbers": []}
    inability = {}
    for part in ("low", "high"):
        if r.random() < 0.85:
            shares = _shares(r, table)
            inability[part] = {"win_share": shares, **lead(shares, r.choice((3, 400, 100_000)))}
    numbers = [
        {
            "id": f"m.{i}",
            "meaning": r.choice(("incentive per unit of shame", "a number {i} of <one's> own")),
            "origin": r.choice(ORIGINS),
            "rank_correlation": 0.1,
            "q05": 0.0,
            "q95": 1.0,
        }
        for i in range(r.choice((0, 1, 2, 3, 12)))
    ]
    return {"pair": r.sample(table, 2), "inability": inability, "numbers": numbers}


def _support(r: random.Random) -> dict[str, Any]:
    outside = r.random() < 0.7
    beyond = r.sample(VARIABLES, r.choice((0, 1, 2, 3))) if outside else []
    near = r.choice((0.3, 0.9, 1.0, 1.001, 2.5))
    names = ("Albania 1987", "Afghanistan 1997", "Cambodia 1978", "Iraq 2002", "Congo, Dem. Rep. 1971")
    nearest = [f"{name}: {near + 0.3 * i:.2f}" for i, name in enumerate(names[: r.choice((0, 1, 2, 3, 5))])]
    openings = None
    if r.random() < 0.7:
        counts = (
            "state_years", "followed_ten_years", "linkage_followed", "linkage_rose_at_all", "both_rose_in_any_order",
            "rose", "rose_without_breakdown", "rose_and_linkage_known", "rose_and_linkage_rose_without_breakdown",
            "states", "states_that_rose", "n",
        )  # fmt: skip
        openings = {name: r.choice((0, 11, 1_215)) for name in counts}
        openings |= {"rose_and_linkage_rose": r.choice((0, 0, 3)), "rule": "", "rise": "", "linkage_rise": ""}
        openings |= {"file": "", "years": "1970-2016"}
    return {
        "outside": outside,
        "beyond": beyond,
        "never": [],
        "margins": {},
        "distance": 3.0,
        "share_nearer": _share(r),
        "variables": VARIABLES,
        "nearest": nearest,
        "start_nearest": [],
        "openings": openings,
        "state_years": r.choice((0, 999, 7_086)),
        "states": 170,
        "years": "1970-2016",
        "source": "suasion_panel:support",
        "origin": "the summary that Suasion ships",
        "panel": "",
    }


def _replay(r: random.Random, played: list[str]) -> list[dict[str, Any]]:
    made = []
    for state in ("physical_integrity", "civil_liberties")[: r.choice((0, 0, 1, 2))]:
        years = list(range(2026, 2026 + r.randint(1, 9)))
        names = r.sample(played, r.randint(1, min(2, len(played))))
        fits = {}
        for name in names:
            band = {level: [0.5] * len(years) for level in ("q05", "q25", "q50", "q75", "q95", "mean")}
            inside = r.randint(0, len(years)) / len(years)
            fits[name] = {**band, "within_90": inside, "within_50": 0.0, "error": r.random()}
        made.append(
            {
                "state": state,
                "source": "vdem:v14",
                "note": "",
                "years": years,
                "observed": [0.5] * len(years),
                "start": 0.5,
                "error_of_no_change": r.random(),
                "worlds": 10,
                "strategies": fits,
            }
        )
    return made


def _expected(r: random.Random, table: list[str]) -> dict[str, Any]:
    shares, draws = _shares(r, table), r.choice((20, 120, 9_000))
    mean = {name: r.choice((0.1, 0.11, r.random())) for name in table}
    return {
        "win_share": _shares(r, table),
        "expected_win_share": shares,
        "mean": mean,
        **lead(shares, draws),
        "highest": max(mean, key=lambda name: mean[name]),
        "highest_clear": r.random() < 0.5,
        "draws": draws,
        "lucks": 24,
        "agreement": 0.9,
    }


def _ablations(r: random.Random, table: list[str]) -> dict[str, Any]:
    names = ["none", *r.sample(list(switchable()), r.randint(0, 6))]
    names += [f"group:{name}" for name in GROUPS if r.random() < 0.5]
    names += ["cap:conditionality"] if r.random() < 0.5 else []
    vague = r.random() < 0.3
    made = {}
    for name in names:
        one = _expected(r, table)
        if vague:
            one |= {"clear": False, "highest_clear": False}
        made[name] = {"off": [], **one}
    return made


def _fairness(r: random.Random, table: list[str]) -> dict[str, Any]:
    made = {}
    for title in ("Enforcement school", "Managerial school", "A school of <its> own")[: r.randint(0, 3)]:
        own = r.sample(table, r.choice((0, 1, 1, min(2, len(table)))))
        share = r.choice((0.0, 0.02, 0.06, 0.08, 0.0999, 0.1, 0.5, r.random())) if own else None
        made[title.lower().replace(" ", "_")] = {
            "title": title,
            "says": "It holds something.",
            "source": "essay",
            **_expected(r, table),
            "own": own,
            "left_out": r.sample([*VARIANTS, "never_heard_of"], r.randint(0, 3)),
            "own_share": share,
            "likely_fault": bool(own) and share is not None and share < 0.1,
        }
    return made


def _origins(r: random.Random) -> dict[str, Any]:
    if r.random() < 0.1:
        return dict.fromkeys((*ORIGINS, "chance"))
    return {name: r.choice((-0.001, 0.0, 0.2, 0.2, r.random())) for name in (*ORIGINS, "chance")}


def _number(name: str, median: float) -> dict[str, Any]:
    return {
        "id": name,
        "meaning": "subsistence at the start",
        "unit": "share",
        "origin": "published",
        "source": "essay",
        "disputed": "",
        "q05": 0.0,
        "q50": median,
        "q95": 1.0,
    }


def records(old: dict[str, Any]) -> Numbers:
    """Findings of the first layout as records of today."""
    return Numbers.model_validate_json(json.dumps(from_format_1(old)), strict=True)
