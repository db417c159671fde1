"""The brief of a run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from suasion.cli.shared.options import RunArgument
from suasion.cli.shared.printing import say


def brief(
    run: RunArgument,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html", "--out", metavar="FILE", help="The page; DIR/brief.html if nothing else is asked for."
        ),
    ] = None,
    pdf: Annotated[
        Path | None, typer.Option(metavar="FILE", help="As PDF, by an installed Chromium, Chrome or Edge.")
    ] = None,
    figures: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A folder for every figure as a file of its own.")
    ] = None,
    format: Annotated[str, typer.Option(metavar="FORMAT", help="Of the figures: svg or png.")] = "svg",
    lang: Annotated[str, typer.Option(metavar="LANGUAGE", help="Language: en or ko.")] = "en",
    force: Annotated[
        bool, typer.Option("--force", help="Replace what is there; needless for a page that Suasion wrote.")
    ] = False,
) -> None:
    """Write the brief of a run: a page that opens offline, a PDF, figures.

    Examples:
        suasion brief runs/north-korea-1
        suasion brief runs/north-korea-1 --pdf brief.pdf
        suasion brief runs/north-korea-1 --figures figures --format png
        suasion brief runs/north-korea-1 --lang ko
    """
    from suasion import lab

    written = lab.brief(run, html=html, pdf=pdf, figures=figures, format=format, lang=lang, force=force)
    for path in written:
        say(f"Written: {path}")
