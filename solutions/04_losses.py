# %% [markdown]
# A network has produced its outputs, and you know what they should have been. How wrong is it? The answer must be a single
# number, the **loss**, because learning will mean making that number smaller. Which number you choose decides what the
# network will care about.
#
# Afterwards you can
#
# - say what a derivative, a partial derivative and a gradient are,
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
# Two predictions, both with target 0. The table on the right shows four ways to make one number of the two errors. Each
# arrow on the left is the step by which learning would move that prediction to make the chosen loss smaller.
#
# - Set the errors to $+100$ and $-100$. Which of the four numbers says that all is well?
# - With SSE, make one error ten times the other. How many times as long is its arrow? And how many times as much does it
#   add to the SSE?
# - Switch from SSE to MSE to RMSE, without moving anything. The arrows keep their directions; what happens to their lengths?
#   (Arrows shorter than 1 are not drawn; the sentence always tells the step.)

# %%
play.losses()

# %% [markdown]
# ## The idea
#
# The **target** $t$ is what the prediction $y$ should have been, and the **error** is their difference $y - t$. It has a sign,
# and that is the trouble: $+100$ and $-100$ add up to 0, as if two bad predictions made a perfect one. So errors are made
# positive before they are added. Squaring does that, and it also makes one large error worse than many small ones. There
# are three common forms, the *sum of squared errors*, the *mean squared error*, and its root:
#
# $$\mathrm{SSE} = \sum_i (y_i - t_i)^2, \qquad \mathrm{MSE} = \frac{1}{N} \sum_i (y_i - t_i)^2, \qquad
#   \mathrm{RMSE} = \sqrt{\mathrm{MSE}}.$$
#
# The sums run over all $N$ elements of $y$, whatever its shape. SSE grows with the amount of data; MSE does not; RMSE has
# the unit of the targets, so you can read it: "off by 3 degrees".
#
# Do the three have the same effect? They have the same minimizer (the same predictions make all of them smallest), because
# $N$ is a constant and the root is increasing. But their gradients differ in length, as the figure showed, so the same
# learning rate means different steps.
#
# ## Derivative, partial derivative, gradient
#
# Learning asks of each prediction: if it were a little larger, would the loss grow or shrink, and how fast? For a function
# of *one* number the answer is the **derivative**, the slope of its graph:
#
# $$\frac{df}{dx} = f'(x) = \lim_{\epsilon \to 0} \frac{f(x + \epsilon) - f(x)}{\epsilon}.$$
#
# If $x$ grows by a small $\epsilon$, then $f$ grows by about $f'(x) \cdot \epsilon$. You have used the **chain rule** for
# derivatives already: if $u$ depends on $x$, and $f$ depends on $u$, the slopes multiply,
# $\frac{df}{dx} = \frac{df}{du} \cdot \frac{du}{dx}$.
#
# A loss depends on *many* numbers. Let one of them change while all the others stand still; the slope you then see is a
# **partial derivative**. It is written with a rounded letter, $\partial$, to say that something was held fixed, and you
# compute it as you would any derivative, treating the other numbers as constants. For example, let
# $f(y_1, y_2) = y_1^2 + 3\, y_1 y_2$. Then
#
# $$\frac{\partial f}{\partial y_1} = 2 y_1 + 3 y_2, \qquad \frac{\partial f}{\partial y_2} = 3 y_1.$$
#
# At $y = (1, 2)$ these are 8 and 3. Collected in one array, they are the **gradient** of $f$ *with respect to* $y$:
#
# $$\nabla f = \Big( \frac{\partial f}{\partial y_1}, \frac{\partial f}{\partial y_2} \Big) = (8, 3).$$
#
# So raising $y_1$ by 0.01 raises $f$ by about 0.08, and raising $y_2$ by 0.01 raises it by about 0.03. There is one partial
# derivative for each number, so a gradient always has the shape of the array it is taken with respect to.
#
# ## The gradients of SSE, MSE and RMSE
#
# Only one term of the sum contains $y_i$, and by the chain rule the derivative of $u^2$ is $2u$ times the derivative of $u$:
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
# "stay". Look at the sign as well: where $y$ is above $t$ the gradient is positive, because raising $y$ there makes the loss
# larger.
#
# ## A worked example
#
# Let $y = (3, 5)$ and $t = (1, 6)$. The errors are $2$ and $-1$, so SSE $= 4 + 1 = 5$, MSE $= 2.5$, RMSE $= 1.5811$. The
# gradients are $(4, -2)$ for SSE, $(2, -1)$ for MSE, and $(2, -1) / (2 \cdot 1.5811) = (0.6325, -0.3162)$ for RMSE.
#
# ## A faded example
#
# Let $y = (0, 2, 4)$ and $t = (1, 2, 2)$. Replace the dots; the results should be 5, $(-2, 0, 4)$ and 1.291.

# %%
errors = [0 - 1, 2 - 2, 4 - 2]
sum_of_squares = ...
gradient_of_sse = ...  # a list of three numbers
root_mean_square = ...  # np.sqrt(...) of the mean
sum_of_squares, gradient_of_sse, root_mean_square

# %% [markdown]
# ## Exercise 1: the sum of squared errors
#
# `y.size` is the number of elements of an array of any shape; `np.sum(y)` and `np.mean(y)`, without an axis, run over all
# of them.


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

# %% [markdown]
# ## Exercise 2: their mean


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

# %% [markdown]
# ## Exercise 3: the root of the mean


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

# %% [markdown]
# ## Exercise 4: the gradient of SSE


# %% exercise="sse_grad"
def sse_grad(y, t):
    """The gradient of sse with respect to y.

    y, t : arrays of the same shape, predictions and targets
    returns : array like y

    Example: sse_grad(np.array([3, 5]), np.array([1, 6])) is [4, -2].
    """
    ### BEGIN SOLUTION
    return 2 * (y - t)
    ### END SOLUTION


# %% check="sse_grad"
check(sse_grad)

# %% [markdown]
# ## Exercise 5: the gradient of MSE


# %% exercise="mse_grad"
def mse_grad(y, t):
    """The gradient of mse with respect to y.

    y, t : arrays of the same shape, predictions and targets
    returns : array like y

    Example: mse_grad(np.array([3, 5]), np.array([1, 6])) is [2, -1].
    """
    ### BEGIN SOLUTION
    return 2 * (y - t) / y.size
    ### END SOLUTION


# %% check="mse_grad"
check(mse_grad)

# %% [markdown]
# ## Exercise 6: the gradient of RMSE
#
# Take care of predictions that are all right.


# %% exercise="rmse_grad"
def rmse_grad(y, t):
    """The gradient of rmse with respect to y; 0 where y = t everywhere.

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
# ## One wild value
#
# Which line does a loss prefer? Here are 37 patients with diabetes: how heavy they are for their height (their *body mass
# index*), and how far their illness progressed within a year. One value was typed wrongly. The cell tries ten thousand
# lines and keeps the one with the smallest loss: first by your `mse`, then by the mean *absolute* error, which does not
# square.


# %%
def mean_absolute_error(y, t):
    """The mean of the errors without their signs."""
    return np.mean(np.abs(y - t))


if check(mse).passed:
    import matplotlib.pyplot as plt
    from sklearn.datasets import load_diabetes

    data = load_diabetes(scaled=False)
    x, t = data.data[::12, 2], data.target[::12]
    wild = t.copy()
    wild[np.argmax(x)] = 990  # the true value is below 350

    def best_line(loss, t):
        """Of ten thousand lines, the one with the smallest loss."""
        lines = [(slope, height) for slope in np.linspace(0, 40, 100) for height in np.linspace(80, 240, 100)]
        return min(lines, key=lambda line: loss(line[0] * (x - 26) + line[1], t))

    losses = {"mse": (mse, "#D55E00"), "mean absolute error": (mean_absolute_error, "#0072B2")}
    figure, panels = plt.subplots(1, 2, figsize=(10, 4.2), sharey=True, layout="constrained")
    for ax, values, title in zip(panels, (t, wild), ("as measured", "with one wild value")):
        ax.scatter(x, values, color="#5a606b", s=25)
        ax.scatter(x[values > 400], values[values > 400], color="#CC79A7", marker="*", s=250)
        ends = np.array([x.min(), x.max()])
        for name, (loss, color) in losses.items():
            slope, height = best_line(loss, values)
            style = "-" if loss is mse else "--"
            label = f"{name}: slope {slope:.1f}"
            ax.plot(ends, slope * (ends - 26) + height, style, color=color, lw=2.5, label=label)
        ax.set(title=title, xlabel="body mass index")
        ax.legend(loc="upper left")
    panels[0].set_ylabel("progress of the illness")
    figure.suptitle("One wild value turns the line of the squared error, and hardly moves that of the absolute error")
else:
    print("This cell needs mse: come back when its check passes.")

# %% [markdown]
# The gradients explain the picture. The squared error pulls at each prediction in proportion to its error, so one value
# that is far off pulls harder than many that are near. The absolute error has slope $+1$ or $-1$ whatever the distance:
# each value has one vote.

# %% [markdown]
# ## Yes or no: cross-entropy from likelihood
#
# Now the target is 0 or 1, and the output $y$, from a sigmoid, is read as the probability that it is 1. How well does a
# network explain what was observed? The probability that it gave to what really happened is
#
# $$p = \begin{cases} y & \text{if } t = 1\\ 1 - y & \text{if } t = 0 \end{cases} \;=\; y^{t} (1 - y)^{1 - t},$$
#
# where the exponents merely switch one factor off. For $N$ independent samples the probabilities multiply: the
# **likelihood** of the data is $\prod_i y_i^{t_i} (1 - y_i)^{1 - t_i}$. A good network makes it large. Products of many small
# numbers are awkward, so take the logarithm, which turns the product into a sum and has its maximum at the same place.
# (In this course $\log$ is always the *natural* logarithm, with base $e = 2.718\dots$; in NumPy it is `np.log`.) Flip the
# sign, because a loss should be small, and divide by $N$:
#
# $$\mathrm{BCE} = -\frac{1}{N} \sum_i \Big( t_i \log y_i + (1 - t_i) \log (1 - y_i) \Big).$$
#
# This is the **binary cross-entropy**. A confident wrong answer is expensive: for $t = 1$, the loss is $-\log y$, which is 0.1
# at $y = 0.9$, 2.3 at $y = 0.1$ and 6.9 at $y = 0.001$, and it has no upper limit.
#
# Program the formula with both of its terms, not the two cases. Then it also holds for a target between 0 and 1, such as
# $t = 0.5$ for "it happened in half of the trials": both terms count, each with its share.
#
# Take its derivative term by term, with $\frac{d}{dy} \log y = \frac1y$ and
# $\frac{d}{dy} \log(1 - y) = -\frac{1}{1 - y}$:
#
# $$\frac{\partial\, \mathrm{BCE}}{\partial y_i} = -\frac1N \left( \frac{t_i}{y_i} - \frac{1 - t_i}{1 - y_i} \right)
#   = \frac1N \cdot \frac{-t_i (1 - y_i) + (1 - t_i)\, y_i}{y_i (1 - y_i)}
#   = \frac1N \cdot \frac{y_i - t_i}{y_i (1 - y_i)}.$$
#
# **By hand.** $y = (0.8, 0.4)$, $t = (1, 0)$. The network gave the probabilities 0.8 and 0.6 to what happened, so
# BCE $= -\frac12 (\log 0.8 + \log 0.6) = \frac12 (0.2231 + 0.5108) = 0.3670$. The gradient is
# $\frac12 \left( \frac{-0.2}{0.16}, \frac{0.4}{0.24} \right) = (-0.625, 0.8333)$.
#
# ## Exercise 7: binary cross-entropy


# %% exercise="bce"
def bce(y, t):
    """Binary cross-entropy, the mean over all elements.

    y : array, probabilities strictly between 0 and 1
    t : array of the same shape, targets from 0 to 1
    returns : number

    Example: bce(np.array([0.8, 0.4]), np.array([1, 0])) is 0.3670.
    """
    ### BEGIN SOLUTION
    return -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))
    ### END SOLUTION


# %% check="bce"
check(bce)

# %% [markdown]
# ## Exercise 8: its gradient


# %% exercise="bce_grad"
def bce_grad(y, t):
    """The gradient of bce with respect to y.

    y : array, probabilities strictly between 0 and 1
    t : array of the same shape, targets from 0 to 1
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
# The sum before the sigmoid, $z$ with $y = \sigma(z)$, is called the **logit**. It is better to compute the loss from the logit
# than from $y$, for two reasons.
#
# *It does not break.* $\sigma(40)$ differs from 1 by $4 \cdot 10^{-18}$, less than a float can show, so the computed $1 - y$ is
# 0, and $\log 0 = -\infty$. Put $y = \sigma(z)$ into the formula and simplify before you compute. With
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
# canceled against the denominator of the derivative above. With the squared error nothing cancels: a unit that is
# confidently wrong gets almost no gradient, and stays wrong. The next figure shows both losses.

# %%
play.cross_entropy()

# %% [markdown]
# ## Exercise 9: binary cross-entropy from logits
#
# The last line of the derivation is the loss of one sample. Take the mean over all elements.


# %% exercise="bce_logits"
def bce_logits(z, t):
    """Binary cross-entropy from logits, the mean over all elements.

    z : array, right for |z| up to 10000
    t : array of the same shape, targets from 0 to 1
    returns : number

    Example: bce_logits(np.array([0.0, 2.0]), np.array([1, 0])) is (0.6931 + 2.1269) / 2, which is 1.4100.
    """
    ### BEGIN SOLUTION
    return np.mean(np.logaddexp(0, z) - t * z)
    ### END SOLUTION


# %% check="bce_logits"
check(bce_logits)

# %% [markdown]
# ## Exercise 10: its gradient


# %% exercise="bce_logits_grad"
def bce_logits_grad(z, t):
    """The gradient of bce_logits with respect to z.

    z : array, right for |z| up to 10000
    t : array of the same shape, targets from 0 to 1
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
# For $K$ classes a network has $K$ outputs per sample, the logits or *scores* $Z_{i1}, \dots, Z_{iK}$ of sample $i$.
# **Softmax** turns them into probabilities: exponentials, so that they are positive, divided by their sum, so that they add
# up to 1 in each row:
#
# $$y_{ik} = \frac{e^{Z_{ik}}}{\sum_{l=1}^K e^{Z_{il}}}.$$
#
# Subtracting the same number $r$ from all scores of a row changes nothing, because $e^{-r}$ cancels:
# $\frac{e^{Z_{ik} - r}}{\sum_l e^{Z_{il} - r}} = \frac{e^{-r} e^{Z_{ik}}}{e^{-r} \sum_l e^{Z_{il}}}$. So subtract the row's
# largest score. Then every exponent is at most 0, nothing can overflow, and one of the exponentials is 1, so the sum cannot
# become 0 either. It must be *each row's own* maximum: in a row far below the largest score of all, every exponential would
# vanish.
#
# The likelihood argument works as before. Let $c_i$ be the right class of sample $i$, its **label**, counted from 0. The
# network gave the probability $y_{i, c_i}$ to that class, so the loss is
#
# $$\mathrm{CE} = -\frac1n \sum_{i=1}^n \log y_{i, c_i}
#   = \frac1n \sum_{i=1}^n \Big( \log \sum_l e^{Z_{il}} - Z_{i, c_i} \Big).$$
#
# There is one loss per row, so the mean divides by $n$, not by $n K$. The second form is the one to compute: a probability that
# rounds to 0 has no logarithm.
#
# **Its gradient.** Take one row $z$ with the right class $c$. The derivative of its loss with respect to $z_k$ is
#
# $$\frac{\partial}{\partial z_k} \Big( \log \sum_l e^{z_l} - z_c \Big) = \frac{e^{z_k}}{\sum_l e^{z_l}} - [k = c]
#   = y_k - [k = c],$$
#
# where $[k = c]$ is 1 if $k$ is the right class and 0 otherwise. A row with a 1 at the right class and 0 elsewhere is called
# **one-hot**: it is the target. So the gradient is prediction minus target again, divided by $n$ for the mean.
#
# **By hand.** One row, $z = (0, \log 3)$: the exponentials are 1 and 3, so $y = (0.25, 0.75)$. If class 0 was right, the loss is
# $-\log 0.25 = 1.3863$ and the gradient $(0.25 - 1, 0.75) = (-0.75, 0.75)$. The gradient adds up to 0: raising all scores
# together changes nothing.
#
# ## One element of each row
#
# The loss needs, from each row of $Z$, the score of that row's own label. NumPy can pick them all at once: give it a list of
# rows and a list of columns of the same length, and it takes the elements in pairs.

# %%
Z = np.array([[1.0, 5.0, 2.0], [7.0, 0.0, 3.0]])
labels = np.array([1, 2])
print(np.arange(2))  # [0 1]
print(Z[np.arange(2), labels])  # [5. 3.]
print(Z[:, labels].tolist())  # [[5.0, 2.0], [0.0, 3.0]]
print(Z.max(axis=1, keepdims=True).tolist())  # [[5.0], [7.0]]

# %% [markdown]
# `np.arange(2)` counts the rows, 0 and 1; paired with the labels it picks `Z[0, 1]` and `Z[1, 2]`. `Z[:, labels]` is something
# else: the columns 1 and 2 of *every* row. And the maximum of each row is kept as a column, so that it can be subtracted
# from $Z$ (chapter:forward).
#
# ## Exercise 11: softmax


# %% exercise="softmax"
def softmax(Z):
    """Softmax of each row.

    Z : array, shape (n, K), scores; right for |Z| up to 10000
    returns : array, shape (n, K), each row positive and adding up to 1

    Example: softmax(np.array([[0.0, np.log(3)]])) is [[0.25, 0.75]].
    """
    ### BEGIN SOLUTION
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
    ### END SOLUTION


# %% check="softmax"
check(softmax)

# %% [markdown]
# ## Exercise 12: cross-entropy


# %% exercise="cross_entropy"
def cross_entropy(Z, labels):
    """Cross-entropy of softmax(Z), the mean over the rows.

    Z : array, shape (n, K), scores; right for |Z| up to 10000
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

# %% [markdown]
# ## Exercise 13: its gradient
#
# You may change the array that your own `softmax` has just made: it is yours.


# %% exercise="cross_entropy_grad"
def cross_entropy_grad(Z, labels):
    """The gradient of cross_entropy with respect to Z.

    Z : array, shape (n, K), scores; right for |Z| up to 10000
    labels : array of whole numbers, shape (n,), the right class of each row, from 0
    returns : array, shape (n, K)

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
# A network is confidently wrong: $t = 1$, but $z = -8$, so $y = 0.0003$. What is the slope with respect to $z$ of the squared
# error $(y - t)^2$, and of the cross-entropy?

# %%
slope_of_squared_error = ...
slope_of_cross_entropy = ...

# %%
print("My prediction:", slope_of_squared_error, slope_of_cross_entropy)
z, t = -8.0, 1.0
y = sigmoid(z)
print(f"squared error: {2 * (y - t) * y * (1 - y):.6f}")
print(f"cross-entropy: {y - t:.6f}")

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# The slope of the cross-entropy is almost $-1$. That of the squared error is more than a thousand times weaker, because it
# contains the factor $y (1 - y)$, exactly where it should be strongest.
#
# </details>

# %% [markdown]
# ## Summary
#
# - The gradient with respect to an array holds one partial derivative for each of its elements.
# - Signed errors cancel; losses square them or take logarithms.
# - SSE, MSE and RMSE share their minimizer, not their gradients: $2(y - t)$, $\frac2N (y - t)$, $\frac{y - t}{N\,\mathrm{RMSE}}$.
# - Cross-entropy is minus the mean log-probability of what really happened.
# - From logits, both cross-entropies have the gradient *prediction minus target*, divided by the number of terms in the mean.
# - Subtract each row's maximum before exponentials, and simplify logarithms before computing.

# %% [markdown]
# ## Recall
#
# **3.** Ten predictions are off by 3 each, some of them too high and some too low. What is their RMSE?

# %% exercise="recall-04-3"
recall_04_3 = ...  # a number
### BEGIN SOLUTION
recall_04_3 = 3
### END SOLUTION

# %% check="recall-04-3"
check("recall-04-3", recall_04_3)

# %% [markdown]
# **4.** For three predictions the gradient of the SSE is $(6, -3, 9)$. What is the gradient of their MSE?

# %% exercise="recall-04-4"
recall_04_4 = ...  # a list of three numbers
### BEGIN SOLUTION
recall_04_4 = [2, -1, 3]
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
# **6.** A single sigmoid unit predicts $y = 0.99$, but its target is 0. What is the derivative of the binary cross-entropy with
# respect to its logit $z$?

# %% exercise="recall-04-6"
recall_04_6 = ...  # a number
### BEGIN SOLUTION
recall_04_6 = 0.99
### END SOLUTION

# %% check="recall-04-6"
check("recall-04-6", recall_04_6)
