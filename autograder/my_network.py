"""The learner's own library: each function that passes its check is added to ``my_network.py`` beside the notebooks.

The file stands on its own: it imports NumPy and Python's own modules alone. Functions stand in course order, whatever
they call stands there as well, and lines that the learner wrote into the file stay. A function is replaced only by a
later version that passes; the one before is appended to ``my_network_earlier.py``. What happened, or why nothing did,
is a sentence: nothing is raised.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from autograder.draft import Draft
from autograder.standing import CannotStand

FILE, EARLIER = "my_network.py", "my_network_earlier.py"
HEADER = (
    '"""My own neural networks: every function here passed its check in Gradients by Hand."""\n\nimport numpy as np\n'
)
PATIENCE, STALE = 1.0, 10.0  # seconds to wait for another notebook that writes; after which its lock is left over

Passes = Callable[[str, Any], bool]


def keep(name: str, function: Any, folder: Path, cells: Sequence[str], passes: Passes) -> str:
    """Add a function that passed to the learner's own file; the sentence says what was done, "" if nothing had to be.

    `passes` says whether another function passes the check of an exercise.
    """
    path = (folder / FILE).resolve()
    try:
        with _locked(path) as new:
            text = path.read_text(encoding="utf-8-sig") if path.exists() else HEADER
            draft = Draft(text, cells, passes)
            draft.add(name, function)
            if draft.text == text:
                return ""
            new.write(draft.text)
            new.flush()
            if not _is_there(new):
                raise FileExistsError  # It took us so long that another notebook thought our lock was left over.
            _append(path.with_name(EARLIER), draft.replaced)
            new.close()
            Path(new.name).replace(path)
    except CannotStand as why:
        return f"Not added to {FILE}: {why}"
    except SyntaxError as error:
        broken = f"your {FILE} has a syntax error in line {error.lineno}"
        return f"Not added to {FILE}: {broken}. Correct it or move the file away, and check again."
    except (UnicodeDecodeError, ValueError):
        return f"Not added to {FILE}: your {FILE} is not a Python file in UTF-8. Move it away, and check again."
    except FileExistsError:
        return f"Not added to {FILE}: another notebook is writing it at this moment. Check again."
    except OSError as error:
        return f"Not added to {FILE}: it cannot be written here ({error.strerror or error})."
    if name in draft.replaced:
        return f"{FILE} has this version of {name} now; the one before is kept in {EARLIER}."
    return f"{name} is in your {FILE} now."


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[TextIO]:
    """The new version of a file, open for writing; while it is there, no other notebook writes the file."""
    if path.exists():
        path.open("a").close()  # Raises OSError for a file that its owner has protected.
    lock = path.with_name(f"{FILE}.new")
    until = time.monotonic() + PATIENCE
    while True:
        try:
            new = lock.open("x", encoding="utf-8")
            ours = os.fstat(new.fileno()).st_ino
            break
        except FileExistsError:
            with contextlib.suppress(FileNotFoundError):
                if time.time() - lock.stat().st_mtime > STALE:
                    lock.unlink()
            if time.monotonic() > until:
                raise
            time.sleep(0.01)
    try:
        yield new
    finally:
        new.close()
        with contextlib.suppress(FileNotFoundError):
            if lock.stat().st_ino == ours:  # Not that of the notebook whose turn it is as soon as ours has its name.
                lock.unlink()


def _is_there(file: TextIO) -> bool:
    """Whether a file that is open is still the one of its name."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), Path(file.name).stat())
    except FileNotFoundError:
        return False


def _append(path: Path, replaced: dict[str, str]) -> None:
    """Add what was replaced to the file of earlier versions, the newest last."""
    if replaced:
        with path.open("a", encoding="utf-8") as file:
            for name, text in replaced.items():
                file.write(f"# {name}, until {datetime.now():%Y-%m-%d %H:%M}\n{text}\n\n\n")
