"""Draw a digit, and a network reads it while you draw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from playground.live import Update, figure
from playground.look import INK, ORANGE, SKY
from playground.stage import Stage

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.image import AxesImage

Stroke = Sequence[Sequence[float]]
Read = Callable[[np.ndarray], Any]

NETWORK = Path(__file__).with_name("digit_reader.npz")
CLASSES = 10
GRID, BLOCK = 32, 4  # The digits were 32 by 32 points of ink or paper, counted in blocks of 4 by 4.
TALL, WIDE = 26.0, 18.0  # how far the middle of the pen travels in that grid
INKED = 0.305  # the share of ink in a digit
THINNEST, THICKEST = 1.2, 4.0  # half the width of a pen


def arc(x: float, y: float, across: float, down: float, first: float, last: float) -> list[list[float]]:
    """Points on an ellipse around (x, y) between two angles in degrees, clockwise from the right."""
    angles = np.radians(np.linspace(first, last, 24))
    points = np.column_stack([x + across * np.cos(angles), y + down * np.sin(angles)])
    found: list[list[float]] = points.round(3).tolist()
    return found


THREE = [arc(0.49, 0.32, 0.16, 0.165, -155, 90) + arc(0.49, 0.675, 0.19, 0.19, -90, 150)]
EIGHT = [arc(0.5, 0.31, 0.15, 0.165, 90, 450) + arc(0.5, 0.675, 0.19, 0.195, -90, 270)]
STAR = [[[0.5, 0.15], [0.5, 0.85]], [[0.2, 0.32], [0.8, 0.68]], [[0.2, 0.68], [0.8, 0.32]]]


@figure(
    alt="Paper to draw a digit on. Left: the drawing as the network sees it, 8 by 8 pixels. Right: a bar for each of "
    "the ten digits, as long as the network's probability for it.",
    hint="Clear the paper and draw your own digit with the mouse, a finger, or the keyboard: arrow keys move the pen, "
    "space puts it down and lifts it, Delete clears. Turn a 3 into an 8: where does the network change its mind?",
    size=(5.6, 2.9),
)
def draw_digit(stage: Stage, read: Read | None = None, weights: np.ndarray | None = None) -> Update:
    """Draw a digit and see it read: ``play.draw_digit(read)`` with a function of your own.

    ``read(images)`` gets images of 64 pixels from 0 to 16, shape (n, 64), and returns their labels, shape (n,), or ten
    scores or probabilities each, shape (n, 10). If each score is a weighted sum of the pixels, pass its weights, shape
    (64, 10), too: a second picture shows what each pixel adds to the winning score.
    """
    read = read or shipped_reader
    left, *middle, right = stage.axes((1, 1.25) if weights is None else (1, 1, 1.25))
    title = "what the network sees" if weights is None else "what it sees"
    seen = pixels_in(stage, left, title, cmap="Greys", vmin=0, vmax=16)
    show_votes = votes_in(stage, middle[0], np.asarray(weights)) if middle else None
    right.set(
        xlim=(0, 1.18), ylim=(CLASSES - 0.4, -0.6), yticks=range(CLASSES), xticks=[0, 0.5, 1], title="its probabilities"
    )
    right.xaxis.set_major_formatter("{x:.0%}")
    right.grid(axis="y", visible=False)
    bars = stage.moving(*right.barh(range(CLASSES), np.zeros(CLASSES), height=0.7))
    shares = [stage.moving(right.text(0, k, "", va="center", fontsize=9, color=INK)) for k in range(CLASSES)]
    stage.pad("drawing", THREE, "Paper to draw a digit on. Arrow keys move the pen, space puts it down, Delete clears.")
    stage.preset("Clear", drawing=[])
    stage.preset("An 8", drawing=EIGHT)
    stage.preset("No digit", drawing=STAR)

    def update(drawing: list[Stroke]) -> str:
        image = image_of(drawing)
        seen.set_data(image.reshape(8, 8))
        p = probabilities(read(image[None])) if drawing else np.zeros(CLASSES)
        best = int(np.argmax(p))
        for k, (bar, share) in enumerate(zip(bars, shares, strict=True)):
            bar.set(width=p[k], color=ORANGE if k == best else SKY)
            share.set(x=p[k] + 0.02, text=f"{p[k]:.0%}" if p[k] >= 0.005 else "")
        said = show_votes(image, best) if show_votes else ""
        if not drawing:
            return "The paper is empty. Draw a digit."
        second = int(np.argsort(p)[-2])
        rest = f", then {second} ({p[second]:.1%})" if p[second] >= 0.0005 else ""
        return f"The network reads {best} ({p[best]:.1%}){rest}.{said}"

    return update


def pixels_in(stage: Stage, ax: Axes, title: str, **look: Any) -> AxesImage:
    """Set up a picture of 8 by 8 pixels, without axes."""
    ax.set(xticks=[], yticks=[], title=title)
    ax.grid(False)
    ax.spines[:].set_visible(False)
    return stage.moving(ax.imshow(np.zeros((8, 8)), interpolation="none", **look))


def votes_in(stage: Stage, ax: Axes, weights: np.ndarray) -> Callable[[np.ndarray, int], str]:
    """Set up the picture of what each pixel adds to a score; return a function that shows it, and says it in words."""
    picture = pixels_in(stage, ax, "how they vote", cmap="PuOr_r", vmin=-1, vmax=1)

    def show(image: np.ndarray, best: int) -> str:
        votes = image * weights[:, best]
        picture.set_data((votes / max(np.abs(votes).max(), 1e-12)).reshape(8, 8))
        up, down = votes[votes > 0].sum(), -votes[votes < 0].sum()
        return f" Orange pixels add {up:.1f} to the score of {best}, purple ones take {down:.1f} away."

    return show


def image_of(strokes: Sequence[Stroke]) -> np.ndarray:
    """A drawing as the digits of the data are: centered, as tall as the grid, 64 numbers from 0 to 16.

    The pen is made as wide as it takes to cover the share of the grid that ink has in those digits.
    """
    if not strokes:
        return np.zeros(64)
    points = np.concatenate([np.asarray(stroke, dtype=float) for stroke in strokes])
    low, high = points.min(axis=0), points.max(axis=0)
    width, height = np.maximum(high - low, 1e-3)
    across = min(TALL / height, WIDE / width)
    scale = np.array([across, min(TALL / height, 2 * across)])
    center = np.arange(GRID) + 0.5
    pixels = np.stack(np.meshgrid(center, center), axis=-1)
    away = np.full((GRID, GRID), np.inf)
    for stroke in strokes:
        path = (np.asarray(stroke, dtype=float) - (low + high) / 2) * scale + GRID / 2
        for start, end in zip(path, [*path[1:], path[-1]], strict=True):
            away = np.minimum(away, distance(pixels, start, end))
    pen = np.clip(np.quantile(away, INKED), THINNEST, THICKEST)
    blocks = (away <= pen).reshape(8, BLOCK, 8, BLOCK)
    return blocks.sum(axis=(1, 3)).ravel().astype(float)


def distance(points: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """How far points are from the line between two others."""
    along = end - start
    share = np.clip((points - start) @ along / max(along @ along, 1e-12), 0, 1)
    return np.linalg.norm(points - start - share[..., None] * along, axis=-1)


def probabilities(answer: Any) -> np.ndarray:
    """Ten probabilities from what a reader returned for one image: a label, scores, or probabilities.

    Raises ValueError for anything else.
    """
    values = np.asarray(answer, dtype=float).ravel()
    if values.size == 1 and values[0] in range(CLASSES):
        return np.eye(CLASSES)[int(values[0])]
    if values.size != CLASSES or not np.isfinite(values).all():
        raise ValueError(f"for one image, read should return a label or ten numbers; it returned {answer!r:.80}")
    if values.min() >= 0 and abs(values.sum() - 1) < 1e-6:
        return values
    shares: np.ndarray = np.exp(values - values.max())
    return shares / shares.sum()


def shipped_reader(images: np.ndarray) -> np.ndarray:
    """The probabilities of the network in digit_reader.npz, which chapter capstone's solution trained."""
    network = shipped_network()
    H = np.maximum((images - network["mean"]) / network["deviation"] @ network["V"] + network["a"], 0)
    Z = H @ network["W"] + network["b"]
    P = np.exp(Z - Z.max(axis=1, keepdims=True))
    return P / P.sum(axis=1, keepdims=True)


@cache
def shipped_network() -> dict[str, np.ndarray]:
    """The arrays of digit_reader.npz."""
    with np.load(NETWORK) as saved:
        return {name: saved[name].astype(float) for name in saved}
