"""Rows of the tables on one coding changed at a time, which the pages of cases of the past share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from suasion.lab.comparison import Comparison


def means(label: str, comparison: Comparison, strategies: Sequence[str]) -> list[str]:
    """Mean rights and those of the last year, of 100, and the share of breakdowns, of each strategy."""
    of = comparison.results["strategies"]
    return [label] + [
        f"{100 * of[name]['rights']['mean']:.2f} / {100 * of[name]['rights_final']['mean']:.2f} / "
        f"{of[name]['collapse']['mean']:.2f}"
        for name in strategies
    ]


def leads(label: str, comparison: Comparison, others: Sequence[str]) -> list[str]:
    """What was in fact done less each other, in mean rights of 100, with its standard error."""
    rights = comparison.outcomes["rights"]
    own = rights.sel(strategy="as_it_was").values.astype(float)
    cells = [label]
    for name in others:
        apart = 100 * (own - rights.sel(strategy=name).values.astype(float))
        cells.append(f"{apart.mean():+.2f} ± {apart.std(ddof=1) / np.sqrt(len(apart)):.2f}")
    return cells
