"""Why a function returns None: what its own source says about it."""

from __future__ import annotations

import ast

from autograder.explain.facts import IN_PLACE, quoted
from autograder.inside.observation import Opaque, Source, Span


def returns_of(source: Source | None) -> list[ast.Return] | None:
    """The `return` statements of the function itself; None without a source."""
    if source is None:
        return None
    try:
        function = ast.parse(source.text).body[0]
    except (SyntaxError, ValueError, RecursionError, IndexError):
        return None
    found: list[ast.Return] = []
    todo = list(ast.iter_child_nodes(function))
    while todo:
        node = todo.pop(0)
        if isinstance(node, ast.Return):
            found.append(node)
        elif not isinstance(node, (ast.FunctionDef, ast.Lambda, ast.ClassDef)):
            todo += ast.iter_child_nodes(node)
    return sorted(found, key=lambda statement: statement.lineno)


def returns_in_first_round(source: Source | None) -> Span | None:
    """The `return` that ends a loop in its first round, whatever happens there; None if there is none."""
    returned = {statement.lineno: statement for statement in returns_of(source) or ()}
    nodes = list(ast.walk(ast.parse(source.text))) if source and returned else []
    for loop in (node for node in nodes if isinstance(node, (ast.For, ast.While))):
        ends = [
            statement for statement in loop.body if isinstance(statement, ast.Return) and statement.lineno in returned
        ]
        if ends and not any(isinstance(node, ast.Continue) for node in ast.walk(loop)):
            return Span.of(ends[0])
    return None


def why_none(source: Source | None) -> tuple[str, Span | None]:
    """The sentence for a function that returned None, and the passage that it is about."""
    returns = returns_of(source)
    told = "Your function returns None"
    if returns is None:
        return f"{told} where a result is wanted.", None
    values = [statement for statement in returns if statement.value is not None]
    if not values:
        if not returns:
            return f"{told}: is the `return` missing?", None
        return f"{told}: there is nothing behind its `return`.", Span.of(returns[0])
    if len(returns) > 1 and (end := _branch_without(source)):
        ends = f"the branch that ends in line {end.lineno} has no `return`. Is that the one?"
        return f"In this case {told[0].lower()}{told[1:]}: {ends}", Span.of(end)
    if len(returns) > 1:
        return f"In this case {told[0].lower()}{told[1:]}: which of its lines did it leave by?", None
    return _one_return(values[0], is_last=_ends_with(source, values[0]))


def returned_function(source: Source | None, value: object) -> tuple[str, Span | None] | None:
    """What to say of a function, a method or a coroutine that is returned, and the passage; None of anything else."""
    if isinstance(value, Opaque) and value.description == "a coroutine":
        return "A call of your function runs nothing yet, because it begins with `async def`. Write `def` alone.", None
    returns = [statement for statement in returns_of(source) or () if statement.value is not None]
    is_function = isinstance(value, Opaque) and value.description.endswith(("function", "method"))
    if not is_function or len(returns) != 1 or not isinstance(returns[0].value, (ast.Attribute, ast.Name)):
        return None
    text = ast.unparse(returns[0].value)
    told = f"Your function returns {quoted(text)} itself, which is a function: parentheses behind it call it."
    return told, Span.of(returns[0])


def _branch_without(source: Source | None) -> ast.stmt | None:
    """The end of the only branch of a function's last `if` that lacks a `return` where others have one."""
    last = ast.parse(source.text).body[0].body[-1] if source else None  # type: ignore[attr-defined]
    ends: list[ast.stmt] = []
    while isinstance(last, ast.If):
        ends.append(last.body[-1])
        if len(last.orelse) != 1 or not isinstance(last.orelse[0], ast.If):
            ends += last.orelse[-1:]
        last = last.orelse[0] if last.orelse else None
    open_ended = [end for end in ends if not isinstance(end, (ast.Return, ast.Raise))]
    return open_ended[0] if len(open_ended) == 1 < len(ends) else None


def _ends_with(source: Source | None, statement: ast.Return) -> bool:
    """Whether the function cannot end without this statement, which is its last one."""
    return source is not None and ast.parse(source.text).body[0].body[-1].lineno == statement.lineno  # type: ignore[attr-defined]


def _one_return(statement: ast.Return, is_last: bool) -> tuple[str, Span | None]:
    value = statement.value
    assert value is not None
    text = quoted(ast.unparse(value))
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr in IN_PLACE:
        owner, method = ast.unparse(value.func.value), value.func.attr
        changed = "the array it is given" if method == "shuffle" else quoted(owner)
        return (
            f"Your function returns what {text} gives, and that is None: `{method}` {IN_PLACE[method]} in place and "
            f"changes {changed} itself. What should be returned after that?"
        ), Span.of(statement)
    if isinstance(value, ast.Call):
        return f"Your function returns what {text} gives, and that is None. Is the `return` missing there?", Span.of(
            statement
        )
    if is_last:
        return f"Your function returns {text}, which is None in this case. Which line should give it a value?", Span.of(
            statement
        )
    if isinstance(value, (ast.Name, ast.Attribute, ast.Subscript)):
        return (
            f"Your function ends without having reached `return {ast.unparse(value)}`, or {text} is None there. "
            "Which of the two is it?"
        ), Span.of(statement)
    return f"Your function ends without having reached {quoted(ast.unparse(statement))}. In which case?", Span.of(
        statement
    )
