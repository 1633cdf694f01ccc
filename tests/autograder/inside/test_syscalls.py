"""The numbers of the system calls that are refused, against the kernel's own headers where they are installed."""

import re
from pathlib import Path

import pytest

from autograder.inside.syscalls import CLONE, CLONE3, OF_ITSELF, REFUSED

HEADERS = ["/usr/include/x86_64-linux-gnu/asm/unistd_64.h", "/usr/include/asm-generic/unistd.h"]
DEFINED = re.compile(r"^#define\s+__NR(?:3264)?_(\w+)\s+(\d+)\s*$", re.MULTILINE)


@pytest.mark.parametrize("machine", [0, 1], ids=["x86_64", "aarch64"])
def test_every_number_is_the_kernels(machine):
    header = Path(HEADERS[machine])
    if not header.exists():
        pytest.skip(f"{header} is not installed")
    kernel = {name: int(number) for name, number in DEFINED.findall(header.read_text())}
    ours = {**REFUSED, **OF_ITSELF, "clone": CLONE, "clone3": CLONE3}
    known = ours.keys() & kernel.keys()  # A header that is older than a call does not name it.
    assert len(known) > 35
    assert {name: ours[name][machine] for name in known} == {name: kernel[name] for name in known}
