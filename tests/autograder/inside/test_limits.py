"""A limit for each call: what one call takes, what lies between two, and what a busy machine takes, is no other's."""

import contextlib
import signal
import sys
import time
from itertools import count
from types import SimpleNamespace

import pytest

from autograder.inside import limits as clock
from autograder.inside.kinds import Kind
from autograder.inside.limits import TimeLimit, limited, limits
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


def is_over():
    return signal.getitimer(signal.ITIMER_REAL) == (0, 0) and signal.getsignal(signal.SIGALRM) is signal.SIG_DFL


def test_waiting_has_an_end():
    with pytest.raises(TimeLimit), limited(0.1):
        while True:
            time.sleep(0.01)
    assert is_over()


def test_a_call_that_a_busy_machine_lets_stand_is_not_stopped(monkeypatch):
    """It never waits by itself, and gets a hundredth of the processor's time."""
    begun, used = time.monotonic(), time.thread_time()
    monkeypatch.setattr(clock, "time", SimpleNamespace(thread_time=lambda: used + (time.thread_time() - used) / 100))
    with limited(0.05):
        while time.monotonic() - begun < 2 * clock.PATIENCE * 0.05:
            pass
    assert is_over()


def strike_in_line(number):
    """To be traced with: an alarm strikes in this line, counted from here, of what leaves a block with a limit."""
    lines = count()

    def strike(frame, event, argument):
        handler = signal.getsignal(signal.SIGALRM)
        ours = frame.f_code.co_filename in (clock.__file__, contextlib.__file__) and callable(handler)
        if ours and next(lines) == number:
            handler(signal.SIGALRM, frame)
        return strike

    return strike


def test_an_alarm_that_strikes_where_its_block_is_left_does_not_go_on():
    before = sys.gettrace()
    for number in range(40):
        try:
            with contextlib.suppress(TimeLimit), limited(0):
                sys.settrace(strike_in_line(number))
        finally:
            sys.settrace(before)
        assert is_over(), number


def test_an_alarm_that_comes_before_it_is_switched_off_does_not_go_on(monkeypatch):
    switch = signal.setitimer

    def late(which, seconds, interval=0.0):
        if seconds == 0:
            signal.raise_signal(signal.SIGALRM)
        return switch(which, seconds, interval)

    monkeypatch.setattr(signal, "setitimer", late)
    with pytest.raises(TimeLimit), limited(0.05):
        while True:
            pass
    assert is_over()
