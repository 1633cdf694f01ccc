"""The learner's own functions and classes that a function needs, with their syntax trees."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import itertools
import linecache
import symtable
import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from autograder.inside.source import source_of

Tree = ast.FunctionDef | ast.Lambda | ast.ClassDef
CONTAINERS = (list, tuple, set, frozenset, dict)
GENERATED = ("<string>", dataclasses.__file__)  # The files of the functions that `dataclass` writes.


@dataclasses.dataclass(frozen=True, eq=False)
class OwnCode:
    """A function or a class of the learner's, and its tree."""

    value: Any
    tree: Tree

    @property
    def names(self) -> set[str]:
        """The names that it reads and does not bind itself, in defaults and functions inside it too."""
        todo, found = [symtable.symtable(ast.unparse(self.tree), "<a learner's code>", "exec")], set()
        while todo:
            table = todo.pop()
            found |= {name.get_name() for name in table.get_symbols() if name.is_referenced() and name.is_global()}
            todo += table.get_children()
        return found


def own_code(function: types.FunctionType) -> list[OwnCode] | None:
    """A function and all of the learner's own that it needs in turn; None if the text of one is not to be found."""
    found: dict[int, OwnCode] = {}
    todo: list[Any] = [function]
    while todo:
        value = todo.pop(0)
        if id(value) in found:
            continue
        tree = _tree_of(value, function.__globals__)
        if tree is None:
            return None
        found[id(value)] = code = OwnCode(value, tree)
        used = [function.__globals__.get(name) for name in sorted(code.names)]
        for each in (*used, defaults_of(value)):
            todo += own_in(each, function.__globals__)
    return list(found.values())


def own_in(value: Any, variables: Mapping[str, Any]) -> Iterator[Any]:
    """The learner's own functions and classes that a value is, or that a list, a tuple or a dictionary holds."""
    is_function = inspect.isfunction(value) and value.__globals__ is variables
    if is_function or (type(value) is type and value.__module__ == variables.get("__name__")):
        yield value
    elif type(value) in CONTAINERS:
        items = itertools.chain(value, value.values()) if isinstance(value, dict) else value
        yield from itertools.chain.from_iterable(own_in(item, variables) for item in items)


def defaults_of(value: Any) -> tuple[Any, ...]:
    """The default values of a function's parameters."""
    if not inspect.isfunction(value):
        return ()
    return (*(value.__defaults__ or ()), *(value.__kwdefaults__ or {}).values())


def bound_in(tree: ast.AST) -> Iterator[str]:
    """The names that a function or a class binds, in functions inside it too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.FunctionDef) and node is not tree and not isinstance(tree, ast.ClassDef):
            yield node.name
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from (alias.asname or alias.name for alias in node.names)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            yield node.name


def _tree_of(value: Any, variables: Mapping[str, Any]) -> Tree | None:
    if isinstance(value, type):
        return _tree_of_class(value, variables)
    if value.__closure__ or hasattr(value, "__wrapped__"):
        return None
    if value.__name__ == "<lambda>":
        lambdas = [node for tree in _trees([value.__code__.co_filename]) for node in lambdas_of(value, tree)]
        return lambdas[0] if len(lambdas) == 1 else None
    source = source_of(value)
    tree = ast.parse(source.text).body[0] if source else None
    return tree if isinstance(tree, ast.FunctionDef) and tree.name == value.__name__ else None


def lambdas_of(function: types.FunctionType, tree: ast.AST) -> Iterator[ast.Lambda]:
    """The node of a lambda in the tree of its file; those on one line are told apart by their columns."""
    code = function.__code__
    first = next(((line, column) for line, _, column, _ in code.co_positions() if line and column), (0, 0))
    for node in ast.walk(tree):
        if isinstance(node, ast.Lambda) and node.lineno == code.co_firstlineno:
            begin, end = (node.lineno, node.col_offset), (node.end_lineno or 0, node.end_col_offset or 0)
            if begin <= first < end or first == (0, 0):
                yield node


def _tree_of_class(value: type, variables: Mapping[str, Any]) -> ast.ClassDef | None:
    """The class statement that made this class, if it says all that the class is now."""
    functions = [each for each in map(_function_in, vars(value).values()) if each]
    written = [each for each in functions if each.__code__.co_filename not in GENERATED]
    if variables.get(value.__name__) is not value or any(each.__globals__ is not variables for each in written):
        return None
    files = {each.__code__.co_filename for each in written} or set(_cells())  # Without functions it knows no file.
    nodes = [node for tree in _trees(files, f"class {value.__name__}") for node in tree.body]
    found = [node for node in nodes if isinstance(node, ast.ClassDef) and _makes(node, value, written)]
    return found[-1] if len(set(map(ast.dump, found))) == 1 else None


def _makes(node: ast.ClassDef, value: type, written: Sequence[types.FunctionType]) -> bool:
    """Whether this statement defines a class of this name with these functions and annotations."""
    defined = {each.name for each in node.body if isinstance(each, ast.FunctionDef)}
    fields = {ast.unparse(each.target) for each in node.body if isinstance(each, ast.AnnAssign)}
    return (
        node.name == value.__name__
        and defined == {each.__name__ for each in written}
        and fields == set(getattr(value, "__annotations__", ()))
        and all(node.lineno <= each.__code__.co_firstlineno <= (node.end_lineno or 0) for each in written)
    )


def _function_in(value: Any) -> types.FunctionType | None:
    """The function of a method, a static method, a class method or a property."""
    value = value.fget if isinstance(value, property) else getattr(value, "__func__", value)
    return value if inspect.isfunction(value) else None


def _cells() -> Iterator[str]:
    """The names under which Python knows the text of cells: no file of that name has a date."""
    return (name for name, entry in linecache.cache.items() if len(entry) > 1 and entry[1] is None)


def _trees(files: Iterable[str], text: str = "") -> Iterator[ast.Module]:
    for file in files:
        whole = "".join(linecache.getlines(file))
        if text in whole:
            try:
                yield ast.parse(whole)
            except (SyntaxError, ValueError, RecursionError):
                continue
