"""What chapter optimizers says about its runs is what they do."""

import re
from importlib import import_module

import numpy as np
import pytest

import playground as play
from tests.support.chapter_runs import run_of, stated, text_of

TOPIC = "optimizers"
figure = import_module("playground.optimizers")


def ends(degrees):
    raced = run_of(TOPIC).variables["tuned_race"](degrees)
    return {name: np.linalg.norm(path[-1]) for name, (_, path) in raced.items()}, {
        n: lr for n, (lr, _) in raced.items()
    }


def test_in_the_turned_valley_the_five_end_in_the_stated_order_at_the_stated_distances():
    text = r"momentum ends closest, at ([\d.]+), with Adam at ([\d.]+) behind it. RMSProp is left at ([\d.]+). "
    text += r"Plain descent is left at ([\d.]+):.* AdaGrad, at ([\d.]+), is last"
    distances = ends(30)[0]
    names = ("momentum", "Adam", "RMSProp", "plain", "AdaGrad")
    assert stated(TOPIC, text) == tuple(float(f"{distances[name]:.2g}") for name in names)
    assert sorted(distances, key=distances.get) == list(names)
    straight = ends(0)[0]
    text = r"RMSProp is ten times closer than before, at ([\d.]+). Adam ends about where it did, at ([\d.]+)\."
    assert stated(TOPIC, text) == tuple(float(f"{straight[name]:.2g}") for name in ("RMSProp", "Adam"))
    assert straight["AdaGrad"] < 1e-50 and 9 < distances["RMSProp"] / straight["RMSProp"] < 12


def test_each_racer_starts_at_the_same_place_and_has_its_best_rate_inside_the_search():
    raced = run_of(TOPIC).variables["tuned_race"](30)
    assert all(
        np.linalg.norm(path[0]) == pytest.approx(10, abs=0.01) and len(path) == 101 for _, path in raced.values()
    )
    assert all(0.001 < lr < 10 for lr in ends(30)[1].values())


def test_turning_the_valley_changes_nothing_for_plain_descent_and_momentum_and_everything_for_adagrad():
    turned, straight = ends(30)[0], ends(0)[0]
    assert straight["plain"] == pytest.approx(turned["plain"]) and straight["momentum"] == pytest.approx(
        turned["momentum"]
    )
    assert straight["AdaGrad"] < 1e-90 and ends(0)[1]["AdaGrad"] == pytest.approx(10)


def test_on_handwriting_momentum_and_adam_lead_again_and_plain_descent_is_last():
    raced = run_of(TOPIC).variables["on_digits"]
    text = r"with a loss of ([\d.]+), and Adam is second again, with ([\d.]+). RMSProp ends at ([\d.]+) and AdaGrad at "
    text += r"([\d.]+), both before plain descent, which comes last with ([\d.]+)\."
    names = ("momentum", "Adam", "RMSProp", "AdaGrad", "plain")
    assert stated(TOPIC, text) == tuple(float(f"{raced[name][1][-1]:.3f}") for name in names)
    assert sorted(raced, key=lambda name: raced[name][1][-1]) == list(names)
    assert len({losses[0] for _, losses in raced.values()}) == 1 and {len(losses) for _, losses in raced.values()} == {
        51
    }


def test_on_handwriting_each_racer_has_its_best_rate_inside_the_search():
    rates = {name: lr for name, (lr, _) in run_of(TOPIC).variables["on_digits"].items()}
    assert all(0.001 < lr < 10 for lr in rates.values())
    text = r"plain descent and momentum want (\d), RMSProp wants ([\d.]+), a twentieth"
    assert stated(TOPIC, text) == (rates["plain"], float(f"{rates['RMSProp']:.2g}"))
    assert rates["momentum"] == rates["plain"] and 18 < rates["plain"] / rates["RMSProp"] < 24


def test_the_gradient_of_the_race_on_handwriting_is_the_slope_of_its_loss():
    run, rng = run_of(TOPIC).variables, np.random.default_rng(1)
    w, direction = run["first_weights"], rng.normal(size=610)
    slope = (run["digits_loss"](w + 1e-5 * direction) - run["digits_loss"](w - 1e-5 * direction)) / 2e-5
    assert run["digits_gradient"](w) @ direction == pytest.approx(slope, rel=1e-6)


def test_the_noise_settles_at_the_derived_variance():
    rng, distances = np.random.default_rng(0), np.zeros(20_000)
    for _ in range(60):
        distances = (1 - 0.1) * distances + 0.1 * rng.normal(size=distances.size) / np.sqrt(4)
    assert distances.var() == pytest.approx(0.1 / (2 - 0.1) / 4, rel=0.05)


def test_what_momentum_gains_along_the_valley_and_loses_across():
    step = run_of(TOPIC).variables["momentum_step"]
    along = across = np.zeros(1)
    for k in range(200):
        along = step(np.zeros(1), np.ones(1), along, 1.0, 0.9)[1]
        across = step(np.zeros(1), (-1.0) ** k * np.ones(1), across, 1.0, 0.9)[1]
    assert along == pytest.approx(10) and "that is $10\\,g$" in text_of(TOPIC)
    assert stated(TOPIC, r"\\beta\} \\approx ([\d.]+)\\,g\$") == (pytest.approx(abs(across.item()), abs=5e-3),)


def test_in_the_figure_two_clicks_more_make_plain_descent_diverge():
    live = play.optimizers()
    live.build()
    assert "plain diverged" not in live.words.value
    live.set(plain=live.stage.values()["plain"] * 10**0.2)
    assert "plain diverged" in live.words.value


def test_noise_frees_plain_descent_and_momentum_which_the_ridge_holds_up():
    live = play.optimizers()
    live.build()
    rates = live.stage.values()
    assert "The start is a millionth away from the ridge" in text_of(TOPIC)

    def leaves(name, preset):
        """The step after which half of the saddle's height above the lowest point is gone."""
        set_up = live.stage.presets[preset]
        points = figure.path(figure.RACERS[name], set_up["surface"], rates[name], set_up["noise"])
        heights = figure.SURFACES["saddle"][0](*points.T) - figure.LOWEST["saddle"]
        return np.flatnonzero(heights < -figure.LOWEST["saddle"] / 2)[0]

    held = {name: leaves(name, "held up at a saddle") for name in figure.RACERS}
    freed = {name: leaves(name, "noise frees it") for name in figure.RACERS}
    for name in ("plain", "momentum"):
        assert held[name] > 40 and freed[name] < held[name] / 2
    assert max(held["AdaGrad"], held["Adam"]) < 5


def test_in_the_noisy_valley_adagrad_ends_lowest_and_the_limit_of_plain_descent_is_as_stated():
    def mean_height(name):
        points = figure.path(figure.RACERS[name], "long valley", 10 ** figure.RATES[name], 1.0)
        return figure.bowl(*points[-40:].T).mean()

    assert min(figure.RACERS, key=mean_height) == "AdaGrad"
    (curvature, limit) = stated(TOPIC, r"the curvature is (\d), so its rate must stay below \$2/4 = ([\d.]+)\$")
    rises = np.array([figure.bowl(-0.6 * v, 0.8 * v) for v in (-1e-3, 0, 1e-3)])
    assert np.diff(rises, 2).item() / 1e-6 == pytest.approx(curvature) and 2 / curvature == limit


def test_the_noise_of_a_mean_falls_with_the_root_of_the_batch():
    found = re.findall(
        r"deviation of the mean ([\d.]+), 1 / sqrt\(B\) = ([\d.]+)", run_of(TOPIC).output("for B in (1,")
    )
    assert len(found) == 4
    for measured, theory in found:
        assert float(measured) == pytest.approx(float(theory), rel=0.03)
