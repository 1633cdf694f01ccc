"""What the kernel of the browser edition is told before the first cell; `course/lite.py` packs this folder for it."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

# What a cell says, and what is loaded for it first: in a browser nothing can be loaded while Python runs.
WHEELS = {r"\bimport optuna\b": ["optuna", "colorlog", "tqdm"]}  # They lie beside the pages.
PARTS_OF_PYODIDE = {r"\bplay\.digits\(": ["scikit-learn"]}


def begin(shell: Any) -> None:
    """Prepare the shell of a kernel that has just started."""
    # To look among the browser's files takes a message to the page: they come last, as every import looks somewhere.
    sys.path.sort(key=lambda place: place == "")
    sys.dont_write_bytecode = True
    shell.kernel.lite_transform_manager.line_transforms += [load_what_is_named, look_for_new_files]


async def load_what_is_named(lines: list[str]) -> list[str]:
    """Load what a cell needs besides the packages that it imports from Pyodide; the cell stays as it is."""
    import piplite
    import pyodide_js

    cell = "".join(lines)
    for pattern, names in WHEELS.items():
        if re.search(pattern, cell):
            await piplite.install(names, deps=False)
    for pattern, names in PARTS_OF_PYODIDE.items():
        if re.search(pattern, cell):
            await pyodide_js.loadPackage(names)
    return lines


async def look_for_new_files(lines: list[str]) -> list[str]:
    """Forget which modules lie beside the notebook: that folder does not tell when a file is added to it."""
    sys.path_importer_cache.pop(str(Path.cwd()), None)
    return lines
