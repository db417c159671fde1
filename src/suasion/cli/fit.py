"""The command that fits the kernel to the panel."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from suasion.cli.shared.checking import all_at_once
from suasion.cli.shared.options import ForceOption, JsonOption, targets
from suasion.cli.shared.printing import say, say_json
from suasion.cli.shared.resuming import resumable


def fit(
    panel: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="A panel as `suasion panel --out` writes it; your data folder if not given."
        ),
    ] = None,
    method: Annotated[
        str,
        typer.Option(
            help="nuts (sampled, about a quarter of an hour) or laplace (approximated, about a minute)."
        ),
    ] = "nuts",
    without: Annotated[
        str, typer.Option(metavar="STATE", help="Leave a state out, by name, code or number.")
    ] = "",
    until: Annotated[int | None, typer.Option(metavar="YEAR", help="Last year to read.")] = None,
    observed: Annotated[
        bool,
        typer.Option("--observation/--no-observation", help="Take account of years in which coders changed."),
    ] = True,
    seed: Annotated[int, typer.Option(help="Seed of every draw.")] = 0,
    chains: Annotated[int, typer.Option(help="How many chains.")] = 2,
    warmup: Annotated[int, typer.Option(help="Iterations of each chain that are thrown away.")] = 1000,
    draws: Annotated[int, typer.Option(help="Iterations of each chain after them.")] = 3000,
    keep: Annotated[int, typer.Option(help="Draws stored of all chains together.")] = 500,
    jobs: Annotated[int | None, typer.Option(help="Chains that run at once; all cores if not given.")] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder; runs/posterior-1, -2 … if not given.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with what was interrupted, with the same options as then.")
    ] = False,
    json_file: JsonOption = None,
    force: ForceOption = False,
) -> None:
    """Learn what happens under the policy in force from the record of all states.

    Exit code 1: the chains do not agree.

    Examples:
        suasion fit --method laplace
        suasion fit --panel panel.parquet --out runs/posterior
        suasion fit --without PRK --until 1990
    """
    from suasion import lab
    from suasion.show import posterior as show
    from suasion.show.progress import chain_bars

    arguments = lab.FitArguments(
        panel=str(panel or ""),
        method=method,
        without=without,
        until=until,
        observed=observed,
        seed=seed,
        chains=chains,
        warmup=warmup,
        draws=draws,
        keep=keep,
        jobs=jobs,
    )
    plan, *_ = all_at_once([lambda: lab.plan_fit(arguments), *targets(None, json_file, force)])
    place = out or lab.next_fit(resume=resume)
    with resumable(lab.unfinished_fit, place, out), chain_bars(sys.stderr) as progress:
        fitted = lab.run_fit(plan, place, force=force, resume=resume, progress=progress)
    if json_file == "-":
        say_json(fitted.to_json())
    else:
        if json_file is not None:
            lab.write_file(Path(json_file), fitted.to_json(), force=force)
        show.overview(fitted.findings, fitted.text, fitted.cannot_say)
        say(f"Folder: {place}")
    if fitted.failed:
        raise typer.Exit(1)
