"""A line that needs what is not here (a module, a folder, a magic, a person) does not take the answer below along."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.grading.grade import grade_notebook
from autograder.grading.sandbox import Sandbox
from course.execute import execute
from tests.support.classes import needs_a_sandbox

needs_a_sandbox()

pytestmark = pytest.mark.xdist_group("sandbox")  # These tests share what is slow to make.

ANSWER = "import numpy as np\n\ndef relu(z):\n    return np.maximum(0, z)"
FAILING = [  # They fail in the sandbox, whatever they do where a student works.
    "%load_ext google.colab.data_table",
    "%tensorflow_version 2.x",
    "%store -r weights",
    "%autosave 60",
    "%matplotlib widget",
    "%conda install numpy",
    "%run setup_colab.py",
    "from google.colab import drive, files",
    "import torch, google.colab",
    "from google.colab import drive\ndrive.mount('/content/drive')",
    "from google.colab import files\nup = files.upload()\nname = list(up)[0]",
    "import os\nos.chdir('/content/drive/MyDrive')",
    "data = open('/content/data.csv').read()\nrows = data.split()",
    "import urllib.request\nurllib.request.urlretrieve('https://example.org/data.csv', 'data.csv')",
    "name = input('Your name? ')\nprint('Hello', name)",
    "%pdb on\nimport google.colab",
]
GOING_ON = [  # As everywhere, IPython tells what is wrong with these and goes on by itself.
    "%cd /content/drive/MyDrive",
    "%cd /tmp",
    "!pip install -q torch",
    "%pip install torch",
    "found = !ls /content",
    "%matplotlib notebook",
    "%matplotlib inline",
    "%config InlineBackend.figure_format = 'retina'",
    "%load_ext autoreload\n%autoreload 2",
    "%env TF_CPP_MIN_LOG_LEVEL=2",
]
OWN = {  # The student's own errors, which stop a cell as everywhere.
    "rate = 1 / 0": "ZeroDivisionError",
    "%time rate = 1 / 0": "ZeroDivisionError",
    "%timeit -n1 -r1 1 / 0": "ZeroDivisionError",
    "print(undefined)": "NameError",
    "raise ValueError('rate')": "ValueError",
    "assert False": "AssertionError",
}


@pytest.fixture(scope="module")
def box():
    with Sandbox() as box:
        yield box


def graded(box, *sources):
    cells = [new_code_cell(source) for source in sources]
    return grade_notebook(new_notebook(cells=cells), box, wanted={"relu": 1}, seed=1)


def notes(result):
    return [text for text in result.repairs if "its cell went on without it" in text]


@pytest.mark.parametrize("line", FAILING)
def test_the_answer_below_counts_and_the_line_is_told(box, line):
    result = graded(box, f"{line}\n{ANSWER}")
    assert result.points == 1
    assert notes(result)
    outputs = result.notebook.cells[0].outputs
    assert any("The cell goes on" in output.get("text", "") for output in outputs)
    told = [output for output in outputs if output.output_type == "error" or "UsageError" in output.get("text", "")]
    assert told  # What failed is shown as everywhere.


@pytest.mark.parametrize("line", GOING_ON)
def test_what_fails_nowhere_needs_no_note(box, line):
    result = graded(box, f"{line}\n{ANSWER}")
    assert (result.points, notes(result)) == (1, [])


def test_in_jupyterlab_they_do_not_stop_a_cell_either():
    lines = [line for line in GOING_ON if "pip install" not in line]  # There is a network there, perhaps.
    sources = [f"del relu\n{line}\n{ANSWER}\nassert check(relu).passed" for line in lines]
    first = f"from autograder import check\n{ANSWER}"
    notebook = execute(new_notebook(cells=[new_code_cell(source) for source in [first, *sources]]))
    assert [one.evalue for cell in notebook.cells for one in cell.outputs if one.output_type == "error"] == []


@pytest.mark.parametrize("line", OWN)
def test_an_error_of_ones_own_stops_the_cell(box, line):
    result = graded(box, f"{line}\n{ANSWER}")
    assert (result.points, notes(result)) == (0, [])
    assert "stopped with an error before the function was defined" in result.reports["relu"].headline
    assert [output.ename for output in result.notebook.cells[0].outputs if output.output_type == "error"] == [OWN[line]]


def test_what_is_missing_is_missing_in_later_cells_too(box):
    result = graded(box, "from google.colab import drive", f"drive.mount('/content/drive')\n{ANSWER}")
    assert result.points == 1 and "drive.mount('/content/drive') (name 'drive'" in notes(result)[-1]


def test_an_answer_that_needs_it_fails_by_itself(box):
    result = graded(box, "import torch\n\ndef relu(z):\n    return torch.relu(z)")
    assert result.points == 0 and "torch" in result.reports["relu"].headline
    assert "import torch (No module named 'torch')" in notes(result)[-1]


def test_a_line_at_the_end_of_its_cell_takes_nothing_along(box):
    assert notes(graded(box, f"{ANSWER}\n%tensorflow_version 2.x")) == []


def test_of_many_lines_some_are_told(box):
    lines = "\n".join(f"import missing_{number}" for number in range(40))
    result = graded(box, f"{lines}\n{ANSWER}")
    assert result.points == 1 and len(notes(result)) == 10


def test_the_last_value_of_a_cell_is_shown(box):
    for setting in ("", "get_ipython().ast_node_interactivity = 'last_expr_or_assign'\n"):
        result = graded(box, f"{setting}1 + 1", f"import missing\n{ANSWER}\nx = 2\n{'x' if not setting else 'y = 2'}")
        shown = [output for output in result.notebook.cells[1].outputs if output.output_type == "execute_result"]
        assert [output.data["text/plain"] for output in shown] == ["2"]


def test_an_answer_below_a_magic_that_takes_the_cell_is_told(box):
    for magic in ("%%timeit -n1 -r1", "%%wandb", "%%writefile relu.py", "%%bash"):
        headline = graded(box, f"{magic}\n{ANSWER}").reports["relu"].headline
        assert headline.startswith(f"`relu` stands below `{magic.split()[0]}`")
