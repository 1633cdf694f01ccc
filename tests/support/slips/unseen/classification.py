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
