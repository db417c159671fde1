"""What talks among several parties come to; levels in each issue's own unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from suasion.domain.findings.base import Findings, Number, Record

if TYPE_CHECKING:
    import pandas as pd

Pair = tuple[float, float]
Three = tuple[Number, Number, Number]


class DecisionRule(Record):
    """Who can decide and who can block.

    Attributes:
        quota: Share of power that decides.
        veto: Parties without which nothing is decided.
        blocking: The smallest coalitions that can stop anything.
    """

    quota: float
    veto: tuple[str, ...]
    blocking: tuple[tuple[str, ...], ...]


class Bargained(Record):
    """One stationary equilibrium of bargaining against the status quo.

    Attributes:
        mean: What comes out on average.
        accepted: The least and the greatest level that passes.
        residual: How far the two moments of the proposals lie from those that they answer to.
    """

    mean: float
    accepted: Pair
    residual: float


class IssueAlone(Record):
    """One issue by itself.

    Attributes:
        title: For readers.
        scale: The least and the greatest level.
        status_quo: The level that stays without agreement.
        stays: Whether no deciding coalition would move it from there.
        demand: The level asked where rights are tied to the whole of it, if any.
        on_every_table: Whether it can be traded at each table.
        positions: Level wanted, by party.
        median: The least and the greatest weighted median.
        mean: The weighted mean.
        core: The least and the greatest level that no deciding coalition would leave.
        bargained: Equilibria of bargaining against the status quo.
        risk: Risk exponents by party; missing where all stand at one point.
    """

    title: str
    scale: Pair
    status_quo: float
    stays: bool
    demand: Number
    on_every_table: bool
    positions: dict[str, float]
    median: Pair
    mean: float
    core: Pair
    bargained: tuple[Bargained, ...]
    risk: dict[str, float] | None


class TableOutcome(Record):
    """Nash's package at one table.

    Attributes:
        issues: What is on the table.
        reached: Whether there is a package that all who are asked gain by.
        package: Level by issue; the status quo without agreement.
        gains: By party, in units of its own loss.
        against: Parties whose wishes cancel out, where nobody can agree.
        residual: Length of the gradient of Nash's product at the package, relative to its terms.
    """

    issues: tuple[str, ...]
    reached: bool
    package: dict[str, float]
    gains: dict[str, float]
    against: tuple[str, ...]
    residual: float


class Package(Record):
    """A package over all issues, and who would lose by it.

    Attributes:
        package: Level by issue.
        losers: Parties that would be worse off than now.
        blocked: Whether they can stop it.
    """

    package: dict[str, float]
    losers: tuple[str, ...]
    blocked: bool


class TiedDemand(Record):
    """Rights tied to a fixed demand on another issue.

    Attributes:
        best: The demand that leaves room for most rights; missing if no demand is held by any package.
        most: That most.
        greatest: The greatest demand that any package holds.
        asked: The demand of the file, if any.
        at_asked: Most of rights that all accept at it; missing if nothing is accepted.
        held: Share of draws in which some package holds it; missing without draws or a demand, or where no demand is
            held at all.
        line: Demand, and the least and the most of rights that all accept there.
    """

    best: Number
    most: Number
    greatest: Number
    asked: Number
    at_asked: Number
    held: Number = None
    line: tuple[Three, ...]


class NumberSwing(Record):
    """What one number does to rights, from its low to its high value.

    Attributes:
        id: ``party.kind.issue``.
        low: The low value.
        high: The high value.
        alone: Rights at their own table, at low and at high.
        linked: Rights at the linked table, at low and at high.
    """

    id: str
    low: float
    high: float
    alone: Pair
    linked: Pair


class TalksDraws(Record):
    """Rights over draws of every number that has a range.

    Attributes:
        count: How many draws.
        seed: Their seed.
        levels: 5%, 50% and 95% points of rights, by way of holding the talks.
        open: Share of draws in which a table has an agreement zone, by table.
        raised: Share in which linked rights are higher by more than a hundredth of the scale, by way.
        lowered: Share in which they are lower by more than that, by way.
        held: Share in which any package holds the whole demand, by issue.
        movers: Numbers with the rank correlation of each with what linking adds, the strongest first.
    """

    count: int
    seed: int
    levels: dict[str, tuple[float, float, float]]
    open: dict[str, float]
    raised: dict[str, float]
    lowered: dict[str, float]
    held: dict[str, float]
    movers: tuple[tuple[str, float], ...]


How = Literal["alone", "linked", "after", "without"]
Kind = Literal["capability", "patience", "position", "salience"]
Verdict = Literal["higher", "lower", "alike"]


class Way(Record):
    """A way of holding the talks.

    Attributes:
        how: Rights ``alone`` on their table, ``linked`` with all issues, ``after`` another issue is agreed, or ``without``
            a word of them while another issue is talked about.
        issue: That other issue; empty where there is none.
        level: Where rights end.
        spread: Their 5%, 50% and 95% points over the draws, if any.
        verdict: Whether linked rights end higher, or lower, by more than a hundredth of the scale; missing for ``linked``.
        raised: Share of draws in which they do end higher by more than that, if any.
        lowered: Share in which they end lower by more than that, if any.
    """

    how: How
    issue: str
    level: float
    spread: tuple[float, float, float] | None
    verdict: Verdict | None
    raised: Number
    lowered: Number


class MovingNumber(Record):
    """A number that moves rights.

    Attributes:
        party: Whose it is.
        kind: What it is.
        issue: Of which issue; empty where it is of none.
        correlation: Its rank correlation with what linking adds, if that was asked.
        linked: Rights at the linked table at its low and its high value, if that was asked.
    """

    party: str
    kind: Kind
    issue: str
    correlation: Number
    linked: Pair | None


class TalksFacts(Record):
    """What the sentences rest on, worked out of the rest of the findings.

    Attributes:
        ways: Ways of holding the talks.
        movers: The numbers that move most what linking adds, at most three.
        swings: The numbers with the widest swing, at most four; none where no number moves anything.
    """

    ways: tuple[Way, ...]
    movers: tuple[MovingNumber, ...]
    swings: tuple[MovingNumber, ...]


class TalksFindings(Findings):
    """What talks would come to: issue by issue, at tables of their own and linked.

    Attributes:
        format: The version.
        title: What the talks are called.
        parties: Name by id.
        power: Share of power by party.
        rights: The issue that linking is judged by.
        linked: The table with the most issues.
        rule: Who can decide and who can block.
        issues: Each issue by itself.
        tables: Nash's package at each table.
        ways: Level of rights by way of holding the talks.
        packages: Packages over all issues: the median, the mean, and each table's.
        demands: By issue that rights can be tied to.
        swings: Each number from its low to its high value, the widest swing first.
        draws: Over draws; missing where no number has a range or there is one table.
        facts: What the sentences rest on.
    """

    format: Literal[1] = 1
    title: str
    parties: dict[str, str]
    power: dict[str, float]
    rights: str
    linked: str
    rule: DecisionRule
    issues: dict[str, IssueAlone]
    tables: dict[str, TableOutcome]
    ways: dict[str, float]
    packages: dict[str, Package]
    demands: dict[str, TiedDemand]
    swings: tuple[NumberSwing, ...]
    draws: TalksDraws | None
    facts: TalksFacts | None = None

    @property
    def table(self) -> pd.DataFrame:
        """A data frame: one row per table, whether all agree, and the level of each issue there."""
        import pandas as pd

        rows = [
            {"table": name, "agreed": one.reached, **{k: one.package.get(k) for k in self.issues}}
            for name, one in self.tables.items()
        ]
        return pd.DataFrame(rows).set_index("table")
