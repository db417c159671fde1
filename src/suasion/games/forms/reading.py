"""Games out of the text of Gambit's ``.nfg`` and ``.efg`` files."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import NamedTuple, NoReturn

from suasion.errors import Problem, SuasionError

from .extensive import Extensive, Node
from .normal import LARGEST, Normal

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}]|[^\s{},"]+', re.S)
NUMBER = re.compile(r"[+-]?(?:\d+/\d+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?)")
DEEPEST = 200
FURTHEST = Fraction(1, 100)  # from 1 that chances written as decimals may add up to


class Token(NamedTuple):
    text: str
    line: int


class Reader:
    """Tokens one by one; every problem names the line. What can be read past is noted, the rest refused.

    Attributes:
        problems: What was noted.
    """

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.tokens: list[Token] = []
        self.problems: list[Problem] = []
        line, end = 1, 0
        for match in TOKEN.finditer(text):
            between = text[end : match.start()]
            line += between.count("\n")
            if '"' in between:
                self.refuse(line, "A text in quotes is not closed.", 'Close it with ".')
            self.tokens.append(Token(match.group(), line))
            line += match.group().count("\n")
            end = match.end()
        if '"' in text[end:]:
            self.refuse(line + text[end:].count("\n"), "A text in quotes is not closed.", 'Close it with ".')
        self.last = line
        self.at = 0

    def note(self, line: int, what: str, fix: str) -> None:
        """A problem behind which the rest can still be read."""
        self.problems.append(Problem(f"{self.name} · line {line}", what, fix))

    def refuse(self, line: int, what: str, fix: str) -> NoReturn:
        """A problem behind which nothing can be read, and all that were noted before."""
        self.note(line, what, fix)
        raise SuasionError(self.problems)

    def peek(self) -> str:
        return self.tokens[self.at].text if self.at < len(self.tokens) else ""

    @property
    def line(self) -> int:
        return self.tokens[self.at].line if self.at < len(self.tokens) else self.last

    def wrong(self, wanted: str) -> NoReturn:
        token = self.peek()
        what = (
            f"Here stands {token[:40]}, where {wanted} belongs."
            if token
            else f"The file ends where {wanted} belongs."
        )
        self.refuse(self.line, what, f"Put {wanted} here.")

    def take(self, word: str, wanted: str = "") -> None:
        if self.peek() != word:
            self.wrong(wanted or word)
        self.at += 1

    def text(self, wanted: str) -> str:
        token = self.peek()
        if not token.startswith('"'):
            self.wrong(f"{wanted} in quotes")
        self.at += 1
        return re.sub(r"\\(.)", r"\1", token[1:-1], flags=re.S)

    def number(self, wanted: str) -> Fraction:
        token, value = self.peek(), Fraction(0)
        if not NUMBER.fullmatch(token):
            if token in ("", "{", "}") or token.startswith('"'):
                self.wrong(f"a number ({wanted})")
            what = f"Here stands {token[:40]}, where a number ({wanted}) belongs."
            self.note(self.line, what, "Put a number here.")
        else:
            try:
                value = Fraction(token)
            except ZeroDivisionError:
                self.note(self.line, f"{token} divides by 0.", "Give a number.")
        self.at += 1
        return value

    def whole(self, wanted: str, least: int = 0) -> int:
        token = self.peek()
        if not re.fullmatch(r"\d{1,9}", token) or int(token) < least:
            self.wrong(f"a whole number of {least} or more ({wanted})")
        self.at += 1
        return int(token)

    def texts(self, wanted: str) -> tuple[str, ...]:
        self.take("{", "{")
        values = []
        while self.peek() != "}":
            values.append(self.text(wanted))
        self.at += 1
        return tuple(values)

    def numbers(self, wanted: str) -> tuple[Fraction, ...]:
        self.take("{", "{")
        values = []
        while self.peek() != "}":
            values.append(self.number(wanted))
        self.at += 1
        return tuple(values)


def parse(text: str, name: str = "game") -> Normal | Extensive:
    """A game from the text of a file, of either kind, by its first word.

    Args:
        text: What the file holds.
        name: What to call it in problems.

    Raises:
        SuasionError: It is no such file or is malformed, with the line; or the game contradicts itself.
    """
    read = Reader(text, name)
    kinds: dict[str, Callable[[Reader], Normal | Extensive]] = {"NFG": _normal, "EFG": _extensive}
    kind = read.peek()
    if kind not in kinds:
        read.wrong("NFG or EFG")
    read.at += 1
    version = {"NFG": "1", "EFG": "2"}[kind]
    read.take(version, f"the version {version}")
    if read.peek() not in ("R", "D"):
        read.wrong("R")
    read.at += 1
    try:
        game = kinds[kind](read)
    except SuasionError as error:
        if read.problems:  # what else the game refuses may come from what could not be read
            raise SuasionError(read.problems) from None
        raise SuasionError(
            Problem(f"{name} · {one.where}", one.what, one.fix) for one in error.problems
        ) from None
    if read.peek():
        read.refuse(read.line, f"{read.peek()[:40]} stands after the end of the game.", "Take it out.")
    if read.problems:
        raise SuasionError(read.problems)
    return game


def _normal(read: Reader) -> Normal:
    title, players = read.text("the title"), read.texts("a player's name")
    read.take("{")
    strategies: list[tuple[str, ...]] = []
    while read.peek() != "}":
        if read.peek() == "{":
            strategies.append(read.texts("a strategy's name"))
        else:
            n = read.whole("how many strategies a player has", 1)
            if n > LARGEST:
                read.refuse(read.line, f"{n} strategies are too many.", f"At most {LARGEST:,} are read.")
            strategies.append(tuple(str(i + 1) for i in range(n)))
    read.at += 1
    comment = read.text("a comment") if read.peek().startswith('"') else ""
    profiles = prod(map(len, strategies))
    if len(strategies) != len(players) or profiles > LARGEST:  # refused with its reason by the game itself
        return Normal(title, players, tuple(strategies), (), comment)
    if read.peek() == "{":
        payoffs = _outcomes(read, len(players), profiles)
    else:
        payoffs = [
            tuple(read.number(f"payoff of {player!r} in profile {i + 1} of {profiles}") for player in players)
            for i in range(profiles)
        ]
    return Normal(title, players, tuple(strategies), tuple(payoffs), comment)


def _outcomes(read: Reader, players: int, profiles: int) -> list[tuple[Fraction, ...]]:
    """Payoffs by way of a list of outcomes, of which 0 is the one that pays nothing."""
    read.take("{")
    outcomes: list[tuple[Fraction, ...]] = [(Fraction(0),) * players]
    while read.peek() != "}":
        line = read.line
        read.take("{")
        read.text("an outcome's name")
        values = []
        while read.peek() != "}":
            values.append(read.number("a payoff"))
        read.at += 1
        if len(values) != players:
            what = f"This outcome has {_payoffs(len(values))} for {players} players."
            read.note(line, what, "Give one for each.")
            values = [Fraction(0)] * players
        outcomes.append(tuple(values))
    read.at += 1
    payoffs = []
    for i in range(profiles):
        line, number = read.line, read.whole(f"the outcome of profile {i + 1} of {profiles}")
        if number >= len(outcomes):
            last = len(outcomes) - 1
            read.note(line, f"There is no outcome {number}.", f"Outcomes run from 0 to {last}.")
            number = 0
        payoffs.append(outcomes[number])
    return payoffs


@dataclass
class Known:
    """What earlier nodes of a file have said of information sets and outcomes."""

    players: tuple[str, ...]
    infosets: dict[tuple[int, int], tuple[str, tuple[str, ...], tuple[Fraction, ...]]]
    outcomes: dict[int, tuple[str, tuple[Fraction, ...]]]
    rounded: bool = False


def _extensive(read: Reader) -> Extensive:
    title, players = read.text("the title"), read.texts("a player's name")
    comment = read.text("a comment") if read.peek().startswith('"') else ""
    known = Known(players, {}, {})
    root = _node(read, known, 0)
    return Extensive(title, players, root, comment, known.rounded)


def _node(read: Reader, known: Known, depth: int) -> Node:
    if depth > DEEPEST:
        read.refuse(read.line, f"The tree is deeper than {DEEPEST} moves.", "Make it shorter.")
    kind = read.peek()
    if kind not in ("c", "p", "t"):
        read.wrong("a node (c, p or t)")
    read.at += 1
    name = read.text("the node's name")
    if kind == "t":
        outcome, payoffs = _outcome(read, known)
        return Node(name, payoffs, outcome)
    line = read.line
    player = read.whole("the player", 1) if kind == "p" else 0
    strange = player > len(known.players)
    if strange:
        read.note(line, f"There is no player {player}.", f"Players run from 1 to {len(known.players)}.")
        player = 1
    infoset = read.whole("the information set", 1)
    if strange:  # nothing is said of whose set it is
        infoset = -line
    label, actions, chances = _infoset(read, known, player, infoset)
    outcome, payoffs = _outcome(read, known)
    below = tuple(_node(read, known, depth + 1) for _ in actions)
    return Node(name, payoffs, outcome, player, infoset, label, actions, chances, below)


def _infoset(
    read: Reader, known: Known, player: int, infoset: int
) -> tuple[str, tuple[str, ...], tuple[Fraction, ...]]:
    """Name, actions and chances; given at an information set's first node, and optional later."""
    before = known.infosets.get((player, infoset))
    if not read.peek().startswith('"') and read.peek() != "{":
        if before is None:
            read.wrong("the information set's name and actions, at its first node,")
        return before
    label = read.text("the information set's name") if read.peek().startswith('"') else ""
    if read.peek() != "{" and before is not None:
        return before
    line = read.line
    read.take("{", "the actions in braces")
    actions, chances, slack = [], [], Fraction(0)
    while read.peek() != "}":
        actions.append(read.text("an action's name"))
        if player == 0:
            slack += _half_a_digit(read.peek())
            chances.append(read.number("the action's chance"))
    read.at += 1
    total = sum(chances, Fraction(0))
    if total != 1 and abs(total - 1) <= min(slack, FURTHEST):  # decimals that were rounded
        chances, known.rounded = [chance / total for chance in chances], True
    described = (label, tuple(actions), tuple(chances))
    if before is not None and before[1:] != described[1:]:
        read.note(
            line,
            "This information set had other actions or chances before.",
            "Give all its nodes the same, or another number.",
        )
    if not actions:
        read.refuse(line, "This information set has no actions.", "Give at least one.")
    return known.infosets.setdefault((player, infoset), described)


def _payoffs(count: int) -> str:
    return "1 payoff" if count == 1 else f"{count} payoffs"


def _half_a_digit(text: str) -> Fraction:
    """The most by which rounding to the last digit moves a decimal with a point; 0 of a fraction or a whole number."""
    number, _, power = text.lower().partition("e")
    if "." not in number or not (power or "0").lstrip("+-").isdigit():
        return Fraction(0)
    return Fraction(1, 2) * Fraction(10) ** (int(power or 0) - len(number.partition(".")[2]))


def _outcome(read: Reader, known: Known) -> tuple[str, tuple[Fraction, ...]]:
    """What happens at a node; details are given once, and optional later."""
    line, number = read.line, read.whole("the outcome, 0 for none")
    if number == 0:
        return "", ()
    before = known.outcomes.get(number)
    label = read.text("the outcome's name") if read.peek().startswith('"') else ""
    if read.peek() != "{":
        if before is None:
            read.refuse(
                line, f"Outcome {number} has no payoffs yet.", "Give them in braces at its first node."
            )
        return before
    payoffs = read.numbers("a payoff")
    if len(payoffs) != len(known.players):
        read.note(
            line,
            f"Outcome {number} has {_payoffs(len(payoffs))} for {len(known.players)} players.",
            "Give one for each.",
        )
        return label, (Fraction(0),) * len(known.players)
    if before is not None and before[1] != payoffs:
        read.note(line, f"Outcome {number} had other payoffs before.", "Give it another number.")
    return known.outcomes.setdefault(number, (label, payoffs))
