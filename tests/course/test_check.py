"""In which order proofs are told, and which are not told at all."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from course.check import Proof, _Workers
from course.problem import Problem


@pytest.fixture
def workers():
    """Four proofs at a time, in threads of this process."""
    with _Workers(4, with_notebooks=False) as workers, ThreadPoolExecutor(4) as threads:
        workers.threads = ThreadPoolExecutor(4)
        workers.files = workers.notebooks = threads
        yield workers


def proof(name, topic, prove, after_files=False):
    return Proof(name, topic, prove, (), after_files=after_files)


def test_a_notebook_that_is_ready_sooner_is_told_after_the_files_of_its_chapter(workers):
    ready = threading.Event()

    def notebook():
        ready.set()
        return []

    def slow_file():
        assert ready.wait(300)
        return []

    told = workers.run([proof("file", "losses", slow_file), proof("notebook", "losses", notebook, after_files=True)])
    assert [done.name for done, _ in told] == ["file", "notebook"]


def test_of_a_chapter_with_a_wrong_file_no_notebook_is_told_and_the_others_are(workers):
    wrong = [Problem("no answer")]
    told = workers.run(
        [
            proof("wrong file", "losses", lambda: wrong),
            proof("right file", "losses", list),
            proof("other file", "forward", list),
            proof("notebook", "losses", lambda: [Problem("it stops")], after_files=True),
            proof("other notebook", "forward", list, after_files=True),
        ]
    )
    found = {done.name: problems for done, problems in told}
    assert found == {"wrong file": wrong, "right file": [], "other file": [], "other notebook": []}


def test_a_notebook_that_has_not_begun_when_a_file_turns_out_wrong_never_does(workers):
    begun, told_of_the_first = [], threading.Event()

    def slow_file():
        assert told_of_the_first.wait(300)
        return []

    workers.threads = ThreadPoolExecutor(1)
    told = workers.run(
        [
            proof("file", "losses", lambda: [Problem("no answer")]),
            proof("slow file", "losses", slow_file),
            *(proof("notebook", "losses", lambda: begun.append(1), after_files=True) for _ in range(5)),
        ]
    )
    assert next(told)[0].name == "file"
    told_of_the_first.set()
    assert [done.name for done, _ in told] == ["slow file"] and not begun
