"""Text on the screen; findings as a screen, as JSON, as a figure."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from suasion.cli.shared import streams
from suasion.errors import visible

if TYPE_CHECKING:
    from suasion.lab.answered import Answered, F


def say(text: str = "", *, err: bool = False) -> None:
    """Prints a text that may hold names and words from files: what would steer the terminal is written out."""
    typer.echo(visible(text), err=err)


def say_json(text: str) -> None:
    """Prints JSON alone; what the encoding of the output lacks is written by number, as JSON does."""
    typer.echo(text if streams.encodable(text) else escaped(text), nl=False)


def escaped(text: str) -> str:
    """JSON in ASCII."""
    return "".join(one if one.isascii() else json.dumps(one)[1:-1] for one in text)


def findings(
    result: Answered[F],
    print_it: Callable[[F], None],
    json_file: str | None,
    force: bool,
    figure: Path | None = None,
) -> None:
    """Prints findings, or their JSON, and writes the files that were asked for."""
    from suasion import lab

    text = result.to_json()
    if figure is not None:
        lab.write_picture(figure, result.plot(), force=force)
    if json_file == "-":
        say_json(text)
    else:
        if json_file is not None:
            lab.write_file(Path(json_file), text, force=force)
        print_it(result.findings)
    for path in (figure, json_file if json_file != "-" else None):
        if path is not None:
            say(f"Written: {path}", err=json_file == "-")
