"""Equilibria of trees: backward induction, the corners of whole plans or the sequence form, and the logit path."""

from __future__ import annotations

from fractions import Fraction

from suasion.domain.findings.solution import Caveat, How, Indifferent, Solution
from suasion.errors import Problem, SuasionError
from suasion.progress import Progress

from . import corners, sequence_form
from .extensive import Behaviour, Extensive, Node, Place
from .judging import in_extensive_form, is_equilibrium
from .limits import extensive_limit
from .normal import LARGEST
from .numbers import Number, Profile
from .solving_normal import by_player, near, pure, sorted_out
from .strategies import normal_form, plan_counts

CELLS = 20_000  # of a normal form that is looked through for all equilibria of two


def solve_extensive(game: Extensive, method: str, progress: Progress | None = None) -> Solution:
    """Equilibria of a tree.

    Args:
        game: The tree.
        method: ``all`` or ``logit``.
        progress: Receives what is done.

    Raises:
        SuasionError: No player has a choice.
    """
    if not game.places:
        raise SuasionError(Problem(game.title or "game", "No player has a choice.", "Give one."))
    profiles: list[tuple[Behaviour, How]] = []
    ties: list[str] = []
    caveats: tuple[Caveat, ...] = ()
    if method == "all":
        back, ties = _backward(game)
        if back is not None:
            profiles.append((back, "backward induction"))
        exact, caveats = _exact(game, progress)
        profiles += exact
    if game.rounded:
        caveats = (*caveats, Caveat(kind="rounded"))
    limit, end = extensive_limit(game, progress)
    distinct: dict[Profile, tuple[Behaviour, How]] = {}
    for behaviour, how in profiles:
        distinct.setdefault(tuple(behaviour[place] for place in game.places), (behaviour, how))
    ends = [in_extensive_form(game, behaviour, how) for behaviour, how in distinct.values()]
    if not (is_equilibrium(limit.end) and near(tuple(end[place] for place in game.places), distinct)):
        ends.append(limit.end)
    equilibria, approached = sorted_out(ends)
    return Solution(
        title=game.title,
        players=game.player_names,
        equilibria=equilibria,
        approached=approached,
        complete=False,
        ties=tuple(Indifferent(where=where) for where in ties),
        caveats=(*caveats, *limit.caveats, *((Caveat(kind="unreached"),) if method == "all" else ())),
    )


def _exact(
    game: Extensive, progress: Progress | None
) -> tuple[list[tuple[Behaviour, How]], tuple[Caveat, ...]]:
    """Equilibria in whole plans where these are few enough; of two players else one by the sequence form."""
    two, several = len(game.players) == 2, len(game.players) > 2
    caveats = (Caveat(kind="players", number=len(game.players)),) if several else ()
    sizes = plan_counts(game)
    cells = 1
    for size in sizes:
        cells *= size
    if cells <= (CELLS if two else LARGEST):
        normal, plans = normal_form(game)
        if not two:
            listed = pure(normal) or []
            return [(behaviour_of(game, plans, profile), "pure") for profile in listed], caveats
        pairs = corners.equilibria(*by_player(normal), progress)
        if pairs is not None:
            mixed = [(pairs.first[i].mix, pairs.second[j].mix) for i, j in pairs.pairs]
            return [(behaviour_of(game, plans, profile), "corner") for profile in mixed], caveats
    one = sequence_form.solution(game, progress) if two else None
    exact: list[tuple[Behaviour, How]] = [] if one is None else [(one, "sequence form")]
    return exact, (*caveats, Caveat(kind="some"))


def behaviour_of(game: Extensive, plans: list[list[dict[Place, int]]], profile: Profile) -> Behaviour:
    """Chances of actions out of chances of whole strategies; even where the player's own moves do not lead."""
    behaviour: dict[Place, tuple[Number, ...]] = {}
    for place in game.places:
        own, mix = plans[place[0] - 1], profile[place[0] - 1]
        size = len(game.at[place].actions)
        weight = [
            sum((c for c, plan in zip(mix, own, strict=True) if plan.get(place) == action), Fraction(0))
            for action in range(size)
        ]
        total = sum(weight, Fraction(0))
        behaviour[place] = tuple(w / total for w in weight) if total else (Fraction(1, size),) * size
    return behaviour


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
