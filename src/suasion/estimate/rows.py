"""Histories as rows to learn from: what each series did from one ordinary year to the next, and what went before."""

from __future__ import annotations

from dataclasses import dataclass

import jax.numpy as jnp
import numpy as np
from jaxtyping import Bool, Float, Int

from suasion.estimate.episodes import breakdowns, episodes
from suasion.estimate.histories import LEARN_FROM, Histories
from suasion.mechanisms.kernel.features import FEATURES, Memory, features, fresh, moved, remember

#: Years in which V-Dem's coders changed or were asked anew (the share of series that stand still drops in them).
CODING_YEARS = (1980, 1990, 2000, 2010, 2013)


@dataclass(frozen=True, eq=False)
class Rows:
    """The ordinary moves of all five series: no move of a breakdown, an opening or a closing is among them.

    Attributes:
        features: [row, series, feature], in the order of ``FEATURES``.
        move: -1, 0 or 1, [row, series].
        log_share: Log of the move's share of the room; 0 where there is no move, [row, series].
        state: Row of the state, [row].
        year: Column of the year that the move leads to, [row].
        states: How many states there are.
        years: Calendar years of the columns.
    """

    features: Float[np.ndarray, "row series feature"]
    move: Int[np.ndarray, "row series"]
    log_share: Float[np.ndarray, "row series"]
    state: Int[np.ndarray, " row"]
    year: Int[np.ndarray, " row"]
    states: int
    years: Int[np.ndarray, " year"]

    @property
    def recoded(self) -> Bool[np.ndarray, " year"]:
        """Whether coders changed or were asked anew in a year."""
        return np.isin(self.years, CODING_YEARS)

    def __len__(self) -> int:
        return len(self.state)


def memories(
    levels: Float[np.ndarray, "series state year"],
) -> tuple[Float[np.ndarray, "series state year"], list[Memory]]:
    """Changes beyond the wobble that led to each year, and the memory at the end of it."""
    changes = np.zeros_like(levels)
    changes[..., 1:] = np.nan_to_num(
        np.asarray(moved(jnp.asarray(levels[..., :-1]), jnp.asarray(levels[..., 1:])))
    )
    memory = fresh(jnp.asarray(changes[..., 0]))
    all_of_them = [memory]
    for year in range(1, levels.shape[-1]):
        memory = remember(memory, jnp.asarray(changes[..., year]))
        all_of_them.append(memory)
    return changes, all_of_them


def rows(of: Histories, *, ordinary: bool = True) -> Rows:
    """Rows for every pair of years in which all five series are recorded.

    Args:
        of: The histories.
        ordinary: Whether to leave out the moves of breakdowns, openings and closings.
    """
    changes, memory = memories(of.levels)
    known = np.isfinite(of.levels).all(0)
    pairs = known[:, :-1] & known[:, 1:] & (of.years[:-1] >= LEARN_FROM)
    if ordinary:
        special = breakdowns(of).inside | episodes(of, up=True).inside | episodes(of, up=False).inside
        pairs &= ~special[:, :-1]
    state, year = pairs.nonzero()
    table = np.stack(
        [np.asarray(features(jnp.asarray(of.levels[..., t]), memory[t])) for t in range(of.years.size - 1)],
        axis=-1,
    )
    assert table.shape[0] == len(FEATURES)
    before, change = of.levels[:, state, year], changes[:, state, year + 1]
    room = np.where(change > 0, 1 - before, before)
    with np.errstate(divide="ignore", invalid="ignore"):
        log_share = np.where(change != 0, np.log(np.abs(change) / room), 0.0)
    return Rows(
        features=table[:, :, state, year].transpose(2, 1, 0),
        move=np.sign(change).astype(int).T,
        log_share=log_share.clip(max=0.0).T,
        state=state,
        year=year + 1,
        states=of.cow.size,
        years=of.years,
    )
