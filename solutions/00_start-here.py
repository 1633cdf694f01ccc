# %% [markdown]
# You are going to build neural networks from nothing but arithmetic: weighted sums, slopes, and a little
# patience. You write every function yourself, and every function is checked the moment you run it. When
# something is wrong you are told *what*, in words, on numbers small enough to redo by hand.
#
# This page shows how that works. Afterwards you can
#
# - run a cell and read what a check says,
# - ask for a hint, and repeat a check with the same numbers,
# - see how far you have come.
#
# You need Python at the level of functions, loops and lists, and mathematics at the level of school calculus.
# A few words on NumPy arrays come as they are needed.

# %% [markdown]
# ## Run a cell
#
# A notebook is made of cells. Click into the next one and press **Shift + Enter**: it runs, and the cell after
# it is selected. Always run the cells from the top, in order; if things get confused, choose *Kernel > Restart
# Kernel and Run All Cells* from the menu.

# %%
import playground as play
from autograder import check, progress

print("Cells run from top to bottom. This one was the first.")

# %% [markdown]
# ## Play before you read
#
# Most chapters open with a figure you can move. Drag a slider, or click it and use the arrow keys. The sentence
# below the picture says in words what you see. This one belongs to chapter:perceptron; for now, just find out what the
# three sliders do to the line.

# %%
play.perceptron()

# %% [markdown]
# ## Your first exercise, wrong on purpose
#
# An exercise is a function with a description: what goes in, what comes out, and one number worked out for you.
# Usually the body is missing. Here it is filled in, **and it is wrong**. Run the two cells below without changing
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
# What you see has a fixed order:
#
# 1. **Passed** or **Not yet** (or **To do**, before you have begun), the name of the exercise, and the points.
# 2. The likely mistake, by name. It is only named if your function behaves like that mistake on *every* case that
#    was tried. If it is none of the known ones, the check says so and does not guess.
# 3. The smallest case that shows it: the call, what was expected, what you got. Redo it on paper.
# 4. **Hint 1 of 3**, folded. Open it when you are stuck. If you check again and it still fails, the next hint is
#    there. The last one is a line of code for a *neighboring* problem, never the answer.
# 5. The same cases again: copy that call into a cell to repeat the check with exactly these numbers. Without it,
#    each check draws new ones, so an answer that fits only the examples does not get by.
#
# Now mend the function: change `x * x` so that it doubles. Run both cells again.

# %% [markdown]
# ## Predict, then run
#
# From time to time you are asked to *predict* before you run a cell. Do it, in your head or on paper; being wrong
# is fine, it is the comparing that teaches. Here is one. For which of these numbers do squaring and doubling
# agree?

# %%
for x in [0, 1, 2, 3]:
    print(x, "squared is", x * x, "and doubled is", 2 * x)

# %% [markdown]
# For 0 and 2. Someone who tests the wrong function with 2 alone would believe it right. That is why a check tries
# many numbers, of different sizes and shapes, and new ones every time.

# %% [markdown]
# ## Your progress
#
# Every check is noted in a small file on this computer, and nowhere else. This is the picture drawn from it; run
# the cell again whenever you like.

# %%
progress()

# %% [markdown]
# ## If you are in a class
#
# The same notebooks are assignments: your teacher releases them, you work in them as you do here, and hand them
# in. The checks you see while working are of the kind that grades them, with numbers drawn anew. Prints, extra cells
# and warnings cost nothing. Do not delete the check cells, and do not worry if you did.
#
# ## If something does not work
#
# | What happens | What to do |
# |---|---|
# | `NameError: name 'double' is not defined` | Run the cell that defines it, then the check. |
# | A check says *Not written yet* | The placeholder line is still there: replace it by your code. |
# | A cell shows `[*]` and does not stop | Press the square, *Interrupt*. A check gives up by itself after 5 seconds. |
# | Figures do not move | The kernel must be running: choose *Kernel > Restart Kernel and Run All Cells*. |

# %% [markdown]
# ## Summary
#
# - Run cells from the top with **Shift + Enter**.
# - A check names the mistake if it knows it, and always shows the smallest case that fails.
# - Hints come one at a time; predictions come before running.
