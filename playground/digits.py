"""Which digits a classifier confuses, and the images it misreads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from playground.live import Update, figure
from playground.look import DARK_ON_IMAGE, LIGHT_ON_IMAGE
from playground.stage import Stage

ROWS, COLUMNS, CLASSES = 3, 6, 10
PAGE = ROWS * COLUMNS
WIDTH, HEIGHT = 10, 12  # of one image in pixels, with its margins and caption
SHEET = ROWS * HEIGHT, COLUMNS * WIDTH


def simple_rules() -> tuple[np.ndarray, np.ndarray, dict[str, np.ndarray]]:
    """500 of scikit-learn's digits, their labels, and the predictions of two rules that need no training."""
    from sklearn.datasets import load_digits

    X, y = load_digits(return_X_y=True)
    known, known_labels, images, labels = X[500:], y[500:], X[:500], y[:500]
    averages = np.array([known[known_labels == digit].mean(axis=0) for digit in range(CLASSES)])
    return (
        images,
        labels,
        {
            "nearest average image": np.argmin(squared_distances(images, averages), axis=1),
            "nearest known image": known_labels[np.argmin(squared_distances(images, known), axis=1)],
        },
    )


def squared_distances(A: np.ndarray, B: np.ndarray) -> np.ndarray:
    """|a - b|^2 for every row a of A and b of B."""
    return np.sum(A**2, axis=1)[:, None] - 2 * A @ B.T + np.sum(B**2, axis=1)


def confusion(labels: np.ndarray, predicted: np.ndarray) -> np.ndarray:
    """How often each digit (row) was read as each digit (column)."""
    return np.bincount(labels * CLASSES + predicted, minlength=CLASSES**2).reshape(CLASSES, CLASSES)


def sheet(images: np.ndarray) -> np.ndarray:
    """Up to PAGE images of 64 pixels from 0 to 16, side by side with a margin, in one picture from 0 to 1."""
    paper = np.zeros(SHEET)
    for k, image in enumerate(images[:PAGE]):
        top, left = HEIGHT * (k // COLUMNS) + 3, WIDTH * (k % COLUMNS) + 1
        paper[top : top + 8, left : left + 8] = image.reshape(8, 8) / 16
    return paper


@figure(
    alt="Left: the confusion matrix, true digits in rows and predicted digits in columns, with the number of errors in "
    "the cells. Right: the misread images, each with its true digit and the predicted one.",
    hint="Which pair of digits is mixed up most? Look at the images: could you have read them?",
    size=(10, 4.6),
)
def digits(
    stage: Stage,
    images: np.ndarray | None = None,
    labels: np.ndarray | None = None,
    predictions: Mapping[str, np.ndarray] | None = None,
) -> Update:
    """The errors of two simple rules, or of yours: ``play.digits(images, labels, {"mine": predicted})``."""
    if images is None or labels is None or predictions is None:
        images, labels, predictions = simple_rules()
    truth, known = np.asarray(labels, dtype=int), {k: np.asarray(v, dtype=int) for k, v in predictions.items()}
    left, right = stage.axes((1, 1.35))
    left.set(
        xticks=range(CLASSES),
        yticks=range(CLASSES),
        xlabel="predicted digit",
        ylabel="true digit",
        title="confusion matrix",
    )
    right.set(xticks=[], yticks=[], title='misread images ("3 as 8": a 3 read as an 8)')
    for ax in (left, right):
        ax.grid(False)
    matrix = stage.moving(
        left.imshow(np.zeros((CLASSES, CLASSES)), cmap="Blues", vmin=0, vmax=8, aspect="auto", interpolation="none")
    )
    counts = [[label_in(stage, left, column, row) for column in range(CLASSES)] for row in range(CLASSES)]
    paper = stage.moving(right.imshow(np.zeros(SHEET), cmap="Greys", vmin=0, vmax=1, interpolation="none"))
    positions = [(WIDTH * (k % COLUMNS) + 4.5, HEIGHT * (k // COLUMNS) + 1.2) for k in range(PAGE)]
    captions = [label_in(stage, right, *place) for place in positions]
    most = max(int(np.sum(p != truth)) for p in known.values())
    stage.choice("who", list(known), "classifier")
    stage.slider("page", 1, 1, max(2, -(-most // PAGE)), 1, "page of errors")

    def update(who: str, page: int) -> str:
        wrong = np.flatnonzero(known[who] != truth)
        errors = confusion(truth, known[who])
        np.fill_diagonal(errors, 0)
        matrix.set_data(errors)
        for row, column in np.ndindex(CLASSES, CLASSES):
            counts[row][column].set_text(str(errors[row, column]) if errors[row, column] else "")
            counts[row][column].set_color(LIGHT_ON_IMAGE if errors[row, column] > 5 else DARK_ON_IMAGE)
        shown = wrong[PAGE * (page - 1) : PAGE * page]
        paper.set_data(sheet(images[shown]))
        for k, caption in enumerate(captions):
            caption.set_text(f"{truth[shown[k]]} as {known[who][shown[k]]}" if k < len(shown) else "")
        right_ones = len(truth) - len(wrong)
        words = f"{who}: {right_ones} of {len(truth)} right, {right_ones / len(truth):.1%}."
        if wrong.size:
            row, column = divmod(int(np.argmax(errors)), CLASSES)
            words += f" Most often, {row} is read as {column}: {errors[row, column]} times."
            words += f" Page {page} shows {len(shown)} of the {wrong.size} misread images."
        return words

    return update


def label_in(stage: Stage, ax: Any, x: float, y: float) -> Any:
    """A moving text that is empty at first."""
    return stage.moving(ax.text(x, y, "", ha="center", va="center", fontsize=9, color=DARK_ON_IMAGE))
