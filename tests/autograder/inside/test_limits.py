"""A limit for each call: what one call takes, and what lies between two, is no other's."""

import signal
import time

import pytest

from autograder.inside.kinds import Kind
from autograder.inside.limits import TimeLimit, limits
from autograder.inside.observation import Case, same
from autograder.inside.observe import observe_cases


def test_every_call_has_its_own_time_and_what_lies_between_has_none():
    def busy(seconds):
        end = time.thread_time() + seconds
        while time.thread_time() < end:
            pass

    before = signal.getsignal(signal.SIGALRM)
    with limits() as limit:
        for _ in range(4):
            with limit(0.1):
                busy(0.04)
            busy(0.04)
        with pytest.raises(TimeLimit, match="0.1"), limit(0.1):
            busy(60)
        with limit(0.1):
            busy(0.04)
        busy(0.15)
    assert signal.getsignal(signal.SIGALRM) == before


def test_a_call_that_ends_the_time_leaves_the_next_observation_its_own():
    def slow_at_two(x):
        while x == 2:
            pass
        return x

    first, again = observe_cases(slow_at_two, [Case((1,)), Case((2,)), Case((3,))], 0.1, twice=True)
    assert [o.failure and o.failure.kind for o in first] == [None, Kind.TIME] and not again
    first, again = observe_cases(slow_at_two, [Case((1,)), Case((3,))], 0.1, twice=True)
    assert [o.value for o in first] == [1, 3] and all(map(same, first, again))
