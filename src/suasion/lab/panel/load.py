"""The panel, built from the datasets in the data folder; what has not changed is not built again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from suasion.domain.arguments import Names, several
from suasion.domain.choice import choose, with_tables
from suasion.domain.data_arguments import PanelArguments
from suasion.domain.findings.data import Held
from suasion.domain.panel import Block
from suasion.errors import SuasionError
from suasion.files.datasets import catalogue, panels
from suasion.files.datasets.blocks import BlockStore, StoredBlock
from suasion.files.datasets.holdings import Holdings
from suasion.files.library.states import names, states
from suasion.lab.environment import holdings
from suasion.lab.panel.missing import missing
from suasion.lab.speaking import text
from suasion.progress import Counter, Progress

if TYPE_CHECKING:
    from suasion.measure.crosswalk import Crosswalk
    from suasion.measure.panel import Built, Panel, Source


@cache
def crosswalk() -> Crosswalk:
    """The states of the world and the codes that datasets give them."""
    from suasion.measure.crosswalk import Crosswalk

    return Crosswalk(states(), names())


def load_panel(*, partial: bool = False, columns: Names = (), progress: Progress | None = None) -> Panel:
    """The panel of state-years from 1946 on.

    Args:
        partial: Build what the data folder allows and say what is absent, rather than refuse.
        columns: Columns that are wanted, or one name; only the blocks that hold them are built, and what else these lack is left
            out. All if not given.
        progress: Receives a report before and after each block that is built anew; its title names the step; and of how many blocks are
            there, as the step ``blocks of the panel``.

    Returns:
        The table, what is known of each column, what each join found, and what is absent.

    Raises:
        SuasionError: A dataset is missing, and where it is offered; with ``partial``, only if all are.
    """
    return panel_built(PanelArguments(partial=partial, columns=several(columns) or ()), progress=progress)


def panel_built(arguments: PanelArguments, *, progress: Progress | None = None) -> Panel:
    """As :func:`load_panel`, of a record of arguments.

    Args:
        arguments: What is asked for.
        progress: As :func:`load_panel`.

    Raises:
        SuasionError: As :func:`load_panel`.
    """
    there = holdings()
    held = there.installed()
    choice = choose(panels.blocks(), arguments.columns, held, there.columns)
    lacking = choice.asked(arguments.columns)
    if not choice.blocks or (not arguments.partial and (choice.tables or lacking)):
        raise SuasionError(missing(choice.tables, lacking, some=bool(choice.blocks)))
    from suasion.measure.panel import assemble

    built = _all_built(choice.blocks, there, progress)
    sources = {block.id: _source(block, held[block.tables[0]]) for block in choice.blocks}
    panel = assemble(choice.blocks, built, crosswalk(), sources, [*choice.tables, *choice.columns])
    return replace(panel, text=text("panel", panel.holdings))


def lacks(columns: Collection[str]) -> list[str]:
    """What the data folder lacks for some columns of the panel: tables, and columns of tables."""
    there = holdings()
    choice = choose(panels.blocks(), columns, there.installed(), there.columns)
    return list(dict.fromkeys(one.lacks for one in (*choice.tables, *choice.asked(columns))))


def rests_on(columns: Collection[str]) -> str:
    """A digest of all that some columns of the panel rest on: datasets, definitions, states and code.

    Args:
        columns: Columns whose datasets are all in the data folder.
    """
    there = holdings()
    here, _ = with_tables(panels.blocks(), columns, there.installed())
    return panels.together(_key(block, there) for block in here)


def _all_built(blocks: Sequence[Block], there: Holdings, progress: Progress | None) -> dict[str, Built]:
    """Each block: as it was built before from the same, or built anew."""
    from suasion.measure.panel import Built

    store = BlockStore(there.folder)
    stored = {block.id: store.load(block.id, _key(block, there)) for block in blocks}
    built = {name: Built(*one) for name, one in stored.items() if one is not None}
    anew = [block for block in blocks if block.id not in built]
    counter = Counter(progress, "blocks of the panel", len(anew)) if anew else None
    for block in anew:
        built[block.id] = _built(block, there, progress)
        if counter:
            counter.add()
    return built


def _built(block: Block, there: Holdings, progress: Progress | None) -> Built:
    """A block built anew, and stored."""
    from suasion.measure.panel import build

    store, digest = BlockStore(there.folder), _key(block, there)
    counter = Counter(progress, block.title, 1)
    one = build(block, {name: there.load(name) for name in block.tables}, crosswalk())
    store.save(block.id, digest, StoredBlock(one.rows, one.join, one.covers))
    counter.add()
    return one


def _key(block: Block, there: Holdings) -> str:
    return panels.key(block, {name: there.fingerprint(name) for name in block.tables})


def _source(block: Block, held: Held) -> Source:
    from suasion.measure.panel import Source

    dataset = catalogue.dataset_of(block.tables[0])
    return Source(
        dataset=dataset.title,
        version=held.version or f"unknown release ({held.file})",
        licence=dataset.licence,
        cite=", ".join(dataset.cite),
        address=dataset.address,
    )
