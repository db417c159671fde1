"""What draws the figures of a brief."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from suasion.errors import Problem, SuasionError
from suasion.files.rendering import drawing

NEEDED = (("vl_convert", "vl-convert-python"), ("jinja2", "jinja2"), ("babel", "babel"))


@contextmanager
def renderers() -> Iterator[drawing.Renderers]:
    """What draws a brief, started at once so that it is ready when there is something to draw.

    Raises:
        SuasionError: What draws the figures is missing.
    """
    check_renderer()
    with drawing.renderers() as running:
        yield running


@contextmanager
def perhaps_renderers(brief: bool) -> Iterator[drawing.Renderers | None]:
    """What draws the brief, if there is to be one."""
    if brief:
        with renderers() as running:
            yield running
    else:
        yield None


def check_renderer() -> None:
    """Refuses where what draws the figures is missing.

    Raises:
        SuasionError: ``vl-convert-python`` or Jinja is not installed.
    """
    for module, package in NEEDED:
        try:
            __import__(module)
        except ImportError:
            raise SuasionError(
                Problem("The brief", f"The package {package} is missing.", f"pip install {package}")
            ) from None
