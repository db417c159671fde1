"""Strategies played side by side."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from suasion.cli.shared.checking import all_at_once
from suasion.cli.shared.options import (
    CaseArgument,
    ForceOption,
    JsonOption,
    SeedOption,
    ThreadsOption,
    WorldsOption,
)
from suasion.cli.shared.printing import say_json


def compare(
    case: CaseArgument,
    worlds: WorldsOption = 10_000,
    strategies: Annotated[
        str | None, typer.Option(metavar="ID,ID", help="Only these, by id, separated by commas.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Run folder; runs/CASE-1, -2 … if not given.")
    ] = None,
    table_only: Annotated[
        bool,
        typer.Option(
            "--table-only", help="Print only the table: no words, no audits, no run folder, no brief."
        ),
    ] = False,
    years: Annotated[
        int | None, typer.Option(metavar="N", help="Horizon; the case's own if not given.")
    ] = None,
    seed: SeedOption = 0,
    actor: Annotated[
        str | None, typer.Option(metavar="ACTOR", help="Only levers of this actor: state, un or ngo.")
    ] = None,
    worldview: Annotated[
        str, typer.Option(metavar="NAME", help="Whose priors; only `data` so far.")
    ] = "data",
    json_file: JsonOption = None,
    force: ForceOption = False,
    no_brief: Annotated[bool, typer.Option("--no-brief", help="Leave the HTML brief out.")] = False,
    no_paths: Annotated[bool, typer.Option("--no-paths", help="Leave the year-by-year paths out.")] = False,
    jobs: ThreadsOption = None,
) -> None:
    """Play every strategy with the same luck: what won, where, and why.

    A run folder is written with every number and a brief, one page that opens offline.

    Examples:
        suasion compare north-korea
        suasion compare north-korea --worlds 2000 --table-only
        suasion compare myanmar-1990 --strategies baseline,engagement --out first
        suasion compare my-country.toml --json results.json
    """
    from suasion import lab
    from suasion.show import comparison as screen
    from suasion.show.progress import step_bars

    with step_bars(sys.stderr) as progress:
        progress("reading the case", 0, 1)
        loaded = lab.load_case(case)
    target = Path(json_file) if json_file is not None and json_file != "-" else None
    place = None if table_only else out or lab.next_run(loaded.id)
    names = None if strategies is None else [name.strip() for name in strategies.split(",") if name.strip()]
    arguments = lab.CompareArguments(
        worlds=worlds,
        seed=seed,
        years=years,
        strategies=None if names is None else tuple(names),
        actor=actor,
        worldview=worldview,
        audits=not table_only,
        paths=not (no_paths or table_only),
    )
    all_at_once([partial(lab.check_arguments, loaded, arguments, jobs=jobs), *_places(place, target, force)])
    with step_bars(sys.stderr) as progress:
        if place is None:
            comparison = lab.compared(loaded, arguments, jobs=jobs, progress=progress)
        else:
            comparison, place = lab.run(
                place, loaded, arguments, force=force, brief=not no_brief, jobs=jobs, progress=progress
            )
    if json_file == "-":
        say_json(comparison.findings.to_json())
        return
    if target:
        lab.write_file(target, comparison.findings.to_json(), force=force)
    answer = [] if table_only else comparison.answer
    screen.comparison(comparison.findings, answer, table_only=table_only)
    if place:
        screen.written(str(place), brief=not no_brief)


def _places(place: Path | None, target: Path | None, force: bool) -> list[Callable[[], None]]:
    """Refusals of a run folder and a file that could not be written, before anything is played."""
    from suasion import lab

    checks: list[Callable[[], None]] = []
    if place:
        checks.append(partial(lab.check_run, place, force=force))
    if target:
        checks.append(partial(lab.check_file, target, force=force))
    if place and target:
        checks.append(partial(lab.check_distinct, (place, target)))
    return checks
