"""Scores read again: as Suasion ships them, or as a folder of ``suasion measure`` holds them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from jaxtyping import Float32

from suasion.files.runs.scores import StoredScores, read_run
from suasion.files.runs.shipped_scores import shipped
from suasion.frames import to_pandas
from suasion.lab.measuring import SCALE
from suasion.lab.naming import with_codes

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("scale", "measure", "mean", "sd", "approximate", "failed")


def load_scores(
    scale: str = SCALE, measure: str = "changing", *, run: str | Path | None = None
) -> pd.DataFrame:
    """Scores of a scale by state and year, as Suasion ships them or as a folder of `suasion measure` holds them.

    Args:
        scale: Id of the scale.
        measure: ``changing``, ``constant`` or ``index``: how the scores were made. Your conclusions may depend on it.
        run: A folder that `suasion measure` wrote; what is shipped if not given. Then the first two are not needed.

    Returns:
        A pandas frame: ``cow gw iso3 name year scale measure mean sd``, and ``approximate`` and ``failed``, which say whether the fast
        mode made them and whether their diagnostics failed.

    Raises:
        SuasionError: Suasion ships none of this scale and measure; the folder is none of scores or damaged.
    """
    rows = stored(scale, measure, run).rows
    return to_pandas(with_codes(rows).hstack(rows.select(COLUMNS)))


def score_draws(
    scale: str = SCALE, measure: str = "changing", *, run: str | Path | None = None
) -> Float32[np.ndarray, "draw row"]:
    """Draws of all scores together, to carry their error into whatever is computed from them.

    Args:
        scale: As of `load_scores`.
        measure: As of `load_scores`.
        run: As of `load_scores`.

    Returns:
        [draw, row], rows as `load_scores` has them. A draw is one whole history of all states.

    Raises:
        SuasionError: As `load_scores`.
    """
    return stored(scale, measure, run).draws


def stored(scale: str, measure: str, run: str | Path | None) -> StoredScores:
    """Scores as Suasion ships them, or as a folder holds them."""
    return shipped(scale, measure) if run is None else read_run(Path(run))
