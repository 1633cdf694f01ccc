"""A teacher's course: hand-ins are graded, by `course grade` or by nbgrader, and come back with feedback.

`submitted` reads what was handed in, `submission` grades one of them in a worker (`workers`), `results` writes
nbgrader's folders and gradebook (`gradebook`), and `grade` keeps the run going. nbgrader's own commands do the same by
`exporter`, `preprocessors` and `passage`, as `configuration` sets them.
"""

from course.classroom.light import import_lightly, import_when_called

import_lightly()
import_when_called("requests", "request")
import_when_called("setuptools.archive_util", "unpack_archive", "unpack_tarfile", "unpack_zipfile")
