"""The pictures that chapters draw from a learner's functions: every one says in words what it shows."""

import matplotlib
import pytest

matplotlib.use("Agg")

from matplotlib import pyplot as plt

from tests.support.chapter_runs import run_of

PICTURES = {
    "perceptron": 1,
    "activations": 1,
    "forward": 1,
    "losses": 2,
    "gradient-descent": 2,
    "classification": 2,
    "backpropagation": 1,
    "autograd": 1,
}


@pytest.mark.parametrize("topic", PICTURES)
def test_every_axis_is_labeled_and_every_figure_has_a_title(topic):
    plt.close("all")
    run_of.__wrapped__(topic, pictures=True)  # Not a run that another test has made: its figures are closed.
    figures = [plt.figure(number) for number in plt.get_fignums()]
    assert len(figures) == PICTURES[topic]
    for figure in figures:
        titles = [figure.get_suptitle(), *(ax.get_title() for ax in figure.axes)]
        assert max(map(len, titles)) > 20
        for ax in figure.axes:
            shared = ax.get_shared_y_axes().get_siblings(ax)
            assert any(one.get_ylabel() for one in shared), topic
            assert ax.get_xlabel() or ax.get_label() == "<colorbar>", topic
    plt.close("all")
