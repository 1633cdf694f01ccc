"""Formgrader in a real browser, by its own buttons and keys: what they leave is ours, and current."""

import contextlib
import json
import sys

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

from course.classroom.create import CONFIG
from tests.support.browser import CHROMIUM, chromium, jupyter, page
from tests.support.classes import LIMITS, a_class, grade, grade_here, needs_a_sandbox
from tests.support.submissions import ASSIGNMENT, STEP, cells, source_notebook

needs_a_sandbox()

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("grade"),
    pytest.mark.skipif(not CHROMIUM, reason="needs Chromium"),
]

NOTE = "**Why** is $x^T G$ a matrix?"
TASK = {"grade": False, "grade_id": "derive", "locked": True, "schema_version": 3, "solution": False, "task": True}
# Formgrader takes MathJax from the internet, and reads no keys without it: this much of it is enough.
MATHJAX = "window.MathJax = {Hub: {Config() {}, Startup: {signal: {Interest(f) { setTimeout(() => f('End'), 50) }}}}}"


def task():
    return new_markdown_cell("Derive it.", id="derive", metadata={"nbgrader": TASK | {"points": 2}})


def hand_in(folder, student, text):
    home = folder / "submitted" / student / ASSIGNMENT
    home.mkdir(parents=True, exist_ok=True)
    (home / f"{ASSIGNMENT}.ipynb").write_text(text)


def work(words, **answers):
    """A submission with a derivation below its task."""
    return nbformat.writes(new_notebook(cells=[*cells(**answers), task(), new_markdown_cell(words, id="mine")]))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A course with a task, an exchange, two who handed in work, and one who handed in something else."""
    home = tmp_path_factory.mktemp("formgrader")
    (home / "exchange").mkdir(mode=0o777)
    (home / "exchange").chmod(0o1777)
    source = source_notebook()
    source.cells.append(task())
    config = CONFIG + LIMITS + f'c.Exchange.root = "{home / "exchange"}"\n'
    course = a_class(home / "class", [], config, source)
    hand_in(course, "ada", work("By the chain rule."))
    hand_in(course, "ben", work("I guess.", step=STEP.replace(">", ">=")))
    hand_in(course, "eve", "See you next week.")
    return course


def jupyterlab(folder):
    """`jupyter lab` in the course's folder, as docs/teaching.md says; its address, as a context."""
    variables = {f"JUPYTER_{name}_DIR": str(folder.parent / name.lower()) for name in ("CONFIG", "DATA")}
    return jupyter([sys.executable, "-m", "jupyterlab", "--allow-root"], folder, folder.parent, variables)


class Formgrader:
    """A teacher before formgrader's pages."""

    def __init__(self, tab, address):
        self.tab, self.address = tab, f"{address}/formgrader"
        tab.route("**/*mathjax*/**", lambda route: route.fulfill(body=MATHJAX, content_type="text/javascript"))
        self.open("manage_assignments?token=here")

    def open(self, place):
        """Open a page with a table, and wait for the table: what is done before is lost when it comes."""
        self.tab.goto(f"{self.address}/{place}")
        self.tab.wait_for_function("window.models?.loaded")

    def row(self, name):
        return self.tab.locator("tr").filter(has=self.tab.get_by_text(name, exact=True))

    def press(self, name, button):
        """Click a button in a row; returns what the dialog says."""
        self.row(name).locator(f".{button} a").click()
        dialog = self.tab.locator(".modal-content:visible")
        dialog.wait_for()
        said = dialog.inner_text()
        dialog.locator(".modal-footer button").last.click()
        dialog.wait_for(state="hidden")
        return said

    def submission(self, number):
        """The page of a submission, once its values have come and it has put the cursor into its first field."""
        self.tab.get_by_text(f"Submission {number} / 3").wait_for()
        self.tab.wait_for_function("window.formgrader?.loaded && window.MathJax?.loaded")
        self.tab.wait_for_function("formgrader.grades.loaded && formgrader.comments.loaded")
        return self.tab.get_by_role("main").inner_text()

    def field(self, cell, kind=""):
        """A field of a graded cell."""
        return self.tab.locator(f"[id='{cell}{kind}']")

    @contextlib.contextmanager
    def saving(self):
        """Wait until what is entered meanwhile is saved: the page shows it before it asks the server."""
        with self.tab.expect_response(lambda answer: answer.request.method == "PUT") as saved:
            yield
        assert saved.value.ok

    def enter(self, field, text):
        with self.saving():
            field.fill(text)
            field.press("Tab")


def shown(folder, student):
    return (folder / "feedback" / student / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text()


def test_a_teacher_works_in_formgrader(folder, monkeypatch):
    grade_here(monkeypatch)
    with jupyterlab(folder) as address, chromium() as browser, page(browser) as tab:
        teacher = Formgrader(tab, address)
        assert "RefuseUnclearChecks" in teacher.press(ASSIGNMENT, "assign")
        assert "Successfully released" in teacher.press(ASSIGNMENT, "release")
        assert "Successfully collected" in teacher.press(ASSIGNMENT, "collect")
        assert teacher.row(ASSIGNMENT).locator(".num-submissions").inner_text() == "3"

        teacher.open(f"manage_submissions/{ASSIGNMENT}")
        for student in ("ada", "ben"):
            assert "Applying preprocessor: RunInSandbox" in teacher.press(student, "autograde")
        assert "eve is not graded, and waits for a person" in teacher.press("eve", "autograde")
        assert "needs manual grading" in teacher.row("eve").inner_text()
        assert "2 / 5" in teacher.row("ben").inner_text()

        grade_by_hand(teacher)
        summary = grade(folder).stdout
        assert "0 graded, 2 were graded already, 1 could not be graded, 0 wait for grading by hand" in summary
        assert "Feedback renewed, because the gradebook was edited: ada, ben" in summary
        assert "0 wait for grading by hand" in grade(folder, "--force").stdout
        told = grade(folder, "--explain", "ada").stdout
        assert "Why: nbgrader autograde." in told and "The gradebook says now: 5.5 of 5 points." in told
        current = shown(folder, "ada")
        assert "5.5 of 5 points" in current and "<strong>Why</strong>" in current and "<msup>" in current

        teacher.open(f"manage_submissions/{ASSIGNMENT}")
        assert "Successfully generated feedback" in teacher.press("ada", "generate-feedback")
        assert shown(folder, "ada").count("<strong>Why</strong>") == 1
        assert "Not released, as nothing came by the exchange" in teacher.press("ada", "release-feedback")
        add_a_student(teacher)
    assert "Nothing came from zoe" in grade(folder).stdout
    assert "Zoë" in (folder / "reports" / "class.html").read_text()
    lines = map(json.loads, (folder / "reports" / f"{ASSIGNMENT}.jsonl").read_text().splitlines())
    assert [line["why"] for line in lines if line["student"] == "ada"] == [["nbgrader autograde"], ["graded again"]]


def grade_by_hand(teacher):
    """Points, credit and a comment for both who handed in work, from one to the other by buttons and keys."""
    teacher.open(f"gradebook/{ASSIGNMENT}/{ASSIGNMENT}")
    teacher.tab.get_by_role("link", name="Submission #1").click()
    for number in range(3):
        words = teacher.submission(number + 1)
        if "By the chain rule." in words:
            teacher.enter(teacher.field("derive"), "2")
            teacher.enter(teacher.field("derive", "_extra_credit"), "0.5")
            teacher.enter(teacher.field("derive", "-comment"), NOTE)
        elif "I guess." in words:
            teacher.enter(teacher.field("derive"), "0")
        else:
            assert "This could not be graded by the program." in words
        if number == 0:
            teacher.tab.get_by_text("Next →").click()
        if number == 1:
            teacher.field("derive").press("Control+Period")


def add_a_student(teacher):
    teacher.tab.get_by_role("link", name="Manage Students").click()
    teacher.tab.wait_for_url("**/manage_students")
    teacher.tab.wait_for_function("window.models?.loaded")
    teacher.tab.get_by_text("Add new student").click()
    dialog = teacher.tab.locator(".modal-content:visible")
    for field, text in {"id": "zoe", "first-name": "Zoë", "last-name": "O'Brien"}.items():
        dialog.locator(f"input.{field}").fill(text)
    with teacher.saving():
        dialog.get_by_role("button", name="Save").click()
    teacher.row("zoe").wait_for()
