"""The form that most figures take: one row a strategy, a point with its range, name and number in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from suasion.brief.figures.canvas import WIDE, lines
from suasion.brief.figures.spec import INK, Figure, Spec, concat, layer, name, quantity

ROW = 34  # pixels a row where its name stands above it
FLAT = 26  # pixels a row where its name stands beside it


@dataclass(frozen=True)
class Row:
    """One row of a panel: a point with its range, a bar, or a pair of points.

    Attributes:
        label: Its name.
        middle: The number that it shows; missing where there is none.
        low: The low end of its range.
        high: The high end.
        said: The number in words.
        strategy: Id of the strategy that it belongs to, if any.
        origin: Where a number comes from, if that is what is shown.
    """

    label: str
    middle: float | None
    low: float | None
    high: float | None
    said: str
    strategy: str = ""
    origin: str = ""


Group = tuple[str, Sequence[Row], tuple[float, float]]


def panels(
    groups: Sequence[Group],
    colour: Spec,
    *,
    width: int,
    mark: str = "range",
    columns: int = 3,
    label_width: int = 210,
    values: str = "~r",
    words: int = 30,
) -> Figure:
    """Panels with the same rows.

    Args:
        groups: For each panel its title, its rows and the ends of its axis.
        colour: Encoding of the colour.
        width: Pixels; below :data:`WIDE` panels stand one above another and names above their rows.
        mark: ``range`` (a point with a line), ``bar`` (from zero) or ``pair`` (``low`` full, ``high`` a ring).
        columns: Panels beside one another on wide paper.
        beside: Pixels for names beside the rows on wide paper.
        values: Format of the axis.
        words: Pixels kept for the numbers in words.

    Returns:
        The figure.
    """
    wide = width >= WIDE
    across = min(columns, len(groups)) if wide else 1
    plot = (width - (label_width if wide else 0)) // across - words - 16
    made = []
    for i, (title, rows, ends) in enumerate(groups):
        named = label_width if wide and i % across == 0 else 0
        made.append(_panel(title, rows, ends, colour, plot, wide, named, mark, values))
    return concat(made, across)


def _panel(
    title: str,
    rows: Sequence[Row],
    ends: tuple[float, float],
    colour: Spec,
    plot: int,
    wide: bool,
    named: int,
    mark: str,
    values: str,
) -> Spec:
    axis: Spec = {"title": None, "ticks": False, "domain": False, "grid": False, "labelLimit": named - 10}
    axis |= {"labelPadding": named - 6, "labelAlign": "left"}
    y = name(
        "label",
        sort=[row.label for row in rows],
        axis=axis if named else None,
        scale={"paddingInner": 0, "paddingOuter": 0},
    )
    shared = {
        "axis": {"title": None, "tickCount": 4, "grid": True, "format": values},
        "scale": {"domain": list(ends), "nice": False, "zero": False},
    }

    def at(field: str) -> Spec:
        return quantity(field, **shared)

    shift = {} if wide else {"yOffset": 8}
    there = {"y": y, "color": colour}
    parts = []
    every = [asdict(row) for row in rows]
    spans = [asdict(row) for row in rows if row.low is not None and row.high is not None]
    if mark == "bar":
        parts.append(
            layer("bar", spans, {**there, "x": at("low"), "x2": {"field": "middle"}}, height=9, **shift)
        )
    else:
        style = {"strokeWidth": 3, "opacity": 0.45, **shift}
        parts.append(layer("rule", spans, {**there, "x": at("low"), "x2": {"field": "high"}}, **style))
    if mark == "pair":
        ring = [asdict(row) for row in rows if row.high is not None]
        style = {"filled": False, "size": 70, "strokeWidth": 2, "opacity": 1, **shift}
        parts.append(layer("point", ring, {**there, "x": at("high")}, **style))
    if mark != "bar":
        full = [asdict(row) for row in rows if row.middle is not None]
        style = {"filled": True, "size": 85, "opacity": 1, **shift}
        parts.append(layer("point", full, {**there, "x": at("middle")}, **style))
    low, high = ({"datum": end, "type": "quantitative", **shared} for end in ends)
    label_width = {"color": INK, "align": "left", "dx": 6}
    if not wide:
        above = {"color": INK, "align": "left", "dy": 12 - ROW // 2, "limit": plot}
        parts.append(layer("text", every, {"y": y, "x": low, "text": name("label")}, **above))
        label_width["dy"] = 8
    parts.append(layer("text", every, {"y": y, "x": high, "text": name("said")}, **label_width))
    heading = {"title": {"text": lines(title, max(18, plot // 6), 3)}} if title else {}
    return {"layer": parts, "width": plot, "height": (FLAT if wide else ROW) * len(rows), **heading}


def ends(rows: Sequence[Row], *, least: float = 0.0) -> tuple[float, float]:
    """The ends of an axis that holds every range of the rows and zero."""
    high = max([least, *(row.high for row in rows if row.high is not None)], default=1.0)
    return 0.0, high * 1.04 if high > 0 else 1.0
