"""Bargaining: dividing a pie, positions on one issue, who can block, and talks over several issues."""

from suasion.games.bargaining.coalitions import blocked, blocking, core, rule
from suasion.games.bargaining.package import nash_package
from suasion.games.bargaining.parties import Issue, Party
from suasion.games.bargaining.pie import nash, rubinstein, staying_power
from suasion.games.bargaining.places import contradictions
from suasion.games.bargaining.positions import risk_exponents, votes, weighted_mean, weighted_median
from suasion.games.bargaining.round_table import talks, talks_of_file
from suasion.games.bargaining.status_quo import equilibria

__all__ = [
    "Issue",
    "Party",
    "blocked",
    "blocking",
    "contradictions",
    "core",
    "equilibria",
    "nash",
    "nash_package",
    "risk_exponents",
    "rubinstein",
    "rule",
    "staying_power",
    "talks",
    "talks_of_file",
    "votes",
    "weighted_mean",
    "weighted_median",
]
