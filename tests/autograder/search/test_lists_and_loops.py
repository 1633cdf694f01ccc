"""Changes that lists and loops need, as they are told; and what is no repair."""

import textwrap

import pytest

from autograder import load
from tests.support.slips import Slip, compiled


def checked(name, source):
    function = compiled(Slip(name, textwrap.dedent(source).strip() + "\n", None, ""))
    return load(name).check(function, seed=1)


CHANGES = {
    "a method that returns None": (
        "init_parameters",
        """
        def init_parameters(sizes, rng, scale=0.01):
            layers = []
            for i, o in zip(sizes, sizes[1:]):
                layers = layers.append((rng.normal(0, scale, (i, o)), np.zeros(o)))
            return layers
        """,
        "Write `layers.append((rng.normal(0, scale, (i, o)), np.zeros(o)))`.",
    ),
    "what can be gone through once": (
        "classifier_step",
        """
        def classifier_step(params, grads, velocity, lr, beta):
            new = (beta * v + g for v, g in zip(velocity, grads))
            return [p - lr * v for p, v in zip(params, new)], list(new)
        """,
        "Write `new = list((beta * v + g for v, g in zip(velocity, grads)))`.",
    ),
    "two names of one array": (
        "numerical_jacobian",
        """
        def numerical_jacobian(f, x, eps=1e-6):
            x = x.astype(float)
            J = np.zeros((len(f(x)), len(x)))
            for j in range(len(x)):
                up, J[:, j] = x, 0
                up = x
                up[j] += eps
                down = x
                down[j] -= eps
                J[:, j] = (f(up) - f(down)) / (2 * eps)
            return J
        """,
        "These are names of one and the same array. Write `up = x.copy()` and `down = x.copy()`.",
    ),
    "a term in every round": (
        "linear_forward",
        """
        def linear_forward(A, W, b):
            Z = np.zeros((len(A), W.shape[1]))
            for s in range(len(A)):
                for k in range(W.shape[1]):
                    for i in range(len(W)):
                        Z[s, k] += A[s, i] * W[i, k] + b[k]
            return Z, (A, W, b)
        """,
        "Write `Z[s, k] += A[s, i] * W[i, k]`, and `Z[s, k] += b[k]` once, below the loop.",
    ),
    "a second index": (
        "confusion_matrix",
        """
        def confusion_matrix(labels, predicted, k):
            C = np.zeros((k, k), dtype=int)
            for label, guess in zip(labels, predicted):
                C[label] += 1
            return C
        """,
        "Write `C[label, guess] += 1`.",
    ),
    "the end of a list": (
        "early_stop",
        """
        def early_stop(val_losses, patience):
            best, i, wait = 0, 1, 0
            while wait < patience:
                if val_losses[i] < val_losses[best]:
                    best, wait = i, 0
                else:
                    wait += 1
                i += 1
            return best
        """,
        "Write `while i < len(val_losses) and wait < patience:`.",
    ),
    "the order of names": (
        "linear_backward",
        """
        def linear_backward(dZ, cache):
            W, b, A = cache
            return dZ @ W.T, A.T @ dZ / len(A), dZ.mean(axis=0)
        """,
        "Write `A, W, b = cache`.",
    ),
    "a loop that is left": (
        "sweep",
        """
        def sweep(final_loss, lrs):
            losses = np.full(len(lrs), np.inf)
            for i, lr in enumerate(lrs):
                loss = final_loss(lr)
                if not np.isfinite(loss):
                    break
                losses[i] = loss
            return None if np.isinf(losses).all() else lrs[np.argmin(losses)], losses
        """,
        "Write `continue`.",
    ),
    "a number for an argument": (
        "linear_decay",
        """
        def linear_decay(lr0, lr_end, total, t):
            lr = lr0 + (lr_end - lr0) * t / total
            return np.where(t > total, 0, lr)
        """,
        "Write `return np.where(t > total, lr_end, lr)`.",
    ),
    "a number cut off": (
        "exponential_decay",
        "def exponential_decay(lr0, rate, t):\n    return lr0 * 2.718 ** (-rate * t)",
        "Write `return lr0 * np.e ** (-rate * t)`.",
    ),
}


@pytest.mark.parametrize(("name", "source", "change"), CHANGES.values(), ids=CHANGES.keys())
def test_the_change_is_told(name, source, change):
    assert checked(name, source).ladder[-1] == change


def test_what_ends_an_exception_makes_no_other_part_right():
    source = """
    def rmsprop_step(w, g, s, lr, beta, eps=1e-8):
        s = beta * s + (1 - beta) * g ** 2
        for i in range(len(w)):
            w[i] = w[i] - lr * g[i] / (math.sqrt(s[i]) + eps)
        return w, s
    """
    report = checked("rmsprop_step", source)
    assert "np.sqrt works on every entry" in report.headline and "right in every case" not in report.headline


@pytest.mark.parametrize(
    ("name", "source", "words"),
    [
        ("from_columns", "def from_columns(parameters):\n    return [W.T for W, b in parameters], "
         "[b.ravel() for W, b in parameters]", "a single list with one tuple for each entry"),
        ("linear_forward", "def linear_forward(A, W, b):\n    return A @ W + b, A, W, b", "`cache` stands in a tuple"),
        ("linear_backward", "def linear_backward(dZ, cache):\n    A, W, b = cache\n    return A.T @ dZ / len(A), "
         "dZ.mean(axis=0), dZ @ W.T", "not (dW, db, dA_prev)"),
        ("to_columns", "def to_columns(parameters):\n    for W, b in parameters:\n        new = [(W.T, b[:, None])]\n"
         "    return new", "Only the last of the items"),
        ("momentum_step", "def momentum_step(self, w, g, lr, beta):\n    return self.v - lr * g, self.v",
         "`self` belongs to the methods of a class"),
    ],
)  # fmt: skip
def test_right_values_in_another_arrangement(name, source, words):
    assert words in checked(name, source).headline
