"""Numbers of small games: exact as fractions, or doubles; profiles of chances."""

from __future__ import annotations

from fractions import Fraction

Number = Fraction | float
#: Chances of each player's strategies, or of the actions at each place.
Profile = tuple[tuple[Number, ...], ...]
