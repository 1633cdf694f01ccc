"""What goes into a call of the learner's function and what comes out of it: plain data on both sides."""

from __future__ import annotations

import ast
import inspect
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.inside.kinds import Kind

MAX_ELEMENTS = 1_000_000
MAX_ITEMS = 10_000
MAX_DEPTH = 5


@dataclass(frozen=True, eq=False)
class Case:
    """The arguments of one call; where the result is a function itself, `then` are the arguments to call it with.

    A case unpacks into all of them, one after the other. It is equal to itself alone.
    """

    arguments: tuple[Any, ...]
    then: tuple[Any, ...] = ()

    def __iter__(self) -> Iterator[Any]:
        return iter(self.arguments + self.then)


@dataclass(frozen=True)
class Opaque:
    """A value that is not data a check can compare: its description in words."""

    description: str


@dataclass(frozen=True)
class Source:
    """The text of the learner's function, without the indentation it has in common; its `def` is in line 1."""

    text: str


@dataclass(frozen=True)
class Span:
    """A passage of a `Source`: lines count from 1, columns from 0, the end column is the first one after it."""

    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def of(cls, node: ast.AST) -> Span:
        """Where a node stands; of one without a place of its own, where its first part does."""
        node = next(n for n in ast.walk(node) if hasattr(n, "lineno"))
        return cls(node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Part:
    """A part of an expression: its text, in words what it was ("" if not known), and the statement that set it.

    `set_by` is "" unless the part is a variable that exactly one statement sets; that stands in `set_in_line` of its
    function's source.
    """

    text: str
    words: str = ""
    set_by: str = ""
    set_in_line: int = 0


@dataclass(frozen=True)
class Expression:
    """The expression at which a call stopped.

    `form` is its operator, or one of: call, index, store, attribute, name, test, chain, for, unpack, unpack in for.
    """

    text: str
    form: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Failure:
    """Why a call gave no value.

    `error` and `message` are the type and the text of the learner's own exception: they are data, and never decide
    anything. `line` is the learner's line that raised it, in `function`, at `line_number` of its cell, and
    `expression` what it was working out. If that is another function than the one that was called, `call` is the
    expression there. `span` is the passage in the source of the function that was called. `names` are those that
    could be meant where a name is not known.
    """

    kind: Kind
    message: str = ""
    error: str = ""
    function: str = ""
    line_number: int = 0
    line: str = ""
    span: Span | None = None
    expression: Expression | None = None
    call: Expression | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Observation:
    """One call: the value returned (plain data) or the failure, and what else the call did.

    `changed` holds the positions of the arguments it changed, `drew` tells whether it drew from an rng it was given.
    """

    value: Any = None
    failure: Failure | None = None
    changed: tuple[int, ...] = ()
    drew: bool = False
    warnings: tuple[str, ...] = ()
    printed: str = ""


def same(one: Observation, two: Observation) -> bool:
    """Whether two calls did the same to the last bit."""
    return _same(one.value, two.value) and all(
        getattr(one, name) == getattr(two, name) for name in ("failure", "changed", "drew", "warnings", "printed")
    )


def _same(one: Any, two: Any) -> bool:
    if type(one) is not type(two):
        return False
    if isinstance(one, np.ndarray):
        return bool(one.dtype == two.dtype and one.shape == two.shape and one.tobytes() == two.tobytes())
    if isinstance(one, list):
        return len(one) == len(two) and all(map(_same, one, two))
    if isinstance(one, dict):
        return list(one) == list(two) and all(map(_same, one.values(), two.values()))
    return bool(one == two)


def _key(key: Any) -> str:
    """A dictionary's key as Python writes it: (0, 1) also where the numbers are NumPy's."""
    is_tuple = isinstance(key, tuple)
    return str(tuple(item.item() if isinstance(item, np.generic) else item for item in key) if is_tuple else key)


def plain(value: Any, depth: int = 0) -> Any:
    """A copy of `value` made only of arrays, strings, None, lists and dictionaries of these, and `Opaque`.

    Numbers and booleans become 0-d arrays, tuples and generators become lists. Arrays over a million elements are
    described by their shape and not copied.
    """
    if value is None or isinstance(value, Opaque):
        return value
    if isinstance(value, str):
        return str(value)
    if depth > MAX_DEPTH:
        return Opaque("something nested more than five levels deep")
    if isinstance(value, (bool, int, float, np.generic, np.ndarray)):
        return _plain_array(value)
    if isinstance(value, Mapping):
        return {_key(key): plain(item, depth + 1) for key, item in list(value.items())[:MAX_ITEMS]}
    if isinstance(value, (list, tuple, range)):
        return [plain(item, depth + 1) for item in value[:MAX_ITEMS]]
    if isinstance(value, (types.GeneratorType, Iterator)):
        return [plain(item, depth + 1) for item, _ in zip(value, range(MAX_ITEMS), strict=False)]
    if hasattr(value, "__array__"):
        return _plain_array(np.asarray(value))
    if inspect.iscoroutine(value):
        value.close()  # Else Python warns that nobody has run it.
    return Opaque(f"the function {value.__name__}" if inspect.isfunction(value) else f"a {type(value).__name__}")


def _plain_array(value: Any) -> Any:
    array = np.asarray(value)
    if array.size > MAX_ELEMENTS:
        return Opaque(f"an array of shape {array.shape}")
    if array.dtype.kind == "O":
        try:
            array = array.astype(float)
        except (TypeError, ValueError, OverflowError):
            return Opaque("an array of Python objects")
    if array.dtype.kind not in "biuf":
        return Opaque(f"an array of type {array.dtype}")
    return np.array(array, subok=False)
