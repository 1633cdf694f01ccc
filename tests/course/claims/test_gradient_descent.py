"""What chapter gradient-descent says about its runs is what they do."""

import re

import numpy as np
import pytest

from tests.support.chapter_runs import run_of, stated, text_of


def made(name):
    return run_of("gradient-descent").variables[name]


def test_the_paths_by_hand():
    assert made("descend")(lambda w: w - 3, 5.0, 0.5, 2).tolist() == [5, 4, 3.5]
    path = stated("gradient-descent", r"\$5, ([\d.]+), ([\d.]+), ([\d.]+), \\dots\$")
    assert made("descend")(lambda w: w - 3, 5.0, 2.1, 3)[1:] == pytest.approx(path, abs=5e-4)


def test_the_central_difference_is_best_where_it_is_said_to_be():
    low, high = stated("gradient-descent", r"best between \$10\^(\{-\d\})\$ and \$10\^(\{-\d\})\$")
    eps = np.logspace(-12, -1, 45)
    slopes = [made("numerical_gradient")(lambda x: np.sum(np.exp(x)), np.array([1.0]), e)[0] for e in eps]
    errors = np.abs(np.array(slopes) - np.e)
    assert 10**low <= eps[np.argmin(errors)] <= 10**high
    assert errors[0] > 1e-6 and errors[-1] > 1e-4  # Rounding on one side, the formula on the other.
    assert errors[eps > 1e-3] == pytest.approx(np.e / 6 * eps[eps > 1e-3] ** 2, rel=0.01)


def test_single_samples_win_by_their_number_of_steps():
    output = run_of("gradient-descent").output('print("My prediction:", best_batch_size)')
    losses = {int(size): float(loss) for size, loss in re.findall(r"batches of (\d+) - loss (\S+)", output)}
    assert losses[1] < losses[10] < losses[100] and losses[1] < 1e-20
    counts = stated("gradient-descent", r"(\d+) in five epochs, against (\d+) with batches of 10, and (\d+) with all")
    rng, X = np.random.default_rng(0), np.zeros((100, 2))
    steps = [5 * len(list(made("minibatches")(X, X[:, 0], size, rng))) for size in (1, 10, 100)]
    assert steps == [*counts]


def test_the_rate_that_overshoots_still_converges_in_the_picture():
    assert "three learning rates" in text_of("gradient-descent")
    from sklearn.datasets import load_diabetes

    data = load_diabetes()
    X = data.data[:, [2, 3]] * np.sqrt(len(data.data))
    assert 1 < 0.68 * np.linalg.eigvalsh(2 * X.T @ X / len(X)).max() < 2
