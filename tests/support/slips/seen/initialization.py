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
