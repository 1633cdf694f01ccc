# %% [markdown]
# One number decides whether training takes a minute, an hour, or never ends. When a network does not learn, look at its
# learning rate first. And the rate can be understood: on a bowl you can calculate what every rate does, and close to a
# minimum a smooth loss is nearly always a bowl.
#
# Afterwards you can
#
# - say, before you try a rate, whether descent will crawl, converge, oscillate or diverge, and why,
# - calculate the largest stable rate and the best constant rate from the curvatures,
# - name what the rate depends on, and how to change it when one of these things changes,
# - write the usual schedules, a sweep, a range test and a grid search, and search with a library.

# %%
import numpy as np

import playground as play
from autograder import check

# %% [markdown]
# ## Two questions from before
#
# **1.** The loss is $\frac12 (w - 3)^2$ and $w = 5$. To which $w$ does one step with rate 0.5 lead?

# %% exercise="recall-10-1"
recall_10_1 = ...  # a number
### BEGIN SOLUTION
recall_10_1 = 4
### END SOLUTION

# %% check="recall-10-1"
check("recall-10-1", recall_10_1)

# %% [markdown]
# **2.** A ReLU layer has 50 inputs. Which standard deviation does He's rule give its weights?

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
# On the left, descent on a bowl that is ten times as steep across the valley as along it. On the right, what a real
# network has learned; it is trained from scratch at every rate you choose. In the middle are both losses. The figure
# starts with a rate of 3.2 and data in a ring. Before each move, say what you expect.
#
# - At which rate does the bowl break? Which direction breaks first?
# - Does the network break at the same rate?
# - How few steps can bring the network to the target? Try other data, too.

# %%
play.learning_rate()

# %% [markdown]
# <details><summary><b>What you should have seen</b></summary>
#
# The bowl breaks at 4, which is 2 divided by its larger curvature, 0.5; it breaks across the valley, in the steep
# direction. The network does not care about the bowl's limit. At a rate of 6.3 it still learns the ring, and faster
# than at 3.2. At 10 it is ruined: its loss ends near where it began. Between 7 and 20 it is a matter of luck. A network
# has no single limit, because its curvature changes with its weights; on two moons this network even learns at 31.6,
# the slider's end.
#
# </details>
#
# ## One dimension: one factor decides everything
#
# Take chapter:gradient-descent's loss, $L(w) = \frac12 (w - 3)^2$, from fitting $y = wx + 1$ to one point. More
# generally, let $c$ be the **curvature**, the loss's second derivative: $L(w) = \frac{c}{2} (w - w^*)^2$ with its
# minimum at $w^*$. The slope is $c\,(w - w^*)$, and one step with rate $\eta$ leads from $w$ to $w - \eta c (w - w^*)$.
# Look at the signed distance to the minimum, $d = w - w^*$:
#
# $$d_{new} = d - \eta c\, d = (1 - \eta c)\, d.$$
#
# Every step multiplies the distance by the same number, $1 - \eta c$. So this number tells everything:
#
# | $\eta c$ | $1 - \eta c$ | what you see |
# |---|---|---|
# | near 0 | just below 1 | crawls |
# | between 0 and 1 | between 0 and 1 | converges from one side |
# | 1 | 0 | arrives in one step |
# | between 1 and 2 | between $-1$ and 0 | jumps over the minimum each time, and converges |
# | 2 | $-1$ | jumps from side to side forever |
# | above 2 | below $-1$ | diverges |
#
# The distance shrinks if and only if $|1 - \eta c| < 1$, which means $0 < \eta < 2/c$. The number $|1 - \eta c|$ is the
# **contraction factor**. After $k$ steps the distance is $|1 - \eta c|^k$ times what it was, and the loss, which is
# quadratic in the distance, is $|1 - \eta c|^{2k}$ times what it was.
#
# **By hand.** $c = 1$, start $w = 5$, so $d = 2$. With $\eta = 0.5$ the factor is 0.5: distances 2, 1, 0.5, 0.25. With
# $\eta = 1.5$ it is 0.5 as well, and the signs alternate: 2, $-1$, 0.5, $-0.25$. With $\eta = 2.5$ it is 1.5: 2, $-3$,
# 4.5, $-6.75$.
#
# **A faded example.** The curvature is 4, the rate 0.3, and the start at distance 5. You should see the factor $-0.2$
# and the distances $-1$ and 0.2.

# %%
factor = 1 - 0.3 * 4
first = factor * 5
second = ...
factor, first, second

# %% [markdown]
# Check the table with the ball of chapter:gradient-descent. Its curvature is 1, and its rate goes up to 2.2.

# %%
play.ball()

# %% [markdown]
# ## Exercise 1: the factor of a step


# %% exercise="contraction_factor"
def contraction_factor(lr, curvature):
    """The factor by which a step multiplies the distance to the minimum; never negative.

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
# A bowl in several dimensions is $L(u) = \frac12 u^{\top} H u$, with the minimum at 0. The matrix $H$ is symmetric; its
# entries are the second derivatives of $L$, and it is called the **Hessian**. The gradient is $Hu$, and a step leads to
#
# $$u_{new} = u - \eta H u = (I - \eta H)\, u.$$
#
# In general a matrix turns a vector and stretches it. But every symmetric matrix has some directions that it does not
# turn. Try $H = \begin{pmatrix} 2.5 & 1.5\\ 1.5 & 2.5 \end{pmatrix}$ on two directions:
#
# $$\begin{pmatrix} 2.5 & 1.5\\ 1.5 & 2.5 \end{pmatrix} \begin{pmatrix} 1\\ 1 \end{pmatrix} =
# \begin{pmatrix} 4\\ 4 \end{pmatrix} = 4 \begin{pmatrix} 1\\ 1 \end{pmatrix},
# \qquad \begin{pmatrix} 2.5 & 1.5\\ 1.5 & 2.5 \end{pmatrix} \begin{pmatrix} 1\\ -1 \end{pmatrix} = 1
# \begin{pmatrix} 1\\ -1 \end{pmatrix}.$$
#
# Such a direction is called an **eigenvector** $q$, and the factor by which it is stretched an **eigenvalue**
# $\lambda$: $H q = \lambda q$. A symmetric matrix with $k$ rows has $k$ eigenvectors $q_1, \dots, q_k$ that are
# perpendicular to each other. So every vector can be written as a sum of them, $u = \sum_i d_i\, q_i$, and each term
# goes its own way:
#
# $$u_{new} = \sum_i (1 - \eta \lambda_i)\, d_i\, q_i.$$
#
# So along each eigenvector descent is one-dimensional, with the eigenvalue $\lambda_i$ as the curvature and the factor
# $|1 - \eta \lambda_i|$. But there is one rate for all directions:
#
# - **The limit.** All directions converge if and only if $\eta < 2/\lambda_i$ for every $i$, which means
#   $\eta < 2/\lambda_{max}$. The steepest direction breaks first.
# - **The price.** The flattest direction has the factor $1 - \eta \lambda_{min}$, and $\eta$ cannot be larger than
#   $2/\lambda_{max}$. If $\lambda_{max}$ is a hundred times $\lambda_{min}$, the flat direction crawls. The ratio
#   $\kappa = \lambda_{max}/\lambda_{min}$ is the **condition number**, and a bowl with a large one is
#   *ill-conditioned*.
# - **The best constant rate.** As $\eta$ grows, $1 - \eta\lambda_{min}$ falls, while from $\eta = 1/\lambda_{max}$ on
#   $|1 - \eta\lambda_{max}| = \eta\lambda_{max} - 1$ rises. The larger of the two is smallest where they meet:
#
# $$1 - \eta\lambda_{min} = \eta\lambda_{max} - 1
# \quad\Longrightarrow\quad \eta_{best} = \frac{2}{\lambda_{min} + \lambda_{max}},
# \qquad \text{with the factor } \frac{\lambda_{max} - \lambda_{min}}{\lambda_{max} + \lambda_{min}} =
# \frac{\kappa - 1}{\kappa + 1}.$$
#
# With $\kappa = 10$ the factor is $9/11 \approx 0.82$, and 12 steps make the distance ten times smaller. With
# $\kappa = 1000$ it is 0.998, and the same takes 1,152 steps.
#
# A network's loss is no bowl. Near a minimum it looks like one (Taylor's formula up to second order); elsewhere there
# are slopes and saddles, and the Hessian changes as the weights do. So the limit moves during training, and nobody
# calculates it for millions of weights. What remains true: a rate that is too large breaks in the steepest direction,
# at once and visibly, and a rate that is too small crawls along the flat directions.
#
# **By hand.** $H = \begin{pmatrix} 4 & 0\\ 0 & 1 \end{pmatrix}$ stretches the first axis by 4 and the second by 1. The
# limit is $2/4 = 0.5$ and the best rate $2/(1 + 4) = 0.4$, with the factor 0.6 in both directions.
#
# NumPy finds the eigenvalues of a symmetric matrix, smallest first. Run the cell; the comments say what you should see.

# %%
H = np.array([[2.5, 1.5], [1.5, 2.5]])
values = np.linalg.eigvalsh(H)
print(values.round(6))  # [1. 4.]
print((H @ np.array([1, 1])).round(6))  # [4. 4.]

# %% [markdown]
# ## Exercise 2: the limit


# %% exercise="largest_stable_lr"
def largest_stable_lr(H):
    """The limit below which every rate makes gradient descent on u^T H u / 2 converge.

    H : array, shape (d, d), symmetric, all eigenvalues positive
    returns : number > 0

    Example: largest_stable_lr(np.array([[4, 0], [0, 1]])) is 0.5.
    """
    ### BEGIN SOLUTION
    return 2 / np.linalg.eigvalsh(H)[-1]
    ### END SOLUTION


# %% check="largest_stable_lr"
check(largest_stable_lr)


# %% [markdown]
# ## Exercise 3: the best constant rate


# %% exercise="best_constant_lr"
def best_constant_lr(H):
    """The constant rate at which the slowest direction of gradient descent on u^T H u / 2 is as fast as possible.

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
# ## Predict, then run
#
# The matrix from above, $H = \begin{pmatrix} 2.5 & 1.5\\ 1.5 & 2.5 \end{pmatrix}$, has the eigenvalue 4 along $(1, 1)$
# and 1 along $(1, -1)$. The start is $(2, 1) = 1.5\,(1, 1) + 0.5\,(1, -1)$. After 20 steps with the rate 0.5: which
# point do you expect? And which of the four rates below ends closest to 0?

# %%
point_at_half = (..., ...)
closest_rate = ...  # 0.05, 0.4, 0.5 or 0.6

# %%
print("My prediction: rate 0.5 ends at", point_at_half, "and the closest is", closest_rate)
for lr in (0.05, 0.4, 0.5, 0.6):
    u = np.array([2.0, 1.0])
    for _ in range(20):
        u = u - lr * H @ u
    print(f"rate {lr}: after 20 steps u = ({u[0]:.5f}, {u[1]:.5f})")

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# At 0.5, the limit, the direction with curvature 4 has the factor $-1$: the part $(1.5, 1.5)$ of the start jumps from
# side to side forever, and after an even number of steps it is back. The other part is halved 20 times. So $u$ is
# $(1.5, 1.5)$. The rate 0.4 is the best constant rate, $2/(1 + 4)$, and ends closest to 0; at 0.6 the steep direction
# has the factor $-1.4$ and diverges.
#
# </details>
#
# ## What does the learning rate depend on?
#
# There is no good learning rate in itself, only a good rate for a loss, a network, its data and a way of stepping. The
# two formulas say what to look at: multiplying the curvature by a factor divides the rate by that factor.
#
# - **The loss.** SSE, MSE and RMSE have the same minimizer, but they do not "have the same effect": SSE's gradient is
#   $n$ times MSE's. Its curvature is $n$ times as large too, so its rate must be $n$ times smaller. A sum over samples
#   ties the rate to the size of the data set; a mean does not. A factor $\frac12$ in front of the loss doubles the
#   rate. And RMSE's slope does not even shrink on the way to a perfect fit.
# - **The scale of the features.** In linear regression $H = \frac{2}{n} X^{\top} X$. A feature in centimeters instead
#   of meters is 100 times larger, and its curvature is 10,000 times larger. Features of equal scale make $\kappa$
#   small; chapter:generalization takes care of that.
# - **The network.** More inputs, more layers, larger weights: more curvature. This is one reason for the rules of
#   chapter:initialization.
# - **The noise.** The gradient of a mini-batch is noisy, and each step multiplies the noise by the rate. At a constant
#   rate the weights end up trembling around the minimum. Larger batches allow larger rates, but only up to the limit
#   that the curvature sets.
# - **The optimizer.** Adam divides the gradient by its size. So a good rate for Adam has a different meaning, and a
#   different value (chapter:optimizers).
#
# So if one of these changes, look for the rate again. Here are the first two at work:

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
# Far from the minimum large steps save time; close to it, with noisy gradients, they only tremble. So the rate may fall
# during training. A **schedule** is a function of the time $t$. It is not applied "once per training": $t$ counts steps
# or epochs, and one must say which, because an epoch has many steps. Below, $\eta_0$ is the first rate, and $\gamma$ is
# a decay constant (the argument `rate` in the exercises: a different number from the learning rate).
#
# | name | rate at time $t$ |
# |---|---|
# | step decay | $\eta_0 \cdot \text{drop}^{\lfloor t/\text{every} \rfloor}$, where drop is the factor that is kept and $\lfloor x \rfloor$ is $x$ rounded down |
# | exponential | $\eta_0\, e^{-\gamma t}$ |
# | linear | a straight line from $\eta_0$ to $\eta_{end}$ at $t = \text{total}$; $\eta_{end}$ from then on |
# | inverse time | $\eta_0 / (1 + \gamma t)$ |
# | cosine | $\eta_{end} + (\eta_0 - \eta_{end})\,\frac{1 + \cos(\pi t/\text{total})}{2}$; $\eta_{end}$ from $t = \text{total}$ on |
#
# Each is a function of $t$ and the *first* rate, not of the previous one. If you multiply the previous rate by
# $e^{-\gamma t}$ in every step, the decays pile up, and after a few steps nothing is left of the rate.
#
# **By hand.** Step decay with $\eta_0 = 1$, drop 0.5, every 10: at $t = 25$ the rate has dropped twice,
# $\lfloor 2.5 \rfloor = 2$, and is 0.25. Cosine from 1 to 0 with total 10: at $t = 5$ it is $\frac{1 + 0}{2} = 0.5$.

# %%
play.schedules()

# %% [markdown]
# In the exercises `t` may be a number or an array of any shape. NumPy's operations take both; the comments say what you
# should see.

# %%
t = np.array([0, 9, 10, 25])
print(t // 10)  # [0 0 1 2]
print(0.5 ** (t // 10))  # [1.   1.   0.5  0.25]
print(np.minimum(t / 10, 1))  # [0.  0.9 1.  1. ]

# %% [markdown]
# ## Exercise 4: step decay


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
# ## Exercise 5: exponential decay


# %% exercise="exponential_decay"
def exponential_decay(lr0, rate, t):
    """lr0 exp(-rate t).

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
# ## Exercise 6: linear decay


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
# ## Exercise 7: inverse-time decay


# %% exercise="inverse_time_decay"
def inverse_time_decay(lr0, rate, t):
    """lr0 / (1 + rate t).

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
# ## Exercise 8: cosine decay


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
# Here are five ways, from free to thorough.
#
# 1. **Experience.** For a loss that is a mean, on inputs of size about one, people begin at 0.1 for gradient descent
#    and at 0.001 for Adam.
# 2. **The literature.** Somebody has trained a network like yours. Their rate belongs to their batch size, their loss
#    and their schedule: copy all of it.
# 3. **A sweep.** Train with several rates, each three or ten times the previous one, and compare the losses at the end.
#    Rates live on a logarithmic scale: from 0.1 to 0.2 is a larger change than from 0.8 to 0.9.
# 4. **A range test.** Do one short run, in which the rate grows with every step. The loss falls, falls faster, and at
#    last blows up. The rate at which it fell fastest is a good rate, or a third of it to be safe; the rate at the
#    smallest loss comes too late, just before the end.
# 5. **A search** over several hyperparameters together, judged on a **validation set**: samples that the training does
#    not see. A choice made on the training set rewards memorizing (chapter:generalization).
#
# Runs that diverge are part of all this. Their loss is inf or NaN ("not a number"), and NaN is treacherous: every
# comparison with NaN is false, and `np.argmin` takes it for the smallest number. So turn NaN into inf first.

# %%
losses = np.array([0.7, np.nan, 0.3, np.inf])
print(np.argmin(losses))  # 1
print(np.isfinite(losses))  # [ True False  True False]
losses[~np.isfinite(losses)] = np.inf
print(np.argmin(losses))  # 2
print(np.diff([2.3, 2.1, 1.2]).round(6))  # [-0.2 -0.9]

# %% [markdown]
# ## Exercise 9: a sweep


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


# %% [markdown]
# ## Exercise 10: a range test


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


# %% [markdown]
# ## Exercise 11: a grid search


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
# A network of chapter:backpropagation's kind, with tanh and logits, tells the inside of a ring from the outside. Half
# of the samples train, half validate. `train` returns the weights and the training loss before every step. The rate may
# be a number or a schedule; a batch may be all 100 training samples, or fewer that are drawn at random.

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


def train(lr, hidden=8, steps=300, batch=100, seed=0):
    """Gradient descent; lr is a number, or a function of the step."""
    rng = np.random.default_rng(seed)
    V, a = rng.normal(size=(2, hidden)) * np.sqrt(2 / (2 + hidden)), np.zeros(hidden)
    W, b = rng.normal(size=(hidden, 1)) * np.sqrt(2 / (hidden + 1)), np.zeros(1)
    losses = []
    for t in range(steps):
        losses.append(cross_entropy(forward((V, a, W, b), X_train), T_train))
        rows = slice(None) if batch == 100 else rng.permutation(100)[:batch]
        X, T = X_train[rows], T_train[rows]
        H = np.tanh(X @ V + a)
        dZ = (0.5 * (1 + np.tanh((H @ W + b) / 2)) - T) / len(X)
        dS = (dZ @ W.T) * (1 - H**2)
        rate = lr(t) if callable(lr) else lr
        V, a = V - rate * X.T @ dS, a - rate * dS.sum(axis=0)
        W, b = W - rate * H.T @ dZ, b - rate * dZ.sum(axis=0)
    return (V, a, W, b), losses


# %% [markdown]
# First your sweep with nine rates, then your range test: one run of 300 steps, in which the rate grows from 0.01 to
# 100. Which of the nine rates, do you think, will win the sweep?

# %%
best_rate = ...  # one of 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100

# %%
if check(sweep).passed and check(range_test).passed:
    print("My prediction:", best_rate)
    lrs = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100]
    best, finals = sweep(lambda lr: train(lr)[1][-1], lrs)
    print("sweep:     ", ", ".join(f"{lr:g}: {loss:.3f}" for lr, loss in zip(lrs, finals)), "-> best", best)
    growing = np.geomspace(0.01, 100, 300)
    measured = np.array(train(lambda t: growing[t])[1])
    found = range_test(measured, growing)
    runs = {lr: np.array(train(lr)[1]) for lr in (found / 3, found, 3 * found)}
    print(f"range test: the loss fell fastest at {found:.2g}")
    print("runs:      ", ", ".join(f"rate {lr:.2g} ends at {losses[-1]:.3f}" for lr, losses in runs.items()))
else:
    print("This cell needs sweep and range_test: come back when their checks pass.")

# %%
if check(sweep).passed and check(range_test).passed:
    import matplotlib.pyplot as plt

    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    left.loglog(growing, measured, color="#0072B2", lw=2)
    left.axvline(found, color="#E69F00", lw=2)
    left.text(found / 1.15, 5, f"fell fastest\nat {found:.2g}", ha="right", va="top", color="#B07600")
    left.set(
        xlabel="learning rate",
        ylabel="training loss",
        ylim=(0.05, 20),
        title="Your range test: one run, a growing rate",
    )
    for (lr, losses), color, words in zip(
        runs.items(), ("#009E73", "#E69F00", "#D55E00"), ("a third of it", "found", "three times")
    ):
        right.semilogy(losses, color=color, lw=2, label=f"{lr:.2g}, {words}")
    right.set(xlabel="step", ylabel="training loss", ylim=(0.05, 2000), title="The rate it finds is close to the edge")
    right.legend(title="constant rate", loc="upper left")
    for ax in (left, right):
        ax.spines[["top", "right"]].set_visible(False)
    plt.show()

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# The sweep trained nine times and chose 3, the range test trained once and chose 5.9. Expect the two to agree within a
# factor of three or so, not more: the sweep looks at the end, the range test at a moment. At 5.9 the loss jumps up and
# down, for this rate is close to the edge. A third of it gives a calm run with a lower end, lower than all nine of the
# sweep. Three times as much is ruin.
#
# </details>
#
# ## When does a schedule help?
#
# A fair comparison tunes both sides in the same way: a constant rate and a cosine to 0 each get the same five first
# rates, and the best counts. Three seeds are averaged, because with one seed luck decides. The cell runs this twice,
# with all 100 samples in every step and with batches of 10. In which of the two cases will the schedule help?

# %%
schedule_helps_with = ...  # "all", "10", "both" or "neither"


# %%
SCHEDULES = {
    "constant": lambda lr: lr,
    "cosine": lambda lr: lambda t: cosine_decay(lr, 0, 300, t),
}


def tune(schedule, batch):
    """Your sweep over the first rate: the best one, and the training losses at the end, averaged over three seeds."""

    def mean_end(lr):
        return np.mean([train(schedule(lr), batch=batch, seed=seed)[1][-1] for seed in range(3)])

    return sweep(mean_end, np.geomspace(1, 16, 5))


if check(sweep).passed and check(cosine_decay).passed:
    print("My prediction:", schedule_helps_with)
    for batch in (100, 10):
        for name, schedule in SCHEDULES.items():
            best, finals = tune(schedule, batch)
            print(
                f"batches of {batch:3}, {name:8}: best at rate {best:.3g}, where the loss ends at {np.min(finals):.3f}"
            )
else:
    print("This cell needs sweep and cosine_decay: come back when their checks pass.")

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# With all samples in every step there is no noise that small steps could calm. The best constant rate ends at 0.083,
# the best cosine at 0.112: the schedule only spends its last steps standing nearly still. With batches of 10 it is the
# other way round. The best constant rate ends at 0.40, the best cosine at 0.18: it may start at 4 instead of 1, because
# the trembling dies down with the rate.
#
# </details>
#
# ## Several hyperparameters at once
#
# Now the rate and the number of hidden units together, judged on the validation set, in three ways. A **grid** tries
# every combination. A **random search** draws each setting at random. [Optuna](https://optuna.org), a well-kept
# library, draws a setting, looks at its loss, and draws the next one where the losses so far were small. All three get
# the same number of trials, 16. Random search and Optuna depend on luck, so each of them gets three attempts. Before
# you run the cell, write down a setting of your own.

# %%
my_setting = ...  # for example {"lr": 0.5, "hidden": 6}, with lr from 0.01 to 100 and hidden from 2 to 16

# %%
import optuna

optuna.logging.set_verbosity(optuna.logging.WARNING)


def validate(model):
    weights, _ = model
    return cross_entropy(forward(weights, X_val), T_val)


def loss_of(lr, hidden):
    with np.errstate(over="ignore", invalid="ignore"):
        return validate(train(lr, hidden))


def random_search(seed, trials=16):
    """Trials as (lr, hidden, validation loss), drawn at random, the rate on a logarithmic scale."""
    rng = np.random.default_rng(seed)
    settings = [(10 ** rng.uniform(-2, 2), int(rng.integers(2, 17))) for _ in range(trials)]
    return [(lr, hidden, loss_of(lr, hidden)) for lr, hidden in settings]


def optuna_search(seed, trials=16):
    """The same with Optuna's default method."""
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=seed))
    study.optimize(
        lambda trial: loss_of(trial.suggest_float("lr", 0.01, 100, log=True), trial.suggest_int("hidden", 2, 16)),
        trials,
    )
    return [(trial.params["lr"], trial.params["hidden"], trial.value) for trial in study.trials]


if check(grid_search).passed:
    tried = []  # Every setting that your grid_search trains, with its validation loss.

    def train_and_note(lr, hidden):
        tried.append((lr, hidden, loss_of(lr, hidden)))
        return tried[-1][2]

    setting = grid_search(train_and_note, lambda loss: loss, {"lr": [0.03, 0.3, 3, 30], "hidden": [2, 4, 8, 16]})
    searches = {
        "grid": [tried],
        "random": [random_search(s) for s in range(3)],
        "Optuna": [optuna_search(s) for s in range(3)],
    }
    for name, attempts in searches.items():
        bests = [min(trials, key=lambda trial: trial[2]) for trials in attempts]
        print(f"{name:7}", "; ".join(f"{loss:.3f} at rate {lr:.2g} with {hidden} units" for lr, hidden, loss in bests))
    if my_setting is not ...:
        print(f"mine    {loss_of(**my_setting):.3f}")
else:
    print("This cell needs grid_search: come back when its check passes.")

# %%
if check(grid_search).passed:
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(1, 3, figsize=(11, 3.9), sharey=True, layout="constrained")
    for ax, (name, attempts) in zip(axes, searches.items()):
        lrs, hidden, losses = np.array(attempts[0]).T
        dots = ax.scatter(
            lrs, hidden, c=losses, cmap="viridis_r", norm="log", vmin=0.1, vmax=3, s=80, edgecolor="white"
        )
        winner = np.argmin(losses)
        ax.plot(lrs[winner], hidden[winner], "*", color="#D55E00", ms=18, mec="white")
        if my_setting is not ...:
            ax.plot(my_setting["lr"], my_setting["hidden"], "x", color="black", ms=10, mew=2)
        ax.set(xscale="log", xlim=(0.007, 150), ylim=(1, 17.5), xlabel="learning rate")
        ax.set_title(f"{name}: {len(set(lrs))} different rates,\nbest loss {losses[winner]:.3f} (star)")
    axes[0].set_ylabel("hidden units")
    figure.colorbar(dots, label="validation loss", ticks=[0.1, 0.3, 1, 3], format="%g")
    plt.show()

# %% [markdown]
# <details><summary><b>What the picture shows</b></summary>
#
# The grid spends 16 trials on only four different rates; the other two try 16. Its best loss, 0.33, is far from the
# best of the others, because the good rates lie between 1 and 2, and the grid has no point there. Can you tell random
# search and Optuna apart? Not from this: between the three attempts of one method there is more difference than between
# the two methods. (One attempt of Optuna's is as bad as the grid.) Whoever shows you one lucky run has shown you
# nothing.
#
# And look where the grid's best point lies: at 16 units, the largest number on offer. A best point at the edge says:
# look further. With 32 units at the same rate the loss is 0.29, a little lower. With the rate it is just the other way:
# there the best point lies inside, and what was missing was a finer grid.
#
# With two hyperparameters all of this takes seconds. With six, a grid of four values each has 4,096 settings, while a
# random search or Optuna takes as many trials as you can afford.
#
# </details>
#
# Your own step can drive the figure at the top of the chapter, too. Here is plain descent; change it, and see what
# breaks.


# %%
def my_step(w, grad, lr):
    return w - lr * grad


play.learning_rate(my_step)

# %% [markdown]
# ## Summary
#
# - On a bowl each step multiplies the distance along a direction of curvature $\lambda$ by $1 - \eta\lambda$.
# - Descent converges for $\eta < 2/\lambda_{max}$; the best constant rate is $2/(\lambda_{min} + \lambda_{max})$; the
#   ratio of the two curvatures decides how long it takes.
# - The rate depends on the loss (sum or mean), the features' scale, the network, the noise and the optimizer.
# - A schedule is a function of the first rate and of the time, in steps or epochs. It pays where gradients are noisy.
# - Look for rates on a logarithmic scale; choose on validation data; a run that is not finite has lost; a best value at
#   the edge says: look further.

# %% [markdown]
# ## Recall
#
# **3.** The curvature is 4 and the rate 0.6. What does gradient descent do?

# %% exercise="recall-10-3"
recall_10_3 = ...  # "converges", "oscillates" (forever, getting neither closer nor farther) or "diverges"
### BEGIN SOLUTION
recall_10_3 = "diverges"
### END SOLUTION

# %% check="recall-10-3"
check("recall-10-3", recall_10_3)

# %% [markdown]
# **4.** With a loss that is the mean over 50 samples, gradient descent converges below the rate 0.1. You replace the
# mean by the sum over the same 50 samples. Below which rate does it converge now?

# %% exercise="recall-10-4"
recall_10_4 = ...  # a number
### BEGIN SOLUTION
recall_10_4 = 0.002
### END SOLUTION

# %% check="recall-10-4"
check("recall-10-4", recall_10_4)

# %% [markdown]
# **5.** Step decay, every 10 epochs. The first rate was 0.16, and in epoch 35 it is 0.02. Which factor `drop` was used?

# %% exercise="recall-10-5"
recall_10_5 = ...  # a number
### BEGIN SOLUTION
recall_10_5 = 0.5
### END SOLUTION

# %% check="recall-10-5"
check("recall-10-5", recall_10_5)
