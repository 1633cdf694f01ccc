"""What chapter gradient-descent says about its runs is what they do."""

import re

import numpy as np
import pytest

import playground as play
from tests.support.chapter_runs import run_of, stated, text_of


def made(name):
    return run_of("gradient-descent").variables[name]


def test_the_paths_by_hand():
    assert made("descend")(lambda w: w - 3, 5.0, 0.5, 2).tolist() == [5, 4, 3.5]
    path = stated("gradient-descent", r"\$5, ([\d.]+), ([\d.]+), ([\d.]+), \\dots\$")
    assert made("descend")(lambda w: w - 3, 5.0, 2.1, 3)[1:] == pytest.approx(path, abs=5e-4)


def test_the_closed_forms_by_hand():
    slope, constant, best = stated("gradient-descent", r"= (\d+) w - (\d+)\$\. It is zero at \$w = ([\d.]+)\$")
    x, t = np.array([1, 2]), np.array([4, 6])
    for w in (0.0, 1.0):
        assert np.sum(2 * (w * x + 1 - t) * x) == slope * w - constant
    assert made("fit_slope")(x, t, 1) == pytest.approx(best) == constant / slope
    A, t = np.array([[0, 1], [1, 1], [2, 1]]), np.array([1, 3, 5])
    numbers = stated("gradient-descent", r"equations are \$(\d) w \+ (\d) b = (\d+)\$ and \$(\d) w \+ (\d) b = (\d)\$")
    assert np.column_stack([A.T @ A, A.T @ t]).ravel().tolist() == [*numbers]
    w, b = made("normal_equation")(A[:, :1], t)
    assert [*w, b] == pytest.approx([*stated("gradient-descent", r"so \$w = (\d)\$, and then \$b = (\d)\$")])


def test_the_central_difference_is_best_where_it_is_said_to_be():
    low, high = stated("gradient-descent", r"best between \$10\^(\{-\d\})\$ and \$10\^(\{-\d\})\$")
    eps = np.logspace(-12, -1, 45)
    slopes = [made("numerical_gradient")(lambda x: np.sum(np.exp(x)), np.array([1.0]), e)[0] for e in eps]
    errors = np.abs(np.array(slopes) - np.e)
    assert 10**low <= eps[np.argmin(errors)] <= 10**high
    assert errors[0] > 1e-6 and errors[-1] > 1e-4  # Rounding on one side, the formula on the other.
    assert errors[eps > 1e-3] == pytest.approx(np.e / 6 * eps[eps > 1e-3] ** 2, rel=0.01)


def test_single_samples_win_by_their_number_of_steps():
    output = run_of("gradient-descent").output("play.predicted(best_batch_size)")
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


def test_the_ball_by_hand_and_the_rate_that_arrives_in_one_step():
    high, low = stated("gradient-descent", r"At \$w = 5\$ the loss is (\d), at \$w = -2\$ it is ([\d.]+),")
    assert [0.5 * (w - 3) ** 2 for w in (5, -2)] == [high, low]
    assert made("descend")(lambda w: w - 3, 5.0, 1.0, 1)[-1] == 3


def test_at_the_default_step_the_two_differences_are_as_wrong_as_stated():
    central, one_sided = stated("gradient-descent", r"that is about \$10\^(\{-\d+\})\$ against \$10\^(\{-\d+\})\$")
    errors = (np.exp(1 + 1e-5) - np.exp(1 - 1e-5)) / 2e-5 - np.e, (np.exp(1 + 1e-5) - np.e) / 1e-5 - np.e
    assert np.log10(np.abs(errors)) == pytest.approx([central, one_sided], abs=0.6)
    (best,) = stated("gradient-descent", r"10\^\{-16/3\} \\approx (\d) \\cdot 10\^\{-6\}")
    assert round(10 ** (-16 / 3) * 1e6) == best


def test_on_real_data_a_small_rate_crawls_and_small_batches_are_quick_and_tremble():
    from sklearn.datasets import load_diabetes

    data = load_diabetes()
    X, t = data.data[:, [2, 3]] * np.sqrt(len(data.data)), data.target - data.target.mean()
    best, _ = made("normal_equation")(X, t)

    def away(w):
        return np.linalg.norm(w - best) / np.linalg.norm(best)

    def gradient(w):
        return made("linear_regression_grad")(X, t, w, 0.0)[0]

    crawls, arrives = (made("descend")(gradient, np.zeros(2), lr, 12) for lr in (0.03, 0.2))
    assert away(crawls[-1]) > 0.3 and away(arrives[-1]) < 0.02
    ends = {
        size: [made("fit_linear")(X, t, 0.03, epochs, size, np.random.default_rng(3))[0] for epochs in (1, 2, 3, 4, 5)]
        for size in (len(X), 32, 1)
    }
    assert away(ends[1][0]) < 0.3 and away(ends[32][0]) < away(ends[len(X)][0]) and away(ends[len(X)][-1]) > 0.5
    assert max(map(away, ends[1][2:])) > 3 * min(away(w) for w in ends[32][3:])  # One sample at a time: it trembles.


def test_in_the_figure_of_the_batches_noise_keeps_the_small_ones_trembling():
    live = play.batches()
    live.build()
    live.set(**live.stage.presets["trembles"])
    number = r"([\d.e-]+\d)"
    full, mini, single, least = map(
        float,
        re.search(
            rf"samples {number}; mini-batches of 8 {number}; single samples {number}\. The least possible is {number}",
            live.words.value,
        ).groups(),
    )
    assert full == least < mini < single


def test_the_bias_raised_by_hand():
    step, *errors, before, after = stated(
        "gradient-descent",
        r"raise \$b\$ by ([\d.]+): the errors become ([\d.]+) and ([\d.]+), and the MSE goes from ([\d.]+) to "
        r"\$[^$]*= ([\d.]+)\$",
    )
    X, t, w = np.array([[1, 2], [3, 4]]), np.array([1, 0]), np.array([1, -1])
    mses = [np.mean((X @ w + b - t) ** 2) for b in (2, 2 + step)]
    np.testing.assert_allclose(errors, X @ w + 2 + step - t)
    np.testing.assert_allclose(mses, (before, after))
    assert (after - before) / step == pytest.approx(
        run_of("gradient-descent").variables["linear_regression_grad"](X, t, w, 2)[1], rel=0.02
    )
