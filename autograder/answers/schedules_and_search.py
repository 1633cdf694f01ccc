"""Schedules and search: references, cases, wrong answers and right ones."""

import copy
import math
from itertools import groupby, product

import numpy as np

from autograder.exercise import Topic
from autograder.inside.callbacks import (
    bowl_in_settings,
    coarse_bowl,
    distance_from_ten,
    infinite_for_large_settings,
    nan_for_large_settings,
    rate_and_units,
    tuple_of_settings,
    two_numbers,
)

topic = Topic(__name__)


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
exponential_decay.mistake("lr0_in_the_exponent", "lr0 is a factor in front. The exponent is -rate t.")(
    lambda lr0, rate, t: np.exp(-rate * lr0 * np.asarray(t))
)
exponential_decay.right_answer(lambda lr0, rate, t: lr0 / np.exp(np.multiply(rate, t)))
exponential_decay.right_answer(number_at_a_time(lambda lr0, rate, t: lr0 * math.exp(-rate * t)))


@topic.exercise(
    points=1,
    shapes={"t": "..."},
    hints=[
        "What share of the way is behind you at time t? It can never be more than 1.",
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
linear_decay.mistake(
    "jumps_to_the_end", "The line leads to 0, and at `total` the rate jumps to lr_end. The line itself leads to lr_end."
)(lambda lr0, lr_end, total, t: np.where(np.asarray(t) < total, lr0 * (1 - np.asarray(t) / total), lr_end))
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
inverse_time_decay.mistake("brackets", "The parentheses are missing: lr0 / 1 + rate t adds to lr0.")(
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
cosine_decay.mistake("quarter_wave", "The angle goes to pi / 2 only: the rate ends halfway. It goes to pi.")(
    lambda lr0, lr_end, total, t: half_wave(lr0, lr_end, np.minimum(np.asarray(t) / total, 1) / 2)
)
cosine_decay.mistake("ends_at_zero", "The rate ends at 0. It ends at lr_end.")(
    lambda lr0, lr_end, total, t: half_wave(lr0, 0.0, np.minimum(np.asarray(t) / total, 1))
)
cosine_decay.mistake(
    "lr_end_not_subtracted",
    "The wave is lr0 high and starts from lr_end: it begins too high. Scale it by lr0 - lr_end.",
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
# Written out as in the chapter: whose angle or whose end is wrong is shown this formula, not the one below.
cosine_decay.right_answer(
    lambda lr0, lr_end, total, t: lr_end + (lr0 - lr_end) * (1 + np.cos(np.pi * np.minimum(t, total) / total)) / 2
)
cosine_decay.right_answer(
    lambda lr0, lr_end, total, t: lr_end + (lr0 - lr_end) * np.cos(np.pi * np.clip(np.divide(t, total), 0, 1) / 2) ** 2
)
cosine_decay.right_answer(
    number_at_a_time(
        lambda lr0, lr_end, total, t: lr_end + 0.5 * (lr0 - lr_end) * (1 + math.cos(math.pi * min(t, total) / total))
    )
)


# -------------------------------------------------------------------------------------------- warmup_cosine


def warmed(lr0, lr_end, warm, total, t, *, rise=lambda t, warm: (t + 1) / warm, fall=None, seam=0):
    """The schedule, or a wrong one: `rise` is the share of lr0 before step warm + seam, `fall` the rate from there on."""
    t = np.asarray(t)
    after = np.minimum((t - warm) / (total - warm), 1)
    falling = half_wave(lr0, lr_end, after) if fall is None else fall(lr0, lr_end, warm, total, t)
    return np.where(t < warm + seam, lr0 * rise(t, warm), falling)


@topic.exercise(
    points=3,
    shapes={"t": "..."},
    needs=("cosine_decay",),
    hints=[
        "Before step `warm` one formula holds, from there on another. How many steps are left for the cosine, and how many "
        "of them are over at step t?",
        "np.where(t < warm, ..., ...) takes both. The second is your cosine_decay, whose clock starts at step `warm` and "
        "whose end is reached total - warm steps later.",
        "A warm-up to a constant rate would be: lr0 * np.minimum((t + 1) / warm, 1)",
    ],
)
def warmup_cosine(lr0, lr_end, warm, total, t):
    """lr0 (t + 1) / warm before step `warm`; from there on half a cosine wave that reaches lr_end at `total`."""
    return warmed(lr0, lr_end, warm, total, t)


@warmup_cosine.cases
def _(draw):
    yield 0.8, 0.0, 4, 12, 0
    yield 0.8, 0.0, 4, 12, 8
    yield 0.1, 0.01, 10, 30, 9
    yield draw.choice(0.5, 0.75), 0.125, draw.integers(low=3, high=6), draw.integers(low=12, high=18), np.arange(24)
    yield 2, 1, 3, 11, np.array([0, 1, 2, 3, 7, 11, 15])
    yield draw.choice(0.3, 0.9), 0.0, 1, 6, np.array([[0, 1, 2], [4, 6, 9]])


def wrong_warmup(key, message, **changes):
    warmup_cosine.mistake(key, message)(lambda *args: warmed(*args, **changes))


wrong_warmup("starts_at_zero", "Your first rate is 0, and the first step does nothing. Step 0 has the rate lr0 / warm already: t + 1 steps of the way.",
             rise=lambda t, warm: t / warm)  # fmt: skip
wrong_warmup("no_warm_up", "Before step `warm` your rate is lr0 already. It rises there: lr0 / warm, 2 lr0 / warm, and so on.",
             rise=lambda t, warm: np.ones(np.shape(t)))  # fmt: skip
wrong_warmup("clock_from_the_start", "The cosine's clock starts with the training, so at step `warm` it has fallen already. It starts at step `warm`: t - warm.",
             fall=lambda lr0, lr_end, warm, total, t: half_wave(lr0, lr_end, np.minimum(t / total, 1)))  # fmt: skip
wrong_warmup("total_not_shortened", "The cosine starts at step `warm` and takes `total` more steps. It must be over at `total`: it has total - warm steps.",
             fall=lambda lr0, lr_end, warm, total, t: half_wave(lr0, lr_end, np.minimum((t - warm) / total, 1)))  # fmt: skip
wrong_warmup("shortened_and_not_shifted", "The cosine has the right length, total - warm, but its clock starts with the training. Subtract warm from t as well.",
             fall=lambda lr0, lr_end, warm, total, t: half_wave(lr0, lr_end, np.minimum(t / (total - warm), 1)))  # fmt: skip
wrong_warmup("past_the_end", "Past `total` the cosine rises again. The rate stays at lr_end from there on.",
             fall=lambda lr0, lr_end, warm, total, t: half_wave(lr0, lr_end, (t - warm) / (total - warm)))  # fmt: skip
wrong_warmup("never_falls", "After the warm-up your rate stays at lr0. From step `warm` on a cosine takes it to lr_end.",
             fall=lambda lr0, lr_end, warm, total, t: lr0)  # fmt: skip
wrong_warmup("straight_line", "After the warm-up your rate falls in a straight line. It falls along a cosine.",
             fall=lambda lr0, lr_end, warm, total, t: lr0 + (lr_end - lr0) * np.minimum((t - warm) / (total - warm), 1))  # fmt: skip
wrong_warmup("one_step_too_long", "Your warm-up takes one step too many: at t = warm the rate is above lr0. It is t < warm, not <=.",
             seam=1)  # fmt: skip
warmup_cosine.mistake(
    "from_lr_end", "Your warm-up starts from lr_end. It starts from 0, and its first step has the rate lr0 / warm."
)(
    lambda lr0, lr_end, warm, total, t: np.where(
        np.asarray(t) < warm,
        lr_end + (lr0 - lr_end) * (np.asarray(t) + 1) / warm,
        warmed(lr0, lr_end, warm, total, t),
    )
)
warmup_cosine.mistake(
    "multiplied",
    "You multiplied a cosine over the whole run by the warm-up, so the rate never reaches lr0. First comes the "
    "warm-up, and then a cosine that starts at lr0.",
)(
    lambda lr0, lr_end, warm, total, t: (
        np.minimum((np.asarray(t) + 1) / warm, 1) * half_wave(lr0, lr_end, np.minimum(np.asarray(t) / total, 1))
    )
)
warmup_cosine.right_answer(
    lambda lr0, lr_end, warm, total, t: np.minimum(
        lr0 * np.add(t, 1) / warm, half_wave(lr0, lr_end, np.clip(np.subtract(t, warm) / (total - warm), 0, 1))
    )
)
warmup_cosine.right_answer(
    number_at_a_time(
        lambda lr0, lr_end, warm, total, t: (
            (t + 1) * lr0 / warm if t < warm else cosine_decay.reference(lr0, lr_end, total - warm, t - warm)
        )
    )
)


@warmup_cosine.right_answer
def _(lr0, lr_end, warm, total, t):
    """All the rates of the training as one list, from which those at t are picked."""
    falling = [half_wave(lr0, lr_end, k / (total - warm)) for k in range(total - warm)]
    rates = np.array([lr0 * k / warm for k in range(1, warm + 1)] + falling + [lr_end])
    return rates[np.minimum(t, total)]


for exercise in (step_decay, exponential_decay, inverse_time_decay, linear_decay, cosine_decay, warmup_cosine):
    exercise.mistake(
        "whole_numbers",
        "Where t is a whole number, or an array of them, your rates are whole numbers too, and their decimals are lost "
        "(np.zeros_like(t) makes an array of whole numbers). Make room for decimals: np.zeros(np.shape(t)).",
    )(in_the_type_of_t(exercise.reference))


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


@grid_search.mistake(
    "one_after_the_other",
    "You vary one entry at a time and hold the others at their best so far. Two that are changed together may be "
    "better: try all combinations.",
)
def _(train, validate, grid):
    best = {name: values[0] for name, values in grid.items()}
    for name, values in grid.items():
        losses = [validate(train(**{**best, name: value})) for value in values]
        best[name] = values[int(np.argmin(losses))]
    return best


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


# ---------------------------------------------------------------------------------------------- log_uniform

# How numbers that people draw are distributed: the share below x.
SHARES_BELOW = {
    "even in the logarithm": lambda x, low, high: np.log(x / low) / np.log(high / low),
    "even in the number itself": lambda x, low, high: (x - low) / (high - low),
    "even in one over the number": lambda x, low, high: (1 / low - 1 / x) / (1 / low - 1 / high),
    "logarithms": lambda x, low, high: (x - np.log(low)) / np.log(high / low),
    "logarithms to base 10": lambda x, low, high: (x - np.log10(low)) / np.log10(high / low),
    "e to the power of logarithms to base 10": lambda x, low, high: (np.log(x) - np.log10(low)) / np.log10(high / low),
    "10 to the power of natural logarithms": lambda x, low, high: (np.log10(x) - np.log(low)) / np.log(high / low),
    "e to the power of even numbers": lambda x, low, high: (np.log(x) - low) / (high - low),
    "10 to the power of even numbers": lambda x, low, high: (np.log10(x) - low) / (high - low),
    "logarithms of even numbers": lambda x, low, high: (np.exp(x) - low) / (high - low),
    "low times even powers of high": lambda x, low, high: np.log(x / low) / np.log(high),
}


def distribution_of(x, low, high):
    """Which of the distributions above the numbers follow, by the largest gap between shares, in words.

    The gap of a right answer is larger than 3 / sqrt(n) once in 30 million draws.
    """
    x = np.sort(x)
    if len(np.unique(x)) < len(x) / 2:
        return "few different numbers"
    if np.ptp(np.diff(x)) < 1e-9 * np.ptp(x) or (x[0] > 0 and np.ptp(np.diff(np.log(x))) < 1e-9):
        return "a grid"
    expected, gaps = (np.arange(len(x)) + 0.5) / len(x), {}
    for name, share in SHARES_BELOW.items():
        with np.errstate(all="ignore"):
            gaps[name] = np.max(np.abs(np.clip(np.nan_to_num(share(x, low, high), nan=-1), -1, 2) - expected))
    best = min(gaps, key=gaps.get)
    return best if gaps[best] < 3 / np.sqrt(len(x)) else f"another: half of them below {np.median(x):.2g}"


def drawn_facts(value, low, high, n, rng):
    """What must be true of the numbers, whatever was drawn. Fewer than a thousand are too few to tell."""
    x = np.asarray(value, dtype=float)
    shape = str(x.shape) if x.ndim else "a single number"
    if x.shape != (n,):
        distribution = "of another shape"
    elif not np.all(np.isfinite(x)):
        distribution = "NaN or infinity"
    else:
        distribution = distribution_of(x, low, high) if n >= 1000 else "too few numbers to tell"
    return {"shape": shape, "distribution": distribution}


@topic.exercise(
    points=2,
    returns=("shape", "distribution"),
    view=drawn_facts,
    random=True,
    hints=[
        "If the numbers are to be even in their logarithm, which numbers should be drawn evenly?",
        "Draw logarithms with rng.uniform, between the logarithms of low and high, and undo the logarithm.",
        "For powers of 2 between 1 and 8 it would be: 2 ** rng.uniform(0, 3, n)",
    ],
)
def log_uniform(low, high, n, rng):
    """exp of n numbers drawn evenly between log(low) and log(high)."""
    return np.exp(rng.uniform(np.log(low), np.log(high), n))


@log_uniform.cases
def _(draw):
    for low, high, n in ((0.01, 1.0, 3), (0.0001, 1.0, 4000), (0.5, draw.choice(32.0, 64.0), 3000), (2, 200, 2000)):
        yield low, high, n, np.random.default_rng(draw.integers(low=1, high=10**6))


WRONG_DRAWS = {
    "even_in_the_number": (
        "You drew evenly between low and high. Between 0.0001 and 1 that puts nine of ten numbers above 0.1. Draw the "
        "logarithms evenly.",
        lambda low, high, n, rng: rng.uniform(low, high, n),
    ),
    "logarithms_returned": (
        "You return the logarithms. Undo them: np.exp.",
        lambda low, high, n, rng: rng.uniform(np.log(low), np.log(high), n),
    ),
    "logarithms_10_returned": (
        "You return the logarithms to base 10. Undo them: 10 to their power.",
        lambda low, high, n, rng: rng.uniform(np.log10(low), np.log10(high), n),
    ),
    "exp_of_log_10": (
        "You took logarithms to base 10 and undid them with e. Use the same base both times.",
        lambda low, high, n, rng: np.exp(rng.uniform(np.log10(low), np.log10(high), n)),
    ),
    "power_of_10_of_log": (
        "You took natural logarithms and undid them with 10. np.log is undone by np.exp, np.log10 by a power of 10.",
        lambda low, high, n, rng: 10 ** rng.uniform(np.log(low), np.log(high), n),
    ),
    "bounds_without_logarithm": (
        "You drew evenly between low and high and took e to that power. The bounds need their logarithms first.",
        lambda low, high, n, rng: np.exp(np.minimum(rng.uniform(low, high, n), 700)),
    ),
    "power_of_10_of_the_bounds": (
        "You drew evenly between low and high and took 10 to that power. The bounds need their logarithms first.",
        lambda low, high, n, rng: 10 ** np.minimum(rng.uniform(low, high, n), 300),
    ),
    "even_in_the_reciprocal": (
        "The inverse of your numbers is spread evenly, which crowds them at the low end. Their logarithm should be.",
        lambda low, high, n, rng: 1 / rng.uniform(1 / high, 1 / low, n),
    ),
    "logarithms_of_even_numbers": (
        "You drew evenly between low and high and took the logarithm of what was drawn. Take it of low and high before "
        "you draw, and undo it afterwards.",
        lambda low, high, n, rng: np.log(rng.uniform(low, high, n)),
    ),
    "as_wide_as_the_upper_bound": (
        "The logarithms start at log(low), but they span log(high). What they must span is log(high) - log(low).",
        lambda low, high, n, rng: np.exp(np.log(low) + np.log(high) * rng.random(n)),
    ),
    "few_numbers": (
        "Your numbers repeat: there are only a few different ones. Draw n numbers from the whole range, not from a list.",
        lambda low, high, n, rng: rng.choice(np.geomspace(low, high, 5), n),
    ),
    "a_grid": (
        "Your numbers are a grid: which ones they are is not drawn. Each number is a draw of its own.",
        lambda low, high, n, rng: rng.permutation(np.geomspace(low, high, n)),
    ),
    "only_one": (
        "You drew a single number. Pass n to rng.uniform as its third argument, and it draws n.",
        lambda low, high, n, rng: np.exp(rng.uniform(np.log(low), np.log(high))),
    ),
}
for key, (message, function) in WRONG_DRAWS.items():
    log_uniform.mistake(key, message)(function)
log_uniform.right_answer(lambda low, high, n, rng: 10 ** rng.uniform(np.log10(low), np.log10(high), size=n))
log_uniform.right_answer(lambda low, high, n, rng: low * (high / low) ** rng.random(n))
log_uniform.right_answer(
    lambda low, high, n, rng: [math.exp(rng.uniform(math.log(low), math.log(high))) for _ in range(n)]
)


# -------------------------------------------------------------------------------------------- random_search


def trials_of(train, validate, draw, trials, rng):
    """Every trial as (setting, loss), in the order in which they were drawn."""
    drawn = [draw(rng) for _ in range(trials)]
    return [(setting, validate(train(**setting))) for setting in drawn]


def ranked(pairs, *, keep=np.isfinite, worst_first=False):
    """The two lists of settings and losses, best first."""
    kept = sorted((pair for pair in pairs if keep(pair[1])), key=lambda pair: pair[1], reverse=worst_first)
    return [setting for setting, _ in kept], [loss for _, loss in kept]


def as_drawn(value, train, validate, draw, trials, rng):
    """The result; or, where all that is wrong is the generator that its settings come from, what rng leads to.

    So who draws from another generator is told of that, and nothing else: see Kind.RNG.
    """
    settings, losses = value
    drawn = trials_of(train, validate, draw, trials + 1, copy.deepcopy(rng))
    right = ranked(drawn[:-1])
    alien = all(setting not in [known for known, _ in drawn] for setting in settings)
    distinct = all(setting not in settings[:k] for k, setting in enumerate(settings))
    own = [validate(train(**setting)) for setting in settings]
    none_missing = len(settings) == trials or len(right[0]) < trials > len(settings)
    ordered = np.array_equal(losses, own) and np.all(np.isfinite(own)) and np.all(np.diff(own) >= 0)
    settings, losses = right if alien and distinct and none_missing and ordered else (settings, losses)
    return {"settings": in_one_order(settings, losses, drawn), "losses": losses}


def in_one_order(settings, losses, drawn):
    """The settings, those of equal losses in the order of the draws: which of them comes first is not asked for."""
    if len(settings) != len(losses):
        return settings
    groups = groupby(zip(settings, losses, strict=True), key=lambda pair: pair[1])
    known = [setting for setting, _ in drawn]
    return [
        setting
        for _, group in groups
        for setting in sorted((pair[0] for pair in group), key=lambda s: known.index(s) if s in known else len(known))
    ]


def search_result(value, *case):
    """What is compared; a result of another form is compared as it is."""
    try:
        return as_drawn(value, *case)
    except (TypeError, ValueError, KeyError, AttributeError):
        return value


@topic.exercise(
    points=3,
    returns=("settings", "losses"),
    view=search_result,
    random=True,
    hints=[
        "One trial draws a setting, trains with it, and validates the model. What do you keep of a trial, and which trials "
        "do you not keep at all?",
        "Keep pairs of a loss and its setting, of finite losses only. Sort the pairs by the loss alone (two dictionaries "
        "cannot be compared): sorted has an argument `key`. Then take the pairs apart.",
        "Words from the longest to the shortest would be: sorted(words, key=lambda word: -len(word))",
    ],
)
def random_search(train, validate, draw, trials, rng):
    """The settings with a finite validation loss, best first, and their losses."""
    return ranked(trials_of(train, validate, draw, trials, rng))


@random_search.cases
def _(draw):
    def rng():
        return np.random.default_rng(draw.integers(low=1, high=10**6))

    def rng_with(diverging, trials):
        """A generator whose first draws hold some, and not all, of the runs that diverge, the first not among them."""
        while True:
            seed = draw.integers(low=1, high=10**6)
            losses = [loss for _, loss in trials_of(*diverging, trials, np.random.default_rng(seed))]
            if np.isfinite(losses[0]) and 2 <= np.isnan(losses).sum() <= trials - 3 and np.isfinite(losses[-1]):
                return np.random.default_rng(seed)

    half = tuple_of_settings, nan_for_large_settings, two_numbers
    yield tuple_of_settings, bowl_in_settings, rate_and_units, 3, rng()
    yield *half, 6, rng_with(half, 6)
    yield tuple_of_settings, bowl_in_settings, rate_and_units, 1, rng()
    yield tuple_of_settings, bowl_in_settings, two_numbers, draw.integers(low=7, high=10), rng()
    yield *half, 12, rng_with(half, 12)
    yield tuple_of_settings, bowl_in_settings, rate_and_units, 3, rng()  # The first with another generator.
    yield tuple_of_settings, infinite_for_large_settings, two_numbers, 14, rng()  # Infinity is no loss, either.
    yield tuple_of_settings, coarse_bowl, two_numbers, 8, rng()  # Four different losses: some settings tie.


def wrong_search(key, message, of):
    random_search.mistake(key, message)(lambda *args: of(trials_of(*args), *args))


wrong_search("worst_first", "Your lists begin with the worst. The smallest loss comes first.",
             lambda pairs, *args: ranked(pairs, worst_first=True))  # fmt: skip
wrong_search("not_sorted", "Your trials are in the order in which they were drawn. Sort them by their loss, best first.",
             lambda pairs, *args: tuple(map(list, zip(*[pair for pair in pairs if np.isfinite(pair[1])], strict=True))))  # fmt: skip
wrong_search("losses_sorted_alone", "You sorted the losses by themselves, and the settings no longer belong to them. Sort the pairs.",
             lambda pairs, *args: ([setting for setting, loss in pairs if np.isfinite(loss)], ranked(pairs)[1]))  # fmt: skip
wrong_search("losses_filtered_alone", "You left out the losses that are not finite, and not their settings: from there on the two no longer belong together. Leave out pairs.",
             lambda pairs, *args: (lambda losses: ([pairs[i][0] for i in np.argsort(losses)], sorted(losses)))([loss for _, loss in pairs if np.isfinite(loss)]))  # fmt: skip
wrong_search("diverged_kept", "Runs that diverged are in your lists, with inf at the end. Leave out every loss that is not finite.",
             lambda pairs, *args: ranked([(s, loss if np.isfinite(loss) else np.inf) for s, loss in pairs], keep=lambda loss: True))  # fmt: skip
wrong_search("nan_kept", "There is a NaN in your losses, and sorting does not work with NaN: every comparison with it is false. Leave out such trials first.",
             lambda pairs, *args: ranked(pairs, keep=lambda loss: True))  # fmt: skip
wrong_search("diverged_last", "Runs that diverged are in your lists: np.argsort puts inf and NaN last, but it leaves nothing out.",
             lambda pairs, *args: tuple(zip(*[pairs[i] for i in np.argsort([loss for _, loss in pairs])], strict=True)))  # fmt: skip
wrong_search("best_only", "You return the best trial alone. All trials with a finite loss are asked for, best first.",
             lambda pairs, *args: tuple(part[:1] for part in ranked(pairs)))  # fmt: skip
wrong_search("best_setting_only", "Your settings are right, but only the smallest loss is there. Return the loss of each setting.",
             lambda pairs, *args: (ranked(pairs)[0], ranked(pairs)[1][:1]))  # fmt: skip
wrong_search("models_returned", "You return the models. Return the settings that they were trained with.",
             lambda pairs, train, *args: ([train(**setting) for setting in ranked(pairs)[0]], ranked(pairs)[1]))  # fmt: skip
wrong_search("values_only", "You return the settings' values without their names. A setting is the dictionary that `draw` returned.",
             lambda pairs, *args: ([list(setting.values()) for setting in ranked(pairs)[0]], ranked(pairs)[1]))  # fmt: skip


def noted_after_training(train, validate, draw, trials, rng):
    pairs = []
    for _ in range(trials):
        loss = validate(train(**draw(rng)))
        pairs.append((draw(rng), loss))
    return ranked(pairs)


random_search.mistake(
    "drawn_once", "You drew one setting and trained with it in every trial. Call draw(rng) inside the loop."
)(
    lambda train, validate, draw, trials, rng: ranked(
        [(setting, validate(train(**setting))) for setting in [draw(rng)] * trials]
    )
)
random_search.mistake(
    "drawn_twice",
    "You call draw(rng) twice in a trial: you train with one setting and note down another. Draw once, and keep it in a "
    "variable.",
)(lambda train, validate, draw, trials, rng: ranked([(draw(rng), validate(train(**draw(rng)))) for _ in range(trials)]))
random_search.mistake(
    "noted_after_training",
    "You call draw(rng) twice in a trial: the setting that you note down is not the one you trained with, but the next. Draw "
    "once, and keep it in a variable.",
)(noted_after_training)
random_search.mistake("one_trial_missing", "One trial is missing: range(1, trials) is one shorter than range(trials).")(
    lambda train, validate, draw, trials, rng: ranked(trials_of(train, validate, draw, trials - 1, rng))
)
random_search.mistake("one_trial_more", "There is one trial too many: range(trials + 1) begins at 0.")(
    lambda train, validate, draw, trials, rng: ranked(trials_of(train, validate, draw, trials + 1, rng))
)


@random_search.right_answer
def _(train, validate, draw, trials, rng):
    settings, losses = [], []
    for _ in range(trials):
        setting = draw(rng)
        loss = validate(train(**setting))
        if not np.isfinite(loss):
            continue
        place = sum(other <= loss for other in losses)
        settings.insert(place, setting)
        losses.insert(place, loss)
    return settings, losses


@random_search.right_answer
def _(train, validate, draw, trials, rng):
    settings = [draw(rng) for _ in range(trials)]
    losses = np.array([validate(train(**setting)) for setting in settings], dtype=float)
    order = [i for i in np.argsort(losses) if np.isfinite(losses[i])]
    return [settings[i] for i in order], losses[order]


@random_search.right_answer
def _(train, validate, draw, trials, rng):
    """Sorted by the loss, and by the number of the trial on a tie; so no two dictionaries are compared."""
    done = []
    for k in range(trials):
        setting = draw(rng)
        done.append((validate(train(**setting)), k, setting))
    done = sorted(trial for trial in done if math.isfinite(trial[0]))
    return [[trial[2] for trial in done], [trial[0] for trial in done]]


# ----------------------------------------------------------------------------------------------------- recall

topic.recall(
    "schedules-and-search-1",
    20.0,
    hints=["Every sample is used once in an epoch."],
    wrong=[
        ("batch_size", 50.0, "That is how many samples a batch holds. How many batches are there?"),
        ("one", 1.0, "That is what batch gradient descent does. Here every batch makes a step."),
        ("share", 0.05, "That is the share of the samples in one batch. How many such batches make all of them?"),
        ("samples", 1000.0, "That would be one step for each sample. Here 50 samples share a step."),
    ],
)
topic.recall(
    "schedules-and-search-2",
    0.1,
    hints=["Which of the four runs have a loss that can be compared at all?"],
    wrong=[
        ("the_nan", 3.0, "That run ended in NaN: it diverged, and counts as the worst."),
        ("smallest_rate", 0.01, "The smallest rate is the safest, but its loss is not the smallest."),
        ("largest_finite", 1.0, "That is the largest rate with a finite loss. The smallest loss decides."),
        ("the_loss", 0.3, "That is the loss. The question is which rate led to it."),
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
topic.recall(
    "schedules-and-search-3",
    0.4,
    hints=["When the warm-up is over, 100 steps are left for the cosine. How many of them are over at step 60?"],
    wrong=[
        (
            "clock_from_the_start",
            float(0.8 * (1 + np.cos(np.pi * 60 / 110)) / 2),
            "The cosine's clock starts after the warm-up.",
        ),
        ("peak", 0.8, "That is the rate right after the warm-up."),
        ("straight_through", 0.0, "The rate reaches 0 at step 110."),
    ],
)
topic.recall(
    "schedules-and-search-4",
    0.5,
    hints=["From 0.001 to 10 the rate grows by a factor of 10 four times. How many of these four lie below 0.1?"],
    wrong=[
        ("even_in_the_number", 0.0099, "That would be so if the rates were even in the number itself."),
        ("percent", 50, "That is in percent. A share of all is a number between 0 and 1."),
        ("one_decade", 0.25, "A quarter of the draws falls between 0.01 and 0.1. Below that there is another decade."),
        ("above", 0.75, "Three of the four decades would reach up to 1."),
    ],
)
