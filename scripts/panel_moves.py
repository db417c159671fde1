"""How often protection moves from one year to the next, and by how much (figures a and b)."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.stats import beta

from panel_cases import CASES, Known
from panel_read import DOMAINS, FIRST, LAST, VDEM, VDEM_LONG, Floats, long_panel

Bools = NDArray[np.bool_]

JUMP = 0.2  # a move of more than this share of the room is a jump
WOBBLE = 0.01  # a move under this share is hard to tell from a coder's wobble
SEED = 20260101
REPEATS = 400
PAIRS = 10  # a state's share of still years counts from that many pairs of years
FEWEST = 20  # jumps below this: the fitted b_J is marked as weak


def pairs(panel: pl.DataFrame, variable: str, only_autocracies: bool) -> tuple[Floats, Floats, Floats]:
    """(state, value, value a year later) for neighbouring years; the regime class is the first year's."""
    data = panel.select("gwcode", "year", "autocracy", value=variable)
    later = data.select("gwcode", year=pl.col("year") - 1, later="value")
    both = data.join(later, on=["gwcode", "year"]).drop_nulls(["value", "later"])
    if only_autocracies:
        both = both.filter(pl.col("autocracy"))
    return (
        both["gwcode"].to_numpy().astype(np.float64),
        both["value"].to_numpy().astype(np.float64),
        both["later"].to_numpy().astype(np.float64),
    )


def persistence(state: Floats, now: Floats, later: Floats) -> tuple[float, float]:
    """Slope of next year on this year, state means taken out, and the median of the states' own slopes.

    States that never move are left out of the second.
    """
    top = bottom = 0.0
    slopes = []
    for s in np.unique(state):
        mine = state == s
        x, y = now[mine] - now[mine].mean(), later[mine] - later[mine].mean()
        a, b = float(x @ y), float(x @ x)
        top, bottom = top + a, bottom + b
        if mine.sum() >= 10 and b > 1e-8:
            slopes.append(a / b)
    return top / bottom, float(np.median(slopes))


def still(panel: pl.DataFrame) -> dict[str, Any]:
    """Figure a: the share of neighbouring years without any change, and persistence."""
    result: dict[str, Any] = {}
    for group, only in (("all_states", False), ("autocracies", True)):
        for variable in (*DOMAINS, "clpol", "clpriv", "information", "civil_society"):
            state, now, later = pairs(panel, variable, only)
            same = np.abs(later - now) < 1e-9
            per_state = np.array([same[state == s].mean() for s in np.unique(state)])
            within, own_slope = persistence(state, now, later)
            result.setdefault(group, {})[variable] = {
                "share_zero": float(same.mean()),
                "share_zero_state_mean": float(per_state.mean()),
                "share_zero_state_q05": float(np.quantile(per_state, 0.05)),
                "share_zero_state_q95": float(np.quantile(per_state, 0.95)),
                "share_up": float((later > now + 1e-9).mean()),
                "share_down": float((later < now - 1e-9).mean()),
                "persistence_within": within,
                "persistence_state_median": own_slope,
                "n": len(now),
                "states": len(per_state),
                "file": VDEM,
                "years": f"{FIRST}-{LAST}",
            }
    early = long_panel()
    for case in CASES:
        result[f"{case.id}_shrunken"] = {
            d: shrunken(early if case.before and d in early.columns else panel, d, case) for d in DOMAINS
        }
    return result


def shrunken(panel: pl.DataFrame, variable: str, case: Known) -> dict[str, Any]:
    """A state's share of still years, drawn to the autocracies' by a beta law fitted to their shares.

    Of a case that starts in the past only the years before are read, its own and the others'. Its data may
    hold few of them, so the part of the spread of the shares that chance alone makes is taken off, and states
    with every pair of years there is stand in for those with ten.
    """
    known = case.up_to(panel)
    state, now, later = pairs(known, variable, True)
    same = np.abs(later - now) < 1e-9
    first = int(known["year"].min())  # type: ignore[arg-type]
    span = known["year"].n_unique() - 1
    mine = [same[state == s] for s in np.unique(state)]
    mine = [own for own in mine if own.size >= min(PAIRS, span)]
    shares = np.array([own.mean() for own in mine])
    mean, spread = float(shares.mean()), float(shares.var(ddof=1))
    if case.before is not None:
        spread -= float(np.mean([own.mean() * (1 - own.mean()) / (own.size - 1) for own in mine]))
    weight = mean * (1 - mean) / spread - 1
    own = same[state == case.code]
    law = beta(mean * weight + own.sum(), (1 - mean) * weight + (~own).sum())
    found = {
        "own_share_zero": float(own.mean()),
        "n": len(own),
        "prior_mean": mean,
        "prior_weight": weight,
        "prior_states": len(shares),
        "low": float(law.ppf(0.05)),
        "median": float(law.ppf(0.5)),
        "high": float(law.ppf(0.95)),
        "file": VDEM if first == FIRST else VDEM_LONG,
        "years": f"{first}-{case.before or LAST}",
    }
    if case.before is not None:
        found["note"] = (
            f"the excerpt read here begins in {first}; states with at least {min(PAIRS, span)} of the {span} "
            f"pairs of years up to {case.before}; the spread that chance makes is taken off"
        )
    return found


def shares_of_room(now: Floats, later: Floats, up: bool) -> tuple[Floats, Bools]:
    """Moves as shares of the room, and which pairs they belong to."""
    moved = (later > now + 1e-9) if up else (later < now - 1e-9)
    room = np.where(up, 1 - now, now)
    return np.abs(later - now)[moved] / room[moved], moved


def split(j: Floats) -> tuple[float, float, float]:
    """Share of jumps, mean of the jumps' (J-.2)/.8, mean of the small steps' J/.2."""
    jump = j > JUMP
    large = float(((j[jump] - JUMP) / (1 - JUMP)).mean()) if jump.any() else float("nan")
    small = float((j[~jump] / JUMP).mean()) if (~jump).any() else float("nan")
    return float(jump.mean()), large, small


def to_b(mean: float) -> float:
    """b of Beta(1, b) with that mean."""
    return 1 / mean - 1 if mean > 0 else float("nan")


def fitted(state: Floats, j: Floats, rng: np.random.Generator) -> dict[str, Any]:
    """The three numbers of ``split``, b_J and b_s, and standard errors from resampling states."""
    share, large, small = split(j)
    states = np.unique(state)
    by_state = [j[state == s] for s in states]
    draws = np.array(
        [
            split(np.concatenate([by_state[i] for i in rng.integers(0, len(states), len(states))]))
            for _ in range(REPEATS)
        ]
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        b_draws = 1 / draws[:, 1:] - 1
    finite = [column[np.isfinite(column)] for column in b_draws.T]
    jumps = int((j > JUMP).sum())
    return {
        "share_jump": share,
        "share_jump_se": float(np.nanstd(draws[:, 0], ddof=1)),
        "mean_jump": large,
        "mean_small": small,
        "b_J": to_b(large),
        "b_J_se": float(np.std(finite[0], ddof=1)) if len(finite[0]) > 1 else float("nan"),
        "b_s": to_b(small),
        "b_s_se": float(np.std(finite[1], ddof=1)) if len(finite[1]) > 1 else float("nan"),
        "share_under_wobble": float((j < WOBBLE).mean()),
        "share_of_movement_by_jumps": float(j[j > JUMP].sum() / j.sum()),
        "moves": len(j),
        "jumps": jumps,
        "states": len(states),
        "weak": jumps < FEWEST,
    }


BANDS = {
    "low": (-1.0, 0.33),
    "middle": (0.33, 0.67),
    "high": (0.67, 2.0),
    "any": (-1.0, 2.0),
}


def sizes(panel: pl.DataFrame) -> dict[str, Any]:
    """Figure b: moves as a share of the room, by direction, level and domain, and pooled over domains."""
    rng = np.random.default_rng(SEED)
    result: dict[str, Any] = {}
    for group, only in (("all_states", False), ("autocracies", True)):
        found = {d: pairs(panel, d, only) for d in DOMAINS}
        found["pooled"] = tuple(np.concatenate([found[d][i] for d in DOMAINS]) for i in range(3))  # type: ignore[assignment]
        for domain, (state, now, later) in found.items():
            for direction in ("up", "down"):
                j, moved = shares_of_room(now, later, direction == "up")
                level, who = now[moved], state[moved]
                for band, (low, high) in BANDS.items():
                    inside = (level >= low) & (level < high)
                    row = fitted(who[inside], j[inside], rng) | {"file": VDEM, "years": f"{FIRST}-{LAST}"}
                    result.setdefault(group, {}).setdefault(domain, {}).setdefault(direction, {})[band] = row
    return result
