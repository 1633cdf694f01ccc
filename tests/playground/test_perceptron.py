"""Its words and its shaded side are right."""

import numpy as np

import playground as play
from autograder import load
from playground.perceptron import half_plane


def test_the_perceptrons_words_agree_with_the_reference():
    live = play.perceptron()
    live.build()
    rng = np.random.default_rng(1)
    rows = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    for _ in range(10):
        w, b = np.round(rng.uniform(-2, 2, 2), 1), float(np.round(rng.uniform(-2, 2), 1))
        live.set(w1=w[0], w2=w[1], b=b)
        fires = int(load("perceptron_predict").reference(10 * rows, np.rint(10 * w), np.rint(100 * b)).sum())
        assert f"fires for {fires} of the 4 inputs" in live.words.value


def test_the_shaded_side_is_the_side_that_fires():
    rng = np.random.default_rng(0)
    for _ in range(200):
        w, b = rng.uniform(-2, 2, 2), rng.uniform(-2, 2)
        corners = half_plane(w, b)
        if len(corners):
            assert np.all(corners @ w + b > -1e-9)
            assert corners.mean(axis=0) @ w + b > 0
