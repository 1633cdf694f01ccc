"""Schedules against the laws that define them, searches against scikit-learn's, draws against SciPy's distributions."""

from itertools import product

import numpy as np
import pytest
from scipy import stats
from sklearn.model_selection import ParameterGrid

from autograder import load
from playground.schedules import descent, rates
from tests.support.drawn import cases, ref
from tests.support.verdicts import names


def test_schedules_obey_the_laws_that_define_them():
    for lr0, rate, t in cases("exponential_decay"):
        value = ref("exponential_decay")(lr0, rate, t)
        np.testing.assert_allclose(ref("exponential_decay")(lr0, rate, np.asarray(t) + 1), value * np.exp(-rate))
        inverse = 1 / ref("inverse_time_decay")(lr0, rate, t)
        np.testing.assert_allclose(1 / ref("inverse_time_decay")(lr0, rate, np.asarray(t) + 1) - inverse, rate / lr0)
    for lr0, drop, every, t in cases("step_decay"):
        one_by_one = [lr0 * np.prod([drop for k in range(1, int(s) + 1) if k % every == 0]) for s in np.ravel(t)]
        np.testing.assert_allclose(np.ravel(ref("step_decay")(lr0, drop, every, t)), one_by_one)
    for lr0, lr_end, total, t in cases("linear_decay"):
        np.testing.assert_allclose(ref("linear_decay")(lr0, lr_end, total, t), np.interp(t, [0, total], [lr0, lr_end]))
        # The cosine solves y'' = -(pi / total)^2 (y - middle), from lr0 with slope 0.
        inside, h, middle = np.ravel(t)[(np.ravel(t) > 0.01) & (np.ravel(t) < total - 0.01)], 1e-3, (lr0 + lr_end) / 2
        y = [ref("cosine_decay")(lr0, lr_end, total, inside + shift) for shift in (-h, 0, h)]
        np.testing.assert_allclose(
            (y[0] - 2 * y[1] + y[2]) / h**2, -((np.pi / total) ** 2) * (y[1] - middle), rtol=1e-3, atol=1e-6
        )
        ends = ref("cosine_decay")(lr0, lr_end, total, np.array([0, total, 3 * total]))
        np.testing.assert_allclose(ends, [lr0, lr_end, lr_end])


def test_a_warm_up_rises_in_equal_shares_and_hands_over_to_the_cosine():
    for lr0, lr_end, warm, total, _ in cases("warmup_cosine"):
        rising, falling = np.split(ref("warmup_cosine")(lr0, lr_end, warm, total, np.arange(2 * total)), [warm])
        np.testing.assert_allclose(np.diff([0, *rising]), lr0 / warm)
        wave = lr_end + (lr0 - lr_end) * np.cos(np.pi / 2 * np.linspace(0, 1, total - warm + 1)) ** 2
        np.testing.assert_allclose(falling[: total - warm + 1], wave, atol=1e-12)
        assert np.all(falling[total - warm :] == pytest.approx(lr_end, abs=1e-12))


def test_grid_search_walks_where_scikit_learns_grid_walks():
    for train_it, validate, grid in cases("grid_search"):
        found = ref("grid_search")(train_it, validate, grid)
        losses = [validate(train_it(**setting)) for setting in ParameterGrid(grid)]
        assert validate(train_it(**found)) == np.nanmin(losses)


def test_log_uniform_numbers_follow_scipys_distribution():
    for low, high, n, rng in cases("log_uniform"):
        drawn = ref("log_uniform")(low, high, n, rng)
        assert drawn.shape == (n,) and low <= drawn.min() and drawn.max() <= high
        assert stats.kstest(drawn, stats.loguniform(low, high).cdf).pvalue > 1e-6


def test_cases_that_are_used_leave_the_exercises_own_as_they_are():
    def states():
        return [case.arguments[-1].bit_generator.state for case in load("random_search").draw_cases(0)]

    before = states()
    for *_, rng in cases("random_search"):
        rng.random()
    assert states() == before


def test_random_search_ranks_what_the_generator_draws():
    for train, validate, draw, trials, rng in cases("random_search"):
        again = np.random.default_rng()
        again.bit_generator.state = rng.bit_generator.state
        settings, losses = ref("random_search")(train, validate, draw, trials, rng)
        drawn = [draw(again) for _ in range(trials)]
        raw = np.array([validate(train(**setting)) for setting in drawn])
        np.testing.assert_array_equal(losses, np.sort(raw[np.isfinite(raw)]))
        assert settings == [drawn[i] for i in np.argsort(raw, kind="stable")[: len(losses)]]


# ------------------------------------------------------------------------------------------------- holes


def test_a_rate_that_rises_is_held_at_its_end_too():
    def from_below(lr0, lr_end, total, t):
        return np.maximum(lr0 + (lr_end - lr0) * np.asarray(t) / total, lr_end)

    assert names("linear_decay", from_below) == {"linear_decay-held_from_below"}
    sorted_ends = lambda lr0, lr_end, total, t: np.clip(  # noqa: E731
        lr0 + (lr_end - lr0) * np.asarray(t) / total, min(lr0, lr_end), max(lr0, lr_end)
    )
    assert names("linear_decay", sorted_ends) == {"right"}


def test_rates_are_not_stored_as_whole_numbers():
    for schedule in ("step_decay", "exponential_decay", "inverse_time_decay", "linear_decay", "cosine_decay"):

        def looped(*args, schedule=schedule):
            t = np.asarray(args[-1])
            rates = np.zeros_like(t)
            for place, moment in np.ndenumerate(t):
                rates[place] = ref(schedule)(*args[:-1], moment)
            return rates

        assert names(schedule, looped) == {f"{schedule}-whole_numbers"}


def test_a_search_whose_best_starts_at_zero_lacks_no_return():
    def grid_search(train, validate, grid):
        best, chosen = 0, None
        for values in product(*grid.values()):
            setting = dict(zip(grid, values, strict=True))
            if validate(train(**setting)) < best:
                best, chosen = validate(train(**setting)), setting
        return chosen

    assert names("grid_search", grid_search) == {"grid_search-starts_too_low"}


def test_numbers_drawn_for_someone_else_do_not_pass():
    wrong = {
        "log_uniform-even_in_the_number": lambda low, high, n, rng: [
            low + (high - low) * rng.random() for _ in range(n)
        ],
        "log_uniform-logarithms_returned": lambda low, high, n, rng: np.log(low) + np.log(high / low) * rng.random(n),
        "log_uniform-a_grid": lambda low, high, n, rng: rng.permutation(np.linspace(low, high, n)),
    }
    for name, function in wrong.items():
        assert names("log_uniform", function) == {name}
    own = np.random.default_rng(1)
    assert "right" not in names("log_uniform", lambda low, high, n, rng: low * (high / low) ** own.random(n))


def test_dictionaries_that_are_sorted_are_told_that_they_cannot_be():
    def random_search(train, validate, draw, trials, rng):
        pairs = []
        for _ in range(trials):
            setting = draw(rng)
            pairs.append((setting, validate(train(**setting))))
        pairs.sort()
        return [setting for setting, _ in pairs], [loss for _, loss in pairs]

    report = load("random_search").check(random_search, seed=1)
    assert not report.passed and "compares two dictionaries" in " ".join(str(report).split())


def test_a_search_that_draws_for_itself_is_told_so_and_of_nothing_else():
    own = np.random.default_rng(1)

    def with_another(rng):
        return lambda train, validate, draw, trials, _: ref("random_search")(train, validate, draw, trials, rng())

    assert names("random_search", with_another(lambda: own)) == {"random_search-rng_ignored"}
    assert names("random_search", with_another(lambda: np.random.default_rng(0))) == {"random_search-rng_ignored"}

    def draws_and_ignores(train, validate, draw, trials, rng):
        draw(rng)
        return ref("random_search")(train, validate, draw, trials, np.random.default_rng(0))

    def too_few(train, validate, draw, trials, rng):
        return ref("random_search")(train, validate, draw, trials - 1, np.random.default_rng(0))

    assert names("random_search", draws_and_ignores) == {"random_search-rng_ignored"}
    assert load("random_search").check(too_few, seed=1).score == 0


# ------------------------------------------------------------------------------------------------- figures


def test_the_schedules_that_are_drawn_are_the_exercises():
    t = np.arange(300)
    np.testing.assert_allclose(rates("step decay", 0.5, 80, t), ref("step_decay")(0.5, 0.5, 80, t))
    np.testing.assert_allclose(rates("exponential", 0.5, 80, t), ref("exponential_decay")(0.5, 1 / 80, t))
    np.testing.assert_allclose(rates("linear", 0.5, 80, t), ref("linear_decay")(0.5, 0.005, 80, t))
    np.testing.assert_allclose(rates("inverse time", 0.5, 80, t), ref("inverse_time_decay")(0.5, 1 / 80, t))
    np.testing.assert_allclose(rates("cosine", 0.5, 80, t), ref("cosine_decay")(0.5, 0.005, 80, t))


def test_the_noise_floor_of_a_constant_rate_is_where_theory_says():
    for lr in (0.1, 0.5, 1.0):
        settled = descent(np.full(300, lr))[-100:].mean()
        assert abs(settled / (lr / (2 - lr) / 2) - 1) < 0.1
