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
    "classifier_forward",
    """
        def classifier_forward(X, V, a, W, b):
            S = X @ V + a
            H = np.where(S > 0, S, 0)
            Z = H @ W + b
            P = np.exp(Z) / np.sum(np.exp(Z), axis=1, keepdims=True)
            return H, P
        """,
    line=5,
    why="softmax without the shift overflows",
)

slip(
    "classifier_forward",
    """
        def classifier_forward(X, V, a, W, b):
            H = np.maximum(0, X @ V + a)
            Z = H @ W + b
            Z = Z - np.max(Z, axis=1, keepdims=True)
            e = np.exp(Z)
            return H, e / e.sum(axis=0)
        """,
    line=6,
    why="normalized over the samples",
)

slip(
    "classifier_forward",
    """
        def classifier_forward(X, V, a, W, b):
            H = np.max(X @ V + a, 0)
            Z = H @ W + b
            E = np.exp(Z - Z.max(axis=-1, keepdims=True))
            return H, E / E.sum(axis=-1, keepdims=True)
        """,
    line=2,
    why="np.max as ReLU: one number",
)

slip(
    "classifier_forward",
    """
        def softmax(z):
            e = np.exp(z - np.max(z))
            return e / np.sum(e)

        def classifier_forward(X, V, a, W, b):
            H = np.maximum(X @ V + a, 0)
            return H, softmax(H @ W + b)
        """,
    line=3,
    why="softmax over a flattened array by a helper from an earlier chapter for one sample",
)

slip(
    "classifier_gradients",
    """
        def classifier_gradients(X, labels, V, a, W, b, lam):
            n = X.shape[0]
            H, P = classifier_forward(X, V, a, W, b)
            loss = -np.log(P[range(n), labels]).mean() + 0.5 * lam * ((V * V).sum() + (W * W).sum())
            dZ = P.copy()
            dZ[range(n), labels] -= 1
            dZ /= n
            dW = H.T @ dZ
            db = dZ.sum(0)
            dH = dZ @ W.T
            dH[H <= 0] = 0
            dV = X.T @ dH
            da = dH.sum(0)
            return loss, dV, da, dW, db
        """,
    line=8,
    why="the penalty is missing in the gradients",
)

slip(
    "classifier_gradients",
    """
        def classifier_gradients(X, labels, V, a, W, b, lam):
            n = len(X)
            H, P = classifier_forward(X, V, a, W, b)
            loss = 0
            for i in range(n):
                loss -= np.log(P[i, labels[i]])
            loss += lam / 2 * ((V ** 2).sum() + (W ** 2).sum())
            dZ = (P - np.eye(len(b))[labels]) / n
            dS = (dZ @ W.T) * (H > 0)
            return loss, X.T @ dS + lam * V, dS.sum(axis=0), H.T @ dZ + lam * W, dZ.sum(axis=0)
        """,
    line=6,
    why="the loss is a sum over the samples",
)

slip(
    "classifier_gradients",
    """
        def classifier_gradients(X, labels, V, a, W, b, lam):
            m = len(X)
            H, P = classifier_forward(X, V, a, W, b)
            loss = -np.mean(np.log(P[np.arange(m), labels])) + lam / 2 * (np.sum(V**2) + np.sum(W**2))
            dZ = (P - np.eye(len(b))[labels]) / m
            dW = 1 / m * H.T @ dZ + lam * W
            db = 1 / m * dZ.sum(axis=0)
            dS = dZ @ W.T * (H > 0)
            dV = 1 / m * X.T @ dS + lam * V
            da = 1 / m * dS.sum(axis=0)
            return loss, dV, da, dW, db
        """,
    line=6,
    why="1/n twice, once more in dW and db",
)

slip(
    "classifier_gradients",
    """
        def classifier_gradients(X, labels, V, a, W, b, lam):
            n = len(X)
            H, P = classifier_forward(X, V, a, W, b)
            loss = -np.mean(np.log(P[np.arange(n), labels] + 1e-3))
            loss = loss + lam / 2 * (np.sum(V**2) + np.sum(W**2))
            G = (P - np.eye(len(b))[labels]) / n
            dS = np.where(H > 0, G @ W.T, 0)
            return loss, X.T @ dS + lam * V, dS.sum(axis=0), H.T @ G + lam * W, G.sum(axis=0)
        """,
    line=4,
    why="an epsilon inside the log that can be seen",
)

slip(
    "classifier_gradients",
    """
        def classifier_gradients(X, labels, V, a, W, b, lam):
            n = len(X)
            H, P = classifier_forward(X, V, a, W, b)
            loss = -np.mean(np.log(P[np.arange(n), labels])) + lam / 2 * (np.sum(V**2) + np.sum(W**2))
            dZ = (P - np.eye(len(b))[labels]) / n
            S = X @ V
            dS = (dZ @ W.T) * (S > 0)
            return loss, X.T @ dS + lam * V, dS.sum(axis=0), H.T @ dZ + lam * W, dZ.sum(axis=0)
        """,
    line=6,
    why="forward pass written again with a different ReLU output: mask from X @ V without a",
)

slip(
    "classifier_gradients",
    """
        def classifier_gradients(X, labels, V, a, W, b, lam):
            n = len(X)
            H, P = classifier_forward(X, V, a, W, b)
            loss = -np.mean(np.log(P[np.arange(n), labels])) + lam / 2 * (np.sum(V**2) + np.sum(W**2))
            Y = np.zeros_like(P)
            for i in range(n):
                Y[i][labels[i]] = 1
            dZ = (P - Y) / n
            dS = (dZ @ W.T) * H
            return loss, X.T @ dS + lam * V, dS.sum(axis=0), H.T @ dZ + lam * W, dZ.sum(axis=0)
        """,
    line=9,
    why="the ReLU's mask on the wrong side: H times, not H > 0",
)

slip(
    "classifier_gradients",
    """
        def classifier_gradients(X, labels, V, a, W, b, lam):
            n = len(X)
            H, P = classifier_forward(X, V, a, W, b)
            loss = -np.mean(np.log(P[np.arange(n), labels])) + lam * (np.sum(V**2) + np.sum(W**2))
            dZ = (P - np.eye(len(b))[labels]) / n
            dS = (dZ @ W.T) * (H > 0)
            dV = X.T @ dS + lam / 2 * V
            dW = H.T @ dZ + lam / 2 * W
            return loss, dV, dS.sum(axis=0), dW, dZ.sum(axis=0)
        """,
    line=4,
    why="gradient of the penalty with lam / 2, and the loss's lam without the half",
)

slip(
    "classifier_step",
    """
        def classifier_step(params, grads, velocity, lr, beta):
            velocity = beta * velocity + grads
            params = params - lr * velocity
            return params, velocity
        """,
    line=2,
    why="lists multiplied by a number",
)

slip(
    "classifier_step",
    """
        def classifier_step(params, grads, velocity, lr, beta):
            for p, g, v in zip(params, grads, velocity):
                v *= beta
                v += g
                p -= lr * v
            return params, velocity
        """,
    line=5,
    why="+= in place on the caller's arrays",
)

slip(
    "classifier_step",
    """
        def classifier_step(params, grads, velocity, lr, beta):
            new = [(p - lr * (beta * v + g), beta * v + g) for p, v, g in zip(params, grads, velocity)]
            return [n[0] for n in new], [n[1] for n in new]
        """,
    line=2,
    why="zip in the wrong order",
)

slip(
    "train_classifier",
    """
        def train_classifier(X_train, y_train, X_val, y_val, rng, watch=None):
            mean, std = X_train.mean(), X_train.std()
            A = (X_train - mean) / std
            hidden = 64
            params = [rng.normal(size=(64, hidden)) * np.sqrt(2 / 64), np.zeros(hidden),
                      rng.normal(size=(hidden, 10)) * np.sqrt(2 / hidden), np.zeros(10)]
            velocity = [np.zeros_like(p) for p in params]
            for epoch in range(30):
                params, velocity, loss = train_epoch(A, y_train, params, velocity, 32, 0.05, 0.9, 1e-3, rng)
            def predict(X):
                return classifier_forward(X, *params)[1].argmax(axis=1)
            predict.params = dict(zip(["V", "a", "W", "b"], params))
            return predict
        """,
    line=11,
    why="predict does not scale its images",
)

slip(
    "train_classifier",
    """
        def train_classifier(X_train, y_train, X_val, y_val, rng, watch=None):
            mean, std = X_train.mean(), X_train.std()
            A = (X_train - mean) / std
            params = [np.zeros((64, 64)), np.zeros(64), np.zeros((64, 10)), np.zeros(10)]
            velocity = [np.zeros_like(p) for p in params]
            for epoch in range(20):
                params, velocity, loss = train_epoch(A, y_train, params, velocity, 32, 0.05, 0.9, 1e-3, rng)
            def predict(X):
                return np.argmax(classifier_forward((X - mean) / std, *params)[1], axis=1)
            return predict
        """,
    line=4,
    why="the start is zero: nothing is learned beyond symmetry",
)

slip(
    "train_classifier",
    """
        def train_classifier(X_train, y_train, X_val, y_val, rng, watch=None):
            mean, std = X_train.mean(), X_train.std()
            A = (X_train - mean) / std
            params = [rng.normal(size=(64, 64)) * np.sqrt(2 / 64), np.zeros(64),
                      rng.normal(size=(64, 10)) * np.sqrt(2 / 64), np.zeros(10)]
            velocity = [np.zeros_like(p) for p in params]
            for epoch in range(20):
                params, velocity, loss = train_epoch(A, y_train, params, velocity, 32, 0.05, 0.9, 1e-3, rng)
            return lambda X: classifier_forward((X - mean) / std, *params)[1]
        """,
    line=9,
    why="predict returns probabilities",
)

slip(
    "train_epoch",
    """
        def train_epoch(X, labels, params, velocity, batch_size, lr, beta, lam, rng):
            losses = []
            for i in range(0, len(X), batch_size):
                idx = rng.permutation(len(X))[i : i + batch_size]
                loss, *grads = classifier_gradients(X[idx], labels[idx], *params, lam)
                params, velocity = classifier_step(params, grads, velocity, lr, beta)
                losses.append(loss)
            return params, velocity, np.mean(losses)
        """,
    line=4,
    why="a new permutation for every batch",
)

slip(
    "train_epoch",
    """
        def train_epoch(X, labels, params, velocity, batch_size, lr, beta, lam, rng):
            n = len(X)
            p = rng.permutation(n)
            total = 0
            n_batches = n // batch_size
            for k in range(n_batches):
                rows = p[k * batch_size : (k + 1) * batch_size]
                out = classifier_gradients(X[rows], labels[rows], *params, lam)
                params, velocity = classifier_step(params, out[1:], velocity, lr, beta)
                total += out[0]
            return params, velocity, total / n_batches
        """,
    line=5,
    why="the last short batch is dropped",
)

slip(
    "train_epoch",
    """
        def train_epoch(X, labels, params, velocity, batch_size, lr, beta, lam, rng):
            order = rng.permutation(len(X))
            losses = []
            for s in range(0, len(X), batch_size):
                velocity = [np.zeros_like(p) for p in params]
                rows = order[s : s + batch_size]
                loss, *g = classifier_gradients(X[rows], labels[rows], *params, lam)
                params, velocity = classifier_step(params, g, velocity, lr, beta)
                losses.append(loss)
            return params, velocity, sum(losses) / len(losses)
        """,
    line=5,
    why="the velocity is set to zero for every batch",
)

slip(
    "train_epoch",
    """
        def train_epoch(X, labels, params, velocity, batch_size, lr, beta, lam, rng):
            idx = rng.permutation(len(labels))
            for s in range(0, len(labels), batch_size):
                rows = idx[s : s + batch_size]
                loss, *grads = classifier_gradients(X[rows], labels[rows], *params, lam)
                params, velocity = classifier_step(params, grads, velocity, lr, beta)
            return params, velocity, loss
        """,
    line=7,
    why="the loss is the last batch's",
)

slip(
    "train_epoch",
    """
        def train_epoch(X, labels, params, velocity, batch_size, lr, beta, lam, rng):
            order = rng.permutation(len(X))
            running = 0.0
            for start in range(0, len(X), batch_size):
                batch = order[start : start + batch_size]
                loss, *grads = classifier_gradients(X[batch], labels[batch], *params, lam)
                params, velocity = classifier_step(params, grads, velocity, lr, beta)
                running += loss * len(batch)
            return params, velocity, running / len(X)
        """,
    line=8,
    why="the loss weighted by batch size: the mean over the samples",
)

slip(
    "train_epoch",
    """
        def train_epoch(X, labels, params, velocity, batch_size, lr, beta, lam, rng):
            order = rng.permutation(len(X))
            losses = []
            for start in range(0, len(X), batch_size):
                batch = order[start : start + batch_size]
                loss, *grads = classifier_gradients(X[batch], labels[batch], *params, 0)
                params, velocity = classifier_step(params, grads, velocity, lr, beta)
                losses.append(loss)
            return params, velocity, np.mean(losses)
        """,
    line=6,
    why="the loss list is nested, and lam is forgotten in the call",
)

slip(
    "classifier_forward",
    """
    def classifier_forward(X, V, a, W, b):
        H = np.maximum(0, X @ V + a)
        Z = H @ W + b
        E = np.exp(Z - Z.max(axis=1, keepdims=True))
        return H, E / E.sum(axis=0, keepdims=True)
    """,
    line=5,
    why="softmax over the wrong axis",
)

slip(
    "classifier_forward",
    """
    def classifier_forward(X, V, a, W, b):
        S = X @ V + a
        H = S * (S > 0)
        E = np.exp(H @ W + b)
        return H, E / E.sum(axis=1, keepdims=True)
    """,
    line=4,
    why="overflow",
)

slip(
    "classifier_step",
    """
    def classifier_step(params, grads, velocity, lr, beta):
        for i in range(len(params)):
            velocity[i] = beta * velocity[i] + grads[i]
            params[i] = params[i] - lr * velocity[i]
        return params, velocity
    """,
    line=3,
    why="in place",
)

slip(
    "train_epoch",
    """
    def train_epoch(X, labels, params, velocity, batch_size, lr, beta, lam, rng):
        X = X[rng.permutation(len(X))]
        total = 0
        for i in range(0, len(X), batch_size):
            loss, *grads = classifier_gradients(X[i:i + batch_size], labels[i:i + batch_size], *params, lam)
            params, velocity = classifier_step(params, grads, velocity, lr, beta)
            total += loss
        return params, velocity, total / np.ceil(len(X) / batch_size)
    """,
    line=2,
    why="labels not shuffled",
)

slip(
    "train_classifier",
    """
    def train_classifier(X_train, y_train, X_val, y_val, rng, watch=None):
        mean, deviation = X_train.mean(), X_train.std()
        A = (X_train - mean) / deviation
        params = [rng.normal(size=(64, 48)) * 0.18, np.zeros(48), rng.normal(size=(48, 10)) * 0.2, np.zeros(10)]
        velocity = [np.zeros_like(p) for p in params]
        for epoch in range(30):
            params, velocity, loss = train_epoch(A, y_train, params, velocity, 32, 0.03, 0.9, 1e-3, rng)
        V, a, W, b = params
        def predict(X):
            return classifier_forward((X - mean) / deviation, V, a, W, b)[1]
        predict.params = {"V": V, "a": a, "W": W, "b": b, "mean": mean, "deviation": deviation}
        return predict
    """,
    line=10,
    why="the prediction gives probabilities",
)
