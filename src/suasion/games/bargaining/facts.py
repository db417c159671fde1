"""What sentences about talks rest on: ways of holding them against each other, and the numbers that move rights."""

from __future__ import annotations

from typing import get_args

from suasion.domain.findings.talks import How, Kind, MovingNumber, TalksFacts, TalksFindings, Verdict, Way

from .linkage import SAME

MOVERS, SWINGS = 3, 4  # numbers that are named
STILL = 1e-9  # a swing below this is none


def with_facts(findings: TalksFindings) -> TalksFindings:
    """The same findings with what the sentences rest on."""
    return findings.model_copy(update={"facts": facts(findings)})


def facts(findings: TalksFindings) -> TalksFacts:
    """What the sentences rest on, worked out of the findings alone."""
    draws = findings.draws
    widest = [one for one in findings.swings if abs(one.linked[1] - one.linked[0]) > STILL][:SWINGS]
    return TalksFacts(
        ways=tuple(_way(findings, name) for name in findings.ways),
        movers=tuple(_number(name, correlation=by) for name, by in draws.movers[:MOVERS]) if draws else (),
        swings=tuple(_number(one.id, linked=one.linked) for one in widest),
    )


def _way(findings: TalksFindings, name: str) -> Way:
    how, issue = _how(name)
    draws, linked = findings.draws, findings.ways.get("linked")
    other = linked is not None and name != "linked"
    return Way(
        how=how,
        issue=issue,
        level=findings.ways[name],
        spread=draws.levels[name] if draws else None,
        verdict=_verdict(findings, linked - findings.ways[name]) if linked is not None and other else None,
        raised=draws.raised[name] if draws and other else None,
        lowered=draws.lowered[name] if draws and other else None,
    )


def _how(name: str) -> tuple[How, str]:
    """How talks are held, and the other issue that is talked about."""
    words, _, issue = name.partition(" ")
    how: dict[str, How] = {one: one for one in get_args(How)}
    return how[words], issue


def _verdict(findings: TalksFindings, more: float) -> Verdict:
    """Linked rights against those of another way, by a hundredth of the scale."""
    low, high = findings.issues[findings.rights].scale
    share = more / (high - low)
    return "alike" if abs(share) <= SAME else "higher" if share > 0 else "lower"


def _number(
    name: str, *, correlation: float | None = None, linked: tuple[float, float] | None = None
) -> MovingNumber:
    """A number by its id: ``japan.salience.rights`` is Japan's salience of human rights."""
    party, kind, *issue = name.split(".")
    kinds: dict[str, Kind] = {one: one for one in get_args(Kind)}
    return MovingNumber(
        party=party, kind=kinds[kind], issue=issue[0] if issue else "", correlation=correlation, linked=linked
    )
