"""Our commands import nbgrader without its server extensions, which are there all the same for who asks."""

import subprocess
import sys

import pytest

HEAVY = ("jupyter_server", "nbgrader.server_extensions", "nbconvert", "jupytext", "requests.api", "setuptools")


def loaded(module, names):
    """Which of these modules come with another one."""
    return run(f"import sys, {module}; print(*[name for name in {names} if name in sys.modules])")


def run(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.split()


def test_the_command_does_not_wait_for_what_it_does_not_need():
    assert loaded("course.classroom.command", HEAVY) == []


@pytest.mark.parametrize("wanted", ["__version__", "_jupyter_server_extension_points"])
def test_all_of_nbgrader_comes_when_it_is_asked_for(wanted):
    code = (
        f"import course.classroom.gradebook, nbgrader; print(bool(nbgrader.{wanted}), nbgrader.api.Gradebook.__name__)"
    )
    assert run(code) == ["True", "Gradebook"]


def test_its_commands_work_after_ours():
    code = "import course.classroom.command\nfrom nbgrader.apps import NbGraderApp\nprint(NbGraderApp.version)"
    assert run(code)[0][0].isdigit()


def test_workers_begin_before_the_gradebook_is_imported():
    assert loaded("course.classroom.start", ("sqlalchemy", "nbgrader.api")) == []


def test_what_stands_in_for_a_module_gives_way_to_it():
    code = (
        "import course.classroom, requests, setuptools.archive_util; request = requests.request; import requests.api\n"
        "from setuptools.archive_util import UnrecognizedFormat, unpack_zipfile\n"
        "print(request is not requests.api.request, requests.get.__module__, UnrecognizedFormat.__module__)"
    )
    assert run(code) == ["True", "requests.api", "setuptools.archive_util"]


def test_prose_takes_one_module_of_nbconvert_and_leaves_the_rest_to_who_asks():
    heavy = ("nbconvert", "nbconvert.exporters", "jupyter_client", "nbclient", "bs4")
    assert loaded("course.classroom.prose", heavy) == []
    code = (
        "import course.classroom.prose, nbconvert; from nbconvert.exporters import HTMLExporter; "
        "print(nbconvert.filters.markdown2html('*x*').strip(), nbconvert.preprocessors.ExecutePreprocessor.__name__, "
        "nbconvert.filters.markdown_mistune.IPythonRenderer.__name__)"
    )
    assert run(code) == ["<p><em>x</em></p>", "ExecutePreprocessor", "IPythonRenderer"]


def test_an_import_that_fails_lightly_leaves_nothing_behind():
    code = (
        "import sys\nfrom course.classroom.light import lightly\n"
        "try:\n    with lightly('nbconvert'):\n        import nbconvert.nowhere\n"
        "except ImportError:\n    print('nbconvert' in sys.modules)"
    )
    assert run(code) == ["False"]
