"""Right functions for a submission whose own are wrong: an error in one exercise costs once, and not where it is used.

The function itself stays here, with the answers: the submission's process sends arguments and gets the result.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.definition import Definition
from autograder.inside.limits import TimeLimit, limited

LARGEST = 200_000  # numbers in the arguments of one call
SECONDS = 2.0  # of CPU, for one call


def can_be_lent(exercise: Definition) -> bool:
    """Whether a call of the function can be answered from outside: a drawn result needs the caller's own generator."""
    return not (exercise.is_value or exercise.random)


def answer(lent: Mapping[str, Definition], question: Mapping[str, Any]) -> dict[str, Any]:
    """The result of the call that a submission asks for, or what is wrong with the call."""
    name, arguments, named = question.get("call"), question.get("arguments"), question.get("named")
    if not isinstance(name, str) or name not in lent or not isinstance(arguments, list) or not isinstance(named, dict):
        return {"error": "no such function is lent"}
    if numbers_in([arguments, named]) > LARGEST:
        return {"error": "the arguments are too large"}
    try:
        with limited(SECONDS), np.errstate(all="ignore"):
            return {"value": lent[name].reference(*arguments, **named)}
    except (Exception, TimeLimit) as error:
        return {"error": f"{type(error).__name__}: {error}"}


def numbers_in(value: Any) -> int:
    """How many numbers there are in plain data."""
    if isinstance(value, np.ndarray):
        return value.size
    if isinstance(value, Mapping):
        return sum(map(numbers_in, value.values()))
    return sum(map(numbers_in, value)) if isinstance(value, (list, tuple)) else 1
