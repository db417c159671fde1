"""Findings drawn at random: any record by the types of its fields, and findings that hang together."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from suasion.domain.dataset import Dataset
from suasion.domain.findings.base import Record
from suasion.domain.findings.data import (
    DataAdded,
    DatasetDescription,
    DataStatus,
    Held,
    MissingDataset,
    NewRelease,
    OddCell,
    OddCells,
    PartedRows,
)
from suasion.domain.findings.measurement import MeasurementFindings
from suasion.domain.findings.posterior import PosteriorChecks, PosteriorFindings
from suasion.domain.findings.solution import Solution
from suasion.domain.findings.talks import (
    Bargained,
    DecisionRule,
    IssueAlone,
    NumberSwing,
    Package,
    TableOutcome,
    TalksDraws,
    TalksFindings,
    TiedDemand,
)
from suasion.domain.model import Model
from suasion.games.bargaining.coalitions import Core
from suasion.games.bargaining.facts import with_facts
from suasion.games.forms.facts import with_facts as with_threats

R = TypeVar("R", bound=Model)
NAMES = (
    "alpha",
    "beta",
    "gamma",
    "delta",
    "Côte d'Ivoire",
    "torture",
    "x",
    "Yemen Arab Republic",
    "c_3",
    "17",
)


def record(kind: type[R], r: random.Random, /, **fixed: Any) -> R:
    """A record whose every field is drawn by its type; ``fixed`` ones are not."""
    hints = {name: field.annotation for name, field in kind.model_fields.items()}
    values = {**{name: value(hint, r) for name, hint in hints.items() if name not in fixed}, **fixed}
    return kind(**values) if issubclass(kind, Record) else kind.model_construct(**values)


def value(hint: Any, r: random.Random) -> Any:
    """A value of a type; edges (nothing, nought, one, a thousand) come often."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return value(parts[0], r)
    if origin in (Union, UnionType):
        return value(r.choice(parts), r)
    if origin is Literal:
        return r.choice(parts)
    if origin is tuple and parts and parts[-1] is Ellipsis:
        return tuple(value(parts[0], r) for _ in range(r.choice((0, 1, 2, 3, 11))))
    if origin is tuple:
        return tuple(value(part, r) for part in parts)
    if origin in (dict, Mapping):
        return {value(parts[0], r): value(parts[1], r) for _ in range(r.randint(0, 3))}
    if isinstance(hint, type) and issubclass(hint, Model):
        return record(hint, r)
    return PLAIN[hint](r)


PLAIN: dict[Any, Callable[[random.Random], Any]] = {
    NoneType: lambda r: None,
    bool: lambda r: r.random() < 0.5,
    int: lambda r: r.choice((0, 1, 2, 7, 1234, 2_000_000)),
    float: lambda r: r.choice((0.0, 1.0, 0.5, 0.005, -0.25, r.random(), 12345.678, r.gauss(0, 1))),
    str: lambda r: r.choice(NAMES),
    Fraction: lambda r: Fraction(r.randint(0, 9), r.randint(1, 9)),
}


def measurement(seed: int) -> MeasurementFindings:
    """A measurement: all of its parts there and missing."""
    return record(MeasurementFindings, random.Random(seed))


def posterior(seed: int) -> PosteriorFindings:
    """A posterior, sampled or approximated: without chains nothing is checked."""
    r = random.Random(seed)
    method = r.choice(("nuts", "laplace"))
    names = ("rhat", "ess_bulk", "ess_tail", "effect_ess")
    some = {name: None if method == "laplace" else value(float, r) for name in names}
    return record(PosteriorFindings, r, method=method, checks=record(PosteriorChecks, r, **some))


def new_release(seed: int) -> NewRelease:
    """A release that was never seen, against one that was, or against none."""
    r = random.Random(seed)
    count = r.choice((0, 0, 1, 2, 5, 6, 1234))
    undated = tuple(sorted(r.sample(range(1, 9999), min(5, count))))
    return record(
        NewRelease,
        r,
        newest=r.choice(("", "v14")),
        undated=undated,
        undated_count=count,
        undated_more=max(0, count - 5),
    )


def odd_cells(seed: int) -> OddCells:
    """Odd cells: one or many, of a scale with two ends, with one, with none."""
    r = random.Random(seed)
    count = r.choice((1, 1, 2, 20, 21, 60))
    low, high = r.choice(((0.0, 1.0), (-10.0, 10.0), (0.0, None), (None, 7.0), (None, None)))
    cells = tuple(OddCell(row=2 + 7 * at, value=r.choice(("-66", "7.5", "low"))) for at in range(count))
    return record(
        OddCells,
        r,
        low=low,
        high=high,
        cells=cells,
        count=count,
        filled=count + r.randint(0, 9999),
        early=min(count, r.choice((0, 0, 1, 5))),
    )


def parted_rows(seed: int) -> PartedRows:
    """Rows that another column parts."""
    r = random.Random(seed)
    rows = tuple(sorted(r.sample(range(2, 9999), r.choice((2, 3, 8, 9, 40)))))
    return record(PartedRows, r, keys=r.choice((("cow", "year"), ("caseid",))), by="country", rows=rows)


def talks(seed: int) -> TalksFindings:
    """What talks may come to: one issue or several, draws or none, agreement and none, every way of holding them."""
    r = random.Random(seed)
    parties = {
        "north_korea": "North Korea",
        "japan": "Japan",
        "china": "China",
        "ivory_coast": "Côte d'Ivoire",
    }
    parties = dict(r.sample(sorted(parties.items()), r.choice((2, 3, 4))))
    titles = {"trade": "Trade with the EU", "arms": "NATO membership", "aid": "Aid"}
    titles = {"rights": "Human rights", **dict(r.sample(sorted(titles.items()), r.randint(0, 3)))}
    others = [name for name in titles if name != "rights"]
    low, high = r.choice(((0.0, 1.0), (-2.0, 3.0)))

    def level() -> float:
        return r.choice((low, high, low + 0.5 * (high - low), r.uniform(low, high)))

    def several(most: int = 4) -> tuple[str, ...]:
        return tuple(r.sample(list(parties), r.randint(0, min(most, len(parties)))))

    tables = ["rights", *others, *(["linked"] if others else [])]
    asked = {name: r.choice((None, high)) for name in others}
    draws = _draws(r, list(parties), list(titles), asked, level) if others and r.random() < 0.5 else None
    return with_facts(
        TalksFindings(
            title="Talks",
            parties=parties,
            power=dict.fromkeys(parties, 0.25),
            rights="rights",
            linked=tables[-1],
            rule=DecisionRule(
                quota=1.0,
                veto=(),
                blocking=tuple(filter(None, (several() for _ in range(3)))) or (tuple(parties)[:1],),
            ),
            issues={name: _issue(r, title, (low, high), level) for name, title in titles.items()},
            tables={
                name: TableOutcome(
                    issues=tuple(titles),
                    reached=r.random() < 0.5,
                    package={one: level() for one in titles},
                    gains=dict.fromkeys(parties, 0.0),
                    against=several() or tuple(parties)[:1],
                    residual=0.0,
                )
                for name in tables
            },
            ways={name: level() for name in _ways(others)},
            packages={
                name: Package(package={}, losers=several(), blocked=r.random() < 0.5)
                for name in ("median", "mean")
            },
            demands={name: _demand(r, asked[name], draws and draws.held.get(name), level) for name in others},
            swings=_swings(r, _numbers(list(parties), list(titles)), low, level),
            draws=draws,
        )
    )


Level = Callable[[], float]


def _ways(others: list[str]) -> list[str]:
    linked = ["linked"] if others else []
    return ["alone", *linked, *(f"{how} {name}" for name in others for how in ("after", "without"))]


def _numbers(parties: list[str], issues: list[str]) -> list[str]:
    own = [f"{one}.{kind}" for one in parties for kind in ("capability", "patience")]
    return own + [
        f"{one}.{kind}.{name}" for one in parties for kind in ("position", "salience") for name in issues
    ]


def _issue(r: random.Random, title: str, scale: tuple[float, float], level: Level) -> IssueAlone:
    median = r.choice(([0.25] * 2, sorted((level(), level()))))
    ends = r.choice((0, 1, 1, 2, 3))
    core, now = Core(*sorted((level(), level()))), level()
    return record(
        IssueAlone,
        r,
        title=title,
        scale=scale,
        status_quo=now,
        stays=core.holds(now),
        core=core,
        median=tuple(median),
        mean=level(),
        positions={},
        risk=None,
        bargained=tuple(Bargained(mean=level(), accepted=scale, residual=0.0) for _ in range(ends)),
    )


def _draws(
    r: random.Random, parties: list[str], issues: list[str], asked: dict[str, float | None], level: Level
) -> TalksDraws:
    ways = _ways(issues[1:])
    shares = {name: r.choice((0.0, 0.005, 1.0, r.random())) for name in (*ways, *issues)}
    numbers = _numbers(parties, issues)
    return TalksDraws(
        count=100,
        seed=0,
        levels={name: tuple(sorted(level() for _ in range(3))) for name in ways},
        open={},
        raised={name: shares[name] for name in ways if name != "linked"},
        lowered={name: 1 - shares[name] for name in ways if name != "linked"},
        held={name: shares[name] for name, demand in asked.items() if demand is not None},
        movers=tuple((one, r.uniform(-1, 1)) for one in r.sample(numbers, r.randint(1, 5))),
    )


def _swings(r: random.Random, numbers: list[str], low: float, level: Level) -> tuple[NumberSwing, ...]:
    still = r.random() < 0.2
    ends = {one: low if still else level() for one in numbers if r.random() < 0.9}
    return tuple(
        NumberSwing(id=one, low=0.1, high=0.9, alone=(low, low), linked=(low, end))
        for one, end in ends.items()
    )


def _demand(r: random.Random, asked: float | None, held: float | None, level: Level) -> TiedDemand:
    if r.random() < 0.2:
        return TiedDemand(best=None, most=None, greatest=None, asked=asked, at_asked=None, line=())
    at_asked = r.choice((None, level())) if asked is not None else None
    most = {"best": level(), "most": level(), "greatest": level()}
    return TiedDemand(**most, asked=asked, at_asked=at_asked, held=held, line=())


def solution(seed: int) -> Solution:
    """Equilibria of a game that nobody played: exact and rounded, with every tie and every caveat."""
    r = random.Random(seed)
    drawn = record(Solution, r)
    caveats = tuple(one.model_copy(update={"number": r.choice((3, 12.3456))}) for one in drawn.caveats)
    continua = tuple((1, *range(2, r.randint(3, 5))) for _ in drawn.continua[:2])
    return with_threats(drawn.model_copy(update={"caveats": caveats, "continua": continua}))


def of(kind: type[R], /, **choices: tuple[Any, ...]) -> Callable[[int], R]:
    """What draws records of a kind; some fields from a few values, all others by their types."""

    def one(seed: int) -> R:
        r = random.Random(seed)
        return record(kind, r, **{name: r.choice(values) for name, values in choices.items()})

    return one


def data_status(seed: int) -> DataStatus:
    """A data folder with tables and without, and commands that miss nothing, some or many datasets."""
    r = random.Random(seed)
    commands = ("panel", "support", "measure")
    missing = {
        name: tuple(
            record(MissingDataset, r, address=r.choice(("", "https://example.org/")))
            for _ in range(r.choice((0, 1, 5, 6, 9)))
        )
        for name in commands
    }
    return record(DataStatus, r, folder="/data", missing=missing, held=_held(r))


def data_added(seed: int) -> DataAdded:
    """Tables that were added, that were there, and files that are no table."""
    r = random.Random(seed)
    return record(DataAdded, r, added=_held(r), same=_held(r), new_releases=(), format=1)


def _held(r: random.Random) -> tuple[Held, ...]:
    return tuple(
        record(
            Held,
            r,
            name="vdem.country_year",
            version=r.choice(("", "v14")),
            years=r.choice(((), (1946, 2020))),
            rows=r.choice((1, 2, 12345)),
        )
        for _ in range(r.choice((0, 1, 3)))
    )


def described_dataset(seed: int) -> DatasetDescription:
    """A dataset that is offered somewhere, or nowhere that is known."""
    r = random.Random(seed)
    dataset = record(Dataset, r, address=r.choice(("", "https://example.org/")))
    return record(DatasetDescription, r, dataset=dataset)
