"""Learning rate: references, cases, wrong answers and right ones."""

import math

import numpy as np

from autograder.answers.activations import elementwise
from autograder.exercise import Topic
from autograder.inside.callbacks import (
    always_diverges,
    log_of_zero_above_one,
    loss_after_training,
    nan_above_one,
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
    "You took the eigenvalues as np.linalg.eig gives them, in no particular order. np.linalg.eigvalsh sorts them; or ask for "
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
    why="Each rate is trained once, and its loss is kept: a run is what takes the time, so final_loss is not called again "
    "to see whether the loss was finite, or which was the best.",
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
    "not_cleaned", "There is a NaN in your losses, and np.argmin takes it for the smallest. A run that is not finite counts as inf.",
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
    "index_returned", "You return the place in the list. Return the rate at that place.",
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
    # Small rises on both sides of the smallest loss, of which no limit tells one from the other.
    yield np.array([2.0, 1.75, 1.8, 0.9, 1.5, 1.0, 40.0]), np.array([1e-4, 1e-3, 1e-2, 0.1, 0.2, 0.21, 1.0])
    yield np.array([2, 2, 1, 0, 5, 60]), np.array([0.01, 0.02, 0.03, 0.08, 0.16, 0.32])
    lrs = np.cumprod(1 + draw.integers(8, low=1, high=8) / 4) * 1e-4
    falls = draw.rng.permutation([0.1, 0.23, 0.37, 0.52, 0.71, 0.94])
    yield np.concatenate([5 - np.cumsum([0, *falls]), [30.0]]), lrs


def wrong_range(key, message, **changes):
    range_test.mistake(key, message)(lambda losses, lrs: steepest(losses, lrs, **changes))


range_test.mistake(
    "np_gradient",
    "np.gradient gives the slope at each rate, from the steps on its two sides. Asked for are the slopes of the steps "
    "themselves, up to the smallest loss: np.diff(losses) / np.diff(np.log(lrs)).",
)(lambda losses, lrs: lrs[int(np.argmin(np.gradient(np.asarray(losses, dtype=float), np.log(lrs))))])
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
range_test.mistake("index_returned", "You return the place in the list. Return the rate at that place.")(
    lambda losses, lrs: int(np.flatnonzero(np.asarray(lrs) == steepest(losses, lrs))[0])
)
range_test.mistake("log_returned", "You return log(lr). Return the rate itself.")(
    lambda losses, lrs: np.log(steepest(losses, lrs))
)


@range_test.mistake(
    "fall_on_both_sides",
    "np.gradient averages the slopes on both sides of a rate. What counts is the step from one rate to the next: np.diff.",
)
def _(losses, lrs):
    end = int(np.argmin(losses)) + 1
    if end < 2:
        return lrs[0]
    return lrs[np.argmin(np.gradient(np.asarray(losses[:end]), np.log(lrs[:end])))]


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


# ----------------------------------------------------------------------------------------------------- recall

topic.recall(
    "10-1",
    4.0,
    hints=["The slope at 5 is 5 - 3 = 2."],
    wrong=[
        ("ascent", 6.0, "Uphill. Subtract the step."),
        ("arrived", 3.0, "That is the minimum. The step is the rate times the slope, and the rate is only 0.5."),
        ("distance", 1.0, "That is how far w is from the minimum then. The question is to which w the step leads."),
        ("half_a_step", 4.5, "That is half a step: the slope of (w - 3)^2 / 2 is w - 3, which is 2 at w = 5."),
    ],
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
    hints=["By which number does a step multiply the distance to the minimum? Is its size more or less than 1?"],
    wrong=[
        ("oscillates", "oscillates", "It jumps from side to side, and farther each time: 1.4 is more than 1."),
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
    "learning-rate-1",
    0.8,
    hints=["The best constant rate is 2 divided by the sum of 1 and 9. What does a step with it leave of a distance?"],
    wrong=[
        ("the_rate", 0.2, "That is the best rate. The question is what a step with it does to a distance."),
        ("steeper_axis", -0.8, "That is the steeper axis, 1 - 0.2 * 9. The flatter one has the curvature 1."),
        ("one_over_the_sum", 0.9, "The best rate is 2, not 1, divided by the sum of the two curvatures."),
        ("limit", float(1 - 2 / 9), "That is the factor at the largest stable rate, 2/9. The best one is smaller."),
        (
            "condition_number",
            9.0,
            "That is the condition number. The question is what a step multiplies the distance by.",
        ),
    ],
)
