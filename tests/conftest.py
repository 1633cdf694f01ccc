"""A small book of its own for tests that must break one."""

import gc
import os
import shutil
import sys
import tempfile
from pathlib import Path

# Two processes test side by side; threads of NumPy's own would only get into each other's way. Before NumPy loads.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Processes that tests start find modules compiled, as everywhere from the second start on: in some containers nothing
# is kept, and each would compile all of nbgrader and Matplotlib anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# A test's checks are nobody's progress, nor that of a process that tests beside this one and gave it its environment.
os.environ["COURSE_PROGRESS"] = str(Path(tempfile.mkdtemp(prefix="progress-")) / "progress.sqlite")

import pytest
from hypothesis import HealthCheck, settings

from course.manifest import read_book
from tests.support import ROOT

sys.dont_write_bytecode = False


@pytest.fixture
def book_copy(tmp_path):
    """A copy of the manifest, the sources and the notebooks, free to be spoiled."""
    root = tmp_path / "book"
    root.mkdir()
    shutil.copy(ROOT / "book.toml", root)
    for name in ("solutions", "chapters"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    return root


@pytest.fixture(scope="session")
def the_book():
    """The real one, not to be changed."""
    return read_book(ROOT)


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """The address of a JupyterLab, one for all tests that open notebooks in a browser (the group "browser")."""
    from tests.support.browser import lab

    with lab(tmp_path_factory.mktemp("lab")) as address:
        yield address


# A busy machine is no failure: a page that a browser did not show in time is asked for once more, and properties have
# no deadline.
BUSY = pytest.mark.flaky(reruns=1, only_rerun=["TimeoutError"])
settings.register_profile("no deadline", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no deadline")


def pytest_collection_finish():
    """What is collected stays: to look through it for garbage again and again takes a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_collection_modifyitems(items):
    """Begin with the tests that take longest, so that no process waits for another at the end.

    These are the ones that share what is slow to make (a group), the one JupyterLab above all, and those that start
    commands or browsers.
    """

    def place(item):
        group = item.get_closest_marker("xdist_group")
        quick = "autograder" in item.path.parts or "claims" in item.path.parts
        return group is None, not group or group.args != ("browser",), quick

    for item in items:
        if {"address", "browser", "tab"} & set(item.fixturenames):
            item.add_marker(BUSY)
        if "claims" in item.path.parts:
            item.add_marker(pytest.mark.xdist_group(_topic(item)))
    items.sort(key=place)


def _topic(item):
    """The chapter that a claim is about, which runs once for all of them."""
    given = getattr(item, "callspec", None)
    return (given.params.get("topic") if given else None) or item.path.stem.removeprefix("test_").replace("_", "-")
