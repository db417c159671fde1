"""Writes the scores that Suasion ships from folders of `suasion measure`.

    python scripts/ship_scores.py RUN ...           into src/suasion/library/scores/, one file for each scale and measure
    python scripts/ship_scores.py RUN ... --draws N  with another number of draws
    python scripts/ship_scores.py                   says what is shipped and what rounding costs

Only exact scores whose diagnostics passed, of all items of their scale, are taken.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

from suasion.errors import SuasionError
from suasion.files.runs import scores, shipped_scores

MOST = 8_000_000  # bytes of all that is shipped
DRAWS = 250


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("runs", nargs="*", type=Path, metavar="RUN")
    parser.add_argument("--draws", type=int, default=DRAWS)
    arguments = parser.parse_args()
    try:
        for run in arguments.runs:
            stored = scores.read_run(run)
            if stored.manifest.without:
                print(f"{run}: fitted without {', '.join(stored.manifest.without)}, so it is not shipped.")
                return 2
            written = shipped_scores.write_shipped(stored, arguments.draws)
            print(f"{written[0].name}: {_cost(stored, written[0])}")
    except SuasionError as error:
        print(error, file=sys.stderr)
        return 2
    total = sum(path.stat().st_size for path in shipped_scores.home().glob("*") if path.is_file())
    print(f"All that is shipped: {total:,} bytes, of at most {MOST:,}.")
    return 0 if total <= MOST else 1


def _cost(stored: scores.StoredScores, path: Path) -> str:
    """What rounding costs, measured on what was written."""
    again = shipped_scores.shipped(stored.manifest.scale.id, stored.manifest.measure)
    places = shipped_scores.spaced(len(stored.draws), len(again.draws))
    sd = stored.rows["sd"].to_numpy()
    error = (again.draws - stored.draws[places]) / sd
    wider = (again.draws.std(axis=0) / stored.draws[places].std(axis=0)).mean() - 1
    return (
        f"{path.stat().st_size:,} bytes, {again.rows.height:,} rows, {len(again.draws)} draws; a draw is off by "
        f"{np.abs(error).max():.4f} standard deviations at most, {error.std():.4f} on average; spreads come out "
        f"{wider:+.2%}."
    )


if __name__ == "__main__":
    sys.exit(main())
