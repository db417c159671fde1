"""EMA Workbench evaluating the same model world by world, strategy by strategy.

EMA Workbench lives in an environment of its own, which borrows JAX and NumPy from the project's:

    python -m venv .venv-bench && .venv-bench/bin/python -m pip install 'ema_workbench==2.5.*'
    .venv-bench/bin/python bench/ema.py WORLDS FOLDER [FOLDER ...]

The folders are appended to the search path (``speed.py`` passes ``src`` and the project's packages). The
model is the NumPy twin at one world and one strategy a call; parameters are drawn beforehand. Prints JSON.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from typing import Any


def evaluate(worlds: int) -> dict[str, Any]:
    """Every strategy in the first worlds by EMA's sequential evaluator.

    Args:
        worlds: How many worlds.
    """
    import ema_workbench as ema
    import numpy as np

    import measure
    import twin
    from suasion.simulation import rollout as engine

    ready = measure.game()
    whole = twin.Job(ready, worlds)
    policies, setting, drawn, masks, keys, index = whole.inputs
    alone = whole.shape._replace(strategies=1)

    def world_and_strategy(world: int = 0, strategy: int = 0) -> dict[str, float]:
        w, s = slice(int(world), int(world) + 1), slice(int(strategy), int(strategy) + 1)
        one = policies._replace(
            schedule=policies.schedule[:, s],
            after=policies.after[s],
            ahead=policies.ahead[:, s],
            rules=type(policies.rules)(*(leaf[s] for leaf in policies.rules)),
        )
        mine = {name: value[w] for name, value in drawn.items()}
        out, _ = engine.rollout(one, setting, mine, masks, keys, index[w], shape=alone)
        return {"rights": float(out["rights"][0, 0]), "harm": float(out["harm"][0, 0])}

    model = ema.Model("suasion", function=world_and_strategy)
    model.uncertainties = [ema.IntegerParameter("world", 0, worlds - 1)]
    model.levers = [ema.IntegerParameter("strategy", 0, len(ready.strategies) - 1)]
    model.outcomes = [ema.ScalarOutcome("rights"), ema.ScalarOutcome("harm")]
    scenarios = [ema.Scenario(f"world {i}", world=i) for i in range(worlds)]
    policies = [ema.Policy(name, strategy=i) for i, name in enumerate(ready.strategies)]
    with twin.numpy_twin(), ema.SequentialEvaluator(model) as evaluator:
        world_and_strategy()
        begin = time.perf_counter()
        experiments, outcomes = evaluator.perform_experiments(scenarios, policies)
        taken = time.perf_counter() - begin
        direct = whole.run()
    at = (experiments["strategy"].astype(int).to_numpy(), experiments["world"].astype(int).to_numpy())
    off = np.max(np.abs(outcomes["rights"] - direct["rights"][at]))
    return {
        "version": ema.__version__,
        "worlds": worlds,
        "seconds": taken,
        "world_years": whole.years,
        "largest difference from the blocks": float(off),
    }


def main() -> None:
    """Appends the folders to the path and prints what was measured, or that EMA Workbench is absent."""
    sys.path += sys.argv[2:]
    if importlib.util.find_spec("ema_workbench") is None:
        print(json.dumps({"absent": "ema_workbench is not installed here"}))
        return
    print(json.dumps(evaluate(int(sys.argv[1]))))


if __name__ == "__main__":
    main()
