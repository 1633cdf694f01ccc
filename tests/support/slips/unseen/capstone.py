"""Wrong answers of capstone, as learners write them; nobody tunes anything to these."""

from tests.support.slips import slip

slip(
    "train_classifier",
    """
        def train_classifier(X_train, y_train, X_val, y_val, rng):
            mu, sd = X_train.mean(), X_train.std()
            X = (X_train - mu) / sd
            n, d = X.shape
            T = np.eye(10)[y_train]
            W1 = rng.normal(size=(d, 64)) * np.sqrt(2 / d)
            b1 = np.zeros(64)
            W2 = rng.normal(size=(64, 10)) * np.sqrt(2 / 64)
            b2 = np.zeros(10)
            lr = 0.1
            for epoch in range(40):
                idx = rng.permutation(n)
                for i in range(0, n, 32):
                    xb, tb = X[idx[i:i + 32]], T[idx[i:i + 32]]
                    z1 = xb @ W1 + b1
                    a1 = np.maximum(z1, 0)
                    z2 = a1 @ W2 + b2
                    p = np.exp(z2 - z2.max(axis=1, keepdims=True))
                    p = p / p.sum(axis=1, keepdims=True)
                    dz2 = (p - tb) / len(xb)
                    dz1 = dz2 @ W2.T * (z1 > 0)
                    W2 = W2 - lr * a1.T @ dz2
                    b2 = b2 - lr * dz2.sum(axis=0)
                    W1 = W1 - lr * xb.T @ dz1
                    b1 = b1 - lr * dz1.sum(axis=0)

            def predict(X):
                h = np.maximum(X @ W1 + b1, 0)
                return np.argmax(h @ W2 + b2, axis=1)

            return predict
        """,
    line=28,
    why="predict does not scale the pixels as the training did",
)

slip(
    "train_classifier",
    """
        def train_classifier(X_train, y_train, X_val, y_val, rng):
            X_train = X_train / 255.
            def one_hot(y):
                out = np.zeros((y.size, 10))
                out[np.arange(y.size), y] = 1
                return out
            def softmax(Z):
                e = np.exp(Z - Z.max(axis=1, keepdims=True))
                return e / e.sum(axis=1, keepdims=True)
            W1 = rng.random((64, 10)) - 0.5
            b1 = rng.random(10) - 0.5
            W2 = rng.random((10, 10)) - 0.5
            b2 = rng.random(10) - 0.5
            alpha = 0.10
            m = y_train.size
            Y = one_hot(y_train)
            for i in range(500):
                Z1 = X_train.dot(W1) + b1
                A1 = np.maximum(Z1, 0)
                A2 = softmax(A1.dot(W2) + b2)
                dZ2 = A2 - Y
                dW2 = 1 / m * A1.T.dot(dZ2)
                db2 = 1 / m * np.sum(dZ2, axis=0)
                dZ1 = dZ2.dot(W2.T) * (Z1 > 0)
                dW1 = 1 / m * X_train.T.dot(dZ1)
                db1 = 1 / m * np.sum(dZ1, axis=0)
                W1 = W1 - alpha * dW1
                db1 = b1 - alpha * db1
                W2 = W2 - alpha * dW2
                b2 = b2 - alpha * db2

            def predict(X):
                A = np.maximum(X / 255. @ W1 + b1, 0)
                return np.argmax(softmax(A @ W2 + b2), axis=1)

            return predict
        """,
    line=None,
    why="db1 is overwritten instead of b1, and pixels from 0 to 16 are divided by 255, so it learns too slowly",
)

slip(
    "train_epoch",
    """
    def train_epoch(X, labels, params, velocity, batch_size, lr, beta, lam, rng):
        order = rng.permutation(len(X))
        losses = []
        for i in range(len(X) // batch_size):
            s = order[i * batch_size:(i + 1) * batch_size]
            loss, *g = classifier_gradients(X[s], labels[s], *params, lam)
            params, velocity = classifier_step(params, g, velocity, lr, beta)
            losses.append(loss)
        return params, velocity, sum(losses) / len(losses)
    """,
    line=4,
    why="the short last batch is never reached",
)

slip(
    "train_epoch",
    """
    def train_epoch(X, labels, params, velocity, batch_size, lr, beta, lam, rng):
        order = rng.permutation(len(X))
        losses = []
        for s in range(0, len(X), batch_size):
            i = order[s:s + batch_size]
            loss, *grads = classifier_gradients(X[i], labels[i], *params, lam)
            params, _ = classifier_step(params, grads, velocity, lr, beta)
            losses.append(loss)
        return params, velocity, np.mean(losses)
    """,
    line=7,
    why="the new velocity is thrown away",
)
