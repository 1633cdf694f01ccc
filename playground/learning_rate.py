"""What one learning rate does on a bowl and in a real network."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from playground.activation import logistic
from playground.live import Update, figure
from playground.look import BLUE, GREEN, INK, ORANGE, RED, SKY
from playground.stage import Stage
from playground.training import (
    BATCHES,
    DATA,
    OPTIMIZERS,
    SCHEDULES,
    STEPS,
    Params,
    Step,
    logits,
    optimizer,
    own,
    samples,
    train,
)

# A bowl 1/2 u^T H u whose valley lies along a diagonal.
CURVATURES = np.array([0.05, 0.5])
AXES = np.array([[0.8, -0.6], [0.6, 0.8]])
HESSIAN = AXES * CURVATURES @ AXES.T
START = AXES @ np.array([4.0, 2.5])
LIMIT = 2 / CURVATURES[-1]
TARGET = 0.1
GRID = 48


def bowl_loss(points: np.ndarray) -> np.ndarray:
    """u^T H u / 2 for every row u."""
    with np.errstate(over="ignore", invalid="ignore"):
        return 0.5 * np.einsum("...i,ij,...j->...", points, HESSIAN, points)


def bowl_path(lr: float, method: str | Step, schedule: str) -> np.ndarray:
    """The points after 0, 1, ..., STEPS steps from START, by an optimizer's name or by the reader's own step."""
    advance, points = optimizer(method) if isinstance(method, str) else own(method), [START]
    with np.errstate(over="ignore", invalid="ignore"):
        for factor in SCHEDULES[schedule](np.arange(STEPS) / STEPS):
            points.append(advance([points[-1]], [HESSIAN @ points[-1]], lr * float(factor))[0])
    return np.array(points)


def verdict(lr: float) -> str:
    """What gradient descent at this constant rate does on the bowl, from its two factors |1 - lr c|."""
    slow, steep = 1 - lr * CURVATURES
    if abs(steep) > 1 + 1e-9:
        return "diverges"
    if abs(steep) > 1 - 1e-9:
        return "oscillates forever"
    if steep < -0.05:
        return "oscillates across the valley and converges"
    return "crawls along the valley" if slow > 0.97 else "converges"


def first_below(losses: np.ndarray, target: float) -> int | None:
    """The first step at which the loss is at most `target`."""
    reached = np.flatnonzero(losses <= target)
    return int(reached[0]) if reached.size else None


@figure(
    alt="Left: contours of a long valley with the path of descent. Middle: the loss of the valley and of a small "
    "network after each step, on a logarithmic axis. Right: the data and the network's decision boundary. Below: "
    "the rate on a line that is divided at the limit, 2 over the largest curvature.",
    hint="Before you move the rate, say what will happen: crawl, converge, oscillate or diverge? Then find the rate "
    "that brings the network to the target in the fewest steps.",
    size=(10.4, 4.9),
)
def learning_rate(stage: Stage, step: Step | None = None) -> Update:
    """One rate for a bowl and a network; ``play.learning_rate(my_step)`` drives both with your step(w, grad, lr)."""
    panels = stage.mosaic(
        [["path", "loss", "network"], ["line", "line", "line"]], height_ratios=[8, 1], width_ratios=[1, 1.1, 1]
    )
    bowl, moving = draw_bowl(stage, panels["path"]), draw_losses(stage, panels["loss"])
    boundary, pointer = draw_boundary(stage, panels["network"]), draw_line(stage, panels["line"])
    stage.log_slider("lr", 10**0.5, -2, 1.5, 0.05, "learning rate")
    stage.choice("data", DATA, "data", value="ring")
    stage.choice("method", OPTIMIZERS if step is None else ["your own step"], "optimizer")
    stage.choice("schedule", list(SCHEDULES), "schedule")
    stage.choice("batch", list(BATCHES), "batch")
    stage.slider("seed", 1, 1, 10, 1, "seed")
    stage.time("shown", STEPS, 0, STEPS, 1, "step", 50)
    for label, rate in (("crawls", 0.1), ("converges", 10**0.3), ("oscillates", 10**0.55), ("diverges", 10**0.65)):
        stage.preset(label, lr=rate)
    best: dict[tuple[str, ...], tuple[int, float]] = {}

    def update(lr: float, data: str, method: str, schedule: str, batch: str, seed: int, shown: int) -> str:
        points, run = bowl_path(lr, step or method, schedule), train(data, step or method, schedule, batch, seed, lr)
        bowl(points[: shown + 1])
        moving(bowl_loss(points)[: shown + 1], run.losses[: shown + 1])
        boundary(data, [p[shown] for p in run.history])
        pointer(lr, method == OPTIMIZERS[0] and schedule == "constant")
        game = (data, method, schedule, batch)
        reached = first_below(run.losses, TARGET)
        if reached is not None and reached < best.get(game, (STEPS + 1, 0.0))[0]:
            best[game] = reached, lr
        return sentence(lr, method, schedule, run.losses, shown, best.get(game))

    return update


def sentence(
    lr: float, method: str, schedule: str, losses: np.ndarray, shown: int, best: tuple[int, float] | None
) -> str:
    """The present numbers in words, with the best rate so far."""
    words = f"Rate {lr:.3g}. "
    if method == OPTIMIZERS[0] and schedule == "constant":
        words += f"The bowl (curvatures 0.05 and 0.5, limit 2/0.5 = {LIMIT:g}): descent {verdict(lr)}. "
    reached = first_below(losses, TARGET)
    target = "target not reached" if reached is None else f"it passes the target {TARGET} after {reached} steps"
    words += f"The network's loss goes from {losses[0]:.2f} to {losses[shown]:.3g} in {shown} steps; {target}."
    return words + (f" Your best so far: {best[0]} steps, at {best[1]:.3g}." if best else "")


def draw_bowl(stage: Stage, ax: Any) -> Callable[[np.ndarray], None]:
    """Draw the contours of the bowl; return a function that shows a path on them."""
    side = np.linspace(-5, 5, 81)
    U = np.stack(np.meshgrid(side, side), axis=-1)
    ax.contour(side, side, bowl_loss(U), levels=[0.05, 0.2, 0.5, 1, 2, 4, 8], colors="#b6bac2", linewidths=1)
    ax.set(xlim=(-5, 5), ylim=(-5, 5), xlabel="u1", ylabel="u2", title="on a bowl", aspect="equal")
    ax.plot(0, 0, "*", color=GREEN, ms=14)
    trail = stage.moving(ax.plot([], [], "o-", color=ORANGE, lw=1.3, ms=3.5)[0])
    ax.plot(*START, "o", color=ORANGE, mec=INK, ms=9)

    def show(points: np.ndarray) -> None:
        trail.set_data(*np.clip(np.nan_to_num(points, nan=50.0), -50, 50).T)

    return show


def draw_losses(stage: Stage, ax: Any) -> Callable[[np.ndarray, np.ndarray], None]:
    """Draw the axes of the loss; return a function that shows the two curves."""
    ax.set(xlim=(0, STEPS), ylim=(1e-4, 1e2), yscale="log", xlabel="step", title="the loss")
    ax.axhline(TARGET, color=GREEN, lw=1, ls="--")
    ax.text(STEPS, TARGET * 1.15, "target", color=GREEN, ha="right", va="bottom", fontsize=9)
    lines = [
        stage.moving(ax.plot([], [], color=color, lw=1.8, ls=style, label=label)[0])
        for color, style, label in ((ORANGE, "--", "bowl"), (BLUE, "-", "network"))
    ]
    ax.legend(loc="upper right", frameon=False, fontsize=9, ncols=2)

    def show(*curves: np.ndarray) -> None:
        for line, losses in zip(lines, curves, strict=True):
            line.set_data(np.arange(len(losses)), np.clip(np.nan_to_num(losses, nan=1e6), 1e-6, 1e6))

    return show


def draw_boundary(stage: Stage, ax: Any) -> Callable[[str, Params], None]:
    """Draw the plane of the data; return a function that shows the network's output at each of its points."""
    from matplotlib.colors import LinearSegmentedColormap

    colors = LinearSegmentedColormap.from_list("sides", ["#f3cf8f", "#fbfbf8", "#a9d3ec"])
    side = np.linspace(-1.9, 1.9, GRID)
    plane = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    ax.set(xlim=(-1.9, 1.9), ylim=(-1.9, 1.9), xlabel="x1", ylabel="x2", title="a network", aspect="equal")
    ax.grid(False)
    look: dict[str, Any] = {"cmap": colors, "vmin": 0, "vmax": 1, "origin": "lower", "interpolation": "none"}
    image = stage.moving(ax.imshow(np.zeros((GRID, GRID)), extent=(-1.9, 1.9) * 2, **look))
    dots = [
        stage.moving(ax.plot([], [], marker, color=color, mec=INK, mew=0.5, ms=4.5)[0])
        for marker, color in (("o", ORANGE), ("s", SKY))
    ]

    def show(data: str, params: Params) -> None:
        with np.errstate(over="ignore", invalid="ignore"):
            image.set_data(logistic(logits(params, plane)).reshape(GRID, GRID))
        X, T = samples(data)
        for label, dot in enumerate(dots):
            dot.set_data(*X[T[:, 0] == label].T)

    return show


def draw_line(stage: Stage, ax: Any) -> Callable[[float, bool], None]:
    """Draw the rates on a line; return a function that moves the pointer, and shows what plain descent at a constant
    rate does on the bowl if that is what runs."""
    ax.set(xlim=(10**-2, 10**1.5), ylim=(0, 1), xscale="log", yticks=[], xlabel="learning rate")
    ax.set_xticks([0.01, 0.1, 1, 10], ["0.01", "0.1", "1", "10"])
    ax.grid(False)
    limits = [10**-2, 0.03 / CURVATURES[0], 1.05 / CURVATURES[1], LIMIT, 10**1.5]
    names = ["crawls", "converges", "oscillates", "diverges"]
    bands: list[Any] = []  # True for plain descent at a constant rate only, and hidden for the other methods.
    for left, right, name, color in zip(limits, limits[1:], names, (GREEN, BLUE, ORANGE, RED), strict=False):
        bands.append(stage.moving(ax.axvspan(left, right, color=color, alpha=0.16, lw=0)))
        bands.append(stage.moving(ax.text(np.sqrt(left * right), 0.5, name, ha="center", va="center", fontsize=9)))
    bands.append(stage.moving(ax.axvline(LIMIT, color=RED, lw=1.5)))
    bands.append(stage.moving(ax.text(LIMIT, 1.05, f" limit 2/0.5 = {LIMIT:g}", fontsize=8, va="bottom")))
    pointer = stage.moving(ax.axvline(0.1, color=INK, lw=3))

    def show(lr: float, plain: bool) -> None:
        pointer.set_xdata([lr, lr])
        for artist in bands:
            artist.set_visible(plain)

    return show
