"""A device that was asked for and is not here, and a cache that cannot be written, are named, with what to do."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

COMPARE = ["compare", "north-korea", "--worlds", "48", "--years", "2", "--table-only"]


@pytest.mark.slow
@pytest.mark.parametrize("asked", ["cuda", "abacus"])
def test_a_device_that_is_not_here(asked, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "suasion", *COMPARE],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "JAX_PLATFORMS": asked},
    )
    if asked == "cuda" and done.returncode == 0:
        pytest.skip("there is such a device here")
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert f'JAX_PLATFORMS = "{asked}"' in done.stderr and "Leave JAX_PLATFORMS out" in done.stderr


@pytest.mark.slow
def test_a_cache_that_cannot_be_written(tmp_path):
    (tmp_path / "file").touch()
    done = subprocess.run(
        [sys.executable, "-m", "suasion", *COMPARE],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "SUASION_CACHE": str(tmp_path / "file" / "below")},
    )
    assert done.returncode == 0 and "Engagement" in done.stdout
    (line,) = done.stderr.splitlines()
    assert line.startswith("Compiled code cannot be stored in") and "SUASION_CACHE names another" in line
