"""Figures of a comparison: which outcome, and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from suasion.brief.figures.compared import Difference, differences, levels, titled
from suasion.brief.figures.outcomes import EVENTS
from suasion.brief.figures.paths import fans
from suasion.domain.findings.comparison import ComparisonFindings
from suasion.domain.findings.outcomes import YearOfRights
from suasion.errors import Problem, SuasionError, argument, nearest, wording
from suasion.notation import OUTCOME_IDS, OUTCOMES

if TYPE_CHECKING:
    import xarray as xr

    from suasion.brief.figures.charts import AnyChart
    from suasion.brief.figures.spec import Figure

Kind = Literal["levels", "differences", "paths"]
LESS = {one.id for one in OUTCOMES if one.better == "less"}


@dataclass(frozen=True)
class Source:
    """What figures are drawn from.

    Attributes:
        findings: Of the comparison.
        outcomes: Over strategy and world.
        paths: Over strategy, world and year.
    """

    findings: ComparisonFindings
    outcomes: xr.Dataset
    paths: xr.Dataset

    @property
    def strategies(self) -> tuple[str, ...]:
        """The contest, then the variants."""
        return (*self.findings.table, *self.findings.variants)


def plot(
    findings: ComparisonFindings,
    outcomes: xr.Dataset,
    paths: xr.Dataset,
    outcome: str,
    kind: str | None,
    reference: str | None,
) -> AnyChart:
    """As :meth:`suasion.lab.comparison.Comparison.plot`.

    Args:
        findings: Of the comparison.
        outcomes: Over strategy and world.
        paths: Over strategy, world and year.
        outcome: What is drawn.
        kind: How.
        reference: The strategy that the others are set against.

    Raises:
        SuasionError: With every problem of the arguments.
    """
    comparison = Source(findings, outcomes, paths)
    chosen = kind or ("paths" if outcome in comparison.paths else "levels")
    if problems := list(_problems(comparison, outcome, chosen, reference)):
        raise SuasionError(problems)
    return _figure(comparison, outcome, chosen, reference or comparison.findings.table[0]).altair


def _problems(comparison: Source, outcome: str, kind: str, reference: str | None) -> Iterator[Problem]:
    if kind not in get_args(Kind):
        yield Problem(
            argument("kind", kind), "There is no such kind of figure.", nearest(str(kind), get_args(Kind))
        )
    if reference is not None and reference not in comparison.strategies:
        what = "This strategy was not played."
        yield Problem(argument("reference", reference), what, nearest(str(reference), comparison.strategies))
    with_paths = [str(name) for name in comparison.paths]
    if kind != "paths":
        if outcome not in OUTCOME_IDS:
            fix = nearest(str(outcome), OUTCOME_IDS)
            if outcome in with_paths:
                fix = wording("It has a path: {kind}.", kind="paths")
            yield Problem(argument("outcome", outcome), "There is no such outcome.", fix)
    elif not with_paths:
        fix = wording("Compare with {paths}.", paths=True)
        yield Problem(argument("kind", kind), "The paths were left out of this comparison.", fix)
    elif outcome not in with_paths:
        fix = nearest(str(outcome), with_paths)
        if outcome in OUTCOME_IDS:
            fix = wording("It has {kind}. ", kind="levels") + f"Paths: {', '.join(with_paths)}."
        yield Problem(argument("outcome", outcome), "This has no path year by year.", fix)


def _figure(comparison: Source, outcome: str, kind: str, reference: str) -> Figure:
    findings = comparison.findings
    if kind == "levels":
        return levels(findings, outcome)
    if kind == "differences":
        return differences(findings, outcome, reference, _differences(comparison, outcome, reference))
    about = comparison.paths[outcome].attrs
    rows = list(findings.trajectories) if outcome == "rights" else list(_years(comparison, outcome))
    happens = outcome == "alive"
    title = titled(about["long_name"], "share of worlds" if happens else about["units"])
    return fans(findings, rows, title=title, bands=not happens)


def _differences(comparison: Source, outcome: str, reference: str) -> list[Difference]:
    """The strategies of the table but the reference, each less the reference."""
    values = comparison.outcomes[outcome]
    sign = -1.0 if outcome in LESS else 1.0
    made = []
    for name in comparison.findings.table:
        if name == reference:
            continue
        apart = (values.sel(strategy=name) - values.sel(strategy=reference)).to_numpy().astype(float)
        apart = apart[np.isfinite(apart)]
        if not apart.size:
            made.append(Difference(name, None, None, None, None))
            continue
        better = float((sign * apart > 0).mean() + (apart == 0).mean() / 2)
        if outcome in EVENTS:
            error = 2 * apart.std() / np.sqrt(apart.size)
            low, high = apart.mean() - error, apart.mean() + error
        else:
            low, high = np.quantile(apart, (0.05, 0.95))
        made.append(Difference(name, float(apart.mean()), float(low), float(high), better))
    return made


def _years(comparison: Source, name: str) -> Iterator[YearOfRights]:
    """A variable year by year, over worlds, for the strategies of the table."""
    values = comparison.paths[name]
    for strategy in comparison.findings.table:
        of = values.sel(strategy=strategy).to_numpy().astype(float)
        of = of[np.isfinite(of).all(1)]
        quantiles = np.quantile(of, (0.05, 0.25, 0.5, 0.75, 0.95), axis=0)
        for place, year in enumerate(values["year"].to_numpy()):
            q05, q25, q50, q75, q95 = (float(one) for one in quantiles[:, place])
            yield YearOfRights(
                strategy=strategy,
                year=int(year),
                mean=float(of[:, place].mean()),
                q05=q05,
                q25=q25,
                q50=q50,
                q75=q75,
                q95=q95,
            )
