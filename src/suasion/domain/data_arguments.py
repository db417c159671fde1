"""What the commands on datasets and on the panel are asked for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class AddArguments:
    """Arguments of ``suasion data add`` and of ``suasion.add_data``.

    Attributes:
        path: A file, an archive or a folder, as downloaded.
        name: Which table it is (``dataset.table``), where it is not recognised by itself.
        force: Whether a table that is there already is replaced.
    """

    path: str
    name: str = ""
    force: bool = False


@dataclass(frozen=True, kw_only=True)
class PanelArguments:
    """Arguments of ``suasion panel`` and of ``suasion.load_panel``.

    Attributes:
        partial: Whether to build what the data folder allows and name what is absent, rather than refuse.
        columns: Columns that are wanted; all if none is named.
    """

    partial: bool = False
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CoverageArguments(PanelArguments):
    """Arguments of ``suasion panel coverage``.

    Attributes:
        state: ISO3 code, COW number or name.
        figure: A file for the figure, ``.svg``, ``.png`` or ``.html``; none if empty.
        force: Whether to replace a figure that is there.
    """

    state: str
    figure: str = ""
    force: bool = False
