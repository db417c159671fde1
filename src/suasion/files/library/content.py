"""What Suasion brings along, by the folders of its library."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from suasion.domain.dataset import Dataset
from suasion.domain.instrument import Instrument, Package
from suasion.domain.scale import Scale
from suasion.domain.sentences import SentencesFile
from suasion.domain.strategy import Strategy
from suasion.domain.talks import TalksFile
from suasion.domain.threats import ThreatsFile
from suasion.domain.treaty import Treaty
from suasion.domain.worldview import Worldview
from suasion.errors import Problem, SuasionError, argument, nearest
from suasion.files import disk
from suasion.files.inputs import toml
from suasion.files.inputs.toml import TomlTable

ROOT = Path(str(files("suasion") / "library"))
M = TypeVar("M", bound=BaseModel)


@cache
def folder(kind: str) -> dict[str, Any]:
    """Every record of one library folder by id; a folder lists itself."""
    models: dict[str, type[Any]] = {
        "datasets": Dataset,
        "instruments": Instrument,
        "packages": Package,
        "scales": Scale,
        "sentences": SentencesFile,
        "strategies": Strategy,
        "talks": TalksFile,
        "threats": ThreatsFile,
        "treaties": Treaty,
        "worldviews": Worldview,
    }
    known = None if kind == "instruments" else known_names()
    records = [
        toml.parse(models[kind], toml.read(path), path.name, known=known)
        for path in sorted((ROOT / kind).glob("*.toml"))
    ]
    return {record.id: record for record in records}


def instruments() -> dict[str, Instrument]:
    """The instruments by id."""
    return folder("instruments")


def parse(model: type[M], table: TomlTable, where: str) -> M:
    """A table as a record that may refer to what the library holds.

    Raises:
        SuasionError: With one problem for each key that is wrong.
    """
    return toml.parse(model, table, where, known=known_names())


def known_names() -> dict[str, list[str]]:
    """Names that a file may refer to, by the library's folder."""
    return {"instruments": list(instruments())}


def one(kind: str, name: str, model: type[M]) -> M:
    """One record of a library folder, without reading the others."""
    path = ROOT / kind / f"{name}.toml"
    return toml.parse(model, toml.read(path), path.name)


def names(kind: str) -> list[str]:
    """Ids of what one library folder holds, by the names of its files."""
    return sorted(path.stem for path in (ROOT / kind).glob("*.toml"))


def case_names() -> list[str]:
    """Ids of the bundled cases."""
    return names("cases")


def bundled(kind: str, name: str) -> Path:
    """The file of something bundled, or the path that was given.

    Args:
        kind: Folder of the library: ``cases``, ``scales``, ``talks`` or ``threats``.
        name: A bundled name or a path.

    Raises:
        SuasionError: It is neither a bundled name nor looks like a path, and no such file exists.
    """
    if name in names(kind):
        return ROOT / kind / f"{name}.toml"
    path = Path(name)
    if not name or (not name.endswith(".toml") and path.name == name and not disk.exists(path)):
        word, none = {
            "cases": ("CASE", "case has"),
            "talks": ("TALKS", "talks have"),
            "scales": ("SCALE", "scale has"),
            "threats": (argument("model"), "threats have"),
        }[kind]
        raise SuasionError(
            Problem(
                name[:200] or word,
                f"No bundled {none} this name, and no such file exists.",
                nearest(name, names(kind)) or f"Bundled: {', '.join(names(kind))}.",
            )
        )
    return path


@cache
def panel_figures() -> TomlTable:
    """Figures that Suasion computed from the panel of states."""
    return toml.read(ROOT / "panel" / "figures.toml")


def template(name: str) -> str:
    """A commented case file to start from."""
    text = (ROOT / "cases" / "template.txt").read_text(encoding="utf-8")
    return text.replace("CASE-NAME", name)
