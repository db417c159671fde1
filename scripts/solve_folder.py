"""A folder of games solved one by one, each within a limit, and compared with Gambit where pygambit is installed.

    python scripts/solve_folder.py FOLDER                  every .nfg and .efg below FOLDER
    python scripts/solve_folder.py FOLDER --seconds 30     the limit for each game
    python scripts/solve_folder.py FOLDER --json out.json  also as JSON
    python scripts/solve_folder.py FOLDER --no-gambit      without the comparison

Each game is solved in a process of its own, so that one that takes too long or too much memory stops nothing. Exit code
1 where a game ends in a traceback, where something called an equilibrium has a regret above the tolerance, or where
Gambit lists a corner that a list said to be complete lacks.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

ENDINGS = (".nfg", ".efg")
ROOT = Path(__file__).resolve().parents[1]


def solved(path: Path, gambit: bool) -> dict[str, object]:
    """One game in this process: what came out, how long it took, and how it compares."""
    from suasion import SuasionError, solve
    from suasion.games.forms.judging import is_equilibrium

    before = time.perf_counter()
    try:
        result = solve(path)
    except SuasionError as error:
        return {"outcome": "refused", "why": str(error)}
    row: dict[str, object] = {
        "outcome": "solved",
        "seconds": round(time.perf_counter() - before, 3),
        "equilibria": len(result.equilibria),
        "approached": len(result.approached),
        "complete": result.complete,
        "regret": max((float(one.scaled_regret) for one in result.equilibria), default=None),
        "wrong": not all(map(is_equilibrium, result.equilibria)),
    }
    if gambit:
        row |= compared(path, {payoffs(one.payoffs) for one in result.equilibria}, result.complete)
    return row


def payoffs(numbers: tuple[Fraction | float, ...]) -> tuple[float, ...]:
    return tuple(round(float(number), 9) for number in numbers)


def compared(path: Path, ours: set[tuple[float, ...]], complete: bool) -> dict[str, object]:
    """What Gambit lists, by payoffs, which stay the same however a tree's unreached moves are written."""
    from suasion import SuasionError, solve

    before = time.perf_counter()
    try:
        result = solve(path, method="gambit")
    except SuasionError as error:
        return {"gambit": str(error)}
    theirs = {payoffs(one.payoffs) for one in result.equilibria}
    return {
        "gambit seconds": round(time.perf_counter() - before, 3),
        "gambit": len(result.equilibria),
        "missing": complete and bool(theirs - ours),
        "more": len(ours - theirs),
    }


def attempted(path: Path, seconds: float, gambit: bool) -> dict[str, object]:
    """One game in a process of its own."""
    command = [sys.executable, __file__, "--one", str(path), *([] if gambit else ["--no-gambit"])]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, cwd=ROOT, check=False)
    except subprocess.TimeoutExpired:
        return {"outcome": "over the limit", "seconds": seconds}
    if done.returncode:
        return {"outcome": "failed", "why": (done.stderr.strip().splitlines() or ["no message"])[-1]}
    return dict(json.loads(done.stdout))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", help="where the games are")
    parser.add_argument("--seconds", type=float, default=10.0, help="limit for each game")
    parser.add_argument("--json", type=Path, help="also write the rows here")
    parser.add_argument("--no-gambit", action="store_true", help="do not compare with pygambit")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    gambit = not arguments.no_gambit and importlib.util.find_spec("pygambit") is not None
    if arguments.one:
        print(json.dumps(solved(arguments.one, gambit)))
        return 0
    if arguments.folder is None or not arguments.folder.is_dir():
        parser.error("name a folder of .nfg and .efg files")
    rows = {}
    for path in sorted(one for one in arguments.folder.rglob("*") if one.suffix in ENDINGS):
        rows[str(path.relative_to(arguments.folder))] = row = attempted(path, arguments.seconds, gambit)
        rest = ", ".join(f"{key} {value}" for key, value in row.items() if key != "outcome")
        print(f"{path.relative_to(arguments.folder)}: {row['outcome']}; {' '.join(rest.split())}", flush=True)
    bad = [
        name
        for name, row in rows.items()
        if row["outcome"] == "failed" or row.get("wrong") or row.get("missing")
    ]
    print(f"{len(rows)} games, {sum(row['outcome'] == 'solved' for row in rows.values())} solved.")
    print("Gambit compared." if gambit else "pygambit is not installed or not wanted: nothing compared.")
    if bad:
        print(f"Wrong: {', '.join(bad)}")
    if arguments.json:
        arguments.json.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
