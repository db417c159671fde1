"""The command that measures: scores of a scale with their error."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from suasion.cli.shared.checking import all_at_once
from suasion.cli.shared.options import ForceOption, JsonOption, SeedOption, targets
from suasion.cli.shared.printing import say_json
from suasion.cli.shared.resuming import resumable

ScaleArgument = Annotated[
    str, typer.Argument(metavar="[SCALE]", help="A bundled scale (see `suasion list scales`) or a path.")
]
MeasureOption = Annotated[
    str,
    typer.Option(
        metavar="MEASURE",
        help="changing (standards of report-based items move), constant (they stand still) or index (an unweighted "
        "additive index).",
    ),
]


def measure(
    scale: ScaleArgument = "physical-integrity",
    measure: MeasureOption = "changing",
    fast: Annotated[
        bool,
        typer.Option("--fast", help="A rough answer in about a minute; says how far from the exact one."),
    ] = False,
    data: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A file with the indicators; your data folder if not given."),
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option(metavar="ITEM", help="Leave an item out; may be repeated.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder; runs/SCALE-MEASURE-1, -2 … if not given.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with what was interrupted, with the same options as then.")
    ] = False,
    seed: SeedOption = 0,
    json_file: JsonOption = None,
    force: ForceOption = False,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", help="Chains that run at once; all cores if not given.")
    ] = None,
    chains: Annotated[int | None, typer.Option(metavar="N", help="How many chains.")] = None,
    warmup: Annotated[
        int | None, typer.Option(metavar="N", help="Sweeps of each chain that are thrown away.")
    ] = None,
    sweeps: Annotated[int | None, typer.Option(metavar="N", help="Sweeps of each chain after them.")] = None,
    keep: Annotated[
        int | None, typer.Option(metavar="N", help="Draws of each chain that are kept of these.")
    ] = None,
) -> None:
    """Measure how well rights are protected, by state and year, with error.

    Exit code 1: the diagnostics failed.

    Examples:
        suasion measure --fast
        suasion measure empowerment --measure index --data indicators.csv
        suasion measure my-scale.toml --without ITEM --out runs/my-scale
    """
    from suasion import lab
    from suasion.show import measure as screen
    from suasion.show.progress import chain_bars

    arguments = lab.MeasureArguments(
        scale=scale,
        measure=measure,
        data=str(data or ""),
        without=tuple(without or ()),
        seed=seed,
        fast=fast,
        jobs=jobs,
        chains=chains,
        warmup=warmup,
        sweeps=sweeps,
        keep=keep,
    )
    checks = [lambda: lab.plan_measure(arguments), *_distinct(out, json_file)]
    with chain_bars(sys.stderr) as progress:
        progress("reading the indicators", 0, 1)
        plan, *_ = all_at_once([*checks, *targets(None, json_file, force)])
    place = out or lab.next_measure(plan.scale.id, measure, resume=resume)
    with resumable(lab.unfinished, place, out), chain_bars(sys.stderr) as progress:
        measured = lab.run_measure(plan, place, force=force, resume=resume, jobs=jobs, progress=progress)
    if json_file == "-":
        say_json(measured.to_json())
    else:
        if json_file is not None:
            lab.write_file(Path(json_file), measured.to_json(), force=force)
        screen.scores(measured.mark, measured.text, measured.cannot_say, str(place))
    if measured.failed:
        raise typer.Exit(1)


def _distinct(out: Path | None, json_file: str | None) -> list[Callable[[], object]]:
    """The refusal of a folder and a file that are one in the other."""
    from suasion import lab

    if out is None or json_file in (None, "-"):
        return []
    return [lambda: lab.check_distinct((out, Path(str(json_file))))]
