"""The core of every interactive figure: controls, a picture that follows them, and the picture in words.

A figure is a function that receives a `Stage`, draws what never moves, adds controls, and returns ``update``, which is
called with the controls' values, moves the artists, and returns a sentence. What never moves is sent to the browser
once. Each change of a control sends the moving artists as SVG, which lies over the rest and stays sharp at any size,
and then the sentence. The sentence is a message of its own because it stands outside the picture, which scrolls in a
narrow window while the sentence wraps; and the picture does not wait for it. Changes that arrive while a picture is
being drawn are merged: the last one wins, and none queue up.
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

from playground.cells import SHOWN, running_cell
from playground.look import SHEET
from playground.stage import Stage

Update = Callable[..., str]
PIXELS_PER_INCH = 100
NARROWEST = "480px"
SHARP = 144  # pixels per inch of the picture that stays in a saved notebook


class Live:
    """A figure that a notebook shows as a widget, as a still picture where no kernel runs, or in words."""

    def __init__(self, setup: Callable[[Stage], Update], alt: str, hint: str, size: tuple[float, float]) -> None:
        self.setup = setup
        self.alt = alt
        self.hint = hint
        self.size = size
        self.stage: Stage | None = None
        self.failed: Exception | None = None
        self.pictures_drawn = 0
        self._scheduled = False

    def build(self) -> Stage:
        """Set the figure up and draw its first picture, unless that has been done; return its stage."""
        if self.stage is None:
            self.stage = self._set_up()
            self._start = self.stage.values()
            self._lay_out(self.stage)
            self.redraw()
        return self.stage

    def _set_up(self) -> Stage:
        stage = Stage(*self.size)
        try:
            self._update = self.setup(stage)
        except Exception as error:
            stage, self._update, self.failed = Stage(*self.size), _raises(error), error
        return stage

    def _lay_out(self, stage: Stage) -> None:
        """Make the widget: the two layers of the picture, the controls, and last the words, whose height varies."""
        from ipywidgets import HTML, Box, Layout, VBox

        for control in stage.controls.values():
            control.observe(lambda _: self._control_changed(), "value")
        width = f"{self.size[0] * PIXELS_PER_INCH:.0f}px"
        layer = {"grid_area": "1 / 1", "width": "auto", "margin": "0"}
        self.fixed = HTML(_svg(stage, stage.fixed(), self.alt), layout=Layout(**layer))
        self.moves, self.words = HTML(layout=Layout(**layer)), HTML()
        # Below that it scrolls, so that a page at 200 % stays readable.
        columns = f"minmax(min({NARROWEST}, {width}), 1fr)"
        frame = Layout(display="grid", grid_template_columns=columns, width="100%", max_width=width, overflow="auto")
        picture = Box([self.fixed, self.moves], layout=frame)
        if stage.beside:
            picture = Box([stage.beside, picture], layout=Layout(flex_flow="row wrap", grid_gap="10px"))
        columns = "repeat(auto-fill, minmax(180px, 1fr))"
        grid = Layout(display="grid", grid_template_columns=columns, grid_gap="2px 16px", max_width=width, width="100%")
        controls = Box([c for c in stage.controls.values() if c is not stage.beside], layout=grid)
        row = Layout(flex_flow="row wrap", grid_gap="4px 8px", max_width=width, align_items="center")
        buttons = Box([*stage.players.values(), *self._buttons(stage)], layout=row)
        sheet = HTML(SHEET, layout=Layout(display="none"))
        self.widget = VBox([sheet, picture, controls, buttons, self.words])
        self.widget.add_class("figure")
        controls.add_class("figure-controls")

    def _buttons(self, stage: Stage) -> Iterator[Any]:
        from ipywidgets import Button, Layout

        for label, values in stage.presets.items():
            button = Button(description=label, tooltip=f"Show: {label}", layout=Layout(width="auto"))
            button.on_click(lambda _, values=values: self.set(**values))
            yield button
        reset = Button(description="Reset", tooltip="Back to the first picture", layout=Layout(width="80px"))
        reset.on_click(lambda _: self.reset())
        yield reset

    def reset(self) -> None:
        """Move every control back to its first value."""
        for player in self.build().players.values():
            player.playing = False
        self.set(**self._start)

    def set(self, **values: Any) -> None:
        """Move controls to these values."""
        for name, value in values.items():
            self.build().controls[name].value = value

    def redraw(self) -> None:
        """Draw the picture for the present values, if the figure is built.

        An error in the reader's own function is shown in words.
        """
        if self.stage is None:
            return
        try:
            sentence = escape(self._update(**self.stage.values()))
        except KeyboardInterrupt:
            sentence = "<b>Stopped.</b> The picture was not updated."
        except Exception as error:
            sentence = f"<b>{type(error).__name__}</b> while drawing: {escape(str(error))}"
        self.moves.value = _svg(self.stage, self.stage.moved())
        self.words.value = (
            f'<div role="status" aria-live="polite" style="line-height:1.4">{sentence}</div>'
            f'<div style="line-height:1.4;opacity:.8"><i>Try:</i> {escape(self.hint)}</div>'
        )
        self.stage.align_players()
        self.pictures_drawn += 1

    def _control_changed(self) -> None:
        if self._scheduled:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # Without an event loop there are no messages to merge.
            self.redraw()
            return
        self._scheduled = True
        # A moment's wait lets the other changes that have already arrived be read first.
        loop.call_later(0.002, self._redraw_scheduled)

    def _redraw_scheduled(self) -> None:
        self._scheduled = False
        self.redraw()

    def close(self) -> None:
        """Close the widgets, in the kernel and in the browser; the figure can be shown again."""
        if self.stage is not None:
            for widget in family(self.widget):
                widget.close()
            self.stage = None

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Any:
        text = f"{self.alt} {self.hint}"
        if os.environ.get("NBGRADER_EXECUTION"):
            return {"text/plain": text}
        stage = self.build()
        if running := running_cell():
            SHOWN.add(self, *running)
        bundle = dict(self.widget._repr_mimebundle_() or {})
        pixels = stage.pixels(SHARP)
        bundle |= {"text/plain": text, "image/png": base64.b64encode(png(pixels)).decode()}
        return bundle, {"image/png": {"alt": self.alt, "width": round(pixels.shape[1] * PIXELS_PER_INCH / SHARP)}}


def _svg(stage: Stage, drawing: str, alt: str = "") -> str:
    """An SVG of the stage's size; screen readers see an image with the text `alt`, or nothing if `alt` is empty."""
    width, height = stage.size
    role = f'role="img" aria-label="{escape(alt)}"' if alt else 'aria-hidden="true"'
    paper = "background:var(--figure-paper);border-radius:4px;" if alt else ""
    style = f"display:block;width:100%;height:auto;{paper}stroke-linejoin:round;stroke-linecap:butt"
    return f'<svg {role} viewBox="0 0 {width:g} {height:g}" style="{style}">{drawing}</svg>'


def _raises(error: Exception) -> Update:
    """The `update` of a figure that could not be set up."""

    def update() -> str:
        raise error

    return update


def png(pixels: Any) -> bytes:
    """Pixels as PNG, packed for speed rather than for size."""
    from PIL import Image

    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "png", compress_level=1)
    return stream.getvalue()


def family(widget: Any) -> Iterator[Any]:
    """A widget and all widgets that belong to it: children, layouts, styles."""
    for child in getattr(widget, "children", ()):
        yield from family(child)
    for name in ("style", "layout"):
        if hasattr(part := getattr(widget, name, None), "close"):
            yield part
    yield widget


def figure(alt: str, hint: str, size: tuple[float, float] = (9, 3.8)) -> Callable[[Callable], Callable[..., Live]]:
    """Decorator: ``setup(stage, **options)`` becomes a function of its options that returns a `Live` figure.

    `alt` describes the figure to someone who cannot see it, `hint` says what to try; `size` is in inches of
    100 screen pixels.
    """

    def decorate(setup: Callable[..., Update]) -> Callable[..., Live]:
        def make(*args: Any, **options: Any) -> Live:
            return Live(lambda stage: setup(stage, *args, **options), alt, hint, size)

        update_wrapper(make, setup)
        with contextlib.suppress(AttributeError):
            # Without it `help` leaves out the first parameter, the stage, which readers never pass.
            del make.__wrapped__  # type: ignore[attr-defined]
        return make

    return decorate
