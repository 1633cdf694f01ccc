"""Classification: references, cases, wrong answers and right ones."""

import math

import numpy as np

from autograder.answers.activations import logistic
from autograder.answers.forward import softmax as softmax_of
from autograder.answers.losses import BOTH, mse_of, pairs
from autograder.compare import Tolerance
from autograder.exercise import Topic

topic = Topic(__name__)


# -------------------------------------------------------------------------------------- binary cross-entropy


def probabilities(draw):
    """Predictions strictly inside (0, 1), and targets 0 or 1 or, where both terms count, between them."""
    yield np.array([0.8, 0.4]), np.array([1, 0])
    yield np.array([0.25]), np.array([1.0])
    yield np.array([0.8, 0.4]), np.array([0.25, 0.5])
    for shape in ((4,), (3, 2), (2, 2, 3)):
        y = draw.integers(*shape, low=1, high=19) / 20
        t = draw.bits(*shape).astype(float)
        t.flat[:2] = 1, 0
        yield y, t
    yield np.array([0.9995, 0.0005]), np.array([1, 0])  # Whoever clips as far as that changes them.
    yield np.array([[0.9995, 0.5], [0.25, 0.0005]]), np.array([[1, 0], [1, 0]])


def bce_of(y, t):
    return -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))


SMALL = (1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15)  # What people add to keep a logarithm finite.
ONE_HOT_EXPECTED = (
    "Your formula takes the labels for one-hot rows. They are class numbers, one for each row: the right class of row i is "
    "labels[i]."
)


def in_a_name(eps):
    """A small number as part of a name: 1e_09."""
    return f"{eps:g}".replace("-", "_")


def capped(eps):
    """What is said of a loss whose probabilities are kept away from 0."""
    return (
        f"You keep the probability away from 0, by {eps:g}. That hides an infinity and caps the loss near "
        f"{-math.log(eps):.0f}, where it should go on growing. Compute the logarithm directly, from the scores."
    )


def two_cases(exercise):
    """List what a formula of two cases makes of targets between 0 and 1: it takes them all for 0, or all for 1."""
    message = "You programmed the two cases. A target between 0 and 1 needs both terms."
    exercise.mistake("two_cases", message)(lambda x, t: exercise.reference(x, (t == 1) * 1.0))
    exercise.mistake("two_cases_of_zero", message)(lambda x, t: exercise.reference(x, (t != 0) * 1.0))


@topic.exercise(
    points=1,
    shapes=BOTH,
    tolerance=Tolerance(rtol=1e-6, atol=1e-8),  # log(y + 1e-8) is a common precaution.
    hints=[
        "The logarithm of y^t is t log y. What is that of (1 - y)^(1 - t)? And what becomes of the product of the two?",
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
bce.right_answer(lambda y, t: -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y)))
bce.right_answer(lambda y, t: np.mean(-(t * np.log(y)) - (1 - t) * np.log1p(-y)))
bce.right_answer(lambda y, t: bce_of(np.clip(y, 1e-12, 1 - 1e-12), t))
bce.right_answer(lambda y, t: -np.mean(np.log(y**t * (1 - y) ** (1 - t))))
two_cases(bce)


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
bce_grad.mistake(
    "gradient_by_logits",
    "y - t is the derivative with respect to the logit z. With respect to y it is divided by y (1 - y).",
)(lambda y, t: (y - t) / np.size(y))
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
bce_grad.mistake("times_slope", "You multiplied by y (1 - y). With respect to y the gradient is divided by it.")(
    lambda y, t: (y - t) * y * (1 - y) / np.size(y)
)
bce_grad.mistake("divided_by_rows", "You divided by the number of rows. The mean is over all elements.")(
    lambda y, t: (y - t) / (y * (1 - y)) / len(y)
)
bce_grad.right_answer(lambda y, t: -(t / y - (1 - t) / (1 - y)) / y.size)
bce_grad.right_answer(lambda y, t: ((1 - t) / (1 - y) - t / y) / np.prod(y.shape))
two_cases(bce_grad)


# ------------------------------------------------------------------------------------------------ from logits


def logits(draw):
    yield np.array([0.0, 2.0]), np.array([1, 0])
    yield np.array([-1.5]), np.array([1.0])
    yield np.array([1.0, -2.0]), np.array([0.25, 0.5])  # Such a target needs both terms.
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
        "log(1 + exp(z)) appears twice, once with the factor t and once with the factor 1 - t. Mind the minus before the "
        "bracket.",
        "Together the two make one whole log(1 + exp(z)). np.logaddexp(a, b) is log(exp(a) + exp(b)), without overflow.",
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
    "minus infinity. Simplify on paper first, until no sigmoid is left.",
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


for eps in SMALL:
    bce_logits.mistake(f"log_of_p_plus_{in_a_name(eps)}", capped(eps))(
        lambda z, t, eps=eps: -np.mean(t * np.log(logistic(z) + eps) + (1 - t) * np.log(1 - logistic(z) + eps))
    )


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
bce_logits.mistake("target_sign", "The sign of t z is wrong: for t = 1 the loss falls as z grows.")(
    lambda z, t: np.mean(softplus(z) + t * z)
)
bce_logits.mistake(
    "minus_before_the_bracket",
    "The minus before t stands for the whole bracket: -t (z - log(1 + exp(z))) is -t z + t log(1 + exp(z)).",
)(lambda z, t: np.mean((1 - 2 * t) * softplus(z) - t * z))
bce_logits.mistake(
    "half_collected",
    "Of the two terms with log(1 + exp(z)) you kept the one with 1 - t. The one with t is missing.",
)(lambda z, t: np.mean((1 - t) * softplus(z) - t * z))
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
bce_logits.right_answer(lambda z, t: np.mean(t * np.logaddexp(0, -z) + (1 - t) * np.logaddexp(0, z)))
two_cases(bce_logits)


@topic.exercise(
    points=1,
    shapes={"z": "...", "t": "..."},
    needs=("bce_logits",),
    hints=[
        "The derivative of log u is 1/u, times the derivative of u. Here u = 1 + exp(z). Which function is the result?",
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
bce_logits_grad.mistake("target_minus_output", "The sign is wrong: for t = 1 the loss falls as z grows.")(
    lambda z, t: (t - logistic(z)) / np.size(z)
)
bce_logits_grad.mistake(
    "extra_sigmoid_slope",
    "You multiplied by the sigmoid's slope as well. It cancels against the logarithm's derivative: only y - t is left.",
)(lambda z, t: (logistic(z) - t) * logistic(z) * (1 - logistic(z)) / np.size(z))
bce_logits_grad.mistake("target_forgotten", "The target is not used: the derivative of -t z is missing.")(
    lambda z, t: logistic(z) / np.size(z)
)
bce_logits_grad.mistake(
    "inner_derivative_forgotten",
    "The derivative of log(1 + exp(z)) is 1 / (1 + exp(z)) times the inner derivative, exp(z), which is missing.",
)(lambda z, t: (logistic(-z) - t) / np.size(z))
bce_logits_grad.mistake("sigmoid_forgotten", "You wrote z - t. The prediction is sigmoid(z).")(
    lambda z, t: (z - t) / np.size(z)
)
bce_logits_grad.mistake(
    "gradient_by_probability",
    "That is the derivative with respect to the probability y. The chain rule multiplies it by dy/dz = y (1 - y), which cancels.",
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
two_cases(bce_logits_grad)


# ----------------------------------------------------------------------------------------- logistic regression


def weighted(draw, *sizes):
    """Samples, targets 0 and 1, weights and a bias, for each of these pairs of sizes."""
    for n, d in sizes:
        t = draw.bits(n).astype(float)
        t[0] = 1
        yield draw.tenths(n, d), t, draw.tenths(d), draw.tenths()


@topic.exercise(
    points=2,
    shapes={"X": "n d", "t": "n", "w": "d"},
    returns=("dw", "db"),
    needs=("bce_logits_grad",),
    hints=[
        "Two links of a chain: how does the loss depend on the logits, and how do the logits depend on w and b?",
        "The first link is an exercise you have solved, with the 1/n in it. For the second: if w_j grows by 1, the logit of "
        "sample i grows by X_ij. Sum over the samples.",
        "For the squared error, with e = X @ w + b - t, it would be: 2 * X.T @ e / len(X), 2 * np.mean(e)",
    ],
    why="Once the gradient with respect to the logits is known, the rest is the same for every model X w + b.",
)
def logistic_regression_grad(X, t, w, b):
    """X^T dz and sum(dz) with dz = (sigmoid(X w + b) - t) / n."""
    dz = (logistic(X @ w + b) - t) / len(X)
    return X.T @ dz, np.sum(dz)


@logistic_regression_grad.cases
def _(draw):
    yield np.array([[1, 2], [3, 0]]), np.array([1, 0]), np.array([0, 0]), 0
    yield draw.integers(3, 2), np.array([0, 1, draw.bits()]), draw.integers(2), draw.integers() + 0.5
    yield from weighted(draw, (1, 3), (4, 1), draw.sizes(2, low=3), draw.sizes(2, low=3))


def another_dz(rule, db=np.sum):
    """A wrong dz(z, t), whose gradients with respect to w and b are right otherwise."""

    def gradient(X, t, w, b):
        dz = rule(X @ w + b, t)
        return X.T @ dz, db(dz)

    return gradient


logistic_regression_grad.mistake("mean_forgotten", "The 1/n of the mean is missing.")(
    another_dz(lambda z, t: logistic(z) - t)
)
logistic_regression_grad.mistake("target_minus_output", "The sign is wrong: it is prediction minus target.")(
    another_dz(lambda z, t: (t - logistic(z)) / len(t))
)
logistic_regression_grad.mistake(
    "sigmoid_forgotten", "You subtracted the target from the logit. The prediction is its sigmoid."
)(another_dz(lambda z, t: (z - t) / len(t)))
logistic_regression_grad.mistake(
    "extra_slope",
    "You multiplied by the sigmoid's slope, y (1 - y). With the cross-entropy it cancels: with respect to the logit only "
    "y - t is left.",
)(another_dz(lambda z, t: (y := logistic(z)) * (1 - y) * (y - t) / len(t)))
logistic_regression_grad.mistake("factor_2", "The 2 belongs to the squared error. The cross-entropy has none.")(
    another_dz(lambda z, t: 2 * (logistic(z) - t) / len(t))
)
logistic_regression_grad.mistake(
    "rounded_prediction",
    "You rounded the predictions to 0 or 1, as the perceptron does. Here the error is the probability minus the target.",
)(another_dz(lambda z, t: ((z > 0) - t) / len(t)))
logistic_regression_grad.mistake("target_forgotten", "The targets are not used: it is y - t.")(
    another_dz(lambda z, t: logistic(z) / len(t))
)
logistic_regression_grad.mistake("bias_forgotten", "The logits lack the bias: z = X w + b.")(
    lambda X, t, w, b: another_dz(lambda z, t: (logistic(z) - t) / len(t))(X, t, w, 0)
)
logistic_regression_grad.mistake("mean_over_everything", "You divided by n times d. The mean is over the n samples.")(
    lambda X, t, w, b: another_dz(lambda z, t: (logistic(z) - t) / X.size)(X, t, w, b)
)
logistic_regression_grad.mistake("db_not_summed", "db is one number: the sum of dz over the samples.")(
    another_dz(lambda z, t: (logistic(z) - t) / len(t), db=lambda dz: dz)
)
logistic_regression_grad.mistake(
    "averaged_twice", "You divided by n twice: dz holds the 1/n already. Only products and sums are left to do."
)(another_dz(lambda z, t: (logistic(z) - t) / len(t) ** 2))
logistic_regression_grad.mistake(
    "db_averaged_twice", "In db you divided by n twice: dz holds the 1/n already, so add it up."
)(another_dz(lambda z, t: (logistic(z) - t) / len(t), db=np.mean))
logistic_regression_grad.mistake("db_mean_forgotten", "In db the 1/n of the mean is missing.")(
    another_dz(lambda z, t: (logistic(z) - t) / len(t), db=lambda dz: np.sum(dz) * len(dz))
)


@logistic_regression_grad.right_answer
def _(X, t, w, b):
    dw, db = np.zeros(len(w)), 0.0
    for x, target in zip(X, t, strict=True):
        error = 1 / (1 + np.exp(-(x @ w + b))) - target
        dw += error * x / len(X)
        db += error / len(X)
    return dw, db


logistic_regression_grad.right_answer(
    lambda X, t, w, b: (
        np.mean((logistic(X @ w + b) - t)[:, None] * X, axis=0),
        np.mean(logistic(X @ w + b) - t),
    )
)


def descended(w, b, gradient, loss, lr, steps, *, sign=-1, record="after"):
    """Gradient descent from (w, b) with gradient(w, b) -> (dw, db): the end, and loss(w, b) at each step."""
    losses = []
    for _ in range(steps):
        before = loss(w, b)
        dw, db = gradient(w, b)
        w, b = w + sign * lr * dw, b + sign * lr * db
        losses.append(before if record == "before" else loss(w, b))
    return w, b, np.array(losses)


def logistic_run(X, t, lr, steps, *, gradient=logistic_regression_grad.reference, loss=bce_logits_of, start=0.0, **how):
    """The training of logistic regression, with another gradient(X, t, w, b), loss(z, t) or start if wanted."""
    return descended(
        np.full(X.shape[1], start),
        start,
        lambda w, b: gradient(X, t, w, b),
        lambda w, b: loss(X @ w + b, t),
        lr,
        steps,
        **how,
    )


@topic.exercise(
    points=2,
    shapes={"X": "n d", "t": "n"},
    returns=("w", "b", "losses"),
    needs=("logistic_regression_grad", "bce_logits"),
    hints=[
        "What happens in one step? Compute both gradients, move w and b against them, note the loss. In which order?",
        "Both gradients come from one call, before w or b has moved. The loss is noted after the step, with the new logits.",
        "Ten steps down the parabola (w - 3)^2: for _ in range(10): w = w - 0.1 * 2 * (w - 3); heights.append((w - 3) ** 2)",
    ],
)
def train_logistic(X, t, lr, steps):
    """Gradient descent on the BCE of X w + b from zeros; losses holds the BCE after each step."""
    return logistic_run(X, t, lr, steps)


@train_logistic.cases
def _(draw):
    yield np.array([[1], [-1]]), np.array([1, 0]), 1, 1
    yield draw.integers(3, 2), np.array([0, 1, 1]), 0.5, 2
    yield draw.tenths(1, 3), np.array([draw.bits()]), 0.3, 3
    n, d = draw.sizes(2, low=3)
    t = draw.bits(n)
    t[:2] = 1, 0
    yield draw.normal(n, d), t, draw.choice(0.2, 0.5, 1.5), 4
    yield draw.normal(6, 2) + 1, np.array([1, 1, 0, 1, 1, 0]), 0.4, 7


def w_before_db(X, t, w, b, lr):
    """Both gradients, that of b taken only after w has moved."""
    dw, _ = logistic_regression_grad.reference(X, t, w, b)
    return dw, logistic_regression_grad.reference(X, t, w - lr * dw, b)[1]


train_logistic.mistake("ascent", "The steps go uphill: subtract the gradient.")(
    lambda *args: logistic_run(*args, sign=1)
)
train_logistic.mistake(
    "loss_before_step",
    "You note the loss before the step. It belongs after it: the first loss is that of the weights after the first step.",
)(lambda *args: logistic_run(*args, record="before"))
train_logistic.mistake("loss_as_sum", "Your losses are sums over the samples. The BCE is their mean.")(
    lambda *args: logistic_run(*args, loss=lambda z, t: np.sum(softplus(z) - t * z))
)
train_logistic.mistake(
    "squared_error_noted", "Your losses are the mean squared error of the probabilities. Here it is the cross-entropy."
)(lambda *args: logistic_run(*args, loss=lambda z, t: mse_of(logistic(z), t)))
train_logistic.mistake("bias_never_updated", "The weights learn, the bias stays 0.")(
    lambda *args: logistic_run(
        *args, gradient=lambda X, t, w, b: (logistic_regression_grad.reference(X, t, w, b)[0], 0.0)
    )
)
train_logistic.mistake(
    "w_moves_first",
    "The gradient with respect to b is taken after w has moved. Compute both at the same point, then move both.",
)(lambda X, t, lr, steps: logistic_run(X, t, lr, steps, gradient=lambda X, t, w, b: w_before_db(X, t, w, b, lr)))
train_logistic.mistake("starts_at_one", "You start from ones. Start from zeros.")(
    lambda *args: logistic_run(*args, start=1.0)
)
train_logistic.mistake(
    "one_step_only", "Only one step was taken. If the `return` is inside the loop, move it after the loop."
)(lambda X, t, lr, steps: logistic_run(X, t, lr, 1))
train_logistic.mistake("no_learning_rate", "The learning rate is not used: the step is lr times the gradient.")(
    lambda X, t, lr, steps: logistic_run(X, t, 1.0, steps)
)
train_logistic.mistake("mean_forgotten", "The 1/n is missing in your gradient, so the steps are n times too long.")(
    lambda *args: logistic_run(*args, gradient=another_dz(lambda z, t: logistic(z) - t))
)
train_logistic.mistake(
    "gradient_at_the_start",
    "Every step uses the gradient at the start. It changes with the weights: compute it anew in each step.",
)(
    lambda X, t, lr, steps: logistic_run(
        X, t, lr, steps, gradient=lambda X, t, w, b: logistic_regression_grad.reference(X, t, 0 * w, 0.0)
    )
)


@train_logistic.mistake(
    "one_sample_per_step",
    "You take a step for every sample. Here each step uses all the samples at once, with the gradient of their mean.",
)
def _(X, t, lr, steps):
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(steps):
        for i in range(len(X)):
            dw, db = logistic_regression_grad.reference(X[i : i + 1], t[i : i + 1], w, b)
            w, b = w - lr * dw, b - lr * db
        losses.append(bce_logits_of(X @ w + b, t))
    return w, b, losses


train_logistic.mistake(
    "last_loss_only", "You return only the last loss. One for each step is wanted: collect them in a list."
)(lambda *args: (*logistic_run(*args)[:2], logistic_run(*args)[2][-1]))


@train_logistic.right_answer
def _(X, t, lr, steps):
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(steps):
        error = 1 / (1 + np.exp(-(X @ w + b))) - t
        w = w - lr * error @ X / len(t)
        b = b - lr * error.mean()
        y = 1 / (1 + np.exp(-(X @ w + b)))
        losses.append(-np.mean(t * np.log(y) + (1 - t) * np.log(1 - y)))
    return w, b, losses


@train_logistic.right_answer
def _(X, t, lr, steps):
    A, theta, losses = np.column_stack([X, np.ones(len(X))]), np.zeros(X.shape[1] + 1), np.zeros(steps)
    for step in range(steps):
        theta -= lr * A.T @ (logistic(A @ theta) - t) / len(A)
        losses[step] = np.mean(np.logaddexp(0, np.where(t == 1, -1, 1) * (A @ theta)))
    return theta[:-1], theta[-1], losses


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
for eps in SMALL:
    cross_entropy.mistake(f"log_of_p_plus_{in_a_name(eps)}", capped(eps))(
        lambda Z, labels, eps=eps: -np.mean(np.log(picked(softmax_of(Z), labels) + eps))
    )
    if eps > 1e-11:  # Below, it is the same as what is added.
        cross_entropy.mistake(f"clipped_at_{in_a_name(eps)}", capped(eps))(
            lambda Z, labels, eps=eps: -np.mean(np.log(np.clip(picked(softmax_of(Z), labels), eps, 1)))
        )
cross_entropy.mistake("one_hot_expected", ONE_HOT_EXPECTED)(
    lambda Z, labels: -np.mean(np.sum(labels * np.log(softmax_of(Z)), axis=1))
)
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
    points=2,
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
cross_entropy_grad.mistake("one_hot_expected", ONE_HOT_EXPECTED)(lambda Z, labels: (softmax_of(Z) - labels) / len(Z))
cross_entropy_grad.mistake(
    "with_respect_to_probabilities",
    "-1/p at the right class is the gradient with respect to the probabilities. Softmax comes before them: with respect "
    "to the scores it is p minus one-hot.",
)(lambda Z, labels: np.where(one_hot(labels, Z.shape[1]) > 0, -1 / softmax_of(Z), 0.0) / len(Z))
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
    "labels_as_numbers", "You subtracted the label's number from the row. It only says where the 1 goes."
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


# ------------------------------------------------------------------------------------------ softmax regression


@topic.exercise(
    points=1,
    shapes={"X": "n d", "W": "d k", "b": "k"},
    hints=[
        "Which of the scores of a sample belongs to the label that you would answer? Do you need the probabilities for that?",
        "Softmax keeps the order of the scores, so the largest score is enough. Its position in each row is the label.",
        "For a single row of scores z it would be: np.argmax(z)",
    ],
)
def predict_labels(X, W, b):
    """The position of the largest score in each row of X W + b."""
    return np.argmax(X @ W + b, axis=1)


@predict_labels.cases
def _(draw):
    yield np.array([[1, 0], [0, 1]]), np.array([[2, 0, 1], [0, 0, 3]]), np.array([0.0, 2.5, 0.0])
    yield draw.tenths(1, 2), draw.tenths(2, 3), np.array([0.05, 0.07, 0.16])  # Scores that are never equal.
    n, d, k = draw.sizes(3, low=3)
    for n, d, k in ((n, d, k), (k + 3, n, d)):  # noqa: B020
        while True:
            X, W, b = draw.normal(n, d), draw.normal(d, k), draw.normal(k) * 2
            found = np.argmax(X @ W + b, axis=1)
            scores = X @ W + b
            others = [np.argmax(other, axis=1) for other in (X @ W, np.abs(scores), np.maximum(scores, 0))]
            if len(set(found.tolist())) > 1 and all(np.any(found != other) for other in others):
                break
        yield X, W, b


predict_labels.mistake("wrong_axis", "You look for the largest score down the columns. Each row is a sample: axis=1.")(
    lambda X, W, b: np.argmax(X @ W + b, axis=0)
)
predict_labels.mistake(
    "without_axis", "Without an axis, np.argmax gives one position in the whole matrix. Take axis=1."
)(lambda X, W, b: np.argmax(X @ W + b))
predict_labels.mistake("bias_forgotten", "The bias is missing in the scores: X W + b.")(
    lambda X, W, b: np.argmax(X @ W, axis=1)
)
predict_labels.mistake("largest_score", "You return the largest score itself. The label is its position: np.argmax.")(
    lambda X, W, b: np.max(X @ W + b, axis=1)
)
predict_labels.mistake(
    "largest_probability", "You return the largest probability. The label is its position: np.argmax."
)(lambda X, W, b: np.max(softmax_of(X @ W + b), axis=1))
predict_labels.mistake(
    "probabilities", "You return the probabilities. The label is the position of the largest: np.argmax."
)(lambda X, W, b: softmax_of(X @ W + b))
predict_labels.mistake("smallest_score", "You return the position of the smallest score. The largest one wins.")(
    lambda X, W, b: np.argmin(X @ W + b, axis=1)
)
predict_labels.mistake("labels_from_one", "Your labels count from 1. They count from 0, like the columns.")(
    lambda X, W, b: np.argmax(X @ W + b, axis=1) + 1
)
predict_labels.mistake("one_hot", "You return one-hot rows. The label is the position of the 1.")(
    lambda X, W, b: np.eye(W.shape[1])[np.argmax(X @ W + b, axis=1)]
)
predict_labels.mistake(
    "best_begins_at_0",
    "Your search begins with a best score of 0, so where all scores are negative none of them wins. Begin with the "
    "first score, or with -np.inf.",
)(lambda X, W, b: np.argmax(np.maximum(X @ W + b, 0), axis=1))
predict_labels.mistake("absolute_scores", "You compare the scores without their signs. A score of -5 is a small one.")(
    lambda X, W, b: np.argmax(np.abs(X @ W + b), axis=1)
)
predict_labels.right_answer(lambda X, W, b: softmax_of(X @ W + b).argmax(1))
predict_labels.right_answer(lambda X, W, b: [max(range(len(b)), key=(x @ W + b).__getitem__) for x in X])
predict_labels.right_answer(lambda X, W, b: np.argsort(X @ W + b, axis=1)[:, -1])


def labeled_samples(draw, *sizes):
    """Samples, labels (the first class and one before the last occur), weights and biases, for each of these sizes."""
    for n, d, k in sizes:
        labels = draw.rng.integers(0, k - 1, n)  # The last class occurs nowhere, unless it is put there below.
        labels[0] = k - 1 if draw.bits() else 0
        yield draw.tenths(n, d), labels, draw.tenths(d, k), draw.tenths(k)


@topic.exercise(
    points=3,
    shapes={"X": "n d", "labels": "n", "W": "d k", "b": "k"},
    returns=("dW", "db"),
    needs=("cross_entropy_grad",),
    hints=[
        "The same two links as in logistic regression: from the loss to the scores, and from the scores to W and b.",
        "The first link is your cross_entropy_grad at the scores X W + b, shape (n, K). Which product of it with X has the "
        "shape of W? And along which axis must you add it up to get the shape of b?",
        "For a single sample x and its row of gradients g it would be: np.outer(x, g), g",
    ],
    why="Row i of dZ says how each score of sample i should change; X^T hands that on to the weights.",
)
def softmax_regression_grad(X, labels, W, b):
    """X^T dZ and the column sums of dZ with dZ = (softmax(X W + b) - one_hot(labels)) / n."""
    dZ = cross_entropy_grad.reference(X @ W + b, labels)
    return X.T @ dZ, dZ.sum(axis=0)


@softmax_regression_grad.cases
def _(draw):
    yield np.array([[1, 2]]), np.array([0]), np.zeros((2, 4)), np.zeros(4)
    yield np.array([[1, 2], [0, 1]]), np.array([0, 1]), np.zeros((2, 4)), np.zeros(4)
    yield draw.integers(2, 3), np.array([1, 0]), draw.integers(3, 2), np.array([0.5, draw.integers()])
    yield from labeled_samples(draw, (1, 2, 3), (5, 1, 4), draw.sizes(3, low=3), draw.sizes(3, low=3))


def another_dZ(rule, db=lambda dZ: dZ.sum(axis=0)):
    """A wrong dZ(Z, labels), whose gradients with respect to W and b are right otherwise."""

    def gradient(X, labels, W, b):
        dZ = rule(X @ W + b, labels)
        return X.T @ dZ, db(dZ)

    return gradient


right_dZ = cross_entropy_grad.reference

softmax_regression_grad.mistake("mean_forgotten", "The 1/n of the mean is missing.")(
    another_dZ(lambda Z, labels: right_dZ(Z, labels) * len(Z))
)
softmax_regression_grad.mistake("target_minus_output", "The sign is wrong: it is softmax minus one-hot.")(
    another_dZ(lambda Z, labels: -right_dZ(Z, labels))
)
softmax_regression_grad.mistake("one_hot_forgotten", "The 1 at the right class of each row is not subtracted.")(
    another_dZ(lambda Z, labels: softmax_of(Z) / len(Z))
)
softmax_regression_grad.mistake(
    "labels_as_numbers", "You subtracted the label's number from the row. It only says where the 1 goes."
)(another_dZ(lambda Z, labels: (softmax_of(Z) - labels[:, None]) / len(Z)))
softmax_regression_grad.mistake(
    "softmax_forgotten", "You subtracted the one-hot rows from the raw scores: softmax first."
)(another_dZ(lambda Z, labels: (Z - one_hot(labels, Z.shape[1])) / len(Z)))
softmax_regression_grad.mistake(
    "sigmoid", "You used the sigmoid of each score. Softmax compares the scores of a row with each other."
)(another_dZ(lambda Z, labels: (logistic(Z) - one_hot(labels, Z.shape[1])) / len(Z)))
softmax_regression_grad.mistake("wrong_axis", "The softmax runs down the columns. A row is a sample: axis=1.")(
    another_dZ(lambda Z, labels: (softmax_of(Z.T).T - one_hot(labels, Z.shape[1])) / len(Z))
)
softmax_regression_grad.mistake(
    "mean_over_everything", "You divided by n times K. The loss is a mean over the n rows."
)(another_dZ(lambda Z, labels: right_dZ(Z, labels) / Z.shape[1]))
softmax_regression_grad.mistake(
    "softmax_twice",
    "Softmax was applied twice: cross_entropy_grad wants the scores X W + b, and takes their softmax itself.",
)(another_dZ(lambda Z, labels: right_dZ(softmax_of(Z), labels)))
softmax_regression_grad.mistake("bias_forgotten", "The scores lack the bias: Z = X W + b.")(
    lambda X, labels, W, b: another_dZ(right_dZ)(X, labels, W, 0 * b)
)
softmax_regression_grad.mistake(
    "one_hot_too_narrow",
    "np.eye(labels.max() + 1) has columns only up to the largest label that occurs here, and a class may be missing. The "
    "number of classes is W.shape[1].",
)(another_dZ(lambda Z, labels: (softmax_of(Z) - one_hot(labels, labels.max() + 1)) / len(Z)))
softmax_regression_grad.mistake(
    "dW_transposed", "Your dW has the shape (K, d). It must have that of W, (d, K): X transposed comes first."
)(lambda X, labels, W, b: ((dZ := right_dZ(X @ W + b, labels)).T @ X, dZ.sum(axis=0)))
softmax_regression_grad.mistake(
    "db_not_summed", "Your db has a row for each sample. b is the same for all of them: add up the rows (axis=0)."
)(another_dZ(right_dZ, db=lambda dZ: dZ))
softmax_regression_grad.mistake(
    "db_one_number",
    "You added up all of dZ, which always gives 0. Each class has a bias of its own: add up along axis=0.",
)(another_dZ(right_dZ, db=np.sum))
softmax_regression_grad.mistake(
    "db_along_rows",
    "You added up along each row, which gives 0 for every sample. Each class has a bias of its own: add up along axis=0.",
)(another_dZ(right_dZ, db=lambda dZ: dZ.sum(axis=1)))
softmax_regression_grad.mistake(
    "averaged_twice", "You divided by n twice: dZ holds the 1/n already. Only a product and a sum are left to do."
)(another_dZ(lambda Z, labels: right_dZ(Z, labels) / len(Z)))
softmax_regression_grad.mistake(
    "db_averaged_twice", "In db you divided by n twice: dZ holds the 1/n already, so add it up."
)(another_dZ(right_dZ, db=lambda dZ: dZ.mean(axis=0)))


@softmax_regression_grad.right_answer
def _(X, labels, W, b):
    dW, db = np.zeros(W.shape), np.zeros(len(b))
    for x, c in zip(X, labels, strict=True):
        e = np.exp(x @ W + b)
        for k in range(len(b)):
            g = e[k] / e.sum() - (k == c)
            dW[:, k] += g * x / len(X)
            db[k] += g / len(X)
    return dW, db


@softmax_regression_grad.right_answer
def _(X, labels, W, b):
    P = np.exp(X @ W + b)
    P = P / P.sum(axis=1, keepdims=True) - np.equal.outer(labels, np.arange(len(b)))
    return np.einsum("nd,nk->dk", X, P) / len(X), P.mean(axis=0)


def cross_entropy_of(Z, labels):
    return -np.mean(picked(log_softmax(Z), labels))


def softmax_run(
    X,
    labels,
    K,
    lr,
    steps,
    *,
    gradient=softmax_regression_grad.reference,
    loss=cross_entropy_of,
    start=lambda *shape: np.zeros(shape),
    **how,
):
    """The training of softmax regression, with another gradient(X, labels, W, b), loss(Z, labels) or start if wanted."""
    return descended(
        start(X.shape[1], K),
        start(K),
        lambda W, b: gradient(X, labels, W, b),
        lambda W, b: loss(X @ W + b, labels),
        lr,
        steps,
        **how,
    )


@topic.exercise(
    points=2,
    shapes={"X": "n d", "labels": "n"},
    returns=("W", "b", "losses"),
    needs=("softmax_regression_grad", "cross_entropy"),
    hints=[
        "What is different from train_logistic? Go through it line by line.",
        "W has a column for each of the K classes, and b has K entries, also where a class does not occur in the labels. The "
        "rest is your own gradient and your own loss.",
        "Keeping the height after every step down a parabola: w = w - 0.1 * 2 * (w - 3); heights.append((w - 3) ** 2)",
    ],
)
def train_softmax(X, labels, K, lr, steps):
    """Gradient descent on the cross-entropy of X W + b from zeros; losses holds it after each step."""
    return softmax_run(X, labels, K, lr, steps)


@train_softmax.cases
def _(draw):
    yield np.array([[1, 0]]), np.array([0]), 4, 1, 1
    yield draw.integers(3, 2), np.array([1, 0, 1]), 2, 0.5, 2
    yield draw.tenths(1, 4), np.array([1]), 3, 0.3, 3
    n, d, K = draw.sizes(3, low=3)
    yield (
        draw.normal(n, d),
        draw.rng.integers(0, K - 1, n),
        K,
        draw.choice(0.2, 0.5, 1.5),
        4,
    )  # The last class is missing.
    yield draw.normal(7, 2) + 1, np.array([1, 1, 0, 2, 1, 0, 1]), 3, 0.4, 6


def W_before_db(X, labels, W, b, lr):
    """Both gradients, that of b taken only after W has moved."""
    dW, _ = softmax_regression_grad.reference(X, labels, W, b)
    return dW, softmax_regression_grad.reference(X, labels, W - lr * dW, b)[1]


train_softmax.mistake("ascent", "The steps go uphill: subtract the gradient.")(lambda *args: softmax_run(*args, sign=1))
train_softmax.mistake(
    "loss_before_step",
    "You note the loss before the step. It belongs after it: the first loss is that of the weights after the first step.",
)(lambda *args: softmax_run(*args, record="before"))
train_softmax.mistake("loss_as_sum", "Your losses are sums over the rows. The cross-entropy is their mean.")(
    lambda *args: softmax_run(*args, loss=lambda Z, labels: len(Z) * cross_entropy_of(Z, labels))
)
train_softmax.mistake(
    "mistakes_noted",
    "You note the share of wrong labels. The loss is the cross-entropy, which also sees small progress.",
)(lambda *args: softmax_run(*args, loss=lambda Z, labels: np.mean(Z.argmax(axis=1) != labels)))
train_softmax.mistake("bias_never_updated", "The weights learn, the biases stay 0.")(
    lambda *args: softmax_run(
        *args, gradient=lambda X, labels, W, b: (softmax_regression_grad.reference(X, labels, W, b)[0], 0.0)
    )
)
train_softmax.mistake(
    "W_moves_first",
    "The gradient with respect to b is taken after W has moved. Compute both at the same point, then move both.",
)(
    lambda X, labels, K, lr, steps: softmax_run(
        X, labels, K, lr, steps, gradient=lambda X, labels, W, b: W_before_db(X, labels, W, b, lr)
    )
)
train_softmax.mistake("starts_at_one", "You start from ones. Start from zeros.")(
    lambda *args: softmax_run(*args, start=lambda *shape: np.ones(shape))
)
train_softmax.mistake(
    "random_start",
    "You start from random weights. Without a hidden layer zeros are harmless, and everyone gets the same path.",
)(lambda *args: softmax_run(*args, start=lambda *shape: 0.01 * np.random.default_rng(0).normal(size=shape)))
train_softmax.mistake(
    "one_step_only", "Only one step was taken. If the `return` is inside the loop, move it after the loop."
)(lambda X, labels, K, lr, steps: softmax_run(X, labels, K, lr, 1))
train_softmax.mistake("no_learning_rate", "The learning rate is not used: the step is lr times the gradient.")(
    lambda X, labels, K, lr, steps: softmax_run(X, labels, K, 1.0, steps)
)
train_softmax.mistake("mean_forgotten", "The 1/n is missing in your gradient, so the steps are n times too long.")(
    lambda *args: softmax_run(*args, gradient=another_dZ(lambda Z, labels: right_dZ(Z, labels) * len(Z)))
)
train_softmax.mistake(
    "classes_counted_in_labels",
    "You take the number of classes from the labels, and a class may be missing there. It is K.",
)(lambda X, labels, K, lr, steps: softmax_run(X, labels, labels.max() + 1, lr, steps))
train_softmax.mistake(
    "last_loss_only", "You return only the last loss. One for each step is wanted: collect them in a list."
)(lambda *args: (*softmax_run(*args)[:2], softmax_run(*args)[2][-1]))


@train_softmax.right_answer
def _(X, labels, K, lr, steps):
    W, b, T, losses = np.zeros((X.shape[1], K)), np.zeros(K), np.eye(K)[labels], []
    for _ in range(steps):
        E = np.exp(X @ W + b)
        dZ = (E / E.sum(axis=1, keepdims=True) - T) / len(X)
        W, b = W - lr * X.T @ dZ, b - lr * dZ.sum(axis=0)
        E = np.exp(X @ W + b)
        losses.append(-np.sum(T * np.log(E / E.sum(axis=1, keepdims=True))) / len(X))
    return W, b, losses


@train_softmax.right_answer
def _(X, labels, K, lr, steps):
    A, theta, losses = np.column_stack([X, np.ones(len(X))]), np.zeros((X.shape[1] + 1, K)), np.zeros(steps)
    for step in range(steps):
        theta -= lr * A.T @ (softmax_of(A @ theta) - np.eye(K)[labels]) / len(A)
        Z = A @ theta
        losses[step] = np.mean(np.logaddexp.reduce(Z, axis=1) - Z[np.arange(len(Z)), labels])
    return theta[:-1], theta[-1], losses


# ---------------------------------------------------------------------------------------------------- recall

topic.recall(
    "classification-1",
    np.array([0.0, 3.5]),
    hints=["The gradient is (2 w1, 3). Then one step against it."],
    wrong=[
        ("ascent", np.array([4.0, 6.5]), "That is uphill. The step goes against the gradient."),
        ("no_learning_rate", np.array([-2.0, 2.0]), "The learning rate 0.5 halves the step."),
        ("gradient", np.array([4.0, 3.0]), "That is the gradient. Where does the step lead?"),
    ],
)
topic.recall(
    "classification-2",
    0.2,
    hints=["The curve of the sigmoid is symmetric about the point (0, 0.5)."],
    wrong=[
        ("sign", -0.8, "The sigmoid is never negative."),
        ("same", 0.8, "The sigmoid of a larger z is larger. Here z has changed its sign."),
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
topic.recall(
    "classification-3",
    3,
    hints=[
        "Subtract the first score from both: then one of the exponentials is 1. Compare with the sigmoid's formula."
    ],
    wrong=[
        ("sign", -3, "That is the logit of the other class: the score of the second one is the larger."),
        ("ratio", 4, "Scores are compared by their difference, not by their quotient. The first score is not 0."),
        ("sum", 5, "Adding the same number to both scores must not change the answer, but it would change their sum."),
    ],
)
topic.recall(
    "classification-4",
    0,
    hints=["Which row of X^T dZ belongs to this pixel, and what is it a sum of?"],
    wrong=[("one", 1, "The weights start at 0. What would have to happen to move this one?")],
)
