"""Start here: one trivial exercise, so that the first diagnosis comes before it matters."""

import numpy as np

from autograder.exercise import Topic

topic = Topic(__name__)


@topic.exercise(
    points=1,
    hints=[
        "Try your function on 3 by hand. What should come out, and what does?",
        "Twice a number is the number plus itself, or the number times two.",
        "For comparison, three times a number would be: return 3 * x",
    ],
    why="`x + x` is the same for every number. The formula in the docstring is 2 x, and code that reads like its "
    "formula is checked at a glance.",
)
def double(x):
    """2 x, for a number x."""
    return 2 * x


@double.cases
def _(draw):
    yield (3,)
    yield (draw.integers(low=4, high=9),)
    yield (draw.integers(low=1, high=5) + 0.3,)  # Twice this is no whole number.
    yield (-draw.integers(low=3, high=9),)
    yield (-draw.integers(low=1, high=5) - 0.2,)
    yield (0,)


@double.mistake(
    "squared",
    "You squared the number: x * x. That is right for 2 (and for 0), where squaring and doubling agree, and for "
    "nothing else. This is why a check tries many numbers.",
)
def _(x):
    return x * x


@double.mistake("added_two", "You added 2. Doubling adds the number itself.")
def _(x):
    return x + 2


@double.mistake("halved", "You halved the number: division where multiplication is meant.")
def _(x):
    return x / 2


@double.mistake("unchanged", "Your function gives back the number as it came.")
def _(x):
    return x


@double.mistake("exponential", "You computed 2 to the power x. Doubling is 2 times x.")
def _(x):
    return 2.0**x


@double.mistake(
    "caret",
    "In Python, ^ is neither a product nor a power: it flips bits, and it cannot take a number with decimals. Use *.",
)
def _(x):
    return x ^ 2


@double.mistake("cut_off", "The decimals are cut off: int() and // keep only whole numbers. Return 2 * x as it is.")
def _(x):
    return int(2 * x)


double.right_answer(lambda x: x + x)
double.right_answer(lambda x: np.float64(x) * 2)
