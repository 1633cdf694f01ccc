"""Wrong answers of learning rate, as learners write them; free to read for whoever works on the explanations."""

from tests.support.slips import slip

slip(
    "contraction_factor",
    """
        def contraction_factor(lr, curvature):
            f = 1 - lr * curvature
            if f < 0:
                f = -f
            return f
        """,
    line=3,
    why="if cannot ask an array of rates at once: use np.abs",
)

slip(
    "contraction_factor",
    """
        def contraction_factor(lr, curvature):
            return np.maximum(0, 1 - lr * curvature)
        """,
    line=2,
    why="max cuts a factor below 0 to 0; beyond the minimum the distance is its absolute value",
)

slip(
    "contraction_factor",
    """
        def contraction_factor(lr, curvature):
            x = 1.0
            for _ in range(10):
                x = x - lr * curvature * x
            return np.abs(x)
        """,
    line=3,
    why="the ratio of ten steps is returned; the factor is that of one",
)

slip(
    "contraction_factor",
    """
        def contraction_factor(lr, curvature):
            w = 0.0
            grad = curvature * w
            w_new = w - lr * grad
            return np.abs(w_new) / np.abs(w)
        """,
    line=2,
    why="the start is the minimum itself, so the distances are 0 and nothing can be divided",
)

slip(
    "largest_stable_lr",
    """
        def largest_stable_lr(H):
            L = 0
            for row in H:
                L = max(L, np.sum(np.abs(row)))
            return 2 / L
        """,
    line=None,
    why="the largest sum of a row only bounds the largest eigenvalue",
)

slip(
    "largest_stable_lr",
    """
        def largest_stable_lr(H):
            lam = np.linalg.eig(H)
            return 2 / max(lam)
        """,
    line=2,
    why="eig returns two things, the values and the vectors",
)

slip(
    "largest_stable_lr",
    """
        def largest_stable_lr(H):
            s = np.linalg.svd(H)[0]
            return 2 / s.max()
        """,
    line=2,
    why="svd returns three things; the singular values are the second one",
)

slip(
    "largest_stable_lr",
    """
        def largest_stable_lr(H):
            v = np.ones(len(H))
            for _ in range(10):
                v = H @ v
                v = v / np.linalg.norm(v)
            lam = v @ H @ v
            return 2 / lam
        """,
    line=None,
    why="the power method has to divide by the length in each step, and ten steps are too few",
)

slip(
    "best_constant_lr",
    """
        def best_constant_lr(H):
            lam = np.linalg.eigvalsh(H)
            mean = (lam[0] + lam[-1]) / 2
            return 2 / mean
        """,
    line=4,
    why="the two eigenvalues are averaged and then divided into 2 once more: it is 2 over their sum",
)

slip(
    "best_constant_lr",
    """
        def best_constant_lr(H):
            eig = np.linalg.eigvalsh(H)
            mu, L = eig[0], eig[-1]
            return 4 / (np.sqrt(L) + np.sqrt(mu)) ** 2
        """,
    line=4,
    why="that is the rate for the heavy ball with momentum; plain gradient descent has 2 / (lmin + lmax)",
)

slip(
    "best_constant_lr",
    """
        def best_constant_lr(H):
            eigs = np.linalg.eigvalsh(H)
            return 2 / (eigs[0] + eigs[1])
        """,
    line=3,
    why="eigs[1] is the second eigenvalue, the largest only if there are two",
)

slip(
    "best_constant_lr",
    """
        def best_constant_lr(H):
            values, vectors = np.linalg.eigvalsh(H)
            return 2 / (values[-1] - values[0])
        """,
    line=None,
    why="eigvalsh gives numbers, so there is nothing to unpack; and the best rate adds the two",
)

slip(
    "step_decay",
    """
        def step_decay(lr0, drop, every, t):
            k = math.floor(t / every)
            return lr0 * math.pow(drop, k)
        """,
    line=2,
    why="math.floor takes one number; for an array use // or np.floor",
)

slip(
    "step_decay",
    """
        def step_decay(lr0, drop, every, t):
            return lr0 * drop ^ (t // every)
        """,
    line=2,
    why="^ is not a power in Python, it is **",
)

slip(
    "step_decay",
    """
        def step_decay(lr0, drop, every, t):
            k = np.round(np.asarray(t) / every)
            return lr0 * drop ** k
        """,
    line=2,
    why="round goes to the nearest number of drops; only whole periods that have passed count",
)

slip(
    "step_decay",
    """
        def step_decay(lr0, drop, every, t):
            t = np.asarray(t)
            rates = np.zeros_like(t)
            for i, v in np.ndenumerate(t):
                rates[i] = lr0 * drop ** (v // every)
            return rates
        """,
    line=3,
    why="the array of rates has the type of t: whole numbers, in which the rates become 0",
)

slip(
    "exponential_decay",
    """
        def exponential_decay(lr0, rate, t):
            k = rate
            return np.exp(lr0 * -k * t)
        """,
    line=3,
    why="lr0 multiplies the exponential; it does not belong into the exponent",
)

slip(
    "exponential_decay",
    """
        def exponential_decay(lr0, rate, t):
            def at(n):
                lr = lr0
                for i in range(1, int(n) + 1):
                    lr = lr * np.exp(-rate * i)
                return lr
            return np.vectorize(at)(t)
        """,
    line=5,
    why="each turn of the loop decays by exp(-rate i) again; the decay compounds",
)

slip(
    "exponential_decay",
    """
        def exponential_decay(lr0, rate, t):
            return lr0 * np.exp ** (-rate * t)
        """,
    line=2,
    why="np.exp is a function and is called, np.exp(-rate * t); it is not raised to a power",
)

slip(
    "exponential_decay",
    """
        def exponential_decay(lr0, rate, t):
            factor = np.power(rate, t)
            return lr0 - lr0 * factor
        """,
    line=None,
    why="rate ** t is another decay, and lr0 is not to be subtracted",
)

slip(
    "linear_decay",
    """
        def linear_decay(lr0, lr_end, total, t):
            frac = t / total
            return lr0 - (lr0 - lr_end) * frac
        """,
    line=2,
    why="past total the line goes on falling: keep t / total at no more than 1",
)

slip(
    "linear_decay",
    """
        def linear_decay(lr0, lr_end, total, t):
            alpha = np.clip(np.asarray(t) / total, 0, 1)
            return lr0 * (1 - alpha) + alpha * (lr_end - lr0)
        """,
    line=3,
    why="the two weights add up to 1 already, so alpha multiplies lr_end, not the difference",
)

slip(
    "linear_decay",
    """
        def linear_decay(lr0, lr_end, total, t):
            share = np.maximum(np.asarray(t) / total, 1)
            return lr0 + (lr_end - lr0) * share
        """,
    line=2,
    why="np.maximum lets the share be at least 1; it must be at most 1, np.minimum",
)

slip(
    "linear_decay",
    """
        def linear_decay(lr0, lr_end, total, t):
            p = np.asarray(t) / total
            lr = p * lr0 + (1 - p) * lr_end
            return lr
        """,
    line=None,
    why="the weights of the two ends are swapped, and past total nothing holds the rate",
)

slip(
    "inverse_time_decay",
    """
        def inverse_time_decay(lr0, rate, t):
            denom = 1.0 + rate * np.asarray(t)
            return lr0 // denom
        """,
    line=3,
    why="// cuts the decimals off the learning rate",
)

slip(
    "inverse_time_decay",
    """
        def inverse_time_decay(lr0, rate, t):
            epoch = np.floor(t)
            lr = lr0 * (1.0 / (1.0 + rate * epoch))
            return lr
        """,
    line=2,
    why="floor makes the rate fall only at whole times; the denominator is 1 + rate t for every t",
)

slip(
    "inverse_time_decay",
    """
        def inverse_time_decay(lr0, rate, t):
            t = float(t)
            return lr0 / (1 + rate * t)
        """,
    line=2,
    why="float takes one number, not an array of times",
)

slip(
    "inverse_time_decay",
    """
        def inverse_time_decay(lr0, rate, t):
            lrs = []
            for step in np.ravel(t):
                lrs.append(lr0 / (1 + rate * (step + 1)))
            lrs = np.array(lrs).reshape(np.shape(t))
        """,
    line=None,
    why="every time is one too late, and the array is never returned",
)

slip(
    "cosine_decay",
    """
        def cosine_decay(lr0, lr_end, total, t):
            t = np.minimum(t, total)
            return lr_end + (lr0 - lr_end) * (1 + np.cos(np.pi * t / total))
        """,
    line=3,
    why="the half is missing: 1 + cos runs from 2 to 0",
)

slip(
    "cosine_decay",
    """
        def cosine_decay(lr0, lr_end, total, t):
            t_cur = np.asarray(t) % total
            cosine = 0.5 * (1 + np.cos(np.pi * t_cur / total))
            return lr_end + (lr0 - lr_end) * cosine
        """,
    line=2,
    why="% starts the wave anew at total, as with restarts; the rate must stay at lr_end",
)

slip(
    "cosine_decay",
    """
        def cosine_decay(lr0, lr_end, total, t):
            share = np.clip(np.asarray(t) / total, 0, 1)
            wave = (1 + np.cos(np.pi * share)) / 2
            return lr_end + lr0 * wave
        """,
    line=4,
    why="lr_end is not subtracted from lr0, so the rate begins at lr0 + lr_end",
)

slip(
    "cosine_decay",
    """
        def cosine_decay(lr0, lr_end, total, t):
            progress = np.minimum(np.asarray(t) / total, 1.0)
            return lr_end + (lr0 - lr_end) * 0.5 * (1.0 + math.cos(math.pi * progress))
        """,
    line=3,
    why="math.cos takes one number; for an array it is np.cos",
)

slip(
    "sweep",
    """
        def sweep(final_loss, lrs):
            losses = np.array([final_loss(lr) for lr in lrs])
            i = np.nanargmin(losses)
            losses[np.isnan(losses)] = np.inf
            return lrs[i], losses
        """,
    line=3,
    why="nanargmin skips NaN, but not minus infinity, and fails when nothing but NaN is left",
)

slip(
    "sweep",
    """
        def sweep(final_loss, lrs):
            losses = np.array([final_loss(r) for r in lrs], dtype=float)
            losses[np.isfinite(losses)] = np.inf
            if np.all(losses == np.inf):
                return None, losses
            return lrs[np.argmin(losses)], losses
        """,
    line=3,
    why="the condition is reversed: np.isfinite finds the good ones",
)

slip(
    "sweep",
    """
        def sweep(final_loss, lrs):
            losses = []
            best_lr = None
            best = np.inf
            for lr in lrs:
                loss = final_loss(lr)
                loss = loss if np.isfinite(loss) else np.inf
                losses.append(loss)
                if loss < best:
                    best, best_lr = loss, lr
            return np.array(losses), best_lr
        """,
    line=11,
    why="the two results come in the wrong order: best_lr first",
)

slip(
    "sweep",
    """
        def sweep(final_loss, lrs):
            losses = []
            best_loss = np.inf
            for lr in lrs:
                loss = final_loss(lr)
                if not np.isfinite(loss):
                    loss = np.inf
                if loss < best_loss:
                    best_loss = loss
                    best_lr = lr
                losses.append(loss)
            return best_lr, losses
        """,
    line=None,
    why="best_lr is only set in the if: without any finite loss it has no value",
)

slip(
    "range_test",
    """
        def range_test(losses, lrs):
            end = np.argmin(losses) + 1
            grad = np.gradient(np.array(losses[:end]), np.log(lrs[:end]))
            return lrs[np.argmin(grad)]
        """,
    line=3,
    why="np.gradient looks at both neighbors; the step from one rate to the next is np.diff",
)

slip(
    "range_test",
    """
        def range_test(losses, lrs):
            n = int(np.argmin(losses))
            dl = np.diff(losses[:n])
            dr = np.diff(np.log(lrs[:n]))
            return lrs[np.argmin(dl / dr)]
        """,
    line=None,
    why="the last step, to the smallest loss itself, is left out: the slice must go one further",
)

slip(
    "range_test",
    """
        def range_test(losses, lrs):
            best_i = 0
            best_slope = 0
            for i in range(len(losses) - 1):
                if losses[i + 1] > losses[i]:
                    break
                slope = (losses[i + 1] - losses[i]) / math.log(lrs[i + 1] / lrs[i])
                if slope < best_slope:
                    best_slope = slope
                    best_i = i
            return lrs[best_i]
        """,
    line=6,
    why="the loop stops at the first rise; the steps count up to the smallest loss of the whole run",
)

slip(
    "range_test",
    """
        def range_test(losses, lrs):
            k = np.argmin(losses) + 1
            dloss = np.diff(losses[:k])
            dlr = np.log(np.diff(lrs[:k]))
            slopes = dloss / dlr
            return lrs[np.argmax(slopes)]
        """,
    line=None,
    why="log of the difference is not the difference of the logs, and the largest slope is the flattest fall",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            setting = {}
            best = None
            best_loss = float("inf")
            for combo in itertools.product(*grid.values()):
                for name, value in zip(grid.keys(), combo):
                    setting[name] = value
                loss = validate(train(**setting))
                if loss < best_loss:
                    best_loss = loss
                    best = setting
            return best
        """,
    line=11,
    why="the same dictionary is changed in each turn, so the best one is overwritten: copy it",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            keys = list(grid)
            best = None
            best_score = np.inf
            for combo in itertools.product(grid.values()):
                params = dict(zip(keys, combo))
                score = validate(train(**params))
                if score < best_score:
                    best_score = score
                    best = params
            return best
        """,
    line=5,
    why="product is missing its star: it gets one list of lists and makes combinations of one",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            results = []
            for values in itertools.product(*grid.values()):
                params = dict(zip(grid, values))
                results.append((validate(train(**params)), params))
            results = [r for r in results if not np.isnan(r[0])]
            results.sort(key=lambda r: r[0], reverse=True)
            return results[0][1]
        """,
    line=7,
    why="the best score is the largest one only for accuracies; a loss must be small",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            losses = []
            settings = []
            for vals in itertools.product(*grid.values()):
                s = dict(zip(grid, vals))
                settings.append(s)
                losses.append(validate(train(**s)))
            best = 0
            for i in range(len(losses)):
                if losses[i] <= losses[best]:
                    best = i
            return settings[best]
        """,
    line=None,
    why="a NaN makes min go wrong, because nothing is smaller than it; and of equal losses the last one wins",
)
