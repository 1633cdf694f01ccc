# %% [markdown]
# In chapter:backpropagation and chapter:autograd gradients were derived index by index, and then recognized as matrix
# products. That works, but it is laborious. This chapter shows a shorter way: differentiate whole matrices at once, and every
# transpose falls into place by itself. Then you build, with five one-line gradients, the two-layer network that many
# people meet as their first, and teach it to draw the missing half of a digit.
#
# Afterwards you can
#
# - tell a Jacobian from a gradient, and say why one is the transpose of the other,
# - derive the gradient of a scalar loss with respect to any matrix, with differentials and the trace,
# - reproduce the NumPy warm-up network, and derive every line of it.

# %%
import numpy as np

import playground as play
from autograder import check

# %% [markdown]
# ## Two questions from before
#
# **1.** A sigmoid node has input $z = 0$ and upstream gradient 2. What is the gradient with respect to $z$?

# %% exercise="recall-07-1"
recall_07_1 = ...  # a number
### BEGIN SOLUTION
recall_07_1 = 0.5
### END SOLUTION

# %% check="recall-07-1"
check("recall-07-1", recall_07_1)

# %% [markdown]
# **2.** You train on 100 samples in batches of 5. How many steps does one epoch have?

# %% exercise="recall-07-2"
recall_07_2 = ...  # a whole number
### BEGIN SOLUTION
recall_07_2 = 20
### END SOLUTION

# %% check="recall-07-2"
check("recall-07-2", recall_07_2)

# %% [markdown]
# ## Play: which products fit?
#
# Here are the matrices of this chapter's network, with 64 samples, 1,000 inputs, 100 hidden units and 10 outputs. A
# gradient has the shape of the matrix it belongs to. Find two factors whose product has that shape. (`x` holds the samples,
# `w1` and `w2` are the weights, `h_relu` is what the hidden layer sends out. `grad_y_pred` and `grad_h` are gradients
# that are known already, one row for each sample.)

# %%
play.shape_puzzle()

# %% [markdown]
# Shapes rule out almost everything. But they are a check, not a derivation: two wrong factors can have the right shape.
# So let us derive.
#
# ## The transpose of a product
#
# One rule is needed again and again: **the transpose of a product is the product of the transposes in reverse order**,
#
# $$(A B)^{\top} = B^{\top} A^{\top}.$$
#
# Why? Entry $(i, j)$ of $(AB)^{\top}$ is entry $(j, i)$ of $AB$, which is $\sum_k A_{jk} B_{ki}$. Entry $(i, j)$ of
# $B^{\top} A^{\top}$ is $\sum_k (B^{\top})_{ik} (A^{\top})_{kj} = \sum_k B_{ki} A_{jk}$: the same sum. The shapes
# demand the reverse order, too: if $A$ is $(2, 3)$ and $B$ is $(3, 4)$, then $B^{\top} A^{\top}$ is
# $(4, 3) \cdot (3, 2)$, while $A^{\top} B^{\top}$, $(3, 2) \cdot (4, 3)$, does not exist.
#
# **By hand.** $A = \begin{pmatrix} 1 & 2 \end{pmatrix}$ and $B = \begin{pmatrix} 3 & 4\\ 5 & 6 \end{pmatrix}$:
# $AB = \begin{pmatrix} 13 & 16 \end{pmatrix}$, and
# $B^{\top} A^{\top} = \begin{pmatrix} 3 & 5\\ 4 & 6 \end{pmatrix} \begin{pmatrix} 1\\ 2 \end{pmatrix} = \begin{pmatrix} 13\\ 16 \end{pmatrix}$.
#
# ## Inner product, norm, trace
#
# The **inner product** of two vectors is $a^{\!\top} b = \sum_i a_i b_i$, and the squared **norm** is
# $\lVert a \rVert^2 = a^{\!\top} a$. For two matrices of the same shape, the sum over all entries
# $\sum_{ij} A_{ij} B_{ij}$ plays the same part, and is written $\langle A, B \rangle$. It can be computed with the
# **trace**, the sum of the diagonal of a square matrix. Entry $(i, i)$ of $A^{\!\top} B$ is $\sum_k A_{ki} B_{ki}$, so
#
# $$\operatorname{tr}(A^{\!\top} B) = \sum_i \sum_k A_{ki} B_{ki} = \langle A, B \rangle,
# \qquad \lVert A \rVert^2 = \operatorname{tr}(A^{\!\top} A).$$
#
# Three rules for the trace, each in one line:
#
# - $\operatorname{tr}(A) = \operatorname{tr}(A^{\!\top})$, because transposing leaves the diagonal where it is.
# - $\operatorname{tr}(A B) = \operatorname{tr}(B A)$, because both are $\sum_{ij} A_{ij} B_{ji}$. So a product inside a
#   trace may be rotated cyclically: $\operatorname{tr}(ABC) = \operatorname{tr}(CAB) = \operatorname{tr}(BCA)$.
# - $\operatorname{tr}\big(A^{\!\top} (B \odot C)\big) = \operatorname{tr}\big((A \odot B)^{\!\top} C\big)$, because
#   both are $\sum_{ij} A_{ij} B_{ij} C_{ij}$.
#
# **By hand.** $A = \begin{pmatrix} 1 & 2\\ 0 & 1 \end{pmatrix}$, $B = \begin{pmatrix} 3 & 1\\ 5 & 2 \end{pmatrix}$:
# $\langle A, B \rangle = 1 \cdot 3 + 2 \cdot 1 + 0 \cdot 5 + 1 \cdot 2 = 7$. And $A^{\!\top} B$ has the diagonal
# $1 \cdot 3 + 0 \cdot 5 = 3$ and $2 \cdot 1 + 1 \cdot 2 = 4$, whose sum is 7 as well. The second way computes entries
# that nobody needs.
#
# ## Exercise 1: the inner product of matrices


# %% exercise="trace_inner"
def trace_inner(A, B):
    """tr(A^T B), without forming the product.

    A, B : arrays of the same shape (m, n)
    returns : number

    Example: trace_inner(np.array([[1, 2], [0, 1]]), np.array([[3, 1], [5, 2]])) is 7.
    """
    ### BEGIN SOLUTION
    return np.sum(A * B)
    ### END SOLUTION


# %% check="trace_inner"
check(trace_inner)

# %% [markdown]
# ## Jacobian and gradient
#
# A function $f$ from $n$ inputs to $m$ outputs has $m \cdot n$ partial derivatives. Its **Jacobian** collects them with
# one *row per output*: $J_{ij} = \partial f_i / \partial x_j$, shape $(m, n)$. It answers the question "if $x$ changes
# a little, by how much does $f$ change?". Write $d(x)$ for a small change of $x$, and $d(f)$ for the change of $f$ that
# follows:
#
# $$d(f) = J\, d(x).$$
#
# For a scalar loss $L$ the Jacobian is a single row. The **gradient** is that row turned into a column,
# $\nabla L = J^{\!\top}$, so that it has the shape of $x$ and can be subtracted from it. Then
# $d(L) = (\nabla L)^{\!\top} d(x) = \langle \nabla L, d(x) \rangle$. The chain rule multiplies Jacobians from the
# output to the input, $J_{L,x} = J_{L,f}\, J_{f,x}$. For gradients, transpose both sides, and the order is reversed:
# $\nabla_x L = J_{f,x}^{\!\top} \nabla_f L$. *That* is why transposes appear on the way back, and why a Jacobian handed
# over as a gradient has the wrong shape.
#
# **By hand.** $f(x_1, x_2) = (x_1 x_2,\; x_1 + 3 x_2)$ at $x = (2, 5)$ has the Jacobian
# $J = \begin{pmatrix} 5 & 2\\ 1 & 3 \end{pmatrix}$: the first row belongs to the first output. If the gradient of a loss
# with respect to $f$ is $(1, 10)$, then $J^{\!\top}$ times it,
# $(5 \cdot 1 + 1 \cdot 10,\ 2 \cdot 1 + 3 \cdot 10) = (15, 32)$, is the gradient with respect to $x$: each input adds up
# the blame of all the outputs it feeds.
#
# A Jacobian can be measured column by column: move one input a little to both sides, and see how all outputs change.
# These pieces of NumPy help; the comments say what you should see.

# %%
step = np.zeros(3)
step[1] = 0.1
print(np.array([1.0, 2.0, 3.0]) + step)  # [1.  2.1 3. ]
print(np.column_stack([np.array([1, 2]), np.array([3, 4]), np.array([5, 6])]).tolist())  # [[1, 3, 5], [2, 4, 6]]

# %% [markdown]
# ## Exercise 2: measure a Jacobian


# %% exercise="numerical_jacobian"
def numerical_jacobian(f, x, eps=1e-6):
    """The Jacobian of f at x by central differences.

    f : function from an array of shape (n,) to an array of shape (m,)
    x : array, shape (n,)
    eps : number > 0
    returns : array, shape (m, n): one row per output, one column per input

    Example: With f = lambda x: np.array([x[0] * x[1]]), numerical_jacobian(f, np.array([2.0, 5.0])) is [[5, 2]].
    """
    ### BEGIN SOLUTION
    x = np.asarray(x, dtype=float)
    columns = []
    for j in range(len(x)):
        step = np.zeros(len(x))
        step[j] = eps
        columns.append((f(x + step) - f(x - step)) / (2 * eps))
    return np.column_stack(columns)
    ### END SOLUTION


# %% check="numerical_jacobian"
check(numerical_jacobian)

# %% [markdown]
# What about functions of matrices? One could stack all entries into a long vector,
# $\operatorname{vec}(W)$, and use Jacobians again. But they are huge: for $Y = A W$ with $W$ of shape $(100, 10)$ and
# $Y$ of shape $(64, 10)$, the Jacobian has $640 \cdot 1000$ entries, and nine in ten of them are 0. Differentials avoid it.
#
# ## Differentials
#
# Write $d(X)$ for a small change of a matrix $X$, of the same shape, and keep only what is linear in small changes.
# (Everywhere else in this course, and in code, $dW$ without parentheses is something else: the gradient of the loss with
# respect to $W$.) The rules:
#
# - $d(A X B) = A\, d(X)\, B$ for constant $A$ and $B$, because the product is linear in $X$.
# - $d(X Y) = d(X)\, Y + X\, d(Y)$, because in $(X + d(X))(Y + d(Y))$ the term $d(X)\, d(Y)$ is small twice over and is
#   dropped.
# - $d(g(X)) = g'(X) \odot d(X)$ for an activation $g$, which works entry by entry.
# - $d(\lVert X \rVert^2) = \langle 2 X, d(X) \rangle$, because entry by entry $d(x^2) = 2 x\, d(x)$.
#
# One more rule turns a differential into a gradient: **if $d(L) = \langle G, d(X) \rangle$ for every $d(X)$, then $G$
# is the gradient of $L$ with respect to $X$.** (Let $d(X)$ be zero except for one entry. Then the rule says that the
# partial derivative with respect to this entry is the entry of $G$ in the same position.)
#
# So write down $d(L)$ as a trace, rearrange the trace until it reads $\operatorname{tr}(G^{\!\top} d(X))$, and $G$ is
# the gradient.
#
# ## The warm-up network
#
# $x$ has shape $(N, D_{in})$: $N$ samples with $D_{in}$ inputs each. There are two weight matrices, $w_1$ of shape
# $(D_{in}, H)$ and $w_2$ of shape $(H, D_{out})$, where $H$ is the number of hidden units and $D_{out}$ that of outputs.
# There are no biases, there is a ReLU between the two, and the loss is the plain sum of squares:
#
# $$h = x\, w_1, \qquad r = \max(0, h), \qquad \hat y = r\, w_2, \qquad L = \lVert \hat y - y \rVert^2.$$
#
# (The names are those of a well-known tutorial, so that you recognize it: $h$ is what enters the ReLU, $\hat y$ is the
# prediction, in code `y_pred`, and $y$ is the target. In most formulas of this course $y$ is the
# prediction and $t$ the target.)
#
# Go back through it, one differential at a time. Call the gradients with respect to $\hat y$, $r$ and $h$ for short
# $G_{\hat y}$, $G_r$ and $G_h$.
#
# **With respect to $\hat y$.** $d(L) = \langle 2 (\hat y - y), d(\hat y) \rangle$, so $G_{\hat y} = 2 (\hat y - y)$.
#
# **With respect to $w_2$**, as a model, with every step and its reason:
#
# 1. *What changes?* Only $w_2$. So $d(\hat y) = r\, d(w_2)$, because $r$ is constant.
# 2. *Put it into $d(L)$.*
#    $d(L) = \langle G_{\hat y}, d(\hat y) \rangle = \operatorname{tr}\big(G_{\hat y}^{\!\top}\, r\, d(w_2)\big)$, by
#    the definition of the inner product.
# 3. *Rearrange.* We want $(\dots)^{\!\top} d(w_2)$. By the rule for the transpose of a product,
#    $(r^{\!\top} G_{\hat y})^{\!\top} = G_{\hat y}^{\!\top} (r^{\!\top})^{\!\top} = G_{\hat y}^{\!\top}\, r$. So
#    $d(L) = \operatorname{tr}\big((r^{\!\top} G_{\hat y})^{\!\top} d(w_2)\big) = \langle r^{\!\top} G_{\hat y}, d(w_2) \rangle$.
# 4. *Read off.* The gradient with respect to $w_2$ is $r^{\!\top} G_{\hat y}$. The transpose makes the samples, the
#    rows of both factors, the index over which the product sums.
# 5. *Check the shape.* $(H, N) \cdot (N, D_{out}) = (H, D_{out})$, the shape of $w_2$.
#
# **With respect to $r$.** Let only $r$ change: $d(\hat y) = d(r)\, w_2$. This time $d(r)$ is in the middle, so
# rotate the product inside the trace:
#
# $$d(L) = \operatorname{tr}\big(G_{\hat y}^{\!\top}\, d(r)\, w_2\big) =
# \operatorname{tr}\big(w_2\, G_{\hat y}^{\!\top}\, d(r)\big) =
# \operatorname{tr}\big((G_{\hat y}\, w_2^{\!\top})^{\!\top} d(r)\big)
# \quad\Rightarrow\quad G_r = G_{\hat y}\, w_2^{\!\top}.$$
#
# **With respect to $h$.** $d(r) = [h > 0] \odot d(h)$, where $[h > 0]$ is 1 or 0 in each entry. With the third rule for
# the trace, $d(L) = \langle G_r, [h > 0] \odot d(h) \rangle = \langle G_r \odot [h > 0], d(h) \rangle$, so
# $G_h = G_r \odot [h > 0]$.
#
# (At exactly $h = 0$ any value from 0 to 1 would do; this course and the big frameworks use 0.)
#
# ## A worked example
#
# Two samples, two inputs, two hidden units and one output, so that every transpose has something to do:
#
# $$x = \begin{pmatrix} 1 & 2\\ 2 & -1 \end{pmatrix}, \quad
#   w_1 = \begin{pmatrix} 1 & -1\\ 0 & 1 \end{pmatrix}, \quad
#   w_2 = \begin{pmatrix} 3\\ -1 \end{pmatrix}, \quad
#   y = \begin{pmatrix} 1\\ 4 \end{pmatrix}.$$
#
# | step | numbers |
# |---|---|
# | $h = x\, w_1$ | $\begin{pmatrix} 1 & 1\\ 2 & -3 \end{pmatrix}$ |
# | $r = \max(0, h)$ | $\begin{pmatrix} 1 & 1\\ 2 & 0 \end{pmatrix}$ |
# | $\hat y = r\, w_2$, and $L$ | $\begin{pmatrix} 2\\ 6 \end{pmatrix}$, and $1^2 + 2^2 = 5$ |
# | $G_{\hat y} = 2 (\hat y - y)$ | $\begin{pmatrix} 2\\ 4 \end{pmatrix}$ |
# | with respect to $w_2$: $r^{\!\top} G_{\hat y}$ | $\begin{pmatrix} 1 & 2\\ 1 & 0 \end{pmatrix} \begin{pmatrix} 2\\ 4 \end{pmatrix} = \begin{pmatrix} 10\\ 2 \end{pmatrix}$ |
# | $G_r = G_{\hat y}\, w_2^{\!\top}$ | $\begin{pmatrix} 2\\ 4 \end{pmatrix} \begin{pmatrix} 3 & -1 \end{pmatrix} = \begin{pmatrix} 6 & -2\\ 12 & -4 \end{pmatrix}$ |
# | $G_h = G_r \odot [h > 0]$ | $\begin{pmatrix} 6 & -2\\ 12 & 0 \end{pmatrix}$ |
#
# Look at the 10: it is $1 \cdot 2 + 2 \cdot 4$, one contribution from each sample. That sum over the samples is what the
# transpose of $r$ is for.
#
# **A faded example.** The same network, but the second target is 7, so that the second prediction is too small. The
# rows of the matrices are lists. You should see `[[2], [-2]]`, `[-2, 2]` and `[[6, -2], [-6, 0]]`.

# %%
G_y = [[2 * (2 - 1)], [2 * (6 - 7)]]
G_w2 = [1 * 2 + 2 * -2, ...]
G_r = [[2 * 3, 2 * -1], [..., ...]]
G_h = [[6, -2], [..., ...]]  # h is positive except in its last entry
G_y, G_w2, G_h

# %% [markdown]
# ## To be graded by hand: the gradient with respect to $w_1$
#
# One gradient is left. Derive $\partial L / \partial w_1$ by differentials, as above: take the five steps of the model
# for $w_2$. Say in a sentence why the transpose goes where it goes, and check the shape.

# %% [markdown] task="derive-grad-w1" points=5
# Write your derivation in a new text cell below this one. (Are you on your own? Then compare each step with the model
# for $w_2$; if your `grad_w1` passes below, the result is right.)
#
# === BEGIN MARK SCHEME ===
#
# 1 point: only $w_1$ changes, so $d(h) = x\, d(w_1)$.
#
# 1 point: $d(L) = \langle G_h, d(h) \rangle = \operatorname{tr}(G_h^{\top}\, x\, d(w_1))$.
#
# 1 point: $= \operatorname{tr}\big((x^{\top} G_h)^{\top} d(w_1)\big)$, with the rule for the transpose of a product.
#
# 1 point: therefore $\partial L / \partial w_1 = x^{\top} G_h$; the reason for the transpose is given (the sum runs
# over the samples, which are the rows of both factors; or: because of the previous line).
#
# 1 point: the shape is checked, $(D_{in}, N) \cdot (N, H) = (D_{in}, H)$, that of $w_1$.
#
# A correct derivation by indices earns full marks.
#
# === END MARK SCHEME ===

# %% [markdown]
# ## Exercise 3: the gradient with respect to the prediction
#
# This and the next four gradients are one line each.


# %% exercise="grad_y_pred"
def grad_y_pred(y_pred, y):
    """The gradient of L = sum (y_pred - y)^2 with respect to y_pred.

    y_pred, y : arrays, shape (n, k)
    returns : array, shape (n, k)

    Example: grad_y_pred(np.array([[-6.0]]), np.array([[4.0]])) is [[-20]].
    """
    ### BEGIN SOLUTION
    return 2.0 * (y_pred - y)
    ### END SOLUTION


# %% check="grad_y_pred"
check(grad_y_pred)


# %% [markdown]
# ## Exercise 4: the gradient with respect to $w_2$


# %% exercise="grad_w2"
def grad_w2(h_relu, grad_y_pred):
    """The gradient of L with respect to w2.

    h_relu : array, shape (n, hidden), what came into the second layer
    grad_y_pred : array, shape (n, k), the gradient with respect to y_pred
    returns : array, shape (hidden, k)

    Example: grad_w2(np.array([[6.0]]), np.array([[-20.0]])) is [[-120]].
    """
    ### BEGIN SOLUTION
    return h_relu.T @ grad_y_pred
    ### END SOLUTION


# %% check="grad_w2"
check(grad_w2)


# %% [markdown]
# ## Exercise 5: the gradient with respect to the ReLU's output


# %% exercise="grad_h_relu"
def grad_h_relu(grad_y_pred, w2):
    """The gradient of L with respect to h_relu.

    grad_y_pred : array, shape (n, k), the gradient with respect to y_pred
    w2 : array, shape (hidden, k)
    returns : array, shape (n, hidden)

    Example: grad_h_relu(np.array([[-20.0]]), np.array([[-1.0]])) is [[20]].
    """
    ### BEGIN SOLUTION
    return grad_y_pred @ w2.T
    ### END SOLUTION


# %% check="grad_h_relu"
check(grad_h_relu)


# %% [markdown]
# ## Exercise 6: the gradient with respect to the ReLU's input


# %% exercise="grad_h"
def grad_h(grad_h_relu, h):
    """The gradient of L with respect to h, the input of the ReLU.

    grad_h_relu : array, shape (n, hidden), the gradient with respect to max(0, h)
    h : array, shape (n, hidden)
    returns : array, shape (n, hidden)

    Example: grad_h(np.array([[2.0, -3.0]]), np.array([[1.0, -1.0]])) is [[2, 0]].
    """
    ### BEGIN SOLUTION
    return grad_h_relu * (h > 0)
    ### END SOLUTION


# %% check="grad_h"
check(grad_h)


# %% [markdown]
# ## Exercise 7: the gradient with respect to $w_1$


# %% exercise="grad_w1"
def grad_w1(x, grad_h):
    """The gradient of L with respect to w1.

    x : array, shape (n, d), what came into the first layer
    grad_h : array, shape (n, hidden), the gradient with respect to h
    returns : array, shape (d, hidden)

    Example: grad_w1(np.array([[2.0]]), np.array([[20.0]])) is [[40]].
    """
    ### BEGIN SOLUTION
    return x.T @ grad_h
    ### END SOLUTION


# %% check="grad_w1"
check(grad_w1)

# %% [markdown]
# ## Exercise 8: the whole loop
#
# Each step goes forward, notes the loss, computes all five gradients, and only then updates both matrices. If $w_2$ is
# updated first, the gradient that is carried back through it belongs to a network that no longer exists.


# %% exercise="train_relu_net"
def train_relu_net(x, y, w1, w2, lr, steps):
    """Gradient descent on L = sum (max(0, x w1) w2 - y)^2.

    x : array, shape (n, d)
    y : array, shape (n, k)
    w1, w2 : arrays, shapes (d, hidden) and (hidden, k), the first weights
    lr : number > 0, the learning rate
    steps : whole number > 0
    returns : array, shape (steps,): the loss before each step's update

    Example: With x = np.array([[2.0]]), y = np.array([[4.0]]), w1 = np.array([[3.0]]), w2 = np.array([[-1.0]]),
    train_relu_net(x, y, w1, w2, 0.001, 2) is [100, (2 * 2.96 * -0.88 - 4) ** 2], which is [100, 84.8167]. The first
    step leads to w1 = 2.96 and w2 = -0.88.
    """
    ### BEGIN SOLUTION
    losses = np.zeros(steps)
    for step in range(steps):
        h = x @ w1
        h_relu = np.maximum(h, 0)
        y_pred = h_relu @ w2
        losses[step] = np.sum((y_pred - y) ** 2)
        by_y_pred = grad_y_pred(y_pred, y)
        by_h = grad_h(grad_h_relu(by_y_pred, w2), h)
        w1, w2 = w1 - lr * grad_w1(x, by_h), w2 - lr * grad_w2(h_relu, by_y_pred)
    return losses
    ### END SOLUTION


# %% check="train_relu_net"
check(train_relu_net)

# %% [markdown]
# ## Predict, then run
#
# Now the network has its full size: 64 samples, 1,000 inputs, 100 hidden units, 10 outputs, all of them random numbers,
# with the learning rate $10^{-6}$ and 500 steps. The targets are pure noise, so there is nothing to understand. The
# loss begins near 30 million. Where will it end?

# %%
loss_at_the_end = ...  # a number, such as 1e6

# %%
if check(train_relu_net).passed:
    rng = np.random.default_rng(0)
    N, D_in, H, D_out = 64, 1000, 100, 10
    x, y = rng.normal(size=(N, D_in)), rng.normal(size=(N, D_out))
    w1, w2 = rng.normal(size=(D_in, H)), rng.normal(size=(H, D_out))
    losses = train_relu_net(x, y, w1, w2, 1e-6, 500)
    play.predicted(loss_at_the_end)
    for step in (0, 50, 100, 200, 499):
        print(f"step {step:3}: loss {losses[step]:.3g}")
else:
    print("This cell needs train_relu_net: come back when its check passes.")

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# The loss falls by more than ten powers of ten. With 101,000 weights and only 640 numbers to hit, the network learns
# the noise by heart. Whether that is worth anything is a question for chapter:generalization.
#
# </details>
#
# Is your network the well-known one? Here is its training loop as the tutorial writes it, in one piece, beside the
# curve of your five gradients.

# %%
if check(train_relu_net).passed:
    import matplotlib.pyplot as plt

    v1, v2, reference = w1.copy(), w2.copy(), []
    for _ in range(500):
        h = x.dot(v1)
        h_relu = np.maximum(h, 0)
        y_pred = h_relu.dot(v2)
        reference.append(np.square(y_pred - y).sum())
        grad_pred = 2.0 * (y_pred - y)
        grad_hidden = grad_pred.dot(v2.T)
        grad_hidden[h < 0] = 0
        v2_step = 1e-6 * h_relu.T.dot(grad_pred)
        v1 = v1 - 1e-6 * x.T.dot(grad_hidden)
        v2 = v2 - v2_step
    figure, ax = plt.subplots(figsize=(7.5, 4), layout="constrained")
    ax.semilogy(reference, color="#E69F00", lw=7, alpha=0.5, label="the tutorial's loop")
    ax.semilogy(losses, color="#0072B2", lw=2, label="your five gradients")
    ax.set(
        xlabel="step", ylabel="sum of squared errors", title="One network, two ways to write it: noise learned by heart"
    )
    ax.spines[["top", "right"]].set_visible(False)
    ax.legend()
    plt.show()

# %% [markdown]
# Why a rate as small as $10^{-6}$? The next figure trains a smaller network of this kind. Raise the rate until the loss
# explodes.

# %%
play.warmup()

# %% [markdown]
# ## Half a digit: your network draws the rest
#
# Noise can only be learned by heart. Here are data with something to understand: the handwritten digits of
# chapter:classification. Your network sees the upper half of an image, 32 pixels, and is to draw the lower half, 32
# numbers more. The architecture, the loss and the five gradients are the same as before. It trains on 1,397 digits and
# then draws on 400 that it has never seen.
#
# **Predict.** Which half digits leave the network in doubt, and what will it draw there?

# %%
hard_to_complete = ...  # such as [1, 7]

# %%
five = (grad_y_pred, grad_w2, grad_h_relu, grad_h, grad_w1)
if all(check(function).passed for function in five):
    import matplotlib.pyplot as plt
    from sklearn.datasets import load_digits

    play.predicted(hard_to_complete)
    digits, rng = load_digits(), np.random.default_rng(0)
    order = rng.permutation(len(digits.data))
    images, labels = digits.data[order] / 16, digits.target[order]
    top, bottom = images[:, :32], images[:, 32:]
    seen, rest = top[:-400], bottom[:-400]
    v1, v2 = 0.25 * rng.normal(size=(32, 64)), 0.01 * rng.normal(size=(64, 32))
    for _ in range(400):
        h = seen @ v1
        h_relu = np.maximum(h, 0)
        G_y = grad_y_pred(h_relu @ v2, rest)
        G_h = grad_h(grad_h_relu(G_y, v2), h)
        v1, v2 = v1 - 1e-4 * grad_w1(seen, G_h), v2 - 1e-4 * grad_w2(h_relu, G_y)

    unseen, truth = top[-400:], bottom[-400:]
    drawn = np.maximum(unseen @ v1, 0) @ v2
    nearest = np.array([rest[np.argmin(np.sum((seen - one) ** 2, axis=1))] for one in unseen])
    for name, guess in (
        ("always the average", rest.mean(axis=0)),
        ("the most similar", nearest),
        ("your network", drawn),
    ):
        print(f"{name:20} off by {np.sqrt(np.mean((guess - truth) ** 2)):.3f} per pixel")
    figure, rows = plt.subplots(3, 10, figsize=(10, 3.6), layout="constrained")
    for k, column in enumerate(rows.T):
        i = np.flatnonzero(labels[-400:] == k)[0]  # the first unseen image of this digit
        for ax, lower in zip(column, (np.full(32, np.nan), drawn[i], truth[i])):
            ax.imshow(np.append(unseen[i], lower).reshape(8, 8), cmap="Greys", vmin=0, vmax=1.1)
            ax.set(xticks=[], yticks=[], xlabel=" ", facecolor="#f3cf8f")
            ax.axhline(3.5, color="#D55E00", lw=1.2)
    for ax, words in zip(rows[:, 0], ("it sees", "it draws", "the truth")):
        ax.set_ylabel(words)
    figure.suptitle("Ten digits it has never seen: your five gradients taught it to draw the other half")
    plt.show()
else:
    print("This cell needs your five gradients: come back when their checks pass.")

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# Nobody told the network what a digit is, and yet it closes the zero and gives the five its belly. It is off by 0.215 per
# pixel, against 0.227 for the most similar of the 1,397 digits (its lower half, copied). Where an upper half fits
# several digits, as that of the 8 does, it draws gray: the squared error is smallest at the *mean* of all that might
# follow (chapter:losses), and the mean of a 1, an 8 and a 9 is a blur. Noise was learned by heart, and helps with nothing
# new. Here something was learned that holds for digits never seen.
#
# </details>

# %% [markdown]
# ## Summary
#
# - $\operatorname{tr}(A^{\!\top} B)$ is the inner product of matrices; a product may be rotated inside a trace.
# - The transpose of a product is the product of the transposes in reverse order.
# - A Jacobian has the outputs in rows. A gradient is its transpose, in the shape of the variable.
# - Write $d(L)$, rearrange it into $\operatorname{tr}(G^{\!\top} d(X))$, and $G$ is the gradient with respect to $X$.
# - If $Y = X W$ and $G$ is the gradient with respect to $Y$, the gradients are $X^{\!\top} G$ for the weights and
#   $G W^{\!\top}$ for the input: the two products of chapter:autograd, found without an index.

# %% [markdown]
# ## Recall
#
# **3.** A function has 5 inputs and 3 outputs. What is the shape of its Jacobian?

# %% exercise="recall-07-3"
recall_07_3 = ...  # a tuple of two whole numbers
### BEGIN SOLUTION
recall_07_3 = (3, 5)
### END SOLUTION

# %% check="recall-07-3"
check("recall-07-3", recall_07_3)

# %% [markdown]
# **4.** $A = \begin{pmatrix} 1 & 2\\ 3 & 4\end{pmatrix}$ and $B = \begin{pmatrix} 5 & 6\\ 7 & 8\end{pmatrix}$. What is
# $\operatorname{tr}(A^{\!\top} B)$?

# %% exercise="recall-07-4"
recall_07_4 = ...  # a number
### BEGIN SOLUTION
recall_07_4 = 70
### END SOLUTION

# %% check="recall-07-4"
check("recall-07-4", recall_07_4)

# %% [markdown]
# **5.** $A$ has shape $(2, 3)$, $B$ has shape $(3, 4)$, and the loss depends on $Y = A B$. The gradient with respect to
# $A$ is a product of $G_Y$, the gradient with respect to $Y$, and a second factor. What is the shape of that second
# factor?

# %% exercise="recall-07-5"
recall_07_5 = ...  # a tuple of two whole numbers
### BEGIN SOLUTION
recall_07_5 = (4, 3)
### END SOLUTION

# %% check="recall-07-5"
check("recall-07-5", recall_07_5)
