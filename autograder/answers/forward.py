"""The forward pass: references, cases, wrong answers and right ones."""

import math
from itertools import pairwise

import numpy as np

from autograder.answers.activations import elementwise, sigma
from autograder.exercise import Topic
from autograder.inside.observation import Opaque

topic = Topic(__name__)


def softmax(Z):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def dictionary(value, *case):
    """The dictionary that is asked for; anything else under its own name."""
    return value if isinstance(value, dict) else Opaque("a tuple or a list" if isinstance(value, list) else "one array")


def first_row_only(b, n):
    """b in the first row and zeros below: what adding the bias to one row does."""
    return np.vstack([b, np.zeros((n - 1, len(b)))])


# ----------------------------------------------------------------------------------------------------- dense


@topic.exercise(
    points=1,
    shapes={"X": "n fan_in", "W": "fan_in fan_out", "b": "fan_out"},
    hints=[
        "Write the shapes down: (n, fan_in), (fan_in, fan_out). In which order do they fit?",
        "The bias has one entry per unit. NumPy adds it to every row by itself.",
        "Without the bias it would be: X @ W",
    ],
    why="Samples are rows and units are columns, so the shapes fit as they stand: (n, fan_in) @ (fan_in, "
    "fan_out). The bias is repeated for every row.",
)
def dense(X, W, b):
    """X W + b, shape (n, fan_out)."""
    return X @ W + b


@dense.cases
def layers(draw):
    # Square first: there a wrong product has the right shape, and its numbers give it away.
    yield draw.integers(2, 2), draw.integers(2, 2), draw.integers(2)
    yield draw.integers(2, 2), draw.integers(2, 2), draw.integers(2) + 0.5  # Whole numbers, and sums that are not.
    yield draw.integers(2, 2) + 0.5, draw.choice(-1, 1) * np.array([[1, 2], [2, 1]]), draw.integers(2)
    yield draw.integers(3, 3), draw.integers(3, 3), draw.integers(3)
    yield draw.tenths(1, 2), draw.tenths(2, 3), draw.tenths(3)
    yield draw.tenths(3, 1), draw.tenths(1, 1), draw.tenths(1)
    for _ in range(3):
        n, fan_in, fan_out = draw.sizes(3)
        yield draw.normal(n, fan_in), draw.normal(fan_in, fan_out), draw.normal(fan_out)


@dense.mistake(
    "order_of_product",
    "W @ X multiplies in the wrong order. Samples are rows here: (n, fan_in) times (fan_in, fan_out), X @ W.",
)
def _(X, W, b):
    return W @ X + b


@dense.mistake("bias_first_row_only", "The bias was added to the first row only. Every sample gets it.")
def _(X, W, b):
    return X @ W + first_row_only(b, len(X))


@dense.mistake("bias_twice", "The bias was added twice. Every unit adds its bias once.")
def _(X, W, b):
    return X @ W + 2 * b


@dense.mistake(
    "bias_with_every_product",
    "The bias is added with every single product, once for each input. It is added to their sum, once.",
)
def _(X, W, b):
    return X @ W + len(W) * b


@dense.mistake("bias_subtracted", "The bias was subtracted. It is added.")
def _(X, W, b):
    return X @ W - b


@dense.mistake("transposed_W", "You used W transposed. W already has the shape (fan_in, fan_out): X @ W fits as it is.")
def _(X, W, b):
    return X @ W.T + b


@dense.mistake("transposed_X", "You used X transposed. X has one sample per row: X @ W fits as it is.")
def _(X, W, b):
    return X.T @ W + b


@dense.mistake("elementwise", "X * W multiplies element by element. A layer is a matrix product, X @ W.")
def _(X, W, b):
    return X * W + b


@dense.mistake("bias_before_product", "The bias was added to the inputs. It is added to the products: X @ W + b.")
def _(X, W, b):
    return (X + b) @ W


@dense.mistake("bias_summed", "The biases were added up to one number. Each unit, that is each column, has its own.")
def _(X, W, b):
    return X @ W + np.sum(b)


@dense.mistake(
    "bias_down_the_column", "The bias runs down the rows. Each column is a unit and gets its own entry of b."
)
def _(X, W, b):
    return X @ W + b[:, None]


@dense.mistake("activated", "You applied the sigmoid as well. This is only the weighted sum; activations come later.")
def _(X, W, b):
    return sigma(X @ W + b)


@dense.mistake("first_sample_only", "Only the first row of X was used. Every row is a sample, and gets its own row.")
def _(X, W, b):
    return X[0] @ W + b


@dense.mistake("samples_added_up", "You added the samples together. Each row of X stays a row of the result.")
def _(X, W, b):
    return (X @ W + b).sum(axis=0)


dense.right_answer(lambda X, W, b: np.einsum("ni,io->no", X, W) + b)
dense.right_answer(lambda X, W, b: np.array([[sum(x * W[:, j]) + b[j] for j in range(len(b))] for x in X]))
dense.right_answer(lambda X, W, b: (W.T @ X.T + b[:, None]).T)
dense.right_answer(lambda X, W, b: np.column_stack([X, np.ones(len(X))]) @ np.vstack([W, b]))


# ------------------------------------------------------------------------------------------- collapse_linear


@topic.exercise(
    points=3,
    shapes={"W1": "d hidden", "b1": "hidden", "W2": "hidden k", "b2": "k"},
    returns=("W", "b"),
    hints=[
        "Write the second layer with the first put in: (X W1 + b1) W2 + b2. Now multiply out.",
        "One term has X in it, the other two do not. Which is W, and which two make b?",
        "If there were no biases it would be: return W1 @ W2, np.zeros(W2.shape[1])",
    ],
    why="Multiply out (X W1 + b1) W2 + b2: what has X in it makes W, the rest makes b. The order of the factors stays.",
)
def collapse_linear(W1, b1, W2, b2):
    """(X W1 + b1) W2 + b2 = X (W1 W2) + (b1 W2 + b2)."""
    return W1 @ W2, b1 @ W2 + b2


@collapse_linear.cases
def _(draw):
    # Square first: there a wrong product has the right shape, and its numbers give it away.
    yield draw.integers(2, 2), draw.integers(2), draw.integers(2, 2), draw.integers(2)
    yield draw.integers(3, 3), draw.integers(3), draw.integers(3, 3), draw.integers(3)
    yield draw.quarters(1, 1), draw.quarters(1), draw.quarters(1, 1), draw.quarters(1)
    yield draw.integers(2, 2), draw.integers(2), draw.integers(2, 2) + 0.25, draw.integers(2)  # Whole numbers and not.
    yield draw.integers(2, 3), draw.integers(3) + 0.5, draw.integers(3, 2), draw.integers(2) + 0.25
    for _ in range(3):
        d, hidden, k = draw.sizes(3)
        yield draw.normal(d, hidden), draw.normal(hidden), draw.normal(hidden, k), draw.normal(k)


@collapse_linear.mistake(
    "bias_not_carried",
    "b1 was added as it is. It too goes through the second layer: b1 is multiplied by W2 before b2 joins it.",
)
def _(W1, b1, W2, b2):
    return W1 @ W2, b1 + b2


@collapse_linear.mistake("first_bias_forgotten", "The first layer's bias is gone. Multiply out: b1 W2 is part of b.")
def _(W1, b1, W2, b2):
    return W1 @ W2, b2.copy()


@collapse_linear.mistake("second_bias_forgotten", "The second layer's bias is missing: b = b1 W2 + b2.")
def _(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W2


@collapse_linear.mistake(
    "order_of_product",
    "The factors are the wrong way around. X meets W1 first, so it is W1 W2 (and b1 W2), read from left to right.",
)
def _(W1, b1, W2, b2):
    return W2 @ W1, W2 @ b1 + b2


@collapse_linear.mistake(
    "weights_in_wrong_order", "The product of the weights is the wrong way around: X meets W1 first, so it is W1 W2."
)
def _(W1, b1, W2, b2):
    return W2 @ W1, b1 @ W2 + b2


@collapse_linear.mistake("bias_from_the_left", "W2 @ b1 is the column convention. With samples in rows it is b1 @ W2.")
def _(W1, b1, W2, b2):
    return W1 @ W2, W2 @ b1 + b2


@collapse_linear.mistake(
    "elementwise", "W1 * W2 multiplies element by element. Layers compose by the matrix product, @."
)
def _(W1, b1, W2, b2):
    return W1 * W2, b1 @ W2 + b2


@collapse_linear.mistake("added", "You added the weights. One layer after the other multiplies them.")
def _(W1, b1, W2, b2):
    return W1 + W2, b1 + b2


@collapse_linear.mistake(
    "biases_multiplied", "You carried both biases through W2. b2 comes after the second layer, so it is added as it is."
)
def _(W1, b1, W2, b2):
    return W1 @ W2, (b1 + b2) @ W2


@collapse_linear.right_answer
def _(W1, b1, W2, b2):
    b = b1 @ W2 + b2
    return np.array([row @ W2 + b for row in W1]) - b, b


collapse_linear.right_answer(lambda W1, b1, W2, b2: [np.einsum("dh,hk->dk", W1, W2), b2 + np.dot(W2.T, b1)])


# ---------------------------------------------------------------------------------------------- hidden_layer


def both_of(value, *case):
    """S and H; a single matrix is not the two of them, however many rows it has."""
    return Opaque("one matrix, not two") if isinstance(value, np.ndarray) and value.ndim < 3 else value


@topic.exercise(
    points=2,
    shapes={"X": "n d", "V": "d hidden", "a": "hidden"},
    returns=("S", "H"),
    view=both_of,
    needs=("dense",),
    hints=[
        "Two steps: the weighted sums S of every unit, then H, the same shape, bent by the sigmoid.",
        "dense does the first step. The second works element by element.",
        "For a tanh layer H would be: np.tanh(S)",
    ],
    why="dense is written and checked already. S is kept, because the slope of the activation is taken there.",
)
def hidden_layer(X, V, a):
    """S = X V + a and H = sigma(S), both (n, hidden)."""
    S = X @ V + a
    return S, sigma(S)


hidden_layer.cases(layers)


@hidden_layer.mistake("activation_forgotten", "H equals S: the activation is missing. H = sigmoid(S).")
def _(X, V, a):
    S = X @ V + a
    return S, S


@hidden_layer.mistake("both_activated", "S is already activated. S keeps the bare sums: backward needs them later.")
def _(X, V, a):
    H = sigma(X @ V + a)
    return H, H


@hidden_layer.mistake("activated_twice", "The sigmoid was applied twice: H = sigmoid(S), once.")
def _(X, V, a):
    S = X @ V + a
    return S, sigma(sigma(S))


@hidden_layer.mistake("activation_on_input", "You activated the inputs. X goes in as it is; the sums are activated.")
def _(X, V, a):
    S = sigma(X) @ V + a
    return S, sigma(S)


@hidden_layer.mistake(
    "bias_after_activation", "The bias was added after the sigmoid. It is part of the sum: sigma(XV + a)."
)
def _(X, V, a):
    return X @ V, sigma(X @ V) + a


@hidden_layer.mistake("bias_missing_in_H", "S is right, but H was computed without the bias: H = sigmoid(S).")
def _(X, V, a):
    return X @ V + a, sigma(X @ V)


@hidden_layer.mistake("relu", "You used ReLU. This layer is a sigmoid layer.")
def _(X, V, a):
    S = X @ V + a
    return S, np.maximum(S, 0)


@hidden_layer.mistake("tanh", "You used tanh. This layer is a sigmoid layer.")
def _(X, V, a):
    S = X @ V + a
    return S, np.tanh(S)


@hidden_layer.mistake("bias_first_row_only", "The bias was added to the first row only. Every sample gets it.")
def _(X, V, a):
    S = X @ V + first_row_only(a, len(X))
    return S, sigma(S)


@hidden_layer.mistake(
    "one_matrix", "You return one matrix. Both are wanted, the sums and the activations: return S, H."
)
def _(X, V, a):
    return sigma(X @ V + a)


@hidden_layer.mistake("step_activation", "You used a step. This layer bends its sums with the sigmoid: H = sigmoid(S).")
def _(X, V, a):
    S = X @ V + a
    return S, (S > 0).astype(int)


@hidden_layer.mistake("order_of_product", "V @ X multiplies in the wrong order. Samples are rows: X @ V.")
def _(X, V, a):
    S = V @ X + a
    return S, sigma(S)


@hidden_layer.right_answer
def _(X, V, a):
    S = np.tile(a, (len(X), 1)) + np.dot(X, V)
    return [S, np.exp(S) / (1 + np.exp(S))]


hidden_layer.right_answer(lambda X, V, a: np.stack([X @ V + a, sigma(X @ V + a)]))


# ----------------------------------------------------------------------------------------------- mlp_forward


@topic.exercise(
    points=4,
    shapes={"X": "n d", "V": "d hidden", "a": "hidden", "W": "hidden k", "b": "k"},
    returns=("S", "H", "Z", "Y"),
    view=dictionary,
    needs=("dense", "hidden_layer"),
    hints=[
        "The output layer does with H what the hidden layer did with X.",
        "Four lines: S from X, H from S, Z from H, Y from Z. Return them in a dictionary under these names.",
        'If there were only the hidden layer, the last line would be: return {"S": S, "H": H}',
    ],
    why="Both layers do the same, a weighted sum and a sigmoid, so hidden_layer serves twice. The output "
    "layer is fed H.",
)
def mlp_forward(X, V, a, W, b):
    """S = X V + a, H = sigma(S), Z = H W + b, Y = sigma(Z)."""
    return forward(X, V, a, W, b)


@mlp_forward.cases
def _(draw):
    yield tuple(draw.integers(*shape) for shape in ((2, 2), (2, 2), (2,), (2, 2), (2,)))
    yield tuple(draw.integers(*shape) for shape in ((1, 2), (2, 3), (3,), (3, 1), (1,)))
    yield tuple(draw.tenths(*shape) for shape in ((3, 3), (3, 3), (3,), (3, 3), (3,)))
    yield tuple(draw.tenths(*shape) for shape in ((1, 2), (2, 3), (3,), (3, 1), (1,)))
    for _ in range(3):
        n, d, hidden, k = draw.sizes(4)
        yield tuple(draw.normal(*shape) for shape in ((n, d), (d, hidden), (hidden,), (hidden, k), (k,)))


def fires(S):
    return (S > 0).astype(int)


def forward(X, V, a, W, b, *, bend_in=lambda x: x, bend=sigma, out=sigma, after=lambda S, H: H):
    """The forward pass with its details as arguments, so that a wrong one differs in exactly one of them."""
    S = bend_in(X) @ V + a
    H = bend(S)
    Z = after(S, H) @ W + b
    return {"S": S, "H": H, "Z": Z, "Y": out(Z)}


@mlp_forward.mistake("output_not_activated", "Y equals Z: the output's activation is missing. Y = sigmoid(Z).")
def _(X, V, a, W, b):
    return forward(X, V, a, W, b, out=lambda Z: Z)


@mlp_forward.mistake("hidden_not_activated", "H equals S: without the bend, two layers are only one (chapter:forward).")
def _(X, V, a, W, b):
    return forward(X, V, a, W, b, bend=lambda S: S)


@mlp_forward.mistake("never_activated", "Neither layer is activated: H = sigmoid(S) and Y = sigmoid(Z).")
def _(X, V, a, W, b):
    return forward(X, V, a, W, b, bend=lambda S: S, out=lambda Z: Z)


@mlp_forward.mistake("activation_on_input", "You activated the inputs. X goes in as it is; the sums are activated.")
def _(X, V, a, W, b):
    return forward(X, V, a, W, b, bend_in=sigma)


@mlp_forward.mistake("output_from_S", "The output layer was fed S. It sees what the hidden units send out: H.")
def _(X, V, a, W, b):
    return forward(X, V, a, W, b, after=lambda S, H: S)


@mlp_forward.mistake("hidden_activated_twice", "Z was computed from sigmoid(H). H is already activated: Z = H W + b.")
def _(X, V, a, W, b):
    return forward(X, V, a, W, b, after=lambda S, H: sigma(H))


@mlp_forward.mistake("weights_swapped", "V and W are swapped: V leads into the hidden layer, W out of it.")
def _(X, V, a, W, b):
    return forward(X, W, a, V, b)


@mlp_forward.mistake("biases_swapped", "a and b are swapped: a belongs to the hidden layer, b to the output.")
def _(X, V, a, W, b):
    return forward(X, V, b, W, a)


@mlp_forward.mistake("layers_swapped", "The layers are swapped: V and a come first, W and b second.")
def _(X, V, a, W, b):
    return forward(X, W, b, V, a)


@mlp_forward.mistake("no_biases", "Both biases are missing: a belongs to S, b to Z.")
def _(X, V, a, W, b):
    return forward(X, V, 0 * a, W, 0 * b)


@mlp_forward.mistake("relu_hidden", "You used ReLU in the hidden layer. Here both layers use the sigmoid.")
def _(X, V, a, W, b):
    return forward(X, V, a, W, b, bend=lambda S: np.maximum(S, 0))


@mlp_forward.mistake("tanh_hidden", "You used tanh in the hidden layer. Here both layers use the sigmoid.")
def _(X, V, a, W, b):
    return forward(X, V, a, W, b, bend=np.tanh)


@mlp_forward.mistake(
    "softmax_output", "You used softmax at the output (chapter:classification). Here each output has its own sigmoid."
)
def _(X, V, a, W, b):
    return forward(X, V, a, W, b, out=softmax)


@mlp_forward.mistake(
    "tuple", 'You return the arrays one after the other. A dictionary is wanted: {"S": S, "H": H, "Z": Z, "Y": Y}.'
)
def _(X, V, a, W, b):
    return tuple(forward(X, V, a, W, b).values())


@mlp_forward.mistake("step_activations", "You used a step in both layers. Both bend their sums with the sigmoid.")
def _(X, V, a, W, b):
    return forward(X, V, a, W, b, bend=fires, out=fires)


@mlp_forward.mistake("step_hidden", "You used a step in the hidden layer. It bends its sums with the sigmoid.")
def _(X, V, a, W, b):
    return forward(X, V, a, W, b, bend=fires)


@mlp_forward.mistake("step_output", "You used a step at the output. Y is the sigmoid of Z, a number between 0 and 1.")
def _(X, V, a, W, b):
    return forward(X, V, a, W, b, out=fires)


@mlp_forward.mistake("output_from_X", "The output layer was fed X. It sees what the hidden units send out: H.")
def _(X, V, a, W, b):
    r = forward(X, V, a, W, b)
    Z = X @ W + b
    return {"S": r["S"], "H": r["H"], "Z": Z, "Y": sigma(Z)}


@mlp_forward.mistake("sums_overwritten", "S and Z hold the activated values. Keep the bare sums under these names.")
def _(X, V, a, W, b):
    r = forward(X, V, a, W, b)
    return {"S": r["H"], "H": r["H"], "Z": r["Y"], "Y": r["Y"]}


@mlp_forward.mistake("biases_after_activation", "The biases were added after the sigmoids. They are part of the sums.")
def _(X, V, a, W, b):
    S = X @ V
    H = sigma(S) + a
    return {"S": S, "H": H, "Z": H @ W, "Y": sigma(H @ W) + b}


@mlp_forward.right_answer
def _(X, V, a, W, b):
    S = X @ V + a
    Z = sigma(S) @ W + b
    return {"Y": sigma(Z), "Z": Z, "H": sigma(S), "S": S, "X": X}


@mlp_forward.right_answer
def _(X, V, a, W, b):
    out = {"S": [], "H": [], "Z": [], "Y": []}
    for x in X:
        s = x @ V + a
        z = sigma(s) @ W + b
        for key, value in zip("SHZY", (s, sigma(s), z, sigma(z)), strict=True):
            out[key].append(value)
    return {key: np.array(rows) for key, rows in out.items()}


# ---------------------------------------------------------------------------------------------- layer_shapes


@topic.exercise(
    points=2,
    hints=[
        "A network with sizes [3, 4, 2] has two layers of weights. Between which sizes is each of them?",
        "zip(sizes, sizes[1:]) gives the pairs (fan_in, fan_out), one for each layer.",
        "For the first layer alone it would be: [((sizes[0], sizes[1]), (sizes[1],), (n, sizes[1]))]",
    ],
    why="Each pair of neighboring sizes is one layer. n appears in the shape of the output alone: weights "
    "belong to the network, rows to the data.",
)
def layer_shapes(sizes, n):
    """One (W shape, b shape, A shape) per layer: ((fan_in, fan_out), (fan_out,), (n, fan_out))."""
    return shapes(sizes, n)


@layer_shapes.cases
def _(draw):
    yield [3, 4, 2], 5
    yield [2, 1], 1
    yield [2, 3, 2, 4], draw.integers(low=5, high=7)  # A size that comes twice.
    yield draw.sizes(4), 10
    yield draw.sizes(5), 1
    yield draw.sizes(3), draw.integers(low=8, high=20)


def shapes(sizes, n, form=lambda i, o, n: ((i, o), (o,), (n, o))):
    return [form(i, o, n) for i, o in pairwise(sizes)]


layer_shapes.mistake(
    "W_transposed", "Your W is (fan_out, fan_in). Here samples are rows, so W is (fan_in, fan_out): X @ W must fit."
)(lambda sizes, n: shapes(sizes, n, lambda i, o, n: ((o, i), (o,), (n, o))))
layer_shapes.mistake("b_like_the_input", "b has one entry per unit of its own layer, (fan_out,), not per input.")(
    lambda sizes, n: shapes(sizes, n, lambda i, o, n: ((i, o), (i,), (n, o)))
)
layer_shapes.mistake("b_as_row", "b is a plain vector here, (fan_out,), not a matrix of one row.")(
    lambda sizes, n: shapes(sizes, n, lambda i, o, n: ((i, o), (1, o), (n, o)))
)
layer_shapes.mistake(
    "b_as_number",
    "Your shape of b is a number. A shape is a tuple, and with a single entry it needs a comma: (4,). Without the comma, "
    "(4) is just 4.",
)(lambda sizes, n: shapes(sizes, n, lambda i, o, n: ((i, o), o, (n, o))))
layer_shapes.mistake(
    "first_layer_only",
    "Only the first layer is there. If a `return` is inside the loop, it ends the function in the first round: move "
    "it after the loop.",
)(lambda sizes, n: shapes(sizes, n)[:1])
layer_shapes.mistake("b_per_sample", "b does not depend on the number of samples: it is (fan_out,).")(
    lambda sizes, n: shapes(sizes, n, lambda i, o, n: ((i, o), (n, o), (n, o)))
)
layer_shapes.mistake("A_transposed", "Your A is (fan_out, n). Samples are rows here: (n, fan_out).")(
    lambda sizes, n: shapes(sizes, n, lambda i, o, n: ((i, o), (o,), (o, n)))
)
layer_shapes.mistake("A_like_the_input", "A is what the layer sends out: one column per unit, (n, fan_out).")(
    lambda sizes, n: shapes(sizes, n, lambda i, o, n: ((i, o), (o,), (n, i)))
)
layer_shapes.mistake("A_for_one_sample", "A has a row for each of the n samples: (n, fan_out).")(
    lambda sizes, n: shapes(sizes, n, lambda i, o, n: ((i, o), (o,), (o,)))
)
layer_shapes.mistake("W_for_samples", "W does not depend on the number of samples: it is (fan_in, fan_out).")(
    lambda sizes, n: shapes(sizes, n, lambda i, o, n: ((n, o), (o,), (n, o)))
)
layer_shapes.mistake("output_layer_forgotten", "The last layer is missing: k + 1 sizes make k layers.")(
    lambda sizes, n: shapes(sizes, n)[:-1]
)
layer_shapes.mistake("first_layer_forgotten", "The first layer is missing: the inputs, too, lead into weights.")(
    lambda sizes, n: shapes(sizes, n)[1:]
)
layer_shapes.mistake("backwards", "The layers are listed from the output to the input. Start with the first.")(
    lambda sizes, n: shapes(sizes, n)[::-1]
)


@layer_shapes.right_answer
def _(sizes, n):
    return tuple([(sizes[i], sizes[i + 1]), [sizes[i + 1]], (n, sizes[i + 1])] for i in range(len(sizes) - 1))


layer_shapes.right_answer(
    lambda sizes, n: [(np.zeros((i, o)).shape, np.zeros(o).shape, np.zeros((n, o)).shape) for i, o in pairwise(sizes)]
)


# ------------------------------------------------------------------------------------------ count_parameters


@topic.exercise(
    points=1,
    needs=("layer_shapes",),
    hints=[
        "Count one layer first: how many weights are in W, and how many biases?",
        "Then add the layers up: k + 1 sizes make k layers.",
        "One layer from 3 inputs to 4 units has: 3 * 4 + 4",
    ],
    why="Each layer has one weight for each pair of an input and a unit, and one bias for each unit.",
)
def count_parameters(sizes):
    """The sum over the layers of fan_in fan_out + fan_out."""
    return sum(i * o + o for i, o in pairwise(sizes))


@count_parameters.cases
def _(draw):
    yield ([3, 4, 2],)
    yield ([5, 1],)
    yield ([2, 3, 2, 4],)
    yield (draw.sizes(4, high=12),)
    yield (draw.sizes(6, high=20),)
    yield ([784, 30, 10],)


def count(sizes, form):
    return sum(form(i, o) for i, o in pairwise(sizes))


count_parameters.mistake("without_biases", "Only the weights are counted. Every unit has a bias too.")(
    lambda sizes: count(sizes, lambda i, o: i * o)
)
count_parameters.mistake(
    "biases_for_inputs", "You gave the inputs biases. Inputs are just numbers: units have biases."
)(lambda sizes: count(sizes, lambda i, o: i * o) + sum(sizes))
count_parameters.mistake("bias_per_input", "You counted a bias for each input of a layer. It is one for each unit.")(
    lambda sizes: count(sizes, lambda i, o: i * o + i)
)
count_parameters.mistake("one_bias_per_layer", "You counted one bias per layer. Every unit has its own.")(
    lambda sizes: count(sizes, lambda i, o: i * o + 1)
)
count_parameters.mistake("only_biases", "Only the biases are counted. The weights are missing.")(
    lambda sizes: sum(sizes[1:])
)
count_parameters.mistake("units_counted", "You counted units. Count the numbers that are learned: weights and biases.")(
    lambda sizes: sum(sizes)
)
count_parameters.mistake("output_layer_forgotten", "The last layer is missing: k + 1 sizes make k layers.")(
    lambda sizes: count(sizes[:-1], lambda i, o: i * o + o)
)
count_parameters.mistake("output_biases_forgotten", "The output units' biases are missing. Outputs are units too.")(
    lambda sizes: count(sizes, lambda i, o: i * o + o) - sizes[-1]
)
count_parameters.mistake(
    "first_layer_only",
    "Only the first layer is counted. If a `return` is inside the loop, it ends the function in the first round: "
    "move it after the loop.",
)(lambda sizes: sizes[0] * sizes[1] + sizes[1])
count_parameters.mistake(
    "last_layer_only",
    "Only the last layer is counted. In a loop, total = ... starts over in every round; total += ... adds.",
)(lambda sizes: sizes[-2] * sizes[-1] + sizes[-1])
count_parameters.mistake("layers_multiplied", "You multiplied all the sizes. Layers do not multiply: add them up.")(
    lambda sizes: int(np.prod(sizes))
)
count_parameters.right_answer(lambda sizes: sum((sizes[i] + 1) * sizes[i + 1] for i in range(len(sizes) - 1)))
count_parameters.right_answer(lambda sizes: float(np.dot(np.array(sizes[:-1]) + 1, sizes[1:])))


# ------------------------------------------------------------------------------------------------------ bump


@topic.exercise(
    points=2,
    shapes={"x": "..."},
    hints=[
        "One smooth step goes up at `left`. What must happen at `right`?",
        "A step at c with a given steepness is sigmoid(steepness * (x - c)). You need two of them.",
        "The rising half alone would be: height * sigmoid(steepness * (x - left))",
    ],
    why="The second step takes back what the first one gave, so nothing is left to the right of it. The "
    "height multiplies both.",
)
def bump(x, left, right, height, steepness):
    """height (sigma(steepness (x - left)) - sigma(steepness (x - right)))."""
    return height * (sigma(steepness * (x - left)) - sigma(steepness * (x - right)))


@bump.cases
def _(draw):
    yield np.array([0.0, 1.0, 2.0]), 0.5, 1.5, 3.0, 2.0
    yield draw.integers(4), -1, 2, 5, 3
    for shape in ((1,), (5,), (2, 3)):
        left = draw.tenths()
        right, height = left + draw.integers(low=5, high=25) / 10, draw.tenths(low=1.5, high=4) + 0.03
        yield draw.tenths(*shape, low=-3, high=3), left, right, height, draw.tenths(low=1.2, high=5)


@bump.mistake("steps_added", "You added the two steps. The second has to take back what the first gave: subtract it.")
def _(x, left, right, height, steepness):
    return height * (sigma(steepness * (x - left)) + sigma(steepness * (x - right)))


@bump.mistake("height_on_first_step", "The height multiplies only the first step. Both steps must be equally high.")
def _(x, left, right, height, steepness):
    return height * sigma(steepness * (x - left)) - sigma(steepness * (x - right))


@bump.mistake("no_height", "The height is not used: your bump is always about 1 high.")
def _(x, left, right, height, steepness):
    return sigma(steepness * (x - left)) - sigma(steepness * (x - right))


@bump.mistake("steepness_ignored", "The steepness is not used: it multiplies (x - left) and (x - right).")
def _(x, left, right, height, steepness):
    return height * (sigma(x - left) - sigma(x - right))


@bump.mistake(
    "brackets",
    "steepness * x - left scales x but not the position of the step. It needs parentheses: steepness * (x - left).",
)
def _(x, left, right, height, steepness):
    return height * (sigma(steepness * x - left) - sigma(steepness * x - right))


@bump.mistake("steepness_divides", "You divided by the steepness. The larger it is, the steeper: multiply.")
def _(x, left, right, height, steepness):
    return height * (sigma((x - left) / steepness) - sigma((x - right) / steepness))


@bump.mistake("only_the_rise", "Only the rising step is there: your curve never comes down again at `right`.")
def _(x, left, right, height, steepness):
    return height * sigma(steepness * (x - left))


@bump.mistake("plus_position", "sigmoid(steepness (x + left)) steps at -left. To step at `left` subtract it.")
def _(x, left, right, height, steepness):
    return height * (sigma(steepness * (x + left)) - sigma(steepness * (x + right)))


@bump.mistake(
    "product_of_steps", "You multiplied the two steps. A layer can only add and subtract: use the difference."
)
def _(x, left, right, height, steepness):
    return height * sigma(steepness * (x - left)) * (1 - sigma(steepness * (x - right)))


@bump.mistake("hard_steps", "You used hard steps. Here they are smooth: sigmoid(steepness * (x - left)).")
def _(x, left, right, height, steepness):
    return height * ((x > left) & (x <= right))


@bump.mistake(
    "height_in_the_exponent", "The height went inside the sigmoid, where it makes it steeper. It belongs outside."
)
def _(x, left, right, height, steepness):
    return sigma(height * steepness * (x - left)) - sigma(height * steepness * (x - right))


@bump.right_answer
def _(x, left, right, height, steepness):
    up = 1 / (1 + np.exp(-steepness * (x - left)))
    down = 1 / (1 + np.exp(steepness * (x - right)))
    return height * (up + down - 1)


@bump.mistake(
    "mirrored_step_added",
    "sigmoid(steepness * (right - x)) falls from 1 to 0, so its sum with the first step is 1 outside of the bump and 2 "
    "inside. Subtract a rising step instead, or take 1 off.",
)
def _(x, left, right, height, steepness):
    return height * (sigma(steepness * (x - left)) + sigma(steepness * (right - x)))


bump.right_answer(
    elementwise(
        lambda x, left, right, height, steepness: (
            height / (1 + math.exp(-steepness * (x - left))) - height / (1 + math.exp(-steepness * (x - right)))
        )
    )
)


# ---------------------------------------------------------------------------------------------------- recall

topic.recall(
    "03-2",
    4,
    hints=["One weight for each input, and one number more."],
    wrong=[("without_bias", 3, "Three weights, yes. The bias is learned as well.")],
    why="Three weights and one bias.",
)
topic.recall(
    "03-3",
    5,
    hints=["Each hidden unit brings 3 weights in, 1 bias and 2 weights out. The outputs have biases as well."],
    wrong=[
        (
            "hidden_biases_forgotten",
            6,
            "Each hidden unit has a bias of its own, beside its 3 weights in and 2 weights out.",
        ),
        ("without_biases", 6.4, "You counted the weights alone: 5 per hidden unit. Every unit has a bias as well."),
        ("output_biases_forgotten", 5.33, "Every hidden unit brings 6 parameters; the two output biases come on top."),
    ],
    why="With h hidden units there are 3h + h + 2h + 2 = 6h + 2 parameters, and 6 · 5 + 2 = 32.",
)
topic.recall(
    "03-4",
    np.array([3, 5]),
    hints=["(8, 3) times what gives (8, 5)? The inner sizes must agree, and they disappear."],
    wrong=[
        ("transposed", np.array([5, 3]), "That is its transpose: (8, 3) times (5, 3) does not fit."),
        ("samples", np.array([8, 5]), "That is the output. The weights do not depend on the number of samples."),
    ],
    why="(8, 3) @ (3, 5) gives (8, 5): the inner sizes agree and disappear.",
)
topic.recall(
    "03-5",
    7,
    hints=["Each step is one hidden unit. Draw the six bumps and count the places where the height changes."],
    wrong=[
        (
            "one_each",
            6,
            "6 would be one unit per bump. The first bump begins with a step, and the last one ends with one.",
        ),
        ("two_each", 12, "12 would be two steps for each bump. Where two bumps meet, one step serves both."),
    ],
    why="Six bumps have seven edges, and each edge is one step, that is one hidden unit.",
)
topic.recall(
    "03-6",
    np.array([True, False]),
    hints=[
        "Feedforward asks one thing: are there cycles? An MLP asks for more, also of the units. What do these compute?"
    ],
    wrong=[
        (
            "both",
            np.array([True, True]),
            "It has no cycle, so it is feedforward, and it has a hidden layer. But which activation do its units have?",
        ),
        ("neither", np.array([False, False]), "It is not an MLP. But is there a cycle? If not, it is feedforward."),
        (
            "reversed",
            np.array([False, True]),
            "There is no cycle, so it is feedforward. And every MLP is feedforward: this answer cannot be right.",
        ),
    ],
    why="It has no cycle, so it is feedforward; but its units are steps, and those of an MLP are smooth.",
)
topic.recall(
    "02-6",
    2,
    hints=["Layers that follow each other with no activation between them collapse into one. Which can?"],
    wrong=[
        ("five", 5, "Layers without an activation between them collapse: look for such neighbors."),
        ("one", 1, "All five would collapse only if there were no bend at all. One remains after the third layer."),
        ("three", 3, "The third layer's weights come before its activation, so they collapse with those before them."),
    ],
    why="The first three layers of weights collapse into one, then comes the bend, and the last two collapse "
    "into another.",
)
