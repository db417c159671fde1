"""Parts that were sampled one by one, put together: draws for simulation, and the numbers beside their priors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from jaxtyping import Float
from scipy import special

from suasion.domain.findings.posterior import LearntFrom, PosteriorChecks, PosteriorNumber
from suasion.domain.posterior import OPENINGS, Posterior
from suasion.estimate import choices, hazards, numbers, shared_luck
from suasion.estimate.choices import ChoiceData
from suasion.estimate.episodes import (
    BREAKDOWN_LENGTH,
    LENGTH,
    Breakdowns,
    Episodes,
    breakdowns,
    episodes,
    shares,
)
from suasion.estimate.histories import Histories
from suasion.estimate.parts import Samples, part, wave_by_year
from suasion.estimate.rows import Rows
from suasion.mechanisms.kernel.moves import SMALLEST
from suasion.notation.series import SERIES_IDS


class Assembled(NamedTuple):
    """A posterior with its numbers and whether the chains agree."""

    posterior: Posterior
    numbers: tuple[PosteriorNumber, ...]
    checks: PosteriorChecks
    learnt_from: LearntFrom


class _SeriesDraws(NamedTuple):
    """One series, thinned: coefficients [draw, predictor, term], scales [draw, scale], effects [draw, 2, state]."""

    coefficients: Float[np.ndarray, "draw 4 term"]
    scales: Float[np.ndarray, "draw 7"]
    effects: Float[np.ndarray, "draw 2 state"]
    down: Float[np.ndarray, " row"]
    up: Float[np.ndarray, " row"]
    quantiles: Float[np.ndarray, " row"]


def assemble(
    samples: Mapping[str, Samples],
    of: Histories,
    rows: Rows,
    *,
    draws: int,
    seed: int,
    chains: bool,
    panel: str,
    without: int | None = None,
) -> Assembled:
    """Puts the parts together.

    Args:
        samples: The samples of every part in ``estimate.parts.PARTS``.
        of: The histories that they were fitted on.
        rows: Their ordinary moves.
        draws: How many draws to retain.
        seed: Of the draws that are not sampled: of luck, closings.
        chains: Whether the samples are chains, whose agreement can be checked.
        panel: Digest of what was read.
        without: A state that was left out.
    """
    rng = np.random.default_rng([seed, 1])
    series = [_series(name, i, samples, of, rows, draws) for i, name in enumerate(SERIES_IDS)]
    opened, closed, fell = episodes(of, up=True), episodes(of, up=False), breakdowns(of)
    choice = shared_luck.shared_choice(
        rows, np.stack([one.down for one in series], 1), np.stack([one.up for one in series], 1)
    )
    size = shared_luck.shared_size(rows, np.stack([one.quantiles for one in series], 1))
    waves = {name: thinned(samples["waves"][name], draws) for name in OPENINGS}
    fall = {name: thinned(value, draws) for name, value in samples["breakdowns"].items()}
    posterior = Posterior(
        cow=of.cow,
        years=of.years,
        coefficients=np.stack([one.coefficients for one in series], 2),
        scales=np.stack([one.scales for one in series], 2),
        state_effects=np.stack([one.effects for one in series], 2),
        shared=np.column_stack(
            [choice.draws(draws, rng), size.draws(draws, rng), _shared_wave(samples, rows, draws)]
        ),
        openings=np.column_stack([waves[name] for name in OPENINGS]),
        closings=hazards.constant_hazard(closed, draws=draws, rng=rng),
        wave=wave_by_year(of, samples["waves"]),
        opening_record=np.column_stack(opened.exposure()),
        closing_record=np.column_stack(closed.exposure()),
        breakdown=np.column_stack([fall["intercept"], fall["slopes"]]),
        breakdown_effects=_spread_out(fall["effect"], np.flatnonzero(fell.at_risk.any(1)), of.cow.size),
        destination=np.column_stack([fall["destination"], fall["destination_slopes"]]),
        **_donors("opening", of, opened, LENGTH),
        **_donors("closing", of, closed, LENGTH),
        **_donors("breakdown", of, fell, BREAKDOWN_LENGTH),
        breakdown_democratic=fell.democratic.astype(np.int8),
    )
    listed = list(_numbers(samples, of, rows, chains=chains))
    diverged = sum(int(sites["diverged"].sum()) for sites in samples.values())
    effects = numbers.effect_sizes(samples) if chains else []
    learnt = LearntFrom(
        panel=panel,
        first=int(rows.years[rows.year.min()]),
        last=int(rows.years[rows.year.max()]),
        regimes_last=int(of.years[of.known].max()),
        states=len(np.unique(rows.state)),
        moves=len(rows),
        without=without,
        openings=len(opened.state),
        closings=len(closed.state),
        breakdowns=len(fell.state),
    )
    return Assembled(
        posterior, tuple(listed), numbers.checked(listed, effects, diverged, chains=chains), learnt
    )


def thinned(values: np.ndarray, draws: int) -> np.ndarray:
    """Draws of all chains, evenly spaced, [draw, ...]."""
    flat = values.reshape(-1, *values.shape[2:])
    places: np.ndarray = np.linspace(0, len(flat) - 1, draws).round().astype(int)
    return np.asarray(flat[places], float)


def _series(
    name: str, index: int, samples: Mapping[str, Samples], of: Histories, rows: Rows, draws: int
) -> _SeriesDraws:
    choice = samples[f"choice.{name}"]
    data = part(f"choice.{name}", of, rows).data
    assert isinstance(data, ChoiceData)
    thin = {site: thinned(value, draws) for site, value in choice.items()}
    coefficients = [
        data.basis.raw(thin[side], thin[f"{side}_weights"]) for side in ("direction", "stillness")
    ]
    recoded = thin.get("recoded", np.zeros(draws))
    scales = [*(thin[one] for one in choices.SPREADS), recoded]
    quantiles = np.full(len(rows), np.nan)
    for side, move in (("up", 1), ("down", -1)):
        sites = samples[f"size_{side}.{name}"]
        sized = part(f"size_{side}.{name}", of, rows).data
        by, coordinates, log_share = sized.basis, sized.coordinates, sized.log_share  # type: ignore[attr-defined]
        coefficients.append(by.raw(thinned(sites["centre"], draws), thinned(sites["weights"], draws)))
        scales.append(thinned(sites["scale"], draws))
        centre = sites["centre"].mean() + coordinates @ sites["weights"].mean((0, 1))
        quantiles[rows.move[:, index] == move] = _quantile(log_share, centre, sites["scale"].mean())
    effects = np.stack(
        [
            _spread_out(thin[f"{one}_effect"], data.states, of.cow.size)
            for one in ("state_direction", "state_stillness")
        ],
        1,
    )
    direction, stillness = (
        choice[side].mean()
        + data.coordinates @ choice[f"{side}_weights"].mean((0, 1))
        + choice[f"state_{side}_effect"].mean((0, 1))[data.state]
        + choice[f"year_{side}_effect"].mean((0, 1))[data.year]
        for side in ("direction", "stillness")
    )
    stillness = stillness + recoded.mean() * data.recoded[data.year]
    down, _, up = special.softmax(np.stack([np.zeros_like(direction), stillness, direction]), axis=0)
    return _SeriesDraws(np.stack(coefficients, 1), np.stack(scales, 1), effects, down, up, quantiles)


def _quantile(log_share: np.ndarray, centre: np.ndarray, scale: float) -> np.ndarray:
    """Where sizes lie in the law of ``mechanisms.kernel.moves.share``, 0 to 1."""
    at, low, high = (special.expit((x - centre) / scale) for x in (log_share, SMALLEST, 0.0))
    quantile: np.ndarray = (at - low) / (high - low)
    return quantile


def _spread_out(effects: np.ndarray, states: np.ndarray, number: int) -> np.ndarray:
    """Effects of the states with rows among all states; 0 where there are none, [draw, state]."""
    wide = np.zeros((len(effects), number))
    wide[:, states] = effects
    return wide


def _shared_wave(samples: Mapping[str, Samples], rows: Rows, draws: int) -> np.ndarray:
    """Mean correlation between the series' effects of years on direction, in each draw, at least 0."""
    effects = np.stack(
        [thinned(samples[f"choice.{name}"]["year_direction_effect"], draws) for name in SERIES_IDS], 1
    )
    centred = effects - effects.mean(-1, keepdims=True)
    unit = centred / np.linalg.norm(centred, axis=-1, keepdims=True)
    matrix = unit @ unit.transpose(0, 2, 1)
    pairs = ~np.eye(len(SERIES_IDS), dtype=bool)
    shared: np.ndarray = matrix[:, pairs].mean(-1).clip(0.0, 0.99)
    return shared


def _donors(kind: str, of: Histories, events: Episodes | Breakdowns, length: int) -> dict[str, np.ndarray]:
    """What moved in observed events, and where they began."""
    return {
        f"{kind}_paths": shares(of, events.state, events.year, length),
        f"{kind}_levels": np.nan_to_num(of.levels[:, events.state, events.year].T),
        f"{kind}_state": of.cow[events.state],
        f"{kind}_year": of.years[events.year],
    }


def _numbers(
    samples: Mapping[str, Samples], of: Histories, rows: Rows, *, chains: bool
) -> list[PosteriorNumber]:
    listed: list[PosteriorNumber] = []
    for name in SERIES_IDS:
        for kind in ("choice", "size_up", "size_down"):
            label = f"{kind}.{name}"
            by = part(label, of, rows).data.basis  # type: ignore[attr-defined]
            one = (
                numbers.of_choice(name, samples[label], by)
                if kind == "choice"
                else numbers.of_size(name, kind, samples[label], by)
            )
            listed += [numbers.summed_up(draws, label, chains=chains) for draws in one]
    for label, of_part in (("waves", numbers.of_waves), ("breakdowns", numbers.of_breakdowns)):
        listed += [numbers.summed_up(draws, label, chains=chains) for draws in of_part(samples[label])]
    return listed
