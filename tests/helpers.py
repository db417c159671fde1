"""A toy setting, made of the declared priors, in which the engine can be played without any file."""

from __future__ import annotations

from collections.abc import Sequence

import jax
import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import suasion.simulation  # noqa: F401  turns on float64
from suasion.domain.prior import Positive, Share
from suasion.files.library import content
from suasion.mechanisms import parameters, switchable
from suasion.notation import DOMAINS, STARTING, STATE_IDS, STOCKS
from suasion.simulation import streams, world
from suasion.simulation.backends.drawing import draw
from suasion.simulation.backends.engine import Engine
from suasion.simulation.backends.protocol import Program
from suasion.simulation.outcome import Setting
from suasion.simulation.policy import Lever, PolicyArrays, Rules, Shape, anticipated, pressure
from suasion.simulation.world import Numbers

LETTERS = tuple(one.letter for one in content.instruments().values())
LEVERS = tuple(Lever(one.letter, one.kind, one.threat) for one in content.instruments().values())
SHOCKS = (
    2  # the first hits linkage, information, access and subsistence, the second subsistence and resources
)

PRIORS = {
    **{id: parameter.prior for id, parameter in parameters().items()},
    **{f"state.{one.id}": Share(0.3, 0.05, 0.8) for one in STARTING},
    **{f"target.no_change.{id}": Share(0.9, 0.6, 0.97) for id in DOMAINS},
    "target.control": Share(0.8, 0.3, 0.95),
    "target.detection": Share(0.2, 0.08, 0.5),
    "target.collapse_hazard": Positive(0.01, 0.002, 0.03),
    "target.after_breakdown": Share(0.4, 0.1, 0.7),
    "target.war_hazard": Positive(0.002, 0.0006, 0.006),
    "target.issue.demand": Positive(1.6, 1.2, 2.0),
    "target.issue.benefit": Positive(1.0, 0.7, 1.4),
    "target.issue.patience": Share(0.9, 0.8, 0.96),
    "sender.turnover": Share(0.1, 0.06, 0.16),
    "sender.comeback": Share(0.2, 0.1, 0.3),
    **{f"shock.{i}.probability": Share(0.05, 0.02, 0.2) for i in range(SHOCKS)},
    **{f"shock.{i}.ends": Share(0.5, 0.3, 0.9) for i in range(SHOCKS)},
}
ENGINE = Engine()
NAMES = tuple(PRIORS)
BREAKDOWNS = np.array([np.linspace(0.1, 0.7, 10)] * len(world.AFTER))
RECIPE = world.recipe(PRIORS, 0, BREAKDOWNS, 0.4)
TREATIES = ("all", "groups")  # the first is the whole of the law, so it must equal the aggregate
SETTING = Setting(
    treaties=np.array([0.9, 0.85, 0.6]),
    levels=np.array([0.9, 0.85, 0.85]),
    bound=np.array([0.4, 0.3, 0.3]),
    treaty_levels=np.array([[0.9, 0.85, 0.85], [0.9, 0.85, 0.85]]),
    treaty_bound=np.array([[0.4, 0.3, 0.3], [0.0, 0.0, 1.0]]),
    weights=np.ones(3) / 3,
    threshold=np.array(0.3),
    shock_up=np.zeros((SHOCKS, len(STOCKS) + 1)),
    shock_down=np.zeros((SHOCKS, len(STOCKS) + 1)),
    shock_hazard=np.array([0.0, 0.2]),
    shock_refusal=np.array([0.9, 0.0]),
)
HIT = [one.id for one in STOCKS] + ["resources"]
SETTING.shock_down[0, [HIT.index(name) for name in ("linkage", "information", "access", "subsistence")]] = (
    0.5,
    0.2,
    1.0,
    0.1,
)
SETTING.shock_down[1, [HIT.index(name) for name in ("subsistence", "resources")]] = (0.15, 0.05)


def levels(**given: float) -> np.ndarray:
    """Instrument levels by letter, the rest 0."""
    return np.array([given.get(letter, 0.0) for letter in LETTERS])


def acting(at_levels: np.ndarray) -> dict[str, np.ndarray]:
    """Levels of all instruments, [instrument, ...], by letter."""
    return dict(zip(LETTERS, at_levels, strict=True))


NOTHING = levels()
ENGAGE = levels(s_t=0.2, s_f=0.4, iso=0.2, a=0.6, e=0.6, k=0.5, h=0.7, x=0.5, f=0.6, m=0.3)
PRESS = levels(s_x=0.8, s_f=0.9, sh=0.9, kappa=0.8, m=0.7, n=0.7, p=0.6, f=0.5)
STANDING = levels(s_t=0.8, s_f=0.7, s_x=0.5, iso=0.6, sh=0.4, ell=0.3, rho=0.1, h=0.1, m=0.2)


def masks(*, off: Sequence[str] = (), only: Sequence[str] | None = None) -> dict[str, np.ndarray]:
    """All mechanisms on but some, or some alone."""
    on = set(switchable() if only is None else only) - set(off)
    assert set(off) | on <= set(switchable())
    return {name: np.array(float(name in on)) for name in switchable()}


@jax.jit
def at(quantiles: np.ndarray) -> dict[str, np.ndarray]:
    """Every number at these quantiles, [number, world]; what a breakdown leaves at its median."""
    drawn = dict(zip(NAMES, world.values(RECIPE, quantiles), strict=True))
    half = np.full(quantiles.shape[1], 0.5)
    left = world.breakdown(RECIPE, half, drawn)
    return drawn | {f"after.{name}": row for name, row in left.items()}


def medians(worlds: int, **changes: float) -> dict[str, np.ndarray]:
    """Every number at its median but for the changes, whose dots are written ``__``."""
    p = dict(at(np.full((len(NAMES), worlds), 0.5)))
    named = {name.replace("__", "."): value for name, value in changes.items()}
    assert set(named) <= set(p)
    return p | {name: np.full(worlds, float(value)) for name, value in named.items()}


def drawn(worlds: np.ndarray) -> dict[str, np.ndarray]:
    """Every number as these worlds draw it."""
    return draw(RECIPE, worlds, names=NAMES)


def quantiles(worlds: int, low: float = 1e-3) -> st.SearchStrategy[np.ndarray]:
    """Hypothesis: any quantiles of all numbers, [number, world]."""
    return arrays(float, (len(NAMES), worlds), elements=st.floats(low, 1 - low))


def actions(*shape: int) -> st.SearchStrategy[np.ndarray]:
    """Hypothesis: any levels of all instruments, [..., instrument]."""
    return arrays(float, (*shape, len(LETTERS)), elements=st.floats(0, 1))


def plan_of(strategies: Sequence[np.ndarray], baseline: np.ndarray, years: int) -> PolicyArrays:
    """A plan of strategies that hold their levels ([instrument]) or change them ([year, instrument])."""
    schedule = np.stack([np.broadcast_to(s, (years, len(LETTERS))) for s in strategies], axis=1)
    n = len(strategies)
    blank = np.zeros((n, 0))
    return PolicyArrays(
        schedule=schedule,
        baseline=baseline,
        after=np.tile(0.5 * ENGAGE, (n, 1)),
        ahead=anticipated(pressure(schedule, LEVERS), float(pressure(baseline, LEVERS))),
        rules=Rules(*[blank] * 6, *[np.zeros((n, 0, len(LETTERS)))] * 2, np.zeros((n, 0, len(STATE_IDS)))),
    )


def play(strategies, baseline, p, worlds, *, years, tail=0, twin=False, m=None, setting=SETTING, seed=0):
    """Outcomes and paths, as NumPy arrays, of these strategies in these worlds."""
    shape = Shape(len(strategies), years, tail, SHOCKS, twin, True, False, (), TREATIES, LEVERS)
    keys = streams.stream_keys(seed, (*streams.STREAMS, *(f"shock:{i}" for i in range(SHOCKS))))
    policies = plan_of(strategies, baseline, years + tail)
    numbers = (
        p if isinstance(p, Numbers) else Numbers(tuple(p), np.stack([np.asarray(row) for row in p.values()]))
    )
    ready = ENGINE.player(Program(policies, setting, m or masks(), keys, numbers.ids, shape))
    return ready(numbers, np.asarray(worlds), paths=True)
