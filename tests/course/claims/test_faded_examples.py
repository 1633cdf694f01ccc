"""What the text says one should see in a faded example is what comes out when it is filled in."""

import numpy as np
import pytest

from tests.support.chapter_runs import stated

NUMBER = r"\$?(-?[\d.]+\d|-?\d)\$?"


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def softmax(z):
    return np.exp(z) / np.exp(z).sum()


U, V = np.array([2.0, 0.0]), np.array([[1, -1], [0.5, 1]])
S = U @ V + [-2, 0]
Z = sigmoid(S) @ [2, -1] + 0.5
E = np.array([-1.0, 0, 2])
X, w = np.array([[1.0, 2], [3, 4]]), np.array([1.0, -1])
ERRORS = X @ w + 2
X6 = np.array([[1.0, 2], [3, 0]])
DZ6 = (0.5 - np.ones(2)) / 2
DZ = np.array([[-0.75, 0.25, 0.25, 0.25], [0.25, -0.75, 0.25, 0.25]]) / 2
DW = np.array([[1.0, 2], [0, 1]]).T @ DZ

R9 = np.maximum(np.array([[1, 2], [2, -1]]) @ [[1, -1], [0, 1]], 0)
G9 = 2 * (R9 @ [[3], [-1]] - [[1], [7]])

# The topic, the words around the numbers (N is a number), and the same numbers, computed.
FADED = {
    "perceptron": (r"The last number should be N: \$z\$ is exactly 0", [np.dot([1, 1, 1], [1, -2, 3]) - 2]),
    "activations": (
        r"They should be about N, N and N\.",
        [sigmoid(-2) * sigmoid(2), 0, 0.1],
    ),
    "forward": (r"see \$\(N, N\)\$, \$\(N, N\)\$ and \$\(N, N\)\$", [*S, *sigmoid(S), Z, sigmoid(Z)]),
    "losses": (
        r"results should be N, \$\(N, N, N\)\$ and N\.",
        [np.sum(E**2), *2 * E, np.sqrt(np.mean(E**2))],
    ),
    "gradient-descent": (
        r"see \$\(N, N\)\$, \$\(N, N\)\$ and N\.",
        [*ERRORS, *X.T @ ERRORS * 2 / 2, 2 * np.mean(ERRORS)],
    ),
    "classification": (
        r"see \$\(N, N\)\$, \$\(N, N\)\$ and N\.",
        [*DZ6, *X6.T @ DZ6, DZ6.sum()],
    ),
    "classification, many classes": (
        r"pmatrix\} N & N & \\dots\\\\ N & N & \\dots \\end\{pmatrix\}\$ and \$\\mathtt\{db\} = \(N, N, ",
        [*DW[0, :2], *DW[1, :2], *DZ.sum(axis=0)[:2]],
    ),
    "backpropagation": (r"see N, N and N\.", [0.5, 0.5 * 0.25, 2 * 0.5 * 0.25]),
    "backpropagation, two outputs": (
        r"see N, N and \$\(N, N\)\$\.",
        [np.dot([-2, 1], [-0.1, 0.2]), np.dot([-2, 1], [-0.1, 0.2]) * 0.8 * 0.2, -0.1 * 0.8, 0.2 * 0.8],
    ),
    "matrix-calculus": (
        r"see `\[\[N\], \[N\]\]`, `\[N, N\]` and `\[\[N, N\], \[N, N\]\]`\.",
        [*G9.ravel(), *(R9.T @ G9).ravel(), *(G9 @ [[3, -1]] * (R9 > 0)).ravel()],
    ),
    "deep-networks": (
        r"see \$\(N, N\)\$ and \$\(N, N\)\$\.",
        [*np.array([2, -1]) @ [[1, -1], [1, 0]] + [0, -1], 1, 0],
    ),
    "initialization": (r"see N and about N\.", [np.sqrt(2 / 8), np.sqrt(2 / 18)]),
    "learning-rate": (
        r"factor N and the distances N and N\.",
        [1 - 0.3 * 4, 5 * (1 - 0.3 * 4), 5 * (1 - 0.3 * 4) ** 2],
    ),
    "schedules-and-search": (
        r"see a variance of N and a mean loss of N\.",
        [0.4 / 1.6 * 4, 0.4 / 1.6 * 4 / 2],
    ),
    "schedules-and-search, logarithms": (
        r"see N, N and N\.",
        [np.log10(0.01), np.log10(100), 10**0.5],
    ),
    "optimizers": (r"see \$v = N\$ and \$w = N\$", [0.5 * 1 - 2, 2 - 0.1 * (0.5 * 1 - 2)]),
    "optimizers, Adam": (
        r"see \$m = N\$ and \$\\hat m = N\$, then \$v = N\$ and \$\\hat v = N\$",
        [0.5 * 2 + 0.5 * 4, 3 / 0.75, 0.5 * 8 + 0.5 * 16, 12 / 0.75],
    ),
    "generalization": (r"see \$\\mu = N\$, \$s = N\$ and N\.", [20, np.std([10, 30]), (40 - 20) / 10]),
    "generalization, dropout": (r"the mask \$\(N, N\)\$ and then \$\(N, N\)\$", [1 / 0.8, 0, 5 / 0.8, 0]),
    "capstone": (
        r"loss of about N and \$dZ = \(N, N, N\)\$",
        [-np.log(0.25), *softmax(np.log([2, 1, 1])) - [0, 1, 0]],
    ),
}


@pytest.mark.parametrize("example", FADED)
def test_what_one_should_see_comes_out(example):
    topic = example.partition(",")[0]
    says, numbers = FADED[example]
    found = stated(topic, says.replace("N", NUMBER))
    for number, text in zip(numbers, found, strict=True):
        assert number == pytest.approx(text, abs=6e-4), example
