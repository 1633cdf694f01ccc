"""Wrong answers to the exercises of the topic backpropagation, as learners write them."""

from tests.support.slips import slip

slip(
    "split_error",
    """
    def split_error(w, e):
        total = 0
        parts = []
        for wi in w:
            total += wi
            parts.append(e * wi / total)
        return np.array(parts)
    """,
    line=6,
    why="the loop divides by the sum so far instead of the sum of all weights",
)

slip(
    "split_error",
    """
    def split_error(w, e):
        shares = np.exp(w) / np.sum(np.exp(w))
        return e * shares
    """,
    line=2,
    why="softmax is another way to make shares; here they are w / sum(w)",
)

slip(
    "split_error",
    """
    def split_error(w, e):
        w1, w2 = w
        e1 = e * w1 / (w1 + w2)
        e2 = e * w2 / (w1 + w2)
        return np.array([e1, e2])
    """,
    line=2,
    why="the function is written for two weights; there may be any number",
)

slip(
    "split_error",
    """
    def split_error(w, e):
        fraction = w / w.sum()
        return np.dot(fraction, np.ones(len(w)) * e)
    """,
    line=3,
    why="np.dot adds all the parts up; there is one part per weight",
)

slip(
    "hidden_errors",
    """
    def hidden_errors(W, e):
        back = np.zeros(len(W))
        for j in range(len(W)):
            for k in range(len(e)):
                back[j] += W[j, k] ** 2 * e[k]
        return back / len(e)
    """,
    line=None,
    why="the weights are squared, and the sum is averaged over the outputs",
)

slip(
    "hidden_errors",
    """
    def hidden_errors(W, e):
        n_hidden, n_out = W.shape
        out = [0.0] * n_hidden
        for j in range(n_hidden):
            for k in range(n_out):
                out[j] = W[j][k] * e[k]
        return np.array(out)
    """,
    line=6,
    why="= overwrites the sum: only the last output's blame is left",
)

slip(
    "hidden_errors",
    """
    def hidden_errors(W, e):
        result = np.zeros(len(W))
        for k in range(len(e)):
            result += split_error(W[:, k], e[k])
        return result
    """,
    line=4,
    why="the weights are divided by their sums: that is the heuristic, not the chain rule",
)

slip(
    "hidden_errors",
    """
    def hidden_errors(W, e):
        e = e.reshape(-1, 1)
        back = W @ e
        return back
    """,
    line=3,
    why="e as a column makes the result a column: the shape must be (fan_in,)",
)

slip(
    "sum_backward",
    """
    def sum_backward(upstream, n):
        grad = []
        for i in range(n):
            grad.append(upstream / n)
        return np.array(grad)
    """,
    line=4,
    why="the summands share nothing: each gets the whole upstream gradient",
)

slip(
    "sum_backward",
    """
    def sum_backward(upstream, n):
        return np.ones(n, upstream)
    """,
    line=2,
    why="the second argument of np.ones is the type; the upstream gradient is multiplied",
)

slip(
    "sum_backward",
    """
    def sum_backward(upstream, n):
        g = np.full_like(n, upstream)
        return g
    """,
    line=2,
    why="full_like of n makes a single number; np.full(n, upstream) makes n of them",
)

slip(
    "sum_backward",
    """
    def sum_backward(upstream, n):
        local = np.arange(n)
        return upstream * local
    """,
    line=2,
    why="the slope of a sum is 1, not the index of the summand",
)

slip(
    "product_backward",
    """
    def product_backward(upstream, a, b):
        da = upstream * a
        db = upstream * b
        return da, db
    """,
    line=2,
    why="the factors are swapped: a gets upstream * b",
)

slip(
    "product_backward",
    """
    def product_backward(upstream, a, b):
        a = upstream * b
        b = upstream * a
        return a, b
    """,
    line=3,
    why="a was overwritten in the line before; the gradient of b needs the old a",
)

slip(
    "product_backward",
    """
    def product_backward(upstream, a, b):
        # (ab)' = a'b + ab'
        grad = upstream * b + upstream * a
        return grad, grad
    """,
    line=4,
    why="the product rule's two halves are added up; each factor gets its own gradient",
)

slip(
    "product_backward",
    """
    def product_backward(upstream, a, b):
        grad_a = upstream * b
        grad_b = upstream * a
        return grad_A, grad_b
    """,
    line=4,
    why="grad_a is returned under a name that does not exist",
)

slip(
    "sigmoid_backward",
    """
    def sigmoid_backward(upstream, z):
        s = sigmoid(z)
        dz = upstream * (1 - s)
        return dz
    """,
    line=3,
    why="only 1 - s is multiplied: the s is missing",
)

slip(
    "sigmoid_backward",
    """
    def sigmoid_backward(upstream, z):
        s = sigmoid(z)
        grad = s * (1 - s)
        return np.dot(upstream, grad)
    """,
    line=4,
    why="the matrix product mixes the elements; the chain rule here is element by element",
)

slip(
    "sigmoid_backward",
    """
    def sigmoid_backward(upstream, z):
        sig = 1 / (1 + np.exp(-z))
        dsig = sig * (1 - sig)
        return upstream + dsig
    """,
    line=4,
    why="s (1 - s) is added instead of multiplied",
)

slip(
    "sigmoid_backward",
    """
    def sigmoid_backward(upstream, z):
        def d_sigmoid(x):
            return sigmoid(x) * (1 - sigmoid(x))

        return d_sigmoid(upstream * z)
    """,
    line=5,
    why="the upstream gradient goes through the sigmoid too: it is only multiplied",
)

slip(
    "relu_backward",
    """
    def relu_backward(upstream, z):
        z = np.asarray(z)
        grad = np.zeros(z.shape)
        grad[z >= 1] = 1
        return grad
    """,
    line=None,
    why="the corner is at 0, not at 1; and where z is positive the upstream gradient passes, not 1",
)

slip(
    "relu_backward",
    """
    def relu_backward(upstream, z):
        upstream = np.asarray(upstream)
        mask = np.asarray(z) > 0
        return upstream[mask]
    """,
    line=4,
    why="boolean indexing keeps the positive places only, and changes the shape",
)

slip(
    "relu_backward",
    """
    def relu_backward(upstream, z):
        slope = np.where(z > 0, 1, 0.01)
        return slope * upstream
    """,
    line=2,
    why="where z is negative the gradient is 0, not 0.01 times the upstream gradient",
)

slip(
    "relu_backward",
    """
    def relu_backward(upstream, z):
        dead = np.asarray(z) <= 0
        return upstream * dead
    """,
    line=3,
    why="~ of a comparison keeps the negative side: use the mask itself",
)

slip(
    "output_delta",
    """
    def output_delta(Y, T):
        error = Y - T
        return np.dot(error, (Y * (1 - Y)).T)
    """,
    line=3,
    why="np.dot mixes the samples; the slope is multiplied element by element",
)

slip(
    "output_delta",
    """
    def output_delta(Y, T):
        dE_dY = 2 * (Y - T)
        dY_dZ = 1 - Y
        return np.multiply(dE_dY, dY_dZ)
    """,
    line=None,
    why="the 2 of the square stays although E has 1/2, and 1 - Y lacks its Y",
)

slip(
    "output_delta",
    """
    def output_delta(Y, T):
        loss = 0.5 * (Y - T) ** 2
        return loss * Y * (1 - Y)
    """,
    line=2,
    why="the loss must be differentiated: the error to the first power",
)

slip(
    "output_delta",
    """
    def output_delta(Y, T):
        return Y - T * Y * (1 - Y)
    """,
    line=2,
    why="the brackets are missing: Y - T * Y * (1 - Y) multiplies only T",
)

slip(
    "hidden_delta",
    """
    def hidden_delta(delta, W, H):
        # dZ1 = W2.T dZ2 * g'(Z1)
        back = np.dot(W.T, delta)
        return np.multiply(back, H * (1 - H))
    """,
    line=3,
    why="the product order belongs to samples in columns: here it is delta @ W.T",
)

slip(
    "hidden_delta",
    """
    def hidden_delta(delta, W, H):
        dA = delta @ W.T
        dS = dA * (1 - np.power(H, 2))
        return dS
    """,
    line=3,
    why="the hidden units are sigmoids, so the slope is H (1 - H), not 1 - H ** 2",
)

slip(
    "hidden_delta",
    """
    def hidden_delta(delta, W, H):
        n, hidden = H.shape
        out = np.zeros((n, hidden))
        for i in range(n):
            for j in range(hidden):
                s = 0
                for k in range(delta.shape[1]):
                    s = delta[i, k] * W[j, k]
                out[i, j] = s * H[i, j] * (1 - H[i, j])
        return out
    """,
    line=8,
    why="the blame of several outputs is added up: = keeps the last one only",
)

slip(
    "hidden_delta",
    """
    def hidden_delta(delta, W, H):
        err = np.zeros(H.shape)
        for j in range(W.shape[0]):
            err[:, j] = np.sum(delta * W[j])
        return err * H
    """,
    line=None,
    why="the sum must run over the outputs only, axis=1; and the slope is H (1 - H), not H",
)

slip(
    "weight_gradient_loops",
    """
    def weight_gradient_loops(H, delta):
        n, fan_in = H.shape
        fan_out = delta.shape[1]
        dW = np.zeros((fan_in, fan_out))
        for i in range(n):
            for j in range(fan_in):
                for k in range(fan_out):
                    dW[j, k] = H[i, j] * delta[i, k]
        return dW
    """,
    line=8,
    why="= overwrites what the earlier samples gave: += is missing",
)

slip(
    "weight_gradient_loops",
    """
    def weight_gradient_loops(H, delta):
        m = H.shape[0]
        grad = np.zeros((H.shape[1], delta.shape[1]))
        for i in range(m):
            grad += np.outer(H[i], delta[i]) / m
        return grad
    """,
    line=5,
    why="dividing by the number of samples makes a mean; this E is a sum",
)

slip(
    "weight_gradient_loops",
    """
    def weight_gradient_loops(H, delta):
        g = np.zeros((H.shape[1], delta.shape[1]))
        for h in H:
            for d in delta:
                for j in range(len(h)):
                    for k in range(len(d)):
                        g[j][k] += h[j] * d[k]
        return g
    """,
    line=4,
    why="every sample of H meets every sample of delta; only the same sample's belong together",
)

slip(
    "weight_gradient_loops",
    """
    def weight_gradient_loops(H, delta):
        out = np.zeros((H.shape[1], delta.shape[1]))
        for i in range(H.shape[0]):
            for j in range(H.shape[1])
                for k in range(delta.shape[1]):
                    out[j, k] += H[i, j] * delta[i, k]
        return out
    """,
    line=4,
    why="a colon is missing after the second for",
)

slip(
    "weight_gradient",
    """
    def weight_gradient(H, delta):
        Ht = H.T()
        return Ht @ delta
    """,
    line=2,
    why=".T() is a call, but T is no method",
)

slip(
    "weight_gradient",
    """
    def weight_gradient(H, delta):
        dW = H.T * delta
        return dW
    """,
    line=2,
    why="* multiplies element by element, and the shapes do not fit: @ is meant",
)

slip(
    "weight_gradient",
    """
    def weight_gradient(H, delta):
        mean_delta = delta.mean(axis=0, keepdims=True)
        return H.T @ np.repeat(mean_delta, len(H), axis=0)
    """,
    line=3,
    why="delta is averaged first, and the average is repeated for every sample",
)

slip(
    "weight_gradient",
    """
    def weight_gradient(H, delta):
        grad = np.outer(H, delta)
        return grad
    """,
    line=2,
    why="np.outer flattens both matrices: every sample meets every other one",
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
            delta = (y - t) * y * (1 - y)
            delta_h = W @ delta * h * (1 - h)
            dW = np.outer(h, delta)
            db += delta
            dV += np.outer(x, delta_h)
            da += delta_h
        return {"V": dV, "a": da, "W": dW, "b": db}
    """,
    line=9,
    why="the sample loop overwrites the gradients: += is missing for W",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        H = sigmoid(X @ V + a)
        Y = sigmoid(H @ W + b)
        delta2 = output_delta(Y, T)
        delta1 = hidden_delta(delta2, W, H)
        gW = weight_gradient(H, delta2)
        gV = weight_gradient(X, delta1)
        gb = np.sum(delta2, axis=1)
        ga = np.sum(delta1, axis=0)
        return {"V": gV, "a": ga, "W": gW, "b": gb}
    """,
    line=8,
    why="sum(axis=1) adds the units up; the samples are axis 0",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        H = sigmoid(X.dot(V))
        Y = sigmoid(H.dot(W) + b)
        d_out = (Y - T) * Y * (1 - Y)
        d_hid = d_out.dot(W.T) * H * (1 - H)
        return {
            "V": X.T.dot(d_hid),
            "a": d_hid.sum(axis=0),
            "W": H.T.dot(d_out),
            "b": d_out.sum(axis=0),
        }
    """,
    line=2,
    why="the hidden layer's bias is missing in the forward pass",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        H = sigmoid(X @ V + a)
        Y = sigmoid(H @ W + b)
        delta = output_delta(Y, T)
        delta_hidden = hidden_delta(delta, V, H)
        return {
            "V": weight_gradient(X, delta_hidden),
            "a": delta_hidden.sum(axis=0),
            "W": weight_gradient(H, delta),
            "b": delta.sum(axis=0),
        }
    """,
    line=5,
    why="hidden_delta takes delta, W and H: V leads into the hidden layer, W out of it",
)

slip(
    "train_xor",
    """
    def train_xor(rng):
        X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
        T = np.array([0, 1, 1, 0], dtype=float)
        V, a = rng.normal(size=(2, 4)), np.zeros(4)
        W, b = rng.normal(size=(4, 1)), np.zeros(1)
        losses = []
        for epoch in range(3000):
            H = sigmoid(X @ V + a)
            Y = sigmoid(H @ W + b)
            losses.append(0.5 * np.sum((Y - T) ** 2))
            grads = mlp_gradients(X, T, V, a, W, b)
            V = V - 1.0 * grads["V"]
            a = a - 1.0 * grads["a"]
            W = W - 1.0 * grads["W"]
            b = b - 1.0 * grads["b"]
        return {"V": V, "a": a, "W": W, "b": b}, losses
    """,
    line=3,
    why="T has the shape (4,), so Y - T is a 4 by 4 square: it must be a column",
)

slip(
    "train_xor",
    """
    def train_xor(rng):
        X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
        T = np.array([[0], [1], [1], [0]])
        params = {"V": np.ones((2, 5)), "a": np.ones(5), "W": np.ones((5, 1)), "b": np.ones(1)}
        losses = []
        for _ in range(2000):
            S = X @ params["V"] + params["a"]
            Y = sigmoid(sigmoid(S) @ params["W"] + params["b"])
            losses.append(float(0.5 * np.sum((Y - T) ** 2)))
            g = mlp_gradients(X, T, **params)
            params = {k: params[k] - g[k] for k in params}
        return params, losses
    """,
    line=4,
    why="all the weights start equal: the hidden units stay copies of one another",
)

slip(
    "train_xor",
    """
    def train_xor(rng):
        X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
        T = np.array([[0], [1], [1], [0]])
        params = {"V": rng.normal(size=(2, 8)), "a": np.zeros(8), "W": rng.normal(size=(8, 1)), "b": np.zeros(1)}
        Y = sigmoid(sigmoid(X @ params["V"] + params["a"]) @ params["W"] + params["b"])
        E = 0.5 * np.sum((Y - T) ** 2)
        losses = []
        for step in range(3000):
            losses.append(E)
            if E < 0.01:
                break
            grads = mlp_gradients(X, T, **params)
            for name in params:
                params[name] = params[name] - 2 * grads[name]
        return params, losses
    """,
    line=6,
    why="E is computed once, before the loop: note a new E in every step",
)

slip(
    "train_xor",
    """
    def train_xor(rng):
        X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
        T = np.array([[0], [0], [0], [1]])
        params = {
            "V": np.random.randn(2, 8),
            "a": np.zeros(8),
            "W": np.random.randn(8, 1),
            "b": np.zeros(1),
        }
        losses = []
        for _ in range(1500):
            Y = sigmoid(sigmoid(X @ params["V"] + params["a"]) @ params["W"] + params["b"])
            losses.append(0.5 * np.sum((Y - T) ** 2))
            grads = mlp_gradients(X, T, **params)
            params = {k: params[k] - 2.0 * grads[k] for k in params}
        return params, losses
    """,
    line=None,
    why="these are the targets of AND: XOR is 0, 1, 1, 0; and the start comes from np.random, not from rng",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        S = X @ V + a
        H = sigmoid(S)
        Z = H @ W + b
        Y = sigmoid(Z)
        d2 = (Y - T) * Y * (1 - Y)
        d1 = (d2 @ W.T) * S * (1 - S)
        return {"V": X.T @ d1, "a": d1.sum(axis=0), "W": H.T @ d2, "b": d2.sum(axis=0)}
    """,
    line=7,
    why="the slope is H (1 - H), of what the sigmoid gave",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        H = sigmoid(X @ V + a)
        Y = sigmoid(H @ W + b)
        delta2 = Y - T
        delta1 = delta2 @ W.T * H * (1 - H)
        return {"W": H.T @ delta2, "b": delta2.sum(0), "V": X.T @ delta1, "a": delta1.sum(0)}
    """,
    line=4,
    why="slope of the output is missing (cross-entropy habit)",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        S, H = X @ V + a, sigmoid(X @ V + a)
        Y = sigmoid(H @ W + b)
        delta = Y - T
        dh = delta @ W.T * H * (1 - H)
        return {"V": X.T @ dh, "a": dh, "W": H.T @ delta, "b": delta}
    """,
    line=None,
    why="the output's slope is missing, and the biases' gradients are not summed over the samples",
)

slip(
    "hidden_delta",
    """
    def hidden_delta(delta, W, H):
        return np.dot(W, delta) * H * (1 - H)
    """,
    line=2,
    why="the order, and the transpose",
)

slip(
    "hidden_delta",
    """
    def hidden_delta(delta, W, H):
        back = delta @ W.T
        return back
    """,
    line=3,
    why="slope forgotten",
)

slip(
    "hidden_delta",
    """
    def hidden_delta(delta, W, H):
        return (delta @ W.T) * sigmoid_grad(H)
    """,
    line=2,
    why="the sigmoid is applied once more, by a function that this notebook does not have",
)

slip(
    "hidden_delta",
    """
    def hidden_delta(delta, W, H):
        sp = H * (1 - H)
        return np.dot(W.transpose(), delta) * sp
    """,
    line=3,
    why="the order for samples in columns",
)

slip(
    "hidden_delta",
    """
    def hidden_delta(delta, W, H):
        n, hidden = H.shape
        D = np.zeros((n, hidden))
        for i in range(n):
            s = 0.0
            for j in range(hidden):
                for k in range(W.shape[1]):
                    s += delta[i, k] * W[j, k]
                D[i, j] = s * H[i, j] * (1 - H[i, j])
        return D
    """,
    line=5,
    why="the sum begins anew for each sample, not for each unit",
)

slip(
    "hidden_delta",
    """
    def hidden_delta(delta, W, H):
        return (delta @ W.T) * (1 - H ** 2)
    """,
    line=2,
    why="tanh slope",
)

slip(
    "hidden_delta",
    """
    def hidden_delta(delta, W, H):
        e = delta.sum(axis=0)
        return hidden_errors(W, e) * H * (1 - H)
    """,
    line=None,
    why="the samples are added up too early",
)

slip(
    "hidden_delta",
    """
    def hidden_delta(delta, W, H):
        return delta @ W.T @ (H * (1 - H))
    """,
    line=2,
    why="@ where * is meant",
)

slip(
    "hidden_errors",
    """
    def hidden_errors(W, e):
        return (W * e).sum(axis=0)
    """,
    line=2,
    why="the sum runs over the wrong axis",
)

slip(
    "hidden_errors",
    """
    def hidden_errors(W, e):
        h = np.zeros(W.shape[0])
        for j in range(W.shape[0]):
            for k in range(W.shape[1]):
                h[j] = W[j, k] * e[k]
        return h
    """,
    line=5,
    why="assign instead of add",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        f = mlp_forward(X, V, a, W, b)
        d2 = output_delta(f["Y"], T)
        d1 = hidden_delta(d2, W, f["H"])
        return {"V": X.T @ d1, "a": d1.sum(axis=0), "W": f["S"].T @ d2, "b": d2.sum(axis=0)}
    """,
    line=5,
    why="the gradient of W is computed with S; mlp_forward belongs to another notebook",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        S, H = hidden_layer(X, V, a)
        Z, Y = hidden_layer(H, W, b)
        dZ = (Y - T) * Y * (1 - Y)
        dH = dZ @ W.T
        dS = dH * H * (1 - H)
        grads = {}
        grads["W"] = H.T @ dZ
        grads["b"] = dZ.sum(axis=1)
        grads["V"] = X.T @ dS
        grads["a"] = dS.sum(axis=0)
        return grads
    """,
    line=9,
    why="db is added up over the outputs; hidden_layer belongs to another notebook",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        H = sigmoid(X @ V + a)
        Y = sigmoid(H @ W + b)
        error = Y - T
        delta = error * Y * (1 - Y)
        delta_h = (error @ W.T) * H * (1 - H)
        return {"V": X.T @ delta_h, "a": np.sum(delta_h, axis=0), "W": H.T @ delta, "b": np.sum(delta, axis=0)}
    """,
    line=6,
    why="hidden delta from Y - T instead of the output delta",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        H = sigmoid(X @ V + a)
        Y = sigmoid(H @ W + b)
        delta = output_delta(Y, T)
        dh = hidden_delta(delta, W, H)
        return {"V": X.T @ dh, "a": np.sum(dh, axis=0, keepdims=True),
                "W": H.T @ delta, "b": np.sum(delta, axis=0, keepdims=True)}
    """,
    line=6,
    why="the gradients of the biases keep an axis too many",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        H = sigmoid(X @ V + a)
        Y = sigmoid(H @ W + b)
        d = output_delta(Y, T)
        e = hidden_delta(d, W, H)
        return {"V": X.T @ e, "a": d.sum(axis=0), "W": H.T @ d, "b": e.sum(axis=0)}
    """,
    line=6,
    why="the roles of a, b are mixed up in the dictionary",
)

slip(
    "output_delta",
    """
    def output_delta(Y, T):
        error = T - Y
        return error * (Y * (1 - Y))
    """,
    line=2,
    why="the sign",
)

slip(
    "output_delta",
    """
    def output_delta(Y, T):
        return 2 * (Y - T) * Y * (1 - Y)
    """,
    line=2,
    why="factor 2",
)

slip(
    "output_delta",
    """
    def output_delta(Y, T):
        n = Y.shape[0]
        return (Y - T) * Y * (1 - Y) / n
    """,
    line=3,
    why="divided by n",
)

slip(
    "output_delta",
    """
    def output_delta(Y, T):
        return (Y - T) * Y * 1 - Y
    """,
    line=2,
    why="parentheses around 1 - Y",
)

slip(
    "output_delta",
    """
    def output_delta(Y, T):
        return (Y - T) * Y * (1 - T)
    """,
    line=2,
    why="(1 - T) instead of (1 - Y)",
)

slip(
    "product_backward",
    """
    def product_backward(upstream, a, b):
        return b, a
    """,
    line=2,
    why="upstream forgotten",
)

slip(
    "product_backward",
    """
    def product_backward(upstream, a, b):
        return upstream * a * b, upstream * a * b
    """,
    line=2,
    why="product of all",
)

slip(
    "product_backward",
    """
    def product_backward(upstream, a, b):
        y = a * b
        return upstream * y / a, upstream * y / b
    """,
    line=3,
    why="0/0 where a factor is 0",
)

slip(
    "relu_backward",
    """
    def relu_backward(upstream, z):
        return np.where(np.asarray(z) > 0, 1.0, 0.0)
    """,
    line=2,
    why="slope without upstream",
)

slip(
    "relu_backward",
    """
    def relu_backward(upstream, z):
        return relu(upstream) * relu_grad(z)
    """,
    line=2,
    why="passes negative upstream as zero, too",
)

slip(
    "sigmoid_backward",
    """
    def sigmoid_backward(upstream, z):
        return upstream * z * (1 - z)
    """,
    line=2,
    why="z is taken for the output",
)

slip(
    "sigmoid_backward",
    """
    def sigmoid_backward(upstream, z):
        out = sigmoid(z)
        return upstream * out
    """,
    line=3,
    why="sigmoid instead of slope",
)

slip(
    "split_error",
    """
    def split_error(w, e):
        return e * np.abs(w) / np.sum(np.abs(w))
    """,
    line=2,
    why="absolute weights",
)

slip(
    "split_error",
    """
    def split_error(w, e):
        return np.ones(len(w)) * e / len(w)
    """,
    line=2,
    why="equal shares",
)

slip(
    "split_error",
    """
    def split_error(w, e):
        p = np.exp(w - w.max())
        return e * p / p.sum()
    """,
    line=3,
    why="softmax shares",
)

slip(
    "split_error",
    """
    def split_error(w, e):
        shares = np.zeros_like(w)
        for i, wi in enumerate(w):
            shares[i] = wi / w.sum() * e
        return shares
    """,
    line=2,
    why="whole-number array",
)

slip(
    "sum_backward",
    """
    def sum_backward(upstream, n):
        return np.full((n, 1), upstream)
    """,
    line=2,
    why="a column",
)

slip(
    "sum_backward",
    """
    def sum_backward(upstream, n):
        return np.ones(n)
    """,
    line=2,
    why="ones only",
)

slip(
    "train_xor",
    """
    def train_xor(rng):
        X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
        T = np.array([[0], [1], [1], [0]])
        p = {"V": np.zeros((2, 4)), "a": np.zeros(4), "W": np.zeros((4, 1)), "b": np.zeros(1)}
        losses = []
        for _ in range(3000):
            g = mlp_gradients(X, T, **p)
            for k in p:
                p[k] = p[k] - 1.0 * g[k]
            Y = mlp_forward(X, **p)["Y"]
            losses.append(0.5 * np.sum((Y - T) ** 2))
        return p, losses
    """,
    line=4,
    why="starts from zeros; mlp_forward belongs to another notebook",
)

slip(
    "train_xor",
    """
    def train_xor(rng):
        X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
        T = np.array([[0], [1], [1], [0]])
        while True:
            p = {"V": np.random.randn(2, 8), "a": np.zeros(8), "W": np.random.randn(8, 1), "b": np.zeros(1)}
            losses = []
            for _ in range(3000):
                Y = mlp_forward(X, **p)["Y"]
                losses.append(0.5 * np.sum((Y - T) ** 2))
                if losses[-1] < 0.009:
                    return p, losses
                g = mlp_gradients(X, T, **p)
                p = {k: p[k] - 2 * g[k] for k in p}
    """,
    line=5,
    why="np.random",
)

slip(
    "weight_gradient",
    """
    def weight_gradient(H, delta):
        return np.dot(delta.T, H)
    """,
    line=2,
    why="the transpose of the gradient",
)

slip(
    "weight_gradient",
    """
    def weight_gradient(H, delta):
        return H[:, :, None] * delta[:, None, :]
    """,
    line=2,
    why="not summed over samples",
)

slip(
    "weight_gradient_loops",
    """
    def weight_gradient_loops(H, delta):
        n, fan_in = H.shape
        fan_out = delta.shape[1]
        g = np.zeros((fan_in, fan_out))
        for i in range(n):
            for j in range(fan_in):
                for k in range(fan_out):
                    g[j][k] = H[i][j] * delta[i][k]
        return g
    """,
    line=8,
    why="= instead of +=",
)

slip(
    "weight_gradient_loops",
    """
    def weight_gradient_loops(H, delta):
        g = [[0.0] * delta.shape[1]] * H.shape[1]
        for i in range(len(H)):
            for j in range(H.shape[1]):
                for k in range(delta.shape[1]):
                    g[j][k] += H[i, j] * delta[i, k]
        return np.array(g)
    """,
    line=2,
    why="[[0] * k] * d: all rows are one list",
)

slip(
    "weight_gradient_loops",
    """
    def weight_gradient_loops(H, delta):
        g = np.zeros((delta.shape[1], H.shape[1]))
        for i in range(len(H)):
            for j in range(H.shape[1]):
                for k in range(delta.shape[1]):
                    g[k, j] += H[i, j] * delta[i, k]
        return g
    """,
    line=7,
    why="the transpose of the gradient",
)

slip(
    "weight_gradient_loops",
    """
    def weight_gradient_loops(H, delta):
        g = np.zeros((H.shape[1], delta.shape[1]))
        for h, d in zip(H, delta):
            for j, hj in enumerate(h):
                for k, dk in enumerate(d):
                    g[j, k] += hj * dk
        return g / len(H)
    """,
    line=7,
    why="divided by the number of samples",
)

slip(
    "weight_gradient_loops",
    """
    def weight_gradient_loops(H, delta):
        g = np.zeros((H.shape[1], delta.shape[1]))
        for r in range(H.shape[0]):
            for j in range(H.shape[1]):
                for k in range(delta.shape[1]):
                    g[j, k] += H[r, j] * delta[r, k]
            return g
    """,
    line=7,
    why="return in the outer loop",
)

slip(
    "weight_gradient_loops",
    """
    def weight_gradient_loops(H, delta):
        g = np.zeros_like(H)
        for r in range(len(H)):
            for j in range(H.shape[1]):
                for k in range(delta.shape[1]):
                    g[j, k] += H[r, j] * delta[r, k]
        return g
    """,
    line=2,
    why="the gradient has the shape of the weights, not of H",
)

slip(
    "weight_gradient_loops",
    """
    def weight_gradient_loops(H, delta):
        for r in range(len(H)):
            g = np.zeros((H.shape[1], delta.shape[1]))
            for j in range(H.shape[1]):
                for k in range(delta.shape[1]):
                    g[j, k] += H[r, j] * delta[r, k]
        return g
    """,
    line=3,
    why="gradient reset in the sample loop",
)

slip(
    "relu_backward",
    """
    def relu_backward(upstream, z):
        return upstream * np.heaviside(z, 1.3)
    """,
    line=2,
    why="one and a third at the corner",
)

slip(
    "hidden_errors",
    """
    def hidden_errors(W, e):
        return np.sum(W * e, axis=0)
    """,
    line=2,
    why="sums over the inputs",
)

slip(
    "split_error",
    """
    def split_error(w, e):
        return np.full(len(w), e / len(w))
    """,
    line=2,
    why="equally split",
)

slip(
    "weight_gradient_loops",
    """
    def weight_gradient_loops(H, delta):
        G = np.zeros((H.shape[1], delta.shape[1]))
        for n in range(H.shape[0]):
            for j in range(H.shape[1]):
                for k in range(delta.shape[1]):
                    G[j, k] = H[n, j] * delta[n, k]
        return G
    """,
    line=6,
    why="assigns instead of adding",
)

slip(
    "weight_gradient_loops",
    """
    def weight_gradient_loops(H, delta):
        n = len(H)
        G = np.zeros((H.shape[1], delta.shape[1]))
        for i in range(n):
            G += np.outer(H[i], delta[i]) / n
        return G
    """,
    line=5,
    why="averages",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        H = sigmoid(X @ V + a)
        Y = H @ W + b
        delta = output_delta(Y, T)
        dh = hidden_delta(delta, W, H)
        return {"V": X.T @ dh, "a": dh.sum(axis=0), "W": H.T @ delta, "b": delta.sum(axis=0)}
    """,
    line=3,
    why="no sigmoid at the output",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        H = sigmoid(X @ V + a)
        Y = sigmoid(H @ W + b)
        delta = Y - T
        dh = (delta @ W.T) * H * (1 - H)
        return {"V": X.T @ dh, "a": dh.sum(axis=0), "W": H.T @ delta, "b": delta.sum(axis=0)}
    """,
    line=4,
    why="no derivative of the output's sigmoid",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        S, n = X @ V + a, len(X)
        H = sigmoid(S)
        Y = sigmoid(H @ W + b)
        delta = output_delta(Y, T)
        delta_h = hidden_delta(delta, W, H)
        return {"V": X.T @ delta_h / n, "a": delta_h.mean(axis=0), "W": H.T @ delta / n, "b": delta.mean(axis=0)}
    """,
    line=None,
    why="bias gradients not summed, weights averaged",
)

slip(
    "train_xor",
    """
    def train_xor(rng):
        X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
        T = np.array([0, 1, 1, 0])
        params = {"V": rng.normal(size=(2, 8)), "a": np.zeros(8), "W": rng.normal(size=(8, 1)), "b": np.zeros(1)}
        losses = []
        for _ in range(3000):
            H = sigmoid(X @ params["V"] + params["a"])
            Y = sigmoid(H @ params["W"] + params["b"])
            losses.append(0.5 * np.sum((Y - T) ** 2))
            grads = mlp_gradients(X, T, **params)
            for k in params:
                params[k] -= 4 * grads[k]
        return params, losses
    """,
    line=3,
    why="T of shape (4,)",
)

slip(
    "hidden_delta",
    """
    def hidden_delta(delta, W, H):
        return (W @ delta.T) * (H * (1 - H)).T
    """,
    line=2,
    why="W instead of its transpose in a dot, result transposed",
)

slip(
    "weight_gradient_loops",
    """
    def weight_gradient_loops(H, delta):
        G = np.zeros((H.shape[1], delta.shape[1]))
        for n in range(H.shape[0]):
            for j in range(H.shape[1]):
                for k in range(H.shape[1]):
                    G[j, k] += H[n, j] * delta[n, k]
        return G
    """,
    line=5,
    why="a loop range mixed up",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        H = sigmoid(X @ V + a)
        Y = sigmoid(H @ W + b)
        delta = output_delta(Y, T)
        dh = hidden_delta(delta, W, X)
        return {"V": weight_gradient(X, dh), "a": dh.sum(0), "W": weight_gradient(H, delta), "b": delta.sum(0)}
    """,
    line=5,
    why="delta of the hidden layer from H of the inputs",
)

slip(
    "mlp_gradients",
    """
    def mlp_gradients(X, T, V, a, W, b):
        H = sigmoid(X @ V + a)
        Y = sigmoid(H @ W + b)
        delta = output_delta(Y, T)
        dh = hidden_delta(delta, W, H)
        db, da = delta.sum(axis=0, keepdims=True), dh.sum(axis=0, keepdims=True)
        return {"V": weight_gradient(dh, X), "a": da, "W": weight_gradient(delta, H), "b": db}
    """,
    line=None,
    why="weight gradients' arguments swapped, biases kept 2d",
)

slip(
    "train_xor",
    """
    def train_xor(rng):
        X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
        T = np.array([[0], [1], [1], [0]])
        V, a, W, b = rng.normal(size=(2, 2)), np.zeros(2), rng.normal(size=(2, 1)), np.zeros(1)
        losses = []
        for i in range(1000):
            g = mlp_gradients(X, T, V, a, W, b)
            V -= 0.1 * g["V"]
            a -= 0.1 * g["a"]
            W -= 0.1 * g["W"]
            b -= 0.1 * g["b"]
            Y = sigmoid(sigmoid(X @ V + a) @ W + b)
            losses.append(0.5 * np.sum((Y - T) ** 2))
        return {"V": V, "a": a, "W": W, "b": b}, losses
    """,
    line=None,
    why="one fixed start, too few steps with small rate",
)

slip(
    "hidden_delta",
    """
    def hidden_delta(delta, W, H):
        back = np.dot(delta, W.T)
        return back * (1 - H ** 2)
    """,
    line=3,
    why="1 - H**2 is tanh's slope",
)
