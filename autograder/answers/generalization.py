"""Generalization: references, cases, wrong answers and right ones."""

from itertools import pairwise

import numpy as np

from autograder.compare import Tolerance
from autograder.exercise import Topic

topic = Topic(__name__)


# ------------------------------------------------------------------------------------------ train_val_split


def order_of(chosen, n):
    """How the samples that validate were chosen, in words, as far as their numbers (from 0) can tell."""
    chosen = np.sort(chosen)
    # Of 40 samples, 16 at random are neighbors once in two billion draws: smaller sets tell nothing.
    if n < 40 or len(np.unique(chosen)) != len(chosen):
        return "yes"
    if np.array_equal(chosen, np.arange(len(chosen))):
        return "no: the first ones validate"
    if np.array_equal(chosen, np.arange(n)[-len(chosen) :]):
        return "no: the last ones validate"
    return "no: those that validate stand at equal distances" if np.ptp(np.diff(chosen)) == 0 else "yes"


def fate_of_samples(y_train, y_val, y):
    """Whether every sample is in exactly one part, in words."""
    for part, words in ((y_val, "some validate twice"), (y_train, "some train twice")):
        if len(np.unique(part)) < len(part):
            return words
    if np.intersect1d(y_train, y_val).size:
        return "some in both parts"
    return "each in one part" if len(y_train) + len(y_val) == len(y) else "some in neither part"


def split_facts(value, X, y, fraction, rng):
    """What must be true of a split, whatever the order: sizes, pairs, every sample in exactly one part, shuffled."""
    X_train, y_train, X_val, y_val = (np.asarray(part, dtype=float) for part in value)
    if (y_train.ndim, X_val.ndim) == (2, 1):
        return {
            "order": "X_train, X_val, y_train, y_val",
            "sizes": None,
            "pairs": None,
            "samples": None,
            "shuffled": None,
        }
    # In the cases the target is the sample's number, and its row of X occurs once.
    numbers, rows = np.concatenate([y_train, y_val]), np.concatenate([X_train, X_val])
    together = (
        len(rows) == len(numbers) and np.isin(numbers, y).all() and np.array_equal(rows, X[numbers.astype(int) - 1])
    )
    return {
        "order": "X_train, y_train, X_val, y_val",
        "sizes": [[len(X_train), len(y_train)], [len(X_val), len(y_val)]],
        "pairs": "kept" if together else "torn apart",
        "samples": fate_of_samples(y_train, y_val, y),
        "shuffled": order_of(y_val - 1, len(y)),
    }


def split(X, y, fraction, rng, *, count=None, order=None, order_y=None, last=True):
    n = len(X)
    order = rng.permutation(n) if order is None else order
    order_y = order if order_y is None else order_y
    k = round(fraction * n) if count is None else count
    return X[order[k:]], y[order_y[k:]], X[order[:k]], y[order_y[:k]]


@topic.exercise(
    points=3,
    shapes={"X": "n d", "y": "n"},
    returns=("order", "sizes", "pairs", "samples", "shuffled"),
    view=split_facts,
    random=True,
    hints=[
        "Draw one random order of the sample numbers and use it for X and for y.",
        "rng.permutation(n) is such an order; its first round(fraction * n) numbers validate, the others train.",
        "Which samples validate: order[: round(fraction * n)]",
    ],
)
def train_val_split(X, y, fraction, rng):
    """Shuffle, then let round(fraction n) samples validate and the others train."""
    return split(X, y, fraction, rng)


@train_val_split.cases
def _(draw):
    for n, fraction, d in ((4, 0.25, 1), (14, 0.26, 2), (1, 0.25, 1), (18, 0.4, 4), (40, 0.4, 2), (60, 0.3, 1)):
        y = np.arange(n) + 1
        X = np.column_stack([y, draw.tenths(n, d)])
        yield X, y, fraction, np.random.default_rng(draw.integers(low=1, high=10**6))
    # The same samples with another generator: another split.
    yield X, y, fraction, np.random.default_rng(draw.integers(low=1, high=10**6))


def drawn_twice(X, y, fraction, rng):
    """Two orders, one for each part: some samples are in both."""
    return (*split(X, y, fraction, rng)[:2], *split(X, y, fraction, rng)[2:])


def wrong_split(key, message, of):
    train_val_split.mistake(key, message)(of)


wrong_split("not_shuffled", "The last samples validate, in their old order. Data are often sorted: shuffle, with rng.",
            lambda X, y, fraction, rng: split(X, y, fraction, rng, order=np.arange(len(X))[::-1]))  # fmt: skip
wrong_split("first_ones", "The first samples validate. Data are often sorted: shuffle with rng. (rng.permutation returns a new array, "
            "and leaves the one it is given as it was.)",
            lambda X, y, fraction, rng: split(X, y, fraction, rng, order=np.arange(len(X))))  # fmt: skip
wrong_split("shuffled_apart", "X and y were shuffled separately, so samples and targets no longer belong together. Use one order.",
            lambda X, y, fraction, rng: (lambda order: split(X, y, fraction, rng, order=order, order_y=np.roll(order, 1 + len(X) // 2)))(rng.permutation(len(X))))  # fmt: skip
wrong_split("sets_swapped", "fraction is the share that validates. You let that share train.",
            lambda X, y, fraction, rng: (lambda a, b, c, d: (c, d, a, b))(*split(X, y, fraction, rng)))  # fmt: skip
wrong_split("truncated", "You rounded down. With 14 samples and a fraction of 0.26 four validate: round(3.64).",
            lambda X, y, fraction, rng: split(X, y, fraction, rng, count=int(fraction * len(X))))  # fmt: skip
wrong_split("rounded_up", "You rounded up. round(fraction * n) samples validate.",
            lambda X, y, fraction, rng: split(X, y, fraction, rng, count=int(np.ceil(fraction * len(X)))))  # fmt: skip
wrong_split("other_order_of_parts", "The parts come in another order: X_train, y_train, X_val, y_val.",
            lambda X, y, fraction, rng: (lambda a, b, c, d: (a, c, b, d))(*split(X, y, fraction, rng)))  # fmt: skip
wrong_split("drawn_with_repetition", "Some samples validate more than once: they were drawn with repetition. Each sample belongs to one part, once.",
            lambda X, y, fraction, rng: (lambda chosen: split(X, y, fraction, rng, order=np.concatenate([chosen, np.delete(np.arange(len(X)), chosen)]),
                                         count=len(chosen)))(rng.integers(0, len(X), round(fraction * len(X)))))  # fmt: skip
wrong_split("tossed", "The number of samples that validate is left to chance. It is round(fraction * n).",
            lambda X, y, fraction, rng: (lambda chosen: (X[~chosen], y[~chosen], X[chosen], y[chosen]))(rng.random(len(X)) < fraction))  # fmt: skip
wrong_split("minus_zero", "Where round(fraction * n) is 0, all samples validate in yours, and none trains. A slice order[-k:] does that: -0 is 0.",
            lambda X, y, fraction, rng: (lambda k, order: (X[order[:-k]], y[order[:-k]], X[order[-k:]], y[order[-k:]]))(
                round(fraction * len(X)), rng.permutation(len(X))))  # fmt: skip
wrong_split("overlap", "Some samples train and validate. A sample the network has learned from cannot tell what it does on new ones.",
            lambda X, y, fraction, rng: drawn_twice(X, y, fraction, rng))  # fmt: skip
wrong_split("all_train", "All samples train, those that validate included.",
            lambda X, y, fraction, rng: (X, y, *split(X, y, fraction, rng)[2:]))  # fmt: skip


@train_val_split.right_answer
def _(X, y, fraction, rng):
    chosen = np.zeros(len(X), dtype=bool)
    chosen[rng.choice(len(X), size=round(fraction * len(X)), replace=False)] = True
    return X[~chosen], y[~chosen], X[chosen], y[chosen]


@train_val_split.right_answer
def _(X, y, fraction, rng):
    """Shuffled together, the last ones validate."""
    both = np.column_stack([X, y])
    rng.shuffle(both)
    n = len(X) - int(np.round(len(X) * fraction))
    return [both[:n, :-1], both[:n, -1], both[n:, :-1], both[n:, -1]]


# ---------------------------------------------------------------------------------------------- standardize


def scaled(X_train, X_other, *, mean=np.mean, deviation=np.std, own=False, zero=1.0, joint=False, axis=0):
    X_train, X_other = np.asarray(X_train, dtype=float), np.asarray(X_other, dtype=float)
    base = np.concatenate([X_train, X_other]) if joint else X_train

    def apply(X, base):
        center, spread = mean(base, axis=axis), deviation(base, axis=axis)
        spread = np.where(spread == 0, zero, spread)
        if axis == 1:
            center, spread = center[:, None], spread[:, None]
        return (X - center) / spread

    return apply(X_train, base), apply(X_other, X_other if own or axis == 1 else base)


@topic.exercise(
    points=2,
    shapes={"X_train": "n d", "X_other": "m d"},
    returns=("X_train", "X_other"),
    tolerance=Tolerance(
        rtol=1e-6, atol=1e-6
    ),  # Many add 1e-8 to every deviation. Where it is not 0, that is no mistake.
    hints=[
        "Mean and deviation are learned from the training set, like weights. What happens to the other set?",
        "The same two numbers per column for both sets. Where the deviation is 0, divide by 1.",
        "Which columns vary: deviation != 0; np.where can put a 1 for the others.",
    ],
)
def standardize(X_train, X_other):
    """(X - mean) / deviation for both sets, with the training set's mean and deviation per column (0 counts as 1)."""
    return scaled(X_train, X_other)


@standardize.cases
def _(draw):
    yield np.array([[1.0, 10.0], [3.0, 30.0]]), np.array([[2.0, 40.0]])
    for n, m, d in ((3, 3, 3), (1, 2, 3), *(draw.sizes(3) for _ in range(2))):
        X_train = 5 * draw.normal(n, d) + 2
        if n > 1:
            X_train[0] = X_train[1] + 4 + np.abs(X_train[0])  # No column varies so little that 1e-8 would matter.
        yield X_train, 3 * draw.normal(m, d) - 1
    # A column that never varies in training, and does in the other set.
    X_train, X_other = draw.integers(5, 3), draw.integers(4, 3)
    X_train[:, 1], X_other[:, 1] = 2, np.array([2, 3, 5, 1])
    yield X_train, X_other


def wrong_standardize(key, message, **changes):
    standardize.mistake(key, message)(lambda X_train, X_other: scaled(X_train, X_other, **changes))


wrong_standardize(
    "own_statistics", "The other set was scaled by its own mean and deviation. Use the training set's for both: the same pixel must become the same number.",
    own=True,
)  # fmt: skip
wrong_standardize(
    "own_statistics_unguarded", "The other set was scaled by its own mean and deviation. Use the training set's for both. And where a "
    "column's deviation is 0, divide by 1.", own=True, zero=0.0,
)  # fmt: skip
wrong_standardize(
    "joint_statistics", "Mean and deviation were taken from both sets together: the training has then seen the other set. Use the training set's alone.",
    joint=True,
)  # fmt: skip
wrong_standardize(
    "divided_by_zero",
    "A column that never varies has deviation 0, and you divide by it. A deviation of 0 counts as 1.",
    zero=0.0,
)
wrong_standardize(
    "zero_column_erased", "Where the training set never varies you return 0 for the other set too. The deviation counts as 1 there: X - mean.",
    zero=np.inf,
)  # fmt: skip
wrong_standardize(
    "n_minus_1", "You divided by n - 1 (ddof=1). Here it is the population's deviation, np.std as it is.",
    deviation=lambda X, axis: np.std(X, axis=axis, ddof=1),
)  # fmt: skip
wrong_standardize("variance", "You divided by the variance. The deviation is its root.", deviation=np.var)
wrong_standardize("not_centered", "The mean is not subtracted.", mean=lambda X, axis: np.zeros(X.shape[1 - axis]))
wrong_standardize(
    "not_scaled",
    "The mean is subtracted, but nothing is divided.",
    deviation=lambda X, axis: np.ones(X.shape[1 - axis]),
)
wrong_standardize(
    "per_sample", "You scaled each sample by itself. Each feature, a column, has its mean and deviation.", axis=1
)
wrong_standardize(
    "whole_matrix", "You used one mean and one deviation for the whole matrix. Each column has its own.",
    mean=lambda X, axis: np.full(X.shape[1], np.mean(X)), deviation=lambda X, axis: np.full(X.shape[1], np.std(X)),
)  # fmt: skip
wrong_standardize(
    "range_for_deviation", "You divided by the range, largest minus smallest. Divide by the standard deviation.",
    deviation=lambda X, axis: np.ptp(X, axis=axis),
)  # fmt: skip
wrong_standardize(
    "smallest_to_largest", "You scaled each column from 0 to 1, by its smallest and its largest value. Standardizing takes the mean and the standard deviation.",
    mean=np.min, deviation=lambda X, axis: np.ptp(X, axis=axis),
)  # fmt: skip
for eps in (1e-8, 1e-7, 1e-9, 1e-10, 1e-12):
    wrong_standardize(
        f"plus_{eps:.0e}".replace("-", "_"),
        f"You add {eps:.0e} to the deviation, or let it be no smaller. That is harmless for a column that varies. A column "
        "with a deviation of 0 is divided by that tiny number, and the other set's values explode. Here a deviation of 0 "
        "counts as 1: np.where(deviation == 0, 1, deviation).",
        deviation=lambda X, axis, eps=eps: np.std(X, axis=axis) + eps,
    )
standardize.mistake(
    "brackets",
    "The parentheses are missing: X - mean / deviation divides the mean alone. Write (X - mean) / deviation.",
)(
    lambda X_train, X_other: (lambda mean, deviation: (X_train - mean / deviation, X_other - mean / deviation))(
        np.mean(X_train, axis=0), np.where(np.std(X_train, axis=0) == 0, 1, np.std(X_train, axis=0))
    )
)


@standardize.mistake(
    "in_place", "`X_train -= ...` writes into the caller's arrays. Make new ones: (X_train - mean) / deviation."
)
def _(X_train, X_other):
    mean, deviation = X_train.mean(axis=0), X_train.std(axis=0)
    deviation[deviation == 0] = 1
    X_train -= mean
    X_train /= deviation
    X_other -= mean
    X_other /= deviation
    return X_train, X_other


standardize.mistake("other_set_unchanged", "The other set is not scaled.")(
    lambda X_train, X_other: (scaled(X_train, X_other)[0], X_other)
)


@standardize.right_answer
def _(X_train, X_other):
    mu, sigma = np.mean(X_train, axis=0), np.std(X_train, axis=0)
    sigma = np.where(sigma > 0, sigma, 1)
    return (X_train - mu) / sigma, (X_other - mu) / sigma


@standardize.right_answer
def _(X_train, X_other):
    """With the idiom that nothing is ever divided by 0."""
    mu, sigma = np.mean(X_train, axis=0), np.std(X_train, axis=0)
    sigma[sigma == 0] = 1
    return (X_train - mu) / (sigma + 1e-8), (X_other - mu) / (sigma + 1e-8)


@standardize.right_answer
def _(X_train, X_other):
    """Column by column."""
    one, other = np.zeros(X_train.shape), np.zeros(X_other.shape)
    for j in range(X_train.shape[1]):
        center = sum(X_train[:, j]) / len(X_train)
        spread = (sum((X_train[:, j] - center) ** 2) / len(X_train)) ** 0.5 or 1.0
        one[:, j] = (X_train[:, j] - center) / spread
        other[:, j] = (X_other[:, j] - center) / spread
    return [one, other]


# ------------------------------------------------------------------------------------- l2_penalty, l2_grad


@topic.exercise(
    points=1,
    hints=[
        "Every weight of every layer counts, with its square.",
        "Add up the squares of all matrices, and multiply by lam / 2.",
        "For one matrix: lam / 2 * np.sum(W**2)",
    ],
)
def l2_penalty(weights, lam):
    """lam / 2 times the sum of the squares of all weights."""
    return lam / 2 * sum(np.sum(np.square(W)) for W in weights)


@l2_penalty.cases
def _(draw):
    yield [np.array([[1.0, 2.0]]), np.array([[3.0]])], 0.5
    yield [draw.tenths(1, 1)], draw.choice(0.1, 0.3)
    for layers in (2, 3):
        sizes = draw.sizes(layers + 1)
        yield [draw.tenths(i, o) for i, o in pairwise(sizes)], draw.choice(0.1, 0.3, 1.5)
    yield [draw.integers(2, 3), draw.integers(3, 4)], 3
    yield [draw.integers(2, 3), draw.integers(3, 2)], 0.25


def squares(weights):
    return sum(float(np.sum(np.square(W))) for W in weights)


l2_penalty.mistake("half_forgotten", "The half is missing: lam / 2. With it the gradient is lam W.")(
    lambda weights, lam: lam * squares(weights)
)
l2_penalty.mistake("lam_forgotten", "lam is not used: it says how much large weights cost.")(
    lambda weights, lam: squares(weights) / 2
)
l2_penalty.mistake("root", "That is the length, with a root. The penalty adds up squares.")(
    lambda weights, lam: lam / 2 * np.sqrt(squares(weights))
)
l2_penalty.mistake("absolute_values", "These are absolute values, L1. L2 adds up squares.")(
    lambda weights, lam: lam / 2 * sum(float(np.sum(np.abs(W))) for W in weights)
)
l2_penalty.mistake("mean_of_squares", "These are means. The penalty adds up squares.")(
    lambda weights, lam: lam / 2 * sum(float(np.mean(np.square(W))) for W in weights)
)
l2_penalty.mistake("first_layer_only", "Only the first matrix counts in yours. Is the return inside the loop?")(
    lambda weights, lam: lam / 2 * squares(weights[:1])
)
l2_penalty.mistake(
    "last_layer_only",
    "Only the last matrix counts in yours. Set the total to 0 once, before the loop, and add with +=.",
)(lambda weights, lam: lam / 2 * squares(weights[-1:]))
l2_penalty.mistake("signed_sum", "You added up the weights themselves. They cancel: add up their squares.")(
    lambda weights, lam: lam / 2 * sum(float(np.sum(W)) for W in weights)
)
l2_penalty.mistake(
    "square_of_the_sum", "You squared the sum of each matrix. Square the weights one by one, then add them up."
)(lambda weights, lam: lam / 2 * sum(float(np.sum(W)) ** 2 for W in weights))
l2_penalty.mistake("sum_of_lengths", "You added up the lengths of the matrices. Add up squares, without a root.")(
    lambda weights, lam: lam / 2 * sum(float(np.linalg.norm(W)) for W in weights)
)


@l2_penalty.right_answer
def _(weights, lam):
    total = 0
    for W in weights:
        for w in np.ravel(W):
            total += w * w
    return 0.5 * lam * total


l2_penalty.right_answer(lambda weights, lam: sum(lam * np.vdot(W, W) / 2 for W in weights))
l2_penalty.right_answer(
    lambda weights, lam: lam * np.linalg.norm(np.concatenate([np.ravel(W) for W in weights])) ** 2 / 2
)


@topic.exercise(
    points=1,
    shapes={"W": "i o"},
    needs=("l2_penalty",),
    hints=[
        "What is the derivative of lam / 2 w^2 with respect to w?",
        "The 2 of the derivative and the half of the penalty cancel; every weight gives its own entry.",
        "Without the half it would be twice as much: 2 * W * lam",
    ],
)
def l2_grad(W, lam):
    """lam W."""
    return lam * W


@l2_grad.cases
def _(draw):
    yield np.array([[1.0, -2.0]]), 0.5
    for shape in ((1, 1), (3, 3), (2, 4), (5, 3)):
        yield draw.tenths(*shape), draw.choice(0.1, 0.3, 1.5)
    yield draw.integers(2, 3), 3
    yield draw.integers(3, 2), 0.5


l2_grad.mistake("factor_2", "The 2 cancels against the penalty's half.")(lambda W, lam: 2 * lam * W)
l2_grad.mistake("half_kept", "The half is still there. The 2 of the derivative cancels it.")(lambda W, lam: lam / 2 * W)
l2_grad.mistake("sign_only", "That is the gradient of L1, lam times the sign.")(lambda W, lam: lam * np.sign(W))
l2_grad.mistake("square_kept", "The square is still there: the derivative of w^2 is 2 w.")(lambda W, lam: lam * W**2)
l2_grad.mistake("lam_forgotten", "lam is not used: it says how much large weights cost.")(lambda W, lam: 1.0 * W)
l2_grad.mistake(
    "step_taken", "That is the weight after a step, W - lam W. The gradient alone is asked for, and it has no minus."
)(lambda W, lam: W - lam * W)


@l2_grad.mistake(
    "whole_numbers",
    "Where W holds whole numbers, the decimals of your result are lost: np.zeros_like(W) makes an array of whole numbers. "
    "Write lam * W, or np.zeros(W.shape).",
)
def _(W, lam):
    out = np.zeros_like(W)
    out[...] = lam * W
    return out


l2_grad.mistake("wrong_sign", "The sign is wrong: the penalty grows with the weight.")(lambda W, lam: -lam * W)
l2_grad.mistake("summed", "Every weight has its own entry in the gradient. Yours is added up.")(
    lambda W, lam: lam * np.sum(W)
)
l2_grad.right_answer(lambda W, lam: np.multiply(W, lam))
l2_grad.right_answer(lambda W, lam: [[lam * w for w in row] for row in W])


# ----------------------------------------------------------------------------------------------- early_stop


def stop(losses, patience, *, tie=False, last=False, reset=True, previous=False, keep_any=False, extra=0, stops=True,
         margin=0.0):  # fmt: skip
    best, kept, waited = np.inf, 0, 0
    reference = np.inf
    for epoch, loss in enumerate(losses):
        if loss < reference - margin or (tie and loss == reference):
            if loss < best or tie or keep_any:
                best, kept = loss, epoch
            waited = 0 if reset else waited
        else:
            waited += 1
        reference = loss if previous else best
        if stops and waited >= patience + extra:
            return epoch if last else kept
    return len(losses) - 1 if last else kept


@topic.exercise(
    points=2,
    shapes={"val_losses": "e"},
    hints=[
        "Keep two numbers as you go: the best loss so far with its epoch, and how many epochs in a row brought nothing better.",
        "A smaller loss sets the count back to 0; when the count reaches patience the training stops. Return the best epoch.",
        "For the best loss alone it would be: best = min(best, loss)",
    ],
)
def early_stop(val_losses, patience):
    """The best epoch up to where `patience` epochs in a row were not better than the best before them."""
    return stop(val_losses, patience)


@early_stop.cases
def _(draw):
    yield [1.0, 0.8, 0.9, 0.95, 0.5], 2
    yield np.array([3.0]), 1
    # Slow, but a new best comes before three epochs have passed without one; the last one comes too late.
    yield np.array([2.0, 1.5, 1.75, 1.6, 1.25, 1.5, 1.0, 1.4, 1.3, 1.2, 0.5]), 3
    yield [1.0, 0.75, 0.9, 0.95, 1.5, 1.25, 0.5], 2
    yield [1.0, 0.5, 0.5, 0.5, 0.25], 2  # A tie is no improvement.
    yield np.array([5.0, 4.0, 3.0, 2.0]), 2
    yield [1.0, 2.0, 1.75, 1.5, 1.25, 0.5], 4  # Falling, and yet not better than the first.
    yield [4, 3, 5, 5, 2, 6, 6, 6, 1], 3
    yield [3.0, 2.5, 2.75, 1.0], 1
    yield [1.0, 0.5, 0.9, 0.8, 0.95, 0.99, 0.25], 2  # From 0.9 to 0.8 is no new best.
    yield [1.0, 0.999999, 0.9999985, 0.999998, 2.0], 2  # However little: smaller is better.
    yield draw.rng.permutation(np.arange(12) / 4), draw.integers(low=2, high=4)


def wrong_stop(key, message, **changes):
    early_stop.mistake(key, message)(lambda val_losses, patience: stop(val_losses, patience, **changes))


wrong_stop("stop_epoch", "That is the epoch at which the training stops. Keep the best one before it.", last=True)
wrong_stop("best_of_all", "That is the best of all epochs. The training stopped before it got there.", stops=False)
wrong_stop("tie_counts", "An equal loss is no improvement: `<`, not `<=`.", tie=True)
wrong_stop(
    "count_never_reset",
    "The count of epochs without improvement is never set back to 0. They must come in a row.",
    reset=False,
)
wrong_stop(
    "one_epoch_too_long",
    "Your training waits one epoch too long: it stops as soon as `patience` epochs in a row brought nothing.",
    extra=1,
)
wrong_stop("one_epoch_too_short", "Your training stops one epoch too soon.", extra=-1)
wrong_stop(
    "compared_with_the_last",
    "You compared each loss with the one before it. Compare it with the best so far.",
    previous=True,
)
wrong_stop(
    "fall_from_the_last",
    "An epoch counts as the best as soon as its loss is smaller than the one before. Compare it with the best so far.",
    previous=True,
    keep_any=True,
)
wrong_stop(
    "small_improvement",
    "A small improvement is ignored in yours. Here there is no least one (no min_delta): every smaller loss is a new best.",
    margin=1e-3,
)


@early_stop.mistake(
    "nothing_at_the_end",
    "Where the losses end before the patience does, your function returns None. Return the best epoch after the loop, too.",
)
def _(val_losses, patience):
    best, best_epoch, waited = np.inf, 0, 0
    for epoch, loss in enumerate(val_losses):
        if loss < best:
            best, best_epoch, waited = loss, epoch, 0
        else:
            waited += 1
        if waited >= patience:
            return best_epoch
    return None


for key, window in {
    "first_patience": lambda losses, patience: losses[:patience],
    "first_patience_and_one": lambda losses, patience: losses[: patience + 1],
}.items():
    early_stop.mistake(
        key,
        "You look at the first epochs only, as many as `patience` says. It does not say how long to train: it counts the "
        "epochs in a row without a new best, and begins anew with each new best.",
    )(lambda val_losses, patience, window=window: int(np.argmin(window(val_losses, patience))))
early_stop.mistake("counted_from_1", "Epochs count from 0 here: yours is one too many.")(
    lambda val_losses, patience: stop(val_losses, patience) + 1
)
early_stop.mistake("loss_returned", "You return the loss. Return the epoch's number.")(
    lambda val_losses, patience: val_losses[stop(val_losses, patience)]
)


@early_stop.right_answer
def _(val_losses, patience):
    best = 0
    for epoch in range(len(val_losses)):
        if val_losses[epoch] < val_losses[best]:
            best = epoch
        if epoch - best == patience:
            break
    return best


@early_stop.right_answer
def _(val_losses, patience):
    """The first epoch that nothing in the next `patience` ones beats, among those that set a record."""
    records = [e for e in range(len(val_losses)) if all(val_losses[e] < loss for loss in val_losses[:e])]
    for this, following in zip(records, [*records[1:], None], strict=True):
        if following is None or following - this > patience:
            return np.int64(this)


# --------------------------------------------------------------------------- dropout_forward, dropout_backward


def values_of(mask, keep):
    """Which numbers a mask holds, in words; a mask that holds one of two such numbers counts as holding both."""
    known = {
        "0 and 1 / keep": (0, 1 / keep),
        "0 and 1": (0, 1),
        "0 and keep": (0, keep),
        "0 and 1 / (1 - keep)": (0, 1 / (1 - keep) if keep < 1 else 0),
    }
    held = np.unique(mask)
    return next((name for name, values in known.items() if all(np.isclose(held, values[0]) | np.isclose(held, values[1]))),
                "other numbers")  # fmt: skip


def share_of(mask, keep):
    """Which share of the activations is kept, in words: 5.5 deviations around `keep` count as it."""
    share, error = np.mean(mask != 0), 5.5 * np.sqrt(keep * (1 - keep) / mask.size)
    return "keep" if abs(share - keep) <= error else "1 - keep" if abs(share - 1 + keep) <= error else f"{share:.1f}"


def pattern_of(mask):
    """Whether every activation has a draw of its own, in words."""
    if np.all(mask == mask[:1]):
        return "the same for every sample"
    return "the same for every unit" if np.all(mask == mask[:, :1]) else "for each activation"


def product_of(D, A, mask, keep):
    """What became of the activations, in words."""
    made = {
        "A times mask": A * mask,
        "A": A,
        "A times mask, divided by keep": A * mask / keep,
        "A times mask, multiplied by keep": A * mask * keep,
        "A times 1 - mask": A * (1 - mask),
    }
    if (name := next((name for name, right in made.items() if np.allclose(D, right)), "")) or A.min() == 0:
        return name or "something else"
    other = D / A if A.all() else np.zeros(0)
    of_its_own = other.size and set(np.round(other.ravel(), 9)) <= set(np.round(mask.ravel(), 9)) | {0.0}
    return "A times another mask" if of_its_own else "something else"


def dropout_facts(value, A, keep, rng):
    """What must be true of the activations that are left and of their mask, whatever was drawn."""
    if not isinstance(value, list) or len(value) != 2:
        return {"D": "one array", "mask": "is not returned"}
    D, mask = (np.asarray(part, dtype=float) for part in value)
    if D.shape != A.shape or mask.shape != A.shape:
        return {"D": f"of shape {D.shape}", "mask": f"of shape {mask.shape}"}
    words = f"holds {values_of(mask, keep)}"
    if mask.size >= 1000:  # Fewer are too few to tell how they were drawn.
        words += f", keeps the share {share_of(mask, keep)}, drawn {pattern_of(mask)}"
    return {"D": product_of(D, A, mask, keep), "mask": words}


def exact_shares(cases, values):
    """Draws of their own vary in how many they keep: all five large masks hit the share once in three billion times."""
    large = [n for n, (A, keep, _) in enumerate(cases) if A.size >= 1000 and keep < 1]
    kept = [np.count_nonzero(np.asarray(values[n][1], dtype=float)) for n in large]
    if any(
        count != round(cases[n].arguments[1] * cases[n].arguments[0].size) for n, count in zip(large, kept, strict=True)
    ):
        return None
    varies = "a draw of its own for each activation, so that the share that is kept varies a little"
    return large[0], "mask", varies, "exactly the share keep in every call, as a permutation gives it"


@topic.exercise(
    points=2,
    shapes={"A": "n d"},
    returns=("D", "mask"),
    view=dropout_facts,
    together=exact_shares,
    random=True,
    hints=[
        "A number drawn evenly between 0 and 1 is below `keep` with the probability `keep`. How many such draws do you need?",
        "rng.random(A.shape) < keep is True where an activation is kept. As numbers these are 1 and 0. By what must a 1 be "
        "divided, so that the mean stays what it was?",
        "If whole samples were dropped, and not single activations, the mask would be: (rng.random((len(A), 1)) < keep) / keep",
    ],
)
def dropout_forward(A, keep, rng):
    """A * mask and the mask: 1 / keep with probability keep, else 0, drawn for each activation."""
    mask = (rng.random(A.shape) < keep) / keep
    return A * mask, mask


@dropout_forward.cases
def _(draw):
    def rng():
        return np.random.default_rng(draw.integers(low=1, high=10**6))

    yield np.array([[1.0, 2.0, 3.0, 4.0]]), 0.5, rng()
    yield draw.quarters(80, 60), 0.8, rng()
    yield draw.integers(60, 70), draw.choice(0.25, 0.3), rng()
    yield draw.quarters(1, 3), 1, rng()
    yield draw.quarters(70, 50), 0.5, rng()
    yield draw.quarters(80, 70), 0.6, rng()
    yield draw.integers(60, 90), 0.75, rng()


WRONG_DROPOUTS = {
    "not_scaled": (
        "The activations that are kept keep their size, so on average the next layer receives less than without dropout. "
        "Divide what is kept by keep.",
        lambda A, keep, rng: (lambda mask: (A * mask, mask))(1.0 * (rng.random(A.shape) < keep)),
    ),
    "mask_not_scaled": (
        "The activations are right, but the mask holds 0 and 1. Put the division by keep into the mask: the way back "
        "needs it as well.",
        lambda A, keep, rng: (lambda mask: (A * mask / keep, mask))(1.0 * (rng.random(A.shape) < keep)),
    ),
    "scaled_twice": (
        "The mask is divided by keep already, and you divide by keep once more.",
        lambda A, keep, rng: (lambda mask: (A * mask / keep, mask))((rng.random(A.shape) < keep) / keep),
    ),
    "multiplied_by_keep": (
        "You multiplied by keep what should be divided by it: what is kept must grow to make up for what is dropped.",
        lambda A, keep, rng: (lambda mask: (A * mask, mask))((rng.random(A.shape) < keep) * keep),
    ),
    "divided_by_the_rest": (
        "You divided by 1 - keep, the share that is dropped. Divide by keep, the share that is left.",
        lambda A, keep, rng: (lambda mask: (A * mask, mask))((rng.random(A.shape) < keep) / max(1 - keep, 1e-9)),
    ),
    "keep_is_dropped": (
        "You drop the share `keep` and keep the rest. A draw below keep means: kept.",
        lambda A, keep, rng: (lambda mask: (A * mask, mask))((rng.random(A.shape) > keep) / keep),
    ),
    "keep_taken_for_drop": (
        "You take keep for the share that is dropped, as some libraries do. Here it is the share that stays: a draw below "
        "keep means kept, and what is kept is divided by keep.",
        lambda A, keep, rng: (lambda mask: (A * mask, mask))((rng.random(A.shape) > keep) / np.float64(1 - keep)),
    ),
    "two_draws": (
        "What is left of A and the mask that you return come from two draws. Draw once, keep the mask in a variable, and "
        "use it for both.",
        lambda A, keep, rng: (A * ((rng.random(A.shape) < keep) / keep), (rng.random(A.shape) < keep) / keep),
    ),
    "one_draw_for_a_unit": (
        "You drop the same units for all samples. Each activation has a draw of its own: rng.random(A.shape).",
        lambda A, keep, rng: (lambda mask: (A * mask, mask))(
            (rng.random(A.shape[1]) < keep) / keep + np.zeros(A.shape)
        ),
    ),
    "one_draw_for_a_sample": (
        "You drop all activations of a sample, or none. Each activation has a draw of its own: rng.random(A.shape).",
        lambda A, keep, rng: (lambda mask: (A * mask, mask))(
            (rng.random((len(A), 1)) < keep) / keep + np.zeros(A.shape)
        ),
    ),
    "mask_not_returned": (
        "You return one array. Return two: what is left of A, and the mask, which the way back needs.",
        lambda A, keep, rng: A * ((rng.random(A.shape) < keep) / keep),
    ),
    "not_applied": (
        "You return A as it was. Multiply it by the mask.",
        lambda A, keep, rng: (A, (rng.random(A.shape) < keep) / keep),
    ),
    "normal_draws": (
        "Your draws are normal numbers, half of which lie below 0: too many are below keep. Below keep with the probability "
        "keep are numbers drawn evenly between 0 and 1: rng.random(A.shape).",
        lambda A, keep, rng: (lambda mask: (A * mask, mask))((rng.normal(size=A.shape) < keep) / keep),
    ),
    "even_chances": (
        "Half of the activations are kept, whatever keep is. Compare draws between 0 and 1 with keep: rng.random(A.shape) < keep.",
        lambda A, keep, rng: (lambda mask: (A * mask, mask))(rng.integers(0, 2, A.shape) / keep),
    ),
    "draws_as_mask": (
        "Your mask holds the draws themselves. Compare them with keep: a draw below keep means kept.",
        lambda A, keep, rng: (lambda mask: (A * mask, mask))(rng.random(A.shape) / keep),
    ),
}
for key, (message, function) in WRONG_DROPOUTS.items():
    dropout_forward.mistake(key, message)(function)


@dropout_forward.right_answer
def _(A, keep, rng):
    mask = rng.binomial(1, keep, size=A.shape) / keep
    return mask * A, mask


@dropout_forward.right_answer
def _(A, keep, rng):
    mask = np.zeros(A.shape)
    for i in range(A.shape[0]):
        for j in range(A.shape[1]):
            if rng.random() < keep:
                mask[i, j] = 1 / keep
    return A * mask, mask


dropout_forward.right_answer(
    lambda A, keep, rng: (lambda kept: (np.where(kept, A / keep, 0), np.where(kept, 1 / keep, 0)))(
        rng.random(A.shape) >= 1 - keep
    )
)


@topic.exercise(
    points=1,
    shapes={"dD": "n d", "mask": "n d"},
    needs=("dropout_forward",),
    hints=[
        "D is A times mask, and the mask does not depend on A. What is the slope of one entry of D with respect to the "
        "entry of A that it came from?",
        "The slope of c * a with respect to a is c. The chain rule multiplies by it, entry by entry.",
        "After a ReLU, whose slope is 1 or 0, it would be: dD * (A > 0)",
    ],
)
def dropout_backward(dD, mask):
    """dD * mask."""
    return dD * mask


@dropout_backward.cases
def _(draw):
    yield np.array([[0.5, 1.0, 1.5, 2.0]]), np.array([[2.0, 0.0, 0.0, 2.0]])
    for n, d, keep in ((1, 5, 0.8), (4, 3, 0.5), (3, 6, 0.25), (5, 5, 0.8)):
        kept = draw.bits(n, d)
        kept[0, :2] = 1, 0  # At least one is kept, and one is dropped.
        yield draw.tenths(n, d), kept / keep
    yield draw.integers(2, 3), np.array([[4, 0, 4], [0, 4, 0]])


dropout_backward.mistake("unchanged", "The mask is not used: what was dropped gets no gradient.")(
    lambda dD, mask: 1.0 * dD
)
dropout_backward.mistake(
    "scale_forgotten", "The dropped ones are right. The others were multiplied by 1 / keep, and so is their gradient."
)(lambda dD, mask: dD * (mask > 0))
dropout_backward.mistake(
    "divided", "You divided by the mask. The way back multiplies by the same number as the way forward."
)(lambda dD, mask: np.where(mask > 0, dD / np.where(mask > 0, mask, 1), 0))
dropout_backward.mistake(
    "only_the_dropped", "The gradient goes to those that were dropped. It goes to those that were kept."
)(lambda dD, mask: dD * (mask == 0))
dropout_backward.mistake(
    "share_that_was_kept",
    "You divide by the share that happened to be kept this time, which is not keep. The mask holds 1 / keep already: "
    "multiply by it.",
)(lambda dD, mask: dD * (mask > 0) / np.mean(mask > 0))
dropout_backward.mistake("one_minus_the_mask", "You multiplied by 1 - mask. Multiply by the mask.")(
    lambda dD, mask: dD * (1 - mask)
)
dropout_backward.mistake(
    "squared", "The mask is used twice. It holds the division by keep already: multiply by it once."
)(lambda dD, mask: dD * mask**2)
dropout_backward.mistake("mask_returned", "That is the mask. Multiply the gradient that arrives by it.")(
    lambda dD, mask: 1.0 * mask
)
dropout_backward.right_answer(lambda dD, mask: np.where(mask == 0, 0, dD * mask.max()))
dropout_backward.right_answer(lambda dD, mask: np.einsum("ij,ij->ij", mask, dD))
dropout_backward.right_answer(
    lambda dD, mask: [[g * m for g, m in zip(*rows, strict=True)] for rows in zip(dD, mask, strict=True)]
)


# ----------------------------------------------------------------------------- accuracy, confusion_matrix


def predictions(draw):
    yield np.array([0, 1, 1, 0, 1]), np.array([0, 1, 0, 0, 1])
    yield np.array([2]), np.array([2])
    for n, k in ((9, 3), (17, 4), (40, 5)):
        labels = draw.rng.integers(0, k, n)
        noise = draw.rng.integers(1, k, n) * (draw.rng.random(n) < 0.4)
        noise[0] = 1 if n < 10 else noise[0]
        yield labels, (labels + noise) % k


@topic.exercise(
    points=1,
    shapes={"labels": "n", "predicted": "n"},
    hints=[
        "How many are right, of how many?",
        "labels == predicted is an array of True and False; True counts as 1.",
        "The number of right ones: np.sum(labels == predicted)",
    ],
)
def accuracy(labels, predicted):
    """The share of equal entries."""
    return np.mean(np.asarray(labels) == np.asarray(predicted))


accuracy.cases(predictions)
accuracy.mistake("error_rate", "That is the share of wrong ones.")(lambda a, b: np.mean(a != b))
accuracy.mistake("percent", "That is in percent. A share between 0 and 1 is wanted.")(
    lambda a, b: 100 * np.mean(a == b)
)
accuracy.mistake("count", "That is how many are right. Divide by how many there are.")(lambda a, b: np.sum(a == b))
accuracy.mistake(
    "all_or_nothing",
    "Yours is 1 if all are right, and else 0, as np.all or a division with // make it. What share is right?",
)(lambda a, b: float(np.all(a == b)))
accuracy.mistake("mean_difference", "You averaged differences of labels. Labels are names: only equal or not counts.")(
    lambda a, b: 1 - np.mean(np.abs(a - b))
)
accuracy.mistake("zeros_not_counted", "Pairs of zeros are not counted in yours. Class 0 is a class like the others.")(
    lambda a, b: np.mean((a == b) & (a != 0))
)
accuracy.right_answer(
    lambda labels, predicted: sum(a == b for a, b in zip(labels, predicted, strict=True)) / len(labels)
)
accuracy.right_answer(lambda labels, predicted: 1 - np.count_nonzero(labels - predicted) / labels.size)


@topic.exercise(
    points=2,
    shapes={"labels": "n", "predicted": "n"},
    hints=[
        "Entry [i, j] counts the samples of class i that were taken for class j.",
        "A loop over pairs does it: zip(labels, predicted). (np.add.at does it without one.)",
        "Counting how often each class occurs would be: counts[label] += 1",
    ],
)
def confusion_matrix(labels, predicted, k):
    """C[i, j] = the number of samples of class i predicted as j, shape (k, k)."""
    return confused(labels, predicted, k)


def confused(labels, predicted, k):
    C = np.zeros((k, k), dtype=int)
    np.add.at(C, (labels, predicted), 1)
    return C


@confusion_matrix.cases
def _(draw):
    for labels, predicted in predictions(draw):
        yield labels, predicted, max(int(labels.max()), int(predicted.max())) + 1
    yield np.array([0, 0, 2, 0]), np.array([0, 2, 2, 2]), 4  # Classes that never occur have their row and column too.


confusion_matrix.mistake("rows_for_columns", "Rows and columns have changed places: rows are the true classes.")(
    lambda a, b, k: confused(a, b, k).T
)
confusion_matrix.mistake(
    "each_pair_once",
    "No entry of yours is larger than 1: a pair that occurs more often counts once. C[labels, predicted] += 1 does that "
    "(loop, or use np.add.at), and so does =+ where += is meant.",
)(lambda a, b, k: (confused(a, b, k) > 0).astype(int))


@confusion_matrix.mistake(
    "rows_are_one",
    "All rows of your matrix are one and the same list: [[0] * k] * k repeats the list itself, so counting in one row "
    "counts in all. Make each row anew: [[0] * k for _ in range(k)], or np.zeros((k, k)).",
)
def _(labels, predicted, k):
    C = [[0] * k] * k
    for label, guess in zip(labels, predicted, strict=True):
        C[label][guess] += 1
    return C


confusion_matrix.mistake("shares", "These are shares. Counts are wanted.")(lambda a, b, k: confused(a, b, k) / len(a))
confusion_matrix.mistake("shares_of_rows", "The rows are divided by their sums. Counts are wanted.")(
    lambda a, b, k: confused(a, b, k) / np.maximum(confused(a, b, k).sum(axis=1, keepdims=True), 1)
)
confusion_matrix.mistake("size_from_labels", "The matrix has as many rows as classes occur. It is k by k.")(
    lambda a, b, k: (lambda seen: confused(np.searchsorted(seen, a), np.searchsorted(seen, b), len(seen)))(
        np.union1d(a, b)
    )
)
confusion_matrix.mistake(
    "all_zero", "Your matrix is all zero: nothing is stored in it. Count up with +=, as in C[label, guess] += 1."
)(lambda a, b, k: np.zeros((k, k)))
confusion_matrix.mistake(
    "counted_from_1",
    "Each sample is counted one row and one column too early. Classes begin with 0: use the labels as they are.",
)(lambda a, b, k: np.roll(confused(a, b, k), (-1, -1), axis=(0, 1)))
confusion_matrix.mistake("errors_only", "The right ones are missing: they belong on the diagonal.")(
    lambda a, b, k: confused(a, b, k) - np.diag(np.diag(confused(a, b, k)))
)
confusion_matrix.mistake("right_ones_only", "Only the diagonal is counted. Where did the wrong ones go?")(
    lambda a, b, k: np.diag(np.diag(confused(a, b, k)))
)


@confusion_matrix.right_answer
def _(labels, predicted, k):
    C = [[0] * k for _ in range(k)]
    for label, guess in zip(labels, predicted, strict=True):
        C[label][guess] += 1
    return C


confusion_matrix.right_answer(lambda labels, predicted, k: np.eye(k)[labels].T @ np.eye(k)[predicted])
confusion_matrix.right_answer(
    lambda labels, predicted, k: np.bincount(labels * k + predicted, minlength=k * k).reshape(k, k)
)


# ---------------------------------------------------------------------------------------------------- recall

topic.recall(
    "12-1",
    0.1,
    hints=["The gradient's size cancels at the first step: lr times its sign."],
    wrong=[
        ("times_gradient", 0.4, "Adam divides the gradient by its own size."),
        ("signed", -0.1, "It moves downhill, yes. How far it moves is a distance, without a sign."),
    ],
)
topic.recall(
    "12-2",
    "diverges",
    hints=["|1 - 0.3 * 8| = 1.4."],
    wrong=[("converges", "converges", "|1 - 0.3 * 8| = 1.4 is more than 1.")],
)
topic.recall(
    "12-3",
    1,
    hints=["0.6, 0.7 and 0.55 are three in a row that are not better than 0.5. At which epoch was that loss?"],
    wrong=[
        ("stop", 4, "At epoch 4 it stops. The best so far is kept."),
        ("best_of_all", 5, "It never gets to epoch 5: it stopped before."),
    ],
)
topic.recall(
    "12-4",
    2.0,
    hints=["Which set's mean and deviation scale every set?"],
    wrong=[
        ("own", 0.5, "That scales by the validation set's own numbers. Scale every set by the training set's."),
        ("mixed", 1.0, "The mean and the deviation must come from the same set: the training set."),
        ("not_divided", 4.0, "That is the distance from the mean; divide it by the deviation."),
    ],
)
topic.recall(
    "12-5",
    "underfitting",
    hints=["Is there a gap between the two sets? Is the network good on the data that it was trained on?"],
    wrong=[
        (
            "overfitting",
            "overfitting",
            "There is hardly a gap: the network is as bad on the data that it was trained on.",
        ),
    ],
)
topic.recall(
    "generalization-1",
    2.5,
    hints=["What is the activation multiplied by, so that its mean over many draws stays 2?"],
    wrong=[
        ("unchanged", 2.0, "That is what it receives on average, or without dropout. In training, what is kept grows."),
        ("multiplied", 1.6, "What is kept is divided by keep, not multiplied by it."),
        ("by_the_rest", 10.0, "You divided by 1 - keep. What is kept is divided by keep."),
    ],
)
