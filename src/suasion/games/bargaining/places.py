"""What is wrong with talks, by its place in their file."""

from __future__ import annotations

from collections.abc import Iterator

from suasion.domain.talks import TalksFile
from suasion.errors import Problem, SuasionError
from suasion.games.bargaining.parties import checked_set
from suasion.games.bargaining.round_table import issues_of, parties_of

#: Kinds of a party's numbers to the keys of the file that hold them.
KEYS = {"position": "positions", "salience": "saliences"}


def contradictions(file: TalksFile) -> Iterator[Problem]:
    """Every problem of talks whose keys are each in order, placed as in the file: ``parties[2].positions.rights``."""
    try:
        checked_set(parties_of(file), issues_of(file), quota=file.rule.quota, veto=file.rule.veto)
    except SuasionError as error:
        for one in error.problems:
            yield Problem(_place(one.where, file), one.what, one.fix)


def _place(where: str, file: TalksFile) -> str:
    """The place in the file of what is named by party and issue."""
    spot, equals, value = where.partition(" = ")
    room, _, rest = spot.replace(" · ", ".").partition(".")
    kind, _, name = room.rpartition(" ")
    groups = {
        "party": ("parties", [one.id for one in file.parties]),
        "issue": ("issues", [one.id for one in file.issues]),
    }
    group, ids = groups.get(kind or "party", ("", []))
    if name in ids:
        first, _, issue = rest.partition(".")
        parts = [f"{group}[{ids.index(name) + 1}]", KEYS.get(first, first), issue]
        spot = ".".join(part for part in parts if part)
    elif spot == "veto":
        spot = "rule.veto"
    elif spot == "the rule":
        spot = "rule"
    return f"{spot}{equals}{value}"
