"""What the library and the model hold."""

from __future__ import annotations

from typing import Annotated

import typer


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
