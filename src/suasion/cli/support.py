"""How far a case lies from what was observed."""

from __future__ import annotations

from typing import Annotated

import typer


def support(
    case: Annotated[
        str, typer.Argument(metavar="CASE", help="A bundled name (see `suasion list`) or a path.")
    ],
) -> None:
    """Say how far a case lies from observed state-years, and name the nearest real cases."""
    from suasion import lab
    from suasion.show import support as screen

    support = lab.support(case)
    screen.support(support.target, support.findings, support.text, support.cannot_say)
