"""Which commands read which datasets."""

from __future__ import annotations

from suasion.files.datasets import panels
from suasion.files.library import content


def readers() -> dict[str, set[str]]:
    """Commands that read datasets from the data folder, and the ids of these."""
    from suasion.measure.support.variables import NEEDED

    blocks = panels.blocks().values()
    near = [block for block in blocks if {column.id for column in block.columns} & set(NEEDED)]
    tables = {
        "panel": [name for block in blocks for name in block.tables],
        "measure": [scale.table for scale in content.folder("scales").values()],
        "support": [name for block in near for name in block.tables],
    }
    return {command: {name.partition(".")[0] for name in needed} for command, needed in tables.items()}


def readers_of(dataset: str) -> tuple[str, ...]:
    """Commands that read a dataset."""
    return tuple(command for command, needed in readers().items() if dataset in needed)
