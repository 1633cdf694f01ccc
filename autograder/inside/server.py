"""The sandbox's own process: warm, and forking one locked-in child for each submission.

Started by `autograder.grading.sandbox` as ``python -m autograder.inside.server FD KIND MODULES``, with a socket to the
grader. It imports what notebooks import, once; then it only forks, watches and cleans up, and never runs a student's
code itself. It knows no reference and no expected value: the folders with the answers are not there.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import random
import select
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil

from autograder.inside import confine
from autograder.inside.child import become_submission
from autograder.inside.wire import Channel, Closed

UNPRIVILEGED = 65534
NOBODYS = range(61184, 65520)  # Users that no account has: systemd keeps them for what runs for a while.
DRAW = "import matplotlib.pyplot as plt\nplt.plot([1, 2], label='text')\nplt.legend()\nplt.show()"


def main() -> None:
    """Serve the grader until it closes the socket."""
    descriptor, kind, *modules = sys.argv[1:]
    control = Channel(socket.socket(fileno=int(descriptor)))
    if kind != "none":
        drop_root()
        confine.not_dumpable()
    server = Server(control, alone=kind != "none", shell=warm_up(modules))
    control.send("ready")
    with contextlib.suppress(Closed):
        while True:
            server.serve()


def drop_root() -> None:
    """A grader that is root starts a sandbox that is not, under a user of its own: processes are counted by user."""
    if os.getuid() == 0:
        os.setgroups([])
        for user in (random.SystemRandom().choice(NOBODYS), UNPRIVILEGED):
            with contextlib.suppress(OSError):  # A container may know fewer users.
                os.setresgid(user, user, user)
                os.setresuid(user, user, user)
                return
        raise SystemExit("root could not give up its rights")


def warm_up(modules: list[str]) -> Any:
    """Import the modules that notebooks import, and make the shell in which cells run."""
    gc.disable()  # Imports make objects that stay: to search them for garbage takes a third of the time.
    from autograder.inside.shell import NotebookShell

    shell: Any = NotebookShell.instance()
    for name in modules:
        with contextlib.suppress(Exception):  # The cell that imports it will say why it cannot be.
            importlib.import_module(name)
    gc.freeze()
    shell.run(DRAW if "matplotlib.pyplot" in sys.modules else "1 + 1")
    shell.reset(new_session=True)
    shell.execution_count = 1
    gc.collect()
    gc.freeze()  # What is here stays: forked children share it.
    gc.enable()
    return shell


class Server:
    """Lends the warm process to one submission at a time. `alone` says that it has a process namespace of its own."""

    def __init__(self, control: Channel, alone: bool, shell: Any) -> None:
        self.control, self.alone, self.shell = control, alone, shell
        self.child = 0

    def serve(self) -> None:
        """Run one submission: fork, answer the grader's questions about the child, and leave nothing behind."""
        request = self.control.receive()
        connection = self.receive_socket()
        if self.alone:
            put_back()
        folder = tempfile.mkdtemp(prefix="submission-")
        self.child = os.fork()
        if self.child == 0:
            self.control.close()
            try:
                become_submission(connection, folder, request, self.shell)
            finally:
                os._exit(0)
        connection.close()
        self.control.send("started")
        try:
            while (question := self.control.receive()) != "stop":
                if question == "usage":
                    self.control.send(self.usage())
                elif question == "interrupt":
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(self.child, signal.SIGINT)
        finally:
            self.clean_up(folder)
        self.control.send("stopped")

    def receive_socket(self) -> socket.socket:
        """The submission's own end of a connection, passed along as a file descriptor."""
        self.control.connection.settimeout(20)
        _, descriptors, _, _ = socket.recv_fds(self.control.connection, 1, 1)
        return socket.socket(fileno=descriptors[0])

    def processes(self) -> Iterator[psutil.Process]:
        """Every process of the submission."""
        for process in psutil.process_iter():
            with contextlib.suppress(OSError):
                if process.pid not in (1, os.getpid()) and (self.alone or os.getsid(process.pid) == self.child):
                    yield process

    def usage(self) -> dict[str, float]:
        """CPU seconds and bytes of memory of all processes of the submission, and how many of them want to run."""
        seconds, memory, busy = 0.0, 0, 0
        for process in self.processes():
            with contextlib.suppress(psutil.Error):
                used, held = process.cpu_times(), process.memory_info()
                seconds += used.user + used.system + used.children_user + used.children_system
                memory += held.rss - held.shared
                busy += process.status() in (psutil.STATUS_RUNNING, psutil.STATUS_DISK_SLEEP)
        return {"cpu": seconds, "memory": float(memory), "busy": float(busy)}

    def wait_for_child(self) -> None:
        """Go on as soon as the submission's own process has ended, which takes it a millisecond."""
        with contextlib.suppress(OSError, AttributeError):  # It is gone, or this system has no such descriptors.
            ended = os.pidfd_open(self.child)
            try:
                select.select([ended], [], [], 1.0)
            finally:
                os.close(ended)

    def clean_up(self, folder: str) -> None:
        """End every process of the submission, whatever it started, and delete its folder."""
        for _ in range(50):
            for pid in [-1] if self.alone else [process.pid for process in self.processes()]:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)  # -1: in this namespace, all but the two that are the sandbox's.
            self.wait_for_child()
            with contextlib.suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass
            if not any(map(alive, self.processes())):
                break
            time.sleep(0.001)
        make_removable(folder)
        shutil.rmtree(folder, ignore_errors=True)


def alive(process: psutil.Process) -> bool:
    """Whether a process still runs; an ended one may stay listed until its parent looks."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def put_back() -> None:
    """The rights of the folders around a submission's own: Landlock lets their owner change them."""
    for folder, rights in (("/", 0o755), ("/tmp", 0o1777)):
        with contextlib.suppress(OSError):  # They belong to root, if the grader is root.
            Path(folder).chmod(rights)
            os.utime(folder, (0, 0))


def make_removable(folder: str) -> None:
    """Folders without permissions must not outlive their submission."""
    with contextlib.suppress(OSError):
        for parent, names, _ in os.walk(folder):
            for name in names:
                path = Path(parent, name)
                if not path.is_symlink():
                    path.chmod(0o700)


if __name__ == "__main__":
    main()
