# %% [markdown]
# So far your models answered with a number. But when you look at a scrap of handwriting, the question is *which* digit it
# is, and an answer such as 3.7 makes no sense: 3 is not closer to 4 than to 8, the digits are only names. In this chapter
# a model answers with *probabilities*, one for each class, and is trained to give the right class a high one. At the end
# you train your first reader of handwriting, look at what it has learned, and write for it yourself.
#
# Afterwards you can
#
# - derive cross-entropy from the probability of the data, for two classes and for many,
# - compute softmax and cross-entropy so that nothing overflows, and write their gradients in one line,
# - train logistic and softmax regression from scratch, and report honestly how good they are.

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
# **1.** The loss is $L(w) = w_1^2 + 3 w_2$. From $w = (2, 5)$, gradient descent takes one step with the learning rate
# 0.5. Where does it lead?

# %% exercise="recall-classification-1"
recall_classification_1 = ...  # a list of two numbers
### BEGIN SOLUTION
recall_classification_1 = [0, 3.5]
### END SOLUTION

# %% check="recall-classification-1"
check("recall-classification-1", recall_classification_1)

# %% [markdown]
# **2.** For some $z$ the sigmoid gives $\sigma(z) = 0.8$. What is $\sigma(-z)$?

# %% exercise="recall-classification-2"
recall_classification_2 = ...  # a number
### BEGIN SOLUTION
recall_classification_2 = 0.2
### END SOLUTION

# %% check="recall-classification-2"
check("recall-classification-2", recall_classification_2)

# %% [markdown]
# ## Play: from scores to probabilities
#
# A model has given each of three classes a *score*, any number at all (left). The scores are turned into probabilities,
# which are positive and add up to 1 (right). The class with the outline is the right one. The arrows show the step
# by which learning would change each score.
#
# - Make the three scores equal. What are the probabilities, and which way do the arrows point?
# - Raise all three scores together. What happens on the right?
# - Be confidently wrong: give the highest score to a wrong class. How large does the loss get? How long are the arrows
#   then, and how long are they when the model is confidently right?

# %%
play.softmax()

# %% [markdown]
# ## The idea
#
# Why not number the classes 0, 1, 2, ... and fit the number, with the losses of chapter:losses? Because then answering 2
# instead of 1 would be a small mistake and 9 instead of 1 a large one, and a model in doubt between 1 and 9 would answer
# 5. So give each class an output of its own, a score. The class with the highest score is the answer; by how much it wins
# says how sure the model is. To learn, turn the scores into probabilities, and ask one question only: *which probability
# did the model give to what really happened?* The higher it is, the better. Each loss of this chapter is minus the
# logarithm of this number, averaged over the samples.
#
# Begin with the simplest case: two classes, no and yes.
#
# ## Yes or no: cross-entropy from likelihood
#
# Now the target is 0 or 1, and the output $y$, from a sigmoid, is read as the probability that it is 1. How well does a
# model explain what was observed? The probability that it gave to what really happened is
#
# $$p = \begin{cases} y & \text{if } t = 1\\ 1 - y & \text{if } t = 0 \end{cases} \;=\; y^{t} (1 - y)^{1 - t},$$
#
# where the exponents merely switch one factor off. For $N$ independent samples the probabilities multiply: the
# **likelihood** of the data is $\prod_i y_i^{t_i} (1 - y_i)^{1 - t_i}$. A good model makes it large. Products of many
# small numbers are awkward, so take the **logarithm**: $\log p$ is the number whose exponential is $p$, $e^{\log p} = p$.
# It turns products into sums and powers into products, $\log (p q) = \log p + \log q$ and $\log p^t = t \log p$, and it
# grows with $p$, so the maximum stays at the same place. (In this course $\log$ is always the *natural* logarithm, with base $e = 2.718\dots$; in NumPy it is `np.log`.)
# Flip the sign, because a loss should be small, and divide by $N$. The result is the **binary cross-entropy**, BCE. Taking the
# logarithm of the likelihood is up to you, in exercise 1; each sample leaves two terms. A confident wrong answer is expensive:
# for $t = 1$, the loss is $-\log y$, which is 0.1 at $y = 0.9$, 2.3 at $y = 0.1$ and 6.9 at $y = 0.001$, and it has no upper
# limit.
#
# The derivative of the logarithm is $\frac{d}{dy} \log y = \frac1y$, and by the chain rule
# $\frac{d}{dy} \log(1 - y) = -\frac{1}{1 - y}$. So a sample with $t = 1$ has the slope $-\frac1y$: its loss falls when
# $y$ grows, and falls fastest where $y$ is small. A sample with $t = 0$ has the slope $\frac{1}{1 - y}$. The mean divides
# both by $N$.
#
# **By hand.** $y = (0.8, 0.4)$, $t = (1, 0)$. The model gave the probabilities 0.8 and 0.6 to what happened, so
# BCE $= -\frac12 (\log 0.8 + \log 0.6) = \frac12 (0.2231 + 0.5108) = 0.3670$. The gradient is
# $\frac12 \left( -\frac{1}{0.8}, \frac{1}{0.6} \right) = (-0.625, 0.8333)$.
#
# ## Exercise 1: binary cross-entropy
#
# Take the logarithm of $\prod_i y_i^{t_i} (1 - y_i)^{1 - t_i}$ with the two rules above. Then program what you get with both of
# its terms, not the two cases: it also holds for a target between 0 and 1, such as $t = 0.5$ for "it happened in half of the
# trials", where both terms count, each with its share.


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
# <details><summary><b>The formula</b></summary>
#
# $$\mathrm{BCE} = -\frac{1}{N} \sum_i \Big( t_i \log y_i + (1 - t_i) \log (1 - y_i) \Big).$$
#
# </details>
#
# ## Exercise 2: its gradient
#
# Differentiate the formula with both of its terms. Put on one denominator, it becomes shorter than you may expect.


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
# The sum before the sigmoid, $z$ with $y = \sigma(z)$, is called the **logit**. It is better to compute the loss from the
# logit than from $y$, for two reasons.
#
# *It does not break.* $\sigma(40)$ differs from 1 by $4 \cdot 10^{-18}$, less than a float can show, so the computed
# $1 - y$ is 0, and $\log 0 = -\infty$. So put $y = \sigma(z)$ into the formula and simplify before you compute. With
# $1 - \sigma(z) = \frac{e^{-z}}{1 + e^{-z}} = \frac{1}{1 + e^{z}}$ and $\sigma(z) = \frac{e^z}{1 + e^z}$ one sample costs
#
# $$-t \log \sigma(z) - (1 - t) \log (1 - \sigma(z)) = -t \big( z - \log(1 + e^z) \big) + (1 - t) \log (1 + e^z).$$
#
# No sigmoid is left, and two of the terms cancel. And $\log(1 + e^z) = \log(e^0 + e^z)$ is `np.logaddexp(0, z)`, which does
# not overflow.
#
# *Its gradient is simple, and never dies.* How simple, you find out in exercise 4.
#
# ## Exercise 3: binary cross-entropy from logits
#
# Multiply out the right side, and look for what cancels. Two terms are left. Take their mean over all elements.


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
# <details><summary><b>What is left</b></summary>
#
# $$-t z + t \log(1 + e^z) + (1 - t) \log(1 + e^z) = \log(1 + e^z) - t z.$$
#
# </details>
#
# ## Exercise 4: its gradient
#
# Differentiate the two terms that were left. In the chain rule for $\log(1 + e^z)$ you will recognize a function that you know.
# The result is the shortest formula of this chapter.


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
# ## What cancels
#
# Because $\frac{d}{dz}\log(1 + e^z) = \frac{e^z}{1 + e^z} = \sigma(z)$, a sample has the gradient
#
# $$\frac{\partial}{\partial z} \Big( \log(1 + e^z) - t z \Big) = \sigma(z) - t = y - t:$$
#
# prediction minus target, nothing else. The sigmoid's slope $y(1 - y)$, which is almost 0 when the unit is saturated, has
# canceled against the denominator of your `bce_grad`: $\frac{y - t}{y (1 - y)} \cdot y (1 - y) = y - t$. With the squared
# error nothing cancels: a unit that is confidently wrong gets almost no gradient, and stays wrong. The next figure shows
# both losses.

# %%
play.cross_entropy()

# %% [markdown]
# ## Predict, then run: confidently wrong
#
# A unit is confidently wrong: $t = 1$, but $z = -8$, so $y = 0.0003$. What is the slope with respect to $z$ of the
# squared error $(y - t)^2$, and of the cross-entropy?

# %%
slope_of_squared_error = ...
slope_of_cross_entropy = ...

# %%
play.predicted(slope_of_squared_error, slope_of_cross_entropy)
z, t = -8.0, 1.0
y = sigmoid(z)
print(f"squared error: {2 * (y - t) * y * (1 - y):.6f}")
print(f"cross-entropy: {y - t:.6f}")

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# The slope of the cross-entropy is almost $-1$. That of the squared error is more than a thousand times weaker, because
# it contains the factor $y (1 - y)$, exactly where it should be strongest.
#
# </details>

# %% [markdown]
# ## Logistic regression
#
# Now use the loss to learn. The model is a single sigmoid unit, $z_i = \sum_j X_{ij} w_j + b$ and $y_i = \sigma(z_i)$,
# trained by gradient descent on the binary cross-entropy. For historical reasons it is called **logistic regression**,
# although it predicts a class.
#
# You know how the loss depends on the logits: its derivative with respect to $z_i$ is $\frac1n (y_i - t_i)$. Call this
# vector `dz`. And $z_i$ depends on $w_j$ with the slope $X_{ij}$, and on $b$ with the slope 1. The weight $w_j$ takes
# part in the logits of all samples, so by the chain rule its contributions add up:
#
# $$\frac{\partial L}{\partial w_j} = \sum_i X_{ij}\, \mathtt{dz}_i, \qquad \frac{\partial L}{\partial b} = \sum_i \mathtt{dz}_i.$$
#
# As in chapter:gradient-descent, the first sum runs over the rows of $X$, so it is a product with $X^{\!\top}$. Compare
# it with two things that you know. Linear regression has the same gradient, but for the 2 and the sigmoid. And a step for
# a single sample, $w \leftarrow w + \eta\, (t - y)\, x$, is the perceptron's rule, with the step bent into a sigmoid. The
# perceptron learns from its mistakes alone. This unit learns from every sample, and most from those whose probability is
# farthest from the target.
#
# **By hand.** $X = \begin{pmatrix} 1 & 2\\ 3 & 0\end{pmatrix}$, $t = (1, 0)$, $w = (0, 0)$, $b = 0$. Both logits are 0,
# both predictions 0.5. So $\mathtt{dz} = \frac12 (-0.5, 0.5) = (-0.25, 0.25)$,
# $\mathtt{dw} = (1 \cdot (-0.25) + 3 \cdot 0.25,\ 2 \cdot (-0.25) + 0 \cdot 0.25) = (0.5, -0.5)$, and
# $\mathtt{db} = -0.25 + 0.25 = 0$.
#
# **A faded example.** The same, but with $t = (1, 1)$. You should see $(-0.25, -0.25)$, $(-1, -0.5)$ and $-0.5$.

# %%
dz = (1 / 2 * (0.5 - 1), ...)
dw = (1 * -0.25 + 3 * -0.25, ...)
db = ...
dz, dw, db

# %% [markdown]
# ## Exercise 5: the gradient of logistic regression


# %% exercise="logistic_regression_grad"
def logistic_regression_grad(X, t, w, b):
    """The gradient of bce_logits(X w + b, t) with respect to w and b.

    X : array, shape (n, d), one sample per row
    t : array, shape (n,), the targets, 0 or 1
    w : array, shape (d,)
    b : number
    returns : (dw, db), dw of shape (d,), db a number

    Example: With X = np.array([[1, 2], [3, 0]]), t = np.array([1, 0]),
    logistic_regression_grad(X, t, np.zeros(2), 0) is ([0.5, -0.5], 0). These are the numbers worked out by hand above.
    """
    ### BEGIN SOLUTION
    dz = bce_logits_grad(X @ w + b, t)
    return X.T @ dz, np.sum(dz)
    ### END SOLUTION


# %% check="logistic_regression_grad"
check(logistic_regression_grad)

# %% [markdown]
# ## Exercise 6: training
#
# Start with all weights and the bias at zero. In each step use *all* the samples. Note the loss after each step, so that
# you can see the descent.


# %% exercise="train_logistic"
def train_logistic(X, t, lr, steps):
    """Logistic regression by gradient descent with all the data, from zeros.

    X : array, shape (n, d), one sample per row
    t : array, shape (n,), the targets, 0 or 1
    lr : number > 0, the learning rate
    steps : whole number > 0
    returns : (w, b, losses), losses of shape (steps,): bce_logits on all the data after each step

    Example: With X = np.array([[1], [-1]]), t = np.array([1, 0]), train_logistic(X, t, 1, 1) is ([0.5], 0, [0.4741]).
    The first gradient is -0.5, and log(1 + exp(-0.5)) is 0.4741.
    """
    ### BEGIN SOLUTION
    w, b, losses = np.zeros(X.shape[1]), 0.0, np.zeros(steps)
    for step in range(steps):
        dw, db = logistic_regression_grad(X, t, w, b)
        w, b = w - lr * dw, b - lr * db
        losses[step] = bce_logits(X @ w + b, t)
    return w, b, losses
    ### END SOLUTION


# %% check="train_logistic"
check(train_logistic)

# %% [markdown]
# ## The flowers that no line separates
#
# In chapter:perceptron your perceptron looked for the border between two kinds of iris that no line separates, and never
# settled. Your logistic regression meets the same flowers. The shades are its probabilities, the black line is the
# border, where the probability is 0.5.

# %%
if check(train_logistic).passed:
    import matplotlib.pyplot as plt
    from sklearn.datasets import load_iris

    iris = load_iris()
    X = iris.data[iris.target > 0][:, 2:]
    X, t = X - X.mean(axis=0), iris.target[iris.target > 0] - 1
    w, b, losses = train_logistic(X, t, lr=1.0, steps=1000)
    print(f"loss {losses[-1]:.3f}; wrong: {np.sum((X @ w + b > 0) != t)} of {len(t)} flowers")
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4.2), width_ratios=(1, 1.4), layout="constrained")
    left.semilogx(np.arange(1, len(losses) + 1), losses, color="#0072B2", lw=2.5)
    left.set(title="your loss settles", xlabel="step", ylabel="binary cross-entropy", ylim=(0, 0.6))
    left.grid(color="#d9dbe0")
    x1, x2 = np.meshgrid(np.linspace(-2.1, 2.2, 87), np.linspace(-0.8, 1.0, 73))
    y = sigmoid(w[0] * x1 + w[1] * x2 + b)
    shades = right.contourf(x1, x2, y, levels=np.linspace(0, 1, 11), cmap="cividis")
    right.contour(x1, x2, y, levels=[0.5], colors="#111111", linewidths=2.5)
    for target, marker in ((0, "o"), (1, "^")):
        name = iris.target_names[1 + target]
        right.scatter(*X[t == target].T, marker=marker, s=45, color="white", edgecolor="black", label=name)
    right.set(title="your probabilities", xlabel="petal length minus its mean (cm)")
    right.set_ylabel("petal width minus its mean (cm)")
    right.legend(loc="lower right")
    figure.colorbar(shades, ax=right, label="probability of virginica")
    figure.suptitle("No line separates the two kinds, and yet the border settles: near it the unit says maybe")
else:
    print("This cell needs train_logistic: come back when its check passes.")

# %% [markdown]
# Where the two kinds overlap, the unit does not jump from one answer to the other: it says *maybe*. The samples on both
# sides pull at the border, each by its $y - t$, and where the pulls balance the gradient is zero. The binary
# cross-entropy of this model is a convex loss: it has no other valleys. (If a line *can* separate the classes, no balance
# exists. Then larger weights always make the loss still smaller, and the weights would grow forever, more and more
# slowly.)

# %% [markdown]
# ## Many classes: softmax
#
# For $K$ classes a model has $K$ outputs per sample, the logits or *scores* $Z_{i1}, \dots, Z_{iK}$ of sample $i$.
# **Softmax** turns them into probabilities: exponentials, so that they are positive, divided by their sum, so that they
# add up to 1 in each row:
#
# $$y_{ik} = \frac{e^{Z_{ik}}}{\sum_{l=1}^K e^{Z_{il}}}.$$
#
# Subtracting the same number $r$ from all scores of a row changes nothing, because $e^{-r}$ cancels:
# $\frac{e^{Z_{ik} - r}}{\sum_l e^{Z_{il} - r}} = \frac{e^{-r} e^{Z_{ik}}}{e^{-r} \sum_l e^{Z_{il}}}$. So subtract the
# row's largest score. Then every exponent is at most 0, nothing can overflow, and one of the exponentials is 1, so the
# sum cannot become 0 either. It must be *each row's own* maximum: in a row far below the largest score of all, every
# exponential would round to 0.
#
# The likelihood argument works as before. Let $c_i$ be the right class of sample $i$, its **label**, counted from 0. The
# model gave the probability $y_{i, c_i}$ to that class, so the loss is
#
# $$\mathrm{CE} = -\frac1n \sum_{i=1}^n \log y_{i, c_i}
#   = \frac1n \sum_{i=1}^n \Big( \log \sum_l e^{Z_{il}} - Z_{i, c_i} \Big).$$
#
# There is one loss per row, so the mean divides by $n$, not by $n K$. The second form is the one to compute: a
# probability that rounds to 0 has no logarithm.
#
# **Its gradient.** Take one row $z$ with the right class $c$. The derivative of its loss with respect to $z_k$ is
#
# $$\frac{\partial}{\partial z_k} \Big( \log \sum_l e^{z_l} - z_c \Big) = \frac{e^{z_k}}{\sum_l e^{z_l}} - [k = c]
#   = y_k - [k = c],$$
#
# where $[k = c]$ is 1 if $k$ is the right class and 0 otherwise. A row with a 1 at the right class and 0 elsewhere is
# called **one-hot**: it is the target. So the gradient is prediction minus target again, divided by $n$ for the mean.
#
# **By hand.** One row, $z = (0, \log 3)$: the exponentials are 1 and 3, so $y = (0.25, 0.75)$. If class 0 was right, the
# loss is $-\log 0.25 = 1.3863$ and the gradient $(0.25 - 1, 0.75) = (-0.75, 0.75)$. The gradient adds up to 0: raising
# all scores together changes nothing.
#
# ## One element of each row
#
# The loss needs, from each row of $Z$, the score of that row's own label. NumPy can pick them all at once: give it a list
# of rows and a list of columns of the same length, and it takes the elements in pairs.

# %%
Z = np.array([[1.0, 5.0, 2.0], [7.0, 0.0, 3.0]])
labels = np.array([1, 2])
print(np.arange(2))  # [0 1]
print(Z[np.arange(2), labels])  # [5. 3.]
print(Z[:, labels].tolist())  # [[5.0, 2.0], [0.0, 3.0]]
print(Z.max(axis=1, keepdims=True).tolist())  # [[5.0], [7.0]]

# %% [markdown]
# `np.arange(2)` counts the rows, 0 and 1; paired with the labels it picks `Z[0, 1]` and `Z[1, 2]`. `Z[:, labels]` is
# something else: the columns 1 and 2 of *every* row. And the maximum of each row is kept as a column, so that it can be
# subtracted from $Z$ (chapter:forward).
#
# ## Exercise 7: softmax


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
# ## Exercise 8: cross-entropy


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
# ## Exercise 9: its gradient
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
# ## Softmax regression
#
# The scores must come from the pixels. The simplest way is again a weighted sum, one for each class: a column of weights
# for each class, side by side in a matrix $W$ of shape $(d, K)$, and a bias for each class, $b$ of shape $(K,)$. Then all
# scores of all samples are $Z = X W + b$, a dense layer and nothing else. With softmax and cross-entropy on top, it is
# called **softmax regression**.
#
# To answer, no softmax is needed: the exponential keeps the order, so the class with the largest probability is the class
# with the largest score. NumPy's `argmax` finds the *position* of the largest element, and takes an axis like `max`:

# %%
Z = np.array([[1.0, 5.0, 2.0], [7.0, 0.0, 3.0]])
print(Z.max(axis=1))  # [5. 7.]
print(Z.argmax(axis=1))  # [1 0]
print(Z.argmax(axis=0))  # [1 0 1]

# %% [markdown]
# ## Exercise 10: the answer


# %% exercise="predict_labels"
def predict_labels(X, W, b):
    """The class with the largest score, for each sample.

    X : array, shape (n, d), one sample per row
    W : array, shape (d, K), a column of weights for each class
    b : array, shape (K,)
    returns : array of whole numbers from 0 to K - 1, shape (n,)

    Example: With X = np.array([[1, 0], [0, 1]]), W = np.array([[2, 0, 1], [0, 0, 3]]), b = np.array([0.0, 2.5, 0.0]),
    predict_labels(X, W, b) is [1, 2]. The scores are 2, 2.5, 1 and 0, 2.5, 3.
    """
    ### BEGIN SOLUTION
    return np.argmax(X @ W + b, axis=1)
    ### END SOLUTION


# %% check="predict_labels"
check(predict_labels)

# %% [markdown]
# ## The gradient of softmax regression
#
# It has the same two links as before. The first, from the loss to the scores, is your `cross_entropy_grad`; call its
# result `dZ`, of shape $(n, K)$. For the second, look at a single weight, $W_{jk}$. It takes part in the score of class
# $k$ of every sample, $Z_{ik}$, with the slope $X_{ij}$, and in no other score. So
#
# $$\frac{\partial L}{\partial W_{jk}} = \sum_i X_{ij}\, \mathtt{dZ}_{ik}.$$
#
# Which product of matrices is that? And which scores does the bias $b_k$ take part in?
#
# **By hand.** One sample $x = (1, 2)$ with label 0, four classes, all weights zero. All probabilities are 0.25, so
# $\mathtt{dZ} = (-0.75, 0.25, 0.25, 0.25)$, and $W_{jk}$ has the derivative $x_j\, \mathtt{dZ}_k$:
#
# $$\mathtt{dW} = \begin{pmatrix} -0.75 & 0.25 & 0.25 & 0.25\\ -1.5 & 0.5 & 0.5 & 0.5 \end{pmatrix}, \qquad
#   \mathtt{db} = (-0.75, 0.25, 0.25, 0.25).$$
#
# A step against it raises the weights of class 0 where the sample has large values, and lowers those of all the others.
# So the columns of $W$ come to look like the samples of their class, minus what these share with the others.
#
# **A faded example.** Now a second sample, $(0, 1)$ with label 1, so $n = 2$ and each row of $\mathtt{dZ}$ is divided by
# 2. You should see $\mathtt{dW} = \begin{pmatrix} -0.375 & 0.125 & \dots\\ -0.625 & -0.125 & \dots \end{pmatrix}$ and
# $\mathtt{db} = (-0.25, -0.25, \dots)$.

# %%
dZ = [[-0.375, 0.125, 0.125, 0.125], [0.125, ..., 0.125, 0.125]]
dW = [[1 * -0.375 + 0 * 0.125, 1 * 0.125 + 0 * -0.375], [2 * -0.375 + 1 * 0.125, ...]]  # the first two columns
db = [-0.375 + 0.125, ...]  # the first two entries
dZ, dW, db

# %% [markdown]
# ## Exercise 11: the gradient


# %% exercise="softmax_regression_grad"
def softmax_regression_grad(X, labels, W, b):
    """The gradient of cross_entropy(X W + b, labels) with respect to W and b.

    X : array, shape (n, d), one sample per row
    labels : array of whole numbers, shape (n,), the right class of each row, from 0
    W : array, shape (d, K)
    b : array, shape (K,)
    returns : (dW, db), dW of shape (d, K), db of shape (K,)

    Example: With X = np.array([[1, 2]]), labels = np.array([0]),
    softmax_regression_grad(X, labels, np.zeros((2, 4)), np.zeros(4)) is
    ([[-0.75, 0.25, 0.25, 0.25], [-1.5, 0.5, 0.5, 0.5]], [-0.75, 0.25, 0.25, 0.25]).
    """
    ### BEGIN SOLUTION
    dZ = cross_entropy_grad(X @ W + b, labels)
    return X.T @ dZ, dZ.sum(axis=0)
    ### END SOLUTION


# %% check="softmax_regression_grad"
check(softmax_regression_grad)

# %% [markdown]
# ## Exercise 12: training
#
# It is `train_logistic` with a matrix. The number of classes $K$ is an argument, because a small set of samples need not
# hold every class.


# %% exercise="train_softmax"
def train_softmax(X, labels, K, lr, steps):
    """Softmax regression by gradient descent with all the data, from zeros.

    X : array, shape (n, d), one sample per row
    labels : array of whole numbers, shape (n,), the right class of each row, from 0
    K : whole number, how many classes there are
    lr : number > 0, the learning rate
    steps : whole number > 0
    returns : (W, b, losses), losses of shape (steps,): cross_entropy on all the data after each step

    Example: With X = np.array([[1, 0]]), labels = np.array([0]), train_softmax(X, labels, 4, 1, 1) is
    ([[0.75, -0.25, -0.25, -0.25], [0, 0, 0, 0]], [0.75, -0.25, -0.25, -0.25], [0.3408]).
    """
    ### BEGIN SOLUTION
    W, b, losses = np.zeros((X.shape[1], K)), np.zeros(K), np.zeros(steps)
    for step in range(steps):
        dW, db = softmax_regression_grad(X, labels, W, b)
        W, b = W - lr * dW, b - lr * db
        losses[step] = cross_entropy(X @ W + b, labels)
    return W, b, losses
    ### END SOLUTION


# %% check="train_softmax"
check(train_softmax)

# %% [markdown]
# ## Your first reader of handwriting
#
# scikit-learn comes with 1,797 images of handwritten digits, written by 13 people. Each image has 8 by 8 pixels, so a
# sample is 64 numbers, from 0 for paper to 16 for ink. (Here they are divided by 16.) The images are shuffled, and 400 of
# them are **held out**: the model never sees them while it trains. What it gets right among *them* shows what it has
# learned; the others it might know by heart.
#
# A number means little alone, so two simple rules read the same 400 images. The first averages all the training images of
# each digit, and answers with the digit whose average image is the most similar. The second looks for the most similar
# single training image, and answers with its label. Neither is trained.
#
# **Predict.** Guessing gets about 40 of the 400 right. How many will the average images get right, and how many will your
# reader?

# %%
right_by_average_images = ...
right_by_my_reader = ...

# %%
play.predicted(right_by_average_images, right_by_my_reader)
if check(train_softmax).passed and check(predict_labels).passed:
    from sklearn.datasets import load_digits

    digits = load_digits()
    order = np.random.default_rng(0).permutation(len(digits.data))
    X, labels = digits.data[order] / 16, digits.target[order]
    X_train, labels_train, X_test, labels_test = X[:-400], labels[:-400], X[-400:], labels[-400:]

    def most_similar(X, examples):
        """For each image the position of the example with the smallest sum of squared differences."""
        return np.array([np.argmin(np.sum((examples - x) ** 2, axis=1)) for x in X])

    averages = np.array([X_train[labels_train == k].mean(axis=0) for k in range(10)])
    W, b, losses = train_softmax(X_train, labels_train, K=10, lr=1.0, steps=500)
    answers = {
        "average images": most_similar(X_test, averages),
        "your softmax regression": predict_labels(X_test, W, b),
        "most similar image": labels_train[most_similar(X_test, X_train)],
    }
    for name, answer in answers.items():
        print(f"{name:24} {np.sum(answer == labels_test)} of 400 right, {np.mean(answer == labels_test):.2%}")
else:
    print("This cell needs train_softmax and predict_labels: come back when their checks pass.")

# %% [markdown]
# And here is what your reader has learned. The ten columns of $W$ are images, too: each pixel has a weight for each
# digit. Where a column is orange, ink speaks *for* the digit; where it is purple, ink speaks *against* it; where it is
# white, it does not matter.

# %%
if check(train_softmax).passed and check(predict_labels).passed:
    import matplotlib.pyplot as plt

    mine = answers["your softmax regression"]
    right = [np.flatnonzero((labels_test == k) & (mine == k))[:1] for k in range(10)]
    wrong = np.flatnonzero(mine != labels_test)[:10]
    figure = plt.figure(figsize=(10, 5.6), layout="constrained")
    images, numbers = figure.subfigures(2, 1, height_ratios=(3, 1.1))
    rows = images.subplots(3, 10, sharex=True, sharey=True)
    for ax in rows.flat:
        ax.set(xticks=[], yticks=[], xlabel=" ")
        ax.spines[:].set_color("#d9dbe0")
    most = np.abs(W).max()
    for k, ax in enumerate(rows[0]):
        weights = ax.imshow(W[:, k].reshape(8, 8), cmap="PuOr_r", vmin=-most, vmax=most)
        ax.set_title(str(k), weight="bold")
    for ax, chosen in zip(rows[1:].flat, [*right, *wrong[:, None]]):
        for i in chosen:
            ax.imshow(X_test[i].reshape(8, 8), cmap="Greys", vmin=0, vmax=1.1)
            ax.set_xlabel(f"{mine[i]}" if mine[i] == labels_test[i] else f"{mine[i]}, is {labels_test[i]}")
    for ax in rows[2, len(wrong) :]:
        ax.set_visible(False)
    for ax, words in zip(rows[:, 0], ("weights", "read right", "read wrong")):
        ax.set_ylabel(words)
    images.colorbar(weights, ax=rows[0], label="weight", pad=0.01)
    ranks = numbers.subplots()
    for name, answer in reversed(answers.items()):
        share = 100 * np.mean(answer == labels_test)
        ranks.plot(share, name, "o", ms=13, color="#0072B2" if answer is mine else "#8a8f99")
        ranks.text(share + 0.4, name, f"{share:.2f}%", va="center")
    ranks.set(xlim=(85, 101), xlabel="percent of 400 unseen digits read right", ylabel=" ")
    ranks.margins(y=0.3)
    ranks.grid(color="#d9dbe0")
    ranks.spines[["top", "right"]].set_visible(False)
    figure.suptitle("Your first reader of handwriting: what it has learned, and what it reads")
else:
    print("This cell needs train_softmax and predict_labels: come back when their checks pass.")

# %% [markdown]
# <details><summary><b>What the pictures and the numbers say</b></summary>
#
# Look at the 0: it is purple in the middle, because ink there speaks against a zero, and orange around it. The weights
# are not a picture of a typical digit. They show what tells this digit from the other nine. And 3 pixels are paper in
# every training image: their weights never move, and are exactly 0.
#
# Your reader gets 391 of 400 right, 97.75%. Ten average images get 362, and they, too, are ten pictures with 64 numbers
# each: the gain is due to learning. Comparing with all 1,397 training images gets 396, but that rule must keep them all
# and look through them for each new image, while your reader keeps 650 numbers. (With 400 images, chance alone moves such
# a count by three or so. The rate 1 and the 500 steps were chosen beforehand, on training images alone. And these 13
# people wrote the training images, too: strangers would be read less well.)
#
# Look at the mistakes. Some would be hard for you, too; others look plain.
#
# </details>
#
# ## Now you write
#
# Draw a digit; your 650 numbers read it while you draw. The middle picture shows the votes: each pixel times its weight,
# orange where ink speaks for the answer, purple where it speaks against. Try to fool it: which single line turns a 3 into
# an 8? And how sure is it about a drawing that is no digit at all?

# %%
if check(train_softmax).passed and check(predict_labels).passed:
    live = play.draw_digit(lambda images: images / 16 @ W + b, W / 16)
else:
    live = "This cell needs train_softmax and predict_labels: come back when their checks pass."
live

# %% [markdown]
# It reads most of what you draw, though you are not one of its 13 writers. (The figure centers and scales your drawing as
# their images were.) But softmax must share out 100% among ten digits: press *No digit*, and your reader takes a star for
# a 4 and is 95% sure. And each pixel adds its vote, whatever the others say: no weight can mean "ink here, but only if
# there is none above". To see that a line *closes a loop*, a model needs units that look at several pixels together:
# hidden units. How to find the gradients of their weights is the subject of chapter:backpropagation.

# %% [markdown]
# ## Summary
#
# - A model of classes gives each class a score; softmax (for two classes, the sigmoid) makes probabilities of the scores.
# - Cross-entropy is minus the mean log-probability of what really happened.
# - From logits, both cross-entropies have the gradient *prediction minus target*, divided by the number of terms in the
#   mean.
# - Subtract each row's maximum before exponentials, and simplify logarithms before computing.
# - Logistic and softmax regression hand this gradient on to the weights: `X.T @ dz`, `X.T @ dZ`.
# - What counts is how a model reads images it has not seen, beside simple rules that read the same ones.

# %% [markdown]
# ## Recall
#
# **3.** What is the softmax of the row $(1000, 1000)$?

# %% exercise="recall-04-5"
recall_04_5 = ...  # a list of two numbers
### BEGIN SOLUTION
recall_04_5 = [0.5, 0.5]
### END SOLUTION

# %% check="recall-04-5"
check("recall-04-5", recall_04_5)

# %% [markdown]
# **4.** A single sigmoid unit predicts $y = 0.99$, but its target is 0. What is the derivative of the binary
# cross-entropy with respect to its logit $z$?

# %% exercise="recall-04-6"
recall_04_6 = ...  # a number
### BEGIN SOLUTION
recall_04_6 = 0.99
### END SOLUTION

# %% check="recall-04-6"
check("recall-04-6", recall_04_6)

# %% [markdown]
# **5.** The softmax of a row with two scores, 1 and 4, gives the second class a certain probability. From which logit
# does a sigmoid unit get the same one?

# %% exercise="recall-classification-3"
recall_classification_3 = ...  # a number
### BEGIN SOLUTION
recall_classification_3 = 3
### END SOLUTION

# %% check="recall-classification-3"
check("recall-classification-3", recall_classification_3)

# %% [markdown]
# **6.** You train softmax regression from zeros on images in which one pixel is 0 everywhere. What is the weight of this
# pixel for class 3 after 300 steps?

# %% exercise="recall-classification-4"
recall_classification_4 = ...  # a number
### BEGIN SOLUTION
recall_classification_4 = 0
### END SOLUTION

# %% check="recall-classification-4"
check("recall-classification-4", recall_classification_4)
