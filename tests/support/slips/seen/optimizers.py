"""Wrong answers of optimizers, as learners write them; free to read for whoever works on the explanations."""

from tests.support.slips import slip

slip(
    "momentum_step",
    """
        def momentum_step(w, g, v, lr, beta):
            step = beta * v + g
            w = w - lr * step
            v = beta * step
            return w, v
        """,
    line=4,
    why="the velocity is multiplied by beta again after the gradient has come in",
)

slip(
    "momentum_step",
    """
        def momentum_step(w, g, v, lr, beta):
            v *= beta
            v += g
            w -= lr * v
            return w, v
        """,
    line=None,
    why="+= and -= write into the caller's arrays: make new ones",
)

slip(
    "momentum_step",
    """
        def momentum_step(w, g, v, lr, beta):
            v_t = beta * v + g
            w_t = w - lr * (1 - beta) * v_t
            return w_t, v_t
        """,
    line=3,
    why="the step is multiplied by 1 - beta; w moves by lr times the velocity",
)

slip(
    "momentum_step",
    """
        def momentum_step(w, g, v, lr, beta):
            velocity = beta * velocity + g
            w = w - lr * velocity
            return w, velocity
        """,
    line=2,
    why="velocity has no value before it is used: the old one is called v",
)

slip(
    "adagrad_step",
    """
        def adagrad_step(w, g, s, lr, eps=1e-8):
            cache = s + g**2
            step = lr * g / np.sqrt(cache) + eps
            return w - step, cache
        """,
    line=3,
    why="the brackets are missing: eps is added after the division",
)

slip(
    "adagrad_step",
    """
        def adagrad_step(w, g, s, lr, eps=1e-8):
            s += g ** 2
            adjusted = lr / (np.sqrt(s) + eps)
            return w - adjusted * g, s
        """,
    line=2,
    why="+= changes the caller's s in place",
)

slip(
    "adagrad_step",
    """
        def adagrad_step(w, g, s, lr, eps=1e-8):
            g2 = np.sum(g * g)
            s_new = s + g2
            return w - lr * g / (np.sqrt(s_new) + eps), s_new
        """,
    line=2,
    why="g @ g is one number for the whole gradient; each weight keeps its own square",
)

slip(
    "adagrad_step",
    """
        def adagrad_step(w, g, s, lr, eps=1e-8):
            s = s + g**2
            return w - lr * g / (math.sqrt(s) + eps), s
        """,
    line=3,
    why="math.sqrt takes one number; for an array it is np.sqrt",
)

slip(
    "rmsprop_step",
    """
        def rmsprop_step(w, g, s, lr, beta, eps=1e-8):
            s = beta * s + (1 - beta) * g ** 2
            rms = s ** 1/2
            return w - lr * g / (rms + eps), s
        """,
    line=3,
    why="** comes before /, so s ** 1/2 is half of s",
)

slip(
    "rmsprop_step",
    """
        def rmsprop_step(w, g, s, lr, beta, eps=1e-8):
            avg_sq = (1 - beta) * s + beta * np.square(g)
            w = w - lr * g / (np.sqrt(avg_sq) + eps)
            return w, avg_sq
        """,
    line=2,
    why="beta is the share of the old s; here it weighs the new square",
)

slip(
    "rmsprop_step",
    """
        def rmsprop_step(w, g, s, lr, beta, eps=1e-8):
            s = beta * s + (1 - beta)(g ** 2)
            return w - lr * g / (np.sqrt(s) + eps), s
        """,
    line=2,
    why="the multiplication sign between 1 - beta and the square is missing, so a number is called",
)

slip(
    "rmsprop_step",
    """
        def rmsprop_step(w, g, s, lr, beta, eps=1e-8):
            cache = 0.9 * s + 0.1 * g ** 2
            w = w - lr * g / (cache + eps)
            return w, cache
        """,
    line=None,
    why="the decay is fixed at 0.9 instead of beta, and the root is missing",
)

slip(
    "adam_step",
    """
        def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * (g * g)
            m_hat = m / (1 - beta1 * t)
            v_hat = v / (1 - beta2 * t)
            return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v
        """,
    line=None,
    why="1 - beta * t is not the correction; it is 1 - beta ** t",
)

slip(
    "adam_step",
    """
        def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
            first_moment = beta1 * m + (1 - beta1) * g
            second_moment = beta2 * v + (1 - beta2) * g * g
            first_unbias = first_moment / (1 - beta1 ** t)
            second_unbias = second_moment / (1 - beta2 ** t)
            w = w - lr * first_moment / (np.sqrt(second_moment) + eps)
            return w, first_moment, second_moment
        """,
    line=6,
    why="the step uses m and v; the corrected ones are computed and then not used",
)

slip(
    "adam_step",
    """
        def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
            m_t = beta1 * m + (1 - beta1) * g
            v_t = beta2 * v + (1 - beta2) * (g ** 2)
            m_cap = m_t / (1 - beta1 ** t)
            v_cap = v_t / (1 - beta1 ** t)
            w_t = w - (lr * m_cap) / (np.sqrt(v_cap) + eps)
            return w_t, m_t, v_t
        """,
    line=5,
    why="v is corrected with beta1; it belongs to beta2",
)

slip(
    "adam_step",
    """
        def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * g**2
            m_hat = m / (1 - beta1**t)
            v_hat = v / (1 - beta2**t)
            return w - lr * m_hat / (np.sqrt(vhat) + eps), m, v
        """,
    line=6,
    why="a name is misspelled: the corrected v is called v_hat",
)

slip(
    "race",
    """
        def race(steps, gradient, w0, n):
            paths = {}
            for name, step in steps.items():
                w, state = np.array(w0, dtype=float), None
                path = [w]
                for _ in range(n):
                    w, state = step(w, gradient(w), state)
                    path.append(w)
                paths[step] = np.array(path)
            return paths
        """,
    line=9,
    why="the dictionary is filled under the step function instead of its name",
)

slip(
    "race",
    """
        def race(steps, gradient, w0, n):
            out = {}
            for name in steps:
                step = steps[name]
                w, state = w0, None
                path = []
                for k in range(n):
                    w, state = step(w, gradient(w), state)
                    path.append(w)
                out[name] = np.array(path)
            return out
        """,
    line=6,
    why="the start is missing: n steps make n + 1 points",
)

slip(
    "race",
    """
        def race(steps, gradient, w0, n):
            paths = dict()
            for name, step in steps.items():
                w = w0
                g = gradient(w)
                state = None
                traj = [w]
                for _ in range(n):
                    w, state = step(w, g, state)
                    traj.append(w)
                paths[name] = np.asarray(traj)
            return paths
        """,
    line=None,
    why="the gradient is computed once, before the loop; it must be asked for at each point",
)

slip(
    "race",
    """
        def race(steps, gradient, w0, n):
            paths = {}
            for name, step in steps.items():
                w = np.array(w0, dtype=float)
                state = None
                path = [w]
                for i in range(n):
                    path.append(w)
                    w, state = step(w, gradient(w), state)
                paths[name] = np.array(path)
            return paths
        """,
    line=None,
    why="the points are written before the step, so the last one is missing and the start stands twice",
)

slip(
    "rmsprop_step",
    """
    def rmsprop_step(w, g, s, lr, beta, eps=1e-8):
        s = beta * s + (1 - beta) * g ** 2
        w = w - lr * g / np.sqrt(s ** 2 + eps)
        return w, s
    """,
    line=3,
    why="divides by s",
)

slip(
    "adam_step",
    """
    def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
        m = beta1 * m + g
        v = beta2 * v + g ** 2
        w = w - lr * m / (np.sqrt(v) + eps)
        return w, m, v
    """,
    line=None,
    why="1 - beta is missing in both means, and nothing is corrected",
)

slip(
    "adagrad_step",
    """
        def adagrad_step(w, g, s, lr, eps=1e-8):
            w = w - lr * g / (np.sqrt(s) + eps)
            s = s + g ** 2
            return w, s
        """,
    line=2,
    why="eps under the root is another number, too small to see; the old s divides",
)

slip(
    "adagrad_step",
    """
        def adagrad_step(w, g, s, lr, eps=1e-8):
            s = s + g * g
            return w - lr * g / (s + eps), s
        """,
    line=3,
    why="no root",
)

slip(
    "adam_step",
    """
        def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
            t = t + 1
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * g ** 2
            m_hat = m / (1 - beta1 ** t)
            v_hat = v / (1 - beta2 ** t)
            return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v
        """,
    line=2,
    why="counts from 0: t + 1",
)

slip(
    "adam_step",
    """
        def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * g ** 2
            correction = 1 - beta1 ** t
            m_hat, v_hat = m / correction, v / correction
            return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v
        """,
    line=5,
    why="both corrections with beta1",
)

slip(
    "adam_step",
    """
        def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * g
            m_hat = m / (1 - beta1 ** t)
            v_hat = v / (1 - beta2 ** t)
            return w - lr * m_hat / (np.sqrt(np.abs(v_hat)) + eps), m, v
        """,
    line=3,
    why="root around the numerator as well: sign and forgotten square",
)

slip(
    "adam_step",
    """
        def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * g ** 2
            m_hat = m / (1 - beta1 ** t)
            v_hat = v / (1 - beta2 ** t)
            update = m_hat / np.sqrt(v_hat) + eps
            return w - lr * update, m, v
        """,
    line=6,
    why="mean and square of the root: divides by sqrt of v plus eps in m's place; three steps mixed up",
)

slip(
    "adam_step",
    """
        def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
            m = beta2 * m + (1 - beta2) * g
            v = beta1 * v + (1 - beta1) * g ** 2
            m_hat = m / (1 - beta2 ** t)
            v_hat = v / (1 - beta1 ** t)
            return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v
        """,
    line=2,
    why="L2 gradient mixed in and betas swapped",
)

slip(
    "momentum_step",
    """
        def momentum_step(w, g, v, lr, beta):
            v = beta * v + (1 - beta) * g
            w = w - lr * v
            return w, v
        """,
    line=2,
    why="(1 - beta) g, the moving-average convention",
)

slip(
    "momentum_step",
    """
        def momentum_step(w, g, v, lr, beta):
            v_new = beta * v + g
            w_new = w - lr * v
            return w_new, v_new
        """,
    line=3,
    why="the step uses the old velocity",
)

slip(
    "momentum_step",
    """
        def momentum_step(w, g, v, lr, beta):
            velocity = beta * v + g
            weights = w - velocity * lr
            return velocity, weights
        """,
    line=4,
    why="w and v the other way round",
)

slip(
    "momentum_step",
    """
        def momentum_step(self, w, g, lr, beta):
            self.v = beta * self.v + g
            return w - lr * self.v, self.v
        """,
    line=1,
    why="class with self pasted, the state is kept elsewhere",
)

slip(
    "race",
    """
        def race(steps, gradient, w0, n):
            w = np.array(w0, dtype=float)
            results = {}
            for name, step in steps.items():
                state = None
                points = [w]
                for i in range(n):
                    w, state = step(w, gradient(w), state)
                    points.append(w)
                results[name] = np.array(points)
            return results
        """,
    line=2,
    why="all optimizers go on from where the one before ended",
)

slip(
    "race",
    """
        def race(steps, gradient, w0, n):
            out = {}
            for name, step in steps.items():
                w, state, path = w0, None, []
                for _ in range(n):
                    w, state = step(w, gradient(w), state)
                    path.append(w)
                out[name] = np.array(path)
            return out
        """,
    line=4,
    why="the start is missing",
)

slip(
    "race",
    """
        def race(steps, gradient, w0, n):
            g = gradient(np.asarray(w0, float))
            paths = {}
            for name, step in steps.items():
                w, state = np.asarray(w0, float), None
                path = [w]
                for _ in range(n):
                    w, state = step(w, g, state)
                    path.append(w)
                paths[name] = np.stack(path)
            return paths
        """,
    line=2,
    why="the gradient at the start is used all the time",
)

slip(
    "race",
    """
        def race(steps, gradient, w0, n):
            results = {}
            for name, step in steps.items():
                w = np.array(w0, dtype=float)
                state = None
                points = np.zeros((n + 1,) + w.shape)
                for i in range(n):
                    points[i] = w
                    w, state = step(w, gradient(w), state)
                results[name] = points
            return results
        """,
    line=10,
    why="mutable list of points that are all the same array, as w is updated in place",
)

slip(
    "rmsprop_step",
    """
        def rmsprop_step(w, g, s, lr, beta, eps=1e-8):
            s = (1 - beta) * s + beta * g ** 2
            w = w - lr * g / (np.sqrt(s) + eps)
            return w, s
        """,
    line=2,
    why="beta at the new square",
)

slip(
    "rmsprop_step",
    """
        def rmsprop_step(w, g, s, lr, beta, eps=1e-8):
            s = s + (1 - beta) * g ** 2
            return w + lr * g / (np.sqrt(s) + eps), s
        """,
    line=2,
    why="(1 - beta) with the AdaGrad's sum kept: two mistakes, sign too",
)

slip(
    "rmsprop_step",
    """
        def rmsprop_step(w, g, s, lr, beta, eps=1e-8):
            s = beta * s + (1 - beta) * g ** 2
            for i in range(len(w)):
                w[i] = w[i] - lr * g[i] / (math.sqrt(s[i]) + eps)
            return w, s
        """,
    line=4,
    why="uses a loop over the entries but on the first axis only, with math.sqrt",
)

slip(
    "adagrad_step",
    """
        def adagrad_step(w, g, s, lr, eps=1e-8):
            s = s + g
            return w - lr * g / (np.sqrt(s ** 2) + eps), s
        """,
    line=3,
    why="root of s is kept, squares are added to a copy",
)

slip(
    "adam_step",
    """
        def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * g**2
            m_hat = m / (1 - beta2**t)
            v_hat = v / (1 - beta1**t)
            return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v
        """,
    line=4,
    why="m_hat from v, v_hat from m",
)

slip(
    "adam_step",
    """
        def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
            state = {"m": beta1 * m + (1 - beta1) * g, "v": beta2 * v + (1 - beta2) * g**2}
            hat = {k: state[k] / (1 - b**t) for k, b in zip("mv", (beta1, beta2))}
            w = w - lr * hat["m"] / (np.sqrt(hat["v"]) + eps)
            return w, state
        """,
    line=5,
    why="a dictionary state and a returned w only",
)

slip(
    "momentum_step",
    """
        def momentum_step(w, g, v, lr, beta):
            v = v + beta * g
            return w - lr * v, v
        """,
    line=2,
    why="damping only: beta at the gradient",
)

slip(
    "momentum_step",
    """
        def momentum_step(w, g, v, lr, beta):
            new_v = beta * v + g
            w -= lr * new_v
            return w, new_v
        """,
    line=3,
    why="w is returned before it is updated; augmented assignments",
)

slip(
    "race",
    """
        def race(steps, gradient, w0, n):
            paths = {}
            for name, step in steps.items():
                w, state = np.array(w0, dtype=float), None
                path = [w]
                for _ in range(n):
                    w, state = step(w, state, gradient(w))
                    path.append(w)
                paths[name] = np.array(path)
            return paths
        """,
    line=7,
    why="the state goes in as the gradient",
)

slip(
    "race",
    """
        def race(steps, gradient, w0, n):
            paths = {}
            for name, step in steps.items():
                w, state = np.array(w0, dtype=float), None
                path = [w]
                for _ in range(n):
                    step(w, gradient(w), state)
                    w, state = step(w, gradient(w), state)
                    path.append(w0)
                paths[name] = np.array(path)
            return paths
        """,
    line=9,
    why="gradient of the new point: steps twice",
)

slip(
    "rmsprop_step",
    """
        def rmsprop_step(w, g, s, lr, beta, eps=1e-8):
            s = beta * s + (1 - beta) * np.mean(g ** 2)
            return w - lr * g / (np.sqrt(s) + eps), s
        """,
    line=2,
    why="the mean over all weights",
)

slip(
    "adam_step",
    """
        def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * g * np.abs(g)
            mh, vh = m / (1 - beta1**t), v / (1 - beta2**t)
            return w - lr * mh / (np.sqrt(vh) + eps), m, v
        """,
    line=3,
    why="g ** 2 with the sign kept",
)

slip(
    "momentum_step",
    """
        def momentum_step(w, g, v, lr, beta):
            v = beta * v + lr * g
            return w - lr * v, v
        """,
    line=2,
    why="lr inside twice",
)

slip(
    "race",
    """
        def race(steps, gradient, w0, n):
            paths = {}
            for name, step in steps.items():
                w, state = np.array(w0, dtype=float), None
                path = [w]
                for _ in range(n):
                    w, state = step(w, gradient(w), state)
                    path.append(w)
                paths[name] = np.array(path).T
            return paths
        """,
    line=9,
    why="the paths are lists of w's, transposed",
)

slip(
    "momentum_step",
    """
    def momentum_step(w, g, v, lr, beta):
        v = beta * v + (1 - beta) * g
        return w - lr * v, v
    """,
    line=2,
    why="Adam's moving mean",
)

slip(
    "momentum_step",
    """
    def momentum_step(w, g, v, lr, beta):
        w = w - lr * v
        v = beta * v + g
        return w, v
    """,
    line=2,
    why="w moves with the old velocity",
)

slip(
    "adagrad_step",
    """
    def adagrad_step(w, g, s, lr, eps=1e-8):
        s += g ** 2
        w -= lr * g / (np.sqrt(s) + eps)
        return w, s
    """,
    line=2,
    why="s in place",
)

slip(
    "rmsprop_step",
    """
    def rmsprop_step(w, g, s, lr, beta, eps=1e-8):
        s = beta * s + (1 - beta) * g ** 2
        return w - lr * g / (s + eps), s
    """,
    line=3,
    why="root missing and eps inside",
)

slip(
    "rmsprop_step",
    """
    def rmsprop_step(w, g, s, lr, beta, eps=1e-8):
        s = beta * s + (1 - beta) * g
        return w - lr * g / np.sqrt(s + eps), s
    """,
    line=None,
    why="root of s and eps, and not squared",
)

slip(
    "rmsprop_step",
    """
    def rmsprop_step(w, g, s, lr, beta, eps=1e-8):
        s = (1 - beta) * s + beta * g ** 2
        w = w - lr / np.sqrt(s + eps) * g
        return w, s
    """,
    line=None,
    why="shares exchanged, eps inside the root",
)

slip(
    "race",
    """
    def race(steps, gradient, w0, n):
        paths = {}
        for name, step in steps.items():
            w = w0
            path = [w]
            for _ in range(n):
                w, state = step(w, gradient(w), None)
                path.append(w)
            paths[name] = np.array(path)
        return paths
    """,
    line=7,
    why="state lost",
)

slip(
    "adam_step",
    """
    def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
        t = t + 1
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g * g
        return w - lr * (m / (1 - beta1 ** t)) / (np.sqrt(v / (1 - beta2 ** t)) + eps), m, v
    """,
    line=2,
    why="t counted from zero inside",
)

slip(
    "adam_step",
    """
    def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * np.abs(g)
        mh, vh = m / (1 - beta1 ** t), v / (1 - beta2 ** t)
        return w - lr * mh / np.sqrt(vh + eps), m, v
    """,
    line=None,
    why="v from the gradient's absolute value, eps inside",
)

slip(
    "race",
    """
    def race(steps, gradient, w0, n):
        paths = {}
        for name in steps:
            w, state, path = w0, None, []
            for i in range(n):
                w, state = steps[name](w, gradient(w), state)
                path.append(w)
            paths[name] = np.array(path)
        return paths
    """,
    line=4,
    why="start missing",
)

slip(
    "momentum_step",
    """
        def momentum_step(w, g, v, lr, beta):
            v = beta * v + g
            w = w - lr * v
            return w
        """,
    line=4,
    why="the velocity is not returned",
)
