"""What the library and the model hold."""

from __future__ import annotations

from typing import Annotated

import typer


def list_(
    kind: Annotated[
        str,
        typer.Argument(
            help="cases, strategies, instruments, packages, mechanisms, scales, talks, threats, treaties, worldviews, "
            "parameters, datasets, sources."
        ),
    ] = "",
    word: Annotated[str, typer.Argument(help="Only what has this word.")] = "",
) -> None:
    """List what the library and the model hold; `suasion list sources WORD` searches."""
    from suasion import lab
    from suasion.show import library as screen

    screen.listing(lab.listing(kind, word))
