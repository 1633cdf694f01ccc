"""A default value that one call changes for the next: it is made once, when the function is defined."""

from __future__ import annotations

import ast

from autograder.inside.observation import Span
from autograder.search.proof import Proof
from autograder.search.result import Repair
from autograder.search.tree import Function

MAKERS = ("dict", "list", "set", "zeros", "ones", "empty", "array", "defaultdict", "Counter")


def shared_default(function: Function, proof: Proof) -> Repair | None:
    """The default value whose changes are all that is wrong: every call is right if it gets a new one."""
    arguments = function.definition.args
    defaulted = arguments.args[len(arguments.args) - len(arguments.defaults) :]
    for argument, default in zip(defaulted, arguments.defaults, strict=True):
        version = proof.rerun.version(function.module)
        if _is_mutable(default) and proof.holds(lambda cases, v=version: [v] * len(cases.cases)):  # type: ignore[misc]
            name = argument.arg
            change = f"Write `{name}=None`, and begin with `if {name} is None:` and `{name} = {ast.unparse(default)}`."
            kind = "a default value, which is made once and shared by all calls"
            return Repair(Span.of(default), ast.unparse(function.module), kind, change)
    return None


def _is_mutable(node: ast.expr) -> bool:
    called = node.func if isinstance(node, ast.Call) else None
    is_made = getattr(called, "attr", getattr(called, "id", "")) in MAKERS
    return is_made or isinstance(node, (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp))
