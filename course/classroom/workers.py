"""Many submissions at a time: on this machine's cores, or on a Dask cluster; a worker that dies loses nothing."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from importlib import import_module
from multiprocessing import SimpleQueue
from typing import Any

from autograder.catalog import adopted
from autograder.grading.repair import Ungradable
from autograder.grading.sandbox import Limits, NoSandbox
from course.classroom.model import Result, SourceNotebook, Submission
from course.classroom.submission import grade_submission, not_graded
from course.classroom.warm import shared_sandbox
from course.errors import CourseError

TRIES = 3  # for an item whose worker died
AHEAD = 8  # submissions for each worker that are on their way: enough to do while a batch of results is written
DIED = "Its worker died three times; grade it alone with --force --student to see why."


def run_all(
    pending: Iterator[Submission],
    sources: list[SourceNotebook],
    kind: str,
    limits: Limits,
    jobs: int | None,
    cluster: str | None,
    executor: Executor | None = None,
) -> Iterator[Result]:
    """Results as they come, with a bounded number of submissions on their way; a dead worker's are tried again."""
    width = width_of(jobs)
    tries: dict[str, int] = {}
    again: list[Submission] = []
    client = connect(cluster)
    executor = executor or make_executor(width, client)
    running: dict[Future[Result], Submission] = {}
    try:
        while True:
            while len(running) < AHEAD * width and (item := again.pop() if again else next(pending, None)) is not None:
                try:
                    running[executor.submit(grade_submission, item, sources, kind, limits, adopted())] = item
                except BrokenExecutor:
                    again.append(item)
                    break
            if not running and not again:
                return
            finished, _ = wait(running, return_when=FIRST_COMPLETED) if running else (set(), None)
            broken = not finished
            for future in finished:
                item = running.pop(future)
                try:
                    yield future.result()
                except BrokenExecutor:
                    broken = True
                    tries[item.student] = tries.get(item.student, 0) + 1
                    if tries[item.student] < TRIES:
                        again.append(item)
                    else:
                        yield not_graded(item, Ungradable(DIED))
                except NoSandbox:
                    raise
                except Exception as error:
                    yield not_graded(item, error)
            if broken:
                again += running.values()
                stop(executor, running)
                running = {}
                executor = make_executor(width, client)
    finally:
        stop(executor, running)
        if client is not None:
            client.close()


def cores() -> list[int]:
    """The cores that this process may use."""
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else list(range(os.cpu_count() or 1))


def width_of(jobs: int | None) -> int:
    """How many submissions are graded at a time on this machine."""
    return jobs or len(cores())


def begin(kind: str, limits: Limits, modules: Sequence[str], jobs: int | None, most: int | None) -> Executor:
    """Workers on this machine that begin to warm up at once, for `most` submissions or any number."""
    width, places = min(width_of(jobs), most or sys.maxsize), cores()
    seats: SimpleQueue[int] | None = None
    if width == len(places) and hasattr(os, "sched_setaffinity"):
        seats = SimpleQueue()
        for core in places:
            seats.put(core)
    executor = ProcessPoolExecutor(width, initializer=warm_up, initargs=(kind, limits, modules, seats))
    executor.submit(os.getpid)  # Workers start with the first thing to do.
    return executor


def warm_up(kind: str, limits: Limits, modules: Sequence[str], seats: SimpleQueue[int] | None = None) -> None:
    """Start a worker's sandbox with these modules, and import what pages need; the first submission comes later.

    If there is no sandbox, that submission says so.

    A worker and its sandbox wait for each other all the time: on a core of their own (`seats`, if there is one for
    each worker) none of them has to be woken on another, which takes longer than many of their messages.
    """
    if seats is not None:
        os.sched_setaffinity(0, {seats.get()})
    gc.freeze()  # What is imported by now stays, and need not be looked through again.
    with contextlib.suppress(NoSandbox):
        shared_sandbox(kind, limits, modules).start()
    import_module("course.classroom.prose")


def stop(executor: Executor, running: Collection[Future[Result]]) -> None:
    """Let go of an executor without waiting for what it has not finished."""
    for future in running:
        future.cancel()
    executor.shutdown(wait=not running)


def connect(cluster: str | None) -> Any:
    """A client of the Dask cluster at this address, None without one. Raises CourseError if there is no Dask."""
    if cluster is None:
        return None
    try:
        from dask.distributed import Client
    except ImportError:
        raise CourseError("--cluster needs Dask: install it with `pip install distributed`.") from None
    try:
        return Client(cluster)
    except OSError as error:
        raise CourseError(f"No Dask scheduler answers at {cluster}: {error}") from None


def make_executor(width: int, client: Any) -> Executor:
    """Processes on this machine, or the workers of a Dask cluster."""
    return ProcessPoolExecutor(width) if client is None else client.get_executor(pure=False)
