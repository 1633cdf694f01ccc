"""Properties that hold for all shapes and numbers, tried by hypothesis."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder import load
from autograder.compare import Tolerance, compare
from autograder.inside.observation import Case, plain
from autograder.inside.observe import observe

numbers = st.floats(-8, 8, allow_nan=False).map(lambda x: round(x, 3))
any_shape = hnp.array_shapes(min_dims=1, max_dims=4, max_side=5)
sizes = st.integers(1, 6)


def arrays(*shape):
    return hnp.arrays(float, shape, elements=numbers)


def ref(name):
    return load(name).reference


@given(hnp.arrays(float, any_shape, elements=numbers))
def test_activations_keep_the_shape_and_their_range(z):
    assert ref("sigmoid")(z).shape == z.shape
    assert np.all((ref("sigmoid")(z) > 0) & (ref("sigmoid")(z) < 1))
    np.testing.assert_allclose(ref("sigmoid")(z) + ref("sigmoid")(-z), 1, rtol=1e-12)
    assert np.all((ref("sigmoid_grad")(z) > 0) & (ref("sigmoid_grad")(z) <= 0.25))
    assert np.all((ref("tanh_grad")(z) >= 0) & (ref("tanh_grad")(z) <= 1))
    np.testing.assert_allclose(ref("relu")(z) - ref("relu")(-z), z)
    np.testing.assert_allclose(ref("leaky_relu")(z, 0.3), ref("leaky_relu_grad")(z, 0.3) * z)


@given(st.data(), sizes, sizes, sizes, sizes)
def test_layers_agree_for_every_shape(data, n, d, hidden, k):
    X, V, a = data.draw(arrays(n, d)), data.draw(arrays(d, hidden)), data.draw(arrays(hidden))
    W, b = data.draw(arrays(hidden, k)), data.draw(arrays(k))
    result = ref("mlp_forward")(X, V, a, W, b)
    shapes = ref("layer_shapes")([d, hidden, k], n)
    assert [result["H"].shape, result["Y"].shape] == [shape[2] for shape in shapes]
    assert ref("count_parameters")([d, hidden, k]) == V.size + a.size + W.size + b.size
    for i in range(n):  # Samples do not meet.
        np.testing.assert_allclose(ref("mlp_forward")(X[i : i + 1], V, a, W, b)["Y"][0], result["Y"][i])
    flat, bias = ref("collapse_linear")(V, a, W, b)
    np.testing.assert_allclose(ref("dense")(X, flat, bias), ref("dense")(ref("dense")(X, V, a), W, b), atol=1e-9)


@given(st.data(), sizes, sizes)
def test_a_perceptron_is_its_weighted_sums_and_a_step(data, n, d):
    X, w, b = data.draw(arrays(n, d)), data.draw(arrays(d)), data.draw(numbers)
    sums = ref("weighted_sums")(X, w, b)
    np.testing.assert_allclose(sums, [ref("weighted_sum")(x, w, b) for x in X], atol=1e-9)
    np.testing.assert_array_equal(ref("perceptron_predict")(X, w, b), ref("step")(sums))


@given(st.integers(0, 10**6))
@settings(max_examples=50)
def test_no_seed_makes_a_check_reject_the_reference(seed):
    for name in ("gate_weights", "perceptron_update", "train_perceptron", "sigmoid", "mlp_forward", "bump"):
        assert load(name).check(ref(name), seed=seed).passed


@given(hnp.arrays(float, any_shape, elements=numbers))
def test_a_value_agrees_with_itself_and_not_with_its_neighbor(values):
    tolerance = Tolerance()
    assert compare(plain(values), plain(values.tolist()), tolerance) is None
    moved = values.copy()
    moved.flat[-1] += 1e-4
    assert compare(plain(values), plain(moved), tolerance).kind == "value"
    moved.flat[-1] = np.nan
    assert compare(plain(values), plain(moved), tolerance).kind == "finite"
    assert compare(plain(values), plain(values[None]), tolerance).kind == "shape"


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text() | st.binary(),
                    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20))  # fmt: skip
def test_whatever_a_function_returns_is_observed_and_judged(value):
    observation = observe(lambda: value, Case(()))
    assert observation.failure is None
    for name in ("sigmoid", "mlp_forward", "train_perceptron", "layer_shapes", "gate_weights"):
        report = load(name).check(lambda *args: value, seed=1)
        assert not report.passed and report.headline
