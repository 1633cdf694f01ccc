"""Processes that start at once: each is forked from one that has imported the heavy modules already."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Sequence
from multiprocessing.context import ForkServerContext, SpawnContext

PROOFS = (
    "typer",
    "rich.progress",
    "course.check",
    "course.proof.hint",
    "course.proof.solution",
    "course.proof.docstring",
)
NOTEBOOKS = (
    *("ipykernel.kernelapp", "ipykernel.ipkernel", "ipywidgets", "nbgrader.preprocessors", "playground"),
    *("matplotlib.backends.backend_agg", "matplotlib.backends.backend_svg"),
)


def warm_context() -> ForkServerContext | SpawnContext:
    """The context in which warm processes start; on Windows, where nothing can be forked, they start cold."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("forkserver")
    return multiprocessing.get_context("spawn")


def import_ahead(modules: Sequence[str]) -> None:
    """Name what the process imports from which the others are forked; without effect once there is one."""
    warm_context().set_forkserver_preload(list(modules))


def ignore_interrupts() -> None:
    """In a new process: leave a Ctrl-C at the terminal to the command, which stops its processes itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def stop_processes() -> None:
    """End every process that was started here."""
    for process in multiprocessing.active_children():
        process.kill()
