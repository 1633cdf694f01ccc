"""Limits on one call in the learner's own process: CPU time and, where the system allows it, memory.

They keep a notebook alive when a loop never ends or an array is a million times too large. They are a
courtesy to an honest learner, not a protection against a hostile one.
"""

from __future__ import annotations

import _thread
import contextlib
import math
import signal
import sys
import sysconfig
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any, Self

PATIENCE = 4  # wall time a call may take, as a multiple of its CPU time
BETWEEN_LOOKS = 0.1  # seconds
_INSTALLED = tuple(sysconfig.get_paths()[name] for name in ("stdlib", "purelib", "platlib"))
MEMORY = 4 * 2**30  # bytes a call may take on top of what the process holds
Limit = Callable[[float], contextlib.AbstractContextManager[None]]


class TimeLimit(BaseException):
    """The call took longer than it may. Not an `Exception`, so that a learner's ``except`` lets it through."""


@contextlib.contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise `TimeLimit` in the block after `seconds` of CPU time, and MemoryError past `MEMORY` bytes; see `limits`."""
    with limits() as limit, limit(seconds):
        yield


@contextlib.contextmanager
def limits() -> Iterator[Limit]:
    """What limits one call after the other: ``with limits() as limit``, and in it ``with limit(seconds)`` for each.

    `TimeLimit` is raised in a call after so many seconds of CPU time; four times as much wall time stops one that only
    waits. MemoryError is raised past `MEMORY` bytes more than there were. Outside the main thread there is no time
    limit: Python delivers interrupts only there. In a browser the seconds are wall time, and a single call into NumPy
    is waited for.
    """
    if in_browser():
        yield watched
    elif threading.current_thread() is not threading.main_thread():
        yield lambda seconds: contextlib.nullcontext()
    elif hasattr(signal, "setitimer"):
        with memory_limit(), Alarm() as alarm:
            yield alarm.after
    else:
        with memory_limit():
            yield _interrupt


def in_browser() -> bool:
    """Whether this is Pyodide, Python in a browser: without threads, alarms and processes."""
    return sys.platform == "emscripten"


@contextlib.contextmanager
def watched(seconds: float) -> Iterator[None]:
    """Raise `TimeLimit` in the block after `seconds` of wall time, by looking at the clock at every line of Python."""
    end = time.monotonic() + seconds

    def look(frame: FrameType, event: str, argument: Any) -> Any:
        if time.monotonic() >= end:
            raise TimeLimit(f"{seconds:g}")
        # Lines of installed packages are not looked at: only their calls are, which is enough to stop in their loops.
        return None if frame.f_code.co_filename.startswith(_INSTALLED) else look

    before = sys.gettrace()
    sys.settrace(look)
    try:
        yield
    finally:
        sys.settrace(before)


class Alarm:
    """SIGALRM, taken over for a block of many calls: that takes longer than most of these calls do."""

    def __enter__(self) -> Self:
        self.seconds, self.end, self.looks = 0.0, math.inf, math.inf
        self.times_waited: int | None = None
        self.before = signal.signal(signal.SIGALRM, self.strike)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGALRM, self.before)

    @contextlib.contextmanager
    def after(self, seconds: float, between: float = BETWEEN_LOOKS, patience: float = PATIENCE) -> Iterator[None]:
        """Raise `TimeLimit` in the block after `seconds` of CPU time, or `patience` times as much waiting."""
        self.looks, self.times_waited = (patience - 1) * seconds / between, None
        self.seconds, self.end = seconds, time.thread_time() + seconds
        # Repeated, because a bare `except:` inside the learner's loop swallows the first one.
        signal.setitimer(signal.ITIMER_REAL, max(seconds, 1e-3), between)
        try:
            yield
        finally:
            self.end = self.looks = math.inf
            signal.setitimer(signal.ITIMER_REAL, 0)

    def strike(self, signum: int, frame: FrameType | None) -> None:
        """Look whether the time is up: that of the processor, or that of waiting, which is counted in looks.

        However long a busy machine lets this process stand still, that is no waiting.
        """
        self.looks -= self.has_waited()
        # Where a block is left nothing may be raised: its alarm would go on for ever. There will be another look.
        leaving = frame is not None and frame.f_code.co_filename in _OF_BLOCKS
        if not leaving and (self.looks < 0 or time.thread_time() >= self.end):
            raise TimeLimit(f"{self.seconds:g}")

    def has_waited(self) -> bool:
        """Whether this thread has given the processor away by itself since the last look."""
        try:
            import resource

            now = resource.getrusage(resource.RUSAGE_THREAD).ru_nvcsw
        except (ImportError, AttributeError):  # A system that does not tell.
            return True
        before, self.times_waited = self.times_waited, now
        return before is not None and now > before


_OF_BLOCKS = tuple(function.__code__.co_filename for function in (in_browser, contextlib.contextmanager))


@contextlib.contextmanager
def _interrupt(seconds: float) -> Iterator[None]:
    """The same limit where there are no alarms (Windows): a thread looks, and interrupts the main thread."""
    end, looks = time.process_time() + seconds, round((PATIENCE - 1) * seconds / BETWEEN_LOOKS)
    ended, fired, turn = threading.Event(), threading.Event(), threading.Lock()

    def watch() -> None:
        for pause in (seconds, *[BETWEEN_LOOKS] * looks):
            if ended.wait(pause):
                return
            if time.process_time() >= end:
                break
        with turn:
            if not ended.is_set():
                fired.set()
                _thread.interrupt_main()

    threading.Thread(target=watch, daemon=True).start()
    try:
        try:
            yield
        finally:
            with turn:
                ended.set()
        if fired.is_set():
            time.sleep(1)  # Its interrupt is on its way, and must not strike behind the block.
    except KeyboardInterrupt:
        if fired.is_set():
            raise TimeLimit(f"{seconds:g}") from None
        raise


@contextlib.contextmanager
def memory_limit() -> Iterator[None]:
    """Raise MemoryError in the block past `MEMORY` bytes more than the process holds, where the system allows it."""
    try:
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        narrow = 0 <= soft <= MEMORY  # As in the sandbox: nothing to add, and no need to look what is held.
        held = 0 if narrow else int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        wanted = held + MEMORY
        ceiling = min(limit for limit in (soft, hard, wanted) if limit >= 0)
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, hard))
    except (ImportError, OSError, ValueError):  # Windows, macOS, or a system that forbids it.
        yield
        return
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
