"""Figures that are driven by the reader's own function: its results are drawn, its errors are shown in words."""

import html

import numpy as np
import pytest

import playground as play


def fails(*arguments):
    raise NameError("name 'x' is not defined")


OWN = {
    "activation": (np.sin, np.cos),
    "ball": (lambda w, grad, lr: w - 2 * lr * grad,),
    "deep_gradient": (np.sin, np.cos),
    "draw_curve": (lambda x, left, right, height, steepness: height * ((x > left) & (x <= right)),),
    "initialization": (lambda n_in, n_out, rng: rng.normal(size=(n_in, n_out)) / 9,),
    "learning_rate": (lambda w, grad, lr: w - lr * np.sign(grad),),
    "losses": (lambda y, t: np.mean(np.abs(y - t)),),
    "optimizers": (lambda w, g, state, lr: (w - lr * np.sign(g), state),),
    "schedules": (lambda t: 0.5 / (1 + t) ** 0.5,),
}


@pytest.mark.parametrize("name", OWN)
def test_the_readers_own_function_is_drawn_and_its_error_is_shown(name):
    usual, mine, broken = (getattr(play, name)(*functions) for functions in ((), OWN[name], (fails,)))
    for live in (usual, mine, broken):
        live.build()
    assert mine.moves.value != usual.moves.value and "<b>" not in mine.words.value
    assert "NameError" in broken.words.value and "name 'x' is not defined" in html.unescape(broken.words.value)
    assert "Traceback" not in broken.words.value


def test_the_readers_own_activation_is_drawn_with_its_numbers():
    live = play.activation(np.sin, np.cos)
    live.build()
    assert "yours at z = 1.00: value 0.841, slope 0.540" in live.words.value
