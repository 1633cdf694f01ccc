# %% [markdown]
# A loss says how wrong the network is. Learning means changing the weights so that it becomes less wrong. There are
# thousands of weights and no map; all you can do is feel the slope under your feet and take a step downhill. This chapter
# makes that precise, on problems small enough to see everything.
#
# Afterwards you can
#
# - say why the gradient points straight uphill, and check any gradient numerically,
# - solve least squares in closed form, and say why that is impossible for a neural network,
# - run gradient descent with all the data, with mini-batches or with single samples, and say what each is good for.

# %%
import numpy as np

import playground as play
from autograder import check

# %% [markdown]
# ## Two questions from before
#
# **1.** Four predictions have an MSE of 9. What is their SSE?

# %% exercise="recall-05-1"
recall_05_1 = ...  # a number
### BEGIN SOLUTION
recall_05_1 = 36
### END SOLUTION

# %% check="recall-05-1"
check("recall-05-1", recall_05_1)

# %% [markdown]
# **2.** How many parameters does a network with sizes `[2, 2, 1]` have?

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
# Here is the smallest problem there is: one sample, $x = 1$ with target $t = 4$, and the model $y = w x + 1$ with a single
# weight. Half the squared error is $\frac12 (w \cdot 1 + 1 - 4)^2 = \frac12 (w - 3)^2$. At $w = 5$ the loss is 2, at $w = -2$
# it is 12.5, and the best weight is 3.
#
# - Start at 5. With which learning rate does the ball arrive in one step?
# - Try 0.05, 0.3, 1.7, 2.0 and 2.1. Find a word for what the ball does at each rate.
# - Start somewhere else. Does the rate at which the ball begins to diverge depend on the start?

# %%
play.ball()

# %% [markdown]
# ## The idea
#
# The slope of the loss at the current weight says two things. Its sign tells on which side the loss falls, and its size tells
# how steep it is. Going *against* the slope lowers the loss, if the step is short enough. So the rule is
#
# $$w \leftarrow w - \eta \cdot \text{slope}(w),$$
#
# with the **learning rate** $\eta$, `lr` in the code. For the ball the slope is $w - 3$. **By hand**, from $w = 5$ with
# $\eta = 0.5$: slope 2, step $-1$, $w = 4$; slope 1, step $-0.5$, $w = 3.5$; and so on. The steps become shorter by themselves,
# because the slope becomes smaller; nobody has to lower the rate. With $\eta = 2.1$ the same start gives
# $5, 0.8, 5.42, 0.338, \dots$: every step lands farther from the minimum than it started. Write the step as
#
# $$w_{\text{new}} - 3 = (w - 3) - \eta (w - 3) = (1 - \eta)(w - 3),$$
#
# and everything the figure shows is in the factor $1 - \eta$, by which each step multiplies the distance to the minimum.
# Chapter:learning-rate is about nothing else.
#
# With many weights, the slopes with respect to all of them together are the gradient $\nabla L$ (chapter:losses). It has the
# shape of the weights, and its entry $i$ is the partial derivative $\partial L / \partial w_i$: how fast the loss grows when
# $w_i$ alone grows. The rule is the same, for all weights at once: $w \leftarrow w - \eta\, \nabla L$. This is **gradient
# descent**.
#
# ## Why does the gradient point uphill?
#
# Stand at $w$ and walk a short distance $\epsilon$ in the direction of a vector $u$ of length 1. Then weight $w_i$ changes by
# $\epsilon u_i$, which changes the loss by about $\frac{\partial L}{\partial w_i} \epsilon u_i$. All weights change together, and their
# contributions add up (this is the **chain rule for several variables**). So per unit of distance the loss changes by
#
# $$\sum_i \frac{\partial L}{\partial w_i} u_i = \nabla L \cdot u = |\nabla L|\,|u| \cos\varphi = |\nabla L| \cos\varphi,$$
#
# where $|\cdot|$ is the length of a vector, $|u| = 1$, and $\varphi$ is the angle between $u$ and the gradient: a dot product is
# the product of the two lengths and the cosine of the angle between them. The cosine is largest, 1,
# when $u$ points along the gradient: in no direction does the loss climb faster. It is smallest, $-1$, when $u$ points against
# the gradient: in no direction does it fall faster. And it is 0 at a right angle to the gradient: that is the direction of
# the contour line, along which the loss stays the same. So $-\nabla L$ is the way down, and $|\nabla L|$ tells how steep the
# way is. (All this holds for a very short step. On a long step, the ground may have changed before you get there.)
#
# Turn the dashed arrow until the slope is 0, then until it is smallest. Where does the arrow point?

# %%
play.compass()

# %% [markdown]
# ## Why not simply set the derivative to zero?
#
# At a minimum the gradient is zero, so solve the equation $\nabla L = 0$ and be done? For a line through data that works.
# Take the model $y = w x + b$ with a fixed $b$. By the chain rule the derivative of its SSE with respect to $w$ is
#
# $$\frac{d}{dw} \sum_i (w x_i + b - t_i)^2 = \sum_i 2\, (w x_i + b - t_i)\, x_i.$$
#
# **By hand.** Two samples, $x = (1, 2)$ with targets $t = (4, 6)$, and $b = 1$. The derivative is
# $2 (w + 1 - 4) \cdot 1 + 2 (2w + 1 - 6) \cdot 2 = 10 w - 26$. It is zero at $w = 2.6$.
#
# ## Exercise 1: the best slope in closed form
#
# Do the same for any samples. Set the derivative to zero, collect everything with $w$ in it on one side, and solve for $w$;
# then write the code.
#
# A word on names. Functions that are handed a data set, samples and their targets, call them `X` and `y` in almost all code,
# and in this chapter too. (The next two say `t`, `labels` or `T` for the targets.) Mind the difference: the *argument* `y`
# holds the targets, $t$ in the formulas; the predictions you compute yourself.


# %% exercise="fit_slope"
def fit_slope(x, y, b):
    """The w that makes the SSE of w x + b smallest, b being fixed.

    x, y : arrays, shape (n,), the inputs and their targets
    b : number
    returns : number

    Example: fit_slope(np.array([1, 2]), np.array([4, 6]), 1) is 2.6.
    """
    ### BEGIN SOLUTION
    return np.sum(x * (y - b)) / np.sum(x * x)
    ### END SOLUTION


# %% check="fit_slope"
check(fit_slope)

# %% [markdown]
# <details><summary><b>The derivation</b></summary>
#
# $$\begin{aligned}
# \sum_i 2\, (w x_i + b - t_i)\, x_i &= 0\\
# w \sum_i x_i^2 &= \sum_i x_i (t_i - b)\\
# w &= \frac{\sum_i x_i (t_i - b)}{\sum_i x_i^2}.
# \end{aligned}$$
#
# </details>
#
# ## Several features, and the bias as well
#
# Put a column of ones beside $X$ and call the result $A$. Then the bias is the weight of that column: with
# $\theta = (w, b)$ the predictions are $A\,\theta$. There is one derivative for each entry $\theta_j$, and all of them must
# be zero:
#
# $$\frac{\partial}{\partial \theta_j} \sum_i \big((A \theta)_i - t_i\big)^2
#   = \sum_i 2\, \big((A \theta)_i - t_i\big)\, A_{ij} = 0.$$
#
# This sum runs over the *rows* of $A$. So it is a product with the **transpose** $A^{\!\top}$, which is $A$ with rows and
# columns exchanged (`A.T` in NumPy). All the equations together are $A^{\!\top} (A \theta - t) = 0$, or
#
# $$A^{\!\top}\! A\, \theta = A^{\!\top} t,$$
#
# a system of linear equations for $\theta$, called the **normal equation**.
#
# **By hand.** Three samples, $x = (0, 1, 2)$ and $t = (1, 3, 5)$:
#
# $$A = \begin{pmatrix} 0 & 1\\ 1 & 1\\ 2 & 1 \end{pmatrix}, \qquad
#   A^{\!\top}\! A = \begin{pmatrix} 0 & 1 & 2\\ 1 & 1 & 1 \end{pmatrix}
#   \begin{pmatrix} 0 & 1\\ 1 & 1\\ 2 & 1 \end{pmatrix} = \begin{pmatrix} 5 & 3\\ 3 & 3 \end{pmatrix}, \qquad
#   A^{\!\top} t = \begin{pmatrix} 13\\ 9 \end{pmatrix}.$$
#
# The equations are $5 w + 3 b = 13$ and $3 w + 3 b = 9$. Their difference is $2 w = 4$, so $w = 2$, and then $b = 1$: the
# line $2x + 1$ goes through all three points.

# %% [markdown]
# ## Exercise 2: the normal equation
#
# `np.linalg.solve(M, r)` finds the vector $\theta$ with $M \theta = r$. For example, $2 p + q = 5$ and $p + 3 q = 10$:

# %%
M = np.array([[2.0, 1.0], [1.0, 3.0]])
theta = np.linalg.solve(M, np.array([5.0, 10.0]))
print(np.round(theta, 10))  # [1. 3.]
print(np.ones(3))  # [1. 1. 1.]
print(np.column_stack([np.array([[4], [5], [6]]), np.ones(3)]).tolist())  # [[4.0, 1.0], [5.0, 1.0], [6.0, 1.0]]
print(theta[:-1], theta[-1:])  # [1.] [3.]

# %% [markdown]
# The last lines make a matrix with a column of ones beside a column of data, and take a vector apart: everything but its last
# entry, and its last entry.


# %% exercise="normal_equation"
def normal_equation(X, y):
    """The weights and the bias that make the SSE of X w + b smallest.

    X : array, shape (n, d), one sample per row
    y : array, shape (n,), the targets
    returns : (w, b), w of shape (d,), b a number

    Example: normal_equation(np.array([[0], [1], [2]]), np.array([1, 3, 5])) is ([2], 1).
    """
    ### BEGIN SOLUTION
    A = np.column_stack([X, np.ones(len(X))])
    theta = np.linalg.solve(A.T @ A, A.T @ y)
    return theta[:-1], theta[-1]
    ### END SOLUTION


# %% check="normal_equation"
check(normal_equation)

# %% [markdown]
# In both cases the loss is a bowl. If no column of $A$ is a combination of the others, the gradient is zero at a single
# point, the minimum. (Otherwise the bowl has a flat valley, and every point at its bottom is a minimum.)
#
# ## Why that is not the end of the story
#
# For a network there are two obstacles. First, with a bend in it, the equation $\nabla L = 0$ has no solution in closed form.
# Second, a point with zero gradient need not be a minimum: it may be a maximum, or a **saddle**, where the loss falls in one
# direction and rises in another, like $w_1^2 - w_2^2$ at the origin.
#
# Descent does not ask for a solution; it only ever asks which way is down. For the same reason it promises less. With a small
# enough rate it finds the global minimum of a *convex* loss, whose graph never rises above a straight line between two of its
# points, such as these bowls. On any other loss it finds, at best, a place where the ground is flat.
#
# ## A slope without a formula
#
# To check a gradient, compute it a second way: move one weight a little up and a little down, and divide the change of the loss
# by the distance moved. Why step both ways? **Taylor's formula** writes a smooth function near $x$ as a sum of powers of the
# step $\epsilon$:
#
# $$\begin{aligned}
# f(x + \epsilon) &= f(x) + \epsilon f'(x) + \tfrac{\epsilon^2}{2} f''(x) + \tfrac{\epsilon^3}{6} f'''(x) + \dots\\
# f(x - \epsilon) &= f(x) - \epsilon f'(x) + \tfrac{\epsilon^2}{2} f''(x) - \tfrac{\epsilon^3}{6} f'''(x) + \dots\\
# \frac{f(x + \epsilon) - f(x - \epsilon)}{2 \epsilon} &= f'(x) + \tfrac{\epsilon^2}{6} f'''(x) + \dots
# \end{aligned}$$
#
# The terms with $\epsilon^2 f''$ cancel. The error of this **central difference** is of the order of $\epsilon^2$, that of the
# one-sided $\big(f(x + \epsilon) - f(x)\big) / \epsilon$ is about $\frac{\epsilon}{2} f''$. With $\epsilon = 10^{-5}$ that is
# about $10^{-10}$ against $10^{-5}$.
#
# ## Exercise 3: the numerical gradient
#
# One element moves at a time, while all the others stand still. `np.ndindex(x.shape)` runs through the positions of an array
# of any shape, and `x[index]` is the element there.

# %%
for index in np.ndindex((2, 2)):
    print(index, end=" ")  # (0, 0) (0, 1) (1, 0) (1, 1)

# %% [markdown]
# Work on a copy, and put each element back before you move the next one.


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
# ## Predict, then run: how small should the step be?
#
# The formula says: the smaller $\epsilon$, the smaller the error. You take the slope of $e^x$ at $x = 1$ with your function,
# for many sizes of $\epsilon$ from $10^{-1}$ down to $10^{-12}$. Which will have the smallest error?

# %%
best_eps = ...  # such as 1e-8

# %%
play.predicted(best_eps)
if check(numerical_gradient).passed:
    import matplotlib.pyplot as plt

    def exponential(x):
        return np.sum(np.exp(x))

    eps = np.logspace(-12, -1, 45)
    point, true = np.array([1.0]), np.exp(1)
    central = np.array([abs(numerical_gradient(exponential, point, e)[0] - true) for e in eps])
    one_sided = np.array([abs((np.exp(1 + e) - np.exp(1)) / e - true) for e in eps])
    figure, ax = plt.subplots(figsize=(7.5, 4), layout="constrained")
    ax.loglog(eps, one_sided, "s-", color="#E69F00", ms=4, label="one-sided difference")
    ax.loglog(eps, central, "o-", color="#0072B2", ms=5, label="your central difference")
    ax.set(xlabel="eps, the size of the step", ylabel="error of the slope")
    ax.set_title("From right to left: the formula gets better, until rounding takes over")
    ax.grid(color="#d9dbe0")
    ax.legend()
else:
    print("This cell needs numerical_gradient: come back when its check passes.")

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# The central difference is best between $10^{-7}$ and $10^{-5}$, and gets worse on both sides. On the right the formula is
# at fault: its error shrinks like $\epsilon^2$, two powers of ten for each power of ten of $\epsilon$. On the left it is the
# computer. A float carries about 16 digits, so each value of $f$ is wrong by about $10^{-16}$; the difference of two values
# that are almost equal keeps that error, and dividing by $2 \epsilon$ magnifies it, to about $10^{-16} / \epsilon$. The two
# errors are equally large
# where $\epsilon^2 \approx 10^{-16} / \epsilon$, so $\epsilon \approx 10^{-16/3} \approx 5 \cdot 10^{-6}$. That is why `eps=1e-5`
# is the default.
#
# </details>

# %% [markdown]
# ## Exercise 4: do two gradients agree?
#
# To say whether two gradients agree, compare them relative to their size: an error of 0.001 is nothing for a gradient of 1,000
# and everything for a gradient of 0.001. So divide each difference by the sum of the two absolute values, and let the worst
# element decide. Where both gradients are 0 that would be $0/0$; divide by at least $10^{-12}$. (`np.maximum` is the
# element-wise maximum, `np.max` the largest element.)


# %% exercise="relative_error"
def relative_error(a, b):
    """The largest difference of two elements, relative to the sum of their absolute values or 1e-12, if that is larger.

    a, b : arrays of the same shape
    returns : number, 0 if they are equal and at most 1

    Example: relative_error(np.array([1.0, 3.0]), np.array([1.0, 1.0])) is 2 / 4, which is 0.5.
    """
    ### BEGIN SOLUTION
    return np.max(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12))
    ### END SOLUTION


# %% check="relative_error"
check(relative_error)

# %% [markdown]
# ## The gradient of linear regression
#
# Let $e_i = y_i - t_i$ be the error of sample $i$, with the prediction $y_i = \sum_j X_{ij} w_j + b$. The MSE is
# $\frac1n \sum_i e_i^2$. The derivative of $e_i$ with respect to $w_j$ is $X_{ij}$. So by the chain rule
#
# $$\frac{\partial}{\partial w_j} \frac1n \sum_i e_i^2 = \frac1n \sum_i 2\, e_i\, X_{ij}.$$
#
# In code, the gradient of the loss with respect to a variable `w` is called `dw`, and this is its entry $j$. Two things are
# left to you, in exercise 5. How fast does $e_i$ grow with $b$, and what is `db` therefore? And the sum runs over the *rows* of
# $X$, as in the normal equation: which product gives all the entries of `dw` at once?
#
# **By hand.** $X = \begin{pmatrix} 1 & 2\\ 3 & 4\end{pmatrix}$, $t = (1, 0)$, $w = (1, -1)$, $b = 2$. The predictions are
# $1 - 2 + 2 = 1$ and $3 - 4 + 2 = 1$, the errors $e = (0, 1)$. So
# $\mathtt{dw} = \frac22 (0 \cdot 1 + 1 \cdot 3,\ 0 \cdot 2 + 1 \cdot 4) = (3, 4)$. To find $\mathtt{db} = 1$, raise $b$ by 0.01:
# the errors become 0.01 and 1.01, and the MSE goes from 0.5 to $\frac12 (0.0001 + 1.0201) = 0.5101$.
#
# ## A faded example
#
# Take the same $X$, $w$ and $b$, but $t = (0, 0)$. You should see $(1, 1)$, $(4, 6)$ and 2.

# %%
errors = (1 - 0, ...)
dw = (2 / 2 * (1 * 1 + 3 * 1), ...)
db = ...
errors, dw, db

# %% [markdown]
# ## Exercise 5: the gradient
#
# No loop is needed. You can compare your result with `numerical_gradient` before you check it.


# %% exercise="linear_regression_grad"
def linear_regression_grad(X, y, w, b):
    """The gradient of the MSE of X w + b.

    X : array, shape (n, d)
    y : array, shape (n,), the targets
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

# %% [markdown]
# <details><summary><b>Both parts</b></summary>
#
# Entry $j$ is $\frac2n \sum_i X_{ij}\, e_i = \frac2n \sum_i (X^{\!\top})_{ji}\, e_i$, so $\mathtt{dw} = \frac2n X^{\!\top} e$. Every
# error grows as fast as $b$, so $\mathtt{db} = \frac2n \sum_i e_i$: the bias is the weight of an input that is always 1.
#
# </details>
#
# ## Exercise 6: a step


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

# %% [markdown]
# Now the ball follows *your* step. (It follows any other as well: in a cell of your own, try
# `play.ball(lambda w, grad, lr: w + lr * grad)`.)

# %%
live = "This cell needs gradient_step: come back when its check passes."
if check(gradient_step).passed:
    live = play.ball(gradient_step)
live

# %% [markdown]
# ## Exercise 7: a path
#
# Take one step after the other, and keep every point. The gradient changes from point to point, so it must be computed anew at
# each one: that is why `descend` is handed a *function*.


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
# The gradient of a mean over $n$ samples is the mean of $n$ gradients. If you use all of them for one step, it is **batch**
# gradient descent. The opposite is **stochastic** gradient descent: one sample, one step. (It does *not* wait until the end of
# the data set; that would be batch gradient descent.) In between are **mini-batches**: a few samples, one step. In each case
# one pass through all the data is an **epoch**.
#
# The gradient of a single sample is a noisy estimate of the gradient of the mean. On average it is right, and it costs only
# one $n$-th of the work. So while you are still far from the minimum, many rough steps beat one exact step. Near the minimum
# the noise keeps the path trembling; larger batches or a smaller learning rate calm it.
#
# Raise the noise in the data. Which of the paths keep trembling at the end?

# %%
play.batches()

# %% [markdown]
# ## Exercise 8: mini-batches
#
# Shuffle in each epoch, so that the batches differ. Use each sample exactly once. And keep every sample together with its own
# target. The tools: a generator's `permutation(n)` is the numbers from 0 to $n - 1$ in random order, and an array in the square
# brackets picks several rows at once.

# %%
order = np.array([2, 0, 1])
print(np.array([10, 20, 30])[order])  # [30 10 20]
print(order[0:2], order[2:4])  # [2 0] [1]
print(sorted(np.random.default_rng(0).permutation(4).tolist()))  # [0, 1, 2, 3]

# %% [markdown]
# A slice that runs past the end, such as `order[2:4]`, is simply shorter. A function with `yield` in it gives its results one
# after the other; a list is just as good.


# %% exercise="minibatches"
def minibatches(X, y, batch_size, rng):
    """One pass through the data in shuffled mini-batches.

    X : array, shape (n, d)
    y : array, shape (n,), the targets
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

# %% [markdown]
# ## Exercise 9: training with mini-batches
#
# Everything is there: for each epoch the mini-batches, for each mini-batch the gradient and a step.


# %% exercise="fit_linear"
def fit_linear(X, y, lr, epochs, batch_size, rng):
    """Linear regression by mini-batch gradient descent on the MSE, from zeros.

    X : array, shape (n, d)
    y : array, shape (n,), the targets
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
# You train three times, with the same data, the same five epochs and the same learning rate, but with batches of 100, of 10 and
# of 1. Which batch size reaches the smallest loss?

# %%
best_batch_size = ...  # 100, 10 or 1

# %%
play.predicted(best_batch_size)
if check(fit_linear).passed:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(100, 2))
    t = X @ np.array([2.0, -1.0]) + 0.5
    for batch_size in (100, 10, 1):
        print("batches of", batch_size, "- loss", fit_linear(X, t, 0.05, 5, batch_size, rng)[2][-1])
else:
    print("This cell needs fit_linear: come back when its check passes.")

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# Single samples win by far. A step with a single sample is not better than a step with all of them; there are simply more of
# these steps: 500 in five epochs, against 50 with batches of 10, and 5 with all the data. And these data have no noise: a
# line fits them exactly, so all samples agree about where the minimum is. With noise the single samples would disagree, and
# the path would tremble.
#
# </details>

# %% [markdown]
# ## Your descent, on real data
#
# How does the progress of diabetes depend on two measurements, the body mass index and the blood pressure? The gray lines are
# contours of the MSE over the two weights; the star is the solution of your `normal_equation`. Left, your `descend` takes
# twelve steps at each of three learning rates. Right, your `fit_linear` runs five epochs with each of three batch sizes; a point
# marks the end of each epoch. (The measurements are scaled to the same spread, and the mean of the targets is
# subtracted, so that the bias is 0.)

# %%
if all(check(function).passed for function in (normal_equation, linear_regression_grad, descend, fit_linear)):
    import matplotlib.pyplot as plt
    from sklearn.datasets import load_diabetes

    data = load_diabetes()
    X, t = data.data[:, [2, 3]] * np.sqrt(len(data.data)), data.target - data.target.mean()
    best, _ = normal_equation(X, t)
    w1, w2 = np.meshgrid(np.linspace(-8, 72, 81), np.linspace(-16, 50, 67))
    losses = np.mean((w1[..., None] * X[:, 0] + w2[..., None] * X[:, 1] - t) ** 2, axis=-1)
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4.6), sharey=True, layout="constrained")
    looks = (("#0072B2", "o"), ("#E69F00", "s"), ("#D55E00", "^"))
    for lr, (color, marker) in zip((0.03, 0.2, 0.68), looks):
        path = descend(lambda w: linear_regression_grad(X, t, w, 0.0)[0], np.zeros(2), lr, 12)
        left.plot(*path.T, marker + "-", color=color, ms=5, label=f"learning rate {lr}")
    for batch_size, (color, marker) in zip((len(X), 32, 1), looks):
        ends = [fit_linear(X, t, 0.03, epochs, batch_size, np.random.default_rng(3))[0] for epochs in range(1, 6)]
        path = np.array([np.zeros(2), *ends])
        right.plot(*path.T, marker + "-", color=color, ms=5, label=f"batches of {batch_size}")
    for ax, title in (
        (left, "three learning rates, all the data in each step"),
        (right, "three batch sizes, five epochs"),
    ):
        ax.contour(w1, w2, losses, levels=12, colors="#9aa0ab", linewidths=0.8)
        ax.plot(*best, "*", color="#009E73", ms=18, zorder=5)
        ax.set(title=title, xlabel="weight of the body mass index")
        ax.legend(loc="lower right")
    left.set_ylabel("weight of the blood pressure")
    figure.suptitle(
        "Too small a rate crawls, too large a rate overshoots; small batches are quick, and tremble at the end"
    )
else:
    print("This cell needs normal_equation, linear_regression_grad, descend and fit_linear: come back when they pass.")

# %% [markdown]
# ## Summary
#
# - The gradient points where the loss grows fastest; the way down is against it.
# - Closed forms exist for least squares, not for networks; a zero gradient may be a minimum, a maximum or a saddle.
# - Central differences check any gradient. Their error is of the order of $\epsilon^2$, until rounding takes over.
# - Batch: all samples for one step. Stochastic: one sample. Mini-batch: in between. One pass is an epoch.

# %% [markdown]
# ## Recall
#
# **3.** The loss is $\frac12 (w - 3)^2$, and gradient descent starts from $w = 7$ with the learning rate 1.5. What is $w$ after
# *two* steps?

# %% exercise="recall-05-3"
recall_05_3 = ...  # a number
### BEGIN SOLUTION
recall_05_3 = 4
### END SOLUTION

# %% check="recall-05-3"
check("recall-05-3", recall_05_3)

# %% [markdown]
# **4.** You train for 5 epochs on 1,000 samples, in batches of 32. The short last batch of each epoch is used too. How many steps
# does gradient descent take?

# %% exercise="recall-05-4"
recall_05_4 = ...  # a whole number
### BEGIN SOLUTION
recall_05_4 = 160
### END SOLUTION

# %% check="recall-05-4"
check("recall-05-4", recall_05_4)

# %% [markdown]
# **5.** Which of these losses has a zero gradient at the origin, but no minimum there? (a) $w_1^2 + w_2^2$, (b) $w_1 w_2$,
# (c) $w_1 + w_2^2$, (d) $(w_1 + w_2)^2$.

# %% exercise="recall-05-5"
recall_05_5 = ...  # "a", "b", "c" or "d"
### BEGIN SOLUTION
recall_05_5 = "b"
### END SOLUTION

# %% check="recall-05-5"
check("recall-05-5", recall_05_5)
