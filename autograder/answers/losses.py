"""Losses: references, cases, wrong answers and right ones."""

import math

import numpy as np

from autograder.answers.activations import logistic
from autograder.compare import Tolerance
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
    "Your result holds only the first square. If a `return` stands inside the loop, it ends the function in the first "
    "round: move it after the loop.",
)(lambda y, t: (np.ravel(y)[0] - np.ravel(t)[0]) ** 2)
sse.mistake("not_summed", "You have the squared errors, one per element. Still to do: add them up.")(
    lambda y, t: (y - t) ** 2
)
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
        "Three letters you have, one is new: R is for root.",
        "Root of the mean of the squares: read it from the right.",
        "The root of the sum of the squares would be: np.sqrt(np.sum((y - t) ** 2))",
    ],
)
def rmse(y, t):
    """The root of the mean of (y - t)^2."""
    return np.sqrt(mse_of(y, t))


rmse.cases(any_errors)

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
rmse.mistake("mean_of_root", "You divided after the root. Under the root stands the mean.")(
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


# -------------------------------------------------------------------------------------- binary cross-entropy


def probabilities(draw):
    """Predictions strictly inside (0, 1) and targets 0 or 1: a formula of two cases, one for each, is right."""
    yield np.array([0.8, 0.4]), np.array([1, 0])
    yield np.array([0.25]), np.array([1.0])
    for shape in ((4,), (3, 2), (2, 2, 3)):
        y = draw.integers(*shape, low=1, high=19) / 20
        t = draw.bits(*shape).astype(float)
        t.flat[:2] = 1, 0
        yield y, t
    yield np.array([0.9995, 0.0005]), np.array([1, 0])  # Whoever clips as far as that changes them.
    yield np.array([[0.9995, 0.5], [0.25, 0.0005]]), np.array([[1, 0], [1, 0]])


def bce_of(y, t):
    return -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))


@topic.exercise(
    points=2,
    shapes=BOTH,
    tolerance=Tolerance(rtol=1e-6, atol=1e-8),  # log(y + 1e-8) is a common precaution.
    hints=[
        "For t = 1 only log y should count, for t = 0 only log (1 - y). Which factors switch them on and off?",
        "The logarithm of a probability is negative; a loss should not be. And it is a mean over all elements.",
        "If every target were 1 it would be: -np.mean(np.log(y))",
    ],
)
def bce(y, t):
    """-mean(t log y + (1 - t) log(1 - y)) over all elements."""
    return bce_of(y, t)


bce.cases(probabilities)

bce.mistake("minus_forgotten", "The minus in front is missing: your loss is negative and falls as predictions worsen.")(
    lambda y, t: -bce_of(y, t)
)
bce.mistake(
    "zeros_ignored",
    "Samples with t = 0 contribute nothing: the second half, (1 - t) log(1 - y), is missing.",
)(lambda y, t: -np.mean(t * np.log(y)))
bce.mistake("ones_ignored", "Samples with t = 1 contribute nothing: the first half, t log y, is missing.")(
    lambda y, t: -np.mean((1 - t) * np.log(1 - y))
)
bce.mistake("sum", "You took the sum. Here the loss is the mean over all elements.")(
    lambda y, t: bce_of(y, t) * np.size(y)
)
bce.mistake("targets_exchanged", "The halves are exchanged: t belongs to log y, 1 - t to log(1 - y).")(
    lambda y, t: bce_of(1 - y, t)
)
bce.mistake("log_base_2", "You used the logarithm to base 2. Here it is the natural one, np.log.")(
    lambda y, t: bce_of(y, t) / np.log(2)
)
bce.mistake("log_base_10", "You used the logarithm to base 10. Here it is the natural one, np.log.")(
    lambda y, t: bce_of(y, t) / np.log(10)
)
bce.mistake("inner_sign", "The halves are subtracted. Both are logarithms of a probability: add them.")(
    lambda y, t: -np.mean(t * np.log(y) - (1 - t) * np.log(1 - y))
)
bce.mistake("divided_by_rows", "You divided by the number of rows. The mean is over all elements.")(
    lambda y, t: bce_of(y, t) * np.size(y) / len(y)
)
bce.mistake(
    "clipped",
    "You clipped the probabilities to the range from 0.01 to 0.99, which changes those outside it. They lie strictly "
    "between 0 and 1, so no logarithm needs it; if you clip to be safe, use 1e-12.",
)(lambda y, t: bce_of(np.clip(y, 0.01, 0.99), t))
bce.mistake(
    "clipped_at_one_thousandth",
    "You clipped the probabilities to the range from 0.001 to 0.999, which changes those outside it. They lie strictly "
    "between 0 and 1, so no logarithm needs it; if you clip to be safe, use 1e-12.",
)(lambda y, t: bce_of(np.clip(y, 0.001, 0.999), t))
bce.mistake("squared", "That is the mean squared error. Cross-entropy uses logarithms.")(mse_of)
bce.right_answer(lambda y, t: sum(-b * math.log(a) - (1 - b) * math.log(1 - a) for a, b in pairs(y, t)) / y.size)
bce.right_answer(lambda y, t: np.mean(-(t * np.log(y)) - (1 - t) * np.log1p(-y)))
bce.right_answer(lambda y, t: bce_of(np.clip(y, 1e-12, 1 - 1e-12), t))
bce.right_answer(lambda y, t: -np.mean(np.where(t == 1, np.log(y), np.log(1 - y))))
bce.right_answer(lambda y, t: -np.mean(np.log(y**t * (1 - y) ** (1 - t))))


@topic.exercise(
    points=2,
    shapes=BOTH,
    needs=("bce",),
    hints=[
        "Differentiate one term: the derivative of log y is 1/y, of log(1 - y) it is -1/(1 - y).",
        "On one denominator the two fractions become (y - t) over something. And the mean's 1/N stays.",
        "If every target were 1 it would be: -1 / (y * y.size)",
    ],
)
def bce_grad(y, t):
    """(y - t) / (y (1 - y)) / N, like y."""
    return (y - t) / (y * (1 - y)) / np.size(y)


bce_grad.cases(probabilities)

bce_grad.mistake("mean_forgotten", "The 1/N of the mean is missing in the gradient.")(
    lambda y, t: (y - t) / (y * (1 - y))
)
bce_grad.mistake("gradient_by_logits", "y - t is the slope by the logit z. By y itself it is divided by y (1 - y).")(
    lambda y, t: (y - t) / np.size(y)
)
bce_grad.mistake("target_minus_output", "The sign is wrong: for t = 1 the loss falls as y grows.")(
    lambda y, t: (t - y) / (y * (1 - y)) / np.size(y)
)
bce_grad.mistake("zeros_ignored", "The half with 1 - t is missing.")(lambda y, t: -t / y / np.size(y))
bce_grad.mistake(
    "inner_derivative_forgotten",
    "The derivative of log(1 - y) is -1/(1 - y): the minus of the inner derivative is missing.",
)(lambda y, t: -(t / y + (1 - t) / (1 - y)) / np.size(y))
bce_grad.mistake(
    "brackets", "y * 1 - y is y - y, which is 0: without parentheses the 1 - y is torn apart. Write y * (1 - y)."
)(lambda y, t: (y - t) / (y * 1 - y) / np.size(y))
bce_grad.mistake("times_slope", "You multiplied by y (1 - y). By y itself the gradient is divided by it.")(
    lambda y, t: (y - t) * y * (1 - y) / np.size(y)
)
bce_grad.mistake("divided_by_rows", "You divided by the number of rows. The mean is over all elements.")(
    lambda y, t: (y - t) / (y * (1 - y)) / len(y)
)
bce_grad.right_answer(lambda y, t: -(t / y - (1 - t) / (1 - y)) / y.size)
bce_grad.right_answer(lambda y, t: np.where(t == 1, -1 / y, 1 / (1 - y)) / y.size)
bce_grad.right_answer(lambda y, t: ((1 - t) / (1 - y) - t / y) / np.prod(y.shape))


# ------------------------------------------------------------------------------------------------ from logits


def logits(draw):
    yield np.array([0.0, 2.0]), np.array([1, 0])
    yield np.array([-1.5]), np.array([1.0])
    for shape in ((4,), (3, 2), (2, 2, 3)):
        t = draw.bits(*shape).astype(float)
        t.flat[:2] = 1, 0
        yield draw.tenths(*shape, low=-4, high=4), t
    yield draw.integers(4), draw.bits(4)
    yield np.array([1e4, -1e4, 800.0, -800.0, 40.0, -40.0]), np.array([1.0, 0, 0, 1, 0, 1])


def softplus(z):
    return np.logaddexp(0, z)


def bce_logits_of(z, t):
    return np.mean(softplus(z) - t * z)


@topic.exercise(
    points=2,
    shapes={"z": "...", "t": "..."},
    needs=("bce",),
    hints=[
        "Put y = sigmoid(z) into the loss and simplify before you compute: -log sigmoid(z) = log(1 + exp(-z)).",
        "It becomes log(1 + exp(z)) - t z. np.logaddexp(a, b) is log(exp(a) + exp(b)), without overflow.",
        "If every target were 1 it would be: np.mean(np.logaddexp(0, -z))",
    ],
)
def bce_logits(z, t):
    """mean(log(1 + exp(z)) - t z), finite for |z| up to 1e4."""
    return bce_logits_of(z, t)


bce_logits.cases(logits)


@bce_logits.mistake(
    "log_of_zero",
    "You computed sigmoid(z) first and its logarithm after. For large |z| the sigmoid rounds to 0 or 1, and log 0 is "
    "minus infinity. Simplify on paper first: log(1 + exp(z)) - t z.",
)
def _(z, t):
    y = logistic(z)
    return -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))


@bce_logits.mistake(
    "clipped",
    "You clipped the probability to keep the logarithm finite. That hides the infinity and caps the loss near 30, "
    "where it should go on growing with |z|.",
)
def _(z, t):
    y = np.clip(logistic(z), 1e-12, 1 - 1e-12)
    return -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))


@bce_logits.mistake(
    "overflow", "exp(z) overflows for large z, and the loss becomes infinite. np.logaddexp(0, z) does not."
)
def _(z, t):
    return np.mean(np.log(1 + np.exp(z)) - t * z)


bce_logits.mistake("sum", "You took the sum. Here the loss is the mean over all elements.")(
    lambda z, t: bce_logits_of(z, t) * np.size(z)
)
bce_logits.mistake("target_forgotten", "The target is not used: log(1 + exp(z)) is the loss for t = 0 only.")(
    lambda z, t: np.mean(softplus(z))
)
bce_logits.mistake("target_sign", "The sign of t z is wrong: it is log(1 + exp(z)) - t z.")(
    lambda z, t: np.mean(softplus(z) + t * z)
)
bce_logits.mistake("targets_exchanged", "The loss for t = 1 and for t = 0 are exchanged.")(
    lambda z, t: bce_logits_of(z, 1 - t)
)
bce_logits.mistake("squared_error", "That is the mean squared error of sigmoid(z). Cross-entropy uses logarithms.")(
    lambda z, t: mse_of(logistic(z), t)
)
bce_logits.mistake("logits_as_probabilities", "You put z itself into the formula for probabilities: y = sigmoid(z).")(
    lambda z, t: bce_of(np.asarray(z, dtype=float), t)
)
bce_logits.right_answer(lambda z, t: np.mean(np.maximum(z, 0) - z * t + np.log1p(np.exp(-np.abs(z)))))
bce_logits.right_answer(lambda z, t: np.mean(np.where(t == 1, np.logaddexp(0, -z), np.logaddexp(0, z))))
bce_logits.right_answer(lambda z, t: np.mean(t * np.logaddexp(0, -z) + (1 - t) * np.logaddexp(0, z)))


@topic.exercise(
    points=2,
    shapes={"z": "...", "t": "..."},
    needs=("bce_logits",),
    hints=[
        "Differentiate log(1 + exp(z)) - t z. What is exp(z) / (1 + exp(z))?",
        "The whole gradient is a difference of two things you know, divided by N. Use a sigmoid that does not overflow.",
        "The gradient of mean(log(1 + exp(z))) alone would be: sigmoid(z) / z.size",
    ],
)
def bce_logits_grad(z, t):
    """(sigmoid(z) - t) / N, like z."""
    return (logistic(z) - t) / np.size(z)


bce_logits_grad.cases(logits)

bce_logits_grad.mistake("mean_forgotten", "The 1/N of the mean is missing in the gradient.")(
    lambda z, t: logistic(z) - t
)
bce_logits_grad.mistake("target_minus_output", "The sign is wrong: it is sigmoid(z) - t.")(
    lambda z, t: (t - logistic(z)) / np.size(z)
)
bce_logits_grad.mistake(
    "extra_sigmoid_slope",
    "You multiplied by the sigmoid's slope as well. It cancels against the logarithm's derivative: only y - t is left.",
)(lambda z, t: (logistic(z) - t) * logistic(z) * (1 - logistic(z)) / np.size(z))
bce_logits_grad.mistake("sigmoid_forgotten", "You wrote z - t. The prediction is sigmoid(z).")(
    lambda z, t: (z - t) / np.size(z)
)
bce_logits_grad.mistake(
    "gradient_by_probability",
    "That is the slope by the probability y. By z it must still be multiplied by dy/dz = y (1 - y), which cancels.",
)(lambda z, t: (logistic(z) - t) / (logistic(z) * (1 - logistic(z))) / np.size(z))
bce_logits_grad.mistake("overflow", "exp(z) / (1 + exp(z)) is infinity / infinity for large z. Use exp(-z), or tanh.")(
    lambda z, t: (np.exp(z) / (1 + np.exp(z)) - t) / np.size(z)
)
bce_logits_grad.mistake("derivative_at_output", "The sigmoid was applied twice: y = sigmoid(z), once.")(
    lambda z, t: (logistic(logistic(z)) - t) / np.size(z)
)
bce_logits_grad.mistake("divided_by_rows", "You divided by the number of rows. The mean is over all elements.")(
    lambda z, t: (logistic(z) - t) / len(z)
)
bce_logits_grad.right_answer(lambda z, t: (1 / (1 + np.exp(-z)) - t) / z.size)
bce_logits_grad.right_answer(lambda z, t: (0.5 + 0.5 * np.tanh(z / 2)) / z.size - t / z.size)


# ------------------------------------------------------------------------------------- softmax, cross-entropy


def scores(draw):
    yield (np.array([[0, 1], [2, 0]]),)
    yield (draw.tenths(1, 3),)
    yield (draw.tenths(2, 2),)
    yield (draw.integers(3, 3),)
    n, k = draw.sizes(2, low=3)
    yield (draw.normal(n, k),)
    yield (np.array([[1000.0, 0.0]]),)
    yield (draw.normal(k, n) * 3,)
    # Mixed rows: a shift that saves one row must not spoil another.
    yield (np.array([[1e4, 0.0, -1e4], [-1e4, -1e4 + 1, -1e4 - 1], [0.3, -0.2, 0.1], [900.0, 899.0, 0.0]]),)


def softmax_of(Z):
    e = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def log_softmax(Z):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


@topic.exercise(
    points=2,
    shapes={"Z": "n k"},
    hints=[
        "Each row becomes a row of probabilities: positive, and adding up to 1. Which axis is that?",
        "Subtracting the same number from a whole row changes nothing. Which number makes every exponent at most 0?",
        "For a single vector z it would be: e = np.exp(z - z.max()); e / e.sum()",
    ],
)
def softmax(Z):
    """exp(Z) / sum(exp(Z)) row by row; finite for |Z| up to 1e4."""
    return softmax_of(Z)


softmax.cases(scores)

softmax.mistake(
    "whole_matrix", "You divided by the sum over the whole matrix. Every row adds up to 1 by itself (axis=1)."
)(lambda Z: np.exp(Z - np.max(Z)) / np.sum(np.exp(Z - np.max(Z))))
softmax.mistake(
    "whole_matrix_sum", "You divided by the sum over the whole matrix. Every row adds up to 1 by itself (axis=1)."
)(lambda Z: (e := np.exp(Z - np.max(Z, axis=1, keepdims=True))) / e.sum())
softmax.mistake(
    "whole_matrix_overflow",
    "You divided by the sum over the whole matrix. Every row adds up to 1 by itself (axis=1, keepdims=True). And subtract "
    "each row's largest score first, or large scores overflow.",
)(lambda Z: np.exp(Z) / np.exp(Z).sum())
softmax.mistake("wrong_axis", "Your columns add up to 1. A row is a sample: sum along the row (axis=1).")(
    lambda Z: softmax_of(Z.T).T
)
softmax.mistake(
    "overflow",
    "exp of a large score overflows, and infinity / infinity is NaN. Subtract each row's largest score first: the result "
    "does not change.",
)(lambda Z: np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True))
softmax.mistake(
    "global_maximum",
    "You subtracted the largest score of the whole matrix. In a row far below it every exponential becomes 0, and 0/0 is "
    "NaN. Subtract each row's own maximum.",
)(lambda Z: np.exp(Z - Z.max()) / np.exp(Z - Z.max()).sum(axis=1, keepdims=True))
KEEPDIMS = (
    "Without keepdims=True, {what} of the rows have the shape (n,), and NumPy lays them along the columns: the number of "
    "the first row meets the first column. With axis=1, keepdims=True they have the shape (n, 1), one for each row."
)
softmax.mistake("sums_without_keepdims", KEEPDIMS.format(what="the sums"))(
    lambda Z: (e := np.exp(Z - np.max(Z, axis=1, keepdims=True))) / e.sum(axis=1)
)
softmax.mistake("plain_sums_without_keepdims", KEEPDIMS.format(what="the sums"))(
    lambda Z: np.exp(Z) / np.exp(Z).sum(axis=1)
)
softmax.mistake("maxima_without_keepdims", KEEPDIMS.format(what="the maxima"))(
    lambda Z: (e := np.exp(Z - np.max(Z, axis=1))) / e.sum(axis=1, keepdims=True)
)
softmax.mistake("without_keepdims", KEEPDIMS.format(what="the maxima and the sums"))(
    lambda Z: (e := np.exp(Z - np.max(Z, axis=1))) / e.sum(axis=1)
)
softmax.mistake("sigmoid", "That is the sigmoid of each score. Softmax compares the scores of a row with each other.")(
    lambda Z: logistic(Z)
)
softmax.mistake("not_normalized", "The exponentials are not divided by their sum: the rows do not add up to 1.")(
    lambda Z: np.exp(Z - np.max(Z, axis=1, keepdims=True))
)
softmax.mistake("without_exponential", "You divided the scores by their sum. The exponentials come first.")(
    lambda Z: Z / Z.sum(axis=1, keepdims=True)
)
softmax.mistake("logarithm", "That is the logarithm of softmax. Here the probabilities themselves are wanted.")(
    log_softmax
)
softmax.mistake("hard_maximum", "You put 1 at the largest score and 0 elsewhere. Softmax is the soft version.")(
    lambda Z: (np.max(Z, axis=1, keepdims=True) == Z).astype(float)
)


@softmax.right_answer
def _(Z):
    out = np.zeros(Z.shape)
    for i, row in enumerate(Z):
        e = [math.exp(z - max(row)) for z in row]
        out[i] = [x / sum(e) for x in e]
    return out


softmax.right_answer(lambda Z: (lambda S: np.exp(S - np.log(np.exp(S).sum(1))[:, None]))(Z - Z.max(1)[:, None]))


def labeled(draw):
    for number, (Z,) in enumerate(scores(draw)):
        classes = Z.shape[1] - number % 2  # In every other case the last class occurs nowhere.
        labels = draw.rng.integers(0, classes, len(Z))
        labels[0] = classes - 1
        if len(Z) > 2:
            labels[1] = 0
        yield Z, labels


def picked(Z, labels):
    return Z[np.arange(len(Z)), labels]


@topic.exercise(
    points=3,
    shapes={"Z": "n k", "labels": "n"},
    needs=("softmax",),
    hints=[
        "Of each row only one probability matters: that of the right class. The loss is minus its logarithm.",
        "log softmax = Z - logsumexp(Z), and it is best computed like that: a softmax that rounds to 0 has no logarithm.",
        "For a single row z with label c: np.log(np.sum(np.exp(z - z.max()))) + z.max() - z[c]",
    ],
)
def cross_entropy(Z, labels):
    """-mean over the rows of log softmax(Z)[i, labels[i]]; finite for |Z| up to 1e4."""
    return -np.mean(picked(log_softmax(Z), labels))


cross_entropy.cases(labeled)

cross_entropy.mistake(
    "log_of_zero",
    "You took softmax first and its logarithm after. A probability that rounds to 0 gives an infinite loss. Compute the "
    "logarithm directly: Z minus the log of the sum of exponentials.",
)(lambda Z, labels: -np.mean(np.log(picked(softmax_of(Z), labels))))
cross_entropy.mistake("overflow", "exp of a large score overflows. Subtract each row's largest score first.")(
    lambda Z, labels: np.mean(np.log(np.exp(Z).sum(axis=1)) - picked(Z, labels))
)
cross_entropy.mistake(
    "zero_times_log_zero",
    "A probability that rounds to 0 has the logarithm minus infinity, and 0 times infinity is NaN, even for a class that "
    "is not the right one. Compute the logarithm of softmax directly, Z minus the log of the sum of exponentials.",
)(lambda Z, labels: -np.sum(np.eye(Z.shape[1])[labels] * np.log(softmax_of(Z))) / len(Z))
cross_entropy.mistake(
    "zero_times_log_zero_in_the_mean",
    "A probability that rounds to 0 has the logarithm minus infinity, and 0 times infinity is NaN. And the mean runs over "
    "all n times k products: sum along the rows, then divide by n.",
)(lambda Z, labels: -np.mean(np.eye(Z.shape[1])[labels] * np.log(softmax_of(Z))))
cross_entropy.mistake(
    "whole_columns",
    "P[:, labels] picks whole columns, for every row the classes of all of them. Each row has its own: "
    "P[np.arange(n), labels].",
)(lambda Z, labels: -np.mean(log_softmax(Z)[:, labels]))
cross_entropy.mistake("mean_over_everything", "You divided by n times k. There is one loss per row: divide by n.")(
    lambda Z, labels: -np.sum(picked(log_softmax(Z), labels)) / Z.size
)
cross_entropy.mistake("sum", "You took the sum. Here the loss is the mean over the n rows.")(
    lambda Z, labels: -np.sum(picked(log_softmax(Z), labels))
)
cross_entropy.mistake("minus_forgotten", "The minus is missing: the logarithm of a probability is negative.")(
    lambda Z, labels: np.mean(picked(log_softmax(Z), labels))
)
cross_entropy.mistake(
    "labels_ignored", "All the classes are counted. Only the right one of each row matters: Z[i, labels[i]]."
)(lambda Z, labels: -np.mean(log_softmax(Z)))
cross_entropy.mistake(
    "softmax_forgotten", "You averaged the raw scores of the right classes. They are not probabilities yet."
)(lambda Z, labels: -np.mean(picked(Z, labels)))
cross_entropy.mistake("labels_from_one", "Your labels count from 1. They count from 0, like the columns.")(
    lambda Z, labels: -np.mean(picked(log_softmax(Z), labels - 1))
)
cross_entropy.mistake("wrong_axis", "The softmax runs down the columns. A row is a sample: axis=1.")(
    lambda Z, labels: -np.mean(picked(log_softmax(Z.T).T, labels))
)
cross_entropy.mistake("probability_without_log", "You averaged the probabilities. The loss takes their logarithm.")(
    lambda Z, labels: -np.mean(picked(softmax_of(Z), labels))
)


@cross_entropy.right_answer
def _(Z, labels):
    total = 0.0
    for row, c in zip(Z.tolist(), labels.tolist(), strict=True):
        top = max(row)
        total += top + math.log(sum(math.exp(z - top) for z in row)) - row[c]
    return total / len(labels)


cross_entropy.right_answer(
    lambda Z, labels: np.mean(np.logaddexp.reduce(Z, axis=1) - np.take_along_axis(Z, labels[:, None], 1)[:, 0])
)


def one_hot(labels, k):
    return np.eye(k)[labels]


@topic.exercise(
    points=3,
    shapes={"Z": "n k", "labels": "n"},
    needs=("softmax", "cross_entropy"),
    hints=[
        "Every row of the gradient adds up to 0. Try it on two classes with equal scores.",
        "It is the softmax, minus 1 at the right class of each row; and the mean's 1/n.",
        "For a single row z with label c: g = softmax(z[None])[0]; g[c] -= 1",
    ],
)
def cross_entropy_grad(Z, labels):
    """(softmax(Z) - one_hot(labels)) / n, shape (n, k)."""
    return (softmax_of(Z) - one_hot(labels, Z.shape[1])) / len(Z)


cross_entropy_grad.cases(labeled)


@cross_entropy_grad.mistake(
    "indexed_whole_columns",
    "p[:, labels] -= 1 subtracts 1 in every row of those columns. For each row its own column: p[np.arange(n), labels].",
)
def _(Z, labels):
    p = softmax_of(Z)
    p[:, labels] -= 1
    return p / len(Z)


cross_entropy_grad.mistake(
    "one_hot_too_narrow",
    "np.eye(labels.max() + 1) has columns only up to the largest label that occurs here, and a class may be missing. The "
    "number of classes is Z.shape[1].",
)(lambda Z, labels: (softmax_of(Z) - one_hot(labels, labels.max() + 1)) / len(Z))
cross_entropy_grad.mistake(
    "one_hot_of_samples", "Your one-hot rows have a column for each sample. There is one for each class: Z.shape[1]."
)(lambda Z, labels: (softmax_of(Z) - one_hot(labels, len(labels))) / len(Z))
cross_entropy_grad.mistake("mean_forgotten", "The 1/n of the mean is missing in the gradient.")(
    lambda Z, labels: softmax_of(Z) - one_hot(labels, Z.shape[1])
)
cross_entropy_grad.mistake("mean_over_everything", "You divided by n times k. The loss is a mean over the n rows.")(
    lambda Z, labels: (softmax_of(Z) - one_hot(labels, Z.shape[1])) / Z.size
)
cross_entropy_grad.mistake("target_minus_output", "The sign is wrong: it is softmax minus one-hot.")(
    lambda Z, labels: (one_hot(labels, Z.shape[1]) - softmax_of(Z)) / len(Z)
)
cross_entropy_grad.mistake("one_hot_forgotten", "The 1 at the right class is not subtracted.")(
    lambda Z, labels: softmax_of(Z) / len(Z)
)
cross_entropy_grad.mistake(
    "labels_as_numbers", "You subtracted the label's number from the row. It only says where the 1 stands."
)(lambda Z, labels: (softmax_of(Z) - labels[:, None]) / len(Z))
cross_entropy_grad.mistake("softmax_forgotten", "You subtracted the one-hot rows from the raw scores: softmax first.")(
    lambda Z, labels: (Z - one_hot(labels, Z.shape[1])) / len(Z)
)
cross_entropy_grad.mistake("wrong_axis", "The softmax runs down the columns. A row is a sample: axis=1.")(
    lambda Z, labels: (softmax_of(Z.T).T - one_hot(labels, Z.shape[1])) / len(Z)
)
cross_entropy_grad.mistake(
    "extra_slope", "You multiplied by p (1 - p) as well. It cancels against the logarithm: only p - one-hot is left."
)(lambda Z, labels: (p := softmax_of(Z)) * (1 - p) * (p - one_hot(labels, Z.shape[1])) / len(Z))
cross_entropy_grad.mistake("overflow", "exp of a large score overflows. Subtract each row's largest score first.")(
    lambda Z, labels: (np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True) - one_hot(labels, Z.shape[1])) / len(Z)
)


@cross_entropy_grad.right_answer
def _(Z, labels):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    return (p - np.eye(Z.shape[1])[labels]) / Z.shape[0]


@cross_entropy_grad.right_answer
def _(Z, labels):
    out = np.zeros(Z.shape)
    for i, row in enumerate(Z):
        e = np.exp(row - row.max())
        for j in range(len(row)):
            out[i, j] = (e[j] / e.sum() - (1 if j == labels[i] else 0)) / len(Z)
    return out


# ---------------------------------------------------------------------------------------------------- recall

topic.recall(
    "04-1",
    0.25,
    hints=["s (1 - s) with s = sigmoid(0)."],
    wrong=[("value", 0.5, "0.5 is the sigmoid's value at 0. Its slope is asked for.")],
)
topic.recall(
    "04-2",
    np.array([10, 3]),
    hints=["One row per sample, one column per unit of the layer."],
    wrong=[("inputs", np.array([10, 4]), "(10, 4) is the input. The layer has 3 units.")],
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
)
topic.recall(
    "04-4",
    np.array([2.0, -1.0, 3.0]),
    hints=["The MSE is the SSE divided by a constant. What does a constant factor do to a derivative?"],
    wrong=[
        ("unchanged", np.array([6.0, -3.0, 9.0]), "That is the gradient of the SSE. The MSE is the SSE divided by 3."),
        ("halved", np.array([3.0, -1.5, 4.5]), "You removed the factor 2. The MSE keeps it and divides by 3."),
    ],
)
topic.recall(
    "04-5",
    np.array([0.5, 0.5]),
    hints=["Only differences between the scores matter. Here there is none."],
    wrong=[("overflow", np.array([np.inf, np.inf]), "Subtract the largest score first: exp(0) = 1, twice.")],
)
topic.recall(
    "04-6",
    0.99,
    hints=["You need not know z. What canceled against the sigmoid's slope?"],
    wrong=[
        ("sign", -0.99, "It is prediction minus target, and the target is 0."),
        ("extra_slope", 0.99 * 0.99 * 0.01, "You multiplied by the sigmoid's slope, y (1 - y). It cancels."),
        ("with_respect_to_y", 100.0, "That is the derivative with respect to y. The logit comes before the sigmoid."),
    ],
)
