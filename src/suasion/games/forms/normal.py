"""A game in normal form: every player chooses once, without seeing the others."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import prod

import numpy as np

from suasion.errors import Problem, SuasionError

from .labels import numbered

LARGEST = 200_000  # profiles; beyond, a game is not small


@dataclass(frozen=True)
class Normal:
    """A game in normal form with exact payoffs.

    Attributes:
        title: What the game is called.
        players: Names, [players].
        strategies: Names of each player's strategies.
        payoffs: One tuple of payoffs, [players], for each profile; the first player's strategy runs fastest.
        comment: Free text.
    """

    title: str
    players: tuple[str, ...]
    strategies: tuple[tuple[str, ...], ...]
    payoffs: tuple[tuple[Fraction, ...], ...]
    comment: str = ""

    def __post_init__(self) -> None:
        problems = []
        if not self.players or len(self.players) != len(self.strategies):
            problems.append(
                Problem(
                    "strategies",
                    f"There are {len(self.players)} players and {len(self.strategies)} lists of strategies.",
                    "Give one list for each player.",
                )
            )
        for player, own in zip(self.players, self.strategies, strict=False):
            if not own:
                problems.append(Problem(f"strategies · {player}", "There are none.", "Give at least one."))
        profiles = prod(len(own) for own in self.strategies)
        if profiles > LARGEST:
            problems.append(
                Problem(
                    "strategies", f"{profiles:,} profiles are too many.", f"At most {LARGEST:,} are read."
                )
            )
        elif len(self.payoffs) != profiles:
            problems.append(
                Problem(
                    "payoffs",
                    f"There are {len(self.payoffs)} and the strategies make {profiles} profiles.",
                    "Give one for each profile.",
                )
            )
        if any(len(one) != len(self.players) for one in self.payoffs):
            problems.append(
                Problem("payoffs", "Some do not hold one number for each player.", "Give each player's.")
            )
        if problems:
            raise SuasionError(problems)

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many strategies each player has."""
        return tuple(len(own) for own in self.strategies)

    @cached_property
    def player_names(self) -> tuple[str, ...]:
        """Names of the players as they are printed."""
        return numbered(self.players, "player")

    def strategy_names(self, player: int) -> tuple[str, ...]:
        """Names of a player's strategies as they are printed."""
        return numbered(self.strategies[player], "strategy")

    @cached_property
    def ranges(self) -> tuple[Fraction, ...]:
        """Between the least and the greatest payoff of each player; 1 where all are the same."""
        return tuple(max(own) - min(own) or Fraction(1) for own in zip(*self.payoffs, strict=True))

    @cached_property
    def exact(self) -> np.ndarray:
        """Payoffs as exact numbers, [player, strategy of the first, of the second, ...]."""
        table = np.empty((len(self.players), *self.sizes), dtype=object)
        for profile, payoffs in zip(self.profiles(), self.payoffs, strict=True):
            for player, payoff in enumerate(payoffs):
                table[(player, *profile)] = payoff
        return table

    @cached_property
    def scaled(self) -> np.ndarray:
        """The same as doubles, each player's payoffs from 0 to 1."""
        tables = [
            (self.exact[player] - min(self.exact[player].ravel())) / self.ranges[player]
            for player in range(len(self.players))
        ]
        return np.stack(tables).astype(float)

    def profiles(self) -> list[tuple[int, ...]]:
        """Every profile, the first player's strategy running fastest."""
        return [each[::-1] for each in product(*(range(size) for size in self.sizes[::-1]))]
