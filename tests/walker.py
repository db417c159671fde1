"""A small sampler of the same shape as the real one, for tests of all that stands around it.

Every item, put on 0 to 1, is its own level plus the state-year's score plus normal noise of a known size; scores are
standard normal. Both are drawn in turn from their exact conditional distributions.
"""

from __future__ import annotations

import os
import resource
import signal
import time
from typing import Any, NamedTuple

import numpy as np

from suasion.measure.sampler import Draws, Settings
from suasion.measure.scoring.coding import unit_scale
from suasion.measure.scoring.readings import Readings

BATCH = 10  # draws to keep come in so many
PIECE = 100  # sweeps of one piece of work
NOISE = 0.5


FULL = Settings(warmup=100, sweeps=1000, keep=500)
FAST = Settings(chains=2, warmup=20, sweeps=40, keep=40)


class Model(NamedTuple):
    values: np.ndarray  # [row, item]
    names: tuple[str, ...]


def model(readings: Readings, measure: str) -> Model:
    items = readings.scale.items
    values = np.stack([unit_scale(item, readings.values[item.id]) for item in items], axis=1)
    return Model(values, tuple(f"{item.id}.level" for item in items))


def begin(model: Model, settings: Settings, chain: int) -> dict[str, Any]:
    rng = np.random.default_rng((settings.seed, chain))
    rows, items = model.values.shape
    return {
        "scores": rng.normal(size=rows),
        "levels": rng.normal(size=items),
        "sweep": np.array(0),
        "chain": np.array(chain),
    }


def advance(model: Model, settings: Settings, position: dict[str, Any]) -> tuple[dict[str, Any], Draws]:
    time.sleep(float(os.environ.get("WALKER_SLEEP", "0")))
    if os.environ.get("WALKER_BREAKS") == str(position["chain"]):
        raise FloatingPointError("a level is no number")
    if os.environ.get("WALKER_TRIPS") == str(position["chain"]):
        raise KeyError("a slip of the code")
    if os.environ.get("WALKER_FULL") == str(position["chain"]):
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
    if os.environ.get("WALKER_DIES") == str(position["chain"]):
        os.kill(os.getpid(), signal.SIGKILL)
    sweep, scores, levels = int(position["sweep"]), position["scores"], position["levels"]
    rng = np.random.default_rng((settings.seed, int(position["chain"]), sweep, 1))
    every = settings.sweeps // settings.keep
    kept: list[tuple[np.ndarray, np.ndarray]] = []
    there = ~np.isnan(model.values)
    stuck = os.environ.get("WALKER_STUCK") is not None
    for _ in range(PIECE):
        if sweep >= settings.warmup + settings.sweeps:
            break
        if not stuck:
            apart = np.nansum((model.values - levels) / NOISE**2, axis=1)
            weight = 1 + there.sum(axis=1) / NOISE**2
            scores = apart / weight + rng.normal(size=len(scores)) / np.sqrt(weight)
            apart = np.nansum((model.values - scores[:, None]) / NOISE**2, axis=0)
            weight = 1 + there.sum(axis=0) / NOISE**2
            levels = apart / weight + rng.normal(size=len(levels)) / np.sqrt(weight)
        sweep += 1
        done = sweep - settings.warmup
        if done > 0 and done % every == 0 and done // every <= settings.keep:
            kept.append((scores, levels))
    moved = {**position, "scores": scores, "levels": levels, "sweep": np.array(sweep)}
    drawn = [np.array([one[part] for one in kept]) for part in (0, 1)] if kept else [np.empty((0, 0))] * 2
    return moved, Draws(*drawn)


def done(settings: Settings, position: dict[str, Any]) -> float:
    return min(1.0, float(position["sweep"]) / (settings.warmup + settings.sweeps))
