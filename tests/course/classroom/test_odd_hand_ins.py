"""Hand-ins as people really send them: the intention is mended where it is plain, and else a person is asked."""

import html
import re
from html.parser import HTMLParser

import nbformat
import pytest
from nbgrader.api import Gradebook

from course.classroom.create import generate
from tests.support.classes import a_class, grade, grade_here, needs_a_sandbox, scores
from tests.support.odd_hand_ins import HAND_INS, OTHER, REFUSED, other_notebook, source_notebook
from tests.support.submissions import ASSIGNMENT

needs_a_sandbox()

pytestmark = pytest.mark.xdist_group("odd")  # These tests share what is slow to make.


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """The class, graded once: its folder, the points by student, and the summary."""
    folder = a_class(tmp_path_factory.mktemp("odd") / "class", [], notebook=source_notebook())
    other = folder / "source" / OTHER / f"{OTHER}.ipynb"
    other.parent.mkdir()
    nbformat.write(other_notebook(), other)
    assert list(generate(folder, [OTHER])) == [OTHER]
    for one in HAND_INS:
        one.put(folder / "submitted")
    with pytest.MonkeyPatch.context() as here:
        grade_here(here)
        done = grade(folder)
    return folder, scores(folder), done.stdout


def page_of(folder, student):
    return (folder / "feedback" / student / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text()


def told(summary, student):
    """What the summary says of a student."""
    found = re.findall(rf"^(?:look|not graded) {re.escape(student)}: (.*)$", summary, re.MULTILINE)
    return " ".join(found)


@pytest.mark.parametrize("one", HAND_INS, ids=lambda one: one.student[:40].replace("\n", " "))
def test_everyone_gets_the_points_or_a_person_with_a_reason(one, graded):
    folder, points, summary = graded
    said, page = told(summary, one.student), page_of(folder, one.student)
    assert one.said in said
    assert one.shown in html.unescape(page)
    if one.points is REFUSED:
        assert f"not graded {one.student}: " in summary and points[one.student] == 0
        assert "A person will look at this" in page
        with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
            submission = gradebook.find_submission(ASSIGNMENT, one.student)
            assert submission.needs_manual_grade
            (comment,) = [comment.comment for comment in submission.notebooks[0].comments if comment.comment]
        assert comment.startswith("This could not be graded by the program. ") and one.said in comment
    else:
        assert f"not graded {one.student}: " not in summary
        assert points[one.student] == one.points
        assert one.points == 3 or re.search(r"Not yet|To do|class=\"error\"", page)
    if not (one.said or one.shown):
        assert said == ""  # Nothing is said of what needs nobody's attention.


class Markup(HTMLParser):
    """What of a page could run: scripts, handlers of events, addresses that are code."""

    def __init__(self, text):
        super().__init__()
        self.runs = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.runs += [tag] if tag in ("script", "iframe", "object", "embed") else []
        self.runs += [name for name, value in attributes if name.startswith("on") or "javascript:" in (value or "")]


def test_nothing_that_was_handed_in_runs_on_a_page(graded):
    folder, _, _ = graded
    pages = sorted(folder.glob("feedback/*/*/*.html"))
    assert len(pages) == len(HAND_INS)
    assert [path.parts[-3] for path in pages if Markup(path.read_text()).runs] == []
    assert Markup((folder / "reports" / "class.html").read_text()).runs == []
    assert not list(folder.parent.rglob("evil*"))


def test_the_summary_counts_everyone_once_and_a_second_run_does_nothing(graded):
    folder, _, summary = graded
    refused = sum(one.points is REFUSED for one in HAND_INS)
    assert f"{len(HAND_INS) - refused} graded, 0 were graded already, {refused} could not be graded" in summary
    again = grade(folder).stdout
    assert f"0 graded, {len(HAND_INS) - refused} were graded already, {refused} could not be graded" in again
    assert len((folder / "reports" / f"{ASSIGNMENT}.jsonl").read_text().splitlines()) == len(HAND_INS)
