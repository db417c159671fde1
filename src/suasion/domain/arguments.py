"""What is asked for, as frozen records: the same names from the option of a command down to what is played."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from suasion.domain.case import Case
from suasion.domain.numbers import plain, seed, whole
from suasion.errors import Problem, argument, nearest, wording
from suasion.notation import OUTCOME_IDS

Actor = Literal["state", "un", "ngo"]
MOST_WORLDS = 4_000_000
MOST_YEARS = 60

#: One name or several; a name alone stands for a list of one.
Names = str | Iterable[str]


def several(names: Names | None) -> tuple[str, ...] | None:
    """Names as a tuple; ``None`` stays."""
    if names is None:
        return None
    return (names,) if isinstance(names, str) else tuple(names)


@dataclass(frozen=True)
class PlayArguments:
    """What is played.

    Attributes:
        worlds: How many worlds.
        seed: Seed of every draw; the same seed gives the same bytes.
        years: Horizon in years; the case's own if not given.
        strategies: Ids to play; those of the main table and the variants if not given.
        actor: Only strategies made of levers that a ``state``, the ``un`` or an ``ngo`` holds; as it was typed, and
            among the problems where it is none of them.
    """

    worlds: int = 10_000
    seed: int = 0
    years: int | None = None
    strategies: tuple[str, ...] | None = None
    actor: str | None = None

    def __post_init__(self) -> None:
        for name in ("worlds", "seed", "years"):
            object.__setattr__(self, name, plain(getattr(self, name)))

    def asked(self, case: Case) -> tuple[str, ...]:
        """Ids that are asked for, each once."""
        usual = (one.id for one in case.strategies if one.reader in (None, self.actor))
        return tuple(dict.fromkeys(usual if self.strategies is None else self.strategies))

    def played(self, case: Case) -> tuple[str, ...]:
        """Ids to play: those asked for, of those that the actor can carry out."""
        names = self.asked(case)
        if self.actor is None:
            return names
        return tuple(name for name in names if not case.out_of_reach(name, self.actor))

    def problems(self, case: Case) -> list[Problem]:
        """Everything that is wrong with the arguments, named as on the command line."""
        first = [*self._numbers(), *self._names(case)]
        return first or [*self._late(case), *self._unable(case)]

    def _numbers(self) -> Iterator[Problem]:
        what = f"Between 2 and {MOST_WORLDS:,} worlds can be played."
        yield from whole("worlds", self.worlds, 2, MOST_WORLDS, what)
        yield from seed(self.seed)
        if self.years is not None:
            what = f"Between 1 and {MOST_YEARS} years can be played."
            yield from whole("years", self.years, 1, MOST_YEARS, what)

    def _names(self, case: Case) -> Iterator[Problem]:
        known = [strategy.id for strategy in case.strategies]
        names = self.asked(case)
        if not names:
            yield Problem(
                argument("strategies"), "No strategy is named.", f"The case has {', '.join(known)}."
            )
        for name in names:
            if name not in known:
                yield Problem(
                    argument("strategies", name), "The case has no such strategy.", nearest(str(name), known)
                )
        if self.actor not in (None, *get_args(Actor)):
            yield Problem(
                argument("actor", self.actor),
                "No actor has this name.",
                nearest(str(self.actor), get_args(Actor)),
            )

    def _late(self, case: Case) -> Iterator[Problem]:
        """Periods that would begin after a shorter horizon."""
        if self.years is None:
            return
        names = self.asked(case)
        for strategy in case.strategies:
            for period in strategy.schedule if strategy.id in names else ():
                year = case.calendar_year(period.start)
                if year >= case.target.start + self.years:
                    what = f"A period of {strategy.id} begins in {year}, after these years."
                    fix = wording("Give more years, or leave it out of {strategies}.", strategies=None)
                    yield Problem(argument("years", self.years), what, fix)

    def _unable(self, case: Case) -> list[Problem]:
        """Why the actor can carry out none of the strategies, where that is so."""
        if self.actor is None:
            return []
        names = self.asked(case)
        reach = {name: case.out_of_reach(name, self.actor) for name in names if name != "baseline"}
        if not all(reach.values()):
            return []
        return [
            Problem(
                argument("actor", self.actor) + f" · {name}",
                f"This strategy needs levers that {self.actor} does not hold: {', '.join(levers)}.",
                "Add a strategy of your own levers to the case.",
            )
            for name, levers in reach.items()
        ]


@dataclass(frozen=True)
class CompareArguments(PlayArguments):
    """What a comparison is asked for.

    Attributes:
        worldview: Whose priors: ``data``.
        audits: Whether to run ablations, the fairness audit and the origins as well.
        paths: Whether to store paths year by year (of at most 20,000 worlds).
    """

    worldview: str = "data"
    audits: bool = True
    paths: bool = True

    def _names(self, case: Case) -> Iterator[Problem]:
        yield from super()._names(case)
        if self.worldview != "data":
            yield Problem(
                argument("worldview", self.worldview),
                "Only the worldview `data` can be compared so far.",
                "The fairness audit shows the schools' priors.",
            )


@dataclass(frozen=True)
class SimulateArguments(PlayArguments):
    """What a simulation is asked for.

    Attributes:
        outcomes: Ids of the outcomes to work out; all if not given.
    """

    worlds: int = 1000
    outcomes: tuple[str, ...] | None = None

    def _names(self, case: Case) -> Iterator[Problem]:
        yield from super()._names(case)
        if self.outcomes is not None and not self.outcomes:
            yield Problem(
                argument("outcomes"), "No outcome is named.", f"There are {', '.join(OUTCOME_IDS)}."
            )
        for name in self.outcomes or ():
            if name not in OUTCOME_IDS:
                yield Problem(
                    argument("outcomes", name), "There is no such outcome.", nearest(str(name), OUTCOME_IDS)
                )
