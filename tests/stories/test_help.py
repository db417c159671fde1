"""Help: commands under headings by use, each with an example that the command takes, nothing cut at any width."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys

import pytest
import typer

from suasion.cli import app
from suasion.cli.shared.help import HEADINGS, first_sentence, parted


def every(command, name="suasion"):
    """Every command below one, by its full name; groups as well."""
    for sub, one in getattr(command, "commands", {}).items():
        yield f"{name} {sub}", one
        yield from every(one, f"{name} {sub}")


COMMANDS = dict(every(typer.main.get_command(app)))


def help_of(*words: str, width: int = 80) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "suasion", *words, "--help"],
        env={**os.environ, "COLUMNS": str(width)},
        text=True,
        capture_output=True,
    )
    assert done.returncode == 0
    return done.stdout


@pytest.mark.parametrize("width", [80, 40])
def test_commands_stand_under_headings_by_use_with_an_example_each(width):
    text = help_of(width=width)
    places = [text.index(f"{heading}:\n") for heading in HEADINGS if heading != "More"]
    assert places == sorted(places)
    listed = re.findall(r"(?m)^  (\w+)(?: |$)", text[places[0] :])
    assert listed == [name for names in HEADINGS.values() for name in names]
    flat = " ".join(text.split())
    for name in listed:
        assert f"suasion {name} " in flat
        assert COMMANDS[f"suasion {name}"].short_help in flat
    assert max(map(len, text.splitlines())) <= width
    assert "..." not in text.replace("[ARGS]...", "")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_examples_that_it_takes(name):
    command = COMMANDS[name]
    assert command.epilog
    for line in command.epilog.splitlines():
        words = shlex.split(line.split(" > ")[0])
        assert " ".join(words).startswith(name)
        inner, rest = command, words[len(name.split()) :]
        while rest and rest[0] in getattr(inner, "commands", {}):
            inner = inner.commands[rest.pop(0)]
        assert inner.make_context(name, rest)


@pytest.mark.parametrize("width", [80, 40])
@pytest.mark.parametrize("words", [("compare",), ("data", "add"), ("threat",)], ids=" ".join)
def test_help_fits_the_terminal(words, width):
    lines = help_of(*words, width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert lines.count("Examples:") == 1


def test_a_docstring_is_parted_into_text_and_examples():
    assert parted("Do it.\n\nMore.\n\nExamples:\n    a b\n    c") == ("Do it.\n\nMore.", "a b\nc")
    assert parted(None) == ("", "")
    assert first_sentence("Do e.g. this\nand that. Then more.") == "Do e.g. this and that"
