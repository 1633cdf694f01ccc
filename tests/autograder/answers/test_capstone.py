"""The capstone: what the exercise hides, what it pays for, and that a well-known library passes it."""

import numpy as np
import pytest
from sklearn.metrics import accuracy_score
from sklearn.neural_network import MLPClassifier

from autograder import load
from autograder.answers.capstone import hidden_labels, points_for
from playground.digits import confusion
from tests.support.drawn import ref


@pytest.fixture(scope="module")
def case():
    return load("train_classifier").draw_cases(3)[0]


def test_the_hidden_digits_are_in_neither_set_and_keep_their_labels(case):
    X_train, y_train, X_val, y_val, _, X_test = case
    known = {image.tobytes(): label for image, label in zip([*X_train, *X_val], [*y_train, *y_val], strict=True)}
    assert len(known) == 1397 and len(X_test) == 400
    assert not known.keys() & {image.tobytes() for image in X_test}
    assert all(known[image.tobytes()] == label for image, label in zip(X_train, y_train, strict=True))


def test_points_rise_from_90_to_97_percent(case):
    labels = hidden_labels(*case.then)
    for wrong, points in ((0, 1.0), (12, 1.0), (26, 0.5), (40, 0.0), (200, 0.0)):
        predicted = labels.copy()
        predicted[:wrong] = (predicted[:wrong] + 1) % 10
        reached = points_for(predicted, *case.then)
        assert reached.share == pytest.approx(points)
        assert f"{accuracy_score(labels, predicted):.1%}" in reached.words
        report = load("train_classifier").check(lambda *args, p=predicted: lambda X: p, seed=3)
        assert report.score == pytest.approx(points)
        assert report.passed == (points == 1)


def test_scikit_learns_classifier_passes():
    def theirs(X_train, y_train, X_val, y_val, rng):
        model = MLPClassifier((64,), max_iter=600, random_state=int(rng.integers(1000))).fit(X_train / 16, y_train)
        return lambda X: model.predict(X / 16)

    for seed in range(3):
        assert load("train_classifier").check(theirs, seed=seed).passed


def test_the_figure_counts_as_the_exercise_does():
    rng = np.random.default_rng(0)
    labels, predicted = rng.integers(0, 10, 200), rng.integers(0, 10, 200)
    np.testing.assert_array_equal(confusion(labels, predicted), ref("confusion_matrix")(labels, predicted, 10))
