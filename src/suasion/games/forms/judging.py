"""Profiles judged: what everybody expects, and the most that anybody could still gain, exactly."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from suasion.domain.findings.solution import Choice, Equilibrium, How, Play

from .extensive import Behaviour, Extensive
from .normal import Normal
from .numbers import Number, Profile

TOLERANCE = 1e-8  # regret, as a share of a player's range of payoffs, up to which a profile is an equilibrium


def is_equilibrium(one: Equilibrium) -> bool:
    """Whether nobody could gain more than the tolerance; exact profiles leave nothing to gain."""
    if isinstance(one.regret, Fraction):
        return one.regret == 0
    return one.scaled_regret <= TOLERANCE


def is_exact(profile: Profile) -> bool:
    """Whether all chances are fractions."""
    return all(isinstance(chance, Fraction) for mix in profile for chance in mix)


def as_fractions(profile: Profile) -> tuple[tuple[Fraction, ...], ...]:
    """The chances as fractions that add up to 1; a double is a fraction as well."""
    exact = tuple(tuple(Fraction(chance) for chance in mix) for mix in profile)
    return tuple(tuple(chance / sum(mix) for chance in mix) for mix in exact)


def plain(number: Fraction, exact: bool) -> Number:
    """The number as it is where the profile is exact, else as a double where one can hold it."""
    if exact:
        return number
    try:
        return float(number)
    except OverflowError:
        return number


def scaled(regrets: tuple[Fraction, ...], ranges: tuple[Fraction, ...]) -> Fraction:
    """The greatest regret as a share of its player's range of payoffs."""
    return max(regret / wide for regret, wide in zip(regrets, ranges, strict=True))


def mixture(actions: tuple[str, ...], chances: tuple[Number, ...]) -> tuple[Play, ...]:
    """Actions with their chances."""
    return tuple(Play.of(action, chance) for action, chance in zip(actions, chances, strict=True))


def expected(game: Normal, profile: tuple[tuple[Fraction, ...], ...]) -> list[tuple[Fraction, ...]]:
    """For each player what every strategy is worth against the others' chances."""
    worth = []
    for player in range(len(game.players)):
        table = game.exact[player]
        for other in range(len(game.players) - 1, -1, -1):
            if other != player:
                used = [i for i, chance in enumerate(profile[other]) if chance]
                weights = np.array([profile[other][i] for i in used], dtype=object)
                table = np.tensordot(np.take(table, used, axis=other), weights, axes=([other], [0]))
        worth.append(tuple(np.asarray(table).ravel()))
    return worth


def in_normal_form(game: Normal, profile: Profile, how: How) -> Equilibrium:
    """A profile with what everybody expects and regrets."""
    exact, chances = is_exact(profile), as_fractions(profile)
    payoffs, regrets = [], []
    for own, worth in zip(chances, expected(game, chances), strict=True):
        payoffs.append(sum((c * w for c, w in zip(own, worth, strict=True) if c), Fraction(0)))
        regrets.append(max(worth) - payoffs[-1])
    choices = tuple(
        Choice(where=player, mixture=mixture(game.strategy_names(i), profile[i]))
        for i, player in enumerate(game.player_names)
    )
    return Equilibrium(
        choices=choices,
        payoffs=tuple(plain(payoff, exact) for payoff in payoffs),
        regret=plain(max(regrets), exact),
        scaled_regret=plain(scaled(tuple(regrets), game.ranges), exact),
        off_path=None,
        how=how,
    )


def in_extensive_form(game: Extensive, behaviour: Behaviour, how: How) -> Equilibrium:
    """Choices at every information set with what everybody expects and regrets."""
    profile = tuple(behaviour[place] for place in game.places)
    exact = is_exact(profile)
    chances = dict(zip(game.places, as_fractions(profile), strict=True))
    reached = game.reached(behaviour)
    regrets = tuple(Fraction(regret) for regret in game.regrets(chances))
    roots = (root for root in game.subgames() if root is not game.root)
    off_path = max([max(regrets), *(Fraction(game.regret(chances, root)) for root in roots)])
    choices = tuple(
        Choice(
            where=game.named(place),
            mixture=mixture(game.actions(place), behaviour[place]),
            reached=place in reached,
        )
        for place in game.places
    )
    return Equilibrium(
        choices=choices,
        payoffs=tuple(plain(Fraction(payoff), exact) for payoff in game.expected(chances)),
        regret=plain(max(regrets), exact),
        scaled_regret=plain(scaled(regrets, game.ranges), exact),
        off_path=plain(off_path, exact),
        how=how,
    )
