"""The worked example of a docstring is evaluated, so that no learner computes by hand towards a wrong number.

An example is one sentence of claims, perhaps after definitions, separated by commas::

    Example: sigmoid(0.0) is 0.5, sigmoid(2.0) is 0.8808.
    Example: With w, b = gate_weights("and"), perceptron_predict(np.array([[1, 1]]), w, b) is [1]. Words may follow.

- A definition is ``NAME = EXPRESSION``, a claim ``EXPRESSION is EXPRESSION``, both in Python. They may begin with
  "With" or "and". A tuple stands in brackets.
- Known names: ``np``, ``math``, every exercise, and ``which``: the right side of the claim before
  (``count_parameters([2, 1]) is 2*1 + 1, which is 3``).
- An array is written as a list. A number with four or more decimals is rounded, 0.8808; every other one is exact.
- The sentence ends at the first period that a space or nothing follows. Later sentences are not evaluated, and so must
  not call the exercise.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from autograder import exercises, load
from autograder.show import show
from course.problem import Problem

FORM = (
    "Write `Example: f(2.0) is 0.5.` or `Example: With x = 2.0, f(x) is 0.5.`, with Python on both sides of `is`; "
    "course/proof/example.py describes the form"
)
ROUNDED = 4  # With so many decimals, a number is what a result rounds to.
EXACT = 1e-8  # What floating-point arithmetic and central differences may lose.


class Unreadable(Exception):
    """A part of an example that is neither a definition nor a claim."""


def example_problems(name: str, docstring: str, path: Path, line: int) -> list[Problem]:
    """What is wrong with the example of the exercise `name`, whose docstring begins at `line` of `path`."""
    before, found, text = docstring.partition("Example:")
    if not found:
        return [Problem(f"the docstring of {name} has no example. {FORM}", path, line)]
    line += before.count("\n")
    sentence, period, later = _first_sentence(text)
    calls, wrong = re.compile(rf"\b{name}\("), []
    if not period:
        wrong.append(f"the example of {name} does not end in a period. {FORM}")
    if calls.search(later):
        wrong.append(f"the example of {name} calls {name} after its first sentence, where nothing is evaluated. {FORM}")
    try:
        parts = list(statements(sentence))
    except Unreadable as error:
        return [Problem(f"the example of {name} cannot be read from `{error}` on. {FORM}", path, line)]
    if not calls.search(sentence):
        wrong.append(f"the example of {name} never calls {name}. {FORM}")
    if not any(part.claim for part in parts):
        wrong.append(f"the example of {name} claims nothing. {FORM}")
    wrong += (f"the example of {name} {what}" for what in false_claims(parts))
    return [Problem(text, path, line) for text in wrong]


def _first_sentence(text: str) -> tuple[str, str, str]:
    """The first sentence on one line, its period (empty if there is none) and what follows."""
    text = " ".join(text.split())
    end = re.search(r"\.(?= |$)", text)
    return (text[: end.start()], ".", text[end.end() :]) if end else (text, "", "")


@dataclass(frozen=True)
class Statement:
    """A definition, or a claim: its text, and its two sides if it is a claim."""

    text: str
    claim: tuple[ast.expr, ast.expr] | None = None


def statements(sentence: str) -> Iterator[Statement]:
    """The definitions and claims of a sentence, in order; raises `Unreadable` at one that is neither."""
    pending = ""
    for part in sentence.split(", "):
        pending = f"{pending}, {part}" if pending else re.sub(r"^(with|and) ", "", part, flags=re.IGNORECASE)
        statement = _statement(pending)  # None as long as a bracket is open or a list of names goes on.
        if statement:
            yield statement
            pending = ""
    if pending:
        raise Unreadable(pending)


def _statement(text: str) -> Statement | None:
    """The definition or claim that `text` is; None if it is neither."""
    try:
        node = ast.parse(text).body[0]
    except (SyntaxError, ValueError, IndexError):
        return None
    match node:
        case ast.Assign():
            return Statement(text)
        case ast.Expr(ast.Compare(left, [ast.Is()], [right])):
            return Statement(text, (left, right))
    return None


def false_claims(parts: list[Statement]) -> Iterator[str]:
    """What is wrong with each claim, in words; stops at what cannot be evaluated."""
    names = known_names()
    for part in parts:
        try:
            if not part.claim:
                exec(part.text, names)
                continue
            left, right = part.claim
            got, names["which"] = _value(left, names), _value(right, names)
            if not agrees(got, right, part.text, names):
                yield f"says that {part.text}, but it is {show(got)}"
        except Exception as error:  # Anything may go wrong in an expression that somebody wrote.
            yield f"cannot be evaluated: `{part.text}` stops with {type(error).__name__}: {error}"
            return


def known_names() -> dict[str, Any]:
    """What an example may use: NumPy, math and the reference of every exercise."""
    functions = {name: load(name).reference for name in exercises() if not load(name).is_value}
    return {"np": np, "math": math, **functions}


def _value(node: ast.expr, names: dict[str, Any]) -> Any:
    return eval(compile(ast.Expression(node), "<example>", "eval"), names)


def agrees(got: Any, written: ast.expr, text: str, names: dict[str, Any]) -> bool:
    """Whether a result is what `text` writes, number by number, each as precisely as it is written there."""
    match written:
        case ast.List(items) | ast.Tuple(items):
            if isinstance(got, np.ndarray):
                got = got.tolist()
            if type(got) is not (list if isinstance(written, ast.List) else tuple) or len(got) != len(items):
                return False
            return all(agrees(part, item, text, names) for part, item in zip(got, items, strict=True))
        case ast.Dict(keys, items):
            values = {_value(key, names): item for key, item in zip(keys, items, strict=True) if key}
            if not isinstance(got, Mapping) or got.keys() != values.keys():
                return False
            return all(agrees(got[key], item, text, names) for key, item in values.items())
    expected = _value(written, names)
    if any(isinstance(value, (str, bool, np.bool_, type(None))) for value in (got, expected)):
        return bool(got == expected)
    shapes = np.shape(got), np.shape(expected)
    return shapes[0] == shapes[1] and np.allclose(got, expected, rtol=0, atol=precision(written, text))


def precision(written: ast.expr, text: str) -> float:
    """How far a result may be off: half a unit in the last decimal of the coarsest rounded number in `written`."""
    decimals = [len(digits) for digits in re.findall(r"\.(\d+)", ast.get_source_segment(text, written) or "")]
    return EXACT + max((0.5 * 10.0**-count for count in decimals if count >= ROUNDED), default=0.0)
