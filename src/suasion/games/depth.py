"""Depth of cooperation: the deepest agreement that punishment and detection can keep, and who ratifies it.

The stage game is the quadratic reduction of Downs, Rocke and Barsoom (1996): keeping an agreement of
depth ``d`` together is worth ``beta*d - d**2/2`` a period, breaking it ``beta*d`` once, and each period of
the punishment that follows is worth 0. Issues that are tied together stand in ``issue_linkage.py``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from suasion.games.arrays import Numbers


def deepest_treaty(
    beta: Numbers, delta: Numbers, *, periods: Numbers = None, detection: Numbers = 1.0
) -> Numbers:
    """Deepest agreement that is self-enforcing when a breach is seen with chance ``detection``.

    With ``S = delta*(1 - delta**periods)/(1 - delta)``, what a period's worth is in the periods of a
    punishment, it is kept while ``d**2/2 <= detection*S*(beta*d - d**2/2)``.

    Args:
        beta: Benefit per unit of depth, not negative, any shape.
        delta: Discount factor in [0, 1), broadcastable.
        periods: How many periods a punishment lasts before all return to the agreement, whole numbers from 1
            or ``inf``, broadcastable; ``None`` for ever.
        detection: Chance in [0, 1] that a breach is detected in its period.

    Returns:
        ``2*beta*detection*S / (1 + detection*S)``, in units of depth, broadcast. Numbers, lists and NumPy
        arrays are checked; other arrays (JAX's) are taken as they are and come back as such.

    Raises:
        ValueError: A number outside its range.

    Source: downs_rocke_barsoom1996, reduced.
    """
    beta = checked("beta", beta)
    delta, detection = checked("delta", delta, 1.0, below=True), checked("detection", detection, 1.0)
    if periods is None:
        return 2 * beta * delta * detection / (1 - delta + delta * detection)
    seen = delta * (1 - delta ** lasting(periods)) * detection
    return 2 * beta * seen / (1 - delta + seen)


def punishment_worth(delta: Numbers, *, periods: Numbers = None, detection: Numbers = 1.0) -> Numbers:
    """What a period's worth of cooperation is put at stake by one breach: ``detection * S``.

    Args:
        delta: Discount factor in [0, 1).
        periods: As in :func:`deepest_treaty`.
        detection: Chance in [0, 1] that a breach is detected in its period.

    Returns:
        Discounted number of periods, broadcast.

    Raises:
        ValueError: A number outside its range.

    Source: downs_rocke_barsoom1996, reduced.
    """
    delta, detection = checked("delta", delta, 1.0, below=True), checked("detection", detection, 1.0)
    lost = 1 if periods is None else 1 - delta ** lasting(periods)
    return detection * delta * lost / (1 - delta)


class Needed(NamedTuple):
    """What must at least hold for a depth to be kept, the rest given; ``inf`` where nothing is enough.

    Attributes:
        benefit: Benefit per unit of depth.
        detection: Chance that a breach is seen; above 1 is out of reach.
        patience: Discount factor.
    """

    benefit: np.ndarray
    detection: np.ndarray
    patience: np.ndarray


def needed(
    depth: Numbers, beta: Numbers, delta: Numbers, *, periods: Numbers = None, detection: Numbers = 1.0
) -> Needed:
    """The least benefit, detection and patience that keep a depth, each with the other two as given.

    A breach puts ``W = detection*S`` periods at stake, and a depth is kept while ``W >= d/(2*beta - d)``. Under
    punishment for ever ``S`` is the odds of patience, ``delta/(1 - delta)``: detection and these odds enter as
    a product alone, so that one can stand in for the other. A punishment of ``n`` periods is worth less than
    ``n`` however patient a state is, so that patience alone may not be enough.

    Args:
        depth: Depth asked, not negative, any shape.
        beta: Benefit per unit of depth, not negative, broadcastable.
        delta: Discount factor in [0, 1).
        periods: As in :func:`deepest_treaty`.
        detection: Chance in [0, 1] that a breach is detected in its period.

    Returns:
        :class:`Needed`, each broadcast; patience under a punishment that ends is exact to ``1e-12``.

    Raises:
        ValueError: A number outside its range.

    Source: downs_rocke_barsoom1996, reduced.
    """
    length = np.inf if periods is None else lasting(periods)
    worth = punishment_worth(delta, periods=periods)
    d, b, n, pi, worth = np.broadcast_arrays(
        *(
            np.asarray(v, float)
            for v in (
                checked("depth", depth),
                checked("beta", beta),
                length,
                checked("detection", detection, 1.0),
                worth,
            )
        )
    )
    odds = over(d, np.maximum(2 * b - d, 0.0))
    finite = np.isfinite(odds)
    wanted = np.where(finite, odds, 0.0)
    stake = pi * worth
    return Needed(
        benefit=over(d * (1 + stake), 2 * stake),
        detection=np.where(finite, over(wanted, worth), np.inf),
        patience=np.where(finite, _patience(over(wanted, pi), n), np.inf),
    )


def _patience(worth: np.ndarray, periods: np.ndarray) -> np.ndarray:
    """The least discount factor at which so many periods are worth so much; ``inf`` where none is enough."""
    ever = np.isinf(periods)
    reached = np.isfinite(worth) & (ever | (worth < periods))
    asked = np.where(reached, worth, 0.0)
    low, high = asked / (1 + asked), np.ones(asked.shape)  # what is enough for ever is the least that can be
    n = np.where(ever, 1.0, periods)
    for _ in range(0 if ever.all() else 60):
        middle = (low + high) / 2
        enough = middle * (1 - middle**n) >= asked * (1 - middle)
        low, high = np.where(enough | ever, low, middle), np.where(enough & ~ever, middle, high)
    return np.where(reached, np.where(ever | (asked == 0), asked / (1 + asked), high), np.inf)


class Parties(NamedTuple):
    """What several parties can keep together.

    Attributes:
        depth: Deepest agreement that all keep.
        binding: Index of the party that can keep least; the first of several.
        by_breadth: Deepest agreement that some group of one, two, ... all of them keeps, on the last axis.
    """

    depth: np.ndarray
    binding: np.ndarray
    by_breadth: np.ndarray


def deepest_for_all(
    beta: Numbers, delta: Numbers, *, periods: Numbers = None, detection: Numbers = 1.0, axis: int = -1
) -> Parties:
    """Deepest agreement of one depth for all that every party keeps, however they differ.

    One party's breach, once seen, suspends the agreement for everyone, so each keeps it up to its own depth
    and the least of these holds. Benefit per unit of depth is taken not to hang on how many take part.

    Args:
        beta: Benefit per unit of depth, not negative; parties lie on ``axis`` after broadcasting.
        delta: Discount factor in [0, 1).
        periods: As in :func:`deepest_treaty`.
        detection: Chance in [0, 1] that a party's breach is detected in its period.
        axis: Where the parties are.

    Returns:
        :class:`Parties`: ``depth`` and ``binding`` without ``axis``, ``by_breadth`` with parties counted last.

    Raises:
        ValueError: A number outside its range, or no axis of parties.

    Source: downs_rocke_barsoom1998 on breadth against depth; the reduction is ours.
    """
    own = np.asarray(deepest_treaty(beta, delta, periods=periods, detection=detection), float)
    if own.ndim == 0 or own.size == 0:
        raise ValueError(
            "beta, delta, periods and detection have no axis of parties, so there is nobody to agree: "
            "give a list with one number for each party."
        )
    own = np.moveaxis(own, axis, -1)
    return Parties(own.min(-1), own.argmin(-1), -np.sort(-own, axis=-1))


class Ratification(NamedTuple):
    """Who joins a treaty and what it brings; ``nan`` where there is nobody, or nothing, to count.

    Attributes:
        joining: Share of states that join.
        honoured: Share of members at or above what the treaty asks.
        compliance: Of what the treaty asks of members beyond what they do anyway, the share they do.
        apparent: Mean of ``min(r/depth, 1)`` over members: counts what would have been there anyway.
        effect: Mean rise in protection of those who join, against what they do without the treaty.
        naive_gap: Mean protection of members less that of the others.
        of_all: Of what the treaty asks of all states beyond what they do anyway, the share that it brings.
    """

    joining: np.ndarray
    honoured: np.ndarray
    compliance: np.ndarray
    apparent: np.ndarray
    effect: np.ndarray
    naive_gap: np.ndarray
    of_all: np.ndarray


def ratification(depth: Numbers, benefit: Numbers, punishment: Numbers) -> Ratification:
    """Who ratifies a treaty, who keeps it, and what it changes, when states choose both.

    Without the treaty protection ``r0`` is spread evenly over 0 to 1. Keeping the treaty closes the gap
    ``g = max(depth - r0, 0)`` at a cost of ``g**2/2``; joining is worth ``benefit``; a member that breaks it
    stays at ``r0`` and pays ``punishment``. Who is indifferent joins, and keeps.

    Args:
        depth: Level of protection that the treaty asks, in (0, 1], any shape.
        benefit: What accession is worth, not negative, broadcastable.
        punishment: What a breach costs, not negative, broadcastable.

    Returns:
        :class:`Ratification`, each broadcast; shares and protection from 0 to 1.

    Raises:
        ValueError: A number outside its range.

    Source: downs_rocke_barsoom1996 on selection and depth; the reduction is ours.
    """
    depth = checked("depth", depth, 1.0)
    if not (np.asarray(depth) > 0).all():
        raise ValueError(
            "depth is 0, so the treaty asks nothing of anyone: give a depth above 0 and up to 1."
        )
    numbers = (depth, checked("benefit", benefit), checked("punishment", punishment))
    d, a, P = np.broadcast_arrays(*(np.asarray(value, float) for value in numbers))
    sincere = a < P  # who would break it stays out
    closed = np.minimum(d, np.sqrt(2 * np.where(sincere, a, P)))  # gaps up to here are closed
    joining = np.where(sincere, 1 - d + closed, 1.0)
    low = d - closed  # states below do not keep it: outside if sincere, members if not
    keepers = (1 - d) * (1 + d) / 2 + closed * d  # their protection, summed
    rise = closed**2 / 2
    asked = np.where(sincere, rise, d**2 / 2)  # of members
    return Ratification(
        joining=joining,
        honoured=over(1 - d + closed, joining, np.nan),
        compliance=over(rise, asked, np.nan),
        apparent=np.where(sincere, over(joining, joining, np.nan), 1 - d + closed + low**2 / (2 * d)),
        effect=over(rise, joining, np.nan),
        naive_gap=np.where(sincere & (low > 0), over(keepers, joining, np.nan) - low / 2, np.nan),
        of_all=closed**2 / d**2,
    )


def over(a: np.ndarray, b: np.ndarray, without: float = np.inf) -> np.ndarray:
    """``a/b``; where ``b`` is 0, 0 for ``a`` of 0 and else ``without`` (``nan``: ``without`` for all such)."""
    a, b = np.broadcast_arrays(a, b)
    empty = np.full(a.shape, without) if np.isnan(without) else np.where(a == 0, 0.0, without)
    return np.asarray(np.divide(a, b, out=empty, where=b != 0))


def checked(name: str, value: Numbers, high: float = np.inf, *, below: bool = False) -> Numbers:
    """The value, a list as an array, once each number is known to lie from 0 to ``high`` (or below it).

    Arrays that are not NumPy's are passed on unread: inside a compiled function they have no values yet.

    Raises:
        ValueError: A number outside, or none at all (``nan``).
    """
    if not isinstance(value, int | float | list | tuple | np.ndarray | np.generic):
        return value
    numbers = np.asarray(value, float)
    good = (numbers >= 0) & ((numbers < high) if below else (numbers <= high))
    if not below and np.isinf(high):
        good &= np.isfinite(numbers)
    if not good.all():
        span = f"in [0, {high:g}{')' if below else ']'}" if np.isfinite(high) else "0 or a number above it"
        raise ValueError(
            f"{name} is {numbers[~good].flat[0]:g}, which the game gives no meaning to: make it {span}."
        )
    return numbers if isinstance(value, list | tuple) else value


def lasting(periods: Numbers) -> Numbers:
    """How long punishments last, once known to be whole numbers from 1 or ``inf``.

    Raises:
        ValueError: A number that is neither.
    """
    if not isinstance(periods, int | float | list | tuple | np.ndarray | np.generic):
        return periods
    numbers = np.asarray(periods, float)
    good = (numbers >= 1) & (numbers == np.floor(numbers))
    if not good.all():
        raise ValueError(
            f"periods is {numbers[~good].flat[0]:g}, but a punishment lasts whole periods: "
            "make it 1, 2, 3, ... or None for ever."
        )
    return numbers if isinstance(periods, list | tuple) else periods
