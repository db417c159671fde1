"""Equilibria of small games, each with its regret."""

from __future__ import annotations

from suasion.domain.findings.solution import Solution
from suasion.errors import Problem, SuasionError
from suasion.progress import Progress

from .extensive import Extensive
from .facts import with_facts
from .normal import Normal
from .solving_extensive import solve_extensive
from .solving_normal import solve_normal

METHODS = ("all", "logit")


def solve(game: Normal | Extensive, *, method: str = "all", progress: Progress | None = None) -> Solution:
    """Equilibria of a game, each with its regret.

    A profile is called an equilibrium only where no player could gain more than 1e-8 of the range of its own payoffs;
    one in fractions only where nobody could gain anything.

    Args:
        game: In normal or extensive form.
        method: ``all``: of two players every extreme equilibrium, exactly, or some where these are too many; of more,
            every pure one and the limit of the logit path; ``logit``: that limit alone.
        progress: Receives what is done.

    Returns:
        :class:`Solution`, which says whether its list is complete, whether the game is degenerate, and which
        equilibria of a game in extensive form rest on a threat that is not credible.

    Raises:
        SuasionError: No such method, or no player has a choice.
    """
    if method not in METHODS:
        raise SuasionError(Problem("method", f"{method!r} is no method.", f"Known: {', '.join(METHODS)}."))
    if isinstance(game, Normal):
        return with_facts(solve_normal(game, method, progress))
    return with_facts(solve_extensive(game, method, progress))
