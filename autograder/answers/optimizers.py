"""Optimizers: references, cases, wrong answers and right ones."""

import numpy as np

from autograder.exercise import Topic
from autograder.inside.callbacks import bowl_slope, heavy_ball, one_slope, plain_step, slowing_step

topic = Topic(__name__)


def states(draw, *, squared):
    """(w, g, state) of many shapes; a state of squares is positive, and 0 at the start."""
    yield np.array([1.0, 2.0]), np.array([3.0, -1.0]), np.zeros(2)
    yield np.array([1.0, -2.0]), np.array([2.0, 0.5]), np.array([4.0, 1.0])
    for shape in ((1,), (4,), (3, 2), (2, 3)):
        state = draw.tenths(*shape)
        yield draw.tenths(*shape), draw.tenths(*shape), state**2 if squared else state
    state = draw.integers(3)
    yield draw.integers(3), draw.integers(3), state**2 if squared else state


# -------------------------------------------------------------------------------------------- momentum_step


@topic.exercise(
    points=1,
    shapes={"w": "...", "g": "...", "v": "..."},
    returns=("w", "v"),
    hints=[
        "The velocity remembers a share beta of what it was and takes in the whole new gradient.",
        "First the new velocity, then the step: w minus lr times the new velocity. Return both.",
        "Without any friction, beta = 1, the new velocity would be: v + g",
    ],
)
def momentum_step(w, g, v, lr, beta):
    """v' = beta v + g and w' = w - lr v'."""
    v = beta * v + g
    return w - lr * v, v


@momentum_step.cases
def _(draw):
    for k, (w, g, v) in enumerate(states(draw, squared=False)):
        yield w, g, v, (0.5, 0.1, 0.2, 0.25)[k % 4], (0.9, 0.5, 0.8)[k % 3]


def wrong_momentum(key, message, of):
    momentum_step.mistake(key, message)(of)


wrong_momentum("uphill", "w goes uphill: subtract the velocity. It points along the gradients.",
               lambda w, g, v, lr, beta: (w + lr * (beta * v + g), beta * v + g))  # fmt: skip
wrong_momentum("velocity_downhill", "Your velocity has the wrong sign: v = beta v + g. The minus comes with the step, w - lr v.",
               lambda w, g, v, lr, beta: (w + lr * (beta * v - g), beta * v - g))  # fmt: skip
wrong_momentum("sign_of_velocity", "The gradient is subtracted in the velocity and the velocity in the step: twice minus is uphill.",
               lambda w, g, v, lr, beta: (w - lr * (beta * v - g), beta * v - g))  # fmt: skip
wrong_momentum("rate_inside", "The learning rate went into the velocity. Here v = beta v + g has none; it comes with the step.",
               lambda w, g, v, lr, beta: (w - (beta * v + lr * g), beta * v + lr * g))  # fmt: skip
wrong_momentum("weighted_mean", "You took (1 - beta) g. In this form of momentum the gradient goes in whole: beta v + g.",
               lambda w, g, v, lr, beta: (w - lr * (beta * v + (1 - beta) * g), beta * v + (1 - beta) * g))  # fmt: skip
wrong_momentum("old_velocity", "The step used the old velocity. First the new one, then the step.",
               lambda w, g, v, lr, beta: (w - lr * v, beta * v + g))  # fmt: skip
wrong_momentum("state_not_returned", "You return the old velocity. The next step needs the new one.",
               lambda w, g, v, lr, beta: (w - lr * (beta * v + g), v))  # fmt: skip
wrong_momentum("beta_forgotten", "The old velocity is not multiplied by beta: it would never be forgotten.",
               lambda w, g, v, lr, beta: (w - lr * (v + g), v + g))  # fmt: skip
wrong_momentum("beta_on_the_gradient", "beta belongs to the old velocity, not to the gradient.",
               lambda w, g, v, lr, beta: (w - lr * (v + beta * g), v + beta * g))  # fmt: skip
wrong_momentum("no_momentum", "That is plain gradient descent: the old velocity is not used.",
               lambda w, g, v, lr, beta: (w - lr * g, g))  # fmt: skip
wrong_momentum("rate_in_a_velocity_downhill", "Your velocity is beta v - lr g, and w moves by it: another form of momentum, used in many courses. "
               "Here the velocity is beta v + g, without lr and without a minus; both come with the step, w - lr v.",
               lambda w, g, v, lr, beta: (w + (beta * v - lr * g), beta * v - lr * g))  # fmt: skip
wrong_momentum("beta_twice", "The velocity you return is multiplied by beta once more. Return the one that the step was made with.",
               lambda w, g, v, lr, beta: (w - lr * (beta * v + g), beta * (beta * v + g)))  # fmt: skip
wrong_momentum("step_times_1_minus_beta", "The step is multiplied by 1 - beta. w moves by lr times the velocity.",
               lambda w, g, v, lr, beta: (w - lr * (1 - beta) * (beta * v + g), beta * v + g))  # fmt: skip
wrong_momentum("nesterov", "That is Nesterov's variant, which looks one step ahead. Here w moves by lr times v.",
               lambda w, g, v, lr, beta: (w - lr * (g + beta * (beta * v + g)), beta * v + g))  # fmt: skip
wrong_momentum("no_learning_rate", "The learning rate is not used.",
               lambda w, g, v, lr, beta: (w - (beta * v + g), beta * v + g))  # fmt: skip


@momentum_step.mistake(
    "in_place", "`v *= beta` and `w -= ...` write into the caller's arrays. Make new ones: v = beta * v + g."
)
def _(w, g, v, lr, beta):
    v *= beta
    v += g
    w -= lr * v
    return w, v


momentum_step.right_answer(lambda w, g, v, lr, beta: [w - lr * beta * v - lr * g, np.add(g, beta * v)])


@momentum_step.right_answer
def _(w, g, v, lr, beta):
    v = v * beta
    v += g
    return w + (-lr) * v, v


# ------------------------------------------------------------------------------- adagrad_step, rmsprop_step


@topic.exercise(
    points=1,
    shapes={"w": "...", "g": "...", "s": "..."},
    returns=("w", "s"),
    hints=[
        "s adds up the squares of all gradients so far, each weight for itself.",
        "The step is lr g divided by the root of the new s; eps is outside the root.",
        "If sizes were added up and not squares, the new s would be: s + np.abs(g)",
    ],
)
def adagrad_step(w, g, s, lr, eps=1e-8):
    """s' = s + g^2 and w' = w - lr g / (sqrt(s') + eps)."""
    s = s + g**2
    return w - lr * g / (np.sqrt(s) + eps), s


@adagrad_step.cases
def _(draw):
    for k, (w, g, s) in enumerate(states(draw, squared=True)):
        yield w, g, s, (0.5, 0.1, 0.2, 0.25)[k % 4], *(() if k % 2 else (0.25,))


@topic.exercise(
    points=1,
    shapes={"w": "...", "g": "...", "s": "..."},
    returns=("w", "s"),
    needs=("adagrad_step",),
    hints=[
        "As in AdaGrad, but s is a moving mean: it forgets.",
        "beta is the share of the old s that stays; the new square comes in with 1 - beta.",
        "A moving mean of the gradients themselves would be: beta * s + (1 - beta) * g",
    ],
)
def rmsprop_step(w, g, s, lr, beta, eps=1e-8):
    """s' = beta s + (1 - beta) g^2 and w' = w - lr g / (sqrt(s') + eps)."""
    s = beta * s + (1 - beta) * g**2
    return w - lr * g / (np.sqrt(s) + eps), s


@rmsprop_step.cases
def _(draw):
    for k, (w, g, s) in enumerate(states(draw, squared=True)):
        yield w, g, s, (0.5, 0.1, 0.2, 0.25)[k % 4], (0.9, 0.6, 0.75)[k % 3], *(() if k % 2 else (0.25,))


def outside(s, eps):
    return np.sqrt(s) + eps


def adagrad(w, g, s, lr, eps=1e-8, *, add=np.square, root=outside, sign=-1, used="new", kept="new", rate=True, after=0):
    new = s + add(g)
    step = (lr if rate else 1.0) * g / root(new if used == "new" else s, 0.0 if after else eps)
    return w + sign * (step + eps * after), new if kept == "new" else s


def rmsprop(w, g, s, lr, beta, eps=1e-8, *, add=np.square, mix=lambda beta: (beta, 1 - beta), root=outside, sign=-1,
            used="new", kept="new", rate=True, after=0):  # fmt: skip
    keep, take = mix(beta)
    new = keep * s + take * add(g)
    step = (lr if rate else 1.0) * g / root(new if used == "new" else s, 0.0 if after else eps)
    return w + sign * (step + eps * after), new if kept == "new" else s


for exercise, step in ((adagrad_step, adagrad), (rmsprop_step, rmsprop)):
    for key, message, changes in (
        ("uphill", "The step goes uphill: subtract it.", {"sign": 1}),
        ("eps_inside", "eps is inside the root. It is added to the root: sqrt(s) + eps.", {"root": lambda s, eps: np.sqrt(s + eps)}),
        ("root_forgotten", "The root is missing: divide by sqrt(s) + eps.", {"root": lambda s, eps: s + eps}),
        ("eps_forgotten", "eps is not used. Without it a weight whose gradients were all 0 divides by 0.", {"root": lambda s, eps: np.sqrt(s)}),
        ("gradient_not_squared", "s takes in the gradient itself. It takes in its square, entry by entry.", {"add": lambda g: g}),
        ("half_for_root", "You divide by half of s, as s ** 1/2 means: the power comes first. Divide by the root, np.sqrt(s) or s ** 0.5.", {"root": lambda s, eps: s / 2 + eps}),
        ("brackets", "The parentheses around the denominator are missing: eps is added after the division. Write g / (np.sqrt(s) + eps).", {"after": 1}),
        ("brackets_in_the_sum", "The parentheses around the denominator are missing: eps is added to the weight. Write g / (np.sqrt(s) + eps).", {"after": -1}),
        ("absolute_values", "s takes in absolute values. It takes in squares.", {"add": np.abs}),
        ("norm", "s takes in the squared norm of the whole gradient. Each weight keeps its own square.", {"add": lambda g: np.sum(np.square(g)) * np.ones(np.shape(g))}),
        ("old_state_used", "The step used the old s. First the new one, then the step.", {"used": "old"}),
        ("state_not_returned", "You return the old s. The next step needs the new one.", {"kept": "old"}),
        ("no_learning_rate", "The learning rate is not used.", {"rate": False}),
    ):  # fmt: skip
        exercise.mistake(key, message)(lambda *args, step=step, changes=changes: step(*args, **changes))
adagrad_step.mistake("square_not_added", "s holds only the last square. AdaGrad adds up all of them: s + g**2.")(
    lambda w, g, s, lr, eps=1e-8: adagrad(w, g, np.zeros(np.shape(s)), lr, eps)
)
adagrad_step.mistake("mean_of_squares", "That is a moving mean, as in RMSProp. AdaGrad adds up.")(
    lambda w, g, s, lr, eps=1e-8: rmsprop(w, g, s, lr, 0.9, eps)
)
adagrad_step.right_answer(
    lambda w, g, s, lr, eps=1e-8: [w - np.divide(lr, (s + g * g) ** 0.5 + eps) * g, s + np.power(g, 2)]
)


@adagrad_step.right_answer
def _(w, g, s, lr, eps=1e-8):
    """Number by number."""
    new_w, new_s = np.empty(w.shape), np.empty(w.shape)
    for i in np.ndindex(w.shape):
        new_s[i] = s[i] + g[i] * g[i]
        new_w[i] = w[i] - lr * g[i] / (np.sqrt(new_s[i]) + eps)
    return new_w, new_s


rmsprop_step.mistake("betas_swapped", "beta and 1 - beta have changed places: beta belongs to the old s.")(
    lambda *args: rmsprop(*args, mix=lambda beta: (1 - beta, beta))
)
rmsprop_step.mistake("adds_up", "That adds up all squares, as in AdaGrad. RMSProp forgets: beta s + (1 - beta) g**2.")(
    lambda *args: rmsprop(*args, mix=lambda beta: (1, 1))
)
rmsprop_step.mistake("square_taken_whole", "The new square goes in whole. It goes in with 1 - beta.")(
    lambda *args: rmsprop(*args, mix=lambda beta: (beta, 1))
)
rmsprop_step.right_answer(
    lambda w, g, s, lr, beta, eps=1e-8: (
        w - lr * g / (eps + np.sqrt(s + (1 - beta) * (g**2 - s))),
        s + (1 - beta) * (g**2 - s),
    )
)


@rmsprop_step.right_answer
def _(w, g, s, lr, beta, eps=1e-8):
    s = np.average([s, np.square(g)], axis=0, weights=[beta, 1 - beta])
    return [w - (lr / (np.sqrt(s) + eps)) * g, s]


# ------------------------------------------------------------------------------------------------ adam_step


def corrected(mean, beta, t):
    return mean / (1 - beta**t)


def adam(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8, *, correct=(corrected, corrected), shift=0, square=np.square,
         root=outside, sign=-1, kept=None, mix=(1, 1), swapped=False, rate=True, own_beta=True, crossed=False):  # fmt: skip
    if swapped:
        beta1, beta2 = beta2, beta1
    m_new = beta1 * m + (1 - beta1 * mix[0]) * g
    v_new = beta2 * v + (1 - beta2 * mix[1]) * square(g)
    beta1, beta2 = (beta2, beta1) if crossed else (beta1, beta2)
    m_hat = correct[0](m_new, beta1, t + shift) if correct[0] else m_new
    v_hat = correct[1](v_new, beta2 if own_beta else beta1, t + shift) if correct[1] else v_new
    w = w + sign * (lr if rate else 1.0) * m_hat / root(v_hat, eps)
    return {None: (w, m_new, v_new), "old": (w, m, v), "corrected": (w, m_hat, v_hat)}[kept]


@topic.exercise(
    points=3,
    shapes={"w": "...", "g": "...", "m": "...", "v": "..."},
    returns=("w", "m", "v"),
    needs=("momentum_step", "rmsprop_step"),
    hints=[
        "Two moving means: m of the gradients, v of their squares. Both began at 0; how is that made up for?",
        "After t steps m is too small by the factor 1 - beta1^t, and v by 1 - beta2^t. Only the step makes up for it: return m and v as they are.",
        "With the first mean alone, made up for as m_hat, the step would be: w - lr * m_hat",
    ],
)
def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    """m' = beta1 m + (1 - beta1) g, v' = beta2 v + (1 - beta2) g^2, w' = w - lr m'/(1 - beta1^t) / (sqrt(v'/(1 - beta2^t)) + eps)."""
    return adam(w, g, m, v, t, lr, beta1, beta2, eps)


@adam_step.cases
def _(draw):
    yield np.array([1.0, 2.0]), np.array([3.0, -1.0]), np.zeros(2), np.zeros(2), 1, 0.5
    for k, (w, g, m) in enumerate(states(draw, squared=False)):
        v = draw.tenths(*np.shape(w)) ** 2
        t = 10 if k == 1 else 2 + k + draw.integers(low=0, high=3, zero=True)
        yield w, g, m, v, t, (0.5, 0.1, 0.2)[k % 3], *(() if k % 2 else (0.75, 0.6, 0.25))


def wrong_adam(key, message, **changes):
    adam_step.mistake(key, message)(lambda *args: adam(*args, **changes))


wrong_adam("uphill", "The step goes uphill: subtract it.", sign=1)
wrong_adam(
    "no_correction",
    "The bias correction is missing: m and v began at 0, and are too small at first. Divide by 1 - beta**t.",
    correct=(None, None),
)
wrong_adam("m_not_corrected", "m is not corrected: divide it by 1 - beta1**t.", correct=(None, corrected))
wrong_adam("v_not_corrected", "v is not corrected: divide it by 1 - beta2**t.", correct=(corrected, None))
for key, words, by in (
    ("without_t", "1 - beta, whatever t is", lambda mean, beta, t: mean / (1 - beta)),
    ("power_of_the_difference", "(1 - beta)**t", lambda mean, beta, t: mean / (1 - beta) ** t),
    ("times_t", "1 - beta * t", lambda mean, beta, t: mean / (1 - beta * t)),
):
    wrong_adam(
        f"correction_{key}", f"You divide m and v by {words}. The correction divides by 1 - beta**t: the power comes first.",
        correct=(by, by),
    )  # fmt: skip
wrong_adam("v_corrected_by_beta1", "v is corrected with beta1. Its own is beta2: v / (1 - beta2**t).", own_beta=False)
wrong_adam(
    "corrections_swapped",
    "The corrections have changed places: m is divided by 1 - beta1**t, and v by 1 - beta2**t.",
    crossed=True,
)
wrong_adam("t_minus_1", "The correction uses t - 1. t counts from 1: the first step has 1 - beta**1.", shift=-1)
wrong_adam("t_plus_1", "The correction uses t + 1. t already counts from 1.", shift=1)
wrong_adam("eps_inside", "eps is inside the root. It is added to the root.", root=lambda v, eps: np.sqrt(v + eps))
wrong_adam("root_forgotten", "The root over v is missing.", root=lambda v, eps: v + eps)
wrong_adam("eps_forgotten", "eps is not used: without it 0 / 0 is possible.", root=lambda v, eps: np.sqrt(v))
wrong_adam(
    "gradient_not_squared",
    "v takes in g. It takes in g**2.",
    square=lambda g: g,
)
wrong_adam("betas_swapped", "beta1 and beta2 have changed places: beta1 belongs to m, beta2 to v.", swapped=True)
wrong_adam(
    "corrected_returned",
    "You return m and v after the correction. The correction is for the step alone: return them as they were before it.",
    kept="corrected",
)
wrong_adam("state_not_returned", "You return the old m and v. The next step needs the new ones.", kept="old")
wrong_adam("gradient_taken_whole", "The new gradient goes into m whole. It goes in with 1 - beta1.", mix=(0, 1))
wrong_adam("square_taken_whole", "The new square goes into v whole. It goes in with 1 - beta2.", mix=(1, 0))
wrong_adam("no_learning_rate", "The learning rate is not used.", rate=False)


@adam_step.right_answer
def _(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = m + (1 - beta1) * (g - m)
    v = v + (1 - beta2) * (g * g - v)
    return w - lr * m / (1 - np.power(beta1, t)) / (np.sqrt(v / (1 - np.power(beta2, t))) + eps), m, v


@adam_step.right_answer
def _(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    """The corrections moved into the rate and into eps, as the paper suggests for speed."""
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    root = np.sqrt(1 - beta2**t)
    return [w - lr * root / (1 - beta1**t) * m / (np.sqrt(v) + eps * root), m, v]


# ------------------------------------------------------------------------------------------------------ race


def raced(steps, gradient, w0, n, *, keep=True, follow=True, reuse=False, share=False, first=None):
    paths, start, state = {}, np.array(w0, dtype=float), first
    for name, step in steps.items():
        w, state = start, (state if share else first)
        path = [w]
        for _ in range(n):
            w, new = step(w, gradient(start if reuse else w), state)
            state = new if keep else None
            path.append(w)
        paths[name] = np.array(path)
        start = start if follow else w
    return paths


@topic.exercise(
    points=2,
    hints=[
        "One path for each entry of steps. All begin at w0, each with a state of its own, None at first.",
        "The inner loop is that of descend (chapter:gradient-descent). Each round also hands the state it got back to the next one.",
        "The loop over the optimizers is: for name, step in steps.items():",
    ],
)
def race(steps, gradient, w0, n):
    """For each step function the path w0, w1, ..., wn, shape (n + 1, ...)."""
    return raced(steps, gradient, w0, n)


@race.cases
def _(draw):
    yield {"plain": plain_step}, one_slope, 5.0, 2
    yield {"heavy": heavy_ball, "plain": plain_step}, bowl_slope, draw.tenths(2), 4
    yield {"slowing": slowing_step, "heavy ball": heavy_ball}, bowl_slope, draw.tenths(3), 3
    yield {"a": heavy_ball, "b": heavy_ball, "c": slowing_step}, bowl_slope, draw.tenths(2, 2), 5
    yield {"a": slowing_step, "b": slowing_step}, one_slope, draw.tenths(), 1
    yield {"plain": plain_step, "heavy": heavy_ball}, bowl_slope, draw.integers(2), 3
    yield {"heavy": heavy_ball}, one_slope, 7, 2


def wrong_race(key, message, of):
    race.mistake(key, message)(of)


wrong_race("state_not_kept", "Each step gets None as state. Pass on the state that the step before returned.",
           lambda *args: raced(*args, keep=False))  # fmt: skip
wrong_race("state_shared", "The second optimizer begins with the state of the first. Each begins with None.",
           lambda *args: raced(*args, share=True))  # fmt: skip
wrong_race("state_starts_as_0", "The first state you pass on is 0. It is None: that tells a step that it is the first.",
           lambda *args: raced(*args, first=0))  # fmt: skip
wrong_race("noted_before_the_step", "Each point is noted before its step: the start appears twice, and the last point is missing.",
           lambda *args: {name: np.concatenate([path[:1], path[:-1]]) for name, path in raced(*args).items()})  # fmt: skip
wrong_race("goes_on_from_the_last_end", "The second optimizer begins where the first one ended. All begin at w0.",
           lambda *args: raced(*args, follow=False))  # fmt: skip
wrong_race("gradient_of_start_reused", "The gradient is always the one at w0. Ask for it anew at each point.",
           lambda *args: raced(*args, reuse=True))  # fmt: skip
wrong_race("start_missing", "The paths lack their start: n steps make n + 1 points.",
           lambda *args: {name: path[1:] for name, path in raced(*args).items()})  # fmt: skip
wrong_race("end_missing", "The last point is missing: n steps make n + 1 points.",
           lambda *args: {name: path[:-1] for name, path in raced(*args).items()})  # fmt: skip
wrong_race("ends_only", "You return the last points. The whole paths are wanted.",
           lambda *args: {name: path[-1] for name, path in raced(*args).items()})  # fmt: skip
wrong_race("names_lost", "You return a list. Return a dictionary: each path under its optimizer's name.",
           lambda *args: list(raced(*args).values()))  # fmt: skip
wrong_race("first_only", "Only the first optimizer ran: the return is inside the loop.",
           lambda *args: dict(list(raced(*args).items())[:1]))  # fmt: skip


@race.right_answer
def _(steps, gradient, w0, n):
    paths = {}
    for name in steps:
        path, state = [np.asarray(w0, dtype=float)], None
        while len(path) < n + 1:
            w, state = steps[name](path[-1], gradient(path[-1]), state)
            path.append(w)
        paths[name] = path
    return paths


@race.right_answer
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


# ---------------------------------------------------------------------------------------------------- recall

topic.recall(
    "11-1",
    0.5,
    hints=["2 / lmax."],
    wrong=[
        ("one_over", 0.25, "1 / lmax arrives in one step. The limit is 2 / lmax."),
        ("curvature", 4.0, "That is the larger curvature. The limit is 2 divided by it."),
        ("smallest", 2.0, "The largest eigenvalue decides."),
    ],
)
topic.recall(
    "11-2",
    "mini-batch",
    hints=["All samples: batch. One sample: stochastic. In between?"],
    wrong=[
        ("stochastic", "stochastic", "Stochastic descent steps after every single sample."),
        ("batch", "batch", "Batch descent steps once, after all samples."),
    ],
)
topic.recall(
    "11-3",
    0.01,
    hints=["In the long run the velocity is g / (1 - beta) = 20 g. Which rate makes its step as long as 0.2 g?"],
    wrong=[
        ("kept_share", 0.19, "0.2 times 0.95 makes up for a single step. In the long run the velocity is 20 g."),
        ("divided", 4.0, "The velocity is 20 times the gradient already: the rate must be smaller, not larger."),
        ("same", 0.2, "With the same rate you would move 20 times as fast: the velocity grows to 20 g."),
    ],
)
topic.recall(
    "11-4",
    np.array([-0.01, 0.01]),
    hints=["m / (1 - 0.9) is g again, v / (1 - 0.999) is g squared: what is g over the root of g squared?"],
    wrong=[
        ("times_gradient", np.array([-50.0, 0.00002]), "The gradient's size is divided out: g / sqrt(g**2)."),
        ("uphill", np.array([0.01, -0.01]), "That is uphill: a weight moves against the sign of its gradient."),
        (
            "uncorrected",
            np.array([-1, 1]) * 0.01 * 0.1 / np.sqrt(0.001),
            "That is without the bias correction.",
        ),
    ],
)
topic.recall(
    "11-5",
    0.3,
    hints=["The noise of a mean falls with the square root of how many samples are averaged."],
    wrong=[
        ("proportional", 0.15, "A mean of four times as many samples is only twice as exact: the root of 4."),
        ("grows", 1.2, "A mean of more samples is less noisy, not more."),
    ],
)
