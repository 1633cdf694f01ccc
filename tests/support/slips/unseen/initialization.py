"""Wrong answers of initialization, as learners write them; nobody tunes anything to these."""

from tests.support.slips import slip

slip(
    "zero_init",
    """
        def zero_init(sizes):
            params = []
            for l in range(len(sizes)):
                W = np.zeros((sizes[l - 1], sizes[l]))
                b = np.zeros(sizes[l])
                params.append((W, b))
            return params
        """,
    line=3,
    why="the loop starts at layer 0 with sizes[-1], the last size: start at 1",
)

slip(
    "zero_init",
    """
        def zero_init(sizes):
            network = []
            for n_in, n_out in zip(sizes, sizes):
                network.append((np.zeros((n_in, n_out)), np.zeros(n_out)))
            return network
        """,
    line=3,
    why="each size is paired with itself; the second list must begin one later",
)

slip(
    "zero_init",
    """
        def zero_init(sizes):
            biases = [np.zeros(y) for y in sizes[1:]]
            weights = [np.zeros((y, x)) for x, y in zip(sizes[:-1], sizes[1:])]
            return list(zip(weights, biases))
        """,
    line=3,
    why="W is (fan_out, fan_in), as in Nielsen's book; here it is (fan_in, fan_out)",
)

slip(
    "zero_init",
    """
        def zero_init(sizes):
            res = []
            n_layers = len(sizes) - 1
            for i in range(n_layers - 1):
                W = np.zeros([sizes[i], sizes[i + 1]])
                b = np.ones([sizes[i + 1]])
                res.append((W, b))
            return res
        """,
    line=None,
    why="the biases are ones, and the last layer is left out",
)

slip(
    "distinct_units",
    """
        def distinct_units(W):
            units = W.shape[1]
            count = units
            for i in range(units):
                for j in range(i + 1, units):
                    if np.max(np.abs(W[:, i] - W[:, j])) <= 1e-9:
                        count -= 1
            return count
        """,
    line=None,
    why="every equal pair is subtracted, so three equal columns count three pairs instead of two surplus columns",
)

slip(
    "distinct_units",
    """
        def distinct_units(W):
            count = 1
            for j in range(1, W.shape[1]):
                if np.any(np.abs(W[:, j] - W[:, j - 1]) > 1e-9):
                    count += 1
            return count
        """,
    line=4,
    why="each column is compared with its neighbor only; equal columns need not stand side by side",
)

slip(
    "distinct_units",
    """
        def distinct_units(W):
            n = W.shape[1]
            unique = 0
            for i in range(n):
                duplicate = False
                for j in range(n):
                    if i != j and np.max(np.abs(W[:, i] - W[:, j])) <= 1e-9:
                        duplicate = True
                if not duplicate:
                    unique += 1
            return unique
        """,
    line=None,
    why="that counts the columns that have no twin; a group of equal columns still counts as one unit",
)

slip(
    "distinct_units",
    """
        def distinct_units(W):
            found = []
            for j in range(W.shape[1]):
                col = W[:, j]
                same = False
                for other in found:
                    if np.all(col - other <= 1e-9):
                        same = True
                        break
                if not same:
                    found.append(col)
            return len(found)
        """,
    line=7,
    why="the difference needs its absolute value, or every smaller column counts as the same",
)

slip(
    "symmetry_after_training",
    """
        def symmetry_after_training(V, a, W, b, X, T, steps, lr):
            for _ in range(steps):
                hidden = sigmoid(X @ V + a)
                out = sigmoid(hidden @ W + b)
                error = out - T
                delta_out = error * out * (1 - out)
                W = W - lr * hidden.T @ delta_out
                b = b - lr * delta_out.sum(axis=0)
                delta_hidden = delta_out @ W.T * hidden * (1 - hidden)
                V = V - lr * X.T @ delta_hidden
                a = a - lr * delta_hidden.sum(axis=0)
            return distinct_units(np.vstack((V, a)))
        """,
    line=None,
    why="W is updated before it carries the error back to the hidden layer",
)

slip(
    "symmetry_after_training",
    """
        def symmetry_after_training(V, a, W, b, X, T, steps, lr):
            for step in range(steps):
                H = sigmoid(X @ V + a)
                Y = sigmoid(H @ W + b)
                d2 = (Y - T) * Y * (1 - Y)
                d1 = d2 @ W.T
                V = V - lr * X.T @ d1
                a = a - lr * d1.sum(axis=0)
                W = W - lr * H.T @ d2
                b = b - lr * d2.sum(axis=0)
            return distinct_units(np.vstack([V, a]))
        """,
    line=6,
    why="the hidden layer's slope H (1 - H) is missing",
)

slip(
    "symmetry_after_training",
    """
        def symmetry_after_training(V, a, W, b, X, T, steps, lr):
            for _ in range(steps):
                H = sigmoid(X @ V + a)
                Y = sigmoid(H @ W + b)
                delta = (Y - T) * Y * (1 - Y)
                hidden_delta = (delta @ W.T) * H * (1 - H)
                V = V - lr * X.T @ hidden_delta
                a = a - lr * hidden_delta.sum(axis=0)
                W = W - lr * H.T @ delta
                b = b - lr * delta.sum(axis=0)
            units = np.vstack(V, a)
            return distinct_units(units)
        """,
    line=11,
    why="vstack gets two arguments; it takes one list of arrays",
)

slip(
    "symmetry_after_training",
    """
        def symmetry_after_training(V, a, W, b, X, T, steps, lr):
            def forward(V, a, W, b):
                H = sigmoid(X @ V + a)
                return H, sigmoid(H @ W + b)

            for t in range(steps):
                H, Y = forward(V, a, W, b)
                delta2 = (Y - T) * Y * (1 - Y)
                delta1 = (delta2 @ W.T) * H * (1 - H)
                W = W - lr * (H.T @ delta2)
                b = b - lr * np.sum(delta2, axis=0)
                V = V - lr * (X.T @ delta1)
                # a = a - lr * np.sum(delta1)
            return distinct_units(np.concatenate([V, a.reshape(1, -1)]))
        """,
    line=None,
    why="a is never updated",
)

slip(
    "xavier_init",
    """
        def xavier_init(fan_in, fan_out, rng):
            n = fan_in * fan_out
            std = np.sqrt(2 / (fan_in + fan_out))
            return rng.normal(0, std, size=n)
        """,
    line=4,
    why="size is one number here, so the weights come as one long row without the shape (fan_in, fan_out)",
)

slip(
    "xavier_init",
    """
        def xavier_init(fan_in, fan_out, rng):
            variance = 2 / (fan_in * fan_out)
            std = np.sqrt(variance)
            weights = []
            for i in range(fan_in):
                weights.append(rng.normal(0, std, fan_out))
            return np.array(weights)
        """,
    line=2,
    why="the fans are multiplied; they are added",
)

slip(
    "xavier_init",
    """
        def xavier_init(fan_in, fan_out, rng):
            sigma = np.sqrt(2.0 / (fan_in + fan_out))
            W = np.random.randn(fan_in, fan_out) * sigma
            return W
        """,
    line=3,
    why="the numbers come from np.random, not from rng",
)

slip(
    "he_init",
    """
        def he_init(fan_in, fan_out, rng):
            std = 2 / fan_in ** 0.5
            return rng.normal(0, std, (fan_in, fan_out))
        """,
    line=2,
    why="** comes before /, so the root covers fan_in alone: 2 / fan_in needs brackets",
)

slip(
    "he_init",
    """
        def he_init(fan_in, fan_out, rng):
            std = np.sqrt(2 / fan-in)
            return rng.normal(0, std, (fan_in, fan_out))
        """,
    line=None,
    why="fan-in is no name, and in is a word of the language: it is fan_in",
)

slip(
    "he_init",
    """
        def he_init(fan_in, fan_out, rng):
            return rng(fan_in, fan_out) * np.sqrt(2 / fan_in)
        """,
    line=2,
    why="rng is a generator, not a function: call one of its methods",
)

slip(
    "he_init",
    """
        def he_init(fan_in, fan_out, rng):
            rng = np.random.default_rng(42)
            return rng.normal(0, np.sqrt(2 / fan_in), (fan_in, fan_out))
        """,
    line=2,
    why="a generator of its own with a fixed seed replaces rng, so the weights are always the same",
)

slip(
    "activation_stds",
    """
        def activation_stds(X, weights, activation):
            h = X
            result = np.zeros(len(weights))
            for i, W in enumerate(weights):
                z = np.dot(h, W)
                result[i] = np.std(z)
                h = activation(z)
            return result
        """,
    line=6,
    why="the deviation is taken before the activation",
)

slip(
    "activation_stds",
    """
        def activation_stds(X, weights, activation):
            A = X
            out = []
            for W in weights:
                A = activation(A.dot(W))
                out.append(np.std(A, axis=0))
            return np.array(out)
        """,
    line=6,
    why="axis=0 gives one deviation per unit; one number per layer is asked for",
)

slip(
    "activation_stds",
    """
        def activation_stds(X, weights, activation):
            activations = [X]
            for W in weights:
                activations.append(activation(activations[-1] @ W))
            stds = np.zeros(len(weights))
            for l in range(len(weights)):
                stds[l] = activations[l].std()
            return stds
        """,
    line=7,
    why="activations[l] is the input of layer l, because X comes first; its output is activations[l + 1]",
)

slip(
    "activation_stds",
    """
        def activation_stds(X, weights, activation):
            A = X
            s = np.zeros(len(weights), dtype=int)
            for l in range(len(weights)):
                A = activation(A @ weights[l])
                s[l] = np.std(A, ddof=1)
            return s
        """,
    line=None,
    why="the deviation is divided by n - 1, and the array gets its decimals cut off by dtype=int",
)

slip(
    "distinct_units",
    """
    def distinct_units(W):
        seen = []
        for j in range(W.shape[1]):
            col = W[:, j]
            if col not in seen:
                seen.append(col)
        return len(seen)
    """,
    line=5,
    why="`in` compares whole arrays, which has no single answer; and 1e-9 is allowed",
)

slip(
    "activation_stds",
    """
        def activation_stds(X, weights, activation):
            stds = []
            A = X
            for W in weights:
                Z = A @ W
                stds.append(Z.std())
                A = activation(Z)
            return np.array(stds)
        """,
    line=6,
    why="the deviation of Z, before the activation",
)

slip(
    "activation_stds",
    """
        def activation_stds(X, weights, activation):
            out = []
            h = X
            for W in weights:
                h = activation(h @ W)
                out.append(h.std(axis=0))
            return np.array(out)
        """,
    line=6,
    why="the deviation per unit",
)

slip(
    "activation_stds",
    """
        def activation_stds(X, weights, activation):
            A = X
            stds = [np.std(X)]
            for W in weights:
                A = activation(A @ W)
                stds.append(np.std(A))
            return np.array(stds)
        """,
    line=3,
    why="the input's deviation is included, one number too many",
)

slip(
    "activation_stds",
    """
        def activation_stds(X, weights, activation):
            stds = np.zeros(len(weights))
            Z = X
            for l in range(len(weights)):
                Z = Z @ weights[l]
                stds[l] = activation(Z).std()
            return stds
        """,
    line=6,
    why="no activation between the layers: Z is carried on",
)

slip(
    "activation_stds",
    """
        def activation_stds(X, weights, activation):
            return np.array([np.std(activation(X @ W)) for W in weights])
        """,
    line=2,
    why="always the first input",
)

slip(
    "distinct_units",
    """
        def distinct_units(W):
            count = 1
            for j in range(1, W.shape[1]):
                if np.max(np.abs(W[:, j] - W[:, j - 1])) > 1e-9:
                    count += 1
            return count
        """,
    line=4,
    why="counts only changes between neighbors",
)

slip(
    "distinct_units",
    """
        def distinct_units(W):
            found = []
            for col in W.T:
                new = True
                for other in found:
                    if np.all(col - other <= 1e-9):
                        new = False
                if new:
                    found.append(col)
            return len(found)
        """,
    line=6,
    why="the difference without the absolute value: a smaller column counts as the same",
)

slip(
    "distinct_units",
    """
        def distinct_units(W):
            seen = []
            for j in range(W.shape[1]):
                if not any(np.any(np.abs(W[:, j] - s) <= 1e-9) for s in seen):
                    seen.append(W[:, j])
            return len(seen)
        """,
    line=4,
    why="any instead of all: a single equal entry makes two units the same",
)

slip(
    "distinct_units",
    """
        def distinct_units(W):
            different = []
            for unit in W.T:
                if not any(np.allclose(unit, d, atol=1e-9) for d in different):
                    different.append(unit)
            return len(different)
        """,
    line=4,
    why="allclose has a relative tolerance of its own",
)

slip(
    "he_init",
    """
        def he_init(fan_in, fan_out, rng):
            W = np.zeros((fan_in, fan_out))
            W += rng.normal() * np.sqrt(2 / fan_in)
            return W
        """,
    line=3,
    why="one random number for the whole matrix",
)

slip(
    "symmetry_after_training",
    """
        def symmetry_after_training(V, a, W, b, X, T, steps, lr):
            units = np.vstack((V, a))
            for _ in range(steps):
                H = sigmoid(X @ V + a)
                Y = sigmoid(H @ W + b)
                d2 = (Y - T) * Y * (1 - Y)
                d1 = (d2 @ W.T) * H * (1 - H)
                V, a = V - lr * X.T @ d1, a - lr * d1.sum(axis=0)
                W, b = W - lr * H.T @ d2, b - lr * d2.sum(axis=0)
            return distinct_units(units)
        """,
    line=2,
    why="counts at the start, before the training; the loop is below the return",
)

slip(
    "symmetry_after_training",
    """
        def symmetry_after_training(V, a, W, b, X, T, steps, lr):
            for _ in range(steps):
                H = sigmoid(X @ V + a)
                Y = sigmoid(H @ W + b)
                delta = (Y - T) * Y * (1 - Y)
                W = W - lr * H.T @ delta
                b = b - lr * delta.sum(axis=0)
                hidden = (delta @ W.T) * H * (1 - H)
                V = V - lr * X.T @ hidden
                a = a - lr * hidden.sum(axis=0)
            return distinct_units(np.vstack([V, a]))
        """,
    line=6,
    why="W is updated before the hidden error is computed with it",
)

slip(
    "symmetry_after_training",
    """
        def symmetry_after_training(V, a, W, b, X, T, steps, lr):
            for _ in range(steps):
                H = sigmoid(X @ V + a)
                Y = sigmoid(H @ W + b)
                delta = (Y - T) * Y * (1 - Y)
                back = (delta @ W.T) * H * (1 - H)
                V = V - lr * X.T @ back
                a = a - lr * np.sum(back, axis=0)
                W = W - lr * H.T @ delta
                b = b - lr * np.sum(delta, axis=0)
            return distinct_units(np.vstack([V, a, W.T]))
        """,
    line=11,
    why="the outgoing weights are counted too",
)

slip(
    "symmetry_after_training",
    """
        def symmetry_after_training(V, a, W, b, X, T, steps, lr):
            for step in range(steps):
                H = sigmoid(X @ V + a)
                Y = sigmoid(H @ W + b)
                delta = (Y - T) * Y * (1 - Y)
                W = W - lr * H.T @ delta
                b = b - lr * delta.sum(axis=0)
            return distinct_units(np.vstack([V, a]))
        """,
    line=8,
    why="V and a are never updated: only the output layer learns",
)

slip(
    "xavier_init",
    """
        def xavier_init(fan_in, fan_out, rng):
            return rng.normal(0, np.sqrt(1 / fan_in), (fan_in, fan_out))
        """,
    line=2,
    why="the first form of the rule, 1 / fan_in",
)

slip(
    "xavier_init",
    """
        def xavier_init(fan_in, fan_out, rng):
            rng = np.random.default_rng(0)
            std = np.sqrt(2.0 / (fan_in + fan_out))
            return std * rng.standard_normal((fan_in, fan_out))
        """,
    line=2,
    why="a generator of its own, with a fixed seed",
)

slip(
    "xavier_init",
    """
        def xavier_init(fan_in, fan_out, rng):
            sigma = np.sqrt(2 / fan_in + fan_out)
            return rng.normal(size=(fan_in, fan_out)) * sigma
        """,
    line=2,
    why="parentheses: 2 / fan_in + fan_out",
)

slip(
    "zero_init",
    """
        def zero_init(sizes):
            net = []
            for i in range(1, len(sizes)):
                net.append((np.zeros((sizes[i], sizes[i - 1])), np.zeros(sizes[i])))
            return net
        """,
    line=4,
    why="weights (fan_out, fan_in)",
)

slip(
    "zero_init",
    """
        def zero_init(sizes):
            net = []
            for i in range(len(sizes) - 1):
                n, m = sizes[i], sizes[i + 1]
                W = np.zeros((n, m))
                b = np.zeros(n)
                net.append((W, b))
            return net
        """,
    line=6,
    why="b gets as many entries as there are inputs",
)

slip(
    "zero_init",
    """
        def zero_init(sizes):
            net = []
            for i in range(len(sizes)):
                net.append((np.zeros((sizes[i], sizes[i + 1])), np.zeros(sizes[i + 1])))
            return net
        """,
    line=3,
    why="index error at the end: i + 1 runs out",
)

slip(
    "zero_init",
    """
    def zero_init(sizes):
        layers = []
        for i in range(len(sizes) - 1):
            layers.append((np.zeros(sizes[i], sizes[i + 1]), np.zeros(sizes[i + 1])))
        return layers
    """,
    line=4,
    why="np.zeros with two arguments",
)

slip(
    "xavier_init",
    """
    def xavier_init(fan_in, fan_out, rng):
        return rng.normal(0, 2 / (fan_in + fan_out), (fan_in, fan_out))
    """,
    line=2,
    why="variance as the deviation",
)

slip(
    "xavier_init",
    """
    def xavier_init(fan_in, fan_out, rng):
        return rng.normal(size=(fan_in, fan_out)) / np.sqrt(fan_in)
    """,
    line=2,
    why="1 / fan_in",
)

slip(
    "xavier_init",
    """
    def xavier_init(fan_in, fan_out, rng):
        limit = np.sqrt(6 / (fan_in + fan_out))
        return rng.uniform(-limit, limit, (fan_in, fan_out))
    """,
    line=3,
    why="the uniform version with the limit sqrt(6 / ...)",
)

slip(
    "he_init",
    """
    def he_init(fan_in, fan_out, rng):
        return rng.normal(0, 2 / fan_in, (fan_out, fan_in))
    """,
    line=2,
    why="shape exchanged, no root",
)

slip(
    "activation_stds",
    """
    def activation_stds(X, weights, activation):
        A = X
        out = []
        for W in weights:
            Z = A @ W
            out.append(Z.std())
            A = activation(Z)
        return np.array(out)
    """,
    line=6,
    why="std before the activation",
)
