"""The command line: a thin shell over ``lab``; heavy imports happen in the command that needs them."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from suasion.cli import games, threats
from suasion.cli.checking import all_at_once
from suasion.cli.data import data
from suasion.cli.measure import measure
from suasion.cli.panel import panel
from suasion.cli.support import support
from suasion.errors import Problem, SuasionError

app = typer.Typer(
    name="suasion",
    help="Confront or engage? Plays human-rights strategies over thousands of plausible worlds. "
    "What comes out is a scenario, never a forecast.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
new = typer.Typer(help="Write a file to start from.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(new, name="new")
app.add_typer(data, name="data")
app.add_typer(panel, name="panel")
app.command()(support)
app.command()(measure)

#: What is imported and written here are many small objects that stay to the end: looking through them for garbage as
#: often as Python does by default took a tenth of a comparison's time.
COLLECT = (20_000, 20, 50)

CaseArgument = Annotated[
    str, typer.Argument(metavar="CASE", help="A bundled name (see `suasion list`) or a path.")
]


@app.command()
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
        bool, typer.Option("--table-only", help="Only the table: no audits, no run folder, no brief.")
    ] = False,
    jobs: Annotated[int | None, typer.Option(help="Threads; all cores if not given.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
) -> None:
    """Play every strategy with the same luck, and say what won, where, and what that hangs on."""
    from suasion import lab, show

    resolved = lab.load_case(case)
    target = Path(json_file) if json_file is not None and json_file != "-" else None
    place = None if table_only else out or lab.next_run(resolved.case.id)
    names = None if strategies is None else [name.strip() for name in strategies.split(",") if name.strip()]
    arguments: dict[str, Any] = {
        "worlds": worlds,
        "seed": seed,
        "years": years,
        "strategies": names,
        "actor": actor,
        "worldview": worldview,
        "jobs": jobs,
    }
    checks: list[Callable[[], Any]] = [partial(lab.chosen, resolved, **arguments)]
    if place:
        checks.append(partial(lab.check_run, place, force=force))
    if target:
        checks.append(partial(lab.check_file, target, force=force))
    all_at_once(checks)
    arguments |= {"case": resolved, "audits": not table_only, "paths": not (no_paths or table_only)}
    with show.progress(sys.stderr) as tell:
        if place is None:
            found = lab.compare(**arguments, progress=tell)
        else:
            found, _ = lab.run(place, force=force, brief=not no_brief, progress=tell, **arguments)
    if json_file == "-":
        typer.echo(found.findings.to_json(), nl=False)
        return
    if target:
        lab.write_file(target, found.findings.to_json(), force=force)
    show.comparison(found.findings, found.answer)
    if place:
        show.written(place, brief=not no_brief)


@app.command()
def rerun(
    run: Annotated[Path, typer.Argument(metavar="DIR", help="A run folder.")],
    jobs: Annotated[int | None, typer.Option(help="Threads; all cores if not given.")] = None,
) -> None:
    """Play a run again and say whether the bytes are the same."""
    from suasion import lab, show

    with show.progress(sys.stderr) as tell:
        changed, taken_over = lab.rerun(run, jobs=jobs, progress=tell)
    if taken_over:
        typer.echo(f"Taken over from the run: {taken_over}.")
    if changed:
        typer.echo(f"Not the same: {', '.join(changed)} came out differently.")
        raise typer.Exit(1)
    typer.echo("The same to the byte: every file came out as it was (the time of writing apart).")


@app.command()
def brief(
    run: Annotated[Path, typer.Argument(metavar="DIR", help="A run folder.")],
    html: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The page; DIR/brief.html if nothing else is asked for."),
    ] = None,
    pdf: Annotated[
        Path | None, typer.Option(metavar="FILE", help="As PDF, by an installed Chromium, Chrome or Edge.")
    ] = None,
    figures: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A folder for every figure as a file of its own.")
    ] = None,
    format: Annotated[str, typer.Option(help="Of the figures: svg or png.")] = "svg",
    lang: Annotated[str, typer.Option(help="Language: en or ko.")] = "en",
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
) -> None:
    """Write the brief of a run: one page that opens offline, a PDF, or its figures."""
    from suasion import lab

    written = lab.brief(run, html=html, pdf=pdf, figures=figures, format=format, lang=lang, force=force)
    for path in written:
        typer.echo(f"Written: {path}")


@app.command()
def check(case: CaseArgument) -> None:
    """Check a case file; every problem is named at once, with its place and a fix."""
    from suasion import lab

    resolved = lab.load_case(case)
    names = ", ".join(strategy.id for strategy in resolved.strategies)
    typer.echo(f"{resolved.case.title}: no problem found. Strategies: {names}.")


@app.command("list")
def list_(
    kind: Annotated[
        str,
        typer.Argument(
            help="cases, strategies, instruments, packages, mechanisms, scales, talks, threats, treaties, worldviews, "
            "parameters."
        ),
    ] = "",
) -> None:
    """List what the library and the model hold."""
    from suasion import lab, show

    show.listing(lab.listing(kind))


@app.command("show")
def show_(name: Annotated[str, typer.Argument(help="Anything that `suasion list` names.")]) -> None:
    """Show one thing: its equation, sources, range, and who disputes it."""
    from suasion import lab, show

    for fields in lab.entries(name):
        show.entry(fields)
        typer.echo()


@app.command()
def sources(case: CaseArgument) -> None:
    """Print the sources that a case and the model rest on, or those of bundled talks or a scale, as BibTeX."""
    from suasion import lab

    typer.echo(lab.cite(case))


@new.command("case")
def new_case(
    name: Annotated[str, typer.Argument(help="Small letters, digits and hyphens.")],
    folder: Annotated[Path, typer.Option(help="Where to write it.")] = Path(),
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
) -> None:
    """Write a commented case file to start from."""
    from suasion import lab

    path = lab.new_case(name, folder, force=force)
    typer.echo(f"Written: {path}\nNext: suasion check {path}")


app.command()(games.depth)
app.command()(games.talks)
app.command()(threats.solve)
app.add_typer(threats.app, name="threat")


@app.callback(invoke_without_command=True)
def version(
    show_version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Confront or engage? Scenarios, never forecasts."""
    if show_version:
        from importlib.metadata import version as installed

        typer.echo(f"suasion {installed('suasion')}")
        raise typer.Exit


def main(run: Callable[..., Any] = app) -> None:
    """Runs the command line: exit code 2 for what the user can mend, 130 for Ctrl-C."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    gc.set_threshold(*COLLECT)
    try:
        run()
    except SuasionError as error:
        _tell(error.problems)
        sys.exit(2)
    except (KeyboardInterrupt, SystemExit) as stop:  # Typer turns Ctrl-C into an exit with 130
        if isinstance(stop, SystemExit) and stop.code != 130:
            raise
        typer.echo("\nStopped; nothing was left half-written.", err=True)
        sys.stderr.flush()
        os._exit(130)  # threads still playing would otherwise be waited for
    except BrokenPipeError:
        os._exit(0)
    except OSError as error:
        _tell([Problem(str(error.filename or "The disk"), f"{error.strerror or error}.")])
        sys.exit(2)
    except MemoryError:
        _tell([Problem("The memory", "There is not enough of it.", "Play fewer --worlds.")])
        sys.exit(2)


def _tell(problems: Sequence[Problem]) -> None:
    count = len(problems)
    typer.echo("A problem:" if count == 1 else f"{count} problems:", err=True)
    for problem in problems:
        typer.echo(str(problem), err=True)
