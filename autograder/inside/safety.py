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
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

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
METHODS = frozenset(
    name
    for kind in (np.ndarray, np.generic, np.random.Generator, np.nditer, list, dict, set, tuple, str, int, float)
    for name in dir(kind)
    if not name.startswith("_")
) - {"tofile", "dump", "dumps", "setflags", "data", "ctypes", "getfield", "setfield", "bit_generator", "spawn"}
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
FORBIDDEN = (
    ast.Global, ast.Nonlocal, ast.ClassDef, ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith, ast.Await, ast.Delete,
)  # fmt: skip


def helpers_of(function: types.FunctionType) -> dict[str, types.FunctionType] | None:
    """The learner's own functions that this one needs, by name; None if any of them might do more than calculate."""
    found: dict[str, types.FunctionType] = {}
    todo = [function]
    while todo:
        current = todo.pop()
        source = source_of(current)
        if source is None or current.__closure__ or hasattr(current, "__wrapped__"):
            return None
        used = _needed(ast.parse(source.text).body[0], current.__globals__)
        if used is None:
            return None
        for name, helper in used.items():
            if name not in found and helper is not function:
                found[name] = helper
                todo.append(helper)
    return found


def may_never_end(function: types.FunctionType) -> bool:
    """Whether a changed version could run for ever, or calls itself: then it is not run where no alarm can stop it."""
    source = source_of(function)
    nodes = ast.walk(ast.parse(source.text)) if source else ()
    return any(isinstance(node, ast.While) for node in nodes) or function.__name__ in function.__code__.co_names


def _needed(tree: ast.AST, variables: Mapping[str, Any]) -> dict[str, types.FunctionType] | None:
    """The learner's functions that this code names; None if it names, or does, anything that is not harmless."""
    assert isinstance(tree, ast.FunctionDef)
    if tree.decorator_list:
        return None
    local = set(_bound(tree))
    helpers = {}
    for node in ast.walk(tree):
        if isinstance(node, FORBIDDEN) or (isinstance(node, (ast.Import, ast.ImportFrom)) and not _may_import(node)):
            return None
        if isinstance(node, ast.Attribute) and not _may_read(node, local, variables):
            return None
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id not in local:
            if node.id not in variables:
                if node.id not in BUILTINS and hasattr(builtins, node.id):
                    return None  # A name that is defined nowhere only raises NameError: an edit may repair that.
            elif _is_learners(variables[node.id], variables):
                helpers[node.id] = variables[node.id]
            elif not _is_harmless(variables[node.id]):
                return None
    return helpers


def _bound(tree: ast.AST) -> Iterator[str]:
    """The names that a function binds, in functions inside it too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.FunctionDef) and node is not tree:
            yield node.name
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from (alias.asname or alias.name for alias in node.names)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            yield node.name


def _may_import(node: ast.Import | ast.ImportFrom) -> bool:
    if isinstance(node, ast.Import):
        return all(alias.name in ("numpy", "math", "itertools") for alias in node.names)
    names = [alias.name for alias in node.names]
    if node.module == "numpy":
        return all(_in_numpy(name) for name in names)
    return node.module in ("math", "itertools") and not {"*", *ENDLESS} & set(names)


def _in_numpy(name: str) -> bool:
    return not name.startswith("_") and name != "*" and name not in REFUSED_IN_NUMPY and name != "random"


def _may_read(node: ast.Attribute, local: set[str], variables: Mapping[str, Any]) -> bool:
    """Whether this attribute is one of an array, a list and the like, or a harmless one of a module."""
    module = _module(node.value, local, variables)
    if module is None:
        return not node.attr.startswith("_") and node.attr not in NOT_FOR_LEARNERS
    if module == "numpy":
        return _in_numpy(node.attr) or node.attr == "random"
    if module in ("math", "itertools"):
        return not node.attr.startswith("_") and node.attr not in ENDLESS
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
    """Whether a module was imported inside the function: its linear algebra is not guarded (`finite.py`)."""
    return isinstance(node, ast.Name) and node.id in local


def _is_learners(value: Any, variables: Mapping[str, Any]) -> bool:
    return inspect.isfunction(value) and value.__globals__ is variables


def _is_harmless(value: Any) -> bool:
    if isinstance(value, types.ModuleType):
        return value in (np, math, itertools, np.linalg)
    if inspect.isfunction(value) and f"{value.__module__}.".startswith(OURS):
        return True
    if isinstance(value, (types.BuiltinFunctionType, np.ufunc, type)) or callable(value):
        return _is_known(value)
    return is_data(value)


def _is_known(value: Callable[..., Any]) -> bool:
    name = getattr(value, "__name__", "")
    if getattr(np, name, None) is value:
        return _in_numpy(name)
    if name not in ENDLESS and any(getattr(module, name, None) is value for module in (math, itertools)):
        return True
    return name in BUILTINS and getattr(builtins, name, None) is value


def is_data(value: Any) -> bool:
    """Whether a value is numbers and text, alone or in arrays, lists and dictionaries."""
    if isinstance(value, (list, tuple, set)):
        return all(map(is_data, value))
    if isinstance(value, dict):
        return all(map(is_data, value.values()))
    return value is None or isinstance(value, (bool, int, float, complex, str, np.generic, np.ndarray))
