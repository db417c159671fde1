"""The reference page of the panel, written from its definition in the library."""

from __future__ import annotations

from docs_markdown import SCRIPT, code, table
from suasion.files.datasets import panels
from suasion.measure.panel import rule


def panel() -> str:
    """The whole of docs/reference/panel.md: every block with its columns."""
    head = [
        "# The panel",
        SCRIPT,
        "Every column of `suasion panel`, block by block, from `src/suasion/library/panel/blocks/`. "
        "[How to build it](../how-to/build-the-panel.md) and [what it holds](../explanation/panel.md) are pages of "
        "their own.",
        "Keys: `cow` (Correlates of War number, never missing), `gw` (Gleditsch-Ward number), `iso3`, `name`, `year`; "
        "`in_cow` and `in_gw` say whether each of the two lists counts the state in the year. Where two states share a "
        "`gw` number or an `iso3` code in one year, the one that stands on 31 December has it.",
        "*Better* says which way is better for people, where either is. *Symbol* is the letter of the model that the "
        "column can stand for. Version, licence, citation and coverage of what was built stand in `FILE.columns.json`, "
        "and `suasion panel columns COLUMN` prints them.",
    ]
    theme, parts = "", []
    for block in panels.blocks().values():
        if block.theme != theme:
            theme = block.theme
            parts.append(f"## {theme.replace('_', ' ').capitalize()}")
        rows = [
            [code(one.id), one.title, one.unit, one.better, code(one.symbol), rule(one, block), one.note]
            for one in block.columns
        ]
        said = [
            f"From {', '.join(map(code, block.tables))}, states by {', '.join(map(code, block.state))} ({block.codes})."
        ]
        if block.today:
            said.append(
                "Taken as a series for the borders of today: it does not speak of a state that had others."
            )
        if block.unless:
            said.append(f"Stands in where {code(block.unless)} cannot be built.")
        if block.why:
            said.append(f"A state-year without a row is zero within the years of the table. {block.why}")
        said += [f"Code {code(r.code)} is state {r.cow}{_years(r.since, r.until)}." for r in block.recodes]
        heads = ["column", "what it holds", "unit", "better", "symbol", "from", "note"]
        parts += [f"### {block.title}", f"`{block.id}` · " + " ".join(said), table(heads, rows)]
    return "\n\n".join([*head, *parts]) + "\n"


def _years(since: int, until: int) -> str:
    first, last = since > 0, until < 2200
    if first and last:
        return f" from {since} to {until}"
    return f" from {since}" if first else f" to {until}" if last else ""
