"""What values tell: whether they are more than everyday numbers, and whether they only show a mistake made before."""

from __future__ import annotations

import ast
from collections.abc import Set
from typing import Any

import numpy as np

from autograder.search.pool import Values, fingerprint
from autograder.search.scope import Scope
from autograder.search.tree import Site


def is_telling(values: Values) -> bool:
    """Whether a value is more than a small whole number, a flag or a text, which many expressions have."""
    for value in values:
        if isinstance(value, np.ndarray) and value.size > 1 and value.dtype.kind == "f":
            return True
        if isinstance(value, (float, np.floating)) and not float(value).is_integer():
            return True
        if isinstance(value, np.ndarray) and value.size > 2:
            return True
    return False


def is_whole_number(value: Any) -> bool:
    """Whether a value is a single whole number: a length, a counter, a loop's variable."""
    return isinstance(value, (int, np.integer)) and not isinstance(value, bool)


def goes_wrong_before(site: Site, scope: Scope, known: Set[Any], firsts: Set[Any]) -> bool:
    """Whether an expression in a loop is right in the first round, and later wrong because of what it is made of.

    `known` are the fingerprints of all that right answers compute, `firsts` those of first values.
    """
    own = scope.seen.get(site.number) or []
    if len(own) < 2 or fingerprint(own[:1]) not in firsts:
        return False
    definition = ast.walk(scope.function.definition)
    assigned = {n.id for n in definition if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    names = [node for node in ast.walk(site.node) if isinstance(node, ast.Name) and node is not site.node]
    inside = [scope.site_of(name) for name in names if name.id in assigned]
    made_of = [scope.seen.get(other.number) or [] for other in inside if other]
    return any(is_telling(values) and fingerprint(values) not in known for values in made_of)
