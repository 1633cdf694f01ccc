"""Plain words for what Python and NumPy say: errors that stop a function, warnings that do not."""

from __future__ import annotations

from autograder.inside.observation import Failure

_ERRORS = (
    ("is not defined", "That name is not defined here: a spelling slip, or a cell above that was not run."),
    ("truth value of an array", "An `if` or `and` needs one True or False, but here it was given a whole array. "
     "Compare element by element instead, for example with np.where."),
    ("only 0-dimensional arrays can be converted", "A function for single numbers (from `math`, or `float()`) was "
     "given a whole array. NumPy's function of the same name works on every element."),
    ("only length-1 arrays can be converted", "A function for single numbers (from `math`, or `float()`) was given "
     "a whole array. NumPy's function of the same name works on every element."),
    ("could not be broadcast", "Two arrays whose shapes do not fit were combined element by element. Print "
     "both shapes."),
    ("matmul:", "In a matrix product, the columns of the left factor must be as many as the rows of the right one. "
     "Print both shapes."),
    ("not aligned", "In a matrix product, the columns of the left factor must be as many as the rows of the right "
     "one. Print both shapes."),
    ("is not subscriptable", "Something that is a single number was indexed with [ ]."),
    ("does not support item assignment", "Only arrays and lists can be assigned to with [ ]; this exercise also "
     "passes plain numbers. np.asarray or np.where treat both alike."),
    ("out of bounds", "An index points past the end of an axis. Print the shape; the last index is one less."),
)  # fmt: skip

_WARNINGS = (
    ("overflow encountered in exp", "exp() was given a number above 709, and its result is larger than a float can "
     "hold. NumPy then continues with infinity; check whether your formula still comes out right from there."),
    ("overflow encountered", "A number grew larger than a float can hold (1.8e308) and became infinity."),
    ("divide by zero", "Somewhere a number was divided by 0, or the logarithm of 0 was taken."),
    ("invalid value", "Somewhere 0/0, infinity minus infinity or the like was computed: the result is NaN."),
)  # fmt: skip


def explain_error(failure: Failure) -> str:
    """What to make of an exception in the learner's function, or nothing if its own text must do."""
    return next((words for sign, words in _ERRORS if sign in failure.message), "")


def explain_warning(message: str) -> str:
    """What a NumPy warning means; unknown ones are passed on as they are."""
    return next((words for sign, words in _WARNINGS if sign in message), message)
