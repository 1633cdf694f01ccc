"""Wrong answers of deep networks, as learners write them; nobody tunes anything to these."""

from tests.support.slips import slip

slip(
    "init_parameters",
    """
        def init_parameters(sizes, rng, scale=0.01):
            params = []
            L = len(sizes)
            for l in range(1, L):
                W = rng.standard_normal((sizes[l - 1], sizes[l])) * scale
                b = np.zeros((sizes[l], 1))
                params.append((W, b))
            return params
        """,
    line=6,
    why="b has one number per unit: its shape is (fan_out,), not (fan_out, 1)",
)

slip(
    "init_parameters",
    """
        def init_parameters(sizes, rng, scale=0.01):
            layers = []
            for i in range(len(sizes) - 2):
                W = rng.normal(0, scale, size=(sizes[i], sizes[i + 1]))
                b = np.zeros(sizes[i + 1])
                layers.append((W, b))
            return layers
        """,
    line=3,
    why="the loop is one layer short: k + 1 sizes make k layers",
)

slip(
    "init_parameters",
    """
        def init_parameters(sizes, rng, scale=0.01):
            parameters = {}
            L = len(sizes)
            for l in range(1, L):
                parameters['W' + str(l)] = rng.normal(size=(sizes[l - 1], sizes[l])) * scale
                parameters['b' + str(l)] = np.zeros(sizes[l])
            return parameters
        """,
    line=None,
    why="a dictionary with names is returned; a list of pairs (W, b) is asked for",
)

slip(
    "init_parameters",
    """
        def init_parameters(sizes, rng, scale=0.01):
            res = []
            for i in range(len(sizes)):
                res.append((scale * rng.normal(size=(sizes[i], sizes[i + 1])), np.zeros(sizes[i + 1])))
            return res
        """,
    line=3,
    why="the loop goes one too far: sizes[i + 1] does not exist for the last i",
)

slip(
    "linear_forward",
    """
        def linear_forward(A, W, b):
            A = A @ W + b
            cache = (A, W, b)
            return A, cache
        """,
    line=2,
    why="A is overwritten before the cache is made; the cache needs the input",
)

slip(
    "linear_forward",
    """
        def linear_forward(A, W, b):
            Z = A.dot(W) + b
            return Z, A, W, b
        """,
    line=3,
    why="three values are returned; the cache must be one tuple",
)

slip(
    "linear_forward",
    """
        def linear_forward(A, W, b):
            Z = X @ W + b
            cache = (X, W, b)
            return Z, cache
        """,
    line=2,
    why="the function has no access to X; its input is called A",
)

slip(
    "layer_forward",
    """
        def layer_forward(A, W, b, activation):
            Z = A @ W + b
            if activation == "relu" or "sigmoid":
                out = np.maximum(Z, 0)
            else:
                out = sigmoid(Z)
            return out, (A, W, b, Z)
        """,
    line=3,
    why='`activation == "relu" or "sigmoid"` is always true; compare with each name',
)

slip(
    "layer_forward",
    """
        def layer_forward(A, W, b, activation):
            Z, cache = linear_forward(A, W, b)
            if activation == "ReLU":
                A_next = np.maximum(0, Z)
            elif activation == "Sigmoid":
                A_next = 1 / (1 + np.exp(-Z))
            cache = cache + (Z,)
            return A_next, cache
        """,
    line=None,
    why="the names are lower case, so neither branch is taken and A_next has no value",
)

slip(
    "layer_forward",
    """
        def layer_forward(A, W, b, activation):
            Z = np.dot(A, W) + b
            if activation == "relu":
                A_next = Z
                A_next[A_next < 0] = 0
            if activation == "sigmoid":
                A_next = sigmoid(Z)
            return A_next, (A, W, b, Z)
        """,
    line=4,
    why="a ReLU written with in-place zeros changes Z as well, so the cache holds the output",
)

slip(
    "layer_forward",
    """
        def layer_forward(A, W, b, activation):
            Z = A @ W + b
            if activation == "relu":
                A = Z * (Z > 0)
            elif activation == "sigmoid":
                A = 1 / (1 + np.exp(Z))
            return A, (A, W, b, Z)
        """,
    line=None,
    why="the sigmoid needs exp(-Z), and the cache must hold the input A, not the output",
)

slip(
    "model_forward",
    """
        def model_forward(X, parameters):
            caches = []
            A = X
            for W, b in parameters[:-1]:
                A_prev = A
                A, cache = layer_forward(A_prev, W, b, "relu")
                caches.append(cache)
            W, b = parameters[-1]
            A_L, cache = layer_forward(A, W, b, "sigmoid")
            return A_L, caches
        """,
    line=None,
    why="the cache of the output layer is not appended",
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
            A_L = sigmoid(A)
            return A_L, caches
        """,
    line=None,
    why="the output layer is activated twice: once in the loop with ReLU, and once more after it",
)

slip(
    "model_forward",
    """
        def model_forward(X, parameters):
            A = X
            caches = []
            n = len(parameters)
            for l in range(n):
                W = parameters[l][0]
                b = parameters[l][1]
                if l == n - 1:
                    A, cache = layer_forward(A, W, b, "sigmoid")
                else:
                    A, cache = layer_forward(A, W, b, "relu")
                caches += cache
            return A, caches
        """,
    line=12,
    why="+= adds the four entries of the tuple to the list one by one; append the tuple",
)

slip(
    "model_forward",
    """
        def model_forward(X, parameters):
            A = X
            caches = []
            for W, b in parameters[:-1]:
                A, cache = layer_forward(A, W, b, "relu")
                caches.append(cache)
            W, b = parameters[-1]
            Z, linear_cache = linear_forward(A, W, b)
            caches.append(linear_cache)
            return sigmoid(Z), caches
        """,
    line=9,
    why="the output layer's cache is written by hand and lacks Z, its last entry",
)

slip(
    "output_gradient",
    """
        def output_gradient(A_L, Y):
            eps = 1e-5
            dA = -(Y / (A_L + eps)) + (1 - Y) / (1 - A_L + eps)
            return dA
        """,
    line=2,
    why="the small number in the denominators changes the result; the outputs are never 0 or 1",
)

slip(
    "output_gradient",
    """
        def output_gradient(A_L, Y):
            dA_L = - (np.divide(Y, A_L) + np.divide(1 - Y, 1 - A_L))
            return dA_L
        """,
    line=2,
    why="the second term has the wrong sign, because the minus of -1/(1 - A) was lost",
)

slip(
    "output_gradient",
    """
        def output_gradient(A_L, Y):
            eps = 1e-12
            a = np.clip(A_L, eps, 1 - eps)
            return -(Y * np.log(a) + (1 - Y) * np.log(1 - a))
        """,
    line=4,
    why="that is the loss; its derivative is asked for",
)

slip(
    "output_gradient",
    """
        def output_gradient(A_L, Y):
            grad = np.zeros(A_L.shape)
            for i in range(A_L.shape[0]):
                for j in range(A_L.shape[1]):
                    y = Y[i, j]
                    a = A_L[i, j]
                    grad[i, j] = -y / a + (1 - y) / a
            return grad
        """,
    line=7,
    why="the derivative of log(1 - A) is -1/(1 - A): the 1 - A stands below, not A",
)

slip(
    "linear_backward",
    """
        def linear_backward(dZ, cache):
            A_prev, W, b = cache
            m = A_prev.shape[1]
            dW = 1 / m * np.dot(A_prev.T, dZ)
            db = 1 / m * np.sum(dZ, axis=0)
            dA_prev = np.dot(dZ, W.T)
            return dA_prev, dW, db
        """,
    line=3,
    why="m is the number of samples, the rows of A; shape[1] is the number of inputs",
)

slip(
    "linear_backward",
    """
        def linear_backward(dZ, cache):
            A_prev, W, b = cache
            m = A_prev.shape[0]
            dW = np.dot(A_prev.T, dZ) / m
            db = np.sum(dZ, axis=1) / m
            dA_prev = np.dot(dZ, W.T)
            return dA_prev, dW, db
        """,
    line=5,
    why="the sum for db runs over the units; the samples are axis 0",
)

slip(
    "linear_backward",
    """
        def linear_backward(dZ, cache):
            A_prev, W, b = cache
            m = A_prev.shape[0]
            dW = (1 / m) * np.dot(dZ, A_prev.T)
            db = (1 / m) * np.sum(dZ, axis=0)
            dA_prev = np.dot(W.T, dZ)
            return dA_prev, dW, db
        """,
    line=None,
    why="these are the formulas of the column convention; here samples are rows",
)

slip(
    "linear_backward",
    """
        def linear_backward(dZ, cache):
            A, W, b = cache
            m = A.shape[0]
            dW = np.matmul(A.T, dZ) / m
            db = dZ.mean(axis=0)
            dA_prev = np.matmul(dZ, W.T)
            return dW, db, dA_prev
        """,
    line=7,
    why="the three results are in another order: dA_prev comes first",
)

slip(
    "layer_backward",
    """
        def layer_backward(dA, cache, activation):
            A, W, b, Z = cache
            if activation == "relu":
                dZ = np.array(dA, copy=True)
                dZ[Z <= 0] = 0
            elif activation == "sigmoid":
                dZ = dA * Z * (1 - Z)
            return linear_backward(dZ, (A, W, b))
        """,
    line=7,
    why="the slope of the sigmoid is s (1 - s) with s = sigmoid(Z), not Z (1 - Z)",
)

slip(
    "layer_backward",
    """
        def layer_backward(dA, cache, activation):
            A, W, b, Z = cache
            if activation == "sigmoid":
                dZ = dA * sigmoid(Z) * (1 - sigmoid(Z))
            if activation == "relu":
                dZ = dA * (A @ W > 0)
            return linear_backward(dZ, (A, W, b))
        """,
    line=6,
    why="the mask of the ReLU is made from A W without the bias; it is Z > 0",
)

slip(
    "layer_backward",
    """
        def layer_backward(dA, cache, activation):
            A, W, b, Z = cache
            if activation == "relu":
                g_prime = np.where(Z > 0, 1.0, 0.0)
            else:
                sig = 1 / (1 + np.exp(-Z))
                g_prime = sig * (1 - sig)
            dZ = dA * g_prime
            return linear_backward(dA, (A, W, b))
        """,
    line=9,
    why="dA goes to linear_backward; it must be dZ, which is computed and then not used",
)

slip(
    "layer_backward",
    """
        def layer_backward(dA, cache, activation):
            A, W, b, Z = cache
            s = sigmoid(Z)
            if activation == "relu":
                dZ = dA * (Z > 0)
            else:
                dZ = dA * s - s * s
            return linear_backward(dZ, (A, W, b))
        """,
    line=7,
    why="the bracket is missing: 1 - s multiplies nothing, it is subtracted",
)

slip(
    "model_backward",
    """
        def model_backward(A_L, Y, caches):
            L = len(caches)
            grads = [None] * L
            dA = output_gradient(A_L, Y)
            dA_prev, dW, db = layer_backward(dA, caches[L - 1], "sigmoid")
            grads[L - 1] = (dW, db)
            dA = dA_prev
            for l in range(L - 2, -1, -1):
                dA_prev, dW, db = layer_backward(dA, caches[l], "relu")
                grads[l] = (dW, db)
            return grads
        """,
    line=None,
    why="in the loop dA_prev is computed, but the next layer gets the old dA",
)

slip(
    "model_backward",
    """
        def model_backward(A_L, Y, caches):
            L = len(caches)
            grads = []
            dA = output_gradient(A_L, Y)
            for l in range(L - 1, 0, -1):
                act = "sigmoid" if l == L - 1 else "relu"
                dA, dW, db = layer_backward(dA, caches[l], act)
                grads.insert(0, (dW, db))
            return grads
        """,
    line=5,
    why="the loop ends at 1, so the first layer gets no gradient; range must run to -1",
)

slip(
    "model_backward",
    """
        def model_backward(A_L, Y, caches):
            L = len(caches)
            grads = [None] * L
            dA = output_gradient(Y, A_L)
            for l in range(L - 1, -1, -1):
                act = "sigmoid" if l == L - 1 else "relu"
                dA, dW, db = layer_backward(dA, caches[l], act)
                grads[l] = (dW, db)
            return grads
        """,
    line=4,
    why="the arguments of output_gradient are exchanged: A_L comes first",
)

slip(
    "model_backward",
    """
        def model_backward(A_L, Y, caches):
            dA = output_gradient(A_L, Y)
            grads = []
            for i, cache in enumerate(reversed(caches)):
                activation = "sigmoid" if i == len(caches) - 1 else "relu"
                dA, dW, db = layer_backward(dA, cache, activation)
                grads.append((dW, db))
            grads.reverse()
            return grads
        """,
    line=5,
    why="enumerate counts from 0, so it is the first layer that is taken for the last one",
)

slip(
    "update_parameters",
    """
        def update_parameters(parameters, grads, lr):
            new = list(parameters)
            for l in range(len(new)):
                new[l][0] = new[l][0] - lr * grads[l][0]
                new[l][1] = new[l][1] - lr * grads[l][1]
            return new
        """,
    line=None,
    why="a tuple cannot be changed entry by entry: put a new pair into a new list",
)

slip(
    "update_parameters",
    """
        def update_parameters(parameters, grads, lr):
            out = []
            for i in range(len(parameters)):
                W, b = parameters[i]
                grad = grads[i][0]
                out.append((W - lr * grad, b - lr * grad.mean(axis=0)))
            return out
        """,
    line=None,
    why="the gradient of W, averaged, is used for the bias, which has a gradient of its own",
)

slip(
    "update_parameters",
    """
        def update_parameters(parameters, grads, lr):
            result = []
            for p, g in zip(parameters, grads):
                W = p[0] - lr * g[0]
                b = p[1] - lr * g[1]
                result.append((W, b))
                return result
        """,
    line=7,
    why="the return stands inside the loop, so only the first layer comes back",
)

slip(
    "update_parameters",
    """
        def update_parameters(parameters, grads, lr):
            return [(W - lr * dW, b - db) for (W, b), (dW, db) in zip(parameters, grads)]
        """,
    line=2,
    why="the learning rate is missing at b",
)

slip(
    "to_columns",
    """
        def to_columns(parameters):
            new_list = []
            for layer in parameters:
                W = layer[0].transpose()
                b = np.tile(layer[1], (len(layer[1]), 1)).T
                new_list.append((W, b))
            return new_list
        """,
    line=5,
    why="tile repeats b and makes a matrix of it; a column has each number once",
)

slip(
    "to_columns",
    """
        def to_columns(parameters):
            new = []
            for W, b in parameters:
                W.T
                b = b.reshape(-1, 1)
                new.append((W, b))
            return new
        """,
    line=None,
    why="the transposed W is never stored: .T returns a new view",
)

slip(
    "to_columns",
    """
        def to_columns(parameters):
            new = []
            for W, b in parameters:
                new.append((W.T, b.reshape(1, 1)))
            return new
        """,
    line=4,
    why="reshape(1, 1) has room for one number; a column of all biases is reshape(-1, 1)",
)

slip(
    "to_columns",
    """
        def to_columns(parameters):
            for W, b in parameters:
                columns = [(W.T, b.reshape(len(b), 1))]
            return columns
        """,
    line=3,
    why="the list is overwritten in each turn, so only the last layer is left",
)

slip(
    "from_columns",
    """
        def from_columns(parameters):
            rows = []
            for (W, b) in parameters:
                fan_in, fan_out = W.shape
                rows.append((W.T, b.reshape(fan_out)))
            return rows
        """,
    line=4,
    why="here W is (fan_out, fan_in), so the number of biases is W.shape[0]",
)

slip(
    "from_columns",
    """
        def from_columns(parameters):
            new_parameters = []
            for W, b in parameters:
                W_row = W.T
                b_row = b.reshape(-1, 1)
                new_parameters.append((W_row, b_row))
            return new_parameters
        """,
    line=5,
    why="b.reshape(-1, 1) is a column again; a plain vector is b.reshape(-1)",
)

slip(
    "from_columns",
    """
        def from_columns(parameters):
            out = []
            for W, b in parameters:
                W2 = W.reshape(W.shape[1], W.shape[0])
                b2 = [float(v) for v in b]
                out.append((W2, b2))
            return out
        """,
    line=None,
    why="tolist makes a list; and W must be transposed, not reshaped",
)

slip(
    "from_columns",
    """
        def from_columns(parameters):
            out = []
            for W, b in parameters
                out.append((W.T, b.ravel()))
            return out
        """,
    line=None,
    why="the colon at the end of the for line is missing",
)

slip(
    "model_forward",
    """
    def model_forward(X, parameters):
        A, caches = X, []
        for W, b in parameters:
            A, cache = layer_forward(A, W, b, "relu")
            caches.append(cache)
        W, b = parameters[-1]
        A, cache = layer_forward(A, W, b, "sigmoid")
        caches.append(cache)
        return A, caches
    """,
    line=4,
    why="all but the last layer are hidden",
)

slip(
    "update_parameters",
    """
    def update_parameters(parameters, grads, lr):
        new = []
        for i in range(len(parameters)):
            W, b = parameters[i]
            dW, db = grads[i]
            new.append((W - lr * dW, b + lr * db))
        return new
    """,
    line=6,
    why="the bias's step goes downhill too: minus",
)

slip(
    "linear_backward",
    """
    def linear_backward(dZ, cache):
        A_prev, W, b = cache
        m = A_prev.shape[1]
        dW = 1 / m * np.dot(A_prev.T, dZ)
        db = 1 / m * np.sum(dZ, axis=0)
        return np.dot(dZ, W.T), dW, db
    """,
    line=3,
    why="m is the number of rows of A, not of its columns",
)

slip(
    "update_parameters",
    """
    def update_parameters(parameters, grads, lr):
        for i in range(len(parameters)):
            W, b = parameters[i]
            dW, db = grads[i]
            parameters[i] = (W - lr * dW, b - lr * db)
        return parameters
    """,
    line=5,
    why="the caller's list is changed",
)

slip(
    "from_columns",
    """
        def from_columns(parameters):
            back = []
            for (W, b) in parameters:
                back.append((W.T, b.T))
            return back
        """,
    line=4,
    why="b becomes (1, fan_out)",
)

slip(
    "init_parameters",
    """
        def init_parameters(sizes, rng, scale=0.01):
            return [
                (rng.normal(scale, size=(n_in, n_out)), np.zeros(n_out))
                for n_in, n_out in zip(sizes[:-1], sizes[1:])
            ]
        """,
    line=3,
    why="the scale is forgotten: normal's first argument is the mean",
)

slip(
    "init_parameters",
    """
        def init_parameters(sizes, rng, scale=0.01):
            out = []
            for a, b in zip(sizes, sizes[1:]):
                W = scale * rng.normal(size=(a, b))
                bias = scale * rng.normal(size=b)
                out.append((W, bias))
            return out
        """,
    line=5,
    why="biases are random, too",
)

slip(
    "init_parameters",
    """
        def init_parameters(sizes, rng, scale=0.01):
            return [(rng.random((i, o)) * scale, np.zeros(o)) for i, o in zip(sizes, sizes[1:])]
        """,
    line=2,
    why="uniform numbers between 0 and scale",
)

slip(
    "layer_backward",
    """
        def layer_backward(dA, cache, activation):
            A, W, b, Z = cache
            if activation == "relu":
                dZ = dA * (Z > 0)
            else:
                s = sigmoid(A @ W)
                dZ = dA * s * (1 - s)
            return linear_backward(dZ, (A, W, b))
        """,
    line=6,
    why="the slope of the sigmoid is taken at A, not at Z: sigmoid(A)",
)

slip(
    "layer_backward",
    """
        def layer_backward(dA, cache, activation):
            A, W, b, Z = cache
            if activation == "sigmoid":
                dZ = dA * Z * (1 - Z)
            if activation == "relu":
                dZ = np.where(Z > 0, dA, 0)
            return linear_backward(dZ, (A, W, b))
        """,
    line=4,
    why="Z is used as if it were the sigmoid's output",
)

slip(
    "layer_backward",
    """
        def layer_backward(dA, cache, activation):
            A, W, b, Z = cache
            dZ = dA * (Z > 0) if activation == "relu" else dA * sigmoid(Z) * (1 - sigmoid(Z))
            return linear_backward(dZ, cache)
        """,
    line=4,
    why="the whole cache with Z is handed on",
)

slip(
    "layer_backward",
    """
        def layer_backward(dA, cache, activation):
            A, W, b, Z = cache
            if activation == "relu":
                dZ = dA * (Z > 0)
            else:
                dZ = dA * sigmoid(Z) * (1 - sigmoid(Z))
            dA_prev, dW, db = linear_backward(dA, (A, W, b))
            return dA_prev, dW, db
        """,
    line=7,
    why="dA is handed on, dZ is never used",
)

slip(
    "layer_backward",
    """
        def d_sigmoid(z):
            s = 1 / (1 + np.exp(-z))
            return s

        def layer_backward(dA, cache, activation):
            A, W, b, Z = cache
            if activation == "relu":
                dZ = dA * np.where(Z > 0, 1, 0)
            else:
                dZ = dA * d_sigmoid(Z)
            return linear_backward(dZ, (A, W, b))
        """,
    line=None,
    why="own helper for the derivative returns the sigmoid itself",
)

slip(
    "layer_forward",
    """
        def layer_forward(A, W, b, activation):
            functions = {"relu": lambda z: np.where(z > 0, z, 0.01 * z), "sigmoid": sigmoid}
            Z, cache = linear_forward(A, W, b)
            return functions[activation](Z), cache + (Z,)
        """,
    line=2,
    why="a dictionary with the function called already; leaky slope pasted from the internet",
)

slip(
    "linear_backward",
    """
        def linear_backward(dZ, cache):
            A_prev, W, b = cache
            m = A_prev.shape[0]
            dW = np.dot(A_prev.T, dZ) / m
            db = np.sum(dZ, axis=0) / m
            dA_prev = np.dot(dZ, W.T) / m
            return dA_prev, dW, db
        """,
    line=6,
    why="1/m also on the gradient that goes back",
)

slip(
    "linear_backward",
    """
        def linear_backward(dZ, cache):
            A, W, b = cache
            db = np.mean(dZ)
            dW = A.T @ dZ / A.shape[0]
            dA = dZ @ W.T
            return dA, dW, db
        """,
    line=3,
    why="the mean over everything, one number for all biases",
)

slip(
    "linear_backward",
    """
        def linear_backward(dZ, cache):
            (A, W, b) = cache
            dA = dZ @ W.T
            dW = A.T @ dZ
            db = np.average(dZ, axis=0)
            return (dA, dW, db)
        """,
    line=4,
    why="1/m forgotten in dW, present in db",
)

slip(
    "linear_forward",
    """
        def linear_forward(A, W, b):
            Z = A @ W + b
            cache = (Z, W, b)
            return Z, cache
        """,
    line=3,
    why="the cache holds Z, the layer's input is lost",
)

slip(
    "linear_forward",
    """
        def linear_forward(A, W, b):
            Z = np.dot(A, W) + b
            cahce = (A, W, b)
            return Z, cache
        """,
    line=3,
    why="a typo in a name",
)

slip(
    "model_backward",
    """
        def model_backward(A_L, Y, caches):
            grads = []
            dA = output_gradient(A_L, Y)
            L = len(caches)
            for l in reversed(range(L)):
                act = "sigmoid" if l == L - 1 else "relu"
                dA, dW, db = layer_backward(dA, caches[l], act)
                grads.append((dW, db))
            return grads
        """,
    line=8,
    why="the gradients come last layer first",
)

slip(
    "model_backward",
    """
        def model_backward(A_L, Y, caches):
            L = len(caches)
            grads = [None] * L
            dA = output_gradient(A_L, Y)
            dA, dW, db = layer_backward(dA, caches[L - 1], "sigmoid")
            grads[L - 1] = (dW, db)
            for l in range(L - 2, 0, -1):
                dA, dW, db = layer_backward(dA, caches[l], "relu")
                grads[l] = (dW, db)
            return grads
        """,
    line=7,
    why="the first layer is left out: the range ends at 1",
)

slip(
    "model_backward",
    """
        def model_backward(A_L, Y, caches):
            dA = A_L - Y
            grads = []
            for i in range(len(caches) - 1, -1, -1):
                if i == len(caches) - 1:
                    dA, dW, db = layer_backward(dA, caches[i], "sigmoid")
                else:
                    dA, dW, db = layer_backward(dA, caches[i], "relu")
                grads = [(dW, db)] + grads
            return grads
        """,
    line=2,
    why="starts from A - Y, which is dZ, and goes through the sigmoid again",
)

slip(
    "model_backward",
    """
        def model_backward(A_L, Y, caches):
            dA, grads = output_gradient(A_L, Y), []
            acts = ["relu"] * (len(caches) - 1) + ["sigmoid"]
            for cache, act in zip(caches[::-1], acts[::-1]):
                dA, dW, db = layer_backward(dA, cache, act)
                grads.insert(0, (dA, dW, db))
            return grads
        """,
    line=6,
    why="dA_prev is collected as well: triples",
)

slip(
    "model_backward",
    """
        def model_backward(A_L, Y, caches):
            dA, grads = output_gradient(A_L, Y), []
            acts = ["relu"] * (len(caches) - 1) + ["sigmoid"]
            for cache, act in zip(caches[::-1], acts):
                dA, dW, db = layer_backward(dA, cache, act)
                grads.insert(0, (dW, db))
            return grads
        """,
    line=4,
    why="acts is not reversed with the caches, so the first layer gets the sigmoid's slope",
)

slip(
    "model_backward",
    """
        def model_backward(A_L, Y, caches):
            grads = []
            dA = output_gradient(A_L, Y)
            n = len(caches)
            for i in range(n - 1, -1, -1):
                dA, dW, db = layer_backward(dA, caches[i], "sigmoid" if i == n - 1 else "relu")
                grads.append((dW, db))
            grads = grads.reverse()
            return grads
        """,
    line=8,
    why="list.reverse returns None",
)

slip(
    "model_forward",
    """
        def model_forward(X, parameters):
            caches = []
            for i in range(len(parameters)):
                W, b = parameters[i]
                act = "sigmoid" if i == len(parameters) - 1 else "relu"
                A, cache = layer_forward(X, W, b, act)
                caches.append(cache)
            return A, caches
        """,
    line=6,
    why="every layer gets the original input",
)

slip(
    "model_forward",
    """
        def model_forward(X, parameters):
            A = X
            caches = []
            L = len(parameters)
            for l in range(1, L):
                W, b = parameters[l - 1]
                A, cache = layer_forward(A, W, b, "relu")
                caches.append(cache)
            AL, cache = A, caches[-1]
            return AL, caches
        """,
    line=5,
    why="last layer is skipped: the range ends one early",
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
            W, b = parameters[-1]
            A, cache = layer_forward(A, W, b, "sigmoid")
            caches.append(cache)
            return A, caches
        """,
    line=4,
    why="sigmoid in the last layer after a ReLU layer: the last layer is run twice",
)

slip(
    "model_forward",
    """
        def model_forward(X, parameters):
            A, caches = X, []
            for layer in parameters:
                W, b = layer
                name = "relu" if layer is parameters[-1] else "sigmoid"
                A, c = layer_forward(A, W, b, name)
                caches.append(c)
            return A, caches
        """,
    line=5,
    why="`is` compares with the last pair by its position, but ReLU and sigmoid are swapped",
)

slip(
    "model_forward",
    """
        def model_forward(X, parameters, caches=[]):
            A = X
            for i, (W, b) in enumerate(parameters):
                A, cache = layer_forward(A, W, b, "sigmoid" if i + 1 == len(parameters) else "relu")
                caches.append(cache)
            return A, caches
        """,
    line=1,
    why="caches is a default argument and grows from call to call",
)

slip(
    "model_forward",
    """
        def model_forward(X, parameters):
            caches = []
            A = X
            L = len(parameters) // 2
            for l in range(1, L):
                A, cache = layer_forward(A, parameters["W" + str(l)], parameters["b" + str(l)], "relu")
                caches.append(cache)
            AL, cache = layer_forward(A, parameters["W" + str(L)], parameters["b" + str(L)], "sigmoid")
            caches.append(cache)
            return AL, caches
        """,
    line=6,
    why="dictionary parameters of the MOOC",
)

slip(
    "output_gradient",
    """
        def output_gradient(A_L, Y):
            m = Y.shape[0]
            dAL = -(np.divide(Y, A_L) - np.divide(1 - Y, 1 - A_L))
            return dAL / m
        """,
    line=4,
    why="1/m is already included here",
)

slip(
    "output_gradient",
    """
        def output_gradient(A_L, Y):
            return A_L - Y
        """,
    line=2,
    why="gives dZ instead of dA",
)

slip(
    "output_gradient",
    """
        def output_gradient(A_L, Y):
            first = -Y / A_L
            second = -(1 - Y) / (1 - A_L)
            return first + second
        """,
    line=3,
    why="the minus sign is only in front of the first term, and the second term has a minus as well",
)

slip(
    "output_gradient",
    """
        def output_gradient(A_L, Y):
            eps = 1e-2
            return -Y / (A_L + eps) + (1 - Y) / (1 - A_L + eps)
        """,
    line=2,
    why="eps in the denominators is too large",
)

slip(
    "to_columns",
    """
        def to_columns(parameters):
            new = []
            for W, b in parameters:
                new.append((W.T, b.T))
            return new
        """,
    line=4,
    why="the bias is transposed, which does nothing for one axis",
)

slip(
    "to_columns",
    """
        def to_columns(parameters):
            return [(W.T, b[np.newaxis]) for (W, b) in parameters]
        """,
    line=2,
    why="b is made a row",
)

slip(
    "update_parameters",
    """
        def update_parameters(parameters, grads, lr):
            for (W, b), (dW, db) in zip(parameters, grads):
                W -= lr * dW
                b -= lr * db
            return parameters
        """,
    line=3,
    why="changes the arrays of the caller",
)

slip(
    "update_parameters",
    """
        def update_parameters(parameters, grads, lr):
            return [(W - lr * dW, b) for (W, b), (dW, _) in zip(parameters, grads)]
        """,
    line=2,
    why="the bias is not updated",
)

slip(
    "update_parameters",
    """
        def update_parameters(parameters, grads, lr):
            out = []
            for layer, grad in zip(parameters, grads):
                W, b = layer
                db, dW = grad
                out.append((W - lr * dW, b - lr * db))
            return out
        """,
    line=5,
    why="names mixed up in the comprehension: db of the loop is not the bias's",
)

slip(
    "init_parameters",
    """
    def init_parameters(sizes, rng, scale=0.01):
        params = []
        for i in range(len(sizes) - 1):
            W = rng.uniform(size=(sizes[i], sizes[i + 1])) * scale
            params.append((W, np.zeros(sizes[i + 1])))
        return params
    """,
    line=4,
    why="uniform instead of normal",
)

slip(
    "to_columns",
    """
    def to_columns(parameters):
        return [(W.T, b.T) for W, b in parameters]
    """,
    line=2,
    why="b transposed does nothing",
)

slip(
    "from_columns",
    """
    def from_columns(parameters):
        out = []
        for W, b in parameters:
            out.append((W.reshape(W.shape[1], W.shape[0]), b[:, 0]))
        return out
    """,
    line=4,
    why="reshape in place of transpose",
)

slip(
    "from_columns",
    """
    def from_columns(parameters):
        result = []
        for W, b in parameters:
            result.append((W.T, b.flatten()))
            return result
    """,
    line=5,
    why="return inside the loop",
)

slip(
    "linear_forward",
    """
    def linear_forward(A, W, b):
        Z = A @ W + b
        cache = (W, A, b)
        return Z, cache
    """,
    line=3,
    why="cache order",
)

slip(
    "model_forward",
    """
    def model_forward(X, parameters):
        A, caches = X, []
        for W, b in parameters:
            A, cache = layer_forward(A, W, b, "relu")
            caches.append(cache)
        W, b = parameters[-1]
        A_L, cache = layer_forward(A, W, b, "sigmoid")
        caches.append(cache)
        return A_L, caches
    """,
    line=3,
    why="last layer used twice",
)

slip(
    "output_gradient",
    """
    def output_gradient(A_L, Y):
        return -(Y / A_L + (1 - Y) / (1 - A_L))
    """,
    line=2,
    why="sign of the second term",
)

slip(
    "output_gradient",
    """
    def output_gradient(A_L, Y):
        return -(np.divide(Y, A_L) - np.divide(1 - Y, 1 - A_L)) / len(Y)
    """,
    line=2,
    why="with 1/m",
)

slip(
    "linear_backward",
    """
    def linear_backward(dZ, cache):
        A_prev, W, b = cache
        m = len(A_prev)
        dW = (A_prev.T @ dZ) / m
        db = np.sum(dZ, axis=0, keepdims=True) / m
        return np.dot(dZ, W.T), dW, db
    """,
    line=5,
    why="keepdims",
)

slip(
    "update_parameters",
    """
    def update_parameters(parameters, grads, lr):
        new = []
        for (W, b), (dW, db) in zip(parameters, grads):
            new.append((W + lr * dW, b + lr * db))
        return new
    """,
    line=4,
    why="plus",
)
