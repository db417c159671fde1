"""What a record refused, in plain words: the place, what is wrong there, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from suasion.domain.own_source import KEY
from suasion.errors import Problem, nearest

#: Where something stands in a record: keys, and places in lists from 0.
Location: TypeAlias = Sequence[int | str]
MOST = 100  # problems of one file that are listed
TAGS = ("StrategyUse", "Strategy")  # what pydantic puts into a place for the kind of strategy
KINDS = ("Number", "Terms")  # the same for the kind of payoff; no key of a file is called so

#: Kind of error to what is wrong and what to do; the fields are those of pydantic's context.
WORDS = {
    "missing": ("This key is missing.", "Add it; `suasion new case NAME` shows each key."),
    "float_type": ("This must be a number.", "Write it without quotes."),
    "int_type": ("This must be a whole number.", "Write it without quotes and without a point."),
    "string_type": ("This must be text.", "Put it in quotes."),
    "bool_type": ("This must be true or false.", "Write it without quotes."),
    "date_type": ("This must be a date.", "Write it as 1981-09-14, without quotes."),
    "tuple_type": ("This must be a list.", "Write [ … ], or tables headed [[…]]."),
    "dict_type": ("This must be a table.", "Write {{ key = … }}, or a table headed […]."),
    "model_type": ("This must be a table.", "Write {{ key = … }}, or a table headed […]."),
    "finite_number": ("This must be a finite number.", "nan and inf say nothing here."),
    "less_than": ("This must be less than {lt:g}.", ""),
    "greater_than": ("This must be greater than {gt:g}.", ""),
    "less_than_equal": ("This must be at most {le:g}.", ""),
    "greater_than_equal": ("This must be at least {ge:g}.", ""),
    "too_short": ("At least {min_length} must be given.", "`suasion new case NAME` shows how."),
    "too_long": ("At most {max_length} can be given.", "Leave some out."),
    "string_too_short": ("This must not be empty.", "Write something, or leave the key out if it may be."),
    "string_too_long": ("This may have at most {max_length} characters.", "Shorten it."),
    "literal_error": ("This is none of the choices.", "Choose {expected}."),
}
PATTERNS = {
    KEY: "letters, digits, - and _, beginning with a letter",
    "^[A-Z]{3}$": "three capital letters",
    r"^[a-z][a-z0-9_-]*$": "small letters, digits, - and _, beginning with a letter",
}


def problems(error: ValidationError, model: type[BaseModel], where: str) -> list[Problem]:
    """One problem for each key that is wrong."""
    errors = error.errors()
    listed = [_problem(one, model, where) for one in errors[:MOST]]
    if len(errors) > MOST:
        listed.append(Problem(where, f"There are {len(errors) - MOST:,} more problems.", "Mend these first."))
    return listed


def place(loc: Location) -> str:
    """A place as the user would find it: ``strategies[3].rules[1].when.state``; lists count from 1."""
    text = ""
    for part in loc:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        elif part != "[key]":  # of a table the key itself, not its value
            plain = re.fullmatch(r"[A-Za-z0-9_-]{1,60}", part)
            text += ("." if text else "") + (part if plain else repr(part[:60]))
    return text or "the whole file"


def _problem(error: ErrorDetails, model: type[BaseModel], where: str) -> Problem:
    loc, kind, context = error["loc"], error["type"], error.get("ctx", {})
    spot = f"{where} · {place(without_tags(loc))}"
    if kind == "extra_forbidden":
        return Problem(spot, "There is no such key here.", nearest(str(loc[-1]), _keys(model, loc[:-1])))
    if kind == "unknown_name":
        name = error["input"]
        spot = spot if loc[-1] == "[key]" else f"{spot} = {name!r}"
        return Problem(spot, error["msg"], nearest(name, context["known"]))
    if kind == "value_error":
        text = str(context["error"])
        return Problem(spot, f"{text[0].upper()}{text[1:]}.")
    if not isinstance(error["input"], dict | list | tuple):
        spot += f" = {_shown(error['input'])}"
    if kind == "string_pattern_mismatch":
        return Problem(spot, f"This takes {PATTERNS[context['pattern']]}.", "Rename it.")
    if kind not in WORDS:
        return Problem(spot, f"{error['msg'].rstrip('.').replace('Input should', 'This must')}.")
    what, fix = (text.format(**context) for text in WORDS[kind])
    return Problem(spot, what, fix)


def _shown(value: object) -> str:
    """A value as TOML would write it, cut short."""
    text = (
        str(value).lower()
        if isinstance(value, bool)
        else repr(value)
        if isinstance(value, str)
        else str(value)
    )
    return text if len(text) <= 60 else f"{text[:57]}…"


def without_tags(loc: Location) -> list[int | str]:
    """A place without what pydantic adds for the kind of an entry."""
    return [
        part
        for i, part in enumerate(loc)
        if part not in KINDS and not (part in TAGS and i and isinstance(loc[i - 1], int))
    ]


def _keys(model: type[BaseModel], loc: Location) -> list[str]:
    """Keys that are known at a place, found by walking from the record downwards."""
    here = [model]
    for part in loc:
        if part in TAGS:
            here = [one for one in here if one.__name__ == part] or here
            continue
        inside = [
            record
            for one in here
            for name, field in one.model_fields.items()
            if part in (name, field.alias)
            for record in _records(field.annotation)
        ]
        here = inside or here
    return sorted({field.alias or name for one in here for name, field in one.model_fields.items()})


def _records(annotation: object) -> list[type[BaseModel]]:
    """Records named anywhere in a type."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [record for part in get_args(annotation) for record in _records(part)]
