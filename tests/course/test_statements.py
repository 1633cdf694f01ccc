"""What popular articles get wrong: where the course says it right, chapter and cell."""

import re

import nbformat
import pytest

from course.manifest import read_book
from tests.support import ROOT

BOOK = read_book(ROOT)

# (often written, the chapter's topic, a heading in the cell or the one before it, what the cell says)
STATEMENTS = [
    ("the sigmoid's output lies between 0 and -1", "activations", "The idea",
     ["strictly between 0 and 1", r"\\sigma\(0\) = 0.5", "no output is negative"]),
    ("ReLU treats negative weights as 0", "activations", "The idea", [r"ReLU zeroes negative \*pre-activations\*"]),
    ("a multi-layer perceptron is a stack of perceptrons", "activations", "The idea",
     ["is not a stack of perceptrons", "its units are smooth", "The step has slope 0"]),
    ("FNN and MLP are the same, or have nothing in common", "forward", "The idea, and the words for it",
     ["every MLP is feedforward", "directed acyclic graph", "no hidden layer is feedforward and not an MLP"]),
    ("stochastic gradient descent updates after the whole data set", "gradient-descent",
     "How much data for one step?", ["one sample, one step", r"does \*not\* wait until the end", "mini-batches"]),
    ("batch gradient descent finds the global optimum", "gradient-descent",
     "Why that is not the end of the story", [r"small enough rate .* global minimum of a \*convex\* loss"]),
    ("set the derivative to zero and solve", "gradient-descent", "Several features, and the bias as well",
     ["normal equation"]),
    ("set the derivative to zero and solve", "gradient-descent", "Why that is not the end of the story",
     ["it may be a maximum", "saddle", "no solution in closed form"]),
    ("signed errors can be added up", "losses", "The idea", [r"\+100\$ and \$-100\$ add up to 0"]),
    ("MSE, SSE and RMSE have the same effect", "losses", "The idea",
     ["same minimizer", "do not pull equally hard", "the same learning rate means different steps"]),
    ("MSE, SSE and RMSE have the same effect", "learning-rate", "What does the learning rate depend on?",
     ["SSE's gradient is", "its rate must be"]),
    ("split the error in proportion to the weights", "backpropagation",
     "A tempting idea that is not backpropagation",
     ["it is a heuristic that fails", "they sum to 0", "where the transpose comes from"]),
    ("the error signal alone, without the derivative", "backpropagation", "A whole network, by index",
     [r"h_j \(1 - h_j\)", r"It is the \*delta\* that is carried back"]),
    ("da[l-1] = da[l] * sigma'(z) * W * da[l-1]", "deep-networks", "Backward, one layer",
     [r"on both sides\. Nothing multiplies", "carried through"]),
    ("the perceptron is (X1 * X2) + X3", "perceptron", "The idea",
     ["inputs are never multiplied with each other", r"x_1 w_1 \+ x_2 w_2"]),
    ("start all weights at zero", "initialization", "Equal stays equal",
     ["equal after every step", "keeps.? the symmetry", "single-layer perceptron may start at zero"]),
    ("the learning rate decays once per training", "schedules-and-search",
     "Schedules: large steps first, small steps later", ["counts steps or epochs, and one must say which"]),
    ("grad[h < 0] = 0 is the ReLU derivative", "activations", "The slope of ReLU",
     ["any number from 0 to 1 is a", "subgradient", "the big frameworks return 0"]),
    ("grad[h < 0] = 0 is the ReLU derivative", "matrix-calculus", "The warm-up network",
     ["any value from 0 to 1 would do"]),
]  # fmt: skip

# The three classic questions, each with a section of its own.
QUESTIONS = [
    ("gradient-descent", "Why does the gradient point uphill?"),
    ("gradient-descent", "Why not simply set the derivative to zero?"),
    ("learning-rate", "What does the learning rate depend on?"),
]


def section(chapter, heading):
    """The text from this heading to the next one, over all the cells in which it stands."""
    notebook = nbformat.read(BOOK.notebook_path(BOOK.chapter(chapter)), as_version=4)
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    found = [part for part in re.split("^#+ ", text, flags=re.MULTILINE) if part.split("\n")[0] == heading]
    assert len(found) == 1, f"{heading!r} is a heading {len(found)} times in {chapter}"
    return " ".join(found[0].split())


@pytest.mark.parametrize("written, chapter, heading, said", STATEMENTS)
def test_the_course_says_it_right_where_the_reader_meets_it(written, chapter, heading, said):
    text = section(chapter, heading)
    for words in said:
        assert re.search(words, text), f"{chapter}, {heading}: nothing about {words!r}"


@pytest.mark.parametrize("chapter, question", QUESTIONS)
def test_the_classic_questions_have_sections(chapter, question):
    assert len(section(chapter, question).split()) > 120
