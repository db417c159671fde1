# As it was written before tables of sentences: kept as the oracle of tests/oracles/test_tables_of_sentences.py.
"""What the depth game says, in words."""

from __future__ import annotations

from suasion.domain.depth import DepthInputs
from suasion.domain.findings.depth import DepthLinked, DepthOfCase, DepthOfNumbers, DepthRatification

WARNING = "These are a formula's answers under assumed numbers. They are no evidence about any state."
ROUNDING = 1e-12


def answer(findings: DepthOfNumbers | DepthOfCase) -> list[dict[str, str]]:
    """The answer in words: headings and sentences, the warning first."""
    parts = _case(findings) if isinstance(findings, DepthOfCase) else _numbers(findings)
    return [
        {"heading": heading, "text": text} for heading, text in [("What this is", WARNING), *parts] if text
    ]


def _lasting(periods: float | None) -> str:
    return "for ever" if periods is None else f"for {periods:g} period{'' if periods == 1 else 's'}"


def _least(value: float | None, *, share: bool = True) -> str:
    if value is None or (share and value > 1):
        return "out of reach"
    return f"{value:.2f}"


def _numbers(findings: DepthOfNumbers) -> list[tuple[str, str]]:
    inputs, several = findings.inputs, len(findings.own) > 1
    text = (
        f"Punished {_lasting(inputs.periods)}, the deepest treaty that is kept asks {findings.deepest:.2f}."
    )
    if findings.deepest == 0:
        text = f"Punished {_lasting(inputs.periods)}, no depth is kept: one of the numbers given is 0."
    if several:
        own = ", ".join(f"{depth:.2f}" for depth in findings.own)
        breadth = ", ".join(f"{depth:.2f}" for depth in findings.by_breadth)
        text = (
            f"Punished {_lasting(inputs.periods)}, the parties would keep {own}. All of them together keep"
            f" {findings.deepest:.2f}, because party {findings.binding + 1} keeps no more. The best group of one, two"
            f" and so on keeps {breadth}: breadth is bought with depth."
        )
    parts = [("The deepest treaty", text)]
    least = findings.needed
    if least and inputs.asked is not None:
        lines = []
        for i, deepest in enumerate(findings.own):
            reached = deepest >= inputs.asked - ROUNDING
            who = f"Party {i + 1}: a" if several else "A"
            lines.append(
                f"{who} depth of {inputs.asked:.2f} is {'kept' if reached else 'not kept'}. Least benefit"
                f" {_least(least.benefit[i], share=False)}, least detection {_least(least.detection[i])}, least"
                f" patience {_least(least.patience[i])}, each with the other two as given."
            )
        parts.append(("What the depth asked would take", " ".join(lines)))
    parts.append(
        (
            "Monitoring and patience",
            "Detection and what the punishment is worth, which grows with patience, enter as a product: twice the"
            " chance that a breach is seen does for half of that worth. The table shows it.",
        )
    )
    if findings.linked:
        parts.append(("Tied to another issue", _tied(findings.linked, inputs)))
    if findings.ratification:
        parts.append(("Who ratifies", _ratified(findings.ratification)))
    return parts


def _tied(tied: DepthLinked, inputs: DepthInputs) -> str:
    slack = tied.slack
    text = (
        f"A demand of {inputs.demand:.2f} on the other issue leaves {'slack' if slack >= 0 else 'a deficit'} of"
        f" {abs(slack):.2f}. Alone, rights go to {tied.alone:.2f}; "
    )
    if not tied.honoured:
        text += "tied, the whole package is broken, rights included."
    else:
        text += f"tied, to {tied.depth:.2f}."
        if tied.least:
            text += f" Rights must ask {tied.least:.2f} at least, or the package is broken."
    return text + f" The demand that lends rights most is {tied.best_demand:.2f}."


def _ratified(shares: DepthRatification) -> str:
    def share(name: str) -> str:
        value = getattr(shares, name)
        return "nothing to count" if value is None else f"{value:.0%}"

    text = (
        f"{share('joining')} of states join. Compliance of members: {share('compliance')} (apparent:"
        f" {share('apparent')})."
    )
    if shares.effect is not None:
        text += f" Joining raises protection by {shares.effect:.2f} on average."
    if shares.naive_gap is not None:
        text += (
            f" Members look better than the others by {shares.naive_gap:.2f}; what joining changed is"
            f" {shares.effect:.2f}."
        )
    return text + f" Of what the treaty asks of all states it brings {share('of_all')}."


def _case(findings: DepthOfCase) -> list[tuple[str, str]]:
    treaties = findings.treaties
    if not treaties:
        return [("Treaties", f"{findings.target} has ratified none of the treaties in the case.")]
    name = max(treaties, key=lambda one: treaties[one].asked[1] or 0.0)
    one, tied = treaties[name], findings.linked
    best = max(tied, key=lambda row: row.every_treaty)
    worst = min(tied, key=lambda row: row.every_treaty)
    shares = ", ".join(f"{share:.0%} of the worlds ({reading})" for reading, share in one.honoured.items())
    return [
        (
            "On rights alone",
            "A state gains next to nothing by how another treats its own people. At a benefit of 0 no depth is kept, at"
            " any detection and patience: by monitoring and patience alone these treaties cannot be self-enforcing.",
        ),
        (
            f"Were rights worth to {findings.target} what {findings.issue} is worth",
            f"No source says that they are. Punished {_lasting(findings.periods)}, the deepest treaty, {name}, asks"
            f" {one.asked[1]:.2f}. It would take a benefit of {_least(one.benefit[1], share=False)}, or a detection"
            f" of {_least(one.detection[1])}, or a patience of {_least(one.patience[1])}, each with the other two"
            f" as they are ({findings.reading}) and at the middle of the worlds. It is kept in {shares}.",
        ),
        (
            f"Rights worth nothing in themselves, tied to {findings.issue}",
            "A unit of depth is taken to cost the same on both issues. Every treaty is kept in between"
            f" {worst.every_treaty:.0%} ({worst.reading}, demand {worst.demand}) and {best.every_treaty:.0%}"
            f" ({best.reading}, demand {best.demand}) of the worlds. Where the package is broken, rights sink"
            " with it.",
        ),
    ]
