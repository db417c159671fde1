"""The agreement zone drawn: which packages of rights and another issue leave nobody worse off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from suasion.errors import Problem, SuasionError

ZONE, POINT, PARTY = "#1d5f8a", "#0b2d45", "#7a5a12"
WIDTH, HEIGHT = 560, 380  # pixels
SIZE, LETTER = 12, 6.8  # of names: height, and width of a letter


def zone_chart(results: dict[str, Any], other: str | None = None) -> Any:
    """Rights against another issue: the zone, the status quo, what the tables end with, what the parties want.

    Args:
        results: Of ``talks``.
        other: The other issue; the first that rights can be tied to if not given.

    Raises:
        SuasionError: Rights cannot be tied to any issue.
    """
    import altair as alt
    import pandas as pd

    if not results["demands"]:
        raise SuasionError(
            Problem("the figure", "There is no second issue to draw rights against.", "Add one to the talks.")
        )
    across = other or next(iter(results["demands"]))
    up = results["rights"]
    x, y = results["issues"][across], results["issues"][up]
    line = [ends for ends in results["demands"][across]["line"] if ends[1] is not None]
    zone = pd.DataFrame(line, columns=["x", "base", "y"])
    marks = pd.DataFrame(_ends(results, across, up))
    wants = pd.DataFrame(
        [
            {"x": x["positions"][name], "y": y["positions"][name], "name": called}
            for name, called in results["parties"].items()
        ]
    )
    named = pd.DataFrame(
        _placed([*marks.to_dict("records"), *wants.to_dict("records")], x["scale"], y["scale"])
    )
    known = set(marks["name"])
    ax = alt.X("x:Q", title=_axis(x), scale=alt.Scale(domain=x["scale"], nice=False))
    ay = alt.Y("y:Q", title=_axis(y), scale=alt.Scale(domain=y["scale"], nice=False))
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
    return (
        alt.layer(area, parties.encode(x=ax, y=ay), ends.encode(x=ax, y=ay), *names)
        .properties(width=WIDTH, height=HEIGHT, background="white")
        .configure_axis(labelFontSize=12, titleFontSize=12, grid=False)
    )


def _axis(issue: dict[str, Any]) -> str:
    return f"{issue['title']} ({issue['scale'][0]:g} to {issue['scale'][1]:g})"


def _ends(results: dict[str, Any], across: str, up: str) -> list[dict[str, Any]]:
    """Status quo and the packages of the tables that hold one of the two issues."""
    rows = [
        {
            "x": results["issues"][across]["status_quo"],
            "y": results["issues"][up]["status_quo"],
            "name": "status quo",
        }
    ]
    called = {up: "rights alone", across: f"{results['issues'][across]['title'].lower()} alone"}
    for name, one in results["tables"].items():
        if one["reached"] and (across in one["package"] or up in one["package"]):
            package = results["packages"][name]["package"]
            rows.append({"x": package[across], "y": package[up], "name": called.get(name, "linked")})
    return rows


def _placed(
    points: list[dict[str, Any]], across: Sequence[float], up: Sequence[float]
) -> list[dict[str, Any]]:
    """The middle of each point's name, in the units of the axes: beside it, and clear of what stands there already."""
    dots = [
        (
            (float(one["x"]) - across[0]) / (across[1] - across[0]) * WIDTH,
            (float(one["y"]) - up[0]) / (up[1] - up[0]) * HEIGHT,
        )
        for one in points
    ]
    taken = [(x, y, 14.0, 14.0) for x, y in dots]
    placed = []
    for one, (x, y) in zip(points, dots, strict=True):
        wide = LETTER * len(str(one["name"]))
        beside = wide / 2 + 10
        tries = [
            (x + side * beside, y + lift * 16)
            for lift in (0, 1, -1, 2, 3)
            for side in (1, -1)
            if wide / 2 <= x + side * beside <= WIDTH - wide / 2 and 8 <= y + lift * 16 <= HEIGHT - 8
        ]
        clear = [spot for spot in tries if not any(_meet((*spot, wide, SIZE + 2.0), box) for box in taken)]
        at = (clear or tries or [(x, y + 16)])[0]
        taken.append((*at, wide, SIZE + 2.0))
        placed.append(
            {
                "x": across[0] + at[0] / WIDTH * (across[1] - across[0]),
                "y": up[0] + at[1] / HEIGHT * (up[1] - up[0]),
                "name": one["name"],
            }
        )
    return placed


def _meet(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    """Whether two boxes (middle across, middle up, width, height) overlap."""
    return abs(a[0] - b[0]) < (a[2] + b[2]) / 2 and abs(a[1] - b[1]) < (a[3] + b[3]) / 2
