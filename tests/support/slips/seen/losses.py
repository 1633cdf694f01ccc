"""Wrong answers to the exercises of the topic losses, as learners write them."""

from tests.support.slips import slip

slip(
    "sse",
    """
    def sse(y, t):
        error = np.sum(y - t)
        return error ** 2
    """,
    line=3,
    why="the difference must be squared before it is added: here the sum is squared",
)

slip(
    "sse",
    """
    def sse(y, t):
        total = 0
        for i in range(len(y)):
            total += (y[i] - t[i]) ** 2
        return total
    """,
    line=4,
    why="y may have several axes: then y[i] - t[i] is a row, and the total is not one number",
)

slip(
    "sse",
    """
    def sse(y, t):
        diff = y - t
        return np.dot(diff.T, diff)
    """,
    line=3,
    why="the matrix product of two matrices is a matrix; multiply element by element and add",
)

slip(
    "sse",
    """
    def sse(y, t):
        e = (np.asarray(y) - np.asarray(t)).ravel() ** 2
        total = e[0]
        for i in range(len(e)):
            total += e[i]
        return total
    """,
    line=4,
    why="total starts at the first error and the loop begins at 0 again, so that one counts twice",
)

slip(
    "mse",
    """
    def mse(y, t):
        error = y - t
        squared = error ** 2
        return squared.mean(axis=0)
    """,
    line=4,
    why="axis=0 leaves one mean per column; all elements are averaged into one number",
)

slip(
    "mse",
    """
    def mse(y, t):
        m = y.shape[0]
        J = 1 / (2 * m) * np.sum((y - t) ** 2)
        return J
    """,
    line=3,
    why="the 2 of 1/(2m) belongs to another course: here it is the plain mean",
)

slip(
    "mse",
    """
    def mse(y, t):
        n = y.shape
        return sse(y, t) / n
    """,
    line=3,
    why="y.shape is a tuple, and nothing can be divided by a tuple; y.size counts the elements",
)

slip(
    "mse",
    """
    def mse(y, t):
        return mean_squared_error(t, y)
    """,
    line=2,
    why="sklearn is not loaded here; write the mean yourself",
)

slip(
    "rmse",
    """
    def rmse(y, t):
        d = y - t
        return np.linalg.norm(d.ravel())
    """,
    line=3,
    why="the norm divides by nothing: the mean's N is missing under the root",
)

slip(
    "rmse",
    """
    def rmse(y, t):
        m = np.mean(y - t)
        return math.sqrt(m)
    """,
    line=2,
    why="the errors are not squared: this is the root of their signed mean",
)

slip(
    "rmse",
    """
    def rmse(y, t):
        err = mse(y, t)
        return np.square(err)
    """,
    line=3,
    why="np.square is the square; the root is np.sqrt",
)

slip(
    "rmse",
    """
    def rmse(y, t):
        e = y - t
        return np.std(e, ddof=1)
    """,
    line=3,
    why="the sample standard deviation subtracts the mean error and divides by N - 1",
)

slip(
    "sse_grad",
    """
    def sse_grad(y, t):
        # derivative of (y - t)^2
        grad = np.zeros(y.shape)
        for idx in np.ndindex(y.shape):
            grad[idx] = y[idx] - t[idx]
        return grad
    """,
    line=5,
    why="the 2 of the power is lost",
)

slip(
    "sse_grad",
    """
    def sse_grad(y, t):
        return (y - t) // 0.5
    """,
    line=2,
    why="// cuts the decimals off: times 2 is / 0.5, and more simply * 2",
)

slip(
    "sse_grad",
    """
    def sse_grad(y, t):
        grad = 2 * y - t
        return grad
    """,
    line=2,
    why="2y - t lacks the brackets: the 2 multiplies t as well",
)

slip(
    "sse_grad",
    """
    def sse_grad(y, t):
        n, k = y.shape
        grad = np.zeros((n, k))
        for i in range(n):
            for j in range(k):
                grad[i, j] = 2 * (y[i, j] - t[i, j])
        return grad
    """,
    line=2,
    why="y may have any shape; the unpacking works for matrices only",
)

slip(
    "mse_grad",
    """
    def mse_grad(y, t):
        batch = y.shape[0]
        grad = 2 / batch * (y - t)
        return grad
    """,
    line=2,
    why="the mean divides by all elements, y.size, not by the rows",
)

slip(
    "mse_grad",
    """
    def mse_grad(y, t):
        g = sse_grad(y, t)
        return 2 * g / y.size
    """,
    line=3,
    why="sse_grad has the 2 already",
)

slip(
    "mse_grad",
    """
    def mse_grad(y, t):
        grad = np.zeros_like(y)
        for i in range(len(y)):
            grad[i] = 2 * (y[i] - t[i]) / y.size
        return grad
    """,
    line=2,
    why="an array of whole numbers cuts the quotients off",
)

slip(
    "mse_grad",
    """
    def mse_grad(y, t):
        e = y - t
        return 2 * e / np.sum(e ** 2)
    """,
    line=3,
    why="the gradient was divided by sum of the squares instead of their number",
)

slip(
    "rmse_grad",
    """
    def rmse_grad(y, t):
        root = np.sqrt(np.mean((y - t) ** 2))
        if root == 0:
            return 0
        return (y - t) / (y.size * root)
    """,
    line=4,
    why="the gradient has the shape of y there too: zeros, not the number 0",
)

slip(
    "rmse_grad",
    """
    def rmse_grad(y, t):
        if np.all(y == t):
            return np.zeros_like(y, dtype=float)
        outer = 1 / np.sqrt(mse(y, t))
        inner = mse_grad(y, t)
        return outer * inner
    """,
    line=4,
    why="the chain rule's outer derivative is 1 / (2 root): the 2 is missing, mse_grad has one",
)

slip(
    "rmse_grad",
    """
    def rmse_grad(y, t):
        if y == t:
            return np.zeros(y.shape)
        return (y - t) / (y.size * rmse(y, t))
    """,
    line=2,
    why="the if compares whole arrays: use np.all",
)

slip(
    "rmse_grad",
    """
    def rmse_grad(y, t):
        root = rmse(y, t)
        if root == 0:
            return np.zeros(y.shape)
        return (y - t) / y.size * root
    """,
    line=5,
    why="the brackets are missing: this divides by N and multiplies by rmse",
)

slip(
    "mae",
    """
    def mae(y, t):
        errors = y - t
        return abs(errors.mean())
    """,
    line=3,
    why="the errors cancel in the mean; the absolute value of each comes first",
)

slip(
    "mae",
    """
    def mae(y, t):
        return np.linalg.norm(y - t) / y.size
    """,
    line=2,
    why="the norm squares the errors: the absolute values are to be averaged",
)

slip(
    "mae",
    """
    def mae(y, t):
        total = 0
        for a, b in zip(y.ravel(), t.ravel()):
            if a > b:
                total += a - b
        return total / y.size
    """,
    line=5,
    why="predictions that are too low count nothing: their b - a is missing",
)

slip(
    "mae",
    """
    def mae(y, t):
        return np.mean(np.fabs(y + t))
    """,
    line=2,
    why="the error is the difference, not the sum",
)

slip(
    "huber",
    """
    def huber(y, t, delta):
        e = np.abs(y - t)
        if e <= delta:
            return 0.5 * e ** 2
        return delta * (e - 0.5 * delta)
    """,
    line=3,
    why="the if asks a whole array: decide for each element with np.where, and take the mean",
)

slip(
    "huber",
    """
    def huber(y, t, delta):
        e = y - t
        quad = 0.5 * e ** 2
        lin = delta * np.abs(e) - 0.5 * delta
        return np.mean(np.where(np.abs(e) <= delta, quad, lin))
    """,
    line=4,
    why="half of delta squared is subtracted, not half of delta",
)

slip(
    "huber",
    """
    def huber(y, t, delta):
        size = np.abs(y - t)
        inside = size <= delta
        near = 0.5 * size[inside] ** 2
        far = delta * (size[~inside] - delta / 2)
        return near.mean() + far.mean()
    """,
    line=6,
    why="two means over two groups are not the mean over all: add the sums and divide by their number",
)

slip(
    "huber",
    """
    def huber(y, t, delta):
        size = np.abs(y - t)
        line = delta**2 / 2 + delta * size - delta
        return np.mean(np.where(size <= delta, size**2 / 2, line))
    """,
    line=3,
    why="the brackets around size - delta are missing",
)

slip(
    "huber_grad",
    """
    def huber_grad(y, t, delta):
        e = y - t
        return np.where(np.abs(e) <= delta, e, delta * e) / y.size
    """,
    line=3,
    why="beyond delta only the sign of the error counts, not its size",
)

slip(
    "huber_grad",
    """
    def huber_grad(y, t, delta):
        e = y - t
        e[e > delta] = delta
        e[e < delta] = -delta
        return e / y.size
    """,
    line=4,
    why="the second comparison must be with -delta",
)

slip(
    "huber_grad",
    """
    def huber_grad(y, t, delta):
        return np.clip(y - t, 0, delta) / y.size
    """,
    line=2,
    why="negative errors are cut off at 0: the lower limit is -delta",
)

slip(
    "huber_grad",
    """
    def huber_grad(y, t, delta):
        eps = 1e-6
        return (huber(y + eps, t, delta) - huber(y - eps, t, delta)) / (2 * eps)
    """,
    line=3,
    why="all predictions move together: this is the sum of the gradient, a single number",
)

slip(
    "mse",
    """
    def mse(y, t):
        return 1 / (2 * len(y)) * np.sum((y - t) ** 2)
    """,
    line=2,
    why="the mean is over all elements, and no 2 belongs into the denominator",
)

slip(
    "rmse_grad",
    """
    def rmse_grad(y, t):
        return (y - t) / (2 * rmse(y, t))
    """,
    line=2,
    why="divide by N times the RMSE, not by 2; and 0 where y = t",
)

slip(
    "huber",
    """
    def huber(y, t, delta):
        err = np.abs(y - t)
        quadratic = 0.5 * err ** 2; linear = delta * (err - 0.5 * delta)
        return np.mean(np.where(err > delta, quadratic, linear))
    """,
    line=4,
    why="branches swapped",
)

slip(
    "huber",
    """
    def huber(y, t, delta):
        total = 0
        for d in np.abs(y - t):
            if d > delta:
                total = delta * (d - delta / 2)
            else:
                total += d ** 2 / 2
        return total / len(y)
    """,
    line=5,
    why="a matrix has rows, of which none has one size; and the linear branch overwrites the total",
)

slip(
    "huber",
    """
    def huber(y, t, delta):
        err = np.abs(y - t)
        quad = 0.5 * err ** 2
        lin = delta * err
        return np.where(err < delta, quad, lin).mean()
    """,
    line=4,
    why="the line begins too high",
)

slip(
    "huber",
    """
    def huber(y, t, delta):
        total = 0.0
        for e in np.abs(y - t).ravel():
            if e <= delta:
                total += e * e / 2
            else:
                total += delta * (e - delta / 2)
        return total
    """,
    line=8,
    why="sum, not mean",
)

slip(
    "huber",
    """
    def huber(y, t, delta):
        a = np.abs(y - t)
        return np.mean(np.where(a <= delta, a ** 2, delta * (a - delta / 2)))
    """,
    line=3,
    why="square without the half",
)

slip(
    "huber_grad",
    """
    def huber_grad(y, t, delta):
        return np.clip(y - t, -delta, delta)
    """,
    line=2,
    why="not divided",
)

slip(
    "huber_grad",
    """
    def huber_grad(y, t, delta):
        return np.clip(t - y, -delta, delta) / t.size
    """,
    line=2,
    why="t - y",
)

slip(
    "mae",
    """
    def mae(y, t):
        return np.abs(np.mean(y - t))
    """,
    line=2,
    why="the mean is taken before the absolute value",
)

slip(
    "mae",
    """
    def mae(y, t):
        return np.mean(y - t)
    """,
    line=2,
    why="abs forgotten",
)

slip(
    "mae",
    """
    def mae(y, t):
        return np.median(np.abs(y - t))
    """,
    line=2,
    why="median",
)

slip(
    "mae",
    """
    def mae(y, t):
        return np.abs(y - t).sum() / len(y)
    """,
    line=2,
    why="divided by the number of rows",
)

slip(
    "mae",
    """
    def mae(y, t):
        return np.mean(np.maximum(y - t, 0))
    """,
    line=2,
    why="negative errors are cut off",
)

slip(
    "mse",
    """
    def mse(y, t):
        return sse(y, t) / len(y)
    """,
    line=2,
    why="divides by len(y), the number of rows",
)

slip(
    "mse",
    """
    def mse(y, t):
        n = np.size(y)
        return sse(y, t) / (n - 1)
    """,
    line=3,
    why="divided by n - 1",
)

slip(
    "mse",
    """
    def mse(y, t):
        err = (y - t) ** 2
        return err.mean(axis=-1)
    """,
    line=3,
    why="mean per row (axis=1)",
)

slip(
    "mse_grad",
    """
    def mse_grad(y, t):
        n = y.size
        grad = np.zeros_like(y, dtype=float)
        for i in np.ndindex(y.shape):
            grad[i] = (y[i] - t[i]) / n
        return grad
    """,
    line=5,
    why="2 forgotten",
)

slip(
    "rmse",
    """
    def rmse(y, t):
        return np.mean(np.sqrt((y - t) ** 2))
    """,
    line=2,
    why="mean of the roots of the squares is the MAE",
)

slip(
    "rmse",
    """
    def rmse(y, t):
        m = mse(y, t)
        np.sqrt(m)
        return m
    """,
    line=4,
    why="without the root",
)

slip(
    "rmse_grad",
    """
    def rmse_grad(y, t):
        r = rmse(y, t)
        if r == 0:
            return np.zeros_like(y, dtype=float)
        return (y - t) / r
    """,
    line=5,
    why="forgets the inner derivative's 2/n",
)

slip(
    "rmse_grad",
    """
    def rmse_grad(y, t):
        if np.any(y == t):
            return np.zeros(y.shape)
        return (y - t) / (y.size * rmse(y, t))
    """,
    line=2,
    why="zero only where y = t anywhere (np.any instead of np.all)",
)

slip(
    "rmse_grad",
    """
    def rmse_grad(y, t):
        u = mse(y, t)
        if u == 0:
            return np.zeros(y.shape)
        return mse_grad(y, t) / (2 * u)
    """,
    line=5,
    why="1/(2 sqrt(u)): the root is forgotten",
)

slip(
    "rmse_grad",
    """
    def rmse_grad(y, t):
        return np.sqrt(mse_grad(y, t))
    """,
    line=2,
    why="the root of mse's gradient",
)

slip(
    "rmse_grad",
    """
    def rmse_grad(y, t):
        return (y - t) / (np.size(y) * rmse(y, t))
    """,
    line=2,
    why="no zero case: 0/0",
)

slip(
    "sse",
    """
    def sse(y, t):
        return 0.5 * np.sum(np.square(y - t))
    """,
    line=2,
    why="a half too many",
)

slip(
    "sse",
    """
    def sse(y, t):
        return ((y - t) ** 2).sum(axis=0)
    """,
    line=2,
    why="axis=0 gives one number per column",
)

slip(
    "sse",
    """
    def sse(y, t):
        return np.sum(y ** 2 - t ** 2)
    """,
    line=2,
    why="a difference of squares",
)

slip(
    "sse",
    """
    def sse(y, t):
        return np.linalg.norm(y - t)
    """,
    line=2,
    why="np.linalg.norm is the root",
)

slip(
    "sse_grad",
    """
    def sse_grad(y, t):
        return y - t
    """,
    line=2,
    why="the 2 is missing",
)

slip(
    "sse_grad",
    """
    def sse_grad(y, t):
        return -2 * (y - t)
    """,
    line=2,
    why="the derivative with respect to t",
)

slip(
    "sse_grad",
    """
    def sse_grad(y, t):
        return 2 * (y - t) * y
    """,
    line=2,
    why="inner derivative y",
)

slip(
    "sse",
    """
    def sse(y, t):
        return 0.5 * np.sum((y - t) ** 2)
    """,
    line=2,
    why="the half from a lecture",
)

slip(
    "sse_grad",
    """
    def sse_grad(y, t):
        return 2 * (t - y)
    """,
    line=2,
    why="t - y",
)

slip(
    "sse_grad",
    """
    def sse_grad(y, t):
        return np.sum(2 * (y - t))
    """,
    line=2,
    why="summed",
)

slip(
    "mse_grad",
    """
    def mse_grad(y, t):
        return np.mean(y - t)
    """,
    line=2,
    why="2 lost and mean taken",
)

slip(
    "rmse_grad",
    """
    def rmse_grad(y, t):
        return 1 / (2 * rmse(y, t))
    """,
    line=2,
    why="divided by 2 root, of the mean squared error's own gradient missing",
)

slip(
    "rmse_grad",
    """
    def rmse_grad(y, t):
        return (y - t) / (y.size * rmse(y, t))
    """,
    line=2,
    why="divides by zero when all are right",
)

slip(
    "huber",
    """
    def huber(y, t, delta):
        e = np.abs(y - t)
        loss = np.where(e <= delta, 0.5 * e ** 2, delta * (e - 0.5 * delta))
        return loss.sum()
    """,
    line=4,
    why="sum in place of mean",
)

slip(
    "huber_grad",
    """
    def huber_grad(y, t, delta):
        e = y - t
        return np.where(np.abs(e) <= delta, e, delta * np.sign(e))
    """,
    line=3,
    why="no division by the number of elements",
)

slip(
    "huber",
    """
    def huber(y, t, delta):
        e = np.abs(y - t)
        return np.mean(np.where(e <= delta, e ** 2 / 2, delta * e))
    """,
    line=3,
    why="delta squared forgotten",
)

slip(
    "rmse_grad",
    """
    def rmse_grad(y, t):
        return mse_grad(y, t) / rmse(y, t)
    """,
    line=2,
    why="gradient of mse over rmse",
)

slip(
    "mae",
    """
    def mae(y, t):
        return sum([abs(a - b) for a, b in zip(y, t)]) / len(y)
    """,
    line=2,
    why="list comprehension over the rows",
)

slip(
    "huber_grad",
    """
    def huber_grad(y, t, delta):
        e = y - t
        return np.where(np.abs(e) <= delta, e, delta) / y.size
    """,
    line=3,
    why="sign forgotten on the linear side",
)

slip(
    "mse",
    """
    def mse(y, t):
        return np.var(y - t)
    """,
    line=2,
    why="var is not mse: mean error is subtracted",
)

slip(
    "rmse",
    """
    def rmse(y, t):
        return np.std(y - t)
    """,
    line=2,
    why="the mean error is subtracted",
)
