"""The brief: one page that opens offline; text of a case never becomes markup."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from suasion.brief.figures import svg, trajectories
from suasion.domain.case import Case, Fact
from suasion.notation import OUTCOMES

COLUMNS = (
    "harm",
    "collapse",
    "war",
    "rights",
    "rights_final",
    "compliance",
    "apparent_compliance",
    "sender_cost",
)


def page(found: dict[str, Any], case: Case, cited: Sequence[str], command: Mapping[str, Any]) -> str:
    """The page as HTML.

    Args:
        found: As in ``results.json``.
        case: The case.
        cited: BibTeX entries of the sources.
        command: What a rerun needs.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("suasion", "brief"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    heads = {outcome.id: outcome for outcome in OUTCOMES}
    picture = (
        Markup(svg(trajectories(found["trajectories"], found["titles"]))) if found["trajectories"] else None
    )
    return environment.get_template("brief.html.j2").render(
        found=found,
        case=case,
        facts=sorted(case.facts, key=_when),
        answer=[(part["heading"], part["text"]) for part in found["answer"]],
        columns=[heads[name] for name in COLUMNS],
        rows=[(found["titles"][name], _cells(found["strategies"][name])) for name in found["table"]],
        variants=[
            (found["titles"][name], _cells(found["strategies"][name])[:-1]) for name in found["variants"]
        ],
        strategies=[(s, found["titles"][s]) for s in found["table"]],
        picture=picture,
        sources=[_reference(entry) for entry in cited],
        command=_command(command),
    )


def _when(fact: Fact) -> tuple[int, int, int]:
    """The order of facts in time; what has only a year stands first in it."""
    return (fact.date.year, fact.date.month, fact.date.day) if fact.date else (fact.year or 0, 0, 0)


def _cells(numbers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Mean and range of each column, as text; the win share for rights last."""
    cells = []
    for name in COLUMNS:
        one = numbers[name]
        if one["mean"] is None:
            cells.append(("–", "not defined"))
        elif name in ("collapse", "war"):
            cells.append((f"{one['mean']:.0%}", "of worlds"))
        else:
            low, mean, high = (one[key] * (1 if name == "harm" else 100) for key in ("q05", "mean", "q95"))
            cells.append((f"{mean:.1f}", f"{low:.0f} to {high:.0f}"))
    share = numbers["rights"]["win_share"]
    cells.append(("–", "outside the contest") if share is None else (f"{share:.0%}", "of worlds"))
    return cells


def _reference(entry: str) -> str:
    """A BibTeX entry as one line to read."""
    fields = {
        name.lower(): re.sub(r"[{}]", "", value).strip()
        for name, value in re.findall(r"(?m)^\s*(\w+)\s*=\s*[{\"](.*?)[}\"],?\s*$", entry)
    }
    parts = [
        fields.get(key, "")
        for key in ("author", "year", "title", "journal", "publisher", "howpublished", "doi", "url", "note")
    ]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _command(command: Mapping[str, Any]) -> str:
    """The command that makes the same run."""
    words = [
        "suasion",
        "compare",
        str(command["case"]),
        f"--worlds {command['worlds']}",
        f"--seed {command['seed']}",
    ]
    for name in ("years", "actor"):
        if command[name] is not None:
            words.append(f"--{name} {command[name]}")
    if command["strategies"]:
        words.append(f"--strategies {','.join(command['strategies'])}")
    return " ".join(words)
