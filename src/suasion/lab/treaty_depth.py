"""The depth game for given numbers or for a case."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from suasion.domain.arguments import PlayArguments
from suasion.domain.case import Case
from suasion.domain.depth import DepthInputs, Entry, problems, several
from suasion.domain.findings.depth import DepthOfCase, DepthOfNumbers
from suasion.errors import SuasionError
from suasion.lab.answered import Sections
from suasion.lab.arguments import check_arguments
from suasion.lab.cases import load_case
from suasion.lab.drawing import draw_worlds
from suasion.lab.speaking import sentences
from suasion.words import interpreter

if TYPE_CHECKING:
    import pandas as pd

    from suasion.brief.figures.charts import AnyChart


class Depth(Sections[DepthOfNumbers | DepthOfCase]):
    """What the depth game says about given numbers, or about the treaties of a case.

    Attributes:
        findings: Every number, as a typed record.
    """

    @property
    def table(self) -> pd.DataFrame:
        """A data frame: a row for each treaty of a case, else the surface over detection and patience."""
        return self.findings.table

    @cached_property
    def answer(self) -> list[dict[str, str]]:
        """The answer in words: headings and sentences."""
        name = "depth_of_case" if isinstance(self.findings, DepthOfCase) else "depth_of_numbers"
        return [one.entry() for one in interpreter.answer(sentences(name), self.findings)]

    def plot(self) -> AnyChart:
        """Deepest treaty by detection, a line for each patience, with the depths asked, as an Altair chart."""
        from suasion.brief.figures import depth_surface

        if isinstance(self.findings, DepthOfCase):
            return depth_surface.chart_of_case(self.findings)
        return depth_surface.chart_of_numbers(self.findings)


def depth(
    case: str | Path | Case | None = None,
    *,
    benefit: Entry = None,
    patience: Entry = None,
    detection: Entry = None,
    periods: int | None = None,
    asked: float | None = None,
    demand: float | None = None,
    issue_benefit: float | None = None,
    accession: float | None = None,
    punishment: float | None = None,
    worlds: int = PlayArguments.worlds,
    seed: int = 0,
) -> Depth:
    """How deep a treaty can go and still be kept; for a case, when its treaties would be self-enforcing.

    Args:
        case: A bundled name, a path or a loaded case; without one the numbers alone are used.
        benefit: Benefit per unit of depth, 1 if not given; several numbers are several parties. With a case it
            replaces the drawn benefit of the linked issue.
        patience: Discount factor, .9 if not given. With a case it replaces what was drawn.
        detection: Chance that a breach is seen, 1 if not given. With a case it replaces what was drawn.
        periods: Length of a punishment; for ever if not given.
        asked: Depth that the treaty asks. Not with a case.
        demand: Depth demanded on an issue that rights are tied to. Not with a case.
        issue_benefit: Benefit per unit of that depth, 1 if not given.
        accession: What joining the treaty is worth: says who ratifies. Needs ``asked`` of at most 1.
        punishment: What breaking costs a member then, 0 if not given.
        worlds: With a case: how many worlds are drawn.
        seed: Of these draws.

    Returns:
        ``Depth`` with ``.table``, ``.text``, ``.findings``, ``.results``, ``.plot()``.

    Raises:
        SuasionError: With everything that is wrong with the case and the numbers.
    """
    by_party = {"benefit": benefit, "patience": patience, "detection": detection}
    single = {
        "asked": asked,
        "demand": demand,
        "issue_benefit": issue_benefit,
        "accession": accession,
        "punishment": punishment,
    }
    wrong = list(problems({**by_party, **single}, periods, case=case is not None))
    loaded = None
    if case is not None:
        try:
            loaded = load_case(case)
            check_arguments(loaded, PlayArguments(worlds=worlds, seed=seed))
        except SuasionError as error:
            wrong += error.problems
    if wrong:
        raise SuasionError(wrong)
    from suasion.decide import depth as room

    if loaded is None:
        named = {name: several(value) for name, value in by_party.items() if value is not None}
        numbers = {name: value for name, value in single.items() if value is not None}
        return Depth(room.by_numbers(DepthInputs.model_validate({**named, **numbers, "periods": periods})))
    drawn_worlds = draw_worlds(loaded, worlds=worlds, seed=seed)
    fixed = {name: several(value)[0] for name, value in by_party.items() if value is not None}
    draws = room.draws_of_case(
        loaded, {str(name): drawn_worlds[name].values for name in drawn_worlds}, **fixed
    )
    return Depth(room.by_case(loaded, draws, periods=periods, seed=seed))
