"""``results.json`` of a run folder, read back and checked before anything is made from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from suasion.domain.case import Outcome, Seen
from suasion.errors import Problem, SuasionError
from suasion.files.inputs.problems import problems
from suasion.notation import OUTCOME_IDS

NAME = "results.json"
FORMAT = 1
AGAIN = "Run the comparison again."

Number = float | None
Origin = Literal["estimated", "published", "assumed"]


class _Part(BaseModel):
    """A part of the results; keys that are not needed here may stand beside."""

    model_config = ConfigDict(extra="allow", allow_inf_nan=False)


class _Summary(_Part):
    mean: Number
    se: Number
    q05: Number
    q95: Number
    win_share: Number


class _Pair(_Part):
    a: str
    b: str
    outcome: str
    difference: Number
    se: Number
    share_a_better: Number


class _Year(_Part):
    strategy: str
    year: int
    mean: float
    q05: float
    q25: float
    q75: float
    q95: float


class _Margin(_Part):
    value: float
    q01: float
    q50: float
    q99: float
    percentile: float


class _Support(_Part):
    outside: bool
    beyond: list[str]
    margins: dict[str, _Margin]
    share_nearer: float
    nearest: list[str]
    openings: dict[str, Any] | None
    state_years: int
    years: str


class _Won(_Part):
    expected_win_share: dict[str, float]
    mean: dict[str, float]
    leader: str
    runner_up: str | None
    clear: bool
    highest: str
    highest_clear: bool
    draws: int


class _School(_Won):
    title: str
    says: str
    source: str
    own: list[str]
    left_out: list[str]
    own_share: Number
    likely_fault: bool


class _Mover(_Part):
    meaning: str
    origin: Origin
    rank_correlation: float
    q05: float
    q95: float


class _Half(_Part):
    leader: str
    clear: bool


class _Hangs(_Part):
    pair: list[str]
    inability: dict[Literal["low", "high"], _Half]
    numbers: list[_Mover]


class _Uncertain(_Part):
    id: str
    meaning: str
    origin: Origin
    source: str
    disputed: str
    q05: float
    q50: float
    q95: float


class _Mechanism(_Part):
    title: str
    says: str
    disputed: str
    sources: list[str]


class _Range(_Part):
    mean: Number
    q05: Number
    q95: Number


class _Kept(_Part):
    apparent: _Range
    compliance: _Range


class _Treaty(_Part):
    title: str
    strategies: dict[str, _Kept]


class _Scores(_Part):
    q05: list[float]
    q25: list[float]
    q50: list[float]
    q75: list[float]
    q95: list[float]
    within_90: float
    error: float


class _Series(_Part):
    state: Seen
    source: str
    years: list[int] = Field(min_length=1)
    observed: list[float]
    error_of_no_change: float
    strategies: dict[str, _Scores]


class _Broken(_Part):
    strategy: str
    outcome: Outcome


class _Results(_Part):
    case: str
    title: str
    target: str
    start: int
    seed: int
    worlds: int = Field(ge=1)
    failed_worlds: int
    years: int = Field(ge=1)
    table: list[str] = Field(min_length=1)
    variants: list[str]
    titles: dict[str, str]
    strategies: dict[str, dict[str, _Summary]]
    pairs: list[_Pair]
    constraints: list[_Broken]
    hangs_on: _Hangs
    stillness_binds: dict[str, float]
    support: _Support
    trajectories: list[_Year]
    replay: list[_Series]
    treaties: dict[str, _Treaty]
    expected: Annotated[_Won | None, BeforeValidator(lambda given: given or None)]  # {} without audits
    ablations: dict[str, _Won]
    fairness: dict[str, _School]
    origins: dict[str, Number]
    numbers: list[_Uncertain]
    mechanisms: dict[str, _Mechanism]
    sources: dict[str, str]

    @model_validator(mode="after")
    def _whole(self) -> _Results:
        played = [*self.table, *self.variants]
        for name in played:
            if name not in self.titles or set(OUTCOME_IDS) - set(self.strategies.get(name, ())):
                raise ValueError(f"the strategy {name[:60]!r} has no title or not every outcome")
        if self.ablations and "none" not in self.ablations:
            raise ValueError("the ablations lack the model as it is, `none`")
        unknown = sorted(self._named() - set(played))
        if unknown:
            raise ValueError(f"the strategy {unknown[0][:60]!r} was not played")
        return self

    def _named(self) -> set[str]:
        """Every strategy that a part of the results names."""
        named = {*self.hangs_on.pair, *(one.strategy for one in self.trajectories)}
        named |= {one.strategy for one in self.constraints}
        named |= {name for one in self.pairs for name in (one.a, one.b)}
        named |= {name for series in self.replay for name in series.strategies}
        for won in (*self.ablations.values(), *self.fairness.values()):
            named |= {*won.expected_win_share, won.leader}
        return named


def read(run: Path) -> dict[str, Any]:
    """The results of a run folder, as plain data.

    Raises:
        SuasionError: They are missing, damaged, partial, or a newer Suasion wrote them.
    """
    path = run / NAME
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise SuasionError(Problem(str(run), f"The run is not whole: it has no {NAME}.", AGAIN)) from None
    except OSError as error:
        raise SuasionError(Problem(str(path), f"It cannot be read: {error.strerror}.")) from None
    return checked(content, str(path))


def checked(content: bytes, where: str) -> dict[str, Any]:
    """The content of ``results.json`` as plain data.

    Raises:
        SuasionError: It is damaged, partial, or a newer Suasion wrote it.
    """
    try:
        found = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        raise SuasionError(Problem(where, "This is not JSON: the run is damaged.", AGAIN)) from None
    given = found.get("format") if isinstance(found, dict) else None
    if isinstance(given, int) and given > FORMAT:
        raise SuasionError(
            Problem(where, "A newer Suasion wrote this run.", "Upgrade with pip install -U suasion.")
        )
    try:
        _Results.model_validate(found)
    except ValidationError as error:
        raise SuasionError(
            [Problem(one.where, one.what, AGAIN) for one in problems(error, _Results, where)]
        ) from None
    return dict(found)
