# %% [markdown]
# A perceptron's step is blunt: whether the sum is barely above 0 or far above, the answer is the same 1. And it is
# flat: nudge a weight, and almost always nothing changes. A learner needs to feel a slope. This chapter replaces the
# step by smooth curves, finds their slopes, and shows what happens if you leave the bend out altogether.
#
# Afterwards you can
#
# - compute sigmoid, tanh, ReLU and leaky ReLU, and the derivative of each, on arrays of any shape,
# - say where each of them stops passing a gradient on, and what that does to a deep network,
# - prove that a stack of layers without activations is one layer.

# %%
import numpy as np

import playground as play
from autograder import check

# %% [markdown]
# ## Two questions from before
#
# **1.** A perceptron has $w = (1, 1)$ and $b = -1.5$. On how many of the four inputs of zeros and ones does it fire?

# %% exercise="recall-02-1"
recall_02_1 = ...  # a whole number
### BEGIN SOLUTION
recall_02_1 = 1
### END SOLUTION

# %% check="recall-02-1"
check("recall-02-1", recall_02_1)

# %% [markdown]
# **2.** It has $w = (2, 2)$ and meets the sample $x = (3, -1)$ with target 0, and fires. With learning rate 1, what are
# the new weights?

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
# On the left an activation, with a point and the tangent there. On the right its derivative: the height of the point
# is the slope of the tangent.
#
# - Where is the sigmoid steepest, and how steep is it there?
# - Move $z$ to 5. If $z$ changed a little, how much would the output notice?
# - Switch to tanh, then to ReLU. Which of the three has a slope of 1 somewhere?

# %%
play.activation()

# %% [markdown]
# ## The idea
#
# From now on a unit computes its weighted sum $z$, the **pre-activation**, and sends out $g(z)$, the **activation**.
# The function $g$ works on every unit by itself, element by element. Four of them matter here:
#
# | name | $g(z)$ | range |
# |---|---|---|
# | sigmoid | $\sigma(z) = \dfrac{1}{1 + e^{-z}}$ | strictly between 0 and 1; $\sigma(0) = 0.5$ |
# | tanh | $\tanh z = \dfrac{e^z - e^{-z}}{e^z + e^{-z}}$ | strictly between $-1$ and 1; $\tanh 0 = 0$ |
# | ReLU | $\max(0, z)$ | 0 and above |
# | leaky ReLU | $z$ if $z > 0$, else $\alpha z$, with $0 < \alpha < 1$ | all numbers |
#
# Two things are often told wrongly. The sigmoid never leaves the interval between 0 and 1: no output is negative. And
# ReLU zeroes negative *pre-activations*; what the signs of the weights are is none of its business.
#
# **Why smooth?** Learning, from chapter:gradient-descent on, means: ask of every weight whether a little more of it would make the
# result better or worse. That is a question about slopes. The step has slope 0 everywhere except at 0, where it has
# none at all. Its answer is always "no difference", so nothing can be learned through it. This is also why a *multi-layer
# perceptron*, despite the name, is not a stack of perceptrons: its units are smooth (ReLU has a single corner), not
# thresholds.
#
# **Why not simply a straight line?** That is the last section, and you will prove it.

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
# &= \frac{1}{1 + e^{-z}} \cdot \frac{e^{-z}}{1 + e^{-z}}
#   && \text{split the square}\\
# &= \sigma(z) \cdot \frac{(1 + e^{-z}) - 1}{1 + e^{-z}}
#   && \text{add and subtract 1}\\
# &= \sigma(z)\,\big(1 - \sigma(z)\big).
# \end{aligned}$$
#
# The slope can be computed from the *output* alone: with $s = \sigma(z)$ in hand, it is $s(1 - s)$, and no second
# exponential is needed. The classic slip is to put the output in where $z$ belongs, or $z$ where the output belongs.
#
# The product $s(1-s)$ is largest at $s = \tfrac12$, because $s(1-s) = \tfrac14 - (s - \tfrac12)^2$. So the slope is at
# most $\tfrac14$, at $z = 0$, and far out on either side it is almost 0: the unit is **saturated**.
#
# ## The slope of tanh
#
# With $\sinh z = \tfrac12(e^z - e^{-z})$ and $\cosh z = \tfrac12(e^z + e^{-z})$ we have $\sinh' = \cosh$, $\cosh' = \sinh$ and
# $\tanh = \sinh / \cosh$. The quotient rule gives
#
# $$\tanh'(z) = \frac{\cosh z \cdot \cosh z - \sinh z \cdot \sinh z}{\cosh^2 z} = 1 - \frac{\sinh^2 z}{\cosh^2 z} = 1 - \tanh^2 z.$$
#
# Again the output is enough: $1 - t^2$ with $t = \tanh z$. At 0 the slope is 1, four times the sigmoid's.
#
# ## The slope of ReLU
#
# To the right of 0 the graph is the line $z$, with slope 1; to the left it is flat, with slope 0. At exactly 0 there is a
# corner, and no derivative: any number from 0 to 1 is a *subgradient*, a slope that stays below the graph. A program must
# return something; this course and the big frameworks return 0. No check here asks about that single point.
#
# | at $z = 2$ | value | slope |
# |---|---|---|
# | sigmoid | $1 / (1 + e^{-2}) = 1 / 1.1353 = 0.8808$ | $0.8808 \cdot 0.1192 = 0.1050$ |
# | tanh | $0.9640$ | $1 - 0.9640^2 = 0.0707$ |
# | ReLU | $2$ | $1$ |
# | leaky ReLU, $\alpha = 0.1$ | $2$ | $1$ |
#
# **A faded example.** The same at $z = -2$, where the sigmoid is $1 - 0.8808 = 0.1192$. Replace the dots and run; the slopes
# should be 0.105, 0.0707, 0 and 0.1.

# %%
slope_sigmoid = 0.1192 * (1 - 0.1192)
slope_tanh = ...  # tanh(-2) is -0.9640
slope_relu = ...
slope_leaky_relu = ...  # alpha is 0.1
slope_sigmoid, slope_tanh, slope_relu, slope_leaky_relu

# %% [markdown]
# ## Exercises: four activations, four slopes
#
# All of them take an array of any shape, or a plain Python number, and answer element by element. NumPy's functions
# (`np.exp`, `np.tanh`, `np.where`, `np.maximum`) do both by themselves. Return new arrays; leave the argument alone.
#
# `np.exp` of a number above 709 is too large for a float: NumPy warns of an *overflow* and goes on with infinity. In
# $1 / (1 + e^{-z})$ that does no harm: for $z = -1000$ it gives $1 / \infty = 0$, which is right to 400 digits. In
# $e^z / (1 + e^z)$, the same function on paper, $z = 1000$ gives $\infty / \infty$, which is not a number. The check
# looks at both ends.


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


# %% exercise="sigmoid_grad"
def sigmoid_grad(z):
    """The derivative of the sigmoid at z, element by element.

    z : array of any shape, or a number (the pre-activation, not the sigmoid's output)
    returns : the same shape, values between 0 and 0.25

    Example: sigmoid_grad(0.0) is 0.25, sigmoid_grad(2.0) is 0.1050.
    """
    ### BEGIN SOLUTION
    s = sigmoid(z)
    return s * (1 - s)
    ### END SOLUTION


# %% check="sigmoid_grad"
check(sigmoid_grad)


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
# A unit with ReLU whose sum is negative for every sample gets slope 0 from all of them, and never learns again. Leaky
# ReLU leaves a small slope $\alpha$ on the left, so that there is always a way back.


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


# %% exercise="leaky_relu_grad"
def leaky_relu_grad(z, alpha):
    """The derivative of leaky ReLU at z, element by element.

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
# The figure can draw *your* functions. Once both checks pass, this shows your sigmoid and your derivative: does the
# tangent fit?

# %%
if check(sigmoid).passed and check(sigmoid_grad).passed:
    figure = play.activation(sigmoid, sigmoid_grad)
else:
    figure = "This cell needs sigmoid and sigmoid_grad: come back when their checks pass."
figure

# %% [markdown]
# ## Many layers deep
#
# In a deep network a change near the input travels through every layer, and each layer multiplies it by its weights and
# by the slope of its activation. That is the chain rule; chapter:backpropagation does it in earnest. If the slope is at most
# $\tfrac14$, then after $L$ layers the slopes alone leave at most $(\tfrac14)^L$: for ten layers that is less than a
# millionth. This is the **vanishing gradient**, and it kept deep networks from learning for years.
#
# The figure measures it in a network of 30 units per layer with random weights. *Gain* scales the weights: a gain
# that keeps a tanh network level is one of the subjects of chapter:initialization.

# %%
play.deep_gradient()

# %% [markdown]
# ## Predict, then run
#
# A chain of units, each with a single input and weight 1, starting from the value 0.5. Every unit multiplies the slope of
# the whole chain by its own slope. After 1, 5 and 10 units, roughly what is left, with the sigmoid and with ReLU?

# %%
functions = {
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2),
    "ReLU": (lambda z: np.maximum(z, 0), lambda z: np.where(z > 0, 1.0, 0.0)),
}
for name, (g, slope) in functions.items():
    value, product = 0.5, 1.0
    for unit in range(1, 11):
        product = product * slope(value)
        value = g(value)
        if unit in (1, 5, 10):
            print(f"{name:8} after {unit:2} units: {product:.2g}")

# %% [markdown]
# With the sigmoid each unit leaves less than a quarter. With ReLU, a chain whose sums stay positive takes away nothing.
#
# ## Without a bend, a stack is a single layer
#
# A layer without activation computes $X W_1 + b_1$. (Rows of $X$ are samples; $W_1$ has one column per unit; the bias
# $b_1$ is added to every row.) Feed that into a second one and multiply out:
#
# $$\begin{aligned}
# (X W_1 + b_1)\, W_2 + b_2
# &= X W_1 W_2 + b_1 W_2 + b_2 && \text{the product distributes over the sum}\\
# &= X\, \underbrace{(W_1 W_2)}_{W} + \underbrace{(b_1 W_2 + b_2)}_{b}. &&
# \end{aligned}$$
#
# Two layers, and it is one: $W = W_1 W_2$, $b = b_1 W_2 + b_2$. So a hundred are one as well. Everything that makes
# depth worthwhile is in the bend between the layers. (Without it XOR stays out of reach, whatever the depth: chapter:perceptron.)
#
# **A check by hand**, with one number everywhere: $W_1 = 2$, $b_1 = 3$, $W_2 = 5$, $b_2 = 1$. For $X = 1$ the two layers
# give $(1 \cdot 2 + 3) \cdot 5 + 1 = 26$. The one layer has $W = 10$ and $b = 3 \cdot 5 + 1 = 16$, and gives $10 + 16 = 26$.


# %% exercise="collapse_linear"
def collapse_linear(W1, b1, W2, b2):
    """The one layer that equals two linear layers, one after the other.

    W1 : array, shape (d, hidden)
    b1 : array, shape (hidden,)
    W2 : array, shape (hidden, k)
    b2 : array, shape (k,)
    returns : (W, b), shapes (d, k) and (k,), with X W + b = (X W1 + b1) W2 + b2 for every X

    Example: collapse_linear(np.array([[2]]), np.array([3]), np.array([[5]]), np.array([1])) is ([[10]], [16]).
    """
    ### BEGIN SOLUTION
    return W1 @ W2, b1 @ W2 + b2
    ### END SOLUTION


# %% check="collapse_linear"
check(collapse_linear)

# %% [markdown]
# ## Summary
#
# - A unit sends out $g(z)$. The activation $g$ acts on each element by itself.
# - $\sigma' = \sigma(1 - \sigma) \le \tfrac14$, $\tanh' = 1 - \tanh^2 \le 1$, ReLU has slope 0 or 1.
# - A saturated unit has almost no slope, and slopes multiply along a chain: deep sigmoid networks barely feel their
#   first layers.
# - Layers without activations collapse into one.

# %% [markdown]
# ## Recall
#
# **3.** What is $\sigma(0)$?

# %% exercise="recall-02-3"
recall_02_3 = ...  # a number
### BEGIN SOLUTION
recall_02_3 = 0.5
### END SOLUTION

# %% check="recall-02-3"
check("recall-02-3", recall_02_3)

# %% [markdown]
# **4.** How large can the slope of the sigmoid get?

# %% exercise="recall-02-4"
recall_02_4 = ...  # a number
### BEGIN SOLUTION
recall_02_4 = 0.25
### END SOLUTION

# %% check="recall-02-4"
check("recall-02-4", recall_02_4)

# %% [markdown]
# **5.** Four sigmoid units in a chain, all weights 1. What is the most that the four slopes multiply to? (`1 / 5` is a
# fine way to write a fraction.)

# %% exercise="recall-02-5"
recall_02_5 = ...  # a number or a fraction
### BEGIN SOLUTION
recall_02_5 = 1 / 4**4
### END SOLUTION

# %% check="recall-02-5"
check("recall-02-5", recall_02_5)

# %% [markdown]
# **6.** Five linear layers without activations are as good as how many?

# %% exercise="recall-02-6"
recall_02_6 = ...  # a whole number
### BEGIN SOLUTION
recall_02_6 = 1
### END SOLUTION

# %% check="recall-02-6"
check("recall-02-6", recall_02_6)
