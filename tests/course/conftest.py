"""nbgrader is quick in all tests of `course`."""

import tests.support.quick_nbgrader  # noqa: F401
