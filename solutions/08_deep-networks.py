# %% [markdown]
# One hidden layer took a page of formulas. Ten would take ten pages, if each were written out. They need not be: every layer does the
# same thing, forward and backward, and needs to know only what came in and what comes back. So you write one layer well, and a loop.
#
# Afterwards you can
#
# - use the notation for any number of layers, and state every shape, in the row and in the column convention,
# - program a forward pass that keeps what the backward pass needs, and a backward pass that uses it,
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
# **2.** $L = \lVert \hat y - y \rVert^2$ with $\hat y = (3, 1)$ and $y = (1, 4)$. What is the gradient by $\hat y$?

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
# Pick the number of inputs, of hidden layers and of units. The picture shows every layer with the shapes of its arrays; step through the
# layers to see what each keeps for the way back.
#
# - Which number grows fastest when you add units, and which when you add layers?
# - Which shapes contain the number of samples?

# %%
play.deep_network()

# %% [markdown]
# ## The notation
#
# A network has $L$ layers of weights; layer $l$ has $n^{[l]}$ units, and $n^{[0]}$ is the number of inputs. With $m$ samples in the rows of
# $X = A^{[0]}$, layer $l$ computes
#
# $$Z^{[l]} = A^{[l-1]}\, W^{[l]} + b^{[l]}, \qquad A^{[l]} = g^{[l]}\big(Z^{[l]}\big).$$
#
# Hidden layers use ReLU here, the last one the sigmoid. The outputs are probabilities, and the loss is chapter:losses's binary cross-entropy, *summed*
# over the outputs and *averaged* over the $m$ samples.
#
# | array | rows are samples (this course) | columns are samples |
# |---|---|---|
# | $W^{[l]}$ | $(n^{[l-1]}, n^{[l]})$ | $(n^{[l]}, n^{[l-1]})$ |
# | $b^{[l]}$ | $(n^{[l]},)$ | $(n^{[l]}, 1)$ |
# | $Z^{[l]}, A^{[l]}$, one sample | $(1, n^{[l]})$ | $(n^{[l]}, 1)$ |
# | $Z^{[l]}, A^{[l]}$, $m$ samples | $(m, n^{[l]})$ | $(n^{[l]}, m)$ |
# | the layer | $A W + b$ | $W A + b$ |
#
# Many texts use the column convention. Transpose $Z = A W + b$ and you are there: $Z^{\!\top} = W^{\!\top} A^{\!\top} + b^{\!\top}$. Nothing else changes. A gradient has the
# shape of its parameter in both.
#
# The numbers a network learns, all $W$ and $b$, are its **parameters**. The numbers you choose, sizes, number of layers, learning rate, number of
# epochs, batch size, are its **hyperparameters**: they decide what the parameters become, and no gradient tells you what they should be.
#
# ## Exercise 1: a start
#
# Weights start small and random, biases at zero. Why random, and how small, is chapter:initialization.


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
# ## Forward, with a memory
#
# On the way back each layer will need what came in ($A$, for the gradient of $W$), its weights (to carry the blame on) and $Z$ (for the slope of the
# activation). All of it is known on the way forward, so it is kept, in a tuple called the **cache**. That is why $Z$ is in it although the next layer
# only wants $A$: without $Z$ it would have to be computed again.
#
# **By hand.** One sample $A = (1, 2)$, $W = \begin{pmatrix} 1 & -1\\ 1 & 0 \end{pmatrix}$, $b = (0, -1)$: $Z = (3, -2)$, and with ReLU $A_{next} = (3, 0)$. The cache is
# $(A, W, b, Z)$.
#
# **A faded example.** The same with $A = (2, -1)$. You should see $(1, -3)$ and $(1, 0)$.

# %%
Z = (2 * 1 + -1 * 1 + 0, ...)
A_next = ...
Z, A_next

# %% [markdown]
# ## Exercises 2 to 4


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
# Suppose $dA^{[l]}$ is known: the gradient of the loss by this layer's output. Three steps, each from chapter:backpropagation or chapter:matrix-calculus.
#
# $$\begin{aligned}
# dZ^{[l]} &= dA^{[l]} \odot g^{[l]\prime}\big(Z^{[l]}\big) && \text{through the activation}\\
# dW^{[l]} &= \tfrac1m\, A^{[l-1]\top}\, dZ^{[l]}, \qquad db^{[l]} = \tfrac1m\, \text{column sums of } dZ^{[l]} && \text{the parameters}\\
# dA^{[l-1]} &= dZ^{[l]}\, W^{[l]\top} && \text{what the layer before gets}
# \end{aligned}$$
#
# Two things go wrong again and again. The first: where does the $\frac1m$ of the mean go? By convention $dA$ and $dZ$ are per sample, without it, and it enters
# exactly once, in $dW$ and $db$, where samples are added up. The second: some articles write $dA^{[l-1]} = dA^{[l]} \sigma'(Z) W\, dA^{[l-1]}$, with $dA^{[l-1]}$ on both sides. Nothing
# multiplies $dA^{[l-1]}$; it *is* $dZ^{[l]}$ carried through $W$.
#
# **The start.** For one sample and one output the loss is $-\big(y \log a + (1 - y) \log(1 - a)\big)$, so
#
# $$dA^{[L]} = -\frac{Y}{A^{[L]}} + \frac{1 - Y}{1 - A^{[L]}},$$
#
# entry by entry, without $\frac1m$. Times the sigmoid's slope $A(1 - A)$ this gives $dZ^{[L]} = A^{[L]} - Y$: prediction minus target, as in chapter:losses.
#
# ## Exercises 5 to 8


# %% exercise="output_gradient"
def output_gradient(A_L, Y):
    """dA of the last layer: the gradient of each sample's binary cross-entropy by the output, without 1/m.

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


# %% exercise="layer_backward"
def layer_backward(dA, cache, activation):
    """Back through a whole layer.

    dA : array, shape (m, fan_out), per sample
    cache : the tuple (A, W, b, Z) of layer_forward
    activation : "relu" or "sigmoid"
    returns : (dA_prev, dW, db), as in linear_backward

    Example: With A = np.array([[2]]), W = np.array([[1, 4]]), b = np.array([1, -10]), Z = np.array([[3, -2]]),
    layer_backward(np.array([[1, 1]]), (A, W, b, Z), "relu") is ([[1]], [[2, 0]], [1, 0]). dZ is [[1, 0]], for the
    second unit is at rest.
    """
    ### BEGIN SOLUTION
    A, W, b, Z = cache
    slope = (Z > 0) if activation == "relu" else sigmoid(Z) * (1 - sigmoid(Z))
    return linear_backward(dA * slope, (A, W, b))
    ### END SOLUTION


# %% check="layer_backward"
check(layer_backward)

# %% [markdown]
# Now the loop. Caches were collected from the first layer to the last, and are used from the last to the first.


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
# ## Exercises 9 to 11: a step, and the other convention


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
# ## Predict, then run
#
# Your deep network learns to tell the inside of a ring from the outside: two inputs, two hidden layers, one output, 600 steps. Before you run the cell:
# the loss of somebody who always says 0.5 is $\log 2 = 0.693$. Where will yours begin, and where end?

# %%
if check(model_forward).passed and check(model_backward).passed and check(update_parameters).passed:
    rng = np.random.default_rng(3)
    X = rng.uniform(-1, 1, (200, 2))
    Y = (np.sum(X**2, axis=1, keepdims=True) < 0.5).astype(float)
    sizes = [2, 16, 16, 1]
    parameters = [
        (rng.normal(size=(i, o)) * np.sqrt(2 / i), np.zeros(o)) for i, o in zip(sizes, sizes[1:])
    ]  # The scale is chapter:initialization's.
    for step in range(601):
        A_L, caches = model_forward(X, parameters)
        if step % 150 == 0:
            loss = -np.mean(Y * np.log(A_L) + (1 - Y) * np.log(1 - A_L))
            print(f"step {step:4}: loss {loss:.3f}, right for {np.mean((A_L > 0.5) == Y):.1%} of the samples")
        parameters = update_parameters(parameters, model_backward(A_L, Y, caches), lr=0.1)
else:
    print("This cell needs model_forward, model_backward and update_parameters: come back when their checks pass.")

# %% [markdown]
# It begins near 0.69, where nobody knows anything, and falls far below. (Train for much longer, and some outputs round to exactly 0 or 1; then $dA^{[L]}$
# divides by 0. Chapter:losses's way, from logits straight to $dZ = A - Y$, has no such end. Big frameworks do it that way.)

# %% [markdown]
# ## Summary
#
# - Every layer: $Z = A W + b$, $A_{next} = g(Z)$; it keeps $(A, W, b, Z)$.
# - Every layer back: $dZ = dA \odot g'(Z)$, $dW = \frac1m A^{\!\top} dZ$, $db = \frac1m$ column sums, $dA_{prev} = dZ\, W^{\!\top}$.
# - The $\frac1m$ enters once, with the parameters.
# - Rows or columns for samples: transpose everything, and nothing else changes.

# %% [markdown]
# ## Recall
#
# **3.** How many layers has a network with sizes `[5, 8, 8, 2]`?

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
# **5.** An output is 0.5 and its target 1. What is $dA^{[L]}$?

# %% exercise="recall-08-5"
recall_08_5 = ...  # a number
### BEGIN SOLUTION
recall_08_5 = -2
### END SOLUTION

# %% check="recall-08-5"
check("recall-08-5", recall_08_5)
