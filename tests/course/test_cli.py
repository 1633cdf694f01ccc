"""The `course` command as a contributor meets it."""

import contextlib
import os
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from course.cli import app
from tests.support.browser import lab


def course(folder, *arguments):
    command = [sys.executable, "-m", "course.cli", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env=os.environ | {"NO_COLOR": "1"})


def test_build_check_passes_on_the_repository_and_fails_on_drift(book_copy):
    assert course(book_copy, "build", "--check").returncode == 0
    path = book_copy / "chapters" / "01_perceptron.ipynb"
    path.write_text(path.read_text().replace("Rosenblatt", "Rosenblat", 1))
    result = course(book_copy, "build", "--check")
    assert result.returncode == 1
    assert "01_perceptron.ipynb differs from its source" in result.stdout
    assert course(book_copy, "build").returncode == 0
    assert course(book_copy, "build", "--check").returncode == 0


def test_a_mistake_is_one_line_and_no_traceback(book_copy):
    path = book_copy / "book.toml"
    path.write_text(path.read_text().replace("minutes = 75", "minutes = true", 1))
    result = course(book_copy, "check")
    assert result.returncode == 1
    assert result.stderr.startswith("book.toml:") and len(result.stderr.strip().splitlines()) == 1


def test_outside_of_any_book_the_installed_one_is_found(tmp_path):
    assert course(tmp_path, "build", "--check").returncode == 0


def test_every_command_explains_itself():
    runner = CliRunner()
    for command in ("lab", "build", "check", "classroom"):
        result = runner.invoke(app, [command, "--help"])
        assert result.exit_code == 0 and len(result.output) > 100


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
