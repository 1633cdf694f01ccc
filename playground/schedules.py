"""What a schedule does to the rate, and what the rate does to a noisy descent."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from playground.live import Update, figure
from playground.look import BLUE, INK, ORANGE
from playground.stage import Stage

STEPS, RUNS, NOISE, START = 300, 200, 1.0, 5.0
SCHEDULES = ["constant", "step decay", "exponential", "linear", "inverse time", "cosine"]
YOURS = "your own"


def rates(name: str, lr0: float, time: int, t: np.ndarray) -> np.ndarray:
    """The rate at each step t; `time` is the step at which it drops, has fallen to 1/e or 1/2, or reaches lr0 / 100."""
    share = np.minimum(t / time, 1)
    return {
        "constant": lr0 * np.ones_like(share),
        "step decay": lr0 * 0.5 ** (t // time),
        "exponential": lr0 * np.exp(-t / time),
        "linear": lr0 + (lr0 / 100 - lr0) * share,
        "inverse time": lr0 / (1 + t / time),
        "cosine": lr0 / 100 + (lr0 - lr0 / 100) * (1 + np.cos(np.pi * share)) / 2,
    }[name]


def descent(schedule: np.ndarray) -> np.ndarray:
    """Mean of w^2 / 2 over RUNS runs of w - lr (w + noise) from START, before each step and after the last."""
    noise = NOISE * np.random.default_rng(2).normal(size=(len(schedule), RUNS))
    w, losses = np.full(RUNS, START), []
    for lr, disturbance in zip(schedule, noise, strict=True):
        losses.append(np.mean(w**2) / 2)
        w = w - lr * (w + disturbance)
    return np.array([*losses, np.mean(w**2) / 2])


def formula(name: str, lr0: float, time: int) -> str:
    """The schedule with its numbers."""
    return {
        "constant": f"lr = {lr0:.2g}",
        "step decay": f"lr = {lr0:.2g} * 0.5^(t // {time})",
        "exponential": f"lr = {lr0:.2g} * exp(-t / {time})",
        "linear": f"a straight line from {lr0:.2g} to {lr0 / 100:.2g} in {time} steps",
        "inverse time": f"lr = {lr0:.2g} / (1 + t / {time})",
        "cosine": f"half a cosine wave from {lr0:.2g} to {lr0 / 100:.2g} in {time} steps",
    }[name]


@figure(
    alt="Left: the learning rate over the steps. Right: the mean loss of 200 noisy descents with this schedule and "
    "with the constant rate it begins with, on a logarithmic axis.",
    hint="With a constant rate the loss stops falling: raise and lower lr0 and watch where. Which schedule gets "
    "lowest, and which decays too early?",
)
def schedules(stage: Stage, schedule: Callable[[int], float] | None = None) -> Update:
    """A schedule for gradient descent on w^2 / 2 with a noisy slope; ``play.schedules(mine)`` draws your own mine(t),
    the rate at step t."""
    left, right = stage.axes((1, 1.15))
    t = np.arange(STEPS)
    left.set(xlim=(0, STEPS), ylim=(0, 1.05), xlabel="step t", ylabel="learning rate", title="the schedule")
    right.set(xlim=(0, STEPS), ylim=(1e-3, 20), yscale="log", xlabel="step t", ylabel="mean loss")
    right.set_title("the loss")
    rate = stage.moving(left.plot([], [], color=BLUE, lw=2)[0])
    flat = stage.moving(left.plot([], [], color=INK, lw=1.2, ls="--")[0])
    constant = stage.moving(right.plot([], [], color=INK, lw=1.2, ls="--", label="constant")[0])
    scheduled = stage.moving(right.plot([], [], color=BLUE, lw=1.8, label="with the schedule")[0])
    end = stage.moving(right.plot([], [], "o", color=ORANGE, mec=INK, ms=8)[0])
    right.legend(loc="upper right", frameon=False, fontsize=9)
    known = SCHEDULES if schedule is None else [YOURS, *SCHEDULES]
    stage.choice("name", known, "schedule", value="exponential" if schedule is None else YOURS)
    stage.slider("lr0", 0.5, 0.05, 1.0, 0.05, "first rate")
    stage.slider("time", 80, 10, STEPS, 10, "time in steps")
    stage.preset("never settles", name="constant", lr0=1.0)
    stage.preset("stops too early", name="step decay", lr0=0.2, time=10)
    stage.preset("gets low", name="linear", lr0=0.7, time=90)

    def update(name: str, lr0: float, time: int) -> str:
        if name == YOURS and schedule:
            lrs, words = np.array([float(schedule(step)) for step in range(STEPS)]), "your own"
        else:
            lrs, words = rates(name, lr0, time, t), formula(name, lr0, time)
        without, losses = descent(np.full(STEPS, lr0)), descent(lrs)
        rate.set_data(t, lrs)
        flat.set_data([0, STEPS], [lr0, lr0])
        constant.set_data(np.arange(STEPS + 1), without)
        scheduled.set_data(np.arange(STEPS + 1), losses)
        end.set_data([STEPS], [losses[-1]])
        return (
            f"Schedule: {words}. After {STEPS} steps the mean loss is {losses[-1]:.3g}; with the "
            f"constant rate it is {without[-1]:.3g}, and theory says lr / (2 - lr) / 2 = {lr0 / (2 - lr0) / 2:.3g}."
        )

    return update
