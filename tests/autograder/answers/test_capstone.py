"""The capstone: what the exercise hides, what it pays for, and that a well-known library passes it."""

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad
from scipy.special import softmax
from sklearn.metrics import accuracy_score
from sklearn.neural_network import MLPClassifier

from autograder import load
from autograder.answers.capstone import HIDDEN, hidden_labels, points_for
from playground.digits import confusion
from tests.support.drawn import cases, ref
from tests.support.verdicts import names


def test_the_forward_pass_agrees_with_scipy():
    for X, V, a, W, b in cases("classifier_forward"):
        H, P = ref("classifier_forward")(X, V, a, W, b)
        np.testing.assert_array_equal(H, np.where(X @ V + a > 0, X @ V + a, 0))
        np.testing.assert_allclose(P, softmax(H @ W + b, axis=1), rtol=1e-9, atol=1e-300)


def test_the_loss_and_its_gradients_agree_with_automatic_differentiation():
    def loss(params, X, labels, lam):
        V, a, W, b = params
        Z = anp.dot(anp.maximum(anp.dot(X, V) + a, 0.0), W) + b
        log_p = Z - anp.log(anp.sum(anp.exp(Z), axis=1, keepdims=True))
        return -anp.mean(log_p[anp.arange(len(X)), labels]) + lam / 2 * (anp.sum(V**2) + anp.sum(W**2))

    for X, labels, *params, lam in cases("classifier_gradients"):
        found, *gradients = ref("classifier_gradients")(X, labels, *params, lam)
        assert found == pytest.approx(loss(params, X, labels, lam))
        for one, other in zip(gradients, grad(loss)(params, X, labels, lam), strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-8, atol=1e-11)


def test_a_step_is_the_one_of_chapter_optimizers():
    for params, grads, velocity, lr, beta in cases("classifier_step"):
        for new, new_v, *one in zip(
            *ref("classifier_step")(params, grads, velocity, lr, beta), params, grads, velocity, strict=True
        ):
            w, v = ref("momentum_step")(*one, lr, beta)
            np.testing.assert_allclose(new, w)
            np.testing.assert_allclose(new_v, v)


def test_one_epoch_is_a_walk_through_chapter_gradient_descents_batches():
    for X, labels, params, velocity, batch_size, lr, beta, lam, rng in cases("train_epoch"):
        if np.ptp(X, axis=0).any() and lr:
            continue  # There the order counts.
        wanted, speed, losses = params, velocity, []
        for X_b, labels_b in ref("minibatches")(X, labels, batch_size, np.random.default_rng(5)):
            loss, *grads = ref("classifier_gradients")(X_b, labels_b, *wanted, lam)
            wanted, speed = ref("classifier_step")(wanted, grads, speed, lr, beta)
            losses.append(loss)
        got = ref("train_epoch")(X, labels, params, velocity, batch_size, lr, beta, lam, rng)
        assert got[2] == pytest.approx(np.mean(losses))
        for one, other in zip([*got[0], *got[1]], [*wanted, *speed], strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-8, atol=1e-10)


def epoch(batches):
    """A right epoch but for the batches, which `batches` makes from the number of samples, their size, and the rng."""

    def train_epoch(X, labels, params, velocity, batch_size, lr, beta, lam, rng):
        losses = []
        for images, targets in batches(len(X), batch_size, rng):
            loss, *grads = ref("classifier_gradients")(X[images], labels[targets], *params, lam)
            params, velocity = ref("classifier_step")(params, grads, velocity, lr, beta)
            losses.append(loss)
        return params, velocity, np.mean(losses)

    return names("train_epoch", train_epoch)


def test_every_way_to_shuffle_passes_and_a_wrong_one_is_named_whatever_it_draws():
    def cut(order, other, size):
        return [(order[k : k + size], other[k : k + size]) for k in range(0, len(order), size)]

    def apart(n, size, rng):
        order = rng.permutation(n)
        return cut(order, rng.permuted(order), size)

    def chosen(n, size, rng):
        return [(batch, batch) for batch in (rng.choice(n, min(size, n)) for _ in range(0, n, size))]

    def same(order, size):
        return cut(order, order, size)

    assert epoch(lambda n, size, rng: same(rng.choice(n, n, replace=False), size)) == {"right"}
    assert epoch(lambda n, size, rng: same(np.argsort(rng.normal(size=n)), size)) == {"right"}
    assert epoch(apart) == {"train_epoch-shuffled_apart"}
    assert epoch(chosen) == {"train_epoch-with_replacement"}
    assert epoch(lambda n, size, rng: same(np.arange(n), size)) == {"train_epoch-not_shuffled"}
    assert epoch(lambda n, size, rng: same(np.random.permutation(n), size)) == {"train_epoch-rng_ignored"}  # noqa: NPY002


@pytest.fixture(scope="module")
def case():
    return load("train_classifier").draw_cases(3)[0]


def test_the_hidden_digits_are_in_neither_set_and_keep_their_labels(case):
    X_train, y_train, X_val, y_val, _, X_test = case
    known = {image.tobytes(): label for image, label in zip([*X_train, *X_val], [*y_train, *y_val], strict=True)}
    assert len(known) == 1397 and len(X_test) == 400
    assert not known.keys() & {image.tobytes() for image in X_test}
    assert all(known[image.tobytes()] == label for image, label in zip(X_train, y_train, strict=True))


def answering(predicted):
    """A predict that gives these labels to the hidden digits, and the right ones in the second task."""

    def predict(X):
        return predicted if len(X) == HIDDEN else np.append(hidden_labels(X[:HIDDEN]) % 2, np.zeros(len(X) - HIDDEN))

    return predict


def test_points_rise_from_90_to_97_percent(case):
    labels = hidden_labels(*case.then)
    for wrong, points in ((0, 1.0), (12, 1.0), (26, 0.5), (40, 0.0), (200, 0.0)):
        predicted = labels.copy()
        predicted[:wrong] = (predicted[:wrong] + 1) % 10
        reached = points_for(predicted, *case.then)
        assert reached.share == pytest.approx(points)
        assert f"{accuracy_score(labels, predicted):.1%}" in reached.words
        report = load("train_classifier").check(lambda *args, p=predicted: answering(p), seed=3)
        assert report.score == pytest.approx(points)
        assert report.passed == (points == 1)


def test_scikit_learns_classifier_passes():
    def theirs(X_train, y_train, X_val, y_val, rng):
        model = MLPClassifier((64,), max_iter=600, random_state=int(rng.integers(1000))).fit(X_train / 16, y_train)
        return lambda X: model.predict(X / 16)

    assert load("train_classifier").check(theirs, seed=0).passed


def trained(mask=True, scale=lambda X, X_train: (X - X_train.mean()) / X_train.std()):
    """Mini-batch descent with one hidden layer, with one thing wrong."""

    def train_classifier(X_train, y_train, X_val, y_val, rng):
        A, T = scale(X_train, X_train), np.eye(10)[y_train]
        V, a, W, b = rng.normal(size=(64, 64)) / np.sqrt(32), np.zeros(64), rng.normal(size=(64, 10)) / 6, np.zeros(10)
        for epoch in range(60):
            for batch in np.array_split(rng.permutation(len(A)), 40):
                H = np.maximum(A[batch] @ V + a, 0)
                P = np.exp(H @ W + b - (H @ W + b).max(axis=1, keepdims=True))
                d = (P / P.sum(axis=1, keepdims=True) - T[batch]) / len(batch)
                e = d @ W.T * ((H > 0) if mask else 1)
                lr = 0.15 * (1 - epoch / 60)
                V, a = V - lr * A[batch].T @ e, a - lr * e.sum(axis=0)
                W, b = W - lr * H.T @ d, b - lr * d.sum(axis=0)
        return lambda X: np.argmax(np.maximum(scale(X, X_train) @ V + a, 0) @ W + b, axis=1)

    return train_classifier


def called(train_classifier):
    """What the check calls a whole training, which takes half a second."""
    return names("train_classifier", train_classifier, seeds=range(1))


def test_only_a_network_that_works_tells_odd_from_even():
    """What reads 97% of the digits without a hidden layer that learns, or without learning, passes no more."""
    assert called(trained()) == {"right"}
    small = {"train_classifier-no_hidden_layer", "train_classifier-too_low"}
    assert called(trained(mask=False)) <= small
    by_its_images = {"train_classifier-predict_scales_by_its_images"}
    assert called(trained(scale=lambda X, X_train: (X - X.mean()) / X.std())) == by_its_images
    assert called(trained(scale=lambda X, X_train: (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-8))) == by_its_images

    otherwise = {"train_classifier-predict_scales_otherwise"}
    assert called(trained(scale=lambda X, X_train: (X - 5) / 6 if X is X_train else X)) == otherwise
    assert called(trained(scale=lambda X, X_train: (X - 5) / 6 if X is X_train else X / 16)) == otherwise

    def nearest(X_train, y_train, X_val, y_val, rng):
        X, y = np.concatenate([X_train, X_val]), np.concatenate([y_train, y_val])
        return lambda Q: [int(y[np.argmin(((X - q) ** 2).sum(axis=1))]) for q in Q]

    assert called(nearest) == {"train_classifier-nearest_neighbor"}


def test_labels_known_from_elsewhere_do_not_help():
    digits = lambda *args: lambda X: np.append(hidden_labels(X[:HIDDEN]), np.zeros(len(X) - HIDDEN))  # noqa: E731
    report = load("train_classifier").check(digits, seed=1)
    assert not report.passed and report.score == 0.5


def test_the_loss_of_ten_equal_guesses_may_be_exact():
    question = load("recall-13-1")
    assert question.check(np.log(10)).passed and question.check(2.3026).passed and question.check(2.303).passed
    assert not question.check(2.3).passed and not question.check(3.3219).passed


def test_the_figure_counts_as_the_exercise_does():
    rng = np.random.default_rng(0)
    labels, predicted = rng.integers(0, 10, 200), rng.integers(0, 10, 200)
    np.testing.assert_array_equal(confusion(labels, predicted), ref("confusion_matrix")(labels, predicted, 10))


def test_one_label_for_every_digit_is_laid_to_nan_only_where_it_can_be():
    def always(label):
        return load("train_classifier").check(lambda *args: lambda X: np.full(len(X), label), seed=3)

    zero, one = always(0), always(1)
    assert (zero.misconception, one.misconception) == ("train_classifier-one_label", "train_classifier-one_label_not_0")
    assert "If they are NaN" in zero.headline and "last biases" in zero.headline
    assert "diverged" not in one.headline and "last biases" in one.headline
