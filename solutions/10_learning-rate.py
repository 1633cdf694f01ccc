# %% [markdown]
# One number decides whether training takes a minute, an hour, or never ends. It is the first thing to look at when a network does not learn, and it can be
# understood: on a bowl you can calculate what every rate does, and close to a minimum every smooth loss is a bowl.
#
# Afterwards you can
#
# - say, before you try it, whether a rate crawls, converges, oscillates or diverges, and why,
# - calculate the largest stable and the best constant rate from the curvatures,
# - name what the rate depends on, and how to change it when that changes,
# - write the usual schedules, a sweep, a range test and a grid search, and do the same with a library.

# %%
import numpy as np

import playground as play
from autograder import check

# %% [markdown]
# ## Two questions from before
#
# **1.** The loss is $\frac12 (w - 3)^2$ and $w = 5$. Where does one step with rate 0.5 lead?

# %% exercise="recall-10-1"
recall_10_1 = ...  # a number
### BEGIN SOLUTION
recall_10_1 = 4
### END SOLUTION

# %% check="recall-10-1"
check("recall-10-1", recall_10_1)

# %% [markdown]
# **2.** A ReLU layer has 50 inputs. What standard deviation do its weights get by He's rule?

# %% exercise="recall-10-2"
recall_10_2 = ...  # a number
### BEGIN SOLUTION
recall_10_2 = 0.2
### END SOLUTION

# %% check="recall-10-2"
check("recall-10-2", recall_10_2)

# %% [markdown]
# ## Play: one slider
#
# On the left a ball rolls on a bowl that is ten times steeper across than along. On the right is what a real network has learned, trained from scratch with each rate on the slider.
# In the middle are both losses. Before each move, say what you expect.
#
# - At which rate does the bowl break? Which direction breaks first?
# - Does the network break at the same rate?
# - How few steps can bring the network to the target? Try other data, too.

# %%
play.learning_rate()

# %% [markdown]
# ## One dimension: the whole truth in one factor
#
# Take chapter:gradient-descent's loss, $L(w) = \frac12 (w - 3)^2$, from fitting $y = wx + 1$ to one point. More generally, let $c$ be its **curvature**, the second derivative:
# $L(w) = \frac{c}{2} (w - w^*)^2$ with its minimum at $w^*$. The slope is $c\,(w - w^*)$, and one step with rate $\eta$ leads from $w$ to $w - \eta c (w - w^*)$. Look at the distance to the
# minimum, $d = w - w^*$:
#
# $$d_{new} = d - \eta c\, d = (1 - \eta c)\, d.$$
#
# Every step multiplies the distance by the same number, $1 - \eta c$. Nothing else happens, so everything can be read from it:
#
# | $\eta c$ | $1 - \eta c$ | what you see |
# |---|---|---|
# | near 0 | just below 1 | crawls |
# | between 0 and 1 | between 0 and 1 | converges from one side |
# | 1 | 0 | arrives in one step |
# | between 1 and 2 | between $-1$ and 0 | jumps over the minimum each time, and converges |
# | 2 | $-1$ | jumps from side to side for ever |
# | above 2 | below $-1$ | diverges |
#
# The distance shrinks exactly if $|1 - \eta c| < 1$, that is for $0 < \eta < 2/c$. The number $|1 - \eta c|$ is the **contraction factor**. After $k$ steps the distance is $|1 - \eta c|^k$ times what it was, and the loss,
# which is quadratic in it, $|1 - \eta c|^{2k}$ times.
#
# **By hand.** $c = 1$, start $w = 5$, so $d = 2$. With $\eta = 0.5$ the factor is 0.5: distances 2, 1, 0.5, 0.25. With $\eta = 1.5$ it is 0.5 as well, and the signs alternate: 2, $-1$, 0.5, $-0.25$. With $\eta = 2.5$ it is 1.5: 2,
# $-3$, 4.5, $-6.75$.
#
# **A faded example.** Curvature 4, rate 0.3, start at distance 5. You should see distances 5, $-1$ and 0.2.

# %%
factor = 1 - 0.3 * 4
first = factor * 5
second = ...
factor, first, second

# %% [markdown]
# Check the table with the ball of chapter:gradient-descent: curvature 1, rates from 0 to 2.2.

# %%
play.ball()

# %% [markdown]
# ## Exercise 1


# %% exercise="contraction_factor"
def contraction_factor(lr, curvature):
    """How many times as far from the minimum a step leads; never negative.

    lr : number or array > 0, the learning rate
    curvature : number > 0, the second derivative of the loss
    returns : number or array like lr, >= 0

    Example: contraction_factor(1.5, 1.0) is 0.5. That is half as far, on the other side.
    """
    ### BEGIN SOLUTION
    return np.abs(1 - lr * curvature)
    ### END SOLUTION


# %% check="contraction_factor"
check(contraction_factor)

# %% [markdown]
# ## Two dimensions and more: the steepest direction decides
#
# A bowl in several dimensions is $L(u) = \frac12 u^{\top} H u$, with the minimum at 0 and a symmetric matrix $H$, the **Hessian**: its entries are the second derivatives. The gradient is $Hu$, and a step leads to
#
# $$u_{new} = u - \eta H u = (I - \eta H)\, u.$$
#
# A symmetric matrix has directions, its **eigenvectors** $q_i$, perpendicular to each other, in which it only stretches: $H q_i = \lambda_i q_i$. Write $u$ as a sum of them, $u = \sum d_i q_i$:
#
# $$u_{new} = \sum_i (1 - \eta \lambda_i)\, d_i\, q_i.$$
#
# So each direction lives its own one-dimensional life, with the eigenvalue $\lambda_i$ as its curvature and the factor $|1 - \eta \lambda_i|$. There is one rate for all of them:
#
# - **The limit.** All directions converge exactly if $\eta < 2/\lambda_i$ for every $i$, that is $\eta < 2/\lambda_{max}$. The steepest direction breaks first.
# - **The price.** The flattest direction has the factor $1 - \eta \lambda_{min}$, and $\eta$ cannot be larger than $2/\lambda_{max}$. If $\lambda_{max}$ is a hundred times $\lambda_{min}$, the flat direction crawls. The ratio
#   $\kappa = \lambda_{max}/\lambda_{min}$ is the **condition number**, and a bowl with a large one is *ill-conditioned*.
# - **The best.** As $\eta$ grows, $1 - \eta\lambda_{min}$ falls, and from $1/\lambda_{max}$ on $|1 - \eta\lambda_{max}| = \eta\lambda_{max} - 1$ rises. The larger of the two is smallest where they meet:
#
# $$1 - \eta\lambda_{min} = \eta\lambda_{max} - 1 \quad\Longrightarrow\quad \eta_{best} = \frac{2}{\lambda_{min} + \lambda_{max}}, \qquad \text{with the factor } \frac{\lambda_{max} - \lambda_{min}}{\lambda_{max} + \lambda_{min}} = \frac{\kappa - 1}{\kappa + 1}.$$
#
# With $\kappa = 10$ the factor is $9/11 \approx 0.82$: 12 steps make the distance ten times smaller. With $\kappa = 1000$ it is 0.998, and that takes 1,152 steps.
#
# A network's loss is no bowl, but near any point it looks like one (Taylor's formula up to the second term), with a Hessian that changes as the weights do. So the limit moves during training, and nobody calculates it for
# millions of weights. What stays true: a rate that is too large breaks in the steepest direction, at once and visibly, and a rate that is too small crawls along the flat ones.
#
# **By hand.** $H = \begin{pmatrix} 4 & 0\\ 0 & 1 \end{pmatrix}$: the limit is $2/4 = 0.5$, the best rate $2/(1 + 4) = 0.4$, with the factor 0.6 in both directions.
#
# ## Exercises 2 and 3
#
# `np.linalg.eigvalsh(H)` returns the eigenvalues of a symmetric matrix, smallest first.


# %% exercise="largest_stable_lr"
def largest_stable_lr(H):
    """The rate up to which gradient descent on u^T H u / 2 converges.

    H : array, shape (d, d), symmetric, all eigenvalues positive
    returns : number > 0

    Example: largest_stable_lr(np.array([[4, 0], [0, 1]])) is 0.5.
    """
    ### BEGIN SOLUTION
    return 2 / np.linalg.eigvalsh(H)[-1]
    ### END SOLUTION


# %% check="largest_stable_lr"
check(largest_stable_lr)


# %% exercise="best_constant_lr"
def best_constant_lr(H):
    """The constant rate with which gradient descent on u^T H u / 2 converges fastest in its slowest direction.

    H : array, shape (d, d), symmetric, all eigenvalues positive
    returns : number > 0

    Example: best_constant_lr(np.array([[4, 0], [0, 1]])) is 0.4.
    """
    ### BEGIN SOLUTION
    values = np.linalg.eigvalsh(H)
    return 2 / (values[0] + values[-1])
    ### END SOLUTION


# %% check="best_constant_lr"
check(best_constant_lr)

# %% [markdown]
# **Predict, then run.** $H = \begin{pmatrix} 2.5 & 1.5\\ 1.5 & 2.5 \end{pmatrix}$ has the eigenvalues 4 (along the diagonal, (1, 1)) and 1 (across it). The start is $(2, 1)$. What will 20 steps do with the rates 0.05, 0.4, 0.5 and 0.6? At 0.5, what is left of the
# start?

# %%
H = np.array([[2.5, 1.5], [1.5, 2.5]])
for lr in (0.05, 0.4, 0.5, 0.6):
    u = np.array([2.0, 1.0])
    for _ in range(20):
        u = u - lr * H @ u
    print(f"rate {lr}: after 20 steps u = ({u[0]:.5f}, {u[1]:.5f})")

# %% [markdown]
# At 0.5, the limit, the direction with curvature 4 jumps from side to side for ever: the start's share along $(1, 1)$, which is $(1.5, 1.5)$, stays, and the rest is gone.
#
# ## What does the learning rate depend on?
#
# There is no good learning rate as such, only one for a loss, a network, its data and a way of stepping. The two formulas say what to look at: whatever stretches the curvature by a factor shrinks the rate by it.
#
# - **The loss.** SSE, MSE and RMSE have the same minimum. They do not "have the same effect": SSE's gradient is $n$ times MSE's, so its curvature is too, and its rate must be $n$ times smaller. A sum over samples ties the
#   rate to the size of the data set; a mean does not. The factor $\frac12$ in front doubles the rate. RMSE's slope does not even shrink on the way to a perfect fit.
# - **The scale of the features.** In linear regression $H = \frac{2}{n} X^{\top} X$. A feature in centimeters instead of meters is 100 times larger, and its curvature 10,000 times. Features of equal scale make $\kappa$ small; chapter:generalization does that.
# - **The network.** More inputs, more layers, larger weights: more curvature. This is one reason for chapter:initialization's rules.
# - **The noise.** A batch of 16 gives a gradient with noise; its size is part of what the rate multiplies. At a constant rate the weights end up trembling around the minimum. Larger batches allow larger rates, up to the limit of the
#   curvature, which noise cannot lift.
# - **The optimizer.** Adam divides by the gradient's size. A good rate for it has another unit, and another value (chapter:optimizers).
#
# So after each change of these, look for the rate again. Here are the first two at work:

# %%
rng = np.random.default_rng(0)
X = rng.normal(size=(50, 2))
for name, H in {
    "MSE": 2 / 50 * X.T @ X,
    "SSE": 2 * X.T @ X,
    "MSE, feature 1 in other units (times 100)": 2 / 50 * (X * [100, 1]).T @ (X * [100, 1]),
}.items():
    values = np.linalg.eigvalsh(H)
    print(f"{name}: limit {2 / values[-1]:.6f}, condition number {values[-1] / values[0]:.1f}")

# %% [markdown]
# ## Schedules: large steps first, small steps later
#
# Far away large steps save time; close to the minimum they only tremble. So the rate may fall during training. A **schedule** is a function of the time $t$. It is not applied "once per training": $t$ counts steps or epochs, and one must
# say which, because there are many steps in an epoch. Below, $\eta_0$ is the first rate.
#
# | name | rate at time $t$ |
# |---|---|
# | step decay | $\eta_0 \cdot \text{drop}^{\lfloor t/\text{every} \rfloor}$, where drop is the factor that is kept |
# | exponential | $\eta_0\, e^{-\text{rate} \cdot t}$ |
# | linear | a straight line from $\eta_0$ to $\eta_{end}$ at $t = \text{total}$; $\eta_{end}$ from then on |
# | inverse time | $\eta_0 / (1 + \text{rate} \cdot t)$ |
# | cosine | $\eta_{end} + (\eta_0 - \eta_{end})\,\frac{1 + \cos(\pi t/\text{total})}{2}$; $\eta_{end}$ from $t = \text{total}$ on |
#
# Each is a function of $t$ and the *first* rate, not of the last one. Multiplying $e^{-\text{rate} \cdot t}$ onto the rate of the step before makes it decay again and again, and after a few steps nothing is left of it.
#
# **By hand.** Step decay with $\eta_0 = 1$, drop 0.5, every 10: at $t = 25$ two drops are behind us, $\lfloor 2.5 \rfloor = 2$, and the rate is 0.25. Cosine from 1 to 0 with total 10: at $t = 5$ it is $\frac{1 + 0}{2} = 0.5$.

# %%
play.schedules()

# %% [markdown]
# ## Exercises 4 to 8
#
# `t` may be a number or an array of any shape.


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


# %% exercise="exponential_decay"
def exponential_decay(lr0, rate, t):
    """lr0 exp(-rate t).

    lr0, rate : numbers > 0
    t : number or array >= 0
    returns : like t

    Example: exponential_decay(1.0, 0.5, 2) is np.exp(-1), which is 0.36788.
    """
    ### BEGIN SOLUTION
    return lr0 * np.exp(-rate * np.asarray(t))
    ### END SOLUTION


# %% check="exponential_decay"
check(exponential_decay)


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


# %% exercise="inverse_time_decay"
def inverse_time_decay(lr0, rate, t):
    """lr0 / (1 + rate t).

    lr0, rate : numbers > 0
    t : number or array >= 0
    returns : like t

    Example: inverse_time_decay(1.0, 0.5, 2) is 0.5.
    """
    ### BEGIN SOLUTION
    return lr0 / (1 + rate * np.asarray(t))
    ### END SOLUTION


# %% check="inverse_time_decay"
check(inverse_time_decay)


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
# ## Finding a rate
#
# Five ways, from free to thorough.
#
# 1. **Experience.** For a loss that is a mean, on inputs of size about one, people begin at 0.1 for gradient descent and at 0.001 for Adam.
# 2. **The literature.** Somebody has trained a network like yours. Their rate belongs to their batch size, their loss and their schedule: take all of it.
# 3. **A sweep.** Train with several rates, each three or ten times the last, and compare the losses at the end. Rates live on a logarithmic scale: between 0.1 and 0.2 lies more than between 0.8 and 0.9.
# 4. **A range test.** One short run, in which the rate grows with every step. The loss falls, falls faster, and at last blows up. Where it fell fastest is a good rate; the smallest loss itself comes too late, just before the end.
# 5. **A search** over several hyperparameters together, judged on a **validation set**: samples that the training does not see. What is chosen on the training set is chosen for what it has memorized (chapter:generalization).
#
# Runs that diverge are part of all this. Their loss is inf or NaN, and NaN is treacherous: `np.argmin` takes it for the smallest number, and every comparison with it is false. Turn it into inf first.
#
# ## Exercises 9 to 11


# %% exercise="sweep"
def sweep(final_loss, lrs):
    """Train with each rate and choose the best.

    final_loss : function; final_loss(lr) trains with that rate and returns the loss at the end
    lrs : list or array of numbers > 0
    returns : (best_lr, losses); losses has one number for each rate, inf for each that is not finite;
        best_lr is the rate with the smallest one, None if all of them diverged

    Example: With losses = {0.01: 1.0, 10: np.nan, 0.1: 0.3},
    sweep(lambda lr: losses[lr], [0.01, 10, 0.1]) is (0.1, [1.0, np.inf, 0.3]).
    """
    ### BEGIN SOLUTION
    losses = np.array([final_loss(lr) for lr in lrs], dtype=float)
    losses[~np.isfinite(losses)] = np.inf
    return (lrs[np.argmin(losses)] if np.isfinite(losses).any() else None), losses
    ### END SOLUTION


# %% check="sweep"
check(sweep)


# %% exercise="range_test"
def range_test(losses, lrs):
    """Choose a rate from one run in which it grew with every step.

    losses : array, shape (k,), the loss measured with each rate
    lrs : array, shape (k,), growing
    returns : number; among the steps from one rate to the next, up to the smallest loss, the one with the steepest
        fall of the loss per unit of log(lr): its smaller rate

    Example: range_test([2.3, 2.1, 1.2, 0.7, 3.0], [0.001, 0.01, 0.1, 1.0, 10.0]) is 0.01.
    """
    ### BEGIN SOLUTION
    end = np.argmin(losses) + 1
    slopes = np.diff(losses[:end]) / np.diff(np.log(lrs[:end]))
    return lrs[np.argmin(slopes)]
    ### END SOLUTION


# %% check="range_test"
check(range_test)


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
# ## All of it on a real network
#
# A network of chapter:backpropagation's kind, with tanh and logits, tells the inside of a ring from the outside. Half of the samples train, half validate. `train` returns the weights and the losses on the way; a rate may be a number or a schedule.

# %%
rng = np.random.default_rng(4)
X = rng.uniform(-1, 1, (200, 2))
T = (np.sum(X**2, axis=1, keepdims=True) < 0.5).astype(float)
X_train, T_train, X_val, T_val = X[:100], T[:100], X[100:], T[100:]


def forward(weights, X):
    V, a, W, b = weights
    return np.tanh(X @ V + a) @ W + b


def cross_entropy(Z, T):
    """Chapter:losses's bce_logits, stable for large logits."""
    return np.mean(np.logaddexp(0, Z) - T * Z)


def train(lr, hidden=8, steps=300):
    """Full-batch gradient descent; lr is a number, or a function of the step."""
    rng = np.random.default_rng(0)
    V, a = rng.normal(size=(2, hidden)) * np.sqrt(2 / (2 + hidden)), np.zeros(hidden)
    W, b = rng.normal(size=(hidden, 1)) * np.sqrt(2 / (hidden + 1)), np.zeros(1)
    losses = []
    for t in range(steps):
        H = np.tanh(X_train @ V + a)
        Z = H @ W + b
        losses.append(cross_entropy(Z, T_train))
        dZ = (0.5 * (1 + np.tanh(Z / 2)) - T_train) / len(X_train)
        dS = (dZ @ W.T) * (1 - H**2)
        rate = lr(t) if callable(lr) else lr
        V, a = V - rate * X_train.T @ dS, a - rate * dS.sum(axis=0)
        W, b = W - rate * H.T @ dZ, b - rate * dZ.sum(axis=0)
    return (V, a, W, b), losses


# %% [markdown]
# First a sweep, then a range test (one run of 300 steps, in which the rate grows from 0.01 to 100), then a schedule against a constant rate. Before you run it: which rate, within a factor of three, do you expect?

# %%
if check(sweep).passed and check(range_test).passed and check(cosine_decay).passed:
    lrs = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100]
    best, finals = sweep(lambda lr: train(lr)[1][-1], lrs)
    print("sweep:     ", ", ".join(f"{lr:g}: {loss:.3f}" for lr, loss in zip(lrs, finals)), "-> best", best)
    growing = np.geomspace(0.01, 100, 300)
    losses = train(lambda t: growing[t])[1]
    print(f"range test: the loss fell fastest at {range_test(np.array(losses), growing):.2g}")
    constant, decayed = train(10)[1][-1], train(lambda t: cosine_decay(10, 0.1, 300, t))[1][-1]
    print(f"rate 10:    constant {constant:.3f}, with cosine decay {decayed:.3f}")
else:
    print("This cell needs sweep, range_test and cosine_decay: come back when their checks pass.")

# %% [markdown]
# The sweep trained nine times, the range test once. Expect them to agree within a factor of three or so, not more: the one looks at the end, the other at a moment. Now a grid over two hyperparameters, judged on the validation set, and then the same problem with a
# well-kept library. [Optuna](https://optuna.org) does not walk through a grid: it draws a setting, looks at the loss, and draws the next one where the losses so far were small.

# %%
import optuna


def validate(model):
    weights, _ = model
    return cross_entropy(forward(weights, X_val), T_val)


def objective(trial):
    lr = trial.suggest_float("lr", 0.01, 100, log=True)
    hidden = trial.suggest_int("hidden", 2, 16)
    return validate(train(lr, hidden))


if check(grid_search).passed:
    setting = grid_search(train, validate, {"lr": [0.03, 0.3, 3, 30], "hidden": [2, 4, 8, 16]})
    print(f"grid of 16:  {setting}, validation loss {validate(train(**setting)):.4f}")
else:
    print("The grid needs grid_search: come back when its check passes.")
optuna.logging.set_verbosity(optuna.logging.WARNING)
study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=1))
study.optimize(objective, n_trials=32)
print(
    f"Optuna, 32:  lr {study.best_params['lr']:.3g}, hidden {study.best_params['hidden']}, validation loss {study.best_value:.4f}"
)

# %% [markdown]
# Optuna finds rates between the points of the grid. With two hyperparameters and a few seconds both do; with six a grid of four values each has 4,096 settings, and searching cleverly pays.
#
# Your own step can drive the figure at the top, too. Here is plain descent; change it, and see what breaks.


# %%
def my_step(w, grad, lr):
    return w - lr * grad


play.learning_rate(my_step)

# %% [markdown]
# ## Summary
#
# - On a bowl each step multiplies the distance along a direction of curvature $\lambda$ by $1 - \eta\lambda$.
# - It converges for $\eta < 2/\lambda_{max}$; the best constant rate is $2/(\lambda_{min} + \lambda_{max})$; the ratio of the two decides how long it takes.
# - The rate depends on the loss (sum or mean), the features' scale, the network, the noise and the optimizer.
# - A schedule is a function of the step or the epoch and of the first rate. Say which.
# - Look for rates on a logarithmic scale; choose on validation data; a run that is not finite has lost.

# %% [markdown]
# ## Recall
#
# **3.** The curvature is 4 and the rate 0.6. What does gradient descent do?

# %% exercise="recall-10-3"
recall_10_3 = ...  # "converges", "oscillates" (for ever, or until it has converged) or "diverges"
### BEGIN SOLUTION
recall_10_3 = "diverges"
### END SOLUTION

# %% check="recall-10-3"
check("recall-10-3", recall_10_3)

# %% [markdown]
# **4.** A Hessian has the eigenvalues 1, 20 and 100. Up to which rate does gradient descent converge?

# %% exercise="recall-10-4"
recall_10_4 = ...  # a number
### BEGIN SOLUTION
recall_10_4 = 0.02
### END SOLUTION

# %% check="recall-10-4"
check("recall-10-4", recall_10_4)

# %% [markdown]
# **5.** Step decay, first rate 1, drop 0.5, every 10 epochs. What is the rate in epoch 25?

# %% exercise="recall-10-5"
recall_10_5 = ...  # a number
### BEGIN SOLUTION
recall_10_5 = 0.25
### END SOLUTION

# %% check="recall-10-5"
check("recall-10-5", recall_10_5)
