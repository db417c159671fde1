"""What the depth game says, as a table, in words and as a figure."""

from __future__ import annotations

from functools import cached_property
from typing import Any

WARNING = "These are a formula's answers under assumed numbers. They are no evidence about any state."


class Depth:
    """What the depth game says about given numbers, or about the treaties of a case.

    Args:
        results: Everything as plain data; it has ``treaties`` where it is about a case.

    Attributes:
        results: As given.
    """

    def __init__(self, results: dict[str, Any]) -> None:
        self.results = results

    @cached_property
    def table(self) -> Any:
        """A data frame: a row for each treaty of a case, else the surface over detection and patience."""
        import pandas as pd

        if "treaties" not in self.results:
            surface = self.results["surface"]
            return pd.DataFrame(
                surface["depth"],
                index=pd.Index(surface["detection"], name="detection"),
                columns=pd.Index(surface["patience"], name="patience"),
            )
        rows = {
            name: {
                **{key: one[key][1] for key in ("asked", "benefit", "detection", "patience")},
                **{f"kept: {reading}": share for reading, share in one["kept"].items()},
            }
            for name, one in self.results["treaties"].items()
        }
        return pd.DataFrame.from_dict(rows, orient="index").rename_axis("treaty")

    @cached_property
    def answer(self) -> list[dict[str, str]]:
        """The answer in words: headings and sentences."""
        parts = _case(self.results) if "treaties" in self.results else _numbers(self.results)
        return [
            {"heading": heading, "text": text}
            for heading, text in [("What this is", WARNING), *parts]
            if text
        ]

    @property
    def text(self) -> str:
        """The answer in words, the warning first."""
        return "\n\n".join(f"{one['heading']}\n{one['text']}" for one in self.answer)

    def plot(self) -> Any:
        """Deepest treaty by detection, a line for each patience, with the depths asked, as an Altair chart."""
        from suasion.games.depth_chart import surface_chart

        found = self.results
        if "treaties" not in found:
            given = found["given"]
            asked = {} if given["asked"] is None else {"asked": given["asked"]}
            return surface_chart(benefit=given["benefit"][0], periods=given["periods"], asked=asked)
        asked = {}
        depths = {name: one["asked"][1] for name, one in found["treaties"].items()}
        if depths:
            deepest = max(depths, key=lambda name: depths[name])
            asked[f"asked by {deepest}, the deepest"] = depths[deepest]
        return surface_chart(benefit=found["benefit"][1], periods=found["periods"], asked=asked)


def _lasting(periods: float | None) -> str:
    return "for ever" if periods is None else f"for {periods:g} period{'' if periods == 1 else 's'}"


def _least(value: float | None, *, share: bool = True) -> str:
    if value is None or (share and value > 1):
        return "out of reach"
    return f"{value:.2f}"


def _numbers(found: dict[str, Any]) -> list[tuple[str, str]]:
    given, several = found["given"], len(found["own"]) > 1
    text = (
        f"Punished {_lasting(given['periods'])}, the deepest treaty that is kept asks {found['deepest']:.2f}."
    )
    if found["deepest"] == 0:
        text = f"Punished {_lasting(given['periods'])}, no depth is kept: one of the numbers given is 0."
    if several:
        own = ", ".join(f"{depth:.2f}" for depth in found["own"])
        breadth = ", ".join(f"{depth:.2f}" for depth in found["by_breadth"])
        text = (
            f"Punished {_lasting(given['periods'])}, the parties would keep {own}. All of them together keep"
            f" {found['deepest']:.2f}, because party {found['binding'] + 1} keeps no more. The best group of one, two"
            f" and so on keeps {breadth}: breadth is bought with depth."
        )
    parts = [("The deepest treaty", text)]
    least = found["needed"]
    if least:
        lines = []
        for i, own in enumerate(found["own"]):
            kept = own >= given["asked"] - 1e-12
            who = f"Party {i + 1}: a" if several else "A"
            lines.append(
                f"{who} depth of {given['asked']:.2f} is {'kept' if kept else 'not kept'}. Least benefit"
                f" {_least(least['benefit'][i], share=False)}, least detection {_least(least['detection'][i])}, least"
                f" patience {_least(least['patience'][i])}, each with the other two as given."
            )
        parts.append(("What the depth asked would take", " ".join(lines)))
    parts.append(
        (
            "Monitoring and patience",
            "Detection and what the punishment is worth, which grows with patience, enter as a product: twice the"
            " chance that a breach is seen does for half of that worth. The table shows it.",
        )
    )
    if found["linked"]:
        parts.append(("Tied to another issue", _tied(found["linked"], given)))
    if found["ratification"]:
        parts.append(("Who ratifies", _ratified(found["ratification"])))
    return parts


def _tied(tied: dict[str, Any], given: dict[str, Any]) -> str:
    slack = tied["slack"]
    text = (
        f"A demand of {given['demand']:.2f} on the other issue leaves {'slack' if slack >= 0 else 'a deficit'} of"
        f" {abs(slack):.2f}. Alone, rights go to {tied['alone']:.2f}; "
    )
    if not tied["kept"]:
        text += "tied, the whole package is broken, rights included."
    else:
        text += f"tied, to {tied['depth']:.2f}."
        if tied["least"]:
            text += f" Rights must ask {tied['least']:.2f} at least, or the package is broken."
    return text + f" The demand that lends rights most is {tied['best_demand']:.2f}."


def _ratified(said: dict[str, float | None]) -> str:
    def share(name: str) -> str:
        value = said[name]
        return "nothing to count" if value is None else f"{value:.0%}"

    text = (
        f"{share('joining')} of states join. Compliance of members: {share('compliance')} (apparent:"
        f" {share('apparent')})."
    )
    if said["effect"] is not None:
        text += f" Joining raises protection by {said['effect']:.2f} on average."
    if said["naive_gap"] is not None:
        text += (
            f" Members look better than the others by {said['naive_gap']:.2f}; what joining changed is"
            f" {said['effect']:.2f}."
        )
    return text + f" Of what the treaty asks of all states it brings {share('of_all')}."


def _case(found: dict[str, Any]) -> list[tuple[str, str]]:
    treaties = found["treaties"]
    if not treaties:
        return [("Treaties", f"{found['target']} has ratified none of the treaties in the case.")]
    name = max(treaties, key=lambda one: float(treaties[one]["asked"][1]))
    one, tied = treaties[name], found["linked"]
    best = max(tied, key=lambda row: float(row["every_treaty"]))
    worst = min(tied, key=lambda row: float(row["every_treaty"]))
    shares = ", ".join(f"{share:.0%} of the worlds ({reading})" for reading, share in one["kept"].items())
    return [
        (
            "On rights alone",
            "A state gains next to nothing by how another treats its own people. At a benefit of 0 no depth is kept, at"
            " any detection and patience: by monitoring and patience alone these treaties cannot be self-enforcing.",
        ),
        (
            f"Were rights worth to {found['target']} what {found['issue']} is worth",
            f"No source says that they are. Punished {_lasting(found['periods'])}, the deepest treaty, {name}, asks"
            f" {one['asked'][1]:.2f}. It would take a benefit of {_least(one['benefit'][1], share=False)}, or a detection"
            f" of {_least(one['detection'][1])}, or a patience of {_least(one['patience'][1])}, each with the other two"
            f" as they are ({found['reading']}) and at the middle of the worlds. It is kept in {shares}.",
        ),
        (
            f"Rights worth nothing in themselves, tied to {found['issue']}",
            "A unit of depth is taken to cost the same on both issues. Every treaty is kept in between"
            f" {worst['every_treaty']:.0%} ({worst['reading']}, demand {worst['demand']}) and {best['every_treaty']:.0%}"
            f" ({best['reading']}, demand {best['demand']}) of the worlds. Where the package is broken, rights sink"
            " with it.",
        ),
    ]
