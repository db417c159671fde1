"""Talks as people write them: parties, issues, who must agree, and who says so."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from suasion.domain.model import Id, Level, Model, PositiveQuantity, ShareQuantity, Text


class TalksIssue(Model):
    """What is talked about; its scale runs from 0 to 1.

    Attributes:
        zero: What 0 means.
        one: What 1 means.
        status_quo: The level that stays without agreement.
        rights: Whether linking is judged by what it does to this issue; exactly one is.
        on_every_table: Whether it can be traded at each table, as compensation can; one at most.
        demand: The level asked where rights are tied to the whole of it.
    """

    id: Id
    title: Text
    zero: Text
    one: Text
    status_quo: Level
    rights: bool = False
    on_every_table: bool = False
    demand: Level | None = None
    source: Text
    disputed: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _assumed(self) -> TalksIssue:
        if self.source == "assumed" and not self.disputed:
            raise ValueError(
                f"issue {self.id} is assumed, so it must say by whom it is disputed (key `disputed`)"
            )
        return self


class TalksParty(Model):
    """Who talks; positions and saliences by issue.

    Attributes:
        stance: What it said it wanted, in a sentence.
        source: Who reports the stance.
    """

    id: Id
    name: Text
    stance: Text
    source: Text
    capability: PositiveQuantity
    patience: ShareQuantity
    positions: dict[Id, ShareQuantity]
    saliences: dict[Id, ShareQuantity]


class TalksRule(Model):
    """Who must agree.

    Attributes:
        quota: Share of capability that decides, above a half; 1 is unanimity.
        veto: Parties without which nothing is decided.
    """

    quota: float = Field(default=1.0, gt=0.5, le=1.0)
    veto: tuple[Id, ...] = ()
    source: Text
    note: str = ""


class TalksFile(Model):
    """Talks as written."""

    format: Literal[1]
    id: Id
    title: Text
    question: Text
    summary: str = ""
    rule: TalksRule
    issues: tuple[TalksIssue, ...] = Field(min_length=1, max_length=6)
    parties: tuple[TalksParty, ...] = Field(min_length=2, max_length=12)
