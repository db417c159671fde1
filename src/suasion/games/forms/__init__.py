"""Small games in normal and extensive form: read, written, solved, every equilibrium with its regret."""

from .extensive import Extensive
from .gambit import solve_with_gambit
from .normal import Normal
from .reading import parse
from .solving import solve
from .writing import written

__all__ = ["Extensive", "Normal", "parse", "solve", "solve_with_gambit", "written"]
