"""Wrong answers of learning rate, as learners write them; nobody tunes anything to these."""

from tests.support.slips import slip

slip(
    "contraction_factor",
    """
        def contraction_factor(lr, curvature):
            f = 1 - lr * curvature
            return np.sqrt(f)
        """,
    line=3,
    why="the root of a number is its absolute value only after it was squared",
)

slip(
    "contraction_factor",
    """
        def contraction_factor(lr, curvature):
            # loss = 1/2 * c * x^2, start at x = 1
            x = 1.0
            grad = 0.5 * curvature * x
            x_new = x - lr * grad
            return abs(x_new) / abs(x)
        """,
    line=4,
    why="a loss of (c/2) d^2 has the slope c d: nothing is halved",
)

slip(
    "contraction_factor",
    """
        def contraction_factor(lr, curvature):
            return math.fabs(1 - lr * curvature)
        """,
    line=2,
    why="math.fabs takes one number; for an array it is np.abs",
)

slip(
    "contraction_factor",
    """
        def contraction_factor(lr, curvature):
            factor = abs(1 + lr * curvature)
            print("factor:", factor)
        """,
    line=None,
    why="it is 1 minus the product, not plus; and the result must be returned, not printed",
)

slip(
    "largest_stable_lr",
    """
        def largest_stable_lr(H):
            w, v = np.linalg.eigh(H)
            L = w.max()
            return 1.0 / L
        """,
    line=4,
    why="1 / lmax is the rate that arrives in one step; the limit is twice that",
)

slip(
    "largest_stable_lr",
    """
        def largest_stable_lr(H):
            vectors, values = np.linalg.eigh(H)
            return 2 / np.max(values)
        """,
    line=2,
    why="the columns of the eigenvectors are taken for the eigenvalues",
)

slip(
    "largest_stable_lr",
    """
        def largest_stable_lr(H):
            lam_max = np.linalg.norm(H)
            return 2 / lam_max
        """,
    line=2,
    why="np.linalg.norm is the root of all squares; the largest eigenvalue is the norm with ord=2",
)

slip(
    "largest_stable_lr",
    """
        def largest_stable_lr(H):
            best = 0
            for lr in np.arange(0.01, 2, 0.01):
                u = np.ones(len(H))
                for _ in range(100):
                    u = u - lr * H @ u
                if np.linalg.norm(u) < 1:
                    best = lr
            return best
        """,
    line=None,
    why="the loop tries rates in coarse steps with one start and calls the last that converged the limit",
)

slip(
    "best_constant_lr",
    """
        def best_constant_lr(H):
            eigs = np.linalg.eigvals(H)
            lo, hi = eigs[0], eigs[-1]
            return 2 / (lo + hi)
        """,
    line=2,
    why="eigvals returns the values in no order; the first and the last are not the smallest and the largest",
)

slip(
    "best_constant_lr",
    """
        def best_constant_lr(H):
            w, _ = np.linalg.eigh(H)
            mu, L = w.min(), w.max()
            return 2 / mu + L
        """,
    line=4,
    why="the brackets are missing: 2 is divided by the smallest alone",
)

slip(
    "best_constant_lr",
    """
        def best_constant_lr(H):
            kmin = np.min(H)
            kmax = np.max(H)
            return 2 / (kmin + kmax)
        """,
    line=None,
    why="the smallest and the largest entry of H are used; the curvatures are its eigenvalues",
)

slip(
    "best_constant_lr",
    """
        def best_constant_lr(H):
            limit = largest_stable_lr(H)
            return limit / 2
        """,
    line=3,
    why="the middle between 0 and the limit is 1 / lmax; the best rate makes both ends equally fast",
)

slip(
    "step_decay",
    """
        def step_decay(lr0, drop, every, t):
            n_drops = t / every
            return lr0 * drop ** n_drops
        """,
    line=2,
    why="the exponent must be a whole number: t // every",
)

slip(
    "step_decay",
    """
        def step_decay(lr0, drop, every, t):
            t = np.asarray(t)
            return lr0 * drop ** t // every
        """,
    line=3,
    why="without brackets the power is taken first, and the rate itself is divided by every and cut off",
)

slip(
    "step_decay",
    """
        def step_decay(lr0, drop, every, t):
            times = np.asarray(t) // every
            lr = lr0 * (1 - drop) ** times
            return lr
        """,
    line=3,
    why="drop is the factor that is kept, not the share that is taken away",
)

slip(
    "step_decay",
    """
        def step_decay(lr0, drop, every, t):
            t = np.asarray(t)
            return np.where(t < every, lr0, lr0 * drop)
        """,
    line=3,
    why="only the first drop is made: each further `every` steps bring another one",
)

slip(
    "exponential_decay",
    """
        def exponential_decay(lr0, rate, t):
            lr = lr0 * math.exp(-rate * t)
            return lr
        """,
    line=2,
    why="math.exp takes one number; for an array it is np.exp",
)

slip(
    "exponential_decay",
    """
        def exponential_decay(lr0, rate, t):
            decay = 1 - rate
            return lr0 * decay ** t
        """,
    line=3,
    why="that keeps 1 - rate in each step; the decay is exp(-rate t)",
)

slip(
    "exponential_decay",
    """
        def exponential_decay(lr0, rate, t):
            return lr0 * math.e ** -rate * t
        """,
    line=2,
    why="math.e ** -rate * t takes the power first and multiplies by t afterwards",
)

slip(
    "exponential_decay",
    """
        def exponential_decay(lr0, rate, t):
            t = np.array(t, dtype=int)
            out = lr0 * np.exp(-rate * t)
            return out
        """,
    line=2,
    why="dtype=int cuts times such as 2.25 off to whole numbers",
)

slip(
    "linear_decay",
    """
        def linear_decay(lr0, lr_end, total, t):
            if t > total:
                return lr_end
            slope = (lr_end - lr0) / total
            return lr0 + slope * t
        """,
    line=2,
    why="if cannot ask an array of times at once: use np.where or np.minimum",
)

slip(
    "linear_decay",
    """
        def linear_decay(lr0, lr_end, total, t):
            t = np.asarray(t)
            line = lr0 + (lr_end - lr0) * t / total
            return np.where(t <= total, line, 0)
        """,
    line=4,
    why="past total np.where returns 0; the rate stays at lr_end",
)

slip(
    "linear_decay",
    """
        def linear_decay(lr0, lr_end, total, t):
            schedule = np.linspace(lr0, lr_end, int(total))
            idx = np.minimum(np.asarray(t).astype(int), int(total) - 1)
            return schedule[idx]
        """,
    line=2,
    why="np.linspace with total points ends one step too early: from 0 to total there are total + 1",
)

slip(
    "linear_decay",
    """
        def linear_decay(lr0, lr_end, total, t):
            t = min(t, total)
            return lr0 + (lr_end - lr0) * (t / total)
        """,
    line=2,
    why="min compares whole arrays; entry by entry it is np.minimum",
)

slip(
    "inverse_time_decay",
    """
        def inverse_time_decay(lr0, rate, t):
            lr = lr0 / 1 + rate * t
            return lr
        """,
    line=2,
    why="the brackets are missing: lr0 is divided by 1, and rate t is added",
)

slip(
    "inverse_time_decay",
    """
        def inverse_time_decay(lr0, rate, t):
            def lr_at(epoch):
                lr = lr0
                for e in range(1, int(epoch) + 1):
                    lr = lr / (1 + rate * e)
                return lr
            return np.vectorize(lr_at, otypes=[float])(t)
        """,
    line=5,
    why="the decay compounds: each turn divides the last rate again, instead of lr0",
)

slip(
    "inverse_time_decay",
    """
        def inverse_time_decay(lr0, rate, t):
            factor = 1 / (1 + rate * np.asarray(t))
            return lr0 - factor
        """,
    line=3,
    why="1 / (1 + rate t) is the factor; lr0 must be multiplied by it, not reduced by it",
)

slip(
    "inverse_time_decay",
    """
        def inverse_time_decay(lr0, rate, t):
            t = np.asarray(t, dtype=float)
            return lr0 / (1 + t) ** rate
        """,
    line=3,
    why="the decay rate stands in the exponent; it multiplies t",
)

slip(
    "cosine_decay",
    """
        def cosine_decay(lr0, lr_end, total, t):
            t = np.minimum(np.asarray(t), total - 1)
            return lr_end + 0.5 * (lr0 - lr_end) * (1 + np.cos(np.pi * t / (total - 1)))
        """,
    line=None,
    why="total - 1 makes the wave end one step too early",
)

slip(
    "cosine_decay",
    """
        def cosine_decay(lr0, lr_end, total, t):
            frac = np.minimum(np.asarray(t) / total, 1)
            angle = 180 * frac
            return lr_end + 0.5 * (lr0 - lr_end) * (1 + np.cos(angle))
        """,
    line=3,
    why="np.cos takes radians: the half wave ends at pi, not at 180",
)

slip(
    "cosine_decay",
    """
        def cosine_decay(lr0, lr_end, total, t):
            p = np.minimum(np.asarray(t) / total, 1)
            return lr_end + (lr0 - lr_end) * np.cos(p * np.pi / 2)
        """,
    line=3,
    why="the cosine of a quarter wave is another schedule: 1 + cos of half a wave, divided by 2",
)

slip(
    "cosine_decay",
    """
        def cosine_decay(lr0, lr_end, total, t):
            t = np.asarray(t)
            w = (1 - np.cos(np.pi * t / total)) / 2
            lr = lr_end + (lr0 - lr_end) * w
            lr = np.where(t > total, 0, lr)
            return lr
        """,
    line=None,
    why="the minus makes the rate rise, and beyond total it must be lr_end, not 0",
)

slip(
    "sweep",
    """
        def sweep(final_loss, lrs):
            lrs = sorted(lrs)
            losses = np.array([final_loss(lr) for lr in lrs], dtype=float)
            losses = np.where(np.isfinite(losses), losses, np.inf)
            if losses.min() == np.inf:
                return None, losses
            return lrs[np.argmin(losses)], losses
        """,
    line=2,
    why="the rates are sorted first, so the losses come in another order than the rates",
)

slip(
    "sweep",
    """
        def sweep(final_loss, lrs):
            results = []
            best_lr, best_loss = None, np.inf
            for lr in lrs:
                loss = final_loss(lr)
                if loss == np.nan or loss == -np.inf:
                    loss = np.inf
                results.append(loss)
                if loss < best_loss:
                    best_loss = loss
                    best_lr = lr
            return best_lr, np.array(results)
        """,
    line=6,
    why="loss == np.nan is never true; ask np.isfinite",
)

slip(
    "sweep",
    """
        def sweep(final_loss, lrs):
            all_losses = np.zeros(len(lrs))
            for i, lr in enumerate(lrs):
                l = final_loss(lr)
                if not np.isfinite(l):
                    l = float('inf')
                all_losses[i] = l
            best_lr = lrs[int(all_losses.argmin())]
            return best_lr, all_losses
        """,
    line=8,
    why="when every run diverges, argmin still finds a place; None is asked for",
)

slip(
    "sweep",
    """
        def sweep(final_loss, lrs):
            losses = np.array([final_loss(lr) for lr in lrs])
            losses = np.where(np.isfinite(losses), losses, np.inf)
            best_loss = 1000
            for loss in losses:
                if loss < best_loss:
                    best_loss = loss
            return best_loss, losses
        """,
    line=None,
    why="the smallest loss is returned instead of its rate, and the search begins at 1000, so it misses inf",
)

slip(
    "range_test",
    """
        def range_test(losses, lrs):
            end = np.argmin(losses)
            falls = []
            for i in range(end):
                falls.append(losses[i] - losses[i + 1])
            return lrs[np.argmax(falls)]
        """,
    line=5,
    why="the slope is taken per step; the fall is measured per unit of log(lr)",
)

slip(
    "range_test",
    """
        def range_test(losses, lrs):
            log_lrs = np.log10(lrs)
            slopes = np.diff(losses) / np.diff(log_lrs)
            best = np.argmin(slopes)
            return lrs[best]
        """,
    line=3,
    why="the steps after the smallest loss are looked at as well",
)

slip(
    "range_test",
    """
        def range_test(losses, lrs):
            steepest = 0
            best = None
            for i in range(len(lrs)):
                slope = (losses[i + 1] - losses[i]) / (np.log(lrs[i + 1]) - np.log(lrs[i]))
                if slope < steepest:
                    steepest = slope
                    best = lrs[i]
                if losses[i] == min(losses):
                    break
            return best
        """,
    line=4,
    why="lrs[i + 1] does not exist in the last turn of the loop",
)

slip(
    "range_test",
    """
        def range_test(losses, lrs):
            smooth = [losses[0]]
            for l in losses[1:]:
                smooth.append(0.9 * smooth[-1] + 0.1 * l)
            smooth = np.array(smooth)
            end = np.argmin(smooth) + 1
            slopes = np.diff(smooth[:end]) / np.diff(np.log(lrs[:end]))
            return lrs[np.argmin(slopes)]
        """,
    line=4,
    why="the losses are smoothed first, which moves the steepest fall; the losses as they are count",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            best_loss = 0
            best_setting = None
            names = list(grid.keys())
            for values in itertools.product(*grid.values()):
                setting = dict(zip(names, values))
                model = train(**setting)
                loss = validate(model)
                if loss < best_loss:
                    best_loss = loss
                    best_setting = setting
            return best_setting
        """,
    line=2,
    why="the best loss begins at 0, so no setting is ever better",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            best_loss = np.inf
            best = None
            for lr in grid["lr"]:
                for hidden in grid["hidden"]:
                    model = train(lr=lr, hidden=hidden)
                    loss = validate(model)
                    if loss < best_loss:
                        best_loss = loss
                        best = {"lr": lr, "hidden": hidden}
            return best
        """,
    line=None,
    why="the names lr and hidden are written into the code; the grid can have any names",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            from itertools import product
            best_loss, best = np.inf, None
            for values in product(*grid.values()):
                setting = dict(zip(grid.keys(), values))
                model = train(setting)
                loss = validate(model)
                if loss < best_loss:
                    best_loss, best = loss, setting
            return best
        """,
    line=6,
    why="train takes names: the setting must be passed as train(**setting)",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            current = {k: v[0] for k, v in grid.items()}
            for name in grid:
                best_loss = np.inf
                for value in grid[name]:
                    trial = dict(current)
                    trial[name] = value
                    loss = validate(train(**trial))
                    if loss < best_loss:
                        best_loss = loss
                        best_value = value
                current[name] = best_value
            return current
        """,
    line=None,
    why="each list is searched by itself with the others at their first value; all combinations are asked for",
)
