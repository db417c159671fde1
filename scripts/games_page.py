"""What the scripts of the games' pages share: their options, and a page's block and figure written."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from docs_markdown import fill

DOCS = Path(__file__).resolve().parents[1] / "docs"


def run(
    about: str | None,
    *,
    page: str,
    name: str,
    block: Callable[[], str],
    figure: Callable[[], str],
    picture: str = "",
    speed: Callable[[], str] | None = None,
    needs: Path | None = None,
) -> None:
    """Prints the block; with ``--write`` puts it into its page and draws the figure; with ``--speed`` prints times.

    Args:
        about: What ``--help`` says.
        page: Name of the page in ``docs/explanation``, without its ending.
        name: Name of the block in it.
        block: Writes the block.
        figure: Draws the figure as SVG.
        picture: The figure is ``games-PICTURE.svg``; the block's name if not given.
        speed: Measures times; no option if not given.
        needs: A file of the datasets, without which nothing is done.
    """
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--write", action="store_true", help="put the block into the page and draw the figure"
    )
    if speed:
        parser.add_argument("--speed", action="store_true", help="print times")
    arguments = parser.parse_args()
    if needs and not needs.is_file():
        parser.error(f"the datasets are not here: {needs}; set SUASION_TEST_DATA")
    if speed and arguments.speed:
        print(speed())
        return
    text = block()
    if not arguments.write:
        print(text)
        return
    place = DOCS / "explanation" / f"{page}.md"
    place.write_text(fill(place.read_text("utf-8"), name, text), "utf-8")
    (DOCS / "figures" / f"games-{picture or name}.svg").write_text(figure(), "utf-8")
