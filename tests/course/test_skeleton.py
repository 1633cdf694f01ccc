"""From nothing to green: `course new`, the gaps that `course check` lists, filled, proved, built."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.support import ROOT


@pytest.fixture
def clone(tmp_path):
    """A copy of all that a contributor edits, with the packages of its own."""
    root = tmp_path / "clone"
    root.mkdir()
    shutil.copy(ROOT / "book.toml", root)
    for name in ("autograder", "course", "playground", "solutions", "chapters"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
    return root


def course(clone, *arguments):
    command = [sys.executable, "-m", "course", *arguments]
    environment = os.environ | {"NO_COLOR": "1", "PYTHONPATH": str(clone)}
    return subprocess.run(command, cwd=clone, capture_output=True, text=True, env=environment, check=False)


def gaps(clone, *arguments):
    """What `course check` says, each as (file, line, words), all of which are sentences about a line that exists."""
    result = course(clone, "check", *arguments)
    found = re.findall(r"^(\S+?):(\d+): (.+)$", result.stdout, re.MULTILINE)
    assert result.returncode == 1 and "Traceback" not in result.stdout + result.stderr, result
    for path, line, _ in found:
        assert 1 <= int(line) <= len((clone / path).read_text().splitlines())
    return found


def fill(path, *replacements):
    """Replace each text once, in order."""
    text = path.read_text()
    for old, new in replacements:
        assert old in text, (path.name, old)
        text = text.replace(old, new, 1)
    path.write_text(text)


STILL_OPEN = "raise NotImplementedError"


def fill_exercise(clone, source):
    answers = clone / "autograder" / "answers" / f"{source[3:].replace('-', '_')}.py"
    text = answers.read_text()
    start = text.index("def softplus(x):")
    hints = text.rindex('"...",\n        "...",\n        "...",', 0, start)
    head = '"What is it for a large x?",\n        "A logarithm of a sum of two.",\n        "Near 0: np.log(2) + x / 2",'
    text = text[:hints] + head + text[hints + len('"...",\n        "...",\n        "...",') :]
    answers.write_text(text)
    open_cases = re.search(r"raise NotImplementedError  # yield .*", text)[0]
    fill(
        answers,
        ('"""..."""\n    raise NotImplementedError', '"""log(1 + exp(x))."""\n    return np.logaddexp(0, x)'),
        (open_cases, "yield (draw.quarters(1),)\n    yield (draw.quarters(4),)"),
        ('"mistake_1", "..."', '"forgotten_one", "The 1 is missing: that is log(exp(x)), which is x."'),
        (STILL_OPEN, "return x"),
        ('"mistake_2", "..."', '"wrong_sign", "The exponent has the wrong sign: it is exp(x), not exp(-x)."'),
        (STILL_OPEN, "return np.logaddexp(0, -x)"),
        ('"mistake_3", "..."', '"no_logarithm", "The logarithm is missing: that is 1 + exp(x)."'),
        (STILL_OPEN, "return 1 + np.exp(x)"),
        (STILL_OPEN, "return np.log(1 + np.exp(x))"),
        (STILL_OPEN, "return np.array([np.log1p(np.exp(v)) for v in x])"),
    )  # fmt: skip
    fill(
        clone / "solutions" / f"{source}.py",
        (": softplus\n#\n# ...", ": softplus\n#\n# A smooth ReLU."),
        ('"""...', '"""The logarithm of 1 + exp(x), element by element.'),
        ("Example: ...", "Example: softplus(np.array([0.0])) is [0.6931]."),
        (STILL_OPEN, "return np.log(1 + np.exp(x))"),
    )


@pytest.mark.slow
def test_an_exercise_from_nothing_to_green(clone):
    begun = course(clone, "new", "exercise", "softplus", "--in", "start-here")
    assert begun.returncode == 0 and "autograder/answers/start_here.py:" in begun.stdout
    found = gaps(clone, "--exercise", "softplus")
    assert {path for path, _, _ in found} == {"autograder/answers/start_here.py", "solutions/00_start-here.py"}
    for words in (
        "reference",
        "cases",
        "mistake softplus-mistake_3",
        "right answer 2",
        "hint 3",
        "docstring",
        "passage",
    ):
        assert [text for _, _, text in found if words in text], words
    fill_exercise(clone, "00_start-here")
    first = "from autograder import check, progress"
    fill(clone / "solutions" / "00_start-here.py", (first, f"import numpy as np\n\n{first}"))
    proved = course(clone, "check", "--exercise", "softplus")
    assert proved.returncode == 0, proved.stdout
    assert "chapters/00_start-here.ipynb" in course(clone, "build").stdout
    proved = course(clone, "check", "start-here")
    assert proved.returncode == 0, proved.stdout


@pytest.mark.slow
def test_a_chapter_from_nothing_to_green(clone):
    begun = course(clone, "new", "chapter", "soft-units")
    assert begun.returncode == 0 and "book.toml:" in begun.stdout
    assert course(clone, "new", "exercise", "softplus", "--in", "soft-units").returncode == 0
    found = gaps(clone, "soft-units")
    assert {"book.toml", "autograder/answers/soft_units.py", "solutions/17_soft-units.py"} == {f[0] for f in found}
    fill(clone / "book.toml", ('title = "..."', 'title = "Soft units"'), ('question = "..."', 'question = "Soft?"'))
    fill_exercise(clone, "17_soft-units")
    answers, source = clone / "autograder" / "answers" / "soft_units.py", clone / "solutions" / "17_soft-units.py"
    for number in (1, 2, 3):
        fill(
            answers,
            ('",\n    ...,\n    hints=["..."]', f'",\n    {number},\n    hints=["Count again."]'),
            ('("mistake_1", ..., "...")', '("too_many", 7, "That is the number of days in a week.")'),
        )
        fill(source, (f"**{number}.** ...", f"**{number}.** How many?"))
        fill(source, (f"recall_soft_units_{number} = ...\n", f"recall_soft_units_{number} = {number}\n"))
    source.write_text(re.sub(r"^# (- )?\.\.\.$", r"# \1Words.", source.read_text(), flags=re.MULTILINE))
    built = course(clone, "build")
    assert built.returncode == 0, built.stderr
    proved = course(clone, "check", "soft-units")
    assert proved.returncode == 0, proved.stdout


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("def broken(:\n", "SyntaxError"),
        ("import no_such_module\n", "No module named 'no_such_module'"),
        ("topic = 1 / 0\n", "ZeroDivisionError"),
        ('"""Nothing is declared here."""\n', "has no attribute 'topic'"),
    ],
)
def test_a_file_of_answers_that_cannot_be_imported_is_a_sentence(clone, text, complaint):
    (clone / "autograder" / "answers" / "broken.py").write_text(text)
    result = course(clone, "check", "05")
    assert result.returncode == 1 and "Traceback" not in result.stderr
    assert result.stderr.startswith("autograder/answers/broken.py:1: ") and complaint in result.stderr
