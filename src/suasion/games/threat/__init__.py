"""Sanction threats: all equilibria of the crisis-signalling game, crises played from it, payoffs estimated.

>>> from suasion.games import threat
>>> threat.equilibria(0, 1, 0, 1, -1.9, -2.9, -1.2).count
array(3)
"""

from .effects import Effect, effect
from .equilibrium import Equilibria, equilibria, shares
from .fitting import Fit, fit
from .play import Counts, simulate

__all__ = ["Counts", "Effect", "Equilibria", "Fit", "effect", "equilibria", "fit", "shares", "simulate"]
