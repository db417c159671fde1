"""What of the reference on the command line and on Python is written from the code; Sphinx adds the rest of Python."""

from __future__ import annotations

import inspect

import typer
from typer.cli import get_docs_for_click
from typer.core import TyperCommand, TyperGroup

import suasion
from docs_markdown import SCRIPT, code, table
from suasion.brief import figures
from suasion.cli import app

#: What follows the last command.
TAIL = """\
## Exit codes and places

0: done. 1: a rerun came out differently, or an estimate did not converge. 2: something that you can mend; every problem
is named, with its place and a fix. 130: stopped with Ctrl-C.

`SUASION_CACHE` names the folder for compiled code; without it the user's cache folder is taken. `SUASION_DATA` names the
folder for datasets; without it the user's data folder is taken.
"""


def commands() -> str:
    """The whole of docs/reference/commands.md: every command and every option, as Typer writes them."""
    root = typer.main.get_command(app)
    assert isinstance(root, TyperCommand | TyperGroup)
    _as_blocks(root)
    context = typer.Context(root, info_name="suasion")
    text = get_docs_for_click(obj=root, ctx=context, name="suasion", title="The command line")
    head, _, rest = text.partition("\n\n")
    return f"{head}\n\n{SCRIPT}\n\n{rest.rstrip()}\n\n{TAIL}"


def _as_blocks(command: TyperCommand | TyperGroup) -> None:
    """Examples of a command, and of the commands below it, as Markdown."""
    if command.epilog:
        command.epilog = (
            f"**Examples**:\n\n```console\n$ {command.epilog.replace(chr(10), chr(10) + '$ ')}\n```"
        )
    for one in getattr(command, "commands", {}).values():
        _as_blocks(one)


def names() -> str:
    """Every public name with its first sentence."""
    return table(
        ["name", "what it does"],
        [[code(f"suasion.{name}"), _said(getattr(suasion, name))] for name in suasion.__all__],
    )


def drawings() -> str:
    """The figures of the brief, each a function of its own."""
    return table(
        ["name", "what it is"],
        [[code(f"figures.{name}"), _said(getattr(figures, name))] for name in figures.__all__],
    )


def _said(one: object) -> str:
    return (inspect.getdoc(one) or "").split("\n")[0].replace("``", "`")
