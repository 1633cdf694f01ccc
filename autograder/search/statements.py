"""Edits of whole statements: the indentation, the order, a copy, a `return`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from autograder.search.assignments import is_idle
from autograder.search.change import Change, Edit, blocks_changed
from autograder.search.scope import Scope
from autograder.search.tree import Block, located

LOOPS = (ast.For, ast.While)
COMPOUND = (*LOOPS, ast.If, ast.With)


def moved(scope: Scope) -> Iterator[Edit]:
    """A statement out of the loop or the condition it stands in, or into the one beside it."""
    for block in scope.function.blocks:
        outer = block.outer
        for position, statement in enumerate(block.statements):
            rest = [other for other in block.statements if other is not statement]
            if (
                outer is not None
                and isinstance(block.owner, COMPOUND)
                and any(s is block.owner for s in outer.statements)
            ):
                at = next(n for n, s in enumerate(outer.statements) if s is block.owner)
                for to, words in ((at + 1, "after"), (at, "before")):
                    if words == "after" and is_idle(statement, outer.statements[at + 1 :]):
                        continue  # There it does nothing: it is too much altogether.
                    around = [*outer.statements[:to], statement, *outer.statements[to:]]
                    changes = [(block, rest), (outer, around)]
                    yield _move(changes, statement, f"this statement belongs {words} {_kind_of(block.owner)}")
            yield from _into_neighbors(scope, block, position, statement, rest)


def _into_neighbors(
    scope: Scope, block: Block, position: int, statement: ast.stmt, rest: list[ast.stmt]
) -> Iterator[Edit]:
    for inner in scope.function.blocks:
        before = position and block.statements[position - 1] is inner.owner
        if before and isinstance(inner.owner, ast.If) and inner.statements is inner.owner.body:
            yield _move([(block, rest), (inner, [*inner.statements, statement])], statement, "this statement belongs "
                        "into the `if` above it")  # fmt: skip
        if inner.owner is statement or not isinstance(inner.owner, LOOPS):
            continue
        after = position + 1 < len(block.statements) and block.statements[position + 1] is inner.owner
        if before:
            yield _move([(block, rest), (inner, [*inner.statements, statement])], statement, "this statement belongs "
                        "into the loop above it")  # fmt: skip
        elif after or (inner.outer is block and _position(block, inner.owner) > position):
            yield _move([(block, rest), (inner, [statement, *inner.statements])], statement, "this statement belongs "
                        "into the loop, so that every round begins with it")  # fmt: skip


def _position(block: Block, statement: ast.stmt) -> int:
    return next((n for n, other in enumerate(block.statements) if other is statement), -1)


def _move(changes: list[tuple[Block, list[ast.stmt]]], statement: ast.stmt, words: str) -> Edit:
    return blocks_changed(changes, statement, "where a statement stands", 2, words=words[0].upper() + words[1:] + ".")


def _kind_of(owner: ast.stmt) -> str:
    return "the loop" if isinstance(owner, LOOPS) else "the `if`" if isinstance(owner, ast.If) else "the block"


def left_too_early(scope: Scope) -> Iterator[Edit]:
    """A loop without the ``if`` that ends it: where that helps, no other condition says so more simply."""
    for block in scope.function.blocks:
        for statement in block.statements:
            if isinstance(statement, ast.If) and isinstance(statement.body[0], ast.Break):
                rest = [other for other in block.statements if other is not statement]
                words = f"Leave out the statement `{ast.unparse(statement).splitlines()[0]}`."
                yield blocks_changed([(block, rest)], statement, "a statement too many", 0, words=words)


def remembered(scope: Scope) -> Iterator[Edit]:
    """``best = loss`` where ``if loss < best`` leads to other statements only."""
    for block in scope.function.blocks:
        test = block.owner.test if isinstance(block.owner, ast.If) else None
        if not isinstance(test, ast.Compare) or len(test.comparators) != 1:
            continue
        for kept, value in ((test.left, test.comparators[0]), (test.comparators[0], test.left)):
            if isinstance(kept, ast.Name) and kept.id not in scope.given:
                new = located(ast.Assign([ast.Name(kept.id, ast.Store())], value), block.statements[0])
                words = f"Below `if {ast.unparse(test)}:`, also write `{ast.unparse(new)}`."
                changes = [(block, [*block.statements, new])]
                yield blocks_changed(changes, block.statements[0], "a missing statement", 2, words=words)


def reordered(scope: Scope) -> Iterator[Edit]:
    """Two neighboring statements the other way round, a statement left out or moved within its block."""
    for block in scope.function.blocks:
        for position, statement in enumerate(block.statements):
            rest = [other for other in block.statements if other is not statement]
            line = f"`{ast.unparse(statement).splitlines()[0]}`"
            if not isinstance(statement, ast.Return) and len(block.statements) > 1:
                words = f"Leave out the statement {line}."
                yield blocks_changed([(block, rest)], statement, "a statement too many", 2, words=words)
            if position + 1 < len(block.statements):
                other = block.statements[position + 1]
                new = [*block.statements[:position], other, statement, *block.statements[position + 2 :]]
                below = f"`{ast.unparse(other).splitlines()[0]}`"
                words = f"Put {below} before {line}."
                yield blocks_changed([(block, new)], statement, "the order of the statements", 2, words=words)
            for to in range(len(rest) + 1):
                if abs(to - position) > 1 and not isinstance(statement, ast.Return):
                    new = [*rest[:to], statement, *rest[to:]]
                    where = f"before `{ast.unparse(rest[to]).splitlines()[0]}`" if to < len(rest) else "to the end"
                    words = f"Move {line} {where}."
                    yield blocks_changed([(block, new)], statement, "the order of the statements", 2, words=words)


def copied(scope: Scope) -> Iterator[Edit]:
    """A copy of an argument before it is changed, floats for whole numbers; a copy of what is kept."""
    definition = scope.function.definition
    for name, value in scope.given.items():
        if isinstance(value, np.ndarray):
            floats = call_of(
                ast.Attribute(ast.Name(name, ast.Load()), "astype", ast.Load()), ast.Name("float", ast.Load())
            )
            size = 2 if _first_change(definition, {name}) else 3
            yield _begun(scope, [(name, _copy_of(name, value))], "a missing copy", size)
            yield _begun(scope, [(name, floats)], "the type of the array", size)
        elif isinstance(value, (list, dict)) and _first_change(definition, {name}):
            yield _begun(scope, [(name, _copy_of(name, value))], "a missing copy", 2)
    changed = [name for name in scope.given if _first_change(definition, {name})]
    copies = [(name, _copy_of(name, scope.given[name])) for name in changed]
    if len(copies) > 1 and all(isinstance(scope.given[name], (np.ndarray, list, dict)) for name in changed):
        yield _begun(scope, copies, "missing copies", 3)
    for site in scope.function.sites:
        if isinstance(scope.value(site), np.ndarray) and isinstance(site.node, (ast.Name, ast.Subscript)):
            new_value = located(ast.Call(ast.Attribute(site.node, "copy", ast.Load()), [], []), site.node)
            change = Change(site.container, site.key, new_value)
            yield Edit((change,), site.node, "a missing copy", 2, site.statement)


def call_of(func: ast.expr, *args: ast.expr) -> ast.Call:
    """A call."""
    return ast.Call(func, list(args), [])


def _copy_of(name: str, value: object) -> ast.expr:
    """``V.copy()``; of a list of arrays a list of copies, as they may be changed as well."""
    if isinstance(value, list) and value and all(isinstance(item, np.ndarray) for item in value):
        return ast.parse(f"[p.copy() for p in {name}]", mode="eval").body
    return call_of(ast.Attribute(ast.Name(name, ast.Load()), "copy", ast.Load()))


def _begun(scope: Scope, copies: list[tuple[str, ast.expr]], kind: str, size: int) -> Edit:
    """The function with these assignments as its first statements."""
    block, definition = scope.function.blocks[0], scope.function.definition
    passage = _first_change(definition, {name for name, _ in copies}) or definition.body[0]
    new = [located(ast.Assign([ast.Name(name, ast.Store())], value), passage) for name, value in copies]
    words = f"Begin with {' and '.join(f'`{ast.unparse(statement)}`' for statement in new)}."
    return blocks_changed([(block, [*new, *block.statements])], passage, kind, size, words=words)


def _first_change(definition: ast.FunctionDef, names: set[str]) -> ast.stmt | None:
    """The first statement that changes one of these variables in place."""
    for node in ast.walk(definition):
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AugAssign) else []
        )
        for target in targets:
            inner = target.value if isinstance(target, ast.Subscript) else target
            if inner is target and not isinstance(node, ast.AugAssign):
                continue
            if isinstance(inner, ast.Name) and inner.id in names:
                return node  # type: ignore[return-value]
    return None


def returned(scope: Scope) -> Iterator[Edit]:
    """A ``return`` that is missing, that returns another variable, or that a ``print`` stands for."""
    for block in scope.function.blocks:
        last = block.statements[-1]
        for position, statement in enumerate(block.statements):
            if isinstance(statement, ast.Expr):
                value = statement.value
                if isinstance(value, ast.Call) and getattr(value.func, "id", "") == "print" and len(value.args) == 1:
                    value = value.args[0]
                new: ast.stmt = located(ast.Return(value), statement)
                yield Edit((Change(block.statements, position, new),), statement, "the `return`", 1, new)
            elif isinstance(statement, ast.Return) and statement.value and isinstance(block.owner, LOOPS):
                new = located(ast.Expr(ast.Yield(statement.value)), statement)
                yield Edit((Change(block.statements, position, new),), statement, "`return` or `yield`", 1, new)
            elif isinstance(statement, ast.Assign) and statement is last:
                new = located(ast.Return(statement.value), statement)
                yield Edit((Change(block.statements, position, new),), statement, "the `return`", 1, new)
        if not isinstance(last, ast.Return):
            for name in scope.names:
                new = located(ast.Return(ast.Name(name, ast.Load())), last)
                changes = [(block, [*block.statements, new])]
                words = f"End with `return {name}`."
                yield blocks_changed(changes, last, "a missing `return`", 2, words=words)
