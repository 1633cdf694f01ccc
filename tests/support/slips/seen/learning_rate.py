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
    "range_test",
    """
    def range_test(losses, lrs):
        end = np.argmin(losses)
        l, r = np.array(losses[:end + 1]), np.log(lrs[:end + 1])
        slopes = np.gradient(l, r)
        return lrs[np.argmin(slopes)]
    """,
    line=4,
    why="np.gradient averages the slopes on both sides",
)

slip(
    "sweep",
    """
    def sweep(final_loss, lrs):
        best_lr, best = None, np.inf
        losses = []
        for lr in lrs:
            loss = final_loss(lr)
            if not np.isfinite(loss):
                loss = np.inf
            losses.append(loss)
            if loss < best:
                best_lr = lr
        return best_lr, np.array(losses)
    """,
    line=10,
    why="the smallest loss so far is never remembered",
)

slip(
    "best_constant_lr",
    """
        def best_constant_lr(H):
            v = np.linalg.eigvalsh(H)
            return 2 / v[0] + v[-1]
        """,
    line=3,
    why="divides 2 by each and adds",
)

slip(
    "best_constant_lr",
    """
        def best_constant_lr(H):
            return 2 / np.trace(H)
        """,
    line=2,
    why="sums all eigenvalues, right only for two",
)

slip(
    "contraction_factor",
    """
        def contraction_factor(lr, curvature):
            return (1 - lr * curvature) ** 2
        """,
    line=2,
    why="the factor of the loss: squared",
)

slip(
    "contraction_factor",
    """
        def contraction_factor(lr, curvature):
            f = 1 - lr * curvature
            return np.maximum(f, 0)
        """,
    line=3,
    why="max with 0 instead of the absolute value",
)

slip(
    "contraction_factor",
    """
        def contraction_factor(lr, curvature):
            f = 1 - curvature * lr
            if f < 0:
                f = -f
            return f
        """,
    line=3,
    why="if on arrays",
)

slip(
    "contraction_factor",
    """
        def contraction_factor(lr, curvature):
            print("factor:", abs(1 - lr * curvature))
        """,
    line=2,
    why="prints",
)

slip(
    "largest_stable_lr",
    """
        def largest_stable_lr(H):
            values = np.linalg.eigvalsh(H)
            return 2 / values[0]
        """,
    line=3,
    why="the smallest eigenvalue",
)

slip(
    "largest_stable_lr",
    """
        def largest_stable_lr(H):
            return 2 / np.max(np.linalg.eigh(H))
        """,
    line=2,
    why="eig returns a pair",
)

slip(
    "range_test",
    """
        def range_test(losses, lrs):
            end = np.argmin(losses) + 1
            d = np.diff(losses[:end]) / np.diff(lrs[:end])
            return lrs[np.argmin(d)]
        """,
    line=3,
    why="the slope per lr, not per log(lr)",
)

slip(
    "range_test",
    """
        def range_test(losses, lrs):
            stop = np.argmin(losses)
            slopes = np.diff(losses[:stop]) / np.diff(np.log(lrs[:stop]))
            return lrs[np.argmin(slopes)]
        """,
    line=3,
    why="the end is one too early: the step to the smallest loss is left out",
)

slip(
    "range_test",
    """
        def range_test(losses, lrs):
            end = np.argmin(losses) + 1
            g = np.gradient(losses[:end], np.log(lrs[:end]))
            return lrs[np.argmin(g)]
        """,
    line=3,
    why="np.gradient instead of differences",
)

slip(
    "sweep",
    """
        def sweep(final_loss, lrs):
            losses = []
            for lr in lrs:
                loss = final_loss(lr)
                losses.append(loss if np.isfinite(loss) else np.inf)
            best = min(losses)
            return (best if best < np.inf else None), np.array(losses)
        """,
    line=6,
    why="returns the smallest loss, not its rate",
)

slip(
    "sweep",
    """
        def sweep(final_loss, lrs):
            losses = np.array([final_loss(lr) for lr in lrs])
            losses = np.nan_to_num(losses, nan=np.inf, posinf=np.inf, neginf=np.inf)
            return lrs[losses.argmin()], losses
        """,
    line=4,
    why="None is never returned, as all-inf takes the first",
)

slip(
    "sweep",
    """
        def sweep(final_loss, lrs):
            losses = [final_loss(lr) for lr in lrs]
            for i in range(len(losses)):
                if losses[i] == np.nan or losses[i] == np.inf:
                    losses[i] = np.inf
            best = None
            for lr, loss in zip(lrs, losses):
                if best is None or loss < min(losses):
                    best = lr
            return best, np.array(losses)
        """,
    line=4,
    why="compares with == np.nan, which is never true",
)

slip(
    "sweep",
    """
        def sweep(final_loss, lrs):
            results = dict()
            for lr in lrs:
                results[lr] = max(final_loss(lr), -np.inf)
                if results[lr] != results[lr]:
                    results[lr] = np.inf
            best = min(results, key=results.get)
            return best, np.array(list(results.values()))
        """,
    line=4,
    why="minus infinity stays, and the minimum's key is returned even if all runs diverged",
)

slip(
    "best_constant_lr",
    """
        def best_constant_lr(H):
            e = np.linalg.eigvalsh(H)
            return (1 / e[0] + 1 / e[-1]) / 2
        """,
    line=3,
    why="harmonic: mean of the two limits",
)

slip(
    "contraction_factor",
    """
        def contraction_factor(lr, curvature):
            return abs(1 - lr / curvature)
        """,
    line=2,
    why="the reciprocal",
)

slip(
    "largest_stable_lr",
    """
        def largest_stable_lr(H):
            U, S, Vt = np.linalg.svd(H)
            return 2 / S[-1]
        """,
    line=3,
    why="singular values of H from the wrong end",
)

slip(
    "range_test",
    """
        def range_test(losses, lrs):
            k = np.argmin(losses)
            s = np.diff(np.log(losses[: k + 1])) / np.diff(np.log(lrs[: k + 1]))
            return lrs[np.argmin(s)]
        """,
    line=3,
    why="log of the losses as well",
)

slip(
    "range_test",
    """
        def range_test(losses, lrs):
            end = np.argmin(losses) + 1
            slopes = np.diff(losses[:end]) / np.diff(np.log(lrs[:end]))
            best = np.argmin(slopes) + 1
            return lrs[best]
        """,
    line=4,
    why="index off: argmin of slopes plus one",
)

slip(
    "sweep",
    """
        def sweep(final_loss, lrs):
            losses = np.array([final_loss(lr) for lr in lrs])
            losses[~np.isfinite(losses)] = np.inf
            best = None if np.all(losses == np.inf) else lrs[np.argmin(losses)]
            return losses, best
        """,
    line=5,
    why="the order of the return values",
)

slip(
    "sweep",
    """
        def sweep(final_loss, lrs):
            losses = np.array([final_loss(lr) for lr in lrs])
            losses[np.isnan(losses)] = np.inf
            if np.min(losses) == np.inf:
                return None, losses
            return lrs[losses.argmin()], losses
        """,
    line=3,
    why="only nan is caught; None not returned",
)

slip(
    "largest_stable_lr",
    """
        def largest_stable_lr(H):
            return 2 / np.linalg.det(H) ** (1 / len(H))
        """,
    line=2,
    why="the determinant",
)

slip(
    "sweep",
    """
        def sweep(final_loss, lrs):
            losses = np.full(len(lrs), np.inf)
            for i, lr in enumerate(lrs):
                loss = final_loss(lr)
                if not np.isfinite(loss):
                    break
                losses[i] = loss
            if np.isinf(losses).all():
                return None, losses
            return lrs[np.argmin(losses)], losses
        """,
    line=6,
    why="breaks at the first run that diverges",
)

slip(
    "largest_stable_lr",
    """
    def largest_stable_lr(H):
        return 2 / min(np.linalg.eigvals(H))
    """,
    line=2,
    why="smallest eigenvalue",
)

slip(
    "largest_stable_lr",
    """
    def largest_stable_lr(H):
        return 2 / np.max(np.diag(H))
    """,
    line=2,
    why="diagonal for eigenvalues",
)

slip(
    "sweep",
    """
    def sweep(final_loss, lrs):
        losses = []
        for lr in lrs:
            if np.isfinite(final_loss(lr)):
                losses.append(final_loss(lr))
            else:
                losses.append(np.inf)
        if min(losses) == np.inf:
            return None, losses
        return lrs[int(np.argmin(losses))], losses
    """,
    line=4,
    why="runs everything twice: right, and it takes twice as long",
    accepted=True,
)

slip(
    "range_test",
    """
    def range_test(losses, lrs):
        k = np.argmin(losses)
        slopes = np.diff(losses[:k + 1]) / np.diff(lrs[:k + 1])
        return lrs[np.argmin(slopes)]
    """,
    line=3,
    why="slope by lr, not log",
)

slip(
    "range_test",
    """
    def range_test(losses, lrs):
        best, best_slope = None, 0
        for i in range(np.argmin(losses)):
            slope = (losses[i + 1] - losses[i]) / (np.log(lrs[i + 1]) - np.log(lrs[i]))
            if slope < best_slope:
                best_slope = slope
                best = lrs[i + 1]
        return best
    """,
    line=7,
    why="larger end of the step",
)

slip(
    "sweep",
    """
    def sweep(final_loss, lrs):
        losses = []
        for lr in lrs:
            loss = final_loss(lr)
            if np.isfinite(loss):
                losses.append(loss)
        if not losses:
            return None, losses
        return lrs[np.argmin(losses)], losses
    """,
    line=6,
    why="inf loses its place",
)

slip(
    "range_test",
    """
    def range_test(losses, lrs):
        slopes = np.gradient(losses, np.log(lrs))
        return lrs[np.argmin(slopes)]
    """,
    line=2,
    why="np.gradient instead of differences",
)
