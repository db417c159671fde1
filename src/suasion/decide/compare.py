"""What a comparison works out, as findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import numpy as np

from suasion.decide.audits import Audits
from suasion.decide.facts import facts
from suasion.decide.numbers import mechanism_notes, uncertain_numbers
from suasion.decide.replay import replay
from suasion.decide.sensitivity import sensitivity
from suasion.decide.summary import pairs, summaries
from suasion.decide.treaties import treaties
from suasion.domain.case import Case
from suasion.domain.findings.comparison import ComparisonFindings, Numbers
from suasion.domain.findings.outcomes import BrokenLimit, Summary, YearOfRights
from suasion.domain.findings.support import Support
from suasion.notation import OUTCOME_IDS
from suasion.simulation.play import PlayResult
from suasion.simulation.setup import Game
from suasion.simulation.start import stillness_binds


def findings(
    case: Case,
    game: Game,
    played: PlayResult,
    *,
    worldview: str,
    support: Support,
    audits: Callable[[], Audits],
    draws: Mapping[str, np.ndarray],
    sources: Mapping[str, str],
) -> ComparisonFindings:
    """Everything that a comparison works out.

    Args:
        case: The case.
        game: What was played.
        played: Its outcomes.
        worldview: Whose priors.
        support: From ``decide.support``.
        audits: Gives the audits; called when all else is worked out.
        draws: The numbers drawn for the first worlds, [world] each.
        sources: BibTeX of every source that the case, the library and the model rest on, by key.
    """
    main = [s.id for s in case.strategies if s.id in game.strategies and not s.variant]
    main = main or list(game.strategies)
    index = [game.strategies.index(name) for name in main]
    contest = {name: played.outcomes[name][index] for name in OUTCOME_IDS}
    variants = [name for name in game.strategies if name not in main]
    table = summaries(contest, main) | {name: _outside(game, played, name) for name in variants}
    uncertain, mechanisms = uncertain_numbers(game), mechanism_notes()
    trajectories = _fans(case.target.start, game, played, main)
    replayed, complied = replay(case, game, played), treaties(case, game, played)
    compared, moves = pairs(contest, main), sensitivity(game, main, played, draws)
    binds = stillness_binds(draws)
    audited = audits()
    numbers = Numbers(
        case=case.id,
        title=case.title,
        question=case.question,
        target=case.target.name,
        start=case.target.start,
        seed=game.seed,
        worlds=int(played.failed.size),
        failed_worlds=int(played.failed.sum()),
        years=game.years,
        worldview=worldview,
        table=tuple(main),
        variants=tuple(variants),
        titles={s.id: s.title for s in case.strategies},
        strategies=table,
        pairs=compared,
        constraints=_broken_limits(case, table),
        sensitivity=moves,
        stillness_binds=binds,
        breakdowns=game.breakdowns,
        support=support,
        trajectories=trajectories,
        replay=replayed,
        treaties=complied,
        numbers=uncertain,
        mechanisms=mechanisms,
        sources=dict(sources),
        expected=audited.expected,
        ablations=dict(audited.ablations),
        fairness=dict(audited.fairness),
        origins=audited.origins,
    )
    return ComparisonFindings(**dict(numbers), facts=facts(numbers))


def _outside(game: Game, played: PlayResult, name: str) -> dict[str, Summary]:
    """The outcomes of a variant, which stands outside the contest."""
    at = game.strategies.index(name)
    alone = summaries({outcome: played.outcomes[outcome][[at]] for outcome in OUTCOME_IDS}, [name])[name]
    return {
        outcome: one.model_copy(update={"win_share": None, "regret": None}) for outcome, one in alone.items()
    }


def _broken_limits(case: Case, table: Mapping[str, Mapping[str, Summary]]) -> tuple[BrokenLimit, ...]:
    """Floors and caps that a strategy's mean breaks by more than its numerical error: never traded."""
    objectives = case.objectives
    limits: tuple[tuple[Literal["floor", "cap"], Mapping[str, float]], ...]
    limits = ("floor", objectives.floors), ("cap", objectives.caps)
    broken = []
    for kind, bounds in limits:
        for outcome, bound in bounds.items():
            for name, outcomes in table.items():
                mean, se = outcomes[outcome].mean, outcomes[outcome].se
                if mean is None:
                    continue
                over = bound - mean if kind == "floor" else mean - bound
                if over > 2 * (se or 0.0):
                    broken.append(
                        BrokenLimit(strategy=name, outcome=outcome, kind=kind, limit=bound, mean=mean)
                    )
    return tuple(broken)


def _fans(start: int, game: Game, played: PlayResult, main: list[str]) -> tuple[YearOfRights, ...]:
    """Mean and quantiles of rights per year; empty where no paths were kept."""
    if "rights" not in played.paths:
        return ()
    rows = []
    for name in main:
        values = played.paths["rights"][game.strategies.index(name)].astype(float)
        sound = values[~np.isnan(values).any(1)]
        levels = np.quantile(sound, (0.05, 0.25, 0.5, 0.75, 0.95), axis=0)
        for t in range(game.years):
            q05, q25, q50, q75, q95 = map(float, levels[:, t])
            mean = float(sound[:, t].mean())
            rows.append(
                YearOfRights(
                    strategy=name, year=start + t, mean=mean, q05=q05, q25=q25, q50=q50, q75=q75, q95=q95
                )
            )
    return tuple(rows)
