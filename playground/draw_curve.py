"""Draw a curve, and a sum of bumps follows it while you draw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from playground.activation import logistic
from playground.live import Update, figure
from playground.look import BLUE, DIM, ORANGE
from playground.stage import Stage

Stroke = Sequence[Sequence[float]]
Bump = Callable[[np.ndarray, float, float, float, float], np.ndarray]

MOST = 60
X = np.linspace(0, 1, 301)
PEAKS = [0.8, 0.64, 0.7, 0.47, 0.53, 0.37, 0.15, 0.18, 0.34, 0.45, 0.62, 0.57, 0.44, 0.51, 0.69, 0.76]
ALONG = [0.0, 0.1, 0.16, 0.3, 0.35, 0.43, 0.49, 0.52, 0.56, 0.63, 0.69, 0.75, 0.81, 0.85, 0.93, 1.0]
MOUNTAINS = [[list(point) for point in zip(ALONG, PEAKS, strict=True)]]
WAVE = [[[round(float(x), 3), round(float(0.5 - 0.32 * np.sin(9 * x) * (1.2 - x)), 3)] for x in X[::6]]]
TOWER = [[[0.0, 0.85], [0.3, 0.85], [0.3, 0.25], [0.5, 0.08], [0.7, 0.25], [0.7, 0.85], [1.0, 0.85]]]


def logistic_bump(x: np.ndarray, left: float, right: float, height: float, steepness: float) -> np.ndarray:
    """A step up at `left` and one down at `right`: what chapter forward's exercise computes."""
    bump: np.ndarray = height * (logistic(steepness * (x - left)) - logistic(steepness * (x - right)))
    return bump


@figure(
    alt="Paper to draw a curve on. Beside it the same curve in gray, bumps side by side below it, and the sum of the "
    "bumps, which follows the curve.",
    hint="Clear the paper and draw a curve from left to right: mountains, a skyline, a wave. How few bumps "
    "are enough? (On the keyboard arrow keys move the pen, space puts it down and lifts it, Delete clears.)",
    size=(5.6, 2.9),
)
def draw_curve(stage: Stage, bump: Bump | None = None) -> Update:
    """Draw a curve and see bumps follow it: ``play.draw_curve(bump)`` with your own ``bump``.

    ``bump(x, left, right, height, steepness)`` returns an array like x.
    """
    bump = bump or logistic_bump
    (ax,) = stage.axes((1,))
    ax.set(xlim=(0, 1), ylim=(-0.02, 1.02), xlabel="x", ylabel="y")
    drawn = stage.moving(ax.plot([], [], color=DIM, lw=6, alpha=0.45, label="your curve")[0])
    singles = stage.moving(ax.plot([], [], color=BLUE, lw=0.8, alpha=0.8, label="bumps")[0])
    total = stage.moving(ax.plot([], [], color=ORANGE, lw=2.4, label="their sum")[0])
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3, frameon=False, fontsize=9)
    words = "Paper to draw a curve on. Arrow keys move the pen, space puts it down, Delete clears."
    stage.pad("drawing", MOUNTAINS, words)
    stage.slider("count", 20, 2, MOST, 1, "bumps")
    stage.log_slider("steepness", 200.0, 1.0, 3.0, 0.05, "steepness")
    stage.preset("Clear", drawing=[])
    stage.preset("A wave", drawing=WAVE)
    stage.preset("A tower", drawing=TOWER)

    def update(drawing: list[Stroke], count: int, steepness: float) -> str:
        curve = curve_of(drawing)
        parts = [] if curve is None else parts_of(curve, bump, count, steepness)
        network = np.sum(parts, axis=0) if parts else np.full(len(X), np.nan)
        drawn.set_data(X, network if curve is None else curve)
        singles.set_data(*pieces(parts, count))
        total.set_data(X, network)
        if curve is None:
            return f"The paper is empty: draw a curve. {count} bumps of steepness {steepness:.0f} will follow it."
        error = np.mean(np.abs(network - curve))
        return (
            f"{count} bumps of steepness {steepness:.0f} follow your curve; on average they are off by {error:.1%} of "
            f"the paper's height. As a network that is {count + 1} hidden units and {3 * (count + 1) + 1} numbers."
        )

    return update


def curve_of(strokes: Sequence[Stroke]) -> np.ndarray | None:
    """The height of the drawing above each x of X, from 0 to 1; where lines overlap, the one drawn last. None if empty.

    Between strokes it goes straight on, and beyond the first and the last point it stays level.
    """
    heights = np.full(len(X), np.nan)
    for stroke in strokes:
        for (x0, y0), (x1, y1) in pairwise([*stroke, stroke[-1]]):
            low, high = min(x0, x1), max(x0, x1)
            within = (low <= X) & (high >= X)
            within[np.argmin(np.abs(X - x1))] = True  # Also a steep line or a dot leaves a mark.
            along = (X[within] - x0) / (x1 - x0) if x1 != x0 else np.ones(within.sum())
            heights[within] = 1 - (y0 + np.clip(along, 0, 1) * (y1 - y0))
    known = ~np.isnan(heights)
    return np.interp(X, X[known], heights[known]) if known.any() else None


def parts_of(curve: np.ndarray, bump: Bump, count: int, steepness: float) -> list[np.ndarray]:
    """Bumps side by side, each as high as the curve at its middle.

    The first step is left of the paper and the last one right of it.
    """
    edges = np.linspace(0, 1, count + 1)
    heights = np.interp((edges[:-1] + edges[1:]) / 2, X, curve)
    edges[0], edges[-1] = -1, 2
    return [bump(X, *ends, height, steepness) for ends, height in zip(pairwise(edges), heights, strict=True)]


def pieces(parts: list[np.ndarray], count: int) -> tuple[np.ndarray, np.ndarray]:
    """All bumps as one line with gaps, each with half a neighbor's width to either side."""
    gap = np.array([np.nan])
    xs, ys = [gap], [gap]
    for k, part in enumerate(parts):
        near = np.abs(X - (k + 0.5) / count) <= 1 / count
        xs += [X[near], gap]
        ys += [part[near], gap]
    return np.concatenate(xs), np.concatenate(ys)
