"""A small computation, forward and backward, one node at a time."""

from __future__ import annotations

from collections.abc import Callable

from playground.computation import RULES, Node, Values, backward, contributions, forward, read
from playground.live import Update, figure
from playground.look import BLUE, DIM, INK, ORANGE
from playground.stage import Stage

UNIT = "p = x * w; z = p + b; y = sigmoid(z); E = half_squared_error(y, t)"
START = {"x": 2.0, "w": 0.5, "b": -1.0, "t": 1.0}
Show = Callable[[Values, Values, set[str], set[str], set[str]], None]
CURRENT = "this step"
FAINT, GRADIENT = "#9aa0ab", "#9a6700"


def positions(nodes: list[Node]) -> dict[str, tuple[float, float]]:
    """The position of each node: one column to the right of its inputs; inputs stand just left of their first use."""
    column: dict[str, int] = {}
    for node in nodes:
        if node.rule is not None:
            column[node.name] = 1 + max(column.get(name, 0) for name in node.inputs)
    for node in nodes:
        if node.rule is None:
            column[node.name] = min(column[user.name] for user in nodes if node.name in user.inputs) - 1
    found = {}
    for at in range(max(column.values()) + 1):
        # Results above, inputs below, both in the order in which they are used.
        names = sorted((n for n in nodes if column[n.name] == at), key=lambda n: n.rule is None)
        for row, node in enumerate(names):
            found[node.name] = (float(at), (len(names) - 1) / 2 - row)
    return found


def order_of_steps(nodes: list[Node]) -> tuple[dict[str, int], dict[str, int]]:
    """The step at which each node's value appears (0 for inputs), and the step at which its gradient appears."""
    computed = [node.name for node in nodes if node.rule is not None]
    back = [node.name for node in reversed(nodes)]
    back.sort(key=lambda name: name not in computed)  # Inputs last; the others from the end to the beginning.
    values = {node.name: 0 for node in nodes} | {name: k for k, name in enumerate(computed, 1)}
    return values, {name: k for k, name in enumerate(back, len(computed) + 1)}


@figure(
    alt="A graph of a computation, from its inputs on the left to its result on the right. Values appear above the "
    "nodes from left to right, then gradients below them from right to left.",
    hint="Step forward until all values are known, then predict each gradient before you step on. Which nodes "
    "hand it on unchanged?",
    size=(9, 4.2),
)
def graph(stage: Stage, program: str = UNIT, **inputs: float) -> Update:
    """Step forward and backward through a computation; values above, gradients below.

    Pass your own computation as text: ``play.graph("h = relu(x * v); y = h * w + x", x=2, v=-1, w=3)``. It may
    use +, -, *, sigmoid, tanh, relu and half_squared_error.
    """
    nodes = read(program)
    given = {node.name: START.get(node.name, 1.0) for node in nodes if node.rule is None}
    if taken := sorted({"step", "node"} & set(given)):
        raise ValueError(f"{taken[0]} is the name of one of the figure's own controls; give the input another name")
    if unknown := sorted(set(inputs) - set(given)):
        raise ValueError(f"{', '.join(unknown)} is given, but the computation has no input of that name")
    given |= {name: float(value) for name, value in inputs.items()}
    shown_at, blamed_at = order_of_steps(nodes)
    show = draw_nodes(stage, nodes)
    last = max(blamed_at.values())
    half_way = min(blamed_at.values()) - 1
    stage.time("step", half_way, 0, last, 1, "step", 1500)
    for name, value in given.items():
        reach = max(3.0, abs(value))
        stage.slider(name, value, -reach, reach, 0.1, name)
    stage.buttons("node", [CURRENT, *(node.name for node in nodes)], "look at", CURRENT)
    stage.preset("all values", step=half_way)
    stage.preset("all gradients", step=last)

    def update(step: int, node: str, **inputs: float) -> str:
        values = forward(nodes, {name: round(value, 6) for name, value in inputs.items()})
        gradients = backward(nodes, values)
        known = {name for name, at in shown_at.items() if at <= step}
        blamed = {name for name, at in blamed_at.items() if at <= step}
        now = {name for name in values if step in (shown_at[name], blamed_at[name])} if node == CURRENT else {node}
        show(values, gradients, known, blamed, now)
        if node != CURRENT:
            about = next(other for other in nodes if other.name == node)
            return f"{value_in_words(about, values)} {gradient_in_words(about, nodes, values, gradients)}"
        if step == 0:
            return f"Step 0 of {last}. Only the inputs are known: {', '.join(given)}."
        about = next(other for other in nodes if step in (shown_at[other.name] or None, blamed_at[other.name]))
        if step > half_way:
            return f"Step {step} of {last}. {gradient_in_words(about, nodes, values, gradients)}"
        done = " The forward pass is done; every value is kept." if step == half_way else ""
        return f"Step {step} of {last}. {value_in_words(about, values)}{done}"

    return update


def value_in_words(node: Node, values: Values) -> str:
    """The rule, the formula and the numbers of a node's value."""
    if node.rule is None:
        return f"Input: {node.name} = {values[node.name]:.4g}."
    numbers = node.written(number(values[name]) for name in node.inputs)
    kind = node.rule.replace("_", " ").capitalize()
    return f"{kind}: {node.name} = {node.formula} = {numbers} = {values[node.name]:.4g}."


def number(value: float) -> str:
    """A number as part of a formula, in parentheses if it is negative."""
    return f"{value:.4g}" if value >= 0 else f"({value:.4g})"


def gradient_in_words(node: Node, nodes: list[Node], values: Values, gradients: Values) -> str:
    """The formula and the numbers of a node's gradient: upstream times slope, summed over the uses of the node."""
    end = nodes[-1].name
    if node.name == end:
        return f"The backward pass begins at the end: d{end}/d{end} = 1."
    parts = contributions(nodes, values, gradients, node.name)
    sums = " + ".join(f"{number(upstream)} * {number(slope)}" for _, upstream, slope in parts)
    rules = "; ".join(f"{user.name}: {RULES[str(user.rule)].words}" for user in dict.fromkeys(p[0] for p in parts))
    added = " It is used more than once, and the contributions add up." if len(parts) > 1 else ""
    return f"d{end}/d{node.name} = {sums} = {gradients[node.name]:.4g} ({rules}).{added}"


def draw_nodes(stage: Stage, nodes: list[Node]) -> Show:
    """Draw edges and circles; return a function that shows values, gradients, and which nodes are being looked at."""
    (ax,) = stage.axes((1,))
    where = positions(nodes)
    columns, rows = (1 + max(p[0] for p in where.values())), 1 + 2 * max(p[1] for p in where.values())
    high = max(rows, 2.0) / 2 + 0.2
    ax.set(xlim=(-0.5, columns - 0.3), ylim=(-high, high))
    ax.axis("off")
    size = min(44.0, 280 / columns, 118 / rows)
    for node in nodes:
        for name in dict.fromkeys(node.inputs):
            bent = "arc3,rad=-0.4" if where[node.name][0] - where[name][0] > 1 else "arc3"
            look = {"arrowstyle": "-|>", "color": FAINT, "lw": 1.5, "connectionstyle": bent}
            ax.annotate(
                "", where[node.name], where[name], arrowprops={**look, "shrinkA": size * 0.6, "shrinkB": size * 0.6}
            )
    circles = {n: stage.moving(ax.plot(*p, "o", ms=size, mfc="white", mec=INK, mew=1.6)[0]) for n, p in where.items()}
    beside = {"textcoords": "offset points", "fontsize": 9}
    for node in nodes:
        stage.moving(ax.text(*where[node.name], node.name, ha="center", va="center", weight="bold"))
        if node.rule is not None:
            ax.annotate(node.formula, where[node.name], (0, size * 0.6 + 14), color=DIM, ha="center", **beside)
    beside["fontsize"] = 10
    above, below = (
        {
            name: stage.moving(
                ax.annotate("", position, (0, side * size * 0.6), color=color, ha="center", va=va, **beside)
            )
            for name, position in where.items()
        }
        for side, color, va in ((1, BLUE, "bottom"), (-1, GRADIENT, "top"))
    )

    def show(values: Values, gradients: Values, known: set[str], blamed: set[str], now: set[str]) -> None:
        for name, circle in circles.items():
            above[name].set_text(f"{values[name]:.4g}" if name in known else "")
            below[name].set_text(f"grad {gradients[name]:.4g}" if name in blamed else "")
            circle.set_markeredgecolor(ORANGE if name in blamed else BLUE if name in known else FAINT)
            circle.set_markeredgewidth(3.5 if name in now else 1.6)

    return show
