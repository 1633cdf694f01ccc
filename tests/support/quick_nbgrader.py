"""nbgrader in tests, its own and ours: what each of them would wait for again is done once, or not waited for.

To be imported, or named as a pytest plugin.
"""

from functools import cache

import jsonschema
import nbgrader.api
from sqlalchemy import Engine, event

# A new gradebook notes the version of its tables, and starts a program of its own to ask for it.
nbgrader.api.get_alembic_version = cache(nbgrader.api.get_alembic_version)


@event.listens_for(Engine, "connect")
def do_not_wait_for_the_disk(connection, _):
    connection.execute("PRAGMA synchronous=OFF")


# nbgrader proves for every cell that its schema of metadata is a schema.
_prove = jsonschema.Draft4Validator.check_schema
_proved: dict[int, object] = {}


def prove_once(schema, *arguments, **options):
    if id(schema) not in _proved:
        _prove(schema, *arguments, **options)
        _proved[id(schema)] = schema  # Kept, so that no other gets its id.


jsonschema.Draft4Validator.check_schema = prove_once
