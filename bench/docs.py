"""Writes the generated parts of the documentation from the code.

    python bench/docs.py              docs/model.md, docs/commands.md, and the blocks in the other pages
    python bench/docs.py --results    the block in docs/results.md as well: plays North Korea (a minute or two)

A block stands between ``<!-- begin NAME -->`` and ``<!-- end NAME -->``; what stands there is replaced.
"""

from __future__ import annotations

import argparse
import inspect
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import docs_case
import suasion
from suasion import lab
from suasion.domain.mechanism import Mechanism
from suasion.files import library
from suasion.mechanisms import catalogue, parameters
from suasion.notation import INSTRUMENT_IDS, INSTRUMENTS, OUTCOMES, STATES, SYMBOLS

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
SCRIPT = "<!-- Written by bench/docs.py from the code. Do not edit: change the code and run it again. -->"


def table(heads: list[str], rows: list[list[Any]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in row) + " |" for row in lines)


def _cell(value: Any) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ").strip()


def code(text: str) -> str:
    return f"`{text}`" if text else ""


# ------------------------------------------------------------------------------------------------------- the model


def model() -> str:
    """The whole of docs/model.md: the hand-written head, then everything that the code knows."""
    head = (DOCS / "model_head.md").read_text("utf-8").rstrip()
    parts = [head, SCRIPT, _counts(), _symbols()]
    parts += ["## Mechanisms", *(_mechanism(one) for one in catalogue().values())]
    parts += [_outcomes(), _instruments(), _packages(), _strategies(), _treaties(), _worldviews(), _cited()]
    return "\n\n".join(parts) + "\n"


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
    rows = [
        [
            code(one.letter),
            code(one.id),
            one.role,
            one.meaning,
            one.unit,
            f"{one.low:g} to {one.high:g}",
            one.proxy,
        ]
        for one in SYMBOLS
    ]
    return (
        "## Symbols\n\nThe range is the one that the tests draw from; shares stay within 0 and 1 by the form of "
        "the equations.\n\n" + table(["letter", "id", "role", "meaning", "unit", "range", "proxy"], rows)
    )


def _mechanism(one: Mechanism) -> str:
    parts = [f"### {one.title}", f"`{one.id}` · {one.says}"]
    parts.append("\n".join(["```", *(f"{e.name} = {e.text}" for e in one.equations), "```"]))
    if one.parameters:
        rows = [
            [code(p.id), p.meaning, p.unit, p.prior.text, p.origin, p.source, p.disputed]
            for p in one.parameters
        ]
        heads = ["parameter", "meaning", "unit", "prior", "origin", "source or reason", "disputed by"]
        parts.append(table(heads, rows))
    tail = [f"Disputed: {one.disputed}"]
    if one.sources:
        tail.append("Sources: " + ", ".join(code(key) for key in one.sources) + ".")
    tail.append("Can be switched off." if one.switchable else "A definition: no ablation can switch it off.")
    return "\n\n".join([*parts, " ".join(tail)])


def _outcomes() -> str:
    return "## Outcomes\n\n" + outcomes_table()


def outcomes_table() -> str:
    rows = [[code(o.id), o.title, o.formula, o.better, o.unit, o.window] for o in OUTCOMES]
    return table(["id", "title", "formula", "better", "unit", "window"], rows)


def _instruments() -> str:
    letters = {one.id: one.letter for one in INSTRUMENTS}
    rows = [
        [
            code(letters[one.id]),
            code(one.id),
            one.kind,
            ", ".join(one.holders),
            one.anchor,
            one.rule,
            one.source,
            one.warning,
        ]
        for one in sorted(
            library.folder("instruments").values(), key=lambda one: INSTRUMENT_IDS.index(one.id)
        )
    ]
    heads = ["letter", "id", "kind", "holders", "level 1 is", "data to level", "source", "warning"]
    return "## Instruments\n\n" + table(heads, rows)


def _packages() -> str:
    packages = library.folder("packages")
    rows = [
        [code(lever), *(f"{one.levels[lever]:g}" if lever in one.levels else "" for one in packages.values())]
        for lever in INSTRUMENT_IDS
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
        for one in library.folder("strategies").values()
    ]
    return "## Strategies\n\n" + table(["id", "title", "what it does", "school", "stands in"], rows)


def _treaties() -> str:
    domains = ("physical_integrity", "civil_liberties", "group_rights")
    treaties = library.folder("treaties")
    total = {d: sum(getattr(one.binds, d) for one in treaties.values()) for d in domains}
    rows = [
        [code(one.id), one.title]
        + [f"{getattr(one.binds, d):g}" for d in (*domains, "subsistence")]
        + [f"{getattr(one.binds, d) / total[d]:.3f}" for d in domains]
        for one in treaties.values()
    ]
    heads = ["id", "title", "binds P", "binds C", "binds G", "binds S", "w P", "w C", "w G"]
    return (
        "## Treaties\n\n`binds` is the share of a treaty's substance that bears on a domain (S: subsistence, which no "
        "equation reads); `w` is the same as a share of all treaties of the domain, so that each column of `w` adds "
        "up to 1.\n\n" + table(heads, rows)
    )


def _worldviews() -> str:
    parts = ["## Worldviews", "Each shift draws a parameter from a stretch of the quantiles of its prior."]
    for view in library.folder("worldviews").values():
        own = ", ".join(map(code, view.own)) or "none"
        parts.append(f"### {view.title}\n\n`{view.id}` · {view.says} Own strategies: {own}.")
        if view.shifts:
            rows = [[code(s.parameter), f"{s.low:g} to {s.high:g}", s.reason] for s in view.shifts]
            parts.append(table(["parameter", "quantiles", "reason"], rows))
    return "\n\n".join(parts)


def _cited() -> str:
    """Every bibliography key that stands in this page, with author, year and title."""
    entries = library.bibliography()
    keys = {key for one in catalogue().values() for key in one.sources}
    text = " ".join(p.source for p in parameters().values())
    kinds = ("instruments", "packages", "strategies", "treaties", "worldviews")
    text += " ".join(one.source for kind in kinds for one in library.folder(kind).values())
    keys |= {key for key in entries if re.search(rf"\b{re.escape(key)}\b", text)}
    rows = [
        [code(key), *(_field(entries[key], name) for name in ("author", "year", "title"))]
        for key in sorted(keys)
    ]
    return "## Sources\n\nBibTeX: `suasion sources CASE`.\n\n" + table(
        ["key", "author", "year", "title"], rows
    )


def _field(entry: str, name: str) -> str:
    match = re.search(rf"(?m)^\s*{name}\s*=\s*\{{(.*)\}},?\s*$", entry)
    return re.sub(r"[{}]", "", match.group(1)).replace("--", "–") if match else ""


# ------------------------------------------------------------------------------------------ commands and Python names


def commands() -> str:
    """The whole of docs/commands.md."""
    import typer

    from suasion.cli import app

    root: Any = typer.main.get_command(app)
    parts = ["# Commands and Python names", SCRIPT, root.help]
    for name, command in root.commands.items():
        group = getattr(command, "commands", None)
        parts += [
            _command(f"{name} {sub}" if group else name, one)
            for sub, one in (group or {name: command}).items()
        ]
    parts += [
        "`suasion --version` prints the version. Exit codes: 0 done, 1 a rerun came out differently, 2 something "
        "that you can mend (every problem is named, with its place and a fix), 130 stopped with Ctrl-C.",
        "`SUASION_CACHE` names the folder for compiled code; without it the user's cache folder is taken.",
        "## Python",
        "`import suasion` brings these names. The command line calls the same functions.",
    ]
    parts += [
        _callable(f"suasion.{name}", getattr(lab, name, None) or getattr(suasion, name))
        for name in suasion.__all__
    ]
    from suasion.lab.comparison import Comparison

    parts.append("### What `compare` returns\n\n" + table(["name", "what it is"], _members(Comparison)))
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _command(name: str, command: Any) -> str:
    rows, places = [], []
    for param in command.params:
        if param.param_type_name == "argument":
            word = param.metavar or param.name.upper()
            places.append(f"[{word}]" if not param.required else word)
            rows.append([code(word), param.help or "", ""])
        elif "--help" not in param.opts:
            default = "" if param.default is None or param.default is False else code(str(param.default))
            rows.append(
                [
                    code(" ".join([", ".join(param.opts), param.metavar or ""]).strip()),
                    param.help or "",
                    default,
                ]
            )
    line = " ".join(["suasion", name, *places])
    parts = [f"## suasion {name}", f"`{line}` · {inspect.cleandoc(command.help or '')}"]
    if rows:
        parts.append(table(["argument or option", "what it does", "default"], rows))
    return "\n\n".join(parts)


def _callable(name: str, one: Any) -> str:
    if inspect.isclass(one):
        said = inspect.getdoc(one) or ""
        return f"### {name}\n\n{said.split(chr(10) * 2)[0]} `.problems` holds them, each with `where`, `what`, `fix`."
    said = inspect.getdoc(one) or ""
    return f"### {name}\n\n```\n{name}{_signature(one)}\n\n{said}\n```"


def _signature(one: Any) -> str:
    signature = inspect.signature(one)
    plain = [re.sub(r"suasion\.[\w.]+\.(\w+)", r"\1", str(p)) for p in signature.parameters.values()]
    stars = []
    for text, p in zip(plain, signature.parameters.values(), strict=True):
        if p.kind is p.KEYWORD_ONLY and "*" not in stars:
            stars.append("*")
        stars.append(text.replace("'", ""))
    return f"({', '.join(stars)})"


def _members(kind: Any) -> list[list[str]]:
    rows = [
        [code(".results"), "Everything as plain data, as in `results.json`."],
        [
            code(".played, .game, .resolved"),
            "What was played, world by world; the case made ready; the case.",
        ],
    ]
    for name, member in vars(kind).items():
        if not name.startswith("_") and (callable(member) or hasattr(member, "func")):
            said = inspect.getdoc(getattr(member, "func", member)) or ""
            call = "()" if inspect.isfunction(member) else ""
            rows.append([code(f".{name}{call}"), said.split("\n")[0]])
    return rows


# ------------------------------------------------------------------------------------------------------------- blocks


def speed() -> str:
    """Times measured by ``bench/speed.py``, or that they are missing."""
    path = DOCS / "figures" / "speed.json"
    if not path.is_file():
        return "Not measured on this checkout: `docs/figures/speed.json` is missing. `make bench` writes it."
    found = json.loads(path.read_text("utf-8"))
    rows = [[name, said] for name, said in _flat(found)]
    return table(["what", "value"], rows)


def _flat(value: Any, name: str = "") -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [
            row for key, part in value.items() for row in _flat(part, f"{name} · {key}" if name else str(key))
        ]
    if isinstance(value, list):
        if all(not isinstance(part, dict | list) for part in value):
            return [(name, ", ".join(_number(part) for part in value))]
        return [row for i, part in enumerate(value) for row in _flat(part, f"{name} · {i + 1}")]
    return [(name, _number(value))]


def _number(value: Any) -> str:
    return (
        f"{value:.4g}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)
    )


def fill(text: str, name: str, block: str) -> str:
    """The text with one block replaced.

    Raises:
        ValueError: The text has no such block.
    """
    begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
    before, mark, rest = text.partition(begin)
    _, mark_end, after = rest.partition(end)
    if not (mark and mark_end):
        raise ValueError(f"no block `{name}`: add {begin} and {end}")
    return f"{before}{begin}\n\n{block}\n\n{end}{after}"


def pages() -> dict[str, str]:
    """Every page that is written without playing anything, as it should stand."""
    found = {"model.md": model(), "commands.md": commands()}
    for page, blocks in {
        "case-file.md": {"case": docs_case.case_file(table)},
        "json.md": {"outcomes": outcomes_table()},
        "speed.md": {"speed": speed()},
    }.items():
        text = (DOCS / page).read_text("utf-8")
        for name, block in blocks.items():
            text = fill(text, name, block)
        found[page] = text
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--results", action="store_true", help="play North Korea and fill docs/results.md")
    parser.add_argument("--worlds", type=int, default=10_000)
    arguments = parser.parse_args()
    for page, text in pages().items():
        (DOCS / page).write_text(text, "utf-8")
        print(f"docs/{page}")
    if arguments.results:
        import docs_results

        path = DOCS / "results.md"
        path.write_text(
            fill(path.read_text("utf-8"), "results", docs_results.block(arguments.worlds, table)), "utf-8"
        )
        print("docs/results.md")


if __name__ == "__main__":
    main()
