"""What a name, a code or a number of a state means."""

from __future__ import annotations

from typing import Annotated

import typer

from suasion.cli.shared.checking import all_at_once
from suasion.cli.shared.options import ForceOption, JsonOption, targets
from suasion.cli.shared.printing import findings


def country(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="A name, an ISO or V-Dem code, or a number of COW, GW, V-Dem or Polity."
        ),
    ],
    year: Annotated[int | None, typer.Option(help="One year; all from 1946 on if not given.")] = None,
    json_file: JsonOption = None,
    force: ForceOption = False,
) -> None:
    """Say what a name, code or number of a state means over time.

    Examples:
        suasion country "Vietnam, North"
        suasion country 817
        suasion country VDR --year 1970
    """
    from suasion import lab
    from suasion.show import country as show

    checks = [*targets(None, json_file, force), lambda: lab.country(name, year)]
    findings(all_at_once(checks)[-1], show.country, json_file, force)
