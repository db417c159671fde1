"""What the panel's blocks are built by is what their digest covers: no more code, and no less."""

from __future__ import annotations

import subprocess
import sys

from suasion.files.datasets.panels import APART


def test_the_panel_is_built_without_the_rooms_that_its_digest_leaves_out():
    code = "import sys, suasion.measure.panel, suasion.measure.support.summary; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    rooms = {name.split(".")[2] for name in loaded.split() if name.startswith("suasion.measure.")}
    assert "crosswalk" in rooms
    assert not rooms & set(APART)
