"""What came of playing a run again."""

from __future__ import annotations

from typing import Literal

from suasion.domain.findings.base import Findings


class Rerun(Findings):
    """What came of playing a run again.

    Attributes:
        format: The version.
        changed: Names of the files that differ; none if the run came out the same to the byte.
        support_taken_over: Whether support was taken over from the run, since the datasets of that time are gone.
    """

    format: Literal[1] = 1
    changed: tuple[str, ...]
    support_taken_over: bool
