"""One install: the wheel brings all a learner needs, and nothing else."""

import os
import shutil
import subprocess
import sys
import zipfile

import pytest

from course.addresses import launch_line
from course.build import build, strangers
from course.manifest import find_root, read_book
from course.readme import BEGIN, END, badges
from tests.support import ROOT

UV = shutil.which("uv")
LEARNING = """
import autograder, playground as play
from autograder import check, exercises, load, progress
assert check(load("weighted_sum").reference).passed and not check("double", lambda x: x * x).passed
report = check(load("weighted_sum").reference)
assert report.model, "the model answer comes from the installed book"
assert play.ball().build() and len(exercises()) > 100
assert progress().solved("01_perceptron") == 1
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([UV, "build", "-q", "--out-dir", folder, ROOT], check=True)
    return folder


@pytest.mark.slow
@pytest.mark.skipif(not UV, reason="needs uv")
def test_the_wheel_holds_the_book_and_the_sdist_all_sources(built):
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    book = read_book(ROOT)
    for chapter in book.chapters:
        assert f"gradients_by_hand/chapters/{chapter.source}.ipynb" in names
    assert "gradients_by_hand/book.toml" in names and "playground/stills/ball.png" in names
    assert "course/classroom/templates/page.html.j2" in names
    assert not [name for name in names if name.startswith(("tests/", "my-work/")) or "checkpoint" in name]
    (sdist,) = built.glob("*.tar.gz")
    listing = subprocess.run(["tar", "tzf", sdist], capture_output=True, text=True, check=True).stdout
    assert "/solutions/01_perceptron.py" in listing and "/tests/conftest.py" in listing


@pytest.mark.slow
@pytest.mark.skipif(not UV, reason="needs uv")
def test_a_learner_installs_the_wheel_checks_and_opens_a_workspace(built, tmp_path):
    (wheel,) = built.glob("*.whl")
    home, python = tmp_path / "home", tmp_path / "env" / "bin" / "python"
    home.mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("COURSE_", "VIRTUAL_"))}
    environment |= {"HOME": str(home), "NO_COLOR": "1", "UV_CACHE_DIR": cache()}
    newest = ["--exclude-newer", "2026-11-20T00:00:00Z"]
    for command in (["venv", "-q", "--python", sys.executable, tmp_path / "env"],
                    ["pip", "install", "-q", *newest, "--python", python, wheel]):  # fmt: skip
        subprocess.run([UV, *command], check=True, env=environment)
    listing = subprocess.run([UV, "pip", "list", "--python", python], capture_output=True, text=True, env=environment)
    assert not {"nbgrader", "jupyterlab", "sphinx", "pytest"} & set(listing.stdout.split())

    course = [python.with_name("course")]
    made = subprocess.run([*course, "update"], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert made.returncode == 0 and "gradients-by-hand" in made.stdout, made.stderr
    workspace = home / "gradients-by-hand"
    assert (workspace / "01_perceptron.ipynb").exists()
    subprocess.run([python, "-c", LEARNING], cwd=workspace, env=environment, check=True)
    assert (workspace / ".gradients-by-hand" / "progress.sqlite").exists()
    lab = subprocess.run([*course, "lab"], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert lab.returncode == 1 and 'pip install "gradients-by-hand[lab]"' in lab.stderr


def cache():
    return subprocess.run([UV, "cache", "dir"], capture_output=True, text=True, check=True).stdout.strip()


def test_launch_links_follow_one_line_of_the_manifest(book_copy):
    book = read_book(book_copy)
    assert launch_line(book, book.chapters[1]) == "" and badges(book) == []
    path = book_copy / "book.toml"
    path.write_text(path.read_text().replace('repository = ""', 'repository = "https://github.com/someone/something"'))
    book = read_book(find_root(book_copy))
    line = launch_line(book, book.chapters[1])
    assert "colab.research.google.com/github/someone/something/blob/HEAD/chapters/01_perceptron.ipynb" in line
    assert "mybinder.org/v2/gh/someone/something/HEAD" in line
    readme = book_copy / "README.md"
    readme.write_text(f"# Title\n\n{BEGIN}\n{END}\n\nIt has 9 chapters, about 4 hours of work.\n")
    assert "other badges" in str(strangers(book)[0])
    assert readme in build(book) and build(book) == [] and strangers(book) == []
    written = readme.read_text()
    assert "(https://someone.github.io/something/)" in written and written.endswith(f"\n\nIt has {book.size}.\n")
    path.write_text(path.read_text().replace("https://github.com/someone/something", ""))
    assert build(read_book(book_copy)) and "someone" not in readme.read_text()
