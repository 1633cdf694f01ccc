"""What the tests of the classroom share: a released assignment, and workers that stay in this process."""

import pytest

from tests.support.classes import a_class, grade_here


@pytest.fixture(scope="session")
def released(tmp_path_factory):
    """A course with one assignment that nobody has handed in yet; not to be changed."""
    return a_class(tmp_path_factory.mktemp("released") / "class", [])


@pytest.fixture
def workers_here(monkeypatch):
    """Submissions are graded in this process."""
    grade_here(monkeypatch)
