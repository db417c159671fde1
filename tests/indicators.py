"""A small scale of one's own, and readings made up for it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

SCALE = """\
format = 1
id = "toy"
title = "A scale for tests"
table = "mine.table"
published = ["their_mean", "their_sd"]
source = "assumed"

[[items]]
id = "report"
title = "A report"
columns = ["report"]
worst_to_best = [5, 4, 3, 2, 1]
standard = "changing"
source = "assumed"

[[items]]
id = "index"
title = "An index"
columns = ["index"]
worst_to_best = [0, 1, 2]
standard = "changing"
source = "assumed"

[[items]]
id = "event"
title = "An event"
columns = ["event"]
worst_to_best = [1, 0]
source = "assumed"

[[items]]
id = "deaths"
title = "Deaths"
columns = ["deaths_low", "deaths_high"]
kind = "count"
source = "assumed"
"""
STATES = (2, 20, 70, 710, 731, 732, 775, 816)


def table(years: int = 12, seed: int = 0) -> pl.DataFrame:
    """Readings of eight states over some years from 1990, some of them missing."""
    rng = np.random.default_rng(seed)
    truth = np.linspace(-1.5, 1.5, len(STATES))[:, None] + 0.3 * rng.normal(size=(len(STATES), years)).cumsum(
        1
    )
    theta = truth.ravel()
    seen = theta[:, None] + 0.5 * rng.normal(size=(len(theta), 4))
    high = np.where(seen[:, 3] < -0.5, rng.integers(1, 900, len(theta)), 0)
    columns = {
        "cow": np.repeat(STATES, years),
        "year": np.tile(np.arange(1990, 1990 + years), len(STATES)),
        "report": 5 - np.digitize(seen[:, 0], [-1.5, -0.5, 0.5, 1.5]),
        "index": np.digitize(seen[:, 1], [-0.5, 0.7]),
        "event": (seen[:, 2] < -0.8).astype(int),
        "deaths_low": high // 2,
        "deaths_high": high,
        "their_mean": theta,
        "their_sd": np.full(len(theta), 0.4),
    }
    gone = {"report": 0.2, "index": 0.4, "event": 0.1, "deaths_low": 0.3}
    lost = {name: rng.random(len(theta)) < share for name, share in gone.items()}
    lost["deaths_high"] = lost["deaths_low"]
    return pl.DataFrame(columns).with_columns(
        pl.when(~pl.Series(some)).then(pl.col(name)).alias(name) for name, some in lost.items()
    )


def put(folder: Path, frame: pl.DataFrame | None = None, scale: str = SCALE) -> tuple[Path, Path]:
    """The scale and the readings as files."""
    places = folder / "toy.toml", folder / "toy.csv"
    places[0].write_text(scale, "utf-8")
    (table() if frame is None else frame).write_csv(places[1])
    return places
