"""An optional way to Gambit, which is not part of Suasion: ``pip install pygambit`` (GPL) brings it."""

from __future__ import annotations

import io
from fractions import Fraction

from suasion.domain.findings.solution import Solution
from suasion.errors import Problem, SuasionError

from .extensive import Extensive
from .facts import with_facts
from .judging import in_normal_form
from .normal import Normal
from .numbers import Profile
from .strategies import normal_form
from .writing import written


def solve_with_gambit(game: Normal | Extensive) -> Solution:
    """Equilibria that Gambit finds: all corners of games of two, else those of its support enumeration.

    Args:
        game: In normal or extensive form; the latter is handed over in reduced normal form.

    Returns:
        :class:`Solution`; regret is reckoned here, not taken over.

    Raises:
        SuasionError: pygambit is not installed, or Gambit refuses the game.
    """
    try:
        import pygambit
    except ImportError:
        raise SuasionError(
            Problem("pygambit", "It is not installed.", "pip install pygambit, or solve without it.")
        ) from None
    normal = normal_form(game)[0] if isinstance(game, Extensive) else game
    theirs = pygambit.read_nfg(io.BytesIO(written(normal).encode("utf-8")))
    two = len(normal.players) == 2
    try:
        profiles = (pygambit.nash.enummixed_solve if two else pygambit.nash.enumpure_solve)(theirs).equilibria
    except (RuntimeError, ValueError) as error:
        raise SuasionError(Problem(normal.title or "game", f"Gambit refuses it: {error}.")) from None
    equilibria = []
    for profile in profiles:
        chances: Profile = tuple(
            tuple(
                Fraction(profile[strategy].numerator, profile[strategy].denominator)
                for strategy in player.strategies
            )
            for player in theirs.players
        )
        equilibria.append(in_normal_form(normal, chances, "gambit"))
    solution = Solution(
        title=normal.title, players=normal.players, equilibria=tuple(equilibria), complete=two
    )
    return with_facts(solution)
