"""Wrong answers to the exercises of the topic gradient-descent, as learners write them."""

from tests.support.slips import slip

slip(
    "numerical_gradient",
    """
    def numerical_gradient(f, x, eps=1e-5):
        x = x.astype(float)
        grad = np.zeros_like(x)
        it = np.nditer(x, flags=["multi_index"])
        while not it.finished:
            ix = it.multi_index
            oldval = x[ix]
            x[ix] = oldval + eps
            fxph = f(x)
            x[ix] = oldval - eps
            fxmh = f(x)
            grad[ix] = (fxph - fxmh) / (2 * eps)
            it.iternext()
        return grad
    """,
    line=12,
    why="the coordinate is not put back before the next one is moved",
)

slip(
    "numerical_gradient",
    """
    def numerical_gradient(f, x, eps=1e-5):
        x = np.asarray(x, dtype=float)
        grad = np.zeros(x.shape)
        for idx in np.ndindex(*x.shape):
            delta = np.zeros(x.shape)
            delta[idx] = eps
            grad[idx] = (f(x + delta) - f(x - delta)) / 2 * eps
        return grad
    """,
    line=7,
    why="/ 2 * eps divides by 2 and multiplies by eps: brackets are missing",
)

slip(
    "numerical_gradient",
    """
    def numerical_gradient(f, x, eps=1e-5):
        x = np.array(x, dtype=float)
        g = np.zeros_like(x)
        for i in np.ndindex(x.shape):
            x_plus = x
            x_minus = x
            x_plus[i] = x_plus[i] + eps
            x_minus[i] = x_minus[i] - eps
            g[i] = (f(x_plus) - f(x_minus)) / (2 * eps)
        return g
    """,
    line=5,
    why="x_plus and x_minus are the same array as x: np.copy is missing",
)

slip(
    "numerical_gradient",
    """
    def numerical_gradient(f, x, eps=1e-5):
        x = np.array(x, dtype=float)
        grad = np.zeros_like(x)
        for i in range(x.shape[0]):
            d = np.zeros_like(x)
            d[i] = eps / 2
            grad[i] = (f(x + d) - f(x - d)) / (2 * eps)
        return grad
    """,
    line=None,
    why="the points are eps apart, so divide by eps; and with two axes d[i] moves a whole row",
)

slip(
    "relative_error",
    """
    def relative_error(a, b):
        scale = np.maximum(np.abs(a), np.abs(b))
        scale = np.maximum(scale, 1e-12)
        return np.max(np.abs(a - b) / scale)
    """,
    line=2,
    why="the denominator is |a| + |b|; the larger of the two alone is half as much or more",
)

slip(
    "relative_error",
    """
    def relative_error(a, b):
        top = np.max(np.abs(a - b))
        bottom = max(np.max(np.abs(a) + np.abs(b)), 1e-12)
        return top / bottom
    """,
    line=4,
    why="the largest distance is divided by the largest denominator; divide element by element first",
)

slip(
    "relative_error",
    """
    def relative_error(a, b):
        scale = np.abs(a) + np.abs(b) + 1e-12
        errs = (np.abs(a - b) + 1e-12) / scale
        return np.min(errs)
    """,
    line=None,
    why="the largest error is wanted, not the smallest; and 1e-12 is a least denominator, not added",
)

slip(
    "relative_error",
    """
    def relative_error(a, b):
        denom = np.minimum(np.abs(a) + np.abs(b), 1e-12)
        return np.max(np.abs(a - b) / denom)
    """,
    line=2,
    why="1e-12 is the least denominator: np.maximum, not np.minimum",
)

slip(
    "fit_slope",
    """
    def fit_slope(x, y, b):
        num = 0
        den = 0
        for xi, yi in zip(x, y):
            num += xi * yi
            den += xi ** 2
        return num / den
    """,
    line=5,
    why="the line is w x + b, so b must be taken off y",
)

slip(
    "fit_slope",
    """
    def fit_slope(x, y, b):
        residual = x + b - y
        dw = 2 * np.sum(x * residual)
        return dw
    """,
    line=2,
    why="the derivative of the SSE by w was not set to zero: this is the gradient at w = 1",
)

slip(
    "fit_slope",
    """
    def fit_slope(x, y, b):
        xy = np.sum(x * y) - b
        xx = np.sum(x * x)
        return xy / xx
    """,
    line=2,
    why="b is taken off the sum once, but it belongs to every sample",
)

slip(
    "fit_slope",
    r"""
    def fit_slope(x, y, b):
        r = y - b
        w = x \ r
        return w
    """,
    line=3,
    why="the matrix-left-division of MATLAB does not exist here",
)

slip(
    "normal_equation",
    """
    def normal_equation(X, y):
        ones = np.ones((X.shape[0], 1))
        A = np.hstack([ones, X])
        theta = np.linalg.pinv(A.T @ A) @ A.T @ y
        w = theta[:-1]
        b = theta[-1]
        return w, b
    """,
    line=None,
    why="the ones stand first, so theta[0] is the bias, not theta[-1]",
)

slip(
    "normal_equation",
    """
    def normal_equation(X, y):
        n = X.shape[0]
        A = np.hstack((X, np.ones(n)))
        theta = np.linalg.solve(A.T @ A, A.T @ y)
        return theta[:-1], theta[-1]
    """,
    line=3,
    why="hstack needs the ones as a column, of shape (n, 1)",
)

slip(
    "normal_equation",
    """
    def normal_equation(X, y):
        n, d = X.shape
        A = np.ones((n, d + 1))
        A[:, :d] = X
        theta = np.linalg.pinv(A) @ y
        b = theta[0]
        w = theta[:d]
        return w, b
    """,
    line=6,
    why="the ones are the last column, so b is theta[-1]",
)

slip(
    "normal_equation",
    """
    def normal_equation(X, y):
        A = np.column_stack((X, np.ones(X.shape[0])))
        left = np.linalg.inv(np.dot(A.T, A))
        theta = np.dot(left, A.T * y)
        return theta[:-1], theta[-1]
    """,
    line=4,
    why="* multiplies element by element: A.T @ y is meant",
)

slip(
    "linear_regression_grad",
    """
    def linear_regression_grad(X, y, w, b):
        n = len(y)
        e = X @ w + b - y
        dw = 2 / n * X.T @ e
        db = 2 / n * e
        return dw, db
    """,
    line=5,
    why="db is a number: the errors must be added up",
)

slip(
    "linear_regression_grad",
    """
    def linear_regression_grad(X, y, w, b):
        n = X.shape[0]
        y_pred = X @ w.reshape(-1, 1) + b
        err = y_pred - y
        dw = (2 / n) * np.sum(X * err, axis=0)
        db = (2 / n) * np.sum(err)
        return dw, db
    """,
    line=4,
    why="the errors have the shape (n,): as a column, minus y, they become an n by n square",
)

slip(
    "linear_regression_grad",
    """
    def linear_regression_grad(X, y, w, b):
        errors = X @ w + b - y
        dw = 2 * np.dot(X, errors) / len(X)
        db = 2 * np.mean(errors)
        return dw, db
    """,
    line=3,
    why="X must be transposed, so that the sum runs over the samples",
)

slip(
    "linear_regression_grad",
    """
    def linear_regression_grad(X, y, w, b):
        m = len(X)
        error = y_pred - y
        y_pred = X @ w + b
        dw = 2 / m * (X.T @ error)
        db = 2 / m * error.sum()
        return dw, db
    """,
    line=3,
    why="y_pred is used before it is computed",
)

slip(
    "gradient_step",
    """
    def gradient_step(w, grad, lr):
        w = np.array(w, dtype=float)
        for _ in range(2):
            w = w - lr * grad
        return w
    """,
    line=3,
    why="the step is taken twice",
)

slip(
    "gradient_step",
    """
    def gradient_step(w, grad, lr):
        new = w.copy()
        for i in range(len(w)):
            new[i] = w[i] - lr * grad[i]
        return new
    """,
    line=2,
    why="the copy of an array of whole numbers cuts the decimals off",
    accepted=True,
)

slip(
    "gradient_step",
    """
    def gradient_step(w, grad, lr):
        step = lr * grad(w)
        return w - step
    """,
    line=2,
    why="grad is an array, not a function: it is not called",
)

slip(
    "gradient_step",
    """
    def gradient_step(w, grad, lr):
        w = np.array(w)
        return w - np.dot(lr, grad.T)
    """,
    line=3,
    why="the matrix product mixes the coordinates; each one is multiplied with *",
)

slip(
    "descend",
    """
    def descend(gradient, w0, lr, steps):
        w = np.array(w0, dtype=float)
        path = [w]
        for _ in range(steps):
            w -= lr * gradient(w)
            path.append(w)
        return np.array(path)
    """,
    line=5,
    why="the same array is appended again and again, and changed in place: every point is the last one",
)

slip(
    "descend",
    """
    def descend(gradient, w0, lr, steps):
        w = np.asarray(w0, dtype=float)
        path = [w]
        g = gradient(w)
        for step in range(steps):
            w = gradient_step(w, g, lr)
            path.append(w)
        return np.array(path)
    """,
    line=4,
    why="the gradient is computed once, before the loop",
)

slip(
    "descend",
    """
    def descend(gradient, w0, lr, steps):
        w = np.array(w0, dtype=float)
        path = [w]
        for i in range(1, steps):
            w = w - lr / i * gradient(w)
            path.append(w)
        return np.array(path)
    """,
    line=None,
    why="the rate is constant, not lr / i; and range(1, steps) takes one step too few",
)

slip(
    "descend",
    """
    def descend(gradient, w0, lr, steps):
        w = np.array(w0, dtype=float)
        path = [w]
        for _ in range(steps):
            new = w - lr * gradient(w)
            path.append(new)
            if np.linalg.norm(new - w) < 0.5:
                break
            w = new
        return np.array(path)
    """,
    line=7,
    why="the loop stops as soon as the steps get small; all the steps are wanted",
)

slip(
    "minibatches",
    """
    def minibatches(X, y, batch_size, rng):
        n = len(X)
        idx = rng.permutation(n)
        batches = []
        for k in range(n // batch_size):
            batch = idx[k * batch_size:(k + 1) * batch_size]
            batches.append((X[batch], y[batch]))
        return batches
    """,
    line=5,
    why="the number of batches is rounded down: the short last one is lost",
)

slip(
    "minibatches",
    """
    def minibatches(X, y, batch_size, rng):
        X_shuffled = rng.permutation(X)
        y_shuffled = rng.permutation(y)
        batches = []
        for i in range(0, len(X), batch_size):
            batches.append((X_shuffled[i:i + batch_size], y_shuffled[i:i + batch_size]))
        return batches
    """,
    line=3,
    why="X and y are shuffled separately: samples and targets no longer belong together",
)

slip(
    "minibatches",
    """
    def minibatches(X, y, batch_size, rng):
        m = X.shape[0]
        perm = list(np.random.permutation(m))
        Xs, ys = X[perm], y[perm]
        out = []
        for k in range(0, m, batch_size):
            out.append((Xs[k:k + batch_size], ys[k:k + batch_size]))
        return out
    """,
    line=3,
    why="np.random is not the rng that was passed in",
)

slip(
    "minibatches",
    """
    def minibatches(X, y, batch_size, rng):
        idx = rng.shuffle(np.arange(len(X)))
        for i in range(0, len(X), batch_size):
            j = idx[i:i + batch_size]
            yield X[j], y[j]
    """,
    line=2,
    why="rng.shuffle returns None: it shuffles in place",
)

slip(
    "fit_linear",
    """
    def fit_linear(X, y, lr, epochs, batch_size, rng):
        w, b = np.zeros(X.shape[1]), 0.0
        losses = []
        for epoch in range(epochs):
            running = 0.0
            for X_b, y_b in minibatches(X, y, batch_size, rng):
                dw, db = linear_regression_grad(X_b, y_b, w, b)
                w = w - lr * dw
                running += np.mean((X_b @ w + b - y_b) ** 2)
            losses.append(running)
        return w, b, np.array(losses)
    """,
    line=None,
    why="the bias is never updated; and the loss of an epoch is the MSE on all the data, not a sum over the batches",
)

slip(
    "fit_linear",
    """
    def fit_linear(X, y, lr, epochs, batch_size, rng):
        w = np.zeros(X.shape[1])
        b = 0.0
        history = []
        for epoch in range(epochs):
            for bx, by in minibatches(X, y, batch_size, rng):
                dw, db, loss = linear_regression_grad(bx, by, w, b)
                w -= lr * dw
                b -= lr * db
            history.append(loss)
        return w, b, np.array(history)
    """,
    line=7,
    why="linear_regression_grad returns two things; the loss is not one of them",
)

slip(
    "fit_linear",
    """
    def fit_linear(X, y, lr, epochs, batch_size, rng):
        w = np.zeros(X.shape[1])
        b = 0.0
        losses = []
        for i in range(epochs):
            for Xb, yb in minibatches(X, y, batch_size, rng):
                dw, db = linear_regression_grad(Xb, yb, w, b)
                w = w - lr * dw
                b = b - lr * db
                losses.append(np.mean((X @ w + b - y) ** 2))
        return w, b, np.array(losses)
    """,
    line=10,
    why="the loss is appended inside the batch loop: one per epoch is wanted",
)

slip(
    "fit_linear",
    """
    def fit_linear(X, y, lr, epochs, batch_size, rng):
        w, b = np.zeros(X.shape[1]), 0.0
        losses = []
        for _ in range(epochs):
            for Xb, yb in minibatches(X, y, batch_size, rng):
                w = w - lr * linear_regression_grad(Xb, yb, w, b)[0]
                b = b - lr * linear_regression_grad(Xb, yb, w, b)[1]
            losses.append(np.mean((X @ w + b - y) ** 2))
        return w, b, np.array(losses)
    """,
    line=7,
    why="the bias is updated with the error of the weights that have just been changed; compute both slopes first",
)

slip(
    "relative_error",
    """
    def relative_error(a, b):
        num = np.max(np.abs(a - b))
        den = np.max(np.abs(a) + np.abs(b))
        return num / max(den, 1e-12)
    """,
    line=None,
    why="the largest quotient, not the quotient of two maxima",
)

slip(
    "fit_linear",
    """
    def fit_linear(X, y, lr, epochs, batch_size, rng):
        w, b = np.zeros(X.shape[1]), 0
        losses = []
        for e in range(epochs):
            for X_b, y_b in minibatches(X, y, batch_size, rng):
                dw, db = linear_regression_grad(X_b, y_b, w, b)
                w = w - lr * dw
                b = b - db
            losses.append(np.mean((X @ w + b - y) ** 2))
        return w, b, np.array(losses)
    """,
    line=8,
    why="the learning rate is missing in the bias's step",
)

slip(
    "normal_equation",
    """
    def normal_equation(X, y):
        w = np.linalg.inv(X.T @ X) @ X.T @ y
        b = np.mean(y - X @ w)
        return w, b
    """,
    line=2,
    why="no column of ones: the line goes through the origin",
)

slip(
    "normal_equation",
    """
    def normal_equation(X, y):
        n, d = X.shape
        A = np.hstack([X, np.ones(n)])
        sol = np.linalg.solve(A.T @ A, A.T @ y)
        return sol[:d], sol[d]
    """,
    line=3,
    why="hstack of X with a one-dimensional array of ones fails",
)

slip(
    "numerical_gradient",
    """
    def numerical_gradient(f, x, eps=1e-5):
        fx = f(x)
        g = np.zeros(x.shape)
        it = np.nditer(x, flags=["multi_index"])
        while not it.finished:
            i = it.multi_index; xp = x.astype(float).copy(); xp[i] += eps
            g[i] = (f(xp) - fx) / eps
            it.iternext()
        return g
    """,
    line=7,
    why="forward differences",
)

slip(
    "minibatches",
    """
    def minibatches(X, y, batch_size, rng):
        idx = rng.permutation(len(X))
        for i in range(0, len(X)):
            j = idx[i:i + batch_size]
            yield X[j], y[j]
    """,
    line=3,
    why="the range needs the step batch_size: as it is, a batch begins at every sample",
)

slip(
    "fit_slope",
    """
    def fit_slope(x, y, b):
        xm, ym = x.mean(), y.mean()
        return np.sum((x - xm) * (y - ym)) / np.sum((x - xm) ** 2)
    """,
    line=None,
    why="b is given: the slope is that of a line through (0, b), not of a line with its own intercept",
)

slip(
    "normal_equation",
    """
    def normal_equation(X, y):
        X = np.c_[X, np.ones(len(X))]
        theta = np.linalg.solve(X @ X.T, X @ y)
        return theta[:-1], theta[-1]
    """,
    line=None,
    why="A^T A and A^T y are needed; here the transposes are on the wrong side",
)

slip(
    "linear_regression_grad",
    """
    def linear_regression_grad(X, y, w, b):
        n = len(X)
        y_hat = X @ w + b
        error = y_hat - y
        dw = X.T @ error / n
        db = np.sum(error)
        return dw, db
    """,
    line=None,
    why="the 2 is missing in both, and db is not averaged",
)

slip(
    "minibatches",
    """
    def minibatches(X, y, batch_size, rng):
        order = rng.permutation(len(X))
        X, y = X[order], y[order]
        for i in range(0, len(X), batch_size):
            return X[i:i + batch_size], y[i:i + batch_size]
    """,
    line=5,
    why="return ends the function with the first batch; yield it",
)
