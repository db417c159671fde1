"""What the library and the model hold, in words: one row in a list, or field by field."""

from __future__ import annotations

import dataclasses
from typing import Any

from pydantic import BaseModel

from suasion.domain.case import Case
from suasion.domain.dataset import Dataset
from suasion.domain.mechanism import Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.scale import Scale
from suasion.domain.talks import TalksFile

DESCRIPTIONS = ("says", "anchor", "question")  # which field of a record says what it is
DEFINITION = "a definition: cannot be switched off"


def row(record: Any) -> tuple[str, str, str]:
    """Id, what it is, and more: a line of a list."""
    if isinstance(record, Mechanism):
        return record.id, record.claim, "" if record.switchable else DEFINITION
    if isinstance(record, Parameter):
        return record.id, f"{record.meaning} ({record.prior.text})", f"{record.origin}: {record.source}"
    return record.id, record.title, next(filter(None, (getattr(record, key, "") for key in DESCRIPTIONS)), "")


def fields(kind: str, record: Any) -> dict[str, str]:
    """A record field by field.

    Args:
        kind: What it is called: case, treaty, mechanism …
        record: The record.
    """
    if isinstance(record, Case):
        return _case(record)
    if isinstance(record, TalksFile):
        return _talks(record)
    if isinstance(record, Scale):
        return _scale(record)
    if isinstance(record, Dataset):
        return _dataset(record)
    if isinstance(record, Mechanism):
        return _mechanism(record)
    if isinstance(record, Parameter):
        return _parameter(record)
    if isinstance(record, BaseModel):
        values = record.model_dump(by_alias=True)
    else:
        values = {one.name: getattr(record, one.name) for one in dataclasses.fields(record) if one.repr}
    titled = f"{record.title} ({record.id})" if hasattr(record, "title") else record.id
    others = {name: one for name, one in values.items() if name not in ("id", "title", "format")}
    return {kind: titled, **{name: _text(one) for name, one in others.items()}}


def _case(case: Case) -> dict[str, str]:
    return {
        "case": f"{case.title} ({case.id})",
        "question": case.question,
        "summary": case.summary,
        "target": case.target.name,
        "facts": f"{len(case.facts)} dated and cited",
    }


def _talks(talks: TalksFile) -> dict[str, str]:
    issues = [f"{issue.title}: 0 is {issue.zero}, 1 is {issue.one}" for issue in talks.issues]
    return {
        "talks": f"{talks.title} ({talks.id})",
        "question": talks.question,
        "summary": talks.summary,
        "issues": "; ".join(issues),
        **{party.name: f"{party.stance} ({party.source})" for party in talks.parties},
    }


def _dataset(dataset: Dataset) -> dict[str, str]:
    return {
        "dataset": f"{dataset.title} ({dataset.id})",
        "version": dataset.version,
        "says": dataset.says,
        "tables": ", ".join(name for name, _ in dataset.each()),
        "more": f"suasion data show {dataset.id}",
    }


def _scale(scale: Scale) -> dict[str, str]:
    fields = {"scale": f"{scale.title} ({scale.id})", "says": scale.says, "table": scale.table}
    fields |= {"state": scale.state, "year": scale.year, "published": ", ".join(scale.published)}
    for item in scale.items:
        codes = ", ".join(map(str, item.worst_to_best)) or "counts, more is worse"
        worst = " (worst to best)" if item.worst_to_best else ""
        columns = ", ".join(item.columns)
        fields[f"item {item.id}"] = (
            f"{item.title}; {columns}: {codes}{worst}; standard {item.standard}; source {item.source}"
        )
    return fields | {"source": scale.source, "note": scale.note}


def _mechanism(mechanism: Mechanism) -> dict[str, str]:
    fields = {"mechanism": f"{mechanism.title} ({mechanism.id})", "says": mechanism.claim}
    fields |= {f"equation {equation.name}": equation.text for equation in mechanism.equations}
    fields |= {
        p.id: f"{p.meaning}; {p.prior.text}; {p.origin} ({p.source}); disputed: {p.disputed}"
        for p in mechanism.parameters
    }
    fields["sources"] = ", ".join(mechanism.sources)
    fields["disputed"] = mechanism.disputed
    fields["ablation"] = "can be switched off" if mechanism.switchable else DEFINITION
    return fields


def _parameter(parameter: Parameter) -> dict[str, str]:
    return {
        "parameter": parameter.id,
        "meaning": parameter.meaning,
        "unit": parameter.unit,
        "prior": parameter.prior.text,
        "origin": parameter.origin,
        "source": parameter.source,
        "disputed by": parameter.disputed,
    }


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_text(part)}" for name, part in value.items() if _text(part))
    if isinstance(value, list | tuple):
        return "; ".join(map(_text, value))
    return "" if value is None else str(value)
