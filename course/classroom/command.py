"""What `course grade` shows: a bar while it works, then what happened and what the class misunderstood."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from sqlalchemy.exc import OperationalError
from traitlets.config import Config

from autograder.grading.sandbox import NoSandbox
from course.classroom.class_page import write_class_page
from course.classroom.class_report import count
from course.classroom.configuration import limits_in, load_config
from course.classroom.grade import Summary, grade_class
from course.classroom.history import explain
from course.classroom.model import Grades, Result
from course.classroom.results import enter, write_results
from course.classroom.start import Options
from course.classroom.submitted import Classroom
from course.classroom.text import one_line
from course.errors import CourseError

MOST_COMMON = 10


def grade_and_show(
    console: Console, assignment: str, config: Config, options: Options, executor: Executor | None = None
) -> int:
    """Grade and say how it went; 0 if everyone could be graded, else 1. Raises CourseError for a user's mistake."""
    classroom = Classroom(config, assignment)
    columns = TextColumn("grading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    preview = Preview()
    try:
        with Progress(*columns, console=console) as bar:
            task = bar.add_task("grading", total=None)
            summary = grade_class(
                classroom, students=options.students, force=options.force, jobs=options.jobs, cluster=options.cluster,
                kind=options.sandbox, limits=limits_in(classroom.config), executor=executor,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
                write=preview.take if options.dry_run else write_results,
            )  # fmt: skip
        if options.dry_run:
            preview.show(console, summary)
            return 0
        show(console, classroom, summary)
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
    return 1 if summary.failed else 0


def explain_grade(console: Console, assignment: str, course_dir: Path, student: str) -> None:
    """Print the history of a student's grade. Raises CourseError if there is none."""
    classroom = Classroom(load_config(course_dir), assignment)
    try:
        explain(console, classroom, student)
    finally:
        classroom.gradebook.close()


def show_class(console: Console, course_dir: Path, anonymous: bool) -> None:
    """Write the page of the class, with names or without, and say where it is."""
    paths = CourseDirectory(config=load_config(course_dir))
    page = write_class_page(course_dir.resolve(), paths.db_url, anonymous)
    console.print(f"The class on one page: {escape(str(page))}")


class Preview:
    """`--dry-run`: what the gradebook would say, beside what it says."""

    def __init__(self) -> None:
        self.before: dict[tuple[str, str], Grades] = {}
        self.after: dict[tuple[str, str], Grades] = {}

    def take(self, classroom: Classroom, results: Sequence[Result]) -> Sequence[Result]:
        """Note both for these results, and write nothing."""
        self.before |= classroom.gradebook.grades([result.student for result in results])
        entered, after = enter(classroom, list(results), keep=False)
        self.after |= after
        return entered

    def show(self, console: Console, summary: Summary) -> None:
        """Whose grade would change, and why; whom the program cannot grade; and the others by their reasons."""
        students = sorted(summary.why)
        moved = [student for student in students if self.of(self.before, student) != self.of(self.after, student)]
        same: dict[str, list[str]] = {}
        console.print(
            f"Nothing was written. Would be graded: {len(students)}; with another grade: {len(moved)}; "
            f"not touched: {len(summary.kept)}."
        )
        table = Table("student", "grade", "would be", "because")
        for student in students:
            before, after = self.of(self.before, student), self.of(self.after, student)
            because = summary.failed.get(student) or "; ".join(summary.why[student])
            if student in moved or student in summary.failed:
                table.add_row(escape(one_line(student)), before, after, escape(one_line(because)))
            else:
                same.setdefault(because, []).append(student)
        if table.row_count:
            console.print(table)
        for because, some in same.items():
            console.print(f"The same grade again ({escape(one_line(because))}): {names(some)}")

    @staticmethod
    def of(grades: dict[tuple[str, str], Grades], student: str) -> str:
        """A student's grade in words, whatever the number of notebooks."""
        mine = [shown for (who, _), shown in grades.items() if who == student]
        if not mine or all(earned is None for shown in mine for earned, _ in shown.points.values()):
            return "none"
        return f"{round(sum(shown.score for shown in mine), 4):g} of {sum(shown.possible for shown in mine):g}"


def show(console: Console, classroom: Classroom, summary: Summary) -> None:
    """The summary: counts, what the class got wrong most often, and who could not be graded, and why."""
    grades = classroom.gradebook.grades()
    waiting = {student for (student, _), shown in grades.items() if shown.waiting} - summary.failed.keys()
    waiting &= classroom.hand_ins.keys()  # An extension is in the gradebook before anything comes.
    missing = sorted(classroom.gradebook.students().keys() - classroom.hand_ins.keys())
    console.print(
        f"{classroom.assignment}: {len(summary.graded)} graded, {len(summary.kept)} were graded already, "
        f"{len(summary.failed)} could not be graded, {len(waiting)} wait for grading by hand, {len(missing)} missing"
    )
    if missing and summary:
        console.print(f"Nothing came from {names(missing)}")
    if summary.renewed:
        console.print(f"Feedback renewed, because the gradebook was edited: {names(summary.renewed)}")
    everyone = list(classroom.done().values())
    mistakes = [(n, exercise, name) for exercise in count(everyone) for name, n in exercise.mistakes.items()]
    if mistakes:
        table = Table(
            "students", "exercise", "misunderstanding", title="What went wrong most often", title_justify="left"
        )
        for n, exercise, name in sorted(mistakes, key=lambda found: (-found[0], found[2]))[:MOST_COMMON]:
            table.add_row(str(n), escape(exercise.name), escape(exercise.sentences[name]))
        console.print(table)
    for student, repairs in sorted(summary.repairs.items()):
        console.print(f"[yellow]look[/] {escape(one_line(student))}: {escape(one_line(' '.join(repairs)))}")
    for words, students in classroom.unknown().items():
        console.print(f"[yellow]look[/] {names(students)}: {escape(one_line(words))}")
    for student, why in sorted(summary.failed.items()):
        console.print(f"[red]not graded[/] {escape(one_line(student))}: {escape(one_line(why))}")
    for path in classroom.strays():
        console.print(
            f"[red]not graded[/] {escape(one_line(path))}: it lies in nobody's folder; move it to "
            f"submitted/STUDENT/{escape(classroom.assignment)}/"
        )
    if classroom.reports.parent.is_dir():
        page = write_class_page(classroom.folder, classroom.paths.db_url)
        console.print(f"The class on one page: {escape(str(page))}; every grade and why: {classroom.reports.name}")


def names(students: Sequence[str], most: int = 12) -> str:
    """Some ids, and how many more there are."""
    shown = ", ".join(escape(one_line(student)) for student in students[:most])
    return shown + (f" and {len(students) - most} more" if len(students) > most else "")
