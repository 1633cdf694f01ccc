"""The mistake that is named in a wrong answer as learners write it."""

from autograder.judge import judge
from autograder.notebook import Session
from tests.support.checked import checked, function, trial_of


def test_a_slice_that_ends_at_the_batch_size():
    source = """
    def minibatches(X, y, batch_size, rng):
        order = rng.permutation(len(X))
        X, y = X[order], y[order]
        return [(X[i:batch_size], y[i:batch_size]) for i in range(0, len(X), batch_size)]
    """
    assert checked("minibatches", source).misconception == "minibatches-end_is_batch_size"


def test_a_named_mistake_is_shown_on_a_case_that_has_it():
    source = """
    def relu(z):
        z[z < 0] = 0
        return z
    """
    report = checked("relu", source)
    assert report.misconception == "relu-in_place" and "Stopped with" not in dict(report.evidence)


def test_the_line_of_a_listed_mistake_is_looked_for_from_the_second_version_on():
    session = Session(variables=dict, inputs=tuple)
    name = "hidden_delta"
    first = session.check(function(name, "def hidden_delta(delta, W, H):\n    return delta @ W * H * (1 - H)"), seed=1)
    assert first.misconception == "hidden_delta-W_not_transposed" and first.excerpt is None
    source = "def hidden_delta(delta, W, H):\n    back = delta @ W\n    return back * H * (1 - H)"
    second = session.check(function(name, source), seed=1)
    assert second.misconception == first.misconception and second.line == 2
    assert "makes every case right" in second.headline


def test_random_numbers_where_nothing_is_drawn():
    source = """
    def train_logistic(X, t, lr, steps):
        w, b, losses = np.random.randn(X.shape[1]), 0.0, []
        for _ in range(steps):
            dw, db = logistic_regression_grad(X, t, w, b)
            w, b = w - lr * dw, b - lr * db
            losses.append(bce_logits(X @ w + b, t))
        return w, b, losses
    """
    report = checked("train_logistic", source)
    assert report.misconception == "train_logistic-draws_random_numbers" and report.line == 2
    assert "`np.random.randn(X.shape[1])`" in report.headline


def test_the_generator_of_ones_own_is_marked():
    source = """
    def he_init(fan_in, fan_out, rng):
        scale = np.sqrt(2 / fan_in)
        return scale * np.random.randn(fan_in, fan_out)
    """
    report = checked("he_init", source)
    assert report.misconception == "he_init-rng_ignored" and report.line == 3


def test_one_of_two_mistakes_is_named_for_the_part_that_it_made():
    source = """
    def classifier_gradients(X, labels, V, a, W, b, lam):
        n = len(X)
        H, P = classifier_forward(X, V, a, W, b)
        loss = -np.mean(np.log(P[np.arange(n), labels])) + lam / 2 * (np.sum(V**2) + np.sum(W**2))
        dZ = (P - np.eye(P.shape[1])[labels]) / n
        dS = dZ @ W.T
        dV, da, dW, db = X.T @ dS, dS.sum(axis=0), H.T @ dZ, dZ.sum(axis=0)
        return loss, dV + lam * V, da + lam * a, dW + lam * W, db + lam * b
    """
    report = judge(trial_of("classifier_gradients", source))  # Without a search, which may find more.
    assert report.misconception == "classifier_gradients-mask_forgotten"
    assert "That is what made `dV` as it is" in report.headline
