"""Arguments and options that several commands take, and the refusal of files that could not be written."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

CaseArgument = Annotated[
    str, typer.Argument(metavar="CASE", help="A bundled name (see `suasion list cases`) or a path.")
]
OwnOption = Annotated[
    str, typer.Option("--case", metavar="CASE", help="With the sources that this case brings along.")
]
RunArgument = Annotated[Path, typer.Argument(metavar="DIR", help="A run folder.")]

WorldsOption = Annotated[int, typer.Option(metavar="N", help="How many worlds.")]
SeedOption = Annotated[int, typer.Option(metavar="N", help="Seed of every draw.")]
ThreadsOption = Annotated[
    int | None, typer.Option("--jobs", metavar="N", help="Threads; all cores if not given.")
]
JsonOption = Annotated[
    str | None,
    typer.Option("--json", metavar="FILE|-", help="Also write results as JSON; - prints them alone."),
]
FigureOption = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Also write the figure: .svg, .png or .html.")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace what is there.")]


def targets(figure: Path | None, json_file: str | None, force: bool) -> list[Callable[[], Any]]:
    """Refusals of files that could not be written, before anything is computed."""
    from suasion import lab

    checks: list[Callable[[], Any]] = []
    if figure is not None:
        checks.append(partial(lab.check_picture, figure, force=force))
    if json_file not in (None, "-"):
        checks.append(partial(lab.check_file, Path(str(json_file)), force=force))
    if figure is not None and json_file not in (None, "-"):
        checks.append(partial(lab.check_distinct, (figure, Path(str(json_file)))))
    return checks
