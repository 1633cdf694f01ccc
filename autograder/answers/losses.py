"""Losses: references, cases, wrong answers and right ones."""

import math

import numpy as np

from autograder.exercise import Topic

topic = Topic(__name__)

BOTH = {"y": "...", "t": "..."}


def any_errors(draw):
    """Predictions and targets of any shape, of integers and floats; no two alike."""
    yield np.array([3, 5]), np.array([1, 6])
    yield draw.integers(1, low=1), -draw.integers(1, low=1)
    y, t = draw.integers(3, low=1, high=4), draw.integers(3, low=5, high=9)
    t[0] = y[0] + 4  # Whole numbers, and a third of their difference is not.
    yield y, t
    for shape in ((5,), (4, 3), (2, 3, 2)):
        yield draw.tenths(*shape), draw.tenths(*shape) + 0.05


def any_errors_and_none(draw):
    yield from any_errors(draw)
    t = draw.tenths(3)
    yield t + np.array([0, 1, -0.5]), t  # One prediction is exact, the others are not.
    yield t.copy(), t


def pairs(y, t):
    """The numbers of two arrays, side by side."""
    return list(zip(np.ravel(y).tolist(), np.ravel(t).tolist(), strict=True))


def mse_of(y, t):
    return np.mean((y - t) ** 2)


# ------------------------------------------------------------------------------------------ sse, mse, rmse


@topic.exercise(
    points=1,
    shapes=BOTH,
    hints=[
        "The error of each prediction is y - t. What must happen to it before errors can be added up?",
        "Square first, then sum over everything, whatever the shape.",
        "The sum of the absolute errors would be: np.sum(np.abs(y - t))",
    ],
    why="Subtract, square, add: np.sum without an axis adds all elements, whatever the shape.",
)
def sse(y, t):
    """The sum of (y - t)^2 over all elements, without 1/2."""
    return np.sum((y - t) ** 2)


sse.cases(any_errors)

sse.mistake(
    "errors_cancel",
    "You added up the signed errors, so that +100 and -100 cancel and look perfect. Square each error first.",
)(lambda y, t: np.sum(y - t))
sse.mistake("absolute_errors", "You summed the absolute errors. SSE sums their squares.")(
    lambda y, t: np.sum(np.abs(y - t))
)
sse.mistake("half", "You have the 1/2 in front that some books use. Here SSE is the plain sum.")(
    lambda y, t: np.sum((y - t) ** 2) / 2
)
sse.mistake("mean", "You took the mean of the squares. SSE is their sum.")(mse_of)
sse.mistake("squared_the_sum", "You added first and squared the sum. Square each error, then add.")(
    lambda y, t: np.sum(y - t) ** 2
)
sse.mistake("difference_of_squares", "y^2 - t^2 is not (y - t)^2. Subtract first, then square.")(
    lambda y, t: np.sum(y**2 - t**2)
)
sse.mistake("root", "You took the root of the sum. SSE stays squared.")(lambda y, t: np.sqrt(np.sum((y - t) ** 2)))
sse.mistake(
    "last_error_only",
    "Your result holds only the last square. In a loop, total = ... starts over in every round; total += ... adds.",
)(lambda y, t: (np.ravel(y)[-1] - np.ravel(t)[-1]) ** 2)
sse.mistake(
    "first_error_only",
    "Your result holds only the first square. If a `return` is inside the loop, it ends the function in the first "
    "round: move it after the loop.",
)(lambda y, t: (np.ravel(y)[0] - np.ravel(t)[0]) ** 2)
sse.mistake("not_summed", "You have the squared errors, one per element. Still to do: add them up.")(
    lambda y, t: (y - t) ** 2
)


@sse.mistake(
    "python_sum",
    "Python's own sum adds the rows of a matrix and leaves one number per column. np.sum adds all the elements.",
)
def _(y, t):
    return sum((y - t) ** 2)


sse.right_answer(lambda y, t: sum((a - b) ** 2 for a, b in pairs(y, t)))
sse.right_answer(lambda y, t: np.vdot(y - t, y - t))
sse.right_answer(lambda y, t: np.linalg.norm(np.ravel(t - y)) ** 2)


@topic.exercise(
    points=1,
    shapes=BOTH,
    needs=("sse",),
    hints=[
        "It is the SSE divided by a number. Which one, for an array of 4 rows and 3 columns?",
        "The mean is over all elements: y.size of them.",
        "The mean absolute error would be: np.mean(np.abs(y - t))",
    ],
    why="np.mean without an axis divides by the number of all elements, y.size.",
)
def mse(y, t):
    """The mean of (y - t)^2 over all elements."""
    return mse_of(y, t)


mse.cases(any_errors)

mse.mistake("sum", "You took the sum of the squares. MSE is their mean.")(lambda y, t: np.sum((y - t) ** 2))
mse.mistake("half", "You have a 1/2 in front. Here MSE is the plain mean of the squares.")(
    lambda y, t: mse_of(y, t) / 2
)
mse.mistake("errors_cancel", "You averaged the signed errors, which cancel. Square each error first.")(
    lambda y, t: np.mean(y - t)
)
mse.mistake("absolute_errors", "You averaged the absolute errors. MSE averages their squares.")(
    lambda y, t: np.mean(np.abs(y - t))
)
mse.mistake("divided_by_rows", "You divided by the number of rows. The mean is over all elements: divide by y.size.")(
    lambda y, t: np.sum((y - t) ** 2) / len(y)
)
mse.mistake("floor_division", "The decimals are cut off: // keeps only whole numbers. Divide with /.")(
    lambda y, t: np.sum((y - t) ** 2) // np.size(y)
)
VARIANCE = (
    "You took the {} of the errors, which subtracts their mean first: errors that are all the same count as none. "
    "Square the errors as they are."
)
mse.mistake("variance", VARIANCE.format("variance"))(lambda y, t: np.var(y - t))
mse.mistake("root", "That is RMSE: leave the root out.")(lambda y, t: np.sqrt(mse_of(y, t)))
mse.mistake("squared_the_mean", "You averaged first and squared the mean. Square each error, then average.")(
    lambda y, t: np.mean(y - t) ** 2
)
mse.mistake("divided_twice", "You divided by the number of elements twice: a mean of something already averaged.")(
    lambda y, t: mse_of(y, t) / np.size(y)
)
mse.right_answer(lambda y, t: sum((a - b) ** 2 for a, b in pairs(y, t)) / y.size)
mse.right_answer(lambda y, t: np.square(np.subtract(t, y)).mean())


@topic.exercise(
    points=1,
    shapes=BOTH,
    needs=("mse",),
    hints=[
        "You have three of the four letters. The new one, R, is for root.",
        "Root of the mean of the squares: read it from the right.",
        "The root of the sum of the squares would be: np.sqrt(np.sum((y - t) ** 2))",
    ],
    why="mse is written and checked already; the root comes last.",
)
def rmse(y, t):
    """The root of the mean of (y - t)^2."""
    return np.sqrt(mse_of(y, t))


rmse.cases(any_errors)

rmse.mistake("standard_deviation", VARIANCE.format("standard deviation"))(lambda y, t: np.std(y - t))
rmse.mistake("root_forgotten", "The root is missing: that is MSE.")(mse_of)
rmse.mistake("root_of_sum", "You took the root of the sum. Take the mean first, then the root.")(
    lambda y, t: np.sqrt(np.sum((y - t) ** 2))
)
rmse.mistake(
    "root_of_each",
    "You took the root of each square, which gives the absolute error back. The root comes last, after the mean.",
)(lambda y, t: np.mean(np.sqrt((y - t) ** 2)))
rmse.mistake(
    "precedence",
    "Your result is half of MSE, not its root: Python reads u ** 1 / 2 as (u ** 1) / 2. Write u ** 0.5, or np.sqrt(u).",
)(lambda y, t: mse_of(y, t) ** 1 / 2)
rmse.mistake("half", "There is a 1/2 under the root. RMSE is the root of the plain mean.")(
    lambda y, t: np.sqrt(mse_of(y, t) / 2)
)
rmse.mistake("mean_of_root", "You divided after the root. The mean belongs under the root.")(
    lambda y, t: np.sqrt(np.sum((y - t) ** 2)) / np.size(y)
)
rmse.mistake("divided_by_rows", "You divided by the number of rows. The mean is over all elements.")(
    lambda y, t: np.sqrt(np.sum((y - t) ** 2) / len(y))
)
rmse.right_answer(lambda y, t: math.sqrt(sum((a - b) ** 2 for a, b in pairs(y, t)) / len(pairs(y, t))))
rmse.right_answer(lambda y, t: np.linalg.norm(np.ravel(y - t)) / y.size**0.5)


# --------------------------------------------------------------------------------------------- their slopes


@topic.exercise(
    points=1,
    shapes=BOTH,
    needs=("sse",),
    hints=[
        "Only one term of the sum contains y_i. Differentiate that one.",
        "The derivative of u^2 is 2u, and here u = y_i - t_i. The result has the shape of y.",
        "The gradient of the sum of cubes (y - t)^3 would be: 3 * (y - t) ** 2",
    ],
    why="Each prediction occurs in a single term, (y_i - t_i)^2, whose derivative is 2 (y_i - t_i).",
)
def sse_grad(y, t):
    """2 (y - t), like y."""
    return 2 * (y - t)


sse_grad.cases(any_errors)

sse_grad.mistake("factor_2_lost", "The 2 is missing: the derivative of u^2 is 2u.")(lambda y, t: 1.0 * (y - t))
sse_grad.mistake("target_minus_output", "The sign is wrong: with y above t the loss grows with y, so it is y - t.")(
    lambda y, t: 2 * (t - y)
)
sse_grad.mistake("added_up", "You added the derivatives up. There is one per prediction, so the result is like y.")(
    lambda y, t: 2 * np.sum(y - t)
)
sse_grad.mistake("mean", "That is the gradient of MSE: SSE has no division by the number of elements.")(
    lambda y, t: 2 * (y - t) / np.size(y)
)
sse_grad.mistake("square_kept", "The square is still there. The derivative of u^2 is 2u, to the first power.")(
    lambda y, t: 2 * (y - t) ** 2
)
sse_grad.mistake("only_the_sign", "That is the gradient of the absolute error: only signs are left.")(
    lambda y, t: np.sign(y - t)
)
sse_grad.mistake("target_forgotten", "You differentiated y^2. The derivative of (y - t)^2 is 2 (y - t).")(
    lambda y, t: 2.0 * y
)
sse_grad.right_answer(lambda y, t: -2.0 * (t - y))
sse_grad.right_answer(lambda y, t: np.reshape([2 * (a - b) for a, b in pairs(y, t)], y.shape))


@topic.exercise(
    points=1,
    shapes=BOTH,
    needs=("sse_grad",),
    hints=[
        "MSE is SSE divided by a constant. What does a constant do to a derivative?",
        "Divide by the number of all elements, as in the loss.",
        "The gradient of half the SSE would be: y - t",
    ],
    why="A constant factor stays in front of a derivative: 1/N times the gradient of the SSE.",
)
def mse_grad(y, t):
    """2 (y - t) / N with N = y.size, like y."""
    return 2 * (y - t) / np.size(y)


mse_grad.cases(any_errors)


def whole_numbers_cut(y, t):
    out = np.zeros_like(y)
    out[...] = 2 * (y - t) / y.size
    return out


mse_grad.mistake(
    "sum", "That is the gradient of SSE. MSE divides by the number of elements, and so does its gradient."
)(lambda y, t: 2.0 * (y - t))
mse_grad.mistake("factor_2_lost", "The 2 is missing: the derivative of u^2 is 2u.")(lambda y, t: (y - t) / np.size(y))
mse_grad.mistake("target_minus_output", "The sign is wrong: it is y - t.")(lambda y, t: 2 * (t - y) / np.size(y))
mse_grad.mistake("divided_by_rows", "You divided by the number of rows. The loss averages over all elements.")(
    lambda y, t: 2 * (y - t) / len(y)
)
mse_grad.mistake("floor_division", "The decimals are cut off: // keeps only whole numbers. Divide with /.")(
    lambda y, t: 2 * (y - t) // np.size(y)
)
mse_grad.mistake(
    "whole_numbers",
    "On whole numbers the decimals are cut off: np.zeros_like(y) is an array of whole numbers if y is one. Use "
    "np.zeros(y.shape).",
)(whole_numbers_cut)
mse_grad.mistake("divided_twice", "You divided by the number of elements twice.")(
    lambda y, t: 2 * (y - t) / np.size(y) ** 2
)
mse_grad.mistake("averaged", "You averaged the derivatives. There is one per prediction, so the result is like y.")(
    lambda y, t: 2 * np.mean(y - t)
)
mse_grad.mistake("factor_and_mean_lost", "Both the 2 and the division are missing: it is 2 (y - t) / N.")(
    lambda y, t: 1.0 * (y - t)
)
mse_grad.right_answer(lambda y, t: (y - t) * (2 / y.size))
mse_grad.right_answer(lambda y, t: np.reshape([2 * (a - b) / y.size for a, b in pairs(y, t)], y.shape))


@topic.exercise(
    points=2,
    shapes=BOTH,
    needs=("rmse", "mse_grad"),
    hints=[
        "RMSE is the root of MSE. The derivative of the root of u is 1 / (2 root of u), times the derivative of u.",
        "The 2s cancel. And where y = t everywhere you would divide by 0: there the gradient is set to 0.",
        "The gradient of MSE squared would be: 2 * mse(y, t) * mse_grad(y, t)",
    ],
    why="The chain rule gives 1 / (2 RMSE) times 2 (y - t) / N, and the 2s cancel. The case RMSE = 0 comes "
    "first, so nothing is divided by 0.",
)
def rmse_grad(y, t):
    """(y - t) / (N rmse), and 0 where y = t everywhere."""
    root = np.sqrt(mse_of(y, t))
    return (y - t) / (np.size(y) * root) if root > 0 else np.zeros(np.shape(y))


rmse_grad.cases(any_errors_and_none)


def safe(formula):
    """The formula where there is an error, and zeros where there is none."""
    return lambda y, t: formula(y, t) if np.any(y != t) else np.zeros(np.shape(y))


rmse_grad.mistake(
    "division_by_zero",
    "Where y = t everywhere, RMSE is 0 and you divide by it: 0/0 is NaN. Return zeros in that case.",
)(lambda y, t: (y - t) / (np.size(y) * np.sqrt(mse_of(y, t))))
rmse_grad.mistake(
    "zero_at_any_exact_prediction",
    "Your gradient is zero everywhere as soon as a single prediction is exact. It is set to zero only where y = t for "
    "all elements: np.all(y == t).",
)(lambda y, t: np.zeros(np.shape(y)) if np.any(y == t) else (y - t) / (np.size(y) * np.sqrt(mse_of(y, t))))
rmse_grad.mistake(
    "number_instead_of_zeros",
    "Where y = t everywhere you return the number 0. The gradient has the shape of y there too: np.zeros(y.shape).",
)(lambda y, t: (y - t) / (np.size(y) * np.sqrt(mse_of(y, t))) if np.any(y != t) else 0)
rmse_grad.mistake(
    "brackets",
    "(y - t) / N * rmse divides by N and multiplies by RMSE. Put parentheses around the product: (y - t) / (N * rmse).",
)(safe(lambda y, t: (y - t) / np.size(y) * np.sqrt(mse_of(y, t))))
rmse_grad.mistake("outer_derivative_forgotten", "That is the gradient of MSE: the root's own derivative is missing.")(
    safe(lambda y, t: 2 * (y - t) / np.size(y))
)
rmse_grad.mistake("mean_forgotten", "The division by the number of elements is missing.")(
    safe(lambda y, t: (y - t) / np.sqrt(mse_of(y, t)))
)
rmse_grad.mistake("target_minus_output", "The sign is wrong: it is y - t.")(
    safe(lambda y, t: (t - y) / (np.size(y) * np.sqrt(mse_of(y, t))))
)
rmse_grad.mistake("factor_2_lost", "A factor is off by 2: 1 / (2 root) meets 2 (y - t), and the 2s cancel.")(
    safe(lambda y, t: (y - t) / (2 * np.size(y) * np.sqrt(mse_of(y, t))))
)
rmse_grad.mistake("factor_2_kept", "A factor is off by 2: 1 / (2 root) meets 2 (y - t), and the 2s cancel.")(
    safe(lambda y, t: 2 * (y - t) / (np.size(y) * np.sqrt(mse_of(y, t))))
)
rmse_grad.mistake("divided_by_mse", "You divided by MSE. The derivative of the root has the root below: RMSE.")(
    safe(lambda y, t: (y - t) / (np.size(y) * mse_of(y, t)))
)
rmse_grad.mistake(
    "root_of_gradient", "You took the root of the gradient. The chain rule multiplies: 1/(2 RMSE) times it."
)(safe(lambda y, t: np.sqrt(np.abs(2 * (y - t) / np.size(y)))))


@rmse_grad.right_answer
def _(y, t):
    norm = np.linalg.norm(np.ravel(y - t))
    return (y - t) / (norm * np.sqrt(y.size)) if norm else 0.0 * y


@rmse_grad.right_answer
def _(y, t):
    root = np.sqrt(np.mean((y - t) ** 2))
    with np.errstate(all="ignore"):
        return np.nan_to_num((y - t) / (y.size * root))


# ------------------------------------------------------------------------------------ absolute error, Huber


def mae_of(y, t):
    return np.mean(np.abs(y - t))


@topic.exercise(
    points=1,
    shapes=BOTH,
    hints=[
        "How do you make an error positive without squaring it?",
        "np.abs is the absolute value of every element. Then average over all of them, whatever the shape.",
        "The mean of the fourth powers of the errors would be: np.mean((y - t) ** 4)",
    ],
    why="Absolute value first, then the mean: after the mean the errors would have canceled.",
)
def mae(y, t):
    """The mean of |y - t| over all elements."""
    return mae_of(y, t)


mae.cases(any_errors)

mae.mistake(
    "errors_cancel", "You averaged the signed errors, so that +100 and -100 cancel. Take each absolute value first."
)(lambda y, t: np.mean(y - t))
mae.mistake(
    "absolute_of_the_mean",
    "You averaged first and took the absolute value of the mean: by then the errors have canceled. Absolute value first.",
)(lambda y, t: np.abs(np.mean(y - t)))
mae.mistake("sum", "You took the sum of the absolute errors. Here it is their mean.")(
    lambda y, t: np.sum(np.abs(y - t))
)
mae.mistake("squared", "You squared the errors: that is MSE. Here each error counts once, without its sign.")(mse_of)
mae.mistake("root_mean_square", "That is RMSE. The root of the mean square is not the mean absolute value.")(
    lambda y, t: np.sqrt(mse_of(y, t))
)
mae.mistake("divided_by_rows", "You divided by the number of rows. The mean is over all elements: divide by y.size.")(
    lambda y, t: np.sum(np.abs(y - t)) / len(y)
)
mae.mistake("floor_division", "The decimals are cut off: // keeps only whole numbers. Divide with /.")(
    lambda y, t: np.sum(np.abs(y - t)) // np.size(y)
)
mae.mistake("difference_of_absolutes", "|y| - |t| is not |y - t|. Subtract first, then take the absolute value.")(
    lambda y, t: np.mean(np.abs(y) - np.abs(t))
)
mae.mistake("median", "You took the median of the absolute errors. Here it is their mean.")(
    lambda y, t: np.median(np.abs(y - t))
)
mae.right_answer(lambda y, t: sum(abs(a - b) for a, b in pairs(y, t)) / y.size)
mae.right_answer(lambda y, t: np.sqrt((y - t) ** 2).mean())
mae.right_answer(lambda y, t: np.mean((y - t) * np.sign(y - t)))


def errors_near_and_far(draw):
    """Errors on both sides of the target, some within delta and some beyond it; no error as large as delta."""
    yield np.array([5, 1]), np.array([1, 2]), 2
    t = draw.tenths(1)
    yield t - 3 * (delta := draw.choice(0.5, 1.5, 2)), t, delta
    t = draw.integers(5)
    yield t + np.array([1, -1, 5, -4, draw.integers(low=4, high=7)]), t, draw.choice(2, 3)
    for shape in ((4,), (4, 3), (2, 3, 2)):
        delta, t = draw.choice(0.5, 1.5, 2.5), draw.tenths(*shape)
        size = draw.integers(*shape, low=1, high=9) / 10 * delta
        size.flat[2:] += delta * draw.integers(size.size - 2, low=1, high=3)
        sign = np.resize([1, -1, -1, 1, 1, -1], size.size).reshape(shape)
        yield t + sign * size, t, delta
    yield np.array([1.0, 2.5, 9.0]), np.array([1.0, 2.0, 1.0]), 2  # A perfect hit: its sign is no e / |e|.


def huber_of(e, delta, far=lambda size, delta: delta * (size - delta / 2)):
    """Huber's loss of each error, with another rule beyond delta if wanted."""
    size = np.abs(e)
    return np.where(size <= delta, size**2 / 2, far(size, delta))


@topic.exercise(
    points=3,
    shapes=BOTH,
    hints=[
        "At an error of exactly delta, what height and what slope does the half square have? The line must continue both.",
        "A line of slope m through the height h at the size d is h + m * (size - d). Which of the two holds is decided by "
        "the size of the error, not by its sign.",
        "Half the absolute value within delta, and its square beyond: np.where(size <= delta, size / 2, size**2)",
    ],
    why="The two halves meet at delta with the same height and the same slope, so the loss has no jump and no corner.",
)
def huber(y, t, delta):
    """The mean of e^2/2 where |e| <= delta and of delta (|e| - delta/2) elsewhere, with e = y - t."""
    return np.mean(huber_of(y - t, delta))


huber.cases(errors_near_and_far)


def another_line(far):
    return lambda y, t, delta: np.mean(huber_of(y - t, delta, far))


huber.mistake(
    "line_through_zero",
    "Beyond delta you have delta |e|, which is too high: at |e| = delta it is delta^2, and the half square is delta^2 / 2. "
    "The loss must not jump there.",
)(another_line(lambda size, delta: delta * size))
huber.mistake(
    "line_too_low",
    "Your line starts at height 0 where |e| = delta. It must start at the height of the half square there, delta^2 / 2.",
)(another_line(lambda size, delta: delta * (size - delta)))
huber.mistake(
    "slope_one",
    "Your line has slope 1. The half square has slope delta where it ends, and the line must go on with that.",
)(another_line(lambda size, delta: delta**2 / 2 + (size - delta)))
huber.mistake(
    "flat_beyond_delta",
    "Beyond delta your loss is constant, so a wild error counts no more than one of size delta. It must go on rising, as a "
    "line.",
)(another_line(lambda size, delta: delta**2 / 2 + 0 * size))
huber.mistake(
    "absolute_beyond_delta", "Beyond delta you have |e| itself. The line must fit on to the half square at delta."
)(another_line(lambda size, delta: size))
huber.mistake(
    "half_forgotten",
    "Within delta you have the square without its 1/2. Then its slope is 2e, and the line has only slope delta: a corner.",
)(lambda y, t, delta: np.mean(np.where((size := np.abs(y - t)) <= delta, size**2, delta * (size - delta / 2))))
huber.mistake(
    "signed_condition",
    "You compared the signed error with delta, so every negative error is squared, however large. Compare its size, |e|.",
)(lambda y, t, delta: np.mean(np.where(y - t <= delta, (y - t) ** 2 / 2, delta * (np.abs(y - t) - delta / 2))))
huber.mistake(
    "signed_line",
    "For negative errors your line falls below 0: the absolute value is missing in it. It is the size |e| that counts.",
)(lambda y, t, delta: np.mean(np.where(np.abs(y - t) <= delta, (y - t) ** 2 / 2, delta * ((y - t) - delta / 2))))
huber.mistake(
    "sides_exchanged", "The two halves are exchanged: the square is for small errors, the line for large ones."
)(lambda y, t, delta: np.mean(np.where((size := np.abs(y - t)) > delta, size**2 / 2, delta * (size - delta / 2))))
huber.mistake("delta_ignored", "You squared all errors. Beyond delta the loss must go on as a straight line.")(
    lambda y, t, delta: mse_of(y, t) / 2
)
huber.mistake("sum", "You took the sum. Here the loss is the mean over all elements.")(
    lambda y, t, delta: np.sum(huber_of(y - t, delta))
)
huber.mistake("divided_by_rows", "You divided by the number of rows. The mean is over all elements.")(
    lambda y, t, delta: np.sum(huber_of(y - t, delta)) / len(y)
)
huber.mistake(
    "one_decision_for_all",
    "You decide once for all errors. Some are within delta and others beyond: decide for each element (np.where).",
)(lambda y, t, delta: mse_of(y, t) / 2 if mae_of(y, t) <= delta else np.mean(delta * (np.abs(y - t) - delta / 2)))


@huber.right_answer
def _(y, t, delta):
    total = 0.0
    for a, b in pairs(y, t):
        size = abs(a - b)
        total += size * size / 2 if size < delta else delta * delta / 2 + delta * (size - delta)
    return total / y.size


@huber.right_answer
def _(y, t, delta):
    near = np.minimum(np.abs(y - t), delta)
    return np.mean(near**2 / 2 + delta * (np.abs(y - t) - near))


@huber.right_answer
def _(y, t, delta):
    e = np.abs(np.asarray(t, dtype=float) - y)
    far = e > delta
    loss = 0.5 * e**2
    loss[far] = delta * e[far] - 0.5 * delta**2
    return loss.mean()


@topic.exercise(
    points=2,
    shapes=BOTH,
    needs=("huber",),
    hints=[
        "Differentiate the two halves one by one. Where does the sign of the error come back?",
        "Within delta the slope is the error itself. Beyond delta it stays what it was at the edge, on either side. And the "
        "mean's 1/N.",
        "To keep numbers between 0 and 1, and leave those inside as they are: np.clip(x, 0, 1)",
    ],
    why="The gradient is the error, but never longer than delta: a wild value pulls no harder than one that is off by delta.",
)
def huber_grad(y, t, delta):
    """clip(y - t, -delta, delta) / N, like y."""
    return np.clip(y - t, -delta, delta) / np.size(y)


huber_grad.cases(errors_near_and_far)

huber_grad.mistake("mean_forgotten", "The 1/N of the mean is missing in the gradient.")(
    lambda y, t, delta: np.clip(y - t, -delta, delta) * 1.0
)
huber_grad.mistake("target_minus_output", "The sign is wrong: with y above t the loss grows with y.")(
    lambda y, t, delta: np.clip(t - y, -delta, delta) / np.size(y)
)
huber_grad.mistake(
    "factor_2", "The 1/2 in front of the square cancels the 2 of its derivative: within delta it is y - t."
)(lambda y, t, delta: np.where(np.abs(y - t) <= delta, 2 * (y - t), delta * np.sign(y - t)) / np.size(y))
huber_grad.mistake(
    "not_limited", "You have the error everywhere. Beyond delta the loss is a line, with the same slope all along."
)(lambda y, t, delta: (y - t) / np.size(y))
huber_grad.mistake(
    "zero_beyond_delta",
    "Beyond delta your gradient is 0, as if these values were thrown away. The line there still has a slope, delta.",
)(lambda y, t, delta: np.where(np.abs(y - t) <= delta, y - t, 0) / np.size(y))
huber_grad.mistake("slope_one", "Beyond delta you have slope 1 or -1. The line's slope is delta.")(
    lambda y, t, delta: np.where(np.abs(y - t) <= delta, y - t, np.sign(y - t)) / np.size(y)
)
huber_grad.mistake(
    "sign_lost",
    "Beyond delta your slope is always positive. For a prediction far below its target the loss falls as y grows: -delta.",
)(lambda y, t, delta: np.where(np.abs(y - t) <= delta, y - t, delta) / np.size(y))
huber_grad.mistake(
    "limited_above_only",
    "You limit the error above but not below: one that is far too low still pulls with all its size.",
)(lambda y, t, delta: np.minimum(y - t, delta) / np.size(y))
huber_grad.mistake("only_the_sign", "That is the gradient of the absolute error: only signs are left.")(
    lambda y, t, delta: np.sign(y - t) / np.size(y)
)
huber_grad.mistake("divided_by_rows", "You divided by the number of rows. The mean is over all elements.")(
    lambda y, t, delta: np.clip(y - t, -delta, delta) / len(y)
)
huber_grad.mistake("averaged", "You averaged the derivatives. There is one per prediction, so the result is like y.")(
    lambda y, t, delta: np.mean(np.clip(y - t, -delta, delta))
)


@huber_grad.mistake(
    "slope_grows",
    "Beyond delta you have delta times the error. The line's slope is delta, however far out: delta times the sign.",
)
def _(y, t, delta):
    e = y - t
    return np.where(np.abs(e) <= delta, e, delta * e) / y.size


huber_grad.right_answer(lambda y, t, delta: np.where(np.abs(y - t) <= delta, y - t, delta * np.sign(y - t)) / y.size)
huber_grad.right_answer(lambda y, t, delta: np.maximum(-delta, np.minimum(delta, y - t)) / y.size)


@huber_grad.right_answer
def _(y, t, delta):
    out = np.zeros(y.shape)
    for index in np.ndindex(y.shape):
        e = y[index] - t[index]
        out[index] = (e if abs(e) < delta else delta if e > 0 else -delta) / y.size
    return out


# ---------------------------------------------------------------------------------------------------- recall

topic.recall(
    "04-1",
    0.25,
    hints=["The slope follows from the sigmoid's value there, and that is 0.5."],
    wrong=[("value", 0.5, "0.5 is the sigmoid's value at 0. Its slope is asked for.")],
    why="h (1 - h) with h = 0.5.",
)
topic.recall(
    "04-2",
    np.array([10, 3]),
    hints=["One row per sample, one column per unit of the layer."],
    wrong=[
        ("transposed", np.array([3, 10]), "Samples are rows: the ten samples come first."),
        ("inputs", np.array([10, 4]), "(10, 4) is the input. The layer has 3 units."),
    ],
    why="One row for each of the ten samples, one column for each of the three units; the four features disappear.",
)
topic.recall(
    "04-3",
    3,
    hints=["Each squared error is 9, whatever its sign. Then the mean, then the root."],
    wrong=[
        ("cancel", 0, "Signed errors may cancel. RMSE squares them first."),
        ("mean", 9, "9 is the MSE. The root is still missing."),
        ("sum", 90, "90 is the SSE. RMSE is the root of the mean."),
    ],
    why="Every squared error is 9, so their mean is 9, and its root is 3. The signs do not matter.",
)
topic.recall(
    "04-4",
    np.array([2.0, -1.0, 3.0]),
    hints=["The MSE is the SSE divided by a constant. What does a constant factor do to a derivative?"],
    wrong=[
        ("unchanged", np.array([6.0, -3.0, 9.0]), "That is the gradient of the SSE. The MSE is the SSE divided by 3."),
        ("multiplied", np.array([18.0, -9.0, 27.0]), "You multiplied by 3. The mean is the sum divided by 3."),
        ("halved", np.array([3.0, -1.5, 4.5]), "You removed the factor 2. The MSE keeps it and divides by 3."),
    ],
    why="The MSE of three predictions is the SSE divided by 3, and so is its gradient.",
)
topic.recall(
    "losses-1",
    3,
    hints=["Move y a little to the right: from how many targets does it go away, and to how many does it come closer?"],
    wrong=[
        ("mean", 20, "20 is their mean, which makes the MSE smallest. For the MAE each target has one vote."),
        (
            "between_the_ends",
            45.5,
            "That is halfway between the smallest and the largest: only two targets have a say.",
        ),
        ("most_of_them", 2.5, "2.5 is the middle of the first four. The fifth has a vote, too, however far off it is."),
    ],
    why="At 3 two targets pull up and two pull down. Anywhere else more of them pull to one side than to the other.",
)
topic.recall(
    "losses-2",
    -0.5,
    hints=["Is the error within delta? What does the slope do beyond it, and what does a mean of four do to it?"],
    wrong=[
        ("sign", 0.5, "The prediction is too low: raising it makes the loss smaller."),
        ("mean_forgotten", -2, "That is the slope of one term. The loss is a mean of four."),
        (
            "mean_and_sign_forgotten",
            2,
            "That is the size of one term's slope. It has a sign, and the loss is a mean of four.",
        ),
        ("not_limited", -2.5, "Within delta it would be the error divided by 4. But 10 is beyond delta = 2."),
        ("absolute_error", -0.25, "That is the derivative of the MAE. Huber's line has the slope delta, here 2."),
    ],
    why="The error is -10. Its slope is limited to -2, and the mean over four predictions makes that -2/4.",
)
