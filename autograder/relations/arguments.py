"""The result that the right answer gives for other arguments: one left out, two exchanged, always the same."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.compare import parts_of
from autograder.inside.observation import Case, Opaque
from autograder.relations.evidence import Evidence

BIASES = ("a", "b", "b1", "b2")


def missing_bias(e: Evidence) -> tuple[str, str] | None:
    """got = what the reference gives with a bias set to 0."""
    if all(np.ndim(x) == 0 and float(x).is_integer() for x in e.expected):
        return None  # A count says too little: many a mistake leads to the same one.
    for name in BIASES:
        if name in e.exercise.parameters:
            index = e.exercise.parameters.index(name)
            given = [case.arguments for case in e.cases]
            without = [(*a[:index], np.zeros_like(a[index]), *a[index + 1 :]) for a in given]
            if e.shows(_references(e, without)):
                return f"missing_{name}", f"The bias {name} is missing: your result is what {name} = 0 would give."
    return None


def swapped_arguments(e: Evidence) -> tuple[str, str] | None:
    """got = what the reference gives with two arguments of one shape exchanged."""
    names, given = e.exercise.parameters, [case.arguments for case in e.cases]
    for i, j in itertools.combinations(range(len(names)), 2):
        if all(len(a) > j and _alike(a[i], a[j]) for a in given):
            swapped = [tuple(a[{i: j, j: i}.get(k, k)] for k in range(len(a))) for a in given]
            if e.shows(_references(e, swapped)):
                return f"swapped_{names[i]}_{names[j]}", f"{names[i]} and {names[j]} have changed places."
    return None


def _alike(one: Any, other: Any) -> bool:
    """Whether two arguments could be confused: both numbers, or arrays of one shape."""
    kinds = (np.ndarray, int, float)
    return isinstance(one, kinds) and isinstance(other, kinds) and np.shape(one) == np.shape(other)


def same_answer(e: Evidence) -> tuple[str, str] | None:
    """The same result for every case."""
    if not isinstance(e.got[0], Opaque) and e.shows([e.got[0]] * len(e.got)):
        return "constant_answer", "Your function gives the same result in every case. Does it use its arguments?"
    return None


def _references(e: Evidence, given: Sequence[tuple[Any, ...]]) -> list[Any]:
    """This part of the reference's result on other arguments; a text that equals no result where it fails."""
    results: list[Any] = []
    for arguments in given:
        try:
            with np.errstate(all="ignore"):
                parts = parts_of(e.exercise.expected(Case(arguments)), e.exercise.returns)
        except Exception:
            parts = {}
        results.append(parts.get(e.part, "no result") if isinstance(parts, dict) else "no result")
    return results
