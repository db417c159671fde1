"""Issue linkage in the depth game: what one issue's slack lends to rights, and what its deficit takes.

Several issues are one agreement: a breach of any ends all for the periods of the punishment. The best breach
is of all at once, so the package is kept while ``sum d**2/2 <= W * sum (beta*d - d**2/2)``, where ``W`` is
``punishment_worth``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from suasion.games.arrays import Numbers
from suasion.games.depth import checked, punishment_worth


class Linked(NamedTuple):
    """How deep rights can go when tied to other issues.

    Attributes:
        alone: Deepest agreement on rights without the tie.
        slack: What the other issues have to lend, in worth of a period; negative is a deficit.
        depth: Deepest agreement on rights with the tie; 0 where the package is not kept.
        honoured: Whether the package is honoured at some depth of rights; if not, breaking it pays on all issues.
        least: Least depth on rights that keeps the package: above 0 where rights must carry the others.
    """

    alone: np.ndarray
    slack: np.ndarray
    depth: np.ndarray
    honoured: np.ndarray
    least: np.ndarray


def slack(
    depths: Numbers, benefits: Numbers, delta: Numbers, *, periods: Numbers = None, detection: Numbers = 1.0
) -> np.ndarray:
    """What keeping the issues is worth beyond the best breach: ``sum W*(b*d - d**2/2) - d**2/2``.

    Args:
        depths: Depth demanded on each issue, [..., issue].
        benefits: Benefit per unit of depth, [..., issue].
        delta: Discount factor in [0, 1), [...].
        periods: As in ``deepest_treaty``, [...].
        detection: Chance in [0, 1] that a breach of the package is detected, [...].

    Returns:
        [...], in worth of a period; an issue alone has slack while it is shallower than its deepest treaty.

    Raises:
        ValueError: A number outside its range, or depths without an axis of issues.

    Source: downs_rocke_barsoom1996, reduced; hafnerburton2005 on tying rights to trade.
    """
    d, b = _issues(depths, benefits)
    worth = np.asarray(punishment_worth(delta, periods=periods, detection=detection), float)[..., None]
    return np.asarray((worth * (b * d - d**2 / 2) - d**2 / 2).sum(-1))


def linked(
    depths: Numbers,
    benefits: Numbers,
    delta: Numbers,
    *,
    rights_benefit: Numbers = 0.0,
    periods: Numbers = None,
    detection: Numbers = 1.0,
) -> Linked:
    """Deepest agreement on rights that holds when tied to issues of given depth.

    Args:
        depths: Depth demanded on each other issue, [..., issue].
        benefits: Benefit per unit of that depth, [..., issue].
        delta: Discount factor in [0, 1), [...].
        rights_benefit: Benefit per unit of depth on rights, [...]: near 0, since a state gains little by
            how another treats its own people.
        periods: As in ``deepest_treaty``, [...].
        detection: Chance in [0, 1] that a breach of the package is detected, [...].

    Returns:
        :class:`Linked`, each [...].

    Raises:
        ValueError: A number outside its range, or depths without an axis of issues.

    Source: downs_rocke_barsoom1996, reduced; hafnerburton2005 on tying rights to trade.
    """
    lent = slack(depths, benefits, delta, periods=periods, detection=detection)
    worth = np.asarray(punishment_worth(delta, periods=periods, detection=detection), float)
    half = np.asarray(checked("rights_benefit", rights_benefit), float) * worth / (1 + worth)
    lent, half, worth = np.broadcast_arrays(lent, half, worth)
    inside = half**2 + 2 * lent / (1 + worth)
    honoured = inside >= 0
    root = np.sqrt(np.maximum(inside, 0.0))
    return Linked(
        alone=2 * half,
        slack=lent,
        depth=np.where(honoured, half + root, 0.0),
        honoured=honoured,
        least=np.where(honoured, np.maximum(half - root, 0.0), np.nan),
    )


def best_demand(
    benefits: Numbers, delta: Numbers, *, periods: Numbers = None, detection: Numbers = 1.0
) -> np.ndarray:
    """Depth on each other issue that lends rights most: half of what the issue alone can keep.

    Args:
        benefits: Benefit per unit of depth, [..., issue].
        delta: Discount factor in [0, 1), [...].
        periods: As in ``deepest_treaty``, [...].
        detection: Chance in [0, 1] that a breach of the package is detected, [...].

    Returns:
        [..., issue], in units of depth: ``b*W/(1 + W)``.

    Raises:
        ValueError: A number outside its range, or benefits without an axis of issues.

    Source: downs_rocke_barsoom1996, reduced.
    """
    _, b = _issues(0.0, benefits)
    worth = np.asarray(punishment_worth(delta, periods=periods, detection=detection), float)[..., None]
    return np.asarray(b * worth / (1 + worth))


def _issues(depths: Numbers, benefits: Numbers) -> tuple[np.ndarray, np.ndarray]:
    """Both as arrays with issues on the last axis."""
    d, b = np.broadcast_arrays(
        np.asarray(checked("depths", depths), float), np.asarray(checked("benefits", benefits), float)
    )
    if d.ndim == 0:
        raise ValueError(
            "depths and benefits have no axis of issues, so there is nothing to tie: "
            "give a list with one number for each issue."
        )
    return d, b
