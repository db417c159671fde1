"""How far a case lies from what was observed of other states."""

from __future__ import annotations

from typing import Literal

from suasion.domain.findings.base import Record, VariableKey


class Margin(Record):
    """Where a case's start lies among all state-years, in one variable.

    Attributes:
        value: the case's median at the start
        q01: 1% point of all state-years
        q50: median of all state-years
        q99: 99% point
        least: least value ever observed of other states
        greatest: greatest
        percentile: where the value lies among them, 0 to 1
    """

    value: float
    q01: float
    q50: float
    q99: float
    least: float
    greatest: float
    percentile: float


class Neighbour(Record):
    """A state-year near to the case.

    Attributes:
        state: name of the state
        year: the year
        distance: its Mahalanobis distance, taken over log odds
    """

    state: str
    year: int
    distance: float


class Openings(Record):
    """What became, within ten years, of state-years as closed as the case.

    Attributes:
        rule: which state-years count
        rise: what counts as a rise of rights
        linkage_rise: what counts as a rise of contact across borders
        state_years: how many count
        followed_ten_years: of them, those followed for the whole ten years
        linkage_followed: those whose contact across borders is known
        linkage_rose_at_all: those after which it rose
        both_rose_in_any_order: those after which it rose and rights rose
        rose: those after which rights rose
        rose_without_breakdown: the same without a breakdown of the regime
        rose_and_linkage_known: those after which rights rose and contact is known
        rose_and_linkage_rose: the same, where contact had risen before
        rose_and_linkage_rose_without_breakdown: the same without a breakdown of the regime
        states: states among them
        states_that_rose: states in which rights rose
        n: as `state_years`
        file: tables and versions that this rests on
        years: first and last year
        states_where_linkage_rose_at_all: their names
        state_names: names of all states among them
        which: what became of each state in which rights rose
        note: what was left out
    """

    rule: str
    rise: str
    linkage_rise: str
    state_years: int
    followed_ten_years: int
    linkage_followed: int
    linkage_rose_at_all: int
    both_rose_in_any_order: int
    rose: int
    rose_without_breakdown: int
    rose_and_linkage_known: int
    rose_and_linkage_rose: int
    rose_and_linkage_rose_without_breakdown: int
    states: int
    states_that_rose: int
    n: int
    file: str
    years: str
    states_where_linkage_rose_at_all: tuple[str, ...] = ()
    state_names: tuple[str, ...] = ()
    which: tuple[str, ...] = ()
    note: str = ""


class Support(Record):
    """How far a case lies from what was observed.

    Attributes:
        outside: whether the case lies outside what was observed: a variable beyond the panel's first or last
            hundredth, or nearer to the panel's edge than 95% of it
        beyond: the variables beyond
        never: those beyond all that was ever observed of other states
        rare: those beyond the first or last hundredth, but observed
        margins: variable by variable
        distance: Mahalanobis distance from the panel's mean, on the logit scale
        share_nearer: share of state-years that lie nearer to that mean
        variables: the variables that the distance is taken over; without `linkage` where the panel has none for
            the state
        nearest: state-years nearest to the state as it was observed, where they were computed
        start_nearest: state-years nearest to the values that the case starts from, likewise
        openings: what became of states as closed as this one; `null` where not computed
        state_years: state-years behind these figures
        states: states
        years: first and last year
        source: where the figures stand, if they are those that Suasion ships
        origin: what it was measured by: the summary that Suasion ships, or your own panel with its datasets
        panel: digest of what that panel rests on; empty for the shipped summary
    """

    outside: bool
    beyond: tuple[str, ...]
    never: tuple[str, ...]
    rare: tuple[str, ...]
    margins: dict[VariableKey, Margin]
    distance: float
    share_nearer: float
    variables: tuple[str, ...]
    nearest: tuple[Neighbour, ...]
    start_nearest: tuple[Neighbour, ...]
    openings: Openings | None
    state_years: int
    states: int
    years: str
    source: Literal["suasion_panel:support"] = "suasion_panel:support"
    origin: str
    panel: str
