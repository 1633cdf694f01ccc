"""What chapter perceptron says about its runs is what they do."""

import numpy as np
from sklearn.datasets import load_iris

from tests.support.chapter_runs import run_of, stated, text_of

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])


def train(targets, lr, epochs):
    return run_of("perceptron").variables["train_perceptron"](CORNERS, np.array(targets), lr, epochs)


def test_and_is_learned_and_xor_makes_the_stated_number_of_mistakes_for_ever():
    assert train([0, 0, 0, 1], 0.5, 10)[2][-1] == 0
    (mistakes,) = stated("perceptron", r"XOR makes (\d+) mistakes in the tenth epoch")
    assert set(train([0, 1, 1, 0], 0.5, 100)[2][9:]) == {mistakes}


def test_from_zeros_every_learning_rate_makes_the_same_mistakes():
    (w, b, mistakes), (w10, b10, mistakes10) = (train([0, 0, 0, 1], lr, 10) for lr in (0.5, 5))
    assert (mistakes == mistakes10).all() and (w10 == 10 * w).all() and b10 == 10 * b


def test_one_pair_of_irises_is_separated_and_the_other_cannot_be():
    iris, train_perceptron = load_iris(), run_of("perceptron").variables["train_perceptron"]
    for kinds, columns, epochs, settles in (((0, 2), (0, 1), 7, True), ((1, 2), (2, 3), 60, False)):
        X = np.stack([iris.data[iris.target == kind][:, columns] for kind in kinds], axis=1).reshape(-1, 2)
        t = np.tile([0, 1], len(X) // 2)
        mistakes = train_perceptron(X - X.mean(axis=0), t, 1.0, epochs)[2]
        assert (mistakes[-1] == 0) == settles and mistakes.min() == 0 if settles else mistakes.min() > 0


def decisions():
    """What perceptrons with many weights and biases decide on the four corners, as a set of tables."""
    weights = np.array(np.meshgrid(*[np.linspace(-3, 3, 13)] * 3)).reshape(3, -1)
    return {tuple(row) for row in (CORNERS @ weights[:2] + weights[2] > 0).T.astype(int)}


def test_one_perceptron_computes_all_gates_but_two_and_at_most_three_points_of_xor():
    missing = {tuple(map(int, f"{number:04b}")) for number in range(16)} - decisions()
    assert missing == {(0, 1, 1, 0), (1, 0, 0, 1)} and "Of the 16 possible gates" in text_of("perceptron")
    assert max(sum(np.equal(table, (0, 1, 1, 0))) for table in decisions()) == 3


def test_the_update_by_hand():
    before, after = stated("perceptron", r"\$2 \+ 0 \+ 2 = (\d)\$, so .+ is now \$1\.5 \+ 0 \+ 0 - 0\.5 = (\d)\$")
    w, x = np.array([2.0, -1, 1]), np.array([1, 0, 2])
    assert w @ x == before
    w, b = run_of("perceptron").variables["perceptron_update"](w, 0, x, 0, 0.5)
    assert w.tolist() == [1.5, -1, 0] and b == -0.5 and w @ x + b == after
    (factor, again) = stated("perceptron", r"x \\cdot x \+ 1 = (\d)\$, and \$4 - 0\.5 \\cdot 6 = (\d)\$")
    assert x @ x + 1 == factor and again == after


def test_the_reader_of_threes_and_eights():
    run = run_of("perceptron")
    known, new = stated("perceptron", r"looks at (\d+) of them.* it meets (\d+) that it has never seen")
    right, of = stated("perceptron", r"It gets (\d+) of (\d+) right")
    assert f"never seen before: {right:.0f} of {of:.0f} right" in run.output("load_digits") and of == new
    v = run.variables
    assert len(v["X"]) == known + new and v["mistakes"][4] > 0 and not v["mistakes"][5:].any()
    w = v["w"].reshape(8, 8)
    assert w[:, :3].sum() > 0 > w[:, 3:].sum() and np.argmax(w) % 8 < 4  # Ink on the left speaks for an eight.
