"""Things of the library and the model in words: a line of a list, or field by field."""

from __future__ import annotations

import dataclasses
from typing import Any

from suasion.domain.case import Case
from suasion.domain.dataset import Dataset
from suasion.domain.findings.library import Listed, ShownCase, ShownDataset, ShownMechanism, ShownParameter
from suasion.domain.mechanism import Mechanism
from suasion.domain.model import Model
from suasion.domain.parameter import Parameter
from suasion.domain.scale import Scale
from suasion.domain.talks import TalksFile
from suasion.lab.library.things import Thing
from suasion.lab.speaking import answer, text

DESCRIPTIONS = ("says", "anchor", "question")  # which field of a record says what it is


def row(thing: Thing) -> tuple[str, str, str]:
    """Id, what it is, and more: a line of a list."""
    one = _listed(thing)
    return one.id, text("listed", one, "what"), text("listed", one, "more")


def entry(thing: Thing) -> dict[str, str]:
    """A thing field by field: what is said of it under its headings, or its fields as they stand."""
    shown = _shown(thing.record)
    if shown is None:
        return _fields(thing)
    table, findings = shown
    return {part.heading: part.text for part in answer(table, findings)}


def _shown(record: object) -> tuple[str, Model] | None:
    """The table that says what a record is, and what it reads."""
    if isinstance(record, Case):
        return "shown_case", ShownCase.of(record)
    if isinstance(record, Mechanism):
        return "shown_mechanism", ShownMechanism.of(record)
    if isinstance(record, Parameter):
        return "shown_parameter", ShownParameter.of(record)
    if isinstance(record, Dataset):
        return "shown_dataset", ShownDataset.of(record)
    if isinstance(record, TalksFile):
        return "shown_talks", record
    return ("shown_scale", record) if isinstance(record, Scale) else None


def _listed(thing: Thing) -> Listed:
    record = thing.record
    if isinstance(record, Mechanism):
        return Listed(kind=thing.kind, id=record.id, claim=record.claim, switchable=record.switchable)
    if isinstance(record, Parameter):
        shown = ShownParameter.of(record)
        named = {name: getattr(shown, name) for name in ("id", "meaning", "prior", "origin", "source")}
        return Listed(kind=thing.kind, **named)
    said = next(filter(None, (getattr(record, key, "") for key in DESCRIPTIONS)), "")
    return Listed(kind=thing.kind, id=record.id, title=record.title, description=said)


def _fields(thing: Thing) -> dict[str, str]:
    """The fields of a record as they stand: names and values, no sentence."""
    record = thing.record
    if isinstance(record, Model):
        values = record.model_dump(by_alias=True)
    else:
        values = {one.name: getattr(record, one.name) for one in dataclasses.fields(record) if one.repr}
    titled = f"{record.title} ({record.id})" if hasattr(record, "title") else record.id
    others = {name: one for name, one in values.items() if name not in ("id", "title", "format")}
    return {thing.kind: titled, **{name: _plain(one) for name, one in others.items()}}


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_plain(part)}" for name, part in value.items() if _plain(part))
    if isinstance(value, list | tuple):
        return "; ".join(map(_plain, value))
    return "" if value is None else str(value)


def checked(case: Case) -> str:
    """What is said of a case that has no problem."""
    return text("shown_case", ShownCase.of(case), "checked")
