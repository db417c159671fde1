"""A case file checked."""

from __future__ import annotations

import typer

from suasion.cli.shared.options import CaseArgument


def check(case: CaseArgument) -> None:
    """Check a case file: every problem at once, with its line and a fix.

    Examples:
        suasion check my-country.toml
        suasion check north-korea
    """
    from suasion import lab

    typer.echo(lab.checked(lab.load_case(case)))
