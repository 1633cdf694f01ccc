"""Underfitting and overfitting, on training and validation data."""

from __future__ import annotations

import numpy as np

from playground.live import Update, figure
from playground.look import BLUE, INK, ORANGE, SKY
from playground.stage import Stage

HIGHEST, VALIDATING = 14, 200
DEGREES = np.arange(HIGHEST + 1)


def truth(x: np.ndarray) -> np.ndarray:
    """The curve that the data come from: sin(2.5 x) + x / 2."""
    return np.sin(2.5 * x) + 0.5 * x


def data(samples: int, noise: float, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """x_train, y_train, x_val, y_val with x between -1.5 and 1.5."""
    rng = np.random.default_rng(seed)
    x, x_val = np.sort(rng.uniform(-1.5, 1.5, samples)), rng.uniform(-1.5, 1.5, VALIDATING)
    return x, truth(x) + noise * rng.normal(size=samples), x_val, truth(x_val) + noise * rng.normal(size=VALIDATING)


def features(x: np.ndarray, degree: int) -> np.ndarray:
    """Chebyshev polynomials of x / 1.5 up to this degree: any polynomial is a weighted sum of them."""
    return np.polynomial.chebyshev.chebvander(np.asarray(x) / 1.5, degree)


def fit(x: np.ndarray, y: np.ndarray, degree: int, lam: float) -> np.ndarray:
    """The weights with the least mean squared error plus lam/2 times the sum of their squares but the constant's."""
    A = features(x, degree)
    penalty = lam / 2 * len(x) * np.eye(degree + 1)
    penalty[0, 0] = 0
    return np.linalg.lstsq(np.vstack([A, np.sqrt(penalty)]), np.concatenate([y, np.zeros(degree + 1)]), rcond=None)[0]


def root_mean_square(x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> float:
    """The RMSE of the polynomial with these weights."""
    return float(np.sqrt(np.mean((features(x, len(weights) - 1) @ weights - y) ** 2)))


@figure(
    alt="Left: noisy samples, the curve they come from, and the fitted polynomial. Right: the error on the training "
    "data and on 200 validation samples for every degree, on a logarithmic axis, with the chosen degree marked.",
    hint="Raise the degree until the curve runs through nearly every point. Then get more data, or add L2, and watch "
    "the two errors.",
)
def capacity(stage: Stage) -> Update:
    """A polynomial of any degree fitted to a few samples; training and validation error."""
    left, right = stage.axes((1, 1))
    xs = np.linspace(-1.5, 1.5, 300)
    left.set(xlim=(-1.6, 1.6), ylim=(-3.5, 2.8), xlabel="x", ylabel="y", title="the fit")
    left.plot(xs, truth(xs), color=INK, lw=1, ls="--", label="the truth")
    right.set(xlim=(-0.5, HIGHEST + 0.5), ylim=(0.02, 20), yscale="log", xlabel="degree", title="the error (RMSE)")
    dots = stage.moving(left.plot([], [], "o", color=BLUE, ms=5, label="training data")[0])
    others = stage.moving(left.plot([], [], ".", color=SKY, ms=4, alpha=0.6, label="validation data")[0])
    curve = stage.moving(left.plot([], [], color=ORANGE, lw=2, label="the fit")[0])
    train = stage.moving(right.plot([], [], ".-", color=BLUE, lw=1.5, label="training")[0])
    val = stage.moving(right.plot([], [], "s--", color=ORANGE, lw=1.5, ms=4, label="validation")[0])
    now = stage.moving(right.axvline(3, color=INK, lw=1))
    left.legend(loc="lower right", frameon=False, fontsize=9)
    right.legend(loc="upper left", frameon=False, fontsize=9)
    stage.slider("degree", 9, 0, HIGHEST, 1, "degree (capacity)")
    stage.slider("samples", 16, 6, 80, 1, "training samples")
    stage.slider("noise", 0.3, 0.0, 0.6, 0.05, "noise")
    stage.log_slider("lam", 1e-6, -6, 1, 0.25, "L2, lam")
    stage.slider("seed", 1, 1, 20, 1, "seed")
    stage.preset("underfits", degree=1, samples=16, lam=1e-6)
    stage.preset("fits", degree=5, samples=16, lam=1e-6)
    stage.preset("overfits", degree=13, samples=16, lam=1e-6)

    def update(degree: int, samples: int, noise: float, lam: float, seed: int) -> str:
        x, y, x_val, y_val = data(samples, noise, seed)
        fits = [fit(x, y, d, lam if lam > 1.1e-6 else 0.0) for d in range(HIGHEST + 1)]
        errors = np.array([[root_mean_square(x, y, w), root_mean_square(x_val, y_val, w)] for w in fits])
        dots.set_data(x, y)
        others.set_data(x_val, y_val)
        curve.set_data(xs, np.clip(features(xs, degree) @ fits[degree], -9, 9))
        train.set_data(DEGREES, np.clip(errors[:, 0], 1e-3, 1e3))
        val.set_data(DEGREES, np.clip(errors[:, 1], 1e-3, 1e3))
        now.set_xdata([degree, degree])
        mine, best = errors[degree], int(np.argmin(errors[:, 1]))
        return (
            f"Degree {degree}, {samples} samples: training error {mine[0]:.3f}, validation error {mine[1]:.3f}. The "
            f"noise alone is {noise:.2f}. The smallest validation error is {errors[best, 1]:.3f}, at degree {best}."
        )

    return update
