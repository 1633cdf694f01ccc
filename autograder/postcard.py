"""A finished chapter as a picture to share: its title, the functions written, and a figure drawn with them."""

from __future__ import annotations

import textwrap
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.book import chapters, title
from autograder.catalog import all_exercises
from autograder.notebook import notebook_variables
from autograder.progress import Progress, progress

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INK, QUIET, ACCENT, PAPER = "#1b2433", "#5b6472", "#2a8a57", "#fdfcf8"
SIZE, DPI = (12, 6.3), 100  # 1200 x 630 pixels: what pages show of a link.


class Postcard:
    """What `postcard` gives back: a notebook shows the picture, or the sentence that says what is missing."""

    def __init__(self, text: str, path: Path | None = None) -> None:
        self.text, self.path = text, path

    def __repr__(self) -> str:
        return self.text

    def _repr_png_(self) -> tuple[bytes, dict[str, Any]] | None:
        return (self.path.read_bytes(), {"width": SIZE[0] * DPI // 2, "alt": self.text}) if self.path else None


def postcard(chapter: str = "", figure: Figure | None = None) -> Postcard:
    """A picture of a finished chapter to share, saved as a PNG beside the notebook.

    Without arguments: the chapter of your last check, with the Matplotlib figure that this notebook drew last.
    """
    done = progress()
    name = next((one for one in done.chapters if chapter in (one, *one.split("_", 1))), "") if chapter else done.latest
    if not name:
        known = f"There is no chapter {chapter!r}; one is called {next(iter(chapters()))!r}."
        return Postcard(known if chapter else "No check was made yet. A finished chapter gives a picture to share.")
    left = [exercise for exercise, score in done.chapters[name].items() if score != 1]
    if left:
        shown = ", ".join(left[:5]) + (", ..." if len(left) > 5 else "")
        return Postcard(f"{name} is not finished yet: {len(left)} to go ({shown}).")
    path = Path.cwd() / f"{name}.png"
    drawn = _draw(name, done, figure or _newest_figure())
    try:
        drawn.savefig(path)
    except OSError as error:
        return Postcard(f"The picture cannot be saved in this folder ({error.strerror}).")
    return Postcard(f"{title(name)}, finished. Saved as {path.name}.", path)


def _newest_figure() -> Figure | None:
    """The figure this notebook drew last, which stays alive in its variable."""
    from matplotlib.figure import Figure

    figures = [value for value in notebook_variables().values() if isinstance(value, Figure)]
    return max(figures, key=lambda one: getattr(one, "number", 0), default=None)


def _draw(name: str, done: Progress, payoff: Figure | None) -> Figure:
    import matplotlib
    from matplotlib.figure import Figure

    functions = [exercise for exercise in done.chapters[name] if not all_exercises()[exercise].is_value]
    with matplotlib.rc_context(matplotlib.rcParamsDefault):  # However the learner's own pictures look.
        card = Figure(figsize=SIZE, dpi=DPI, facecolor=PAPER)
        card.text(0.045, 0.90, title(name), size=32, weight="bold", color=INK, va="center")
        card.text(0.045, 0.81, "I wrote and checked", size=13, color=QUIET, va="center")
        names = textwrap.fill("  ".join(functions), 100, break_long_words=False, break_on_hyphens=False)
        card.text(0.045, 0.765, names, size=13, family="monospace", color=ACCENT, va="top", linespacing=1.5)
        solved, count = done.total
        card.text(0.045, 0.045, f"Gradients by Hand · {solved} of {count} exercises", size=12, color=QUIET, va="center")
        if payoff:
            top = 0.735 - 0.052 * (names.count("\n") + 1)
            ax = card.add_axes((0.045, 0.09, 0.91, top - 0.09))
            ax.imshow(_as_pixels(payoff), interpolation="antialiased")
            ax.axis("off")
    return card


def _as_pixels(figure: Figure) -> Any:
    """The figure as an array, sharp enough for the card."""
    from matplotlib.image import imread

    memory = BytesIO()
    figure.savefig(memory, format="png", dpi=200, facecolor=PAPER)
    memory.seek(0)
    return imread(memory)
