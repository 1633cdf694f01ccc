"""Wrong answers of deep networks, as learners write them; free to read for whoever works on the explanations."""

from tests.support.slips import slip

slip(
    "init_parameters",
    """
        def init_parameters(sizes, rng, scale=0.01):
            parameters = []
            for l in range(1, len(sizes)):
                W = rng.random((sizes[l - 1], sizes[l])) * scale
                b = np.zeros(sizes[l])
                parameters.append((W, b))
            return parameters
        """,
    line=4,
    why="rng.random draws uniform numbers from 0 to 1; normal ones come from rng.normal",
)

slip(
    "init_parameters",
    """
        def init_parameters(sizes, rng, scale=0.01):
            out = []
            for n_in, n_out in zip(sizes[:-1], sizes[1:]):
                w = rng.normal(0, scale ** 2, (n_in, n_out))
                out.append((w, np.zeros(n_out)))
            return out
        """,
    line=4,
    why="the second argument of rng.normal is the standard deviation; the square makes it too small",
)

slip(
    "init_parameters",
    """
        def init_parameters(sizes, rng, scale=0.01):
            params = []
            for fan_in, fan_out in zip(sizes, sizes[1:]):
                # mean 0, deviation scale
                weights = rng.normal(size=(fan_in, fan_out)) + scale
                bias = np.zeros(fan_out)
                params.append((weights, bias))
            return params
        """,
    line=5,
    why="scale is added to the weights, it must multiply them",
)

slip(
    "init_parameters",
    """
        def init_parameters(sizes, rng, scale=0.01):
            np.random.seed(1)
            params = []
            for l in range(1, len(sizes)):
                W = np.random.randn(sizes[l], sizes[l - 1]) * scale
                b = np.zeros(sizes[l])
                params.append((W, b))
            return params
        """,
    line=None,
    why="the numbers come from np.random instead of rng, and the shape is (fan_out, fan_in)",
)

slip(
    "linear_forward",
    """
        def linear_forward(A, W, b):
            Z = np.dot(W, A) + b
            cache = (A, W, b)
            return Z, cache
        """,
    line=2,
    why="the order is that of the column convention; with samples in rows it is A @ W",
)

slip(
    "linear_forward",
    """
        def linear_forward(A, W, b):
            Z = np.matmul(A, W)
            Z = Z + b
            cache = (A, W, Z)
            return Z, cache
        """,
    line=4,
    why="the last entry of the cache is b, not Z",
)

slip(
    "linear_forward",
    """
        def linear_forward(A, W, b):
            bias = b.reshape(-1, 1)
            Z = np.dot(A, W) + bias
            return Z, (A, W, b)
        """,
    line=2,
    why="b belongs to the units: it is a row that is added to each sample, not a column",
)

slip(
    "linear_forward",
    """
        def linear_forward(A, W, b):
            Z = A @ W + b
            cache = {"A": A, "W": W, "b": b}
            return Z, cache
        """,
    line=3,
    why="the cache is a dictionary; a tuple (A, W, b) is asked for",
)

slip(
    "layer_forward",
    """
        def layer_forward(A, W, b, activation):
            if activation == "sigmoid":
                Z, linear_cache = linear_forward(A, W, b)
                A_next = 1 / (1 + np.exp(-Z))
            elif activation == "relu":
                Z, linear_cache = linear_forward(A, W, b)
                A_next = np.maximum(0, Z)
            return A_next, linear_cache
        """,
    line=8,
    why="the cache of the linear part lacks Z: it must be (A, W, b, Z)",
)

slip(
    "layer_forward",
    """
        def layer_forward(A, W, b, activation):
            Z, linear_cache = linear_forward(A, W, b)
            if activation == "relu":
                A_next = np.maximum(Z, 0)
            else:
                A_next = sigmoid(Z)
            cache = (linear_cache, Z)
            return A_next, cache
        """,
    line=7,
    why="the cache is nested, ((A, W, b), Z); it must be flat, (A, W, b, Z)",
)

slip(
    "layer_forward",
    """
        def layer_forward(A, W, b, activation):
            Z = linear_forward(A, W, b)
            if activation == "relu":
                A_next = np.maximum(Z, 0)
            else:
                A_next = sigmoid(Z)
            return A_next, (A, W, b, Z)
        """,
    line=2,
    why="linear_forward returns a pair; Z is its first entry",
)

slip(
    "layer_forward",
    """
        def layer_forward(A, W, b, activation):
            Z, (A, W, b) = linear_forward(A, W, b)
            if activation == "relu":
                g = np.max(Z, 0)
            else:
                g = 1.0 / (1.0 + np.exp(-Z))
            cache = (A, W, b, Z)
            return g, cache
        """,
    line=4,
    why="np.max takes the largest entry of the whole array; entry by entry it is np.maximum",
)

slip(
    "model_forward",
    """
        def model_forward(X, parameters):
            caches = []
            L = len(parameters)
            for l in range(L - 1):
                W, b = parameters[l]
                A, cache = layer_forward(X, W, b, "relu")
                caches.append(cache)
            W, b = parameters[-1]
            AL, cache = layer_forward(A, W, b, "sigmoid")
            caches.append(cache)
            return AL, caches
        """,
    line=6,
    why="every layer is fed X; it must be fed the output of the layer before",
)

slip(
    "model_forward",
    """
        def model_forward(X, parameters):
            caches = []
            A = X
            L = len(parameters)
            for l in range(1, L):
                W, b = parameters[l]
                act = "sigmoid" if l == L - 1 else "relu"
                A, cache = layer_forward(A, W, b, act)
                caches.append(cache)
            return A, caches
        """,
    line=5,
    why="parameters[0] is the first layer; counting from 1 leaves it out",
)

slip(
    "model_forward",
    """
        def model_forward(X, parameters):
            caches = []
            A = X
            L = len(parameters) // 2
            for l in range(1, L):
                A_prev = A
                A, cache = layer_forward(A_prev, parameters['W' + str(l)], parameters['b' + str(l)], "relu")
                caches.append(cache)
            AL, cache = layer_forward(A, parameters['W' + str(L)], parameters['b' + str(L)], "sigmoid")
            caches.append(cache)
            return AL, caches
        """,
    line=None,
    why="parameters is a list of pairs, not a dictionary with names",
)

slip(
    "model_forward",
    """
        def model_forward(X, parameters):
            out = X
            caches = []
            for i, (W, b) in enumerate(parameters):
                if i < len(parameters):
                    out, c = layer_forward(out, W, b, "relu")
                else:
                    out, c = layer_forward(out, W, b, "sigmoid")
                caches.append(c)
            return out, caches
        """,
    line=5,
    why="the last layer is number len(parameters) - 1, so the sigmoid is never reached",
)

slip(
    "output_gradient",
    """
        def output_gradient(A_L, Y):
            dA = -Y / A_L + 1 - Y / 1 - A_L
            return dA
        """,
    line=2,
    why="brackets are missing: only 1 is divided by 1 - A_L, and Y / A_L is subtracted from it",
)

slip(
    "output_gradient",
    """
        def output_gradient(A_L, Y):
            # softmax/sigmoid + cross entropy: the nice formula
            delta = A_L - Y
            return delta
        """,
    line=3,
    why="that is the gradient by Z, after the sigmoid has been passed",
)

slip(
    "output_gradient",
    """
        def output_gradient(A_L, Y):
            if Y == 1:
                return -1 / A_L
            else:
                return 1 / (1 - A_L)
        """,
    line=2,
    why="if cannot ask a whole array at once: use np.where or the formula",
)

slip(
    "output_gradient",
    """
        def output_gradient(A_L, Y):
            dAL = (A_L - Y) / (A_L (1 - A_L))
            return dAL
        """,
    line=2,
    why="there is an operator missing between the two brackets",
)

slip(
    "linear_backward",
    """
        def linear_backward(dZ, cache):
            A, W, b = cache
            m = len(A)
            dW = A.T @ dZ / m
            db = np.sum(dZ) / m
            dA = dZ @ W.T
            return dA, dW, db
        """,
    line=5,
    why="db is a single number, because np.sum without an axis adds up everything",
)

slip(
    "linear_backward",
    """
        def linear_backward(dZ, cache):
            (A, W, b) = cache
            N = A.shape[0]
            db = np.sum(dZ, axis=0, keepdims=True) / N
            dW = A.T.dot(dZ) / N
            dx = dZ.dot(W.T)
            return dx, dW, db
        """,
    line=4,
    why="db keeps the shape (1, fan_out) because of keepdims",
)

slip(
    "linear_backward",
    """
        def linear_backward(dZ, cache):
            A_prev, W, b, Z = cache
            m = A_prev.shape[0]
            dA_prev = dZ @ W.T
            dW = A_prev.T @ dZ / m
            db = dZ.sum(0) / m
            return dA_prev, dW, db
        """,
    line=2,
    why="the cache holds three arrays, it cannot be unpacked into four",
)

slip(
    "linear_backward",
    """
        def linear_backward(dZ, cache):
            A, W, b = cache
            m = A.shape[0]
            dA_prev = np.zeros(A.shape)
            for i in range(m):
                dA_prev[i] = W @ dZ[i]
                dW = np.outer(A[i], dZ[i])
                db = dZ[i]
            return dA_prev, dW, db
        """,
    line=None,
    why="the loop overwrites dW and db with each sample, and the 1/m is missing",
)

slip(
    "layer_backward",
    """
        def layer_backward(dA, cache, activation):
            A, W, b, Z = cache
            if activation == "relu":
                dZ = dA
                dZ[Z <= 0] = 0
            else:
                s = 1 / (1 + np.exp(-Z))
                dZ = dA * s * (1 - s)
            dA_prev, dW, db = linear_backward(dZ, (A, W, b))
            return dA_prev, dW, db
        """,
    line=4,
    why="the mask changes dA of the caller in place: copy it first",
)

slip(
    "layer_backward",
    """
        def layer_backward(dA, cache, activation):
            linear_cache, activation_cache = cache
            if activation == "relu":
                dZ = dA * (activation_cache > 0)
            elif activation == "sigmoid":
                s = sigmoid(activation_cache)
                dZ = dA * s * (1 - s)
            dA_prev, dW, db = linear_backward(dZ, linear_cache)
            return dA_prev, dW, db
        """,
    line=2,
    why="the cache is flat, four entries; it cannot be unpacked into two",
)

slip(
    "layer_backward",
    """
        def layer_backward(dA, cache, activation):
            def relu_backward(dA, Z):
                return dA * np.maximum(0, Z)

            def sigmoid_backward(dA, Z):
                s = 1 / (1 + np.exp(-Z))
                return dA * s * (1 - s)

            A, W, b, Z = cache
            if activation == "relu":
                dZ = relu_backward(dA, Z)
            elif activation == "sigmoid":
                dZ = sigmoid_backward(dA, Z)
            dA_prev, dW, db = linear_backward(dZ, (A, W, b))
            return dA_prev, dW, db
        """,
    line=3,
    why="for a ReLU the value max(0, Z) is used as the slope, which is 0 or 1",
)

slip(
    "layer_backward",
    """
        def layer_backward(dA, cache, activation):
            Z = cache[3]
            if activation == "relu":
                dZ = dA * np.where(Z > 0, 1, 0)
            else:
                dZ = dA * sigmoid(Z)
            return linear_backward(dZ, cache)
        """,
    line=None,
    why="the whole cache goes on to linear_backward, which takes three entries; and the sigmoid's slope lacks 1 - s",
)

slip(
    "model_backward",
    """
        def model_backward(A_L, Y, caches):
            grads = []
            dA = -(np.divide(Y, A_L) - np.divide(1 - Y, 1 - A_L))
            dA, dW, db = layer_backward(dA, caches[-1], "sigmoid")
            grads.append((dW, db))
            for cache in reversed(caches[:-1]):
                dA, dW, db = layer_backward(dA, cache, "relu")
                grads.append((dW, db))
            return grads
        """,
    line=9,
    why="the gradients stand in the list from the last layer to the first",
)

slip(
    "model_backward",
    """
        def model_backward(A_L, Y, caches):
            grads = []
            dA = output_gradient(A_L, Y)
            n = len(caches)
            for k in range(n - 1, -1, -1):
                name = "relu" if k < n - 1 else "sigmoid"
                dW, db = layer_backward(dA, caches[k], name)
                grads.insert(0, (dW, db))
            return grads
        """,
    line=7,
    why="layer_backward returns three values, dA_prev, dW and db",
)

slip(
    "model_backward",
    """
        def model_backward(A_L, Y, caches):
            grads = {}
            L = len(caches)
            m = A_L.shape[0]
            dAL = output_gradient(A_L, Y) / m
            current_cache = caches[L - 1]
            dA_prev, dW, db = layer_backward(dAL, current_cache, "sigmoid")
            grads["dA" + str(L - 1)] = dA_prev
            grads["dW" + str(L)] = dW
            grads["db" + str(L)] = db
            for l in reversed(range(L - 1)):
                current_cache = caches[l]
                dA_prev, dW, db = layer_backward(grads["dA" + str(l + 1)], current_cache, "relu")
                grads["dA" + str(l)] = dA_prev
                grads["dW" + str(l + 1)] = dW
                grads["db" + str(l + 1)] = db
            return grads
        """,
    line=None,
    why="a dictionary with names is returned, and the 1/m is applied twice",
)

slip(
    "model_backward",
    """
        def model_backward(A_L, Y, caches):
            dA = output_gradient(A_L, Y)
            grads = []
            last = True
            for c in caches[::-1]:
                dA, dW, db = layer_backward(dA, c, "sigmoid" if last else "relu")
                last = False
                grads.append((dW, db))
            return grads.reverse()
        """,
    line=9,
    why="list.reverse changes the list and returns None",
)

slip(
    "update_parameters",
    """
        def update_parameters(parameters, grads, lr):
            updated = []
            for W, b, dW, db in zip(parameters, grads):
                updated.append((W - lr * dW, b - lr * db))
            return updated
        """,
    line=3,
    why="zip gives two pairs, (W, b) and (dW, db): each needs its own brackets",
)

slip(
    "update_parameters",
    """
        def update_parameters(parameters, grads, lr):
            for (W, b), (dW, db) in zip(parameters, grads):
                W = W - lr * dW
                b = b - lr * db
            return parameters
        """,
    line=None,
    why="the new W and b are computed and then forgotten: they must go into the list that is returned",
)

slip(
    "update_parameters",
    """
        def update_parameters(parameters, grads, lr):
            out = []
            for (W, b), (dW, db) in zip(parameters, grads):
                W = W - lr * dW
                db = b - lr * db
                out.append((W, b))
            return out
        """,
    line=5,
    why="the gradient itself is overwritten: b must be updated, not db",
)

slip(
    "update_parameters",
    """
        def update_parameters(parameters, grads, lr):
            L = len(parameters) // 2
            for l in range(L):
                parameters["W" + str(l + 1)] = parameters["W" + str(l + 1)] - lr * grads["dW" + str(l + 1)]
                parameters["b" + str(l + 1)] = parameters["b" + str(l + 1)] - lr * grads["db" + str(l + 1)]
            return parameters
        """,
    line=None,
    why="parameters holds pairs, not names; and each pair must be updated with its own gradient",
)

slip(
    "to_columns",
    """
        def to_columns(parameters):
            out = []
            for W, b in parameters:
                n = W.shape[0]
                out.append((W.T, b.reshape(n, 1)))
            return out
        """,
    line=4,
    why="b has one number per unit, which is W.shape[1] of them, not W.shape[0]",
)

slip(
    "to_columns",
    """
        def to_columns(parameters):
            out = []
            for W, b in parameters:
                fan_in, fan_out = W.shape
                out.append((W.reshape(fan_out, fan_in), b.reshape(fan_out, 1)))
            return out
        """,
    line=5,
    why="reshape only counts the entries off anew: transpose W",
)

slip(
    "to_columns",
    """
        def to_columns(parameters):
            columns = []
            for W, b in parameters:
                columns.extend((W.T, b.reshape(-1, 1)))
            return columns
        """,
    line=4,
    why="extend adds W and b one after the other; a pair must be appended",
)

slip(
    "to_columns",
    """
        def to_columns(parameters):
            for i in range(len(parameters)):
                W, b = parameters[i]
                parameters[i] = (W.T, b.reshape(-1, 1))
            return parameters
        """,
    line=None,
    why="the caller's list is changed in place: build a new list",
)

slip(
    "from_columns",
    """
        def from_columns(parameters):
            rows = []
            for W, b in parameters:
                rows.append((W.T, np.sum(b, axis=0)))
            return rows
        """,
    line=4,
    why="the sum along axis 0 adds up all biases; the other axis, of length 1, is the one to remove",
)

slip(
    "from_columns",
    """
        def from_columns(parameters):
            return [(W.T, b[0]) for W, b in parameters]
        """,
    line=2,
    why="b[0] is the first entry alone; the whole column is b[:, 0]",
)

slip(
    "from_columns",
    """
        def from_columns(parameters):
            res = []
            for W, b in parameters:
                res.append((np.transpose(W), np.squeeze(b)))
            return res
        """,
    line=4,
    why="squeeze without an axis makes a number without axes of a layer with one unit",
)

slip(
    "from_columns",
    """
        def from_columns(parameters):
            rows = []
            for W, b in to_columns(parameters):
                rows.append((W.T, b.ravel()))
            return rows
        """,
    line=3,
    why="W is transposed twice, so it stays as it was",
)

slip(
    "model_backward",
    """
    def model_backward(A_L, Y, caches):
        dA = output_gradient(A_L, Y)
        grads = [None] * len(caches)
        for l in range(len(caches) - 1, -1, -1):
            kind = "sigmoid" if l == len(caches) - 1 else "relu"
            dA_prev, dW, db = layer_backward(dA, caches[l], kind)
            grads[l] = (dW, db)
        return grads
    """,
    line=6,
    why="the gradient for the next layer is stored as dA_prev and never used: dA stays what it was",
)

slip(
    "linear_backward",
    """
    def linear_backward(dZ, cache):
        m = dZ.shape[0]
        A, W, b, Z = cache
        return dZ @ W.T, A.T @ dZ / m, dZ.sum(axis=0) / m
    """,
    line=3,
    why="unpack four values",
)

slip(
    "model_forward",
    """
    def model_forward(X, parameters):
        A, caches, L = X, [], len(parameters)
        for l in range(1, L):
            A, cache = layer_forward(A, parameters[l][0], parameters[l][1], "relu")
            caches.append(cache)
        A, cache = layer_forward(A, *parameters[L], "sigmoid")
        caches.append(cache)
        return A, caches
    """,
    line=3,
    why="the hidden layers are those from 0 to L - 2, the last is L - 1",
)

slip(
    "from_columns",
    """
        def from_columns(parameters):
            return [(W.transpose(), b.squeeze()) for W, b in parameters]
        """,
    line=2,
    why="squeeze loses the axis of a single unit",
)

slip(
    "from_columns",
    """
        def from_columns(parameters):
            Ws = [W.T for W, b in parameters]
            bs = [b[:, 0] for W, b in parameters]
            return Ws, bs
        """,
    line=4,
    why="returns two lists, weights and biases",
)

slip(
    "from_columns",
    """
        def from_columns(parameters):
            res = []
            for W, b in parameters:
                res.insert(0, (W.T, b.flatten()))
            return res
        """,
    line=4,
    why="order of the layers is reversed",
)

slip(
    "init_parameters",
    """
        def init_parameters(sizes, rng, scale=0.01):
            params = []
            for l in range(1, len(sizes)):
                W = np.random.randn(sizes[l - 1], sizes[l]) * scale
                b = np.zeros(sizes[l])
                params.append((W, b))
            return params
        """,
    line=4,
    why="the weights come from NumPy's global generator",
)

slip(
    "init_parameters",
    """
        def init_parameters(sizes, rng, scale=0.01):
            parameters = []
            L = len(sizes)
            for l in range(1, L):
                W = rng.normal(size=(sizes[l], sizes[l - 1])) * scale
                b = np.zeros((sizes[l], 1))
                parameters.append((W, b))
            return parameters
        """,
    line=5,
    why="the column convention of the MOOC: W is (n_l, n_(l-1)) and b a column",
)

slip(
    "init_parameters",
    """
        def init_parameters(sizes, rng, scale=0.01):
            parameters = {}
            for l in range(1, len(sizes)):
                parameters["W" + str(l)] = rng.normal(0, scale, (sizes[l - 1], sizes[l]))
                parameters["b" + str(l)] = np.zeros(sizes[l])
            return parameters
        """,
    line=6,
    why="a dictionary as in the MOOC, not a list of pairs",
)

slip(
    "init_parameters",
    """
        def init_parameters(sizes, rng, scale=0.01):
            layers = list()
            for i in range(len(sizes) - 2):
                layers.append((scale * rng.standard_normal((sizes[i], sizes[i + 1])), np.zeros(sizes[i + 1])))
            return layers
        """,
    line=3,
    why="one layer too few: the range ends at the last hidden layer",
)

slip(
    "init_parameters",
    """
        def init_parameters(sizes, rng, scale=0.01):
            params = []
            for i in range(1, len(sizes)):
                W = rng.normal(scale=scale, size=(sizes[i-1], sizes[i]))
                b = np.zeros(sizes[i])
                params = params.append((W, b))
            return params
        """,
    line=6,
    why="append returns None",
)

slip(
    "layer_backward",
    """
        def layer_backward(dA, cache, activation):
            A, W, b, Z = cache
            if activation == "relu":
                dZ = np.array(dA, copy=True)
                dZ[dA <= 0] = 0
            elif activation == "sigmoid":
                s = 1 / (1 + np.exp(-Z))
                dZ = dA * s * (1 - s)
            dA_prev, dW, db = linear_backward(dZ, (A, W, b))
            return dA_prev, dW, db
        """,
    line=5,
    why="the mask comes from dA",
)

slip(
    "layer_backward",
    """
        def layer_backward(dA, cache, activation):
            A, W, b, Z = cache
            slopes = {
                "relu": lambda z: (z > 0) * 1.0,
                "sigmoid": lambda z: (sigmoid(z) - 1) ** 2,
            }
            dZ = dA * slopes[activation](Z)
            return linear_backward(dZ, (A, W, b))
        """,
    line=5,
    why="sigmoid' = s - s squared written with the square outside",
)

slip(
    "layer_backward",
    """
        def layer_backward(dA, cache, activation):
            A_prev, W, b, Z = cache
            if activation == "relu":
                dZ = dA * (Z_prev > 0)
            else:
                dZ = dA * sigmoid(Z) * (1 - sigmoid(Z))
            return linear_backward(dZ, (A_prev, W, b))
        """,
    line=4,
    why="variable name from another text: Z_prev is not defined",
)

slip(
    "layer_forward",
    """
        def layer_forward(A, W, b, activation):
            Z, (A_prev, W, b) = linear_forward(A, W, b)
            if activation == "sigmoid":
                A = sigmoid(Z)
            elif activation == "relu":
                A = np.maximum(0, Z)
            return A, (A_prev, W, b, A)
        """,
    line=7,
    why="the cache holds the output, not Z",
)

slip(
    "layer_forward",
    """
        def layer_forward(A, W, b, activation):
            Z = A @ W + b
            if activation == "ReLU":
                out = np.maximum(Z, 0)
            else:
                out = sigmoid(Z)
            return out, (A, W, b, Z)
        """,
    line=3,
    why="compares strings with a capital: never true, so the sigmoid is always used",
)

slip(
    "layer_forward",
    """
        def layer_forward(A, W, b, activation):
            Z = linear_forward(A, W, b)
            A_next = np.maximum(Z, 0) if activation == "relu" else sigmoid(Z)
            return A_next, (A, W, b, Z)
        """,
    line=2,
    why="Z is the whole return value of linear_forward",
)

slip(
    "linear_backward",
    """
        def linear_backward(dZ, cache):
            A_prev, W, b = cache
            m = A_prev.shape[1]
            dW = A_prev.T @ dZ / m
            db = dZ.sum(axis=0) / m
            return dZ @ W.T, dW, db
        """,
    line=3,
    why="m is the number of features: shape[1], as in the column convention",
)

slip(
    "linear_backward",
    """
        def linear_backward(dZ, cache):
            A, W, b = cache
            m = len(A)
            dW = (1 / m) * A.T.dot(dZ)
            db = (1 / m) * np.sum(dZ, axis=0, keepdims=True)
            dA_prev = dZ.dot(W.T)
            return dA_prev, dW, db
        """,
    line=5,
    why="db keeps its axis",
)

slip(
    "linear_backward",
    """
        def linear_backward(dZ, cache):
            A, W, b = cache
            n = A.shape[0]
            return A.T @ dZ / n, dZ.mean(axis=0), dZ @ W.T
        """,
    line=4,
    why="the order of the results is that of the update: dW, db, dA",
)

slip(
    "linear_backward",
    """
        def linear_backward(dZ, cache):
            A, W, b = cache
            m = len(dZ)
            dW = np.zeros(W.shape)
            db = np.zeros(b.shape)
            for i in range(m):
                dW += np.outer(A[i], dZ[i])
                db += dZ[i]
                dW = dW / m
                db = db / m
            return dZ @ W.T, dW, db
        """,
    line=9,
    why="loops: dW is averaged in every pass of the loop",
)

slip(
    "linear_forward",
    """
        def linear_forward(A, W, b):
            Z = np.dot(W, A) + b
            return Z, (A, W, b)
        """,
    line=2,
    why="the column formula W A + b",
)

slip(
    "linear_forward",
    """
        def linear_forward(A, W, b):
            A = np.dot(A, W) + b
            return A, (A, W, b)
        """,
    line=2,
    why="A is overwritten by the result before it is put into the cache",
)

slip(
    "linear_forward",
    """
        def linear_forward(A, W, b):
            cache = [A, W]
            Z = A.dot(W) + b
            return Z, cache
        """,
    line=2,
    why="the cache is a list",
)

slip(
    "linear_forward",
    """
        def linear_forward(A, W, b):
            Z = A @ (W + b)
            return Z, (A, W, b)
        """,
    line=2,
    why="bias is multiplied in with the samples",
)

slip(
    "model_backward",
    """
        def model_backward(A_L, Y, caches):
            dA = output_gradient(A_L, Y)
            grads = []
            for k, cache in enumerate(reversed(caches)):
                dA_prev, dW, db = layer_backward(dA, cache, "relu" if k else "sigmoid")
                grads.append((dW, db))
            return grads[::-1]
        """,
    line=5,
    why="dA is not carried on: every layer gets the gradient of the output",
)

slip(
    "model_forward",
    """
        def model_forward(X, parameters):
            caches, A = [], X
            for W, b in parameters[:-1]:
                A, cache = layer_forward(A, W, b, activation="relu")
                caches.append(cache)
            A, _ = layer_forward(A, *parameters[-1], activation="sigmoid")
            return A, caches
        """,
    line=6,
    why="the cache of the last layer is not kept",
)

slip(
    "output_gradient",
    """
        def output_gradient(A_L, Y):
            eps = 1e-12
            loss = -(Y * np.log(A_L + eps) + (1 - Y) * np.log(1 - A_L + eps))
            return loss
        """,
    line=3,
    why="the loss, not its derivative",
)

slip(
    "output_gradient",
    """
        def output_gradient(A_L, Y):
            return -(Y / A_L) + (1 - Y / 1 - A_L)
        """,
    line=2,
    why="precedence: 1 - Y / 1 - A_L",
)

slip(
    "to_columns",
    """
        def to_columns(parameters):
            for W, b in parameters:
                columns = [(W.T, b[:, None])]
            return columns
        """,
    line=3,
    why="a generator is used up, and a tuple is built from lists wrongly: only the last layer is returned",
)

slip(
    "to_columns",
    """
        def to_columns(parameters):
            for i in range(len(parameters)):
                W, b = parameters[i]
                parameters[i] = (W.T, b[:, None])
        """,
    line=4,
    why="changes the list in place by index and returns nothing",
)

slip(
    "update_parameters",
    """
        def update_parameters(parameters, grads, lr):
            for i in range(len(parameters)):
                new = []
                W = parameters[i][0] - lr * grads[i][0]
                b = parameters[i][1] - lr * grads[i][1]
                new.append((W, b))
            return new
        """,
    line=3,
    why="only the last layer is returned",
)

slip(
    "update_parameters",
    """
        def update_parameters(parameters, grads, lr):
            for l in range(len(parameters)):
                parameters[l][0] = parameters[l][0] - lr * grads[l][0]
                parameters[l][1] = parameters[l][1] - lr * grads[l][1]
            return parameters
        """,
    line=3,
    why="tuples cannot be assigned to",
)

slip(
    "update_parameters",
    """
        def update_parameters(parameters, grads, lr):
            L = len(parameters)
            return [
                (parameters[l][0] - lr * grads[l][0], parameters[l][1] - lr * grads[l][1])
                for l in range(1, L)
            ]
        """,
    line=5,
    why="the index in the comprehension runs over layers minus one",
)

slip(
    "layer_forward",
    """
        def layer_forward(A, W, b, activation):
            Z, cache = linear_forward(A, W, b)
            A_next = {"relu": np.maximum(Z, 0), "sigmoid": sigmoid(Z)}[activation]
            return (*cache, Z), A_next
        """,
    line=4,
    why="returns only cache[0] as Z; order of return values swapped",
)

slip(
    "layer_forward",
    """
        def layer_forward(A, W, b, activation):
            Z, (A0, W0, b0) = linear_forward(A, W, b)
            if activation == "relu":
                A_next = np.maximum(Z, 0)
            elif activation == "sigmoid":
                A_next = 1 / (1 + np.exp(Z))
            return A_next, (A0, W0, b0, Z)
        """,
    line=6,
    why="if / elif with is",
)

slip(
    "linear_backward",
    """
        def linear_backward(dZ, cache):
            A, W, b = cache
            m = len(dZ)
            return np.dot(dZ, W), np.dot(A.T, dZ) / m, np.sum(dZ, axis=0) / m
        """,
    line=4,
    why="multiplies by A's slope: dA_prev with W not transposed; square only",
)

slip(
    "linear_backward",
    """
        def linear_backward(dZ, cache):
            A, W, b = cache
            m = A.shape[0]
            dA_prev = dZ @ W.T
            dW = A.T @ dZ * (1 / m)
            db = dZ.sum(axis=1) / m
            return dA_prev, dW, db
        """,
    line=6,
    why="db sums along axis 1",
)

slip(
    "linear_backward",
    """
        def linear_backward(dZ, cache):
            W, b, A = cache
            m = dZ.shape[0]
            return dZ @ W.T, A.T @ dZ / m, dZ.sum(axis=0) / m
        """,
    line=2,
    why="unpacks the cache in the order W, b, A",
)

slip(
    "linear_forward",
    """
        def linear_forward(A, W, b):
            m, n_in = A.shape
            n_out = W.shape[1]
            Z = np.zeros((m, n_out))
            for s in range(m):
                for k in range(n_out):
                    for i in range(n_in):
                        Z[s, k] += A[s, i] * W[i, k] + b[k]
            return Z, (A, W, b)
        """,
    line=8,
    why="loops over the units, with the bias added once per input",
)

slip(
    "linear_forward",
    """
        def linear_forward(A, W, b):
            Z = A @ W + b
            return Z, A, W, b
        """,
    line=3,
    why="returns a flat tuple of four",
)

slip(
    "model_backward",
    """
        def model_backward(A_L, Y, caches):
            m = Y.shape[0]
            dA = output_gradient(A_L, Y) / m
            grads = []
            for i, cache in enumerate(caches[::-1]):
                dA, dW, db = layer_backward(dA, cache, "relu" if i > 0 else "sigmoid")
                grads.insert(0, (dW, db))
            return grads
        """,
    line=3,
    why="output gradient is divided by m, and linear_backward does it again",
)

slip(
    "model_backward",
    """
        def model_backward(A_L, Y, caches):
            grads = {}
            L = len(caches)
            dA = output_gradient(A_L, Y)
            for l in reversed(range(L)):
                dA, dW, db = layer_backward(dA, caches[l], "sigmoid" if l == L - 1 else "relu")
                grads["dW" + str(l + 1)] = dW
                grads["db" + str(l + 1)] = db
            return grads
        """,
    line=9,
    why="dictionary of gradients",
)

slip(
    "model_forward",
    """
        def model_forward(X, parameters):
            caches, A, i = [], X, 0
            while i < len(parameters):
                W, b = parameters[i]
                if i == len(parameters):
                    A, cache = layer_forward(A, W, b, "sigmoid")
                else:
                    A, cache = layer_forward(A, W, b, "relu")
                caches.append(cache)
                i += 1
            return A, caches
        """,
    line=5,
    why="last layer's index is wrong in a while loop, so relu is used at the output",
)

slip(
    "model_forward",
    """
        def model_forward(X, parameters):
            A = X
            for n, (W, b) in enumerate(parameters):
                caches = []
                A, cache = layer_forward(A, W, b, "relu" if n < len(parameters) - 1 else "sigmoid")
                caches.append(cache)
            return A, caches
        """,
    line=4,
    why="the cache's list is made anew in each round",
)

slip(
    "update_parameters",
    """
        def update_parameters(parameters, grads, lr):
            Ws = [p[0] - lr * g[0] for p, g in zip(parameters, grads)]
            bs = [p[1] - lr * g[1] for p, g in zip(parameters, grads)]
            return Ws, bs
        """,
    line=4,
    why="returns two lists, Ws and bs",
)

slip(
    "update_parameters",
    """
        def update_parameters(parameters, grads, lr):
            new = []
            for i in range(len(parameters)):
                W, b = parameters[i]
                dW, db = grads[i]
                new.append((lr * (W - dW), lr * (b - db)))
            return new
        """,
    line=6,
    why="lr multiplies the wrong thing",
)

slip(
    "init_parameters",
    """
        def init_parameters(sizes, rng, scale=0.01):
            W = rng.normal(0, scale, size=(sizes[0], sizes[1]))
            b = np.zeros(sizes[1])
            return [(W, b) for _ in sizes[1:]]
        """,
    line=2,
    why="every layer has the shape of the first",
)

slip(
    "layer_backward",
    """
        def layer_backward(dA, cache, activation):
            A, W, b, Z = cache
            def slope(z):
                if activation == "relu":
                    return (z > 0) * 1
                return sigmoid(z) * 1 - sigmoid(z)
            return linear_backward(dA * slope(Z), (A, W, b))
        """,
    line=6,
    why="relu's mask counts 0 twice; slope of sigmoid from dA",
)

slip(
    "layer_forward",
    """
        def layer_forward(A, W, b, activation):
            Z = A @ W + b
            if activation == "relu":
                A_next = np.maximum(0, Z)
            if activation == "sigmod":
                A_next = sigmoid(Z)
            return A_next, (A, W, b, Z)
        """,
    line=5,
    why="forgets the else: UnboundLocalError for sigmoid",
)

slip(
    "linear_backward",
    """
        def linear_backward(dZ, cache):
            A, W, b = cache
            m = len(A)
            dW, db = np.zeros_like(W, dtype=float), np.zeros_like(b, dtype=float)
            for i in range(m):
                dW += A[i][:, None] * dZ[i][None, :] / m
                db += dZ / m
            return dZ @ W.T, dW, db
        """,
    line=7,
    why="accumulates in the wrong variable",
)

slip(
    "model_forward",
    """
        def model_forward(X, parameters):
            class Net:
                caches = []
                def run(self, A, layers):
                    for i, (W, b) in enumerate(layers):
                        A, c = layer_forward(A, W, b, "relu")
                        self.caches.append(c)
                    return A
            net = Net()
            return net.run(X, parameters), net.caches
        """,
    line=6,
    why="class of one's own with a list attribute",
)

slip(
    "output_gradient",
    """
        def output_gradient(A_L, Y):
            A = np.clip(A_L, 0.1, 0.9)
            return -Y / A + (1 - Y) / (1 - A)
        """,
    line=2,
    why="clips A",
)

slip(
    "to_columns",
    """
        def to_columns(parameters):
            return {i: (W.T, b[:, None]) for i, (W, b) in enumerate(parameters)}
        """,
    line=2,
    why="a dictionary",
)

slip(
    "update_parameters",
    """
        def update_parameters(parameters, grads, lr):
            new = []
            for param, grad in zip(parameters, grads):
                new.append(tuple(p - lr * g for p in param for g in grad))
            return new
        """,
    line=4,
    why="grads are (W, b) arrays zipped wrongly",
)

slip(
    "init_parameters",
    """
    def init_parameters(sizes, rng, scale=0.01):
        params = []
        for l in range(1, len(sizes)):
            W = rng.normal(0, scale, (sizes[l], sizes[l - 1]))
            b = np.zeros((sizes[l], 1))
            params.append((W, b))
        return params
    """,
    line=4,
    why="Ng's convention",
)

slip(
    "init_parameters",
    """
    def init_parameters(sizes, rng, scale=0.01):
        return [(np.random.randn(i, o) * scale, np.zeros(o)) for i, o in zip(sizes, sizes[1:])]
    """,
    line=2,
    why="np.random in place of rng",
)

slip(
    "layer_forward",
    """
    def layer_forward(A, W, b, activation):
        Z, linear_cache = linear_forward(A, W, b)
        if activation == "sigmoid":
            A_next = sigmoid(Z)
        elif activation == "relu":
            A_next = np.maximum(0, Z)
        cache = (linear_cache, Z)
        return A_next, cache
    """,
    line=7,
    why="cache nested as in Ng's course",
)

slip(
    "layer_forward",
    """
    def layer_forward(A, W, b, activation):
        Z = A @ W + b
        if activation == "relu":
            A = np.maximum(0, Z)
        else:
            A = sigmoid(Z)
        return A, (A, W, b, Z)
    """,
    line=4,
    why="stores the activation",
)

slip(
    "model_forward",
    """
    def model_forward(X, parameters):
        A = X
        caches = []
        for W, b in parameters:
            A, cache = layer_forward(A, W, b, "relu")
            caches.append(cache)
        return A, caches
    """,
    line=5,
    why="relu at the output too",
)

slip(
    "linear_backward",
    """
    def linear_backward(dZ, cache):
        A, W, b = cache
        m = A.shape[0]
        dW = A.T @ dZ / m
        db = dZ.sum(axis=0) / m
        dA = dZ @ W.T / m
        return dA, dW, db
    """,
    line=6,
    why="dA_prev averaged too",
)

slip(
    "linear_backward",
    """
    def linear_backward(dZ, cache):
        A, W, b = cache
        m = A.shape[1]
        return dZ @ W.T, A.T @ dZ / m, dZ.sum(axis=0) / m
    """,
    line=3,
    why="m is the number of features",
)

slip(
    "layer_backward",
    """
    def layer_backward(dA, cache, activation):
        A, W, b, Z = cache
        if activation == "ReLU":
            dZ = dA * (Z > 0)
        else:
            s = sigmoid(Z)
            dZ = dA * s * (1 - s)
        return linear_backward(dZ, (A, W, b))
    """,
    line=3,
    why="always sigmoid because of a wrong comparison",
)

slip(
    "layer_backward",
    """
    def layer_backward(dA, cache, activation):
        A, W, b, Z = cache
        if activation == "relu":
            dZ = np.array(dA, copy=True)
            dZ[Z < 0] = 0
        else:
            dZ = dA * Z * (1 - Z)
        return linear_backward(dZ, (A, W, b))
    """,
    line=7,
    why="relu mask from A",
)

slip(
    "model_backward",
    """
    def model_backward(A_L, Y, caches):
        dA = output_gradient(A_L, Y)
        grads = []
        L = len(caches)
        for l in reversed(range(L)):
            activation = "sigmoid" if l == L - 1 else "relu"
            dA, dW, db = layer_backward(dA, caches[l], activation)
            grads.append((dW, db))
        return grads
    """,
    line=8,
    why="grads in reverse order",
)

slip(
    "model_backward",
    """
    def model_backward(A_L, Y, caches):
        L = len(caches)
        dA = output_gradient(A_L, Y)
        dA, dW, db = layer_backward(dA, caches[-1], "sigmoid")
        grads = [(dW, db)]
        for l in range(L - 2, 0, -1):
            dA, dW, db = layer_backward(dA, caches[l], "relu")
            grads.insert(0, (dW, db))
        return grads
    """,
    line=6,
    why="off by one in the hidden loop",
)

slip(
    "update_parameters",
    """
    def update_parameters(parameters, grads, lr):
        for l in range(len(parameters)):
            W, b = parameters[l]
            dW, db = grads[l]
            W -= lr * dW
            b -= lr * db
        return parameters
    """,
    line=5,
    why="in place, Ng's way",
)

slip(
    "layer_backward",
    """
    def layer_backward(dA, cache, activation):
        A, W, b, Z = cache
        if activation == "relu":
            dZ = dA * np.maximum(Z, 0)
        else:
            dZ = dA * sigmoid(Z) * (1 - sigmoid(Z))
        return linear_backward(dZ, (A, W, b))
    """,
    line=4,
    why="slope of the sigmoid at the activation twice",
)

slip(
    "model_backward",
    """
    def model_backward(A_L, Y, caches):
        dA = output_gradient(A_L, Y)
        grads = []
        for l in reversed(range(len(caches))):
            act = "sigmoid" if l == len(caches) - 1 else "relu"
            dA_prev, dW, db = layer_backward(dA, caches[l], act)
            grads.insert(0, (dW, db))
        return grads
    """,
    line=6,
    why="dA not handed on",
)

slip(
    "update_parameters",
    """
    def update_parameters(parameters, grads, lr):
        L = len(parameters) // 2
        for l in range(L):
            parameters["W" + str(l + 1)] -= lr * grads["dW" + str(l + 1)]
            parameters["b" + str(l + 1)] -= lr * grads["db" + str(l + 1)]
        return parameters
    """,
    line=2,
    why="dictionary style from Ng",
)
