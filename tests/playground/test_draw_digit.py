"""The paper to draw on: drawings become images like those of the data, and the network that comes along reads them."""

import numpy as np
import pytest
from sklearn.datasets import load_digits

import playground as play
from playground.draw_digit import (
    EIGHT,
    NETWORK,
    STAR,
    THREE,
    arc,
    image_of,
    probabilities,
    shipped_network,
    shipped_reader,
)
from tests.support.digit_reader import trained

DRAWN = {
    0: [arc(0.5, 0.5, 0.2, 0.35, -90, 270)],
    1: [[[0.5, 0.15], [0.5, 0.85]]],
    2: [[*arc(0.5, 0.33, 0.2, 0.18, 180, 370), [0.32, 0.85], [0.72, 0.85]]],
    3: THREE,
    4: [[[0.55, 0.15], [0.3, 0.6], [0.75, 0.6]], [[0.6, 0.4], [0.6, 0.88]]],
    5: [[[0.68, 0.15], [0.38, 0.15], [0.35, 0.48], *arc(0.48, 0.63, 0.2, 0.2, -120, 150)]],
    7: [[[0.3, 0.17], [0.7, 0.17], [0.45, 0.87]], [[0.4, 0.5], [0.66, 0.5]]],
    8: EIGHT,
    9: [[*arc(0.5, 0.34, 0.18, 0.18, 0, -360), [0.68, 0.34], [0.66, 0.6], [0.55, 0.87]]],
}


@pytest.mark.parametrize("digit", DRAWN)
def test_a_digit_is_read_wherever_and_however_large_it_is_drawn(digit):
    for size, at in ((1, 0), (0.3, 0.1), (0.3, 0.65), (0.15, 0.4)):
        strokes = [[[at + size * x, at + size * y] for x, y in stroke] for stroke in DRAWN[digit]]
        assert shipped_reader(image_of(strokes)[None]).argmax() == digit


@pytest.mark.parametrize("digit", DRAWN)
def test_a_drawing_becomes_an_image_like_those_of_the_data(digit):
    """As tall as the paper, no wider than the digits are, and as much ink."""
    images, _ = load_digits(return_X_y=True)
    image = image_of(DRAWN[digit]).reshape(8, 8)
    assert image.sum(axis=1).min() > 0 and image[:, 0].sum() < 16 and image[:, 7].sum() < 16
    assert set(np.unique(image)) <= set(range(17))
    assert image.mean() == pytest.approx(images.mean(), abs=1)


@pytest.mark.parametrize("strokes", [[[[0.5, 0.5]]], [[[0.1, 0.5], [0.9, 0.5]]], [[[0, 0]], [[1, 1]]], STAR])
def test_any_drawing_gives_an_image(strokes):
    image = image_of(strokes)
    assert image.shape == (64,) and image.sum() > 0 and image.max() <= 16
    assert not image_of([]).any()


def test_labels_scores_and_probabilities_are_all_understood_and_nothing_else():
    p = np.full(10, 0.05)
    p[3] = 0.55
    np.testing.assert_array_equal(probabilities(p[None]), p)
    np.testing.assert_allclose(probabilities(np.log(p) + 7), p)
    assert probabilities(np.array([7])).argmax() == probabilities([7]).argmax() == 7
    for wrong in ([12], [1.5], np.zeros(9), np.full(10, np.nan), [1, 2]):
        with pytest.raises(ValueError, match="should return a label or ten numbers"):
            probabilities(wrong)


def test_the_words_say_what_is_read_and_an_error_of_the_readers_own_function_is_shown():
    live = play.draw_digit(lambda images: np.eye(10)[[4] * len(images)])
    live.build()
    assert "The network reads 4 (100.0%)." in live.words.value
    live.set(drawing=[])
    assert "The paper is empty." in live.words.value
    broken = play.draw_digit(lambda images: images @ np.zeros((63, 10)))
    broken.build()
    assert "<b>ValueError</b> while drawing" in broken.words.value


def test_the_network_that_comes_along_is_the_one_that_the_capstones_solution_trains():
    network = shipped_network()
    assert NETWORK.stat().st_size < 15_000
    assert sum(network[name].size for name in "VaWb") == 4810
    images, labels = load_digits(return_X_y=True)
    again = trained()
    for name in "VW":
        assert np.corrcoef(again.params[name].ravel(), network[name].ravel())[0, 1] > 0.99
    assert again.params["mean"] == pytest.approx(network["mean"], rel=1e-3)
    read = shipped_reader(images).argmax(axis=1)
    assert np.mean(read == again(images)) > 0.998 and np.mean(read[:-100] == labels[:-100]) > 0.98
