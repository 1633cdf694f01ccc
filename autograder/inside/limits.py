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
_INSTALLED = tuple(sysconfig.get_paths()[name] for name in ("stdlib", "purelib", "platlib"))
MEMORY = 4 * 2**30  # bytes a call may take on top of what the process holds
NEVER = (math.inf, math.inf)
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
        with memory_limit(), _Alarm() as alarm:
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


class _Alarm:
    """SIGALRM, taken over for a block of many calls: that takes longer than most of these calls do."""

    def __enter__(self) -> Self:
        self.seconds, self.ends = 0.0, NEVER
        self.before = signal.signal(signal.SIGALRM, self.strike)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGALRM, self.before)

    @contextlib.contextmanager
    def after(self, seconds: float) -> Iterator[None]:
        """Raise `TimeLimit` in the block after `seconds`."""
        self.seconds, self.ends = seconds, (time.thread_time() + seconds, time.monotonic() + PATIENCE * seconds)
        # Repeated, because a bare `except:` inside the learner's loop swallows the first one.
        signal.setitimer(signal.ITIMER_REAL, seconds, 0.1)
        try:
            yield
        finally:
            self.ends = NEVER
            signal.setitimer(signal.ITIMER_REAL, 0)

    def strike(self, signum: int, frame: FrameType | None) -> None:
        # A busy machine gives this process less CPU in the same time: that must not stop an honest loop.
        if any(now() >= end for now, end in zip((time.thread_time, time.monotonic), self.ends, strict=True)):
            raise TimeLimit(f"{self.seconds:g}")


@contextlib.contextmanager
def _interrupt(seconds: float) -> Iterator[None]:
    """The same limit where there are no alarms (Windows): a timer thread interrupts the main thread."""
    fired = threading.Event()

    def stop() -> None:
        fired.set()
        _thread.interrupt_main()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    except KeyboardInterrupt:
        if fired.is_set():
            raise TimeLimit(f"{seconds:g}") from None
        raise
    finally:
        timer.cancel()


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
