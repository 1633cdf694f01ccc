"""Two functions are the same version exactly if what they do is written the same."""

import os
import subprocess
import sys

import numpy as np
import pytest

from autograder.version import version


def defined(text, name="f"):
    variables = {"np": np}
    exec(text, variables)
    return variables[name]


def same(one, other):
    return version(defined(one)) == version(defined(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("def f(x): return x", "\n\n# A comment.\ndef f(x):\n\n    return x  # The same."),
        ("def g(x): return x\ndef f(x): return g(x)", "def f(x): return g(x)\n\ndef g(x): return x"),
        ("def f(n): return f(n - 1)", "def f(n):\n    return f(n - 1)"),
        ("def f(x): return x\ndef unused(): return 1", "def f(x): return x\ndef unused(): return 2"),
        ("def f(x=np.zeros(2)): return x", "def f(x=np.zeros(2)): return x"),
        ("f = 3", "f = 3"),
    ],
)
def test_the_same_code_is_the_same_version(one, other):
    assert same(one, other)


def test_an_object_that_cannot_be_shown_is_no_reason_to_fail():
    class Stubborn:
        def __repr__(self):
            raise RuntimeError

    assert version(Stubborn()) == version(Stubborn()) != version(3)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("def f(x): return x + 1", "def f(x): return x + 2"),
        ("def f(x): return 2 * x", "def f(x): return 2.0 * x"),
        ("def f(x): return x == 1", "def f(x): return x == True"),
        ("def f(x): return np.sum(x)", "def f(x): return np.mean(x)"),
        ("def f(x, k=1): return x * k", "def f(x, k=2): return x * k"),
        ("def f(x): return [a + 1 for a in x]", "def f(x): return [a + 2 for a in x]"),
        ("def g(x): return x\ndef f(x): return g(x)", "def g(x): return 2 * x\ndef f(x): return g(x)"),
        ("def f(x): return (1, 2)", "def f(x): return (1, 3)"),
        (
            "def f(x, y):\n    try:\n        x()\n        y()\n    except ValueError:\n        return 1",
            "def f(x, y):\n    try:\n        x()\n    except ValueError:\n        return 1\n    y()",
        ),
        ("f = 3", "f = 4"),
    ],
)
def test_other_code_is_another_version(one, other):
    assert not same(one, other)


def test_an_outline_is_the_same_in_every_process():
    code = (
        "from autograder.version import outline; "
        'print(outline(compile(\'x in {"a", "b", "c", "d", 5, None}\', \'\', \'eval\')))'
    )
    seeds = [os.environ | {"PYTHONHASHSEED": str(seed)} for seed in range(4)]
    said = {subprocess.run([sys.executable, "-c", code], env=seed, capture_output=True).stdout for seed in seeds}
    assert len(said) == 1 and b"frozenset(" in said.pop()
