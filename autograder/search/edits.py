"""Every single edit of a function, the likeliest kinds first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from autograder.search import calls, factors, operators, statements
from autograder.search.scope import Scope
from autograder.search.tree import Edit

Family = Callable[[Scope], Iterator[Edit]]
SLIPS: tuple[Family, ...] = (
    operators.operator, operators.order, operators.sign, calls.axis, calls.other_function, statements.assignment,
    operators.constant, calls.shape, statements.returned, operators.name, operators.parentheses, factors.dropped,
    calls.unwrapped, calls.keywords, statements.moved, statements.copied, statements.reordered,
    calls.slices, factors.missing, calls.wrapped, statements.conditions, factors.subtracted_from,
)  # fmt: skip


def single_edits(scope: Scope) -> Iterator[Edit]:
    """The edits of all families, one family after the other."""
    for family in SLIPS:
        yield from family(scope)
