"""A ball on the loss of the model y = w x + 1, pushed by gradient descent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from playground.live import Update, figure
from playground.look import BLUE, INK, ORANGE, readable
from playground.stage import Stage

STEPS = 30
Step = Callable[[float, float, float], float]


def loss(w: Any) -> Any:
    """(w x + 1 - t)^2 / 2 for the sample x = 1 with target t = 4: that is (w - 3)^2 / 2."""
    return 0.5 * (np.asarray(w) - 3.0) ** 2


def path(start: float, lr: float, step: Step | None = None) -> np.ndarray:
    """w after 0, 1, ..., STEPS steps of w - lr (w - 3), or of the reader's own step."""
    if step is None:
        return 3.0 + (start - 3.0) * (1.0 - lr) ** np.arange(STEPS + 1)
    ws = [float(start)]
    for _ in range(STEPS):
        ws.append(float(step(ws[-1], ws[-1] - 3.0, lr)))
    return np.array(ws)


def verdict(lr: float) -> str:
    """What gradient descent at this rate does on a curvature of 1, in a few words."""
    factor = abs(1 - lr)
    if factor < 1e-9:
        return "arrives in a single step"
    if factor >= 1:
        return "jumps from side to side forever" if factor - 1 < 1e-9 else "diverges"
    if lr > 1:
        return "overshoots, and converges from side to side"
    return "crawls" if factor > 0.9 else "converges from one side"


@figure(
    alt="Left: the parabola of the loss over w with the points that gradient descent visits. Right: the loss after "
    "each step on a logarithmic axis.",
    hint="Find the rate that arrives in one step. Then go to 1.9, to 2.0 and to 2.1.",
)
def ball(stage: Stage, step: Step | None = None) -> Update:
    """Gradient descent on y = w x + 1 with one sample; ``play.ball(my_step)`` follows your step(w, grad, lr)."""
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
    stage.time("steps", STEPS, 0, STEPS, 1, "steps", 250)
    for label, rate in (("crawls", 0.05), ("overshoots", 1.7), ("never arrives", 2.0), ("diverges", 2.1)):
        stage.preset(label, lr=rate, steps=STEPS)

    def update(lr: float, start: float, steps: int) -> str:
        ws = path(start, lr, step)[: steps + 1]
        shown = ws[np.abs(ws) < 1e6]
        trail.set_data(shown, loss(shown))
        start_dot.set_data([start], [loss(start)])
        curve.set_data(np.arange(len(ws)), np.clip(loss(ws), 1e-12, 1e8))
        words = f"Start w = {start:.1f}, loss {loss(start):.2f}, slope {start - 3:.1f}. "
        if step is None:
            behavior = "does not move" if lr == 0 or start == 3 else verdict(lr)
            words += f"With rate {lr:.2f} every step multiplies the distance to 3 by {1 - lr:.2f}: it {behavior}. "
        return words + f"After {steps} steps w = {ws[-1]:.4g} and the loss is {readable(loss(ws[-1]))}."

    return update
