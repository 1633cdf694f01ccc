"""Only a function that does nothing but calculate is run in changed versions."""

import ast
import inspect
import itertools
import linecache
import textwrap
from dataclasses import dataclass

import numpy as np
import pytest

from autograder import load
from autograder.inside.observation import Case
from autograder.inside.rerun import rerun_of
from autograder.inside.safety import METHODS, calculating
from tests.support.written import written

HARMFUL = {
    "opens a file": "def f(x):\n    open('x', 'w')\n    return x",
    "writes an array": "def f(x):\n    np.save('x', x)\n    return x",
    "writes through a method": "def f(x):\n    x.tofile('x')\n    return x",
    "writes under another name": "def f(x):\n    m = np\n    m.save('x', x)\n    return x",
    "imports": "def f(x):\n    import os\n    return x",
    "imports a function": "def f(x):\n    from numpy import save\n    return x",
    "changes a global": "def f(x):\n    global y\n    y = x\n    return x",
    "evaluates": "def f(x):\n    return eval('x')",
    "gets at internals": "def f(x):\n    return x.__class__",
    "draws from NumPy's own generator": "def f(x):\n    return x + np.random.rand()",
    "draws from a generator of the notebook": "def f(x):\n    return x + rng.normal()",
    "seeds": "def f(x):\n    np.random.seed(0)\n    return x",
    "asks": "def f(x):\n    return input()",
    "calls a harmful function": "def f(x):\n    return g(x)",
    "calls an object": "def f(x):\n    return thing.run(x)",
    "changes NumPy's settings": "def f(x):\n    np.seterr(all='ignore')\n    return x",
    "has a default that acts": "def f(x, y=open):\n    return x",
    "counts for ever": "def f(x):\n    import itertools\n    return sum(itertools.count())",
    "counts for ever under a bare name": "def f(x):\n    from itertools import count\n    return sum(count())",
    "may never end on infinite numbers": "def f(x):\n    import numpy as np\n    return np.linalg.pinv(x)",
}


@pytest.mark.parametrize("what", HARMFUL)
def test_a_function_that_does_more_than_calculate_is_never_run_in_a_changed_version(what):
    class Thing:
        def run(self, x):
            return x

    harmful = written("def g(x):\n    open('x', 'w')\n    return x")
    function = written(HARMFUL[what], rng=np.random.default_rng(0), thing=Thing(), g=harmful)
    function.__globals__["g"] = written("def g(x):\n    return x")  # Of another notebook: not known to be harmless.
    assert rerun_of(function) is None


def test_a_harmful_function_that_is_called_is_seen():
    source = "def f(x):\n    return g(x)\n\ndef g(x):\n    return h(x)\n\ndef h(x):\n    return open('x').read()"
    assert rerun_of(written(source)) is None


HARMLESS = {
    "NumPy": "def f(x):\n    return np.linalg.norm(np.asarray(x)) + np.e",
    "methods": "def f(x):\n    out = []\n    out.append(x.sum(axis=0))\n    return out",
    "a misspelled method": "def f(x):\n    return x.clamp(min=0)",
    "an unknown name": "def f(x):\n    return torch.tensor(x)",
    "imports of math": "def f(x):\n    from math import exp\n    import numpy as np\n    return exp(x)",
    "a function inside": "def f(x):\n    def g(y):\n        return y + 1\n    return g(x)",
    "a generator that is passed in": "def f(x, rng):\n    return rng.normal(size=3)",
    "data of the notebook": "def f(x):\n    return x * factor",
    "a function of the course": "def f(x):\n    return sigmoid(x)",
}


@pytest.mark.parametrize("what", HARMLESS)
def test_calculating_is_allowed(what):
    function = written(HARMLESS[what], factor=2.0, sigmoid=load("sigmoid").reference)
    assert calculating(function) is not None


def test_no_method_that_writes_is_allowed():
    assert not METHODS & {"tofile", "dump", "dumps", "setflags"}


def test_functions_of_itertools_are_harmless():
    function = written("def f(x):\n    return list(accumulate(x))", accumulate=itertools.accumulate)
    assert calculating(function) is not None


@pytest.mark.parametrize("named", [{"count": itertools.count}, {"itertools": itertools}])
def test_counting_for_ever_ends_in_a_changed_version(named):
    name = "count" if "count" in named else "itertools.count"
    function = written(f"def f(x):\n    return sum({name}())", **named)
    version = rerun_of(function).version(ast.parse(inspect.getsource(function)))
    assert next(rerun_of(function).screen([version], Case((0,)), 1.0)).value > 0


CLASS = """
class Layer:
    count = 0

    def __init__(self, W):
        self.W, self._seen = W, 0.0

    def forward(self, X):
        Layer.count += 1
        self._seen += np.sum(X)
        return X @ self.W
"""
OF_THE_NOTEBOOK = {
    "functions in a dictionary": "ACTS = {'relu': relu, 'tanh': np.tanh, 'no': lambda z: z}\n"
    "def f(x):\n    return ACTS['relu'](x)",
    "functions in a list of pairs": "PAIRS = [(relu, 1.0)]\ndef f(x):\n    return PAIRS[0][0](x)",
    "a lambda with a name": "double = lambda z: 2 * z\ndef f(x):\n    return double(x)",
    "a default that is a function": "def g(x, act=relu):\n    return act(x)\ndef f(x):\n    return g(x)",
    "a class": CLASS + "\ndef f(x):\n    return Layer(x).forward(x)",
    "a class below another": CLASS + "\nclass Bias(Layer):\n    def __init__(self, W):\n        super().__init__(W)\n"
    "        self.b = 0\ndef f(x):\n    return Bias(x).forward(x)",
    "a class in a dictionary": CLASS + "\nKINDS = {'layer': Layer}\ndef f(x):\n    return KINDS['layer'](x).forward(x)",
    "a dataclass": "@dataclass\nclass Cache:\n    X: np.ndarray\n    W: float = 0.0\n"
    "def f(x):\n    return Cache(x).X",
    "operators": "class V:\n    def __init__(self, x):\n        self.data = x\n    def __add__(self, other):\n"
    "        return V(self.data + other.data)\n    __radd__ = __add__\ndef f(x):\n    return (V(x) + V(x)).data",
}  # fmt: skip


def defined(source):
    """The function f of a cell that defines other things of the learner's before it."""
    text, file = textwrap.dedent(source), f"<own {hash(source):x}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    namespace = {"np": np, "dataclass": dataclass, "relu": load("relu").reference, "__name__": "__main__"}
    exec(compile(text, file, "exec"), namespace)
    return namespace["f"]


@pytest.mark.parametrize("what", OF_THE_NOTEBOOK)
def test_the_learners_own_containers_and_plain_classes_are_allowed(what):
    function = defined(OF_THE_NOTEBOOK[what])
    rerun = rerun_of(function)
    version = rerun.version(ast.parse(textwrap.dedent(inspect.getsource(function))))
    case = Case((np.array([[-1.0, 2.0], [3.0, 4.0]]),))
    (seen,), right = rerun.screen([version], case, 1.0), function(*case.arguments)
    assert seen.failure is None and np.array_equal(seen.value, right)


MEANS = {
    "has a say when it is set": "def __setattr__(self, name, value):\n        pass",
    "has a say when it is read": "def __getattr__(self, name):\n        return 1",
    "has a say when it is gone": "def __del__(self):\n        np.zeros(1)",
    "has a say as an attribute": "def __get__(self, owner, kind):\n        return 1",
    "has a say when it is set as an attribute": "def __set__(self, owner, value):\n        pass",
    "has a say when it is made": "def __new__(cls):\n        return object.__new__(cls)",
    "has a say below it": "def __init_subclass__(cls):\n        pass",
    "has a say when it is copied": "def __deepcopy__(self, memo):\n        return self",
    "opens a file": "def g(self):\n        return open('x')",
    "gets at its own class": "def g(self):\n        return self.__class__",
    "hides what it does": "save = np.save",
    "does something when it is defined": "x = print(eval('1'))",
    "is decorated": "@np.vectorize\n    def g(self):\n        return 1",
}


@pytest.mark.parametrize("what", MEANS)
def test_a_class_that_does_more_than_calculate_is_not_made_anew(what):
    source = f"class T:\n    {MEANS[what]}\n    def h(self):\n        return 1\ndef f(x):\n    return T().h() + x"
    assert rerun_of(defined(source)) is None
    assert rerun_of(defined(source.replace(MEANS[what], "kind = 'plain'"))) is not None


@pytest.mark.parametrize(
    "source",
    [
        "class T(dict):\n    def h(self):\n        return 1\ndef f(x):\n    return T().h()",
        "class T(metaclass=type):\n    def h(self):\n        return 1\ndef f(x):\n    return T().h()",
        "class T:\n    def h(self):\n        return 1\nT.h = lambda self: 2\ndef f(x):\n    return T().h()",
        "class T:\n    def h(self):\n        return 1\nt = T()\ndef f(x):\n    return t.h()",
        "class T:\n    def h(self):\n        return 1\nts = [T()]\ndef f(x):\n    return ts[0].h()",
        "class T(list):\n    pass\nt = T()\ndef f(x):\n    return t",
        "made = (lambda n: lambda z: n * z)(2)\ndef f(x):\n    return made(x)",
        "ACTS = {'open': open}\ndef f(x):\n    return ACTS['open'](x)",
        "ACTS = {'g': [lambda z: open(z)]}\ndef f(x):\n    return ACTS['g'][0](x)",
        "def g(x, to=open):\n    return to(x)\ndef f(x):\n    return g(x)",
        "def f(x):\n    np.pi = 3\n    return x",
        "def f(x):\n    relu.calls = 1\n    return x",
        "a = np.array([open], dtype=object)\ndef f(x):\n    return a[0](x)",
        "l = []\nl.append(l)\ndef f(x):\n    return l",
        "def f(x):\n    g = lambda open: x\n    return open(x)",
    ],
)
def test_what_is_not_plain_is_not_made_anew(source):
    assert rerun_of(defined(source)) is None


def test_nothing_of_the_notebook_is_touched():
    function = defined(
        CLASS
        + """
counts, memo, ACTS = {"calls": 0}, [0.0], {}
def act(z, seen=[]):
    seen.append(1)
    ACTS["more"] = 1
    counts["calls"] += 1
    return z
ACTS["act"] = act
def f(x):
    Layer.count = 7
    Layer.kind = "new"
    act.calls = 1
    memo.append(ACTS["act"](x))
    return Layer(x).forward(x) + len(memo)
"""
    )
    rerun, space = rerun_of(function), function.__globals__
    version = rerun.version(ast.parse(inspect.getsource(function)))
    seen = [o.value for o in rerun.screen([version] * 3, Case((np.eye(2),)), 1.0)]
    assert all(np.array_equal(value, seen[0]) for value in seen), "a version sees what another left"
    assert (space["Layer"].count, hasattr(space["Layer"], "kind"), vars(space["act"])) == (0, False, {})
    assert (space["counts"], space["memo"], list(space["ACTS"])) == ({"calls": 0}, [0.0], ["act"])
    assert space["act"].__defaults__ == ([],)
