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
# - find a rate for a network with a sweep, or with a range test of a single run.

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
# entries are the second derivatives of $L$, and it is called the **Hessian**. (It has nothing to do
# with a hidden layer's activations, which are also called $H$.) By chapter:matrix-calculus's rule for products,
# $d(L) = \frac12 \big(d(u)^{\top} H u + u^{\top} H\, d(u)\big)$. Both terms are numbers, and as $H$ is symmetric they are the
# same number, so $d(L) = (Hu)^{\top} d(u)$. The gradient is $Hu$, and a step leads to
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
# perpendicular to each other. (That is a theorem of linear algebra, used here without its proof.) So every vector can be
# written as a sum of them, $u = \sum_i d_i\, q_i$. $H$ multiplies the term $d_i\, q_i$ by $\lambda_i$, and a step
# subtracts $\eta$ times that:
#
# $$u_{new} = \sum_i (1 - \eta \lambda_i)\, d_i\, q_i.$$
#
# **By hand.** With the $H$ from above, $u = (2, 0) = 1 \cdot (1, 1) + 1 \cdot (1, -1)$. With $\eta = 0.2$ the first term is
# multiplied by $1 - 0.2 \cdot 4 = 0.2$ and the second by $1 - 0.2 \cdot 1 = 0.8$:
# $u_{new} = (0.2, 0.2) + (0.8, -0.8) = (1, -0.6)$. The gradient says the same: $Hu = (5, 3)$, and
# $(2, 0) - 0.2\,(5, 3) = (1, -0.6)$.
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
# A network's loss is not a bowl. Near a minimum it looks like one (Taylor's formula up to second order); elsewhere there
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
play.predicted(point_at_half, closest_rate)
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
# ## Finding a rate
#
# Here are four ways, from free to thorough.
#
# 1. **Experience.** For a loss that is a mean, on inputs of size about one, people begin at 0.1 for gradient descent
#    and at 0.001 for Adam.
# 2. **The literature.** Somebody has trained a network like yours. Their rate belongs to their batch size, their loss
#    and their schedule: copy all of it.
# 3. **A sweep.** Train with several rates, each three or ten times the previous one, and compare the losses at the end.
#    Rates live on a logarithmic scale: from 0.1 to 0.2 is a larger change than from 0.8 to 0.9.
# 4. **A range test.** Train once, briefly, with a rate that grows at every step. The loss falls, falls faster, and at
#    last blows up. The rate at which it fell fastest is a good rate, or a third of it to be safe; the rate at the
#    smallest loss comes too late, just before the end.
#
# **By hand**, with rates that grow unevenly. With the rates 1, 2, 16 and 32 the losses are 2.0, 1.7, 1.1 and 1.5. The
# smallest is 1.1, so two steps count. From 1 to 2 the loss falls by 0.3 while $\log(\text{lr})$ grows by $\log 2$. From 2
# to 16 it falls by 0.6, but $\log(\text{lr})$ grows by $\log 8 = 3 \log 2$: only 0.2 for each $\log 2$. So the first step
# is steeper, and the test chooses the smaller of its two rates, 1.
#
# Rates that fall during training, and searches over several hyperparameters together, are the subject of
# chapter:schedules-and-search.
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
# ## Exercise 4: a sweep


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
# ## Exercise 5: a range test


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
# ## Your range test, on handwriting
#
# Now the real thing: a network that reads scikit-learn's handwritten digits. It has 64 inputs, one for each pixel of an
# 8 by 8 image, 16 hidden tanh units, and ten logits, one for each digit; its loss is the cross-entropy. It trains on
# 300 images and is tried on 500 others. `train` takes one rate for all steps, or a function of the step, and returns
# the weights and the loss before every step.

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


def train(lr, hidden=16, steps=200):
    """Gradient descent with all training images in each step; lr is a number, or a function of the step."""
    rng = np.random.default_rng(0)
    V, a = rng.normal(size=(64, hidden)) * np.sqrt(2 / (64 + hidden)), np.zeros(hidden)
    W, b = rng.normal(size=(hidden, 10)) * np.sqrt(2 / (hidden + 10)), np.zeros(10)
    T, losses = np.eye(10)[labels_train], []  # Row i of T: a 1 at the digit that image i shows, 0 elsewhere.
    for t in range(steps):
        H, log_p = forward((V, a, W, b), X_train)
        losses.append(-np.sum(T * log_p) / len(T))
        dZ = (np.exp(log_p) - T) / len(T)
        dS = (dZ @ W.T) * (1 - H**2)
        rate = lr(t) if callable(lr) else lr
        V, a = V - rate * X_train.T @ dS, a - rate * dS.sum(axis=0)
        W, b = W - rate * H.T @ dZ, b - rate * dZ.sum(axis=0)
    return (V, a, W, b), losses


# %% [markdown]
# First your sweep with nine rates, each with a training run of its own. Then your range test: a single run of 200
# steps, in which the rate grows from 0.001 to 100. Which of the nine rates, do you think, will win the sweep? And how
# many of the 500 new images will the network read correctly with the rate that the range test finds?

# %%
best_rate = ...  # one of 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100
read_correctly = ...  # a number up to 500

# %%
written = check(sweep).passed and check(range_test).passed
if written:
    play.predicted(best_rate, read_correctly)
    lrs = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100]
    best, ends = sweep(lambda lr: train(lr)[1][-1], lrs)
    print("sweep:     ", ", ".join(f"{lr:g}: {loss:.3f}" for lr, loss in zip(lrs, ends)), "-> best", best)
    growing = np.geomspace(0.001, 100, 200)
    measured = np.array(train(lambda t: growing[t])[1])
    found = range_test(measured, growing)
    print(f"range test: the loss fell fastest at {found:.2f}, and was smallest at {growing[np.argmin(measured)]:.1f}")
    runs = {factor: train(factor * found) for factor in (1 / 3, 1, 3, 10)}
    guesses = np.argmax(forward(runs[1][0], X_val)[1], axis=1)
    print("runs:      ", ", ".join(f"rate {k * found:.2f} ends at {losses[-1]:.3f}" for k, (_, losses) in runs.items()))
    print(f"with the rate that was found, the network reads {np.sum(guesses == labels_val)} of 500 new images")
else:
    print("This cell needs sweep and range_test: come back when their checks pass.")

# %%
if written:
    import matplotlib.pyplot as plt

    figure, (left, middle, right) = plt.subplots(
        1, 3, figsize=(12, 4), layout="constrained", width_ratios=(1.15, 1.15, 1)
    )
    left.loglog(growing, measured, color="#0072B2", lw=2)
    left.axvline(found, color="#E69F00", lw=2)
    left.text(found / 1.2, 30, f"fell fastest\nat {found:.2f}", ha="right", va="top", color="#B07600")
    left.set(xlabel="learning rate", ylabel="training loss", ylim=(0.1, 200), title="Your range test: the rate grows")
    styles = {
        1 / 3: ("#009E73", "a third of it"),
        1: ("#E69F00", "found"),
        3: ("#0072B2", "three times"),
        10: ("#D55E00", "ten times"),
    }
    for factor, (color, words) in styles.items():
        middle.semilogy(runs[factor][1], color=color, lw=2, label=f"{factor * found:.2f}, {words}")
    middle.set(xlabel="step", ylabel="training loss", ylim=(0.01, 2000), title="Four runs, each at a constant rate")
    middle.legend(title="learning rate", loc="upper center", fontsize=9, ncols=2)
    tiles = np.pad(X_val[:30].reshape(5, 6, 8, 8), ((0, 0), (0, 0), (4, 0), (2, 2)))  # Room for what is read.
    right.imshow(tiles.transpose(0, 2, 1, 3).reshape(5 * 12, 6 * 12), cmap="gray_r")
    for k, (guess, label) in enumerate(zip(guesses[:30], labels_val)):
        row, column = divmod(k, 6)
        color = "#0072B2" if guess == label else "#D55E00"
        right.text(12 * column + 5.5, 12 * row + 3, guess, color=color, weight="bold", ha="center")
    right.set_title(f"What it reads: {np.sum(guesses == labels_val)} of 500 right")
    right.axis("off")
    for ax in (left, middle):
        ax.spines[["top", "right"]].set_visible(False)
    plt.show()

# %% [markdown]
# <details><summary><b>What happened, and why</b></summary>
#
# The sweep trained nine times and chose 1. The range test trained once and chose 0.41: with that rate, the network
# reads 468 of the 500 new images. Expect the two to agree within a factor of three or so, not more: the sweep looks at
# the end of a run, the range test at a moment. A third of the rate is safe and slow, three times the rate is
# faster still, and ten times is ruin. The rate with the smallest loss, 3.1, lies most of the way to that edge, so
# it is no rate to train with.
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
# - Look for rates on a logarithmic scale; a run that is not finite has lost.
# - A range test needs one run: the rate at which the loss falls fastest is a good rate, the one with the smallest loss
#   is too large.

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
# mean with the sum over the same 50 samples. Below which rate does it converge now?

# %% exercise="recall-10-4"
recall_10_4 = ...  # a number
### BEGIN SOLUTION
recall_10_4 = 0.002
### END SOLUTION

# %% check="recall-10-4"
check("recall-10-4", recall_10_4)

# %% [markdown]
# **5.** A bowl has the curvatures 1 and 9 along its two axes. You descend with the best constant rate. By which number
# does each step multiply the distance along the flatter axis?

# %% exercise="recall-learning-rate-1"
recall_learning_rate_1 = ...  # a number
### BEGIN SOLUTION
recall_learning_rate_1 = 0.8
### END SOLUTION

# %% check="recall-learning-rate-1"
check("recall-learning-rate-1", recall_learning_rate_1)
