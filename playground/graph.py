"""Chapter 06: a small computation, forward and backward, one node at a time."""

from __future__ import annotations

import numpy as np

from playground.activation import logistic
from playground.live import Draw, figure
from playground.stage import BLUE, INK, ORANGE, Stage

# Where each node stands, what it shows, and which step brings its value (forward) and its gradient (backward).
PLACES = {
    "x": (0.0, 0.8), "w": (0.0, 0.25), "p": (1.0, 0.55), "b": (1.0, 0.0), "z": (2.0, 0.4), "y": (3.0, 0.4),
    "t": (3.0, -0.1), "E": (4.0, 0.3),
}  # fmt: skip
WORDS = {"x": "x", "w": "w", "b": "b", "t": "t", "p": "p = x w", "z": "z = p + b", "y": "y = sigma(z)", "E": "E"}
EDGES = [("x", "p"), ("w", "p"), ("p", "z"), ("b", "z"), ("z", "y"), ("y", "E"), ("t", "E")]
FORWARD = {"x": 0, "w": 0, "b": 0, "t": 0, "p": 1, "z": 2, "y": 3, "E": 4}
BACKWARD = {"E": 5, "y": 6, "z": 7, "p": 8, "b": 8, "x": 9, "w": 9}
STORY = [
    "Only the inputs are known: x, w, b and the target t.",
    "Product: p = x w.",
    "Sum: z = p + b.",
    "Sigmoid: y = sigma(z).",
    "Loss: E = (y - t)^2 / 2. The forward pass is done; every value is kept.",
    "Backward begins at the end: dE/dE = 1.",
    "Loss node: its slope by y is y - t, times 1.",
    "Sigmoid node: upstream times y (1 - y).",
    "Sum node: both summands get the upstream gradient as it is.",
    "Product node: each factor gets upstream times the other factor. Done: dE/dw is what learning needs.",
]


def values_and_gradients(x: float, w: float, b: float, t: float) -> tuple[dict[str, float], dict[str, float]]:
    """Every node's value, and dE by every node but the target."""
    p = x * w
    z = p + b
    y = float(logistic(np.array(z)))
    dz = (y - t) * y * (1 - y)
    values = {"x": x, "w": w, "b": b, "t": t, "p": p, "z": z, "y": y, "E": 0.5 * (y - t) ** 2}
    return values, {"E": 1.0, "y": y - t, "z": dz, "p": dz, "b": dz, "x": dz * w, "w": dz * x}


@figure(
    alt="A graph from x, w, b and t over product, sum and sigmoid to the loss E. Values appear above the nodes from "
    "left to right, then gradients below them from right to left.",
    hint="Step forward to 4, then predict each gradient before you step on. Which node turns a sign?",
    size=(9, 4.2),
)
def graph(stage: Stage) -> Draw:
    """Step forward and backward through E = (sigma(x w + b) - t)^2 / 2; values above, gradients below."""
    (ax,) = stage.axes((1,))
    ax.set(xlim=(-0.45, 4.45), ylim=(-0.45, 1.15))
    ax.axis("off")
    for start, end in EDGES:
        ax.annotate("", PLACES[end], PLACES[start], arrowprops={"arrowstyle": "-|>", "color": "#9aa0ab", "shrinkA": 26,
                                                               "shrinkB": 26, "lw": 1.5})  # fmt: skip
    circles = {}
    for name, (x, y) in PLACES.items():
        circles[name] = stage.moving(ax.plot(x, y, "o", ms=44, mfc="white", mec=INK, mew=1.6)[0])
    for name, (x, y) in PLACES.items():
        stage.moving(ax.text(x, y, WORDS[name].split(" ")[0], ha="center", va="center", weight="bold"))
        if "=" in WORDS[name]:
            ax.text(x + 0.2, y - 0.14, WORDS[name], fontsize=9, ha="left", color="#5a606b")
    above = {n: stage.moving(ax.text(x, y + 0.14, "", ha="center", color=BLUE)) for n, (x, y) in PLACES.items()}
    below = {n: stage.moving(ax.text(x, y - 0.21, "", ha="center", color="#9a6700")) for n, (x, y) in PLACES.items()}
    stage.slider("step", 4, 0, 9, 1, "step")
    stage.slider("x", 2.0, -3.0, 3.0, 0.1, "x")
    stage.slider("w", 0.5, -3.0, 3.0, 0.1, "w")
    stage.slider("b", -1.0, -3.0, 3.0, 0.1, "b")
    stage.slider("t", 1.0, 0.0, 1.0, 1.0, "target t")

    def draw(step: int, x: float, w: float, b: float, t: float) -> str:
        values, gradients = values_and_gradients(x, w, b, t)
        for name in PLACES:
            known = FORWARD[name] <= step
            blamed = BACKWARD.get(name, 99) <= step
            above[name].set_text(f"{values[name]:.4g}" if known else "")
            below[name].set_text(f"grad {gradients[name]:.4g}" if blamed else "")
            circles[name].set_markeredgecolor(ORANGE if blamed else BLUE if known else "#9aa0ab")
            circles[name].set_markeredgewidth(3 if step in (FORWARD[name], BACKWARD.get(name)) else 1.6)
        return f"Step {step} of 9. {STORY[step]}"

    return draw
