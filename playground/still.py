"""Saved pictures of the figures, for where no kernel runs: GitHub, a printed page, a notebook that is not run yet.

Each stands in ``stills/`` under the call that shows the figure, with its text alternative in the file itself.
`uv run python -m tests.support.pictures` makes them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playground.live import Live

FOLDER = Path(__file__).parent / "stills"
PIXELS_PER_INCH = 100


def place(call: str) -> Path:
    """The file of a call such as ``play.graph()``."""
    return FOLDER / (re.sub(r"\W+", "-", call.removeprefix("play.")).strip("-") + ".png")


def save(call: str, live: Live) -> Path:
    """Save a figure's first picture for this call; where it went. Raises what its setup raised."""
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    live.build()
    if live.failed:
        raise live.failed
    about = PngInfo()
    about.add_itxt("Description", live.alt)
    picture = Image.fromarray(live.build().pixels(PIXELS_PER_INCH)).quantize(128, dither=Image.Dither.NONE)
    FOLDER.mkdir(exist_ok=True)
    picture.save(place(call), "png", optimize=True, pnginfo=about)
    return place(call)


def saved(call: str) -> tuple[bytes, str] | None:
    """The picture of a call as PNG, and its text alternative; None if there is none."""
    from PIL import Image

    path = place(call)
    if not path.exists():
        return None
    with Image.open(path) as picture:
        return path.read_bytes(), str(picture.info["Description"])
