"""What a game found, as its screen, as JSON, as a figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import typer


def game(
    found: Any,
    print_it: Callable[[Mapping[str, Any], Any], None],
    figure: Path | None,
    json_file: str | None,
    force: bool,
) -> None:
    """Prints what was found, or its JSON, and writes the files that were asked for."""
    from suasion import lab

    text = lab.results_text({**found.results, "answer": found.answer})
    if figure is not None:
        lab.write_picture(figure, found.plot(), force=force)
    if json_file == "-":
        typer.echo(text, nl=False)
    else:
        if json_file is not None:
            lab.write_file(Path(json_file), text, force=force)
        print_it(found.results, found.answer)
    for path in (figure, json_file if json_file != "-" else None):
        if path is not None:
            typer.echo(f"Written: {path}", err=json_file == "-")


def findings(
    found: Mapping[str, Any],
    print_it: Callable[[Mapping[str, Any]], None],
    json_file: str | None,
    force: bool,
) -> None:
    """Prints what was found, or its JSON, and writes the file that was asked for."""
    from suasion import lab

    text = lab.results_text(found)
    if json_file == "-":
        typer.echo(text, nl=False)
        return
    if json_file is not None:
        lab.write_file(Path(json_file), text, force=force)
    print_it(found)
    if json_file is not None:
        typer.echo(f"Written: {json_file}")
