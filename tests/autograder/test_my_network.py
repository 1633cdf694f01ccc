"""What passes is kept in the learner's own library, which stands on its own."""

import os
import re
import subprocess
import sys
from functools import partial

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder import extract, load
from autograder.draft import Draft
from autograder.my_network import EARLIER, FILE, HEADER
from autograder.notebook import Session, notebook_folder
from course.execute import execute
from course.source import teacher_notebook
from tests.support.chapter_runs import BOOK
from tests.support.written import Notebook

SIGMOID = 'def sigmoid(z):\n    """The sigmoid."""\n    return 1 / (1 + np.exp(-z))  # fine\n'
SIGMOID_GRAD = "def sigmoid_grad(z):\n    return sigmoid(z) * (1 - sigmoid(z))\n"
RELU = "def relu(z):\n    return np.maximum(z, 0)\n"


@pytest.fixture(autouse=True)
def own_record(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "elsewhere" / "progress.sqlite"))


class Desk(Notebook):
    """A notebook in a folder, and the library beside it."""

    def __init__(self, folder, *cells):
        super().__init__("import numpy as np", *cells)
        self.folder = folder

    def session(self):
        return Session(lambda: self.variables, lambda: self.inputs, lambda: self.folder)

    def keep(self, *cells):
        """Run cells and check the function that the last one defines; what is said of the library."""
        for cell in cells:
            self.run(cell)
        report = self.check(cells[-1].partition("def ")[2].partition("(")[0])
        assert report.passed == bool("passed" in str(report)[:9]), report
        return report.kept if report.passed else "failed"

    @property
    def text(self):
        return (self.folder / FILE).read_text()

    def imported(self, code, *options):
        """What code prints that uses the library, in a Python which knows nothing of this project."""
        command = [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(self.folder)!r})\n{code}"]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, env={})
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_chapters_in_folders_of_their_own_share_one_library(tmp_path):
    for chapter, cell in (
        ("01_perceptron", "def step(z):\n    return np.where(z > 0, 1, 0)\n"),
        ("02_activations", RELU),
    ):
        (tmp_path / chapter).mkdir()
        assert "is in your my_network.py now" in Desk(tmp_path / chapter).keep(cell)
    assert "def step(z)" in (tmp_path / FILE).read_text() and "def relu(z)" in (tmp_path / FILE).read_text()
    assert [path for path in tmp_path.rglob("*.py") if path.parent != tmp_path] == []


def test_a_function_that_passes_is_kept_with_its_docstring_and_comments(desk):
    assert desk.keep(SIGMOID) == "sigmoid is in your my_network.py now."
    assert desk.text == f"{HEADER}\n\n# activations\n\n\n{SIGMOID}"
    assert desk.imported("import my_network; print(my_network.sigmoid(0))") == "0.5"
    assert desk.keep(SIGMOID) == "" and not (desk.folder / EARLIER).exists()


def test_functions_stand_in_course_order_below_the_topics_of_their_chapters(desk):
    for code in (
        RELU,
        "def mse(y, t):\n    return np.mean((y - t) ** 2)\n",
        SIGMOID,
        "def double(x):\n    return 2 * x\n",
    ):
        assert "now" in desk.keep(code)
    heads = [line for line in desk.text.splitlines() if line.startswith(("#", "def"))]
    assert [head.partition("(")[0] for head in heads] == [
        *("# start here", "def double", "# activations", "def sigmoid", "def relu", "# losses", "def mse"),
    ]


def test_a_version_that_fails_leaves_it_and_one_that_passes_replaces_it(desk):
    desk.keep(RELU)
    before = desk.text
    assert desk.keep("def relu(z):\n    return np.minimum(z, 0)\n") == "failed" and desk.text == before
    said = desk.keep("def relu(z):\n    return z * (z > 0)\n")
    assert said == "my_network.py has this version of relu now; the one before is kept in my_network_earlier.py."
    assert "z * (z > 0)" in desk.text and "maximum" not in desk.text
    assert RELU in (desk.folder / EARLIER).read_text()
    desk.keep(RELU)
    assert (desk.folder / EARLIER).read_text().count("def relu") == 2


def test_the_learners_own_lines_stay(desk):
    own = '"""Mine."""\nimport numpy as np\n\nMINE = 3  # keep\n\n\ndef relu(z):\n    return z\n'
    own += "\n\nif MINE:\n    late = [\n1]\n"
    (desk.folder / FILE).write_text(own)
    desk.keep(SIGMOID)
    desk.keep(RELU)
    assert desk.text == own.replace("def relu(z):\n    return z\n", f"{SIGMOID}\n\n{RELU}")


def test_what_a_function_calls_comes_along_and_the_learners_own_exercise_stands_for_itself(desk):
    desk.keep(SIGMOID)
    given = "def sigmoid(z):\n    return 0.5 * (1 + np.tanh(0.5 * z))\n"
    assert "now" in desk.keep(given, "from itertools import pairwise\nhalf = 0.5", SIGMOID_GRAD)
    assert "tanh" not in desk.text
    helpers = "scale = lambda z: np.maximum(z, FLOOR)", "FLOOR = 0"
    assert "now" in desk.keep(*helpers, "def relu(z):\n    return scale(z)\n")
    assert desk.text.index("FLOOR = 0") < desk.text.index("scale = lambda") < desk.text.index("def relu")
    assert desk.imported("from my_network import *; print(relu(-3), sigmoid_grad(0))") == "0 0.25"


def test_an_exercise_that_was_never_checked_comes_along_if_it_is_right(desk):
    assert "now" in desk.keep(SIGMOID, SIGMOID_GRAD)
    assert desk.text.index("def sigmoid(") < desk.text.index("def sigmoid_grad(")
    assert desk.imported("from my_network import *; print(sigmoid_grad(0))") == "0.25"


def test_a_name_that_is_taken_by_something_else_goes_into_the_function(desk):
    desk.keep("def bend(z):\n    return np.maximum(z, 0)", "def relu(z):\n    return bend(z)\n")
    bend = 'def bend(z):\n    """s (1 - s)."""\n    s = step(z)\n    return s * (1 - s)\n'
    step = "def step(z):\n    return 1 / (1 + np.exp(-z))\n"
    assert "now" in desk.keep(step, bend, 'def sigmoid_grad(z):\n    """Slope."""\n    return bend(z)\n')
    assert "now" in desk.keep(bend, "def tanh_grad(z): return 1 - np.tanh(z) ** 2\n")
    assert "now" in desk.keep("def step(z):\n    return (z > 0) * 1\n")
    answers = desk.imported("from my_network import *; print(relu(-3), sigmoid_grad(0), step(2), tanh_grad(0))")
    assert answers == "0 0.25 1 1.0"


def test_a_helper_of_one_function_alone_is_replaced_with_it(desk):
    code = "def relu(z):\n    return bend(z)\n"
    desk.keep("def bend(z):\n    return np.maximum(z, 0)", code)
    assert "the one before is kept" in desk.keep("def bend(z):\n    return np.where(z > 0, z, 0)", code)
    assert "maximum" not in desk.text and desk.text.count("def bend") == 1
    assert "maximum" in (desk.folder / EARLIER).read_text()
    assert desk.imported("from my_network import *; print(relu(-3))") == "0"


def test_two_functions_that_call_each_other_come_along(desk):
    even = "def even(n):\n    return n == 0 or odd(n - 1)", "def odd(n):\n    return n > 0 and even(n - 1)"
    assert "now" in desk.keep(*even, "def double(x):\n    return 2 * x if even(4) else 0\n")
    assert desk.imported("from my_network import *; print(double(3))") == "6"


def test_what_needs_more_than_numpy_or_the_notebooks_data_is_not_added_and_the_sentence_says_why(desk):
    cells = "from scipy.special import expit", "def sigmoid(z):\n    return expit(z)\n"
    said = desk.keep(*cells)
    assert said.startswith("Not added to my_network.py: it uses `expit`, which is neither part of NumPy nor written")
    said = desk.keep("zero = np.zeros(1)", "def relu(z):\n    return np.maximum(z, zero[0])\n")
    assert said.startswith("Not added to my_network.py: it uses `zero`, a variable of this notebook.")
    assert not (desk.folder / FILE).exists() and not list(desk.folder.glob("*.new"))


def test_a_cell_may_hold_imports_and_other_lines_too(desk):
    cell = "import math\nimport numpy as np\n\nbend = lambda z: np.tanh(z)\n\ndef double(x):\n    return 2 * x\n"
    desk.run(cell)
    assert "now" in desk.check("double").kept and "lambda" not in desk.text
    desk.run("import math as m\n\ndef tanh_grad(z):\n    return 1 - bend(z) ** m.floor(2.5)\n")
    assert "now" in desk.check("tanh_grad").kept and "lambda" in desk.text
    assert desk.imported("from my_network import *; print(tanh_grad(0))") == "1.0"


def test_a_class_comes_along(desk):
    number = "class Number:\n    def __init__(self, x):\n        self.x = x\n"
    number += "\n    def twice(self):\n        return TWO * self.x"
    assert "now" in desk.keep("TWO = 2", number, "def double(x):\n    return Number(x).twice()\n")
    assert desk.imported("from my_network import *; print(double(3))") == "6"


def test_a_broken_file_is_left_alone_and_named(desk):
    for broken, words in (
        (b"x = (\n", "syntax error in line 1"),
        (b"\xff\xfe\x00", "not a Python file"),
        (b"a\0b", ""),
    ):
        (desk.folder / FILE).write_bytes(broken)
        said = desk.keep(RELU)
        assert said.startswith("Not added to my_network.py: ") and words in said and "\n" not in said
        assert (desk.folder / FILE).read_bytes() == broken


@pytest.mark.parametrize("case", ["folder", "file", "gone", "directory"])
def test_where_nothing_can_be_written_one_sentence_says_so(desk, case, tmp_path, monkeypatch):
    if case == "gone":
        desk.folder = tmp_path / "gone"
    elif case == "directory":
        (tmp_path / FILE).mkdir()
    else:
        if case == "file":
            (tmp_path / FILE).write_text("")
        # A test may run as root, whom no permission stops.
        protected = OSError(13, "Permission denied")
        opened = type(tmp_path).open

        def refuse(path, mode="r", *args, **options):
            if mode in (("a",) if case == "file" else ("x",)):
                raise protected
            return opened(path, mode, *args, **options)

        monkeypatch.setattr(type(tmp_path), "open", refuse)
    said = desk.keep(RELU)
    assert said.startswith("Not added to my_network.py: it cannot be written here (") and "\n" not in said


def test_while_another_notebook_writes_it_waits_and_a_lock_left_over_does_no_harm(desk):
    lock = desk.folder / f"{FILE}.new"
    lock.touch()
    os.utime(lock, (2**32, 2**32))  # It does not grow old while a busy machine lets the test stand.
    assert "another notebook is writing it" in desk.keep(RELU) and lock.exists()
    os.utime(lock, (0, 0))
    assert "now" in desk.keep(RELU) and not lock.exists()


@pytest.mark.parametrize("writes", [True, False])
def test_a_notebook_that_stood_still_for_long_leaves_the_other_ones_file_alone(desk, monkeypatch, writes):
    lock = desk.folder / f"{FILE}.new"

    class Slow(Draft):
        def add(self, name, function):
            super().add(name, function)
            lock.unlink()  # Another notebook thought it was left over,
            if writes:
                lock.write_text("half of it")  # and is writing; or is done already.

    monkeypatch.setattr("autograder.my_network.Draft", Slow)
    assert "another notebook is writing it" in desk.keep(RELU)
    assert not (desk.folder / FILE).exists() and lock.exists() == writes


def test_two_notebooks_at_once_lose_nothing(tmp_path):
    code = (
        "import sys; from pathlib import Path; from autograder.my_network import keep\n"
        "import autograder; autograder.exercises()\n"
        "autograder.my_network.PATIENCE = autograder.my_network.STALE = 300\n"  # However busy the machine is.
        "folder, name = Path(sys.argv[1]), sys.argv[2]\n"
        "cell = f'def {name}(x):\\n    return x'; exec(cell)\n"
        "print(keep(name, globals()[name], folder, [cell], lambda *_: False))"
    )
    names = ("sigmoid", "relu", "mse", "sse")
    started = [subprocess.Popen([sys.executable, "-c", code, tmp_path, name]) for name in names]
    assert [process.wait() for process in started] == [0] * len(names)
    assert all(f"def {name}(" in (tmp_path / FILE).read_text() for name in names)


def test_nothing_is_written_outside_of_a_notebook_nor_for_another_answer(desk, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert notebook_folder() is None
    Session().check("double", lambda x: 2 * x)
    load("double").check(lambda x: 2 * x)
    desk.session().check("double", lambda x: 2 * x)
    desk.session().check("recall-03-2", 4)
    assert not (tmp_path / FILE).exists()


def test_nothing_is_written_while_nbgrader_runs_the_notebook(monkeypatch):
    monkeypatch.setattr("autograder.notebook._shell", lambda: type("Shell", (), {"kernel": 1}))
    assert notebook_folder() is not None
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert notebook_folder() is None


def test_in_a_real_kernel_the_file_lies_beside_the_notebook_and_the_card_says_so():
    cells = (
        "from autograder import check",
        "def double(x):\n    return x + x",
        "check(double)",
        f"print(open('{FILE}').read())",
    )
    ran = execute(new_notebook(cells=[new_code_cell(cell) for cell in cells]))
    assert "double is in your my_network.py now." in ran.cells[2].outputs[0].data["text/html"]
    assert "    return x + x\n" in ran.cells[3].outputs[0].text


DIGIT_READER = """
import numpy as np
from sklearn.datasets import load_digits
from my_network import accuracy, train_classifier, train_val_split
X, y = load_digits(return_X_y=True)
X_train, y_train, X_test, y_test = train_val_split(X, y, 0.2, np.random.default_rng(0))
predict = train_classifier(X_train, y_train, X_test, y_test, np.random.default_rng(1))
print(accuracy(y_test, predict(X_test)) >= 0.96, "autograder" in sys.modules, "playground" in sys.modules)
"""


def test_the_whole_course_makes_a_library_that_reads_digits_on_its_own(tmp_path, capsys):
    kept = []
    for chapter in BOOK.chapters:
        cells = [cell for cell in teacher_notebook(BOOK, chapter).cells if cell.cell_type == "code"]
        desk = Desk(tmp_path, cells[0].source)
        for cell in cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            if name and not name.startswith(("check-", "recall-")):
                kept.append(name)
                assert "now" in desk.keep(cell.source), name
            elif cell.source.startswith(("def ", "class ")):  # What the chapter gives.
                desk.run(cell.source)
    assert desk.imported(f"import my_network as m; print(all(hasattr(m, n) for n in {kept}))") == "True"
    assert desk.imported(DIGIT_READER) == "True False False"
    (cell,) = (cell.source for cell in cells if cell.source.startswith("MAIN ="))
    exec(cell, {"extract": partial(extract, folder=tmp_path)})
    said = (
        r"my_digit_reader.py holds 8 of your (\d+) functions. It has (\d+) lines, where your my_network.py has ([\d,]+)"
    )
    counts = re.search(said, capsys.readouterr().out).groups()
    functions, lines, all_lines = (int(count.replace(",", "")) for count in counts)
    assert functions > 130 and lines < 300 < all_lines
    (tmp_path / FILE).unlink()
    command = [sys.executable, "-I", "-X", "importtime", "my_digit_reader.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True, env={})
    share, matrix = re.match(r"([\d.]+)% of 400 test digits, each row a true digit:\n(.*)", done.stdout, re.S).groups()
    assert float(share) >= 96 and sum(map(int, re.findall(r"\d+", matrix))) == 400
    assert "numpy" in done.stderr and not re.search(r"autograder|playground|\bcourse\b|my_network", done.stderr)
