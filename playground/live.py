"""The core of every interactive figure: controls, a picture that follows them, and the picture in words.

A figure is a function that receives a `Stage`, draws what never moves, adds controls, and returns ``draw``,
which is called with the controls' values, moves the artists and returns a sentence. What never moves is sent to the
browser once; each move sends the moving artists alone, as SVG, which lies over it and stays sharp at any size.
Moves that arrive while a picture is being made are merged: the last one wins, none queues up.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import io
import os
from collections.abc import Callable, Iterator
from functools import update_wrapper
from html import escape
from typing import Any

from playground.stage import PAPER, Stage

Draw = Callable[..., str]
PIXELS_PER_INCH = 100
NARROWEST = "600px"
SHARP = 144  # pixels per inch of the picture that stays in a saved notebook


class Live:
    """A figure that a notebook shows as a widget, as a still picture where no kernel runs, or in words."""

    def __init__(self, setup: Callable[[Stage], Draw], alt: str, hint: str, size: tuple[float, float]) -> None:
        self.setup = setup
        self.alt = alt
        self.hint = hint
        self.size = size
        self.stage: Stage | None = None
        self.failed: Exception | None = None
        self.pictures_drawn = 0
        self._scheduled = False

    def build(self) -> Stage:
        """Set the figure up and draw its first picture; done once, and only when it is shown."""
        if self.stage is not None:
            return self.stage
        from ipywidgets import HTML, Box, Layout, VBox

        self.stage = Stage(*self.size)
        try:
            self._draw = self.setup(self.stage)
        except Exception as error:
            self.stage, self._draw, self.failed = Stage(*self.size), _raises(error), error
        self._start = {name: control.value for name, control in self.stage.controls.items()}
        for control in self.stage.controls.values():
            control.observe(lambda _: self._moved(), "value")
        width = f"{self.size[0] * PIXELS_PER_INCH:.0f}px"
        layer = {"grid_area": "1 / 1", "width": "auto", "margin": "0"}
        self.fixed = HTML(self._layer(self.stage.fixed(), self.alt), layout=Layout(**layer))
        self.moves, self.words = HTML(layout=Layout(**layer)), HTML()
        columns = f"minmax({NARROWEST}, 1fr)"  # Below that it scrolls, so that a page at 200 % stays readable.
        frame = Layout(display="grid", grid_template_columns=columns, width="100%", max_width=width, overflow="auto")
        picture = Box([self.fixed, self.moves], layout=frame)
        row = Layout(flex_flow="row wrap", grid_gap="4px 18px", max_width=width, align_items="center")
        controls = Box([*self.stage.controls.values(), *self.stage.players.values(), *self._buttons()], layout=row)
        self.widget = VBox([picture, self.words, controls])
        self.redraw()
        return self.stage

    def _buttons(self) -> Iterator[Any]:
        from ipywidgets import Button, Layout

        assert self.stage is not None
        for label, values in self.stage.presets.items():
            button = Button(description=label, tooltip=f"Show: {label}", layout=Layout(width="auto"))
            button.on_click(lambda _, values=values: self.set(**values))
            yield button
        reset = Button(description="Reset", tooltip="Back to the first picture", layout=Layout(width="80px"))
        reset.on_click(lambda _: self.reset())
        yield reset

    def _layer(self, drawing: str, alt: str = "") -> str:
        """An SVG that fills its place; one with `alt` is the picture for a screen reader, one without is hidden."""
        assert self.stage is not None
        wide, high = self.stage.size
        role = f'role="img" aria-label="{escape(alt)}"' if alt else 'aria-hidden="true"'
        paper = f"background:{PAPER};border-radius:4px;" if alt else ""
        look = f"display:block;width:100%;height:auto;{paper}stroke-linejoin:round;stroke-linecap:butt"
        return f'<svg {role} viewBox="0 0 {wide:g} {high:g}" style="{look}">{drawing}</svg>'

    def reset(self) -> None:
        """Every control back to where it was at the start."""
        for player in self.build().players.values():
            player.playing = False
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
        except KeyboardInterrupt:
            sentence = "<b>Stopped.</b> The picture shows what was drawn before."
        except Exception as error:
            sentence = f"<b>{type(error).__name__}</b> in what was to be drawn: {escape(str(error))}"
        self.moves.value = self._layer(stage.moved())
        self.words.value = (
            f'<div role="status" aria-live="polite" style="line-height:1.4">{sentence}</div>'
            f'<div style="line-height:1.4;opacity:.8"><i>Try:</i> {escape(self.hint)}</div>'
        )
        stage.follow()
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

    def close(self) -> None:
        """Let go of the widgets, here and in the browser; the figure can be shown again."""
        if self.stage is not None:
            for widget in family(self.widget):
                widget.close()
            self.stage = None

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Any:
        text = f"{self.alt} {self.hint}"
        if os.environ.get("NBGRADER_EXECUTION"):
            return {"text/plain": text}
        stage = self.build()
        close_what_the_cell_showed_before(self)
        bundle = dict(self.widget._repr_mimebundle_() or {})
        bundle |= {"text/plain": text, "image/png": base64.b64encode(png(stage.pixels(SHARP))).decode()}
        return bundle, {"image/png": {"alt": self.alt, "width": round(self.size[0] * PIXELS_PER_INCH)}}


def _raises(error: Exception) -> Draw:
    """What is drawn of a figure that could not be set up."""

    def draw() -> str:
        raise error

    return draw


def png(pixels: Any) -> bytes:
    """Pixels as PNG, packed for speed rather than for size."""
    from PIL import Image

    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "png", compress_level=1)
    return stream.getvalue()


def family(widget: Any) -> Iterator[Any]:
    """A widget and all that belong to it: children, layouts, styles."""
    for child in getattr(widget, "children", ()):
        yield from family(child)
    for name in ("style", "layout"):
        if hasattr(part := getattr(widget, name, None), "close"):
            yield part
    yield widget


_shown: dict[str, tuple[int, list[Live]]] = {}


def close_what_the_cell_showed_before(live: Live) -> None:
    """ipywidgets keeps every widget for the life of the kernel; those of a cell that is run again go."""
    try:
        from IPython import get_ipython

        shell: Any = get_ipython()
        cell, run = shell.get_parent()["metadata"]["cellId"], shell.execution_count
    except (ImportError, AttributeError, KeyError, TypeError):
        return
    last_run, before = _shown.get(cell, (run, []))
    if last_run == run:
        _shown[cell] = run, [*before, live]
        return
    _shown[cell] = run, [live]
    elsewhere = [figure for _, figures in _shown.values() for figure in figures]
    for figure in before:
        if figure not in elsewhere:
            figure.close()


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
