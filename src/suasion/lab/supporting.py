"""How far a case lies from what was observed: from the user's own panel where it is at hand, else as shipped."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from suasion.domain.case import Case
from suasion.domain.case_file import CaseFile
from suasion.domain.findings import support as findings
from suasion.domain.panel import Figures
from suasion.errors import Problem, SuasionError
from suasion.files.library import content
from suasion.lab.cases import load_case
from suasion.lab.environment import data_folder
from suasion.lab.panel.load import lacks, load_panel, rests_on
from suasion.lab.speaking import sentences
from suasion.measure.support.variables import NEEDED
from suasion.notebook import Card, Shown, rows_of
from suasion.words import interpreter

if TYPE_CHECKING:
    import pandas as pd

    from suasion.measure.panel import Panel

SHIPPED = "the summary that Suasion ships"


@dataclass(frozen=True, repr=False)
class Support(Shown):
    """What the record can say about a case.

    Attributes:
        findings: Every number, with what it was measured by.
        target: Name of the state.
    """

    findings: findings.Support
    target: str

    @property
    def origin(self) -> str:
        """What it was measured by."""
        return self.findings.origin

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row per variable: the case's value and what was observed of other states."""
        import pandas as pd

        return pd.DataFrame(
            [
                {
                    "variable": name,
                    **dict(one),
                    "beyond": name in self.findings.beyond,
                    "never": name in self.findings.never,
                }
                for name, one in self.findings.margins.items()
            ]
        )

    @cached_property
    def text(self) -> str:
        """The answer in plain words."""
        return interpreter.paragraph(sentences("support"), "text", self._whole)

    @property
    def cannot_say(self) -> str:
        """What the record cannot say about this case."""
        return interpreter.paragraph(sentences("support"), "cannot_say", self._whole)

    def _card(self) -> Card:
        findings = self.findings
        rows = {
            "outside": findings.outside,
            "beyond": findings.beyond,
            "never": findings.never,
            "measured by": self.origin,
        }
        table = self.table.set_index("variable")
        hint = ".table  .text  .cannot_say  .findings"
        return Card("Support", self.target, rows_of(rows), [self.text], tables=[("", table)], hint=hint)

    @property
    def _whole(self) -> dict[str, object]:
        """What the sentences read."""
        return {"support": self.findings.model_dump(mode="json"), "target": self.target}


def support(case: str | Path | CaseFile | Case, panel: Panel | None = None) -> Support:
    """How far a case lies from observed state-years, by variable and jointly, with the nearest real cases.

    Args:
        case: A bundled name, a path, or what ``load_case`` gave.
        panel: A panel; if not given, one is built from the data folder where the datasets that it takes are
            there, and else the summary that Suasion ships is read.

    Returns:
        A ``Support`` with ``.table``, ``.text`` and ``.cannot_say``.

    Raises:
        SuasionError: With every problem of the case, or the panel lacks a column.
    """
    one = case if isinstance(case, CaseFile) else load_case(case).file
    digest = ""
    if panel is None:
        if not (digest := own_panel()):
            return shipped(one)
        panel = load_panel(columns=NEEDED)
    from suasion.decide import support as deciding
    from suasion.measure.support.rows import usable
    from suasion.measure.support.summary import summary

    if missing := [name for name in NEEDED if name not in panel.frame.columns]:
        raise SuasionError(
            Problem(
                "panel",
                f"It lacks {', '.join(missing)}.",
                "`suasion data status` says which datasets to add.",
            )
        )
    rows = usable(panel.frame)
    begins = deciding.start(one, one.target.cow, max(rows["year"].to_list()))
    sources = sources_of(panel)
    figures = {"support": summary(panel.frame, [begins], sources)}
    origin = "your panel: " + ", ".join(dict.fromkeys(sources[name] for name in NEEDED))
    return _support(one, figures, origin, digest)


def shipped(case: CaseFile) -> Support:
    """How far a case lies from what was observed, by the summary that Suasion ships."""
    return _support(case, content.panel_figures(), SHIPPED, "")


def own_panel() -> str:
    """A digest of the part of the user's panel that support takes; empty where datasets of it are missing."""
    if not data_folder().is_dir() or lacks(NEEDED):
        return ""
    return rests_on(NEEDED)


def _support(case: CaseFile, figures: Figures, origin: str, digest: str) -> Support:
    from suasion.decide.support import support as measured

    return Support(measured(case, figures, origin=origin, digest=digest), case.target.name)


def sources_of(panel: Panel) -> dict[str, str]:
    """For each column of a panel the table and version that it comes from."""
    return {one.column: f"{one.table} ({one.version})" for one in panel.known.columns}
