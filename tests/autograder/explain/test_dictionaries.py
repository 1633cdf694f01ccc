"""A dictionary with other keys than the right one: which is missing, and which is one too many."""

from tests.support.checked import checked

START = "def reverse_pass(tape):\n    gradients = {}\n"
BACK = """    gradients[tape[-1][0]] = 1.0
    for output, inputs in reversed(tape):
        for name, slope in inputs:
            gradients[name] = gradients.get(name, 0) + slope * gradients.get(output, 0) * 2
    return gradients
"""


def test_the_entry_that_is_missing_is_named():
    headline = checked("reverse_pass", START + BACK.replace("reversed(tape)", "[tape[-1]]")).headline
    assert "The entry 'x' is missing: your dictionary has the keys 'E', 'z'." in headline


def test_the_entry_that_is_one_too_many_is_named():
    source = START + "    gradients = {name: 0.0 for row in tape for name in (row[0], *dict(row[1]), 'loss')}\n" + BACK
    assert "The entry 'loss' is one too many: your dictionary is to have the keys 'x', 'w', 'p'" in checked(
        "reverse_pass", source).headline  # fmt: skip


def test_a_wrong_entry_is_shown_under_its_key():
    source = START + "    gradients = {name: 0.0 for row in tape for name in (row[0], *dict(row[1]))}\n" + BACK
    assert any("['x']" in label for label, _ in checked("reverse_pass", source).evidence)
