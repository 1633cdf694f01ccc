"""What the first weights do to the numbers of every layer, forward and backward."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from playground.activation import ACTIVATIONS
from playground.live import Update, figure
from playground.look import BLUE, ORANGE, readable
from playground.stage import Stage

LAYERS, WIDTH, SAMPLES, BINS = 10, 80, 60, 41
RULES = {
    "zero": lambda n: 0.0,
    "deviation 0.01": lambda n: 0.01,
    "Xavier": lambda n: np.sqrt(2 / (n + n)),
    "Xavier times 5/3": lambda n: 5 / 3 * np.sqrt(2 / (n + n)),
    "He": lambda n: np.sqrt(2 / n),
    "deviation 1": lambda n: 1.0,
}
Rule = Callable[[int, int, np.random.Generator], np.ndarray]
YOURS = "your own"
NAMES = ["tanh", "ReLU", "sigmoid"]
SHOWN = (0, 2, 5, 9)


def spread_through(rule: str | Rule, name: str, seed: int) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """The outputs A of every layer, and dE/dA of every layer for gradients of deviation 1 at the last layer."""
    rng = np.random.default_rng(seed)
    function, derivative = ACTIVATIONS[name]
    if isinstance(rule, str):
        weights = RULES[rule](WIDTH) * rng.normal(size=(LAYERS, WIDTH, WIDTH))
    else:
        weights = np.array([np.asarray(rule(WIDTH, WIDTH, rng), dtype=float) for _ in range(LAYERS)])
        if weights.shape != (LAYERS, WIDTH, WIDTH):
            raise ValueError(f"your rule gave weights of shape {weights.shape[1:]}, not ({WIDTH}, {WIDTH})")
    outputs, sums, A = [], [], rng.normal(size=(SAMPLES, WIDTH))
    for W in weights:
        sums.append(A @ W)
        A = function(sums[-1])
        outputs.append(A)
    gradients = [rng.normal(size=(SAMPLES, WIDTH))]
    for W, Z in zip(weights[:0:-1], sums[:0:-1], strict=True):
        gradients.append((gradients[-1] * derivative(Z)) @ W.T)
    return outputs, gradients[::-1]


def histogram(values: np.ndarray, reach: float) -> np.ndarray:
    """How many values fall in each of BINS bins from -reach to reach, the tallest scaled to 1."""
    counts = np.histogram(values, BINS, (-reach, reach))[0]
    return counts / max(1, counts.max())


@figure(
    alt="Two rows of histograms, one for each of four layers: the numbers on the way forward above, the gradients on "
    "the way back below, with their standard deviations. What lies beyond the axis is counted in a note.",
    hint="tanh with deviation 1, then with Xavier; ReLU with Xavier, then with He. What does the zero start leave of "
    "the gradients?",
    size=(9, 4.6),
)
def initialization(stage: Stage, rule: Rule | None = None) -> Update:
    """Ten layers of 80 units, initialized by a rule; ``play.initialization(mine)`` uses your mine(n_in, n_out, rng)."""
    mine = rule
    panels = stage.mosaic([[f"{way} {layer}" for layer in SHOWN] for way in ("forward", "backward")])
    forward, backward = ([panels[f"{way} {layer}"] for layer in SHOWN] for way in ("forward", "backward"))
    reach = (2.0, 3.0)
    artists: list[list[Any]] = [[], []]
    for row, (axes, color) in enumerate(((forward, BLUE), (backward, ORANGE))):
        centers = (np.arange(BINS) + 0.5) * 2 * reach[row] / BINS - reach[row]
        for k, ax in enumerate(axes):
            ax.set(xlim=(-reach[row], reach[row]), ylim=(0, 1.28), yticks=[])
            if row == 0:
                ax.set_title(f"layer {SHOWN[k] + 1}")
            area = stage.moving(ax.step(centers, np.zeros(BINS), where="mid", color=color, lw=1.8)[0])
            label = stage.moving(ax.text(0.5, 0.98, "", ha="center", va="top", transform=ax.transAxes, fontsize=9))
            artists[row].append((area, label))
    forward[0].set_ylabel("numbers forward")
    backward[0].set_ylabel("gradients back")
    known = list(RULES) if mine is None else [YOURS, *RULES]
    stage.choice("rule", known, "start", value="deviation 1" if mine is None else YOURS)
    stage.choice("name", NAMES, "activation")
    stage.slider("seed", 1, 1, 20, 1, "random seed")
    stage.preset("vanishes", rule="deviation 0.01", name="tanh")
    stage.preset("saturates", rule="deviation 1", name="tanh")
    stage.preset("explodes", rule="deviation 1", name="ReLU")
    stage.preset("sinks slowly", rule="Xavier", name="tanh")
    stage.preset("settles", rule="Xavier times 5/3", name="tanh")

    def update(rule: str, name: str, seed: int) -> str:
        ways = spread_through(mine if rule == YOURS and mine else rule, name, seed)
        for row, values in enumerate(ways):
            for (area, label), layer in zip(artists[row], SHOWN, strict=True):
                area.set_ydata(histogram(values[layer], reach[row]))
                beyond = np.mean(np.abs(values[layer]) > reach[row])
                note = f"\n{beyond:.0%} beyond the axis" if beyond >= 0.005 else ""
                label.set_text(f"deviation {readable(np.std(values[layer]))}{note}")
        outputs, gradients = ways
        words = f"{rule} start, {name}: the numbers' deviation goes from {readable(np.std(outputs[0]))} in layer 1 to "
        words += f"{readable(np.std(outputs[-1]))} in layer {LAYERS}; the gradient that reaches layer 1 has deviation "
        words += f"{readable(np.std(gradients[0]))}; layer {LAYERS} began with 1."
        if name != "ReLU":
            low, high = (0.05, 0.95) if name == "sigmoid" else (-0.95, 0.95)
            words += f" Saturated in layer 5: {np.mean((outputs[4] < low) | (outputs[4] > high)):.0%}."
        return words

    return update
