"""What talks came to: plain data, a table, words and a figure."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from suasion.games.bargaining.parties import Set

WARNING = "These are a formula's answers under assumed positions. They are no evidence about any state and no forecast."


class Talks:
    """What talks came to.

    Args:
        results: Everything as plain data.
        whole: The parties and issues that it was computed from.

    Attributes:
        results: As given; levels in each issue's own unit.
    """

    def __init__(self, results: dict[str, Any], whole: Set) -> None:
        self.results = results
        self.whole = whole

    @cached_property
    def table(self) -> Any:
        """A data frame: one row per table, whether all agree, and the level of each issue there."""
        import pandas as pd

        found = self.results
        rows = [
            {"table": name, "agreed": one["reached"], **{k: one["package"].get(k) for k in found["issues"]}}
            for name, one in found["tables"].items()
        ]
        return pd.DataFrame(rows).set_index("table")

    @cached_property
    def answer(self) -> list[dict[str, str]]:
        """The answer in words: headings and sentences."""
        parts = [
            ("What this is", WARNING),
            ("Issue by issue", self._alone()),
            ("Table by table", self._tables()),
            ("What linking does to rights", self._linking()),
            ("Tied to a demand", self._demands()),
            ("What it hangs on", self._swings()),
            ("Who can stop it", self._blocking()),
        ]
        return [{"heading": heading, "text": text} for heading, text in parts if text]

    @property
    def text(self) -> str:
        """The answer in words, the warning first."""
        return "\n\n".join(f"{one['heading']}\n{one['text']}" for one in self.answer)

    def plot(self) -> Any:
        """The agreement zone over rights and another issue, as an Altair chart.

        Raises:
            SuasionError: There is no second issue to draw.
        """
        from suasion.games.bargaining.chart import zone_chart

        return zone_chart(self.results)

    def _title(self, issue: str) -> str:
        return str(self.results["issues"][issue]["title"])

    def _called(self, table: str) -> str:
        """A table by the issue that is its own."""
        if table == "linked":
            return "All issues linked"
        return self._title(table)

    def _alone(self) -> str:
        said = []
        for name, one in self.results["issues"].items():
            median = " to ".join(f"{v:.2f}" for v in dict.fromkeys(one["median"]))
            text = f"{self._title(name)}: weighted median {median}, weighted mean {one['mean']:.2f}."
            low, high = one["core"]
            if low - 1e-12 <= one["status_quo"] <= high + 1e-12:
                text += (
                    f" By itself it stays at {one['status_quo']:.2f}: no deciding coalition would move it."
                )
            elif not one["bargained"]:
                text += " Bargaining against the status quo: no equilibrium was found."
            else:
                several = len(one["bargained"]) > 1
                text += " Bargaining against the status quo ends " + " or ".join(
                    f"at {rest['mean']:.2f} on average" for rest in one["bargained"]
                )
                text += f" ({len(one['bargained'])} equilibria)." if several else "."
            said.append(text)
        return " ".join(said)

    def _tables(self) -> str:
        return " ".join(
            f"{self._called(name)}: " + self._ends(one) for name, one in self.results["tables"].items()
        )

    def _ends(self, one: dict[str, Any]) -> str:
        if one["reached"]:
            levels = ", ".join(f"{self._title(k).lower()} {v:.2f}" for k, v in one["package"].items())
            return f"agreement at {levels}."
        names = [self.results["parties"][party] for party in one["against"]]
        if len(names) == 1:
            return f"no agreement zone, because {names[0]} has nothing to gain from any change."
        return f"no agreement zone: {listed(names)} cannot all gain."

    def _linking(self) -> str:
        found = self.results
        levels, drawn = found["ways"], found["draws"]
        if "linked" not in levels:
            return "There is one issue of its own, so nothing to link rights to."
        said = [
            f"{self._way(name)}: {level:.2f}"
            + (f", over the draws {self._spread(drawn['levels'][name])}" if drawn else "")
            for name, level in levels.items()
        ]
        low, high = found["issues"][found["rights"]]["scale"]
        text = f"Where rights end. {'; '.join(said)}."
        for name in levels:
            if name != "linked":
                text += f" {self._verdict(name, (levels['linked'] - levels[name]) / (high - low))}"
        if drawn is None:
            return text + " No number has a range, so how sure that is cannot be said."
        return (
            text
            + " What moves the difference to rights alone most: "
            + "; ".join(self._moved(*one) for one in drawn["movers"][:3])
            + "."
        )

    def _verdict(self, name: str, apart: float) -> str:
        """Linked against another way of holding the talks."""
        verdict = "as high as" if abs(apart) <= 0.01 else "higher than" if apart > 0 else "lower than"
        text = f"Linked rights end {verdict} {self._way(name)[0].lower()}{self._way(name)[1:]}"
        drawn = self.results["draws"]
        if drawn:
            text += f": higher in {drawn['raised'][name]:.0%} and lower in {drawn['lowered'][name]:.0%} of the draws"
        return text + "."

    def _way(self, name: str) -> str:
        """A way of holding the talks, in words."""
        how, _, issue = name.partition(" ")
        title = self._title(issue).lower() if issue else ""
        return {
            "alone": "On a table of their own, nothing else talked about",
            "linked": "Linked",
            "after": f"On a table of their own once {title} is agreed",
            "without": f"Where {title} is talked about and rights are not",
        }[how]

    @staticmethod
    def _spread(three: list[float]) -> str:
        return f"{three[1]:.2f} ({three[0]:.2f} to {three[2]:.2f})"

    def _moved(self, name: str, correlation: float) -> str:
        return f"{self.number(name)} ({'linking helps more' if correlation > 0 else 'helps less'} where it is higher)"

    def number(self, name: str) -> str:
        """A number's id in words: ``japan.salience.rights`` is Japan's salience of human rights."""
        party, kind, *issue = name.split(".")
        whose = f"{self.results['parties'][party]}'s {kind}"
        if not issue:
            return whose
        return f"{whose} {'on' if kind == 'position' else 'of'} {self._title(issue[0]).lower()}"

    def _demands(self) -> str:
        said = []
        for name, one in self.results["demands"].items():
            title = self._title(name).lower()
            if one["greatest"] is None:
                said.append(f"No demand on {title} is held by any package.")
                continue
            text = (
                f"Rights tied to a fixed demand on {title}: a demand of {one['best']:.2f} leaves room for most rights,"
                f" {one['most']:.2f}; above {one['greatest']:.2f} no package is acceptable to all, and rights sink with it."
            )
            if one["asked"] is not None:
                at = one["at_asked"]
                text += f" At the demand in the file, {one['asked']:.2f}, " + (
                    "nothing is acceptable to all."
                    if at is None
                    else f"at most {at:.2f} of rights is accepted."
                )
                if self.results["draws"]:
                    share = self.results["draws"]["held"][name]
                    text += f" Over the draws some package holds that demand in {share:.0%}."
            said.append(text)
        return " ".join(said)

    def _swings(self) -> str:
        own = self.results["rights"]
        if not self.results["swings"]:
            return ""
        widest = [one for one in self.results["swings"] if abs(one["linked"][1] - one["linked"][0]) > 1e-9][
            :4
        ]
        if not widest:
            return f"No single number, moved over its range, changes where {self._title(own).lower()} ends."
        return (
            f"{self._title(own)} at the linked table, as one number goes from its low to its high value: "
            + "; ".join(
                f"{self.number(one['id'])} {one['linked'][0]:.2f} to {one['linked'][1]:.2f}" for one in widest
            )
            + "."
        )

    def _blocking(self) -> str:
        found = self.results
        groups = found["rule"]["blocking"]
        names = [" with ".join(found["parties"][one] for one in group) for group in groups]
        text = f"Smallest coalitions that can block: {'; '.join(names)}."
        for name, called in (("median", "weighted median"), ("mean", "weighted mean")):
            one = found["packages"][name]
            losers = listed([found["parties"][party] for party in one["losers"]])
            if one["losers"]:
                text += f" The {called} of every issue would leave {losers} worse off"
                text += ", who can block it." if one["blocked"] else ", who cannot block it."
        return text


def listed(names: list[str]) -> str:
    """Words in a row: a, b and c."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "nobody"
