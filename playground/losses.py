"""Two errors and the number that each loss makes of them; squared error against cross-entropy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from playground.activation import logistic
from playground.live import Update, figure
from playground.look import BLUE, INK, ORANGE
from playground.stage import Stage

FAR = 120.0
RATE = 0.25  # The learning rate of the step that each arrow shows.
YOURS = "your own"
Loss = Callable[[np.ndarray, np.ndarray], float]


def loss_and_gradient(name: str, errors: np.ndarray, own: Loss | None = None) -> tuple[float, np.ndarray]:
    """A loss of errors y - t, and its gradient with respect to y; RMSE's gradient is 0 where there is no error.

    The gradient of the reader's own loss(y, t) comes from central differences.
    """
    if name == YOURS and own:
        zero = np.zeros(len(errors))
        pairs = [(own(errors + 1e-4 * e, zero), own(errors - 1e-4 * e, zero)) for e in np.eye(len(errors))]
        return float(own(errors, zero)), np.array([(up - down) / 2e-4 for up, down in pairs], dtype=float)
    n, squares = len(errors), float(np.sum(errors**2))
    root = np.sqrt(squares / n)
    return {
        "SSE": (squares, 2 * errors),
        "MSE": (squares / n, 2 * errors / n),
        "RMSE": (float(root), errors / (n * root) if root else 0 * errors),
        "sum of errors": (float(errors.sum()), np.ones(n)),
    }[name]


@figure(
    alt="Left: two predictions above or below their target 0, each with an arrow, the step of gradient descent on the "
    "chosen loss at the learning rate 0.25. Right: the sum of the two errors, their SSE, MSE and RMSE.",
    hint="Set the errors to +100 and -100. Which number says that all is well?",
)
def losses(stage: Stage, loss: Loss | None = None) -> Update:
    """Two errors, four ways to make one number of them, and their gradients; ``play.losses(mine)`` adds mine(y, t)."""
    left, right = stage.axes((1.2, 1))
    left.set(xlim=(0.4, 2.6), ylim=(-FAR, FAR), xticks=[1, 2], ylabel="error y - t")
    left.set_xticklabels(["prediction 1", "prediction 2"])
    left.axhline(0, color=INK, lw=1.5)
    right.set(xlim=(0, 1), ylim=(0, 1))
    right.axis("off")
    names = ["SSE", "MSE", "RMSE", "sum of errors", *([YOURS] if loss else [])]
    rows = {}
    for row, name in enumerate(("sum of errors", "SSE", "MSE", "RMSE", *([YOURS] if loss else []))):
        right.text(0.05, 0.85 - 0.18 * row, name)
        rows[name] = stage.moving(right.text(0.95, 0.85 - 0.18 * row, "", ha="right"))
    stems = [stage.moving(left.plot([], [], color=BLUE, lw=3)[0]) for _ in range(2)]
    dots = stage.moving(left.plot([], [], "o", ms=13, color=BLUE)[0])
    arrows = [
        stage.moving(left.annotate("", (0, 0), (0, 0), arrowprops={"arrowstyle": "-|>", "color": ORANGE, "lw": 3}))
        for _ in range(2)
    ]
    stage.choice("name", names, "loss", value=YOURS if loss else names[0])
    stage.slider("first", 60.0, -100.0, 100.0, 1.0, "error 1")
    stage.slider("second", -20.0, -100.0, 100.0, 1.0, "error 2")
    stage.preset("one outlier", first=100.0, second=5.0)
    stage.preset("equal errors", first=40.0, second=40.0)

    def update(name: str, first: float, second: float) -> str:
        errors = np.array([first, second])
        value, gradient = loss_and_gradient(name, errors, loss)
        dots.set_data([1, 2], errors)
        for i, (stem, arrow) in enumerate(zip(stems, arrows, strict=True)):
            stem.set_data([i + 1, i + 1], [0, errors[i]])
            push = -RATE * gradient[i]
            arrow.set_position((i + 1.15, errors[i]))
            arrow.xy = (i + 1.15, np.clip(errors[i] + push, -FAR, FAR))
            arrow.set_visible(abs(push) > 1)
        for key, text in rows.items():
            text.set_text(f"{loss_and_gradient(key, errors, loss)[0]:,.1f}")
            text.set_weight("bold" if key == name else "normal")
        trap = " The errors cancel." if name == "sum of errors" and first == -second and first else ""
        return (
            f"{name} = {value:,.1f}; its gradient is ({gradient[0]:.3g}, {gradient[1]:.3g}). A step at the learning "
            f"rate {RATE} moves the predictions by ({-RATE * gradient[0]:.3g}, {-RATE * gradient[1]:.3g}).{trap}"
        )

    return update


@figure(
    alt="Loss against the logit z for a target of 0 or 1, cross-entropy and squared error, each with its tangent at a "
    "movable z.",
    hint="Take target 1 and move z far to the left, where the answer is confidently wrong. Which loss still has a "
    "slope?",
)
def cross_entropy(stage: Stage) -> Update:
    """Cross-entropy and squared error of one sigmoid unit, with their slopes with respect to the logit."""
    (ax,) = stage.axes((1,))
    ax.set(xlim=(-8, 8), ylim=(-0.4, 8.5), xlabel="logit z", ylabel="loss")
    zs = np.linspace(-8, 8, 321)
    entropy = stage.moving(ax.plot([], [], color=BLUE, lw=2.4, label="cross-entropy")[0])
    square = stage.moving(ax.plot([], [], color=ORANGE, lw=2.4, ls="--", label="squared error")[0])
    tangents = [stage.moving(ax.plot([], [], color=INK, lw=1.2)[0]) for _ in range(2)]
    points = stage.moving(ax.plot([], [], "o", ms=9, color=INK)[0])
    ax.legend(loc="upper center", frameon=False, ncols=2)
    stage.choice("target", ["1", "0"], "target")
    stage.slider("z", -3.0, -8.0, 8.0, 0.1, "z")
    stage.preset("confidently wrong", target="1", z=-7.0)
    stage.preset("undecided", target="1", z=0.0)
    stage.preset("right", target="1", z=5.0)

    def update(target: str, z: float) -> str:
        t = float(target)
        (e, e_slope), (s, s_slope) = entropy_and_slope(z, t), square_and_slope(z, t)
        entropy.set_data(zs, entropy_and_slope(zs, t)[0])
        square.set_data(zs, square_and_slope(zs, t)[0])
        for line, value, slope in zip(tangents, (e, s), (e_slope, s_slope), strict=True):
            reach = np.array([-1.5, 1.5])
            line.set_data(z + reach, value + slope * reach)
        points.set_data([z, z], [e, s])
        return (
            f"Target {target}, prediction {logistic(np.array(z)):.3f}. Cross-entropy {e:.3f} with slope {e_slope:.3f}; "
            f"squared error {s:.3f} with slope {s_slope:.3f}."
        )

    return update


def entropy_and_slope(z: Any, t: float) -> Any:
    """log(1 + exp(z)) - t z and sigmoid(z) - t."""
    return np.logaddexp(0, z) - t * np.asarray(z), logistic(z) - t


def square_and_slope(z: Any, t: float) -> Any:
    """(sigmoid(z) - t)^2 and its derivative with respect to z."""
    y = logistic(z)
    return (y - t) ** 2, 2 * (y - t) * y * (1 - y)
