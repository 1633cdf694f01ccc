"""The tape of a computation: written forward, one step at a time, and read backward."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from playground import computation
from playground.computation import Node
from playground.graph import FAINT, GRADIENT, positions
from playground.live import Update, figure
from playground.look import BLUE, GRID, INK, ORANGE, PAPER
from playground.stage import Stage

Step = tuple[str, str, Sequence[str]]  # The output, the operation, the inputs.
Values = Mapping[str, Any]
EXAMPLE = "a = x * w; z = a + b; y = sigmoid(z); r = y * x; E = r * r"
INPUTS = {"x": 2.0, "w": 0.5, "b": -1.0}
ENGINE_NAMES = {"sum": "add", "product": "multiply"}
SIGNS = {"add": " + ", "multiply": " * ", "matmul": " @ "}
NAME, VALUE, SLOPE = 0.03, 0.52, 0.97  # Where the columns of the table stand.


def example() -> tuple[list[Step], Values, Values]:
    """The worked example of the chapter: its tape, its values and its gradients."""
    nodes = computation.read(EXAMPLE)
    values = computation.forward(nodes, INPUTS)
    steps: list[Step] = [(n.name, ENGINE_NAMES.get(n.rule, n.rule), n.inputs) for n in nodes if n.rule]
    return steps, values, computation.backward(nodes, values)


def nodes_of(steps: Sequence[Step]) -> list[Node]:
    """The inputs of a tape, in the order in which they are used, and then its outputs."""
    outputs = [Node(str(output), operation, tuple(map(str, inputs))) for output, operation, inputs in steps]
    made = {node.name for node in outputs}
    inputs = dict.fromkeys(name for node in outputs for name in node.inputs if name not in made)
    return [Node(name) for name in inputs] + outputs


def formula(node: Node) -> str:
    """A step as it is written: ``x * w``, ``sigmoid(z)``; an input is called one."""
    if node.rule is None:
        return "input"
    return SIGNS[node.rule].join(node.inputs) if node.rule in SIGNS else f"{node.rule}({', '.join(node.inputs)})"


def shown(value: Any) -> str:
    """A number, a short vector, or the shape of anything larger."""
    array = np.asarray(value, dtype=float)
    if array.size > 3:
        return f"shape {array.shape}"
    numbers = ", ".join(f"{number:.3g}" for number in array.ravel())
    return f"[{numbers}]" if array.ndim else numbers


def waiting(nodes: Sequence[Node], done: int, name: str) -> tuple[int, int]:
    """How many contributions `name` has received once the last `done` steps were carried back, and how many it gets."""
    steps = [node for node in nodes if node.rule]
    uses = [sum(used == name for used in node.inputs) for node in steps]
    return sum(uses[len(steps) - done :]), sum(uses)


@figure(
    alt="Left: a table with one row for each value of a computation: how it was computed, its value and its gradient. "
    "Right: the same computation as a graph. Values are filled in from the first row to the last, gradients from the "
    "last to the first.",
    hint="Step back one row at a time. Which gradient is not complete after its first contribution?",
    size=(10, 4.6),
)
def tape(
    stage: Stage, steps: Sequence[Step] | None = None, values: Values | None = None, gradients: Values | None = None
) -> Update:
    """Write a computation to a tape, step by step, and read it backward; in a table and as a graph.

    Pass a tape of yours, as ``(output, operation, inputs)``, with dictionaries of its values and gradients.
    """
    is_example = steps is None or values is None or gradients is None
    if steps is None or values is None or gradients is None:
        steps, values, gradients = example()
    nodes, end = nodes_of(steps), str(steps[-1][0])
    numbers, slopes = ({str(name): shown(value) for name, value in of.items()} for of in (values, gradients))
    if lost := sorted({node.name for node in nodes} - (numbers.keys() & slopes.keys())):
        raise ValueError(f"{', '.join(lost)} stands on the tape, but has no value or no gradient")
    table, picture = stage.axes((1, 1.5))
    show_row, show_node = draw_table(stage, table, nodes), draw_graph(stage, picture, nodes)
    count, last = len(steps), 2 * len(steps)
    stage.time("step", count if is_example else last, 0, last, 1, "step", 1200)
    stage.preset("all values", step=count)
    stage.preset("all gradients", step=last)

    def update(step: int) -> str:
        forward, back = min(step, count), max(step - count, 0)
        known = {node.name for node in nodes if not node.rule} | {str(output) for output, *_ in steps[:forward]}
        at = forward - 1 if not back else count - back
        current = str(steps[at][0]) if step else ""
        for node in nodes:
            got, wanted = waiting(nodes, back, node.name)
            complete = back > 0 and got == wanted
            part = f"{got} of {wanted}" if 0 < got < wanted else ""
            texts = numbers[node.name] if node.name in known else "", slopes[node.name] if complete else part
            show_row(node.name, *texts, node.name == current)
            show_node(node.name, *texts, node.name == current, complete)
        return in_words(nodes, step, count, current, numbers, slopes, end)

    return update


def in_words(
    nodes: Sequence[Node], step: int, count: int, current: str, values: Values, slopes: Values, end: str
) -> str:
    """What happens in this step."""
    if not step:
        return f"Step 0 of {2 * count}. The inputs are known, and the tape is empty."
    node, back = next(node for node in nodes if node.name == current), step - count
    what = f"{node.name} = {formula(node)}"
    if back <= 0:
        done = " The forward pass is done." if not back else ""
        return f"Step {step} of {2 * count}, forward: {what} = {values[current]} is written to the tape.{done}"
    begins = f"The backward pass begins with 1 at {end}. " if back == 1 else ""
    to = []
    for name in dict.fromkeys(node.inputs):
        got, wanted = waiting(nodes, back, name)
        to.append(
            f"{name}, complete with {slopes[name]}" if got == wanted else f"{name}, which waits for {wanted - got} more"
        )
    sends = f"The gradient of {current}, {slopes[current]}, sends contributions to {'; and to '.join(to)}."
    return f"Step {step} of {2 * count}, backward: {begins}{what}. {sends}"


def draw_table(stage: Stage, ax: Any, nodes: Sequence[Node]) -> Callable[[str, str, str, bool], None]:
    """Draw a row for each value; return a function that fills one in."""
    rows = len(nodes)
    ax.set(xlim=(0, 1), ylim=(rows + 0.1, -1))
    ax.axis("off")
    size = min(11.0, 150 / rows)
    for x, text, color, side in (
        (NAME, "step", INK, "left"),
        (VALUE, "value", BLUE, "center"),
        (SLOPE, "gradient", GRADIENT, "right"),
    ):
        ax.text(x, -0.5, text, color=color, ha=side, va="center", weight="bold", fontsize=size)
    bands, texts = {}, {}
    for row, node in enumerate(nodes):
        ax.axhline(row, color=GRID, lw=1)
        bands[node.name] = stage.moving(ax.axhspan(row + 0.04, row + 0.96, color=ORANGE, alpha=0.25, lw=0))
        words = f"{node.name} = {formula(node)}" if node.rule else f"{node.name} (input)"
        ax.text(NAME, row + 0.5, words, ha="left", va="center", fontsize=size)
        texts[node.name] = [
            stage.moving(ax.text(x, row + 0.5, "", color=color, ha=side, va="center", fontsize=size))
            for x, color, side in ((VALUE, BLUE, "center"), (SLOPE, GRADIENT, "right"))
        ]

    def show(name: str, value: str, slope: str, current: bool) -> None:
        bands[name].set_visible(current)
        for text, words in zip(texts[name], (value, slope), strict=True):
            text.set_text(words)

    return show


def draw_graph(stage: Stage, ax: Any, nodes: list[Node]) -> Callable[[str, str, str, bool, bool], None]:
    """Draw the circles and arrows; return a function that fills one circle in."""
    where = positions(nodes)
    columns = 1 + max(x for x, _ in where.values())
    high = max(max(abs(y) for _, y in where.values()), 0.6) + 0.6
    ax.set(xlim=(-0.6, columns - 0.4), ylim=(-high, high))
    ax.axis("off")
    size = min(34.0, 190 / columns)
    for node in nodes:
        for name in dict.fromkeys(node.inputs):
            bent = "arc3,rad=-0.45" if where[node.name][0] - where[name][0] > 1 else "arc3"
            style = {"arrowstyle": "-|>", "color": FAINT, "lw": 1.4, "connectionstyle": bent}
            ax.annotate(
                "", where[node.name], where[name], arrowprops={**style, "shrinkA": size * 0.6, "shrinkB": size * 0.6}
            )
    circles = {name: stage.moving(ax.plot(*at, "o", ms=size, mfc="white", mec=FAINT)[0]) for name, at in where.items()}
    texts = {}
    paper = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.5, "alpha": 0.85}  # Arrows do not cross the numbers.
    beside = {"textcoords": "offset points", "ha": "center", "bbox": paper}
    for name, at in where.items():
        stage.moving(ax.text(*at, name, ha="center", va="center", weight="bold", fontsize=min(11.0, size / 2)))
        texts[name] = [
            stage.moving(ax.annotate("", at, (0, side * size * 0.62), va=va, color=color, **beside))
            for side, color, va in ((1, BLUE, "bottom"), (-1, GRADIENT, "top"))
        ]

    def show(name: str, value: str, slope: str, current: bool, complete: bool) -> None:
        circles[name].set_markeredgecolor(ORANGE if complete else BLUE if value else FAINT)
        circles[name].set_markeredgewidth(3.5 if current else 1.6)
        for text, words in zip(texts[name], (value, slope), strict=True):
            text.set_text(words)

    return show
