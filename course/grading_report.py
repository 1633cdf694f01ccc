"""What `course grade` shows: a bar while it works, then a table of what happened and what the class misunderstood."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from sqlalchemy.exc import OperationalError

from autograder.grading.sandbox import Limits, NoSandbox
from course.class_report import count, page
from course.errors import CourseError
from course.grade import Summary, grade_class
from course.restore import encodable
from course.submitted import Classroom

MOST_COMMON = 10


def grade_and_show(
    console: Console,
    assignment: str,
    course_dir: Path,
    jobs: int | None,
    cluster: str | None,
    students: list[str] | None,
    force: bool,
    sandbox: str,
) -> int:
    """Grade and say how it went; 0 if everyone could be graded, else 1. Raises CourseError for a user's mistake."""
    if sandbox not in ("bubblewrap", "none"):
        raise CourseError(f"--sandbox is bubblewrap or none, not {sandbox}.")
    if sandbox == "none":
        console.print("[yellow]Without a sandbox students' code runs with your rights, on your files.[/]")
    classroom = Classroom(course_dir, assignment)
    columns = TextColumn("grading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    try:
        with Progress(*columns, console=console) as bar:
            task = bar.add_task("grading", total=None)
            summary = grade_class(
                classroom, students=students, force=force, jobs=jobs, cluster=cluster, kind=sandbox,
                limits=limits(classroom), progress=lambda done, total: bar.update(task, completed=done, total=total),
            )  # fmt: skip
    except NoSandbox as error:
        raise CourseError(str(error)) from None
    except OperationalError as error:
        raise CourseError(
            f"The gradebook cannot be written ({error.orig}). Close what holds it, formgrader perhaps, and run the "
            "same command again: what is graded is kept."
        ) from None
    except KeyboardInterrupt:
        console.print("Stopped. What is graded is kept; run the same command again to go on.")
        return 1
    finally:
        classroom.gradebook.close()
    show(console, classroom, summary)
    return 1 if summary.failed else 0


def limits(classroom: Classroom) -> Limits:
    """The limits of the course's configuration, the same ones as `nbgrader autograde` uses."""
    wanted = classroom.config.get("RunInSandbox", {})
    return Limits(**{name: wanted[name] for name in Limits.__dataclass_fields__ if name in wanted})


def show(console: Console, classroom: Classroom, summary: Summary) -> None:
    """The summary: counts, what the class got wrong most often, and who could not be graded, and why."""
    console.print(
        f"{classroom.assignment}: {len(summary.graded)} graded, {len(summary.kept)} were graded already, "
        f"{len(summary.failed)} could not be graded"
    )
    everyone = list(classroom.done().values())
    mistakes = [(n, exercise, name) for exercise in count(everyone) for name, n in exercise.mistakes.items()]
    if mistakes:
        table = Table(
            "students", "exercise", "misunderstanding", title="What went wrong most often", title_justify="left"
        )
        for n, exercise, name in sorted(mistakes, key=lambda found: (-found[0], found[2]))[:MOST_COMMON]:
            table.add_row(str(n), escape(exercise.name), escape(exercise.sentences[name]))
        console.print(table)
    for student, why in sorted(summary.failed.items()):
        console.print(f"[red]not graded[/] {escape(encodable(student))}: {escape(encodable(why))}")
    picture = classroom.reports.with_suffix(".html")
    if classroom.reports.parent.is_dir():
        picture.write_text(encodable(page(classroom.assignment, everyone)), encoding="utf-8")
        console.print(
            f"A picture of the class: {escape(str(picture))}; one line for each student: {classroom.reports.name}"
        )
