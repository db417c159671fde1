"""Strategies of a tree in full: an action wherever the player may come; and the normal form that they make."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod

from suasion.errors import Problem, SuasionError

from .extensive import Extensive, Node, Place
from .normal import Normal

MOST = 4096  # strategies of one player in normal form


def plan_counts(game: Extensive) -> list[int]:
    """How many strategies each player has, counted and not listed."""
    counts = []
    for player in range(1, len(game.players) + 1):
        after: dict[tuple[Place, int] | None, set[Place]] = {}

        def walk(
            node: Node,
            last: tuple[Place, int] | None,
            own: int,
            known: dict[tuple[Place, int] | None, set[Place]],
        ) -> None:
            here = (node.player or 0, node.infoset)
            if node.player == own:
                known.setdefault(last, set()).add(here)
            for action, below in node.possible():
                walk(below, (here, action) if node.player == own else last, own, known)

        def count(last: tuple[Place, int] | None, known: dict[tuple[Place, int] | None, set[Place]]) -> int:
            return prod(
                sum(count((place, action), known) for action in range(len(game.at[place].actions)))
                for place in known.get(last, ())
            )

        walk(game.root, None, player, after)
        counts.append(count(None, after))
    return counts


def plans_of(game: Extensive, player: int) -> list[dict[Place, int]]:
    """The player's strategies: an action at each of its information sets that it does not itself exclude."""
    order: list[Place] = []
    before: dict[Place, tuple[Place, int] | None] = {}

    def walk(node: Node, last: tuple[Place, int] | None) -> None:
        if node.player is None:
            return
        place = (node.player, node.infoset)
        if node.player == player and place not in before:
            order.append(place)
            before[place] = last
        for action, below in node.possible():
            walk(below, (place, action) if node.player == player else last)

    walk(game.root, None)
    plans: list[dict[Place, int]] = [{}]
    for place in order:
        actions = range(len(game.at[place].actions))
        more = []
        for plan in plans:
            last = before[place]
            if last is None or plan.get(last[0]) == last[1]:
                more += [{**plan, place: action} for action in actions]
            else:
                more.append(plan)
        plans = more
        if len(plans) > MOST:
            raise SuasionError(
                Problem(
                    game.player_names[player - 1],
                    f"It has more than {MOST:,} strategies in normal form.",
                    "Solve the tree itself: method all or logit.",
                )
            )
    return plans


def normal_form(game: Extensive) -> tuple[Normal, list[list[dict[Place, int]]]]:
    """The reduced normal form, and what each of its strategies does."""
    plans = [plans_of(game, i + 1) for i in range(len(game.players))]
    sizes = [range(len(own)) for own in plans]

    def value(node: Node, profile: tuple[int, ...]) -> tuple[Fraction, ...]:
        total = list(node.payoffs) or [Fraction(0)] * len(game.players)
        if node.player == 0:
            for branch, below in node.possible():
                chance = node.chances[branch]
                total = [a + chance * b for a, b in zip(total, value(below, profile), strict=True)]
        elif node.player:
            action = plans[node.player - 1][profile[node.player - 1]][node.player, node.infoset]
            total = [a + b for a, b in zip(total, value(node.below[action], profile), strict=True)]
        return tuple(total)

    names = tuple(
        tuple(", ".join(game.actions(place)[a] for place, a in plan.items()) or "-" for plan in own)
        for own in plans
    )
    payoffs = tuple(value(game.root, each[::-1]) for each in product(*sizes[::-1]))
    return Normal(game.title, game.players, names, payoffs, game.comment), plans
