"""What tests of references share: cases from many seeds, the reference itself, and exact sums."""

import copy
from fractions import Fraction

from autograder import load

SEEDS = range(20)


def cases(name):
    """The cases of an exercise, for every seed.

    They are copies: whoever calls a function with a case's own generator moves it on, for every check after it.
    """
    return [copy.deepcopy(case) for seed in SEEDS for case in load(name).draw_cases(seed)]


def ref(name):
    """The reference of an exercise."""
    return load(name).reference


def listed(value):
    """A generator's items, anything else as it is."""
    return list(value) if hasattr(value, "__next__") else value


def exact_sum(x, w, b):
    """x1 w1 + x2 w2 + ... + b in exact arithmetic, rounded once, at the end."""
    products = (Fraction(float(xi)) * Fraction(float(wi)) for xi, wi in zip(x, w, strict=True))
    return float(sum(products, Fraction(float(b))))
