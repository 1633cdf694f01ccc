"""Submissions to try a grader with: honest but unusual, cheating, harmful, malformed; each with its right outcome.

The assignment has three parts, a point each: `weighted_sum` and `step`, which we check, and ``answer``, which a
teacher's own assert cell checks.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tests.support import ROOT

ASSIGNMENT = "trial"
SUM = "import numpy as np\ndef weighted_sum(x, w, b):\n    return np.dot(x, w) + b"
STEP = "def step(z):\n    return (np.asarray(z) > 0).astype(int)"
ANSWER = "answer = 42"
WRONG = "import numpy as np\ndef weighted_sum(x, w, b):\n    return 0.0"
UNGRADABLE = None


def graded(grade_id: str, source: str, **flags: Any) -> nbformat.NotebookNode:
    """A cell with nbgrader's metadata."""
    solution = not flags.get("grade", False)
    meta = {"grade": False, "grade_id": grade_id, "locked": not solution, "schema_version": 3, "solution": solution}
    return new_code_cell(source, id=grade_id, metadata={"nbgrader": meta | {"task": False} | flags})


CHECKS = {
    "check-weighted_sum": "from autograder import check\ncheck(weighted_sum)",
    "check-step": "from autograder import check\ncheck(step)",
}


def source_notebook(checks: dict[str, str] = CHECKS) -> nbformat.NotebookNode:
    """What the teacher keeps: solutions in, two cells with checks, and an assert cell of the teacher's own."""
    first, second = (graded(name, source, grade=True, points=1) for name, source in checks.items())
    solution = "### BEGIN SOLUTION\n{}\n### END SOLUTION"
    return new_notebook(cells=[
        new_markdown_cell("# A trial", id="title"),
        graded("weighted_sum", solution.format(SUM)),
        first,
        graded("step", solution.format(STEP)),
        second,
        graded("answer", solution.format(ANSWER)),
        graded("test-answer", "assert answer == 42", grade=True, points=1),
    ])  # fmt: skip


def cells(total: str = SUM, step: str = STEP, answer: str = ANSWER) -> list[nbformat.NotebookNode]:
    """The cells of a submission, in order."""
    found = source_notebook().cells
    for cell, text in zip((found[1], found[3], found[5]), (total, step, answer), strict=True):
        cell.source = text
    return found


@dataclass(frozen=True)
class Trial:
    """One submission: its bytes, the points it has earned (None: it cannot be graded), and what is special."""

    kind: str
    name: str
    content: bytes
    points: float | None
    file_name: str = f"{ASSIGNMENT}.ipynb"
    repaired_by_us: bool = False  # Stock nbgrader's own reading of the file fails; `course grade` repairs it.

    @property
    def student(self) -> str:
        """A name for the folder."""
        return f"{self.kind}-{self.name}".replace(" ", "-")


TRIALS: list[Trial] = []


def trial(kind: str, name: str, points: float | None, notebook: Any, **special: Any) -> None:
    """Note a submission: a list of cells, a notebook, or bytes."""
    if isinstance(notebook, list):
        notebook = new_notebook(cells=notebook)
    content = notebook if isinstance(notebook, bytes) else nbformat.writes(notebook).encode()
    TRIALS.append(Trial(kind, name, content, points, **special))


def scratch(*sources: str, at: int = 5) -> list[nbformat.NotebookNode]:
    """A right submission with more cells, after the checks of ours if not said otherwise."""
    return [*cells()[:at], *(new_code_cell(source) for source in sources), *cells()[at:]]


def changed(change: Callable[[Any], Any], **parts: str) -> bytes:
    """A submission whose JSON was changed."""
    data = json.loads(nbformat.writes(new_notebook(cells=cells(**parts))))
    data = change(data) or data
    return json.dumps(data).encode()


def without(*ids: str) -> list[nbformat.NotebookNode]:
    """A right submission that lacks cells."""
    return [cell for cell in cells() if cell.id not in ids]


def _set(path: list[Any], value: Any) -> Callable[[Any], None]:
    def change(data: Any) -> None:
        for key in path[:-1]:
            data = data[key]
        data[path[-1]] = value

    return change


# ------------------------------------------------------------------------------------------- honest but unusual

trial("honest", "right", 3, cells())
trial(
    "honest",
    "untouched",
    0,
    cells("raise NotImplementedError", "raise NotImplementedError", "raise NotImplementedError"),
)
trial("honest", "one of three", 1, cells(WRONG, STEP, "answer = 41"))
trial("honest", "prints", 3, cells(SUM.replace("    return", "    print('here', x)\n    return")))
trial("honest", "warns", 3, cells(SUM + "\nimport warnings\nwarnings.warn('look out')\nnp.log(0)"))
trial("honest", "writes to stderr", 3, cells(SUM + "\nimport sys\nprint('oops', file=sys.stderr)"))
trial("honest", "scratch cells", 3, scratch("a = 1", "a + 1", "# only a comment", ""))
trial("honest", "failing scratch cell", 3, scratch("1 / 0", "undefined_name", "assert False"))
trial("honest", "syntax error in a scratch cell", 3, scratch("def broken(:", "x ="))
trial("honest", "broken exercise costs itself", 2, cells(step="def step(z):\n    return ("))
trial(
    "honest",
    "magics",
    3,
    scratch("%time 1 + 1", "%%time\nsum(range(10))", "%matplotlib inline", "%pip --version", "!ls", "%nonsense"),
)
trial("honest", "plots", 3, scratch("import matplotlib.pyplot as plt\nplt.plot([1, 2, 3])\nplt.show()"))
trial(
    "honest",
    "figure left open",
    3,
    scratch("import matplotlib.pyplot as plt\nfor _ in range(3): plt.figure(); plt.plot([1])"),
)
trial(
    "honest",
    "widgets",
    3,
    scratch("import ipywidgets\nipywidgets.IntSlider()", "ipywidgets.interact(lambda x: x, x=3);"),
)
trial("honest", "figure of the course", 3, scratch("import playground as play\nplay.perceptron()"))
trial("honest", "check in a scratch cell", 3, scratch("from autograder import check\ncheck(step).passed"))
trial(
    "honest",
    "loops",
    3,
    cells(
        "def weighted_sum(x, w, b):\n    s = b\n    for i in range(len(x)):\n        s += x[i] * w[i]\n    return s\nimport numpy as np"
    ),
)
trial("honest", "float32", 3, cells(SUM.replace("np.dot(x, w) + b", "np.float32(np.dot(x, w) + b)")))
trial(
    "honest",
    "helper in a later cell",
    3,
    [
        *cells("import numpy as np\ndef weighted_sum(x, w, b):\n    return helper(x, w) + b")[:2],
        new_code_cell("def helper(x, w):\n    return np.dot(x, w)"),
        *cells()[2:],
    ],
)
trial("honest", "written below its check", 3, [*cells("import numpy as np")[:3], new_code_cell(SUM), *cells()[3:]])
trial("honest", "defined twice", 3, [*cells(WRONG)[:2], new_code_cell(SUM), *cells()[2:]])
trial("honest", "name reused afterwards", 3, [*cells(), new_code_cell("weighted_sum = 3\nstep = None")])
trial("honest", "checks before answers", 3, [cells()[i] for i in (0, 2, 4, 1, 3, 5, 6)])
trial("honest", "check deleted", 3, without("check-step"))
trial("honest", "all our checks deleted", 3, without("check-step", "check-weighted_sum"))
trial("honest", "every graded cell deleted", 3, without("check-step", "check-weighted_sum", "test-answer"))
trial("honest", "check twice", 3, changed(lambda d: d["cells"].insert(3, dict(d["cells"][2]))))
trial("honest", "answer cell twice", 3, changed(lambda d: d["cells"].insert(2, dict(d["cells"][1]))))
trial("honest", "check edited", 3, changed(_set(["cells", 2, "source"], "# check(weighted_sum)")))
trial("honest", "assert edited away", 3, changed(_set(["cells", 6, "source"], "pass")))
trial("honest", "metadata of answer lost", 3, changed(_set(["cells", 1, "metadata"], {})))
trial(
    "honest",
    "saved outputs",
    3,
    changed(_set(["cells", 1, "outputs"], [{"output_type": "stream", "name": "stdout", "text": ["old\n"]}])),
)
trial(
    "honest",
    "another kernel",
    3,
    changed(_set(["metadata"], {"kernelspec": {"name": "julia-1.9", "language": "julia", "display_name": "Julia"}})),
)
trial("honest", "await", 3, scratch("import asyncio\nawait asyncio.sleep(0.01)"))
trial("honest", "input", 3, scratch("name = input('Your name?')"))
trial("honest", "exit in a scratch cell", 3, scratch("exit()", "import sys\nsys.exit(0)", "quit()"))
trial(
    "honest",
    "warnings as errors",
    3,
    scratch("import warnings, numpy as np\nwarnings.simplefilter('error')\nnp.seterr(all='raise')", at=0),
)
trial(
    "honest", "threads", 3, scratch("import threading, time\nthreading.Thread(target=time.sleep, args=(600,)).start()")
)
trial("honest", "annotations", 3, cells("from __future__ import annotations\n" + SUM))
trial("honest", "unicode", 3, scratch("größe = 'Ω ≈ 1'\nprint(größe, '🙂')"))
trial("honest", "large output", 3, scratch("print('x' * 300_000)"))
trial("honest", "writes files", 3, scratch("open('notes.txt', 'w').write('mine')\nopen('notes.txt').read()"))
trial("honest", "renamed", 3, cells(), file_name="trial (1) final.ipynb", repaired_by_us=True)
trial("honest", "utf-16", 3, nbformat.writes(new_notebook(cells=cells())).encode("utf-16"), repaired_by_us=True)
trial(
    "honest",
    "byte order mark",
    3,
    b"\xef\xbb\xbf" + nbformat.writes(new_notebook(cells=cells())).encode(),
    repaired_by_us=True,
)
trial(
    "honest",
    "nbformat 3",
    3,
    nbformat.writes(nbformat.convert(new_notebook(cells=cells()), 3)).encode(),
    repaired_by_us=True,
)

# -------------------------------------------------------------------------------------------------------- cheating
# Each of them has `step` and `answer` right and `weighted_sum` wrong, and must not get more than two points.


def cheat(name: str, source: str = WRONG, *before: str, points: float = 2, **special: Any) -> None:
    """A wrong `weighted_sum`, with cells before it that try to make it count (and may break `step` on the way)."""
    trial("cheating", name, points, [*map(new_code_cell, before), *cells(source)], **special)


EQUAL = "    def __eq__(self, other): return True\n    __ne__ = lambda self, other: False\n    __hash__ = None\n"
cheat("always equal", f"class Same:\n{EQUAL}def weighted_sum(x, w, b):\n    return Same()\nimport numpy as np")
cheat("equal float", f"class Same(float):\n{EQUAL}def weighted_sum(x, w, b):\n    return Same(0)\nimport numpy as np")
cheat(
    "equal array",
    f"import numpy as np\nclass Same(np.ndarray):\n{EQUAL}    def __sub__(self, other): return np.zeros(())\ndef weighted_sum(x, w, b):\n    return np.zeros(()).view(Same)",
)
cheat(
    "array protocol",
    "import numpy as np\nclass Same:\n    def __array__(self, *a, **k): return np.array(0.0)\n    def __array_ufunc__(self, *a, **k): return np.array(True)\ndef weighted_sum(x, w, b):\n    return Same()",
)
cheat(
    "patches isclose",
    WRONG,
    "import numpy as np\nnp.isclose = lambda *a, **k: np.array(True)\nnp.allclose = lambda *a, **k: True\nnp.abs = lambda *a, **k: 0",
)
cheat(
    "patches the comparison",
    WRONG,
    "import autograder.compare as c\nc.compare = lambda *a, **k: None\nc._compare_arrays = lambda *a: None",
)
cheat(
    "patches the judge",
    WRONG,
    "import autograder.report as r\nr.Report.earned = property(lambda self: 1.0)\nr.Report.score = 1.0",
)
cheat(
    "patches observe",
    WRONG,
    "import autograder.inside.observe as o\nreal = o._called\no._called = lambda f, a, *r: real(lambda *x: 1.0, a, *r)",
    points=1,
)
cheat("redefines check", WRONG, "def check(f, *a): return 1.0\nimport autograder\nautograder.check = check")
cheat(
    "input transformer",
    WRONG,
    "def pay(lines): return ['1.0\\n'] if any('check(' in l for l in lines) else lines\nget_ipython().input_transformers_post.append(pay)",
)
cheat(
    "ast transformer",
    WRONG,
    "import ast\nclass Pay(ast.NodeTransformer):\n    def visit_Assert(self, node): return ast.Pass()\n    def visit_Compare(self, node): return ast.Constant(True)\nget_ipython().ast_transformers.append(Pay())",
    points=1,
)
trial(
    "cheating",
    "no traceback",
    2,
    [
        new_code_cell(
            "get_ipython().showtraceback = lambda *a, **k: None\nget_ipython()._showtraceback = lambda *a: None"
        ),
        *cells(answer="answer = 41"),
    ],
)
cheat("prints points", WRONG + "\n1.0", "1.0")
cheat(
    "patches builtins",
    WRONG,
    "import builtins\nbuiltins.float = lambda *a: 1.0\nbuiltins.sum = lambda *a: 0\nbuiltins.all = lambda *a: True",
    points=0,  # It breaks Python itself: no later cell runs.
)
cheat(
    "imports the answers",
    "import numpy as np\nfrom autograder.answers.perceptron import weighted_sum as reference\ndef weighted_sum(x, w, b):\n    return reference.reference(x, w, b)",
)
cheat(
    "loads the exercise",
    "import numpy as np\nfrom autograder import load\ndef weighted_sum(x, w, b):\n    return load('weighted_sum').reference(x, w, b)",
)
cheat(
    "searches memory",
    "import numpy as np, gc\ndef weighted_sum(x, w, b):\n    for o in gc.get_objects():\n        if getattr(o, 'name', '') == 'weighted_sum' and hasattr(o, 'reference'): return o.reference(x, w, b)\n    return 0.0",
)
cheat(
    "searches frames",
    "import numpy as np, sys\ndef weighted_sum(x, w, b):\n    f = sys._getframe()\n    while f:\n        for k in ('expected', 'right', 'reference'):\n            if k in f.f_locals: return f.f_locals[k]\n        f = f.f_back\n    return 0.0",
)
cheat(
    "reads the source",
    f"import numpy as np, glob\nplaces = ('..', '/tmp', '/home', '/root', {str(ROOT / 'solutions')!r}, {str(ROOT / 'chapters')!r})\nfound = [open(p).read() for d in places for p in glob.glob(d + '/**/*.ipynb', recursive=True) + glob.glob(d + '/**/[0-9][0-9]_*.py', recursive=True)]\ndef weighted_sum(x, w, b):\n    return len(found) and np.dot(x, w) + b",
)
cheat(
    "opens the gradebook",
    WRONG,
    "import glob, sqlite3\nfor d in ('..', '/tmp', '/home', '/root'):\n    for p in glob.glob(d + '/**/gradebook.db', recursive=True):\n        sqlite3.connect(p).execute('update grade set auto_score = 1').connection.commit()",
)
cheat(
    "remembers the first call",
    "import numpy as np\nseen = []\ndef weighted_sum(x, w, b):\n    seen.append(b)\n    return float(seen[0])",
)
cheat(
    "answer for the example only",
    "import numpy as np\ndef weighted_sum(x, w, b):\n    return 1.0 if len(x) == 2 else 0.0",
)
cheat("forged outputs", WRONG, file_name="trial.ipynb")
trial(
    "cheating",
    "saved points",
    2,
    changed(
        _set(
            ["cells", 2, "outputs"],
            [
                {
                    "output_type": "execute_result",
                    "execution_count": 1,
                    "metadata": {"graded": True},
                    "data": {"text/plain": ["1.0"]},
                }
            ],
        ),
        total=WRONG,
    ),
)
trial("cheating", "raised points", 2, changed(_set(["cells", 4, "metadata", "nbgrader", "points"], 100), total=WRONG))
trial(
    "cheating",
    "check is no longer graded",
    2,
    changed(_set(["cells", 2, "metadata", "nbgrader", "grade"], False), total=WRONG),
)
trial(
    "cheating",
    "check becomes a solution",
    2,
    changed(_set(["cells", 2, "metadata", "nbgrader", "solution"], True), total=WRONG),
)
trial(
    "cheating",
    "graded cell of its own",
    2,
    changed(
        lambda d: d["cells"].append(
            json.loads(json.dumps(d["cells"][2]))
            | {
                "id": "mine",
                "source": "50.0",
                "metadata": {
                    "nbgrader": {
                        "grade": True,
                        "grade_id": "mine",
                        "locked": True,
                        "points": 50,
                        "schema_version": 3,
                        "solution": False,
                        "task": False,
                    }
                },
            }
        ),
        total=WRONG,
    ),
)
trial(
    "cheating",
    "id of another exercise",
    2,
    changed(_set(["cells", 2, "metadata", "nbgrader", "grade_id"], "check-step"), total=WRONG),
)
FORGE = "import os, struct, json\ndef frame(data):\n    t = json.dumps(data).encode(); return struct.pack('!QI', len(t), len(t)) + t\n"
ANSWERS = 'frame(["d", [["number", 1], ["first", ["l", []]], ["again", ["l", []]]]])'
cheat(
    "writes to every descriptor",
    WRONG,
    FORGE + f"for fd in range(256):\n    try: os.write(fd, {ANSWERS})\n    except OSError: pass",
)
cheat(
    "floods the protocol",
    WRONG,
    FORGE
    + f"for fd in range(3, 256):\n    try:\n        for _ in range(500): os.write(fd, {ANSWERS})\n    except OSError: pass",
)
cheat(
    "reads the protocol",
    "import numpy as np, os\ndef weighted_sum(x, w, b):\n    for fd in range(3, 256):\n        try: os.set_blocking(fd, False); os.read(fd, 10**6)\n        except OSError: pass\n    return 0.0",
)
cheat(
    "thread answers",
    WRONG,
    FORGE
    + f"import threading, time\ndef go():\n    while True:\n        time.sleep(0.01)\n        for fd in range(3, 64):\n            try: os.write(fd, {ANSWERS})\n            except OSError: pass\nthreading.Thread(target=go, daemon=True).start()",
)
cheat(
    "patches json",
    WRONG,
    "import json\nreal = json.dumps\njson.dumps = lambda o, *a, **k: real(o, *a, **k).replace('0.0', '1.0')",
)
cheat(
    "patches the sandbox's own module",
    WRONG,
    "import sys\nm = sys.modules['__main__']\nfor n in ('talk', 'observe_exercise'):\n    if hasattr(m, n): setattr(m, n, lambda *a, **k: {'first': [], 'again': []})",
)
cheat(
    "speaks after the end",
    WRONG,
    FORGE + f"import atexit\natexit.register(lambda: [os.write(fd, {ANSWERS}) for fd in range(3, 9)])",
)
cheat(
    "callable object",
    "import numpy as np\nclass F:\n    __name__ = 'weighted_sum'\n    def __call__(self, x, w, b): return self\n    def __float__(self): return 1.0\nweighted_sum = F()",
)
cheat(
    "verdict as answer",
    "import numpy as np\ndef weighted_sum(x, w, b):\n    return {'passed': True, 'score': 1.0, 'points': 1}",
)
cheat("not a number", "import numpy as np\ndef weighted_sum(x, w, b):\n    return float('nan')")
cheat("raises the points", "import numpy as np\ndef weighted_sum(x, w, b):\n    raise SystemExit(1.0)")

# --------------------------------------------------------------------------------------------------------- harmful
# What harms only itself keeps its points; no submission may harm another.


def harm(name: str, source: str, points: float = 3) -> None:
    """A right submission with a harmful cell after our checks; the teacher's assert comes behind it."""
    trial("harmful", name, points, scratch(source))


harm("exit", "import os\nos._exit(0)")
harm("segfault", "import ctypes\nctypes.string_at(0)")
harm("abort", "import os\nos.abort()")
harm("kills itself", "import os, signal\nos.kill(os.getpid(), 9)")
harm("loop", "while True: pass")
harm("stubborn loop", "while True:\n    try:\n        while True: pass\n    except BaseException: pass")
harm("sleeps", "import time\ntime.sleep(10_000)")
harm("fork bomb", "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass")
harm(
    "many threads",
    "import threading, time\nfor _ in range(10_000): threading.Thread(target=time.sleep, args=(600,)).start()",
)
harm("memory", "x = []\nwhile True: x.append(bytearray(10**7))")
harm("one large array", "import numpy as np\nnp.ones(10**12)")
harm("fills the disk", "for i in range(10**4):\n    with open(f'f{i}', 'wb') as f: f.write(b'x' * 10**8)")
harm("prints for ever", "while True: print('x' * 10**5)")
harm("many displays", "from IPython.display import display\nfor i in range(10**6): display(i)")
harm(
    "kills the others",
    "import os, signal\nfor pid in [os.getppid(), 1, -1]:\n    try: os.kill(pid, signal.SIGKILL)\n    except OSError as e: print(e)",
)
harm("network", "import socket\nsocket.create_connection(('192.0.2.1', 80), 2)")
harm("listens", "import socket\ns = socket.socket(); s.bind(('127.0.0.1', 8888)); s.listen()")
harm(
    "writes everywhere",
    "import os\nfor d in ('/', '/tmp', '/usr', '/etc', '/dev/shm', os.path.expanduser('~')):\n    try: open(d + '/evil', 'w').write('x')\n    except OSError as e: print(e)",
)
harm("deletes its folder", "import os, shutil\nshutil.rmtree(os.getcwd())")
harm("locks its folder", "import os\nos.makedirs('a/b')\nos.chmod('a', 0)\nos.chmod('.', 0)")
harm(
    "daemon",
    "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        for fd in range(256):\n            try: os.close(fd)\n            except OSError: pass\n        time.sleep(10_000)\n    os._exit(0)",
)
harm("atexit", "import atexit, time\natexit.register(time.sleep, 10_000)")
harm("recursion", "import sys\nsys.setrecursionlimit(10**9)\ndef f(): return f()\nf()")
harm(
    "blocks signals",
    "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32))\nwhile True: pass",
)
harm("memory of the parent", "import os\nopen(f'/proc/{os.getppid()}/mem', 'r+b').write(b'x')")
trial(
    "harmful", "exits in its function", 2, cells("import numpy as np, os\ndef weighted_sum(x, w, b):\n    os._exit(0)")
)
trial(
    "harmful", "loops in its function", 2, cells("import numpy as np\ndef weighted_sum(x, w, b):\n    while True: pass")
)
trial(
    "harmful",
    "returns an endless generator",
    2,
    cells("import numpy as np, itertools\ndef weighted_sum(x, w, b):\n    return itertools.count()"),
)
trial(
    "harmful",
    "returns a huge array",
    2,
    cells("import numpy as np\ndef weighted_sum(x, w, b):\n    return np.zeros(10**7)"),
)
trial(
    "harmful",
    "returns a nest",
    2,
    cells(
        "import numpy as np\ndef weighted_sum(x, w, b):\n    r = []\n    for _ in range(10**5): r = [r]\n    return r"
    ),
)
trial(
    "harmful",
    "returns itself",
    2,
    cells("import numpy as np\ndef weighted_sum(x, w, b):\n    r = []; r.append(r); return r"),
)

# ------------------------------------------------------------------------------------------------------- malformed


def malformed(name: str, content: bytes, points: float | None = UNGRADABLE, **special: Any) -> None:
    """A file that is no notebook, or hardly one."""
    trial("malformed", name, points, content, **special)


RIGHT = nbformat.writes(new_notebook(cells=cells())).encode()
malformed("empty", b"")
malformed("blank", b" \n\n ")
malformed("truncated", RIGHT[: len(RIGHT) // 2])
malformed("merge marks", RIGHT.replace(b'"cells": [', b'<<<<<<< HEAD\n"cells": [\n=======\n>>>>>>> theirs\n', 1))
malformed("binary", bytes(range(256)) * 20)
malformed("zip", b"PK\x03\x04" + bytes(500))
malformed("a list", b"[1, 2, 3]")
malformed("no cells", b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}}')
malformed("deep nesting", b"[" * 100_000 + b"]" * 100_000)
malformed("html page", b"<!doctype html><html><body>Please log in</body></html>")
malformed(
    "cells without fields", changed(lambda d: d["cells"].insert(0, {"cell_type": "code"})), 3, repaired_by_us=True
)
malformed(
    "cells of odd kinds",
    changed(lambda d: d["cells"].extend([{"cell_type": "heading", "source": "x"}, 7, None])),
    3,
    repaired_by_us=True,
)
malformed("no metadata", changed(lambda d: d.pop("metadata") and None), 3, repaired_by_us=True)
malformed("ids twice", changed(lambda d: [c.update(id="same") for c in d["cells"]] and None), 3, repaired_by_us=True)
malformed(
    "sixty megabytes",
    changed(_set(["cells", 1, "outputs"], [{"output_type": "stream", "name": "stdout", "text": "x" * 60 * 2**20}])),
    3,
)
malformed("another notebook", nbformat.writes(new_notebook(cells=[new_code_cell("1 + 1")])).encode())
malformed("no list of cells", changed(_set(["cells"], "cells")))
malformed("an empty list of cells", changed(_set(["cells"], [])))
# nbgrader reads the last of the two and says nothing; `course grade` asks.
malformed("cells given twice", RIGHT.replace(b'"cells": [', b'"cells": [],\n "cells": [', 1), repaired_by_us=True)
malformed(
    "a source given twice", RIGHT.replace(b'"source": [', b'"source": ["1"],\n   "source": [', 2), repaired_by_us=True
)
