"""A case file checked."""

from __future__ import annotations

from suasion.cli.shared.options import CaseArgument
from suasion.cli.shared.printing import say


def check(case: CaseArgument) -> None:
    """Check a case file: every problem at once, with its line and a fix.

    Examples:
        suasion check my-country.toml
        suasion check north-korea
    """
    from suasion import lab

    say(lab.checked(lab.load_case(case)))
