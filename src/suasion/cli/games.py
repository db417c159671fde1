"""Commands for the games: depth of cooperation, and talks among several parties."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from suasion.cli.checking import all_at_once
from suasion.errors import Problem, SuasionError

JsonOption = Annotated[
    str | None,
    typer.Option("--json", metavar="FILE|-", help="Also write results as JSON; - prints them alone."),
]
FigureOption = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Also write the figure: .svg, .png or .html.")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace what is there.")]


def depth(
    case: Annotated[
        str | None,
        typer.Argument(metavar="CASE", help="A bundled name or a path; without it, numbers alone."),
    ] = None,
    benefit: Annotated[
        str | None, typer.Option(help="Benefit per unit of depth, 1; several parties: 1,0.8.")
    ] = None,
    patience: Annotated[str | None, typer.Option(help="Discount factor, 0.9; several: 0.9,0.6.")] = None,
    detection: Annotated[
        str | None, typer.Option(help="Chance that a breach is seen, 1; several: 1,0.3.")
    ] = None,
    periods: Annotated[
        int | None, typer.Option(help="Length of a punishment; for ever if not given.")
    ] = None,
    asked: Annotated[
        float | None, typer.Option(help="Depth that the treaty asks: what keeping it takes.")
    ] = None,
    demand: Annotated[
        float | None, typer.Option(help="Depth demanded on an issue that rights are tied to.")
    ] = None,
    issue_benefit: Annotated[float | None, typer.Option(help="Benefit per unit of that depth, 1.")] = None,
    accession: Annotated[
        float | None, typer.Option(help="What joining is worth: who ratifies the treaty asked.")
    ] = None,
    punishment: Annotated[float | None, typer.Option(help="What breaking costs a member, 0.")] = None,
    worlds: Annotated[int, typer.Option(help="With CASE: how many worlds are drawn.")] = 10_000,
    seed: Annotated[int, typer.Option(help="With CASE: seed of the draws.")] = 0,
    figure: FigureOption = None,
    json_file: JsonOption = None,
    force: ForceOption = False,
) -> None:
    """Say how deep a treaty can go and still be kept, and when a case's treaties would be self-enforcing."""
    from suasion import lab
    from suasion.show import games

    numbers = {"benefit": benefit, "patience": patience, "detection": detection}
    arguments: dict[str, Any] = {
        "periods": periods,
        "asked": asked,
        "demand": demand,
        "issue_benefit": issue_benefit,
        "accession": accession,
        "punishment": punishment,
        "worlds": worlds,
        "seed": seed,
    }
    read: dict[str, Any] = {}
    checks: list[Callable[[], Any]] = [partial(_numbers, read, name, text) for name, text in numbers.items()]
    all_at_once([*checks, *targets(figure, json_file, force)])
    found = lab.depth(case, **read, **arguments)
    _out(found, games.depth, figure, json_file, force)


def talks(
    name: Annotated[
        str, typer.Argument(metavar="TALKS", help="A bundled name (see `suasion list talks`) or a path.")
    ],
    draws: Annotated[int, typer.Option(help="How often every number is drawn from its range.")] = 1000,
    seed: Annotated[int, typer.Option(help="Seed of the draws.")] = 0,
    figure: FigureOption = None,
    json_file: JsonOption = None,
    force: ForceOption = False,
) -> None:
    """Say what talks among several parties would come to, and whether linking issues helps rights."""
    from suasion import lab
    from suasion.show import games

    all_at_once(targets(figure, json_file, force))
    _out(lab.talks(name, draws=draws, seed=seed), games.talks, figure, json_file, force)


def targets(figure: Path | None, json_file: str | None, force: bool) -> list[Callable[[], Any]]:
    """Refusals of files that could not be written, before anything is computed."""
    from suasion import lab

    checks: list[Callable[[], Any]] = []
    if figure is not None:
        checks.append(partial(lab.check_picture, figure, force=force))
    if json_file not in (None, "-"):
        checks.append(partial(lab.check_file, Path(str(json_file)), force=force))
    return checks


def _out(
    found: Any,
    print_it: Callable[[Mapping[str, Any], Any], None],
    figure: Path | None,
    json_file: str | None,
    force: bool,
) -> None:
    """Prints what was found, or its JSON, and writes the files that were asked for."""
    from suasion import lab

    text = lab.results_text({**found.results, "answer": found.answer})
    if figure is not None:
        lab.write_picture(figure, found.plot(), force=force)
    if json_file == "-":
        typer.echo(text, nl=False)
    else:
        if json_file is not None:
            lab.write_file(Path(json_file), text, force=force)
        print_it(found.results, found.answer)
    for path in (figure, json_file if json_file != "-" else None):
        if path is not None:
            typer.echo(f"Written: {path}", err=json_file == "-")


def _numbers(read: dict[str, Any], name: str, text: str | None) -> None:
    """Reads numbers separated by commas."""
    if text is None:
        return
    try:
        read[name] = [float(part) for part in text.split(",")]
    except ValueError:
        raise SuasionError(
            Problem(
                f"--{name} {text[:80]}",
                "This is no number, nor numbers with commas between.",
                "For instance 0.9,0.6.",
            )
        ) from None
