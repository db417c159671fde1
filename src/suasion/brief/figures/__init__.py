"""Figures of the brief, one function each, usable in a notebook.

>>> from suasion.brief import figures
>>> figures.trajectories(found.findings)  # doctest: +SKIP
"""

from suasion.brief.figures.contests import ablations, duels, fairness
from suasion.brief.figures.origins import movers, origins, support
from suasion.brief.figures.outcomes import dangers, gains, wins
from suasion.brief.figures.paths import replay, trajectories
from suasion.brief.figures.spec import Figure
from suasion.brief.figures.timeline import facts
from suasion.brief.figures.treaties import compliance

__all__ = [
    "Figure",
    "ablations",
    "compliance",
    "dangers",
    "duels",
    "facts",
    "fairness",
    "gains",
    "movers",
    "origins",
    "replay",
    "support",
    "trajectories",
    "wins",
]
