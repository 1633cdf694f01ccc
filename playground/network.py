"""A small network drawn with all its numbers."""

from __future__ import annotations

import numpy as np

from playground.activation import logistic
from playground.live import Update, figure
from playground.look import BLUE, INK, ORANGE, PAPER
from playground.stage import Stage

V = np.array([[1.5, -1.0, 0.5], [-0.5, 2.0, 1.0]])
A = np.array([0.0, -0.5, -1.0])
W = np.array([[1.0], [-2.0], [1.5]])
B = np.array([0.2])
INPUTS = [(0.0, 0.75), (0.0, 0.25)]
HIDDEN = [(1.0, 0.9), (1.0, 0.5), (1.0, 0.1)]
OUTPUT = (2.0, 0.5)


@figure(
    alt="A network of two inputs, three hidden units and one output. Every edge carries its weight, every unit its sum "
    "and its activation, and below it its bias; dashed edges have negative weights, thick edges have large ones.",
    hint="Change x1 and follow the numbers from left to right. Which weight moves y the most?",
    size=(9, 4.4),
)
def network(stage: Stage) -> Update:
    """Change an input or a weight and watch every value of a 2-3-1 sigmoid network."""
    (ax,) = stage.axes((1,))
    ax.set(xlim=(-0.35, 2.45), ylim=(-0.08, 1.1))
    ax.axis("off")
    for x, words in ((0, "input x"), (1, "hidden: s, then h = sigma(s)"), (2, "output: z, then y = sigma(z)")):
        ax.text(x, 1.07, words, ha="center", weight="bold")
    edges = {f"v{i + 1}{j + 1}": (INPUTS[i], HIDDEN[j]) for i in range(2) for j in range(3)}
    edges |= {f"w{j + 1}": (HIDDEN[j], OUTPUT) for j in range(3)}
    lines = {name: stage.moving(ax.plot(*zip(*ends, strict=True), color=INK)[0]) for name, ends in edges.items()}
    box = {"boxstyle": "round,pad=0.15", "fc": PAPER, "ec": "none"}
    labels = {}
    for name, (start, end) in edges.items():
        along = 0.3 if name.startswith("v") else 0.45
        middle = [p + along * (q - p) for p, q in zip(start, end, strict=True)]
        labels[name] = stage.moving(ax.text(*middle, "", ha="center", va="center", fontsize=9, bbox=box))
    for position in (*INPUTS, *HIDDEN, OUTPUT):
        stage.moving(ax.plot(*position, "o", ms=46, mfc="white", mec=INK, mew=1.6)[0])
    nodes = {
        position: stage.moving(ax.text(*position, "", ha="center", va="center"))
        for position in (*INPUTS, *HIDDEN, OUTPUT)
    }
    units = dict(zip(("a1", "a2", "a3", "b"), (*HIDDEN, OUTPUT), strict=True))
    biases = {
        name: stage.moving(ax.text(x, y - 0.125, "", ha="center", va="center", fontsize=9))
        for name, (x, y) in units.items()
    }
    stage.slider("x1", 1.0, -2.0, 2.0, 0.1, "x1")
    stage.slider("x2", 0.5, -2.0, 2.0, 0.1, "x2")
    stage.choice("weight", [*edges, *units], "number to change")
    stage.slider("change", 0.0, -3.0, 3.0, 0.1, "added to it")
    stage.preset("inputs 0", x1=0.0, x2=0.0)
    stage.preset("a saturated unit", x1=2.0, x2=-2.0, weight="v11", change=3.0)

    def update(x1: float, x2: float, weight: str, change: float) -> str:
        values = {name: V[int(name[1]) - 1, int(name[2]) - 1] for name in edges if name[0] == "v"}
        values |= {f"w{j + 1}": W[j, 0] for j in range(3)} | {f"a{j + 1}": A[j] for j in range(3)} | {"b": B[0]}
        values[weight] += change
        x = np.array([x1, x2])
        v = np.array([[values[f"v{i + 1}{j + 1}"] for j in range(3)] for i in range(2)])
        s = x @ v + np.array([values[f"a{j + 1}"] for j in range(3)])
        h = logistic(s)
        z = float(h @ np.array([values[f"w{j + 1}"] for j in range(3)]) + values["b"])
        y = float(logistic(np.array(z)))
        for name, line in lines.items():
            value = values[name]
            line.set(linewidth=0.8 + 1.6 * abs(value), linestyle="-" if value >= 0 else "--")
            line.set_color(ORANGE if name == weight else BLUE if value >= 0 else INK)
            labels[name].set_text(f"{name} = {value:.1f}")
            labels[name].set_weight("bold" if name == weight else "normal")
        for name, text in biases.items():
            text.set_text(f"{name} = {values[name]:.1f}")
            text.set_weight("bold" if name == weight else "normal")
        for position, value in zip(INPUTS, x, strict=True):
            nodes[position].set_text(f"{value:.1f}")
        for position, si, hi in zip(HIDDEN, s, h, strict=True):
            nodes[position].set_text(f"{si:.2f}\n{hi:.3f}")
        nodes[OUTPUT].set_text(f"{z:.2f}\n{y:.3f}")
        return (
            f"Hidden unit 1: s1 = {x1:.1f} * {v[0, 0]:.1f} + {x2:.1f} * {v[1, 0]:.1f} + {values['a1']:.1f} "
            f"= {s[0]:.2f}, so h1 = {h[0]:.3f}. All three together give z = {z:.2f} and y = {y:.3f}."
        )

    return update
