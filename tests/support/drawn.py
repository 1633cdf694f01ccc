"""What tests of references share: cases from many seeds, and the reference itself."""

from autograder import load

SEEDS = range(20)


def cases(name):
    """The cases of an exercise, for every seed."""
    return [case for seed in SEEDS for case in load(name).draw_cases(seed)]


def ref(name):
    """The reference of an exercise."""
    return load(name).reference


def listed(value):
    """A generator's items, anything else as it is."""
    return list(value) if hasattr(value, "__next__") else value
