"""Whether a class of the learner's may be defined anew: it has no say in how Python makes and keeps its objects."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

from autograder.inside.own_code import OwnCode, Tree

OPERATORS = "add sub mul truediv floordiv mod pow matmul and or xor"
OTHERS = """
    init call repr str len getitem setitem contains iter next neg pos abs invert bool float int eq ne lt le gt ge hash
    post_init array_ufunc array_priority slots doc
"""
_WITH_SIDES = [side + name for side in ("", "r", "i") for name in OPERATORS.split()]
SPECIAL = frozenset(f"__{name}__" for name in (*OTHERS.split(), *_WITH_SIDES))
WRAPPERS = ("staticmethod", "classmethod", "property")


def is_plain(code: OwnCode, variables: Mapping[str, Any]) -> bool:
    """Whether a function has no decorator, and a class is made of functions and values, with no other class of Python's
    or of a library's above it."""
    tree = code.tree
    if isinstance(tree, ast.FunctionDef):
        return not tree.decorator_list
    if isinstance(tree, ast.Lambda):
        return True
    above = code.value.__mro__[1:-1]
    return (
        not tree.keywords
        and all(type(each) is type and each.__module__ == code.value.__module__ for each in above)
        and all(isinstance(base, ast.Name) for base in tree.bases)
        and all(_is_dataclass(decorator, variables) for decorator in tree.decorator_list)
        and all(map(_is_member, tree.body))
        and all(_is_named_plainly(name) for name in _defined(tree))
    )


def attributes_of(tree: Tree) -> Iterator[str]:
    """The attributes that a class gives itself or its objects; none of a function."""
    if isinstance(tree, ast.ClassDef):
        yield from (name for name in _defined(tree) if not name.startswith("__"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and not node.attr.startswith("__"):
                yield node.attr


def is_super(node: ast.AST) -> bool:
    """Whether an expression is ``super()``."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super" and not node.args


def _defined(tree: ast.ClassDef) -> Iterator[str]:
    """The names that stand in the class itself."""
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef):
            yield statement.name
        else:
            yield from (n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))


def _is_named_plainly(name: str) -> bool:
    """Whether a name means nothing to Python, or no more than an operator, a call or a print."""
    return not name.startswith("__") or name in SPECIAL


def _is_member(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.FunctionDef):
        return all(isinstance(d, ast.Name) and d.id in WRAPPERS for d in statement.decorator_list)
    is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return is_text or isinstance(statement, (ast.Assign, ast.AnnAssign, ast.Pass))


def _is_dataclass(decorator: ast.expr, variables: Mapping[str, Any]) -> bool:
    """Whether it is ``@dataclass`` or ``@dataclass(...)``."""
    name = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(name, ast.Name) and variables.get(name.id) is dataclasses.dataclass
