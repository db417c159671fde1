"""Plays the tutorial: runs its commands, makes its edits, and puts what was printed below each command.

In a ``console`` block a line that begins with ``$ `` is a command; what follows it is its output. A ``toml`` block
after ``<!-- edit FILE: BEGINNING -->`` takes the place of the one line of FILE that begins so; after
``<!-- append FILE -->`` it goes to the end of FILE. ``(exit code N)`` as the last line of an output
says that the command ends with that code; without it the code is 0.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

COLUMNS = 88
CONSOLE = re.compile(r"```console\n(.*?)```", re.S)
STEP = re.compile(
    r"```console\n(?P<console>.*?)```"
    r"|<!-- edit (?P<file>\S+): (?P<begins>.*?) -->\s*```toml\n(?P<block>.*?)```"
    r"|<!-- append (?P<to>\S+) -->\s*```toml\n(?P<more>.*?)```",
    re.S,
)


def played(text: str) -> str:
    """The page with every output as its commands print it now.

    Args:
        text: The page.

    Raises:
        ValueError: An edit does not find exactly one line to change.
    """
    with tempfile.TemporaryDirectory() as place:
        return STEP.sub(lambda step: _step(step, Path(place)), text)


def _step(step: re.Match[str], place: Path) -> str:
    if step["console"] is not None:
        commands = [line[2:] for line in step["console"].split("\n") if line.startswith("$ ")]
        return "```console\n" + "".join(_run(command, place) for command in commands) + "```"
    if step["to"] is not None:
        with (place / step["to"]).open("a", encoding="utf-8") as file:
            file.write("\n" + step["more"])
        return step[0]
    path = place / step["file"]
    lines = path.read_text("utf-8").split("\n")
    found = [i for i, line in enumerate(lines) if line.startswith(step["begins"])]
    if len(found) != 1:
        raise ValueError(f"{step['file']}: {len(found)} lines begin with {step['begins']!r}; one must")
    lines[found[0]] = step["block"].rstrip("\n")
    path.write_text("\n".join(lines), "utf-8")
    return step[0]


def _run(command: str, place: Path) -> str:
    """One command and what it prints, as a shell at ``COLUMNS`` columns shows it."""
    scripts = Path(sys.executable).parent
    done = subprocess.run(
        command,
        shell=True,
        cwd=place,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={
            **os.environ,
            "COLUMNS": str(COLUMNS),
            "NO_COLOR": "1",
            "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
        },
    )
    lines = [line.rstrip() for line in done.stdout.strip("\n").split("\n")]
    if done.returncode:
        lines.append(f"(exit code {done.returncode})")
    return f"$ {command}\n" + "".join(f"{line}\n" for line in lines if line or len(lines) > 1)
