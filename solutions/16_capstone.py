# %% [markdown]
# Here everything comes together: from pixels to a digit, with nothing but NumPy and the methods you have learned:
# layers, softmax, cross-entropy, backpropagation, a good start, mini-batches, a schedule, momentum, a validation set.
# You build it in five stages, each with its own check. Then your network stands beside simpler rules and beside the
# network of a well-known library, you look at what its hidden units see, and it reads what you draw.
#
# Afterwards you can
#
# - build and train a classifier from scratch, part by part, and say what each part is for,
# - find out why a classifier does not learn, in the right order,
# - report honestly how good it is, and what it has to be compared with,
# - save a trained network, load it again, and use it.

# %%
import time

import numpy as np
from sklearn.datasets import load_digits

import playground as play
from autograder import check, extract

# %% [markdown]
# ## Two questions from before
#
# **1.** There are ten classes, and a network that knows nothing gives each the probability $\frac{1}{10}$. What is its
# cross-entropy?

# %% exercise="recall-13-1"
recall_13_1 = ...  # a number, to four decimals; np.log is the natural logarithm
### BEGIN SOLUTION
recall_13_1 = 2.3026
### END SOLUTION

# %% check="recall-13-1"
check("recall-13-1", recall_13_1)

# %% [markdown]
# **2.** How many parameters does a network with the sizes `[64, 64, 10]` have?

# %% exercise="recall-13-2"
recall_13_2 = ...  # a whole number
### BEGIN SOLUTION
recall_13_2 = 4810
### END SOLUTION

# %% check="recall-13-2"
check("recall-13-2", recall_13_2)

# %% [markdown]
# ## Play: two rules without any training
#
# You know the 1,797 handwritten digits from chapter:classification. (Here their pixels stay numbers from 0 to 16.) You also
# know the two rules: compare a digit with the average image of each class, or with all known images, and take the label
# of the most similar one. This time look at the digits that the rules misread.
#
# - Which digits does the average mix up? Would you have read them?
# - How many of the 500 digits does each rule read? These rules need no training. Are they easy to beat?

# %%
play.digits()

# %% [markdown]
# ## The data
#
# There are three sets, as in chapter:generalization: one to train on, one to choose by, and one for the last number.
# (The digits come from 13 people, and a random split spreads each person's digits over all three sets. So the
# last number says how well *these* people are read. For strangers it would be lower.)

# %%
X, y = load_digits(return_X_y=True)
order = np.random.default_rng(0).permutation(len(X))
train, val, test = np.split(order, [1247, 1397])
X_train, y_train, X_val, y_val, X_test, y_test = X[train], y[train], X[val], y[val], X[test], y[test]
X_train.shape, X_val.shape, X_test.shape

# %% [markdown]
# ## The plan
#
# The sizes are $64, h, 10$, with one hidden ReLU layer of $h$ units and one sample per row. $\mu$ and $s$ are the mean
# and the standard deviation of the training pixels:
#
# $$A = \frac{X - \mu}{s}, \qquad S = A V + a, \qquad H = \max(S, 0), \qquad Z = H W + b,
# \qquad P = \text{softmax}(Z).$$
#
# The loss is the mean cross-entropy, plus chapter:generalization's penalty with its strength $\lambda$ (in code `lam`).
# As in chapter:classification, the gradient of the cross-entropy with respect to the logits is short: with $T$ the one-hot
# labels,
#
# $$dZ = \tfrac1n (P - T).$$
#
# The rest is chapter:backpropagation to chapter:deep-networks. As always, $dW$ is the gradient of the loss with respect
# to $W$; the $\frac1n$ is already in $dZ$:
#
# $$dW = H^{\top} dZ + \lambda W, \qquad db = \text{column sums of } dZ, \qquad dS = (dZ\, W^{\top}) \odot (S > 0),
# \qquad dV = A^{\top} dS + \lambda V, \qquad da = \text{column sums of } dS.$$
#
# | part | from | a good first choice |
# |---|---|---|
# | scaling | chapter:generalization | one mean and one deviation for all pixels, because they share a unit and some never vary |
# | start | chapter:initialization | He, because of ReLU; biases zero |
# | loss | chapter:classification | softmax and the mean cross-entropy |
# | batches | chapter:gradient-descent | 32 samples, shuffled anew in every epoch |
# | step | chapter:optimizers | momentum 0.9 with rate 0.05, or Adam with 0.001 |
# | penalty | chapter:generalization | $\lambda = 0.01$: what only chance put into a weight fades |
# | schedule | chapter:schedules-and-search | cosine to 0 over all epochs |
# | how long | chapter:generalization | 40 epochs; look at the validation accuracy |
#
# **By hand.** One sample has $Z = (\log 2, 0, 0)$ and the label 0 (three classes are enough here). The exponentials are
# 2, 1 and 1, so $P = (0.5, 0.25, 0.25)$, the loss is $-\log 0.5 = 0.693$, and $dZ = (-0.5, 0.25, 0.25)$.
#
# **A faded example.** The same logits with label 1. You should see a loss of about 1.386 and $dZ = (0.5, -0.75, 0.25)$.

# %%
P = np.array([0.5, 0.25, 0.25])
loss = -np.log(P[1])
dZ = (0.5, ..., 0.25)
loss, dZ

# %% [markdown]
# Three idioms of NumPy make this short for a whole batch. You know two of them from chapter:classification: `keepdims=True`
# keeps a sum over columns a column, which then meets every column of its row, and an array of labels, used as an index,
# picks one column in each row. The third: rows of the identity matrix are one-hot labels. The comments say what you should
# see.

# %%
labels = np.array([2, 0])
P = np.array([[0.1, 0.2, 0.7], [0.5, 0.3, 0.2]])
print(P[np.arange(2), labels])  # [0.7 0.5]
print(np.eye(3)[labels].tolist())  # [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
print(P.sum(axis=1, keepdims=True).shape)  # (2, 1)

# %% [markdown]
# ## Exercise 1: forward
#
# First the way from images to probabilities. Your `softmax` of chapter:classification survives large logits, because it
# subtracts each row's largest one first. Write its lines again here.


# %% exercise="classifier_forward"
def classifier_forward(X, V, a, W, b):
    """The hidden layer and the probabilities of a classifier: H = relu(X V + a), P = softmax(H W + b).

    X : array, shape (n, d), one scaled image per row
    V, a : arrays of shape (d, hidden) and (hidden,), the weights and biases of the hidden layer
    W, b : arrays of shape (hidden, classes) and (classes,), those of the output layer
    returns : (H, P), arrays of shape (n, hidden) and (n, classes); each row of P adds up to 1, also for logits in the
        thousands

    Example: With X = np.array([[1, 1]]), V = np.array([[1, -1], [0, -1]]), a = np.array([0, 0]),
    W = np.array([[np.log(2), 0, 0], [5, 5, 5]]), b = np.array([0, 0, 0]), H, P = classifier_forward(X, V, a, W, b),
    H is [[1, 0]], P is [[0.5, 0.25, 0.25]].
    """
    ### BEGIN SOLUTION
    H = np.maximum(X @ V + a, 0)
    Z = H @ W + b
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return H, E / E.sum(axis=1, keepdims=True)
    ### END SOLUTION


# %% check="classifier_forward"
check(classifier_forward)

# %% [markdown]
# ## Exercise 2: the loss and its gradients
#
# Now the way back, for the whole loss: the mean cross-entropy of the batch plus $\frac{\lambda}{2}$ times the sum of all
# squared weights (of $V$ and $W$, not of the biases). The plan above has every formula. Use the parts that you have.


# %% exercise="classifier_gradients"
def classifier_gradients(X, labels, V, a, W, b, lam):
    """The loss of a batch and its gradients: mean cross-entropy + lam / 2 (sum of V**2 + sum of W**2).

    X : array, shape (n, d), one scaled image per row
    labels : array of ints, shape (n,), the class of each image, counted from 0
    V, a, W, b : the parameters, shaped as in classifier_forward
    lam : number, the strength of the penalty
    returns : (loss, dV, da, dW, db), a number and the gradients, each shaped like its parameter

    Example: With X = np.array([[1, 1]]), V = np.array([[1, -1], [0, -1]]), a = np.array([0, 0]),
    W = np.array([[np.log(2), 0, 0], [5, 5, 5]]), b = np.array([0, 0, 0]),
    loss, dV, da, dW, db = classifier_gradients(X, np.array([0]), V, a, W, b, 0.0), loss is 0.6931,
    db is [-0.5, 0.25, 0.25], da is [-0.3466, 0].
    """
    ### BEGIN SOLUTION
    n = len(X)
    H, P = classifier_forward(X, V, a, W, b)
    loss = -np.mean(np.log(P[np.arange(n), labels])) + lam / 2 * (np.sum(V**2) + np.sum(W**2))
    dZ = (P - np.eye(len(b))[labels]) / n
    dS = (dZ @ W.T) * (H > 0)
    return loss, X.T @ dS + lam * V, dS.sum(axis=0), H.T @ dZ + lam * W, dZ.sum(axis=0)
    ### END SOLUTION


# %% check="classifier_gradients"
check(classifier_gradients)

# %% [markdown]
# ## Exercise 3: one step
#
# From here on the four parameters travel together, in one list `params = [V, a, W, b]`, and a call can unpack it:
# `classifier_forward(X, *params)`. Their gradients and their velocities are in lists of the same order.


# %% exercise="classifier_step"
def classifier_step(params, grads, velocity, lr, beta):
    """One step with momentum: v = beta v + g, then p = p - lr v, for every parameter p with gradient g and velocity v.

    params, grads, velocity : lists of arrays in the same order, each gradient and velocity shaped like its parameter
    lr : number, the learning rate
    beta : number between 0 and 1, the share of the old velocity that stays
    returns : (params, velocity), the new lists; the old arrays stay as they are

    Example: With p = [np.array([1.0])], g = [np.array([2.0])], v = [np.array([10.0])],
    params, velocity = classifier_step(p, g, v, 0.1, 0.5), velocity is [[7]], params is [[0.3]].
    """
    ### BEGIN SOLUTION
    velocity = [beta * v + g for v, g in zip(velocity, grads)]
    return [p - lr * v for p, v in zip(params, velocity)], velocity
    ### END SOLUTION


# %% check="classifier_step"
check(classifier_step)

# %% [markdown]
# ## Exercise 4: one epoch
#
# An epoch shows every image once, in batches whose order is drawn anew, and takes a step after each batch. The loss of the
# epoch is the mean of the batches' losses, each taken before its step: it costs nothing extra, and it is what you will
# watch.


# %% exercise="train_epoch"
def train_epoch(X, labels, params, velocity, batch_size, lr, beta, lam, rng):
    """One pass over all images in shuffled mini-batches, with a step after each batch.

    X : array, shape (n, d), one scaled image per row
    labels : array of ints, shape (n,)
    params, velocity : lists of arrays [V, a, W, b] and their velocities
    batch_size : whole number; the last batch may be shorter
    lr, beta, lam : numbers, as in classifier_step and classifier_gradients
    rng : numpy.random.Generator, which draws the order of the images
    returns : (params, velocity, loss), the lists after the epoch, and the mean of the batches' losses

    Example: With params = [np.zeros((1, 2)), np.zeros(2), np.zeros((2, 3)), np.zeros(3)], X = np.array([[1.0], [2.0]]),
    params, velocity, loss = train_epoch(X, np.array([0, 0]), params, params, 5, 0.3, 0.9, 0, np.random.default_rng(0)),
    loss is 1.0986, params[3] is [0.2, -0.1, -0.1].
    """
    ### BEGIN SOLUTION
    order, losses = rng.permutation(len(X)), []
    for start in range(0, len(X), batch_size):
        batch = order[start : start + batch_size]
        loss, *grads = classifier_gradients(X[batch], labels[batch], *params, lam)
        params, velocity = classifier_step(params, grads, velocity, lr, beta)
        losses.append(loss)
    return params, velocity, np.mean(losses)
    ### END SOLUTION


# %% check="train_epoch"
check(train_epoch)

# %% [markdown]
# ## Exercise 5: the classifier
#
# Now put it together. `train_classifier` scales the pixels, draws a start, runs `train_epoch` with a rate that falls, and
# returns a *function*: `predict(X)` takes raw images, as they come, and returns their labels. Nobody tells you the sizes,
# the rate or the number of epochs: the table has first choices, and the validation set says how good yours are.
#
# The check makes a split of its own: it gives your function 1,247 of the digits to train on and 150 to validate, and
# examines `predict` on the other 400. Points begin at 90% and are full at 97%. It also asks your function to tell odd
# digits from even ones, which no network without a trained hidden layer does well: without one, half of the points.
#
# If your network does not learn, look in this order, which is the order of how often each is the reason:
#
# 1. Print the loss after each epoch. Before the first step the cross-entropy is about 3: more than $\log 10 = 2.30$,
#    because the random start is not undecided but wrong at random; a penalty with $\lambda = 0.01$ adds about 0.7. After
#    three epochs the loss must be far below 2.30. If it grows or becomes NaN, the rate is too large.
# 2. If it stays around 2 for epochs and the validation accuracy stays near 10%: do images and labels still belong
#    together? With the wrong labels there is nothing to find; the network can only memorize, and that is slow. If
#    both improve too slowly: is the rate too small, or are there too few epochs?
# 3. If the training loss falls and the validation accuracy stays low: are the pixels scaled in `predict` as well, and
#    by the same numbers?
# 4. The gradients are checked already. If you changed them, compare them with chapter:gradient-descent's
#    `numerical_gradient` on three images.


# %% exercise="train_classifier"
def train_classifier(X_train, y_train, X_val, y_val, rng, watch=None):
    """Train a network to read digits.

    X_train, X_val : arrays of raw pixels from 0 to 16, shapes (n, 64) and (m, 64)
    y_train, y_val : arrays of labels from 0 to 9, shapes (n,) and (m,)
    rng : numpy.random.Generator, the only source of randomness
    watch : if given, call watch.add(training_loss, validation_accuracy) after each epoch to see it train
    returns : a function predict(X) -> labels, which takes raw pixels. Hang the network on it, so that you can draw and
        save it below: predict.params = {"V": V, "a": a, "W": W, "b": b, "mean": mean, "deviation": deviation}

    Example: With X = 16 * np.eye(10, 64), y = np.arange(10),
    predict = train_classifier(X, y, X, y, np.random.default_rng(0)), predict(X) is [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]. Of
    the real digits 97% must be right. 60 seconds of CPU are allowed.
    """
    ### BEGIN SOLUTION
    hidden, epochs, lr0 = 64, 40, 0.05
    mean, deviation = X_train.mean(), X_train.std()
    A_train, A_val = (X_train - mean) / deviation, (X_val - mean) / deviation
    V = rng.normal(size=(64, hidden)) * np.sqrt(2 / 64)
    W = rng.normal(size=(hidden, 10)) * np.sqrt(2 / hidden)
    params = [V, np.zeros(hidden), W, np.zeros(10)]
    velocity = [np.zeros_like(p) for p in params]
    for epoch in range(epochs):
        lr = lr0 * (1 + np.cos(np.pi * epoch / epochs)) / 2
        params, velocity, loss = train_epoch(A_train, y_train, params, velocity, 32, lr, 0.9, 1e-2, rng)
        if watch:
            watch.add(loss, np.mean(classifier_forward(A_val, *params)[1].argmax(axis=1) == y_val))

    def predict(X):
        return classifier_forward((X - mean) / deviation, *params)[1].argmax(axis=1)

    predict.params = dict(zip(["V", "a", "W", "b"], params)) | {"mean": mean, "deviation": deviation}
    return predict
    ### END SOLUTION


# %% check="train_classifier"
check(train_classifier)

# %% [markdown]
# ## Watch it train
#
# After how many epochs will the validation accuracy pass 90%?

# %%
epochs_to_90 = ...  # a number from 1 to 40

# %%
watch = play.watch(epochs=40)
watch

# %%
predictions, network = {}, None
if check(train_classifier).passed:
    play.predicted(epochs_to_90)
    began = time.process_time()
    predict = train_classifier(X_train, y_train, X_val, y_val, np.random.default_rng(1), watch)
    predictions["yours"] = predict(X_test)
    seconds = time.process_time() - began
    network = getattr(predict, "params", None)
    print(f"{np.mean(predictions['yours'] == y_test):.1%} of the test set, after {seconds:.1f} seconds of CPU")
else:
    print("This cell needs train_classifier: come back when its check passes.")

# %% [markdown]
# ## Beside others
#
# A number means little alone. Here are three others on the same test set, all from scikit-learn and all with the pixels
# scaled as in the plan:
#
# - **nearest neighbor**: the label of the most similar training image. Nothing is trained.
# - **softmax regression**: that of chapter:classification, with no hidden layer (scikit-learn calls it logistic regression).
# - **`MLPClassifier`**: a network with 64 hidden units, trained by Adam with the rate 0.001 and batches of
#   200 until its loss no longer falls.
#
# Write down the order that you expect, the best first.

# %%
my_order = ...  # for example ["yours", "MLPClassifier", "softmax regression", "nearest neighbor"]

# %%
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier

play.predicted(my_order)
baselines = {
    "nearest neighbor": KNeighborsClassifier(1),
    "softmax regression": LogisticRegression(max_iter=1000),
    "MLPClassifier": MLPClassifier((64,), max_iter=600, random_state=0),
}


def scaled(X):
    return (X - X_train.mean()) / X_train.std()


for name, model in baselines.items():
    predictions[name] = model.fit(scaled(X_train), y_train).predict(scaled(X_test))
print("classifier           right  of 400 test digits")
for name, predicted in predictions.items():
    print(f"{name:20} {np.mean(predicted == y_test):6.2%}  {np.sum(predicted == y_test)}")

# %%
play.digits(X_test, y_test, predictions)

# %% [markdown]
# <details><summary><b>What the table says</b></summary>
#
# The rule without any training, the nearest neighbor, reads 98.75%: five mistakes in 400. The network of this course
# reads 98% to 99%, depending on its start, and `MLPClassifier` 97.5% to 98.5%. So on these tiny, well-centered images a
# network has to work hard to be *as good as* a rule of one line, and even softmax regression comes close, at 98%. That
# is what honest baselines are for.
#
# With 400 test images, one image is a quarter of a percent. If a classifier is right with probability 98.5%, chance
# alone moves its number of mistakes by about $\sqrt{400 \cdot 0.985 \cdot 0.015} \approx 2.4$. So differences of less
# than one percent say nothing here.
#
# What does the network gain, then? The nearest neighbor must keep all 1,247 images and compare each new one with all of
# them; a network with 64 hidden units keeps 4,810 numbers. And on larger images, where a shift by some pixels changes
# nearly every pixel, comparing pixel by pixel fails, while networks that learn their own features go on working. There is
# no secret in the library: it does what you did, for more cases.
#
# </details>
#
# ## What the hidden units see
#
# Each hidden unit has 64 incoming weights, one for each pixel. Drawn as an image, they show what excites the unit
# (orange) and what inhibits it (purple). With a penalty of 0.01 the random start has faded, and what is left was learned:
# strokes, gaps and hooks, at a certain place. (With 0.001 most units still look like noise. Try it.)

# %%
if network:
    import matplotlib.pyplot as plt

    strongest = np.argsort(-np.linalg.norm(network["V"], axis=0))[:32]
    figure, axes = plt.subplots(4, 8, figsize=(8.5, 4.8), layout="constrained")
    for ax, unit in zip(axes.flat, strongest):
        w = network["V"][:, unit].reshape(8, 8)
        ax.imshow(w, cmap="PuOr_r", vmin=-np.abs(w).max(), vmax=np.abs(w).max())
        ax.axis("off")
    figure.suptitle("What 32 of your hidden units look for: ink where it is orange, none where it is purple")
    plt.show()
else:
    print("This cell needs train_classifier, with predict.params: come back when its check passes.")

# %% [markdown]
# ## Save it, load it
#
# A trained network is nothing but its numbers. `np.savez` writes arrays into a file under the names you give, and
# `np.load` reads them. `read` below is the whole digit reader: it needs the saved numbers and your `classifier_forward`,
# and no training data.

# %%
if network:
    np.savez("my_digits.npz", **network)
    with np.load("my_digits.npz") as file:
        saved = dict(file)
    print({name: array.shape for name, array in saved.items()})


def read(images):
    """The ten probabilities of each image, by the saved network."""
    A = (images - saved["mean"]) / saved["deviation"]
    return classifier_forward(A, saved["V"], saved["a"], saved["W"], saved["b"])[1]


# %% [markdown]
# ## Draw, and be read
#
# Draw a digit with the mouse, with a finger, or with the keyboard (arrow keys move the pen, the space bar puts it down).
# Your drawing is centered and scaled down to 8 by 8 pixels, as the 1,797 digits were, and your network reads it while you
# draw.
#
# - Write a digit as you always do, then slowly turn it into another one. Where does the network change its mind?
# - Draw something that is no digit. How sure is the network? Softmax has no eleventh answer: its probabilities say which
#   digit it would be *if it were one*.
# - Which of your digits does it misread? The 1,797 were written by a few people, each in a style of their own, and your
#   handwriting played no part. This is what 98% on a random split of *their* digits does not tell you.

# %%
play.draw_digit(read) if network else print("This cell needs train_classifier, with predict.params.")

# %% [markdown]
# ## Your card
#
# Something to show: your network in one picture, saved as `my_card.png`. In the middle are the ten test digits of which it
# was least sure, with what it read; below, ten of its hidden units.

# %%
if network:
    import matplotlib.pyplot as plt

    P = read(X_test)
    right = P.argmax(axis=1) == y_test
    figure, axes = plt.subplot_mosaic(
        [["shares"] * 10, [f"digit {k}" for k in range(10)], [f"unit {k}" for k in range(10)]],
        figsize=(8.5, 4.6), height_ratios=[2, 1, 1], layout="constrained",
    )  # fmt: skip
    for name, ax in axes.items():
        kind, _, k = name.partition(" ")
        if kind == "digit":
            which = np.argsort(P.max(axis=1))[int(k)]
            ax.imshow(X_test[which].reshape(8, 8), cmap="Greys")
            ax.set_title(f"{y_test[which]} as {P[which].argmax()}", color="black" if right[which] else "#D55E00")
        elif kind == "unit":
            w = network["V"][:, strongest[int(k)]].reshape(8, 8)
            ax.imshow(w, cmap="PuOr_r", vmin=-np.abs(w).max(), vmax=np.abs(w).max())
        else:
            shares = [100 * np.mean(predicted == y_test) for predicted in predictions.values()]
            colors = ["tab:orange" if name == "yours" else "tab:gray" for name in predictions]
            ax.scatter(shares, list(predictions), c=colors, s=90)
            for k, share in enumerate(shares):
                ax.annotate(f"{share:.2f}%", (share, k), (10, 0), textcoords="offset points", va="center")
            ax.grid(axis="x", alpha=0.4)
            ax.set(xlim=(90, 100.5), ylim=(len(shares) - 0.5, -0.5), xlabel="right, in percent of 400 test digits")
        if kind != "shares":
            ax.axis("off")
    size = sum(network[name].size for name in "VaWb")
    figure.suptitle(f"I wrote a digit reader by hand: {100 * np.mean(right):.2f}% right with {size:,} numbers")
    figure.savefig("my_card.png", dpi=150)
    plt.show()
else:
    print("This cell needs train_classifier, with predict.params.")

# %% [markdown]
# ## A file of your own
#
# `my_network.py` beside this notebook holds every function of the course that passed, yours from the first line to the
# last. What reads digits is a small part of it. `extract` takes the functions that you name out of your library, with
# all that they call, and writes them into a file of their own; the lines of `MAIN` go to its end. They say what happens
# when somebody runs the file, here or with `python my_digit_reader.py` on any computer with NumPy and scikit-learn:
# it splits the digits, trains a network, and reports. It needs no notebook and no checks, and nothing of this course.

# %%
MAIN = """
if __name__ == "__main__":
    from sklearn.datasets import load_digits

    X, y = load_digits(return_X_y=True)
    X_rest, y_rest, X_test, y_test = train_val_split(X, y, 400 / 1797, np.random.default_rng(0))
    X_train, y_train, X_val, y_val = train_val_split(X_rest, y_rest, 150 / 1397, np.random.default_rng(1))
    predict = train_classifier(X_train, y_train, X_val, y_val, np.random.default_rng(2))
    print(f"{accuracy(y_test, predict(X_test)):.2%} of {len(X_test)} test digits, each row a true digit:")
    print(confusion_matrix(y_test, predict(X_test), 10))
"""
parts = "train_classifier", "train_val_split", "accuracy", "confusion_matrix"
print(extract(*parts, into="my_digit_reader.py", main=MAIN))

# %%
import runpy
from pathlib import Path

if Path("my_digit_reader.py").exists():
    runpy.run_path("my_digit_reader.py", run_name="__main__")
else:
    print("This cell needs my_digit_reader.py: run the one above when these checks have passed.")

# %% [markdown]
# ## Summary
#
# - A classifier is a handful of small parts, each of which you can test by itself before you put them together.
# - A loss that soon falls far below $\log k$, with $k$ classes, is the first sign of health.
# - Look for mistakes in the order of their frequency: rate, labels, scale, patience, gradient.
# - Report a number from data that played no part, say what the data were, and put simple rules beside it.
#
# Where next? Give your network a second hidden layer (chapter:deep-networks has the loop). Shift each training image by
# one pixel in every direction and train on all of the shifted images, too: it is the cheapest way to get more data.
# Three things that this course left out are new forward passes, and you know how to find the gradients of any forward
# pass: *convolution*, which uses the same small weights at every place of an image; *batch normalization*, which
# standardizes between layers; and *attention*, with which language models decide what to look at. Then read the source
# code of a big framework. You will recognize a lot.

# %% [markdown]
# ## Recall
#
# **3.** You trained with twenty learning rates. The best network on the validation set reads 98.0% of it and 97.2% of
# the test set; another one reads 97.6% of the validation set and 97.9% of the test set. Which test accuracy do you
# report for your work, in percent?

# %% exercise="recall-13-3"
recall_13_3 = ...  # a number, in percent
### BEGIN SOLUTION
recall_13_3 = 97.2
### END SOLUTION

# %% check="recall-13-3"
check("recall-13-3", recall_13_3)

# %% [markdown]
# **4.** A reader is right with the probability 98% and is tried on 2,500 images. So it misreads about 50 of them. By how
# many does chance alone move that number, up or down? Give the standard deviation.

# %% exercise="recall-capstone-1"
recall_capstone_1 = ...  # a number
### BEGIN SOLUTION
recall_capstone_1 = 7
### END SOLUTION

# %% check="recall-capstone-1"
check("recall-capstone-1", recall_capstone_1)
