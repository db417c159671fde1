"""What follows from the numbers of a comparison by a rule, and nothing that needs the engine."""

from suasion.decide.facts.facts import facts

__all__ = ["facts"]
