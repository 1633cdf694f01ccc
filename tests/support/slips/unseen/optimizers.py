"""Wrong answers of optimizers, as learners write them; nobody tunes anything to these."""

from tests.support.slips import slip

slip(
    "momentum_step",
    """
        def momentum_step(w, g, v, lr, beta):
            # CS231n: v = mu * v - lr * dx
            v = beta * v - lr * g
            w = w + v
            return w, v
        """,
    line=None,
    why="the learning rate is in the velocity; here v = beta v + g has none, it comes with the step",
)

slip(
    "momentum_step",
    """
        def momentum_step(w, g, v, lr, beta):
            velocity = beta * v + g
            weights = w - lr * velocity
            return velocity, weights
        """,
    line=4,
    why="the two results come in the wrong order: w first",
)

slip(
    "momentum_step",
    """
        def momentum_step(w, g, v, lr, beta):
            v = beta * v + g
            w = w - lr * (g + beta * v)
            return w, v
        """,
    line=3,
    why="the gradient is added to the weights' step a second time; it is in the velocity already",
)

slip(
    "momentum_step",
    """
        def momentum_step(w, g, v, lr, beta):
            update = beta * (v + g)
            w = w - lr * update
            return w, v
        """,
    line=None,
    why="beta multiplies the sum, so the gradient loses a share as well, and the old velocity is returned",
)

slip(
    "adagrad_step",
    """
        def adagrad_step(w, g, s, lr, eps=1e-8):
            s = s + g ** 2
            w = w - lr * g / np.sqrt(s + eps)
            return w, s
        """,
    line=3,
    why="eps stands inside the root; it is added to the root",
)

slip(
    "adagrad_step",
    """
        def adagrad_step(w, g, s, lr, eps=1e-8):
            s = s + g^2
            w = w - lr * g / (np.sqrt(s) + eps)
            return w, s
        """,
    line=2,
    why="^ is not a power in Python, it is **",
)

slip(
    "adagrad_step",
    """
        def adagrad_step(w, g, s, lr, eps=1e-8):
            s = s + np.square(g)
            lr_t = lr / (np.sqrt(s) + eps)
            w = w - lr_t
            return w, s
        """,
    line=4,
    why="the step is not multiplied by the gradient, only by the adapted rate",
)

slip(
    "adagrad_step",
    """
        def adagrad_step(w, g, s, lr, eps=1e-8):
            new_s = s + g ** 2
            denom = np.sqrt(s) + np.sqrt(g ** 2) + eps
            return w - lr * g / denom, new_s
        """,
    line=3,
    why="the root of a sum is not the sum of the roots: add the square first",
)

slip(
    "rmsprop_step",
    """
        def rmsprop_step(w, g, s, lr, beta, eps=1e-8):
            s = np.sqrt(beta * s + (1 - beta) * g**2)
            w = w - lr * g / (s + eps)
            return w, s
        """,
    line=2,
    why="the root is taken before the mean, so the next step would take the root of a root",
)

slip(
    "rmsprop_step",
    """
        def rmsprop_step(w, g, s, lr, beta, eps=1e-8):
            s = beta * s + (1 - beta) * g ** 2
            s_hat = s / (1 - beta)
            w = w - lr * g / (np.sqrt(s_hat) + eps)
            return w, s
        """,
    line=3,
    why="there is no bias correction in RMSProp: s is used as it is",
)

slip(
    "rmsprop_step",
    """
        def rmsprop_step(w, g, s, lr, beta, eps=1e-8):
            mean_square = beta * s + (1 - beta) * g**2
            w_new = w - lr * g / (np.sqrt(mean_square) + eps)
            return w_new, s
        """,
    line=4,
    why="the new s is not returned: the next step would begin with the old one",
)

slip(
    "rmsprop_step",
    """
        def rmsprop_step(w, g, s, lr, beta, eps=1e-8):
            s_new = beta * s + 1 - beta * g**2
            w_new = w - lr * g / (np.sqrt(s_new) + eps)
            return w_new, s_new
        """,
    line=2,
    why="the brackets are missing: 1 - beta * g**2 is not (1 - beta) * g**2",
)

slip(
    "adam_step",
    """
        def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * g**2
            m_hat = m / 1 - beta1**t
            v_hat = v / 1 - beta2**t
            return w - lr * m_hat / (np.sqrt(np.abs(v_hat)) + eps), m, v
        """,
    line=None,
    why="brackets are missing: m / 1 - beta1**t divides by 1",
)

slip(
    "adam_step",
    """
        def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
            mt = beta1 * m + (1.0 - beta1) * g
            vt = beta2 * v + (1.0 - beta2) * np.square(g)
            mt_hat = mt / (1 - beta1) ** t
            vt_hat = vt / (1 - beta2) ** t
            w = w - lr * mt_hat / (np.sqrt(vt_hat) + eps)
            return w, mt, vt
        """,
    line=None,
    why="the correction is (1 - beta) ** t instead of 1 - beta ** t",
)

slip(
    "adam_step",
    """
        def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * m**2
            mhat = m / (1 - beta1**t)
            vhat = v / (1 - beta2**t)
            w = w - lr * mhat / (np.sqrt(vhat) + eps)
            return w, m, v
        """,
    line=3,
    why="v takes in the square of m; it must take in the square of the gradient",
)

slip(
    "adam_step",
    """
        def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
            m = beta1 * m + (1 - beta1) * g
            v = beta1 * v + (1 - beta1) * g**2
            mh = m / (1 - beta1**t)
            vh = v / (1 - beta2**t)
            delta = lr * mh / np.sqrt(vh + eps)
            return w - delta, m, v
        """,
    line=None,
    why="the betas are exchanged in v, and eps stands inside the root",
)

slip(
    "race",
    """
        def race(steps, gradient, w0, n):
            results = {}
            w = np.array(w0, dtype=float)
            state = None
            for name, step in steps.items():
                points = [w]
                for _ in range(n):
                    w, state = step(w, gradient(w), state)
                    points.append(w)
                results[name] = np.array(points)
            return results
        """,
    line=None,
    why="w and state are set once, before the loop over the optimizers: each must begin anew",
)

slip(
    "race",
    """
        def race(steps, gradient, w0, n):
            paths = {}
            for name, step in steps:
                w = w0
                state = None
                path = [w0]
                for _ in range(n):
                    w, state = step(w, gradient(w), state)
                    path.append(w)
                paths[name] = np.array(path)
            return paths
        """,
    line=3,
    why="a dictionary gives only its names in a for loop: ask for steps.items()",
)

slip(
    "race",
    """
        def race(steps, gradient, w0, n):
            paths = {}
            for name, step in steps.items():
                w = np.array(w0, dtype=float)
                state = None
                history = [w]
                for i in range(n):
                    g = gradient(w)
                    w = step(w, g, state)
                    history.append(w)
                paths[name] = np.array(history)
            return paths
        """,
    line=9,
    why="a step returns a pair (w, state); w becomes the whole pair",
)

slip(
    "race",
    """
        def race(steps, gradient, w0, n):
            for name, step in steps.items():
                paths = {}
                w, state = np.array(w0, dtype=float), None
                path = np.zeros((n + 1,) + w.shape)
                path[0] = w
                for i in range(1, n + 1):
                    w, state = step(w, gradient(w), state)
                    path[i] = w
                paths[name] = path
            return paths
        """,
    line=3,
    why="only the last optimizer is left, because the dictionary is made anew in each turn",
)

slip(
    "race",
    """
    def race(steps, gradient, w0, n):
        result = {}
        for name, step in steps.items():
            w, state, path = w0, None, [w0]
            for i in range(n):
                w, state = step(w, gradient(w), state)
                path.append(w)
            result[name] = np.array(path)
            return result
    """,
    line=9,
    why="return inside the loop over the racers",
)

slip(
    "adam_step",
    """
    def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + ((1 - beta2) * g) ** 2
        m_hat = m / (1 - beta1 ** t)
        v_hat = v / (1 - beta2 ** t)
        return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v
    """,
    line=3,
    why="the gradient alone is squared, not 1 - beta2",
)

slip(
    "adagrad_step",
    """
        def adagrad_step(w, g, s, lr, eps=1e-8):
            s = s + np.square(g)
            return w - lr * g / np.sqrt(s) + eps, s
        """,
    line=3,
    why="precedence: divides by the root and then adds eps",
)

slip(
    "adagrad_step",
    """
        def adagrad_step(w, g, s, lr, eps=1e-8):
            s = s + np.sum(g ** 2)
            return w - lr * g / (np.sqrt(s) + eps), s
        """,
    line=2,
    why="one norm for all weights",
)

slip(
    "adagrad_step",
    """
        def adagrad_step(w, g, s, lr, eps=1e-8):
            s = s + g ^ 2
            return w - lr * g / (np.sqrt(s) + eps), s
        """,
    line=2,
    why="^ is not a power",
)

slip(
    "adagrad_step",
    """
        def adagrad_step(w, g, s, lr, eps=1e-8):
            s = np.sqrt(s + g ** 2)
            return w - lr * g / (s + eps), s
        """,
    line=2,
    why="returns the root as the state",
)

slip(
    "adam_step",
    """
        def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * g ** 2
            w = w - lr * m / (np.sqrt(v) + eps)
            return w, m, v
        """,
    line=4,
    why="no correction",
)

slip(
    "adam_step",
    """
        def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * (g ** 2)
            m = m / (1 - beta1 ** t)
            v = v / (1 - beta2 ** t)
            return w - lr * m / (np.sqrt(v) + eps), m, v
        """,
    line=4,
    why="the corrected means are returned",
)

slip(
    "adam_step",
    """
        def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * g * g
            mhat = m / (1 - beta1 * t)
            vhat = v / (1 - beta2 * t)
            w = w - lr * mhat / (np.sqrt(vhat) + eps)
            return w, m, v
        """,
    line=4,
    why="beta ** t replaced by beta * t",
)

slip(
    "adam_step",
    """
        def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
            w = w * (1 - lr * weight_decay)
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * g ** 2
            return w - lr * (m / (1 - beta1 ** t)) / (np.sqrt(v / (1 - beta2 ** t)) + eps), m, v
        """,
    line=2,
    why="AMSGrad-like max and AdamW decay pasted",
)

slip(
    "adam_step",
    """
        def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
            ema = lambda old, new, beta: beta * old + (1 - beta) * new
            m, v = ema(m, g, beta1), ema(v, g ** 2, beta2)
            debias = lambda x, beta: x / (1 - beta ** t)
            return w - lr * debias(m, beta1) / (np.sqrt(v) + eps), m, v
        """,
    line=5,
    why="v_hat's root missing correction: v is used uncorrected",
)

slip(
    "momentum_step",
    """
        def momentum_step(w, g, v, lr, beta):
            v = beta * v - lr * g
            return w + v, v
        """,
    line=2,
    why="the rate inside the velocity, as in Keras",
)

slip(
    "momentum_step",
    """
        def momentum_step(w, g, v, lr, beta):
            v = beta * v + g
            step = g + beta * v
            return w - lr * step, v
        """,
    line=3,
    why="Nesterov's step from PyTorch",
)

slip(
    "race",
    """
        def race(steps, gradient, w0, n):
            results, state = {}, None
            for name in steps:
                w = np.array(w0, float)
                path = [w.copy()]
                for i in range(n):
                    w, state = steps[name](w, gradient(w), state)
                    path.append(w.copy())
                results[name] = np.array(path)
            return results
        """,
    line=2,
    why="the state is shared by all",
)

slip(
    "race",
    """
        def race(steps, gradient, w0, n):
            paths = {}
            for name, f in steps.items():
                w = np.array(w0, dtype=float)
                path = [w]
                for _ in range(n):
                    w, _ = f(w, gradient(w), None)
                    path.append(w)
                paths[name] = np.array(path)
            return paths
        """,
    line=7,
    why="the state is thrown away: None every time",
)

slip(
    "race",
    """
        def race(steps, gradient, w0, n):
            for name, step in steps.items():
                paths = {}
                w, state = w0, None
                path = [w]
                for _ in range(n):
                    w, state = step(w, gradient(w), state)
                    path.append(w)
                paths[name] = np.array(path)
            return paths
        """,
    line=3,
    why="only the last racer is returned because the dictionary is made in the loop",
)

slip(
    "race",
    """
        def race(steps, gradient, w0, n):
            paths = {}
            for name, step in steps.items():
                w, state = np.array(w0, float), None
                path = [w]
                for k in range(n + 1):
                    w, state = step(w, gradient(w), state)
                    path.append(w)
                paths[name] = np.array(path)
            return paths
        """,
    line=6,
    why="one step too many: the range starts at 0 and includes n",
)

slip(
    "race",
    """
        def race(steps, gradient, w0, n):
            ends = {}
            for name, step in steps.items():
                w, state = np.array(w0, float), None
                for k in range(n):
                    w, state = step(w, gradient(w), state)
                ends[name] = w
            return ends
        """,
    line=7,
    why="returns only the end points",
)

slip(
    "rmsprop_step",
    """
        def rmsprop_step(w, g, s, lr, beta, eps=1e-8):
            s = beta * s + g ** 2
            return w - lr * g / (np.sqrt(s) + eps), s
        """,
    line=2,
    why="(1 - beta) is missing",
)

slip(
    "rmsprop_step",
    """
        def rmsprop_step(w, g, s, lr, beta, eps=1e-8):
            s = beta * s + ((1 - beta) * g) ** 2
            return w - lr * g / (np.sqrt(s) + eps), s
        """,
    line=2,
    why="(1 - beta) * g all squared",
)

slip(
    "rmsprop_step",
    """
        def rmsprop_step(w, g, s, lr, beta, eps=1e-8):
            s = beta * s + (1 - beta) * g ** 2
            w = w - lr * g / np.sqrt(s + eps)
            return w, s
        """,
    line=3,
    why="eps inside the root",
)

slip(
    "rmsprop_step",
    """
        def rmsprop_step(w, g, s, lr, beta, eps=1e-8):
            s = beta * s + (1 - beta) * g ** 2
            s_hat = s / (1 - beta)
            return w - lr * g / (np.sqrt(s_hat) + eps), s
        """,
    line=3,
    why="centered and bias-corrected mixture: s divided by 1 - beta",
)

slip(
    "adagrad_step",
    """
    def adagrad_step(w, g, s, lr, eps=1e-8):
        s = s + g * g
        return w - lr * g / np.sqrt(s + eps), s
    """,
    line=3,
    why="eps inside the root",
)

slip(
    "adam_step",
    """
    def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g ** 2
        m = m / (1 - beta1 ** t)
        v = v / (1 - beta2 ** t)
        w = w - lr * m / (np.sqrt(v) + eps)
        return w, m, v
    """,
    line=4,
    why="correction stored",
)

slip(
    "adam_step",
    """
    def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g ** 2
        mh = m / (1 - beta1 * t)
        vh = v / (1 - beta2 * t)
        return w - lr * mh / (np.sqrt(vh) + eps), m, v
    """,
    line=4,
    why="beta * t",
)

slip(
    "race",
    """
    def race(steps, gradient, w0, n):
        paths = {}
        w, state = w0, None
        for name, step in steps.items():
            path = [w]
            for _ in range(n):
                w, state = step(w, gradient(w), state)
                path.append(w)
            paths[name] = np.array(path)
        return paths
    """,
    line=3,
    why="state shared by all, not reset; w0 not reset",
)
