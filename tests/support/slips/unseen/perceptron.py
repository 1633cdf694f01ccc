"""Wrong answers to the exercises of the topic perceptron, as learners write them."""

from tests.support.slips import slip

slip(
    "weighted_sum",
    """
    def weighted_sum(x, w, b):
        z = 0
        for xi, wi in zip(x, w):
            z += xi * wi + b
        return z
    """,
    line=4,
    why="the bias is added once per input; it belongs after the loop",
)

slip(
    "weighted_sum",
    """
    def weighted_sum(x, w, b):
        total = 0
        for i in range(len(x)):
            total += x[i] * w[i]
            return total + b
    """,
    line=5,
    why="the return stands inside the loop, so only the first product counts",
)

slip(
    "weighted_sum",
    """
    def weighted_sum(x, w, b):
        z = np.dot(x, w) + b
        if z > 0:
            return 1
        return 0
    """,
    line=3,
    why="the step belongs to a later exercise; return the sum itself",
)

slip(
    "weighted_sum",
    """
    def weighted_sum(x, w, b):
        s = 0.0
        for i in range(len(x)):
            s = s + x[i] * (w[i] + b)
        return s / len(x)
    """,
    line=None,
    why="the bias is added to the weights, and the products are averaged",
)

slip(
    "weighted_sums",
    """
    def weighted_sums(X, w, b):
        n = X.shape[1]
        out = np.zeros(n)
        for i in range(n):
            out[i] = np.dot(X[i], w) + b
        return out
    """,
    line=2,
    why="one result per row: the array needs X.shape[0] entries, not X.shape[1]",
)

slip(
    "weighted_sums",
    """
    def weighted_sums(X, w, b):
        out = []
        total = 0
        for sample in X:
            for k in range(len(sample)):
                total += sample[k] * w[k]
            out.append(total + b)
        return np.array(out)
    """,
    line=3,
    why="total is never set back, so each row starts from the sum of the rows before",
)

slip(
    "weighted_sums",
    """
    def weighted_sums(X, w, b):
        n, d = X.shape
        z = np.zeros(n, dtype=int)
        for i in range(n):
            z[i] = sum(X[i, j] * w[j] for j in range(d)) + b
        return z
    """,
    line=3,
    why="an array of whole numbers cuts the decimals off",
)

slip(
    "weighted_sums",
    """
    def weighted_sums(X, w, b):
        s = np.zeros(len(X))
        for i in range(len(X)):
            for j in range(len(X)):
                s[i] += X[i][j] * w[j]
            s[i] += b
        return s
    """,
    line=4,
    why="the inner loop runs over the rows instead of the features",
)

slip(
    "step",
    """
    def step(z):
        if z <= 0:
            return 0
        else:
            return 1
    """,
    line=2,
    why="an if decides once, for the whole array",
)

slip(
    "step",
    """
    def step(z):
        result = np.zeros(len(z))
        for i in range(len(z)):
            if z[i] > 0:
                result[i] = 1
        return result
    """,
    line=4,
    why="z may have several axes: then z[i] is a whole row, which an if cannot decide on",
)

slip(
    "step",
    """
    def step(z):
        # heaviside is the step function in numpy
        return np.heaviside(z, 0.5)
    """,
    line=3,
    why="the second argument of np.heaviside is the value at 0, which is 0 here",
)

slip(
    "step",
    """
    def step(z):
        out = np.where(z > 0, 1)
        return out
    """,
    line=2,
    why="np.where needs both values: what to give where the condition is false",
)

slip(
    "perceptron_predict",
    """
    def perceptron_predict(X, w, b):
        preds = []
        for x in X:
            z = np.dot(x, w) + b
            if z > 0:
                preds.append(1)
        return np.array(preds)
    """,
    line=6,
    why="where the sum is not above 0 nothing is appended: the zeros are missing",
)

slip(
    "perceptron_predict",
    """
    def perceptron_predict(X, w, b):
        z = weighted_sums(X, w, b)
        return int(z > 0)
    """,
    line=3,
    why="int() takes one number, not an array; use astype(int) or step",
)

slip(
    "perceptron_predict",
    """
    def perceptron_predict(X, w, b):
        for i in range(X.shape[0]):
            z = 0
            for j in range(X.shape[1]):
                z += X[i, j] * w[j]
            z += b
            return step(np.array([z]))
    """,
    line=7,
    why="the return inside the loop ends it after the first sample",
)

slip(
    "perceptron_predict",
    """
    def perceptron_predict(X, w, b):
        result = []
        for row in X:
            z = 0
            for x, wi in zip(row, w):
                z = z + x * wi + b
            result.append(1 if z >= 0 else 0)
        return np.array(result)
    """,
    line=None,
    why="the bias is added once per feature, and exactly 0 must give 0",
)

slip(
    "gate_weights",
    """
    def gate_weights(gate):
        if gate == "and":
            w, b = np.array([1, 1]), -1.5
        if gate == "or":
            w, b = np.array([1, 1]), -0.5
        else:
            w, b = np.array([-1, -1]), 1.5
        return w, b
    """,
    line=4,
    why='the second if needs an elif: its else also catches "and"',
)

slip(
    "gate_weights",
    """
    def gate_weights(gate):
        if gate == "AND":
            w = np.array([1.0, 1.0])
            b = -1.5
        elif gate == "OR":
            w = np.array([1.0, 1.0])
            b = -0.5
        elif gate == "NAND":
            w = np.array([-1.0, -1.0])
            b = 1.5
        return w, b
    """,
    line=2,
    why='the gates are called "and", "or" and "nand", in small letters, so no branch is taken',
)

slip(
    "gate_weights",
    """
    def gate_weights(gate):
        table = {
            "and": [1, 1, -1.5],
            "or": [1, 1, -0.5],
            "nand": [-1, -1, 1.5],
        }
        return np.array(table[gate])
    """,
    line=7,
    why="the weights and the bias are two things: return (w, b), not one array of three",
)

slip(
    "gate_weights",
    """
    def gate_weights(gate):
        w = np.array([0.5, 0.5])
        if gate == "and":
            b = -0.7
        elif gate == "or":
            b = -0.5
        else:
            w = -w
            b = 0.7
        return w, b
    """,
    line=6,
    why="with weights 0.5 the sum for one input on is 0.5 - 0.5 = 0, and at 0 the step stays 0",
)

slip(
    "xor",
    """
    def xor(X):
        a = X[:, 0]
        b = X[:, 1]
        return a ^ b
    """,
    line=4,
    why="^ works on whole numbers only; and the exercise wants perceptrons",
)

slip(
    "xor",
    """
    def xor(X):
        w1, b1 = gate_weights("or")
        w2, b2 = gate_weights("nand")
        w3, b3 = gate_weights("and")
        p = perceptron_predict(X, w1, b1)
        q = perceptron_predict(X, w2, b2)
        hidden = np.array([p, q])
        return perceptron_predict(hidden, w3, b3)
    """,
    line=7,
    why="np.array([p, q]) puts the decisions in rows; the samples must be the rows",
)

slip(
    "xor",
    """
    def xor(X):
        h1 = perceptron_predict(X, *gate_weights("or"))
        h2 = perceptron_predict(X, *gate_weights("nand"))
        return h1 + h2
    """,
    line=4,
    why="the two hidden decisions are added; they must go through an AND",
)

slip(
    "xor",
    """
    def xor(X):
        w_or, b_or = gate_weights("or")
        w_nand, b_nand = gate_weights("nand")
        h = np.column_stack((perceptron_predict(X, w_or, b_or), perceptron_predict(X, w_nand, b_nand)))
        return perceptron_predict(h, w_nand, b_nand)
    """,
    line=5,
    why="the last gate must be AND; with NAND every answer is the opposite",
)

slip(
    "perceptron_update",
    """
    def perceptron_update(w, b, x, t, lr):
        o = step(weighted_sum(x, w, b))
        if o != t:
            w = w + lr * x
            b = b + lr
        return w, b
    """,
    line=4,
    why="a wrong sample is always added; if the target is 0, it must be subtracted: use t - o",
)

slip(
    "perceptron_update",
    """
    def perceptron_update(w, b, x, t, lr):
        z = np.dot(w, x) + b
        y_hat = 1 if z > 0 else 0
        error = t - y_hat
        w += lr * error * x
        b += lr * error
        return w, b
    """,
    line=5,
    why="+= writes into the caller's array, and cannot put decimals into whole numbers",
)

slip(
    "perceptron_update",
    """
    def perceptron_update(w, b, x, t, lr):
        z = sum(wi * xi for wi, xi in zip(w, x)) + b
        o = 1 if z >= 1 else 0
        w = np.array([wi + lr * (t - o) * xi for wi, xi in zip(w, x)])
        b = b - lr * (t - o)
        return w, b
    """,
    line=None,
    why="the threshold is 0, not 1; and the bias moves with the error, not against it",
)

slip(
    "perceptron_update",
    """
    def perceptron_update(w, b, x, t, lr):
        o = 1 if np.dot(w, x) + b > 0 else 0
        step_size = lr * (t - o) * x
        return w + step_size, b + step_size
    """,
    line=4,
    why="the bias is one number: its input is 1, not x",
)

slip(
    "train_perceptron",
    """
    def train_perceptron(X, t, lr, epochs):
        w = np.zeros(X.shape[1])
        b = 0
        mistakes = []
        for epoch in range(epochs):
            errors = 0
            for xi, target in zip(X, t):
                o = step(weighted_sum(xi, w, b))
                update = lr * (target - o)
                w = w + update * xi
                b = b + update
                errors += target - o
            mistakes.append(errors)
        return w, b, np.array(mistakes)
    """,
    line=12,
    why="the signed errors cancel: count each wrong prediction once",
)

slip(
    "train_perceptron",
    """
    def train_perceptron(X, t, lr, epochs):
        w, b = np.zeros(X.shape[1]), 0.0
        mistakes = []
        for _ in range(epochs):
            wrong = 0
            for x, t in zip(X, t):
                if step(weighted_sum(x, w, b)) != t:
                    wrong += 1
                w, b = perceptron_update(w, b, x, t, lr)
            mistakes.append(wrong)
        return w, b, np.array(mistakes)
    """,
    line=6,
    why="the loop variable t overwrites the targets: in the second epoch they are gone",
)

slip(
    "train_perceptron",
    """
    def train_perceptron(X, t, lr, epochs):
        w = np.zeros(X.shape[0])
        b = 0.0
        mistakes = np.zeros(epochs)
        for e in range(epochs):
            for i in range(len(X)):
                o = step(np.dot(X[i], w) + b)
                if o != t[i]:
                    mistakes[e] += 1
                w = w + lr * (t[i] - o) * X[i]
                b = b + lr * (t[i] - o)
        return w, b, mistakes
    """,
    line=2,
    why="there is one weight per feature: X.shape[1], not one per sample",
)

slip(
    "train_perceptron",
    """
    def train_perceptron(X, t, lr, epochs):
        w, b = np.zeros(X.shape[1]), 0.0
        mistakes = np.zeros(epochs)
        for epoch in range(epochs):
            for x, target in zip(X, t):
                o = step(weighted_sum(x, w, b))
                if o != target:
                    mistakes[epoch] += 1
                    w = w + lr * (target - o) * x
                    b = b + lr * (target - o)
            return w, b, mistakes
    """,
    line=11,
    why="the return is inside the epoch loop, so only one epoch runs",
)

slip(
    "weighted_sums",
    """
    def weighted_sums(X, w, b):
        result = np.zeros(len(X))
        for i, x in enumerate(X):
            result[i] = np.dot(x, w) + b
            return result
    """,
    line=5,
    why="return inside the loop: only the first sample gets its sum",
)

slip(
    "weighted_sums",
    """
    def weighted_sums(X, w, b):
        w = w.unsqueeze(1)
        return X.matmul(w).squeeze() + b
    """,
    line=2,
    why="arrays have no unsqueeze and no matmul method",
)

slip(
    "step",
    """
    def step(z):
        res = []
        for v in z:
            if v > 0:
                res.append(1)
            else:
                res.append(0)
        return np.array(res)
    """,
    line=4,
    why="the loop takes one axis for granted; z may have any shape",
)

slip(
    "weighted_sums",
    """
    def weighted_sums(X, w, b):
        for x in X:
            z = weighted_sum(x, w, b)
        return z
    """,
    line=4,
    why="only the last sample's sum is returned",
)

slip(
    "train_perceptron",
    """
    def train_perceptron(X, t, lr, epochs):
        w = np.zeros(X.shape[1])
        b = 0
        mistakes = np.zeros(epochs)
        for epoch in epochs:
            for i in range(len(X)):
                if perceptron_predict(X[i:i+1], w, b)[0] != t[i]:
                    mistakes[epoch] += 1
                w, b = perceptron_update(w, b, X[i], t[i], lr)
        return w, b, mistakes
    """,
    line=5,
    why="epochs is a number: range(epochs)",
)

slip(
    "gate_weights",
    """
    def gate_weights(gate):
        if gate == "AND":
            return np.array([1, 1]), -1.5
        elif gate == "OR":
            return np.array([1, 1]), -0.5
        elif gate == "NAND":
            return np.array([-1, -1]), 1.5
    """,
    line=2,
    why="compares with capital letters, so None is returned",
)

slip(
    "gate_weights",
    """
    def gate_weights(gate):
        w = np.array([1.0, 1.0])
        b = 1.5 if gate == "and" else 0.5
        if gate == "nand":
            w = -w
            b = -1.5
        return w, b
    """,
    line=3,
    why="thresholds in place of biases",
)

slip(
    "gate_weights",
    """
    def gate_weights(gate):
        weights = {"and": [-1.5, 1, 1], "or": [-0.5, 1, 1], "nand": [1.5, -1, -1]}
        return np.array(weights[gate])
    """,
    line=3,
    why="three weights: the bias is the first of the weights",
)

slip(
    "gate_weights",
    """
    def gate_weights(gate):
        w = np.ones(2)
        if gate == "and":
            b = -1.5
        if gate == "or":
            b = -0.5
        if gate == "nand":
            b = 1.5
        return w, b
    """,
    line=8,
    why="NAND needs negative weights, too",
)

slip(
    "perceptron_predict",
    """
    def perceptron_predict(X, w, b):
        return step(X @ w) + b
    """,
    line=2,
    why="step before the bias is added",
)

slip(
    "perceptron_predict",
    """
    def perceptron_predict(X, w, b):
        return np.any(X * w + b > 0, axis=1).astype(int)
    """,
    line=2,
    why="decides by any product above 0 instead of the sum",
)

slip(
    "perceptron_update",
    """
    def perceptron_update(w, b, x, t, lr):
        o = 1 if np.dot(w, x) + b > 0 else 0
        err = t - o
        w = w + lr * err * x
        b = b + err
        return w, b
    """,
    line=5,
    why="the learning rate is forgotten for the bias",
)

slip(
    "perceptron_update",
    """
    def perceptron_update(w, b, x, t, lr):
        o = step(weighted_sum(x, w, b))
        if t == 1 and o == 0:
            w = w + lr * x
            b = b + lr
        return w, b
    """,
    line=3,
    why="updates only for t = 1: never moves down",
)

slip(
    "perceptron_update",
    """
    def perceptron_update(w, b, x, t, lr):
        delta = lr * (step(weighted_sum(x, w, b)) - t)
        return w + delta * x, b + delta
    """,
    line=2,
    why="the sign is reversed",
)

slip(
    "perceptron_update",
    """
    def perceptron_update(w, b, x, t, lr):
        o = step(np.array(w @ x))
        e = t - o
        return w + lr * e * x, b + lr * e
    """,
    line=2,
    why="decides without the bias",
)

slip(
    "step",
    """
    def step(z):
        return np.where(z < 0, 0, 1)
    """,
    line=2,
    why="fires at zero, too",
)

slip(
    "step",
    """
    def step(z):
        return np.sign(z)
    """,
    line=2,
    why="np.sign is -1 for negative numbers",
)

slip(
    "step",
    """
    def step(z):
        z[z <= 0] = 0
        z[z > 0] = 1
        return z
    """,
    line=2,
    why="changes the caller's array",
)

slip(
    "step",
    """
    def step(z):
        return (np.round(z) > 0).astype(int)
    """,
    line=2,
    why="rounds first: 0.1 becomes 0",
)

slip(
    "step",
    """
    def step(z):
        return (z > 0.5).astype(int)
    """,
    line=2,
    why="threshold is 0.5 as for a probability",
)

slip(
    "train_perceptron",
    """
    def train_perceptron(X, t, lr, epochs):
        w = np.zeros(X.shape[1])
        b = 0.0
        mistakes = np.zeros(epochs)
        count = 0
        for epoch in range(epochs):
            for i in range(len(X)):
                o = step(weighted_sum(X[i], w, b))
                if o != t[i]:
                    count += 1
                w, b = perceptron_update(w, b, X[i], t[i], lr)
            mistakes[epoch] = count
        return w, b, mistakes
    """,
    line=5,
    why="the counter is not reset at the start of an epoch",
)

slip(
    "train_perceptron",
    """
    def train_perceptron(X, t, lr, epochs):
        w, b = np.zeros(X.shape[1]), 0
        errors = []
        for _ in range(epochs):
            n_err = 0
            for x, target in zip(X, t):
                n_err += int(step(weighted_sum(x, w, b)) != target)
                w, b = perceptron_update(w, b, x, target, lr)
            errors.append(n_err)
            if n_err == 0:
                break
        return w, b, np.array(errors)
    """,
    line=11,
    why="break as soon as an epoch is without mistakes: the list gets too short",
)

slip(
    "train_perceptron",
    """
    def train_perceptron(X, t, lr, epochs):
        mistakes = np.zeros(epochs)
        for epoch in range(epochs):
            w, b = np.zeros(X.shape[1]), 0.0
            for x, target in zip(X, t):
                o = step(weighted_sum(x, w, b))
                mistakes[epoch] += o != target
                w, b = w + lr * (target - o) * x, b + lr * (target - o)
        return w, b, mistakes
    """,
    line=4,
    why="weights set to zero in each epoch",
)

slip(
    "train_perceptron",
    """
    def train_perceptron(X, t, lr, epochs):
        w = np.random.randn(X.shape[1]) * 0.01
        b = 0.0
        m = []
        for _ in range(epochs):
            k = 0
            for x, y in zip(X, t):
                k += abs(y - step(weighted_sum(x, w, b)))
                w, b = perceptron_update(w, b, x, y, lr)
            m.append(k)
        return w, b, m
    """,
    line=2,
    why="random start",
)

slip(
    "weighted_sum",
    """
    def weighted_sum(x, w, b):
        return sum([xi * wi + b for xi, wi in zip(x, w)])
    """,
    line=2,
    why="the bias is added once per input, because it is inside the sum",
)

slip(
    "weighted_sum",
    """
    def weighted_sum(x, w, b):
        threshold = b
        activation = sum(xi * wi for (xi, wi) in zip(x, w))
        return activation - threshold
    """,
    line=4,
    why="the bias counts as a threshold here: it is subtracted",
)

slip(
    "weighted_sum",
    """
    def weighted_sum(x, w, b):
        z = b
        for xi, wi in zip(x, w):
            if xi == 1:
                z += wi
        return z
    """,
    line=4,
    why="an input is a number, not a yes or no",
)

slip(
    "weighted_sum",
    """
    def weighted_sum(x, w, b):
        x1 = np.append(x, b)
        w1 = np.append(w, b)
        return np.dot(x1, w1)
    """,
    line=2,
    why="augments x by the bias and w by the bias as well: b * b",
)

slip(
    "weighted_sums",
    """
    def weighted_sums(X, w, b):
        z = np.zeros(X.shape[1])
        for i in range(X.shape[1]):
            z[i] = np.sum(X[i] * w) + b
        return z
    """,
    line=2,
    why="one sum for each column",
)

slip(
    "weighted_sums",
    """
    def weighted_sums(X, w, b):
        out = []
        s = 0
        for row in X:
            for j in range(len(w)):
                s += row[j] * w[j]
            out.append(s + b)
        return np.array(out)
    """,
    line=3,
    why="accumulator is not reset for each sample",
)

slip(
    "weighted_sums",
    """
    def weighted_sums(X, w, b):
        z = np.zeros_like(X[:, 0])
        for i in range(len(X)):
            z[i] = X[i] @ w + b
        return z
    """,
    line=2,
    why="result array takes X's whole-number type, so fractions are cut off",
)

slip(
    "weighted_sums",
    """
    def weighted_sums(X, w, b):
        n, d = X.shape
        z = np.empty(n)
        for i in range(n):
            z[i] = np.dot(X[i, :], w.T)
            z[i] + b
        return z
    """,
    line=5,
    why="adding b without storing the sum",
)

slip(
    "xor",
    """
    def xor(X):
        a = perceptron_predict(X, *gate_weights("or"))
        c = perceptron_predict(X, *gate_weights("nand"))
        return perceptron_predict(np.vstack([a, c]), *gate_weights("and"))
    """,
    line=4,
    why="the two answers are stacked as rows",
)

slip(
    "xor",
    """
    def xor(X):
        w_or, b_or = gate_weights("or")
        w_nand, b_nand = gate_weights("nand")
        h1 = perceptron_predict(X, w_or, b_or)
        h2 = perceptron_predict(X, w_nand, b_nand)
        H = np.column_stack((h1, h2))
        return perceptron_predict(H, w_or, b_or)
    """,
    line=7,
    why="the last gate is AND",
)

slip(
    "xor",
    """
    def xor(X):
        x1, x2 = X[0]
        return 1 if x1 != x2 else 0
    """,
    line=2,
    why="returns the table of one sample: only the first row is looked at",
)

slip(
    "xor",
    """
    def xor(X):
        p = perceptron_predict(X, *gate_weights("or"))
        q = perceptron_predict(X, *gate_weights("and"))
        return perceptron_predict(np.column_stack([p, q]), *gate_weights("and"))
    """,
    line=3,
    why="the second gate is NAND",
)

slip(
    "weighted_sum",
    """
    def weighted_sum(x, w, b):
        return np.sum(x * w + b)
    """,
    line=2,
    why="the bias is added to every product",
)

slip(
    "weighted_sum",
    """
    def weighted_sum(x, w, b):
        s = b
        for xi, wi in zip(x, w):
            s = xi * wi
        return s
    """,
    line=4,
    why="the running sum starts at b and is then overwritten",
)

slip(
    "weighted_sums",
    """
    def weighted_sums(X, w, b):
        return np.dot(w, X) + b
    """,
    line=2,
    why="w is multiplied from the left without a transpose",
)

slip(
    "weighted_sums",
    """
    def weighted_sums(X, w, b):
        return (X * w).sum(axis=0) + b
    """,
    line=2,
    why="sums over the samples instead of the inputs",
)

slip(
    "weighted_sums",
    """
    def weighted_sums(X, w, b):
        out = []
        for x in X:
            out.append(weighted_sum(x, w, 0))
        return np.array(out)
    """,
    line=4,
    why="b missing inside the list, added as a list",
)

slip(
    "perceptron_predict",
    """
    def perceptron_predict(X, w, b):
        z = weighted_sums(X, w, b)
        return np.where(z > 0.5, 1, 0)
    """,
    line=3,
    why="the sigmoid-threshold of 0.5 is used",
)

slip(
    "xor",
    """
    def xor(X):
        w1, b1 = gate_weights("or")
        w2, b2 = gate_weights("and")
        h1 = perceptron_predict(X, w1, b1)
        h2 = perceptron_predict(X, w2, b2)
        w3, b3 = gate_weights("and")
        return perceptron_predict(np.array([h1, h2]).T, w3, b3)
    """,
    line=3,
    why="and of or and and",
)

slip(
    "perceptron_update",
    """
    def perceptron_update(w, b, x, t, lr):
        y = weighted_sum(x, w, b)
        w = w + lr * (t - y) * x
        b = b + (t - y)
        return w, b
    """,
    line=None,
    why="no step: the raw sum is compared with the target, and the rate is missing at the bias",
)
