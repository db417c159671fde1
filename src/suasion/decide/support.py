"""How far a case lies from the states that effects are learnt from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from suasion.domain.case_file import CaseFile
from suasion.domain.findings.support import Margin, Neighbour, Openings, Support
from suasion.domain.panel import Figures
from suasion.measure.support.variables import LEVELS, VARIABLES, Start, logit


def support(case: CaseFile, panel: Figures, *, origin: str, digest: str = "") -> Support:
    """Distance of a case's start from the panel of state-years, by variable and jointly.

    Args:
        case: The case.
        panel: Figures of the panel: those in ``library/panel``, or ``{"support": ...}`` from
            ``measure.support.summary``.
        origin: What the figures were made from.
        digest: A digest of what the user's own panel rests on; empty for the figures that Suasion ships.

    Returns:
        ``outside`` (whether the record can rank strategies there), the variables that lie beyond the first or
        last hundredth of all state-years (``beyond``) and those that lie beyond all that was ever observed of
        other states (``never``), the joint distance with the share of the panel that lies nearer the mean and the
        variables it is taken over (without linkage where the panel has none for the state), the state-years
        nearest to the state as it was observed (``nearest``) and to the values that the case starts from
        (``start_nearest``), where they were computed, and the sources.
    """
    figures = panel["support"]
    joint, key = _joint(figures, case)
    near = joint.get(key, {})
    margins = {
        name: _margin(figures["margins"][name], getattr(case.state, name).value, key)
        for name in figures["joint"]["variables"]
    }
    beyond = tuple(name for name, one in margins.items() if not one.q01 <= one.value <= one.q99)
    never = tuple(name for name, one in margins.items() if not one.least <= one.value <= one.greatest)
    at = logit(np.array([margins[name].value for name in joint["variables"]], dtype=np.float64))
    apart = at - np.array(joint["mean"])
    distance = float(np.sqrt(apart @ np.linalg.solve(np.array(joint["covariance"]), apart)))
    nearer = float(
        np.interp(distance, joint["distance_quantiles"], joint["distance_levels"], left=0.0, right=1.0)
    )
    openings = figures.get(f"openings_{key}") if near else None
    return Support(
        outside=bool(beyond) or nearer > 0.95,
        beyond=beyond,
        never=never,
        rare=tuple(name for name in beyond if name not in never),
        margins=margins,
        distance=distance,
        share_nearer=nearer,
        variables=tuple(joint["variables"]),
        nearest=tuple(map(neighbour, near.get("nearest", ()))),
        start_nearest=tuple(map(neighbour, near.get("start_nearest", ()))),
        openings=Openings.model_validate(openings) if openings else None,
        state_years=joint["n"],
        states=joint["states"],
        years=joint["years"],
        origin=origin,
        panel=digest,
    )


def _margin(margin: Mapping[str, Any], value: float, key: str) -> Margin:
    """Where a value lies among all state-years; the ends are those of other states where they are known."""
    knots = [margin[f"q{round(100 * level):02d}"] for level in LEVELS]
    return Margin(
        value=value,
        q01=knots[0],
        q50=knots[3],
        q99=knots[-1],
        least=margin.get(f"{key}_least_elsewhere", margin["least"]),
        greatest=margin.get(f"{key}_greatest_elsewhere", margin["greatest"]),
        percentile=float(np.interp(value, knots, LEVELS, left=0.0, right=1.0)),
    )


def neighbour(text: str) -> Neighbour:
    """A state-year and its distance, as the panel's figures write it: ``Albania 1987: 1.55``."""
    name, distance = text.rsplit(":", 1)
    state, year = name.rsplit(" ", 1)
    return Neighbour(state=state, year=int(year), distance=float(distance))


def start(case: CaseFile, cow: int, last: int) -> Start:
    """Where a case starts, as ``measure.support`` wants it.

    Args:
        case: The case.
        cow: Its state's number.
        last: Last year in which the panel knows the variables.
    """
    year = min(case.target.start - 1, last)
    return Start(
        label=f"{stem(case.id)}_{year}",
        name=case.target.name,
        cow=cow,
        year=year,
        past=case.target.start - 1 <= last,
        point={name: float(getattr(case.state, name).value) for name in VARIABLES},
    )


def _joint(figures: Figures, case: CaseFile) -> tuple[Figures, str]:
    """The joint distribution to measure a case by, and the name under which it may hold the case.

    A distribution holds a state in one year: the last before the case starts, or the panel's last. The first
    that holds the case is taken; a case that none holds is measured by all variables.
    """
    key = ""
    for name in ("joint", "joint_without_linkage"):
        last = int(figures[name]["years"].split("-")[1])
        key = f"{stem(case.id)}_{min(case.target.start - 1, last)}"
        if key in figures[name]:
            return figures[name], key
    return figures["joint"], key


def stem(name: str) -> str:
    """A case's id without its year, as tables are named: ``czechoslovakia-1975`` is ``czechoslovakia``."""
    return re.sub(r"_\d{4}$", "", name.replace("-", "_"))
