"""The paper to draw a curve on: a drawing becomes one height for each x, and bumps follow it."""

import re

import numpy as np
import pytest

import playground as play
from autograder import load
from playground.draw_curve import MOST, MOUNTAINS, TOWER, WAVE, X, curve_of, logistic_bump, parts_of, pieces


def off(live):
    return float(re.search(r"off by ([\d.]+)%", live.words.value)[1])


def test_a_line_becomes_its_heights_in_either_direction_and_in_parts():
    expected = 0.2 + 0.6 * X
    for line in ([[0, 0.8], [1, 0.2]], [[1, 0.2], [0, 0.8]], [[0, 0.8], [0.25, 0.65], [0.75, 0.35], [1, 0.2]]):
        assert curve_of([line]) == pytest.approx(expected)
    assert curve_of([[[0, 0.8], [0.25, 0.65]], [[0.75, 0.35], [1, 0.2]]]) == pytest.approx(expected, abs=0.01)
    assert curve_of([[[0, 0.5], [1, 0.5]], [[0.4, 0.1], [0.6, 0.1]]])[150] == pytest.approx(
        0.9
    )  # The last line counts.


def test_any_drawing_gives_a_curve_within_the_paper():
    for strokes in ([[[0.5, 0.5]]], [[[0.3, 0.2], [0.3, 0.9]]], [[[0, 0]], [[1, 1]]], MOUNTAINS, WAVE, TOWER):
        curve = curve_of(strokes)
        assert curve.shape == X.shape and curve.min() >= 0 and curve.max() <= 1
    assert curve_of([]) is None and curve_of([[[0.5, 0.25]]]) == pytest.approx(np.full(len(X), 0.75))


def test_the_bumps_are_those_of_the_exercise_and_more_of_them_come_closer():
    assert logistic_bump(X, 0.2, 0.5, 0.7, 90.0) == pytest.approx(load("bump").reference(X, 0.2, 0.5, 0.7, 90.0))
    live = play.draw_curve()
    live.build()
    errors = []
    for count in (3, 10, MOST):
        live.set(count=count, steepness=600.0)
        errors.append(off(live))
    assert errors[0] > 2 * errors[1] > 4 * errors[2]
    steps = pieces(parts_of(curve_of(WAVE), logistic_bump, 5, 200.0), 5)[1]
    assert np.isnan(steps).sum() == 6  # A gap before, between and after five bumps.


def test_the_numbers_of_the_network_are_those_of_its_size():
    live = play.draw_curve()
    live.build()
    for count in (2, 20):
        live.set(count=count)
        units, numbers = re.search(r"that is (\d+) hidden units and (\d+) numbers", live.words.value).groups()
        assert int(units) == count + 1 and int(numbers) == load("count_parameters").reference([1, count + 1, 1])
