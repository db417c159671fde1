"""Every key of a case file, from the records that read it; ``scripts/docs.py`` prints it, and fails on a key without a meaning."""

from __future__ import annotations

import types
import typing
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from docs_markdown import code, table
from suasion.domain import case_file as case
from suasion.domain import commitment, model, parties, strategy, target
from suasion.domain.own_source import OwnSource
from suasion.domain.start import Start
from suasion.notation import OBSERVABLE

#: Record, and its place in the file.
RECORDS: list[tuple[type[model.Model], str]] = [
    (case.CaseFile, "the top of the file"),
    (model.Quantity, "every uncertain number, as `{ value = .., low = .., high = .., source = .. }`"),
    (target.Target, "`[target]`"),
    (target.PerDomain, "`[target.no_change]`"),
    (target.Issue, "`[target.issue]`"),
    (Start, "`[state]`"),
    (commitment.Commitment, "`[[commitments]]`"),
    (commitment.Report, "`[[commitments.reports]]`; for the reader"),
    (parties.Sender, "`[[senders]]`"),
    (parties.ThirdParty, "`[[third_parties]]`; for the reader"),
    (parties.Network, "`[network]`; for the reader"),
    (case.Shock, "`[[shocks]]`"),
    (case.Baseline, "`[baseline]`"),
    (case.BaselineLever, "`[baseline.levels]`"),
    (strategy.StrategyUse, "`[[strategies]]`, taken from the library; any other key overrides the library's"),
    (strategy.Strategy, "`[[strategies]]`, written out"),
    (strategy.Period, "`[[strategies.schedule]]`"),
    (strategy.Rule, "`[[strategies.rules]]`"),
    (strategy.When, "`when` of a rule"),
    (case.Objectives, "`[objectives]`"),
    (case.Weights, "`[objectives.weights]`"),
    (case.Claim, "`[[claims]]`; nothing judges them yet"),
    (case.Fact, "`[[facts]]`; for the reader"),
    (OwnSource, "`[[source]]`, a source of your own, cited by its key as those of the bibliography are"),
    (case.Observed, "`[[observed]]`; for the reader and the replay, nothing in the model reads it"),
]
#: What a reader of the page needs beyond what the record says.
MORE = {
    (Start, "clarity"): "The engine reads this one, not those of the commitments.",
    (case.Observed, "state"): "They are " + ", ".join(code(one.id) for one in OBSERVABLE) + ".",
}


def case_file() -> str:
    """One table per record: key, what it takes, default, meaning.

    Raises:
        KeyError: A key has no meaning.
    """
    parts = []
    for record, place in RECORDS:
        meanings = record.meanings()
        rows = [
            [
                code(field.alias or name),
                takes(field.annotation),
                _default(field),
                " ".join([meanings[name].replace("``", "`"), MORE.get((record, name), "")]),
            ]
            for name, field in record.model_fields.items()
        ]
        parts.append(
            f"### {place[0].upper() + place[1:]}\n\n" + table(["key", "takes", "default", "meaning"], rows)
        )
    return "\n\n".join(parts)


def takes(kind: Any) -> str:
    """A type as a reader would say it."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        return takes(inner[0])
    if origin in (typing.Union, types.UnionType):
        return " or ".join(dict.fromkeys(takes(part) for part in inner if part is not type(None)))
    if origin is tuple:
        return f"list of {takes(inner[0])}s".replace("texts", "names")
    if origin is dict:
        return "table"
    if origin is typing.Literal:
        return ", ".join(f"`{part}`" for part in inner)
    if isinstance(kind, type) and issubclass(kind, model.Quantity):
        kinds = {
            "ShareQuantity": "share",
            "PositiveQuantity": "positive number",
            "HazardQuantity": "yearly hazard",
        }
        return f"uncertain {kinds.get(kind.__name__, 'number')}"
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return "table"
    return {
        "str": "text",
        "float": "number",
        "int": "whole number",
        "bool": "true or false",
        "date": "day",
    }.get(getattr(kind, "__name__", ""), str(kind))


def _default(field: Any) -> str:
    if field.is_required():
        return "required"
    value = field.default
    if value is PydanticUndefined or value is None or value in ("", (), {}):
        return "none"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"
