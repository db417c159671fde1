"""Equilibria of games in normal form: all corners of two players, pure ones of more, and the end of the logit path."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import prod

import numpy as np

from suasion.domain.findings.solution import (
    Caveat,
    Equilibrium,
    How,
    ManyReplies,
    Play,
    SeveralBest,
    Solution,
)
from suasion.progress import Progress

from . import corners, lemke_howson
from .judging import in_normal_form, is_equilibrium
from .limits import Limit, normal_limit
from .normal import Normal
from .numbers import Profile

MOST = 2_000_000  # cells of payoffs that are compared for pure equilibria
SAME = 1e-6  # a polished limit this near to an exact equilibrium is that one


def solve_normal(game: Normal, method: str, progress: Progress | None = None) -> Solution:
    """Equilibria of a game in normal form.

    Args:
        game: The game.
        method: ``all`` or ``logit``.
        progress: Receives what is done.
    """
    if method == "logit":
        return _limit_alone(game, normal_limit(game, progress))
    if len(game.players) == 1:
        return _alone(game)
    if len(game.players) == 2:
        return _of_two(game, progress)
    exact = pure(game) or []
    return with_limit(
        game,
        [(profile, "pure") for profile in exact],
        normal_limit(game, progress),
        (Caveat(kind="players", number=len(game.players)),),
    )


def _limit_alone(game: Normal, limit: Limit) -> Solution:
    equilibria, approached = sorted_out([limit.end])
    return Solution(
        title=game.title,
        players=game.player_names,
        equilibria=equilibria,
        approached=approached,
        complete=False,
        caveats=limit.caveats,
    )


def _alone(game: Normal) -> Solution:
    best = pure(game) or []
    n = len(best)
    return Solution(
        title=game.title,
        players=game.player_names,
        equilibria=_judged(game, best, "pure"),
        complete=True,
        ties=() if n < 2 else (SeveralBest(player=game.player_names[0], count=n),),
        continua=() if n < 2 else (tuple(range(1, n + 1)),),
    )


def _of_two(game: Normal, progress: Progress | None) -> Solution:
    tables = by_player(game)
    pairs = corners.equilibria(*tables, progress)
    if pairs is None:
        return _some_of_two(game, progress)
    groups = corners.continua(pairs.pairs)
    return Solution(
        title=game.title,
        players=game.player_names,
        equilibria=_judged(
            game, [(pairs.first[i].mix, pairs.second[j].mix) for i, j in pairs.pairs], "corner"
        ),
        complete=True,
        ties=_degenerate(game, pairs),
        continua=tuple(groups or ()),
        caveats=() if groups is not None else (Caveat(kind="continua"),),
    )


def _some_of_two(game: Normal, progress: Progress | None) -> Solution:
    """Pure equilibria and those that Lemke and Howson's paths lead to."""
    profiles: list[tuple[Profile, How]] = [(profile, "pure") for profile in pure(game) or []]
    known = {profile for profile, _ in profiles}
    for x, y in lemke_howson.some(*by_player(game), progress):
        if (x.mix, y.mix) not in known:
            profiles.append(((x.mix, y.mix), "Lemke-Howson"))
    return Solution(
        title=game.title,
        players=game.player_names,
        equilibria=tuple(in_normal_form(game, profile, how) for profile, how in profiles),
        complete=False,
        caveats=(Caveat(kind="some"),),
    )


def with_limit(
    game: Normal, exact: list[tuple[Profile, How]], limit: Limit, caveats: tuple[Caveat, ...]
) -> Solution:
    """Exact equilibria, and the end of the logit path where it is none of these."""
    ends = [in_normal_form(game, profile, how) for profile, how in exact]
    if not (is_equilibrium(limit.end) and near(limit.profile, [profile for profile, _ in exact])):
        ends.append(limit.end)
    equilibria, approached = sorted_out(ends)
    return Solution(
        title=game.title,
        players=game.player_names,
        equilibria=equilibria,
        approached=approached,
        complete=False,
        caveats=(*limit.caveats, *caveats),
    )


def sorted_out(ends: list[Equilibrium]) -> tuple[tuple[Equilibrium, ...], tuple[Equilibrium, ...]]:
    """Equilibria, and what is none within the tolerance."""
    return tuple(filter(is_equilibrium, ends)), tuple(one for one in ends if not is_equilibrium(one))


def near(profile: Profile, known: Iterable[Profile]) -> bool:
    """Whether a limit is one of these exact profiles, up to what polishing leaves."""
    return any(
        all(
            abs(float(a) - float(b)) <= SAME
            for own, other in zip(profile, one, strict=True)
            for a, b in zip(own, other, strict=True)
        )
        for one in known
    )


def by_player(game: Normal) -> tuple[list[list[Fraction]], list[list[Fraction]]]:
    """Payoffs of two players, [first's strategy][second's]."""
    first, second = (game.exact[player].tolist() for player in range(2))
    return first, second


def _judged(game: Normal, profiles: Iterable[Profile], how: How) -> tuple[Equilibrium, ...]:
    return tuple(in_normal_form(game, profile, how) for profile in profiles)


def _degenerate(game: Normal, pairs: corners.Pairs) -> tuple[ManyReplies, ...]:
    """Corners at which a player has more best replies than the other side uses strategies."""
    ties = []
    m, n = game.sizes
    for mixing, side, own, others in (
        (0, pairs.first, range(m), range(m, m + n)),
        (1, pairs.second, range(m, m + n), range(m)),
    ):
        names, other_names = game.strategy_names(mixing), game.strategy_names(1 - mixing)
        for corner in side:
            if corner.labels.bit_count() > game.sizes[mixing]:
                mixed = zip(names, corner.mix, own, strict=True)
                ties.append(
                    ManyReplies(
                        player=game.player_names[mixing],
                        mixture=tuple(
                            Play.of(name, chance)
                            for name, chance, label in mixed
                            if not corner.labels >> label & 1
                        ),
                        other=game.player_names[1 - mixing],
                        replies=tuple(
                            name
                            for name, label in zip(other_names, others, strict=True)
                            if corner.labels >> label & 1
                        ),
                    )
                )
    return tuple(ties)


def pure(game: Normal) -> list[Profile] | None:
    """Every pure equilibrium; nothing where the game is too large to compare all of its cells."""
    if prod(game.sizes) * len(game.players) > MOST:
        return None
    best = np.ones(game.sizes, dtype=bool)
    for player in range(len(game.players)):
        own = game.exact[player]
        best &= np.asarray(own == own.max(axis=player, keepdims=True), dtype=bool)
    return [
        tuple(
            tuple(Fraction(int(i == chosen)) for i in range(size))
            for chosen, size in zip(profile, game.sizes, strict=True)
        )
        for profile in zip(*(axis.tolist() for axis in np.nonzero(best)), strict=True)
    ]
