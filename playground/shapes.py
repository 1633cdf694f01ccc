"""A puzzle of shapes, and the loss of the two-layer warm-up network."""

from __future__ import annotations

import numpy as np

from playground.live import Update, figure
from playground.look import BLUE, GREEN, INK, ORANGE, readable
from playground.stage import Stage

SIZES = {"N": 64, "D_in": 1000, "H": 100, "D_out": 10}
MATRICES = {
    "x": ("N", "D_in"), "h_relu": ("N", "H"), "grad_h": ("N", "H"), "grad_y_pred": ("N", "D_out"), "w1": ("D_in", "H"),
    "w2": ("H", "D_out"),
}  # fmt: skip
PUZZLES = {
    "gradient of w2": ("H", "D_out"), "gradient of h_relu": ("N", "H"), "gradient of w1": ("D_in", "H"),
}  # fmt: skip
ANSWERS = {
    "gradient of w2": ("h_relu.T", "grad_y_pred"),
    "gradient of h_relu": ("grad_y_pred", "w2.T"),
    "gradient of w1": ("x.T", "grad_h"),
}
FACTORS = [name + suffix for name in MATRICES for suffix in ("", ".T")]
LENGTH = {"N": 0.9, "D_in": 1.7, "H": 1.2, "D_out": 0.55}


def shape_of(factor: str) -> tuple[str, str]:
    """The two axis names of a factor such as ``"w2.T"``."""
    rows, columns = MATRICES[factor.removesuffix(".T")]
    return (columns, rows) if factor.endswith(".T") else (rows, columns)


def verdict(puzzle: str, left: str, right: str) -> str:
    """Whether two factors fit, the shape of their product, and whether it is the gradient to be built."""
    a, b = shape_of(left), shape_of(right)
    if a[1] != b[0]:
        return f"They do not fit: {left} has {SIZES[a[1]]} columns, {right} has {SIZES[b[0]]} rows."
    made = f"They fit: the inner {SIZES[a[1]]} disappears, and the product is ({SIZES[a[0]]}, {SIZES[b[1]]})."
    if (left, right) == ANSWERS[puzzle]:
        return f"{made} That is the {puzzle}."
    if (a[0], b[1]) == PUZZLES[puzzle]:
        return f"{made} The shape is right, but are these the gradient that came in and the matrix it met?"
    return f"{made} That is not the shape you need."


@figure(
    alt="Two blocks for two matrices; each axis has a length of its own. Their facing sides join when the inner "
    "dimensions agree, and then the block of the product appears.",
    hint="Build all three gradients. For each, how many pairs fit at all?",
)
def shape_puzzle(stage: Stage) -> Update:
    """Choose two factors; they join only where their dimensions agree."""
    (ax,) = stage.axes((1,))
    ax.set(xlim=(0.1, 6.9), ylim=(-1.35, 1.35))
    ax.axis("off")
    ax.set_aspect("equal")
    blocks = [
        stage.moving(ax.fill([0, 0, 0, 0], [0, 0, 0, 0], fc=c, ec=INK, alpha=0.35, lw=2)[0])
        for c in (BLUE, ORANGE, GREEN)
    ]
    names = [stage.moving(ax.text(0, 0, "", ha="center", va="center", weight="bold")) for _ in range(3)]
    sizes = [stage.moving(ax.text(0, 0, "", ha="center", va="center", fontsize=9)) for _ in range(6)]
    sign = stage.moving(ax.text(0, 0, "", ha="center", va="center", fontsize=18))
    stage.choice("puzzle", list(PUZZLES), "build the")
    stage.choice("left", FACTORS, "left factor", "h_relu")
    stage.choice("right", FACTORS, "right factor", "grad_y_pred")

    def draw_block(index: int, x: float, rows: str, columns: str, name: str, visible: bool = True) -> float:
        width, height = LENGTH[columns], LENGTH[rows]
        blocks[index].set_xy([(x, -height / 2), (x + width, -height / 2), (x + width, height / 2), (x, height / 2)])
        # The name of the right factor stands below, so that the names of joined blocks do not overlap.
        names[index].set_position((x + width / 2, -height / 2 - 0.36 if index == 1 else height / 2 + 0.16))
        names[index].set_text(name)
        sizes[2 * index].set_position((x + 0.13, 0))
        sizes[2 * index].set_rotation(90)
        sizes[2 * index].set_text(f"{SIZES[rows]}")
        sizes[2 * index + 1].set_position((x + width / 2 + 0.06, -height / 2 + 0.1))
        sizes[2 * index + 1].set_text(f"{SIZES[columns]}")
        for artist in (blocks[index], names[index], sizes[2 * index], sizes[2 * index + 1]):
            artist.set_visible(visible)
        return x + width

    def update(puzzle: str, left: str, right: str) -> str:
        a, b = shape_of(left), shape_of(right)
        fits = a[1] == b[0]
        end = draw_block(0, 0.3, *a, left)
        end = draw_block(1, end + (0.03 if fits else 0.9), *b, right)
        sign.set_position((end + 0.6, 0) if fits else (0.3 + LENGTH[a[1]] + 0.38, 0))
        sign.set_text("=" if fits else "does\nnot fit")
        sign.set_fontsize(18 if fits else 9)
        draw_block(2, end + 1.2, a[0], b[1], "product", fits)
        rows, columns = PUZZLES[puzzle]
        return f"Wanted: the {puzzle}, ({SIZES[rows]}, {SIZES[columns]}). {verdict(puzzle, left, right)}"

    return update


def warmup_losses(lr: float, steps: int = 120) -> np.ndarray:
    """The losses of a smaller warm-up network: 16 samples, 100 inputs, 20 hidden units, 5 outputs."""
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(16, 100)), rng.normal(size=(16, 5))
    w1, w2 = rng.normal(size=(100, 20)), rng.normal(size=(20, 5))
    losses = []
    for _ in range(steps):
        h = x @ w1
        a = np.maximum(h, 0)
        error = a @ w2 - y
        losses.append(np.sum(error**2))
        if not np.isfinite(losses[-1]) or losses[-1] > 1e12:
            break
        w1, w2 = w1 - lr * x.T @ (2 * error @ w2.T * (h > 0)), w2 - lr * a.T @ (2 * error)
    return np.array(losses)


@figure(
    alt="The warm-up network's loss over 120 steps on a logarithmic axis, for the chosen learning rate.",
    hint="Raise the rate slowly. Where does the loss begin to jump, and where does it explode?",
)
def warmup(stage: Stage) -> Update:
    """A two-layer ReLU network trained with your learning rate: its loss curve."""
    (ax,) = stage.axes((1,))
    ax.set(xlim=(0, 120), ylim=(1e-4, 1e9), yscale="log", xlabel="step", ylabel="loss (sum of squares)")
    curve = stage.moving(ax.plot([], [], color=BLUE, lw=2.2)[0])
    stage.log_slider("lr", 1e-5, -7.0, -3.0, 0.05, "learning rate")
    for label, rate in (("crawls", 1e-7), ("falls", 1e-5), ("explodes", 1e-3)):
        stage.preset(label, lr=rate)

    def update(lr: float) -> str:
        with np.errstate(all="ignore"):
            losses = warmup_losses(lr)
        curve.set_data(np.arange(len(losses)), np.clip(losses, 1e-6, 1e12))
        if len(losses) < 120:
            return f"Rate {lr:.7f}: the loss explodes after {len(losses)} steps."
        return f"Rate {lr:.7f}: the loss goes from {readable(losses[0])} to {readable(losses[-1])} in 120 steps."

    return update
