# %% [markdown]
# In chapter:backpropagation you went back through a network by hand: a page of derivation for one hidden layer. Add a layer,
# or change the loss, and you derive everything again. But look at what you did. You used the same few node rules over and over,
# and you added where a value was used twice. That needs no cleverness, only care, and computers are good at care. In this
# chapter you write a program that does it: you write the forward pass, any forward pass, and the gradients follow. It is called
# **automatic differentiation**, and it is what PyTorch and JAX do. Yours takes fewer than fifty
# lines, on top of your own functions.
#
# Afterwards you can
#
# - run the chain rule backward along a tape, and say why backward, and why gradients add,
# - undo a broadcast, and go back through a matrix product,
# - count what a gradient costs in reverse mode, in forward mode and by differences,
# - train any network built of five operations without deriving a single gradient.

# %%
import itertools

import numpy as np

import playground as play
from autograder import check


def sigmoid(z):
    """From chapter:activations: 1 / (1 + exp(-z)), written so that nothing overflows."""
    return 0.5 * (1 + np.tanh(0.5 * z))


def sigmoid_backward(upstream, z):
    """From chapter:backpropagation: the upstream gradient times the slope of the sigmoid at z."""
    s = sigmoid(z)
    return upstream * s * (1 - s)


# %% [markdown]
# ## Two questions from before
#
# **1.** During the backward pass, an upstream gradient of 3 arrives at a sigmoid. In the forward pass this sigmoid gave 0.5.
# Which gradient does it hand on to its input?

# %% exercise="recall-autograd-1"
recall_autograd_1 = ...  # a number
### BEGIN SOLUTION
recall_autograd_1 = 0.75
### END SOLUTION

# %% check="recall-autograd-1"
check("recall-autograd-1", recall_autograd_1)

# %% [markdown]
# **2.** A network has 65 parameters. How often is its loss evaluated when all 65 slopes are found by central differences?

# %% exercise="recall-autograd-2"
recall_autograd_2 = ...  # a whole number
### BEGIN SOLUTION
recall_autograd_2 = 130
### END SOLUTION

# %% check="recall-autograd-2"
check("recall-autograd-2", recall_autograd_2)

# %% [markdown]
# ## Play: write the tape, then read it backward
#
# The figure keeps a list of what was computed, one step per row, in the order in which it happened. Such a list is called a
# **tape**. The figure opens when all the values are known. Now go on, one step at a time:
#
# - The last row comes first. Predict each gradient before it appears.
# - $x$ is used in two rows. After the first of them its gradient says "1 of 2". What is it waiting for?
# - Go back to step 0. Could the gradients be filled in from the first row to the last, together with the values?

# %%
play.tape()

# %% [markdown]
# ## The idea
#
# Every computation, however long, is a list of small steps: a sum, a product, a sigmoid. For each kind of step you know how to go
# back through it. So let the computer note each step while it computes: which value came out, and from which values it was made.
# Then it has all that the chain rule needs. It starts at the last value, $E$, whose derivative with respect to itself is 1, and
# goes through the notes from the end to the beginning. At every step, each input receives a contribution:
#
# $$\text{contribution to the input} = \text{gradient of the output} \times \text{slope of the output with respect to the input}.$$
#
# Two things deserve a proof: that the contributions to a value *add*, and that the tape must be read *from its end*.
#
# ## Why contributions add
#
# Suppose $x$ is used twice. Give the two uses names of their own, $x_1$ and $x_2$, as if they were two values that happen to be
# equal, and $E$ were computed from both. Now let $x$ grow by a small $\epsilon$. Then $x_1$ and $x_2$ both grow by $\epsilon$, and by the chain
# rule for several variables (chapter:gradient-descent) the changes that they cause add up:
#
# $$\text{change of } E \approx \frac{\partial E}{\partial x_1}\, \epsilon + \frac{\partial E}{\partial x_2}\, \epsilon, \qquad\text{so}\qquad
#   \frac{\partial E}{\partial x} = \frac{\partial E}{\partial x_1} + \frac{\partial E}{\partial x_2}.$$
#
# Check it with $E = r \cdot r$, where the two uses are even in the same step. Each use has the slope $r$, the other factor, and
# together they have $2r$. And indeed $(r + \epsilon)^2 - r^2 = 2 r \epsilon + \epsilon^2$: for a small $\epsilon$, the slope is $2r$.
#
# ## Why from the end
#
# A value must hand on its *whole* gradient. If it handed on a part, everything before it would get a part, too. When is the
# gradient of a value $v$ complete? When every step that uses $v$ has sent its contribution. All these steps come *after* $v$
# on the tape, because nothing can be computed from $v$ before $v$ is known. So read the tape from its last row to its first: when
# you come to the row of $v$, every row after it is done, the gradient of $v$ is complete, and can be handed on. From the first
# row to the last it is the other way around: you come to $v$ when *no* use of it is done.
#
# ## A worked example
#
# These are the numbers of the figure: $x = 2$, $w = 0.5$, $b = -1$. On the left is the tape. Beside each step are the slopes of
# its output, one for each input. On the right is the reverse pass, **to be read from the bottom to the top**.
#
# | step | value | slopes | what the row sends back |
# |---|---|---|---|
# | $a = x w$ | 1 | $x$: 0.5, $w$: 2 | to $x$: $1 \cdot 0.5 = 0.5$; to $w$: $1 \cdot 2 = 2$ |
# | $z = a + b$ | 0 | $a$: 1, $b$: 1 | to $a$: $1 \cdot 1 = 1$; to $b$: $1 \cdot 1 = 1$ |
# | $y = \sigma(z)$ | 0.5 | $z$: 0.25 | to $z$: $4 \cdot 0.25 = 1$ |
# | $r = y x$ | 1 | $y$: 2, $x$: 0.5 | to $y$: $2 \cdot 2 = 4$; to $x$: $2 \cdot 0.5 = 1$ |
# | $E = r r$ | 1 | $r$: 1, $r$: 1 | to $r$: $1 \cdot 1 = 1$, and once more $1 \cdot 1 = 1$ |
#
# The gradient of $r$ is $1 + 1 = 2$, and that of $x$ is $1 + 0.5 = 1.5$: one contribution from the fourth row, one from the first.
#
# ## A faded example
#
# Now $q = x \cdot x$ and $y = q + x$, at $x = 3$, and the gradient of $y$ is wanted. You should see 1, 1, 6 and 7. (It is right:
# the derivative of $x^2 + x$ is $2x + 1$.)

# %%
dq = 1 * 1  # from the row of y: the gradient of y times the slope of the sum
dx_from_y = ...  # from the row of y as well
dx_from_q = ...  # from the row of q: x appears there twice
dx = ...
dq, dx_from_y, dx_from_q, dx

# %% [markdown]
# ## Exercise 1: add it up
#
# The gradients found so far are kept in a dictionary, by name. Write the step that adds one more contribution. The caller's
# dictionary and arrays must stay as they are: make new ones. These are the tools:

# %%
stock = {"apples": 3}
more = {**stock, "pears": 2}  # a new dictionary, with everything in stock and one more entry
print(more)  # {'apples': 3, 'pears': 2}
print(stock.get("apples", 0), stock.get("pears", 0))  # 3 0


# %% exercise="accumulate"
def accumulate(gradients, name, gradient):
    """A copy of the dictionary in which one contribution was added to the gradient of one name.

    gradients : dictionary from names to numbers or arrays, the sums so far
    name : string; if it is not in the dictionary yet, its sum so far is 0
    gradient : number or array, the contribution
    returns : dictionary, a new one

    Example: accumulate({"x": 2.0}, "x", 3.0) is {"x": 5}.
    """
    ### BEGIN SOLUTION
    return {**gradients, name: gradients.get(name, 0) + gradient}
    ### END SOLUTION


# %% check="accumulate"
check(accumulate)

# %% [markdown]
# ## Exercise 2: the reverse pass
#
# Here a tape is a list of rows. Each row is the name of an output and a list of pairs: the name of an input, and the slope of the
# output with respect to it. The tape of the faded example is

# %%
faded = [("q", [("x", 3.0), ("x", 3.0)]), ("y", [("q", 1.0), ("x", 1.0)])]
for output, inputs in reversed(faded):  # from the last row to the first
    print(output, inputs)

# %% [markdown]
# A tape may also hold steps that have nothing to do with its last output. Such a value belongs in the result, too; its gradient
# is 0.


# %% exercise="reverse_pass"
def reverse_pass(tape):
    """The derivatives of the last output on a tape with respect to everything on it.

    tape : list of (output, [(input, slope), ...]), in the order of the computation
    returns : dictionary from every name on the tape, inputs and outputs, to a number

    Example: reverse_pass([("q", [("x", 3.0), ("x", 3.0)]), ("y", [("q", 1.0), ("x", 1.0)])]) is {"y": 1, "q": 1, "x": 7}.
    """
    ### BEGIN SOLUTION
    gradients = {}
    for output, inputs in tape:
        for name in [output, *(name for name, slope in inputs)]:
            gradients[name] = 0.0
    gradients[tape[-1][0]] = 1.0
    for output, inputs in reversed(tape):
        for name, slope in inputs:
            gradients = accumulate(gradients, name, gradients[output] * slope)
    return gradients
    ### END SOLUTION


# %% check="reverse_pass"
check(reverse_pass)

# %% [markdown]
# ## The other direction
#
# The chain rule can also be run forward, along with the computation. Choose one input, the start, and ask of every value: how fast
# does it grow when the start grows at the rate 1? Its **rate** follows from the rates of its inputs,
#
# $$\text{rate of the output} = \sum_{\text{inputs}} \text{slope} \times \text{rate of the input},$$
#
# and those are known already. This is **forward mode**. In the worked example, with the start $x$, the rates are 1 for $x$ and 0
# for $w$ and $b$; then $0.5 \cdot 1 + 2 \cdot 0 = 0.5$ for $a$, $0.5$ for $z$, $0.25 \cdot 0.5 = 0.125$ for $y$,
# $2 \cdot 0.125 + 0.5 \cdot 1 = 0.75$ for $r$, and $0.75 + 0.75 = 1.5$ for $E$: the number that the reverse pass found for $x$.
#
# ## Exercise 3: forward mode


# %% exercise="forward_mode"
def forward_mode(tape, start):
    """The derivatives of everything on a tape with respect to one of its inputs.

    tape : list of (output, [(input, slope), ...]), in the order of the computation
    start : string, the name of an input
    returns : dictionary from every name on the tape, inputs and outputs, to a number

    Example: forward_mode([("a", [("x", 0.5), ("w", 2.0)]), ("z", [("a", 1.0), ("b", 1.0)])], "w") is
    {"x": 0, "w": 1, "b": 0, "a": 2, "z": 2}.
    """
    ### BEGIN SOLUTION
    rates = {name: 0.0 for output, inputs in tape for name, slope in inputs}
    rates[start] = 1.0
    for output, inputs in tape:
        rates[output] = sum(slope * rates[name] for name, slope in inputs)
    return rates
    ### END SOLUTION


# %% check="forward_mode"
check(forward_mode)

# %% [markdown]
# ## Predict, then run: what does a gradient cost?
#
# Both directions multiply once for each pair on the tape. Here is a sigmoid unit with 100 weights and a bias, and half its squared
# error. Its tape holds 203 pairs: 100 for the products, 101 for their sum, one for the sigmoid and one for the loss. (The data are
# fixed, so a product has one slope only, that with respect to its weight.) One run of your `reverse_pass` gives the derivatives of
# the loss with respect to all 101 parameters. How many multiplications does your `forward_mode` take for the same 101 numbers?

# %%
multiplications_of_forward_mode = ...  # a whole number


# %%
class Counted(float):
    """A number that counts how often one like it is multiplied."""

    count = 0

    def __mul__(self, other):
        Counted.count += 1
        return float(self) * float(other)

    __rmul__ = __mul__


play.predicted(multiplications_of_forward_mode)
if check(reverse_pass).passed and check(forward_mode).passed:
    weights = [f"w{i}" for i in range(100)]
    tape = [(f"p{i}", [(f"w{i}", Counted(0.01 * i))]) for i in range(100)]
    tape += [("z", [(f"p{i}", Counted(1)) for i in range(100)] + [("b", Counted(1))])]
    tape += [("y", [("z", Counted(0.25))]), ("E", [("y", Counted(-0.5))])]
    Counted.count = 0
    gradients = reverse_pass(tape)
    print("reverse mode:", Counted.count, "multiplications")
    Counted.count = 0
    rates = {name: forward_mode(tape, name)["E"] for name in [*weights, "b"]}
    print("forward mode:", Counted.count, "multiplications")
    print("largest difference:", max(abs(gradients[name] - rates[name]) for name in rates))
else:
    print("This cell needs reverse_pass and forward_mode: come back when their checks pass.")

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# Forward mode needs a run for each parameter, $101 \cdot 203 = 20{,}503$ multiplications. The reverse pass needs one run, 203. Central
# differences would evaluate the whole unit $2 \cdot 101 = 202$ times, and be wrong in the last digits besides.
#
# In general, one reverse pass gives the derivatives of *one output* with respect to *all inputs*, and one run of forward mode
# gives the derivatives of *all outputs* with respect to *one input*. A network has one loss and many parameters. That is why it is
# trained in reverse. The price is memory: forward mode may forget a value as soon as nothing needs it any more; the reverse pass
# needs the values of the forward pass again on its way back, so all of them are kept.
#
# </details>

# %% [markdown]
# ## From numbers to arrays
#
# A tape with a row for each single product would be long. So let the rows hold whole arrays, and the steps be whole operations:
# the engine of this chapter knows `add`, `multiply`, `matmul`, `sigmoid` and `sum`. A gradient then has the shape of its value.
# Between arrays there are too many slopes to write down: if $Z = AB$, each entry of $Z$ has a slope with respect to each entry of
# $A$ and of $B$. But you never need the slopes themselves. You need what comes back: given the gradient $G$ of the output, with
# $G_{ij} = \partial E / \partial Z_{ij}$, the gradients of the inputs.
#
# ## Back through a matrix product
#
# By index, $Z_{ij} = \sum_p A_{ip} B_{pj}$. Where does $A_{ip}$ act? In row $i$ of $Z$, at every column $j$, with the slope $B_{pj}$.
# The contributions add up:
#
# $$\frac{\partial E}{\partial A_{ip}} = \sum_j G_{ij} B_{pj} = \sum_j G_{ij} (B^{\!\top})_{jp} = (G B^{\!\top})_{ip}.$$
#
# Now $B$ is yours: at which entries of $Z$ does $B_{pj}$ act, and with which slope? Write the sum by index, and then find the
# matrix product that it is, with a transpose where one is needed. Two things must be right about the result: it has the shape
# of $B$; and you have met it before, as the gradient of a weight matrix in chapter:backpropagation.
#
# ## Exercise 4: a matrix product


# %% exercise="matmul_backward"
def matmul_backward(upstream, A, B):
    """The gradients of the two factors of a matrix product.

    upstream : array, shape (n, k), the gradient of A @ B
    A : array, shape (n, d)
    B : array, shape (d, k)
    returns : (dA, dB), each of the shape of its matrix

    Example: matmul_backward(np.array([[1, 2]]), np.array([[3, 4]]), np.array([[1, 0], [2, 1]])) is
    ([[1, 4]], [[3, 6], [4, 8]]).
    """
    ### BEGIN SOLUTION
    return upstream @ B.T, A.T @ upstream
    ### END SOLUTION


# %% check="matmul_backward"
check(matmul_backward)

# %% [markdown]
# <details><summary><b>The derivation for B</b></summary>
#
# $B_{pj}$ acts in column $j$ of $Z$, at every row $i$, with the slope $A_{ip}$. The contributions add up:
#
# $$\frac{\partial E}{\partial B_{pj}} = \sum_i A_{ip} G_{ij} = \sum_i (A^{\!\top})_{pi} G_{ij} = (A^{\!\top} G)_{pj}.$$
#
# With $A = H$ and $G = \Delta$ this is $H^{\!\top} \Delta$, the gradient of a weight matrix; and $G B^{\!\top}$ is $\Delta W^{\!\top}$,
# the blame that goes back to the layer below.
#
# </details>
#
# And now you can count. If $A$ is $(n, d)$ and $B$ is $(d, k)$, the product takes $n d k$ multiplications, and so does each of
# the two products on the way back. **A gradient costs about as much as three forward passes**: one forward, two back, no matter
# how many parameters there are. Take a network with 64 inputs, 32 hidden units and 10 outputs, as it might read digits: with its
# 2,410 parameters, central differences would take 4,820 forward passes.
#
# ## Back through a broadcast
#
# In $Z = A + b$ with $A$ of shape $(n, k)$ and $b$ of shape $(k,)$, NumPy adds $b$ to each row: it is broadcast
# (chapter:forward). By index,
# $Z_{ij} = A_{ij} + b_j$. The entry $b_j$ is used $n$ times, in every row $i$, each time with the slope 1. Contributions add up:
#
# $$\frac{\partial E}{\partial b_j} = \sum_i G_{ij} \cdot 1.$$
#
# This is why you sum over the samples for the gradient of a bias: to broadcast is to copy, and the gradients of copies add.
# What was **stretched** forward is **summed** on the way back. For a product it is the same with other slopes. In
# $Z_{ij} = A_{ij} b_j$ the slope for $b_j$ is $A_{ij}$, so
#
# $$\frac{\partial E}{\partial b_j} = \sum_i G_{ij} A_{ij}:$$
#
# first multiply, then sum. With numbers: $A = \begin{pmatrix} 1 & 2\\ 3 & 4 \end{pmatrix}$, $b = (5, 6)$, and a $G$ of ones. Then
# the gradient of $b$ is $(1 + 3,\ 2 + 4) = (4, 6)$, and that of $A$ has the rows $(5, 6)$ and $(5, 6)$.
#
# ## Exercise 5: which axes were stretched?
#
# NumPy writes the two shapes below each other, aligned **on the right**. Where the smaller shape has no axis at all, or an axis
# of length 1 below a longer one, it is repeated:
#
# | shape | full shape | stretched axes |
# |---|---|---|
# | `(3,)` | `(2, 3)` | `[0]`: it is new |
# | `(2, 1)` | `(2, 3)` | `[1]`: from 1 to 3 |
# | `(3, 1)` | `(2, 3, 4)` | `[0, 2]`: one is new, one went from 1 to 4 |
#
# Tuples can be multiplied and joined:

# %%
print((1,) * 2 + (3, 1))  # (1, 1, 3, 1)
print([i for i in range(3) if "abc"[i] != "abd"[i]])  # [2]


# %% exercise="stretched_axes"
def stretched_axes(shape, full):
    """The axes along which an array is repeated when it is broadcast.

    shape : tuple of whole numbers, the shape of the array
    full : tuple of whole numbers, the shape it is broadcast to, with as many axes or more
    returns : list of axes of `full`, counted from 0 on the left, in rising order; a new axis counts even if its length is 1

    Example: stretched_axes((3,), (2, 3)) is [0], stretched_axes((3, 1), (2, 3, 4)) is [0, 2].
    """
    ### BEGIN SOLUTION
    new = len(full) - len(shape)
    padded = (1,) * new + tuple(shape)
    return [axis for axis in range(len(full)) if axis < new or padded[axis] != full[axis]]
    ### END SOLUTION


# %% check="stretched_axes"
check(stretched_axes)

# %% [markdown]
# ## Exercise 6: undo the broadcast
#
# `np.sum` takes several axes at once, as a tuple, and removes them. `reshape` gives the same numbers another shape:

# %%
M = np.array([[1, 2], [3, 4]])
print(np.sum(M, axis=(0, 1)), np.sum(M, axis=(1,)))  # 10 [3 7]
print(np.sum(M, axis=(1,)).reshape((2, 1)).tolist())  # [[3], [7]]


# %% exercise="unbroadcast"
def unbroadcast(gradient, shape):
    """The gradient of an array before it was broadcast, from the gradient of the result.

    gradient : array, in the full shape
    shape : tuple of whole numbers, the shape of the array before
    returns : array of that shape

    Example: unbroadcast(np.array([[1, 2], [3, 4]]), (2,)) is [4, 6], unbroadcast(np.array([[1, 2], [3, 4]]), (2, 1)) is
    [[3], [7]].
    """
    ### BEGIN SOLUTION
    axes = tuple(stretched_axes(shape, np.shape(gradient)))
    return np.sum(gradient, axis=axes).reshape(shape)
    ### END SOLUTION


# %% check="unbroadcast"
check(unbroadcast)

# %% [markdown]
# ## Exercise 7: a product
#
# A sum hands the upstream gradient to both summands, each in its own shape:


# %%
def add_backward(upstream, a, b):
    """The gradients of the two summands, each with the broadcast undone."""
    return unbroadcast(upstream, np.shape(a)), unbroadcast(upstream, np.shape(b))


# %% [markdown]
# Now the product. Either factor may have been stretched, or both.


# %% exercise="multiply_backward"
def multiply_backward(upstream, a, b):
    """The gradients of the two factors of an element-wise product, each in the shape of its factor.

    upstream : array, the gradient of a * b, in the shape of a * b
    a, b : arrays whose shapes broadcast
    returns : (da, db), of the shapes of a and b

    Example: multiply_backward(np.array([1, 2, 1]), np.array([2, 5, 3]), np.array(10)) is ([10, 20, 10], 15).
    """
    ### BEGIN SOLUTION
    return unbroadcast(upstream * b, np.shape(a)), unbroadcast(upstream * a, np.shape(b))
    ### END SOLUTION


# %% check="multiply_backward"
check(multiply_backward)

# %% [markdown]
# ## Exercise 8: the reverse pass over arrays
#
# All rules in one place: `backward_of` goes back through one step, whatever its operation, with your functions. In a sum of all
# entries, each entry has the slope 1, so each gets the upstream gradient.


# %%
def backward_of(operation, upstream, inputs):
    """The gradients of the inputs of one step, one for each, from the gradient of its output and the values of its inputs."""
    if operation == "add":
        return add_backward(upstream, *inputs)
    if operation == "multiply":
        return multiply_backward(upstream, *inputs)
    if operation == "matmul":
        return matmul_backward(upstream, *inputs)
    if operation == "sigmoid":
        return (sigmoid_backward(upstream, *inputs),)
    if operation == "sum":
        return (np.full(np.shape(inputs[0]), upstream),)
    raise ValueError(f"the operation {operation!r} is not known; add its rule to backward_of")


# %% [markdown]
# A row of the tape now says which operation was done, on which inputs: `("Z", "add", ["P", "b"])`. The values are in a dictionary
# of their own. `backward` is your `reverse_pass` once more, with `backward_of` in the place of "times the slope". It gives one
# gradient for each input; `zip` puts names and gradients side by side:

# %%
for name, price in zip(["tea", "milk"], [3, 1]):
    print(name, price)


# %% exercise="backward"
def backward(tape, values):
    """The gradients of the last output on a tape of array operations, which is a single number.

    tape : list of (output, operation, [input, ...]), in the order of the computation; every step leads to the last output
    values : dictionary from every name on the tape to its array
    returns : dictionary from every name on the tape to its gradient, an array like its value

    Example: With tape = [("p", "multiply", ["x", "w"]), ("E", "sum", ["p"])],
    values = {"x": np.array([2.0, 3.0]), "w": np.array(5.0), "p": np.array([10.0, 15.0]), "E": np.array(25.0)},
    backward(tape, values) is {"E": 1, "p": [1, 1], "x": [5, 5], "w": 5}.
    """
    ### BEGIN SOLUTION
    gradients = {tape[-1][0]: 1.0}
    for output, operation, inputs in reversed(tape):
        found = backward_of(operation, gradients[output], [values[name] for name in inputs])
        for name, gradient in zip(inputs, found):
            gradients = accumulate(gradients, name, gradient)
    return gradients
    ### END SOLUTION


# %% check="backward"
check(backward)

# %% [markdown]
# ## Where does the order come from?
#
# A tape that is always running grows and grows, and also holds steps that the loss does not depend on. It is better if each
# value remembers its **parents**, the values it was computed from, and the tape is made when it is needed: start at the loss,
# follow the parents back to the inputs, and put what you find into an order in which **every value comes after its parents**.
# This is a **topological order**.
#
# Why not write down the values as you meet them on the way back from the loss, and reverse the list? Try it with
# $y = a + x$ and $a = 2 x$. From $y$ you meet its parents $a$ and $x$; then $x$ again, the parent of $a$, but that is in the list
# already: $y, a, x$. Reversed, it is $x, a, y$, which is right, by luck. Now write $y = x + a$. You meet $y, x, a$; reversed, it
# is $a, x, y$, and $a$ comes before its parent $x$. The cure is to write a value down only *after* all its parents:
#
# > To **visit** a value: if it was visited before, do nothing. Otherwise visit its parents, one after the other, and then write down
# > the value itself.
#
# Visit the loss, and the list is in order. By hand, for $y = x + a$: visiting $y$ means visiting $x$, which has no parents and is
# written; then $a$, whose parent $x$ was visited, so $a$ is written; then $y$ is written. The order is $x, a, y$.
#
# ## Exercise 9: every value after its parents
#
# A function may be defined inside a function, and may call itself. This one counts down:


# %%
def countdown(n):
    """The numbers from n to 1."""
    numbers = []

    def visit(k):
        if k > 0:
            numbers.append(k)
            visit(k - 1)

    visit(n)
    return numbers


print(countdown(3))  # [3, 2, 1]


# %% exercise="topological_order"
def topological_order(parents, end):
    """The values that one value depends on, directly or not, and itself, each after its parents.

    parents : dictionary from each name to the list of the names it is computed from, empty for an input
    end : string, one of the names
    returns : list of names; each once, and none on which `end` does not depend

    Example: topological_order({"y": ["x", "a"], "a": ["x"], "x": []}, "y") is ["x", "a", "y"].
    """
    ### BEGIN SOLUTION
    order = []

    def visit(name):
        if name not in order:
            for parent in parents[name]:
                visit(parent)
            order.append(name)

    visit(end)
    return order
    ### END SOLUTION


# %% check="topological_order"
check(topological_order)

# %% [markdown]
# ## The engine
#
# This is all of it. A `Value` holds an array, its name, the operation it came from and its parents. Python calls the method
# `__add__` when it sees `+`, `__mul__` for `*` and `__matmul__` for `@`; `__radd__` and the like are for a value that is on the
# right of something else. Each of them computes, and records. `E.backward()` makes the tape with your
# `topological_order`, runs your `backward` along it, and gives every value its `grad`.


# %%
def record(operation, *inputs):
    """Do one step, and remember it."""
    parents = tuple(v if isinstance(v, Value) else Value(v) for v in inputs)
    compute = {"add": np.add, "multiply": np.multiply, "matmul": np.matmul, "sigmoid": sigmoid, "sum": np.sum}
    return Value(compute[operation](*(v.data for v in parents)), "", operation, parents)


class Value:
    """An array that remembers how it was computed: by which operation, and from which values."""

    __array_ufunc__ = None  # NumPy leaves `array @ value` and the like to this class.
    numbers = itertools.count(1)  # For the names of values that were given none.

    def __init__(self, data, name="", operation="", parents=()):
        self.data = np.asarray(data, dtype=float)
        self.name = name or f"v{next(Value.numbers)}"
        self.operation, self.parents, self.grad = operation, parents, None

    def __add__(self, other):
        return record("add", self, other)

    def __mul__(self, other):
        return record("multiply", self, other)

    def __matmul__(self, other):
        return record("matmul", self, other)

    def __rmatmul__(self, other):
        return record("matmul", other, self)

    def __sub__(self, other):
        return self + -1 * other

    def __rsub__(self, other):
        return other + -1 * self

    __radd__, __rmul__ = __add__, __mul__

    def sigmoid(self):
        return record("sigmoid", self)

    def sum(self):
        return record("sum", self)

    def nodes(self):
        """This value and all it was computed from, by name."""
        found, todo = {}, [self]
        while todo:
            value = todo.pop()
            if found.setdefault(value.name, value) is not value:
                raise ValueError(f"two values are called {value.name}: give each a name of its own")
            todo += [parent for parent in value.parents if found.get(parent.name) is not parent]
        return found

    def tape(self):
        """The steps that led to this value, in order, and the data of every value, by name."""
        nodes = self.nodes()
        parents = {name: [parent.name for parent in value.parents] for name, value in nodes.items()}
        order = topological_order(parents, self.name)
        steps = [(name, nodes[name].operation, parents[name]) for name in order if parents[name]]
        return steps, {name: nodes[name].data for name in order}

    def backward(self):
        """Give this value, and every value it was computed from, its gradient."""
        if not self.parents:
            raise ValueError(f"{self.name} holds a number, and no way back: it was not computed from other values")
        gradients = backward(*self.tape())
        for name, value in self.nodes().items():
            value.grad = gradients[name]


# %% [markdown]
# ## Exercise 10: the network of chapter:backpropagation, without a derivation
#
# Write the forward pass with values, as you would with arrays, up to the loss $E = \frac12 \sum (Y - T)^2$. Then let the engine
# do the rest. The engine knows no powers and no division: write a square as a product, and a sum with `.sum()`. This is how it
# looks for a smaller problem:

# %%
if check(backward).passed and check(topological_order).passed:
    w = Value([1.0, 2.0])
    loss = ((3 * w - 4) * w).sum()  # the sum of 3 w^2 - 4 w
    loss.backward()
    print(loss.data, w.grad)  # 3.0 [2. 8.]
else:
    print("This cell needs backward and topological_order: come back when their checks pass.")


# %% exercise="engine_gradients"
def engine_gradients(X, T, V, a, W, b):
    """The gradients of E = 1/2 sum (Y - T)^2 for a network with one hidden layer, sigmoid in both layers, by the engine.

    X : array, shape (n, d)
    T : array, shape (n, K), targets
    V, a : arrays, shapes (d, hidden) and (hidden,)
    W, b : arrays, shapes (hidden, K) and (K,)
    returns : dictionary with "V", "a", "W", "b", each of the shape of that parameter

    Example: With X = np.array([[2]]), T = np.array([[1]]), V = np.array([[0]]), a = np.array([0]),
    W = np.array([[1]]), b = np.array([-0.5]),
    engine_gradients(X, T, V, a, W, b) is {"V": [[-0.0625]], "a": [-0.03125], "W": [[-0.0625]], "b": [-0.125]}. These are
    the numbers worked out by hand in chapter:backpropagation.
    """
    ### BEGIN SOLUTION
    V, a, W, b = Value(V, "V"), Value(a, "a"), Value(W, "W"), Value(b, "b")
    H = (X @ V + a).sigmoid()
    Y = (H @ W + b).sigmoid()
    E = 0.5 * ((Y - T) * (Y - T)).sum()
    E.backward()
    return {"V": V.grad, "a": a.grad, "W": W.grad, "b": b.grad}
    ### END SOLUTION


# %% check="engine_gradients"
check(engine_gradients)

# %% [markdown]
# ## Predict, then run: the engine against your derivation
#
# In chapter:backpropagation you derived the same gradients on paper. Here they are as they were derived; put your own
# `mlp_gradients` in their place. How large will the largest relative difference to the engine be: about $10^{-2}$, about
# $10^{-9}$ as with central differences, or $10^{-14}$ or less?

# %%
relative_difference_to_my_derivation = ...  # 1e-2, 1e-9 or 1e-14


# %%
def mlp_gradients(X, T, V, a, W, b):
    """The gradients that were derived by hand in chapter:backpropagation."""
    H = sigmoid(X @ V + a)
    Y = sigmoid(H @ W + b)
    delta = (Y - T) * Y * (1 - Y)
    delta_hidden = (delta @ W.T) * H * (1 - H)
    return {"V": X.T @ delta_hidden, "a": delta_hidden.sum(axis=0), "W": H.T @ delta, "b": delta.sum(axis=0)}


play.predicted(relative_difference_to_my_derivation)
if check(engine_gradients).passed:
    rng = np.random.default_rng(0)
    X, T = rng.normal(size=(5, 3)), rng.integers(0, 2, (5, 2))
    params = {
        "V": rng.normal(size=(3, 4)),
        "a": rng.normal(size=4),
        "W": rng.normal(size=(4, 2)),
        "b": rng.normal(size=2),
    }
    by_engine, by_hand = engine_gradients(X, T, **params), mlp_gradients(X, T, **params)
    for name in params:
        difference = np.abs(by_engine[name] - by_hand[name]) / (np.abs(by_engine[name]) + np.abs(by_hand[name]))
        print(name, np.max(difference))
else:
    print("This cell needs engine_gradients: come back when its check passes.")

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# At most $10^{-14}$, often exactly 0. The engine does not approximate: it multiplies and adds the same numbers as your
# formulas, so nothing but rounding can differ. This is what sets automatic differentiation apart from differences, which
# are off by $10^{-11}$ or more here in the worst parameter, whatever the step. And it is not what a computer algebra
# system does, either: it never writes down a formula for the gradient. It carries numbers back, one step at a time.
#
# </details>

# %% [markdown]
# ## Your own computation, drawn
#
# Below is a unit with two inputs, and the square of what it gives, computed by your engine: forward with its operators, backward
# with your functions. Step through it. Then write a computation of your own in its place, and predict its gradients before you
# look. (A value without a name, such as a plain number, gets one from the engine: `v7` or the like.)


# %%
def my_computation():
    """The square of a unit's output; any computation that ends in a single number will do."""
    x, w, b = Value([2.0, -1.0], "x"), Value([0.5, 1.5], "w"), Value(0.5, "b")
    p = x * w
    s = p.sum()
    z = s + b
    y = z.sigmoid()
    E = y * y
    for name, value in {"p": p, "s": s, "z": z, "y": y, "E": E}.items():
        value.name = name
    return E


if all(check(function).passed for function in (backward, topological_order)):
    from IPython.display import display

    E = my_computation()
    E.backward()
    steps, values = E.tape()
    display(play.tape(steps, values, {name: value.grad for name, value in E.nodes().items()}))
else:
    print("This cell needs backward and topological_order: come back when their checks pass.")

# %% [markdown]
# ## Two moons, learned by your engine
#
# Here are the moons of chapter:backpropagation again, and two networks. `plain` is the one whose gradients you derived there.
# `wired` has two hidden layers, and the second one also looks straight at the inputs. Nobody derived its gradients:
# the three lines of its forward pass are all there is, and your engine does the rest. `train` is the same for both.
#
# Then wire a network of your own. (A new operation, such as ReLU, takes a function in `record`, a rule in `backward_of`, and a
# method.)

# %%
if all(check(function).passed for function in (backward, topological_order, engine_gradients)):
    import matplotlib.pyplot as plt
    from sklearn.datasets import make_moons

    def plain(X, V, a, W, b):
        return ((X @ V + a).sigmoid() @ W + b).sigmoid()

    def wired(X, U, c, V, Q, a, W, b):
        first = (X @ U + c).sigmoid()
        second = (first @ V + X @ Q + a).sigmoid()
        return (second @ W + b).sigmoid()

    def train(network, X, T, params, lr=0.05, steps=1000):
        losses = []
        for _ in range(steps):
            values = {name: Value(array, name) for name, array in params.items()}
            errors = network(X, **values) - T
            E = 0.5 * (errors * errors).sum()
            E.backward()
            losses.append(float(E.data))
            params = {name: params[name] - lr * values[name].grad for name in params}
        return params, losses

    X, labels = make_moons(200, noise=0.15, random_state=0)
    T, rng = labels[:, None], np.random.default_rng(0)
    shapes = {
        plain: {"V": (2, 8), "a": (8,), "W": (8, 1), "b": (1,)},
        wired: {"U": (2, 8), "c": (8,), "V": (8, 8), "Q": (2, 8), "a": (8,), "W": (8, 1), "b": (1,)},
    }
    x1, x2 = np.meshgrid(np.linspace(-1.7, 2.7, 121), np.linspace(-1.2, 1.7, 91))
    points = Value(np.column_stack([x1.ravel(), x2.ravel()]))
    figure, (left, *maps) = plt.subplots(1, 3, figsize=(11.5, 3.9), layout="constrained")
    for network, ax, style in zip(shapes, maps, ("--", "-")):
        start = {name: 1.5 * rng.normal(size=shape) for name, shape in shapes[network].items()}
        params, losses = train(network, X, T, start)
        left.semilogy(losses, style, color="#0072B2", lw=2.2, label=network.__name__)
        answers = network(points, **params).data.reshape(x1.shape)
        wrong = np.sum((network(Value(X), **params).data > 0.5) != T)
        shades = ax.contourf(x1, x2, answers, levels=np.linspace(0, 1, 11), cmap="cividis")
        ax.contour(x1, x2, answers, levels=[0.5], colors="#111111", linewidths=2.5)
        for target, marker in ((0, "X"), (1, "o")):
            ax.plot(*X[labels == target].T, marker, ms=5, color="white", mec="black", ls="", label=f"target {target}")
        ax.set(title=f"{network.__name__}: {wrong} of 200 points wrong", xlabel="x1", ylabel="x2", aspect="equal")
        ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=2, frameon=False)
    left.set(title="your losses, in 1,000 steps", xlabel="step", ylabel="E")
    left.grid(color="#d9dbe0")
    left.legend()
    figure.colorbar(shades, ax=maps[-1], label="prediction y")
    figure.suptitle("Two moons, learned with gradients that nobody derived")
else:
    print("This cell needs backward, topological_order and engine_gradients: come back when their checks pass.")

# %% [markdown]
# ## What PyTorch and JAX add
#
# They work like your engine: record the forward pass, then run the chain rule backward along the record. They add
#
# - several hundred operations, each with a backward rule that was tested as yours were, and code for graphics processors;
# - in **PyTorch**: the record is made anew in every forward pass, as in your engine, so the network may contain `if` and
#   `for`. One difference can surprise you. `backward()` *adds* to the `grad` of a parameter, from call to call, until you
#   set it to zero with `optimizer.zero_grad()` (an *optimizer* takes the steps: chapter:optimizers); yours begins at zero
#   each time. And `torch.no_grad()` switches the recording off, where no gradient is needed;
# - in **JAX**: `jax.grad(f)` takes a function and returns another one, which computes the gradient; taken twice, it gives second
#   derivatives. `jax.jit` compiles the recorded steps into a fast program. `jax.jvp` is forward mode, for functions
#   with few inputs and many outputs;
# - savings in memory: the record is freed after the backward pass, or parts of it are computed again rather than kept.

# %% [markdown]
# ## Summary
#
# - Note each step of a computation. Then go from the end to the beginning: each input of a step receives the gradient of the output
#   times its own slope. All uses of a value come after it, so on the way back its gradient is complete when you get to it.
# - Contributions add. To broadcast is to copy, so the gradient of what was stretched is a sum; multiply first, then sum.
# - One reverse pass gives the derivatives of one output with respect to everything, for the work of about two forward passes
#   on top of the forward pass itself.
#   Forward mode gives those of everything with respect to one input.
# - A topological order writes each value down after its parents.

# %% [markdown]
# ## Recall
#
# **3.** A tape holds two rows: $q = x \cdot x$, and then $y = q + 3x$, with the slopes 1 and 3. The value of $x$ is 5. Somebody's
# reverse pass has a mistake: each contribution *replaces* the one before it, where it should be added. Which gradient of $y$ with
# respect to $x$ does it return?

# %% exercise="recall-autograd-3"
recall_autograd_3 = ...  # a number
### BEGIN SOLUTION
recall_autograd_3 = 5
### END SOLUTION

# %% check="recall-autograd-3"
check("recall-autograd-3", recall_autograd_3)

# %% [markdown]
# **4.** An array $b$ of shape `(3,)` is added to an array of shape `(10, 3)`, and $E$ is the sum of all entries of the result. What
# is the gradient of $E$ with respect to $b$?

# %% exercise="recall-autograd-4"
recall_autograd_4 = ...  # a list of three numbers
### BEGIN SOLUTION
recall_autograd_4 = [10, 10, 10]
### END SOLUTION

# %% check="recall-autograd-4"
check("recall-autograd-4", recall_autograd_4)

# %% [markdown]
# **5.** A program computes 2 outputs from 1,000 inputs. You need the derivative of each output with respect to each input. How many
# reverse passes does it take?

# %% exercise="recall-autograd-5"
recall_autograd_5 = ...  # a whole number
### BEGIN SOLUTION
recall_autograd_5 = 2
### END SOLUTION

# %% check="recall-autograd-5"
check("recall-autograd-5", recall_autograd_5)
