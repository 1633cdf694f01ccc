# %% [markdown]
# Your engine of chapter:autograd finds the gradients of any number of layers, one small operation at a time. Here you take
# larger steps: a whole layer is one step, with a backward rule of its own. Every layer does the same thing, forward and
# backward, and needs to know only what came in and what comes back. So you write one layer well, and then a loop.
#
# Afterwards you can
#
# - use the notation for any number of layers, and state every shape, in the row and in the column convention,
# - program a forward pass that keeps what the backward pass needs, and a backward pass that uses it,
# - work a backward pass by hand, and test your own with a gradient check,
# - tell parameters from hyperparameters.

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
# **1.** A weight matrix leads from 3 inputs to 4 units, with samples in rows. What is the shape of its gradient?

# %% exercise="recall-08-1"
recall_08_1 = ...  # a tuple of two whole numbers
### BEGIN SOLUTION
recall_08_1 = (3, 4)
### END SOLUTION

# %% check="recall-08-1"
check("recall-08-1", recall_08_1)

# %% [markdown]
# **2.** $L = \lVert \hat y - y \rVert^2$ with $\hat y = (3, 1)$ and $y = (1, 4)$. What is the gradient with respect to
# $\hat y$?

# %% exercise="recall-08-2"
recall_08_2 = ...  # a list of two numbers
### BEGIN SOLUTION
recall_08_2 = [4, -6]
### END SOLUTION

# %% check="recall-08-2"
check("recall-08-2", recall_08_2)

# %% [markdown]
# ## Play: choose the sizes
#
# Choose the numbers of inputs, hidden layers and units. The picture shows every layer with the shapes of its arrays;
# step through the layers to see what each keeps for the way back.
#
# - What grows fastest when you add units? What grows when you add layers?
# - Which shapes contain the number of samples?

# %%
play.deep_network()

# %% [markdown]
# ## The notation
#
# A network has $L$ layers of weights. Layer $l$ has $n^{[l]}$ units, and $n^{[0]}$ is the number of inputs. The samples
# are the rows of $X = A^{[0]}$. As $n$ counts units here, the number of samples, elsewhere $n$ or $N$, is called $m$ in
# this chapter, and $L$ is the number of layers, not a loss. Layer $l$ computes
#
# $$Z^{[l]} = A^{[l-1]}\, W^{[l]} + b^{[l]}, \qquad A^{[l]} = g^{[l]}\big(Z^{[l]}\big).$$
#
# Here $g^{[l]}$ is the layer's activation function: ReLU in the hidden layers, the sigmoid in the last one. The outputs $A^{[L]}$ are probabilities, and the loss compares
# them with the targets $Y$ (the capital letter is customary in this notation; elsewhere targets are called $t$). The
# loss is chapter:classification's binary cross-entropy, *summed* over the outputs and *averaged* over the $m$ samples.
#
# | array | rows are samples (this course) | columns are samples |
# |---|---|---|
# | $W^{[l]}$ | $(n^{[l-1]}, n^{[l]})$ | $(n^{[l]}, n^{[l-1]})$ |
# | $b^{[l]}$ | $(n^{[l]},)$ | $(n^{[l]}, 1)$ |
# | $Z^{[l]}, A^{[l]}$, one sample | $(1, n^{[l]})$ | $(n^{[l]}, 1)$ |
# | $Z^{[l]}, A^{[l]}$, $m$ samples | $(m, n^{[l]})$ | $(n^{[l]}, m)$ |
# | the layer | $A W + b$ | $W A + b$ |
#
# Many texts use the column convention. Transpose $Z = A W + b$ to switch conventions: by chapter:matrix-calculus's
# rule, $Z^{\!\top} = W^{\!\top} A^{\!\top} + b^{\!\top}$. Nothing else changes. In both conventions a gradient has the
# shape of its parameter.
#
# The numbers a network learns, all $W$ and $b$, are its **parameters**. The numbers that you choose (sizes, number of
# layers, learning rate, number of epochs, batch size) are its **hyperparameters**: they influence what the parameters
# become, and no gradient tells you what they should be.
#
# ## Exercise 1: a start
#
# Weights start small and random, biases at zero. Why random, and how small, is the subject of chapter:initialization.


# %% exercise="init_parameters"
def init_parameters(sizes, rng, scale=0.01):
    """The first weights and biases of a network.

    sizes : list of whole numbers: inputs, hidden layers, outputs
    rng : numpy.random.Generator, the only source of randomness
    scale : number > 0, the standard deviation of the weights
    returns : list of (W, b), first layer first; W of shape (fan_in, fan_out), normal; b of shape (fan_out,), zeros

    Example: With parameters = init_parameters([3, 4, 2], np.random.default_rng(0)),
    [(W.shape, b.shape) for W, b in parameters] is [((3, 4), (4,)), ((4, 2), (2,))].
    """
    ### BEGIN SOLUTION
    return [
        (scale * rng.normal(size=(fan_in, fan_out)), np.zeros(fan_out)) for fan_in, fan_out in zip(sizes, sizes[1:])
    ]
    ### END SOLUTION


# %% check="init_parameters"
check(init_parameters)

# %% [markdown]
# ## Exercise 2: to the column convention
#
# A list like this is all there is to a network. Two short functions let you read what others wrote, and lend them yours.


# %% exercise="to_columns"
def to_columns(parameters):
    """The same parameters in the column convention.

    parameters : list of (W, b), shapes (fan_in, fan_out) and (fan_out,)
    returns : list of (W, b), shapes (fan_out, fan_in) and (fan_out, 1)

    Example: to_columns([(np.array([[1, 2]]), np.array([3, 4]))]) is [([[1], [2]], [[3], [4]])].
    """
    ### BEGIN SOLUTION
    return [(W.T, b.reshape(-1, 1)) for W, b in parameters]
    ### END SOLUTION


# %% check="to_columns"
check(to_columns)


# %% [markdown]
# ## Exercise 3: and back


# %% exercise="from_columns"
def from_columns(parameters):
    """The way back, from the column convention to this course's.

    parameters : list of (W, b), shapes (fan_out, fan_in) and (fan_out, 1)
    returns : list of (W, b), shapes (fan_in, fan_out) and (fan_out,)

    Example: from_columns([(np.array([[1], [2]]), np.array([[3], [4]]))]) is [([[1, 2]], [3, 4])].
    """
    ### BEGIN SOLUTION
    return [(W.T, b.ravel()) for W, b in parameters]
    ### END SOLUTION


# %% check="from_columns"
check(from_columns)

# %% [markdown]
# ## Forward, with a memory
#
# On the way back each layer will need what came in ($A$, for the gradient with respect to $W$), its weights (to carry
# the gradient on) and $Z$ (for the slope of the activation). All of this is known on the way forward, so keep it, in a
# tuple called the **cache**. The next layer needs only the layer's output, but without $Z$ in the cache, $Z$ would have
# to be computed again on the way back.
#
# **By hand.** One sample $A = (1, 2)$, $W = \begin{pmatrix} 1 & -1\\ 1 & 0 \end{pmatrix}$, $b = (0, -1)$:
# $Z = (3, -2)$, and with ReLU $A_{next} = (3, 0)$. The cache is $(A, W, b, Z)$. (The way back has no use for $b$: a constant
# that was added leaves no trace in a slope. It comes along by custom.)
#
# **A faded example.** Now the input is $A = (2, -1)$. You should see $(1, -3)$ and $(1, 0)$.

# %%
Z = (2 * 1 + -1 * 1 + 0, ...)
A_next = ...
Z, A_next

# %% [markdown]
# ## Exercise 4: the linear part


# %% exercise="linear_forward"
def linear_forward(A, W, b):
    """The linear part of a layer.

    A : array, shape (m, fan_in)
    W : array, shape (fan_in, fan_out)
    b : array, shape (fan_out,)
    returns : (Z, cache), Z of shape (m, fan_out), cache the tuple (A, W, b)

    Example: With A = np.array([[1, 2]]), W = np.array([[1, -1], [1, 0]]), b = np.array([0, -1]),
    linear_forward(A, W, b)[0] is [[3, -2]]. These are the numbers worked out by hand above.
    """
    ### BEGIN SOLUTION
    return A @ W + b, (A, W, b)
    ### END SOLUTION


# %% check="linear_forward"
check(linear_forward)


# %% [markdown]
# ## Exercise 5: a whole layer


# %% exercise="layer_forward"
def layer_forward(A, W, b, activation):
    """A whole layer.

    A : array, shape (m, fan_in)
    W : array, shape (fan_in, fan_out)
    b : array, shape (fan_out,)
    activation : "relu" or "sigmoid"
    returns : (A_next, cache), A_next of shape (m, fan_out), cache the tuple (A, W, b, Z)

    Example: With A = np.array([[1, 2]]), W = np.array([[1, -1], [1, 0]]), b = np.array([0, -1]),
    layer_forward(A, W, b, "relu")[0] is [[3, 0]]. These are the numbers worked out by hand above.
    """
    ### BEGIN SOLUTION
    Z, cache = linear_forward(A, W, b)
    return (np.maximum(Z, 0) if activation == "relu" else sigmoid(Z)), (*cache, Z)
    ### END SOLUTION


# %% check="layer_forward"
check(layer_forward)


# %% [markdown]
# ## Exercise 6: the whole network


# %% exercise="model_forward"
def model_forward(X, parameters):
    """The whole network: ReLU in the hidden layers, sigmoid at the output.

    X : array, shape (m, n_0)
    parameters : list of (W, b), first layer first
    returns : (A_L, caches), A_L of shape (m, n_L), caches the list of the layers' caches, first layer first

    Example: With layer = (np.array([[1.0]]), np.array([0.0])),
    model_forward(np.array([[0.0]]), [layer])[0] is [[0.5]].
    """
    ### BEGIN SOLUTION
    A, caches = X, []
    for number, (W, b) in enumerate(parameters, 1):
        A, cache = layer_forward(A, W, b, "sigmoid" if number == len(parameters) else "relu")
        caches.append(cache)
    return A, caches
    ### END SOLUTION


# %% check="model_forward"
check(model_forward)

# %% [markdown]
# ## Backward, one layer
#
# Suppose $dA^{[l]}$ is known: the gradient with respect to this layer's output. The way back takes three steps, each
# from chapter:backpropagation or chapter:matrix-calculus.
#
# $$\begin{aligned}
# dZ^{[l]} &= dA^{[l]} \odot g^{[l]\prime}\big(Z^{[l]}\big) && \text{through the activation}\\
# dW^{[l]} &= \tfrac1m\, A^{[l-1]\top}\, dZ^{[l]}, \qquad db^{[l]} = \tfrac1m\, \text{column sums of } dZ^{[l]} && \text{the parameters}\\
# dA^{[l-1]} &= dZ^{[l]}\, W^{[l]\top} && \text{what the layer before gets}
# \end{aligned}$$
#
# Two things go wrong again and again. First, where does the $\frac1m$ of the mean go? By convention a row of $dA$ or
# $dZ$ is the gradient of *this sample's own* loss, without $\frac1m$. The gradients $dW$ and $db$ are those of the
# *mean* loss: here the samples are added up, and here $\frac1m$ enters, exactly once. Second, the formula for
# $dA^{[l-1]}$ is sometimes printed with $dA^{[l-1]}$ on both sides. Nothing multiplies $dA^{[l-1]}$; it *is*
# $dZ^{[l]}$, carried through $W$.
#
# **The start.** For one sample and one output the loss is $-\big(y \log a + (1 - y) \log(1 - a)\big)$, so
#
# $$dA^{[L]} = -\frac{Y}{A^{[L]}} + \frac{1 - Y}{1 - A^{[L]}},$$
#
# entry by entry, without $\frac1m$. Times the sigmoid's slope $A(1 - A)$ this gives
# $dZ^{[L]} = -Y (1 - A^{[L]}) + (1 - Y) A^{[L]} = A^{[L]} - Y$: prediction minus target, as in chapter:classification.
#
# ## A worked example: two layers, there and back
#
# Take the layer from above as layer 1, and add a layer 2 with one output: one sample $X = (1, 2)$ with the target
# $Y = 1$, and
#
# $$W^{[1]} = \begin{pmatrix} 1 & -1\\ 1 & 0 \end{pmatrix}, \quad b^{[1]} = (0, -1),
# \qquad W^{[2]} = \begin{pmatrix} 1\\ 2 \end{pmatrix}, \quad b^{[2]} = -3.$$
#
# | step | numbers |
# |---|---|
# | $Z^{[1]} = X W^{[1]} + b^{[1]}$ | $(1 + 2,\ -1 + 0) + (0, -1) = (3, -2)$ |
# | $A^{[1]} = \max(Z^{[1]}, 0)$ | $(3, 0)$ |
# | $Z^{[2]} = A^{[1]} W^{[2]} + b^{[2]}$ | $3 \cdot 1 + 0 \cdot 2 - 3 = 0$ |
# | $A^{[2]} = \sigma(Z^{[2]})$ | $0.5$ |
# | $dA^{[2]} = -\frac{Y}{A} + \frac{1 - Y}{1 - A}$ | $-\frac{1}{0.5} = -2$ |
# | $dZ^{[2]} = dA^{[2]} \cdot A (1 - A)$ | $-2 \cdot 0.25 = -0.5$, which is $A^{[2]} - Y$ |
# | $dW^{[2]} = A^{[1]\top} dZ^{[2]}$ | $\begin{pmatrix} 3\\ 0 \end{pmatrix} \cdot (-0.5) = \begin{pmatrix} -1.5\\ 0 \end{pmatrix}$ |
# | $db^{[2]} = dZ^{[2]}$ | $-0.5$ |
# | $dA^{[1]} = dZ^{[2]} W^{[2]\top}$ | $-0.5 \cdot (1, 2) = (-0.5, -1)$ |
# | $dZ^{[1]} = dA^{[1]} \odot [Z^{[1]} > 0]$ | $(-0.5, -1) \odot (1, 0) = (-0.5, 0)$ |
# | $dW^{[1]} = X^{\top} dZ^{[1]}$ | $\begin{pmatrix} 1\\ 2 \end{pmatrix} (-0.5, 0) = \begin{pmatrix} -0.5 & 0\\ -1 & 0 \end{pmatrix}$ |
# | $db^{[1]} = dZ^{[1]}$ | $(-0.5, 0)$ |
#
# The second hidden unit was off ($Z = -2$), so nothing that leads into it gets a gradient.
#
# **Where the $\frac1m$ goes.** Let a second sample join, with $A^{[1]} = (1, 4)$ and $dZ^{[2]} = 0.5$. Every line now has two
# rows, and $dW$ and $db$ are means over them:
#
# $$\begin{aligned}
# dW^{[2]} &= \tfrac12 \begin{pmatrix} 3 & 1\\ 0 & 4 \end{pmatrix} \begin{pmatrix} -0.5\\ 0.5 \end{pmatrix}
#   = \begin{pmatrix} -0.5\\ 1 \end{pmatrix}, \qquad db^{[2]} = \tfrac12 (-0.5 + 0.5) = 0,\\
# dA^{[1]} &= \begin{pmatrix} -0.5\\ 0.5 \end{pmatrix} \begin{pmatrix} 1 & 2 \end{pmatrix}
#   = \begin{pmatrix} -0.5 & -1\\ 0.5 & 1 \end{pmatrix}.
# \end{aligned}$$
#
# The first row of $dA^{[1]}$ is what it was with one sample: nothing is halved there.
#
# **A faded example.** The same network and the first sample alone, with the target $Y = 0$. You should see $dW^{[1]}$ as
# `[[0.5, 0.0], [1.0, 0.0]]`.

# %%
dA2 = 1 / (1 - 0.5)
dZ2 = dA2 * 0.25
dW2 = [3 * dZ2, 0 * dZ2]
dA1 = [..., ...]
dZ1 = [..., 0.0]
dW1 = [[..., 0.0], [..., 0.0]]
dA2, dZ2, dW2, dA1, dZ1, dW1

# %% [markdown]
# ## Exercise 7: the start


# %% exercise="output_gradient"
def output_gradient(A_L, Y):
    """dA of the last layer: the gradient of each sample's binary cross-entropy with respect to the output, without 1/m.

    A_L : array, shape (m, n_L), outputs strictly between 0 and 1
    Y : array, shape (m, n_L), targets in [0, 1]
    returns : array, shape (m, n_L)

    Example: output_gradient(np.array([[0.5], [0.8]]), np.array([[1], [0]])) is [[-2], [5]].
    """
    ### BEGIN SOLUTION
    return -Y / A_L + (1 - Y) / (1 - A_L)
    ### END SOLUTION


# %% check="output_gradient"
check(output_gradient)


# %% [markdown]
# ## Exercise 8: back through the linear part


# %% exercise="linear_backward"
def linear_backward(dZ, cache):
    """Back through the linear part.

    dZ : array, shape (m, fan_out), per sample
    cache : the tuple (A, W, b) of linear_forward
    returns : (dA_prev, dW, db), shapes (m, fan_in), (fan_in, fan_out), (fan_out,); dW and db carry the 1/m, dA_prev does not

    Example: With A = np.array([[1], [3]]), W = np.array([[2]]), b = np.array([0]),
    linear_backward(np.array([[4], [6]]), (A, W, b)) is ([[8], [12]], [[11]], [5]).
    """
    ### BEGIN SOLUTION
    A, W, _ = cache
    return dZ @ W.T, A.T @ dZ / len(A), dZ.sum(axis=0) / len(A)
    ### END SOLUTION


# %% check="linear_backward"
check(linear_backward)


# %% [markdown]
# ## Exercise 9: back through a layer


# %% exercise="layer_backward"
def layer_backward(dA, cache, activation):
    """Back through a whole layer.

    dA : array, shape (m, fan_out), per sample
    cache : the tuple (A, W, b, Z) of layer_forward
    activation : "relu" or "sigmoid"
    returns : (dA_prev, dW, db), as in linear_backward

    Example: With A = np.array([[2]]), W = np.array([[1, 4]]), b = np.array([1, -10]), Z = np.array([[3, -2]]),
    layer_backward(np.array([[1, 1]]), (A, W, b, Z), "relu") is ([[1]], [[2, 0]], [1, 0]). dZ is [[1, 0]], because
    the second unit is off.
    """
    ### BEGIN SOLUTION
    A, W, b, Z = cache
    slope = (Z > 0) if activation == "relu" else sigmoid(Z) * (1 - sigmoid(Z))
    return linear_backward(dA * slope, (A, W, b))
    ### END SOLUTION


# %% check="layer_backward"
check(layer_backward)

# %% [markdown]
# ## Exercise 10: back through the network
#
# Now the loop. The caches were collected from the first layer to the last, and are used from the last to the first.


# %% exercise="model_backward"
def model_backward(A_L, Y, caches):
    """All gradients of the binary cross-entropy, summed over the outputs and averaged over the samples.

    A_L : array, shape (m, n_L), from model_forward
    Y : array, shape (m, n_L), targets in [0, 1]
    caches : list of caches, first layer first, from model_forward
    returns : list of (dW, db), first layer first

    Example: With X = np.array([[2]]), W = np.array([[0]]), b = np.array([0]), Z = np.array([[0]]), A_L = sigmoid(Z),
    model_backward(A_L, np.array([[1]]), [(X, W, b, Z)]) is [([[-1]], [-0.5])].
    """
    ### BEGIN SOLUTION
    dA, grads = output_gradient(A_L, Y), []
    for number in range(len(caches), 0, -1):
        dA, dW, db = layer_backward(dA, caches[number - 1], "sigmoid" if number == len(caches) else "relu")
        grads.insert(0, (dW, db))
    return grads
    ### END SOLUTION


# %% check="model_backward"
check(model_backward)

# %% [markdown]
# ## A gradient check of your own network
#
# Do not take the check's word for it. Chapter:gradient-descent's central differences measure a gradient without any
# formula: move one parameter a little to both sides, and see how the loss changes. The cell does that for every one of
# the 29 parameters of a small network with two hidden layers, and compares the result with your `model_backward`. Which
# relative error do you expect: about $10^{-2}$, $10^{-5}$ or below $10^{-7}$?

# %%
relative_error_expected = ...  # 1e-2, 1e-5 or 1e-7

# %%
if check(model_forward).passed and check(model_backward).passed:
    play.predicted(relative_error_expected)
    rng = np.random.default_rng(0)
    X, Y = rng.normal(size=(5, 2)), rng.uniform(size=(5, 2))
    parameters = [(rng.normal(size=(i, o)), rng.normal(size=o)) for i, o in ((2, 3), (3, 3), (3, 2))]

    def mean_loss(parameters):
        A_L, _ = model_forward(X, parameters)
        return -np.sum(Y * np.log(A_L) + (1 - Y) * np.log(1 - A_L)) / len(X)

    def measured(layer, part, eps=1e-5):
        """The gradient with respect to W (part 0) or b (part 1) of a layer, by central differences."""
        gradient = np.zeros_like(parameters[layer][part])
        for index in np.ndindex(gradient.shape):
            ends = []
            for sign in (1, -1):
                moved = [[W.copy(), b.copy()] for W, b in parameters]
                moved[layer][part][index] += sign * eps
                ends.append(mean_loss(moved))
            gradient[index] = (ends[0] - ends[1]) / (2 * eps)
        return gradient

    A_L, caches = model_forward(X, parameters)
    for layer, grads in enumerate(model_backward(A_L, Y, caches)):
        for part, (name, yours) in enumerate(zip(("dW", "db"), grads)):
            numbers = measured(layer, part)
            error = np.max(np.abs(numbers - yours)) / np.max(np.abs(numbers) + np.abs(yours))
            print(f"layer {layer + 1}, {name}: largest difference, relative to the gradient's size: {error:.0e}")
else:
    print("This cell needs model_forward and model_backward: come back when their checks pass.")

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# The differences are below $10^{-7}$: what is left are the errors of the central differences and of rounding. A wrong
# formula gives an error of the order of 0.1 or 1. A forgotten $\frac1m$ spoils its own layer; a missing slope also
# spoils all layers before it, because it is carried back. So look first at the last layer that is wrong.
#
# </details>
#
# ## Exercise 11: a step


# %% exercise="update_parameters"
def update_parameters(parameters, grads, lr):
    """One step of gradient descent in every layer.

    parameters : list of (W, b)
    grads : list of (dW, db), of the same shapes
    lr : number > 0, the learning rate
    returns : list of (W, b), new arrays

    Example: With parameters = [(np.array([[1]]), np.array([2]))], grads = [(np.array([[10]]), np.array([20]))],
    update_parameters(parameters, grads, 0.1) is [([[0]], [0])].
    """
    ### BEGIN SOLUTION
    return [(W - lr * dW, b - lr * db) for (W, b), (dW, db) in zip(parameters, grads)]
    ### END SOLUTION


# %% check="update_parameters"
check(update_parameters)

# %% [markdown]
# ## Predict, then run
#
# Your deep network learns two spirals that wind around each other: two inputs, two hidden layers of 16 units, one
# output, 1,000 steps. A classifier that always says 0.5 has the loss $\log 2 = 0.693$. What share of the 300
# points will your network get right after 250 steps, and what share after 1,000?

# %%
right_after_250, right_after_1000 = ..., ...  # shares, such as 0.6

# %%
if check(model_forward).passed and check(model_backward).passed and check(update_parameters).passed:
    play.predicted(right_after_250, right_after_1000)
    rng = np.random.default_rng(0)
    distance = np.sqrt(rng.uniform(0.02, 1, (150, 1)))
    arm = distance * np.hstack([np.cos(3 * np.pi * distance), np.sin(3 * np.pi * distance)])
    X = np.concatenate([arm, -arm]) + 0.015 * rng.normal(size=(300, 2))
    Y = np.repeat([[0.0], [1.0]], 150, axis=0)
    sizes, rng = [2, 16, 16, 1], np.random.default_rng(1)
    parameters = [
        (rng.normal(size=(i, o)) * np.sqrt(2 / i), np.zeros(o)) for i, o in zip(sizes, sizes[1:])
    ]  # The scale is chapter:initialization's.
    for step in range(1001):
        A_L, caches = model_forward(X, parameters)
        if step % 250 == 0:
            loss = -np.mean(Y * np.log(A_L) + (1 - Y) * np.log(1 - A_L))
            print(f"step {step:4}: loss {loss:.3f}, right for {np.mean((A_L > 0.5) == Y):.1%} of the points")
        parameters = update_parameters(parameters, model_backward(A_L, Y, caches), lr=0.5)
else:
    print("This cell needs model_forward, model_backward and update_parameters: come back when their checks pass.")

# %%
if check(model_forward).passed and check(model_backward).passed and check(update_parameters).passed:
    import matplotlib.pyplot as plt
    from matplotlib.colors import LinearSegmentedColormap

    two_sides = LinearSegmentedColormap.from_list("two sides", ["#f3cf8f", "#fbfbf8", "#a9d3ec"])
    side = np.linspace(-1.15, 1.15, 160)
    plane = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    output, caches = model_forward(plane, parameters)
    seen = [np.maximum(cache[3], 0) for cache in caches[:-1]]  # The outputs of the hidden layers.
    figure = plt.figure(figsize=(11, 4.6), layout="constrained")
    layout = [["11", "12", "13", "14", "out", "out"], ["21", "22", "23", "24", "out", "out"]]
    axes = figure.subplot_mosaic(layout)
    for layer, A in enumerate(seen, start=1):
        shares = (A > 0).mean(axis=0)
        chosen = np.argsort(np.abs(shares - 0.5))[:4]  # The four units that come closest to halving the plane.
        for place, unit in enumerate(chosen, start=1):
            ax, values = axes[f"{layer}{place}"], A[:, unit].reshape(160, 160)
            ax.imshow(values, extent=(-1.15, 1.15, -1.15, 1.15), origin="lower", cmap="Purples", vmax=values.max())
            ax.contour(side, side, values > 0, levels=[0.5], colors="#606060", linewidths=1)
            ax.set(title=f"layer {layer}, unit {unit + 1}")
    axes["out"].imshow(output.reshape(160, 160), extent=(-1.15, 1.15, -1.15, 1.15), origin="lower", cmap=two_sides)
    axes["out"].contour(side, side, output.reshape(160, 160), levels=[0.5], colors="#111111", linewidths=1.5)
    axes["out"].set(title="the output, and its border")
    for name, ax in axes.items():
        size = 22 if name == "out" else 3
        for label, color, marker in ((0, "#E69F00", "o"), (1, "#56B4E9", "s")):
            ax.scatter(
                *X[Y[:, 0] == label].T,
                s=size,
                color=color,
                marker=marker,
                edgecolor="black",
                linewidth=0.2,
                rasterized=True,
            )
        ax.set(xticks=[], yticks=[], xlabel="x1", ylabel="x2")
    figure.suptitle("First folds, then folds of folds, then a spiral: what your network sees, layer by layer")
    plt.show()

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# It begins near 0.70 with about half of the points right, like guessing. After 250 steps it is right for 89%, and from
# 500 steps on for all of them.
#
# In the picture each unit is silent on one side of its gray line and grows on the other. In the first layer the line is
# straight: a unit there knows a single fold. A unit of the second layer adds such folds and folds the sum again, so its
# line is bent. The output adds those, and its border follows the spiral.
#
# (Train for much longer, and some outputs round to exactly 0 or 1; then $dA^{[L]}$ divides by 0. Chapter:classification's way,
# from the logits straight to $dZ = A - Y$, does not have this problem. Big frameworks do it that way.)
#
# </details>

# %% [markdown]
# ## Summary
#
# - Every layer forward: $Z = A W + b$, $A_{next} = g(Z)$; it keeps $(A, W, b, Z)$.
# - Every layer backward: $dZ = dA \odot g'(Z)$, $dW = \frac1m A^{\!\top} dZ$, $db = \frac1m$ column sums,
#   $dA_{prev} = dZ\, W^{\!\top}$.
# - The $\frac1m$ enters once, in the gradients of the parameters.
# - A gradient check needs no formula and finds the layer with the mistake.
# - Samples in rows or in columns: transpose everything, and nothing else changes.

# %% [markdown]
# ## Recall
#
# **3.** How many layers does a network with the sizes `[5, 8, 8, 2]` have?

# %% exercise="recall-08-3"
recall_08_3 = ...  # a whole number
### BEGIN SOLUTION
recall_08_3 = 3
### END SOLUTION

# %% check="recall-08-3"
check("recall-08-3", recall_08_3)

# %% [markdown]
# **4.** In the *column* convention: what is the shape of $W$ from 3 inputs to 4 units?

# %% exercise="recall-08-4"
recall_08_4 = ...  # a tuple of two whole numbers
### BEGIN SOLUTION
recall_08_4 = (4, 3)
### END SOLUTION

# %% check="recall-08-4"
check("recall-08-4", recall_08_4)

# %% [markdown]
# **5.** A single output is 0.2, and its target is 0. What is $dZ^{[L]}$ of this sample?

# %% exercise="recall-08-5"
recall_08_5 = ...  # a number
### BEGIN SOLUTION
recall_08_5 = 0.2
### END SOLUTION

# %% check="recall-08-5"
check("recall-08-5", recall_08_5)
