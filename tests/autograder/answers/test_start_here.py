"""The first exercise: what a check of doubling must not let pass."""

from tests.support.verdicts import fails


def test_doubling_keeps_decimals():
    fails("double", lambda x: int(2 * x), "cut_off")
    fails("double", lambda x: round(2 * x))
