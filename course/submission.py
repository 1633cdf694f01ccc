"""One submission, from the bytes that were handed in to what nbgrader's folders hold: plain data in, plain data out.

This runs in a worker, perhaps on another machine; it reads no file and writes none.
"""

from __future__ import annotations

import json
from typing import Any

from nbgrader.utils import compute_checksum, determine_grade

from autograder.grading.checks import points_of_checks
from autograder.grading.grade import GradedNotebook, grade_notebook
from autograder.grading.repair import Ungradable, parse
from autograder.grading.sandbox import Limits, Sandbox
from course.autograde import shared_sandbox
from course.feedback import feedback_page
from course.gradebook import SourceNotebook
from course.restore import restore

Item = dict[str, Any]


def result_of(item: Item) -> Item:
    """What is known of a submission before it is graded."""
    return {key: item[key] for key in ("student", "timestamp", "digest")} | {"notebooks": {}, "failed": ""}


def not_graded(item: Item, error: Exception) -> Item:
    """The result of a submission that could not be graded. The next run tries again, unless it is the file's fault."""
    digest = item["digest"] if isinstance(error, Ungradable) else ""
    return result_of(item) | {"failed": reason(error), "digest": digest}


def reason(error: Exception) -> str:
    """Why a submission could not be graded, in words for the teacher."""
    return str(error) if isinstance(error, Ungradable) else f"could not be graded: {type(error).__name__}: {error}"


def grade_item(item: Item, sources: list[SourceNotebook], kind: str, limits: Limits) -> Item:
    """Grade one submission: plain data in, plain data out. Runs in a worker."""
    box = shared_sandbox(kind, limits)
    result = result_of(item)
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
        return not_graded(item, error)
    return result


def grade_one(content: bytes, source: SourceNotebook, files: dict[str, bytes], by_hand: Item, box: Sandbox) -> Item:
    """One notebook: restored, run, judged, and made into what nbgrader's folders hold."""
    repaired = parse(content, f"{source.name}.ipynb")
    notebook = repaired.notebook
    restore(notebook, source)
    graded = grade_notebook(notebook, box, wanted=points_of_checks(notebook), files=files)
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
        # nbformat's own writer indents, which takes Python's slow encoder: 13 ms a notebook, for nobody to read.
        "autograded": json.dumps(notebook, ensure_ascii=False),
        "feedback": feedback_page(source.name, notebook, facts),
        "report": report_of(graded, repaired.repairs),
    }


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
