"""What is seen of a submission while it runs: it is stopped for what it does, not for what a busy machine does."""

from types import SimpleNamespace

import pytest

from autograder.grading import sandbox
from autograder.grading.sandbox import GRACE, MOST_WAITING, Died, Limits, Submission, _Watch

LIMITS = Limits(cell_seconds=2, idle_seconds=3, cpu=20)
WAITS, STARVES = (0.0, 0), (0.0, 1)  # CPU seconds since the last look, and processes that want to run.


class Watched(Submission):
    """A submission that does what it is told between two looks; nothing of it runs."""

    def __init__(self, monkeypatch):
        self.limits, self.dead, self.waited = LIMITS, "", 0.0
        self.now = self.cpu = self.began = 0.0
        self.interrupts = 0
        monkeypatch.setattr(sandbox, "time", SimpleNamespace(monotonic=lambda: self.now))
        self.watch = _Watch(self, LIMITS.cell_seconds)

    def usage(self):
        return {"cpu": self.cpu, "busy": self.busy, "memory": 0.0}

    def interrupt(self):
        self.interrupts += 1

    def look(self, cpu, busy, times=1, every=0.25):
        for _ in range(times):
            self.now, self.cpu, self.busy = self.now + every, self.cpu + cpu, busy
            self.watch.tick()


@pytest.fixture
def watched(monkeypatch):
    one = Watched(monkeypatch)
    one.look(*STARVES)
    return one


def test_what_waits_is_interrupted_after_its_seconds(watched):
    watched.look(*WAITS, times=12)
    assert not watched.interrupts
    watched.look(*WAITS)
    assert watched.interrupts == 1


@pytest.mark.parametrize("doing", [WAITS, STARVES, (0.01, 1)])
def test_what_nobody_saw_between_two_looks_is_not_held_against_it(watched, doing):
    watched.look(*doing, times=3, every=15)
    watched.look(0.1, 1)
    assert not watched.interrupts and watched.waited <= 3 * sandbox.LONGEST_LOOK


def test_a_loop_is_interrupted_and_ended_if_it_goes_on(watched):
    watched.look(0.25, 1, times=9)
    assert watched.interrupts == 1
    with pytest.raises(Died, match="could not be interrupted"):
        watched.look(0.25, 1, times=round(GRACE / 0.25) + 1)
    assert watched.interrupts == 1


def test_one_that_did_not_come_to_run_since_has_not_heard_of_it(watched):
    watched.look(0.25, 1, times=9)
    watched.look(*STARVES, times=round(3 * GRACE / 0.25))
    assert watched.interrupts == 1 and not watched.dead


def test_one_that_never_comes_to_run_ends_all_the_same(watched):
    with pytest.raises(Died, match="took more than 80 seconds"):
        watched.look(*STARVES, times=500)


def test_all_waiting_together_has_an_end(watched):
    with pytest.raises(Died, match="All its cells together waited for more than 18 seconds"):
        for _ in range(100):
            watched.watch = _Watch(watched, LIMITS.cell_seconds)  # The next cell.
            watched.look(*WAITS, times=5)
    assert not watched.interrupts and MOST_WAITING * LIMITS.idle_seconds == 18
