"""Three scores, the probabilities that softmax makes of them, and the step that lowers the cross-entropy."""

from __future__ import annotations

from typing import Any

import numpy as np

from playground.live import Update, figure
from playground.look import BLUE, GRID, INK, ORANGE
from playground.stage import Stage

CLASSES = ("class 0", "class 1", "class 2")
RATE = 2.0  # The learning rate of the step that each arrow shows.
REACH = 8.0


@figure(
    alt="Left: the scores of three classes as bars, each with an arrow, the step of gradient descent on the "
    "cross-entropy at the learning rate 2. Right: the probabilities that softmax makes of the scores. The bars of the "
    "right class have an outline.",
    hint="Raise all three scores together. What happens on the right?",
)
def softmax(stage: Stage) -> Update:
    """Scores of three classes, their softmax, the cross-entropy of the right class, and its gradient as arrows."""
    left, right = stage.axes((1.2, 1))
    left.set(ylim=(-REACH, REACH), xticks=range(3), xticklabels=CLASSES, ylabel="score", xlim=(-0.6, 2.7))
    left.axhline(0, color=INK, lw=1)
    right.set(ylim=(0, 1.12), xticks=range(3), xticklabels=CLASSES, ylabel="probability", xlim=(-0.6, 2.6))
    right.axhline(1, color=GRID, lw=1)
    scores, chances = (stage.moving(*ax.bar(range(3), [1, 1, 1], width=0.5, color=BLUE)) for ax in (left, right))
    shares = [stage.moving(right.text(k, 0, "", ha="center", va="bottom", weight="bold")) for k in range(3)]
    arrows = [
        stage.moving(left.annotate("", (0, 0), (0, 0), arrowprops={"arrowstyle": "-|>", "color": ORANGE, "lw": 3}))
        for _ in range(3)
    ]
    stage.choice("chosen", CLASSES, "right class", value=CLASSES[1])
    for k, score in enumerate((2.0, 1.0, -1.0)):
        stage.slider(f"z{k}", score, -4.0, 4.0, 0.1, f"score of class {k}")
    stage.slider("shift", 0.0, -3.0, 3.0, 0.1, "added to all three")
    stage.preset("undecided", z0=0.0, z1=0.0, z2=0.0, shift=0.0)
    stage.preset("confidently right", chosen=CLASSES[1], z0=-2.0, z1=4.0, z2=-2.0)
    stage.preset("confidently wrong", chosen=CLASSES[1], z0=4.0, z1=-2.0, z2=-2.0)

    def update(chosen: str, z0: float, z1: float, z2: float, shift: float) -> str:
        c, z = CLASSES.index(chosen), np.array([z0, z1, z2]) + shift
        y, loss, gradient = softmax_and_loss(z, c)
        for bars, heights in ((scores, z), (chances, y)):
            for k, bar in enumerate(bars):
                bar.set_height(heights[k])
                bar.set(edgecolor=INK, linewidth=3 if k == c else 0)
        for k in range(3):
            shares[k].set_text(f"{y[k]:.1%}")
            shares[k].set_position((k, y[k] + 0.02))
            push = -RATE * gradient[k]
            arrows[k].set_position((k + 0.38, z[k]))
            arrows[k].xy = (k + 0.38, z[k] + push)
            arrows[k].set_visible(abs(push) > 0.15)
        steps = ", ".join(f"{-RATE * g:.2f}" for g in gradient)
        return (
            f"Scores ({z[0]:.1f}, {z[1]:.1f}, {z[2]:.1f}). The right {chosen} gets the probability {y[c]:.1%}; "
            f"the loss is {loss:.2f}. A step at the learning rate {RATE:g} adds ({steps}) to the scores."
        )

    return update


def softmax_and_loss(z: np.ndarray, label: int) -> tuple[Any, float, Any]:
    """The softmax of one row of scores, the cross-entropy of its label, and the gradient with respect to the scores."""
    e = np.exp(z - z.max())
    y = e / e.sum()
    return y, float(np.log(e.sum()) + z.max() - z[label]), y - (np.arange(len(z)) == label)
