"""The pictures of the chapters from matrix calculus on: each says in words what it shows."""

import matplotlib
import pytest

matplotlib.use("Agg")

from matplotlib import pyplot as plt

from tests.support.chapter_runs import run_of

PICTURES = {
    "matrix-calculus": 1,
    "deep-networks": 1,
    "initialization": 1,
    "learning-rate": 2,
    "optimizers": 1,
    "generalization": 1,
    "capstone": 1,
}


@pytest.mark.parametrize("topic", PICTURES)
def test_every_picture_has_a_title_and_labeled_axes(topic, monkeypatch):
    plt.close("all")
    monkeypatch.setattr(plt, "show", lambda: None)
    run_of(topic, pictures=True)
    figures = [plt.figure(number) for number in plt.get_fignums()]
    assert len(figures) == PICTURES[topic]
    for figure in figures:
        titles = [figure.get_suptitle(), *(ax.get_title() for ax in figure.axes)]
        assert max(map(len, titles)) > 20
        labeled = any(ax.get_xlabel() for ax in figure.axes)
        assert labeled or not any(ax.axison for ax in figure.axes), topic
    plt.close("all")
