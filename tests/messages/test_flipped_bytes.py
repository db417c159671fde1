"""Parquet with flipped bytes: Polars may panic on it, which is no exception of Python's usual kind."""

from __future__ import annotations

import io
import random
from pathlib import Path

import polars as pl
import pytest

from suasion.errors import SuasionError
from suasion.files.formats import sheets
from suasion.files.formats.archives import InputFile


def test_it_is_read_or_refused(tmp_path: Path) -> None:
    rows = range(200)
    table = pl.DataFrame({"a": rows, "s": [f"x{i % 7}" for i in rows], "f": [i / 3 for i in rows]})
    whole = io.BytesIO()
    table.write_parquet(whole, compression="zstd")
    chance, refused = random.Random(1), 0
    path = tmp_path / "t.parquet"
    for _ in range(400):
        content = bytearray(whole.getvalue())
        for _ in range(chance.choice((1, 1, 3, 10))):
            content[chance.randrange(4, len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(content)
        try:
            for sheet in sheets.sheets(InputFile(path.name, path.name, path, "", ""), tmp_path):
                sheet.below(0, range(len(sheet.top[0])))
        except SuasionError:
            refused += 1
    assert 0 < refused < 400


def test_a_panic_is_a_broken_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def panic(*_: object, **__: object) -> None:
        raise pl.exceptions.PanicException("index out of bounds")

    path = tmp_path / "t.parquet"
    pl.DataFrame({"a": [1]}).write_parquet(path)
    monkeypatch.setattr(pl, "scan_parquet", panic)
    with pytest.raises(SuasionError, match="index out of bounds"):
        list(sheets.sheets(InputFile(path.name, path.name, path, "", ""), tmp_path))
