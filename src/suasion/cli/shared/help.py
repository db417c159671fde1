"""Help as it is printed: commands under headings, by use, each with an example; nothing cut at any width."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import typer
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:  # Typer's own copy of Click, or Click, whichever this release stands on
    from typer._click import Context, HelpFormatter

#: Headings of ``suasion --help`` in their order, with their commands by use. A command that is not named here stands
#: under the last heading, by the alphabet.
HEADINGS: dict[str, Sequence[str]] = {
    "Start here": ("compare", "brief", "list", "show", "new", "check"),
    "Ask why": ("support", "sources", "rerun"),
    "Data and measure": ("data", "panel", "country", "measure", "scores", "fit", "posterior"),
    "Games": ("depth", "talks", "threat", "solve"),
    "More": (),
}
NARROW = 60  # columns below which a name stands on a line of its own, above its text
EXAMPLES = re.compile(r"\n+ *Examples:\n")


def parted(help: str | None) -> tuple[str, str]:
    """A docstring as its text and its examples, a line each."""
    text, _, examples = EXAMPLES.sub("\0", help or "").partition("\0")
    return text.strip(), textwrap.dedent(examples).strip()


def first_sentence(text: str) -> str:
    """The first sentence of a text, on one line, without its full stop."""
    flat = " ".join(text.partition("\n\n")[0].split())
    return re.split(r"(?<=\.) (?=[A-Z])", flat)[0].rstrip(".")


def prepare(app: typer.Typer) -> None:
    """Gives each command of an app its examples, its line in the list of commands, and how its help is laid out."""
    app.info.cls = Group
    for command in app.registered_commands:
        help = command.help or (command.callback.__doc__ if command.callback else "")
        command.help, examples = parted(textwrap.dedent(help or ""))
        command.epilog = examples or command.epilog  # one that was registered before has handed them over
        command.short_help, command.cls = first_sentence(command.help), Command
    for group in app.registered_groups:
        inner = group.typer_instance
        if inner is not None:
            prepare(inner)
            group.cls = Group
            group.help, group.epilog = parted(inner.info.help if isinstance(inner.info.help, str) else "")
            group.short_help = first_sentence(group.help)


def heading(name: str) -> str:
    """The heading under which a command of ``suasion`` stands."""
    return next((title for title, names in HEADINGS.items() if name in names), list(HEADINGS)[-1])


class _Laid:
    """How help is laid out: options and examples."""

    epilog: str | None

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:
        if self.epilog:
            with formatter.section("Examples"):
                for line in self.epilog.splitlines():
                    _write(formatter, line)


class Command(_Laid, TyperCommand):
    """A command; its ``epilog`` is its examples, a line each."""

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        _options(self, ctx, formatter)


class Group(_Laid, TyperGroup):
    """A group of commands; the outermost has headings."""

    def list_commands(self, ctx: Context) -> list[str]:
        if ctx.parent is not None:
            return list(self.commands)
        named = [name for names in HEADINGS.values() for name in names]
        return sorted(
            self.commands, key=lambda name: (named.index(name) if name in named else len(named), name)
        )

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        _options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        sections: dict[str, list[str]] = {}
        for name in self.list_commands(ctx):
            sections.setdefault(heading(name) if ctx.parent is None else "Commands", []).append(name)
        wide = max(map(len, self.commands)) + 2
        for title, names in sections.items():
            with formatter.section(title):
                for name in names:
                    self._line(name, wide, formatter)

    def _line(self, name: str, wide: int, formatter: HelpFormatter) -> None:
        """What a command does, and below it an example."""
        command = self.commands[name]
        _rows(formatter, [(f"{name:<{wide - 2}}", command.get_short_help_str())])
        first = next(iter((command.epilog or "").splitlines()), "")
        if first:
            _write(formatter, first, " " * (4 if formatter.width < NARROW else wide))


def _options(command: TyperCommand | TyperGroup, ctx: Context, formatter: HelpFormatter) -> None:
    """Arguments, then options, in the order in which the command declares them."""
    rows: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
    for param in command.get_params(ctx):
        record = param.get_help_record(ctx)
        if record is not None:
            rows[param.param_type_name].append(record)
    for title, kind in (("Arguments", "argument"), ("Options", "option")):
        if rows[kind]:
            with formatter.section(title):
                _rows(formatter, rows[kind])


def _rows(formatter: HelpFormatter, rows: Iterable[tuple[str, str]]) -> None:
    """Names with their texts; in a narrow terminal below each other."""
    if formatter.width >= NARROW:
        formatter.write_dl(list(rows))
        return
    for name, text in rows:
        _write(formatter, name.rstrip())
        _write(formatter, text, "    ")


def _write(formatter: HelpFormatter, text: str, indent: str = "") -> None:
    """One line, folded where the terminal is narrower; what it goes on with stands further in."""
    before = " " * formatter.current_indent + indent
    lead = before + " " * (len(text) - len(text.lstrip()))
    lines = textwrap.wrap(
        text.strip(), max(formatter.width, 20), initial_indent=lead, subsequent_indent=f"{lead}    "
        if not indent else lead, break_on_hyphens=False,
    )  # fmt: skip
    formatter.write("\n".join(lines) + "\n")
