"""How the record's file is opened: in place on a computer; in a browser as a copy, which is written back whole.

SQLite changes pages within a file and asks the file for its size while it does. The files that JupyterLite keeps in
the browser's storage are read and written whole, and their size is the one of the last time they were closed: SQLite
finds a corrupt file there as soon as it looks again.
"""

from __future__ import annotations

import contextlib
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The record in `path`, which is begun if there is none; changes are kept unless the block raises.

    Raises sqlite3.DatabaseError for a file that is not a record, and OSError for one that cannot be read or written.
    """
    in_place = sys.platform != "emscripten"
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.closing(sqlite3.connect(path if in_place else ":memory:", timeout=0.2)) as connection:
        if not in_place and path.exists() and (content := path.read_bytes()):
            connection.deserialize(content)
        with connection:
            yield connection
        if not in_place and connection.total_changes:
            # Under another name first: a page may be closed at any moment.
            fresh = path.with_name(f"{path.name}.new")
            fresh.write_bytes(connection.serialize())
            fresh.replace(path)
