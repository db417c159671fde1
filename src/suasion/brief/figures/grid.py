"""Tables that are read as pictures: one cell a number, darker for more, a frame around what stands out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from suasion.brief.figures.canvas import HEAT, WIDE, lines
from suasion.brief.figures.spec import INK, Figure, dressed, layer, name, quantity


@dataclass(frozen=True)
class Cell:
    """One cell of a grid.

    Attributes:
        row: Label of its row.
        column: Label of its column.
        value: How dark it is.
        said: What stands in it.
        framed: Whether it stands out.
        strategy: Id of the strategy that it belongs to.
    """

    row: str
    column: str
    value: float
    said: str
    framed: bool
    strategy: str


def grid(
    cells: Sequence[Cell],
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    width: int,
    most: float = 1.0,
    row_height: int = 30,
) -> Figure:
    """A grid of cells.

    Args:
        cells: The cells; values from 0 to ``most``.
        rows: Labels of the rows, from the top.
        columns: Labels of the columns, from the left: one letter or two.
        width: Pixels.
        most: The value of the darkest cell.
        row_height: Pixels a row.

    Returns:
        The figure.
    """
    wide = width >= WIDE
    label_width = 310 if wide else 128
    broken = {row: lines(row, 52 if wide else 19) for row in rows}
    cell = min(56, (width - label_width - 16) // max(1, len(columns)))
    x_axis = {"title": None, "ticks": False, "domain": False, "orient": "top", "labelAngle": 0}
    x_axis["labelFontWeight"] = "bold"
    y = name("row", sort=list(rows), axis=None, scale={"padding": 0})
    there = {"x": name("column", sort=list(columns), axis=x_axis, scale={"padding": 0}), "y": y}
    size = {"width": cell - 3, "height": row_height - 3, "cornerRadius": 2}
    scale = {"domain": [0, most], "range": [0.03, 0.55], "clamp": True}
    every = [asdict(one) for one in cells]
    framed = [asdict(one) for one in cells if one.framed]
    parts = [
        layer(
            "rect",
            every,
            {**there, "fillOpacity": quantity("value", scale=scale, legend=None)},
            fill=HEAT,
            **size,
        )
    ]
    if framed:
        parts.append(layer("rect", framed, there, fillOpacity=0, stroke=INK, strokeWidth=2, **size))
    parts.append(layer("text", every, {**there, "text": name("said")}, color=INK))
    for many in (1, 2):  # a text of two lines is centred by hand
        labels = [{"row": row, "label": text} for row, text in broken.items() if len(text) == many]
        style = {
            "align": "left",
            "baseline": "middle",
            "dx": -label_width,
            "dy": -6.5 * (many - 1),
            "lineHeight": 13,
        }
        at = {"y": y, "x": {"value": 0}, "text": {"field": "label"}}
        if labels:
            parts.append(layer("text", labels, at, color=INK, limit=label_width - 8, **style))
    return dressed(
        {
            "layer": parts,
            "width": cell * len(columns),
            "height": row_height * len(rows),
            "padding": {"left": 4},
        }
    )
