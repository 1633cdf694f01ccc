"""Deep networks: references, cases, wrong answers and right ones."""

from itertools import pairwise

import numpy as np

from autograder.answers.activations import logistic as sigma
from autograder.answers.classification import two_cases
from autograder.exercise import Topic

topic = Topic(__name__)

FUNCTIONS = {"relu": lambda Z: np.maximum(Z, 0), "sigmoid": sigma}
SLOPES = {"relu": lambda Z: (Z > 0).astype(float), "sigmoid": lambda Z: sigma(Z) * (1 - sigma(Z))}


# ------------------------------------------------------------------------------------------ init_parameters


def distribution(W):
    """What kind of random numbers these are, in words. Each test is 5.5 deviations wide."""
    W = np.ravel(W)
    center, spread, lowest, highest = np.mean(W), np.std(W), np.min(W), np.max(W)
    if lowest == highest:
        return "one number"
    if np.mean((lowest == W) | (highest == W)) > 0.01:
        return "cut off at a bound"
    if np.unique(W[:1000]).size < min(990, W.size):  # Sorting all of them takes longer.
        return "numbers that repeat"
    # 0.6827 of a normal distribution lies within one deviation of its mean and 0.9545 within two; of a uniform one,
    # which ends at 1.732 deviations, 0.5774 lies within one.
    away = np.abs(W - center) / spread
    one, two, width = np.mean(away < 1), np.mean(away < 2), 5.5 / np.sqrt(W.size)
    if abs(one - 0.6827) <= 0.4655 * width and abs(two - 0.9545) <= 0.2084 * width:
        return "normal"
    if abs(one - 0.5774) <= 0.494 * width and np.max(away) < 1.9:
        return "uniform"
    return f"not normal: {one:.1%} of the numbers lie within one deviation of their mean, not 68%"


def spread_of(W, scale):
    """The deviation of a layer's weights, in words: as asked, or what it is instead."""
    spread, error = float(np.std(W)), 5.5 / np.sqrt(2 * np.size(W))
    named = {"as asked": scale, "1": 1.0, "0.01": 0.01, "scale squared": scale**2, "0": 0.0}
    return next(
        (word for word, number in named.items() if abs(spread - number) <= error * spread), f"about {spread:.4g}"
    )


def start_facts(value, sizes, rng, scale=0.01):
    """What must be true of the first weights, whatever numbers were drawn; false alarms are below 1e-6."""
    weights = [np.asarray(W, dtype=float) for W, _ in value]
    b = np.concatenate([np.ravel(np.asarray(b, dtype=float)) for _, b in value])
    center = float(np.mean(np.concatenate([np.ravel(W) for W in weights])))
    error = 5.5 * max(np.std(W) for W in weights) / np.sqrt(sum(W.size for W in weights))
    mean = "scale" if abs(center - scale) <= error else f"about {center:.4g}"
    mean = "not 0: no weight is negative" if all(np.min(W) >= 0 for W in weights) else mean
    spreads = [spread_of(W, scale) for W in weights]
    return {
        "shapes": [[list(np.shape(W)), list(np.shape(b))] for W, b in value],
        "biases": "all zero" if not b.any() else "not zero",
        "mean": "about 0" if abs(center) <= error else mean,
        "spread": next((words for words in spreads if words != "as asked"), "as asked"),
        "distribution": distribution(np.concatenate([np.ravel(W) / (np.std(W) or 1.0) for W in weights])),
    }


def started(sizes, rng, scale=0.01, draw=lambda rng, shape: rng.normal(size=shape), bias=np.zeros):
    return [(scale * draw(rng, (i, o)), bias(o)) for i, o in pairwise(sizes)]


@topic.exercise(
    points=2,
    returns=("shapes", "biases", "mean", "spread", "distribution"),
    view=start_facts,
    random=True,
    hints=[
        "One pair (W, b) for each neighboring pair of sizes. Which shapes do they have?",
        "rng.normal(size=...) has deviation 1: multiply by scale. Biases start at zero.",
        "For one layer it would be: (scale * rng.normal(size=(fan_in, fan_out)), np.zeros(fan_out))",
    ],
)
def init_parameters(sizes, rng, scale=0.01):
    """For each layer W normal with deviation scale, and b zero."""
    return started(sizes, rng, scale)


@init_parameters.cases
def _(draw):
    for sizes, *scale in (([30, 50, 40],), ([40, 60, 20, 30], 0.5), ([100, 30], 0.1), ([100, 30], 0.1)):
        yield sizes, np.random.default_rng(draw.integers(low=1, high=10**6)), *scale


init_parameters.mistake("scale_ignored", "The weights are not multiplied by scale: their deviation is 1.")(
    lambda sizes, rng, scale=0.01: started(sizes, rng, 1.0)
)
init_parameters.mistake("scale_fixed", "The weights are always multiplied by 0.01. Use the argument scale.")(
    lambda sizes, rng, scale=0.01: started(sizes, rng)
)
init_parameters.mistake("scale_squared", "The deviation of your weights is the square of scale. It is scale itself.")(
    lambda sizes, rng, scale=0.01: started(sizes, rng, scale**2)
)
init_parameters.mistake("scale_added", "You added scale to the weights. Multiply them by it.")(
    lambda sizes, rng, scale=0.01: [(W + scale, b) for W, b in started(sizes, rng, 1.0)]
)
init_parameters.mistake("uniform", "These weights are uniform, not normal. Draw them with rng.normal.")(
    lambda sizes, rng, scale=0.01: started(sizes, rng, scale, lambda rng, shape: np.sqrt(3) * rng.uniform(-1, 1, shape))
)
init_parameters.mistake(
    "never_negative", "No weight is negative. Normal weights are, half of them: draw them with rng.normal."
)(lambda sizes, rng, scale=0.01: started(sizes, rng, scale, lambda rng, shape: rng.random(shape)))
init_parameters.mistake(
    "zeros", "All weights are zero: the hidden units would stay equal forever (chapter:initialization)."
)(lambda sizes, rng, scale=0.01: started(sizes, rng, 0.0))
init_parameters.mistake("random_biases", "The biases are random too. They start at zero.")(
    lambda sizes, rng, scale=0.01: [(W, scale * rng.normal(size=W.shape[1])) for W, _ in started(sizes, rng, scale)]
)
init_parameters.mistake("W_transposed", "Your W is (fan_out, fan_in). With samples in rows it is (fan_in, fan_out).")(
    lambda sizes, rng, scale=0.01: [(W.T, b) for W, b in started(sizes, rng, scale)]
)
init_parameters.mistake(
    "column_convention",
    "These are the shapes of the column convention, (fan_out, fan_in) and (fan_out, 1), as other courses have them. With "
    "samples in rows W is (fan_in, fan_out), and b is (fan_out,).",
)(lambda sizes, rng, scale=0.01: [(W.T, b[:, None]) for W, b in started(sizes, rng, scale)])
init_parameters.mistake("b_as_row", "b is a plain vector here, (fan_out,), not a matrix of one row.")(
    lambda sizes, rng, scale=0.01: [(W, b[None]) for W, b in started(sizes, rng, scale)]
)
init_parameters.mistake("output_layer_forgotten", "The last layer is missing: k + 1 sizes make k layers.")(
    lambda sizes, rng, scale=0.01: [*started(sizes, rng, scale)[:-1]] or [(np.zeros((1, 1)), np.zeros(1))]
)


@init_parameters.right_answer
def _(sizes, rng, scale=0.01):
    out = []
    for k in range(1, len(sizes)):
        out.append([rng.normal(0.0, scale, (sizes[k - 1], sizes[k])), np.zeros((sizes[k],))])
    return out


init_parameters.right_answer(
    lambda sizes, rng, scale=0.01: tuple((rng.standard_normal((i, o)) * scale, [0.0] * o) for i, o in pairwise(sizes))
)


# --------------------------------------------------------------------------------- linear_forward, layer_forward


def one_layer(draw):
    for n, i, o in ((2, 2, 2), (3, 3, 3), (1, 2, 3), *(draw.sizes(3) for _ in range(2))):
        yield draw.tenths(n, i), draw.tenths(i, o), draw.tenths(o)
    yield draw.integers(3, 2), draw.integers(2, 4), draw.integers(4)


@topic.exercise(
    points=1,
    shapes={"A": "n fan_in", "W": "fan_in fan_out", "b": "fan_out"},
    returns=("Z", "cache"),
    hints=[
        "The dense layer of chapter:forward, and a note of what went in.",
        "The cache is the tuple of the three arguments, in their order.",
        "The cache alone would be: (A, W, b)",
    ],
)
def linear_forward(A, W, b):
    """Z = A W + b and the cache (A, W, b)."""
    return A @ W + b, (A, W, b)


linear_forward.cases(one_layer)
linear_forward.mistake("order_of_product", "W @ A multiplies in the wrong order: samples are rows, A @ W.")(
    lambda A, W, b: (W @ A + b, (A, W, b))
)
linear_forward.mistake("cache_without_bias", "The cache lacks b: it is (A, W, b).")(lambda A, W, b: (A @ W + b, (A, W)))
linear_forward.mistake("cache_order", "The cache is in another order: it is (A, W, b).")(
    lambda A, W, b: (A @ W + b, (W, b, A))
)
linear_forward.mistake("cache_holds_Z", "The cache holds Z. What backward needs here is what came in: (A, W, b).")(
    lambda A, W, b: (A @ W + b, (A @ W + b, W, b))
)
linear_forward.mistake(
    "cache_holds_Z_for_b", "The last entry of your cache is Z. The cache is what came in: (A, W, b)."
)(lambda A, W, b: (A @ W + b, (A, W, A @ W + b)))
linear_forward.mistake("cache_as_dictionary", "Your cache is a dictionary. It is a plain tuple here: (A, W, b).")(
    lambda A, W, b: (A @ W + b, {"A": A, "W": W, "b": b})
)
linear_forward.mistake("no_cache", "You return Z alone. Return the pair (Z, cache).")(lambda A, W, b: A @ W + b)
linear_forward.right_answer(lambda A, W, b: [np.einsum("mi,io->mo", A, W) + b, [A, W, b]])
linear_forward.right_answer(lambda A, W, b: ((W.T @ A.T).T + b, (A.copy(), W.copy(), b.copy())))


@topic.exercise(
    points=2,
    shapes={"A": "n fan_in", "W": "fan_in fan_out", "b": "fan_out"},
    returns=("A_next", "cache"),
    needs=("linear_forward",),
    hints=[
        "linear_forward first; then the activation that was asked for.",
        "The slope of the activation is taken at Z on the way back: that is why Z joins the cache, as its last entry.",
        "Without a cache, a layer that is always ReLU would be: return np.maximum(A @ W + b, 0)",
    ],
)
def layer_forward(A, W, b, activation):
    """g(Z) with Z = A W + b, and the cache (A, W, b, Z)."""
    Z = A @ W + b
    return FUNCTIONS[activation](Z), (A, W, b, Z)


@layer_forward.cases
def _(draw):
    for k, case in enumerate(one_layer(draw)):
        yield *case, ("relu", "sigmoid")[k % 2]
    yield draw.tenths(4, 3), draw.tenths(3, 2), draw.tenths(2), "relu"


def activated(function, cache=lambda A, W, b, Z, out: (A, W, b, Z)):
    def layer(A, W, b, activation):
        Z = A @ W + b
        out = function(activation)(Z)
        return out, cache(A, W, b, Z, out)

    return layer


layer_forward.mistake("activation_forgotten", "You return Z: the activation is missing.")(
    activated(lambda name: lambda Z: Z)
)
layer_forward.mistake("always_sigmoid", "You always use the sigmoid. Look at the argument activation.")(
    activated(lambda name: sigma)
)
layer_forward.mistake("always_relu", "You always use ReLU. Look at the argument activation.")(
    activated(lambda name: FUNCTIONS["relu"])
)
layer_forward.mistake("exchanged", "The two activations have changed places.")(
    activated(lambda name: FUNCTIONS["relu" if name == "sigmoid" else "sigmoid"])
)
layer_forward.mistake(
    "cache_holds_output", "The cache holds the output. Its last entry is Z, the input of the activation."
)(activated(FUNCTIONS.get, lambda A, W, b, Z, out: (A, W, b, out)))
layer_forward.mistake("cache_without_Z", "The cache lacks Z: it is (A, W, b, Z).")(
    activated(FUNCTIONS.get, lambda A, W, b, Z, out: (A, W, b))
)
NESTED = (
    "Your cache is nested, ((A, W, b), Z), as in some other courses. Here it is flat, (A, W, b, Z), and layer_backward is "
    "given flat ones: with the cache of linear_forward it is (*cache, Z)."
)
layer_forward.mistake("cache_nested", NESTED)(activated(FUNCTIONS.get, lambda A, W, b, Z, out: ((A, W, b), Z)))
layer_forward.mistake("cache_of_next_layer", "The cache holds what goes out, A_next. Backward needs what came in, A.")(
    activated(FUNCTIONS.get, lambda A, W, b, Z, out: (out, W, b, Z))
)


@layer_forward.right_answer
def _(A, W, b, activation):
    Z = np.dot(A, W) + b
    return {"relu": Z * (Z > 0), "sigmoid": sigma(Z)}[activation], [A, W, b, Z]


layer_forward.right_answer(
    lambda A, W, b, activation: (
        np.where(A @ W + b > 0, A @ W + b, 0) if activation == "relu" else 0.5 + 0.5 * np.tanh((A @ W + b) / 2),
        (A, W, b, A @ W + b),
    )
)


# --------------------------------------------------------------------------------------------- model_forward


def networks(draw):
    """One to three layers of weights; no output near 0 or 1, where digits are lost."""
    layers = [([[0.5]], [1.0]), ([[2.0]], [-0.5]), ([[-1.0]], [0.5])]
    yield np.array([[1.0], [-3.0]]), [(np.array(W), np.array(b)) for W, b in layers]
    for n, sizes in ((1, [3, 2, 4, 1]), (5, [3, 3, 3, 3]), (4, draw.sizes(4)), (3, draw.sizes(2)), (6, draw.sizes(3))):
        yield (
            draw.normal(n, sizes[0]),
            [(0.5 * draw.normal(i, o), 0.5 * draw.tenths(o)) for i, o in pairwise(sizes)],
        )
    # Whole numbers throughout: even weights and odd biases, so that no hidden sum is 0, where ReLU has a corner.
    sign = draw.choice(-1, 1)
    yield draw.integers(3, 2, low=-1, high=1), [
        (np.array([[2, -2], [4, 2]]), draw.integers(2, low=-1, high=1)), (np.array([[sign], [-sign]]), np.array([1]))
    ]  # fmt: skip


def forward(X, parameters, names=None, feed=lambda A, X: A):
    names = names or ["relu"] * (len(parameters) - 1) + ["sigmoid"]
    A, caches = X, []
    for (W, b), name in zip(parameters, names, strict=True):
        A, cache = layer_forward.reference(feed(A, X), W, b, name)
        caches.append(cache)
    return A, caches


@topic.exercise(
    points=3,
    shapes={"X": "n d"},
    returns=("A_L", "caches"),
    needs=("layer_forward",),
    hints=[
        "A loop over the parameters: the output of one layer is the input of the next.",
        "ReLU in all layers but the last, sigmoid in the last. Collect the caches in a list as you go.",
        'The first layer alone would be: A, cache = layer_forward(X, *parameters[0], "relu")',
    ],
)
def model_forward(X, parameters):
    """The network's output and the list of caches, first layer first; ReLU hidden, sigmoid output."""
    return forward(X, parameters)


model_forward.cases(networks)
model_forward.mistake(
    "sigmoid_everywhere", "The hidden layers use the sigmoid. Hidden layers are ReLU, the output is sigmoid."
)(lambda X, p: forward(X, p, ["sigmoid"] * len(p)))
model_forward.mistake("relu_everywhere", "The output layer uses ReLU. Its activation is the sigmoid.")(
    lambda X, p: forward(X, p, ["relu"] * len(p))
)
model_forward.mistake(
    "activations_exchanged", "The hidden layers use the sigmoid and the output ReLU: the other way around."
)(lambda X, p: forward(X, p, ["sigmoid"] * (len(p) - 1) + ["relu"]))
model_forward.mistake(
    "caches_reversed", "The caches are listed from the last layer to the first. The first comes first."
)(lambda X, p: (forward(X, p)[0], forward(X, p)[1][::-1]))


def nested(caches):
    return [(cache[:3], cache[3]) for cache in caches]


model_forward.mistake(
    "caches_nested", NESTED.replace("Your cache is", "Your caches are").replace("Here it is", "Here they are")
)(lambda X, p: (forward(X, p)[0], nested(forward(X, p)[1])))
model_forward.mistake("last_cache_missing", "The cache of the output layer is missing.")(
    lambda X, p: (forward(X, p)[0], forward(X, p)[1][:-1])
)
model_forward.mistake("input_fed_to_every_layer", "Every layer is fed X. It gets what the layer before sent out.")(
    lambda X, p: forward(X, p, feed=lambda A, X: X)
)
model_forward.mistake("output_layer_forgotten", "The last layer was not run.")(
    lambda X, p: forward(X, p[:-1], ["relu"] * (len(p) - 1))
)


@model_forward.right_answer
def _(X, parameters):
    caches, A = [], X
    for W, b in parameters[:-1]:
        Z = A @ W + b
        caches.append((A, W, b, Z))
        A = np.maximum(Z, 0)
    W, b = parameters[-1]
    caches.append((A, W, b, A @ W + b))
    return sigma(A @ W + b), caches


@model_forward.right_answer
def _(X, parameters):
    def run(A, rest):
        (W, b), *more = rest
        Z = A @ W + b
        if not more:
            return sigma(Z), [[A, W, b, Z]]
        out, caches = run(np.clip(Z, 0, None), more)
        return out, [[A, W, b, Z], *caches]

    return list(run(X, parameters))


# -------------------------------------------------------------------------------------------------- backward


@topic.exercise(
    points=1,
    shapes={"A_L": "n k", "Y": "n k"},
    hints=[
        "Differentiate -(Y log A + (1 - Y) log(1 - A)) with respect to A, entry by entry, with no mean.",
        "The derivative of log A is 1/A, and of log(1 - A) it is -1/(1 - A).",
        "If every target were 1 it would be: -1 / A_L",
    ],
)
def output_gradient(A_L, Y):
    """-Y / A + (1 - Y) / (1 - A), without 1/m."""
    return -Y / A_L + (1 - Y) / (1 - A_L)


@output_gradient.cases
def _(draw):
    yield np.array([[0.5], [0.8]]), np.array([[1], [0]])
    yield np.array([[0.8], [0.4]]), np.array([[0.25], [0.5]])  # Such a target needs both terms.
    for shape in ((1, 3), (4, 2), (5, 1)):
        yield draw.integers(*shape, low=1, high=19) / 20, draw.bits(*shape).astype(float)
    yield np.array([[0.25, 0.5], [0.75, 0.1]]), np.array([[0.0, 1.0], [1.0, 0.0]])


output_gradient.mistake("averaged", "You divided by the number of samples. The 1/m comes later, with dW and db.")(
    lambda A, Y: (-Y / A + (1 - Y) / (1 - A)) / len(A)
)
output_gradient.mistake(
    "brackets",
    "Parentheses are missing: without them only Y is divided, and only by 1. Write (1 - Y) / (1 - A_L).",
)(lambda A, Y: -Y / A + 1 - Y / 1 - A)
output_gradient.mistake("wrong_sign", "The sign is wrong: for a target of 1 the loss falls as A grows.")(
    lambda A, Y: Y / A - (1 - Y) / (1 - A)
)
output_gradient.mistake(
    "by_logits", "A - Y is the gradient with respect to Z. With respect to A it is -Y/A + (1 - Y)/(1 - A)."
)(lambda A, Y: A - Y)
output_gradient.mistake(
    "inner_derivative_forgotten", "The derivative of log(1 - A) is -1/(1 - A): a minus is missing."
)(lambda A, Y: -Y / A - (1 - Y) / (1 - A))
output_gradient.mistake(
    "loss", "That is the loss of each output. Its derivative with respect to A is wanted: -Y/A + (1 - Y)/(1 - A)."
)(lambda A, Y: -(Y * np.log(A) + (1 - Y) * np.log(1 - A)))
output_gradient.mistake("zeros_ignored", "The half with 1 - Y is missing.")(lambda A, Y: -Y / A)
output_gradient.mistake("ones_ignored", "The half with Y is missing.")(lambda A, Y: (1 - Y) / (1 - A))
two_cases(output_gradient)
output_gradient.right_answer(lambda A_L, Y: (A_L - Y) / (A_L * (1 - A_L)))
output_gradient.right_answer(lambda A_L, Y: -(np.divide(Y, A_L) - np.divide(1 - Y, 1 - A_L)))


def linear_back(dZ, cache, *, mean_W=1, mean_b=1, mean_A=0, carry=lambda dZ, W: dZ @ W.T, keep=False, rows=len):
    A, W = cache[0], cache[1]
    m = rows(A)
    return carry(dZ, W) / m**mean_A, A.T @ dZ / m**mean_W, dZ.sum(axis=0, keepdims=keep) / m**mean_b


@topic.exercise(
    points=3,
    shapes={"dZ": "n fan_out"},
    returns=("dA_prev", "dW", "db"),
    needs=("linear_forward",),
    hints=[
        "From chapter:matrix-calculus: a layer Z = A W gives A^T dZ for its weights and dZ W^T for its input. A bias has input 1.",
        "dW and db are means over the m samples, dA_prev is not: each sample keeps its own blame.",
        "For a single input and a single unit, a and dz of shape (m,), it would be: dz * w, np.mean(a * dz), np.mean(dz)",
    ],
)
def linear_backward(dZ, cache):
    """dA_prev = dZ W^T, dW = A^T dZ / m, db = column sums of dZ / m."""
    return linear_back(dZ, cache)


@linear_backward.cases
def _(draw):
    for A, W, b in one_layer(draw):
        dZ = draw.tenths(len(A), W.shape[1]) if A.dtype == float else draw.integers(len(A), W.shape[1])
        yield dZ, (A, W, b)


def wrong_linear(key, message, **changes):
    linear_backward.mistake(key, message)(lambda dZ, cache: linear_back(dZ, cache, **changes))


wrong_linear("mean_forgotten", "The 1/m is missing in dW and db.", mean_W=0, mean_b=0)
wrong_linear("mean_twice", "dW and db are divided by m twice.", mean_W=2, mean_b=2)
wrong_linear("mean_missing_in_db", "The 1/m is missing in db.", mean_b=0)
wrong_linear("mean_missing_in_dW", "The 1/m is missing in dW.", mean_W=0)
wrong_linear(
    "mean_in_dA",
    "dA_prev is divided by m as well. Only dW and db are means: each sample keeps its own blame.",
    mean_A=1,
)
wrong_linear("W_not_transposed", "W carries dZ back untransposed: it is dZ @ W.T.", carry=lambda dZ, W: dZ @ W)
wrong_linear("db_as_row", "db has shape (1, fan_out). Like b it is a plain vector, (fan_out,).", keep=True)
wrong_linear(
    "m_from_columns", "m was taken from the columns of A. Samples are rows: m = A.shape[0].", rows=lambda A: A.shape[1]
)
linear_backward.mistake(
    "db_one_number", "Your db is one number. Each unit has its own: sum over the samples alone, axis=0."
)(lambda dZ, cache: (*linear_back(dZ, cache)[:2], np.sum(dZ) / len(dZ)))
linear_backward.mistake("db_not_summed", "db is not added up over the samples.")(
    lambda dZ, cache: (*linear_back(dZ, cache)[:2], dZ / len(dZ))
)
linear_backward.right_answer(
    lambda dZ, cache: [np.dot(dZ, cache[1].T), np.dot(cache[0].T, dZ) / dZ.shape[0], np.mean(dZ, axis=0)]
)
linear_backward.right_answer(
    lambda dZ, cache: (
        np.array([cache[1] @ row for row in dZ]),
        sum(np.outer(a, d) for a, d in zip(cache[0], dZ, strict=True)) / len(dZ),
        sum(dZ) / len(dZ),
    )
)


@topic.exercise(
    points=2,
    shapes={"dA": "n fan_out"},
    returns=("dA_prev", "dW", "db"),
    needs=("linear_backward",),
    hints=[
        "First through the activation: dZ = dA times its slope at Z. Then through the linear part.",
        "The last entry of the cache is Z; the first three are the cache of linear_backward.",
        "For leaky ReLU with slope 0.1 the first of these would be: dZ = dA * np.where(Z > 0, 1, 0.1)",
    ],
)
def layer_backward(dA, cache, activation):
    """dZ = dA g'(Z), then dA_prev, dW and db as in linear_backward."""
    return linear_back(dA * SLOPES[activation](cache[3]), cache)


@layer_backward.cases
def _(draw):
    for k, (A, W, b) in enumerate([*one_layer(draw), *list(one_layer(draw))[:4]]):
        yield draw.tenths(len(A), W.shape[1]), (A, W, b, A @ W + b + 0.013), ("relu", "sigmoid")[(k + k // 6) % 2]
    for name in ("relu", "sigmoid"):
        A, W, b = draw.integers(3, 2), draw.integers(2, 4), draw.integers(4)
        yield draw.integers(3, 4), (A, W, b, draw.integers(3, 4)), name
    A, W, b = draw.tenths(1, 2), draw.tenths(2, 2), draw.tenths(2)
    yield np.array([[1.5, 0.0]]), (A, W, b, np.array([[0.5, 0.0]])), "relu"  # 0 / 0 is no slope.


def wrong_layer(key, message, slope, **changes):
    layer_backward.mistake(key, message)(
        lambda dA, cache, activation: linear_back(dA * slope(activation, cache[3], dA), cache, **changes)
    )


wrong_layer(
    "half_a_sigmoid_slope", "For the sigmoid you multiplied by s, its value. Its slope is s (1 - s).",
    lambda name, Z, dA: sigma(Z) if name == "sigmoid" else SLOPES[name](Z),
)  # fmt: skip
wrong_layer(
    "other_half_of_the_slope", "For the sigmoid you multiplied by 1 - s alone. Its slope is s (1 - s).",
    lambda name, Z, dA: 1 - sigma(Z) if name == "sigmoid" else SLOPES[name](Z),
)  # fmt: skip
wrong_layer("slope_forgotten", "The activation's slope is missing: dZ = dA g'(Z).", lambda name, Z, dA: 1.0)
wrong_layer(
    "always_sigmoid",
    "You always use the sigmoid's slope. Look at the argument activation.",
    lambda name, Z, dA: SLOPES["sigmoid"](Z),
)
wrong_layer(
    "always_relu",
    "You always use ReLU's slope. Look at the argument activation.",
    lambda name, Z, dA: SLOPES["relu"](Z),
)
wrong_layer(
    "value_for_slope",
    "You multiplied by g(Z), the value. The chain rule wants the slope, g'(Z).",
    lambda name, Z, dA: FUNCTIONS[name](Z),
)
wrong_layer(
    "uses_input_as_output", "Z (1 - Z) takes Z for the output. The sigmoid's slope is s (1 - s) with s = sigmoid(Z).",
    lambda name, Z, dA: Z * (1 - Z) if name == "sigmoid" else SLOPES[name](Z),
)  # fmt: skip
wrong_layer(
    "mask_from_gradient",
    "ReLU's mask was made from dA. It is Z > 0.",
    lambda name, Z, dA: (dA > 0) if name == "relu" else SLOPES[name](Z),
)
wrong_layer(
    "mean_forgotten", "The 1/m is missing in dW and db.", lambda name, Z, dA: SLOPES[name](Z), mean_W=0, mean_b=0
)
layer_backward.mistake(
    "multiplied_by_input", "dA_prev is multiplied by A. Nothing multiplies dA_prev: it is dZ @ W.T."
)(lambda dA, cache, name: (lambda r: (r[0] * cache[0], *r[1:]))(layer_backward.reference(dA, cache, name)))


@layer_backward.right_answer
def _(dA, cache, activation):
    A, W, _, Z = cache
    if activation == "relu":
        dZ = dA.copy()
        dZ[Z <= 0] = 0
    else:
        dZ = dA * sigma(Z) * sigma(-Z)
    return dZ @ W.T, A.T @ dZ / len(A), dZ.mean(axis=0)


layer_backward.right_answer(
    lambda dA, cache, activation: (
        lambda dZ: [dZ @ cache[1].T, np.einsum("mi,mo->io", cache[0], dZ) / len(dZ), dZ.sum(0) / len(dZ)]
    )(dA * (np.heaviside(cache[3], 0.5) if activation == "relu" else np.exp(-cache[3]) * sigma(cache[3]) ** 2))
)


def named_gradients(value, A_L, Y, caches):
    """The list of (dW, db) with a name for each; where a network has fewer than three layers, nothing stands there."""
    if len(value) != len(caches):
        raise ValueError("one pair per layer")
    parts = {len(layer) for layer in value}
    form = "a pair for each layer" if parts == {2} else f"{' or '.join(map(str, sorted(parts)))} parts for each layer"
    nothing = np.zeros(0)
    pairs = [*value, *[(nothing, nothing)] * (3 - len(value))]
    return {"form": form} | {
        f"d{letter}{k}": pair[i] for k, pair in enumerate(pairs, 1) for i, letter in enumerate("Wb")
    }


def backward(A_L, Y, caches, *, start=None, names=None, step=None, order=1, keep=lambda dA, dW, db: (dW, db)):
    names = list(names or ()) * len(caches) or ["relu"] * (len(caches) - 1) + ["sigmoid"]
    step = step or layer_backward.reference
    dA, grads = (start or output_gradient.reference)(A_L, Y), []
    for cache, name in zip(caches[::-1], names[::-1], strict=True):
        dA, dW, db = step(dA, cache, name)
        grads.append(keep(dA, dW, db))
    return grads[::-1][::order]


@topic.exercise(
    points=4,
    shapes={"A_L": "n k", "Y": "n k"},
    returns=("form", "dW1", "db1", "dW2", "db2", "dW3", "db3"),
    view=named_gradients,
    needs=("output_gradient", "layer_backward"),
    hints=[
        "Start with output_gradient, and go through the caches from the last to the first.",
        'The last layer is "sigmoid", all the others "relu". The result lists the first layer first.',
        'The first step back: dA, dW, db = layer_backward(output_gradient(A_L, Y), caches[-1], "sigmoid")',
    ],
)
def model_backward(A_L, Y, caches):
    """The gradients (dW, db) of every layer, first layer first."""
    return backward(A_L, Y, caches)


@model_backward.cases
def _(draw):
    for X, parameters in networks(draw):
        A_L, caches = forward(X, parameters)
        Y = draw.bits(*A_L.shape)
        yield A_L, Y if len(A_L) == 3 else Y.astype(float), caches


def wrong_backward(key, message, **changes):
    model_backward.mistake(key, message)(lambda A_L, Y, caches: backward(A_L, Y, caches, **changes))


wrong_backward(
    "last_layer_first", "The gradients are listed from the last layer to the first. The first comes first.", order=-1
)
model_backward.mistake(
    "three_parts", "Your layers hold more than two arrays. Each is the pair (dW, db); dA is only passed on."
)(lambda A_L, Y, caches: backward(A_L, Y, caches, keep=lambda dA, dW, db: (dA, dW, db)))
model_backward.mistake(
    "three_parts_dA_last", "Your layers hold more than two arrays. Each is the pair (dW, db); dA is only passed on."
)(lambda A_L, Y, caches: backward(A_L, Y, caches, keep=lambda dA, dW, db: (dW, db, dA)))
model_backward.mistake("pairs_reversed", "Your pairs are (db, dW). They are (dW, db), as the parameters are (W, b).")(
    lambda A_L, Y, caches: backward(A_L, Y, caches, keep=lambda dA, dW, db: (db, dW))
)
wrong_backward("sigmoid_everywhere", "The hidden layers' slope is the sigmoid's. They are ReLU.", names=("sigmoid",))
wrong_backward("relu_everywhere", "The output's slope is ReLU's. It is the sigmoid's.", names=("relu",))
wrong_backward("averaged_at_the_start", "The 1/m is there twice: the output's gradient has none.",
               start=lambda A, Y: output_gradient.reference(A, Y) / len(A))  # fmt: skip
wrong_backward("sigmoid_slope_twice", "A - Y is the gradient with respect to Z already: the sigmoid's slope is in it and comes again.",
               start=lambda A, Y: A - Y)  # fmt: skip
wrong_backward("wrong_start_sign", "All signs are wrong: look at the output's gradient.",
               start=lambda A, Y: -output_gradient.reference(A, Y))  # fmt: skip
wrong_backward("mean_forgotten", "The 1/m is missing in every dW and db.",
               step=lambda dA, cache, name: linear_back(dA * SLOPES[name](cache[3]), cache, mean_W=0, mean_b=0))  # fmt: skip
wrong_backward("mean_in_dA", "dA_prev is divided by m in every layer: the first layers get less and less.",
               step=lambda dA, cache, name: linear_back(dA * SLOPES[name](cache[3]), cache, mean_A=1))  # fmt: skip
wrong_backward("slopes_forgotten", "The activations' slopes are missing on the way back.",
               step=lambda dA, cache, name: linear_back(dA, cache))  # fmt: skip


@model_backward.right_answer
def _(A_L, Y, caches):
    """From dZ = A - Y at the output, which is the same."""
    dZ, grads = A_L - Y, []
    for k in range(len(caches) - 1, -1, -1):
        A, W = caches[k][0], caches[k][1]
        grads.append((A.T @ dZ / len(Y), dZ.mean(axis=0)))
        if k:
            dZ = (dZ @ W.T) * (caches[k - 1][3] > 0)
    return grads[::-1]


@model_backward.right_answer
def _(A_L, Y, caches):
    m, grads = len(Y), []
    dA = ((1 - Y) / (1 - A_L) - Y / A_L) / m
    slope = A_L * (1 - A_L)
    for A, W, _b, Z in reversed(caches):
        dZ = dA * (slope if slope is not None else (Z > 0))
        slope = None
        grads.insert(0, [A.T @ dZ, dZ.sum(axis=0)])
        dA = dZ @ W.T
    return grads


# ------------------------------------------------------------------------- update_parameters, the two conventions


def updates(draw):
    for _, parameters in networks(draw):
        yield (
            parameters,
            [(draw.tenths(*W.shape), draw.tenths(*b.shape)) for W, b in parameters],
            draw.choice(0.1, 0.5, 2.0),
        )
    layer = draw.integers(2, 3), draw.integers(3)
    yield (
        [layer, (draw.integers(3, 1), draw.integers(1))],
        [(draw.integers(2, 3), draw.integers(3)), (draw.integers(3, 1), draw.integers(1))],
        0.25,
    )


def stepped(parameters, grads, rate_W, rate_b):
    return [(W - rate_W * dW, b - rate_b * db) for (W, b), (dW, db) in zip(parameters, grads, strict=True)]


@topic.exercise(
    points=1,
    needs=("model_backward",),
    hints=[
        "Both lists go layer by layer: zip them.",
        "A new pair for each layer: W minus lr dW, b minus lr db. The old ones stay as they are.",
        "Without biases, for a list of weights alone: [W - lr * dW for W, dW in zip(weights, gradients)]",
    ],
)
def update_parameters(parameters, grads, lr):
    """(W - lr dW, b - lr db) for every layer."""
    return stepped(parameters, grads, lr, lr)


update_parameters.cases(updates)
update_parameters.mistake("ascent", "The updates go uphill: subtract.")(lambda p, g, lr: stepped(p, g, -lr, -lr))
update_parameters.mistake("no_learning_rate", "The learning rate is not used.")(lambda p, g, lr: stepped(p, g, 1, 1))
update_parameters.mistake("biases_not_updated", "The biases stay as they are. Update them too.")(
    lambda p, g, lr: stepped(p, g, lr, 0)
)
update_parameters.mistake("weights_not_updated", "The weights stay as they are. Update them too.")(
    lambda p, g, lr: stepped(p, g, 0, lr)
)
update_parameters.mistake("bias_without_rate", "The biases' step forgets the learning rate.")(
    lambda p, g, lr: stepped(p, g, lr, 1)
)
update_parameters.mistake(
    "nothing_updated", "You return the parameters as they came. The new ones must go into the list that you return."
)(lambda p, g, lr: p)
update_parameters.mistake("last_layer_only", "Only the last layer learns.")(
    lambda p, g, lr: [*p[:-1], *stepped(p[-1:], g[-1:], lr, lr)]
)
update_parameters.mistake("gradients_reversed", "The gradients meet the layers in reverse order.")(
    lambda p, g, lr: stepped(
        p,
        [(np.resize(dW, W.shape), np.resize(db, b.shape)) for (dW, db), (W, b) in zip(g[::-1], p, strict=True)],
        lr,
        lr,
    )
)


@update_parameters.mistake("in_place", "`W -= ...` writes into the caller's arrays. Make new ones: W - lr * dW.")
def _(parameters, grads, lr):
    for (W, b), (dW, db) in zip(parameters, grads, strict=True):
        W -= lr * dW
        b -= lr * db
    return parameters


update_parameters.right_answer(
    lambda parameters, grads, lr: [
        (parameters[k][0] - lr * grads[k][0], parameters[k][1] - lr * grads[k][1]) for k in range(len(grads))
    ]
)
update_parameters.right_answer(
    lambda parameters, grads, lr: tuple(
        [p - lr * g for p, g in zip(layer, grad, strict=True)] for layer, grad in zip(parameters, grads, strict=True)
    )
)


def lists_of_parameters(draw):
    for _, parameters in networks(draw):
        yield (parameters,)


@topic.exercise(
    points=1,
    hints=[
        "In the column convention W has one row per unit, and b is a column.",
        "W is transposed; b, of shape (n,), becomes (n, 1).",
        "For the bias: b.reshape(-1, 1)",
    ],
)
def to_columns(parameters):
    """(W^T, b as a column) for every layer."""
    return [(W.T, b.reshape(-1, 1)) for W, b in parameters]


to_columns.cases(lists_of_parameters)
to_columns.mistake("b_left_a_vector", "b is still a plain vector. In the column convention it is a column, (n, 1).")(
    lambda p: [(W.T, b) for W, b in p]
)
to_columns.mistake("b_as_row", "b is a row, (1, n). It is a column, (n, 1).")(
    lambda p: [(W.T, b.reshape(1, -1)) for W, b in p]
)
to_columns.mistake("W_not_transposed", "W is not transposed: columns want (fan_out, fan_in).")(
    lambda p: [(W, b.reshape(-1, 1)) for W, b in p]
)
to_columns.mistake("reshaped", "reshape only counts the entries off anew. To exchange rows and columns, transpose.")(
    lambda p: [(W.reshape(W.shape[::-1]), b.reshape(-1, 1)) for W, b in p]
)
to_columns.mistake(
    "one_long_list", "W and b are in one long list. Each layer is a pair: append((W.T, ...)), not extend."
)(lambda p: [part for W, b in p for part in (W.T, b.reshape(-1, 1))])
to_columns.mistake("layers_reversed", "The layers are in reverse order. Only the matrices are transposed.")(
    lambda p: [(W.T, b.reshape(-1, 1)) for W, b in p][::-1]
)
to_columns.right_answer(lambda parameters: [(np.transpose(W), b[:, None]) for W, b in parameters])
to_columns.right_answer(lambda parameters: [[W.T.copy(), np.array([[v] for v in b])] for W, b in parameters])


@topic.exercise(
    points=1,
    needs=("to_columns",),
    hints=[
        "The way back: transpose again, and make the column a plain vector.",
        "ravel() turns an array of shape (n, 1) into (n,).",
        "For the bias: b.ravel()",
    ],
)
def from_columns(parameters):
    """(W^T, b as a vector) for every layer."""
    return [(W.T, b.ravel()) for W, b in parameters]


@from_columns.cases
def _(draw):
    for (parameters,) in lists_of_parameters(draw):
        yield (to_columns.reference(parameters),)


from_columns.mistake("b_left_a_column", "b is still a column. With samples in rows it is a plain vector, (n,).")(
    lambda p: [(W.T, b) for W, b in p]
)
from_columns.mistake("b_as_row", "b is a row, (1, n). It is a plain vector, (n,).")(
    lambda p: [(W.T, b.T) for W, b in p]
)
from_columns.mistake("W_not_transposed", "W is not transposed: rows want (fan_in, fan_out).")(
    lambda p: [(W, b.ravel()) for W, b in p]
)
from_columns.mistake("reshaped", "reshape only counts the entries off anew. To exchange rows and columns, transpose.")(
    lambda p: [(W.reshape(W.shape[::-1]), b.ravel()) for W, b in p]
)
from_columns.mistake(
    "b_first_entry", "Each of your biases is a single number, b[0]. The whole column is b[:, 0], or b.ravel()."
)(lambda p: [(W.T, b[0]) for W, b in p])
from_columns.mistake(
    "squeezed", "Where a layer has one unit, your b has no axis left: squeeze removes them all. Use b.ravel()."
)(lambda p: [(W.T, np.squeeze(b)) for W, b in p])
from_columns.mistake("layers_reversed", "The layers are in reverse order. Only the matrices are transposed.")(
    lambda p: [(W.T, b.ravel()) for W, b in p][::-1]
)
from_columns.right_answer(lambda parameters: [(np.transpose(W), b[:, 0]) for W, b in parameters])
from_columns.right_answer(lambda parameters: [[W.swapaxes(0, 1), b.reshape(-1)] for W, b in parameters])


# ---------------------------------------------------------------------------------------------------- recall

topic.recall(
    "08-1",
    np.array([3, 4]),
    hints=["Each gradient has the shape of its parameter; W leads from 3 inputs to 4 units."],
    wrong=[("transposed", np.array([4, 3]), "That is its transpose.")],
)
topic.recall(
    "08-2",
    np.array([4.0, -6.0]),
    hints=["2 (y_pred - y), entry by entry."],
    wrong=[("factor_2_lost", np.array([2.0, -3.0]), "The 2 is missing: this loss has no 1/2.")],
)
topic.recall(
    "08-3",
    3,
    hints=["Layers are counted by their weights."],
    wrong=[("sizes", 4, "There are 4 sizes; the input layer has no weights of its own.")],
)
topic.recall(
    "08-4",
    np.array([4, 3]),
    hints=["In the column convention: one row per unit of this layer, one column per unit of the layer before."],
    wrong=[("rows", np.array([3, 4]), "That is the row convention, which this course uses elsewhere.")],
)
topic.recall(
    "08-5",
    0.2,
    hints=["dA is 1 / (1 - 0.2), and the slope of the sigmoid at this output is 0.2 times 0.8."],
    wrong=[
        ("before_the_slope", 1.25, "That is dA. Multiply it by the slope of the sigmoid, A (1 - A)."),
        ("sign", -0.2, "The target is 0, so the loss grows with Z: the gradient is positive."),
        ("slope", 0.16, "That is the slope alone. Multiply dA by it."),
    ],
)
