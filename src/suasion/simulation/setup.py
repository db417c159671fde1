"""From a case to arrays: what the engine needs, and where every number comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import UInt32

from suasion.domain.case import Case
from suasion.domain.joint import JointDraws
from suasion.domain.panel import Figures
from suasion.domain.parameter import Parameter
from suasion.domain.worldview import Worldview
from suasion.notebook import Card, Shown, rows_of
from suasion.simulation.breakdowns import like_breakdowns
from suasion.simulation.outcome import Setting
from suasion.simulation.policy import PolicyArrays, Shape
from suasion.simulation.quantities import uncertain
from suasion.simulation.schedules import levers_of, policy_arrays
from suasion.simulation.streams import STREAMS, stream_keys
from suasion.simulation.surroundings import ratified_treaties, setting_of
from suasion.simulation.world import Recipe, recipe


@dataclass(frozen=True, repr=False)
class Game(Shown):
    """A case made ready to play.

    Attributes:
        strategies: Ids, in the order of the arrays.
        instruments: Ids, in the order of the arrays.
        numbers: Every uncertain number by id, with prior, origin and source.
        recipe: How to draw them.
        policies: What the strategies announce, horizon and tail.
        setting: The case's constants.
        keys: Keys of the luck's streams.
        years: The horizon.
        seed: The run's seed.
        shape: What compilation depends on, without twin, tail and paths.
        breakdowns: Which group of observed breakdowns stands for what follows one.
    """

    strategies: tuple[str, ...]
    instruments: tuple[str, ...]
    numbers: Mapping[str, Parameter]
    recipe: Recipe
    policies: PolicyArrays
    setting: Setting
    keys: UInt32[np.ndarray, "stream 2"]
    years: int
    seed: int
    shape: Shape
    breakdowns: str

    def _card(self) -> Card:
        rows: dict[str, object] = {
            "strategies": self.strategies,
            "instruments": self.instruments,
            "numbers": self.numbers,
            "years": self.years,
            "seed": self.seed,
        }
        return Card("Game", rows=rows_of(rows))


def setup(
    case: Case,
    panel: Figures,
    *,
    strategies: Sequence[str],
    seed: int = 0,
    years: int | None = None,
    worldview: Worldview | None = None,
    joint: JointDraws | None = None,
) -> Game:
    """Makes a case ready to play.

    Args:
        case: The case.
        panel: Figures of the panel (``library/panel``).
        strategies: Ids to play.
        seed: The run's seed.
        years: Horizon; the case's own if not given.
        worldview: Whose priors; those of ``data`` if not given.
        joint: Draws of several numbers together, as of a posterior, in place of their priors.
    """
    horizon = years or case.target.horizon
    chosen = [next(s for s in case.strategies if s.id == name) for name in strategies]
    numbers = uncertain(case)
    group, table, usual = like_breakdowns(case, panel)
    shifts = {shift.parameter: (shift.low, shift.high) for shift in worldview.shifts} if worldview else {}
    policies = policy_arrays(case, chosen, horizon)
    setting = setting_of(case)
    return Game(
        strategies=tuple(strategies),
        instruments=tuple(case.instruments),
        numbers=numbers,
        recipe=recipe({name: one.prior for name, one in numbers.items()}, seed, table, usual, shifts, joint),
        policies=policies,
        setting=setting,
        keys=stream_keys(
            seed, (*STREAMS, *([f"shock:{shock.id}" for shock in case.shocks] or ["shock:none"]))
        ),
        years=horizon,
        seed=seed,
        shape=Shape(
            strategies=len(chosen),
            years=horizon,
            tail=0,
            shocks=len(setting.shock_hazard),
            twin=False,
            paths=False,
            light=False,
            rule_states=tuple(
                tuple(int(k) for k in np.flatnonzero(policies.rules.reads[:, slot].any(0)))
                for slot in range(policies.rules.level.shape[1])
            ),
            treaties=ratified_treaties(case),
            levers=levers_of(case),
        ),
        breakdowns=group,
    )
