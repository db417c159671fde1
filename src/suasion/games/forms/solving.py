"""Equilibria of small games: corners of games of two, pure ones of more, backward induction, the logit path."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import prod
from typing import Any

import numpy as np

from suasion.domain.findings.solution import (
    Caveat,
    Choice,
    Equilibrium,
    How,
    Indifferent,
    ManyReplies,
    Play,
    SeveralBest,
    Solution,
)
from suasion.errors import Problem, SuasionError

from . import corners, logit_path
from .extensive import Behaviour, Extensive, Node, Place
from .normal import Normal
from .numbers import Number, Profile

METHODS = ("all", "logit")
PRECISION = 1e4  # of the logit path, per range of payoffs
PRECISION_OF_BELIEFS = 300.0  # the same in extensive form: chances of e**-300 still divide
SAME = 0.02  # a limit this near to an equilibrium is that one
MOST = 2_000_000  # cells of payoffs that are compared for pure equilibria


def solve(game: Normal | Extensive, *, method: str = "all") -> Solution:
    """Equilibria of a game, each with its regret.

    Args:
        game: In normal or extensive form.
        method: ``all``: of two players every extreme equilibrium, exactly; of more, every pure one and the
            limit of the logit path; ``logit``: that limit alone.

    Returns:
        :class:`Solution`, which says whether its list is complete, whether the game is degenerate, and which
        equilibria of a game in extensive form rest on a threat that is not credible.

    Raises:
        SuasionError: No such method, or a game too large for it.
    """
    if method not in METHODS:
        raise SuasionError(Problem("method", f"{method!r} is no method.", f"Known: {', '.join(METHODS)}."))
    if isinstance(game, Normal):
        return _normal(game, method)
    return _extensive(game, method)


def mixture(actions: tuple[str, ...], chances: tuple[Number, ...]) -> tuple[Play, ...]:
    """Actions with their chances."""
    return tuple(Play.of(action, chance) for action, chance in zip(actions, chances, strict=True))


def in_normal_form(game: Normal, profile: Profile, how: How) -> Equilibrium:
    """A profile with what everybody expects and regrets."""
    payoffs, regret = judged(game, profile)
    choices = tuple(
        Choice(where=player, mixture=mixture(names, chances))
        for player, names, chances in zip(game.players, game.strategies, profile, strict=True)
    )
    return Equilibrium(
        choices=choices, payoffs=payoffs, regret=regret, scaled_regret=regret, off_path=None, how=how
    )


def _normal(game: Normal, method: str) -> Solution:
    def listed(profiles: Iterable[Profile], how: How) -> tuple[Equilibrium, ...]:
        return tuple(in_normal_form(game, profile, how) for profile in profiles)

    title, players = game.title, game.players
    if method == "logit":
        limit, caveats = _logit_normal(game)
        return Solution(
            title=title,
            players=players,
            equilibria=listed(limit, "logit path"),
            complete=False,
            caveats=caveats,
        )
    if len(players) == 2:
        pairs = _corners(game)
        profiles = [(pairs.first[i].mix, pairs.second[j].mix) for i, j in pairs.pairs]
        return Solution(
            title=title,
            players=players,
            equilibria=listed(profiles, "corner"),
            complete=True,
            ties=_degenerate(game, pairs),
            continua=tuple(corners.continua(pairs.pairs)),
        )
    pure = _pure(game)
    if len(players) == 1:
        n = len(pure)
        return Solution(
            title=title,
            players=players,
            equilibria=listed(pure, "pure"),
            complete=True,
            ties=() if n < 2 else (SeveralBest(player=players[0], count=n),),
            continua=() if n < 2 else (tuple(range(1, n + 1)),),
        )
    limit, caveats = _logit_normal(game)
    mixed = [profile for profile in limit if not _near(profile, pure)]
    return Solution(
        title=title,
        players=players,
        equilibria=(*listed(pure, "pure"), *listed(mixed, "logit path")),
        complete=False,
        caveats=(*caveats, Caveat(kind="players", number=len(players))),
    )


def judged(game: Normal, profile: Profile) -> tuple[tuple[Number, ...], Number]:
    """What every player expects, and the greatest gain from another strategy; exact for exact chances."""
    exact = all(isinstance(chance, Fraction) for mix in profile for chance in mix)
    payoffs, regret = [], Fraction(0) if exact else 0.0
    for player in range(len(game.players)):
        table: Any = game.exact[player] if exact else game.table[player]
        for other in range(len(game.players) - 1, -1, -1):
            if other != player:
                mix: Any = np.array(profile[other], dtype=object if exact else float)
                table = np.tensordot(table, mix, axes=([other], [0]))
        own = np.asarray(table).ravel()
        now = sum((chance * worth for chance, worth in zip(profile[player], own, strict=True)), Fraction(0))
        payoffs.append(now)
        regret = max(regret, max(own) - now)
    return tuple(payoffs), regret


def _corners(game: Normal) -> corners.Pairs:
    m, n = game.sizes
    if corners.too_large(m, n) or corners.too_large(n, m):
        raise SuasionError(
            Problem(
                game.title or "game",
                f"With {m} and {n} strategies there are too many corners to list.",
                "Follow the logit path instead (method logit).",
            )
        )
    first, second = ([[game.exact[player][i, j] for j in range(n)] for i in range(m)] for player in range(2))
    return corners.equilibria(first, second)


def _degenerate(game: Normal, pairs: corners.Pairs) -> tuple[ManyReplies, ...]:
    """Corners at which a player has more best replies than the other side uses strategies."""
    ties = []
    for mixing, replying, own in ((0, 1, pairs.first), (1, 0, pairs.second)):
        size = game.sizes[mixing]
        for corner in own:
            if len(corner.labels) > size:
                used = [i for i in range(size) if i not in corner.labels]
                names = game.strategies[mixing]
                ties.append(
                    ManyReplies(
                        player=game.players[mixing],
                        mixture=tuple(Play.of(names[i], corner.mix[i]) for i in used),
                        other=game.players[replying],
                        replies=tuple(
                            game.strategies[replying][label - size]
                            for label in sorted(corner.labels)
                            if label >= size
                        ),
                    )
                )
    return tuple(ties)


def _pure(game: Normal) -> list[Profile]:
    if prod(game.sizes) * len(game.players) > MOST:
        raise SuasionError(
            Problem(
                game.title or "game", "It is too large for a list of pure equilibria.", "Use method logit."
            )
        )
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


def normal_worth(game: Normal) -> logit_path.Worth:
    """What every strategy is worth against the others' chances, for the logit path."""
    players = len(game.players)
    letters = "abcdefghijklmnopqrstuvw"[:players]

    def worth(chances: list[np.ndarray]) -> list[np.ndarray]:
        found = []
        for player in range(players):
            others = [i for i in range(players) if i != player]
            terms = ",".join([letters, *(f"{letters[i]}z" for i in others)])
            if others:
                each = np.einsum(
                    f"{terms}->{letters[player]}z", game.table[player], *(chances[i] for i in others)
                )
            else:
                each = np.repeat(game.table[player][:, None], chances[0].shape[1], 1)
            found.append(each)
        return found

    return worth


def spread(values: Any) -> float:
    """Range of payoffs, by which precision is measured; 1 where all are the same."""
    wide = float(max(values) - min(values))
    return wide if wide > 0 else 1.0


def _logit_normal(game: Normal) -> tuple[list[Profile], tuple[Caveat, ...]]:
    until = PRECISION / spread([x for one in game.payoffs for x in one])
    path = logit_path.trace(normal_worth(game), game.sizes, until)
    chances = logit_path.parts(path.chances[-1], game.sizes)
    return [tuple(tuple(map(float, part)) for part in chances)], _stopped(path)


def _stopped(path: logit_path.Path) -> tuple[Caveat, ...]:
    if path.reached:
        return ()
    return (Caveat(kind="stopped", number=float(path.precision[-1])),)


def _near(profile: Any, known: list[Any]) -> bool:
    flat = np.array([float(chance) for mix in profile for chance in mix])
    return any(
        np.abs(flat - [float(chance) for mix in other for chance in mix]).max() < SAME for other in known
    )


# --------------------------------------------------------------------------------------- extensive form


def in_extensive_form(game: Extensive, behaviour: Behaviour, how: How) -> Equilibrium:
    """Choices at every information set with what everybody expects and regrets."""
    choices = tuple(
        Choice(where=game.named(place), mixture=mixture(game.at[place].actions, behaviour[place]))
        for place in game.places
    )
    regret = game.regret(behaviour)
    return Equilibrium(
        choices=choices,
        payoffs=game.expected(behaviour),
        regret=regret,
        scaled_regret=regret,
        off_path=max(game.regret(behaviour, root) for root in game.subgames()),
        how=how,
    )


def _extensive(game: Extensive, method: str) -> Solution:
    if not game.places:
        raise SuasionError(Problem(game.title or "game", "No player has a choice.", "Give one."))
    limit, stopped = _logit_extensive(game)
    if method == "logit":
        return Solution(
            title=game.title,
            players=game.players,
            equilibria=(in_extensive_form(game, limit, "logit path"),),
            complete=False,
            caveats=stopped,
        )
    profiles: list[tuple[Behaviour, How]] = []
    back, ties = _backward(game)
    if back is not None:
        profiles.append((back, "backward induction"))
    normal, plans = game.normal()
    caveats: tuple[Caveat, ...] = ()
    if len(game.players) == 2:
        pairs = _corners(normal)
        mixed = [(pairs.first[i].mix, pairs.second[j].mix) for i, j in pairs.pairs]
        profiles += [(behaviour_of(game, plans, p), "corner") for p in mixed]
    else:
        profiles += [(behaviour_of(game, plans, p), "pure") for p in _pure(normal)]
        if len(game.players) > 2:
            caveats = (Caveat(kind="players", number=len(game.players)),)
    profiles.append((limit, "logit path"))
    distinct: list[tuple[Behaviour, How]] = []
    for behaviour, how in profiles:
        flat = tuple(behaviour[place] for place in game.places)
        if not _near(flat, [tuple(other[place] for place in game.places) for other, _ in distinct]):
            distinct.append((behaviour, how))
    return Solution(
        title=game.title,
        players=game.players,
        equilibria=tuple(in_extensive_form(game, behaviour, how) for behaviour, how in distinct),
        complete=False,
        ties=tuple(Indifferent(where=where) for where in ties),
        caveats=(*caveats, *stopped, Caveat(kind="unreached")),
    )


def behaviour_of(game: Extensive, plans: list[list[dict[Place, int]]], profile: Any) -> Behaviour:
    """Chances of actions out of chances of whole strategies; even where the player's own moves do not lead."""
    found: dict[Place, tuple[Number, ...]] = {}
    for place in game.places:
        own, mix = plans[place[0] - 1], profile[place[0] - 1]
        size = len(game.at[place].actions)
        weight = [
            sum((c for c, plan in zip(mix, own, strict=True) if plan.get(place) == action), Fraction(0))
            for action in range(size)
        ]
        total = sum(weight, Fraction(0))
        found[place] = tuple(w / total for w in weight) if total else (Fraction(1, size),) * size
    return found


def _backward(game: Extensive) -> tuple[Behaviour | None, list[str]]:
    """The choice at every node from the last back, where all is seen; and ties, which make it one of several."""
    members: dict[Place, int] = {}
    for node in game.root.all():
        if node.player:
            members[node.player, node.infoset] = members.get((node.player, node.infoset), 0) + 1
    if any(n > 1 for n in members.values()):
        return None, []
    behaviour: dict[Place, tuple[Number, ...]] = {}
    ties: list[str] = []

    def value(node: Node) -> tuple[Number, ...]:
        zero: tuple[Number, ...] = node.payoffs or (Fraction(0),) * len(game.players)
        if node.player is None:
            return zero
        below = [value(one) for one in node.below]
        if node.player == 0:
            weights: tuple[Number, ...] = node.chances
        else:
            own = [worth[node.player - 1] for worth in below]
            place, best = (node.player, node.infoset), own.index(max(own))
            if own.count(max(own)) > 1:
                ties.append(game.named(place))
            weights = tuple(Fraction(int(i == best)) for i in range(len(own)))
            behaviour[place] = weights
        return tuple(
            z + sum((w * worth[i] for w, worth in zip(weights, below, strict=True)), Fraction(0))
            for i, z in enumerate(zero)
        )

    value(game.root)
    return behaviour, ties


def extensive_worth(game: Extensive) -> logit_path.Worth:
    """What every action is worth where it is chosen, by the beliefs that the chances imply, for the logit path."""
    index = {place: i for i, place in enumerate(game.places)}
    players = len(game.players)

    def worth(chances: list[np.ndarray]) -> list[np.ndarray]:
        batch = chances[0].shape[1]
        gain = [np.zeros_like(part) for part in chances]
        weight = [np.zeros(batch, dtype=part.dtype) for part in chances]

        def walk(node: Node, reach: Any) -> Any:
            """What each player expects from a node on, [players, batch]; adds up what its actions are worth."""
            own: Any = np.zeros((players, batch), dtype=chances[0].dtype)
            if node.payoffs:
                own = own + np.array([float(x) for x in node.payoffs])[:, None]
            if node.player is None:
                return own
            place = index.get((node.player, node.infoset), -1)
            shares: Any = [float(c) for c in node.chances] if node.player == 0 else chances[place]
            if node.player:
                weight[place] += reach
            for action, below in enumerate(node.below):
                after = walk(below, reach * shares[action])
                own = own + shares[action] * after
                if node.player:
                    gain[place][action] += reach * after[node.player - 1]
            return own

        walk(game.root, np.ones(batch, dtype=chances[0].dtype))
        return [part / total for part, total in zip(gain, weight, strict=True)]

    return worth


def _logit_extensive(game: Extensive) -> tuple[Behaviour, tuple[Caveat, ...]]:
    sizes = [len(game.at[place].actions) for place in game.places]
    payoffs = [x for node in game.root.all() for x in node.payoffs] or [Fraction(0)]
    path = logit_path.trace(extensive_worth(game), sizes, PRECISION_OF_BELIEFS / spread(payoffs))
    parts = logit_path.parts(path.chances[-1], sizes)
    behaviour = {place: tuple(map(float, part)) for place, part in zip(game.places, parts, strict=True)}
    return behaviour, _stopped(path)
