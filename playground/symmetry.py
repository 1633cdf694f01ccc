"""Hidden units that start equal stay equal."""

from __future__ import annotations

from functools import cache

import numpy as np

from playground.activation import logistic
from playground.live import Update, figure
from playground.look import BLUE, INK, ORANGE
from playground.stage import Stage

X = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
T = np.array([[0.0], [1], [1], [0]])
HIDDEN, LR, STEPS, EVERY = 6, 2.0, 1500, 25
STARTS = ["all zero", "all equal", "three pairs", "random"]

Params = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def start(name: str) -> Params:
    """V, a, W, b of a 2-6-1 sigmoid network for one of the STARTS."""
    rng = np.random.default_rng(5)
    V, W = 1.5 * rng.normal(size=(2, HIDDEN)), 1.5 * rng.normal(size=(HIDDEN, 1))
    units = {"all equal": [0] * HIDDEN, "three pairs": [0, 0, 1, 1, 2, 2]}.get(name, list(range(HIDDEN)))
    scale = 0.0 if name == "all zero" else 1.0
    return scale * V[:, units], np.zeros(HIDDEN), scale * W[units], np.zeros(1)


@cache
def training(name: str) -> tuple[np.ndarray, np.ndarray]:
    """V after every EVERY steps, shape (snapshots, 2, HIDDEN), and E = 1/2 sum (y - t)^2 at each of them."""
    V, a, W, b = start(name)
    weights, errors = [], []
    for step in range(STEPS + 1):
        H = logistic(X @ V + a)
        Y = logistic(H @ W + b)
        if step % EVERY == 0:
            weights.append(V)
            errors.append(0.5 * float(np.sum((Y - T) ** 2)))
        delta = (Y - T) * Y * (1 - Y)
        hidden = (delta @ W.T) * H * (1 - H)
        V, a = V - LR * X.T @ hidden, a - LR * hidden.sum(axis=0)
        W, b = W - LR * H.T @ delta, b - LR * delta.sum(axis=0)
    return np.array(weights), np.array(errors)


def groups(V: np.ndarray) -> list[tuple[np.ndarray, int]]:
    """The distinct columns of V, each with the number of units that share it."""
    weights, counts = np.unique(np.round(V, 6), axis=1, return_counts=True)
    return [(weights[:, k], int(counts[k])) for k in range(len(counts))]


@figure(
    alt="Left: hidden units as dots at their two incoming weights, with the number of units at each dot. Right: the "
    "error on XOR over the steps of training.",
    hint="Move through the training from each start. How many different units are left, and is XOR solved?",
)
def symmetry(stage: Stage) -> Update:
    """Six hidden units learn XOR from a start of the reader's choice; the slider is the step of training."""
    left, right = stage.axes((1, 1))
    left.set(xlim=(-7, 7), ylim=(-7, 7), xlabel="weight from input 1", ylabel="weight from input 2", title="the units")
    right.set(xlim=(0, STEPS), ylim=(0, 1.0), xlabel="step", ylabel="error E", title="XOR")
    runs = {name: training(name) for name in STARTS}
    trails = [stage.moving(left.plot([], [], color=BLUE, lw=1, alpha=0.5)[0]) for _ in range(HIDDEN)]
    dots = stage.moving(left.plot([], [], "o", color=BLUE, mec=INK, ms=13)[0])
    counts = [stage.moving(left.text(0, 0, "", ha="center", va="center", color="white", weight="bold")) for _ in trails]
    curve = stage.moving(right.plot([], [], color=BLUE, lw=1.8)[0])
    now = stage.moving(right.plot([], [], "o", color=ORANGE, mec=INK, ms=9)[0])
    stage.choice("name", STARTS, "start", value="three pairs")
    stage.time("step", 300, 0, STEPS, EVERY, "step of training", 100)
    stage.preset("never differ", name="all equal", step=STEPS)
    stage.preset("differ, and solve it", name="random", step=STEPS)

    def update(name: str, step: int) -> str:
        weights, errors = runs[name]
        k = step // EVERY
        for unit, trail in enumerate(trails):
            trail.set_data(*weights[: k + 1, :, unit].T)
        found = groups(weights[k])
        dots.set_data(*np.array([weight for weight, _ in found]).T)
        for label, (weight, count) in zip(counts, found + [(np.zeros(2), 0)] * HIDDEN, strict=False):
            label.set_text(str(count) if count else "")
            label.set_position(weight)
        steps = EVERY * np.arange(len(errors))
        curve.set_data(steps[: k + 1], errors[: k + 1])
        now.set_data([step], [errors[k]])
        solved = "solved" if errors[k] < 0.01 else "not solved"
        return (
            f"Start {name}, step {step}: {HIDDEN} hidden units, {len(found)} of them different. "
            f"E = {errors[k]:.4f}, XOR is {solved}."
        )

    return update
