"""What stands in a run folder."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

import numpy as np

from suasion.domain.arguments import CompareArguments
from suasion.domain.manifest import Command, Inputs
from suasion.files import disk
from suasion.files.library import cases
from suasion.files.rendering.drawing import Renderers
from suasion.files.runs import folders, manifest
from suasion.jobs.threads import in_background
from suasion.lab.briefing import page_of

if TYPE_CHECKING:
    from suasion.domain.case import Case
    from suasion.domain.findings.comparison import ComparisonFindings
    from suasion.simulation.play import PlayResult
    from suasion.simulation.setup import Game

CASE = "case.toml"


class Compared(Protocol):
    """What a run folder is written from."""

    @property
    def findings(self) -> ComparisonFindings:
        """Every number."""

    @property
    def played(self) -> PlayResult:
        """Outcomes and paths, world by world."""

    @property
    def game(self) -> Game:
        """What was played."""

    @property
    def case(self) -> Case:
        """The case."""


def contents(
    comparison: Compared, arguments: CompareArguments, renderers: Renderers | None
) -> dict[str, disk.Content]:
    """Everything that stands in a run folder, by name; the brief is drawn while the tables are written."""
    from suasion.simulation.backends.drawing import draw_all

    findings, played, game = comparison.findings, comparison.played, comparison.game
    text = cases.text(comparison.case)
    inputs = Inputs(
        case=folders.text_hash(text), library=folders.library_hash(), panel=findings.support.panel
    )
    command = Command.of(findings.case, arguments, brief=renderers is not None)
    made = manifest.new(command, inputs, played.backend, datetime.now(UTC).isoformat(timespec="seconds"))
    names = tuple(game.numbers)

    def draws(begin: int, end: int) -> Mapping[str, np.ndarray]:
        some = draw_all(game.recipe, names, end, begin)
        return {name: some[name] for name in names}

    parts: dict[str, disk.Content] = {
        manifest.NAME: manifest.text(made).encode("utf-8"),
        CASE: text.encode("utf-8"),
        findings.file: findings.to_json().encode("utf-8"),
        "worlds.parquet": folders.wide(names, draws, findings.worlds),
        "outcomes.parquet": folders.long(played.outcomes, game.strategies),
    }
    if played.paths:
        years = range(findings.start, findings.start + game.years)
        parts["paths.parquet"] = folders.long(played.paths, game.strategies, years)
    if renderers is not None:
        parts["brief.html"] = in_background(lambda: page_of(findings, text, made, renderers).encode("utf-8"))
    return parts
