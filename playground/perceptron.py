"""A line that decides, its half-planes and its truth table."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from playground.live import Update, figure
from playground.look import BLUE, INK, ORANGE
from playground.stage import Stage

ROWS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
GATES = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "NAND": [1, 1, 1, 0], "XOR": [0, 1, 1, 0]}
LOW, HIGH = -0.6, 1.6


@figure(
    alt="The plane of two inputs with the four corners of a truth table; a line separates the side where the "
    "perceptron fires from the side where it does not, and a table shows sum, output and target for each corner.",
    hint="Find weights and a bias for AND, then change nothing but the bias to make it OR. Then try XOR.",
)
def perceptron(stage: Stage) -> Update:
    """Sliders for w1, w2 and b: the line, the half-planes and the truth table of a perceptron, for four gates."""
    plane, table = stage.axes((1, 1.35))
    plane.set(
        xlim=(LOW, HIGH), ylim=(LOW, HIGH), xlabel="x1", ylabel="x2", aspect="equal", xticks=[0, 1], yticks=[0, 1]
    )
    table.set(xlim=(0, 1), ylim=(0, 1))
    table.axis("off")
    columns = {"x1": 0.05, "x2": 0.17, "w1 x1 + w2 x2 + b": 0.42, "output": 0.7, "target": 0.88}
    for words, x in columns.items():
        table.text(x, 0.9, words, ha="center", weight="bold")
    for row, (x1, x2) in enumerate(ROWS):
        table.text(0.05, 0.75 - 0.15 * row, x1, ha="center")
        table.text(0.17, 0.75 - 0.15 * row, x2, ha="center")
    side = stage.moving(plane.fill([0, 0, 0], [0, 0, 0], color=BLUE, alpha=0.16, lw=0)[0])
    line = stage.moving(plane.plot([], [], color=BLUE, lw=2)[0])
    arrow = stage.moving(plane.annotate("", (0, 0), (0, 0), arrowprops={"arrowstyle": "-|>", "color": BLUE, "lw": 2}))
    fires = stage.moving(plane.text(0, 0, "fires", color=BLUE, ha="center", va="center", weight="bold"))
    ones = stage.moving(plane.plot([], [], "o", ms=13, mfc=INK, mec=INK, label="target 1")[0])
    zeros = stage.moving(plane.plot([], [], "o", ms=13, mfc="white", mec=INK, mew=2, label="target 0")[0])
    wrong = stage.moving(plane.plot([], [], "x", ms=24, mec=ORANGE, mew=3.5, label="wrong")[0])
    table.legend(handles=[ones, zeros, wrong], loc="lower left", ncols=3, frameon=False, markerscale=0.6)
    cells = [
        [stage.moving(table.text(columns[c], 0.75 - 0.15 * row, "", ha="center")) for c in list(columns)[2:]]
        for row in range(4)
    ]
    stage.choice("gate", list(GATES), "gate")
    stage.slider("w1", 1.0, -2.0, 2.0, 0.1, "w1")
    stage.slider("w2", 0.5, -2.0, 2.0, 0.1, "w2")
    stage.slider("b", -0.8, -3.0, 3.0, 0.1, "b")
    stage.preset("never fires", b=-3.0)
    stage.preset("always fires", b=3.0)
    stage.preset("the other side", w1=-1.0, w2=-0.5, b=0.8)

    def update(gate: str, w1: float, w2: float, b: float) -> str:
        w, target = np.array([w1, w2]), np.array(GATES[gate])
        sums = np.round(ROWS @ w + b, 10)  # Sliders move in tenths, so a sum that looks like 0 is 0.
        output = (sums > 0).astype(int)
        corners = half_plane(w, b)
        side.set_xy(corners if len(corners) else [[9, 9]] * 3)
        ends = [p for p in corners if abs(p @ w + b) < 1e-9]
        line.set_data(np.array(ends).T if len(ends) >= 2 else ([], []))
        arrow.set_visible(len(ends) >= 2)
        fires.set_visible(bool(len(corners)))
        if len(ends) >= 2:
            middle = (ends[0] + ends[-1]) / 2
            arrow.set_position(middle)
            arrow.xy = middle + 0.3 * w / np.linalg.norm(w)
        if len(corners):
            fires.set_position(corners.mean(axis=0))
        ones.set_data(*ROWS[target == 1].T)
        zeros.set_data(*ROWS[target == 0].T)
        wrong.set_data(*ROWS[output != target].T)
        for row, texts in enumerate(cells):
            texts[0].set_text(f"{sums[row]:.1f}")
            texts[1].set_text(str(output[row]))
            texts[2].set_text(f"{target[row]} {'' if output[row] == target[row] else '(wrong)'}")
            texts[1].set_weight("bold" if output[row] != target[row] else "normal")
        right = int(np.sum(output == target))
        more = " One line can never get all four rows of XOR right: three is the most." if gate == "XOR" else ""
        return (
            f"With w1 = {w1:.1f}, w2 = {w2:.1f} and b = {b:.1f} the perceptron fires for {output.sum()} of the 4 "
            f"inputs. {right} of 4 agree with {gate}.{more}"
        )

    return update


def half_plane(w: np.ndarray, b: float) -> np.ndarray:
    """The corners of the part of the picture where w1 x1 + w2 x2 + b > 0, in order; shape (corners, 2)."""
    square = np.array([[LOW, LOW], [HIGH, LOW], [HIGH, HIGH], [LOW, HIGH], [LOW, LOW]])
    kept = []
    for here, there in pairwise(square):
        z, z_there = here @ w + b, there @ w + b
        if z > 0:
            kept.append(here)
        if z * z_there < 0:
            kept.append(here + z / (z - z_there) * (there - here))
    return np.array(kept).reshape(-1, 2)
