"""Wrong answers to the exercises of the topic activations, as learners write them."""

from tests.support.slips import slip

slip(
    "sigmoid",
    """
    def sigmoid(z):
        # calculate the sigmoid of z
        h = 1 / 1 + np.exp(-z)
        return h
    """,
    line=3,
    why="the brackets around the denominator are missing: 1 / (1 + exp(-z))",
)

slip(
    "sigmoid",
    """
    def sigmoid(z):
        out = np.zeros(len(z))
        for i in range(len(z)):
            if z[i] >= 0:
                out[i] = 1 / (1 + np.exp(-z[i]))
            else:
                out[i] = np.exp(z[i]) / (1 + np.exp(z[i]))
        return out
    """,
    line=2,
    why="a plain number has no length: the loop works for vectors only",
)

slip(
    "sigmoid",
    """
    def sigmoid(z):
        denominator = 1 - np.e ** (-z)
        return np.divide(1, denominator)
    """,
    line=2,
    why="the denominator is 1 + exp(-z), not 1 - exp(-z)",
)

slip(
    "sigmoid_grad",
    """
    def sigmoid_grad(z):
        return sigmoid(z) * (1 - sigmoid)
    """,
    line=2,
    why="sigmoid stands without its argument: a function cannot be subtracted from 1",
)

slip(
    "sigmoid_grad",
    """
    def sigmoid_grad(z):
        a = sigmoid(z)
        return np.dot(a, (1 - a).T)
    """,
    line=3,
    why="the matrix product mixes the elements; the slope is taken element by element, with *",
)

slip(
    "sigmoid_grad",
    """
    def sigmoid_grad(z):
        # derivative = 1 / (4 cosh^2(z / 2))
        c = np.cosh(np.asarray(z) / 2)
        return 1 / (2 * c)
    """,
    line=None,
    why="the formula in the comment is right: the cosh must be squared, and the factor is 4, not 2",
)

slip(
    "sigmoid_grad",
    """
    def sigmoid_grad(z):
        e = np.exp(-z)
        return e / (1 + e ** 2)
    """,
    line=3,
    why="the whole denominator is squared, (1 + e) ** 2, not e alone",
)

slip(
    "tanh_grad",
    """
    def tanh_grad(z):
        t = np.tan(z)
        return 1 - np.square(t)
    """,
    line=2,
    why="np.tan is the tangent; the hyperbolic tangent is np.tanh",
)

slip(
    "tanh_grad",
    """
    def tanh_grad(z):
        import math
        result = 1 - math.pow(math.tanh(z), 2)
        return result
    """,
    line=3,
    why="math.tanh takes single numbers only; np.tanh takes arrays",
)

slip(
    "tanh_grad",
    """
    def tanh_grad(z):
        th = np.tanh(z)
        return 1 - 2 * th
    """,
    line=3,
    why="1 - 2 t is the derivative of something else; the 2 belongs in the exponent",
)

slip(
    "tanh_grad",
    """
    def tanh_grad(z):
        a = np.tanh(z)
        derivative = np.power(1 - a, 2)
        print(derivative)
        return derivative
    """,
    line=3,
    why="squaring must come before subtracting: (1 - t) ** 2 is not 1 - t ** 2",
)

slip(
    "relu",
    """
    def relu(z):
        z[z < 0] = 0
        return z
    """,
    line=2,
    why="z is changed in place; and a plain number cannot be indexed",
)

slip(
    "relu",
    """
    def relu(z):
        z = np.asarray(z)
        positive = z[z > 0]
        return positive
    """,
    line=3,
    why="the negative elements are left out instead of set to 0, so the shape changes",
)

slip(
    "relu",
    """
    def relu(z):
        out = []
        for zi in np.atleast_1d(z):
            if zi > 0:
                out.append(zi)
            else:
                out.append(0)
        return np.array(out)
    """,
    line=4,
    why="the loop goes over the first axis only; an element may be a whole row",
)

slip(
    "relu",
    """
    def relu(z):
        mask = np.array(z) > 0
        return mask * 1.0
    """,
    line=3,
    why="z > 0 alone gives 1 for every positive element: it must still be multiplied by z",
)

slip(
    "relu_grad",
    """
    def relu_grad(z):
        slopes = []
        for v in np.ravel(z):
            if v < 0:
                slopes.append(1.0)
            slopes.append(0.0)
        return np.array(slopes)
    """,
    line=None,
    why="without an else each negative element appends twice, and the comparison is the wrong way round",
)

slip(
    "relu_grad",
    """
    def relu_grad(z):
        dz = np.array(z, copy=True)
        dz[dz <= 0] = 0
        dz[dz >= 0] = 1
        return dz
    """,
    line=4,
    why="the line before made the negatives 0, and 0 >= 0: they all become 1; use > 0",
)

slip(
    "relu_grad",
    """
    def relu_grad(z):
        a = np.floor(z)
        return np.clip(a, 0, 1)
    """,
    line=2,
    why="the derivative is 1 for every positive z, not only above 1",
)

slip(
    "relu_grad",
    """
    def relu_grad(z):
        return (z > 0).astype(float)
    """,
    line=2,
    why="a bool has no astype if z is a plain Python number",
)

slip(
    "leaky_relu",
    """
    def leaky_relu(z, alpha):
        z = np.asarray(z)
        leak = np.ones_like(z) * alpha
        return np.where(z > 0, z, leak)
    """,
    line=3,
    why="where z is not positive, alpha times z is wanted, not alpha",
)

slip(
    "leaky_relu",
    """
    def leaky_relu(z, alpha):
        return np.maximum(alpha * z, 0)
    """,
    line=2,
    why="the larger of z and alpha z is wanted, not of alpha z and 0",
)

slip(
    "leaky_relu",
    """
    def leaky_relu(z, alpha):
        left = alpha * np.asarray(z)
        out = np.where(np.asarray(z) > 0, z, alpha * left)
        return out
    """,
    line=3,
    why="alpha is applied to z twice, once before and once after the comparison",
)

slip(
    "leaky_relu",
    """
    def leaky_relu(z, alpha):
        z = np.array(z, dtype=float)
        neg = z < 0
        z[neg] = z[neg] / alpha
        return z
    """,
    line=4,
    why="the negative side is multiplied by alpha, not divided",
)

slip(
    "leaky_relu_grad",
    """
    def leaky_relu_grad(z, alpha):
        z = np.asarray(z)
        g = np.ones_like(z)
        g[z <= 0] = alpha
        return g
    """,
    line=3,
    why="ones_like of whole numbers is an array of whole numbers: alpha is cut off to 0",
    accepted=True,
)

slip(
    "leaky_relu_grad",
    """
    def leaky_relu_grad(z, alpha):
        f = leaky_relu(z, alpha)
        slopes = np.where(f > 0, 1, -alpha)
        return slopes * f
    """,
    line=None,
    why="the slopes stand alone, without the function's value; and the left one is alpha, not -alpha",
)

slip(
    "leaky_relu_grad",
    """
    def leaky_relu_grad(z, alpha):
        mask = np.asarray(z) > 0
        return mask * 1.0 + (not mask) * alpha
    """,
    line=3,
    why="not does not work element by element on arrays; use ~mask",
)

slip(
    "leaky_relu_grad",
    """
    def leaky_relu_grad(z, alpha):
        z = np.asarray(z)
        g = np.ones(z.shape)
        g[z < 0] == alpha
        return g
    """,
    line=4,
    why="== compares, it does not assign: g stays all ones",
)

slip(
    "sigmoid",
    """
    def sigmoid(z):
        e = np.exp(-np.abs(z))
        return np.where(z >= 0, 1 / (1 + e), 1 / (1 - e))
    """,
    line=3,
    why="both branches have 1 + e below; the left one has e above",
)

slip(
    "leaky_relu_grad",
    """
    def leaky_relu_grad(z, alpha):
        dz = np.ones_like(z)
        dz[z <= 0] = alpha
        return dz
    """,
    line=2,
    why="ones_like of whole numbers cannot hold alpha",
)

slip(
    "sigmoid",
    """
    def sigmoid(z):
        # avoid overflow
        z = np.clip(z, -5, 5)
        return 1.0 / (1.0 + np.exp(-z))
    """,
    line=3,
    why="clipping at 5 is far too early",
)

slip(
    "sigmoid",
    """
    def sigmoid(z):
        z = np.asarray(z, dtype=float)
        result = np.empty_like(z)
        result[z >= 0] = 1 / (1 + np.exp(-z))
        result[z < 0] = np.exp(z) / (1 + np.exp(z))
        return result
    """,
    line=4,
    why="the right side has the full shape: only the entries chosen on the left are wanted",
)

slip(
    "sigmoid_grad",
    """
    def sigmoid_grad(z):
        e = np.exp(-np.abs(z))
        return e / (1 + e) ^ 2
    """,
    line=3,
    why="^ is not the power, which is **",
)

slip(
    "relu_grad",
    """
    def relu_grad(z):
        return 1 if z > 0 else 0
    """,
    line=2,
    why="bool multiplied with z and a missing bracket",
)

slip(
    "leaky_relu",
    """
    def leaky_relu(z, alpha):
        return np.where(np.asarray(z) > 0, z, alpha)
    """,
    line=2,
    why="alpha is added, not multiplied",
)

slip(
    "leaky_relu",
    """
    def leaky_relu(z, alpha):
        z = np.asarray(z)
        return np.where(z > 0, z, alpha * (np.exp(np.minimum(z, 0)) - 1))
    """,
    line=3,
    why="that is the exponential linear unit",
)

slip(
    "leaky_relu_grad",
    """
    def leaky_relu_grad(z, alpha):
        return np.where(np.asarray(z) > 0, alpha, 1)
    """,
    line=2,
    why="alpha and 1 swapped",
)

slip(
    "leaky_relu_grad",
    """
    def leaky_relu_grad(z, alpha):
        slope = lambda v: 1 if v > 0 else -alpha
        return np.vectorize(slope, otypes=[float])(z)
    """,
    line=2,
    why="negative alpha on the left",
)

slip(
    "relu",
    """
    def relu(z):
        return (z > 0) * 1.0
    """,
    line=2,
    why="1 where the value belongs",
)

slip(
    "relu",
    """
    def relu(z):
        z = np.array(z)
        return z[z > 0]
    """,
    line=3,
    why="z[z > 0] throws the negative elements away, so the shape shrinks",
)

slip(
    "relu_grad",
    """
    def relu_grad(z):
        g = np.ones(np.shape(z))
        g[np.asarray(z) < 0] = 0
        return g
    """,
    line=3,
    why="1 at the corner",
)

slip(
    "sigmoid",
    """
    def sigmoid(z):
        return 1 / (1 + math.exp(-z))
    """,
    line=2,
    why="math.exp takes only a number",
)

slip(
    "tanh_grad",
    """
    def tanh_grad(z):
        return (1 - np.tanh(z)) ** 2
    """,
    line=2,
    why="(1 - h)^2",
)

slip(
    "tanh_grad",
    """
    def tanh_grad(z):
        s, c = np.sinh(z), np.cosh(z)
        return (c * c + s * s) / c ** 2
    """,
    line=3,
    why="quotient rule with a plus sign",
)

slip(
    "leaky_relu",
    """
    def leaky_relu(z, alpha):
        return np.where(np.asarray(z) > 0, z, -alpha * np.asarray(z))
    """,
    line=2,
    why="alpha is subtracted",
)

slip(
    "leaky_relu",
    """
    def leaky_relu(z, alpha):
        alpha = 0.01
        return np.maximum(alpha * z, z)
    """,
    line=2,
    why="fixed slope copied from a blog",
)
