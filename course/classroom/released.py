"""What was handed out: the cells of a released notebook, in their order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from autograder.grading.repair import text_of


def released_cells(path: Path) -> list[tuple[str, str]]:
    """The grade id (or nothing) and the text of every cell; no cells if the notebook is no longer there."""
    try:
        cells: list[dict[str, Any]] = json.loads(path.read_bytes())["cells"]
        return [
            (str(cell.get("metadata", {}).get("nbgrader", {}).get("grade_id", "")), text_of(cell["source"]))
            for cell in cells
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []
