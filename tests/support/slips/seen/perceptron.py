"""Wrong answers to the exercises of the topic perceptron, as learners write them."""

from tests.support.slips import slip

slip(
    "weighted_sum",
    """
    def weighted_sum(x, w, b):
        total = 0
        for i in range(len(x)):
            total = x[i] * w[i]
        return total + b
    """,
    line=4,
    why="= overwrites total in every round; add with +=",
)

slip(
    "weighted_sum",
    """
    def weighted_sum(x, w, b):
        n = len(x)
        s = b
        for i in range(1, n):
            s = s + w[i] * x[i]
        return s
    """,
    line=4,
    why="Python counts from 0: range(1, len(x)) leaves out the first input",
)

slip(
    "weighted_sum",
    """
    def weighted_sum(x, w, b):
        products = x * w
        return np.sum(products, b)
    """,
    line=3,
    why="the second argument of np.sum is the axis; the bias is added with +",
)

slip(
    "weighted_sum",
    """
    def weighted_sum(x, w, b):
        total = sum(x, w)
        return total + b
    """,
    line=2,
    why="sum(x, w) starts at w and adds x to it; multiply x by w and add the products",
)

slip(
    "weighted_sums",
    """
    def weighted_sums(X, w, b):
        result = []
        for row in X:
            total = 0
            for i in range(len(w)):
                total += row[i] * w[i]
            result.append(total)
        return np.array(result)
    """,
    line=7,
    why="the bias is never added",
)

slip(
    "weighted_sums",
    """
    def weighted_sums(X, w, b):
        sums = []
        for row in X:
            z = b
            for j in range(len(w)):
                z += row[j] * w[j]
                sums.append(z)
        return np.array(sums)
    """,
    line=7,
    why="append stands inside the inner loop, so every partial sum is kept",
)

slip(
    "weighted_sums",
    """
    def weighted_sums(X, w, b):
        Z = np.dot(w.T, X) + b
        return Z
    """,
    line=2,
    why="the samples are the rows: X stands left, np.dot(X, w)",
)

slip(
    "weighted_sums",
    """
    def weighted_sums(X, w, b):
        weighted = X * w
        weighted = weighted + b
        return weighted.sum(axis=0)
    """,
    line=None,
    why="axis=0 adds down the columns, over the samples; add along each row, and the bias only once",
)

slip(
    "step",
    """
    def step(z):
        z[z > 0] = 1
        z[z <= 0] = 0
        return z
    """,
    line=2,
    why="z itself is overwritten; make a new array",
)

slip(
    "step",
    """
    def step(z):
        s = np.sign(z)
        return (s + 1) / 2
    """,
    line=3,
    why="at 0 the sign is 0, and (0 + 1) / 2 is one half; the step there is 0",
)

slip(
    "step",
    """
    def step(z):
        direction = z / np.abs(z)
        return (direction + 1) / 2
    """,
    line=2,
    why="z / |z| divides by 0 where z is 0",
)

slip(
    "step",
    """
    def step(z):
        out = []
        for value in np.ravel(z):
            if value < 0:
                out.append(0)
            else:
                out.append(1)
        return np.array(out).reshape(z.shape)
    """,
    line=4,
    why="exactly 0 must give 0 as well: the comparison is <=, not <",
)

slip(
    "perceptron_predict",
    """
    def perceptron_predict(X, w, b):
        out = np.zeros(len(X))
        pred = 0
        for i, row in enumerate(X):
            s = weighted_sum(row, w, b)
            if s > 0:
                pred = 1
            out[i] = pred
        return out
    """,
    line=8,
    why="pred keeps the 1 of an earlier row; set it to 0 for each row",
)

slip(
    "perceptron_predict",
    """
    def perceptron_predict(X, w, b):
        z = X @ w
        return step(z) + b
    """,
    line=3,
    why="the bias is added after the step; it belongs inside",
)

slip(
    "perceptron_predict",
    """
    def perceptron_predict(X, w, b):
        activation = np.dot(X, w) - b
        output = []
        for a in activation:
            output.append(1 if a > 0 else 0)
        return np.array(output)
    """,
    line=2,
    why="the bias is added to the sum, not subtracted",
)

slip(
    "perceptron_predict",
    """
    def perceptron_predict(X, w, b):
        z = weighted_sums(X.T, w, b)
        return step(z)
    """,
    line=2,
    why="X already has one sample per row; transposed it does not fit w",
)

slip(
    "gate_weights",
    """
    def gate_weights(gate):
        if gate == "and" or "AND":
            w = np.array([1, 1])
            b = -1.5
        elif gate == "or":
            w = np.array([1, 1])
            b = -0.5
        else:
            w = np.array([-1, -1])
            b = 1.5
        return w, b
    """,
    line=2,
    why='`or "AND"` is always true, so every gate gets the first answer',
)

slip(
    "gate_weights",
    """
    def gate_weights(gate):
        # and: both must be on, or: one is enough
        if gate == "and":
            return np.array([1, 1]), -1.5
        elif gate == "or":
            return np.array([1, 1]), -0.5
        elif gate == "nand":
            w = np.array([-1, -1])
            b = 1.5
    """,
    line=9,
    why='there is no return for "nand"',
)

slip(
    "gate_weights",
    """
    def gate_weights(gate):
        weights = {"and": (1, 1), "or": (1, 1), "nand": (-1, -1)}
        biases = {"and": -1.5, "or": -0.5, "nand": 0.5}
        return np.array(weights[gate]), biases[gate]
    """,
    line=3,
    why="the nand of this table is a nor: it must fire for (0, 1) and (1, 0) too",
)

slip(
    "gate_weights",
    """
    def gate_weights(gate):
        gates = {
            "and": (np.array([2, 2]), -3),
            "or": (np.array([2, 2]), -1),
            "not and": (np.array([-2, -2]), 3),
        }
        w, b = gates[gate]
        return w, b
    """,
    line=5,
    why='the key is "nand", not "not and"',
)

slip(
    "xor",
    """
    def xor(X):
        either = perceptron_predict(X, gate_weights("or"))
        both = perceptron_predict(X, gate_weights("nand"))
        stacked = np.column_stack([either, both])
        return perceptron_predict(stacked, gate_weights("and"))
    """,
    line=2,
    why="gate_weights returns two things: the star that spreads them is missing",
)

slip(
    "xor",
    """
    def xor(X):
        s = X[:, 0] + X[:, 1]
        out = np.zeros(len(X))
        for i in range(len(X)):
            if s[i] >= 1 or s[i] != 2:
                out[i] = 1
        return out
    """,
    line=5,
    why="both conditions must hold, and `or` lets every sum through",
)

slip(
    "xor",
    """
    def xor(X):
        x1 = X[0]
        x2 = X[1]
        out = np.where(x1 != x2, 1, 0)
        return out
    """,
    line=2,
    why="X[0] and X[1] are the first two samples; the inputs are the columns X[:, 0] and X[:, 1]",
)

slip(
    "xor",
    """
    def xor(X):
        out = np.zeros(len(X))
        for i in range(len(X)):
            row = X[i:i+1]
            a = perceptron_predict(row, *gate_weights("or"))[0]
            b = perceptron_predict(row, *gate_weights("and"))[0]
            out[i] = perceptron_predict(np.array([[a, b]]), *gate_weights("and"))[0]
        return out
    """,
    line=6,
    why="the second hidden unit must be NAND; OR together with AND is AND again",
)

slip(
    "perceptron_update",
    """
    def perceptron_update(w, b, x, t, lr):
        out = step(weighted_sum(x, w, b))
        err = t - out
        w_new = w + lr * err * w
        b_new = b + lr * err
        return w_new, b_new
    """,
    line=4,
    why="the step is multiplied by the input x, not by the weight",
)

slip(
    "perceptron_update",
    """
    def perceptron_update(w, b, x, t, lr):
        z = np.dot(x, w) + b
        o = 1 / (1 + np.exp(-z))
        error = t - o
        return w + lr * error * x, b + lr * error
    """,
    line=3,
    why="the prediction is 0 or 1, from the step; the sigmoid's value lies between",
)

slip(
    "perceptron_update",
    """
    def perceptron_update(w, b, x, t, lr):
        z = w * x + b
        if z > 0:
            o = 1
        else:
            o = 0
        return w + lr * (t - o) * x, b + lr * (t - o)
    """,
    line=2,
    why="the products are not added up, so z is an array and the if cannot decide",
)

slip(
    "perceptron_update",
    """
    def perceptron_update(w, b, x, t, lr):
        o = 0
        if np.sum(w * x) + b > 0:
            o = 1
        for i in range(len(w)):
            w[i] = w[i] + lr * (t - o) * x[i]
        b = b + (t - o)
        return w, b
    """,
    line=None,
    why="w[i] = ... changes the caller's array; and the bias forgets the learning rate",
)

slip(
    "train_perceptron",
    """
    def train_perceptron(X, t, lr, epochs):
        weights = np.zeros(X.shape[1])
        bias = 0
        count = 0
        history = []
        for epoch in range(epochs):
            for x, label in zip(X, t):
                pred = step(weighted_sum(x, weights, bias))
                if pred != label:
                    count = count + 1
                weights, bias = perceptron_update(weights, bias, x, label, lr)
            history.append(count)
            print("epoch", epoch, "mistakes", count)
        return weights, bias, np.array(history)
    """,
    line=4,
    why="the counter is not set back to 0 at the start of each epoch",
)

slip(
    "train_perceptron",
    """
    def train_perceptron(X, t, lr, epochs):
        n, d = X.shape
        w = np.random.rand(d) - 0.5
        b = 0
        mistakes = []
        for _ in range(epochs):
            miss = 0
            for i in range(n):
                o = 1 if X[i] @ w + b > 0 else 0
                miss += int(o != t[i])
                w = w + lr * (t[i] - o) * X[i]
                b = b + lr * (t[i] - o)
            mistakes.append(miss)
        return w, b, np.array(mistakes)
    """,
    line=3,
    why="the weights must start at zero, not at random",
)

slip(
    "train_perceptron",
    """
    def train_perceptron(X, t, lr, epochs):
        w = np.zeros(X.shape[1])
        b = 0.0
        mistakes = []
        for epoch in range(epochs):
            wrong = 0
            for i in range(len(X)):
                y = perceptron_predict(X[i:i+1], w, b)[0]
                if y != t[i]:
                    wrong += 1
                w, b = perceptron_update(X[i], t[i], w, b, lr)
            mistakes.append(wrong)
        return w, b, np.array(mistakes)
    """,
    line=11,
    why="perceptron_update takes w, b first and then the sample: the arguments are in another order",
)

slip(
    "train_perceptron",
    """
    def train_perceptron(X, t, lr, epochs):
        w = np.zeros(X.shape[1])
        b = 0.0
        mistakes = []
        for epoch in range(epochs):
            for x, target in zip(X, t):
                o = int(np.dot(x, w) + b > 0)
                mistakes.append(int(o != target))
                w = w + lr * (target - o) * x
                b = b + lr * (target - o)
        return w, b, np.array(mistakes)
    """,
    line=8,
    why="every sample's 0 or 1 is appended; one count per epoch is wanted",
)

slip(
    "weighted_sums",
    """
    def weighted_sums(X, w, b):
        z = np.zeros(X.shape[0])
        for i in range(X.shape[0]):
            z[i] = np.dot(X[i], w)
            z[i] = +b
        return z
    """,
    line=5,
    why="`z[i] = +b` replaces the weighted sum: += adds the bias to it",
)

slip(
    "perceptron_predict",
    """
    def perceptron_predict(X, w, b):
        z = X @ w + b
        return (z > 0.5).astype(int)
    """,
    line=3,
    why="the threshold is 0, not 0.5",
)

slip(
    "weighted_sums",
    """
    def weighted_sums(X, w, b):
        z = X * w
        return z.sum(dim=1) + b
    """,
    line=3,
    why="numpy has no dim argument (PyTorch)",
)

slip(
    "weighted_sum",
    """
    def weighted_sum(x, w, b):
        return x[0] * w[0] - b
    """,
    line=2,
    why="only the first product is there, and the bias is subtracted",
)

slip(
    "perceptron_update",
    """
    def perceptron_update(w, b, x, t, lr):
        y = step(weighted_sum(x, w, b))
        w = w - lr * (t - y) * x
        b = b - lr * (t - y) * x
        return w, b
    """,
    line=None,
    why="both signs are wrong, and the bias moves by lr times the error, without x",
)

slip(
    "train_perceptron",
    """
    def train_perceptron(X, t, lr, epochs):
        w = np.zeros(len(X))
        b = 0
        mistakes = []
        for epoch in range(epochs):
            wrong = 0
            for x, target in zip(X, t):
                if (x @ w + b > 0) != target:
                    wrong += 1
                    w, b = perceptron_update(w, b, x, target, lr)
            mistakes.append(wrong)
        return w, b, np.array(mistakes)
    """,
    line=2,
    why="w has one weight per column, not per sample",
)
