"""Wrong answers to the exercises of the topic gradient-descent, as learners write them."""

from tests.support.slips import slip

slip(
    "numerical_gradient",
    """
    def numerical_gradient(f, x, eps=1e-5):
        h = eps
        grad = np.zeros(x.shape)
        for idx in np.ndindex(x.shape):
            xp = x.copy()
            xm = x.copy()
            xp[idx] += h
            xm[idx] -= h
            grad[idx] = (f(xp) - f(xm)) / (2 * h)
        return grad
    """,
    line=5,
    why="the copy of an array of whole numbers cuts eps off; make a float copy",
)

slip(
    "numerical_gradient",
    """
    def numerical_gradient(f, x, eps=1e-5):
        x = np.array(x, dtype=float)
        grad = np.zeros_like(x)
        for i in range(len(x)):
            old = x[i].copy()
            x[i] = old + eps
            fplus = f(x)
            x[i] = old - eps
            fminus = f(x)
            x[i] = old
            grad[i] = (fplus - fminus) / (2 * eps)
        return grad
    """,
    line=4,
    why="x may have several axes: x[i] is then a whole row, and all its entries move together",
)

slip(
    "numerical_gradient",
    """
    def numerical_gradient(f, x, eps=1e-5):
        flat = np.array(x, dtype=float).ravel()
        grad = np.zeros(flat.size)
        for i, xi in enumerate(flat):
            grad[i] = (f(xi + eps) - f(xi - eps)) / (2 * eps)
        return grad.reshape(np.shape(x))
    """,
    line=5,
    why="f takes the whole array, not the single coordinate",
)

slip(
    "numerical_gradient",
    """
    def numerical_gradient(f, x, eps=1e-5):
        eps = 1e-4
        x = np.array(x, dtype=float)
        out = np.empty(x.shape)
        for j in np.ndindex(x.shape):
            e = np.zeros(x.shape)
            e[j] = 1
            out[j] = (f(x + eps * e) - f(x - eps * e)) / (2 * eps)
        return out
    """,
    line=2,
    why="the argument eps is overwritten",
)

slip(
    "relative_error",
    """
    def relative_error(a, b):
        num = np.abs(a - b)
        den = np.max(np.abs(a) + np.abs(b), 1e-12)
        return np.max(num / den)
    """,
    line=3,
    why="the second argument of np.max is an axis; np.maximum compares element by element",
)

slip(
    "relative_error",
    """
    def relative_error(a, b):
        diff = abs(a - b)
        return (diff / max(abs(a) + abs(b), 1e-12)).max()
    """,
    line=3,
    why="Python's max compares whole arrays; use np.maximum",
)

slip(
    "relative_error",
    """
    def relative_error(a, b):
        numerator = np.linalg.norm(a - b)
        denominator = np.linalg.norm(a) + np.linalg.norm(b)
        return numerator / denominator
    """,
    line=2,
    why="Ng's check uses the norms of the whole gradients; here every element counts by itself",
)

slip(
    "relative_error",
    """
    def relative_error(a, b):
        for x, y in zip(np.ravel(a), np.ravel(b)):
            worst = 0
            err = abs(x - y) / max(abs(x) + abs(y), 1e-12)
            if err > worst:
                worst = err
        return worst
    """,
    line=3,
    why="worst is reset in every round, so only the last element counts",
)

slip(
    "fit_slope",
    """
    def fit_slope(x, y, b):
        x_mean = np.mean(x)
        y_mean = np.mean(y)
        return np.sum((x - x_mean) * (y - y_mean)) / np.sum((x - x_mean) ** 2)
    """,
    line=2,
    why="the textbook formula fits its own intercept; here b is fixed, and x and y are not centered",
)

slip(
    "fit_slope",
    """
    def fit_slope(x, y, b):
        n = len(x)
        num, den = 0.0, 0.0
        for i in range(1, n):
            num += x[i] * (y[i] + b)
            den += x[i] ** 2
        return num / den
    """,
    line=None,
    why="the loop leaves out the first sample, and b is taken off y, not added",
)

slip(
    "fit_slope",
    """
    def fit_slope(x, y, b):
        w, intercept = np.polyfit(x, y, 1)
        return w
    """,
    line=2,
    why="np.polyfit fits the intercept too; b is given",
)

slip(
    "fit_slope",
    """
    def fit_slope(x, y, b):
        A = x.reshape(-1, 1)
        rhs = y - b
        w = np.linalg.solve(A, rhs)
        return w[0]
    """,
    line=4,
    why="np.linalg.solve needs a square matrix; x is a vector",
)

slip(
    "normal_equation",
    """
    def normal_equation(X, y):
        w = np.linalg.inv(X.T.dot(X)).dot(X.T).dot(y)
        b = 0
        return w, b
    """,
    line=2,
    why="without a column of ones the line goes through the origin",
)

slip(
    "normal_equation",
    """
    def normal_equation(X, y):
        A = np.c_[X, np.ones(len(X))]
        theta = (A.T @ y) / (A.T @ A)
        return theta[:-1], theta[-1]
    """,
    line=3,
    why="A.T A must be inverted, not divided by element by element",
)

slip(
    "normal_equation",
    """
    def normal_equation(X, y):
        A = np.column_stack([X, np.ones(len(X))])
        Y = y.reshape(-1, 1)
        theta = np.linalg.inv(A.T @ A) @ (A.T @ Y)
        return theta[:-1], theta[-1]
    """,
    line=3,
    why="y as a column makes theta a column: w must have the shape (d,) and b be a number",
)

slip(
    "normal_equation",
    """
    def normal_equation(X, y):
        A = np.column_stack([X, np.ones(len(X))])
        theta = np.linalg.lstsq(A, y, rcond=None)
        w, b = theta[:-1], theta[-1]
        return w, b
    """,
    line=3,
    why="lstsq returns four things; the solution is the first of them",
)

slip(
    "linear_regression_grad",
    """
    def linear_regression_grad(X, y, w, b):
        m = X.shape[0]
        y_hat = np.dot(X, w) + b
        dw = 1 / m * np.dot(X.T, (y_hat - y))
        db = 1 / m * np.sum(y_hat - y)
        return dw, db
    """,
    line=None,
    why="Ng's cost has 1/(2m); the MSE here has no 1/2, so the 2 stays",
)

slip(
    "linear_regression_grad",
    """
    def linear_regression_grad(X, y, w, b):
        n, d = X.shape
        dw = np.zeros(d)
        db = 0.0
        for i in range(n):
            e = np.dot(X[i], w) + b - y[i]
            for j in range(d):
                dw[j] += 2 * e * X[i, j] / n
            db = 2 * e / n
        return dw, db
    """,
    line=9,
    why="db is overwritten by each sample: += is missing",
)

slip(
    "linear_regression_grad",
    """
    def linear_regression_grad(X, y, w, b):
        n, d = X.shape
        residuals = X @ w + b - y
        dw = 2 / d * X.T @ residuals
        db = 2 / n * np.sum(residuals ** 2)
        return dw, db
    """,
    line=None,
    why="the mean is over the n samples, not the d features; and db has the error to the first power",
)

slip(
    "linear_regression_grad",
    """
    def linear_regression_grad(X, y, w, b):
        e = X.dot(w) + b - y
        dw = np.mean(2 * X.T * e)
        db = np.mean(2 * e)
        return dw, db
    """,
    line=3,
    why="np.mean of X.T * e without an axis averages everything into one number",
)

slip(
    "gradient_step",
    """
    def gradient_step(w, grad, lr):
        update = lr * grad
        new_w = -update
        return new_w
    """,
    line=3,
    why="only the step is computed; w must be in it",
)

slip(
    "gradient_step",
    """
    def gradient_step(w, grad, lr):
        g = np.clip(grad, -1, 1)
        return w - lr * g
    """,
    line=2,
    why="the gradient is clipped: its whole size counts here",
)

slip(
    "descend",
    """
    def descend(gradient, w0, lr, steps):
        path = []
        w = w0
        for i in range(steps):
            w = w - lr * gradient(w)
            path.append(w)
        return np.array(path)
    """,
    line=2,
    why="the start is missing from the path: append w before the first step",
)

slip(
    "descend",
    """
    def descend(gradient, w0, lr, steps):
        path = [w0]
        w = w0
        for i in range(steps):
            w = gradient_step(w, gradient, lr)
            path.append(w)
        return np.array(path)
    """,
    line=5,
    why="gradient is a function: it must be called with the point",
)

slip(
    "descend",
    """
    def descend(gradient, w0, lr, steps):
        points = [np.array(w0, dtype=float)]
        w = np.array(w0, dtype=float)
        for i in range(steps):
            w_new = w - lr * gradient(w)
            points.append(w_new)
        return np.array(points)
    """,
    line=5,
    why="w_new is never carried over: every step starts from w0",
)

slip(
    "descend",
    """
    def descend(gradient, w0, lr, steps):
        path = np.zeros(steps + 1)
        path[0] = w0
        for k in range(steps):
            path[k + 1] = path[k] - lr * gradient(path[k])
        return path
    """,
    line=2,
    why="the array for the path has room for numbers only, while a point may be an array",
)

slip(
    "minibatches",
    """
    def minibatches(X, y, batch_size, rng):
        indices = np.arange(len(X))
        rng.shuffle(indices)
        for i in range(0, len(X), batch_size):
            yield X[i:i + batch_size], y[i:i + batch_size]
    """,
    line=5,
    why="the shuffled indices are never used: X[i:i + batch_size] cuts the old order",
)

slip(
    "minibatches",
    """
    def minibatches(X, y, batch_size, rng):
        out = []
        for i in range(0, len(y), batch_size):
            X_b = rng.permutation(X[i:i + batch_size])
            y_b = y[i:i + batch_size]
            out.append((X_b, y_b))
        return out
    """,
    line=None,
    why="only X is shuffled inside its batch: one order of all the samples must serve X and y",
)

slip(
    "minibatches",
    """
    def minibatches(X, y, batch_size, rng):
        order = rng.permutation(len(X))
        X, y = X[order], y[order]
        result = []
        for i in range(0, len(X), batch_size):
            result.append((X[i:batch_size], y[i:batch_size]))
        return result
    """,
    line=6,
    why="the slice must end at i + batch_size: here each batch ends at batch_size, and the later ones are empty",
)

slip(
    "minibatches",
    """
    def minibatches(X, y, batch_size, rng):
        p = rng.permutation(X.shape[0])
        for start in range(len(p)):
            rows = p[start:start + batch_size]
            yield (X[rows], y[rows])
    """,
    line=3,
    why="range steps by 1, so the batches overlap; the step must be batch_size",
)

slip(
    "fit_linear",
    """
    def fit_linear(X, y, lr, epochs, batch_size, rng):
        w = np.zeros(X.shape[1])
        b = 0.0
        losses = []
        for epoch in range(epochs):
            for X_b, y_b in minibatches(X, y, batch_size, rng):
                dw, db = linear_regression_grad(X_b, y_b, w, b)
                w = w - lr * dw
                b = b - lr * db
                loss = np.mean((X_b @ w + b - y_b) ** 2)
            losses.append(loss)
        return w, b, np.array(losses)
    """,
    line=11,
    why="the loss is the last batch's; it must be computed on all the data",
)

slip(
    "fit_linear",
    """
    def fit_linear(X, y, lr, epochs, batch_size, rng):
        n, d = X.shape
        w, b = np.zeros(d), 0
        losses = []
        for _ in range(epochs):
            for Xb, yb in minibatches(X, y, batch_size, rng):
                err = Xb @ w + b - yb
                w = w - lr * 2 * Xb.T @ err / n
                b = b - lr * 2 * err.sum() / len(yb)
            losses.append(np.mean((X @ w + b - y) ** 2))
        return w, b, np.array(losses)
    """,
    line=8,
    why="each batch's gradient is its own mean: dw divides by the number of all samples",
)

slip(
    "fit_linear",
    """
    def fit_linear(X, y, lr, epochs, batch_size, rng):
        losses = []
        for epoch in range(epochs):
            w, b = np.zeros(X.shape[1]), 0.0
            for X_b, y_b in minibatches(X, y, batch_size, rng):
                dw, db = linear_regression_grad(X_b, y_b, w, b)
                w, b = w - lr * dw, b - lr * db
            losses.append(np.mean((y - X @ w - b) ** 2))
        return w, b, np.array(losses)
    """,
    line=4,
    why="w and b are set back to zero in every epoch: begin once, before the loops",
)

slip(
    "fit_linear",
    """
    def fit_linear(X, y, lr, epochs, batch_size, rng):
        w = rng.normal(size=X.shape[1])
        b = 0.0
        losses = []
        for epoch in range(epochs):
            for Xb, yb in minibatches(X, y, batch_size, rng):
                dw, db = linear_regression_grad(Xb, yb, w, b)
                w = w + lr * dw
                b = b + lr * db
            losses.append(float(np.mean((X @ w + b - y) ** 2)))
            print(f"epoch {epoch}: {losses[-1]:.4f}")
        return w, b, np.array(losses)
    """,
    line=None,
    why="the weights start at random; and they go uphill",
)

slip(
    "normal_equation",
    """
    def normal_equation(X, y):
        n = X.shape[0]
        A = np.hstack([np.ones((n, 1)), X])
        theta = np.linalg.pinv(A.T @ A) @ A.T @ y
        return theta[:-1], theta[-1]
    """,
    line=5,
    why="the ones come first, so b is theta[0] and w is the rest",
)

slip(
    "minibatches",
    """
    def minibatches(X, y, batch_size, rng):
        p = rng.permutation(len(y))
        batches = []
        for k in range(len(y) // batch_size):
            sel = p[k * batch_size:(k + 1) * batch_size]
            batches.append((X[sel], y[sel]))
        return batches
    """,
    line=4,
    why="the last short batch is dropped",
)

slip(
    "relative_error",
    """
    def relative_error(a, b):
        num = np.abs(a - b)
        return np.mean(num / (np.abs(a) + np.abs(b)))
    """,
    line=3,
    why="the largest is asked for, and nothing keeps the denominator from being 0",
)

slip(
    "descend",
    """
    def descend(gradient, w0, lr, steps):
        path = [w0]
        w = w0
        for i in range(steps):
            w = gradient_step(w, gradient(w), lr)
            path = path.append(w)
        return np.array(path)
    """,
    line=6,
    why="list has no dtype: path.append returned",
)

slip(
    "fit_linear",
    """
    def fit_linear(X, y, lr, epochs, batch_size, rng):
        w, b, losses = np.zeros(X.shape[1]), 0.0, []
        for epoch in range(epochs):
            for Xb, yb in minibatches(X, y, batch_size, rng):
                e = Xb @ w + b - yb
                w = w - lr * 2 * Xb.T @ e / len(X)
                b = b - lr * 2 * e.sum() / len(X)
            losses.append(np.mean((X @ w + b - y) ** 2))
        return w, b, np.array(losses)
    """,
    line=None,
    why="each batch's gradient is its own mean: divide by len(Xb)",
)

slip(
    "descend",
    """
    def descend(gradient, w0, lr, steps):
        w = w0
        for _ in range(steps):
            w = w - lr * gradient(w)
        return w
    """,
    line=5,
    why="only the end of the path",
)

slip(
    "descend",
    """
    def descend(gradient, w0, lr, steps):
        w = w0
        path = []
        for _ in range(steps):
            w = gradient_step(w, gradient(w), lr)
            path.append(w)
        return np.array(path)
    """,
    line=3,
    why="the start is missing",
)

slip(
    "descend",
    """
    def descend(gradient, w0, lr, steps):
        path = [w0]
        for i in range(steps):
            path.append(gradient_step(w0, gradient(path[i]), lr))
        return np.array(path)
    """,
    line=4,
    why="every step begins at w0",
)

slip(
    "descend",
    """
    def descend(gradient, w0, lr, steps):
        path = [w0]
        while len(path) <= steps + 1:
            w = path[-1]
            path.append(w - lr * gradient(w))
        return np.array(path)
    """,
    line=3,
    why="one step too many",
)

slip(
    "fit_linear",
    """
    def fit_linear(X, y, lr, epochs, batch_size, rng):
        w, b = np.zeros(X.shape[1]), 0.0
        losses = []
        for _ in range(epochs):
            losses.append(np.mean((X @ w + b - y) ** 2))
            for Xb, yb in minibatches(X, y, batch_size, rng):
                dw, db = linear_regression_grad(Xb, yb, w, b)
                w = w - lr * dw
                b = b - lr * db
        return w, b, np.array(losses)
    """,
    line=5,
    why="the loss is noted before the epoch",
)

slip(
    "fit_linear",
    """
    def fit_linear(X, y, lr, epochs, batch_size, rng):
        rng = np.random.default_rng(0)
        w, b = np.zeros(X.shape[1]), 0.0
        losses = np.zeros(epochs)
        for i in range(epochs):
            for Xb, yb in minibatches(X, y, batch_size, rng):
                dw, db = linear_regression_grad(Xb, yb, w, b)
                w, b = w - lr * dw, b - lr * db
            losses[i] = np.mean((X @ w + b - y) ** 2)
        return w, b, losses
    """,
    line=2,
    why="a generator of its own in place of rng",
)

slip(
    "fit_slope",
    """
    def fit_slope(x, y, b):
        return np.sum(x * y) / np.sum(x ** 2)
    """,
    line=2,
    why="b is not subtracted from the targets",
)

slip(
    "fit_slope",
    """
    def fit_slope(x, y, b):
        xm, ym = np.mean(x), np.mean(y)
        return np.sum((x - xm) * (y - ym)) / np.sum((x - xm) ** 2)
    """,
    line=3,
    why="the formula for a free intercept",
)

slip(
    "fit_slope",
    """
    def fit_slope(x, y, b):
        return np.mean((y - b) / x)
    """,
    line=2,
    why="mean of the ratios",
)

slip(
    "fit_slope",
    """
    def fit_slope(x, y, b):
        return x @ (y - b) / np.sum(x) ** 2
    """,
    line=2,
    why="the square of the sum, not the sum of the squares",
)

slip(
    "fit_slope",
    """
    def fit_slope(x, y, b):
        return (np.dot(x, y) - b) / np.dot(x, x)
    """,
    line=2,
    why="b is subtracted once, not from each target",
)

slip(
    "fit_slope",
    """
    def fit_slope(x, y, b):
        return np.polyfit(x, y - b, 1)[0]
    """,
    line=2,
    why="np.polyfit chooses an intercept of its own",
)

slip(
    "gradient_step",
    """
    def gradient_step(w, grad, lr):
        return w - lr * grad / np.linalg.norm(grad)
    """,
    line=2,
    why="a step of the same length everywhere",
)

slip(
    "gradient_step",
    """
    def gradient_step(w, grad, lr):
        new = w - lr * grad
        w = new
    """,
    line=3,
    why="nothing is returned",
)

slip(
    "gradient_step",
    """
    def gradient_step(w, grad, lr):
        return w - lr * np.sign(grad)
    """,
    line=2,
    why="only the sign of the gradient is used",
)

slip(
    "linear_regression_grad",
    """
    def linear_regression_grad(X, y, w, b):
        n = len(y)
        err = y - (X @ w + b)
        return 2 / n * X.T @ err, 2 / n * err.sum()
    """,
    line=3,
    why="the sign: prediction minus target",
)

slip(
    "linear_regression_grad",
    """
    def linear_regression_grad(X, y, w, b):
        n = len(X)
        db = 0
        for i in range(n):
            dw = np.zeros(X.shape[1])
            e = np.dot(X[i], w) + b - y[i]
            dw += 2 * e * X[i] / n
            db += 2 * e / n
        return dw, db
    """,
    line=5,
    why="dw is reset within the loop",
)

slip(
    "linear_regression_grad",
    """
    def linear_regression_grad(X, y, w, b):
        residual = (X @ w) + b - y
        dw = (2 / len(y)) * (X.T @ residual)
        db = (2 / len(y)) * residual
        return dw, db
    """,
    line=4,
    why="db is not summed, an array",
)

slip(
    "minibatches",
    """
    def minibatches(X, y, batch_size, rng):
        idx = np.random.permutation(len(X))
        return [(X[idx[i:i + batch_size]], y[idx[i:i + batch_size]]) for i in range(0, len(X), batch_size)]
    """,
    line=2,
    why="np.random in place of rng",
)

slip(
    "minibatches",
    """
    def minibatches(X, y, batch_size, rng):
        X_s = X[rng.permutation(len(X))]
        y_s = y[rng.permutation(len(y))]
        return [(X_s[i:i + batch_size], y_s[i:i + batch_size]) for i in range(0, len(X), batch_size)]
    """,
    line=3,
    why="X and y are shuffled in two different orders",
)

slip(
    "minibatches",
    """
    def minibatches(X, y, batch_size, rng):
        p = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            sel = p[start:batch_size]
            yield X[sel], y[sel]
    """,
    line=4,
    why="the slice ends at the batch size, not that much further",
)

slip(
    "minibatches",
    """
    def minibatches(X, y, batch_size, rng):
        for start in range(0, len(X), batch_size):
            yield X[start:start + batch_size], y[start:start + batch_size]
    """,
    line=3,
    why="not shuffled; rng unused",
)

slip(
    "minibatches",
    """
    def minibatches(X, y, batch_size, rng):
        order = rng.permutation(len(X))
        return [(X[part], y[part]) for part in np.array_split(order, batch_size)]
    """,
    line=3,
    why="batch_size batches instead of batches of batch_size",
)

slip(
    "normal_equation",
    """
    def normal_equation(X, y):
        A = np.column_stack([X, np.ones(len(X))])
        theta = np.linalg.solve(A @ A.T, A @ y)
        return theta[:-1], theta[-1]
    """,
    line=3,
    why="A and its transpose are exchanged",
)

slip(
    "normal_equation",
    """
    def normal_equation(X, y):
        b = y.mean()
        w = np.array([fit_slope(X[:, j], y, b) for j in range(X.shape[1])])
        return w, b
    """,
    line=3,
    why="each feature is fitted on its own",
)

slip(
    "numerical_gradient",
    """
    def numerical_gradient(f, x, eps=1e-5):
        grad = np.zeros_like(x, dtype=float)
        fx = f(x)
        for i in range(x.size):
            old = x.flat[i]
            x.flat[i] = old + eps
            grad.flat[i] = (f(x) - fx) / eps
            x.flat[i] = old
        return grad
    """,
    line=7,
    why="forward difference",
)

slip(
    "numerical_gradient",
    """
    def numerical_gradient(f, x, eps=1e-5):
        return (f(x + eps) - f(x - eps)) / (2 * eps) * np.ones(x.shape)
    """,
    line=2,
    why="steps all the elements at once",
)

slip(
    "numerical_gradient",
    """
    def numerical_gradient(f, x, eps=1e-5):
        g = []
        for i in range(x.size):
            d = np.zeros(x.size)
            d[i] = eps
            d = d.reshape(x.shape)
            g.append((f(x + d) - f(x - d)) / (2 * eps))
        return np.array(g)
    """,
    line=8,
    why="the shape is lost",
)

slip(
    "relative_error",
    """
    def relative_error(a, b):
        return np.max(np.abs(a - b) / np.maximum(np.abs(a + b), 1e-12))
    """,
    line=2,
    why="absolute of the sum",
)

slip(
    "relative_error",
    """
    def relative_error(a, b):
        return np.max(np.abs(a - b) / np.maximum(1e-8, np.maximum(np.abs(a), np.abs(b))))
    """,
    line=2,
    why="relative to the larger of the two",
)

slip(
    "relative_error",
    """
    def relative_error(a, b):
        worst = 0
        for p, q in zip(np.ravel(a), np.ravel(b)):
            e = (p - q) / max(abs(p) + abs(q), 1e-12)
            if e > worst:
                worst = e
        return worst
    """,
    line=4,
    why="abs of difference forgotten",
)

slip(
    "fit_slope",
    """
    def fit_slope(x, y, b):
        return np.dot(x, y + b) / np.dot(x, x)
    """,
    line=2,
    why="b is added",
)

slip(
    "normal_equation",
    """
    def normal_equation(X, y):
        A = np.hstack([np.ones((len(X), 1)), X])
        theta = np.linalg.pinv(A) @ y
        return theta[:-1], theta[-1]
    """,
    line=4,
    why="ones in front, taken from the back",
)

slip(
    "numerical_gradient",
    """
    def numerical_gradient(f, x, eps=1e-5):
        return (f(x + eps) - f(x - eps)) / (2 * eps)
    """,
    line=2,
    why="steps all elements at once",
)

slip(
    "linear_regression_grad",
    """
    def linear_regression_grad(X, y, w, b):
        e = X @ w + b - y
        return 2 * X.T @ e / len(X), 2 * e / len(X)
    """,
    line=3,
    why="db stays an array",
)

slip(
    "minibatches",
    """
    def minibatches(X, y, batch_size, rng):
        X = rng.permutation(X)
        y = rng.permutation(y)
        for i in range(0, len(X), batch_size):
            yield X[i:i + batch_size], y[i:i + batch_size]
    """,
    line=3,
    why="shuffled separately",
)
