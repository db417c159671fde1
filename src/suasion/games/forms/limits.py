"""The end of the logit path, followed to convergence and polished: what precision leaves over is solved for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from suasion.domain.findings.solution import Caveat, Equilibrium
from suasion.progress import Progress

from . import logit_path
from .extensive import Behaviour, Extensive, Node
from .judging import in_extensive_form, in_normal_form, is_equilibrium
from .normal import Normal
from .numbers import Profile

PRECISIONS = (1e4, 1e6)  # of the path, per range of a player's payoffs
PRECISIONS_OF_BELIEFS = (300.0, 600.0)  # the same in a tree: chances of e**-600 still divide
THRESHOLDS = (0.05, 0.01, 1e-3, 1e-4, 1e-6)  # chances below these may be what precision leaves over
DENOMINATORS = (1, 2, 3, 4, 6, 12, 60, 1000)
NEAR = 0.02  # as far as rounding to a fraction may move a chance
TINY = 1e-30
TURNS = 40

Array = np.ndarray


class Limit(NamedTuple):
    """Where the path leads, and what kept it from leading further."""

    end: Equilibrium
    profile: Profile
    caveats: tuple[Caveat, ...]


def normal_limit(game: Normal, progress: Progress | None = None) -> Limit:
    """The end of the logit path of a game in normal form."""

    def judge(profile: Profile) -> Equilibrium:
        return in_normal_form(game, profile, "logit path")

    return _limit(normal_worth(game), game.sizes, PRECISIONS, judge, progress)


def extensive_limit(game: Extensive, progress: Progress | None = None) -> tuple[Limit, Behaviour]:
    """The end of the logit path of a tree; where chance never leads, choices are even."""
    places = game.playable
    sizes = [len(game.at[place].actions) for place in places]

    def behaviour(profile: Profile) -> Behaviour:
        even = {
            place: (Fraction(1, len(game.at[place].actions)),) * len(game.at[place].actions)
            for place in game.places
        }
        return {**even, **dict(zip(places, profile, strict=True))}

    def judge(profile: Profile) -> Equilibrium:
        return in_extensive_form(game, behaviour(profile), "logit path")

    limit = _limit(extensive_worth(game), sizes, PRECISIONS_OF_BELIEFS, judge, progress)
    return limit, behaviour(limit.profile)


def _limit(
    worth: logit_path.Worth,
    sizes: tuple[int, ...] | list[int],
    precisions: tuple[float, ...],
    judge: Callable[[Profile], Equilibrium],
    progress: Progress | None,
) -> Limit:
    """Follows the path further until its polished end is an equilibrium."""
    best: Limit | None = None
    for precision in precisions:
        path = logit_path.trace(worth, sizes, precision, progress=progress)
        stopped = () if path.reached else (Caveat(kind="stopped", number=float(path.precision[-1])),)
        chances = logit_path.parts(path.chances[-1], sizes)
        for profile in _candidates(worth, chances):
            end = judge(profile)
            if best is None or float(end.scaled_regret) < float(best.end.scaled_regret):
                best = Limit(end, profile, stopped)
            if is_equilibrium(end) and (not end.off_path or not isinstance(end.regret, Fraction)):
                return Limit(end, profile, stopped)
        if best is not None and is_equilibrium(best.end):
            return best
        if stopped:
            break
    assert best is not None
    return best


def _candidates(worth: logit_path.Worth, chances: list[Array]) -> Iterator[Profile]:
    """The end of the path with small chances taken for none, polished, as fractions where these are near; then as it is."""
    tried: set[tuple[tuple[bool, ...], ...]] = set()
    for threshold in THRESHOLDS:
        used = [part > min(threshold, part.max() / 2) for part in chances]
        key = tuple(tuple(map(bool, part)) for part in used)
        if key in tried:
            continue
        tried.add(key)
        snapped = [np.where(on, part, 0.0) / part[on].sum() for on, part in zip(used, chances, strict=True)]
        solved = _indifferent(worth, snapped, used)
        for start in ([solved] if solved is not None else []) + [snapped]:
            yield from _fractions(start)
            yield tuple(tuple(map(float, part)) for part in start)
    yield tuple(tuple(map(float, part)) for part in chances)


def _fractions(chances: list[Array]) -> Iterator[Profile]:
    """Fractions with small denominators close to the chances, which add up to 1."""
    tried = set()
    for most in DENOMINATORS:
        profile = tuple(tuple(Fraction(float(c)).limit_denominator(most) for c in part) for part in chances)
        near = all(
            abs(float(exact) - c) <= NEAR
            for own, part in zip(profile, chances, strict=True)
            for exact, c in zip(own, part, strict=True)
        )
        if near and all(sum(own) == 1 for own in profile) and profile not in tried:
            tried.add(profile)
            yield profile


@np.errstate(all="ignore")  # a start that leads nowhere has no numbers, and is given up
def _indifferent(worth: logit_path.Worth, chances: list[Array], used: list[Array]) -> list[Array] | None:
    """Chances at which the actions in use are worth the same, by Newton's method from a start; nothing where it fails."""
    sizes = [len(part) for part in chances]
    on = np.concatenate(used)
    first = np.concatenate([np.full(int(part.sum()), i) for i, part in enumerate(used)])
    flat = np.concatenate(chances)
    point = flat[on]
    counts = np.bincount(first, minlength=len(sizes))
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(int)
    mixed = np.flatnonzero(counts[first] > 1)
    if not len(mixed):
        return None
    rest = mixed[mixed != starts[first[mixed]]]

    def gap(points: Array) -> Array:
        """[used, batch] -> what actions are worth beyond the first in use of their place, and the sums less 1."""
        whole = np.zeros((len(flat), points.shape[1]), dtype=complex)
        whole[on] = points
        u = np.concatenate(worth(logit_path.parts(whole, sizes)))[on]
        sums = np.stack([points[first == place].sum(0) - 1 for place in range(len(sizes))])
        return np.concatenate([u[rest] - u[starts[first[rest]]], sums])

    k = len(point)
    for _ in range(TURNS):
        off = gap(point[:, None].astype(complex)).real[:, 0]
        if not np.isfinite(off).all():
            return None
        if np.abs(off).max() < 1e-15:
            break
        jacobian = gap(point[:, None] + 1j * TINY * np.eye(k)).imag / TINY
        if not np.isfinite(jacobian).all():
            return None
        step = np.linalg.lstsq(jacobian, off, rcond=1e-12)[0]
        point = point - step
        if np.abs(step).max() < 1e-16:
            break
    if (point < -1e-12).any() or not np.isfinite(point).all():
        return None
    whole = np.zeros(len(flat))
    whole[on] = np.maximum(point, 0.0)
    return [part / part.sum() for part in logit_path.parts(whole, sizes)]


def normal_worth(game: Normal, *, scaled: bool = True) -> logit_path.Worth:
    """What every strategy is worth against the others' chances, for the logit path.

    Args:
        game: In normal form.
        scaled: Whether each player's payoffs are measured by their range.
    """
    players = len(game.players)
    letters = "abcdefghijklmnopqrstuvw"[:players]
    table = game.scaled if scaled else game.exact.astype(float)

    def worth(chances: list[Array]) -> list[Array]:
        each = []
        for player in range(players):
            others = [i for i in range(players) if i != player]
            terms = ",".join([letters, *(f"{letters[i]}z" for i in others)])
            if others:
                each.append(
                    np.einsum(f"{terms}->{letters[player]}z", table[player], *(chances[i] for i in others))
                )
            else:
                each.append(np.repeat(table[player][:, None], chances[0].shape[1], 1))
        return each

    return worth


def extensive_worth(game: Extensive, *, scaled: bool = True) -> logit_path.Worth:
    """What every action is worth where it is chosen, by the beliefs that the chances imply, for the logit path.

    Args:
        game: A tree; information sets to which chance never leads are left out.
        scaled: Whether each player's payoffs are measured by their range.
    """
    index = {place: i for i, place in enumerate(game.playable)}
    players = len(game.players)
    ranges = game.ranges if scaled else (Fraction(1),) * players
    payoffs = {
        id(node): np.array([float(x / wide) for x, wide in zip(node.payoffs, ranges, strict=True)])[:, None]
        for node in game.root.all()
        if node.payoffs
    }

    def worth(chances: list[Array]) -> list[Array]:
        batch, kind = chances[0].shape[1], chances[0].dtype
        gain = [np.zeros_like(part) for part in chances]
        weight = [np.zeros(batch, dtype=kind) for part in chances]

        def walk(node: Node, reach: Array) -> Array:
            """What each player expects from a node on, [players, batch]; adds up what its actions are worth."""
            own = np.zeros((players, batch), dtype=kind)
            if id(node) in payoffs:
                own = own + payoffs[id(node)]
            if node.player is None:
                return own
            place = index.get((node.player, node.infoset), -1)
            if node.player:
                weight[place] += reach
            for action, below in node.possible():
                share = float(node.chances[action]) if node.player == 0 else chances[place][action]
                after = walk(below, reach * share)
                own = own + share * after
                if node.player:
                    gain[place][action] += reach * after[node.player - 1]
            return own

        walk(game.root, np.ones(batch, dtype=kind))
        return [
            np.divide(part, total, out=np.zeros_like(part), where=total != 0)
            for part, total in zip(gain, weight, strict=True)
        ]

    return worth
