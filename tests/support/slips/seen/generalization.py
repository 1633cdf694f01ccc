"""Wrong answers of generalization, as learners write them; free to read for whoever works on the explanations."""

from tests.support.slips import slip

slip(
    "train_val_split",
    """
        def train_val_split(X, y, fraction, rng):
            n_val = round(fraction * len(X))
            Xs = rng.permutation(X)
            ys = rng.permutation(y)
            return Xs[n_val:], ys[n_val:], Xs[:n_val], ys[:n_val]
        """,
    line=None,
    why="X and y are shuffled separately, so samples and labels no longer belong together",
)

slip(
    "train_val_split",
    """
        def train_val_split(X, y, fraction, rng):
            n = len(X)
            n_val = round(fraction * n)
            val = rng.integers(0, n, size=n_val)
            mask = np.ones(n, dtype=bool)
            mask[val] = False
            return X[mask], y[mask], X[val], y[val]
        """,
    line=4,
    why="samples are drawn with repetition: some are chosen twice, and some of them also train",
)

slip(
    "train_val_split",
    """
        def train_val_split(X, y, fraction, rng):
            is_val = rng.random(len(X)) < fraction
            X_train, y_train = X[~is_val], y[~is_val]
            X_val, y_val = X[is_val], y[is_val]
            return X_train, y_train, X_val, y_val
        """,
    line=2,
    why="every sample is tossed for by itself, so the number of those that validate is random",
)

slip(
    "train_val_split",
    """
        def train_val_split(X, y, fraction, rng):
            order = rng.permutation(len(X))
            n_val = round(fraction * len(X))
            tr = order[:-n_val]
            va = order[-n_val:]
            return X[tr], y[tr], X[va], y[va]
        """,
    line=4,
    why="-0 is 0: when nobody validates, [:-n_val] is empty and all samples end up in the validation set",
)

slip(
    "standardize",
    """
        def standardize(X_train, X_other):
            mu = np.mean(X_train, axis=0)
            sigma = np.std(X_train, axis=0)
            sigma = np.where(sigma == 0, 1, sigma)

            def transform(X):
                return (mu - X) / sigma

            return transform(X_train), transform(X_other)
        """,
    line=7,
    why="the difference has the wrong sign: it is X minus mean",
)

slip(
    "standardize",
    """
        def standardize(X_train, X_other):
            mean = np.mean(X_train, axis=0)
            std = np.std(X_train, axis=0) + 1e-8
            return (X_train - mean) / std, (X_other - mean) / std
        """,
    line=3,
    why="a small number is added to the deviation; only a deviation of 0 counts as 1",
)

slip(
    "standardize",
    """
        def standardize(X_train, X_other):
            mu = X_train.mean(axis=0)
            sigma = X_train.std(axis=0)
            sigma[sigma == 0] = 1.0
            X_train -= mu
            X_train /= sigma
            X_other -= mu
            X_other /= sigma
            return X_train, X_other
        """,
    line=None,
    why="-= writes into the caller's arrays",
)

slip(
    "standardize",
    """
        def standardize(X_train, X_other):
            mean, std = X_train.mean(axis=0), X_train.std(axis=0)
            safe = np.where(std == 0, 1, std)
            train = (X_train - mean) / safe
            other = (X_other - mean) / std
            return train, other
        """,
    line=5,
    why="the zero deviations are replaced for the training set alone; the other set still divides by 0",
)

slip(
    "l2_penalty",
    """
        def l2_penalty(weights, lam):
            total = 0
            for W in weights:
                total += np.sum(W) ** 2
            return lam / 2 * total
        """,
    line=4,
    why="the sum is squared instead of the entries",
)

slip(
    "l2_penalty",
    """
        def l2_penalty(weights, lam):
            for W in weights:
                reg = 0
                reg += np.sum(W * W)
            return 0.5 * lam * reg
        """,
    line=3,
    why="the total starts anew for each matrix, so only the last one counts",
)

slip(
    "l2_penalty",
    """
        def l2_penalty(weights, lam):
            s = 0
            for W in weights:
                s += W ** 2
            return lam / 2 * np.sum(s)
        """,
    line=4,
    why="the matrices have different shapes and cannot be added: sum each of them first",
)

slip(
    "l2_penalty",
    """
        def l2_penalty(weights, lam):
            penalty = 0.0
            for W in weights:
                penalty = penalty + np.linalg.norm(W)
            return penalty * lam / 2
        """,
    line=4,
    why="the norm is a root already; its square belongs here",
)

slip(
    "l2_grad",
    """
        def l2_grad(W, lam):
            # d/dW of lam * W^2
            grad = 2 * lam * W
            return grad
        """,
    line=3,
    why="the penalty has lam / 2 in front, so the 2 of the derivative cancels",
)

slip(
    "l2_grad",
    """
        def l2_grad(W, lam):
            dW = np.zeros_like(W)
            for i in range(W.shape[0]):
                for j in range(W.shape[1]):
                    dW[i, j] = lam * W[i, j]
            return dW
        """,
    line=2,
    why="the gradient array has the type of W: whole numbers cut the decimals off",
)

slip(
    "l2_grad",
    """
        def l2_grad(W, lam):
            grad = lambda * W
            return grad
        """,
    line=None,
    why="lambda is a word of Python's language and cannot be a name: the argument is called lam",
)

slip(
    "l2_grad",
    """
        def l2_grad(W, lam):
            # weight decay
            W_new = W - lam * W
            return W_new
        """,
    line=3,
    why="that is the weight after the step; the gradient alone is asked for",
)

slip(
    "early_stop",
    """
        def early_stop(val_losses, patience):
            best_epoch = 0
            wait = 0
            for epoch in range(1, len(val_losses)):
                if val_losses[epoch] < val_losses[epoch - 1]:
                    best_epoch = epoch
                    wait = 0
                else:
                    wait += 1
                    if wait >= patience:
                        break
            return best_epoch
        """,
    line=5,
    why="each loss is compared with the one before; it must be compared with the best so far",
)

slip(
    "early_stop",
    """
        def early_stop(val_losses, patience):
            best_loss = val_losses[0]
            best_epoch = 0
            wait = 0
            for epoch, loss in enumerate(val_losses[1:], start=1):
                if loss < best_loss:
                    best_loss, best_epoch, wait = loss, epoch, 0
                else:
                    wait += 1
                    if wait == patience:
                        return best_epoch
        """,
    line=None,
    why="the function returns None when the losses end before the patience does",
)

slip(
    "early_stop",
    """
        def early_stop(val_losses, patience):
            best = val_losses[0]
            wait = 0
            for loss in val_losses[1:]:
                if loss < best:
                    best = loss
                    wait = 0
                else:
                    wait += 1
                if wait == patience:
                    break
            return val_losses.index(best)
        """,
    line=12,
    why="only lists have index; for an array it is np.argmin",
)

slip(
    "early_stop",
    """
        def early_stop(val_losses, patience):
            epoch = 0
            best_epoch = 0
            best = val_losses[0]
            count = 0
            while count < patience:
                epoch += 1
                if val_losses[epoch] <= best:
                    best = val_losses[epoch]
                    best_epoch = epoch
                    count = 0
                else:
                    count += 1
            return best_epoch
        """,
    line=None,
    why="the while loop runs past the last epoch, and a tie counts as an improvement",
)

slip(
    "accuracy",
    """
        def accuracy(labels, predicted):
            right = labels.all() == predicted.all()
            return np.mean(right)
        """,
    line=2,
    why="all makes one truth value of each array; the entries must be compared one by one",
)

slip(
    "accuracy",
    """
        def accuracy(labels, predicted):
            hits = [l is p for l, p in zip(labels, predicted)]
            return sum(hits) / len(hits)
        """,
    line=2,
    why="`is` asks whether two objects are the same object; numbers are compared with ==",
)

slip(
    "accuracy",
    """
        def accuracy(labels, predicted):
            tp = np.sum(labels * predicted)
            tn = np.sum((1 - labels) * (1 - predicted))
            return (tp + tn) / len(labels)
        """,
    line=None,
    why="the sum of the products counts a pair of ones; equal zeros and larger classes are lost",
)

slip(
    "accuracy",
    """
        def accuracy(labels, predicted):
            n_right = (labels == predicted).sum()
            acc = 100.0 * n_right / labels.size
            return round(acc, 2)
        """,
    line=3,
    why="a share between 0 and 1 is asked for, not percent",
)

slip(
    "confusion_matrix",
    """
        def confusion_matrix(labels, predicted, k):
            C = np.zeros((k, k))
            for i in range(len(labels)):
                C[labels[i]][predicted[i]] + 1
            return C
        """,
    line=4,
    why="the new count is computed and thrown away: it must be stored with +=",
)

slip(
    "confusion_matrix",
    """
        def confusion_matrix(labels, predicted, k):
            classes = np.unique(labels)
            n = len(classes)
            C = np.zeros((n, n), dtype=int)
            for i, a in enumerate(classes):
                for j, b in enumerate(classes):
                    C[i, j] = np.sum((labels == a) & (predicted == b))
            return C
        """,
    line=None,
    why="the matrix is as large as the number of classes seen; it must be k by k",
)

slip(
    "confusion_matrix",
    """
        def confusion_matrix(labels, predicted, k):
            C = np.zeros((k, k))
            for n in range(len(labels)):
                row = labels[n] - 1
                col = predicted[n] - 1
                C[row, col] = C[row, col] + 1
            return C
        """,
    line=None,
    why="the classes are counted from 1, as in MATLAB; here they begin with 0",
)

slip(
    "confusion_matrix",
    """
        def confusion_matrix(labels, predicted, k):
            C = np.zeros((k, k), dtype=int)
            for true, guess in zip(labels, predicted):
                C[true, guess] =+ 1
            return C
        """,
    line=4,
    why="= sets the entry to 1; it must be counted up with +=",
)

slip(
    "dropout_forward",
    """
        def dropout_forward(A, keep, rng):
            mask = rng.random(A.shape) < keep
            return A * mask, mask
        """,
    line=2,
    why="what is kept must be divided by keep, and the mask with it",
)

slip(
    "dropout_forward",
    """
        def dropout_forward(A, keep, rng):
            mask = (rng.random(A.shape) < keep) / keep
            return A * mask / keep, mask
        """,
    line=3,
    why="divided by keep twice: the mask holds the division already",
)

slip(
    "dropout_forward",
    """
        def dropout_forward(A, keep, rng):
            mask = (rng.random(A.shape[1]) < keep) / keep
            return A * mask, mask
        """,
    line=2,
    why="one draw for each unit; each activation of each sample has a draw of its own",
)

slip(
    "dropout_forward",
    """
        def dropout_forward(A, keep, rng):
            mask = (np.random.rand(*A.shape) < keep) / keep
            return A * mask, mask
        """,
    line=2,
    why="the numbers must come from rng",
)

slip(
    "dropout_backward",
    """
        def dropout_backward(dD, mask):
            return dD / mask
        """,
    line=2,
    why="the way back multiplies by the mask as the way forward does",
)

slip(
    "dropout_backward",
    """
        def dropout_backward(dD, mask):
            return dD * (mask > 0)
        """,
    line=2,
    why="the division by keep is part of the mask and belongs to the gradient as well",
)

slip(
    "standardize",
    """
    def standardize(X_train, X_other):
        sd = X_train.std(axis=0)
        sd[sd == 0] = 1
        X_train = (X_train - X_train.mean(axis=0)) / sd
        X_other = (X_other - X_train.mean(axis=0)) / sd
        return X_train, X_other
    """,
    line=4,
    why="X_train is overwritten before its mean is taken for the other set",
)

slip(
    "standardize",
    """
    def standardize(X_train, X_other):
        mu = np.mean(X_train, axis=1)
        sd = np.std(X_train, axis=1)
        return (X_train - mu) / sd, (X_other - mu) / sd
    """,
    line=None,
    why="the statistics go along the columns, axis=0; and a deviation of 0 counts as 1",
)

slip(
    "l2_penalty",
    """
    def l2_penalty(weights, lam):
        return lam / 2 * np.sum(np.array(weights) ** 2)
    """,
    line=2,
    why="np.array of ragged list",
)

slip(
    "accuracy",
    """
        def accuracy(labels, predicted):
            if (labels == predicted).all():
                return 1.0
            else:
                return 0.0
        """,
    line=5,
    why="Python's == on the whole array",
)

slip(
    "accuracy",
    """
        def accuracy(labels, predicted):
            correct = 0
            for a, b in zip(labels, predicted):
                if a == b:
                    correct += 1
            return 100 * correct / len(labels)
        """,
    line=6,
    why="in percent",
)

slip(
    "accuracy",
    """
        def accuracy(labels, predicted):
            return 1 - np.mean(labels - predicted)
        """,
    line=2,
    why="subtracts and lets errors cancel",
)

slip(
    "accuracy",
    """
        def accuracy(labels, predicted):
            n = len(labels)
            acc = 0
            for i in range(n):
                acc += np.mean(labels[i] == predicted[i]) / n
            return acc / n
        """,
    line=6,
    why="division in the loop, average twice",
)

slip(
    "confusion_matrix",
    """
        def confusion_matrix(labels, predicted, k):
            C = np.zeros((k, k), dtype=int)
            for i in range(len(labels)):
                C[predicted[i]][labels[i]] += 1
            return C
        """,
    line=4,
    why="predicted in rows, as in R's caret",
)

slip(
    "confusion_matrix",
    """
        def confusion_matrix(labels, predicted, k):
            M = np.zeros((k, k), int)
            M[labels, predicted] += 1
            return M
        """,
    line=3,
    why="fancy index with += counts each pair once",
)

slip(
    "confusion_matrix",
    """
        def confusion_matrix(labels, predicted, k):
            classes = np.unique(labels)
            C = np.zeros((len(classes), len(classes)), dtype=int)
            for i, a in enumerate(classes):
                for j, b in enumerate(classes):
                    C[i, j] = np.sum((labels == a) & (predicted == b))
            return C
        """,
    line=2,
    why="size from the labels that occur",
)

slip(
    "confusion_matrix",
    """
        def confusion_matrix(labels, predicted, k):
            C = np.zeros((k, k))
            for i in range(k):
                for j in range(k):
                    C[i, j] = np.sum(labels == i and predicted == j)
            return C
        """,
    line=5,
    why="`and` on arrays",
)

slip(
    "confusion_matrix",
    """
        def confusion_matrix(labels, predicted, k):
            C = np.zeros((k, k), dtype=int)
            for t, p in zip(labels, predicted):
                C[t - 1, p - 1] += 1
            return C
        """,
    line=4,
    why="counts from 1",
)

slip(
    "dropout_backward",
    """
        def dropout_backward(dD, mask):
            dD *= mask
            return dD
        """,
    line=2,
    why="in place",
)

slip(
    "dropout_forward",
    """
        def dropout_forward(A, keep, rng):
            mask = (rng.random(A.shape) > keep) / (1 - keep)
            return A * mask, mask
        """,
    line=2,
    why="keep is taken as the share that is dropped, as in PyTorch",
)

slip(
    "dropout_forward",
    """
        def dropout_forward(A, keep, rng):
            mask = (rng.uniform(size=A.shape) < keep).astype(float)
            D = A * mask / keep
            return D, mask
        """,
    line=4,
    why="D is scaled but the returned mask is not",
)

slip(
    "dropout_forward",
    """
        def dropout_forward(A, keep, rng):
            mask = (rng.random(A.shape[1]) < keep) / keep
            return A * mask, np.tile(mask, (len(A), 1))
        """,
    line=2,
    why="one draw per unit for all samples",
)

slip(
    "dropout_forward",
    """
        def dropout_forward(A, keep, rng):
            def mask():
                return (rng.random(A.shape) < keep) / keep
            return A * mask(), mask()
        """,
    line=4,
    why="two draws, one for the mask and one for the output",
)

slip(
    "dropout_forward",
    """
        def dropout_forward(A, keep, rng):
            n_keep = int(round(keep * A.size))
            flat = np.zeros(A.size)
            flat[rng.permutation(A.size)[:n_keep]] = 1 / keep
            mask = flat.reshape(A.shape)
            return A * mask, mask
        """,
    line=4,
    why="exactly a share keep is kept, by a permutation",
    accepted=True,
)

slip(
    "dropout_forward",
    """
        def dropout_forward(A, keep, rng):
            mask = (rng.random(A.shape) < keep) / keep
            A *= mask
            return A, mask
        """,
    line=3,
    why="the whole activation is divided, also at test: mask of keep, A in place",
)

slip(
    "early_stop",
    """
        def early_stop(val_losses, patience):
            best = np.inf
            wait = 0
            for epoch, loss in enumerate(val_losses):
                if loss < best:
                    best = loss
                    wait = 0
                else:
                    wait += 1
                    if wait >= patience:
                        return epoch
            return epoch
        """,
    line=11,
    why="the epoch at which it stops, not the best",
)

slip(
    "early_stop",
    """
        def early_stop(val_losses, patience):
            best_loss, best_epoch, bad = float("inf"), 0, 0
            for i, loss in enumerate(val_losses):
                if loss < best_loss:
                    best_loss, best_epoch = loss, i
                else:
                    bad += 1
                if bad == patience:
                    break
            return best_epoch
        """,
    line=4,
    why="the counter is not set back",
)

slip(
    "early_stop",
    """
        def early_stop(val_losses, patience):
            best, best_i, wait = val_losses[0], 0, 0
            for i, v in enumerate(val_losses[1:], start=1):
                if v <= best:
                    best, best_i, wait = v, i, 0
                else:
                    wait += 1
                    if wait == patience:
                        break
            return best_i
        """,
    line=4,
    why="an equal loss counts as better",
)

slip(
    "early_stop",
    """
        def early_stop(val_losses, patience):
            best = 0
            for epoch in range(len(val_losses)):
                if val_losses[epoch] < val_losses[best]:
                    best = epoch
                elif epoch - best > patience:
                    return best
            return best
        """,
    line=6,
    why="one epoch too patient",
)

slip(
    "early_stop",
    """
        def early_stop(val_losses, patience):
            best, wait = 0, 0
            for i, loss in enumerate(val_losses):
                if loss < val_losses[best]:
                    best, wait = i, 0
                elif i > 0:
                    wait += 1
                if wait >= patience:
                    return best
        """,
    line=9,
    why="returns None if it never stops",
)

slip(
    "l2_grad",
    """
        def l2_grad(W, lam):
            return 2 * lam * W
        """,
    line=2,
    why="factor 2, as for lam * sum W^2",
)

slip(
    "l2_grad",
    """
        def l2_grad(W, lam):
            norm = np.sqrt((W ** 2).sum())
            return lam * W / norm
        """,
    line=3,
    why="the gradient of the norm",
)

slip(
    "l2_grad",
    """
        def l2_grad(W, lam):
            return lam * W.sum()
        """,
    line=2,
    why="summed",
)

slip(
    "l2_penalty",
    """
        def l2_penalty(weights, lam):
            total = 0
            for W in weights:
                total += np.mean(W ** 2)
            return lam / 2 * total
        """,
    line=4,
    why="mean of the squares",
)

slip(
    "l2_penalty",
    """
        def l2_penalty(weights, lam):
            return 0.5 * lam * np.sum(np.array(weights) ** 2)
        """,
    line=2,
    why="np.sum over a list of arrays of different shapes",
)

slip(
    "l2_penalty",
    """
        def l2_penalty(weights, lam):
            return sum(lam / 2 * np.sum(W) ** 2 for W in weights)
        """,
    line=2,
    why="lam / 2 once per matrix and the square outside",
)

slip(
    "standardize",
    """
        def standardize(X_train, X_other):
            def scale(X):
                sd = X.std(axis=0)
                sd[sd == 0] = 1
                return (X - X.mean(axis=0)) / sd
            return scale(X_train), scale(X_other)
        """,
    line=6,
    why="each set by its own numbers",
)

slip(
    "standardize",
    """
        def standardize(X_train, X_other):
            m, s = np.mean(X_train), np.std(X_train)
            if s == 0:
                s = 1
            return (X_train - m) / s, (X_other - m) / s
        """,
    line=2,
    why="one mean for all columns",
)

slip(
    "standardize",
    """
        def standardize(X_train, X_other):
            s = X_train.std(axis=0)
            s = np.where(s == 0, 1, s)
            X_train = (X_train - X_train.mean(axis=0)) / s
            X_other = (X_other - X_train.mean(axis=0)) / s
            return X_train, X_other
        """,
    line=4,
    why="X_train is overwritten before its mean is used for the other set",
)

slip(
    "standardize",
    """
        def standardize(X_train, X_other):
            lo, hi = X_train.min(axis=0), X_train.max(axis=0)
            width = np.where(hi > lo, hi - lo, 1)
            return (X_train - lo) / width, (X_other - lo) / width
        """,
    line=2,
    why="min-max scaling",
)

slip(
    "standardize",
    """
        def standardize(X_train, X_other):
            mean = X_train.mean(axis=1, keepdims=True)
            std = X_train.std(axis=1, keepdims=True)
            std[std == 0] = 1
            return (X_train - mean) / std, (X_other - mean) / std
        """,
    line=2,
    why="along the rows, layer-norm style",
)

slip(
    "standardize",
    """
        def standardize(X_train, X_other):
            mu, s = X_train.mean(0), X_train.std(0)
            with np.errstate(all="ignore"):
                a = np.nan_to_num((X_train - mu) / s, posinf=0, neginf=0)
                b = np.nan_to_num((X_other - mu) / s, posinf=0, neginf=0)
            return a, b
        """,
    line=5,
    why="NaN for constant columns is turned to 0 afterwards; a new value in X_other of that column is lost",
)

slip(
    "standardize",
    """
        def standardize(X_train, X_other):
            A, B = X_train.copy(), X_other.copy()
            for j in range(X_train.shape[1]):
                mu = X_train[:, j].mean()
                sd = X_train[:, j].std()
                if sd == 0:
                    sd = 1
                A[:, j] = (X_train[:, j] - mu) / sd
                B[:, j] = (X_other[:, j] - mu) / sd
            return A, B
        """,
    line=2,
    why="loop with integer arrays: assigned into the integer copy",
)

slip(
    "standardize",
    """
        def standardize(X_train, X_other):
            mu = X_train.mean(axis=0)
            sd = X_train.std(axis=0) + 1e-3
            return (X_train - mu) / sd, (X_other - mu) / sd
        """,
    line=3,
    why="eps added for constants, but a column of X_other is scaled by 1e-8",
)

slip(
    "train_val_split",
    """
        def train_val_split(X, y, fraction, rng):
            idx = rng.permutation(len(X))
            n = round(len(X) * fraction)
            X_val, X_train = X[idx[:n]], X[idx[n:]]
            y_val, y_train = y[idx[:n]], y[idx[n:]]
            return X_train, X_val, y_train, y_val
        """,
    line=6,
    why="scikit-learn's order X_train, X_val, y_train, y_val",
)

slip(
    "train_val_split",
    """
        def train_val_split(X, y, fraction, rng):
            rng.shuffle(X)
            rng.shuffle(y)
            k = round(fraction * len(X))
            return X[k:], y[k:], X[:k], y[:k]
        """,
    line=2,
    why="shuffles the caller's arrays in place, and each on its own",
)

slip(
    "train_val_split",
    """
        def train_val_split(X, y, fraction, rng):
            rng = np.random.default_rng(42)
            order = rng.permutation(len(X))
            n = round(fraction * len(X))
            return X[order[n:]], y[order[n:]], X[order[:n]], y[order[:n]]
        """,
    line=2,
    why="the generator is seeded inside of the function",
)

slip(
    "confusion_matrix",
    """
        def confusion_matrix(labels, predicted, k):
            C = np.zeros((k, k), dtype=int)
            for l, p in zip(labels, predicted):
                C[l] += 1
            return C
        """,
    line=4,
    why="+= 1 on the row only",
)

slip(
    "confusion_matrix",
    """
        def confusion_matrix(labels, predicted, k):
            C = np.zeros((k, k), dtype=int)
            for i in range(len(labels)):
                if labels[i] == predicted[i]:
                    C[labels[i], predicted[i]] += 1
            return C
        """,
    line=4,
    why="histogram2d with bins that put the last class together",
)

slip(
    "dropout_forward",
    """
        def dropout_forward(A, keep, rng):
            D = A.copy().astype(float)
            mask = np.ones(A.shape) / keep
            for i in range(A.shape[0]):
                for j in range(A.shape[1]):
                    if rng.random() < keep:
                        D[i, j] = 0
                        mask[i, j] = 0
            return D / keep, mask
        """,
    line=6,
    why="A is dropped along a random index list of units",
)

slip(
    "early_stop",
    """
        def early_stop(val_losses, patience):
            best, i, wait = 0, 1, 0
            while wait < patience:
                if val_losses[i] < val_losses[best]:
                    best, wait = i, 0
                else:
                    wait += 1
                i += 1
            return best
        """,
    line=4,
    why="a while loop that forgets to move on past the end",
)

slip(
    "early_stop",
    """
        def early_stop(val_losses, patience):
            best = 0
            for i in range(len(val_losses)):
                if val_losses[i] < val_losses[best]:
                    best = i
                if i >= patience:
                    break
            return best
        """,
    line=6,
    why="the patience counts epochs since the start",
)

slip(
    "l2_penalty",
    """
        def l2_penalty(weights, lam):
            total = 0
            for W in weights:
                total += np.sum(W ** 2)
                return lam / 2 * total
        """,
    line=5,
    why="returns inside the loop",
)

slip(
    "l2_penalty",
    """
        def l2_penalty(weights, lam):
            return sum(np.sum((lam / 2 * W) ** 2) for W in weights)
        """,
    line=2,
    why="penalty includes lam squared",
)

slip(
    "standardize",
    """
        def standardize(X_train, X_other):
            m = X_train.mean(axis=0)
            s1, s2 = X_train.std(axis=0), X_other.std(axis=0)
            s1[s1 == 0] = 1
            s2[s2 == 0] = 1
            return (X_train - m) / s1, (X_other - m) / s2
        """,
    line=3,
    why="X_other is centered by the training mean but divided by its own deviation",
)

slip(
    "train_val_split",
    """
        def train_val_split(X, y, fraction, rng):
            n_val = round(fraction * len(X))
            order = rng.permutation(len(X))
            train, val = order[: len(X) - n_val], order[n_val:]
            return X[train], y[train], X[val], y[val]
        """,
    line=4,
    why="order[-n:] when n is 0 or the train part overlaps",
)

slip(
    "train_val_split",
    """
        def train_val_split(X, y, fraction, rng):
            n_val = round(fraction * len(X))
            val = rng.permutation(len(X))[:n_val]
            train = ~val
            return X[train], y[train], X[val], y[val]
        """,
    line=4,
    why="the mask of a boolean is integers",
)

slip(
    "confusion_matrix",
    """
        def confusion_matrix(labels, predicted, k):
            return pd.crosstab(labels, predicted).values
        """,
    line=2,
    why="pandas crosstab",
)

slip(
    "dropout_backward",
    """
        def dropout_backward(dD, mask):
            keep = np.mean(mask > 0)
            return dD * (mask > 0) / keep
        """,
    line=3,
    why="divides by the mean of the mask",
)

slip(
    "early_stop",
    """
        def early_stop(val_losses, patience):
            best, wait, stop = np.inf, 0, 0
            for epoch, loss in enumerate(val_losses, 1):
                if loss < best:
                    best, stop, wait = loss, epoch, 0
                else:
                    wait += 1
                if wait == patience:
                    break
            return stop
        """,
    line=3,
    why="returns the epoch counted from 1",
)

slip(
    "train_val_split",
    """
        def train_val_split(X, y, fraction, rng):
            n = round(fraction * len(X))
            order = rng.permutation(len(X))
            Xs, ys = X[order], y[order]
            return Xs[:n], ys[:n], Xs[n:], ys[n:]
        """,
    line=5,
    why="validation and training in the other order",
)

slip(
    "train_val_split",
    """
    def train_val_split(X, y, fraction, rng):
        k = len(X) - round(fraction * len(X))
        return X[:k], y[:k], X[k:], y[k:]
    """,
    line=3,
    why="no shuffling",
)

slip(
    "standardize",
    """
    def standardize(X_train, X_other):
        m, s = X_train.mean(), X_train.std()
        if s == 0:
            s = 1
        return (X_train - m) / s, (X_other - m) / s
    """,
    line=2,
    why="over all elements",
)

slip(
    "l2_penalty",
    """
    def l2_penalty(weights, lam):
        return lam * sum((W ** 2).sum() for W in weights)
    """,
    line=2,
    why="no half",
)

slip(
    "l2_penalty",
    """
    def l2_penalty(weights, lam):
        total = 0
        for W in weights:
            total += np.linalg.norm(W)
        return lam / 2 * total
    """,
    line=4,
    why="the norm without square",
)

slip(
    "dropout_forward",
    """
    def dropout_forward(A, keep, rng):
        mask = (rng.normal(size=A.shape) < keep) / keep
        return A * mask, mask
    """,
    line=2,
    why="normal numbers",
)

slip(
    "dropout_forward",
    """
    def dropout_forward(A, keep, rng):
        n = A.size
        k = round(keep * n)
        flat = np.zeros(n)
        flat[rng.permutation(n)[:k]] = 1 / keep
        mask = flat.reshape(A.shape)
        return A * mask, mask
    """,
    line=5,
    why="by a permutation",
)

slip(
    "dropout_forward",
    """
    def dropout_forward(A, keep, rng):
        mask = rng.random(A.shape) < keep
        return A * mask / keep, mask
    """,
    line=3,
    why="mask unscaled",
)

slip(
    "dropout_forward",
    """
    def dropout_forward(A, keep, rng):
        mask = (rng.random(A.shape[1]) < keep) / keep
        return A * mask, np.broadcast_to(mask, A.shape)
    """,
    line=2,
    why="one draw for each unit, the same in all samples",
)

slip(
    "accuracy",
    """
    def accuracy(labels, predicted):
        return np.sum(labels == predicted)
    """,
    line=2,
    why="sum",
)

slip(
    "confusion_matrix",
    """
    def confusion_matrix(labels, predicted, k):
        C = [[0] * k] * k
        for l, p in zip(labels, predicted):
            C[l][p] += 1
        return np.array(C)
    """,
    line=2,
    why="rows are one list",
)

slip(
    "train_val_split",
    """
    def train_val_split(X, y, fraction, rng):
        idx = rng.permutation(len(X))
        k = int(fraction * len(X))
        return X[idx[k:]], y[idx[k:]], X[idx[:k]], y[idx[:k]]
    """,
    line=3,
    why="int cuts off",
)

slip(
    "early_stop",
    """
    def early_stop(val_losses, patience):
        best, bad = np.inf, 0
        for e, loss in enumerate(val_losses):
            if loss < best:
                best, bad = loss, 0
            else:
                bad += 1
            if bad >= patience:
                return e
        return e
    """,
    line=9,
    why="the stopping epoch",
)

slip(
    "accuracy",
    """
    def accuracy(labels, predicted):
        return np.mean(labels and predicted)
    """,
    line=2,
    why="and of arrays",
)

slip(
    "confusion_matrix",
    """
    def confusion_matrix(labels, predicted, k):
        C = {}
        for l, p in zip(labels, predicted):
            C[l, p] = C.get((l, p), 0) + 1
        return C
    """,
    line=5,
    why="a dictionary of pairs",
)

slip(
    "early_stop",
    """
        def early_stop(val_losses, patience):
            return int(np.argmin(val_losses))
        """,
    line=2,
    why="argmin of all",
)

slip(
    "train_val_split",
    """
        def train_val_split(X, y, fraction, rng):
            n_val = round(fraction * len(X))
            X = X[rng.permutation(len(X))]
            y = y[rng.permutation(len(y))]
            return X[n_val:], y[n_val:], X[:n_val], y[:n_val]
        """,
    line=4,
    why="X and y are shuffled each by a permutation of its own",
)
