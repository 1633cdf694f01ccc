# %% [markdown]
# Put units side by side and you have a layer; put layers one behind the other and you have a network. Computing its
# output from its input is the **forward pass**. It is nothing but weighted sums and bends, but there are many of them,
# and the art is to write them all at once, as products of matrices, and to know every shape before you run anything.
#
# Afterwards you can
#
# - read a network in index form and in matrix form, and translate between the two,
# - compute the output of a multi-layer perceptron for a whole batch, and keep what backpropagation will need,
# - state the shape of every array and the number of parameters,
# - explain why a hidden layer that is wide enough can imitate any reasonable curve.

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
# **1.** What is $\mathrm{ReLU}(-3) + \mathrm{ReLU}(2)$?

# %% exercise="recall-03-1"
recall_03_1 = ...  # a number
### BEGIN SOLUTION
recall_03_1 = 2
### END SOLUTION

# %% check="recall-03-1"
check("recall-03-1", recall_03_1)

# %% [markdown]
# **2.** A perceptron has three inputs. How many numbers does it learn?

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
# Two inputs, three hidden units, one output. Every edge carries a weight (dashed if it is negative). In a unit stand two
# numbers: above, the weighted sum; below, what the sigmoid makes of it.
#
# - Change $x_1$ and follow the change from left to right. Which numbers move, and which cannot?
# - Pick a weight and add something to it. Does the output notice every weight equally?
# - Push a hidden unit far into saturation. What does its outgoing edge carry then?

# %%
play.network()

# %% [markdown]
# ## The idea, and the words for it
#
# A **feedforward** network (FNN) is one without cycles: its units form a directed acyclic graph, so values can be
# computed in one sweep from input to output. A **multi-layer perceptron** (MLP) is a feedforward network whose units
# stand in layers, each fully connected to the next, with at least one **hidden layer** between input and output, and
# smooth activations. So every MLP is feedforward. The reverse is not true: a net with no hidden layer is feedforward and
# not an MLP.
#
# The **input layer** only holds the numbers that come in; it computes nothing and has no weights of its own. "Layers" are
# counted by their weights: a network with one hidden layer has two layers of weights.
#
# ## Index form
#
# One sample with $d$ inputs $x_i$; $H$ hidden units; $K$ outputs. Weight $v_{ij}$ leads from input $i$ to hidden unit $j$,
# and $w_{jk}$ from hidden unit $j$ to output $k$. Hidden unit $j$ has bias $a_j$, output $k$ has bias $b_k$.
#
# $$s_j = \sum_{i=1}^{d} x_i\, v_{ij} + a_j, \qquad h_j = f_1(s_j), \qquad
#   z_k = \sum_{j=1}^{H} h_j\, w_{jk} + b_k, \qquad y_k = f_2(z_k).$$
#
# ## Matrix form
#
# Collect the weights in matrices: $V$ with entry $v_{ij}$ in row $i$ and column $j$, shape $(d, H)$; and $W$, shape
# $(H, K)$. Row $i$ belongs to where the edge comes *from*, column $j$ to where it goes. Write the sample as a row $x$. The
# sum over $i$ of $x_i v_{ij}$ is, by the definition of the matrix product, entry $j$ of $x V$. So the four formulas become
#
# $$s = x V + a, \qquad h = f_1(s), \qquad z = h W + b, \qquad y = f_2(z).$$
#
# A batch puts one sample in each row of $X$, shape $(n, d)$. Row $r$ of $X V$ is row $r$ of $X$ times $V$, so every sample is
# treated alike and none meets another. NumPy adds the bias, shape $(H,)$, to every row by itself:
#
# $$S = X V + a, \qquad H = f_1(S), \qquad Z = H W + b, \qquad Y = f_2(Z).$$
#
# | array | $X$ | $V$ | $a$ | $S$, $H$ | $W$ | $b$ | $Z$, $Y$ |
# |---|---|---|---|---|---|---|---|
# | shape | $(n, d)$ | $(d, H)$ | $(H,)$ | $(n, H)$ | $(H, K)$ | $(K,)$ | $(n, K)$ |
#
# The rule to remember: in a product, the inner sizes must agree, and they disappear. $(n, d) \cdot (d, H)$ gives $(n, H)$.
# (The letter $H$ names the hidden values and counts the hidden units; which is meant is always clear from its place.)

# %% [markdown]
# ## A worked example
#
# Two inputs, two hidden units, one output, all with the sigmoid.
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
# The same network, and $x = (2, 0)$. Replace the dots and run. You should see $(0.0, -2.0)$, $(0.5, 0.1192)$ and
# $(1.3808, 0.7991)$.

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
# *Dense* or *fully connected* means: every input leads to every unit.


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
# ## Exercise 2: a hidden layer
#
# Return both: the sums $S$ and the activations $H$. Backpropagation, in chapter:backpropagation, will want them.


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
# ## Exercise 3: the whole network
#
# One hidden layer and one output layer, the sigmoid both times. Return everything that was computed, by name.


# %% exercise="mlp_forward"
def mlp_forward(X, V, a, W, b):
    """The forward pass of an MLP with one hidden layer, sigmoid in both layers.

    X : array, shape (n, d)
    V, a : arrays, shapes (d, hidden) and (hidden,), into the hidden layer
    W, b : arrays, shapes (hidden, k) and (k,), into the output layer
    returns : dictionary with "S", "H" of shape (n, hidden) and "Z", "Y" of shape (n, k)

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
# ## Exercise 4: every shape
#
# Say the sizes of a network are `[3, 4, 2]`: three inputs, four hidden units, two outputs. It has two layers of weights,
# one between 3 and 4, one between 4 and 2. $A$ stands for what a layer sends out.


# %% exercise="layer_shapes"
def layer_shapes(sizes, n):
    """The shapes of W, b and the layer's output A, for each layer of weights.

    sizes : list of whole numbers: inputs, hidden layers, outputs
    n : number of samples in the batch
    returns : list of (W shape, b shape, A shape), each shape a tuple, first layer first

    Example: layer_shapes([3, 4, 2], 5) is [((3, 4), (4,), (5, 4)), ((4, 2), (2,), (5, 2))].
    """
    ### BEGIN SOLUTION
    return [((fan_in, fan_out), (fan_out,), (n, fan_out)) for fan_in, fan_out in zip(sizes, sizes[1:])]
    ### END SOLUTION


# %% check="layer_shapes"
check(layer_shapes)

# %% [markdown]
# ## Exercise 5: how many parameters?
#
# The **parameters** are the numbers a network learns: all weights and all biases. A layer from `fan_in` to `fan_out` has
# one weight per edge and one bias per unit, whatever the size of the batch.


# %% exercise="count_parameters"
def count_parameters(sizes):
    """The number of weights and biases of a fully connected network.

    sizes : list of whole numbers: inputs, hidden layers, outputs
    returns : whole number

    Example: count_parameters([3, 4, 2]) is 3*4 + 4 + 4*2 + 2, which is 26.
    """
    ### BEGIN SOLUTION
    return sum(fan_in * fan_out + fan_out for fan_in, fan_out in zip(sizes, sizes[1:]))
    ### END SOLUTION


# %% check="count_parameters"
check(count_parameters)

# %% [markdown]
# ## Any curve, out of steps
#
# What can a network with one hidden layer compute? Surprisingly much, and the argument is a picture.
#
# A single sigmoid unit with input $x$ computes $\sigma(w x + b)$. Write $w = k$ and $b = -k c$; then it is
# $\sigma\big(k (x - c)\big)$, a smooth step at $c$, and the larger the *steepness* $k$, the sharper. Subtract a later step
# from an earlier one, and multiply by a height:
#
# $$\mathrm{bump}(x) = \text{height} \cdot \Big(\sigma\big(k (x - \text{left})\big) - \sigma\big(k (x - \text{right})\big)\Big).$$
#
# Left of both steps it is about $0 - 0$. Between them it is about $1 - 0$, times the height. Right of both it is about
# $1 - 1 = 0$ again. So two hidden units, with output weights $+\text{height}$ and $-\text{height}$, make one bump. And
# bumps side by side, each as high as the curve at that place, follow any continuous curve on an interval as closely as
# you like, if they are narrow and steep enough. That is the idea behind the **universal approximation theorem** (Cybenko,
# 1989; Hornik, Stinchcombe and White, 1989). It says that suitable weights exist. It does not say that training finds them,
# nor that a wide shallow network is the best way.

# %%
play.bumps()


# %% exercise="bump"
def bump(x, left, right, height, steepness):
    """A bump made of two sigmoid steps, up at `left` and down at `right`.

    x : array of any shape
    left, right : numbers, left < right
    height : number
    steepness : number > 0
    returns : array like x: height (sigmoid(steepness (x - left)) - sigmoid(steepness (x - right)))

    Example: bump(np.array([1.0]), 0.5, 1.5, 3.0, 2.0) is [1.3864], and 3 * (sigmoid(1.0) - sigmoid(-1.0)) is 1.3864.
    """
    ### BEGIN SOLUTION
    return height * (sigmoid(steepness * (x - left)) - sigmoid(steepness * (x - right)))
    ### END SOLUTION


# %% check="bump"
check(bump)

# %% [markdown]
# ## Predict, then run
#
# A network with sizes `[784, 30, 10]` reads images of 28 x 28 pixels. Before you run the cell: does the first or the second
# layer hold more parameters, and by what factor? And if the batch grows from 1 to 1,000 images, which of the printed shapes
# change?

# %%
if check(layer_shapes).passed and check(count_parameters).passed:
    for n in (1, 1000):
        print(n, "images:", layer_shapes([784, 30, 10], n))
    print("first layer:", count_parameters([784, 30]), " second layer:", count_parameters([30, 10]))
else:
    print("This cell needs layer_shapes and count_parameters: come back when their checks pass.")

# %% [markdown]
# The first layer holds 23,550 parameters and the second 310: seventy-six times fewer. And only the $A$ shapes change:
# weights belong to the network, rows belong to the data.

# %% [markdown]
# ## Summary
#
# - Forward: $S = XV + a$, $H = f_1(S)$, $Z = HW + b$, $Y = f_2(Z)$, one sample per row.
# - Weights are $(\text{fan\_in}, \text{fan\_out})$, biases $(\text{fan\_out},)$; inner sizes agree and disappear.
# - Every MLP is feedforward; without a hidden layer it is no MLP.
# - Parameters: $\text{fan\_in} \cdot \text{fan\_out} + \text{fan\_out}$ for each layer.
# - Pairs of steep steps make bumps, and bumps make any curve.

# %% [markdown]
# ## Recall
#
# **3.** How many parameters has a network with sizes `[3, 4, 2]`?

# %% exercise="recall-03-3"
recall_03_3 = ...  # a whole number
### BEGIN SOLUTION
recall_03_3 = 26
### END SOLUTION

# %% check="recall-03-3"
check("recall-03-3", recall_03_3)

# %% [markdown]
# **4.** $X$ has shape $(5, 3)$ and $W$ has shape $(3, 4)$. What is the shape of $X W$?

# %% exercise="recall-03-4"
recall_03_4 = ...  # a tuple of two whole numbers
### BEGIN SOLUTION
recall_03_4 = (5, 4)
### END SOLUTION

# %% check="recall-03-4"
check("recall-03-4", recall_03_4)

# %% [markdown]
# **5.** How many sigmoid units does a hidden layer need for six bumps?

# %% exercise="recall-03-5"
recall_03_5 = ...  # a whole number
### BEGIN SOLUTION
recall_03_5 = 12
### END SOLUTION

# %% check="recall-03-5"
check("recall-03-5", recall_03_5)

# %% [markdown]
# **6.** Inputs lead straight to the outputs, with no hidden layer. Is that a feedforward network? Is it an MLP? Answer with
# two booleans, for example `(True, True)`.

# %% exercise="recall-03-6"
recall_03_6 = ...  # (feedforward?, MLP?)
### BEGIN SOLUTION
recall_03_6 = (True, False)
### END SOLUTION

# %% check="recall-03-6"
check("recall-03-6", recall_03_6)
