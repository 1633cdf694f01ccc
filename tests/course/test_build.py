"""Building: the same bytes every time, nothing written when anything is wrong, no answer in any hand-out."""

import ast
import json
import re
from pathlib import Path

import nbformat
import pytest

from autograder import exercises, load
from autograder.book import MENTION
from course.build import build, drift, strangers
from course.errors import CourseError
from course.execute import execute
from course.manifest import read_book
from course.proof.notebook import Run, problems_of_released, problems_of_solved
from course.release import STUB, prove_clean, secret_lines, still_output, student_notebook
from course.source import teacher_notebook


def spoil(root, name, old, new):
    path = root / "solutions" / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return text[: text.index(old)].count("\n") + 1


def test_committed_chapters_match_their_sources(the_book):
    """To the byte, and they were built by another process on another day: building depends on nothing else."""
    assert drift(the_book, the_book.chapters) == [] and strangers(the_book) == []


def test_build_writes_only_what_changed_and_removes_what_is_gone(book_copy):
    (book_copy / "chapters" / "98_old.ipynb").write_text("{}")
    (book_copy / "chapters" / "03_forward.ipynb").unlink()
    changed = build(read_book(book_copy))
    assert [path.name for path in changed] == ["03_forward.ipynb", "98_old.ipynb"]
    assert build(read_book(book_copy)) == []


def test_drift_sees_hand_edits_missing_and_extra_notebooks(book_copy):
    chapters = book_copy / "chapters"
    path = chapters / "01_perceptron.ipynb"
    path.write_text(path.read_text().replace("Frank Rosenblatt", "Frank Rosenblat"))
    (chapters / "02_activations.ipynb").unlink()
    (chapters / "77_mine.ipynb").write_text("{}")
    book = read_book(book_copy)
    changed, missing = map(str, drift(book, book.chapters))
    assert changed.startswith("chapters/01_perceptron.ipynb: differs from its source") and "Rosenblat " in changed
    assert missing.startswith("chapters/02_activations.ipynb: is missing")
    assert [str(problem).split(": ")[0] for problem in strangers(book)] == ["chapters/77_mine.ipynb"]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('exercise="step"', 'exercise="stepp"', "no exercise called 'stepp'. Did you mean step"),
        ('exercise="step"', 'exercise="sigmoid"', "sigmoid belongs to activations"),
        ('exercise="step"', 'exercise="weighted_sum"', "stands in two cells"),
        ('exercise="step"', 'exercize="step"', "unknown cell key 'exercize'"),
        ('check="step"', 'check="xor"', "xor is checked before it is set"),
        ("    ### BEGIN SOLUTION\n    return (z > 0)", "    return (z > 0)", "exactly one ### BEGIN SOLUTION"),
        ("# ## Play: a line", "# As chapter 04 says\n# ## Play: a line", "names 'chapter 04' by its number"),
        ("# ## Play: a line", "# See 04_losses.ipynb\n# ## Play: a line", "names '04_losses.ipynb' by its number"),
        (
            "# ## Play: a line",
            "# As chapter:looses says\n# ## Play: a line",
            "no chapter 'looses'. Did you mean losses",
        ),
        ("# ## Play: a line", "# ### BEGIN SOLUTION\n# ## Play: a line", "must hold no solution markers"),
    ],
)
def test_mistakes_in_a_source_name_the_line_and_write_nothing(book_copy, old, new, complaint):
    line = spoil(book_copy, "01_perceptron.py", old, new)
    before = {path: path.stat().st_mtime_ns for path in (book_copy / "chapters").iterdir()}
    spoil(book_copy, "03_forward.py", "Put units", "Put many units")  # Another chapter that would change.
    with pytest.raises(CourseError) as caught:
        build(read_book(book_copy))
    assert complaint in str(caught.value)
    named = re.match(r"solutions/01_perceptron\.py:(\d+):", str(caught.value))
    assert named and abs(int(named[1]) - line) <= 20
    assert {path: path.stat().st_mtime_ns for path in (book_copy / "chapters").iterdir()} == before


def test_other_chapters_are_named_by_their_numbers_once_it_is_built(the_book):
    texts = {chapter.topic: the_book.notebook_path(chapter).read_text() for chapter in the_book.chapters}
    assert "there is no slope to follow. [Chapter 02](02_activations.ipynb) bends" in texts["perceptron"]
    assert "From chapter 02: 1 / (1 + exp(-z))" in texts["classification"]
    assert not [topic for topic, text in texts.items() if MENTION.search(text)]


def test_a_forgotten_exercise_is_an_error(book_copy):
    path = book_copy / "solutions" / "01_perceptron.py"
    text = path.read_text()
    start = text.index('# %% check="xor"')
    path.write_text(text[:start] + text[text.index("# %% [markdown]", start) :])
    with pytest.raises(CourseError, match='no cell with check="xor"'):
        build(read_book(book_copy))


def notebooks(book):
    for chapter in book.chapters:
        teacher = teacher_notebook(book, chapter)
        yield chapter, teacher, nbformat.read(book.notebook_path(chapter), as_version=4)


def test_every_committed_notebook_holds_no_solution_and_no_hidden_test(the_book):
    for chapter, teacher, student in notebooks(the_book):
        prove_clean(teacher, student, chapter.source)
        text = the_book.notebook_path(chapter).read_text()
        assert not re.search("(BEGIN|END) (SOLUTION|HIDDEN)", text)
        for before, after in zip(teacher.cells, student.cells, strict=True):
            for line in secret_lines(before.source):
                if not re.search(r"\w\w", line):
                    continue  # A lone bracket gives nothing away.
                assert json.dumps(line)[1:-1] not in "\n".join(after.source.splitlines())


def test_every_handed_out_function_fails_loudly_until_it_is_written(the_book):
    for chapter, _, student in notebooks(the_book):
        for cell in student.cells:
            if cell.metadata.get("nbgrader", {}).get("solution"):
                name = cell.metadata.nbgrader.grade_id
                if load(name).is_value:
                    assert re.fullmatch(rf"{name.replace('-', '_')} = \.\.\.  # .+", cell.source), cell.source
                elif chapter.number != "00":
                    (function,) = ast.parse(cell.source).body
                    assert [type(node) for node in function.body] == [ast.Expr, ast.Raise]
                    assert cell.source.endswith(STUB)


def test_grade_ids_points_and_cell_ids(the_book):
    for chapter, teacher, student in notebooks(the_book):
        mine = [name for name in exercises() if load(name).chapter == chapter.source]
        for notebook in (teacher, student):
            graded = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade")]
            assert {c.metadata.nbgrader.grade_id for c in graded} == {f"check-{name}" for name in mine}
            for cell in graded:
                assert (
                    cell.metadata.nbgrader.points == load(cell.metadata.nbgrader.grade_id.removeprefix("check-")).points
                )
            ids = [cell.id for cell in notebook.cells]
            assert len(set(ids)) == len(ids)


def test_a_figure_comes_with_its_picture_and_nothing_else_has_an_output(the_book):
    for _, _, student in notebooks(the_book):
        shown = [cell for cell in student.cells if cell.get("outputs")]
        assert {cell.source for cell in shown} == {c.source for c in student.cells if still_output(c.source)}
        for cell in shown:
            output, caption = cell.outputs
            assert output.data["image/png"].startswith("iVBORw0KGgo") and len(output.data["text/plain"]) > 60
            assert output.metadata["image/png"]["alt"] == output.data["text/plain"]
            assert output.data["text/plain"] in caption.data["text/markdown"]


def test_an_output_that_is_left_is_noticed(the_book):
    chapter = the_book.chapters[1]
    teacher = teacher_notebook(the_book, chapter)
    student = student_notebook(teacher, chapter.source)
    cell = next(c for c in student.cells if c.id == "weighted_sum")
    cell.outputs = [nbformat.v4.new_output("stream", text="4")]
    with pytest.raises(CourseError, match="an output is left"):
        prove_clean(teacher, student, chapter.source)


def test_a_leak_is_noticed(the_book):
    chapter = the_book.chapters[1]
    teacher = teacher_notebook(the_book, chapter)
    student = student_notebook(teacher, chapter.source)
    index = next(i for i, c in enumerate(teacher.cells) if c.id == "weighted_sum")
    student.cells[index].source += "\n    return np.sum(x * w) + b"
    with pytest.raises(CourseError, match="a line of the solution is left"):
        prove_clean(teacher, student, chapter.source)


def test_a_cell_that_does_not_compile_once_cleared_is_noticed(book_copy):
    spoil(book_copy, "01_perceptron.py", "recall_01_1 = ...  # a number", "if True:")
    with pytest.raises(CourseError, match="not valid Python once the solution is cut out"):
        build(read_book(book_copy))


@pytest.fixture(scope="module")
def runs(the_book):
    """Chapter 01 solved and as handed out, in a real kernel."""
    chapter = the_book.chapters[1]
    teacher = teacher_notebook(the_book, chapter)
    released = student_notebook(teacher_notebook(the_book, chapter), chapter.source)
    return Run.of(execute(teacher)), Run.of(execute(released))


def complaints(problems_of, run):
    return [problem.text for problem in problems_of(run, Path("01_perceptron.py"), {})]


@pytest.mark.xdist_group("runs")
def test_course_check_accepts_what_is_right(runs):
    solved, released = runs
    assert (
        complaints(problems_of_solved, solved) == []
        and sum(solved.points.values()) == sum(solved.possible.values()) > 0
    )
    assert complaints(problems_of_released, released) == [] and sum(released.points.values()) == 0
    cards = [str(c.outputs) for c in released.notebook.cells if c.metadata.get("nbgrader", {}).get("grade")]
    assert all("Not written yet" in card for card in cards)


@pytest.mark.xdist_group("runs")
def test_course_check_notices_what_is_wrong(runs):
    solved, released = runs
    assert any("earns" in text for text in complaints(problems_of_solved, released))
    assert any("points unsolved" in text for text in complaints(problems_of_released, solved))


def test_course_check_notices_errors_and_warnings(the_book):
    source = 'import warnings\nwarnings.warn("careful")'
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source), nbformat.v4.new_code_cell("1 / 0")])
    found = complaints(problems_of_solved, Run.of(execute(notebook)))
    assert any("ZeroDivisionError" in text for text in found) and any("careful" in text for text in found)
