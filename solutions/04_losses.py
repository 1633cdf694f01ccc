# %% [markdown]
# A network has produced its outputs, and you know what they should have been. How wrong is it? The answer must be a
# single number, the **loss**, because learning will mean making that number smaller. Which number you choose decides what
# the network will care about. In this chapter the outputs are *numbers*: a price, a temperature, the course of an
# illness. (When the answer is a class, such as a digit, other losses are better. Chapter:classification is about them.)
#
# Afterwards you can
#
# - say what a derivative, a partial derivative and a gradient are,
# - compute SSE, MSE and RMSE and their gradients, and say why they are not interchangeable,
# - say what one wild value does to a loss, and choose between squared error, absolute error and Huber's loss.

# %%
import numpy as np

import playground as play
from autograder import check

# %% [markdown]
# ## Two questions from before
#
# **1.** What is the slope of the sigmoid at $z = 0$?

# %% exercise="recall-04-1"
recall_04_1 = ...  # a number
### BEGIN SOLUTION
recall_04_1 = 0.25
### END SOLUTION

# %% check="recall-04-1"
check("recall-04-1", recall_04_1)

# %% [markdown]
# **2.** Ten samples with four features each go through a dense layer of three units. What is the shape of the result?

# %% exercise="recall-04-2"
recall_04_2 = ...  # a tuple of two whole numbers
### BEGIN SOLUTION
recall_04_2 = (10, 3)
### END SOLUTION

# %% check="recall-04-2"
check("recall-04-2", recall_04_2)

# %% [markdown]
# ## Play: two errors
#
# Two predictions, both with target 0. The table on the right shows four ways to make one number of the two errors. Each
# arrow on the left is the step by which learning would move that prediction to make the chosen loss smaller.
#
# - Set the errors to $+100$ and $-100$. Which of the four numbers says that all is well?
# - With SSE, make one error ten times the other. How many times as long is its arrow? And how many times as much does it
#   add to the SSE?
# - Switch from SSE to MSE to RMSE, without moving anything. The arrows keep their directions; what happens to their
#   lengths? (Arrows shorter than 1 are not drawn; the sentence always tells the step.)

# %%
play.losses()

# %% [markdown]
# ## The idea
#
# The **target** $t$ is what the prediction $y$ should have been, and the **error** is their difference $y - t$. It has a
# sign, and that is the trouble: $+100$ and $-100$ add up to 0, as if two bad predictions made a perfect one. So errors
# are made positive before they are added. Squaring does that, and it also makes large errors count more: one error of 10
# weighs as much as a hundred errors of 1. There are three common forms, the *sum of squared errors*, the *mean squared
# error*, and its root:
#
# $$\mathrm{SSE} = \sum_i (y_i - t_i)^2, \qquad \mathrm{MSE} = \frac{1}{N} \sum_i (y_i - t_i)^2, \qquad
#   \mathrm{RMSE} = \sqrt{\mathrm{MSE}}.$$
#
# The sums run over all $N$ elements of $y$, whatever its shape. SSE grows with the amount of data; MSE does not; RMSE has
# the unit of the targets, so you can read it: "off by 3 degrees".
#
# Do the three have the same effect? They have the same minimizer (the same predictions make all of them smallest),
# because $N$ is a constant and the root is increasing. But they do not pull equally hard, as the arrows in the figure
# showed: the same learning rate means different steps.
#
# ## Derivative, partial derivative, gradient
#
# Learning asks of each prediction: if it were a little larger, would the loss grow or shrink, and how fast? For a
# function of *one* number the answer is the **derivative**, the slope of its graph:
#
# $$\frac{df}{dx} = f'(x) = \lim_{\epsilon \to 0} \frac{f(x + \epsilon) - f(x)}{\epsilon}.$$
#
# If $x$ grows by a small $\epsilon$, then $f$ grows by about $f'(x) \cdot \epsilon$. You have used the **chain rule** for
# derivatives already: if $u$ depends on $x$, and $f$ depends on $u$, the slopes multiply,
# $\frac{df}{dx} = \frac{df}{du} \cdot \frac{du}{dx}$.
#
# A loss depends on *many* numbers. Let one of them change while all the others stand still; the slope you then see is a
# **partial derivative**. It is written with a rounded letter, $\partial$, to say that something was held fixed, and you
# compute it as you would any derivative, treating the other numbers as constants. For example, let
# $f(y_1, y_2) = y_1^2 + 3\, y_1 y_2$. Then
#
# $$\frac{\partial f}{\partial y_1} = 2 y_1 + 3 y_2, \qquad \frac{\partial f}{\partial y_2} = 3 y_1.$$
#
# At $y = (1, 2)$ these are 8 and 3. Collected in one array, they are the **gradient** of $f$ *with respect to* $y$:
#
# $$\nabla f = \Big( \frac{\partial f}{\partial y_1}, \frac{\partial f}{\partial y_2} \Big) = (8, 3).$$
#
# So raising $y_1$ by 0.01 raises $f$ by about 0.08, and raising $y_2$ by 0.01 raises it by about 0.03. There is one
# partial derivative for each number, so a gradient always has the shape of the array it is taken with respect to.
#
# ## The gradient of SSE
#
# How does the SSE change when $y_i$ alone changes? Only one term of the sum contains $y_i$, the square of the error
# $u = y_i - t_i$; all the others are constants. And by the chain rule the derivative of $u^2$ is $2u$ times the derivative
# of $u$. Write the result down: it is exercise 4, and the gradients of MSE and RMSE follow from it, in exercises 5 and 6.
#
# Which sign must it have? Where $y_i$ is above $t_i$, raising it makes the loss larger: there the derivative is positive.
#
# ## A worked example
#
# Let $y = (3, 5)$ and $t = (1, 6)$. The errors are $2$ and $-1$, so SSE $= 4 + 1 = 5$, MSE $= 2.5$, RMSE $= 1.5811$. The
# gradient of the SSE is $(4, -2)$. A test: raise $y_1$ from 3 to 3.01, and the SSE becomes $2.01^2 + 1 = 5.0401$. It has
# grown by about $4 \cdot 0.01$.
#
# ## A faded example
#
# Let $y = (0, 2, 4)$ and $t = (1, 2, 2)$. Replace the dots; the results should be 5, $(-2, 0, 4)$ and 1.291.

# %%
errors = [0 - 1, 2 - 2, 4 - 2]
sum_of_squares = ...
gradient_of_sse = ...  # a list of three numbers
root_mean_square = ...  # np.sqrt(...) of the mean
sum_of_squares, gradient_of_sse, root_mean_square

# %% [markdown]
# ## Exercise 1: the sum of squared errors
#
# `y.size` is the number of elements of an array of any shape; `np.sum(y)` and `np.mean(y)`, without an axis, run over all
# of them.


# %% exercise="sse"
def sse(y, t):
    """The sum of squared errors over all elements (no 1/2).

    y, t : arrays of the same shape, predictions and targets
    returns : number

    Example: sse(np.array([3, 5]), np.array([1, 6])) is 5.
    """
    ### BEGIN SOLUTION
    return np.sum((y - t) ** 2)
    ### END SOLUTION


# %% check="sse"
check(sse)

# %% [markdown]
# ## Exercise 2: their mean


# %% exercise="mse"
def mse(y, t):
    """The mean of the squared errors over all elements.

    y, t : arrays of the same shape, predictions and targets
    returns : number

    Example: mse(np.array([3, 5]), np.array([1, 6])) is 2.5.
    """
    ### BEGIN SOLUTION
    return np.mean((y - t) ** 2)
    ### END SOLUTION


# %% check="mse"
check(mse)

# %% [markdown]
# ## Exercise 3: the root of the mean


# %% exercise="rmse"
def rmse(y, t):
    """The root of the mean of the squared errors.

    y, t : arrays of the same shape, predictions and targets
    returns : number

    Example: rmse(np.array([3, 5]), np.array([1, 6])) is 1.5811.
    """
    ### BEGIN SOLUTION
    return np.sqrt(mse(y, t))
    ### END SOLUTION


# %% check="rmse"
check(rmse)

# %% [markdown]
# ## Exercise 4: the gradient of SSE
#
# There is one derivative for each prediction, and you know how to find it. The worked example is your test.


# %% exercise="sse_grad"
def sse_grad(y, t):
    """The gradient of sse with respect to y.

    y, t : arrays of the same shape, predictions and targets
    returns : array like y

    Example: sse_grad(np.array([3, 5]), np.array([1, 6])) is [4, -2].
    """
    ### BEGIN SOLUTION
    return 2 * (y - t)
    ### END SOLUTION


# %% check="sse_grad"
check(sse_grad)

# %% [markdown]
# ## Exercise 5: the gradient of MSE
#
# The MSE is the SSE divided by a constant.


# %% exercise="mse_grad"
def mse_grad(y, t):
    """The gradient of mse with respect to y.

    y, t : arrays of the same shape, predictions and targets
    returns : array like y

    Example: mse_grad(np.array([3, 5]), np.array([1, 6])) is [2, -1].
    """
    ### BEGIN SOLUTION
    return 2 * (y - t) / y.size
    ### END SOLUTION


# %% check="mse_grad"
check(mse_grad)

# %% [markdown]
# ## Exercise 6: the gradient of RMSE
#
# The RMSE is $\sqrt{\mathrm{MSE}}$, and $\frac{d}{du}\sqrt{u} = \frac{1}{2\sqrt{u}}$. Use the chain rule on paper first.
#
# Where $y = t$ everywhere, your formula becomes $0/0$: the root has a corner there, as the absolute value has. Return zeros
# in that case, which say "stay".


# %% exercise="rmse_grad"
def rmse_grad(y, t):
    """The gradient of rmse with respect to y; 0 where y = t everywhere.

    y, t : arrays of the same shape, predictions and targets
    returns : array like y

    Example: rmse_grad(np.array([3, 5]), np.array([1, 6])) is [0.6325, -0.3162].
    """
    ### BEGIN SOLUTION
    root = rmse(y, t)
    if root == 0:
        return np.zeros(y.shape)
    return (y - t) / (y.size * root)
    ### END SOLUTION


# %% check="rmse_grad"
check(rmse_grad)

# %% [markdown]
# <details><summary><b>The three derivations</b></summary>
#
# With $u = y_i - t_i$ the derivative of $u$ with respect to $y_i$ is 1, so
#
# $$\frac{\partial\, \mathrm{SSE}}{\partial y_i} = 2u \cdot 1 = 2 (y_i - t_i).$$
#
# The other two follow:
#
# $$\frac{\partial\, \mathrm{MSE}}{\partial y_i} = \frac{1}{N} \cdot \frac{\partial\, \mathrm{SSE}}{\partial y_i}
#   = \frac{2}{N} (y_i - t_i), \qquad
#   \frac{\partial\, \mathrm{RMSE}}{\partial y_i} = \frac{1}{2\,\mathrm{RMSE}} \cdot \frac{2}{N}(y_i - t_i)
#   = \frac{y_i - t_i}{N\, \mathrm{RMSE}}.$$
#
# </details>
#
# ## One wild value
#
# Data are typed by hand, and sooner or later somebody types 900 for 90. How much does that disturb a loss? Take the
# simplest model there is: it predicts one and the same number $y$ for all samples, and $t_1, \dots, t_N$ are their
# targets. The MSE is smallest where its derivative is zero:
#
# $$\frac{d}{dy} \frac1N \sum_i (y - t_i)^2 = \frac2N \sum_i (y - t_i) = 0
#   \quad\Longrightarrow\quad y = \frac1N \sum_i t_i.$$
#
# The squared error prefers the *mean*. Each target pulls at $y$ in proportion to its distance, so a single target that is
# far off pulls harder than many that are near.
#
# The **mean absolute error** does not square,
#
# $$\mathrm{MAE} = \frac1N \sum_i |y_i - t_i|.$$
#
# The slope of $|e|$ is $+1$ for every positive error $e$ and $-1$ for every negative one, however large it is: each
# target has one vote, up or down. That is robust, but it has a price. At $e = 0$ the absolute value has a corner, and
# next to it the slope is as large as anywhere: nothing tells a prediction that it is almost right.
#
# **Huber's loss** takes the better half of each. Choose a distance $\delta$ (delta; from
# chapter:backpropagation on, the letter means something else). An error $e$ whose size $|e|$ is at
# most $\delta$ costs half its square, $\frac12 e^2$, with the slope $e$. Beyond $\delta$ the loss goes on as a straight
# line, which continues the curve without a jump and without a corner.
#
# **By hand**, for $\delta = 2$. At $e = 2$ the half square has the height $\frac12 \cdot 2^2 = 2$ and the slope 2. So an
# error of 4 costs $2 + 2 \cdot (4 - 2) = 6$, and so does an error of $-4$. An error of $-1$ costs $\frac12$. The mean
# over the two errors 4 and $-1$ is 3.25.
#
# **A faded example**, for $\delta = 1$. Replace the dots; the three costs should be 0.125, 0.5 and 2.5.

# %%
cost_of_half = 0.5**2 / 2
cost_of_one = ...
cost_of_three = ...  # the height at 1, plus the slope there times the distance 3 - 1
cost_of_half, cost_of_one, cost_of_three

# %% [markdown]
# ## Exercise 7: the mean absolute error


# %% exercise="mae"
def mae(y, t):
    """The mean of the absolute errors over all elements.

    y, t : arrays of the same shape, predictions and targets
    returns : number

    Example: mae(np.array([3, 5]), np.array([1, 6])) is 1.5.
    """
    ### BEGIN SOLUTION
    return np.mean(np.abs(y - t))
    ### END SOLUTION


# %% check="mae"
check(mae)

# %% [markdown]
# ## Choosing element by element
#
# You know comparisons and `np.where` from chapter:perceptron. Here are two more functions that work element by element:
# `np.sign` is 1, $-1$ or 0, and `np.clip` keeps numbers within two bounds.

# %%
x = np.array([-3, 1, 8])
print(x > 0)  # [False  True  True]
print(np.where(x > 0, 100, x))  # [ -3 100 100]
print(np.sign(x))  # [-1  1  1]
print(np.clip(x, 0, 5))  # [0 1 5]

# %% [markdown]
# ## Exercise 8: Huber's loss
#
# You know the half square, and where the line begins and how steep it is. Find the formula for the line first, for any
# $\delta$.


# %% exercise="huber"
def huber(y, t, delta):
    """Huber's loss, the mean over all elements.

    y, t : arrays of the same shape, predictions and targets
    delta : number > 0, the size of an error from which on the loss is a straight line
    returns : number

    Example: huber(np.array([5, 1]), np.array([1, 2]), 2) is (6 + 0.5) / 2, which is 3.25.
    """
    ### BEGIN SOLUTION
    size = np.abs(y - t)
    line = delta**2 / 2 + delta * (size - delta)
    return np.mean(np.where(size <= delta, size**2 / 2, line))
    ### END SOLUTION


# %% check="huber"
check(huber)

# %% [markdown]
# ## Exercise 9: its gradient
#
# Look at the last line of the NumPy cell once more. It may save you some writing.


# %% exercise="huber_grad"
def huber_grad(y, t, delta):
    """The gradient of huber with respect to y.

    y, t : arrays of the same shape, predictions and targets
    delta : number > 0, the size of an error from which on the loss is a straight line
    returns : array like y

    Example: huber_grad(np.array([5, 1]), np.array([1, 2]), 2) is [1, -0.5].
    """
    ### BEGIN SOLUTION
    return np.clip(y - t, -delta, delta) / y.size
    ### END SOLUTION


# %% check="huber_grad"
check(huber_grad)

# %% [markdown]
# ## Your three losses, side by side
#
# One prediction, one target: what each of your losses makes of a single error (left), and its slope there (right), which
# is how hard the error pulls at the prediction. Change $\delta$ and run the cell again. Which of the two other losses does
# Huber's resemble when $\delta$ is large, and whose slope does it get, up to a factor, when $\delta$ is small?

# %%
delta = 1

if all(check(function).passed for function in (mse, mse_grad, mae, huber, huber_grad)):
    import matplotlib.pyplot as plt

    def slope_of_mae(y, t, eps=1e-6):
        return (mae(y + eps, t) - mae(y - eps, t)) / (2 * eps)

    errors, target = np.linspace(-3, 3, 300), np.zeros(1)
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3.8), layout="constrained")
    for name, loss, slope, color, style in (
        ("mse", mse, mse_grad, "#D55E00", "-"),
        ("huber", lambda y, t: huber(y, t, delta), lambda y, t: huber_grad(y, t, delta), "#009E73", "-."),
        ("mae", mae, slope_of_mae, "#0072B2", "--"),
    ):
        left.plot(errors, [loss(np.array([e]), target) for e in errors], style, color=color, lw=2.8, label=name)
        right.plot(errors, [np.sum(slope(np.array([e]), target)) for e in errors], style, color=color, lw=2.8)
    left.set(title="loss", xlabel="error y - t", ylabel="loss", ylim=(0, 5))
    right.set(title="slope", xlabel="error y - t", ylabel="slope of the loss", ylim=(-5, 5))
    left.legend(loc="upper center", handlelength=3)
    for ax in (left, right):
        ax.grid(color="#d9dbe0")
    figure.suptitle("The squared error pulls harder and harder; the other two have a limit")
else:
    print("This cell needs mse, mse_grad, mae, huber and huber_grad: come back when their checks pass.")

# %% [markdown]
# ## Predict, then run: which line does each loss prefer?
#
# Here are 37 patients with diabetes: how heavy they are for their height (their *body mass index*), and how far their
# illness progressed within a year. The cell tries ten thousand lines and keeps the one with the smallest loss. By your
# `mse` that line has the slope 14.1, by your `mae` 18.6, and by your `huber` with $\delta = 50$ it is 15.8. Then one
# value is typed wrongly: 990, about three times the true one. What slopes will the three lines have now?

# %%
slope_for_mse, slope_for_mae, slope_for_huber = ..., ..., ...

# %%
play.predicted(slope_for_mse, slope_for_mae, slope_for_huber)
if all(check(function).passed for function in (mse, mae, huber)):
    import matplotlib.pyplot as plt
    from sklearn.datasets import load_diabetes

    data = load_diabetes(scaled=False)
    x, t = data.data[::12, 2], data.target[::12]
    wild = t.copy()
    wild[np.argmax(x)] = 990

    def best_line(loss, t):
        """Of ten thousand lines, the one with the smallest loss: its slope, and its height in the middle."""
        lines = [(slope, height) for slope in np.linspace(0, 40, 100) for height in np.linspace(80, 240, 100)]
        return min(lines, key=lambda line: loss(line[0] * (x - 26) + line[1], t))

    losses = {
        "mse": (mse, "#D55E00", "-"),
        "huber": (lambda y, t: huber(y, t, 50), "#009E73", "-."),
        "mae": (mae, "#0072B2", "--"),
    }
    figure, panels = plt.subplots(1, 2, figsize=(10, 4.4), sharey=True, layout="constrained")
    for ax, values, title in zip(panels, (t, wild), ("as measured", "with one wild value")):
        ax.scatter(x[values < 400], values[values < 400], color="#5a606b", s=28, alpha=0.8, edgecolor="white")
        ends = np.array([x.min(), x.max()])
        for name, (loss, color, style) in losses.items():
            slope, height = best_line(loss, values)
            ax.plot(ends, slope * (ends - 26) + height, style, color=color, lw=2.8, label=f"{name}: slope {slope:.1f}")
            print(f"{title}, {name}: slope {slope:.1f}")
        ax.set(title=title, xlabel="body mass index", ylim=(0, 480))
        ax.grid(color="#d9dbe0")
        ax.legend(loc="upper left", handlelength=3)
    panels[1].plot(x.max(), 445, "*", ms=18, color="#CC79A7")
    panels[1].text(x.max() - 0.5, 445, "990, far above the picture", ha="right", va="center")
    panels[0].set_ylabel("progress of the illness")
    figure.suptitle("A single wild value turns the line of the squared error, and hardly moves the other two")
else:
    print("This cell needs mse, mae and huber: come back when their checks pass.")

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# The line of the squared error turns from 14.1 to 24.6: the wild value pulls in proportion to its error, which is more
# than ten times the typical one. The line of the absolute error does not move at all. The true value was above the line
# already; its one vote was *up* before, and is *up* now. Huber's line turns a little, from 15.8 to 16.2: the value now
# pulls with the full 50 instead of 27, and no harder.
#
# So which loss is right? That depends on what a large error *is*. If it is a slip, do not let it decide. If it is real,
# and being wrong by 100 is worse than being wrong by 10 ten times, square it.
#
# </details>

# %% [markdown]
# ## Summary
#
# - The gradient with respect to an array holds one partial derivative for each of its elements.
# - Signed errors cancel; losses square them or take their absolute values.
# - SSE, MSE and RMSE share their minimizer, not their gradients: $2(y - t)$, $\frac2N (y - t)$,
#   $\frac{y - t}{N\,\mathrm{RMSE}}$.
# - With squared errors the largest decide. With absolute errors each target has one vote. Huber's loss squares small
#   errors and is linear for large ones: its gradient is the error, limited to $\delta$.

# %% [markdown]
# ## Recall
#
# **3.** Ten predictions are off by 3 each, some of them too high and some too low. What is their RMSE?

# %% exercise="recall-04-3"
recall_04_3 = ...  # a number
### BEGIN SOLUTION
recall_04_3 = 3
### END SOLUTION

# %% check="recall-04-3"
check("recall-04-3", recall_04_3)

# %% [markdown]
# **4.** For three predictions the gradient of the SSE is $(6, -3, 9)$. What is the gradient of their MSE?

# %% exercise="recall-04-4"
recall_04_4 = ...  # a list of three numbers
### BEGIN SOLUTION
recall_04_4 = [2, -1, 3]
### END SOLUTION

# %% check="recall-04-4"
check("recall-04-4", recall_04_4)

# %% [markdown]
# **5.** A model predicts the same number $y$ for five samples, whose targets are 1, 2, 3, 4 and 90. Which $y$ makes the
# mean absolute error smallest?

# %% exercise="recall-losses-1"
recall_losses_1 = ...  # a number
### BEGIN SOLUTION
recall_losses_1 = 3
### END SOLUTION

# %% check="recall-losses-1"
check("recall-losses-1", recall_losses_1)

# %% [markdown]
# **6.** One of four predictions is 10 *below* its target. What is the entry for this prediction in the gradient of
# Huber's loss with $\delta = 2$?

# %% exercise="recall-losses-2"
recall_losses_2 = ...  # a number
### BEGIN SOLUTION
recall_losses_2 = -0.5
### END SOLUTION

# %% check="recall-losses-2"
check("recall-losses-2", recall_losses_2)
