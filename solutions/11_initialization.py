# %% [markdown]
# Training has to begin somewhere. Zero looks like the neutral choice, but hidden units that start equal stay equal:
# such a network never learns more than a single hidden unit could. Random numbers work, provided that they are neither
# too small nor too large. This chapter says why, and how large they should be.
#
# Afterwards you can
#
# - explain what stays equal when hidden units start equal, and when zero is harmless,
# - follow the spread of the numbers through the layers, forward and backward,
# - derive Xavier's and He's rules, say which rule belongs to which activation, and what a gain is for.

# %%
import numpy as np

import playground as play
from autograder import check


def sigmoid(z):
    """From chapter:activations: 1 / (1 + exp(-z)), written so that nothing overflows."""
    return 0.5 * (1 + np.tanh(0.5 * z))


def relu(z):
    """From chapter:activations."""
    return np.maximum(z, 0)


# %% [markdown]
# ## Two questions from before
#
# **1.** Layer $l$ has 12 inputs and 4 units, and the batch has 32 samples. What is the shape of $dW^{[l]}$?

# %% exercise="recall-09-1"
recall_09_1 = ...  # a tuple of two whole numbers
### BEGIN SOLUTION
recall_09_1 = (12, 4)
### END SOLUTION

# %% check="recall-09-1"
check("recall-09-1", recall_09_1)

# %% [markdown]
# **2.** All weights and biases of a sigmoid layer are zero. What is the slope of each of its units at its weighted sum,
# whatever the input is?

# %% exercise="recall-09-2"
recall_09_2 = ...  # a number
### BEGIN SOLUTION
recall_09_2 = 0.25
### END SOLUTION

# %% check="recall-09-2"
check("recall-09-2", recall_09_2)

# %% [markdown]
# ## Play: units that move together
#
# Each dot is a hidden unit; its two incoming weights are its coordinates. The network of chapter:backpropagation learns
# XOR, and the slider moves through its training. Choose a start: all zero, all equal, equal pairs, or random.
#
# - How many dots do you see, and how many are there?
# - From which start is XOR solved?

# %%
play.symmetry()

# %% [markdown]
# ## Equal stays equal
#
# Take chapter:backpropagation's network: $s = xV + a$, $h = \sigma(s)$, $z = hW + b$, $y = \sigma(z)$. Suppose two
# hidden units $j$ and $k$ start equal: the same column of $V$, the same bias in $a$, the same row of $W$. Go through
# one step of training.
#
# 1. **Forward.** Equal columns and biases give equal sums, $s_j = s_k$, and so equal outputs, $h_j = h_k$.
# 2. **Backward.** With $\delta = (y - t)\, y\, (1 - y)$ at the outputs, unit $j$ gets the error
#    $\sum_r W_{jr}\, \delta_r \cdot h_j (1 - h_j)$, where $r$ runs over the outputs. Rows $j$ and $k$ of $W$ are equal,
#    and so are $h_j$ and $h_k$: both units get the same error.
# 3. **Update.** The gradient of column $j$ of $V$ is the sum of $x \cdot (\text{error of unit } j)$ over the samples,
#    the same as for $k$; the gradient of row $j$ of $W$ is the sum of $h_j\, \delta$ over the samples, the same as for
#    $k$. Equal numbers minus equal numbers: after the step the units are equal again.
#
# So they are equal after every step, forever. Ten equal units compute what one unit with ten times the outgoing weight
# computes. The gradient *keeps* the symmetry; only the start can break it. Nothing here is special to the sigmoid or to
# one hidden layer.
#
# **All zero** is the worst case: with $W = 0$ the error that comes back is 0 as well, so in the first step $V$ does not
# even move.
#
# **When is zero harmless?** A perceptron, linear regression or logistic regression has no hidden units that could stay
# equal. Its weights differ as soon as the inputs do, and for the two regressions the loss has a single valley. So a
# single-layer perceptron may start at zero, and so may the two regressions: in chapter:perceptron,
# chapter:gradient-descent and chapter:classification they did. Biases may start at zero in every network, because the
# weights already tell the units apart.
#
# **By hand.** $V = \begin{pmatrix} 1 & 1 & 2\\ 3 & 3 & 4 \end{pmatrix}$ has three units, of which the first two are
# equal: two different ones.
#
# **A faded example.** How many different units does $\begin{pmatrix} 1 & 2 & 1\\ 0 & 0 & 0 \end{pmatrix}$ have? You
# should find two.

# %%
V = np.array([[1, 2, 1], [0, 0, 0]])
first, second, third = V[:, 0], V[:, 1], ...
np.array_equal(first, second), np.array_equal(first, third), np.array_equal(second, third)

# %% [markdown]
# The first three exercises are an experiment: a start that does not work, a way to count what it leaves, and the
# training.
#
# ## Exercise 1: all zero


# %% exercise="zero_init"
def zero_init(sizes):
    """A network whose every number is zero.

    sizes : list of whole numbers: inputs, hidden layers, outputs
    returns : list of (W, b), first layer first; W of shape (fan_in, fan_out), b of shape (fan_out,)

    Example: zero_init([2, 3]) is [([[0, 0, 0], [0, 0, 0]], [0, 0, 0])].
    """
    ### BEGIN SOLUTION
    return [(np.zeros((fan_in, fan_out)), np.zeros(fan_out)) for fan_in, fan_out in zip(sizes, sizes[1:])]
    ### END SOLUTION


# %% check="zero_init"
check(zero_init)


# %% [markdown]
# ## Exercise 2: count the different units


# %% exercise="distinct_units"
def distinct_units(W):
    """The number of different columns of W. Two columns are the same if no entry differs by more than 1e-9.

    W : array, shape (fan_in, units)
    returns : whole number

    Example: distinct_units(np.array([[1, 1, 2], [3, 3, 4]])) is 2.
    """
    ### BEGIN SOLUTION
    found = []
    for column in W.T:
        if not any(np.max(np.abs(column - other)) <= 1e-9 for other in found):
            found.append(column)
    return len(found)
    ### END SOLUTION


# %% check="distinct_units"
check(distinct_units)


# %% [markdown]
# ## Exercise 3: train, then count


# %% exercise="symmetry_after_training"
def symmetry_after_training(V, a, W, b, X, T, steps, lr):
    """Train chapter:backpropagation's network from this start, and count its different hidden units at the end.

    V, a : arrays, shapes (d, hidden) and (hidden,)
    W, b : arrays, shapes (hidden, k) and (k,)
    X : array, shape (n, d)
    T : array, shape (n, k)
    steps : whole number, steps of full-batch gradient descent on E = 1/2 sum (Y - T)^2
    lr : number > 0, the learning rate
    returns : whole number; a unit is its column of V together with its entry of a

    Example: With V = np.zeros((2, 3)), a = np.zeros(3), W = np.zeros((3, 1)), b = np.zeros(1),
    X = np.array([[0, 1], [1, 1]]), T = np.array([[1], [0]]), symmetry_after_training(V, a, W, b, X, T, 10, 0.5) is 1.
    Whatever X and T are, units that start equal stay equal.
    """
    ### BEGIN SOLUTION
    for _ in range(steps):
        H = sigmoid(X @ V + a)
        Y = sigmoid(H @ W + b)
        delta = (Y - T) * Y * (1 - Y)
        hidden_delta = (delta @ W.T) * H * (1 - H)
        V, a = V - lr * X.T @ hidden_delta, a - lr * hidden_delta.sum(axis=0)
        W, b = W - lr * H.T @ delta, b - lr * delta.sum(axis=0)
    return distinct_units(np.vstack([V, a]))
    ### END SOLUTION


# %% check="symmetry_after_training"
check(symmetry_after_training)

# %% [markdown]
# ## How large?
#
# So the start is random. If the weights are too small, the numbers shrink from layer to layer until nothing is left of
# the input; if they are too large, the numbers grow, and sigmoids saturate. The same happens to the gradients on the
# way back. Is there a start that keeps the spread?
#
# ### Mean, variance, standard deviation
#
# We need three words from statistics. The **mean** of a random number $u$, written $E[u]$, is its average over very
# many draws. (In chapter:backpropagation $E$ was a loss; with brackets it is a mean.) The **variance** is the mean of
# the squared distance from the mean, $\operatorname{Var}(u) = E\big[(u - E[u])^2\big]$; if the mean is 0, that is
# simply $E[u^2]$. The **standard deviation** is the square root of the variance; it says how far from the mean a
# typical draw lies, in the unit of $u$ itself. Two rules are enough: means add up, $E[u + w] = E[u] + E[w]$, and if two
# numbers are drawn **independently** of each other, the mean of their product is the product of their means,
# $E[u w] = E[u]\, E[w]$.
#
# **By hand.** A coin gives $u = 3$ or $u = -3$. The mean is 0, the variance $\frac{9 + 9}{2} = 9$, the standard
# deviation 3.
#
# ### Forward
#
# Look at one unit before its activation, $z = \sum_{i=1}^{n} h_i w_i$. Here the $h_i$ are the outputs of the layer
# before, and $n$ is their number, `fan_in`. (In this chapter $n$ counts inputs, not samples.) The weights are drawn
# independently of each other and of the $h_i$, with mean 0 and variance $v$. Mean first:
# $E[z] = \sum_i E[h_i]\,E[w_i] = 0$. Then the variance. Square the sum:
#
# $$\operatorname{Var}(z) = E[z^2] = \sum_i \sum_k E[h_i h_k]\, E[w_i w_k].$$
#
# For $i \neq k$ the weights are independent, so $E[w_i w_k] = E[w_i]\,E[w_k] = 0$. Only the terms with $i = k$ remain.
# Each of them is $E[h_i^2]\, v$, and if the $h_i$ all have the same mean square $E[h^2]$,
#
# $$\operatorname{Var}(z) = n\, v\, E[h^2].$$
#
# **By hand.** Four inputs are all 1, and each weight is 1 or $-1$ by the toss of a coin, so $v = 1$. Of the 16 ways in
# which the four coins can fall, 2 make $z = \pm 4$, 8 make $z = \pm 2$, and 6 make $z = 0$. The mean of $z^2$ is
# $\frac{2 \cdot 16 + 8 \cdot 4 + 6 \cdot 0}{16} = 4$, and $n\, v\, E[h^2] = 4 \cdot 1 \cdot 1 = 4$.
#
# **With tanh**, near 0, the activation hardly changes a number: $h_{next} \approx z$. So
# $E[h_{next}^2] \approx n\, v\, E[h^2]$, and the spread is kept if $n v = 1$, that is, if $v = 1/\text{fan\_in}$.
#
# **With ReLU** half of the values become 0. If $z$ is symmetric around 0, half of its mean square comes from each side,
# so $E[h_{next}^2] = \frac12 \operatorname{Var}(z) = \frac12\, n\, v\, E[h^2]$. The spread is kept if
# $\frac12 n v = 1$, that is, if $v = 2/\text{fan\_in}$. That is **He's rule**.
#
# ### Backward
#
# From chapter:deep-networks: $dA_{prev} = dZ\, W^{\top}$. The gradient for one input is again a weighted sum,
# $dh = \sum_k w_k\, dz_k$, now over the `fan_out` units that the input feeds. The same calculation gives
# $E[dh^2] = \text{fan\_out} \cdot v \cdot E[dz^2]$. (It treats the gradients as independent of the weights, which is
# nearly true at the start.) So with tanh near 0 gradients keep their size if $v = 1/\text{fan\_out}$.
#
# Unless fan_in equals fan_out, both cannot hold. **Xavier's rule** (after Xavier Glorot) averages the two denominators,
#
# $$v = \frac{1}{\tfrac12 (\text{fan\_in} + \text{fan\_out})} = \frac{2}{\text{fan\_in} + \text{fan\_out}}.$$
#
# ### Gains
#
# "Near 0" is where the derivation cheats. tanh always makes a number smaller, $|\tanh z| < |z|$, and numbers of size
# one are not near 0. So with Xavier's rule and tanh the spread sinks from layer to layer: in the figure below from about
# 0.63 in the first layer to about 0.22 in the tenth. The sinking slows down, because the smaller the numbers are, the less tanh
# takes away, but it does not stop. The remedy is a **gain**: a factor on the standard deviation, chosen for the
# activation. He's rule is $\frac{1}{\sqrt{\text{fan\_in}}}$ with the gain $\sqrt 2$. For tanh, people use the gain
# $\frac53$ (PyTorch's default for tanh). No derivation as short as the other two leads to it, but a measurement speaks for
# it: with it the spread settles at about 0.65 and stays there. You will measure this below.
#
# ### From the variance to the weights
#
# The rules give variances. A normal random number is scaled by the *standard deviation*, the square root of the
# variance. (Some libraries draw from a uniform distribution between $-c$ and $c$ instead. Its variance is $c^2/3$, so
# there $c = \sqrt{3v}$. For Xavier's rule that is $\sqrt{6/(\text{fan\_in} + \text{fan\_out})}$.)
#
# `rng.normal(size=(3, 4))` draws an array of normal numbers with mean 0 and standard deviation 1; a factor in front is
# their new standard deviation.
#
# **By hand.** A layer has 200 inputs and 100 units. The standard deviation is $\sqrt{2/200} = 0.1$ by He's rule and
# $\sqrt{2/300} \approx 0.0816$ by Xavier's.
#
# **A faded example.** A layer has 8 inputs and 10 units. You should see 0.5 and about 0.333.

# %%
he_deviation = np.sqrt(2 / 8)
xavier_deviation = ...
he_deviation, xavier_deviation

# %% [markdown]
# ## Exercise 4: Xavier's rule


# %% exercise="xavier_init"
def xavier_init(fan_in, fan_out, rng):
    """Weights by Xavier's rule: normal, with mean 0 and variance 2 / (fan_in + fan_out).

    fan_in, fan_out : whole numbers >= 1
    rng : numpy.random.Generator, the only source of randomness
    returns : array, shape (fan_in, fan_out)

    Example: With W = xavier_init(300, 500, np.random.default_rng(0)), W.shape is (300, 500),
    W.std().round(3) is 0.05. That is sqrt(2 / 800).
    """
    ### BEGIN SOLUTION
    return np.sqrt(2 / (fan_in + fan_out)) * rng.normal(size=(fan_in, fan_out))
    ### END SOLUTION


# %% check="xavier_init"
check(xavier_init)


# %% [markdown]
# ## Exercise 5: He's rule


# %% exercise="he_init"
def he_init(fan_in, fan_out, rng):
    """Weights by He's rule: normal, with mean 0 and variance 2 / fan_in.

    fan_in, fan_out : whole numbers >= 1
    rng : numpy.random.Generator, the only source of randomness
    returns : array, shape (fan_in, fan_out)

    Example: With W = he_init(200, 500, np.random.default_rng(0)), W.shape is (200, 500), W.std().round(2) is 0.1.
    That is sqrt(2 / 200), whatever fan_out is.
    """
    ### BEGIN SOLUTION
    return np.sqrt(2 / fan_in) * rng.normal(size=(fan_in, fan_out))
    ### END SOLUTION


# %% check="he_init"
check(he_init)

# %% [markdown]
# ## Exercise 6: follow the spread
#
# Do the rules keep what they promise? Follow the standard deviation through a deep network. NumPy's `A.std()` is the
# standard deviation of all entries of an array.


# %% exercise="activation_stds"
def activation_stds(X, weights, activation):
    """The standard deviation of every layer's output, over all samples and units. No biases.

    X : array, shape (n, d)
    weights : list of arrays W, first layer first
    activation : function, applied to every layer's Z = A W
    returns : array, shape (number of layers,)

    Example: activation_stds(np.array([[1, -1]]), [np.array([[1, 0], [0, 1]])], relu) is [0.5]. Z is [[1, -1]], and
    the only layer's output [[1, 0]].
    """
    ### BEGIN SOLUTION
    A, stds = X, []
    for W in weights:
        A = activation(A @ W)
        stds.append(np.std(A))
    return np.array(stds)
    ### END SOLUTION


# %% check="activation_stds"
check(activation_stds)

# %% [markdown]
# ## Play: ten layers deep
#
# The figure shows the numbers of four of the ten layers as histograms: on the way forward at the top, the gradients on
# the way back below.
#
# - With tanh and weights of standard deviation 1: where are all the numbers? What does that do to the gradients?
# - Press "sinks slowly", which is tanh with Xavier's rule, then "settles". Compare the standard deviations.
# - Which rules keep ReLU about level?

# %%
play.initialization()

# %% [markdown]
# ## Predict, then run
#
# A ReLU network has 20 layers with 200 units each. It starts once by He's rule, $\sqrt{2/200} = 0.1$, and once by
# Xavier's, $\sqrt{2/400} \approx 0.071$. Every ReLU layer multiplies the mean square by $\frac12 n v$. What is that
# factor for each rule? And what share of the standard deviation is left after 20 layers of Xavier's?

# %%
factor_he, factor_xavier = ..., ...
share_left = ...  # standard deviation after layer 20, divided by the one at the start

# %%
if check(activation_stds).passed and check(he_init).passed and check(xavier_init).passed:
    play.predicted(factor_he, factor_xavier, share_left)
    rng = np.random.default_rng(1)
    X = rng.normal(size=(200, 200))
    for name, init in (("He", he_init), ("Xavier", xavier_init)):
        stds = activation_stds(X, [init(200, 200, rng) for _ in range(20)], relu)
        print(f"{name:6}: layer 1 {stds[0]:.3f}, layer 10 {stds[9]:.5f}, layer 20 {stds[19]:.6f}")
else:
    print("This cell needs activation_stds, he_init and xavier_init: come back when their checks pass.")

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# He's factor is $\frac12 \cdot 200 \cdot 0.01 = 1$: the spread stays, apart from chance. Xavier's is
# $\frac12 \cdot 200 \cdot 0.005 = \frac12$ for the mean square, so $\sqrt{1/2}$ for the standard deviation, and
# $\sqrt{1/2}^{\,20} = 2^{-10} \approx 0.001$ after 20 layers.
#
# </details>
#
# ## Does it matter? Ten layers learn to read
#
# Now your starts in a network that has something to learn: ten hidden layers of 32 units, and 200 of scikit-learn's
# handwritten digits. `deep_loss` trains it for 100 steps, with chapter:deep-networks's loops in a few lines. There are
# six starts, and each may try three rates and keep its best one. Which of them will learn to read?

# %%
learners = ...  # a list, such as ["tanh, Xavier", "ReLU, He"]

# %%
from sklearn.datasets import load_digits

images, digits = load_digits(return_X_y=True)
chosen = np.random.default_rng(0).permutation(len(images))[:200]
X, T = (images[chosen] - images.mean()) / images.std(), np.eye(10)[digits[chosen]]
SLOPES = {np.tanh: lambda H: 1 - H**2, relu: lambda H: H > 0}  # From a layer's output H.


def deep_loss(activation, init, lr, steps=100):
    """The cross-entropy before every step of full-batch descent, through ten hidden layers of 32 units."""
    rng, losses = np.random.default_rng(0), []
    layers = [(init(n, 32, rng), np.zeros(32)) for n in [64] + 9 * [32]]
    W, b = rng.normal(size=(32, 10)) * np.sqrt(2 / 42), np.zeros(10)
    for _ in range(steps):
        outputs = [X]
        for V, a in layers:
            outputs.append(activation(outputs[-1] @ V + a))
        Z = outputs[-1] @ W + b
        Z = Z - Z.max(axis=1, keepdims=True)
        log_p = Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))
        losses.append(-np.sum(T * log_p) / len(X))
        dZ = (np.exp(log_p) - T) / len(X)
        dH = dZ @ W.T
        W, b = W - lr * outputs[-1].T @ dZ, b - lr * dZ.sum(axis=0)
        for k in reversed(range(10)):
            V, a = layers[k]
            dS = dH * SLOPES[activation](outputs[k + 1])
            dH = dS @ V.T
            layers[k] = V - lr * outputs[k].T @ dS, a - lr * dS.sum(axis=0)
    return losses


written = all(check(f).passed for f in (activation_stds, he_init, xavier_init))
if written:
    play.predicted(learners)
    starts = {
        "tanh, deviation 0.01": (np.tanh, lambda n, m, rng: 0.01 * rng.normal(size=(n, m))),
        "tanh, deviation 1": (np.tanh, lambda n, m, rng: rng.normal(size=(n, m))),
        "tanh, Xavier": (np.tanh, xavier_init),
        "tanh, Xavier times 5/3": (np.tanh, lambda n, m, rng: 5 / 3 * xavier_init(n, m, rng)),
        "ReLU, Xavier": (relu, xavier_init),
        "ReLU, He": (relu, he_init),
    }
    curves = {}
    for name, start in starts.items():
        curves[name] = min((deep_loss(*start, lr) for lr in (0.03, 0.1, 0.3)), key=lambda losses: losses[-1])
        print(f"{name:22}: the loss goes from {curves[name][0]:.2f} to {curves[name][-1]:.2f}")
else:
    print("This cell needs activation_stds, he_init and xavier_init: come back when their checks pass.")

# %% [markdown]
# Here are the six starts as one picture, one row for each. On the left is what a layer sends out before any training, in a
# network with 200 units per layer; the number is the standard deviation by your `activation_stds`. On the right is the
# loss while the network learns.

# %%
if written:
    import matplotlib.pyplot as plt

    shown = (1, 2, 4, 10)
    figure, axes = plt.subplots(
        len(starts), 5, figsize=(10.5, 7.5), layout="constrained", width_ratios=(1, 1, 1, 1, 1.7), sharex="col"
    )
    for row, (name, (activation, init)) in zip(axes, starts.items()):
        rng = np.random.default_rng(0)
        A, weights = rng.normal(size=(200, 200)), [init(200, 200, rng) for _ in range(10)]
        stds = activation_stds(A, weights, activation)
        color = "#0072B2" if activation is np.tanh else "#009E73"
        for layer, W in enumerate(weights, 1):
            A = activation(A @ W)
            if layer in shown:
                ax = row[shown.index(layer)]
                counts, edges = np.histogram(A, bins=np.linspace(-1.5, 1.5, 51), density=True)
                ax.stairs(counts, edges, fill=True, color=color)
                ax.set(yticks=[], ylim=(0, 3))
                ax.spines[["top", "right", "left"]].set_visible(False)
                ax.text(0.98, 0.95, f"{stds[layer - 1]:.2f}", transform=ax.transAxes, ha="right", va="top")
        row[0].set_ylabel(name.replace(", ", "\n"), rotation=0, ha="right", va="center")
        row[4].plot(curves[name], color="#D55E00", lw=2)
        row[4].axhline(np.log(10), color="0.6", lw=1, ls=":")  # What guessing costs.
        row[4].set(ylim=(0, 3.4), yticks=[0, 1, 2, 3])
        row[4].spines[["top", "right"]].set_visible(False)
    for ax, layer in zip(axes[0], shown):
        ax.set_title(f"layer {layer}")
    axes[0, 4].set_title("training loss (dotted: guessing)")
    for ax in axes[-1, :4]:
        ax.set_xlabel("output of a unit")
    axes[-1, 4].set_xlabel("step")
    plt.show()

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# With the deviation 0.01 nothing arrives at layer 10, and hardly any gradient comes back: the loss stays at 2.29, which is
# what guessing costs, $\log 10 \approx 2.30$. With 1 nearly every unit is saturated, and the loss only gets to 1.72. ReLU
# with Xavier's rule is nearly silent in layer 10 and gets to 1.19 in these 100 steps; with He's rule, one factor
# $\sqrt 2$ per layer away, to 0.45. tanh learns best here: to 0.03 with Xavier's rule and to 0.02 with the gain. So a
# slow sinking does little harm. What ruins a network is a spread that dies out, or units that saturate.
#
# </details>

# %% [markdown]
# ## Summary
#
# - Hidden units that start equal stay equal: the gradient keeps the symmetry. Random weights break it; biases may be
#   zero.
# - Without a hidden layer, zero is a fine start.
# - $\operatorname{Var}(z) = \text{fan\_in} \cdot v \cdot E[h^2]$. Keeping it level gives He's $2/\text{fan\_in}$ for
#   ReLU. For tanh, averaging forward and backward gives Xavier's $2/(\text{fan\_in} + \text{fan\_out})$.
# - With tanh Xavier's rule lets the spread sink slowly; a gain of $\frac53$ makes it settle.
# - The rules give variances. A normal number is multiplied by the square root.

# %% [markdown]
# ## Recall
#
# **3.** A network has six hidden units. All six have the same incoming weights and biases, but the outgoing weights are
# 1 for the first three units and $-1$ for the other three. How many different units are there after 1,000 steps of
# training?

# %% exercise="recall-09-3"
recall_09_3 = ...  # a whole number
### BEGIN SOLUTION
recall_09_3 = 2
### END SOLUTION

# %% check="recall-09-3"
check("recall-09-3", recall_09_3)

# %% [markdown]
# **4.** Each layer of a ReLU network has 100 inputs, and its weights were drawn with the standard deviation 0.2. By
# which factor does a layer multiply the standard deviation of the numbers?

# %% exercise="recall-09-4"
recall_09_4 = ...  # a number, to three decimals
### BEGIN SOLUTION
recall_09_4 = np.sqrt(2)
### END SOLUTION

# %% check="recall-09-4"
check("recall-09-4", recall_09_4)

# %% [markdown]
# **5.** Softmax regression with ten classes starts with all weights and biases at zero, so its ten outputs start equal.
# Do they stay equal?

# %% exercise="recall-09-5"
recall_09_5 = ...  # "yes" or "no"
### BEGIN SOLUTION
recall_09_5 = "no"
### END SOLUTION

# %% check="recall-09-5"
check("recall-09-5", recall_09_5)
