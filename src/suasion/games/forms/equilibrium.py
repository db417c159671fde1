"""What solving a game gives: equilibria with their regret, whether these are all, and what is degenerate."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

Number = Fraction | float
#: Chance of each action, by the place where it is chosen.
Mixture = tuple[tuple[str, Number], ...]


@dataclass(frozen=True)
class Equilibrium:
    """One equilibrium, or what a method took for one: the regret tells.

    Attributes:
        choices: For each place of choice (a player, or a player's information set) its name and the chance of
            every action there.
        payoffs: What each player expects.
        regret: Most that any player would gain by changing all its choices, the others' held; 0 is exact.
        off_path: In extensive form, the greatest regret in any subgame: above 0, a threat is not credible.
        how: ``corner`` (exact), ``pure`` (exact), ``backward induction`` (exact) or ``logit path`` (a limit).
    """

    choices: tuple[tuple[str, Mixture], ...]
    payoffs: tuple[Number, ...]
    regret: Number
    off_path: Number | None
    how: str


@dataclass(frozen=True)
class Solution:
    """Equilibria of a game.

    Attributes:
        title: The game's.
        players: Names.
        equilibria: All that were found.
        complete: Whether these are all (in a degenerate game: all corners).
        degenerate: Why the game is degenerate; empty if it is not.
        continua: Groups of equilibria, by number from 1: whatever each player mixes from its choices in the
            group is an equilibrium too.
        without: What was left out, and why.
    """

    title: str
    players: tuple[str, ...]
    equilibria: tuple[Equilibrium, ...]
    complete: bool
    degenerate: tuple[str, ...] = ()
    continua: tuple[tuple[int, ...], ...] = ()
    without: tuple[str, ...] = ()

    @property
    def table(self) -> pd.DataFrame:
        """One line for each action of each equilibrium."""
        import pandas as pd

        rows = [
            {
                "equilibrium": number,
                "where": where,
                "action": action,
                "chance": float(chance),
                "regret": float(one.regret),
                "off_path": None if one.off_path is None else float(one.off_path),
                "how": one.how,
            }
            for number, one in enumerate(self.equilibria, 1)
            for where, mixture in one.choices
            for action, chance in mixture
        ]
        return pd.DataFrame(rows)

    @property
    def text(self) -> str:
        """What was found, in words."""
        n = len(self.equilibria)
        said = [f"{n} equilibri{'um' if n == 1 else 'a'} found"]
        said[0] += ", and there is no other." if self.complete and not self.continua else "."
        if self.degenerate:
            said.append(f"The game is degenerate: {'; '.join(self.degenerate)}.")
        for group in self.continua:
            said.append(
                f"Equilibria {', '.join(map(str, group))} span a continuum: whatever each player mixes from its choices in them is "
                "an equilibrium too."
            )
        if self.continua and self.complete:
            said.append("Every equilibrium is one of those listed or such a mixture.")
        empty = [
            str(number)
            for number, one in enumerate(self.equilibria, 1)
            if one.off_path is not None and one.off_path > 1e-6
        ]
        if empty:
            said.append(
                f"Equilibri{'um' if len(empty) == 1 else 'a'} {', '.join(empty)} rest{'s' if len(empty) == 1 else ''} on a threat "
                "that would not be carried out: in some subgame a player would gain by doing something else."
            )
        said += self.without
        return " ".join(said)

    @property
    def cannot_say(self) -> tuple[str, ...]:
        """What the solution does not tell."""
        said = ["Which equilibrium would be played, where there are several."]
        if not self.complete:
            said.append("Whether there are others: the list may be incomplete.")
        return tuple(said)
