"""bubblewrap's command line: what of this system a submission sees, and what it sees instead."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from autograder.catalog import all_exercises
from autograder.grading.boundary import OURS, outside

WARM = ("numpy", "autograder", "playground")  # What all notebooks import, as far as it is installed.
SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/fonts",
          "/etc/alternatives", "/etc/localtime", "/etc/ssl/openssl.cnf")  # fmt: skip
PACKED = "/course"  # Where the sandbox finds what it may import of ours.


def environment(modules: str) -> dict[str, str]:
    """All the environment variables a submission sees; `modules` is the folder in which it finds what is ours."""
    return {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": modules,
        "HOME": "/tmp",
        "LANG": "C.UTF-8",
        "MPLCONFIGDIR": "/tmp",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "NBGRADER_EXECUTION": "autograde",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONNOUSERSITE": "1",
        "IPYTHONDIR": "/tmp/ipython",
    }


def withheld(folder: Path) -> dict[str, Path]:
    """Files that hold answers, each with the file that a submission sees instead, written below `folder`."""
    folder.mkdir()
    shown = {}
    for exercise in all_exercises().values():
        for number, (path, content) in enumerate(exercise.withheld().items()):
            shown[path] = folder / f"{exercise.name}-{number}"
            shown[path].write_bytes(content)
            shown[path].chmod(0o444)
    return shown


def command_line(disk: int, packed: Path, instead: Mapping[str, Path]) -> list[str]:
    """The bubblewrap command line, to be followed by the command that runs in the sandbox.

    `packed` is the folder with what it may import of ours, `instead` maps files to those shown in their stead.
    """
    command = ["bwrap", "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
    if os.getuid() == 0:
        command += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]  # `inside` gives up root with them.
    else:
        command += ["--unshare-user"]
    command += ["--die-with-parent", "--new-session", "--proc", "/proc", "--dev", "/dev"]
    command += ["--perms", "1777", "--size", str(disk), "--tmpfs", "/tmp"]  # First: Python may live below it.
    shown = visible()
    for parent in dict.fromkeys(str(parent) for path in shown for parent in reversed(Path(path).parents[:-1])):
        command += ["--perms", "0755", "--dir", parent]
    for path in shown:
        command += ["--ro-bind-try", path, path]
    for folder in outside():
        if any(Path(folder).is_relative_to(path) for path in shown):
            command += ["--tmpfs", folder]
    for fonts in font_lists():
        command += ["--ro-bind", str(fonts), f"/tmp/{fonts.name}"]
    for path, other in instead.items():
        command += ["--ro-bind", str(other), path]
    return [*command, "--ro-bind", str(packed), PACKED, "--chdir", "/tmp", "--"]


def font_lists() -> list[Path]:
    """The lists of this system's fonts that Matplotlib keeps for this user: to make one takes 0.2 s of every start."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "matplotlib")
    return sorted(Path(os.environ.get("MPLCONFIGDIR") or home).glob("fontlist-v*.json"))


def visible() -> list[str]:
    """What of this system a submission can read: the system's programs, Python, and the packages it may import."""
    paths = [*SYSTEM, sys.base_prefix, sys.prefix, str(Path(sys.executable).resolve().parent)]
    paths += [path for path in sys.path if Path(path).name in ("site-packages", "dist-packages")]  # of all layers
    for name in (*WARM, "matplotlib"):
        spec = importlib.util.find_spec(name)
        if name not in OURS and spec and spec.submodule_search_locations:
            paths += list(spec.submodule_search_locations)
    return list(dict.fromkeys(os.path.normpath(path) for path in paths if path not in ("/", "")))
