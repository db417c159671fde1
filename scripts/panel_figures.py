"""Figures that the library's cases and priors take from the datasets.

Run from the repository root: ``python scripts/panel_figures.py [--write]``. It prints the figures and with
``--write`` stores them. The datasets are read from the folder ``SUASION_TEST_DATA`` (default: ``shared/data``
beside the checkout) and are not part of Suasion; what is stored, ``src/suasion/library/panel/figures.toml``,
holds only what this script computed. Random numbers are used for the standard errors alone, from one fixed
seed (``panel_moves.SEED``).

a. ``still``: years without change, persistence. b. ``sizes``: moves as a share of the room. c. ``hazards``:
regime breakdown. d. ``after_breakdown``. e. ``support``: how far the cases lie from all
states. f. ``turnover`` of senders. g. ``conditionality`` of sanctions. What is estimated for a case of the past
knows the years before it starts alone (``panel_cases.py``, ``panel_before.py``).
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path
from typing import Any

from panel_before import breakdowns_before, conditionality_before, turnover_before
from panel_moves import REPEATS, SEED, sizes, still
from panel_read import panel
from panel_regimes import after_breakdown, conditionality, hazards, turnover
from panel_support import support

TARGET = Path(__file__).resolve().parents[1] / "src" / "suasion" / "library" / "panel" / "figures.toml"
HEAD = """\
# Computed by scripts/panel_figures.py from the datasets named in each entry; do not edit by hand.
# Suasion's own estimates and single cited values, no rows of a dataset. weak = true: rests on few jumps.
# tenths_*: means over the ten tenths of the breakdowns ordered by mean rights five years after; the knots
# are the quantiles .05, .15 to .95. J: a move as a share of the room left (up: (r'-r)/(1-r); down: (r-r')/r).
# Sizes: small step = .2*Beta(1, b_s), jump = .2 + .8*Beta(1, b_J). Standard errors: states resampled.
# share_under_wobble: moves with J under .01, which expert coding cannot tell from a coder's wobble.
"""


def toml_value(value: Any) -> str:
    """One value as TOML text; floats to five significant digits, undefined ones as nan."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list):
        return "[" + ", ".join(toml_value(v) for v in value) + "]"
    if isinstance(value, int):
        return str(value)
    if not math.isfinite(value):
        return "nan"
    text = f"{value:.5g}"
    return text if any(c in text for c in ".e") else text + ".0"


def toml_lines(entries: dict[str, Any], path: tuple[str, ...] = ()) -> list[str]:
    """A nested dictionary as TOML tables."""
    plain = {k: v for k, v in entries.items() if not isinstance(v, dict)}
    lines = ["", f"[{'.'.join(path)}]"] if path and plain else []
    lines += [f"{k} = {toml_value(v)}" for k, v in plain.items()]
    for key, value in entries.items():
        if isinstance(value, dict):
            lines += toml_lines(value, (*path, key))
    return lines


def figures() -> dict[str, Any]:
    """All figures, a to g."""
    data = panel()
    return {
        "format": 1,
        "script": "scripts/panel_figures.py",
        "seed": SEED,
        "bootstrap_repeats": REPEATS,
        "still": still(data),
        "sizes": sizes(data),
        "hazards": hazards(),
        "after_breakdown": after_breakdown(data) | breakdowns_before(),
        "support": support(),
        "turnover": turnover() | turnover_before(),
        "conditionality": conditionality() | conditionality_before(),
    }


def main() -> None:
    """Print the figures; with ``--write`` store them in the library too."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="store the figures in the library")
    arguments = parser.parse_args()
    text = HEAD + "\n".join(toml_lines(figures())) + "\n"
    print(text)
    if arguments.write:
        TARGET.parent.mkdir(parents=True, exist_ok=True)
        TARGET.write_text(text, encoding="utf-8")
        print(f"# written: {TARGET.relative_to(TARGET.parents[4])}")


if __name__ == "__main__":
    main()
