"""Outcomes by hand: a horizon of a few years whose numbers one can add up, without JAX."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from suasion.notation.outcomes import OUTCOMES, Horizon, Outcome, Year

HORIZON, AFTERWARDS = 3, 2
RIGHTS = np.array([[0.2, 0.2], [0.6, 0.1], [0.4, 0.2], [0.3, 0.2], [0.3, 0.2]])  # [year, world]
START = np.array([0.2, 0.2])
WAR = np.array([[0, 0], [0, 1], [0, 0], [0, 0], [0, 0]])
TWIN = 0.2


def year(t: int) -> Year:
    """One year of one strategy in two worlds, the same rights in every domain."""
    own = np.broadcast_to(RIGHTS[t], (3, 1, 2))
    return Year(
        during={
            "war.harm": 6.0,
            "A": 0.5,
            "r_P": 0.2,
            "n": 0.1,
            "x": 0.3,
            "sender_cost": np.array([[0.1, 0.2]]),
        },
        end={"S": np.array([[0.9, 0.8]]), "r_P": own[0], "r_C": own[1], "r_G": own[2]},
        own=own,
        twin=np.full((3, 1, 2), TWIN),
        weights=np.array([0.5, 0.25, 0.25]),
        threshold=0.35,
        levels=np.full((3, 1, 1), 0.6),
        bound=np.array([0.4, 0.3, 0.3]),
        collapse=np.zeros((1, 2)),
        war=WAR[t][None],
    )


def value(outcome: Outcome) -> np.ndarray:
    """The outcome over the horizon, its parts put together as their records say."""
    parts = {}
    for name, part in outcome.measure.parts.items():
        each = np.stack([np.broadcast_to(part.of_year(year(t)), (1, 2)) for t in range(len(RIGHTS))])
        within = each[:HORIZON]
        parts[name] = {"sum": within.sum(0), "last": within[-1], "highest": within.max(0), "tail": each[-1]}[
            part.over
        ]
    return np.asarray(outcome.measure.value(Horizon(parts, HORIZON, START)))[0]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("harm", (0.3, 0.6 + 6)),
        ("collapse", (0, 0)),
        ("war", (0, 1)),
        ("rights", (0.4, 0.5 / 3)),
        ("rights_final", (0.4, 0.2)),
        ("physical_integrity", (0.4, 0.5 / 3)),
        ("subsistence", (0.9, 0.8)),
        ("compliance", ((0 + 1 + 0.5) / 3, 0)),
        ("apparent_compliance", (0.4 / 0.6, 0.5 / 3 / 0.6)),
        ("acceptable", (2 / 3, 0)),
        ("partners_at_risk", (0.5 * 0.8 * 0.4, 0.5 * 0.8 * 0.4)),
        ("sender_cost", (0.1, 0.2)),
        ("durability", (0.1 / 0.4, np.nan)),  # the second world never gains
    ],
)
def test_by_hand(name, expected):
    outcome = next(one for one in OUTCOMES if one.id == name)
    np.testing.assert_allclose(value(outcome), expected, atol=1e-12)


def test_nothing_of_the_engine_is_needed_to_read_the_records():
    code = "import sys, suasion.notation; print('jax' in sys.modules, 'numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], text=True, capture_output=True, check=True)
    assert done.stdout.split() == ["False", "False"]
