"""What chapter optimizers says about its runs is what they do."""

import numpy as np
import pytest

from tests.support.chapter_runs import run_of, stated

TOPIC = "optimizers"


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


def test_the_noise_settles_at_the_derived_variance():
    rng, distances = np.random.default_rng(0), np.zeros(20_000)
    for _ in range(200):
        distances = (1 - 0.1) * distances + 0.1 * rng.normal(size=distances.size) / np.sqrt(4)
    assert distances.var() == pytest.approx(0.1 / (2 - 0.1) / 4, rel=0.05)
