"""Run changed versions of a learner's function, where the learner's code runs.

Nothing of the learner's is touched: arguments are copies, and so are the variables, functions and classes of the
notebook that the function uses (`copies.py`). What a version prints or warns of is not shown.
"""

from __future__ import annotations

import ast
import contextlib
import copy
import ctypes
import inspect
import io
import math
import os
import signal
import sys
import threading
import types
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.inside.copies import Copies
from autograder.inside.kinds import Kind
from autograder.inside.limits import Alarm, TimeLimit, in_browser, memory_limit, watched
from autograder.inside.observation import Case, Failure, Observation, plain
from autograder.inside.observe import observe
from autograder.inside.own_code import OwnCode
from autograder.inside.safety import calculating, is_data, may_never_end

SEEN, GIVEN = "_seen_", "_given_"  # What the search puts into a version: record a value, take one that is given.
MOST_SEEN = 4_000  # values recorded in one call
LARGEST_SEEN = 20_000  # elements of an array that is recorded
FAILED = Observation(failure=Failure(Kind.RAISED))
STOPPED = Observation(failure=Failure(Kind.TIME))


@dataclass(frozen=True)
class Version:
    """A function in another form, ready to run, and the values that ``_given_()`` returns in turn.

    `form` is code in this process, source text for another process, and None if Python does not accept it.
    """

    form: types.CodeType | str | None
    given: Sequence[Any] | None = None


class LocalRerun:
    """Runs versions of a function of this process, in copies of the variables it reads."""

    seconds = 0.9  # A search may take so long in a notebook.

    def __init__(self, function: types.FunctionType, codes: Sequence[OwnCode], others: Iterable[str] = ()) -> None:
        self.name = function.__name__
        self.copies = Copies(function.__globals__, codes, {"np", *others})
        self.space = self.copies.space

    def version(self, tree: ast.Module, given: Sequence[Any] | None = None) -> Version:
        """The function as its syntax tree stands now."""
        return Version(compiled(tree), given)

    def screen(self, versions: Iterable[Version], case: Case, seconds: float) -> Iterator[Observation]:
        """What every version returns on one case, as quickly as can be: all failures look alike."""
        for version in versions:
            yield self._quick(version, case, seconds)

    def observe(self, runs: Iterable[tuple[Version, Case]], seconds: float) -> Iterator[Observation]:
        """What each version does with its case, observed as in a check."""
        for version, case in runs:
            yield self._observed(version, case, seconds)

    def _observed(self, version: Version, case: Case, seconds: float) -> Observation:
        function = self._function(version)
        if function is None:
            return FAILED
        observation = observe(function, case, seconds)
        if observation.failure and observation.failure.kind is Kind.INTERRUPTED:
            raise KeyboardInterrupt
        return observation

    def record(self, version: Version, case: Case, seconds: float) -> dict[int, list[Any]]:
        """The values that a version passes to ``_seen_(number, value)``, by number, as far as one call comes."""
        seen: dict[int, list[Any]] = {}
        self.space[SEEN] = recorder(seen)
        self._quick(version, case, seconds)
        return seen

    def _quick(self, version: Version, case: Case, seconds: float) -> Observation:
        function = self._function(version)
        if function is None:
            return FAILED
        given = [_copied(argument) for argument in case.arguments]
        try:
            with alarm(seconds):
                result = function(*given)
                if case.then:
                    result = result(*map(_copied, case.then))
                return Observation(plain(result))
        except TimeLimit:
            return STOPPED
        except (Exception, SystemExit):
            return FAILED

    def _function(self, version: Version) -> Callable[..., Any] | None:
        """A version as a function; None if Python does not accept it."""
        if not isinstance(version.form, types.CodeType):
            return None
        if version.given is not None:
            values = iter(version.given)
            self.space[GIVEN] = lambda: copy.deepcopy(next(values))
        try:
            self.copies.renew()
            exec(version.form, self.space)
            return self.space[self.name]
        except Exception:
            return None


def rerun_of(candidate: Any, others: Iterable[str] = ()) -> LocalRerun | None:
    """What runs changed versions of this function; None if it might do more than calculate, or has no source.

    `others` are functions of the learner's that a version may call besides those that the function calls itself.
    """
    if not isinstance(candidate, types.FunctionType):
        return None
    try:
        codes = calculating(candidate)
    except RecursionError:  # A list that holds itself.
        return None
    if codes is None or (not _has_alarms() and may_never_end(candidate)):
        return None
    added = []
    for name in others:
        other = candidate.__globals__.get(name)
        more = calculating(other) if inspect.isfunction(other) and other.__globals__ is candidate.__globals__ else None
        if more is not None:
            codes += more
            added.append(name)
    return LocalRerun(candidate, codes, added)


def compiled(source: ast.Module | str) -> types.CodeType | None:
    """A version as code; None if Python does not accept it."""
    try:
        return compile(source, "<a changed version>", "exec")
    except (SyntaxError, ValueError, TypeError, RecursionError):
        return None


def recorder(seen: dict[int, list[Any]]) -> Callable[[int, Any], Any]:
    """The function ``_seen_(number, value)``, which writes down a copy of the value and returns it."""
    left = MOST_SEEN

    def record(number: int, value: Any) -> Any:
        nonlocal left
        if left > 0:
            left -= 1
            seen.setdefault(number, []).append(_written_down(value))
        return value

    return record


def _written_down(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.copy() if value.size <= LARGEST_SEEN and value.dtype.kind in "biuf" else None
    if isinstance(value, (bool, int, float, np.generic, str)) or value is None:
        return value
    if isinstance(value, (list, tuple, dict)) and len(value) <= 200 and is_data(value):
        return copy.deepcopy(value)
    return None


@contextlib.contextmanager
def silence() -> Iterator[None]:
    """Nothing that runs in this block prints or warns, not even LAPACK, which writes to the file descriptors itself."""
    with warnings.catch_warnings(), np.errstate(all="ignore"), memory_limit(), _discarded(1), _discarded(2):
        warnings.simplefilter("ignore")
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            yield


@contextlib.contextmanager
def _discarded(descriptor: int) -> Iterator[None]:
    """What is written to this file descriptor in the block is lost."""
    try:
        _flush()
        kept, nowhere = os.dup(descriptor), os.open(os.devnull, os.O_WRONLY)
    except (OSError, ValueError):
        yield
        return
    try:
        os.dup2(nowhere, descriptor)
        yield
    finally:
        _flush()
        os.dup2(kept, descriptor)
        os.close(kept)
        os.close(nowhere)


def _flush() -> None:
    """Write out what Python and the C library still hold back."""
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None:
            stream.flush()
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).fflush(None)


@contextlib.contextmanager
def alarm(seconds: float) -> Iterator[None]:
    """Raise `TimeLimit` in the block after this many seconds of CPU time; nothing where there are no alarms.

    What runs here only calculates, and waits for nothing: a busy machine ends no version.
    """
    if in_browser():
        with watched(seconds):
            yield
        return
    if not _has_alarms():
        yield
        return
    with Alarm() as striking, striking.after(seconds, between=0.02, patience=math.inf):
        yield


def _has_alarms() -> bool:
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


def _copied(argument: Any) -> Any:
    if isinstance(argument, np.ndarray):
        return argument.copy()
    if isinstance(argument, (int, float, str)) or callable(argument):
        return argument
    return copy.deepcopy(argument)
