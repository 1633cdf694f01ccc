"""The commands that are installed beside ours."""

from __future__ import annotations

import os
import sys
import sysconfig
from pathlib import Path


def put_scripts_on_path() -> None:
    """nbgrader calls a bare `alembic`, so this environment's scripts must be found whoever started us."""
    scripts = {sysconfig.get_path("scripts"), str(Path(sys.executable).parent)}
    os.environ["PATH"] = os.pathsep.join([*sorted(scripts), os.environ.get("PATH", "")])
