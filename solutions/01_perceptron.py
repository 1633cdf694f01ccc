# %% [markdown]
# In 1943 Warren McCulloch and Walter Pitts described a nerve cell as a little logical device: it adds up
# its inputs, and if the sum is large enough, it fires. In 1958 Frank Rosenblatt gave the device *weights* and a rule
# for *learning* them, and called it the **perceptron**. His machine, the Mark I, looked at the world through 400
# light sensors and learned to tell simple shapes apart: its weights were dials, and small motors turned them. In 1969
# Marvin Minsky and Seymour Papert proved what a single layer of perceptrons can never do. All of this fits in one
# chapter.
#
# Afterwards you can
#
# - compute what a perceptron decides, for one sample and for a whole batch,
# - choose weights and a bias for AND, OR and NAND, and prove that nobody can for XOR,
# - build XOR from three perceptrons, and train a perceptron from examples: on logic gates, flowers, and handwriting.

# %%
import numpy as np

import playground as play
from autograder import check

# %% [markdown]
# ## Play: a line that decides
#
# Two inputs, each 0 or 1, make four possible points. The perceptron fires on the shaded side of the line. Filled dots
# are inputs on which it *should* fire, for the gate you picked.
#
# - Get AND right. Then change nothing but `b` until it computes OR.
# - What does `b` do to the line? What do `w1` and `w2` do?
# - Try XOR for two minutes. How many of the four points can you get right?

# %%
play.perceptron()

# %% [markdown]
# ## The idea
#
# Suppose you decide whether to go to a concert. Three questions matter: is the weather good ($x_1$), does a friend
# come along ($x_2$), is it a long way ($x_3$)? Each answer is 1 for yes and 0 for no. The answers do not matter
# equally: perhaps the friend counts most. So each input gets a **weight**, a number that says how important it is.
# A weight may be negative, because a yes can be a reason *not* to go: nobody likes the long way.
#
# Add up the weights of all the inputs that are 1. If the total is above some **threshold**, go. That is all a
# perceptron with $d$ inputs does:
#
# $$\text{fire if}\quad x_1 w_1 + x_2 w_2 + \dots + x_d w_d > \text{threshold}.$$
#
# It is convenient to let every perceptron compare with the same number, 0. So move the threshold to the left side and
# call its negative the **bias**, $b = -\text{threshold}$. The weighted sum is $z$, and the output is $o$:
#
# $$z = x_1 w_1 + x_2 w_2 + \dots + x_d w_d + b, \qquad
# o = \begin{cases} 1 & \text{if } z > 0,\\ 0 & \text{if } z \le 0.\end{cases}$$
#
# A perceptron with a large bias fires easily; one with a very negative bias is hard to convince. Note three details. Each
# input is multiplied *by its weight*, and the products are added; inputs are never multiplied with each other. The
# bias is added *once*, not once per input. And at exactly $z = 0$ the perceptron does **not** fire.

# %% [markdown]
# ## The geometry
#
# With two inputs, the border between firing and not firing is where $x_1 w_1 + x_2 w_2 + b = 0$. Solve for $x_2$,
# if $w_2 \ne 0$:
#
# $$x_2 = -\frac{w_1}{w_2}\, x_1 - \frac{b}{w_2},$$
#
# a straight line. For two points $p$ and $q$ on that line, both sums are 0, so subtracting them leaves
# $(p_1 - q_1) w_1 + (p_2 - q_2) w_2 = 0$: the vector $(w_1, w_2)$ is perpendicular to the line. It points to the firing
# side, because a step from the line along $(w_1, w_2)$ adds $w_1^2 + w_2^2 > 0$ to the sum. That is the arrow in the
# figure. Changing a weight turns the line; changing the bias alone shifts it.

# %% [markdown]
# ## A worked example
#
# Inputs $x = (1, 0, 1)$, weights $w = (2, 6, -1)$, bias $b = -0.5$.
#
# | step | numbers |
# |---|---|
# | multiply each input by its own weight | $1 \cdot 2 = 2$, $\;0 \cdot 6 = 0$, $\;1 \cdot (-1) = -1$ |
# | add the products | $2 + 0 - 1 = 1$ |
# | add the bias, once | $z = 1 - 0.5 = 0.5$ |
# | decide | $0.5 > 0$, so $o = 1$ |
#
# The friend stays at home ($x_2 = 0$) and it is a long way ($x_3 = 1$, with its negative weight), but the good weather
# outweighs it: go.

# %% [markdown]
# ## A faded example
#
# Do the same for $x = (1, 1, 1)$, $w = (1, -2, 3)$, $b = -2$. Replace the dots, then run the cell. The last number
# should be 0: $z$ is exactly 0, and that is not enough to fire.

# %%
products = [1 * 1, 1 * -2, ...]  # the third product
z = ...  # the sum of the products, plus the bias
o = ...  # 1 or 0
products, z, o

# %% [markdown]
# ## A first look at NumPy
#
# NumPy keeps numbers in **arrays** and calculates with whole arrays at once. An array's **shape** tells how many numbers
# it holds along each direction: `(3,)` is three numbers in a row. Run the cell; the comments say what you should see.

# %%
x = np.array([1, 0, 1])
w = np.array([2, 6, -1])
print(x.shape)  # (3,)
print(x + 10)  # [11 10 11]
print(x * w)  # [ 2  0 -1]
print(np.sum(x * w))  # 1
print(np.dot(x, w))  # 1

# %% [markdown]
# A calculation with one number applies it to every element. Arrays of the same shape are multiplied element by element,
# `np.sum` adds up the elements, and `np.dot`, the **dot product** $x \cdot w$, does both at once.
#
# ## Exercise 1: one weighted sum
#
# Use these tools, or write a loop: a loop is just as right.


# %% exercise="weighted_sum"
def weighted_sum(x, w, b):
    """The weighted sum of one sample: x1 w1 + x2 w2 + ... + b.

    x : array, shape (d,), the inputs
    w : array, shape (d,), the weights
    b : number, the bias
    returns : number

    Example: weighted_sum(np.array([1, 0, 1]), np.array([2, 6, -1]), -0.5) is 0.5.
    """
    ### BEGIN SOLUTION
    return np.sum(x * w) + b
    ### END SOLUTION


# %% check="weighted_sum"
check(weighted_sum)

# %% [markdown]
# ## Exercise 2: a whole batch
#
# Usually a perceptron decides about many samples at once. Put one sample in each **row** of a matrix $X$ of shape
# $(n, d)$: $n$ samples, $d$ inputs each. The weighted sum of row $i$ is
#
# $$z_i = \sum_{j=1}^{d} X_{ij}\, w_j + b.$$
#
# The sum over $j$ is the definition of the product of a matrix and a vector, so all $n$ sums together are
# $z = X w + b$. The same weights serve every row, and the same bias is added to each sum. In NumPy a matrix is an array
# of two directions, called **axes**: axis 0 runs down the rows, axis 1 runs along each row.

# %%
X = np.array([[1, 0], [2, 3]])
print(X[1])  # [2 3]
print(np.sum(X, axis=1))  # [1 5]
print(np.sum(X, axis=0))  # [3 3]
print(X @ np.array([10, 1]))  # [10 23]

# %% [markdown]
# `X[1]` is row 1 (NumPy counts from 0). A sum "over axis 1" adds up along each row and leaves one number per row; a sum
# over axis 0 leaves one number per column. And `X @ w` is the matrix product: here $1 \cdot 10 + 0 \cdot 1$ and
# $2 \cdot 10 + 3 \cdot 1$.


# %% exercise="weighted_sums"
def weighted_sums(X, w, b):
    """One weighted sum per sample.

    X : array, shape (n, d), one sample per row
    w : array, shape (d,)
    b : number
    returns : array, shape (n,)

    Example: weighted_sums(np.array([[1, 0], [2, 3]]), np.array([4, 5]), 1) is [5, 24].
    """
    ### BEGIN SOLUTION
    return X @ w + b
    ### END SOLUTION


# %% check="weighted_sums"
check(weighted_sums)

# %% [markdown]
# ## Exercise 3: the step
#
# A comparison works on every element as well: `np.array([-2, 3]) > 0` is `[False, True]`. `True` and `False` count as 1
# and 0, and `.astype(int)` turns them into whole numbers. `np.where(condition, p, q)` takes the elements of `p` where
# the condition is true and those of `q` elsewhere.


# %% exercise="step"
def step(z):
    """The step function, element by element: 0 where z <= 0, 1 where z > 0.

    z : array of any shape
    returns : array of the same shape, of 0 and 1

    Example: step(np.array([-2.0, 0.0, 0.1])) is [0, 0, 1].
    """
    ### BEGIN SOLUTION
    return (z > 0).astype(int)
    ### END SOLUTION


# %% check="step"
check(step)

# %% [markdown]
# ## Exercise 4: the perceptron
#
# Put the two together: the weighted sums of the batch, then the step. Call the functions you have written; you need no
# new arithmetic.


# %% exercise="perceptron_predict"
def perceptron_predict(X, w, b):
    """What the perceptron decides for each sample.

    X : array, shape (n, d), one sample per row
    w : array, shape (d,)
    b : number
    returns : array, shape (n,), of 0 and 1

    Example: perceptron_predict(np.array([[1, 1], [1, 0]]), np.array([1, 1]), -1) is [1, 0].
    """
    ### BEGIN SOLUTION
    return step(weighted_sums(X, w, b))
    ### END SOLUTION


# %% check="perceptron_predict"
check(perceptron_predict)

# %% [markdown]
# ## Exercise 5: gates
#
# If its inputs are 0 and 1, a perceptron with two inputs is a logical gate. Here are the gates you need:
#
# | $x_1$ | $x_2$ | AND | OR | NAND |
# |---|---|---|---|---|
# | 0 | 0 | 0 | 0 | 1 |
# | 0 | 1 | 0 | 1 | 1 |
# | 1 | 0 | 0 | 1 | 1 |
# | 1 | 1 | 1 | 1 | 0 |
#
# For AND, take $w = (1, 1)$. The sums without the bias are 0, 1, 1, 2, and only the last may end up above 0: so $b$ must
# satisfy $2 + b > 0$ and $1 + b \le 0$, that is, $-2 < b \le -1$. Any such number will do; the middle, $-1.5$, is the
# safest. OR and NAND are yours. Each has infinitely many right answers, and any that gets the table right passes.


# %% exercise="gate_weights"
def gate_weights(gate):
    """Weights and bias of a perceptron with two inputs that computes the gate.

    gate : "and", "or" or "nand"
    returns : (w, b), w an array of shape (2,), b a number

    Example: With w, b = gate_weights("and"), perceptron_predict(np.array([[1, 1]]), w, b) is [1].
    """
    ### BEGIN SOLUTION
    if gate == "and":
        return np.array([1.0, 1.0]), -1.5
    if gate == "or":
        return np.array([1.0, 1.0]), -0.5
    return np.array([-1.0, -1.0]), 1.5
    ### END SOLUTION


# %% check="gate_weights"
check(gate_weights)

# %% [markdown]
# ## What XOR shows
#
# XOR, "one or the other but not both", is 0, 1, 1, 0. In the figure you got at most three points right, and here is why.
# Suppose some $w_1, w_2, b$ computed XOR. The four rows of the table say
#
# $$\begin{aligned}
# (0,0):&\quad b \le 0 & (0,1):&\quad w_2 + b > 0\\
# (1,0):&\quad w_1 + b > 0 & (1,1):&\quad w_1 + w_2 + b \le 0
# \end{aligned}$$
#
# Add the two sums that must be above 0: $w_1 + w_2 + 2b > 0$. Add the two that must not: $w_1 + w_2 + 2b \le 0$. The
# same number cannot be both. So no such weights exist, however long you search or train. If one line can cut two sets of
# points apart, they are called **linearly separable**; those of XOR are not.
#
# Of the 16 possible gates of two inputs, XOR and its opposite, XNOR, are the only two that a perceptron cannot compute.
# For every other gate a single line is enough.
#
# ## Exercise 6: XOR after all
#
# One perceptron cannot compute XOR, but three can, if the third looks at what the first two say. In words: $x_1$ **or**
# $x_2$, **but not both**. "Not both" is NAND, and "but" is AND:
#
# $$\mathrm{xor}(x_1, x_2) = \mathrm{and}\big(\mathrm{or}(x_1, x_2),\ \mathrm{nand}(x_1, x_2)\big).$$
#
# Build it from `perceptron_predict` and `gate_weights`. If `p` and `q` have shape `(n,)`, `np.column_stack([p, q])` is the
# matrix with these two columns, shape `(n, 2)`. The check can only look at the results; building them from perceptrons
# is a matter of honor, and gives you your first network with a hidden layer.


# %% exercise="xor"
def xor(X):
    """XOR of the two columns, built from perceptrons.

    X : array, shape (n, 2), of 0 and 1
    returns : array, shape (n,), of 0 and 1

    Example: xor(np.array([[0, 1], [1, 1]])) is [1, 0].
    """
    ### BEGIN SOLUTION
    either = perceptron_predict(X, *gate_weights("or"))
    not_both = perceptron_predict(X, *gate_weights("nand"))
    return perceptron_predict(np.column_stack([either, not_both]), *gate_weights("and"))
    ### END SOLUTION


# %% check="xor"
check(xor)

# %% [markdown]
# ## Learning: guess, and correct
#
# Choosing weights by hand works for gates. For 400 light sensors it does not. Rosenblatt's rule finds the weights from
# examples. Take one sample $x$ and its **target** $t$, the answer it should get (0 or 1), compute the perceptron's output
# $o$, and compare:
#
# | | $t - o$ | what should happen |
# |---|---|---|
# | was right | 0 | nothing |
# | fired, but should not have ($t = 0, o = 1$) | $-1$ | the sum $z$ was too large: lower it |
# | did not fire, but should have ($t = 1, o = 0$) | $+1$ | the sum $z$ was too small: raise it |
#
# To change $z$, change the weights, and mostly those whose input was large, because they had the most to do with the
# mistake: each weight moves in proportion to its own input. An input of 0 had nothing to do with it, and its weight stays. The
# bias behaves like a weight whose input is always 1. One more number, above 0, says how far everything moves: the
# **learning rate** $\eta$ (the Greek letter *eta*; `lr` in the code).
#
# **By hand.** $w = (2, -1, 1)$, $b = 0$, $\eta = 0.5$, and the sample $x = (1, 0, 2)$ with $t = 0$. The sum is
# $2 + 0 + 2 = 4$, so $o = 1$: wrong, $t - o = -1$.
#
# | | moves by | new value |
# |---|---|---|
# | $w_1$ | $0.5 \cdot (-1) \cdot 1 = -0.5$ | $1.5$ |
# | $w_2$ | $0.5 \cdot (-1) \cdot 0 = 0$ | $-1$ |
# | $w_3$ | $0.5 \cdot (-1) \cdot 2 = -1$ | $0$ |
# | $b$ | $0.5 \cdot (-1) \cdot 1 = -0.5$ | $-0.5$ |
#
# For the same sample the sum is now $1.5 + 0 + 0 - 0.5 = 1$. It was 4: the right direction, if not yet far enough.
#
# ## Exercise 7: one update
#
# Turn this into a rule for any sample. Return new values, and leave the caller's `w` as it is: in NumPy, `w = w + ...` makes a
# new array, while `w += ...` writes into the old one, and so changes the array outside your function too.


# %% exercise="perceptron_update"
def perceptron_update(w, b, x, t, lr):
    """The weights and the bias after learning from one sample.

    w : array, shape (d,)
    b : number
    x : array, shape (d,), the sample
    t : 0 or 1, its target
    lr : number > 0, the learning rate
    returns : (w, b), new values

    Example: perceptron_update(np.array([0.0, 0.0]), 0.0, np.array([1, 1]), 1, 0.5) is ([0.5, 0.5], 0.5).
    """
    ### BEGIN SOLUTION
    o = step(weighted_sum(x, w, b))
    return w + lr * (t - o) * x, b + lr * (t - o)
    ### END SOLUTION


# %% check="perceptron_update"
check(perceptron_update)

# %% [markdown]
# ## Does it help?
#
# In symbols, your rule is
#
# $$w \leftarrow w + \eta\,(t - o)\,x, \qquad b \leftarrow b + \eta\,(t - o).$$
#
# Compute the sum for the same sample again, with the new weights:
#
# $$\begin{aligned}
# z_\text{new} &= \big(w + \eta (t-o)\, x\big)\cdot x + b + \eta (t - o) \\
# &= \underbrace{w \cdot x + b}_{z} + \eta (t-o)\,(x \cdot x) + \eta (t-o) \\
# &= z + \eta\,(t-o)\,\big(x \cdot x + 1\big).
# \end{aligned}$$
#
# In the example above, $x \cdot x + 1 = 6$, and $4 - 0.5 \cdot 6 = 1$. Since $x \cdot x + 1 > 0$, the sum moves in the
# direction of $t - o$: up if it was too small, down if it was too large. One update need not be enough to flip the
# decision, and it may spoil the decision about another sample. But if some line separates the data, the rule is guaranteed
# to find one after finitely many mistakes (Novikoff, 1962). If there is none, as for XOR, the rule never settles.
#
# ## Exercise 8: training
#
# One pass over all the samples is an **epoch**. Start with all weights and the bias at zero. (For a single layer that is
# harmless. For a network with a hidden layer it is not; chapter:initialization shows why.) In each epoch go through the
# samples in their order and update after *each sample*, so that the next one already meets the new weights. Count the
# wrong predictions as you meet them, *before* the update that corrects them.


# %% exercise="train_perceptron"
def train_perceptron(X, t, lr, epochs):
    """Train a perceptron from zeros.

    X : array, shape (n, d), one sample per row
    t : array, shape (n,), the targets, 0 or 1
    lr : number > 0, the learning rate
    epochs : whole number > 0, how many times to go through all samples
    returns : (w, b, mistakes), mistakes of shape (epochs,): the wrong predictions met in each epoch

    Example: With X = np.array([[1, 1], [0, 0]]), t = np.array([1, 0]),
    train_perceptron(X, t, 1, 3) is ([1, 1], 0, [2, 0, 0]). After the first update [0, 0] fires too, is wrong as well,
    and its own update settles both.
    """
    ### BEGIN SOLUTION
    w, b = np.zeros(X.shape[1]), 0.0
    mistakes = np.zeros(epochs)
    for epoch in range(epochs):
        for x, target in zip(X, t):
            mistakes[epoch] += perceptron_predict(x[None, :], w, b)[0] != target
            w, b = perceptron_update(w, b, x, target, lr)
    return w, b, mistakes
    ### END SOLUTION


# %% check="train_perceptron"
check(train_perceptron)

# %% [markdown]
# ## Predict, then run
#
# Your perceptron learns AND, then XOR, for ten epochs each. How many mistakes will it make in the tenth epoch, for AND and
# for XOR? And will AND take fewer epochs if the learning rate is ten times as large? Write down what you expect.

# %%
mistakes_in_epoch_10 = {"AND": ..., "XOR": ...}
larger_rate_is_faster = ...  # True or False

# %%
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
play.predicted(mistakes_in_epoch_10, larger_rate_is_faster)
if check(train_perceptron).passed:
    for name, targets in {"AND": [0, 0, 0, 1], "XOR": [0, 1, 1, 0]}.items():
        for lr in (0.5, 5):
            w, b, mistakes = train_perceptron(X, np.array(targets), lr, epochs=10)
            print(f"{name}, lr = {lr}: mistakes {mistakes}, weights {w}, bias {b}")
else:
    print("This cell needs train_perceptron: come back when its check passes.")

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# AND reaches 0 mistakes and stays there: a line was found, and without mistakes there are no updates. XOR makes 4 mistakes
# in the tenth epoch, all four samples, and would go on forever: no line exists, and the rule keeps chasing one.
#
# The learning rate changes nothing but the size of the weights. Every update adds a multiple of $\eta$ to weights that
# started at 0, so with ten times the rate all weights and the bias are ten times as large. Then $z$ is ten times as
# large too, its sign is the same, and so is every decision. A perceptron that starts at zero makes the same mistakes
# with any learning rate. (For the networks of later chapters the learning rate is the number that matters most.)
#
# </details>
#
# Nobody could train the *hidden* perceptrons of your `xor` this way, and the reason is the step itself. A step is flat
# almost everywhere, so a small change of a weight usually changes nothing in the output:
# there is no slope to follow. Chapter:activations bends the step into a curve.

# %% [markdown]
# ## Your perceptron meets flowers
#
# In 1936 Ronald Fisher published the measurements of 150 irises of three kinds. Your `train_perceptron` now looks for the
# border between two kinds from two measurements, first for a pair that a line can separate, then for a pair that no line
# can. Each line is the border $x_1 w_1 + x_2 w_2 + b = 0$ after one more epoch, from faint to strong. (From each measurement
# its mean is subtracted, so that 0 is in the middle of the data. And the flowers of the two kinds take turns, because the
# weights change after each flower.)

# %%
if check(train_perceptron).passed:
    import matplotlib.pyplot as plt
    from sklearn.datasets import load_iris

    iris = load_iris()

    def flowers(kinds, columns):
        """Two measurements of two kinds, the kinds in turn, with the mean subtracted; targets 0 and 1."""
        both = np.stack([iris.data[iris.target == kind][:, columns] for kind in kinds], axis=1)
        X = both.reshape(-1, 2)
        return X - X.mean(axis=0), np.tile([0, 1], len(X) // 2)

    def draw(ax, kinds, columns, epochs):
        X, t = flowers(kinds, columns)
        for target, marker, color in ((0, "o", "#0072B2"), (1, "^", "#E69F00")):
            label = iris.target_names[kinds[target]]
            ax.scatter(*X[t == target].T, marker=marker, color=color, edgecolor="white", s=45, label=label)
        x1 = np.array([X[:, 0].min() - 0.3, X[:, 0].max() + 0.3])
        for epoch in range(1, epochs + 1):
            w, b, mistakes = train_perceptron(X, t, 1.0, epoch)
            dark, last = 0.25 + 0.75 * epoch / epochs, epoch == epochs
            ax.plot(x1, -(w[0] * x1 + b) / w[1], color="black", alpha=dark**2, lw=2.5 if last else 1)
        measured = [iris.feature_names[column].replace(" (cm)", " minus its mean (cm)") for column in columns]
        ax.set(xlim=x1, ylim=(X[:, 1].min() - 0.3, X[:, 1].max() + 0.3), xlabel=measured[0], ylabel=measured[1])
        ax.set_title(f"mistakes per epoch: {', '.join(str(int(m)) for m in mistakes)}", fontsize=10)
        ax.legend(loc="center left" if kinds[0] else "lower right")

    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4.6), layout="constrained")
    draw(left, kinds=(0, 2), columns=(0, 1), epochs=7)
    draw(right, kinds=(1, 2), columns=(2, 3), epochs=12)
    figure.suptitle(
        "Left, the line finds its place. Right, no line separates the two kinds, and the rule never settles."
    )
else:
    print("This cell needs train_perceptron: come back when its check passes.")

# %% [markdown]
# ## A Mark I of your own
#
# The Mark I had 400 light sensors. Small scans of handwritten digits have 8 x 8 = 64, one number for the ink in each. Your
# perceptron now looks at 250 of them, all threes and eights, and learns to fire for an eight. Then it meets 107 that it has
# never seen. With one weight per sensor and no idea of what a digit is: how many of them will it get right?

# %%
right_of_107 = ...

# %%
play.predicted(right_of_107)
if check(train_perceptron).passed and check(perceptron_predict).passed:
    from sklearn.datasets import load_digits

    digits = load_digits()
    chosen = np.isin(digits.target, (3, 8))
    X, t = digits.data[chosen], (digits.target[chosen] == 8).astype(int)
    w, b, mistakes = train_perceptron(X[:250], t[:250], 1.0, 10)
    unseen, answers = X[250:], np.array(perceptron_predict(X[250:], w, b)).astype(int)
    right = answers == t[250:]
    print("mistakes per epoch:", mistakes)
    print(f"never seen before: {np.sum(right)} of {len(right)} right")

    figure, panels = plt.subplot_mosaic(
        [["weights", *"abcd"], ["weights", *"efgh"]],
        figsize=(10, 4.2),
        width_ratios=(2.4, 1, 1, 1, 1),
        layout="constrained",
    )
    most = np.abs(w).max()
    image = panels["weights"].imshow(w.reshape(8, 8), cmap="PuOr_r", vmin=-most, vmax=most)
    figure.colorbar(image, ax=panels["weights"], label="weight", shrink=0.8)
    panels["weights"].set_title("ink in an orange place speaks for 8,\nin a purple place for 3", fontsize=10)
    for name, k in zip("abcdefgh", [*np.flatnonzero(right)[:4], *np.flatnonzero(~right)[:4]]):
        panels[name].imshow(unseen[k].reshape(8, 8), cmap="Greys")
        panels[name].set_title(f"says {(3, 8)[answers[k]]}" + ("" if right[k] else " (wrong)"), fontsize=10)
    for ax in panels.values():
        ax.axis("off")
    figure.suptitle(f"64 weights that you could have trained in 1958: {np.sum(right)} of {len(right)} new digits right")
else:
    print("This cell needs train_perceptron and perceptron_predict: come back when their checks pass.")

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# It gets 103 of 107 right. From the sixth epoch on it makes no mistake on the 250 digits it learns from: with 64 inputs the
# border is no longer a line in a plane but a flat cut through a space of 64 dimensions, and there threes and eights *are*
# linearly separable, or at least these are. The picture shows what the weights have become: a template. Ink on the left,
# where only an eight closes its loops, speaks for an eight.
#
# </details>

# %% [markdown]
# ## Summary
#
# - A perceptron computes $z = x_1 w_1 + \dots + x_d w_d + b$ and fires if $z > 0$.
# - A weight says how much its input matters; the bias is minus the threshold.
# - With two inputs the border is a line, and $w$ is perpendicular to it and points to the firing side.
# - One perceptron can compute whatever one line can separate. XOR needs a hidden layer.
# - Learning: after each sample, $w \leftarrow w + \eta (t - o) x$ and $b \leftarrow b + \eta (t - o)$. If a line separates
#   the data, the rule finds one; otherwise it never settles.

# %% [markdown]
# ## Recall
#
# Answer from memory or with pencil and paper, not by running code. Replace the dots.
#
# **1.** What is the weighted sum $z$ for $x = (1, 0, 1)$, $w = (2, -1, 3)$, $b = -4$?

# %% exercise="recall-01-1"
recall_01_1 = ...  # a number
### BEGIN SOLUTION
recall_01_1 = 1
### END SOLUTION

# %% check="recall-01-1"
check("recall-01-1", recall_01_1)

# %% [markdown]
# **2.** A perceptron has the weights $(2, 1)$ and the threshold 3. What does it answer to the input $(1, 1)$?

# %% exercise="recall-01-2"
recall_01_2 = ...  # 0 or 1
### BEGIN SOLUTION
recall_01_2 = 0
### END SOLUTION

# %% check="recall-01-2"
check("recall-01-2", recall_01_2)

# %% [markdown]
# **3.** A perceptron has three inputs of 0 or 1, and all three weights are 1. It should fire if and only if at least two of
# the inputs are 1. Which of these biases is right: $-0.5$, $-1.5$ or $-2.5$?

# %% exercise="recall-01-3"
recall_01_3 = ...  # one of the three numbers
### BEGIN SOLUTION
recall_01_3 = -1.5
### END SOLUTION

# %% check="recall-01-3"
check("recall-01-3", recall_01_3)

# %% [markdown]
# **4.** $w = (0, 0)$, $b = 0$, $\eta = 0.5$. The perceptron learns from $x = (1, 2)$, $t = 1$. What are the weights after
# this one update?

# %% exercise="recall-01-4"
recall_01_4 = ...  # a list of two numbers
### BEGIN SOLUTION
recall_01_4 = [0.5, 1.0]
### END SOLUTION

# %% check="recall-01-4"
check("recall-01-4", recall_01_4)
