"""Several watchers of one treaty: a breach goes unseen only if every one of them misses it.

What comes out is the ``detection`` of the depth game: by `suasion.games.depth.deepest_treaty` each watcher
deepens what can be kept, and the next one adds less.
"""

from __future__ import annotations

from suasion.games.arrays import Numbers


def seen(*chances: Numbers) -> Numbers:
    """Chance that at least one of several independent watchers sees a breach.

    Args:
        chances: Of each watcher, in [0, 1], any shapes that broadcast; arrays of NumPy or JAX.

    Returns:
        ``1 - (1 - c1)*(1 - c2)*...``, broadcast; 0 without a watcher.

    Source: the rule of independent chances; that watchers are independent is assumed.
    """
    missed: Numbers = 1.0
    for chance in chances:
        missed = missed * (1 - chance)
    return 1 - missed
