"""Wrong answers of matrix calculus, as learners write them; nobody tunes anything to these."""

from tests.support.slips import slip

slip(
    "trace_inner",
    """
        def trace_inner(A, B):
            # trace = sum of the diagonal
            total = 0
            for i in range(A.shape[0]):
                total += A[i, i] * B[i, i]
            return total
        """,
    line=5,
    why="only the diagonal entries are multiplied; every entry of A meets its partner in B",
)

slip(
    "trace_inner",
    """
        def trace_inner(A, B):
            prod = A * B
            return sum(prod)
        """,
    line=3,
    why="Python's sum adds up the rows only and leaves one number per column; np.sum adds up everything",
)

slip(
    "trace_inner",
    """
        def trace_inner(A, B):
            # flatten both and take the dot product
            a = A.T.flatten()
            b = B.flatten()
            return np.dot(a, b)
        """,
    line=3,
    why="A is transposed before the entries are paired, so they no longer meet their partners",
)

slip(
    "trace_inner",
    """
        def trace_inner(A, B):
            rows, cols = A.shape
            C = np.zeros((rows, cols), dtype=int)
            for r in range(rows):
                for c in range(cols):
                    C[r, c] = A[r, c] * B[r, c]
            return C.sum()
        """,
    line=3,
    why="the products are written into an array of whole numbers and lose their decimals",
)

slip(
    "numerical_jacobian",
    """
        def numerical_jacobian(f, x, eps=1e-6):
            n = len(x)
            m = len(f(x))
            J = np.zeros((n, m))
            for j in range(n):
                e = np.zeros(n)
                e[j] = eps
                J[j] = (f(x + e) - f(x - e)) / (2 * eps)
            return J
        """,
    line=None,
    why="the Jacobian has one row per output and one column per input; the result goes into column j",
)

slip(
    "numerical_jacobian",
    """
        def numerical_jacobian(f, x, eps=1e-6):
            J = np.zeros((f(x).size, x.size))
            for j in range(x.size):
                x_plus = x
                x_minus = x
                x_plus[j] += eps
                x_minus[j] -= eps
                J[:, j] = (f(x_plus) - f(x_minus)) / (2 * eps)
            return J
        """,
    line=None,
    why="x_plus and x_minus are the same array as x: copy it",
)

slip(
    "numerical_jacobian",
    """
        def numerical_jacobian(f, x, eps=1e-6):
            y0 = f(x)
            jac = np.zeros((len(y0), len(x)))
            for k in range(len(x)):
                dx = np.zeros_like(x)
                dx[k] = eps
                jac[:, k] = (f(x + dx) - f(x - dx)) / (2 * eps)
            return jac
        """,
    line=5,
    why="x may hold whole numbers, and zeros_like makes a step of whole numbers, in which eps becomes 0",
)

slip(
    "numerical_jacobian",
    """
        def numerical_jacobian(f, x, eps=1e-6):
            n = x.shape[0]
            J = np.zeros((n, n))
            for j in range(n):
                d = np.zeros(n)
                d[j] = eps
                J[:, j] = (f(x + d) - f(x - d)) / (2 * eps)
            return J
        """,
    line=3,
    why="a square matrix is assumed; it needs one row for each output of f",
)

slip(
    "grad_y_pred",
    """
        def grad_y_pred(y_pred, y):
            err = y_pred - y
            loss = np.sqrt(np.sum(err ** 2))
            return err / loss
        """,
    line=4,
    why="that is the gradient of the length of the error; the loss is a sum of squares without a root",
)

slip(
    "grad_y_pred",
    """
        def grad_y_pred(y_pred, y):
            grad = 2 * (y_pred - y)
            return np.sum(grad, axis=0)
        """,
    line=3,
    why="the gradients are summed; each entry of y_pred keeps its own",
)

slip(
    "grad_y_pred",
    """
        def grad_y_pred(y_pred, y):
            grad = np.zeros_like(y, dtype=int)
            n, k = y.shape
            for i in range(n):
                for j in range(k):
                    grad[i, j] = 2 * (y_pred[i, j] - y[i, j])
            return grad
        """,
    line=2,
    why="the result is made of whole numbers, because zeros_like copies the type of y",
)

slip(
    "grad_y_pred",
    """
        def grad_y_pred(y_pred, y):
            out = np.zeros(y_pred.shape)
            for i in range(len(y_pred)):
                out[i, 0] = 2 * (y_pred[i, 0] - y[i, 0])
            return out
        """,
    line=4,
    why="only the first column is filled: the inner loop must run over all columns",
)

slip(
    "grad_w2",
    """
        def grad_w2(h_relu, grad_y_pred):
            n = h_relu.shape[0]
            dw = np.zeros((h_relu.shape[1], grad_y_pred.shape[1]))
            for i in range(n):
                dw = np.outer(h_relu[i], grad_y_pred[i])
            return dw
        """,
    line=5,
    why="for one sample this is right, but the outer products must be added up over all samples",
)

slip(
    "grad_w2",
    """
        def grad_w2(h_relu, grad_y_pred):
            dw2 = np.dot(grad_y_pred.T, h_relu)
            return dw2
        """,
    line=2,
    why="the factors are in the wrong order and the result is the transpose of what is wanted",
)

slip(
    "grad_w2",
    """
        def grad_w2(h_relu, grad_y_pred):
            n, hidden = h_relu.shape
            _, k = grad_y_pred.shape
            dw = np.zeros((hidden, k))
            for i in range(n):
                for j in range(hidden):
                    for c in range(k):
                        dw[c, j] += h_relu[i, j] * grad_y_pred[i, c]
            return dw
        """,
    line=8,
    why="rows and columns of dw are exchanged: the hidden unit comes first",
)

slip(
    "grad_w2",
    """
        def grad_w2(h_relu, grad_y_pred):
            hidden = h_relu.shape[1]
            k = grad_y_pred.shape[1]
            grad = np.zeros((hidden, k))
            for a in range(hidden):
                for b in range(k):
                    for i in range(h_relu.shape[0]):
                        grad[a, b] += 2 * h_relu[i, a] * grad_y_pred[i, b]
            return grad
        """,
    line=8,
    why="the 2 of the squared error is in grad_y_pred already",
)

slip(
    "grad_h_relu",
    """
        def grad_h_relu(grad_y_pred, w2):
            dh = np.dot(grad_y_pred, w2)
            return dh
        """,
    line=2,
    why="w2 must be transposed; without it the inner sizes do not agree",
)

slip(
    "grad_h_relu",
    """
        def grad_h_relu(grad_y_pred, w2):
            # dA1 = W2.T . dZ2   (Coursera)
            dA1 = np.dot(w2.T, grad_y_pred)
            return dA1
        """,
    line=3,
    why="the product is in column order; with samples in rows it is grad_y_pred @ w2.T",
)

slip(
    "grad_h_relu",
    """
        def grad_h_relu(grad_y_pred, w2):
            n = grad_y_pred.shape[0]
            out = np.zeros((n, w2.shape[0]))
            for i in range(n):
                out[i] = w2 @ grad_y_pred[i]
                return out
        """,
    line=6,
    why="the loop stops after the first sample, because the return is inside it",
)

slip(
    "grad_h_relu",
    """
        def grad_h_relu(grad_y_pred, w2):
            result = np.zeros(h_relu.shape)
            result += grad_y_pred @ w2.T
            return result
        """,
    line=2,
    why="h_relu is not an argument of this function and has no value here",
)

slip(
    "grad_h",
    """
        def grad_h(grad_h_relu, h):
            grad = grad_h_relu
            grad[h < 0] = 0
            return grad
        """,
    line=2,
    why="the gradient array is changed in place: copy it first",
)

slip(
    "grad_h",
    """
        def grad_h(grad_h_relu, h):
            dh = grad_h_relu.copy()
            dh[dh <= 0] = 0
            return dh
        """,
    line=3,
    why="the mask is made from the gradient; it is h that decides",
)

slip(
    "grad_h",
    """
        def grad_h(grad_h_relu, h):
            if h > 0:
                return grad_h_relu
            else:
                return 0
        """,
    line=2,
    why="if cannot ask a whole array at once: use np.where or a product with the mask",
)

slip(
    "grad_h",
    """
        def grad_h(grad_h_relu, h):
            mask = (h > 0).astype(float)
            return np.dot(grad_h_relu, mask.T)
        """,
    line=3,
    why="the mask is multiplied as a matrix; it meets the gradient entry by entry",
)

slip(
    "grad_w1",
    """
        def grad_w1(x, grad_h):
            # x: n d , grad_h: n h
            return np.einsum('ij,kj->ik', x, grad_h)
        """,
    line=3,
    why="einsum sums over the wrong pair: the samples are the index both share",
)

slip(
    "grad_w1",
    """
        def grad_w1(x, grad_h):
            n, d = x.shape
            h = x.shape[1]
            dW = np.zeros((d, h))
            for i in range(n):
                for a in range(d):
                    for b in range(h):
                        dW[a, b] += x[i, a] * grad_h[i, b]
            return dW
        """,
    line=3,
    why="h is the number of columns of grad_h, not of x",
)

slip(
    "grad_w1",
    """
        def grad_w1(x, grad_h):
            total = 0
            for xi, gi in zip(x, grad_h):
                total = total + np.outer(gi, xi)
            return total
        """,
    line=4,
    why="the two vectors of np.outer are swapped, so the result is transposed",
)

slip(
    "grad_w1",
    """
        def grad_w1(x, grad_h):
            per_sample = x[:, :, None] * grad_h[:, None, :]
            print(per_sample.shape)
            return per_sample
        """,
    line=4,
    why="the outer products of the samples are collected, but never added up",
)

slip(
    "train_relu_net",
    """
        def train_relu_net(x, y, w1, w2, lr, steps):
            losses = []
            dw1 = np.zeros(w1.shape)
            dw2 = np.zeros(w2.shape)
            for epoch in range(steps):
                h = x @ w1
                a = np.maximum(0, h)
                out = a @ w2
                losses.append(np.sum((out - y) ** 2))
                dout = 2 * (out - y)
                dw2 += a.T @ dout
                dw1 += x.T @ (dout @ w2.T * (h > 0))
                w1 = w1 - lr * dw1
                w2 = w2 - lr * dw2
            return np.array(losses)
        """,
    line=None,
    why="the gradients of all steps are added up, because dw1 and dw2 are never set back to zero",
)

slip(
    "train_relu_net",
    """
        def train_relu_net(x, y, w1, w2, lr, steps):
            loss_history = np.zeros(steps)
            for t in range(steps):
                h = x.dot(w1)
                h_relu = np.maximum(h, 0)
                y_pred = h_relu.dot(w2)
                loss = np.square(y_pred - y).sum()
                loss_history[t] = loss

                grad_y_pred = 2.0 * (y_pred - y)
                grad_w2 = h_relu.T.dot(grad_y_pred)
                grad_h_relu = grad_y_pred.dot(w2.T)
                grad_h = grad_h_relu.copy()
                grad_h[h < 0] = 0
                grad_w1 = x.T.dot(grad_h)

                w1 -= lr * grad_w1
                w2 -= lr * grad_w2
            return loss_history
        """,
    line=None,
    why="the updates write into the caller's w1 and w2: make new arrays",
)

slip(
    "train_relu_net",
    """
        def train_relu_net(x, y, w1, w2, lr, steps):
            W1 = w1.copy()
            W2 = w2.copy()
            out = []
            for i in range(steps):
                Z = x @ W1
                A = np.where(Z > 0, Z, 0)
                P = A @ W2
                out.append(((P - y) ** 2).sum())
                dP = 2 * (P - y)
                dW2 = A.T @ dP
                dZ = (dP @ W2.T) * (Z > 0)
                dW1 = x.T @ dZ
                W1 = W1 - lr * dW1
                W2 = w2 - lr * dW2
            return np.array(out)
        """,
    line=15,
    why="the step starts from the first w2 again and again; it must start from the last W2",
)

slip(
    "train_relu_net",
    """
        def train_relu_net(x, y, w1, w2, lr, steps):
            N = x.shape[0]
            losses = np.zeros(steps)
            for s in range(steps):
                h = x @ w1
                h_relu = np.maximum(h, 0)
                y_pred = h_relu @ w2
                losses[s] = np.sum((y_pred - y) ** 2) / N
                d2 = 2 * (y_pred - y)
                d1 = (d2 @ w2.T) * (h > 0)
                w2_new = w2 - lr * h_relu.T @ d2
                w1 = w1 - lr * h_relu.T @ d1
                w2 = w2_new
            return losses
        """,
    line=None,
    why="the loss is divided by the number of samples, and w1's gradient is taken from h_relu instead of x",
)

slip(
    "numerical_jacobian",
    """
    def numerical_jacobian(f, x, eps=1e-6):
        n = len(x)
        J = np.zeros((n, n))
        for j in range(n):
            e = np.eye(n)[j] * eps
            J[:, j] = (f(x + e) - f(x - e)) / (2 * eps)
        return J
    """,
    line=3,
    why="as many rows as f has outputs",
)

slip(
    "grad_w2",
    """
    def grad_w2(h_relu, grad_y_pred):
        return h_relu.T.dot(grad_y_pred) / len(h_relu)
    """,
    line=2,
    why="this loss is a sum: no division by n",
)

slip(
    "train_relu_net",
    """
    def train_relu_net(x, y, w1, w2, lr, steps):
        losses = np.zeros(steps)
        for t in range(steps):
            h = x.dot(w1)
            h_relu = np.maximum(h, 0)
            y_pred = h_relu.dot(w2)
            losses[t] = np.square(y_pred - y).sum()
            g = 2.0 * (y_pred - y)
            gw2 = h_relu.T.dot(g)
            gh = g.dot(w2.T) * (h > 0)
            w1 -= lr * x.T.dot(gh)
            w2 -= lr * gw2
        return losses
    """,
    line=11,
    why="-= changes the caller's weights",
)

slip(
    "numerical_jacobian",
    """
    def numerical_jacobian(f, x, eps=1e-6):
        J = np.zeros((len(f(x)), len(x)))
        for i in range(len(x)):
            h = np.zeros_like(x); h[i] = eps
            J[i, :] = (f(x + h) - f(x - h)) / (2 * eps)
        return J
    """,
    line=5,
    why="column i holds the derivatives with respect to input i",
)

slip(
    "grad_h",
    """
        def grad_h(grad_h_relu, h):
            grad_h = grad_h_relu.copy()
            grad_h[h < 0] = 0
            return grad_h
        """,
    line=3,
    why="changes the array it was given, and lets through at exactly 0 as the tutorial does",
)

slip(
    "grad_h",
    """
        def grad_h(grad_h_relu, h):
            return np.where(h > 0, 0.0, grad_h_relu)
        """,
    line=2,
    why="where with the branches the wrong way round",
)

slip(
    "grad_h_relu",
    """
        def grad_h_relu(grad_y_pred, w2):
            return grad_y_pred.mm(w2.t())
        """,
    line=2,
    why="w2 is meant as (k, hidden), as PyTorch's Linear keeps it",
)

slip(
    "grad_h_relu",
    """
        def grad_h_relu(grad_y_pred, w2):
            return np.einsum("nk,kh->nh", grad_y_pred, w2)
        """,
    line=2,
    why="einsum with the letters of w2 in the other order; works only if square",
)

slip(
    "grad_w1",
    """
        def grad_w1(x, grad_h):
            dw1 = np.zeros((x.shape[1], grad_h.shape[1]))
            for i in range(len(x)):
                dw1 += x[i][:, None] * grad_h[i][None, :]
                return dw1
        """,
    line=5,
    why="sample by sample, but the return stands inside the loop",
)

slip(
    "grad_w1",
    """
        def grad_w1(x, grad_h):
            x_on = x * (x > 0)
            return x_on.T @ grad_h
        """,
    line=2,
    why="the ReLU mask is applied a second time, to the inputs",
)

slip(
    "grad_w2",
    """
        def grad_w2(h_relu, grad_y_pred):
            N = h_relu.shape[0]
            dw2 = np.dot(h_relu.T, grad_y_pred)
            dw2 /= N
            return dw2
        """,
    line=4,
    why="the sum over the samples is divided by their number",
)

slip(
    "grad_y_pred",
    """
        def grad_y_pred(y_pred, y):
            diff = y_pred - y
            return 2 * diff / diff.size
        """,
    line=3,
    why="mean over samples, as in the library's MSELoss; the loss here is a plain sum",
)

slip(
    "grad_y_pred",
    """
        def grad_y_pred(y_pred, y):
            error = np.square(y_pred - y)
            return 2.0 * error
        """,
    line=2,
    why="the loss instead of its gradient, per entry",
)

slip(
    "grad_y_pred",
    """
        def grad_y_pred(y_pred, y):
            out = np.zeros(y_pred.shape)
            for i in range(0, y_pred.shape[0] - 1):
                for j in range(0, y_pred.shape[1]):
                    out[i, j] = 2 * (y_pred[i, j] - y[i, j])
            return out
        """,
    line=3,
    why="a loop that runs over the samples only up to the last but one",
)

slip(
    "numerical_jacobian",
    """
        def numerical_jacobian(f, x, eps=1e-6):
            x = np.array(x, dtype=float)
            J = []
            for k in range(x.size):
                plus = x.copy(); plus[k] += eps
                minus = x.copy(); minus[k] -= eps
                J.append((f(plus) - f(minus)) / (2 * eps))
            return np.array(J)
        """,
    line=8,
    why="one row per input: the transpose is missing when the columns are collected as rows",
)

slip(
    "numerical_jacobian",
    """
        def numerical_jacobian(f, x, eps=1e-6):
            step = np.zeros(len(x))
            cols = []
            for j in range(len(x)):
                step[j] = eps
                cols.append((f(x + step) - f(x - step)) / (2 * eps))
            return np.stack(cols, axis=1)
        """,
    line=2,
    why="the step is never set back, so it moves more and more inputs",
)

slip(
    "trace_inner",
    """
        def trace_inner(A, B):
            M = A * B
            s = sum(M)
            return s
        """,
    line=3,
    why="MATLAB's sum adds up columns only, NumPy's sum on axis 0 leaves a row",
)

slip(
    "trace_inner",
    """
        def trace_inner(A, B):
            return np.linalg.norm(A * B)
        """,
    line=2,
    why="a Frobenius norm was wanted in the forum post: a root is taken",
)

slip(
    "train_relu_net",
    """
        def train_relu_net(x, y, w1, w2, lr, steps):
            w1, w2 = w1.copy(), w2.copy()
            losses = []
            for t in range(steps):
                h = x.dot(w1)
                h_relu = np.maximum(h, 0)
                y_pred = h_relu.dot(w2)
                losses.append(np.square(y_pred - y).sum())
                g_y = 2.0 * (y_pred - y)
                w2 -= lr * h_relu.T.dot(g_y)
                g_r = g_y.dot(w2.T)
                g_h = g_r.copy()
                g_h[h < 0] = 0
                w1 -= lr * x.T.dot(g_h)
            return np.array(losses)
        """,
    line=10,
    why="w2 is updated before the gradient is carried back through it",
)

slip(
    "train_relu_net",
    """
        def train_relu_net(x, y, w1, w2, lr, steps):
            loss_list = np.zeros(steps)
            for i in range(steps):
                h = x @ w1
                r = np.maximum(h, 0)
                p = r @ w2
                gy = grad_y_pred(p, y)
                g2 = grad_w2(r, gy)
                gh = grad_h(grad_h_relu(gy, w2), h)
                g1 = grad_w1(x, gh)
                w1 = w1 - lr * g1
                w2 = w2 - lr * g2
                loss_list[i] = np.sum((np.maximum(x @ w1, 0) @ w2 - y) ** 2)
            return loss_list
        """,
    line=13,
    why="notes the loss after the loop's update: the list lags by one",
)

slip(
    "train_relu_net",
    """
        def train_relu_net(x, y, w1, w2, lr, steps):
            losses = []
            for _ in range(steps):
                h = x @ w1
                h_relu = h * (h > 0)
                y_pred = h_relu @ w2
                losses.append(((y_pred - y) ** 2).sum())
                d_y = 2 * (y_pred - y)
                d_w2 = h_relu.T @ d_y
                d_h = d_y @ w2.T
                d_w1 = x.T @ d_h
                w1 = w1 - lr * d_w1
                w2 = w2 - lr * d_w2
            return np.array(losses)
        """,
    line=10,
    why="the ReLU is missing on the way back",
)

slip(
    "train_relu_net",
    """
        def train_relu_net(x, y, w1, w2, lr, steps):
            losses = np.zeros(steps)
            for s in range(steps):
                h = x @ w1
                h_relu = np.maximum(h, 0)
                y_pred = h_relu @ w2
                losses[s] = np.sum((y_pred - y) ** 2)
                gy = grad_y_pred(y_pred, y)
                gw2 = grad_w2(h_relu, gy)
                gw1 = grad_w1(x, grad_h(grad_h_relu(gy, w2), h))
                w1 -= lr * gw1
                w2 -= lr * gw2
            return losses
        """,
    line=11,
    why="in-place updates change the caller's weights",
)

slip(
    "train_relu_net",
    """
        def train_relu_net(x, y, w1, w2, lr, steps):
            history = []
            for step in range(steps):
                h = x @ w1
                h_relu = np.maximum(h, 0)
                y_pred = h_relu @ w2
                history += [np.sum((y_pred - y) ** 2)]
                a = grad_y_pred(y_pred, y)
                b = grad_w2(h_relu, a)
                c = grad_h_relu(a, w2)
                d = grad_h(h, c)
                e = grad_w1(x, d)
                w1, w2 = w1 - lr * e, w2 - lr * b
            return np.array(history)
        """,
    line=11,
    why="the mask comes from h_relu's gradient: h_relu passed for h is fine, but grad_h gets the arguments swapped",
)

slip(
    "train_relu_net",
    """
        cache = {}

        def step_once(x, y, lr):
            h = x @ cache["w1"]
            r = np.maximum(h, 0)
            p = r @ cache["w2"]
            loss = ((p - y) ** 2).sum()
            g = 2 * (p - y)
            cache["w2"] = cache["w2"] - lr * r.T @ g
            cache["w1"] = cache["w1"] - lr * x.T @ ((g @ cache["w2"].T) * (h > 0))
            return loss

        def train_relu_net(x, y, w1, w2, lr, steps):
            cache["w1"], cache["w2"] = w1, w2
            return np.array([step_once(x, y, lr) for _ in range(steps)])
        """,
    line=None,
    why="a helper of their own keeps the weights of the first call as globals",
)

slip(
    "grad_y_pred",
    """
    def grad_y_pred(y_pred, y):
        return 2.0 * (y_pred - y) / y.size
    """,
    line=2,
    why="mean from PyTorch's MSELoss",
)

slip(
    "grad_y_pred",
    """
    def grad_y_pred(y_pred, y):
        return -2 * (y_pred - y)
    """,
    line=2,
    why="sign",
)

slip(
    "grad_w2",
    """
    def grad_w2(h_relu, grad_y_pred):
        return h_relu.T.dot(grad_y_pred) / h_relu.shape[0]
    """,
    line=2,
    why="divided by n",
)

slip(
    "grad_h",
    """
    def grad_h(grad_h_relu, h):
        grad_h_relu[h < 0] = 0
        return grad_h_relu
    """,
    line=2,
    why="changes the argument",
)

slip(
    "train_relu_net",
    """
    def train_relu_net(x, y, w1, w2, lr, steps):
        losses = []
        for _ in range(steps):
            h = x @ w1
            h_relu = np.maximum(h, 0)
            y_pred = h_relu @ w2
            losses.append(np.sum((y_pred - y) ** 2))
            g = grad_y_pred(y_pred, y)
            w2 = w2 - lr * grad_w2(h_relu, g)
            gh = grad_h(grad_h_relu(g, w2), h)
            w1 = w1 - lr * grad_w1(x, gh)
        return np.array(losses)
    """,
    line=9,
    why="w2 updated before the gradient of h is taken",
)

slip(
    "train_relu_net",
    """
    def train_relu_net(x, y, w1, w2, lr, steps):
        losses = np.zeros(steps)
        for i in range(steps):
            h = x @ w1
            h_relu = np.maximum(0, h)
            y_pred = h_relu @ w2
            losses[i] = ((y_pred - y) ** 2).sum()
            g = grad_y_pred(y_pred, y)
            gw2 = grad_w2(h_relu, g)
            gw1 = grad_w1(x, grad_h_relu(g, w2))
            w1, w2 = w1 - lr * gw1, w2 - lr * gw2
        return losses
    """,
    line=10,
    why="no relu gradient",
)
