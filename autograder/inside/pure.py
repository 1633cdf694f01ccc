"""Work out once more what an expression gave, where that can neither change anything nor run the learner's code."""

from __future__ import annotations

import ast
import builtins
import math
import operator
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

UNKNOWN = object()  # The value of whatever cannot be known this way.

MOST_ITEMS = 10_000
NUMBERS = (bool, int, float)
PLAIN = (*NUMBERS, str, type(None), range)
OPERATORS: Mapping[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod, ast.Pow: operator.pow, ast.MatMult: operator.matmul,
    ast.BitAnd: operator.and_, ast.BitOr: operator.or_, ast.BitXor: operator.xor,
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.USub: lambda x, _: -x, ast.UAdd: lambda x, _: +x, ast.Not: lambda x, _: not x, ast.Invert: lambda x, _: ~x,
}  # fmt: skip
PURE_NUMPY = """
    abs absolute all allclose any arange argmax argmin argsort array asarray atleast_1d atleast_2d clip column_stack
    concatenate copy cos cumsum diag diff divide dot exp expand_dims eye finfo flip float64 floor full full_like
    heaviside
    hstack identity inner isfinite isnan linspace log log1p matmul max maximum mean median min minimum multiply ndim
    ones ones_like outer power prod ravel repeat reshape round sign sin size sqrt square squeeze stack std sum
    subtract add tanh tensordot tile trace transpose unique var vstack where zeros zeros_like shape
"""
PURE_PYTHON = """
    abs bool dict enumerate float int len list max min range reversed round sum tuple zip
"""
PURE_OF_ARRAYS = """
    all any argmax argmin argsort astype clip copy cumsum dot flatten item max mean min prod ravel repeat reshape round
    squeeze std sum tolist transpose var
"""
PURE = {
    id(getattr(module, name))
    for module, names in (
        (np, PURE_NUMPY.split()),
        (np.linalg, ["eig", "eigh", "eigvals", "eigvalsh", "inv", "norm", "pinv", "solve"]),
        (math, [name for name in dir(math) if not name.startswith("_") and name != "factorial"]),
        (builtins, PURE_PYTHON.split()),
    )
    for name in names
}
PURE_METHODS = {
    np.ndarray: set(PURE_OF_ARRAYS.split()),
    dict: {"keys", "values", "items", "get", "copy"},
    list: {"copy", "count", "index"},
}
ATTRIBUTES = {"T", "shape", "size", "ndim", "dtype"}
MODULES = (np, np.linalg, np.random, math)


def evaluate(node: ast.AST, variables: Mapping[str, Any], outside: Mapping[str, Any]) -> Any:
    """The value of an expression with these local and global variables, or UNKNOWN."""
    try:
        with np.errstate(all="ignore"):
            return _Evaluation(variables, outside).of(node)
    except Exception:  # It cannot be worked out like this: then nothing is said about it.
        return UNKNOWN


class _Unknown(Exception):
    pass


class _Evaluation:
    def __init__(self, variables: Mapping[str, Any], outside: Mapping[str, Any]) -> None:
        self.variables, self.outside = variables, outside

    def of(self, node: ast.AST) -> Any:
        match node:
            case ast.Constant():
                return node.value
            case ast.Name():
                return self.named(node.id)
            case ast.Attribute():
                return self.attribute(self.of(node.value), node.attr)
            case ast.Tuple() | ast.List():
                items = [self.of(item) for item in node.elts]
                return tuple(items) if isinstance(node, ast.Tuple) else items
            case ast.Dict():
                return {self.of(key): self.of(value) for key, value in zip(node.keys, node.values, strict=True) if key}
            case ast.Slice():
                return slice(*(part and self.of(part) for part in (node.lower, node.upper, node.step)))
            case ast.Subscript():
                return plain(self.of(node.value))[self.of(node.slice)]
            case ast.UnaryOp():
                return OPERATORS[type(node.op)](plain(self.of(node.operand)), None)
            case ast.BinOp():
                return self.applied(node.op, node.left, node.right)
            case ast.Compare(ops=[op], comparators=[right]):
                return self.applied(op, node.left, right)
            case ast.Call():
                return self.call(node)
        raise _Unknown

    def named(self, name: str) -> Any:
        for names in (self.variables, self.outside):
            if name in names:
                return names[name]
        return getattr(builtins, name)

    def attribute(self, value: Any, name: str) -> Any:
        known = any(value is module for module in MODULES)
        if known or (isinstance(plain(value), (np.ndarray, np.generic)) and name in ATTRIBUTES):
            return getattr(value, name)
        if name in PURE_METHODS.get(type(value), ()):
            return getattr(value, name)
        raise _Unknown

    def applied(self, op: ast.AST, left: ast.AST, right: ast.AST) -> Any:
        one, other = plain(self.of(left)), plain(self.of(right))
        if isinstance(op, ast.Pow) and isinstance(one, int) and isinstance(other, int) and abs(other) > 1000:
            raise _Unknown
        return OPERATORS[type(op)](one, other)

    def call(self, node: ast.Call) -> Any:
        arguments = [plain(self.of(argument)) for argument in node.args]
        named = {keyword.arg: plain(self.of(keyword.value)) for keyword in node.keywords if keyword.arg}
        if len(named) != len(node.keywords):
            raise _Unknown
        function = self.of(node.func)
        if id(function) in PURE:
            return function(*arguments, **named)
        if isinstance(node.func, ast.Attribute):
            owner = plain(self.of(node.func.value))
            if node.func.attr in PURE_METHODS.get(type(owner), ()):
                return function(*arguments, **named)
        raise _Unknown


def _of_numpy(value: Any) -> bool:
    """Whether it is one of the named tuples that np.linalg returns."""
    return isinstance(value, tuple) and type(value).__module__.startswith("numpy.")


def plain(value: Any, depth: int = 0) -> Any:
    """The value itself if it is made of numbers, text and arrays of numbers alone. Raises _Unknown otherwise."""
    kind = type(value)
    if kind in PLAIN or kind is slice or kind in (zip, enumerate):
        return value
    if (kind is np.ndarray or isinstance(value, np.generic)) and value.dtype.kind in "biuf":
        return value
    if (kind in (list, tuple, dict) or _of_numpy(value)) and len(value) <= MOST_ITEMS and depth < 4:
        for item in value.values() if kind is dict else value:
            plain(item, depth + 1)
        return value
    if kind in (type({}.keys()), type({}.values()), type({}.items())):
        return value
    raise _Unknown
