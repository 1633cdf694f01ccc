"""A submission's own process: locked in, then running cells and calling functions as the grader asks."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from autograder.inside import confine
from autograder.inside.observation import Observation, same
from autograder.inside.observe import names_used, observe_cases, observe_value
from autograder.inside.rerun import Version, compiled, rerun_of, silence
from autograder.inside.source import text_of
from autograder.inside.wire import Channel, Closed, WireError, case_from_data, observation_to_data


def become_submission(connection: socket.socket, folder: str, request: dict[str, Any], shell: Any) -> None:
    """The child: lock itself in, then run cells and call functions as it is told."""
    os.setsid()
    os.chdir(folder)
    os.environ.update(HOME=folder, TMPDIR=folder)
    tempfile.tempdir = None
    null = os.open("/dev/null", os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    os.closerange(3, connection.fileno())
    os.closerange(connection.fileno() + 1, 256)
    confine.limit(request["limits"])
    if request["landlock"]:
        confine.lock_in(folder)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    shell.outputs.most = request["limits"]["output"]
    channel = Channel(connection)
    unpack(folder, channel.receive())
    sys.path.insert(0, "")
    talk(channel, shell)


def unpack(folder: str, files: dict[str, Any]) -> None:
    """Write the submission's other files into its folder; one for which there is no room or no place is left out."""
    for name, content in files.items():
        path = Path(folder, name)
        with contextlib.suppress(OSError):
            if path.resolve().is_relative_to(folder):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.tobytes())


def talk(channel: Channel, shell: Any) -> None:
    """Answer the grader's requests, one at a time; every answer repeats the number of its request."""
    channel.send({"number": 0, "pid": os.getpid()})
    kept: dict[tuple[str, ...], Any] = {}  # What runs versions of a function, until something else has run.
    while True:
        try:
            request = channel.receive()
            number = request["number"]
            if "rerun" not in request:
                kept.clear()
            if "run" in request:
                outputs, good = shell.run(request["run"])
                answer = {"outputs": outputs, "good": good, "passed_over": shell.passed_over}
            elif "rerun" in request:
                answer = {"answers": rerun(shell, kept, **request["rerun"])}
            else:
                with lending(shell.user_ns, request["observe"].pop("instead", ()), channel):
                    answer = observe_exercise(shell, **request["observe"])
            channel.send({"number": number, **answer})
        except (Closed, EOFError):
            return
        except KeyboardInterrupt:
            continue  # It came between two cells.
        except WireError as error:
            channel.send({"number": number, "broken": str(error)})


def borrowed(name: str, channel: Channel, on_loan: set[str]) -> Callable[..., Any]:
    """A function that the grader answers while it is lent: the right one, whose code is not in this process."""

    def lent(*arguments: Any, **named: Any) -> Any:
        if name not in on_loan:
            raise RuntimeError(f"{name} was lent for another exercise, and is gone.")
        with undisturbed():
            channel.send({"call": name, "arguments": list(arguments), "named": named})
            answer = channel.receive()
        if "value" not in answer:
            raise ValueError(f"{name}: {answer['error']}")
        return answer["value"]

    return lent


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """The time limit and Ctrl-C strike behind this block: between a question and its answer nobody could go on."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGALRM, signal.SIGINT))
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def lending(namespace: dict[str, Any], names: list[str], channel: Channel) -> Iterator[None]:
    """Right functions in place of the submission's own of these names, for a while."""
    on_loan = set(names)
    own = {name: namespace[name] for name in names if name in namespace}
    namespace.update({name: borrowed(name, channel, on_loan) for name in names})
    try:
        yield
    finally:
        on_loan.clear()
        for name in names:
            namespace.pop(name, None)
        namespace.update(own)


def observe_exercise(
    shell: Any, name: str, is_value: bool, cases: list[Any], seconds: float, twice: bool
) -> dict[str, Any]:
    """What the submission's function does with every case, once or twice; a value is only looked at.

    ``None`` stands for a second call that did the same as the first, which nearly all do.
    """
    candidate = shell.user_ns.get(name)
    first: list[Observation] = []
    again: list[Observation] = []
    if is_value:
        first = [observe_value(candidate)]
    else:
        given = [case_from_data(case) for case in cases]
        first, again = observe_cases(candidate, given, seconds, twice)
    return {
        "first": [observation_to_data(one) for one in first],
        "again": [None if same(one, two) else observation_to_data(two) for one, two in zip(first, again, strict=False)],
        "uses": sorted(names_used(candidate)),
        "source": text_of(candidate),
    }


def rerun(
    shell: Any, kept: dict[tuple[str, ...], Any], name: str, others: list[str], what: str, versions: list[Any],
    cases: list[Any], seconds: float,
) -> list[Any]:  # fmt: skip
    """What versions of the submission's function do with a case, as data; an empty list if they cannot be run.

    To observe them there is a case for each, otherwise one for all.
    """
    if (name, *others) not in kept:
        kept[name, *others] = rerun_of(shell.user_ns.get(name), others)
    local = kept[name, *others]
    if local is None:
        return []
    given = [case_from_data(case) for case in cases]
    codes = {text: compiled(text) for text, _ in versions}
    ready = [Version(codes[text], values) for text, values in versions]
    with silence():
        if what == "record":
            return [local.record(version, given[0], seconds) for version in ready]
        runs = zip(ready, given, strict=True)
        found = local.observe(runs, seconds) if what == "observe" else local.screen(ready, given[0], seconds)
        return [observation_to_data(seen) for seen in found]
