"""What a teacher's nbgrader_config.py calls: all of nbgrader's commands then work as `course grade` does."""

from __future__ import annotations

import sys
from pathlib import Path

from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.catalog import adopt, all_exercises
from autograder.grading.sandbox import Limits
from autograder.own import BrokenExercises, own_exercises
from course.errors import CourseError

OURS, NBGRADER = "course.classroom.preprocessors", "nbgrader.preprocessors"
RELEASE = [  # The steps of `course.release.PREPROCESSORS`, by their names.
    f"{NBGRADER}.IncludeHeaderFooter",
    f"{NBGRADER}.InstantiateTests",
    f"{NBGRADER}.LockCells",
    "course.release.RefuseUnclearChecks",
    "course.release.ClearSolutions",
    f"{NBGRADER}.ClearOutput",
    f"{NBGRADER}.CheckCellMetadata",
    f"{NBGRADER}.ComputeChecksums",
    f"{NBGRADER}.SaveCells",
    f"{NBGRADER}.ClearHiddenTests",
    f"{NBGRADER}.ClearMarkScheme",
    f"{NBGRADER}.ComputeChecksums",
    f"{NBGRADER}.CheckCellMetadata",
    "course.release.ReleaseOwnExercises",
    "course.release.ShowStills",
]


def configure(c: Config) -> None:
    """Set nbgrader's seams. The names are strings, so that to read a configuration imports nothing of nbgrader.

    The exercises of the teacher's own stand in ``exercises.py``, beside the file that calls this.
    """
    folder = Path(sys._getframe(1).f_globals.get("__file__", "nbgrader_config.py")).resolve().parent
    adopt(own_exercises(folder))
    # A notebook is checked against its schema once, and not after each of fifteen steps, which compile that anew.
    c.NotebookExporter.optimistic_validation = True
    # Unanswered questions are handed out with their placeholder, and unclear checks are refused.
    c.GenerateAssignment.preprocessors = RELEASE
    # Submissions run in a sandbox, and their scores come from outside it: see docs/grading.md.
    c.Autograde.sanitize_preprocessors = [
        f"{OURS}.Repair",
        f"{NBGRADER}.ClearOutput",
        f"{NBGRADER}.DeduplicateIds",
        f"{NBGRADER}.OverwriteKernelspec",
        f"{NBGRADER}.OverwriteCells",
        f"{NBGRADER}.CheckCellMetadata",
    ]
    c.Autograde.autograde_preprocessors = [
        f"{OURS}.RunInSandbox",
        f"{NBGRADER}.IgnorePattern",
        "nbconvert.preprocessors.ClearMetadataPreprocessor",
        f"{NBGRADER}.LimitOutput",
        f"{NBGRADER}.CheckCellMetadata",
        f"{OURS}.KeepResult",  # In place of SaveAutoGrades and AssignLatePenalties; the exporter enters it.
    ]
    c.OverwriteCells.add_missing_cells = True
    c.Autograde.exporter_class = "course.classroom.exporter.AutogradeExporter"
    # What students put into the exchange, which all of them can write to, and what goes back there.
    c.ExchangeFactory.collect = "course.classroom.exchange.Collect"
    c.ExchangeFactory.release_feedback = "course.classroom.exchange.ReleaseFeedback"
    # What was downloaded from Canvas or Moodle, by `nbgrader zip_collect`.
    c.ZipCollectApp.extractor_plugin = "course.classroom.collector.Extractor"
    c.ZipCollectApp.collector_plugin = "course.classroom.collector.Collector"
    # A feedback page is made again each time: it shows what was entered by hand since.
    c.GenerateFeedback.exporter_class = "course.classroom.exporter.FeedbackExporter"
    c.GenerateFeedback.preprocessors = []
    c.GenerateFeedback.force = True


def load_config(folder: Path) -> Config:
    """nbgrader's configuration of a course. Raises CourseError if there is none in the folder, or if it fails.

    From then on modules beside it can be imported, as from nbgrader's commands: a plugin for lateness perhaps.
    """
    if not (folder / "nbgrader_config.py").exists():
        raise CourseError(f"{folder} is no nbgrader course: there is no nbgrader_config.py. See `course classroom`.")
    if str(folder.resolve()) not in sys.path:
        sys.path.append(str(folder.resolve()))
    try:
        config: Config = PyFileConfigLoader("nbgrader_config.py", path=str(folder)).load_config()
    except Exception as error:
        raise CourseError(f"{folder / 'nbgrader_config.py'} stopped with {type(error).__name__}: {error}.") from None
    config.CourseDirectory.root = str(folder.resolve())
    return config


def limits_in(config: Config) -> Limits:
    """The limits of a submission, the same ones as `nbgrader autograde` uses."""
    wanted = config.get("RunInSandbox", {})
    return Limits(**{name: wanted[name] for name in Limits.__dataclass_fields__ if name in wanted})


def load_exercises(folder: Path) -> None:
    """Load all exercises, with the teacher's own, once. Raises CourseError if these cannot be used."""
    try:
        all_exercises()
    except BrokenExercises as error:
        raise CourseError(f"{error}. `course check --course-dir {folder}` looks at all of them.") from None
