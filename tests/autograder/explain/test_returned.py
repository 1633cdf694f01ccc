"""Why a function returns None is read from its own source."""

import pytest

from autograder import load
from autograder.explain.returned import why_none
from autograder.inside.observation import Source
from tests.support.written import written


@pytest.mark.parametrize(
    "text, words",
    [
        ("def f(x):\n    y = x\n", "is the `return` missing?"),
        ("def f(x):\n    return\n", "nothing behind its `return`"),
        ("def f(g):\n    return g.reverse()\n", "`reverse` reverses in place and changes `g` itself"),
        ("def f(g):\n    return own(g)\n", "Is the `return` missing there?"),
        ("def f(g):\n    best = None\n    return best\n", "returns `best`, which is None in this case"),
        ("def f(g):\n    for x in g:\n        if x:\n            return x\n", "ends without having reached"),
        ("def f(g):\n    if g:\n        return 1\n    elif g is None:\n        return 2\n", "which of its lines"),
    ],
)
def test_a_missing_return_is_asked_for_only_where_none_is(text, words):
    told, _ = why_none(Source(text))
    assert words in told
    assert ("is the `return` missing?" in told) == ("return" not in text)
    assert "missing" not in why_none(None)[0]


def test_an_async_function_is_told_so_and_leaves_no_warning():
    report = load("relu").check(written("async def relu(z):\n    return np.maximum(z, 0)"))
    assert "`async def`" in report.headline
    assert report.line is None
