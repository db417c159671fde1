"""A treaty: what it binds, and how much it asks."""

from __future__ import annotations

from suasion.domain.model import Day, Id, Level, Model, ShareQuantity, Text


class Binds(Model):
    """Share of the treaty's substance that bears on each domain; sums to 1."""

    physical_integrity: Level
    civil_liberties: Level
    group_rights: Level
    subsistence: Level


class Depth(Model):
    """The level of protection that full compliance asks, per domain."""

    physical_integrity: ShareQuantity
    civil_liberties: ShareQuantity
    group_rights: ShareQuantity


class Treaty(Model):
    """One human-rights treaty."""

    format: int
    id: Id
    title: Text
    adopted: Day
    source: Text
    body: Text
    note: str = ""
    binds: Binds
    depth: Depth
