"""Optimizers race on a surface of the reader's choice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from playground.live import Update, figure
from playground.look import BLUE, GREEN, INK, ORANGE, PURPLE, RED, SKY
from playground.stage import Stage

STEPS = 120
BETA, BETA2 = 0.9, 0.999
REACH = 3.0
FAR = 1e3  # Heights above this count as diverged.
Field = Callable[[Any, Any], Any]
State = Any  # Whatever an optimizer remembers; None before its first step.
Racer = Callable[[np.ndarray, np.ndarray, State, float], tuple[np.ndarray, State]]


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
EXPONENTS = np.arange(-30, 11) / 10  # Each optimizer tries the rates 10 to these powers.


def gradient(surface: Field, w: np.ndarray, eps: float = 1e-5) -> np.ndarray:
    """The gradient by central differences, accurate enough to draw."""
    x, y = w
    return np.array([surface(x + eps, y) - surface(x - eps, y), surface(x, y + eps) - surface(x, y - eps)]) / (2 * eps)


def plain(w: np.ndarray, g: np.ndarray, state: State, lr: float) -> tuple[np.ndarray, State]:
    """Gradient descent, which remembers nothing."""
    return w - lr * g, None


def momentum(w: np.ndarray, g: np.ndarray, v: State, lr: float) -> tuple[np.ndarray, State]:
    """The velocity v keeps 0.9 of itself and adds the gradient."""
    v = g if v is None else BETA * v + g
    return w - lr * v, v


def rmsprop(w: np.ndarray, g: np.ndarray, s: State, lr: float) -> tuple[np.ndarray, State]:
    """The gradient, divided by the root of a moving mean of its squares."""
    s = BETA * (0 if s is None else s) + (1 - BETA) * g**2
    return w - lr * g / (np.sqrt(s) + 1e-8), s


def adam(w: np.ndarray, g: np.ndarray, state: State, lr: float) -> tuple[np.ndarray, State]:
    """A moving mean of gradients over the root of one of squares, both corrected for their start at 0."""
    m, v, t = (0, 0, 1) if state is None else state
    m, v = BETA * m + (1 - BETA) * g, BETA2 * v + (1 - BETA2) * g**2
    return w - lr * m / (1 - BETA**t) / (np.sqrt(v / (1 - BETA2**t)) + 1e-8), (m, v, t + 1)


def adagrad(w: np.ndarray, g: np.ndarray, s: State, lr: float) -> tuple[np.ndarray, State]:
    """The gradient, divided by the root of the sum of all its squares so far."""
    s = g**2 + (0 if s is None else s)
    return w - lr * g / (np.sqrt(s) + 1e-8), s


RACERS: dict[str, Racer] = {"plain": plain, "momentum": momentum, "RMSProp": rmsprop, "Adam": adam, "AdaGrad": adagrad}
COLORS = {"plain": INK, "momentum": BLUE, "RMSProp": GREEN, "Adam": ORANGE, "AdaGrad": PURPLE}
OTHER_COLORS = (RED, SKY)


def advanced(racer: Racer, w: np.ndarray, g: np.ndarray, state: State, lr: float) -> tuple[np.ndarray, State]:
    """One step of a racer. Raises ValueError if it does not return new weights of w's shape and a state."""
    result = racer(w.copy(), g.copy(), state, lr)
    if not isinstance(result, (tuple, list)) or len(result) != 2:
        raise ValueError(f"a step must return two things, (w, state); this one returned {type(result).__name__}")
    new = np.asarray(result[0], dtype=float)
    if new.shape != w.shape:
        raise ValueError(f"a step returned weights of shape {new.shape} for weights of shape {w.shape}")
    return new, result[1]


@lru_cache(maxsize=512)
def path(racer: Racer, surface: str, lr: float, noise: float = 0.0) -> np.ndarray:
    """The points of one optimizer's path from the surface's start, shape (STEPS + 1, 2)."""
    field, start = SURFACES[surface]
    rng, state, points = np.random.default_rng(1), None, [np.array(start)]
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(STEPS):
            g = gradient(field, points[-1]) + noise * rng.normal(size=2)
            w, state = advanced(racer, points[-1], g, state, lr)
            points.append(np.clip(w, -FAR, FAR))
    return np.array(points)


def best_exponent(racer: Racer) -> float:
    """The exponent of the rate with which a racer ends lowest on the long valley, of all EXPONENTS."""

    def end(exponent: float) -> float:
        height = float(bowl(*path(racer, "long valley", 10**exponent)[-1]))
        return height if np.isfinite(height) else np.inf

    return float(min(EXPONENTS, key=end))


# What best_exponent finds for our own racers, so that the figure need not search when it opens.
RATES = {"plain": -0.4, "momentum": -0.9, "RMSProp": -1.5, "Adam": -0.3, "AdaGrad": 0.0}


@figure(
    alt="Left: contours of a surface with one path for each optimizer from the same start. Right: the height above the "
    "lowest point after each step, on a logarithmic axis.",
    hint="Each optimizer begins with its best rate on the long valley. Change the surface without touching the rates: "
    "which optimizer still does well?",
    size=(10, 4.8),
)
def optimizers(stage: Stage, steps: Racer | Mapping[str, Racer] | None = None) -> Update:
    """Plain descent, momentum, AdaGrad, RMSProp and Adam, each with a rate of its own; ``play.optimizers({"Adam": f})``
    lets your own race against plain descent: f(w, g, state, lr) returns (w, state), and the first state is None."""
    own = steps if isinstance(steps, Mapping) else {"your own step": steps} if steps else {}
    racing = {"plain": plain, **own} if own else RACERS
    rates = {name: best_exponent(racer) if name in own else RATES[name] for name, racer in racing.items()}
    left, right = stage.axes((1, 1))
    left.set(xlim=(-REACH, REACH), ylim=(-REACH, REACH), xlabel="w1", ylabel="w2", title="the race", aspect="equal")
    right.set(xlim=(0, STEPS), ylim=(1e-6, 30), yscale="log", xlabel="step", title="height above the lowest point")
    left.grid(False)
    rings = {name: stage.moving(contours(left, name)) for name in SURFACES}
    spare = iter(OTHER_COLORS * len(racing))
    trails, curves = {}, {}
    for name in racing:
        color = COLORS.get(name) or next(spare)
        trails[name] = stage.moving(left.plot([], [], ".-", lw=1.4, ms=5, markevery=5, color=color)[0])
        curves[name] = stage.moving(right.plot([], [], lw=1.7, color=color, label=name)[0])
    begin = stage.moving(left.plot([], [], "o", color="white", mec=INK, ms=9)[0])
    right.legend(loc="upper right", frameon=False, fontsize=9, ncols=2)
    stage.choice("surface", list(SURFACES), "surface")
    for name in racing:
        stage.log_slider(name, 10 ** rates[name], -3, 1, 0.1, f"rate, {name}")
    stage.slider("noise", 0.0, 0.0, 1.0, 0.1, "noise in the gradient")
    stage.time("shown", STEPS, 0, STEPS, 1, "steps", 60)
    stage.preset("one rate for all", **dict.fromkeys(racing, 0.1))
    stage.preset("held up at a saddle", surface="saddle", noise=0.0)
    stage.preset("noise frees it", surface="saddle", noise=0.1)

    def update(surface: str, noise: float, shown: int, **lrs: float) -> str:
        field, start = SURFACES[surface]
        for name, ring in rings.items():
            ring.set_visible(name == surface)
        begin.set_data([start[0]], [start[1]])
        ends = {}
        for name, lr in lrs.items():
            points = path(racing[name], surface, lr, noise)[: shown + 1]
            trails[name].set_data(*points.T)
            above = field(*points.T) - LOWEST[surface]
            curves[name].set_data(np.arange(shown + 1), np.clip(above, 1e-9, 1e6))
            ends[name] = float(above[-1])
        return sentence(shown, ends)

    return update


def contours(ax: Any, surface: str) -> Any:
    """Draw the contours of a surface."""
    side = np.linspace(-REACH, REACH, 90)
    heights = SURFACES[surface][0](*np.meshgrid(side, side)) - LOWEST[surface]
    return ax.contour(side, side, heights, levels=LEVELS, colors="#b6bac2", linewidths=1)


def in_digits(height: float) -> str:
    """A height in two digits, and not as a power of ten."""
    if height < 1e-6:
        return "below 0.000001"
    return np.format_float_positional(height, 2, unique=False, fractional=False, trim="-")


def sentence(shown: int, ends: Mapping[str, float]) -> str:
    """Where the racers are, the lowest first."""
    order = ", ".join(
        f"{name} diverged" if not ends[name] <= FAR else f"{name} {in_digits(ends[name])}"
        for name in sorted(ends, key=lambda name: np.nan_to_num(ends[name], nan=np.inf))
    )
    return f"After {shown} steps, height above the lowest point: {order}."
