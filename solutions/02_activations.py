# %% [markdown]
# A perceptron's step is blunt: whether the sum is barely above 0 or far above it, the answer is the same 1. And it is
# flat: nudge a weight, and almost always nothing changes. To learn, a network needs a slope to follow. This chapter
# replaces the step with smooth curves and finds their slopes.
#
# Afterwards you can
#
# - compute sigmoid, tanh, ReLU and leaky ReLU, and the derivative of each, on arrays of any shape,
# - say where each of them is flat, and what that does to a deep network.

# %%
import numpy as np

import playground as play
from autograder import check

# %% [markdown]
# ## Two questions from before
#
# **1.** A perceptron has $w = (2, -1)$ and $b = -1.5$. Each of its two inputs is 0 or 1. On how many of the four possible
# inputs does it fire?

# %% exercise="recall-02-1"
recall_02_1 = ...  # a whole number
### BEGIN SOLUTION
recall_02_1 = 1
### END SOLUTION

# %% check="recall-02-1"
check("recall-02-1", recall_02_1)

# %% [markdown]
# **2.** A perceptron has $w = (2, 2)$. It meets the sample $x = (3, -1)$ with target 0, and fires. With learning rate 1, what
# are the new weights?

# %% exercise="recall-02-2"
recall_02_2 = ...  # a list of two numbers
### BEGIN SOLUTION
recall_02_2 = [-1, 3]
### END SOLUTION

# %% check="recall-02-2"
check("recall-02-2", recall_02_2)

# %% [markdown]
# ## Play: a curve and its slope
#
# On the left is an activation with a point on it, and the tangent at that point. On the right is its derivative: the height
# of the point there is the slope of the tangent.
#
# - Where is the sigmoid steepest, and how steep is it there?
# - Move $z$ to 5. If $z$ changed a little, how much would the output change?
# - Switch to tanh, then to ReLU. Which of the three have a slope of 1 somewhere, and where?

# %%
play.activation()

# %% [markdown]
# ## The idea
#
# From now on a unit computes its weighted sum $z$, the **pre-activation**, and sends out $h = g(z)$, its **activation**. The
# *activation function* $g$ is applied to each unit's sum separately, element by element. Four such functions matter here:
#
# | name | $g(z)$ | range |
# |---|---|---|
# | sigmoid | $\sigma(z) = \dfrac{1}{1 + e^{-z}}$ | strictly between 0 and 1; $\sigma(0) = 0.5$ |
# | tanh | $\tanh z = \dfrac{e^z - e^{-z}}{e^z + e^{-z}}$ | strictly between $-1$ and 1; $\tanh 0 = 0$ |
# | ReLU | $\max(0, z)$ | 0 and above |
# | leaky ReLU | $z$ if $z > 0$, else $\alpha z$, with $0 < \alpha < 1$ | all numbers |
#
# The sigmoid stays above 0: no output is negative. ReLU zeroes negative *pre-activations*; whether a weight is negative plays
# no part.
#
# **Why smooth?** From chapter:gradient-descent on, learning means asking of every weight whether a little more of it would
# make the result better or worse. That is a question about slopes. The step has slope 0 everywhere except at 0, where it
# has no slope at all. Its answer is always "no difference", so nothing can be learned through it. This is also why a
# *multi-layer perceptron*, despite the name, is not a stack of perceptrons: its units are smooth (ReLU has a single
# corner), not thresholds.
#
# **Why not simply a straight line?** Because layers of straight lines add up to nothing but another straight line;
# chapter:forward proves it.

# %% [markdown]
# ## The sigmoid's slope, step by step
#
# Write $\sigma(z) = (1 + e^{-z})^{-1}$ and use the chain rule, from the outside in:
#
# $$\begin{aligned}
# \sigma'(z) &= -1 \cdot (1 + e^{-z})^{-2} \cdot \frac{d}{dz}\big(1 + e^{-z}\big)
#   && \text{outer derivative: } \tfrac{d}{du}\, u^{-1} = -u^{-2}\\
# &= -(1 + e^{-z})^{-2} \cdot \big(-e^{-z}\big)
#   && \text{inner derivative: } \tfrac{d}{dz}\, e^{-z} = -e^{-z}\\
# &= \frac{e^{-z}}{(1 + e^{-z})^2}
#   && \text{the two minus signs cancel}\\
# &= \frac{1}{1 + e^{-z}} \cdot \frac{e^{-z}}{1 + e^{-z}}.
#   && \text{split the square}
# \end{aligned}$$
#
# The first factor is $\sigma(z)$ itself. The second one needs no exponential either, once you know $h = \sigma(z)$: the slope
# can be computed from the *output* alone. That last line is yours, in exercise 2.
#
# ## The slope of ReLU
#
# To the right of 0 the graph is the line $z$, with slope 1; to the left it is flat, with slope 0. At exactly 0 there is a
# corner, and no derivative: any number from 0 to 1 is a *subgradient*, the slope of a line that touches the graph there
# and nowhere lies above it. A program must return something; this course and the big frameworks return 0, and so should
# your `relu_grad`.
#
# ## A worked example
#
# | at $z = 2$ | value | slope |
# |---|---|---|
# | sigmoid | $1 / (1 + e^{-2}) = 1 / 1.1353 = 0.8808$ | $e^{-2} / (1 + e^{-2})^2 = 0.1353 / 1.1353^2 = 0.1050$ |
# | ReLU | $2$ | $1$ |
# | leaky ReLU, $\alpha = 0.1$ | $2$ | $1$ |
#
# (The slope of tanh is exercise 3.)
#
# ## A faded example
#
# Find the same three slopes at $z = -2$, where $e^{-z} = e^2 = 7.3891$. Replace the dots and run the cell. They should be
# about 0.105, 0 and 0.1.

# %%
value = 1 / (1 + 7.3891)  # the sigmoid at -2
slope_sigmoid = ...  # as in the table, with 7.3891 in the place of 0.1353
slope_relu = ...
slope_leaky_relu = ...  # alpha is 0.1
slope_sigmoid, slope_relu, slope_leaky_relu

# %% [markdown]
# ## Element by element
#
# The next seven exercises take an array of any shape, or a plain Python number, and answer element by element. NumPy's
# functions do both by themselves. Return new arrays; leave the argument alone.

# %%
z = np.array([-2.0, 0.0, 2.0])
print(np.tanh(z))  # [-0.96402758  0.          0.96402758]
print(np.exp(0.0))  # 1.0
print(np.maximum(z, 0))  # [0. 0. 2.]
print(np.where(z > 0, 10, z))  # [-2.  0. 10.]

# %% [markdown]
# `np.maximum(z, 0)` compares every element with 0. Do not mistake it for `np.max(z)`, the largest element of the whole
# array.
#
# ## Exercise 1: sigmoid
#
# `np.exp` of a number above 709 is too large for a float: NumPy warns of an *overflow* and goes on with infinity. In
# $1 / (1 + e^{-z})$ that does no harm: for $z = -1000$ it gives $1 / \infty = 0$, which is right to 400 digits. In
# $e^z / (1 + e^z)$, the same function on paper, $z = 1000$ gives $\infty / \infty$, which is not a number. The check
# tries very large numbers of both signs.


# %% exercise="sigmoid"
def sigmoid(z):
    """The logistic sigmoid, 1 / (1 + exp(-z)), element by element.

    z : array of any shape, or a number; right for |z| up to 10000
    returns : the same shape, values between 0 and 1

    Example: sigmoid(0.0) is 0.5, sigmoid(2.0) is 0.8808.
    """
    ### BEGIN SOLUTION
    z = np.asarray(z, dtype=float)
    small = np.exp(-np.abs(z))  # At most 1, so nothing can overflow.
    return np.where(z >= 0, 1, small) / (1 + small)
    ### END SOLUTION


# %% check="sigmoid"
check(sigmoid)

# %% [markdown]
# ## Exercise 2: the slope of the sigmoid
#
# Finish the derivation: write $\frac{e^{-z}}{1 + e^{-z}}$ with $h = \sigma(z)$ and nothing else. Then program the slope with
# $h$ alone. The worked example is your test: from $h = 0.8808$ your formula must make 0.1050.


# %% exercise="sigmoid_grad"
def sigmoid_grad(z):
    """The derivative of the sigmoid at z, element by element.

    z : array of any shape, or a number (the pre-activation, not the sigmoid's output)
    returns : the same shape, values between 0 and 0.25

    Example: sigmoid_grad(0.0) is 0.25, sigmoid_grad(2.0) is 0.1050.
    """
    ### BEGIN SOLUTION
    h = sigmoid(z)
    return h * (1 - h)
    ### END SOLUTION


# %% check="sigmoid_grad"
check(sigmoid_grad)

# %% [markdown]
# <details><summary><b>The last line</b></summary>
#
# Add 1 to the numerator, and subtract it again:
#
# $$\frac{e^{-z}}{1 + e^{-z}} = \frac{(1 + e^{-z}) - 1}{1 + e^{-z}} = 1 - \sigma(z), \qquad\text{so}\qquad
#   \sigma'(z) = \sigma(z)\,\big(1 - \sigma(z)\big).$$
#
# With $h = \sigma(z)$ that is $h(1 - h)$. The classic slip is to put $z$ where the output belongs, or to take the sigmoid of
# the output once more. The product is largest at $h = \tfrac12$, because $h(1 - h) = \tfrac14 - (h - \tfrac12)^2$.
#
# </details>
#
# So the slope is at most $\tfrac14$, at $z = 0$, and the same at $z$ and $-z$. Far out on either side it is almost 0: there
# the unit is **saturated**.
#
# ## Exercise 3: the slope of tanh
#
# This derivation is all yours. With $\sinh z = \tfrac12(e^z - e^{-z})$ and $\cosh z = \tfrac12(e^z + e^{-z})$ we have
# $\sinh' = \cosh$, $\cosh' = \sinh$ and $\tanh = \sinh / \cosh$. Apply the quotient rule,
# $\big(\frac{u}{v}\big)' = \frac{u' v - u v'}{v^2}$, and simplify until only $\tanh z$ is left: here, too, the output is
# enough. In numbers: where tanh is 0.6, its slope is 0.64, and where tanh is $-0.6$, its slope is the same.


# %% exercise="tanh_grad"
def tanh_grad(z):
    """The derivative of tanh at z, element by element; tanh itself is np.tanh.

    z : array of any shape, or a number
    returns : the same shape, values between 0 and 1

    Example: tanh_grad(0.0) is 1, tanh_grad(2.0) is 0.0707.
    """
    ### BEGIN SOLUTION
    return 1 - np.tanh(z) ** 2
    ### END SOLUTION


# %% check="tanh_grad"
check(tanh_grad)

# %% [markdown]
# <details><summary><b>The derivation</b></summary>
#
# $$\tanh'(z) = \frac{\cosh z \cdot \cosh z - \sinh z \cdot \sinh z}{\cosh^2 z}
#   = 1 - \frac{\sinh^2 z}{\cosh^2 z} = 1 - \tanh^2 z.$$
#
# With $h = \tanh z$ that is $1 - h^2$. At 0 the slope is 1, four times that of the sigmoid.
#
# </details>
#
# The two curves are the same one, stretched and shifted: $\sigma(z) = \frac12 \big(1 + \tanh \frac z2\big)$. In this form
# nothing can overflow, so later chapters write the sigmoid like that.
#
# ## Exercise 4: ReLU


# %% exercise="relu"
def relu(z):
    """The rectified linear unit, max(0, z), element by element.

    z : array of any shape, or a number
    returns : the same shape, values 0 and above

    Example: relu(np.array([-3.0, 2.0])) is [0, 2].
    """
    ### BEGIN SOLUTION
    return np.maximum(z, 0)
    ### END SOLUTION


# %% check="relu"
check(relu)

# %% [markdown]
# ## Exercise 5: the slope of ReLU
#
# A comparison is enough.


# %% exercise="relu_grad"
def relu_grad(z):
    """The derivative of ReLU at z, element by element; 0 at the corner.

    z : array of any shape, or a number
    returns : the same shape, of 0 and 1

    Example: relu_grad(np.array([-3.0, 2.0])) is [0, 1].
    """
    ### BEGIN SOLUTION
    return np.where(np.asarray(z) > 0, 1.0, 0.0)
    ### END SOLUTION


# %% check="relu_grad"
check(relu_grad)

# %% [markdown]
# ## Exercise 6: leaky ReLU
#
# A ReLU unit whose sum is negative for every sample has slope 0 for all of them, so it never learns again. Leaky ReLU
# keeps a small slope $\alpha$ on the left, so that there is always a way back. (It fits into a single `np.maximum`: which is
# larger, $z$ or $\alpha z$, to the right of 0, and which to the left?)


# %% exercise="leaky_relu"
def leaky_relu(z, alpha):
    """Leaky ReLU, element by element: z where z > 0, alpha z elsewhere.

    z : array of any shape, or a number
    alpha : number, 0 < alpha < 1
    returns : the same shape

    Example: leaky_relu(np.array([-3.0, 2.0]), 0.1) is [-0.3, 2].
    """
    ### BEGIN SOLUTION
    z = np.asarray(z)
    return np.where(z > 0, z, alpha * z)
    ### END SOLUTION


# %% check="leaky_relu"
check(leaky_relu)

# %% [markdown]
# ## Exercise 7: the slope of leaky ReLU


# %% exercise="leaky_relu_grad"
def leaky_relu_grad(z, alpha):
    """The derivative of leaky ReLU at z, element by element; alpha at the corner.

    z : array of any shape, or a number
    alpha : number, 0 < alpha < 1
    returns : the same shape, of alpha and 1

    Example: leaky_relu_grad(np.array([-3.0, 2.0]), 0.1) is [0.1, 1].
    """
    ### BEGIN SOLUTION
    return np.where(np.asarray(z) > 0, 1.0, alpha)
    ### END SOLUTION


# %% check="leaky_relu_grad"
check(leaky_relu_grad)

# %% [markdown]
# ## Your functions, drawn
#
# The figure can draw *your* functions. Once both checks pass, it shows your sigmoid and your derivative. Does the tangent
# fit everywhere?

# %%
if check(sigmoid).passed and check(sigmoid_grad).passed:
    live = play.activation(sigmoid, sigmoid_grad)
else:
    live = "This cell needs sigmoid and sigmoid_grad: come back when their checks pass."
live

# %% [markdown]
# And here are all of them side by side. Compare the orange curves: how far to either side of 0 does each function still
# have a slope?

# %%
written = (sigmoid, sigmoid_grad, tanh_grad, relu, relu_grad, leaky_relu, leaky_relu_grad)
if all(check(function).passed for function in written):
    import matplotlib.pyplot as plt

    z = np.linspace(-6, 6, 601)
    pairs = {
        "sigmoid": (sigmoid(z), sigmoid_grad(z)),
        "tanh": (np.tanh(z), tanh_grad(z)),
        "ReLU": (relu(z), relu_grad(z)),
        "leaky ReLU, alpha = 0.1": (leaky_relu(z, 0.1), leaky_relu_grad(z, 0.1)),
    }
    figure, panels = plt.subplots(1, 4, figsize=(11, 3), sharey=True, layout="constrained")
    for ax, (name, (value, slope)) in zip(panels, pairs.items()):
        ax.plot(z, value, color="#0072B2", lw=2.5, label="value")
        ax.plot(z, slope, color="#E69F00", lw=2.5, ls="--", label="slope")
        ax.set(title=name, xlabel="z", xlim=(-6, 6), ylim=(-1.2, 2.2), xticks=[-6, -3, 0, 3, 6])
        ax.grid(color="#d9dbe0")
    panels[0].set_ylabel("value and slope")
    panels[0].legend(loc="upper left")
    figure.suptitle("Sigmoid and tanh have a slope only near 0; ReLU keeps it on one whole side")
else:
    print("This cell needs the functions of exercises 1 to 7: come back when their checks pass.")

# %% [markdown]
# ## Many layers deep
#
# In a deep network a small change near the input travels through every layer, and each layer multiplies it by its weights
# and by the slope of its activation. That is the chain rule; chapter:backpropagation does it in earnest. If the slope is
# at most $\tfrac14$, then the slopes of $k$ layers multiply to at most $(\tfrac14)^k$: for ten layers that is less than a
# millionth. Far from the output, almost nothing is left of the slope. This is the **vanishing gradient** (*gradient* is the
# word for the slopes with respect to many numbers at once; chapter:losses defines it), and for years it kept deep
# networks from learning.
#
# The figure measures it in a network with random weights and 30 units per layer. The *gain* is a factor that scales all
# weights. How to choose weights that keep the bars level is the subject of chapter:initialization.

# %%
play.deep_gradient()

# %% [markdown]
# Now with *your* leaky ReLU and its slope, chosen as "yours". Does it vanish as fast as the sigmoid? Change both
# `0.1` to `1.0`, which makes it a straight line, and run the cell again.

# %%
if check(leaky_relu).passed and check(leaky_relu_grad).passed:
    live = play.deep_gradient(lambda z: leaky_relu(z, 0.1), lambda z: leaky_relu_grad(z, 0.1))
else:
    live = "This cell needs leaky_relu and leaky_relu_grad: come back when their checks pass."
live

# %% [markdown]
# ## Predict, then run
#
# A chain of units: each takes the previous unit's activation as its only input, with weight 1 and no bias. The chain starts from the
# value 0.5. Its slope is the product of the slopes of all its units. What is left of the slope after ten units, with the
# sigmoid and with ReLU? A rough guess will do, such as `1e-3` for a thousandth.

# %%
left_after_ten_units = {"sigmoid": ..., "ReLU": ...}

# %%
play.predicted(left_after_ten_units)
if all(check(function).passed for function in (sigmoid, sigmoid_grad, relu, relu_grad)):
    for name, g, slope in (("sigmoid", sigmoid, sigmoid_grad), ("ReLU", relu, relu_grad)):
        value, product = 0.5, 1.0
        for unit in range(1, 11):
            product = product * slope(value)
            value = g(value)
            if unit in (1, 5, 10):
                print(f"{name:8} after {unit:2} units: {product:.2g}")
else:
    print("This cell needs sigmoid, relu and their slopes: come back when their checks pass.")

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# Ten sigmoids leave about $3.5 \cdot 10^{-7}$ of the slope: every unit multiplies it by less than a quarter. The ReLUs leave
# all of it, because every sum in this chain is positive, where the slope is 1.
#
# </details>

# %% [markdown]
# ## Summary
#
# - A unit sends out $h = g(z)$. The activation function $g$ is applied element by element.
# - $\sigma' = \sigma(1 - \sigma) \le \tfrac14$, $\tanh' = 1 - \tanh^2 \le 1$, ReLU has slope 0 or 1.
# - A saturated unit has almost no slope, and slopes multiply along a chain: deep sigmoid networks barely feel their
#   first layers.

# %% [markdown]
# ## Recall
#
# **3.** For some $z$, the sigmoid $\sigma(z)$ is 0.9. What is $\sigma(-z)$?

# %% exercise="recall-02-3"
recall_02_3 = ...  # a number
### BEGIN SOLUTION
recall_02_3 = 0.1
### END SOLUTION

# %% check="recall-02-3"
check("recall-02-3", recall_02_3)

# %% [markdown]
# **4.** At that $z$, where the sigmoid is 0.9, what is its slope?

# %% exercise="recall-02-4"
recall_02_4 = ...  # a number
### BEGIN SOLUTION
recall_02_4 = 0.09
### END SOLUTION

# %% check="recall-02-4"
check("recall-02-4", recall_02_4)

# %% [markdown]
# **5.** Four sigmoid units in a chain have weights of 1, and you may choose their biases. What is the largest value that the
# product of their four slopes can have? (You may write a fraction, such as `1 / 5`.)

# %% exercise="recall-02-5"
recall_02_5 = ...  # a number or a fraction
### BEGIN SOLUTION
recall_02_5 = 1 / 4**4
### END SOLUTION

# %% check="recall-02-5"
check("recall-02-5", recall_02_5)

# %% [markdown]
# **6.** What is $\mathrm{ReLU}(-3) + \mathrm{ReLU}(2)$?

# %% exercise="recall-03-1"
recall_03_1 = ...  # a number
### BEGIN SOLUTION
recall_03_1 = 2
### END SOLUTION

# %% check="recall-03-1"
check("recall-03-1", recall_03_1)
