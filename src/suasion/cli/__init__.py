"""The command line: a thin shell over ``lab``. A command is a file of this folder, found by being there.

The file ``NAME.py`` holds a function ``NAME`` (``NAME_`` where Python keeps the word for itself), which becomes the
command ``suasion NAME``, or a ``typer.Typer`` of that name, which becomes a group of commands. Heavy imports happen in
the command that needs them; what several commands share lies in ``shared/``.
"""

from __future__ import annotations

import gc
import os
import sys
import warnings
from collections.abc import Callable, Sequence
from importlib import import_module
from pkgutil import iter_modules
from shutil import get_terminal_size
from typing import Annotated, Any, TextIO

import typer

from suasion.cli.shared import interrupts, printing, streams
from suasion.cli.shared.help import prepare
from suasion.errors import Notice, Problem, SuasionError

app = typer.Typer(
    name="suasion",
    help="Confront or engage? Plays human-rights strategies over thousands of plausible worlds. "
    "What comes out is a scenario, never a forecast.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"terminal_width": max(20, min(get_terminal_size().columns, 80) - 2)},
)

#: What is imported and written here are many small objects that stay to the end: looking through them for garbage as
#: often as Python does by default took a tenth of a comparison's time.
COLLECT = (20_000, 20, 50)


def register(to: typer.Typer) -> None:
    """Takes in every command of this folder; ``shared/help.py`` says in which order they are listed."""
    for name in sorted(module.name for module in iter_modules(__path__) if not module.ispkg):
        module = import_module(f"{__name__}.{name}")
        command = getattr(module, name, None) or getattr(module, f"{name}_")
        if isinstance(command, typer.Typer):
            to.add_typer(command, name=name)
        else:
            to.command(name)(command)
    prepare(to)


register(app)


@app.callback(invoke_without_command=True)
def version(
    show_version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Confront or engage? Scenarios, never forecasts."""
    if show_version:
        import suasion

        typer.echo(f"suasion {suasion.__version__}")
        raise typer.Exit


def main(run: Callable[..., Any] = app) -> None:
    """Runs the command line: exit code 2 for what the user can mend, 130 for Ctrl-C."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    gc.set_threshold(*COLLECT)
    warnings.showwarning = _notice
    streams.prepare()
    try:
        with interrupts.heard():
            _carry_out(run)
    except (KeyboardInterrupt, SystemExit) as stop:  # Typer turns Ctrl-C into an exit with 130
        if isinstance(stop, SystemExit) and stop.code != 130:
            raise
        interrupts.ignore()
        typer.echo("\nStopped; nothing was left half-written.", err=True)
        sys.stderr.flush()
        os._exit(130)  # threads still playing would otherwise be waited for


def _carry_out(run: Callable[..., Any]) -> None:
    """Runs a command and writes out what it printed; what can be mended is reported."""
    try:
        try:
            run()
        finally:
            streams.flush()
    except SuasionError as error:
        _report(error.problems)
        sys.exit(2)
    except BrokenPipeError:
        os._exit(0)
    except OSError as error:
        _report([Problem(str(error.filename or "The disk"), f"{error.strerror or error}.")])
        sys.exit(2)
    except MemoryError:
        _report([Problem("The memory", "There is not enough of it.", "Play fewer --worlds.")])
        sys.exit(2)


def _notice(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """A warning on the screen: what the user should know is one line, without the place in the code."""
    if issubclass(category, Notice):
        printing.say(str(message), err=True)
    else:
        typer.echo(warnings.formatwarning(message, category, filename, lineno, line), err=True, nl=False)


def _report(problems: Sequence[Problem]) -> None:
    count = len(problems)
    printing.say("A problem:" if count == 1 else f"{count} problems:", err=True)
    for problem in problems:
        printing.say(str(problem.options), err=True)
