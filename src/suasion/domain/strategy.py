"""A strategy: a dated schedule of instruments, and rules that watch the state."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from suasion.domain.instrument import Holder
from suasion.domain.model import Id, Level, Lever, Model, Text, Year, named
from suasion.notation import STATE_IDS

State = Annotated[str, named("state", STATE_IDS)]


class When(Model):
    """A condition on one state: above or below a level for so many years."""

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
    """

    start: Year = Field(default=0, alias="from")
    package: str = ""
    levels: dict[Lever, Level] = {}


class Rule(Model):
    """What changes when a condition has held; file order, later rules win.

    Attributes:
        when: The condition; without one the rule fires at ``latest``.
        not_before: Year before which it does not fire.
        latest: Year in which it fires in any case; its pressure is anticipated from there.
        until: Year in which it stops; without one it stays fired.
        package: Levels to start, by a package's name.
        levels: Levels to start.
        scale: Factors on what the schedule says.
        stop: Instruments to stop.
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
        after_collapse: Package that senders turn to once the regime has broken down.
        variant: Whether it stands outside the contest of the main table.
        reader: Played only for this actor (``--actor``), since it is made of that actor's levers alone.
        history: The policy that was in fact followed; its worlds are shown beside what was observed.
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
    """A strategy of the library, taken into a case; every other key overrides the library's."""

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
        given = {name: value for name in Strategy.model_fields if (value := getattr(self, name)) is not None}
        return library.model_copy(update=given)
