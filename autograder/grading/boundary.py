"""What of this project enters the sandbox: the folder `autograder/inside`, and stand-ins for the packages around it."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

INSIDE = Path(__file__).resolve().parents[1] / "inside"
OURS = ("autograder", "course", "playground")  # Packages that hold answers, and stay outside.


def pack(folder: Path) -> None:
    """Lay out in `folder` all that a submission can import of ours: put it first on the sandbox's module path."""
    shutil.copytree(INSIDE, folder / "autograder" / "inside")
    for name in ("autograder", "playground"):
        package = folder / name
        package.mkdir(exist_ok=True)
        shutil.copy(INSIDE / "stand_ins" / f"{name}.py", package / "__init__.py")


def outside() -> list[str]:
    """The folders of the real packages, wherever they are installed."""
    specs = [importlib.util.find_spec(name) for name in OURS]
    found = [place for spec in specs if spec for place in spec.submodule_search_locations or ()]
    return [str(Path(place).resolve()) for place in found]
