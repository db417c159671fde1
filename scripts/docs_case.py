"""What every key of a case file means; ``scripts/docs.py`` prints it, and fails on a key without a meaning."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from suasion.domain import case_file as case
from suasion.domain import model, strategy
from suasion.notation import OBSERVABLE, STARTING

#: Record, its place in the file, and the meaning of each of its keys.
RECORDS: list[tuple[type[BaseModel], str, dict[str, str]]] = [
    (
        case.CaseFile,
        "the top of the file",
        {
            "format": "Version of this format: 1.",
            "id": "Name of the case; small letters, digits, `-` and `_`.",
            "title": "Title for people.",
            "question": "The question that the case asks.",
            "summary": "What a reader must know first.",
            "target": "The target state, see `[target]`.",
            "state": "Where it stands at the start, see `[state]`.",
            "commitments": "Ratified treaties, see `[[commitments]]`.",
            "senders": "Who acts on the target, see `[[senders]]`.",
            "third_parties": "Other states, see `[[third_parties]]`.",
            "network": "The advocacy network, see `[network]`.",
            "shocks": "What may come whatever anyone does, see `[[shocks]]`; at most 12.",
            "baseline": "The policy in force at the start, see `[baseline]`.",
            "strategies": "1 to 20 strategies, from the library or written out, see `[[strategies]]`.",
            "objectives": "Weights, threshold and limits, see `[objectives]`.",
            "claims": "Claims to be judged, see `[[claims]]`.",
            "facts": "Dated, cited facts, see `[[facts]]`.",
            "observed": "What was observed after the start, see `[[observed]]`.",
        },
    ),
    (
        model.Quantity,
        "every uncertain number, as `{ value = .., low = .., high = .., source = .. }`",
        {
            "value": "The median.",
            "low": "The 5% point.",
            "high": "The 95% point. `low < value < high` must hold; a share lies strictly between 0 and 1.",
            "source": "`key:locator` of the bibliography, or `assumed`. The key decides the origin: `suasion_panel` "
            "is estimated, any other key published.",
            "disputed": "Who would dispute it; required where the source is `assumed`.",
            "note": "How the number was got.",
        },
    ),
    (
        case.Target,
        "`[target]`",
        {
            "name": "The state.",
            "cow": "Its Correlates of War number.",
            "gw": "Its Gleditsch and Ward number.",
            "iso3": "Its ISO code of three letters.",
            "start": "First year played.",
            "horizon": "Years played, 1 to 60.",
            "regime": "Regime type; decides which observed breakdowns stand for what follows one, unless rights are low.",
            "regime_source": "Who says so.",
            "control": "Surveillance and informants. Stays as it is, after a breakdown too.",
            "detection": "Chance that an abuse is detected without monitoring. Stays as it is.",
            "collapse_hazard": "Hazard of a breakdown in a year at the start.",
            "after_breakdown": "Share of breakdowns that go well.",
            "war_hazard": "Hazard of war in a year at the start.",
            "no_change": "Share of years without change, by domain, see `[target.no_change]`.",
            "issue": "The other issue that rights may be tied to, see `[target.issue]`.",
        },
    ),
    (
        case.PerDomain,
        "`[target.no_change]`",
        {
            "physical_integrity": "Share of years without change in physical integrity.",
            "civil_liberties": "The same in civil liberties.",
            "group_rights": "The same in group rights.",
        },
    ),
    (
        case.Issue,
        "`[target.issue]`",
        {
            "name": "For instance denuclearisation.",
            "demand": "Depth of cooperation demanded on it.",
            "benefit": "Benefit per unit of depth.",
            "patience": "Discount factor of both sides on it.",
        },
    ),
    (
        case.Start,
        "`[state]`",
        {one.id: f"`{one.letter}`, {one.meaning}." for one in STARTING}
        | {
            "clarity": "`Q`, clarity of what is owed. The engine reads this one, not those of the commitments."
        },
    ),
    (
        case.Commitment,
        "`[[commitments]]`",
        {
            "treaty": "Id of a treaty of the library.",
            "ratified": "Day. Only that a treaty is ratified counts, not since when.",
            "form": "Ratification, accession or succession. For the reader.",
            "reservations": "For the reader.",
            "source": "Who says so.",
            "note": "For the reader.",
            "clarity": "Clarity of this treaty's duties. For the reader so far.",
            "reports": "Reports to the treaty body, see `[[commitments.reports]]`.",
        },
    ),
    (
        case.Report,
        "`[[commitments.reports]]`; for the reader",
        {
            "what": "Which report.",
            "due": "Day.",
            "sent": "Day.",
            "considered": "Day on which the committee took it up.",
            "source": "Who says so.",
            "note": "For the reader.",
        },
    ),
    (
        case.Sender,
        "`[[senders]]`",
        {
            "id": "Its name in files.",
            "name": "Its name for people.",
            "weight": "Its share of the pressure; the weights add up to 1. Decides which government's turnover counts.",
            "holder": "Which levers it can hold: `state`, `un` or `ngo`.",
            "source": "Who says so.",
            "note": "For the reader.",
            "disputed": "By whom.",
            "turnover": "Yearly chance that its government leaves the policy.",
            "comeback": "Yearly chance that it comes back. At least one sender needs both.",
        },
    ),
    (
        case.ThirdParty,
        "`[[third_parties]]`; for the reader",
        {
            "id": "Its name in files.",
            "name": "Its name for people.",
            "role": "For instance patron.",
            "share": "Its share; the engine reads `state.patron`.",
            "interest": "What it wants.",
            "source": "Who says so.",
            "note": "For the reader.",
            "disputed": "By whom.",
        },
    ),
    (
        case.Network,
        "`[network]`; for the reader",
        {
            "organisations": "Who they are.",
            "source": "Who says so.",
            "note": "For the reader.",
            "disputed": "By whom.",
        },
    ),
    (
        case.Shock,
        "`[[shocks]]`",
        {
            "id": "Its name in files; also the key of its luck.",
            "title": "Its name for people.",
            "probability": "Yearly chance that it begins.",
            "ends": "Yearly chance that it ends; give this or `fixed`.",
            "fixed": "1: it lasts one year.",
            "effects": "What it does in each year that it holds: per stock the share lost (negative) or the share of "
            "the room gained (positive); `resources` and `collapse_hazard` in log points; `refusal` of offers.",
            "source": "Who says so.",
            "note": "For the reader.",
            "disputed": "By whom.",
        },
    ),
    (
        case.Baseline,
        "`[baseline]`",
        {
            "title": "Its name in tables.",
            "says": "The policy in a sentence.",
            "levels": "Instrument to `{ level, source, disputed, note }`; what is left out is 0.",
        },
    ),
    (
        case.BaselineLever,
        "`[baseline.levels]`",
        {
            "level": "From 0 to 1, by the instrument's rule.",
            "source": "Who says so.",
            "disputed": "By whom.",
            "note": "How it was got.",
        },
    ),
    (
        strategy.StrategyUse,
        "`[[strategies]]`, taken from the library; any other key overrides the library's",
        {
            "use": "Id of a strategy of the library.",
            "id": "Another id, so that two versions can stand side by side.",
            "title": "Another title.",
            "says": "Another sentence.",
            "school": "Another school.",
            "source": "Another source.",
            "schedule": "Another schedule.",
            "rules": "Other rules.",
            "after_collapse": "Another package after a breakdown.",
            "variant": "Whether it stands outside the contest.",
            "reader": "Another actor that it is played for.",
            "history": "Whether it is the policy that was in fact followed.",
        },
    ),
    (
        strategy.Strategy,
        "`[[strategies]]`, written out",
        {
            "id": "Its name in files.",
            "title": "Its name in tables.",
            "says": "What it does, in a sentence.",
            "school": "Who would argue for it.",
            "source": "Where it comes from.",
            "schedule": "Periods in order, see `[[strategies.schedule]]`; before the first the baseline holds.",
            "rules": "At most 8, see `[[strategies.rules]]`.",
            "after_collapse": "Package carried out after a breakdown.",
            "variant": "True: shown in the table of variants, outside the win shares.",
            "reader": "Played only with `--actor` set to this, because it is made of that actor's levers alone.",
            "history": "True: the policy that was in fact followed; its worlds are shown beside what was observed.",
        },
    ),
    (
        strategy.Period,
        "`[[strategies.schedule]]`",
        {
            "from": "First year.",
            "package": "A package's levels.",
            "levels": "Instrument to level; goes over the package. What neither names is at the baseline.",
        },
    ),
    (
        strategy.Rule,
        "`[[strategies.rules]]`",
        {
            "when": "Condition on one state, see `when`; without one the rule fires at `latest`.",
            "not_before": "Year before which the condition does not fire it.",
            "latest": "Year in which it fires in any case. Its pressure is anticipated from there; a rule without "
            "`latest` is not anticipated.",
            "until": "Year from which it has no effect; without one it holds to the horizon.",
            "package": "Starts a package, which replaces every lever.",
            "levels": "Levels to start; alone they leave the other levers as they are.",
            "scale": "Instrument to factor from 0 to 1 on what was announced up to here.",
            "stop": "Instruments to set to 0.",
        },
    ),
    (
        strategy.When,
        "`when` of a rule",
        {
            "state": "Id of a state.",
            "above": "Holds while the state is above this level.",
            "below": "Or while it is below this level.",
            "for_years": "Years running for which it must have held.",
        },
    ),
    (
        case.Objectives,
        "`[objectives]`",
        {
            "weights": "Weight of each domain in `rights`; they add up to 1.",
            "threshold": "Level of rights from which a year counts as acceptable.",
            "threshold_note": "Why that level.",
            "floors": "Outcome to least mean; a strategy below is named.",
            "caps": "Outcome to greatest mean; a strategy above is named.",
        },
    ),
    (
        case.Weights,
        "`[objectives.weights]`",
        {
            "physical_integrity": "Weight of physical integrity.",
            "civil_liberties": "Weight of civil liberties.",
            "group_rights": "Weight of group rights.",
        },
    ),
    (
        case.Claim,
        "`[[claims]]`; nothing judges them yet",
        {"id": "Its name.", "text": "The claim.", "source": "Who makes it."},
    ),
    (
        case.Fact,
        "`[[facts]]`; for the reader",
        {
            "date": "Day; give this or `year`.",
            "year": "Year.",
            "text": "The fact.",
            "source": "Who says so.",
            "status": "`verified` against a dataset, `reported` by the source, or `remembered` and not checked.",
            "note": "For the reader.",
        },
    ),
    (
        case.Observed,
        "`[[observed]]`; for the reader and the replay, nothing in the model reads it",
        {
            "state": "One of the states that paths keep: "
            + ", ".join(f"`{one.id}`" for one in OBSERVABLE)
            + ".",
            "first": "Calendar year of the first value. At least one year must be a year played.",
            "values": "Shares from 0 to 1, one per consecutive year. The value of a year is compared with the "
            "simulated state at the end of that year. Two series of one state may not share a year.",
            "source": "`key:locator` of the bibliography.",
            "note": "How the series was got.",
        },
    ),
]


def case_file(table: Callable[[list[str], list[list[Any]]], str]) -> str:
    """One table per record: key, what it takes, default, meaning.

    Raises:
        ValueError: A key has no meaning here, or a meaning has no key.
    """
    parts = []
    for record, place, meanings in RECORDS:
        fields = {field.alias or name: field for name, field in record.model_fields.items()}
        if set(fields) != set(meanings):
            raise ValueError(
                f"scripts/docs_case.py, {record.__name__}: {sorted(set(fields) ^ set(meanings))}"
            )
        rows = [
            [f"`{key}`", takes(field.annotation), _default(field), meanings[key]]
            for key, field in fields.items()
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
