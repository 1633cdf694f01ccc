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

slip(
    "classifier_forward",
    """
        def classifier_forward(X, V, a, W, b):
            H = np.maximum(X @ V + a, 0)
            Z = H @ W + b
            return H, Z
        """,
    line=4,
    why="returns the logits",
)

slip(
    "classifier_forward",
    """
        def classifier_forward(X, V, a, W, b):
            H = np.maximum(X @ V + a, 0)
            Z = H @ W + b
            E = np.exp(Z - np.max(Z))
            P = E / E.sum(axis=1, keepdims=True)
            return H, P
        """,
    line=4,
    why="one maximum for all rows underflows the others",
)

slip(
    "classifier_forward",
    """
        def classifier_forward(X, V, a, W, b):
            def softmax(z):
                e = np.exp(z - z.max(axis=1)[:, None])
                return e / e.sum(axis=1)[:, None]
            H = X @ V + a
            return H, softmax(H @ W + b)
        """,
    line=5,
    why="the hidden layer has no activation",
)

slip(
    "classifier_forward",
    """
        def classifier_forward(X, V, a, W, b):
            H = np.maximum(X @ V + a, 0)
            Z = H @ W + b
            E = np.exp(Z - Z.max(axis=1, keepdims=True))
            return H, E / E.sum(axis=1)
        """,
    line=5,
    why="keepdims forgotten in the division",
)

slip(
    "classifier_gradients",
    """
        def classifier_gradients(X, labels, V, a, W, b, lam):
            n = len(X)
            H, P = classifier_forward(X, V, a, W, b)
            loss = -np.mean(np.log(P[np.arange(n), labels])) + lam / 2 * (np.sum(V ** 2) + np.sum(W ** 2))
            T = np.eye(len(b))[labels]
            dZ = P - T
            dW = H.T @ dZ + lam * W
            db = dZ.sum(axis=0)
            dS = dZ @ W.T * (H > 0)
            dV = X.T @ dS + lam * V
            da = dS.sum(axis=0)
            return loss, dV, da, dW, db
        """,
    line=6,
    why="1/n missing in dZ",
)

slip(
    "classifier_gradients",
    """
        def classifier_gradients(X, labels, V, a, W, b, lam):
            H, P = classifier_forward(X, V, a, W, b)
            N = len(labels)
            data_loss = -np.sum(np.log(P[np.arange(N), labels])) / N
            reg_loss = 0.5 * lam * np.sum(V * V) + 0.5 * lam * np.sum(W * W)
            dscores = P
            dscores[np.arange(N), labels] -= 1
            dscores /= N
            dW = np.dot(H.T, dscores) + lam * W
            db = np.sum(dscores, axis=0)
            dhidden = np.dot(dscores, W.T)
            dV = np.dot(X.T, dhidden) + lam * V
            da = np.sum(dhidden, axis=0)
            return data_loss + reg_loss, dV, da, dW, db
        """,
    line=11,
    why="ReLU's mask is forgotten",
)

slip(
    "classifier_gradients",
    """
        def classifier_gradients(X, labels, V, a, W, b, lam):
            n = len(X)
            H, P = classifier_forward(X, V, a, W, b)
            T = np.eye(W.shape[1])[labels]
            loss = -np.sum(T * np.log(P)) / n + lam / 2 * (np.sum(V**2) + np.sum(W**2))
            dZ = (P - T) / n
            dW, db = H.T @ dZ + lam * W, dZ.sum(axis=0)
            dS = (dZ @ W.T) * (H > 0)
            dV, da = X.T @ dS + lam * V, dS.sum(axis=0)
            return loss, dW, db, dV, da
        """,
    line=10,
    why="the gradients are in the order W, b, V, a",
)

slip(
    "classifier_gradients",
    """
        def classifier_gradients(X, labels, V, a, W, b, lam):
            n = len(X)
            H, P = classifier_forward(X, V, a, W, b)
            loss = -np.mean(np.log(P[np.arange(n), labels])) + lam / 2 * sum(np.sum(p**2) for p in (V, a, W, b))
            dZ = (P - np.eye(len(b))[labels]) / n
            dS = (dZ @ W.T) * (H > 0)
            return loss, X.T @ dS + lam * V, dS.sum(axis=0) + lam * a, H.T @ dZ + lam * W, dZ.sum(axis=0) + lam * b
        """,
    line=4,
    why="the biases are punished as well",
)

slip(
    "classifier_gradients",
    """
        def classifier_gradients(X, labels, V, a, W, b, lam):
            n = len(X)
            H, P = classifier_forward(X, V, a, W, b)
            loss = -np.mean(np.log(P[np.arange(n), labels])) + lam / 2 * (np.sum(V**2) + np.sum(W**2))
            T = np.eye(labels.max() + 1)[labels]
            dZ = (P - T) / n
            dS = (dZ @ W.T) * (H > 0)
            return loss, X.T @ dS + lam * V, dS.sum(axis=0), H.T @ dZ + lam * W, dZ.sum(axis=0)
        """,
    line=5,
    why="eye with as many rows as classes that occur in the batch",
)

slip(
    "classifier_gradients",
    """
        def classifier_gradients(X, labels, V, a, W, b, lam):
            n = len(X)
            H, P = classifier_forward(X, V, a, W, b)
            loss = -np.mean(np.log(P[:, labels])) + lam / 2 * (np.sum(V**2) + np.sum(W**2))
            dZ = (P - np.eye(len(b))[labels]) / n
            dS = (dZ @ W.T) * (H > 0)
            return loss, X.T @ dS + lam * V, dS.sum(axis=0), H.T @ dZ + lam * W, dZ.sum(axis=0)
        """,
    line=4,
    why="P indexed with a slice picks whole columns",
)

slip(
    "classifier_step",
    """
        def classifier_step(params, grads, velocity, lr, beta):
            for i in range(len(params)):
                velocity[i] = beta * velocity[i] + grads[i]
            new_params = [p - lr * v for p, v in zip(params, velocity)]
            return new_params, velocity
        """,
    line=3,
    why="the velocity list of the caller is changed",
)

slip(
    "classifier_step",
    """
        def classifier_step(params, grads, velocity, lr, beta):
            new_velocity = [beta * v + g for v, g in zip(velocity, grads)]
            new_params = [p - lr * v for p, v in zip(params, velocity)]
            return new_params, new_velocity
        """,
    line=3,
    why="uses the old velocities",
)

slip(
    "classifier_step",
    """
        def classifier_step(params, grads, velocity, lr, beta):
            new_v = []
            for v, g in zip(velocity, grads):
                v = beta * v + g
                new_v.append(v)
            return [p - lr * v for p in params], new_v
        """,
    line=6,
    why="the last velocity is used for all parameters",
)

slip(
    "classifier_step",
    """
        def classifier_step(params, grads, velocity, lr, beta):
            velocity = beta * np.array(velocity) + np.array(grads)
            params = np.array(params) - lr * velocity
            return list(params), list(velocity)
        """,
    line=2,
    why="np.array on lists of different shapes",
)

slip(
    "classifier_step",
    """
        def classifier_step(params, grads, velocity, lr, beta):
            out, vel = [], []
            for p, g, v in zip(params, grads, velocity):
                vel.append(beta * v + g)
                out.append(p - lr * g)
            return out, vel
        """,
    line=5,
    why="plain descent, the velocity is only kept",
)

slip(
    "classifier_step",
    """
        def classifier_step(params, grads, velocity, lr, beta):
            velocity = map(lambda vg: beta * vg[0] + vg[1], zip(velocity, grads))
            params = [p - lr * v for p, v in zip(params, velocity)]
            return params, list(velocity)
        """,
    line=2,
    why="a zip object is used up when it is read the second time",
)

slip(
    "train_classifier",
    """
        def train_classifier(X_train, y_train, X_val, y_val, rng, watch=None):
            mean, std = X_train.mean(), X_train.std()
            A = (X_train - mean) / std
            params = [rng.normal(size=(64, 32)) * np.sqrt(2 / 64), np.zeros(32),
                      rng.normal(size=(32, 10)) * np.sqrt(2 / 32), np.zeros(10)]
            velocity = [np.zeros_like(p) for p in params]
            for epoch in range(20):
                params, velocity, loss = train_epoch(A, y_train, params, velocity, 32, 0.05, 0.9, 1e-3, rng)
            def predict(X):
                return classifier_forward((X - mean) / std, *params)[1].argmax(axis=1)
            return predict(X_val)
        """,
    line=11,
    why="predict is called, not returned",
)

slip(
    "train_epoch",
    """
        def train_epoch(X, labels, params, velocity, batch_size, lr, beta, lam, rng):
            perm = rng.permutation(len(X))
            X_shuffled = X[perm]
            losses = []
            for i in range(0, len(X), batch_size):
                xb = X_shuffled[i : i + batch_size]
                yb = labels[i : i + batch_size]
                loss, *grads = classifier_gradients(xb, yb, *params, lam)
                params, velocity = classifier_step(params, grads, velocity, lr, beta)
                losses.append(loss)
            return params, velocity, np.mean(losses)
        """,
    line=7,
    why="only X is shuffled",
)

slip(
    "train_epoch",
    """
        def train_epoch(X, labels, params, velocity, batch_size, lr, beta, lam, rng):
            order = rng.permutation(len(X))
            losses = []
            for s in range(0, len(X), batch_size):
                b = order[s : s + batch_size]
                loss, dV, da, dW, db = classifier_gradients(X[b], labels[b], *params, lam)
                new_params, new_velocity = classifier_step(params, [dV, da, dW, db], velocity, lr, beta)
                losses.append(loss)
            return new_params, new_velocity, np.mean(losses)
        """,
    line=7,
    why="the new parameters are thrown away, so each batch starts anew",
)

slip(
    "train_epoch",
    """
        def train_epoch(X, labels, params, velocity, batch_size, lr, beta, lam, rng):
            losses = []
            for start in range(0, len(X), batch_size):
                xb, yb = X[start : start + batch_size], labels[start : start + batch_size]
                loss, *grads = classifier_gradients(xb, yb, *params, lam)
                params, velocity = classifier_step(params, grads, velocity, lr, beta)
                losses.append(loss)
            return params, velocity, np.mean(losses)
        """,
    line=4,
    why="no shuffle",
)

slip(
    "train_epoch",
    """
        def train_epoch(X, labels, params, velocity, batch_size, lr, beta, lam, rng):
            order = rng.permutation(len(X))
            losses = []
            for start in range(0, len(X), batch_size):
                rows = order[start : start + batch_size]
                loss, *grads = classifier_gradients(X[rows], labels[rows], *params, lam)
                params, velocity = classifier_step(params, grads, velocity, beta, lr)
                losses.append(loss)
            return params, velocity, np.mean(losses)
        """,
    line=7,
    why="beta and lr in the wrong order",
)

slip(
    "train_epoch",
    """
        def train_epoch(X, labels, params, velocity, batch_size, lr, beta, lam, rng):
            losses = []
            steps = int(np.ceil(len(X) / batch_size))
            for _ in range(steps):
                rows = rng.choice(len(X), batch_size)
                loss, *grads = classifier_gradients(X[rows], labels[rows], *params, lam)
                params, velocity = classifier_step(params, grads, velocity, lr, beta)
                losses.append(loss)
            return params, velocity, np.mean(losses)
        """,
    line=5,
    why="batches are drawn with replacement",
)

slip(
    "train_epoch",
    """
        def train_epoch(X, labels, params, velocity, batch_size, lr, beta, lam, rng):
            order = rng.permutation(len(X))
            losses = []
            for start in range(0, len(X), batch_size):
                batch = order[start : start + batch_size]
                loss, *grads = classifier_gradients(X[batch], labels[batch], *params, lam)
                params, velocity = classifier_step(params, grads, velocity, lr, beta)
                losses.append(loss)
                return params, velocity, np.mean(losses)
        """,
    line=9,
    why="the return is one level too deep: a single batch",
)

slip(
    "train_epoch",
    """
        def train_epoch(X, labels, params, velocity, batch_size, lr, beta, lam, rng):
            order = rng.permutation(len(X))
            batches = [order[i : i + batch_size] for i in range(0, len(X), batch_size)]
            results = [classifier_gradients(X[b], labels[b], *params, lam) for b in batches]
            for loss, *grads in results:
                params, velocity = classifier_step(params, grads, velocity, lr, beta)
            return params, velocity, np.mean([r[0] for r in results])
        """,
    line=4,
    why="gradients are computed with the parameters of the start of the epoch: stale",
)

slip(
    "classifier_forward",
    """
        def classifier_forward(X, V, a, W, b):
            relu = lambda z: (z > 0).astype(float)
            H = relu(X @ V + a)
            Z = H @ W + b
            Z -= Z.max(axis=1, keepdims=True)
            P = np.exp(Z)
            P /= P.sum(axis=1, keepdims=True)
            return H, P
        """,
    line=2,
    why="relu function that returns 1 and 0",
)

slip(
    "classifier_gradients",
    """
        def classifier_gradients(X, labels, V, a, W, b, lam):
            n = len(X)
            H, P = classifier_forward(X, V, a, W, b)
            loss = -np.log(P[np.arange(n), labels]).mean() + 0.5 * lam * (np.sum(V**2) + np.sum(W**2))
            G = P.copy()
            G[np.arange(n), labels] -= 1
            G /= n
            dW = H.T @ G + lam * W
            db = G.mean(axis=0)
            dH = G @ W.T
            dH[H == 0] = 0
            return loss, X.T @ dH + lam * V, dH.sum(axis=0), dW, db
        """,
    line=9,
    why="dS uses V",
)

slip(
    "classifier_step",
    """
        def classifier_step(params, grads, velocity, lr, beta):
            new_v, new_p = [], []
            for i in range(len(params)):
                v = velocity[i] + beta * grads[i]
                new_v.append(v)
                new_p.append(params[i] - lr * v)
            return new_p, new_v
        """,
    line=4,
    why="grads and velocity swapped in the sum",
)

slip(
    "train_epoch",
    """
        def train_epoch(X, labels, params, velocity, batch_size, lr, beta, lam, rng):
            order = rng.permutation(len(X))
            X = X[order]
            total, count = 0, 0
            for i in range(0, len(X), batch_size):
                loss, *g = classifier_gradients(X[i:i + batch_size], labels[order][i:batch_size], *params, lam)
                params, velocity = classifier_step(params, g, velocity, lr, beta)
                total += loss
                count += 1
            return params, velocity, total / count
        """,
    line=6,
    why="labels keep their order as the slice is of labels, X by order",
)

slip(
    "train_epoch",
    """
        def train_epoch(X, labels, params, velocity, batch_size, lr, beta, lam, rng):
            order = rng.permutation(len(X))
            losses = []
            for i in range(0, len(X), batch_size):
                b = order[i : i + batch_size]
                loss, *g = classifier_gradients(X[b], labels[b], *params, lam)
                params, velocity = classifier_step(params, g, velocity, lr, beta)
                losses.append(classifier_gradients(X[b], labels[b], *params, lam)[0])
            return params, velocity, np.mean(losses)
        """,
    line=8,
    why="the loss after the step",
)

slip(
    "classifier_gradients",
    """
        def classifier_gradients(X, labels, V, a, W, b, lam):
            n = len(X)
            H, P = classifier_forward(X, V, a, W, b)
            loss = -np.mean(np.log(P[np.arange(n), labels])) + lam / 2 * ((V**2).sum() + (W**2).sum())
            dZ = P.copy()
            dZ[:, labels] -= 1
            dZ = dZ / n
            dS = dZ @ W.T * (H > 0)
            return loss, X.T @ dS + lam * V, dS.sum(axis=0), H.T @ dZ + lam * W, dZ.sum(axis=0)
        """,
    line=6,
    why="the label's probability minus one for all rows",
)

slip(
    "classifier_step",
    """
        def classifier_step(params, grads, velocity, lr, beta):
            for p, g, v in zip(params, grads, velocity):
                v = beta * v + g
                p = p - lr * v
            return params, velocity
        """,
    line=4,
    why="updates only the first",
)

slip(
    "train_epoch",
    """
        def train_epoch(X, labels, params, velocity, batch_size, lr, beta, lam, rng):
            order = rng.permutation(len(X))
            losses = []
            for i in order:
                loss, *g = classifier_gradients(X[i : i + batch_size], labels[i : i + batch_size], *params, lam)
                params, velocity = classifier_step(params, g, velocity, lr, beta)
                losses.append(loss)
            return params, velocity, np.mean(losses)
        """,
    line=4,
    why="the loop runs over the samples, not batches",
)

slip(
    "classifier_forward",
    """
    def classifier_forward(X, V, a, W, b):
        H = 1 / (1 + np.exp(-(X @ V + a)))
        Z = H @ W + b
        Z = Z - Z.max(1, keepdims=True)
        P = np.exp(Z) / np.exp(Z).sum(1, keepdims=True)
        return H, P
    """,
    line=2,
    why="sigmoid in the hidden layer",
)

slip(
    "classifier_gradients",
    """
    def classifier_gradients(X, labels, V, a, W, b, lam):
        n = len(X)
        H, P = classifier_forward(X, V, a, W, b)
        loss = -np.mean(np.log(P[np.arange(n), labels])) + lam / 2 * (np.sum(V**2) + np.sum(W**2))
        dZ = P.copy()
        dZ[np.arange(n), labels] -= 1
        dZ /= n
        dW = H.T @ dZ
        db = dZ.sum(axis=0)
        dS = dZ @ W.T * (H > 0)
        dV = X.T @ dS + lam * V
        da = dS.sum(axis=0)
        return loss, dV, da, dW, db
    """,
    line=8,
    why="penalty on the biases missing in the gradient of W",
)

slip(
    "classifier_gradients",
    """
    def classifier_gradients(X, labels, V, a, W, b, lam):
        n = X.shape[0]
        H, P = classifier_forward(X, V, a, W, b)
        loss = -np.log(P[range(n), labels]).sum() / n + lam / 2 * (np.sum(V**2) + np.sum(W**2))
        T = np.eye(P.shape[1])[labels]
        dZ = (P - T) / n
        dH = dZ @ W.T
        dS = dH * (H > 0)
        return loss, X.T @ dS + lam * V, dS.sum(axis=0) + lam * a, H.T @ dZ + lam * W, dZ.sum(axis=0) + lam * b
    """,
    line=9,
    why="penalty divided by n, biases penalized",
)

slip(
    "classifier_gradients",
    """
    def classifier_gradients(X, labels, V, a, W, b, lam):
        n = len(X)
        H, P = classifier_forward(X, V, a, W, b)
        loss = np.mean(-np.log(P[np.arange(n), labels])) + lam / 2 * ((V**2).sum() + (W**2).sum())
        dZ = (P - np.eye(len(b))[labels]) / n
        dS = (dZ @ W.T) * H * (1 - H)
        return loss, X.T @ dS + lam * V, dS.sum(0), H.T @ dZ + lam * W, dZ.sum(0)
    """,
    line=6,
    why="sigmoid slope behind the relu",
)

slip(
    "classifier_step",
    """
    def classifier_step(params, grads, velocity, lr, beta):
        new_p, new_v = [], []
        for p, g, v in zip(params, grads, velocity):
            new_v.append(beta * v + g)
            new_p.append(p - lr * v)
        return new_p, new_v
    """,
    line=5,
    why="old velocity used",
)

slip(
    "train_epoch",
    """
    def train_epoch(X, labels, params, velocity, batch_size, lr, beta, lam, rng):
        idx = rng.permutation(len(X))
        losses = []
        for i in range(0, len(X), batch_size):
            b = idx[i:i + batch_size]
            loss, *grads = classifier_gradients(X[b], labels[b], *params, lam)
            params, _ = classifier_step(params, grads, velocity, lr, beta)
            losses.append(loss)
        return params, velocity, np.mean(losses)
    """,
    line=7,
    why="velocity not carried along",
)

slip(
    "train_epoch",
    """
    def train_epoch(X, labels, params, velocity, batch_size, lr, beta, lam, rng):
        order = rng.permutation(len(X))
        n_batches = len(X) // batch_size
        total = 0
        for i in range(n_batches):
            batch = order[i * batch_size:(i + 1) * batch_size]
            loss, *grads = classifier_gradients(X[batch], labels[batch], *params, lam)
            params, velocity = classifier_step(params, grads, velocity, lr, beta)
            total += loss
        return params, velocity, total / n_batches
    """,
    line=None,
    why="sum of the losses, the last batch lost",
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
            H, P = classifier_forward(X, V, a, W, b)
            return P.argmax(axis=1)
        predict.params = {"V": V, "a": a, "W": W, "b": b, "mean": mean, "deviation": deviation}
        return predict
    """,
    line=10,
    why="new pixels are not scaled",
)

slip(
    "classifier_gradients",
    """
    def classifier_gradients(X, labels, V, a, W, b, lam):
        n = len(X)
        H, P = classifier_forward(X, V, a, W, b)
        loss = -np.mean(np.log(P[np.arange(n), labels]))
        dZ = (P - np.eye(len(b))[labels]) / n
        dS = dZ @ W.T * (H > 0)
        return loss, X.T @ dS + lam * V, dS.sum(0), H.T @ dZ + lam * W, dZ.sum(0)
    """,
    line=4,
    why="loss without penalty",
)

slip(
    "train_epoch",
    """
    def train_epoch(X, labels, params, velocity, batch_size, lr, beta, lam, rng):
        idx = rng.permutation(len(X))
        for i in range(0, len(X), batch_size):
            j = idx[i:i + batch_size]
            loss, *grads = classifier_gradients(X[j], labels[j], *params, lam)
            params, velocity = classifier_step(params, grads, velocity, lr, beta)
        return params, velocity, loss
    """,
    line=7,
    why="loss of the last batch",
)

slip(
    "classifier_forward",
    """
        def classifier_forward(X, V, a, W, b):
            H = np.maximum(X @ V + a, 0)
            Z = np.maximum(H @ W + b, 0)
            E = np.exp(Z - Z.max(axis=1, keepdims=True))
            return H, E / E.sum(axis=1, keepdims=True)
        """,
    line=3,
    why="ReLU at the output as well",
)
