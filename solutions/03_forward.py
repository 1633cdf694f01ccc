# %% [markdown]
# Put units side by side and you have a layer; put layers one behind the other and you have a network. Computing the
# network's output from its input is the **forward pass**. It is nothing but weighted sums and bends, but there are many
# of them. The art is to write them all at once, as products of matrices, and to know every shape before you run anything.
#
# Afterwards you can
#
# - read a network in index form and in matrix form, and translate between the two,
# - compute the output of a multi-layer perceptron for a whole batch, and keep the values that learning will need,
# - prove that a stack of layers without activations is one layer,
# - state the shape of every array and the number of parameters,
# - explain why a wide enough hidden layer can follow any continuous curve, and draw one to show it.

# %%
import numpy as np

import playground as play
from autograder import check


def sigmoid(z):
    """From chapter:activations: 1 / (1 + exp(-z)), written so that nothing overflows."""
    return 0.5 * (1 + np.tanh(0.5 * z))


# %% [markdown]
# ## A question from before
#
# **1.** A perceptron has three inputs. How many numbers does it learn?

# %% exercise="recall-03-2"
recall_03_2 = ...  # a whole number
### BEGIN SOLUTION
recall_03_2 = 4
### END SOLUTION

# %% check="recall-03-2"
check("recall-03-2", recall_03_2)

# %% [markdown]
# ## Play: a network with all its numbers
#
# Two inputs, three hidden units, one output. Every edge carries a weight (dashed if it is negative), and the bias of a unit
# is written below it. Inside a unit are two numbers: above, the weighted sum; below, what the sigmoid makes of it.
#
# - Change $x_1$ and follow the change from left to right. Which numbers change, and which cannot?
# - Pick a weight and add something to it. Does every weight change the output equally?
# - Push a hidden unit far into saturation. How much does its output still change when its inputs do?

# %%
play.network()

# %% [markdown]
# ## The idea, and the words for it
#
# A network is **feedforward** if it has no cycles: its units form a directed acyclic graph, so all values can be computed in
# one sweep from input to output. A **multi-layer perceptron** (MLP) is a feedforward network whose units are arranged in
# layers, each fully connected to the next, with smooth activations and at least one **hidden layer** between input and
# output. So every MLP is feedforward, but a net with no hidden layer is feedforward and not an MLP.
#
# The **input layer** only holds the numbers that come in; it computes nothing and has no weights of its own. So layers are
# counted by their weights: a network with one hidden layer has two layers of weights. The number of inputs of a layer is
# called its `fan_in`, and the number of its units its `fan_out`.
#
# ## Index form
#
# Take one sample with $d$ inputs $x_i$, and a network with one hidden layer and $K$ outputs. Weight $v_{ij}$ leads from input
# $i$ to hidden unit $j$, and $w_{jk}$ from hidden unit $j$ to output $k$. Hidden unit $j$ has the bias $a_j$, output $k$ has
# the bias $b_k$. The two layers may have different activation functions, $g_1$ and $g_2$. To tell the two
# pre-activations apart, we write $s$ for the hidden layer's and $z$ for the output's:
#
# $$s_j = \sum_i x_i\, v_{ij} + a_j, \qquad h_j = g_1(s_j), \qquad
#   z_k = \sum_j h_j\, w_{jk} + b_k, \qquad y_k = g_2(z_k).$$
#
# The output $y_k$ is what the network says: its **prediction**.
#
# ## Matrix form
#
# Collect the weights in matrices: $V$ with entry $v_{ij}$ in row $i$ and column $j$, shape $(d, \text{hidden})$, where
# "hidden" is the number of hidden units; and $W$, shape $(\text{hidden}, K)$. The row says where the edge comes *from*, the
# column where it goes. Write the sample as a row $x$. The sum over $i$ of $x_i v_{ij}$ is called entry $j$ of the
# **matrix product** $x V$: row times column, as in chapter:perceptron, but once for each column of $V$. So the four formulas
# become
#
# $$s = x V + a, \qquad h = g_1(s), \qquad z = h W + b, \qquad y = g_2(z).$$
#
# A batch puts one sample in each row of $X$, shape $(n, d)$. Row $r$ of $X V$ is row $r$ of $X$ times $V$, so every sample is
# treated alike and no sample affects another. The biases are added to every row:
#
# $$S = X V + a, \qquad H = g_1(S), \qquad Z = H W + b, \qquad Y = g_2(Z).$$
#
# | array | $X$ | $V$ | $a$ | $S$, $H$ | $W$ | $b$ | $Z$, $Y$ |
# |---|---|---|---|---|---|---|---|
# | shape | $(n, d)$ | $(d, \text{hidden})$ | $(\text{hidden},)$ | $(n, \text{hidden})$ | $(\text{hidden}, K)$ | $(K,)$ | $(n, K)$ |
#
# The rule to remember: in a product, the inner sizes must agree, and they disappear.
# $(n, d) \cdot (d, \text{hidden})$ gives $(n, \text{hidden})$.
#
# ## Broadcasting
#
# $S$ has shape $(n, \text{hidden})$ and $a$ has shape $(\text{hidden},)$. How can NumPy add them? It compares the shapes from
# the *right*. Two sizes fit if they are equal, or if one of them is 1 or missing; then the smaller array is repeated. This
# is called **broadcasting**.

# %%
S = np.array([[1, 2], [3, 4], [5, 6]])
print((S + np.array([10, 20])).tolist())  # [[11, 22], [13, 24], [15, 26]]
print(np.sum(S, axis=1).shape)  # (3,)
print(np.sum(S, axis=1, keepdims=True).shape)  # (3, 1)
print((S * np.sum(S, axis=1, keepdims=True)).tolist())  # [[3, 6], [21, 28], [55, 66]]

# %% [markdown]
# In the first line (3, 2) meets (2,): the row is added to all three rows. For one number *per row* you need a column, of
# shape (3, 1), and that is what `keepdims=True` keeps: the axis that was summed stays, with size 1. Without it, (3, 2)
# would meet (3,); 2 and 3 do not fit, and NumPy raises an error. Beware of the case where it does not: (3,) and (3, 1) fit,
# and give (3, 3).

# %% [markdown]
# ## A worked example
#
# Two inputs, two hidden units and one output; both layers use the sigmoid.
#
# $$x = (1, 2), \quad V = \begin{pmatrix} 1 & -1 \\ 0.5 & 1 \end{pmatrix}, \quad a = (-2, 0), \quad
#   W = \begin{pmatrix} 2 \\ -1 \end{pmatrix}, \quad b = 0.5.$$
#
# | step | numbers |
# |---|---|
# | $s_1$, from column 1 of $V$ | $1 \cdot 1 + 2 \cdot 0.5 - 2 = 0$ |
# | $s_2$, from column 2 of $V$ | $1 \cdot (-1) + 2 \cdot 1 + 0 = 1$ |
# | $h = \sigma(s)$ | $h_1 = 0.5, \quad h_2 = 0.7311$ |
# | $z$ | $0.5 \cdot 2 + 0.7311 \cdot (-1) + 0.5 = 0.7689$ |
# | $y = \sigma(z)$ | $0.6833$ |
#
# ## A faded example
#
# Take the same network with $x = (2, 0)$. Replace the dots and run the cell. You should see $(0.0, -2.0)$, $(0.5, 0.1192)$
# and $(1.3808, 0.7991)$.

# %%
s1 = 2 * 1 + 0 * 0.5 - 2
s2 = ...
h1, h2 = 0.5, ...  # sigma(-2) is 0.1192
z = ...
y = ...  # 1 / (1 + np.exp(-z))
(s1, s2), (h1, h2), (z, y)

# %% [markdown]
# ## Exercise 1: a dense layer
#
# A layer is called *dense*, or *fully connected*, if every input leads to every unit.


# %% exercise="dense"
def dense(X, W, b):
    """The weighted sums of a layer, for a batch: X W + b.

    X : array, shape (n, fan_in), one sample per row
    W : array, shape (fan_in, fan_out), one unit per column
    b : array, shape (fan_out,)
    returns : array, shape (n, fan_out)

    Example: dense(np.array([[1, 2]]), np.array([[1, -1], [0.5, 1]]), np.array([-2, 0])) is [[0, 1]].
    """
    ### BEGIN SOLUTION
    return X @ W + b
    ### END SOLUTION


# %% check="dense"
check(dense)

# %% [markdown]
# ## Without a bend, a stack is a single layer
#
# Leave the activations out for a moment. A layer then computes $X W_1 + b_1$ and nothing more. Feed the result into a second
# such layer, with weights $W_2$ and biases $b_2$, and you get $(X W_1 + b_1)\, W_2 + b_2$. This is a single layer in
# disguise: there are a matrix $W$ and a vector $b$, made of $W_1$, $b_1$, $W_2$ and $b_2$ alone, so that for every $X$ it
# equals $X W + b$.
#
# **A check by hand**, where everything is a single number: $W_1 = 2$, $b_1 = 3$, $W_2 = 5$, $b_2 = 1$. For $X = 1$ the two
# layers give $(1 \cdot 2 + 3) \cdot 5 + 1 = 26$. The single layer has $W = 10$ and $b = 3 \cdot 5 + 1 = 16$, and gives
# $10 + 16 = 26$.
#
# ## Exercise 2: two layers in one
#
# Find $W$ and $b$. Matrices distribute over sums as numbers do, $(A + B)\,C = AC + BC$, but their order must stay. The
# operator `@` is the matrix product. It also multiplies a vector of shape `(hidden,)` by a matrix of shape `(hidden, k)`;
# the result has shape `(k,)`.


# %% exercise="collapse_linear"
def collapse_linear(W1, b1, W2, b2):
    """The one layer that equals two linear layers, one after the other.

    W1 : array, shape (d, hidden)
    b1 : array, shape (hidden,)
    W2 : array, shape (hidden, k)
    b2 : array, shape (k,)
    returns : (W, b), shapes (d, k) and (k,), with X W + b = (X W1 + b1) W2 + b2 for every X

    Example: collapse_linear(np.array([[2]]), np.array([3]), np.array([[5]]), np.array([1])) is ([[10]], [16]).
    """
    ### BEGIN SOLUTION
    return W1 @ W2, b1 @ W2 + b2
    ### END SOLUTION


# %% check="collapse_linear"
check(collapse_linear)

# %% [markdown]
# <details><summary><b>The proof in two lines</b></summary>
#
# $$\begin{aligned}
# (X W_1 + b_1)\, W_2 + b_2
# &= X W_1 W_2 + b_1 W_2 + b_2 && \text{the product distributes over the sum}\\
# &= X\, \underbrace{(W_1 W_2)}_{W} + \underbrace{(b_1 W_2 + b_2)}_{b}. &&
# \end{aligned}$$
#
# </details>
#
# So a hundred such layers are equal to one as well. Everything that makes depth worthwhile is in the bend between the
# layers. (Without it XOR stays out of reach, whatever the depth: chapter:perceptron.)

# %% [markdown]
# ## Exercise 3: a hidden layer
#
# Return both the sums $S$ and the activations $H$: chapter:backpropagation will need them.


# %% exercise="hidden_layer"
def hidden_layer(X, V, a):
    """A sigmoid layer: S = X V + a and H = sigmoid(S).

    X : array, shape (n, d)
    V : array, shape (d, hidden)
    a : array, shape (hidden,)
    returns : (S, H), both of shape (n, hidden)

    Example: With X = np.array([[1, 2]]), V = np.array([[1, -1], [0.5, 1]]), a = np.array([-2, 0]),
    hidden_layer(X, V, a) is ([[0, 1]], [[0.5, 0.7311]]). This is the worked example above.
    """
    ### BEGIN SOLUTION
    S = dense(X, V, a)
    return S, sigmoid(S)
    ### END SOLUTION


# %% check="hidden_layer"
check(hidden_layer)

# %% [markdown]
# ## Exercise 4: the whole network
#
# A hidden layer and an output layer, both with the sigmoid. Return everything you compute, by name. Look for a function
# that you have already written: an output layer computes what a hidden layer does, from other inputs.


# %% exercise="mlp_forward"
def mlp_forward(X, V, a, W, b):
    """The forward pass of an MLP with one hidden layer, sigmoid in both layers.

    X : array, shape (n, d)
    V, a : arrays, shapes (d, hidden) and (hidden,), into the hidden layer
    W, b : arrays, shapes (hidden, K) and (K,), into the output layer
    returns : dictionary with "S", "H" of shape (n, hidden) and "Z", "Y" of shape (n, K)

    Example: With X = np.array([[1, 2]]), V = np.array([[1, -1], [0.5, 1]]), a = np.array([-2, 0]),
    W = np.array([[2], [-1]]), b = np.array([0.5]),
    mlp_forward(X, V, a, W, b) is {"S": [[0, 1]], "H": [[0.5, 0.7311]], "Z": [[0.7689]], "Y": [[0.6833]]}. This is the
    worked example above.
    """
    ### BEGIN SOLUTION
    S, H = hidden_layer(X, V, a)
    Z, Y = hidden_layer(H, W, b)
    return {"S": S, "H": H, "Z": Z, "Y": Y}
    ### END SOLUTION


# %% check="mlp_forward"
check(mlp_forward)

# %% [markdown]
# ## Exercise 5: every shape
#
# Say the sizes of a network are `[3, 4, 2]`: three inputs, four hidden units, two outputs. It has two layers of weights,
# one between 3 and 4, one between 4 and 2. Networks may have more layers than that, so let every layer's weights be called
# $W$ and its biases $b$. What are the shapes, and what is the shape of each layer's output?
#
# `zip(sizes, sizes[1:])` pairs each size with the next: here (3, 4) and (4, 2).


# %% exercise="layer_shapes"
def layer_shapes(sizes, n):
    """The shapes of W, b and the layer's output, for each layer of weights.

    sizes : list of whole numbers: inputs, hidden layers, outputs
    n : number of samples in the batch
    returns : list of (W shape, b shape, output shape), each shape a tuple, first layer first

    Example: layer_shapes([3, 4, 2], 5) is [((3, 4), (4,), (5, 4)), ((4, 2), (2,), (5, 2))].
    """
    ### BEGIN SOLUTION
    return [((fan_in, fan_out), (fan_out,), (n, fan_out)) for fan_in, fan_out in zip(sizes, sizes[1:])]
    ### END SOLUTION


# %% check="layer_shapes"
check(layer_shapes)

# %% [markdown]
# ## Exercise 6: how many parameters?
#
# The **parameters** are the numbers a network learns: all weights and all biases. Each edge has one weight and each unit has
# one bias, whatever the size of the batch.


# %% exercise="count_parameters"
def count_parameters(sizes):
    """The number of weights and biases of a fully connected network.

    sizes : list of whole numbers: inputs, hidden layers, outputs
    returns : whole number

    Example: count_parameters([3, 4, 2]) is 26.
    """
    ### BEGIN SOLUTION
    return sum(fan_in * fan_out + fan_out for fan_in, fan_out in zip(sizes, sizes[1:]))
    ### END SOLUTION


# %% check="count_parameters"
check(count_parameters)

# %% [markdown]
# ## Any curve, made of steps
#
# What can a network with one hidden layer compute? Surprisingly much, and the argument is a picture.
#
# A single sigmoid unit with one input $x$ computes $\sigma(w x + b)$. With $b = -w c$ this is
# $\sigma\big(w (x - c)\big)$, a smooth step at $x = c$. The larger $w$ is, the sharper the step, so $w$ is its *steepness*. Now
# take one step up at a place called left, and subtract another at a place called right: the difference is a **bump**.
# Left of both steps it is about $0 - 0 = 0$, between them about $1 - 0 = 1$, and right of both about $1 - 1 = 0$ again.
# Multiply it by any height you like. So two hidden units, with output weights $+\text{height}$ and $-\text{height}$, make
# one bump.
#
# Bumps side by side, each as high as the curve at its middle, follow any continuous curve on an interval as closely as
# you like, if they are narrow and steep enough. (Where one bump ends and the next begins, one step serves both: its output
# weight is the difference of the two heights.) That is the idea behind the **universal approximation theorem** (Cybenko,
# 1989; Hornik, Stinchcombe and White, 1989). It says that suitable weights exist. It does not say that training finds them,
# nor that a wide, shallow network is the best way.
#
# Make the steps steep, then add bumps: which of the two brings the sum closer to the curve?

# %%
play.bumps()

# %% [markdown]
# ## Exercise 7: a bump
#
# Write down the difference of two steps, from the description above.


# %% exercise="bump"
def bump(x, left, right, height, steepness):
    """A bump made of two sigmoid steps of this steepness, up at `left` and down at `right`.

    x : array of any shape
    left, right : numbers, left < right
    height : number
    steepness : number > 0
    returns : array like x

    Example: bump(np.array([1.0]), 0.5, 1.5, 3.0, 2.0) is [1.3864]. At x = 1 the two sigmoids are 0.7311 and 0.2689.
    """
    ### BEGIN SOLUTION
    return height * (sigmoid(steepness * (x - left)) - sigmoid(steepness * (x - right)))
    ### END SOLUTION


# %% check="bump"
check(bump)

# %% [markdown]
# ## Any curve, made of your bumps
#
# The gray line is a curve. Below it your `bump` builds it up, first from eight bumps, then from forty. Each blue bump is two
# hidden units; the orange line is what the network's output unit makes of them.


# %%
def curve(x):
    """A curve over the interval from 0 to 10; replace it with any you like."""
    return 2 + np.sin(x) + 0.5 * np.cos(3 * x)


if check(bump).passed:
    import matplotlib.pyplot as plt

    x = np.linspace(0, 10, 1001)
    figure, panels = plt.subplots(1, 2, figsize=(10, 3.8), sharey=True, layout="constrained")
    for ax, count in zip(panels, (8, 40)):
        edges = np.linspace(0, 10, count + 1)
        network = np.zeros(len(x))
        for left, right in zip(edges, edges[1:]):
            one = bump(x, left, right, curve((left + right) / 2), steepness=4 * count)
            ax.fill_between(x, one, color="#56B4E9", alpha=0.35, edgecolor="white")
            network = network + one
        ax.plot(x, curve(x), color="#5a606b", lw=4, alpha=0.6, label="the curve")
        ax.plot(x, network, color="#D55E00", lw=2, label="sum of your bumps")
        error = np.mean(np.abs(network - curve(x)))
        ax.set(title=f"{count} bumps: off by {error:.2f} on average", xlabel="x", xlim=(0, 10))
    panels[0].set_ylabel("output y")
    figure.legend(*panels[0].get_legend_handles_labels(), loc="outside lower center", ncols=2, frameon=False)
    figure.suptitle("The more bumps, the closer the network follows the curve")
else:
    print("This cell needs bump: come back when its check passes.")

# %% [markdown]
# And now *any* curve. Clear the paper and draw a mountain range, a skyline, the graph of last week's weather: a network made
# of your bumps follows while you draw. How few bumps are enough for your curve?

# %%
live = play.draw_curve(bump) if check(bump).passed else "This cell needs bump: come back when its check passes."
live

# %% [markdown]
# ## Predict, then run
#
# A network with sizes `[784, 30, 10]` reads images of 28 x 28 pixels. Does its first or its second layer hold more parameters,
# and about how many times as many? And if the batch grows from 1 to 1,000 images, which shapes change: those of the
# weights, of the biases, or of the outputs?

# %%
layer_with_more_parameters = ...  # 1 or 2
how_many_times_as_many = ...  # a number
shapes_that_change = ...  # "weights", "biases" or "outputs"

# %%
play.predicted(layer_with_more_parameters, how_many_times_as_many, shapes_that_change)
if check(layer_shapes).passed and check(count_parameters).passed:
    for n in (1, 1000):
        print(n, "images:", layer_shapes([784, 30, 10], n))
    print("first layer:", count_parameters([784, 30]), " second layer:", count_parameters([30, 10]))
else:
    print("This cell needs layer_shapes and count_parameters: come back when their checks pass.")

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# The first layer holds 23,550 parameters and the second 310, so the first has about 76 times as many: each of its units
# looks at all the pixels. With more images only the shapes of the outputs change. Weights and biases belong to the
# network; rows belong to the data.
#
# </details>

# %% [markdown]
# ## Summary
#
# - Forward: $S = XV + a$, $H = g_1(S)$, $Z = HW + b$, $Y = g_2(Z)$, one sample per row.
# - Weights are $(\text{fan\_in}, \text{fan\_out})$, biases $(\text{fan\_out},)$; inner sizes agree and disappear.
# - NumPy broadcasts: it repeats the smaller array where sizes, compared from the right, are 1 or missing.
# - Every MLP is feedforward; a network without a hidden layer is not an MLP.
# - Layers without activations between them collapse into one.
# - Parameters: $\text{fan\_in} \cdot \text{fan\_out} + \text{fan\_out}$ for each layer.
# - Pairs of steep steps make bumps, and bumps make any curve.

# %% [markdown]
# ## Recall
#
# **2.** A fully connected network with three inputs, one hidden layer and two outputs has 32 parameters. How many hidden units
# does it have?

# %% exercise="recall-03-3"
recall_03_3 = ...  # a whole number
### BEGIN SOLUTION
recall_03_3 = 5
### END SOLUTION

# %% check="recall-03-3"
check("recall-03-3", recall_03_3)

# %% [markdown]
# **3.** The input of a dense layer is a batch of shape $(8, 3)$, and its output has shape $(8, 5)$. What is the shape of its
# weight matrix $W$?

# %% exercise="recall-03-4"
recall_03_4 = ...  # a tuple of two whole numbers
### BEGIN SOLUTION
recall_03_4 = (3, 5)
### END SOLUTION

# %% check="recall-03-4"
check("recall-03-4", recall_03_4)

# %% [markdown]
# **4.** Six bumps of different heights stand side by side: each one begins exactly where the one before it ends. What is the
# smallest number of sigmoid units with which a hidden layer can make them?

# %% exercise="recall-03-5"
recall_03_5 = ...  # a whole number
### BEGIN SOLUTION
recall_03_5 = 7
### END SOLUTION

# %% check="recall-03-5"
check("recall-03-5", recall_03_5)

# %% [markdown]
# **5.** Your `xor` of chapter:perceptron is a network of three perceptrons: two look at the inputs, the third at what these two
# say. Is it a feedforward network? Is it an MLP? Answer with two booleans, for example `(True, True)`.

# %% exercise="recall-03-6"
recall_03_6 = ...  # (feedforward?, MLP?)
### BEGIN SOLUTION
recall_03_6 = (True, False)
### END SOLUTION

# %% check="recall-03-6"
check("recall-03-6", recall_03_6)

# %% [markdown]
# **6.** A network has five layers of weights, but only the third layer has an activation function; the other four have none.
# How few layers of weights can a network have that computes the same?

# %% exercise="recall-02-6"
recall_02_6 = ...  # a whole number
### BEGIN SOLUTION
recall_02_6 = 2
### END SOLUTION

# %% check="recall-02-6"
check("recall-02-6", recall_02_6)
