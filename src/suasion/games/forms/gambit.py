"""An optional way to Gambit, which is not part of Suasion: ``pip install pygambit`` (GPL) brings it."""

from __future__ import annotations

import io
from fractions import Fraction

from suasion.errors import Problem, SuasionError

from .equilibrium import Equilibrium, Number, Solution
from .extensive import Extensive
from .normal import Normal
from .solving import judged
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
    normal = game.normal()[0] if isinstance(game, Extensive) else game
    theirs = pygambit.read_nfg(io.BytesIO(written(normal).encode("utf-8")))
    two = len(normal.players) == 2
    try:
        found = (pygambit.nash.enummixed_solve if two else pygambit.nash.enumpure_solve)(theirs).equilibria
    except (RuntimeError, ValueError) as error:
        raise SuasionError(Problem(normal.title or "game", f"Gambit refuses it: {error}.")) from None
    equilibria = []
    for profile in found:
        chances: tuple[tuple[Number, ...], ...] = tuple(
            tuple(
                Fraction(profile[strategy].numerator, profile[strategy].denominator)
                for strategy in player.strategies
            )
            for player in theirs.players
        )
        payoffs, regret = judged(normal, chances)
        choices = tuple(
            (player, tuple(zip(names, mix, strict=True)))
            for player, names, mix in zip(normal.players, normal.strategies, chances, strict=True)
        )
        equilibria.append(Equilibrium(choices, payoffs, regret, None, "gambit"))
    return Solution(normal.title, normal.players, tuple(equilibria), two)
