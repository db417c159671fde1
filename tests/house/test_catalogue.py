"""The catalogue of datasets: every entry is whole, and every source of it stands in the bibliography."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from suasion.domain.dataset import Dataset
from suasion.errors import SuasionError
from suasion.files.datasets import catalogue, panels
from suasion.files.inputs import toml
from suasion.files.library import bibliography, content

CATALOGUE = catalogue.catalogue()
#: Columns of the producers' own files that the excerpts seen so far leave out.
LEFT_OUT = {
    "undp_hdr.wide": {
        *("eys_*", "gdi_*", "ihdi_*", "coef_ineq_*", "loss_*", "mmr_*", "abr_*", "hdi_rank_*", "gii_rank_*"),
        *(f"{name}_{who}_*" for name in ("hdi", "le", "mys", "eys", "gni_pc") for who in "fm"),
    },
}


@pytest.mark.parametrize("id", CATALOGUE)
def test_entry_is_whole(id):
    one = CATALOGUE[id]
    assert (content.ROOT / "datasets" / f"{id}.toml").is_file()
    assert set(one.cite) <= set(bibliography.entries())
    assert len({table.id for table in one.tables}) == len(one.tables)
    assert not one.address or one.address.startswith(("https://", "http://"))
    for name, table in one.each():
        assert all(pattern == pattern.lower() for pattern in table.files), name
        columns = {*table.keys, *table.states, *filter(None, [table.year])}
        seen = table.canonical(table.releases[0].columns) if table.releases else ()
        assert columns <= set(seen) if seen else columns
        assert not {name for name in table.also if table.also[name] == (name,)}
        for layout in table.layouts:
            known = {*columns, *table.required, *(one.column for one in table.indicators)}
            assert {*layout.names, *filter(None, [layout.value])} <= known, layout.id
            assert all(pattern == pattern.lower() for pattern in layout.sheets), layout.id
        for known in table.indicators:
            assert known.kind == "number" or (known.low, known.high) == (None, None), known.column
            assert known.low is None or known.high is None or known.low < known.high, known.column
            if seen and known.column not in LEFT_OUT.get(name, ()):
                assert any(table.indicator(one) == known for one in seen), known.column


def test_what_the_panel_reads_is_in_the_catalogue():
    named = {name for block in panels.blocks().values() for name in block.tables}
    assert named <= set(catalogue.tables())


def test_unknown_keys_and_holes_of_an_entry_are_named():
    table = toml.read(content.ROOT / "datasets" / "pts.toml")
    broken = {**table, "licens": "free", "tables": [{**table["tables"][0], "required": ["Nothing"]}]}
    with pytest.raises(SuasionError) as found:
        toml.parse(Dataset, broken, "pts.toml")
    said = str(found.value)
    assert "pts.toml · licens\n  There is no such key here. Nearest: licence." in said
    assert "The release pts_2022.csv.gz lacks what is required: Nothing." in said


def test_catalogue_is_read_without_the_extra_and_without_tables():
    """Neither Polars nor the readers of other forms are needed to ask what there is."""
    code = (
        "import sys; from suasion.files.datasets import catalogue; catalogue.catalogue(); "
        "print([name for name in ('polars', 'pyreadstat', 'fastexcel', 'rdata', 'jax') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_row_of_any_dataset_is_shipped():
    """The catalogue holds names, scales and digests; digests and counts are all the numbers that it has."""
    for path in (content.ROOT / "datasets").iterdir():
        assert path.suffix == ".toml"
        assert not re.search(r"(?m)^\s*\d+(\.\d+)?\s*,\s*\d", path.read_text("utf-8"))
    tables = [one for one in Path(content.ROOT).rglob("*") if one.suffix in {".csv", ".parquet", ".gz"}]
    assert {one.parent.name for one in tables} <= {
        "scores"
    }  # Suasion's own estimates: no indicator, no published score
    for one in tables:
        assert (
            {"cow", "year", "mean", "sd"}
            <= set(pl.read_parquet_schema(one))
            <= {"cow", "year", "mean", "sd", "draws"}
        )
