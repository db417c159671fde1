"""The model, chapter by chapter, written from the code; only the beginning of the first page is by hand."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from docs_markdown import SCRIPT, code, table
from suasion.domain.mechanism import Mechanism
from suasion.files.library import bibliography, content
from suasion.mechanisms import catalogue, parameters
from suasion.notation import OTHERS, OUTCOMES, STATES

HEAD = Path(__file__).resolve().parents[1] / "docs" / "explanation" / "model" / "_head.md"

#: Page to its title, what it is about, and the mechanisms that stand on it, in reading order.
CHAPTERS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "dealings": (
        "What is announced, and what comes of it",
        "Strategies announce. Governments change, publics refuse, targets decline and cheat. These equations say how "
        "much of what was announced happens, and what the target sees coming.",
        ("delivery", "sender_cost", "turnover", "acceptance", "cheating", "foreclosure", "dealings"),
    ),
    "reach": (
        "What reaches the target",
        "From instruments to what the regime and the people feel: exposure behind a patron, bite, hit and gain, the "
        "chance that an abuse is seen, and how far the senders are believed.",
        ("exposure", "patron_buffer", "detection", "sincerity"),
    ),
    "incentive": (
        "The incentive to loosen",
        "The terms that add up to the incentive, on the logit scale. Positive loosens, negative tightens.",
        (
            "conditional_leverage",
            "rents",
            "assurance",
            "shame",
            "norms",
            "domestic_demand",
            "boomerang",
            "rally",
            "backlash",
            "threat_repression",
            "resources",
            "issue_linkage",
        ),
    ),
    "move": (
        "The choice and the step",
        "In each domain the target tightens, holds or loosens. What it decides is carried out in part.",
        ("choice", "inability", "moves"),
    ),
    "stocks": (
        "The stocks",
        "What accumulates: links, norms, organised citizens, information, capacity, threat, trust.",
        (
            "stock",
            "linkage_growth",
            "isolation_erosion",
            "patron_shift",
            "civil_society_growth",
            "information_flow",
            "access",
            "norm_growth",
            "capacity_growth",
            "clarification",
            "threat_formation",
            "credibility",
            "concern_formation",
            "subsistence_effects",
        ),
    ),
    "breaks": (
        "Breakdown, war and shocks",
        "What ends a regime or strikes a country whatever anyone does.",
        ("collapse", "war", "shocks"),
    ),
}


def pages() -> dict[str, str]:
    """Every page of ``docs/explanation/model`` by its path below ``docs``."""
    placed = {name for _, _, names in CHAPTERS.values() for name in names}
    chapters = dict(CHAPTERS)
    rest = tuple(name for name in catalogue() if name not in placed)
    if rest:
        chapters["more"] = ("Further mechanisms", "Mechanisms that no other chapter names yet.", rest)
    found = {
        name: "\n\n".join([f"# {title}", SCRIPT, says, *(_mechanism(catalogue()[one]) for one in names)])
        for name, (title, says, names) in chapters.items()
    }
    found |= {
        "symbols": _symbols(),
        "parameters": _parameters(),
        "outcomes": _outcomes(),
        "policies": f"# Instruments, packages, strategies\n\n{SCRIPT}\n\n"
        + "\n\n".join([_instruments(), _packages(), _strategies()]),
        "treaties": _treaties(),
        "worldviews": _worldviews(),
        "sources": _cited(),
    }
    order = ["symbols", *chapters, *(name for name in found if name not in chapters and name != "symbols")]
    tree = "\n".join(["```{toctree}", ":maxdepth: 1", "", *order, "```"])
    found["index"] = "\n\n".join(
        [HEAD.read_text("utf-8").rstrip(), SCRIPT, "## How much is assumed", _counts(), "## Chapters", tree]
    )
    return {f"explanation/model/{name}.md": text + "\n" for name, text in found.items()}


def _counts() -> str:
    origins = Counter(one.origin for one in parameters().values())
    proxied = sum(bool(symbol.proxy) for symbol in STATES)
    switches = sum(one.switchable for one in catalogue().values())
    return (
        f"The model has {len(catalogue())} mechanisms, of which an ablation can switch off {switches}, and "
        f"{len(parameters())} parameters: {origins['estimated']} estimated from the panel, "
        f"{origins['published']} from a published figure or sign, {origins['assumed']} assumed. "
        f"{proxied} of the {len(STATES)} states have a proxy in public data; no data series exists here for the "
        "other states, so their starting values are assumed or rest on single facts."
    )


def _symbols() -> str:
    parts = [
        "# Symbols",
        SCRIPT,
        "The range is the one that the tests draw from; shares stay within 0 and 1 by the form of the equations. "
        "Letters of parameters stand beside their equations and in the [table of parameters](parameters.md).",
    ]
    symbols = [*STATES, *(one.symbol for one in content.instruments().values()), *OTHERS]
    for role in dict.fromkeys(one.role for one in symbols):
        rows = [
            [code(one.letter), code(one.id), one.meaning, one.unit, f"{one.low:g} to {one.high:g}"]
            + ([one.proxy] if role == "state" else [])
            for one in symbols
            if one.role == role
        ]
        heads = ["letter", "id", "meaning", "unit", "range", *(["proxy"] if role == "state" else [])]
        parts += [f"## {ROLES.get(role, role)}", table(heads, rows)]
    return "\n\n".join(parts)


#: Heading of each role in the table of symbols.
ROLES = {
    "state": "States",
    "instrument": "Instruments",
    "target": "Of the target",
    "derived": "Derived within a year",
    "chance": "Chance",
}


def _mechanism(one: Mechanism) -> str:
    parts = [f"## {one.title}", f"`{one.id}` · {one.claim}"]
    parts.append("\n".join(["```text", *(f"{e.name} = {e.text}" for e in one.equations), "```"]))
    parts.append(_sources(one.sources))
    parts.append(f"**Disputed.** {one.disputed}")
    if one.parameters:
        rows = [
            [code(p.id.removeprefix(f"{one.id}.")), p.meaning, p.prior.text, p.origin, p.source]
            for p in one.parameters
        ]
        parts.append(table(["parameter", "meaning", "prior", "origin", "source or reason"], rows))
    parts.append("Can be switched off." if one.switchable else "A definition: no ablation can switch it off.")
    return "\n\n".join(parts)


def _sources(keys: tuple[str, ...]) -> str:
    """The sources of an equation, with author, year and title, so that a reader need not look them up."""
    if not keys:
        return "Sources: none; the form is ours (assumed)."
    sources = [bibliography.sources()[key] for key in keys]
    said = "; ".join(
        f"`{one.key}` ({', '.join(filter(None, (one.author, one.year, f'*{one.title}*')))})"
        for one in sources
    )
    return f"Sources: {said}."


def _parameters() -> str:
    parts = [
        "# Parameters",
        SCRIPT,
        "Every parameter with its prior, its origin and who would put it elsewhere. What the words mean stands on the "
        "[first page](index.md#words-in-the-tables).",
    ]
    for origin, says in (
        ("estimated", "From the panel of states, by `scripts/panel_figures.py`."),
        ("published", "A figure or at least a sign from the literature."),
        ("assumed", "A range, with its reason."),
    ):
        rows = [
            [code(p.id), p.meaning, f"{p.prior.text} ({p.unit})", p.source, p.disputed]
            for p in parameters().values()
            if p.origin == origin
        ]
        heads = ["parameter", "meaning", "prior (unit)", "source or reason", "disputed by"]
        parts += [f"## {origin.capitalize()}", says, table(heads, rows)]
    return "\n\n".join(parts)


def _outcomes() -> str:
    return f"# Outcomes\n\n{SCRIPT}\n\n" + outcomes_table()


def outcomes_table() -> str:
    rows = [[code(o.id), o.title, o.formula, o.better, o.unit, o.window] for o in OUTCOMES]
    return table(["id", "title", "formula", "better", "unit", "window"], rows)


def _instruments() -> str:
    parts = [
        "## Instruments",
        "Each stands between 0 and 1. Level 1 is a named case-year; the rule turns data into a level.",
    ]
    for one in content.instruments().values():
        said = [
            f"- Level 1: {one.anchor}",
            f"- Data to level: {one.rule}",
            f"- Source: {one.source}",
            *([f"- Warning: {one.warning}"] if one.warning else []),
        ]
        head = f"{code(one.letter)} · {code(one.id)} · {one.kind}, held by {', '.join(one.holders)}"
        parts += [f"### {one.title}", head, "\n".join(said)]
    return "\n\n".join(parts)


def _packages() -> str:
    packages = content.folder("packages")
    rows = [
        [code(lever), *(f"{one.levels[lever]:g}" if lever in one.levels else "" for one in packages.values())]
        for lever in content.instruments()
    ]
    says = "\n".join(f"- `{one.id}`: {one.says} Source: {one.source}." for one in packages.values())
    return (
        "## Packages\n\nAn empty cell stays at the baseline; in `rebuild`, which follows a breakdown, it is 0.\n\n"
        + table(["instrument", *map(code, packages)], rows)
        + "\n\n"
        + says
    )


def _strategies() -> str:
    rows = [
        [code(one.id), one.title, one.says, one.school or "none", "variant" if one.variant else "contest"]
        for one in content.folder("strategies").values()
    ]
    return "## Strategies\n\n" + table(["id", "title", "what it does", "school", "stands in"], rows)


def _treaties() -> str:
    domains = ("physical_integrity", "civil_liberties", "group_rights")
    treaties = content.folder("treaties")
    total = {d: sum(getattr(one.binds, d) for one in treaties.values()) for d in domains}
    rows = [
        [code(one.id), one.title]
        + [f"{getattr(one.binds, d):g}" for d in (*domains, "subsistence")]
        + [f"{getattr(one.binds, d) / total[d]:.3f}" for d in domains]
        for one in treaties.values()
    ]
    heads = ["id", "title", "binds P", "binds C", "binds G", "binds S", "w P", "w C", "w G"]
    return (
        f"# Treaties\n\n{SCRIPT}\n\n`binds` is the share of a treaty's substance that bears on a domain (S: subsistence, which no "
        "equation reads); `w` is the same as a share of all treaties of the domain, so that each column of `w` adds "
        "up to 1.\n\n" + table(heads, rows)
    )


def _worldviews() -> str:
    parts = [
        "# Worldviews",
        SCRIPT,
        "Each shift draws a parameter from a stretch of the quantiles of its prior.",
    ]
    for view in content.folder("worldviews").values():
        own = ", ".join(map(code, view.own)) or "none"
        parts.append(f"## {view.title}\n\n`{view.id}` · {view.says} Own strategies: {own}.")
        if view.shifts:
            rows = [[code(s.parameter), f"{s.low:g} to {s.high:g}", s.reason] for s in view.shifts]
            parts.append(table(["parameter", "quantiles", "reason"], rows))
    return "\n\n".join(parts)


def _cited() -> str:
    """Every bibliography key that the model's pages name, with author, year and title."""
    entries = bibliography.sources()
    keys = {key for one in catalogue().values() for key in one.sources}
    text = " ".join(p.source for p in parameters().values())
    kinds = ("instruments", "packages", "strategies", "treaties", "worldviews")
    text += " ".join(one.source for kind in kinds for one in content.folder(kind).values())
    keys |= {key for key in entries if re.search(rf"\b{re.escape(key)}\b", text)}
    cited = [entries[key] for key in sorted(keys)]
    rows = [[code(one.key), one.author, one.year, one.title] for one in cited]
    return f"# Sources of the model\n\n{SCRIPT}\n\nBibTeX: `suasion sources CASE`.\n\n" + table(
        ["key", "author", "year", "title"], rows
    )
