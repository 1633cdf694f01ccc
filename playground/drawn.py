"""The pictures a notebook draws with Matplotlib itself: shown as the figures are, sharp and in the colors of the page.

A PNG would stay white in the dark theme. It still goes along, for a saved notebook and wherever no kernel runs.
"""

from __future__ import annotations

import io
import os
import sys
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from playground.cells import SHOWN, running_cell
from playground.live import PIXELS_PER_INCH, family
from playground.look import SHEET, themed
from playground.stage import POINTS_PER_INCH

if TYPE_CHECKING:
    from matplotlib.figure import Figure

HEAD = '<g id="figure_1">'  # Above it stands the head of a file, with a style sheet that would hold for the whole page.


def follow_the_theme() -> None:
    """In a notebook, show Matplotlib's figures as SVG from now on; elsewhere do nothing, and import nothing."""
    shell: Any = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if formatter := getattr(shell, "display_formatter", None):
        formatter.mimebundle_formatter.for_type_by_name("matplotlib.figure", "Figure", _widget)


def _widget(figure: Figure) -> dict[str, Any]:
    """A widget's part of what a cell shows; IPython adds the PNG. Nothing of it where nobody looks."""
    running = running_cell()
    if running is None or os.environ.get("NBGRADER_EXECUTION"):
        return {}
    from ipywidgets import HTML, Layout

    width = figure.get_size_inches()[0] * PIXELS_PER_INCH
    widget = HTML(SHEET + svg(figure), layout=Layout(width="100%", max_width=f"{width:.0f}px", margin="0"))
    widget.add_class("figure")
    SHOWN.add(_Shown(widget), *running)
    return dict(widget._repr_mimebundle_() or {})


@dataclass
class _Shown:
    """A picture that a cell shows."""

    widget: Any

    def close(self) -> None:
        """Close the widget with its parts, in the kernel and in the browser."""
        for part in family(self.widget):
            part.close()


def svg(figure: Figure) -> str:
    """The figure as an SVG element for a page, with names in place of the colors that the dark theme changes."""
    from matplotlib import rc_context

    stream = io.StringIO()
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "playground"}):
        figure.savefig(stream, format="svg", bbox_inches="tight", dpi=2 * POINTS_PER_INCH)
    head, _, drawing = stream.getvalue().partition(HEAD)
    box = head.rpartition('viewBox="')[2].partition('"')[0]
    style = "display:block;width:100%;height:auto;border-radius:4px;stroke-linejoin:round;stroke-linecap:butt"
    return (
        f'<svg role="img" aria-label="{escape(alt(figure))}" viewBox="{box}" style="{style}">{themed(HEAD + drawing)}'
    )


def alt(figure: Figure) -> str:
    """What the picture shows, from its titles, for readers who cannot see it."""
    titles = [figure.get_suptitle(), *(ax.get_title() for ax in figure.axes)]
    return "; ".join(" ".join(title.split()) for title in titles if title) or "A picture drawn by the cell above"
