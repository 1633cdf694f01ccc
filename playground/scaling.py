"""The same descent on raw features and on scaled features."""

from __future__ import annotations

from typing import Any

import numpy as np

from playground.live import Update, figure
from playground.look import BLUE, GREEN, INK, ORANGE, readable
from playground.stage import Stage

SAMPLES, STEPS = 40, 60


def samples(ratio: float) -> tuple[np.ndarray, np.ndarray]:
    """Two features, the second `ratio` times as large, and a target to which both contribute about equally."""
    rng = np.random.default_rng(1)
    X = rng.normal(size=(SAMPLES, 2))
    X[:, 1] += 0.3 * X[:, 0]
    y = X @ [1.5, 1.0] + 0.2 * rng.normal(size=SAMPLES)
    return X * [1, ratio], y - y.mean()


def standardized(X: np.ndarray) -> np.ndarray:
    """Every column minus its mean, divided by its standard deviation."""
    return (X - X.mean(axis=0)) / X.std(axis=0)


def descent(X: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """The path of (w1, w2) from 0, the MSE at each point, the Hessian 2/n X^T X and the rate 2/(lmin + lmax)."""
    hessian = 2 / len(X) * X.T @ X
    values = np.linalg.eigvalsh(hessian)
    lr, w = 2 / (values[0] + values[-1]), np.zeros(2)
    points = [w]
    for _ in range(STEPS):
        w = w - lr * 2 / len(X) * X.T @ (X @ w - y)
        points.append(w)
    path = np.array(points)
    return path, np.mean((path @ X.T - y) ** 2, axis=1), hessian, lr


def height_above(best: np.ndarray, path: np.ndarray, hessian: np.ndarray) -> np.ndarray:
    """MSE(w) - MSE(best) for each w of a path: (w - best)^T H (w - best) / 2.

    The difference of the two MSEs themselves would be mostly rounding error near the end, and would differ from one
    computer to the next.
    """
    distance = path - best
    return np.einsum("si,ij,sj->s", distance, hessian, distance) / 2


def six_digits(values: np.ndarray) -> np.ndarray:
    """The values rounded to six significant digits, so that the same picture is drawn on every computer.

    On the logarithmic axis they lie on a straight line, where the last bits, in which linear algebra libraries differ,
    decide on which side the line has a corner.
    """
    return np.array([float(f"{value:.5e}") for value in values])


def draw_bowl(artists: dict[str, Any], hessian: np.ndarray, best: np.ndarray, path: np.ndarray) -> None:
    """The path, the minimum, and rings of equal loss around it."""
    values, vectors = np.linalg.eigh(hessian)
    angles = np.linspace(0, 2 * np.pi, 120)
    circle = vectors @ (np.stack([np.cos(angles), np.sin(angles)]) / np.sqrt(values / values[0])[:, None])
    for level, ring in enumerate(artists["rings"], 1):
        ring.set_data(*(best[:, None] + 0.35 * level * circle))
    artists["path"].set_data(*path.T)
    artists["best"].set_data(*best[:, None])


@figure(
    alt="Left: the path of gradient descent and rings of equal loss for the features as they are. Middle: the same for "
    "standardized features. Right: how far both losses are above the smallest possible loss, after "
    "each step and on a logarithmic axis.",
    hint="At which ratio does the path on the left begin to zigzag? Each descent uses the best constant rate for its "
    "features.",
    size=(10, 4.0),
)
def scaling(stage: Stage) -> Update:
    """Linear regression on two features of different scale, descended with and without standardizing."""
    raw, scaled, right = stage.axes((1, 1, 1.1))
    panels: list[dict[str, Any]] = []
    for ax, title, color in ((raw, "features as they are", ORANGE), (scaled, "standardized", BLUE)):
        ax.set(xlim=(-0.5, 2.5), ylim=(-0.8, 2.2), title=title, xlabel="w1", ylabel="w2")
        rings = [stage.moving(ax.plot([], [], color="#b6bac2", lw=1)[0]) for _ in range(7)]
        path = stage.moving(ax.plot([], [], ".-", color=color, lw=1.2, ms=5)[0])
        panels.append({"rings": rings, "path": path, "best": stage.moving(ax.plot([], [], "*", color=GREEN, ms=15)[0])})
        ax.plot(0, 0, "o", color="white", mec=INK, ms=8)
    right.set(xlim=(0, STEPS), ylim=(1e-8, 10), yscale="log", xlabel="step", title="MSE above the smallest")
    styles = ((ORANGE, "-", "as they are"), (BLUE, "--", "standardized"))
    curves = [stage.moving(right.plot([], [], color=c, ls=s, lw=1.8, label=label)[0]) for c, s, label in styles]
    right.legend(loc="upper right", frameon=False, fontsize=9)
    stage.log_slider("ratio", 10**0.7, 0, 2, 0.05, "second feature times")
    for label, ratio in (("equal", 1.0), ("10 times", 10.0), ("100 times", 100.0)):
        stage.preset(label, ratio=ratio)

    def update(ratio: float) -> str:
        X, y = samples(ratio)
        words = []
        for panel, curve, features in zip(panels, curves, (X, standardized(X)), strict=True):
            path, _, hessian, lr = descent(features, y)
            best = np.linalg.lstsq(features, y, rcond=None)[0]
            draw_bowl(panel, hessian, best, path)
            above = height_above(best, path, hessian)
            curve.set_data(np.arange(STEPS + 1), six_digits(np.clip(above, 1e-12, None)))
            values = np.linalg.eigvalsh(hessian)
            left = readable(above[-1]) if above[-1] > 1e-12 else "less than 1e-12"
            words.append(f"condition number {readable(values[-1] / values[0])}, best rate {lr:.3g}, {left} to go")
        return f"After {STEPS} steps. Features as they are: {words[0]}. Standardized: {words[1]}."

    return update
