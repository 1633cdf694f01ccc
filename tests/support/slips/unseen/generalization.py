"""Wrong answers of generalization, as learners write them; nobody tunes anything to these."""

from tests.support.slips import slip

slip(
    "train_val_split",
    """
        def train_val_split(X, y, fraction, rng):
            idx = rng.shuffle(np.arange(len(X)))
            n_val = round(len(X) * fraction)
            val_idx = idx[:n_val]
            train_idx = idx[n_val:]
            return X[train_idx], y[train_idx], X[val_idx], y[val_idx]
        """,
    line=2,
    why="rng.shuffle shuffles in place and returns None",
)

slip(
    "train_val_split",
    """
        def train_val_split(X, y, fraction, rng):
            n_val = round(fraction * len(X))
            val = rng.permutation(len(X))[:n_val]
            X_val, y_val = X[val], y[val]
            X_train = np.delete(X, val)
            y_train = np.delete(y, val)
            return X_train, y_train, X_val, y_val
        """,
    line=5,
    why="np.delete without an axis flattens X first",
)

slip(
    "train_val_split",
    """
        def train_val_split(X, y, fraction, rng):
            perm = rng.permutation(len(y))
            k = round(fraction * len(y))
            X_train = X[perm[k:]]
            X_val = X[perm[:k]]
            y_train = y[perm[k:]]
            y_val = y[perm[:k]]
            return X_train, X_val, y_train, y_val
        """,
    line=8,
    why="the four parts come in the order of scikit-learn; here it is X_train, y_train, X_val, y_val",
)

slip(
    "train_val_split",
    """
        def train_val_split(X, y, fraction, rng):
            idx = np.arange(len(X))
            np.random.shuffle(idx)
            k = round(fraction * len(X))
            return X[idx[k:]], y[idx[k:]], X[idx[:k]], y[idx[:k]]
        """,
    line=3,
    why="the order comes from np.random instead of rng",
)

slip(
    "standardize",
    """
        def standardize(X_train, X_other):
            def scale(X):
                mu = X.mean(axis=0)
                sd = X.std(axis=0)
                sd[sd == 0] = 1
                return (X - mu) / sd

            return scale(X_train), scale(X_other)
        """,
    line=8,
    why="each set is scaled by its own mean and deviation; the training set's belong to both",
)

slip(
    "standardize",
    """
        def standardize(X_train, X_other):
            mean = X_train.mean()
            std = X_train.std()
            if std == 0:
                std = 1
            X_train = (X_train - mean) / std
            X_other = (X_other - mean) / std
            return X_train, X_other
        """,
    line=None,
    why="one mean and one deviation are taken of the whole matrix; each column has its own",
)

slip(
    "standardize",
    """
        def standardize(X_train, X_other):
            m = X_train.mean(axis=0)
            s = X_train.std(axis=0)
            if s == 0:
                s = 1
            return (X_train - m) / s, (X_other - m) / s
        """,
    line=4,
    why="if cannot ask all the deviations at once: set the zero ones with np.where",
)

slip(
    "standardize",
    """
        def standardize(X_train, X_other):
            out_train = np.zeros(X_train.shape)
            out_other = np.zeros(X_other.shape)
            for j in range(X_train.shape[1]):
                mu = np.mean(X_train[:, j])
                sd = np.std(X_train[:, j])
                out_train[:, j] = X_train[:, j] - mu / sd
                out_other[:, j] = X_other[:, j] - mu / sd
            return out_train, out_other
        """,
    line=None,
    why="the brackets are missing, so only the mean is divided, and a deviation of 0 divides by 0",
)

slip(
    "l2_penalty",
    """
        def l2_penalty(weights, lam):
            sq = sum([np.sum(np.square(W)) for W in weights])
            return lam / (2 * sq)
        """,
    line=3,
    why="without brackets lam is divided by 2 times the sum",
)

slip(
    "l2_penalty",
    """
        def l2_penalty(weights, lam):
            total = 0
            for W in weights:
                total += np.sum(W.T @ W)
            return lam * total / 2
        """,
    line=4,
    why="W.T @ W adds up products of different columns as well; square entry by entry",
)

slip(
    "l2_penalty",
    """
        def l2_penalty(weights, lam):
            m = len(weights)
            cost = 0
            for l in range(m):
                cost += np.sum(np.square(weights[l]))
            return lam / (2 * m) * cost
        """,
    line=6,
    why="the penalty is averaged over the number of weights, as in Coursera's 1/m; nothing is divided here",
)

slip(
    "l2_penalty",
    """
        def l2_penalty(weights, lam):
            result = 0
            for layer in weights:
                result += sum(layer ** 2)
            return lam * result
        """,
    line=None,
    why="Python's sum of a matrix is a row, not a number; and the half is missing",
)

slip(
    "l2_grad",
    """
        def l2_grad(W, lam):
            g = lam * W
            return g.sum(axis=0)
        """,
    line=3,
    why="the gradient keeps the shape of W; it is not summed",
)

slip(
    "l2_grad",
    """
        def l2_grad(W, lam):
            m = W.shape[0]
            return (lam / m) * W
        """,
    line=3,
    why="the division by the number of samples of Coursera does not belong here",
)

slip(
    "l2_grad",
    """
        def l2_grad(W, lam):
            W *= lam
            return W
        """,
    line=2,
    why="*= changes the caller's weights",
)

slip(
    "l2_grad",
    """
        def l2_grad(W, lam):
            penalty = lam / 2 * np.dot(W, W.T)
            return penalty
        """,
    line=3,
    why="that is a penalty, and of a matrix product; the gradient of the squares is lam W",
)

slip(
    "early_stop",
    """
        def early_stop(val_losses, patience):
            min_delta = 0.1
            best, best_epoch, counter = float("inf"), 0, 0
            for epoch, val_loss in enumerate(val_losses):
                if val_loss < best - min_delta:
                    best = val_loss
                    best_epoch = epoch
                    counter = 0
                else:
                    counter += 1
                    if counter >= patience:
                        break
            return best_epoch
        """,
    line=5,
    why="a small improvement is ignored because of min_delta; every smaller loss is a new best",
)

slip(
    "early_stop",
    """
        def early_stop(val_losses, patience):
            best = float('inf')
            bad_epochs = 0
            for i, l in enumerate(val_losses):
                if l < best:
                    best = l
                    bad_epochs = 0
                else:
                    bad_epochs += 1
                if bad_epochs == patience:
                    return i
            return len(val_losses) - 1
        """,
    line=11,
    why="the epoch at which the training stops is returned; the best one is asked for",
)

slip(
    "early_stop",
    """
        def early_stop(val_losses, patience):
            stop = len(val_losses)
            for i in range(patience, len(val_losses)):
                if val_losses[i] >= val_losses[i - patience]:
                    stop = i + 1
                    break
            return int(np.argmin(val_losses[:stop]))
        """,
    line=4,
    why="each loss is compared with the one `patience` epochs ago; it must be compared with the best so far",
)

slip(
    "early_stop",
    """
        def early_stop(val_losses, patience):
            best_loss = val_losses[0]
            best_epoch = 0
            since = 0
            for e in range(1, len(val_losses)):
                loss = val_losses[e]
                if loss < best_loss:
                    best_epoch = e
                    since = 0
                else:
                    since = since + 1
                if since >= patience:
                    break
            return best_epoch
        """,
    line=None,
    why="best_loss is not remembered, so every loss is compared with the first one",
)

slip(
    "accuracy",
    """
        def accuracy(labels, predicted):
            correct = 0
            for l, p in zip(labels, predicted):
                if l == p:
                    correct += 1
            return correct // len(labels)
        """,
    line=6,
    why="// cuts the share off to 0 or 1",
)

slip(
    "accuracy",
    """
        def accuracy(labels, predicted):
            err = np.abs(labels - predicted)
            return 1 - err.sum() / len(labels)
        """,
    line=3,
    why="labels are names, their differences mean nothing: count the equal ones",
)

slip(
    "accuracy",
    """
        def accuracy(labels, predicted):
            y_hat = np.argmax(predicted, axis=1)
            return np.mean(y_hat == labels)
        """,
    line=2,
    why="predicted are labels already; argmax along axis 1 needs a row of scores for each",
)

slip(
    "accuracy",
    """
        def accuracy(labels, predicted):
            for i in range(len(labels)):
                count = 0
                if labels[i] == predicted[i]:
                    count += 1
                return count / len(labels)
        """,
    line=None,
    why="the return is inside the loop, after the first sample; and the counter is set to 0 each time",
)

slip(
    "confusion_matrix",
    """
        def confusion_matrix(labels, predicted, k):
            H, xedges, yedges = np.histogram2d(labels, predicted, bins=k)
            return H
        """,
    line=2,
    why="bins=k cuts the range that occurs into k parts; the classes are 0 to k - 1, whether they occur or not",
)

slip(
    "confusion_matrix",
    """
        def confusion_matrix(labels, predicted, k):
            matrix = [[0] * k] * k
            for i in range(len(labels)):
                matrix[labels[i]][predicted[i]] += 1
            return np.array(matrix)
        """,
    line=2,
    why="all rows are one and the same list, because [[0] * k] * k repeats it",
)

slip(
    "confusion_matrix",
    """
        def confusion_matrix(labels, predicted, k):
            C = np.zeros((k, k))
            for y, yhat in zip(labels, predicted):
                C[yhat, y] += 1
            return C / np.maximum(C.sum(axis=1, keepdims=True), 1)
        """,
    line=None,
    why="the rows are divided by their sums, and the matrix is transposed; counts are asked for",
)

slip(
    "dropout_forward",
    """
        def dropout_forward(A, keep, rng):
            mask = (rng.random(A.shape) > keep) / keep
            return A * mask, mask
        """,
    line=2,
    why="a draw below keep means kept; this keeps the share 1 - keep",
)

slip(
    "dropout_forward",
    """
        def dropout_forward(A, keep, rng):
            mask = (rng.random(A.shape) < keep) / keep
            return A * mask
        """,
    line=3,
    why="the mask is not returned",
)

slip(
    "dropout_backward",
    """
        def dropout_backward(dD, mask):
            dA = dD
            dA[mask == 0] = 0
            return dA
        """,
    line=3,
    why="the caller's array is changed, and the factor 1 / keep is missing",
)

slip(
    "early_stop",
    """
    def early_stop(val_losses, patience):
        best_epoch = 0
        wait = 0
        for i in range(1, len(val_losses)):
            if val_losses[i] < val_losses[best_epoch]:
                best_epoch, wait = i, 0
            else:
                wait += 1
                if wait > patience:
                    return best_epoch
        return best_epoch
    """,
    line=9,
    why="it stops one epoch too late: >=",
)

slip(
    "standardize",
    """
    def standardize(X_train, X_other):
        mean = X_train.mean(axis=0)
        std = X_train.std(axis=0)
        return (X_train - mean) / std, (X_other - mean) / std
    """,
    line=4,
    why="a deviation of 0 counts as 1",
)

slip(
    "early_stop",
    """
    def early_stop(val_losses, patience):
        return int(np.argmin(val_losses[:patience + 1]))
    """,
    line=2,
    why="the count begins anew at each new best; this looks at the first epochs only",
)

slip(
    "accuracy",
    """
        def accuracy(labels, predicted):
            return np.count_nonzero(labels == predicted)
        """,
    line=2,
    why="counts, is not a share",
)

slip(
    "accuracy",
    """
        def accuracy(labels, predicted):
            wrong = np.sum(labels != predicted)
            return wrong / labels.size
        """,
    line=3,
    why="the share of errors",
)

slip(
    "confusion_matrix",
    """
        def confusion_matrix(labels, predicted, k):
            C = np.zeros((k, k))
            for l, p in zip(labels, predicted):
                C[l, p] += 1
            return C / C.sum(axis=1, keepdims=True)
        """,
    line=5,
    why="shares of rows",
)

slip(
    "confusion_matrix",
    """
        def confusion_matrix(labels, predicted, k):
            C = np.zeros((k, k), dtype=int)
            for i in range(1, k):
                for j in range(1, k):
                    C[i, j] = ((labels == i) & (predicted == j)).sum()
            return C
        """,
    line=3,
    why="range starts at 1, so class 0 is never counted",
)

slip(
    "dropout_backward",
    """
        def dropout_backward(dD, mask):
            keep = mask[mask > 0].min() if (mask > 0).any() else 1
            return dD * mask / keep
        """,
    line=3,
    why="divides again",
)

slip(
    "dropout_backward",
    """
        def dropout_backward(dD, mask):
            dA = dD.copy()
            dA[mask == 0] = 0
            return dA
        """,
    line=3,
    why="only where it was kept, without the factor",
)

slip(
    "dropout_backward",
    """
        def dropout_backward(dD, mask):
            keep = 1 / mask.max()
            rng = np.random.default_rng()
            new = (rng.random(dD.shape) < keep) / keep
            return dD * new
        """,
    line=4,
    why="a new mask is drawn",
)

slip(
    "dropout_backward",
    """
        def dropout_backward(dD, mask):
            return np.where(mask != 0, dD / mask, 0)
        """,
    line=2,
    why="divides by the mask",
)

slip(
    "dropout_forward",
    """
        def dropout_forward(A, keep, rng):
            draws = rng.normal(size=A.shape)
            mask = (draws < keep) / keep
            return A * mask, mask
        """,
    line=2,
    why="normal numbers are compared with keep",
)

slip(
    "early_stop",
    """
        def early_stop(val_losses, patience):
            best = 0
            count = 0
            for i in range(1, len(val_losses)):
                if val_losses[i] < val_losses[i - 1]:
                    best = i
                    count = 0
                else:
                    count += 1
                if count >= patience:
                    return best
            return best
        """,
    line=5,
    why="compares with the previous epoch instead of the best",
)

slip(
    "early_stop",
    """
        def early_stop(val_losses, patience):
            best, best_i, wait = val_losses[0], 0, 0
            for i, v in enumerate(val_losses[1:]):
                if v < best:
                    best, best_i, wait = v, i, 0
                else:
                    wait += 1
                if wait >= patience:
                    break
            return best_i
        """,
    line=3,
    why="epoch index from the slice is off: enumerate over val_losses[1:] without start",
)

slip(
    "early_stop",
    """
        def early_stop(val_losses, patience):
            best = val_losses[0]
            waited = 0
            for loss in val_losses[1:]:
                if loss < best:
                    best = loss
                    waited = 0
                else:
                    waited += 1
                if waited == patience:
                    break
            return best
        """,
    line=12,
    why="returns the loss",
)

slip(
    "l2_grad",
    """
        def l2_grad(W, lam):
            return lam * np.sign(W)
        """,
    line=2,
    why="the sign, as L1",
)

slip(
    "l2_grad",
    """
        def l2_grad(W, lam):
            return W - lam * W
        """,
    line=2,
    why="weight decay applied to W",
)

slip(
    "l2_penalty",
    """
        def l2_penalty(weights, lam):
            return lam / 2 * sum(np.linalg.norm(W) for W in weights)
        """,
    line=2,
    why="the norm without the square",
)

slip(
    "l2_penalty",
    """
        def l2_penalty(weights, lam):
            return lam * sum(np.abs(W).sum() for W in weights)
        """,
    line=2,
    why="L1",
)

slip(
    "l2_penalty",
    """
        def l2_penalty(weights, lam):
            total = 0
            for W in weights:
                total = np.sum(W * W)
            return 0.5 * lam * total
        """,
    line=4,
    why="the total is overwritten",
)

slip(
    "l2_penalty",
    """
        def l2_penalty(weights, lam):
            p = 0.0
            for W in weights:
                p += np.sum(W.T @ W)
            return p * lam / 2
        """,
    line=4,
    why="W.T @ W sums more than the diagonal",
)

slip(
    "l2_penalty",
    """
        def l2_penalty(weights, lam):
            return sum([((lam / 2) * W ** 2) for W in weights]).sum()
        """,
    line=2,
    why="lam / 2 inside of the sum and squared",
)

slip(
    "standardize",
    """
        def standardize(X_train, X_other):
            mu = X_train.mean(axis=0)
            var = X_train.var(axis=0)
            var = np.where(var == 0, 1, var)
            return (X_train - mu) / var, (X_other - mu) / var
        """,
    line=3,
    why="variance instead of deviation",
)

slip(
    "standardize",
    """
        def standardize(X_train, X_other):
            mu = np.mean(X_train, axis=0)
            sigma = np.std(X_train, axis=0, ddof=1)
            sigma[sigma == 0] = 1
            return (X_train - mu) / sigma, (X_other - mu) / sigma
        """,
    line=3,
    why="ddof=1, as pandas and MATLAB",
)

slip(
    "train_val_split",
    """
        def train_val_split(X, y, fraction, rng):
            order = rng.permutation(len(X))
            cut = round(fraction * len(X))
            train, val = order[:cut], order[cut:]
            return X[train], y[train], X[val], y[val]
        """,
    line=4,
    why="fraction is taken as the training share",
)

slip(
    "train_val_split",
    """
        def train_val_split(X, y, fraction, rng):
            n = len(X)
            n_val = round(fraction * n)
            val = rng.choice(n, size=n_val)
            train = np.setdiff1d(np.arange(n), val)
            return X[train], y[train], X[val], y[val]
        """,
    line=4,
    why="draws with replacement: samples in both sets",
)

slip(
    "train_val_split",
    """
        def train_val_split(X, y, fraction, rng):
            is_val = rng.random(len(X)) < fraction
            return X[~is_val], y[~is_val], X[is_val], y[is_val]
        """,
    line=2,
    why="a coin for each sample: the number is only right on average",
)

slip(
    "train_val_split",
    """
        def train_val_split(X, y, fraction, rng):
            idx = np.arange(len(X))
            rng.shuffle(idx)
            n_val = int(fraction * len(X))
            return X[idx[n_val:]], y[idx[n_val:]], X[idx[:n_val]], y[idx[:n_val]]
        """,
    line=4,
    why="int cuts off instead of rounding",
)

slip(
    "train_val_split",
    """
        def train_val_split(X, y, fraction, rng):
            perm = rng.permutation(X.shape[0])
            n_val = round(fraction * X.shape[0])
            val, train = perm[:n_val], perm[n_val + 1:]
            return X[train], y[train], X[val], y[val]
        """,
    line=4,
    why="negative slice with zero-based mistake: one sample is lost",
)

slip(
    "train_val_split",
    """
        def train_val_split(X, y, fraction, rng):
            val = X.sample(frac=fraction, random_state=rng)
            train = X.drop(val.index)
            return train, y[train.index], val, y[val.index]
        """,
    line=2,
    why="pandas sample and frac",
)

slip(
    "train_val_split",
    """
    def train_val_split(X, y, fraction, rng):
        idx = rng.permutation(len(X))
        k = round(fraction * len(X))
        val, train = idx[:k], idx[k:]
        return X[train], X[val], y[train], y[val]
    """,
    line=5,
    why="sklearn's order of the four",
)

slip(
    "train_val_split",
    """
    def train_val_split(X, y, fraction, rng):
        order = rng.permutation(len(X))
        k = round(fraction * len(X))
        return X[order[:k]], y[order[:k]], X[order[k:]], y[order[k:]]
    """,
    line=4,
    why="the fraction trains",
)

slip(
    "standardize",
    """
    def standardize(X_train, X_other):
        mu = X_train.mean(0)
        sigma = X_train.std(0, ddof=1)
        sigma = np.where(sigma == 0, 1, sigma)
        return (X_train - mu) / sigma, (X_other - mu) / sigma
    """,
    line=3,
    why="sample deviation of pandas",
)

slip(
    "early_stop",
    """
    def early_stop(val_losses, patience):
        best, best_epoch, wait = np.inf, 0, 0
        for e, loss in enumerate(val_losses):
            if loss < best:
                best = loss
                best_epoch = e
            else:
                wait += 1
                if wait >= patience:
                    break
        return best_epoch
    """,
    line=6,
    why="counter not reset",
)

slip(
    "early_stop",
    """
    def early_stop(val_losses, patience):
        bad = 0
        best = 0
        for i in range(1, len(val_losses)):
            if val_losses[i] < val_losses[i - 1]:
                best = i
                bad = 0
            else:
                bad += 1
            if bad == patience:
                break
        return best
    """,
    line=5,
    why="compares with the epoch before",
)

slip(
    "accuracy",
    """
    def accuracy(labels, predicted):
        right = 0
        for i in range(len(labels)):
            if labels[i] == predicted[i]:
                right += 1
        return right / len(labels) * 100
    """,
    line=6,
    why="percent",
)

slip(
    "confusion_matrix",
    """
    def confusion_matrix(labels, predicted, k):
        C = np.zeros((k, k), dtype=int)
        C[labels, predicted] += 1
        return C
    """,
    line=3,
    why="fancy index adds once",
)
