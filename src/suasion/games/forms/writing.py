"""Games as the text of Gambit's ``.nfg`` and ``.efg`` files."""

from __future__ import annotations

from fractions import Fraction

from .extensive import Extensive, Node
from .normal import Normal


def written(game: Normal | Extensive) -> str:
    """The game as text; `parse` gives the same game back."""
    return _normal(game) if isinstance(game, Normal) else _extensive(game)


def quoted(text: str) -> str:
    """Text in quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def number(value: Fraction) -> str:
    """An exact number: a decimal where it is one, else a fraction."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return str(value)
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
    if digits == 0:
        return str(value.numerator)
    scaled = str(abs(value * 10**digits).numerator).rjust(digits + 1, "0")
    return f"{'-' if value < 0 else ''}{scaled[:-digits]}.{scaled[-digits:]}"


def _names(names: tuple[str, ...]) -> str:
    return "{ " + " ".join(map(quoted, names)) + " }"


def _normal(game: Normal) -> str:
    head = f"NFG 1 R {quoted(game.title)} {_names(game.players)}\n\n"
    strategies = "{ " + "\n".join(map(_names, game.strategies)) + "\n}\n"
    payoffs = "\n".join(" ".join(map(number, one)) for one in game.payoffs)
    return f"{head}{strategies}{quoted(game.comment)}\n\n{payoffs}\n"


def _extensive(game: Extensive) -> str:
    lines = [f"EFG 2 R {quoted(game.title)} {_names(game.players)}", quoted(game.comment), ""]
    outcomes: dict[tuple[str, tuple[Fraction, ...]], int] = {}

    def outcome(node: Node) -> str:
        if not node.payoffs:
            return "0"
        known = outcomes.setdefault((node.outcome, node.payoffs), len(outcomes) + 1)
        return f"{known} {quoted(node.outcome)} {{ {', '.join(map(number, node.payoffs))} }}"

    for node in game.root.all():
        if node.player is None:
            lines.append(f"t {quoted(node.name)} {outcome(node)}")
            continue
        if node.player == 0:
            pairs = zip(node.actions, node.chances, strict=True)
            actions = "{ " + " ".join(f"{quoted(a)} {number(p)}" for a, p in pairs) + " }"
            lines.append(
                f"c {quoted(node.name)} {node.infoset} {quoted(node.infoset_name)} {actions} {outcome(node)}"
            )
        else:
            lines.append(
                f"p {quoted(node.name)} {node.player} {node.infoset} {quoted(node.infoset_name)} "
                f"{_names(node.actions)} {outcome(node)}"
            )
    return "\n".join(lines) + "\n"
