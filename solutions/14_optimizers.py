# %% [markdown]
# Two problems are left from chapter:learning-rate: a long valley, in which descent zigzags across and crawls along; and
# directions that each need a rate of their own. A third is left from chapter:schedules-and-search: the noise of small
# batches, which keeps the weights trembling. Each method in this chapter is an answer to one of them. All of them are
# given the same gradient; they differ in what they remember.
#
# Afterwards you can
#
# - say which problem momentum, AdaGrad and RMSProp each solve, and what Adam takes from them,
# - write each of them in two to five lines, with its state,
# - race optimizers fairly, and say what the batch size does to the noise.

# %%
import numpy as np

import playground as play
from autograder import check

# %% [markdown]
# ## Two questions from before
#
# **1.** A bowl's Hessian has the eigenvalues 0.5 and 4. Below which rate does gradient descent converge on it?

# %% exercise="recall-11-1"
recall_11_1 = ...  # a number
### BEGIN SOLUTION
recall_11_1 = 0.5
### END SOLUTION

# %% check="recall-11-1"
check("recall-11-1", recall_11_1)

# %% [markdown]
# **2.** There are 1,000 samples, and the weights are updated after every 50. What is this kind of gradient descent
# called?

# %% exercise="recall-11-2"
recall_11_2 = ...  # "batch", "stochastic" or "mini-batch"
### BEGIN SOLUTION
recall_11_2 = "mini-batch"
### END SOLUTION

# %% check="recall-11-2"
check("recall-11-2", recall_11_2)

# %% [markdown]
# ## Play: the race
#
# Five optimizers start at the same point, and each has its own rate slider. At first each slider is set to the rate
# that is best on the long valley, the best of 41 rates that were tried for every optimizer alike.
#
# - Raise the rate of plain descent by two clicks of an arrow key. What happens, and what sets the limit?
# - Press "held up at a saddle". The start is a millionth away from the ridge, on which there is no slope to either
#   side. Who leaves first, who last, and why? Then press "noise frees it".
# - Back on the long valley, raise the noise to 1. Whose curve still falls lowest, and what do its steps do differently?

# %%
play.optimizers()

# %% [markdown]
# <details><summary><b>What you should have seen</b></summary>
#
# Plain descent diverges. Across the valley the curvature is 4, so its rate must stay below $2/4 = 0.5$. On the saddle
# AdaGrad and Adam are away within 5 steps, while plain descent and momentum need more than 40: near the ridge the slope is
# tiny, and so are their steps. The other methods divide a slope by its size, so that a tiny slope makes no tiny step. A
# little noise pushes plain descent and momentum off the ridge in less than half the time. In the noisy valley AdaGrad's
# curve falls lowest, because its steps keep getting shorter. How the five do that is the rest of this chapter.
#
# </details>
#
# ## Momentum: steps that remember
#
# In a narrow valley the gradient points mostly *across*, now left, now right, and only a little *along*. If you add up
# the gradients of past steps, left and right cancel, and the small part that always points along the valley
# accumulates. So keep a **velocity** $v$. It starts at 0; each step keeps the share $\beta$ of it and adds the new
# gradient $g$:
#
# $$v \leftarrow \beta v + g, \qquad w \leftarrow w - \eta v.$$
#
# How much does that gain? If the gradient is the same $g$ in every step, $v$ grows until a step no longer changes it,
# $v = \beta v + g$, which means $v = \frac{g}{1 - \beta}$. With $\beta = 0.9$ that is $10\,g$: ten times as fast along
# the valley. If the gradient alternates, $+g, -g, \dots$, the velocity ends up alternating too: from $-v$ a step leads
# to $+v$. So $v = \beta \cdot (-v) + g$, which means $v = \frac{g}{1 + \beta} \approx 0.53\,g$. The zigzag is about
# halved.
#
# (Some texts put the rate inside, $v \leftarrow \beta v + \eta g$, $w \leftarrow w - v$, which is the same as long as
# $\eta$ is constant. Others add $(1 - \beta) g$ and need a rate ten times as large if $\beta = 0.9$. Find out which
# form is meant before you copy a rate.)
#
# **By hand.** $w = 1$, $v = 2$, $g = 3$, $\beta = 0.5$, $\eta = 0.1$: $v$ becomes $0.5 \cdot 2 + 3 = 4$, and $w$
# becomes $1 - 0.1 \cdot 4 = 0.6$.
#
# **A faded example.** Momentum with $w = 2$, $v = 1$, $g = -2$, $\beta = 0.5$, $\eta = 0.1$. You should see $v = -1.5$
# and $w = 2.15$.

# %%
v = 0.5 * 1 + -2
w = ...
v, w

# %% [markdown]
# ## Exercise 1: momentum


# %% exercise="momentum_step"
def momentum_step(w, g, v, lr, beta):
    """One step with momentum.

    w, g, v : arrays of one shape: weights, gradient, velocity
    lr : number > 0, the learning rate
    beta : number in [0, 1), the share of the velocity that is kept
    returns : (w, v), the new weights and the new velocity

    Example: With w = np.array([1.0]), g = np.array([3.0]), v = np.array([2.0]),
    momentum_step(w, g, v, 0.1, 0.5) is ([0.6], [4.0]).
    """
    ### BEGIN SOLUTION
    v = beta * v + g
    return w - lr * v, v
    ### END SOLUTION


# %% check="momentum_step"
check(momentum_step)


# %% [markdown]
# ## A rate for each weight: AdaGrad and RMSProp
#
# Now the second problem: the steep direction forbids the rate that the flat one needs. Divide each weight's step by the
# size of *its own* gradients, and all weights move at about the same pace. The size is measured by squares, because
# signed gradients would cancel; a square root then brings it back to the gradient's unit. **AdaGrad** adds up all
# squares so far,
#
# $$s \leftarrow s + g^2, \qquad w \leftarrow w - \eta\, \frac{g}{\sqrt{s} + \varepsilon},$$
#
# separately for every weight: the square, the root and the division act entry by entry, as NumPy's do. The tiny
# $\varepsilon$ keeps a weight whose gradients were all 0 from dividing 0 by 0. As $s$ only grows, the steps keep
# getting shorter, as with a schedule: if all gradients have the same size, then $s = k g^2$ after $k$ steps, and the
# step is $\eta/\sqrt{k}$. That calms the noise near a minimum, but a network may still be far from one when its steps
# have become tiny. **RMSProp** lets $s$ forget: it keeps the share $\beta$ of $s$, and the remaining share comes from the new
# $g^2$. So $s$ is a moving mean of the squares. The step has the same form.
#
# **By hand.** AdaGrad with $w = 1$, $g = 3$, $s = 16$, $\eta = 0.5$: $s$ becomes $16 + 9 = 25$, and $w$ becomes
# $1 - 0.5 \cdot \frac{3}{5} = 0.7$. RMSProp with the same numbers and $\beta = 0.5$: $s$ becomes $8 + 4.5 = 12.5$, and
# $w$ becomes $1 - 0.5 \cdot \frac{3}{3.536} = 0.576$.
#
# ## Exercise 2: AdaGrad


# %% exercise="adagrad_step"
def adagrad_step(w, g, s, lr, eps=1e-8):
    """One step of AdaGrad.

    w, g, s : arrays of one shape: weights, gradient, sum of the squared gradients so far
    lr, eps : numbers > 0
    returns : (w, s), the new weights and the new sum

    Example: With w = np.array([1.0]), g = np.array([3.0]), s = np.array([16.0]),
    adagrad_step(w, g, s, 0.5) is ([0.7], [25.0]).
    """
    ### BEGIN SOLUTION
    s = s + g**2
    return w - lr * g / (np.sqrt(s) + eps), s
    ### END SOLUTION


# %% check="adagrad_step"
check(adagrad_step)


# %% [markdown]
# ## Exercise 3: RMSProp


# %% exercise="rmsprop_step"
def rmsprop_step(w, g, s, lr, beta, eps=1e-8):
    """One step of RMSProp.

    w, g, s : arrays of one shape: weights, gradient, moving mean of the squared gradients
    lr, eps : numbers > 0
    beta : number in [0, 1), the share of s that is kept
    returns : (w, s), the new weights and the new mean

    Example: With w = np.array([1.0]), g = np.array([3.0]), s = np.array([16.0]),
    rmsprop_step(w, g, s, 0.5, 0.5) is ([0.5757], [12.5]).
    """
    ### BEGIN SOLUTION
    s = beta * s + (1 - beta) * g**2
    return w - lr * g / (np.sqrt(s) + eps), s
    ### END SOLUTION


# %% check="rmsprop_step"
check(rmsprop_step)

# %% [markdown]
# ## Adam: both, and unbiased from the first step
#
# **Adam** keeps a moving mean $m$ of the gradients, much as momentum does, and a moving mean $v$ of their squares, as
# RMSProp does. (The letters are the usual ones: Adam's $v$ is RMSProp's $s$, not a velocity.)
#
# $$m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \qquad v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2.$$
#
# Both start at 0, and that is a bias that fades slowly. Suppose the gradient is always $g$. Then after $t$ steps ($t$
# counts steps in this chapter)
#
# $$m_t = (1 - \beta_1)\, g \,\big(1 + \beta_1 + \beta_1^2 + \dots + \beta_1^{t-1}\big) = (1 - \beta_1)\, g \cdot
# \frac{1 - \beta_1^t}{1 - \beta_1} = (1 - \beta_1^t)\, g,$$
#
# by the formula for the geometric series. The mean of equal gradients should be $g$; $m_t$ is too small by the factor
# $1 - \beta_1^t$. So divide by that factor, and do the same for $v$:
#
# $$\hat m = \frac{m}{1 - \beta_1^t}, \qquad \hat v = \frac{v}{1 - \beta_2^t},
# \qquad w \leftarrow w - \eta\, \frac{\hat m}{\sqrt{\hat v} + \varepsilon}.$$
#
# The step counter $t$ begins at 1. (With $t = 0$ you would divide by 0.) The corrected means $\hat m$ and $\hat v$
# serve this step only and are not kept: the next step starts from $m$ and $v$ as they were before the correction.
#
# **By hand**, the first step with $\beta_1 = 0.9$ and $\beta_2 = 0.999$: $m = 0.1\,g$, so $\hat m = g$;
# $v = 0.001\,g^2$, so $\hat v = g^2$. The step is $\eta\, g/|g|$: its length is $\eta$, and only the sign of the
# gradient counts, not its size. (This ignores $\varepsilon$.) So Adam's rate says roughly how far each weight moves in
# a step. That explains why the same small rate, often 0.001, serves losses of very different steepness.
#
# **A faded example**, the second step, with $\beta_1 = \beta_2 = 0.5$ and both gradients 4. After the first step $m = 2$
# and $v = 8$. You should see $m = 3$ and $\hat m = 4$, then $v = 12$ and $\hat v = 16$: again a step of length $\eta$.

# %%
m = 0.5 * 2 + 0.5 * 4
m_hat = m / (1 - 0.5**2)
v = ...
v_hat = ...
m, m_hat, v, v_hat

# %% [markdown]
# ## Exercise 4: Adam


# %% exercise="adam_step"
def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    """One step of Adam.

    w, g, m, v : arrays of one shape: weights, gradient, moving means of the gradients and of their squares
    t : whole number, 1 for the first step
    lr, eps : numbers > 0
    beta1, beta2 : numbers in [0, 1)
    returns : (w, m, v), the new weights and the new means; m and v as they are before the correction

    Example: With w = np.array([1.0, 2.0]), g = np.array([3.0, -1.0]), m = np.zeros(2), v = np.zeros(2),
    adam_step(w, g, m, v, 1, 0.5) is ([0.5, 2.5], [0.3, -0.1], [0.009, 0.001]).
    """
    ### BEGIN SOLUTION
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v
    ### END SOLUTION


# %% check="adam_step"
check(adam_step)

# %% [markdown]
# ## A fair race
#
# To compare optimizers, wrap each of them as a function `step(w, g, state)` that returns `(w, state)`. Whatever the
# optimizer remembers goes into `state`, which is `None` at the start. Then the race need not know anything about its
# racers.
#
# ## Exercise 5: the race


# %% exercise="race"
def race(steps, gradient, w0, n):
    """Let several optimizers descend from the same start.

    steps : dict, name -> function step(w, g, state) returning (w, state); the first state is None
    gradient : function of w, like w
    w0 : number or array, the start
    n : whole number of steps
    returns : dict, name -> array of shape (n + 1, ...): the points, the start first

    Example: With step = lambda w, g, state: (w - 0.125 * g, None),
    race({"plain": step}, lambda w: w - 3, 5.0, 2) is {"plain": [5.0, 4.75, 4.53125]}.
    """
    ### BEGIN SOLUTION
    paths = {}
    for name, step in steps.items():
        w, state = np.array(w0, dtype=float), None
        path = [w]
        for _ in range(n):
            w, state = step(w, gradient(w), state)
            path.append(w)
        paths[name] = np.array(path)
    return paths
    ### END SOLUTION


# %% check="race"
check(race)

# %% [markdown]
# ## Predict, then run
#
# The race runs on a valley that is 100 times as steep across as along: the bowl $\frac12 w^{\top} H w$ with the
# curvatures 1 and 100, turned by 30 degrees, so that the valley runs along neither of the two weights. A race is fair
# only if nobody chooses a rate by taste: each optimizer runs 100 steps with each of the same 41 rates, from 0.001 to
# 10, and its best run counts. All start at distance 10 from the minimum. Who will end closest to it, and who farthest
# away?

# %%
closest = ...  # "plain", "momentum", "AdaGrad", "RMSProp" or "Adam"
farthest = ...  # one of the same five

# %%
RATES = np.geomspace(0.001, 10, 41)


def valley(degrees):
    """A bowl with curvatures 1 and 100 whose valley is turned by this angle: its Hessian, and a start in the valley."""
    angle = np.radians(degrees)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return turn @ np.diag([1.0, 100.0]) @ turn.T, turn @ np.array([9.95, 1.0])


def racers(lr):
    """All five with the same rate, each as step(w, g, state)."""

    def plain(w, g, state):
        return w - lr * g, None

    def momentum(w, g, v):
        return momentum_step(w, g, np.zeros(w.size) if v is None else v, lr, beta=0.9)

    def adagrad(w, g, s):
        return adagrad_step(w, g, np.zeros(w.size) if s is None else s, lr)

    def rmsprop(w, g, s):
        return rmsprop_step(w, g, np.zeros(w.size) if s is None else s, lr, beta=0.9)

    def adam(w, g, state):
        m, v, t = state or (np.zeros(w.size), np.zeros(w.size), 1)
        w, m, v = adam_step(w, g, m, v, t, lr)
        return w, (m, v, t + 1)

    return {"plain": plain, "momentum": momentum, "AdaGrad": adagrad, "RMSProp": rmsprop, "Adam": adam}


def tuned_race(degrees, n=100):
    """The best run of each optimizer: name -> (rate, path)."""
    H, start = valley(degrees)
    best = {}
    for lr in RATES:
        with np.errstate(over="ignore", invalid="ignore"):
            paths = race(racers(lr), lambda w: H @ w, start, n)
            ends = {name: np.linalg.norm(path[-1]) for name, path in paths.items()}
        for name, end in ends.items():
            if name not in best or end < np.linalg.norm(best[name][1][-1]):
                best[name] = lr, paths[name]
    return best


written = all(check(f).passed for f in (momentum_step, adagrad_step, rmsprop_step, adam_step, race))
if written:
    play.predicted(closest, farthest)
    for degrees in (30, 0):
        print(f"\nThe valley turned by {degrees} degrees:")
        for name, (lr, path) in tuned_race(degrees).items():
            print(f"{name:8} at its best rate, {lr:6.3g}: distance {np.linalg.norm(path[-1]):.2g} after 100 steps")
else:
    print("This cell needs all five functions: come back when their checks pass.")

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# In the turned valley momentum ends closest, at 0.0016, with Adam at 0.0087 behind it. RMSProp is left at 0.68. Plain
# descent is left at 1.5: its rate must stay below $\frac{2}{100}$, so the distance along the valley shrinks by no more
# than 2% in each step. AdaGrad, at 2.2, is last.
#
# Then comes the same valley, straight along the first weight. Plain descent and momentum end exactly where they did
# before: they cannot see which way the axes point. For the others the world has changed. Now each weight has a
# curvature of its own, and a rate of its own is just what it needs: AdaGrad is practically at the minimum, and RMSProp
# is ten times closer than before, at 0.063. Adam ends about where it did, at 0.01. AdaGrad's best rate is the largest of
# the 41, at the edge of the search, so an even larger one might do better still. When the best value lies at the edge,
# search further before you believe it.
#
# So methods with a rate for each weight are no magic: they help as far as the steep and the flat directions are those
# of single weights. In networks that is often the case, roughly: inputs and layers have their own scales.
#
# </details>

# %% [markdown]
# ## The same race on handwriting
#
# A valley is a toy. Now the racers train the network of chapter:schedules-and-search, which reads handwritten digits,
# with 8 hidden units and all 300 training images in every step. Your `race` wants one array of weights. So the network's
# four arrays are laid out in a single row of 610 numbers, and `np.split` takes them apart again.
#
# Each racer runs 50 steps with each of the same 13 rates, from 0.001 to 10, and the best run counts. All start from the
# same weights. Will the order be the same as in the turned valley?

# %%
first_on_digits, last_on_digits = ..., ...  # two of the five

# %%
from sklearn.datasets import load_digits

images, digits = load_digits(return_X_y=True)
order = np.random.default_rng(0).permutation(len(images))[:300]
X, T = images[order] / 16, np.eye(10)[digits[order]]


def unpack(w):
    """V, a, W and b from the row of all weights."""
    V, a, W, b = np.split(w, [512, 520, 600])
    return V.reshape(64, 8), a, W.reshape(8, 10), b


def forward(w):
    """The hidden layer, and the logarithms of the ten probabilities."""
    V, a, W, b = unpack(w)
    H = np.tanh(X @ V + a)
    Z = H @ W + b
    Z = Z - Z.max(axis=1, keepdims=True)
    return H, Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))


def digits_loss(w):
    return -np.sum(T * forward(w)[1]) / len(X)


def digits_gradient(w):
    H, log_p = forward(w)
    dZ = (np.exp(log_p) - T) / len(X)
    dS = (dZ @ unpack(w)[2].T) * (1 - H**2)
    return np.concatenate([(X.T @ dS).ravel(), dS.sum(axis=0), (H.T @ dZ).ravel(), dZ.sum(axis=0)])


rng = np.random.default_rng(0)
V, W = rng.normal(size=(64, 8)) * np.sqrt(2 / 72), rng.normal(size=(8, 10)) * np.sqrt(2 / 18)
first_weights = np.concatenate([V.ravel(), np.zeros(8), W.ravel(), np.zeros(10)])

if written:
    play.predicted(first_on_digits, last_on_digits)
    on_digits = {}
    for lr in np.geomspace(0.001, 10, 13):
        for name, path in race(racers(lr), digits_gradient, first_weights, 50).items():
            losses = np.array([digits_loss(w) for w in path])
            if name not in on_digits or losses[-1] < on_digits[name][1][-1]:
                on_digits[name] = lr, losses
    for name, (lr, losses) in on_digits.items():
        print(f"{name:8} at its best rate, {lr:5.2g}: loss {losses[-1]:.3f} after 50 steps")

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# Momentum wins again, with a loss of 0.008, and Adam is second again, with 0.014. RMSProp ends at 0.137 and AdaGrad at
# 0.208, both before plain descent, which comes last with 0.398. So the problems of the valley are the problems of a
# network, too, and what helps there helps here.
#
# Look at the best rates: plain descent and momentum want 1, RMSProp wants 0.046, a twentieth of that. A race at one rate
# for all would have said more about the rate than about the racers.
#
# </details>
#
# Here are both races, drawn from your own functions.

# %%
if written:
    import matplotlib.pyplot as plt

    colors = {"plain": "black", "momentum": "#0072B2", "AdaGrad": "#CC79A7", "RMSProp": "#009E73", "Adam": "#E69F00"}
    H, start = valley(30)
    grid = np.stack(np.meshgrid(np.linspace(-4.5, 11.5, 200), np.linspace(-3.5, 8, 200)), axis=-1)
    figure, (left, middle, right) = plt.subplots(1, 3, figsize=(13, 4.2), layout="constrained")
    heights = 0.5 * np.einsum("...i,ij,...j->...", grid, H, grid)
    left.contour(grid[..., 0], grid[..., 1], heights, levels=np.geomspace(1, 3000, 9), colors="silver", linewidths=0.8)
    for name, (lr, path) in tuned_race(30).items():
        left.plot(*path[:31].T, ".-", color=colors[name], lw=1.2, ms=4, label=f"{name}, rate {lr:.2g}")
        middle.semilogy(np.linalg.norm(path, axis=1), color=colors[name], lw=2)
        middle.text(101, np.linalg.norm(path[-1]), name, color=colors[name], va="center")
    for name, (lr, losses) in on_digits.items():
        right.semilogy(losses, color=colors[name], lw=2, label=f"{name}, rate {lr:.2g}")
    left.plot(0, 0, "*", color="black", ms=13)
    left.set(
        xlim=(-4.5, 11.5),
        ylim=(-3.5, 8),
        xlabel="w1",
        ylabel="w2",
        title="Five ways down one valley: the first 30 steps",
    )
    left.legend(fontsize=9, loc="upper left")
    middle.set(xlim=(0, 125), xlabel="step", ylabel="distance to the minimum", title="In the turned valley")
    right.set(xlabel="step", ylabel="training loss", title="And on handwritten digits")
    right.legend(fontsize=9, loc="lower left")
    for ax in (left, middle, right):
        ax.spines[["top", "right"]].set_visible(False)
    plt.show()

# %% [markdown]
# ## Your optimizers in the figure
#
# Now your own momentum, RMSProp and Adam race in the figure from the top of the chapter, against plain descent. The
# figure calls each of them as `step(w, g, state, lr)`, which returns `(w, state)`, and begins by tuning it: each starts
# with its best of 41 rates. Do they do what the figure's own racers did? Then change one. What does Adam do without its
# correction, and momentum with $\beta = 0.99$?


# %%
def my_momentum(w, g, v, lr):
    return momentum_step(w, g, np.zeros(2) if v is None else v, lr, beta=0.9)


def my_rmsprop(w, g, s, lr):
    return rmsprop_step(w, g, np.zeros(2) if s is None else s, lr, beta=0.9)


def my_adam(w, g, state, lr):
    m, v, t = state or (np.zeros(2), np.zeros(2), 1)
    w, m, v = adam_step(w, g, m, v, t, lr)
    return w, (m, v, t + 1)


if all(check(f).passed for f in (momentum_step, rmsprop_step, adam_step)):
    live = play.optimizers({"momentum": my_momentum, "RMSProp": my_rmsprop, "Adam": my_adam})
else:
    live = "This cell needs momentum_step, rmsprop_step and adam_step: come back when their checks pass."
live

# %% [markdown]
# ## Batch size and noise
#
# The third problem was noise. A mini-batch's gradient is a mean over $B$ samples drawn at random, so it is the gradient
# of all the data plus noise. How much noise? Its variance tells (chapter:initialization). For independent numbers
# variances add up: in the square of the summed deviations the mixed terms have the mean 0, as in that chapter's
# derivation. If the gradient of a single sample has the standard deviation $\sigma$, the sum of $B$ of them has the
# variance $B\sigma^2$. Dividing the sum by $B$ divides its variance by $B^2$: the mean has the variance $\sigma^2/B$ and
# the standard deviation $\sigma/\sqrt{B}$. Four times the batch halves the noise, and costs four times as much. That is
# one reason why small batches pay.
#
# In chapter:schedules-and-search the noise had the variance $\sigma^2$ and kept the weight trembling with the variance
# $\frac{\eta}{2 - \eta}\,\sigma^2$. With batches of $B$ samples it is
#
# $$q = \frac{\eta}{2 - \eta} \cdot \frac{\sigma^2}{B}.$$
#
# If $\eta$ is small, half the rate helps about as much as twice the batch. So a schedule's smaller steps toward the end
# and larger batches are two cures for the same trembling.

# %%
rng = np.random.default_rng(0)
samples = rng.normal(size=100_000)
for B in (1, 4, 16, 64):
    means = samples[: 100_000 // B * B].reshape(-1, B).mean(axis=1)
    print(f"batches of {B:2}: deviation of the mean {means.std():.3f}, 1 / sqrt(B) = {1 / np.sqrt(B):.3f}")

# %% [markdown]
# ## Summary
#
# - Momentum adds up gradients: what alternates cancels, what stays the same grows by the factor $\frac{1}{1 - \beta}$.
# - AdaGrad and RMSProp divide each weight's step by the size of its gradients: of all past gradients, or of the recent
#   ones.
# - Adam does both, and corrects for the start at 0. Its first step moves each weight by $\eta$.
# - A race is fair if every racer may tune its rate in the same way; a best rate at the edge of the search is a reason
#   to look further.
# - The noise of a batch's gradient falls with $\sqrt{B}$.

# %% [markdown]
# ## Recall
#
# **3.** Plain descent with rate 0.2 moves along a valley in which the gradient hardly changes. You switch to momentum
# with $\beta = 0.95$. With which rate will you, in the long run, move exactly as fast as before?

# %% exercise="recall-11-3"
recall_11_3 = ...  # a number
### BEGIN SOLUTION
recall_11_3 = 0.01
### END SOLUTION

# %% check="recall-11-3"
check("recall-11-3", recall_11_3)

# %% [markdown]
# **4.** Two weights have the gradients 5,000 and $-0.002$. What does Adam's very first step, with rate 0.01, add to
# each of them? Mind the signs.

# %% exercise="recall-11-4"
recall_11_4 = ...  # a list of two numbers
### BEGIN SOLUTION
recall_11_4 = [-0.01, 0.01]
### END SOLUTION

# %% check="recall-11-4"
check("recall-11-4", recall_11_4)

# %% [markdown]
# **5.** With batches of 16 the noise in a weight's gradient has the standard deviation 0.6. What is it with batches of
# 64?

# %% exercise="recall-11-5"
recall_11_5 = ...  # a number
### BEGIN SOLUTION
recall_11_5 = 0.3
### END SOLUTION

# %% check="recall-11-5"
check("recall-11-5", recall_11_5)
