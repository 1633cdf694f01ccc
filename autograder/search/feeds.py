"""Which statements feed the parts of a result that are right already: a mistake is likelier elsewhere."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from autograder.search.assignments import targets_of
from autograder.search.change import Edit
from autograder.search.tree import Function


def feeding(function: Function, names: Sequence[str], right: frozenset[str]) -> frozenset[int]:
    """The statements, by id, that the right ones of the parts `names` of the result depend on.

    Empty unless the function ends with one ``return`` that shows its parts.
    """
    parts = _returned_parts(function, names)
    known_right = (parts[part] for part in right & parts.keys())
    wanted = [name for node in known_right if not _is_one_of_several(node) for name in _read(node)]
    found: dict[int, ast.stmt] = {}
    known: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name in known:
            continue
        known.add(name)
        for statement in _makers(function, name):
            if id(statement) not in found:
                found[id(statement)] = statement
                wanted += _read(statement)
    return frozenset(found)


def makes(function: Function, names: Sequence[str], part: str, edit: Edit) -> bool:
    """Whether a part depends on all the statements of an edit, or is returned by them."""
    made = feeding(function, names, frozenset([part]))
    statements = [one.statement for one in edit.together or (edit,)]
    return all(isinstance(statement, ast.Return) or id(statement) in made for statement in statements)


def _returned_parts(function: Function, names: Sequence[str]) -> dict[str, ast.expr]:
    """The expressions that are returned as the parts of the result."""
    returns = [node.value for node in ast.walk(function.definition) if isinstance(node, ast.Return)]
    if len(returns) != 1 or len(names) < 2:
        return {}
    shown = returns[0]
    if isinstance(shown, (ast.Tuple, ast.List)) and len(shown.elts) == len(names):
        return dict(zip(names, shown.elts, strict=True))
    if isinstance(shown, ast.Dict):
        pairs = zip(shown.keys, shown.values, strict=True)
        return {str(key.value): value for key, value in pairs if isinstance(key, ast.Constant)}
    return {}


def _is_one_of_several(node: ast.expr) -> bool:
    """Whether it takes something out of a value that holds other parts as well: ``cache.S``, ``layers[0]``."""
    return isinstance(node, (ast.Attribute, ast.Subscript))


def _makers(function: Function, name: str) -> Iterator[ast.stmt]:
    """The simple statements and the heads of loops that give this variable its value, or change it."""
    for block in function.blocks:
        for statement in block.statements:
            targets = [statement.target] if isinstance(statement, ast.For) else targets_of(statement)
            if any(name in _changed(target) for target in targets):
                yield statement


def _changed(target: ast.expr) -> list[str]:
    """The variables that an assignment gives a value; of ``x[i]`` that is x alone."""
    return _changed(target.value) if isinstance(target, (ast.Subscript, ast.Starred)) else _read(target)


def _read(node: ast.AST) -> list[str]:
    """The variables that appear in an expression or a simple statement; of a loop, those in its head."""
    inside = [node.target, node.iter] if isinstance(node, ast.For) else [node]
    return [n.id for part in inside for n in ast.walk(part) if isinstance(n, ast.Name)]
