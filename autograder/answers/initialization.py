"""Initialization: references, cases, wrong answers and right ones."""

from functools import cache
from itertools import accumulate, pairwise
from typing import Any

import numpy as np

from autograder.answers.activations import sigma
from autograder.answers.backpropagation import gradients
from autograder.answers.deep_networks import distribution
from autograder.draw import Draw
from autograder.exercise import Topic
from autograder.inside.callbacks import arctan, softplus, softsign

topic = Topic(__name__)


# ------------------------------------------------------------------------------------------------ zero_init


def zeros(sizes, W=lambda i, o: np.zeros((i, o)), b=np.zeros):
    return [(W(i, o), b(o)) for i, o in pairwise(sizes)]


@topic.exercise(
    points=1,
    hints=[
        "One pair (W, b) for each neighboring pair of sizes.",
        "W has one row per input and one column per unit; b has one number per unit.",
        "For one layer it would be: (np.zeros((fan_in, fan_out)), np.zeros(fan_out))",
    ],
)
def zero_init(sizes):
    """For each layer W of shape (fan_in, fan_out) and b of shape (fan_out,), all zero."""
    return zeros(sizes)


@zero_init.cases
def _(draw):
    yield ([1, 1],)
    yield ([3, 4],)
    yield (draw.sizes(3),)
    yield (draw.sizes(5),)


zero_init.mistake("ones", "These are ones. Zeros are wanted, to see what goes wrong with them.")(
    lambda sizes: zeros(sizes, lambda i, o: np.ones((i, o)), np.ones)
)
zero_init.mistake("bias_of_ones", "The biases are ones. Everything starts at zero here.")(
    lambda sizes: zeros(sizes, b=np.ones)
)
zero_init.mistake("W_transposed", "Your W is (fan_out, fan_in). With samples in rows it is (fan_in, fan_out).")(
    lambda sizes: zeros(sizes, lambda i, o: np.zeros((o, i)))
)
zero_init.mistake("b_as_row", "b is a plain vector, (fan_out,), not a matrix of one row.")(
    lambda sizes: zeros(sizes, b=lambda o: np.zeros((1, o)))
)
zero_init.mistake("bias_per_input", "b has one number per input. It needs one per unit, fan_out of them.")(
    lambda sizes: [(np.zeros((i, o)), np.zeros(i)) for i, o in pairwise(sizes)]
)
zero_init.mistake("layer_of_the_inputs", "There is one layer too many: k + 1 sizes make k layers of weights.")(
    lambda sizes: zeros([sizes[0], *sizes])
)
zero_init.mistake(
    "two_lists", "Your weights and biases are in two separate lists. Return one list: a pair (W, b) for each layer."
)(lambda sizes: ([W for W, _ in zeros(sizes)], [b for _, b in zeros(sizes)]))
zero_init.mistake("biases_forgotten", "The biases are missing: each layer is a pair (W, b).")(
    lambda sizes: [W for W, _ in zeros(sizes)]
)


@zero_init.right_answer
def _(sizes):
    layers = []
    for k in range(len(sizes) - 1):
        layers.append([np.zeros([sizes[k], sizes[k + 1]]), np.zeros([sizes[k + 1]])])
    return layers


zero_init.right_answer(lambda sizes: tuple((0.0 * np.ones((i, o)), [0] * o) for i, o in pairwise(sizes)))


# -------------------------------------------------------------------------------------------- distinct_units


def groups(columns, close):
    found = []
    for column in columns:
        if not any(close(column, other) for other in found):
            found.append(column)
    return len(found)


def within(limit):
    return lambda one, other: np.max(np.abs(one - other)) <= limit


@topic.exercise(
    points=2,
    shapes={"W": "d h"},
    hints=[
        "A unit is a column of W. Two are the same if no entry differs by more than 1e-9.",
        "Keep a list of the columns seen so far, and add a column only if it is like none of them.",
        "Whether two columns are the same: np.max(np.abs(column - other)) <= 1e-9",
    ],
)
def distinct_units(W):
    """The number of different columns; columns that differ by at most 1e-9 in every entry are the same."""
    return groups(np.asarray(W, dtype=float).T, within(1e-9))


@distinct_units.cases
def _(draw):
    yield (np.array([[1.0, 1, 2], [3, 3, 4]]),)
    yield (np.array([[1.0, 1, 2, 2], [3, 3, 4, 4]]),)  # Two pairs: whoever leaves both of a pair out counts none.
    yield (np.array([[1.0, 2, 1]]),)  # Equal columns need not be neighbors,
    yield (np.array([[1.0, 2, 2], [2, 1, 2], [5, 5, 5]]),)  # and columns with equal sums need not be equal.
    yield (draw.quarters(3, 1),)
    base = draw.quarters(4, 3)
    base[0] = [0.25, 0.5, 0.75]  # The first row alone tells the three units apart,
    W = base[:, [0, 1, 2, 0, 1]]
    W[2, 3] += 1e-7  # and this column is a fourth unit, which a rough comparison misses.
    yield (W,)
    noise = 1e-11 * draw.bits(4, 5)
    noise[0] = [0, 0, 1e-12, 0, -1e-12]  # Whoever compares exactly counts five with every draw.
    yield (base[:, [0, 1, 0, 2, 0]] + noise,)  # Noise of rounding makes no new units.
    yield (np.array([[1.0, 2, -1], [2, 4, -2]]),)  # Multiples of one column are different units.
    yield (np.zeros((2, 4)),)
    yield (np.zeros((3, 5), dtype=int),)
    W = np.tile(draw.quarters(5, 1), (1, 4))
    W[3, 2] += 1.0  # Different in a single entry.
    yield (W,)


distinct_units.mistake(
    "number_of_rows",
    "That is the number of rows of W, its inputs. `len` of a matrix counts rows; its columns are `.shape[1]`.",
)(lambda W: len(W))
distinct_units.mistake("rows_for_columns", "You compared the rows. A unit's weights are a column of W.")(
    lambda W: groups(np.asarray(W, dtype=float), within(1e-9))
)
distinct_units.mistake(
    "exactly_equal",
    "You compared exactly. Columns that differ by no more than 1e-9 count as the same: rounding alone makes such differences.",
)(lambda W: groups(np.asarray(W, dtype=float).T, np.array_equal))
distinct_units.mistake(
    "compared_roughly",
    "The comparison is too rough: columns that differ by 1e-7 count as the same in yours. The limit is 1e-9, "
    "np.max(np.abs(a - b)) <= 1e-9. (np.allclose allows more by itself.)",
)(lambda W: groups(np.asarray(W, dtype=float).T, np.allclose))
distinct_units.mistake("counts_numbers", "You counted different numbers. A unit is a whole column.")(
    lambda W: groups(np.ravel(np.asarray(W, dtype=float)), within(1e-9))
)
distinct_units.mistake("rank", "That is the rank. Columns that are multiples of each other are still different units.")(
    lambda W: int(np.linalg.matrix_rank(np.asarray(W, dtype=float)))
)
distinct_units.mistake("sums", "You compared sums or lengths of columns. Compare them entry by entry.")(
    lambda W: groups(np.asarray(W, dtype=float).sum(axis=0), within(1e-9))
)
distinct_units.mistake("sums_exactly", "You compared sums of columns. Compare the columns entry by entry.")(
    lambda W: len(set(np.asarray(W, dtype=float).sum(axis=0).tolist()))
)
distinct_units.mistake(
    "neighbors_only", "You compared each column only with the one before it. Equal ones may be apart."
)(lambda W: 1 + int(np.sum(np.max(np.abs(np.diff(np.asarray(W, dtype=float), axis=1)), axis=0) > 1e-9)))
distinct_units.mistake("first_entry_only", "You compared one entry of each column. Compare them all.")(
    lambda W: groups(np.asarray(W, dtype=float)[0], within(1e-9))
)
distinct_units.mistake("any_entry", "One equal entry is not enough: two units are the same when all entries are.")(
    lambda W: groups(np.asarray(W, dtype=float).T, lambda a, b: np.min(np.abs(a - b)) <= 1e-9)
)
distinct_units.mistake(
    "without_a_twin",
    "You count the columns that no other one equals. Columns that are equal make one unit: of each such group one counts.",
)(lambda W: sum(np.sum(np.max(np.abs(W.T - column), axis=1) <= 1e-9) == 1 for column in W.T))
distinct_units.mistake("all_columns", "That is the number of columns, equal ones included.")(lambda W: W.shape[1])
distinct_units.right_answer(lambda W: np.unique(np.round(W, 9), axis=1).shape[1])


@distinct_units.right_answer
def _(W):
    """A unit counts if none before it is the same."""
    W = np.asarray(W, dtype=float)
    return sum(all(np.abs(W[:, i] - W[:, j]).max() > 1e-9 for j in range(i)) for i in range(W.shape[1]))


distinct_units.right_answer(lambda W: float(len({tuple(np.round(column, 9) + 0.0) for column in W.T})))


# -------------------------------------------------------------------------------------- xavier_init, he_init

# Deviations that people arrive at, by formula; the two rules stand first.
SPREADS = {
    "sqrt(2 / (fan_in + fan_out))": lambda i, o: np.sqrt(2 / (i + o)),
    "sqrt(2 / fan_in)": lambda i, o: np.sqrt(2 / i),
    "sqrt(2 / fan_out)": lambda i, o: np.sqrt(2 / o),
    "sqrt(1 / fan_in)": lambda i, o: np.sqrt(1 / i),
    "sqrt(1 / fan_out)": lambda i, o: np.sqrt(1 / o),
    "sqrt(1 / (fan_in + fan_out))": lambda i, o: np.sqrt(1 / (i + o)),
    "sqrt(6 / (fan_in + fan_out))": lambda i, o: np.sqrt(6 / (i + o)),
    "sqrt(6 / fan_in)": lambda i, o: np.sqrt(6 / i),
    "sqrt(2 * (fan_in + fan_out))": lambda i, o: np.sqrt(2 * (i + o)),
    "sqrt(2 * fan_in)": lambda i, o: np.sqrt(2 * i),
    "2 / (fan_in + fan_out)": lambda i, o: 2 / (i + o),
    "2 / fan_in": lambda i, o: 2 / i,
    "sqrt(2) / (fan_in + fan_out)": lambda i, o: np.sqrt(2) / (i + o),
    "sqrt(2) / fan_in": lambda i, o: np.sqrt(2) / i,
    "2 / sqrt(fan_in + fan_out)": lambda i, o: 2 / np.sqrt(i + o),
    "2 / sqrt(fan_in)": lambda i, o: 2 / np.sqrt(i),
    "sqrt(2) / (sqrt(fan_in) + sqrt(fan_out))": lambda i, o: np.sqrt(2) / (np.sqrt(i) + np.sqrt(o)),
    "1": lambda i, o: 1.0,
    "0": lambda i, o: 0.0,
}
RULES = tuple(SPREADS)[:2]
FACTS = ("shape", "mean", "deviation", "distribution")


def formula_of(number, fan_in, fan_out, error):
    """The formula that gives a number, up to a statistical error; the number itself if none does."""
    away = {name: abs(number - of(fan_in, fan_out)) for name, of in SPREADS.items()}
    alike = [name for name in away if away[name] <= error]
    return min(alike, key=lambda name: (name not in RULES, away[name]), default=f"about {number:.4g}")


def weight_facts(value, fan_in, fan_out, rng):
    """What must be true of the weights, whatever was drawn. Each fact is 5.5 deviations wide: one false alarm in
    25 million. A matrix of fewer than a thousand numbers is too small to tell, and only its shape counts."""
    W = np.asarray(value, dtype=float)
    if W.size != fan_in * fan_out:
        words = "of another matrix"
    elif not np.all(np.isfinite(W)):
        words = "NaN or infinity"
    elif W.size < 1000:
        words = "too few numbers to tell"
    else:
        center, spread, kind = float(np.mean(W)), float(np.std(W)), distribution(W)
        error = 5.5 * spread / np.sqrt(2 * W.size)
        deviation = formula_of(spread, fan_in, fan_out, error)
        if kind == "uniform" and deviation not in RULES:
            deviation = f"that of bounds of {formula_of(np.sqrt(3) * spread, fan_in, fan_out, np.sqrt(3) * error)}"
        elif kind not in ("normal", "uniform", "one number"):
            deviation = f"about {spread:.4g}"  # A formula for a normal distribution would say nothing here.
        mean = formula_of(center, fan_in, fan_out, 1.42 * error) if abs(center) > 1.42 * error else "about 0"
        mean = "not 0: no weight is negative" if mean != "about 0" and W.min() >= 0 else mean
        return dict(zip(FACTS, (list(W.shape), mean, deviation, kind), strict=True))
    return {"shape": list(W.shape)} | dict.fromkeys(FACTS[1:], words)


def fans(draw):
    # Sizes for which no two of the formulas come close.
    for fan_in, fan_out in ((3, 2), (70, 290), (360, 40), (120, 120)):
        yield fan_in, fan_out, np.random.default_rng(draw.integers(low=1, high=10**6))
    # The same size with another generator: other weights.
    yield 120, 120, np.random.default_rng(draw.integers(low=1, high=10**6))


def normal_by(formula):
    return lambda fan_in, fan_out, rng: SPREADS[formula](fan_in, fan_out) * rng.normal(size=(fan_in, fan_out))


def uniform_by(formula, factor=1.0):
    def draw(fan_in, fan_out, rng):
        bound = factor * SPREADS[formula](fan_in, fan_out)
        return rng.uniform(-bound, bound, (fan_in, fan_out))

    return draw


INIT: dict[str, Any] = {
    "points": 2,
    "returns": FACTS,
    "view": weight_facts,
    "random": True,
}


@topic.exercise(
    hints=[
        "Which two numbers of connections does a weight of this layer take part in, forward and backward?",
        "The variance is 2 / (fan_in + fan_out). A normal number is scaled by the deviation, its root.",
        "With deviation 1 it would be: rng.normal(size=(fan_in, fan_out))",
    ],
    **INIT,
)
def xavier_init(fan_in, fan_out, rng):
    """Normal weights with deviation sqrt(2 / (fan_in + fan_out)), shape (fan_in, fan_out)."""
    return np.sqrt(2 / (fan_in + fan_out)) * rng.normal(size=(fan_in, fan_out))


@topic.exercise(
    hints=[
        "ReLU passes on half of the mean square. What must the variance be to make up for it?",
        "The variance is 2 / fan_in. A normal number is scaled by the deviation, its root.",
        "With deviation 1 it would be: rng.normal(size=(fan_in, fan_out))",
    ],
    **INIT,
)
def he_init(fan_in, fan_out, rng):
    """Normal weights with deviation sqrt(2 / fan_in), shape (fan_in, fan_out)."""
    return np.sqrt(2 / fan_in) * rng.normal(size=(fan_in, fan_out))


xavier_init.cases(fans)


@he_init.cases
def _(draw):
    yield from fans(draw)
    yield 2, 3000, np.random.default_rng(draw.integers(low=1, high=10**6))  # So few inputs that 2 // 2 is 1.


XAVIER, HE = "sqrt(2 / (fan_in + fan_out))", "sqrt(2 / fan_in)"
VARIANCE = "You used the variance as deviation: what a normal number is multiplied by is the variance's root."
UNIFORM = "These weights are uniform, not normal. Draw them with rng.normal."
BOUNDS = (
    "That root belongs to the bounds of a uniform distribution, which is sqrt(3) times wider than its deviation. "
    "A normal distribution wants the deviation itself."
)
TRANSPOSED = "The shape is (fan_out, fan_in). With samples in rows, W is (fan_in, fan_out)."
for exercise, name in ((xavier_init, XAVIER), (he_init, HE)):
    exercise.mistake("variance_for_deviation", VARIANCE)(normal_by(name[5:-1]))
    exercise.mistake("uniform", UNIFORM)(uniform_by(name, np.sqrt(3)))
    exercise.mistake(
        "uniform_with_deviation_as_bound",
        "These weights are uniform, between minus and plus the deviation. Draw normal ones with that deviation.",
    )(uniform_by(name))
    right = normal_by(name)
    exercise.mistake("transposed", TRANSPOSED)(lambda i, o, rng, draw=right: draw(i, o, rng).T)
    exercise.mistake("not_scaled", "These weights have deviation 1: multiply them by the deviation that is asked for.")(
        normal_by("1")
    )
    exercise.mistake("one_sided", "These weights are never negative, and their mean is not 0.")(
        lambda i, o, rng, draw=right: np.abs(draw(i, o, rng))
    )
    exercise.mistake(
        "deviation_as_mean",
        "The mean of these weights is the deviation that is asked for. The first argument of rng.normal is the mean: "
        "write rng.normal(0, deviation, size=...).",
    )(lambda i, o, rng, of=SPREADS[name]: rng.normal(of(i, o), size=(i, o)))
    exercise.mistake(
        "clipped",
        "These weights are cut off: many of them are exactly at a bound. Return the normal numbers as they are drawn.",
    )(lambda i, o, rng, draw=right, of=SPREADS[name]: np.clip(draw(i, o, rng), -of(i, o), of(i, o)))
    exercise.mistake(
        "repeated", "Numbers repeat in these weights. Every weight is a draw of its own: size=(fan_in, fan_out)."
    )(lambda i, o, rng, of=SPREADS[name]: np.tile(of(i, o) * rng.normal(size=o), (i, 1)))
    exercise.mistake(
        "root_of_the_denominator_only",
        f"The 2 counts too much: your deviation is 2 / sqrt({name[9:-1].strip('()')}). The root covers the whole fraction, "
        "the 2 too, and no further factor sqrt(2) is needed.",
    )(normal_by(f"2 / sqrt({name[9:-1].strip('()')})"))
    exercise.mistake("multiplied", "You multiplied the 2 by the number of connections. The 2 is divided by it.")(
        normal_by(f"sqrt(2 * {name[9:-1]})")
    )
    exercise.mistake("zeros", "All weights are zero: the hidden units would stay equal forever.")(normal_by("0"))
    exercise.mistake("root_of_the_numerator_only", "The root covers the 2 only. It covers the whole fraction.")(
        normal_by(f"sqrt(2) / {name[9:-1]}")
    )
xavier_init.mistake("only_fan_in", "Only fan_in is used: that is He's rule. Xavier's takes fan_in + fan_out.")(
    normal_by(HE)
)
xavier_init.mistake("only_fan_out", "Only fan_out is used. Xavier's rule takes fan_in + fan_out.")(
    normal_by("sqrt(2 / fan_out)")
)
xavier_init.mistake(
    "one_over_fan_in", "That is 1 / fan_in, which looks at the way forward alone. Xavier's is 2 / (fan_in + fan_out)."
)(normal_by("sqrt(1 / fan_in)"))
xavier_init.mistake("numerator_1", "The numerator is 2, so that equal fans give 1 / fan_in.")(
    normal_by("sqrt(1 / (fan_in + fan_out))")
)
xavier_init.mistake("bound_as_deviation", BOUNDS)(normal_by("sqrt(6 / (fan_in + fan_out))"))
xavier_init.mistake(
    "root_of_each_fan", "You added the roots of fan_in and fan_out. Add the two first: one root of the sum."
)(normal_by("sqrt(2) / (sqrt(fan_in) + sqrt(fan_out))"))
xavier_init.right_answer(lambda fan_in, fan_out, rng: rng.normal(0, (2 / (fan_in + fan_out)) ** 0.5, (fan_in, fan_out)))
xavier_init.right_answer(lambda i, o, rng: rng.standard_normal((o, i)).T / np.sqrt((i + o) / 2))
he_init.mistake("xavier", "That is Xavier's rule. He's looks at fan_in alone.")(normal_by(XAVIER))
he_init.mistake("fan_out_for_fan_in", "You used fan_out. What a unit adds up are its fan_in inputs.")(
    normal_by("sqrt(2 / fan_out)")
)
he_init.mistake("numerator_1", "The numerator is 2: it makes up for the half that ReLU cuts off.")(
    normal_by("sqrt(1 / fan_in)")
)
he_init.mistake("bound_as_deviation", BOUNDS)(normal_by("sqrt(6 / fan_in)"))
he_init.right_answer(lambda fan_in, fan_out, rng: rng.normal(scale=np.sqrt(2.0 / fan_in), size=[fan_in, fan_out]))


@he_init.right_answer
def _(fan_in, fan_out, rng):
    W = [[rng.normal() for _ in range(fan_out)] for _ in range(fan_in)]
    return np.array(W) * (fan_in / 2) ** -0.5


# ------------------------------------------------------------------------------------------ activation_stds


def stds(X, weights, activation, *, of=np.std, before=False, chain=True, start=False, last=True):
    A, found = np.asarray(X, dtype=float), []
    if start:
        found.append(of(A))
    for W in weights:
        Z = A @ W
        found.append(of(Z if before else activation(Z)))
        A = activation(Z) if chain else A
    return np.array(found if last else found[:-1])


@topic.exercise(
    points=2,
    shapes={"X": "n d"},
    hints=[
        "Go through the layers: each one's input is the output of the one before.",
        "In every layer: the weighted sums, the activation, and then the standard deviation of all the entries.",
        "For the first layer alone: np.std(activation(X @ weights[0]))",
    ],
)
def activation_stds(X, weights, activation):
    """For each layer the standard deviation of all entries of A[l] = activation(A[l-1] W[l])."""
    return stds(X, weights, activation)


@activation_stds.cases
def _(draw):
    yield np.array([[1.0, -1.0]]), [np.array([[1.0, 0.0], [0.0, 1.0]])], softsign
    for k, depth in enumerate((1, 2, 3, 4)):
        n, *sizes = draw.sizes(depth + 2)
        weights = [draw.tenths(i, o) for i, o in pairwise(sizes)]
        yield draw.normal(1 if k == 1 else n, sizes[0]), weights, (arctan, softplus, arctan, softplus)[k]
    yield draw.normal(4, 10), [np.abs(draw.normal(10, 10)) - 0.4 for _ in range(3)], softplus
    yield draw.normal(5, 5), [draw.normal(5, 5) for _ in range(3)], arctan
    yield draw.integers(3, 2), [draw.integers(2, 3), draw.integers(3, 2)], arctan


def wrong_stds(key, message, **changes):
    activation_stds.mistake(key, message)(lambda X, weights, activation: stds(X, weights, activation, **changes))


wrong_stds("before_activation", "These are the deviations before the activation.", before=True)
wrong_stds("layers_not_chained", "Every layer got X. Its input is the output of the layer before.", chain=False)
wrong_stds("variances", "These are variances. The standard deviation is their root.", of=np.var)
wrong_stds("input_counted", "The input X is in the list. It is no layer: one number for each W.", start=True)
activation_stds.mistake(
    "activation_twice", "The activation is applied twice in every layer. Once is enough: A = activation(A @ W)."
)(lambda X, weights, activation: stds(X, weights, lambda Z: activation(activation(Z))))
wrong_stds("last_layer_missing", "The last layer is missing.", last=False)
wrong_stds(
    "mean_over_units",
    "You averaged the deviations of single units. Take one deviation of all entries of the layer.",
    of=lambda A: np.mean(np.std(A, axis=0)),
)
wrong_stds(
    "n_minus_1", "You divided by N - 1 (ddof=1). Here it is the population's deviation, np.std as it is.",
    of=lambda A: np.std(A, ddof=1) if A.size > 1 else np.nan,
)  # fmt: skip
wrong_stds(
    "root_mean_square", "That is the root of the mean square. A deviation is measured from the mean.",
    of=lambda A: np.sqrt(np.mean(A**2)),
)  # fmt: skip
wrong_stds("means", "These are the means. Take np.std.", of=np.mean)


@activation_stds.mistake(
    "activation_not_passed_on",
    "You measure A = activation(Z), but the next layer gets Z. What it gets is the output, A.",
)
def _(X, weights, activation):
    found = []
    for W in weights:
        X = X @ W
        found.append(np.std(activation(X)))
    return np.array(found)


activation_stds.mistake("no_activation", "The activation is not used: these layers are linear.")(
    lambda X, weights, activation: stds(X, weights, lambda Z: Z)
)
activation_stds.mistake("of_the_weights", "These are the deviations of the weights. Push X through the layers.")(
    lambda X, weights, activation: np.array([np.std(W) for W in weights])
)


@activation_stds.right_answer
def _(X, weights, activation):
    out = np.zeros(len(weights))
    for k, W in enumerate(weights):
        X = activation(np.dot(X, W))
        out[k] = np.sqrt(np.mean((X - X.mean()) ** 2))
    return out


@activation_stds.right_answer
def _(X, weights, activation):
    layers = accumulate(weights, lambda A, W: activation(A @ W), initial=X)
    return [A.std() for A in list(layers)[1:]]


# --------------------------------------------------------------------------------- symmetry_after_training


def descended(V, a, W, b, X, T, lr, *, keep=(), W_first=False, rate=lambda lr, n: lr, **changes):
    """The network after one step, with its details as arguments, so that a wrong step differs in exactly one of them."""
    found, lr = gradients(X, T, V, a, W, b, **changes), rate(lr, len(X))
    params = {"V": V, "a": a, "W": W, "b": b}
    after = {name: value - (0 if name in keep else lr) * found[name] for name, value in params.items()}
    if W_first:
        late = gradients(X, T, V, a, W, b, back=lambda delta, error, W, H: delta @ after["W"].T)
        after |= {name: params[name] - lr * late[name] for name in ("V", "a")}
    return after


def trained(V, a, W, b, X, T, steps, lr, **changes):
    params = {"V": V, "a": a, "W": W, "b": b}
    params = {name: np.array(value, dtype=float) for name, value in params.items()}
    for _ in range(steps):
        params = descended(**params, X=X, T=T, lr=lr, **changes)
    return params


def units(params):
    return groups(np.vstack([params["V"], params["a"]]).T, within(1e-9))


def untrained(V, a, W, b, X, T, steps, lr, **changes):
    """The start from which `steps` steps lead to this network: each step is undone, by fixed-point iteration."""
    end = {"V": V, "a": a, "W": W, "b": b}
    for _ in range(steps):
        start = end
        for _ in range(100):
            after = descended(**start, X=X, T=T, lr=lr, **changes)
            missing = {name: end[name] - after[name] for name in end}
            start = {name: start[name] + missing[name] for name in end}
            if max(np.max(np.abs(rest)) for rest in missing.values()) < 2e-15:
                break
        end = start
    return start["V"], start["a"], start["W"], start["b"]


WRONG_STEPS = {
    "ascent": ("The steps go uphill: subtract lr times the gradient.", {"error": lambda Y, T: T - Y}),
    "output_slope_forgotten": (
        "The sigmoid's slope at the output is missing: the output's delta is (Y - T) Y (1 - Y).", {"slope_out": lambda Y: 1.0},
    ),
    "hidden_slope_forgotten": (
        "The sigmoid's slope at the hidden layer is missing: what comes back is multiplied by H (1 - H).",
        {"slope_hidden": lambda H: 1.0},
    ),
    "no_slopes": (
        "Neither sigmoid's slope is there: multiply by Y (1 - Y) at the output and by H (1 - H) at the hidden layer.",
        {"slope_out": lambda Y: 1.0, "slope_hidden": lambda H: 1.0},
    ),
    "averaged": ("You divided by the number of samples. This error is a sum over the samples.", {"rate": lambda lr, n: lr / n}),
    "learning_rate_ignored": ("The learning rate is not used: multiply every gradient by lr.", {"rate": lambda lr, n: 1.0}),
    "W_first": (
        "W was updated before it carried the error back to V and a. Compute all gradients first, then update.",
        {"W_first": True},
    ),
    "a_not_updated": ("The biases a stay as they were. They are trained too.", {"keep": ("a",)}),
    "V_not_updated": ("The weights V stay as they were. They are trained too.", {"keep": ("V",)}),
    "W_not_updated": ("The weights W stay as they were. They are trained too.", {"keep": ("W",)}),
    "b_not_updated": ("The biases b stay as they were. They are trained too.", {"keep": ("b",)}),
}  # fmt: skip


@cache
def meeting(seed, n, d, h, k, steps, lr, wrong=""):
    """A case whose first two units start different, and become equal in the last step of one certain training alone:
    the right one, or the wrong one of this name. Kept, as finding it takes many times as long as a check."""
    draw = Draw(seed)
    V, a = draw.normal(d, h), draw.normal(h)
    V[:, 1], a[1] = V[:, 0], a[0]
    W, b = draw.normal(h, k), draw.normal(k)
    W[1] = W[0] + np.where(W[0] > 0, -1.5, 1.5)  # Unequal outgoing weights: what reaches the two units differs.
    X, T = draw.normal(n, d), draw.bits(n, k).astype(float)
    changes = WRONG_STEPS[wrong][1] if wrong else {}
    return *untrained(V, a, W, b, X, T, steps, lr, **changes), X, T, steps, lr


@topic.exercise(
    points=3,
    shapes={"V": "d h", "a": "h", "W": "h k", "b": "k", "X": "n d", "T": "n k"},
    needs=("distinct_units",),
    hints=[
        "Train as in chapter:backpropagation: gradients of the whole batch, then a step, `steps` times.",
        "A hidden unit is its column of V together with its entry of a: stack them before you count.",
        "For the output units it would be: distinct_units(np.vstack([W, b]))",
    ],
)
def symmetry_after_training(V, a, W, b, X, T, steps, lr):
    """The number of different hidden units after `steps` steps of gradient descent on E = 1/2 sum (Y - T)^2."""
    return units(trained(V, a, W, b, X, T, steps, lr))


@symmetry_after_training.cases
def _(draw):
    n, d, h, k = 3, 2, 4, 1
    X, T = draw.normal(n, d), draw.bits(n, k).astype(float)
    V, a, W, b = draw.normal(d, h), draw.normal(h), draw.normal(h, k), draw.normal(k)
    yield np.zeros((d, h)), np.zeros(h), np.zeros((h, k)), np.zeros(k), X, T, 10, 0.5
    # Equal columns whose outgoing weights differ are told apart by the first step,
    yield np.zeros((d, h)), np.zeros(h), np.arange(1.0, h + 1)[:, None] / 4, np.zeros(k), X, T, 5, 0.5
    # with W at zero as well, but different biases, after two.
    yield np.ones((d, h)), np.arange(h) / 4, np.zeros((h, k)), np.zeros(k), X, T, 1, 0.5
    pairs = [0, 1, 2, 0, 1, 2]
    W5 = np.array([[0.5, -0.5], [0.25, 1.0], [-1.0, 0.75]])[pairs]
    V3 = np.array([[0.5, 1.0, -0.75], [-0.25, 0.5, 1.0], [1.0, 0.25, 0.5], [0.75, -0.5, 0.25], [-1.0, 0.5, 0.25]])
    yield V3[:, pairs], np.zeros(6), W5, np.zeros(2), draw.normal(7, 5), draw.bits(7, 2).astype(float), 20, 0.3
    yield V, a, W, b, draw.normal(1, d), draw.bits(1, k).astype(float), 3, 0.5
    # No step at all: the start's units are counted.
    yield V3[:, [0, 0, 1]], np.zeros(3), W5[:3], np.zeros(2), draw.normal(4, 5), draw.bits(4, 2).astype(float), 0, 0.3
    # Outgoing weights that differ by almost nothing drive two units apart slowly: one step is not enough.
    yield (
        np.zeros((2, 2)), np.zeros(2), np.array([[0.5], [0.5 + 2e-8]]), np.zeros(1),
        np.array([[1.0, 2.0], [2.0, 1.0]]), np.ones((2, 1)), 60, 0.125,
    )  # fmt: skip
    # Samples of whole numbers, and a rate of 1.
    yield (
        np.array([[1.0, 0, 1], [0, 2, 0]]),
        np.array([1.0, 0, 1]),
        np.array([[1.0], [2], [-1]]),
        np.array([0.0]),
        X.round().astype(int),
        T.astype(int),
        1,
        1,
    )
    # Two units that differ in the bias alone; V's own columns stay equal as long as W is 0, for one step.
    yield (
        V3[:, [0, 0, 1, 1]], np.array([0.0, 1, 0, 0]), np.zeros((4, 3)), np.zeros(3),
        draw.normal(6, 5), draw.bits(6, 3).astype(float), 1, 0.5,
    )  # fmt: skip
    # A count alone would not show how the units were trained. So here two of them meet in the last step of the right
    # training, and in no other; then, network by network, in the last step of a wrong one alone.
    variant = draw.integers(low=1, high=8)
    yield meeting(variant, 3, 2, 3, 2, 3, 0.5)
    yield meeting(variant, 4, 3, 2, 1, 4, 0.25)
    for wrong in WRONG_STEPS:
        yield meeting(variant, 3, 2, 3, 2, 4, 0.25, wrong)


def wrong_symmetry(key, message, of):
    symmetry_after_training.mistake(key, message)(lambda *args: of(*args))


def count(matrix):
    return groups(np.asarray(matrix, dtype=float).T, within(1e-9))


wrong_symmetry("bias_forgotten", "You counted the columns of V alone. A unit is its column with its entry of a.",
               lambda *args: count(trained(*args)["V"]))  # fmt: skip
wrong_symmetry("not_trained", "You counted before the training.", lambda V, a, *rest: count(np.vstack([V, a])))
wrong_symmetry("rows_of_V", "You counted the rows of V, which belong to the inputs. A hidden unit is a column.",
               lambda *args: count(trained(*args)["V"].T))  # fmt: skip
wrong_symmetry("output_units", "You counted the units of the output layer. The hidden ones are the columns of V with a.",
               lambda *args: count(trained(*args)["W"]))  # fmt: skip
wrong_symmetry("rows_of_W", "You counted the rows of W. They are what a unit sends on; a unit itself is its column of V with a.",
               lambda *args: count(trained(*args)["W"].T))  # fmt: skip
wrong_symmetry("equal_ones_counted", "That is the number of hidden units, equal ones included.",
               lambda V, *rest: V.shape[1])  # fmt: skip
wrong_symmetry("one_step_only", "Only one step was taken, whatever `steps` says.",
               lambda V, a, W, b, X, T, steps, lr: units(trained(V, a, W, b, X, T, 1, lr)))  # fmt: skip
for key, (message, changes) in WRONG_STEPS.items():
    wrong_symmetry(key, message, lambda *args, changes=changes: units(trained(*args, **changes)))


@symmetry_after_training.right_answer
def _(V, a, W, b, X, T, steps, lr):
    for _ in range(steps):
        H = sigma(X @ V + a)
        Y = sigma(H @ W + b)
        d = (Y - T) * Y * (1 - Y)
        e = (d @ W.T) * H * (1 - H)
        V, a, W, b = V - lr * X.T @ e, a - lr * e.sum(0), W - lr * H.T @ d, b - lr * d.sum(0)
    units = np.vstack([V, a])
    return np.unique(np.round(units, 9), axis=1).shape[1]


@symmetry_after_training.right_answer
def _(V, a, W, b, X, T, steps, lr):
    """Sample by sample, adding up, and pairs of units compared one by one."""
    V, a, W, b = V.astype(float), a.astype(float), W.astype(float), b.astype(float)
    for _ in range(steps):
        dV, da, dW, db = (np.zeros_like(p) for p in (V, a, W, b))
        for x, t in zip(X, T, strict=True):
            h = sigma(x @ V + a)
            y = sigma(h @ W + b)
            d = (y - t) * y * (1 - y)
            e = (W @ d) * h * (1 - h)
            dV, da, dW, db = dV + np.outer(x, e), da + e, dW + np.outer(h, d), db + d
        V, a, W, b = V - lr * dV, a - lr * da, W - lr * dW, b - lr * db
    found = []
    for unit in zip(*V, a, strict=True):
        if not any(max(abs(p - q) for p, q in zip(unit, other, strict=True)) <= 1e-9 for other in found):
            found.append(unit)
    return len(found)


# --------------------------------------------------------------------------------------------------- recall

topic.recall(
    "09-1",
    np.array([12, 4]),
    hints=["dW = A^T dZ / m. The number of samples does not show in a gradient's shape."],
    wrong=[
        ("with_samples", np.array([32, 4]), "That is dZ. A gradient has its parameter's shape."),
        ("columns", np.array([4, 12]), "That is the column convention. In this course W has one row for each input."),
    ],
)
topic.recall(
    "09-2",
    0.25,
    hints=["What is the weighted sum of such a unit, whatever the input? And the sigmoid's slope there?"],
    wrong=[
        ("value", 0.5, "0.5 is what the unit sends out. Its slope is 0.5 (1 - 0.5)."),
        ("nothing", 0, "The sum is 0, but there the sigmoid is at its steepest."),
    ],
)
topic.recall(
    "09-3",
    2,
    hints=["Which of the units receive the same error in the very first step?"],
    wrong=[
        ("all_equal", 1, "The error comes back through the outgoing weights, and those are not all equal."),
        ("all_different", 6, "Three of them share incoming and outgoing weights: they stay equal forever."),
    ],
)
topic.recall(
    "09-4",
    float(np.sqrt(2)),
    hints=["The mean square is multiplied by n v / 2, with v the variance of the weights, 0.04."],
    wrong=[
        ("mean_square", 2.0, "That is the factor of the mean square. The deviation is its root."),
        ("without_relu", 4.0, "ReLU keeps half of the mean square, and the deviation is a root."),
        ("variance_for_deviation", float(np.sqrt(10)), "0.2 is the standard deviation; the variance is 0.04."),
    ],
)
topic.recall(
    "09-5",
    "no",
    hints=[
        "What does the gradient of each class's column hold: the same error for all, or one that depends on the labels?"
    ],
    wrong=[
        (
            "yes",
            "yes",
            "Each output has targets of its own, so its error differs from the others' in the very first step. Hidden units have none.",
        )
    ],
)
