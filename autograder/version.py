"""Tell whether two functions are the same version of the learner's code."""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Hashable, Iterator
from types import CodeType, FunctionType
from typing import Any

_SIMPLE = (bool, int, float, complex, str, bytes, type(None), type(...))


def version(candidate: Any) -> Hashable:
    """Equal for two functions exactly if their code is, and the code of the learner's own functions that they call.

    Comments and blank lines do not count. Anything that is not a function is compared by its text.
    """
    function = inspect.unwrap(candidate) if callable(candidate) else candidate
    if not isinstance(function, FunctionType):
        try:
            return repr(candidate)
        except Exception:  # A learner's own class may do anything.
            return type(candidate).__name__
    return tuple((called.__name__, outline(called.__code__), *_defaults(called)) for called in _called(function))


def outline(code: CodeType) -> Hashable:
    """What a piece of code does, wherever it stands: its instructions, names, constants and inner functions.

    The same in every process: its `repr` may be kept.
    """
    constants = tuple(outline(c) if isinstance(c, CodeType) else _text(c) for c in code.co_consts)
    names = code.co_names, code.co_varnames, code.co_freevars
    return code.co_code, code.co_exceptiontable, constants, names


def functions_in(code: CodeType) -> Iterator[CodeType]:
    """The code of every function that a piece of code defines, inner ones included."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from functions_in(constant)


def _called(function: FunctionType) -> Iterator[FunctionType]:
    """The function itself, then every function of the same notebook that it can reach by name."""
    seen, todo = set(), [function]
    while todo:
        current = todo.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        mentioned = (current.__globals__.get(name) for name in _names(current.__code__))
        for other in (*mentioned, *_enclosed(current)):
            other = inspect.unwrap(other) if callable(other) else other
            if isinstance(other, FunctionType) and other.__globals__ is function.__globals__:
                todo.append(other)


def _enclosed(function: FunctionType) -> Iterator[Any]:
    for cell in function.__closure__ or ():
        with contextlib.suppress(ValueError):  # A variable that has no value yet.
            yield cell.cell_contents


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)


def _defaults(function: FunctionType) -> Iterator[Hashable]:
    for value in (*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()):
        yield _text(value)


def _text(value: Any) -> str:
    """A constant with its type, so that 2 and 2.0 differ; of anything a learner made, only the type."""
    if isinstance(value, frozenset):
        return f"frozenset({', '.join(sorted(map(_text, value)))})"  # Its order is another in every process.
    if isinstance(value, tuple):
        return f"tuple({', '.join(map(_text, value))})"
    return f"{type(value).__name__} {value!r}" if type(value) in _SIMPLE else type(value).__name__
