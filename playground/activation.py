"""An activation, its derivative, and a point with its tangent."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from playground.live import Update, figure
from playground.look import BLUE, INK, ORANGE
from playground.stage import Stage

Function = Callable[[np.ndarray], np.ndarray]


def logistic(z: np.ndarray) -> np.ndarray:
    """1 / (1 + exp(-z)), written with tanh so that nothing overflows."""
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(z)))


# Each activation with its derivative, both element by element.
ACTIVATIONS: dict[str, tuple[Function, Function]] = {
    "sigmoid": (logistic, lambda z: logistic(z) * (1 - logistic(z))),
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "ReLU": (lambda z: np.maximum(z, 0), lambda z: np.where(z > 0, 1.0, 0.0)),
    "leaky ReLU (alpha = 0.1)": (lambda z: np.where(z > 0, z, 0.1 * z), lambda z: np.where(z > 0, 1.0, 0.1)),
    "none (a straight line)": (lambda z: z + 0.0, lambda z: np.ones_like(z, dtype=float)),
}


def slope_of(f: Function, grad: Function | None) -> Function:
    """The reader's own derivative, or central differences if `grad` is None."""
    return grad or (lambda z: (f(z + 1e-5) - f(z - 1e-5)) / 2e-5)


@figure(
    alt="Left: the graph of an activation with a movable point and its tangent. Right: the graph of its "
    "derivative with the same point; its height is the tangent's slope.",
    hint="Move z away from 0: where does the sigmoid stop listening? Compare with ReLU on both sides of 0.",
)
def activation(stage: Stage, f: Function | None = None, grad: Function | None = None) -> Update:
    """An activation and its derivative side by side; pass your own as ``play.activation(f, grad)``."""
    known = dict(ACTIVATIONS)
    if f is not None:
        known = {"yours": (f, slope_of(f, grad)), **known}
    left, right = stage.axes((1, 1), xlim=(-6, 6), xlabel="z")
    left.set(ylim=(-1.3, 2.3), ylabel="activation", title="the activation")
    right.set(ylim=(-0.15, 1.25), ylabel="slope", title="its derivative")
    for ax in (left, right):
        ax.axhline(0, color="#8a8f99", lw=0.8)
        ax.axvline(0, color="#8a8f99", lw=0.8)
    curve = stage.moving(left.plot([], [], color=BLUE, lw=2.2)[0])
    tangent = stage.moving(left.plot([], [], color=ORANGE, lw=2, ls="--")[0])
    point = stage.moving(left.plot([], [], "o", ms=10, color=INK)[0])
    slopes = stage.moving(right.plot([], [], color=ORANGE, lw=2.2)[0])
    stem = stage.moving(right.plot([], [], color=INK, lw=1, ls=":")[0])
    height = stage.moving(right.plot([], [], "o", ms=10, color=INK)[0])
    number = stage.moving(right.text(0, 0, "", ha="left", va="bottom", weight="bold"))
    zs = np.linspace(-6, 6, 481)
    stage.choice("name", list(known), "activation")
    stage.slider("z", 1.0, -6.0, 6.0, 0.05, "z")
    stage.preset("listens", name="sigmoid", z=0.0)
    stage.preset("saturates", name="sigmoid", z=5.0)
    stage.preset("dead", name="ReLU", z=-3.0)

    def update(name: str, z: float) -> str:
        function, derivative = known[name]
        value, slope = (float(g(np.array([z]))[0]) for g in (function, derivative))
        curve.set_data(zs, function(zs))
        slopes.set_data(zs, derivative(zs))
        reach = np.array([-1.5, 1.5])
        tangent.set_data(z + reach, value + slope * reach)
        point.set_data([z], [value])
        height.set_data([z], [slope])
        stem.set_data([z, z], [0, slope])
        number.set_position((z + 0.25 if z < 4 else z - 1.5, slope + 0.03))
        number.set_text(f"{slope:.3f}")
        answer = "barely changes" if abs(slope) < 0.05 else f"changes by about {abs(slope) * 0.1:.3f}"
        return f"{name} at z = {z:.2f}: value {value:.3f}, slope {slope:.3f}. If z moves by 0.1, the output {answer}."

    return update
