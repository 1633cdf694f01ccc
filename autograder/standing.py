"""What a learner's function needs to stand outside of its notebook: every name it reads, as code that gives it."""

from __future__ import annotations

import ast
import symtable
import sys
from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import CodeType, FunctionType, ModuleType
from typing import Any

from autograder.inside.source import source_of
from autograder.version import functions_in, outline

ANYWHERE = sys.stdlib_module_names | {"numpy"}


class CannotStand(Exception):
    """Why a function works in its notebook only, as a sentence."""


@dataclass(frozen=True)
class Piece:
    """A statement that gives a name its meaning: a definition, an import or an assignment.

    `scope` is where the names are looked up that it reads itself.
    """

    name: str
    text: str
    scope: Mapping[str, Any]

    @property
    def is_import(self) -> bool:
        """Whether the statement imports the name."""
        return self.text.startswith(("import ", "from "))

    def reads(self) -> Iterator[tuple[str, Any]]:
        """The names that it reads from its notebook, with their values."""
        for name in names_read(self.text):
            if name in self.scope and not name.startswith("__"):
                yield name, self.scope[name]


def piece_of(name: str, value: Any, scope: Mapping[str, Any], cells: Sequence[str]) -> Piece:
    """The statement behind a name; `cells` are searched where Python does not keep the source.

    Raises CannotStand if nothing that may stand anywhere gives this value.
    """
    if text := _imported(name, value):
        return Piece(name, text, {})
    if isinstance(value, FunctionType):
        source = source_of(value) if value.__name__ == name else None
        if text := source.text.rstrip() if source else _in_cells(name, cells, value.__code__):
            return Piece(name, text, ChainMap(dict(_enclosed(value)), value.__globals__))
    if isinstance(value, type) and (text := _in_cells(name, cells)):
        return Piece(name, text, scope)
    if _is_literal(value):
        return Piece(name, f"{name} = {value!r}", {})
    if isinstance(value, ModuleType) or callable(value):
        raise CannotStand(f"it uses `{name}`, which is neither part of NumPy nor written with `def` in this notebook.")
    raise CannotStand(f"it uses `{name}`, a variable of this notebook. Pass it as an argument, or set it inside.")


def names_read(text: str) -> list[str]:
    """The names that a piece of code reads from outside."""
    found: dict[str, None] = {}
    todo = [symtable.symtable(text, "<piece>", "exec")]
    while todo:
        table = todo.pop(0)
        todo += table.get_children()
        top = table.get_type() == "module"
        found |= {s.get_name(): None for s in table.get_symbols() if s.is_referenced() and (top or s.is_global())}
    return list(found)


def names_bound(statement: ast.stmt) -> Iterator[tuple[str, ast.stmt]]:
    """The names that a definition, an import or an assignment gives a meaning, each with a statement for it alone."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield statement.name, statement
    elif isinstance(statement, ast.Import):
        yield from ((a.asname or a.name.partition(".")[0], ast.Import([a])) for a in statement.names)
    elif isinstance(statement, ast.ImportFrom):
        parts = statement.module, statement.level
        yield from ((a.asname or a.name, ast.ImportFrom(parts[0], [a], parts[1])) for a in statement.names)
    elif (
        isinstance(statement, ast.Assign) and len(statement.targets) == 1 and isinstance(statement.targets[0], ast.Name)
    ):
        yield statement.targets[0].id, statement


def _imported(name: str, value: Any) -> str:
    """The import of a module, or of what a module holds, if every Python with NumPy has it; otherwise ""."""
    if isinstance(value, ModuleType):
        module = value.__name__
        if module.partition(".")[0] not in ANYWHERE:
            return ""
        return f"import {module}" if module == name else f"import {module} as {name}"
    own = getattr(value, "__name__", "")
    for module in (getattr(value, "__module__", None) or "", "numpy"):
        if own and module.partition(".")[0] in ANYWHERE and getattr(import_module(module), own, None) is value:
            return f"from {module} import {own}" + (f" as {name}" if own != name else "")
    return ""


def _in_cells(name: str, cells: Sequence[str], code: CodeType | None = None) -> str:
    """The newest definition of a name at the margin of a cell (with this code, for a function); "" if there is none."""
    for cell in reversed(cells):
        try:
            tree = ast.parse(cell) if name in cell else ast.Module([], [])
            if code and outline(code) not in map(outline, functions_in(compile(tree, "<cell>", "exec"))):
                continue
        except (SyntaxError, ValueError):
            continue
        for statement in reversed(tree.body):
            if any(bound == name for bound, _ in names_bound(statement)):
                first = min([statement, *getattr(statement, "decorator_list", ())], key=lambda node: node.lineno)
                return "\n".join(cell.splitlines()[first.lineno - 1 : statement.end_lineno])
    return ""


def _enclosed(function: FunctionType) -> Iterator[tuple[str, Any]]:
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        if cell != type(cell)():  # A variable that has no value yet.
            yield name, cell.cell_contents


def _is_literal(value: Any) -> bool:
    try:
        return bool(ast.literal_eval(repr(value)) == value)
    except Exception:  # A learner's own class may do anything.
        return False
