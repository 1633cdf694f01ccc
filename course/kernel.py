"""Kernels that start at once: each is forked from a process that has imported what a notebook imports.

They are real kernels, with their messages, widgets and magics; only the two seconds of imports are saved.
"""

from __future__ import annotations

import os
import signal
import warnings
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from course.fork import warm_context


class WarmKernelManager(AsyncKernelManager):
    """Starts its kernel by a fork."""

    async def _async_pre_start_kernel(self, **options: Any) -> Any:
        if self.provisioner is None:
            kernel = self.kernel_spec
            self.provisioner = _ForkedProvisioner(kernel_id=self.kernel_id, kernel_spec=kernel, parent=self)
        return await super()._async_pre_start_kernel(**options)


class _ForkedProvisioner(LocalProvisioner):
    async def launch_kernel(self, cmd: list[str], **options: Any) -> Any:
        assert self.parent is not None
        environment, folder = options["env"], options.get("cwd", Path.cwd())
        arguments = (self.parent.connection_file, environment, folder)
        process = warm_context().Process(target=_run_kernel, args=arguments, daemon=True)
        process.start()
        self.process = _Started(process)  # type: ignore[assignment]
        self.pid = process.pid
        return self.connection_info


class _Started:
    """A `multiprocessing` process with the methods of `subprocess.Popen` that the provisioner calls."""

    stdin = stdout = stderr = None

    def __init__(self, process: BaseProcess) -> None:
        self._process = process
        self.pid = process.pid
        self.kill, self.terminate = process.kill, process.terminate

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self) -> int | None:
        self._process.join()
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        if self.poll() is None and self.pid:
            os.kill(self.pid, number)


def _run_kernel(connection_file: str, environment: dict[str, str], folder: str) -> None:
    """In the new process: become the kernel that listens at the addresses in `connection_file`."""
    from ipykernel.kernelapp import IPKernelApp

    os.setsid()  # A Ctrl-C at the terminal is for the command, which then stops its kernels itself.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.update(environment)
    os.chdir(folder)
    warnings.resetwarnings()
    warnings.simplefilter("default")
    app = IPKernelApp.instance()
    app.initialize(["-f", connection_file, "--log-level=ERROR", f"--IPKernelApp.parent_handle={os.getppid()}"])
    app.start()
