"""What a verb hands back: its findings, and the words for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from suasion.domain.findings.base import Findings

F = TypeVar("F", bound=Findings)


@dataclass(frozen=True)
class Answered(Generic[F]):
    """Findings with their answer in words.

    Attributes:
        findings: Every number, as a typed record.
    """

    findings: F

    @cached_property
    def results(self) -> dict[str, Any]:
        """The findings as plain data, as they stand in JSON."""
        return self.findings.to_dict()

    @cached_property
    def answer(self) -> list[dict[str, str]]:
        """The answer in words: headings and sentences."""
        raise NotImplementedError

    @property
    def text(self) -> str:
        """The answer in words, the warning first."""
        return "\n\n".join(f"{one['heading']}\n{one['text']}" for one in self.answer)

    def __str__(self) -> str:
        return self.text
