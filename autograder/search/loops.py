"""Edits of the order in which a loop goes, and of the list that it makes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.search.change import Edit, replaced
from autograder.search.scope import MISSING, Scope

KIND = "from which end the loop begins"


def order(scope: Scope) -> Iterator[Edit]:
    """From the last to the first: ``reversed(layers)``, ``reversed(list(enumerate(layers)))``; a range has its own."""
    for site in scope.function.sites:
        is_gone_through = isinstance(site.parent, ast.For) and site.node is site.parent.iter
        name = site.node.func.id if isinstance(site.node, ast.Call) and isinstance(site.node.func, ast.Name) else ""
        if is_gone_through and name in ("enumerate", "zip"):
            whole = ast.Call(ast.Name("list", ast.Load()), [site.node], [])
            yield replaced(site, ast.Call(ast.Name("reversed", ast.Load()), [whole], []), KIND, 2)
        elif is_gone_through and isinstance(scope.value(site), (list, tuple)):
            yield replaced(site, ast.Call(ast.Name("reversed", ast.Load()), [site.node], []), KIND, 2)


def returned(scope: Scope) -> Iterator[Edit]:
    """A list that is returned from its end: ``grads[::-1]``."""
    nodes = [node for node in ast.walk(scope.function.definition) if isinstance(node, ast.Assign)]
    lists = [node.targets[0] for node in nodes if isinstance(node.value, ast.List)]
    made = {target.id for target in lists if isinstance(target, ast.Name)}
    for site in scope.function.sites:
        if site.is_returned and isinstance(site.node, ast.Name):
            value = scope.value(site)
            if isinstance(value, list) or (value is MISSING and site.node.id in made):
                step = ast.Slice(None, None, ast.UnaryOp(ast.USub(), ast.Constant(1)))
                yield replaced(site, ast.Subscript(site.node, step, ast.Load()), "the order of what is returned", 2)
