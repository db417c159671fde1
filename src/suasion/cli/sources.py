"""The sources of a case."""

from __future__ import annotations

from suasion.cli.shared.options import CaseArgument
from suasion.cli.shared.printing import say


def sources(case: CaseArgument) -> None:
    """Print the sources that a case and the model rest on, or those of bundled talks or a scale, as BibTeX."""
    from suasion import lab

    say(lab.cite(case))
