"""What the manifest and the source of a chapter must fulfill: no gaps, links that lead somewhere, stills of figures."""

from __future__ import annotations

import re

from course.answers import all_exercises, answers_path, exercises_of
from course.figures import still_problems
from course.manifest import Book, Chapter
from course.problem import Problem
from course.proof.exercise import GAP
from course.references import check_references
from course.source import source_cells, teacher_notebook

LINK = re.compile(r"\]\(([^)\s]+)\)")


def manifest_problems(book: Book) -> list[Problem]:
    """Entries of the manifest that are still to be written, and answers to no chapter."""
    path = book.root / "book.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [
        Problem(f"write the {line.partition('=')[0].strip()} of this chapter in place of `...`", path, number)
        for number, line in enumerate(lines, 1)
        if line.partition("=")[2].strip() == f'"{GAP}"'
    ]
    listed = {chapter.topic for chapter in book.chapters}
    for topic in dict.fromkeys(exercise.topic for exercise in all_exercises()):
        if topic not in listed:
            text = f"there is no chapter {topic!r} in book.toml for these exercises. {book.near(topic)}"
            found.append(Problem(text, answers_path(topic), 1))
    return found


def chapter_problems(book: Book, chapter: Chapter) -> list[Problem]:
    """Gaps and links in a source, figures without a still, and the number of questions to recall."""
    path, answers = book.source_path(chapter), answers_path(chapter.topic)
    if answers.is_file():
        check_references(book, answers, answers.read_text(encoding="utf-8"))
    teacher_notebook(book, chapter)  # It raises what is wrong with the cells.
    found = still_problems(book, [chapter])
    for start, cell in source_cells(path, path.read_text(encoding="utf-8")):
        for number, line in enumerate(cell.source.splitlines(), start + 1):
            if cell.cell_type == "markdown":
                if re.fullmatch(r"(?:-|#+|\*\*\d\.\*\*)? ?\.\.\.", line.strip()):
                    found.append(Problem("write this passage in place of `...`", path, number))
                found += [
                    Problem(f"this link leads nowhere: {target}", path, number)
                    for target in LINK.findall(line)
                    if not re.match(r"\w+:|#", target) and not (book.root / "chapters" / target).exists()
                ]
    questions = sum(exercise.is_value for exercise in exercises_of(chapter.topic))
    if chapter is not book.chapters[0] and not 3 <= questions <= 6:
        text = f"this chapter has {questions} questions to recall; it must have 3 to 6 (`topic.recall`)"
        found.append(Problem(text, answers))
    return found
