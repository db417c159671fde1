"""A game in extensive form: moves in order, each on what its player has seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from suasion.errors import Problem, SuasionError

from .labels import numbered
from .numbers import Number


@dataclass(frozen=True)
class Node:
    """One node and all below it.

    Attributes:
        name: Free.
        payoffs: Added to every player's account here; empty for none.
        outcome: Name of what happens here.
        player: 0 for chance, else the player's number from 1; None at an end.
        infoset: Number of the information set among the player's.
        infoset_name: Its name.
        actions: Names.
        chances: Of the actions, where chance moves.
        below: One node for each action.
    """

    name: str = ""
    payoffs: tuple[Fraction, ...] = ()
    outcome: str = ""
    player: int | None = None
    infoset: int = 0
    infoset_name: str = ""
    actions: tuple[str, ...] = ()
    chances: tuple[Fraction, ...] = ()
    below: tuple[Node, ...] = ()

    def all(self) -> Iterator[Node]:
        """This node and every one below, in the order of play."""
        yield self
        for node in self.below:
            yield from node.all()

    def possible(self) -> Iterator[tuple[int, Node]]:
        """The branches with their places; those that chance never takes are left out."""
        for place, below in enumerate(self.below):
            if self.player != 0 or self.chances[place]:
                yield place, below


Place = tuple[int, int]  # player, information set
Trail = tuple[int, ...]  # the actions that lead to a node
#: Chance of each action at every information set of the players.
Behaviour = Mapping[Place, tuple[Number, ...]]


@dataclass(frozen=True)
class Extensive:
    """A game in extensive form with exact payoffs and chances.

    Attributes:
        title: What the game is called.
        players: Names, [players].
        root: Where play begins.
        comment: Free text.
        rounded: Whether chances of chance were rounded as they were written, and are taken in proportion.
    """

    title: str
    players: tuple[str, ...]
    root: Node
    comment: str = ""
    rounded: bool = False

    def __post_init__(self) -> None:
        problems: list[Problem] = []
        seen: dict[Place, Node] = {}
        for node in self.root.all():
            if node.payoffs and len(node.payoffs) != len(self.players):
                problems.append(
                    Problem(
                        f"outcome {node.outcome or node.name!r}",
                        f"It holds {len(node.payoffs)} payoffs for {len(self.players)} players.",
                        "Give one for each.",
                    )
                )
            if node.player is None:
                continue
            where = f"player {node.player} · information set {node.infoset}"
            if not 0 <= node.player <= len(self.players):
                problems.append(Problem(where, "There is no such player.", "Number players from 1."))
            if not node.actions or len(node.actions) != len(node.below):
                problems.append(Problem(where, "Actions and branches differ in number.", "Give one each."))
            if node.player == 0 and (sum(node.chances) != 1 or min(node.chances, default=0) < 0):
                problems.append(
                    Problem(
                        where,
                        f"The chances add up to {sum(node.chances)}, not 1.",
                        "Mend the chances of chance.",
                    )
                )
            same = seen.setdefault((node.player, node.infoset), node)
            if (same.actions, same.chances) != (node.actions, node.chances):
                problems.append(
                    Problem(
                        where,
                        "Its nodes have different actions, which would tell them apart.",
                        "Give all nodes of an information set the same actions.",
                    )
                )
        if not problems:
            problems += self._forgotten()
        if problems:
            raise SuasionError(dict.fromkeys(problems))

    def _forgotten(self) -> list[Problem]:
        """Information sets at which a player no longer knows what it knew or did."""
        known: dict[Place, tuple[tuple[Place, int], ...]] = {}
        problems = []

        def walk(node: Node, past: Mapping[int, tuple[tuple[Place, int], ...]]) -> None:
            if node.player is None:
                return
            own = past.get(node.player, ())
            place = (node.player, node.infoset)
            if node.player and known.setdefault(place, own) != own:
                problems.append(
                    Problem(
                        f"player {node.player} · information set {node.infoset}",
                        "The player has forgotten here what it knew or did before (imperfect recall).",
                        "Splitting the information set would let the player remember: that is another game, in which it may do one "
                        "thing here and another there. Split it if that is the game you mean.",
                    )
                )
            for action, below in enumerate(node.below):
                walk(below, {**past, node.player: (*own, (place, action))} if node.player else past)

        walk(self.root, {})
        return problems

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The players' information sets, by player and number."""
        return tuple(sorted({(n.player, n.infoset) for n in self.root.all() if n.player}))

    @cached_property
    def at(self) -> dict[Place, Node]:
        """A node of each information set."""
        nodes: dict[Place, Node] = {}
        for node in self.root.all():
            if node.player:
                nodes.setdefault((node.player, node.infoset), node)
        return nodes

    @cached_property
    def player_names(self) -> tuple[str, ...]:
        """Names of the players as they are printed."""
        return numbered(self.players, "player")

    def actions(self, place: Place) -> tuple[str, ...]:
        """Names of the actions at an information set as they are printed."""
        return numbered(self.at[place].actions, "action")

    def named(self, place: Place) -> str:
        """The information set as a reader would call it."""
        player = self.player_names[place[0] - 1]
        own = [other for other in self.places if other[0] == place[0]]
        name = self.at[place].infoset_name.strip()
        if not name:
            return player if len(own) == 1 else f"{player} · set {place[1]}"
        repeated = sum(self.at[other].infoset_name.strip() == name for other in own) > 1
        return f"{player} · {name} (set {place[1]})" if repeated else f"{player} · {name}"

    @cached_property
    def playable(self) -> tuple[Place, ...]:
        """Information sets to which chance can lead at all."""
        places: set[Place] = set()

        def walk(node: Node) -> None:
            if node.player:
                places.add((node.player, node.infoset))
            for _, below in node.possible():
                walk(below)

        walk(self.root)
        return tuple(sorted(places))

    def totals(self) -> list[tuple[Fraction, ...]]:
        """What each player has at each end that chance can lead to."""
        ends: list[tuple[Fraction, ...]] = []

        def walk(node: Node, before: tuple[Fraction, ...]) -> None:
            so_far = (
                tuple(a + b for a, b in zip(before, node.payoffs, strict=True)) if node.payoffs else before
            )
            if node.player is None:
                ends.append(so_far)
            for _, below in node.possible():
                walk(below, so_far)

        walk(self.root, (Fraction(0),) * len(self.players))
        return ends

    @cached_property
    def ranges(self) -> tuple[Fraction, ...]:
        """Between the least and the greatest payoff of each player; 1 where all are the same."""
        by_player = list(zip(*self.totals(), strict=True))
        return tuple(max(own) - min(own) or Fraction(1) for own in by_player)

    def reached(self, behaviour: Behaviour) -> frozenset[Place]:
        """Information sets to which play leads with a chance above 0."""
        places: set[Place] = set()

        def walk(node: Node) -> None:
            if node.player:
                places.add((node.player, node.infoset))
            for action, below in node.possible():
                if not node.player or behaviour[node.player, node.infoset][action] > 0:
                    walk(below)

        walk(self.root)
        return frozenset(places)

    def subgames(self) -> list[Node]:
        """Roots of all parts that no information set crosses, the whole game first."""
        size: dict[Place, int] = {}
        for node in self.root.all():
            if node.player:
                size[node.player, node.infoset] = size.get((node.player, node.infoset), 0) + 1
        roots = []
        for root in self.root.all():
            within: dict[Place, int] = {}
            for node in root.all():
                if node.player:
                    within[node.player, node.infoset] = within.get((node.player, node.infoset), 0) + 1
            if root.player is not None and all(size[place] == n for place, n in within.items()):
                roots.append(root)
        return roots

    def expected(self, behaviour: Behaviour, root: Node | None = None) -> tuple[Number, ...]:
        """What each player expects from a node on."""
        node = root or self.root
        total: list[Number] = list(node.payoffs) or [Fraction(0)] * len(self.players)
        if node.player is not None:
            chances = node.chances if node.player == 0 else behaviour[node.player, node.infoset]
            for chance, below in zip(chances, node.below, strict=True):
                if chance:
                    total = [
                        a + chance * b for a, b in zip(total, self.expected(behaviour, below), strict=True)
                    ]
        return tuple(total)

    def regrets(self, behaviour: Behaviour, root: Node | None = None) -> tuple[Number, ...]:
        """What each player would gain from a node on by changing all its choices, the others' held."""
        top = root or self.root
        now = self.expected(behaviour, top)
        return tuple(self._best(behaviour, top, i + 1) - now[i] for i in range(len(self.players)))

    def regret(self, behaviour: Behaviour, root: Node | None = None) -> Number:
        """The most that any of them would gain."""
        return max(self.regrets(behaviour, root))

    def _best(self, behaviour: Behaviour, top: Node, player: int) -> Number:
        """What a player can get from a node on; information sets are settled from the last back."""
        weight: dict[Trail, Number] = {}  # by node: the chance that all others lead there
        members: dict[Place, list[tuple[Trail, Node]]] = {}

        def reach(node: Node, trail: Trail, chance: Number) -> None:
            weight[trail] = chance
            if node.player is None:
                return
            if node.player == player:
                members.setdefault((player, node.infoset), []).append((trail, node))
                own: tuple[Number, ...] = (Fraction(1),) * len(node.below)
            else:
                own = node.chances if node.player == 0 else behaviour[node.player, node.infoset]
            for action, (share, below) in enumerate(zip(own, node.below, strict=True)):
                reach(below, (*trail, action), chance * share)

        choice: dict[Place, int] = {}

        def choose(place: Place) -> int:
            if place not in choice:
                worth = [
                    sum(
                        (weight[trail] * value(n.below[a], (*trail, a)) for trail, n in members[place]),
                        Fraction(0),
                    )
                    for a in range(len(self.at[place].actions))
                ]
                choice[place] = max(range(len(worth)), key=worth.__getitem__)
            return choice[place]

        def value(node: Node, trail: Trail) -> Number:
            own: Number = node.payoffs[player - 1] if node.payoffs else Fraction(0)
            if node.player is None:
                return own
            if node.player == player:
                action = choose((player, node.infoset))
                return own + value(node.below[action], (*trail, action))
            chances = node.chances if node.player == 0 else behaviour[node.player, node.infoset]
            branches = enumerate(zip(chances, node.below, strict=True))
            return own + sum((c * value(b, (*trail, a)) for a, (c, b) in branches if c), Fraction(0))

        reach(top, (), Fraction(1))
        return value(top, ())
