"""Recovery of the kernel from simulated panels, and its sampler beside nutpie; every figure is measured in this run.

    python bench/kernel.py [--write] [--panels 50] [--sampled 10] [--nutpie] [--panel FILE]

Panels of 60 states over 30 years are simulated from the model itself (``tests/simulated_panels.py``); each is fitted by
Laplace's method, the first ``--sampled`` by NUTS as well. What is reported is the share of 90% intervals that hold the
number that made the panel. ``--nutpie`` compares effective samples a second on the choice of one series of the first
panel, same density, where nutpie is installed. ``--panel`` takes the real panel (``suasion panel --out FILE``) and asks
whether the regime's type helps to foretell moves. ``--write`` writes docs/figures/kernel.json.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from suasion.estimate.rows import Rows

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))
TO = ROOT / "docs" / "figures" / "kernel.json"
DRAWS = 1000
SPLIT, LAST = 2000, 2016  # moves before the one are fitted, moves from it to the other foretold


def recovery(panels: int, sampled: int) -> dict[str, object]:
    """Coverage of 90% intervals, pooled over all numbers and panels, with its standard error over panels."""
    from simulated_panels import covered, simulated
    from suasion.estimate import nuts
    from suasion.estimate.choices import draws_of, model
    from suasion.estimate.laplace import laplace

    shares: dict[str, list[float]] = {"laplace": [], "nuts": []}
    seconds: dict[str, float] = {"laplace": 0.0, "nuts": 0.0}
    for seed in range(panels):
        data, truth = simulated(seed)
        begin = time.process_time()
        shares["laplace"].append(float(covered(laplace(data, draws=DRAWS, seed=seed), truth).mean()))
        seconds["laplace"] += time.process_time() - begin
        if seed < sampled:
            begin = time.process_time()
            samples = nuts.sample(model, data, chains=2, warmup=500, draws=DRAWS // 2, seed=seed)
            shares["nuts"].append(float(covered(draws_of(samples), truth).mean()))
            seconds["nuts"] += time.process_time() - begin
        measured = {method: values[seed] for method, values in shares.items() if seed < len(values)}
        print(f"panel {seed + 1}: " + ", ".join(f"{k} {v:.3f}" for k, v in measured.items()), flush=True)
    return {
        method: {
            "panels": len(values),
            "coverage": round(float(np.mean(values)), 4),
            "standard_error": round(float(np.std(values) / np.sqrt(len(values))), 4),
            "cpu_seconds_a_panel": round(seconds[method] / len(values), 2),
        }
        for method, values in shares.items()
        if values
    }


def beside_nutpie() -> dict[str, object]:
    """Least bulk effective sample size a CPU second of the population's numbers, NumPyro's over nutpie's."""
    import jax
    import nutpie
    from jax.flatten_util import ravel_pytree
    from numpyro.infer.util import initialize_model

    from simulated_panels import simulated
    from suasion.estimate import nuts
    from suasion.estimate.choices import SPREADS, model
    from suasion.estimate.numbers import agreement

    data, _ = simulated(0)
    names = ("direction", "stillness", "recoded", *SPREADS)
    begin = time.process_time()
    ours = nuts.sample(model, data, chains=2, warmup=500, draws=1000, seed=0)
    rates = {"numpyro": min(agreement(ours[name])[1] for name in names) / (time.process_time() - begin)}
    init = initialize_model(jax.random.PRNGKey(0), model, model_args=(data,))
    flat, unravel = ravel_pytree(init.param_info.z)
    log_density = jax.jit(jax.value_and_grad(lambda x: -init.potential_fn(unravel(x))))

    def density(x):
        value, gradient = log_density(x)
        return float(value), np.asarray(gradient)

    compiled = nutpie.compiled_pyfunc.from_pyfunc(
        flat.size,
        lambda: density,
        lambda *_: lambda x: {"x": x},
        [np.dtype("float64")],
        [(flat.size,)],
        ["x"],
    )
    begin = time.process_time()
    theirs = nutpie.sample(compiled, draws=1000, tune=500, chains=2, cores=1, progress_bar=False, seed=0)
    spent = time.process_time() - begin
    positions = np.asarray(theirs.posterior["x"])
    sites = jax.vmap(jax.vmap(lambda x: init.postprocess_fn(unravel(x))))(positions)
    rates["nutpie"] = min(agreement(np.asarray(sites[name]))[1] for name in names) / spent
    return {
        **{name: round(rate, 2) for name, rate in rates.items()},
        "ratio": round(rates["numpyro"] / rates["nutpie"], 2),
    }


def regime_types(panel: Path) -> dict[str, object]:
    """Whether the regime's type helps to foretell moves: mean log probability a move from ``SPLIT`` on, by series.

    Both fits see the moves before that year alone; a year's own effects are taken as 0, a state's as estimated.
    """
    import polars as pl

    from suasion.estimate.histories import REGIMES, histories
    from suasion.estimate.rows import rows
    from suasion.notation.series import SERIES_IDS

    of = histories(pl.read_parquet(panel)).until(LAST)
    table = rows(of)
    known = np.minimum(table.year - 1, np.flatnonzero(of.known).max())
    kinds = of.regime[table.state, known][:, None] == np.arange(1, len(REGIMES))
    scores: dict[str, object] = {}
    for series, name in enumerate(SERIES_IDS):
        features = table.features[:, series]
        scores[name] = {
            "without": _log_score(features, table, series),
            "with": _log_score(np.hstack([features, kinds]), table, series),
        }
        print(name, scores[name], flush=True)
    return scores


def _log_score(features: np.ndarray, table: Rows, series: int) -> float:
    from scipy import special

    from suasion.estimate.basis import basis
    from suasion.estimate.choices import ChoiceData
    from suasion.estimate.laplace import laplace

    early = table.years[table.year] < SPLIT
    by = basis(features[early])
    states, state = np.unique(table.state[early], return_inverse=True)
    years, year = np.unique(table.year[early], return_inverse=True)
    data = ChoiceData(
        by.coordinates(features[early]),
        table.move[early, series],
        state,
        year,
        table.recoded[years],
        states,
        table.years[years],
        by,
    )
    drawn = laplace(data, draws=200, seed=0)
    later, recoded = by.coordinates(features[~early]), table.recoded[table.year[~early]]
    sides = []
    for side in ("direction", "stillness"):
        effects = np.zeros(table.states)
        effects[states] = drawn.effects[f"state_{side}"][0].mean(0)
        centre, weights = getattr(drawn, side).mean(), getattr(drawn, f"{side}_weights")[0].mean(0)
        sides.append(centre + later @ weights + effects[table.state[~early]])
    direction, stillness = sides[0], sides[1] + drawn.recoded.mean() * recoded
    logits = np.stack([np.zeros_like(direction), stillness, direction])
    chosen = np.take_along_axis(logits, table.move[~early, series][None] + 1, 0)[0]
    return round(float((chosen - special.logsumexp(logits, axis=0)).mean()), 4)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--panels", type=int, default=50)
    parser.add_argument("--sampled", type=int, default=10)
    parser.add_argument("--nutpie", action="store_true")
    parser.add_argument("--panel", type=Path)
    asked = parser.parse_args()
    measured: dict[str, object] = {"recovery": recovery(asked.panels, asked.sampled)}
    if asked.nutpie:
        measured["ess_a_cpu_second"] = beside_nutpie()
    if asked.panel is not None:
        measured["log_score_of_regime_types"] = regime_types(asked.panel)
    text = json.dumps(measured, indent=1) + "\n"
    print(text, end="")
    if asked.write:
        TO.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
