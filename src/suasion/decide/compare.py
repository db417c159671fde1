"""The comparison: its numbers, its table, its words and its picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from suasion.decide import words
from suasion.decide.summary import pairs, summaries
from suasion.domain.resolved import Resolved
from suasion.notation import OUTCOME_IDS, OUTCOMES
from suasion.simulate.play import Played
from suasion.simulate.setup import Game
from suasion.simulate.world import at_quantile

#: Columns of the printed table, in its order: what must not be traded away stands first.
TABLE = ("harm", "collapse", "war", "rights", "rights_final", "compliance", "sender_cost")


@dataclass(frozen=True)
class Comparison:
    """What ``compare`` found; a scenario, never a forecast.

    Attributes:
        results: Everything as plain data, as in ``results.json``.
        played: Outcomes and paths, world by world.
        game: What was played.
        resolved: The case.
    """

    results: dict[str, Any]
    played: Played
    game: Game
    resolved: Resolved

    @cached_property
    def table(self) -> Any:
        """The main table as a data frame: one row per strategy, one column per outcome and number."""
        import pandas as pd

        rows = {
            self.title(name): {
                (outcome, number): self.results["strategies"][name][outcome][number]
                for outcome in OUTCOME_IDS
                for number in ("mean", "q05", "q95", "win_share")
            }
            for name in self.results["table"]
        }
        frame = pd.DataFrame.from_dict(rows, orient="index")
        frame.columns = pd.MultiIndex.from_tuples(frame.columns)
        return frame

    @cached_property
    def text(self) -> str:
        """The answer in plain words, the warning first."""
        return "\n\n".join(paragraph for _, paragraph in words.answer(self.results))

    @cached_property
    def cannot_say(self) -> str:
        """What the record cannot say about this case."""
        return words.cannot_say(self.results)

    @cached_property
    def outcomes(self) -> Any:
        """Every outcome in every world, as an xarray dataset over strategy and world."""
        import xarray as xr

        return xr.Dataset(
            {
                outcome.id: (("strategy", "world"), self.played.outcomes[outcome.id],
                             {"unit": outcome.unit, "long_name": outcome.title})
                for outcome in OUTCOMES
            },
            coords={"strategy": list(self.game.strategies), "world": np.arange(self.results["worlds"])},
            attrs={"kind": "scenario", "case": self.results["case"], "seed": self.results["seed"]},
        )

    @cached_property
    def paths(self) -> Any:
        """Year by year, as an xarray dataset over strategy, world and year."""
        import xarray as xr

        first = self.resolved.case.target.start
        years = np.arange(first, first + self.game.years)
        some = next(iter(self.played.paths.values()), np.empty((0, 0, 0)))
        return xr.Dataset(
            {name: (("strategy", "world", "year"), value) for name, value in self.played.paths.items()},
            coords={"strategy": list(self.game.strategies), "world": np.arange(some.shape[1]), "year": years},
            attrs={"kind": "scenario"},
        )

    def plot(self) -> Any:
        """Rights over the years, one fan per strategy, as an Altair chart."""
        from suasion.brief.figures import trajectories

        return trajectories(self.results["trajectories"])

    def title(self, name: str) -> str:
        """A strategy's title."""
        return str(self.results["titles"][name])

    def _repr_html_(self) -> str:
        from html import escape

        paragraphs = "".join(f"<p>{escape(text)}</p>" for text in self.text.split("\n\n"))
        return f"{self.table.to_html(float_format='{:.3f}'.format)}{paragraphs}"

    def __str__(self) -> str:
        return self.text


def results(
    resolved: Resolved,
    game: Game,
    played: Played,
    *,
    worldview: str,
    support: dict[str, Any],
    audits: dict[str, Any],
    drawn: dict[str, np.ndarray],
) -> dict[str, Any]:
    """Everything that was found, as plain data; the layout of ``results.json``.

    Args:
        resolved: The case.
        game: What was played.
        played: Its outcomes.
        worldview: Whose priors.
        support: From ``decide.support``.
        audits: ``ablations``, ``fairness`` and ``origins``; empty where they were not asked for.
        drawn: The numbers drawn for the same worlds, [world] each.
    """
    case = resolved.case
    main = [s.id for s in resolved.strategies if s.id in game.strategies and not s.variant]
    main = main or list(game.strategies)
    index = [game.strategies.index(name) for name in main]
    outside = [name for name in game.strategies if name not in main]
    outcomes = {name: played.outcomes[name] for name in OUTCOME_IDS}
    table = summaries({name: value[index] for name, value in outcomes.items()}, main)
    table |= {
        name: summaries({o: v[[game.strategies.index(name)]] for o, v in outcomes.items()}, [name])[name]
        for name in outside
    }
    for name in outside:  # a variant stands outside the contest
        for numbers in table[name].values():
            numbers["win_share"] = numbers["regret"] = None
    found = {
        "format": 1,
        "kind": "scenario",
        "case": case.id,
        "title": case.title,
        "question": case.question,
        "target": case.target.name,
        "start": case.target.start,
        "seed": game.seed,
        "worlds": int(played.failed.size),
        "failed_worlds": int(played.failed.sum()),
        "years": game.years,
        "worldview": worldview,
        "table": main,
        "variants": outside,
        "titles": {s.id: s.title for s in resolved.strategies},
        "strategies": table,
        "pairs": pairs({name: value[index] for name, value in outcomes.items()}, main),
        "constraints": _constraints(resolved, table),
        "hangs_on": _hangs_on(game, main, played, drawn),
        "stillness_binds": _stillness(drawn),
        "breakdowns": game.breakdowns,
        "support": support,
        "trajectories": _fans(case.target.start, game, played, main),
        "ablations": {},
        "fairness": {},
        "origins": {},
    }
    return found | audits


def _constraints(resolved: Resolved, table: dict[str, Any]) -> list[dict[str, Any]]:
    """Floors and caps that a strategy's mean breaks: constraints, never traded."""
    objectives = resolved.case.objectives
    broken = []
    for kind, bounds in (("floor", objectives.floors), ("cap", objectives.caps)):
        for outcome, bound in bounds.items():
            for name, numbers in table.items():
                mean = numbers[outcome]["mean"]
                if mean is not None and (mean < bound if kind == "floor" else mean > bound):
                    broken.append({"strategy": name, "outcome": outcome, kind: bound, "mean": mean})
    return broken


def _hangs_on(game: Game, main: list[str], played: Played, drawn: dict[str, np.ndarray]) -> dict[str, Any]:
    """The leading pair, who wins at low and high inability, and which numbers move its difference."""
    rights = np.stack([played.outcomes["rights"][game.strategies.index(name)] for name in main]).astype(float)
    order = np.argsort(-np.nanmean(rights, axis=1), kind="stable")
    if len(main) < 2:
        return {"pair": [], "inability": {}, "numbers": []}
    first, second = (int(i) for i in order[:2])
    sound = ~played.failed
    apart = (rights[first] - rights[second])[sound]
    upsilon = drawn["inability.upsilon"][sound]
    from suasion.decide.summary import win_shares

    inability = {
        label: dict(zip(main, map(float, win_shares(rights[:, sound][:, where], 1.0)), strict=True))
        for label, where in (("low", upsilon < 1 / 3), ("high", upsilon > 2 / 3))
        if where.any()
    }
    rank = _ranks(apart)
    found = []
    for name, one in game.numbers.items():
        value = drawn[name][sound]
        spread = value.std()
        if spread > 0 and apart.std() > 0:
            found.append((float(np.corrcoef(_ranks(value), rank)[0, 1]), name, one))
    found.sort(key=lambda item: -abs(item[0]))
    return {
        "pair": [main[first], main[second]],
        "inability": inability,
        "numbers": [
            {
                "id": name,
                "meaning": one.meaning,
                "origin": one.origin,
                "rank_correlation": correlation,
                "q05": at_quantile(one.prior, 0.05),
                "q95": at_quantile(one.prior, 0.95),
            }
            for correlation, name, one in found[:12]
        ],
    }


def _ranks(values: np.ndarray) -> np.ndarray:
    ranks = np.empty(values.size)
    ranks[np.argsort(values, kind="stable")] = np.arange(values.size)
    return ranks


def _stillness(drawn: dict[str, np.ndarray]) -> dict[str, float]:
    """In what share of worlds the observed stillness had to be raised (``choice.no_change_used``)."""
    from suasion.mechanisms import moves
    from suasion.mechanisms.choice import no_change_used

    shares = {}
    for letter, name in (("P", "physical_integrity"), ("C", "civil_liberties"), ("G", "group_rights")):
        r = np.clip(drawn[f"state.{name}"], 0.01, 0.99)
        log_E = drawn["inability.upsilon"] * np.maximum(
            np.log(0.01),
            drawn[f"inability.theta_K_{letter}"] * np.log(drawn["state.capacity"])
            + drawn[f"inability.theta_Q_{letter}"] * np.log(drawn["state.clarity"]),
        )
        steps = []
        for side, room in (("up", 1 - r), ("down", r)):
            jumps = moves.jump_share(r, drawn[f"moves.{side}_low"], drawn[f"moves.{side}_high"])
            steps.append(room * moves.mean_step(jumps, drawn[f"moves.{side}_jump"], drawn[f"moves.{side}_small"]))
        z = drawn[f"target.no_change.{name}"]
        used = np.asarray(no_change_used(z, steps[1] / steps[0], np.exp(log_E)))
        shares[name] = float((used > z + 1e-12).mean())
    return shares


def _fans(start: int, game: Game, played: Played, main: list[str]) -> list[dict[str, Any]]:
    """Mean and quantiles of rights per year; empty where no paths were kept."""
    if "rights" not in played.paths:
        return []
    rows = []
    for name in main:
        values = played.paths["rights"][game.strategies.index(name)].astype(float)
        sound = values[~np.isnan(values).any(1)]
        levels = np.quantile(sound, (0.05, 0.25, 0.5, 0.75, 0.95), axis=0)
        for t in range(game.years):
            rows.append(
                {
                    "strategy": name,
                    "year": start + t,
                    "mean": float(sound[:, t].mean()),
                    **dict(zip(("q05", "q25", "q50", "q75", "q95"), map(float, levels[:, t]), strict=True)),
                }
            )
    return rows
