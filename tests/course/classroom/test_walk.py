"""docs/teaching.md: its commands, options, links and files exist. test_hub.py runs what a chapter takes."""

import re

import pytest
from nbgrader.apps import NbGraderApp
from typer.main import get_command

from course.cli import app
from tests.support import ROOT

PATH = ROOT / "docs" / "teaching.md"
TEXT = PATH.read_text()
CODE = [*re.findall(r"`([^`]+)`", TEXT), *re.findall(r"^    (.+)$", TEXT, re.MULTILINE)]
COMMANDS = sorted({code for code in CODE if re.search(r"(^|[/ ])(course|nbgrader) [a-z]", code)})


def test_there_are_commands():
    assert len(COMMANDS) > 20


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_exists_with_its_options(line):
    program, name, rest = re.search(r"(?:^|[/ ])(course|nbgrader) ([a-z_-]+)(.*)", line).groups()
    options = set(re.findall(r"(--[a-z-]+)", rest))
    if program == "course":
        command = get_command(app).commands[name]
        assert options <= {known for parameter in command.params for known in parameter.opts}
    else:
        assert name in NbGraderApp.subcommands
        known = NbGraderApp.subcommands[name][0]
        assert options <= {"--duedate", "--exporter", "--assignment"} | {f"--{flag}" for flag in known().flags}


def test_links_lead_somewhere():
    headings = {
        re.sub(r"[^\w -]", "", found.lower()).replace(" ", "-") for found in re.findall(r"^#+ (.+)$", TEXT, re.M)
    }
    for target in re.findall(r"\]\(([^)]+)\)", TEXT):
        if target.startswith("#"):
            assert target[1:] in headings, target
        elif "://" not in target:
            assert (PATH.parent / target).exists(), target


def test_the_files_of_a_hub_are_the_ones_that_are_copied():
    for path in re.findall(r"docs/hub/\w+\.py", TEXT):
        assert (ROOT / path).is_file()
    assert {path.name for path in (ROOT / "docs" / "hub").iterdir()} == {"jupyterhub_config.py", "nbgrader_config.py"}


def test_the_images_hold_what_the_walk_installs():
    docker = (ROOT / "Dockerfile").read_text()
    assert re.findall(r"^FROM .* AS (\w+)$", docker, re.MULTILINE) == ["bare", "sources", "lab", "teacher", "student"]
    student = docker.partition("AS student")[2]
    assert "/src" not in student and "COPY --from=teacher /dist" in student
