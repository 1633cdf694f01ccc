"""Learning rate: references, cases, wrong answers and right ones."""

import math
from itertools import product

import numpy as np

from autograder.answers.activations import elementwise
from autograder.exercise import Topic
from autograder.inside.callbacks import (
    always_diverges,
    bowl_in_settings,
    distance_from_ten,
    log_of_zero_above_one,
    loss_after_training,
    nan_above_one,
    nan_for_large_settings,
    tuple_of_settings,
)

topic = Topic(__name__)


# ---------------------------------------------------------------------------------------- contraction_factor


@topic.exercise(
    points=1,
    shapes={"lr": "..."},
    hints=[
        "On a loss of constant curvature c the slope at a distance d from the minimum is c d. Where does one step lead?",
        "A step leads from d to d - lr c d. By what number was d multiplied? How far away it is has no sign.",
        "Before its sign is dropped the number is: 1 - lr * curvature",
    ],
)
def contraction_factor(lr, curvature):
    """|1 - lr curvature|."""
    return np.abs(1 - lr * curvature)


@contraction_factor.cases
def _(draw):
    yield 0.5, 1.0
    yield 1.5, 1.0
    yield 3.0, 1
    yield draw.integers(low=1, high=9) / 20, draw.integers(low=3, high=9) / 2
    yield np.array([0.1, 0.5, 1.25, 2.0, 4.0]), draw.choice(0.75, 1.5)
    yield draw.integers(low=1, high=30) / 16, draw.integers(low=4, high=8) / 4


contraction_factor.mistake(
    "sign_kept",
    "The sign is still there. A negative number means that the step jumped over the minimum; how far away it landed is the "
    "absolute value.",
)(lambda lr, curvature: 1 - lr * curvature)
contraction_factor.mistake("plus", "That would be a step uphill: the distance becomes d - lr c d.")(
    lambda lr, curvature: np.abs(1 + lr * curvature)
)
contraction_factor.mistake(
    "one_forgotten", "That is the length of the step. What is left of the distance is 1 minus that."
)(lambda lr, curvature: np.abs(lr * curvature))
contraction_factor.mistake("divided", "The rate is multiplied by the curvature, not divided by it.")(
    lambda lr, curvature: np.abs(1 - lr / curvature)
)
contraction_factor.mistake(
    "factor_of_the_loss", "That is what the loss is multiplied by. The distance is multiplied by its root."
)(lambda lr, curvature: (1 - lr * curvature) ** 2)
contraction_factor.mistake("curvature_ignored", "The curvature is not used.")(
    lambda lr, curvature: np.abs(1 - np.asarray(lr))
)
contraction_factor.mistake(
    "cut_at_zero", "A step too far is no step to 0: beyond the minimum the distance grows again."
)(lambda lr, curvature: np.maximum(1 - lr * curvature, 0))
contraction_factor.mistake("half_the_curvature", "The slope is c d, not c d / 2.")(
    lambda lr, curvature: np.abs(1 - lr * curvature / 2)
)
contraction_factor.right_answer(lambda lr, curvature: abs(lr * curvature - 1))
contraction_factor.right_answer(lambda lr, curvature: np.sqrt((1 - np.multiply(curvature, lr)) ** 2))
contraction_factor.right_answer(elementwise(lambda lr, curvature: max(1 - lr * curvature, lr * curvature - 1)))


# ------------------------------------------------------------------------- largest_stable_lr, best_constant_lr


def bowls(draw):
    """Symmetric matrices of full rank with known eigenvalues, none of them on the diagonal."""
    yield (np.array([[4.0, 0.0], [0.0, 1.0]]),)
    yield (np.array([[2.5, 1.5], [1.5, 2.5]]),)  # Eigenvalues 4 and 1.
    yield (np.array([[draw.integers(low=2, high=9) / 2]]),)
    yield (np.diag([2.0, 8.0, 0.5, 1.0]),)
    yield (np.array([[2, 1, 0], [1, 3, 1], [0, 1, 4]]),)
    for size in (3, 4, 6):
        basis = np.linalg.qr(draw.normal(size, size))[0]
        values = np.sort(draw.rng.choice(np.arange(1, 40), size, replace=False))[::-1] / 4
        yield ((basis * values) @ basis.T + ((basis * values) @ basis.T).T) / 2,  # fmt: skip


def spectrum(H):
    return np.linalg.eigvalsh(np.asarray(H, dtype=float))


@topic.exercise(
    points=2,
    shapes={"H": "d d"},
    hints=[
        "Along which direction does gradient descent break first? Along that one |1 - lr c| must stay below 1.",
        "The curvatures are the eigenvalues of H (np.linalg.eigvalsh, in ascending order). The largest decides.",
        "In one dimension, with curvature c, it would be: 2 / c",
    ],
)
def largest_stable_lr(H):
    """2 / (the largest eigenvalue of H)."""
    return 2 / spectrum(H)[-1]


@topic.exercise(
    points=2,
    shapes={"H": "d d"},
    needs=("largest_stable_lr",),
    hints=[
        "With a larger rate the flattest direction gets faster and the steepest one slower. The best rate makes them equal.",
        "Solve 1 - lr lmin = lr lmax - 1 for lr.",
        "The largest stable one would be: 2 / np.linalg.eigvalsh(H)[-1]",
    ],
)
def best_constant_lr(H):
    """2 / (smallest + largest eigenvalue of H)."""
    return 2 / (spectrum(H)[0] + spectrum(H)[-1])


largest_stable_lr.cases(bowls)
best_constant_lr.cases(bowls)
TRACE = "You used the trace, the sum of all eigenvalues. "
UNSORTED = (
    "You took the eigenvalues as np.linalg.eig gives them, which is in no order. np.linalg.eigvalsh sorts them; or ask for "
    "their minimum and maximum."
)
largest_stable_lr.mistake("trace", TRACE + "Each direction has its own curvature, and the largest one decides.")(
    lambda H: 2 / np.trace(H)
)
largest_stable_lr.mistake(
    "one_over", "1 / lmax arrives in one step along the steepest direction. The limit is twice that."
)(lambda H: 1 / spectrum(H)[-1])
largest_stable_lr.mistake(
    "smallest", "You used the smallest eigenvalue. The steepest direction breaks first: the largest."
)(lambda H: 2 / spectrum(H)[0])
largest_stable_lr.mistake("best_rate", "That is the best constant rate. The largest stable one is 2 / lmax.")(
    best_constant_lr.reference
)
largest_stable_lr.mistake(
    "norm", "You used the norm of H. The curvature along the steepest direction is an eigenvalue."
)(lambda H: 2 / np.linalg.norm(H))
largest_stable_lr.mistake("largest_entry", "You used the largest entry of H. Curvatures are its eigenvalues.")(
    lambda H: 2 / np.max(H)
)
largest_stable_lr.mistake("determinant", "You used the determinant, the product of all eigenvalues.")(
    lambda H: 2 / np.linalg.det(H)
)
largest_stable_lr.mistake("mean", "You used the mean of the eigenvalues. The largest one decides.")(
    lambda H: 2 / np.mean(spectrum(H))
)
largest_stable_lr.mistake("unsorted", UNSORTED)(lambda H: 2 / np.linalg.eigvals(H)[-1])
largest_stable_lr.mistake("only_the_eigenvalue", "That is the largest eigenvalue. The rate is 2 divided by it.")(
    lambda H: spectrum(H)[-1]
)
largest_stable_lr.right_answer(lambda H: 2 / max(np.linalg.eigvals(H).real))
largest_stable_lr.right_answer(lambda H: 2.0 / np.linalg.norm(H, 2))
largest_stable_lr.right_answer(lambda H: 2 * np.linalg.eigvalsh(np.linalg.inv(H)).min())
best_constant_lr.mistake("trace", TRACE + "Only the smallest and the largest matter.")(lambda H: 2 / np.trace(H))
best_constant_lr.mistake("one_over", "The numerator is 2: solve 1 - lr lmin = lr lmax - 1.")(
    lambda H: 1 / (spectrum(H)[0] + spectrum(H)[-1])
)
best_constant_lr.mistake("one_over_largest", "1 / lmax leaves the flattest direction slower than it need be.")(
    lambda H: 1 / spectrum(H)[-1]
)
best_constant_lr.mistake("largest_stable", "That is the limit, where the steepest direction no longer converges.")(
    largest_stable_lr.reference
)
best_constant_lr.mistake(
    "twice_the_best", "That is twice the best rate: 2 over the mean of lmin and lmax. It is 2 over their sum."
)(lambda H: 4 / (spectrum(H)[0] + spectrum(H)[-1]))
best_constant_lr.mistake(
    "mean", "That is 1 over the mean of all eigenvalues. Only the smallest and the largest matter."
)(lambda H: 1 / np.mean(spectrum(H)))
best_constant_lr.mistake("geometric_mean", "That is 1 over the geometric mean. Solve 1 - lr lmin = lr lmax - 1.")(
    lambda H: 1 / np.sqrt(spectrum(H)[0] * spectrum(H)[-1])
)
best_constant_lr.mistake("diagonal", "You used the diagonal of H. Curvatures are its eigenvalues.")(
    lambda H: 2 / (np.min(np.diag(H)) + np.max(np.diag(H)))
)
best_constant_lr.mistake("difference", "The eigenvalues are added, not subtracted.")(
    lambda H: 2 / (spectrum(H)[-1] - spectrum(H)[0]) if len(H) > 1 else np.inf
)
best_constant_lr.mistake("unsorted", UNSORTED)(lambda H: 2 / (np.linalg.eigvals(H)[0] + np.linalg.eigvals(H)[-1]))
best_constant_lr.right_answer(lambda H: 1 / np.mean([np.linalg.eigvalsh(H).min(), np.linalg.eigvalsh(H).max()]))
best_constant_lr.right_answer(lambda H: 2 / (1 / np.linalg.norm(np.linalg.inv(H), 2) + np.linalg.svd(H)[1][0]))


# ------------------------------------------------------------------------------------------------- schedules


def number_at_a_time(function):
    """The same schedule for one t or an array of them, for answers that go through the times in a loop."""
    return lambda *args: np.vectorize(lambda t: function(*args[:-1], t), otypes=[float])(args[-1])


def in_the_type_of_t(schedule):
    """The schedule, stored in an array like t: of whole numbers where those of t are whole."""

    def function(*args):
        rates = np.zeros_like(args[-1])
        rates[...] = schedule(*args)
        return rates

    return function


@topic.exercise(
    points=1,
    shapes={"t": "..."},
    hints=[
        "How often has the rate dropped by time t?",
        "t // every times. Each drop multiplies by `drop`.",
        "After a single drop it would be: lr0 * drop",
    ],
)
def step_decay(lr0, drop, every, t):
    """lr0 drop^(t // every)."""
    return lr0 * drop ** (np.asarray(t) // every)


@step_decay.cases
def _(draw):
    yield 1.0, 0.5, 10, 25
    yield 0.1, 0.5, 10, 9
    yield draw.choice(0.1, 0.3), draw.choice(0.25, 0.4), draw.integers(low=3, high=6), np.arange(20)
    yield draw.choice(1, 2), draw.choice(0.2, 0.3), 4, np.array([0, 3, 4, 5, 8, 17])
    yield 0.5, draw.choice(0.6, 0.9), 5, np.array([[0.0, 4.5], [5.0, 12.25]])
    yield 2, draw.choice(0.3, 0.6), 7, np.arange(16)


step_decay.mistake("smooth", "The exponent must be a whole number, t // every: the rate stays, and then drops.")(
    lambda lr0, drop, every, t: lr0 * drop ** (np.asarray(t) / every)
)
step_decay.mistake("share_taken_away", "drop is the factor that is kept. You kept 1 - drop.")(
    lambda lr0, drop, every, t: lr0 * (1 - drop) ** (np.asarray(t) // every)
)
step_decay.mistake("every_step", "The rate drops in every step. It drops once in `every` steps.")(
    lambda lr0, drop, every, t: lr0 * drop ** np.asarray(t)
)
step_decay.mistake(
    "compounding",
    "The decay compounds: drop^(t // every) was multiplied onto the last rate instead of onto lr0, so that every step decays again.",
)(number_at_a_time(lambda lr0, drop, every, t: lr0 * drop ** sum(i // every for i in range(1, int(t) + 1))))
step_decay.mistake("not_a_power", "The drops multiply: drop to the power of t // every, not drop times t // every.")(
    lambda lr0, drop, every, t: lr0 * drop * (np.asarray(t) // every)
)
step_decay.mistake("remainder", "That is the remainder, t % every. How many drops there were is t // every.")(
    lambda lr0, drop, every, t: lr0 * drop ** (np.asarray(t) % every)
)
step_decay.mistake("drops_too_late", "The first drop comes one step late: at t = every the rate has dropped.")(
    lambda lr0, drop, every, t: lr0 * drop ** (np.maximum(np.asarray(t) - 1, 0) // every)
)
step_decay.mistake("drops_too_early", "The first drop comes one step early: up to t = every - 1 the rate is lr0.")(
    lambda lr0, drop, every, t: lr0 * drop ** ((np.asarray(t) + 1) // every)
)
step_decay.mistake("drops_at_the_start", "The rate has dropped at t = 0 already. It begins at lr0.")(
    lambda lr0, drop, every, t: lr0 * drop ** (np.asarray(t) // every + 1)
)
step_decay.mistake(
    "rounded",
    "You rounded t / every to the nearest number. A drop comes only after `every` whole units of time: t // every.",
)(lambda lr0, drop, every, t: lr0 * drop ** np.round(np.asarray(t) / every))
step_decay.mistake("subtracted", "The rate does not fall by `drop`, it is multiplied by it.")(
    lambda lr0, drop, every, t: lr0 - drop * (np.asarray(t) // every)
)
step_decay.right_answer(lambda lr0, drop, every, t: lr0 * np.power(float(drop), np.floor_divide(t, every)))
step_decay.right_answer(lambda lr0, drop, every, t: lr0 * np.exp(np.floor(np.divide(t, every)) * math.log(drop)))


@step_decay.right_answer
@number_at_a_time
def _(lr0, drop, every, t):
    rate = lr0
    while t >= every:
        rate, t = rate * drop, t - every
    return rate


@topic.exercise(
    points=1,
    shapes={"t": "..."},
    hints=[
        "The rate loses the same share in every unit of time.",
        "np.exp of something that is 0 at the start and falls in proportion to t.",
        "A growing rate would be: lr0 * np.exp(rate * t)",
    ],
)
def exponential_decay(lr0, rate, t):
    """lr0 exp(-rate t)."""
    return lr0 * np.exp(-rate * np.asarray(t))


def decays(draw):
    yield 1.0, 0.5, 2
    yield 0.2, 0.1, 0
    yield draw.choice(0.1, 0.3), draw.choice(0.05, 0.2), np.arange(8)
    yield draw.choice(1, 2), draw.choice(0.02, 0.3), np.array([0, 3, 7, 11])
    yield 3, 2, 1
    yield 2, 1, np.array([0, 1, 2])
    yield 0.5, draw.choice(0.4, 0.7), np.array([[0.0, 0.5, 2.25], [1.5, 3.0, 4.0]])


exponential_decay.cases(decays)
exponential_decay.mistake("grows", "The rate grows: the minus in the exponent is missing.")(
    lambda lr0, rate, t: lr0 * np.exp(rate * np.asarray(t))
)
exponential_decay.mistake(
    "share_kept",
    "That keeps 1 - rate in every step, which is close for a small rate, and not the same as exp(-rate t).",
)(lambda lr0, rate, t: lr0 * (1 - rate) ** np.asarray(t))
exponential_decay.mistake("power_of_rate", "That is rate^t. The decay is exp(-rate t).")(
    lambda lr0, rate, t: lr0 * np.asarray(rate, dtype=float) ** np.asarray(t)
)
exponential_decay.mistake("base_2", "The base is e, not 2: np.exp.")(
    lambda lr0, rate, t: lr0 * 2.0 ** (-rate * np.asarray(t))
)
exponential_decay.mistake(
    "compounding", "The decay compounds: exp(-rate t) was multiplied onto the last rate instead of onto lr0."
)(number_at_a_time(lambda lr0, rate, t: lr0 * np.exp(-rate * sum(range(1, int(t) + 1)) - rate * (t - int(t)))))
exponential_decay.mistake("divided_by_rate", "The exponent is -rate times t, not t divided by rate.")(
    lambda lr0, rate, t: lr0 * np.exp(-np.asarray(t) / rate)
)
exponential_decay.mistake("inverse_time", "That is inverse time decay, lr0 / (1 + rate t).")(
    lambda lr0, rate, t: lr0 / (1 + rate * np.asarray(t))
)
exponential_decay.mistake("lr0_in_the_exponent", "lr0 is a factor in front. In the exponent stands -rate t.")(
    lambda lr0, rate, t: np.exp(-rate * lr0 * np.asarray(t))
)
exponential_decay.right_answer(lambda lr0, rate, t: lr0 / np.exp(np.multiply(rate, t)))
exponential_decay.right_answer(number_at_a_time(lambda lr0, rate, t: lr0 * math.exp(-rate * t)))


@topic.exercise(
    points=1,
    shapes={"t": "..."},
    hints=[
        "Which share of the way has been gone at time t? It can never be more than 1.",
        "lr0 plus that share of the difference lr_end - lr0; np.minimum or np.clip keeps the share at 1.",
        "Before the end it would be: lr0 + (lr_end - lr0) * t / total",
    ],
)
def linear_decay(lr0, lr_end, total, t):
    """lr0 + (lr_end - lr0) min(t / total, 1)."""
    return lr0 + (lr_end - lr0) * np.minimum(np.asarray(t) / total, 1)


def to_an_end(draw):
    yield 1.0, 0.2, 10, 5
    yield 1.0, 0.2, 10, 15
    yield 0.5, 0.1, 4, 0
    yield draw.choice(0.1, 0.3), draw.choice(0.01, 0.02), draw.integers(low=5, high=9), np.arange(12)
    yield 2, 1, 8, np.array([0, 1, 4, 8, 9])
    yield draw.choice(0.4, 0.9), 0.0, 6, np.array([[0.0, 1.5, 3.25], [5.0, 6.0, 20.5]])
    # A rate may rise as well (a warm-up), and `total` need not be whole.
    yield 0.1, draw.choice(0.5, 0.8), 4, np.array([0, 1, 3, 4, 5, 9])
    yield 0.25, 1, 2.5, draw.choice(0.75, 2.0)


linear_decay.cases(to_an_end)
PAST = "Past `total` the rate goes on changing. It stays at lr_end from there on: keep t / total at no more than 1."
linear_decay.mistake("past_the_end", PAST)(lambda lr0, lr_end, total, t: lr0 + (lr_end - lr0) * np.asarray(t) / total)
linear_decay.mistake(
    "cut_at_zero", "Past `total` the rate goes on; you only keep it from falling below zero. It stays at lr_end."
)(lambda lr0, lr_end, total, t: np.maximum(lr0 + (lr_end - lr0) * np.asarray(t) / total, 0))
linear_decay.mistake(
    "held_from_below",
    "You keep the rate from falling below lr_end. That holds a rate that falls, and spoils one that rises. Keep the share "
    "t / total at no more than 1 instead.",
)(lambda lr0, lr_end, total, t: np.maximum(lr0 + (lr_end - lr0) * np.asarray(t) / total, lr_end))
linear_decay.mistake(
    "share_held_from_below", "np.maximum(t / total, 1) is at least 1: the rate is never on the line. Use np.minimum."
)(lambda lr0, lr_end, total, t: lr0 + (lr_end - lr0) * np.maximum(np.asarray(t) / total, 1))
linear_decay.mistake("ends_at_zero", "The line ends at 0. It ends at lr_end.")(
    lambda lr0, lr_end, total, t: lr0 * (1 - np.minimum(np.asarray(t) / total, 1))
)
linear_decay.mistake(
    "raised_to_the_end", "The line leads to 0 and is held at lr_end on the way. It leads to lr_end itself."
)(lambda lr0, lr_end, total, t: np.maximum(lr0 * (1 - np.asarray(t) / total), lr_end))
linear_decay.mistake("reversed", "The line leads from lr_end to lr0. It begins at lr0.")(
    lambda lr0, lr_end, total, t: lr_end + (lr0 - lr_end) * np.minimum(np.asarray(t) / total, 1)
)
linear_decay.mistake("whole_division", "t // total is 0 until the end: the rate would stay, and then jump. Use /.")(
    lambda lr0, lr_end, total, t: lr0 + (lr_end - lr0) * np.minimum(np.asarray(t) // total, 1)
)
linear_decay.mistake("one_step_early", "The end is reached at total - 1. Divide t by total.")(
    lambda lr0, lr_end, total, t: lr0 + (lr_end - lr0) * np.minimum(np.asarray(t) / (total - 1), 1)
)
linear_decay.mistake("rises", "The sign is wrong: the rate rises.")(
    lambda lr0, lr_end, total, t: lr0 + (lr0 - lr_end) * np.minimum(np.asarray(t) / total, 1)
)
linear_decay.mistake(
    "lr_end_not_subtracted",
    "The difference to go is lr_end - lr0; you took lr0 alone, and ended at 0 + lr_end too high.",
)(lambda lr0, lr_end, total, t: lr_end + lr0 * (1 - np.minimum(np.asarray(t) / total, 1)))
linear_decay.right_answer(lambda lr0, lr_end, total, t: np.interp(t, [0, total], [lr0, lr_end]))
linear_decay.right_answer(
    lambda lr0, lr_end, total, t: np.where(np.asarray(t) >= total, lr_end, lr0 - (lr0 - lr_end) * np.divide(t, total))
)
linear_decay.right_answer(
    number_at_a_time(lambda lr0, lr_end, total, t: lr_end if t > total else ((total - t) * lr0 + t * lr_end) / total)
)


@topic.exercise(
    points=1,
    shapes={"t": "..."},
    hints=[
        "The rate is lr0 divided by something that is 1 at the start and grows in proportion to t.",
        "The denominator is 1 + rate t.",
        "Without the 1 it would be infinite at the start: lr0 / (rate * t)",
    ],
)
def inverse_time_decay(lr0, rate, t):
    """lr0 / (1 + rate t)."""
    return lr0 / (1 + rate * np.asarray(t))


inverse_time_decay.cases(decays)
inverse_time_decay.mistake("brackets", "The brackets are missing: lr0 / 1 + rate t adds to lr0.")(
    lambda lr0, rate, t: lr0 / 1 + rate * np.asarray(t)
)
inverse_time_decay.mistake("one_forgotten", "The 1 in the denominator is missing: at t = 0 that divides by 0.")(
    lambda lr0, rate, t: np.divide(lr0, rate * np.asarray(t, dtype=float))
)
inverse_time_decay.mistake("exponential", "That is exponential decay.")(
    lambda lr0, rate, t: lr0 * np.exp(-rate * np.asarray(t))
)
inverse_time_decay.mistake(
    "compounding", "The decay compounds: each step divided the last rate again. Divide lr0, once, by 1 + rate t."
)(
    number_at_a_time(
        lambda lr0, rate, t: lr0 / np.prod([1 + rate * i for i in range(1, int(t) + 1)] + [1 + rate * (t - int(t))])
    )
)
inverse_time_decay.mistake("power_of_t", "That divides by 1 + rate in every step. The denominator is 1 + rate t.")(
    lambda lr0, rate, t: lr0 / (1 + rate) ** np.asarray(t)
)
inverse_time_decay.mistake("t_without_rate", "The rate of decay is not used: the denominator is 1 + rate t.")(
    lambda lr0, rate, t: lr0 / (1 + np.asarray(t))
)
inverse_time_decay.mistake("lr0_in_the_denominator", "The denominator is 1 + rate t, not lr0 + rate t.")(
    lambda lr0, rate, t: lr0 / (lr0 + rate * np.asarray(t))
)
inverse_time_decay.mistake("root", "That is with a root of t. The denominator is 1 + rate t.")(
    lambda lr0, rate, t: lr0 / (1 + rate * np.sqrt(t))
)
inverse_time_decay.right_answer(lambda lr0, rate, t: np.divide(lr0, 1.0 + np.multiply(t, rate)))
inverse_time_decay.right_answer(number_at_a_time(lambda lr0, rate, t: (1 / lr0 + rate * t / lr0) ** -1))


@topic.exercise(
    points=1,
    shapes={"t": "..."},
    needs=("linear_decay",),
    hints=[
        "(1 + cos(angle)) / 2 falls from 1 to 0 while the angle goes from 0 to pi.",
        "The angle is pi times the share of the way, which never exceeds 1. Scale and shift it to lead from lr0 to lr_end.",
        "For lr0 = 1 and lr_end = 0, before the end: (1 + np.cos(np.pi * t / total)) / 2",
    ],
)
def cosine_decay(lr0, lr_end, total, t):
    """lr_end + (lr0 - lr_end) (1 + cos(pi min(t / total, 1))) / 2."""
    return half_wave(lr0, lr_end, np.minimum(np.asarray(t) / total, 1))


def half_wave(lr0, lr_end, share):
    return lr_end + (lr0 - lr_end) * (1 + np.cos(np.pi * share)) / 2


cosine_decay.cases(to_an_end)
cosine_decay.mistake("past_the_end", "Past `total` the cosine rises again. The rate stays at lr_end from there on.")(
    lambda lr0, lr_end, total, t: half_wave(lr0, lr_end, np.asarray(t) / total)
)
cosine_decay.mistake(
    "starts_anew", "At `total` the wave starts anew (a warm restart). The rate stays at lr_end from there on."
)(lambda lr0, lr_end, total, t: half_wave(lr0, lr_end, np.asarray(t) % total / total))
cosine_decay.mistake("half_forgotten", "The half is missing: 1 + cos goes from 2 to 0.")(
    lambda lr0, lr_end, total, t: lr_end + (lr0 - lr_end) * (1 + np.cos(np.pi * np.minimum(np.asarray(t) / total, 1)))
)
cosine_decay.mistake("one_forgotten", "The 1 is missing: the cosine alone goes from 1 to -1.")(
    lambda lr0, lr_end, total, t: lr_end + (lr0 - lr_end) * np.cos(np.pi * np.minimum(np.asarray(t) / total, 1)) / 2
)
cosine_decay.mistake(
    "whole_wave", "The angle goes to 2 pi: the rate falls and comes back. Half a wave, pi, is wanted."
)(lambda lr0, lr_end, total, t: half_wave(lr0, lr_end, 2 * np.minimum(np.asarray(t) / total, 1)))
cosine_decay.mistake("quarter_wave", "The angle goes to pi / 2 only: the rate ends half way. It goes to pi.")(
    lambda lr0, lr_end, total, t: half_wave(lr0, lr_end, np.minimum(np.asarray(t) / total, 1) / 2)
)
cosine_decay.mistake("ends_at_zero", "The rate ends at 0. It ends at lr_end.")(
    lambda lr0, lr_end, total, t: half_wave(lr0, 0.0, np.minimum(np.asarray(t) / total, 1))
)
cosine_decay.mistake(
    "lr_end_not_subtracted", "The wave is lr0 high and stands on lr_end: it begins too high. Scale it by lr0 - lr_end."
)(lambda lr0, lr_end, total, t: lr_end + half_wave(lr0, 0.0, np.minimum(np.asarray(t) / total, 1)))
cosine_decay.mistake("reversed", "The wave leads from lr_end to lr0: 1 + cos, not 1 - cos.")(
    lambda lr0, lr_end, total, t: half_wave(lr_end, lr0, np.minimum(np.asarray(t) / total, 1))
)
cosine_decay.mistake("pi_forgotten", "The pi is missing in the angle.")(
    lambda lr0, lr_end, total, t: half_wave(lr0, lr_end, np.minimum(np.asarray(t) / total, 1) / np.pi)
)
cosine_decay.mistake("whole_division", "t // total is 0 until the end. Use /.")(
    lambda lr0, lr_end, total, t: half_wave(lr0, lr_end, np.minimum(np.asarray(t) // total, 1))
)
cosine_decay.right_answer(
    lambda lr0, lr_end, total, t: lr_end + (lr0 - lr_end) * np.cos(np.pi * np.clip(np.divide(t, total), 0, 1) / 2) ** 2
)
cosine_decay.right_answer(
    number_at_a_time(
        lambda lr0, lr_end, total, t: lr_end + 0.5 * (lr0 - lr_end) * (1 + math.cos(math.pi * min(t, total) / total))
    )
)


for exercise in (step_decay, exponential_decay, inverse_time_decay, linear_decay, cosine_decay):
    exercise.mistake(
        "whole_numbers",
        "Where t is a whole number, or an array of them, your rates are whole numbers too, and their decimals are lost "
        "(np.zeros_like(t) makes an array of whole numbers). Make room for decimals: np.zeros(np.shape(t)).",
    )(in_the_type_of_t(exercise.reference))


# ----------------------------------------------------------------------------------------------------- sweep


def swept(final_loss, lrs, pick=np.argmin, clean=True):
    losses = np.array([final_loss(lr) for lr in lrs], dtype=float)
    safe = np.where(np.isfinite(losses), losses, np.inf)
    shown = safe if clean else losses
    return (lrs[pick(safe)] if np.isfinite(safe).any() else None), shown


@topic.exercise(
    points=2,
    shapes={"lrs": "k"},
    returns=("best_lr", "losses"),
    hints=[
        "One loss for each rate, in the same order. What would np.argmin do with a NaN?",
        "Turn every loss that is not finite into inf first (np.isfinite, np.where); then look for the smallest.",
        "Without diverging runs: losses = np.array([final_loss(lr) for lr in lrs]); lrs[np.argmin(losses)], losses",
    ],
)
def sweep(final_loss, lrs):
    """The rate with the smallest finite loss (None if there is none), and all losses with inf for those not finite."""
    return swept(final_loss, lrs)


@sweep.cases
def _(draw):
    yield nan_above_one, [0.1, 0.01, 10.0]
    yield nan_above_one, [10.0, 0.1, 0.001 * draw.integers(low=5, high=20), 100.0, 0.5]
    yield loss_after_training, np.array([1e5, 0.01, 0.5, 1.75, 0.01 * draw.integers(low=2, high=9)])
    yield loss_after_training, [0.03]
    yield log_of_zero_above_one, [0.1, 2.0, 0.5, 0.01 * draw.integers(low=25, high=40), 5.0]
    yield always_diverges, np.array([0.1, 1.0, 10.0])
    yield always_diverges, [3.0]


def wrong_sweep(key, message, of):
    def function(final_loss, lrs):
        raw = np.array([final_loss(lr) for lr in lrs], dtype=float)
        return of(np.asarray(lrs), raw, np.where(np.isfinite(raw), raw, np.inf))

    sweep.mistake(key, message)(function)


def best_or_none(lrs, safe):
    return lrs[np.argmin(safe)] if np.isfinite(safe).any() else None


wrong_sweep(
    "nan_wins", "A NaN won: np.argmin takes it for the smallest. A run that is not finite counts as inf.",
    lambda lrs, raw, safe: (lrs[np.argmin(raw)], safe),
)  # fmt: skip
wrong_sweep(
    "not_cleaned", "NaN and minus infinity stand in your losses, and win. A run that is not finite counts as inf.",
    lambda lrs, raw, safe: (lrs[np.argmin(raw)], raw),
)  # fmt: skip
wrong_sweep(
    "nan_kept_in_losses", "The best rate is right, but losses that are not finite must be inf in the list.",
    lambda lrs, raw, safe: (best_or_none(lrs, safe), raw),
)  # fmt: skip
wrong_sweep(
    "largest", "You chose the largest loss. The smallest is the best.",
    lambda lrs, raw, safe: (lrs[np.argmax(np.where(np.isfinite(raw), raw, -np.inf))] if np.isfinite(raw).any() else None, safe),
)  # fmt: skip
wrong_sweep(
    "diverged_chosen", "When every run diverges there is no best rate: return None.",
    lambda lrs, raw, safe: (lrs[np.argmin(safe)], safe),
)  # fmt: skip
wrong_sweep(
    "sorted", "Your losses are sorted. One loss for each rate is asked for, in the order of the rates.",
    lambda lrs, raw, safe: (best_or_none(lrs, safe), np.sort(safe)),
)  # fmt: skip
wrong_sweep(
    "starts_too_low", "A rate with a loss above 0 is never chosen in yours: the best loss so far starts too low. Start it at np.inf.",
    lambda lrs, raw, safe: (lrs[np.argmin(safe)] if np.min(safe) < 0 else None, safe),
)  # fmt: skip
wrong_sweep(
    "index_returned", "You return the place in the list. Return the rate that stands there.",
    lambda lrs, raw, safe: (int(np.argmin(safe)) if np.isfinite(safe).any() else None, safe),
)  # fmt: skip
wrong_sweep(
    "loss_returned", "You return the smallest loss. Return the rate that led to it.",
    lambda lrs, raw, safe: (np.min(safe) if np.isfinite(safe).any() else None, safe),
)  # fmt: skip
wrong_sweep(
    "finite_only", "The diverged runs are missing from the losses. Each rate has one; those are inf.",
    lambda lrs, raw, safe: (best_or_none(lrs, safe), raw[np.isfinite(raw)]),
)  # fmt: skip
wrong_sweep(
    "only_nan_cleaned", "NaN is caught, minus infinity is not: it is no finite loss either. Ask np.isfinite.",
    lambda lrs, raw, safe: (
        (lambda half: lrs[np.argmin(half)] if np.min(half) < np.inf else None)(np.where(np.isnan(raw), np.inf, raw)),
        np.where(np.isnan(raw), np.inf, raw),
    ),
)  # fmt: skip
wrong_sweep(
    "smallest_rate", "You chose the smallest rate that did not diverge. The loss decides.",
    lambda lrs, raw, safe: (np.min(lrs[np.isfinite(raw)]) if np.isfinite(raw).any() else None, safe),
)  # fmt: skip
wrong_sweep(
    "largest_rate", "You chose the largest rate that did not diverge. The loss decides.",
    lambda lrs, raw, safe: (np.max(lrs[np.isfinite(raw)]) if np.isfinite(raw).any() else None, safe),
)  # fmt: skip


@sweep.right_answer
def _(final_loss, lrs):
    best, best_lr, losses = math.inf, None, []
    for lr in lrs:
        loss = float(final_loss(lr))
        if not math.isfinite(loss):
            loss = math.inf
        if loss < best:
            best, best_lr = loss, float(lr)
        losses.append(loss)
    return best_lr, losses


@sweep.right_answer
def _(final_loss, lrs):
    losses = np.nan_to_num([final_loss(lr) for lr in lrs], nan=np.inf, posinf=np.inf, neginf=np.inf)
    return [None if np.isinf(losses).all() else lrs[int(losses.argmin())], losses]


# ------------------------------------------------------------------------------------------------ range_test


def steepest(losses, lrs, *, by=np.log, upto=True, pick=np.argmin, shift=0):
    losses, lrs = np.asarray(losses, dtype=float), np.asarray(lrs, dtype=float)
    end = int(np.argmin(losses)) + 1 if upto else len(losses)
    slopes = np.diff(losses[:end]) / np.diff(by(lrs[:end]))
    return lrs[pick(slopes) + shift]


@topic.exercise(
    points=2,
    shapes={"losses": "k", "lrs": "k"},
    hints=[
        "Only the steps up to the smallest loss count. For each: how much did the loss change, and how much log(lr)?",
        "np.diff gives the changes of both. The most negative quotient is the steepest fall.",
        "For all steps, those after the smallest loss too: np.argmin(np.diff(losses) / np.diff(np.log(lrs)))",
    ],
)
def range_test(losses, lrs):
    """The smaller rate of the step with the most negative diff(losses) / diff(log lrs), up to the smallest loss."""
    return steepest(losses, lrs)


@range_test.cases
def _(draw):
    # From 0.001 to 0.01 the loss falls by 0.2, to 0.1 by 0.9, to 1 by 0.5; then it grows.
    yield np.array([2.3, 2.1, 1.2, 0.7, 3.0]), np.array([1e-3, 1e-2, 1e-1, 1.0, 10.0])
    yield [3.0, 1.0], [0.1, 0.2]
    # Uneven steps: the largest fall is not the steepest one per unit of log lr.
    yield np.array([4.0, 3.5, 2.0, 1.9, 0.1, 0.05, 0.5]), np.array([1e-4, 1e-3, 1.5e-3, 2e-3, 1.0, 2.0, 3.0])
    # A rise on the way up to the smallest loss, and a steep fall after it, which no longer counts.
    yield np.array([2.0, 1.75, 3.5, 2.4, 1.0, 0.5, 9.0, 2.0, 40.0]), np.geomspace(1e-4, 1.0, 9)
    yield np.array([2, 2, 1, 0, 5, 60]), np.array([0.01, 0.02, 0.03, 0.08, 0.16, 0.32])
    lrs = np.cumprod(1 + draw.integers(8, low=1, high=8) / 4) * 1e-4
    falls = draw.rng.permutation([0.1, 0.23, 0.37, 0.52, 0.71, 0.94])
    yield np.concatenate([5 - np.cumsum([0, *falls]), [30.0]]), lrs


def wrong_range(key, message, **changes):
    range_test.mistake(key, message)(lambda losses, lrs: steepest(losses, lrs, **changes))


range_test.mistake(
    "smallest_loss",
    "That is the rate with the smallest loss, just before it grows: too large to train with. Take the steepest fall.",
)(lambda losses, lrs: np.asarray(lrs)[np.argmin(losses)])
wrong_range("per_lr", "You divided by the change of lr. The fall is measured per unit of log(lr).", by=lambda lrs: lrs)
wrong_range("per_step", "You took the largest fall between two rates. The rates are not evenly spaced: divide by the change of log(lr).",
            by=lambda lrs: np.arange(len(lrs)))  # fmt: skip
wrong_range("larger_rate", "That is the larger rate of the right step. Return the smaller one.", shift=1)
wrong_range("after_the_minimum", "You looked at all steps. After the smallest loss the run is breaking up, and a fall there means nothing.",
            upto=False)  # fmt: skip
wrong_range("steepest_rise", "That is the step with the steepest rise, or the flattest fall. The most negative slope is wanted.",
            pick=np.argmax)  # fmt: skip
wrong_range("largest_change", "You took the largest change, up or down. Only a fall counts: keep the sign.",
            pick=lambda slopes: np.argmax(np.abs(slopes)))  # fmt: skip
range_test.mistake(
    "tenth_of_the_minimum",
    "A tenth of the rate with the smallest loss is another rule of thumb. Take the steepest fall.",
)(lambda losses, lrs: np.asarray(lrs)[np.argmin(losses)] / 10)
range_test.mistake("index_returned", "You return the place in the list. Return the rate that stands there.")(
    lambda losses, lrs: int(np.flatnonzero(np.asarray(lrs) == steepest(losses, lrs))[0])
)
range_test.mistake("log_returned", "You return log(lr). Return the rate itself.")(
    lambda losses, lrs: np.log(steepest(losses, lrs))
)


@range_test.mistake(
    "relative_fall", "You measured falls relative to the loss (log of the loss). The loss itself is meant."
)
def _(losses, lrs):
    losses = np.asarray(losses, dtype=float)
    end = int(np.argmin(losses)) + 1
    return np.asarray(lrs)[np.argmin(np.diff(np.log(np.maximum(losses[:end], 1e-9))) / np.diff(np.log(lrs[:end])))]


@range_test.right_answer
def _(losses, lrs):
    losses = list(losses)
    end = losses.index(min(losses))
    slope = {k: (losses[k + 1] - losses[k]) / (math.log(lrs[k + 1]) - math.log(lrs[k])) for k in range(end)}
    return lrs[min(slope, key=slope.get)]


@range_test.right_answer
def _(losses, lrs):
    """With log10, which divides every slope by the same number."""
    k = np.argmin(losses) + 1
    falls = -np.diff(np.asarray(losses, dtype=float)[:k]) / np.diff(np.log10(np.asarray(lrs)[:k]))
    return np.asarray(lrs)[falls.argmax()]


# ----------------------------------------------------------------------------------------------- grid_search


def settings(grid):
    return [dict(zip(grid, values, strict=True)) for values in product(*grid.values())]


def searched(train, validate, grid, candidates=settings, better=lambda new, best: new < best, start=None):
    best, chosen = start, None
    for setting in candidates(grid):
        loss = validate(train(**setting))
        if not np.isnan(loss) and (best is None or better(loss, best)):
            best, chosen = loss, setting
    return chosen


@topic.exercise(
    points=3,
    hints=[
        "product(*grid.values()) runs through all combinations of the lists. How does one become a setting?",
        "A setting takes one value from each list, under the name of the list. Train with it, validate the model, and remember the best so far; `<` is never true of a NaN.",
        'For a grid of rates alone it would be: losses = [validate(train(lr=lr)) for lr in grid["lr"]]',
    ],
)
def grid_search(train, validate, grid):
    """The setting with the smallest validation loss; the first on a tie, NaN never."""
    return searched(train, validate, grid)


@grid_search.cases
def _(draw):
    one, two = draw.integers(low=2, high=4), draw.integers(low=5, high=9)
    yield tuple_of_settings, distance_from_ten, {"lr": [1, 5, 10], "scale": [1, 2]}  # 5 x 2 comes before 10 x 1.
    yield (
        tuple_of_settings,
        nan_for_large_settings,
        {"a_rate": [3.0, 0.25, 0.6, 0.9 + draw.integers(low=1, high=3) / 100]},
    )
    yield tuple_of_settings, bowl_in_settings, {"hidden": [0.5, 3.0, 1.0], "lr": [2.0, 0.25, 4.0]}
    yield tuple_of_settings, bowl_in_settings, {"b": [one, 0.5], "a": [0.25, two], "c": [1, 2, 3]}
    yield (
        tuple_of_settings,
        nan_for_large_settings,
        {"epochs": [0.5, 2.0], "rate": [0.3, 0.2, 1.5], "units": [0.4, 0.1]},
    )


grid_search.mistake("largest_loss", "You chose the largest validation loss. The smallest is the best.")(
    lambda t, v, g: searched(t, v, g, better=lambda new, best: new > best)
)
grid_search.mistake(
    "starts_too_low",
    "A setting with a loss above 0 is never chosen in yours: the best loss so far starts too low. Start it at np.inf.",
)(lambda t, v, g: searched(t, v, g, start=0.0))
grid_search.mistake("last_on_a_tie", "Of equal losses the last one won. Take the first: `<`, not `<=`.")(
    lambda t, v, g: searched(t, v, g, better=lambda new, best: new <= best)
)
grid_search.mistake("zipped", "You paired the lists off one to one. All combinations are wanted: product.")(
    lambda t, v, g: searched(
        t, v, g, candidates=lambda grid: [dict(zip(grid, v, strict=True)) for v in zip(*grid.values(), strict=False)]
    )
)
grid_search.mistake(
    "one_at_a_time",
    "You looked for the best value of each entry by itself. They depend on each other: try all combinations.",
)(
    lambda train, validate, grid: {
        name: searched(
            train,
            validate,
            {other: values if other == name else values[:1] for other, values in grid.items()},
        )[name]
        for name in grid
    }
)
grid_search.mistake("first_setting", "That is the first setting, whatever its loss.")(
    lambda t, v, grid: settings(grid)[0]
)
grid_search.mistake("last_setting", "That is the last setting, whatever its loss.")(
    lambda t, v, grid: settings(grid)[-1]
)
grid_search.mistake("loss_returned", "You return the loss. Return the setting that led to it.")(
    lambda train, validate, grid: validate(train(**searched(train, validate, grid)))
)
grid_search.mistake("model_returned", "You return the model. Return the setting, a dictionary.")(
    lambda train, validate, grid: train(**searched(train, validate, grid))
)
grid_search.mistake("values_only", "You return the values without their names. Return a dictionary.")(
    lambda *args: tuple(searched(*args).values())
)
grid_search.mistake("nan_wins", "A NaN won: np.argmin takes it for the smallest. Leave it out.")(
    lambda train, validate, grid: settings(grid)[int(np.argmin([validate(train(**s)) for s in settings(grid)]))]
)
grid_search.mistake(
    "nan_first", "A NaN came first and stayed: nothing is `<` NaN. Start from inf, and ask for a smaller loss."
)(lambda train, validate, grid: min(settings(grid), key=lambda s: validate(train(**s))))


@grid_search.right_answer
def _(train, validate, grid):
    names, results = list(grid), []
    for values in product(*(grid[name] for name in names)):
        setting = {name: value for name, value in zip(names, values, strict=True)}  # noqa: C416
        loss = validate(train(**setting))
        results.append((math.inf if np.isnan(loss) else loss, len(results), setting))
    return min(results, key=lambda result: result[:2])[2]


@grid_search.right_answer
def _(train, validate, grid):
    """Recursion over the settings, one name after the other."""
    best = [math.inf, None]

    def go(chosen, left):
        if left:
            for value in grid[left[0]]:
                go({**chosen, left[0]: value}, left[1:])
        elif (loss := validate(train(**chosen))) < best[0]:
            best[:] = [loss, chosen]

    go({}, list(grid))
    return best[1]


@grid_search.right_answer
def _(train, validate, grid):
    settings = [dict(zip(grid.keys(), v, strict=True)) for v in product(*grid.values())]
    return settings[np.nanargmin([validate(train(**setting)) for setting in settings])]


# ----------------------------------------------------------------------------------------------------- recall

topic.recall(
    "10-1",
    4.0,
    hints=["The slope at 5 is 5 - 3 = 2."],
    wrong=[("ascent", 6.0, "Uphill. Subtract the step.")],
)
topic.recall(
    "10-2",
    0.2,
    hints=["The root of 2 over fan_in = 50."],
    wrong=[("variance", 0.04, "That is the variance. The deviation is its root.")],
)
topic.recall(
    "10-3",
    "diverges",
    hints=["|1 - 0.6 * 4| = 1.4."],
    wrong=[
        ("oscillates", "oscillates", "It jumps from side to side, and further each time: 1.4 is more than 1."),
        ("converges", "converges", "|1 - 0.6 * 4| = 1.4, which is more than 1."),
    ],
)
topic.recall(
    "10-4",
    0.002,
    hints=["The sum is 50 times the mean, and so is its curvature. What does that do to 2 / lmax?"],
    wrong=[
        ("unchanged", 0.1, "The minimizer is the same, but the sum is 50 times as steep as the mean, and as curved."),
        ("multiplied", 5.0, "More curvature allows a smaller rate, not a larger one."),
        ("squared", 0.1 / 2500, "The curvature grows with the number of samples, not with its square."),
    ],
)
topic.recall(
    "10-5",
    0.5,
    hints=["How many drops lie before epoch 35? Their product takes 0.16 to 0.02."],
    wrong=[
        ("one_drop", 0.125, "That is the product of all the drops. By epoch 35 there were 35 // 10 of them."),
        ("subtracted", float(0.14 / 3), "Each drop multiplies the rate; it does not subtract from it."),
    ],
)
