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
from suasion.files.runs import scores

MOST = 8_000_000  # bytes of all that is shipped
DRAWS = 250


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("runs", nargs="*", type=Path, metavar="RUN")
    asked.add_argument("--draws", type=int, default=DRAWS)
    given = asked.parse_args()
    try:
        for run in given.runs:
            kept = scores.read_run(run)
            if kept.manifest["without"]:
                print(f"{run}: fitted without {', '.join(kept.manifest['without'])}, so it is not shipped.")
                return 2
            written = scores.write_shipped(kept, given.draws)
            scores.shipped.cache_clear()
            print(f"{written[0].name}: {_cost(kept, written[0])}")
    except SuasionError as error:
        print(error, file=sys.stderr)
        return 2
    total = sum(path.stat().st_size for path in scores.home().glob("*") if path.is_file())
    print(f"All that is shipped: {total:,} bytes, of at most {MOST:,}.")
    return 0 if total <= MOST else 1


def _cost(kept: scores.Kept, path: Path) -> str:
    """What rounding costs, measured on what was written."""
    again = scores.shipped(kept.manifest["scale"]["id"], kept.manifest["measure"])
    places = scores.spaced(len(kept.draws), len(again.draws))
    sd = kept.rows["sd"].to_numpy()
    error = (again.draws - kept.draws[places]) / sd
    wider = (again.draws.std(axis=0) / kept.draws[places].std(axis=0)).mean() - 1
    return (
        f"{path.stat().st_size:,} bytes, {again.rows.height:,} rows, {len(again.draws)} draws; a draw is off by "
        f"{np.abs(error).max():.4f} standard deviations at most, {error.std():.4f} on average; spreads come out "
        f"{wider:+.2%}."
    )


if __name__ == "__main__":
    sys.exit(main())
