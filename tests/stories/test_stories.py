"""Stories: given a case with changes, and strategies, expect these outcomes, in this order.

A story is a TOML file beside this one::

    story = "what it shows"
    worlds = 512                       # how many; few are enough, for all strategies share their luck
    off = ["shocks"]                   # mechanisms that are switched off; may be left out
    changes = [["horizon = 15", "horizon = 10"]]      # text of the template and what takes its place

    [[strategies]]                     # added to the case's own
    ...

    [[expect]]
    of = "linkage by year"             # a state or rights year by year, or an outcome ("harm")
    order = [["isolated", "baseline"]] # the first below the second, in the mean over worlds
    close = [["a", "b"]]               # or: no further apart than `within`
    within = 0.01
    at_least = 0.05                    # how far apart the two must be; 0 if left out
    still = ["baseline"]               # or: no further from where it begins than `within`
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tomli_w

from suasion.files.library import content
from suasion.lab import load_case
from suasion.notation import STATES
from written import TEMPLATE, changed, written

LETTERS = {symbol.letter: symbol.id for symbol in STATES}
STORIES = sorted(Path(__file__).parent.glob("*.toml"))


def played(story: dict[str, Any], folder: Path) -> dict[str, dict[str, np.ndarray]]:
    """Mean over the worlds by outcome or state and strategy: one number, or one a year."""
    from suasion.simulation.backends.engine import Engine
    from suasion.simulation.play import play
    from suasion.simulation.setup import setup

    text = changed(*story.get("changes", []), text=TEMPLATE)
    added = tomli_w.dumps({"strategies": story.get("strategies", [])}) if "strategies" in story else ""
    case = load_case(written(folder, f"{text}\n{added}"))
    names = [strategy.id for strategy in case.strategies]
    game = setup(case, content.panel_figures(), strategies=names)
    off = tuple(story.get("off", ()))
    found = play(game, story["worlds"], engine=Engine(), off=off, paths=story["worlds"])
    assert not found.failed.any()
    paths = {LETTERS.get(name, name): value for name, value in found.paths.items()}
    values = {f"{name} by year": value for name, value in paths.items()} | found.outcomes
    return {of: dict(zip(names, value.mean(1), strict=True)) for of, value in values.items()}


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_story(path, tmp_path):
    story = tomllib.loads(path.read_text(encoding="utf-8"))
    means = played(story, tmp_path)
    for expect in story["expect"]:
        found = means[expect["of"]]
        level = {name: float(np.mean(value)) for name, value in found.items()}
        for low, high in expect.get("order", []):
            assert level[low] + expect.get("at_least", 0.0) < level[high], (expect["of"], level)
        for a, b in expect.get("close", []):
            assert abs(level[a] - level[b]) <= expect["within"], (expect["of"], level)
        for name in expect.get("still", []):
            assert np.ptp(found[name]) <= expect["within"], (expect["of"], found[name])
