"""Paper to draw on: a control whose value is what was drawn, by mouse, finger or keyboard. Its other half is pad.js."""

from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets


class Pad(anywidget.AnyWidget):
    """A square of paper. `value` is a list of strokes, each a list of points [x, y] from 0 to 1, y downward."""

    _esm = Path(__file__).with_name("pad.js")
    value = traitlets.List().tag(sync=True)
    description = traitlets.Unicode().tag(sync=True)
    # The ends of what it can hold, as a slider has them.
    min: ClassVar[list[Any]] = []
    max: ClassVar[list[Any]] = [[[0.2, 0.2], [0.8, 0.8]], [[0.2, 0.8], [0.8, 0.2]]]
