"""What a verb hands back: its findings, and the words for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from suasion.domain.findings.base import Findings, as_json
from suasion.errors import Problem, SuasionError
from suasion.notebook import Card, Shown
from suasion.words.comparison_card import MORE

if TYPE_CHECKING:
    from suasion.brief.figures.charts import AnyChart

F = TypeVar("F", bound=Findings)


@dataclass(frozen=True, repr=False)
class Answered(Shown, Generic[F]):
    """Findings with the words for them.

    Attributes:
        findings: Every number, as a typed record.
    """

    findings: F

    @cached_property
    def results(self) -> dict[str, Any]:
        """The findings as plain data, as they stand in JSON."""
        return self.findings.to_dict()

    @property
    def sentences(self) -> Mapping[str, object]:
        """What JSON holds beside the numbers: the words, by key."""
        return {}

    def plot(self) -> AnyChart:
        """The figure of these findings, as an Altair chart.

        Raises:
            SuasionError: There is none.
        """
        raise SuasionError(Problem("the figure", "These findings have none.", "Leave it out."))

    def _card(self) -> Card:
        findings = self.findings.card()
        shown = [
            name
            for name in ("table", "items", "draws", "text", "findings", "cannot_say")
            if hasattr(self, name)
        ]
        shown += ["plot()"] if type(self).plot is not Answered.plot else []
        text = getattr(self, "text", "")
        table = getattr(self, "table", None)
        return Card(
            type(self).__name__,
            findings.name,
            findings.rows,
            [text.split("\n\n")[0]] if text else [],
            (MORE, text.split("\n\n")[1:]),
            [] if table is None else [("", table)],
            "  ".join(f".{name}" for name in shown),
        )

    def to_json(self) -> str:
        """The findings and the words for them as JSON, ending in a new line."""
        return as_json({**self.results, **self.sentences})


class Sections(Answered[F]):
    """Findings whose answer has headings."""

    @cached_property
    def answer(self) -> list[dict[str, str]]:
        """The answer in words: headings and sentences."""
        raise NotImplementedError

    @property
    def sentences(self) -> Mapping[str, object]:
        """The answer, as JSON holds it."""
        return {"answer": self.answer}

    @property
    def text(self) -> str:
        """The answer in words, the warning first."""
        return "\n\n".join(f"{one['heading']}\n{one['text']}" for one in self.answer)

    def __str__(self) -> str:
        return self.text
