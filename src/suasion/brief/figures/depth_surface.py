"""The figure of the depth game: monitoring and patience in one picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from suasion.games.depth import deepest_treaty

if TYPE_CHECKING:
    from suasion.brief.figures.charts import AnyChart
    from suasion.domain.findings.depth import DepthOfCase, DepthOfNumbers

PATIENCE = (0.6, 0.8, 0.9, 0.96)
COLOURS = ("#c58b2a", "#7a7f86", "#1d5f8a", "#0b2d45")
INK = "#7a2e12"


def surface_chart(
    *,
    benefit: float = 1.0,
    periods: float | None = None,
    patience: Sequence[float] = PATIENCE,
    asked: Mapping[str, float] | None = None,
) -> AnyChart:
    """Deepest treaty that is kept, by the chance that a breach is seen, a line for each patience, as Altair chart.

    Args:
        benefit: Benefit per unit of depth.
        periods: Length of a punishment; for ever if not given.
        patience: One line each, at most four.
        asked: Depths to be marked, by what is written beside them.
    """
    import altair as alt
    import pandas as pd

    from suasion.brief.figures import charts

    rows = [
        {
            "detection": float(pi),
            "depth": float(deepest_treaty(benefit, delta, periods=periods, detection=pi)),
            "patience": f"patience {delta:g}",
        }
        for delta in patience
        for pi in np.linspace(0, 1, 101)
    ]
    names = [f"patience {delta:g}" for delta in patience]
    top = max(2 * benefit, *(asked or {"": 0.0}).values())
    y = alt.Y(
        "depth:Q",
        title=f"deepest treaty that is kept (benefit {benefit:.2g})",
        scale=alt.Scale(domain=[0, top], nice=False),
    )
    base = alt.Chart(pd.DataFrame(rows)).encode(
        x=alt.X("detection:Q", title="chance that a breach is seen"),
        y=y,
        color=alt.Color(
            "patience:N",
            sort=names,
            scale=alt.Scale(domain=names, range=list(COLOURS[-len(names) :])),
            legend=None,
        ),
    )
    last = base.transform_filter("datum.detection == 1").mark_text(align="left", dx=6, fontSize=12)
    layers = [base.mark_line(strokeWidth=2.5), last.encode(text="patience:N")]
    if asked:
        marks = pd.DataFrame([{"name": name, "depth": depth, "at": 1.0} for name, depth in asked.items()])
        layers += [
            alt.Chart(marks).mark_rule(strokeDash=[5, 4], color=INK).encode(y=y),
            alt.Chart(marks)
            .mark_text(align="right", dx=-6, dy=9, fontSize=12, color=INK)
            .encode(x="at:Q", y=y, text="name:N"),
        ]
    layered = (
        alt.layer(*layers)
        .properties(width=460, height=280, background="white")
        .configure_axis(labelFontSize=12, titleFontSize=12)
    )
    return charts.chart(layered.to_dict())


def chart_of_numbers(findings: DepthOfNumbers) -> AnyChart:
    """The deepest treaty at the numbers given, with the depth asked."""
    inputs = findings.inputs
    asked = {} if inputs.asked is None else {"asked": inputs.asked}
    return surface_chart(benefit=inputs.benefit[0], periods=inputs.periods, asked=asked)


def chart_of_case(findings: DepthOfCase) -> AnyChart:
    """The deepest treaty at the middle of a case's worlds, with the depth of the deepest treaty asked."""
    depths = {name: one.asked[1] or 0.0 for name, one in findings.treaties.items()}
    asked = {}
    if depths:
        deepest = max(depths, key=lambda name: depths[name])
        asked[f"asked by {deepest}, the deepest"] = depths[deepest]
    return surface_chart(benefit=findings.benefit[1] or 0.0, periods=findings.periods, asked=asked)
