"""Where the workers of `course grade` run."""

import os
from types import SimpleNamespace

import pytest

from autograder.grading.sandbox import Limits
from course.classroom import workers

if not hasattr(os, "sched_setaffinity"):
    pytest.skip("this system keeps no process on a core", allow_module_level=True)


@pytest.fixture
def places_of(monkeypatch):
    """The cores each of so many workers may use, without the sandboxes they would start."""
    monkeypatch.setattr(workers, "shared_sandbox", lambda *_: SimpleNamespace(start=lambda: None))

    def places(jobs):
        with workers.begin("bubblewrap", Limits(), (), jobs, most=None) as executor:
            return list(executor.map(where, range(8 * jobs)))

    return places


def where(_):
    return os.getpid(), tuple(os.sched_getaffinity(0))


def test_as_many_workers_as_cores_have_one_each(places_of):
    found = dict(places_of(len(workers.cores())))
    assert all(len(cores) == 1 for cores in found.values())
    assert len(set(found.values())) == len(found)


def test_fewer_or_more_go_where_there_is_room(places_of):
    everywhere = tuple(workers.cores())
    assert {cores for _, cores in places_of(len(everywhere) + 1)} == {everywhere}
