"""The scores of a state."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from suasion.cli.shared.checking import all_at_once
from suasion.cli.shared.options import FigureOption, ForceOption, JsonOption, targets
from suasion.cli.shared.printing import findings


def scores(
    state: Annotated[
        str, typer.Argument(metavar="STATE", help="A name, an ISO code such as PRK, or a COW or GW number.")
    ],
    scale: Annotated[
        str, typer.Option(help="A bundled scale (see `suasion list scales`).")
    ] = "physical-integrity",
    measure: Annotated[str, typer.Option(help="changing, constant or index.")] = "changing",
    since: Annotated[int | None, typer.Option(help="First year.")] = None,
    until: Annotated[int | None, typer.Option(help="Last year.")] = None,
    run: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="A folder of `suasion measure`; as shipped if not given."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also write the years: .csv or .parquet.")
    ] = None,
    figure: FigureOption = None,
    json_file: JsonOption = None,
    force: ForceOption = False,
) -> None:
    """Print how well a state protected rights, year by year, by the scores that Suasion ships.

    Examples:
        suasion scores "North Korea"
        suasion scores PRK --since 2000 --scale empowerment
    """
    from suasion import lab
    from suasion.show import scores as show

    checks: list[Callable[[], object]] = list(targets(figure, json_file, force))
    if out is not None:
        checks.append(lambda: lab.check_scores_file(out, force=force))
        others = [one for one in (figure, json_file) if one not in (None, "-")]
        checks.append(lambda: lab.check_distinct((out, *(Path(str(one)) for one in others))))
    checks.append(lambda: lab.state_scores(state, scale, measure, since=since, until=until, run=run))
    result = all_at_once(checks)[-1]
    if out is not None:
        lab.write_scores(result, out, force=force)
    findings(result, show.state_scores, json_file, force, figure)
    if out is not None:
        typer.echo(f"Written: {out}", err=json_file == "-")
