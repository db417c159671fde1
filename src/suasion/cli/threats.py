"""Commands for threats and for small games in Gambit's files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from suasion.cli.checking import all_at_once
from suasion.cli.games import ForceOption, JsonOption, targets

app = typer.Typer(
    help="Sanction threats as a game: its equilibria, and its payoffs estimated.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
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
    """List all equilibria of a threat game, each with its residual."""
    from suasion import lab
    from suasion.show import threats

    find = partial(lab.threat_equilibria_results, S_A, V_A, C_B, V_B, W_A, W_B, a)
    all_at_once([find, *targets(None, json_file, force)])
    _out(find(), threats.equilibria, json_file, force)


@app.command()
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
    """Estimate the payoffs of threats from a table of how crises ended; exit code 1 without convergence."""
    from suasion import lab
    from suasion.show import threats

    ready = partial(lab.check_threat_fit, data, model, method=method, errors=errors, payoff=payoff)
    all_at_once([ready, *targets(None, json_file, force)])
    found = lab.threat_fit_results(data, model, method=method, errors=errors, payoff=payoff)
    _out(found, threats.fit, json_file, force)
    if not found["converged"]:
        raise typer.Exit(1)


def solve(
    game: Annotated[Path, typer.Argument(metavar="FILE", help="A game: Gambit's .nfg or .efg.")],
    method: Annotated[
        str,
        typer.Option(
            help="all, logit (the limit of quantal response), or gambit (where pygambit is installed)."
        ),
    ] = "all",
    json_file: JsonOption = None,
    force: ForceOption = False,
) -> None:
    """Solve a small game: its equilibria, each with its regret, and what is degenerate."""
    from suasion import lab
    from suasion.show import threats

    ready: list[Callable[[], Any]] = [partial(lab.check_solver, method), partial(lab.load_game, game)]
    all_at_once([*ready, *targets(None, json_file, force)])
    _out(lab.solve_results(game, method=method), threats.solution, json_file, force)


def _out(
    found: Mapping[str, Any],
    print_it: Callable[[Mapping[str, Any]], None],
    json_file: str | None,
    force: bool,
) -> None:
    """Prints what was found, or its JSON, and writes the file that was asked for."""
    from suasion import lab

    text = lab.results_text(found)
    if json_file == "-":
        typer.echo(text, nl=False)
        return
    if json_file is not None:
        lab.write_file(Path(json_file), text, force=force)
    print_it(found)
    if json_file is not None:
        typer.echo(f"Written: {json_file}")
