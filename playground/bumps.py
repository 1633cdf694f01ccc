"""Steep steps, in pairs, add up to any curve."""

from __future__ import annotations

import numpy as np

from playground.activation import logistic
from playground.live import Update, figure
from playground.look import BLUE, INK, ORANGE
from playground.stage import Stage

MOST = 30


def target(x: np.ndarray) -> np.ndarray:
    """The target curve on [0, 1]."""
    return 0.6 + 0.5 * np.sin(2 * np.pi * x) + 0.35 * np.sin(5 * np.pi * x)


@figure(
    alt="A target curve, the bumps of a hidden layer below it, and their sum, which follows the curve more closely "
    "the more bumps there are and the steeper they are.",
    hint="Start with 3 bumps and go to 30. Then make the steps softer: what is lost, and what is gained?",
)
def bumps(stage: Stage) -> Update:
    """Bumps side by side, each between two sigmoid steps, adding up to a curve."""
    (ax,) = stage.axes((1,))
    x = np.linspace(0, 1, 601)
    ax.set(xlim=(0, 1), ylim=(-0.35, 1.65), xlabel="x", ylabel="y")
    ax.plot(x, target(x), color=INK, lw=1.6, ls="--", label="the target curve")
    singles = [stage.moving(ax.plot([], [], color=BLUE, lw=0.9, alpha=0.65)[0]) for _ in range(MOST)]
    total = stage.moving(ax.plot([], [], color=ORANGE, lw=2.6, label="sum of the bumps")[0])
    singles[0].set_label("single bumps")
    ax.legend(loc="upper right", frameon=False, ncols=3)
    stage.slider("count", 6, 1, MOST, 1, "bumps")
    stage.log_slider("steepness", 10**2.3, 1.0, 3.0, 0.05, "steepness")
    stage.preset("coarse", count=3, steepness=1000.0)
    stage.preset("fine", count=30, steepness=1000.0)
    stage.preset("too soft", count=30, steepness=10**1.3)

    def update(count: int, steepness: float) -> str:
        parts = bump_parts(x, count, steepness)
        for i, line in enumerate(singles):
            line.set_data((x, parts[i]) if i < count else ([], []))
        total.set_data(x, parts.sum(axis=0))
        error = float(np.mean(np.abs(parts.sum(axis=0) - target(x))))
        return (
            f"{count} bumps of steepness {steepness:.0f} need {count + 1} steps, because neighbors share one: that is "
            f"{count + 1} hidden units. The sum is off by {error:.3f} on average."
        )

    return update


def bump_parts(x: np.ndarray, count: int, steepness: float) -> np.ndarray:
    """The values of each bump at x; a bump is as high as the target at its middle; shape (count, len(x))."""
    edges = np.linspace(0, 1, count + 1)
    heights = target((edges[:-1] + edges[1:]) / 2)
    steps = logistic(steepness * (x - edges[:, None]))
    return heights[:, None] * (steps[:-1] - steps[1:])
