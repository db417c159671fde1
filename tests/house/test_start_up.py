"""A comparison's table imports no library that it does not need: imports were a third of its time."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
from suasion.cli import app
app(["compare", "north-korea", "--worlds", "20", "--years", "2", "--table-only"], standalone_mode=False)
print(*{name.split(".")[0] for name in sys.modules})
"""
HEAVY = {"altair", "arviz_stats", "pandas", "polars", "scipy", "vl_convert", "xarray"}


def test_the_table_alone_imports_no_more_than_it_needs(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", CODE], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    loaded = set(done.stdout.splitlines()[-1].split())
    assert {"jax", "suasion"} <= loaded
    assert sorted(loaded & HEAVY) == []
