"""`course grade`: a whole class, many submissions at a time, into nbgrader's folders and gradebook.

One item of work is plain data, in and out (`grade_item`), so it can run in another process or on another machine. This
process alone reads `submitted/` and writes: first files, then a batch in the gradebook, then one line for each
submission in ``reports/``. A line means that everything before it is done, so a run that was stopped anywhere goes on
from there.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import compute_checksum, determine_grade, parse_utc
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.grading.grade import GradedNotebook, checked, grade_notebook
from autograder.grading.repair import Ungradable, parse, read
from autograder.grading.sandbox import Limits, NoSandbox, Sandbox
from course.autograde import other_files, shared_sandbox
from course.errors import CourseError
from course.feedback import feedback_page, with_total
from course.gradebook import ClassGradebook, SourceNotebook

BATCH = 40  # submissions in one transaction
TRIES = 3  # for an item whose worker died
Item = dict[str, Any]


@dataclass
class Summary:
    """How a run went: students by outcome, with reasons for those that could not be graded."""

    graded: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    misconceptions: dict[str, int] = field(default_factory=dict)


class Classroom:
    """The folders and the gradebook of one assignment in a teacher's course."""

    def __init__(self, folder: Path, assignment: str) -> None:
        if not (folder / "nbgrader_config.py").exists():
            raise CourseError(
                f"{folder} is no nbgrader course: there is no nbgrader_config.py. See `course classroom`."
            )
        self.config: Config = PyFileConfigLoader("nbgrader_config.py", path=str(folder)).load_config()
        self.config.CourseDirectory.root = str(folder.resolve())
        self.folder, self.assignment = folder.resolve(), assignment
        self.paths = CourseDirectory(config=self.config)
        self.gradebook = ClassGradebook(self.paths.db_url, self.paths.course_id, assignment)
        late = AssignLatePenalties(config=self.config)
        late.init_plugin()
        self.late = late.plugin_inst
        self.reports = self.folder / "reports" / f"{assignment}.jsonl"

    def place(self, step: str, student: str) -> Path:
        """The folder of a student in one of nbgrader's steps."""
        return Path(self.paths.format_path(step, student, self.assignment))

    def students(self) -> list[str]:
        """Everyone who has handed in, in order."""
        root = self.place(self.paths.submitted_directory, "*").parent.parent
        found = root.glob(f"*/{self.assignment}") if root.is_dir() else []
        return sorted(path.parent.name for path in found)

    def done(self) -> dict[str, dict[str, Any]]:
        """The last report of every student; a line that was cut off in the writing does not count."""
        found = {}
        if self.reports.exists():
            for line in self.reports.read_text(encoding="utf-8").splitlines():
                try:
                    entry = json.loads(line)
                    found[entry["student"]] = entry
                except (json.JSONDecodeError, KeyError, TypeError):
                    continue
        return found

    def item(self, student: str) -> Item:
        """The work on one submission as plain data. Raises Ungradable if there is nothing to work on."""
        folder = self.place(self.paths.submitted_directory, student)
        if folder.is_symlink() or folder.parent.is_symlink() or not folder.is_dir():
            raise Ungradable(f"{folder} is no folder of its own (a link, perhaps).")
        notebooks = {
            source.name: find_notebook(folder, source, self.gradebook.notebooks) for source in self.gradebook.notebooks
        }
        if not any(notebooks.values()):
            raise Ungradable(f"There is no notebook in {folder}.")
        stamp = folder / "timestamp.txt"
        timestamp = stamp.read_text(encoding="utf-8").strip() if stamp.is_file() else ""
        try:
            moment = parse_utc(timestamp) if timestamp else None
        except ValueError:
            moment = None
        files = other_files(folder)
        contents = {name: path and content_of(path) for name, path in notebooks.items()}
        digest = hashlib.sha256(repr([timestamp, sorted(contents.items(), key=str), sorted(files.items())]).encode())
        return {
            "student": student,
            "timestamp": moment.isoformat() if moment else None,
            "notebooks": contents,
            "files": files,
            "digest": digest.hexdigest()[:32],
        }


def content_of(path: Path) -> bytes:
    """The bytes of a notebook file, after the checks that need the file. Raises Ungradable."""
    if path.is_symlink():
        raise Ungradable(f"{path.name} is a link; ask for the notebook itself.")
    if path.stat().st_size > 100 * 2**20:
        read(path)
    return path.read_bytes()


def find_notebook(folder: Path, source: SourceNotebook, sources: tuple[SourceNotebook, ...]) -> Path | None:
    """The file of a notebook: by its name, or the only one with no other use."""
    named = folder / f"{source.name}.ipynb"
    if named.exists() or named.is_symlink():
        return named
    others = [path for path in folder.glob("*.ipynb") if path.stem not in {one.name for one in sources}]
    return others[0] if len(others) == 1 and len(sources) == 1 else None


def grade_item(item: Item, sources: list[SourceNotebook], kind: str, limits: Limits) -> Item:
    """Grade one submission: plain data in, plain data out. Runs in a worker."""
    box = shared_sandbox(kind, limits)
    result: Item = {key: item[key] for key in ("student", "timestamp", "digest")} | {"notebooks": {}, "failed": ""}
    try:
        for source in sources:
            content = item["notebooks"][source.name]
            by_hand = item["by_hand"].get(source.name, {})
            if content is None:
                scores = {cell.name: 0.0 for cell in source.cells if cell.grade or cell.task}
                result["notebooks"][source.name] = {
                    "scores": scores,
                    "comments": {},
                    "missing": True,
                    "late_penalty": None,
                }
            else:
                result["notebooks"][source.name] = grade_one(content, source, item["files"], by_hand, box)
    except Ungradable as error:
        result["failed"] = str(error)
    return result


def grade_one(content: bytes, source: SourceNotebook, files: dict[str, bytes], by_hand: Item, box: Sandbox) -> Item:
    """One notebook: restored, run, judged, and made into what nbgrader's folders hold."""
    repaired = parse(content, f"{source.name}.ipynb")
    notebook = repaired.notebook
    restore(notebook, source)
    wanted = {name: float(cell.metadata.nbgrader.points) for cell in notebook.cells if (name := checked(cell))}
    graded = grade_notebook(notebook, box, wanted=wanted, files=files)
    scores: dict[str, float | None] = {}
    comments: dict[str, str | None] = {}
    for cell in notebook.cells:
        meta = cell.metadata.get("nbgrader", {})
        if meta.get("grade"):
            scores[meta["grade_id"]] = determine_grade(cell)[0]
        if meta.get("solution"):
            untouched = meta["checksum"] == compute_checksum(cell)
            comments[meta["grade_id"]] = "No response." if untouched else None
        if meta.get("task"):
            scores[meta["grade_id"]] = None
            comments[meta["grade_id"]] = None
    facts = facts_of(source, scores, comments, by_hand)
    return {
        "scores": scores,
        "comments": comments,
        "late_penalty": None,
        "score": facts["score"],
        "possible": facts["possible"],
        "autograded": nbformat.writes(notebook),
        "feedback": feedback_page(source.name, notebook, facts),
        "report": report_of(graded, repaired.repairs),
    }


def restore(notebook: nbformat.NotebookNode, source: SourceNotebook) -> None:
    """Put back what students may not change: kinds, points and locked text of graded cells, and cells that are gone."""
    known = {cell.name: cell for cell in source.cells}
    present: dict[str, nbformat.NotebookNode] = {}
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name not in known:
            cell.metadata.pop("nbgrader", None)
            continue
        present[name] = cell
        apply(cell, known[name])
    for index, wanted in enumerate(source.cells):
        if wanted.name in present or not (wanted.grade or wanted.task):
            continue
        before = [present[cell.name] for cell in source.cells[:index] if cell.name in present]
        place = notebook.cells.index(before[-1]) + 1 if before else 0
        made = nbformat.v4.new_code_cell() if wanted.cell_type == "code" else nbformat.v4.new_markdown_cell()
        made.id = wanted.name if wanted.name not in {cell.id for cell in notebook.cells} else made.id
        made.source = wanted.source
        apply(made, wanted)
        notebook.cells.insert(place, made)
        present[wanted.name] = made


def apply(cell: nbformat.NotebookNode, wanted: Any) -> None:
    """Give a cell the kind, the metadata and, if it is locked, the text it was released with."""
    if cell.cell_type != wanted.cell_type:
        cell.cell_type = wanted.cell_type
        if wanted.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        else:
            cell.pop("outputs", None)
            cell.pop("execution_count", None)
    cell.metadata["nbgrader"] = nbformat.from_dict(wanted.metadata())
    if wanted.locked:
        cell.source = wanted.source


def facts_of(source: SourceNotebook, scores: Item, comments: Item, by_hand: Item) -> Item:
    """The numbers of the feedback page: a score by hand goes before ours, extra credit on top."""
    grades, remarks = by_hand.get("grades", {}), by_hand.get("comments", {})
    points = {}
    for cell in source.cells:
        if not (cell.grade or cell.task):
            continue
        hand = grades.get(cell.name, {})
        earned = hand.get("manual_score") if hand.get("manual_score") is not None else scores.get(cell.name)
        extra = hand.get("extra_credit") or 0.0
        points[cell.name] = (None if earned is None and not extra else (earned or 0.0) + extra, cell.points)
    texts = {name: remarks.get(name, {}).get("manual_comment") or text for name, text in comments.items()}
    return {
        "score": round(sum(earned or 0.0 for earned, _ in points.values()), 4),
        "possible": sum(possible for _, possible in points.values()),
        "points": points,
        "comments": texts,
    }


def report_of(graded: GradedNotebook, repairs: list[str]) -> Item:
    """What the class report keeps of one notebook."""
    return {
        "seed": graded.seed,
        "repairs": repairs + graded.repairs,
        "exercises": {
            name: {
                "points": report.earned, "of": report.points, "finding": report.finding,
                "misconception": report.misconception, "says": report.headline,
            }
            for name, report in graded.reports.items()
        },
    }  # fmt: skip


def grade_class(
    classroom: Classroom,
    *,
    students: list[str] | None = None,
    force: bool = False,
    jobs: int | None = None,
    cluster: str | None = None,
    kind: str = "bubblewrap",
    limits: Limits = Limits(),  # noqa: B008 - frozen
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Summary:
    """Grade everyone who handed in and is not graded yet; see the module for what is written, and when.

    Raises NoSandbox before anything is written if this machine cannot confine submissions.
    """
    if cluster is None:
        with Sandbox(kind, limits) as box:
            box.start()
    summary, done = Summary(), {} if force else classroom.done()
    everyone = classroom.students()
    if unknown := sorted(set(students or []) - set(everyone)):
        raise CourseError(f"Nothing was handed in by {', '.join(unknown)}.")
    pending = items(classroom, students or everyone, done, summary)
    total = len(students or everyone)
    batch: list[Item] = []
    sources = list(classroom.gradebook.notebooks)
    for result in run_all(pending, sources, kind, limits, jobs, cluster):
        if result["failed"]:
            summary.failed[result["student"]] = result["failed"]
        batch.append(result)
        if len(batch) >= BATCH:
            finish(classroom, batch, summary)
        progress(len(summary.graded) + len(summary.failed) + len(summary.kept) + len(batch), total)
    finish(classroom, batch, summary)
    progress(total, total)
    return summary


def items(classroom: Classroom, students: list[str], done: dict[str, Any], summary: Summary) -> Iterator[Item]:
    """The work that is left, read from disk as it is needed."""
    for student in students:
        try:
            item = classroom.item(student)
        except (Ungradable, OSError) as error:
            summary.failed[student] = str(error)
            continue
        last = done.get(student, {})
        there = classroom.place(classroom.paths.autograded_directory, student).is_dir()
        if last.get("digest") == item["digest"] and (there or last.get("failed")):
            if last.get("failed"):
                summary.failed[student] = last["failed"]
            else:
                summary.kept.append(student)
            continue
        yield item | {"by_hand": classroom.gradebook.by_hand(student)}


def run_all(
    pending: Iterator[Item],
    sources: list[SourceNotebook],
    kind: str,
    limits: Limits,
    jobs: int | None,
    cluster: str | None,
) -> Iterator[Item]:
    """Results as they come, with a bounded number of submissions on their way; a dead worker's are tried again."""
    width = jobs or os.cpu_count() or 1
    tries: dict[str, int] = {}
    again: list[Item] = []
    client = connect(cluster)
    executor = make_executor(width, client)
    running: dict[Future[Item], Item] = {}
    try:
        while True:
            while len(running) < 3 * width and (item := again.pop() if again else next(pending, None)) is not None:
                try:
                    running[executor.submit(grade_item, item, sources, kind, limits)] = item
                except BrokenExecutor:
                    again.append(item)
                    break
            if not running and not again:
                return
            finished, _ = wait(running, return_when=FIRST_COMPLETED) if running else (set(), None)
            broken = not finished
            for future in finished:
                item = running.pop(future)
                try:
                    yield future.result()
                except BrokenExecutor:
                    broken = True
                    tries[item["student"]] = tries.get(item["student"], 0) + 1
                    if tries[item["student"]] < TRIES:
                        again.append(item)
                    else:
                        yield lost(item, "Its worker died three times; grade it alone with --student to see why.")
                except NoSandbox:
                    raise
                except Exception as error:
                    yield lost(item, f"{type(error).__name__}: {error}")
            if broken:
                again += running.values()
                stop(executor, running)
                running = {}
                executor = make_executor(width, client)
    finally:
        stop(executor, running)
        if client is not None:
            client.close()


def stop(executor: Executor, running: Iterable[Future[Item]]) -> None:
    """Let go of an executor without waiting for what it has not begun."""
    for future in running:
        future.cancel()
    executor.shutdown(wait=False)


def connect(cluster: str | None) -> Any:
    """A client of the Dask cluster at this address, None without one. Raises CourseError if there is no Dask."""
    if cluster is None:
        return None
    try:
        from dask.distributed import Client
    except ImportError:
        raise CourseError("--cluster needs Dask: install it with `pip install distributed`.") from None
    try:
        return Client(cluster)
    except OSError as error:
        raise CourseError(f"No Dask scheduler answers at {cluster}: {error}") from None


def make_executor(width: int, client: Any) -> Executor:
    """Processes on this machine, or the workers of a Dask cluster."""
    return ProcessPoolExecutor(width) if client is None else client.get_executor(pure=False)


def lost(item: Item, why: str) -> Item:
    """The result of an item that has none."""
    return {key: item[key] for key in ("student", "timestamp", "digest")} | {"notebooks": {}, "failed": why}


def finish(classroom: Classroom, batch: list[Item], summary: Summary) -> None:
    """Write a batch: files, then the gradebook, then the reports; and empty it."""
    good = [result for result in batch if not result["failed"]]
    for result in good:
        assign_late_penalty(classroom, result)
        write_files(classroom, result)
    classroom.gradebook.write(good)
    classroom.reports.parent.mkdir(exist_ok=True)
    with classroom.reports.open("a", encoding="utf-8") as stream:
        for result in batch:
            stream.write(json.dumps(line_of(result)) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    for result in good:
        summary.graded.append(result["student"])
        for graded in result["notebooks"].values():
            for entry in graded.get("report", {}).get("exercises", {}).values():
                if entry["misconception"]:
                    name = entry["misconception"]
                    summary.misconceptions[name] = summary.misconceptions.get(name, 0) + 1
    batch.clear()


def line_of(result: Item) -> Item:
    """One line of the report."""
    reports = {name: graded.get("report", {"missing": True}) for name, graded in result["notebooks"].items()}
    return {key: result[key] for key in ("student", "timestamp", "digest", "failed")} | {"notebooks": reports}


def assign_late_penalty(classroom: Classroom, result: Item) -> None:
    """What nbgrader's plugin takes off, never more than was earned."""
    import datetime

    moment = result["timestamp"] and datetime.datetime.fromisoformat(result["timestamp"])
    late = classroom.gradebook.seconds_late(result["student"], moment)
    for graded in result["notebooks"].values():
        if late > 0 and not graded.get("missing"):
            penalty = classroom.late.late_submission_penalty(result["student"], graded["score"], late)
            graded["late_penalty"] = None if penalty is None else min(max(0.0, penalty), graded["score"])


def write_files(classroom: Classroom, result: Item) -> None:
    """autograded/ and feedback/ of one student, each put in its place only when it is complete."""
    student, paths = result["student"], classroom.paths
    submitted = classroom.place(paths.submitted_directory, student)
    autograded = {f"{n}.ipynb": g["autograded"] for n, g in result["notebooks"].items() if "autograded" in g}
    feedback = {
        f"{name}.html": with_total(graded["feedback"], graded["score"], graded["possible"], graded["late_penalty"])
        for name, graded in result["notebooks"].items()
        if "feedback" in graded
    }
    replace_folder(classroom.place(paths.autograded_directory, student), autograded, submitted)
    replace_folder(classroom.place(paths.feedback_directory, student), feedback, None)


def replace_folder(folder: Path, texts: dict[str, str], beside: Path | None) -> None:
    """Make a folder with these files, and the other files of `beside`, then let it take the old one's place."""
    new, old = folder.with_name(folder.name + ".new"), folder.with_name(folder.name + ".old")
    for leftover in (new, old):
        shutil.rmtree(leftover, ignore_errors=True)
    new.mkdir(parents=True)
    if beside is not None:
        for path in beside.rglob("*"):
            if path.is_file() and not path.is_symlink() and path.suffix != ".ipynb":
                (new / path.relative_to(beside)).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, new / path.relative_to(beside))
    for name, text in texts.items():
        (new / name).write_text(text, encoding="utf-8")
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
