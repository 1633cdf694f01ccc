# %% [markdown]
# A network that knows all its training samples by heart has a loss of zero and may know nothing. What counts is what it does with data it has not seen. This chapter is about measuring that honestly, and about making it better.
#
# Afterwards you can
#
# - say what training, validation and test sets are for, and split without fooling yourself,
# - recognize under- and overfitting from two numbers,
# - scale features, add an L2 penalty, stop early, and say what each does,
# - report accuracy and a confusion matrix.

# %%
import numpy as np

import playground as play
from autograder import check

# %% [markdown]
# ## Two questions from before
#
# **1.** Adam's very first step, with rate 0.1 and a gradient of 4. How far does the weight move?

# %% exercise="recall-12-1"
recall_12_1 = ...  # a number >= 0
### BEGIN SOLUTION
recall_12_1 = 0.1
### END SOLUTION

# %% check="recall-12-1"
check("recall-12-1", recall_12_1)

# %% [markdown]
# **2.** The curvature is 8 and the rate 0.3. What does gradient descent do?

# %% exercise="recall-12-2"
recall_12_2 = ...  # "converges" or "diverges"
### BEGIN SOLUTION
recall_12_2 = "diverges"
### END SOLUTION

# %% check="recall-12-2"
check("recall-12-2", recall_12_2)

# %% [markdown]
# ## Play: too simple, too clever
#
# A polynomial is fitted to a few noisy samples. The dashed line is the truth, which no model is ever told. On the right are two errors for every degree: on the samples it was fitted to, and on 200 others.
#
# - Which of the two errors can only fall when the degree rises? Why?
# - Where do the curves part? What happens to that place when there are 60 samples?
# - Keep degree 13 and raise L2. What does it do to the curve?

# %%
play.capacity()

# %% [markdown]
# ## Three sets, three jobs
#
# - The **training set** is what gradients are computed on.
# - The **validation set** is what you look at to *choose*: the learning rate, the number of units, when to stop.
# - The **test set** is looked at once, at the end, to *report*.
#
# Why three? Whatever has been used to choose looks better than it is. If you try a hundred settings and keep the one with the best validation loss, part of its lead is luck on these samples, and only samples that played no part can say how much.
#
# **Underfitting**: the model is too simple, and both losses are large. **Overfitting**: the training loss is small and the validation loss is not; the model has learned the noise. The gap between the two is what to watch.
#
# A split must be random, because data often come sorted, and it must keep each sample with its target, in one set only. (Random is not always enough. If ten photographs show the same face, all ten belong into the same set, or the network is tested on faces it knows.)
#
# ## Exercise 1


# %% exercise="train_val_split"
def train_val_split(X, y, fraction, rng):
    """Split samples at random into a training and a validation set.

    X : array, shape (n, d)
    y : array, shape (n,)
    fraction : number in (0, 1), the share that validates
    rng : numpy.random.Generator, the only source of randomness
    returns : (X_train, y_train, X_val, y_val); round(fraction * n) samples validate

    Example: With X = np.zeros((14, 2)), y = np.zeros(14),
    parts = train_val_split(X, y, 0.26, np.random.default_rng(0)), round(0.26 * 14) is 4,
    [len(part) for part in parts] is [10, 10, 4, 4].
    """
    ### BEGIN SOLUTION
    order = rng.permutation(len(X))
    val, train = np.split(order, [round(fraction * len(X))])
    return X[train], y[train], X[val], y[val]
    ### END SOLUTION


# %% check="train_val_split"
check(train_val_split)

# %% [markdown]
# ## Features of equal scale
#
# In chapter:learning-rate the condition number decided how long descent takes, and features of different scale made it large. **Standardizing** gives every feature, each column of $X$, mean 0 and standard deviation 1:
#
# $$x \leftarrow \frac{x - \mu}{\sigma}.$$
#
# Two details go wrong again and again. The first: $\mu$ and $\sigma$ are *learned*, from the training set, like weights. The validation and test sets are scaled with the training set's numbers. With their own, the same picture would become different inputs depending on the company it comes in; a single new sample has no
# deviation at all. The second: a feature that never varies in the training set has $\sigma = 0$. Divide by 1 there.
#
# **By hand.** Training column $(1, 3)$: $\mu = 2$, $\sigma = 1$, scaled $(-1, 1)$. A new sample with 2 becomes 0, one with 4 becomes 2.
#
# **A faded example.** Training column $(10, 30)$, new sample 40. You should see $\mu = 20$, $\sigma = 10$ and 2.

# %%
mu = (10 + 30) / 2
sigma = ...  # np.sqrt of the mean of (10 - 20)**2 and (30 - 20)**2
new = ...
mu, sigma, new

# %%
play.scaling()

# %% [markdown]
# ## Exercise 2


# %% exercise="standardize"
def standardize(X_train, X_other):
    """Scale two sets by the training set's mean and standard deviation, column by column.

    X_train : array, shape (n, d)
    X_other : array, shape (m, d)
    returns : (X_train, X_other), both scaled; a deviation of 0 counts as 1

    Example: standardize(np.array([[1, 10], [3, 30]]), np.array([[2, 40]])) is ([[-1, -1], [1, 1]], [[0, 2]]).
    """
    ### BEGIN SOLUTION
    mean, deviation = X_train.mean(axis=0), X_train.std(axis=0)
    deviation = np.where(deviation == 0, 1, deviation)
    return (X_train - mean) / deviation, (X_other - mean) / deviation
    ### END SOLUTION


# %% check="standardize"
check(standardize)

# %% [markdown]
# ## A price on large weights
#
# To follow noise, a model must bend sharply, and for that it needs large weights. **L2 regularization** adds a price for them to the loss,
#
# $$\frac{\lambda}{2} \sum_l \sum_{ij} \big(W^{[l]}_{ij}\big)^2.$$
#
# Biases only shift, and usually stay free. The derivative by one weight is $\frac{\lambda}{2} \cdot 2 W_{ij} = \lambda W_{ij}$ (that is what the half is for), so the gradient of each matrix gets $\lambda W$ added, and a step becomes
#
# $$W - \eta\,(dW + \lambda W) = (1 - \eta\lambda)\, W - \eta\, dW.$$
#
# Each step shrinks the weights a little: *weight decay*. (With Adam the two are not the same, because Adam divides $\lambda W$ by the gradients' size as well.)
#
# **By hand.** $W^{[1]} = (1, 2)$, $W^{[2]} = (3)$, $\lambda = 0.5$: $\frac{0.5}{2} (1 + 4 + 9) = 3.5$. The gradient of $W^{[1]}$ is $(0.5, 1)$.
#
# ## Exercises 3 and 4


# %% exercise="l2_penalty"
def l2_penalty(weights, lam):
    """lam / 2 times the sum of the squares of all weights.

    weights : list of arrays W, of any shapes
    lam : number >= 0
    returns : number >= 0

    Example: l2_penalty([np.array([[1, 2]]), np.array([[3]])], 0.5) is 3.5.
    """
    ### BEGIN SOLUTION
    return lam / 2 * sum(np.sum(W**2) for W in weights)
    ### END SOLUTION


# %% check="l2_penalty"
check(l2_penalty)


# %% exercise="l2_grad"
def l2_grad(W, lam):
    """The gradient of the penalty by one of the matrices.

    W : array, shape (fan_in, fan_out)
    lam : number >= 0
    returns : array, shape (fan_in, fan_out)

    Example: l2_grad(np.array([[1, -2]]), 0.5) is [[0.5, -1]].
    """
    ### BEGIN SOLUTION
    return lam * W
    ### END SOLUTION


# %% check="l2_grad"
check(l2_grad)

# %% [markdown]
# ## Stop in time
#
# While a network trains, the training loss falls, and the validation loss falls with it, until it turns. From there on the network learns the noise. **Early stopping** keeps the weights of the best epoch. As validation losses tremble, one does not stop at the first bad epoch but after `patience` epochs in a row
# without a new best. An equal loss is no improvement.
#
# **By hand.** Validation losses 1.0, 0.8, 0.9, 0.95, 0.5, and a patience of 2. Epoch 1 (counting from 0) is the best so far, epochs 2 and 3 are not better: training stops after epoch 3, and epoch 1 is kept. The 0.5 was never seen. That is the price; a larger patience pays it less often and trains longer.
#
# ## Exercise 5


# %% exercise="early_stop"
def early_stop(val_losses, patience):
    """The epoch whose weights are kept.

    val_losses : list or array, one validation loss for each epoch, as they would come
    patience : whole number >= 1; training stops once this many epochs in a row brought no new best
    returns : whole number, the best epoch up to there, counted from 0; the first on a tie

    Example: early_stop([1.0, 0.8, 0.9, 0.95, 0.5], 2) is 1.
    """
    ### BEGIN SOLUTION
    best_epoch = 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best_epoch]:
            best_epoch = epoch
        if epoch - best_epoch >= patience:
            break
    return best_epoch
    ### END SOLUTION


# %% check="early_stop"
check(early_stop)

# %% [markdown]
# ## Numbers to report
#
# The loss is for the gradient; people ask how many are right. **Accuracy** is the share of right labels. It can mislead: if 95 % of all mails are harmless, a filter that lets everything pass is right in 95 % of the cases. The **confusion matrix** tells more: entry $(i, j)$ counts the samples of class $i$ that were taken for class $j$. The
# diagonal is right; each row says what became of one true class.
#
# **By hand.** Labels $(0, 1, 1, 0, 1)$, predicted $(0, 1, 0, 0, 1)$: four of five are right, 0.8. The matrix is $\begin{pmatrix} 2 & 0\\ 1 & 2 \end{pmatrix}$: one sample of class 1 was taken for 0.
#
# ## Exercises 6 and 7


# %% exercise="accuracy"
def accuracy(labels, predicted):
    """The share of samples whose label was predicted right.

    labels, predicted : arrays of whole numbers, shape (n,)
    returns : number between 0 and 1

    Example: accuracy(np.array([0, 1, 1, 0, 1]), np.array([0, 1, 0, 0, 1])) is 0.8.
    """
    ### BEGIN SOLUTION
    return np.mean(labels == predicted)
    ### END SOLUTION


# %% check="accuracy"
check(accuracy)


# %% exercise="confusion_matrix"
def confusion_matrix(labels, predicted, k):
    """How often each class was taken for each.

    labels, predicted : arrays of whole numbers from 0 to k - 1, shape (n,)
    k : whole number, how many classes there are
    returns : array, shape (k, k); entry [i, j] counts samples of class i predicted as j

    Example: confusion_matrix(np.array([0, 1, 1, 0, 1]), np.array([0, 1, 0, 0, 1]), 2) is [[2, 0], [1, 2]].
    """
    ### BEGIN SOLUTION
    C = np.zeros((k, k), dtype=int)
    for label, guess in zip(labels, predicted):
        C[label, guess] += 1
    return C
    ### END SOLUTION


# %% check="confusion_matrix"
check(confusion_matrix)

# %% [markdown]
# ## Predict, then run
#
# The labels below are drawn by a coin: there is nothing to learn. A nearest-neighbor rule, which knows the training set by heart, predicts them. What accuracy will it reach on the training set, and what on the validation set?

# %%
if check(train_val_split).passed and check(accuracy).passed and check(confusion_matrix).passed:
    rng = np.random.default_rng(5)
    X, y = rng.normal(size=(400, 5)), rng.integers(0, 2, 400)
    X_train, y_train, X_val, y_val = train_val_split(X, y, 0.5, rng)

    def nearest(Q):
        return y_train[[np.argmin(np.sum((X_train - q) ** 2, axis=1)) for q in Q]]

    print(f"training set:   {accuracy(y_train, nearest(X_train)):.1%}")
    print(f"validation set: {accuracy(y_val, nearest(X_val)):.1%}")
    print(confusion_matrix(y_val, nearest(X_val), 2))
else:
    print("This cell needs train_val_split, accuracy and confusion_matrix: come back when their checks pass.")

# %% [markdown]
# All of the training set, and a coin's worth of the rest. Without the second number the first would have looked like success.

# %% [markdown]
# ## Summary
#
# - Train on one set, choose on another, report on a third.
# - Underfitting: both losses large. Overfitting: a gap between them. More data, L2 or an earlier stop close it.
# - Scale every set with the training set's mean and deviation.
# - L2 adds $\lambda W$ to each gradient. Early stopping keeps the best epoch, not the last.
# - Accuracy says how many are right, the confusion matrix which.

# %% [markdown]
# ## Recall
#
# **3.** Validation losses 0.9, 0.5, 0.6, 0.7, 0.55, 0.4, patience 3. Which epoch is kept, counted from 0?

# %% exercise="recall-12-3"
recall_12_3 = ...  # a whole number
### BEGIN SOLUTION
recall_12_3 = 1
### END SOLUTION

# %% check="recall-12-3"
check("recall-12-3", recall_12_3)

# %% [markdown]
# **4.** A feature has mean 10 and deviation 2 in the training set. A validation sample has the value 14. What is it after standardizing?

# %% exercise="recall-12-4"
recall_12_4 = ...  # a number
### BEGIN SOLUTION
recall_12_4 = 2
### END SOLUTION

# %% check="recall-12-4"
check("recall-12-4", recall_12_4)

# %% [markdown]
# **5.** The training loss is 0.01 and the validation loss 0.8. What is this called?

# %% exercise="recall-12-5"
recall_12_5 = ...  # "underfitting" or "overfitting"
### BEGIN SOLUTION
recall_12_5 = "overfitting"
### END SOLUTION

# %% check="recall-12-5"
check("recall-12-5", recall_12_5)
