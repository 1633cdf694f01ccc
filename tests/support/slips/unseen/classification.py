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

slip(
    "bce",
    """
    def bce(y, t):
        return -np.mean(t * np.log2(y) + (1 - t) * np.log2(1 - y))
    """,
    line=2,
    why="logarithm to base 2",
)

slip(
    "bce",
    """
    def bce(y, t):
        return np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))
    """,
    line=2,
    why="the minus in front is forgotten",
)

slip(
    "bce",
    """
    def bce(y, t):
        return -np.mean(t * np.log(y))
    """,
    line=2,
    why="only the term of t = 1",
)

slip(
    "bce",
    """
    def bce(y, t):
        loss = y * np.log(t + 1e-12) + (1 - y) * np.log(1 - t + 1e-12)
        return -np.mean(loss)
    """,
    line=2,
    why="predictions and targets are exchanged",
)

slip(
    "bce",
    """
    def bce(y, t):
        return np.mean(np.where(t == 1, -np.log(y), -np.log(1 - y)))
    """,
    line=2,
    why="two cases, so that targets between 0 and 1 are wrong",
)

slip(
    "bce",
    """
    def bce(y, t):
        return -np.mean(t * np.log(y) + (1 - t) * (1 - np.log(y)))
    """,
    line=2,
    why="1 - log(y) instead of log(1 - y)",
)

slip(
    "bce",
    """
    def bce(y, t):
        s = 0
        for p, q in zip(y.ravel(), t.ravel()):
            s -= q * np.log(p) + (1 - q) * np.log(1 - p)
        return s
    """,
    line=5,
    why="the sum, not the mean",
)

slip(
    "bce",
    """
    def bce(y, t):
        p = sigmoid(y)
        return -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p))
    """,
    line=2,
    why="y is a probability already",
)

slip(
    "bce",
    """
    def bce(y, t):
        return -np.sum(t * np.log(y) + (1 - t) * np.log(1 - y)) / len(y)
    """,
    line=2,
    why="divided by the number of rows",
)

slip(
    "bce_grad",
    """
    def bce_grad(y, t):
        return (y - t) / y.size
    """,
    line=2,
    why="gradient with respect to the logits",
)

slip(
    "bce_grad",
    """
    def bce_grad(y, t):
        return (t - y) / (y * (1 - y)) / y.size
    """,
    line=2,
    why="the sign: y - t",
)

slip(
    "bce_grad",
    """
    def bce_grad(y, t):
        return (y - t) / y * (1 - y) / y.size
    """,
    line=2,
    why="a / b * c divides by b alone",
)

slip(
    "bce_grad",
    """
    def bce_grad(y, t):
        return -(t / y - (1 - t) / (1 - y)) / len(y)
    """,
    line=2,
    why="divided by the number of rows",
)

slip(
    "bce_grad",
    """
    def bce_grad(y, t):
        return -(t * np.log(y) - (1 - t) * np.log(1 - y)) / y.size
    """,
    line=2,
    why="the logarithms are still there",
)

slip(
    "bce_logits",
    """
    def bce_logits(z, t):
        return bce(sigmoid(z), t)
    """,
    line=2,
    why="the sigmoid rounds to 0 or 1, and its logarithm breaks",
)

slip(
    "bce_logits",
    """
    def bce_logits(z, t):
        y = sigmoid(z)
        eps = 1e-12
        return -np.mean(t * np.log(y + eps) + (1 - t) * np.log(1 - y + eps))
    """,
    line=4,
    why="what is added under the logarithm caps the loss",
)

slip(
    "bce_logits",
    """
    def bce_logits(z, t):
        return np.mean(np.logaddexp(1, z) - t * z)
    """,
    line=2,
    why="log(e + e^z): the first argument is 0",
)

slip(
    "bce_logits_grad",
    """
    def bce_logits_grad(z, t):
        y = sigmoid(z)
        return (y - t) * y * (1 - y) / z.size
    """,
    line=3,
    why="the sigmoid's slope belongs to the squared error",
)

slip(
    "bce_logits_grad",
    """
    def bce_logits_grad(z, t):
        return bce_grad(sigmoid(z), t)
    """,
    line=2,
    why="that is the gradient with respect to y",
)

slip(
    "bce_logits_grad",
    """
    def bce_logits_grad(z, t):
        return np.mean(sigmoid(z) - t)
    """,
    line=2,
    why="the mean makes one number of it",
)

slip(
    "cross_entropy",
    """
    def cross_entropy(Z, labels):
        picked = Z[np.arange(len(Z)), labels]
        return -np.mean(picked)
    """,
    line=3,
    why="the scores are no logarithms of probabilities yet",
)

slip(
    "cross_entropy",
    """
    def cross_entropy(Z, labels):
        S = Z - Z.max(axis=1, keepdims=True)
        logP = S - np.log(np.exp(S).sum(axis=1, keepdims=True))
        T = np.eye(Z.shape[1])[labels]
        return -np.mean(T * logP)
    """,
    line=5,
    why="the mean over all n K entries",
)

slip(
    "cross_entropy",
    """
    def cross_entropy(Z, labels):
        P = np.clip(softmax(Z), 1e-15, 1 - 1e-15)
        T = np.eye(Z.shape[1])[labels]
        return -np.mean(np.sum(T * np.log(P) + (1 - T) * np.log(1 - P), axis=1))
    """,
    line=4,
    why="adds the (1 - t) log(1 - p) terms, as in the binary case",
)

slip(
    "cross_entropy",
    """
    def cross_entropy(Z, labels):
        P = softmax(Z)
        return -np.log(np.mean(P[np.arange(len(Z)), labels]))
    """,
    line=3,
    why="log of the mean",
)

slip(
    "cross_entropy_grad",
    """
    def cross_entropy_grad(Z, labels):
        P = softmax(Z)
        n = len(labels)
        P[np.arange(n), labels] -= 1 / n
        return P
    """,
    line=4,
    why="only the 1 is divided by n",
)

slip(
    "cross_entropy_grad",
    """
    def cross_entropy_grad(Z, labels):
        P = softmax(Z)
        P[:, labels] -= 1
        return P / len(Z)
    """,
    line=3,
    why="whole columns are changed",
)

slip(
    "cross_entropy_grad",
    """
    def cross_entropy_grad(Z, labels):
        G = Z.copy()
        G[np.arange(len(Z)), labels] -= 1
        return G / len(Z)
    """,
    line=2,
    why="softmax is forgotten",
)

slip(
    "cross_entropy_grad",
    """
    def cross_entropy_grad(Z, labels):
        one_hot = np.eye(Z.shape[1])[labels]
        return (one_hot - softmax(Z)) / Z.shape[0]
    """,
    line=3,
    why="the sign",
)

slip(
    "logistic_regression_grad",
    """
    def logistic_regression_grad(X, t, w, b):
        n = X.shape[0]
        dz = bce_logits_grad(X @ w + b, t)
        dw = X.T @ dz / n
        db = dz.sum() / n
        return dw, db
    """,
    line=4,
    why="divided by n twice",
)

slip(
    "logistic_regression_grad",
    """
    def logistic_regression_grad(X, t, w, b):
        y = sigmoid(X @ w + b)
        dz = y - t
        return X.T @ dz, np.sum(dz)
    """,
    line=3,
    why="the mean is forgotten",
)

slip(
    "logistic_regression_grad",
    """
    def logistic_regression_grad(X, t, w, b):
        y = X @ w + b
        dw = X.T @ (y - t) / len(X)
        db = np.mean(y - t)
        return dw, db
    """,
    line=2,
    why="the sigmoid is forgotten",
)

slip(
    "logistic_regression_grad",
    """
    def logistic_regression_grad(X, t, w, b):
        dz = bce_logits_grad(X @ w + b, t)
        return X.T @ dz, np.mean(dz)
    """,
    line=3,
    why="db is divided by n twice",
)

slip(
    "logistic_regression_grad",
    """
    def logistic_regression_grad(X, t, w, b):
        dz = bce_logits_grad(X @ w + b, t)
        return X @ dz, np.sum(dz)
    """,
    line=3,
    why="X must be transposed",
)

slip(
    "predict_labels",
    """
    def predict_labels(X, W, b):
        return np.max(softmax(X @ W + b), axis=1)
    """,
    line=2,
    why="max values, not their index",
)

slip(
    "predict_labels",
    """
    def predict_labels(X, W, b):
        scores = np.dot(X, W)
        return scores.argmax(axis=1)
    """,
    line=2,
    why="bias forgotten",
)

slip(
    "predict_labels",
    """
    def predict_labels(X, W, b):
        return (softmax(X @ W + b) > 0.5).astype(int)
    """,
    line=2,
    why="a class is no decision about each score",
)

slip(
    "predict_labels",
    """
    def predict_labels(X, W, b):
        out = []
        for row in X @ W + b:
            best, best_score = 0, 0
            for k, s in enumerate(row):
                if s > best_score:
                    best, best_score = k, s
            out.append(best)
        return np.array(out)
    """,
    line=4,
    why="`best_score = 0`: negative scores never win",
)

slip(
    "softmax",
    """
    def softmax(Z):
        e = np.exp(Z - np.max(Z, axis=1, keepdims=True))
        return e / np.sum(e, axis=1)
    """,
    line=3,
    why="keepdims missing",
)

slip(
    "softmax",
    """
    def softmax(Z):
        e = np.exp(Z - np.max(Z))
        return e / e.sum(axis=1, keepdims=True)
    """,
    line=2,
    why="the maximum of the whole matrix is subtracted: other rows become 0/0",
)

slip(
    "softmax",
    """
    def softmax(Z):
        m = Z.max(axis=1, keepdims=True)
        return Z - m - np.log(np.exp(Z - m).sum(axis=1, keepdims=True))
    """,
    line=3,
    why="the logarithm of softmax",
)

slip(
    "softmax",
    """
    def softmax(Z):
        e = np.exp(Z - Z.mean(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)
    """,
    line=2,
    why="subtracting the mean does not prevent an overflow",
)

slip(
    "softmax_regression_grad",
    """
    def softmax_regression_grad(X, labels, W, b):
        dZ = cross_entropy_grad(X @ W + b, labels)
        return X.T @ dZ, np.sum(dZ)
    """,
    line=3,
    why="db is one number",
)

slip(
    "train_logistic",
    """
    def train_logistic(X, t, lr, steps):
        w, b = np.zeros(X.shape[1]), 0.0
        losses = []
        for _ in range(steps):
            z = X @ w + b
            losses.append(bce_logits(z, t))
            dw, db = logistic_regression_grad(X, t, w, b)
            w -= lr * dw
            b -= lr * db
        return w, b, np.array(losses)
    """,
    line=6,
    why="the loss is noted before the step",
)

slip(
    "train_logistic",
    """
    def train_logistic(X, t, lr, steps):
        w, b = np.zeros(X.shape[1]), 0.0
        losses = []
        for _ in range(steps):
            dw, db = logistic_regression_grad(X, t, w, b)
            w += lr * dw
            b += lr * db
            losses.append(bce_logits(X @ w + b, t))
        return w, b, np.array(losses)
    """,
    line=6,
    why="uphill",
)

slip(
    "train_logistic",
    """
    def train_logistic(X, t, lr, steps):
        w, b = np.zeros(X.shape[1]), 0.0
        losses = []
        for _ in range(steps):
            for i in range(len(X)):
                dw, db = logistic_regression_grad(X[i:i+1], t[i:i+1], w, b)
                w = w - lr * dw
                b = b - lr * db
            losses.append(bce_logits(X @ w + b, t))
        return w, b, np.array(losses)
    """,
    line=5,
    why="an update for each sample",
)

slip(
    "train_logistic",
    """
    def train_logistic(X, t, lr, steps):
        w, b, losses = np.zeros(X.shape[1]), 0.0, np.zeros(steps)
        for i in range(steps):
            dw, db = logistic_regression_grad(X, t, w, b)
            rate = lr / (i + 1)
            w, b = w - rate * dw, b - rate * db
            losses[i] = bce_logits(X @ w + b, t)
        return w, b, losses
    """,
    line=5,
    why="the learning rate shrinks",
)

slip(
    "train_softmax",
    """
    def train_softmax(X, labels, K, lr, steps):
        W = np.zeros((K, X.shape[1]))
        b = np.zeros(K)
        losses = np.zeros(steps)
        for s in range(steps):
            dW, db = softmax_regression_grad(X, labels, W, b)
            W = W - lr * dW
            b = b - lr * db
            losses[s] = cross_entropy(X @ W + b, labels)
        return W, b, losses
    """,
    line=2,
    why="W is turned round",
)

slip(
    "train_softmax",
    """
    def train_softmax(X, labels, K, lr, steps):
        K = labels.max() + 1
        W, b = np.zeros((X.shape[1], K)), np.zeros(K)
        losses = np.zeros(steps)
        for s in range(steps):
            dW, db = softmax_regression_grad(X, labels, W, b)
            W, b = W - lr * dW, b - lr * db
            losses[s] = cross_entropy(X @ W + b, labels)
        return W, b, losses
    """,
    line=2,
    why="K from the labels",
)

slip(
    "train_softmax",
    """
    def train_softmax(X, labels, K, lr, steps):
        W, b = np.zeros((X.shape[1], K)), np.zeros(K)
        losses = []
        for s in range(steps):
            dW, db = softmax_regression_grad(X, labels, W, b)
            W, b = W - lr * dW, b - lr * db
        losses.append(cross_entropy(X @ W + b, labels))
        return W, b, np.array(losses)
    """,
    line=7,
    why="only the last loss is noted",
)

slip(
    "train_softmax",
    """
    def train_softmax(X, labels, K, lr, steps):
        W, b = np.zeros((X.shape[1], K)), np.zeros(K)
        losses = np.zeros(steps)
        for s in range(steps):
            W = W - lr * softmax_regression_grad(X, labels, W, b)[0]
            b = b - lr * softmax_regression_grad(X, labels, W, b)[1]
            losses[s] = cross_entropy(X @ W + b, labels)
        return W, b, losses
    """,
    line=6,
    why="the gradient of b uses the new W",
)

slip(
    "bce",
    """
    def bce(y, t):
        return -np.mean(t * np.log10(y) + (1 - t) * np.log10(1 - y))
    """,
    line=2,
    why="log10",
)

slip(
    "bce_logits",
    """
    def bce_logits(z, t):
        y = sigmoid(z)
        return -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))
    """,
    line=3,
    why="naive",
)

slip(
    "logistic_regression_grad",
    """
    def logistic_regression_grad(X, t, w, b):
        n = X.shape[0]
        dz = bce_logits_grad(X @ w + b, t)
        dw = X.T @ dz / n
        db = np.mean(dz)
        return dw, db
    """,
    line=4,
    why="averaged twice",
)

slip(
    "train_logistic",
    """
    def train_logistic(X, t, lr, steps):
        n, d = X.shape
        w = np.zeros((d, 1))
        b = 0
        losses = []
        for i in range(steps):
            dw, db = logistic_regression_grad(X, t, w, b)
            w = w - lr * dw
            b = b - lr * db
            losses.append(bce_logits(X @ w + b, t))
        return w, b, losses
    """,
    line=3,
    why="weights start with a column, so that everything broadcasts",
)

slip(
    "softmax",
    """
    def softmax(Z):
        return np.exp(Z) / np.sum(np.exp(Z), axis=1, keepdims=True)
    """,
    line=2,
    why="overflow",
)

slip(
    "softmax",
    """
    def softmax(Z):
        e = np.exp(Z - Z.max(axis=1, keepdims=True))
        return np.exp(e) / np.sum(np.exp(e), axis=1, keepdims=True)
    """,
    line=3,
    why="exp twice",
)

slip(
    "cross_entropy_grad",
    """
    def cross_entropy_grad(Z, labels):
        n = len(labels)
        G = softmax(Z) / n
        G[range(n), labels] -= 1
        return G
    """,
    line=4,
    why="label's one is subtracted after the division",
)

slip(
    "train_softmax",
    """
    def train_softmax(X, labels, K, lr, steps):
        K = len(set(labels))
        W, b = np.zeros((X.shape[1], K)), np.zeros(K)
        losses = []
        for _ in range(steps):
            dW, db = softmax_regression_grad(X, labels, W, b)
            W -= lr * dW
            b -= lr * db
            losses.append(cross_entropy(X @ W + b, labels))
        return W, b, np.array(losses)
    """,
    line=2,
    why="K from the labels",
)

slip(
    "train_softmax",
    """
    def train_softmax(X, labels, K, lr, steps):
        W, b = np.zeros((X.shape[1], K)), np.zeros(K)
        losses = []
        for _ in range(1, steps):
            dW, db = softmax_regression_grad(X, labels, W, b)
            W, b = W - lr * dW, b - lr * db
            losses.append(cross_entropy(X @ W + b, labels))
        return W, b, losses
    """,
    line=4,
    why="one step too few recorded",
)
