"""How far a case lies from what was observed."""

from __future__ import annotations

import sys

from suasion.cli.shared.options import CaseArgument


def support(
    case: CaseArgument,
) -> None:
    """Say how far a case lies from what was observed; the nearest real cases.

    Examples:
        suasion support north-korea
        suasion support my-country.toml
    """
    from suasion import lab
    from suasion.show import support as screen
    from suasion.show.progress import step_bars

    with step_bars(sys.stderr) as progress:
        progress("measuring the distance from the record", 0, 1)
        support = lab.support(case)
    screen.support(support.target, support.findings, support.text, support.cannot_say)
