"""The sources of a case."""

from __future__ import annotations

from suasion.cli.shared.options import CaseArgument
from suasion.cli.shared.printing import say


def sources(case: CaseArgument) -> None:
    """Print the sources of a case and of the model as BibTeX.

    The name of bundled talks or of a scale is taken as well.

    Examples:
        suasion sources north-korea
        suasion sources my-country.toml > sources.bib
        suasion sources physical-integrity
    """
    from suasion import lab

    say(lab.cite(case))
