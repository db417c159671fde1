"""The panel, built from the datasets in the user's data folder; what has not changed is not built again."""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from suasion.domain.panel import Block, Join
from suasion.errors import Problem, SuasionError, nearest
from suasion.files import disk
from suasion.files.datasets import catalogue, holdings, panels
from suasion.files.library.states import states
from suasion.lab.pictures import check_picture, write_picture
from suasion.progress import Counter, Progress

if TYPE_CHECKING:
    from suasion.measure.crosswalk import Crosswalk
    from suasion.measure.panel import Panel

#: Endings of a panel's file.
FORMATS = {".parquet": panels.parquet, ".csv": panels.csv}


@cache
def crosswalk() -> Crosswalk:
    """The states of the world and the codes that datasets give them."""
    from suasion.measure.crosswalk import Crosswalk

    return Crosswalk(states())


def load_panel(
    *, partial: bool = False, columns: Collection[str] = (), progress: Progress | None = None
) -> Panel:
    """The panel of state-years from 1946 on.

    Args:
        partial: Build what the data folder allows and say what is absent, rather than refuse.
        columns: Columns that are wanted; only the blocks that hold them are built, and what else these lack is left
            out. All if not given.
        progress: Receives a report before and after each block that is built anew; its title names the step.

    Returns:
        The table, what is known of each column, what each join found, and what is absent.

    Raises:
        SuasionError: A dataset is missing, and where it is offered; with ``partial``, only if all are.
    """
    held = holdings.installed()
    here, absent = _chosen(_wanted(columns), set(held))
    here, gone = _whole(here)
    lacking = _asked(gone, columns)
    if not here or (not partial and (absent or lacking)):
        raise SuasionError(_missing(absent, lacking))
    from suasion.measure.panel import Built, assemble, build

    built = {}
    for block in here:
        digest = _key(block)
        found = panels.kept(block.id, digest)
        if found is None:
            counter = Counter(progress, block.title, 1)
            one = build(block, {name: holdings.load(name) for name in block.tables}, crosswalk())
            panels.keep(block.id, digest, one.rows, one.join, one.covers)
            built[block.id] = one
            counter.add()
        else:
            built[block.id] = Built(*found)
    sources = {block.id: _source(block, held) for block in here}
    return assemble(here, built, crosswalk(), sources, [*absent, *gone])


def lacks(columns: Collection[str]) -> list[str]:
    """What the data folder lacks for some columns of the panel: tables, and columns of tables."""
    here, absent = _chosen(_wanted(columns), set(holdings.installed()))
    _, gone = _whole(here)
    return list(dict.fromkeys(lacking for _, lacking in (*absent, *_asked(gone, columns))))


def rests_on(columns: Collection[str]) -> str:
    """A digest of all that some columns of the panel rest on: datasets, definitions, states and code.

    Args:
        columns: Columns whose datasets are all in the data folder.
    """
    here, _ = _chosen(_wanted(columns), set(holdings.installed()))
    return panels.together(_key(block) for block in here)


def write_panel(panel: Panel, path: Path, *, force: bool = False) -> list[Path]:
    """Writes the panel and, beside it, what is known of its columns and what each join found.

    Args:
        panel: The panel.
        path: ``.parquet`` or ``.csv``.
        force: Whether to replace what is there.

    Returns:
        The files: the table, ``STEM.columns.json`` and ``STEM.joins.json``.
    """
    check_panel(path, force=force)
    about, joins = _beside(path)
    text = {
        about: {"format": 1, "columns": panel.columns.to_dicts(), "absent": panel.absent.to_dicts()},
        joins: {"format": 1, "joins": [join.model_dump(mode="json") for join in panel.joins]},
    }
    contents = {path: FORMATS[path.suffix](panel.table)}
    for place, said in text.items():
        contents[place] = (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()
    disk.write_files(contents, force=force)
    return list(contents)


def check_panel(path: Path, *, force: bool = False) -> None:
    """Refuses a file that the panel could not be written to, before anything is built.

    Raises:
        SuasionError: Its ending is not known, it exists, or its folder takes no files.
    """
    if path.suffix not in FORMATS:
        raise SuasionError(
            Problem(str(path), "The ending says neither .parquet nor .csv.", "Name the file panel.parquet.")
        )
    disk.check_files((path, *_beside(path)), force=force)


def panel_coverage(
    panel: Panel, state: str, *, figure: Path | None = None, force: bool = False
) -> tuple[str, list[dict[str, Any]]]:
    """What the panel knows of a state, year by year; as a figure too where a file is named.

    Args:
        panel: The panel.
        state: ISO3 code, COW number or name.
        figure: ``.svg``, ``.png`` or ``.html``.
        force: Whether to replace a figure that is there.

    Returns:
        The state's name, and a row for each column (see ``Panel.coverage``).

    Raises:
        SuasionError: The panel has no such state, or the figure cannot be written.
    """
    if figure is not None:
        check_picture(figure, force=force)
    rows = panel.of(state)
    if rows.is_empty():
        known = [*panel.table["name"].unique().sort(), *panel.table["iso3"].drop_nulls().unique().sort()]
        fix = nearest(state, known) or "Give an ISO3 code such as PRK, a COW number or a name."
        raise SuasionError(Problem(f"--state {state[:60]}", "The panel has no such state.", fix))
    name = str(rows.sort("year")["name"][-1])
    found = panel.coverage(state).to_dicts()
    if figure is not None:
        from suasion.brief.figures.coverage import coverage

        write_picture(figure, coverage(name, found, panel.last).altair, force=force)
    return name, found


def joins_of(panel: Panel, block: str = "") -> list[Join]:
    """What the joins found, of one block or of all.

    Raises:
        SuasionError: The panel has no such block.
    """
    found = [join for join in panel.joins if block in ("", join.block)]
    if not found:
        fix = nearest(block, [join.block for join in panel.joins]) or "`suasion panel` lists the blocks."
        raise SuasionError(Problem(block[:60], "The panel has no such block.", fix))
    return found


def columns_of(panel: Panel, column: str = "") -> list[dict[str, Any]]:
    """What is known of the columns, of one or of all.

    Raises:
        SuasionError: The panel has no such column.
    """
    found = [one for one in panel.columns.to_dicts() if column in ("", one["column"])]
    if not found:
        fix = nearest(column, panel.columns["column"]) or "`suasion panel columns` lists them."
        raise SuasionError(Problem(column[:60], "The panel has no such column.", fix))
    return found


def _beside(path: Path) -> tuple[Path, Path]:
    return path.with_suffix(".columns.json"), path.with_suffix(".joins.json")


def _key(block: Block) -> str:
    return panels.key(block, {name: holdings.fingerprint(name) for name in block.tables})


def _wanted(columns: Collection[str]) -> dict[str, Block]:
    """The blocks that hold some columns, or all.

    Raises:
        SuasionError: No block holds one of them.
    """
    blocks = panels.blocks()
    if not columns:
        return blocks
    held = {column.id for block in blocks.values() for column in block.columns}
    if strange := [name for name in columns if name not in held]:
        raise SuasionError(
            Problem(name[:60], "The panel has no such column.", nearest(name, held)) for name in strange
        )
    wanted = set(columns)
    return {name: block for name, block in blocks.items() if wanted & {column.id for column in block.columns}}


def _chosen(known: dict[str, Block], held: set[str]) -> tuple[list[Block], list[tuple[Block, str]]]:
    """Blocks that can be built, and those that cannot with the table that each lacks."""
    fits = {block.id for block in known.values() if set(block.tables) <= held}
    here, absent = [], []
    stands_in = {block.unless: block for block in known.values() if block.unless and block.id in fits}
    for block in known.values():
        if block.unless in fits or (block.id in stands_in and block.id not in fits):
            continue
        if block.id in fits:
            here.append(block)
        elif not block.unless:
            absent.append((block, next(name for name in block.tables if name not in held)))
    return here, absent


def _whole(blocks: list[Block]) -> tuple[list[Block], list[tuple[Block, str]]]:
    """Blocks without the columns that the user's release of a table cannot give, and those with what it lacks."""
    here, gone = [], []
    for block in blocks:
        held = frozenset().union(*(holdings.columns(name) for name in block.tables))
        lacking = {column: sorted(block.takes(column) - held) for column in block.columns}
        kept = tuple(column for column in block.columns if not lacking[column])
        if kept:
            here.append(block.model_copy(update={"columns": kept}))
        for column, names in lacking.items():
            if names:
                one = block.model_copy(update={"columns": (column,)})
                gone.append((one, f"{', '.join(names)} in {block.tables[0]}"))
    return here, gone


def _asked(gone: list[tuple[Block, str]], columns: Collection[str]) -> list[tuple[Block, str]]:
    """Of what is gone, what is asked for; all if nothing is named."""
    return [one for one in gone if not columns or one[0].columns[0].id in columns]


def _missing(absent: list[tuple[Block, str]], gone: list[tuple[Block, str]]) -> list[Problem]:
    tables = dict.fromkeys(name for _, name in absent)
    found = [
        Problem(
            name, "The panel needs this table, and it is not in the data folder.", catalogue.offered(name)
        )
        for name in tables
    ]
    for name in dict.fromkeys(block.tables[0] for block, _ in gone):
        names = dict.fromkeys(
            lacking.rpartition(" in ")[0] for block, lacking in gone if block.tables[0] == name
        )
        what = f"The release in the data folder has no column {', '.join(names)}."
        found.append(Problem(name, what, catalogue.offered(name)))
    count = len(tables) + len({block.tables[0] for block, _ in gone})
    what = f"{count} table{'s are' if count != 1 else ' is'} missing or incomplete."
    fix = "`suasion panel --partial` (in Python partial=True) builds what there is and names what is absent."
    return [*found, Problem("panel", what, fix)]


def _source(block: Block, held: dict[str, Any]) -> dict[str, str]:
    dataset, one = catalogue.dataset_of(block.tables[0]), held[block.tables[0]]
    return {
        "dataset": dataset.title,
        "version": one.version or f"unknown release ({one.file})",
        "licence": dataset.licence,
        "cite": ", ".join(dataset.cite),
        "address": dataset.address,
    }
