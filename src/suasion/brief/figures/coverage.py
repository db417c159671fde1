"""What the panel knows of a state: a row for each column, a mark for each year with a value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from suasion.brief.figures.canvas import COLOURS, WIDE
from suasion.brief.figures.spec import INK, Figure, Spec, dressed, layer, name, palette, quantity

ROW = 11  # pixels


def coverage(state: str, rows: Sequence[dict[str, Any]], last: int, *, width: int = WIDE) -> Figure:
    """One bar for each unbroken stretch of years.

    Args:
        state: The state's name, for the title.
        rows: Rows of ``Panel.coverage``.
        last: Last year of the panel.
        width: Pixels.
    """
    held = [row for row in rows if row["n"]]
    themes = list(dict.fromkeys(row["theme"].replace("_", " ") for row in held))
    bars = [
        {"column": row["column"], "theme": row["theme"].replace("_", " "), "from": first, "to": until + 1}
        for row in held
        for first, until in stretches(row["years"])
    ]
    y = name(
        "column",
        sort=[row["column"] for row in held],
        axis={"title": None, "labelFontSize": 9, "labelLimit": 180, "labelOverlap": False, "ticks": False},
    )
    x = quantity(
        "from",
        axis={"format": "d", "title": None, "orient": "top", "tickCount": 8},
        scale={"domain": [1946, last + 1], "nice": False, "zero": False},
    )
    colours = {theme: COLOURS[1 + i % (len(COLOURS) - 1)] for i, theme in enumerate(themes)}
    colour = palette("theme", colours) | {"legend": {"title": None, "orient": "right", "labelColor": INK}}
    marks = layer(
        "bar",
        bars,
        {"x": x, "x2": {"field": "to"}, "y": y, "color": colour},
        height=ROW - 4,
    )
    title = f"{state}: years with a value, {len(held)} of {len(rows)} columns"
    spec: Spec = {**marks, "width": width - 290, "height": ROW * len(held), "title": title}
    return dressed(spec)


def stretches(years: Sequence[int]) -> list[tuple[int, int]]:
    """Unbroken stretches of years, first and last of each."""
    found: list[tuple[int, int]] = []
    for year in years:
        if found and year == found[-1][1] + 1:
            found[-1] = (found[-1][0], year)
        else:
            found.append((year, year))
    return found
