"""The page over all chapters: who is where and who needs somebody, with names and without, and how to be forgotten."""

import json
import shutil

import pytest
from nbgrader.api import Gradebook

from autograder import load
from course.classroom.class_page import class_page
from course.classroom.likeness import alike, digest_and_size
from tests.support.commands import cli

pytestmark = [
    pytest.mark.filterwarnings("ignore:Object of type <Submitted"),  # nbgrader's add_submission
    pytest.mark.xdist_group("class page"),  # These tests share what is slow to make.
]

MISTAKE = load("weighted_sum").misconceptions[0]
CODE = "abcdef0123456789"


def exercise(points, finding="", misconception=None, answer="", size=0):
    return {
        "points": points, "of": 1.0, "finding": finding, "misconception": misconception, "says": "So.",
        "answer": answer, "size": size,
    }  # fmt: skip


def line(student, failed="", late=0, **exercises):
    notebooks = {} if failed else {"n": {"seed": 1, "repairs": [], "exercises": exercises}}
    return {"student": student, "failed": failed, "basis": {"late": late}, "notebooks": notebooks}


@pytest.fixture
def course(graded, tmp_path):
    """The course, to be changed."""
    return shutil.copytree(graded, tmp_path / "course")


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Two assignments, five students: one missing, one late, one unreadable, one for a person."""
    folder = tmp_path_factory.mktemp("graded")
    (folder / "nbgrader_config.py").write_text("c = get_config()\n")
    (folder / "reports").mkdir()
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        gradebook.add_student("ada", last_name="Lovelace <b>", first_name="Ada")
        for student in ("ben", "cem", "dan", "eve"):
            gradebook.add_student(student)
        for name, due in (("01_perceptron", "2026-01-01 12:00:00 UTC"), ("02_activations", None)):
            gradebook.add_assignment(name, duedate=due)
            gradebook.add_notebook("n", name)
            gradebook.add_grade_cell("check-weighted_sum", "n", name, max_score=1, cell_type="code")
        for student, name, score, waits in (
            ("ada", "01_perceptron", 1, False), ("ben", "01_perceptron", 0, False),
            ("cem", "01_perceptron", None, True), ("dan", "01_perceptron", 0, True),
            ("ada", "02_activations", 1, False),
        ):  # fmt: skip
            gradebook.add_submission(name, student)
            grade = gradebook.find_grade("check-weighted_sum", "n", name, student)
            grade.auto_score, grade.needs_manual_grade = score, waits
            gradebook.db.commit()
    wrong = exercise(0.0, "value", MISTAKE.id)
    reports = {
        "01_perceptron": [
            line("ada", weighted_sum=exercise(0.0, "not_written")),
            line("ada", weighted_sum=exercise(1.0)),
            line("ben", late=60, weighted_sum=wrong, step=exercise(0.0, "value", None, CODE, 60)),
            line("cem", failed="It is <no> notebook."),
            line("dan", weighted_sum=wrong, step=exercise(0.0, "value", None, CODE, 60)),
            line("gone", weighted_sum=wrong),
        ],
        "02_activations": [line("ada", sigmoid=exercise(1.0))],
    }
    for name, lines in reports.items():
        text = "".join(json.dumps(one) + "\n" for one in lines)
        (folder / "reports" / f"{name}.jsonl").write_text(text + '{"student": "cut o')
    return folder


def page(folder, anonymous=False):
    return class_page(folder, f"sqlite:///{folder / 'gradebook.db'}", anonymous)


def row(text, student):
    return text.partition(f'<th scope="row">{student}</th>')[2].partition("</tr>")[0]


def test_everyone_enrolled_has_a_row_with_what_is_missing_late_unreadable_or_waits(course):
    text = page(course)
    assert text.count('<th scope="row">') == 5 and "gone" not in text
    assert '<td class="graded">1</td><td class="graded">1</td><td>2</td>' in row(text, "Lovelace &lt;b&gt;, Ada (ada)")
    assert "<small>late</small>" in row(text, "ben") and "missing" not in row(text, "ben")
    assert 'class="failed" title="It is &lt;no&gt; notebook.">cannot' in row(text, "cem")
    assert "0 by hand" in row(text, "dan") and "not due yet" in row(text, "dan")
    assert 'class="missing">missing' in row(text, "eve")
    facts = [
        "<b>5</b><span>students",
        "<b>1</b><span>missing",
        "<b>1</b><span>could not",
        "<b>1</b><span>wait",
        "<b>4</b><span>graded",
    ]
    assert all(fact in text for fact in facts)


def test_it_says_who_is_behind_and_who_has_which_mistake(course):
    text = page(course)
    assert "<strong>eve</strong>: behind, missing 01_perceptron" in text
    assert "<strong>cem</strong>: a hand-in that cannot be graded: 01_perceptron" in text
    assert f"<b>2</b><div>{MISTAKE.message}" in text.replace("&#39;", "'") and '<div class="who">ben; dan</div>' in text
    hardest = text.partition("Hardest exercises")[2].partition("What is misunderstood")[0]
    assert hardest.index("<code>step</code>") < hardest.index("<code>weighted_sum</code>")
    assert "1 right, 2 wrong" in hardest and "<code>sigmoid</code>" not in hardest


def test_without_names_there_are_none(course):
    text = page(course, anonymous=True)
    for name in ("Lovelace", "ada", "ben", "cem", "dan", "eve"):
        assert name not in text.replace("leave", "").replace("evenly", "")
    assert "<b>2</b>" in text and "<code>step</code>" in text


def test_the_same_unusual_code_is_a_hint(course):
    path = course / "reports" / "01_perceptron.jsonl"
    more = [
        line(who, a=exercise(0, "value", None, "1", 50), b=exercise(1, "", None, "2", 50)) for who in ("ben", "dan")
    ]
    path.write_text(path.read_text() + "\n" + "".join(json.dumps(one) + "\n" for one in more))
    assert "<li><strong>ben; dan</strong>, 01_perceptron: <code>a, b</code>" in page(course)


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({"a": "12", "b": "12", "c": "34"}, [(("a", "b"), ("x", "y"))]),
        ({"a": "12", "b": "14", "c": "35"}, []),  # One answer in common.
        ({"a": "12", "b": "12", "c": "12"}, []),  # Many have it.
        ({"a": "19", "b": "19", "c": "34"}, []),  # The course gives one of them.
    ],
)
def test_alike_are_several_answers_that_nobody_else_has(answers, found):
    last = {
        who: line(who, x=exercise(1, "", None, one, 50), y=exercise(1, "", None, two, 50))
        for who, (one, two) in answers.items()
    }
    assert alike(last, {"9"}) == found


def test_layout_comments_and_docstrings_make_no_difference_but_names_do():
    first = digest_and_size("def f(x):\n    '''Doc.'''\n    return x  # so")
    assert first == digest_and_size("def f( x ):\n\n    return (x)") and first[1] > 5
    assert first[0] != digest_and_size("def f(y):\n    return y")[0]
    assert digest_and_size("def f(") == ("", 0) == digest_and_size("\0")


def test_a_person_is_forgotten_everywhere(course):
    for step in ("submitted", "autograded", "feedback"):
        (course / step / "ben" / "01_perceptron").mkdir(parents=True)
        (course / step / "ben" / "01_perceptron" / "n.txt").write_text("ben")
    assert cli("class", "--course-dir", course).exit_code == 0
    assert "ben" in (course / "reports" / "class.html").read_text()
    (course / "downloaded").mkdir()
    (course / "students.csv").touch()
    report, odd_ends = course / "reports" / "01_perceptron.jsonl", "\u2028\x85\x1c"
    lines = [line(who, a=exercise(1, "", None, "1", 50)) | {"why": [odd_ends]} for who in ("ben", "ada")]
    told = [json.dumps(one, ensure_ascii=False) for one in lines]
    report.write_text(report.read_text() + "\n" + "\n".join(told) + '\n{"student": "ben", "why": ["ne')
    done = cli("forget", "ben", "--yes", "--course-dir", course)
    assert done.exit_code == 0 and "removed the gradebook's entries" in done.stdout
    assert "yours to clean: downloaded, students.csv, nbgrader's exchange" in " ".join(done.stdout.split())
    assert report.read_text().endswith(told[1] + "\n")
    for path in course.rglob("*"):
        assert "ben" not in path.name
        if path.is_file() and path.suffix != ".db":
            assert '"ben"' not in path.read_text() and ">ben<" not in path.read_text()
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        assert sorted(student.id for student in gradebook.students) == ["ada", "cem", "dan", "eve"]
        assert len(gradebook.assignment_submissions("01_perceptron")) == 3
    again = cli("forget", "ben", "--yes", "--course-dir", course)
    assert again.exit_code == 1 and "Nothing is known of ben" in again.stderr
    for odd in ("..", ".", "a/b", "../x"):
        assert cli("forget", odd, "--yes", "--course-dir", course).exit_code == 1
    assert (course / "submitted").is_dir()


def test_a_page_written_in_the_course_s_folder_has_its_name(course, monkeypatch):
    monkeypatch.chdir(course)
    assert cli("class").exit_code == 0
    assert f"<h1>{course.name} <small>" in (course / "reports" / "class.html").read_text()


def test_nobody_is_forgotten_without_a_word(course):
    shutil.rmtree(course / "reports")
    assert cli("forget", "ben", "--course-dir", course, answer="n\n").exit_code == 1
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        assert "ben" in [student.id for student in gradebook.students]
