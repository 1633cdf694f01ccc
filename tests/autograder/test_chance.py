"""What several calls tell of chance, and one does not."""

import numpy as np
import pytest

from autograder import load
from tests.support.verdicts import passes


def permuted(A, keep, rng):
    mask = np.zeros(A.size)
    mask[rng.permutation(A.size)[: round(keep * A.size)]] = 1 / keep
    mask = mask.reshape(A.shape)
    return A * mask, mask


def chosen(A, keep, rng):
    mask = np.zeros(A.size)
    mask[rng.choice(A.size, int(keep * A.size), replace=False)] = 1 / keep
    mask = mask.reshape(A.shape)
    return A * mask, mask


@pytest.mark.parametrize("function", [permuted, chosen])
def test_dropout_that_keeps_exactly_the_share_is_told_so(function):
    for seed in range(5):
        report = load("dropout_forward").check(function, seed=seed)
        assert dict(report.parts) == {"D": True, "mask": False}
        assert "a draw of its own for each activation" in report.headline
        assert "as a permutation gives it" in report.headline


@pytest.mark.parametrize(
    "function",
    [
        lambda A, keep, rng: (lambda mask: (A * mask, mask))(rng.binomial(1, keep, A.shape) / keep),
        lambda A, keep, rng: (lambda mask: (A * mask, mask))(
            rng.choice([0.0, 1 / keep], size=A.shape, p=[1 - keep, keep])
        ),
    ],
)
def test_draws_of_their_own_pass(function):
    passes("dropout_forward", function)
