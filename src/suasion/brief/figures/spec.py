"""Vega-Lite specifications as plain data, and a figure that a notebook can show.

Specifications are written as data because making them through Altair's classes takes longer than drawing them;
:attr:`Figure.altair` gives the same figure as an Altair chart, to be changed or joined with others.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from suasion.brief.figures.charts import AnyChart

#: Text and axes take the colour of the text around them, so that dark paper needs no second picture.
INK = "currentColor"
#: Paper, and ink on it, where no text stands around.
PAPER, PRINTED = "white", "#1a1a1a"
#: Metrics that are bundled with the renderer first, so that a run's pictures are the same everywhere.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"

Spec = dict[str, Any]


class Figure(Spec):
    """A figure as a Vega-Lite specification; a notebook shows it."""

    @property
    def altair(self) -> AnyChart:
        """The figure as an Altair chart on white paper, which is shown and saved without a network."""
        from suasion.brief.figures.charts import chart

        return chart(self.printed())

    def printed(self) -> Spec:
        """The specification in dark ink on white paper, for what has no text around it: charts, PNG, a slide."""
        spec = _inked(dict(self))
        return {**spec, "config": {**spec.get("config", {}), "background": PAPER}}

    def svg(self) -> str:
        """The figure as SVG, made without a network; its text takes the colour of the text around it."""
        import vl_convert

        return str(vl_convert.vegalite_to_svg(json.dumps(self)))

    def png(self, *, scale: float = 2.0) -> bytes:
        """The figure as PNG on white, for a slide or a paper."""
        import vl_convert

        return bytes(vl_convert.vegalite_to_png(json.dumps(self.printed()), scale=scale))

    def _repr_mimebundle_(self, *args: Any, **more: Any) -> Any:
        return self.altair._repr_mimebundle_(*args, **more)


def _inked(part: Any) -> Any:
    """The same with ink in the place of the colour of the text around it."""
    if isinstance(part, Mapping):
        return {key: _inked(value) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [_inked(one) for one in part]
    return PRINTED if part == INK else part


def dressed(spec: Spec) -> Figure:
    """A specification in the brief's dress: transparent, in the ink around it."""
    axis = {
        "labelColor": INK,
        "titleColor": INK,
        "domainColor": INK,
        "tickColor": INK,
        "gridColor": INK,
        "gridOpacity": 0.16,
        "domainOpacity": 0.4,
        "tickOpacity": 0.4,
        "labelFontSize": 12,
        "labelOverlap": True,
    }
    config = {
        "background": "transparent",
        "font": FONT,
        "padding": 4,
        "axis": axis,
        "title": {"color": INK, "fontSize": 13, "anchor": "start", "offset": 6},
        "view": {"stroke": None},
        "text": {"color": INK, "fontSize": 12},
        "concat": {"spacing": 22},
    }
    return Figure({"$schema": SCHEMA, **spec, "config": config})


def concat(parts: Sequence[Spec], columns: int) -> Figure:
    """Panels beside and below one another, each with its own axes."""
    apart = {"scale": {"x": "independent", "y": "independent", "color": "independent"}}
    return dressed({"concat": list(parts), "columns": columns, "resolve": apart})


def layer(mark: str, rows: Sequence[Mapping[str, Any]], encoding: Spec, **style: Any) -> Spec:
    """One layer: a mark, its own data and its encoding."""
    return {
        "data": {"values": list(rows)},
        "mark": {"type": mark, **style},
        "encoding": {"description": {"field": "strategy", "type": "nominal"}, **encoding},
    }


def quantity(field: str, **more: Any) -> Spec:
    """An encoding of a number."""
    return {"field": field, "type": "quantitative", **more}


def name(field: str, **more: Any) -> Spec:
    """An encoding of a name."""
    return {"field": field, "type": "nominal", **more}


def palette(field: str, colours: Mapping[str, str]) -> Spec:
    """The colour of each name, without a legend."""
    scale = {"domain": list(colours), "range": list(colours.values())}
    return name(field, scale=scale, legend=None)
