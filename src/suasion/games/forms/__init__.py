"""Small games in normal and extensive form: read, written, solved, every equilibrium with its regret."""

from .equilibrium import Equilibrium, Solution
from .extensive import Extensive
from .gambit import solve_with_gambit
from .normal import Normal
from .reading import parse
from .solving import solve
from .writing import written

__all__ = ["Equilibrium", "Extensive", "Normal", "Solution", "parse", "solve", "solve_with_gambit", "written"]
