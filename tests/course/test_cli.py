"""The `course` command as a contributor meets it."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from course.cli import app
from course.lab import _run
from tests.support import commands
from tests.support.browser import lab


def course(folder, *arguments):
    command = [sys.executable, "-m", "course", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env=os.environ | {"NO_COLOR": "1"})


@pytest.mark.slow
def test_build_check_fails_on_drift_and_passes_on_what_is_built(book_copy):
    path = book_copy / "chapters" / "01_perceptron.ipynb"
    path.write_text(path.read_text().replace("Rosenblatt", "Rosenblat", 1))
    result = course(book_copy, "build", "--check")
    assert result.returncode == 1
    assert "chapters/01_perceptron.ipynb: differs from its source" in result.stdout
    assert course(book_copy, "build").returncode == 0
    assert course(book_copy, "build", "--check").returncode == 0


def test_a_mistake_is_one_line_and_no_traceback(book_copy):
    path = book_copy / "book.toml"
    path.write_text(re.sub(r"minutes = \d+", "minutes = true", path.read_text(), count=1))
    result = course(book_copy, "check")
    assert result.returncode == 1
    assert result.stderr.startswith("book.toml:") and len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "perceptrn"], "there is no chapter 'perceptrn'. Did you mean perceptron?"),
        (["check", "--exercise", "sigmod"], "there is no exercise called 'sigmod'. Did you mean sigmoid"),
        (["new", "exercise", "soft-plus", "--in", "02"], "'soft-plus' cannot be the name of a function"),
        (["new", "exercise", "sigmoid", "--in", "02"], "there is an exercise called sigmoid already"),
        (["new", "exercise", "softplus", "--in", "lossses"], "there is no chapter 'lossses'. Did you mean losses"),
        (["new", "chapter", "losses"], "there is a chapter on 'losses' already"),
        (["new", "chapter", "5"], "'5' cannot be a topic"),
    ],
)
def test_a_wrong_name_is_a_sentence_with_the_names_that_come_near(book_copy, arguments, words):
    result = commands.course(book_copy, *arguments)
    assert result.exit_code == 1 and words in result.stderr


def test_outside_of_any_book_the_installed_one_is_found(tmp_path):
    said = commands.course(tmp_path, "check", "perceptrn").stderr
    assert "there is no chapter 'perceptrn'. Did you mean perceptron?" in said


def test_every_command_explains_itself():
    runner = CliRunner()
    for command in ("lab", "build", "check", "new", "renumber", "classroom", "grade"):
        result = runner.invoke(app, [command, "--help"])
        assert result.exit_code == 0 and len(result.output) > 100


def test_who_stops_lab_while_its_server_starts_stops_the_server(monkeypatch):
    class Server:
        def __init__(self, command):
            self.status = None
            signal.raise_signal(signal.SIGTERM)

        def terminate(self):
            self.status = 143

        def wait(self):
            return self.status

    monkeypatch.setattr("course.lab.subprocess", SimpleNamespace(Popen=Server))
    before = signal.getsignal(signal.SIGTERM)
    try:
        assert _run(["jupyter"]) == 143
    finally:
        signal.signal(signal.SIGTERM, before)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at Linux' processes")
def test_lab_takes_its_server_and_kernels_along(tmp_path):
    def running():
        lines = []
        for place in Path("/proc").glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError):
                lines.append(place.read_bytes().decode(errors="replace"))
        return [line for line in lines if str(tmp_path) in line]

    with lab(tmp_path) as address:
        urllib.request.urlopen(urllib.request.Request(f"{address}/api/kernels?token=here", data=b"{}", method="POST"))
        assert len(running()) == 2  # The server and its kernel, each with a path of this test's.
    assert running() == []
