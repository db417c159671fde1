"""Scores of some states over time with their error, and the standards by which the indicators were coded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from suasion.brief.figures.canvas import COLOURS, NARROW, short
from suasion.brief.figures.spec import Figure, Spec, concat, layer, quantity

#: Numbers by name: ``year``, ``mean``, ``q05``, ``q95``, and ``cutpoint`` where there are several.
Row = Mapping[str, float]

HIGH = 150  # pixels
COLUMNS = 2


def scores_over_time(rows: Mapping[str, Sequence[Row]], title: str) -> Figure:
    """A panel for each state: the mean, and the band that holds nine draws in ten.

    Args:
        rows: State's name to its rows ``year mean q05 q95``, in order of the year.
        title: What is shown.
    """
    every = [row for some in rows.values() for row in some]
    low, high = min(row["q05"] for row in every), max(row["q95"] for row in every)
    parts = [_state(name, some, (low, high), _years(every)) for name, some in rows.items()]
    return _titled(parts, title)


def standards_over_time(rows: Mapping[str, Sequence[Row]], title: str) -> Figure:
    """A panel for each item: its cutpoints, year by year.

    Args:
        rows: Item's title to rows ``year cutpoint mean q05 q95``.
        title: What is shown.
    """
    every = [row for some in rows.values() for row in some]
    low, high = min(row["q05"] for row in every), max(row["q95"] for row in every)
    parts = []
    for name, some in rows.items():
        cuts = sorted({row["cutpoint"] for row in some})
        layers = []
        for place, cut in enumerate(cuts):
            mine = [row for row in some if row["cutpoint"] == cut]
            layers += _band(mine, (low, high), _years(every), COLOURS[(place + 1) % len(COLOURS)])
        parts.append({"layer": layers, "width": NARROW - 60, "height": HIGH, "title": short(name, 46)})
    return _titled(parts, title)


def _state(name: str, rows: Sequence[Row], ends: tuple[float, float], years: tuple[int, int]) -> Spec:
    layers = _band(rows, ends, years, COLOURS[2])
    return {"layer": layers, "width": NARROW - 60, "height": HIGH, "title": short(name, 40)}


def _band(rows: Sequence[Row], ends: tuple[float, float], years: tuple[int, int], colour: str) -> list[Spec]:
    """The band and the line over it; each unbroken stretch of years is drawn by itself."""
    x = quantity(
        "year",
        axis={"format": "d", "title": None, "tickCount": 6},
        scale={"domain": list(years), "zero": False},
    )
    y = quantity("mean", axis={"title": None}, scale={"domain": list(ends), "zero": False, "nice": True})
    pieces: list[Spec] = []
    number, before = 0, None
    for row in rows:
        number += before is not None and row["year"] != before + 1
        before = row["year"]
        pieces.append({**row, "strategy": f"{row['year']}", "piece": number})
    detail = {"detail": {"field": "piece", "type": "nominal"}}
    band = {"x": x, "y": {**y, "field": "q05"}, "y2": {"field": "q95"}, **detail}
    return [
        layer("area", pieces, band, color=colour, opacity=0.25),
        layer("line", pieces, {"x": x, "y": y, **detail}, color=colour, strokeWidth=1.5),
    ]


def _years(rows: Sequence[Row]) -> tuple[int, int]:
    years = [int(row["year"]) for row in rows]
    return min(years), max(years)


def _titled(parts: Sequence[Spec], title: str) -> Figure:
    return Figure({**concat(parts, COLUMNS), "title": title, "background": "white"})
