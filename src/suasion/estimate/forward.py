"""The kernel and its events played forward by themselves: the forecast under the policy in force, by Monte Carlo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jaxtyping import Float, Int
from scipy import special

from suasion.domain.posterior import OPENINGS, PREDICTORS, SCALES, SHARED, Posterior
from suasion.estimate.episodes import BREAKDOWN_LENGTH, LENGTH
from suasion.estimate.hazards import BREAKDOWN_TERMS, KINDS, shrunk
from suasion.estimate.histories import REGIMES, Histories
from suasion.estimate.rows import memories
from suasion.mechanisms.kernel import features as phi
from suasion.mechanisms.kernel import moves
from suasion.mechanisms.kernel.features import Memory
from suasion.notation.series import SERIES_IDS

#: What may begin in a year.
NOTHING, OPENING, CLOSING, BREAKDOWN = range(4)
#: For how many years an event moves the series.
LENGTHS = {OPENING: LENGTH, CLOSING: LENGTH, BREAKDOWN: BREAKDOWN_LENGTH}
#: Bandwidth, in mean rights, within which an observed event stands for what one would move here.
NEAR = 0.1


@dataclass(frozen=True)
class Start:
    """One state at the end of a year.

    Attributes:
        cow: Correlates of War number.
        year: The year.
        level: Of the five series, [series].
        memory: What the kernel remembers, each [series].
        regime: Code in ``estimate.histories.REGIMES``; 0 where no autocracy rules.
        age: Years since the regime began.
        conflict: Whether there was armed conflict within.
    """

    cow: int
    year: int
    level: Float[np.ndarray, " series"]
    memory: Memory
    regime: int
    age: float
    conflict: bool


def start_of(of: Histories, cow: int, year: int) -> Start:
    """A state's start from the histories.

    Raises:
        LookupError: A series is not recorded there.
    """
    at = np.flatnonzero(of.cow == cow)
    column = int(year - of.years[0])
    if not at.size or not 0 <= column < of.years.size or not np.isfinite(of.levels[:, at[0], column]).all():
        raise LookupError(f"state {cow} has no five series in {year}")
    row = int(at[0])
    _, memory = memories(of.levels[:, [row], : column + 1])
    known = min(column, int(np.flatnonzero(of.known).max()))
    return Start(
        cow,
        year,
        of.levels[:, row, column],
        Memory(*(np.asarray(leaf)[:, 0] for leaf in memory[-1])),
        int(of.regime[row, known]),
        float(np.nan_to_num(of.age[row, known], nan=1.0)) + column - known,
        bool(of.conflict[row, column]),
    )


class Paths(NamedTuple):
    """What was played.

    Attributes:
        levels: Of the five series at the end of each year, [year, series, lane].
        event: What began in each year: ``NOTHING``, ``OPENING``, ``CLOSING`` or ``BREAKDOWN``, [year, lane].
    """

    levels: Float[np.ndarray, "year series lane"]
    event: Int[np.ndarray, "year lane"]


def play(
    posterior: Posterior,
    start: Start,
    *,
    years: int,
    lanes: int,
    seed: int,
    events: bool = True,
    wave: bool | None = None,
    observed: bool = False,
) -> Paths:
    """Plays many futures of one state under the policy in force.

    Args:
        posterior: Draws; lane ``i`` takes draw ``i`` modulo their number.
        start: Where it stands.
        years: How many.
        lanes: How many futures.
        seed: Of all luck.
        events: Whether openings, closings and breakdowns may happen.
        wave: Whether every year lies in a wave of openings, or none; drawn if not given.
        observed: Whether years differ in stillness as coders' years do; off, every year is a usual one.
    """
    rng = np.random.default_rng(seed)
    lane = _Lanes(posterior, start, lanes, rng)
    level = np.repeat(start.level[:, None], lanes, 1)
    memory = Memory(*(jnp.repeat(jnp.asarray(leaf)[:, None], lanes, 1) for leaf in start.memory))
    in_wave = lane.first_wave(rng) if wave is None else np.full(lanes, wave)
    in_power = np.full(lanes, start.regime > 0)
    left, path = np.zeros(lanes, int), np.zeros((LENGTH, len(SERIES_IDS), lanes))
    levels, events_of_year = [], []
    for year in range(years):
        event = np.zeros(lanes, int)
        if events:
            event = lane.event(level, memory, start.age + year, in_wave, in_power & (left == 0), rng)
        for code, donors in lane.donors.items():
            path = np.where(event == code, donors, path)
            left = np.where(event == code, LENGTHS[code], left)
        in_power &= event != BREAKDOWN
        ordinary = lane.ordinary(level, memory, in_power | (start.regime == 0), observed, rng)
        share = np.where(left > 0, path[0], ordinary)
        path = np.where(left > 0, np.roll(path, -1, 0), path)
        left = np.maximum(left - 1, 0)
        after = level + np.where(share > 0, (1 - level) * share, level * share)
        memory = phi.remember(memory, phi.moved(jnp.asarray(level), jnp.asarray(after)))
        level = after
        levels.append(level)
        events_of_year.append(event)
        in_wave = lane.next_wave(in_wave, rng) if wave is None else in_wave
    return Paths(np.stack(levels), np.stack(events_of_year))


class _Lanes:
    """Every lane's draw of the posterior, and its donors."""

    def __init__(self, posterior: Posterior, start: Start, lanes: int, rng: np.random.Generator) -> None:
        self.of, self.start = posterior, start
        self.draw = np.arange(lanes) % len(posterior)
        self.coefficients = dict(
            zip(PREDICTORS, posterior.coefficients[self.draw].transpose(1, 3, 2, 0), strict=True)
        )
        self.scales = dict(zip(SCALES, posterior.scales[self.draw].transpose(1, 2, 0), strict=True))
        self.shared = dict(zip(SHARED, posterior.shared[self.draw].T, strict=True))
        self.openings = dict(zip(OPENINGS, posterior.openings[self.draw].T, strict=True))
        row = posterior.row(start.cow)
        shape = (2, len(SERIES_IDS), lanes)
        self.effects = (
            rng.standard_normal(shape) * [self.scales["state_direction"], self.scales["state_stillness"]]
            if row is None
            else posterior.state_effects[self.draw][..., row].transpose(1, 2, 0)
        )
        self.fall_effect = 0.0 if row is None else posterior.breakdown_effects[self.draw, row]
        self.factors = {
            code: _factor(record, row)
            for code, record in ((OPENING, posterior.opening_record), (CLOSING, posterior.closing_record))
        }
        self.donors = self._donors(lanes, rng)

    def _donors(self, lanes: int, rng: np.random.Generator) -> dict[int, Float[np.ndarray, "5 series lane"]]:
        """For each kind of event the moves of an observed one that began near this level, the state itself left out."""
        of, start = self.of, self.start
        near = {
            OPENING: (of.opening_paths, of.opening_levels, of.opening_state, of.opening_year),
            CLOSING: (of.closing_paths, of.closing_levels, of.closing_state, of.closing_year),
            BREAKDOWN: (of.breakdown_paths, of.breakdown_levels, of.breakdown_state, of.breakdown_year),
        }
        donors = {}
        for code, (paths, levels, state, _) in near.items():
            distance = (rights(levels.T) - rights(start.level)) / NEAR
            weight = np.exp(-0.5 * np.minimum(distance**2, 60.0)) * (state != start.cow)
            chosen = rng.choice(len(weight), lanes, p=weight / weight.sum())
            padded = np.zeros((LENGTH, len(SERIES_IDS), lanes))
            padded[: paths.shape[1]] = paths[chosen].transpose(1, 2, 0)
            donors[code] = padded
        return donors

    def first_wave(self, rng: np.random.Generator) -> np.ndarray:
        """Whether the year before the first lies in a wave, by the record of that year."""
        chance = np.interp(self.start.year, self.of.years, self.of.wave)
        first: np.ndarray = rng.random(self.draw.size) < chance
        return first

    def next_wave(self, now: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """Whether the next year lies in a wave."""
        uniform = rng.random(self.draw.size)
        later: np.ndarray = np.where(now, uniform > self.openings["leave"], uniform < self.openings["enter"])
        return later

    def event(
        self,
        level: np.ndarray,
        memory: Memory,
        age: float,
        in_wave: np.ndarray,
        at_risk: np.ndarray,
        rng: np.random.Generator,
    ) -> Int[np.ndarray, " lane"]:
        """What begins this year: a breakdown, else an opening, else a closing, else nothing."""
        hazard = np.where(in_wave, self.openings["in_wave"], self.openings["quiet"])
        chances = {
            BREAKDOWN: special.expit(self._fall(level, memory, age, in_wave)),
            OPENING: -np.expm1(-hazard * self.factors[OPENING]),
            CLOSING: -np.expm1(-self.of.closings[self.draw] * self.factors[CLOSING]),
        }
        event = np.zeros(at_risk.size, int)
        for code, chance in chances.items():
            event = np.where((event == 0) & at_risk & (rng.random(at_risk.size) < chance), code, event)
        return event

    def _fall(self, level: np.ndarray, memory: Memory, age: float, in_wave: np.ndarray) -> np.ndarray:
        mean = rights(level)
        moving, changes = (np.asarray(leaf[:4]).mean(0) for leaf in (memory.moves, memory.changes))
        same = np.ones(mean.size)
        terms = {
            **{kind: same * (self.start.regime == REGIMES.index(kind)) for kind in KINDS},
            "level": mean,
            "level_squared": mean**2,
            "log_age": same * np.log1p(age),
            "moves": moving,
            "changes": changes,
            "conflict": same * self.start.conflict,
            "wave": 1.0 * in_wave,
        }
        table = np.stack([same, *(terms[name] for name in BREAKDOWN_TERMS)], 1)
        logit: np.ndarray = (self.of.breakdown[self.draw] * table).sum(1) + self.fall_effect
        return logit

    def ordinary(
        self, level: np.ndarray, memory: Memory, own: np.ndarray, observed: bool, rng: np.random.Generator
    ) -> Float[np.ndarray, "series lane"]:
        """This year's ordinary moves, as shares of the room; up above 0, down below it.

        Args:
            level: Of the five series, [series, lane].
            memory: What the kernel remembers.
            own: Whether the state's own effects still hold: they go with its regime.
            observed: Whether the year's stillness varies as coders' years do.
            rng: Luck.
        """
        table = phi.features(jnp.asarray(level), memory)
        direction, stillness, size_up, size_down = (
            np.asarray(moves.predictor(jnp.asarray(self.coefficients[name]), table)) for name in PREDICTORS
        )
        direction = direction + own * self.effects[0] + self._wave(rng)
        stillness = stillness + own * self.effects[1]
        if observed:
            stillness = (
                stillness + self.scales["year_stillness"] * rng.standard_normal(stillness.shape[0])[:, None]
            )
        chances = moves.chances(jnp.asarray(direction), jnp.asarray(stillness))
        choice, size = (
            special.ndtr(_shared(self.shared[name], level.shape, rng)) for name in ("choice", "size")
        )
        up, down = (
            np.asarray(moves.share(jnp.asarray(size), jnp.asarray(centre), jnp.asarray(self.scales[name])))
            for name, centre in (("size_up", size_up), ("size_down", size_down))
        )
        share: np.ndarray = np.where(choice > 1 - chances.up, up, np.where(choice < chances.down, -down, 0.0))
        return share

    def _wave(self, rng: np.random.Generator) -> np.ndarray:
        """This year's common push, [series, lane]: all series share part of it."""
        shape = (len(SERIES_IDS), self.draw.size)
        push: np.ndarray = self.scales["year_direction"] * _shared(self.shared["wave"], shape, rng)
        return push


def rights(level: np.ndarray) -> np.ndarray:
    """Mean of physical integrity, civil liberties (of its two series) and group rights, [...].

    Args:
        level: [series, ...].
    """
    mean: np.ndarray = (level[0] + (level[1] + level[2]) / 2 + level[3]) / 3
    return mean


def _shared(share: np.ndarray, shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    """Standard normals of which a share of the variance is common to all series of a lane."""
    normals: np.ndarray = np.sqrt(share) * rng.standard_normal(shape[1:]) + np.sqrt(
        1 - share
    ) * rng.standard_normal(shape)
    return normals


def _factor(record: Int[np.ndarray, "state 2"], row: int | None) -> float:
    """The state's own hazard over the pool's, by its record and that of kindred regimes."""
    if row is None:
        return 1.0
    pool = record[:, 0].sum() / record[:, 1].sum()
    return float(shrunk(record[row, 0], record[row, 1], pool) / pool)
