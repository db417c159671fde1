"""What the process of one chain does: piece by piece, each written before it is told."""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from suasion.domain.scale import Scale
from suasion.errors import SuasionError
from suasion.files.inputs.toml import frozen
from suasion.files.store.checkpoints import Checkpoints
from suasion.lab.chains import readings


def work(job: dict[str, Any]) -> None:
    """Runs one chain from where it stands to its end.

    Args:
        job: ``folder`` of the checkpoints and number of the ``chain``.
    """
    try:
        _advance(Checkpoints(Path(job["folder"])), job["chain"])
    except SuasionError as error:
        _say({"problems": [(one.where, one.what, one.fix) for one in error.problems]})
    except (ArithmeticError, ValueError, RuntimeError, MemoryError) as error:
        why = str(error).split("\n")[0].rstrip(".") or type(error).__name__
        what = f"The sampler broke down: {why}."
        _say(
            {
                "problems": [
                    (f"chain {job['chain'] + 1}", what, "Try another --seed, and look at the readings.")
                ]
            }
        )


def _advance(checkpoints: Checkpoints, chain: int) -> None:
    about = checkpoints.about()
    assert about is not None
    scale = Scale.model_validate(frozen(about["scale"]), strict=True)
    engine = import_module(about["engine"])
    settings = engine.Settings(**about["settings"])
    model = engine.model(readings(checkpoints, scale), about["measure"])
    pieces, position = checkpoints.position(chain)
    if not pieces:
        position = engine.begin(model, settings, chain)
    while (share := engine.done(settings, position)) < 1.0:
        _say({"share": share})
        position, draws = engine.advance(model, settings, position)
        pieces += 1
        checkpoints.save(chain, pieces, position, draws.scores, draws.items)
    _say({"share": 1.0})


def _say(found: dict[str, Any]) -> None:
    """One line for the process that waits; without that one there is nothing left to do."""
    try:
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os._exit(1)
