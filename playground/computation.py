"""A computation as a graph of small steps: read from a few lines of text, run forward, and back by the chain rule."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Values = dict[str, float]


@dataclass(frozen=True)
class Rule:
    """What a node computes of its inputs, its slopes by each of them, and how it hands a gradient on, in words."""

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
        "a summand gets the upstream gradient as it is",
    ),
    "difference": Rule(
        lambda a, b: f"{a} - {b}",
        lambda a, b: a - b,
        lambda a, b: (1.0, -1.0),
        "what is taken away gets the upstream gradient with its sign turned",
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
    """One step: its name, its rule (None for an input) and the names of what goes in."""

    name: str
    rule: str | None = None
    inputs: tuple[str, ...] = ()

    @property
    def formula(self) -> str:
        """What it computes, as it would be written."""
        return self.written(self.inputs) if self.rule else self.name

    def written(self, inputs: Iterable[str]) -> str:
        """Its formula with these put in."""
        return RULES[str(self.rule)].text(*inputs)


def read(program: str) -> list[Node]:
    """The nodes of a program such as ``"p = x * w; y = sigmoid(p + b)"``, each after all that it needs.

    Names that nothing is assigned to are inputs; the last assignment is the output. Raises ValueError with what is
    wrong and what is known.
    """
    try:
        lines = ast.parse("\n".join(line.strip() for line in program.replace(";", "\n").splitlines())).body
    except SyntaxError as error:
        raise ValueError(f"{program!r} cannot be read: {error.msg}") from None
    found: dict[str, Node] = {}
    for line in lines:
        if not (isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name)):
            raise ValueError(f"each line must be 'name = formula', but one is {ast.unparse(line)!r}")
        name = line.targets[0].id
        if name in found:
            raise ValueError(f"{name} is there before it is computed; give the new value a new name")
        add(line.value, found, name)
    if not lines or found[name].rule is None:
        raise ValueError("the last line must compute something")
    return list(found.values())


def add(part: ast.expr, found: dict[str, Node], name: str = "") -> str:
    """Put the nodes of an expression into `found`, its own under `name`, and return that name."""
    if isinstance(part, ast.Name):
        if name:
            raise ValueError(f"{name} = {part.id} computes nothing")
        found.setdefault(part.id, Node(part.id))
        return part.id
    if isinstance(part, ast.BinOp) and type(part.op) in OPERATORS:
        rule, parts = OPERATORS[type(part.op)], [part.left, part.right]
        while rule == "sum" and isinstance(parts[0], ast.BinOp) and isinstance(parts[0].op, ast.Add):
            parts[:1] = [parts[0].left, parts[0].right]
    elif isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id in RULES and not part.keywords:
        rule, parts = part.func.id, part.args
    else:
        raise ValueError(
            f"{ast.unparse(part)!r} is no step that is known. There are +, -, *, sigmoid, tanh, relu and "
            "half_squared_error, and names; a number gets a name and is given as an input"
        )
    inputs = tuple(add(one, found) for one in parts)
    wanted = 2 if rule == "half_squared_error" else 1
    if isinstance(part, ast.Call) and len(inputs) != wanted:
        raise ValueError(f"{rule} takes {wanted}, but {ast.unparse(part)!r} gives it {len(inputs)}")
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
    """Each node that `name` goes into, with that node's gradient and its slope by `name`."""
    found = []
    for node in nodes:
        if node.rule is not None and name in node.inputs:
            slopes = RULES[node.rule].slopes(*(values[one] for one in node.inputs))
            found += [
                (node, gradients[node.name], slope)
                for one, slope in zip(node.inputs, slopes, strict=True)
                if one == name
            ]
    return found


def backward(nodes: list[Node], values: Values) -> Values:
    """dE by every node, where E is the last one: the sum of upstream times slope over all nodes it goes into."""
    gradients = {nodes[-1].name: 1.0}
    for node in reversed(nodes[:-1]):
        parts = contributions(nodes, values, gradients, node.name)
        gradients[node.name] = sum(upstream * slope for _, upstream, slope in parts)
    return gradients
