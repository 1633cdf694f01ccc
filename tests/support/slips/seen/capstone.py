"""Wrong answers of capstone, as learners write them; free to read for whoever works on the explanations."""

from tests.support.slips import slip

slip(
    "train_classifier",
    """
        def train_classifier(X_train, y_train, X_val, y_val, rng):
            X = X_train / 16.0
            Y = np.zeros((len(y_train), 10))
            Y[np.arange(len(y_train)), y_train] = 1
            hidden = 50
            W1 = np.zeros((64, hidden))
            b1 = np.zeros(hidden)
            W2 = np.zeros((hidden, 10))
            b2 = np.zeros(10)
            m = len(X)
            alpha = 0.5
            for it in range(300):
                Z1 = X.dot(W1) + b1
                A1 = np.maximum(0, Z1)
                Z2 = A1.dot(W2) + b2
                expZ = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
                A2 = expZ / expZ.sum(axis=1, keepdims=True)
                dZ2 = A2 - Y
                dW2 = A1.T.dot(dZ2) / m
                db2 = dZ2.sum(axis=0) / m
                dZ1 = dZ2.dot(W2.T) * (Z1 > 0)
                dW1 = X.T.dot(dZ1) / m
                db1 = dZ1.sum(axis=0) / m
                W1 = W1 - alpha * dW1
                b1 = b1 - alpha * db1
                W2 = W2 - alpha * dW2
                b2 = b2 - alpha * db2

            def predict(Xnew):
                A = np.maximum(0, (Xnew / 16.0).dot(W1) + b1)
                return np.argmax(A.dot(W2) + b2, axis=1)

            return predict
        """,
    line=None,
    why="all weights start at zero, so the hidden units get no gradient and nothing is learned but the biases",
)

slip(
    "train_classifier",
    """
        def train_classifier(X_train, y_train, X_val, y_val, rng):
            X = X_train / 16
            W1 = rng.normal(size=(64, 64)) * np.sqrt(2 / 64)
            W2 = rng.normal(size=(64, 10)) * np.sqrt(2 / 64)
            b1, b2 = np.zeros(64), np.zeros(10)
            batch = 32
            for epoch in range(30):
                perm = rng.permutation(len(X))
                Xs = X[perm]
                for s in range(0, len(X), batch):
                    xb = Xs[s:s + batch]
                    yb = y_train[s:s + batch]
                    h = np.maximum(xb @ W1 + b1, 0)
                    scores = h @ W2 + b2
                    e = np.exp(scores - np.max(scores, axis=1, keepdims=True))
                    probs = e / np.sum(e, axis=1, keepdims=True)
                    probs[np.arange(len(yb)), yb] -= 1
                    dscores = probs / len(yb)
                    dh = dscores @ W2.T
                    dh[h <= 0] = 0
                    W2 -= 0.2 * h.T @ dscores
                    b2 -= 0.2 * dscores.sum(axis=0)
                    W1 -= 0.2 * xb.T @ dh
                    b1 -= 0.2 * dh.sum(axis=0)
            return lambda Q: np.argmax(np.maximum(Q / 16 @ W1 + b1, 0) @ W2 + b2, axis=1)
        """,
    line=12,
    why="only the samples are shuffled: the batch of labels is cut from the unshuffled ones",
)
