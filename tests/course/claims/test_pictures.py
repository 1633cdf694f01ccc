"""The pictures that chapters draw from a learner's functions: every one says in words what it shows."""

import pytest
from matplotlib.figure import Figure

from tests.support.chapter_runs import run_of

PICTURES = {
    "perceptron": 2,
    "activations": 1,
    "forward": 1,
    "losses": 2,
    "gradient-descent": 2,
    "classification": 2,
    "backpropagation": 2,
    "autograd": 1,
    "matrix-calculus": 2,
    "deep-networks": 1,
    "initialization": 1,
    "learning-rate": 1,
    "schedules-and-search": 1,
    "optimizers": 1,
    "generalization": 1,
    "capstone": 2,
}
SHARE_LABELS = ("initialization", "matrix-calculus", "capstone")  # Rows of small pictures, labeled once.


@pytest.mark.parametrize("topic", PICTURES)
def test_every_picture_has_a_title_and_labeled_axes(topic):
    figures = run_of(topic).figures
    assert len(figures) == PICTURES[topic]
    for figure in figures:
        titles = [figure.get_suptitle(), *(ax.get_title() for ax in figure.axes)]
        assert max(map(len, titles)) > 20
        for ax in (ax for ax in figure.axes if ax.axison):
            around = figure.axes if topic in SHARE_LABELS else ax.get_shared_y_axes().get_siblings(ax)
            assert any(one.get_ylabel() for one in around) or topic == "capstone", topic  # Its bars have names.
            around = figure.axes if topic in SHARE_LABELS else [ax]
            assert any(one.get_xlabel() for one in around) or ax.get_label() == "<colorbar>", topic


@pytest.mark.parametrize("topic", PICTURES)
def test_a_picture_for_the_postcard_is_left_at_the_end(topic):
    assert any(isinstance(value, Figure) for value in run_of(topic).variables.values())
