"""Chapter 05: a ball on the loss of y = w x + 1, pushed by gradient descent."""

from __future__ import annotations

from typing import Any

import numpy as np

from playground.live import Draw, figure
from playground.stage import BLUE, INK, ORANGE, Stage

STEPS = 30


def loss(w: Any) -> Any:
    """(w x + 1 - y)^2 / 2 for the sample x = 1, y = 4: that is (w - 3)^2 / 2."""
    return 0.5 * (np.asarray(w) - 3.0) ** 2


def path(start: float, lr: float, steps: int = STEPS) -> np.ndarray:
    """w after 0, 1, ..., steps steps; each goes lr times the slope w - 3 downhill."""
    return 3.0 + (start - 3.0) * (1.0 - lr) ** np.arange(steps + 1)


def verdict(lr: float) -> str:
    """What this rate does on a curvature of 1, in one word."""
    factor = abs(1 - lr)
    if factor < 1e-9:
        return "arrives in a single step"
    if factor >= 1:
        return "stays away for ever, jumping from side to side" if factor - 1 < 1e-9 else "diverges"
    if lr > 1:
        return "overshoots, and converges from side to side"
    return "crawls" if factor > 0.9 else "converges from one side"


@figure(
    alt="Left: the parabola of the loss over w with the points that gradient descent visits. Right: the loss after "
    "each step on a logarithmic axis.",
    hint="Find the rate that arrives in one step. Then go to 1.9, to 2.0 and to 2.1.",
)
def ball(stage: Stage) -> Draw:
    """Gradient descent on y = w x + 1 with one sample: start, learning rate, and the path they give."""
    left, right = stage.axes((1, 1))
    ws = np.linspace(-6, 12, 200)
    left.set(xlim=(-6, 12), ylim=(-2, 42), xlabel="w", ylabel="loss", title="where it goes")
    left.plot(ws, loss(ws), color=INK, lw=1.6)
    right.set(xlim=(0, STEPS), ylim=(1e-10, 1e6), yscale="log", xlabel="step", ylabel="loss", title="how fast")
    trail = stage.moving(left.plot([], [], "o-", color=BLUE, lw=1, ms=5, alpha=0.7)[0])
    start_dot = stage.moving(left.plot([], [], "o", color=ORANGE, ms=12, mec=INK, label="start")[0])
    curve = stage.moving(right.plot([], [], ".-", color=BLUE, lw=1.6)[0])
    left.legend(loc="upper right", frameon=False)
    stage.slider("lr", 0.3, 0.0, 2.2, 0.05, "learning rate")
    stage.slider("start", -2.0, -6.0, 12.0, 0.5, "start w")

    def draw(lr: float, start: float) -> str:
        ws = path(start, lr)
        shown = ws[np.abs(ws) < 1e6]
        trail.set_data(shown, loss(shown))
        start_dot.set_data([start], [loss(start)])
        curve.set_data(np.arange(len(ws)), np.clip(loss(ws), 1e-12, 1e8))
        what = "does not move" if lr == 0 or start == 3 else verdict(lr)
        return (
            f"Start w = {start:.1f}, loss {loss(start):.2f}, slope {start - 3:.1f}. With rate {lr:.2f} every step "
            f"multiplies the distance to 3 by {1 - lr:.2f}: it {what}. After one step w = {ws[1]:.2f}."
        )

    return draw
