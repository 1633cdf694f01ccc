"""Every single edit of a function, the likeliest kinds first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from autograder.search import calls, factors, operators, statements
from autograder.search.scope import Scope
from autograder.search.tree import Edit

Family = Callable[[Scope], Iterator[Edit]]
LIKELY: tuple[Family, ...] = (
    operators.operator, operators.order, operators.sign, calls.axis, calls.other_function, statements.assignment,
    operators.constant, calls.shape, statements.returned, operators.name, operators.parentheses, factors.dropped,
    calls.unwrapped, calls.keywords, statements.moved, statements.copied, statements.reordered, calls.slices,
    statements.conditions,
)  # fmt: skip
TAIL: tuple[Family, ...] = (factors.missing, calls.wrapped, factors.subtracted_from, operators.targets)
COPIES: tuple[Family, ...] = (statements.copied, statements.assignment, calls.other_function)


def likely_edits(scope: Scope) -> Iterator[Edit]:
    """The usual slips, one family after the other."""
    for family in LIKELY:
        yield from family(scope)


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
