"""Attacks from inside a submission's process, which knows how the grader talks to it."""

# What the process that runs the cells holds: its frame, whose globals are the server's.
TALK = """
import sys
def talk(frame):
    while frame.f_code.co_name != "talk" or "number" not in frame.f_locals:
        frame = frame.f_back
    return frame.f_globals, frame.f_locals["channel"], frame.f_locals["number"]
server, channel, number = talk(sys._getframe())
"""

# Instead of a value, a call that "failed" in a way that a call cannot fail in.
FAILED = {"message": "", "error": "", "function": "", "line": "", "line_number": 0, "names": []}
FORGED_FAILURE = (
    TALK
    + f"""
one = {{"value": None, "failure": {FAILED} | {{"kind": "KIND", "span": None, "expression": None, "call": None}}}}
server["observe_exercise"] = lambda shell, cases, **rest: {{
    "first": [one] * len(cases), "again": [], "uses": [], "source": None}}
"""
)

# Right functions are lent to those that call them. This asks them for the values of their own cases, and gives these
# back when the lent exercise is observed again; with DIES, its process ends first, which begins everything anew.
HARVEST = (
    TALK
    + """
import os
from autograder.inside.observation import Observation, plain
known, found, names = {}, {}, NAMES
def observe(shell, name, is_value, cases, seconds, twice):
    known.setdefault(name, [server["case_from_data"](case).arguments for case in cases])
    lent = {other: shell.user_ns.get(other) for other in names}
    lent = {other: function for other, function in lent.items() if getattr(function, "__name__", "") == "lent"}
    for other in lent.keys() - found.keys():
        found[other] = [plain(lent[other](*arguments)) for arguments in known[other]]
    if lent and DIES == name:
        os._exit(1)
    seen = [server["observation_to_data"](Observation(value)) for value in found.get(name, [0.5] * len(cases))]
    return {"first": seen, "again": seen, "uses": names, "source": None}
server["observe_exercise"] = observe
"""
)

# Whatever change is tried, it is said to make the function right: what is remembered of it must not reach a classmate.
UNLISTED = "import numpy as np\ndef sigmoid(z):\n    return 1 / (1.5 + np.exp(-z))\n"
FORGED_REPAIR = (
    UNLISTED
    + TALK
    + """
def rerun(shell, kept, what, versions, cases, **rest):
    if what == "record":
        return [{} for _ in versions]
    given = [server["case_from_data"](case).arguments[0] for case in cases]
    given *= len(versions) if len(given) < len(versions) else 1
    right = [server["Observation"](1 / (1 + np.exp(-np.asarray(z)))) for _, z in zip(versions, given)]
    return [server["observation_to_data"](one) for one in right]
server["rerun"] = rerun
"""
)

# What could reach another submission of the same sandbox: each line must be refused.
REACHES = {
    "limits of the server": "resource.prlimit(server, resource.RLIMIT_FSIZE, (123, 123))",
    "its priority": "os.setpriority(os.PRIO_PROCESS, server, 19)",
    "everybody's priority": "os.setpriority(os.PRIO_USER, 0, 19)",
    "its processors": "os.sched_setaffinity(server, {0})",
    "its scheduler": "os.sched_setscheduler(server, os.SCHED_IDLE, os.sched_param(0))",
    "shared memory": "call(libc.shmget, 4711, 4096, 0o1666)",
    "semaphores": "call(libc.semget, 4711, 1, 0o1666)",
    "message queues": "call(libc.msgget, 4711, 0o1666)",
    "other message queues": "call(libc.mq_open, b'/left', 0o102, 0o666, None)",
    "attributes of a file": "os.setxattr('/tmp/ipython', 'user.left', b'note')",
    "a namespace of its own": "call(libc.unshare, 0x10000000)",
    "a namespace, by another call": "call(libc.syscall, CLONE, 0x10000000 | 17, 0, 0, 0, 0)",
    "the server's memory": "call(libc.ptrace, 16, server, 0, 0)",
}
REACH = """
import ctypes, os, resource
CLONE = 56 if os.uname().machine == "x86_64" else 220
server, libc = os.getppid(), ctypes.CDLL(None, use_errno=True)
def call(function, *arguments):
    if function(*arguments) != -1:
        return
    raise OSError(ctypes.get_errno(), "refused")
try:
    LINE
    print("let through")
except OSError as error:
    print(error.errno)
"""

# What a submission finds of another one in its own memory: the marker does not find itself.
REMEMBERS = """
import ctypes, re
found, marker = 0, rb"CLASS[M]ATES WORK"
for line in open("/proc/self/maps"):
    where, rights, *rest = line.split()
    if rights.startswith("rw") and not line.rstrip().endswith("]") or line.rstrip().endswith("[heap]"):
        begin, end = (int(number, 16) for number in where.split("-"))
        found += len(re.findall(marker, ctypes.string_at(begin, end - begin)))
print("found", found)
"""
