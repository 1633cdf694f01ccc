"""A finished chapter gives a picture, with the figure that was drawn; an unfinished one says what is missing."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.image import imread

import __main__
from autograder import exercises, load, postcard, progress
from autograder.record import remember
from autograder.report import Report

RED = (1.0, 0.0, 0.0)


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.sqlite"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def pass_all(chapter, without=()):
    for name in exercises():
        if load(name).chapter == chapter and name not in without:
            remember(Report(exercise=name, score=1.0, seed=0), chapter)


def red_figure():
    figure = plt.figure(figsize=(10, 4))
    figure.add_axes((0, 0, 1, 1), facecolor="red").set(xticks=[], yticks=[])
    return figure


def share_of_red(path):
    pixels = imread(path)
    return np.mean(np.abs(pixels[..., :3] - RED).max(axis=2) < 0.01)


def test_a_finished_chapter_is_a_picture_with_the_learners_figure(place):
    pass_all("01_perceptron")
    with matplotlib.rc_context({"figure.facecolor": "black"}):
        card = postcard(figure=red_figure())
    assert card.path == place / "01_perceptron.png" and "The perceptron, finished" in str(card)
    assert imread(card.path).shape[:2] == (630, 1200)
    data, metadata = card._repr_png_()
    assert data == card.path.read_bytes() and metadata["alt"]
    assert share_of_red(card.path) > 0.2
    assert share_of_red(postcard("perceptron").path) == 0, "there is no figure in this notebook"
    assert "01_perceptron is finished" in str(progress())


def test_the_figure_drawn_last_is_found_in_the_notebook(monkeypatch):
    pass_all("02_activations")
    blank, red = plt.figure(), red_figure()
    plt.close("all")  # As a notebook does after each cell.
    monkeypatch.setattr(__main__, "figure", red, raising=False)
    monkeypatch.setattr(__main__, "later", blank, raising=False)
    assert share_of_red(postcard().path) > 0.2


def test_what_is_missing_is_said(place):
    assert "No check was made yet" in str(postcard())
    assert "There is no chapter 'nosuch'" in str(postcard("nosuch"))
    pass_all("01_perceptron", without=["step"])
    card = postcard()
    assert str(card) == "01_perceptron is not finished yet: 1 to go (step)." and card._repr_png_() is None
    assert not list(place.glob("*.png")) and "is finished" not in str(progress())


def no_space(*args, **kwargs):
    raise OSError(28, "No space left on device")


def test_a_folder_that_cannot_be_written_is_said(monkeypatch):
    pass_all("00_start-here")
    monkeypatch.setattr(Figure, "savefig", no_space)
    assert "cannot be saved in this folder (No space left on device)" in str(postcard())
