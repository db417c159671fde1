"""A command is one file of ``suasion/cli``: it is there as soon as the file is."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from suasion import cli

FILES = sorted(path.stem for path in Path(cli.__file__).parent.glob("*.py") if path.stem != "__init__")


def test_every_file_is_a_command_and_every_command_a_file():
    assert sorted(typer.main.get_command(cli.app).commands) == FILES


@pytest.mark.parametrize(
    ("name", "code", "line"),
    [
        ("greet", 'def greet(name: str) -> None:\n    """Say hello."""\n    print("Hello,", name)\n', ["greet", "you"]),
        ("import", 'def import_(name: str) -> None:\n    """Say hello."""\n    print("Hello,", name)\n', ["import", "you"]),
        (
            "say",
            'import typer\n\nsay = typer.Typer(help="Say things.")\n\n@say.command()\ndef hello(name: str) -> None:\n'
            '    """Say hello."""\n    print("Hello,", name)\n\n@say.command()\ndef bye() -> None:\n    """Say bye."""\n',
            ["say", "hello", "you"],
        ),
    ],
)  # fmt: skip
def test_a_file_that_is_dropped_in_is_a_command(tmp_path, monkeypatch, name, code, line):
    (tmp_path / f"{name}.py").write_text(code)
    monkeypatch.setattr(cli, "__path__", [*cli.__path__, str(tmp_path)])
    app = typer.Typer()
    cli.register(app)
    done = CliRunner().invoke(app, line)
    assert done.exit_code == 0
    assert done.output == "Hello, you\n"
    assert sorted(typer.main.get_command(app).commands) == sorted([*FILES, name])
