"""The figures of a cell's earlier run are closed when the cell runs again, and no others."""

import gc

import pytest
from ipywidgets.widgets.widget import _instances

import playground as play
from playground.cells import FiguresByCell, running_cell


class Closes:
    """A figure that remembers whether it was closed."""

    closed = False

    def close(self):
        self.closed = True


@pytest.fixture
def shell(monkeypatch):
    """As much of a kernel's shell as says which cell is running, and which run it is."""

    class Shell:
        execution_count = 0
        metadata = {"cellId": "one"}  # noqa: RUF012

        def get_parent(self):
            return {"metadata": self.metadata}

    shell = Shell()
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    return shell


def test_a_new_run_of_a_cell_closes_the_figures_of_its_earlier_run():
    shown = FiguresByCell()
    first, second, elsewhere, again = (Closes() for _ in range(4))
    shown.add(first, "a", 1)
    shown.add(second, "a", 1)
    shown.add(elsewhere, "b", 2)
    assert not any(figure.closed for figure in (first, second, elsewhere))
    shown.add(again, "a", 3)
    assert [figure.closed for figure in (first, second, elsewhere, again)] == [True, True, False, False]


def test_a_figure_that_is_shown_again_stays():
    shown, figure = FiguresByCell(), Closes()
    shown.add(figure, "a", 1)
    shown.add(figure, "a", 2)
    shown.add(figure, "b", 3)
    shown.add(Closes(), "a", 4)
    assert not figure.closed


def test_the_running_cell_is_known_in_jupyter_and_nowhere_else(shell, monkeypatch):
    shell.execution_count = 7
    assert running_cell() == ("one", 7)
    monkeypatch.setattr(shell, "metadata", {})
    assert running_cell() is None
    monkeypatch.setattr("IPython.get_ipython", lambda: None)
    assert running_cell() is None


def test_four_runs_of_a_cell_leave_the_widgets_of_the_last_one(shell):
    def run_the_cell():
        shell.execution_count += 1
        first, second = play.perceptron(), play.perceptron()  # Two in one cell: both stay.
        first._repr_mimebundle_()
        second._repr_mimebundle_()
        return first, second

    def left():
        gc.collect()
        return len(_instances), len(gc.get_objects())

    for _ in range(2):  # Libraries fill their caches.
        run_the_cell()
    widgets, objects = left()
    for _ in range(4):
        figures = run_the_cell()
    assert left()[0] == widgets
    assert left()[1] < objects + 100
    assert all(live.stage is not None for live in figures)
    figures[0].set(w1=-1.5)
    assert "w1 = -1.5" in figures[0].words.value
