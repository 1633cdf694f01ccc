"""`course grade` from its first moment: workers warm up while this process imports what only it needs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from course.classroom.configuration import limits_in, load_config, load_exercises
from course.classroom.warm import compile_packages, imported_in
from course.classroom.workers import begin, stop
from course.errors import CourseError
from course.quickly import quickly


@dataclass(frozen=True)
class Options:
    """What `course grade` was asked for."""

    jobs: int | None = None
    cluster: str | None = None
    students: list[str] | None = None
    force: bool = False
    sandbox: str = "bubblewrap"
    dry_run: bool = False


def grade_from_the_start(console: Console, assignment: str, course_dir: Path, options: Options) -> int:
    """As `command.grade_and_show`, sooner: the gradebook takes as long to import as a sandbox takes to warm up."""
    if options.sandbox not in ("bubblewrap", "none"):
        raise CourseError(f"--sandbox is bubblewrap or none, not {options.sandbox}.")
    if options.sandbox == "none":
        console.print("[yellow]Without a sandbox students' code runs with your rights, on your files.[/]")
    config = load_config(course_dir)
    limits = limits_in(config)
    most = len(options.students) if options.students else None
    source = Path(config.CourseDirectory.root, config.CourseDirectory.get("source_directory", "source"), assignment)
    modules = imported_in(source)
    compile_packages(modules)
    load_exercises(Path(config.CourseDirectory.root))  # Once, before there are workers, and not in each of them.
    executor = None if options.cluster else begin(options.sandbox, limits, modules, options.jobs, most)
    try:
        with quickly():
            from course.classroom.command import grade_and_show
        return grade_and_show(console, assignment, config, options, executor)
    finally:
        if executor:
            stop(executor, ())  # Also if the course or the assignment turns out to be none.
