"""What chapter schedules-and-search says about its runs is what they do."""

import re

import numpy as np
import pytest

import playground as play
from playground.schedules import STEPS, descent, rates
from tests.support.chapter_runs import run_of, stated

TOPIC = "schedules-and-search"


def printed(pattern):
    """The numbers of the only passage of the chapter's printed output that matches."""
    (found,) = re.finditer(pattern, "".join(run_of(TOPIC).printed.values()))
    return tuple(float(number) for number in found.groups())


def figure_end(name, lr0, time=80):
    """The mean loss with which the figure's descent ends."""
    return descent(rates(name, lr0, time, np.arange(STEPS)))[-1]


def test_in_the_figure_every_schedule_beats_the_best_constant_rate_and_no_curve_matters_much():
    text = r"rate of 1 the loss settles near ([\d.]+), with 0.1 near ([\d.]+): .* The best of them, ([\d.]+), ends at "
    near_one, near_tenth, best, end = stated(TOPIC, text + r"([\d.]+)\. Each of the other five")
    constant = {lr: figure_end("constant", lr) for lr in np.arange(1, 21) / 20}
    assert (constant[1.0], constant[0.1]) == pytest.approx((near_one, near_tenth), rel=0.12)
    assert min(constant, key=constant.get) == best and round(constant[best], 3) == end
    good = {"step decay": (0.05, 70), "exponential": (0.1, 70), "linear": (0.7, 90), "inverse time": (0.15, 10)}
    ends = [figure_end(name, *values) for name, values in good.items()] + [figure_end("cosine", 0.7, 90)]
    assert [round(loss, 3) for loss in ends] == [0.002] * 5
    assert stated(TOPIC, r"and the loss stays at ([\d.]+)\.") == (round(figure_end("step decay", 0.2, 10), 4),)


def test_the_noise_settles_at_the_derived_variance():
    rng, distances = np.random.default_rng(0), np.zeros(20_000)
    for _ in range(60):
        distances = distances - 0.4 * (distances + 2 * rng.normal(size=distances.size))
    assert distances.var() == pytest.approx(0.4 / (2 - 0.4) * 4, rel=0.05)


def test_a_warm_up_rescues_one_of_the_rates_and_gains_nothing_over_the_best():
    ends = run_of(TOPIC).variables["warm_losses"]
    text = r"At 4 the network fails .*, with a loss of ([\d.]+), and is fine after one, with ([\d.]+):"
    assert stated(TOPIC, text) == tuple(float(f"{end:.3f}") for end in ends[4])
    assert all(0.8 < ends[lr][0] / ends[lr][1] < 1.25 for lr in (1, 2)) and min(ends[8]) > 2
    (above,) = stated(TOPIC, r"a rate fails if the loss ends above (\d)")
    assert [[lr for lr, pair in ends.items() if pair[k] > above] for k in (0, 1)] == [[4, 8], [8]]
    best_without, best_with = (min(pair[k] for pair in ends.values()) for k in (0, 1))
    text = r"after a warm-up, ([\d.]+), is no better than the best one without, ([\d.]+) at a rate of (\d)"
    assert stated(TOPIC, text) == (float(f"{best_with:.3f}"), float(f"{best_without:.3f}"), 2)
    assert best_without < best_with and best_without == ends[2][0]


def test_a_tuned_schedule_helps_with_noise_and_only_then():
    end = {
        (batch, name): printed(rf"batches of {batch}, {name} *: best at rate ([\d.]+), .* ([\d.]+)\n")
        for batch in ("300", " 10")
        for name in ("constant", "cosine", "warm-up, cosine")
    }
    text = r"constant rate ends at ([\d.]+), the best cosine at ([\d.]+): it only"
    assert stated(TOPIC, text) == (end["300", "constant"][1], end["300", "cosine"][1])
    text = r"constant rate ends at ([\d.]+), the best cosine at ([\d.]+). With a warm-up in front, .* at ([\d.]+):"
    assert stated(TOPIC, text) == tuple(end[" 10", name][1] for name in ("constant", "cosine", "warm-up, cosine"))
    assert end["300", "constant"][1] < end["300", "cosine"][1]
    assert end[" 10", "cosine"][1] < end[" 10", "warm-up, cosine"][1] < end[" 10", "constant"][1]
    assert end[" 10", "warm-up, cosine"][0] == 1
    rates = run_of(TOPIC).variables["RATES"]
    assert all(rates[0] < best < rates[-1] for (_, name), (best, _) in end.items() if name != "warm-up, cosine")


def bests():
    """The best loss of each attempt, and its setting, by the name of the search."""
    searches = run_of(TOPIC).variables["searches"]
    return {
        name: [(losses[0], settings[0]["lr"], settings[0]["hidden"]) for settings, losses in attempts]
        for name, attempts in searches.items()
    }


def test_grid_random_search_and_optuna_end_where_the_text_says():
    text = r"Its best loss is ([\d.]+). Random search ends between ([\d.]+) and ([\d.]+) in its five attempts, "
    text += r"and Optuna between ([\d.]+) and ([\d.]+): all ten are better than the grid, because the good rates lie "
    numbers = stated(TOPIC, text + r"between ([\d.]+) and ([\d.]+),")
    grid, random, optuna = (sorted(loss for loss, _, _ in found) for found in bests().values())
    ends = (grid[0], random[0], random[-1], optuna[0], optuna[-1])
    assert numbers[:5] == tuple(float(f"{loss:.3f}") for loss in ends)
    assert len(random) == len(optuna) == 5 and max(random + optuna) < grid[0]
    assert all(numbers[5] < lr < numbers[6] for name in ("random", "Optuna") for _, lr, _ in bests()[name])
    apart = abs(np.median(random) - np.median(optuna))
    assert apart < 0.2 * min(np.ptp(random), np.ptp(optuna))


def test_other_grids_of_four_rates_end_elsewhere():
    v = run_of(TOPIC).variables

    def best(rates):
        return min(v["validate"](v["train_on_batches"](lr, hidden)) for lr in rates for hidden in (2, 4, 8, 16))

    says = r"With the rates 0.01, 0.1, 1 and 10 it would have got ([\d.]+), with 0.02, 0.2, 2 and 20 only ([\d.]+)\."
    grids = (0.01, 0.1, 1, 10), (0.02, 0.2, 2, 20)
    assert stated(TOPIC, says) == tuple(float(f"{best(rates):.3f}") for rates in grids)


def test_the_map_behind_the_dots_has_as_many_points_as_the_text_says():
    (points,) = stated(TOPIC, r"the validation loss at all of (\d+) points")
    landscape = np.array(run_of(TOPIC).variables["landscape"])
    assert landscape.size == points and 0.2 < landscape.min() < 0.23


def test_no_search_gets_more_than_16_trials():
    trials = {
        len(losses)
        for name, attempts in run_of(TOPIC).variables["searches"].items()
        for _, losses in attempts
        if name != "random"  # It leaves out what diverged.
    }
    assert trials == {16} and stated(TOPIC, r"All three get (\d+) trials") == (16,)


def test_the_grids_best_point_lies_at_the_edge_for_the_units_and_inside_for_the_rate():
    ((loss, lr, hidden),) = bests()["grid"]
    assert (lr, hidden) == (0.3, 16)
    edge = run_of(TOPIC).variables["edge"]
    assert edge[16] == loss and edge[8] > edge[16] > edge[32] > edge[64]
    text = r"goes on falling, to ([\d.]+) with 32 units and ([\d.]+) with 64"
    assert stated(TOPIC, text) == (float(f"{edge[32]:.3f}"), float(f"{edge[64]:.3f}"))


def test_the_presets_of_the_figure_do_what_they_are_called():
    live = play.schedules()
    live.build()

    def end(preset):
        live.set(**live.stage.presets[preset])
        return float(re.search(r"the mean loss is ([\d.]+)", live.words.value)[1])

    assert end("gets low") < 0.003 < end("stops too early") < 0.01 < 0.4 < end("never settles")


def test_the_variances_and_rates_by_hand():
    numbers = stated(TOPIC, r"settles at \$\\frac12 q\$: at ([\d.]+) and at \$\\frac16 \\approx ([\d.]+)\$")
    assert numbers == pytest.approx([rate / (2 - rate) / 2 for rate in (1, 0.5)], abs=5e-4)
    v = run_of(TOPIC).variables
    examples = {
        r"at \$t = 25\$ it has dropped twice and is ([\d.]+)": v["step_decay"](1, 0.5, 10, 25),
        r"it is \$e\^\{-1\} \\approx ([\d.]+)\$": v["exponential_decay"](1, 0.5, 2),
        r"from 1 to 0.2, `total` 10: at \$t = 5\$ it is ([\d.]+)": v["linear_decay"](1, 0.2, 10, 5),
        r"\\frac\{1\}\{1 \+ 1\} = ([\d.]+)\$": v["inverse_time_decay"](1, 0.5, 2),
        r"from 1 to 0, `total` 10: at \$t = 5\$ it is ([\d.]+)": v["cosine_decay"](1, 0, 10, 5),
    }
    for says, rate in examples.items():
        assert stated(TOPIC, says)[0] == pytest.approx(float(rate), abs=5e-4)
    assert v["warmup_cosine"](0.8, 0, 4, 12, np.arange(5)) == pytest.approx([0.2, 0.4, 0.6, 0.8, 0.8])


def test_rates_drawn_evenly_crowd_at_the_top_and_their_logarithms_do_not():
    rng, log_uniform = np.random.default_rng(0), run_of(TOPIC).variables["log_uniform"]
    evenly, in_logarithm = rng.uniform(0.001, 1, 20_000), log_uniform(0.001, 1, 20_000, rng)
    assert np.mean(evenly > 0.1) == pytest.approx(0.9, abs=0.01) and np.mean(evenly < 0.01) < 0.02
    assert np.mean(in_logarithm < 0.01) == pytest.approx(1 / 3, abs=0.02)
    assert stated(TOPIC, r"rate is \$10\^\{-1.5\} \\approx ([\d.]+)\$") == (round(10**-1.5, 4),)
    assert stated(TOPIC, r"four values each has ([\d,]+) settings") == (4**6,)
