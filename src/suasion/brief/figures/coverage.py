"""What the panel knows of a state: a row for each column, a bar for each stretch of years with a value."""

from __future__ import annotations

from collections.abc import Sequence

from suasion.brief.figures.canvas import HEAT, WIDE
from suasion.brief.figures.spec import Figure, Spec, dressed, layer, name, quantity
from suasion.domain.findings.panel import Coverage, KnownYears

ROW = 11  # pixels


def coverage(known: Coverage, *, width: int = WIDE) -> Figure:
    """One bar for each unbroken stretch of years.

    Args:
        known: What the panel knows of a state.
        width: Pixels.
    """
    held = [one for one in known.columns if one.n]
    bars = [
        {
            "column": one.column,
            "from": first,
            "to": until + 1,
            "says": f"{one.column}, {first} to {until}",
        }
        for one in held
        for first, until in stretches(one.years)
    ]
    order, heads = under_heads(held)
    y = name(
        "column",
        scale={"domain": order},
        axis={
            "title": None,
            "labelFontSize": 9,
            "labelFontWeight": {
                "condition": {"test": {"field": "value", "oneOf": heads}, "value": "bold"},
                "value": "normal",
            },
            "labelLimit": 180,
            "labelOverlap": False,
            "ticks": False,
        },
    )
    x = quantity(
        "from",
        axis={"format": "d", "title": None, "orient": "top", "tickCount": 8},
        scale={"domain": [1946, known.last + 1], "nice": False, "zero": False},
    )
    marks = layer(
        "bar",
        bars,
        {"x": x, "x2": {"field": "to"}, "y": y, "description": name("says")},
        height=ROW - 4,
        color=HEAT,
    )
    title = f"{known.state}: years with a value, {len(held)} of {len(known.columns)} columns"
    spec: Spec = {**marks, "width": width - 180, "height": ROW * len(order), "title": title}
    return Figure({**dressed(spec), "background": "white"})


def under_heads(columns: Sequence[KnownYears]) -> tuple[list[str], list[str]]:
    """The names of the rows with their themes above them in capitals, and the themes alone."""
    order: list[str] = []
    heads: list[str] = []
    for one in columns:
        head = one.theme.replace("_", " ").upper()
        if head not in heads:
            heads.append(head)
            order.append(head)
        order.append(one.column)
    return order, heads


def stretches(years: Sequence[int]) -> list[tuple[int, int]]:
    """Unbroken stretches of years, first and last of each."""
    findings: list[tuple[int, int]] = []
    for year in years:
        if findings and year == findings[-1][1] + 1:
            findings[-1] = (findings[-1][0], year)
        else:
            findings.append((year, year))
    return findings
