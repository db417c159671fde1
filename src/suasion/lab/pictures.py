"""A chart as the file that its name asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from suasion.errors import Problem, SuasionError
from suasion.files import disk

ENDINGS = (".svg", ".png", ".html")


def check_picture(path: Path, *, force: bool = False) -> None:
    """Refuses a picture that could not be written, before anything is computed.

    Raises:
        SuasionError: Its ending names no kind of picture, or it exists or cannot be written.
    """
    problems = []
    if path.suffix.lower() not in ENDINGS:
        problems.append(
            Problem(str(path), "The name says no kind of picture.", "End it in .svg, .png or .html.")
        )
    try:
        disk.check_file(path, force=force)
    except SuasionError as error:
        problems += error.problems
    if problems:
        raise SuasionError(problems)


def write_picture(path: Path, chart: Any, *, force: bool = False) -> None:
    """Writes an Altair chart as SVG, as PNG at twice the size, or as a page that opens offline.

    Raises:
        SuasionError: As :func:`check_picture`.
    """
    check_picture(path, force=force)
    ending = path.suffix.lower()
    if ending == ".html":
        content = str(chart.to_html(inline=True)).encode("utf-8")
    else:
        import vl_convert

        spec = chart.to_dict()
        content = (
            vl_convert.vegalite_to_png(spec, scale=2)
            if ending == ".png"
            else str(vl_convert.vegalite_to_svg(spec)).encode("utf-8")
        )
    disk.write_bytes(path, content, force=force)
