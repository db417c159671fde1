"""The letters of the model, what a strategy is judged by: every symbol with its meaning, unit and range.

The documentation's symbol table is printed from here, and the tests draw values from the ranges.
"""

from suasion.notation.outcomes import OUTCOME_IDS, OUTCOMES, Outcome
from suasion.notation.states import (
    DOMAINS,
    OBSERVABLE,
    RIGHTS,
    STARTING,
    STATE_IDS,
    STATES,
    STOCKS,
    StateVariable,
)
from suasion.notation.symbols import OTHERS, Symbol

#: Every letter but those of instruments, which stand in the library.
SYMBOLS = STATES + OTHERS

__all__ = [
    "DOMAINS",
    "OBSERVABLE",
    "OTHERS",
    "OUTCOMES",
    "OUTCOME_IDS",
    "RIGHTS",
    "STARTING",
    "STATES",
    "STATE_IDS",
    "STOCKS",
    "SYMBOLS",
    "Outcome",
    "StateVariable",
    "Symbol",
]
