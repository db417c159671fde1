"""What a run rests on: every uncertain number with its origin, every mechanism, and who disputes them."""

from __future__ import annotations

from suasion.domain.findings.provenance import MechanismNote, UncertainNumber
from suasion.mechanisms import catalogue
from suasion.simulation.setup import Game


def uncertain_numbers(game: Game) -> tuple[UncertainNumber, ...]:
    """Every uncertain number of a game: what it is, its range, where it comes from and who disputes it."""
    return tuple(
        UncertainNumber(
            id=name,
            meaning=one.meaning,
            unit=one.unit,
            origin=one.origin,
            source=one.source,
            disputed=one.disputed,
            q05=float(one.prior.ppf(0.05)),
            q50=float(one.prior.ppf(0.5)),
            q95=float(one.prior.ppf(0.95)),
        )
        for name, one in game.numbers.items()
    )


def mechanism_notes() -> dict[str, MechanismNote]:
    """Every mechanism by id: its title, its claim in one sentence, who disputes it, and its sources."""
    return {
        one.id: MechanismNote(title=one.title, claim=one.claim, disputed=one.disputed, sources=one.sources)
        for one in catalogue().values()
    }
