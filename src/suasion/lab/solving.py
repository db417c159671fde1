"""Small games read from Gambit's files and solved."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from suasion.domain.findings.solution import Equilibrium, Solution
from suasion.errors import Problem, SuasionError, argument, visible
from suasion.files.inputs import texts
from suasion.lab.answered import Answered
from suasion.lab.speaking import lines, text
from suasion.progress import Progress

if TYPE_CHECKING:
    import pandas as pd

    from suasion.games.forms import Extensive, Normal

METHODS = ("all", "logit", "gambit")


class Solved(Answered[Solution]):
    """The equilibria of a game, with the words for them.

    Attributes:
        findings: Every number, as a typed record.
    """

    @property
    def title(self) -> str:
        """The game's title."""
        return self.findings.title

    @property
    def players(self) -> tuple[str, ...]:
        """Names of the players."""
        return self.findings.players

    @property
    def equilibria(self) -> tuple[Equilibrium, ...]:
        """All equilibria that were found."""
        return self.findings.equilibria

    @property
    def approached(self) -> tuple[Equilibrium, ...]:
        """Profiles that a method led to and that are no equilibrium, with their regret."""
        return self.findings.approached

    @property
    def complete(self) -> bool:
        """Whether the list is complete."""
        return self.findings.complete

    @property
    def continua(self) -> tuple[tuple[int, ...], ...]:
        """Groups of equilibria, by number, whose mixtures are equilibria too."""
        return self.findings.continua

    @property
    def degenerate(self) -> tuple[str, ...]:
        """Why the game is degenerate, in words; empty if it is not."""
        return lines("solution", self.findings, "ties")

    @property
    def table(self) -> pd.DataFrame:
        """One line for each action of each equilibrium."""
        return self.findings.table

    @property
    def text(self) -> str:
        """What was found, in words."""
        return text("solution", self.findings)

    @property
    def cannot_say(self) -> tuple[str, ...]:
        """What the solution does not say."""
        return lines("solution", self.findings, "cannot_say")

    @property
    def sentences(self) -> Mapping[str, object]:
        """The words, as JSON holds them."""
        return {
            "degenerate": list(self.degenerate),
            "text": self.text,
            "cannot_say": list(self.cannot_say),
        }

    def __str__(self) -> str:
        return self.text


def load_game(path: str | Path) -> Normal | Extensive:
    """A game in normal or extensive form from a ``.nfg`` or ``.efg`` file.

    Raises:
        SuasionError: The file is missing or malformed, with the line.
    """
    from suasion.games import forms

    place = Path(path)
    return forms.parse(visible(texts.read(place)), place.name)


def solve(
    game: str | Path | Normal | Extensive, *, method: str = "all", progress: Progress | None = None
) -> Solved:
    """Equilibria of a small game, each with its regret.

    Args:
        game: A ``.nfg`` or ``.efg`` file, or a game that is loaded.
        method: ``all``: of two players every extreme equilibrium, exactly, or some where these are too many; of more,
            every pure one and the limit of the logit path. ``logit``: that limit alone. ``gambit``: what pygambit finds,
            where it is installed.
        progress: Receives what is done.

    Returns:
        ``Solved`` with ``.equilibria``, ``.approached``, ``.table``, ``.text``, ``.findings``, ``.complete``, ``.degenerate``, ``.continua``,
        ``.cannot_say``.

    Raises:
        SuasionError: The file is missing or malformed, the method unknown, or the game too large for it.
    """
    from suasion.games import forms

    check_solver(method)
    loaded = load_game(game) if isinstance(game, str | Path) else game
    if method == "gambit":
        return Solved(forms.solve_with_gambit(loaded))
    return Solved(forms.solve(loaded, method=method, progress=progress))


def check_solver(method: str) -> None:
    """Refuses a way to solve games that is not known.

    Raises:
        SuasionError: There is no such method.
    """
    if method not in METHODS:
        raise SuasionError(
            Problem(argument("method", method), "There is no such method.", f"Known: {', '.join(METHODS)}.")
        )
