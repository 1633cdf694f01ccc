"""Right answers to the exercises of chapter 12."""

import numpy as np
from sklearn import metrics

from tests.right_answers import right


@right("train_val_split")
def _(X, y, fraction, rng):
    chosen = np.zeros(len(X), dtype=bool)
    chosen[rng.choice(len(X), size=round(fraction * len(X)), replace=False)] = True
    return X[~chosen], y[~chosen], X[chosen], y[chosen]


@right("train_val_split")
def _(X, y, fraction, rng):
    """Shuffled together, the last ones validate."""
    both = np.column_stack([X, y])
    rng.shuffle(both)
    n = len(X) - int(np.round(len(X) * fraction))
    return [both[:n, :-1], both[:n, -1], both[n:, :-1], both[n:, -1]]


@right("standardize")
def _(X_train, X_other):
    mu, sigma = np.mean(X_train, axis=0), np.std(X_train, axis=0)
    sigma = np.where(sigma > 0, sigma, 1)
    return (X_train - mu) / sigma, (X_other - mu) / sigma


@right("standardize")
def _(X_train, X_other):
    """Column by column."""
    one, other = np.zeros(X_train.shape), np.zeros(X_other.shape)
    for j in range(X_train.shape[1]):
        center = sum(X_train[:, j]) / len(X_train)
        spread = (sum((X_train[:, j] - center) ** 2) / len(X_train)) ** 0.5 or 1.0
        one[:, j] = (X_train[:, j] - center) / spread
        other[:, j] = (X_other[:, j] - center) / spread
    return [one, other]


@right("l2_penalty")
def _(weights, lam):
    total = 0
    for W in weights:
        for w in np.ravel(W):
            total += w * w
    return 0.5 * lam * total


right("l2_penalty")(lambda weights, lam: sum(lam * np.vdot(W, W) / 2 for W in weights))
right("l2_penalty")(lambda weights, lam: lam * np.linalg.norm(np.concatenate([np.ravel(W) for W in weights])) ** 2 / 2)
right("l2_grad")(lambda W, lam: np.multiply(W, lam))
right("l2_grad")(lambda W, lam: [[lam * w for w in row] for row in W])


@right("early_stop")
def _(val_losses, patience):
    best = 0
    for epoch in range(len(val_losses)):
        if val_losses[epoch] < val_losses[best]:
            best = epoch
        if epoch - best == patience:
            break
    return best


@right("early_stop")
def _(val_losses, patience):
    """The first epoch that nothing in the next `patience` ones beats, among those that set a record."""
    records = [e for e in range(len(val_losses)) if all(val_losses[e] < loss for loss in val_losses[:e])]
    for this, following in zip(records, [*records[1:], None], strict=True):
        if following is None or following - this > patience:
            return np.int64(this)


right("accuracy")(lambda labels, predicted: sum(a == b for a, b in zip(labels, predicted, strict=True)) / len(labels))
right("accuracy")(lambda labels, predicted: 1 - np.count_nonzero(labels - predicted) / labels.size)
right("accuracy")(metrics.accuracy_score)


@right("confusion_matrix")
def _(labels, predicted, k):
    C = [[0] * k for _ in range(k)]
    for label, guess in zip(labels, predicted, strict=True):
        C[label][guess] += 1
    return C


right("confusion_matrix")(lambda labels, predicted, k: np.eye(k)[labels].T @ np.eye(k)[predicted])
right("confusion_matrix")(
    lambda labels, predicted, k: np.bincount(labels * k + predicted, minlength=k * k).reshape(k, k)
)
