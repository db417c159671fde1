"""What the solution of a small game says, in words."""

from __future__ import annotations

from suasion.domain.findings.solution import (
    Caveat,
    Indifferent,
    ManyReplies,
    SeveralBest,
    Solution,
    written,
)

CREDIBLE = 1e-6  # regret in subgames up to which a threat counts as carried out


def text(solution: Solution) -> str:
    """What was found, in sentences."""
    n = len(solution.equilibria)
    sentences = [f"{n} equilibri{'um' if n == 1 else 'a'} found"]
    sentences[0] += ", and there is no other." if solution.complete and not solution.continua else "."
    if solution.ties:
        sentences.append(f"The game is degenerate: {'; '.join(degenerate(solution))}.")
    sentences += [
        f"Equilibria {', '.join(map(str, group))} span a continuum: whatever each player mixes from its choices in them is "
        "an equilibrium too."
        for group in solution.continua
    ]
    if solution.continua and solution.complete:
        sentences.append("Every equilibrium is one of those listed or such a mixture.")
    sentences += _approached(solution)
    sentences += _empty_threats(solution)
    sentences += _unreached(solution)
    sentences += map(_caveat, solution.caveats)
    return " ".join(sentences)


def degenerate(solution: Solution) -> list[str]:
    """Why the game is degenerate, a clause for each reason."""
    return [_tie(one) for one in solution.ties]


def _tie(tie: ManyReplies | SeveralBest | Indifferent) -> str:
    if isinstance(tie, SeveralBest):
        return f"{tie.player} has {tie.count} best strategies"
    if isinstance(tie, Indifferent):
        return f"{tie.where} is indifferent between actions from there on"
    mixture = ", ".join(f"{play.action} {written(play.chance)}" for play in tie.mixture)
    return (
        f"where {tie.player} plays {mixture}, {tie.other} has {len(tie.replies)} best replies "
        f"({', '.join(tie.replies)})"
    )


def _approached(solution: Solution) -> list[str]:
    """What a method led to and is no equilibrium."""
    return [
        f"One profile is approached, not an equilibrium ({one.how}): a player would still gain {written(one.regret)}, which is "
        f"{written(float(one.scaled_regret))} of the range of its payoffs."
        for one in solution.approached
    ]


def _unreached(solution: Solution) -> list[str]:
    """Information sets that play does not lead to in some equilibrium."""
    ends = (*solution.equilibria, *solution.approached)
    if all(choice.reached for one in ends for choice in one.choices):
        return []
    return ["Where play does not lead (marked), what is believed is undetermined."]


def _empty_threats(solution: Solution) -> list[str]:
    empty = [
        str(number)
        for number, one in enumerate(solution.equilibria, 1)
        if one.off_path is not None and one.off_path > CREDIBLE
    ]
    if not empty:
        return []
    several = len(empty) > 1
    return [
        f"Equilibri{'a' if several else 'um'} {', '.join(empty)} rest{'' if several else 's'} on a threat that would not be "
        "carried out: in some subgame a player would gain by doing something else."
    ]


def _caveat(one: Caveat) -> str:
    if one.kind == "players":
        return (
            f"With {one.number:.0f} players only pure equilibria are listed exactly, and one more by the logit path; there may"
            " be others."
        )
    if one.kind == "stopped":
        return f"The logit path could be followed only to precision {one.number:.4g}; its end is no limit."
    if one.kind == "continua":
        return "There are too many combinations to look for mixtures that are equilibria too."
    if one.kind == "rounded":
        return "The chances of chance are rounded in the file and do not add up to 1; they are taken in proportion."
    if one.kind == "some":
        return "The game is too large for a list of all equilibria: those listed need not be all."
    return (
        "What a player does where it is never asked is often free, so equilibria that differ only there are not all listed;"
        " choices that a player's own earlier move rules out are shown as even. The logit path leads to a sequential"
        " equilibrium."
    )


def cannot_say(solution: Solution) -> tuple[str, ...]:
    """What the solution does not say."""
    sentences = ["Which equilibrium would be played, where there are several."]
    if not solution.complete:
        sentences.append("Whether there are others: the list may be incomplete.")
    return tuple(sentences)
