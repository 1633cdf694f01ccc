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

slip(
    "descend",
    """
    def descend(gradient, w0, lr, steps):
        g = gradient(w0)
        points = [w0]
        for _ in range(steps):
            points.append(points[-1] - lr * g)
        return np.array(points)
    """,
    line=2,
    why="gradient computed once",
)

slip(
    "descend",
    """
    def descend(gradient, w0, lr, steps):
        path = [np.asarray(w0, float)]
        for k in range(1, steps):
            path.append(path[k - 1] - lr * gradient(path[k - 1]))
        return np.array(path)
    """,
    line=3,
    why="one step too few",
)

slip(
    "descend",
    """
    def descend(gradient, w0, lr, steps):
        path = np.zeros((steps + 1,) + np.shape(w0), dtype=int)
        path[0] = w0
        for k in range(steps):
            path[k + 1] = path[k] - lr * gradient(path[k])
        return path
    """,
    line=2,
    why="an array of whole numbers cuts the decimals off",
)

slip(
    "fit_linear",
    """
    def fit_linear(X, y, lr, epochs, batch_size, rng):
        w, b = np.zeros(X.shape[1]), 0.0
        losses = []
        for _ in range(epochs):
            for Xb, yb in minibatches(X, y, batch_size, rng):
                dw, db = linear_regression_grad(Xb, yb, w, b)
                w = gradient_step(w, dw, lr)
                b = gradient_step(b, db, lr)
            losses.append(np.mean((Xb @ w + b - yb) ** 2))
        return w, b, np.array(losses)
    """,
    line=9,
    why="the loss is that of the last batch",
)

slip(
    "fit_linear",
    """
    def fit_linear(X, y, lr, epochs, batch_size, rng):
        w, b = np.zeros(X.shape[1]), 0.0
        losses = np.zeros(epochs)
        batches = list(minibatches(X, y, batch_size, rng))
        for e in range(epochs):
            for Xb, yb in batches:
                dw, db = linear_regression_grad(Xb, yb, w, b)
                w, b = w - lr * dw, b - lr * db
            losses[e] = np.mean((X @ w + b - y) ** 2)
        return w, b, losses
    """,
    line=4,
    why="shuffled once, not in each epoch",
)

slip(
    "fit_linear",
    """
    def fit_linear(X, y, lr, epochs, batch_size, rng):
        w, b = np.zeros(X.shape[1]), 0.0
        history = []
        for e in range(epochs):
            running = 0
            count = 0
            for Xb, yb in minibatches(X, y, batch_size, rng):
                running += np.mean((Xb @ w + b - yb) ** 2)
                count += 1
                dw, db = linear_regression_grad(Xb, yb, w, b)
                w -= lr * dw
                b -= lr * db
            history.append(running / count)
        return w, b, np.array(history)
    """,
    line=8,
    why="the losses of the batches, before their updates",
)

slip(
    "fit_linear",
    """
    def fit_linear(X, y, lr, epochs, batch_size, rng):
        w = np.zeros(X.shape[1])
        b = 0
        losses = np.zeros(epochs)
        for i in range(epochs):
            for Xb, yb in minibatches(X, y, batch_size, rng):
                grads = linear_regression_grad(Xb, yb, w, b)
                w = gradient_step(w, grads[0], lr)
            losses[i] = mse(X @ w + b, y)
        return w, b, losses
    """,
    line=8,
    why="the bias is never updated",
)

slip(
    "fit_linear",
    """
    def fit_linear(X, y, lr, epochs, batch_size, rng):
        w, b = np.zeros(X.shape[1]), 0.0
        losses = np.zeros(epochs)
        for i in range(epochs):
            for Xb, yb in minibatches(X, y, batch_size, rng):
                dw, db = linear_regression_grad(Xb, yb, w, b)
                w = w - lr * dw / batch_size
                b = b - lr * db / batch_size
            losses[i] = np.mean((X @ w + b - y) ** 2)
        return w, b, losses
    """,
    line=7,
    why="divided by the batch size once more",
)

slip(
    "fit_linear",
    """
    def fit_linear(X, y, lr, epochs, batch_size, rng):
        w, b = np.zeros(X.shape[1]), 0.0
        losses = np.zeros(epochs)
        for i in range(epochs):
            for Xb, yb in minibatches(X, y, batch_size, rng):
                w = w - lr * linear_regression_grad(Xb, yb, w, b)[0]
                b = b - lr * linear_regression_grad(Xb, yb, w, b)[1]
            losses[i] = np.mean((X @ w + b - y) ** 2)
        return w, b, losses
    """,
    line=7,
    why="the gradient of b is computed with the new w",
)

slip(
    "fit_linear",
    """
    def fit_linear(X, y, lr, epochs, batch_size, rng):
        w, b = np.zeros(X.shape[1]), 0.0
        losses = np.zeros(epochs)
        for i in range(epochs):
            for Xb, yb in minibatches(X, y, batch_size, rng):
                dw, db = linear_regression_grad(Xb, yb, w, b)
                w, b = w - lr * dw, b - lr * db
            losses[i] = np.mean((X @ w + b - y) ** 2)
            lr *= 0.95
        return w, b, losses
    """,
    line=9,
    why="the learning rate shrinks",
)

slip(
    "fit_linear",
    """
    def fit_linear(X, y, lr, epochs, batch_size, rng):
        w, b = np.zeros(X.shape[1]), 0.0
        losses = []
        for i in range(epochs):
            for Xb, yb in minibatches(X, y, batch_size, rng):
                dw, db = linear_regression_grad(Xb, yb, w, b)
                w, b = w - lr * dw, b - lr * db
            losses.append(mse(X @ w + b, y))
            if i > 0 and losses[-1] > losses[-2]:
                break
        return w, b, np.array(losses)
    """,
    line=10,
    why="it stops when the loss rises",
)

slip(
    "fit_slope",
    """
    def fit_slope(x, y, b):
        num = sum(xi * (yi + b) for xi, yi in zip(x, y))
        den = sum(xi * xi for xi in x)
        return num / den
    """,
    line=2,
    why="b is added to the targets",
)

slip(
    "gradient_step",
    """
    def gradient_step(w, grad, lr):
        return w + lr * grad
    """,
    line=2,
    why="uphill",
)

slip(
    "gradient_step",
    """
    def gradient_step(w, grad, lr):
        w -= lr * grad
        return w
    """,
    line=2,
    why="written into the caller's array",
)

slip(
    "gradient_step",
    """
    def gradient_step(w, grad, lr):
        return lr * (w - grad)
    """,
    line=2,
    why="w is multiplied by the rate, too",
)

slip(
    "linear_regression_grad",
    """
    def linear_regression_grad(X, y, w, b):
        m = X.shape[0]
        h = X.dot(w) + b
        dw = 1 / m * X.T.dot(h - y)
        db = 1 / m * np.sum(h - y)
        return dw, db
    """,
    line=4,
    why="the 2 is missing",
)

slip(
    "linear_regression_grad",
    """
    def linear_regression_grad(X, y, w, b):
        e = X @ w - y
        return 2 * X.T @ e / len(X), 2 * np.mean(e)
    """,
    line=2,
    why="errors without b",
)

slip(
    "linear_regression_grad",
    """
    def linear_regression_grad(X, y, w, b):
        d, n = X.shape
        e = X @ w + b - y
        return 2 / n * (X.T @ e), 2 / n * np.sum(e)
    """,
    line=2,
    why="rows and columns are exchanged: divided by d",
)

slip(
    "linear_regression_grad",
    """
    def linear_regression_grad(X, y, w, b):
        e = X @ w + b - y
        dw = 2 * np.mean(X * e[:, None])
        db = 2 * np.mean(e)
        return dw, db
    """,
    line=3,
    why="the mean runs over the features as well",
)

slip(
    "linear_regression_grad",
    """
    def linear_regression_grad(X, y, w, b):
        n = len(y)
        g = mse_grad(X @ w + b, y)
        return X.T @ g / n, g.sum()
    """,
    line=4,
    why="divided by n twice",
)

slip(
    "minibatches",
    """
    def minibatches(X, y, batch_size, rng):
        X = rng.permutation(X)
        for i in range(0, len(X), batch_size):
            yield X[i:i + batch_size], y[i:i + batch_size]
    """,
    line=2,
    why="shuffles only X",
)

slip(
    "minibatches",
    """
    def minibatches(X, y, batch_size, rng):
        n = len(X)
        for i in range(0, n, batch_size):
            idx = rng.choice(n, min(batch_size, n - i))
            yield X[idx], y[idx]
    """,
    line=4,
    why="rng.choice with replacement",
)

slip(
    "minibatches",
    """
    def minibatches(X, y, batch_size, rng):
        order = rng.permutation(len(X))
        X[:] = X[order]
        y[:] = y[order]
        for i in range(0, len(X), batch_size):
            yield X[i:i + batch_size], y[i:i + batch_size]
    """,
    line=3,
    why="shuffles the caller's arrays",
)

slip(
    "minibatches",
    """
    def minibatches(X, y, batch_size, rng):
        p = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            sel = p[start:start + batch_size]
            return X[sel], y[sel]
    """,
    line=5,
    why="return ends the function with the first batch",
)

slip(
    "minibatches",
    """
    def minibatches(X, y, batch_size, rng):
        for start in range(0, len(X), batch_size):
            order = rng.permutation(len(X))
            sel = order[start:start + batch_size]
            yield X[sel], y[sel]
    """,
    line=3,
    why="a new order for every batch",
)

slip(
    "normal_equation",
    """
    def normal_equation(X, y):
        A = np.column_stack([np.ones(X.shape[0]), X])
        theta = np.linalg.solve(A.T @ A, A.T @ y)
        return theta[:-1], theta[-1]
    """,
    line=None,
    why="the ones come first, and the bias is read last",
)

slip(
    "normal_equation",
    """
    def normal_equation(X, y):
        Xb = np.c_[np.ones((X.shape[0], 1)), X]
        theta = np.linalg.pinv(Xb.T @ Xb) @ (Xb.T @ y)
        return theta
    """,
    line=4,
    why="weights and bias in one array",
)

slip(
    "normal_equation",
    """
    def normal_equation(X, y):
        A = np.column_stack([X, np.ones(len(X))])
        theta = np.linalg.lstsq(A, y, rcond=None)
        return theta[:-1], theta[-1]
    """,
    line=3,
    why="lstsq returns four things",
)

slip(
    "normal_equation",
    """
    def normal_equation(X, y):
        A = np.column_stack([X, np.ones(len(X))])
        theta = A.T @ A @ A.T @ y
        return theta[:-1], theta[-1]
    """,
    line=3,
    why="the inverse is forgotten",
)

slip(
    "numerical_gradient",
    """
    def numerical_gradient(f, x, eps=1e-5):
        x = np.array(x, dtype=float)
        grad = np.zeros(x.shape)
        it = np.nditer(x, flags=["multi_index"])
        while not it.finished:
            i = it.multi_index
            x[i] = x[i] + eps
            up = f(x)
            x[i] = x[i] - eps
            down = f(x)
            grad[i] = (up - down) / (2 * eps)
            it.iternext()
        return grad
    """,
    line=10,
    why="the second step leads back to the start",
)

slip(
    "numerical_gradient",
    """
    def numerical_gradient(f, x, eps=1e-5):
        g = np.zeros(np.shape(x))
        for i in np.ndindex(np.shape(x)):
            d = np.zeros(np.shape(x))
            d[i] = eps
            g[i] = (f(x + d) - f(x - d)) / eps
        return g
    """,
    line=6,
    why="divides by eps only",
)

slip(
    "numerical_gradient",
    """
    def numerical_gradient(f, x, eps=1e-5):
        g = np.zeros(np.shape(x))
        for i in np.ndindex(np.shape(x)):
            d = np.zeros(np.shape(x))
            d[i] = eps
            g[i] = (f(x + d) - f(x - d)) / 2 * eps
        return g
    """,
    line=6,
    why="/ 2 * eps multiplies by eps",
)

slip(
    "numerical_gradient",
    """
    def numerical_gradient(f, x, eps=1e-5):
        g = np.zeros(x.shape)
        for i in range(len(x)):
            up, down = x.astype(float).copy(), x.astype(float).copy()
            up[i] += eps
            down[i] -= eps
            g[i] = (f(up) - f(down)) / (2 * eps)
        return g
    """,
    line=3,
    why="range(len(x)) moves whole rows",
)

slip(
    "numerical_gradient",
    """
    def numerical_gradient(f, x, eps=1e-5):
        h = 1e-1
        g = []
        for i in range(x.size):
            d = np.zeros(x.size)
            d[i] = h
            d = d.reshape(x.shape)
            g.append((f(x + d) - f(x - d)) / (2 * h))
        return np.array(g).reshape(x.shape)
    """,
    line=None,
    why="own step: ignores the argument eps",
)

slip(
    "relative_error",
    """
    def relative_error(a, b):
        return np.max(np.abs(a - b) / np.maximum(np.abs(a), 1e-12))
    """,
    line=2,
    why="relative to a alone",
)

slip(
    "relative_error",
    """
    def relative_error(a, b):
        num = np.abs(a - b)
        den = np.maximum(np.abs(a) + np.abs(b), 1e-12)
        return np.mean(num / den)
    """,
    line=4,
    why="mean instead of max",
)

slip(
    "relative_error",
    """
    def relative_error(a, b):
        den = np.max(np.abs(a) + np.abs(b), 1e-12)
        return np.max(np.abs(a - b) / den)
    """,
    line=2,
    why="np.max with two arguments: second is the axis",
)

slip(
    "relative_error",
    """
    def relative_error(a, b):
        return np.linalg.norm(a - b) / (np.linalg.norm(a) + np.linalg.norm(b) + 1e-12)
    """,
    line=2,
    why="norm",
)

slip(
    "normal_equation",
    """
    def normal_equation(X, y):
        theta = np.linalg.inv(X.T @ X) @ X.T @ y
        return theta[:-1], theta[-1]
    """,
    line=2,
    why="no column of ones",
)

slip(
    "numerical_gradient",
    """
    def numerical_gradient(f, x, eps=1e-5):
        grad = np.zeros_like(x, dtype=float)
        for i in np.ndindex(x.shape):
            xp = x.astype(float)
            xp[i] += eps
            grad[i] = (f(xp) - f(x)) / eps
        return grad
    """,
    line=6,
    why="one-sided",
)

slip(
    "numerical_gradient",
    """
    def numerical_gradient(f, x, eps=1e-5):
        x = np.array(x, dtype=float)
        grad = np.zeros(x.shape)
        for i in np.ndindex(x.shape):
            x[i] += eps
            plus = f(x)
            x[i] -= 2 * eps
            minus = f(x)
            grad[i] = (plus - minus) / (2 * eps)
        return grad
    """,
    line=9,
    why="forgets to put the value back",
)

slip(
    "relative_error",
    """
    def relative_error(a, b):
        return np.max(np.abs(a - b) / np.maximum(np.maximum(np.abs(a), np.abs(b)), 1e-12))
    """,
    line=2,
    why="divides by the largest, not by the sum",
)

slip(
    "relative_error",
    """
    def relative_error(a, b):
        num = np.abs(a - b)
        den = np.abs(a) + np.abs(b) + 1e-12
        return np.mean(num / den)
    """,
    line=4,
    why="eps is added: 0 / 0 gives no problem but the mean is taken",
)

slip(
    "linear_regression_grad",
    """
    def linear_regression_grad(X, y, w, b):
        n = len(y)
        e = X @ w + b - y
        dw = 2 / n * X @ e
        db = 2 / n * e.sum()
        return dw, db
    """,
    line=4,
    why="X instead of X.T",
)

slip(
    "linear_regression_grad",
    """
    def linear_regression_grad(X, y, w, b):
        e = y - (X @ w + b)
        dw = -2 * X.T @ e / len(y)
        db = -2 * e.sum()
        return dw, db
    """,
    line=4,
    why="predicted minus target the other way, then not averaged for b",
)

slip(
    "descend",
    """
    def descend(gradient, w0, lr, steps):
        w = w0
        path = []
        for i in range(steps):
            w = w - lr * gradient(w)
            path.append(w)
        return np.array(path)
    """,
    line=3,
    why="start missing",
)

slip(
    "descend",
    """
    def descend(gradient, w0, lr, steps):
        w = np.array(w0, dtype=float)
        path = [w]
        g = gradient(w)
        for _ in range(steps):
            w = gradient_step(w, g, lr)
            path.append(w)
        return np.array(path)
    """,
    line=4,
    why="the gradient of the start at every step",
)

slip(
    "minibatches",
    """
    def minibatches(X, y, batch_size, rng):
        idx = rng.permutation(len(X))
        batches = []
        for k in range(len(X) // batch_size):
            b = idx[k * batch_size:(k + 1) * batch_size]
            batches.append((X[b], y[b]))
        return batches
    """,
    line=4,
    why="last short batch lost",
)

slip(
    "fit_linear",
    """
    def fit_linear(X, y, lr, epochs, batch_size, rng):
        w = np.zeros(X.shape[1])
        b = 0.0
        losses = []
        for _ in range(epochs):
            for X_b, y_b in minibatches(X, y, batch_size, rng):
                dw, db = linear_regression_grad(X_b, y_b, w, b)
                w = w - lr * dw
                b = b - lr * db
            losses.append(np.mean((X_b @ w + b - y_b) ** 2))
        return w, b, np.array(losses)
    """,
    line=10,
    why="loss of the last batch",
)

slip(
    "fit_linear",
    """
    def fit_linear(X, y, lr, epochs, batch_size, rng):
        w, b = np.zeros(X.shape[1]), 0.0
        batches = list(minibatches(X, y, batch_size, rng))
        losses = []
        for _ in range(epochs):
            for X_b, y_b in batches:
                dw, db = linear_regression_grad(X_b, y_b, w, b)
                w, b = gradient_step(w, dw, lr), gradient_step(b, db, lr)
            losses.append(np.mean((X @ w + b - y) ** 2))
        return w, b, np.array(losses)
    """,
    line=3,
    why="batches drawn once, before the epochs",
)

slip(
    "normal_equation",
    """
    def normal_equation(X, y):
        A = np.c_[X, np.ones(len(X))]
        theta = np.linalg.inv(A.T @ A) @ A.T @ y
        return theta[:-1], theta[-1:]
    """,
    line=4,
    why="b as an array of one",
)

slip(
    "minibatches",
    """
    def minibatches(X, y, batch_size, rng):
        for start in range(0, len(X), batch_size):
            idx = rng.integers(0, len(X), batch_size)
            yield X[idx], y[idx]
    """,
    line=3,
    why="sampled with replacement",
)

slip(
    "minibatches",
    """
    def minibatches(X, y, batch_size, rng):
        idx = rng.permutation(len(X))
        for i in range(0, len(X), batch_size):
            return X[idx[i:i + batch_size]], y[idx[i:i + batch_size]]
    """,
    line=4,
    why="return after the first batch",
)

slip(
    "fit_linear",
    """
    def fit_linear(X, y, lr, epochs, batch_size, rng):
        w, b, losses = np.zeros(X.shape[1]), 0.0, []
        for _ in range(epochs):
            for X_b, y_b in minibatches(X, y, batch_size, rng):
                dw, db = linear_regression_grad(X, y, w, b)
                w, b = w - lr * dw, b - lr * db
            losses.append(np.mean((X @ w + b - y) ** 2))
        return w, b, np.array(losses)
    """,
    line=5,
    why="gradient of all the data",
)
