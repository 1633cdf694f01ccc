"""Right answers to the exercises of chapter 11."""

import numpy as np

from tests.right_answers import right

right("momentum_step")(lambda w, g, v, lr, beta: [w - lr * beta * v - lr * g, np.add(g, beta * v)])


@right("momentum_step")
def _(w, g, v, lr, beta):
    v = v * beta
    v += g
    return w + (-lr) * v, v


right("adagrad_step")(
    lambda w, g, s, lr, eps=1e-8: [w - np.divide(lr, (s + g * g) ** 0.5 + eps) * g, s + np.power(g, 2)]
)


@right("adagrad_step")
def _(w, g, s, lr, eps=1e-8):
    """Number by number."""
    new_w, new_s = np.empty(w.shape), np.empty(w.shape)
    for i in np.ndindex(w.shape):
        new_s[i] = s[i] + g[i] * g[i]
        new_w[i] = w[i] - lr * g[i] / (np.sqrt(new_s[i]) + eps)
    return new_w, new_s


right("rmsprop_step")(
    lambda w, g, s, lr, beta, eps=1e-8: (
        w - lr * g / (eps + np.sqrt(s + (1 - beta) * (g**2 - s))),
        s + (1 - beta) * (g**2 - s),
    )
)


@right("rmsprop_step")
def _(w, g, s, lr, beta, eps=1e-8):
    s = np.average([s, np.square(g)], axis=0, weights=[beta, 1 - beta])
    return [w - (lr / (np.sqrt(s) + eps)) * g, s]


@right("adam_step")
def _(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = m + (1 - beta1) * (g - m)
    v = v + (1 - beta2) * (g * g - v)
    return w - lr * m / (1 - np.power(beta1, t)) / (np.sqrt(v / (1 - np.power(beta2, t))) + eps), m, v


@right("adam_step")
def _(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    """The corrections moved into the rate and into eps, as the paper suggests for speed."""
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    root = np.sqrt(1 - beta2**t)
    return [w - lr * root / (1 - beta1**t) * m / (np.sqrt(v) + eps * root), m, v]


@right("race")
def _(steps, gradient, w0, n):
    paths = {}
    for name in steps:
        path, state = [np.asarray(w0, dtype=float)], None
        while len(path) < n + 1:
            w, state = steps[name](path[-1], gradient(path[-1]), state)
            path.append(w)
        paths[name] = path
    return paths


@right("race")
def _(steps, gradient, w0, n):
    """All optimizers side by side, one step at a time, in arrays made beforehand."""
    w0 = np.asarray(w0, dtype=float)
    paths = {name: np.zeros((n + 1, *w0.shape)) for name in steps}
    states = dict.fromkeys(steps)
    for name in steps:
        paths[name][0] = w0
    for k in range(n):
        for name, step in steps.items():
            paths[name][k + 1], states[name] = step(paths[name][k], gradient(paths[name][k]), states[name])
    return paths
