"""Edits of lists and names of them, of what can be gone through only once, and of the variable that is returned."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.explain.facts import IN_PLACE
from autograder.search.calls import call, called
from autograder.search.change import Change, Edit, replaced
from autograder.search.scope import Scope
from autograder.search.tree import located

RETURNED = "what is returned"
ONCE = ("map", "zip", "filter", "reversed", "enumerate")


def changed_in_place(scope: Scope) -> Iterator[Edit]:
    """``x.append(y)`` for ``x = x.append(y)``: the method changes its list and returns None."""
    for block in scope.function.blocks:
        for position, statement in enumerate(block.statements):
            value = statement.value if isinstance(statement, ast.Assign) else None
            if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and called(value) in IN_PLACE:
                new = located(ast.Expr(value), statement)
                change = Change(block.statements, position, new)
                yield Edit((change,), statement, "an assignment of None", 0, new)


def gone_through_once(scope: Scope) -> Iterator[Edit]:
    """``list(map(...))``: what is needed twice must be a list."""
    for site in scope.function.sites:
        is_builtin = isinstance(site.node, ast.Call) and isinstance(site.node.func, ast.Name)
        is_once = isinstance(site.node, ast.GeneratorExp) or (is_builtin and called(site.node) in ONCE)
        if is_once and isinstance(site.statement, ast.Assign) and site.node is site.statement.value:
            yield replaced(site, call(ast.Name("list", ast.Load()), site.node), "what can be gone through only once")


def other_result(scope: Scope) -> Iterator[Edit]:
    """Another variable of the function's own in place of all that is returned."""
    for site in scope.function.sites:
        if not site.is_returned or isinstance(site.node, ast.Name):
            continue
        for name, value in scope.names.items():
            if name not in scope.given and scope.kind(value) in ("", "array", "list"):
                yield replaced(site, ast.Name(name, ast.Load()), RETURNED, 2)


def aliases(scope: Scope) -> Iterator[Edit]:
    """``up = x.copy()`` and ``down = x.copy()``, where both are names of one array."""
    named: dict[str, list[ast.Assign]] = {}
    for statement in ast.walk(scope.function.definition):
        value = statement.value if isinstance(statement, ast.Assign) else None
        if isinstance(value, ast.Name) and scope.kind(scope.value_of(value)) in ("array", "list"):
            named.setdefault(value.id, []).append(statement)  # type: ignore[arg-type]
    for name, statements in named.items():
        if len(statements) < 2:
            continue
        changes = []
        for statement in statements:
            copied = call(ast.Attribute(ast.Name(name, ast.Load()), "copy", ast.Load()))
            changes.append(Change(statement, "value", located(copied, statement.value)))
        texts = " and ".join(f"`{ast.unparse(statement.targets[0])} = {name}.copy()`" for statement in statements)
        words = f"These are names of one and the same array. Write {texts}."
        yield Edit(tuple(changes), statements[0], "missing copies", 2, statements[0], words)


def into_the_loop(scope: Scope) -> Iterator[Edit]:
    """Several assignments before a loop at its beginning: what they compute must be computed anew in each round."""
    for block in scope.function.blocks:
        for at, loop in enumerate(block.statements):
            if not isinstance(loop, (ast.For, ast.While)):
                continue
            inner = next(other for other in scope.function.blocks if other.statements is loop.body)
            others = (n for n in range(at - 1, -1, -1) if not isinstance(block.statements[n], ast.Assign))
            for begin in range(next(others, -1) + 1, at):
                for end in range(begin + 2, at + 1):
                    run = block.statements[begin:end]
                    changes = (
                        Change(block.statements, slice(None), [*block.statements[:begin], *block.statements[end:]]),
                        Change(inner.statements, slice(None), [*run, *inner.statements]),
                    )
                    lines = f"Lines {run[0].lineno} to {run[-1].end_lineno}"
                    words = f"{lines} belong into the loop, so that every round begins with them."
                    yield Edit(changes, run[0], "where statements stand", 3, words=words)
