"""The stage of one figure: its axes, the artists that move, and its controls; and its picture as SVG, in two layers."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from playground.look import GRID, INK, PAPER, themed

if TYPE_CHECKING:
    from ipywidgets import Widget
    from matplotlib.artist import Artist

INDENTATION = re.compile(r">\s+<")  # A page would make text nodes of it.
WHOLE_ROW = "auto / 1 / auto / -1"  # as the area of a grid
POINTS_PER_INCH = 72  # the unit of length in SVG as matplotlib writes it
STYLE: Any = {
    "font.size": 10,
    "axes.edgecolor": "#8a8f99",
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.grid": True,
    "grid.color": GRID,
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def look(area: str = "auto", **style: str) -> dict[str, Any]:
    """The layout and style of a control, to be passed when it is made: a replaced layout would stay in the kernel."""
    return {
        "layout": {"width": "auto", "grid_area": area},
        "style": {"description_width": "initial", **style},
    }


class Stage:
    """The axes, moving artists and controls of one figure; its setup fills the stage, `playground.live` shows it."""

    def __init__(self, width: float, height: float) -> None:
        from matplotlib import rc_context
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        with rc_context(STYLE):
            self.figure = Figure(figsize=(width, height), dpi=POINTS_PER_INCH, facecolor=PAPER)
            self.canvas = FigureCanvasAgg(self.figure)
        self.size = width * POINTS_PER_INCH, height * POINTS_PER_INCH
        self.controls: dict[str, Widget] = {}
        self.players: dict[str, Widget] = {}
        self.presets: dict[str, dict[str, Any]] = {}
        self.beside: Any = None
        self._moving: list[Artist] = []

    # ------------------------------------------------------------------------------------------- axes and artists

    def axes(self, ratios: Sequence[float] = (1,), **kwargs: Any) -> list[Any]:
        """One row of axes with these relative widths; keyword arguments go to each axes (``xlabel=...``)."""
        from matplotlib import rc_context

        with rc_context(STYLE):
            grid = self.figure.add_gridspec(1, len(ratios), width_ratios=ratios)
            return [self.figure.add_subplot(grid[0, i], facecolor=PAPER, **kwargs) for i in range(len(ratios))]

    def mosaic(self, layout: Sequence[Sequence[str]], **kwargs: Any) -> dict[str, Any]:
        """Several rows of axes by name, as in matplotlib's `subplot_mosaic`, which gets the keyword arguments."""
        from matplotlib import rc_context

        with rc_context(STYLE):
            axes = self.figure.subplot_mosaic([list(row) for row in layout], **kwargs)
        for ax in axes.values():
            ax.set_facecolor(PAPER)
        return axes

    def moving(self, *artists: Any) -> Any:
        """Mark artists as moving: they are not part of the fixed layer and are drawn anew each time."""
        for artist in artists:
            artist.set_animated(True)
            self._moving.append(artist)
        return artists[0] if len(artists) == 1 else artists

    # ---------------------------------------------------------------------------------------------------- controls

    def slider(self, name: str, value: float, low: float, high: float, step: float, label: str) -> None:
        """A slider from `low` to `high`, of whole numbers if `step` is a whole number."""
        from ipywidgets import FloatSlider, IntSlider

        kind = IntSlider if isinstance(step, int) else FloatSlider
        self.controls[name] = kind(value=value, min=low, max=high, step=step, description=label, **look())

    def log_slider(self, name: str, value: float, low: float, high: float, step: float, label: str) -> None:
        """A slider from 10**low to 10**high."""
        from ipywidgets import FloatLogSlider

        self.controls[name] = FloatLogSlider(
            value=value, min=low, max=high, step=step, description=label, readout_format=".3g", **look()
        )

    def time(self, name: str, value: int, low: int, high: int, step: int, label: str, milliseconds: int) -> None:
        """A slider of whole numbers with a player that moves it by one step every so many milliseconds."""
        from ipywidgets import Play

        self.slider(name, value, low, high, step, label)
        player = Play(value=value, min=low, max=high, step=step, interval=milliseconds, show_repeat=False)
        # Not linked in the browser: a link sends two messages for each step, and the picture waits for both.
        player.observe(lambda change: self._play_on(name, change["new"]), "value")
        self.players[name] = player

    def _play_on(self, name: str, value: int) -> None:
        # A player that was stopped by a reset may have sent more values before it heard of that: they do not count.
        # Its own stop button sends the least value.
        player = self.players[name]
        if player.playing or value == player.min:
            self.controls[name].value = value

    def align_players(self) -> None:
        """Move players that are not running to the value of their slider, so that they go on from there."""
        for name, player in self.players.items():
            if not player.playing:
                player.value = self.controls[name].value

    def choice(self, name: str, options: Sequence[str], label: str, value: str | None = None) -> None:
        """A drop-down list, with `value` or else the first option chosen at the start."""
        from ipywidgets import Dropdown

        self.controls[name] = Dropdown(options=list(options), value=value or options[0], description=label, **look())

    def buttons(self, name: str, options: Sequence[str], label: str, value: str) -> None:
        """A row of toggle buttons, of which one is pressed."""
        from ipywidgets import ToggleButtons

        self.controls[name] = ToggleButtons(
            options=list(options), value=value, description=label, **look(WHOLE_ROW, button_width="auto")
        )

    def pad(self, name: str, value: list[Any], label: str) -> None:
        """Paper to draw on, beside the picture; its value is a list of strokes of points (x, y) between 0 and 1."""
        from playground.pad import Pad

        self.controls[name] = self.beside = Pad(value=value, description=label)

    def preset(self, label: str, **values: Any) -> None:
        """A button that sets controls to the values of a classic case."""
        self.presets[label] = values

    def values(self) -> dict[str, Any]:
        """The controls' present values by name."""
        return {name: control.value for name, control in self.controls.items()}

    # ------------------------------------------------------------------------------------------------- pictures

    def fixed(self) -> str:
        """Everything that never moves, as the content of an SVG element; fixes the layout of the axes."""
        self.figure.set_layout_engine("constrained", w_pad=0.09, h_pad=0.07)  # inches
        self.canvas.draw()
        self.figure.set_layout_engine("none")
        return self._svg([self.figure])

    def moved(self) -> str:
        """The moving artists in their present state, as the content of an SVG element."""
        return self._svg(self._moving)

    def _svg(self, artists: Iterable[Artist]) -> str:
        from matplotlib import rc_context
        from matplotlib.backends.backend_svg import RendererSVG

        stream = io.StringIO()
        with rc_context({"svg.fonttype": "none", "svg.hashsalt": "playground"}):
            nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
            renderer = RendererSVG(*self.size, stream, image_dpi=POINTS_PER_INCH, metadata=nothing)
            # The constructor has written the head of a file, with a style sheet that in a page would hold for all
            # its drawings; the drawing begins after it.
            begin = stream.tell()
            for artist in artists:
                artist.draw(renderer)
            renderer.finalize()
        drawing = stream.getvalue()[begin:].rstrip().removesuffix("</svg>")
        return themed(INDENTATION.sub("><", drawing.strip()))

    def pixels(self, per_inch: float) -> Any:
        """The present picture as RGB, shape (height, width, 3), for readers without a kernel."""
        import numpy as np

        self.figure.dpi = per_inch
        self.canvas.draw()
        for artist in self._moving:
            self.figure.draw_artist(artist)
        found = np.array(self.canvas.buffer_rgba())[..., :3]
        self.figure.dpi = POINTS_PER_INCH
        if self.beside is None:
            return found
        return np.concatenate([self.beside.picture(per_inch, len(found) / per_inch), found], axis=1)
