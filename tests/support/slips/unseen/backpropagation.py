"""Wrong answers to the exercises of the topic backpropagation, as learners write them."""

from tests.support.slips import slip

slip(
    "split_error",
    """
    def split_error(w, e):
        parts = np.zeros_like(w)
        s = np.sum(w)
        for i in range(len(w)):
            parts[i] = e * w[i] / s
        return parts
    """,
    line=2,
    why="zeros_like of whole numbers is an array of whole numbers: the parts are cut off",
)

slip(
    "split_error",
    """
    def split_error(w, e):
        return e * w / w + np.sum(w)
    """,
    line=2,
    why="it must be divided by the sum of the weights; here each weight cancels and the sum is added",
)

slip(
    "split_error",
    """
    def split_error(w, e):
        shares = w / len(w)
        return shares * e
    """,
    line=2,
    why="w / len(w) gives no shares of 1: divide by the sum",
)

slip(
    "split_error",
    """
    def split_error(w, e):
        norm = np.linalg.norm(w, 1)
        return e * w / norm
    """,
    line=2,
    why="the absolute values change the sum when a weight is negative",
)

slip(
    "hidden_errors",
    """
    def hidden_errors(W, e):
        errors = np.zeros(W.shape[0])
        for j in range(W.shape[0]):
            for k in range(W.shape[1]):
                errors[j] += W[j, k] * e[j]
        return errors
    """,
    line=5,
    why="e is indexed by the hidden unit; the outputs are k",
)

slip(
    "hidden_errors",
    """
    def hidden_errors(W, e):
        weighted = W * e
        return np.sum(weighted, axis=0)
    """,
    line=3,
    why="the sum runs down the columns: the hidden units are the rows, axis=1",
)

slip(
    "hidden_errors",
    """
    def hidden_errors(W, e):
        E = e[:, np.newaxis]
        return (W * E).sum(axis=1)
    """,
    line=3,
    why="e has one entry per output, a column of W: it must stay a row",
)

slip(
    "hidden_errors",
    """
    def hidden_errors(W, e):
        errs = np.zeros(W.shape[0])
        for j, row in enumerate(W):
            errs[j] = np.sum(row * e)
            return errs
    """,
    line=5,
    why="the return stands in the loop: only the first unit gets its error",
)

slip(
    "sum_backward",
    """
    def sum_backward(upstream, n):
        grads = [upstream * n]
        return np.array(grads)
    """,
    line=2,
    why="inside the brackets the number is multiplied; [upstream] * n repeats it",
)

slip(
    "sum_backward",
    """
    def sum_backward(upstream, n):
        out = []
        for i in range(1, n):
            out.append(upstream * 1.0)
        return np.array(out)
    """,
    line=3,
    why="range(1, n) makes one gradient too few",
)

slip(
    "sum_backward",
    """
    def sum_backward(upstream, n):
        grads = np.zeros(n, dtype=int)
        grads[:] = upstream
        return grads
    """,
    line=2,
    why="an array of whole numbers cuts the upstream gradient off",
)

slip(
    "sum_backward",
    """
    def sum_backward(upstream, n):
        d = np.zeros(n)
        d[0] = upstream
        return d
    """,
    line=3,
    why="only the first summand gets the gradient",
)

slip(
    "product_backward",
    """
    def product_backward(upstream, a, b):
        da = np.dot(upstream, b)
        db = np.dot(upstream, a)
        return da, db
    """,
    line=2,
    why="np.dot adds the elements up; the gradients are element by element",
)

slip(
    "product_backward",
    """
    def product_backward(upstream, a, b):
        da = upstream * b
        db = a
        return da, db
    """,
    line=3,
    why="the chain rule multiplies by the upstream gradient for both, not only for a",
)

slip(
    "product_backward",
    """
    def product_backward(upstream, a, b):
        out = upstream * a * b
        da = upstream * out / a
        db = out / b
        return da, db
    """,
    line=3,
    why="out holds the upstream gradient already; here it is multiplied once more",
)

slip(
    "product_backward",
    """
    def product_backward(upstream, a, b):
        da, db = [], []
        for i in range(len(a)):
            da.append(upstream[i] * b[i])
            db.append(upstream[i] * a[i])
        return np.array(da), np.array(db)
    """,
    line=3,
    why="a plain number has no len: the loop works for arrays only",
)

slip(
    "sigmoid_backward",
    """
    def sigmoid_backward(upstream, z):
        local_grad = z * (1 - z)
        return local_grad * upstream
    """,
    line=2,
    why="z is the input, not the output: the sigmoid must come first",
)

slip(
    "sigmoid_backward",
    """
    def sigmoid_backward(upstream, z):
        s = sigmoid(upstream)
        return upstream * s * (1 - s)
    """,
    line=2,
    why="the slope is taken at the upstream gradient; it belongs to z",
)

slip(
    "sigmoid_backward",
    """
    def sigmoid_backward(upstream, z):
        return upstream * sigmoid_grad(z)
    """,
    line=2,
    why="sigmoid_grad belongs to chapter 02: it is not defined in this notebook",
)

slip(
    "sigmoid_backward",
    """
    def sigmoid_backward(upstream, z):
        s = sigmoid(z)
        return upstream * s - s ** 2
    """,
    line=3,
    why="brackets are missing: the upstream gradient multiplies s - s ** 2 as a whole",
)

slip(
    "relu_backward",
    """
    def relu_backward(upstream, z):
        dz = np.asarray(upstream)
        dz[z <= 0] = 0
        return dz
    """,
    line=2,
    why="the gradient is copied by name only: the caller's array is changed",
)

slip(
    "relu_backward",
    """
    def relu_backward(upstream, z):
        dz = np.array(upstream, dtype=float)
        dz[dz <= 0] = 0
        return dz
    """,
    line=3,
    why="the mask comes from z, not from the upstream gradient",
)

slip(
    "relu_backward",
    """
    def relu_backward(upstream, z):
        if z > 0:
            return upstream
        return 0
    """,
    line=2,
    why="an if decides once for the whole array",
)

slip(
    "relu_backward",
    """
    def relu_backward(upstream, z):
        local = np.sign(z)
        dz = upstream * local
        return dz
    """,
    line=2,
    why="np.sign is -1 for negative z, where the slope is 0",
)

slip(
    "output_delta",
    """
    def output_delta(Y, T):
        # delta = (target - output) * output * (1 - output)
        n, k = Y.shape
        delta = np.zeros((n, k))
        for i in range(n):
            for j in range(k):
                o = Y[i, j]
                delta[i, j] = (T[i, j] - o) * o * (1 - o)
        return delta
    """,
    line=8,
    why="T - Y is the way down, not the gradient; the sign is wrong",
)

slip(
    "output_delta",
    """
    def output_delta(Y, T):
        slope = 1 - np.power(Y, 2)
        return (Y - T) * slope
    """,
    line=2,
    why="1 - Y ** 2 is tanh's slope; the sigmoid's is Y (1 - Y)",
)

slip(
    "output_delta",
    """
    def output_delta(Y, T):
        delta = (Y - T) * Y * (1 - Y)
        delta = np.mean(delta, axis=0, keepdims=True)
        return delta
    """,
    line=3,
    why="the deltas of all the samples are averaged into one row",
)

slip(
    "output_delta",
    """
    def output_delta(Y, T):
        # dZ2 = A2 - Y
        dZ = np.subtract(Y, T)
        return dZ
    """,
    line=3,
    why="with cross-entropy the slope cancels; with this squared error it stays",
)

slip(
    "hidden_delta",
    """
    def hidden_delta(delta, W, H):
        blame = (delta @ W.T).sum(axis=0)
        return blame * (H * (1 - H)) ** 2
    """,
    line=None,
    why="the samples' blame is added together, and the slope is squared",
)

slip(
    "hidden_delta",
    """
    def hidden_delta(delta, W, H):
        error = delta @ W.T
        return output_delta(H, error)
    """,
    line=3,
    why="output_delta takes outputs and targets; H has no targets",
)

slip(
    "hidden_delta",
    """
    def hidden_delta(delta, W, H):
        slope = H * (1 - H)
        return (slope @ W) * delta
    """,
    line=3,
    why="the slope is multiplied before the weights: first back through W, then the slope",
)

slip(
    "hidden_delta",
    """
    def hidden_delta(delta, W, H):
        d_hidden = delta.dot(W.T)
        return d_hidden * H * 1 - H
    """,
    line=3,
    why="the brackets are missing: - H stands alone",
)

slip(
    "weight_gradient_loops",
    """
    def weight_gradient_loops(H, delta):
        dW = np.zeros((delta.shape[1], H.shape[1]))
        for i in range(len(H)):
            for j in range(H.shape[1]):
                for k in range(delta.shape[1]):
                    dW[j, k] += H[i, j] * delta[i, k]
        return dW
    """,
    line=2,
    why="the two sizes of dW are swapped: (fan_in, fan_out)",
)

slip(
    "weight_gradient_loops",
    """
    def weight_gradient_loops(H, delta):
        for i in range(H.shape[0]):
            grad = np.zeros((H.shape[1], delta.shape[1]))
            for j in range(H.shape[1]):
                for k in range(delta.shape[1]):
                    grad[j, k] += H[i, j] * delta[i, k]
        return grad
    """,
    line=3,
    why="the array of zeros is made anew for every sample",
)

slip(
    "weight_gradient_loops",
    """
    def weight_gradient_loops(H, delta):
        n = len(H)
        gradient = np.zeros((H.shape[1], delta.shape[1]))
        for sample in range(n):
            for j in range(H.shape[1]):
                for k in range(delta.shape[1]):
                    gradient[j, k] += H[j, sample] * delta[sample, k]
        return gradient
    """,
    line=7,
    why="the indices are swapped: H[sample, j]",
)

slip(
    "weight_gradient_loops",
    """
    def weight_gradient_loops(H, delta):
        n, p = H.shape
        q = delta.shape[1]
        grad = [[0.0] * q] * p
        for i in range(n):
            for j in range(p):
                for k in range(q):
                    grad[j][k] += H[i][j] * delta[i][k]
        return np.array(grad)
    """,
    line=4,
    why="[...] * p repeats one and the same row p times, so that all rows change together",
)

slip(
    "weight_gradient",
    """
    def weight_gradient(H, delta):
        return np.dot(H, delta.T)
    """,
    line=2,
    why="the samples must stand inside: H.T @ delta",
)

slip(
    "weight_gradient",
    """
    def weight_gradient(H, delta):
        dW = delta.T @ H
        return dW
    """,
    line=2,
    why="the factors are in the other order: the gradient has the shape of its weights, not of their transpose",
)

slip(
    "weight_gradient",
    """
    def weight_gradient(H, delta):
        m = H.shape[0]
        dW = 1 / m * np.dot(H.T, delta)
        return dW
    """,
    line=3,
    why="this E is a sum over the samples: 1/m belongs to another course",
)

slip(
    "weight_gradient",
    """
    def weight_gradient(H, delta):
        local = H * (1 - H)
        return local.T @ delta
    """,
    line=3,
    why="the sigmoid's slope is already in delta; it must not come in again",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        H = sigmoid(X @ V + a)
        Y = sigmoid(H @ W + b)
        delta = output_delta(Y, T)
        back = delta @ W.T
        return {
            "V": X.T @ back,
            "a": back.mean(axis=0),
            "W": weight_gradient(H, delta),
            "b": np.sum(delta, axis=0),
        }
    """,
    line=None,
    why="the hidden slope H (1 - H) is missing, and the bias gradient is a sum, not a mean",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        # forward
        Z1 = np.dot(X, V) + a
        A1 = sigmoid(Z1)
        Z2 = np.dot(A1, W) + b
        A2 = sigmoid(Z2)
        # backward
        dZ2 = A2 - T
        dW2 = np.dot(A1.T, dZ2)
        db2 = np.sum(dZ2, axis=0)
        dZ1 = np.dot(dZ2, W.T) * A1 * (1 - A1)
        dW1 = np.dot(X.T, dZ1)
        db1 = np.sum(dZ1, axis=0)
        return {"V": dW1, "a": db1, "W": dW2, "b": db2}
    """,
    line=8,
    why="Y - T alone is the delta of cross-entropy; the squared error keeps the output's slope",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        S = X @ V + a
        H = sigmoid(S)
        Z = H @ W + b
        Y = sigmoid(Z)
        delta_out = output_delta(Y, T)
        delta_hid = (delta_out @ W.T) * S * (1 - S)
        grads = {}
        grads["W"] = H.T @ delta_out
        grads["b"] = delta_out.sum(axis=0)
        grads["V"] = X.T @ delta_hid
        grads["a"] = delta_hid.sum(axis=0)
        return grads
    """,
    line=7,
    why="the hidden slope is taken at S instead of H: S (1 - S) wants the output",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        m = X.shape[0]
        H = sigmoid(X @ V + a)
        Y = sigmoid(H @ W + b)
        dZ2 = 1 / m * (Y - T) * Y * (1 - Y)
        dW = 1 / m * H.T @ dZ2
        db = 1 / m * dZ2.sum(axis=0)
        dZ1 = 1 / m * (dZ2 @ W.T) * H * (1 - H)
        dV = 1 / m * X.T @ dZ1
        da = 1 / m * dZ1.sum(axis=0)
        return {"V": dV, "a": da, "W": dW, "b": db}
    """,
    line=None,
    why="everything is divided by m, once more at every layer; and this E is a sum",
)

slip(
    "train_xor",
    """
    def train_xor(rng):
        X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
        T = np.array([[0], [1], [1], [0]])
        params = {
            "V": rng.normal(size=(2, 6)),
            "a": np.zeros(6),
            "W": rng.normal(size=(6, 1)),
            "b": np.zeros(1),
        }
        losses = []
        for _ in range(500):
            H = sigmoid(X @ params["V"] + params["a"])
            Y = sigmoid(H @ params["W"] + params["b"])
            losses.append(0.5 * np.sum((Y - T) ** 2))
            grads = mlp_gradients(X, T, **params)
            for key in params:
                params[key] = params[key] + 0.5 * grads[key]
        return params, losses
    """,
    line=17,
    why="the gradients are added: the steps go uphill",
)

slip(
    "train_xor",
    """
    def train_xor(rng):
        X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
        T = np.array([[0], [1], [1], [0]])
        lr = 0.01
        V = rng.normal(size=(2, 8))
        a = rng.normal(size=8)
        W = rng.normal(size=(8, 1))
        b = rng.normal(size=1)
        losses = []
        for i in range(1000):
            g = mlp_gradients(X, T, V, a, W, b)
            V, a = V - lr * g["V"], a - lr * g["a"]
            W, b = W - lr * g["W"], b - lr * g["b"]
            Y = sigmoid(sigmoid(X @ V + a) @ W + b)
            losses.append(0.5 * np.sum((Y - T) ** 2))
            if i % 100 == 0:
                print(i, losses[-1])
        return {"V": V, "a": a, "W": W, "b": b}, losses
    """,
    line=4,
    why="the rate of 0.01 is far too small for a thousand steps",
)

slip(
    "train_xor",
    """
    def train_xor(rng):
        X = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
        T = np.array([[0.0], [1], [1], [0]])
        params = {"V": rng.normal(size=(2, 8)), "a": np.zeros(8), "W": rng.normal(size=(8, 1)), "b": np.zeros(1)}
        losses = []
        for _ in range(1000):
            H = sigmoid(X @ params["V"] + params["a"])
            Y = sigmoid(H @ params["W"] + params["b"])
            losses.append(0.5 * np.sum((Y - T) ** 2))
            grads = mlp_gradients(X, T, **params)
            new = {name: params[name] - 2.0 * grads[name] for name in params}
        return params, losses
    """,
    line=11,
    why="the new parameters are never stored: params stays as it began",
)

slip(
    "train_xor",
    """
    def train_xor(rng):
        X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
        T = np.array([[0], [1], [1], [0]])
        V = rng.normal(2, 8)
        a = np.zeros(8)
        W = rng.normal(8, 1)
        b = np.zeros(1)
        losses = []
        for _ in range(2000):
            g = mlp_gradients(X, T, V, a, W, b)
            V, a, W, b = V - g["V"], a - g["a"], W - g["W"], b - g["b"]
            Y = sigmoid(sigmoid(X @ V + a) @ W + b)
            losses.append(0.5 * np.sum((Y - T) ** 2))
        return {"V": V, "a": a, "W": W, "b": b}, losses
    """,
    line=4,
    why="rng.normal takes mean and deviation first: the shape must be given as size",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        H = sigmoid(X @ V + a)
        Y = sigmoid(H @ W + b)
        dY = 2 * (Y - T)
        dZ = dY * Y * (1 - Y)
        dW = H.T @ dZ
        db = dZ.mean(axis=0)
        dH = dZ @ W.T
        dS = dH * H * (1 - H)
        dV = X.T @ dS
        da = dS.mean(axis=0)
        return {"V": dV, "a": da, "W": dW, "b": db}
    """,
    line=None,
    why="E has 1/2: no factor 2; and the biases' gradients are sums",
)

slip(
    "sum_backward",
    """
    def sum_backward(upstream, n):
        return np.array([upstream]) * n
    """,
    line=2,
    why="a list multiplied? np.array times n",
)

slip(
    "hidden_errors",
    """
    def hidden_errors(W, e):
        return W * e
    """,
    line=2,
    why="no sum over the outputs",
)

slip(
    "hidden_errors",
    """
    def hidden_errors(W, e):
        out = np.zeros(W.shape[0])
        for j in range(W.shape[0]):
            for k in range(W.shape[1]):
                out[j] = out[j] + W[j, k] * e[j]
        return out
    """,
    line=5,
    why="the error of output k is e[k], not e[j]",
)

slip(
    "weight_gradient",
    """
    def weight_gradient(H, delta):
        return np.outer(H, delta)
    """,
    line=2,
    why="the samples are added up: H.T @ delta",
)

slip(
    "hidden_delta",
    """
    def hidden_delta(delta, W, H):
        n, hidden = H.shape
        D = np.zeros((n, hidden))
        for i in range(n):
            for j in range(hidden):
                for k in range(W.shape[1]):
                    D[i, j] = delta[i, k] * W[j, k] * H[i, j] * (1 - H[i, j])
        return D
    """,
    line=7,
    why="each output's part replaces the one before",
)

slip(
    "hidden_errors",
    """
    def hidden_errors(W, e):
        return W.T @ e
    """,
    line=2,
    why="the sum runs over the wrong index",
)

slip(
    "hidden_errors",
    """
    def hidden_errors(W, e):
        return (W / W.sum(axis=0)) @ e
    """,
    line=2,
    why="divided by the sums of the weights",
)

slip(
    "hidden_errors",
    """
    def hidden_errors(W, e):
        h = np.zeros(W.shape[0])
        for j in range(len(h)):
            h[j] = sum(W[k, j] * e[k] for k in range(len(e)))
        return h
    """,
    line=4,
    why="the indices of W are exchanged",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        f = mlp_forward(X, V, a, W, b)
        d2 = output_delta(f["Y"], T)
        d1 = hidden_delta(d2, W, f["H"])
        return {"dV": X.T @ d1, "da": d1.sum(axis=0), "dW": f["H"].T @ d2, "db": d2.sum(axis=0)}
    """,
    line=5,
    why="the keys are V, a, W and b",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        S, H = hidden_layer(X, V, a)
        Z, Y = hidden_layer(H, W, b)
        dZ = (Y - T) * Y * (1 - Y)
        dS = (dZ @ W.T) * H * (1 - H)
        grads = dict(V=X.T @ dS, a=dS, W=H.T @ dZ, b=dZ.sum(0))
        return grads
    """,
    line=6,
    why="the gradient of a is not added up; hidden_layer belongs to another notebook",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        H = sigmoid(X @ V + a)
        Y = sigmoid(H @ W + b)
        delta = output_delta(Y, T)
        dW = H.T @ delta
        db = delta.sum(axis=0)
        W = W - dW
        delta_h = hidden_delta(delta, W, H)
        return {"V": X.T @ delta_h, "a": delta_h.sum(axis=0), "W": dW, "b": db}
    """,
    line=7,
    why="W is updated before the delta is carried back",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        n = len(X)
        H = sigmoid(X @ V + a)
        Y = sigmoid(H @ W + b)
        delta = output_delta(Y, T) / n
        dh = hidden_delta(delta, W, H)
        return {"V": X.T @ dh, "a": dh.sum(axis=0), "W": H.T @ delta, "b": delta.sum(axis=0)}
    """,
    line=5,
    why="mean over samples",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        H = sigmoid(X @ V)
        Y = sigmoid(H @ W)
        delta = output_delta(Y, T)
        dh = hidden_delta(delta, W, H)
        return {"V": X.T @ dh, "a": dh.sum(axis=0), "W": H.T @ delta, "b": delta.sum(axis=0)}
    """,
    line=2,
    why="forward without biases",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        H = sigmoid(X @ V + a)
        Y = H @ W + b
        delta = output_delta(Y, T)
        dh = hidden_delta(delta, W, H)
        return {"V": weight_gradient(X, dh), "a": dh.sum(axis=0), "W": weight_gradient(H, delta),
                "b": delta.sum(axis=0)}
    """,
    line=3,
    why="sigmoid missing in output",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        dV, da = np.zeros(V.shape), np.zeros(a.shape)
        dW, db = np.zeros(W.shape), np.zeros(b.shape)
        for x, t in zip(X, T):
            h = sigmoid(x @ V + a)
            y = sigmoid(h @ W + b)
            d = (y - t) * y * (1 - y)
            dh = (W @ d) * h * (1 - h)
            dW += np.outer(h, d)
            dV += np.outer(x, dh)
            db += d
            da = dh
        return {"V": dV, "a": da, "W": dW, "b": db}
    """,
    line=12,
    why="da is replaced in each round",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        H = sigmoid(X @ V + a)
        Y = sigmoid(H @ W + b)
        dZ = Y - T
        dW = H.T @ dZ
        db = np.sum(dZ, axis=0)
        dH = dZ @ W.T
        dS = dH * H * (1 - H)
        return {"V": X.T @ dS, "a": np.sum(dS, axis=0), "W": dW, "b": db}
    """,
    line=4,
    why="forgets output slope in delta, cross-entropy habit",
)

slip(
    "output_delta",
    """
    def output_delta(Y, T):
        return (Y - T) * sigmoid_grad(Y)
    """,
    line=2,
    why="the sigmoid is applied to its output, by a function that this notebook does not have",
)

slip(
    "product_backward",
    """
    def product_backward(upstream, a, b):
        return np.dot(upstream, b), np.dot(upstream, a)
    """,
    line=2,
    why="dot product of arrays",
)

slip(
    "product_backward",
    """
    def product_backward(upstream, a, b):
        return upstream * b + upstream * a
    """,
    line=2,
    why="one sum in place of two gradients",
)

slip(
    "relu_backward",
    """
    def relu_backward(upstream, z):
        return np.maximum(upstream, 0)
    """,
    line=2,
    why="the upstream gradient is cut off, not passed where z > 0",
)

slip(
    "relu_backward",
    """
    def relu_backward(upstream, z):
        return upstream * np.maximum(z, 0)
    """,
    line=2,
    why="multiplied by the value, not by the slope",
)

slip(
    "relu_backward",
    """
    def relu_backward(upstream, z):
        dz = upstream
        dz[z <= 0] = 0
        return dz
    """,
    line=3,
    why="written into the caller's array",
)

slip(
    "relu_backward",
    """
    def relu_backward(upstream, z):
        return np.where(np.asarray(upstream) > 0, z, 0)
    """,
    line=2,
    why="z and the upstream gradient are exchanged",
)

slip(
    "sigmoid_backward",
    """
    def sigmoid_backward(upstream, z):
        return sigmoid_grad(upstream * z)
    """,
    line=2,
    why="slope at upstream",
)

slip(
    "sigmoid_backward",
    """
    def sigmoid_backward(upstream, z):
        return sigmoid_grad(z)
    """,
    line=2,
    why="without upstream",
)

slip(
    "sigmoid_backward",
    """
    def sigmoid_backward(upstream, z):
        s = sigmoid(z)
        ds = s * (1 - s)
        return upstream + ds
    """,
    line=4,
    why="added where the chain rule multiplies",
)

slip(
    "sigmoid_backward",
    """
    def sigmoid_backward(upstream, z):
        s = sigmoid(z)
        return np.sum(upstream * s * (1 - s))
    """,
    line=3,
    why="added up over all entries",
)

slip(
    "split_error",
    """
    def split_error(w, e):
        return w * e
    """,
    line=2,
    why="each gets e times w",
)

slip(
    "split_error",
    """
    def split_error(w, e):
        return w / np.sum(w * e)
    """,
    line=2,
    why="precedence: w / sum(w * e)",
)

slip(
    "split_error",
    """
    def split_error(w, e):
        return e * w / np.linalg.norm(w)
    """,
    line=2,
    why="divided by the norm of the weights",
)

slip(
    "sum_backward",
    """
    def sum_backward(upstream, n):
        return np.ones(n) * upstream / n
    """,
    line=2,
    why="divides by n",
)

slip(
    "sum_backward",
    """
    def sum_backward(upstream, n):
        return n * upstream
    """,
    line=2,
    why="one number",
)

slip(
    "sum_backward",
    """
    def sum_backward(upstream, n):
        g = np.zeros(n, dtype=int)
        for i in range(n):
            g[i] += upstream
        return g
    """,
    line=2,
    why="an array of whole numbers cuts the decimals off",
)

slip(
    "train_xor",
    """
    def train_xor(rng):
        X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
        T = np.array([[0], [1], [1], [0]])
        p = {"V": rng.normal(size=(2, 8)), "a": np.zeros(8), "W": rng.normal(size=(8, 1)), "b": np.zeros(1)}
        losses = []
        for _ in range(1000):
            g = mlp_gradients(X, T, **p)
            for k in p:
                p[k] = p[k] + 2.0 * g[k]
            Y = mlp_forward(X, **p)["Y"]
            losses.append(0.5 * np.sum((Y - T) ** 2))
            if losses[-1] < 0.01:
                break
        return p, losses
    """,
    line=9,
    why="ascends",
)

slip(
    "train_xor",
    """
    def train_xor(rng):
        X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
        T = np.array([0, 1, 1, 0])
        p = {"V": rng.normal(size=(2, 8)), "a": np.zeros(8), "W": rng.normal(size=(8, 1)), "b": np.zeros(1)}
        losses = []
        for _ in range(1000):
            Y = mlp_forward(X, **p)["Y"]
            losses.append(0.5 * np.sum((Y - T) ** 2))
            if losses[-1] < 0.01:
                break
            g = mlp_gradients(X, T, **p)
            p = {k: p[k] - 2.0 * g[k] for k in p}
        return p, losses
    """,
    line=3,
    why="T as a flat array broadcasts to (4, 4)",
)

slip(
    "train_xor",
    """
    def train_xor(rng):
        X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
        T = np.array([[0], [1], [1], [0]])
        p = {"V": rng.normal(size=(2, 8)), "a": np.zeros(8), "W": rng.normal(size=(8, 1)), "b": np.zeros(1)}
        losses = []
        for _ in range(100):
            Y = mlp_forward(X, **p)["Y"]
            losses.append(0.5 * np.sum((Y - T) ** 2))
            g = mlp_gradients(X, T, **p)
            p = {k: p[k] - 0.1 * g[k] for k in p}
        return p, losses
    """,
    line=6,
    why="too few steps",
)

slip(
    "train_xor",
    """
    def train_xor(rng):
        X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
        T = np.array([[0], [1], [1], [1]])
        p = {"V": rng.normal(size=(2, 8)), "a": np.zeros(8), "W": rng.normal(size=(8, 1)), "b": np.zeros(1)}
        losses = []
        for _ in range(5000):
            Y = mlp_forward(X, **p)["Y"]
            losses.append(0.5 * np.sum((Y - T) ** 2))
            if losses[-1] < 0.005:
                break
            g = mlp_gradients(X, T, **p)
            p = {k: p[k] - 2 * g[k] for k in p}
        return p, losses
    """,
    line=3,
    why="OR's targets",
)

slip(
    "train_xor",
    """
    def train_xor(rng):
        X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
        T = np.array([[0], [1], [1], [0]])
        losses = []
        while True:
            p = {"V": rng.normal(size=(2, 8)), "a": np.zeros(8), "W": rng.normal(size=(8, 1)), "b": np.zeros(1)}
            for _ in range(3000):
                Y = mlp_forward(X, **p)["Y"]
                losses.append(0.5 * np.sum((Y - T) ** 2))
                if losses[-1] < 0.009:
                    return losses, p
                g = mlp_gradients(X, T, **p)
                p = {k: p[k] - 2 * g[k] for k in p}
    """,
    line=11,
    why="returns losses first",
)

slip(
    "weight_gradient",
    """
    def weight_gradient(H, delta):
        return H @ delta
    """,
    line=2,
    why="H must be transposed",
)

slip(
    "weight_gradient",
    """
    def weight_gradient(H, delta):
        m = H.shape[0]
        return np.matmul(H.T, delta) / m
    """,
    line=3,
    why="mean",
)

slip(
    "weight_gradient",
    """
    def weight_gradient(H, delta):
        return np.outer(H.sum(axis=0), delta.sum(axis=0))
    """,
    line=2,
    why="the samples are added up too early",
)

slip(
    "weight_gradient",
    """
    def weight_gradient(H, delta):
        return np.einsum("ni,nj->ji", H, delta)
    """,
    line=2,
    why="the letters of the result are exchanged",
)

slip(
    "weight_gradient_loops",
    """
    def weight_gradient_loops(H, delta):
        n = H.shape[0]
        g = np.zeros((H.shape[1], delta.shape[1]))
        for r in range(1, n):
            g += np.outer(H[r], delta[r])
        return g
    """,
    line=4,
    why="the first sample is left out",
)

slip(
    "weight_gradient_loops",
    """
    def weight_gradient_loops(H, delta):
        g = np.zeros((H.shape[1], delta.shape[1]))
        for r in range(len(H)):
            for j in range(H.shape[1]):
                for k in range(H.shape[1]):
                    g[j, k] += H[r, j] * delta[r, k]
        return g
    """,
    line=5,
    why="k runs over H's columns",
)

slip(
    "weight_gradient_loops",
    """
    def weight_gradient_loops(H, delta):
        g = np.zeros((H.shape[1], delta.shape[1]))
        for r in range(len(H)):
            for j in range(H.shape[1]):
                for k in range(delta.shape[1]):
                    g[j, k] += H[r, j] * delta[k, r]
        return g
    """,
    line=6,
    why="index swapped in delta",
)

slip(
    "sum_backward",
    """
    def sum_backward(upstream, n):
        return np.full(upstream, n)
    """,
    line=2,
    why="np.full's arguments swapped",
)

slip(
    "sigmoid_backward",
    """
    def sigmoid_backward(upstream, z):
        s = sigmoid(z)
        return s * (1 - s)
    """,
    line=3,
    why="upstream not used",
)

slip(
    "relu_backward",
    """
    def relu_backward(upstream, z):
        return upstream * np.maximum(0, z)
    """,
    line=2,
    why="relu of z times upstream",
)

slip(
    "output_delta",
    """
    def output_delta(Y, T):
        return Y - T
    """,
    line=2,
    why="derivative left out",
)

slip(
    "output_delta",
    """
    def output_delta(Y, T):
        s = sigmoid(Y)
        return (Y - T) * s * (1 - s)
    """,
    line=2,
    why="sigmoid taken again",
)

slip(
    "hidden_delta",
    """
    def hidden_delta(delta, W, H):
        return delta @ W.T
    """,
    line=2,
    why="no derivative of the hidden units",
)

slip(
    "weight_gradient",
    """
    def weight_gradient(H, delta):
        return delta.T @ H
    """,
    line=2,
    why="transposed result",
)

slip(
    "train_xor",
    """
    def train_xor(rng):
        X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
        T = np.array([[0], [1], [1], [0]])
        params = {"V": np.zeros((2, 4)), "a": np.zeros(4), "W": np.zeros((4, 1)), "b": np.zeros(1)}
        losses = []
        for _ in range(2000):
            Y = sigmoid(sigmoid(X @ params["V"] + params["a"]) @ params["W"] + params["b"])
            losses.append(0.5 * np.sum((Y - T) ** 2))
            grads = mlp_gradients(X, T, **params)
            params = {k: params[k] - 2 * grads[k] for k in params}
        return params, losses
    """,
    line=4,
    why="zeros as start",
)

slip(
    "train_xor",
    """
    def train_xor(rng):
        X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
        T = np.array([[0], [1], [1], [0]])
        params = {"V": rng.normal(size=(2, 8)), "a": rng.normal(size=8), "W": rng.normal(size=(8, 1)), "b": np.zeros(1)}
        losses = []
        for _ in range(2000):
            Y = sigmoid(sigmoid(X @ params["V"] + params["a"]) @ params["W"] + params["b"])
            losses.append(0.5 * np.sum((Y - T) ** 2))
            grads = mlp_gradients(X, T, **params)
            for k in params:
                params[k] = params[k] + 4 * grads[k]
        return params, losses
    """,
    line=11,
    why="uphill",
)
