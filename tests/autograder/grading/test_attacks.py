"""What a submission tries from inside its own process earns nothing and reaches nobody."""

import errno

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.catalog import all_exercises
from autograder.grading.grade import grade_notebook
from autograder.grading.sandbox import Limits, Sandbox
from autograder.inside.kinds import Kind
from autograder.search import remembered
from tests.support.attacks import FORGED_FAILURE, FORGED_REPAIR, HARVEST, REACH, REACHES, REMEMBERS, TALK, UNLISTED
from tests.support.classes import needs_a_sandbox

needs_a_sandbox()

pytestmark = pytest.mark.xdist_group("sandbox")  # These tests share what is slow to make.

LOSSES = ["sse", "mse", "rmse", "sse_grad", "mse_grad", "rmse_grad"]


@pytest.fixture(scope="module")
def box():
    with Sandbox() as box:
        yield box


def graded(box, source, names):
    """What this cell earns in these exercises; it must have run to its end."""
    found = grade_notebook(new_notebook(cells=[new_code_cell(source)]), box, wanted=dict.fromkeys(names, 1.0))
    assert not [output for output in found.notebook.cells[0].outputs if output.get("ename", "Stopped") != "Stopped"]
    return found


@pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: kind.name)
def test_a_call_that_says_it_failed_earns_nothing_whatever_it_says(box, kind):
    """A kind that halves is said of calls that gave a value: half of the points stay there."""
    assert graded(box, FORGED_FAILURE.replace("KIND", kind.value), ["sigmoid", "relu"]).points == 0


@pytest.mark.parametrize("dies", ["", "rmse_grad"])
@pytest.mark.parametrize("names", [LOSSES, LOSSES[::-1]], ids=["in order", "the other way round"])
def test_what_a_lent_function_was_asked_for_answers_no_exercise(box, names, dies):
    """The lent function is right, and asked for the values of its own cases; but they are not asked for again."""
    found = graded(box, HARVEST.replace("NAMES", repr(names)).replace("DIES", repr(dies)), names)
    assert found.points == 0


def test_an_exercise_stands_behind_those_that_it_calls():
    """What is lent to an exercise is not observed after it: the order of the course is that order."""
    order = list(all_exercises())
    for exercise in all_exercises().values():
        assert all(order.index(need) < order.index(exercise.name) for need in exercise.needs), exercise.name


def test_a_repair_that_one_submission_made_up_is_told_to_no_other(box, monkeypatch):
    monkeypatch.setattr("autograder.grading.run.SECONDS_OF_SEARCH", 20)  # However busy the machine is.
    first = graded(box, UNLISTED, ["sigmoid"]).reports["sigmoid"]
    remembered._repairs.clear()
    told = graded(box, FORGED_REPAIR, ["sigmoid"]).reports["sigmoid"]
    assert told.ladder and told.ladder != first.ladder and remembered._repairs
    assert graded(box, UNLISTED, ["sigmoid"]).reports["sigmoid"].ladder == first.ladder


@pytest.mark.parametrize("line", REACHES.values(), ids=REACHES.keys())
def test_nothing_reaches_the_process_that_serves_the_next_submission(box, line):
    with box.submission() as submission:
        (output,) = submission.run(REACH.replace("LINE", line))["outputs"]
    assert output["text"].strip() == str(errno.EPERM)


def test_what_a_submission_needs_of_the_system_is_there(box):
    source = """
import os, pathlib, resource, shutil, subprocess, threading
thread = threading.Thread(target=lambda: None); thread.start(); thread.join()
subprocess.run("true", check=True)
pathlib.Path("a").write_text("text"); shutil.copy2("a", "b")
resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, 2**20)); os.sched_setaffinity(0, os.sched_getaffinity(0))
"""
    with box.submission() as submission:
        answer = submission.run(source)
    assert answer["good"], answer


def test_nothing_of_one_submissions_files_is_in_the_memory_of_the_next(box):
    with box.submission({"my_network.py": b"CLASSMATES WORK " * 5000}) as submission:
        assert submission.run("assert 'CLASSMATES' in open('my_network.py').read()")["good"]
        (own,) = submission.run(REMEMBERS)["outputs"]
        assert int(own["text"].split()[1]) > 0  # It would be found.
    with box.submission() as submission:
        (output,) = submission.run(REMEMBERS)["outputs"]
    assert output["text"] == "found 0\n"


def test_output_is_bounded_however_many_cells_print_it_and_whatever_the_process_says():
    limits = Limits(output=10_000)
    cells = [new_code_cell("print('x' * 9_999)") for _ in range(40)]
    forged = TALK + "channel.send({'number': number, 'good': True, 'outputs': [OUTPUT] * 2})"
    stream = "{'output_type': 'stream', 'name': 'stdout', 'text': 'x' * 10**6}"
    error = "{'output_type': 'error', 'ename': 'E', 'evalue': '', 'traceback': ['x' * 10**6]}"
    script = "{'output_type': 'display_data', 'data': {'application/javascript': 'alert(1)', 'text/plain': 'a'}}"
    cells += [new_code_cell(forged.replace("OUTPUT", output)) for output in (script, stream, error)]
    with Sandbox(limits=limits) as box:
        found = grade_notebook(new_notebook(cells=cells[:40]), box, wanted={"sigmoid": 1.0}).notebook
        lies = grade_notebook(new_notebook(cells=cells[40:]), box, wanted={"sigmoid": 1.0}).notebook
    texts = ["".join(output.get("text", "") for output in cell.outputs) for cell in found.cells[:40]]
    assert [len(text) for text in texts[:20]] == [10_000] * 20 and all("left out" in text for text in texts[20:])
    assert sum(map(len, texts)) < 220_000
    assert [output.data for output in lies.cells[0].outputs] == [{"text/plain": "a"}] * 2
    assert all("left out" in lies.cells[number].outputs[0].text for number in (1, 2))


def test_all_waiting_of_a_submission_together_has_an_end(monkeypatch):
    monkeypatch.setattr("autograder.grading.sandbox.MOST_WAITING", 3)
    cells = [new_code_cell("import time; time.sleep(0.8)") for _ in range(40)]
    with Sandbox(limits=Limits(idle_seconds=1.4)) as box:
        found = grade_notebook(new_notebook(cells=cells), box, wanted={"sigmoid": 1.0})
    stopped = [bool(cell.outputs) for cell in found.notebook.cells]
    assert stopped == sorted(stopped) and not stopped[0] and stopped[30]  # As soon as one is, so are all after it.
    assert "waited for more than 4.2 seconds" in found.notebook.cells[39].outputs[0].evalue


def test_a_message_of_nothing_but_brackets_is_not_even_read(box):
    flood = "import struct\ntext = b'[' + b'[],' * 20_000_000 + b'0]'\n"
    flood += "channel.connection.sendall(struct.pack('!QI', *[len(text)] * 2) + text)"
    found = graded(box, TALK + flood, ["sigmoid"])
    assert "too large" in found.notebook.cells[0].outputs[-1].evalue


def test_one_submissions_processes_are_not_counted_against_another():
    crowd = "import os, time\nfor _ in range(60):\n    if not os.fork():\n        time.sleep(30); os._exit(0)"
    threads = "import threading, time\nfor _ in range(20):\n    threading.Thread(target=time.sleep, args=(1,)).start()"
    with Sandbox() as one, Sandbox() as other, one.submission() as first, other.submission() as second:
        assert first.run(crowd)["good"]
        assert second.run(threads)["good"]
