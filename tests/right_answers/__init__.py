"""Right answers, written differently: every one of them must pass on every seed.

At least two for each function: loops, other NumPy routes, other orders of operations, other types.
"""

import importlib
import pkgutil

import numpy as np

RIGHT: dict[str, list] = {}


def right(name):
    """Decorator: one more right answer to this exercise."""

    def register(function):
        RIGHT.setdefault(name, []).append(function)
        return function

    return register


def elementwise(function):
    """The same function written for one number at a time."""

    def loop(z, *args):
        if np.ndim(z) == 0:
            return function(float(z), *args)
        return np.array([loop(item, *args) for item in z])

    return loop


for module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{module.name}")
