"""Begin an exercise or a chapter: write its files with gaps, which `course check` then lists one by one.

A gap is the text ``...``, a value ``...``, or a function that raises NotImplementedError.
"""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Iterator
from pathlib import Path

from course.answers import all_exercises, answers_path
from course.errors import CourseError
from course.manifest import Book, Chapter

Begun = tuple[Path, int]  # A file and the line on which something new begins.

EXERCISE = '''\
# {ruler} {name}


@topic.exercise(
    points=1,
    shapes={{"x": "n"}},
    hints=[
        "...",
        "...",
        "...",
    ],
)
def {name}(x):
    """..."""
    raise NotImplementedError


@{name}.cases
def _(draw):
    raise NotImplementedError  # yield (np.array([2.0]),) and then, drawn, larger ones: yield (draw.quarters(4),)


{mistakes}


@{name}.right_answer
def _(x):
    raise NotImplementedError


@{name}.right_answer
def _(x):
    raise NotImplementedError


'''
MISTAKE = """\
@{name}.mistake("mistake_{number}", "...")
def _(x):
    raise NotImplementedError"""
CELLS = '''\
# %% [markdown]
# ## Exercise {number}: {name}
#
# ...


# %% exercise="{name}"
def {name}(x):
    """...

    x : array, shape (n,)
    returns : array, shape (n,)

    Example: ...
    """
    ### BEGIN SOLUTION
    raise NotImplementedError
    ### END SOLUTION


# %% check="{name}"
check({name})

'''
ANSWERS = '''\
"""{title}: references, cases, wrong answers and right ones."""

import numpy as np

from autograder.exercise import Topic

topic = Topic(__name__)


# {ruler} recall
'''
RECALL = """
topic.recall(
    "{topic}-{number}",
    ...,
    hints=["..."],
    wrong=[("mistake_1", ..., "...")],
)
"""
SOURCE = """\
# %% [markdown]
# ...
#
# Afterwards you can
#
# - ...

# %%
import numpy as np

from autograder import check

# %% [markdown]
# ## The idea
#
# ...

# %% [markdown]
# ## Summary
#
# - ...

# %% [markdown]
# ## Recall
#
# Answer from memory or with pencil and paper, not by running code. Replace the dots.
#
# **1.** ...
"""
QUESTION = """
# %% exercise="recall-{topic}-{number}"
{variable} = ...  # a number
### BEGIN SOLUTION
{variable} = ...
### END SOLUTION

# %% check="recall-{topic}-{number}"
check("recall-{topic}-{number}", {variable})
"""
NEXT_QUESTION = """
# %% [markdown]
# **{number}.** ...
"""
ENTRY = """
[[chapters]]
source = "{source}"
title = "..."
question = "..."
minutes = 60
builds_on = []
"""


def add_exercise(book: Book, chapter: Chapter, name: str) -> list[Begun]:
    """Write the skeleton of an exercise into the answers and the source of its chapter; where each begins."""
    known = {exercise.name: exercise for exercise in all_exercises()}
    if not name.isidentifier() or keyword.iskeyword(name):
        raise CourseError(f"{name!r} cannot be the name of a function; write a name such as soft_plus")
    if name in known:
        raise CourseError(f"there is an exercise called {name} already, in the chapter {known[name].topic}")
    if (answers := _answers(book, chapter.topic)).is_file() and _defines(answers, name):
        raise CourseError(f"{name} is defined in this file already; choose another name", answers)
    mistakes = "\n\n\n".join(MISTAKE.format(name=name, number=number) for number in (1, 2, 3))
    declared = EXERCISE.format(name=name, mistakes=mistakes, ruler="-" * (117 - len(name)))
    number = 1 + sum(exercise.topic == chapter.topic and not exercise.is_value for exercise in known.values())
    cells = CELLS.format(name=name, number=number)
    source = book.source_path(chapter)
    return [
        (answers, _insert(answers, declared, _first_recall(answers))),
        (source, _insert(source, cells, _summary(source))),
    ]


def add_chapter(book: Book, topic: str) -> list[Begun]:
    """Write the skeleton of a chapter at the end of the book: three files; where each begins."""
    topics = [chapter.topic for chapter in book.chapters]
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", topic):
        raise CourseError(f"{topic!r} cannot be a topic; write words in lower case, such as weight-decay")
    if topic in topics:
        raise CourseError(f"there is a chapter on {topic!r} already; choose another topic")
    if (answers := _answers(book, topic)).exists():
        raise CourseError(f"there are answers on {topic!r} already; choose another topic", answers)
    source = book.root / "solutions" / f"{int(book.chapters[-1].number) + 1:02}_{topic}.py"
    manifest = book.root / "book.toml"
    title = topic.replace("-", " ").capitalize()
    answers.write_text(ANSWERS.format(title=title, ruler="-" * 111) + "".join(_recalls(topic)), encoding="utf-8")
    source.write_text(SOURCE + "".join(_questions(topic)), encoding="utf-8")
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text + ENTRY.format(source=source.stem), encoding="utf-8", newline="\n")
    return [(manifest, text.count("\n") + 2), (answers, 1), (source, 1)]


def _answers(book: Book, topic: str) -> Path:
    return book.root / "autograder" / "answers" / answers_path(topic).name


def _defines(path: Path, name: str) -> bool:
    return re.search(rf"^(def {name}\(|{name} =)", path.read_text(encoding="utf-8"), re.MULTILINE) is not None


def _recalls(topic: str) -> Iterator[str]:
    for number in (1, 2, 3):
        yield RECALL.format(topic=topic, number=number)


def _questions(topic: str) -> Iterator[str]:
    for number in (1, 2, 3):
        if number > 1:
            yield NEXT_QUESTION.format(number=number)
        yield QUESTION.format(topic=topic, number=number, variable=f"recall_{topic.replace('-', '_')}_{number}")


def _insert(path: Path, text: str, line: int) -> int:
    """Insert text before a line, counted from 1; the line on which it now begins."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines.insert(line - 1, text)
    path.write_text("".join(lines), encoding="utf-8", newline="\n")
    return line


def _first_recall(path: Path) -> int:
    """The line on which the recall questions begin, with the comment above them; the end if there are none."""
    lines = path.read_text(encoding="utf-8").splitlines()
    calls = [node for node in ast.parse("\n".join(lines)).body if isinstance(node, ast.Expr)]
    starts = [node.lineno for node in calls if ast.unparse(node).startswith("topic.recall(")]
    line = min(starts, default=len(lines) + 1)
    while line > 1 and (not lines[line - 2] or lines[line - 2].startswith("# -")):
        line -= 1
        if lines[line - 1].startswith("# -"):
            break
    return line


def _summary(path: Path) -> int:
    """The line on which the cell of the summary begins; the end if there is none."""
    lines = path.read_text(encoding="utf-8").splitlines()
    headings = [number for number, line in enumerate(lines, 1) if line == "# ## Summary"]
    return (
        max((n for n in range(1, headings[0]) if lines[n - 1].startswith("# %%")), default=1)
        if headings
        else len(lines) + 1
    )
