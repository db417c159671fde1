"""Instruments and packages of them: what senders can do, and at which level."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from suasion.domain.model import Id, Level, Model, Text
from suasion.notation import Symbol

Holder = Literal["state", "un", "ngo"]


class Instrument(Model):
    """One lever, with the case-year that anchors its scale.

    Attributes:
        id: Its name in files.
        letter: How equations write it.
        title: Its name in prose.
        meaning: What it is, in a few words.
        kind: ``pressure`` must get past the sender's public, an ``offer`` past the target; the rest
            (``independent``) past neither.
        threat: Whether announcing more of it than the baseline is a threat, which is then honoured or not.
        holders: Who can use it.
        anchor: The case-year that stands for level 1.
        rule: How data map to a level.
        source: Bibliography key of the anchor, or ``assumed``.
        warning: What a user should know before recommending it.
    """

    id: Id
    letter: Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$", max_length=20)]
    title: Text
    meaning: Text
    kind: Literal["pressure", "offer", "independent"]
    threat: bool = False
    holders: tuple[Holder, ...]
    anchor: Text
    rule: Text
    source: Text
    warning: str = ""

    @model_validator(mode="after")
    def _threatens(self) -> Instrument:
        if self.threat and self.kind != "pressure":
            raise ValueError(f"only pressure can be a threat, and this is of the kind {self.kind}")
        return self

    @property
    def symbol(self) -> Symbol:
        """Its letter, as the table of symbols lists it."""
        return Symbol(self.letter, self.id, "instrument", self.meaning)


class Package(Model):
    """Levels of several instruments under one name; what it leaves out stays at the baseline."""

    id: Id
    title: Text
    says: Text
    source: Text
    levels: dict[str, Level]
