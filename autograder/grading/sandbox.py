"""The grader's side of the sandbox: start it, lend it to one submission at a time, and watch what that submission uses.

bubblewrap gives it namespaces of its own (no network, own processes, a read-only system, a private /tmp) in which there
is no gradebook, no source, no reference, no other submission and no home. In it each submission is a forked child that
locks itself in (`confine`) before it runs a line of the student's code.
"""

from __future__ import annotations

import contextlib
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NoReturn

import numpy as np

from autograder.grading.boundary import pack
from autograder.grading.bubblewrap import PACKED, WARM, command_line, environment, withheld
from autograder.inside import confine
from autograder.inside.wire import Channel, Closed, WireError

PATIENCE = 4  # wall time as a multiple of the CPU time that is allowed
MOST_WAITING = 6  # times `idle_seconds`, for all cells of a submission together
MOST_LENT = 20_000  # calls of lent functions while one exercise is observed
GRACE = 3.0  # seconds from an interrupt to the end, of CPU or of waiting
LONGEST_LOOK = 0.5  # seconds that one look at a submission stands for: on a busy machine the next may come late

HOW_TO_GET_ONE = (
    "Grading needs a sandbox, so that a submission cannot touch anything of yours. Install bubblewrap (`apt install "
    "bubblewrap`, `dnf install bubblewrap`) on a Linux that allows it user namespaces, or grade with `--sandbox none`, "
    "which runs students' code with your own rights."
)


@dataclass(frozen=True)
class Limits:
    """What one submission may use. Seconds are of CPU, `idle_seconds` those in which it only waits; `memory`,
    `file_size`, `disk` and `output` are bytes."""

    cell_seconds: float = 30.0
    idle_seconds: float = 10.0
    cpu: int = 300
    memory: int = 2 * 2**30
    processes: int = 64
    file_size: int = 64 * 2**20
    disk: int = 256 * 2**20
    output: int = 2**20


Lend = Callable[[dict[str, Any]], dict[str, Any]]  # Answers a call: {"call", "arguments", "named"} in, "value" out.


class NoSandbox(Exception):
    """This system offers no sandbox; the text says how to get one."""


class Died(Exception):
    """The submission's process ended, or was ended; the text says why, for the student to read.

    `final` says that another try would end alike, `sandbox` that the sandbox itself is gone.
    """

    def __init__(self, why: str, final: bool = False, sandbox: bool = False) -> None:
        super().__init__(why)
        self.final, self.sandbox = final, sandbox


class Sandbox:
    """A warm process in which submissions run, one after the other. Use it as a context manager.

    It imports `modules` once, so that no submission waits for these. Landlock and a filter of system calls keep a
    submission from what comes after it. Where they cannot (before Linux 6.12, or on a processor unknown to the filter)
    every submission gets a sandbox of its own, which takes a second or two more for each. Raises NoSandbox if
    `kind` is "bubblewrap" and the system cannot give one; "none" runs without.
    """

    def __init__(self, kind: str = "bubblewrap", limits: Limits | None = None, modules: Sequence[str] = ()) -> None:
        if kind not in ("bubblewrap", "none"):
            raise ValueError(f"a sandbox is 'bubblewrap' or 'none', not {kind!r}")
        self.kind, self.limits, self.modules = kind, limits or Limits(), (*WARM, *modules)
        if kind == "bubblewrap":
            check_system()
        self.locks_in = kind == "bubblewrap" and confine.can_lock_in()
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start the process, unless it is running. Raises NoSandbox, with its last words, if it does not start."""
        if self.process is not None and self.process.poll() is None:
            return
        ours, theirs = socket.socketpair()
        self.files = tempfile.TemporaryDirectory()
        packed, replaced = Path(self.files.name, "packed"), Path(self.files.name, "replaced")
        pack(packed)
        command = [sys.executable, "-P", "-m", "autograder.inside.server", str(theirs.fileno()), self.kind]
        command += self.modules
        modules = str(packed)
        if self.kind == "bubblewrap":
            command = [*command_line(self.limits.disk, packed, withheld(replaced)), *command]
            modules = PACKED
        self.process = subprocess.Popen(
            command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, env=environment(modules), cwd="/",
        )  # fmt: skip
        theirs.close()
        self.control = Channel(ours)
        try:
            self.control.receive(self._must_run)
        except (Closed, WireError, Died):
            self.process.kill()
            said = (self.process.stderr.read() if self.process.stderr else b"").decode(errors="replace").strip()
            self.stop()
            raise NoSandbox(
                f"The sandbox did not start: {said[-500:] or 'it said nothing'}\n{HOW_TO_GET_ONE}"
            ) from None

    def _must_run(self) -> None:
        if self.process is None or self.process.poll() is not None:
            raise Died("The sandbox ended.", sandbox=True)

    def stop(self) -> None:
        """End the process and everything in it."""
        if self.process is not None:
            self.control.close()
            self.process.kill()
            self.process.wait()
            if self.process.stderr:
                self.process.stderr.close()
            self.process = None
            self.files.cleanup()

    def _take_back(self) -> None:
        """End every process a submission has left behind, and the sandbox too if Landlock did not keep them apart."""
        try:
            self.control.send("stop")
            self.control.receive(self._must_run)
        except (Closed, WireError):
            raise Died("Its sandbox ended with it.", sandbox=True) from None
        if self.kind == "bubblewrap" and not self.locks_in:
            self.stop()

    @contextlib.contextmanager
    def submission(self, files: Mapping[str, bytes] | None = None) -> Iterator[Submission]:
        """A child process for one submission, with these files in its folder; it ends with all it started."""
        self.start()
        ours, theirs = socket.socketpair()
        try:
            limits = {name: int(value) for name, value in asdict(self.limits).items()}
            self.control.send({"limits": limits, "landlock": self.locks_in})
            socket.send_fds(self.control.connection, [b"+"], [theirs.fileno()])
            theirs.close()
            self.control.receive(self._must_run)
            try:
                yield Submission(self, Channel(ours), files or {})
            finally:
                ours.close()
                self._take_back()
        except BaseException as error:
            if not isinstance(error, Died) or error.sandbox:
                self.stop()  # Whatever went wrong, the next submission gets a fresh one.
            raise
        finally:
            theirs.close()
            ours.close()


class Submission:
    """One submission's process: run its cells, call its functions. Raises Died once it is gone."""

    def __init__(self, sandbox: Sandbox, channel: Channel, files: Mapping[str, bytes]) -> None:
        self.sandbox, self.channel, self.limits = sandbox, channel, sandbox.limits
        self.dead, self.began, self.waited = "", time.monotonic(), 0.0
        # They go to this process alone: what the sandbox's own had in its memory, the next submission could read.
        try:
            self.channel.send({name: np.frombuffer(content, np.uint8) for name, content in files.items()})
        except Closed:
            self._end("Its process had ended by itself: exit, a crash, or a signal.")
        self._answer(0, self.limits.cell_seconds)

    def run(self, source: str) -> dict[str, Any]:
        """Run a cell; returns its outputs, whether it ended well, and whether it had to be interrupted."""
        return self._ask({"run": source}, self.limits.cell_seconds)

    def observe(self, seconds: float, lend: Lend | None = None, **request: Any) -> dict[str, Any]:
        """Call an exercise's function on cases, `seconds` of CPU for each call.

        The functions named in ``instead`` are called here, by `lend`, and not there.
        """
        calls = max(1, len(request["cases"])) * 2
        return self._ask({"observe": {**request, "seconds": seconds}}, min(calls, 6) * seconds + 1, lend)

    def rerun(self, request: dict[str, Any], seconds: float) -> list[Any]:
        """Run versions of a function: what each of them did, as data."""
        return list(self._ask({"rerun": request}, seconds)["answers"])

    def _ask(self, request: dict[str, Any], seconds: float, lend: Lend | None = None) -> dict[str, Any]:
        if self.dead:
            raise Died(self.dead)
        self.end_if_late()
        number = secrets.randbits(60)
        try:
            self.channel.send({"number": number, **request})
        except Closed:
            self._end("Its process had ended by itself: exit, a crash, or a signal.")
        return self._answer(number, seconds, lend)

    def _answer(self, number: int, seconds: float, lend: Lend | None = None) -> dict[str, Any]:
        watch = _Watch(self, seconds)
        for _ in range(MOST_LENT if lend else 100):
            try:
                answer = self.channel.receive(watch.tick)
            except Closed:
                self._end("It ended its own process: exit, a crash, or a signal.")
            except WireError as error:
                self._end(f"It sent something that is no answer ({error}).")
            if lend and isinstance(answer, dict) and "call" in answer:
                watch.tick()
                self._lend(lend, answer)
                continue
            if isinstance(answer, dict) and answer.get("number") == number:
                if "broken" in answer:
                    self._end(f"Its answer could not be sent: {answer['broken']}.")
                return {**answer, "interrupted": watch.interrupted}
        self._end("It kept sending what nobody had asked for.")

    def _lend(self, lend: Lend, question: dict[str, Any]) -> None:
        """Answer a call of a function that was lent."""
        try:
            self.channel.send(lend(question))
        except WireError as error:
            self.channel.send({"error": str(error)})
        except Closed:
            self._end("Its process had ended by itself: exit, a crash, or a signal.")

    def end_if_late(self) -> None:
        """End it if it took too long in all, whatever it was that it waited for."""
        if time.monotonic() - self.began > PATIENCE * self.limits.cpu:
            self._end(f"All its cells together took more than {PATIENCE * self.limits.cpu} seconds.", final=True)

    def _end(self, why: str, final: bool = False) -> NoReturn:
        self.dead = why
        raise Died(why, final)

    def usage(self) -> dict[str, float]:
        """CPU seconds and memory of all its processes, as the sandbox sees them."""
        self.sandbox.control.send("usage")
        found: dict[str, float] = self.sandbox.control.receive(self.sandbox._must_run)
        return found

    def interrupt(self) -> None:
        """What Ctrl-C does."""
        self.sandbox.control.send("interrupt")


class _Watch:
    """Looks at one request while it runs: interrupts it when its time is up, ends the process if that does not help.

    Time is counted from look to look: one that comes late does not know what was in between.
    """

    def __init__(self, submission: Submission, seconds: float) -> None:
        self.submission, self.seconds = submission, seconds
        self.asked = time.monotonic()
        self.cpu: float | None = None
        self.last_cpu, self.idle, self.elapsed = -1.0, 0.0, 0.0
        self.interrupted, self.grace = False, GRACE

    def tick(self) -> None:
        """Look, unless the last look was a moment ago."""
        now = time.monotonic()
        since = min(now - self.asked, LONGEST_LOOK)
        if since < 0.2:
            return
        self.asked = now
        used, limits = self.submission.usage(), self.submission.limits
        self.cpu = used["cpu"] if self.cpu is None else self.cpu
        # Neither running nor wanting to: it waits. On a busy machine an honest process wants to run, and is not idle.
        waits = not used["busy"] and used["cpu"] <= self.last_cpu
        self.idle = self.idle + since if waits else 0.0
        self.submission.waited += since if waits else 0.0
        if waits or used["cpu"] != self.last_cpu:  # Else it did not come to run, nor has it heard of an interrupt.
            self.elapsed += since
            self.grace -= since if self.interrupted else 0.0
        self.last_cpu = used["cpu"]
        self.end_what_took_too_much(used)
        if self.grace < 0:
            self.submission._end(f"A cell ran for more than {self.seconds:g} seconds and could not be interrupted.")
        over = used["cpu"] - self.cpu > self.seconds or self.idle > limits.idle_seconds
        if (over or self.elapsed > PATIENCE * self.seconds + limits.idle_seconds) and not self.interrupted:
            self.submission.interrupt()
            self.interrupted = True

    def end_what_took_too_much(self, used: dict[str, float]) -> None:
        """End a process that took more than a submission may take in all."""
        end, limits = self.submission._end, self.submission.limits
        most = MOST_WAITING * limits.idle_seconds
        if self.submission.waited > most:
            end(f"All its cells together waited for more than {most:g} seconds.", final=True)
        if used["memory"] > 1.5 * limits.memory:
            end(f"It took more memory than the {limits.memory // 2**20} MiB it may.")
        if used["cpu"] > limits.cpu:
            end(f"All its cells together took more than {limits.cpu} seconds of CPU.", final=True)
        self.submission.end_if_late()


def check_system() -> None:
    """Raise NoSandbox if bubblewrap is missing; whether it is allowed to start shows when it starts."""
    if shutil.which("bwrap") is None:
        raise NoSandbox(f"There is no bubblewrap on this system.\n{HOW_TO_GET_ONE}")
