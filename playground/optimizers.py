"""Optimizers race on a surface of the reader's choice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import numpy as np

from playground.live import Update, figure
from playground.look import BLUE, GREEN, INK, ORANGE, PURPLE, RED
from playground.stage import Stage
from playground.training import Step, own

STEPS = 120
BETA, BETA2 = 0.9, 0.999
REACH = 3.0
FAR = 1e3  # Heights above this count as diverged.
Field = Callable[[Any, Any], Any]


def bowl(x: Any, y: Any) -> Any:
    """A slanted valley, 40 times as steep across as along."""
    u, v = 0.8 * x + 0.6 * y, 0.8 * y - 0.6 * x
    return 0.05 * u**2 + 2.0 * v**2


def banana(x: Any, y: Any) -> Any:
    """Rosenbrock's curved valley, scaled down; its minimum is at (1, 1)."""
    return 0.05 * (1 - x) ** 2 + 0.5 * (y - x**2) ** 2 / 2


def saddle(x: Any, y: Any) -> Any:
    """A saddle at 0: along y the surface falls at first and rises farther out."""
    return 0.5 * x**2 - 0.5 * y**2 + 0.05 * y**4


def plateau(x: Any, y: Any) -> Any:
    """A surface that is nearly flat far from its minimum at (1, 0), as with a saturated unit."""
    return 1 - np.exp(-((x - 1) ** 2 + 2 * y**2) / 1.5) + 0.02 * (x - 1) ** 2 + 0.02 * y**2


SURFACES: dict[str, tuple[Field, tuple[float, float]]] = {
    "long valley": (bowl, (-2.6, -1.0)),
    "curved valley": (banana, (-1.6, 2.2)),
    "saddle": (saddle, (-2.0, 1e-6)),  # A millionth away from the ridge.
    "plateau": (plateau, (-2.2, 1.6)),
}
LOWEST = {"long valley": 0.0, "curved valley": 0.0, "saddle": -1.25, "plateau": 0.0}
LEVELS = (0.01, 0.05, 0.15, 0.35, 0.7, 1.1, 1.6, 2.5, 4, 8)
YOURS = "your own step"
COLORS = {"plain": INK, "momentum": BLUE, "RMSProp": GREEN, "Adam": ORANGE, "AdaGrad": PURPLE, YOURS: RED}


def gradient(surface: Field, w: np.ndarray, eps: float = 1e-5) -> np.ndarray:
    """The gradient by central differences, accurate enough to draw."""
    x, y = w
    return np.array([surface(x + eps, y) - surface(x - eps, y), surface(x, y + eps) - surface(x, y - eps)]) / (2 * eps)


def steps(name: str | Step, lr: float, noise: float) -> Iterator[Callable[[np.ndarray, np.ndarray], np.ndarray]]:
    """The functions (w, g) -> w of an optimizer or of the reader's own step, one for each step."""
    v, s, rng = np.zeros(2), np.zeros(2), np.random.default_rng(1)
    for t in range(1, STEPS + 1):

        def step(w: np.ndarray, g: np.ndarray, t: int = t) -> np.ndarray:
            nonlocal v, s
            g = g + noise * rng.normal(size=2)
            if not isinstance(name, str):
                return own(name)([w], [g], lr)[0]
            if name == "momentum":
                v = BETA * v + g
                return w - lr * v
            if name == "AdaGrad":
                s = s + g**2
                return w - lr * g / (np.sqrt(s) + 1e-8)
            if name == "RMSProp":
                s = 0.9 * s + 0.1 * g**2
                return w - lr * g / (np.sqrt(s) + 1e-8)
            if name == "Adam":
                v, s = BETA * v + (1 - BETA) * g, BETA2 * s + (1 - BETA2) * g**2
                return w - lr * v / (1 - BETA**t) / (np.sqrt(s / (1 - BETA2**t)) + 1e-8)
            return w - lr * g

        yield step


@lru_cache(maxsize=64)
def path(name: str | Step, surface: str, lr: float, noise: float = 0.0) -> np.ndarray:
    """The points of one optimizer's path from the surface's start, shape (STEPS + 1, 2)."""
    field, start = SURFACES[surface]
    points = [np.array(start)]
    with np.errstate(over="ignore", invalid="ignore"):
        for step in steps(name, lr, noise):
            points.append(np.clip(step(points[-1], gradient(field, points[-1])), -1e3, 1e3))
    return np.array(points)


# The exponents of the best rates on the long valley; tests/playground/test_optimizers.py searches for them.
RATES = {"plain": -0.4, "momentum": -0.9, "RMSProp": -1.5, "Adam": -0.3, "AdaGrad": 0.0, YOURS: -0.5}


@figure(
    alt="Left: contours of a surface with one path for each optimizer from the same start. Right: the height above the "
    "lowest point after each step, on a logarithmic axis.",
    hint="Each optimizer begins with its best rate on the long valley. Change the surface without touching the rates: "
    "which optimizer still does well?",
    size=(10, 4.8),
)
def optimizers(stage: Stage, step: Step | None = None) -> Update:
    """Plain descent, momentum, AdaGrad, RMSProp and Adam, each with a rate of its own; ``play.optimizers(my_step)``
    lets your step(w, grad, lr) race with them."""
    racing = [name for name in COLORS if name != YOURS or step is not None]
    left, right = stage.axes((1, 1))
    left.set(xlim=(-REACH, REACH), ylim=(-REACH, REACH), xlabel="w1", ylabel="w2", title="the race", aspect="equal")
    right.set(xlim=(0, STEPS), ylim=(1e-6, 30), yscale="log", xlabel="step", title="height above the lowest point")
    left.grid(False)
    side = np.linspace(-REACH, REACH, 90)
    rings = {}
    for name, (field, _) in SURFACES.items():
        heights = field(*np.meshgrid(side, side)) - LOWEST[name]
        rings[name] = stage.moving(left.contour(side, side, heights, levels=LEVELS, colors="#b6bac2", linewidths=1))
    trails, curves = {}, {}
    for name, color in COLORS.items():
        if name not in racing:
            continue
        trails[name] = stage.moving(left.plot([], [], ".-", lw=1.4, ms=5, markevery=5, color=color)[0])
        curves[name] = stage.moving(right.plot([], [], lw=1.7, color=color, label=name)[0])
    begin = stage.moving(left.plot([], [], "o", color="white", mec=INK, ms=9)[0])
    right.legend(loc="upper right", frameon=False, fontsize=9, ncols=2)
    stage.choice("surface", list(SURFACES), "surface")
    for name in racing:
        stage.log_slider(name, 10 ** RATES[name], -3, 1, 0.1, f"rate, {name}")
    stage.slider("noise", 0.0, 0.0, 1.0, 0.1, "noise in the gradient")
    stage.time("shown", STEPS, 0, STEPS, 1, "steps", 60)
    stage.preset("one rate for all", **dict.fromkeys(racing, 0.1))
    stage.preset("held up at a saddle", surface="saddle", noise=0.0)
    stage.preset("noise frees it", surface="saddle", noise=0.1)

    def update(surface: str, noise: float, shown: int, **lrs: float) -> str:
        field, start = SURFACES[surface]
        for name, contours in rings.items():
            contours.set_visible(name == surface)
        begin.set_data([start[0]], [start[1]])
        ends = {}
        for name, lr in lrs.items():
            points = path(step if name == YOURS and step else name, surface, lr, noise)[: shown + 1]
            trails[name].set_data(*points.T)
            above = field(*points.T) - LOWEST[surface]
            curves[name].set_data(np.arange(shown + 1), np.clip(above, 1e-9, 1e6))
            ends[name] = float(above[-1])
        order = ", ".join(
            f"{name} diverged" if ends[name] > FAR else f"{name} {max(ends[name], 0):.2g}"
            for name in sorted(ends, key=ends.__getitem__)
        )
        return f"After {shown} steps, height above the lowest point: {order}."

    return update
