"""Plays North Korea and puts what the terminal prints into README.md.

    python scripts/readme.py

The table goes between ``<!-- begin table -->`` and ``<!-- end table -->``, the words below it between
``<!-- begin words -->`` and ``<!-- end words -->``. Seed 0, 10,000 worlds, 100 columns.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from docs_markdown import fill

README = Path(__file__).resolve().parents[1] / "README.md"
WORDS = "What the record cannot say"


def printed() -> str:
    """What ``suasion compare north-korea`` prints at 100 columns, without the lines on the run folder."""
    with tempfile.TemporaryDirectory() as place:
        command = [
            str(Path(sys.executable).with_name("suasion")),
            "compare",
            "north-korea",
            "--out",
            f"{place}/run",
        ]
        done = subprocess.run(
            command, check=True, text=True, stdout=subprocess.PIPE, env={**os.environ, "COLUMNS": "100"}
        )
    lines = [line.rstrip() for line in done.stdout.strip("\n").split("\n")]
    return "\n".join(lines).partition("\n\nRun folder:")[0]


def main() -> None:
    table, mark, words = printed().partition(f"\n\n{WORDS}\n")
    text = README.read_text("utf-8")
    for name, block in (("table", table), ("words", (mark + words).strip("\n"))):
        text = fill(text, name, f"```\n{block}\n```")
    README.write_text(text, "utf-8")
    print(README.name)


if __name__ == "__main__":
    main()
