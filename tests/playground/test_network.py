"""Its numbers are right."""

import numpy as np

import playground as play
from autograder import load
from playground.network import A, B, V, W


def test_the_networks_numbers_agree_with_the_reference():
    live = play.network()
    live.build()
    live.set(x1=-0.7)
    y = load("mlp_forward").reference(np.array([[-0.7, 0.5]]), V, A, W, B)["Y"][0, 0]
    assert f"y = {y:.3f}" in live.words.value
