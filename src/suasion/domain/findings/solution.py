"""What solving a small game gives: equilibria with their regret, whether these are all, and what is degenerate."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator, InstanceOf, PlainSerializer

from suasion.domain.findings.base import Findings, Record

if TYPE_CHECKING:
    import pandas as pd

ROUNDING = 1e-12  # what rounding leaves of nothing
LONGEST = 800  # bits of a fraction that is written out


def written(number: Fraction | float) -> str:
    """A fraction as it is, a double with four digits; what rounding leaves of nothing is 0."""
    if isinstance(number, Fraction):
        if max(number.numerator.bit_length(), number.denominator.bit_length()) < LONGEST:
            return str(number)
        return f"{Decimal(number.numerator) / Decimal(number.denominator):.6g}"
    return f"{number:.4g}" if abs(number) > ROUNDING else "0"


def _read(value: Fraction | float | str) -> Fraction | float:
    if not isinstance(value, str):
        return value
    return Fraction(value) if "." not in value and "e" not in value else float(value)


#: A number that is exact as a fraction; as text in JSON, so that it stays exact.
Exact = Annotated[
    InstanceOf[Fraction] | float,
    BeforeValidator(_read),
    PlainSerializer(written, return_type=str, when_used="json"),
]

#: How an equilibrium was found.
How = Literal["corner", "pure", "backward induction", "Lemke-Howson", "sequence form", "logit path", "gambit"]


class Play(Record):
    """One action of a mixture.

    Attributes:
        action: Its name.
        chance: How often it is taken.
        value: The same as a decimal number.
    """

    action: str
    chance: Exact
    value: float

    @classmethod
    def of(cls, action: str, chance: Fraction | float) -> Play:
        """An action with its chance."""
        return cls.model_construct(action=action, chance=chance, value=float(chance))


class Choice(Record):
    """What is done at one place of choice: by a player, or at a player's information set.

    Attributes:
        where: The place.
        mixture: The chance of every action there.
        reached: Whether play leads there with a chance above 0; if not, beliefs there are undetermined.
    """

    where: str
    mixture: tuple[Play, ...]
    reached: bool = True


class Equilibrium(Record):
    """A profile of choices with the most that anybody could still gain.

    Attributes:
        choices: For each place of choice the chance of every action there.
        payoffs: What each player expects.
        regret: Most that any player would gain by changing all its choices, the others' held; 0 is exact.
        scaled_regret: The same, each player's gain over the range of its own payoffs.
        off_path: In extensive form, the greatest regret in any subgame: above 0, a threat is not credible.
        how: The method that led to it.
    """

    choices: tuple[Choice, ...]
    payoffs: tuple[Exact, ...]
    regret: Exact
    scaled_regret: Exact
    off_path: Exact | None
    how: How


class ManyReplies(Record):
    """A mixture to which the other side has more best replies than the mixture has actions.

    Attributes:
        kind: ``replies``.
        player: Who mixes.
        mixture: What it plays.
        other: Who replies.
        replies: Its best replies.
    """

    kind: Literal["replies"] = "replies"
    player: str
    mixture: tuple[Play, ...]
    other: str
    replies: tuple[str, ...]


class SeveralBest(Record):
    """A player alone that has several best strategies.

    Attributes:
        kind: ``alone``.
        player: Who.
        count: How many.
    """

    kind: Literal["alone"] = "alone"
    player: str
    count: int


class Indifferent(Record):
    """A place at which actions are worth the same from there on.

    Attributes:
        kind: ``indifferent``.
        where: The place.
    """

    kind: Literal["indifferent"] = "indifferent"
    where: str


class Caveat(Record):
    """Something that a list of equilibria leaves out.

    Attributes:
        kind: ``players``: with more than two, only pure equilibria and the end of the logit path; ``unreached``: choices
            where play does not lead are often free; ``some``: the game is too large for a list of all;
            ``stopped``: the logit path could not be followed to its end; ``continua``: there are too many combinations to
            look for mixtures that are equilibria too; ``rounded``: chances of chance did not add up to 1 in the file.
        number: Of players, or the precision at which the path stopped.
    """

    kind: Literal["players", "unreached", "some", "stopped", "continua", "rounded"]
    number: float | None = None


class Solution(Findings):
    """Equilibria of a game.

    Attributes:
        format: The version.
        title: The game's.
        players: Names.
        equilibria: All that were found.
        approached: Profiles that a method led to and that are no equilibrium within the tolerance, with their regret.
        complete: Whether the equilibria are all there are (in a degenerate game: all corners).
        ties: Why the game is degenerate; empty if it is not.
        continua: Groups of equilibria, by number from 1: whatever each player mixes from its choices in the
            group is an equilibrium too.
        caveats: What was left out, and why.
        empty_threats: Numbers of the equilibria that rest on a threat that would not be carried out, from 1.
        unreached: Whether some of these choices lie where play does not lead.
    """

    format: Literal[1] = 1
    title: str
    players: tuple[str, ...]
    equilibria: tuple[Equilibrium, ...]
    approached: tuple[Equilibrium, ...] = ()
    complete: bool
    ties: tuple[ManyReplies | SeveralBest | Indifferent, ...] = ()
    continua: tuple[tuple[int, ...], ...] = ()
    caveats: tuple[Caveat, ...] = ()
    empty_threats: tuple[int, ...] = ()
    unreached: bool = False

    @property
    def table(self) -> pd.DataFrame:
        """One line for each action of each equilibrium."""
        import pandas as pd

        rows = [
            {
                "equilibrium": number,
                "where": choice.where,
                "action": play.action,
                "chance": play.value,
                "regret": float(one.regret),
                "off_path": None if one.off_path is None else float(one.off_path),
                "how": one.how,
            }
            for number, one in enumerate(self.equilibria, 1)
            for choice in one.choices
            for play in choice.mixture
        ]
        return pd.DataFrame(rows)
