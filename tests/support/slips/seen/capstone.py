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

slip(
    "classifier_forward",
    """
        def classifier_forward(X, V, a, W, b):
            H = np.maximum(0, X @ V + a)
            scores = H @ W + b
            scores -= np.max(scores)
            P = np.exp(scores) / np.sum(np.exp(scores), axis=1)
            return H, P
        """,
    line=5,
    why="the sums of the rows are not kept as a column, so they do not fit or divide the wrong numbers",
)

slip(
    "classifier_gradients",
    """
        def classifier_gradients(X, labels, V, a, W, b, lam):
            m = X.shape[0]
            H = np.maximum(0, X @ V + a)
            Z = H @ W + b
            P = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
            loss = -np.log(P[range(m), labels]).mean() + lam / 2 * (np.sum(V * V) + np.sum(W * W))
            dZ = P
            dZ[range(m), labels] -= 1
            dW = H.T @ dZ / m + lam * W
            db = dZ.sum(axis=0) / m
            dH = dZ @ W.T
            dH[H < 0] = 0
            dV = X.T @ dH / m + lam * V
            da = dH.sum(axis=0) / m
            return loss, dV, da, dW, db
        """,
    line=12,
    why="H is never negative, so nothing is cut off: H <= 0 is meant",
)

slip(
    "classifier_step",
    """
        def classifier_step(params, grads, velocity, lr, beta):
            new_params = []
            for p, g, v in zip(params, grads, velocity):
                v = beta * v + g
                new_params.append(p - lr * v)
            return new_params, velocity
        """,
    line=6,
    why="the new velocities are computed and not collected: the old list is returned",
)

slip(
    "train_epoch",
    """
        def train_epoch(X, labels, params, velocity, batch_size, lr, beta, lam, rng):
            perm = rng.permutation(len(X))
            losses = []
            for i in range(0, len(X), batch_size):
                xb = X[perm[i:i + batch_size]]
                yb = labels[i:i + batch_size]
                V, a, W, b = params
                H = np.maximum(xb @ V + a, 0)
                Z = H @ W + b
                P = np.exp(Z - Z.max(axis=1, keepdims=True))
                P = P / P.sum(axis=1, keepdims=True)
                n = len(xb)
                loss = -np.mean(np.log(P[np.arange(n), yb])) + lam / 2 * (np.sum(V**2) + np.sum(W**2))
                dZ = (P - np.eye(len(b))[yb]) / n
                dS = (dZ @ W.T) * (H > 0)
                grads = [xb.T @ dS + lam * V, dS.sum(axis=0), H.T @ dZ + lam * W, dZ.sum(axis=0)]
                velocity = [beta * v + g for v, g in zip(velocity, grads)]
                params = [p - lr * v for p, v in zip(params, velocity)]
                losses.append(loss)
            return params, velocity, np.mean(losses)
        """,
    line=6,
    why="the labels of the batch are cut from the unshuffled ones",
)

slip(
    "classifier_step",
    """
    def classifier_step(params, grads, velocity, lr, beta):
        new_p, new_v = [], []
        for p, g, v in zip(params, grads, velocity):
            v = beta * v - lr * g
            new_p.append(p + v)
            new_v.append(v)
        return new_p, new_v
    """,
    line=4,
    why="v = beta v + g, and the step is p - lr v",
)

slip(
    "train_epoch",
    """
    def train_epoch(X, labels, params, velocity, batch_size, lr, beta, lam, rng):
        order = rng.permutation(len(X))
        total = 0.0
        for i in range(0, len(X), batch_size):
            idx = order[i:i + batch_size]
            loss, *grads = classifier_gradients(X[idx], labels[idx], *params, lam)
            params, velocity = classifier_step(params, grads, velocity, lr, beta)
            total += loss
        return params, velocity, total / len(X)
    """,
    line=9,
    why="the mean over the batches, not the sum by the number of images",
)

slip(
    "train_epoch",
    """
    def train_epoch(X, labels, params, velocity, batch_size, lr, beta, lam, rng):
        order = rng.permutation(len(X))
        losses = []
        for start in range(0, len(X), batch_size):
            b = order[start:start + batch_size]
            loss, dV, da, dW, db = classifier_gradients(X[b], labels[b], *params, lam)
            params, _ = classifier_step(params, [dV, da, dW, db], velocity, lr, beta)
            losses.append(loss)
        return params, velocity, np.mean(losses)
    """,
    line=7,
    why="the new velocity is thrown away",
)

slip(
    "classifier_step",
    """
    def classifier_step(params, grads, velocity, lr, beta):
        for i in range(len(params)):
            velocity[i] = beta * velocity[i] + grads[i]
            params[i] -= lr * velocity[i]
        return params, velocity
    """,
    line=3,
    why="the caller's lists, and the arrays of the parameters, are changed",
)

slip(
    "classifier_gradients",
    """
    def classifier_gradients(X, labels, V, a, W, b, lam):
        n = len(X)
        H, P = classifier_forward(X, V, a, W, b)
        loss = -np.mean(np.log(P[np.arange(n), labels])) + lam / 2 * (np.sum(V**2) + np.sum(W**2))
        dZ = (P - np.eye(P.shape[1])[labels]) / n
        dS = dZ @ W.T
        return loss, X.T @ dS + lam * V, dS.sum(axis=0) + lam * a, H.T @ dZ + lam * W, dZ.sum(axis=0) + lam * b
    """,
    line=None,
    why="ReLU's mask is missing, and the biases are not penalized",
)
