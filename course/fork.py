"""Processes that start at once: each is forked from one that has imported the heavy modules already."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Sequence
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext, SpawnContext

NOTEBOOKS = (
    *("ipykernel.kernelapp", "ipykernel.ipkernel", "ipywidgets", "playground"),
    *("matplotlib.backends.backend_agg", "matplotlib.backends.backend_svg", "matplotlib_inline.backend_inline"),
    *("course.check", "course.proof.notebook", "course.build"),
)


def new_context() -> SpawnContext:
    """The context in which processes start from nothing."""
    return multiprocessing.get_context("spawn")


def warm_context() -> ForkServerContext | SpawnContext:
    """The context in which warm processes start; on Windows, where nothing can be forked, they start cold."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("forkserver")
    return multiprocessing.get_context("spawn")


def import_ahead(modules: Sequence[str]) -> None:
    """Start the process from which warm ones are forked, and let it import these; without effect once there is one."""
    warm_context().set_forkserver_preload(list(modules))
    if "forkserver" in multiprocessing.get_all_start_methods():
        forkserver.ensure_running()


def ignore_interrupts() -> None:
    """In a new process: leave a Ctrl-C at the terminal to the command, which stops its processes itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def stop_processes() -> None:
    """End every process that was started here."""
    for process in multiprocessing.active_children():
        process.kill()
