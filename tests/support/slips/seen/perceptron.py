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

slip(
    "gate_weights",
    """
    def gate_weights(gate):
        table = {
            "and": (np.array([1, 1]), -1.5),
            "or": (np.array([1, 1]), -0.5),
            "nand": (np.array([-1, -1]), 1),
        }
        return table[gate]
    """,
    line=5,
    why="NAND must fire where one input is 1",
)

slip(
    "gate_weights",
    """
    def gate_weights(gate):
        if gate == "or" or "nand":
            w = np.array([1, 1])
            b = -0.5
        else:
            w = np.array([1, 1])
            b = -1.5
        if gate == "nand":
            w, b = -w, 1.5
        return w, b
    """,
    line=2,
    why="the second half of the or is always true",
)

slip(
    "gate_weights",
    """
    def gate_weights(gate):
        if gate == 'and':
            return np.array([1, 1]), -1
        if gate == 'or':
            return np.array([1, 1]), -1
        if gate == 'nand':
            return np.array([-1, -1]), 2
    """,
    line=5,
    why="OR must fire where one input is 1",
)

slip(
    "perceptron_predict",
    """
    def perceptron_predict(X, w, b):
        z = weighted_sums(X, w, b)
        step(z)
        return z
    """,
    line=4,
    why="returns the weighted sums, the step is forgotten",
)

slip(
    "perceptron_predict",
    """
    def perceptron_predict(X, w, b):
        preds = []
        for i in range(X.shape[0]):
            total = b
            for j in range(X.shape[1]):
                total = total + X[i][j] * w[j]
            preds.append(1 if total >= 0 else 0)
        return np.array(preds)
    """,
    line=7,
    why=">= fires at exactly zero",
)

slip(
    "perceptron_predict",
    """
    def perceptron_predict(X, w, b):
        return np.where(X.dot(w) + b > 0, 1, -1)
    """,
    line=2,
    why="uses -1 and 1 labels",
)

slip(
    "perceptron_predict",
    """
    def perceptron_predict(X, w, b):
        return (np.dot(X, w) > b).astype(int)
    """,
    line=2,
    why="compares with the threshold b instead of -b",
)

slip(
    "perceptron_predict",
    """
    def perceptron_predict(X, w, b):
        return step(np.array([weighted_sum(X, w, b)]))
    """,
    line=2,
    why="an axis too many",
)

slip(
    "perceptron_update",
    """
    def perceptron_update(w, b, x, t, lr):
        y = 1 if weighted_sum(x, w, b) > 0 else 0
        for i in range(len(w)):
            w[i] += lr * (t - y) * x[i]
        b += lr * (t - y)
        return w, b
    """,
    line=4,
    why="written into the caller's array, which may hold whole numbers",
)

slip(
    "perceptron_update",
    """
    def perceptron_update(w, b, x, t, lr):
        o = weighted_sum(x, w, b)
        return w + lr * (t - o) * x, b + lr * (t - o)
    """,
    line=2,
    why="delta rule: uses the sum instead of the step's output",
)

slip(
    "perceptron_update",
    """
    def perceptron_update(w, b, x, t, lr):
        o = step(weighted_sum(x, w, b))
        change = lr * (t - o) * x
        w_new = w + change
        b_new = b + np.sum(change)
        return w_new, b_new
    """,
    line=5,
    why="bias is also multiplied by the sum of x",
)

slip(
    "perceptron_update",
    """
    def perceptron_update(w, b, x, t, lr):
        o = step(weighted_sum(x, w, b))
        if o != t:
            w = w + lr * t * x
            b = b + lr * t
        return w, b
    """,
    line=4,
    why="labels -1/1: update lr * t * x does nothing for t = 0",
)

slip(
    "perceptron_update",
    """
    def perceptron_update(w, b, x, t, lr):
        e = t - step(weighted_sum(x, w, b))
        return np.append(w + lr * e * x, b + lr * e)
    """,
    line=3,
    why="one array of everything instead of a pair",
)

slip(
    "perceptron_update",
    """
    def perceptron_update(w, b, x, t, lr):
        new_w = w
        pred = int(weighted_sum(x, w, b) > 0)
        new_w += lr * (t - pred) * x
        return new_w, b + lr * (t - pred)
    """,
    line=2,
    why="another name for the same array is no copy",
)

slip(
    "step",
    """
    def step(z):
        return np.heaviside(z, 1)
    """,
    line=2,
    why="np.heaviside's second argument is the value at 0; it must be 0",
)

slip(
    "step",
    """
    def step(z):
        if z > 0:
            return 1
        return 0
    """,
    line=2,
    why="an if on an array: truth value is ambiguous",
)

slip(
    "step",
    """
    def step(z):
        out = z
        out = out * 1.0
        out[out >= 0] = 1
        out[out < 0] = 0
        return out
    """,
    line=4,
    why="fires at exactly 0",
)

slip(
    "step",
    """
    def step(z):
        return np.array([1 if v > 0 else 0 for v in z])
    """,
    line=2,
    why="a loop over the rows of a matrix",
)

slip(
    "train_perceptron",
    """
    def train_perceptron(X, t, lr, epochs):
        w = np.zeros(X.shape[1])
        b = 0
        mistakes = []
        for e in range(epochs):
            wrong = 0
            for xi, ti in zip(X, t):
                w, b = perceptron_update(w, b, xi, ti, lr)
                if step(weighted_sum(xi, w, b)) != ti:
                    wrong += 1
            mistakes.append(wrong)
        return w, b, np.array(mistakes)
    """,
    line=9,
    why="mistakes are counted after the update",
)

slip(
    "train_perceptron",
    """
    def train_perceptron(X, t, lr, epochs):
        w, b = np.zeros(X.shape[1]), 0.0
        mistakes = np.zeros(epochs)
        for epoch in range(epochs):
            o = perceptron_predict(X, w, b)
            mistakes[epoch] = np.sum(o != t)
            w = w + lr * X.T @ (t - o)
            b = b + lr * np.sum(t - o)
        return w, b, mistakes
    """,
    line=5,
    why="all predictions are made before the epoch (batch), not with the newest weights",
)

slip(
    "train_perceptron",
    """
    def train_perceptron(X, t, lr, epochs):
        w = np.zeros(X.shape[1])
        b = 0
        mistakes = np.zeros(epochs)
        for epoch in range(epochs):
            for x, target in zip(X, t):
                if perceptron_predict(x.reshape(1, -1), w, b) != target:
                    mistakes[epoch] += 1
                    w, _ = perceptron_update(w, b, x, target, lr)
        return w, b, mistakes
    """,
    line=9,
    why="the bias is thrown away: `w, _ =`",
)

slip(
    "train_perceptron",
    """
    def train_perceptron(X, t, lr, epochs):
        w, b = np.zeros(X.shape[1]), 0.0
        mistakes = np.zeros(epochs)
        for epoch in range(epochs):
            for x, target in zip(X, t):
                error = target - step(weighted_sum(x, w, b))
                mistakes[epoch] += error
                w = w + lr * error * x
                b = b + lr * error
        return w, b, mistakes
    """,
    line=7,
    why="sums the signed errors, which cancel",
)

slip(
    "train_perceptron",
    """
    def train_perceptron(X, t, lr, epochs):
        w = np.zeros(X.shape[0])
        b = 0
        mistakes = np.zeros(epochs)
        for k in range(epochs):
            for i in range(X.shape[0]):
                mistakes[k] += step(weighted_sum(X[i], w, b)) != t[i]
                w, b = perceptron_update(w, b, X[i], t[i], lr)
        return w, b, mistakes
    """,
    line=2,
    why="zeros(X.shape[0]): one weight per sample",
)

slip(
    "train_perceptron",
    """
    def train_perceptron(X, t, lr, epochs):
        w, b = np.zeros(X.shape[1]), 0.0
        mistakes = np.zeros(epochs)
        for epoch in range(epochs):
            for x, y in zip(X, t):
                mistakes[epoch] += step(weighted_sum(x, w, b)) != y
                w, b = perceptron_update(w, b, x, y, lr)
            return w, b, mistakes
    """,
    line=8,
    why="return is inside the loop over the epochs",
)

slip(
    "train_perceptron",
    """
    def train_perceptron(X, t, lr, epochs):
        w, b = np.zeros(X.shape[1]), 0.0
        mistakes = np.zeros(epochs)
        for epoch in range(epochs):
            for i in range(len(t)):
                o = step(weighted_sum(X[i], w, b))
                if o != t[i]:
                    mistakes[epoch] += 1
                w = w + lr * (t[i] - o) * X[i]
                b = b + lr * (t[i] - step(weighted_sum(X[i], w, b)))
        return w, b, mistakes
    """,
    line=None,
    why="w is updated first and the bias then with a new prediction",
)

slip(
    "weighted_sum",
    """
    def weighted_sum(x, w, b):
        z = b
        for i in range(len(x)):
            z += x[i] * w[i]
            return z
    """,
    line=5,
    why="return inside the loop, so only the first product is added",
)

slip(
    "weighted_sum",
    """
    def weighted_sum(x, w, b):
        d = len(x)
        z = 0
        for i in range(1, d):
            z = z + x[i] * w[i]
        z = z + b
        return z
    """,
    line=4,
    why="the loop starts at 1 (MATLAB habit), so the first product is left out",
)

slip(
    "weighted_sum",
    """
    def weighted_sum(inputs, weights, bias):
        acc = 0.0
        for k in range(len(inputs) - 1):
            acc += inputs[k] * weights[k]
        return acc + bias
    """,
    line=3,
    why="range(len(x) - 1) forgets the last input",
)

slip(
    "weighted_sum",
    """
    def weighted_sum(x, w, b):
        z = 0
        for i, j in zip(x, w):
            z += i * j
        z += b
        if z > 0:
            return 1
        else:
            return 0
    """,
    line=7,
    why="already applies the step, only the sum was asked",
)

slip(
    "weighted_sum",
    """
    def weighted_sum(x, w, b):
        z = 0
        for xi in x:
            for wj in w:
                z += xi * wj
        return z + b
    """,
    line=4,
    why="nested loops pair every input with every weight",
)

slip(
    "weighted_sum",
    """
    def weighted_sum(x, w, b):
        return np.average(x * w) + b
    """,
    line=2,
    why="mean instead of sum",
)

slip(
    "weighted_sum",
    """
    def weighted_sum(x, w, b):
        return np.average(x, weights=w) + b
    """,
    line=2,
    why="np.average with weights divides by the sum of the weights",
)

slip(
    "weighted_sums",
    """
    def weighted_sums(X, w, b):
        return np.sum(X * w + b)
    """,
    line=2,
    why="everything is added up",
)

slip(
    "weighted_sums",
    """
    def weighted_sums(X, w, b):
        return (X * w + b).sum(axis=1)
    """,
    line=2,
    why="b is inside the sum over the features, so it counts d times",
)

slip(
    "weighted_sums",
    """
    def weighted_sums(X, w, b):
        w = w.reshape(-1, 1)
        return np.matmul(X, w) + b
    """,
    line=3,
    why="PyTorch/column convention: makes w a column and keeps the column, shape (n, 1)",
)

slip(
    "weighted_sums",
    """
    def weighted_sums(X, w, b):
        out = []
        for row in X:
            s = b
            for xj, wj in zip(row, w):
                s += xj * wj
        out.append(s)
        return np.array(out)
    """,
    line=7,
    why="only the last sample is appended",
)

slip(
    "weighted_sums",
    """
    def weighted_sums(X, w, b):
        return np.dot(w.T, X) + b
    """,
    line=2,
    why="w on the left adds up over the samples",
)

slip(
    "xor",
    """
    def xor(X):
        either = X[:, 0] or X[:, 1]
        both = X[:, 0] and X[:, 1]
        return either and not both
    """,
    line=2,
    why="Python's `and` on arrays",
)

slip(
    "weighted_sum",
    """
    def weighted_sum(x, w, b):
        for i in range(len(x)):
            total = 0
            total += x[i] * w[i]
        return total + b
    """,
    line=3,
    why="the total is reset in every turn of the loop",
)

slip(
    "step",
    """
    def step(z):
        if z > 0:
            return 1
        else:
            return 0
    """,
    line=2,
    why="loop with if z on the whole array",
)

slip(
    "perceptron_predict",
    """
    def perceptron_predict(X, w, b):
        z = X @ w + b
        step(z)
        return z
    """,
    line=4,
    why="returns the sums",
)

slip(
    "gate_weights",
    """
    def gate_weights(gate):
        if gate == "and":
            w = np.array([1, 1])
            b = -0.5
        elif gate == "or":
            w = np.array([1, 1])
            b = -0.5
        elif gate == "nand":
            w = np.array([-1, -1])
            b = 1.5
        return w, b
    """,
    line=4,
    why="and fires for one input already",
)

slip(
    "gate_weights",
    """
    def gate_weights(gate):
        gates = {
            "and": (np.array([1, 1]), -1.5),
            "or": (np.array([1, 1]), -0.5),
            "nand": (np.array([-1, -1]), 1.5),
        }
        return gates
    """,
    line=7,
    why="a dictionary is returned whole",
)

slip(
    "xor",
    """
    def xor(X):
        h1 = perceptron_predict(X, *gate_weights("or"))
        h2 = perceptron_predict(X, *gate_weights("nand"))
        H = np.vstack((h1, h2))
        return perceptron_predict(H, *gate_weights("and"))
    """,
    line=4,
    why="hidden outputs stacked as rows",
)

slip(
    "perceptron_update",
    """
    def perceptron_update(w, b, x, t, lr):
        y = step(weighted_sum(x, w, b))
        error = y - t
        w = w + lr * error * x
        b = b + lr * error
        return w, b
    """,
    line=3,
    why="error with the opposite sign",
)

slip(
    "perceptron_update",
    """
    def perceptron_update(w, b, x, t, lr):
        y = step(weighted_sum(x, w, b))
        w += lr * (t - y) * x
        b += lr * (t - y)
        return w, b
    """,
    line=3,
    why="changes w in place",
)

slip(
    "train_perceptron",
    """
    def train_perceptron(X, t, lr, epochs):
        w = np.zeros(X.shape[1])
        b = 0
        mistakes = []
        count = 0
        for e in range(epochs):
            for i in range(len(X)):
                y = step(weighted_sum(X[i], w, b))
                if y != t[i]:
                    count += 1
                w, b = perceptron_update(w, b, X[i], t[i], lr)
            mistakes.append(count)
        return w, b, np.array(mistakes)
    """,
    line=5,
    why="counts all epochs together",
)

slip(
    "train_perceptron",
    """
    def train_perceptron(X, t, lr, epochs):
        w = np.zeros(X.shape[1])
        b = 0.0
        mistakes = np.zeros(epochs)
        for e in range(epochs):
            for x, target in zip(X, t):
                if step(weighted_sum(x, w, b)) != target:
                    mistakes[e] += 1
                w, b = perceptron_update(w, b, x, target, lr)
            return w, b, mistakes
    """,
    line=10,
    why="the return is inside the epoch loop",
)

slip(
    "train_perceptron",
    """
    def train_perceptron(X, t, lr, epochs):
        w, b = np.zeros(X.shape[1]), 0.0
        mistakes = np.zeros(epochs)
        for epoch in range(epochs):
            for x, target in zip(X, t):
                w, b = perceptron_update(w, b, x, target, lr)
                mistakes[epoch] += step(weighted_sum(x, w, b)) != target
        return w, b, mistakes
    """,
    line=6,
    why="the mistakes are counted after the update",
)

slip(
    "weighted_sum",
    """
    def weighted_sum(x, w, b):
        s = 0
        for i in range(len(x)):
            s += x[i] * w[i]
        s += b
        print("weighted sum:", s)
        b
    """,
    line=7,
    why="the sum is printed, the bias returned",
)

slip(
    "weighted_sums",
    """
    def weighted_sums(X, w, b):
        return [f"{x @ w + b:.2f}" for x in X]
    """,
    line=2,
    why="a list of strings for display",
)

slip(
    "perceptron_predict",
    """
    def perceptron_predict(X, w, b):
        return (X @ w > b).astype(int)
    """,
    line=2,
    why="the learner's own threshold, b as threshold to be exceeded",
)

slip(
    "xor",
    """
    def xor(X):
        w = np.array([1, -1])
        b = 0
        return perceptron_predict(X, w, b)
    """,
    line=None,
    why="single perceptron tried by hand",
)

slip(
    "xor",
    """
    def xor(X):
        a, b = X[0], X[1]
        return ((a + b) == 1).astype(int)
    """,
    line=2,
    why="one sample at a time, columns swapped for rows",
)

slip(
    "train_perceptron",
    """
    def train_perceptron(X, t, lr, epochs):
        w, b = np.zeros(X.shape[1]), 0.0
        acc = []
        for e in range(epochs):
            right = 0
            for x, target in zip(X, t):
                right += step(weighted_sum(x, w, b)) == target
                w, b = perceptron_update(w, b, x, target, lr)
            acc.append(right / len(X))
        return w, b, np.array(acc)
    """,
    line=7,
    why="accuracy noted, not mistakes",
)

slip(
    "step",
    """
    def step(z):
        return np.clip(z, 0, 1)
    """,
    line=2,
    why="clip to 0..1 is no step: 0.1 stays 0.1",
)
