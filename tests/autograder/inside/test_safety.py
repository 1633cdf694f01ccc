"""Only a function that does nothing but calculate is run in changed versions."""

import itertools

import numpy as np
import pytest

from autograder import load
from autograder.inside.rerun import rerun_of
from autograder.inside.safety import METHODS, helpers_of
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
    assert helpers_of(function) is not None


def test_no_method_that_writes_is_allowed():
    assert not METHODS & {"tofile", "dump", "dumps", "setflags"}


def test_functions_of_itertools_are_harmless():
    function = written("def f(x):\n    return list(accumulate(x))", accumulate=itertools.accumulate)
    assert helpers_of(function) == {}
    assert helpers_of(written("def f(x):\n    return sum(count())", count=itertools.count)) is None
