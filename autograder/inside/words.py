"""What a value is, in a few words: ``shape (5, 3)``, ``the number 2.5``, ``a list of 3``."""

from __future__ import annotations

import types
from typing import Any

import numpy as np

LONGEST = 160
MOST_KEYS = 8
_OF_NUMPY = (np.ufunc, type(np.dot))
DTYPES = {"i": ", whole numbers", "u": ", whole numbers", "b": ", True or False", "O": ", of objects"}


def in_words(value: Any) -> str:
    """The description of a value; no method of the learner's own classes is called for it."""
    words = _in_words(value)
    return words if len(words) <= LONGEST else words[: LONGEST - 3] + "..."


def _in_words(value: Any) -> str:
    kind: type = type(value)
    if value is None or kind is bool:
        return str(value)
    if kind in (int, float) or (isinstance(value, np.generic) and value.dtype.kind in "biuf"):
        return f"the number {_number(value)}"
    if kind is np.ndarray:
        if value.ndim == 0 and value.dtype.kind in "biuf":
            return f"the number {_number(value.item())}"
        return f"shape {value.shape}{DTYPES.get(value.dtype.kind, '')}"
    if kind is str:
        return f"the text {value[:60]!r}"
    if kind in (list, tuple) or (isinstance(value, tuple) and kind.__module__.startswith("numpy")):
        return f"a {'list' if kind is list else 'tuple'} of {len(value)}{_of_what(value)}"
    if kind is dict:
        keys = ", ".join(repr(key) for key in list(value)[:MOST_KEYS] if type(key) in (str, int, float, bool))
        return f"a dictionary with the keys {keys}" if keys else "an empty dictionary"
    if isinstance(value, _OF_NUMPY) or (kind is types.FunctionType and value.__module__.startswith("numpy")):
        return f"the function np.{value.__name__}"
    if kind is types.FunctionType:
        names = value.__code__.co_varnames[: value.__code__.co_argcount]
        return f"the function {value.__code__.co_name}({', '.join(names)})"
    return _callable(value) or _ARTICLES.get(kind, "") or f"a value of type {kind.__name__}"


def _number(value: Any) -> str:
    """A whole number as it is, a float with a point in it."""
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value))
    if isinstance(value, (int, np.integer)):
        return str(value) if -(10**20) < value < 10**20 else f"{float(value):g}"
    text = f"{float(value):.6g}"
    return text if not text.lstrip("-").isdigit() else f"{text}.0"


def _of_what(items: Any) -> str:
    """What all the items of a list are, if they are all the same."""
    kinds = {type(item) for item in items[:100]}
    if not kinds:
        return ""
    if kinds <= {int, float, np.float64, np.int64}:
        return " numbers" if len(items) > 1 else " number"
    if kinds <= {tuple, list} and len({len(item) for item in items[:100]}) == 1:
        return f" {next(iter(kinds)).__name__}s of {len(items[0])}"
    if kinds == {np.ndarray}:
        return " arrays" if len(items) > 1 else " array"
    return ""


def _callable(value: Any) -> str:
    if isinstance(value, types.ModuleType):
        return f"the module {value.__name__}"
    if isinstance(value, types.BuiltinFunctionType):
        owner = getattr(value, "__self__", None)
        if isinstance(owner, types.ModuleType):
            module = owner.__name__.partition(".")[0]
            module = {"builtins": "", "numpy": "np."}.get(module, f"{module}.")
            return f"the function {module}{value.__name__}"
        return f"the method {value.__name__}"
    return f"the type {value.__name__}" if type(value) is type else ""


_ARTICLES = {
    np.random.Generator: "a random generator",
    range: "a range",
    zip: "a zip",
    types.GeneratorType: "a generator",
    slice: "a slice",
    set: "a set",
    types.MethodType: "a method",
}
