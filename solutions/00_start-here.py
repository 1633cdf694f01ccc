# %% [markdown]
# You are going to build neural networks from nothing but arithmetic: weighted sums, slopes, and a little
# patience. You write every function yourself, and every function is checked the moment you run it. When
# something is wrong you are told *what*, in words, and mostly on numbers small enough to redo by hand.
#
# This page shows how that works. Afterwards you can
#
# - run a cell and read what a check says,
# - ask for a hint, and repeat a check with the same numbers,
# - see how far you have come.
#
# You need Python at the level of functions, loops and lists, and the mathematics of school: functions, slopes and
# derivatives. Whatever goes beyond that (arrays, matrices, partial derivatives, a little statistics) is explained in the
# chapter that first needs it.

# %% [markdown]
# ## Where this leads
#
# A notebook is made of cells. Click into the next cell and press **Shift + Enter**: the cell runs, and the one after it
# is selected. Press it once more, and draw a digit on the paper.

# %%
import playground as play
from autograder import check, progress

print("Cells run from top to bottom. This one was the first.")

# %%
play.draw_digit()

# %% [markdown]
# What reads your digit is a network of 64 hidden units, 4,810 numbers in all, trained on 1,697 small images. (Yours will
# make do with 1,247.) Its code is not hidden in a library: it is the code you are going to write. By the last chapter,
# every line of it is yours, and the same paper hands your drawing to *your* network.
#
# ## Run the cells in order
#
# Always run the cells from the top. If things get confused, choose *Kernel > Restart Kernel and Run All Cells* from the
# menu. To add a cell of your own, press **Esc** and then **B**.

# %% [markdown]
# ## Play before you read
#
# Most chapters open with a figure you can play with. Drag a slider, or click it and use the arrow keys. The sentence
# that goes with the picture says in words what you see. This figure belongs to chapter:perceptron; for now, just find
# out what the three sliders do to the line.

# %%
play.perceptron()

# %% [markdown]
# ## Exercise 1: wrong on purpose
#
# An exercise is a function with a description: what goes in, what comes out, and one example worked out for you.
# Usually you write the body. Here it is filled in, **and it is wrong**. Run the two cells below without changing
# anything, and see what the check says.


# %% exercise="double"
def double(x):
    """Twice the number.

    x : a number
    returns : a number, 2 x

    Example: double(3) is 6.
    """
    return x * x


### BEGIN SOLUTION


def double(x):
    """Twice the number."""
    return 2 * x


### END SOLUTION

# %% check="double"
check(double)

# %% [markdown]
# The answer of a check always has the same parts:
#
# 1. **Passed** or **Not yet** (or **To do**, before you have begun), the name of the exercise, and the points.
# 2. What went wrong. If your results are those of a mistake that the check knows, it names the mistake. Otherwise it
#    tells you what is wrong with the results, and does not guess.
# 3. A case that shows it: the call, what was expected, and what you got. Most cases are small enough to redo on paper.
# 4. **Hint 1 of 3** (some exercises have two), folded. Open it when you are stuck. If the next check fails too, the next
#    hint joins it. Each hint says a little more than the one before; the last step stays yours.
# 5. **Same cases again**: paste that call into a new cell to repeat the check with exactly these numbers. Otherwise
#    every check draws new numbers, so a function that fits only the examples does not get by.
#
# Now fix the function: change `x * x` so that it doubles. Run both cells again.
#
# A function that passes is kept for you: the check adds it to `my_network.py`, a file beside the notebooks. By the last
# chapter it is a library of your own, which reads handwriting and needs nothing but NumPy. A later version that passes
# takes the place of an earlier one, which moves to `my_network_earlier.py`; whatever else you write into the file stays.

# %% [markdown]
# ## Predict, then run
#
# From time to time you are asked to *predict* what a cell will print. Write your prediction down before you run the
# cell, so that it is still there when you compare. Being wrong is fine: it is the comparing that teaches.
#
# Here is the first one. For which of the numbers 0, 1, 2 and 3 do squaring and doubling agree? Replace the dots, then run
# both cells.

# %%
my_prediction = ...  # a list of numbers, such as [1, 3]

# %%
play.predicted(my_prediction)
for x in [0, 1, 2, 3]:
    print(x, "squared is", x * x, "and doubled is", 2 * x)

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# They agree for 0 and 2. If you had tested the wrong function with 2 alone, you would have believed it was right. That is
# why a check tries many numbers, of different sizes and signs, and draws new ones every time.
#
# </details>

# %% [markdown]
# ## Your progress
#
# Every check is recorded in a small file on this computer, and nowhere else. The next cell shows what the file says; run
# it again whenever you like. When everything in a chapter has passed, `from autograder import postcard` and `postcard()`
# make a picture of it to share, with the figure that your functions drew.

# %%
progress()

# %% [markdown]
# ## If you are in a class
#
# The same notebooks are assignments: your teacher releases them, you work in them as you do here, and you hand them
# in. The checks that grade them are the checks you see while you work, with newly drawn numbers. Printed text, extra
# cells and warnings cost nothing. Please leave the check cells in place; if one gets lost anyway, grading restores it.
#
# ## If something does not work
#
# | What happens | What to do |
# |---|---|
# | `NameError: name 'check' is not defined` | Run the first code cell of the chapter, the one with the imports. |
# | `NameError: name 'double' is not defined` | Run the cell that defines `double`, then the check. |
# | A check says *Not written yet* | The placeholder line is still there: replace it with your code. |
# | A cell shows `[*]` and does not stop | Press the square, *Interrupt*. A check stops an endless loop by itself. |
# | Figures do not move, or say *Error displaying widget* | A figure lives as long as its kernel, so not until tomorrow: run its cell again, and the chapter's first. |
# | A text cell turns into raw text | You double-clicked it. Press **Shift + Enter** to show it as a page again. |

# %% [markdown]
# ## Summary
#
# - Run cells from the top with **Shift + Enter**.
# - A check names the mistake if it knows it, and shows you a case that fails.
# - Hints come one at a time. Predictions come before running.

# %% [markdown]
# ## For reference: the notation
#
# Most symbols mean the same in every chapter. Where a chapter needs a letter for something else, it says so. You need none
# of this yet; come back when you have forgotten what a letter means.
#
# | symbol | in code | meaning |
# |---|---|---|
# | $n$, $d$ | `n`, `d` | the number of samples, and of inputs (*features*) per sample |
# | $x$, $X$ | `x`, `X` | one sample; a batch of samples, one per **row**, shape $(n, d)$ |
# | $W$, $w$ | `W`, `w` | weights: a layer's matrix, shape (fan_in, fan_out); the weights of a single unit |
# | fan_in, fan_out | | how many numbers go into a layer, and how many units it has |
# | $b$ | `b` | the bias, or a layer's biases, shape (fan_out,) |
# | $z$, $Z$ | `z`, `Z` | a pre-activation: the weighted sum of a unit, bias included |
# | $g$, $\sigma$ | `sigmoid`, ... | an activation function; the sigmoid |
# | $h$, $H$ | `h`, `H` | an activation: what a hidden unit sends out |
# | $V$, $a$, $s$ | `V`, `a`, `S` | weights, biases and pre-activations of the *hidden* layer, in a network with one hidden layer |
# | $K$ | `K` | the number of outputs, or of classes |
# | $o$ | `o` | the output, 0 or 1, of a perceptron |
# | $y$, $Y$ | `y`, `Y` | the prediction of a model |
# | $t$, $T$ | `t`, `T` | the target: what the prediction should have been |
# | labels | `labels` | targets given as class numbers, counted from 0 |
# | `X, y` | `X, y` | the arguments of a function that is handed a data set: samples and targets, named as in scikit-learn |
# | $L$, $E$ | | a loss; the particular loss $\frac12 \sum (y - t)^2$ |
# | $\partial L / \partial w$ | | the partial derivative of $L$ with respect to $w$ (chapter:losses) |
# | $\nabla L$ | `grad` | the gradient: all partial derivatives of $L$ |
# | | `dw`, `dW`, `db` | the gradient of the loss with respect to `w`, `W` or `b`, an array of the same shape |
# | $\delta$, $\Delta$ | `delta` | the gradient of the loss with respect to a pre-activation |
# | $\eta$ | `lr` | the learning rate |
# | $\log$ | `np.log` | the natural logarithm, with $\log e = 1$ |
# | $A^{\!\top}$, $\odot$ | `A.T`, `*` | the transpose; the product element by element |
