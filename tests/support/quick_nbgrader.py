"""A pytest plugin for nbgrader's own tests: what each of them would wait for again is done once, or not waited for."""

from functools import cache

import nbgrader.api
from sqlalchemy import Engine, event

# A new gradebook notes the version of its tables, and starts a program of its own to ask for it.
nbgrader.api.get_alembic_version = cache(nbgrader.api.get_alembic_version)


@event.listens_for(Engine, "connect")
def do_not_wait_for_the_disk(connection, _):
    connection.execute("PRAGMA synchronous=OFF")
