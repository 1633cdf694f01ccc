"""A picture that grows while a network trains."""

from __future__ import annotations

import time

import numpy as np

from playground.live import Live, Update
from playground.look import BLUE, GREEN, GRID, INK, ORANGE, SKY
from playground.stage import Stage

ALT = "Left: the training loss after each epoch, on a logarithmic axis. Right: the accuracy on the validation set. "
ALT += "Below: a bar for the share of the epochs that is done."
HINT = "Which of the two curves goes flat first? What would more epochs gain?"
SECONDS_BETWEEN_PICTURES = 0.1


class Watch(Live):
    """The losses and accuracies of a network in training; made by `watch`."""

    def __init__(self, epochs: int) -> None:
        self.epochs = epochs
        self.losses: list[float] = []
        self.accuracies: list[float] = []
        self._drawn_at = 0.0
        super().__init__(self._draw_axes, ALT, HINT, (9, 3.8))

    def add(self, loss: float, accuracy: float) -> None:
        """Note an epoch's training loss and validation accuracy; draw them if the figure is shown and it is time."""
        self.losses.append(float(loss))
        self.accuracies.append(float(accuracy))
        due = time.monotonic() - self._drawn_at > SECONDS_BETWEEN_PICTURES or len(self.losses) >= self.epochs
        if due:
            self.redraw()
            self._drawn_at = time.monotonic()

    def _draw_axes(self, stage: Stage) -> Update:
        panels = stage.mosaic([["loss", "accuracy"], ["bar", "bar"]], height_ratios=[9, 1])
        left, right, bar = panels["loss"], panels["accuracy"], panels["bar"]
        left.set(xlim=(0, self.epochs), ylim=(1e-3, 5), yscale="log", xlabel="epoch", title="training loss")
        right.set(xlim=(0, self.epochs), ylim=(0.8, 1.005), xlabel="epoch", title="accuracy, validation set")
        right.yaxis.set_major_formatter("{x:.1%}")
        right.axhline(0.97, color=GREEN, lw=1, ls="--")
        right.text(self.epochs, 0.968, "97%", color=GREEN, ha="right", va="top")
        bar.set(xlim=(0, self.epochs), ylim=(0, 1), xticks=[], yticks=[])
        bar.axhspan(0, 1, color=GRID)
        done = stage.moving(bar.barh([0.5], [0], height=1, color=SKY)[0])
        share = stage.moving(bar.text(self.epochs / 2, 0.5, "", ha="center", va="center", color=INK, weight="bold"))
        loss = stage.moving(left.plot([], [], ".-", color=BLUE, lw=1.6)[0])
        accuracy = stage.moving(right.plot([], [], ".-", color=ORANGE, lw=1.6)[0])

        def update() -> str:
            epochs = np.arange(1, len(self.losses) + 1)
            loss.set_data(epochs, np.clip(self.losses, 1e-4, 1e3))
            accuracy.set_data(epochs, self.accuracies)
            done.set_width(len(epochs))
            share.set_text(f"{len(epochs)} of {self.epochs} epochs")
            if not self.losses:
                return f"Waiting for the first of {self.epochs} epochs."
            return (
                f"Epoch {len(epochs)} of {self.epochs}: training loss {self.losses[-1]:.4f}, validation accuracy "
                f"{self.accuracies[-1]:.1%}, best so far {max(self.accuracies):.1%}."
            )

        return update


def watch(epochs: int = 40) -> Watch:
    """Show the figure, then call ``add(loss, accuracy)`` after each epoch: the picture grows during the training."""
    return Watch(epochs)
