"""The target of a case: constants, hazards, and the issue that rights may be tied to."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from suasion.domain.model import HazardQuantity, Model, PositiveQuantity, ShareQuantity, Text

Regime = Literal["party", "personal", "party_personal", "military", "monarchy"]


class PerDomain(Model):
    """One share per domain.

    Attributes:
        physical_integrity: Share of years without change in physical integrity.
        civil_liberties: The same in civil liberties.
        group_rights: The same in group rights.
    """

    physical_integrity: ShareQuantity
    civil_liberties: ShareQuantity
    group_rights: ShareQuantity


class Issue(Model):
    """The issue that senders may tie rights to.

    Attributes:
        name: For instance denuclearisation.
        demand: Depth of cooperation demanded on it.
        benefit: Benefit per unit of depth.
        patience: Discount factor of both sides on it.
    """

    name: Text
    demand: PositiveQuantity
    benefit: PositiveQuantity
    patience: ShareQuantity


class Target(Model):
    """The target state: constants and hazards.

    Attributes:
        name: The state.
        cow: Its Correlates of War number.
        gw: Its Gleditsch and Ward number.
        iso3: Its ISO code of three letters.
        start: First year played.
        horizon: Years played, 1 to 60.
        regime: Regime type; decides which observed breakdowns stand for what follows one, unless rights are
            low.
        regime_source: Who says so.
        control: Surveillance and informants. Stays as it is, after a breakdown too.
        detection: Chance that an abuse is detected without monitoring. Stays as it is.
        collapse_hazard: Hazard of a breakdown in a year at the start.
        after_breakdown: Share of breakdowns that go well.
        war_hazard: Hazard of war in a year at the start.
        no_change: Share of years without change, by domain, see ``[target.no_change]``.
        issue: The other issue that rights may be tied to, see ``[target.issue]``.
    """

    name: Text
    cow: int = Field(ge=0, le=9999)
    gw: int = Field(ge=0, le=9999)
    iso3: str = Field(pattern="^[A-Z]{3}$")
    start: int = Field(ge=1945, le=2200)
    horizon: int = Field(ge=1, le=60)
    regime: Regime
    regime_source: str = ""
    control: ShareQuantity
    detection: ShareQuantity
    collapse_hazard: HazardQuantity
    after_breakdown: ShareQuantity
    war_hazard: HazardQuantity
    no_change: PerDomain
    issue: Issue
