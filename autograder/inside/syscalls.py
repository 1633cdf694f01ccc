"""Refuse a submission the system calls that Landlock lets through and that reach beyond the submission.

All submissions of a sandbox run under one user: without this, one could lower the limits or the priority of the process
that serves the next ones, and leave notes for them in shared memory, in message queues or in the kernel's keyrings.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from collections.abc import Iterator

PR_GET_SECCOMP, PR_SET_SECCOMP, FILTER = 21, 22, 2
ALLOW, REFUSE, NO_SUCH_CALL = 0x7FFF0000, 0x50000 | errno.EPERM, 0x50000 | errno.ENOSYS
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # Instructions of the kernel's filters.
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16  # Where they stand in what a filter is given.
NEW_NAMESPACE = 0x7E020000  # The flags of clone that make one.
OTHER_ABI = 0x40000000  # x32, under which every call has a second number.

# Linux' numbers for x86_64 and for aarch64: asm/unistd_64.h, asm-generic/unistd.h.
REFUSED = {
    "shmget": (29, 194), "shmat": (30, 196), "shmctl": (31, 195), "semget": (64, 190), "semop": (65, 193),
    "semctl": (66, 191), "semtimedop": (220, 192), "msgget": (68, 186), "msgsnd": (69, 189), "msgrcv": (70, 188),
    "msgctl": (71, 187), "mq_open": (240, 180), "mq_unlink": (241, 181),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7), "setxattrat": (463, 463),
    "setpriority": (141, 140), "ioprio_set": (251, 30),
    "unshare": (272, 97), "setns": (308, 268), "ptrace": (101, 117), "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271), "pidfd_getfd": (438, 438), "kcmp": (312, 272), "migrate_pages": (256, 238),
    "move_pages": (279, 239), "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
}  # fmt: skip
# These name a process: only 0 is let through, the one that calls.
OF_ITSELF = {
    "prlimit64": (302, 261), "sched_setaffinity": (203, 122), "sched_setscheduler": (144, 119),
    "sched_setparam": (142, 118), "sched_setattr": (314, 274),
}  # fmt: skip
CLONE, CLONE3 = (56, 220), (435, 435)  # The second hides its flags: without it, the C library takes the first.
MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

_libc = ctypes.CDLL(None, use_errno=True)


def can_refuse() -> bool:
    """Whether this system's calls are known here, and its kernel can refuse them."""
    return PROGRAM != b"" and _libc.prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0


def refuse() -> None:
    """Refuse them to this process, for good; it must have given up new privileges. Raises OSError if that fails."""
    program = ctypes.create_string_buffer(PROGRAM, len(PROGRAM))
    given = ctypes.create_string_buffer(struct.pack("@HP", len(PROGRAM) // 8, ctypes.addressof(program)))
    if _libc.prctl(PR_SET_SECCOMP, FILTER, given, 0, 0):
        raise OSError(ctypes.get_errno(), "the kernel refused to filter system calls")


def _program(machine: int, architecture: int) -> Iterator[bytes]:
    """The filter, one instruction after the other; a jump skips so many of those that follow it."""
    yield _step(LOAD, ARCHITECTURE)
    yield from (_step(EQUAL, architecture, yes=1), _step(RETURN, REFUSE))
    yield _step(LOAD, NUMBER)
    yield from (_step(AT_LEAST, OTHER_ABI, no=1), _step(RETURN, REFUSE))
    yield from (_step(EQUAL, CLONE3[machine], no=1), _step(RETURN, NO_SUCH_CALL))
    for numbers in REFUSED.values():
        yield from (_step(EQUAL, numbers[machine], no=1), _step(RETURN, REFUSE))
    for numbers in OF_ITSELF.values():
        yield from (_step(EQUAL, numbers[machine], no=4), _step(LOAD, FIRST_ARGUMENT), _step(EQUAL, 0, no=1))
        yield from (_step(RETURN, ALLOW), _step(RETURN, REFUSE))
    yield from (_step(EQUAL, CLONE[machine], no=4), _step(LOAD, FIRST_ARGUMENT), _step(ANY_BIT, NEW_NAMESPACE, yes=1))
    yield from (_step(RETURN, ALLOW), _step(RETURN, REFUSE))
    yield _step(RETURN, ALLOW)


def _step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("=HBBI", code, yes, no, value)


# Made once, and not for each submission; empty where the numbers are not known.
PROGRAM = b"".join(_program(*MACHINES[os.uname().machine])) if os.uname().machine in MACHINES else b""
