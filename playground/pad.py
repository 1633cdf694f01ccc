"""Paper to draw on: a control whose value is what was drawn, by mouse, finger or keyboard. Its other half is pad.js."""

from pathlib import Path
from typing import Any, ClassVar

import anywidget
import numpy as np
import traitlets

from playground.stage import INK, PAPER

PEN = 15 / 280  # As pad.js has it.


class Pad(anywidget.AnyWidget):
    """A square of paper. `value` is a list of strokes, each a list of points [x, y] from 0 to 1, y downward."""

    _esm = Path(__file__).with_name("pad.js")
    value: Any = traitlets.List().tag(sync=True)
    description = traitlets.Unicode().tag(sync=True)
    # The ends of what it can hold, as a slider has them.
    min: ClassVar[list[Any]] = []
    max: ClassVar[list[Any]] = [[[0.2, 0.2], [0.8, 0.8]], [[0.2, 0.8], [0.8, 0.2]]]

    def picture(self, per_inch: float, height: float) -> np.ndarray:
        """What the paper shows as RGB pixels, as high as asked for in inches, for readers without a kernel."""
        from PIL import Image, ImageDraw

        side, sharp = round(per_inch * height), 4
        paper = Image.new("RGB", (sharp * side, sharp * side), PAPER)
        pencil = ImageDraw.Draw(paper)
        pencil.rectangle((0, 0, sharp * side - 1, sharp * side - 1), outline="#8a8f99", width=sharp)
        radius = sharp * side * PEN / 2
        for stroke in self.value:
            points = [(sharp * side * x, sharp * side * y) for x, y in stroke]
            pencil.line(points, fill=INK, width=round(2 * radius), joint="curve")
            for x, y in points:
                pencil.ellipse((x - radius, y - radius, x + radius, y + radius), fill=INK)
        return np.asarray(paper.resize((side, side)))
