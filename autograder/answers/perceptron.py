"""The perceptron: references, cases, wrong answers and right ones.

Every number drawn here is a multiple of 1/4, so sums are exact in any order and "exactly at the threshold"
means the same to every right answer.
"""

import numpy as np

from autograder.exercise import Topic
from autograder.inside.observation import Opaque

topic = Topic(__name__)

TABLE = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])


def fires(z):
    return (np.asarray(z) > 0).astype(int)


# ---------------------------------------------------------------------------------------------- weighted_sum


@topic.exercise(
    points=1,
    shapes={"x": "d", "w": "d"},
    hints=[
        "Multiply each input by its own weight first. How many products are there?",
        "Add the products up, then add the bias, once.",
        "With two inputs it would read: x[0] * w[0] + x[1] * w[1] + b. Now for any number of inputs.",
    ],
    why="The products first, then their sum, then the bias, once and outside of the sum: the order of the formula. "
    "`x @ w + b` says the same in the fewest signs.",
)
def weighted_sum(x, w, b):
    """x1 w1 + x2 w2 + ... + b, one number."""
    return np.dot(x, w) + b


@weighted_sum.cases
def _(draw):
    yield draw.integers(2, low=1), draw.integers(2, low=2), draw.integers(low=1)
    yield draw.integers(3), draw.integers(3), draw.integers()
    yield draw.integers(3), draw.integers(3), draw.integers() + 0.5  # Whole inputs, and a sum that is not whole.
    yield draw.integers(2) + 0.5, draw.choice(-3, 3) * np.array([1, 2]), draw.integers()  # And decimals among them.
    yield draw.choice(-3, 3) * np.array([1, 2]), draw.integers(2) + 0.5, draw.integers()
    yield draw.quarters(1), draw.quarters(1), draw.quarters()
    yield draw.quarters(4), draw.quarters(4), draw.quarters()
    yield draw.quarters(7), draw.quarters(7), draw.quarters()


@weighted_sum.mistake(
    "product_of_products",
    "You multiplied the products together. The perceptron adds them: x1 w1 + x2 w2 + ..., then the bias.",
)
def _(x, w, b):
    return np.prod(x * w) + b


@weighted_sum.mistake(
    "bias_added_to_every_product",
    "The bias went inside the sum, so it is counted once per input. It belongs outside: add it once, at the end.",
)
def _(x, w, b):
    return np.sum(x * w + b)


@weighted_sum.mistake(
    "bias_inside_product",
    "The bias went inside the product: x (w + b). It is a term of its own: add it after multiplying.",
)
def _(x, w, b):
    return np.sum(x * (w + b))


@weighted_sum.mistake("bias_multiplied", "You multiplied by the bias. It is added to the sum, like a head start.")
def _(x, w, b):
    return np.dot(x, w) * b


@weighted_sum.mistake(
    "not_summed", "You have the products, one per input, each with the bias. Still to do: add the products up."
)
def _(x, w, b):
    return x * w + b


@weighted_sum.mistake(
    "product_of_sums",
    "Every input has met every weight: that is the sum of the inputs times the sum of the weights. Each input has to "
    "meet its own weight only: multiply the pairs, then add.",
)
def _(x, w, b):
    return np.sum(x) * np.sum(w) + b


weighted_sum.mistake(
    "decided", "You have decided already: that is 1 or 0. Here the weighted sum itself is wanted, with no step."
)(lambda x, w, b: int(np.sum(x * w) + b > 0))


@weighted_sum.mistake(
    "inputs_plus_weights", "You added weights to inputs. A weight says how much an input counts, so it multiplies."
)
def _(x, w, b):
    return np.sum(x + w) + b


@weighted_sum.mistake(
    "bias_subtracted", "You subtracted the bias. In this course it is added: a threshold of 3 is a bias of -3."
)
def _(x, w, b):
    return np.dot(x, w) - b


@weighted_sum.mistake("averaged", "You took the mean of the products. The perceptron takes their sum.")
def _(x, w, b):
    return np.mean(x * w) + b


@weighted_sum.mistake("weights_ignored", "The weights are not used: you added up the bare inputs.")
def _(x, w, b):
    return np.sum(x) + b


@weighted_sum.mistake(
    "first_product_only",
    "Your result holds only the first product. If a `return` is inside the loop, it ends the function in the "
    "first round: move it after the loop.",
)
def _(x, w, b):
    for xi, wi in zip(x, w, strict=True):
        return xi * wi + b


@weighted_sum.mistake(
    "last_product_only",
    "Your result holds only the last product. In a loop, total = ... starts over in every round; total += ... adds.",
)
def _(x, w, b):
    total = 0
    for xi, wi in zip(x, w, strict=True):
        total = xi * wi
    return total + b


@weighted_sum.mistake(
    "cut_off", "The decimals are cut off: int() and // keep only whole numbers. Return the sum as it is."
)
def _(x, w, b):
    return int(np.dot(x, w) + b)


@weighted_sum.right_answer
def _(x, w, b):
    total = b
    for xi, wi in zip(x, w, strict=True):
        total = total + xi * wi
    return total


weighted_sum.right_answer(lambda x, w, b: float(np.einsum("i,i", x, w) + b))
weighted_sum.right_answer(lambda x, w, b: np.array(b + sum(x * w)))
weighted_sum.right_answer(lambda x, w, b: np.append(x, 1) @ np.append(w, b))


# --------------------------------------------------------------------------------------------- weighted_sums


@topic.exercise(
    points=2,
    shapes={"X": "n d", "w": "d"},
    needs=("weighted_sum",),
    hints=[
        "Every row of X is one sample. What should the shape of the answer be?",
        "A matrix times a vector is exactly this: one weighted sum per row. Or loop over the rows of X.",
        "With the bias left out it would be: X @ w",
    ],
    why="`X @ w` is one weighted sum per row, so no loop is needed, and the single number `b` is added to every row.",
)
def weighted_sums(X, w, b):
    """One weighted sum per row: X w + b, shape (n,)."""
    return X @ w + b


def batches(draw):
    yield draw.integers(3, 2), draw.integers(2), draw.integers()
    yield draw.integers(2, 2), draw.integers(2), draw.integers()
    yield draw.integers(2, 2), draw.integers(2), draw.integers() + 0.5  # Whole inputs, and sums that are not whole.
    yield draw.quarters(1, 3), draw.quarters(3), draw.quarters()
    yield draw.quarters(4, 1), draw.quarters(1), draw.quarters()
    n, d = draw.sizes(2, low=3)
    yield draw.quarters(n, d), draw.quarters(d), draw.quarters()


weighted_sums.cases(batches)


@weighted_sums.mistake(
    "bias_added_to_every_product",
    "The bias went inside the sum, so each row counts it d times. Add it once per row, after the sum.",
)
def _(X, w, b):
    return np.sum(X * w + b, axis=1)


@weighted_sums.mistake(
    "summed_over_samples",
    "You summed down the columns, over the samples. Each row is one sample: sum along the row, over its features "
    "(axis=1).",
)
def _(X, w, b):
    return np.sum(X * w, axis=0) + b


@weighted_sums.mistake("one_total", "You added everything into one number. There is one weighted sum per row.")
def _(X, w, b):
    return np.sum(X * w) + b


@weighted_sums.mistake("not_summed", "You have the products of every row. Still to do: add them up along each row.")
def _(X, w, b):
    return X * w + b


@weighted_sums.mistake(
    "transposed_X",
    "Your product runs over the samples, as w @ X and X.T @ w do. X has one sample per row, so X is on the left: "
    "X @ w.",
)
def _(X, w, b):
    return X.T @ w + b


@weighted_sums.mistake("first_sample_only", "Only the first row was used. Every row of X is a sample.")
def _(X, w, b):
    return X[0] @ w + b


@weighted_sums.mistake(
    "first_row_only",
    "Your result holds the first row's sum and no other. If a `return` is inside the loop over the rows, it ends "
    "the function in the first round: move it after the loop.",
)
def _(X, w, b):
    return np.array([X[0] @ w + b])


@weighted_sums.mistake("weights_ignored", "The weights are not used: you added up the bare rows.")
def _(X, w, b):
    return X.sum(axis=1) + b


@weighted_sums.mistake("bias_subtracted", "You subtracted the bias. In this course it is added.")
def _(X, w, b):
    return X @ w - b


weighted_sums.right_answer(lambda X, w, b: np.einsum("nd,d->n", X, w) + b)
weighted_sums.right_answer(lambda X, w, b: [sum(a * c for a, c in zip(row, w, strict=True)) + b for row in X])
weighted_sums.right_answer(lambda X, w, b: (X * w).sum(axis=1) + b)
weighted_sums.right_answer(lambda X, w, b: (w @ X.T + b).astype(np.float32))


@weighted_sums.right_answer
def _(X, w, b):
    out = np.zeros(len(X))
    for i in range(len(X)):
        out[i] = b
        for j in range(len(w)):
            out[i] += X[i, j] * w[j]
    return out


# ------------------------------------------------------------------------------------------------------ step


@topic.exercise(
    points=1,
    shapes={"z": "..."},
    hints=[
        "Which value does the rule give for exactly 0? Read the two inequalities again.",
        "A comparison of an array gives an array of True and False, which count as 1 and 0.",
        "The opposite decision would be: np.where(z > 0, 0, 1)",
    ],
    why="A comparison decides for every element at once, whatever the shape; `astype(int)` turns True and False "
    "into 1 and 0.",
)
def step(z):
    """0 where z <= 0, 1 where z > 0."""
    return fires(z)


@step.cases
def _(draw):
    yield (np.array([-1, 0, 2]),)
    yield (draw.quarters(1),)
    yield (np.concatenate([[0.0], draw.quarters(4), [0.25, -0.25]]),)
    yield (np.concatenate([draw.quarters(2, 3), np.array([[0.0, 1.5, -1.5]])]),)


@step.mistake(
    "fires_at_zero",
    "At exactly 0 your step gives 1. The rule is strict: 1 only where z > 0, and z = 0 stays 0 (look for >=).",
)
def _(z):
    return (z >= 0).astype(int)


@step.mistake("labels_plus_minus_one", "Your step answers -1 and 1. This course uses 0 and 1.")
def _(z):
    return np.where(z > 0, 1, -1)


@step.mistake("three_values", "np.sign has three answers, -1, 0 and 1. A step has two: 0 and 1.")
def _(z):
    return np.sign(z)


@step.mistake(
    "clipped",
    "Between 0 and 1 you return z itself: np.clip only cuts off what lies outside. A step gives 1 for every z above 0, "
    "however small.",
)
def _(z):
    return np.clip(z, 0, 1)


@step.mistake("flipped", "Your step is the wrong way around: 1 is for z above 0.")
def _(z):
    return (z <= 0).astype(int)


@step.mistake(
    "keeps_the_value", "Above 0 you return z itself (that is ReLU, chapter:activations). A step returns just 1."
)
def _(z):
    return np.maximum(z, 0)


@step.mistake(
    "if_on_the_array",
    "An `if` decides once, for the whole array. Each element needs its own decision: compare the array itself.",
)
def _(z):
    return 1 if z > 0 else 0


@step.mistake("one_decision_for_all", "You made one decision for the whole array. Each element gets its own.")
def _(z):
    return int(np.any(z > 0))


step.right_answer(lambda z: z > 0)
step.right_answer(lambda z: np.where(z > 0, 1.0, 0.0))
step.right_answer(lambda z: np.heaviside(z, 0))
step.right_answer(lambda z: np.ceil(np.clip(z, 0, 1)))


# ---------------------------------------------------------------------------------------- perceptron_predict


@topic.exercise(
    points=2,
    shapes={"X": "n d", "w": "d"},
    needs=("weighted_sums", "step"),
    hints=[
        "You have written both halves already: the weighted sums, and the step.",
        "First one number per row, then 0 or 1 for each number.",
        "For a single sample it would be: step(weighted_sum(x, w, b))",
    ],
    why="Both halves are written and checked already, and calling them keeps the rule for z = 0 in one place.",
)
def perceptron_predict(X, w, b):
    """step(X w + b): 0 or 1 per row."""
    return fires(X @ w + b)


@perceptron_predict.cases
def _(draw):
    X, w = draw.integers(4, 2), draw.integers(2)
    yield X, w, -int(X[1] @ w)  # The second row sits exactly on the line.
    for just_above in (0.25, 0.5, 0.125):  # The first row is barely on the firing side.
        X, w = draw.quarters(2, 2), draw.quarters(2)
        yield X, w, just_above - float(X[0] @ w)
    yield draw.quarters(1, 3), draw.quarters(3), draw.quarters()
    yield draw.quarters(6, 1), draw.quarters(1), draw.quarters()
    for just_above in (0.25, 0.5):
        X, w = draw.quarters(16, 3), draw.quarters(3)
        yield X, w, just_above - float(X[0] @ w)
    X, w = draw.integers(12, 5), draw.integers(5)
    yield X, w, -int(X[3] @ w)


@perceptron_predict.mistake(
    "fires_at_zero", "A weighted sum of exactly 0 must give 0: the perceptron fires only above 0 (look for >=)."
)
def _(X, w, b):
    return (X @ w + b >= 0).astype(int)


@perceptron_predict.mistake("labels_plus_minus_one", "Your perceptron answers -1 and 1. This course uses 0 and 1.")
def _(X, w, b):
    return np.where(X @ w + b > 0, 1, -1)


@perceptron_predict.mistake("no_step", "You return the weighted sums. Still to do: decide, with the step.")
def _(X, w, b):
    return X @ w + b


@perceptron_predict.mistake(
    "bias_as_threshold",
    "You compare the sum with the bias. A bias is the threshold with its sign flipped: compare sum + b with 0.",
)
def _(X, w, b):
    return (X @ w > b).astype(int)


@perceptron_predict.mistake(
    "bias_added_to_every_product", "The bias went inside the sum, so each row counts it d times. Add it once per row."
)
def _(X, w, b):
    return fires(np.sum(X * w + b, axis=1))


@perceptron_predict.mistake(
    "step_before_sum", "You let every product decide on its own. The perceptron adds first and decides once per row."
)
def _(X, w, b):
    return fires(X * w + b)


@perceptron_predict.mistake("threshold_one_half", "You compare with 0.5. The threshold is 0; the bias moves it.")
def _(X, w, b):
    return (X @ w + b > 0.5).astype(int)


@perceptron_predict.mistake("flipped", "Every decision is the wrong way around: 1 is for sums above 0.")
def _(X, w, b):
    return (X @ w + b <= 0).astype(int)


perceptron_predict.right_answer(lambda X, w, b: X @ w + b > 0)
perceptron_predict.right_answer(lambda X, w, b: [int(row @ w > -b) for row in X])
perceptron_predict.right_answer(lambda X, w, b: np.heaviside(np.dot(X, w) + b, 0))


# ---------------------------------------------------------------------------------------------- gate_weights


def decisions(value, gate):
    """What a pair (w, b) decides on the four rows of the truth table, in words that nobody takes for the pair."""
    if isinstance(value, dict):
        return Opaque(f"a dictionary with the keys {', '.join(map(repr, value))}, not a pair (w, b)")
    if isinstance(value, (list, np.ndarray)) and np.ndim(value[0]) == 0 and len(value) != 2:
        return Opaque(f"{len(value)} numbers, not a pair (w, b)")
    w, b = (np.asarray(part, dtype=float) for part in value)
    if w.size == 1 and b.size == 2:
        return Opaque("the bias first, then the weights")
    if w.size != 2 or b.size != 1:
        return Opaque(f"a pair of {w.size} and {b.size} numbers")
    answers = ", ".join(map(str, fires(TABLE @ w.ravel() + b.item())))
    return f"a pair (w, b) that decides {answers} on (0, 0), (0, 1), (1, 0), (1, 1)"


@topic.exercise(
    points=3,
    view=decisions,
    hints=[
        "Write down the truth table and, beside each row, what the weighted sum must be: above 0, or not.",
        "With both weights 1, the sums are 0, 1, 1, 2. Which bias puts the threshold where you want it?",
        "A gate that fires for (1, 0) only could be: return np.array([1.0, -1.0]), -0.5",
    ],
    why="With weights 1 and 1 the sums are 0, 1, 1, 2. A bias of -1.5 puts the threshold halfway between 1 and 2, one "
    "of -0.5 halfway between 0 and 1, and NAND is AND with every sign turned.",
)
def gate_weights(gate):
    """Weights and bias that compute the gate "and", "or" or "nand"; any that separate pass."""
    return {
        "and": (np.array([1.0, 1.0]), -1.5),
        "or": (np.array([1.0, 1.0]), -0.5),
        "nand": (np.array([-1.0, -1.0]), 1.5),
    }[gate]


@gate_weights.cases
def _(draw):
    yield from (("and",), ("or",), ("nand",))


def gates(and_, or_, nand):
    """A wrong implementation from three tuples (w1, w2, b)."""

    def wrong(gate):
        w1, w2, b = {"and": and_, "or": or_, "nand": nand}[gate]
        return np.array([w1, w2]), b

    return wrong


AND, OR, NAND = (1.0, 1.0, -1.5), (1.0, 1.0, -0.5), (-1.0, -1.0, 1.5)

gate_weights.mistake("and_or_swapped", "AND and OR are swapped: AND needs both inputs, OR is content with one.")(
    gates(OR, AND, NAND)
)
gate_weights.mistake(
    "nand_is_and",
    "Your NAND is AND again. NAND says no exactly where AND says yes: flip the signs of the weights and the bias.",
)(gates(AND, OR, AND))
gate_weights.mistake(
    "nand_negates_only_weights",
    "For NAND you flipped the signs of the weights but not of the bias, so no sum gets above 0. Flip both.",
)(gates(AND, OR, (-1.0, -1.0, -1.5)))
gate_weights.mistake(
    "nand_negates_only_bias",
    "For NAND you flipped the sign of the bias but not of the weights, so every sum is above 0. Flip both.",
)(gates(AND, OR, (1.0, 1.0, 1.5)))
gate_weights.mistake(
    "threshold_for_bias",
    "The biases have the wrong sign: you return thresholds. A threshold of 1.5 is a bias of -1.5.",
)(gates((1.0, 1.0, 1.5), (1.0, 1.0, 0.5), (-1.0, -1.0, -1.5)))
gate_weights.mistake(
    "fires_at_zero",
    "Your sums reach exactly 0 where the gate should fire, and at 0 the step stays 0. Move the bias between two sums.",
)(gates((1.0, 1.0, -2.0), (1.0, 1.0, -1.0), (-1.0, -1.0, 1.0)))
gate_weights.mistake("same_for_all", "Your answer is AND whatever gate is asked for: look at the argument `gate`.")(
    gates(AND, AND, AND)
)
gate_weights.mistake(
    "nand_is_nor",
    "Your NAND is NOR: it fires for (0, 0) only. NAND also fires where one of the inputs is 1: raise its bias.",
)(gates(AND, OR, (-1.0, -1.0, 0.5)))


@gate_weights.mistake(
    "three_values",
    "You return three numbers. The two weights belong together in one array: return np.array([w1, w2]), b.",
)
def _(gate):
    w, b = gate_weights.reference(gate)
    return w[0], w[1], b


@gate_weights.mistake(
    "all_gates",
    "You return the whole dictionary, with all the gates in it. Choose the one that is asked for: return gates[gate].",
)
def _(gate):
    return {"and": AND, "or": OR, "nand": NAND}


@gate_weights.mistake(
    "named",
    'You return a dictionary with the names "w" and "b". A pair is wanted, without names: return w, b.',
)
def _(gate):
    return dict(zip("wb", gate_weights.reference(gate), strict=True))


@gate_weights.mistake(
    "no_gate_recognized",
    "Your function returns None for every gate. Either the `return` is missing, or no branch is taken: `gate` is "
    'written in lowercase letters, so gate == "AND" is never true.',
)
def _(gate):
    return None


@gate_weights.mistake(
    "truth_table",
    "You return what the gate answers. Return the weights and the bias of a perceptron that gives these answers.",
)
def _(gate):
    return {"and": [0, 0, 0, 1], "or": [0, 1, 1, 1], "nand": [1, 1, 1, 0]}[gate]


@gate_weights.mistake("bias_first", "You return (b, w). The weights come first: (w, b).")
def _(gate):
    w, b = gate_weights.reference(gate)
    return b, w


gate_weights.right_answer(
    lambda gate: {"and": ([1, 1], -1), "or": ([3, 2], -0.1), "nand": ([-2, -1], 2.5)}[gate],
)
gate_weights.right_answer(
    lambda gate: (
        [np.array([0.5, 0.6]), {"and": -1.0, "or": 0, "nand": 9}[gate]]
        if gate != "nand"
        else (np.array([-1, -1]), np.float64(2))
    ),
)


# ------------------------------------------------------------------------------------------------------- xor


@topic.exercise(
    points=3,
    shapes={"X": "n 2"},
    needs=("perceptron_predict", "gate_weights"),
    hints=[
        "No single perceptron can do it. Say XOR in words with AND, OR and NAND.",
        "XOR is: at least one of the two (OR), but not both (NAND). And that `but` is an AND.",
        "Three columns p, q and r of decisions side by side would be: np.column_stack([p, q, r])",
    ],
    why="No line separates XOR, but two lines do: OR cuts off (0, 0), NAND cuts off (1, 1), and AND keeps what both "
    "let through. It is the first network with a hidden layer in this course.",
)
def xor(X):
    """1 where exactly one of the two inputs is 1."""
    return (X[:, 0] != X[:, 1]).astype(int)


@xor.cases
def _(draw):
    yield (TABLE.copy(),)
    yield (np.array([[1, 1]]),)
    yield (draw.bits(6, 2).astype(float),)
    yield (np.concatenate([TABLE[::-1], draw.bits(5, 2)]),)


xor.mistake("is_or", "Your answer is OR: it says yes to (1, 1) too. XOR is OR, but not both.")(
    lambda X: X.max(axis=1).astype(int)
)
xor.mistake("is_and", "Your answer is AND: it says yes to (1, 1) only.")(lambda X: X.min(axis=1).astype(int))
xor.mistake("is_nand", "Your answer is NAND: it says yes to (0, 0) too. XOR also needs OR.")(
    lambda X: 1 - X.min(axis=1).astype(int)
)
xor.mistake("is_equal", "Every answer is the wrong way around: you say yes where the inputs are equal.")(
    lambda X: (X[:, 0] == X[:, 1]).astype(int)
)
xor.mistake(
    "or_of_or_and_nand",
    "Your answer is always 1. You joined OR and NAND with OR; both must hold, so join them with AND.",
)(lambda X: np.ones(len(X), dtype=int))
xor.mistake("difference", "x1 - x2 is -1 for (0, 1). And a subtraction is no perceptron: build it from gates.")(
    lambda X: X[:, 0] - X[:, 1]
)
xor.mistake("first_input_only", "Your answer is the first input: the second one is ignored.")(
    lambda X: X[:, 0].astype(int)
)
xor.mistake("second_input_only", "Your answer is the second input: the first one is ignored.")(
    lambda X: X[:, 1].astype(int)
)
xor.mistake("is_nor", "Your answer is NOR: it says yes to (0, 0) only.")(lambda X: 1 - X.max(axis=1).astype(int))
ONE_LINE = "A single perceptron draws one line, and XOR needs two: combine OR and NAND with AND."
xor.mistake("first_without_second", f"Your answer is yes for (1, 0) alone: x1, but not x2. {ONE_LINE}")(
    lambda X: X[:, 0] * (1 - X[:, 1])
)
xor.mistake("second_without_first", f"Your answer is yes for (0, 1) alone: x2, but not x1. {ONE_LINE}")(
    lambda X: X[:, 1] * (1 - X[:, 0])
)
xor.right_answer(lambda X: np.abs(X[:, 0] - X[:, 1]))
xor.right_answer(lambda X: (X.sum(axis=1) == 1).tolist())
xor.right_answer(lambda X: X[:, 0] + X[:, 1] - 2 * X[:, 0] * X[:, 1])


# ----------------------------------------------------------------------------------------- perceptron_update


@topic.exercise(
    points=3,
    shapes={"w": "d", "x": "d"},
    returns=("w", "b"),
    needs=("weighted_sum", "step"),
    hints=[
        "First the prediction o for this sample, as 0 or 1. Then the error t - o, which is -1, 0 or 1.",
        "Each weight moves by lr times the error times its own input. What is the bias's input?",
        "If only the bias could learn, it would be: return w, b + lr * (t - o)",
    ],
    why="The error t - o is 0 for a right decision, so no `if` is needed. `w + ...` makes a new array; `w += ...` would "
    "change the caller's.",
)
def perceptron_update(w, b, x, t, lr):
    """w + lr (t - o) x and b + lr (t - o), with o the prediction for x."""
    error = t - (1 if np.dot(x, w) + b > 0 else 0)
    return w + lr * error * x, b + lr * error


@perceptron_update.cases
def _(draw):
    x, w = np.array([draw.choice(-3, -1, 1, 3), draw.choice(-2, 2)]), draw.integers(2)
    for t in (1, 0):
        yield w, -int(x @ w), x, t, 0.5  # Exactly at the threshold: the prediction is 0. And halves from whole numbers.
    yield np.array([draw.quarters()]), -2.5, np.array([0.5]), 1, 0.25  # One update does not correct this prediction.
    for above, t in ((1, 0), (-1, 1), (1, 1), (-1, 0)):
        d = int(draw.choice(1, 3, 4))
        w, x = draw.quarters(d), draw.quarters(d)
        b = float(above * draw.choice(1.25, 2.5) - x @ w)
        yield w, b, x, t, float(draw.choice(0.25, 2.0))


def updating(w, b, x, t, lr, error):
    return w + lr * error * x, b + lr * error


@perceptron_update.mistake(
    "output_minus_target",
    "The error has the wrong sign: o - t pushes every weight the wrong way. It is target minus output, t - o.",
)
def _(w, b, x, t, lr):
    return updating(w, b, x, t, lr, fires(x @ w + b) - t)


@perceptron_update.mistake(
    "updates_right_samples",
    "You move the weights even when the prediction was right. Use the error t - o, which is 0 then, instead of t.",
)
def _(w, b, x, t, lr):
    return updating(w, b, x, t, lr, t)


@perceptron_update.mistake(
    "signed_target",
    "You move the weights even when the prediction was right: +x for t = 1 and -x for t = 0. Use the error t - o.",
)
def _(w, b, x, t, lr):
    return updating(w, b, x, t, lr, 2 * t - 1)


@perceptron_update.mistake(
    "bias_never_updated", "The weights learn, the bias does not. It learns like a weight whose input is always 1."
)
def _(w, b, x, t, lr):
    return w + lr * (t - fires(x @ w + b)) * x, b


@perceptron_update.mistake(
    "bias_moved_by_all_inputs",
    "The bias moves by the sum of what all weights move by. It is a weight of its own, whose input is always 1.",
)
def _(w, b, x, t, lr):
    step = lr * (t - fires(x @ w + b)) * x
    return w + step, b + np.sum(step)


@perceptron_update.mistake(
    "sigmoid_for_step",
    "Your prediction lies between 0 and 1, as that of a sigmoid does. The perceptron decides: o is 0 or 1, by the step.",
)
def _(w, b, x, t, lr):
    return updating(w, b, x, t, lr, t - 1 / (1 + np.exp(-(x @ w + b))))


@perceptron_update.mistake("no_learning_rate", "The learning rate is not used: the step is lr times error times input.")
def _(w, b, x, t, lr):
    return updating(w, b, x, t, 1, t - fires(x @ w + b))


@perceptron_update.mistake("bias_without_rate", "The bias's step forgets the learning rate: lr times error.")
def _(w, b, x, t, lr):
    error = t - fires(x @ w + b)
    return w + lr * error * x, b + error


@perceptron_update.mistake(
    "error_before_step",
    "The error is computed with the weighted sum itself, t - z. The perceptron compares decisions: t - o, o 0 or 1.",
)
def _(w, b, x, t, lr):
    return updating(w, b, x, t, lr, t - (x @ w + b))


@perceptron_update.mistake("fires_at_zero", "A sum of exactly 0 predicts 0; yours predicts 1 there (look for >=).")
def _(w, b, x, t, lr):
    return updating(w, b, x, t, lr, t - int(x @ w + b >= 0))


@perceptron_update.mistake(
    "labels_plus_minus_one", "Your prediction is -1 or 1, while t is 0 or 1: even right answers then count as errors."
)
def _(w, b, x, t, lr):
    return updating(w, b, x, t, lr, t - np.where(x @ w + b > 0, 1, -1))


@perceptron_update.mistake(
    "input_forgotten", "Every weight moves by the same amount: the step must be multiplied by that weight's input, x."
)
def _(w, b, x, t, lr):
    error = t - fires(x @ w + b)
    return w + lr * error, b + lr * error


@perceptron_update.mistake(
    "bias_after_weights",
    "You computed the error again for the bias, with the weights already changed. One prediction serves both.",
)
def _(w, b, x, t, lr):
    w = w + lr * (t - fires(x @ w + b)) * x
    return w, b + lr * (t - fires(x @ w + b))


@perceptron_update.mistake("bias_wrong_way", "The bias moves the wrong way: it is b + lr (t - o), like the weights.")
def _(w, b, x, t, lr):
    error = t - fires(x @ w + b)
    return w + lr * error * x, b - lr * error


@perceptron_update.mistake("only_the_change", "You return the change. Add it to the old weights and the old bias.")
def _(w, b, x, t, lr):
    error = t - fires(x @ w + b)
    return lr * error * x, lr * error


@perceptron_update.mistake(
    "in_place",
    "`w += ...` writes into the caller's array. Make a new one: w = w + ... (the two look alike and are not).",
)
def _(w, b, x, t, lr):
    error = t - fires(x @ w + b)
    w += lr * error * x
    return w, b + lr * error


@perceptron_update.mistake(
    "always_added",
    "You add after every mistake. If the perceptron fired and should not have, the sum must go down: t - o is -1 then.",
)
def _(w, b, x, t, lr):
    wrong = abs(t - int(x @ w + b > 0))
    return w + lr * wrong * x, b + lr * wrong


@perceptron_update.right_answer
def _(w, b, x, t, lr):
    o = int(np.dot(w, x) + b > 0)
    if o == t:
        return w, b
    sign = 1 if t == 1 else -1
    return [wi + sign * lr * xi for wi, xi in zip(w, x, strict=True)], b + sign * lr


@perceptron_update.right_answer
def _(w, b, x, t, lr):
    new = np.append(w, b) + lr * (t - (x @ w + b > 0)) * np.append(x, 1.0)
    return [new[:-1], new[-1]]


# ------------------------------------------------------------------------------------------ train_perceptron


@topic.exercise(
    points=4,
    shapes={"X": "n d", "t": "n"},
    returns=("w", "b", "mistakes"),
    needs=("perceptron_predict", "perceptron_update"),
    hints=[
        "Two loops: epochs outside, the samples in their order inside. What has to be remembered between them?",
        "For each sample: predict, count it if it is wrong, and only then update. The count starts at 0 each epoch.",
        "Counting without learning, for all samples at once, would be: np.sum(perceptron_predict(X, w, b) != t)",
    ],
    why="A mistake is counted with the weights the sample meets, before they learn from it. A whole epoch without "
    "a mistake therefore means that these very weights get every sample right.",
)
def train_perceptron(X, t, lr, epochs):
    """Weights, bias, and the wrong predictions met in each epoch, before their update."""
    return trained(X, t, lr, epochs)


@train_perceptron.cases
def _(draw):
    yield TABLE[[3, 0]], np.array([1, 0]), 1, 3
    yield TABLE.copy(), np.array([0, 0, 0, 1]), 0.5, 3
    yield TABLE.copy(), np.array([0, 1, 1, 0]), 0.25, 3
    yield TABLE.copy(), np.array([0, 0, 0, 1]), 0.5, 12  # Long enough to stop making mistakes.
    yield draw.quarters(1, 3), np.array([1]), 0.5, 2
    for n, d in ((6, 3), (9, 2)):
        X = draw.quarters(n, d)
        t = draw.bits(n)
        t[:2] = 1, 0
        yield X, t, 0.25, 4


def trained(X, t, lr, epochs, *, start=0.0, after=False, error=lambda t, z: t - int(z > 0), bias=True, order=1):
    """The training loop with its details as arguments, so that a wrong one differs in exactly one of them."""
    w, b, mistakes = np.full(X.shape[1], start), start, []
    for _ in range(epochs):
        wrong = 0
        for x, target in list(zip(X, t, strict=True))[::order]:
            wrong += 0 if after else int(target != int(x @ w + b > 0))
            change = lr * error(target, x @ w + b)
            w, b = w + change * x, b + change * bias
            wrong += int(target != int(x @ w + b > 0)) if after else 0
        mistakes.append(wrong)
    return w, b, np.array(mistakes)


@train_perceptron.mistake(
    "counted_after_update",
    "You count mistakes after the update, when the weights have already been corrected. Predict and count first.",
)
def _(X, t, lr, epochs):
    return trained(X, t, lr, epochs, after=True)


@train_perceptron.mistake(
    "counted_after_epoch",
    "You count the mistakes of the finished epoch, over all samples at once. Count each one as it is met, before its "
    "own update.",
)
def _(X, t, lr, epochs):
    w, b, _ = trained(X, t, lr, epochs)
    each = [trained(X, t, lr, k + 1)[:2] for k in range(epochs)]
    return w, b, np.array([np.sum(fires(X @ v + c) != t) for v, c in each])


@train_perceptron.mistake(
    "counted_before_epoch",
    "You count the mistakes with the weights from before the epoch. They change with every sample: count as you go.",
)
def _(X, t, lr, epochs):
    w, b, _ = trained(X, t, lr, epochs)
    each = [trained(X, t, lr, k)[:2] for k in range(epochs)]
    return w, b, np.array([np.sum(fires(X @ v + c) != t) for v, c in each])


@train_perceptron.mistake(
    "one_update_per_epoch",
    "You update once per epoch, with all samples together. The perceptron updates after each sample, and the next one "
    "already meets the new weights.",
)
def _(X, t, lr, epochs):
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        error = t - fires(X @ w + b)
        mistakes.append(np.sum(error != 0))
        w, b = w + lr * error @ X, b + lr * error.sum()
    return w, b, np.array(mistakes)


@train_perceptron.mistake("bias_never_updated", "The weights learn, the bias stays 0. Update it after each sample too.")
def _(X, t, lr, epochs):
    return trained(X, t, lr, epochs, bias=False)


@train_perceptron.mistake("output_minus_target", "The updates go the wrong way: use t - o, not o - t.")
def _(X, t, lr, epochs):
    return trained(X, t, lr, epochs, error=lambda t, z: int(z > 0) - t)


@train_perceptron.mistake("fires_at_zero", "A sum of exactly 0 predicts 0; yours predicts 1 there (look for >=).")
def _(X, t, lr, epochs):
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        mistakes.append(0)
        for x, target in zip(X, t, strict=True):
            error = target - int(x @ w + b >= 0)
            mistakes[-1] += int(error != 0)
            w, b = w + lr * error * x, b + lr * error
    return w, b, np.array(mistakes)


@train_perceptron.mistake(
    "stops_early",
    "You stop as soon as an epoch has no mistakes, so `mistakes` is too short. Run all epochs: one count for each.",
)
def _(X, t, lr, epochs):
    w, b, mistakes = trained(X, t, lr, epochs)
    perfect = np.flatnonzero(mistakes == 0)
    return w, b, mistakes[: perfect[0] + 1] if perfect.size else mistakes


@train_perceptron.mistake(
    "count_never_reset", "Your count runs on from epoch to epoch. Each epoch's count starts at 0 again."
)
def _(X, t, lr, epochs):
    w, b, mistakes = trained(X, t, lr, epochs)
    return w, b, np.cumsum(mistakes)


@train_perceptron.mistake("one_total", "You return one number of mistakes. One count per epoch is wanted, (epochs,).")
def _(X, t, lr, epochs):
    w, b, mistakes = trained(X, t, lr, epochs)
    return w, b, mistakes.sum()


@train_perceptron.mistake(
    "restarts_every_epoch", "Every epoch begins with zeros again. Set w and b to zero once, before both loops."
)
def _(X, t, lr, epochs):
    w, b, mistakes = trained(X, t, lr, 1)
    return w, b, np.repeat(mistakes, epochs)


@train_perceptron.mistake(
    "one_epoch_only",
    "Only one epoch was run, and `epochs` are asked for. If there is a loop over the epochs, a `return` inside it ends "
    "it after the first.",
)
def _(X, t, lr, epochs):
    return trained(X, t, lr, 1)


@train_perceptron.mistake(
    "no_learning_rate", "The learning rate is not used. From zero it only scales the weights, but they are returned."
)
def _(X, t, lr, epochs):
    return trained(X, t, 1, epochs)


@train_perceptron.mistake(
    "starts_at_one", "You start from ones. Start from zeros, so that everyone gets the same path."
)
def _(X, t, lr, epochs):
    return trained(X, t, lr, epochs, start=1.0)


@train_perceptron.mistake("updates_right_samples", "You update on every sample with t = 1, right or wrong: use t - o.")
def _(X, t, lr, epochs):
    return trained(X, t, lr, epochs, error=lambda t, z: t)


@train_perceptron.mistake(
    "labels_plus_minus_one", "Your prediction is -1 or 1, while t is 0 or 1: even right answers then count as errors."
)
def _(X, t, lr, epochs):
    return trained(X, t, lr, epochs, error=lambda t, z: t - (1 if z > 0 else -1))


@train_perceptron.mistake("backwards", "You go through the samples from last to first. Take them in their order.")
def _(X, t, lr, epochs):
    return trained(X, t, lr, epochs, order=-1)


@train_perceptron.right_answer
def _(X, t, lr, epochs):
    X1 = np.column_stack([X, np.ones(len(X))])
    v = np.zeros(X1.shape[1])
    mistakes = []
    for _ in range(epochs):
        count = 0
        for i in range(len(X1)):
            o = 1 if X1[i] @ v > 0 else 0
            if o != t[i]:
                count += 1
                v += lr * (t[i] - o) * X1[i]
        mistakes.append(count)
    return v[:-1], v[-1], mistakes


@train_perceptron.right_answer
def _(X, t, lr, epochs):
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, np.zeros(epochs, dtype=int)
    for k in range(epochs):
        for x, target in zip(X.tolist(), t.tolist(), strict=True):
            o = float(sum(p * q for p, q in zip(x, w, strict=True)) + b > 0)
            mistakes[k] += abs(target - o)
            w = w + np.multiply(lr * (target - o), x)
            b = b + lr * (target - o)
    return w, b, mistakes.astype(float)


# ---------------------------------------------------------------------------------------------------- recall

topic.recall(
    "01-1",
    1,
    hints=["Three products, 2, 0 and 3, and a bias of -4."],
    wrong=[("without_bias", 5, "5 is the sum of the products. Now add the bias, -4.")],
    why="1 · 2 + 0 · (-1) + 1 · 3 = 5, and the bias -4 leaves 1.",
)
topic.recall(
    "01-2",
    0,
    hints=["The bias is minus the threshold. Compute z, then apply the rule: 1 where z > 0."],
    wrong=[("fires_at_zero", 1, "The sum reaches the threshold, so z = 0. A perceptron fires only above it: z > 0.")],
    why="The bias is -3, so z = 2 + 1 - 3 = 0, and a perceptron fires only above 0.",
)
topic.recall(
    "01-3",
    -1.5,
    hints=["With k inputs at 1, z is k + b. It must be above 0 for k = 2, and not for k = 1."],
    wrong=[
        ("one_is_enough", -0.5, "With a bias of -0.5 a single input is enough: 1 - 0.5 is above 0."),
        ("all_three", -2.5, "With a bias of -2.5 two inputs are not enough: 2 - 2.5 is below 0. That is AND."),
        ("threshold", 1.5, "1.5 is the threshold. The bias is minus the threshold."),
    ],
    why="With two inputs at 1 the sum is 2 - 1.5 = 0.5, which is above 0; with one it is 1 - 1.5 = -0.5.",
)
topic.recall(
    "01-4",
    np.array([0.5, 1.0]),
    hints=["z = 0, so o = 0 and the error is 1. Each weight moves by 0.5 times its input."],
    wrong=[
        (
            "no_update",
            np.array([0.0, 0.0]),
            "The prediction was 0 (at z = 0 the step is 0) and t = 1: there is an error.",
        ),
        ("input_forgotten", np.array([0.5, 0.5]), "Each weight moves by 0.5 times *its own* input: 1 and 2."),
        ("no_learning_rate", np.array([1.0, 2.0]), "That is the error times the input. The learning rate is 0.5."),
    ],
    why="z = 0, so o = 0 and the error is 1: the weights move by 0.5 · 1 · (1, 2).",
)
