"""How large the gradient still is after many layers."""

from __future__ import annotations

import numpy as np

from playground.activation import ACTIVATIONS, Function, slope_of
from playground.live import Update, figure
from playground.look import BLUE, INK
from playground.stage import Stage

WIDTH, DEEPEST, SAMPLES = 30, 30, 20
NAMES = ["sigmoid", "tanh", "ReLU", "none (a straight line)"]


@figure(
    alt="Bars on a logarithmic axis, one per layer: how large the gradient still is when it has traveled back from "
    "the output to that layer.",
    hint="With the sigmoid, go from 3 layers to 20. Then try tanh and ReLU, and find a gain that keeps the bars level.",
)
def deep_gradient(stage: Stage, f: Function | None = None, grad: Function | None = None) -> Update:
    """The gradient's size in every layer of a deep random network; ``play.deep_gradient(f, grad)`` uses yours."""
    known = {name: ACTIVATIONS[name] for name in NAMES}
    if f is not None:
        known = {"yours": (f, slope_of(f, grad)), **known}
    (ax,) = stage.axes((1,))
    ax.set(xlim=(0, DEEPEST + 1), ylim=(1e-12, 1e6), yscale="log", xlabel="layer (1 is next to the input)")
    ax.set(ylabel="size of the gradient (output layer = 1)")
    ax.axhline(1, color=INK, lw=1)
    bars = stage.moving(*ax.bar(np.arange(1, DEEPEST + 1), np.ones(DEEPEST), color=BLUE, width=0.7))
    label = stage.moving(ax.text(1, 1, "", ha="left", va="bottom", weight="bold"))
    rng = np.random.default_rng(0)
    weights = rng.normal(size=(DEEPEST, WIDTH, WIDTH)) / np.sqrt(WIDTH)
    inputs, back = rng.normal(size=(SAMPLES, WIDTH)), rng.normal(size=(SAMPLES, WIDTH))
    stage.choice("name", list(known), "activation")
    stage.slider("depth", 8, 1, DEEPEST, 1, "layers")
    stage.slider("gain", 1.0, 0.2, 3.0, 0.05, "gain of the weights")
    stage.preset("vanishes", name="sigmoid", depth=20, gain=1.0)
    stage.preset("explodes", name="ReLU", depth=20, gain=2.5)

    def update(name: str, depth: int, gain: float) -> str:
        sizes = gradient_sizes(known[name], gain * weights[:depth], inputs, back)
        for layer, bar in enumerate(bars, 1):
            bar.set_visible(layer <= depth)
            if layer <= depth:
                bar.set_height(max(float(sizes[layer - 1]), 1e-12))
        label.set_text(f"layer 1: {share(float(sizes[0]))}")
        label.set_position((0.6, 1.5 * max(1.0, float(sizes.max()))))
        return f"{name}, {depth} layers, gain {gain:.2f}: the first layer's gradient is {compared(float(sizes[0]))}."

    return update


def gradient_sizes(
    pair: tuple[Function, Function], weights: np.ndarray, inputs: np.ndarray, back: np.ndarray
) -> np.ndarray:
    """Root mean square of dE/dA[l] for l = 1..depth, relative to the last layer; weights (depth, width, width).

    `pair` is an activation and its derivative.
    """
    function, derivative = pair
    sums, a = [], inputs
    for W in weights:
        sums.append(a @ W)
        a = function(sums[-1])
    gradients = [back]
    for W, z in zip(weights[:0:-1], sums[:0:-1], strict=True):
        gradients.append((gradients[-1] * derivative(z)) @ W.T)
    sizes = np.array([np.sqrt(np.mean(g**2)) for g in reversed(gradients)])
    return sizes / sizes[-1]


def compared(ratio: float) -> str:
    """The size of a gradient relative to the last layer's, in words."""
    if ratio < 0.2:
        return f"{1 / max(ratio, 1e-300):,.0f} times smaller than the last layer's"
    return f"{ratio:,.0f} times larger than the last layer's" if ratio > 5 else "about as large as the last layer's"


def share(ratio: float) -> str:
    """The same ratio as a short number; a small one as a fraction, not as a power of ten."""
    if ratio < 0.2:
        return f"1 / {1 / max(ratio, 1e-300):,.0f}"
    return f"{ratio:,.0f}" if ratio > 5 else f"{ratio:.2f}"
