"""Small games read from Gambit's files and solved."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from suasion.errors import Problem, SuasionError
from suasion.files.inputs import texts

if TYPE_CHECKING:
    from suasion.games.forms import Extensive, Normal, Solution

METHODS = ("all", "logit", "gambit")
ROUNDING = 1e-12


def load_game(path: str | Path) -> Normal | Extensive:
    """A game in normal or extensive form from a ``.nfg`` or ``.efg`` file.

    Raises:
        SuasionError: The file is missing or malformed, with the line.
    """
    from suasion.games import forms

    place = Path(path)
    return forms.parse(texts.read(place), place.name)


def solve(game: str | Path | Normal | Extensive, *, method: str = "all") -> Solution:
    """Equilibria of a small game, each with its regret.

    Args:
        game: A ``.nfg`` or ``.efg`` file, or a game that is loaded.
        method: ``all``: of two players every extreme equilibrium, exactly; of more, every pure one and the limit of
            the logit path. ``logit``: that limit alone. ``gambit``: what pygambit finds, where it is installed.

    Returns:
        ``Solution`` with ``.equilibria``, ``.table``, ``.text``, ``.complete``, ``.degenerate``, ``.continua``, ``.cannot_say``.

    Raises:
        SuasionError: The file is missing or malformed, the method unknown, or the game too large for it.
    """
    from suasion.games import forms

    check_solver(method)
    loaded = load_game(game) if isinstance(game, str | Path) else game
    if method == "gambit":
        return forms.solve_with_gambit(loaded)
    return forms.solve(loaded, method=method)


def check_solver(method: str) -> None:
    """Refuses a way to solve games that is not known.

    Raises:
        SuasionError: There is no such method.
    """
    if method not in METHODS:
        raise SuasionError(
            Problem(f"--method {method[:40]}", "There is no such method.", f"Known: {', '.join(METHODS)}.")
        )


def solve_results(game: str | Path, *, method: str) -> dict[str, Any]:
    """A solution as plain data; numbers that are exact stand as fractions in text.

    Raises:
        SuasionError: As `solve`.
    """
    found = solve(game, method=method)
    return {
        "title": found.title,
        "players": list(found.players),
        "complete": found.complete,
        "degenerate": list(found.degenerate),
        "continua": [list(group) for group in found.continua],
        "equilibria": [
            {
                "how": one.how,
                "payoffs": [_said(x) for x in one.payoffs],
                "regret": _said(one.regret),
                "off_path": None if one.off_path is None else _said(one.off_path),
                "choices": [
                    {
                        "where": where,
                        "mixture": [
                            {"action": action, "chance": _said(chance), "value": float(chance)}
                            for action, chance in mixture
                        ],
                    }
                    for where, mixture in one.choices
                ],
            }
            for one in found.equilibria
        ],
        "text": found.text,
        "cannot_say": list(found.cannot_say),
    }


def _said(number: Any) -> str:
    """A fraction as it is, a double with four digits; what rounding leaves of nothing is 0."""
    if isinstance(number, Fraction):
        return str(number)
    return f"{number:.4g}" if abs(number) > ROUNDING else "0"
