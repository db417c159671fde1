"""The brief of a run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from suasion.cli.shared.printing import say


def brief(
    run: Annotated[Path, typer.Argument(metavar="DIR", help="A run folder.")],
    html: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The page; DIR/brief.html if nothing else is asked for."),
    ] = None,
    pdf: Annotated[
        Path | None, typer.Option(metavar="FILE", help="As PDF, by an installed Chromium, Chrome or Edge.")
    ] = None,
    figures: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A folder for every figure as a file of its own.")
    ] = None,
    format: Annotated[str, typer.Option(help="Of the figures: svg or png.")] = "svg",
    lang: Annotated[str, typer.Option(help="Language: en or ko.")] = "en",
    force: Annotated[
        bool, typer.Option("--force", help="Replace what is there; needless for a page that Suasion wrote.")
    ] = False,
) -> None:
    """Write the brief of a run: one page that opens offline, a PDF, or its figures."""
    from suasion import lab

    written = lab.brief(run, html=html, pdf=pdf, figures=figures, format=format, lang=lang, force=force)
    for path in written:
        say(f"Written: {path}")
