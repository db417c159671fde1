"""``results.json`` of a run folder, read back and checked before anything is made from it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError

from suasion.domain.findings.comparison import ComparisonFindings, Numbers
from suasion.domain.findings.facts import Facts
from suasion.errors import Problem, SuasionError
from suasion.files import regular
from suasion.files.inputs.problems import problems
from suasion.files.runs.earlier import from_format_1

NAME = ComparisonFindings.file
FORMAT: int = ComparisonFindings.model_fields["format"].default
AGAIN = "Run the comparison again."
LARGEST = 200_000_000  # bytes; a comparison of 50 strategies has about a twentieth of this


#: What follows from the numbers of a comparison by a rule; format 1 did not write it down.
Rule = Callable[[Numbers], Facts]


def read(run: Path, facts: Rule) -> ComparisonFindings:
    """The findings of a run folder.

    Args:
        run: The folder.
        facts: Works out, for a run of format 1, what follows from its numbers.

    Raises:
        SuasionError: They are missing, damaged, partial, or a newer Suasion wrote them.
    """
    path = run / NAME
    try:
        content = regular.content(path, LARGEST)
    except FileNotFoundError:
        raise SuasionError(Problem(str(run), f"The run is not whole: it has no {NAME}.", AGAIN)) from None
    except OSError as error:
        raise SuasionError(Problem(str(path), f"It cannot be read: {error.strerror}.")) from None
    return checked(content, str(path), facts)


def checked(content: bytes, where: str, facts: Rule) -> ComparisonFindings:
    """The content of ``results.json``; what an earlier Suasion wrote is brought to the present format.

    Raises:
        SuasionError: It is damaged, partial, or a newer Suasion wrote it; with every problem.
    """
    try:
        written = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        raise SuasionError(Problem(where, "This is not JSON: the run is damaged.", AGAIN)) from None
    version = written.get("format") if isinstance(written, dict) else None
    if isinstance(version, int) and version > FORMAT:
        raise SuasionError(
            Problem(where, "A newer Suasion wrote this run.", "Upgrade with pip install -U suasion.")
        )
    try:
        if version == 1:
            numbers = Numbers.model_validate_json(json.dumps(from_format_1(written)), strict=True)
            return ComparisonFindings(**dict(numbers), facts=facts(numbers))
        return ComparisonFindings.model_validate_json(json.dumps(written), strict=True)
    except ValidationError as error:
        raise SuasionError(
            [Problem(one.where, one.what, AGAIN) for one in problems(error, ComparisonFindings, where)]
        ) from None
