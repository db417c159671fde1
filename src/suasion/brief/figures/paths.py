"""Rights over the years: a fan for each strategy, and what was observed beside what was simulated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from suasion.brief.figures.canvas import WIDE, colours, label, letters, lines, needed
from suasion.brief.figures.spec import INK, Figure, Spec, concat, layer, quantity
from suasion.domain.findings.comparison import ComparisonFindings
from suasion.domain.findings.outcomes import YearOfRights
from suasion.errors import Wording
from suasion.words.phrases import VARIABLES
from suasion.words.translator import ENGLISH, Translator

BANDS = (("q05", "q95", 0.2), ("q25", "q75", 0.35))


def trajectories(findings: ComparisonFindings, t: Translator = ENGLISH, *, width: int = WIDE) -> Figure:
    """Protection of rights year by year, one panel a strategy, all on the same axes.

    The line is the mean of the worlds, the dark band holds half of them and the light band nine in ten;
    the dashed line repeats the first strategy's mean in every panel.

    Args:
        findings: Of a comparison.
        t: The reader's language.
        width: Pixels.

    Returns:
        The figure.

    Raises:
        SuasionError: The run kept no paths.
    """
    fix = Wording("Compare with `paths=True`.", "Compare with paths (without `--no-paths`).")
    return fans(findings, needed(findings.trajectories, "trajectories", fix), t, width=width)


def fans(
    findings: ComparisonFindings,
    rows: Sequence[YearOfRights],
    t: Translator = ENGLISH,
    *,
    width: int = WIDE,
    title: str = "",
    bands: bool = True,
) -> Figure:
    """A quantity out of 100 year by year, one panel a strategy, all on the same axes.

    Args:
        findings: Of a comparison.
        rows: The quantity, for each strategy of the table and each year, as a share.
        t: The reader's language.
        width: Pixels.
        title: Of the whole; none if empty.
        bands: Whether the ranges over worlds are drawn, and not the mean alone.

    Returns:
        The figure, as :func:`trajectories`.
    """
    first = findings.table[0]
    top = max(row.q95 for row in rows) * 103
    years = [findings.start, findings.start + findings.years - 1]
    numbers = ("mean", "q05", "q25", "q75", "q95")
    scaled = [{**dict(row), **{key: getattr(row, key) * 100 for key in numbers}} for row in rows]
    reference = [{"year": row["year"], "mean": row["mean"]} for row in scaled if row["strategy"] == first]
    columns, plot = _size(width)
    made: list[Spec] = []
    for i, name in enumerate(findings.table):
        own = [row for row in scaled if row["strategy"] == name]
        y = _y([0, top], first=i % columns == 0)
        layers = _fan(own, colours(findings)[name], years, y, "mean", BANDS if bands else ())
        if name != first:
            style = {"color": INK, "strokeDash": [3, 3], "strokeWidth": 1.2, "opacity": 0.8}
            layers.append(layer("line", reference, {"x": _x(years), "y": y("mean")}, **style))
        heading = lines(label(findings, name, t, chars=58), plot // 6, 3)
        made.append(_sized(layers, plot, heading))
    figure = concat(made, columns)
    return Figure({**figure, "title": {"text": title, "offset": 14}}) if title else figure


def replay(findings: ComparisonFindings, t: Translator = ENGLISH, *, width: int = WIDE) -> Figure:
    """What was observed (points) beside the simulated ranges, one panel for each series and policy.

    Args:
        findings: Of a comparison.
        t: The reader's language.
        width: Pixels.

    Returns:
        The figure; the line is the median of the worlds.

    Raises:
        SuasionError: Nothing was observed, or the run kept no paths.
    """
    columns, plot = _size(width)
    made: list[Spec] = []
    for series in needed(
        findings.replay, "replay", "Compare, with paths, a case that has `[[observed]]` series."
    ):
        years = [series.years[0], series.years[-1]]
        if len(series.strategies) == 2:  # a policy in fact followed stands beside the baseline
            columns, plot = 2, width // 2 - 38
        for name, one in series.strategies.items():
            bands = {"q05": one.q05, "q25": one.q25, "q50": one.q50, "q75": one.q75, "q95": one.q95}
            bands["seen"] = series.observed
            rows = [
                {"strategy": name, "year": year, **{key: 100 * band[i] for key, band in bands.items()}}
                for i, year in enumerate(series.years)
            ]
            y = _y([0, 100], first=len(made) % columns == 0)
            layers = _fan(rows, colours(findings)[name], years, y, "q50")
            style = {"filled": True, "color": INK, "size": 16, "opacity": 1}
            layers.append(layer("point", rows, {"x": _x(years), "y": y("seen")}, **style))
            said = f"{letters(findings)[name]}  {t.say(VARIABLES[series.state])}"
            made.append(_sized(layers, plot, lines(said, plot // 6, 2)))
    return concat(made, columns)


def _size(width: int) -> tuple[int, int]:
    """Panels beside one another, and the pixels of each."""
    columns = 3 if width >= WIDE else 2
    return columns, width // columns - 38


def _sized(layers: list[Spec], plot: int, title: list[str]) -> Spec:
    return {"layer": layers, "width": plot, "height": 120, "title": {"text": title, "fontSize": 12}}


def _fan(
    rows: Sequence[dict[str, Any]],
    colour: str,
    years: Sequence[int],
    y: Any,
    line: str,
    ranges: Sequence[tuple[str, str, float]] = BANDS,
) -> list[Spec]:
    bands = [
        layer(
            "area",
            rows,
            {"x": _x(years), "y": y(low), "y2": {"field": high}},
            opacity=opacity,
            color=colour,
        )
        for low, high, opacity in ranges
    ]
    middle = layer("line", rows, {"x": _x(years), "y": y(line)}, strokeWidth=2.2, color=colour)
    return [*bands, middle]


def _x(years: Sequence[int]) -> Spec:
    ticks = sorted({years[0], (years[0] + years[1]) // 2, years[1]})
    axis = {"format": "d", "title": None, "values": ticks, "grid": False}
    return quantity("year", axis=axis, scale={"domain": list(years), "nice": False})


def _y(domain: Sequence[float], *, first: bool) -> Any:
    axis = {"title": None, "tickCount": 4, "labels": first, "ticks": first}
    scale = {"domain": list(domain), "nice": False}
    return lambda key: quantity(key, axis=axis, scale=scale)
