"""What chapter capstone says about its runs is what they do."""

import numpy as np
import pytest
from sklearn.datasets import load_digits

from autograder import load
from tests.support.chapter_runs import run_of, stated

TOPIC = "capstone"


class Watched:
    def __init__(self):
        self.losses, self.accuracies = [], []

    def add(self, loss, accuracy):
        self.losses.append(loss)
        self.accuracies.append(accuracy)


def trained(seed, labels=None):
    v = run_of(TOPIC).variables
    watched = Watched()
    sets = v["X_train"], v["y_train"] if labels is None else labels, v["X_val"], v["y_val"]
    predict = v["train_classifier"](*sets, np.random.default_rng(seed), watched)
    return np.mean(predict(v["X_test"]) == v["y_test"]), watched


def share(name):
    v = run_of(TOPIC).variables
    return 100 * np.mean(v["predictions"][name] == v["y_test"])


def test_the_baselines_read_what_the_text_says():
    (nearest,) = stated(TOPIC, r"the nearest neighbor, reads ([\d.]+)%: five mistakes in 400")
    assert share("nearest neighbor") == nearest and round(400 * (1 - nearest / 100)) == 5
    assert share("softmax regression") == stated(TOPIC, r"softmax regression comes close, at (\d+)%")[0]
    low, high = stated(TOPIC, r"`MLPClassifier` ([\d.]+)% to (\d+\.\d+)%")
    assert low <= share("MLPClassifier") <= high


def test_the_network_reads_what_the_text_says_whatever_its_start():
    low, high = stated(TOPIC, r"network of this course reads (\d+)% to (\d+)%")
    for seed in range(3):
        right, watched = trained(seed)
        assert low <= 100 * right <= high and watched.losses[2] < 1


def test_with_labels_in_another_order_the_loss_stays_high_and_nothing_is_learned():
    labels = np.random.default_rng(0).permutation(run_of(TOPIC).variables["y_train"])
    right, watched = trained(0, labels)
    assert min(watched.losses[:20]) > 1.7 and max(watched.accuracies) < 0.25 and right < 0.25


def test_the_first_loss_is_about_three_with_hes_start():
    v, losses = run_of(TOPIC).variables, []
    for seed in range(10):
        rng = np.random.default_rng(seed)
        V, W = (rng.normal(size=(64, k)) * np.sqrt(2 / 64) for k in (64, 10))
        Z = np.maximum(v["scaled"](v["X_train"]) @ V, 0) @ W
        shifted = Z - Z.max(axis=1, keepdims=True)
        log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        losses.append(-np.mean(log_p[np.arange(len(Z)), v["y_train"]]))
    assert np.mean(losses) == pytest.approx(3, abs=0.2) and min(losses) > np.log(10)


def test_the_penalty_adds_to_the_first_loss_what_the_text_says():
    (added,) = stated(TOPIC, r"a penalty with \$\\lambda = 0.01\$ adds about ([\d.]+)\.")
    rng = np.random.default_rng(0)
    squares = sum(np.sum(rng.normal(size=(64, k)) ** 2) * 2 / 64 for k in (64, 10))
    assert 0.01 / 2 * squares == pytest.approx(added, abs=0.05)


def test_the_digits_were_written_by_as_many_people_as_the_text_says():
    (people,) = stated(TOPIC, r"The digits come from (\d+) people")
    words = " ".join(load_digits().DESCR.split())
    assert f"different {people:.0f} to the test set" in words and "copy of the test set" in words


def test_the_saved_network_reads_as_the_trained_one_does():
    v = run_of(TOPIC).variables
    np.testing.assert_array_equal(v["read"](v["X_test"]).argmax(axis=1), v["predictions"]["yours"])
    assert sum(v["saved"][name].size for name in "VaWb") == load("recall-13-2").reference()


def test_the_numbers_around_the_table():
    (spread,) = stated(TOPIC, r"0.985 \\cdot 0.015\} \\approx ([\d.]+)\$")
    assert np.sqrt(400 * 0.985 * 0.015) == pytest.approx(spread, abs=0.05)


def test_chance_moves_the_number_of_mistakes_in_the_last_question_by_seven():
    right, images = stated(TOPIC, r"with the probability (\d+)% and is tried on ([\d,]+) images")
    mistakes = np.random.default_rng(0).binomial(int(images), 1 - right / 100, 100_000)
    assert mistakes.mean() == pytest.approx(stated(TOPIC, r"So it misreads about (\d+) of them")[0], abs=0.1)
    assert mistakes.std() == pytest.approx(load("recall-capstone-1").reference(), abs=0.1)
    v = run_of(TOPIC).variables
    says = r"it gives your function ([\d,]+) of the digits to train on and (\d+) to validate, and examines "
    says += r"`predict` on the other (\d+)"
    assert stated(TOPIC, says) == tuple(len(v[name]) for name in ("X_train", "X_val", "X_test"))
    assert stated(TOPIC, r"more than \$\\log 10 = ([\d.]+)\$") == (round(np.log(10), 2),)
