"""What a panel lacks, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from suasion.domain.choice import Absent
from suasion.errors import Problem, wording
from suasion.files.datasets import catalogue

MOST = 5  # missing tables of which each is named with its address; of more, all are named in one line
PARTIAL = "{partial} builds what there is and names what is absent."


def missing(tables: Sequence[Absent], columns: Sequence[Absent], *, some: bool) -> list[Problem]:
    """What the data folder lacks for the panel, and where it is offered.

    Args:
        tables: Blocks that want a table.
        columns: Columns that want a column of a table which is there.
        some: Whether anything could be built all the same.
    """
    names = list(dict.fromkeys(one.lacks for one in tables))
    if len(names) > MOST:
        what = f"{len(names)} tables are missing: {', '.join(names)}."
        fix = "`suasion data status` says where each is offered, `suasion data add PATH` adds them."
        problems = [Problem("panel", what, fix)]
    else:
        what = "The panel needs this table, and it is not in the data folder."
        problems = [Problem(name, what, catalogue.offered(name)) for name in names]
    incomplete = list(dict.fromkeys(one.block.tables[0] for one in columns))
    for name in incomplete:
        wanted = dict.fromkeys(
            one.lacks.rpartition(" in ")[0] for one in columns if one.block.tables[0] == name
        )
        what = f"The release in the data folder has no column {', '.join(wanted)}."
        problems.append(Problem(name, what, catalogue.offered(name)))
    if some:
        count = len(names) + len(incomplete)
        what = f"{count} table{'s are' if count != 1 else ' is'} missing or incomplete."
        problems.append(Problem("panel", what, wording(PARTIAL, partial=True)))
    return problems
