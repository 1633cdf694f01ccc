"""Backpropagation: references, cases, wrong answers and right ones."""

import numpy as np

from autograder.answers.activations import sigma
from autograder.answers.forward import dictionary
from autograder.corner import Corner
from autograder.exercise import Topic

topic = Topic(__name__)

XOR_X, XOR_T = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0.0], [1], [1], [0]])


# ---------------------------------------------------------------------------------- split_error, hidden_errors


@topic.exercise(
    points=1,
    shapes={"w": "n"},
    hints=[
        "What share of the sum of the weights does each weight have?",
        "Each gets that share of the error. The shares add up to the whole error.",
        "With two weights the first one's part would be: e * w[0] / (w[0] + w[1])",
    ],
)
def split_error(w, e):
    """e w / sum(w), like w."""
    return e * w / np.sum(w)


@split_error.cases
def _(draw):
    yield np.array([1, 3]), 2
    yield draw.tenths(1, low=0.2), draw.tenths()
    for n in (3, 5):
        yield draw.tenths(n, low=0.2, high=3), draw.tenths()
    yield np.array([4.0, -1.0, 0.5]), draw.tenths()


split_error.mistake("not_divided", "The weights are not divided by their sum: the parts do not add up to e.")(
    lambda w, e: e * w
)
split_error.mistake("equal_parts", "You split the error equally. Larger weights get larger parts.")(
    lambda w, e: np.full(len(w), e / len(w))
)
split_error.mistake(
    "absolute_weights", "You divided by the sum of absolute weights. The heuristic divides by the sum."
)(lambda w, e: e * w / np.sum(np.abs(w)))
split_error.mistake("squares", "You split by the squares of the weights. The shares are w / sum(w).")(
    lambda w, e: e * w**2 / np.sum(w**2)
)
split_error.mistake("error_forgotten", "These are the shares. Multiply them by the error.")(lambda w, e: w / np.sum(w))
FIRST_PART = (
    "Only the first weight gets its part. If a `return` is inside the loop, it ends the function in the first round: "
    "move it after the loop."
)
split_error.mistake("first_part_as_number", FIRST_PART)(lambda w, e: e * w[0] / np.sum(w))
split_error.mistake("first_part_in_a_list", FIRST_PART)(lambda w, e: [e * w[0] / np.sum(w)])
split_error.mistake("first_part_and_zeros", FIRST_PART)(
    lambda w, e: np.array([e * w[0] / np.sum(w)] + [0.0] * (len(w) - 1))
)
split_error.mistake("floor_division", "The decimals are cut off: // keeps only whole numbers. Divide with /.")(
    lambda w, e: e * w // np.sum(w)
)
split_error.mistake("turned_over", "The share is upside down: w / sum(w), not sum(w) / w.")(
    lambda w, e: e * np.sum(w) / w
)
split_error.right_answer(lambda w, e: np.array([e * v / sum(w) for v in w]))
split_error.right_answer(lambda w, e: w * (e / w.sum()))


@topic.exercise(
    points=1,
    shapes={"W": "fan_in fan_out", "e": "fan_out"},
    hints=[
        "Hidden unit j sends its value along row j of W to every output. From which outputs does blame come back?",
        "Sum over the outputs k: w_jk e_k. That is a product of W with e.",
        "For hidden unit 0 alone it would be: np.sum(W[0] * e)",
    ],
)
def hidden_errors(W, e):
    """W e: for hidden unit j the sum over the outputs of w_jk e_k."""
    return W @ e


@hidden_errors.cases
def _(draw):
    yield draw.integers(2, 2), draw.integers(2)
    yield np.array([[1, 2], [2, 1]]) * draw.choice(-1, 1), draw.integers(2) + 0.25  # Whole numbers, and not.
    yield draw.integers(2, 2) + 0.25, np.array([draw.choice(-1, 1), 2])
    yield draw.integers(3, 3), draw.integers(3)
    yield draw.tenths(1, 3), draw.tenths(3)
    yield draw.tenths(4, 1), draw.tenths(1)
    for _ in range(2):
        i, o = draw.sizes(2, low=3)
        yield draw.normal(i, o), draw.normal(o)


hidden_errors.mistake(
    "transposed",
    "You added up along the columns of W. Row j holds the weights of hidden unit j: multiply row j by e and add up.",
)(lambda W, e: W.T @ e)
hidden_errors.mistake("split_by_share", "You divided by the sums of the weights. The chain rule does not divide.")(
    lambda W, e: (W / W.sum(axis=0)) @ e
)
hidden_errors.mistake("not_summed", "Still to do: add up over the outputs, along each row.")(lambda W, e: W * e)
hidden_errors.mistake(
    "last_output_only",
    "Only the last output's blame is left. In a loop, = overwrites what the earlier outputs gave; += adds it up.",
)(lambda W, e: W[:, -1] * e[-1])
hidden_errors.mistake(
    "sums_multiplied",
    "You multiplied the sum of the weights by the sum of the errors. Each weight has its own error: multiply first.",
)(lambda W, e: W.sum(axis=1) * np.sum(e))
hidden_errors.mistake("errors_ignored", "The errors are not used: you added up the weights.")(
    lambda W, e: W.sum(axis=1)
)
hidden_errors.mistake("weights_ignored", "The weights are not used: every unit gets the same sum of errors.")(
    lambda W, e: np.full(len(W), np.sum(e))
)
hidden_errors.mistake(
    "absolute_weights", "You used the sizes of the weights. Their signs matter: a negative weight reverses the blame."
)(lambda W, e: np.abs(W) @ e)
hidden_errors.right_answer(lambda W, e: [float(sum(w * x for w, x in zip(row, e, strict=True))) for row in W])
hidden_errors.right_answer(lambda W, e: e @ W.T)


# ----------------------------------------------------------------------------------------------------- nodes


@topic.exercise(
    points=1,
    hints=[
        "If one summand grows by a little, by how much does the sum grow?",
        "The slope of a sum with respect to each summand is 1. So each gets the whole upstream gradient.",
        "For the mean of n numbers it would be: np.full(n, upstream / n)",
    ],
)
def sum_backward(upstream, n):
    """The upstream gradient, n times."""
    return np.full(n, upstream)


@sum_backward.cases
def _(draw):
    yield 2.5, 3
    yield draw.integers(), 2
    yield draw.tenths(), 1
    yield draw.tenths(), draw.integers(low=4, high=9)


sum_backward.mistake("divided", "You split the gradient among the summands. Each gets all of it: its slope is 1.")(
    lambda upstream, n: np.full(n, upstream / n)
)
sum_backward.mistake("upstream_forgotten", "These are the local slopes, 1 each. Multiply by the upstream gradient.")(
    lambda upstream, n: np.ones(n)
)
sum_backward.mistake("one_number", "There is one gradient per summand: an array of shape (n,).")(
    lambda upstream, n: upstream
)
sum_backward.mistake("multiplied", "You multiplied by n. Each summand gets the upstream gradient, once.")(
    lambda upstream, n: np.full(n, upstream * n)
)
sum_backward.right_answer(lambda upstream, n: [upstream] * n)
sum_backward.right_answer(lambda upstream, n: upstream * np.ones(n))


@topic.exercise(
    points=1,
    shapes={"upstream": "...", "a": "...", "b": "..."},
    returns=("da", "db"),
    hints=[
        "The slope of a b with respect to a is b: hold b fixed and let a grow.",
        "Each factor gets the upstream gradient times the other factor.",
        "For a times 3 it would be: da = upstream * 3",
    ],
)
def product_backward(upstream, a, b):
    """(upstream b, upstream a)."""
    return upstream * b, upstream * a


@product_backward.cases
def _(draw):
    yield 2.0, 3.0, 5.0
    yield draw.tenths(), draw.tenths(), draw.tenths() + 0.03
    yield np.array([1, 2]), draw.integers(2) + 0.25, draw.integers(2) + 0.5  # Whole numbers, and not.
    yield draw.integers(2) + 0.25, np.array([1, 2]), np.array([-1, 3])
    yield draw.tenths(3), draw.tenths(3), draw.tenths(3) + 0.03
    yield draw.tenths(2, 3), draw.tenths(2, 3), draw.tenths(2, 3) + 0.03
    yield draw.tenths(2), np.array([0.0, 1.5]), np.array([2.5, 0.0])  # Nothing may be divided by a factor.


product_backward.mistake(
    "divided_by_a_factor",
    "You divided the product by one factor to get the other. Where that factor is 0 this is 0/0: use the other factor "
    "itself.",
)(lambda upstream, a, b: (upstream * (a * b) / a, upstream * (a * b) / b))
product_backward.mistake(
    "factors_swapped", "The factors are swapped: a gets upstream times b, and b gets upstream times a."
)(lambda upstream, a, b: (upstream * a, upstream * b))
product_backward.mistake("upstream_forgotten", "The upstream gradient is missing: the chain rule multiplies by it.")(
    lambda upstream, a, b: (1.0 * b, 1.0 * a)
)
product_backward.mistake(
    "overwritten",
    "Your second gradient uses the first one: a was overwritten before it was needed. Give the gradients names of their "
    "own, da and db.",
)(lambda upstream, a, b: (upstream * b, upstream * (upstream * b)))
product_backward.mistake(
    "both_factors", "You multiplied by both factors. The slope of a b with respect to a is b alone."
)(lambda upstream, a, b: (upstream * a * b, upstream * a * b))
product_backward.mistake(
    "as_a_sum", "You passed the gradient on unchanged, as a sum does. A product multiplies by the other factor."
)(lambda upstream, a, b: (1.0 * upstream, 1.0 * upstream))
product_backward.mistake("added", "You added the other factor. The chain rule multiplies.")(
    lambda upstream, a, b: (upstream + b, upstream + a)
)
product_backward.right_answer(lambda upstream, a, b: [b * upstream, a * upstream])
product_backward.right_answer(lambda upstream, a, b: np.array([np.multiply(upstream, b), np.multiply(upstream, a)]))


def node(draw):
    yield 2.0, 1.0
    yield 3, -2
    yield draw.tenths(), draw.tenths()
    yield draw.integers(2), np.array([-1, 2])  # Whole numbers, both or one of them.
    yield draw.integers(3) + 0.5, np.array([draw.integers(low=1), -1, 2])
    yield np.array([1, 3]), draw.tenths(2)
    yield draw.tenths(4), draw.tenths(4)
    yield draw.normal(2, 3), draw.normal(2, 3)


@topic.exercise(
    points=1,
    shapes={"upstream": "...", "z": "..."},
    hints=[
        "Upstream gradient times local slope. The local slope is the one from chapter:activations.",
        "With s = sigmoid(z) the slope is s (1 - s).",
        "For tanh it would be: upstream * (1 - np.tanh(z) ** 2)",
    ],
)
def sigmoid_backward(upstream, z):
    """upstream sigma(z) (1 - sigma(z))."""
    return upstream * sigma(z) * (1 - sigma(z))


sigmoid_backward.cases(node)
sigmoid_backward.mistake("upstream_forgotten", "The upstream gradient is missing: the chain rule multiplies by it.")(
    lambda upstream, z: sigma(z) * (1 - sigma(z))
)
sigmoid_backward.mistake(
    "derivative_forgotten", "The sigmoid's own slope is missing: the gradient does not pass unchanged."
)(lambda upstream, z: 1.0 * upstream)
sigmoid_backward.mistake(
    "value_for_slope", "You multiplied by sigma(z), the value. The slope is sigma(z) (1 - sigma(z))."
)(lambda upstream, z: upstream * sigma(z))
sigmoid_backward.mistake(
    "uses_input_as_output", "z (1 - z) takes z for the output. z is what goes in: s = sigmoid(z) first."
)(lambda upstream, z: upstream * z * (1 - np.asarray(z)))
sigmoid_backward.mistake(
    "uses_output_as_input", "The slope was taken at sigma(z) instead of at z: one sigmoid too many."
)(lambda upstream, z: upstream * sigma(sigma(z)) * (1 - sigma(sigma(z))))
sigmoid_backward.mistake("half_a_slope", "You multiplied by 1 - s alone. The slope is s (1 - s).")(
    lambda upstream, z: upstream * (1 - sigma(z))
)
sigmoid_backward.mistake("slope_at_upstream", "The slope was taken at the upstream gradient. It belongs to z.")(
    lambda upstream, z: z * sigma(upstream) * (1 - sigma(upstream))
)
sigmoid_backward.right_answer(lambda upstream, z: upstream * np.exp(-np.asarray(z)) * sigma(z) ** 2)
sigmoid_backward.right_answer(lambda upstream, z: upstream / (2 + np.exp(z) + np.exp(-np.asarray(z))))


@topic.exercise(
    points=1,
    shapes={"upstream": "...", "z": "..."},
    corner=Corner("upstream", "z"),
    hints=[
        "Where z was positive, ReLU passed the value on; what does it do to the gradient there? And elsewhere?",
        "The mask comes from z, the input of the forward pass, not from the gradient.",
        "For leaky ReLU with slope 0.1 it would be: upstream * np.where(z > 0, 1, 0.1)",
    ],
)
def relu_backward(upstream, z):
    """upstream where z > 0, else 0."""
    return upstream * (np.asarray(z) > 0)


@relu_backward.cases
def _(draw):
    yield from node(draw)
    yield np.array([1.5, 0.0]), np.array([0.5, 0.0])  # At the corner any slope gives 0, but 0 / 0 gives none.
    yield np.array([2.0, -1.5, 0.25]), np.array([0.0, 0.0, -0.5])  # There any slope from 0 to 1 may be chosen.


relu_backward.mistake(
    "mask_from_gradient", "You cut where the gradient is negative. The mask is z > 0, from the forward pass."
)(lambda upstream, z: np.maximum(upstream, 0))
relu_backward.mistake("upstream_forgotten", "The upstream gradient is missing: the chain rule multiplies by it.")(
    lambda upstream, z: (np.asarray(z) > 0).astype(float)
)
relu_backward.mistake("value_for_slope", "You multiplied by ReLU's value. Its slope is 0 or 1.")(
    lambda upstream, z: upstream * np.maximum(z, 0)
)
relu_backward.mistake("derivative_forgotten", "The gradient passes everywhere. Where z was negative, it is stopped.")(
    lambda upstream, z: 1.0 * upstream
)
relu_backward.mistake(
    "leaky", "On the left 1/100 of the gradient passes: that is leaky ReLU. Here it is stopped where z is negative."
)(lambda upstream, z: upstream * np.where(np.asarray(z) > 0, 1, 0.01))
relu_backward.mistake("mask_flipped", "You kept the gradient where z is negative. It passes where z is positive.")(
    lambda upstream, z: upstream * (np.asarray(z) < 0)
)


@relu_backward.mistake("in_place", "You write zeros into the caller's gradient. Make a new array, or use np.where.")
def _(upstream, z):
    upstream[z <= 0] = 0
    return upstream


relu_backward.right_answer(lambda upstream, z: np.where(np.asarray(z) > 0, upstream, 0))
relu_backward.right_answer(lambda upstream, z: np.heaviside(z, 0.3) * upstream)
relu_backward.right_answer(lambda upstream, z: upstream * (np.asarray(z) >= 0))


# ---------------------------------------------------------------------------------------------------- deltas


def outputs(draw):
    yield np.array([[0.5, 0.8]]), np.array([[1.0, 0.0]])
    yield np.array([[0.25, 0.8], [0.5, 0.1]]), draw.bits(2, 2)  # Whole numbers for targets.
    for shape in ((1, 3), (4, 1), (5, 3), (3, 4)):
        yield draw.integers(*shape, low=1, high=19) / 20, draw.bits(*shape).astype(float)


@topic.exercise(
    points=1,
    shapes={"Y": "n k", "T": "n k"},
    hints=[
        "E = 1/2 sum (Y - T)^2. Its gradient with respect to Y comes first; then through the sigmoid, back to Z.",
        "The sigmoid's slope, written with its output, is Y (1 - Y).",
        "For a tanh output it would be: (Y - T) * (1 - Y ** 2)",
    ],
)
def output_delta(Y, T):
    """(Y - T) Y (1 - Y), the gradient of E with respect to Z."""
    return (Y - T) * Y * (1 - Y)


output_delta.cases(outputs)
output_delta.mistake(
    "derivative_forgotten",
    "The sigmoid's slope is missing: Y - T is the gradient with respect to Y, delta the one with respect to Z.",
)(lambda Y, T: Y - T)
output_delta.mistake("target_minus_output", "The sign is wrong: E grows with Y where Y is above T, so it is Y - T.")(
    lambda Y, T: (T - Y) * Y * (1 - Y)
)
output_delta.mistake(
    "uses_output_as_input", "You applied the sigmoid to Y. Y is its output already: the slope is Y (1 - Y)."
)(lambda Y, T: (Y - T) * sigma(Y) * (1 - sigma(Y)))
output_delta.mistake("factor_2", "There is a 2 too many: E has 1/2 in front, and the two cancel.")(
    lambda Y, T: 2 * (Y - T) * Y * (1 - Y)
)
output_delta.mistake("averaged", "You divided by the number of samples. This E is a sum.")(
    lambda Y, T: (Y - T) * Y * (1 - Y) / len(Y)
)
output_delta.mistake("tanh_slope", "1 - Y^2 is the slope of tanh. That of the sigmoid is Y (1 - Y).")(
    lambda Y, T: (Y - T) * (1 - Y**2)
)
output_delta.mistake("half_a_slope", "You multiplied by 1 - Y alone. The slope is Y (1 - Y).")(
    lambda Y, T: (Y - T) * (1 - Y)
)
output_delta.mistake("other_half", "You multiplied by Y alone. The slope is Y (1 - Y).")(lambda Y, T: (Y - T) * Y)
output_delta.mistake("divided", "You divided by the slope. The chain rule multiplies.")(
    lambda Y, T: (Y - T) / (Y * (1 - Y))
)
output_delta.right_answer(lambda Y, T: (Y - T) * (Y - Y**2))
output_delta.right_answer(lambda Y, T: -(T - Y) * (1 - Y) * Y)


def hidden(draw):
    for n, h, k in ((1, 2, 2), (2, 3, 3), (1, 3, 2), (3, 2, 1), *(draw.sizes(3) for _ in range(2))):
        yield draw.tenths(n, k), draw.tenths(h, k), draw.integers(n, h, low=1, high=19) / 20


@topic.exercise(
    points=2,
    shapes={"delta": "n k", "W": "hidden k", "H": "n hidden"},
    needs=("output_delta",),
    hints=[
        "First carry the deltas of the outputs back through the weights. Which two shapes give (n, hidden) when multiplied?",
        "delta is (n, k), W is (hidden, k): transpose W. Then through the hidden sigmoid, whose output is H.",
        "For ReLU hidden units it would be: (delta @ W.T) * (H > 0)",
    ],
)
def hidden_delta(delta, W, H):
    """(delta W^T) H (1 - H), the gradient of E with respect to S."""
    return (delta @ W.T) * H * (1 - H)


hidden_delta.cases(hidden)
hidden_delta.mistake(
    "W_not_transposed", "W is not transposed: delta (n, k) meets W (hidden, k), so it is delta @ W.T."
)(lambda delta, W, H: (delta @ W) * H * (1 - H))
hidden_delta.mistake("derivative_forgotten", "The hidden units' slope is missing: multiply by H (1 - H).")(
    lambda delta, W, H: delta @ W.T
)
hidden_delta.mistake("uses_output_as_input", "You applied the sigmoid to H. H is its output already: H (1 - H).")(
    lambda delta, W, H: (delta @ W.T) * sigma(H) * (1 - sigma(H))
)
hidden_delta.mistake("tanh_slope", "1 - H^2 is the slope of tanh. That of the sigmoid is H (1 - H).")(
    lambda delta, W, H: (delta @ W.T) * (1 - H**2)
)
hidden_delta.mistake("half_a_slope", "You multiplied by 1 - H alone. The slope is H (1 - H).")(
    lambda delta, W, H: (delta @ W.T) * (1 - H)
)
hidden_delta.mistake("value_for_slope", "You multiplied by H, the value. The slope is H (1 - H).")(
    lambda delta, W, H: (delta @ W.T) * H
)
hidden_delta.mistake("delta_ignored", "The outputs' delta is not used: the blame has to come from somewhere.")(
    lambda delta, W, H: W.sum(axis=1) * H * (1 - H)
)
hidden_delta.mistake("split_by_share", "You split in proportion to the weights. The chain rule does not divide.")(
    lambda delta, W, H: (delta @ (W / W.sum(axis=0)).T) * H * (1 - H)
)
hidden_delta.mistake(
    "last_output_only",
    "Only the last output's blame is left. In a loop, = overwrites what the earlier outputs gave; += adds it up.",
)(lambda delta, W, H: np.outer(delta[:, -1], W[:, -1]) * H * (1 - H))
hidden_delta.mistake("averaged", "You divided by the number of samples. This E is a sum.")(
    lambda delta, W, H: (delta @ W.T) * H * (1 - H) / len(H)
)
hidden_delta.right_answer(lambda delta, W, H: np.einsum("nk,hk,nh->nh", delta, W, H - H * H))
hidden_delta.right_answer(lambda delta, W, H: np.array([(W @ d) * h * (1 - h) for d, h in zip(delta, H, strict=True)]))


# ------------------------------------------------------------------------------------------ weight gradients


def signals(draw):
    yield (
        np.array([[1, 2], [3, -1]]),
        np.array([[draw.integers() + 0.25], [draw.integers()]]),
    )  # Whole numbers, and not.
    yield draw.integers(2, 2) + 0.25, np.array([[1, -1], [2, draw.integers()]])
    for n, i, o in ((2, 2, 2), (1, 3, 2), (3, 1, 1), *(draw.sizes(3) for _ in range(3))):
        yield draw.tenths(n, i), draw.tenths(n, o)


def gradient_mistakes(exercise):
    exercise.mistake("averaged", "You divided by the number of samples. This E is a sum: add the samples up.")(
        lambda H, delta: H.T @ delta / len(H)
    )
    exercise.mistake(
        "last_sample_only",
        "Only the last sample is left: each one overwrites the one before. Begin with zeros before the loop, and add up "
        "inside it (+=, not =).",
    )(lambda H, delta: np.outer(H[-1], delta[-1]))
    exercise.mistake("first_sample_only", "Only the first sample counts. Add all of them up.")(
        lambda H, delta: np.outer(H[0], delta[0])
    )
    exercise.mistake(
        "summed_apart", "You added up H and delta separately. The products of each sample are added, not the factors."
    )(lambda H, delta: np.outer(H.sum(axis=0), delta.sum(axis=0)))
    exercise.mistake("values_ignored", "The values H are not used: a weight is to blame in proportion to its input.")(
        lambda H, delta: np.ones_like(H).T @ delta
    )
    exercise.mistake("not_summed", "The samples are still apart, shape (n, fan_in, fan_out). Add them up.")(
        lambda H, delta: np.einsum("ni,no->nio", H, delta)
    )


@topic.exercise(
    points=2,
    shapes={"H": "n fan_in", "delta": "n fan_out"},
    hints=[
        "Weight (j, k) saw the value H[i, j] of each sample i, and its sum is blamed by delta[i, k].",
        "Start with zeros, and add one product per sample.",
        "For the biases, whose input is always 1, it would be: gradient[k] += delta[i, k]",
    ],
)
def weight_gradient_loops(H, delta):
    """sum over the samples i of H[i, j] delta[i, k], for all j and k."""
    return H.T @ delta


weight_gradient_loops.cases(signals)
gradient_mistakes(weight_gradient_loops)


@topic.exercise(
    points=1,
    shapes={"H": "n fan_in", "delta": "n fan_out"},
    needs=("weight_gradient_loops",),
    hints=[
        "The sum runs over the samples, the rows of both. In a matrix product the inner size disappears.",
        "So the n must be on the inside: transpose the left factor.",
        "For a single sample it would be: np.outer(H[0], delta[0])",
    ],
)
def weight_gradient(H, delta):
    """H^T delta."""
    return H.T @ delta


weight_gradient.cases(signals)
gradient_mistakes(weight_gradient)
for exercise in (weight_gradient_loops, weight_gradient):
    exercise.right_answer(lambda H, delta: np.einsum("ni,no->io", H, delta))
    exercise.right_answer(lambda H, delta: sum(np.outer(h, d) for h, d in zip(H, delta, strict=True)))
    exercise.right_answer(lambda H, delta: (delta.T @ H).T)


@weight_gradient_loops.right_answer
def _(H, delta):
    gradient = np.zeros((H.shape[1], delta.shape[1]))
    for sample in range(len(H)):
        for j in range(H.shape[1]):
            for k in range(delta.shape[1]):
                gradient[j, k] += H[sample, j] * delta[sample, k]
    return gradient


# --------------------------------------------------------------------------------------------- mlp_gradients


def networks(draw):
    def numbers(kind, n, d, hidden, k):
        T = draw.bits(n, k).astype(float)
        return kind(n, d), T, kind(d, hidden), kind(hidden), kind(hidden, k), kind(k)

    yield numbers(draw.tenths, 2, 2, 2, 2)
    whole = numbers(draw.integers, 2, 2, 2, 1)
    yield whole[0], whole[1].astype(int), *whole[2:]
    yield numbers(draw.tenths, 3, 3, 3, 3)
    yield numbers(draw.tenths, 1, 2, 3, 1)
    for _ in range(3):
        yield numbers(draw.normal, *draw.sizes(4))


def gradients(X, T, V, a, W, b, **changes):
    """Backpropagation with its details as arguments, so that a wrong one differs in exactly one of them."""
    H = sigma(X @ V + a)
    Y = changes.get("activation", sigma)(H @ W + b)
    error = changes.get("error", lambda Y, T: Y - T)(Y, T)
    slope_out = changes.get("slope_out", lambda Y: Y * (1 - Y))(Y)
    slope_hidden = changes.get("slope_hidden", lambda H: H * (1 - H))(H)
    delta = error * slope_out
    back = changes.get("back", lambda delta, error, W, H: delta @ W.T)(delta, error, W, H)
    delta_hidden = back * slope_hidden
    scale = changes.get("scale", 1.0)
    bias = changes.get("bias", lambda delta: delta.sum(axis=0))
    return {
        "V": scale * changes.get("into_hidden", lambda X, H: X)(X, H).T @ delta_hidden,
        "a": scale * bias(delta_hidden),
        "W": scale * H.T @ delta,
        "b": scale * bias(delta),
    }


@topic.exercise(
    points=4,
    shapes={"X": "n d", "T": "n k", "V": "d hidden", "a": "hidden", "W": "hidden k", "b": "k"},
    returns=("V", "a", "W", "b"),
    view=dictionary,
    needs=("output_delta", "hidden_delta", "weight_gradient"),
    hints=[
        "Forward first: you need H and Y. Then the two deltas, from the output back.",
        "Each weight matrix gets (what came in)^T times (its delta); each bias the sum of its delta over the samples.",
        'For the output layer alone: delta = output_delta(Y, T); {"W": weight_gradient(H, delta), "b": delta.sum(axis=0)}',
    ],
)
def mlp_gradients(X, T, V, a, W, b):
    """The gradients of E = 1/2 sum (Y - T)^2 with respect to V, a, W and b."""
    return gradients(X, T, V, a, W, b)


mlp_gradients.cases(networks)


def wrong_backpropagation(key, message, **changes):
    mlp_gradients.mistake(key, message)(lambda *args: gradients(*args, **changes))


wrong_backpropagation(
    "output_slope_forgotten", "The output's slope Y (1 - Y) is missing: Y - T is the gradient with respect to Y, not Z.",
    slope_out=np.ones_like,
)  # fmt: skip
wrong_backpropagation(
    "hidden_slope_forgotten", "The hidden slope H (1 - H) is missing: the gradient with respect to H is not the one with respect to S.",
    slope_hidden=np.ones_like,
)  # fmt: skip
wrong_backpropagation("slopes_forgotten", "Neither sigmoid's slope is there: multiply by Y (1 - Y) and by H (1 - H).",
                      slope_out=np.ones_like, slope_hidden=np.ones_like)  # fmt: skip
LINEAR = "Your Y is H W + b: the sigmoid of the output is missing in your forward pass. "
wrong_backpropagation("output_linear", LINEAR + "The output is Y = sigmoid(H W + b).", activation=lambda Z: Z)
wrong_backpropagation(
    "output_linear_throughout",
    LINEAR + "With Y = sigmoid(H W + b) its slope Y (1 - Y) belongs into the delta as well.",
    activation=lambda Z: Z, slope_out=np.ones_like,
)  # fmt: skip
wrong_backpropagation(
    "W_not_transposed", "W carries the delta back untransposed. delta is (n, k) and W (hidden, k): delta @ W.T.",
    back=lambda delta, error, W, H: delta @ W,
)  # fmt: skip
wrong_backpropagation(
    "error_instead_of_delta", "The bare error Y - T was carried back. It is the output's delta, slope included.",
    back=lambda delta, error, W, H: error @ W.T,
)  # fmt: skip
wrong_backpropagation(
    "W_updated_first", "W was changed before it carried the delta back. Compute all gradients with the same weights.",
    back=lambda delta, error, W, H: delta @ (W - H.T @ delta).T,
)  # fmt: skip
wrong_backpropagation("target_minus_output", "All signs are wrong: the error is Y - T.", error=lambda Y, T: T - Y)
wrong_backpropagation("factor_2", "There is a 2 too many: E has 1/2 in front.", scale=2.0)
wrong_backpropagation(
    "biases_not_summed", "The bias gradients are not added up over the samples: sum their deltas along axis 0.",
    bias=lambda delta: delta,
)  # fmt: skip
wrong_backpropagation(
    "biases_summed_over_everything",
    "Each bias gradient is one number for the whole layer. Every unit has a bias of its own: add up over the samples alone, "
    "axis=0.",
    bias=np.sum,
)  # fmt: skip
wrong_backpropagation("biases_averaged", "The bias gradients are means. This E is a sum: add the samples up.",
                      bias=lambda delta: delta.mean(axis=0))  # fmt: skip
wrong_backpropagation("biases_forgotten", "The bias gradients are zero. A bias is a weight whose input is 1.",
                      bias=lambda delta: 0 * delta.sum(axis=0))  # fmt: skip
wrong_backpropagation("hidden_into_hidden", "V's gradient uses H. What came into the hidden layer is X.",
                      into_hidden=lambda X, H: H)  # fmt: skip
wrong_backpropagation("output_slope_at_sigmoid", "The slope at the output applies the sigmoid once more: it is Y (1 - Y).",
                      slope_out=lambda Y: sigma(Y) * (1 - sigma(Y)))  # fmt: skip
wrong_backpropagation("hidden_slope_at_sigmoid", "The hidden slope applies the sigmoid once more: it is H (1 - H).",
                      slope_hidden=lambda H: sigma(H) * (1 - sigma(H)))  # fmt: skip


@mlp_gradients.mistake(
    "tuple",
    "You return the gradients one after the other. A dictionary is wanted, with the parameters' names: "
    '{"V": ..., "a": ..., "W": ..., "b": ...}.',
)
def _(X, T, V, a, W, b):
    return tuple(gradients(X, T, V, a, W, b).values())


@mlp_gradients.mistake("averaged", "You divided by the number of samples. This E is a sum.")
def _(X, T, V, a, W, b):
    return gradients(X, T, V, a, W, b, scale=1 / len(X))


@mlp_gradients.right_answer
def _(X, T, V, a, W, b):
    grads = {"V": np.zeros(V.shape), "a": np.zeros(a.shape), "W": np.zeros(W.shape), "b": np.zeros(b.shape)}
    for x, t in zip(X, T, strict=True):
        h = sigma(x @ V + a)
        y = sigma(h @ W + b)
        dz = (y - t) * y * (1 - y)
        ds = (W @ dz) * h * (1 - h)
        for key, part in {"V": np.outer(x, ds), "a": ds, "W": np.outer(h, dz), "b": dz}.items():
            grads[key] = grads[key] + part
    return grads


@mlp_gradients.right_answer
def _(X, T, V, a, W, b):
    ones = np.ones((len(X), 1))
    X1 = np.hstack([X, ones])
    H = sigma(X1 @ np.vstack([V, a]))
    H1 = np.hstack([H, ones])
    Y = sigma(H1 @ np.vstack([W, b]))
    dZ = (Y - T) * Y * (1 - Y)
    dS = dZ @ W.T * H * (1 - H)
    dV, dW = X1.T @ dS, H1.T @ dZ
    return {"V": dV[:-1], "a": dV[-1], "W": dW[:-1], "b": dW[-1], "loss": 0.5 * np.sum((Y - T) ** 2)}


# ------------------------------------------------------------------------------------------------- train_xor


def xor_error(params):
    H = sigma(XOR_X @ params["V"] + params["a"])
    Y = sigma(H @ params["W"] + params["b"])
    return 0.5 * float(np.sum((Y - XOR_T) ** 2)), Y


def solved(value, rng):
    """What the trained network does with XOR, in words, and whether the losses tell of it."""
    params, losses = value
    params = {key: np.asarray(params[key], dtype=float) for key in ("V", "a", "W", "b")}
    error, Y = xor_error(params)
    words = network_in_words(params, error, Y)
    if words.startswith("the outputs are near"):  # Trained on other targets, on which its losses are then judged.
        error = 0.5 * float(np.sum((Y - np.round(Y)) ** 2))
    return {"params": words, "losses": losses_in_words(losses, error, Y)}


def network_in_words(params, error, Y):
    units = np.vstack([params["V"], params["a"], params["W"].T])  # One hidden unit in each column.
    if error < 0.01:
        return "E is below 0.01"
    if units.shape[1] == 1:
        return "there is only one hidden unit"
    if np.ptp(units, axis=1).max() < 1e-6:
        return "the hidden units are copies of each other"
    if np.all(np.abs(Y - np.round(Y)) < 0.2) and np.ptp(np.round(Y)):
        return f"the outputs are near {', '.join(str(int(y)) for y in np.round(Y[:, 0]))}"
    return "E is above 0.01"


def losses_in_words(losses, error, Y):
    losses = np.ravel(np.asarray(losses, dtype=float))
    if not losses.size:
        return "there are none"
    if losses.size > 1 and losses[-1] > 1.02 * losses[0]:
        return "they rise"
    if losses.size < 2 or not losses[-1] < 0.98 * losses[0]:
        return "they do not fall"
    every_pair = 0.5 * float(np.sum((Y - XOR_T.T) ** 2))  # What (4, 1) minus (4,) makes of E.
    if error > 0.01 and np.isclose(losses[-1], every_pair, rtol=0.05):
        return "they end at E summed over every output with every target"
    last, next_one = losses[-1], losses[-1] ** 2 / losses[-2]  # The last one may be noted before the last step.

    def fits(scale):
        return bool(np.isclose([last, next_one], scale * error, rtol=0.03).any())

    told = fits(1) or (0.2 * error < last < 5 * error and not any(map(fits, (2, 0.5, 0.25))))
    return "they fall to E" if told else "they fall, but not to E of the network"


def on_other_targets(rng, *targets):
    """A network that answers these, and its losses on them."""
    T = np.array(targets, dtype=float)[:, None]
    params, losses = xor_training(rng, T=T)
    return (params, losses) if losses[-1] < 0.01 else on_other_targets(rng, *targets)


def xor_training(rng, hidden=8, lr=4.0, steps=600, scale=1.5, stop=0.008, change=-1, T=XOR_T):
    params = {
        "V": scale * rng.normal(size=(2, hidden)),
        "a": scale * rng.normal(size=hidden),
        "W": scale * rng.normal(size=(hidden, 1)),
        "b": np.zeros(1),
    }
    losses = []
    for _ in range(steps):
        losses.append(0.5 * float(np.sum((xor_error(params)[1] - T) ** 2)))
        if losses[-1] < stop:
            break
        found = gradients(XOR_X, T, **params)
        params = {key: params[key] + change * lr * found[key] for key in params}
    return params, losses


@topic.exercise(
    points=4,
    returns=("params", "losses"),
    view=solved,
    random=True,
    seconds=20.0,
    needs=("mlp_gradients",),
    hints=[
        "Start with small random weights (rng.normal), never all equal; four to eight hidden units make it easy.",
        "Then: gradients, a step, note E. A few thousand steps with a rate between 0.5 and 5 are usual.",
        'A step of one of the four parameters would be: W = W - lr * grads["W"]',
    ],
)
def train_xor(rng):
    """A 2-hidden-1 sigmoid network trained on XOR until E < 0.01, and E over time."""
    while True:  # About one start in two hundred gets stuck; then the next start is tried.
        params, losses = xor_training(rng)
        if losses[-1] < 0.01:
            return params, losses


@train_xor.cases
def _(draw):
    for _ in range(2):  # Another generator: other weights.
        yield (np.random.default_rng(draw.integers(low=1, high=10**6)),)


@train_xor.mistake(
    "zero_start",
    "Your hidden units are copies of each other, and so they stay: units that start equal receive equal gradients in every "
    "step. Start with random weights, never all equal.",
)
def _(rng):
    return xor_training(rng, scale=0.0, steps=50)


@train_xor.mistake(
    "equal_start",
    "Your hidden units are copies of each other, and so they stay: units that start equal receive equal gradients in every "
    "step, however long you train. Start with random weights, never all equal.",
)
def _(rng):
    params = {"V": np.ones((2, 4)), "a": np.zeros(4), "W": np.ones((4, 1)), "b": np.zeros(1)}
    losses = []
    for _ in range(50):
        losses.append(xor_error(params)[0])
        found = gradients(XOR_X, XOR_T, **params)
        params = {key: params[key] - 0.5 * found[key] for key in params}
    return params, losses


@train_xor.mistake(
    "too_few_steps",
    "E of your network is still above 0.01. Look at your losses: if they are falling, train longer or with a larger rate; "
    "if they have leveled off, start again from other random weights; if they rise, subtract the gradients.",
)
def _(rng):
    return xor_training(rng, steps=100, lr=0.5)


@train_xor.mistake(
    "uphill",
    "The loss rises: are the steps going uphill? Subtract the gradients. If you do, the rate is too large: 0.5 to 5 is usual.",
)
def _(rng):
    return xor_training(rng, steps=200, lr=0.5, change=1)


@train_xor.mistake("losses_not_recorded", "Your list of losses is empty: note E in every step.")
def _(rng):
    return train_xor.reference(rng)[0], []


@train_xor.mistake(
    "losses_do_not_fall",
    "Your losses do not fall. Is E calculated anew in every step, from the weights of that step? Is the rate of the usual "
    "size (0.5 to 5)? Are the first weights neither tiny nor huge (a deviation of about 1)?",
)
def _(rng):
    params, losses = train_xor.reference(rng)
    return params, [losses[0]] * len(losses)


@train_xor.mistake(
    "another_loss",
    "Your last loss is not E of the network you return. E is half the sum of the squared errors over the four samples, "
    "0.5 * np.sum((Y - T) ** 2).",
)
def _(rng):
    params, losses = train_xor.reference(rng)
    return params, [loss / 2 for loss in losses]


@train_xor.mistake("targets_of_and", "Your network answers 0, 0, 0, 1: that is AND. The targets of XOR are 0, 1, 1, 0.")
def _(rng):
    return on_other_targets(rng, 0, 0, 0, 1)


@train_xor.mistake("targets_of_or", "Your network answers 0, 1, 1, 1: that is OR. The targets of XOR are 0, 1, 1, 0.")
def _(rng):
    return on_other_targets(rng, 0, 1, 1, 1)


@train_xor.mistake(
    "targets_turned_round",
    "Your network answers 1, 0, 0, 1, the opposite of XOR. The targets of XOR are 0, 1, 1, 0: 1 where the inputs differ.",
)
def _(rng):
    return on_other_targets(rng, 1, 0, 0, 1)


@train_xor.mistake(
    "one_hidden_unit",
    "There is only one hidden unit. It draws a single straight border, and XOR needs two: take four to eight units.",
)
def _(rng):
    return xor_training(rng, hidden=1, steps=300, lr=0.5)


@train_xor.mistake(
    "targets_in_a_row",
    "Your losses are E summed over every output with every target: with Y of shape (4, 1) and T of shape (4,), Y - T is 4 "
    "by 4. Write the targets as a column: np.array([[0], [1], [1], [0]]).",
)
def _(rng):
    Y = np.full((4, 1), 0.5)
    params = xor_training(rng, steps=1)[0]
    return {**params, "W": 0 * params["W"]}, [3.0, 0.5 * np.sum((Y - XOR_T.T) ** 2)]


def trained_by_hand(rng, hidden, lr, scale, limit):
    """Everything in one loop, and from the start again if E is still too large after `limit` steps."""
    while True:
        p = [scale * rng.normal(size=s) for s in ((2, hidden), (hidden,), (hidden, 1), (1,))]
        losses = []
        for _ in range(limit):
            H = sigma(XOR_X @ p[0] + p[1])
            Y = sigma(H @ p[2] + p[3])
            losses.append(float(0.5 * ((Y - XOR_T) ** 2).sum()))
            if losses[-1] < 0.009:
                return dict(zip("VaWb", p, strict=True)), losses
            dz = (Y - XOR_T) * Y * (1 - Y)
            ds = dz @ p[2].T * H * (1 - H)
            p = [q - lr * g for q, g in zip(p, (XOR_X.T @ ds, ds.sum(0), H.T @ dz, dz.sum(0)), strict=True)]


train_xor.right_answer(lambda rng: trained_by_hand(rng, 4, 3.0, 1.0, 3000))
train_xor.right_answer(lambda rng: list(trained_by_hand(rng, 16, 1.0, 2.0, 4000)))


# ---------------------------------------------------------------------------------------------------- recall

topic.recall(
    "06-1",
    4.5,
    hints=["A step is the learning rate times the slope of the loss, downhill."],
    wrong=[
        ("ascent", 7.5, "You went uphill. Subtract the step."),
        ("loss_for_slope", 3.75, "You used the loss at w = 6, 4.5. The step takes its slope there."),
        ("no_rate", 3, "That is a step with the learning rate 1."),
    ],
)
topic.recall(
    "06-2",
    np.array([0.2, 0.3, 0.5]),
    hints=["Every exponential is multiplied by the same factor. And their sum?"],
    wrong=[("added", np.array([7.2, 7.3, 7.5]), "Probabilities add up to 1. The 7 was added to the scores.")],
)
topic.recall(
    "06-3",
    12,
    hints=["a goes into two nodes, the product and the sum. Both send something back."],
    wrong=[
        ("product_alone", 10, "10 comes back through the product. a also acts on y directly."),
        ("upstream_forgotten", 6, "6 is the slope of y. The upstream gradient is 2."),
        ("value", 18, "18 is y itself, from the forward pass. How does it change with a?"),
        ("sum_alone", 2, "2 comes back through the sum alone. a is a factor of the product, too."),
    ],
)
topic.recall(
    "06-4",
    np.array([-0.1, 0.0]),
    hints=["The gradient of a weight is what came in, times something that you are given."],
    wrong=[
        (
            "delta_alone",
            np.array([-0.2, -0.2]),
            "That is the delta. Each weight's gradient also has what came in as a factor.",
        ),
        ("sign", np.array([0.1, 0.0]), "Keep the sign of the delta: these are gradients, not steps."),
        (
            "extra_slope",
            np.array([-0.05, 0.0]),
            "The delta contains the slope of its own unit already; nothing more is due.",
        ),
    ],
)
topic.recall(
    "06-5",
    np.array([3, 2]),
    hints=["A gradient has the shape of what it is the gradient of."],
    wrong=[
        ("transposed", np.array([2, 3]), "That is its transpose. W is (hidden, outputs)."),
        ("samples", np.array([10, 2]), "That is the delta's shape. The samples have been summed over in the gradient."),
        ("hidden_weights", np.array([4, 3]), "That is V, the weights into the hidden layer."),
    ],
)
