"""Activations: references, cases, wrong answers and right ones."""

import math

import numpy as np

from autograder.exercise import Topic

topic = Topic(__name__)


def sigma(z):
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(z, dtype=float)))


def logistic(z):
    """Sigma with full relative precision on both tails, and no overflow."""
    e = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1, e) / (1 + e)


def any_shape(draw):
    """Plain numbers, vectors, matrices and more, of floats and integers; never 0, where ReLU has a corner."""
    yield (draw.tenths(),)
    yield (draw.choice(-1, 1) * draw.integers(low=2, high=4),)
    yield (np.array([-1, draw.integers(low=2), -draw.integers(low=2)]),)  # Whole numbers, and no tenth of them is.
    yield (draw.integers(2, 2),)
    yield (np.array([1.5, -0.5, draw.tenths()]),)
    yield (draw.tenths(2, 3, low=-4, high=4),)
    yield (draw.normal(1, 4),)
    yield (draw.normal(2, 3, 2),)


def elementwise(function):
    """The same function written for one number at a time, as loops over any shape."""

    def loop(z, *args):
        if np.ndim(z) == 0:
            return function(float(z), *args)
        return np.array([loop(item, *args) for item in z])

    return loop


def with_alpha(draw):
    for (z,) in any_shape(draw):
        yield z, draw.choice(0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.9)


# --------------------------------------------------------------------------------------------------- sigmoid


@topic.exercise(
    points=1,
    shapes={"z": "..."},
    hints=[
        "What must come out at z = 0? And for a very large z?",
        "The exponent is -z, so that a large z makes the exponential vanish.",
        "Its mirror image, which falls from 1 to 0, would be: 1 / (1 + np.exp(z))",
    ],
    why="exp(-|z|) is at most 1, so nothing overflows; for negative z the fraction is multiplied "
    "through by exp(z). The textbook form 1 / (1 + np.exp(-z)) is just as right, and warns for very negative z.",
)
def sigmoid(z):
    """1 / (1 + exp(-z)), strictly between 0 and 1."""
    return logistic(z)


@sigmoid.cases
def _(draw):
    yield (1.0,)
    yield (0,)
    yield from any_shape(draw)
    yield (np.array([-1e4, 1e4, -800.0, 800.0, 0.0, draw.tenths()]),)


@sigmoid.mistake(
    "sign_of_exponent",
    "Your curve falls from 1 to 0: it is that of 1 / (1 + exp(z)). The sigmoid rises, with exp(-z) in the denominator.",
)
def _(z):
    return logistic(-np.asarray(z, dtype=float))


@sigmoid.mistake(
    "softmax_of_the_array",
    "Your numbers add up to 1 over the whole array: that is softmax. The sigmoid treats each element by itself.",
)
def _(z):
    e = np.exp(z - np.max(z))
    return e / np.sum(e)


@sigmoid.mistake(
    "precedence",
    "Python reads 1 / 1 + exp(-z) as (1 / 1) + exp(-z). Put parentheses around the whole denominator.",
)
def _(z):
    return 1 / 1 + np.exp(-z)


@sigmoid.mistake(
    "one_forgotten", "The 1 in the denominator is missing: 1 / exp(-z) is just exp(z), which never levels off."
)
def _(z):
    return 1 / np.exp(-np.asarray(z, dtype=float))


@sigmoid.mistake(
    "overflow",
    "exp(z) / (1 + exp(z)) is the same formula on paper, but for large z it becomes infinity / infinity, which is NaN. "
    "Write it with exp(-z): then the overflow lands in the denominator and gives 0.",
)
def _(z):
    return np.exp(z) / (1 + np.exp(z))


@sigmoid.mistake(
    "softmax",
    "You divided by the sum over all elements: that is softmax (chapter:classification). Each z stands alone.",
)
def _(z):
    return np.exp(z) / np.sum(np.exp(z))


@sigmoid.mistake("tanh", "That is tanh: from -1 to 1, through 0. The sigmoid runs from 0 to 1, through 0.5.")
def _(z):
    return np.tanh(z)


@sigmoid.mistake("rounded_e", "You typed e as 2.718. np.exp knows it to 16 digits.")
def _(z):
    return 1 / (1 + 2.718 ** -np.asarray(z, dtype=float))


@sigmoid.mistake(
    "half_argument", "The argument is halved (or doubled in the exponent): sigma(z) uses exp(-z) as it is."
)
def _(z):
    return logistic(np.asarray(z) / 2)


@sigmoid.mistake("derivative", "That is the derivative of the sigmoid. Here the function itself is wanted.")
def _(z):
    return logistic(z) * (1 - logistic(z))


@sigmoid.mistake("hard_step", "That is a step. The sigmoid is its smooth version: 1 / (1 + exp(-z)).")
def _(z):
    return np.where(np.asarray(z) > 0, 1.0, 0.0)


@sigmoid.mistake(
    "math_exp", "math.exp works on one number at a time. np.exp works on every element of an array, and on numbers too."
)
def _(z):
    if np.ndim(z):
        raise TypeError("only 0-dimensional arrays can be converted to Python scalars")
    return 1 / (1 + math.exp(-z))


sigmoid.right_answer(lambda z: 1 / (1 + np.exp(-np.asarray(z))))
sigmoid.right_answer(lambda z: 0.5 * (1 + np.tanh(np.asarray(z) / 2)))
sigmoid.right_answer(lambda z: np.exp(-np.logaddexp(0, -np.asarray(z))))
sigmoid.right_answer(elementwise(lambda z: 1 / (1 + math.exp(-z)) if z > -700 else 0.0))


# ---------------------------------------------------------------------------------------------- sigmoid_grad


@topic.exercise(
    points=2,
    shapes={"z": "..."},
    needs=("sigmoid",),
    hints=[
        "exp(-z) is 1 + exp(-z), minus 1. Put that in the numerator of the second factor, and split the fraction.",
        "What is left of the first part? And what was 1 / (1 + exp(-z))? Compute h = sigmoid(z) once; no other exp is needed.",
        "In numbers: where h = 0.8 the slope is 0.8 * 0.2 = 0.16, and where h = 0.5 it is 0.5 * 0.5 = 0.25",
    ],
    why="The sigmoid is computed once, and its output gives the slope: no second exponential, and no place to "
    "mix up z and h.",
)
def sigmoid_grad(z):
    """sigma(z) (1 - sigma(z)), at most 1/4."""
    s = logistic(z)
    return s * (1 - s)


@sigmoid_grad.cases
def _(draw):
    yield (1.0,)
    yield (0,)
    yield from any_shape(draw)


@sigmoid_grad.mistake(
    "brackets", "Python reads h * 1 - h as (h * 1) - h, which is 0. It needs parentheses: h * (1 - h)."
)
def _(z):
    h = logistic(z)
    return h * 1 - h


@sigmoid_grad.mistake(
    "uses_output_as_input",
    "You took the derivative at sigma(z) instead of at z: the sigmoid was applied twice. If h = sigmoid(z) is "
    "already computed, the derivative is h (1 - h), with no further sigmoid.",
)
def _(z):
    s = logistic(logistic(z))
    return s * (1 - s)


@sigmoid_grad.mistake(
    "uses_input_as_output",
    "You wrote z (1 - z). That formula wants the sigmoid's output: h (1 - h) with h = sigmoid(z).",
)
def _(z):
    z = np.asarray(z)
    return z * (1 - z)


@sigmoid_grad.mistake(
    "half_substituted", "You wrote sigma(z) (1 - z). Both factors use the output: sigma(z) (1 - sigma(z))."
)
def _(z):
    return logistic(z) * (1 - np.asarray(z))


@sigmoid_grad.mistake("other_half_substituted", "You wrote z (1 - sigma(z)). Both factors use the output, sigma(z).")
def _(z):
    return np.asarray(z) * (1 - logistic(z))


@sigmoid_grad.mistake(
    "plus", "You wrote h (1 + h). Redo the last line of the derivation: the 1 that was added is subtracted again."
)
def _(z):
    return logistic(z) * (1 + logistic(z))


@sigmoid_grad.mistake("function_itself", "That is the sigmoid itself. Its slope is wanted.")
def _(z):
    return logistic(z)


@sigmoid_grad.mistake(
    "inner_derivative_forgotten",
    "That is h squared, 1 / (1 + exp(-z))^2. The chain rule also multiplies by the inner derivative, exp(-z).",
)
def _(z):
    return logistic(z) ** 2


@sigmoid_grad.mistake(
    "square_forgotten", "exp(-z) / (1 + exp(-z)) lacks the square of the denominator; as it stands it is 1 - h."
)
def _(z):
    return 1 - logistic(z)


@sigmoid_grad.mistake("tanh_rule", "1 - h^2 is the rule for tanh. At z = 0 the sigmoid has the slope 0.25, not 0.75.")
def _(z):
    return 1 - logistic(z) ** 2


@sigmoid_grad.mistake(
    "sign", "Your slope is negative, but the sigmoid rises everywhere: the two minus signs of the derivation cancel."
)
def _(z):
    return -logistic(z) * (1 - logistic(z))


@sigmoid_grad.mistake("tail_squared", "You wrote h (1 - h)^2. No square: h (1 - h).")
def _(z):
    return logistic(z) * (1 - logistic(z)) ** 2


sigmoid_grad.right_answer(lambda z: np.exp(-np.asarray(z)) / (1 + np.exp(-np.asarray(z))) ** 2)
sigmoid_grad.right_answer(lambda z: 0.25 / np.cosh(np.asarray(z) / 2) ** 2)
sigmoid_grad.right_answer(elementwise(lambda z: 1 / (2 + math.exp(z) + math.exp(-z))))


# ------------------------------------------------------------------------------------------------- tanh_grad


@topic.exercise(
    points=1,
    shapes={"z": "..."},
    hints=[
        "tanh is sinh / cosh: the quotient rule gives its derivative in terms of tanh alone.",
        "At z = 0 the slope of tanh is 1; far out it is 0. Does your formula give that?",
        "In numbers: where tanh is 0.6 the slope is 1 - 0.36 = 0.64, and where tanh is 0 it is 1",
    ],
    why="The quotient rule leaves (cosh^2 - sinh^2) / cosh^2, which is 1 - tanh^2.",
)
def tanh_grad(z):
    """1 - tanh(z)^2, at most 1."""
    return 1 / np.cosh(np.asarray(z, dtype=float)) ** 2


@tanh_grad.cases
def _(draw):
    yield (1.0,)
    yield (0,)
    yield from any_shape(draw)


@tanh_grad.mistake("square_forgotten", "You wrote 1 - tanh(z). The tanh is squared: 1 - tanh(z)^2.")
def _(z):
    return 1 - np.tanh(z)


@tanh_grad.mistake(
    "uses_input_as_output", "You wrote 1 - z^2. That formula wants the output: 1 - h^2 with h = tanh(z)."
)
def _(z):
    return 1 - np.asarray(z) ** 2


@tanh_grad.mistake(
    "uses_output_as_input", "You took the derivative at tanh(z) instead of at z: the tanh was applied twice."
)
def _(z):
    return 1 - np.tanh(np.tanh(z)) ** 2


@tanh_grad.mistake("plus", "You wrote 1 + tanh(z)^2. The sign is minus: the slope of tanh is never above 1.")
def _(z):
    return 1 + np.tanh(z) ** 2


@tanh_grad.mistake("sigmoid_rule", "h (1 - h) is the rule for the sigmoid. For tanh it is 1 - h^2.")
def _(z):
    return np.tanh(z) * (1 - np.tanh(z))


@tanh_grad.mistake("one_over_cosh", "1 / cosh(z) lacks a square: the slope is 1 / cosh(z)^2.")
def _(z):
    return 1 / np.cosh(z)


@tanh_grad.mistake("only_the_square", "You wrote tanh(z)^2. It is subtracted from 1.")
def _(z):
    return np.tanh(z) ** 2


@tanh_grad.mistake("function_itself", "That is tanh itself. Its slope is wanted.")
def _(z):
    return np.tanh(z)


@tanh_grad.mistake(
    "square_inside", "You squared z before taking tanh. It is the output that is squared: np.tanh(z) ** 2."
)
def _(z):
    return 1 - np.tanh(z**2)


tanh_grad.right_answer(lambda z: (1 - np.tanh(z)) * (1 + np.tanh(z)))
tanh_grad.right_answer(lambda z: 1 / np.cosh(z) ** 2)
tanh_grad.right_answer(elementwise(lambda z: 4 / (math.exp(z) + math.exp(-z)) ** 2))


# ------------------------------------------------------------------------------------------------------ relu


@topic.exercise(
    points=1,
    shapes={"z": "..."},
    hints=[
        "Element by element: keep what is positive, replace the rest with 0.",
        "np.max looks for one largest element; np.maximum compares two things element by element.",
        "Cutting at 1 from above would be: np.minimum(z, 1)",
    ],
    why="np.maximum compares each element with 0 and makes a new array, whatever the shape.",
)
def relu(z):
    """max(0, z), element by element."""
    return np.maximum(z, 0)


relu.cases(any_shape)


@relu.mistake(
    "max_of_everything",
    "You took one maximum over the whole array. Each element is compared with 0 on its own (np.maximum, not np.max).",
)
def _(z):
    return np.maximum(np.max(z), 0)


@relu.mistake(
    "max_along_an_axis",
    "np.max(z, 0) means: the maximum along axis 0. To compare each element with 0, it is np.maximum(z, 0).",
)
def _(z):
    return np.max(z, 0)


@relu.mistake("absolute", "Negative values came out positive: that is the absolute value. ReLU makes them 0.")
def _(z):
    return np.abs(z)


@relu.mistake("keeps_the_negative", "You kept the negative part and cut the positive one: minimum and maximum swapped.")
def _(z):
    return np.minimum(z, 0)


@relu.mistake("step", "You return 1 for every positive element. ReLU returns the element itself.")
def _(z):
    return (np.asarray(z) > 0).astype(float)


@relu.mistake("leaky", "Negative values leak through with slope 0.01: that is leaky ReLU. Here they become 0.")
def _(z):
    return np.where(np.asarray(z) > 0, z, 0.01 * np.asarray(z))


@relu.mistake("capped_at_one", "You also cut at 1 from above. ReLU has no upper bound.")
def _(z):
    return np.clip(z, 0, 1)


@relu.mistake("in_place", "z[z < 0] = 0 writes into the caller's array. Work on a copy, or use np.maximum.")
def _(z):
    z[z < 0] = 0
    return z


@relu.mistake(
    "one_decision",
    "Python's `max` and `if` decide once, and cannot for a whole array. np.maximum decides element by element.",
)
def _(z):
    return max(0, z)


@relu.mistake("identity", "Your function gives back z as it came: the negative values are still there.")
def _(z):
    return np.array(z)


relu.right_answer(lambda z: np.where(np.asarray(z) > 0, z, 0))
relu.right_answer(lambda z: (np.abs(z) + z) / 2)
relu.right_answer(lambda z: np.asarray(z) * (np.asarray(z) > 0))
relu.right_answer(elementwise(lambda z: max(0.0, z)))


# ------------------------------------------------------------------------------------------------- relu_grad


@topic.exercise(
    points=1,
    shapes={"z": "..."},
    hints=[
        "What is the slope of the graph to the right of 0? And to the left?",
        "The slope depends only on the sign of z, not on how large z is.",
        "The slope of the absolute value would be: np.where(z > 0, 1, -1)",
    ],
    why="The slope depends on the sign of z alone, so a comparison is all there is to compute.",
)
def relu_grad(z):
    """1 where z > 0, 0 where z < 0 (and 0 at 0, by this course's choice)."""
    return (np.asarray(z) > 0).astype(float)


@relu_grad.cases
def _(draw):
    yield (np.array([draw.integers(low=2), -draw.integers(low=2), 0]),)
    yield from any_shape(draw)
    yield (np.array([1.5, 0.0, -0.5]),)  # Whoever divides by z divides by 0.


@relu_grad.mistake(
    "one_at_the_corner", "At exactly 0 your slope is 1. By this course's choice it is 0 there (look for >=)."
)
def _(z):
    return (np.asarray(z) >= 0).astype(float)


@relu_grad.mistake("half_at_the_corner", "At exactly 0 your slope is 0.5. By this course's choice it is 0 there.")
def _(z):
    return np.heaviside(z, 0.5)


@relu_grad.mistake("function_itself", "That is ReLU itself. Its slope is 0 or 1, whatever the size of z.")
def _(z):
    return np.maximum(z, 0)


@relu_grad.mistake("slope_one_everywhere", "Your slope is 1 everywhere. To the left of 0 the graph is flat.")
def _(z):
    return np.ones_like(np.asarray(z, dtype=float))


@relu_grad.mistake("sign", "On the left you have -1. The graph of ReLU is flat there: slope 0.")
def _(z):
    return np.sign(z)


@relu_grad.mistake("flipped", "Your slope is 1 where z is negative. It is the other way around.")
def _(z):
    return (np.asarray(z) < 0).astype(float)


@relu_grad.mistake("leaky", "On the left you have 0.01: that is leaky ReLU's slope. Plain ReLU is flat there.")
def _(z):
    return np.where(np.asarray(z) > 0, 1, 0.01)


@relu_grad.mistake("corner_at_one", "The corner is at 0, yours is at 1.")
def _(z):
    return (np.asarray(z) > 1).astype(float)


@relu_grad.mistake("in_place", "You write into the caller's array. Make a new one for the slopes.")
def _(z):
    z[z <= 0] = 0
    z[z > 0] = 1
    return z


@relu_grad.mistake(
    "value_over_z",
    "ReLU divided by z is the height over z, which is the slope only because the graph is straight; at z = 0 it is 0 / 0. "
    "A comparison gives the slope directly.",
)
def _(z):
    return np.maximum(z, 0) / z


relu_grad.right_answer(lambda z: np.asarray(z) > 0)
relu_grad.right_answer(lambda z: np.heaviside(z, 0))
relu_grad.right_answer(elementwise(lambda z: 1 if z > 0 else 0))


# ------------------------------------------------------------------------------------------------ leaky_relu


@topic.exercise(
    points=1,
    shapes={"z": "..."},
    needs=("relu",),
    hints=[
        "To the right of 0 nothing changes. To the left the line is not flat but has slope alpha.",
        "np.where(condition, this, that) chooses element by element.",
        "With the sides exchanged it would be: np.where(z > 0, alpha * z, z)",
    ],
    why="np.where computes both sides for all elements and keeps one of them for each. Since alpha is below "
    "1, np.maximum(z, alpha * z) does the same.",
)
def leaky_relu(z, alpha):
    """z where z > 0, alpha z elsewhere; 0 < alpha < 1."""
    z = np.asarray(z)
    return np.where(z > 0, z, alpha * z)


leaky_relu.cases(with_alpha)


@leaky_relu.mistake(
    "wrong_side", "alpha is on the wrong side: it belongs to the negative values, the positive ones stay."
)
def _(z, alpha):
    z = np.asarray(z)
    return np.where(z > 0, alpha * z, z)


@leaky_relu.mistake("constant_on_the_left", "On the left you return alpha itself. It is a slope: alpha times z.")
def _(z, alpha):
    z = np.asarray(z)
    return np.where(z > 0, z, alpha)


@leaky_relu.mistake("bent_upward", "On the left your values are positive: alpha times z is negative where z is.")
def _(z, alpha):
    z = np.asarray(z)
    return np.where(z > 0, z, -alpha * z)


@leaky_relu.mistake("alpha_ignored", "That is plain ReLU: negative values become 0 and alpha is not used.")
def _(z, alpha):
    return np.maximum(z, 0)


@leaky_relu.mistake("fixed_slope", "The slope on the left is fixed at 0.01. Use the argument alpha.")
def _(z, alpha):
    z = np.asarray(z)
    return np.where(z > 0, z, 0.01 * z)


@leaky_relu.mistake("alpha_on_both_sides", "alpha multiplies both sides. The positive values stay as they are.")
def _(z, alpha):
    return alpha * np.asarray(z)


@leaky_relu.mistake("alpha_subtracted", "On the left you shift by alpha. It is a slope: alpha times z.")
def _(z, alpha):
    z = np.asarray(z)
    return np.where(z > 0, z, z - alpha)


@leaky_relu.mistake("in_place", "You write into the caller's array. Work on a copy, or use np.where.")
def _(z, alpha):
    z[z < 0] = alpha * z[z < 0]
    return z


@leaky_relu.mistake(
    "whole_numbers",
    "On whole numbers the decimals of alpha times z are cut off, because your result is stored in an array of whole "
    "numbers. Copy z as floats, np.array(z, dtype=float), or use np.where.",
)
def _(z, alpha):
    out = np.array(z)
    out[out < 0] = alpha * out[out < 0]
    return out


@leaky_relu.mistake(
    "leak_added_on_both_sides",
    "You added alpha z on both sides. Where z is positive nothing is added: choose one of the two for each element.",
)
def _(z, alpha):
    return np.maximum(z, 0) + alpha * z


leaky_relu.right_answer(lambda z, alpha: np.maximum(z, alpha * np.asarray(z)))
leaky_relu.right_answer(lambda z, alpha: np.maximum(z, 0) + alpha * np.minimum(z, 0))
leaky_relu.right_answer(elementwise(lambda z, alpha: z if z > 0 else alpha * z))


# ------------------------------------------------------------------------------------------- leaky_relu_grad


@topic.exercise(
    points=1,
    shapes={"z": "..."},
    needs=("leaky_relu",),
    hints=[
        "Two straight lines, two slopes. Which is which?",
        "The slopes do not depend on how large z is.",
        "For a line of slope 3 on the left and 5 on the right it would be: np.where(z > 0, 5, 3)",
    ],
    why="Two straight lines, two slopes: z only decides which of them.",
)
def leaky_relu_grad(z, alpha):
    """1 where z > 0, alpha elsewhere."""
    return np.where(np.asarray(z) > 0, 1.0, alpha)


@leaky_relu_grad.cases
def _(draw):
    yield from with_alpha(draw)
    yield np.array([1.5, 0.0, -0.5]), draw.choice(0.2, 0.6)  # Whoever divides by z divides by 0.


@leaky_relu_grad.mistake(
    "one_at_the_corner",
    "At exactly 0 your slope is 1. As in leaky_relu, 0 belongs to the left side: alpha (look for >=).",
)
def _(z, alpha):
    return np.where(np.asarray(z) >= 0, 1.0, alpha)


@leaky_relu_grad.mistake("wrong_side", "The two slopes have changed sides: alpha is the slope on the left.")
def _(z, alpha):
    return np.where(np.asarray(z) > 0, alpha, 1.0)


@leaky_relu_grad.mistake("flat_on_the_left", "On the left you have slope 0: that is plain ReLU. Here it is alpha.")
def _(z, alpha):
    return (np.asarray(z) > 0).astype(float)


@leaky_relu_grad.mistake("alpha_times_z", "On the left you return alpha z, the value. The slope of that line is alpha.")
def _(z, alpha):
    z = np.asarray(z)
    return np.where(z > 0, 1.0, alpha * z)


@leaky_relu_grad.mistake("function_itself", "That is leaky ReLU itself. Its slope is wanted: 1 or alpha.")
def _(z, alpha):
    z = np.asarray(z)
    return np.where(z > 0, z, alpha * z)


@leaky_relu_grad.mistake("negative_slope", "On the left your slope is -alpha. The line still rises there: +alpha.")
def _(z, alpha):
    return np.where(np.asarray(z) > 0, 1.0, -alpha)


@leaky_relu_grad.mistake("fixed_slope", "The slope on the left is fixed at 0.01. Use the argument alpha.")
def _(z, alpha):
    return np.where(np.asarray(z) > 0, 1.0, 0.01)


@leaky_relu_grad.mistake("in_place", "You write into the caller's array. Make a new one for the slopes.")
def _(z, alpha):
    positive = z > 0
    z[~positive] = alpha
    z[positive] = 1
    return z


@leaky_relu_grad.mistake("value_on_the_right", "On the right you return z, the value. The slope of that line is 1.")
def _(z, alpha):
    return np.where(np.asarray(z) > 0, z, alpha)


leaky_relu_grad.right_answer(lambda z, alpha: alpha + (1 - alpha) * (np.asarray(z) > 0))
leaky_relu_grad.right_answer(elementwise(lambda z, alpha: 1 if z > 0 else alpha))


@leaky_relu_grad.right_answer
def _(z, alpha):
    out = np.full(np.shape(z), alpha)
    out[np.asarray(z) > 0] = 1
    return out


# ---------------------------------------------------------------------------------------------------- recall

topic.recall(
    "02-1",
    1,
    hints=["Compute the four sums, for (0, 0), (0, 1), (1, 0) and (1, 1). How many are above 0?"],
    wrong=[("bias_forgotten", 2, "Without the bias the sums are 0, -1, 2 and 1. Now add -1.5 to each.")],
    why="The sums are -1.5, -2.5, 0.5 and -0.5: only (1, 0) fires.",
)
topic.recall(
    "02-2",
    np.array([-1, 3]),
    hints=["The error is t - o = -1. Each weight moves by the error times its input: -3 and +1."],
    wrong=[
        ("wrong_sign", np.array([5, 1]), "You moved the wrong way: the error is t - o = 0 - 1 = -1."),
        ("only_the_change", np.array([-3, 1]), "That is the change. Add it to the old weights, (2, 2)."),
        ("input_forgotten", np.array([1, 1]), "Each weight moves by the error times its own input: 3 and -1."),
    ],
    why="It fired and should not have, so the error is -1, and the weights become (2, 2) - (3, -1).",
)
topic.recall(
    "02-3",
    0.1,
    hints=["Look at the sigmoid's graph: it lies as far below 1 at z as it lies above 0 at -z."],
    wrong=[
        ("odd", -0.9, "That would be so for tanh. The sigmoid is never negative."),
        ("same", 0.9, "The sigmoid rises everywhere, so it has different values at z and at -z."),
    ],
    why="sigma(-z) = 1 / (1 + exp(z)) = 1 - sigma(z), here 1 - 0.9.",
)
topic.recall(
    "02-4",
    0.09,
    hints=["You need not know z: the slope follows from the output alone."],
    wrong=[
        ("largest", 0.25, "0.25 is the largest slope, at an output of 0.5. Here the output is 0.9."),
        ("tanh", 0.19, "1 - 0.9^2 would be the slope of tanh."),
        ("output", 0.9, "That is the output itself. How fast does it change with z?"),
        ("sign", -0.09, "The sigmoid rises everywhere: its slope is never negative."),
    ],
    why="h (1 - h) = 0.9 · 0.1.",
)
topic.recall(
    "02-5",
    1 / 256,
    hints=["How large can the slope of a single sigmoid be? And what do the slopes along a chain do?"],
    wrong=[
        ("added", 1.0, "You added the four factors. Derivatives along a chain are multiplied."),
        ("one_too_few", 1 / 64, "1/64 is three layers. There are four."),
        ("one_over", 1 / 16, "1/16 is two layers. There are four."),
    ],
    why="Each slope is at most 1/4, reached where the sum is 0, and biases can put all four sums there: "
    "(1/4)^4 = 1/256.",
)
topic.recall(
    "03-1",
    2,
    hints=["ReLU keeps what is positive and makes the rest 0. Do it for each of the two, then add."],
    wrong=[
        ("added_first", 0, "0 comes from adding first: relu(-3 + 2). Each is bent on its own."),
        ("identity", -1, "-1 is -3 + 2. ReLU makes the -3 zero first."),
        ("absolute", 5, "5 would be the absolute values. ReLU makes the -3 zero."),
    ],
    why="ReLU(-3) = 0 and ReLU(2) = 2.",
)
