"""Wrong answers to the exercises of the topic activations, as learners write them."""

from tests.support.slips import slip

slip(
    "sigmoid",
    """
    def sigmoid(z):
        from math import exp
        s = 1.0 / (1.0 + exp(-z))
        return s
    """,
    line=3,
    why="math.exp takes single numbers only; np.exp takes arrays",
)

slip(
    "sigmoid",
    """
    def sigmoid(z):
        # stable version
        z = np.asarray(z, dtype=float)
        e = np.exp(-np.abs(z))
        pos = 1 / (1 + e)
        neg = e / (1 + e)
        return np.where(z >= 0, neg, pos)
    """,
    line=7,
    why="the two branches are swapped: exp(z) belongs to negative z",
)

slip(
    "sigmoid",
    """
    def sigmoid(z):
        z = np.asarray(z)
        s = np.zeros_like(z)
        mask = z >= 0
        s[mask] = 1 / (1 + np.exp(-z[mask]))
        s[~mask] = np.exp(z[~mask]) / (1 + np.exp(z[~mask]))
        return s
    """,
    line=3,
    why="zeros_like of whole numbers makes an array of whole numbers, which cuts every value off to 0",
)

slip(
    "sigmoid",
    """
    def sigmoid(z):
        return torch.sigmoid(torch.tensor(z)).numpy()
    """,
    line=2,
    why="torch is not imported, and z is a NumPy array: use np.exp",
)

slip(
    "sigmoid_grad",
    """
    def sigmoid_grad(z):
        s = sigmoid(z)
        grad = z * (1 - z)
        return grad
    """,
    line=3,
    why="the derivative is taken at z itself: sigmoid(z) is computed, and then not used",
)

slip(
    "sigmoid_grad",
    """
    def sigmoid_grad(z):
        s = sigmoid(z)
        ds = s + (1 - s)
        return ds
    """,
    line=3,
    why="a sum of s and 1 - s is always 1: they must be multiplied",
)

slip(
    "sigmoid_grad",
    """
    def sigmoid_grad(z):
        # quotient rule: (u'v - uv') / v^2 with u = 1, v = 1 + e^-z
        v = 1 + np.exp(-z)
        dv = np.exp(-z)
        return (0 * v - 1 * dv) / v ** 2
    """,
    line=4,
    why=(
        "the inner derivative of exp(-z) is -exp(-z), and the minus of the quotient rule cancels it: the sign is wrong"
    ),
)

slip(
    "sigmoid_grad",
    """
    def sigmoid_grad(z):
        h = 1e-4
        up = sigmoid(z + h)
        down = sigmoid(z - h)
        return (up - down) / h
    """,
    line=5,
    why="the step to both sides is 2h long, so divide by 2h; and the answer should be the exact formula",
)

slip(
    "tanh_grad",
    """
    def tanh_grad(z):
        t2 = np.tanh(z ** 2)
        return 1 - t2
    """,
    line=2,
    why="np.tanh squared is np.tanh(z) ** 2; here z is squared first",
)

slip(
    "tanh_grad",
    """
    def tanh_grad(z):
        t = 2 * sigmoid(z) - 1
        grad = 1 - t
        return grad
    """,
    line=None,
    why="tanh is not 2 sigmoid(z) - 1 but 2 sigmoid(2 z) - 1; and its slope is 1 - t ** 2",
)

slip(
    "tanh_grad",
    """
    def tanh_grad(z):
        num = np.exp(z) - np.exp(-z)
        den = np.exp(z) - np.exp(-z)
        tanh = num / den
        return 1 - tanh ** 2
    """,
    line=3,
    why="in the denominator of tanh stands a plus",
)

slip(
    "tanh_grad",
    """
    def tanh_grad(z):
        y = np.tanh(z)
        return 1 - y^2
    """,
    line=3,
    why="^ is not a power in Python: write ** 2",
)

slip(
    "relu",
    """
    def relu(z):
        return max(0.0, z)
    """,
    line=2,
    why="max compares whole arrays, which have no single truth value; use np.maximum",
)

slip(
    "relu",
    """
    def relu(z):
        flat = np.ravel(z).astype(float)
        out = []
        for i in range(len(flat) - 1):
            v = flat[i]
            out.append(v if v > 0 else 0.1 * v)
        return np.reshape(out + [0.0], np.shape(z))
    """,
    line=None,
    why="the loop leaves out the last element, and 0.1 * v belongs to leaky ReLU: here it is 0",
)

slip(
    "relu",
    """
    def relu(z):
        # like in torch
        return z.clamp(min=0)
    """,
    line=3,
    why="a NumPy array has no clamp; use np.maximum(z, 0)",
)

slip(
    "relu",
    """
    def relu(z):
        # no if needed: for negative z, z + |z| is 0
        return z + np.abs(z)
    """,
    line=3,
    why="half of z + |z| is the ReLU; the half is missing",
)

slip(
    "relu_grad",
    """
    def relu_grad(z):
        if z > 0:
            return 1
        elif z <= 0:
            return 0
    """,
    line=2,
    why="an if decides once, and cannot for a whole array",
)

slip(
    "relu_grad",
    """
    def relu_grad(z):
        z = np.asarray(z)
        z[z <= 0] = 0
        z[z > 0] = 1
        return z
    """,
    line=3,
    why="the slopes are written into the argument itself",
)

slip(
    "relu_grad",
    """
    def relu_grad(z):
        r = relu(z)
        return np.sign(z) * np.abs(r) / r
    """,
    line=3,
    why="where z is negative, relu(z) is 0 and this divides 0 by 0; use a comparison",
)

slip(
    "relu_grad",
    """
    def relu_grad(z):
        z = np.asarray(z, dtype=float)
        y = relu(z)
        return np.gradient(y, z)
    """,
    line=4,
    why="np.gradient takes differences between neighbors in the array, it does not differentiate a function",
)

slip(
    "leaky_relu",
    """
    def leaky_relu(z, alpha):
        pos = np.maximum(z, 0)
        neg = alpha * np.minimum(z, 0)
        return pos - neg
    """,
    line=4,
    why="the negative part must be added, not subtracted",
)

slip(
    "leaky_relu",
    """
    def leaky_relu(z, alpha):
        out = np.array(z)
        out[out < 0] = alpha * out[out < 0]
        return out
    """,
    line=2,
    why="an array of whole numbers cuts off alpha times z",
    accepted=True,
)

slip(
    "leaky_relu",
    """
    def leaky_relu(z, alpha):
        return z if z > 0 else alpha * z
    """,
    line=2,
    why="a conditional expression decides once for the whole array",
)

slip(
    "leaky_relu",
    """
    def leaky_relu(z, alpha):
        result = np.zeros(z.shape)
        for i, v in enumerate(z):
            result[i] = v if v > 0 else v * alpha
        return result
    """,
    line=2,
    why="a plain number has no shape and cannot be enumerated; and a row of a matrix has no single sign",
)

slip(
    "leaky_relu_grad",
    """
    def leaky_relu_grad(z, alpha):
        left = (np.asarray(z) <= 0) * alpha * z
        right = (np.asarray(z) > 0) * 1
        return left + right
    """,
    line=2,
    why="the slope on the left is alpha, whatever z is; z must not be multiplied",
)

slip(
    "leaky_relu_grad",
    """
    def leaky_relu_grad(z, alpha):
        mask = np.asarray(z) > 0
        return mask + (1 - alpha) * (1 - mask)
    """,
    line=3,
    why="the left slope is alpha, not 1 - alpha",
)

slip(
    "leaky_relu_grad",
    """
    def leaky_relu_grad(z, alpha):
        out = leaky_relu(z, alpha)
        grad = out * np.sign(out)
        return grad
    """,
    line=3,
    why="this is the size of the function's value; the slope is 1 or alpha, whatever z is",
)

slip(
    "leaky_relu_grad",
    """
    def leaky_relu_grad(z, alpha):
        grads = np.where(np.array(z) > 0, 1.0, a)
        return grads
    """,
    line=2,
    why="the parameter is called alpha, not a",
)

slip(
    "sigmoid_grad",
    """
    def sigmoid_grad(z):
        e = np.exp(-np.abs(z))
        return e / (1 + e)
    """,
    line=3,
    why="the denominator of the derivative is squared",
)

slip(
    "relu",
    """
    def relu(z):
        return np.max(z, 0)
    """,
    line=2,
    why="np.max takes axis as second: overall maximum",
)

slip(
    "sigmoid_grad",
    """
    def sigmoid_grad(z):
        e = np.exp(-z)
        return -e / (1 + e)
    """,
    line=None,
    why="the denominator is squared, and the minus is canceled by the inner derivative",
)

slip(
    "leaky_relu",
    """
    def leaky_relu(z, alpha):
        return np.minimum(z, alpha * np.asarray(z))
    """,
    line=2,
    why="the minimum takes the other branch",
)

slip(
    "leaky_relu",
    """
    def leaky_relu(z, alpha=0.01):
        alpha = 0.01
        return np.maximum(z, alpha * np.asarray(z))
    """,
    line=2,
    why="alpha fixed to 0.01",
)

slip(
    "leaky_relu",
    """
    def leaky_relu(z, alpha):
        return relu(z) + alpha * z
    """,
    line=2,
    why="relu plus alpha z adds alpha z on the right as well",
)

slip(
    "leaky_relu",
    """
    def leaky_relu(z, alpha):
        return relu(z) + alpha * relu(-np.asarray(z))
    """,
    line=2,
    why="the left side is bent upward",
)

slip(
    "leaky_relu_grad",
    """
    def leaky_relu_grad(z, alpha):
        g = np.ones_like(z)
        g[np.asarray(z) <= 0] = alpha
        return g
    """,
    line=2,
    why="integer result, alpha is cut to 0",
)

slip(
    "leaky_relu_grad",
    """
    def leaky_relu_grad(z, alpha):
        return relu_grad(z) + alpha
    """,
    line=2,
    why="adds relu_grad to alpha: 1 + alpha on the right",
)

slip(
    "relu",
    """
    def relu(z):
        z = np.asarray(z)
        z[z < 0] = 0
        return z
    """,
    line=3,
    why="changes the argument",
)

slip(
    "relu",
    """
    def relu(z):
        return max(0, z)
    """,
    line=2,
    why="Python's max on an array",
)

slip(
    "relu",
    """
    def relu(z):
        return np.where(np.asarray(z) < 0, -np.asarray(z), z)
    """,
    line=2,
    why="absolute value",
)

slip(
    "relu",
    """
    def relu(z):
        return z - np.maximum(z, 0)
    """,
    line=2,
    why="the negative part is kept",
)

slip(
    "relu_grad",
    """
    def relu_grad(z):
        return np.where(relu(z) >= 0, 1.0, 0.0)
    """,
    line=2,
    why="relu(z) is never negative: 1 everywhere",
)

slip(
    "relu_grad",
    """
    def relu_grad(z):
        return np.where(np.asarray(z) > 0, z, 0)
    """,
    line=2,
    why="returns relu itself above 0",
)

slip(
    "relu_grad",
    """
    def relu_grad(z):
        return relu(z) / z
    """,
    line=2,
    why="0/0 at the corner",
)

slip(
    "relu_grad",
    """
    def relu_grad(z):
        return np.heaviside(z, 0.5)
    """,
    line=2,
    why="half at the corner",
)

slip(
    "sigmoid",
    """
    def sigmoid(z):
        z = np.clip(z, -700, 700)
        return 1 / (1 + np.exp(z))
    """,
    line=3,
    why="the minus in the exponent is forgotten",
)

slip(
    "sigmoid",
    """
    def sigmoid(z):
        e = np.exp(z)
        return e / (1 + e)
    """,
    line=3,
    why="e^z / (1 + e^z) overflows for large z",
)

slip(
    "sigmoid",
    """
    def sigmoid(z):
        pos = 1 / (1 + np.exp(-np.abs(z)))
        neg = np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z)))
        return np.where(z >= 0, neg, pos)
    """,
    line=4,
    why="the branches are exchanged",
)

slip(
    "sigmoid",
    """
    def sigmoid(z):
        return 1 / 1 + np.exp(-z)
    """,
    line=2,
    why="missing parentheses: 1/1 + e^-z",
)

slip(
    "sigmoid",
    """
    def sigmoid(z):
        return 0.5 * (1 + np.tanh(z))
    """,
    line=2,
    why="tanh form without the half in the argument",
)

slip(
    "sigmoid",
    """
    def sigmoid(z):
        z = np.clip(z, -5, 5)
        return 1 / (1 + np.exp(-z))
    """,
    line=2,
    why="clipped much too soon",
)

slip(
    "sigmoid",
    """
    def sigmoid(z):
        out = np.zeros_like(z)
        out[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
        e = np.exp(z[z < 0])
        out[z < 0] = e / (1 + e)
        return out
    """,
    line=None,
    why="a plain number has no entries",
)

slip(
    "sigmoid",
    """
    def sigmoid(z):
        e = np.exp(z - np.max(z))
        return e / np.sum(e)
    """,
    line=3,
    why="softmax in place of the sigmoid",
)

slip(
    "sigmoid_grad",
    """
    def sigmoid_grad(z):
        h = z
        return h * (1 - h)
    """,
    line=2,
    why="z itself is taken for the sigmoid's output",
)

slip(
    "sigmoid_grad",
    """
    def sigmoid_grad(z):
        z = sigmoid(z)
        return sigmoid(z) * (1 - sigmoid(z))
    """,
    line=3,
    why="sigmoid taken twice",
)

slip(
    "sigmoid_grad",
    """
    def sigmoid_grad(z):
        h = sigmoid(z)
        return 1 - h ** 2
    """,
    line=3,
    why="1 - h^2 is tanh's slope",
)

slip(
    "sigmoid_grad",
    """
    def sigmoid_grad(z):
        return sigmoid(z) * (1 - z)
    """,
    line=2,
    why="one factor z in 1 - z",
)

slip(
    "sigmoid_grad",
    """
    def sigmoid_grad(z):
        s = sigmoid(z)
        return s - s ^ 2
    """,
    line=3,
    why="^ is no power",
)

slip(
    "sigmoid_grad",
    """
    def sigmoid_grad(z):
        return np.exp(-z) / 1 + np.exp(-z) ** 2
    """,
    line=2,
    why="two pairs of parentheses are missing",
)

slip(
    "sigmoid_grad",
    """
    def sigmoid_grad(z):
        h = 0.01
        return (sigmoid(z + h) - sigmoid(z)) / h
    """,
    line=2,
    why="a difference quotient, not exact",
)

slip(
    "sigmoid_grad",
    """
    def sigmoid_grad(z):
        return sigmoid * (1 - sigmoid)
    """,
    line=2,
    why="forgets to call: `sigmoid * (1 - sigmoid)`",
)

slip(
    "tanh_grad",
    """
    def tanh_grad(z):
        return 1 / np.cosh(np.clip(z, -300, 300))
    """,
    line=2,
    why="the square is missing",
)

slip(
    "tanh_grad",
    """
    def tanh_grad(z):
        return 1 - z ** 2
    """,
    line=2,
    why="argument is taken for the output",
)

slip(
    "tanh_grad",
    """
    def tanh_grad(z):
        h = np.tanh(z)
        return h * (1 - h)
    """,
    line=3,
    why="h(1-h), the sigmoid's formula with tanh",
)

slip(
    "tanh_grad",
    """
    def tanh_grad(z):
        return 1 - np.tanh(z ** 2)
    """,
    line=2,
    why="tanh of the square instead of the square of tanh",
)

slip(
    "tanh_grad",
    """
    def tanh_grad(z):
        s = sigmoid(2 * z)
        return 2 * s * (1 - s)
    """,
    line=3,
    why="the inner derivative, 2, is forgotten",
)

slip(
    "sigmoid",
    """
    def sigmoid(z):
        e = np.exp(-np.abs(z))
        return np.where(z >= 0, e / (1 + e), 1 / (1 + e))
    """,
    line=3,
    why="exp(z) where exp(-z) belongs",
)

slip(
    "sigmoid_grad",
    """
    def sigmoid_grad(z):
        return z * (1 - z)
    """,
    line=2,
    why="takes z for the output",
)

slip(
    "sigmoid_grad",
    """
    def sigmoid_grad(z):
        s = sigmoid(z)
        return s * (s - 1)
    """,
    line=3,
    why="s - 1 instead of 1 - s",
)

slip(
    "relu",
    """
    def relu(z):
        return np.max(0, z)
    """,
    line=2,
    why="np.max with two arguments",
)

slip(
    "relu_grad",
    """
    def relu_grad(z):
        return np.where(np.asarray(z) >= 0, 1.0, 0.0)
    """,
    line=2,
    why="1 at the corner",
)

slip(
    "relu_grad",
    """
    def relu_grad(z):
        z = np.asarray(z)
        return (z > 0) * z
    """,
    line=3,
    why="the derivative keeps z",
)

slip(
    "leaky_relu_grad",
    """
    def leaky_relu_grad(z, alpha):
        z = np.asarray(z)
        dz = np.ones(z.shape)
        dz[z < 0] = alpha
        return dz
    """,
    line=4,
    why="returns 0 for negatives, and alpha at positives",
)

slip(
    "sigmoid",
    """
    def sigmoid(z):
        out = np.zeros_like(z)
        for i, v in np.ndenumerate(z):
            out[i] = 1 / (1 + np.exp(-v)) if v > -700 else 0
        return out
    """,
    line=2,
    why="an int array for the results",
)

slip(
    "sigmoid",
    """
    def sigmoid(z):
        return [1 / (1 + math.exp(-v)) for v in z]
    """,
    line=2,
    why="vectorized by hand with a list",
)

slip(
    "tanh_grad",
    """
    def tanh_grad(z):
        return 1 / np.cosh(z)
    """,
    line=2,
    why="hyperbolic secant without square",
)

slip(
    "leaky_relu",
    """
    def leaky_relu(z, alpha):
        return np.maximum(z, alpha)
    """,
    line=2,
    why="max with alpha",
)

slip(
    "leaky_relu_grad",
    """
    def leaky_relu_grad(z, alpha):
        z = np.asarray(z)
        return np.where(z > 0, 1, alpha * z)
    """,
    line=3,
    why="alpha z on the left: that is the function, not the slope",
)

slip(
    "relu_grad",
    """
    def relu_grad(z):
        return np.sign(z)
    """,
    line=2,
    why="np.sign is -1 on the left",
)
