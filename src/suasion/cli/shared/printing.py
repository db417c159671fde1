"""Findings as a screen, as JSON, as a figure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from suasion.lab.answered import Answered, F


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
        typer.echo(text, nl=False)
    else:
        if json_file is not None:
            lab.write_file(Path(json_file), text, force=force)
        print_it(result.findings)
    for path in (figure, json_file if json_file != "-" else None):
        if path is not None:
            typer.echo(f"Written: {path}", err=json_file == "-")
