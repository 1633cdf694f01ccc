# %% [markdown]
# Chapter:learning-rate ended with three pictures: a valley in which descent zigzags across and crawls along; directions that would each want a rate of their own; and a trembling that never settles. Each of the
# methods in this chapter is an answer to one of them. All take the same gradient. They differ in what they remember.
#
# Afterwards you can
#
# - say which picture momentum, AdaGrad, RMSProp and Adam answer, and how,
# - write each of them in two to five lines, with its state,
# - let optimizers race fairly, and say what the batch size does to the noise.

# %%
import numpy as np

import playground as play
from autograder import check

# %% [markdown]
# ## Two questions from before
#
# **1.** A Hessian has the eigenvalues 0.5 and 4. Up to which rate does gradient descent converge?

# %% exercise="recall-11-1"
recall_11_1 = ...  # a number
### BEGIN SOLUTION
recall_11_1 = 0.5
### END SOLUTION

# %% check="recall-11-1"
check("recall-11-1", recall_11_1)

# %% [markdown]
# **2.** There are 1,000 samples, and the weights are updated after every 50. What is this kind of gradient descent called?

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
# Five optimizers, one start, a rate slider for each.
#
# - On the long valley: what does plain descent do with a rate that is just small enough? What does momentum do in the same place?
# - Now the saddle. Who is held up by it?
# - Raise the noise. Whose curve goes flat first?

# %%
play.optimizers()

# %% [markdown]
# ## Momentum: steps that remember
#
# In a narrow valley the gradient points mostly *across*, now left, now right, and only a little *along*. If the steps of the past are added up, left and right cancel, and the little that always points along adds up. So keep a **velocity** $v$, which
# starts at 0, forgets a little in every step, and takes in the new gradient:
#
# $$v \leftarrow \beta v + g, \qquad w \leftarrow w - \eta v.$$
#
# How much does it gain? If the gradient is the same $g$ all the time, $v$ grows until $v = \beta v + g$, that is $v = \frac{g}{1 - \beta}$. With $\beta = 0.9$ that is $10\,g$: ten times as fast along the valley. If it alternates, $+g, -g, \dots$, then $v$ settles at
# $v = -\beta v + g$ in size, $\frac{g}{1 + \beta} \approx 0.53\,g$. The zigzag is halved.
#
# (Some texts put the rate inside, $v \leftarrow \beta v + \eta g$, $w \leftarrow w - v$: the same as long as $\eta$ is constant. Others take in $(1 - \beta) g$ and need a rate ten times as large. Check which form is meant before you copy a rate.)
#
# **By hand.** $w = 1$, $v = 2$, $g = 3$, $\beta = 0.5$, $\eta = 0.1$: $v$ becomes $1 + 3 = 4$, and $w = 1 - 0.4 = 0.6$.
#
# ## A rate for each weight: AdaGrad and RMSProp
#
# The second picture: the steep direction forbids the rate that the flat one needs. Divide each weight's step by the size of *its own* gradients, and all directions move alike. The size is taken from squares, so that signs do not cancel, and a root brings it back to the
# gradient's unit. **AdaGrad** adds up all squares so far,
#
# $$s \leftarrow s + g^2, \qquad w \leftarrow w - \eta\, \frac{g}{\sqrt{s} + \varepsilon},$$
#
# everything weight by weight. A tiny $\varepsilon$ keeps a weight whose gradients were all 0 from dividing 0 by 0. As $s$ only grows, the steps get shorter and shorter, like a schedule: with gradients of constant size, $s = t g^2$, and the step is $\eta/\sqrt{t}$. For a convex loss that
# is just right; a network may still be far away when the steps run out. **RMSProp** lets $s$ forget:
#
# $$s \leftarrow \beta s + (1 - \beta)\, g^2,$$
#
# a moving mean of the squares, with the same step.
#
# **By hand.** AdaGrad with $w = 1$, $g = 3$, $s = 16$, $\eta = 0.5$: $s = 25$, and $w = 1 - 0.5 \cdot 3/5 = 0.7$. RMSProp with the same numbers and $\beta = 0.5$: $s = 8 + 4.5 = 12.5$, and $w = 1 - 1.5/3.536 = 0.576$.
#
# **A faded example.** Momentum with $w = 2$, $v = 1$, $g = -2$, $\beta = 0.5$, $\eta = 0.1$. You should see $v = -1.5$ and $w = 2.15$.

# %%
v = 0.5 * 1 + -2
w = ...
v, w

# %% [markdown]
# ## Exercises 1 to 3


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


# %% exercise="adagrad_step"
def adagrad_step(w, g, s, lr, eps=1e-8):
    """One step of AdaGrad.

    w, g, s : arrays of one shape: weights, gradient, sum of the squares so far
    lr, eps : numbers > 0
    returns : (w, s), both new

    Example: With w = np.array([1.0]), g = np.array([3.0]), s = np.array([16.0]),
    adagrad_step(w, g, s, 0.5) is ([0.7], [25.0]).
    """
    ### BEGIN SOLUTION
    s = s + g**2
    return w - lr * g / (np.sqrt(s) + eps), s
    ### END SOLUTION


# %% check="adagrad_step"
check(adagrad_step)


# %% exercise="rmsprop_step"
def rmsprop_step(w, g, s, lr, beta, eps=1e-8):
    """One step of RMSProp.

    w, g, s : arrays of one shape: weights, gradient, moving mean of the squares
    lr, eps : numbers > 0
    beta : number in [0, 1), the share of s that is kept
    returns : (w, s), both new

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
# ## Adam: both, and honest from the first step
#
# **Adam** keeps a moving mean $m$ of the gradients, as momentum does, and a moving mean $v$ of their squares, as RMSProp does:
#
# $$m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \qquad v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2.$$
#
# Both start at 0, and that is a lie that takes long to be forgotten. Suppose the gradient is always $g$. Then after $t$ steps
#
# $$m_t = (1 - \beta_1)\, g \,\big(1 + \beta_1 + \beta_1^2 + \dots + \beta_1^{t-1}\big) = (1 - \beta_1)\, g \cdot \frac{1 - \beta_1^t}{1 - \beta_1} = (1 - \beta_1^t)\, g,$$
#
# by the formula for the geometric series. The mean should be $g$, and it is too small by the factor $1 - \beta_1^t$. So divide by it; the same for $v$:
#
# $$\hat m = \frac{m}{1 - \beta_1^t}, \qquad \hat v = \frac{v}{1 - \beta_2^t}, \qquad w \leftarrow w - \eta\, \frac{\hat m}{\sqrt{\hat v} + \varepsilon}.$$
#
# The step counter $t$ begins at 1. (With $t = 0$ you would divide by 0.) The corrected means are used for this step and not kept: the next step starts from $m$ and $v$ as they were.
#
# **By hand**, the first step: $m = 0.1\,g$ and $\hat m = g$; $v = 0.001\,g^2$ and $\hat v = g^2$. The step is $\eta\, g/|g|$: exactly $\eta$ in the direction of the sign, however large the gradient is. That is why Adam's rate means "how far each weight may move in a step", and why 0.001 is its usual
# value.
#
# ## Exercise 4


# %% exercise="adam_step"
def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    """One step of Adam.

    w, g, m, v : arrays of one shape: weights, gradient, moving means of the gradients and of their squares
    t : whole number, 1 for the first step
    lr, eps : numbers > 0
    beta1, beta2 : numbers in [0, 1)
    returns : (w, m, v), all new; m and v before the correction

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
# To compare optimizers, wrap each as `step(w, g, state) -> (w, state)`: whatever it remembers goes into `state`, which is `None` at the start. A race then needs to know nothing about them.
#
# ## Exercise 5


# %% exercise="race"
def race(steps, gradient, w0, n):
    """Let several optimizers walk from the same start.

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
# The bowl $\frac12 (u_1^2 + 100\, u_2^2)$: condition number 100, limit $2/100 = 0.02$. Plain descent gets its best constant rate, $2/101$, and momentum the same; Adam gets 0.1. All start at $(10, 1)$. After 100 steps, who is closest to the minimum, and who is last?

# %%
if check(race).passed and check(momentum_step).passed and check(adam_step).passed:
    start = np.array([10.0, 1.0])

    def plain(w, g, state):
        return w - 2 / 101 * g, None

    def momentum(w, g, v):
        return momentum_step(w, g, np.zeros(2) if v is None else v, lr=2 / 101, beta=0.8)

    def adam(w, g, state):
        m, v, t = state or (np.zeros(2), np.zeros(2), 1)
        w, m, v = adam_step(w, g, m, v, t, lr=0.1)
        return w, (m, v, t + 1)

    paths = race({"plain": plain, "momentum": momentum, "adam": adam}, lambda u: u * [1, 100], start, 100)
    for name, path in paths.items():
        print(
            f"{name:8}: distance after 20 steps {np.linalg.norm(path[20]):.3f}, after 100 steps {np.linalg.norm(path[100]):.4f}"
        )
else:
    print("This cell needs race, momentum_step and adam_step: come back when their checks pass.")

# %% [markdown]
# Plain descent keeps $99/101$ of its distance in each step, 0.135 of it after 100 steps. Momentum is far ahead. Adam moves each weight by about 0.1 a step, whatever the slope: from 10 it needs a hundred steps only to get there. It is no magic; its strength is that one
# rate suits very different weights.
#
# ## Batch size and noise
#
# A mini-batch's gradient is a mean over $B$ samples drawn at random, so it is the full gradient plus noise. If a single sample's gradient has the standard deviation $\sigma$, independent samples give a mean with $\sigma/\sqrt{B}$: variances add, so the sum of $B$ of them has $B\sigma^2$, and
# dividing by $B$ divides the variance by $B^2$. Four times the batch halves the noise, and costs four times as much. That is why batches are small.
#
# The noise sets how low a constant rate can get. On a bowl of curvature 1 with noise $\sigma$ the distance's variance $V$ settles where one step leaves it as it is: $V = (1 - \eta)^2 V + \eta^2 \sigma^2/B$, so $V = \frac{\eta}{2 - \eta} \cdot \frac{\sigma^2}{B}$. Half the rate or twice the batch: nearly the same
# end. Smaller steps at the end (chapter:learning-rate's schedules) and larger batches answer the same picture, the trembling.

# %%
rng = np.random.default_rng(0)
samples = rng.normal(size=100_000)
for B in (1, 4, 16, 64):
    means = samples[: 100_000 // B * B].reshape(-1, B).mean(axis=1)
    print(f"batches of {B:2}: deviation of the mean {means.std():.3f}, 1 / sqrt(B) = {1 / np.sqrt(B):.3f}")

# %% [markdown]
# ## Summary
#
# - Momentum adds up gradients: what alternates cancels, what stays adds up, by $1/(1 - \beta)$.
# - AdaGrad and RMSProp divide each weight's step by the size of its gradients, of all of them or of the last ones.
# - Adam does both, and corrects for the start at 0; its first step is exactly $\eta$ for each weight.
# - The noise of a batch falls with $\sqrt{B}$.

# %% [markdown]
# ## Recall
#
# **3.** Momentum with $\beta = 0.9$, and a gradient that is always 1. Towards what does the velocity grow?

# %% exercise="recall-11-3"
recall_11_3 = ...  # a number
### BEGIN SOLUTION
recall_11_3 = 10
### END SOLUTION

# %% check="recall-11-3"
check("recall-11-3", recall_11_3)

# %% [markdown]
# **4.** Adam's very first step, with rate 0.01 and a gradient of 5,000. How far does the weight move?

# %% exercise="recall-11-4"
recall_11_4 = ...  # a number >= 0
### BEGIN SOLUTION
recall_11_4 = 0.01
### END SOLUTION

# %% check="recall-11-4"
check("recall-11-4", recall_11_4)

# %% [markdown]
# **5.** You make the batches four times as large. By which factor does the gradient's noise (its standard deviation) fall?

# %% exercise="recall-11-5"
recall_11_5 = ...  # a number
### BEGIN SOLUTION
recall_11_5 = 2
### END SOLUTION

# %% check="recall-11-5"
check("recall-11-5", recall_11_5)
