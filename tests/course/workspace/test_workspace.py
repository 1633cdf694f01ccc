"""The folder a learner works in: made, brought up to date, reset, packed, and rescued."""

import json
import os
import shutil
import subprocess
import zipfile

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from autograder import check, progress
from autograder.record import best_scores, record_path
from course.errors import CourseError
from course.manifest import read_book
from course.workspace import files
from course.workspace.pack import bring_back, export
from course.workspace.place import Workspace, workspace_for
from course.workspace.update import prepare, reset
from tests.support.commands import course

STUB = "raise NotImplementedError  # Your code goes here, in place of this line."


def git(folder, *command):
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false"]
    subprocess.run(["git", *who, *command], cwd=folder, check=True)


@pytest.fixture
def clone(book_copy):
    """A clone with its history, and nobody's work."""
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "first"]):
        git(book_copy, *command)
    return book_copy


def status(clone):
    return subprocess.run(["git", "status", "--short"], cwd=clone, capture_output=True, text=True).stdout.split("\n")


def answer(path, name="weighted_sum", code="return 2 * x"):
    notebook = files.read(path)
    (cell,) = (cell for cell in notebook.cells if cell.id == name)
    assert STUB in cell.source
    cell.source = cell.source.replace(STUB, code)
    notebook.cells.append(new_code_cell("my_note = 1"))
    notebook.metadata.language_info["version"] = "3.12"
    files.write(path, notebook)


def sources(path):
    return [cell.source for cell in files.read(path).cells]


def test_the_first_start_copies_the_chapters_and_the_second_changes_nothing(clone):
    book = read_book(clone)
    workspace = workspace_for(book)
    assert workspace.folder == clone / "my-work"
    assert "Your copies" in prepare(book, workspace).sentences[0]
    for chapter in book.chapters:
        assert workspace.notebook(chapter.source).read_bytes() == book.notebook_path(chapter).read_bytes()
    answer(workspace.notebook("01_perceptron"))
    before = workspace.notebook("01_perceptron").read_bytes()
    assert prepare(book, workspace).sentences == []
    assert workspace.notebook("01_perceptron").read_bytes() == before


def test_work_in_chapters_moves_to_the_workspace_and_the_clone_can_pull_again(clone, monkeypatch, tmp_path):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "account.sqlite"))
    check("weighted_sum", lambda x, w, b: x @ w + b)
    check("sigmoid", lambda z: z)
    account = record_path()
    monkeypatch.setattr("autograder.pack.shared_record", lambda: account)
    answer(clone / "chapters" / "01_perceptron.ipynb")
    shutil.copy(clone / "chapters" / "01_perceptron.ipynb", clone / "chapters" / "scratch.ipynb")
    notes = nbformat.v4.new_notebook(cells=[new_code_cell("other")])
    notes.metadata.language_info = {"name": "python", "version": "3"}
    nbformat.write(notes, clone / "chapters" / "notes.ipynb")
    book = read_book(clone)
    workspace = workspace_for(book)
    sentences = prepare(book, workspace).sentences
    assert "has moved to" in sentences[0] and "01_perceptron.ipynb" in sentences[0]
    here = sources(workspace.notebook("01_perceptron"))
    assert any("return 2 * x" in source for source in here) and "my_note = 1" in here
    assert sources(workspace.notebook("notes")) == ["other"]
    assert not [line for line in status(clone) if "chapters" in line]
    backups = sorted(path.name for path in (workspace.folder / "backups").rglob("*.ipynb"))
    assert backups == ["01_perceptron.ipynb", "notes.ipynb", "scratch.ipynb"]
    monkeypatch.setenv("COURSE_PROGRESS", str(workspace.record))
    assert best_scores() == {"weighted_sum": 1}  # What was not answered here belongs to another clone.
    assert prepare(book, workspace).sentences == []


def test_work_that_was_committed_is_carried_over_too(clone):
    answer(clone / "chapters" / "01_perceptron.ipynb")
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@e", "commit", "-qam", "mine"], cwd=clone, check=True
    )
    book = read_book(clone)
    workspace = workspace_for(book)
    prepare(book, workspace)
    assert any("return 2 * x" in source for source in sources(workspace.notebook("01_perceptron")))
    assert STUB in "".join(sources(clone / "chapters" / "01_perceptron.ipynb"))


def test_the_second_edition_finds_the_answers_of_the_first(clone):
    book = read_book(clone)
    workspace = workspace_for(book)
    prepare(book, workspace)
    # As the first edition had it: another number, and one exercise in another chapter.
    answer(workspace.notebook("07_backpropagation"), "sum_backward", "return mine")
    for folder in (workspace.folder, workspace.handed_out):
        (folder / "07_backpropagation.ipynb").rename(folder / "06_backpropagation.ipynb")
    (workspace.folder / "my_network.py").write_text("learned = 1\n")
    prepare(book, workspace)
    assert not workspace.notebook("06_backpropagation").exists()
    here = sources(workspace.notebook("07_backpropagation"))
    assert any("return mine" in source for source in here) and "my_note = 1" in here
    assert (workspace.folder / "my_network.py").read_text() == "learned = 1\n"
    assert [path.name for path in (workspace.folder / "backups").rglob("*.ipynb")] == ["06_backpropagation.ipynb"]


@pytest.mark.parametrize("damage", ["cut", "conflict", "empty", "no notebook", "bytes", "strange cell"])
def test_a_damaged_notebook_is_kept_aside_and_what_can_be_read_of_it_is_saved(clone, damage):
    book = read_book(clone)
    workspace = workspace_for(book)
    prepare(book, workspace)
    path = workspace.notebook("01_perceptron")
    answer(path)
    whole = path.read_bytes()
    spoiled = {
        "cut": whole[: whole.index(b'"id": "check-weighted_sum"')],
        "conflict": whole.replace(b'  "language_info"', b'<<<<<<< ours\n  "language_info"'),
        "empty": b"",
        "no notebook": b"[1, 2]",
        "bytes": b"\xff\xfe" + whole,
        "strange cell": whole.replace(b'"cell_type": "markdown"', b'"cell_type": 5', 1),
    }[damage]
    assert spoiled != whole
    path.write_bytes(spoiled)
    sentences = prepare(book, workspace).sentences
    assert "01_perceptron.ipynb is damaged" in sentences[0] and "It is kept as backups" in sentences[0]
    (kept,) = (workspace.folder / "backups").rglob("*.ipynb")
    assert kept.read_bytes() == spoiled
    nbformat.validate(files.read(path))
    assert any("return 2 * x" in text for text in sources(path)) == (damage not in ("empty", "no notebook"))
    assert prepare(book, workspace).sentences == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_notebook_that_cannot_be_read_is_left_alone(clone):
    book = read_book(clone)
    workspace = workspace_for(book)
    prepare(book, workspace)
    workspace.notebook("01_perceptron").chmod(0)
    assert "cannot be read" in prepare(book, workspace).sentences[0]
    workspace.notebook("01_perceptron").chmod(0o600)


def test_an_unreadable_path_is_a_sentence(clone):
    book = read_book(clone)
    workspace = workspace_for(book)
    prepare(book, workspace)
    workspace.notebook("01_perceptron").unlink()
    workspace.notebook("01_perceptron").mkdir()
    assert "01_perceptron.ipynb cannot be read" in prepare(book, workspace).sentences[0]


def test_a_workspace_that_cannot_be_written_is_a_sentence(clone):
    (clone / "my-work").write_text("a file")
    with pytest.raises(CourseError, match="cannot be written"):
        prepare(read_book(clone), workspace_for(read_book(clone)))


def test_reset_gives_a_fresh_copy_and_keeps_the_old_one(clone):
    book = read_book(clone)
    workspace = workspace_for(book)
    prepare(book, workspace)
    path = workspace.notebook("01_perceptron")
    answer(path)
    kept = reset(book, workspace, book.chapter("perceptron"))
    assert "return 2 * x" in (kept / path.name).read_text() and STUB in path.read_text()
    assert prepare(book, workspace).sentences == []


def test_work_and_progress_move_to_another_machine_in_one_file(clone, tmp_path, monkeypatch):
    book = read_book(clone)
    here, there = workspace_for(book), Workspace(tmp_path / "there")
    prepare(book, here)
    answer(here.notebook("01_perceptron"))
    (here.folder / "my_network.py").write_text("learned = 1\n")
    monkeypatch.setenv("COURSE_PROGRESS", str(here.record))
    check("weighted_sum", lambda x, w, b: x @ w + b)
    assert export(here, tmp_path / "pack.zip") == len(book.chapters)
    prepare(book, there)
    answer(there.notebook("01_perceptron"), code="return x + x")
    count, backup = bring_back(there, tmp_path / "pack.zip")
    assert count == len(book.chapters) + 1
    assert "return 2 * x" in there.notebook("01_perceptron").read_text()
    assert "return x + x" in (backup / "01_perceptron.ipynb").read_text()
    assert (there.folder / "my_network.py").exists() and prepare(book, there).sentences == []
    monkeypatch.setenv("COURSE_PROGRESS", str(there.record))
    assert best_scores() == {"weighted_sum": 1}
    bring_back(there, tmp_path / "pack.zip")
    assert best_scores() == {"weighted_sum": 1}


def test_a_pack_that_is_none_changes_nothing(clone, tmp_path):
    workspace = workspace_for(read_book(clone))
    (tmp_path / "text.zip").write_text("no zip")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as pack:
        pack.writestr("../evil.py", "x")
        pack.writestr(".gradients-by-hand/handed-out/00.ipynb", "{}")
    for name in ("text.zip", "other.zip", "missing.zip"):
        with pytest.raises(CourseError):
            bring_back(workspace, tmp_path / name)
    assert not workspace.folder.exists() and not (tmp_path / "evil.py").exists()
    with pytest.raises(CourseError, match="no workspace here"):
        export(workspace, tmp_path / "pack.zip")


def test_two_clones_do_not_mix_their_progress(clone, tmp_path, monkeypatch):
    monkeypatch.delenv("COURSE_PROGRESS")
    other = tmp_path / "other"
    shutil.copytree(clone, other)
    for place in (clone, other):
        prepare(read_book(place), workspace_for(read_book(place)))
    monkeypatch.chdir(clone / "my-work")
    check("weighted_sum", lambda x, w, b: x @ w + b)
    assert best_scores() == {"weighted_sum": 1} and record_path().is_relative_to(clone / "my-work")
    monkeypatch.chdir(clone / "chapters")
    assert best_scores() == {"weighted_sum": 1}
    monkeypatch.chdir(other / "my-work")
    assert best_scores() == {} and progress().solved("01_perceptron") == 0


def test_the_commands_say_what_they_did(clone, tmp_path, monkeypatch):
    monkeypatch.delenv("COURSE_WORKSPACE", raising=False)
    assert "Your copies of the chapters are in" in course(clone, "update").stdout
    answer(clone / "my-work" / "01_perceptron.ipynb")
    assert "are up to date" in course(clone, "update").stdout
    count = len(read_book(clone).chapters)
    assert f"{count} notebooks and your progress" in course(clone, "export", str(tmp_path / "mine.zip")).stdout
    assert "Yours is in" in course(clone, "reset", "01").stdout
    back = course(clone, "import", str(tmp_path / "mine.zip")).stdout
    assert f"{count} files are back in" in back and "What they replaced is in" in back
    assert "return 2 * x" in json.dumps(sources(clone / "my-work" / "01_perceptron.ipynb"))
    wrong = course(clone, "import", str(tmp_path / "nothing.zip"))
    assert wrong.exit_code == 1 and "cannot be read" in wrong.stderr
