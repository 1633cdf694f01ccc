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
    "sweep",
    """
    def sweep(final_loss, lrs):
        losses = []
        for lr in lrs:
            loss = final_loss(lr)
            losses.append(loss if not np.isnan(loss) else np.inf)
        best = losses.index(min(losses))
        return best, losses
    """,
    line=7,
    why="the rate, not its index; and None if all diverged",
)

slip(
    "sweep",
    """
    def sweep(final_loss, lrs):
        losses = []
        for lr in lrs:
            loss = final_loss(lr)
            losses.append(loss if np.isfinite(loss) else np.inf)
        if np.isinf(min(losses)):
            return None, losses
        return min(losses), losses
    """,
    line=8,
    why="best loss is returned rather than the rate",
)

slip(
    "best_constant_lr",
    """
        def best_constant_lr(H):
            lo, *_, hi = np.linalg.eigvalsh(H)
            return (hi - lo) / (hi + lo)
        """,
    line=3,
    why="the contraction factor instead of the rate",
)

slip(
    "best_constant_lr",
    """
        def best_constant_lr(H):
            e = sorted(np.linalg.eigvalsh(H), reverse=True)
            return 2 / (e[0] + e[1])
        """,
    line=3,
    why="middle eigenvalue: the first two",
)

slip(
    "best_constant_lr",
    """
        def best_constant_lr(H):
            ev = np.linalg.eigvalsh(H)
            lr = 2 / (ev[0] + ev[-1])
            factor = (ev[-1] - ev[0]) / (ev[-1] + ev[0])
            return lr, factor
        """,
    line=5,
    why="returns a tuple with the factor",
)

slip(
    "contraction_factor",
    """
        def contraction_factor(lr, curvature):
            factor = 1 - lr * curvature
            return factor
        """,
    line=3,
    why="signed",
)

slip(
    "contraction_factor",
    """
        def contraction_factor(lr, curvature):
            import math
            return math.fabs(1 - lr * curvature)
        """,
    line=3,
    why="math.fabs takes numbers only",
)

slip(
    "largest_stable_lr",
    """
        def largest_stable_lr(H):
            biggest = max(H[i, i] for i in range(len(H)))
            return 2 / biggest
        """,
    line=2,
    why="only the diagonal is looked at",
)

slip(
    "largest_stable_lr",
    """
        def largest_stable_lr(H):
            lam = np.linalg.eigvalsh(H).max()
            return 1 / lam
        """,
    line=3,
    why="1 / lambda",
)

slip(
    "range_test",
    """
        def range_test(losses, lrs):
            i = np.argmin(losses)
            return lrs[i]
        """,
    line=3,
    why="the smallest loss",
)

slip(
    "range_test",
    """
        def range_test(losses, lrs):
            slopes = np.diff(losses) / np.diff(np.log(lrs))
            return lrs[np.argmin(slopes)]
        """,
    line=2,
    why="looks at all steps, also behind the smallest loss",
)

slip(
    "range_test",
    """
        def range_test(losses, lrs):
            k = int(np.argmin(losses))
            best, rate = 0, lrs[0]
            for i in range(1, k + 1):
                slope = (losses[i] - losses[i - 1]) / (np.log(lrs[i]) - np.log(lrs[i - 1]))
                if slope < best:
                    best = slope
                    rate = lrs[i]
            return rate
        """,
    line=8,
    why="the larger rate of the step",
)

slip(
    "range_test",
    """
        def range_test(losses, lrs):
            l = np.array(losses)
            x = np.log10(np.array(lrs))
            steep = np.abs((l[1:] - l[:-1]) / (x[1:] - x[:-1]))
            return lrs[np.argmax(steep)]
        """,
    line=4,
    why="argmax of the absolute slope over all steps takes the blow-up",
)

slip(
    "sweep",
    """
        def sweep(final_loss, lrs):
            losses = np.array([final_loss(lr) for lr in lrs])
            best = lrs[np.argmin(losses)]
            losses = np.where(np.isfinite(losses), losses, np.inf)
            if np.all(np.isinf(losses)):
                best = None
            return best, losses
        """,
    line=3,
    why="NaN is chosen by argmin, as inf only replaces it in the copy that is returned",
)

slip(
    "sweep",
    """
        def sweep(final_loss, lrs):
            losses = np.array([final_loss(lr) for lr in lrs], float)
            losses[np.isnan(losses)] = np.inf
            i = np.argmin(losses)
            if losses[i] == np.inf:
                return None, losses
            return i, losses
        """,
    line=7,
    why="the index is returned",
)

slip(
    "sweep",
    """
        def sweep(final_loss, lrs):
            best_lr, best = None, np.inf
            losses = np.zeros(len(lrs))
            for i, lr in enumerate(lrs):
                loss = final_loss(lr)
                if np.isnan(loss):
                    loss = np.inf
                losses[i] = loss
                if loss < best:
                    best, best_lr = loss, lr
            return best_lr, losses
        """,
    line=6,
    why="minus infinity stays",
)

slip(
    "sweep",
    """
        def sweep(final_loss, lrs):
            losses = {}
            for lr in lrs:
                loss = final_loss(lr)
                if np.isfinite(loss):
                    losses[lr] = loss
            best = min(losses, key=losses.get) if losses else None
            return best, np.array(list(losses.values()))
        """,
    line=5,
    why="losses that diverged are dropped from the list",
)

slip(
    "contraction_factor",
    """
    def contraction_factor(lr, curvature):
        return 1 - lr * curvature
    """,
    line=2,
    why="no absolute value",
)

slip(
    "largest_stable_lr",
    """
    def largest_stable_lr(H):
        lam = np.linalg.eigvalsh(H)
        return 1 / lam.max()
    """,
    line=3,
    why="1 / largest",
)

slip(
    "best_constant_lr",
    """
    def best_constant_lr(H):
        lam = np.linalg.eigvalsh(H)
        return 1 / np.mean(lam)
    """,
    line=3,
    why="mean of the eigenvalues",
)

slip(
    "best_constant_lr",
    """
    def best_constant_lr(H):
        w, v = np.linalg.eigh(H)
        return 1 / (w[0] + w[-1])
    """,
    line=3,
    why="missing 2",
)

slip(
    "sweep",
    """
    def sweep(final_loss, lrs):
        losses = np.array([final_loss(lr) for lr in lrs])
        losses[np.isnan(losses)] = np.inf
        best = np.min(losses)
        if np.isinf(best):
            return None, losses
        return best, losses
    """,
    line=4,
    why="returns the smallest loss",
)

slip(
    "sweep",
    """
    def sweep(final_loss, lrs):
        losses = [final_loss(lr) for lr in lrs]
        i = np.nanargmin(losses)
        return lrs[i], losses
    """,
    line=3,
    why="index in place of the rate, nan untreated",
)

slip(
    "range_test",
    """
    def range_test(losses, lrs):
        return lrs[np.argmin(losses)]
    """,
    line=2,
    why="smallest loss",
)
