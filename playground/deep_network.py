"""Choose sizes; see every layer, every shape and the number of parameters."""

from __future__ import annotations

from itertools import pairwise

from playground.live import Update, figure
from playground.look import BLUE, INK, ORANGE
from playground.stage import Stage

MOST_LAYERS, MOST_DOTS = 6, 8


def parameter_count(sizes: list[int]) -> int:
    """fan_in fan_out + fan_out, summed over the layers."""
    return sum(i * o + o for i, o in pairwise(sizes))


def shapes(layer: int, sizes: list[int], samples: int, columns: bool) -> dict[str, str]:
    """The shapes of W, b, Z and A of layer 1, 2, ..., as text, with samples in rows or in columns."""
    i, o = sizes[layer - 1], sizes[layer]
    if columns:
        return {"W": f"({o}, {i})", "b": f"({o}, 1)", "Z, A": f"({o}, {samples})"}
    return {"W": f"({i}, {o})", "b": f"({o},)", "Z, A": f"({samples}, {o})"}


@figure(
    alt="A network drawn layer by layer, with the shapes of its weights, biases and values below each layer; the "
    "chosen layer is marked, and the sentence says what that layer keeps for the backward pass.",
    hint="Double the units, then double the layers. Which of the two makes the number of parameters grow faster?",
    size=(9, 4.4),
)
def deep_network(stage: Stage) -> Update:
    """Sizes, shapes and the number of parameters of a deep network, in both conventions."""
    (ax,) = stage.axes((1,))
    ax.set(xlim=(-0.4, MOST_LAYERS + 0.6), ylim=(-0.6, 1.3))
    ax.axis("off")
    edges = stage.moving(ax.plot([], [], color=BLUE, lw=0.5, alpha=0.5)[0])
    dots = stage.moving(ax.plot([], [], "o", ms=9, mfc="white", mec=INK, mew=1.4)[0])
    chosen_dots = stage.moving(ax.plot([], [], "o", ms=9, mfc=ORANGE, mec=INK, mew=1.4)[0])
    heads = [stage.moving(ax.text(k, 1.05, "", ha="center", weight="bold")) for k in range(MOST_LAYERS + 1)]
    tables = [stage.moving(ax.text(k, -0.3, "", ha="center", va="center", fontsize=9)) for k in range(MOST_LAYERS + 1)]
    stage.slider("inputs", 4, 1, 20, 1, "inputs")
    stage.slider("hidden", 4, 0, MOST_LAYERS - 1, 1, "hidden layers")
    stage.slider("units", 5, 1, 50, 1, "units per layer")
    stage.slider("samples", 10, 1, 100, 1, "samples m")
    stage.slider("chosen", 2, 1, MOST_LAYERS, 1, "look at layer")
    stage.preset("wide", hidden=1, units=40)
    stage.preset("deep", hidden=5, units=10)
    stage.choice("convention", ["samples in rows", "samples in columns"], "convention")

    def update(inputs: int, hidden: int, units: int, samples: int, chosen: int, convention: str) -> str:
        sizes = [inputs, *[units] * hidden, 1]
        last, columns = len(sizes) - 1, convention == "samples in columns"
        look = min(chosen, last)
        positions = [[(k, 0.5 + 0.11 * (j - (min(n, MOST_DOTS) - 1) / 2)) for j in range(min(n, MOST_DOTS))]
                  for k, n in enumerate(sizes)]  # fmt: skip
        dots.set_data(*zip(*[p for k, layer in enumerate(positions) if k != look for p in layer], strict=True))
        chosen_dots.set_data(*zip(*positions[look], strict=True))
        lines: list[tuple[float, float]] = []
        for here, there in pairwise(positions):
            lines += [point for a in here for b in there for point in (a, b, (float("nan"), float("nan")))]
        edges.set_data(*zip(*lines, strict=True))
        input_shape = f"({inputs}, {samples})" if columns else f"({samples}, {inputs})"
        for k in range(MOST_LAYERS + 1):
            shown = k <= last
            heads[k].set_visible(shown)
            tables[k].set_visible(shown)
            if shown:
                kind = "input" if k == 0 else "output" if k == last else f"hidden {k}"
                heads[k].set_text(f"{kind}\n{sizes[k]}")
                lines_of_text = (
                    [f"{name} {shape}" for name, shape in shapes(k, sizes, samples, columns).items()] if k else []
                )
                tables[k].set_text("\n".join(lines_of_text) or f"X {input_shape}")
                tables[k].set_weight("bold" if k == look else "normal")
        g = "sigmoid" if look == last else "ReLU"
        return (
            f"{last} layers of weights, {parameter_count(sizes):,} parameters; X has the shape {input_shape}. "
            f"Layer {look} ({g}) keeps A[{look - 1}] for the gradient of W[{look}], W[{look}] to pass the blame back, "
            f"and Z[{look}] for the slope of its activation."
        )

    return update
