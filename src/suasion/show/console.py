"""A terminal on which text from files is shown and never obeyed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich.console import Console as RichConsole
from rich.console import ConsoleOptions, RenderableType
from rich.segment import Segment

from suasion.errors import visible


class Console(RichConsole):
    """As Rich's, with every character that would steer the terminal written out; Rich's own colours stay.

    Args:
        file: Where to write; standard output if not given.
    """

    def __init__(self, file: TextIO | None = None) -> None:
        super().__init__(file=file)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The pieces of what is printed."""
        for one in super().render(renderable, options):
            yield one if one.control else Segment(visible(one.text), one.style)
