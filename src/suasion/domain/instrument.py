"""Instruments and packages of them: what senders can do, and at which level."""

from __future__ import annotations

from typing import Literal

from suasion.domain.model import Id, Level, Model, Text

Holder = Literal["state", "un", "ngo"]


class Instrument(Model):
    """One lever, with the case-year that anchors its scale.

    Attributes:
        id: Its name in files.
        title: Its name in prose.
        kind: ``pressure`` must get past the sender's public, an ``offer`` past the target; the rest
            (``independent``) past neither.
        holders: Who can use it.
        anchor: The case-year that stands for level 1.
        rule: How data map to a level.
        source: Bibliography key of the anchor, or ``assumed``.
        warning: What a user should know before recommending it.
    """

    id: Id
    title: Text
    kind: Literal["pressure", "offer", "independent"]
    holders: tuple[Holder, ...]
    anchor: Text
    rule: Text
    source: Text
    warning: str = ""


class Package(Model):
    """Levels of several instruments under one name; what it leaves out stays at the baseline."""

    id: Id
    title: Text
    says: Text
    source: Text
    levels: dict[str, Level]
