"""Gradient descent: references, cases, wrong answers and right ones."""

import warnings
from functools import cache
from itertools import permutations

import numpy as np

from autograder.compare import Tolerance
from autograder.exercise import Topic
from autograder.inside.callbacks import bowl_slope, neighbors, one_slope, sum_of_cubes, weighted_squares

topic = Topic(__name__)


# ---------------------------------------------------------------------------------------- numerical_gradient


def differences(up, down, divisor):
    """The gradient by differences f(x + up eps) - f(x + down eps), divided by divisor eps."""

    def gradient(f, x, eps=1e-5):
        x = np.asarray(x, dtype=float)
        out = np.zeros_like(x)
        for index in np.ndindex(x.shape):
            step = np.zeros_like(x)
            step[index] = eps
            out[index] = (f(x + up * step) - f(x + down * step)) / (divisor * eps)
        return out

    return gradient


central = differences(1, -1, 2)


@topic.exercise(
    points=3,
    shapes={"x": "..."},
    tolerance=Tolerance(rtol=1e-7, atol=2e-8),
    hints=[
        "Change one coordinate at a time, a little up and a little down, and leave all the others as they are.",
        "np.ndindex(x.shape) goes through the indices of an array of any shape. Work on a copy, in float.",
        "For a function of a single number it would be: (f(x + eps) - f(x - eps)) / (2 * eps)",
    ],
    why="The copy is of floats, so the caller's array stays as it is and whole numbers can take a small step. "
    "Each element is put back before the next one moves.",
)
def numerical_gradient(f, x, eps=1e-5):
    """(f(x + eps e_i) - f(x - eps e_i)) / (2 eps) for every coordinate i, like x."""
    return central(f, x, eps)


@numerical_gradient.cases
def _(draw):
    yield sum_of_cubes, np.array([2.0, -1.0])
    yield neighbors, draw.integers(3)  # From whole numbers to slopes that are not whole.
    yield weighted_squares, draw.tenths(1)
    yield neighbors, draw.tenths(4)
    yield weighted_squares, draw.tenths(2, 3)
    yield sum_of_cubes, draw.tenths(3, 2), 0.1
    yield neighbors, draw.tenths(2, 2, 2), 0.01


numerical_gradient.mistake(
    "forward_difference",
    "You used the forward difference, f(x + eps) - f(x), whose error shrinks only like eps. Step to both sides: "
    "(f(x + eps) - f(x - eps)) / (2 eps), whose error shrinks like eps squared.",
)(differences(1, 0, 1))
numerical_gradient.mistake(
    "backward_difference", "You used the backward difference. Step to both sides and divide by 2 eps."
)(differences(0, -1, 1))
numerical_gradient.mistake(
    "divided_by_eps",
    "From x - eps to x + eps the distance is 2 eps, so divide by 2 eps: your gradient is twice too large.",
)(differences(1, -1, 1))
numerical_gradient.mistake("wrong_way_round", "The difference is the wrong way around: f(x + eps) comes first.")(
    differences(-1, 1, 2)
)
numerical_gradient.mistake(
    "brackets",
    "/ 2 * eps divides by 2 and then multiplies by eps. Put parentheses around the whole denominator: / (2 * eps).",
)(lambda f, x, eps=1e-5: central(f, x, eps) * eps**2)
numerical_gradient.mistake(
    "half_the_way",
    "You compare f(x + eps) with f(x), and divide by 2 eps. From x + eps, subtracting eps only leads back to x: f(x - eps) "
    "is 2 eps away.",
)(differences(1, 0, 2))
numerical_gradient.mistake("half_steps", "You stepped by eps/2 to each side but divided by 2 eps.")(
    differences(0.5, -0.5, 2)
)


@numerical_gradient.mistake(
    "not_restored",
    "A coordinate keeps its change when you go on to the next one. Put it back first, or work on a fresh copy each time.",
)
def _(f, x, eps=1e-5):
    x = np.array(x, dtype=float)
    out = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        x[index] += eps
        above = f(x)
        x[index] -= 2 * eps
        out[index] = (above - f(x)) / (2 * eps)
    return out


@numerical_gradient.mistake(
    "all_at_once", "You moved all coordinates together. A gradient has one entry per coordinate: move one at a time."
)
def _(f, x, eps=1e-5):
    x = np.asarray(x, dtype=float)
    return np.full(x.shape, (f(x + eps) - f(x - eps)) / (2 * eps))


@numerical_gradient.mistake(
    "row_by_row",
    "range(len(x)) goes through the rows of a matrix, and all the numbers of a row move together. np.ndindex(x.shape) goes "
    "through the single entries.",
)
def _(f, x, eps=1e-5):
    x = np.array(x, dtype=float)
    out = np.zeros(x.shape)
    for i in range(len(x)):
        up, down = x.copy(), x.copy()
        up[i] += eps
        down[i] -= eps
        out[i] = (f(up) - f(down)) / (2 * eps)
    return out


@numerical_gradient.mistake("eps_ignored", "The argument eps is not used: the step is always the same.")
def _(f, x, eps=1e-5):
    return central(f, x)


@numerical_gradient.mistake(
    "whole_numbers_result",
    "On whole numbers your gradient is cut off: np.zeros_like(x) is an array of whole numbers if x is one. Use "
    "np.zeros(x.shape).",
)
def _(f, x, eps=1e-5):
    out = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = eps
        out[index] = (f(x + step) - f(x - step)) / (2 * eps)
    return out


def stepping_in_copies(f, x, eps, out):
    for index in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[index] += eps
        down[index] -= eps
        out[index] = (f(up) - f(down)) / (2 * eps)
    return out


INTEGERS = (
    "In an array of whole numbers, x[i] + eps cannot be stored: its decimals are cut off, and x[i] - eps can land a whole "
    "step away. Copy x as floats first: np.array(x, dtype=float)."
)
numerical_gradient.mistake("integer_array", INTEGERS)(
    lambda f, x, eps=1e-5: stepping_in_copies(f, x, eps, np.zeros(x.shape))
)
numerical_gradient.mistake("integer_arrays", INTEGERS)(
    lambda f, x, eps=1e-5: stepping_in_copies(f, x, eps, np.zeros_like(x))
)


@numerical_gradient.mistake(
    "not_restored_in_place",
    "A coordinate keeps its change when you go on to the next one, in the caller's own array. Work on a fresh copy of x, "
    "in floats, for each coordinate.",
)
def _(f, x, eps=1e-5):
    out = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        x[index] += eps
        above = f(x)
        x[index] -= 2 * eps
        out[index] = (above - f(x)) / (2 * eps)
    return out


@numerical_gradient.mistake(
    "one_number",
    "You return one number: all coordinates moved together. A gradient has one entry per coordinate: move one at a time.",
)
def _(f, x, eps=1e-5):
    return (f(x + eps) - f(x - eps)) / (2 * eps)


@numerical_gradient.right_answer
def _(f, x, eps=1e-5):
    x = np.asarray(x, dtype=float)
    flat = x.ravel()
    rows = np.eye(flat.size) * eps
    return np.array(
        [(f((flat + r).reshape(x.shape)) - f((flat - r).reshape(x.shape))) / (2 * eps) for r in rows]
    ).reshape(x.shape)


@numerical_gradient.right_answer
def _(f, x, eps=1e-5):
    out = np.empty(np.shape(x))
    iterator = np.nditer(out, flags=["multi_index"], op_flags=["writeonly"])
    for entry in iterator:
        up, down = np.array(x, dtype=float), np.array(x, dtype=float)
        up[iterator.multi_index] += eps
        down[iterator.multi_index] -= eps
        entry[...] = 0.5 * (f(up) - f(down)) / eps
    return out


# -------------------------------------------------------------------------------------------- relative_error


@topic.exercise(
    points=1,
    shapes={"a": "...", "b": "..."},
    hints=[
        "Element by element: the distance, divided by how large the two numbers are together.",
        "Where both are 0 there must be no division by 0: the denominator is at least 1e-12.",
        "The largest absolute error would be: np.max(np.abs(a - b))",
    ],
    why="np.maximum keeps each denominator above 0, so two zeros count as equal: 0 / 1e-12.",
)
def relative_error(a, b):
    """max over the elements of |a - b| / max(|a| + |b|, 1e-12)."""
    return np.max(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12))


@relative_error.cases
def _(draw):
    yield np.array([1.0, 3.0]), np.array([1.0, 1.0])
    yield np.array([1.0, -2.0]), np.array([4.0, 1.0])
    yield draw.tenths(1, low=0.5), draw.tenths(1, low=0.5, high=4) + 0.05
    yield draw.integers(4), draw.integers(4) + 1
    for shape in ((5,), (2, 3)):
        a = draw.normal(*shape)
        yield a, a * draw.integers(*shape, low=2, high=4) / 3 - 0.05
    zeros = np.array([0.0, 2.0, -4.0])
    yield zeros, np.array([0.0, 2.5, -5.0])


relative_error.mistake("absolute_error", "That is the absolute error: the division by |a| + |b| is missing.")(
    lambda a, b: np.max(np.abs(a - b))
)
relative_error.mistake("mean", "You averaged. One bad entry must not hide among good ones: take the largest.")(
    lambda a, b: np.mean(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12))
)
relative_error.mistake("sign_kept", "The distance is |a - b|: without the absolute value, errors below 0 are missed.")(
    lambda a, b: np.max((a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12))
)
relative_error.mistake("division_by_zero", "Where both are 0 you divide 0 by 0. Keep the denominator at least 1e-12.")(
    lambda a, b: np.max(np.abs(a - b) / (np.abs(a) + np.abs(b)))
)
relative_error.mistake("larger_of_the_two", "You divided by the larger of |a| and |b|. Here it is their sum.")(
    lambda a, b: np.max(np.abs(a - b) / np.maximum(np.maximum(np.abs(a), np.abs(b)), 1e-12))
)
relative_error.mistake("only_the_second", "You divided by |b| alone. Here it is |a| + |b|, so that both count alike.")(
    lambda a, b: np.max(np.abs(a - b) / np.maximum(np.abs(b), 1e-12))
)
relative_error.mistake("only_the_first", "You divided by |a| alone. Here it is |a| + |b|, so that both count alike.")(
    lambda a, b: np.max(np.abs(a - b) / np.maximum(np.abs(a), 1e-12))
)
relative_error.mistake(
    "of_the_norms", "You compared whole arrays (norms). Divide element by element, then take the largest."
)(lambda a, b: np.linalg.norm(a - b) / np.maximum(np.linalg.norm(a) + np.linalg.norm(b), 1e-12))
relative_error.mistake(
    "largest_of_each",
    "The largest difference and the largest sum come from different elements. Divide first, then take the largest.",
)(lambda a, b: np.max(np.abs(a - b)) / max(np.max(np.abs(a) + np.abs(b)), 1e-12))
relative_error.mistake("size_of_the_sum", "|a + b| is not |a| + |b|: numbers of opposite sign cancel in it.")(
    lambda a, b: np.max(np.abs(a - b) / np.maximum(np.abs(a + b), 1e-12))
)
relative_error.right_answer(
    lambda a, b: max(abs(p - q) / max(abs(p) + abs(q), 1e-12) for p, q in zip(np.ravel(a), np.ravel(b), strict=True))
)
relative_error.right_answer(lambda a, b: (np.abs(a - b) / (np.abs(a) + np.abs(b)).clip(1e-12)).max())


# ------------------------------------------------------------------------------------------------- fit_slope


@topic.exercise(
    points=2,
    shapes={"x": "n", "y": "n"},
    hints=[
        "Write down the SSE of w x + b as a function of w, differentiate with respect to w, and set it to zero.",
        "The derivative is 2 times the sum of x (w x + b - y). Collect what has w in it.",
        "For a line through the origin it would be: np.sum(x * y) / np.sum(x * x)",
    ],
    why="Setting the sum of 2 x (w x + b - y) to zero gives w times the sum of x^2 = the sum of x (y - b).",
)
def fit_slope(x, y, b):
    """sum x (y - b) / sum x^2."""
    return np.sum(x * (y - b)) / np.sum(x * x)


@fit_slope.cases
def _(draw):
    yield np.array([1, 2]), np.array([4, 6]), 1
    yield draw.tenths(1), draw.tenths(1), draw.tenths()
    for n in (3, 4, 7):
        yield draw.tenths(n, low=0.3, high=3), draw.tenths(n, low=-4, high=4), draw.tenths()


fit_slope.mistake("b_forgotten", "The fixed b is not taken off: the line w x + b has to fit, so w x fits y - b.")(
    lambda x, y, b: np.sum(x * y) / np.sum(x * x)
)
fit_slope.mistake("b_added", "You added b. The line is w x + b, so w x has to fit y - b.")(
    lambda x, y, b: np.sum(x * (y + b)) / np.sum(x * x)
)
fit_slope.mistake("ratio_of_sums", "You divided the sums. The derivative brings a factor x into both of them.")(
    lambda x, y, b: np.sum(y - b) / np.sum(x)
)
fit_slope.mistake("mean_of_ratios", "You averaged the slopes of single points. Least squares weights them by x^2.")(
    lambda x, y, b: np.mean((y - b) / x)
)
fit_slope.mistake("square_forgotten", "The denominator is the sum of x squared, not of x.")(
    lambda x, y, b: np.sum(x * (y - b)) / np.sum(x)
)
fit_slope.mistake("floor_division", "The decimals are cut off: // keeps only whole numbers. Divide with /.")(
    lambda x, y, b: np.sum(x * (y - b)) // np.sum(x * x)
)
fit_slope.mistake("turned_over", "The fraction is upside down.")(lambda x, y, b: np.sum(x * x) / np.sum(x * (y - b)))
fit_slope.mistake("square_of_sum", "You squared the sum of x. Square each x, then add.")(
    lambda x, y, b: np.sum(x * (y - b)) / np.sum(x) ** 2
)
fit_slope.mistake(
    "divided_by_n", "You divided by n as well: numerator and denominator would both have it, so it cancels."
)(lambda x, y, b: np.mean(x * (y - b)) / np.sum(x * x))
OWN_INTERCEPT = (
    "This is the slope of a line that may choose its own intercept. Here b is given, so the line has to be best among those "
    "through the height b at x = 0: only w is free."
)


@fit_slope.mistake("own_intercept", OWN_INTERCEPT)
def _(x, y, b):
    with np.errstate(invalid="ignore"):
        return np.sum((x - x.mean()) * (y - y.mean())) / np.sum((x - x.mean()) ** 2)


@fit_slope.mistake("own_intercept_by_polyfit", OWN_INTERCEPT)
def _(x, y, b):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Of a single point it says that it is badly conditioned.
        return np.polyfit(x, y - b, 1)[0]


fit_slope.right_answer(lambda x, y, b: np.dot(x, y - b) / np.dot(x, x))
fit_slope.right_answer(lambda x, y, b: float(np.linalg.lstsq(x[:, None].astype(float), y - b, rcond=None)[0][0]))


# ------------------------------------------------------------------------------------------- normal_equation


def regression(draw):
    yield np.array([[0], [1], [2]]), np.array([1, 3, 5])
    yield draw.normal(4, 1), draw.normal(4)
    for n, d in ((6, 2), (9, 4), (12, 3)):
        yield draw.normal(n, d) + 0.5, draw.normal(n) * 3


def least_squares(X, y):
    A = np.column_stack([X, np.ones(len(X))])
    return np.linalg.lstsq(A, np.asarray(y, dtype=float), rcond=None)[0]


@topic.exercise(
    points=3,
    shapes={"X": "samples d", "y": "samples"},
    returns=("w", "b"),
    needs=("fit_slope",),
    hints=[
        "A bias is a weight whose input is always 1. Which column has to be added to X?",
        "With A for X and that column, solve A^T A theta = A^T y, then split theta into w and b.",
        "Without a bias it would be: np.linalg.solve(X.T @ X, X.T @ y)",
    ],
    why="The column of ones makes the bias a weight like the others. np.linalg.solve is quicker and more "
    "exact than forming an inverse.",
)
def normal_equation(X, y):
    """The least-squares w and b: A^T A (w, b) = A^T y, with A = (X, 1)."""
    theta = least_squares(X, y)
    return theta[:-1], theta[-1]


normal_equation.cases(regression)


@normal_equation.right_answer
def _(X, y):
    A = np.column_stack([X, np.ones(len(X))])
    theta = np.linalg.solve(A.T @ A, A.T @ y)
    return theta[:-1], theta[-1]


@normal_equation.mistake("no_bias", "There is no bias: add a column of ones to X, and its weight is b.")
def _(X, y):
    return np.linalg.lstsq(X, y, rcond=None)[0], 0.0


@normal_equation.mistake(
    "split_at_the_wrong_end", "The column of ones is at one end, but you took b from the other. Split accordingly."
)
def _(X, y):
    theta = least_squares(X, y)
    return theta[1:], theta[0]


@normal_equation.mistake("not_split", "You return one vector. Its last entry is b: return (w, b).")
def _(X, y):
    return least_squares(X, y)


@normal_equation.mistake(
    "bias_afterwards",
    "w is that of a line through the origin, and b is fitted to what it leaves over. The two have to be found together: a "
    "column of ones belongs to X before you solve.",
)
def _(X, y):
    w = np.linalg.lstsq(X, y, rcond=None)[0]
    return w, np.mean(y - X @ w)


@normal_equation.mistake(
    "bias_from_means_without_w", "b is the mean of y minus the mean of X times w; you left the second part out."
)
def _(X, y):
    return least_squares(X, y)[:-1], np.mean(y)


@normal_equation.mistake(
    "ridge", "You added something to A^T A. That is regularization (chapter:generalization); here it is plain."
)
def _(X, y):
    A = np.column_stack([X, np.ones(len(X))])
    theta = np.linalg.solve(A.T @ A + np.eye(A.shape[1]), A.T @ y)
    return theta[:-1], theta[-1]


@normal_equation.mistake("not_inverted", "You return A^T y: the equation A^T A theta = A^T y is still to be solved.")
def _(X, y):
    theta = np.column_stack([X, np.ones(len(X))]).T @ y
    return theta[:-1], theta[-1]


@normal_equation.mistake("one_column_at_a_time", "You fitted each feature on its own. All weights are found together.")
def _(X, y):
    centered = X - X.mean(axis=0)
    w = centered.T @ (y - np.mean(y)) / (centered**2).sum(axis=0)
    return w, np.mean(y) - X.mean(axis=0) @ w


@normal_equation.right_answer
def _(X, y):
    A = np.hstack([np.ones((len(X), 1)), X])
    theta = np.linalg.pinv(A) @ y
    return theta[1:], float(theta[0])


@normal_equation.right_answer
def _(X, y):
    centered, middle = X - X.mean(axis=0), X.mean(axis=0)
    w = np.linalg.solve(centered.T @ centered, centered.T @ (y - y.mean()))
    return [w, y.mean() - middle @ w]


# ------------------------------------------------------------------------------------ linear_regression_grad


@topic.exercise(
    points=2,
    shapes={"X": "n d", "y": "n", "w": "d"},
    returns=("dw", "db"),
    hints=[
        "First the errors e = X w + b - y, one per sample. MSE is the mean of their squares.",
        "If w_j grows by 1, the error of sample i grows by X_ij: sum over the samples, which is a product with X transposed.",
        "For the SSE it would be: return 2 * X.T @ e, 2 * np.sum(e)",
    ],
    why="The errors are computed once and serve both parts. The product with X.T adds over the samples.",
)
def linear_regression_grad(X, y, w, b):
    """2/n X^T (X w + b - y) and 2/n sum (X w + b - y)."""
    e = X @ w + b - y
    return 2 * X.T @ e / len(X), 2 * np.mean(e)


@linear_regression_grad.cases
def _(draw):
    yield np.array([[1, 2], [3, 4]]), np.array([1, 0]), np.array([1, -1]), 2
    yield draw.integers(3, 2), draw.integers(3), draw.integers(2), draw.integers() + 0.25  # Whole numbers, and not.
    yield draw.tenths(1, 3), draw.tenths(1), draw.tenths(3), draw.tenths()
    yield draw.tenths(4, 1), draw.tenths(4), draw.tenths(1), draw.tenths()
    for _ in range(2):
        n, d = draw.sizes(2, low=3)
        yield draw.normal(n, d), draw.normal(n), draw.normal(d), draw.normal()


def wrong_gradient(dw=2.0, db=2.0, error=lambda X, y, w, b: X @ w + b - y, divide=len):
    def gradient(X, y, w, b):
        e = error(X, y, w, b)
        return dw * X.T @ e / divide(X), db * np.sum(e) / divide(X)

    return gradient


linear_regression_grad.mistake("factor_2_lost", "The 2 is missing: the derivative of e^2 is 2 e.")(wrong_gradient(1, 1))
linear_regression_grad.mistake("mean_forgotten", "The 1/n of the mean is missing.")(wrong_gradient(divide=lambda X: 1))
linear_regression_grad.mistake("target_minus_output", "The sign is wrong: the error is X w + b - y.")(
    wrong_gradient(-2, -2)
)
linear_regression_grad.mistake("bias_forgotten", "The prediction lacks the bias: the error is X w + b - y.")(
    wrong_gradient(error=lambda X, y, w, b: X @ w - y)
)
linear_regression_grad.mistake("mean_over_everything", "You divided by n times d. The mean is over the n samples.")(
    wrong_gradient(divide=np.size)
)
linear_regression_grad.mistake("target_forgotten", "The targets are not used: the error is X w + b - y.")(
    wrong_gradient(error=lambda X, y, w, b: X @ w + b)
)


@linear_regression_grad.mistake("db_not_summed", "db is one number: the mean over the samples of 2 e.")
def _(X, y, w, b):
    e = X @ w + b - y
    return 2 * X.T @ e / len(X), 2 * e / len(X)


@linear_regression_grad.mistake("db_mean_forgotten", "In db the 1/n of the mean is missing.")
def _(X, y, w, b):
    e = X @ w + b - y
    return 2 * X.T @ e / len(X), 2 * np.sum(e)


@linear_regression_grad.mistake("db_factor_2_lost", "In db the 2 is missing.")
def _(X, y, w, b):
    e = X @ w + b - y
    return 2 * X.T @ e / len(X), np.mean(e)


@linear_regression_grad.mistake("square_kept", "The square is still there: the derivative of e^2 is 2 e.")
def _(X, y, w, b):
    e = (X @ w + b - y) ** 2
    return 2 * X.T @ e / len(X), 2 * np.mean(e)


@linear_regression_grad.right_answer
def _(X, y, w, b):
    dw, db = np.zeros(len(w)), 0.0
    for x, t in zip(X, y, strict=True):
        e = float(x @ w + b - t)
        dw += 2 * e * x / len(X)
        db += 2 * e / len(X)
    return dw, db


linear_regression_grad.right_answer(
    lambda X, y, w, b: (
        np.einsum("nd,n->d", X, X @ w + b - y) * 2 / X.shape[0],
        ((X @ w - y) * 2).mean() + 2 * b,
    )
)


# -------------------------------------------------------------------------------------------- gradient_step


@topic.exercise(
    points=1,
    shapes={"w": "...", "grad": "..."},
    hints=[
        "The gradient points uphill. Which way do you want to go?",
        "The step is as long as the gradient times the learning rate. Return a new array.",
        "Going uphill would be: w + lr * grad",
    ],
    why="Against the gradient, and as far as the learning rate says. The subtraction makes a new array.",
)
def gradient_step(w, grad, lr):
    """w - lr grad."""
    return w - lr * grad


@gradient_step.cases
def _(draw):
    yield np.array([1.0, 2.0]), np.array([3.0, -1.0]), 0.5
    for shape in ((1,), (4,), (2, 3)):
        yield draw.tenths(*shape), draw.tenths(*shape) * 3, draw.choice(0.1, 0.25, 1.5)
    yield draw.integers(3), np.array([draw.choice(-3, -1, 1, 3), draw.integers(), draw.integers()]), 0.5
    yield draw.integers(2, 2), np.array([[1, draw.integers()], [draw.integers(), -2]]), 0.3
    yield draw.integers(2), draw.integers(2), 2  # All of it whole.


gradient_step.mistake("ascent", "You went uphill: the gradient points to where the loss grows. Subtract it.")(
    lambda w, grad, lr: w + lr * grad
)
gradient_step.mistake("no_learning_rate", "The learning rate is not used: the step is lr times the gradient.")(
    lambda w, grad, lr: w - 1.0 * grad
)
gradient_step.mistake(
    "constant_length",
    "Your steps are all equally long, whatever the gradient's size. Near the minimum the gradient shrinks, and so must "
    "the step: lr times the gradient.",
)(lambda w, grad, lr: w - lr * grad / np.linalg.norm(grad))
gradient_step.mistake("only_the_sign", "You used only the sign of the gradient. Its size counts too.")(
    lambda w, grad, lr: w - lr * np.sign(grad)
)
gradient_step.mistake("only_the_step", "You return the change alone. Add it to w.")(lambda w, grad, lr: -lr * grad)
gradient_step.mistake("step_not_subtracted", "You return how far to step. Subtract that from w.")(
    lambda w, grad, lr: lr * grad
)

gradient_step.mistake("scaled_w", "You multiplied w by the step. The step is subtracted from w.")(
    lambda w, grad, lr: w * (1 - lr * grad)
)
gradient_step.mistake("divided_by_rate", "You divided by the learning rate. A larger rate means a longer step.")(
    lambda w, grad, lr: w - grad / lr
)


@gradient_step.mistake("in_place", "`w -= ...` writes into the caller's array. Make a new one: w - lr * grad.")
def _(w, grad, lr):
    w -= lr * grad
    return w


@gradient_step.mistake(
    "in_place_by_index",
    "w[i] = ... writes into the caller's array, and if that holds whole numbers, it cuts the decimals off. Make a new "
    "array: w - lr * grad.",
)
def _(w, grad, lr):
    for index in np.ndindex(w.shape):
        w[index] = w[index] - lr * grad[index]
    return w


@gradient_step.mistake(
    "whole_numbers",
    "The result is stored in an array of whole numbers, a copy of w or np.zeros_like(w), which cuts the decimals off. "
    "Calculate w - lr * grad as a whole: that makes an array of floats.",
)
def _(w, grad, lr):
    new = w.copy()
    new[...] = (w - lr * grad).astype(w.dtype)
    return new


gradient_step.right_answer(lambda w, grad, lr: -lr * grad + w)
gradient_step.right_answer(lambda w, grad, lr: np.subtract(w, np.multiply(grad, lr)).tolist())


# --------------------------------------------------------------------------------------------------- descend


@topic.exercise(
    points=3,
    needs=("gradient_step",),
    hints=[
        "How many points does a path of 3 steps have? The start is one of them.",
        "In each step ask for the gradient at the place where you are now.",
        "A path of one step would be: np.array([w0, gradient_step(w0, gradient(w0), lr)])",
    ],
    why="Each step asks for the gradient at the last point of the path, and appends a new array. The start is "
    "the first point.",
)
def descend(gradient, w0, lr, steps):
    """w0, w0 - lr gradient(w0), ...: steps + 1 points, the start first."""
    return walked(gradient, w0, lr, steps)


@descend.cases
def _(draw):
    yield one_slope, 5.0, 0.5, 3
    yield one_slope, draw.choice(4, 6, 8), 0.25, 3  # A whole start, and a path that is not whole.
    yield one_slope, 3.0, 0.5, 3  # At the bottom already: the path has as many points all the same.
    yield one_slope, draw.tenths(), 0.25, 1
    yield one_slope, -2.0, 1.5, 4
    yield bowl_slope, draw.tenths(2), 0.25, 5
    yield bowl_slope, np.array([1, draw.integers()]), 0.1, 3
    yield bowl_slope, draw.tenths(1), 0.125, 2
    yield bowl_slope, draw.tenths(2, 2), 0.1, 6


def walked(gradient, w0, lr, steps, sign=-1):
    path = [np.array(w0, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] + sign * lr * gradient(path[-1]))
    return np.array(path)


descend.mistake("ascent", "The path climbs: subtract the gradient.")(
    lambda gradient, w0, lr, steps: walked(gradient, w0, lr, steps, 1)
)
descend.mistake("start_missing", "The path has no start: its first point is w0, and it has steps + 1 points.")(
    lambda gradient, w0, lr, steps: walked(gradient, w0, lr, steps)[1:]
)
descend.mistake("end_missing", "The last point is missing: after `steps` steps the path has steps + 1 points.")(
    lambda gradient, w0, lr, steps: walked(gradient, w0, lr, steps)[:-1]
)
descend.mistake(
    "gradient_of_start_reused",
    "You computed the gradient once, at the start, and used it for every step. Ask for it anew at each point.",
)(lambda gradient, w0, lr, steps: walked(lambda w: gradient(np.array(w0, dtype=float)), w0, lr, steps))
descend.mistake("no_learning_rate", "The learning rate is not used.")(
    lambda gradient, w0, lr, steps: walked(gradient, w0, 1.0, steps)
)
descend.mistake("only_the_end", "You return the last point. The whole path is wanted.")(
    lambda gradient, w0, lr, steps: walked(gradient, w0, lr, steps)[-1]
)
descend.mistake("one_step_too_many", "That is one step more than asked for.")(
    lambda gradient, w0, lr, steps: walked(gradient, w0, lr, steps + 1)
)
descend.mistake(
    "same_array_everywhere",
    "Every point of the path is the last one: the same array was appended each time and changed afterwards. Make a new "
    "array in each step (w = w - ..., not w -= ...).",
)(lambda gradient, w0, lr, steps: np.array([walked(gradient, w0, lr, steps)[-1]] * (steps + 1)))
IN_PLACE = (
    "w -= ... changes the array that is already in your path, and the caller's w0 with it. Make a new array in each step: "
    "w = w - lr * gradient(w)."
)


@descend.mistake("in_place", IN_PLACE)
def _(gradient, w0, lr, steps):
    w, path = w0, [w0]
    for _ in range(steps):
        w -= lr * gradient(w)
        path.append(w)
    return np.array(path)


@descend.mistake("in_place_as_array", IN_PLACE)
def _(gradient, w0, lr, steps):
    w = np.asarray(w0, dtype=float)
    path = [w]
    for _ in range(steps):
        w -= lr * gradient(w)
        path.append(w)
    return np.array(path)


@descend.mistake(
    "whole_numbers",
    "From a start of whole numbers your path is an array of whole numbers, which cuts the decimals of every point off. "
    "Make room for floats: np.zeros((steps + 1, *np.shape(w0))).",
)
def _(gradient, w0, lr, steps):
    path = np.array([w0] * (steps + 1))
    for k in range(steps):
        path[k + 1] = path[k] - lr * gradient(path[k])
    return path


@descend.mistake(
    "stops_when_flat",
    "Your path ends as soon as a step no longer moves. `steps` steps are asked for: steps + 1 points, however flat it is.",
)
def _(gradient, w0, lr, steps):
    path = [np.array(w0, dtype=float)]
    for _ in range(steps):
        if np.allclose(gradient(path[-1]), 0):
            break
        path.append(path[-1] - lr * gradient(path[-1]))
    return np.array(path)


@descend.mistake(
    "one_step_only",
    "Only one step was taken, and `steps` are asked for. If there is a loop, a `return` inside it ends it after the first.",
)
def _(gradient, w0, lr, steps):
    return walked(gradient, w0, lr, 1)


descend.mistake("steps_collected", "You collected the steps. The path holds the points.")(
    lambda gradient, w0, lr, steps: np.diff(
        walked(gradient, w0, lr, steps), axis=0, prepend=[np.array(w0, dtype=float)]
    )
)


@descend.mistake(
    "always_from_the_start",
    "Every step begins at w0, so all points after the first are the same. Begin each step where the last one ended.",
)
def _(gradient, w0, lr, steps):
    w0 = np.asarray(w0, dtype=float)
    return np.array([w0] + [w0 - lr * gradient(w0)] * steps)


@descend.right_answer
def _(gradient, w0, lr, steps):
    path = np.zeros((steps + 1, *np.shape(w0)))
    path[0] = w0
    for k in range(steps):
        path[k + 1] = path[k] - lr * gradient(path[k])
    return path


@descend.right_answer
def _(gradient, w0, lr, steps):
    w, path = w0, [w0]
    while len(path) <= steps:
        w = w - gradient(w) * lr
        path = [*path, w]
    return path


# ----------------------------------------------------------------------------------------------- minibatches


def batch_facts(value, X, y, batch_size, rng):
    """What must be true of one pass, whatever the order: sizes, pairs, every sample once, a shuffled order.

    Of no samples at all nothing is.
    """
    rows = [(np.asarray(X_b, dtype=float), np.asarray(y_b, dtype=float)) for X_b, y_b in value]
    sizes = [len(X_b) for X_b, _ in rows]
    rows = [(X[:0], y[:0]), *rows]  # Where there is no batch, there are no samples either.
    Xs, ys = np.concatenate([X_b for X_b, _ in rows]), np.concatenate([y_b for _, y_b in rows])
    if len(Xs) != len(ys):
        raise ValueError("batches of the wrong shape")
    numbers = dict(zip(y.tolist(), X, strict=True))  # In the cases the target is the sample's number.
    in_a_row = int(np.sum(np.diff(ys) == 1))
    backwards = np.array_equal(ys, y[::-1])
    return {
        "sizes": np.array(sizes, dtype=int),
        "every sample once": np.array(bool(np.array_equal(np.sort(ys), y))),
        "pairs kept": np.array(
            len(ys) > 0 and all(t in numbers and np.array_equal(x, numbers[t]) for x, t in zip(Xs, ys, strict=True))
        ),
        "shuffled": np.array(0 < len(ys) < 12 or not (in_a_row >= 2 * len(ys) / 3 or backwards)),
    }


@topic.exercise(
    points=3,
    shapes={"X": "n d", "y": "n"},
    returns=("sizes", "every sample once", "pairs kept", "shuffled"),
    view=batch_facts,
    random=True,
    hints=[
        "Draw one random order of the sample numbers 0 ... n - 1, and use it for X and for y.",
        "rng.permutation(n) is such an order. Cut it into pieces of batch_size; the last may be shorter.",
        "Without shuffling: for start in range(0, len(X), batch_size): yield X[start:start + batch_size], ...",
    ],
    why="One order serves samples and targets, so they stay together. A slice past the end is shorter, which "
    "is the last batch.",
)
def minibatches(X, y, batch_size, rng):
    """One pass in a random order: pairs (X_b, y_b) of batch_size samples, the short last one kept."""
    return cut(X, y, batch_size, rng.permutation(len(X)))


@minibatches.cases
def _(draw):
    for n, batch_size, d in ((1, 4, 1), (12, 5, 2), (14, 4, 3), (20, 1, 1), (13, 13, 2), (30, 7, 4)):
        y = np.arange(n) + 1
        X = np.column_stack([y, draw.tenths(n, d)])
        yield X, y, batch_size, np.random.default_rng(draw.integers(low=1, high=10**6))
    # The same samples with another generator: another order.
    yield X, y, batch_size, np.random.default_rng(draw.integers(low=1, high=10**6))


def overlapping(X, y, batch_size, order):
    parts = [order[start : start + batch_size] for start in range(len(order))]
    return [(X[part], y[part]) for part in parts]


def cut(X, y, batch_size, order, order_y=None):
    order_y = order if order_y is None else order_y
    starts = range(0, len(order), batch_size)
    return [(X[order[i : i + batch_size]], y[order_y[i : i + batch_size]]) for i in starts]


def beginning_only(X, y, batch_size, order):
    X, y = X[order], y[order]
    return [(X[start:batch_size], y[start:batch_size]) for start in range(0, len(X), batch_size)]


def whole_batches(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    parts = [order[k * batch_size : (k + 1) * batch_size] for k in range(len(X) // batch_size)]
    return [(X[part], y[part]) for part in parts]


minibatches.mistake(
    "last_batch_dropped",
    "The short last batch is missing: len(X) // batch_size counts only the full ones. Every sample counts in every pass.",
)(whole_batches)
APART = "so samples and targets no longer belong together. Draw one order, and use it for both."
minibatches.mistake("shuffled_apart", f"X and y were shuffled separately, or one of them alone, {APART}")(
    lambda X, y, batch_size, rng: cut(X, y, batch_size, rng.permutation(len(X)), rng.permutation(len(X)))
)
minibatches.mistake("only_X_shuffled", f"The targets are in their old order, and the samples are not, {APART}")(
    lambda X, y, batch_size, rng: cut(X, y, batch_size, rng.permutation(len(X)), np.arange(len(X)))
)


@minibatches.mistake(
    "shuffled_apart_in_place",
    f"X and y were shuffled separately, {APART} rng.permutation(len(X)) is such an order; it also leaves the arrays that "
    "were passed in as they are, which rng.shuffle(X) does not.",
)
def _(X, y, batch_size, rng):
    rng.shuffle(X)
    rng.shuffle(y)
    return cut(X, y, batch_size, np.arange(len(X)))


minibatches.mistake("not_shuffled", "The samples come in their old order. Shuffle them, with rng.")(
    lambda X, y, batch_size, rng: cut(X, y, batch_size, np.arange(len(X)))
)
minibatches.mistake(
    "with_replacement",
    "Samples are drawn with replacement: some come twice and others never. One pass uses every sample exactly once "
    "(rng.permutation, not rng.integers or rng.choice).",
)(lambda X, y, batch_size, rng: cut(X, y, batch_size, rng.integers(0, len(X), len(X))))
minibatches.mistake(
    "each_batch_drawn_by_itself",
    "Each batch draws its samples by itself: some come twice in a pass and others never, and the last batch is as large as "
    "the others. Draw one order for the whole pass (rng.permutation), and cut it into batches.",
)(
    lambda X, y, batch_size, rng: [
        (X[batch], y[batch]) for batch in (rng.integers(0, len(X), batch_size) for _ in range(0, len(X), batch_size))
    ]
)
minibatches.mistake(
    "batch_size_ignored", "There is only one batch, with all samples: cut it into pieces of batch_size."
)(lambda X, y, batch_size, rng: cut(X, y, len(X), rng.permutation(len(X))))
minibatches.mistake(
    "end_is_batch_size",
    "A slice ends at a position, not after so many entries: [start:batch_size] holds something in the first round alone. It "
    "ends at start + batch_size.",
)(lambda X, y, batch_size, rng: beginning_only(X, y, batch_size, rng.permutation(len(X))))
minibatches.mistake(
    "batches_overlap",
    "A new batch begins at every sample, so that most samples come several times. The starts are batch_size apart: range "
    "takes the step as its third argument.",
)(lambda X, y, batch_size, rng: overlapping(X, y, batch_size, rng.permutation(len(X))))
minibatches.mistake(
    "no_batches", "No batch comes back. Append every pair (X_b, y_b) to the list that is returned, or yield it."
)(lambda X, y, batch_size, rng: [])
minibatches.mistake("first_batch_only", "Only the first batch is there. Go on until every sample has been used.")(
    lambda X, y, batch_size, rng: cut(X, y, batch_size, rng.permutation(len(X)))[:1]
)


@minibatches.right_answer
def _(X, y, batch_size, rng):
    order = np.arange(len(X))
    rng.shuffle(order)
    return [(X[part], y[part]) for part in np.split(order, range(batch_size, len(X), batch_size))]


@minibatches.right_answer
def _(X, y, batch_size, rng):
    pairs = [(X[i], y[i]) for i in rng.permutation(len(X))]
    while pairs:
        batch, pairs = pairs[:batch_size], pairs[batch_size:]
        yield np.array([x for x, _ in batch]), [t for _, t in batch]


# ------------------------------------------------------------------------------------------------ fit_linear


# How a batch may weigh the samples: batches are the rows of a matrix, samples its columns.
PER_BATCH, OTHER = "batch by batch, newly shuffled in each epoch", "in some other way"
NOT_SHUFFLED, SHUFFLED_ONCE = (
    "batch by batch, in the order of the data",
    "batch by batch, in the same order every epoch",
)


@cache
def shuffles(n, batch_size):
    """Every order of n samples in batches, once: matrices whose row k holds 1 / (size of batch k) for its samples."""
    found = {}
    for order in permutations(range(n)):
        parts = [frozenset(order[k : k + batch_size]) for k in range(0, n, batch_size)]
        found[tuple(parts)] = [[(i in part) / len(part) for i in range(n)] for part in parts]
    return np.array(list(found.values()))


def wrong_epochs(weights):
    """What else an epoch can be, in words: other weights than these, of every order of the batches."""
    n, everything = weights.shape[2], np.ones((1, 1, weights.shape[2])) / weights.shape[2]
    return {
        "with all the data at once, one step per epoch": everything,
        "with the gradient of all the data for every batch": np.repeat(everything, weights.shape[1], axis=1),
        "with only one batch per epoch": weights[:, :1],
        "with each batch's sum divided by the number of all samples": (weights > 0) / n,
        "with the sum over each batch, not its mean": (weights > 0) * 1.0,
        "without the short last batch": weights[:, :-1],
        "with half of each gradient": weights / 2,
    }


def after_epoch(A, y, lr, thetas, weights):
    """Where an epoch leads from each of these parameters in each order, and the loss of its last batch there."""
    thetas = np.repeat(thetas[:, None], len(weights), axis=1)
    for batch in weights.swapaxes(0, 1):
        thetas = thetas - 2 * lr * (batch * (thetas @ A.T - y)) @ A
    return thetas, np.sum(weights[:, -1] * (thetas @ A.T - y) ** 2, axis=-1)


def near(value, right):
    """Whether numbers are the same but for rounding; `np.isclose` takes ten times as long for a handful of them."""
    with np.errstate(invalid="ignore"):  # Of a training that diverged.
        return np.abs(value - right) <= 1e-7 + 1e-5 * np.abs(right)


def paths(A, y, lr, epochs, weights, losses=None):
    """Every way through the epochs: its orders, its end and its last batches' losses; only those with these losses."""
    thetas, orders, last = np.zeros((1, A.shape[1])), np.zeros((1, 0), dtype=int), np.zeros((1, 0))
    for epoch in range(epochs):
        ends, batch_losses = after_epoch(A, y, lr, thetas, weights)
        kept = np.full(ends.shape[:2], True)
        if losses is not None:
            kept = near(np.mean((ends @ A.T - y) ** 2, axis=-1), losses[epoch])
        before, order = np.nonzero(kept)
        thetas, orders = ends[before, order], np.column_stack([orders[before], order])
        last = np.column_stack([last[before], batch_losses[before, order]])
        if not len(before):
            break
    return orders, thetas, last


def whose(losses, last, A, y, theta):
    """What the losses of epochs with several batches are, in words."""
    if losses.shape != last.shape[1:]:
        return "not one loss per epoch"
    if np.isclose(last, losses, rtol=1e-5, atol=1e-7).all(axis=1).any():
        return "the losses of the last batches"
    if np.isclose(losses[0], np.mean(y**2), rtol=1e-5):
        return "the MSE on all the data before each epoch"
    return "not the MSE on all the data after each epoch"


def trained(value, X, y, lr, epochs, batch_size, rng):
    """With one batch per epoch the result itself; with several, which of all possible shuffles lead to it, in words."""
    w, b, losses = (np.asarray(part, dtype=float) for part in value)
    if batch_size >= len(X):
        return {"w": w, "b": b, "losses": losses}
    how, told = PER_BATCH, "the MSE on all the data after each epoch"
    if w.shape != X.shape[1:] or b.shape != ():
        return {"w": how, "b": how, "losses": told}  # The cases with one batch tell of the shape.
    A, theta, weights = np.column_stack([X, np.ones(len(X))]), np.append(w, b), shuffles(len(X), batch_size)
    many = epochs > 2  # Too many ways to try them all: they are followed by their losses.

    def arrivals(weights, losses=None):
        """The orders, and the last batches' losses, of every way that ends in (w, b)."""
        orders, ends, last = paths(A, y, lr, epochs, weights, losses)
        here = np.all(near(ends, theta), axis=1)
        return (orders[here], last[here]) if here.any() else None

    kinds = {PER_BATCH: weights, **wrong_epochs(weights)}
    if losses.shape == (epochs,):
        for how, kind in kinds.items():
            if found := arrivals(kind, losses):
                return {"w": (how := seen(how, weights, found[0])), "b": how, "losses": told}
    if not many:
        for how, kind in kinds.items():
            if found := arrivals(kind):
                return {"w": how, "b": how, "losses": whose(losses, found[1], A, y, theta)}
    honest = losses.shape == (epochs,) and np.isclose(losses[-1], np.mean((A @ theta - y) ** 2), rtol=1e-5, atol=1e-7)
    how = OTHER if honest or not many else PER_BATCH
    return {"w": how, "b": how, "losses": told if honest else whose(losses, np.zeros((0, epochs)), A, y, theta)}


def seen(how, weights, orders):
    """What the orders of the batches, epoch by epoch, say about the shuffling."""
    _, batches, n = weights.shape
    same = np.all(orders == orders[:, :1], axis=1)
    if how != PER_BATCH or orders.shape[1] < 3 or not same.any():
        return how
    first = weights[orders[same][0, 0]].argmax(axis=1)
    return NOT_SHUFFLED if np.array_equal(first, np.arange(0, n, -(-n // batches))) else SHUFFLED_ONCE


def fitted(X, y, lr, epochs, batch_size, rng, *, start=0.0, sign=-1, gradient=None, record="after", batches=None):
    """The training loop with its details as arguments, so that a wrong one differs in exactly one of them."""
    gradient = gradient or linear_regression_grad.reference
    w, b, losses = np.full(X.shape[1], start), start, []
    for _ in range(epochs):
        pieces = (batches or (lambda: cut(X, y, batch_size, rng.permutation(len(X)))))()
        if record == "before":
            losses.append(np.mean((X @ w + b - y) ** 2))
        batch_losses, batch_losses_before = [], []
        for X_b, y_b in pieces:
            batch_losses_before.append(np.mean((X_b @ w + b - y_b) ** 2))
            dw, db = gradient(X_b, y_b, w, b)
            w, b = w + sign * lr * dw, b + sign * lr * db
            batch_losses.append(np.mean((X_b @ w + b - y_b) ** 2))
            if record == "every batch":
                losses.append(np.mean((X @ w + b - y) ** 2))
        if record == "last batch":
            losses.append(batch_losses[-1])
        if record == "mean of batches":
            losses.append(np.mean(batch_losses))
        if record == "mean of batches before":
            losses.append(np.mean(batch_losses_before))
        if record == "after":
            losses.append(np.mean((X @ w + b - y) ** 2))
        if record == "sum":
            losses.append(np.sum((X @ w + b - y) ** 2))
        if record == "half":
            losses.append(np.mean((X @ w + b - y) ** 2) / 2)
    return w, b, np.array(losses)


@topic.exercise(
    points=4,
    shapes={"X": "n d", "y": "n"},
    returns=("w", "b", "losses"),
    view=trained,
    random=True,
    needs=("linear_regression_grad", "gradient_step", "minibatches"),
    hints=[
        "Two loops: epochs outside, the batches of one pass inside. When is the loss of an epoch computed, and on what?",
        "Each batch gives a gradient (its own mean) and one step. After the pass: the MSE on all the data.",
        "With all the data as one batch, each gradient would be: dw, db = linear_regression_grad(X, y, w, b)",
    ],
    why="Every part is written and checked already. Calling minibatches inside the loop over the epochs "
    "shuffles anew in each; the loss is taken once, after the pass, on all the data.",
)
def fit_linear(X, y, lr, epochs, batch_size, rng):
    """Gradient descent on the MSE in mini-batches from zeros; losses holds the MSE on all data after each epoch."""
    return fitted(X, y, lr, epochs, batch_size, rng)


@fit_linear.cases
def _(draw):
    def rng():
        seed = draw.integers(low=1, high=10**6)
        while np.array_equal(np.random.default_rng(seed).permutation(6) // 2, [0, 0, 1, 1, 2, 2]):
            seed += 1  # Whoever shuffles six samples once would get batches in the order of the data.
        return np.random.default_rng(seed)

    yield np.array([[1], [2]]), np.array([3, 5]), 0.1, 2, 2, rng()
    yield np.array([[1], [-1], [2]]), draw.integers(3), 0.1, 1, 2, rng()
    yield draw.tenths(1, 2), draw.tenths(1), 0.05, 3, 4, rng()
    yield draw.normal(6, 3), draw.normal(6), 0.1, 4, 6, rng()
    yield draw.normal(5, 2), draw.normal(5), 0.2, 5, 50, rng()
    yield draw.normal(4, 1), draw.normal(4), 0.05, 2, 3, rng()
    yield draw.normal(5, 2), draw.normal(5), 0.1, 2, 2, rng()
    X, y = draw.normal(6, 2), draw.normal(6)
    yield X, y, 0.05, 5, 2, rng()  # 90 orders in each epoch: that they change is seen.
    yield X, y, 0.05, 5, 2, rng()  # Another generator: other orders, and another result.


fit_linear.mistake("ascent", "The steps go uphill: subtract the gradient.")(lambda *args: fitted(*args, sign=1))
fit_linear.mistake(
    "loss_before_epoch",
    "You note the loss before the epoch's updates. It belongs after them: epoch 1 has already learned.",
)(lambda *args: fitted(*args, record="before"))
fit_linear.mistake("loss_as_sum", "The losses are sums of squares. The MSE is their mean.")(
    lambda *args: fitted(*args, record="sum")
)
fit_linear.mistake("loss_halved", "The losses are half the MSE.")(lambda *args: fitted(*args, record="half"))
fit_linear.mistake("bias_never_updated", "The weights learn, the bias stays 0.")(
    lambda *args: fitted(*args, gradient=lambda X, y, w, b: (linear_regression_grad.reference(X, y, w, b)[0], 0.0))
)


def in_turn(lr):
    """The gradient of w, and that of b where the step of w has led."""

    def gradient(X, y, w, b):
        dw = linear_regression_grad.reference(X, y, w, b)[0]
        return dw, linear_regression_grad.reference(X, y, w - lr * dw, b)[1]

    return gradient


fit_linear.mistake(
    "bias_after_weights", "The gradient of b is computed with the new w. Compute both before either moves."
)(lambda X, y, lr, *rest: fitted(X, y, lr, *rest, gradient=in_turn(lr)))
fit_linear.mistake("factor_2_lost", "The gradient lacks its 2: the steps are half as long as they should be.")(
    lambda *args: fitted(*args, gradient=wrong_gradient(1, 1))
)
fit_linear.mistake("starts_at_one", "You start from ones. Start from zeros.")(lambda *args: fitted(*args, start=1.0))
fit_linear.mistake("one_epoch_only", "Only one epoch was run.")(
    lambda X, y, lr, epochs, batch_size, rng: fitted(X, y, lr, 1, batch_size, rng)
)
fit_linear.mistake("no_learning_rate", "The learning rate is not used.")(
    lambda X, y, lr, epochs, batch_size, rng: fitted(X, y, 1.0, epochs, batch_size, rng)
)
fit_linear.mistake(
    "loss_of_last_batch",
    "The loss you note is that of the epoch's last batch alone. After each pass compute the MSE on all the data, X and y.",
)(lambda *args: fitted(*args, record="last batch"))
fit_linear.mistake(
    "loss_of_single_batches",
    "Your losses are right where an epoch is a single batch, and wrong where it has several. Each is the MSE on all the "
    "data, X and y, computed once, after the pass.",
)(lambda *args: fitted(*args, record="mean of batches"))
fit_linear.mistake(
    "loss_before_updates",
    "Your losses come from before the updates, and not from all the data. Each is the MSE on X and y, computed once, after "
    "the pass.",
)(lambda *args: fitted(*args, record="mean of batches before"))
fit_linear.mistake(
    "loss_in_every_batch", "You note a loss after every batch. One per epoch is wanted: note it after the inner loop."
)(lambda *args: fitted(*args, record="every batch"))
fit_linear.mistake(
    "batch_size_ignored",
    "You take one step per epoch, with all the data. Cut the data into batches of batch_size, and take a step for each.",
)(
    lambda X, y, lr, epochs, batch_size, rng: fitted(
        X, y, lr, epochs, batch_size, rng, batches=lambda: cut(X, y, len(X), rng.permutation(len(X)))
    )
)
fit_linear.mistake(
    "one_batch_per_epoch",
    "Only one batch of each epoch is used. An epoch goes through all the data: a step for every batch.",
)(
    lambda X, y, lr, epochs, batch_size, rng: fitted(
        X, y, lr, epochs, batch_size, rng, batches=lambda: cut(X, y, batch_size, rng.permutation(len(X)))[:1]
    )
)
fit_linear.mistake(
    "gradient_of_all_data",
    "Your steps use the gradient of all the data, one for each batch. Each step uses its own batch: X_b and y_b.",
)(lambda X, y, *rest: fitted(X, y, *rest, gradient=lambda X_b, y_b, w, b: linear_regression_grad.reference(X, y, w, b)))
fit_linear.mistake(
    "divided_by_all_samples",
    "Each batch's gradient is divided by the number of all samples. It is the batch's own mean: divide by len(X_b).",
)(lambda X, y, *rest: fitted(X, y, *rest, gradient=wrong_gradient(divide=lambda X_b: len(X))))
fit_linear.mistake(
    "last_batch_dropped",
    "The batches do not cover all samples: with len(X) // batch_size batches the short last one is missing.",
)(
    lambda X, y, lr, epochs, batch_size, rng: fitted(
        X, y, lr, epochs, batch_size, rng, batches=lambda: whole_batches(X, y, batch_size, rng)
    )
)
fit_linear.mistake(
    "not_shuffled", "The batches come in the order of the data. Shuffle the samples, with rng, anew in each epoch."
)(
    lambda X, y, lr, epochs, batch_size, rng: fitted(
        X, y, lr, epochs, batch_size, rng, batches=lambda: cut(X, y, batch_size, np.arange(len(X)))
    )
)


@fit_linear.mistake(
    "shuffled_once", "The batches are the same in every epoch. Shuffle inside the loop over the epochs, anew in each."
)
def _(X, y, lr, epochs, batch_size, rng):
    pieces = cut(X, y, batch_size, rng.permutation(len(X)))
    return fitted(X, y, lr, epochs, batch_size, rng, batches=lambda: pieces)


fit_linear.mistake("one_loss_only", "You return one loss, the last. One per epoch is wanted.")(
    lambda *args: (*fitted(*args)[:2], fitted(*args)[2][-1])
)


@fit_linear.right_answer
def _(X, y, lr, epochs, batch_size, rng):
    theta, A, losses = np.zeros(X.shape[1] + 1), np.column_stack([X, np.ones(len(X))]), []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            part = A[order[k : k + batch_size]]
            theta = theta - lr * 2 / len(part) * part.T @ (part @ theta - y[order[k : k + batch_size]])
        losses.append(float(np.mean((A @ theta - y) ** 2)))
    return theta[:-1], theta[-1], losses


@fit_linear.right_answer
def _(X, y, lr, epochs, batch_size, rng):
    w, b, losses = [0.0] * X.shape[1], 0.0, []
    for _ in range(epochs):
        order = rng.permutation(len(X)).tolist()
        while order:
            batch, order = order[:batch_size], order[batch_size:]
            errors = [float(X[i] @ w + b - y[i]) for i in batch]
            steps = [sum(e * X[i, j] for e, i in zip(errors, batch, strict=True)) for j in range(len(w))]
            w = [wj - lr * 2 * s / len(batch) for wj, s in zip(w, steps, strict=True)]
            b -= lr * 2 * sum(errors) / len(batch)
        losses.append(sum(float(X[i] @ w + b - y[i]) ** 2 for i in range(len(X))) / len(X))
    return w, b, losses


# ---------------------------------------------------------------------------------------------------- recall

topic.recall(
    "05-1",
    36,
    hints=["The MSE is the mean of four squared errors. What is their sum?"],
    wrong=[
        ("divided", 2.25, "You divided by 4. The mean is the sum divided by 4, so the sum is larger than the mean."),
        ("root", 3, "3 is the RMSE. The sum of the squared errors is asked for."),
    ],
    why="The mean is the sum divided by 4, so the sum is 4 · 9.",
)
topic.recall(
    "05-2",
    9,
    hints=["Two layers of weights lie between three sizes. How many weights has each of them, and how many biases?"],
    wrong=[
        ("one_bias_per_layer", 8, "You counted one bias per layer. Each unit has a bias of its own."),
        ("without_biases", 6, "6 is the number of weights alone. Each unit has a bias."),
    ],
    why="2 · 2 + 2 = 6 in the first layer and 2 · 1 + 1 = 3 in the second.",
)
topic.recall(
    "05-3",
    4.0,
    hints=["The slope at w is w - 3. With a rate of 1.5, by what factor does a step multiply the distance to 3?"],
    wrong=[
        ("one_step", 1.0, "That is where the first step leads. Take the second from there, with the slope there."),
        ("ascent", 28.0, "You went uphill. Subtract the step."),
        ("old_slope", -5.0, "The second step needs the slope at the new point."),
    ],
    why="Each step multiplies the distance to 3 by 1 - 1.5 = -0.5. It is 4 at first, then -2, then 1.",
)
topic.recall(
    "05-4",
    160,
    hints=["How many batches does one epoch have, if the last one holds the samples that are left?"],
    wrong=[
        (
            "short_batch_dropped",
            155,
            "Each epoch has 31 full batches, and a short one with the 8 samples that are left.",
        ),
        ("one_epoch", 32, "That is one epoch. There are 5."),
        ("divided", 156.25, "There are no quarters of a step: each epoch ends with a short batch, a step of its own."),
    ],
    why="1,000 / 32 is 31.25, so an epoch has 31 full batches and a short one: 32 steps, and 5 · 32 = 160.",
)
topic.recall(
    "05-5",
    "b",
    hints=[
        "Compute both partial derivatives at (0, 0). Where both are 0, look for a direction in which the loss falls."
    ],
    wrong=[
        ("bowl", "a", "(a) is a bowl: at the origin it is 0, and larger everywhere else."),
        ("slope", "c", "The derivative of (c) with respect to w1 is 1, at the origin too."),
        (
            "valley",
            "d",
            "(d) is a square, so it is never below 0, and at the origin it is 0: a minimum, if not the only one.",
        ),
    ],
    why="w1 w2 has the partial derivatives w2 and w1, both 0 at the origin. Along w1 = w2 it rises, along w1 "
    "= -w2 it falls: a saddle.",
)
