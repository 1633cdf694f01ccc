"""Batch, mini-batch and single-sample descent side by side."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from playground.live import Update, figure
from playground.look import BLUE, GREEN, INK, ORANGE
from playground.stage import Stage

SAMPLES, EPOCHS = 40, 12
SIZES = {"all 40 samples": SAMPLES, "mini-batches of 8": 8, "single samples": 1}
COLORS = dict(zip(SIZES, (INK, BLUE, ORANGE), strict=True))


def data(noise: float) -> tuple[np.ndarray, np.ndarray]:
    """40 samples of y = 1.5 x + 0.5 plus noise of this standard deviation."""
    rng = np.random.default_rng(4)
    x = rng.uniform(-1.5, 1.5, SAMPLES)
    return x, 1.5 * x + 0.5 + noise * rng.normal(size=SAMPLES)


@lru_cache(maxsize=64)
def descent(noise: float, batch_size: int, lr: float, seed: int) -> np.ndarray:
    """Every (w, b) on the path of EPOCHS passes from (-0.5, -1); a batch's gradient is the mean over its samples."""
    x, y = data(noise)
    rng = np.random.default_rng(seed)
    theta = np.array([-0.5, -1.0])
    points = [theta]
    for _ in range(EPOCHS):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            error = theta[0] * x[batch] + theta[1] - y[batch]
            theta = theta - lr * 2 * np.array([np.mean(error * x[batch]), np.mean(error)])
            points.append(theta)
    return np.array(points)


@figure(
    alt="Contour lines of the loss over w and b with three paths from the same start: one step per epoch with all "
    "samples, five with mini-batches, forty with single samples.",
    hint="All three see the same data equally often. Raise the rate: which path begins to tremble first, and why?",
    size=(9, 4.2),
)
def batches(stage: Stage) -> Update:
    """Paths of batch, mini-batch and stochastic gradient descent on the same data, for the same number of epochs."""
    left, right = stage.axes((1.1, 1))
    left.set(xlim=(-1, 2.6), ylim=(-1.6, 1.8), xlabel="w", ylabel="b", title=f"the path, {EPOCHS} epochs")
    right.set(
        xlim=(0, EPOCHS), ylim=(5e-3, 20), yscale="log", xlabel="epoch", ylabel="MSE on all data", title="the loss"
    )
    rings = [stage.moving(left.plot([], [], color="#b6bac2", lw=1)[0]) for _ in range(7)]
    paths = {
        n: stage.moving(left.plot([], [], "-" if size == 1 else ".-", lw=1.2, ms=4, color=COLORS[n], label=n)[0])
        for n, size in SIZES.items()
    }
    curves = {n: stage.moving(right.plot([], [], ".-", lw=1.6, color=COLORS[n], label=n)[0]) for n in SIZES}
    best = stage.moving(left.plot([], [], "*", color=GREEN, ms=16, label="minimum")[0])
    left.legend(loc="lower right", frameon=False, fontsize=9)
    right.legend(loc="upper right", frameon=False, fontsize=9)
    stage.log_slider("lr", 10**-1.3, -2.5, 0.0, 0.05, "learning rate")
    stage.slider("noise", 0.5, 0.0, 1.5, 0.1, "noise in the data")
    stage.slider("seed", 1, 1, 20, 1, "shuffle")
    stage.time("epochs", EPOCHS, 0, EPOCHS, 1, "epochs", 500)
    stage.preset("crawls", lr=10**-2.5)
    stage.preset("trembles", lr=10**-0.5, noise=1.0)
    stage.preset("no noise", lr=0.1, noise=0.0)

    def update(lr: float, noise: float, seed: int, epochs: int) -> str:
        x, y = data(noise)
        A = np.column_stack([x, np.ones(SAMPLES)])
        minimum = np.linalg.lstsq(A, y, rcond=None)[0]
        best.set_data(*minimum[:, None])
        draw_rings(rings, A, minimum)
        finals = []
        for name, size in SIZES.items():
            in_an_epoch = SAMPLES // size
            points = descent(noise, size, lr, seed)[: epochs * in_an_epoch + 1]
            paths[name].set_data(*np.clip(points, -50, 50).T)
            ends = points[::in_an_epoch]
            losses = np.mean((ends @ A.T - y) ** 2, axis=1)
            curves[name].set_data(np.arange(len(ends)), np.clip(losses, 1e-6, 1e6))
            finals.append(f"{name} {losses[-1]:.3g}")
        least = np.mean((A @ minimum - y) ** 2)
        return f"Rate {lr:.3g}. MSE after {epochs} epochs: {'; '.join(finals)}. The least possible is {least:.3g}."

    return update


def draw_rings(rings: list, A: np.ndarray, minimum: np.ndarray) -> None:
    """Contours of the MSE: ellipses around the minimum with the Hessian's axes."""
    values, vectors = np.linalg.eigh(2 * A.T @ A / len(A))
    angles = np.linspace(0, 2 * np.pi, 90)
    circle = np.stack([np.cos(angles), np.sin(angles)])
    for level, ring in enumerate(rings, 1):
        ring.set_data(
            *(minimum[:, None] + vectors @ (circle * (0.45 * level / np.sqrt(values / values.max()))[:, None]))
        )
