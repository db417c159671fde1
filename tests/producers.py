"""Small files in producers' formats, made up, that the catalogue recognises."""

from __future__ import annotations

import io
from pathlib import Path

import polars as pl

HEAD = "Country,Country_OLD,Year,COW_Code_A,COW_Code_N,WordBank_Code_A,UN_Code_N,Region,PTS_A,PTS_H,PTS_S,NA_Status_A,NA_Status_H,NA_Status_S"
ROWS = [
    '"Korea, North",North Korea,1996,PRK,731,PRK,408,eap,NA,NA,5,66,88,0',
    '"Korea, North",North Korea,1997,PRK,731,PRK,408,eap,5,NA,5,0,88,0',
    "Côte d'Ivoire,Ivory Coast,1996,CDI,437,CIV,384,ssa,2,NA,3,0,88,0",
]
NAME = "PTS-2030.csv"


def text(*rows: str, head: str = HEAD) -> str:
    """A terror-scale file of these rows."""
    return "\n".join([head, *(rows or ROWS)]) + "\n"


def put(folder: Path, content: str | bytes, name: str = NAME) -> Path:
    """A file of this content."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def frame() -> pl.DataFrame:
    """The rows as a typed frame."""
    return pl.read_csv(io.StringIO(text()), null_values=["NA"])
