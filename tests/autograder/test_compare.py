"""Which values count as equal."""

import numpy as np

from autograder import load
from autograder.compare import Tolerance, compare, parts_of

SEED = 7


def checked(name, function, seed=SEED):
    return load(name).check(function, seed=seed)


def test_float32_results_pass_and_float16_do_not():
    assert checked("sigmoid", lambda z: np.float32(1 / (1 + np.exp(-np.asarray(z))))).passed
    assert not checked("sigmoid", lambda z: np.float16(1 / (1 + np.exp(-np.asarray(z))))).passed


def test_a_wrong_result_in_float32_still_fails():
    assert not checked("sigmoid", lambda z: np.float32(1.001 / (1 + np.exp(-np.asarray(z))))).passed


def test_always_equal_objects_and_array_subclasses_win_nothing():
    class Equal(np.ndarray):
        def __eq__(self, other):
            return np.ones(self.shape, bool)

    class Number(float):
        def __eq__(self, other):
            return True

        __hash__ = float.__hash__

    assert not checked("sigmoid", lambda z: np.zeros(np.shape(z)).view(Equal)).passed
    assert not checked("double", lambda x: Number(0)).passed


def test_value_exercises():
    assert load("recall-03-2").check(4).passed
    assert load("recall-03-2").check(np.array(4.0)).passed
    assert load("recall-03-2").check(3).misconception == "recall-03-2-without_bias"
    assert load("recall-03-2").check(...).finding == "not_written"
    assert load("recall-03-2").check("four").finding == "answer"
    assert load("recall-01-4").check((0.5, 1)).passed
    assert load("recall-03-6").check([True, False]).passed
    wrong = load("recall-03-3").check(7)
    assert wrong.finding == "answer" and "26" not in wrong.message


def test_one_part_is_no_parts_and_a_list_of_arrays_is_told_from_one_of_numbers():
    assert parts_of(3.0, ["w"]).expected == "1 part: w"
    mismatch = compare(np.array([1.0, 2.0]), [np.zeros(3), np.zeros(2)], Tolerance())
    assert mismatch.got == "a list of 2 arrays, the first of shape (3,)"
