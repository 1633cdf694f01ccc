"""Wrong answers of initialization, as learners write them; free to read for whoever works on the explanations."""

from tests.support.slips import slip

slip(
    "zero_init",
    """
        def zero_init(sizes):
            layers = []
            for i in range(len(sizes) - 1):
                W = np.zeros((sizes[i], sizes[i + 1]))
                b = np.zeros((1, sizes[i + 1]))
                layers.append((W, b))
            return layers
        """,
    line=5,
    why="b has the shape (fan_out,), not (1, fan_out)",
)

slip(
    "zero_init",
    """
        def zero_init(sizes):
            params = []
            for fan_in, fan_out in zip(sizes[:-1], sizes[1:]):
                W = np.zeros(fan_in, fan_out)
                b = np.zeros(fan_out)
                params.append((W, b))
            return params
        """,
    line=4,
    why="np.zeros takes the shape as one tuple; the second argument is the type",
)

slip(
    "zero_init",
    """
        def zero_init(sizes):
            out = []
            for a, b in zip(sizes, sizes[1:]):
                W = [[0.0] * b] * (a - 1)
                bias = [0.0] * b
                out.append((np.array(W), np.array(bias)))
            return out
        """,
    line=4,
    why="a - 1 makes one row too few: W has fan_in rows",
)

slip(
    "zero_init",
    """
        def zero_init(sizes):
            weights = [np.zeros((m, n)) for m, n in zip(sizes[:-1], sizes[1:])]
            biases = [np.zeros(n) for n in sizes[1:]]
            return weights, biases
        """,
    line=4,
    why="weights and biases stand in two lists; each layer is a pair (W, b)",
)

slip(
    "distinct_units",
    """
        def distinct_units(W):
            rounded = np.round(W, 2)
            cols = {tuple(c) for c in rounded.T}
            return len(cols)
        """,
    line=2,
    why="rounding to two decimals is far too rough: 1e-9 is the limit",
)

slip(
    "distinct_units",
    """
        def distinct_units(W):
            columns = [W[:, j] for j in range(W.shape[1])]
            distinct = []
            for c in columns:
                if not any(np.allclose(c, d, atol=1e-9) for d in distinct):
                    distinct.append(c)
            return len(distinct)
        """,
    line=5,
    why="np.allclose is far rougher than 1e-9, because of its relative tolerance",
)

slip(
    "distinct_units",
    """
        def distinct_units(W):
            s = set()
            for j in range(W.shape[1]):
                s.add(W[:, j])
            return len(s)
        """,
    line=4,
    why="an array cannot be an element of a set: make a tuple of it, or compare the columns",
)

slip(
    "distinct_units",
    """
        def distinct_units(W):
            kept = []
            for c in W.T:
                already = False
                for k in kept:
                    if np.any(np.abs(c - k) <= 1e-9):
                        already = True
                if not already:
                    kept.append(c)
            return len(kept)
        """,
    line=6,
    why="one equal entry is enough for np.any; all entries must be equal",
)

slip(
    "symmetry_after_training",
    """
        def symmetry_after_training(V, a, W, b, X, T, steps, lr):
            for i in range(steps):
                H = sigmoid(X @ V + a)
                Y = sigmoid(H @ W + b)
                dZ2 = (Y - T) * Y * (1 - Y)
                dW = H.T @ dZ2
                db = dZ2.sum(axis=0)
                dZ1 = (dZ2 @ W.T) * H * (1 - H)
                dV = X.T @ dZ1
                da = dZ1.sum(axis=0)
                V = V - lr * dV
                a = a - lr * da
                W = W - lr * dW
                b = b - lr * db
            return distinct_units(V)
        """,
    line=15,
    why="only V is counted; a unit is its column of V together with its entry of a",
)

slip(
    "symmetry_after_training",
    """
        def symmetry_after_training(V, a, W, b, X, T, steps, lr):
            for _ in range(steps):
                H = sigmoid(X @ V + a)
                Y = sigmoid(H @ W + b)
                dY = (Y - T) * Y * (1 - Y)
                dH = (dY @ W.T) * H * (1 - H)
                W, b = W - lr * H.T @ dY, b - lr * dY.sum(axis=0)
                V, a = V - lr * X.T @ dH, a - lr * dH.sum(axis=0)
            full = np.vstack([V, a, W.T])
            return distinct_units(full)
        """,
    line=9,
    why="the rows of W are what a unit sends on; they do not belong to the unit here",
)

slip(
    "symmetry_after_training",
    """
        def symmetry_after_training(V, a, W, b, X, T, steps, lr):
            for _ in range(steps):
                z1 = X @ V + a
                h = 1 / (1 + np.exp(-z1))
                z2 = h @ W + b
                y = 1 / (1 + np.exp(-z2))
                g2 = (y - T) * y * (1 - y)
                g1 = (g2 @ W.T) * h * (1 - h)
                V -= lr * X.T @ g1
                a -= lr * g1.sum(axis=0)
                W -= lr * h.T @ g2
                b -= lr * g2.sum(axis=0)
            return distinct_units(np.vstack([V, a]))
        """,
    line=None,
    why="the arrays are changed in place, and the caller's weights with them",
)

slip(
    "symmetry_after_training",
    """
        def symmetry_after_training(V, a, W, b, X, T, steps, lr):
            for s in range(steps):
                H = sigmoid(np.dot(X, V) + a)
                Y = sigmoid(np.dot(H, W) + b)
                dO = (Y - T) * Y * (1 - Y)
                dHid = np.dot(dO, W.T) * H * (1 - H)
                V = V - lr * np.dot(X.T, dHid)
                a = a - lr * np.sum(dHid, axis=1)
                W = W - lr * np.dot(H.T, dO)
                b = b - lr * np.sum(dO, axis=1)
            return distinct_units(np.vstack([V, a[None, :]]))
        """,
    line=None,
    why="the sum over the samples runs along the wrong axis, so da has one entry per sample",
)

slip(
    "xavier_init",
    """
        def xavier_init(fan_in, fan_out, rng):
            s = 2 / math.sqrt(fan_in + fan_out)
            return s * rng.standard_normal((fan_in, fan_out))
        """,
    line=2,
    why="the root covers the denominator alone; the 2 belongs under it too",
)

slip(
    "xavier_init",
    """
        def xavier_init(fan_in, fan_out, rng):
            scale = math.sqrt(2 / (fan_in + fan_out))
            return rng.randn(fan_in, fan_out) * scale
        """,
    line=3,
    why="randn is a function of np.random; a Generator has normal and standard_normal",
)

slip(
    "xavier_init",
    """
        def xavier_init(fan_in, fan_out, rng):
            std = np.sqrt(2) / (np.sqrt(fan_in) + np.sqrt(fan_out))
            W = rng.normal(0.0, std, size=(fan_in, fan_out))
            return W
        """,
    line=2,
    why="the root belongs over the sum, not over each fan",
)

slip(
    "xavier_init",
    """
        def xavier_init(fan_in, fan_out, rng):
            std = (2 / (fan_in + fan_out)) ** 0.5
            W = np.zeros((fan_out, fan_in))
            for i in range(fan_out):
                W[i, :] = rng.normal(0, std)
            return W
        """,
    line=None,
    why="one number is drawn per column and repeated down the rows, and the shape is transposed",
)

slip(
    "he_init",
    """
        def he_init(fan_in, fan_out, rng):
            # truncated normal like in keras
            std = np.sqrt(2 / fan_in)
            W = std * rng.normal(size=(fan_in, fan_out))
            return np.clip(W, -std, std)
        """,
    line=5,
    why="clipping cuts the tails off, so the deviation gets smaller and the weights are no longer normal",
)

slip(
    "he_init",
    """
        def he_init(fan_in, fan_out, rng):
            factor = np.sqrt(2 * fan_in)
            return rng.standard_normal((fan_in, fan_out)) * factor
        """,
    line=2,
    why="2 is multiplied by fan_in; it must be divided by it",
)

slip(
    "he_init",
    """
        def he_init(fan_in, fan_out, rng):
            std = np.sqrt(2.0 / fan_in)
            return rng.normal(std, size=(fan_in, fan_out))
        """,
    line=3,
    why="rng.normal takes the mean first: the deviation is passed as the mean",
)

slip(
    "he_init",
    """
        def he_init(fan_in, fan_out, rng):
            x = rng.standard_normal(size=(fan_in, fan_out))
            return x / math.sqrt(fan_in)
        """,
    line=3,
    why="1 / fan_in is Xavier's old rule for tanh; ReLU needs 2 / fan_in",
)

slip(
    "activation_stds",
    """
        def activation_stds(X, weights, activation):
            stds = []
            for W in weights:
                A = activation(X @ W)
                stds.append(A.std())
            return np.array(stds)
        """,
    line=4,
    why="every layer gets X; it must get the output of the layer before",
)

slip(
    "activation_stds",
    """
        def activation_stds(X, weights, activation):
            stds = []
            A = X
            for W in weights:
                Z = activation(np.dot(A, W))
                A = activation(Z)
                stds.append(np.std(A))
            return np.array(stds)
        """,
    line=6,
    why="the activation is applied twice in each layer",
)

slip(
    "activation_stds",
    """
        def activation_stds(X, weights, activation):
            Hs = []
            H = X
            for W in weights:
                Z = H @ W
                if activation == "tanh":
                    H = np.tanh(Z)
                elif activation == "relu":
                    H = np.maximum(0, Z)
                Hs.append(H)
            return np.array([np.std(h) for h in Hs])
        """,
    line=None,
    why="activation is a function, not a name: the comparison is never true and H stays as it was",
)

slip(
    "activation_stds",
    """
        def activation_stds(X, weights, activation):
            stds = []
            A = X
            for W in weights;
                A = activation(A @ W)
                stds.append(np.std(A))
            return np.array(stds)
        """,
    line=None,
    why="there is a semicolon where the colon belongs, so the function cannot be read",
)

slip(
    "symmetry_after_training",
    """
    def symmetry_after_training(V, a, W, b, X, T, steps, lr):
        for _ in range(steps):
            H = sigmoid(X @ V + a)
            Y = sigmoid(H @ W + b)
            d = (Y - T) * Y * (1 - Y)
            dh = (d @ W.T) * H * (1 - H)
            V -= lr * X.T @ dh
            a -= lr * dh.sum(axis=0)
            W -= lr * H.T @ d
            b -= lr * d.sum(axis=0)
        return distinct_units(np.vstack([V, a]))
    """,
    line=7,
    why="V, a, W and b are changed in the caller's arrays",
)

slip(
    "he_init",
    """
    def he_init(fan_in, fan_out, rng):
        return rng.normal(0, 2 / fan_out, (fan_in, fan_out))
    """,
    line=2,
    why="the deviation is the root of the variance, and it is fan_in",
)

slip(
    "activation_stds",
    """
        def activation_stds(X, weights, activation):
            A, stds = X, []
            for W in weights:
                A = activation(A.dot(W))
                stds.append(A.std(ddof=1))
            return np.asarray(stds)
        """,
    line=5,
    why="ddof=1 as in R and pandas",
)

slip(
    "activation_stds",
    """
        def activation_stds(X, weights, activation):
            A, r = X, []
            for W in weights:
                A = activation(A @ W)
                r += [np.sqrt((A ** 2).mean())]
            return np.array(r)
        """,
    line=5,
    why="root mean square: the mean is not subtracted",
)

slip(
    "activation_stds",
    """
        def activation_stds(X, weights, activation):
            sums = []
            for W in weights:
                X = activation(X @ W)
                sums.append(X.std())
                return np.array(sums)
        """,
    line=6,
    why="variable sum shadowing and the return inside of the loop",
)

slip(
    "distinct_units",
    """
        def distinct_units(W):
            return len(np.unique(W, axis=0))
        """,
    line=2,
    why="counts different rows",
)

slip(
    "distinct_units",
    """
        def distinct_units(W):
            cols = []
            for j in range(W.shape[1]):
                col = tuple(W[:, j])
                if col not in cols:
                    cols.append(col)
            return len(cols)
        """,
    line=4,
    why="compares with == and so without the tolerance",
)

slip(
    "distinct_units",
    """
        def distinct_units(W):
            n = W.shape[1]
            count = 0
            for i in range(n):
                unique = True
                for j in range(n):
                    if i != j and np.allclose(W[:, i], W[:, j], rtol=0, atol=1e-9):
                        unique = False
                if unique:
                    count += 1
            return count
        """,
    line=7,
    why="counts columns that have no twin at all",
)

slip(
    "distinct_units",
    """
        def distinct_units(W):
            len = W.shape[1]
            found = []
            for j in range(len):
                if all(np.abs(W[:, j] - f).max() > 1e-9 for f in found):
                    found.append(W[:, j])
            return len(found)
        """,
    line=7,
    why="shadowed built-in len",
)

slip(
    "he_init",
    """
        def he_init(fan_in, fan_out, rng):
            std = np.sqrt(2.0 / fan_out)
            return rng.normal(0.0, std, (fan_in, fan_out))
        """,
    line=2,
    why="fan_out mode",
)

slip(
    "he_init",
    """
        def he_init(fan_in, fan_out, rng):
            gain = np.sqrt(2.0)
            std = gain / np.sqrt(fan_in)
            return rng.standard_normal((fan_out, fan_in)) * std
        """,
    line=4,
    why="the shape is (fan_out, fan_in) as in PyTorch",
)

slip(
    "he_init",
    """
        def he_init(fan_in, fan_out, rng):
            gain = np.sqrt(2)
            std = np.sqrt(2 / fan_in)
            W = gain * std * rng.normal(size=(fan_in, fan_out))
            return W
        """,
    line=4,
    why="the gain is applied twice: sqrt(2) times sqrt(2 / fan_in)",
)

slip(
    "he_init",
    """
        def he_init(fan_in, fan_out, rng):
            return rng.random((fan_in, fan_out)) * np.sqrt(2 / fan_in)
        """,
    line=2,
    why="rand draws between 0 and 1, not normal",
)

slip(
    "he_init",
    """
        def he_init(fan_in, fan_out, rng):
            s = (2 // fan_in) ** 0.5
            return s * rng.normal(size=(fan_in, fan_out))
        """,
    line=2,
    why="integer division as it was meant for MATLAB",
)

slip(
    "symmetry_after_training",
    """
        def symmetry_after_training(V, a, W, b, X, T, steps, lr):
            for i in range(steps):
                H = sigmoid(X @ V + a)
                Y = sigmoid(H @ W + b)
                dY = (Y - T) * Y * (1 - Y)
                dH = dY @ W.T * H * (1 - H)
                W = W - lr * H.T @ dY
                b = b - lr * dY.sum(axis=0)
                V = V - lr * X.T @ dH
                a = a - lr * dH.sum(axis=0)
            return distinct_units(V)
        """,
    line=11,
    why="forgets the bias in the count: only V is looked at",
)

slip(
    "symmetry_after_training",
    """
        def symmetry_after_training(V, a, W, b, X, T, steps, lr):
            for _ in range(steps):
                H = sigmoid(X @ V + a)
                Y = sigmoid(H @ W + b)
                delta = (Y - T) * Y * (1 - Y)
                hd = (delta @ W.T) * H * (1 - H)
                V, a = V - lr * X.T @ hd, a - lr * hd.sum(axis=0)
                W, b = W - lr * H.T @ delta, b - lr * delta.sum(axis=0)
            return distinct_units(np.hstack([V, a]))
        """,
    line=9,
    why="hstack instead of vstack: shapes do not fit",
)

slip(
    "symmetry_after_training",
    """
        def symmetry_after_training(V, a, W, b, X, T, steps, lr):
            n = X.shape[0]
            for _ in range(steps):
                H = sigmoid(X @ V + a)
                Y = sigmoid(H @ W + b)
                d = (Y - T) * Y * (1 - Y) / n
                e = (d @ W.T) * H * (1 - H)
                V, a = V - lr * X.T @ e, a - lr * e.sum(axis=0)
                W, b = W - lr * H.T @ d, b - lr * d.sum(axis=0)
            return distinct_units(np.vstack([V, a]))
        """,
    line=6,
    why="the step of the backpropagation chapter with the sum over samples replaced by the mean",
)

slip(
    "xavier_init",
    """
        def xavier_init(fan_in, fan_out, rng):
            var = 2 / (fan_in + fan_out)
            return rng.normal(0, var, size=(fan_in, fan_out))
        """,
    line=3,
    why="variance used as the deviation",
)

slip(
    "xavier_init",
    """
        def xavier_init(fan_in, fan_out, rng):
            limit = np.sqrt(6 / (fan_in + fan_out))
            return rng.uniform(-limit, limit, size=(fan_in, fan_out))
        """,
    line=3,
    why="uniform with the limit sqrt(6 / (in + out)): same variance, another distribution",
)

slip(
    "zero_init",
    """
        def zero_init(sizes):
            return [(np.zeros(a, b), np.zeros(b)) for a, b in zip(sizes, sizes[1:])]
        """,
    line=2,
    why="the parentheses of the shape are missing",
)

slip(
    "zero_init",
    """
        def zero_init(sizes):
            return [(np.zeros((a, b)), 0) for a, b in zip(sizes[:-1], sizes[1:])]
        """,
    line=2,
    why="the bias is a number",
)

slip(
    "activation_stds",
    """
        def activation_stds(X, weights, activation):
            A = X
            out = []
            for W in weights:
                A = activation(A @ W)
                A = A - A.mean()
                out.append(A.std())
            return np.array(out)
        """,
    line=6,
    why="layers are joined with the input's mean removed",
)

slip(
    "distinct_units",
    """
        def distinct_units(W):
            return len(set(W.sum(axis=0)))
        """,
    line=2,
    why="set of sums",
)

slip(
    "distinct_units",
    """
        def distinct_units(W):
            return len(np.unique(np.round(W.T, 9)))
        """,
    line=2,
    why="rounds to 9 decimals with int: np.unique of transposed without axis",
)

slip(
    "he_init",
    """
        def he_init(fan_in, fan_out, rng):
            s = np.sqrt(2 / fan_in)
            W = rng.normal(0, s, (fan_in, fan_out))
            return np.clip(W, -2 * s, 2 * s)
        """,
    line=4,
    why="a truncated normal by clipping",
)

slip(
    "symmetry_after_training",
    """
        def symmetry_after_training(V, a, W, b, X, T, steps, lr):
            for _ in range(steps):
                H = sigmoid(X @ V + a)
                Y = sigmoid(H @ W + b)
                dY = Y - T
                dH = dY @ W.T * H * (1 - H)
                V = V - lr * X.T @ dH
                a = a - lr * dH.sum(axis=0)
                W = W - lr * H.T @ dY
                b = b - lr * dY.sum(axis=0)
            return distinct_units(np.vstack([V, a]))
        """,
    line=5,
    why="deltas use the loss without one half and linear output",
)

slip(
    "xavier_init",
    """
        def xavier_init(fan_in, fan_out, rng):
            gain = 5 / 3
            return gain * np.sqrt(2 / (fan_in + fan_out)) * rng.normal(size=(fan_in, fan_out))
        """,
    line=3,
    why="sqrt of sum in the numerator; gain 5/3 as for tanh",
)

slip(
    "zero_init",
    """
        def zero_init(sizes):
            params = []
            for n_in, n_out in zip(sizes, sizes[1:]):
                params.append(np.zeros((n_in, n_out)))
                params.append(np.zeros(n_out))
            return params
        """,
    line=5,
    why="np.zeros of a list of one size",
)

slip(
    "activation_stds",
    """
        def activation_stds(X, weights, activation):
            A, out = X, []
            for W in weights:
                A = A @ activation(W)
                out.append(A.std())
            return np.array(out)
        """,
    line=4,
    why="the activation is called on W",
)

slip(
    "distinct_units",
    """
        def distinct_units(W):
            n = W.shape[1]
            same = 0
            for i in range(n):
                for j in range(i + 1, n):
                    if np.abs(W[:, i] - W[:, j]).max() <= 1e-9:
                        same += 1
            return n - same
        """,
    line=7,
    why="i < j loops count pairs that are equal",
)

slip(
    "symmetry_after_training",
    """
        def symmetry_after_training(V, a, W, b, X, T, steps, lr):
            for _ in range(steps):
                H = sigmoid(X @ V + a)
                Y = sigmoid(H @ W + b)
                d = (Y - T) * Y * (1 - Y)
                e = (d @ W.T) * H * (1 - H)
                V, a = V - lr * X.T @ e, a - lr * e.sum(axis=1)
                W, b = W - lr * H.T @ d, b - lr * d.sum(axis=0)
            return distinct_units(np.vstack([V, a]))
        """,
    line=7,
    why="the hidden bias is summed over the wrong axis",
)

slip(
    "zero_init",
    """
    def zero_init(sizes):
        return [(np.zeros((i, o)), np.zeros(i)) for i, o in zip(sizes, sizes[1:])]
    """,
    line=2,
    why="biases of the fan-in",
)

slip(
    "distinct_units",
    """
    def distinct_units(W):
        return len({tuple(c) for c in W.T})
    """,
    line=2,
    why="exact columns with no tolerance",
)

slip(
    "distinct_units",
    """
    def distinct_units(W):
        count = 0
        for i in range(W.shape[1]):
            for j in range(i):
                if not np.allclose(W[:, i], W[:, j]):
                    count += 1
        return count
    """,
    line=6,
    why="counts pairs",
)

slip(
    "symmetry_after_training",
    """
    def symmetry_after_training(V, a, W, b, X, T, steps, lr):
        for _ in range(steps):
            H = sigmoid(X @ V + a)
            Y = sigmoid(H @ W + b)
            d = (Y - T) * Y * (1 - Y)
            dh = d @ W.T * H * (1 - H)
            W = W - lr * H.T @ d
            b = b - lr * d.sum(0)
            V = V - lr * X.T @ dh
            a = a - lr * dh.sum(0)
        return distinct_units(V)
    """,
    line=11,
    why="counts the columns of V without a",
)

slip(
    "symmetry_after_training",
    """
    def symmetry_after_training(V, a, W, b, X, T, steps, lr):
        for _ in range(steps):
            H = sigmoid(X @ V + a)
            Y = sigmoid(H @ W + b)
            d = (Y - T) * Y * (1 - Y)
            W = W - lr * H.T @ d
            b = b - lr * d.sum(0)
            dh = d @ W.T * H * (1 - H)
            V = V - lr * X.T @ dh
            a = a - lr * dh.sum(0)
        return distinct_units(np.vstack([V, a]))
    """,
    line=8,
    why="no training at all (the gradient added to a copy)",
)

slip(
    "he_init",
    """
    def he_init(fan_in, fan_out, rng):
        return rng.normal(size=(fan_in, fan_out)) * np.sqrt(2 / (fan_in / 3))
    """,
    line=2,
    why="fan_in / 3",
)

slip(
    "he_init",
    """
    def he_init(fan_in, fan_out, rng):
        std = np.sqrt(2 / fan_out)
        return rng.normal(0, std, size=(fan_in, fan_out))
    """,
    line=2,
    why="fan_out",
)

slip(
    "activation_stds",
    """
    def activation_stds(X, weights, activation):
        stds = []
        for W in weights:
            A = activation(X @ W)
            stds.append(np.std(A))
        return np.array(stds)
    """,
    line=4,
    why="always from X",
)

slip(
    "activation_stds",
    """
    def activation_stds(X, weights, activation):
        stds = []
        A = X
        for W in weights:
            A = activation(A @ W)
            stds.append(A.std(axis=0).mean())
        return np.array(stds)
    """,
    line=6,
    why="std per unit, averaged",
)

slip(
    "distinct_units",
    """
    def distinct_units(W):
        return len(np.unique(np.round(W, 2), axis=1).T)
    """,
    line=2,
    why="rounded",
)

slip(
    "activation_stds",
    """
    def activation_stds(X, weights, activation):
        A, out = X, []
        for W in weights:
            A = activation(A @ W)
            out.append(np.var(A))
        return np.array(out)
    """,
    line=5,
    why="variance",
)
