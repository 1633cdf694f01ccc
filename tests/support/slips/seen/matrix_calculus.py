"""Wrong answers of matrix calculus, as learners write them; free to read for whoever works on the explanations."""

from tests.support.slips import slip

slip(
    "trace_inner",
    """
        def trace_inner(A, B):
            n = len(A)
            s = 0.0
            for i in range(n):
                for j in range(n):
                    s = s + A[i][j] * B[i][j]
            return s
        """,
    line=5,
    why="the inner loop also runs over the rows; it must run over the columns",
)

slip(
    "trace_inner",
    """
        def trace_inner(A, B):
            a = A.flatten
            b = B.flatten
            return np.dot(a, b)
        """,
    line=None,
    why="flatten is not called; it needs parentheses",
)

slip(
    "trace_inner",
    """
        def trace_inner(A, B):
            return np.einsum('ij,ji->', A, B)
        """,
    line=2,
    why="the subscripts give tr(A B); for tr(A^T B) both matrices are indexed ij",
)

slip(
    "trace_inner",
    """
        def trace_inner(A, B):
            # Frobenius inner product
            m, n = A.shape
            val = 0
            for i in range(m):
                for j in range(n):
                    val += A[i, j] * B[j, i]
            return math.sqrt(val)
        """,
    line=None,
    why="the indices of B are swapped, and the root does not belong here",
)

slip(
    "numerical_jacobian",
    """
        def numerical_jacobian(f, x, eps=1e-6):
            x = np.array(x, dtype=float)
            cols = []
            for j in range(len(x)):
                h = np.zeros_like(x)
                h[j] = eps
                cols.append((f(x + h) - f(x - h)) / 2 * eps)
            return np.array(cols).T
        """,
    line=7,
    why="without parentheses the quotient is divided by 2 and then multiplied by eps",
)

slip(
    "numerical_jacobian",
    """
        def numerical_jacobian(f, x, eps=1e-6):
            x = x.astype(float)
            step = np.zeros(len(x))
            columns = []
            for i in range(len(x)):
                step[i] = eps
                up = f(x + step)
                down = f(x - step)
                columns.append((up - down) / (2 * eps))
            return np.stack(columns, axis=1)
        """,
    line=None,
    why="the step is never set back to zero, so later columns move earlier inputs as well",
)

slip(
    "numerical_jacobian",
    '''
        def numerical_jacobian(f, x, eps=1e-6):
            """approx jacobian like scipy's approx_fprime"""
            x0 = np.asarray(x, dtype=float)
            f0 = f(x0)
            jac = np.zeros([len(x0), len(f0)])
            dx = np.zeros(len(x0))
            for i in range(len(x0)):
                dx[i] = eps
                jac[i] = (f(x0 + dx) - f0) / eps
                dx[i] = 0.0
            return jac.transpose()
        ''',
    line=None,
    why="this is the forward difference; step to both sides and divide by 2 eps",
)

slip(
    "numerical_jacobian",
    """
        def numerical_jacobian(f, x, eps=1e-6):
            J = []
            for j in range(len(x)):
                diff = f(x[j] + eps) - f(x[j] - eps)
                J.append(diff / (2 * eps))
            return np.array(J).T
        """,
    line=4,
    why="f takes the whole vector x, not a single entry; move entry j of a copy of x",
)

slip(
    "grad_y_pred",
    """
        def grad_y_pred(y_pred, y):
            err = y_pred - y
            loss = err ** 2
            grad = 2 * loss
            return grad
        """,
    line=4,
    why="the error is squared again; the derivative of the square is 2 times the error itself",
)

slip(
    "grad_y_pred",
    """
        def grad_y_pred(y_pred, y):
            grad_y_pred = 2.0 * grad_y_pred - y
            return grad_y_pred
        """,
    line=2,
    why="the result has the name of the function, which makes it a local variable; call it something else",
)

slip(
    "grad_y_pred",
    """
        def grad_y_pred(y_pred, y):
            # derivative of (y_pred - y)^2 is 2*(y_pred - y) * 1
            d = 2 * y_pred - y
            return d
        """,
    line=3,
    why="brackets are missing: 2 multiplies y_pred alone",
)

slip(
    "grad_y_pred",
    """
        def grad_y_pred(y_pred, y):
            residual = y - y_pred
            return 2.0 * residual
        """,
    line=2,
    why="the sign is wrong: it is y_pred minus y",
)

slip(
    "grad_w2",
    """
        def grad_w2(h_relu, grad_y_pred):
            n, hidden = h_relu.shape
            h_t = h_relu.reshape(hidden, n)
            return h_t @ grad_y_pred
        """,
    line=3,
    why="reshape does not exchange rows and columns; transpose h_relu",
)

slip(
    "grad_w2",
    """
        def grad_w2(h_relu, grad_y_pred):
            # chain rule: dL/dw2 = dL/dy_pred * dy_pred/dw2
            return np.matmul(h_relu, grad_y_pred)
        """,
    line=3,
    why="the inner sizes do not agree: h_relu must be transposed",
)

slip(
    "grad_w2",
    """
        def grad_w2(h_relu, grad_y_pred):
            h_mean = h_relu.mean(axis=0)
            g_sum = grad_y_pred.sum(axis=0)
            return np.outer(h_mean, g_sum)
        """,
    line=None,
    why="h_relu is averaged over the samples before it meets its gradient; each sample must meet its own",
)

slip(
    "grad_w2",
    """
        def grad_w2(h_relu, grad_y_pred):
            return h_relu.t().mm(grad_y_pred)
        """,
    line=2,
    why="numpy arrays have no t(); the transpose is .T",
)

slip(
    "grad_h_relu",
    """
        def grad_h_relu(grad_y_pred, w2):
            return w2 @ grad_y_pred.T
        """,
    line=2,
    why="the result is the transpose of what is wanted: one row per sample",
)

slip(
    "grad_h_relu",
    """
        def grad_h_relu(grad_y_pred, w2):
            grad = grad_y_pred.dot(w2.T)
            grad[grad < 0] = 0
            return grad
        """,
    line=3,
    why="a ReLU mask of the gradient does not belong here: this is the gradient by the output of the ReLU",
)

slip(
    "grad_h_relu",
    """
        def grad_h_relu(grad_y_pred, w2):
            N, K = grad_y_pred.shape
            H = w2.shape[0]
            dh = np.zeros((N, H))
            for i in range(N):
                for j in range(H):
                    for k in range(K):
                        dh[i, j] = grad_y_pred[i, k] * w2[j, k]
            return dh
        """,
    line=8,
    why="entry (i, j) sums over the outputs; = keeps only the last one, it must be +=",
)

slip(
    "grad_h_relu",
    """
        def grad_h_relu(grad_y_pred, w2):
            g = grad_y_pred.sum(axis=1, keepdims=True)
            w = w2.sum(axis=1)
            return g * w
        """,
    line=None,
    why="w2 has no axis for the samples: it is a matrix product with w2.T, not a product of entries",
)

slip(
    "grad_h",
    """
        def grad_h(grad_h_relu, h):
            out = np.zeros_like(grad_h_relu)
            for i in range(len(h)):
                if h[i].sum() > 0:
                    out[i] = grad_h_relu[i]
            return out
        """,
    line=None,
    why="a whole row is kept or dropped by its sum; each entry has a mask of its own",
)

slip(
    "grad_h",
    """
        def grad_h(grad_h_relu, h):
            relu_grad = np.where(h > 0, 1, 0)
            return grad_h_relu + relu_grad
        """,
    line=3,
    why="the slope is added to the gradient; it must multiply it",
)

slip(
    "grad_h",
    """
        def grad_h(grad_h_relu, h):
            slope = np.sign(h)
            return grad_h_relu * slope
        """,
    line=2,
    why="the sign of h is -1 where h is negative, so the gradient comes back with the wrong sign instead of not at all",
)

slip(
    "grad_h",
    """
        def grad_h(grad_h_relu, h):
            pos = h[h > 0]
            return grad_h_relu * pos
        """,
    line=None,
    why="h[h > 0] keeps only the positive entries and loses the shape; the mask is (h > 0)",
)

slip(
    "grad_w1",
    """
        def grad_w1(x, grad_h):
            dz = grad_h * (grad_h > 0)
            return x.T.dot(dz)
        """,
    line=2,
    why="the derivative of the ReLU is in grad_h already; here the mask has nothing to do",
)

slip(
    "grad_w1",
    """
        def grad_w1(x, grad_h):
            x0 = x[0].reshape(-1, 1)
            g0 = grad_h[0].reshape(1, -1)
            return x0 @ g0
        """,
    line=None,
    why="only the first sample is used",
)

slip(
    "grad_w1",
    """
        def grad_w1(x, grad_h):
            grads = []
            for xi, gi in zip(x, grad_h):
                grads.append(np.outer(xi, gi))
            return np.mean(grads, axis=0)
        """,
    line=5,
    why="the mean over the samples does not belong here, the loss is a sum",
)

slip(
    "grad_w1",
    """
        def grad_w1(x, grad_h):
            xt = np.transpose(x
            return np.matmul(xt, grad_h)
        """,
    line=None,
    why="there is a closing bracket missing",
)

slip(
    "train_relu_net",
    """
        def train_relu_net(x, y, w1, w2, lr, steps):
            losses = []
            for _ in range(steps):
                h = x @ w1
                a = np.maximum(h, 0)
                y_pred = a @ w2
                losses.append(np.sum((y_pred - y) ** 2))
                grad_y_pred = grad_y_pred(y_pred, y)
                gw2 = grad_w2(a, grad_y_pred)
                gh = grad_h(grad_h_relu(grad_y_pred, w2), h)
                gw1 = grad_w1(x, gh)
                w1 = w1 - lr * gw1
                w2 = w2 - lr * gw2
            return np.array(losses)
        """,
    line=8,
    why="the local variable has the name of the function, so the function cannot be called any more",
)

slip(
    "train_relu_net",
    """
        def train_relu_net(x, y, w1, w2, lr, steps):
            losses = []
            h = x @ w1
            h_relu = np.maximum(0, h)
            y_pred = h_relu @ w2
            for step in range(steps):
                losses.append(np.sum((y_pred - y) ** 2))
                g = grad_y_pred(y_pred, y)
                gh = grad_h(grad_h_relu(g, w2), h)
                w1, w2 = w1 - lr * grad_w1(x, gh), w2 - lr * grad_w2(h_relu, g)
            return np.array(losses)
        """,
    line=None,
    why="the forward pass stands before the loop, so every step sees the same predictions",
)

slip(
    "train_relu_net",
    """
        def train_relu_net(x, y, w1, w2, lr, steps):
            def relu_backward(dout):
                return dout * (dout > 0)

            loss_list = []
            for it in range(steps):
                h = x.dot(w1)
                r = np.maximum(h, 0)
                pred = r.dot(w2)
                diff = pred - y
                loss_list.append((diff ** 2).sum())
                d_pred = 2 * diff
                d_w2 = r.T.dot(d_pred)
                d_h = relu_backward(d_pred.dot(w2.T))
                d_w1 = x.T.dot(d_h)
                w1 = w1 - lr * d_w1
                w2 = w2 - lr * d_w2
            return np.array(loss_list)
        """,
    line=3,
    why="the mask of the ReLU is made from the gradient instead of from h",
)

slip(
    "train_relu_net",
    """
        def train_relu_net(x, y, w1, w2, lr, steps):
            losses = np.zeros(steps)
            for i in range(steps):
                h = np.dot(x, w1)
                h_relu = np.max(h, 0)
                y_pred = np.dot(h_relu, w2)
                losses[i] = ((y_pred - y) ** 2).sum()
                by_y = grad_y_pred(y_pred, y)
                by_w2 = grad_w2(h_relu, by_y)
                by_h = grad_h(grad_h_relu(by_y, w2), h)
                w1 = w1 - lr * grad_w1(x, by_h)
                w2 = w2 - lr * by_w2
            return losses
        """,
    line=5,
    why="np.max takes one number of the whole matrix; ReLU is np.maximum, entry by entry",
)

slip(
    "grad_h",
    """
        def grad_h(grad_h_relu, h):
            out = np.maximum(0, grad_h_relu)
            return out
        """,
    line=2,
    why="the ReLU is applied to the gradient",
)

slip(
    "grad_h",
    """
        def grad_h(grad_h_relu, h):
            grad_h_relu[h <= 0] = 0
            return grad_h_relu
        """,
    line=2,
    why="in place in the argument",
)

slip(
    "grad_h",
    """
        def grad_h(grad_h_relu, h):
            def relu(z):
                return np.where(z > 0, z, 0)
            return grad_h_relu * relu(h)
        """,
    line=3,
    why="multiplied by relu(h) instead of its slope",
)

slip(
    "grad_h",
    """
        def relu(z):
            return np.maximum(0, z)

        def grad_h(grad_h_relu, h):
            return relu(h) * grad_h_relu
        """,
    line=2,
    why="own relu function of an earlier cell used as its derivative",
)

slip(
    "grad_h_relu",
    """
        def grad_h_relu(grad_y_pred, w2):
            return grad_y_pred * w2.T
        """,
    line=2,
    why="in MATLAB * is the matrix product",
)

slip(
    "grad_w1",
    """
        def grad_w1(x, grad_h):
            return (x @ grad_h).T
        """,
    line=2,
    why="transposed the result, not x",
)

slip(
    "grad_w1",
    """
        def grad_w1(x, grad_h):
            G = np.dot(x, grad_h.T)
            return G
        """,
    line=2,
    why="np.dot of x with grad_h.T gives samples times samples",
)

slip(
    "grad_w2",
    """
        def grad_w2(h_relu, grad_y_pred):
            return np.outer(h_relu[0], grad_y_pred[0])
        """,
    line=2,
    why="outer product of the first sample only",
)

slip(
    "grad_w2",
    """
        def grad_w2(h_relu, grad_y_pred):
            n, H = h_relu.shape
            k = grad_y_pred.shape[1]
            dw = np.zeros((H, k))
            for s in range(n):
                for i in range(H):
                    for j in range(k):
                        dw[i, j] = h_relu[s, i] * grad_y_pred[s, j]
            return dw
        """,
    line=8,
    why="the assignment in the loop overwrites what the samples before gave",
)

slip(
    "grad_w2",
    """
        def grad_w2(h_relu, grad_y_pred):
            # chain rule: dL/dw2 = dL/dy * dy/dw2
            return grad_y_pred.T @ h_relu
        """,
    line=3,
    why="the wrong matrix is transposed, a (k, hidden) array is returned",
)

slip(
    "grad_y_pred",
    """
        def grad_y_pred(y_pred, y):
            g = 2.0 * (y_pred - y)
            g = g.sum(axis=0)
            return g
        """,
    line=3,
    why="summed over the samples",
)

slip(
    "grad_y_pred",
    """
        def grad_y_pred(y_pred, y):
            grad = 2 * (y_pred - y)
            print(grad)
        """,
    line=3,
    why="prints the gradient and returns nothing",
)

slip(
    "numerical_jacobian",
    """
        def numerical_jacobian(f, x, eps=1e-6):
            m, n = len(f(x)), len(x)
            J = np.zeros((m, n))
            for i in range(m):
                for j in range(n):
                    J[i, j] = (f(x + eps)[i] - f(x - eps)[i]) / (2 * eps)
            return J
        """,
    line=6,
    why="all inputs move at the same time",
)

slip(
    "numerical_jacobian",
    """
        def numerical_jacobian(f, x, eps=1e-6):
            x = x.astype(float)
            J = np.zeros((len(f(x)), len(x)))
            for j in range(len(x)):
                up = x
                up[j] = up[j] + eps
                down = x
                down[j] = down[j] - eps
                J[:, j] = (f(up) - f(down)) / (2 * eps)
            return J
        """,
    line=7,
    why="plus and minus are the same array, so the input is moved forth and back and never measured on both sides",
)

slip(
    "numerical_jacobian",
    """
        def numerical_jacobian(f, x, eps=1e-6):
            y0 = f(x)
            J = np.empty((y0.shape[0], x.shape[0]))
            for j in range(x.shape[0]):
                e = np.zeros(x.shape[0])
                e[j] = eps
                J[:, j] = (f(x + e) - y0) / (2 * eps)
            return J
        """,
    line=7,
    why="forward difference divided by 2 eps: half too small",
)

slip(
    "numerical_jacobian",
    """
        def numerical_jacobian(f, x, eps=1e-6):
            n = len(x)
            J = np.zeros((n, n))
            for j in range(n):
                h = np.zeros(n)
                h[j] = eps
                J[:, j] = (f(x + h) - f(x - h)) / (2 * eps)
            return J
        """,
    line=3,
    why="the size of the Jacobian is taken as square, outputs as many as inputs",
)

slip(
    "trace_inner",
    """
        def trace_inner(A, B):
            C = np.matmul(A, B.T).T
            total = 0
            for i in range(C.shape[0]):
                for j in range(C.shape[1]):
                    total += C[i][j]
            return total
        """,
    line=6,
    why="the trace is of A times the transpose of B is fine, but a plain A @ B is another number; A is not transposed",
)

slip(
    "trace_inner",
    """
        def trace_inner(A, B):
            for i in range(len(A)):
                s = 0
                for k in range(len(A[0])):
                    s += A[i][k] * B[i][k]
            return s
        """,
    line=3,
    why="the accumulator is set back to 0 in every row",
)

slip(
    "trace_inner",
    """
        def trace_inner(A, B):
            result = 0.0
            n, m = A.shape
            for i in range(m):
                for k in range(n):
                    result += A[k, i] * B[i, k]
            return result
        """,
    line=6,
    why="the indices of B are swapped, as in tr(A B)",
)

slip(
    "train_relu_net",
    """
        def train_relu_net(x, y, w1, w2, lr, steps):
            def forward(w1, w2):
                h = x @ w1
                return h, np.maximum(h, 0), np.maximum(h, 0) @ w2
            h, r, p = forward(w1, w2)
            gy = grad_y_pred(p, y)
            g2 = grad_w2(r, gy)
            g1 = grad_w1(x, grad_h(grad_h_relu(gy, w2), h))
            losses = []
            for _ in range(steps):
                h, r, p = forward(w1, w2)
                losses.append(np.sum((p - y) ** 2))
                w1, w2 = w1 - lr * g1, w2 - lr * g2
            return np.array(losses)
        """,
    line=5,
    why="the gradients are computed once, before the loop",
)

slip(
    "train_relu_net",
    """
        def train_relu_net(x, y, w1, w2, lr, steps):
            losses = []
            for step in range(steps):
                h = x @ w1
                h_relu = np.maximum(h, 0)
                y_pred = h_relu @ w2
                losses.append(np.sum((y_pred - y) ** 2))
                gy = grad_y_pred(y_pred, y)
                g1 = grad_w1(x, grad_h(grad_h_relu(gy, w2), h))
                g2 = grad_w2(h_relu, gy)
                w1 = w1 - lr * g1
                w2 = w2 - lr * g2
            return w1, w2
        """,
    line=13,
    why="returns the weights, not the losses",
)

slip(
    "numerical_jacobian",
    """
        def numerical_jacobian(f, x, eps=1e-6):
            J = []
            for i in range(len(x)):
                d = np.zeros_like(x)
                d[i] = eps
                J.append((f(x + d) - f(x - d)) / (2 * eps))
            return np.array(J).T
        """,
    line=4,
    why="the step is a whole-number array, because x is",
)

slip(
    "numerical_jacobian",
    """
        EPS = 1e-5
        def numerical_jacobian(f, x, eps=1e-6):
            cols = []
            for k in range(len(x)):
                e = np.eye(len(x))[k] * EPS
                cols.append((f(x + e) - f(x - e)) / (2 * eps))
            return np.column_stack(cols)
        """,
    line=5,
    why="the eps from an earlier cell",
)

slip(
    "trace_inner",
    """
        def trace_inner(A, B):
            s = 0
            for i in range(len(A)):
                for j in range(len(A)):
                    s = s + A[i, j] * B[i, j]
            return s
        """,
    line=4,
    why="the smaller side of the loop only; range(len(A)) for the columns, too",
)

slip(
    "trace_inner",
    """
        def trace_inner(A, B):
            return np.diag(A @ B.T).mean()
        """,
    line=2,
    why="diagonal of the product with the transpose in the wrong place",
)

slip(
    "train_relu_net",
    """
        def train_relu_net(x, y, w1, w2, lr, steps):
            losses = []
            for _ in range(steps):
                h = x @ w1
                r = np.maximum(0, h)
                p = r @ w2
                losses.append(np.sum((p - y) ** 2, axis=1))
                gy = 2 * (p - y)
                g2 = r.T @ gy
                gr = gy @ w2.T
                g1 = x.T @ (gr * (h > 0))
                w1 = w1 - lr * g1
                w2 = w2 - lr * g2
            return np.array(losses)
        """,
    line=7,
    why="loss is appended per sample",
)

slip(
    "train_relu_net",
    """
        def train_relu_net(x, y, w1, w2, lr, steps):
            losses = np.zeros(steps)
            for s in range(steps):
                losses[s] = np.sum((np.maximum(x @ w1, 0) @ w2 - y) ** 2)
                for i in range(len(x)):
                    xi, yi = x[i : i + 1], y[i : i + 1]
                    h = xi @ w1
                    r = np.maximum(h, 0)
                    g = grad_y_pred(r @ w2, yi)
                    gh = grad_h(grad_h_relu(g, w2), h)
                    w1, w2 = w1 - lr * grad_w1(xi, gh), w2 - lr * grad_w2(r, g)
            return losses
        """,
    line=5,
    why="stochastic: one update for each sample",
)

slip(
    "train_relu_net",
    """
        def train_relu_net(x, y, w1, w2, lr, steps):
            n = len(x)
            out = []
            for t in range(steps):
                h = x @ w1
                r = np.maximum(h, 0)
                p = r @ w2
                out.append(((p - y) ** 2).sum())
                gy = grad_y_pred(p, y) / n
                gw2 = grad_w2(r, gy)
                gw1 = grad_w1(x, grad_h(grad_h_relu(gy, w2), h))
                w1, w2 = w1 - lr * gw1, w2 - lr * gw2
            return np.array(out)
        """,
    line=9,
    why="mean gradients: divides by the samples",
)

slip(
    "train_relu_net",
    """
        def train_relu_net(x, y, w1, w2, lr, steps):
            out = []
            for t in range(steps):
                h = x @ w1
                r = np.maximum(h, 0)
                p = r @ w2
                out.append(((p - y) ** 2).sum())
                gy = grad_y_pred(p, y)
                gw2 = grad_w2(r, gy)
                gw1 = grad_w1(x, grad_h(grad_h_relu(gy, w2), h))
                w1 - lr * gw1
                w2 = w2 - lr * gw2
            return np.array(out)
        """,
    line=11,
    why="w1's update is forgotten to be assigned",
)

slip(
    "grad_h",
    """
        def grad_h(grad_h_relu, h):
            h[h > 0] = 1
            h[h <= 0] = 0
            return grad_h_relu * h
        """,
    line=2,
    why="changes h",
)

slip(
    "grad_w1",
    """
        def grad_w1(x, grad_h):
            return np.einsum("nd,nh->hd", x, grad_h)
        """,
    line=2,
    why="einsum letters",
)

slip(
    "numerical_jacobian",
    """
        def numerical_jacobian(f, x, eps=1e-6):
            m, n = f(x).size, x.size
            J = np.zeros((m, n))
            for j in range(n):
                xp, xm = x.astype(float), x.astype(float)
                xp[j] += eps
                xm[j] -= eps
                diff = (f(xp) - f(xm)) / (2 * eps)
                for i in range(m):
                    J[j, i] = diff[i]
            return J
        """,
    line=10,
    why="J filled at [j, i]",
)

slip(
    "trace_inner",
    """
        def trace_inner(A, B):
            return sum(abs(a * b) for ra, rb in zip(A, B) for a, b in zip(ra, rb))
        """,
    line=2,
    why="sums the absolute products",
)

slip(
    "trace_inner",
    """
        def trace_inner(A, B):
            pairs = [(a, b) for row_a, row_b in zip(A.T, B) for a, b in zip(row_a, row_b)]
            return sum(a * b for a, b in pairs)
        """,
    line=2,
    why="a nested comprehension that zips columns of A with rows of B",
)

slip(
    "trace_inner",
    """
    def trace_inner(A, B):
        return np.trace(A * B)
    """,
    line=2,
    why="trace of A B^T is formed: right number, asked not to, hence diag of A.T*B",
)

slip(
    "trace_inner",
    """
    def trace_inner(A, B):
        return np.trace(A @ B)
    """,
    line=2,
    why="matmul without transpose",
)

slip(
    "numerical_jacobian",
    """
    def numerical_jacobian(f, x, eps=1e-6):
        rows = []
        for j in range(len(x)):
            e = np.zeros(len(x))
            e[j] = eps
            rows.append((f(x + e) - f(x - e)) / (2 * eps))
        return np.array(rows)
    """,
    line=7,
    why="columns as rows",
)

slip(
    "grad_h_relu",
    """
    def grad_h_relu(grad_y_pred, w2):
        return grad_y_pred @ w2
    """,
    line=2,
    why="not transposed",
)

slip(
    "grad_h",
    """
    def grad_h(grad_h_relu, h):
        g = grad_h_relu.copy()
        g[g < 0] = 0
        return g
    """,
    line=3,
    why="mask by the gradient",
)

slip(
    "grad_w1",
    """
    def grad_w1(x, grad_h):
        return x.T * grad_h
    """,
    line=2,
    why="element-wise",
)

slip(
    "grad_w1",
    """
    def grad_w1(x, grad_h):
        return np.tensordot(x, grad_h, axes=1)
    """,
    line=2,
    why="tensordot over the wrong axes",
)

slip(
    "train_relu_net",
    """
    def train_relu_net(x, y, w1, w2, lr, steps):
        losses = []
        for i in range(steps):
            h = x @ w1
            h_relu = np.maximum(0, h)
            y_pred = h_relu @ w2
            losses.append(((y_pred - y) ** 2).sum())
            grad_y_pred = grad_y_pred(y_pred, y)
            dw2 = grad_w2(h_relu, grad_y_pred)
            dh = grad_h_relu(grad_y_pred, w2)
            w1 = w1 - lr * grad_w1(x, grad_h(dh, h))
            w2 = w2 - lr * dw2
        return np.array(losses)
    """,
    line=8,
    why="local names hide the functions",
)

slip(
    "numerical_jacobian",
    """
    def numerical_jacobian(f, x, eps=1e-6):
        y = f(x)
        J = np.zeros((len(y), len(x)))
        for j in range(len(x)):
            xp = x.copy()
            xp[j] += eps
            J[:, j] = (f(xp) - y) / eps
        return J
    """,
    line=7,
    why="one-sided",
)

slip(
    "train_relu_net",
    """
    def train_relu_net(x, y, w1, w2, lr, steps):
        losses = []
        for _ in range(steps):
            h = x @ w1
            hr = np.maximum(h, 0)
            g = grad_y_pred(hr @ w2, y)
            dw2, dw1 = grad_w2(hr, g), grad_w1(x, grad_h(grad_h_relu(g, w2), h))
            w1, w2 = w1 - lr * dw1, w2 - lr * dw2
            losses.append(np.sum((np.maximum(x @ w1, 0) @ w2 - y) ** 2))
        return np.array(losses)
    """,
    line=9,
    why="losses after the update",
)
