"""The pictures a cell draws with Matplotlib itself: shown as the figures are, sharp and in the colors of the page.

A PNG would stay white in the dark theme. This is HTML and no widget, so that it is still there when a saved notebook is
opened again. The PNG goes along: for programs that show no HTML, and for pages that let no drawings through.
"""

from __future__ import annotations

import io
import os
import sys
from base64 import b64encode
from html import escape
from typing import TYPE_CHECKING, Any

from playground.cells import running_cell
from playground.live import PIXELS_PER_INCH
from playground.look import SHEET, themed
from playground.stage import INDENTATION

if TYPE_CHECKING:
    from matplotlib.figure import Figure

HEAD = '<g id="figure_1">'  # Above it stands the head of a file, with a style sheet that would hold for the whole page.
# GitHub shows no drawings and no style sheets, nor does JupyterLab where it does not trust a notebook: the PNG is seen.
PLAIN = '<style>.figure-plain {display: none}</style><img class="figure-plain" alt="%s" src="data:image/png;base64,%s">'
MOST = 1_000_000  # characters; a drawing of more, of very many points, is better off as a PNG alone


def follow_the_theme() -> None:
    """In a notebook, show Matplotlib's figures as SVG from now on; elsewhere do nothing, and import nothing."""
    shell: Any = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if formatter := getattr(shell, "display_formatter", None):
        formatter.mimebundle_formatter.for_type_by_name("matplotlib.figure", "Figure", _html)


def _html(figure: Figure) -> dict[str, str]:
    """What IPython shows besides the PNG; nothing where nobody looks."""
    if running_cell() is None or os.environ.get("NBGRADER_EXECUTION"):
        return {}
    drawing = svg(figure)
    if len(drawing) > MOST:
        return {}
    width = figure.get_size_inches()[0] * PIXELS_PER_INCH
    picture = f'<div class="figure" style="max-width:{width:.0f}px">{drawing}</div>'
    return {"text/html": SHEET + picture + PLAIN % (escape(alt(figure)), _png(figure))}


def _png(figure: Figure) -> str:
    stream = io.BytesIO()
    figure.savefig(stream, format="png", bbox_inches="tight")
    return b64encode(stream.getvalue()).decode()


def svg(figure: Figure) -> str:
    """The figure as an SVG element for a page, with names in place of the colors that the dark theme changes."""
    from matplotlib import rc_context

    stream = io.StringIO()
    with rc_context({"svg.fonttype": "path", "svg.hashsalt": "playground"}):
        figure.savefig(stream, format="svg", bbox_inches="tight", dpi=2 * figure.dpi)
    head, _, drawing = INDENTATION.sub("><", stream.getvalue()).partition(HEAD)
    box = head.rpartition('viewBox="')[2].partition('"')[0]
    style = "display:block;width:100%;height:auto;border-radius:4px;stroke-linejoin:round;stroke-linecap:butt"
    style += ";fill:var(--figure-black)"  # Matplotlib does not say so where something is black.
    words = escape(alt(figure))
    return f'<svg role="img" aria-label="{words}" viewBox="{box}" style="{style}">{themed(HEAD + drawing)}'


def alt(figure: Figure) -> str:
    """What the picture shows, from its titles, for readers who cannot see it."""
    titles = [figure.get_suptitle(), *(ax.get_title() for ax in figure.axes)]
    return "; ".join(" ".join(title.split()) for title in titles if title) or "a picture drawn by this cell"
