"""Work and progress in one file: what is packed comes back whole, and what it replaces is kept."""

import zipfile

import pytest

from autograder import check, export_work, import_work, progress
from course.workspace.pack import bring_back
from course.workspace.place import Workspace


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with a notebook, a library and a passed check, as a browser has it."""

    def at(name):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        monkeypatch.chdir(folder)
        monkeypatch.setenv("COURSE_PROGRESS", str(folder / ".gradients-by-hand" / "progress.sqlite"))
        return folder

    here = at("here")
    (here / "01_perceptron.ipynb").write_text("mine")
    (here / "my_network.py").write_text("import numpy as np\n")
    assert check("double", lambda x: 2 * x).passed
    return at


def packed(folder):
    (file,) = folder.glob("gradients-by-hand-*.zip")
    return file


def test_work_and_progress_move_to_another_place(desk, capsys):
    export_work()
    export_work()  # The file of before does not go into the new one.
    file = packed(desk("here"))
    assert "1 notebooks" in capsys.readouterr().out
    assert not [name for name in zipfile.ZipFile(file).namelist() if name.endswith(".zip")]
    there = desk("there")
    (there / "my_network.py").write_text("another\n")
    assert progress().total[0] == 0
    import_work(str(file))
    assert (there / "01_perceptron.ipynb").read_text() == "mine" and progress().total[0] == 1
    (kept,) = there.glob("backups/*/my_network.py")
    assert kept.read_text() == "another\n"
    assert "2 files are back" in capsys.readouterr().out


def test_a_computer_takes_over_what_a_browser_packed(desk, tmp_path):
    export_work()
    workspace = Workspace(tmp_path / "my-work")
    assert bring_back(workspace, packed(desk("here"))) == (2, None)
    assert workspace.notebook("01_perceptron").read_text() == "mine" and workspace.record.is_file()


def test_another_file_changes_nothing_and_is_named(desk, capsys):
    (desk("here") / "thesis.zip").write_text("no zip")
    import_work("thesis.zip")
    import_work("nowhere.zip")
    said = capsys.readouterr().out
    assert "thesis.zip is damaged, or not a file" in said and "nowhere.zip cannot be read" in said
