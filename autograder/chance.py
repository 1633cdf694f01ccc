"""What several calls tell of chance and one does not: whether a function listens to its generator, and draws freely."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from autograder.compare import Mismatch, agrees
from autograder.definition import STRICT, Definition
from autograder.inside.kinds import Kind
from autograder.inside.observation import Case, Observation


def deaf(exercise: Definition, cases: Sequence[Case], observations: Sequence[Observation]) -> int | None:
    """The number of a case whose result would be the same with another generator, though a right one would not be.

    None if there is none. Only the values as they were returned tell this: what is compared may be the same by design.
    """
    if not exercise.random:
        return None
    for one, other in twins(cases[: len(observations)]):
        results = observations[one].value, observations[other].value
        right = (exercise.behavior(exercise.reference, cases[number])[0].value for number in (one, other))
        given = all(result is not None for result in results)
        if given and _alike(*results) and not _alike(*right):
            return other
    return None


def too_regular(
    exercise: Definition, cases: Sequence[Case], observations: Sequence[Observation]
) -> tuple[int, str, Mismatch] | None:
    """What results that are right one by one have in common and chance would not give them.

    That is a case, a part of its result, and the mismatch.
    """
    complete = len(observations) == len(cases)
    found = exercise.together(cases, [o.value for o in observations]) if exercise.together and complete else None
    return (*found[:2], Mismatch(Kind.VALUE, *map(repr, found[2:]))) if found else None


def twins(cases: Sequence[Case]) -> Iterator[tuple[int, int]]:
    """The numbers of every two cases that differ in their generator alone."""
    for (i, one), (j, other) in itertools.combinations(enumerate(cases), 2):
        pairs = list(zip(one, other, strict=False))
        rngs = [isinstance(a, np.random.Generator) and isinstance(b, np.random.Generator) for a, b in pairs]
        same = (is_rng or _equal(*pair) for is_rng, pair in zip(rngs, pairs, strict=True))
        if len(tuple(one)) == len(tuple(other)) and any(rngs) and all(same):
            yield i, j


def _alike(one: Any, other: Any) -> bool:
    return agrees(one, other, STRICT)


def _equal(one: Any, other: Any) -> bool:
    return one is other or (type(one) is type(other) and np.array_equal(one, other))
