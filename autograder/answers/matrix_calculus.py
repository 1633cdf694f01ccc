"""Matrix calculus: references, cases, wrong answers and right ones."""

import numpy as np

from autograder.compare import Tolerance
from autograder.corner import Corner
from autograder.exercise import Topic
from autograder.inside.callbacks import products_and_squares, three_outputs

topic = Topic(__name__)


# ------------------------------------------------------------------------------- trace_inner, numerical_jacobian


@topic.exercise(
    points=1,
    shapes={"A": "m n", "B": "m n"},
    hints=[
        "Entry (i, i) of A^T B is the sum over k of A[k, i] B[k, i]. Now add these up over i.",
        "Every entry of A meets the entry of B in the same place, and nothing else.",
        "For two vectors it would be: np.sum(a * b)",
    ],
)
def trace_inner(A, B):
    """sum over i and j of A[i, j] B[i, j]."""
    return np.sum(A * B)


@trace_inner.cases
def _(draw):
    yield draw.integers(2, 2), draw.integers(2, 2)
    yield draw.tenths(1, 1), draw.tenths(1, 1)
    yield draw.integers(3, 3), draw.integers(3, 3)
    yield 2 * draw.integers(1, 3) + 1, draw.integers(1, 3) + 0.5  # Whole numbers, and a sum that is none.
    for _ in range(2):
        m, n = draw.sizes(2)
        yield draw.tenths(m, n), draw.tenths(m, n)


trace_inner.mistake("transpose_forgotten", "That is tr(A B). The transpose matters: tr(A^T B).")(
    lambda A, B: np.trace(A @ B)
)
trace_inner.mistake("diagonal_only", "You added up the diagonal only. Every entry of A meets its partner in B.")(
    lambda A, B: np.trace(A * B)
)
trace_inner.mistake("not_summed", "You have the products, entry by entry. Still to do: add them all up.")(
    lambda A, B: A * B
)
trace_inner.mistake(
    "product_of_sums", "You added up each matrix and multiplied the sums. Multiply entry by entry first."
)(lambda A, B: np.sum(A) * np.sum(B))
trace_inner.mistake("matrix_product_summed", "You added up all of A^T B. The trace takes its diagonal only.")(
    lambda A, B: np.sum(A.T @ B)
)
trace_inner.mistake("product_of_traces", "The trace of a product is not the product of the traces.")(
    lambda A, B: np.trace(A) * np.trace(B)
)
trace_inner.right_answer(lambda A, B: np.trace(A.T @ B))
trace_inner.right_answer(lambda A, B: float(sum(a * b for a, b in zip(A.ravel(), B.ravel(), strict=True))))
trace_inner.right_answer(lambda A, B: np.einsum("ij,ij->", A, B))


def jacobian(f, x, eps=1e-6, up=1.0, down=-1.0, divisor=2.0):
    x = np.asarray(x, dtype=float)
    steps = eps * np.eye(len(x))
    return np.stack([(f(x + up * s) - f(x + down * s)) / (divisor * eps) for s in steps], axis=1)


@topic.exercise(
    points=2,
    shapes={"x": "n"},
    tolerance=Tolerance(rtol=1e-7, atol=1e-8),
    hints=[
        "Move one input x_j at a time. All m outputs answer: that fills one column.",
        "Column j is (f(x + eps e_j) - f(x - eps e_j)) / (2 eps). Row i belongs to output i.",
        "For a single input it would be: ((f(x + eps) - f(x - eps)) / (2 * eps))[:, None]",
    ],
)
def numerical_jacobian(f, x, eps=1e-6):
    """J[i, j] = (f_i(x + eps e_j) - f_i(x - eps e_j)) / (2 eps), shape (m, n)."""
    return jacobian(f, x, eps)


@numerical_jacobian.cases
def _(draw):
    yield three_outputs, np.array([2.0, -1.0])
    yield three_outputs, draw.integers(3)
    yield products_and_squares, draw.tenths(4)
    yield three_outputs, draw.tenths(5), 0.1
    yield products_and_squares, draw.tenths(2), 0.05
    yield three_outputs, draw.tenths(1)


numerical_jacobian.mistake(
    "gradient_layout",
    "Your matrix is the transpose: inputs in rows. A Jacobian has one row per output and one column per input.",
)(lambda f, x, eps=1e-6: jacobian(f, x, eps).T)
numerical_jacobian.mistake("forward_difference", "You used the forward difference. Step to both sides.")(
    lambda f, x, eps=1e-6: jacobian(f, x, eps, 1, 0, 1)
)
numerical_jacobian.mistake("divided_by_eps", "From x - eps to x + eps the distance is 2 eps: divide by that.")(
    lambda f, x, eps=1e-6: jacobian(f, x, eps, divisor=1)
)
numerical_jacobian.mistake(
    "brackets", "`/ 2 * eps` divides by 2 and multiplies by eps. Put parentheses around the denominator: / (2 * eps)."
)(lambda f, x, eps=1e-6: jacobian(f, x, eps, divisor=1) * eps**2 / 2)
numerical_jacobian.mistake("eps_ignored", "The argument eps is not used.")(lambda f, x, eps=1e-6: jacobian(f, x))
numerical_jacobian.mistake("outputs_added_up", "You added the outputs up. Each output has a row of its own.")(
    lambda f, x, eps=1e-6: jacobian(f, x, eps).sum(axis=0)
)
numerical_jacobian.mistake("all_inputs_at_once", "You moved all inputs together. Each input has a column of its own.")(
    lambda f, x, eps=1e-6: (f(x + eps) - f(x - eps)) / (2 * eps)
)


numerical_jacobian.mistake(
    "all_inputs_in_every_column",
    "Every column is the same: x + eps moves all inputs at once. In column j only x[j] moves.",
)(lambda f, x, eps=1e-6: np.tile(((f(x + eps) - f(x - eps)) / (2 * eps))[:, None], (1, len(x))))
numerical_jacobian.mistake(
    "one_side_over_both",
    "You step to one side only, from x to x + eps, and divide by 2 eps, the distance for two sides. Step to x - eps, too.",
)(lambda f, x, eps=1e-6: jacobian(f, x, eps, 1, 0, 2))


@numerical_jacobian.mistake(
    "not_restored", "An input keeps its change when you go on to the next one. Put it back first."
)
def _(f, x, eps=1e-6):
    x, columns = np.array(x, dtype=float), []
    for j in range(len(x)):
        x[j] += eps
        above = f(x)
        x[j] -= 2 * eps
        columns.append((above - f(x)) / (2 * eps))
    return np.stack(columns, axis=1)


@numerical_jacobian.right_answer
def _(f, x, eps=1e-6):
    x = np.array(x, dtype=float)
    out = np.zeros((len(f(x)), len(x)))
    for j in range(len(x)):
        middle = x[j]
        x[j] = middle + eps
        above = f(x)
        x[j] = middle - eps
        out[:, j] = (above - f(x)) / (2 * eps)
        x[j] = middle
    return out


numerical_jacobian.right_answer(
    lambda f, x, eps=1e-6: np.array([(f(x + eps * e) - f(x - eps * e)) / (2 * eps) for e in np.eye(len(x))]).T
)


# ---------------------------------------------------------------------------------- the warm-up's five gradients


def predictions(draw):
    yield draw.integers(2, 2), draw.integers(2, 2)
    for shape in ((1, 3), (4, 1), (3, 5)):
        yield draw.tenths(*shape), draw.tenths(*shape) + 0.05
    yield draw.integers(3, 2), draw.integers(3, 2)
    yield draw.integers(2, 3), draw.tenths(2, 3)


@topic.exercise(
    points=1,
    shapes={"y_pred": "n k", "y": "n k"},
    hints=[
        "The loss is the plain sum of squares, with neither 1/2 nor a mean.",
        "d sum (y_pred - y)^2 = sum of 2 (y_pred - y) d y_pred: read the gradient off.",
        "With 1/2 in front of the loss it would be: y_pred - y",
    ],
)
def grad_y_pred(y_pred, y):
    """2 (y_pred - y)."""
    return 2.0 * (y_pred - y)


grad_y_pred.cases(predictions)
grad_y_pred.mistake("factor_2_lost", "The 2 is missing: this loss has no 1/2 in front.")(lambda p, y: 1.0 * (p - y))
grad_y_pred.mistake("brackets", "The parentheses are missing: 2 multiplies y_pred alone. Write 2 * (y_pred - y).")(
    lambda p, y: 2.0 * p - y
)
grad_y_pred.mistake("target_minus_output", "The sign is wrong: y_pred - y.")(lambda p, y: 2.0 * (y - p))
grad_y_pred.mistake("mean", "You divided by the number of entries. This loss is a sum.")(
    lambda p, y: 2.0 * (p - y) / p.size
)
grad_y_pred.mistake("averaged", "You divided by the number of samples. This loss is a sum.")(
    lambda p, y: 2.0 * (p - y) / len(p)
)
grad_y_pred.mistake("square_kept", "The square is still there: its derivative is to the first power.")(
    lambda p, y: 2.0 * (p - y) ** 2
)
grad_y_pred.mistake("the_loss", "That is the loss, one number. Its gradient has the shape of y_pred.")(
    lambda p, y: np.sum((p - y) ** 2)
)
grad_y_pred.right_answer(lambda y_pred, y: -2 * (y - y_pred))
grad_y_pred.right_answer(
    lambda y_pred, y: [[2 * (p - t) for p, t in zip(*rows, strict=True)] for rows in zip(y_pred, y, strict=True)]
)


def products(left, right):
    """Cases for two matrices whose shapes are given by letters, square ones first."""

    def draw_cases(draw):
        letters = sorted({*left, *right})
        for sizes in ([2] * 3, [3] * 3, [3, 2, 1], draw.sizes(3), draw.sizes(3)):
            size = dict(zip(letters, sizes, strict=True))
            yield draw.tenths(*(size[c] for c in left)), draw.tenths(*(size[c] for c in right))
        yield draw.integers(*(size[c] for c in left)), draw.tenths(*(size[c] for c in right))
        yield draw.tenths(*(size[c] for c in left)), draw.integers(*(size[c] for c in right))

    return draw_cases


def product_mistakes(exercise, wrong_side):
    """The slips of a gradient that is left^T right or left right^T."""
    exercise.mistake("no_transpose", "Nothing is transposed. Write the shapes down: the inner sizes must agree.")(
        lambda A, B: A @ B
    )
    exercise.mistake("transpose_on_wrong_factor", wrong_side[1])(wrong_side[0])
    exercise.mistake("elementwise", "You multiplied entry by entry. This is a matrix product.")(lambda A, B: A * B)
    exercise.mistake("averaged", "You divided by the number of samples. This loss is a sum.")(
        lambda A, B: exercise.reference(A, B) / len(A)
    )
    exercise.mistake("factor_2", "There is a 2 too many: the gradient with respect to y_pred holds the 2 already.")(
        lambda A, B: 2 * exercise.reference(A, B)
    )


@topic.exercise(
    points=1,
    shapes={"h_relu": "n hidden", "grad_y_pred": "n k"},
    hints=[
        "d(L) = tr(G^T h_relu d(w2)), with G the gradient with respect to y_pred. What is transposed in front of d(w2)?",
        "It must have the shape of w2, (hidden, k), made of (n, hidden) and (n, k).",
        "For one sample it would be: np.outer(h_relu[0], grad_y_pred[0])",
    ],
)
def grad_w2(h_relu, grad_y_pred):
    """h_relu^T grad_y_pred."""
    return h_relu.T @ grad_y_pred


grad_w2.cases(products("nh", "nk"))
product_mistakes(
    grad_w2,
    (
        lambda A, B: A @ B.T,
        "The transpose is on the wrong factor: the samples must be on the inside, h_relu.T @ grad_y_pred.",
    ),
)
grad_w2.right_answer(lambda h_relu, grad_y_pred: (grad_y_pred.T @ h_relu).T)
grad_w2.right_answer(lambda h_relu, grad_y_pred: np.einsum("nh,nk->hk", h_relu, grad_y_pred))


@topic.exercise(
    points=1,
    shapes={"grad_y_pred": "n k", "w2": "hidden k"},
    hints=[
        "d(L) = tr(G^T d(h_relu) w2): bring d(h_relu) to the end by rotating the product inside the trace.",
        "It must have the shape of h_relu, (n, hidden), made of (n, k) and (hidden, k).",
        "For one sample it would be: w2 @ grad_y_pred[0]",
    ],
)
def grad_h_relu(grad_y_pred, w2):
    """grad_y_pred w2^T."""
    return grad_y_pred @ w2.T


grad_h_relu.cases(products("nk", "hk"))
product_mistakes(
    grad_h_relu,
    (
        lambda A, B: A.T @ B,
        "The transpose is on the wrong factor: the outputs must be on the inside, grad_y_pred @ w2.T.",
    ),
)
grad_h_relu.right_answer(lambda grad_y_pred, w2: (w2 @ grad_y_pred.T).T)
grad_h_relu.right_answer(lambda grad_y_pred, w2: np.tensordot(grad_y_pred, w2, axes=(1, 1)))


@topic.exercise(
    points=1,
    shapes={"grad_h_relu": "n hidden", "h": "n hidden"},
    corner=Corner("grad_h_relu", "h"),
    hints=[
        "Where h was positive, ReLU passed the value on, and passes the gradient back. Elsewhere nothing comes back.",
        "The mask is made from h, not from the gradient. And leave the argument as it is.",
        "For leaky ReLU with slope 0.1 it would be: grad_h_relu * np.where(h > 0, 1, 0.1)",
    ],
)
def grad_h(grad_h_relu, h):
    """grad_h_relu where h > 0, else 0."""
    return grad_h_relu * (h > 0)


@grad_h.cases
def _(draw):
    yield np.array([[2.0, -3.0]]), np.array([[1.0, -1.0]])
    for shape in ((3, 2), (4, 5), (1, 6)):
        yield draw.tenths(*shape), draw.tenths(*shape)
    yield draw.tenths(3, 3), draw.integers(3, 3)
    yield draw.integers(3, 3), draw.tenths(3, 3)
    yield np.array([[1.5, 0.0]]), np.array([[0.5, 0.0]])  # At the corner any slope gives 0, but 0 / 0 gives none.
    yield np.array([[2.0, -1.5, 0.25]]), np.array([[0.0, 0.0, -0.5]])  # There any slope from 0 to 1 may be chosen.


grad_h.mistake("mask_from_gradient", "You cut where the gradient is negative. The mask is h > 0.")(
    lambda g, h: np.maximum(g, 0)
)
grad_h.mistake("derivative_forgotten", "The gradient passes everywhere. Where h was negative it is stopped.")(
    lambda g, h: 1.0 * g
)
grad_h.mistake("mask_flipped", "You kept the gradient where h is negative.")(lambda g, h: g * (h < 0))
grad_h.mistake("value_for_slope", "You multiplied by ReLU's value. Its slope is 0 or 1.")(
    lambda g, h: g * np.maximum(h, 0)
)
grad_h.mistake(
    "sign_for_slope", "Where h is negative your gradient changes its sign. ReLU's slope is 0 there, not -1."
)(lambda g, h: g * np.sign(h))
grad_h.mistake("slope_added", "You added the slope to the gradient. The chain rule multiplies them.")(
    lambda g, h: g + (h > 0)
)
grad_h.mistake("gradient_forgotten", "That is the mask. Multiply it by the gradient that comes in.")(
    lambda g, h: 1.0 * (h > 0)
)


@grad_h.mistake("in_place", "You write zeros into the caller's gradient: copy it first, or multiply by the mask.")
def _(grad_h_relu, h):
    grad_h_relu[h < 0] = 0
    return grad_h_relu


grad_h.right_answer(lambda grad_h_relu, h: np.where(h > 0, grad_h_relu, 0))
grad_h.right_answer(lambda grad_h_relu, h: grad_h_relu * (1 + np.sign(h)) / 2)


@grad_h.right_answer
def _(grad_h_relu, h):
    out = grad_h_relu.copy()
    out[h < 0] = 0
    return out


@topic.exercise(
    points=1,
    shapes={"x": "n d", "grad_h": "n hidden"},
    needs=("grad_w2",),
    hints=[
        "The first layer is like the second: what came in, and the gradient of what went out.",
        "It must have the shape of w1, (d, hidden), made of (n, d) and (n, hidden).",
        "For one sample it would be: np.outer(x[0], grad_h[0])",
    ],
)
def grad_w1(x, grad_h):
    """x^T grad_h."""
    return x.T @ grad_h


grad_w1.cases(products("nd", "nh"))
product_mistakes(
    grad_w1,
    (lambda A, B: A @ B.T, "The transpose is on the wrong factor: the samples must be on the inside, x.T @ grad_h."),
)
grad_w1.right_answer(lambda x, grad_h: sum(np.outer(a, g) for a, g in zip(x, grad_h, strict=True)))
grad_w1.right_answer(lambda x, grad_h: np.dot(x.T, grad_h))


# -------------------------------------------------------------------------------------------- train_relu_net


def trained(x, y, w1, w2, lr, steps, **changes):
    """The warm-up's loop with its details as arguments, so that a wrong one differs in exactly one of them."""
    relu, slope = changes.get("relu", lambda h: np.maximum(h, 0)), changes.get("slope", lambda h, g: h > 0)
    losses = []
    for step in range(steps):
        if step == 0 or changes.get("renewed", True):
            h = x @ w1
            a = relu(h)
            y_pred = a @ w2
        losses.append(np.sum((y_pred - y) ** 2))
        if step == 0 or changes.get("gradients_renewed", True):
            g = changes.get("factor", 2.0) * (y_pred - y)
            by_w2 = a.T @ g
            back = g @ (w2 - lr * by_w2 if changes.get("w2_first") else w2).T
            by_w1 = x.T @ (back * slope(h, back))
        w1, w2 = w1 - changes.get("first", 1) * lr * by_w1, w2 - lr * by_w2
    return (w1, w2) if changes.get("weights_returned") else np.array(losses)


@topic.exercise(
    points=3,
    shapes={"x": "n d", "y": "n k", "w1": "d hidden", "w2": "hidden k"},
    needs=("grad_y_pred", "grad_w2", "grad_h_relu", "grad_h", "grad_w1"),
    hints=[
        "Each step: forward, note the loss, five gradients, and only then both updates.",
        "Compute both weight gradients before you change either weight. And work on new arrays: w1 = w1 - lr * ...",
        "With a single layer, one step would be: w = w - lr * x.T @ (2 * (x @ w - y))",
    ],
)
def train_relu_net(x, y, w1, w2, lr, steps):
    """The sum of squares before each of the steps of gradient descent on w1 and w2."""
    return trained(x, y, w1, w2, lr, steps)


@train_relu_net.cases
def _(draw):
    sizes = ((2, 2, 2, 2, 3, 0.004), (1, 3, 2, 2, 2, 0.006), (5, 4, 6, 3, 6, 0.003), (4, 3, 7, 2, 5, 0.002))
    for n, d, hidden, k, steps, lr in sizes:
        matrices = [draw.normal(*shape) for shape in ((n, d), (n, k), (d, hidden), (hidden, k))]
        matrices[2][0] = np.abs(matrices[2][0])
        matrices[0][:, 0] = np.abs(matrices[0][:, 0]) + 2  # Some hidden unit is always awake.
        yield *matrices, lr, steps
    # Samples of whole numbers, for which no h is 0, where ReLU has a corner.
    x, w1 = np.array([[1, 2], [3, -1]]), np.array([[1.0, -2.0], [2.0, 3.0]])
    yield x, draw.integers(2, 2), w1, draw.tenths(2, 2), 0.003, 4


def wrong_training(key, message, **changes):
    train_relu_net.mistake(key, message)(lambda *args: trained(*args, **changes))


wrong_training(
    "w2_first", "w2 was updated before it carried the gradient back to w1. Compute both gradients first.", w2_first=True
)
wrong_training(
    "predictions_never_renewed",
    "Every step uses the predictions of the first weights. Run the forward pass inside the loop, in every step.",
    renewed=False,
)
wrong_training(
    "gradients_never_renewed",
    "Every step uses the gradients of the first weights: they are computed before the loop. Compute them anew in each step.",
    gradients_renewed=False,
)
wrong_training(
    "weights_returned",
    "You return the weights. Return the losses, one for each step, noted before its update.",
    weights_returned=True,
)
wrong_training("factor_2_lost", "The steps are half as long: the 2 of the squared error is missing.", factor=1.0)
wrong_training("ascent", "The loss grows: the updates go uphill.", factor=-2.0)
wrong_training(
    "relu_forgotten", "There is no ReLU: the two layers are only one.", relu=lambda h: h, slope=lambda h, g: 1.0
)
wrong_training("mask_forgotten", "ReLU's slope is missing on the way back: mask with h > 0.", slope=lambda h, g: 1.0)
wrong_training(
    "mask_from_gradient", "The mask on the way back is made from the gradient. It is h > 0.", slope=lambda h, g: g > 0
)
wrong_training("w1_never_updated", "w2 learns, w1 does not.", first=0)
train_relu_net.mistake(
    "loss_after_update", "You note the loss after the update. The first loss is that of the weights given."
)(lambda x, y, w1, w2, lr, steps: trained(x, y, w1, w2, lr, steps + 1)[1:])
train_relu_net.mistake("loss_as_mean", "The losses are means. Here the loss is the sum of squares.")(
    lambda x, y, *rest: trained(x, y, *rest) / y.size
)
train_relu_net.mistake("only_the_last", "You return the last loss. One per step is wanted.")(
    lambda *args: trained(*args)[-1]
)


@train_relu_net.mistake("in_place", "`w1 -= ...` writes into the caller's weights. Make new arrays: w1 = w1 - lr * ...")
def _(x, y, w1, w2, lr, steps):
    losses = trained(x, y, w1, w2, lr, steps)
    w1 += 1.0
    w2 += 1.0
    return losses


@train_relu_net.right_answer
def _(x, y, w1, w2, lr, steps):
    """The warm-up as it is usually written, on copies."""
    w1, w2, losses = w1.copy(), w2.copy(), []
    for _ in range(steps):
        h = x.dot(w1)
        h_relu = np.maximum(h, 0)
        y_pred = h_relu.dot(w2)
        losses.append(np.square(y_pred - y).sum())
        grad_y_pred = 2.0 * (y_pred - y)
        grad_w2 = h_relu.T.dot(grad_y_pred)
        grad_h = grad_y_pred.dot(w2.T).copy()
        grad_h[h < 0] = 0
        grad_w1 = x.T.dot(grad_h)
        w1 -= lr * grad_w1
        w2 -= lr * grad_w2
    return losses


@train_relu_net.right_answer
def _(x, y, w1, w2, lr, steps):
    losses = np.empty(steps)
    for s in range(steps):
        d1, d2, total = 0.0, 0.0, 0.0
        for xi, yi in zip(x, y, strict=True):
            h = xi @ w1
            e = np.maximum(h, 0) @ w2 - yi
            total += e @ e
            d2 = d2 + 2 * np.outer(np.maximum(h, 0), e)
            d1 = d1 + 2 * np.outer(xi, (w2 @ e) * (h > 0))
        losses[s] = total
        w1, w2 = w1 - lr * d1, w2 - lr * d2
    return losses


# ---------------------------------------------------------------------------------------------------- recall

topic.recall(
    "07-1",
    0.5,
    hints=["Upstream 2 times the slope at 0, which is 0.25."],
    wrong=[("upstream_forgotten", 0.25, "0.25 is the slope. The upstream gradient, 2, multiplies it.")],
)
topic.recall(
    "07-2",
    20,
    hints=["100 samples in batches of 5."],
    wrong=[("one", 1, "One step per epoch would be batch gradient descent.")],
)
topic.recall(
    "07-3",
    np.array([3, 5]),
    hints=["One row per output, one column per input."],
    wrong=[("gradient_layout", np.array([5, 3]), "That is the gradient's layout. In a Jacobian outputs are rows.")],
)
topic.recall(
    "07-4",
    70,
    hints=["1 * 5 + 2 * 6 + 3 * 7 + 4 * 8."],
    wrong=[("diagonal_only", 37, "You took the diagonal only. All four entries meet their partners.")],
)
topic.recall(
    "07-5",
    np.array([4, 3]),
    hints=["G_Y has the shape of Y, (2, 4), and the product must have the shape of A."],
    wrong=[
        ("not_transposed", np.array([3, 4]), "That is B itself. (2, 4) and (3, 4) have no product."),
        ("first_factor", np.array([2, 4]), "That is G_Y. Which factor leads from its 4 columns to the 3 columns of A?"),
        ("the_product", np.array([2, 3]), "That is the gradient itself, the whole product."),
    ],
)
