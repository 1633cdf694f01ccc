"""The core of every interactive figure: controls, a picture that follows them, and the picture in words.

A figure is a function that receives a `Stage`, draws what never moves, adds controls, and returns ``draw``,
which is called with the controls' values, moves the artists and returns a sentence. The static part is
rasterized once; each move restores that background and draws only the artists made with ``stage.moving``.
Moves that arrive while a picture is being made are merged: the last one wins, none queues up.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import io
import os
from collections.abc import Callable, Sequence
from functools import update_wrapper
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ipywidgets import Widget
    from matplotlib.artist import Artist

Draw = Callable[..., str]

# Okabe and Ito's palette: its colors stay apart for every common kind of color blindness.
INK, PAPER, GRID = "#1f2430", "#fbfbf8", "#d9dbe0"
BLUE, ORANGE, GREEN, RED, SKY, PURPLE = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7"
PIXELS_PER_INCH = 100
# ipywidgets' Image has no alternative text, so the description stands beside it, out of sight.
FOR_SCREEN_READERS = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)"
SHARPNESS = 1.6  # image pixels per screen pixel, so that text stays crisp on dense screens


class Stage:
    """Where one figure is set up: its axes, its moving artists and its controls."""

    def __init__(self, width: float, height: float) -> None:
        from matplotlib import rc_context
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.style: Any = {
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
        with rc_context(self.style):
            self.figure = Figure(figsize=(width, height), dpi=PIXELS_PER_INCH * SHARPNESS, facecolor=PAPER)
            self.canvas = FigureCanvasAgg(self.figure)
        self.controls: dict[str, Widget] = {}
        self.presets: dict[str, dict[str, Any]] = {}
        self._moving: list[Artist] = []
        self._background: Any = None

    def axes(self, ratios: Sequence[float] = (1,), **kwargs: Any) -> list[Any]:
        """One row of axes with these relative widths; keywords go to each of them (``xlabel=...``)."""
        from matplotlib import rc_context

        with rc_context(self.style):
            grid = self.figure.add_gridspec(1, len(ratios), width_ratios=ratios)
            return [self.figure.add_subplot(grid[0, i], facecolor=PAPER, **kwargs) for i in range(len(ratios))]

    def mosaic(self, layout: Sequence[Sequence[str]], **kwargs: Any) -> dict[str, Any]:
        """Several rows of axes by name, as in matplotlib's subplot_mosaic; keywords go there."""
        from matplotlib import rc_context

        with rc_context(self.style):
            axes = self.figure.subplot_mosaic([list(row) for row in layout], **kwargs)
        for ax in axes.values():
            ax.set_facecolor(PAPER)
        return axes

    def moving(self, *artists: Any) -> Any:
        """Mark artists as moving: they are left out of the background and drawn anew each time."""
        for artist in artists:
            artist.set_animated(True)
            self._moving.append(artist)
        return artists[0] if len(artists) == 1 else artists

    def slider(self, name: str, value: float, low: float, high: float, step: float, label: str) -> None:
        """A slider; whole numbers if `step` is one."""
        from ipywidgets import FloatSlider, IntSlider

        kind = IntSlider if isinstance(step, int) else FloatSlider
        self._add(name, kind(value=value, min=low, max=high, step=step, description=label))

    def log_slider(self, name: str, value: float, low: float, high: float, step: float, label: str) -> None:
        """A slider from 10**low to 10**high."""
        from ipywidgets import FloatLogSlider

        self._add(name, FloatLogSlider(value=value, min=low, max=high, step=step, description=label))

    def choice(self, name: str, options: Sequence[str], label: str, value: str | None = None) -> None:
        """A drop-down list; `value`, or else the first option, is chosen at the start."""
        from ipywidgets import Dropdown

        self._add(name, Dropdown(options=list(options), value=value or options[0], description=label))

    def preset(self, label: str, **values: Any) -> None:
        """A button that sets controls to these values: a classic case to look at."""
        self.presets[label] = values

    def _add(self, name: str, widget: Any) -> None:
        widget.style = {"description_width": "initial"}
        widget.layout = {"width": "270px"}
        self.controls[name] = widget

    def picture(self) -> bytes:
        """The present state as PNG, redrawing only what moves."""
        if self._background is None:
            self.figure.set_layout_engine("constrained")
            self.canvas.draw()
            self.figure.set_layout_engine("none")  # Laid out once; later pictures keep their places.
            self._background = self.canvas.copy_from_bbox(self.figure.bbox)
        self.canvas.restore_region(self._background)
        for artist in self._moving:
            self.figure.draw_artist(artist)
        return encoded(self.canvas.buffer_rgba())


def encoded(pixels: Any) -> bytes:
    """RGBA pixels as PNG, packed for speed rather than for size."""
    import numpy as np
    from PIL import Image

    buffer = io.BytesIO()
    Image.fromarray(np.asarray(pixels)[..., :3]).save(buffer, "png", compress_level=1)
    return buffer.getvalue()


class Live:
    """A figure that a notebook shows as a widget, as a still picture where no kernel runs, or in words."""

    def __init__(self, setup: Callable[[Stage], Draw], alt: str, hint: str, size: tuple[float, float]) -> None:
        self.setup = setup
        self.alt = alt
        self.hint = hint
        self.size = size
        self.stage: Stage | None = None
        self.pictures_drawn = 0
        self._scheduled = False

    def build(self) -> Stage:
        """Set the figure up and draw its first picture; done once, and only when it is shown."""
        if self.stage is not None:
            return self.stage
        from ipywidgets import HTML, Box, Button, Image, Layout, VBox

        self.stage = Stage(*self.size)
        self._draw = self.setup(self.stage)
        self._start = {name: control.value for name, control in self.stage.controls.items()}
        width = f"{self.size[0] * PIXELS_PER_INCH:.0f}px"
        self.image = Image(format="png", layout=Layout(width="100%", max_width=width, object_fit="contain"))
        self.words = HTML()
        reset = Button(description="Reset", tooltip="Back to the first picture", layout=Layout(width="80px"))
        reset.on_click(lambda _: self.reset())
        for control in self.stage.controls.values():
            control.observe(lambda _: self._moved(), "value")
        presets = []
        for label, values in self.stage.presets.items():
            presets.append(Button(description=label, tooltip=f"Show: {label}", layout=Layout(width="auto")))
            presets[-1].on_click(lambda _, values=values: self.set(**values))
        row = Box(
            [*self.stage.controls.values(), *presets, reset],
            layout=Layout(flex_flow="row wrap", grid_gap="4px 18px", max_width=width),
        )
        self.widget = VBox([self.image, self.words, row])
        self.redraw()
        return self.stage

    def reset(self) -> None:
        """Every control back to where it was at the start."""
        self.build()
        self.set(**self._start)

    def set(self, **values: Any) -> None:
        """Move controls to these values."""
        for name, value in values.items():
            self.build().controls[name].value = value

    def values(self) -> dict[str, Any]:
        """The controls' present values by name."""
        return {name: control.value for name, control in self.build().controls.items()}

    def redraw(self) -> None:
        """Draw the picture for the present values; an error in the reader's own function is shown in words."""
        stage = self.build()
        try:
            sentence = escape(self._draw(**self.values()))
        except Exception as error:
            sentence = f"<b>{type(error).__name__}</b> in the function that was drawn: {escape(str(error))}"
        self.image.value = stage.picture()
        self.words.value = (
            f'<div role="status" aria-live="polite" style="line-height:1.4">{sentence}</div>'
            f'<div style="line-height:1.4;opacity:.8"><i>Try:</i> {escape(self.hint)}</div>'
            f'<div style="{FOR_SCREEN_READERS}">The picture: {escape(self.alt)}</div>'
        )
        self.pictures_drawn += 1

    def _moved(self) -> None:
        if self._scheduled:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # No event loop, no messages to merge.
            self.redraw()
            return
        self._scheduled = True
        # A moment's wait lets the other moves that have already arrived be read first.
        loop.call_later(0.002, self._redraw_scheduled)

    def _redraw_scheduled(self) -> None:
        self._scheduled = False
        self.redraw()

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        text = f"{self.alt} {self.hint}"
        if os.environ.get("NBGRADER_EXECUTION"):
            return {"text/plain": text}
        self.build()
        bundle = dict(self.widget._repr_mimebundle_() or {})
        return bundle | {"text/plain": text, "image/png": base64.b64encode(self.image.value).decode()}


def figure(alt: str, hint: str, size: tuple[float, float] = (9, 3.8)) -> Callable[[Callable], Callable[..., Live]]:
    """Decorator: ``setup(stage, **options)`` becomes a function of its options that returns a `Live` figure.

    `alt` describes the figure to someone who cannot see it, `hint` says what to try; `size` is in inches of
    100 screen pixels.
    """

    def decorate(setup: Callable[..., Draw]) -> Callable[..., Live]:
        def make(*args: Any, **options: Any) -> Live:
            return Live(lambda stage: setup(stage, *args, **options), alt, hint, size)

        update_wrapper(make, setup)
        with contextlib.suppress(AttributeError):
            del make.__wrapped__  # type: ignore[attr-defined]  # Its first argument is not the reader's business.
        return make

    return decorate
