"""What chapter classification says about its runs is what they do."""

import re

import matplotlib
import numpy as np
import pytest
from scipy.optimize import minimize

import playground as play
from playground.draw_digit import THREE, image_of
from tests.support.chapter_runs import run_of, stated

TOPIC = "classification"
matplotlib.use("Agg")


@pytest.fixture(scope="module")
def run():
    return run_of(TOPIC)


def test_the_price_of_a_confident_wrong_answer():
    prices = stated(TOPIC, r"which is ([\d.]+) at \$y = 0.9\$, ([\d.]+) at \$y = 0.1\$ and ([\d.]+) at \$y = 0.001\$")
    assert np.round(-np.log([0.9, 0.1, 0.001]), 1).tolist() == [*prices]


def test_squared_error_is_a_thousand_times_weaker_on_a_confident_wrong_answer(run):
    slopes = [float(text) for text in re.findall(r": (\S+)$", run.output("slope_of_squared_error,"), re.M)]
    assert slopes[1] == pytest.approx(-1, abs=1e-3) and 1000 < slopes[1] / slopes[0] < 2000


def test_the_figure_shows_what_play_asks_for():
    live = play.softmax()
    live.build()

    def seen(**values):
        live.set(**values)
        words = live.words.value
        steps = [float(step) for step in re.search(r"adds \((.+?)\)", words)[1].split(", ")]
        return re.search(r"probability ([\d.]+%)", words)[1], float(re.search(r"loss is (\d+\.\d+)", words)[1]), steps

    equal = seen(z0=1.0, z1=1.0, z2=1.0)
    assert equal[0] == "33.3%" and [step > 0 for step in equal[2]] == [False, True, False]
    assert seen(shift=2.5) == equal
    live.reset()
    wrong, right = (seen(**live.stage.presets[name]) for name in ("confidently wrong", "confidently right"))
    assert wrong[1] > 5 > 0.1 > right[1] and max(wrong[2]) > 1.9 > 0.1 > max(right[2])


def test_the_flowers(run):
    wrong, count = map(int, re.search(r"wrong: (\d+) of (\d+)", run.output("iris.target > 0")).groups())
    assert count == 100 and 0 < wrong < 10
    v = run.variables
    from sklearn.datasets import load_iris

    iris = load_iris()
    X = iris.data[iris.target > 0][:, 2:]
    X, t = X - X.mean(axis=0), iris.target[iris.target > 0] - 1
    least = minimize(lambda p: v["bce_logits"](X @ p[:2] + p[2], t), np.zeros(3)).fun
    losses = v["train_logistic"](X, t, 1.0, 1000)[2]
    assert least > 0.1 and losses[-1] - least < 0.01  # It settles, and not at zero.


def test_the_reader_and_the_rules_beside_it(run):
    output = run.output("most_similar(X_test, averages)")
    right = {name.strip(): int(count) for name, count in re.findall(r"^(.+?) +(\d+) of 400 right", output, re.M)}
    mine, images, percent = stated(TOPIC, r"reader gets (\d+) of (\d+) right, ([\d.]+)%")
    assert right["your softmax regression"] == mine and 100 * mine / images == percent
    assert right["average images"] == stated(TOPIC, r"Ten average images get (\d+),")[0]
    train, similar = stated(TOPIC, r"all ([\d,]+\d) training images gets (\d+),")
    assert right["most similar image"] == similar and len(run.variables["X_train"]) == train
    v, all_images = run.variables, stated(TOPIC, r"comes with ([\d,]+\d) images")[0]
    assert len(v["X"]) == all_images == train + len(v["X_test"])
    assert v["W"].size + v["b"].size == stated(TOPIC, r"your reader keeps (\d+) numbers")[0]
    assert np.sqrt(400 * 0.9775 * 0.0225) == pytest.approx(3, abs=0.1)  # "by three or so"


def test_what_the_weights_show(run):
    W, X = run.variables["W"], run.variables["X_train"]
    zero = W[:, 0].reshape(8, 8)
    assert zero[3:5, 3:5].mean() < -0.5 < 0 < zero[2:6, [1, 2, 5, 6]].mean()  # Purple inside, orange around it.
    paper = np.all(X == 0, axis=0)
    assert paper.sum() == stated(TOPIC, r"(\d) pixels are paper in every training image")[0]
    assert np.array_equal(np.all(W == 0, axis=1), paper)


def test_the_rate_and_the_steps_are_chosen_on_training_images_alone(run):
    """Of these settings the one in the text is the best, without a look at the images held out."""
    v = run.variables
    X, labels = v["X_train"], v["labels_train"]
    order = np.random.default_rng(1).permutation(len(X))
    train, check = order[:1097], order[1097:]

    def share(lr, steps):
        W, b, losses = v["train_softmax"](X[train], labels[train], 10, lr, steps)
        assert np.all(np.diff(losses) < 0)
        return np.mean(v["predict_labels"](X[check], W, b) == labels[check])

    lr, steps = map(int, stated(TOPIC, r"The rate (\d) and the (\d+) steps"))
    assert share(lr, steps) > max(share(0.1, steps), share(0.3, steps), share(lr, 100), share(lr, 200))


def test_a_float_cannot_show_how_far_the_sigmoid_of_forty_is_from_one():
    (factor,) = stated(TOPIC, r"differs from 1 by \$(\d) \\cdot 10\^\{-18\}\$")
    assert round(np.exp(-40) * 1e18) == factor and 1 - 1 / (1 + np.exp(-40.0)) == 0
    (y,) = stated(TOPIC, r"\$t = 1\$, but \$z = -8\$, so \$y = ([\d.]+)\$")
    assert round(1 / (1 + np.exp(8)), 4) == y


def test_the_softmax_row_by_hand():
    says = r"exponentials are 1 and 3, so \$y = \(([\d.]+), ([\d.]+)\)\$. If class 0 was right, "
    says += r"the loss is \$-\\log 0.25 = ([\d.]+)"
    y = np.exp([0, np.log(3)]) / 4
    assert stated(TOPIC, says) == pytest.approx((*y, -np.log(y[0])), abs=5e-5)


def test_the_reader_reads_drawings_and_is_sure_of_a_star(run):
    """The votes that the figure shows are those of the reader, and with the bias they add up to its score."""
    W, b = run.variables["W"], run.variables["b"]
    live = play.draw_digit(lambda images: images / 16 @ W + b, W / 16)
    live.build()
    assert "reads 3" in live.words.value
    up, down = map(
        float, re.search(r"add ([\d.]+) to the score of 3, purple ones take ([\d.]+) away", live.words.value).groups()
    )
    scores = image_of(THREE) / 16 @ W + b
    assert up - down + b[3] == pytest.approx(scores[3], abs=0.11)
    live.set(**live.stage.presets["An 8"])
    assert "reads 8" in live.words.value
    live.set(**live.stage.presets["No digit"])
    digit, sure = stated(TOPIC, r"takes a star for a (\d) and is (\d+)% sure")
    assert round(float(re.search(rf"reads {digit:.0f} \(([\d.]+)%\)", live.words.value)[1])) == sure


def test_what_is_left_of_the_cross_entropy_of_logits_is_the_cross_entropy():
    made, z, t = run_of("classification").variables, np.linspace(-4, 4, 9), np.tile([0, 1, 0.5], 3)
    y = made["sigmoid"](z)
    bracket = -t * (z - np.log(1 + np.exp(z))) + (1 - t) * np.log(1 + np.exp(z))
    np.testing.assert_allclose(bracket, np.log(1 + np.exp(z)) - t * z)
    np.testing.assert_allclose(np.mean(bracket), made["bce"](y, t))
    np.testing.assert_allclose(made["bce_logits_grad"](z, t), (y - t) / z.size)
