"""Right answers to the exercises of chapter 10."""

import itertools
import math

import numpy as np

from tests.right_answers import elementwise, right

right("contraction_factor")(lambda lr, curvature: abs(lr * curvature - 1))
right("contraction_factor")(lambda lr, curvature: np.sqrt((1 - np.multiply(curvature, lr)) ** 2))
right("contraction_factor")(elementwise(lambda lr, curvature: max(1 - lr * curvature, lr * curvature - 1)))
right("largest_stable_lr")(lambda H: 2 / max(np.linalg.eigvals(H).real))
right("largest_stable_lr")(lambda H: 2.0 / np.linalg.norm(H, 2))
right("largest_stable_lr")(lambda H: 2 * np.linalg.eigvalsh(np.linalg.inv(H)).min())
right("best_constant_lr")(lambda H: 1 / np.mean([np.linalg.eigvalsh(H).min(), np.linalg.eigvalsh(H).max()]))
right("best_constant_lr")(lambda H: 2 / (1 / np.linalg.norm(np.linalg.inv(H), 2) + np.linalg.svd(H)[1][0]))
right("step_decay")(lambda lr0, drop, every, t: lr0 * np.power(float(drop), np.floor_divide(t, every)))
right("step_decay")(lambda lr0, drop, every, t: lr0 * np.exp(np.floor(np.divide(t, every)) * math.log(drop)))


@right("step_decay")
def _(lr0, drop, every, t):
    def one(t):
        rate = lr0
        while t >= every:
            rate, t = rate * drop, t - every
        return rate

    return elementwise(lambda t: one(t))(t)


right("exponential_decay")(lambda lr0, rate, t: lr0 / np.exp(np.multiply(rate, t)))
right("exponential_decay")(lambda lr0, rate, t: elementwise(lambda t: lr0 * math.exp(-rate * t))(t))
right("linear_decay")(lambda lr0, lr_end, total, t: np.interp(t, [0, total], [lr0, lr_end]))
right("linear_decay")(
    lambda lr0, lr_end, total, t: np.where(np.asarray(t) >= total, lr_end, lr0 - (lr0 - lr_end) * np.divide(t, total))
)
right("linear_decay")(
    lambda lr0, lr_end, total, t: elementwise(
        lambda t: lr_end if t > total else ((total - t) * lr0 + t * lr_end) / total
    )(t)
)
right("inverse_time_decay")(lambda lr0, rate, t: np.divide(lr0, 1.0 + np.multiply(t, rate)))
right("inverse_time_decay")(lambda lr0, rate, t: elementwise(lambda t: (lr0**-1 + rate * t / lr0) ** -1)(t))
right("cosine_decay")(
    lambda lr0, lr_end, total, t: lr_end + (lr0 - lr_end) * np.cos(np.pi * np.clip(np.divide(t, total), 0, 1) / 2) ** 2
)
right("cosine_decay")(
    lambda lr0, lr_end, total, t: elementwise(
        lambda t: lr_end + 0.5 * (lr0 - lr_end) * (1 + math.cos(math.pi * min(t, total) / total))
    )(t)
)


@right("sweep")
def _(final_loss, lrs):
    best, best_lr, losses = math.inf, None, []
    for lr in lrs:
        loss = float(final_loss(lr))
        if not math.isfinite(loss):
            loss = math.inf
        if loss < best:
            best, best_lr = loss, float(lr)
        losses.append(loss)
    return best_lr, losses


@right("sweep")
def _(final_loss, lrs):
    losses = np.nan_to_num([final_loss(lr) for lr in lrs], nan=np.inf, posinf=np.inf, neginf=np.inf)
    return [None if np.isinf(losses).all() else lrs[int(losses.argmin())], losses]


@right("range_test")
def _(losses, lrs):
    losses = list(losses)
    end = losses.index(min(losses))
    slope = {k: (losses[k + 1] - losses[k]) / (math.log(lrs[k + 1]) - math.log(lrs[k])) for k in range(end)}
    return lrs[min(slope, key=slope.get)]


@right("range_test")
def _(losses, lrs):
    """With log10, which divides every slope by the same number."""
    k = np.argmin(losses) + 1
    falls = -np.diff(np.asarray(losses, dtype=float)[:k]) / np.diff(np.log10(np.asarray(lrs)[:k]))
    return np.asarray(lrs)[falls.argmax()]


@right("grid_search")
def _(train, validate, grid):
    names, results = list(grid), []
    for values in itertools.product(*(grid[name] for name in names)):
        setting = {name: value for name, value in zip(names, values, strict=True)}  # noqa: C416
        loss = validate(train(**setting))
        results.append((math.inf if np.isnan(loss) else loss, len(results), setting))
    return min(results, key=lambda result: result[:2])[2]


@right("grid_search")
def _(train, validate, grid):
    """Recursion over the settings, one name after the other."""
    best = [math.inf, None]

    def go(chosen, left):
        if left:
            for value in grid[left[0]]:
                go({**chosen, left[0]: value}, left[1:])
        elif (loss := validate(train(**chosen))) < best[0]:
            best[:] = [loss, chosen]

    go({}, list(grid))
    return best[1]


@right("grid_search")
def _(train, validate, grid):
    settings = [dict(zip(grid.keys(), v, strict=True)) for v in itertools.product(*grid.values())]
    return settings[np.nanargmin([validate(train(**setting)) for setting in settings])]
