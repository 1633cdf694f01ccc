"""Which direction climbs fastest? A compass on a surface."""

from __future__ import annotations

import numpy as np

from playground.live import Update, figure
from playground.look import BLUE, INK, ORANGE
from playground.stage import Stage

ANGLES = np.linspace(0, 360, 181)


def height(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """x^2 / 2 + 2 y^2 + x y / 2, a slanted bowl."""
    return 0.5 * x**2 + 2 * y**2 + 0.5 * x * y


def gradient(x: float, y: float) -> np.ndarray:
    """(x + y / 2, 4 y + x / 2)."""
    return np.array([x + 0.5 * y, 4 * y + 0.5 * x])


def slope_along(x: float, y: float, degrees: np.ndarray) -> np.ndarray:
    """The slope in the direction of these angles: gradient times unit vector."""
    radians = np.radians(degrees)
    g = gradient(x, y)
    return g[0] * np.cos(radians) + g[1] * np.sin(radians)


@figure(
    alt="Left: contour lines of a bowl with a point, the gradient there and a compass needle. Right: the slope along "
    "every direction, a cosine with its peak at the gradient's direction.",
    hint="Turn the needle until the slope is largest. Now turn it by 90 degrees: how steep is it along a contour line?",
)
def compass(stage: Stage) -> Update:
    """A point on a surface, a direction, and the slope along it."""
    left, right = stage.axes((1, 1.1))
    grid = np.linspace(-2, 2, 121)
    left.set(xlim=(-2, 2), ylim=(-2, 2), xlabel="w1", ylabel="w2", aspect="equal")
    left.contour(grid, grid, height(*np.meshgrid(grid, grid)), levels=14, colors="#9aa0ab", linewidths=1)
    right.set(xlim=(0, 360), ylim=(-9, 9), xlabel="direction in degrees", ylabel="slope", xticks=range(0, 361, 45))
    right.axhline(0, color="#8a8f99", lw=0.8)
    arrow = {"arrowstyle": "-|>", "lw": 2.5}
    uphill = stage.moving(left.annotate("", (0, 0), (0, 0), arrowprops=arrow | {"color": ORANGE}))
    needle = stage.moving(left.annotate("", (0, 0), (0, 0), arrowprops=arrow | {"color": BLUE, "linestyle": "--"}))
    point = stage.moving(left.plot([], [], "o", color=INK, ms=9)[0])
    curve = stage.moving(right.plot([], [], color=BLUE, lw=2)[0])
    here = stage.moving(right.plot([], [], "o", color=BLUE, ms=10)[0])
    top = stage.moving(right.plot([], [], color=ORANGE, lw=2, label="direction of the gradient")[0])
    right.legend(loc="lower right", frameon=False)
    stage.slider("x", -1.2, -1.9, 1.9, 0.1, "w1")
    stage.slider("y", 0.8, -1.9, 1.9, 0.1, "w2")
    stage.slider("angle", 30, 0, 360, 1, "direction")
    stage.preset("far out", x=-1.8, y=1.6)
    stage.preset("near the bottom", x=0.2, y=0.1)

    def update(x: float, y: float, angle: int) -> str:
        g = gradient(x, y)
        steepest = float(np.linalg.norm(g))
        best = float(np.degrees(np.arctan2(g[1], g[0]))) % 360
        slope = float(slope_along(x, y, np.array(angle)))
        for artist, direction in ((uphill, best), (needle, angle)):
            artist.set_position((x, y))
            artist.xy = (x + 0.7 * np.cos(np.radians(direction)), y + 0.7 * np.sin(np.radians(direction)))
        uphill.set_visible(steepest > 1e-9)
        point.set_data([x], [y])
        curve.set_data(ANGLES, slope_along(x, y, ANGLES))
        here.set_data([angle], [slope])
        top.set_data([best, best], [0, steepest])
        return (
            f"At ({x:.1f}, {y:.1f}) the gradient is ({g[0]:.2f}, {g[1]:.2f}), length {steepest:.2f}, direction "
            f"{best:.0f} degrees. Along {angle} degrees the slope is {slope:.2f}."
        )

    return update
