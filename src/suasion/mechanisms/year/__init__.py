"""One year of the model, composed from what the mechanisms declare, in the order of the paper.

All right-hand sides read the state at the start of the year. ``move_probs`` is what ``simulation`` samples and what a
likelihood sums out; ``stocks`` is deterministic. Where an equation enters, and in which place of a sum, stands beside
it in its mechanism (``domain.mechanism.Entry``); nothing here names a mechanism that can be switched off.
"""

from suasion.mechanisms.year.hazards import log_hazard
from suasion.mechanisms.year.incentives import derived, executions, incentives, shared_incentive
from suasion.mechanisms.year.moves import jump_shares, mean_moves, move_probs, solve_choice
from suasion.mechanisms.year.parameters import stacked_parameters
from suasion.mechanisms.year.scope import Scope, Situation
from suasion.mechanisms.year.stocks import pulls, stock_laws, stocks

__all__ = [
    "Scope",
    "Situation",
    "derived",
    "executions",
    "incentives",
    "jump_shares",
    "log_hazard",
    "mean_moves",
    "move_probs",
    "pulls",
    "shared_incentive",
    "solve_choice",
    "stacked_parameters",
    "stock_laws",
    "stocks",
]
