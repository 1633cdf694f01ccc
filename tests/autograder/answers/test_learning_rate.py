"""The learning rate's references against what descent really does, against SciPy, and against the figures."""

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad
from scipy.optimize import minimize_scalar

import playground as play
from playground.learning_rate import HESSIAN, LIMIT, START, bowl_path, verdict
from playground.training import DATA, OPTIMIZERS, STEPS, first_weights, gradients, loss, samples, train
from tests.support.drawn import cases, ref
from tests.support.verdicts import fails, names


def test_the_contraction_factor_is_what_a_step_does_to_a_distance():
    for lr, curvature in cases("contraction_factor"):
        distance = 3.7
        after = distance - np.asarray(lr) * grad(lambda d, c=curvature: 0.5 * c * d**2)(distance)
        np.testing.assert_allclose(ref("contraction_factor")(lr, curvature), np.abs(after) / distance, atol=1e-12)


def slowest(H, lr):
    """The largest factor of a step, from the matrix of the step itself."""
    return np.max(np.abs(np.linalg.eigvals(np.eye(len(H)) - lr * H)))


def test_just_below_the_limit_descent_shrinks_and_just_above_it_grows():
    for (H,) in cases("largest_stable_lr"):
        limit = ref("largest_stable_lr")(H)
        assert slowest(H, 0.999 * limit) < 1 < slowest(H, 1.001 * limit)


def test_no_constant_rate_is_better_than_the_best_one():
    for (H,) in cases("best_constant_lr"):
        H = np.asarray(H, dtype=float)
        found = minimize_scalar(
            lambda lr, H=H: slowest(H, lr), bounds=(0, ref("largest_stable_lr")(H)), options={"xatol": 1e-10}
        )
        best = ref("best_constant_lr")(H)
        assert slowest(H, best) <= found.fun + 1e-7
        assert abs(best - found.x) < 1e-4 * best + 1e-6


def test_a_sweep_is_what_numpys_nanargmin_says():
    for final_loss, lrs in cases("sweep"):
        best, losses = ref("sweep")(final_loss, lrs)
        raw = np.array([final_loss(lr) for lr in lrs], dtype=float)
        raw[~np.isfinite(raw)] = np.nan
        assert np.array_equal(np.isnan(raw), np.isinf(losses))
        assert best is None if np.isnan(raw).all() else best == lrs[np.nanargmin(raw)]


def test_the_range_test_picks_the_steepest_of_all_slopes():
    for losses, lrs in cases("range_test"):
        slopes = {}
        for k in range(int(np.argmin(losses))):
            slopes[lrs[k]] = (losses[k + 1] - losses[k]) / np.log(lrs[k + 1] / lrs[k])
        best = sorted(slopes.values())
        assert ref("range_test")(losses, lrs) == min(slopes, key=slopes.get)
        assert len(best) == 1 or best[1] - best[0] > 1e-3, "a case must not be decided by rounding"


# ------------------------------------------------------------------------------------------------- holes


def test_a_sweep_whose_best_starts_at_zero_is_told_so():
    def sweep(final_loss, lrs):
        best, best_lr, losses = 0, None, []
        for lr in lrs:
            loss = final_loss(lr) if np.isfinite(final_loss(lr)) else np.inf
            if loss < best:
                best, best_lr = loss, lr
            losses.append(loss)
        return best_lr, losses

    assert names("sweep", sweep) == {"sweep-starts_too_low"}


def test_sorted_losses_are_called_sorted():
    def sweep(final_loss, lrs):
        losses = [final_loss(lr) if np.isfinite(final_loss(lr)) else np.inf for lr in lrs]
        pairs = sorted(zip(losses, lrs, strict=True))
        return pairs[0][1] if np.isfinite(pairs[0][0]) else None, [loss for loss, _ in pairs]

    assert names("sweep", sweep) == {"sweep-sorted"}


# ------------------------------------------------------------------------------------------------- figures


def test_the_centerpieces_limit_is_the_exercises_and_its_words_are_true():
    assert np.isclose(LIMIT, ref("largest_stable_lr")(HESSIAN))
    for lr, word in ((0.1, "crawls"), (2.0, "converges"), (3.55, "oscillates"), (4.0, "forever"), (4.5, "diverges")):
        assert word in verdict(lr)
    slow, fast = (np.linalg.norm(bowl_path(lr, OPTIMIZERS[0], "constant")[-1]) for lr in (3.9, 4.1))
    assert slow < np.linalg.norm(START) < fast


def test_the_bowls_path_is_that_of_the_exercise_descend():
    wanted = ref("descend")(lambda u: HESSIAN @ u, START, 0.7, STEPS)
    np.testing.assert_allclose(bowl_path(0.7, OPTIMIZERS[0], "constant"), wanted)
    np.testing.assert_allclose(bowl_path(0.7, lambda w, g, lr: w - lr * g, "constant"), wanted)


def test_the_networks_gradients_are_those_of_automatic_differentiation():
    X, T = samples(DATA[0])

    def loss(params):
        V, a, W, b = params
        Z = anp.dot(anp.tanh(anp.dot(X, V) + a), W) + b
        return anp.mean(anp.logaddexp(0, Z) - T * Z)

    params = first_weights(3)
    for got, wanted in zip(gradients(params, X, T), grad(loss)(params), strict=True):
        np.testing.assert_allclose(got, wanted, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("schedule", ["constant", "cosine to 0"])
def test_the_readers_own_descent_trains_as_the_figures_does(schedule):
    X, T = samples(DATA[1])
    for lr in (0.1, 1.0, 3.0):
        run = train(DATA[1], OPTIMIZERS[0], schedule, "20", 2, lr)
        own = train(DATA[1], ref("gradient_step"), schedule, "20", 2, lr)
        np.testing.assert_allclose(run.losses, own.losses, rtol=1e-8)
        one_by_one = [loss([p[step] for p in run.history], X, T) for step in range(STEPS + 1)]
        np.testing.assert_allclose(run.losses, one_by_one, rtol=1e-12)


def test_a_step_that_returns_nonsense_is_told_so_in_words():
    for step, words in ((lambda w, g, lr: None, "None"), (lambda w, g, lr: 0.0, "shape ()")):
        live = play.learning_rate(step)
        live.build()
        assert words in live.words.value and "while drawing" in live.words.value


def test_the_figures_optimizers_are_the_exercises():
    X, T = samples(DATA[2])
    for name, exercise in (("momentum 0.9", "momentum_step"), ("Adam", "adam_step")):
        params, state = first_weights(1), [(0.0, 0.0)] * 4
        for t in range(1, STEPS + 1):
            grads = gradients(params, X, T)
            if exercise == "momentum_step":
                steps = [ref(exercise)(p, g, s[0], 0.3, 0.9) for p, g, s in zip(params, grads, state, strict=True)]
            else:
                steps = [ref(exercise)(p, g, *s, t, 0.3) for p, g, s in zip(params, grads, state, strict=True)]
            params, state = [step[0] for step in steps], [step[1:] for step in steps]
        history = train(DATA[2], name, "constant", "all 80", 1, 0.3).history
        for got, wanted in zip(history, params, strict=True):
            np.testing.assert_allclose(got[-1], wanted, rtol=1e-6, atol=1e-9)


def test_a_sweep_is_told_of_the_nan_that_its_case_shows():
    def sweep(final_loss, lrs):
        losses = np.array([final_loss(lr) for lr in lrs])
        return lrs[np.argmin(losses)], losses

    report = fails("sweep", sweep, "not_cleaned")
    assert "nan" in str(report.evidence) and "minus infinity" not in report.headline
