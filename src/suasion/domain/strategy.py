"""A strategy: a dated schedule of instruments, and rules that watch the state."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from suasion.domain.instrument import Holder
from suasion.domain.model import Id, Level, Lever, Model, Text, Year, named
from suasion.notation import STATE_IDS

State = Annotated[str, named("state", STATE_IDS)]


class When(Model):
    """A condition on one state: above or below a level for so many years.

    Attributes:
        state: Id of a state.
        above: Holds while the state is above this level.
        below: Or while it is below this level.
        for_years: Years running for which it must have held.
    """

    state: State
    above: Level | None = None
    below: Level | None = None
    for_years: int = Field(default=1, ge=1, le=100)

    @model_validator(mode="after")
    def _one(self) -> When:
        if (self.above is None) == (self.below is None):
            raise ValueError("give exactly one of `above` and `below`")
        return self


class Period(Model):
    """Levels from a year on, until the next period begins.

    A year is a calendar year (2030) or, below 1000, a number of years after the start (4).

    Attributes:
        start: First year.
        package: A package's levels.
        levels: Instrument to level; goes over the package. What neither names is at the baseline.
    """

    start: Year = Field(default=0, alias="from")
    package: str = ""
    levels: dict[Lever, Level] = {}


class Rule(Model):
    """What changes when a condition has held; file order, later rules win.

    Attributes:
        when: Condition on one state, see ``when``; without one the rule fires at ``latest``.
        not_before: Year before which the condition does not fire it.
        latest: Year in which it fires in any case. Its pressure is anticipated from there; a rule without
            ``latest`` is not anticipated.
        until: Year from which it has no effect; without one it holds to the horizon.
        package: Starts a package, which replaces every lever.
        levels: Levels to start; alone they leave the other levers as they are.
        scale: Instrument to factor from 0 to 1 on what was announced up to here.
        stop: Instruments to set to 0.
    """

    when: When | None = None
    not_before: Year = 0
    latest: Year | None = None
    until: Year | None = None
    package: str = ""
    levels: dict[Lever, Level] = {}
    scale: dict[Lever, Level] = {}
    stop: tuple[Lever, ...] = ()

    @model_validator(mode="after")
    def _fires(self) -> Rule:
        if self.when is None and self.latest is None:
            raise ValueError("a rule needs `when` or `latest`, or it never fires")
        if not (self.package or self.levels or self.scale or self.stop):
            raise ValueError("a rule must do something: `package`, `levels`, `scale` or `stop`")
        return self


class Strategy(Model):
    """One strategy, complete.

    Attributes:
        id: Its name in files.
        title: Its name in tables.
        says: What it does, in a sentence.
        school: Who would argue for it.
        source: Where it comes from.
        schedule: Periods in order, see ``[[strategies.schedule]]``; before the first the baseline holds.
        rules: At most 8, see ``[[strategies.rules]]``.
        after_collapse: Package carried out after a breakdown.
        variant: True: shown in the table of variants, outside the win shares.
        reader: Played only with ``--actor`` set to this, because it is made of that actor's levers alone.
        history: True: the policy that was in fact followed; its worlds are shown beside what was observed.
    """

    id: Id
    title: Text
    says: Text
    school: str = ""
    source: str = ""
    schedule: tuple[Period, ...] = Field(min_length=1)
    rules: tuple[Rule, ...] = Field(default=(), max_length=8)
    after_collapse: str = "rebuild"
    variant: bool = False
    reader: Holder | None = None
    history: bool = False


class StrategyUse(Model):
    """A strategy of the library, taken into a case; every other key overrides the library's.

    Attributes:
        use: Id of a strategy of the library.
        id: Another id, so that two versions can stand side by side.
        title: Another title.
        says: Another sentence.
        school: Another school.
        source: Another source.
        schedule: Another schedule.
        rules: Other rules.
        after_collapse: Another package after a breakdown.
        variant: Whether it stands outside the contest.
        reader: Another actor that it is played for.
        history: Whether it is the policy that was in fact followed.
    """

    use: Id
    id: Id | None = None
    title: Text | None = None
    says: Text | None = None
    school: str | None = None
    source: str | None = None
    schedule: tuple[Period, ...] | None = Field(default=None, min_length=1)
    rules: tuple[Rule, ...] | None = Field(default=None, max_length=8)
    after_collapse: str | None = None
    variant: bool | None = None
    reader: Holder | None = None
    history: bool | None = None

    def over(self, library: Strategy) -> Strategy:
        """The library's strategy with this case's keys on top."""
        overrides = {
            name: value for name in Strategy.model_fields if (value := getattr(self, name)) is not None
        }
        return library.model_copy(update=overrides)
