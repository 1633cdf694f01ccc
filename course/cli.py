"""Learn from the course, teach it, contribute to it."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from course.errors import CourseError
from course.manifest import Book, find_root, is_installed, read_book
from course.problem import in_color
from course.quickly import quickly

if TYPE_CHECKING:
    from course.workspace.place import Workspace

LEARN, CONTRIBUTE, TEACH = "Learn", "Contribute", "Teach"  # As README is divided.
app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
new = typer.Typer(
    no_args_is_help=True, help="Begin an exercise or a chapter: a skeleton whose gaps `course check` lists."
)
app.add_typer(new, name="new", rich_help_panel=CONTRIBUTE)
Folder = Annotated[
    Path | None, typer.Option("--workspace", metavar="DIR", help="The folder of your copies, if not the usual one.")
]
console = Console(highlight=False, soft_wrap=True)


@contextmanager
def _the_book() -> Iterator[Book]:
    """The manifest of the book around here."""
    with _errors_in_words():
        yield read_book(find_root())


@contextmanager
def _errors_in_words() -> Iterator[None]:
    """The problem and exit status 1 for a mistake of the user's; one line and status 130 for Ctrl-C."""
    try:
        yield
    except CourseError as error:
        Console(stderr=True, highlight=False, soft_wrap=True).print(in_color(error.problem))
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        Console(stderr=True).print("Stopped.")
        raise typer.Exit(130) from None


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True}, rich_help_panel=LEARN)
def lab(
    context: typer.Context,
    workspace: Folder = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Print the address instead of opening it.")] = False,
) -> None:
    """Open JupyterLab on your copies of the chapters, made or brought up to date first.

    In a clone they are in my-work/, which git does not track; else in gradients-by-hand/ in your home folder.
    Further options go to JupyterLab.
    """
    from course.lab import open_lab
    from course.workspace.place import workspace_for

    with _the_book() as book:
        place = workspace_for(book, workspace)
        _prepare(book, place)
        options = ["--no-browser"] if no_browser else []
        raise typer.Exit(open_lab(book, place, [*options, *context.args]))


@app.command(rich_help_panel=LEARN)
def update(workspace: Folder = None) -> None:
    """Bring your copies of the chapters up to date, as `course lab` does, without opening them; your answers stay."""
    from course.workspace.place import workspace_for

    with _the_book() as book:
        place = workspace_for(book, workspace)
        if not _prepare(book, place):
            console.print(f"Your copies in {escape(str(place.folder))} are up to date.")


@app.command(rich_help_panel=LEARN)
def reset(
    chapter: Annotated[str, typer.Argument(help="The chapter by number or topic: 05, perceptron.")],
    workspace: Folder = None,
) -> None:
    """Give yourself a fresh copy of a chapter; the one you have is kept in backups/."""
    from course.workspace.place import workspace_for
    from course.workspace.update import reset as give_fresh

    with _the_book() as book:
        place, wanted = workspace_for(book, workspace), book.chapter(chapter)
        _prepare(book, place)
        kept = give_fresh(book, place, wanted)
        console.print(f"{wanted.source}.ipynb is fresh.", f"Yours is in {escape(str(kept))}." if kept else "")


@app.command("export", rich_help_panel=LEARN)
def export_(
    file: Annotated[Path | None, typer.Argument(help="Where to; with today's date here if not given.")] = None,
    workspace: Folder = None,
) -> None:
    """Write your work and your progress into one file, to keep or to move to another machine."""
    from course.workspace.pack import export
    from course.workspace.place import workspace_for

    with _the_book() as book:
        target = file or Path(f"gradients-by-hand-{date.today()}.zip")
        count = export(workspace_for(book, workspace), target)
        console.print(f"{count} notebooks and your progress are in {escape(str(target))}.")
        console.print(f"On the other machine: course import {escape(target.name)}")


@app.command("import", rich_help_panel=LEARN)
def import_(
    file: Annotated[Path, typer.Argument(help="What `course export` wrote.")], workspace: Folder = None
) -> None:
    """Bring back what `course export` wrote; what it replaces is kept in backups/."""
    from course.workspace.pack import bring_back
    from course.workspace.place import workspace_for

    with _the_book() as book:
        place = workspace_for(book, workspace)
        count, backup = bring_back(place, file)
        kept = f" What they replaced is in {escape(str(backup))}." if backup else ""
        console.print(f"{count} files are back in {escape(str(place.folder))}.{kept}")
        _prepare(book, place)


def _prepare(book: Book, place: Workspace) -> list[str]:
    """Bring a workspace up to date and say what was done."""
    from course.workspace.update import prepare

    sentences = prepare(book, place).sentences
    for sentence in sentences:
        console.print(escape(sentence))
    return sentences


@app.command(rich_help_panel=CONTRIBUTE)
def build(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail if chapters/ is out of date.")] = False,
) -> None:
    """Build chapters/ from solutions/; nothing is written if anything is wrong."""
    from course import build as building

    with _the_book() as book:
        if check:
            problems = [*building.drift(book, book.chapters), *building.strangers(book)]
            for problem in problems:
                console.print(in_color(problem))
            if problems:
                raise typer.Exit(1)
            console.print(f"{len(book.chapters)} chapters, all up to date")
            return
        changed = building.build(book)
        for path in changed:
            console.print(f"{'wrote' if path.exists() else 'removed'} {path.relative_to(book.root)}")
        console.print(f"{len(book.chapters)} chapters, {len(changed)} files changed")


@app.command(rich_help_panel=CONTRIBUTE)
def check(
    chapters: Annotated[list[str] | None, typer.Argument(help="Chapters by number or topic: 05, perceptron.")] = None,
    exercise: Annotated[list[str] | None, typer.Option(help="An exercise by name; may be repeated.")] = None,
    course_dir: Annotated[Path | None, typer.Option(help="A teacher's course: its own exercises instead.")] = None,
) -> None:
    """Prove a contribution: some exercises, some chapters, or, without arguments, everything.

    Looked at are the manifest; every solution, with its signature, its docstring and the worked example in it; every
    hint, which must not be the answer; every known mistake, which must fail and be named as itself; every right answer,
    which must pass; figures, links, and the notebooks, which are run with all solutions and with none.
    """
    from course.check import check_book, check_own
    from course.progress import shown

    if course_dir is not None:
        with _errors_in_words():
            raise typer.Exit(1 if shown(console, check_own(course_dir)) else 0)
    with _the_book() as book:
        problems = shown(console, check_book(book, chapters or [], exercise or []))
        if problems:
            raise typer.Exit(1)


@new.command("exercise")
def new_exercise(
    name: Annotated[str, typer.Argument(help="The name of the function, such as softplus.")],
    chapter: Annotated[str, typer.Option("--in", help="Its chapter, by number or topic.")],
) -> None:
    """Begin an exercise: what it needs in autograder/answers/ and solutions/, with gaps to fill."""
    from course.skeleton import add_exercise

    with _the_book() as book:
        for path, line in add_exercise(book, book.chapter(chapter), name):
            console.print(f"{path.relative_to(book.root)}:{line}: begins here")
        console.print(f"Fill the gaps that `course check --exercise {name}` lists, then run `course build`.")


@new.command("chapter")
def new_chapter(topic: Annotated[str, typer.Argument(help="Its topic in lower case: weight-decay.")]) -> None:
    """Begin a chapter at the end of the book: its entry in book.toml, its source and its exercises, with gaps."""
    from course.skeleton import add_chapter

    with _the_book() as book:
        for path, line in add_chapter(book, topic):
            console.print(f"{path.relative_to(book.root)}:{line}: begins here")
        console.print(f"Fill the gaps that `course check {topic}` lists, then run `course build`.")
        console.print("To put it elsewhere, move its entry in book.toml and run `course renumber`.")


@app.command(rich_help_panel=CONTRIBUTE)
def renumber() -> None:
    """Number the chapters by their position in book.toml: book.toml, the names of the sources, chapters/."""
    from course.build import build
    from course.renumber import renumber as number

    with _errors_in_words():
        root = find_root()
        for old, new_name in number(root):
            console.print(f"solutions/{old} is now solutions/{new_name}")
        changed = build(read_book(root))
        console.print(f"{len(changed)} notebooks changed")


@app.command("book", rich_help_panel=LEARN)
def book_(
    target: Annotated[Path, typer.Option("--to", metavar="DIR", help="A new folder, or an older build.")] = Path(
        "_book"
    ),
    lite: Annotated[bool, typer.Option(help="Build the browser edition, too: chapters that run there.")] = True,
    pyodide: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A folder with Pyodide, if not its public address.")
    ] = None,
) -> None:
    """Build the book as web pages to read, and beside them its browser edition, in which chapters run.

    The pages ask no other server for anything. The browser edition gets Pyodide, which is Python for browsers, from its
    public address, or brings along the one in a folder, for schools without internet.
    """
    with _the_book() as book:
        if importlib.util.find_spec("myst_nb") is None or importlib.util.find_spec("jupyterlite_core") is None:
            raise CourseError('what builds the book is not installed: pip install "gradients-by-hand[book]"')
        from course.site import build_site

        with console.status("building"):
            count = build_site(book, target, pyodide, with_lite=lite)
        console.print(f"{count} pages: {escape(str(target / 'index.html'))}")
        if lite:
            console.print(f"The browser edition needs a web server: python -m http.server -d {escape(str(target))}")


@app.command(rich_help_panel=TEACH)
def classroom(folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder, outside this one.")]) -> None:
    """Create a teacher's nbgrader course: source/, release/, gradebook.db and nbgrader_config.py."""
    from course.classroom.create import create_classroom

    with _the_book() as book:
        with console.status("generating the assignments"):
            for name in create_classroom(book, folder):
                console.print(f"generated {name}")
        nbgrader = "nbgrader" if is_installed(book) else f"uv run --project {book.root} nbgrader"
        console.print(f"Your course is in {folder}. In that folder, hand out release/ and collect the work into")
        console.print("submitted/STUDENT/NN_topic/NN_topic.ipynb. Then grade it with nbgrader as you know it:")
        console.print(f"  {nbgrader} autograde 01_perceptron")
        console.print(f"  {nbgrader} generate_feedback 01_perceptron")


@app.command("students-package", rich_help_panel=TEACH)
def students_package(folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the file is written.")]) -> None:
    """Write the package for students' machines: it checks and explains as well, and shows no answer."""
    from course.students import build_students_package

    with _the_book() as book:
        path = build_students_package(book, folder)
        console.print(f"Wrote {path}. On students' machines, in place of this repository: pip install {path.name}")


@app.command(rich_help_panel=TEACH)
def grade(
    assignment: Annotated[str, typer.Argument(metavar="NN_topic", help="The assignment, as in submitted/*/NN_topic.")],
    course_dir: Annotated[Path, typer.Option(help="The course made by `course classroom`.")] = Path(),
    jobs: Annotated[int | None, typer.Option(help="Submissions at a time; one for each core if not given.")] = None,
    cluster: Annotated[
        str | None, typer.Option(help="The address of a Dask scheduler, to grade on its workers.")
    ] = None,
    student: Annotated[list[str] | None, typer.Option(help="Only this student; may be repeated.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Grade again what is graded already.")] = False,
    sandbox: Annotated[str, typer.Option(help="bubblewrap, or none: with your own rights.")] = "bubblewrap",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing; say whose grade would change.")] = False,
    explain: Annotated[str | None, typer.Option(metavar="STUDENT", help="Print a student's grades, and why.")] = None,
) -> None:
    """Grade a class: submitted/ in; autograded/, feedback/, gradebook.db and reports/ out."""
    with _errors_in_words():
        if explain is not None:
            from course.classroom.command import explain_grade

            explain_grade(console, assignment, course_dir, explain)
            raise typer.Exit(0)
        with quickly():
            from course.classroom.start import Options, grade_from_the_start

        options = Options(jobs, cluster, student, force, sandbox, dry_run)
        raise typer.Exit(grade_from_the_start(console, assignment, course_dir, options))


@app.command("class", rich_help_panel=TEACH)
def class_(
    course_dir: Annotated[Path, typer.Option(help="The course made by `course classroom`.")] = Path(),
    anonymous: Annotated[bool, typer.Option("--anonymous", help="Leave out names, to show it to a class.")] = False,
) -> None:
    """Write one page about the class, over all chapters: reports/class.html."""
    from course.classroom.command import show_class

    with _errors_in_words():
        show_class(console, course_dir, anonymous)


@app.command(rich_help_panel=TEACH)
def forget(
    student: Annotated[str, typer.Argument(help="The student's id.")],
    course_dir: Annotated[Path, typer.Option(help="The course made by `course classroom`.")] = Path(),
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Remove a student from a course: hand-ins, grades, feedback, reports. The exchange is not touched."""
    from course.classroom.forget import forget as remove
    from course.classroom.forget import left

    with _errors_in_words():
        if not yes:
            typer.confirm(
                f"Remove all that {course_dir.resolve().name} holds of {student}? It cannot be undone", abort=True
            )
        for text in remove(course_dir, student):
            console.print(f"removed {escape(text)}")
        others = ", ".join([*left(course_dir), "nbgrader's exchange", "your backups"])
        console.print(f"These are not looked into, and are yours to clean: {escape(others)}")
