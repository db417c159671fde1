"""Altair charts that are shown and saved without a network."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

import altair as alt

if TYPE_CHECKING:
    Base = alt.TopLevelMixin
else:
    Base = object  # what stands behind it in each chart

#: How much larger than on the screen a PNG is.
SCALE = 2
#: What stands in the menu of a chart in HTML: nothing that leads to the network.
MENU = {"actions": {"export": True, "source": False, "compiled": False, "editor": False}}
#: Renderer that Altair starts with; it fetches its scripts from the network.
USUAL = "default"


class Offline(Base):
    """What an Altair chart does without a network: HTML with its scripts in it, and a still picture in a notebook.

    Whoever chose a renderer of Altair's (``altair.renderers.enable``) sees the chart by it.
    """

    def save(self, fp: Any, format: Any = None, *args: Any, **more: Any) -> None:
        """Writes ``.png``, ``.svg``, ``.html``, ``.pdf`` or ``.json``; HTML opens without a network.

        Args:
            fp: A path or an open file.
            format: The ending, for an open file.
            args: As Altair's ``Chart.save`` takes them.
            more: As Altair's ``Chart.save`` takes it.
        """
        usual: dict[str, object] = {"scale_factor": SCALE}
        if str(format or getattr(fp, "name", fp)).lower().endswith("html"):
            usual |= {"inline": True, "embed_options": MENU}
        super().save(fp, format, *args, **{**usual, **more})

    def to_html(self, *args: Any, **more: Any) -> str:
        """The chart as a page that opens without a network; arguments as Altair's."""
        return str(super().to_html(*args, **{"inline": True, "embed_options": MENU, **more}))

    def _repr_mimebundle_(self, *args: Any, **more: Any) -> Any:
        if alt.renderers.active != USUAL:
            return super()._repr_mimebundle_(*args, **more)
        import vl_convert

        spec = json.dumps(self.to_dict())
        svg, png = vl_convert.vegalite_to_svg(spec), vl_convert.vegalite_to_png(spec, scale=SCALE)
        return {"image/svg+xml": svg, "image/png": png, "text/plain": f"<{type(self).__name__}>"}


class Chart(Offline, alt.Chart):
    """A single view."""


class LayerChart(Offline, alt.LayerChart):
    """Views on top of one another."""


class ConcatChart(Offline, alt.ConcatChart):
    """Views beside one another."""


AnyChart: TypeAlias = Chart | LayerChart | ConcatChart


def chart(spec: dict[str, Any]) -> AnyChart:
    """A Vega-Lite specification as a chart."""
    kind = ConcatChart if "concat" in spec else LayerChart if "layer" in spec else Chart
    made: AnyChart = kind.from_dict(spec)
    return made
