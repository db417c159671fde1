"""Recovery of the kernel from simulated panels, and its sampler beside nutpie; every figure is measured in this run.

    python bench/kernel.py [--write] [--panels 50] [--sampled 10] [--nutpie]

Panels of 60 states over 30 years are simulated from the model itself (``tests/simulated_panels.py``); each is fitted by
Laplace's method, the first ``--sampled`` by NUTS as well. What is reported is the share of 90% intervals that hold the
number that made the panel. ``--nutpie`` compares effective samples a second on the choice of one series of the first
panel, same density, where nutpie is installed. ``--write`` writes docs/figures/kernel.json.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))
TO = ROOT / "docs" / "figures" / "kernel.json"
DRAWS = 1000


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
        print(
            f"panel {seed + 1}: " + ", ".join(f"{k} {v[-1]:.3f}" for k, v in shares.items() if v), flush=True
        )
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


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--panels", type=int, default=50)
    parser.add_argument("--sampled", type=int, default=10)
    parser.add_argument("--nutpie", action="store_true")
    asked = parser.parse_args()
    measured: dict[str, object] = {"recovery": recovery(asked.panels, asked.sampled)}
    if asked.nutpie:
        measured["ess_a_cpu_second"] = beside_nutpie()
    text = json.dumps(measured, indent=1) + "\n"
    print(text, end="")
    if asked.write:
        TO.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
