"""Whether a learner's function may be run in changed versions: it can do nothing but calculate.

This protects an honest learner from side effects that nobody asked for. It is no protection against a hostile
submission; that is what the sandbox is for.
"""

from __future__ import annotations

import ast
import builtins
import inspect
import itertools
import math
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.inside.classes import SPECIAL, attributes_of, is_plain, is_super
from autograder.inside.own_code import CONTAINERS, OwnCode, bound_in, defaults_of, own_code, own_in
from autograder.inside.source import source_of

OURS = ("autograder.answers.", "autograder.inside.callbacks")
BUILTINS = frozenset(
    """abs all any bool complex dict divmod enumerate filter float frozenset int isinstance len list map max min next
    iter pow print range repr reversed round set slice sorted str sum tuple zip True False None Ellipsis callable
    NotImplemented Exception ArithmeticError AssertionError AttributeError IndexError KeyError LookupError
    NotImplementedError RuntimeError StopIteration TypeError ValueError ZeroDivisionError""".split()  # noqa: SIM905
)
REFUSED_IN_NUMPY = frozenset(
    """save savez savez_compressed savetxt load loadtxt genfromtxt fromfile fromregex memmap info test show_config
    show_runtime seterr seterrcall setbufsize set_printoptions get_include frompyfunc from_dlpack lib core
    ctypeslib f2py testing typing rec ma char polynomial emath""".split()  # noqa: SIM905
)
SUBMODULES: Mapping[str, frozenset[str]] = {
    "numpy.linalg": frozenset(name for name in dir(np.linalg) if not name.startswith("_")) - {"test"},
    "numpy.random": frozenset(("default_rng", "Generator", "PCG64")),
}
ENDLESS = frozenset(("count", "cycle", "repeat"))  # Of itertools: sum(count()) cannot be interrupted.
WRITING = frozenset(("tofile", "dump", "dumps", "setflags", "ctypes", "getfield", "setfield", "bit_generator", "spawn"))
METHODS = (
    frozenset(
        name
        for kind in (np.ndarray, np.generic, np.random.Generator, np.nditer, list, dict, set, tuple, str, int, float)
        for name in dir(kind)
        if not name.startswith("_")
    )
    - WRITING
    - {"data"}
)
# Whatever else a value, a function or a module has that a learner's variable can stand for.
NOT_FOR_LEARNERS = (
    frozenset(
        name
        for kind in (
            np,
            np.linalg,
            np.random,
            math,
            itertools,
            np.ndarray,
            np.random.Generator,
            np.ufunc,
            np.dtype,
            type,
            types.FunctionType,
            types.BuiltinFunctionType,
            types.GeneratorType,
            types.CodeType,
        )
        for name in dir(kind)
    )
    - METHODS
    - {"accumulate", "reduce", "outer", "at", "type", "kind", "name"}
)
# What even an attribute of the learner's own class may not be called: it could be meant of another value.
NEVER = (
    WRITING
    | REFUSED_IN_NUMPY
    | {"linalg", "random"}
    | {name for kind in (np.random, types.GeneratorType, types.CodeType, type) for name in dir(kind)}
    | {name for module in (np, np.linalg, math, itertools) for name in dir(module) if name.startswith("_")}
)
IN_CLASSES = frozenset(("staticmethod", "classmethod", "property", "object", "super"))
FORBIDDEN = (
    ast.Global, ast.Nonlocal, ast.ClassDef, ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith, ast.Await, ast.Delete,
)  # fmt: skip


def calculating(function: types.FunctionType) -> list[OwnCode] | None:
    """A function and all of the learner's own that it needs; None if any of it might do more than calculate."""
    codes, variables = own_code(function) or [], function.__globals__
    own = {name for code in codes for name in attributes_of(code.tree)}
    defaults = (value for code in codes for value in defaults_of(code.value))
    is_safe = all(_is_harmless(value, variables) for value in defaults) and all(
        is_plain(code, variables) and _is_calculating(code, variables, own) for code in codes
    )
    return codes if codes and is_safe else None


def may_never_end(function: types.FunctionType) -> bool:
    """Whether a changed version could run for ever, or calls itself: then it is not run where no alarm can stop it."""
    source = source_of(function)
    nodes = ast.walk(ast.parse(source.text)) if source else ()
    return any(isinstance(node, ast.While) for node in nodes) or function.__name__ in function.__code__.co_names


def _is_calculating(code: OwnCode, variables: Mapping[str, Any], own: set[str]) -> bool:
    """Whether this code names, and does, only what is harmless; `own` are attributes of the learner's classes."""
    local = set(bound_in(code.tree))
    known = BUILTINS | IN_CLASSES if isinstance(code.tree, ast.ClassDef) else BUILTINS
    for node in ast.walk(code.tree):
        if isinstance(node, FORBIDDEN) and node is not code.tree:
            return False
        if isinstance(node, (ast.Import, ast.ImportFrom)) and not _may_import(node):
            return False
        if isinstance(node, ast.Attribute):
            if isinstance(node.ctx, ast.Store) and not _may_write(node.value, local, variables):
                return False
            if not _may_read(node, local, variables, own):
                return False
    # A name that is defined nowhere only raises NameError: an edit may repair that.
    return all(
        _is_harmless(variables[name], variables) if name in variables else name in known or not hasattr(builtins, name)
        for name in code.names
    )


def _may_write(node: ast.expr, local: set[str], variables: Mapping[str, Any]) -> bool:
    """Whether a value whose attribute is set is none of Python's, of a library's or of the course's."""
    if not isinstance(node, ast.Name) or node.id in local:
        return _module(node, local, variables) is None
    return node.id not in variables or any(variables[node.id] is own for own in own_in(variables[node.id], variables))


def _may_import(node: ast.Import | ast.ImportFrom) -> bool:
    if isinstance(node, ast.Import):
        return all(alias.name in ("numpy", "math", "itertools") for alias in node.names)
    names = [alias.name for alias in node.names]
    if node.module == "numpy":
        return all(_in_numpy(name) for name in names)
    return node.module in ("math", "itertools") and not {"*", *ENDLESS} & set(names)


def _in_numpy(name: str) -> bool:
    return not name.startswith("_") and name != "*" and name not in REFUSED_IN_NUMPY and name != "random"


def _may_read(node: ast.Attribute, local: set[str], variables: Mapping[str, Any], own: set[str]) -> bool:
    """Whether this attribute is one of an array, a list and the like, or a harmless one of a module."""
    module = _module(node.value, local, variables)
    if module is None and node.attr in own:
        return node.attr not in NEVER
    if module is None and is_super(node.value):
        return node.attr in SPECIAL or not node.attr.startswith("_")
    if module is None:
        return not node.attr.startswith("_") and node.attr not in NOT_FOR_LEARNERS
    if module == "numpy":
        return _in_numpy(node.attr) or node.attr == "random"
    if module in ("math", "itertools"):
        return not node.attr.startswith("_") and not (node.attr in ENDLESS and _is_bound(node.value, local))
    return node.attr in SUBMODULES.get(module, ())


def _module(node: ast.expr, local: set[str], variables: Mapping[str, Any]) -> str | None:
    """The module that an expression stands for, None if it is none that we know."""
    if isinstance(node, ast.Attribute):
        return (
            f"numpy.{node.attr}"
            if _module(node.value, local, variables) == "numpy"
            and isinstance(getattr(np, node.attr, None), types.ModuleType)
            and not (node.attr == "linalg" and _is_bound(node.value, local))
            else None
        )
    if not isinstance(node, ast.Name):
        return None
    if node.id in local:  # Imported inside the function under its usual name.
        return {"np": "numpy", "numpy": "numpy", "math": "math", "itertools": "itertools"}.get(node.id)
    value = variables.get(node.id)
    return value.__name__ if isinstance(value, types.ModuleType) else None


def _is_bound(node: ast.expr, local: set[str]) -> bool:
    """Whether a module was imported inside the function: it is not the one that is guarded (`finite.py`)."""
    return isinstance(node, ast.Name) and node.id in local


def _is_harmless(value: Any, variables: Mapping[str, Any]) -> bool:
    """Whether a value is data, or can only calculate; the learner's own code is looked at by itself."""
    if type(value) in CONTAINERS:
        items = itertools.chain(value, value.values()) if isinstance(value, dict) else value
        return all(_is_harmless(item, variables) for item in items)
    if any(own is value for own in own_in(value, variables)):
        return True
    if isinstance(value, types.ModuleType):
        return value in (np, math, itertools, np.linalg)
    if inspect.isfunction(value) and (f"{value.__module__}.".startswith(OURS) or value in (dataclass, field)):
        return True
    if isinstance(value, (types.BuiltinFunctionType, np.ufunc, type)) or callable(value):
        return _is_known(value)
    return is_data(value)


def _is_known(value: Callable[..., Any]) -> bool:
    name = getattr(value, "__name__", "")
    if getattr(np, name, None) is value:
        return _in_numpy(name)
    if any(getattr(module, name, None) is value for module in (math, itertools)):
        return True
    return name in BUILTINS and getattr(builtins, name, None) is value


def is_data(value: Any) -> bool:
    """Whether a value is numbers and text, alone or in arrays, lists and dictionaries."""
    if type(value) in CONTAINERS:
        items = itertools.chain(value, value.values()) if isinstance(value, dict) else value
        return all(map(is_data, items))
    if type(value) is np.ndarray or isinstance(value, np.generic):
        return not value.dtype.hasobject
    return value is None or type(value) in (bool, int, float, complex, str, range, slice)
