"""Wrong answers to the exercises of the topic classification, as learners write them."""

from tests.support.slips import slip

slip(
    "bce",
    """
    def bce(y, t):
        ones = t * np.log(y)
        zeros = (1 - t) * (1 - np.log(y))
        return -np.mean(ones + zeros)
    """,
    line=3,
    why="the log of 1 - y must be taken, not 1 - log y",
)

slip(
    "bce",
    """
    def bce(y, t):
        first = t * np.log(y)
        second = (1 - t) * np.log(1 - y)
        loss = -first + second
        return loss.mean()
    """,
    line=4,
    why="the minus belongs to both halves: brackets are missing",
)

slip(
    "bce",
    """
    def bce(y, t):
        y_hat = np.where(y >= 0.5, 0.999, 0.001)
        losses = -(t * np.log(y_hat) + (1 - t) * np.log(1 - y_hat))
        return np.mean(losses)
    """,
    line=2,
    why="the loss is taken of the rounded prediction: the log needs the probability itself",
)

slip(
    "bce",
    """
    def bce(y, t):
        loss_1 = t * np.log(y)
        loss_0 = -(1 - t) * np.log(1 - y)
        return np.sum(loss_1 + loss_0) / y.shape[0]
    """,
    line=None,
    why="both halves get the minus, and the mean is over all elements, not over the rows",
)

slip(
    "bce_grad",
    """
    def bce_grad(y, t):
        # Coursera: dA = - (Y/A - (1-Y)/(1-A))
        dA = -(np.divide(t, y) - np.divide(1 - t, 1 - y))
        return dA
    """,
    line=3,
    why="the 1/N of the mean is missing",
)

slip(
    "bce_grad",
    """
    def bce_grad(y, t):
        n = y.size
        return (y - t) / n * y * (1 - y)
    """,
    line=3,
    why="/ a * b multiplies by b: brackets around the whole denominator",
)

slip(
    "bce_grad",
    """
    def bce_grad(y, t):
        g = -t / y + (1 - t) / (1 - y)
        rows = y.shape[0]
        return g / rows
    """,
    line=3,
    why="the mean is over all elements, y.size, not over the rows",
)

slip(
    "bce_grad",
    """
    def bce_grad(y, t):
        d1 = t / np.log(y)
        d2 = (1 - t) / np.log(1 - y)
        return -(d1 - d2) / y.size
    """,
    line=2,
    why="the derivative of np.log is 1 / y: np.log must not stand there any more",
)

slip(
    "bce_logits",
    """
    def bce_logits(z, t):
        y = sigmoid(z)
        cost = t * np.log(y) + (1 - t) * np.log(1 - y)
        return -np.mean(cost)
    """,
    line=3,
    why="for large z the sigmoid rounds to 0 or 1, and the logarithm of 0 is taken",
)

slip(
    "bce_logits",
    """
    def bce_logits(z, t):
        softplus = np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))
        return np.mean(softplus) - np.sum(t * z)
    """,
    line=3,
    why="t z belongs into the mean as well; here it is summed",
)

slip(
    "bce_logits",
    """
    def bce_logits(z, t):
        eps = 1e-7
        p = np.clip(sigmoid(z), eps, 1 - eps)
        return bce(p, t)
    """,
    line=3,
    why="the clipped probability caps the loss near 16, where it should grow with |z|",
)

slip(
    "bce_logits",
    """
    def bce_logits(z, t):
        y = 1 / (1 + np.exp(-z))
        return -np.mean(t * np.log(y + 1e-8) + (1 - t) * np.log(1 - y + 1e-8))
    """,
    line=3,
    why="the small number inside the logarithm changes the loss and still caps it",
)

slip(
    "bce_logits_grad",
    """
    def bce_logits_grad(z, t):
        y = sigmoid(z)
        dy = (y - t) / z.size
        dz = dy * y * (1 - y)
        return dz
    """,
    line=4,
    why="the sigmoid's slope cancels: it must not be multiplied once more",
)

slip(
    "bce_logits_grad",
    """
    def bce_logits_grad(z, t):
        y = sigmoid(z)
        dy = bce_grad(y, t)
        return dy * y * (1 - y)
    """,
    line=3,
    why="the chain divides by y (1 - y), which rounds to 0 for large z; on paper it cancels",
)

slip(
    "bce_logits_grad",
    """
    def bce_logits_grad(z, t):
        e = np.exp(-np.abs(z))
        p = np.where(z >= 0, 1 / (1 + e), 1 / (1 + e))
        return p - t
    """,
    line=None,
    why="for negative z the sigmoid is e / (1 + e); and the 1/N of the mean is missing",
)

slip(
    "bce_logits_grad",
    """
    def bce_logits_grad(z, t):
        p = sigmoid(z)
        return p - t / z.size
    """,
    line=3,
    why="the precedence: only t is divided by the size",
)

slip(
    "softmax",
    """
    def softmax(Z):
        Z = Z - np.max(Z, axis=1, keepdims=True)
        e = np.exp(Z)
        return e / np.sum(e, axis=1)
    """,
    line=4,
    why="keepdims is missing: the sums of shape (n,) are divided along the wrong axis",
)

slip(
    "softmax",
    """
    def softmax(Z):
        P = np.empty(Z.shape)
        for i, row in enumerate(Z):
            shifted = row - row.mean()
            P[i] = np.exp(shifted) / np.exp(shifted).max()
        return P
    """,
    line=None,
    why="divide by the sum of the exponentials, not the largest; and subtract the row's maximum, not its mean",
)

slip(
    "softmax",
    """
    def softmax(Z):
        scaled = Z / np.max(Z, axis=1, keepdims=True)
        e = np.exp(scaled)
        return e / np.sum(e, axis=1, keepdims=True)
    """,
    line=2,
    why="the maximum is divided out instead of subtracted",
)

slip(
    "softmax",
    """
    def softmax(Z):
        n, k = Z.shape
        P = np.zeros((n, k))
        for i in range(n):
            total = 0.0
            for j in range(k):
                total += np.exp(Z[i, j] - Z[i].max())
                P[i, j] = np.exp(Z[i, j] - Z[i].max()) / total
        return P
    """,
    line=8,
    why="the running total is divided by before it is complete: the division belongs after the inner loop",
)

slip(
    "cross_entropy",
    """
    def cross_entropy(Z, labels):
        P = softmax(Z)
        n = Z.shape[0]
        correct = P[np.arange(n), labels]
        return -np.sum(np.log(correct)) / n
    """,
    line=5,
    why="a probability that rounds to 0 has no logarithm: compute log softmax directly",
)

slip(
    "cross_entropy",
    """
    def cross_entropy(Z, labels):
        probs = softmax(Z)
        total = 0
        for i, c in enumerate(labels):
            total += -np.log(probs[i][c] + 1e-8)
        return total / len(labels)
    """,
    line=5,
    why="the small number keeps the logarithm finite, but caps the loss near 18",
)

slip(
    "cross_entropy",
    """
    def cross_entropy(Z, labels):
        P = softmax(Z)
        m = labels.shape[0]
        loss = -np.sum(labels * np.log(P)) / m
        return loss
    """,
    line=4,
    why="the labels are class numbers, not one-hot rows: they cannot be multiplied with log P",
)

slip(
    "cross_entropy",
    """
    def cross_entropy(Z, labels):
        total = 0.0
        n = Z.shape[0]
        for i in range(n - 1):
            shifted = Z[i] - Z[i].max()
            total -= shifted[labels[i]] - np.log(np.exp(shifted).sum())
        return total
    """,
    line=None,
    why="the last row is left out, and the sum is not divided by n",
)

slip(
    "cross_entropy_grad",
    """
    def cross_entropy_grad(Z, labels):
        n, k = Z.shape
        P = softmax(Z)
        grad = np.zeros((n, k))
        for i in range(n):
            for j in range(k):
                grad[i, j] = P[i, j] - 1
        return grad / n
    """,
    line=7,
    why="the inner loop subtracts 1 from every class: compare j with labels[i]",
)

slip(
    "cross_entropy_grad",
    """
    def cross_entropy_grad(Z, labels):
        probs = softmax(Z)
        one_hot = np.eye(Z.shape[1])[labels]
        dscores = probs - one_hot
        return dscores
    """,
    line=5,
    why="the 1/n of the mean is missing",
)

slip(
    "cross_entropy_grad",
    """
    def cross_entropy_grad(Z, labels):
        one_hot = np.zeros_like(Z)
        one_hot[labels, np.arange(len(labels))] = 1
        return (softmax(Z) - one_hot) / len(labels)
    """,
    line=3,
    why="the one-hot rows get their 1 in row labels, not in column labels",
)

slip(
    "cross_entropy_grad",
    """
    def cross_entropy_grad(Z, labels):
        n, k = Z.shape
        P = softmax(Z)
        dZ = np.zeros((n, k))
        target = np.zeros(k)
        for i in range(n):
            target[labels[i]] = 1
            dZ[i] = (P[i] - target) / n
        return dZ
    """,
    line=5,
    why="the one-hot row is shared by all samples: it is made once, before the loop, and never cleared",
)

slip(
    "logistic_regression_grad",
    """
    def logistic_regression_grad(X, t, w, b):
        y = sigmoid(X @ w + b)
        dz = bce_grad(y, t) * (y - t)
        return X.T @ dz, dz.sum()
    """,
    line=3,
    why="the chain rule multiplies bce_grad by the sigmoid's slope, y (1 - y)",
)

slip(
    "logistic_regression_grad",
    """
    def logistic_regression_grad(X, t, w, b):
        dz = bce_logits_grad(X @ w + b, t)
        dw = (X * dz).sum(axis=0)
        return dw, dz.sum()
    """,
    line=3,
    why="dz belongs to the rows: dz[:, None], or X.T @ dz",
)

slip(
    "logistic_regression_grad",
    """
    def logistic_regression_grad(X, t, w, b):
        dz = bce_logits_grad(X @ w + b, t)
        return X.T @ dz, b * dz.sum()
    """,
    line=3,
    why="the slope of a logit with respect to the bias is 1, not b",
)

slip(
    "logistic_regression_grad",
    """
    def logistic_regression_grad(X, t, w, b):
        dz = bce_logits_grad(X @ w + b, t)
        return np.dot(dz, X), dz[0]
    """,
    line=3,
    why="db adds up all samples, not only the first",
)

slip(
    "train_logistic",
    """
    def train_logistic(X, t, lr, steps):
        w, b, losses = np.zeros(X.shape[1]), 0.0, []
        while len(losses) < steps - 1:
            dw, db = logistic_regression_grad(X, t, w, b)
            w, b = w - lr * dw, b - lr * db
            losses.append(bce_logits(X @ w + b, t))
        return w, b, losses
    """,
    line=3,
    why="one step too few",
)

slip(
    "train_logistic",
    """
    def train_logistic(X, t, lr, steps):
        w, b, losses = np.zeros(X.shape[1]), 0.0, []
        for step in range(steps):
            dw, db = logistic_regression_grad(X, t, w, b)
            w, b = w - lr / (step + 1) * dw, b - lr / (step + 1) * db
            losses.append(bce_logits(X @ w + b, t))
        return w, b, losses
    """,
    line=5,
    why="the rate stays the same in every step",
)

slip(
    "train_logistic",
    """
    def train_logistic(X, t, lr, steps):
        w, b, losses = np.zeros(X.shape[1]), 0.0, []
        for step in range(steps):
            dw, db = logistic_regression_grad(X, t, w, b)
            w, b = w - lr * dw, b - lr * db
            losses.append(bce(X @ w + b, t))
        return w, b, losses
    """,
    line=6,
    why="bce takes probabilities; for logits there is bce_logits",
)

slip(
    "predict_labels",
    """
    def predict_labels(X, W, b):
        return np.round(X @ W + b)
    """,
    line=2,
    why="rounding the scores gives no label: their position counts",
)

slip(
    "predict_labels",
    """
    def predict_labels(X, W, b):
        scores = X @ W + b
        best = scores[:, 0]
        labels = np.zeros(len(X))
        for k in range(1, W.shape[1]):
            labels[scores[:, k] > best] = k
        return labels
    """,
    line=6,
    why="best is never brought up to date: every score is compared with the first class alone",
)

slip(
    "predict_labels",
    """
    def predict_labels(X, W, b):
        return np.argmax(X @ (W + b), axis=1)
    """,
    line=2,
    why="the bias is added to the scores, not to the weights",
)

slip(
    "predict_labels",
    """
    def predict_labels(X, W, b):
        scores = X @ W + b
        return np.where(scores == scores.max())[1]
    """,
    line=3,
    why="the largest of the whole matrix is found only in one row: each row has its own",
)

slip(
    "softmax_regression_grad",
    """
    def softmax_regression_grad(X, labels, W, b):
        P = softmax(X @ W + b)
        T = np.eye(len(b))[labels]
        dZ = P * (1 - P) * (P - T) / len(X)
        return X.T @ dZ, dZ.sum(axis=0)
    """,
    line=4,
    why="no further slope: softmax and cross-entropy together give P - T",
)

slip(
    "softmax_regression_grad",
    """
    def softmax_regression_grad(X, labels, W, b):
        dZ = cross_entropy_grad(X @ W + b, labels)
        return X.T @ dZ, dZ.sum(axis=0, keepdims=True)
    """,
    line=3,
    why="db has the shape of b, (K,): without keepdims",
)

slip(
    "softmax_regression_grad",
    """
    def softmax_regression_grad(X, labels, W, b):
        dW, db = np.zeros(W.shape), np.zeros(b.shape)
        for k in range(W.shape[1]):
            dz = bce_logits_grad(X @ W[:, k] + b[k], (labels == k) * 1.0)
            dW[:, k], db[k] = X.T @ dz, dz.sum()
        return dW, db
    """,
    line=4,
    why="one sigmoid per class is another model: softmax compares the scores of a row",
)

slip(
    "softmax_regression_grad",
    """
    def softmax_regression_grad(X, labels, W, b):
        dZ = cross_entropy_grad(X @ W, labels)
        return X.T @ dZ, dZ.sum(axis=0)
    """,
    line=2,
    why="the bias is missing in the scores",
)

slip(
    "train_softmax",
    """
    def train_softmax(X, labels, K, lr, steps):
        W, b, losses = np.zeros((X.shape[1], K)), np.zeros(K), np.zeros(steps)
        for step in range(1, steps):
            dW, db = softmax_regression_grad(X, labels, W, b)
            W, b = W - lr * dW, b - lr * db
            losses[step] = cross_entropy(X @ W + b, labels)
        return W, b, losses
    """,
    line=3,
    why="the count starts at 1: one step too few, and the first loss stays 0",
)

slip(
    "train_softmax",
    """
    def train_softmax(X, labels, K, lr, steps):
        W, b, losses = np.zeros((X.shape[1], K)), np.zeros(K), []
        for step in range(steps):
            Z = X @ W + b
            dW, db = softmax_regression_grad(X, labels, W, b)
            W, b = W - lr * dW, b - lr * db
            losses.append(cross_entropy(Z, labels))
        return W, b, losses
    """,
    line=7,
    why="the loss is that of the scores before the step",
)

slip(
    "train_softmax",
    """
    def train_softmax(X, labels, K, lr, steps):
        W, b, losses = np.zeros((X.shape[1], K)), np.zeros(K), []
        for step in range(steps):
            dW, db = softmax_regression_grad(X, labels, W, b)
            W, b = -lr * dW, -lr * db
            losses.append(cross_entropy(X @ W + b, labels))
        return W, b, losses
    """,
    line=5,
    why="each step starts over: the step is added to W and b",
)

slip(
    "train_softmax",
    """
    def train_softmax(X, labels, K, lr, steps):
        W, b, losses = np.zeros((X.shape[1], K)), np.zeros(K), []
        for step in range(steps):
            dW, db = softmax_regression_grad(X, labels, W, b)
            W, b = W - lr * dW / K, b - lr * db / K
            losses.append(cross_entropy(X @ W + b, labels))
        return W, b, losses
    """,
    line=5,
    why="nothing is divided by the number of classes",
)

slip(
    "bce",
    """
    def bce(y, t):
        n = len(y)
        pos = t * np.log10(y)
        neg = (1 - t) * np.log10(1 - y)
        return -np.sum(pos + neg) / n
    """,
    line=None,
    why="the natural logarithm, and the mean over all elements",
)

slip(
    "cross_entropy",
    """
    def cross_entropy(Z, labels):
        P = softmax(Z)
        loss = 0
        for i in range(len(labels)):
            loss -= np.log(P[i, labels[i]] + 1e-8)
        return loss / len(labels)
    """,
    line=5,
    why="adding 1e-8 inside the logarithm changes the loss",
)

slip(
    "train_softmax",
    """
    def train_softmax(X, labels, K, lr, steps):
        W = np.zeros((X.shape[1], K))
        b = np.zeros(K)
        losses = np.zeros(steps)
        for i in range(steps):
            b, W = softmax_regression_grad(X, labels, W, b)
            W = W - lr * W
            b = b - lr * b
            losses[i] = cross_entropy(X @ W + b, labels)
        return W, b, losses
    """,
    line=6,
    why="the gradients come as (dW, db), and they overwrite the parameters",
)

slip(
    "train_logistic",
    """
    def train_logistic(X, t, lr, steps):
        w = np.zeros(X.shape[1]); b = 0
        losses = np.empty(steps)
        for s in range(steps):
            dw, db = logistic_regression_grad(X, t, w, b)
            w = w - lr * dw
            b = b + lr * db
            losses[s] = bce_logits(X @ w + b, t)
        return w, b, losses
    """,
    line=6,
    why="the bias goes uphill: - lr * db",
)

slip(
    "cross_entropy",
    """
    def cross_entropy(Z, labels):
        top = Z.max(axis=1, keepdims=True)
        logp = Z - top - np.log(np.exp(Z - top).sum(axis=1, keepdims=True))
        return -np.mean(logp[:, labels])
    """,
    line=4,
    why="one column for each row, and the order of what is subtracted",
)

slip(
    "predict_labels",
    """
    def predict_labels(X, W, b):
        return np.argmax(softmax(X @ W + b))
    """,
    line=2,
    why="argmax of everything",
)

slip(
    "bce_grad",
    """
    def bce_grad(y, t):
        return t / y - (1 - t) / (1 - y)
    """,
    line=2,
    why="the sign is wrong, and the mean's 1/n is missing",
)

slip(
    "softmax",
    """
    def softmax(Z):
        return np.exp(Z) / np.exp(Z).sum(axis=0)
    """,
    line=2,
    why="a row is a sample, axis=1; and large scores overflow",
)

slip(
    "cross_entropy_grad",
    """
    def cross_entropy_grad(Z, labels):
        n = Z.shape[0]
        P = softmax(Z)
        P[range(n)] -= labels
        return P / n
    """,
    line=4,
    why="1 is subtracted at the right class of each row, P[range(n), labels]",
)
