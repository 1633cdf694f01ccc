"""A prediction is repeated before the answer; one left open is answered kindly, and never by 'Ellipsis'."""

import pytest

import playground as play
from playground.predicted import OPEN


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((0.5,), "My prediction: 0.5"),
        (("both", [4, 8]), "My prediction: both, [4, 8]"),
        (([],), "My prediction: []"),
        ((0.9, ...), "My prediction: 0.9, (open)"),
        (((1.5, ...),), "My prediction: (1.5, (open))"),
        (({"AND": 0, "XOR": ...},), "My prediction: {'AND': 0, 'XOR': (open)}"),
        ((...,), OPEN),
        ((..., ...), OPEN),
        (((..., ...), ...), OPEN),
        (({"AND": ..., "XOR": ...}, ...), OPEN),
    ],
)
def test_what_is_said(values, said, capsys):
    play.predicted(*values)
    assert capsys.readouterr().out == said + "\n"


def test_an_array_counts_as_a_prediction(capsys):
    import numpy as np

    play.predicted(np.array([1, 2]))
    assert capsys.readouterr().out == "My prediction: [1 2]\n"
