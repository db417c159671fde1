"""Who acts on the target, who stands aside, and the advocacy network."""

from __future__ import annotations

from typing import Literal

from suasion.domain.model import Id, Level, Model, ShareQuantity, Text


class Sender(Model):
    """Who acts on the target; ``weight`` is its share of the pressure.

    Attributes:
        id: Its name in files.
        name: Its name for people.
        weight: Its share of the pressure; the weights add up to 1. Decides which government's turnover
            counts.
        holder: Which levers it can hold: ``state``, ``un`` or ``ngo``.
        source: Who says so.
        note: For the reader.
        disputed: By whom.
        turnover: Yearly chance that its government leaves the policy.
        comeback: Yearly chance that it comes back. At least one sender needs both.
    """

    id: Id
    name: Text
    weight: Level
    holder: Literal["state", "un", "ngo"]
    source: Text
    note: str = ""
    disputed: str = ""
    turnover: ShareQuantity | None = None
    comeback: ShareQuantity | None = None


class ThirdParty(Model):
    """A state that is neither target nor sender: above all the patron.

    Attributes:
        id: Its name in files.
        name: Its name for people.
        role: For instance patron.
        share: Its share; the engine reads ``state.patron``.
        interest: What it wants.
        source: Who says so.
        note: For the reader.
        disputed: By whom.
    """

    id: Id
    name: Text
    role: Text
    share: ShareQuantity
    interest: Text
    source: Text = "assumed"
    note: str = ""
    disputed: str = ""


class Network(Model):
    """The advocacy network, in words.

    Attributes:
        organisations: Who they are.
        source: Who says so.
        note: For the reader.
        disputed: By whom.
    """

    organisations: Text
    source: Text
    note: str = ""
    disputed: str = ""
