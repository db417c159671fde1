"""The reference on the command line and on Python, written from the code."""

from __future__ import annotations

import inspect
import re
from typing import Any

import suasion
from docs_markdown import SCRIPT, code, table
from suasion import lab


def commands() -> str:
    """The whole of docs/reference/commands.md: every command and every option."""
    import typer

    from suasion.cli import app

    root: Any = typer.main.get_command(app)
    parts = ["# The command line", SCRIPT, root.help]
    for name, command in root.commands.items():
        group = getattr(command, "commands", None)
        parts += [
            _command(f"{name} {sub}" if group else name, one)
            for sub, one in (group or {name: command}).items()
        ]
    parts += [
        "`suasion --version` prints the version. Exit codes: 0 done, 1 a rerun came out differently or an estimate did "
        "not converge, 2 something that you can mend (every problem is named, with its place and a fix), 130 stopped with Ctrl-C.",
        "`SUASION_BACKEND` says what plays the years: `native` (machine code, the default) or `jax` (the reference). "
        "`SUASION_CACHE` names the folder for compiled code; without it the user's cache folder is taken. "
        "`SUASION_DATA` names the folder for datasets; without it the user's data folder is taken.",
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def python() -> str:
    """The whole of docs/reference/python.md: every public name with its docstring."""
    parts = [
        "# Python",
        SCRIPT,
        "`import suasion` brings these names. The command line calls the same functions.",
    ]
    parts += [
        _callable(f"suasion.{name}", getattr(lab, name, None) or getattr(suasion, name))
        for name in suasion.__all__
    ]
    from suasion.lab.comparison import Comparison

    parts.append("## What `compare` returns\n\n" + table(["name", "what it is"], _members(Comparison)))
    parts.append(_figures())
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _figures() -> str:
    """The figures of the brief, each a function of its own."""
    from suasion.brief import figures

    rows = []
    for name in figures.__all__:
        said = (inspect.getdoc(getattr(figures, name)) or "").split("\n")[0]
        rows.append([code(f"figures.{name}"), said])
    return (
        "## Figures of the brief\n\n`from suasion.brief import figures`; each takes `found.findings` (but `facts`, which "
        "takes the case's facts as well) and returns a `Figure`, which a notebook shows.\n\n"
        + table(["name", "what it is"], rows)
    )


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
        return f"## {name}\n\n{said.split(chr(10) * 2)[0]} `.problems` holds them, each with `where`, `what`, `fix`."
    said = inspect.getdoc(one) or ""
    return f"## {name}\n\n```text\n{name}{_signature(one)}\n\n{said}\n```"


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
        [code(".findings"), "Every number as a record, as in `results.json`: `.findings.support.outside`."],
        [
            code(".played, .game, .case"),
            "What was played, world by world; the case made ready; the case.",
        ],
    ]
    for name, member in vars(kind).items():
        if not name.startswith("_") and (callable(member) or hasattr(member, "func")):
            said = inspect.getdoc(getattr(member, "func", member)) or ""
            call = "()" if inspect.isfunction(member) else ""
            rows.append([code(f".{name}{call}"), said.split("\n")[0]])
    return rows
