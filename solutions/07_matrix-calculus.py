# %% [markdown]
# In chapter:backpropagation the gradients were derived index by index, and then recognized as matrix products. That works, and it is
# laborious. This chapter shows a shorter way: differentiate whole matrices at once, so that every transpose falls into its place
# by itself. Then you build, with five one-line gradients, the two-layer network that many people meet as their first.
#
# Afterwards you can
#
# - tell a Jacobian from a gradient, and say why one is the transpose of the other,
# - derive the gradient of a scalar loss by any matrix, with differentials and the trace,
# - reproduce the NumPy warm-up network, and derive every line of it.

# %%
import numpy as np

import playground as play
from autograder import check

# %% [markdown]
# ## Two questions from before
#
# **1.** A sigmoid node has input $z = 0$ and upstream gradient 2. What is the gradient of $z$?

# %% exercise="recall-07-1"
recall_07_1 = ...  # a number
### BEGIN SOLUTION
recall_07_1 = 0.5
### END SOLUTION

# %% check="recall-07-1"
check("recall-07-1", recall_07_1)

# %% [markdown]
# **2.** 100 samples, batches of 5. How many steps does one epoch have?

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
# Here are the matrices of the network of this chapter, with 64 samples, 1,000 inputs, 100 hidden units and 10 outputs. A gradient has the
# shape of what it is the gradient of. Find two factors that make it.

# %%
play.shape_puzzle()

# %% [markdown]
# Shapes rule out almost everything. They are a check, not a derivation: two wrong factors can make the right shape. So let us
# derive.
#
# ## Inner product, norm, trace
#
# The **inner product** of two vectors is $a^{\!\top} b = \sum_i a_i b_i$, and the squared **norm** is $\lVert a \rVert^2 = a^{\!\top} a$. For two
# matrices of the same shape, the sum over all entries $\sum_{ij} A_{ij} B_{ij}$ plays the same part. It can be written with the
# **trace**, the sum of the diagonal of a square matrix. Entry $(i, i)$ of $A^{\!\top} B$ is $\sum_k A_{ki} B_{ki}$, so
#
# $$\operatorname{tr}(A^{\!\top} B) = \sum_i \sum_k A_{ki} B_{ki} = \langle A, B \rangle, \qquad
#   \lVert A \rVert^2 = \operatorname{tr}(A^{\!\top} A).$$
#
# Three rules for the trace, each in one line:
#
# - $\operatorname{tr}(A) = \operatorname{tr}(A^{\!\top})$, because transposing leaves the diagonal where it is.
# - $\operatorname{tr}(A B) = \operatorname{tr}(B A)$, because both are $\sum_{ij} A_{ij} B_{ji}$. So a product may be turned round in a circle:
#   $\operatorname{tr}(ABC) = \operatorname{tr}(CAB) = \operatorname{tr}(BCA)$.
# - $\operatorname{tr}\big(A^{\!\top} (B \odot C)\big) = \operatorname{tr}\big((A \odot B)^{\!\top} C\big)$, because both are $\sum_{ij} A_{ij} B_{ij} C_{ij}$.
#
# **By hand.** $A = \begin{pmatrix} 1 & 2\\ 0 & 1 \end{pmatrix}$, $B = \begin{pmatrix} 3 & 1\\ 5 & 2 \end{pmatrix}$:
# $\langle A, B \rangle = 1 \cdot 3 + 2 \cdot 1 + 0 \cdot 5 + 1 \cdot 2 = 7$. And $A^{\!\top} B$ has the diagonal $1 \cdot 3 + 0 \cdot 5 = 3$ and
# $2 \cdot 1 + 1 \cdot 2 = 4$, whose sum is 7 as well. The second way computes entries that nobody needs.


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
# A function $f$ from $n$ inputs to $m$ outputs has $m \cdot n$ partial derivatives. Its **Jacobian** collects them with one *row per
# output*: $J_{ij} = \partial f_i / \partial x_j$, shape $(m, n)$. It answers the question "if $x$ changes by $dx$, by how much does $f$ change?":
#
# $$df = J\, dx.$$
#
# For a scalar loss $L$ the Jacobian is a single row. The **gradient** is that row stood upright, $\nabla L = J^{\!\top}$, so that it has the
# shape of $x$ and can be subtracted from it. Then $dL = (\nabla L)^{\!\top} dx = \langle \nabla L, dx \rangle$. The chain rule multiplies
# Jacobians from the output to the input, $J_{L,x} = J_{L,f}\, J_{f,x}$; for gradients, transpose: $\nabla_x L = J_{f,x}^{\!\top} \nabla_f L$. *That* is
# why transposes appear on the way back, and why handing over a Jacobian as a gradient gives the wrong shape.


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
# What about functions of matrices? One can write all entries below each other, $\operatorname{vec}(W)$, and use Jacobians again, but they are
# huge: for $Y = A W$ with $W$ of shape $(100, 10)$ and $Y$ of shape $(64, 10)$, it has $640 \cdot 1000$ entries, nearly all of them 0. Differentials
# avoid it.
#
# ## Differentials
#
# Write $dX$ for a small change of a matrix $X$, of the same shape, and keep only what is linear in small changes. The rules:
#
# - $d(A X B) = A\, dX\, B$ for constant $A, B$: the product is linear in $X$.
# - $d(X Y) = dX\, Y + X\, dY$: in $(X + dX)(Y + dY)$ the term $dX\, dY$ is small twice over, and dropped.
# - $d\, g(X) = g'(X) \odot dX$ for an activation, which works entry by entry.
# - $d \lVert X \rVert^2 = \langle 2 X, dX \rangle$: entry by entry, $d(x^2) = 2 x\, dx$.
#
# And the one that turns a differential into a gradient: **if $dL = \langle G, dX \rangle$ for every $dX$, then $G$ is the gradient of $L$
# by $X$.** (Choose $dX$ zero except for one entry: then it says that this entry's partial derivative is $G$'s entry there.)
#
# So: write down $dL$, turn the trace until it reads $\operatorname{tr}(\dots^{\!\top} dX)$, and what stands in front is the gradient.
#
# ## The warm-up network
#
# $x$ has shape $(N, D_{in})$. Two weight matrices, no biases, ReLU between them, and the plain sum of squares as the loss:
#
# $$h = x\, w_1, \qquad r = \max(0, h), \qquad \hat y = r\, w_2, \qquad L = \lVert \hat y - y \rVert^2.$$
#
# Go back through it, one differential at a time. Call the gradients $G_{\hat y}, G_r, G_h$.
#
# **By $\hat y$.** $dL = \langle 2 (\hat y - y), d\hat y \rangle$, so $G_{\hat y} = 2 (\hat y - y)$.
#
# **By $w_2$.** Let only $w_2$ change: $d\hat y = r\, dw_2$. Then
#
# $$dL = \operatorname{tr}\big(G_{\hat y}^{\!\top}\, r\, dw_2\big) = \operatorname{tr}\big((r^{\!\top} G_{\hat y})^{\!\top} dw_2\big)
#   \quad\Rightarrow\quad \frac{\partial L}{\partial w_2} = r^{\!\top} G_{\hat y}.$$
#
# **By $r$.** Let only $r$ change: $d\hat y = dr\, w_2$. Turn the product round inside the trace:
#
# $$dL = \operatorname{tr}\big(G_{\hat y}^{\!\top}\, dr\, w_2\big) = \operatorname{tr}\big(w_2\, G_{\hat y}^{\!\top}\, dr\big)
#   = \operatorname{tr}\big((G_{\hat y}\, w_2^{\!\top})^{\!\top} dr\big) \quad\Rightarrow\quad G_r = G_{\hat y}\, w_2^{\!\top}.$$
#
# **By $h$.** $dr = [h > 0] \odot dh$, where $[h > 0]$ is 1 or 0 in each entry. With the third rule for the trace,
# $dL = \langle G_r, [h > 0] \odot dh \rangle = \langle G_r \odot [h > 0], dh \rangle$, so $G_h = G_r \odot [h > 0]$.
#
# (At exactly $h = 0$ any value from 0 to 1 would do; this course and the big frameworks use 0.)
#
# **A worked example**, with one sample and one number everywhere: $x = 2$, $w_1 = 3$, $w_2 = -1$, $y = 4$. Forward: $h = 6$, $r = 6$,
# $\hat y = -6$, $L = 100$. Backward: $G_{\hat y} = -20$; by $w_2$: $6 \cdot (-20) = -120$; $G_r = (-20) \cdot (-1) = 20$; $G_h = 20$.
#
# **A faded example.** The same with $x = -2$. You should see $-6$, 0, $-8$, 0 and 0. Why are the last two zero?

# %%
h = -2 * 3
r = ...  # max(0, h)
G_y = 2 * (0 - 4)
by_w2 = ...
G_h = ...
h, r, G_y, by_w2, G_h

# %% [markdown]
# ## To be graded by hand: the gradient by $w_1$
#
# One gradient is left. Derive $\partial L / \partial w_1$ by differentials, as above: write down how $h$ changes when only $w_1$ does, put it
# into $dL$, turn the trace, read the gradient off. Say in a sentence why the transpose goes there, and check the shape.

# %% [markdown] task="derive-grad-w1" points=5
# Write your derivation in a new text cell below this one. (On your own? Then compare with the code of `grad_w1` once it passes.)
#
# === BEGIN MARK SCHEME ===
#
# 1 point: only $w_1$ changes, so $dh = x\, dw_1$.
#
# 1 point: $dL = \langle G_h, dh \rangle = \operatorname{tr}(G_h^{\top}\, x\, dw_1)$.
#
# 1 point: $= \operatorname{tr}\big((x^{\top} G_h)^{\top} dw_1\big)$, with the rule for the transpose of a product.
#
# 1 point: therefore $\partial L / \partial w_1 = x^{\top} G_h$; the reason for the transpose is given (the sum runs over the samples,
# which are the rows of both factors; or: because of the previous line).
#
# 1 point: the shape is checked, $(D_{in}, N) \cdot (N, H) = (D_{in}, H)$, that of $w_1$.
#
# A correct derivation by indices earns full marks.
#
# === END MARK SCHEME ===

# %% [markdown]
# ## Exercises: five gradients
#
# Each of them is one line.


# %% exercise="grad_y_pred"
def grad_y_pred(y_pred, y):
    """The gradient of L = sum (y_pred - y)^2 by y_pred.

    y_pred, y : arrays, shape (n, k)
    returns : array, shape (n, k)

    Example: grad_y_pred(np.array([[-6.0]]), np.array([[4.0]])) is [[-20]].
    """
    ### BEGIN SOLUTION
    return 2.0 * (y_pred - y)
    ### END SOLUTION


# %% check="grad_y_pred"
check(grad_y_pred)


# %% exercise="grad_w2"
def grad_w2(h_relu, grad_y_pred):
    """The gradient by w2.

    h_relu : array, shape (n, hidden), what came into the second layer
    grad_y_pred : array, shape (n, k), the gradient by y_pred
    returns : array, shape (hidden, k)

    Example: grad_w2(np.array([[6.0]]), np.array([[-20.0]])) is [[-120]].
    """
    ### BEGIN SOLUTION
    return h_relu.T @ grad_y_pred
    ### END SOLUTION


# %% check="grad_w2"
check(grad_w2)


# %% exercise="grad_h_relu"
def grad_h_relu(grad_y_pred, w2):
    """The gradient by h_relu.

    grad_y_pred : array, shape (n, k), the gradient by y_pred
    w2 : array, shape (hidden, k)
    returns : array, shape (n, hidden)

    Example: grad_h_relu(np.array([[-20.0]]), np.array([[-1.0]])) is [[20]].
    """
    ### BEGIN SOLUTION
    return grad_y_pred @ w2.T
    ### END SOLUTION


# %% check="grad_h_relu"
check(grad_h_relu)


# %% exercise="grad_h"
def grad_h(grad_h_relu, h):
    """The gradient by h, the input of the ReLU.

    grad_h_relu : array, shape (n, hidden), the gradient by max(0, h)
    h : array, shape (n, hidden)
    returns : array, shape (n, hidden)

    Example: grad_h(np.array([[2.0, -3.0]]), np.array([[1.0, -1.0]])) is [[2, 0]].
    """
    ### BEGIN SOLUTION
    return grad_h_relu * (h > 0)
    ### END SOLUTION


# %% check="grad_h"
check(grad_h)


# %% exercise="grad_w1"
def grad_w1(x, grad_h):
    """The gradient by w1.

    x : array, shape (n, d), what came into the first layer
    grad_h : array, shape (n, hidden), the gradient by h
    returns : array, shape (d, hidden)

    Example: grad_w1(np.array([[2.0]]), np.array([[20.0]])) is [[40]].
    """
    ### BEGIN SOLUTION
    return x.T @ grad_h
    ### END SOLUTION


# %% check="grad_w1"
check(grad_w1)

# %% [markdown]
# ## The whole loop
#
# In each step: forward, note the loss, all five gradients, and only then both updates. If $w_2$ is updated first, the gradient that is
# carried back through it belongs to a network that no longer exists.


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
# Now at full size: 64 samples, 1,000 inputs, 100 hidden units, 10 outputs, all random numbers, learning rate $10^{-6}$, 500 steps. The targets
# are pure noise, so there is nothing to be understood. Will the loss go down all the same? How far?

# %%
if check(train_relu_net).passed:
    rng = np.random.default_rng(0)
    N, D_in, H, D_out = 64, 1000, 100, 10
    x, y = rng.normal(size=(N, D_in)), rng.normal(size=(N, D_out))
    w1, w2 = rng.normal(size=(D_in, H)), rng.normal(size=(H, D_out))
    losses = train_relu_net(x, y, w1, w2, 1e-6, 500)
    for step in (0, 50, 100, 200, 499):
        print(f"step {step:3}: loss {losses[step]:.3g}")
else:
    print("This cell needs train_relu_net: come back when its check passes.")

# %% [markdown]
# It falls by more than ten powers of ten. With 101,000 weights and 640 numbers to hit, the network learns the noise by heart. Whether that is
# worth anything is a question for chapter:generalization.
#
# The figure trains a smaller one while you move the rate.

# %%
play.warmup()

# %% [markdown]
# ## Summary
#
# - $\operatorname{tr}(A^{\!\top} B)$ is the inner product of matrices; a product may be turned round inside a trace.
# - Jacobian: outputs in rows. Gradient: its transpose, in the shape of the variable.
# - Write $dL$, turn it into $\operatorname{tr}(G^{\!\top} dX)$, and $G$ is the gradient.
# - A layer $Y = X W$ gives $X^{\!\top} G$ for its weights and $G W^{\!\top}$ for its input.

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
# **5.** In the warm-up network, with 1,000 inputs, 100 hidden units and 10 outputs: what is the shape of the gradient by $w_1$?

# %% exercise="recall-07-5"
recall_07_5 = ...  # a tuple of two whole numbers
### BEGIN SOLUTION
recall_07_5 = (1000, 100)
### END SOLUTION

# %% check="recall-07-5"
check("recall-07-5", recall_07_5)
