"""The agreement zone drawn: which packages of rights and another issue leave nobody worse off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from suasion.domain.findings.talks import IssueAlone, TalksFindings
from suasion.errors import Problem, SuasionError

if TYPE_CHECKING:
    from suasion.brief.figures.charts import AnyChart

ZONE, POINT, PARTY = "#1d5f8a", "#0b2d45", "#7a5a12"
WIDTH, HEIGHT = 560, 380  # pixels
SIZE, LETTER = 12, 6.8  # of names: height, and width of a letter


class Mark(NamedTuple):
    """A point of the figure, in the units of the axes, and its name."""

    x: float
    y: float
    name: str


def zone_chart(findings: TalksFindings, other: str | None = None) -> AnyChart:
    """Rights against another issue: the zone, the status quo, what the tables end with, what the parties want.

    Args:
        findings: Of ``talks``.
        other: The other issue; the first that rights can be tied to if not given.

    Raises:
        SuasionError: Rights cannot be tied to any issue.
    """
    import altair as alt
    import pandas as pd

    from suasion.brief.figures import charts

    if not findings.demands:
        raise SuasionError(
            Problem("the figure", "There is no second issue to draw rights against.", "Add one to the talks.")
        )
    across = other or next(iter(findings.demands))
    up = findings.rights
    x, y = findings.issues[across], findings.issues[up]
    line = [ends for ends in findings.demands[across].line if ends[1] is not None]
    zone = pd.DataFrame(line, columns=["x", "base", "y"])
    outcomes = _outcomes(findings, across, up)
    wishes = [Mark(x.positions[name], y.positions[name], called) for name, called in findings.parties.items()]
    marks, wants = pd.DataFrame(outcomes), pd.DataFrame(wishes)
    named = pd.DataFrame(_placed([*outcomes, *wishes], x.scale, y.scale))
    known = {one.name for one in outcomes}
    ax = alt.X("x:Q", title=_axis(x), scale=alt.Scale(domain=x.scale, nice=False))
    ay = alt.Y("y:Q", title=_axis(y), scale=alt.Scale(domain=y.scale, nice=False))
    area = (
        alt.Chart(zone)
        .mark_area(color=ZONE, opacity=0.18, line={"color": ZONE})
        .encode(x=ax, y=ay, y2="base:Q")
    )
    ends = alt.Chart(marks).mark_point(filled=True, size=90, color=POINT, opacity=1, clip=False)
    parties = alt.Chart(wants).mark_point(shape="diamond", size=70, color=PARTY, opacity=1)
    names = [
        alt.Chart(named[named["name"].isin(known) == bold])
        .mark_text(align="center", fontSize=SIZE, color=colour, fontWeight="bold" if bold else "normal")
        .encode(x=ax, y=ay, text="name:N")
        for bold, colour in ((False, PARTY), (True, POINT))
    ]
    layered = (
        alt.layer(area, parties.encode(x=ax, y=ay), ends.encode(x=ax, y=ay), *names)
        .properties(width=WIDTH, height=HEIGHT, background="white")
        .configure_axis(labelFontSize=12, titleFontSize=12, grid=False)
    )
    return charts.chart(layered.to_dict())


def _axis(issue: IssueAlone) -> str:
    return f"{issue.title} ({issue.scale[0]:g} to {issue.scale[1]:g})"


def _outcomes(findings: TalksFindings, across: str, up: str) -> list[Mark]:
    """Status quo and the packages of the tables that hold one of the two issues."""
    x, y = findings.issues[across], findings.issues[up]
    marks = [Mark(x.status_quo, y.status_quo, "status quo")]
    called = {up: "rights alone", across: f"{x.title.lower()} alone"}
    for name, one in findings.tables.items():
        if one.reached and (across in one.package or up in one.package):
            package = findings.packages[name].package
            marks.append(Mark(package[across], package[up], called.get(name, "linked")))
    return marks


def _placed(points: list[Mark], across: Sequence[float], up: Sequence[float]) -> list[Mark]:
    """The middle of each point's name, in the units of the axes: next to it, and clear of the others."""
    dots = [
        (
            (one.x - across[0]) / (across[1] - across[0]) * WIDTH,
            (one.y - up[0]) / (up[1] - up[0]) * HEIGHT,
        )
        for one in points
    ]
    taken = [(x, y, 14.0, 14.0) for x, y in dots]
    placed = []
    for one, (x, y) in zip(points, dots, strict=True):
        wide = LETTER * len(one.name)
        away = wide / 2 + 10
        tries = [
            (x + side * away, y + lift * 16)
            for lift in (0, 1, -1, 2, 3)
            for side in (1, -1)
            if wide / 2 <= x + side * away <= WIDTH - wide / 2 and 8 <= y + lift * 16 <= HEIGHT - 8
        ]
        clear = [spot for spot in tries if not any(_meet((*spot, wide, SIZE + 2.0), box) for box in taken)]
        right, above = (clear or tries or [(x, y + 16)])[0]
        taken.append((right, above, wide, SIZE + 2.0))
        placed.append(
            Mark(
                across[0] + right / WIDTH * (across[1] - across[0]),
                up[0] + above / HEIGHT * (up[1] - up[0]),
                one.name,
            )
        )
    return placed


def _meet(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    """Whether two boxes (middle across, middle up, width, height) overlap."""
    return abs(a[0] - b[0]) < (a[2] + b[2]) / 2 and abs(a[1] - b[1]) < (a[3] + b[3]) / 2
