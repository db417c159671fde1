"""Figures of the brief, one function each, usable in a notebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

#: Colours that people with colour-vision deficiencies can tell apart (Okabe and Ito 2008).
COLOURS = ("#000000", "#D55E00", "#0072B2", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#999933")


def trajectories(rows: Sequence[Mapping[str, Any]], titles: Mapping[str, str] | None = None) -> Any:
    """Rights over the years: mean, and the ranges of half and of nine in ten worlds, one panel a strategy.

    Args:
        rows: ``trajectories`` of ``results.json``.
        titles: Strategy id to title.

    Returns:
        An Altair chart; all panels share their axes.
    """
    import altair as alt

    named = [{**row, "title": (titles or {}).get(row["strategy"], row["strategy"])} for row in rows]
    order = list(dict.fromkeys(row["title"] for row in named))
    base = alt.Chart(alt.Data(values=named)).encode(
        x=alt.X("year:Q", axis=alt.Axis(format="d", title=None, tickCount=4, grid=False)),
        color=alt.Color(
            "title:N", sort=order, scale=alt.Scale(domain=order, range=list(COLOURS)), legend=None
        ),
    )
    axis = alt.Axis(title="protection of rights (0 to 1)", tickCount=5)
    fan = base.mark_area(opacity=0.18).encode(y=alt.Y("q05:Q", axis=axis), y2="q95:Q")
    half = base.mark_area(opacity=0.35).encode(y="q25:Q", y2="q75:Q")
    mean = base.mark_line(strokeWidth=2).encode(y="mean:Q")
    return (
        alt.layer(fan, half, mean)
        .properties(width=200, height=150)
        .facet(
            facet=alt.Facet("title:N", sort=order, title=None, header=alt.Header(labelFontSize=12)), columns=3
        )
        .configure_view(strokeOpacity=0.2)
    )


def svg(chart: Any) -> str:
    """A chart as SVG text, made without a network."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(chart.to_json()))
