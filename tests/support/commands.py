"""The command `course` in this process, which saves the seconds that a new one takes to import everything."""

import contextlib

from click.testing import Result
from typer.testing import CliRunner

from course.cli import app


def cli(*arguments, answer=None) -> Result:
    """What the command says, with its exit status."""
    return CliRunner().invoke(app, [str(word) for word in arguments], input=answer, catch_exceptions=False)


def course(folder, *arguments) -> Result:
    """The same in this folder."""
    with contextlib.chdir(folder):
        return cli(*arguments)
