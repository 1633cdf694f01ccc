"""What passes between grader and sandbox: plain data, whole and bounded, and nothing else."""

import math

import numpy as np
import pytest

from autograder.inside import callbacks
from autograder.inside.kinds import Kind
from autograder.inside.observation import Case, Failure, Observation, Opaque
from autograder.inside.wire import (
    HEADER,
    WireError,
    case_from_data,
    case_to_data,
    decode,
    encode,
    observation_from_data,
    observation_to_data,
)


def sent(value):
    message = encode(value)
    _, text_length = HEADER.unpack(message[: HEADER.size])
    return decode(message[HEADER.size :], text_length)


def test_plain_data_arrives_as_it_was_sent():
    value = {"a": [1, 2.5, None, True, "ü"], "t": (1, (2,)), "empty": np.zeros((0, 3)), "opaque": Opaque("a thing")}
    back = sent(value)
    assert back["a"] == value["a"] and back["t"] == value["t"] and back["opaque"] == value["opaque"]
    assert back["empty"].shape == (0, 3)


@pytest.mark.parametrize("dtype", [bool, np.int8, np.int64, np.float32, np.float64])
def test_arrays_keep_their_type_and_shape(dtype):
    array = np.arange(24).reshape(2, 3, 4).astype(dtype)
    back = sent([array, array[0, 0, 1]])
    assert back[0].dtype == array.dtype and np.array_equal(back[0], array)
    assert back[1] == array[0, 0, 1] and back[1].dtype == array.dtype


def test_a_generator_continues_where_it_stood():
    rng = np.random.default_rng(3)
    rng.normal(size=5)
    assert sent(rng).normal() == rng.normal()


def test_functions_travel_by_name_if_they_are_callbacks():
    assert sent(callbacks.sum_of_cubes) is callbacks.sum_of_cubes
    with pytest.raises(WireError):
        encode(np.sin)


@pytest.mark.parametrize("value", [object(), {1j}, np.array(["text"]), np.array([object()])])
def test_what_is_no_plain_data_is_refused(value):
    with pytest.raises(WireError):
        encode(value)


@pytest.mark.parametrize(
    "tree",
    [
        ["f", "__import__"], ["f", "np"], ["x", 1],
        ["a", "|O", [1], 0], ["a", "<f8", [10**9], 0], ["a", "<f8", [-1], 0],
        ["a", "<f8", [1], -8], ["l"], ["r", "{}"],
    ],
)  # fmt: skip
def test_a_forged_message_is_an_error_and_no_value(tree):
    import json

    text = json.dumps(tree).encode()
    with pytest.raises(WireError):
        decode(text + b"\0" * 8, len(text))


def test_nesting_and_number_of_items_are_bounded():
    deep = []
    for _ in range(50):
        deep = [deep]
    with pytest.raises(WireError):
        sent(deep)
    with pytest.raises(WireError):
        sent([0] * 300_000)


def test_cases_and_observations_arrive_whole():
    case = Case((np.arange(3), 2), then=("x",))
    back = case_from_data(sent(case_to_data(case)))
    assert back.then == ("x",) and np.array_equal(back.arguments[0], [0, 1, 2])
    failure = Failure(Kind.RAISED, "text", "ValueError", "f", 3, "x + 1")
    for observation in (Observation(failure=failure), Observation(value=[1, 2], changed=(0,), drew=True, printed="p")):
        assert observation_from_data(sent(observation_to_data(observation))) == observation


@pytest.mark.parametrize(
    "spoiled",
    [{"failure": {"kind": "no such kind"}}, {"changed": "ab"}, {"warnings": 3}, {"failure": 7}, None, [], {}],
)
def test_a_forged_observation_is_an_error(spoiled):
    data = observation_to_data(Observation(value=1))
    with pytest.raises(WireError):
        observation_from_data(data | spoiled if spoiled else spoiled)


def test_numbers_that_json_does_not_know_arrive():
    back = sent([math.inf, -math.inf, math.nan])
    assert back[:2] == [math.inf, -math.inf] and math.isnan(back[2])
