"""The wrong answers that explanations are judged by: each stands once, so none that was read counts as unseen."""

import ast
from collections import defaultdict

from tests.support.slips import load_slips


class Renamed(ast.NodeTransformer):
    """A function whose own variables are numbered: `Xb` and `X_b` make no other answer."""

    def __init__(self, tree):
        stored = (node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
        self.numbers = dict.fromkeys(stored)
        self.used = {}

    def visit_Name(self, node):
        if node.id in self.numbers:
            node.id = self.used.setdefault(node.id, f"variable {len(self.used)}")
        return node


def meaning(source):
    """What a source says, whatever its variables, its layout and its comments; itself if it is no Python."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return source
    return ast.dump(Renamed(tree).visit(tree))


def test_no_wrong_answer_stands_twice():
    places = defaultdict(list)
    for which in ("seen", "unseen"):
        for slip in load_slips(which):
            places[slip.exercise, meaning(slip.source)].append((which, slip.exercise, slip.why))
    assert [found for found in places.values() if len(found) > 1] == []


def test_other_names_make_no_other_answer_and_another_operation_does():
    one = "def f(x):\n    # So.\n    a = x\n    return a * a\n"
    assert meaning(one) == meaning("def f(x):\n    b = x\n\n    return b*b\n")
    assert meaning(one) != meaning("def f(x):\n    a = x\n    return a + a\n")
    assert meaning(one) != meaning("def f(x):\n    a = x\n    return x * a\n")
