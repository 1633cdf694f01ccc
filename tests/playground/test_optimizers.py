"""The optimizers' figure shows what its presets and its text say."""

from importlib import import_module

import numpy as np
import pytest

race = import_module("playground.optimizers")
RACERS = [name for name in race.COLORS if name != race.YOURS]


def heights(name, surface, noise=0.0, exponent=None):
    points = race.path(name, surface, 10 ** (race.RATES[name] if exponent is None else exponent), noise)
    return race.SURFACES[surface][0](*points.T) - race.LOWEST[surface]


def steps_to_leave(name, noise):
    return int(np.flatnonzero(heights(name, "saddle", noise) < 0.6)[0])


@pytest.mark.parametrize("name", RACERS)
def test_each_racer_begins_with_its_best_rate_on_the_long_valley(name):
    exponents = np.arange(-30, 11) / 10
    ends = [heights(name, "long valley", exponent=exponent)[-1] for exponent in exponents]
    assert exponents[np.argmin(ends)] == race.RATES[name]


def test_the_saddle_holds_up_those_who_take_the_slope_as_it_is_and_noise_frees_them():
    held = {name: steps_to_leave(name, 0.0) for name in RACERS}
    assert min(held["plain"], held["momentum"]) > 40 and max(held["Adam"], held["AdaGrad"]) < 10
    assert all(steps_to_leave(name, 0.1) < held[name] / 2 for name in ("plain", "momentum"))


def test_with_much_noise_on_the_long_valley_adagrad_falls_lowest():
    last = {name: np.median(heights(name, "long valley", noise=1.0)[-40:]) for name in RACERS}
    assert min(last, key=last.get) == "AdaGrad" and last["AdaGrad"] < 0.2 * sorted(last.values())[1]
