"""The optimizers' figure shows what its presets and its text say."""

import html
from importlib import import_module

import numpy as np
import pytest

import playground as play

race = import_module("playground.optimizers")
RACERS = list(race.RACERS)


def heights(name, surface, noise=0.0, exponent=None):
    points = race.path(race.RACERS[name], surface, 10 ** (race.RATES[name] if exponent is None else exponent), noise)
    return race.SURFACES[surface][0](*points.T) - race.LOWEST[surface]


def steps_to_leave(name, noise):
    return int(np.flatnonzero(heights(name, "saddle", noise) < 0.6)[0])


@pytest.mark.parametrize("name", RACERS)
def test_each_racer_begins_with_its_best_rate_on_the_long_valley(name):
    ends = [heights(name, "long valley", exponent=exponent)[-1] for exponent in race.EXPONENTS]
    assert race.EXPONENTS[np.argmin(ends)] == race.RATES[name] == race.best_exponent(race.RACERS[name])
    assert len(race.EXPONENTS) == 41


def test_the_saddle_holds_up_those_who_take_the_slope_as_it_is_and_noise_frees_them():
    held = {name: steps_to_leave(name, 0.0) for name in RACERS}
    assert min(held["plain"], held["momentum"]) > 40 and max(held["Adam"], held["AdaGrad"]) < 10
    assert all(steps_to_leave(name, 0.1) < held[name] / 2 for name in ("plain", "momentum"))


def test_with_much_noise_on_the_long_valley_adagrad_falls_lowest():
    last = {name: np.median(heights(name, "long valley", noise=1.0)[-40:]) for name in RACERS}
    assert min(last, key=last.get) == "AdaGrad" and last["AdaGrad"] < 0.2 * sorted(last.values())[1]


def test_the_readers_own_optimizers_race_against_plain_descent_with_their_own_best_rates():
    live = play.optimizers({"momentum": race.momentum, "mine": lambda w, g, state, lr: (w - lr * np.sign(g), state)})
    controls = live.build().controls
    rates = {name: controls[name].value for name in ("plain", "momentum", "mine")}
    assert "Adam" not in controls
    assert rates["plain"] == pytest.approx(10 ** race.RATES["plain"])
    assert rates["momentum"] == pytest.approx(10 ** race.RATES["momentum"])
    assert all(name in live.words.value for name in rates)


def test_a_step_that_returns_something_else_is_told_so():
    for step, words in (
        (lambda w, g, state, lr: w - lr * g, "two things, (w, state); this one returned ndarray"),
        (lambda w, g, state, lr: (0.0, None), "weights of shape () for weights of shape (2,)"),
    ):
        live = play.optimizers(step)
        live.build()
        assert words in html.unescape(live.words.value)
