"""A computation as a graph of small steps: read from text, run forward, and run backward by the chain rule."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Values = dict[str, float]


@dataclass(frozen=True)
class Rule:
    """One kind of step: its formula, its value, its slope by each input, and its backward rule in words."""

    text: Callable[..., str]
    value: Callable[..., float]
    slopes: Callable[..., tuple[float, ...]]
    words: str


def sigmoid(z: float) -> float:
    """1 / (1 + exp(-z)), without overflow."""
    return 0.5 * (1 + math.tanh(0.5 * z))


RULES = {
    "sum": Rule(
        lambda *v: " + ".join(v),
        lambda *v: sum(v),
        lambda *v: (1.0,) * len(v),
        "a summand gets the upstream gradient unchanged",
    ),
    "difference": Rule(
        lambda a, b: f"{a} - {b}",
        lambda a, b: a - b,
        lambda a, b: (1.0, -1.0),
        "the term that is subtracted gets the upstream gradient with its sign flipped",
    ),
    "product": Rule(
        lambda a, b: f"{a} * {b}",
        lambda a, b: a * b,
        lambda a, b: (b, a),
        "a factor gets upstream times the other factor",
    ),
    "sigmoid": Rule(
        lambda z: f"sigmoid({z})",
        sigmoid,
        lambda z: (sigmoid(z) * (1 - sigmoid(z)),),
        "upstream times its value times (1 - its value)",
    ),
    "tanh": Rule(
        lambda z: f"tanh({z})",
        math.tanh,
        lambda z: (1 - math.tanh(z) ** 2,),
        "upstream times (1 - its value squared)",
    ),
    "relu": Rule(
        lambda z: f"relu({z})",
        lambda z: max(z, 0.0),
        lambda z: (1.0 if z > 0 else 0.0,),
        "upstream if its input is above 0, else nothing",
    ),
    "half_squared_error": Rule(
        lambda y, t: f"({y} - {t})² / 2",
        lambda y, t: 0.5 * (y - t) ** 2,
        lambda y, t: (y - t, t - y),
        "upstream times the difference",
    ),
}
OPERATORS = {ast.Add: "sum", ast.Sub: "difference", ast.Mult: "product"}


@dataclass(frozen=True)
class Node:
    """One value: its name, its rule (None for an input), and the names of the nodes it is computed from."""

    name: str
    rule: str | None = None
    inputs: tuple[str, ...] = ()

    @property
    def formula(self) -> str:
        """The formula of the node, or its name if it is an input."""
        return self.written(self.inputs) if self.rule else self.name

    def written(self, inputs: Iterable[str]) -> str:
        """The formula with these texts in the place of its inputs."""
        return RULES[str(self.rule)].text(*inputs)


def read(program: str) -> list[Node]:
    """The nodes of a program such as ``"p = x * w; y = sigmoid(p + b)"``, each node after the nodes it needs.

    Names that are never assigned are inputs; the last assignment is the output. Raises ValueError with the mistake and
    the steps that are known.
    """
    try:
        lines = ast.parse("\n".join(line.strip() for line in program.replace(";", "\n").splitlines())).body
    except SyntaxError as error:
        raise ValueError(f"{program!r} cannot be read: {error.msg}") from None
    found: dict[str, Node] = {}
    for line in lines:
        if not (isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name)):
            raise ValueError(f"each line must be 'name = formula', but one line is {ast.unparse(line)!r}")
        name = line.targets[0].id
        if name in found:
            raise ValueError(f"{name} already has a value; give the new value a new name")
        add(line.value, found, name)
    if not lines or found[name].rule is None:
        raise ValueError("the last line must compute a value")
    return list(found.values())


def add(part: ast.expr, found: dict[str, Node], name: str = "") -> str:
    """Add the nodes of an expression to `found`, the last under `name`, and return the name of the last."""
    if isinstance(part, ast.Name):
        if name:
            raise ValueError(f"{name} = {part.id} computes nothing")
        found.setdefault(part.id, Node(part.id))
        return part.id
    if isinstance(part, ast.BinOp) and type(part.op) in OPERATORS:
        rule, operands = OPERATORS[type(part.op)], [part.left, part.right]
        while rule == "sum" and isinstance(operands[0], ast.BinOp) and isinstance(operands[0].op, ast.Add):
            operands[:1] = [operands[0].left, operands[0].right]
    elif isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id in RULES and not part.keywords:
        rule, operands = part.func.id, part.args
    else:
        raise ValueError(
            f"{ast.unparse(part)!r} is not a known step. The steps are +, -, *, sigmoid, tanh, relu and "
            "half_squared_error; give a number a name, and pass it as an input"
        )
    inputs = tuple(add(operand, found) for operand in operands)
    wanted = 2 if rule == "half_squared_error" else 1
    if isinstance(part, ast.Call) and len(inputs) != wanted:
        raise ValueError(f"{rule} takes {wanted} inputs, but {ast.unparse(part)!r} gives it {len(inputs)}")
    name = name or next(f"n{k}" for k in range(1, 1000) if f"n{k}" not in found)
    found[name] = Node(name, rule, inputs)
    return name


def forward(nodes: list[Node], inputs: Values) -> Values:
    """The value of every node."""
    values = dict(inputs)
    for node in nodes:
        if node.rule is not None:
            values[node.name] = RULES[node.rule].value(*(values[name] for name in node.inputs))
    return values


def contributions(nodes: list[Node], values: Values, gradients: Values, name: str) -> list[tuple[Node, float, float]]:
    """Each use of `name`: the node that uses it, that node's gradient, and its slope with respect to `name`."""
    found = []
    for node in nodes:
        if node.rule is not None and name in node.inputs:
            slopes = RULES[node.rule].slopes(*(values[other] for other in node.inputs))
            found += [
                (node, gradients[node.name], slope)
                for used, slope in zip(node.inputs, slopes, strict=True)
                if used == name
            ]
    return found


def backward(nodes: list[Node], values: Values) -> Values:
    """dE/d(node) for every node, where E is the last node: upstream times slope, summed over the uses of the node."""
    gradients = {nodes[-1].name: 1.0}
    for node in reversed(nodes[:-1]):
        parts = contributions(nodes, values, gradients, node.name)
        gradients[node.name] = sum(upstream * slope for _, upstream, slope in parts)
    return gradients
