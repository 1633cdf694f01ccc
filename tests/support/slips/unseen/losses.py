"""Wrong answers to the exercises of the topic losses, as learners write them."""

from tests.support.slips import slip

slip(
    "sse",
    """
    def sse(y, t):
        cost = 0.0
        for yi, ti in zip(y.flatten(), t.flatten()):
            cost += 0.5 * (yi - ti) ** 2
        return cost
    """,
    line=4,
    why="Andrew Ng's 1/2 is not part of this loss",
)

slip(
    "sse",
    """
    def sse(y, t):
        e = y - t
        per_row = np.mean(e ** 2, axis=0)
        return 0.5 * np.sum(per_row)
    """,
    line=None,
    why="the squares are added along all axes, never averaged; and there is no 1/2",
)

slip(
    "sse",
    """
    def sse(y, t):
        squares = y ** 2 + t ** 2
        return np.sum(squares)
    """,
    line=2,
    why="the binomial is missing its middle term, -2 y t",
)

slip(
    "sse",
    """
    def sse(y, t):
        sq = np.power(y - t, 2)
        return np.sum(sq, axis=1)
    """,
    line=3,
    why="the sum runs along axis 1 only, so a vector fails and a matrix gives one number per row",
)

slip(
    "mse",
    """
    def mse(y, t):
        m = len(y)
        return (1 / m) * np.sum(np.square(y - t))
    """,
    line=2,
    why="the mean runs over all elements; the division by len(y) counts rows only",
)

slip(
    "mse",
    """
    def mse(y, t):
        total = 0
        for a, b in zip(y.ravel(), t.ravel()):
            total += (a - b) ** 2
            return total / y.size
    """,
    line=5,
    why="only the first term is divided: the return inside the loop",
)

slip(
    "mse",
    """
    def mse(y, t):
        errors = y - t
        return np.var(errors)
    """,
    line=3,
    why="the variance of the errors subtracts their mean first",
)

slip(
    "mse",
    """
    def mse(y, t):
        count = 1
        total = 0
        for a, b in zip(y.ravel(), t.ravel()):
            total += (a - b) ** 2
            count += 1
        return total / count
    """,
    line=2,
    why="the count starts at 1, so the mean divides by one too many",
)

slip(
    "rmse",
    """
    def rmse(y, t):
        n = y.size
        s = sum((y - t).ravel())
        return (s ** 2 / (n + 1)) ** 0.5
    """,
    line=None,
    why="each error is squared before the sum, and the mean divides by N",
)

slip(
    "rmse",
    """
    def rmse(y, t):
        return mse(y, t) ** 1/2
    """,
    line=2,
    why="** 1/2 is read as (x ** 1) / 2: write ** 0.5",
)

slip(
    "rmse",
    """
    def rmse(y, t):
        N = y.size
        root = np.sqrt(np.sum((y - t) ** 2))
        return root / N
    """,
    line=4,
    why="N stands outside the root",
)

slip(
    "rmse",
    """
    def rmse(y, t):
        return np.sqrt(rmse(y, t))
    """,
    line=2,
    why="the function calls itself for ever; the mean squared error is mse",
)

slip(
    "sse_grad",
    """
    def sse_grad(y, t):
        h = 1e-6
        grad = np.zeros(y.shape)
        for i in np.ndindex(y.shape):
            grad[i] = (sse(y + h, t) - sse(y - h, t)) / (2 * h)
        return grad
    """,
    line=5,
    why="the difference quotient steps every prediction at once",
)

slip(
    "sse_grad",
    """
    def sse_grad(y, t):
        error = t - y
        return 2 * error
    """,
    line=3,
    why="the inner derivative of t - y by y is -1: the minus is missing",
)

slip(
    "sse_grad",
    """
    def sse_grad(y, t):
        d_pred = 2 * y
        d_target = -2 * y * t
        return d_pred + d_target
    """,
    line=3,
    why="the middle term of (y - t) ** 2 is -2 y t, and its derivative by y is -2 t",
)

slip(
    "sse_grad",
    """
    def sse_grad(y, t):
        loss = sse(y, t)
        loss.backward()
        return y.grad
    """,
    line=3,
    why="the arrays have no autograd here: this is PyTorch",
)

slip(
    "mse_grad",
    """
    def mse_grad(y, t):
        rows = y.shape[0]
        g = np.array(t - y, dtype=float)
        g *= 2
        g /= rows ** 2
        return g
    """,
    line=None,
    why="the error is y - t, and the mean divides by y.size, not by the rows squared",
)

slip(
    "mse_grad",
    """
    def mse_grad(y, t):
        return (y - t) / 2 * 1 / y.size
    """,
    line=2,
    why="2 * y.size stands in the denominator: the 2 belongs above",
)

slip(
    "mse_grad",
    """
    def mse_grad(y, t):
        n = y.size()
        return 2 * (y - t) / n
    """,
    line=2,
    why="y.size is a number, not a function",
)

slip(
    "mse_grad",
    """
    def mse_grad(y, t):
        n = np.size(y)
        residual = t - y
        grad = (2 / n) * residual
        return grad
    """,
    line=3,
    why="the sign is wrong: y - t, prediction minus target",
)

slip(
    "rmse_grad",
    """
    def rmse_grad(y, t):
        r = rmse(y, t)
        g = (y - t) / (y.size * r)
        return g
    """,
    line=3,
    why="where y = t everywhere rmse is 0, and this divides 0 by 0",
)

slip(
    "rmse_grad",
    """
    def rmse_grad(y, t):
        eps = 1e-3
        return (y - t) / (y.size * (rmse(y, t) + eps))
    """,
    line=3,
    why="a small number added to the denominator changes every gradient a little",
)

slip(
    "rmse_grad",
    """
    def rmse_grad(y, t):
        sq = (y - t) ** 2
        grad = np.zeros(y.shape)
        nonzero = sq > 0
        grad[nonzero] = (y - t)[nonzero] / np.sqrt(sq[nonzero])
        return grad / y.size
    """,
    line=5,
    why="the root's derivative is taken of each squared error, not of their mean",
)

slip(
    "rmse_grad",
    """
    def rmse_grad(y, t):
        m = mse(y, t)
        if m == 0:
            return np.zeros(y.shape)
        return (t - y) / (y.size * m)
    """,
    line=None,
    why="mse, not rmse, stands in the denominator; and the sign is wrong",
)

slip(
    "mae",
    """
    def mae(y, t):
        return np.mean(np.abs(y) - t)
    """,
    line=2,
    why="the absolute value must hold the whole error",
)

slip(
    "mae",
    """
    def mae(y, t):
        n = len(y.ravel())
        return sum(abs(y.ravel() - t.ravel())) / (n - 1)
    """,
    line=3,
    why="the mean divides by n, not by n - 1",
)

slip(
    "mae",
    """
    def mae(y, t):
        errors = np.zeros_like(y)
        errors[...] = abs(y - t) / y.size
        return errors.sum()
    """,
    line=2,
    why="an array of whole numbers cuts the quotients off",
)

slip(
    "mae",
    """
    def mae(y, t):
        e = y - t
        return np.mean(e[e > 0]) - np.mean(e[e < 0])
    """,
    line=3,
    why="two means over two groups are not the mean over all",
)

slip(
    "huber",
    """
    def huber(y, t, delta):
        e = np.abs(y - t)
        e = np.minimum(e, delta)
        return np.mean(e ** 2 / 2 + delta * (e - e))
    """,
    line=3,
    why="the size itself is overwritten, so the distance beyond delta is lost",
)

slip(
    "huber",
    """
    def huber(y, t, delta):
        size = abs(y - t)
        height = delta ** 2 / 2
        line = height + delta * size
        return np.where(size <= delta, size ** 2 / 2, line).mean()
    """,
    line=4,
    why="the line begins at delta: the distance is size - delta",
)

slip(
    "huber",
    """
    def huber(y, t, delta):
        total = 0
        for a, b in zip(y.ravel(), t.ravel()):
            e = abs(a - b)
            if e <= delta:
                total += e ** 2 / 2
            total += delta * (e - delta / 2)
        return total / y.size
    """,
    line=7,
    why="the else is missing: small errors get the line as well",
)

slip(
    "huber",
    """
    def huber(y, t, delta):
        e = y - t
        return np.mean(np.where(abs(e) <= delta, e ** 2 / 2, delta * (abs(e) + delta / 2)))
    """,
    line=3,
    why="half of delta is subtracted, not added",
)

slip(
    "huber_grad",
    """
    def huber_grad(y, t, delta):
        e = y - t
        g = np.where(np.abs(e) < delta, e, np.sign(e) * delta)
        return g / np.sum(np.abs(e) < delta)
    """,
    line=4,
    why="the mean is over all elements, not only over those within delta",
)

slip(
    "huber_grad",
    """
    def huber_grad(y, t, delta):
        size = np.abs(y - t)
        return np.minimum(size, delta) / y.size
    """,
    line=3,
    why="the sign of the error is lost",
)

slip(
    "huber_grad",
    """
    def huber_grad(y, t, delta):
        e = y - t
        return np.clip(e / y.size, -delta, delta)
    """,
    line=3,
    why="the error is limited before it is divided by N, not after",
)

slip(
    "huber_grad",
    """
    def huber_grad(y, t, delta):
        e = y - t
        return e / (1 + np.abs(e) / delta) / y.size
    """,
    line=3,
    why="this is a smooth cousin: Huber's slope is the error itself up to delta",
)

slip(
    "huber",
    """
    def huber(y, t, delta):
        e = y - t
        if abs(e) <= delta:
            return 0.5 * e ** 2
        return delta * (abs(e) - 0.5 * delta)
    """,
    line=3,
    why="an `if` cannot decide for a whole array; and the loss is a mean",
)

slip(
    "mse",
    """
    def mse(y, t):
        return ((y - t) ** 2).mean
    """,
    line=2,
    why="y.mean missing brackets -> method object",
)

slip(
    "mae",
    """
    def mae(y, t):
        errors = y - t
        return sum(errors)
    """,
    line=None,
    why="the absolute value is missing, and it is a mean",
)

slip(
    "huber_grad",
    """
    def huber_grad(y, t, delta):
        d = y - t
        return np.where(np.abs(d) < delta, d, np.sign(d))
    """,
    line=3,
    why="the slope beyond delta is delta, not 1; and the mean's 1/n is missing",
)

slip(
    "huber",
    """
    def huber(y, t, delta):
        e = np.abs(y - t)
        return np.mean(np.where(e <= delta, 0.5 * e ** 2, delta * (e - delta)))
    """,
    line=3,
    why="the line begins too low: delta / 2 is subtracted from the size",
)

slip(
    "huber",
    """
    def huber(y, t, delta):
        e = y - t
        return np.mean(np.where(e <= delta, 0.5 * e ** 2, delta * (e - 0.5 * delta)))
    """,
    line=2,
    why="no absolute value: negative errors are always quadratic",
)

slip(
    "huber",
    """
    def huber(y, t, delta):
        a = np.abs(y - t)
        return np.mean(np.where(a < delta, 0.5 * a ** 2 / delta, a - 0.5 * delta))
    """,
    line=3,
    why="another definition, divided by delta",
)

slip(
    "huber",
    """
    def huber(y, t, delta):
        a = np.abs(y - t)
        is_small = a > delta
        return np.mean(np.where(is_small, a ** 2 / 2, delta * a - delta ** 2 / 2))
    """,
    line=3,
    why="branches swapped",
)

slip(
    "huber",
    """
    def huber(y, t, delta):
        a = np.mean(np.abs(y - t))
        if a <= delta:
            return np.mean((y - t) ** 2) / 2
        return np.mean(delta * np.abs(y - t) - delta ** 2 / 2)
    """,
    line=3,
    why="one decision for all errors",
)

slip(
    "huber_grad",
    """
    def huber_grad(y, t, delta):
        e = y - t
        g = np.where(np.abs(e) <= delta, e, np.sign(e))
        return g / e.size
    """,
    line=3,
    why="sign without delta",
)

slip(
    "huber_grad",
    """
    def huber_grad(y, t, delta):
        return np.minimum(y - t, delta) / y.size
    """,
    line=2,
    why="nothing is clipped from below",
)

slip(
    "mse",
    """
    def mse(y, t):
        m = y.size
        J = 1 / (2 * m) * np.sum((y - t) ** 2)
        return J
    """,
    line=3,
    why="1/(2n) as in Ng's course",
)

slip(
    "mse",
    """
    def mse(y, t):
        return np.mean(y - t) ** 2
    """,
    line=2,
    why="mean of the errors, then squared",
)

slip(
    "mse",
    """
    def mse(y, t):
        total = 0
        for a, b in zip(y.flatten(), t.flatten()):
            total += (a - b) ** 2
            total /= y.size
        return total
    """,
    line=5,
    why="divided in every round",
)

slip(
    "mse_grad",
    """
    def mse_grad(y, t):
        return 2 / len(y) * (y - t)
    """,
    line=2,
    why="divided by the number of rows",
)

slip(
    "mse_grad",
    """
    def mse_grad(y, t):
        return 2 * np.mean(y - t)
    """,
    line=2,
    why="np.mean makes one number of it",
)

slip(
    "mse_grad",
    """
    def mse_grad(y, t):
        grad = np.zeros_like(y)
        grad[:] = 2 * (y - t) / y.size
        return grad
    """,
    line=2,
    why="an array of whole numbers cuts the decimals off",
)

slip(
    "mse_grad",
    """
    def mse_grad(y, t):
        n = y.size
        g = sse_grad(y, t) / n
        return g / n
    """,
    line=4,
    why="divides twice",
)

slip(
    "mse_grad",
    """
    def mse_grad(y, t):
        return sse_grad(y, t)
    """,
    line=2,
    why="not divided",
)

slip(
    "rmse",
    """
    def rmse(y, t):
        return np.sqrt(sse(y, t)) / y.size
    """,
    line=2,
    why="root of the sum divided by n",
)

slip(
    "rmse",
    """
    def rmse(y, t):
        return math.sqrt(sse(y, t) // len(y))
    """,
    line=2,
    why="// cuts the decimals off",
)

slip(
    "rmse_grad",
    """
    def rmse_grad(y, t):
        u = mse(y, t)
        if u == 0:
            return np.zeros_like(y) * 1.0
        return 1 / np.sqrt(u) * mse_grad(y, t)
    """,
    line=5,
    why="the 1/2 of the root's derivative is missing",
)

slip(
    "rmse_grad",
    """
    def rmse_grad(y, t):
        eps = 0.01
        return (y - t) / (y.size * (rmse(y, t) + eps))
    """,
    line=3,
    why="what is added to the root changes the result",
)

slip(
    "sse",
    """
    def sse(y, t):
        e = y - t
        return np.sum(e) ** 2
    """,
    line=3,
    why="square of the sum",
)

slip(
    "sse_grad",
    """
    def sse_grad(y, t):
        return 2 * np.sum(y - t)
    """,
    line=2,
    why="the sum stays",
)

slip(
    "sse_grad",
    """
    def sse_grad(y, t):
        return 2 * (y - t) ** 2
    """,
    line=2,
    why="the errors are still squared",
)

slip(
    "sse_grad",
    """
    def sse_grad(y, t):
        return 2 * y - t
    """,
    line=2,
    why="parentheses around y - t",
)

slip(
    "sse",
    """
    def sse(y, t):
        return np.sum(y - t) ** 2
    """,
    line=2,
    why="squares the sum",
)

slip(
    "sse",
    """
    def sse(y, t):
        return sum((y - t) ** 2)
    """,
    line=2,
    why="Python's sum of a matrix sums rows only",
)

slip(
    "mse",
    """
    def mse(y, t):
        return ((y - t) ** 2).sum() / len(y)
    """,
    line=2,
    why="divided by the number of rows",
)

slip(
    "mse",
    """
    def mse(y, t):
        return np.linalg.norm(y - t) / y.size
    """,
    line=2,
    why="norm without square",
)

slip(
    "rmse",
    """
    def rmse(y, t):
        return np.sqrt(sse(y, t))
    """,
    line=2,
    why="root of the sum",
)

slip(
    "mse_grad",
    """
    def mse_grad(y, t):
        n = y.shape[0]
        return 2 / n * (y - t)
    """,
    line=2,
    why="divided by the number of rows",
)

slip(
    "mae",
    """
    def mae(y, t):
        return abs(np.mean(y - t))
    """,
    line=2,
    why="absolute value of the mean",
)

slip(
    "huber",
    """
    def huber(y, t, delta):
        e = np.abs(y - t)
        if e <= delta:
            return 0.5 * e ** 2
        else:
            return delta * (e - 0.5 * delta)
    """,
    line=3,
    why="if on arrays",
)

slip(
    "huber",
    """
    def huber(y, t, delta):
        e = y - t
        return np.mean(np.where(e <= delta, 0.5 * e**2, delta * (np.abs(e) - 0.5 * delta)))
    """,
    line=2,
    why="e not absolute in the comparison",
)
