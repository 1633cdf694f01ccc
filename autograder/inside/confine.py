"""Lock the present process in: limits on the resources it may use, and Landlock around the files it may touch.

Runs in the child that is about to run a student's notebook, inside the sandbox that `sandbox` has set up.
"""

from __future__ import annotations

import ctypes
import os
import resource
import struct
from collections.abc import Mapping
from pathlib import Path

from autograder.inside import syscalls

# Linux' numbers, the same on every architecture that Landlock supports: linux/landlock.h, asm-generic/unistd.h.
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
PATH_BENEATH, ABI_VERSION = 1, 1
PR_SET_NO_NEW_PRIVS, PR_SET_DUMPABLE = 38, 4
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
TRUNCATE, IOCTL_DEV = 1 << 14, 1 << 15
EVERYTHING = (1 << 16) - 1
READING = EXECUTE | READ_FILE | READ_DIR
TCP_BIND, TCP_CONNECT = 1 << 0, 1 << 1
SCOPE_ABSTRACT_SOCKETS, SCOPE_SIGNALS = 1 << 0, 1 << 1
NEEDED_ABI = 6  # the first one that keeps signals inside

_libc = ctypes.CDLL(None, use_errno=True)


def landlock_abi() -> int:
    """The version of Landlock this kernel has; 0 if none."""
    return max(0, _libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(ABI_VERSION)))


def can_lock_in() -> bool:
    """Whether this system keeps a submission from reaching any other in the same sandbox."""
    return landlock_abi() >= NEEDED_ABI and syscalls.can_refuse()


def limit(limits: Mapping[str, int]) -> None:
    """Set the resource limits of this process and all it starts: see `sandbox.Limits`."""
    held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    wanted = {
        resource.RLIMIT_AS: held + limits["memory"],
        resource.RLIMIT_FSIZE: limits["file_size"],
        resource.RLIMIT_NPROC: limits["processes"],
        resource.RLIMIT_NOFILE: 256,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: limits["cpu"] + 2,
    }
    for what, value in wanted.items():
        resource.setrlimit(what, (value, value))


def lock_in(folder: str) -> None:
    """Deny this process for good: new privileges, TCP, signals and abstract sockets to the outside, writing anywhere
    but below `folder`, and the calls in `syscalls`. Raises OSError if the kernel cannot."""
    if _libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "no_new_privs was refused")
    handled = EVERYTHING & ~IOCTL_DEV
    attributes = struct.pack("=QQQ", handled, TCP_BIND | TCP_CONNECT, SCOPE_ABSTRACT_SOCKETS | SCOPE_SIGNALS)
    ruleset = _libc.syscall(CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint32(0))
    if ruleset < 0:
        raise OSError(ctypes.get_errno(), "Landlock refused the rules")
    _allow(ruleset, "/", READING)
    _allow(ruleset, folder, handled)
    for device in ("/dev/null", "/dev/zero", "/dev/full"):
        _allow(ruleset, device, READ_FILE | WRITE_FILE | TRUNCATE)
    if _libc.syscall(RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0)):
        raise OSError(ctypes.get_errno(), "Landlock refused to restrict this process")
    os.close(ruleset)
    syscalls.refuse()


def _allow(ruleset: int, path: str, access: int) -> None:
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    rule = struct.pack("=Qi", access, descriptor)
    refused = _libc.syscall(ADD_RULE, ctypes.c_int(ruleset), PATH_BENEATH, rule, ctypes.c_uint32(0))
    os.close(descriptor)
    if refused:
        raise OSError(ctypes.get_errno(), f"Landlock refused the rule for {path}")


def not_dumpable() -> None:
    """Keep other processes of this user from reading or writing this one's memory."""
    _libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
