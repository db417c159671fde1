"""What sentences about a solution rest on: empty threats, and choices where play does not lead."""

from __future__ import annotations

from suasion.domain.findings.solution import Solution

CREDIBLE = 1e-6  # regret in subgames up to which a threat counts as carried out


def with_facts(solution: Solution) -> Solution:
    """The same solution with what the sentences rest on."""
    empty = tuple(
        number
        for number, one in enumerate(solution.equilibria, 1)
        if one.off_path is not None and one.off_path > CREDIBLE
    )
    ends = (*solution.equilibria, *solution.approached)
    unreached = any(not choice.reached for one in ends for choice in one.choices)
    return solution.model_copy(update={"empty_threats": empty, "unreached": unreached})
