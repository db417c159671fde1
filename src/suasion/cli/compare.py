"""Strategies played side by side."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from suasion.cli.shared.checking import all_at_once
from suasion.cli.shared.options import CaseArgument


def compare(
    case: CaseArgument,
    worlds: Annotated[int, typer.Option(help="How many worlds.")] = 10_000,
    seed: Annotated[int, typer.Option(help="Seed of every draw.")] = 0,
    years: Annotated[int | None, typer.Option(help="Horizon; the case's own if not given.")] = None,
    strategies: Annotated[str | None, typer.Option(help="Ids, separated by commas.")] = None,
    actor: Annotated[
        str | None, typer.Option(help="Only levers that this actor holds: state, un or ngo.")
    ] = None,
    worldview: Annotated[str, typer.Option(help="Whose priors; only `data` so far.")] = "data",
    out: Annotated[Path | None, typer.Option(help="Run folder; runs/CASE-1, -2 … if not given.")] = None,
    json_file: Annotated[
        str | None, typer.Option("--json", metavar="FILE|-", help="Also write results as JSON.")
    ] = None,
    no_brief: Annotated[bool, typer.Option("--no-brief", help="Leave the HTML brief out.")] = False,
    no_paths: Annotated[bool, typer.Option("--no-paths", help="Leave the year-by-year paths out.")] = False,
    table_only: Annotated[
        bool,
        typer.Option(
            "--table-only", help="Print only the table: no words, no audits, no run folder, no brief."
        ),
    ] = False,
    jobs: Annotated[int | None, typer.Option(help="Threads; all cores if not given.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
) -> None:
    """Play every strategy with the same luck, and say what won, where, and what that hangs on."""
    from suasion import lab
    from suasion.show import comparison as screen
    from suasion.show.progress import step_bars

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
    checks: list[Callable[[], None]] = [partial(lab.check_arguments, loaded, arguments, jobs=jobs)]
    if place:
        checks.append(partial(lab.check_run, place, force=force))
    if target:
        checks.append(partial(lab.check_file, target, force=force))
    if place and target:
        checks.append(partial(lab.check_distinct, (place, target)))
    all_at_once(checks)
    with step_bars(sys.stderr) as progress:
        if place is None:
            comparison = lab.compared(loaded, arguments, jobs=jobs, progress=progress)
        else:
            comparison, place = lab.run(
                place, loaded, arguments, force=force, brief=not no_brief, jobs=jobs, progress=progress
            )
    if json_file == "-":
        typer.echo(comparison.findings.to_json(), nl=False)
        return
    if target:
        lab.write_file(target, comparison.findings.to_json(), force=force)
    answer = [] if table_only else comparison.answer
    screen.comparison(comparison.findings, answer, table_only=table_only)
    if place:
        screen.written(str(place), brief=not no_brief)
