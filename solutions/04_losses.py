# %% [markdown]
# A network has produced its outputs, and you know what they should have been. How wrong is it? The answer must be a single
# number, the **loss**, because learning will mean: make that number smaller. Which number you choose decides what the
# network will care about, and how loudly it is told.
#
# Afterwards you can
#
# - compute SSE, MSE and RMSE and their gradients, and say why they are not interchangeable,
# - derive cross-entropy from the probability of the data, for two classes and for many,
# - compute softmax and cross-entropy so that nothing overflows, and write their gradients in one line.

# %%
import numpy as np

import playground as play
from autograder import check


def sigmoid(z):
    """From chapter:activations: 1 / (1 + exp(-z)), written so that nothing overflows."""
    return 0.5 * (1 + np.tanh(0.5 * z))


# %% [markdown]
# ## Two questions from before
#
# **1.** What is the slope of the sigmoid at $z = 0$?

# %% exercise="recall-04-1"
recall_04_1 = ...  # a number
### BEGIN SOLUTION
recall_04_1 = 0.25
### END SOLUTION

# %% check="recall-04-1"
check("recall-04-1", recall_04_1)

# %% [markdown]
# **2.** Ten samples with four features each go through a dense layer of three units. What is the shape of the result?

# %% exercise="recall-04-2"
recall_04_2 = ...  # a tuple of two whole numbers
### BEGIN SOLUTION
recall_04_2 = (10, 3)
### END SOLUTION

# %% check="recall-04-2"
check("recall-04-2", recall_04_2)

# %% [markdown]
# ## Play: two errors
#
# Two predictions, both with target 0. The table on the right shows four ways to boil the two errors down to one number,
# and the arrows on the left show which way, and how strongly, the chosen loss pushes each prediction.
#
# - Set the errors to $+100$ and $-100$. Which of the four numbers says that all is well?
# - Make one error ten times the other. Which loss hardly looks at the small one?
# - Switch from SSE to MSE to RMSE: do the arrows turn? (Their lengths are relative; the sentence gives the
#   gradient itself.)

# %%
play.losses()

# %% [markdown]
# ## The idea
#
# The **error** of a prediction $y$ with target $t$ is $y - t$. It has a sign, and that is the trouble: $+100$ and $-100$ add
# up to 0, as if two bad predictions made a perfect one. So errors are made positive before they are added. Squaring does it,
# and it also makes one large error worse than many small ones:
#
# $$\mathrm{SSE} = \sum_i (y_i - t_i)^2, \qquad \mathrm{MSE} = \frac{1}{N} \sum_i (y_i - t_i)^2, \qquad
#   \mathrm{RMSE} = \sqrt{\mathrm{MSE}}.$$
#
# The sums run over all $N$ elements, whatever the shape. SSE grows with the amount of data; MSE does not; RMSE has the unit
# of the targets, so that it can be read: "off by 3 degrees".
#
# It is often said that the three "have the same effect". They have the same minimizer, because $N$ is a constant and the
# root is increasing. But their gradients differ in length, so the same learning rate means different steps.
#
# ## The gradients
#
# Only one term of the sum contains $y_i$, and the derivative of $u^2$ is $2u$ times the derivative of $u$:
#
# $$\frac{\partial\, \mathrm{SSE}}{\partial y_i} = 2 (y_i - t_i), \qquad
#   \frac{\partial\, \mathrm{MSE}}{\partial y_i} = \frac{2}{N} (y_i - t_i).$$
#
# For RMSE use the chain rule with the root, $\frac{d}{du}\sqrt{u} = \frac{1}{2\sqrt{u}}$:
#
# $$\frac{\partial\, \mathrm{RMSE}}{\partial y_i} = \frac{1}{2\,\mathrm{RMSE}} \cdot \frac{2}{N}(y_i - t_i)
#   = \frac{y_i - t_i}{N\, \mathrm{RMSE}}.$$
#
# Where $y = t$ everywhere, this is $0/0$: the root has a corner there, as the absolute value has. We return 0, which says
# "stay". There is one derivative for each prediction, so a gradient always has the shape of $y$. And the sign is worth a
# look: where $y$ is above $t$ it is positive, because raising $y$ there makes the loss larger.
#
# **By hand.** $y = (3, 5)$, $t = (1, 6)$: the errors are $2$ and $-1$, so SSE $= 4 + 1 = 5$, MSE $= 2.5$, RMSE $= 1.5811$. The
# gradients: $(4, -2)$ for SSE, $(2, -1)$ for MSE, $(2, -1) / (2 \cdot 1.5811) = (0.6325, -0.3162)$ for RMSE.
#
# **A faded example.** $y = (0, 2, 4)$ and $t = (1, 2, 2)$. Replace the dots; the results should be 5, $(-2, 0, 4)$ and
# 1.291.

# %%
errors = [0 - 1, 2 - 2, 4 - 2]
sum_of_squares = ...
gradient_of_sse = ...  # a list of three numbers
root_mean_square = ...  # np.sqrt(...) of the mean
sum_of_squares, gradient_of_sse, root_mean_square

# %% [markdown]
# ## Exercises 1 to 6: squared errors


# %% exercise="sse"
def sse(y, t):
    """The sum of squared errors over all elements (no 1/2).

    y, t : arrays of the same shape, predictions and targets
    returns : number

    Example: sse(np.array([3, 5]), np.array([1, 6])) is 5.
    """
    ### BEGIN SOLUTION
    return np.sum((y - t) ** 2)
    ### END SOLUTION


# %% check="sse"
check(sse)


# %% exercise="mse"
def mse(y, t):
    """The mean of the squared errors over all elements.

    y, t : arrays of the same shape, predictions and targets
    returns : number

    Example: mse(np.array([3, 5]), np.array([1, 6])) is 2.5.
    """
    ### BEGIN SOLUTION
    return np.mean((y - t) ** 2)
    ### END SOLUTION


# %% check="mse"
check(mse)


# %% exercise="rmse"
def rmse(y, t):
    """The root of the mean of the squared errors.

    y, t : arrays of the same shape, predictions and targets
    returns : number

    Example: rmse(np.array([3, 5]), np.array([1, 6])) is 1.5811.
    """
    ### BEGIN SOLUTION
    return np.sqrt(mse(y, t))
    ### END SOLUTION


# %% check="rmse"
check(rmse)


# %% exercise="sse_grad"
def sse_grad(y, t):
    """The gradient of sse by y.

    y, t : arrays of the same shape, predictions and targets
    returns : array like y

    Example: sse_grad(np.array([3, 5]), np.array([1, 6])) is [4, -2].
    """
    ### BEGIN SOLUTION
    return 2 * (y - t)
    ### END SOLUTION


# %% check="sse_grad"
check(sse_grad)


# %% exercise="mse_grad"
def mse_grad(y, t):
    """The gradient of mse by y.

    y, t : arrays of the same shape, predictions and targets
    returns : array like y

    Example: mse_grad(np.array([3, 5]), np.array([1, 6])) is [2, -1].
    """
    ### BEGIN SOLUTION
    return 2 * (y - t) / y.size
    ### END SOLUTION


# %% check="mse_grad"
check(mse_grad)


# %% exercise="rmse_grad"
def rmse_grad(y, t):
    """The gradient of rmse by y; 0 where y = t everywhere.

    y, t : arrays of the same shape, predictions and targets
    returns : array like y

    Example: rmse_grad(np.array([3, 5]), np.array([1, 6])) is [0.6325, -0.3162].
    """
    ### BEGIN SOLUTION
    root = rmse(y, t)
    if root == 0:
        return np.zeros(y.shape)
    return (y - t) / (y.size * root)
    ### END SOLUTION


# %% check="rmse_grad"
check(rmse_grad)

# %% [markdown]
# ## Yes or no: cross-entropy from likelihood
#
# Now the target is 0 or 1, and the output $y$, from a sigmoid, is read as the probability that it is 1. How well does a
# network explain what was seen? The probability it gave to the answer that really came is
#
# $$p = \begin{cases} y & \text{if } t = 1\\ 1 - y & \text{if } t = 0 \end{cases} \;=\; y^{t} (1 - y)^{1 - t},$$
#
# where the exponents merely switch one factor off. For $N$ independent samples the probabilities multiply: the
# **likelihood** of the data is $\prod_i y_i^{t_i} (1 - y_i)^{1 - t_i}$. A good network makes it large. Products of many small
# numbers are awkward, so take the logarithm, which turns the product into a sum and has its maximum at the same place. Turn
# the sign, because a loss is to be made small, and divide by $N$:
#
# $$\mathrm{BCE} = -\frac{1}{N} \sum_i \Big( t_i \log y_i + (1 - t_i) \log (1 - y_i) \Big).$$
#
# This is the **binary cross-entropy**. A confident wrong answer is expensive: for $t = 1$, the loss is $-\log y$, which is 0.1
# at $y = 0.9$, 2.3 at $y = 0.1$ and 6.9 at $y = 0.001$, and it has no upper limit.
#
# Its derivative, term by term, with $\frac{d}{dy} \log y = \frac1y$ and $\frac{d}{dy} \log(1 - y) = -\frac{1}{1 - y}$:
#
# $$\frac{\partial\, \mathrm{BCE}}{\partial y_i} = -\frac1N \left( \frac{t_i}{y_i} - \frac{1 - t_i}{1 - y_i} \right)
#   = \frac1N \cdot \frac{-t_i (1 - y_i) + (1 - t_i)\, y_i}{y_i (1 - y_i)}
#   = \frac1N \cdot \frac{y_i - t_i}{y_i (1 - y_i)}.$$
#
# **By hand.** $y = (0.8, 0.4)$, $t = (1, 0)$. The network gave probabilities 0.8 and 0.6 to what came, so
# BCE $= -\frac12 (\log 0.8 + \log 0.6) = \frac12 (0.2231 + 0.5108) = 0.3670$. The gradient is
# $\frac12 \left( \frac{-0.2}{0.16}, \frac{0.4}{0.24} \right) = (-0.625, 0.8333)$.
#
# ## Exercises 7 and 8


# %% exercise="bce"
def bce(y, t):
    """Binary cross-entropy, the mean over all elements.

    y : array, probabilities strictly between 0 and 1
    t : array of the same shape, targets in [0, 1]
    returns : number

    Example: bce(np.array([0.8, 0.4]), np.array([1, 0])) is 0.3670.
    """
    ### BEGIN SOLUTION
    return -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))
    ### END SOLUTION


# %% check="bce"
check(bce)


# %% exercise="bce_grad"
def bce_grad(y, t):
    """The gradient of bce by y.

    y : array, probabilities strictly between 0 and 1
    t : array of the same shape, targets in [0, 1]
    returns : array like y

    Example: bce_grad(np.array([0.8, 0.4]), np.array([1, 0])) is [-0.625, 0.8333].
    """
    ### BEGIN SOLUTION
    return (y - t) / (y * (1 - y)) / y.size
    ### END SOLUTION


# %% check="bce_grad"
check(bce_grad)

# %% [markdown]
# ## Why logits
#
# The sum before the sigmoid, $z$ with $y = \sigma(z)$, is called the **logit**. Computing the loss from it, instead of from
# $y$, is better in two ways.
#
# *It does not break.* $\sigma(40)$ differs from 1 by $4 \cdot 10^{-18}$, less than a float can show, so $\log(1 - y)$ becomes
# $\log 0 = -\infty$. Put $y = \sigma(z)$ into the formula and simplify before computing. With
# $1 - \sigma(z) = \frac{e^{-z}}{1 + e^{-z}} = \frac{1}{1 + e^{z}}$ and $\sigma(z) = \frac{e^z}{1 + e^z}$:
#
# $$\begin{aligned}
# -t \log \sigma(z) - (1 - t) \log (1 - \sigma(z))
# &= -t \big( z - \log(1 + e^z) \big) + (1 - t) \log (1 + e^z) \\
# &= \log(1 + e^z) - t z.
# \end{aligned}$$
#
# No sigmoid is left. And $\log(1 + e^z) = \log(e^0 + e^z)$ is `np.logaddexp(0, z)`, which does not overflow.
#
# *Its gradient is simple, and never dies.* Differentiate, with $\frac{d}{dz}\log(1 + e^z) = \frac{e^z}{1 + e^z} = \sigma(z)$:
#
# $$\frac{\partial}{\partial z} \Big( \log(1 + e^z) - t z \Big) = \sigma(z) - t.$$
#
# Prediction minus target, nothing else. The sigmoid's slope $y(1 - y)$, which is almost 0 when the unit is saturated, has
# canceled against the denominator of the derivative above. With the squared error it does not cancel: a unit that is
# confidently wrong gets almost no gradient and stays wrong. The next figure shows both.

# %%
play.cross_entropy()

# %% [markdown]
# ## Exercises 9 and 10


# %% exercise="bce_logits"
def bce_logits(z, t):
    """Binary cross-entropy from logits: the mean of log(1 + exp(z)) - t z over all elements.

    z : array, right for |z| up to 10000
    t : array of the same shape, targets in [0, 1]
    returns : number

    Example: bce_logits(np.array([0.0, 2.0]), np.array([1, 0])) is (0.6931 + 2.1269) / 2, which is 1.4100.
    """
    ### BEGIN SOLUTION
    return np.mean(np.logaddexp(0, z) - t * z)
    ### END SOLUTION


# %% check="bce_logits"
check(bce_logits)


# %% exercise="bce_logits_grad"
def bce_logits_grad(z, t):
    """The gradient of bce_logits by z.

    z : array, right for |z| up to 10000
    t : array of the same shape, targets in [0, 1]
    returns : array like z

    Example: bce_logits_grad(np.array([0.0, 2.0]), np.array([1, 0])) is [-0.25, 0.4404].
    """
    ### BEGIN SOLUTION
    return (sigmoid(z) - t) / z.size
    ### END SOLUTION


# %% check="bce_logits_grad"
check(bce_logits_grad)

# %% [markdown]
# ## Many classes: softmax
#
# For $k$ classes a network has $k$ outputs per sample, the logits or *scores* $Z_{i1}, \dots, Z_{ik}$. **Softmax** makes
# probabilities of them: exponentials, to be positive, divided by their sum, to add up to 1 in each row:
#
# $$p_{ij} = \frac{e^{Z_{ij}}}{\sum_{l=1}^k e^{Z_{il}}}.$$
#
# Subtracting the same number $c$ from all scores of a row changes nothing, because $e^{-c}$ cancels:
# $\frac{e^{Z_{ij} - c}}{\sum_l e^{Z_{il} - c}} = \frac{e^{-c} e^{Z_{ij}}}{e^{-c} \sum_l e^{Z_{il}}}$. So subtract the row's
# largest score. Then every exponent is at most 0, nothing can overflow, and one of the exponentials is 1, so the sum cannot
# become 0 either. It must be *each row's own* maximum: in a row far below the largest score of all, every exponential would
# vanish.
#
# The likelihood argument works as before. The network gave the probability $p_{i, c_i}$ to the class $c_i$ that was right, so
# the loss is
#
# $$\mathrm{CE} = -\frac1n \sum_{i=1}^n \log p_{i, c_i}
#   = \frac1n \sum_{i=1}^n \Big( \log \sum_l e^{Z_{il}} - Z_{i, c_i} \Big).$$
#
# There is one loss per row, so the mean divides by $n$, not by $n k$. The second form is the one to compute: a probability that
# rounds to 0 has no logarithm.
#
# **Its gradient.** Take one row and write $s = \sum_l e^{z_l}$ and $c$ for the right class. By $z_j$,
#
# $$\frac{\partial}{\partial z_j} \big( \log s - z_c \big) = \frac1s \cdot e^{z_j} - [j = c] = p_j - [j = c],$$
#
# where $[j = c]$ is 1 if $j$ is the right class and 0 otherwise. Softmax minus **one-hot**, divided by $n$ for the mean. Again
# prediction minus target.
#
# **By hand.** One row, $z = (0, \log 3)$: the exponentials are 1 and 3, so $p = (0.25, 0.75)$. If class 0 was right, the loss is
# $-\log 0.25 = 1.3863$ and the gradient $(0.25 - 1, 0.75) = (-0.75, 0.75)$. It adds up to 0: raising all scores together changes
# nothing.
#
# ## Exercises 11 to 13


# %% exercise="softmax"
def softmax(Z):
    """Softmax of each row.

    Z : array, shape (n, k), scores; right for |Z| up to 10000
    returns : array, shape (n, k), each row positive and adding up to 1

    Example: softmax(np.array([[0.0, np.log(3)]])) is [[0.25, 0.75]].
    """
    ### BEGIN SOLUTION
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
    ### END SOLUTION


# %% check="softmax"
check(softmax)


# %% exercise="cross_entropy"
def cross_entropy(Z, labels):
    """Cross-entropy of softmax(Z), the mean over the rows.

    Z : array, shape (n, k), scores; right for |Z| up to 10000
    labels : array of whole numbers, shape (n,), the right class of each row, from 0
    returns : number

    Example: cross_entropy(np.array([[0.0, np.log(3)]]), np.array([0])) is 1.3863.
    """
    ### BEGIN SOLUTION
    shifted = Z - Z.max(axis=1, keepdims=True)
    log_sums = np.log(np.exp(shifted).sum(axis=1))
    return np.mean(log_sums - shifted[np.arange(len(Z)), labels])
    ### END SOLUTION


# %% check="cross_entropy"
check(cross_entropy)


# %% exercise="cross_entropy_grad"
def cross_entropy_grad(Z, labels):
    """The gradient of cross_entropy by Z.

    Z : array, shape (n, k), scores; right for |Z| up to 10000
    labels : array of whole numbers, shape (n,), the right class of each row, from 0
    returns : array, shape (n, k)

    Example: cross_entropy_grad(np.array([[0.0, np.log(3)]]), np.array([0])) is [[-0.75, 0.75]].
    """
    ### BEGIN SOLUTION
    gradient = softmax(Z)
    gradient[np.arange(len(Z)), labels] -= 1
    return gradient / len(Z)
    ### END SOLUTION


# %% check="cross_entropy_grad"
check(cross_entropy_grad)

# %% [markdown]
# ## Predict, then run
#
# A network is confidently wrong: $t = 1$, but $z = -8$, so $y = 0.0003$. How strongly will the squared error push $z$ up, and how
# strongly cross-entropy? Guess both slopes before you run the cell.

# %%
z, t = -8.0, 1.0
y = sigmoid(z)
print(f"squared error: {2 * (y - t) * y * (1 - y):.6f}")
print(f"cross-entropy: {y - t:.6f}")

# %% [markdown]
# The squared error's slope is more than a thousand times weaker, exactly where it should be strongest.

# %% [markdown]
# ## Summary
#
# - Signed errors cancel; losses square them or take logarithms.
# - SSE, MSE and RMSE share their minimizer, not their gradients: $2(y - t)$, $\frac2N (y - t)$, $\frac{y - t}{N\,\mathrm{RMSE}}$.
# - Cross-entropy is minus the mean log-probability of what really came.
# - From logits, both cross-entropies have the gradient *prediction minus target*, divided by the number of terms in the mean.
# - Subtract each row's maximum before exponentials, and simplify logarithms before computing.

# %% [markdown]
# ## Recall
#
# **3.** Two predictions are off by $+100$ and by $-100$. What is the SSE?

# %% exercise="recall-04-3"
recall_04_3 = ...  # a number
### BEGIN SOLUTION
recall_04_3 = 20000
### END SOLUTION

# %% check="recall-04-3"
check("recall-04-3", recall_04_3)

# %% [markdown]
# **4.** $y = (2, 4)$, $t = (0, 5)$. What is the gradient of the SSE?

# %% exercise="recall-04-4"
recall_04_4 = ...  # a list of two numbers
### BEGIN SOLUTION
recall_04_4 = [4, -2]
### END SOLUTION

# %% check="recall-04-4"
check("recall-04-4", recall_04_4)

# %% [markdown]
# **5.** What is the softmax of the row $(1000, 1000)$?

# %% exercise="recall-04-5"
recall_04_5 = ...  # a list of two numbers
### BEGIN SOLUTION
recall_04_5 = [0.5, 0.5]
### END SOLUTION

# %% check="recall-04-5"
check("recall-04-5", recall_04_5)

# %% [markdown]
# **6.** A single logit $z = 0$ with target 1. What is the gradient of the binary cross-entropy by $z$?

# %% exercise="recall-04-6"
recall_04_6 = ...  # a number
### BEGIN SOLUTION
recall_04_6 = -0.5
### END SOLUTION

# %% check="recall-04-6"
check("recall-04-6", recall_04_6)
