"""Wrong answers to the exercises of the topic forward, as learners write them."""

from tests.support.slips import slip

slip(
    "dense",
    """
    def dense(X, W, b):
        n, fan_in = X.shape
        fan_out = W.shape[1]
        out = np.zeros((n, fan_out))
        for i in range(n):
            for k in range(fan_out - 1):
                out[i, k] = np.dot(X[i], W[:, k]) + b[k]
        return out
    """,
    line=6,
    why="the loop over the units stops one unit early",
)

slip(
    "dense",
    """
    def dense(X, W, b):
        batch = []
        for x in X:
            batch.append(W @ x + b.mean())
        return np.array(batch)
    """,
    line=None,
    why="a sample is a row, so x @ W; and each unit has its own bias, not their mean",
)

slip(
    "dense",
    """
    def dense(X, W, b):
        b = b.reshape(-1, 1)
        return X.dot(W) + b
    """,
    line=2,
    why="the bias is a vector with one entry per unit; as a column it is added per sample",
)

slip(
    "dense",
    """
    def dense(X, W, b):
        Z = np.zeros_like(X)
        for i in range(X.shape[0]):
            Z[i] = X[i] @ W + b
        return Z
    """,
    line=2,
    why="zeros_like gives an array of the shape of X; the result has one column per unit",
)

slip(
    "collapse_linear",
    """
    def collapse_linear(W1, b1, W2, b2):
        # (W2 W1) x + (W2 b1 + b2)
        W = W2 @ W1
        b = W2 @ b1 + b2
        return W, b
    """,
    line=3,
    why="the rows of X meet W1 first, so the product is W1 W2",
)

slip(
    "collapse_linear",
    """
    def collapse_linear(W1, b1, W2, b2):
        W = W1 @ W2
        b = b1 @ W1 + b2
        return W, b
    """,
    line=3,
    why="the first bias goes through W2, not through W1",
)

slip(
    "collapse_linear",
    """
    def collapse_linear(W1, b1, W2, b2):
        b1 = b1.reshape(1, -1)
        b2 = b2.reshape(1, -1)
        W = W1 @ W2
        b = b1 @ W2 + b2
        return W, b
    """,
    line=2,
    why="the biases are one-dimensional: reshaping makes b a matrix of one row",
)

slip(
    "collapse_linear",
    """
    def collapse_linear(W1, b1, W2, b2):
        W = np.zeros(W1.shape[0], W2.shape[1])
        W[:] = W1 @ W2
        b = b1 @ W2 + b2
        return W, b
    """,
    line=2,
    why="np.zeros takes the shape as one tuple, in double brackets",
)

slip(
    "hidden_layer",
    """
    def hidden_layer(X, V, a):
        S = X @ V + a
        H = sigmoid(S)
        return H
    """,
    line=4,
    why="only H is returned; the exercise asks for both",
)

slip(
    "hidden_layer",
    """
    def hidden_layer(X, V, a):
        z = np.matmul(X, V) + a
        act = 1 / (1 + np.exp(-z))
        return act, z
    """,
    line=4,
    why="the order is (S, H)",
)

slip(
    "hidden_layer",
    """
    def hidden_layer(X, V, a):
        S = dense(X, V)
        H = sigmoid(S + a)
        return S + a, H
    """,
    line=2,
    why="dense takes the bias as its third argument",
)

slip(
    "hidden_layer",
    """
    def hidden_layer(X, V, a):
        S = np.sum(X @ V, axis=1, keepdims=True) + a
        H = sigmoid(S)
        return S, H
    """,
    line=2,
    why="the units of a sample are added up; X @ V already holds one sum per unit",
)

slip(
    "mlp_forward",
    """
    def mlp_forward(X, V, a, W, b):
        S, H = hidden_layer(X, V, a)
        Z, Y = hidden_layer(X, W, b)
        return {"S": S, "H": H, "Z": Z, "Y": Y}
    """,
    line=3,
    why="the output layer gets X again; it must get H",
)

slip(
    "mlp_forward",
    """
    def mlp_forward(X, V, a, W, b):
        S, H, Z, Y = [], [], [], []
        for x in X:
            s = x @ V + a
            a = sigmoid(s)
            z = a @ W + b
            S.append(s)
            H.append(a)
            Z.append(z)
            Y.append(sigmoid(z))
        return {"S": np.array(S), "H": np.array(H), "Z": np.array(Z), "Y": np.array(Y)}
    """,
    line=5,
    why="the loop variable a overwrites the bias a, so the second sample is computed with a wrong bias",
)

slip(
    "mlp_forward",
    """
    def mlp_forward(X, V, a, W, b):
        S, H = hidden_layer(X, V, a)
        Z = dense(H, W, b)
        Y = sigmoid(Z)
        print({"S": S, "H": H, "Z": Z, "Y": Y})
    """,
    line=5,
    why="the values are printed and lost: nothing is returned",
)

slip(
    "mlp_forward",
    """
    def mlp_forward(X, V, a, W, b):
        S = dense(X, V, a)
        H = sigmoid(S)
        H = H / H.sum(axis=1, keepdims=True)
        Z = dense(H, W, b)
        Y = sigmoid(Z)
        result = dict(S=S, H=H, Z=Z, Y=Y)
        return result
    """,
    line=4,
    why="the rows of H are scaled to add up to 1; the units of a hidden layer are independent",
)

slip(
    "layer_shapes",
    """
    def layer_shapes(sizes, n):
        shapes = []
        for i in range(len(sizes)):
            W = (sizes[i], sizes[i + 1])
            b = (sizes[i + 1],)
            A = (n, sizes[i + 1])
            shapes.append((W, b, A))
        return shapes
    """,
    line=3,
    why="the last index i + 1 runs past the end: there is one layer fewer than sizes",
)

slip(
    "layer_shapes",
    """
    def layer_shapes(sizes, n):
        result = []
        prev = n
        for size in sizes:
            result.append(((prev, size), (size,), (n, size)))
            prev = size
        return result
    """,
    line=None,
    why="the first W leads from the inputs, sizes[0], not from the n samples; and the inputs are no layer",
)

slip(
    "layer_shapes",
    """
    def layer_shapes(sizes, n):
        rng = np.random.default_rng(0)
        out = []
        for i in range(len(sizes) - 1):
            W = rng.normal(size=(sizes[i], sizes[i + 1]))
            b = np.zeros(sizes[i + 1])
            A = np.zeros((n, sizes[i + 1]))
            out.append((W, b, A))
        return out
    """,
    line=8,
    why="the shapes themselves are wanted, not arrays of them",
)

slip(
    "layer_shapes",
    """
    def layer_shapes(sizes, n):
        shapes = []
        for a, b in itertools.pairwise(sizes):
            shapes.append(((a, b), (b,), (n, b)))
            return shapes
    """,
    line=5,
    why="the return stands inside the loop",
)

slip(
    "count_parameters",
    """
    def count_parameters(sizes):
        total = 0
        for i in range(len(sizes) - 1):
            weights = sizes[i] * sizes[i + 1]
            biases = sizes[i]
            total += weights + biases
        return total
    """,
    line=5,
    why="the biases are the units of the layer's output, sizes[i + 1]",
)

slip(
    "count_parameters",
    """
    def count_parameters(sizes):
        total = 0
        for fan_in, fan_out in zip(sizes, sizes[1:]):
            total = fan_in * fan_out + fan_out
        return total
    """,
    line=4,
    why="total is overwritten in each round: += is missing",
)

slip(
    "count_parameters",
    """
    def count_parameters(sizes):
        total = 0
        for i in range(len(sizes) - 2):
            total += sizes[i] * sizes[i + 1] + sizes[i + 1]
        total += 2 * sizes[-2] * sizes[-1]
        return total
    """,
    line=None,
    why="the weights of the last layer are counted twice, and its biases not at all",
)

slip(
    "count_parameters",
    """
    def count_parameters(sizes):
        params = 0
        for a, b in zip(sizes, sizes):
            params += a * b + 1
        return params
    """,
    line=None,
    why="zip pairs each size with itself; and the bias is one per layer",
)

slip(
    "bump",
    """
    def bump(x, left, right, height, steepness):
        up = sigmoid(steepness * x - left)
        down = sigmoid(steepness * x - right)
        return height * (up - down)
    """,
    line=None,
    why="steepness multiplies the whole difference: both steps lack the brackets",
)

slip(
    "bump",
    """
    def bump(x, left, right, height, steepness):
        up = sigmoid(steepness * (x - left))
        down = sigmoid(steepness * (x - left))
        return height * (up - down)
    """,
    line=3,
    why="down is the same step as up: it must use right",
)

slip(
    "bump",
    """
    def bump(x, left, right, height, steepness):
        y = np.zeros(np.shape(x))
        for idx in np.ndindex(np.shape(x)):
            first = sigmoid(steepness * (x[idx] - left))
            second = sigmoid(x[idx] - right)
            y[idx] = height * (first - second)
        return y
    """,
    line=5,
    why="the steepness of the second step is missing",
)

slip(
    "bump",
    """
    def bump(x, left, right, height, steepness):
        step_up = sigmoid(steepness * (x - left))
        step_down = 1 - sigmoid(steepness * (x - right))
        y = height * (step_up + step_down)
        return y
    """,
    line=4,
    why="1 - sigmoid is already a step down, and added to the step up it lies one height too high",
)

slip(
    "dense",
    """
    def dense(X, W, b):
        return np.dot(W.T, X.T) + b.reshape(-1, 1)
    """,
    line=2,
    why="columns convention of MATLAB: W'X + b",
)

slip(
    "layer_shapes",
    """
    def layer_shapes(sizes, n):
        out = []
        for i in range(len(sizes)):
            out.append(((sizes[i], sizes[i+1]), (sizes[i+1],), (n, sizes[i+1])))
        return out
    """,
    line=3,
    why="last index runs over the end",
)

slip(
    "dense",
    """
    def dense(X, W, b):
        Z = np.zeros((len(X), W.shape[1]))
        for i in range(len(X)):
            for j in range(W.shape[1]):
                for k in range(W.shape[0]):
                    Z[i, j] += X[i, k] * W[k, j] + b[j]
        return Z
    """,
    line=6,
    why="the bias is added with every product instead of once",
)

slip(
    "hidden_layer",
    """
    def hidden_layer(X, V, a):
        S = np.dot(X, V) + a
        H = np.sigmoid(S)
        return S, H
    """,
    line=3,
    why="np.sigmoid does not exist",
)

slip(
    "bump",
    """
    def bump(x, left, right, height, steepness):
        return height * sigmoid(steepness * (x - left)) - sigmoid(steepness * (x - right))
    """,
    line=2,
    why="only the first step is multiplied by the height",
)

slip(
    "bump",
    """
    def bump(x, left, right, height, steepness):
        step1 = sigmoid(steepness * (x - left))
        step2 = sigmoid(steepness * (x - right))
        return height * step1 + height * step2
    """,
    line=4,
    why="added instead of subtracted",
)

slip(
    "bump",
    """
    def bump(x, left, right, height, steepness):
        a = sigmoid(steepness * (x + left))
        b = sigmoid(steepness * (x + right))
        return height * (a - b)
    """,
    line=2,
    why="x + left steps at -left",
)

slip(
    "bump",
    """
    def bump(x, left, right, height, steepness):
        rise = sigmoid((x - left) / steepness)
        fall = sigmoid((x - right) / steepness)
        return height * (rise - fall)
    """,
    line=2,
    why="steepness is divided",
)

slip(
    "collapse_linear",
    """
    def collapse_linear(W1, b1, W2, b2):
        W = W1 @ W2
        b = b1 * W2 + b2
        return (W, b)
    """,
    line=3,
    why="b1 W2 element by element",
)

slip(
    "collapse_linear",
    """
    def collapse_linear(W1, b1, W2, b2):
        W = W1 @ W2
        b = b1 @ W + b2
        return W, b
    """,
    line=3,
    why="b1 passes through W2, not through both",
)

slip(
    "collapse_linear",
    """
    def collapse_linear(W1, b1, W2, b2):
        return W1 @ W2, b2
    """,
    line=2,
    why="the first bias is forgotten",
)

slip(
    "count_parameters",
    """
    def count_parameters(sizes):
        return sum(fan_in * (fan_out + 1) for fan_in, fan_out in zip(sizes, sizes[1:]))
    """,
    line=2,
    why="a bias for each input of a layer",
)

slip(
    "dense",
    """
    def dense(X, W, b):
        return X @ W.T + b
    """,
    line=2,
    why="W is not transposed here",
)

slip(
    "dense",
    """
    def dense(X, W, b):
        return X * W + b
    """,
    line=2,
    why="* instead of @",
)

slip(
    "dense",
    """
    def dense(X, W, b):
        n, m = X.shape
        k = W.shape[1]
        Z = np.zeros((n, k))
        for i in range(n):
            s = 0
            for j in range(k):
                for p in range(m):
                    s += X[i, p] * W[p, j]
                Z[i, j] = s + b[j]
        return Z
    """,
    line=6,
    why="the sum begins anew for each unit, not for each sample",
)

slip(
    "hidden_layer",
    """
    def hidden_layer(X, V, a):
        S = dense(X, V, a)
        H = sigmoid(S)
        return H, S
    """,
    line=4,
    why="returns (H, S)",
)

slip(
    "hidden_layer",
    """
    def hidden_layer(X, V, a):
        S = dense(X, V, a)
        return S, np.tanh(S)
    """,
    line=3,
    why="tanh, not the sigmoid",
)

slip(
    "hidden_layer",
    """
    def hidden_layer(X, V, a):
        S = dense(X, V, a)
        S = sigmoid(S)
        H = S
        return S, H
    """,
    line=3,
    why="overwrites S by the sigmoid",
)

slip(
    "layer_shapes",
    """
    def layer_shapes(sizes, n):
        shapes = []
        for i in range(len(sizes) - 1):
            shapes.append(((sizes[i + 1], sizes[i]), (sizes[i + 1],), (n, sizes[i + 1])))
        return shapes
    """,
    line=4,
    why="shape with fan_out first",
)

slip(
    "layer_shapes",
    """
    def layer_shapes(sizes, n):
        out = []
        for fan_in, fan_out in zip(sizes, sizes[1:]):
            out.append((fan_in, fan_out))
            out.append((fan_out,))
            out.append((n, fan_out))
        return out
    """,
    line=4,
    why="the three shapes of a layer belong together",
)

slip(
    "mlp_forward",
    """
    def mlp_forward(X, V, a, W, b):
        S, H = hidden_layer(X, V, a)
        Z, Y = hidden_layer(S, W, b)
        return dict(S=S, H=H, Z=Z, Y=Y)
    """,
    line=3,
    why="the output layer is fed S",
)

slip(
    "mlp_forward",
    """
    def mlp_forward(X, V, a, W, b):
        S = X @ V + a
        H = sigmoid(S)
        Z = H @ W + b
        Y = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
        return {"S": S, "H": H, "Z": Z, "Y": Y}
    """,
    line=5,
    why="softmax at the output",
)

slip(
    "mlp_forward",
    """
    def mlp_forward(X, V, a, W, b):
        names = ["S", "H", "Y", "Z"]
        values = []
        out = X
        for M, c in [(V, a), (W, b)]:
            z = out @ M + c
            out = sigmoid(z)
            values += [z, out]
        return dict(zip(names, values))
    """,
    line=2,
    why="Z and Y stand under each other's names",
)

slip(
    "dense",
    """
    def dense(X, W, b):
        n, fan_in = X.shape
        fan_out = W.shape[1]
        Z = np.zeros((n, fan_out))
        for i in range(n):
            for k in range(fan_out):
                for j in range(fan_in):
                    Z[i, k] += X[i, j] * W[j, k] + b[k]
        return Z
    """,
    line=8,
    why="a loop that forgets the bias of each unit",
)

slip(
    "hidden_layer",
    """
    def hidden_layer(X, V, a):
        S = dense(X, V, a)
        H = sigmoid(S)
        return H
    """,
    line=4,
    why="only H is returned",
)

slip(
    "hidden_layer",
    """
    def hidden_layer(X, V, a):
        s = X.dot(V) + a
        return sigmoid(s), s
    """,
    line=3,
    why="order swapped",
)

slip(
    "mlp_forward",
    """
    def mlp_forward(X, V, a, W, b):
        S = X @ V + a
        H = sigmoid(S)
        Z = H @ W + b
        Y = Z
        return dict(S=S, H=H, Z=Z, Y=Y)
    """,
    line=5,
    why="no sigmoid at the output",
)

slip(
    "layer_shapes",
    """
    def layer_shapes(sizes, n):
        result = []
        for i in range(1, len(sizes)):
            result.append(((sizes[i - 1], sizes[i]), (sizes[i]), (n, sizes[i])))
        return result
    """,
    line=4,
    why="bias shape is no tuple",
)

slip(
    "bump",
    """
    def bump(x, left, right, height, steepness):
        return height * steepness * (sigmoid(x - left) - sigmoid(x - right))
    """,
    line=2,
    why="steepness outside of the sigmoid",
)

slip(
    "mlp_forward",
    """
    def mlp_forward(X, V, a, W, b):
        S = X @ V + a
        H = sigmoid(S)
        Z = H @ W + b
        H = sigmoid(Z)
        return {"S": S, "H": H, "Z": Z, "Y": H}
    """,
    line=5,
    why="H overwritten by the output",
)

slip(
    "count_parameters",
    """
    def count_parameters(sizes):
        total = 0
        for i in range(1, len(sizes)):
            total += sizes[i - 1] * sizes[i] * sizes[i]
        return total
    """,
    line=4,
    why="biases multiplied",
)

slip(
    "layer_shapes",
    """
    def layer_shapes(sizes, n):
        out = []
        for a, b in zip(sizes, sizes[1:]):
            out.append(((n, a), (b,), (n, b)))
        return out
    """,
    line=4,
    why="batch size in the weights",
)

slip(
    "bump",
    """
    def bump(x, left, right, height, steepness):
        s1 = sigmoid(steepness * (x - left))
        s2 = sigmoid(steepness * (right - x))
        return height * (s1 + s2)
    """,
    line=4,
    why="both steps up",
)

slip(
    "collapse_linear",
    """
    def collapse_linear(W1, b1, W2, b2):
        W = W2 @ W1
        b = b1 @ W2 + b2
        return W, b
    """,
    line=2,
    why="the order of the matrices",
)
