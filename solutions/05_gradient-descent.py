# %% [markdown]
# A loss says how wrong the network is. Learning means changing the weights so that it becomes less wrong. There are
# thousands of weights and no map; all one can do is feel the slope underfoot, and take a step downhill. This chapter makes
# that precise, on problems small enough to see everything.
#
# Afterwards you can
#
# - say why the gradient points straight uphill, and check any gradient numerically,
# - solve least squares in closed form, and say why nobody does that for a neural network,
# - run gradient descent with all the data, with mini-batches or with single samples, and say what each is good for.

# %%
import numpy as np

import playground as play
from autograder import check

# %% [markdown]
# ## Two questions from before
#
# **1.** A sigmoid unit has logit $z = 0$ and target 1. What is the gradient of its binary cross-entropy by $z$?

# %% exercise="recall-05-1"
recall_05_1 = ...  # a number
### BEGIN SOLUTION
recall_05_1 = -0.5
### END SOLUTION

# %% check="recall-05-1"
check("recall-05-1", recall_05_1)

# %% [markdown]
# **2.** How many parameters has a network with sizes `[2, 2, 1]`?

# %% exercise="recall-05-2"
recall_05_2 = ...  # a whole number
### BEGIN SOLUTION
recall_05_2 = 9
### END SOLUTION

# %% check="recall-05-2"
check("recall-05-2", recall_05_2)

# %% [markdown]
# ## Play: guess and correct
#
# The smallest problem there is: one sample, $x = 1$ and $y = 4$, and the model $w x + 1$ with a single weight. Half the
# squared error is $\frac12 (w \cdot 1 + 1 - 4)^2 = \frac12 (w - 3)^2$. At $w = 5$ the loss is 2, at $w = -2$ it is 12.5, and
# the best weight is 3.
#
# - Start at 5. With which rate does one step arrive?
# - Try 0.05, 0.3, 1.7, 2.0 and 2.1. Find a word for what each of them does.
# - Start somewhere else. Does the rate at which it starts to diverge depend on the start?

# %%
play.ball()

# %% [markdown]
# ## The idea
#
# The slope of the loss at the present weight says two things: its sign, on which side the minimum lies, and its size, how
# steep it is. Going *against* the slope lowers the loss, if the step is short enough. So:
#
# $$w \leftarrow w - \eta \cdot \text{slope}(w),$$
#
# with the **learning rate** $\eta$, `lr` in the code. For the ball the slope is $w - 3$. **By hand**, from $w = 5$ with
# $\eta = 0.5$: slope 2, step $-1$, $w = 4$; slope 1, step $-0.5$, $w = 3.5$; and so on. The steps become shorter by themselves,
# because the slope does; nobody has to shorten the rate. With $\eta = 2.1$ the same start gives $5, 0.8, 5.42, 0.338, \dots$:
# every step overshoots the minimum by more than it was away before. Write the step as
#
# $$w_{\text{new}} - 3 = (w - 3) - \eta (w - 3) = (1 - \eta)(w - 3),$$
#
# and everything the figure shows is in the factor $1 - \eta$. Chapter:learning-rate is about nothing else.
#
# With many weights, the slopes along all of them together are the **gradient**, a vector (or matrix) of the same shape as the
# weights: entry $i$ is the partial derivative $\partial L / \partial w_i$, how fast the loss grows when $w_i$ alone does.
#
# ## Why does the gradient point uphill?
#
# Stand at $w$ and walk a little way in the direction of a unit vector $u$. By the chain rule the loss changes at the rate
#
# $$\frac{d}{ds} L(w + s u) \Big|_{s = 0} = \sum_i \frac{\partial L}{\partial w_i} u_i = g \cdot u = |g|\,|u| \cos\varphi = |g| \cos\varphi,$$
#
# where $\varphi$ is the angle between $u$ and the gradient $g$. The cosine is largest, 1, when $u$ points along $g$: no direction
# climbs faster. It is smallest, $-1$, against it: no direction falls faster. And at a right angle to $g$ it is 0: that is the
# contour line. So $-g$ is the way down, and $|g|$ tells how steep. (It says what is best for an *infinitely short* step. For long
# steps, the ground may have changed before you get there.)

# %%
play.compass()

# %% [markdown]
# ## Why not simply set the derivative to zero?
#
# At a minimum the gradient is zero, so solve the equation $g = 0$ and be done? For a line through data that works. For
# $y = w x + b$ with $b$ fixed, write down the SSE and differentiate by $w$:
#
# $$\begin{aligned}
# \frac{d}{dw} \sum_i (w x_i + b - y_i)^2 &= \sum_i 2 (w x_i + b - y_i)\, x_i = 0\\
# w \sum_i x_i^2 &= \sum_i x_i (y_i - b)\\
# w &= \frac{\sum_i x_i (y_i - b)}{\sum_i x_i^2}.
# \end{aligned}$$
#
# With several features and a bias, put a column of ones beside $X$, $A = (X \mid 1)$, so that the bias becomes the last entry of
# $\theta = (w, b)$. The same steps in matrix form give the **normal equation** $A^{\!\top}\! A\, \theta = A^{\!\top} y$. Both losses
# are bowls, and the only point with zero gradient is their minimum.
#
# For a network there are two obstacles. First, with a bend in it, the equation $g = 0$ has no solution in closed form. Second, a
# zero gradient need not be a minimum: it may be a maximum, or a **saddle**, which falls in one direction and rises in another,
# like $x^2 - y^2$ at the origin. Descent does not ask for a solution; it only ever asks which way is down. For the same reason it
# promises less: with a small enough rate it finds the global minimum of a *convex* loss, such as these bowls, and for others
# some place where the ground is flat.
#
# ## Exercises 1 to 4: slopes with and without a formula
#
# To check a gradient, compute it a second way: move one weight a little up and a little down, and divide the change of the loss
# by the way. Why to both sides? With Taylor's formula,
#
# $$\begin{aligned}
# f(x + \epsilon) &= f(x) + \epsilon f'(x) + \tfrac{\epsilon^2}{2} f''(x) + \tfrac{\epsilon^3}{6} f'''(x) + \dots\\
# f(x - \epsilon) &= f(x) - \epsilon f'(x) + \tfrac{\epsilon^2}{2} f''(x) - \tfrac{\epsilon^3}{6} f'''(x) + \dots\\
# \frac{f(x + \epsilon) - f(x - \epsilon)}{2 \epsilon} &= f'(x) + \tfrac{\epsilon^2}{6} f'''(x) + \dots
# \end{aligned}$$
#
# The terms with $\epsilon^2 f''$ cancel. The **central difference** is wrong by something like $\epsilon^2$, the one-sided
# $\big(f(x + \epsilon) - f(x)\big) / \epsilon$ by $\frac{\epsilon}{2} f''$. With $\epsilon = 10^{-5}$ that is $10^{-10}$ against $10^{-5}$.


# %% exercise="numerical_gradient"
def numerical_gradient(f, x, eps=1e-5):
    """The gradient of f at x by central differences.

    f : function of an array like x that returns a number
    x : array of any shape
    eps : number > 0, how far to step to each side
    returns : array like x

    Example: With f = lambda x: np.sum(x ** 2), numerical_gradient(f, np.array([1.0, 3.0])) is [2, 6].
    """
    ### BEGIN SOLUTION
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        middle = x[index]
        x[index] = middle + eps
        above = f(x)
        x[index] = middle - eps
        below = f(x)
        x[index] = middle
        gradient[index] = (above - below) / (2 * eps)
    return gradient
    ### END SOLUTION


# %% check="numerical_gradient"
check(numerical_gradient)

# %% [markdown]
# To say whether two gradients agree, compare them relative to their size: an error of 0.001 is nothing for a gradient of 1,000
# and everything for one of 0.001.


# %% exercise="relative_error"
def relative_error(a, b):
    """The largest of the element-wise |a - b| / max(|a| + |b|, 1e-12).

    a, b : arrays of the same shape
    returns : number, 0 if they are equal and at most 1

    Example: relative_error(np.array([1.0, 3.0]), np.array([1.0, 1.0])) is 2 / 4, which is 0.5.
    """
    ### BEGIN SOLUTION
    return np.max(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12))
    ### END SOLUTION


# %% check="relative_error"
check(relative_error)


# %% exercise="fit_slope"
def fit_slope(x, y, b):
    """The w that makes the SSE of w x + b smallest, b being fixed.

    x, y : arrays, shape (n,)
    b : number
    returns : number

    Example: fit_slope(np.array([1, 2]), np.array([4, 6]), 1) is (1*3 + 2*5) / (1 + 4), which is 2.6.
    """
    ### BEGIN SOLUTION
    return np.sum(x * (y - b)) / np.sum(x * x)
    ### END SOLUTION


# %% check="fit_slope"
check(fit_slope)


# %% exercise="normal_equation"
def normal_equation(X, y):
    """The weights and the bias that make the SSE of X w + b smallest.

    X : array, shape (n, d), one sample per row
    y : array, shape (n,)
    returns : (w, b), w of shape (d,), b a number

    Example: normal_equation(np.array([[0], [1], [2]]), np.array([1, 3, 5])) is ([2], 1).
    """
    ### BEGIN SOLUTION
    A = np.column_stack([X, np.ones(len(X))])
    theta = np.linalg.solve(A.T @ A, A.T @ y) if len(X) > X.shape[1] else np.linalg.lstsq(A, y)[0]
    return theta[:-1], theta[-1]
    ### END SOLUTION


# %% check="normal_equation"
check(normal_equation)

# %% [markdown]
# ## The gradient of linear regression
#
# Let $e_i = \sum_j X_{ij} w_j + b - y_i$ be the error of sample $i$. The MSE is $\frac1n \sum_i e_i^2$. By $w_j$, the error $e_i$
# changes at the rate $X_{ij}$; by $b$, at the rate 1. So
#
# $$\frac{\partial}{\partial w_j} \frac1n \sum_i e_i^2 = \frac2n \sum_i X_{ij}\, e_i, \qquad
#   \frac{\partial}{\partial b} \frac1n \sum_i e_i^2 = \frac2n \sum_i e_i.$$
#
# The first sum runs over the *rows* of $X$, so it is a product with the transpose: $dw = \frac2n X^{\!\top} e$.
#
# **By hand.** $X = \begin{pmatrix} 1 & 2\\ 3 & 4\end{pmatrix}$, $y = (1, 0)$, $w = (1, -1)$, $b = 2$. Predictions: $1 - 2 + 2 = 1$ and
# $3 - 4 + 2 = 1$. Errors $e = (0, 1)$. So $dw = \frac22 (1 \cdot 0 + 3 \cdot 1,\ 2 \cdot 0 + 4 \cdot 1) = (3, 4)$ and
# $db = \frac22 (0 + 1) = 1$.
#
# **A faded example.** The same $X$, $w$ and $b$, but $y = (0, 0)$. You should see $(1, 1)$, $(4, 6)$ and 2.

# %%
errors = (1 - 0, ...)
dw = (2 / 2 * (1 * 1 + 3 * 1), ...)
db = ...
errors, dw, db

# %% [markdown]
# ## Exercises 5 to 7: the gradient, a step, a path


# %% exercise="linear_regression_grad"
def linear_regression_grad(X, y, w, b):
    """The gradient of the MSE of X w + b.

    X : array, shape (n, d)
    y : array, shape (n,)
    w : array, shape (d,)
    b : number
    returns : (dw, db), dw of shape (d,), db a number

    Example: With X = np.array([[1, 2], [3, 4]]), y = np.array([1, 0]), w = np.array([1, -1]), b = 2,
    linear_regression_grad(X, y, w, b) is ([3, 4], 1). These are the numbers worked out by hand above.
    """
    ### BEGIN SOLUTION
    errors = X @ w + b - y
    return 2 * X.T @ errors / len(X), 2 * np.mean(errors)
    ### END SOLUTION


# %% check="linear_regression_grad"
check(linear_regression_grad)


# %% exercise="gradient_step"
def gradient_step(w, grad, lr):
    """One step downhill.

    w : array of any shape
    grad : array like w, the gradient there
    lr : number > 0, the learning rate
    returns : array like w

    Example: gradient_step(np.array([1.0, 2.0]), np.array([3.0, -1.0]), 0.5) is [-0.5, 2.5].
    """
    ### BEGIN SOLUTION
    return w - lr * grad
    ### END SOLUTION


# %% check="gradient_step"
check(gradient_step)


# %% exercise="descend"
def descend(gradient, w0, lr, steps):
    """The path of gradient descent.

    gradient : function that gives the gradient at a point
    w0 : number or array, the start
    lr : number > 0, the learning rate
    steps : whole number, how many steps to take
    returns : array of steps + 1 points, the start first

    Example: descend(lambda w: w - 3, 5.0, 0.5, 2) is [5, 4, 3.5].
    """
    ### BEGIN SOLUTION
    path = [np.array(w0, dtype=float)]
    for _ in range(steps):
        path.append(gradient_step(path[-1], gradient(path[-1]), lr))
    return np.array(path)
    ### END SOLUTION


# %% check="descend"
check(descend)

# %% [markdown]
# ## How much data for one step?
#
# The gradient of a mean over $n$ samples is the mean of $n$ gradients. Using all of them for one step is **batch** gradient
# descent. The opposite is **stochastic** gradient descent: one sample, one step. (It does *not* wait until the end of the data
# set; that would be batch.) In between are **mini-batches**: a few samples, one step. In each case one pass through all the data
# is an **epoch**.
#
# A single sample's gradient is a noisy guess of the true one. It is right on average, and it costs $n$ times less. So while the
# start is still far from the minimum, many rough steps beat one exact step. Near the minimum the noise keeps the path trembling,
# and larger batches, or a smaller rate, calm it.

# %%
play.batches()

# %% [markdown]
# ## Exercises 8 and 9: mini-batches, and training with them
#
# Shuffle anew in each epoch, so that batches differ; draw *without* replacement, so that each sample is used exactly once; and
# keep every $x$ with its own $y$. A function with `yield` in it gives its results one after the other; a list is just as good.


# %% exercise="minibatches"
def minibatches(X, y, batch_size, rng):
    """One pass through the data in shuffled mini-batches.

    X : array, shape (n, d)
    y : array, shape (n,)
    batch_size : whole number > 0; the last batch may be shorter
    rng : numpy.random.Generator, the only source of randomness
    returns : iterator or list of (X_b, y_b)

    Example: With X = np.zeros((10, 1)), y = np.zeros(10), batches = minibatches(X, y, 4, np.random.default_rng(0)),
    [len(y_b) for X_b, y_b in batches] is [4, 4, 2].
    """
    ### BEGIN SOLUTION
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        batch = order[start : start + batch_size]
        yield X[batch], y[batch]
    ### END SOLUTION


# %% check="minibatches"
check(minibatches)


# %% exercise="fit_linear"
def fit_linear(X, y, lr, epochs, batch_size, rng):
    """Linear regression by mini-batch gradient descent on the MSE, from zeros.

    X : array, shape (n, d)
    y : array, shape (n,)
    lr : number > 0, the learning rate
    epochs : whole number > 0, passes through the data
    batch_size : whole number > 0; each batch's gradient is its own mean
    rng : numpy.random.Generator, for the shuffling
    returns : (w, b, losses), losses of shape (epochs,): the MSE on all the data after each epoch

    Example: With X = np.array([[1], [2]]), y = np.array([3, 5]), rng = np.random.default_rng(0),
    fit_linear(X, y, 0.1, 1, 2, rng) is ([1.3], 0.8, [1.685]).
    """
    ### BEGIN SOLUTION
    w, b, losses = np.zeros(X.shape[1]), 0.0, np.zeros(epochs)
    for epoch in range(epochs):
        for X_b, y_b in minibatches(X, y, batch_size, rng):
            dw, db = linear_regression_grad(X_b, y_b, w, b)
            w, b = gradient_step(w, dw, lr), gradient_step(b, db, lr)
        losses[epoch] = np.mean((X @ w + b - y) ** 2)
    return w, b, losses
    ### END SOLUTION


# %% check="fit_linear"
check(fit_linear)

# %% [markdown]
# ## Predict, then run
#
# The same data, the same five epochs, the same rate, but batches of 100, 10 and 1. Which reaches the smallest loss?

# %%
if check(fit_linear).passed:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(100, 2))
    y = X @ np.array([2.0, -1.0]) + 0.5
    for batch_size in (100, 10, 1):
        print("batches of", batch_size, "- loss", fit_linear(X, y, 0.05, 5, batch_size, rng)[2][-1])
else:
    print("This cell needs fit_linear: come back when its check passes.")

# %% [markdown]
# These data have no noise: a line fits them exactly, so even single samples agree about where the minimum is, and five hundred
# small steps beat five large ones by far. With noise the single samples would disagree, and tremble.

# %% [markdown]
# ## Summary
#
# - The gradient points where the loss grows fastest; against it is the way down.
# - Closed forms exist for least squares, not for networks; a zero gradient may be a minimum, a maximum or a saddle.
# - Central differences check any gradient, with an error of the order of $\epsilon^2$.
# - Batch: all samples for one step. Stochastic: one sample. Mini-batch: in between. One pass is an epoch.

# %% [markdown]
# ## Recall
#
# **3.** The ball is at $w = 5$, where the slope is 2. Where is it after one step with rate 0.5?

# %% exercise="recall-05-3"
recall_05_3 = ...  # a number
### BEGIN SOLUTION
recall_05_3 = 4
### END SOLUTION

# %% check="recall-05-3"
check("recall-05-3", recall_05_3)

# %% [markdown]
# **4.** How many steps does one epoch have with 10 samples and batches of 4?

# %% exercise="recall-05-4"
recall_05_4 = ...  # a whole number
### BEGIN SOLUTION
recall_05_4 = 3
### END SOLUTION

# %% check="recall-05-4"
check("recall-05-4", recall_05_4)

# %% [markdown]
# **5.** The gradient is zero. Is the point certainly a minimum? Answer `"yes"` or `"no"`.

# %% exercise="recall-05-5"
recall_05_5 = ...  # "yes" or "no"
### BEGIN SOLUTION
recall_05_5 = "no"
### END SOLUTION

# %% check="recall-05-5"
check("recall-05-5", recall_05_5)
