"""Where a function draws random numbers from something else than the rng it is given."""

from __future__ import annotations

import ast

from autograder.explain.facts import quoted
from autograder.inside.observation import Source, Span

MODULES = ("np.random.", "numpy.random.", "random.")


def other_draws(source: Source | None) -> tuple[str, Span] | None:
    """The first call of np.random or of Python's random, as text and passage; None if there is none."""
    if source is None:
        return None
    calls = [node for node in ast.walk(ast.parse(source.text)) if isinstance(node, ast.Call)]
    own = [node for node in calls if ast.unparse(node.func).startswith(MODULES)]
    if not own:
        return None
    first = min(own, key=lambda node: (node.lineno, node.col_offset))
    return ast.unparse(first), Span.of(first)


def drawn_for_nothing(draw: str) -> str:
    """What to say of random numbers in a function in which nothing is to be drawn."""
    return (
        f"Your function draws random numbers, {quoted(draw)}, and answers differently each time it is called. Nothing is "
        "to be drawn here: which values does the exercise ask for instead?"
    )
