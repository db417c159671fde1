"""Draws of the kernel and of its events, as simulation reads them."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from jaxtyping import Float, Int

#: What the axes of each array stand for: one word is one length everywhere, a number is that length.
AXES: dict[str, tuple[str | int, ...]] = {
    "cow": ("state",),
    "years": ("year",),
    "coefficients": ("draw", 4, "series", "term"),
    "scales": ("draw", 7, "series"),
    "state_effects": ("draw", 2, "series", "state"),
    "shared": ("draw", 3),
    "openings": ("draw", 4),
    "closings": ("draw",),
    "wave": ("year",),
    "opening_record": ("state", 2),
    "closing_record": ("state", 2),
    "breakdown": ("draw", "breakdown term"),
    "breakdown_effects": ("draw", "state"),
    "destination": ("draw", "destination term"),
    **{
        f"{kind}_{name}": (kind, *rest)
        for kind, steps in (("opening", 5), ("closing", 5), ("breakdown", 2))
        for name, rest in {"paths": (steps, "series"), "levels": ("series",), "state": (), "year": ()}.items()
    },
    "breakdown_democratic": ("breakdown",),
}
#: The linear predictors of a series, in the order of ``Posterior.coefficients``.
PREDICTORS = ("direction", "stillness", "size_up", "size_down")
#: A series' spreads and scales, in the order of ``Posterior.scales``.
SCALES = (
    "state_direction",
    "state_stillness",
    "year_direction",
    "year_stillness",
    "recoded",
    "size_up",
    "size_down",
)
#: What the series share, in the order of ``Posterior.shared``.
SHARED = ("choice", "size", "wave")
#: The two-state hazard of openings, in the order of ``Posterior.openings``.
OPENINGS = ("quiet", "in_wave", "enter", "leave")


@dataclass(frozen=True, eq=False)
class Posterior:
    """Draws and records.

    Attributes:
        cow: Correlates of War numbers of the states, [state].
        years: Years of the record, [year].
        coefficients: Intercept and slopes by the features as they are (``mechanisms.kernel.features.FEATURES``) of
            each predictor in ``PREDICTORS``, [draw, predictor, series, 1 + feature].
        scales: In the order of ``SCALES``, [draw, scale, series].
        state_effects: Effects on direction and on stillness, [draw, 2, series, state].
        shared: In the order of ``SHARED``, [draw, 3].
        openings: In the order of ``OPENINGS``, [draw, 4].
        closings: Yearly hazard, [draw].
        wave: Mean probability of a wave of openings in each year, [year].
        opening_record: Openings of each state, and its years at risk, [state, 2].
        closing_record: The same of closings.
        breakdown: Intercept and slopes of the yearly logit (``estimate.hazards.BREAKDOWN_TERMS``), [draw, 1 + term].
        breakdown_effects: Effects of states on that logit, [draw, state].
        destination: Intercept and slopes of the logit that a democracy follows, [draw, 1 + term].
        opening_paths: Yearly changes of each series as shares of the room, [opening, year, series].
        opening_levels: The series before it, [opening, series].
        opening_state: Correlates of War number, [opening].
        opening_year: Last year before it, [opening].
        closing_paths: As ``opening_paths``.
        closing_levels: As ``opening_levels``.
        closing_state: As ``opening_state``.
        closing_year: As ``opening_year``.
        breakdown_paths: As ``opening_paths``, over two years.
        breakdown_levels: As ``opening_levels``.
        breakdown_state: As ``opening_state``.
        breakdown_year: As ``opening_year``.
        breakdown_democratic: 1 where a democracy followed, [breakdown].
    """

    cow: Int[np.ndarray, " state"]
    years: Int[np.ndarray, " year"]
    coefficients: Float[np.ndarray, "draw 4 series term"]
    scales: Float[np.ndarray, "draw 7 series"]
    state_effects: Float[np.ndarray, "draw 2 series state"]
    shared: Float[np.ndarray, "draw 3"]
    openings: Float[np.ndarray, "draw 4"]
    closings: Float[np.ndarray, " draw"]
    wave: Float[np.ndarray, " year"]
    opening_record: Int[np.ndarray, "state 2"]
    closing_record: Int[np.ndarray, "state 2"]
    breakdown: Float[np.ndarray, "draw term_b"]
    breakdown_effects: Float[np.ndarray, "draw state"]
    destination: Float[np.ndarray, "draw term_d"]
    opening_paths: Float[np.ndarray, "opening 5 series"]
    opening_levels: Float[np.ndarray, "opening series"]
    opening_state: Int[np.ndarray, " opening"]
    opening_year: Int[np.ndarray, " opening"]
    closing_paths: Float[np.ndarray, "closing 5 series"]
    closing_levels: Float[np.ndarray, "closing series"]
    closing_state: Int[np.ndarray, " closing"]
    closing_year: Int[np.ndarray, " closing"]
    breakdown_paths: Float[np.ndarray, "fall 2 series"]
    breakdown_levels: Float[np.ndarray, "fall series"]
    breakdown_state: Int[np.ndarray, " fall"]
    breakdown_year: Int[np.ndarray, " fall"]
    breakdown_democratic: Int[np.ndarray, " fall"]

    def __post_init__(self) -> None:
        lengths: dict[str | int, int] = {}
        for name, array in self.arrays().items():
            axes = AXES[name]
            if array.ndim != len(axes) or not array.size:
                raise ValueError(f"{name} has the shape {array.shape}")
            for axis, length in zip(axes, array.shape, strict=True):
                if length != (axis if isinstance(axis, int) else lengths.setdefault(axis, length)):
                    raise ValueError(f"{name} has the shape {array.shape}, which does not fit the others")

    def __len__(self) -> int:
        return len(self.shared)

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Names of the arrays."""
        return tuple(one.name for one in fields(cls))

    def arrays(self) -> dict[str, np.ndarray]:
        """The arrays by name."""
        return {name: getattr(self, name) for name in self.names()}

    def row(self, cow: int) -> int | None:
        """The row of a state; none where it was left out or never on record."""
        at = np.flatnonzero(self.cow == cow)
        return int(at[0]) if at.size else None
