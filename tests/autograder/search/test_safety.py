"""A search ends in time, can be interrupted, and touches nothing of the learner's."""

import contextlib
import time

import numpy as np
import pytest

from autograder.inside.limits import TimeLimit
from autograder.inside.rerun import alarm, rerun_of, silence
from autograder.search import proof
from autograder.search.search import search
from tests.support.searched import found, tried
from tests.support.written import written


def test_the_deadline_holds_and_a_loop_that_never_ends_is_stopped(monkeypatch):
    monkeypatch.setattr(proof, "time", time)  # On the real clock.
    source = """
        def early_stop(val_losses, patience):
            i = best = 0
            while i < len(val_losses):
                if val_losses[i] < val_losses[best] - 1e3:
                    best = i
                i += 1
            return best + len(val_losses) + 7
    """
    function = written(source)
    trial = tried("early_stop", function)
    begun = time.thread_time()
    search(trial, rerun_of(function), seconds=0.3)
    assert time.thread_time() - begun < 3


def test_a_busy_machine_ends_no_version():
    with alarm(0.05):
        time.sleep(0.2)  # Others have the processor.
    with pytest.raises(TimeLimit), alarm(0.05):
        while True:
            pass


def test_an_interrupt_ends_the_search():
    class Interrupted:
        def record(self, version, case, seconds):
            raise KeyboardInterrupt

    trial = tried("relu", written("def relu(z):\n    return z"))
    assert search(trial, Interrupted()) is None


def test_nothing_of_the_learners_is_touched():
    source = """
        def sum_backward(upstream, n):
            factors[0] = factors[0] + 0.0
            settings["calls"] = 1
            return np.full(n, upstream) * factors[0] * 2
    """
    factors, settings = np.array([1.0, 2.0]), {"calls": 1}
    function = written(source, factors=factors, settings=settings)
    trial = tried("sum_backward", function)
    settings["calls"] = 0
    before = dict(function.__globals__)
    assert search(trial, rerun_of(function)).span.line == 4
    assert settings == {"calls": 0}
    assert factors.tolist() == [1.0, 2.0]
    assert all(function.__globals__[name] is value for name, value in before.items())
    assert function.__globals__.keys() == before.keys()


def test_what_a_version_prints_is_not_shown(capfd):
    with silence():
        print("said")
        with contextlib.suppress(np.linalg.LinAlgError):
            np.linalg.lstsq(np.full((3, 2), np.nan), np.ones(3), rcond=None)  # LAPACK itself complains.
    assert capfd.readouterr() == ("", "")


def test_linear_algebra_is_searched_and_never_given_an_infinite_number():
    repair = found("""
        def best_constant_lr(H):
            values = np.linalg.eigvalsh(H)
            return 2 / (values[0] * values[-1])
    """)
    assert repair.span.line == 3
    version = rerun_of(written("def f(H):\n    return np.linalg.svd(H / 0.0)")).space["np"]
    with pytest.raises(np.linalg.LinAlgError):
        version.linalg.svd(np.array([[np.nan, 1.0], [1.0, 2.0]]))
    assert version.linalg.norm(np.array([3.0, 4.0])) == 5.0
