"""Sanction threats as a game."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from suasion.cli.shared.checking import all_at_once
from suasion.cli.shared.options import ForceOption, JsonOption, targets
from suasion.cli.shared.printing import findings

threat = typer.Typer(
    help="""Sanction threats as a game: its equilibria, and payoffs estimated.

    Examples:
        suasion threat fit crises.csv
    """,
    no_args_is_help=True,
    rich_markup_mode=None,
)


@threat.command()
def equilibria(
    S_A: Annotated[float, typer.Option("--S_A", help="A's worth of the status quo; B's is 0.")],
    V_A: Annotated[float, typer.Option("--V_A", help="A's worth of B's concession.")],
    C_B: Annotated[float, typer.Option("--C_B", help="B's worth of conceding.")],
    V_B: Annotated[float, typer.Option("--V_B", help="B's worth of A's backing down.")],
    W_A: Annotated[float, typer.Option("--W_A", help="A's mean worth of standing firm.")],
    W_B: Annotated[float, typer.Option("--W_B", help="B's mean worth of A's standing firm.")],
    a: Annotated[float, typer.Option("--a", help="A's mean worth of backing down: its audience cost.")],
    json_file: JsonOption = None,
    force: ForceOption = False,
) -> None:
    """List all equilibria of a threat game, each with its residual.

    Examples:
        suasion threat equilibria --S_A 0 --V_A 1 --C_B 0 --V_B 1 --W_A -0.8 --W_B -0.8 --a -1.2
    """
    from suasion import lab
    from suasion.show import threats

    find = partial(lab.threat_equilibria_results, S_A, V_A, C_B, V_B, W_A, W_B, a)
    all_at_once([find, *targets(None, json_file, force)])
    result = find()
    said = partial(lab.lines, "threat_equilibria", result.findings)
    findings(result, lambda game: threats.equilibria(game, said), json_file, force)


@threat.command()
def fit(
    data: Annotated[Path, typer.Argument(metavar="DATA", help="A CSV file: counts and covariates by row.")],
    model: Annotated[
        str, typer.Option(help="Which covariates each payoff hangs on: a bundled name or a TOML file.")
    ] = "sanctions",
    method: Annotated[
        str,
        typer.Option(
            help="npl (nested pseudo-likelihood), pl (pseudo-likelihood) or cmle (constrained maximum likelihood)."
        ),
    ] = "npl",
    errors: Annotated[
        str, typer.Option(help="Standard errors by rows, whose crises may hang together, or by crises.")
    ] = "rows",
    payoff: Annotated[str, typer.Option(help="The payoff whose effect on threats is shown.")] = "a",
    json_file: JsonOption = None,
    force: ForceOption = False,
) -> None:
    """Estimate the payoffs of threats from a table of how crises ended.

    Exit code 1: the estimate did not converge.

    Examples:
        suasion threat fit crises.csv
        suasion threat fit crises.csv --model my-threats.toml --method cmle
    """
    from suasion import lab
    from suasion.show import threats
    from suasion.show.progress import step_bars

    ready = partial(lab.check_threat_fit, data, model, method=method, errors=errors, payoff=payoff)
    with step_bars(sys.stderr) as progress:
        progress("reading the table", 0, 1)
        all_at_once([ready, *targets(None, json_file, force)])
        progress("reading the table", 1, 1)
        progress("compiling and estimating the payoffs", 0, 1)
        report = lab.threat_fit_results(data, model, method=method, errors=errors, payoff=payoff)
    findings(
        report,
        lambda fit: threats.fit(fit, report.text, report.effect, report.cannot_say),
        json_file,
        force,
    )
    if not report.findings.converged:
        raise typer.Exit(1)
