"""Wrong answers to the exercises of the topic classification, as learners write them."""

from tests.support.slips import slip

slip(
    "bce",
    """
    def bce(y, t):
        m = y.shape[0]
        cost = -1 / m * (np.dot(t, np.log(y)) + np.dot(1 - t, np.log(1 - y)))
        return np.squeeze(cost)
    """,
    line=3,
    why="np.dot of two matrices is a matrix; multiply element by element and average",
)

slip(
    "bce",
    """
    def bce(y, t):
        eps = 0.01
        y = np.clip(y, eps, 1 - eps)
        return -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))
    """,
    line=3,
    why="the clipping at 0.01 changes probabilities that are perfectly fine",
)

slip(
    "bce",
    """
    def bce(y, t):
        n = len(y)
        s = 0
        for i in range(n):
            s += t[i] * math.log(y[i]) + (1 - t[i]) * math.log(1 - y[i])
        return -s / n
    """,
    line=5,
    why="math.log works on one number; use np.log",
)

slip(
    "bce",
    """
    def bce(y, t):
        loss = 0
        for p, target in zip(y.flatten(), t.flatten()):
            loss -= target * np.log(p) + (1 - target) * np.log(1 - p)
            return loss
    """,
    line=None,
    why="the function returns inside the loop; and the sum is not divided by the number",
)

slip(
    "bce_grad",
    """
    def bce_grad(y, t):
        N = y.size
        left = t / y
        right = (1 - t) / (1 - y)
        return -(left + right) / N
    """,
    line=5,
    why="the derivative of log(1 - y) is -1/(1 - y): the halves must be subtracted",
)

slip(
    "bce_grad",
    """
    def bce_grad(y, t):
        return (y - t) / (y * 1 - y) / y.size
    """,
    line=2,
    why="the brackets around the denominator are missing: y * 1 - y is 0",
)

slip(
    "bce_grad",
    """
    def bce_grad(y, t):
        upstream = -(t / y) + (1 - t) / (1 - y)
        s = sigmoid(y)
        return upstream * s * (1 - s)
    """,
    line=None,
    why="the gradient is by y itself: no sigmoid slope; and the 1/N of the mean is missing",
)

slip(
    "bce_grad",
    """
    def bce_grad(y, t):
        grad = np.zeros(y.shape)
        for i in np.ndindex(y.shape):
            grad[i] = -t[i] / y[i]
            grad[i] -= (1 - t[i]) / (1 - y[i])
        return grad / y.size
    """,
    line=5,
    why="the inner derivative of log(1 - y) is -1, so this half is added, not subtracted",
)

slip(
    "bce_logits",
    """
    def bce_logits(z, t):
        # as in the TensorFlow docs: max(x, 0) - x * z + log(1 + exp(-abs(x)))
        relu_z = np.maximum(z, 0)
        return np.mean(relu_z - z * t + np.log(1 + np.exp(-z)))
    """,
    line=4,
    why="the stable form is max(z, 0) - z t + log(1 + exp(-|z|)): the absolute value is missing",
)

slip(
    "bce_logits",
    """
    def bce_logits(z, t):
        softplus = np.logaddexp(0, z)
        return np.sum(softplus + t * z)
    """,
    line=None,
    why="the loss is the mean, not the sum, and t z is subtracted, not added",
)

slip(
    "bce_logits",
    """
    def bce_logits(z, t):
        lse = np.logaddexp(1, z)
        return np.mean(lse - t * z)
    """,
    line=2,
    why="np.logaddexp takes the exponents: log(exp(1) + exp(z)) is not log(1 + exp(z))",
)

slip(
    "bce_logits",
    """
    def bce_logits(z, t):
        loss = bce(z, t)
        return loss
    """,
    line=2,
    why="the logits are not probabilities: they go through the sigmoid first",
)

slip(
    "bce_logits_grad",
    """
    def bce_logits_grad(z, t):
        n = z.size
        return sigmoid(z - t) / n
    """,
    line=3,
    why="the target is subtracted inside the sigmoid: it belongs outside",
)

slip(
    "bce_logits_grad",
    """
    def bce_logits_grad(z, t):
        y_hat = (sigmoid(z) > 0.5).astype(float)
        diff = y_hat - t
        return diff / z.size
    """,
    line=2,
    why="the prediction is rounded to 0 or 1 first: the gradient needs the probability",
)

slip(
    "bce_logits_grad",
    """
    def bce_logits_grad(z, t):
        m = z.shape[1]
        grad = 1 / m * (sigmoid(z) - t)
        return grad
    """,
    line=2,
    why="z has as many elements as z.size says, whatever its shape; z.shape[1] fails for a vector",
)

slip(
    "bce_logits_grad",
    """
    def bce_logits_grad(z, t):
        g = 0
        for zi, ti in zip(z.flatten(), t.flatten()):
            g += (sigmoid(zi) - ti)
        return g / z.size
    """,
    line=4,
    why="the gradient is an array; the loop adds everything up",
)

slip(
    "softmax",
    """
    def softmax(Z):
        e_x = np.exp(Z - np.max(Z, axis=1, keepdims=True))
        return e_x / e_x.sum()
    """,
    line=3,
    why="the sum runs over the whole matrix: axis=1 and keepdims=True are missing",
)

slip(
    "softmax",
    """
    def softmax(Z):
        P = np.zeros_like(Z)
        for i in range(Z.shape[0]):
            row = np.exp(Z[i] - np.max(Z[i]))
            P[i] = row / row.sum()
        return P
    """,
    line=2,
    why="an array of whole numbers cuts every probability off to 0",
)

slip(
    "softmax",
    """
    def softmax(Z):
        n, k = Z.shape
        out = np.zeros((n, k))
        for i in range(n):
            Z[i] -= Z[i].max()
            out[i] = np.exp(Z[i]) / np.sum(np.exp(Z[i]))
        return out
    """,
    line=5,
    why="Z[i] -= ... writes into the caller's scores",
)

slip(
    "softmax",
    """
    def softmax(Z):
        m = Z.max(dim=1, keepdim=True)
        e = np.exp(Z - m)
        return e / e.sum(dim=1, keepdim=True)
    """,
    line=2,
    why="keepdim and dim are PyTorch's names: here they are keepdims and axis",
)

slip(
    "cross_entropy",
    """
    def cross_entropy(Z, labels):
        Z = Z - Z.max(axis=1, keepdims=True)
        logp = Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))
        return -np.mean(logp[:, labels])
    """,
    line=4,
    why="P[:, labels] picks whole columns for every row; use P[np.arange(n), labels]",
)

slip(
    "cross_entropy",
    """
    def cross_entropy(Z, labels):
        n = len(Z)
        loss = 0.0
        for i in range(n):
            m = np.max(Z[i])
            logsum = np.log(np.sum(np.exp(Z[i] - m)))
            loss += logsum - Z[i, labels[i]]
        return loss / n
    """,
    line=7,
    why="the row's maximum is subtracted in the sum, but not in the score that is taken off",
)

slip(
    "cross_entropy",
    """
    def cross_entropy(Z, labels):
        Zs = Z - np.max(Z, axis=1, keepdims=True)
        lse = np.sum(np.log(np.exp(Zs)), axis=1)
        scores = Zs[np.arange(len(labels)), labels]
        return np.mean(lse - scores)
    """,
    line=3,
    why="the logarithm is taken of each exponential, not of their sum",
)

slip(
    "cross_entropy",
    """
    def cross_entropy(Z, labels):
        n, k = Z.shape
        onehot = np.zeros((n, k))
        onehot[labels] = 1
        S = Z - Z.max(axis=1, keepdims=True)
        logp = S - np.log(np.exp(S).sum(axis=1, keepdims=True))
        return -np.sum(onehot * logp) / n
    """,
    line=4,
    why="one index picks whole rows: onehot[np.arange(n), labels] = 1",
)

slip(
    "cross_entropy_grad",
    """
    def cross_entropy_grad(Z, labels):
        n = Z.shape[0]
        dZ = softmax(Z)
        dZ[:, labels] -= 1
        dZ /= n
        return dZ
    """,
    line=4,
    why="P[:, labels] changes whole columns: use np.arange(n) for the rows",
)

slip(
    "cross_entropy_grad",
    """
    def cross_entropy_grad(Z, labels):
        k = len(labels)
        T = np.eye(k)[labels]
        return (softmax(Z) - T) / len(Z)
    """,
    line=2,
    why="the number of classes is Z.shape[1], not the number of samples",
)

slip(
    "cross_entropy_grad",
    """
    def cross_entropy_grad(Z, labels):
        n = len(Z)
        Z[np.arange(n), labels] -= 1
        return softmax(Z) / n
    """,
    line=3,
    why="softmax(Z) must be computed first: the 1 is subtracted from the raw scores, and from the caller's array",
)

slip(
    "cross_entropy_grad",
    """
    def cross_entropy_grad(Z, labels):
        n = Z.shape[0]
        p = softmax(Z)
        g = np.zeros(Z.shape)
        g[np.arange(n), labels] = -1 / p[np.arange(n), labels]
        return g / n
    """,
    line=5,
    why="the derivative by the probability, -1/p, needs the softmax's own derivative",
)

slip(
    "logistic_regression_grad",
    """
    def logistic_regression_grad(X, t, w, b):
        n = len(t)
        y = sigmoid(X @ w + b)
        dw = X.T @ (y - t) / n
        db = np.sum(y - t)
        return dw, db
    """,
    line=5,
    why="db lacks the 1/n that dw has",
)

slip(
    "logistic_regression_grad",
    """
    def logistic_regression_grad(X, t, w, b):
        z = X @ w + b
        dz = bce_logits_grad(z, t)
        return X @ dz, dz.sum()
    """,
    line=4,
    why="the sum runs over the samples: X must be transposed",
)

slip(
    "logistic_regression_grad",
    """
    def logistic_regression_grad(X, t, w, b):
        z = X @ w + b
        dz = bce_logits_grad(z, t)
        dw = X.T @ dz / len(X)
        return dw, np.sum(dz)
    """,
    line=4,
    why="dz holds the 1/n already",
)

slip(
    "logistic_regression_grad",
    """
    def logistic_regression_grad(X, t, w, b):
        y = sigmoid(X @ w) + b
        dz = (y - t) / len(t)
        return X.T @ dz, dz.sum()
    """,
    line=2,
    why="the bias belongs inside the sigmoid",
)

slip(
    "train_logistic",
    """
    def train_logistic(X, t, lr, steps):
        w, b, losses = np.zeros(X.shape[1]), 0.0, []
        for step in range(steps):
            dw, db = logistic_regression_grad(X, t, w, b)
            w = w - lr * dw
            b = b + lr * db
            losses.append(bce_logits(X @ w + b, t))
        return w, b, losses
    """,
    line=6,
    why="the bias climbs: it needs a minus, like w",
)

slip(
    "train_logistic",
    """
    def train_logistic(X, t, lr, steps):
        w, b, losses = np.zeros(X.shape[1]), 0.0, np.zeros(steps)
        for step in range(steps):
            dw, db = logistic_regression_grad(X, t, w, b)
            w, b = w - lr * dw, b - lr * db
            losses = bce_logits(X @ w + b, t)
        return w, b, losses
    """,
    line=6,
    why="losses is overwritten with a number: losses[step] = ...",
)

slip(
    "train_logistic",
    """
    def train_logistic(X, t, lr, steps):
        w, b, losses = np.zeros(len(X)), 0.0, []
        for step in range(steps):
            dw, db = logistic_regression_grad(X, t, w, b)
            w, b = w - lr * dw, b - lr * db
            losses.append(bce_logits(X @ w + b, t))
        return w, b, losses
    """,
    line=2,
    why="there is one weight for each feature, X.shape[1], not for each sample",
)

slip(
    "train_logistic",
    """
    def train_logistic(X, t, lr, steps):
        w, b, losses = np.zeros(X.shape[1]), 0.0, []
        for step in range(steps):
            dw, db = logistic_regression_grad(X, t, w, b)
            w, b = w - lr * dw, b - lr * db
            losses.append(bce_logits(X @ w, t))
        return w, b, losses
    """,
    line=6,
    why="the loss is computed without the bias",
)

slip(
    "train_logistic",
    """
    def train_logistic(X, t, lr, steps):
        w, b, losses = np.zeros(X.shape[1]), 0.0, []
        for step in range(steps):
            for x, target in zip(X, t):
                dw, db = logistic_regression_grad(x[None, :], np.array([target]), w, b)
                w, b = w - lr * dw, b - lr * db
            losses.append(bce_logits(X @ w + b, t))
        return w, b, losses
    """,
    line=4,
    why="each step uses all the data at once, not one sample after the other",
)

slip(
    "predict_labels",
    """
    def predict_labels(X, W, b):
        P = softmax(X @ W + b)
        return P > 0.5
    """,
    line=3,
    why="with several classes no probability need exceed 0.5, and a label is asked for, not a table",
)

slip(
    "predict_labels",
    """
    def predict_labels(X, W, b):
        return np.argmax(W @ X + b, axis=1)
    """,
    line=2,
    why="samples are rows: X @ W",
)

slip(
    "predict_labels",
    """
    def predict_labels(X, W, b):
        labels = []
        for x in X:
            labels.append(np.argmax(x @ W) + np.argmax(b))
        return np.array(labels)
    """,
    line=4,
    why="the bias is added to the scores, before the largest is looked for",
)

slip(
    "predict_labels",
    """
    def predict_labels(X, W, b):
        scores = X @ W + b
        return np.sort(scores, axis=1)[:, -1]
    """,
    line=3,
    why="this is the largest score itself; its position is asked for",
)

slip(
    "softmax_regression_grad",
    """
    def softmax_regression_grad(X, labels, W, b):
        dZ = cross_entropy_grad(X @ W + b, labels)
        return X.T @ dZ, np.mean(dZ, axis=0)
    """,
    line=3,
    why="dZ holds the 1/n already: add it up",
)

slip(
    "softmax_regression_grad",
    """
    def softmax_regression_grad(X, labels, W, b):
        Z = X @ W + b
        dZ = cross_entropy_grad(Z, labels)
        dW = np.zeros(W.shape)
        for i in range(len(X)):
            dW = np.outer(X[i], dZ[i])
        return dW, dZ.sum(axis=0)
    """,
    line=6,
    why="only the last sample is kept: += instead of =",
)

slip(
    "softmax_regression_grad",
    """
    def softmax_regression_grad(X, labels, W, b):
        P = softmax(X @ W + b)
        n = len(X)
        P[labels, np.arange(n)] -= 1
        return X.T @ P / n, P.sum(axis=0) / n
    """,
    line=4,
    why="rows and columns are exchanged: P[np.arange(n), labels]",
)

slip(
    "softmax_regression_grad",
    """
    def softmax_regression_grad(X, labels, W, b):
        dZ = cross_entropy_grad(X @ W + b, labels)
        dW = W.T @ dZ
        db = dZ.sum(axis=0)
        return dW, db
    """,
    line=3,
    why="the slope of a score with respect to a weight is the feature: X.T, not W.T",
)

slip(
    "train_softmax",
    """
    def train_softmax(X, labels, K, lr, steps):
        W, b, losses = np.zeros((K, X.shape[1])), np.zeros(K), np.zeros(steps)
        for step in range(steps):
            dW, db = softmax_regression_grad(X, labels, W, b)
            W, b = W - lr * dW, b - lr * db
            losses[step] = cross_entropy(X @ W + b, labels)
        return W, b, losses
    """,
    line=2,
    why="W has a row for each feature and a column for each class",
)

slip(
    "train_softmax",
    """
    def train_softmax(X, labels, K, lr, steps):
        W, b, losses = np.zeros((X.shape[1], K)), np.zeros(K), []
        for step in range(steps):
            dW, db = softmax_regression_grad(X, labels, W, b)
            W -= lr * dW
            b -= lr * dW.sum(axis=0)
            losses.append(cross_entropy(X @ W + b, labels))
        return W, b, losses
    """,
    line=6,
    why="the bias has its own gradient, db",
)

slip(
    "train_softmax",
    """
    def train_softmax(X, labels, K, lr, steps):
        W, b, losses = np.zeros((X.shape[1], K)), 0.0, []
        for step in range(steps):
            dW, db = softmax_regression_grad(X, labels, W, b)
            W, b = W - lr * dW, b - lr * np.sum(db)
            losses.append(cross_entropy(X @ W + b, labels))
        return W, b, losses
    """,
    line=None,
    why="each class has its own bias: b starts as K zeros and moves by db",
)

slip(
    "train_softmax",
    """
    def train_softmax(X, labels, K, lr, steps):
        W, b = np.zeros((X.shape[1], K)), np.zeros(K)
        losses = [cross_entropy(X @ W + b, labels)]
        for step in range(steps):
            dW, db = softmax_regression_grad(X, labels, W, b)
            W, b = W - lr * dW, b - lr * db
            losses.append(cross_entropy(X @ W + b, labels))
        return W, b, losses
    """,
    line=3,
    why="the loss before the first step is one too many: the list begins empty",
)

slip(
    "cross_entropy",
    """
    def cross_entropy(Z, labels):
        P = softmax(Z)
        return -np.mean(np.log(P[:, labels]))
    """,
    line=3,
    why="each row needs the probability of its own label",
)

slip(
    "cross_entropy_grad",
    """
    def cross_entropy_grad(Z, labels):
        P = softmax(Z)
        n, K = Z.shape
        G = np.zeros((n, K))
        for i in range(n):
            J = np.diag(P[i]) - np.outer(P[i], P[i])
            dP = np.zeros(K)
            dP[labels[i]] = -1 / P[i, labels[i]]
            G[i] = np.diag(J) * dP
        return G / n
    """,
    line=9,
    why="the whole row of the Jacobian counts: J @ dP",
)

slip(
    "train_softmax",
    """
    def train_softmax(X, labels, K, lr, steps):
        rng = np.random.default_rng(0)
        W = 0.01 * rng.normal(size=(X.shape[1], K))
        b = np.zeros(K)
        losses = []
        for _ in range(steps):
            dW, db = softmax_regression_grad(X, labels, W, b)
            W, b = W - lr * dW, b - lr * db
            losses.append(cross_entropy(X @ W + b, labels))
        return W, b, losses
    """,
    line=3,
    why="from zeros: nothing is drawn",
)

slip(
    "bce_logits",
    """
    def bce_logits(z, t):
        return np.mean(np.maximum(z, 0) - z * t + np.log1p(np.exp(-z)))
    """,
    line=2,
    why="abs missing in exp",
)

slip(
    "logistic_regression_grad",
    """
    def logistic_regression_grad(X, t, w, b):
        n = len(t)
        delta = sigmoid(X @ w + b) - t
        dw = X @ delta / n
        db = delta.sum() / n
        return dw, db
    """,
    line=4,
    why="dw is X^T delta, not X delta",
)

slip(
    "logistic_regression_grad",
    """
    def logistic_regression_grad(X, t, w, b):
        err = sigmoid(np.dot(X, w) + b) - t
        dw = np.mean(X * err, axis=0)
        db = err.mean()
        return dw, db
    """,
    line=3,
    why="err[:, None] is missing: broadcasting fails or mixes",
)

slip(
    "train_logistic",
    """
    def train_logistic(X, t, lr, steps):
        w = np.random.randn(X.shape[1]) * 0.01
        b = 0.0
        losses = []
        for i in range(steps):
            dw, db = logistic_regression_grad(X, t, w, b)
            w -= lr * dw
            b -= lr * db
            losses.append(bce_logits(X @ w + b, t))
        return w, b, np.array(losses)
    """,
    line=2,
    why="training starts from zeros, not from random weights",
)

slip(
    "train_softmax",
    """
    def train_softmax(X, labels, K, lr, steps):
        W = np.zeros((K, X.shape[1]))
        b = np.zeros(K)
        losses = []
        for _ in range(steps):
            dW, db = softmax_regression_grad(X, labels, W, b)
            W, b = W - lr * dW, b - lr * db
            losses.append(cross_entropy(X @ W + b, labels))
        return W, b, np.array(losses)
    """,
    line=2,
    why="W has the shape (d, K), not (K, d)",
)

slip(
    "bce",
    """
    def bce(y, t):
        s = 0
        for yi, ti in zip(y.ravel(), t.ravel()):
            s -= ti * np.log(yi) + 1 - ti * np.log(1 - yi)
        return s / y.size
    """,
    line=4,
    why="the parentheses around 1 - ti are missing",
)

slip(
    "cross_entropy",
    """
    def cross_entropy(Z, labels):
        P = softmax(Z)
        T = one_hot(labels)
        return -np.mean(np.sum(T * np.log(P), axis=1))
    """,
    line=3,
    why="there is no function one_hot",
)

slip(
    "train_softmax",
    """
    def train_softmax(X, labels, K, lr, steps):
        W = np.zeros((X.shape[1], K))
        b = np.zeros(K)
        losses = []
        for step in range(steps):
            dW, db = softmax_regression_grad(X, labels, W, b)
            W = W - lr * dW
            b = b - lr * db
            losses.append(cross_entropy(labels, X @ W + b))
        return W, b, losses
    """,
    line=9,
    why="the arguments of cross_entropy are in the wrong order",
)

slip(
    "bce",
    """
    def bce(y, t):
        return np.mean(-t * np.log(y) + (1 - t) * np.log(1 - y))
    """,
    line=2,
    why="the minus belongs to the first term only",
)

slip(
    "bce",
    """
    def bce(y, t):
        eps = 1e-2
        y = np.clip(y, eps, 1 - eps)
        return -(t * np.log(y) + (1 - t) * np.log(1 - y)).mean()
    """,
    line=3,
    why="clipped too far inside",
)

slip(
    "bce_grad",
    """
    def bce_grad(y, t):
        return -(t / y) + (1 - t) / (1 - y)
    """,
    line=2,
    why="mean forgotten",
)

slip(
    "bce_grad",
    """
    def bce_grad(y, t):
        n = y.size
        return (-t / y - (1 - t) / (1 - y)) / n
    """,
    line=3,
    why="the sign of the second term: the inner derivative of 1 - y is -1",
)

slip(
    "bce_logits",
    """
    def bce_logits(z, t):
        return np.mean(np.log(1 + np.exp(z)) - t * z)
    """,
    line=2,
    why="log(1 + e^z) overflows",
)

slip(
    "bce_logits",
    """
    def bce_logits(z, t):
        return np.mean(np.logaddexp(0, z) + t * z)
    """,
    line=2,
    why="the sign of t z",
)

slip(
    "bce_logits",
    """
    def bce_logits(z, t):
        return np.mean(np.logaddexp(0, z)) - t * z
    """,
    line=2,
    why="only the first term is averaged",
)

slip(
    "bce_logits",
    """
    def bce_logits(z, t):
        return np.mean(np.maximum(z, 0) - z * t + np.log(1 + np.exp(-np.clip(z, -500, 500))))
    """,
    line=2,
    why="the absolute value in the exponent is forgotten",
)

slip(
    "bce_logits",
    """
    def bce_logits(z, t):
        return np.mean(np.logaddexp(0, -t * z))
    """,
    line=2,
    why="the formula for targets -1 and 1",
)

slip(
    "bce_logits",
    """
    def bce_logits(z, t):
        return (np.logaddexp(0, -z) - t * z).mean()
    """,
    line=2,
    why="the sign of z in the first term",
)

slip(
    "bce_logits_grad",
    """
    def bce_logits_grad(z, t):
        return (z - t) / z.size
    """,
    line=2,
    why="the sigmoid is forgotten",
)

slip(
    "bce_logits_grad",
    """
    def bce_logits_grad(z, t):
        y = sigmoid(z)
        dy = (y - t) / (y * (1 - y)) / z.size
        return dy * sigmoid_grad(z)
    """,
    line=3,
    why="0/0 where the sigmoid is 0 or 1: simplify first",
)

slip(
    "bce_logits_grad",
    """
    def bce_logits_grad(z, t):
        return t - sigmoid(z)
    """,
    line=2,
    why="the sign is wrong, and the mean is forgotten",
)

slip(
    "bce_logits_grad",
    """
    def bce_logits_grad(z, t):
        n = z.shape[0]
        return (sigmoid(z) - t) / n
    """,
    line=2,
    why="divided by the number of rows",
)

slip(
    "cross_entropy",
    """
    def cross_entropy(Z, labels):
        P = softmax(Z)
        return -np.mean(np.sum(labels * np.log(P), axis=1))
    """,
    line=3,
    why="the labels are taken for one-hot rows",
)

slip(
    "cross_entropy",
    """
    def cross_entropy(Z, labels):
        P = softmax(Z)
        n = len(Z)
        return -np.sum(np.log(P[range(n), labels] + 1e-9)) / n
    """,
    line=4,
    why="what is added under the logarithm caps the loss",
)

slip(
    "cross_entropy",
    """
    def cross_entropy(Z, labels):
        m = Z.max(axis=1, keepdims=True)
        log_sum = np.log(np.exp(Z - m).sum(axis=1))
        return np.mean(log_sum - Z[np.arange(len(Z)), labels])
    """,
    line=4,
    why="the sum is of shifted scores, the score is not shifted",
)

slip(
    "cross_entropy",
    """
    def cross_entropy(Z, labels):
        n, K = Z.shape
        S = Z - Z.max(axis=1, keepdims=True)
        logP = S - np.log(np.exp(S).sum(axis=1, keepdims=True))
        loss = 0
        for i in range(n):
            loss -= logP[i, labels[i] - 1]
        return loss / n
    """,
    line=7,
    why="labels taken to begin with 1",
)

slip(
    "cross_entropy",
    """
    def cross_entropy(Z, labels):
        S = Z - Z.max(axis=1, keepdims=True)
        logP = S - np.log(np.exp(S).sum(axis=1, keepdims=True))
        return -np.sum(logP[np.arange(len(labels)), labels])
    """,
    line=4,
    why="sum, not mean",
)

slip(
    "cross_entropy_grad",
    """
    def cross_entropy_grad(Z, labels):
        return (softmax(Z) - labels[:, None]) / len(Z)
    """,
    line=2,
    why="labels subtracted as numbers",
)

slip(
    "cross_entropy_grad",
    """
    def cross_entropy_grad(Z, labels):
        P = softmax(Z)
        P[np.arange(len(labels)), labels] -= 1
        return P
    """,
    line=4,
    why="not divided",
)

slip(
    "cross_entropy_grad",
    """
    def cross_entropy_grad(Z, labels):
        T = np.zeros(Z.shape)
        T[np.arange(len(Z)), labels] = 1
        return (softmax(Z) - T) / Z.size
    """,
    line=4,
    why="divided by n K",
)

slip(
    "cross_entropy_grad",
    """
    def cross_entropy_grad(Z, labels):
        P = softmax(Z)
        G = np.zeros_like(P)
        for i, k in enumerate(labels):
            G[i, k] = -1 / P[i, k]
        return G / len(Z)
    """,
    line=5,
    why="the gradient with respect to the probabilities",
)

slip(
    "cross_entropy_grad",
    """
    def cross_entropy_grad(Z, labels):
        K = len(np.unique(labels))
        T = np.eye(K)[labels]
        return (softmax(Z) - T) / len(Z)
    """,
    line=2,
    why="a class may be missing among the labels",
)

slip(
    "cross_entropy_grad",
    """
    def cross_entropy_grad(Z, labels):
        P = softmax(Z)
        T = np.eye(Z.shape[1])[labels]
        return (P - T) * P * (1 - P) / len(Z)
    """,
    line=4,
    why="the slope of softmax cancels",
)

slip(
    "cross_entropy_grad",
    """
    def cross_entropy_grad(Z, labels):
        P = softmax(Z)
        n, K = P.shape
        for i in range(n):
            for k in range(K):
                if labels[i] == i:
                    P[i, k] -= 1
        return P / n
    """,
    line=6,
    why="the label is compared with the row",
)

slip(
    "logistic_regression_grad",
    """
    def logistic_regression_grad(X, t, w, b):
        y = sigmoid(X @ w + b)
        e = (y - t) * y * (1 - y)
        return X.T @ e / len(t), e.mean()
    """,
    line=3,
    why="mse gradient with sigmoid",
)

slip(
    "logistic_regression_grad",
    """
    def logistic_regression_grad(X, t, w, b):
        n, d = X.shape
        dw = np.zeros(d)
        db = 0.0
        for i in range(n):
            z = b
            for j in range(d):
                z += w[j] * X[i, j]
            e = sigmoid(z) - t[i]
            for j in range(d):
                dw[j] += e * X[i, j]
            db = e
        return dw / n, db / n
    """,
    line=12,
    why="db is replaced in each round",
)

slip(
    "logistic_regression_grad",
    """
    def logistic_regression_grad(X, t, w, b):
        pred = (sigmoid(X @ w + b) > 0.5).astype(float)
        return X.T @ (pred - t) / len(t), np.mean(pred - t)
    """,
    line=2,
    why="the predictions are rounded",
)

slip(
    "logistic_regression_grad",
    """
    def logistic_regression_grad(X, t, w, b):
        dz = bce_logits_grad(X @ w + b, t)
        return w * dz.sum(), dz.sum()
    """,
    line=3,
    why="the gradient of w uses the samples, not w",
)

slip(
    "predict_labels",
    """
    def predict_labels(X, W, b):
        return np.argmax(X @ W + b, axis=0)
    """,
    line=2,
    why="axis 0",
)

slip(
    "predict_labels",
    """
    def predict_labels(X, W, b):
        return np.argmax(softmax(X @ W + b))
    """,
    line=2,
    why="the largest of all scores",
)

slip(
    "predict_labels",
    """
    def predict_labels(X, W, b):
        return np.argmax(X @ W + b, axis=1) + 1
    """,
    line=2,
    why="classes from 1",
)

slip(
    "predict_labels",
    """
    def predict_labels(X, W, b):
        out = []
        for row in X @ W + b:
            best = 0
            for k in range(len(row)):
                if row[k] < row[best]:
                    best = k
            out.append(best)
        return np.array(out)
    """,
    line=6,
    why="argmin",
)

slip(
    "predict_labels",
    """
    def predict_labels(X, W, b):
        return np.argsort(X @ W + b, axis=1)[:, 0]
    """,
    line=2,
    why="argsort's first is the smallest",
)

slip(
    "softmax",
    """
    def softmax(Z):
        e = np.exp(Z - np.max(Z, axis=0))
        return e / np.sum(e, axis=0)
    """,
    line=3,
    why="down the columns",
)

slip(
    "softmax",
    """
    def softmax(Z):
        e = np.exp(Z - np.max(Z))
        return e / e.sum()
    """,
    line=3,
    why="the sum over the whole matrix",
)

slip(
    "softmax",
    """
    def softmax(Z):
        e = np.exp(Z)
        return e / e.sum(axis=1, keepdims=True)
    """,
    line=2,
    why="nothing is subtracted, and exp overflows",
)

slip(
    "softmax",
    """
    def softmax(Z):
        Z -= Z.max(axis=1, keepdims=True)
        e = np.exp(Z)
        return e / e.sum(axis=1, keepdims=True)
    """,
    line=2,
    why="subtracts the max, but in the caller's array",
)

slip(
    "softmax",
    """
    def softmax(Z):
        shifted = Z - Z.max(axis=1, keepdims=True)
        return np.exp(shifted) / shifted.sum(axis=1, keepdims=True)
    """,
    line=3,
    why="no exp in the denominator",
)

slip(
    "softmax",
    """
    def softmax(Z):
        P = np.zeros_like(Z)
        for i in range(len(Z)):
            e = np.exp(Z[i] - Z[i].max())
            P[i] = e / e.sum()
        return P
    """,
    line=2,
    why="an array of whole numbers cuts the decimals off",
)

slip(
    "softmax",
    """
    def softmax(Z):
        P = []
        for row in Z:
            e = np.exp(row - max(row))
            P.append(e / sum(e))
            return np.array(P)
    """,
    line=6,
    why="the return is inside the loop",
)

slip(
    "softmax",
    """
    def softmax(Z):
        out = np.zeros(Z.shape)
        total = 0
        for i in range(Z.shape[0]):
            m = max(Z[i])
            for j in range(Z.shape[1]):
                total += np.exp(Z[i, j] - m)
            for j in range(Z.shape[1]):
                out[i, j] = np.exp(Z[i, j] - m) / total
        return out
    """,
    line=3,
    why="denominators accumulate across rows",
)

slip(
    "softmax_regression_grad",
    """
    def softmax_regression_grad(X, labels, W, b):
        dZ = cross_entropy_grad(X @ W + b, labels)
        return X.T @ dZ, dZ.mean(axis=0)
    """,
    line=3,
    why="db is divided by n twice",
)

slip(
    "softmax_regression_grad",
    """
    def softmax_regression_grad(X, labels, W, b):
        dZ = cross_entropy_grad(X @ W + b, labels)
        return dZ.T @ X, dZ.sum(axis=0)
    """,
    line=3,
    why="dW transposed",
)

slip(
    "softmax_regression_grad",
    """
    def softmax_regression_grad(X, labels, W, b):
        P = softmax(X @ W + b)
        Y = np.zeros_like(P)
        Y[:, labels] = 1
        dZ = (P - Y) / len(X)
        return X.T @ dZ, dZ.sum(axis=0)
    """,
    line=4,
    why="whole columns get a 1",
)

slip(
    "softmax_regression_grad",
    """
    def softmax_regression_grad(X, labels, W, b):
        P = softmax(X @ W + b)
        dZ = cross_entropy_grad(P, labels)
        return X.T @ dZ, dZ.sum(axis=0)
    """,
    line=3,
    why="softmax applied twice",
)

slip(
    "softmax_regression_grad",
    """
    def softmax_regression_grad(X, labels, W, b):
        dZ = cross_entropy_grad(X @ W + b, labels)
        dW = dZ @ W.T
        db = dZ.sum(axis=0)
        return dW, db
    """,
    line=3,
    why="the gradient goes back to X, not to W",
)

slip(
    "train_logistic",
    """
    def train_logistic(X, t, lr, steps):
        losses = np.zeros(steps)
        w, b = np.zeros(X.shape[1]), 0.0
        dw, db = logistic_regression_grad(X, t, w, b)
        for step in range(steps):
            w, b = w - lr * dw, b - lr * db
            losses[step] = bce_logits(X @ w + b, t)
        return w, b, losses
    """,
    line=4,
    why="the gradient is computed once",
)

slip(
    "train_logistic",
    """
    def train_logistic(X, t, lr, steps):
        w, b, losses = np.zeros(X.shape[1]), 0.0, np.zeros(steps)
        for i in range(steps):
            dw, db = logistic_regression_grad(X, t, w, b)
            w, b = w - lr * dw, b - lr * db
            y = sigmoid(X @ w + b)
            losses[i] = bce_logits(y, t)
        return w, b, losses
    """,
    line=None,
    why="the sigmoid is applied twice",
)

slip(
    "train_logistic",
    """
    def train_logistic(X, t, lr, steps):
        w, b, losses = np.zeros(X.shape[1]), 0.0, np.zeros(steps)
        for i in range(steps):
            grad_w, grad_b = logistic_regression_grad(X, t, w, b)
            w = w - lr * grad_w
            new_b = b - lr * grad_b
            losses[i] = bce_logits(X @ w + b, t)
        return w, b, losses
    """,
    line=6,
    why="bias shadowed: new_b never stored",
)

slip(
    "train_logistic",
    """
    def train_logistic(X, t, lr, steps):
        params = {"w": np.ones(X.shape[1]), "b": 0.0}
        losses = []
        for i in range(steps):
            dw, db = logistic_regression_grad(X, t, params["w"], params["b"])
            params["w"] = params["w"] - lr * dw
            params["b"] = params["b"] - lr * db
            losses.append(bce_logits(X @ params["w"] + params["b"], t))
        return params["w"], params["b"], np.array(losses)
    """,
    line=2,
    why="starts from ones",
)

slip(
    "train_softmax",
    """
    def train_softmax(X, labels, K, lr, steps):
        W, b = np.zeros((X.shape[1], K)), np.zeros(K)
        losses = np.zeros(steps)
        for s in range(steps):
            losses[s] = cross_entropy(X @ W + b, labels)
            dW, db = softmax_regression_grad(X, labels, W, b)
            W, b = W - lr * dW, b - lr * db
        return W, b, losses
    """,
    line=5,
    why="the loss is noted before the step",
)

slip(
    "train_softmax",
    """
    def train_softmax(X, labels, K, lr, steps):
        rng = np.random.default_rng(0)
        W = rng.normal(0, 0.01, (X.shape[1], K))
        b = np.zeros(K)
        losses = []
        for s in range(steps):
            dW, db = softmax_regression_grad(X, labels, W, b)
            W, b = W - lr * dW, b - lr * db
            losses.append(cross_entropy(X @ W + b, labels))
        return W, b, np.array(losses)
    """,
    line=3,
    why="starts from random weights",
)

slip(
    "train_softmax",
    """
    def train_softmax(X, labels, K, lr, steps):
        W, b = np.zeros((X.shape[1], K)), np.zeros(K)
        losses = []
        for s in range(steps):
            grads = softmax_regression_grad(X, labels, W, b)
            W, b = [p - lr * g for p, g in zip((W, b), grads)]
            losses.append(cross_entropy(X @ W, labels))
        return W, b, np.array(losses)
    """,
    line=7,
    why="the loss is computed without the bias",
)

slip(
    "train_softmax",
    """
    def train_softmax(X, labels, K, lr, steps):
        W, b = np.zeros((X.shape[1], K)), np.zeros(K)
        losses = np.zeros(steps)
        for s in range(steps):
            dW, db = softmax_regression_grad(X, labels, W, b)
            W, b = W - lr * dW, b - lr * db
            losses[s] = cross_entropy(X @ W + b, labels)
        return losses, W, b
    """,
    line=8,
    why="returns (losses, W, b)",
)

slip(
    "train_softmax",
    """
    def train_softmax(X, labels, K, lr, steps):
        W, b = np.zeros((X.shape[1], K)), np.zeros(K)
        losses = np.zeros(steps)
        for s in range(steps):
            dW, db = softmax_regression_grad(X, labels, W, b)
            dW = dW + 1e-3 * W
            W, b = W - lr * dW, b - lr * db
            losses[s] = cross_entropy(X @ W + b, labels)
        return W, b, losses
    """,
    line=6,
    why="weight decay out of habit",
)

slip(
    "bce",
    """
    def bce(y, t):
        eps = 1e-12
        t = np.clip(t, eps, 1 - eps)
        return -np.mean(y * np.log(t) + (1 - y) * np.log(1 - t))
    """,
    line=4,
    why="targets and predictions exchanged",
)

slip(
    "bce_grad",
    """
    def bce_grad(y, t):
        return (y - t) / len(y)
    """,
    line=2,
    why="gradient with respect to the logits",
)

slip(
    "bce_grad",
    """
    def bce_grad(y, t):
        return -(t / y + (1 - t) / (1 - y)) / y.size
    """,
    line=2,
    why="a sign is lost between the terms",
)

slip(
    "bce_logits",
    """
    def bce_logits(z, t):
        return np.mean(np.maximum(z, 0) - z * t + np.log(1 + np.exp(-z)))
    """,
    line=2,
    why="from PyTorch's docs: max(z, 0) - z t + log(1 + exp(-z)), absolute value lost",
)

slip(
    "logistic_regression_grad",
    """
    def logistic_regression_grad(X, t, w, b):
        y = sigmoid(X.dot(w))
        e = y - t
        return np.dot(X.T, e) / len(t), e.mean()
    """,
    line=2,
    why="forgets b in the logits",
)

slip(
    "train_logistic",
    """
    def train_logistic(X, t, lr, steps):
        w = np.zeros(X.shape[1])
        b = 0
        losses = []
        for i in range(steps):
            losses.append(bce_logits(X @ w + b, t))
            dw, db = logistic_regression_grad(X, t, w, b)
            w = w - lr * dw
            b = b - lr * db
        return w, b, np.array(losses)
    """,
    line=6,
    why="loss before the step",
)

slip(
    "softmax",
    """
    def softmax(Z):
        Z = Z - Z.max(axis=1, keepdims=True)
        e = np.exp(Z)
        return e / e.sum(axis=1)
    """,
    line=4,
    why="no keepdims",
)

slip(
    "cross_entropy",
    """
    def cross_entropy(Z, labels):
        n = Z.shape[0]
        P = softmax(Z)
        return np.log(P[np.arange(n), labels]).mean()
    """,
    line=4,
    why="minus missing, log of softmax",
)

slip(
    "cross_entropy_grad",
    """
    def cross_entropy_grad(Z, labels):
        onehot = np.eye(labels.max() + 1)[labels]
        return (softmax(Z) - onehot) / len(Z)
    """,
    line=2,
    why="one-hot of the wrong size",
)

slip(
    "predict_labels",
    """
    def predict_labels(X, W, b):
        scores = X @ W + b
        return np.argmax(scores, axis=0)
    """,
    line=3,
    why="axis 0",
)

slip(
    "predict_labels",
    """
    def predict_labels(X, W, b):
        return softmax(X @ W + b).max(axis=1)
    """,
    line=2,
    why="max instead of argmax",
)

slip(
    "softmax_regression_grad",
    """
    def softmax_regression_grad(X, labels, W, b):
        P = softmax(X @ W + b)
        dZ = cross_entropy_grad(P, labels)
        return X.T @ dZ, dZ.sum(0)
    """,
    line=3,
    why="softmax is handed on in place of scores",
)

slip(
    "softmax",
    """
    def softmax(Z):
        e = np.exp(Z - Z.max(axis=0))
        return e / e.sum(axis=1, keepdims=True)
    """,
    line=2,
    why="max of each column subtracted",
)

slip(
    "softmax",
    """
    def softmax(Z):
        e = np.exp(Z / Z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)
    """,
    line=2,
    why="division by the maximum",
)

slip(
    "cross_entropy",
    """
    def cross_entropy(Z, labels):
        P = np.clip(softmax(Z), 1e-7, 1)
        return -np.mean(np.log(P[np.arange(len(Z)), labels]))
    """,
    line=2,
    why="log softmax of the right class, clipped",
)

slip(
    "train_softmax",
    """
    def train_softmax(X, labels, K, lr, steps):
        W, b = 0.01 * np.random.randn(X.shape[1], K), np.zeros(K)
        losses = []
        for _ in range(steps):
            dW, db = softmax_regression_grad(X, labels, W, b)
            W, b = W - lr * dW, b - lr * db
            losses.append(cross_entropy(X @ W + b, labels))
        return W, b, np.array(losses)
    """,
    line=2,
    why="random start",
)

slip(
    "train_logistic",
    """
    def train_logistic(X, t, lr, steps):
        w, b, losses = np.zeros(X.shape[1]), 0.0, []
        for _ in range(steps):
            dw, db = logistic_regression_grad(X, t, w, b)
            w, b = w - lr * dw, b - lr * db
            losses.append(bce_logits(sigmoid(X @ w + b), t))
        return w, b, losses
    """,
    line=6,
    why="loss from predictions handed to bce_logits",
)

slip(
    "softmax_regression_grad",
    """
    def softmax_regression_grad(X, labels, W, b):
        dZ = cross_entropy_grad(X @ W + b, labels)
        dW = X.T @ dZ
        db = np.sum(dZ, axis=1)
        return dW, db
    """,
    line=4,
    why="db is added up over the classes",
)
