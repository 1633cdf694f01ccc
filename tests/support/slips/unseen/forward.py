"""Wrong answers to the exercises of the topic forward, as learners write them."""

from tests.support.slips import slip

slip(
    "dense",
    """
    def dense(X, W, b):
        Z = np.dot(W, X) + b
        return Z
    """,
    line=2,
    why="the samples are the rows: X stands left, X @ W",
)

slip(
    "dense",
    """
    def dense(X, W, b):
        rows = []
        for x in X:
            units = []
            for j in range(W.shape[1]):
                units.append(np.dot(x, W[j]) + b[j])
            rows.append(units)
        return np.array(rows)
    """,
    line=6,
    why="a unit is a column of W: W[:, j], not W[j]",
)

slip(
    "dense",
    """
    def dense(X, W, b):
        z = X @ W
        z = np.mean(z, axis=0)
        return z + b
    """,
    line=3,
    why="the batch is averaged away: every sample keeps its row",
)

slip(
    "collapse_linear",
    """
    def collapse_linear(W1, b1, W2, b2):
        X = np.eye(W1.shape[0])
        hidden = X @ W1
        W = hidden @ W2
        b = (np.zeros(W1.shape[1]) + b2.sum()) @ W2 + b2
        return W, b
    """,
    line=None,
    why="b1 is missing: b1 @ W2 + b2; and the sum of b2 does not belong there",
)

slip(
    "collapse_linear",
    """
    def collapse_linear(W1, b1, W2, b2):
        W = W1.dot(W2)
        b = np.sum(b1[:, None] * W2) + b2
        return W, b
    """,
    line=3,
    why="np.sum without an axis adds up all units; each output keeps its own bias",
)

slip(
    "collapse_linear",
    """
    def collapse_linear(W1, b1, W2, b2):
        d, hidden = W1.shape
        hidden, k = W2.shape
        W = np.zeros((d, k))
        for i in range(d):
            for j in range(k):
                for m in range(d):
                    W[i, j] += W1[i, m] * W2[m, j]
        b = b1 @ W2 + b2
        return W, b
    """,
    line=7,
    why="the innermost loop must run over the hidden units",
)

slip(
    "collapse_linear",
    """
    def collapse_linear(W1, b1, W2, b2):
        W = W1 @ W2
        b = (b1 + b2) @ W2
        return W, b
    """,
    line=3,
    why="b2 is multiplied by W2 too; only b1 passes through the second layer",
)

slip(
    "hidden_layer",
    """
    def hidden_layer(X, V, a):
        S = X @ V
        S = S - a
        H = 1 / (1 + np.exp(-S))
        return S, H
    """,
    line=3,
    why="the bias is added, not subtracted",
)

slip(
    "hidden_layer",
    """
    def hidden_layer(X, V, a):
        S = np.dot(X, V) + a
        H = 1 / (1 + np.exp(S))
        return S, H
    """,
    line=3,
    why="the sigmoid is typed with exp(S) instead of exp(-S)",
)

slip(
    "hidden_layer",
    """
    def hidden_layer(X, V, a):
        S = np.zeros((X.shape[0], V.shape[1]))
        for i, x in enumerate(X):
            S[i] = x @ V + a
            H = sigmoid(S[i])
        return S, H
    """,
    line=5,
    why="the loop keeps the sigmoid of the last sample only",
)

slip(
    "hidden_layer",
    """
    def hidden_layer(X, V, a):
        S = X @ V
        H = sigmoid(S + a)
        return S, H
    """,
    line=4,
    why="the bias is part of the sum before the sigmoid, and S includes it",
)

slip(
    "mlp_forward",
    """
    def mlp_forward(X, V, a, W, b):
        params = [(V, a), (W, a)]
        sums, acts = [], [X]
        for weights, bias in params:
            s = acts[-1] @ weights + bias
            sums.append(s)
            acts.append(sigmoid(s))
        return {"S": sums[0], "H": acts[1], "Z": sums[1], "Y": acts[2]}
    """,
    line=2,
    why="the second layer has its own bias, b, not a",
)

slip(
    "mlp_forward",
    """
    def mlp_forward(X, V, a, W, b):
        z1 = X @ V + a
        a1 = sigmoid(z1)
        z2 = a1 @ W + b
        a2 = sigmoid(z2)
        cache = {"Z1": z1, "A1": a1, "Z2": z2, "A2": a2}
        return cache
    """,
    line=6,
    why='the keys of the dictionary are "S", "H", "Z", "Y"',
)

slip(
    "mlp_forward",
    """
    def mlp_forward(X, V, a, W, b):
        H = hidden_layer(X, V, a)
        Z = dense(H, W, b)
        Y = sigmoid(Z)
        S = dense(X, V, a)
        return {"S": S, "H": H, "Z": Z, "Y": Y}
    """,
    line=2,
    why="hidden_layer returns two things: unpack S and H",
)

slip(
    "mlp_forward",
    """
    def mlp_forward(X, V, a, W, b):
        def relu(x):
            return np.maximum(0, x)

        S = X @ V + a
        H = relu(S)
        Z = H @ W
        Y = sigmoid(Z)
        return {"S": S, "H": H, "Z": Z, "Y": Y}
    """,
    line=None,
    why="the output's bias is missing in Z; and the hidden layer is a sigmoid, not a ReLU",
)

slip(
    "layer_shapes",
    """
    def layer_shapes(sizes, n):
        out = []
        for fan_in, fan_out in zip(sizes[:-1], sizes[1:]):
            out.append(((fan_in, fan_out), (fan_out), (n, fan_out)))
        return out
    """,
    line=4,
    why="(size) is a number in brackets; a tuple of one needs a comma: (size,)",
)

slip(
    "layer_shapes",
    """
    def layer_shapes(sizes, n):
        result = []
        fan_in = sizes[0]
        for fan_out in sizes[1:]:
            result.append(((fan_in, fan_out), (fan_out,), (n, fan_out)))
        return result
    """,
    line=5,
    why="prev is never updated: every layer starts from the inputs",
)

slip(
    "layer_shapes",
    """
    def layer_shapes(sizes, n):
        shapes = []
        for l in range(1, len(sizes)):
            shapes.extend([(sizes[l - 1], sizes[l]), (sizes[l],), (n, sizes[l])])
        return shapes
    """,
    line=4,
    why="the three shapes of a layer belong together in one tuple; extend takes them apart",
)

slip(
    "layer_shapes",
    """
    def layer_shapes(sizes, n):
        L = len(sizes) - 1
        res = []
        for l in range(1, L):
            res.append(((sizes[l - 1], sizes[l]), (sizes[l],), (n, sizes[l])))
        return res
    """,
    line=4,
    why="the range stops one layer early: len(sizes) - 1 layers, and range leaves its end out already",
)

slip(
    "count_parameters",
    """
    def count_parameters(sizes):
        n_params = 0
        for i in range(len(sizes)):
            n_params += (sizes[i] + 1) * sizes[i + 1]
        return n_params
    """,
    line=3,
    why="the loop runs past the end of sizes",
)

slip(
    "count_parameters",
    """
    def count_parameters(sizes):
        total = 0
        for W, b, A in layer_shapes(sizes, 1):
            total += np.prod(W) + np.prod(b) + np.prod(A)
        return total
    """,
    line=4,
    why="the outputs A are computed, not learned: they are no parameters",
)

slip(
    "count_parameters",
    """
    def count_parameters(sizes):
        params = 0
        for i in range(1, len(sizes)):
            params += sizes[i - 1] * (sizes[i] + 1)
        return params
    """,
    line=4,
    why="the 1 of the bias is added to the wrong factor: (fan_in + 1) * fan_out",
)

slip(
    "count_parameters",
    """
    def count_parameters(sizes):
        total = 0
        for layer in layer_shapes(sizes):
            w, b, a = layer
            total += w[0] * w[1] + b[0]
        return total
    """,
    line=3,
    why="layer_shapes also wants the number of samples",
)

slip(
    "bump",
    """
    def bump(x, left, right, height, steepness):
        def s(center):
            return 1 / (1 + np.exp(-steepness * (x - center)))

        return height * (s(right) - s(left))
    """,
    line=5,
    why="the two steps are the wrong way round: up at left comes first",
)

slip(
    "bump",
    """
    def bump(x, left, right, height, steepness):
        center = (left + right) / 2
        width = right - left
        up = sigmoid(steepness * (x - center + width))
        down = sigmoid(steepness * (x - center - width))
        return height / 2 * (up - down)
    """,
    line=None,
    why="the steps stand at the middle, not at the two ends; and the height is halved",
)

slip(
    "bump",
    """
    def bump(x, left, right, height, steepness):
        if x > left and x < right:
            return height
        else:
            return 0
    """,
    line=2,
    why="an if decides once, and the bump is smooth: use sigmoids",
)

slip(
    "bump",
    """
    def bump(x, left, right, height, steepness):
        a = sigmoid(x - left, steepness)
        b = sigmoid(x - right, steepness)
        return height * (a - b)
    """,
    line=2,
    why="sigmoid takes one argument: multiply by the steepness first",
)

slip(
    "hidden_layer",
    """
    def hidden_layer(X, V, a):
        S = X @ V
        H = sigmoid(S) + a
        return S, H
    """,
    line=3,
    why="bias added after sigmoid",
)

slip(
    "dense",
    """
    def dense(X, W, b):
        Z = np.zeros((X.shape[0], W.shape[1]))
        for j in range(W.shape[1]):
            Z[j] = X @ W[:, j] + b[j]
        return Z
    """,
    line=4,
    why="unit j is column j: Z[:, j]",
)

slip(
    "collapse_linear",
    """
    def collapse_linear(W1, b1, W2, b2):
        W = W1 * W2
        b = b1 @ W2
        return W, b
    """,
    line=None,
    why="the matrices are multiplied as matrices, W1 @ W2, and b2 is missing",
)

slip(
    "mlp_forward",
    """
    def mlp_forward(X, V, a, W, b):
        H = hidden_layer(X, V, a)
        Y = hidden_layer(H, W, b)
        return {"S": H[0], "H": H[1], "Z": Y[0], "Y": Y[1]}
    """,
    line=2,
    why="hidden_layer returns two arrays, of which the second goes on",
)

slip(
    "count_parameters",
    """
    def count_parameters(sizes):
        for i in range(1, len(sizes)):
            total = 0
            total += sizes[i - 1] * sizes[i] + sizes[i]
        return total
    """,
    line=3,
    why="the total starts over in each round",
)

slip(
    "bump",
    """
    def bump(x, left, right, height, steepness):
        up = sigmoid(steepness * (x - left))
        down = sigmoid(steepness * (x - right))
        return height * (down - up)
    """,
    line=4,
    why="the steps are subtracted the wrong way round",
)

slip(
    "bump",
    """
    def bump(x, left, right, height, steepness):
        s = lambda c: sigmoid(steepness * x - c)
        return height * (s(left) - s(right))
    """,
    line=2,
    why="the steepness multiplies x alone",
)

slip(
    "bump",
    """
    def bump(x, left, right, height, steepness):
        return height * sigmoid(steepness * (x - left)) * sigmoid(-steepness * (x - right))
    """,
    line=2,
    why="product of two steps: up at left, down at right",
)

slip(
    "bump",
    """
    def bump(x, left, right, height, steepness):
        return np.where((x > left) & (x < right), height, 0)
    """,
    line=2,
    why="a box, not two smooth steps",
)

slip(
    "collapse_linear",
    """
    def collapse_linear(W1, b1, W2, b2):
        return W1 @ W2, b1 + b2
    """,
    line=2,
    why="b1 does not pass through W2",
)

slip(
    "collapse_linear",
    """
    def collapse_linear(W1, b1, W2, b2):
        W = np.dot(W1, W2)
        b = (b1 + b2) @ W2
        return W, b
    """,
    line=3,
    why="b2 is multiplied as well",
)

slip(
    "collapse_linear",
    """
    def collapse_linear(W1, b1, W2, b2):
        I = np.eye(len(W1))
        W = W1 @ W2
        b = dense(dense(I, W1, b1), W2, b2) - W
        return W, b
    """,
    line=5,
    why="the second result has a row for each input",
)

slip(
    "count_parameters",
    """
    def count_parameters(sizes):
        total = 0
        for i in range(len(sizes) - 1):
            total += sizes[i] * sizes[i + 1]
        return total
    """,
    line=4,
    why="biases forgotten",
)

slip(
    "count_parameters",
    """
    def count_parameters(sizes):
        weights = sum(a * b for a, b in zip(sizes, sizes[1:]))
        biases = sum(sizes)
        return weights + biases
    """,
    line=3,
    why="biases for the inputs too",
)

slip(
    "count_parameters",
    """
    def count_parameters(sizes):
        total = 0
        for i in range(len(sizes) - 1):
            total = (sizes[i] + 1) * sizes[i + 1]
        return total
    """,
    line=4,
    why="each layer's count replaces the sum",
)

slip(
    "count_parameters",
    """
    def count_parameters(sizes):
        total = 0
        for a, b in zip(sizes, sizes[1:]):
            total += a * b + 1
        return total
    """,
    line=4,
    why="one bias per layer",
)

slip(
    "count_parameters",
    """
    def count_parameters(sizes):
        return sum(i * o + o for i, o in zip(sizes[::2], sizes[1::2]))
    """,
    line=2,
    why="every second layer is left out",
)

slip(
    "dense",
    """
    def dense(X, W, b):
        return np.dot(X, W) + b.reshape(-1, 1)
    """,
    line=2,
    why="the biases stand in a column",
)

slip(
    "dense",
    """
    def dense(X, W, b):
        return np.dot(W, X) + b
    """,
    line=2,
    why="samples are rows: X W",
)

slip(
    "dense",
    """
    def dense(X, W, b):
        Z = np.zeros((X.shape[0], W.shape[1]))
        for i in range(X.shape[0]):
            for j in range(W.shape[1]):
                for k in range(X.shape[1]):
                    Z[i][j] += X[i][k] * W[k][j] + b[j]
        return Z
    """,
    line=6,
    why="the bias is added in the innermost loop, fan_in times",
)

slip(
    "dense",
    """
    def dense(X, W, b):
        Z = X @ W + b
        return sigmoid(Z)
    """,
    line=3,
    why="already applies the sigmoid",
)

slip(
    "dense",
    """
    def dense(X, W, b):
        Z = X @ W
        for i in range(Z.shape[0]):
            for j in range(Z.shape[1]):
                Z[i, j] += b[i]
        return Z
    """,
    line=5,
    why="adds b[i] of the sample instead of b[j] of the unit",
)

slip(
    "hidden_layer",
    """
    def hidden_layer(X, V, a):
        S = dense(X, V, a)
        return sigmoid(S)
    """,
    line=3,
    why="S is not returned",
)

slip(
    "layer_shapes",
    """
    def layer_shapes(sizes, n):
        shapes = []
        for i in range(len(sizes) - 1):
            W_shape = (sizes[i], sizes[i + 1])
            b_shape = (sizes[i + 1])
            out_shape = (n, sizes[i + 1])
            shapes.append((W_shape, b_shape, out_shape))
        return shapes
    """,
    line=5,
    why="the comma of a tuple of one is missing",
)

slip(
    "layer_shapes",
    """
    def layer_shapes(sizes, n):
        out = []
        for i in range(1, len(sizes)):
            out += [((sizes[i - 1], sizes[i]), (sizes[i - 1],), (n, sizes[i]))]
        return out
    """,
    line=4,
    why="b has the size of the layer before",
)

slip(
    "layer_shapes",
    """
    def layer_shapes(sizes, n):
        return [((i, o), (1, o), (n, o)) for i, o in zip(sizes[:-1], sizes[1:])]
    """,
    line=2,
    why="the biases have one axis",
)

slip(
    "mlp_forward",
    """
    def mlp_forward(X, V, a, W, b):
        s, h = hidden_layer(X, V, a)
        z, y = hidden_layer(h, W, b)
        return {"s": s, "h": h, "z": z, "y": y}
    """,
    line=4,
    why="the keys are capital letters",
)

slip(
    "mlp_forward",
    """
    def mlp_forward(X, V, a, W, b):
        out = X
        for weights, bias in ((V, a), (W, b)):
            out = sigmoid(out @ weights + bias)
        return {"Y": out}
    """,
    line=5,
    why="returns only Y",
)

slip(
    "mlp_forward",
    """
    def mlp_forward(X, V, a, W, b):
        S, H = hidden_layer(X, V, a)
        Z = dense(H, W, b)
        return {"S": S, "H": H, "Z": Z, "Y": Z}
    """,
    line=4,
    why="linear output layer",
)

slip(
    "mlp_forward",
    """
    def mlp_forward(X, V, a, W, b):
        def layer(I, M):
            Z = I @ M + a
            return Z, sigmoid(Z)
        S, H = layer(X, V)
        Z, Y = layer(H, W)
        return {"S": S, "H": H, "Z": Z, "Y": Y}
    """,
    line=3,
    why="uses a in both layers",
)

slip(
    "hidden_layer",
    """
    def hidden_layer(X, V, a):
        S = X @ V
        H = np.maximum(0, S)
        return S, H
    """,
    line=None,
    why="relu of another course, and the bias inside is left out",
)

slip(
    "mlp_forward",
    """
    def mlp_forward(X, V, a, W, b):
        S, H = hidden_layer(X, V, a)
        Z = dense(S, W, b)
        Y = sigmoid(Z)
        return {"S": S, "H": H, "Z": Z, "Y": Y}
    """,
    line=3,
    why="second layer fed with S",
)

slip(
    "mlp_forward",
    """
    def mlp_forward(X, V, a, W, b):
        S, H = hidden_layer(X, V, a)
        Z, Y = hidden_layer(H, W, b)
        return S, H, Z, Y
    """,
    line=4,
    why="tuple instead of a dictionary",
)

slip(
    "count_parameters",
    """
    def count_parameters(sizes):
        weights = sum(a * b for a, b in zip(sizes[:-1], sizes[1:]))
        biases = sum(sizes)
        return weights + biases
    """,
    line=3,
    why="biases of the inputs too",
)

slip(
    "bump",
    """
    def bump(x, left, right, height, steepness):
        up = sigmoid(steepness * (x - left))
        down = sigmoid(steepness * (x + right))
        return height * (up - down)
    """,
    line=3,
    why="plus instead of minus",
)
