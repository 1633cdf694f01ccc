"""Every single edit of a function, the likeliest kinds first."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence

from autograder.search import (
    arrays,
    assignments,
    calls,
    conditions,
    constants,
    containers,
    factors,
    indexing,
    loops,
    misplaced,
    names,
    operators,
    rounds,
    statements,
)
from autograder.search.change import TWO_CHANGES, Edit
from autograder.search.proof import Deadline
from autograder.search.result import TWO
from autograder.search.scope import Scope
from autograder.search.tree import Function, surveyed

FEWEST_AT_FIRST = 200  # Of a slow function fewer are tried in half of the time, and no right value either.
Family = Callable[[Scope], Iterator[Edit]]
LIKELY: tuple[Family, ...] = (
    statements.left_too_early, containers.changed_in_place, conditions.compared, conditions.contained, misplaced.quoted,
    constants.text, arrays.appended, arrays.one_list, arrays.selected, misplaced.joined,
    misplaced.exchanged, misplaced.paired, loops.order,
    operators.operator, operators.order, operators.sign, calls.axis, calls.other_function, assignments.assignment,
    constants.constant, indexing.counted, indexing.shape, statements.returned, names.name, operators.parentheses,
    factors.dropped, calls.unwrapped, calls.rounded, calls.keywords, names.unread, statements.moved, statements.copied,
    statements.reordered, indexing.slices,
    conditions.branches, statements.remembered, misplaced.ended, loops.returned, containers.gone_through_once,
    containers.aliases, containers.other_result, containers.into_the_loop,
    rounds.jumps, rounds.once, rounds.second_index, rounds.ends, rounds.lengths, rounds.unpacked,
)  # fmt: skip
TAIL: tuple[Family, ...] = (factors.missing, calls.wrapped, factors.subtracted_from, names.targets)
SMALLEST: tuple[Family, ...] = (
    factors.dropped, operators.operator, operators.sign, operators.order, calls.axis, assignments.assignment,
    calls.unwrapped, calls.other_function, indexing.counted, loops.order, loops.returned,
)  # fmt: skip
TURNED_ROUND: tuple[Family, ...] = (loops.order, loops.returned)
COPIES: tuple[Family, ...] = (statements.copied, assignments.assignment, calls.other_function)


def likely_edits(scope: Scope) -> Iterator[Edit]:
    """The usual slips, one family after the other."""
    for family in LIKELY:
        yield from family(scope)


def for_a_while(edits: Iterable[Edit], deadline: Deadline) -> Iterator[Edit]:
    """The first of these edits, until half of the time is gone: then it helps to know where a right value helps."""
    for count, edit in enumerate(edits):
        yield edit
        if count > FEWEST_AT_FIRST and deadline.left < deadline.seconds / 2:
            return


def suspects_first(edits: Iterable[Edit], suspects: set[int]) -> Iterator[Edit]:
    """These edits, first those of the statements (by id) that are under suspicion."""
    left = []
    for edit in edits:
        if id(edit.statement) in suspects:
            yield edit
        else:
            left.append(edit)
    yield from left


def noted(edits: Iterable[Edit], into: list[Edit]) -> Iterator[Edit]:
    """The edits, each written down when it is asked for."""
    for edit in edits:
        into.append(edit)
        yield edit


def long_tail(scope: Scope, suspects: set[int]) -> Iterator[Edit]:
    """Everything that could be missing; first in the statements (by id) that are under suspicion, then elsewhere."""
    for wanted in (True, False):
        for family in TAIL:
            for edit in family(scope):
                if (id(edit.statement) in suspects) is wanted:
                    yield edit


def copies(scope: Scope) -> Iterator[Edit]:
    """What leaves the arguments as they are."""
    for family in COPIES:
        yield from family(scope)


def everywhere(edits: Iterable[Edit], in_one_line: bool) -> Iterator[Edit]:
    """The same edit at all places that look alike: in one statement, or what is too much in several; or the rest."""
    groups: dict[object, list[Edit]] = {}
    for edit in edits:
        if len(edit.changes) == 1 and isinstance(edit.changes[0].value, (ast.expr, ast.AugAssign, ast.Assign)):
            groups.setdefault(_looks(edit), []).append(edit)
    for group in groups.values():
        first, is_one_line = group[0], len({id(edit.statement) for edit in group}) == 1
        if len(group) < 2 or _negates_a_variable(group):
            continue
        if (is_one_line or _is_too_much(first)) is in_one_line:
            changes = tuple(edit.changes[0] for edit in group)
            count = "both" if len(group) == 2 else "all"
            words = f"Write `{first.new_text()}`, and the same in {count} places where this stands."
            yield Edit(
                changes, first.passage, first.kind, first.size + 1, first.statement, "" if is_one_line else words
            )


def _is_too_much(edit: Edit) -> bool:
    """Whether the edit leaves out the right one of two operands."""
    return isinstance(edit.passage, ast.BinOp) and edit.changes[0].value is edit.passage.left


def _negates_a_variable(group: Sequence[Edit]) -> bool:
    """Whether a minus is put before a variable in more than one statement: nobody means -x throughout."""
    spread = len({id(edit.statement) for edit in group}) > 1
    return spread and group[0].kind == "a sign" and isinstance(group[0].passage, ast.Name)


def _looks(edit: Edit) -> object:
    if isinstance(edit.passage, ast.BinOp) and _is_too_much(edit):
        return edit.kind, type(edit.passage.op), ast.dump(edit.passage.right)
    if isinstance(edit.passage, ast.stmt):
        return edit.kind, type(edit.passage), type(edit.changes[0].value)
    return edit.kind, ast.dump(edit.passage), ast.dump(edit.changes[0].value)


def pairs(function: Function, scope: Scope) -> Iterator[Edit]:
    """Two of the smallest edits together; then a call around something, and one of the smallest."""
    for number, first in enumerate(_smallest(scope)):
        yield from itertools.islice(after(first, function, scope), number, None)
    for first in calls.wrapped(scope):
        yield from after(first, function, scope)


def after(first: Edit, function: Function, scope: Scope) -> Iterator[Edit]:
    """One edit together with each of the smallest that can follow it."""
    with first.applied():
        changed = surveyed(function.module)
        for second in list(_smallest(Scope(changed, {}, scope.case, scope.callables, scope.texts, scope.numbers))):
            earlier = min(first, second, key=lambda edit: edit.span.line if hasattr(edit.passage, "lineno") else 0)
            if hasattr(earlier.passage, "lineno"):
                told = (first, second)
                yield Edit(second.changes, earlier.passage, TWO, TWO_CHANGES, second.statement, together=told)


def _smallest(scope: Scope) -> Iterator[Edit]:
    for family in SMALLEST:
        for edit in family(scope):
            if edit.size == 1 or family in TURNED_ROUND:
                yield edit
