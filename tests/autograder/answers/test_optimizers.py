"""The optimizers' references against autograd's own optimizers, and the figure against the references."""

import numpy as np
from autograd import elementwise_grad
from autograd.misc import optimizers as other

from autograder import load
from playground.optimizers import LOWEST, RACERS, STEPS, SURFACES, gradient, path
from tests.support.drawn import cases, ref
from tests.support.verdicts import names

H = np.array([[2.0, 0.6], [0.6, 0.5]])
START = np.array([1.5, -2.0])


def slope(w, i=0):
    return H @ w


def walked(step, n=40):
    w, state = START, None
    for t in range(1, n + 1):
        w, state = step(w, slope(w), state, t)
    return w


def test_adam_is_autograds():
    def step(w, g, state, t):
        m, v = state or (np.zeros(2), np.zeros(2))
        w, m, v = ref("adam_step")(w, g, m, v, t, 0.05, 0.8, 0.95, 1e-3)
        return w, (m, v)

    wanted = other.adam(slope, START, num_iters=40, step_size=0.05, b1=0.8, b2=0.95, eps=1e-3)
    np.testing.assert_allclose(walked(step), wanted, rtol=1e-10)


def test_rmsprop_is_autograds():
    def step(w, g, s, t):  # autograd's begins with squares of 1.
        return ref("rmsprop_step")(w, g, np.ones(2) if s is None else s, 0.05, 0.7, 1e-3)

    wanted = other.rmsprop(slope, START, num_iters=40, step_size=0.05, gamma=0.7, eps=1e-3)
    np.testing.assert_allclose(walked(step), wanted, rtol=1e-10)


def test_momentum_is_autograds_with_the_rate_divided_by_one_minus_beta():
    def step(w, g, v, t):
        return ref("momentum_step")(w, g, np.zeros(2) if v is None else v, 0.1 * (1 - 0.6), 0.6)

    np.testing.assert_allclose(walked(step), other.sgd(slope, START, num_iters=40, step_size=0.1, mass=0.6), rtol=1e-10)


def test_adagrad_divides_by_the_root_of_all_squares():
    grads = np.random.default_rng(0).normal(size=(7, 3))
    w, s = np.zeros(3), np.zeros(3)
    for k, g in enumerate(grads, 1):
        before = w
        w, s = ref("adagrad_step")(w, g, s, 0.1)
        np.testing.assert_allclose(before - w, 0.1 * g / np.linalg.norm(grads[:k], axis=0), rtol=1e-6)


def test_a_race_is_each_optimizer_by_itself():
    for steps, slope_of, w0, n in cases("race"):
        paths = ref("race")(steps, slope_of, w0, n)
        assert list(paths) == list(steps)
        for name, step in steps.items():
            w, state = np.array(w0, dtype=float), None
            for point in paths[name]:
                np.testing.assert_array_equal(point, w)
                w, state = step(w, slope_of(w), state)
            assert len(paths[name]) == n + 1


def test_the_first_state_is_none_and_not_0():
    def race(steps, gradient, w0, n):
        paths = {}
        for name, step in steps.items():
            w, state, path = np.array(w0, dtype=float), 0, [w0]
            for _ in range(n):
                w, state = step(w, gradient(w), state)
                path.append(w)
            paths[name] = np.array(path)
        return paths

    assert names("race", race) == {"race-state_starts_as_0"}


def test_a_path_from_whole_numbers_is_not_one_of_whole_numbers():
    def race(steps, gradient, w0, n):
        paths = {}
        for name, step in steps.items():
            path, state = np.zeros((n + 1, *np.shape(w0)), dtype=np.asarray(w0).dtype), None
            path[0] = w0
            for k in range(n):
                path[k + 1], state = step(path[k], gradient(path[k]), state)
            paths[name] = path
        return paths

    assert "right" not in names("race", race)


def test_states_of_whole_numbers_are_not_cut_off():
    def momentum_step(w, g, v, lr, beta):
        velocity, weights = np.empty_like(v), np.empty_like(w)
        velocity[...] = beta * v + g
        weights[...] = w - lr * velocity
        return weights, velocity

    assert "right" not in names("momentum_step", momentum_step)


def test_another_form_of_momentum_is_called_that():
    def momentum_step(w, g, v, lr, beta):
        v = beta * v - lr * g
        return w + v, v

    assert names("momentum_step", momentum_step) == {"momentum_step-rate_in_a_velocity_downhill"}


def test_adams_corrections_are_told_apart():
    wrong = {
        "without_t": lambda beta, t: 1 - beta,
        "power_of_the_difference": lambda beta, t: (1 - beta) ** t,
        "times_t": lambda beta, t: 1 - beta * t,
    }
    for key, by in wrong.items():

        def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8, by=by):
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * g**2
            return w - lr * (m / by(beta1, t)) / (np.sqrt(v / by(beta2, t)) + eps), m, v

        assert names("adam_step", adam_step) == {f"adam_step-correction_{key}"}


def test_a_square_that_is_missing_is_named_although_its_root_is_not_a_number():
    def adagrad_step(w, g, s, lr, eps=1e-8):
        s = s + g
        return w - lr * g / (np.sqrt(s) + eps), s

    assert names("adagrad_step", adagrad_step) == {"adagrad_step-gradient_not_squared"}


def test_the_question_about_noise_has_one_reading():
    question = load("recall-11-5")
    assert question.check(0.3).passed
    assert not any(question.check(answer).passed for answer in (0.15, 1.2, 2, 0.5))


def test_the_figures_steps_are_the_references():
    def momentum(w, g, v):
        return ref("momentum_step")(w, g, np.zeros(2) if v is None else v, 0.05, 0.9)

    def adam(w, g, state):
        m, v, t = state or (np.zeros(2), np.zeros(2), 1)
        w, m, v = ref("adam_step")(w, g, m, v, t, 0.05)
        return w, (m, v, t + 1)

    steps = {
        "plain": lambda w, g, s: (ref("gradient_step")(w, g, 0.05), None),
        "momentum": momentum,
        "AdaGrad": lambda w, g, s: ref("adagrad_step")(w, g, np.zeros(2) if s is None else s, 0.05),
        "RMSProp": lambda w, g, s: ref("rmsprop_step")(w, g, np.zeros(2) if s is None else s, 0.05, 0.9),
        "Adam": adam,
    }
    for surface, (field, start) in SURFACES.items():
        wanted = ref("race")(steps, lambda w, field=field: gradient(field, w), np.array(start), STEPS)
        for name in steps:
            # Later on a last digit may decide on which side of the valley RMSProp jumps.
            np.testing.assert_allclose(path(RACERS[name], surface, 0.05)[:40], wanted[name][:40], rtol=1e-4, atol=1e-6)


def test_the_figures_lowest_points_and_slopes_are_right():
    side = np.linspace(-3, 3, 601)
    x, y = np.meshgrid(side, side)
    for surface, (field, start) in SURFACES.items():
        assert abs(np.min(field(x, y)) - LOWEST[surface]) < 1e-3
        if surface != "plateau":  # NumPy's own exp stops autograd there.
            w = np.array(start)
            wanted = [elementwise_grad(field, k)(*w) for k in (0, 1)]
            np.testing.assert_allclose(gradient(field, w), wanted, rtol=1e-6, atol=1e-6)
