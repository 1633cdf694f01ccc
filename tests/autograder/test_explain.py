"""Exceptions are explained at the expression they come from, and no sentence says what is not so."""

import math

import numpy as np
import pytest

from autograder.exercise import Topic
from autograder.explain import explain_error
from autograder.explain.returned import why_none
from autograder.inside.kinds import Kind
from autograder.inside.observation import Case, Expression, Failure, Part, Source
from autograder.inside.observe import observe

A, B, V = np.ones((5, 3)), np.ones((5, 2)), np.arange(3.0)
RNG = np.random.default_rng(1)
WHOLE = np.array([[1, 2], [3, 4]])


def helper(x, w):
    return x @ w


def no_return(x):
    x + 1


def pair(x):
    return x, x + 1


def matrix_product(A, B):
    return A @ B


def product_by_function(A, B):
    C = A * 2
    return np.dot(C, A)


def product_with_a_number(A, B):
    return A @ 2


def column_sum(A, B):
    return A + B


def unpack_three(A, V):
    n, m, k = A.shape
    return n


def unpack_a_call(A, V):
    a, b, c = pair(V)
    return a


def unpack_in_a_loop(A, V):
    return [x for x, y, z in zip(V, V, strict=True)]


def past_the_end(A, V):
    total = 0
    for i in range(3):
        total += V[i + 1]
    return total


def past_a_list(A, V):
    sizes = [1, 2]
    return sizes[2]


def axis_of_a_vector(A, V):
    return np.sum(V, 1)


def bias_as_axis(A, V):
    b = 1
    return np.sum(V, b)


def hidden_by_its_result(A, V):
    helper = helper(A, V)
    return helper


def read_too_early(A, V):
    error = y - V
    y = A @ V
    return error


def set_in_a_branch(A, V):
    for v in V:
        if v > 100:
            best = v
    return best


def old_value_missing(A, velocities):
    velocity = 0.9 * velocity + 1
    return velocity


def misspelled(A, alpha):
    return alhpa * A


def first_letter_only(A, gamma):
    return g * A


def of_torch(A, V):
    return torch.exp(A)


def of_sklearn(A, V):
    return mean_squared_error(A, V)


def without_np(A, V):
    return sqrt(A)


def written_in_place(X, V):
    X -= X.mean(axis=0)
    return X


def shuffled(rng, V):
    order = rng.shuffle(np.arange(3))
    return V[order[0]]


def sorted_list(A, V):
    values = list(V)
    return values.sort()[0]


def forgotten_return(A, V):
    return no_return(V) + 1


def no_better_one(A, V):
    best = None
    return best + 1


def array_called(A, V):
    return A(V)


def transpose_called(A, V):
    return A.T()


def product_without_star(A, beta):
    return (1 - beta)(A)


def one_decision(A, V):
    if V > 0:
        return 1
    return 0


def python_max(A, V):
    return max(0, V)


def largest_of_a_pair(H, V):
    lam = np.linalg.eig(H)
    return 2 / max(lam)


def both(A, V):
    return (V > 0) and (V < 2)


def between(A, V):
    return 0 < V < 2


def of_math(A, V):
    return math.exp(V)


def list_times_float(A, V):
    return [1, 2] * 0.5


def tuple_changed(A, V):
    t = (1, 2)
    t[0] = 3
    return t


def number_filled(z, V):
    z[0] = 1
    return z


def text_plus_number(A, V):
    return "W" + 1


def too_few(A, V):
    return helper(A)


def torch_argument(A, V):
    return A.max(dim=1)


def unknown_key(A, V):
    return {"and": 1, "or": 2}["nand"]


def torch_transpose(A, V):
    return A.t()


def append_to_array(A, V):
    return A.append(1)


def generator_randn(rng, V):
    return rng.randn(3)


def divided_by_zero(A, n):
    return 1 / n


def endless(A, V):
    return endless(A, V)


def caret(A, V):
    return V ^ 2


def shape_as_two(A, V):
    return np.zeros(2, 3)


def counted_in_floats(A, V):
    half = 6 / 2
    return range(half)


def number_indexed(A, V):
    W = RNG.normal(2, 8)
    return W[0]


def function_indexed(A, V):
    return helper[0]


def method_not_called(A, V):
    a = V.flatten
    return a + 1


def room_too_small(A, V):
    Z = np.zeros(2)
    Z[:] = A[0]
    return Z


def room_for_one(A, V):
    Z = np.zeros(2)
    Z[0] = V
    return Z


def reshaped(A, V):
    return V.reshape(2, 2)


def names_of_a_list(A, V):
    parameters = [(A, V)]
    return parameters["W" + "1"]


def length_gone_through(A, V):
    return [i for i in len(V)]


# What is said: the words that must be in it, all of them.
EXPLAINED = [
    (matrix_product, (A, B), "`A @ B` is (5, 3) @ (5, 2)", "3 and 5"),
    (product_by_function, (A, B), "`np.dot(C, A)` is (5, 3) times (5, 3)", "`C` comes from line 2: `C = A * 2`"),
    (product_with_a_number, (A, B), "`2` is a single number", "*"),
    (column_sum, (A, B), "`A + B` combines (5, 3) with (5, 2)"),
    (unpack_three, (A, V), "3 names on the left", "`A.shape` is a tuple of 2 numbers and gives only 2"),
    (unpack_a_call, (A, V), "3 names on the left", "`pair(V)` gives only 2"),
    (unpack_in_a_loop, (A, V), "Each round of `zip(V, V, strict=True)` gives 2 values", "3 names"),
    (past_the_end, (A, V), "`V[i + 1]` asks for index 3", "3 entries, with the indices 0 to 2"),
    (past_a_list, (A, V), "`sizes[2]` asks for index 2", "2 entries, with the indices 0 to 1"),
    (axis_of_a_vector, (A, V), "asks for axis 1", "one axis, which is axis 0"),
    (bias_as_axis, (A, V), "asks for axis 1", "The second argument is the axis, and here that is `b`"),
    (hidden_by_its_result, (A, V), "`helper(x, w)`", "hidden by it", "Which other name"),
    (read_too_early, (A, V), "`y` is used here, but gets its value only later", "line 3: `y = A @ V`"),
    (set_in_a_branch, (A, V), "`best` gets its value only in one place", "never ran"),
    (old_value_missing, (A, 1), "needs a value of `velocity`"),
    (misspelled, (A, 1), "`alhpa` is not a name in this function. Is `alpha` meant?"),
    (first_letter_only, (A, 1), "Is `gamma` meant?"),
    (of_torch, (A, V), "PyTorch, which is not imported"),
    (of_sklearn, (A, V), "scikit-learn, which is not imported"),
    (without_np, (A, V), "`np.sqrt`"),
    (written_in_place, (WHOLE, V), "`X -= X.mean(axis=0)` writes its result into `X` itself", "whole numbers"),
    (shuffled, (RNG, V), "`order` is None", "shuffles in place", "returns None"),
    (sorted_list, (A, V), "None", "sorts in place"),
    (forgotten_return, (A, V), "`no_return(V)` gives None", "Is the `return` missing in `no_return`?"),
    (no_better_one, (A, V), "`best` is None", "No line has given it another value"),
    (array_called, (A, V), "`A` is an array of shape (5, 3)", "[ ]"),
    (transpose_called, (A, V), "`A.T` is no method but a value", "without ( )"),
    (product_without_star, (A, 0.9), "the number 0.1", "*"),
    (one_decision, (A, V), "`V > 0` is an array of shape (3,)", "`if`"),
    (python_max, (A, V), "`V` (3,)", "np.maximum"),
    (largest_of_a_pair, (np.eye(2), V), "`lam`", "a tuple of 2 arrays", "line 2: `lam = np.linalg.eig(H)`"),
    (both, (A, V), "`and` needs one True or False", "np.logical_and"),
    (between, (A, V), "`0 < V < 2` means two comparisons"),
    (of_math, (A, V), "`math.exp` takes one number at a time, but `V` is (3,)", "np.exp"),
    (list_times_float, (A, V), "`[1, 2]` is a list of 2 numbers"),
    (tuple_changed, (A, V), "`t`, a tuple of 2", "stays as it was made"),
    (number_filled, (3.0, V), "`z` is a single number"),
    (text_plus_number, (A, V), "the text 'W'", "the number 1"),
    (too_few, (A, V), "`helper(x, w)`", "`w` is missing"),
    (torch_argument, (A, V), "`dim` is PyTorch's name: NumPy calls it `axis`"),
    (unknown_key, (A, V), "the keys 'and', 'or'"),
    (torch_transpose, (A, V), "`.T`"),
    (append_to_array, (A, V), "an array of shape (5, 3), which has no `append`"),
    (generator_randn, (RNG, V), "has no `randn`", "standard_normal"),
    (divided_by_zero, (A, 0), "divides by `n`, which is 0"),
    (endless, (A, V), "`endless` calls itself"),
    (caret, (A, V), "`^` is not a power"),
    (shape_as_two, (A, V), "the second argument, `3`, is taken for the type"),
    (counted_in_floats, (A, V), "`half` is the number 3.0", "//"),
    (number_indexed, (A, V), "`W` is the number", "line 2: `W = RNG.normal(2, 8)`"),
    (function_indexed, (A, V), "called with ( )"),
    (method_not_called, (A, V), "`a` is the method flatten itself", "line 2: `a = V.flatten`"),
    (room_too_small, (A, V), "`Z[:]` has room for (2,), but `A[0]` is (3,)"),
    (room_for_one, (A, V), "`Z[0]` is room for one number"),
    (reshaped, (A, V), "`V` is (3,) and holds 3 numbers, and (2, 2) needs 4"),
    (names_of_a_list, (A, V), "as in a dictionary", "`parameters` is a list of 1"),
    (length_gone_through, (A, V), "goes through `len(V)`, but that is the number 3", "range(n)"),
]


def explained(function, *arguments):
    failure = observe(function, Case(arguments)).failure
    assert failure is not None
    return explain_error(failure)


@pytest.mark.parametrize(
    "function, arguments, words",
    [(f, a, w) for f, a, *w in EXPLAINED],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_an_exception_is_explained(function, arguments, words):
    told = explained(function, *arguments)
    assert all(word in told for word in words), told
    assert "cell above" not in told and told.count("`") % 2 == 0


def test_an_own_helper_is_named_with_its_line():
    def outer(A, B):
        return helper(A, B)

    told = explained(outer, A, B)
    assert "`x @ w` is (5, 3) @ (5, 2)" in told
    assert "inside `helper`, at `return x @ w`" in told and "`helper(A, B)`, with `A` (5, 3) and `B` (5, 2)" in told


def test_the_expression_is_marked_in_the_functions_own_lines():
    topic = Topic("tests.trial")

    @topic.exercise(points=1, hints=["h"])
    def both_sides(A, B):
        return A.T @ B

    both_sides.cases(lambda draw: iter([(A, B)]))

    def wrong(A, B):
        half = 0.5
        return half * (A @ B) - 3 * A[0, 0]

    report = both_sides.check(wrong)
    assert report.line == 3 and report.misconception is None
    assert str(report.excerpt) == "return half * (A @ B) - 3 * A[0, 0]\n               ^^^^^"
    assert "Stopped with" in dict(report.evidence)


def test_without_positions_the_message_alone_is_explained():
    """`python -X no_debug_ranges` keeps no columns: then only the line is known."""
    failure = Failure(Kind.RAISED, "matmul: Input operand 1 has a mismatch in its core dimension 0", "ValueError")
    assert "Print both shapes" in explain_error(failure)
    for message in ("'NoneType' object is not subscriptable", "index 1 is out of bounds for axis 0 with size 1"):
        assert "single number" not in explain_error(Failure(Kind.RAISED, message, "TypeError"))


def test_an_unknown_exception_is_left_to_its_own_text():
    assert explain_error(Failure(Kind.RAISED, "my own text", "Trouble")) == ""


def test_text_of_a_hostile_expression_is_only_shown():
    """Whatever the parts of an expression claim, no rule fails on it."""
    odd = Part("`" * 20, "shape (", "= = =", 10**6)
    for message in (
        "matmul: x",
        "index 9 is out of bounds for axis 9 with size 0",
        "NoneType",
        "truth value of an array",
    ):
        for form in ("call", "index", "store", "@", "unpack", "for", "", "no such form"):
            for parts in ((), (odd,), (odd, odd, odd)):
                explain_error(
                    Failure(Kind.RAISED, message, "ValueError", expression=Expression("x" * 200, form, parts))
                )


@pytest.mark.parametrize(
    "text, words",
    [
        ("def f(x):\n    y = x\n", "is the `return` missing?"),
        ("def f(x):\n    return\n", "nothing behind its `return`"),
        ("def f(g):\n    return g.reverse()\n", "`reverse` reverses in place and changes `g` itself"),
        ("def f(g):\n    return own(g)\n", "Is the `return` missing there?"),
        ("def f(g):\n    best = None\n    return best\n", "returns `best`, which is None in this case"),
        ("def f(g):\n    for x in g:\n        if x:\n            return x\n", "ends without having reached"),
        ("def f(g):\n    if g:\n        return 1\n    elif g is None:\n        return 2\n", "which of its lines"),
    ],
)
def test_a_missing_return_is_asked_for_only_where_none_is(text, words):
    told, _ = why_none(Source(text))
    assert words in told
    assert ("is the `return` missing?" in told) == ("return" not in text)
    assert "missing" not in why_none(None)[0]
