# %% [markdown]
# The network is wrong, and there are many weights. Which of them is to blame, and by how much? In chapter:classification the
# gradient of one layer took two lines. A hidden layer has no targets of its own: it can only be blamed through the units it
# feeds. Carrying that blame back, layer by layer, is **backpropagation**. It is the chain rule, applied in a good order, and
# nothing more.
#
# Afterwards you can
#
# - carry a gradient back through sums, products, sigmoids and ReLUs,
# - say why splitting the error in proportion to the weights is not backpropagation, and where it fails,
# - derive and program all the gradients of a network with a hidden layer, and watch it learn XOR.

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
# **1.** The loss is $\frac12 (w - 3)^2$. From $w = 6$, gradient descent takes one step with the learning rate 0.5. What is $w$
# then?

# %% exercise="recall-06-1"
recall_06_1 = ...  # a number
### BEGIN SOLUTION
recall_06_1 = 4.5
### END SOLUTION

# %% check="recall-06-1"
check("recall-06-1", recall_06_1)

# %% [markdown]
# **2.** The softmax of a row of three scores is $(0.2, 0.3, 0.5)$. What is the softmax after 7 has been added to each of the
# three scores?

# %% exercise="recall-06-2"
recall_06_2 = ...  # a list of three numbers
### BEGIN SOLUTION
recall_06_2 = [0.2, 0.3, 0.5]
### END SOLUTION

# %% check="recall-06-2"
check("recall-06-2", recall_06_2)

# %% [markdown]
# ## Play: forward, then back
#
# One sigmoid unit with a single input, and its loss $E = \frac12 (y - t)^2$, taken apart into the simplest steps. Values are
# written above the nodes, and gradients below them: how fast $E$ grows when the value of that node grows.
#
# - The figure opens at step 4, when all the values are known. Go back to step 0, and watch how each value is computed from
#   those on its left.
# - Now go on beyond step 4, one step at a time, and predict each gradient before it appears.
# - Make the input $x$ zero. Which gradient becomes zero as well, and why is that fair?

# %%
play.graph()

# %% [markdown]
# ## The chain rule on a graph
#
# Every computation is a graph of small steps, its **nodes**. Call the loss $E$, and suppose we know
# $\partial E / \partial u$ for the output $u$ of some node: this is its **upstream** gradient. If $v$ is one of the node's
# inputs, then $v$ acts on $E$ through $u$, and the chain rule says
#
# $$\frac{\partial E}{\partial v} = \underbrace{\frac{\partial E}{\partial u}}_{\text{upstream}} \cdot
#   \underbrace{\frac{\partial u}{\partial v}}_{\text{local slope}}.$$
#
# If $v$ goes into several nodes, the contributions add up. So a node needs to know nothing but its own slope:
#
# | node | local slope |
# |---|---|
# | sum $u = v_1 + \dots + v_n$ | 1 for each summand |
# | product $u = a b$ | for each factor the *other* factor: $b$ for $a$, and $a$ for $b$ |
# | sigmoid $u = \sigma(z)$ | $\sigma(z)(1 - \sigma(z))$ |
# | ReLU $u = \max(0, z)$ | 1 if $z > 0$, else 0 |
#
# ## A worked example
#
# These are the numbers with which the figure opens: $x = 2$, $w = 0.5$, $b = -1$, $t = 1$. In code, `dy` stands for
# $\partial E / \partial y$, and so on.
#
# | forward | backward |
# |---|---|
# | $p = x w = 2 \cdot 0.5 = 1$ | `dy` $= y - t = -0.5$ |
# | $z = p + b = 1 - 1 = 0$ | `dz` $=$ `dy` $\cdot\, y (1 - y) = -0.5 \cdot 0.5 \cdot 0.5 = -0.125$ |
# | $y = \sigma(z) = 0.5$ | `dp` $=$ `db` $=$ `dz` $= -0.125$, unchanged by the sum |
# | $E = \frac12 (0.5 - 1)^2 = 0.125$ | `dw` $=$ `dp` $\cdot\, x = -0.125 \cdot 2 = -0.25$ |
#
# The gradient with respect to $w$ is negative: a larger weight would make $E$ smaller. That is right, because $y$ is too
# small.
#
# ## A faded example
#
# Take the same unit with $t = 0$. You should see $0.5$, $0.125$ and $0.25$.

# %%
dy = 0.5 - 0
dz = ...  # upstream times y (1 - y)
dw = ...  # upstream times the other factor
dy, dz, dw

# %% [markdown]
# ## When a value is used twice
#
# If a value goes into two nodes, both send something back, and the contributions add up. Here $y = wh + x$ with
# $h = \mathrm{ReLU}(xv)$. At $x = 2$, $v = 1$ and $w = 3$, a little more $x$ acts through $h$, with slope $wv = 3$, and directly,
# with slope 1; together the slope is 4. The figure takes any computation made of sums, differences, products, sigmoids and
# ReLUs, so you can write your own in its place.

# %%
play.graph("h = relu(x * v); y = w * h + x", x=2, v=1, w=3)

# %% [markdown]
# ## Exercise 1: a sum
#
# Each of the next four functions goes back through one node: upstream times local slope. `np.full(3, 7.0)` makes an array of three sevens.


# %% exercise="sum_backward"
def sum_backward(upstream, n):
    """The gradients of the n summands of a sum.

    upstream : number, the gradient of the sum
    n : whole number > 0
    returns : array, shape (n,)

    Example: sum_backward(2.5, 3) is [2.5, 2.5, 2.5].
    """
    ### BEGIN SOLUTION
    return np.full(n, upstream)
    ### END SOLUTION


# %% check="sum_backward"
check(sum_backward)

# %% [markdown]
# ## Exercise 2: a product


# %% exercise="product_backward"
def product_backward(upstream, a, b):
    """The gradients of the two factors of a product.

    upstream : number or array, the gradient of a b
    a, b : numbers or arrays like upstream
    returns : (da, db), each like upstream

    Example: product_backward(2.0, 3.0, 5.0) is (10, 6).
    """
    ### BEGIN SOLUTION
    return upstream * b, upstream * a
    ### END SOLUTION


# %% check="product_backward"
check(product_backward)

# %% [markdown]
# ## Exercise 3: a sigmoid
#
# Mind the argument: `z` is what went into the sigmoid.


# %% exercise="sigmoid_backward"
def sigmoid_backward(upstream, z):
    """The gradient of the input of a sigmoid.

    upstream : number or array, the gradient of sigmoid(z)
    z : number or array like upstream, the input of the forward pass
    returns : like upstream

    Example: sigmoid_backward(2.0, 0.0) is 0.5.
    """
    ### BEGIN SOLUTION
    s = sigmoid(z)
    return upstream * s * (1 - s)
    ### END SOLUTION


# %% check="sigmoid_backward"
check(sigmoid_backward)

# %% [markdown]
# ## Exercise 4: a ReLU


# %% exercise="relu_backward"
def relu_backward(upstream, z):
    """The gradient of the input of a ReLU.

    upstream : number or array, the gradient of max(0, z)
    z : number or array like upstream, the input of the forward pass
    returns : like upstream

    Example: relu_backward(np.array([2.0, 2.0]), np.array([-1.0, 3.0])) is [0, 2].
    """
    ### BEGIN SOLUTION
    return np.where(np.asarray(z) > 0, upstream, 0.0)
    ### END SOLUTION


# %% check="relu_backward"
check(relu_backward)

# %% [markdown]
# ## One layer back
#
# A hidden value $h_j$ goes to every output $k$ of the next layer and is multiplied by $w_{jk}$ on the way:
# $z_k = \sum_j h_j w_{jk} + b_k$. Each $w_{jk} h_j$ is a product node, and each $z_k$ a sum node. Suppose the blame of every
# output is known already: $e_k = \partial E / \partial z_k$. Going back through the sum leaves $e_k$ as it is; going back
# through the product multiplies it by the other factor, $w_{jk}$. And because $h_j$ goes to several outputs, the
# contributions add up:
#
# $$\frac{\partial E}{\partial h_j} = \sum_k w_{jk}\, e_k.$$
#
# The sum runs over the *second* index of $W$, while the forward pass $h W$ sums over the *first*: going back uses the same
# weights in the other direction.
#
# ## Exercise 5: blame for the hidden units
#
# Which product of $W$ and $e$ is that, for all hidden units at once? In the example below, unit 1 gets
# $1 \cdot 3 + (-1) \cdot 1 = 2$.


# %% exercise="hidden_errors"
def hidden_errors(W, e):
    """The errors of the outputs, carried back to the hidden units.

    W : array, shape (fan_in, fan_out), from hidden unit j to output k
    e : array, shape (fan_out,)
    returns : array, shape (fan_in,)

    Example: hidden_errors(np.array([[1, -1], [2, 0]]), np.array([3, 1])) is [2, 6].
    """
    ### BEGIN SOLUTION
    return W @ e
    ### END SOLUTION


# %% check="hidden_errors"
check(hidden_errors)

# %% [markdown]
# ## A tempting idea that is not backpropagation
#
# You will also meet another way to hand an error back: split it in proportion to the weights. If an output is off by $e$ and
# was fed through the weights $w_1, \dots, w_m$, unit 1 gets the share $\frac{w_1}{w_1 + \dots + w_m} e$. It sounds fair, but it
# is a heuristic that fails. Weights may be negative: with $w = (2, -1.9)$ the shares are 20 and $-19$ times the error. And with
# $w = (1, -1)$ they sum to 0, and there is no share at all. The chain rule divides by nothing: a row $e$ goes back as
# $e\, W^{\!\top}$, and this is where the transpose comes from. Program the split once, so that you recognize it when you meet it.
#
# ## Exercise 6: the split, to compare


# %% exercise="split_error"
def split_error(w, e):
    """The error split in proportion to the weights (the heuristic, not backpropagation).

    w : array, shape (n,), weights whose sum is not 0
    e : number, the error
    returns : array like w, whose sum is e

    Example: split_error(np.array([1, 3]), 2) is [0.5, 1.5].
    """
    ### BEGIN SOLUTION
    return e * w / np.sum(w)
    ### END SOLUTION


# %% check="split_error"
check(split_error)

# %% [markdown]
# ## A whole network, by index
#
# Take the network of chapter:forward, for one sample: $s_j = \sum_i x_i v_{ij} + a_j$, $h_j = \sigma(s_j)$,
# $z_k = \sum_j h_j w_{jk} + b_k$, $y_k = \sigma(z_k)$. The loss in this chapter is half the SSE,
#
# $$E = \tfrac12 \sum_k (y_k - t_k)^2.$$
#
# The $\frac12$ is there to cancel the 2 of the derivative. (Why the squared error again, which chapter:classification found
# slow behind a sigmoid? Because with it you can watch the sigmoid's slope being carried back. With the cross-entropy only the
# output's delta below would change, to $y_k - t_k$; chapter:deep-networks does that.) Go back from the end.
#
# **Output.** The derivative of $E$ with respect to $y_k$ is $y_k - t_k$. Go back through the sigmoid to its sum $z_k$; the
# result is called the **delta** of output $k$ (its blame, $e_k$ above):
#
# $$\delta_k = \frac{\partial E}{\partial z_k} = (y_k - t_k)\; y_k (1 - y_k).$$
#
# **Output weights.** Weight $w_{jk}$ appears only in $z_k$, multiplied by $h_j$; bias $b_k$ appears there alone:
#
# $$\frac{\partial E}{\partial w_{jk}} = \frac{\partial E}{\partial z_k} \cdot \frac{\partial z_k}{\partial w_{jk}} = \delta_k\, h_j, \qquad
#   \frac{\partial E}{\partial b_k} = \delta_k.$$
#
# **Hidden units.** $h_j$ appears in every $z_k$, multiplied by $w_{jk}$, and the contributions add up. Then go back through
# the unit's own sigmoid:
#
# $$\frac{\partial E}{\partial h_j} = \sum_k \delta_k\, w_{jk}, \qquad
#   \delta^h_j = \frac{\partial E}{\partial s_j} = \Big( \sum_k \delta_k\, w_{jk} \Big)\; h_j (1 - h_j).$$
#
# It is the *delta* that is carried back, with the slope of the output in it, not the bare error $y_k - t_k$.
#
# **Hidden weights.** Exactly as at the output, with $x$ in the place of $h$:
#
# $$\frac{\partial E}{\partial v_{ij}} = \delta^h_j\, x_i, \qquad \frac{\partial E}{\partial a_j} = \delta^h_j.$$
#
# The gradient of a weight is always *what came in, times the delta it led to*.
#
# ## The same in matrices, for a batch
#
# Put samples in rows. The loss of the batch is the **sum** over its samples, so gradients of weights add up over the samples, and
# nothing is divided by $n$. The deltas of all samples make the matrices $\Delta$ and $\Delta^h$:
#
# | | shape | its entries |
# |---|---|---|
# | $\Delta$ | $(n, K)$ | $\delta_k$, for each sample |
# | $\Delta^h$ | $(n, \text{hidden})$ | $\delta^h_j$, for each sample |
# | $\partial E / \partial W$ | $(\text{hidden}, K)$ | $h_j\, \delta_k$, added up over the samples |
# | $\partial E / \partial b$ | $(K,)$ | $\delta_k$, added up over the samples: column sums, `np.sum(delta, axis=0)` |
# | $\partial E / \partial V$ | $(d, \text{hidden})$ | $x_i\, \delta^h_j$, added up over the samples |
# | $\partial E / \partial a$ | $(\text{hidden},)$ | $\delta^h_j$, added up over the samples |
#
# How the entries come out all at once you find in exercises 7, 8 and 10. Where a formula has no sum, calculate element by
# element. Where it has one, it is a matrix product, and the shapes tell which. Each gradient has the shape of its parameter; if
# yours does not, a transpose is missing.
#
# ## A worked example: a network, forward and back
#
# One sample $x = 2$ with target $t = 1$, one hidden unit, one output: $v = 0$, $a = 0$, $w = 1$, $b = -0.5$.
#
# | forward | backward |
# |---|---|
# | $s = 2 \cdot 0 + 0 = 0$, $h = \sigma(0) = 0.5$ | $\delta = (0.5 - 1) \cdot 0.5 \cdot 0.5 = -0.125$ |
# | $z = 0.5 \cdot 1 - 0.5 = 0$, $y = \sigma(0) = 0.5$ | for $w$: $\delta h = -0.0625$; for $b$: $\delta = -0.125$ |
# | $E = \frac12 (0.5 - 1)^2 = 0.125$ | $\delta^h = -0.125 \cdot 1 \cdot 0.5 \cdot 0.5 = -0.03125$ |
# | | for $v$: $\delta^h x = -0.0625$; for $a$: $\delta^h = -0.03125$ |
#
# **With two outputs** the sum over $k$ has something to add. Let hidden unit 1 have sent out $h_1 = 0.5$, over the weights
# $w_{11} = 1$ and $w_{12} = 2$, to two outputs with the deltas $\delta = (-0.1, 0.2)$. What comes back to it is
# $1 \cdot (-0.1) + 2 \cdot 0.2 = 0.3$, so $\delta^h_1 = 0.3 \cdot 0.5 \cdot 0.5 = 0.075$. And its two weights have the
# gradients $\delta_1 h_1 = -0.05$ and $\delta_2 h_1 = 0.1$.
#
# **A faded example.** Hidden unit 2 sent out $h_2 = 0.8$, over the weights $-2$ and $1$, to the same outputs. You should
# see 0.4, 0.064 and $(-0.08, 0.16)$.

# %%
comes_back = ...  # -2 * -0.1, plus what the other output sends
delta_hidden = ...  # times the slope of the unit's own sigmoid
gradients_of_its_weights = (-0.1 * 0.8, ...)
comes_back, delta_hidden, gradients_of_its_weights

# %% [markdown]
# ## Exercise 7: the delta of the output
#
# The formula for $\delta_k$ has no sum.


# %% exercise="output_delta"
def output_delta(Y, T):
    """The gradient of E = 1/2 sum (Y - T)^2 with respect to Z, for sigmoid outputs Y = sigmoid(Z).

    Y : array, shape (n, K), outputs between 0 and 1
    T : array, shape (n, K), targets
    returns : array, shape (n, K)

    Example: output_delta(np.array([[0.5]]), np.array([[1.0]])) is [[-0.125]].
    """
    ### BEGIN SOLUTION
    return (Y - T) * Y * (1 - Y)
    ### END SOLUTION


# %% check="output_delta"
check(output_delta)

# %% [markdown]
# ## Exercise 8: the delta of the hidden layer
#
# The formula for $\delta^h_j$ has a sum over the outputs $k$. In exercise 5 the deltas of *one* sample met $W$; now each sample
# has a row of them.


# %% exercise="hidden_delta"
def hidden_delta(delta, W, H):
    """The gradient of E with respect to S, for sigmoid hidden units H = sigmoid(S).

    delta : array, shape (n, K), of the outputs
    W : array, shape (hidden, K)
    H : array, shape (n, hidden), activations between 0 and 1
    returns : array, shape (n, hidden)

    Example: hidden_delta(np.array([[1.0]]), np.array([[2.0], [-4.0]]), np.array([[0.5, 0.5]])) is [[0.5, -1]].
    """
    ### BEGIN SOLUTION
    return (delta @ W.T) * H * (1 - H)
    ### END SOLUTION


# %% check="hidden_delta"
check(hidden_delta)

# %% [markdown]
# ## Exercise 9: the gradient of a weight matrix, with loops
#
# Write the gradient of a weight matrix twice. First use three loops, over samples, inputs and units, straight from the
# formula with indices; then, in the next exercise, write it as the matrix product that it is.


# %% exercise="weight_gradient_loops"
def weight_gradient_loops(H, delta):
    """The gradient of a weight matrix, by index.

    H : array, shape (n, fan_in), what came into the layer
    delta : array, shape (n, fan_out), the gradient of its sums
    returns : array, shape (fan_in, fan_out)

    Example: weight_gradient_loops(np.array([[1.0, 2.0]]), np.array([[3.0]])) is [[3], [6]].
    """
    ### BEGIN SOLUTION
    gradient = np.zeros((H.shape[1], delta.shape[1]))
    for sample in range(len(H)):
        for j in range(H.shape[1]):
            for k in range(delta.shape[1]):
                gradient[j, k] += H[sample, j] * delta[sample, k]
    return gradient
    ### END SOLUTION


# %% check="weight_gradient_loops"
check(weight_gradient_loops)

# %% [markdown]
# ## Exercise 10: the same as a product
#
# Entry $(j, k)$ is $\sum_r H_{rj} \Delta_{rk}$, over the samples $r$. In a matrix product the inner index is the one that is
# summed. Where must $r$ stand?


# %% exercise="weight_gradient"
def weight_gradient(H, delta):
    """The gradient of a weight matrix, as a matrix product.

    H : array, shape (n, fan_in), what came into the layer
    delta : array, shape (n, fan_out), the gradient of its sums
    returns : array, shape (fan_in, fan_out)

    Example: weight_gradient(np.array([[1.0, 2.0]]), np.array([[3.0]])) is [[3], [6]].
    """
    ### BEGIN SOLUTION
    return H.T @ delta
    ### END SOLUTION


# %% check="weight_gradient"
check(weight_gradient)

# %% [markdown]
# <details><summary><b>Everything in matrices</b></summary>
#
# With $\odot$ for the element-wise product:
#
# $$\begin{aligned}
# \Delta &= (Y - T) \odot Y \odot (1 - Y), &
# \Delta^h &= (\Delta\, W^{\!\top}) \odot H \odot (1 - H),\\
# \frac{\partial E}{\partial W} &= H^{\!\top} \Delta, &
# \frac{\partial E}{\partial V} &= X^{\!\top} \Delta^h.
# \end{aligned}$$
#
# </details>
#
# ## Exercise 11: all of it
#
# First the forward pass, then the two deltas, then four gradients. You have written all the parts. Compute every gradient with
# the *same* weights: if a weight is updated before the delta has been carried back through it, the layers below get a wrong
# gradient.


# %% exercise="mlp_gradients"
def mlp_gradients(X, T, V, a, W, b):
    """The gradients of E = 1/2 sum (Y - T)^2 for a network with one hidden layer, sigmoid in both layers.

    X : array, shape (n, d)
    T : array, shape (n, K), targets
    V, a : arrays, shapes (d, hidden) and (hidden,)
    W, b : arrays, shapes (hidden, K) and (K,)
    returns : dictionary with "V", "a", "W", "b", each of the shape of that parameter

    Example: With X = np.array([[2]]), T = np.array([[1]]), V = np.array([[0]]), a = np.array([0]),
    W = np.array([[1]]), b = np.array([-0.5]),
    mlp_gradients(X, T, V, a, W, b) is {"V": [[-0.0625]], "a": [-0.03125], "W": [[-0.0625]], "b": [-0.125]}. This is
    the worked example above.
    """
    ### BEGIN SOLUTION
    H = sigmoid(X @ V + a)
    Y = sigmoid(H @ W + b)
    delta = output_delta(Y, T)
    delta_hidden = hidden_delta(delta, W, H)
    return {
        "V": weight_gradient(X, delta_hidden),
        "a": delta_hidden.sum(axis=0),
        "W": weight_gradient(H, delta),
        "b": delta.sum(axis=0),
    }
    ### END SOLUTION


# %% check="mlp_gradients"
check(mlp_gradients)

# %% [markdown]
# ## Exercise 12: XOR, learned
#
# In chapter:perceptron you built XOR by hand and were told that nobody could train the hidden units. Now you can. Start from
# random weights (chapter:initialization shows what goes wrong when all weights are equal), and step downhill until $E$ is below
# 0.01. The number of hidden units, the learning rate and the number of steps are yours to choose; the check allows 20
# seconds. Keep the $E$ of every step in a list: you are about to see it drawn.


# %% exercise="train_xor"
def train_xor(rng):
    """Train a network with one hidden layer on XOR until E = 1/2 sum (Y - T)^2 is below 0.01.

    rng : numpy.random.Generator, for the first weights
    returns : (params, losses), params a dictionary with "V", "a", "W", "b", losses a list of E over time

    Example: With params, losses = train_xor(np.random.default_rng(0)), (losses[-1] < 0.01) is True. With 8 hidden
    units, weights from rng.normal and a rate of 4, it takes between 100 and 200 steps as a rule.
    """
    ### BEGIN SOLUTION
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    T = np.array([[0.0], [1.0], [1.0], [0.0]])
    lr, losses = 2.0, []
    while True:
        params = {"V": 1.5 * rng.normal(size=(2, 8)), "a": 1.5 * rng.normal(size=8)}
        params |= {"W": 1.5 * rng.normal(size=(8, 1)), "b": np.zeros(1)}
        for _ in range(2000):
            Y = sigmoid(sigmoid(X @ params["V"] + params["a"]) @ params["W"] + params["b"])
            losses.append(0.5 * np.sum((Y - T) ** 2))
            if losses[-1] < 0.008:
                return params, losses
            grads = mlp_gradients(X, T, **params)
            params = {name: params[name] - lr * grads[name] for name in params}
        # Rarely a start gets stuck; then begin again with other weights.
    ### END SOLUTION


# %% check="train_xor"
check(train_xor)

# %% [markdown]
# ## Your network, drawn
#
# On the left is the $E$ of your training, step by step. On the right is what your network answers everywhere in the plane, not
# only at the four corners that it was trained on. The black line is the border, where the answer is 0.5. One line could not
# separate XOR; your hidden units bend the border around it.

# %%
if check(train_xor).passed:
    import matplotlib.pyplot as plt

    params, losses = train_xor(np.random.default_rng(0))
    x1, x2 = np.meshgrid(np.linspace(-0.5, 1.5, 121), np.linspace(-0.5, 1.5, 121))
    points = np.column_stack([x1.ravel(), x2.ravel()])
    answers = sigmoid(sigmoid(points @ params["V"] + params["a"]) @ params["W"] + params["b"]).reshape(x1.shape)
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4.2), layout="constrained")
    left.semilogy(losses, color="#0072B2", lw=2.5)
    left.axhline(0.01, color="#5a606b", ls=":", lw=1.5)
    left.set(title=f"your loss, in {len(losses)} steps", xlabel="step", ylabel="E")
    left.grid(color="#d9dbe0")
    shades = right.contourf(x1, x2, answers, levels=np.linspace(0, 1, 11), cmap="cividis")
    right.contour(x1, x2, answers, levels=[0.5], colors="#111111", linewidths=2.5)
    right.plot([0, 1], [1, 0], "o", ms=14, color="white", mec="black", mew=2, label="target 1")
    right.plot([0, 1], [0, 1], "X", ms=14, color="white", mec="black", mew=2, label="target 0")
    right.set(title="your network's answer", xlabel="x1", ylabel="x2", aspect="equal")
    right.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=2, frameon=False)
    figure.colorbar(shades, ax=right, label="prediction y")
    figure.suptitle("XOR, learned: the border bends around the corners")
else:
    print("This cell needs train_xor: come back when its check passes.")

# %% [markdown]
# ## Two moons: watch it learn
#
# Four points are few. Here are two hundred, in two moons that no line parts, and a network with six hidden units, trained by
# your `mlp_gradients`. Each dashed line is one hidden unit: there its sum is 0, and its answer turns from no to yes. The
# black line is the border of the whole network.
#
# **Predict.** The six lines lie at random at first. Where will they go? Sketch it before you run the cell.

# %%
if check(mlp_gradients).passed:
    import matplotlib.pyplot as plt
    from sklearn.datasets import make_moons

    X, labels = make_moons(200, noise=0.15, random_state=0)
    T, rng = labels[:, None], np.random.default_rng(1)
    params = {"V": 2 * rng.normal(size=(2, 6)), "a": 2 * rng.normal(size=6)}
    params |= {"W": rng.normal(size=(6, 1)), "b": np.zeros(1)}
    x1, x2 = np.meshgrid(np.linspace(-1.5, 2.5, 81), np.linspace(-1.1, 1.6, 55))
    points = np.column_stack([x1.ravel(), x2.ravel()])
    moments = (0, 10, 40, 150, 300, 1000)
    figure, panels = plt.subplots(2, 3, figsize=(10, 5.4), sharex=True, sharey=True, layout="constrained")
    for step in range(moments[-1] + 1):
        if step in moments:
            ax = panels.flat[moments.index(step)]
            S = points @ params["V"] + params["a"]
            answers = sigmoid(sigmoid(S) @ params["W"] + params["b"]).reshape(x1.shape)
            Y = sigmoid(sigmoid(X @ params["V"] + params["a"]) @ params["W"] + params["b"])
            ax.contourf(x1, x2, answers, levels=np.linspace(0, 1, 11), cmap="cividis", alpha=0.85)
            for sums in S.T:
                ax.contour(
                    x1, x2, sums.reshape(x1.shape), levels=[0], colors="#fefefe", linestyles="--", linewidths=1.2
                )
            ax.contour(x1, x2, answers, levels=[0.5], colors="#111111", linewidths=2.5)
            for target, marker in ((0, "X"), (1, "o")):
                ax.plot(*X[labels == target].T, marker, ms=4, color="white", mec="black", mew=0.6)
            E, wrong = 0.5 * np.sum((Y - T) ** 2), np.sum((Y > 0.5) != T)
            ax.set(title=f"step {step:,}: E = {E:.1f}, {wrong} wrong", xlabel="x1", ylabel="x2", aspect="equal")
        grads = mlp_gradients(X, T, **params)
        params = {name: params[name] - 0.1 * grads[name] for name in params}
    figure.suptitle("Your gradients at work: six lines turn and shift until the border fits between the moons")
else:
    print("This cell needs mlp_gradients: come back when its check passes.")

# %% [markdown]
# At first the best it finds is almost a straight border, like that of a single unit, and for a while it seems stuck there. Then
# some of the lines swing across it, each bends the border once, and two or three bends are enough. Nobody told any
# hidden unit where to go. Each of them only got its share of the blame.

# %% [markdown]
# ## Predict, then run
#
# How sure can you be of a gradient that took a page to derive? Compare it with central differences. How large will the relative
# error be: about $10^{-2}$, $10^{-5}$, or $10^{-8}$ or less?

# %%
relative_error_of_my_gradients = ...  # 1e-2, 1e-5 or 1e-8


# %%
def numerical(f, x, eps=1e-5):
    """Central differences, as in chapter:gradient-descent."""
    out = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = eps
        out[index] = (f(x + step) - f(x - step)) / (2 * eps)
    return out


play.predicted(relative_error_of_my_gradients)
if check(mlp_gradients).passed:
    rng = np.random.default_rng(0)
    X, T = rng.normal(size=(5, 3)), rng.integers(0, 2, (5, 2))
    params = {
        "V": rng.normal(size=(3, 4)),
        "a": rng.normal(size=4),
        "W": rng.normal(size=(4, 2)),
        "b": rng.normal(size=2),
    }

    def E(**changed):
        p = params | changed
        return 0.5 * np.sum((sigmoid(sigmoid(X @ p["V"] + p["a"]) @ p["W"] + p["b"]) - T) ** 2)

    grads = mlp_gradients(X, T, **params)
    for name in params:
        other = numerical(lambda x, name=name: E(**{name: x}), params[name])
        print(name, np.max(np.abs(grads[name] - other) / (np.abs(grads[name]) + np.abs(other))))
else:
    print("This cell needs mlp_gradients: come back when its check passes.")

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# Below $10^{-8}$ for all four parameters: that is all that central differences can see (chapter:gradient-descent). A mistake in
# the derivation would show as $10^{-2}$ or more.
#
# </details>

# %% [markdown]
# ## Summary
#
# - A node multiplies the upstream gradient by its local slope; contributions to the same value add up.
# - Blame travels back through the same weights, $\Delta W^{\!\top}$, and then through the activation's slope. Nothing is
#   divided.
# - The gradient of a weight is what came in, times the delta it led to: $H^{\!\top} \Delta$. A bias has input 1.
# - Gradients of a summed loss add up over the samples, and have the shapes of their parameters.

# %% [markdown]
# ## Recall
#
# **3.** Let $y = a b + a$ with $a = 3$ and $b = 5$, and let the gradient of the loss with respect to $y$ be 2. What is its
# gradient with respect to $a$?

# %% exercise="recall-06-3"
recall_06_3 = ...  # a number
### BEGIN SOLUTION
recall_06_3 = 12
### END SOLUTION

# %% check="recall-06-3"
check("recall-06-3", recall_06_3)

# %% [markdown]
# **4.** An output unit has the delta $-0.2$. Two hidden units lead to it, and for this sample they sent out 0.5 and 0. What are
# the gradients of the two weights that connect them?

# %% exercise="recall-06-4"
recall_06_4 = ...  # a list of two numbers
### BEGIN SOLUTION
recall_06_4 = [-0.1, 0]
### END SOLUTION

# %% check="recall-06-4"
check("recall-06-4", recall_06_4)

# %% [markdown]
# **5.** A batch of ten samples passes through a network with four inputs, three hidden units and two outputs. What is the shape
# of the gradient with respect to $W$, the weights into the output layer?

# %% exercise="recall-06-5"
recall_06_5 = ...  # a tuple of two whole numbers
### BEGIN SOLUTION
recall_06_5 = (3, 2)
### END SOLUTION

# %% check="recall-06-5"
check("recall-06-5", recall_06_5)
