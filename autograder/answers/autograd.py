"""Automatic differentiation: references, cases, wrong answers and right ones."""

import operator
from itertools import zip_longest

import numpy as np

from autograder.answers.activations import sigma
from autograder.answers.forward import dictionary
from autograder.exercise import Topic

topic = Topic(__name__)


# ------------------------------------------------------------------------------------------------ accumulate


@topic.exercise(
    points=1,
    hints=[
        "What is in the dictionary under this name so far: a number, or nothing at all?",
        "gradients.get(name, 0) is what is there, or 0. Make a copy of the dictionary before you change it.",
        "To count words in the same way: counts = dict(counts); counts[word] = counts.get(word, 0) + 1",
    ],
)
def accumulate(gradients, name, gradient):
    """A copy of `gradients` in which `gradient` was added to the one of `name`; a name that is not there counts as 0."""
    return {**gradients, name: gradients.get(name, 0) + gradient}


@accumulate.cases
def _(draw):
    yield {"x": 2.0}, "x", 3.0
    yield {}, "w", draw.tenths()
    yield {"y": 1.0, "x": draw.tenths()}, "b", draw.tenths()
    yield {"b": draw.tenths(), "x": draw.tenths(), "y": 1.0}, "x", draw.tenths()
    yield {"W": np.array([[1, 2], [3, draw.integers()]]), "b": draw.integers(2)}, "W", draw.integers(2, 2) + 0.25
    yield {"b": draw.tenths(3), "W": draw.tenths(2, 3)}, "b", draw.tenths(3)
    yield {"b": draw.tenths(3)}, "W", draw.tenths(3, 2)


accumulate.mistake(
    "overwritten",
    "The new gradient replaces what was there. A value that is used twice receives two contributions, and they add up.",
)(lambda gradients, name, gradient: {**gradients, name: gradient})
accumulate.mistake("first_kept", "Only the first contribution is kept. Later ones are added to it.")(
    lambda gradients, name, gradient: {name: gradient, **gradients}
)
accumulate.mistake("others_lost", "The gradients under the other names are gone. Start from a copy of the dictionary.")(
    lambda gradients, name, gradient: {name: gradients.get(name, 0) + gradient}
)
accumulate.mistake("averaged", "You took the mean of the contributions. They add up: nothing is divided.")(
    lambda gradients, name, gradient: {
        **gradients,
        name: (gradients[name] + gradient) / 2 if name in gradients else gradient,
    }
)
accumulate.mistake("subtracted", "You subtracted the new contribution. It is added, with the sign it has.")(
    lambda gradients, name, gradient: {**gradients, name: gradients.get(name, 0) - gradient}
)
accumulate.mistake(
    "multiplied", "You multiplied the contributions. Along one path factors multiply; several paths add."
)(lambda gradients, name, gradient: {**gradients, name: gradients.get(name, 1) * gradient})
accumulate.mistake("new_names_left_out", "A name that is not there yet must be put in, with this first contribution.")(
    lambda gradients, name, gradient: {**gradients, **({name: gradients[name] + gradient} if name in gradients else {})}
)


@accumulate.mistake(
    "dictionary_changed",
    "Your function changes the dictionary that it is given. Copy it first: dict(gradients), and change the copy.",
)
def _(gradients, name, gradient):
    gradients[name] = gradients.get(name, 0) + gradient
    return gradients


@accumulate.right_answer
def _(gradients, name, gradient):
    total = dict(gradients)
    total[name] = total[name] + gradient if name in total else gradient
    return total


@accumulate.right_answer
def _(gradients, name, gradient):
    return {key: gradients.get(key, 0.0) + (gradient if key == name else 0.0) for key in [*gradients, name]}


# -------------------------------------------------------------------------------- reverse_pass, forward_mode


def names_on(tape):
    """Every name on a tape of slopes, in the order in which it is first met."""
    return list(dict.fromkeys(name for output, inputs in tape for name in (*(n for n, _ in inputs), output)))


def tapes(draw):
    """Tapes from one step to eight: a chain, a value used twice in a step and in two steps, a step that leads nowhere."""
    yield [("p", [("x", 2.0), ("w", 0.5)]), ("z", [("p", 1.0), ("b", 1.0)]), ("E", [("z", -0.5)])]
    yield [("q", [("x", 3.0), ("x", 3.0)]), ("y", [("q", draw.tenths()), ("x", draw.tenths())])]
    yield [
        ("u", [("z", draw.tenths())]),
        ("a", [("z", draw.tenths()), ("u", draw.tenths())]),
        ("k", [("u", 2.0), ("a", 3.0)]),
    ]
    yield [
        ("s", [("v", draw.tenths())]),
        ("n", [("s", 0.3), ("v", draw.tenths())]),
        ("e", [("s", draw.tenths()), ("v", 0.7)]),
    ]
    for steps in (4, 6, 8):
        yield random_tape(draw, steps)


def random_tape(draw, steps):
    """Inputs i1, i2, i3 and as many steps; each takes two or three values, the newest always among them."""
    known = list(draw.rng.permutation(["g", "c", "x"]))
    names = list(draw.rng.permutation(["a", "f", "h", "m", "p", "r", "t", "z"]))[:steps]
    tape = []
    for name in names:
        others = draw.rng.choice(known[:-1], draw.choice(1, 2))
        tape.append((str(name), [(str(other), draw.tenths()) for other in (known[-1], *others)]))
        known.append(name)
    return tape


def swept_back(tape, *, rows=reversed, add=operator.add, back=operator.mul, start=0.0, seed=1.0, used=list):
    """The reverse pass with its details as arguments, so that a wrong one differs in exactly one of them."""
    gradients = dict.fromkeys(names_on(tape), start)
    gradients[tape[-1][0]] = seed
    for output, inputs in rows(tape):
        for name, slope in used(inputs):
            gradients[name] = add(gradients[name], back(gradients[output], slope))
    return gradients


def once_each(inputs):
    """Every input of a step once: what a dictionary makes of its pairs."""
    return list(dict(inputs).items())


@topic.exercise(
    points=3,
    needs=("accumulate",),
    hints=[
        "At the last output you know the gradient: 1. Which row of the tape can you go back through first, and which next?",
        "For each row from the end to the beginning: its output's gradient times a slope is a contribution to that input.",
        "Going through a list from its end: for word in reversed(words): print(word)",
    ],
)
def reverse_pass(tape):
    """d(last output)/d(name) for every name on the tape: sums over the uses of upstream times slope, from the end."""
    return swept_back(tape)


reverse_pass.cases(lambda draw: ((tape,) for tape in tapes(draw)))


def wrong_reverse(key, message, **changes):
    reverse_pass.mistake(key, message)(lambda tape: swept_back(tape, **changes))


wrong_reverse(
    "first_to_last",
    "Only the inputs of the last row received anything. If you went through the tape from its beginning: there the "
    "gradients of the outputs are not known yet. Go from the last row to the first, through all of them.",
    rows=list,
)
wrong_reverse(
    "overwritten",
    "A contribution replaces the one before it. A value that is used twice gets the sum of what comes back from both uses.",
    add=lambda old, new: new,
)
wrong_reverse("first_contribution", "Only the first contribution to a value counts. Add up all of them.",
              add=lambda old, new: old or new)  # fmt: skip
wrong_reverse("slopes_alone", "These are sums of slopes: the upstream gradient is missing. Multiply by the output's gradient.",
              back=lambda upstream, slope: slope)  # fmt: skip
wrong_reverse("slopes_ignored", "The slopes are not used: an input gets its output's gradient times the slope.",
              back=lambda upstream, slope: upstream)  # fmt: skip
wrong_reverse("added_along_the_way", "You added slopes along a path. The chain rule multiplies them.",
              back=operator.add)  # fmt: skip
wrong_reverse("no_beginning", "All gradients are 0: the pass must begin with 1, the slope of the last output with respect to itself.",
              seed=0.0)  # fmt: skip
wrong_reverse(
    "starts_at_one",
    "Every gradient is 1 too large: before anything has come back it is 0. Only that of the last output begins at 1.",
    start=1.0,
)
wrong_reverse(
    "starts_at_one_and_overwritten",
    "Every gradient begins at 1, where only that of the last output does, and each contribution replaces what was there. "
    "Begin with 0, and add them up.",
    start=1.0,
    add=lambda old, new: new,
)
wrong_reverse(
    "once_in_a_step",
    "A value that appears twice in one row, as in x * x, was counted once. Go through the pairs of the row; a dictionary of "
    "them keeps only the last pair of each name.",
    used=once_each,
)
reverse_pass.mistake(
    "forward_mode",
    "These are derivatives of each value with respect to the first input, as in forward mode. What is wanted is the derivative of "
    "the last output with respect to each value.",
)(lambda tape: swept_forward(tape, names_on(tape)[0]))
reverse_pass.mistake(
    "inputs_only",
    "Only the inputs are in your dictionary. Return the gradients of the values in between as well, and that of the last "
    "output.",
)(lambda tape: {n: g for n, g in swept_back(tape).items() if n not in dict(tape)})
reverse_pass.mistake("end_left_out", "The last output is missing: its gradient is 1.")(
    lambda tape: {n: g for n, g in swept_back(tape).items() if n != tape[-1][0]}
)


@reverse_pass.mistake(
    "no_zeros",
    "A value that the last output does not depend on is missing. Its gradient is 0; begin with 0 for every name on the tape.",
)
def _(tape):
    reached = {tape[-1][0]}
    for output, inputs in reversed(tape):
        reached |= {name for name, _ in inputs} if output in reached else set()
    return {name: gradient for name, gradient in swept_back(tape).items() if name in reached}


@reverse_pass.mistake(
    "every_output_at_one",
    "Every output begins with the gradient 1 here. Only the last one does: it is what the derivatives are taken of. What is "
    "known of any other output came back from the rows after it.",
)
def _(tape):
    gradients = dict.fromkeys(names_on(tape), 0.0)
    for output, inputs in reversed(tape):
        gradients[output] = 1.0
        for name, slope in inputs:
            gradients[name] += gradients[output] * slope
    return gradients


@reverse_pass.mistake(
    "first_to_last_without_zeros",
    "You went through the tape from its beginning, where the gradients of the outputs are not known yet. Go from the last row "
    "to the first. And put every name into the result: one that the last output does not depend on has the gradient 0.",
)
def _(tape):
    gradients = {tape[-1][0]: 1.0}
    for output, inputs in tape:
        for name, slope in inputs:
            gradients[name] = gradients.get(name, 0.0) + gradients.get(output, 0.0) * slope
    return gradients


@reverse_pass.mistake(
    "slopes_alone_without_zeros",
    "These are sums of slopes: the upstream gradient is missing. What goes back to an input is its slope times the gradient of "
    "the row's output. And put every name into the result: one that the last output does not depend on has the gradient 0.",
)
def _(tape):
    gradients = {tape[-1][0]: 1.0}
    for _, inputs in reversed(tape):
        for name, slope in inputs:
            gradients[name] = gradients.get(name, 0.0) + slope
    return gradients


@reverse_pass.right_answer
def _(tape):
    """Every path from the end: pulled, not pushed."""
    uses = {name: [(out, s) for out, inputs in tape for n, s in inputs if n == name] for name in names_on(tape)}

    def gradient(name):
        return 1.0 if name == tape[-1][0] else sum((gradient(out) * slope for out, slope in uses[name]), 0.0)

    return {name: gradient(name) for name in uses}


@reverse_pass.right_answer
def _(tape):
    """A linear system: g = e + S^T g."""
    names = names_on(tape)
    S = np.zeros((len(names), len(names)))
    for output, inputs in tape:
        for name, slope in inputs:
            S[names.index(output), names.index(name)] += slope
    end = np.eye(len(names))[names.index(tape[-1][0])]
    return dict(zip(names, np.linalg.solve(np.eye(len(names)) - S.T, end), strict=True))


def swept_forward(tape, start, *, rows=list, through=operator.mul, add=operator.add, used=list, others=0.0, first=1.0):
    """Forward mode with its details as arguments."""
    rates = dict.fromkeys(names_on(tape), 0.0) | dict.fromkeys(
        (n for n in names_on(tape) if n not in dict(tape)), others
    )
    rates[start] = first
    for output, inputs in rows(tape):
        for name, slope in used(inputs):
            rates[output] = add(rates[output], through(rates[name], slope))
    return rates


@topic.exercise(
    points=2,
    needs=("accumulate",),
    hints=[
        "If the start grows at the rate 1, at what rate do the other inputs grow? And the first value computed from them?",
        "From the first row to the last: the rate of an output is the sum, over its inputs, of slope times the input's rate.",
        "For a row with two inputs, and rates in variables: rate_of_p = 2.0 * rate_of_x + 0.5 * rate_of_w",
    ],
)
def forward_mode(tape, start):
    """d(name)/d(start) for every name on the tape, from the beginning."""
    return swept_forward(tape, start)


@forward_mode.cases
def _(draw):
    for tape in tapes(draw):
        inputs = [name for name in names_on(tape) if name not in dict(tape)]
        yield tape, draw.choice(*inputs)
    yield tape, inputs[0]
    yield tape, inputs[-1]


def wrong_forward(key, message, **changes):
    forward_mode.mistake(key, message)(lambda tape, start: swept_forward(tape, start, **changes))


wrong_forward("last_to_first", "You went through the tape from its end. Here rates travel forward: begin with the first row.",
              rows=reversed)  # fmt: skip
wrong_forward(
    "all_inputs_at_once",
    "Every input grows at the rate 1 in your function. Only the start does; the others stand still, at the rate 0.",
    others=1.0,
)
wrong_forward(
    "no_beginning", "All rates are 0: nothing moves in your function. The start moves at the rate 1, with respect to itself.",
    first=0.0,
)  # fmt: skip
wrong_forward("slopes_alone", "The slopes are not multiplied by the rates of the inputs.",
              through=lambda rate, slope: slope)  # fmt: skip
wrong_forward("slopes_ignored", "The rates are added up without the slopes: multiply each by its slope.",
              through=lambda rate, slope: rate)  # fmt: skip
wrong_forward("last_input_only", "Only the last input of a row counts: each overwrites the one before it. Add them up.",
              add=lambda old, new: new)  # fmt: skip
wrong_forward(
    "once_in_a_step",
    "A value that appears twice in one row, as in x * x, was counted once. Go through the pairs of the row; a dictionary of "
    "them keeps only the last pair of each name.",
    used=once_each,
)
forward_mode.mistake(
    "reverse_pass",
    "These are the derivatives of the last output with respect to everything: the reverse pass. Forward mode gives the "
    "derivative of everything with respect to the start.",
)(lambda tape, start: swept_back(tape))
forward_mode.mistake(
    "end_alone", "That is the rate of the last output alone. Return the rates of all names, in a dictionary."
)(lambda tape, start: swept_forward(tape, start)[tape[-1][0]])
forward_mode.mistake(
    "other_inputs_left_out",
    "The inputs that stand still are missing. They belong in the result as well, with the rate 0.",
)(lambda tape, start: {n: r for n, r in swept_forward(tape, start).items() if n in dict(tape) or n == start})
forward_mode.mistake(
    "inputs_left_out", "The inputs are missing: the rate of the start is 1, that of every other input is 0."
)(lambda tape, start: {n: r for n, r in swept_forward(tape, start).items() if n in dict(tape)})


@forward_mode.right_answer
def _(tape, start):
    rates = {name: 0.0 for _, inputs in tape for name, _ in inputs}
    rates[start] = 1.0
    for output, inputs in tape:
        rates[output] = sum(slope * rates[name] for name, slope in inputs)
    return rates


@forward_mode.right_answer
def _(tape, start):
    """One reverse pass for each output: the other direction gives the same numbers."""
    ends = {tape[k][0]: swept_back(tape[: k + 1]).get(start, 0.0) for k in range(len(tape))}
    return {name: ends.get(name, float(name == start)) for name in names_on(tape)}


# ------------------------------------------------------------------------------- stretched_axes, unbroadcast


def pairs(shape, full):
    """(axis of full, size in shape or None, size in full), compared from the right."""
    aligned = [*zip_longest(reversed(shape), reversed(full))][::-1]
    return [(axis, one, size) for axis, (one, size) in enumerate(aligned)]


def stretched(shape, full, *, new=True, ones=True):
    return [axis for axis, one, size in pairs(shape, full) if (one is None and new) or (one == 1 != size and ones)]


def stretchings(draw):
    """Pairs of shapes that broadcast: the smaller one and the full one."""
    n, d, k = draw.sizes(3)
    yield (3,), (2, 3)
    yield (2, 1), (2, 3)
    yield (3, 1), (2, 3, 4)
    yield (n, d), (n, d)
    yield (), (n, d)
    yield (d,), (d, d)
    yield (1, 1), (1, k)
    yield (1, d), (n, d)
    yield (1,), (n, k)
    yield (n, 1, k), (n, d, k)
    yield (d, 1), (n, d, k)
    yield (1, 1, k), (n, d, k)
    yield (1, k), (1, n, k)
    yield (1, k), (n, 1, k)


@topic.exercise(
    points=1,
    hints=[
        "Write the two shapes below each other, aligned on the right. On which axes do they differ?",
        "An axis was stretched if `shape` does not reach it, or has a 1 there while `full` has more. Put 1s in front of "
        "`shape` until the two are equally long, and compare.",
        "Which positions differ in two lists of the same length: [i for i in range(len(a)) if a[i] != b[i]]",
    ],
)
def stretched_axes(shape, full):
    """The axes of `full` along which an array of shape `shape` is repeated when it is broadcast: new ones, and 1s."""
    return stretched(shape, full)


stretched_axes.cases(stretchings)
stretched_axes.mistake(
    "new_axes_forgotten",
    "The axes that `shape` does not have at all are missing. Broadcasting adds them in front: from (3,) to (2, 3), axis 0 is new.",
)(lambda shape, full: stretched(shape, full, new=False))
stretched_axes.mistake(
    "ones_forgotten",
    "The axes of length 1 that were stretched are missing: from (2, 1) to (2, 3), axis 1 was repeated.",
)(lambda shape, full: stretched(shape, full, ones=False))
stretched_axes.mistake(
    "aligned_on_the_left",
    "You aligned the shapes on the left. NumPy aligns them on the right: (3,) and (2, 3) agree in the last axis.",
)(lambda shape, full: [i for i in range(len(full)) if i >= len(shape) or shape[i] != full[i]])
stretched_axes.mistake(
    "zipped",
    "zip pairs the sizes from the left and stops with the shorter shape. NumPy aligns the shapes on the right: put 1s in "
    "front of the shorter one first.",
)(lambda shape, full: [i for i, (a, b) in enumerate(zip(shape, full, strict=False)) if a != b])
stretched_axes.mistake("kept_axes", "These are the axes that were not stretched. The others are wanted.")(
    lambda shape, full: [axis for axis, one, size in pairs(shape, full) if one == size]
)
stretched_axes.mistake(
    "all_the_ones", "An axis that has length 1 in both shapes was not stretched. It only counts where `full` has more."
)(lambda shape, full: [axis for axis, one, _ in pairs(shape, full) if one in (None, 1)])
stretched_axes.mistake(
    "counted_in_shape",
    "You counted the stretched 1s by their position in `shape`. What is wanted is the position in `full`, which has more axes in front.",
)(
    lambda shape, full: sorted(
        {*range(len(full) - len(shape)), *(axis - len(full) + len(shape) for axis in stretched(shape, full, new=False))}
    )
)
stretched_axes.mistake("sizes", "These are the lengths of the axes. Their positions are wanted, from 0.")(
    lambda shape, full: [full[axis] for axis in stretched(shape, full)]
)
stretched_axes.mistake("from_the_end", "You counted the axes from the end. Count them from 0, on the left.")(
    lambda shape, full: [axis - len(full) for axis in stretched(shape, full)]
)
stretched_axes.mistake("from_one", "You counted the axes from 1. NumPy counts them from 0.")(
    lambda shape, full: [axis + 1 for axis in stretched(shape, full)]
)


@stretched_axes.right_answer
def _(shape, full):
    padded = (1,) * (len(full) - len(shape)) + tuple(shape)
    return tuple(i for i in range(len(full)) if padded[i] != full[i] or i < len(full) - len(shape))


@stretched_axes.right_answer
def _(shape, full):
    """What NumPy itself does: a repeated axis has stride 0."""
    strides = np.broadcast_to(np.zeros(shape), full).strides
    ones = len(full) - len(shape)
    return [i for i in range(len(full)) if i < ones or (strides[i] == 0 and full[i] != shape[i - ones])]


@topic.exercise(
    points=2,
    shapes={"gradient": "..."},
    needs=("stretched_axes",),
    hints=[
        "A number that was copied to many places acts through all of them. What happens to the gradients of the copies?",
        "Sum along the stretched axes; np.sum takes a tuple of axes. Then reshape, so that axes of length 1 are there again.",
        "To undo np.full((4, 3), c), a number copied 12 times, it would be: np.sum(gradient)",
    ],
)
def unbroadcast(gradient, shape):
    """The gradient summed over the axes along which an array of shape `shape` was repeated."""
    return np.sum(gradient, axis=tuple(stretched(shape, np.shape(gradient)))).reshape(shape)


@unbroadcast.cases
def _(draw):
    yield np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 7.0]]), (3,)
    for shape, full in stretchings(draw):
        yield draw.tenths(*full), shape
    yield draw.integers(4, 4), (4, 1)
    yield draw.integers(4, 4), (1, 4)


def over(gradient, shape, reduce, axes=stretched):
    return reduce(gradient, axis=tuple(axes(shape, np.shape(gradient)))).reshape(shape)


def first_copy(gradient, axis):
    return gradient[tuple(slice(0, 1) if i in axis else slice(None) for i in range(np.ndim(gradient)))]


unbroadcast.mistake("mean", "You averaged the gradients of the copies. Contributions add up: nothing is divided.")(
    lambda gradient, shape: over(gradient, shape, np.mean)
)
unbroadcast.mistake("first_copy", "Only the first copy's gradient is left. Add up those of all the copies.")(
    lambda gradient, shape: over(gradient, shape, first_copy)
)
unbroadcast.mistake("largest", "You took the largest of the gradients. All of them add up.")(
    lambda gradient, shape: over(gradient, shape, np.max)
)
unbroadcast.mistake(
    "nothing_summed", "The gradient still has the shape of the result. Sum it over the stretched axes."
)(lambda gradient, shape: gradient)
unbroadcast.mistake(
    "always_axis_0", "You sum over the rows whatever the shape. Which axes were stretched depends on it."
)(lambda gradient, shape: np.sum(gradient, axis=0))
unbroadcast.mistake(
    "ones_not_summed",
    "The axes in front are summed, but an axis that was stretched from length 1 is not. Sum it as well, and keep it with "
    "length 1.",
)(lambda gradient, shape: np.sum(gradient, axis=tuple(range(np.ndim(gradient) - len(shape)))))
unbroadcast.mistake(
    "axes_dropped",
    "The sums are right, but an axis of length 1 has gone: np.sum removes the axes it sums over. Reshape the result to `shape`.",
)(lambda gradient, shape: np.sum(gradient, axis=tuple(stretched(shape, np.shape(gradient)))))
unbroadcast.mistake(
    "axes_kept",
    "The sums are right, but the new axes in front are still there, with length 1. Reshape the result to `shape`.",
)(lambda gradient, shape: np.sum(gradient, axis=tuple(stretched(shape, np.shape(gradient))), keepdims=True))
unbroadcast.mistake(
    "everything_summed", "You summed over all axes. An entry gets the gradients of its own copies alone."
)(lambda gradient, shape: np.full(shape, np.sum(gradient)))


@unbroadcast.right_answer
def _(gradient, shape):
    while np.ndim(gradient) > len(shape):
        gradient = np.sum(gradient, axis=0)
    for axis, size in enumerate(shape):
        if size == 1:
            gradient = np.sum(gradient, axis=axis, keepdims=True)
    return gradient


@unbroadcast.right_answer
def _(gradient, shape):
    """Entry by entry: each place gives its gradient to the entry it was copied from."""
    source = np.broadcast_to(np.arange(int(np.prod(shape))).reshape(shape), np.shape(gradient))
    sums = np.zeros(int(np.prod(shape)))
    np.add.at(sums, source.ravel(), np.ravel(gradient))
    return sums.reshape(shape)


# ------------------------------------------------------------------------- multiply_backward, matmul_backward


def undone(gradient, other):
    return unbroadcast.reference(gradient, np.shape(other))


@topic.exercise(
    points=2,
    shapes={"upstream": "...", "a": "...", "b": "..."},
    returns=("da", "db"),
    needs=("unbroadcast",),
    hints=[
        "Start with product_backward from chapter:backpropagation. What is different if a was stretched to the shape of b?",
        "First multiply, in the full shape, so that every copy has its gradient; then sum over the copies, with unbroadcast.",
        "For a difference a - b it would be: unbroadcast(upstream, np.shape(a)), unbroadcast(-upstream, np.shape(b))",
    ],
)
def multiply_backward(upstream, a, b):
    """(upstream b, upstream a), each summed over the axes along which that factor was stretched."""
    return undone(upstream * b, a), undone(upstream * a, b)


@multiply_backward.cases
def _(draw):
    def upstream_of(a, b):
        return draw.tenths(*np.broadcast_shapes(np.shape(a), np.shape(b)))

    n, d = draw.sizes(2)
    yield np.array([1.0, 2.0, 1.0]), np.array([2.0, 5.0, 3.0]), np.array(3.0)
    for a, b in (
        (draw.tenths(3), draw.tenths(3)),
        (draw.tenths(2, 3), draw.tenths(3)),
        (draw.tenths(2, 1), draw.tenths(2, 3)),
        (draw.tenths(n, 1), draw.tenths(d)),
        (np.array(draw.tenths()), draw.tenths(n, d)),
        (draw.tenths(4, 4), draw.tenths(1, 4)),
        (draw.tenths(d), draw.tenths(n, 1)),
    ):
        yield upstream_of(a, b), a, b


multiply_backward.mistake(
    "factors_swapped", "The factors are swapped: a gets upstream times b, and b gets upstream times a."
)(lambda upstream, a, b: (undone(upstream * a, a), undone(upstream * b, b)))
multiply_backward.mistake(
    "not_summed", "Where a factor was stretched, its gradient still has the full shape. Sum it with unbroadcast."
)(lambda upstream, a, b: (upstream * b, upstream * a))
multiply_backward.mistake(
    "summed_too_early",
    "You summed the upstream gradient first and multiplied then. Each copy met a different value of the other factor: "
    "multiply in the full shape first, and sum the products.",
)(lambda upstream, a, b: (undone(upstream, a) * b, undone(upstream, b) * a))
multiply_backward.mistake(
    "summed_apart",
    "You summed the upstream gradient and the other factor separately. Multiply first, and sum the products.",
)(
    lambda upstream, a, b: (
        undone(upstream, a) * undone(np.broadcast_to(b, upstream.shape), a),
        undone(upstream, b) * undone(np.broadcast_to(a, upstream.shape), b),
    )
)
multiply_backward.mistake("upstream_forgotten", "The upstream gradient is missing: the chain rule multiplies by it.")(
    lambda upstream, a, b: (undone(np.ones_like(upstream) * b, a), undone(np.ones_like(upstream) * a, b))
)
multiply_backward.mistake("as_a_sum", "That is what a sum does. A product multiplies by the other factor.")(
    lambda upstream, a, b: (undone(upstream, a), undone(upstream, b))
)
multiply_backward.mistake("averaged", "You averaged over the copies. Their gradients add up.")(
    lambda upstream, a, b: (over(upstream * b, np.shape(a), np.mean), over(upstream * a, np.shape(b), np.mean))
)
multiply_backward.right_answer(
    lambda upstream, a, b: [undone(np.multiply(b, upstream), a), undone(np.multiply(a, upstream), b)]
)


@multiply_backward.right_answer
def _(upstream, a, b):
    grads = np.zeros(np.shape(a)), np.zeros(np.shape(b))
    wide = [np.broadcast_to(np.arange(np.size(v)).reshape(np.shape(v)), np.shape(upstream)) for v in (a, b)]
    for index in np.ndindex(np.shape(upstream)):
        i, j = wide[0][index], wide[1][index]
        grads[0].flat[i] += upstream[index] * np.ravel(b)[j]
        grads[1].flat[j] += upstream[index] * np.ravel(a)[i]
    return grads


@topic.exercise(
    points=2,
    shapes={"upstream": "n k", "A": "n d", "B": "d k"},
    returns=("dA", "dB"),
    hints=[
        "Each gradient has the shape of its own matrix. Which products of the three matrices, some transposed, have these shapes?",
        "By index: dA[i, p] is the sum over j of upstream[i, j] B[p, j]; dB[p, j] is the sum over i of A[i, p] upstream[i, j].",
        "For a product of a matrix and a vector, y = M v, the gradient of v would be: M.T @ upstream",
    ],
)
def matmul_backward(upstream, A, B):
    """(upstream B^T, A^T upstream)."""
    return upstream @ B.T, A.T @ upstream


@matmul_backward.cases
def _(draw):
    yield np.array([[1.0, 2.0]]), np.array([[3.0, 4.0, 5.0]]), np.array([[1.0, 0.0], [2.0, 1.0], [0.0, 3.0]])
    whole = draw.integers(2, 2) + 0.25, draw.integers(2, 2), np.array([[1, 2], [3, draw.integers()]])
    yield whole
    for n, d, k in ((1, 1, 3), (3, 3, 3), (4, 1, 1), *(draw.sizes(3) for _ in range(3))):
        yield draw.tenths(n, k), draw.tenths(n, d), draw.tenths(d, k)


matmul_backward.mistake(
    "as_a_product", "That is the rule for numbers. For matrices the shapes show where a transpose belongs."
)(lambda upstream, A, B: (upstream @ B, upstream @ A))
matmul_backward.mistake(
    "not_transposed",
    "The transposes are missing. dA must have the shape of A: upstream is (n, k), so B, which is (d, k), must be turned.",
)(lambda upstream, A, B: (upstream @ B, A @ upstream))
matmul_backward.mistake(
    "order",
    "The factors are in the wrong order, so dA and dB come out transposed or do not fit. upstream comes first in dA.",
)(lambda upstream, A, B: (B.T @ upstream, upstream @ A.T))
matmul_backward.mistake("results_transposed", "Your gradients are transposed: each has the shape of its own matrix.")(
    lambda upstream, A, B: (B @ upstream.T, upstream.T @ A)
)
matmul_backward.mistake("upstream_forgotten", "The upstream gradient is not used: the chain rule multiplies by it.")(
    lambda upstream, A, B: (np.ones_like(upstream) @ B.T, A.T @ np.ones_like(upstream))
)
matmul_backward.mistake("averaged", "You divided by the number of rows. Gradients add up over the rows.")(
    lambda upstream, A, B: (upstream @ B.T, A.T @ upstream / len(A))
)
matmul_backward.mistake(
    "last_row", "In dB only the last row of A counts: each overwrites the one before. Add them up."
)(lambda upstream, A, B: (upstream @ B.T, np.outer(A[-1], upstream[-1])))
matmul_backward.right_answer(
    lambda upstream, A, B: (np.einsum("nk,dk->nd", upstream, B), np.einsum("nd,nk->dk", A, upstream))
)
matmul_backward.right_answer(lambda upstream, A, B: [(B @ upstream.T).T, (upstream.T @ A).T])


@matmul_backward.right_answer
def _(upstream, A, B):
    dA, dB = np.zeros(A.shape), np.zeros(B.shape)
    for i in range(A.shape[0]):
        for p in range(A.shape[1]):
            for j in range(B.shape[1]):
                dA[i, p] += upstream[i, j] * B[p, j]
                dB[p, j] += A[i, p] * upstream[i, j]
    return dA, dB


# --------------------------------------------------------------------------------------- topological_order


def order_in_words(value, parents, end):
    """What is wrong with an order, in words; every right order gets the same ones."""
    order = [str(name) for name in value]
    wanted = {end}
    while more := {parent for name in wanted for parent in parents[name]} - wanted:
        wanted |= more
    if len(set(order)) < len(order):
        twice = next(name for name in order if order.count(name) > 1)
        return f"{twice} stands in the order {order.count(twice)} times"
    if missing := [name for name in parents if name in wanted - set(order)]:
        return f"{missing[0]} is missing"
    for k, name in enumerate(order):
        if name not in wanted:
            return f"{name} is there, and {end} does not depend on it"
        if late := [parent for parent in parents[name] if parent not in order[:k]]:
            return f"{name} comes before {late[0]}, from which it is computed"
    return f"every value that {end} depends on, once, after those it is computed from"


def visited(parents, end, *, enter=False, leave=True, once=True, backwards=False):
    """Depth first from the end; a name is written when it is entered, or left."""
    order, seen = [], set()

    def visit(name):
        if once and name in seen:
            return
        seen.add(name)
        if enter:
            order.append(name)
        for parent in parents[name]:
            visit(parent)
        if leave:
            order.append(name)

    visit(end)
    return order[::-1] if backwards else order


@topic.exercise(
    points=3,
    view=order_in_words,
    hints=[
        "When may a name be written into the order: before its parents, or when all of them are in it already?",
        "A function that calls itself does it: visit(name) visits the parents first, and then writes the name down. Remember "
        "which names were visited, so that each is written once.",
        "A function inside that calls itself, here to count ancestors: def count(n): return sum(1 + count(p) for p in parents[n])",
    ],
)
def topological_order(parents, end):
    """The names that `end` depends on and `end` itself, each after its parents."""
    return visited(parents, end)


def shuffled(draw, graph):
    """The same graph, its keys in another order."""
    return {str(name): graph[str(name)] for name in draw.rng.permutation(list(graph))}


@topological_order.cases
def _(draw):
    yield {"E": ["z"], "x": [], "z": ["x", "w"], "w": []}, "E"
    yield {"y": ["x", "a"], "a": ["x"], "x": []}, "y"
    yield {"y": ["q", "x"], "q": ["x", "x"], "x": []}, "y"
    yield shuffled(draw, {"s": [], "g": ["s"], "r": ["g"], "c": ["s", "r", "g"], "u": ["c", "s"]}), "u"
    yield shuffled(draw, {"b": [], "f": [], "m": ["b", "f"], "a": ["m", "b"], "k": ["f"], "z": ["k", "m"]}), "a"
    for steps in (4, 6, 8):
        tape = random_tape(draw, steps)
        graph = {name: [] for name in names_on(tape)} | {
            output: [name for name, _ in inputs] for output, inputs in tape
        }
        yield shuffled(draw, graph), tape[-1][0]
    yield shuffled(draw, graph), tape[-2][0]


topological_order.mistake(
    "end_first",
    "A name comes before its parents in your order. Write each name down after them: the inputs first, the end last.",
)(lambda parents, end: visited(parents, end)[::-1])
topological_order.mistake(
    "turned_around",
    "You wrote every name before its parents, and reversed the list at the end. That is not the same: a value that is used "
    "near the end and near the beginning, too, is met too early. Write each name down after its parents.",
)(lambda parents, end: visited(parents, end, enter=True, leave=False, backwards=True))
topological_order.mistake(
    "written_twice", "Names that are used twice appear twice in your order. Remember which were visited, and skip them."
)(lambda parents, end: visited(parents, end, once=False))
topological_order.mistake(
    "inputs_left_out", "The inputs are missing: they have no parents, and belong in the order all the same."
)(lambda parents, end: [name for name in visited(parents, end) if parents[name]])
topological_order.mistake("end_left_out", "The end itself is missing: it comes last.")(
    lambda parents, end: visited(parents, end)[:-1]
)
topological_order.mistake(
    "as_given", "That is the order of the keys. It says nothing about what is computed from what."
)(lambda parents, end: list(parents))
topological_order.mistake(
    "alphabetical", "You sorted the names alphabetically. Sort them by what is computed from what."
)(lambda parents, end: sorted(visited(parents, end)))


@topological_order.mistake(
    "level_by_level",
    "You collected the names level by level from the end, and reversed the list. A value may be used on several "
    "levels, and must come before the earliest of its uses. Write each name down after its parents.",
)
def _(parents, end):
    order = [end]
    for name in order:
        order += [parent for parent in dict.fromkeys(parents[name]) if parent not in order]
    return order[::-1]


@topological_order.mistake(
    "too_much",
    "Your order also holds values that the end does not depend on. Visit only the end and what it leads back to.",
)
def _(parents, end):
    order = visited(parents, end)
    for name in parents:
        order += [other for other in visited(parents, name) if other not in order]
    return order


@topological_order.right_answer
def _(parents, end):
    """Round by round: whatever has all its parents in the order already."""
    wanted = set(visited(parents, end))
    order = []
    while len(order) < len(wanted):
        order += [name for name in parents if name in wanted - set(order) and set(parents[name]) <= set(order)]
    return order


@topological_order.right_answer
def _(parents, end):
    """Without recursion: a stack on which a name waits until its parents are written."""
    order, waiting = [], [end]
    while waiting:
        missing = [parent for parent in parents[waiting[-1]] if parent not in order]
        if missing:
            waiting.append(missing[0])
        elif (name := waiting.pop()) not in order:
            order.append(name)
    return order


# ------------------------------------------------------------------------------------------------- backward

FORWARD = {"add": np.add, "multiply": np.multiply, "matmul": np.matmul, "sigmoid": sigma, "sum": np.sum}


def backward_of(operation, upstream, inputs):
    """The gradients of the inputs of one step; the chapter gives it, made of the learner's own functions."""
    if operation == "add":
        return undone(upstream, inputs[0]), undone(upstream, inputs[1])
    if operation == "multiply":
        return multiply_backward.reference(upstream, *inputs)
    if operation == "matmul":
        return matmul_backward.reference(upstream, *inputs)
    if operation == "sigmoid":
        return (upstream * sigma(inputs[0]) * (1 - sigma(inputs[0])),)
    return (np.full(np.shape(inputs[0]), upstream),)


def with_values(tape, **inputs):
    """A tape, and the value of everything on it."""
    values = {name: np.array(value, dtype=float) for name, value in inputs.items()}
    for output, operation, names in tape:
        values[output] = np.asarray(FORWARD[operation](*(values[name] for name in names)), dtype=float)
    return tape, values


@topic.exercise(
    points=3,
    needs=("accumulate", "unbroadcast", "multiply_backward", "matmul_backward"),
    hints=[
        "It is your reverse_pass. What takes the place of upstream times slope, now that the values are arrays?",
        "From the last row to the first: backward_of, with the gradient of the row's output and the values of its inputs, "
        "gives one gradient for each input. Accumulate them.",
        "Two sequences side by side: for name, price in zip(names, prices): total[name] = total[name] + price",
    ],
)
def backward(tape, values):
    """The gradient of the last output with respect to everything on the tape, by name."""
    return swept_arrays(tape, values)


def swept_arrays(
    tape, values, *, rows=reversed, add=operator.add, upstream=lambda g, v: g, seed=1.0, deal=zip, used=list
):
    """The reverse pass over arrays with its details as arguments."""
    gradients = {name: np.zeros(np.shape(values[name])) for name in values}
    gradients[tape[-1][0]] = np.full(np.shape(values[tape[-1][0]]), seed)
    for output, operation, names in rows(tape):
        found = backward_of(operation, upstream(gradients[output], values[output]), [values[name] for name in names])
        for name, gradient in used(deal(names, found)):
            gradients[name] = add(gradients[name], gradient)
    return gradients


@backward.cases
def _(draw):
    yield with_values([("p", "multiply", ["x", "w"]), ("E", "sum", ["p"])], x=[2.0, 3.0], w=[0.5, draw.tenths()])
    yield with_values([("q", "multiply", ["x", "x"]), ("y", "add", ["q", "x"]), ("E", "sum", ["y"])], x=draw.tenths(3))
    yield with_values([("z", "add", ["X", "b"]), ("E", "sum", ["z"])], X=draw.tenths(2, 3), b=draw.tenths(3))
    yield with_values(
        [("u", "sigmoid", ["x"]), ("v", "multiply", ["u", "x"]), ("m", "add", ["v", "u"]), ("E", "sum", ["m"])],
        x=draw.tenths(2),
    )
    n, d, k = draw.sizes(3)
    layer = [("P", "matmul", ["X", "W"]), ("Z", "add", ["P", "b"]), ("Y", "sigmoid", ["Z"]), ("E", "sum", ["Y"])]
    yield with_values(layer, X=draw.tenths(n, d), W=draw.tenths(d, k), b=draw.tenths(k))
    tied = [
        ("S", "matmul", ["X", "W"]),
        ("H", "sigmoid", ["S"]),
        ("Z", "matmul", ["H", "W"]),
        ("D", "add", ["Z", "T"]),
        ("Q", "multiply", ["D", "D"]),
        ("F", "sum", ["Q"]),
        ("E", "multiply", ["F", "c"]),
    ]
    yield with_values(tied, X=draw.tenths(n, d), W=draw.tenths(d, d), T=draw.tenths(d), c=0.5)


def wrong_backward(key, message, **changes):
    backward.mistake(key, message)(lambda tape, values: swept_arrays(tape, values, **changes))


wrong_backward(
    "first_to_last",
    "Only the inputs of the last row received anything. If you went through the tape from its beginning: there the "
    "gradients of the outputs are not known yet. Go from the last row to the first, through all of them.",
    rows=list,
)
wrong_backward(
    "overwritten",
    "A contribution replaces the one before it. A value that is used twice gets the sum of what comes back from both uses.",
    add=lambda old, new: new,
)
wrong_backward(
    "upstream_always_one",
    "You hand 1 to backward_of in every row. It needs the gradient of the row's output, as found so far.",
    upstream=lambda gradient, value: np.ones(np.shape(value)),
)
wrong_backward(
    "value_for_gradient",
    "You hand the value of the output to backward_of. It needs the output's gradient.",
    upstream=lambda gradient, value: value,
)
wrong_backward("no_beginning", "All gradients are 0: the pass must begin with 1, the slope of the last output with respect to itself.",
               seed=0.0)  # fmt: skip
wrong_backward("begins_too_large", "The pass begins with 2. The slope of the last output with respect to itself is 1.",
               seed=2.0)  # fmt: skip
wrong_backward("first_input_only", "Only the first input of a row gets its gradient. Deal with all of them.",
               deal=lambda names, found: list(zip(names, found, strict=True))[:1])  # fmt: skip
wrong_backward(
    "once_in_a_step",
    "A value that appears twice in one row, as in x * x, was counted once: a dictionary keeps only the last pair of each name. "
    "Go through the pairs.",
    used=once_each,
)
backward.mistake(
    "inputs_only",
    "Only the inputs are in your dictionary. Return the gradients of the values in between as well, and that of the last "
    "output.",
)(lambda tape, values: {n: g for n, g in swept_arrays(tape, values).items() if n not in {row[0] for row in tape}})
backward.mistake("end_left_out", "The last output is missing: its gradient is 1.")(
    lambda tape, values: {n: g for n, g in swept_arrays(tape, values).items() if n != tape[-1][0]}
)
backward.mistake("values_returned", "These are the values. Return the gradients.")(lambda tape, values: dict(values))


@backward.right_answer
def _(tape, values):
    gradients = {tape[-1][0]: 1.0}
    for output, operation, names in tape[::-1]:
        found = backward_of(operation, gradients[output], [values[name] for name in names])
        for name, gradient in zip(names, found, strict=True):
            gradients[name] = gradients[name] + gradient if name in gradients else gradient
    return gradients


@backward.right_answer
def _(tape, values):
    """Every value asks its users."""
    found = {tape[-1][0]: np.ones(np.shape(values[tape[-1][0]]))}

    def gradient(name):
        if name not in found:
            found[name] = sum(
                backward_of(operation, gradient(output), [values[n] for n in names])[k]
                for output, operation, names in tape
                for k, used in enumerate(names)
                if used == name
            )
        return found[name]

    return {name: gradient(name) for name in values}


# --------------------------------------------------------------------------------------- engine_gradients


def networks(draw):
    def numbers(kind, n, d, hidden, k):
        return kind(n, d), draw.bits(n, k).astype(float), kind(d, hidden), kind(hidden), kind(hidden, k), kind(k)

    yield numbers(draw.tenths, 2, 2, 2, 2)
    yield numbers(draw.tenths, 1, 2, 3, 1)
    whole = numbers(draw.integers, 3, 2, 2, 1)
    yield whole[0], whole[1].astype(int), *whole[2:]
    for _ in range(3):
        yield numbers(draw.normal, *draw.sizes(4))


def by_hand(X, T, V, a, W, b, *, hidden=True, output=True, biases=True, targets=True, power=2, scale=1.0):
    """The gradients of a network whose forward pass has one detail wrong: what an engine makes of it."""
    H = X @ V + biases * a
    H = sigma(H) if hidden else H
    Y = H @ W + biases * b
    Y = sigma(Y) if output else Y
    D = (Y - targets * T if power == 2 else np.ones(Y.shape)) * (Y * (1 - Y) if output else 1)
    B = (D @ W.T) * (H * (1 - H) if hidden else 1)
    found = {"V": X.T @ B, "a": biases * B.sum(axis=0), "W": H.T @ D, "b": biases * D.sum(axis=0)}
    return {name: scale * gradient for name, gradient in found.items()}


@topic.exercise(
    points=2,
    shapes={"X": "n d", "T": "n k", "V": "d hidden", "a": "hidden", "W": "hidden k", "b": "k"},
    returns=("V", "a", "W", "b"),
    view=dictionary,
    needs=("topological_order", "backward"),
    hints=[
        "You only write the forward pass. Which arrays must be a Value, so that the engine gives them a gradient?",
        "Wrap V, a, W and b, compute E with +, -, *, @, sigmoid() and sum(), call E.backward(), and collect the grads.",
        'For one layer without a sigmoid: W = Value(W); E = (Value(X) @ W).sum(); E.backward(); {"W": W.grad}',
    ],
)
def engine_gradients(X, T, V, a, W, b):
    """The gradients of E = 1/2 sum (Y - T)^2 with respect to V, a, W and b, of a network with sigmoid in both layers."""
    return by_hand(X, T, V, a, W, b)


engine_gradients.cases(networks)


def wrong_network(key, message, **changes):
    engine_gradients.mistake(key, message)(lambda *args: by_hand(*args, **changes))


wrong_network("half_forgotten", "All gradients are twice as large: E has 1/2 in front of the sum.", scale=2.0)
wrong_network("output_linear", "The sigmoid of the output is missing in your forward pass.", output=False)
wrong_network("hidden_linear", "The sigmoid of the hidden layer is missing in your forward pass.", hidden=False)
wrong_network("both_linear", "Both sigmoids are missing in your forward pass.", hidden=False, output=False)
wrong_network(
    "biases_forgotten", "Your forward pass does not use the biases, so nothing comes back to them.", biases=False
)
wrong_network("targets_forgotten", "Your E does not use the targets: the error is Y - T.", targets=False)
wrong_network("not_squared", "You summed the errors, not their squares: (Y - T) * (Y - T).", power=1, scale=0.5)
wrong_network("not_squared_or_halved", "You summed the errors, not half of their squares.", power=1)
wrong_network("sign", "All signs are wrong: E grows along its gradient. Return grad as it is.", scale=-1.0)
engine_gradients.mistake("averaged", "You divided by the number of samples. This E is a sum.")(
    lambda *args: by_hand(*args, scale=1 / len(args[0]))
)
engine_gradients.mistake(
    "mean_of_squares", "This is the gradient of a mean over all outputs. This E is half of a sum."
)(lambda *args: by_hand(*args, scale=2 / args[1].size))
engine_gradients.mistake(
    "data_for_grad", "These are the parameters themselves: you return data. The gradients are in grad."
)(lambda X, T, V, a, W, b: {"V": V, "a": a, "W": W, "b": b})
engine_gradients.mistake(
    "tuple",
    "You return the gradients one after the other. A dictionary is wanted, with the parameters' names: "
    '{"V": ..., "a": ..., "W": ..., "b": ...}.',
)(lambda *args: tuple(by_hand(*args).values()))
engine_gradients.mistake(
    "backward_forgotten",
    "The grad of every parameter is None: nothing has gone back through the network yet. Call E.backward() before you read "
    "them, and read them from the values that E was computed from.",
)(lambda *args: dict.fromkeys(by_hand(*args)))


engine_gradients.mistake(
    "graph_cut",
    "V and a receive no gradient: their grad is None, because nothing leads from E back to them. A new Value, such as "
    "Value(h.data), knows its numbers but not what they were computed from. Go on with the Value that .sigmoid() returned.",
)(lambda *args: {**by_hand(*args), "V": None, "a": None})


@engine_gradients.right_answer
def _(X, T, V, a, W, b):
    tape = [
        ("S", "matmul", ["X", "V"]),
        ("R", "add", ["S", "a"]),
        ("H", "sigmoid", ["R"]),
        ("P", "matmul", ["H", "W"]),
        ("Z", "add", ["P", "b"]),
        ("Y", "sigmoid", ["Z"]),
        ("D", "add", ["Y", "minus_T"]),
        ("Q", "multiply", ["D", "D"]),
        ("F", "sum", ["Q"]),
        ("E", "multiply", ["F", "half"]),
    ]
    gradients = swept_arrays(*with_values(tape, X=X, V=V, a=a, W=W, b=b, minus_T=-T, half=0.5))
    return {name: gradients[name] for name in ("V", "a", "W", "b")}


@engine_gradients.right_answer
def _(X, T, V, a, W, b):
    H = sigma(X @ V + a)
    Y = sigma(H @ W + b)
    delta = (Y - T) * Y * (1 - Y)
    back = (delta @ W.T) * H * (1 - H)
    return {"b": delta.sum(axis=0), "W": H.T @ delta, "a": back.sum(axis=0), "V": X.T @ back}


# --------------------------------------------------------------------------------------------------- recall

topic.recall(
    "autograd-1",
    0.75,
    hints=["Upstream times local slope. The slope of a sigmoid can be computed from its output alone."],
    wrong=[
        ("no_upstream", 0.25, "0.25 is the slope of the sigmoid. The upstream gradient is a factor, too."),
        ("value_for_slope", 1.5, "You multiplied by the output. The slope is the output times (1 - the output)."),
        ("unchanged", 3, "A sum passes the gradient on unchanged. A sigmoid multiplies by its slope."),
    ],
)
topic.recall(
    "autograd-2",
    130,
    hints=["How often is the loss evaluated for one parameter?"],
    wrong=[
        ("one_sided", 66, "That would do for one-sided differences. A central difference steps to both sides."),
        ("once_each", 65, "That is once for each parameter. A central difference steps to both sides."),
        ("one_pass", 2, "Each parameter moves by itself, with evaluations of its own."),
    ],
)
topic.recall(
    "autograd-3",
    5,
    hints=["Write down every contribution to x, in the order in which the pass adds them. Which of them is the last?"],
    wrong=[
        (
            "right_pass",
            13,
            "13 is the right gradient, of a pass that adds. Here each contribution replaces the last one.",
        ),
        (
            "first_contribution",
            3,
            "The row of y comes first in the reverse pass; what it gives is overwritten afterwards.",
        ),
        ("both_from_q", 10, "x appears twice in the row of q, and gets 5 each time; the second 5 replaces the first."),
    ],
    why="x gets 3 from the row of y, and then twice 5 from the row of q; each replaces the one before it.",
)
topic.recall(
    "autograd-4",
    np.array([10, 10, 10]),
    hints=[
        "Every entry of b was copied to all the rows. What does the sum of all entries gain if one of them grows by 1?"
    ],
    wrong=[
        ("one_copy", np.array([1, 1, 1]), "That is what one copy sends back. Each entry of b was copied to ten rows."),
        ("everything", np.array([30, 30, 30]), "An entry of b gets the gradients of its own column alone."),
        ("mean", np.array([0.1, 0.1, 0.1]), "The gradients of the copies add up. Nothing is divided."),
    ],
)
topic.recall(
    "autograd-5",
    2,
    hints=["One reverse pass gives the derivatives of a single output with respect to everything."],
    wrong=[
        ("forward", 1000, "That is how many forward-mode passes it would take: one for each input."),
        ("all_pairs", 2000, "One reverse pass gives the derivatives with respect to all inputs at once."),
        ("one", 1, "One reverse pass starts from one output. There are two."),
    ],
)
