"""The factors by which results are off: 2, 1/2, the number of samples, a rate, in words and on every case."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import numpy as np

from autograder.definition import Definition
from autograder.inside.observation import Case


def axis_sizes(exercise: Definition, case: Case) -> dict[str, int]:
    """The length of every axis that `shapes` names, in this case; numbers of elements where any shape goes."""
    sizes: dict[str, int] = {}
    for name, argument in zip(exercise.parameters, case.arguments, strict=False):
        axes = exercise.shapes.get(name, "").split()
        if axes == ["..."]:
            sizes["size"] = int(np.size(argument))
        elif axes and isinstance(argument, np.ndarray) and len(axes) == argument.ndim:
            sizes.update(zip(axes, np.shape(argument), strict=True))
    return sizes


def factors(exercise: Definition, cases: Sequence[Case]) -> Iterator[tuple[str, list[float], bool]]:
    """Every factor worth a name, its value on each case, and whether it is the length of an axis.

    They are 2, 1/2, n, 1/n, n*m, 1/(n*m), a rate, and twice those.
    """
    for number in (2.0, 0.5, -2.0, -0.5, 3.0, 4.0, 0.25, 1 / 3):
        words = {0.5: "1/2", -0.5: "-1/2", 0.25: "1/4", 1 / 3: "1/3"}.get(number, f"{number:g}")
        yield words, [number] * len(cases), False
    sizes = [axis_sizes(exercise, case) for case in cases]
    per_case = [{**size, **_numbers(exercise, case)} for size, case in zip(sizes, cases, strict=True)]
    names = sorted(set.intersection(*(set(known) for known in per_case))) if per_case else []
    products = [(name, [known[name] for known in per_case]) for name in names]
    for (one, left), (two, right) in itertools.combinations(products, 2):
        products.append((f"{one}*{two}", [x * y for x, y in zip(left, right, strict=True)]))
        if len(products) > 60:
            break
    for words, values in products:
        if len(set(values)) > 1 and 0 not in values:  # Otherwise it cannot be told from a plain number.
            is_size = all(name in sizes[0] for name in words.split("*"))
            for sign in (1, -1):
                prefix = "-" * (sign < 0)
                yield prefix + words, [sign * v for v in values], is_size
                inverse = f"{prefix}1/{words}" if "*" not in words else f"{prefix}1/({words})"
                yield inverse, [sign / v for v in values], is_size
                yield f"{prefix}2*{words}", [2 * sign * v for v in values], is_size
                yield f"{prefix}2/{words}", [2 * sign / v for v in values], is_size


def _numbers(exercise: Definition, case: Case) -> dict[str, float]:
    """Arguments that are single numbers, by name: lr, height, ..."""
    pairs = zip(exercise.parameters, case.arguments, strict=False)
    return {name: float(value) for name, value in pairs if isinstance(value, (int, float)) and value}
