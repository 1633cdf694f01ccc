"""The engine: one notebook through the sandbox, its answers hidden, its limits kept."""

import hashlib
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

import autograder
from autograder.grading.grade import grade_notebook
from autograder.grading.repair import Ungradable, read
from autograder.grading.sandbox import Limits, NoSandbox, Sandbox
from autograder.inside.shell import Outputs
from course.source import teacher_notebook
from tests.support.classes import needs_a_sandbox
from tests.support.submissions import TRIALS

needs_a_sandbox()

pytestmark = pytest.mark.xdist_group("sandbox")  # These tests share what is slow to make.

LOOKS_UP = """
import numpy as np
from sklearn.datasets import load_digits
def train_classifier(X_train, y_train, X_val, y_val, rng):
    X, y = load_digits(return_X_y=True)
    known = {image.tobytes(): label for image, label in zip(X, y)}
    return lambda Q: np.array([known.get(image.tobytes(), 0) for image in Q])
"""


@pytest.fixture(scope="module")
def box():
    with Sandbox(limits=Limits(cell_seconds=60)) as box:
        yield box


def test_a_sandbox_that_was_made_without_collecting_garbage_collects_it_for_a_submission(box):
    with box.submission() as submission:
        assert submission.run("import gc\nassert gc.isenabled()")["good"]


def test_every_chapter_solved_earns_all_its_points_in_the_sandbox(the_book, box):
    for chapter in the_book.chapters:
        graded = grade_notebook(teacher_notebook(the_book, chapter), box)
        wrong = {name: str(report) for name, report in graded.reports.items() if not report.passed}
        assert graded.points == graded.possible and not wrong, wrong


def test_labels_of_the_hidden_digits_cannot_be_looked_up(box):
    graded = grade_notebook(new_notebook(cells=[new_code_cell(LOOKS_UP)]), box, wanted={"train_classifier": 10})
    assert graded.points == 0


def test_data_files_of_a_megabyte_arrive_whole(box):
    content = bytes(range(256)) * 4096
    with box.submission({"data/numbers.bin": content}) as submission:
        submission.run("import hashlib, pathlib\ncontent = pathlib.Path('data/numbers.bin').read_bytes()")
        answer = submission.run("hashlib.sha256(content).hexdigest()")
    assert hashlib.sha256(content).hexdigest() in answer["outputs"][0]["data"]["text/plain"]


def test_where_a_function_ends_the_process_what_is_not_built_on_it_is_graded(box, monkeypatch):
    monkeypatch.setattr("autograder.grading.run.MOST_RESTARTS", 1)
    source = """import os
def step(z):
    os._exit(3)
def perceptron_predict(X, w, b):
    return step(X @ w + b)
recall_01_1 = 1"""
    wanted = {"step": 1, "perceptron_predict": 2, "recall-01-1": 1}
    reports = grade_notebook(new_notebook(cells=[new_code_cell(source)]), box, wanted=wanted).reports
    assert {name: report.earned for name, report in reports.items()} == {
        "step": 0, "perceptron_predict": 0, "recall-01-1": 1,
    }  # fmt: skip
    assert "step" in str(reports["perceptron_predict"])


def test_grade_reads_a_file_and_the_seed_repeats_it(tmp_path, the_book):
    path = tmp_path / "mine.ipynb"
    nbformat.write(nbformat.read(the_book.notebook_path(the_book.chapters[0]), 4), path)
    graded = autograder.grade(path)
    again = autograder.grade(path, seed=graded.seed)
    assert (graded.points, graded.possible) == (0, 1)
    assert {n: r.message for n, r in graded.reports.items()} == {n: r.message for n, r in again.reports.items()}
    assert graded.reports["double"].misconception == "double-squared"


def test_a_notebook_of_something_else_is_told_so(tmp_path):
    path = tmp_path / "other.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell("1 + 1")]), path)
    with pytest.raises(Ungradable, match="None of its cells belongs to an exercise"):
        autograder.grade(path)


def test_without_bubblewrap_grading_refuses_and_says_what_to_do(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(NoSandbox, match=r"apt install bubblewrap.*--sandbox none"):
        Sandbox()
    assert Sandbox("none").kind == "none"


@pytest.mark.slow
@pytest.mark.parametrize("trial", [t for t in TRIALS if t.kind == "harmful"], ids=lambda trial: trial.student)
def test_on_an_older_kernel_each_submission_has_a_sandbox_of_its_own(trial, monkeypatch, tmp_path):
    monkeypatch.setattr("autograder.inside.confine.landlock_abi", lambda: 5)
    limits = Limits(cell_seconds=1.5, idle_seconds=2, cpu=20, memory=512 * 2**20)
    path = tmp_path / "trial.ipynb"
    path.write_bytes(trial.content)
    with Sandbox("bubblewrap", limits) as box:
        graded = grade_notebook(read(path).notebook, box, wanted={"weighted_sum": 1.0, "step": 1.0})
        assert box.process is None
        assert not any(Path(place, "evil").exists() for place in ("/", "/tmp", "/usr", "/etc", "/dev/shm"))
        assert graded.points >= trial.points - 1  # The third point is for a cell of nbgrader's own kind.
        (tmp_path / "right.ipynb").write_bytes(TRIALS[0].content)
        after = grade_notebook(read(tmp_path / "right.ipynb").notebook, box, wanted={"weighted_sum": 1.0, "step": 1.0})
        assert after.points == 2


def test_what_is_left_out_of_a_long_output_is_said_once():
    outputs = Outputs(10)
    for text in ("abcd", "efgh", "ijkl", "mnop"):
        outputs.write("stdout", text)
    outputs.show("display_data", {"text/plain": "more"})
    first, note = outputs.items
    assert first["text"] == "abcdefghij" and "over 10 bytes, is left out" in note["text"]


SYNTAX = "import numpy as np\n\ndef sigmoid(z):\n    return 1 / (1 + np.exp(-z)"
STOPS = "import numpy as np\nrate = 1 / 0\n\ndef sigmoid(z):\n    return 1 / (1 + np.exp(-z))"


@pytest.mark.parametrize(
    ("cells", "finding", "says", "line"),
    [
        ([SYNTAX], "outdated", "has a syntax error in line 4: this bracket is opened and never closed.", 4),
        (["%matplotlib inline\n" + SYNTAX], "outdated", "has a syntax error in line 5:", 5),
        ([STOPS], "outdated", "stopped with an error before the function was defined.", None),
        (["%%time\n" + STOPS], "outdated", "stopped with an error before the function was defined.", None),
        (["%matplotlib inline\n" + STOPS], "outdated", "stopped with an error", None),
        (["def sigmoid(z):\n    raise NotImplementedError"], "not_written", "Not written yet", None),
        (["pass"], "not_written", "Not written yet", None),
        (["def other(z:\n    return sigmoid(z)"], "not_written", "Not written yet", None),
        ([SYNTAX, SYNTAX + ")"], "", "Correct.", None),
    ],
)
def test_a_function_that_never_came_to_be_is_told_with_the_reason(box, cells, finding, says, line):
    notebook = new_notebook(cells=[new_code_cell(source) for source in cells])
    report = grade_notebook(notebook, box, wanted={"sigmoid": 1}).reports["sigmoid"]
    assert (report.finding, report.line) == (finding, line) and says in report.headline
    assert report.earned == (0 if finding else 1)


def test_a_value_with_a_syntax_error_too(box):
    notebook = new_notebook(cells=[new_code_cell("recall_02_1 = 1 +")])
    report = grade_notebook(notebook, box, wanted={"recall-02-1": 1}).reports["recall-02-1"]
    assert report.finding == "outdated" and "has a syntax error in line 1" in report.headline
