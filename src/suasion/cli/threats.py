"""Commands for threats and for small games in Gambit's files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from suasion.cli.games import ForceOption, JsonOption

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

    target = _target(json_file, force)
    found = lab.threat_equilibria(S_A, V_A, C_B, V_B, W_A, W_B, a)
    names = ("p_resist", "p_challenge", "p_fight", "residual", "touching")
    rows = [{name: getattr(found, name)[place].item() for name in names} for place in range(int(found.count))]
    _out({"equilibria": rows}, threats.equilibria, target, json_file, force)


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

    target = _target(json_file, force)
    found = lab.threat_fit_results(data, model, method=method, errors=errors, payoff=payoff)
    _out(found, threats.fit, target, json_file, force)
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

    target = _target(json_file, force)
    _out(lab.solve_results(game, method=method), threats.solution, target, json_file, force)


def _target(json_file: str | None, force: bool) -> Path | None:
    """The file for JSON, refused before anything is computed if it could not be written."""
    from suasion import lab

    if json_file in (None, "-"):
        return None
    lab.check_file(Path(str(json_file)), force=force)
    return Path(str(json_file))


def _out(
    found: Mapping[str, Any], print_it: Any, target: Path | None, json_file: str | None, force: bool
) -> None:
    """Prints what was found, or its JSON, and writes the file that was asked for."""
    from suasion import lab

    if json_file == "-":
        typer.echo(lab.results_text(found), nl=False)
        return
    if target is not None:
        lab.write_file(target, lab.results_text(found), force=force)
    print_it(found)
    if target is not None:
        typer.echo(f"Written: {target}")
