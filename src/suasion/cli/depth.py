"""How deep cooperation can go."""

from __future__ import annotations

import sys
from functools import partial
from typing import Annotated

import typer

from suasion.cli.shared.checking import all_at_once
from suasion.cli.shared.options import FigureOption, ForceOption, JsonOption, targets
from suasion.cli.shared.printing import findings
from suasion.errors import Problem, SuasionError


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
    """Say how deep a treaty can go and still be kept.

    Of a case: when its treaties would be self-enforcing.

    Examples:
        suasion depth north-korea
        suasion depth --benefit 1,0.8 --patience 0.9,0.6 --asked 0.5
    """
    from suasion import lab
    from suasion.show import games
    from suasion.show.progress import step_bars

    texts = {"benefit": benefit, "patience": patience, "detection": detection}
    checks = [partial(_numbers, name, text) for name, text in texts.items()]
    all_at_once([*checks, *targets(figure, json_file, force)])
    with step_bars(sys.stderr) as progress:
        progress("playing the game of depth in every world" if case else "solving the game of depth", 0, 1)
        result = lab.depth(
            case,
            benefit=_numbers("benefit", benefit),
            patience=_numbers("patience", patience),
            detection=_numbers("detection", detection),
            periods=periods,
            asked=asked,
            demand=demand,
            issue_benefit=issue_benefit,
            accession=accession,
            punishment=punishment,
            worlds=worlds,
            seed=seed,
        )
    findings(result, lambda depths: games.depth(depths, result.answer), json_file, force, figure)


def _numbers(name: str, text: str | None) -> list[float] | None:
    """Numbers separated by commas."""
    if text is None:
        return None
    try:
        return [float(part) for part in text.split(",")]
    except ValueError:
        raise SuasionError(
            Problem(
                f"--{name} {text[:80]}",
                "This is no number, nor numbers with commas between.",
                "For instance 0.9,0.6.",
            )
        ) from None
