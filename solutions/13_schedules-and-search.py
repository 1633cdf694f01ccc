# %% [markdown]
# A rate that is good at the start of training need not be good at its end. And it is not the only number that has to
# be chosen: how many hidden units, for example? This chapter is about rates that change while the network learns, and
# about searching for good values without fooling yourself.
#
# Afterwards you can
#
# - say when a falling rate helps, when it does not, and what a warm-up is for,
# - write the usual schedules as functions of the step,
# - search on a grid, at random, and with a library, all with the same number of trials,
# - read a picture of a search: which values matter, and when the best point says "look further".

# %%
import numpy as np

import playground as play
from autograder import check

# %% [markdown]
# ## Two questions from before
#
# **1.** There are 1,000 samples, and a batch holds 50 of them. How many steps make an epoch?

# %% exercise="recall-schedules-and-search-1"
recall_schedules_and_search_1 = ...  # a number
### BEGIN SOLUTION
recall_schedules_and_search_1 = 20
### END SOLUTION

# %% check="recall-schedules-and-search-1"
check("recall-schedules-and-search-1", recall_schedules_and_search_1)

# %% [markdown]
# **2.** You sweep over the rates 0.01, 0.1, 1 and 3. The losses at the end are 0.7, 0.3, 0.9 and NaN. Which rate does a
# sweep choose?

# %% exercise="recall-schedules-and-search-2"
recall_schedules_and_search_2 = ...  # a number
### BEGIN SOLUTION
recall_schedules_and_search_2 = 0.1
### END SOLUTION

# %% check="recall-schedules-and-search-2"
check("recall-schedules-and-search-2", recall_schedules_and_search_2)

# %% [markdown]
# ## Play: a descent that is shaken
#
# Descent on the bowl $\frac12 w^2$, but with noise: a random number is added to every slope, as if each step saw only a
# small batch. The picture on the right is the mean of 200 such descents.
#
# - Choose "constant". How low does the loss get with a rate of 1? With 0.1? Why does it not get to 0?
# - Which schedule gets lowest in 300 steps?
# - Press "stops too early". What went wrong there?

# %%
play.schedules()

# %% [markdown]
# <details><summary><b>What you should have seen</b></summary>
#
# With a constant rate of 1 the loss settles near 0.5, with 0.1 near 0.026: a smaller rate trembles less, but no constant
# rate arrives. The best of them, 0.05, ends at 0.014. Each of the other five gets to about 0.002 if its first rate and
# its time are chosen well. So it matters that the rate falls in time, and hardly along which curve. "Stops too early"
# halves the rate every 10 steps; soon there is no rate left to speak of, and the loss stays at 0.0096.
#
# </details>
#
# ## Why a rate should fall: noise
#
# Take the bowl of the figure, whose curvature is 1, with its minimum at 0. Without noise a step with rate $\eta$
# multiplies the distance $d$ to the minimum by $1 - \eta$ (chapter:learning-rate). With noise the slope is not $d$ but
# $d + \xi$, where $\xi$ (the Greek letter *xi*) is a random number, drawn anew in every step, with the mean 0:
#
# $$d_{new} = d - \eta\,(d + \xi) = (1 - \eta)\, d - \eta\,\xi.$$
#
# How far from 0 is $d$ in the long run? Its sign changes all the time, so look at the mean of its square, over many
# descents: that is its variance, because its mean is 0 (chapter:initialization). Square both sides:
#
# $$d_{new}^2 = (1 - \eta)^2\, d^2 - 2\,\eta\,(1 - \eta)\, d\,\xi + \eta^2\,\xi^2.$$
#
# On average the middle term is 0: $\xi$ is drawn independently of $d$ and has the mean 0, so
# $E[d\,\xi] = E[d]\,E[\xi] = 0$ (chapter:initialization). Let $q$ be the variance of $d$, and $\sigma^2$ the variance of
# the noise $\xi$. Then a step leads from $q$ to $(1 - \eta)^2 q + \eta^2 \sigma^2$. It settles where a step changes
# nothing:
#
# $$q = (1 - \eta)^2 q + \eta^2\sigma^2
# \quad\Longrightarrow\quad \big(1 - (1 - \eta)^2\big)\, q = \eta^2\sigma^2
# \quad\Longrightarrow\quad q = \frac{\eta^2\sigma^2}{2\eta - \eta^2} = \frac{\eta}{2 - \eta}\,\sigma^2.$$
#
# So a constant rate never arrives. It ends up trembling around the minimum, and for a small rate the variance is about
# $\frac{\eta}{2}\sigma^2$: half the rate, half the variance. But half the rate also takes twice as long to get there.
# Hence the idea: start with a large rate, which covers the distance, and let it fall, which calms the trembling.
#
# **By hand.** $\sigma^2 = 1$. With $\eta = 1$ every step lands at $-\xi$, and $q = \frac{1}{2 - 1} = 1$, the noise
# itself. With $\eta = 0.5$ it is $\frac{0.5}{1.5} = \frac13$. The loss is $\frac12 d^2$, so its mean settles at
# $\frac12 q$: at 0.5 and at $\frac16 \approx 0.167$. Compare with the sentence below the figure.
#
# **A faded example.** The variance of the noise is 4, and the rate 0.4. You should see a variance of 1 and a mean loss
# of 0.5.

# %%
factor = 0.4 / (2 - 0.4)
q = ...
mean_loss = ...
factor, q, mean_loss

# %% [markdown]
# ## Schedules: large steps first, small steps later
#
# A **schedule** is a function of the time $t$. The rate does not decay "once per training": $t$ counts steps or epochs,
# and one must say which, because an epoch has many steps. Here are five that people use, in words; the formulas are
# yours to find. All of them start at `lr0`.
#
# | name | the rate at time $t$ | for example |
# |---|---|---|
# | step decay | is multiplied by `drop` once in `every` units of time, and constant in between | `lr0` 1, `drop` 0.5, `every` 10: at $t = 25$ it has dropped twice and is 0.25 |
# | exponential | is multiplied by the same number, $e^{-\text{rate}}$, in every unit of time | `lr0` 1, `rate` 0.5: at $t = 2$ it is $e^{-1} \approx 0.368$ |
# | linear | follows a straight line to `lr_end` at $t = \text{total}$, and stays there | from 1 to 0.2, `total` 10: at $t = 5$ it is 0.6 |
# | inverse time | is 1 over a number that grows in a straight line: by rate/lr0 in every unit of time | `lr0` 1, `rate` 0.5: at $t = 2$ it is $\frac{1}{1 + 1} = 0.5$ |
# | cosine | follows a cosine from its crest to its trough, from `lr0` to `lr_end` at $t = \text{total}$, and stays there | from 1 to 0, `total` 10: at $t = 5$ it is 0.5 |
#
# (The argument `rate` is a decay constant, another number than the learning rate.) Each is a function of $t$ and the
# *first* rate, not of the previous one. If you multiply the previous rate by a factor that shrinks with $t$, the decays
# pile up, and after a few steps nothing is left of the rate.
#
# In the exercises `t` may be a number or an array of any shape. NumPy's operations take both; the comments say what you
# should see.

# %%
t = np.array([0, 9, 10, 25])
print(t // 10)  # [0 0 1 2]
print(0.5 ** (t // 10))  # [1.   1.   0.5  0.25]
print(np.minimum(t / 10, 1))  # [0.  0.9 1.  1. ]
print(np.cos(np.pi * np.array([0, 0.5, 1])).round(6))  # [ 1.  0. -1.]
print(np.where(t < 10, -1, t))  # [-1 -1 10 25]

# %% [markdown]
# ## Exercise 1: step decay


# %% exercise="step_decay"
def step_decay(lr0, drop, every, t):
    """lr0, multiplied by `drop` once in `every` units of time.

    lr0 : number > 0
    drop : number in (0, 1), the factor that is kept
    every : whole number >= 1
    t : number or array >= 0
    returns : like t

    Example: step_decay(1.0, 0.5, 10, 25) is 0.25.
    """
    ### BEGIN SOLUTION
    return lr0 * drop ** (np.asarray(t) // every)
    ### END SOLUTION


# %% check="step_decay"
check(step_decay)


# %% [markdown]
# ## Exercise 2: exponential decay


# %% exercise="exponential_decay"
def exponential_decay(lr0, rate, t):
    """A rate that is multiplied by exp(-rate) in every unit of time.

    lr0 : number > 0, the first learning rate
    rate : number > 0, the decay constant
    t : number or array >= 0
    returns : like t

    Example: exponential_decay(1.0, 0.5, 2) is np.exp(-1), which is 0.36788.
    """
    ### BEGIN SOLUTION
    return lr0 * np.exp(-rate * np.asarray(t))
    ### END SOLUTION


# %% check="exponential_decay"
check(exponential_decay)


# %% [markdown]
# ## Exercise 3: linear decay


# %% exercise="linear_decay"
def linear_decay(lr0, lr_end, total, t):
    """A straight line from lr0 at t = 0 to lr_end at t = total, and lr_end from then on.

    lr0 : number > 0
    lr_end : number >= 0
    total : number > 0
    t : number or array >= 0
    returns : like t

    Example: linear_decay(1.0, 0.2, 10, 5) is 0.6, and linear_decay(1.0, 0.2, 10, 15) is 0.2.
    """
    ### BEGIN SOLUTION
    return lr0 + (lr_end - lr0) * np.minimum(np.asarray(t) / total, 1)
    ### END SOLUTION


# %% check="linear_decay"
check(linear_decay)


# %% [markdown]
# ## Exercise 4: inverse-time decay


# %% exercise="inverse_time_decay"
def inverse_time_decay(lr0, rate, t):
    """A learning rate whose inverse is 1 / lr0 at t = 0 and grows by rate / lr0 in every unit of time.

    lr0 : number > 0, the first learning rate
    rate : number > 0, the decay constant
    t : number or array >= 0
    returns : like t

    Example: inverse_time_decay(1.0, 0.5, 2) is 0.5.
    """
    ### BEGIN SOLUTION
    return lr0 / (1 + rate * np.asarray(t))
    ### END SOLUTION


# %% check="inverse_time_decay"
check(inverse_time_decay)


# %% [markdown]
# ## Exercise 5: cosine decay


# %% exercise="cosine_decay"
def cosine_decay(lr0, lr_end, total, t):
    """Half a cosine wave from lr0 at t = 0 to lr_end at t = total, and lr_end from then on.

    lr0 : number > 0
    lr_end : number >= 0
    total : number > 0
    t : number or array >= 0
    returns : like t

    Example: cosine_decay(1.0, 0.2, 10, 5) is 0.6, and cosine_decay(1.0, 0.2, 10, 15) is 0.2.
    """
    ### BEGIN SOLUTION
    share = np.minimum(np.asarray(t) / total, 1)
    return lr_end + (lr0 - lr_end) * (1 + np.cos(np.pi * share)) / 2
    ### END SOLUTION


# %% check="cosine_decay"
check(cosine_decay)

# %% [markdown]
# Your own schedule in the figure at the top of the chapter: what does it do to a descent that is shaken? Try another
# first rate, and another end.


# %%
def my_schedule(t):
    return cosine_decay(1.0, 0, 300, t)


if check(cosine_decay).passed:
    live = play.schedules(my_schedule)
else:
    live = "This cell needs cosine_decay: come back when its check passes."
live

# %% [markdown]
# ## A warm-up: small steps first
#
# A network starts at a random place, and a random place can be steep: a step that would be fine a hundred steps later
# can throw the weights so far that descent hardly finds its way back. A **warm-up** begins with small rates and raises
# them to `lr0` in a straight line, over the first `warm` steps. Many large networks are trained with a warm-up, and
# after it a cosine.
#
# Count the steps from 0. Step 0 should not have the rate 0 (it would do nothing), so let it have the first of `warm`
# equal shares, $\text{lr0}/\text{warm}$; step 1 has two shares, and step $\text{warm} - 1$ has all of them. At step
# `warm` a cosine starts at `lr0`, which arrives at `lr_end` at step `total`.
#
# **By hand.** `lr0` 0.8, `lr_end` 0, `warm` 4 and `total` 12: steps 0 to 3 have the rates 0.2, 0.4, 0.6 and 0.8. Step 4
# has 0.8 again, the crest of the cosine. The cosine has $12 - 4 = 8$ steps; at step 8 half of them are over, and the
# rate is 0.4.
#
# ## Exercise 6: a warm-up, then a cosine


# %% exercise="warmup_cosine"
def warmup_cosine(lr0, lr_end, warm, total, t):
    """Equal shares up to lr0 over the first `warm` steps, then a cosine from lr0 at t = warm to lr_end at t = total.

    lr0 : number > 0, the largest rate
    lr_end : number >= 0, less than lr0; the rate from t = total on
    warm : whole number >= 1, how many steps the warm-up takes
    total : whole number > warm
    t : whole number or array of whole numbers >= 0, the step
    returns : like t

    Example: warmup_cosine(0.8, 0, 4, 12, np.array([0, 1, 3, 4, 8, 12, 20])) is [0.2, 0.4, 0.8, 0.8, 0.4, 0, 0].
    """
    ### BEGIN SOLUTION
    t = np.asarray(t)
    return np.where(t < warm, lr0 * (t + 1) / warm, cosine_decay(lr0, lr_end, total - warm, t - warm))
    ### END SOLUTION


# %% check="warmup_cosine"
check(warmup_cosine)

# %% [markdown]
# ## The network
#
# Chapter:learning-rate's network again: it reads handwritten digits, 300 to train on and 500 to validate. A batch may
# now be smaller than the training set; its images are drawn at random in every step.

# %%
from sklearn.datasets import load_digits

images, digits = load_digits(return_X_y=True)
order = np.random.default_rng(0).permutation(len(images))
X, labels = images[order] / 16, digits[order]
X_train, labels_train, X_val, labels_val = X[:300], labels[:300], X[300:800], labels[300:800]


def forward(weights, X):
    """The hidden layer, and the logarithms of the ten probabilities."""
    V, a, W, b = weights
    H = np.tanh(X @ V + a)
    Z = H @ W + b
    Z = Z - Z.max(axis=1, keepdims=True)
    return H, Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))


def loss_on(weights, X, labels):
    """The cross-entropy, a mean over the images."""
    return -np.mean(forward(weights, X)[1][np.arange(len(labels)), labels])


def train(lr, hidden=8, steps=200, batch_size=300, seed=0):
    """The weights after gradient descent; lr is a number, or a function of the step."""
    rng = np.random.default_rng(seed)
    V, a = rng.normal(size=(64, hidden)) * np.sqrt(2 / (64 + hidden)), np.zeros(hidden)
    W, b = rng.normal(size=(hidden, 10)) * np.sqrt(2 / (hidden + 10)), np.zeros(10)
    targets = np.eye(10)[labels_train]  # Row i: a 1 at the digit that image i shows, 0 elsewhere.
    for t in range(steps):
        rows = slice(None) if batch_size == 300 else rng.permutation(300)[:batch_size]
        X, T = X_train[rows], targets[rows]
        H, log_p = forward((V, a, W, b), X)
        dZ = (np.exp(log_p) - T) / len(X)
        dS = (dZ @ W.T) * (1 - H**2)
        rate = lr(t) if callable(lr) else lr
        V, a = V - rate * X.T @ dS, a - rate * dS.sum(axis=0)
        W, b = W - rate * H.T @ dZ, b - rate * dZ.sum(axis=0)
    return V, a, W, b


# %% [markdown]
# ## Predict, then run: the warm-up
#
# The network trains for 200 steps with all 300 images in each of them, at the rates 1, 2, 4 and 8: once from the first
# step on, and once after a warm-up of 50 steps. (There is no decay afterwards.) Say that a rate fails if the loss ends above
# 1. Which of the rates fail without a warm-up, and which fail with it?

# %%
fails_without, fails_with = ..., ...  # lists of rates, such as [4, 8]

# %%
play.predicted(fails_without, fails_with)


def after_a_warm_up(lr, warm):
    """The training loss after a warm-up of so many steps and the constant rate from then on, a mean over two seeds."""
    ends = [train(lambda t: lr * min((t + 1) / warm, 1), seed=seed) for seed in range(2)]
    return np.mean([loss_on(weights, X_train, labels_train) for weights in ends])


warm_losses = {lr: (after_a_warm_up(lr, 1), after_a_warm_up(lr, 50)) for lr in (1, 2, 4, 8)}
for lr, (without, after) in warm_losses.items():
    print(f"rate {lr}: ends at {without:.3f}, with a warm-up at {after:.3f}")

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# At rates of 1 and 2 the two hardly differ. At 4 the network fails without a warm-up, with a loss of 1.680, and is fine
# after one, with 0.026: where it starts, the loss is too steep for this rate, and 50 gentler steps lead to a place where
# it is not. At 8 it fails either way. So a warm-up makes more rates usable. It is not magic, though: the best loss
# after a warm-up, 0.026, is no better than the best one without, 0.025 at a rate of 2.
#
# </details>
#
# ## Predict, then run: the schedules
#
# A fair comparison tunes every racer in the same way. A constant rate, a cosine to 0, and a cosine after a warm-up of 50
# steps each get the same five rates `lr0` and the same 200 steps, and the best rate counts. Two seeds are averaged,
# because with a single seed luck decides. The cell runs this twice: with all 300 images in every step, which means no
# noise, and with batches of 10. In which of the two cases will the cosine beat the constant rate?

# %%
cosine_wins_with = ...  # "all", "10", "both" or "neither"


# %%
SCHEDULES = {
    "constant": lambda lr: lr,
    "cosine": lambda lr: lambda t: cosine_decay(lr, 0, 200, t),
    "warm-up, cosine": lambda lr: lambda t: warmup_cosine(lr, 0, 50, 200, t),
}
RATES = np.array([0.25, 0.5, 1, 2, 4])


def tuned(schedule, batch_size):
    """The best of the five rates, and the training loss at the end of its run, a mean over two seeds."""
    ends = [
        np.mean([loss_on(train(schedule(lr), 8, 200, batch_size, seed), X_train, labels_train) for seed in range(2)])
        for lr in RATES
    ]
    return RATES[np.argmin(ends)], np.min(ends)


if check(cosine_decay).passed and check(warmup_cosine).passed:
    play.predicted(cosine_wins_with)
    for batch_size in (300, 10):
        for name, schedule in SCHEDULES.items():
            best, end = tuned(schedule, batch_size)
            print(f"batches of {batch_size:3}, {name:15}: best at rate {best:g}, where the loss ends at {end:.3f}")
else:
    print("This cell needs cosine_decay and warmup_cosine: come back when their checks pass.")

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# With all images in every step there is no noise that small steps could calm. The best constant rate ends at 0.025, the
# best cosine at 0.064: it only spends its last steps standing nearly still. With batches of 10 it is the other way
# round. The best constant rate ends at 0.311, the best cosine at 0.180. With a warm-up in front, the cosine ends at
# 0.253: the best rate is only 1, at which the start was not too steep, so the 50 small steps were wasted.
#
# So a schedule is an answer to noise, and a warm-up to a steep start. Where there is neither, a constant rate will do.
#
# </details>
#
# ## Searching: more than one number to choose
#
# A network has several hyperparameters (chapter:deep-networks): the rate, the number of hidden units, the
# batch size. A good rate for 4 units need not be good for 16, so they must be chosen together. Two rules hold for every
# search.
#
# - **Choose on a validation set**: samples that the training does not see. A choice made on the training set rewards
#   memorizing (chapter:generalization).
# - **Compare searches with the same number of trials.** The more often you try, the more you find. A **trial** is one setting,
#   one training run, and one validation loss.
#
# A **grid search** takes a list of values for each hyperparameter and tries every combination of them. Python's
# `itertools.product` runs through combinations, and `dict(zip(names, values))` gives each value its name. With `**` in
# front, a dictionary becomes arguments with names: `train(**{"lr": 1, "hidden": 4})` is `train(lr=1, hidden=4)`.

# %%
from itertools import product

grid = {"lr": [0.1, 1], "hidden": [4, 8]}
print(list(product(*grid.values())))  # [(0.1, 4), (0.1, 8), (1, 4), (1, 8)]
print(dict(zip(grid, (0.1, 4))))  # {'lr': 0.1, 'hidden': 4}

# %% [markdown]
# A validation loss may be NaN, from a run that diverged. As in chapter:learning-rate, every comparison with NaN is false.
# So a search that asks `loss < best` never chooses one, as long as `best` starts at `np.inf`.
#
# ## Exercise 7: a grid search


# %% exercise="grid_search"
def grid_search(train, validate, grid):
    """Try all combinations and return the best setting.

    train : function; train(**setting) returns a model
    validate : function; validate(model) returns its loss on the validation set, perhaps NaN
    grid : dict of lists, the values to try for each name
    returns : dict, the setting with the smallest loss; the first in the order of itertools.product on a tie

    Example: With train = lambda lr, hidden: lr * hidden, validate = lambda model: (model - 5) ** 2,
    grid_search(train, validate, {"lr": [0.1, 1], "hidden": [4]}) is {"lr": 1, "hidden": 4}. The two models are 0.4
    and 4, so their losses are 21.16 and 1.
    """
    ### BEGIN SOLUTION
    from itertools import product

    best_loss, best_setting = np.inf, None
    for values in product(*grid.values()):
        setting = dict(zip(grid, values))
        loss = validate(train(**setting))
        if loss < best_loss:
            best_loss, best_setting = loss, setting
    return best_setting
    ### END SOLUTION


# %% check="grid_search"
check(grid_search)

# %% [markdown]
# ## Random search
#
# A grid wastes trials. Four rates and four numbers of units are 16 trials, but only four different rates are ever
# tried; and if the number of units hardly mattered, the other 12 trials would tell you nothing new. A **random search**
# draws every setting at random, so 16 trials try 16 different rates.
#
# How should a rate be drawn? If you draw evenly between 0.001 and 1, nine of ten rates lie above 0.1, and hardly any
# below 0.01. But going from 0.001 to 0.01 changes as much as going from 0.1 to 1: each time the rate grows by a factor
# of 10. So the *logarithm* of the rate should be drawn evenly.
#
# **By hand**, with logarithms to base 10: between $0.001 = 10^{-3}$ and $1 = 10^0$ the logarithm lies between $-3$ and
# 0. If the draw is $-1.5$, in the middle, the rate is $10^{-1.5} \approx 0.0316$: ten to the power of the draw undoes
# the logarithm. Natural logarithms do as well, with `np.log` and `np.exp`. `rng.uniform(low, high, n)` draws $n$ numbers
# evenly between `low` and `high`.
#
# **A faded example.** A draw, evenly between the logarithms of 0.01 and 100, gave 0.5. You should see $-2$, 2 and
# 3.162.

# %%
lowest, highest = np.log10(0.01), ...
drawn_rate = ...  # from the draw 0.5
lowest, highest, drawn_rate

# %% [markdown]
# ## Exercise 8: numbers that are even in their logarithm


# %% exercise="log_uniform"
def log_uniform(low, high, n, rng):
    """Draw n numbers between low and high whose logarithms are spread evenly.

    low, high : numbers > 0, low < high
    n : whole number >= 1
    rng : numpy.random.Generator, the only source of randomness
    returns : array, shape (n,)

    Example: With rates = log_uniform(0.01, 1, 20000, np.random.default_rng(0)), round(np.mean(rates < 0.1), 1) is 0.5.
    Half of the numbers lie below 0.1, because 0.1 is 10 times 0.01, and 1 is 10 times 0.1.
    """
    ### BEGIN SOLUTION
    return np.exp(rng.uniform(np.log(low), np.log(high), n))
    ### END SOLUTION


# %% check="log_uniform"
check(log_uniform)

# %% [markdown]
# The search itself needs no grid. It gets a function `draw` that draws a setting, and keeps a list of what it tried.
# This time return all trials, the best first, so that a picture can show them. Runs that diverged are left out: they
# have no loss to sort by. In Python, `sorted` takes an argument `key` that says what to sort by:

# %%
pairs = [("seven", 7), ("two", 2), ("five", 5)]
print(sorted(pairs, key=lambda pair: pair[1]))  # [('two', 2), ('five', 5), ('seven', 7)]
print([word for word, number in pairs])  # ['seven', 'two', 'five']

# %% [markdown]
# ## Exercise 9: a random search


# %% exercise="random_search"
def random_search(train, validate, draw, trials, rng):
    """Try settings drawn at random, and rank them.

    train : function; train(**setting) returns a model
    validate : function; validate(model) returns its loss on the validation set, perhaps NaN or inf
    draw : function; draw(rng) returns the next setting, a dict
    trials : whole number >= 1, how many settings to draw and train
    rng : numpy.random.Generator, to be handed on to draw
    returns : (settings, losses), two lists: the settings, smallest loss first, and the loss of each; trials whose loss
        is not finite are left out

    Example: With numbers = iter([5, 2, 9]), draw = lambda rng: {"lr": next(numbers)}, train = lambda lr: lr,
    validate = lambda model: (model - 3) ** 2,
    random_search(train, validate, draw, 3, None) is ([{"lr": 2}, {"lr": 5}, {"lr": 9}], [1, 4, 36]).
    """
    ### BEGIN SOLUTION
    tried = []
    for _ in range(trials):
        setting = draw(rng)
        loss = validate(train(**setting))
        if np.isfinite(loss):
            tried.append((setting, loss))
    tried.sort(key=lambda pair: pair[1])
    return [setting for setting, _ in tried], [loss for _, loss in tried]
    ### END SOLUTION


# %% check="random_search"
check(random_search)

# %% [markdown]
# ## Your search, as a picture
#
# Now three searches for the network's rate and its number of hidden units: your grid, your random search, and
# [Optuna](https://optuna.org), a well-kept library, which draws a setting, looks at its loss, and draws the next one
# where the losses so far were small. All three get 16 trials, and each trial trains for 150 steps with batches of 30.
# Random search and Optuna depend on luck, so each of them gets five attempts. Before you run the cell, write down a
# setting of your own. Can you beat a search with a single trial?

# %%
my_setting = ...  # for example {"lr": 0.5, "hidden": 6}, with lr from 0.01 to 100 and hidden from 2 to 16

# %%
import optuna

optuna.logging.set_verbosity(optuna.logging.WARNING)


def train_on_batches(lr, hidden):
    with np.errstate(over="ignore", invalid="ignore"):
        return train(lr, hidden, steps=150, batch_size=30)


def validate(weights):
    with np.errstate(over="ignore", invalid="ignore"):
        return loss_on(weights, X_val, labels_val)


def draw(rng):
    """A setting for random search."""
    return {"lr": log_uniform(0.01, 100, 1, rng)[0], "hidden": int(rng.integers(2, 17))}


def optuna_search(seed, trials=16):
    """The same with Optuna's default method: the settings and losses of all trials, best first."""
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=seed))
    study.optimize(
        lambda trial: validate(
            train_on_batches(trial.suggest_float("lr", 0.01, 100, log=True), trial.suggest_int("hidden", 2, 16))
        ),
        trials,
    )
    done = sorted(study.trials, key=lambda trial: trial.value)
    return [trial.params for trial in done], [trial.value for trial in done]


written = all(check(f).passed for f in (grid_search, log_uniform, random_search))
if written:
    tried = []  # Every setting that your grid_search trains, with its validation loss.

    def train_and_note(**setting):
        tried.append((setting, validate(train_on_batches(**setting))))
        return tried[-1][1]

    grid_search(train_and_note, lambda loss: loss, {"lr": [0.03, 0.3, 3, 30], "hidden": [2, 4, 8, 16]})
    tried.sort(key=lambda pair: pair[1])
    searches = {
        "grid": [tuple(zip(*tried))],
        "random": [random_search(train_on_batches, validate, draw, 16, np.random.default_rng(s)) for s in range(5)],
        "Optuna": [optuna_search(s) for s in range(5)],
    }
    for name, attempts in searches.items():
        for settings, losses in attempts:
            lr, hidden = settings[0]["lr"], settings[0]["hidden"]
            print(f"{name:6}: {losses[0]:.3f} at rate {lr:.2g} with {hidden} units")
    if my_setting is not ...:
        my_loss = validate(train_on_batches(**my_setting))
        print(f"mine  : {my_loss:.3f}")
else:
    print("This cell needs grid_search, log_uniform and random_search: come back when their checks pass.")

# %% [markdown]
# Now the picture. Behind the dots it shows what none of the searches could see: the validation loss at all of 136 points.

# %%
if written:
    import matplotlib.pyplot as plt

    all_rates, all_hidden = np.geomspace(0.01, 100, 17), np.arange(2, 17, 2)
    landscape = [[validate(train_on_batches(lr, hidden)) for lr in all_rates] for hidden in all_hidden]
    figure, axes = plt.subplots(1, 3, figsize=(12, 4.2), sharey=True, layout="constrained")
    for ax, (name, attempts) in zip(axes, searches.items()):
        settings, losses = attempts[0]
        lrs, hidden = [setting["lr"] for setting in settings], [setting["hidden"] for setting in settings]
        look = {"cmap": "viridis", "norm": "log", "vmin": 0.2, "vmax": 20}
        map_ = ax.pcolormesh(all_rates, all_hidden, landscape, shading="gouraud", rasterized=True, **look)
        ax.scatter(lrs, hidden, s=45, color="white", edgecolor="black")
        ax.scatter(lrs[0], hidden[0], s=330, marker="*", color="#D55E00", edgecolor="white")
        if my_setting is not ...:
            ax.scatter(my_setting["lr"], my_setting["hidden"], s=220, marker="X", color="#CC79A7", edgecolor="white")
            ax.annotate(
                f"your guess: {my_loss:.2g}",
                (my_setting["lr"], my_setting["hidden"]),
                (0, -20),
                textcoords="offset points",
                ha="center",
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
            )
        ax.set(xscale="log", xlim=(0.006, 160), ylim=(0.5, 17.5), xlabel="learning rate")
        ax.set_title(f"{name}: {len(set(lrs))} different rates,\nbest loss {losses[0]:.3f} (star)")
        ax.spines[["top", "right"]].set_visible(False)
    axes[0].set_ylabel("hidden units")
    figure.colorbar(map_, label="validation loss", ticks=[0.2, 0.5, 1, 2, 5, 10, 20], format="%g")
    plt.show()

# %% [markdown]
# <details><summary><b>What the picture shows</b></summary>
#
# The grid spends 16 trials on only four different rates; the other two try 16. Its best loss is 0.337. Random search ends
# between 0.194 and 0.290 in its five attempts, and Optuna between 0.224 and 0.291: all ten are better than the grid, because
# the good rates lie between 0.4 and 1.5, in the dark band, and the grid has no point there. With the rates 0.01, 0.1, 1
# and 10 it would have got 0.224, with 0.02, 0.2, 2 and 20 only 0.433. So a grid of few values depends on luck, too.
#
# Can you tell random search and Optuna apart? Not from this: between the attempts of one method there is more
# difference than between the two methods. One lucky run shows nothing.
#
# </details>
#
# ## A best point at the edge
#
# Look where the grid's best point lies: at 16 units, the largest number on offer. With the rate it is different: 0.3
# lies inside, between rates that were tried and are worse. What does each of the two tell you? Predict what you will
# get with 32 and 64 units at the same rate.

# %%
loss_with_64_units = ...  # a number, such as 0.3

# %%
if written:
    play.predicted(loss_with_64_units)
    edge = {hidden: validate(train_on_batches(0.3, hidden)) for hidden in (8, 16, 32, 64)}
    print(", ".join(f"{hidden} units: {loss:.3f}" for hidden, loss in edge.items()))

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# The loss goes on falling, to 0.294 with 32 units and 0.262 with 64. A best point at the edge of a search says: look
# further, the best value may lie outside. A best point inside, as with the rate, says: look closer, with a finer grid
# around it.
#
# With two hyperparameters all of this takes seconds. With six, a grid of four values each has 4,096 settings, while a
# random search or Optuna takes as many trials as you can afford.
#
# </details>
#
# %% [markdown]
# ## Summary
#
# - Noise keeps a constant rate from arriving: on a bowl of curvature 1 the distance to the minimum ends up with the
#   variance $\frac{\eta}{2 - \eta}\sigma^2$.
# - A schedule is a function of the first rate and of the time, in steps or epochs. It pays where gradients are noisy.
# - A warm-up begins with small rates, because the start may be steep.
# - Draw rates evenly in their logarithm, compare searches with the same number of trials, and choose on validation data.
# - A best value at the edge says: look further.

# %% [markdown]
# ## Recall
#
# **3.** Step decay, every 10 epochs. The first rate was 0.16, and in epoch 35 it is 0.02. Which factor `drop` was used?

# %% exercise="recall-10-5"
recall_10_5 = ...  # a number
### BEGIN SOLUTION
recall_10_5 = 0.5
### END SOLUTION

# %% check="recall-10-5"
check("recall-10-5", recall_10_5)

# %% [markdown]
# **4.** A warm-up of 10 steps to the rate 0.8, then a cosine to 0, which it reaches at step 110. Steps count from 0. What
# is the rate at step 60?

# %% exercise="recall-schedules-and-search-3"
recall_schedules_and_search_3 = ...  # a number
### BEGIN SOLUTION
recall_schedules_and_search_3 = 0.4
### END SOLUTION

# %% check="recall-schedules-and-search-3"
check("recall-schedules-and-search-3", recall_schedules_and_search_3)

# %% [markdown]
# **5.** Rates are drawn between 0.001 and 10, evenly in their logarithm. What share of them will be below 0.1?

# %% exercise="recall-schedules-and-search-4"
recall_schedules_and_search_4 = ...  # a number between 0 and 1
### BEGIN SOLUTION
recall_schedules_and_search_4 = 0.5
### END SOLUTION

# %% check="recall-schedules-and-search-4"
check("recall-schedules-and-search-4", recall_schedules_and_search_4)
